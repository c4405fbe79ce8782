"""A guess and a recall for the small course."""

GUESS = """\
# %% [markdown] tags=["guess"]
# **Guess 1.a.** What will be printed?
#
# - [ ] 5.0
#   That would be the sum of the two.
# - [x] 6.0
#   A unit multiplies its input by the weight.
"""

RECALL = """\
# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 1.r1.** What is a row?
#
# - [x] One instance
#   It has a value for each column.
# - [ ] One quantity
#   That is the opposite.
#
# **Recall 1.r2.** What is a column?
#
# - [ ] Each instance
#   These are found below each other.
# - [x] Each quantity
#   It has a value for each row.
"""
CODE = "# %%\nweight = 2.0"


def add_guess(course):
    """Put a guess above the code cell of lesson 1, and import the verb above."""
    imports = "# %%\nfrom course_utils import guess\n"
    course.edit("lessons", CODE, f"{imports}\n{GUESS}\n{CODE}")


def add_recall(course):
    """Let lesson 1 recall by a quiz cell."""
    text = course.source("lessons").read_text(encoding="utf-8")
    start, end = (text.index(f"# %% [markdown]\n# ## {title}") for title in ("Recall", "A line"))
    course.edit("lessons", text[start:end], f"{RECALL}\n")
