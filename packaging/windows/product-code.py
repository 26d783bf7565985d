#!/usr/bin/env python3
"""The installer's product code, one for each version: product-code.py 0.2.0."""

import sys
import uuid

UPGRADE_CODE = uuid.UUID("0F6B9E1C-3C5B-5F0A-8E57-9B7A6D0E4C21")

sys.stdout.write(f"{{{str(uuid.uuid5(UPGRADE_CODE, sys.argv[1])).upper()}}}\n")
