"""Honest but odd notebooks: each is right, works in JupyterLab, and shall lose no mark.

A case is a name and a change to an exercise that is answered rightly: mostly to exercise 1 up to
question 1.4, which is worth 6 marks and trains nothing. Code that is only put somewhere is in the
texts of the modules, under a line with the case's name; a line `# %%` begins another cell.
"""

from benchmarks.honest_cases import checks, jupyter, parallel, programs, shapes, trained

HONEST_CASES = (
    *programs.CASES,
    *parallel.CASES,
    *checks.CASES,
    *shapes.CASES,
    *jupyter.CASES,
    *trained.CASES,
)
