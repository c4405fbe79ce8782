"""The map of the course, on a small course and on the real one."""

import subprocess
import sys

import pytest

from course_utils.errors import AuthoringError, QuestionError, SetupError
from course_utils.source import course_map
from course_utils.source.cells import read_cells
from course_utils.source.course_map import (
    Lesson,
    lessons,
    question_help,
    question_source,
    root,
)
from course_utils.source.hints import Help
from course_utils.source.questions import QuestionTitle

LESSON = "# %% [markdown]\n# # Lesson 1: A single neuron\n#\n# **Time:** 20 minutes\n"
EXERCISE = '''\
# %% [markdown]
# # Exercise 1: A single neuron

# %% [markdown]
# ## Question 1.1: The unit
#
# ### Before you answer

# %%
table = 1

# %%
def unit(x):
    """Multiply."""
    # BEGIN SOLUTION: return ...
    return 2 * x
    # END SOLUTION


# %% tags=["solution"]
unit(3)

# %% [markdown] tags=["help"]
# 1. It multiplies.
#
# **Insight.** A unit is a product.

# %% [markdown]
# ## Question 1.2: A number

# %%
# BEGIN SOLUTION: rows = ...
rows = 5
# END SOLUTION

# %% [markdown]
# ## What you did

# %% tags=["solution"]
nobody_asked = 1
'''


@pytest.fixture
def course(tmp_path):
    """Return the folder of a course with one lesson, its exercise, and a bare second lesson."""
    source = tmp_path / "notebooks" / "source"
    for path, text in {
        source / "lessons" / "01_single_neuron.py": LESSON,
        source / "lessons" / "02_layers.py": LESSON.replace("1: A single neuron", "2: Layers"),
        source / "exercises" / "01_single_neuron.py": EXERCISE,
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_lessons_are_read_from_the_sources(course):
    questions = (QuestionTitle("1.1", "The unit"), QuestionTitle("1.2", "A number"))
    assert lessons(course) == [
        Lesson(1, "01_single_neuron", "A single neuron", 20, questions),
        Lesson(2, "02_layers", "Layers", 20, ()),
    ]


@pytest.mark.parametrize(
    ("old", "message"),
    [("# **Time:** 20 minutes", "found no time"), ("Lesson 1:", "found no title")],
)
def test_lesson_without_title_or_time(course, old, message):
    path = course / "notebooks" / "source" / "lessons" / "01_single_neuron.py"
    path.write_text(LESSON.replace(old, ""))
    with pytest.raises(AuthoringError, match=message):
        lessons(course)


def test_missing_sources(tmp_path):
    with pytest.raises(SetupError, match="Expected the notebook sources in"):
        lessons(tmp_path)


def test_answer_of_a_function_is_the_whole_function(course):
    assert question_source("1.1", course) == (
        'def unit(x):\n    """Multiply."""\n    return 2 * x\n\nunit(3)'
    )


def test_answer_ends_at_the_next_section(course):
    assert question_source("1.2", course) == "rows = 5"


def test_help_is_read_from_the_question_s_own_section(course):
    assert question_help("1.1", course) == Help(("It multiplies.",), "A unit is a product.")
    assert question_help("1.2", course) == Help()


def test_a_source_is_read_once_until_it_changes(course, monkeypatch):
    read = []
    monkeypatch.setattr(
        course_map, "read_cells", lambda path: read.append(path) or read_cells(path)
    )
    assert question_help("1.1", course) == question_help("1.1", course)
    assert len(read) == 1
    path = read[0]
    path.write_text(path.read_text().replace("It multiplies.", "It doubles, that is."))
    assert question_help("1.1", course).hints == ("It doubles, that is.",)


def test_help_of_an_unknown_question(course):
    with pytest.raises(QuestionError, match=r"found '1\.9'"):
        question_help("1.9", course)


def test_a_question_is_sought_in_its_own_lesson_first(course):
    path = course / "notebooks" / "source" / "exercises" / "02_layers.py"
    path.write_text(EXERCISE.replace("Question 1.", "Question 2.").replace("rows", "layers"))
    own = path.with_name("01_single_neuron.py")
    own.write_text("broken")
    assert question_source("2.2", course) == "layers = 5"
    with pytest.raises(AuthoringError, match=r"01_single_neuron\.py:1"):
        question_source("1.1", course)


@pytest.mark.parametrize("question_id", ["1.9", 1.2, "", None])
def test_unknown_question_names_the_near_ones(course, question_id):
    with pytest.raises(QuestionError, match=r"found .*Near it are: 1\.1, 1\.2\."):
        question_source(question_id, course)


def test_unknown_question_of_a_course_without_exercises(course):
    (course / "notebooks" / "source" / "exercises" / "01_single_neuron.py").unlink()
    with pytest.raises(QuestionError, match="No exercise is written yet"):
        question_source("1.1", course)


def test_every_question_of_the_course_has_an_answer():
    found = lessons()
    assert found
    numbers = [lesson.number for lesson in found]  # some may not be written yet
    assert numbers == sorted(set(numbers)) and numbers[0] == 0
    for lesson in found:
        assert lesson.questions
        for question in lesson.questions:
            answer = question_source(question.id)
            assert answer and "SOLUTION" not in answer


def test_map_is_light():
    code = (
        "import sys; from course_utils.source.course_map import lessons; lessons();"
        "print({'jupytext', 'nbformat', 'numpy', 'keras'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root())
    assert run.stdout.strip() == "set()", run.stderr
