"""Rules on quiz items, each shown to fire and to be silent."""

import pytest

from course_utils.authoring import lint_course
from tests.authoring.quizzes import CODE, GUESS, RECALL, add_guess, add_recall

CHECK = '# %%\ncheck("1.1"'
SECOND = GUESS.replace("1.a", "1.b")


@pytest.fixture(autouse=True)
def quizzes(course):
    """The small course with a guess and a recall, which keeps every rule."""
    add_guess(course)
    add_recall(course)
    assert lint_course(course.root) == []


@pytest.mark.parametrize(
    ("rule", "old", "new", "fragment"),
    [
        ("quiz_form", "# - [x] 6.0", "# - [ ] 6.0", "Expected one right option"),
        ("quiz_form", "#   That would be the sum of the two.\n", "", "a sentence that says why"),
        ("quiz_form", "# - [x] 6.0\n#   A", "#   A", "2 to 5 options"),
        ("asked_again", 'tags=["recall"]', 'tags=["recall", "again"]', "on a guess only"),
        ("asked_again", CODE, CODE.replace("# %%", '# %% tags=["again"]'), "on a guess only"),
        ("quiz_ids", "Guess 1.a", "Guess 2.a", "begins with 1., found 2.a"),
        ("quiz_ids", CODE, f"{GUESS}\n{CODE}", "an id of its own, found 1.a again"),
        ("quiz_text", "What will be printed?", "What is $wx$?", "found math"),
        ("quiz_text", "the sum of the two", "the **sum** of the two", "found bold text"),
        ("quiz_text", "- [ ] 5.0", "- [ ] [5](five.md)", "found a link"),
        ("quiz_text", "- [ ] 5.0", "- [ ] <b>5</b>", "found HTML"),
        ("guess_before_code", CODE, f"# %% [markdown]\n# It is 6.\n\n{CODE}", "found text"),
        ("guess_imported", "import guess", "import recall", "import guess` above"),
        ("one_recall", CODE, f"{RECALL.replace('1.r', '1.s')}\n{CODE}", "found a second"),
        (
            "recall_section",
            "# **Recall 1.r2.** What is a column?\n",
            "",
            "the recall cell",
        ),
    ],
)
def test_fires(breaks, rule, old, new, fragment):
    breaks(rule, "lessons", old, new, fragment)


def test_a_guess_at_the_end_has_nothing_to_show_it(breaks):
    last = "# Try [the exercise](../exercises/01_single_neuron.ipynb).\n"
    breaks("guess_before_code", "lessons", last, f"{last}\n{SECOND}", "found the end")


def test_a_guess_is_no_part_of_an_exercise(breaks):
    breaks("quiz_form", "exercises", CHECK, f"{GUESS}\n{CHECK}", "in lessons only")


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("guess_before_code", CODE, f"{SECOND}\n{CODE}"),
        ("quiz_text", "What will be printed?", "What is `a*b` or `$x`, *exactly*?"),
        ("quiz_ids", CODE, f"{SECOND}\n{CODE}"),
        ("tags", CODE, f"{SECOND}\n{CODE}"),
        ("asked_again", 'tags=["guess"]', 'tags=["guess", "again"]'),
        ("tags", 'tags=["guess"]', 'tags=["guess", "again"]'),
    ],
)
def test_silent(allows, rule, old, new):
    allows(rule, "lessons", old, new)


def test_every_wrong_cell_is_named_with_its_line(course):
    course.edit("lessons", "# - [x] 6.0", "# - [ ] 6.0")
    course.edit("lessons", "# - [x] One instance", "# - [X] One instance")
    lines = course.source("lessons").read_text().split("\n")
    found = [problem for problem in lint_course(course.root) if problem.rule == "quiz_form"]
    assert [problem.line for problem in found] == [
        lines.index("# - [X] One instance") + 1,
        lines.index("# **Guess 1.a.** What will be printed?") + 1,
    ]
