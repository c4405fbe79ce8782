"""Rules on the order of a page."""

import pytest


@pytest.mark.parametrize(
    ("rule", "kind", "old", "new", "fragment"),
    [
        ("one_title", "lessons", "## A line", "# A line", "found a second: 'A line'"),
        ("one_title", "lessons", "# # Lesson", "# ## Lesson", "begin with its title"),
        ("heading_levels", "lessons", "## A line", "#### A line", "level 3 or less below 'Recall'"),
        ("header", "lessons", "# # Lesson 1:", "# # Lesson one:", "the title '# Lesson 1: Title'"),
        ("header", "lessons", "You will be able to", "You will", "'**You will be able to**'"),
        ("header", "exercises", "# - count inputs\n#\n", "", "a list of objectives"),
        ("header", "lessons", "20 minutes", "short", "found '**Time:** short'"),
        ("header", "exercises", "**Before you start:** [", "[", "what to know first"),
        ("title_number", "lessons", "# # Lesson 1:", "# # Lesson 2:", "a title '# Lesson 1: …'"),
        ("title_number", "exercises", "# # Exercise", "# # Lesson", "'# Exercise 1: …'"),
        ("closing_sections", "lessons", "## Summary", "## The end", "found The end, New words"),
        ("closing_sections", "lessons", "## New words", "## Afterword", "Summary, Afterword"),
        ("recall_section", "lessons", "## Recall", "## Remember", "found 0 questions, 0 folded"),
        (
            "recall_section",
            "lessons",
            "# 2. What is a column?\n",
            "",
            "1 questions, 2 folded",
        ),
        ("recall_section", "lessons", "details>", "div>", "found 2 questions, 0 folded"),
        ("recall_section", "lessons", "<summary>Answer</summary>", "", "2 questions, 0 folded"),
        ("new_words", "lessons", "- **weight**: the", "- weight, the", "found none"),
        ("where_next", "lessons", "[the exercise](../exercises/", "[it](../", "01_single_neuron"),
    ],
)
def test_fires(breaks, rule, kind, old, new, fragment):
    breaks(rule, kind, old, new, fragment)


def test_where_next_leads_to_the_next_lesson(course, messages):
    course.source("lessons", "02_layers").write_text("# %% [markdown]\n# # Lesson 2: Layers\n")
    course.edit("lessons", "# Try [the", "# Then [layers](lesson_02_layers.ipynb). Try [the")
    assert not [m for m in messages("where_next") if "02_layers.ipynb. Add" in m and "../" not in m]
    course.edit("lessons", "(lesson_02_layers.ipynb)", "(elsewhere.ipynb)")
    assert "Expected '## Where next' to link to lesson_02_layers.ipynb. Add the link." in messages(
        "where_next"
    )


def test_lesson_without_exercise(course, messages):
    assert messages("pair") == []
    course.source("exercises").unlink()
    (message,) = messages("pair")
    assert "found no notebooks/source/exercises/01_single_neuron.py" in message


def test_titles_differ(course, messages):
    course.edit("exercises", "# # Exercise 1: A single neuron", "# # Exercise 1: Neurons")
    assert messages("pair") == [
        "Expected the title of its exercise, 'Neurons', found 'A single neuron'.",
        "Expected the title of its lesson, 'A single neuron', found 'Neurons'.",
    ]


@pytest.mark.parametrize("rule", ["one_title", "heading_levels"])
def test_comments_in_code_are_no_headings(allows, rule):
    allows(rule, "lessons", "# The unit", "# ```\n# # no heading\n# #### none\n# ```\n# The unit")


def test_recall_may_answer_both_questions_in_one_place(allows):
    answers = "# <details><summary>Answers</summary>\n#\n# 1. A.\n# 2. B.\n#\n# </details>"
    first = "# <details><summary>Answer</summary>One example.</details>\n#\n"
    second = "# <details><summary>Answer</summary>One measurement.</details>"
    old = f"{first}# 2. What is a column?\n#\n{second}"
    allows("recall_section", "lessons", old, f"# 2. What is a column?\n#\n{answers}")
