"""`python -m benchmarks.grading_chaos`."""

from benchmarks.grading_chaos import main

main()
