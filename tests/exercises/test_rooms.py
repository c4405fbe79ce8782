"""A lesson's checks are a folder of their own, and `expect/` is what lessons share."""

from pathlib import Path

from course_utils.exercises import checks, expect
from tests.test_imports import imported

CHECKS, EXPECT = (Path(package.__file__).parent for package in (checks, expect))
EXPECT_NAME, CHECKS_NAME = expect.__name__, checks.__name__

MODULES = {path.stem: path.read_text("utf-8") for path in EXPECT.glob("*.py")}
CONTENTS = MODULES.pop("__init__")
LESSONS = {
    folder.name: "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    for folder in CHECKS.glob("lesson_*")
}


def imported_modules(code, modules, contents):
    """The modules of `expect` that some code imports, also by the names of its `__init__`."""
    exported = {
        name.rpartition(".")[2]: name.split(".")[3]
        for name in imported(contents)
        if name.startswith(f"{EXPECT_NAME}.")
    }
    words = [
        name.removeprefix(f"{EXPECT_NAME}.").split(".")[0]
        for name in imported(code)
        if name.startswith(f"{EXPECT_NAME}.")
    ]
    return {exported.get(word, word) for word in words} & modules.keys()


def reached(code, modules, contents):
    """The modules of `expect` that some code imports, directly or through others."""
    new, seen = imported_modules(code, modules, contents), set()
    while new:
        seen |= new
        further = [imported_modules(modules[name], modules, contents) for name in new]
        new = set().union(*further) - seen
    return seen


def shared_by_fewer_than_two(lessons, modules=MODULES, contents=CONTENTS):
    """The modules of `expect` that one lesson alone reaches, or none."""
    reach = [reached(code, modules, contents) for code in lessons.values()]
    return {name for name in modules if sum(name in one for one in reach) < 2}


def borrowed(lessons):
    """What lessons import from each other."""
    return {
        (lesson, name)
        for lesson, code in lessons.items()
        for name in imported(code)
        if name.startswith(f"{CHECKS_NAME}.lesson_") and name.split(".")[3] != lesson
    }


def test_expect_has_only_what_two_lessons_share():
    assert len(LESSONS) > 1
    assert shared_by_fewer_than_two(LESSONS) == set()


def test_a_module_of_one_lesson_is_found():
    modules = {
        "common": "",
        "beneath": "",
        "private": f"from {EXPECT_NAME}.beneath import it",
        "unused": "",
    }
    contents = f"from {EXPECT_NAME}.private import expect_it"
    lessons = {
        "lesson_01": f"from {EXPECT_NAME} import expect_it\nimport {EXPECT_NAME}.common",
        "lesson_02": f"def f():\n    from {EXPECT_NAME}.common import that",
    }
    alone = shared_by_fewer_than_two(lessons, modules, contents)
    assert alone == {"private", "beneath", "unused"}
    lessons["lesson_02"] += f"\nfrom {EXPECT_NAME} import expect_it"
    assert shared_by_fewer_than_two(lessons, modules, contents) == {"unused"}


def test_no_lesson_imports_another():
    assert borrowed(LESSONS) == set()


def test_a_lesson_that_imports_another_is_found():
    own = f"from {CHECKS_NAME}.lesson_01.questions import ROWS"
    assert borrowed({"lesson_01": own}) == set()
    assert borrowed({"lesson_02": own}) == {
        ("lesson_02", f"{CHECKS_NAME}.lesson_01.questions.ROWS")
    }
