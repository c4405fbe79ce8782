"""A small course of its own for each test: one lesson, one exercise, a start page."""

from dataclasses import dataclass
from pathlib import Path

import pytest

START = """\
# %% [markdown]
# # Start here
#
# Go on to [lesson 1](lessons/lesson_01_single_neuron.ipynb), then to
# [its exercise](exercises/01_single_neuron.ipynb).
"""

LESSON = """\
# %% [markdown]
# # Lesson 1: A single neuron
#
# **You will be able to**
#
# - build a linear unit with `keras.Sequential`
# - say what a weight is, in one sentence
#   that goes on
#
# **Time:** 20 minutes
#
# **Before you start:** [Start here](../00_start_here.ipynb)

# %% [markdown]
# ## Recall
#
# 1. What is a row?
#
# <details><summary>Answer</summary>One example.</details>
#
# 2. What is a column?
#
# <details><summary>Answer</summary>One measurement.</details>

# %% [markdown]
# ## A line
#
# The unit computes $y = wx + b$.

# %%
weight = 2.0
print(weight * 3.0)

# %% [markdown]
# ## Summary
#
# A unit multiplies and adds.
#
# ## New words
#
# - **weight**: the number an input is multiplied by
#
# ## Where next
#
# Try [the exercise](../exercises/01_single_neuron.ipynb).
"""

EXERCISE = """\
# %% [markdown]
# # Exercise 1: A single neuron
#
# **You will be able to**
#
# - count inputs
#
# **Time:** 10 minutes
#
# **Before you start:** [the lesson](../lessons/lesson_01_single_neuron.ipynb#A-line)

# %%
from course_utils import check, hint, solution

# %% [markdown]
# ## Question 1.1: Describe one row
#
# Write the shape of one row.

# %%
# BEGIN SOLUTION: input_shape = ...
secret_columns = 3
input_shape = (secret_columns,)
# END SOLUTION

# %%
check("1.1", input_shape)

# %%
# hint("1.1")
# solution("1.1")

# %% [markdown] tags=["help"]
# 1. Count the secret inputs.
# 2. A shape is a tuple, even
#    of one number.
# 3. `(3,)`
#
# **Insight.** A secret row is 3 numbers.

# %% [markdown]
# ## Question 1.2: A function
#
# Write the unit.


# %%
def unit(x):
    # BEGIN SOLUTION: return ...
    secret_product = 2 * x
    return secret_product + 1
    # END SOLUTION


# %% tags=["solution"]
secret_plot = unit(3)

# %%
check("1.2", unit)

# %%
# hint("1.2")
# solution("1.2")

# %% [markdown] tags=["help"]
# 1. A secret product.
# 2. And a sum.
# 3. `2 * x + 1`
#
# **Insight.** A secret unit multiplies and adds.

# %% [markdown]
# ## What you did
#
# You built a unit.
"""


@dataclass(frozen=True)
class Course:
    """A folder with the sources of a course."""

    root: Path

    def source(self, kind, stem="01_single_neuron"):
        """Return the path of a source: kind is "lessons", "exercises" or "" (start page)."""
        return self.root / "notebooks" / "source" / kind / f"{stem}.py"

    def notebook(self, kind, stem="01_single_neuron"):
        """Return the path of a notebook made of the source of this stem."""
        prefix = {"lessons": "lesson_", "solutions": "solution_"}.get(kind, "")
        return self.root / "notebooks" / kind / f"{prefix}{stem}.ipynb"

    def edit(self, kind, old, new):
        """Replace a text, which must be there, in the source of lesson 1."""
        path = self.source(kind)
        text = path.read_text(encoding="utf-8")
        assert old in text, f"the test wants to replace {old!r}, which is not in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def course(tmp_path):
    """Return a course in which every rule is kept."""
    course = Course(tmp_path)
    for path, text in {
        course.source("", "00_start_here"): START,
        course.source("lessons"): LESSON,
        course.source("exercises"): EXERCISE,
        tmp_path / "tests/exercises/checks/lesson_01/test_questions.py": 'IDS = "1.1", "1.2"\n',
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return course
