"""What `pip install .` brings is what requirements.txt lists."""

from importlib.metadata import requires

from packaging.requirements import Requirement

from course_utils.source.course_map import root


def test_the_installed_package_asks_for_all_that_the_course_needs():
    lines = (root() / "requirements.txt").read_text(encoding="utf-8").splitlines()
    listed = {str(Requirement(line)) for line in lines if line and line[0] not in "#-"}
    asked = {str(Requirement(line)) for line in requires("deep-learning-course") or ()}
    assert asked == listed, "reinstall the course: pip install -e ."
    names = {Requirement(line).name for line in asked}
    assert {"tensorflow", "keras", "numpy", "pandas", "jupyterlab", "anywidget"} <= names
