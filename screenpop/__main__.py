"""The program's entrance: `screenpop`, or `python -m screenpop`."""

import sys


def main() -> int:
    """Run the command that the arguments name; returns its exit code."""
    from screenpop.commands.parser import run  # noqa: PLC0415 # each command imports only what it needs

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
