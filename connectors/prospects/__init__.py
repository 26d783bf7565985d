"""Offers the CRM whom agents noted as new: by a webhook, or as a file to read in."""
