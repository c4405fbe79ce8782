"""A lesson of the Colab edition, and answers to its exercise, with Colab's older versions.

The set-up cell runs as it stands: it clones a tag and installs it. `tools/colab.py` does the same
for every notebook, in an environment that has nothing but what Colab has.
"""

import json
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest

from course_utils.authoring import PublicCourse, write_colab_edition
from tests.deploy.conftest import TAG
from tests.notebooks.running import NOTEBOOKS
from tests.tools.conftest import load

# Those of Colab's versions that are another generation than ours. The first line's are what the
# older ones cannot do without.
OLDER = (
    *("backcall", "decorator", "pickleshare", "ipython_genutils", "nest_asyncio", "pytz"),
    *("keras", "pandas", "ipywidgets", "anywidget", "ipython", "ipykernel", "psutil"),
)
ASK = """
import json
from importlib.metadata import version
import course_utils
print(json.dumps([course_utils.__file__, {name: version(name) for name in NAMES}]))
assert "course_utils.quick_fits" in get_ipython().extension_manager.loaded
"""


@pytest.fixture(scope="module")
def colab():
    """The module tools/colab.py."""
    return load("colab")


@pytest.fixture
def older(tmp_path, colab):
    """The Python of an environment: Colab's older versions before ours, without the course."""
    folder = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": folder}))
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"]
    install += ["--target", packages]
    subprocess.run([*install, "--constraint", colab.VERSIONS, *OLDER], check=True)
    (packages / "ours.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "python"


@pytest.fixture
def run(older, tmp_path, monkeypatch, colab, trained):
    """Run cells in a kernel of that environment, in a folder without the course."""
    kernel = colab.make_kernel(tmp_path / "jupyter", older)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    home, content = tmp_path / "home", tmp_path / "content"
    home.mkdir()
    content.mkdir()
    (home / "cache").symlink_to(trained)
    return lambda notebook: colab.run(notebook, kernel, content, home)


def test_a_lesson_and_its_exercise_with_colabs_versions(published, run, tmp_path, colab):
    course = PublicCourse("school/course", TAG, clone_from=published.as_uri())
    write_colab_edition(published, tmp_path / "colab", course)
    lesson = tmp_path / "colab" / "lessons" / "lesson_00_whole_game.ipynb"
    notebook = nbformat.read(lesson, as_version=4)
    of_lesson = notebook.cells[:]
    wanted = {
        name: str(one.specifier).removeprefix("==")
        for name, one in colab.requirements(colab.VERSIONS).items()
        if name in OLDER
    }
    set_up_again = nbformat.v4.new_code_cell(of_lesson[1].source)
    asking = nbformat.v4.new_code_cell(ASK.replace("NAMES", repr([*wanted])))
    solution = NOTEBOOKS / "solutions" / "solution_00_whole_game.ipynb"
    answers = nbformat.read(solution, as_version=4).cells
    notebook.cells += [set_up_again, asking, colab.strict(), *answers]

    assert run(notebook) == ""
    (said,) = asking.outputs
    where, found = json.loads(said.text)
    assert Path(where).is_relative_to(tmp_path / "content" / "deep-learning-course")
    assert found == wanted
    assert version("pandas") != wanted["pandas"], "ours is no longer another one"
    shown = [out for cell in of_lesson for out in cell.get("outputs", ())]
    assert any("application/vnd.jupyter.widget-view+json" in out.get("data", {}) for out in shown)
