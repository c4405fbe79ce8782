"""Grading a class: from a folder of notebooks to marks, pages and what schools import.

In the order of the work: `intake` reads what was handed in, `assembly` puts the course's own
checks back, `sandbox` runs the cells sealed off, `judging` gives the verdicts, `session` leads
one submission through this, `work` and `workers` lead many, `batch` stores each in the
`gradebook`, `report` writes `pages`, with `notices` for the instructor, and `exports`.
"""
