"""Building: what is written, what stays, what goes, and what is stale."""

import json

import pytest

from course_utils.authoring import build_course, stale_notebooks
from course_utils.errors import AuthoringError


def notebooks(course):
    return {path: path.read_bytes() for path in course.root.glob("notebooks/**/*.ipynb")}


def test_first_build_writes_everything(course):
    build = build_course(course.root)
    assert set(build.written) == set(notebooks(course)) and len(build.written) == 4
    assert build.unchanged == build.removed == ()


def test_second_build_changes_nothing(course):
    build_course(course.root)
    before = notebooks(course)
    build = build_course(course.root)
    assert build.written == () and len(build.unchanged) == 4
    assert notebooks(course) == before


def test_an_edit_writes_its_notebook_alone(course):
    build_course(course.root)
    course.edit("lessons", "weight = 2.0", "weight = 2.5")
    assert build_course(course.root).written == (course.notebook("lessons"),)


def test_the_folder_may_be_named_in_another_way(course, monkeypatch):
    build_course(course.root)
    course.root.with_name("link").symlink_to(course.root)
    for root in (course.root.with_name("link"), course.root / "tests" / ".."):
        build = build_course(root)
        assert build.written == build.removed == ()
    monkeypatch.chdir(course.root)
    assert stale_notebooks(".") == []


def test_one_lesson(course):
    build = build_course(course.root, lesson=1)
    assert course.notebook("", "00_start_here") not in build.written and len(build.written) == 3


def test_notebook_without_source_is_removed(course):
    build_course(course.root)
    course.source("exercises").unlink()
    build = build_course(course.root)
    assert set(build.removed) == {course.notebook("exercises"), course.notebook("solutions")}
    assert not course.notebook("exercises").exists()


def test_one_lesson_removes_nothing(course):
    build_course(course.root)
    course.source("exercises").unlink()
    assert build_course(course.root, lesson=1).removed == ()
    assert course.notebook("exercises").exists()


def test_somebodys_work_is_not_removed(course):
    build_course(course.root)
    notebook = json.loads(course.notebook("exercises").read_bytes())
    notebook["cells"][3]["source"] = ["input_shape = (3,)"]
    copy = course.notebook("exercises", "01_single_neuron-Copy1")
    copy.write_text(json.dumps(notebook))
    own = course.notebook("lessons", "my_notes")
    own.write_text("not even JSON")
    assert build_course(course.root).removed == ()
    assert copy.exists() and own.exists()


def test_nothing_is_written_when_one_source_is_wrong(course):
    course.edit("exercises", "# END SOLUTION", "# END SOLUTON")
    with pytest.raises(AuthoringError, match="looks like a solution mark"):
        build_course(course.root)
    assert notebooks(course) == {}


def test_no_temporary_file_is_left_and_all_may_read(course):
    build_course(course.root)
    names = [path.name for path in course.root.glob("notebooks/**/*") if path.is_file()]
    assert not [name for name in names if name.endswith(".tmp")]
    assert course.notebook("lessons").stat().st_mode & 0o777 == 0o644


def test_up_to_date_notebooks_are_not_stale(course):
    build_course(course.root)
    assert stale_notebooks(course.root) == []


def test_stale_notebooks_are_named_with_the_remedy(course):
    build_course(course.root)
    course.edit("lessons", "weight = 2.0", "weight = 2.5")
    course.notebook("solutions").unlink()
    stem = "01_single_neuron"
    assert [str(problem) for problem in stale_notebooks(course.root)] == [
        f"notebooks/lessons/lesson_{stem}.ipynb:1: Expected what "
        f"notebooks/source/lessons/{stem}.py says, found another text. "
        "Run `make notebooks`. [stale]",
        f"notebooks/solutions/solution_{stem}.ipynb:1: Expected what "
        f"notebooks/source/exercises/{stem}.py says, found no notebook. "
        "Run `make notebooks`. [stale]",
    ]


def test_notebook_without_source_is_stale(course):
    build_course(course.root)
    course.source("lessons").unlink()
    (problem,) = stale_notebooks(course.root)
    assert problem.file == "notebooks/lessons/lesson_01_single_neuron.ipynb"
    assert problem.message == "Expected a source, found none. Run `make notebooks`."
