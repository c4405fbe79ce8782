"""Quiz items in a source: what is read, what is refused and how, and the items of the course."""

import pytest

from course_utils.errors import AuthoringError, QuestionError
from course_utils.source.cells import Cell, read_cells, source_files
from course_utils.source.course_map import root
from course_utils.source.quizzes import (
    QuizOption,
    find_guess,
    find_recall,
    lesson_items,
    quiz_kind,
    read_quiz_cell,
)

GUESS = """\
Five prices, and one is wrong.

**Guess 3.a.** Which price
is best now?

- [ ] 5, as before
  So it is with the `absolute` error.
- [x] 17.6
  It is the mean, and one far row
  moves a mean."""

RECALL = """\
## Recall

**Recall 3.r1.** How many weights?

- [x] Six
  Two times three.
- [ ] Five
  Two and three are multiplied.

**Recall 3.r2.** How many biases?

- [ ] None
  Each unit has one.
- [x] Three
  One for each unit."""


def test_recall_is_asked_again_and_a_guess_only_with_its_tag():
    again = Cell("markdown", GUESS, ("guess", "again"), 10)
    assert read_quiz_cell(again, "03.py").items[0].again
    assert not read_quiz_cell(cell(GUESS), "03.py").items[0].again
    assert all(item.again for item in read_quiz_cell(cell(RECALL, "recall"), "03.py").items)


def cell(text, tag="guess", kind="markdown"):
    return Cell(kind, text, (tag,), 10)


def test_a_guess_is_read():
    quiz = read_quiz_cell(cell(GUESS), "03.py")
    assert (quiz.kind, quiz.lead) == ("guess", "Five prices, and one is wrong.")
    (item,) = quiz.items
    assert (item.id, item.question, item.line) == ("3.a", "Which price is best now?", 12)
    assert item.options == (
        QuizOption("5, as before", "So it is with the `absolute` error.", False),
        QuizOption("17.6", "It is the mean, and one far row moves a mean.", True),
    )


def test_a_recall_cell_holds_several_items():
    quiz = read_quiz_cell(cell(RECALL, "recall"), "03.py")
    assert quiz.lead == "## Recall"
    assert [(item.id, item.question) for item in quiz.items] == [
        ("3.r1", "How many weights?"),
        ("3.r2", "How many biases?"),
    ]


def test_the_kind_is_the_tag():
    assert quiz_kind(cell(GUESS)) == "guess"
    assert quiz_kind(cell(RECALL, "recall")) == "recall"
    assert quiz_kind(Cell("markdown", GUESS)) == ""


OPTIONS = GUESS.partition("\n\n- ")[0] + "\n"

REFUSED = {
    "no item": ("Which price is best now?", 10, "'**Guess 3.a.** Your question?', found 0"),
    "two guesses": (
        GUESS + "\n\n" + GUESS,
        10,
        "one line '**Guess 3.a.** Your",
    ),
    "a wrong word": (GUESS.replace("Guess", "Recall"), 12, "found '**Recall 3.a.** Which price'"),
    "an id of a recall": (GUESS.replace("3.a", "3.r1"), 12, "found '**Guess 3.r1.** Which price'"),
    "no reason": (GUESS.replace("  So it is with the `absolute` error.\n", ""), 15, "5, as before"),
    "a reason not indented": (GUESS.replace("  So it", "So it"), 16, "found 'So it is with"),
    "an option that is nearly one": (GUESS.replace("[x]", "[X]"), 17, "found '- [X] 17.6'"),
    "an option without a box": (GUESS.replace("- [ ] 5", "- 5"), 15, "found '- 5, as before'"),
    "none right": (
        GUESS.replace("[x]", "[ ]"),
        12,
        "('- [x] text') in 3.a, found 0",
    ),
    "two right": (
        GUESS.replace("[ ]", "[x]"),
        12,
        "('- [x] text') in 3.a, found 2",
    ),
    "one option": (
        OPTIONS + "- [x] 5\n  Yes.",
        12,
        "2 to 5 options ('- [ ] text')",
    ),
    "six options": (
        OPTIONS + "\n".join(f"- [{'x' if i == 5 else ' '}] {i}\n  Why." for i in range(6)),
        12,
        "found 6",
    ),
    "equal options": (GUESS.replace("17.6", "5, as before"), 12, "found two equal"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named_with_its_line(name):
    text, line, fragment = REFUSED[name]
    with pytest.raises(AuthoringError) as error:
        read_quiz_cell(cell(text), "03.py")
    assert str(error.value).startswith(f"03.py:{line}: expected ")
    assert fragment in str(error.value)


def test_a_code_cell_is_no_quiz():
    with pytest.raises(AuthoringError, match="expected a markdown cell .* found a code cell"):
        read_quiz_cell(cell("x = 1", kind="code"), "03.py")


@pytest.fixture
def course(tmp_path):
    """Return the folder of a course whose lesson 3 has a guess and two recall questions."""
    lines = [f'# %% [markdown] tags=["{tag}"]\n' for tag in ("recall", "guess")]
    texts = ["\n".join(f"# {line}".rstrip() for line in t.split("\n")) for t in (RECALL, GUESS)]
    path = tmp_path / "notebooks" / "source" / "lessons" / "03_descent.py"
    path.parent.mkdir(parents=True)
    path.write_text("\n\n".join(line + text for line, text in zip(lines, texts, strict=True)))
    return tmp_path


def test_items_are_found_by_their_ids(course):
    assert find_guess("3.a", course).question == "Which price is best now?"
    assert [item.id for item in find_recall(3, course)] == ["3.r1", "3.r2"]
    assert find_recall("3", course) == find_recall(3, course)
    assert lesson_items(4, "guess", course) == []


def test_an_unknown_id_is_told_what_there_is(course):
    with pytest.raises(QuestionError, match="found '3.z'. Lesson 3 has: 3.a."):
        find_guess("3.z", course)
    with pytest.raises(QuestionError, match="found '9.a'. Copy it from a lesson."):
        find_guess("9.a", course)
    with pytest.raises(QuestionError, match="such as '3', found '9'"):
        find_recall("9", course)


def test_the_course_has_items_and_each_has_its_own_id():
    ids = [
        item.id
        for path in source_files(root(), "lessons")
        for each in read_cells(path)
        if quiz_kind(each)
        for item in read_quiz_cell(each, path).items
    ]
    assert {"3.a", "3.i", "3.r1", "3.r2"} <= set(ids)
    assert len(set(ids)) == len(ids)
