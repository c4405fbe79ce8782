"""Marks in the formats that schools import: one module a format, plain data in, a file out.

Each is given a `mark` as the school knows it. `plain_csv` makes a table for a `spreadsheet`,
`canvas` and `moodle` fill the `worksheet` that was downloaded from there, `lti` writes scores for
any other platform. For those who grade elsewhere, `autograder` makes Gradescope's zip and
`gradescope` its results, and `nbgrader` a course of its own, from `nbgrader_cells` that call
`nbgrader_check`.
"""
