"""A class on JupyterHub: each learner has notebooks and a progress of their own, all share a cache.

And what nbgitpuller does at each start of a learner's server: the newest course, the own answers.
"""

import json
import re
import subprocess
import sys

import pytest

from course_utils import explore_neuron
from course_utils.progress import read_progress
from tests.deploy.conftest import git
from tests.deploy.hub import files_in, log_in, running_hub

EXERCISE = "notebooks/exercises/01_single_neuron.ipynb"
LESSON = "notebooks/lessons/lesson_01_single_neuron.ipynb"
CHECK = "from course_utils import check\ninput_shape = {}\ncheck('1.1', input_shape)"
LIMITS = """
from resource import RLIMIT_AS, getrlimit
from course_utils import explore_neuron
explorer = explore_neuron()
try: print("no limit", len(bytearray(6 * 2**30)))
except MemoryError: print("the limit holds:", getrlimit(RLIMIT_AS)[0])
"""


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A cache that has the trainings of one explorer, and that nobody may write to."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "shared"))
    explore_neuron()
    cache = tmp_path / "shared" / "cache"
    for path in (cache, *cache.rglob("*")):
        path.chmod(0o555)
    yield cache
    for path in (cache, *cache.rglob("*")):
        path.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="JupyterHub serves from Linux")
def test_two_learners(tmp_path, published, shared, chromium, monkeypatch):
    before = files_in(shared)
    hub = tmp_path / "hub"
    hub.mkdir()
    told = {}
    with running_hub(hub, published, shared) as address:
        for name, answer in (("ada", "(6,)"), ("grace", "(7,)")):
            context = chromium.new_context(viewport={"width": 1280, "height": 900})
            lab = log_in(context, address, name)
            lab.open(f"deep-learning-course/{EXERCISE}")
            cell = lab.cell("input_shape = ...")
            lab.type_into(cell, CHECK.format(answer))
            told[name] = cell.get_by_role("status").get_attribute("aria-label")
            lab.picture(f"hub-{name}")
            lab.type_into(lab.cell("# hint"), LIMITS)
            lab.page.get_by_text("the limit holds: 4294967296").wait_for()
            context.close()
    assert told == {"ada": "Question 1.1: Correct", "grace": "Question 1.1: Not yet"}
    found = {}
    for name in told:
        data = hub / "homes" / name / ".local" / "share" / "deep-learning-course"
        monkeypatch.setenv("COURSE_HOME", str(data))
        found[name] = {id: answer.status for id, answer in read_progress().items()}
        assert not (hub / "homes" / name / ".cache" / "deep-learning-course").exists()
    assert found == {"ada": {"1.1": "correct"}, "grace": {"1.1": "incorrect"}}
    assert files_in(shared) == before


def edit(folder, path, old, new):
    """Replace a text in a notebook; it must be there."""
    notebook = json.loads((folder / path).read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if old in "".join(cell["source"])]
    cells[0]["source"] = "".join(cells[0]["source"]).replace(old, new).splitlines(keepends=True)
    (folder / path).write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")


def sources(folder, path):
    notebook = json.loads((folder / path).read_text(encoding="utf-8"))
    return "\n".join("".join(cell["source"]) for cell in notebook["cells"])


def pull(published, folder):
    """What a learner's server does as it starts."""
    command = ["gitpuller", published.as_uri(), "main", folder.name]
    program = [sys.executable, "-c", "from nbgitpuller.pull import main; main()"]
    done = subprocess.run(
        [*program, *command[1:]], cwd=folder.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_answers_survive_an_update_of_the_course(published, tmp_path):
    own = tmp_path / "deep-learning-course"
    pull(published, own)
    edit(own, EXERCISE, "input_shape = ...", "input_shape = (6,)  # mine")
    edit(own, LESSON, "# Lesson 1: ", "# Read: Lesson 1: ")
    (own / "notebooks" / "notes.md").write_text("the learner's notes", encoding="utf-8")

    title = re.search(r"^# Exercise 1: .*$", sources(published, EXERCISE), re.MULTILINE)[0]
    edit(published, EXERCISE, title, f"{title}, second edition")
    edit(published, LESSON, "# Lesson 1: ", "# Lesson one: ")  # both changed this line
    (published / "notebooks" / "exercises" / "19_new.ipynb").write_text("{}", encoding="utf-8")
    git(published, "add", "--all")
    git(published, "commit", "--quiet", "--message=Second edition")

    for _ in range(2):
        pull(published, own)
        assert "input_shape = (6,)  # mine" in sources(own, EXERCISE)
        assert f"{title}, second edition" in sources(own, EXERCISE)
        assert "# Read: Lesson 1: " in sources(own, LESSON)
        assert (own / "notebooks" / "notes.md").read_text("utf-8") == "the learner's notes"
        assert (own / "notebooks" / "exercises" / "19_new.ipynb").exists()
