#!/usr/bin/env python3
"""Holds bills of materials against CycloneDX's own schema: valid.py FILE…."""

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

validator = JsonStrictValidator(SchemaVersion.V1_6)
wrong = {name: validator.validate_str(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]}
for name, error in wrong.items():
    if error is not None:
        sys.stderr.write(f"{name}: {error}\n")
sys.exit(any(error is not None for error in wrong.values()))
