"""Address books as files: vCard and CSV, as telephones, mail programs and customer files export them."""
