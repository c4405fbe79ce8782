"""What a wheel carries beside the package."""

from tests.tools.conftest import load


def test_a_notebook_without_a_source_is_not_carried(tmp_path):
    for name in ("source/exercises/01_one.py", "exercises/01_one.ipynb", "exercises/mine.ipynb"):
        path = tmp_path / "notebooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = {*load("carried").carried(tmp_path).values()}
    assert found == {
        "course_utils/course/requirements.txt",
        "course_utils/course/notebooks/source/exercises/01_one.py",
        "course_utils/course/notebooks/exercises/01_one.ipynb",
        "course_utils/course/notebooks/solutions/solution_01_one.ipynb",
    }


def test_an_editable_installation_carries_nothing():
    hook = load("carried").Carried
    for version, carries in (("editable", False), ("standard", True)):
        data = {"force_include": {}}
        hook("/nowhere", {}, None, None, "", "wheel").initialize(version, data)
        assert bool(data["force_include"]) is carries
