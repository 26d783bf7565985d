"""Asterisk's manager interface (AMI): everything the PBX tells of the extension's calls."""
