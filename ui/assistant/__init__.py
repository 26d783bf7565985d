"""The first start: from nothing to a tested line, a directory and one department, page by page."""
