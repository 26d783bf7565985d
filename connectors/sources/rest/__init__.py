"""Systems that give rows over HTTP as JSON: most CRMs and help desks."""
