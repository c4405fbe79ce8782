"""`python -m course_utils.cli` is the `course` command, also where its script is not found."""

from course_utils.cli import main

main()
