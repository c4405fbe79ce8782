"""`python -m benchmarks.grading`."""

from benchmarks.grading import main

main()
