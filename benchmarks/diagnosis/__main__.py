"""The command: see `python -m benchmarks.diagnosis --help`."""

import sys

from benchmarks.diagnosis.command import main

if __name__ == "__main__":
    sys.exit(main())
