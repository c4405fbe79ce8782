"""The same homework in the forms of other graders, and each of them run over all of it."""

import csv
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

from benchmarks.grading.homework import STEM, cut
from benchmarks.grading.processes import run_measured
from course_utils.exercises.questions import find_question
from course_utils.grading.assembly import load_exercise
from course_utils.grading.exports.nbgrader import make_nbgrader_course
from course_utils.source.course_map import root

_OTTER_TEST = '''"""Question {question}."""

from otter.test_files import test_case

OK_FORMAT = False

name = "{name}"
points = {points:g}


@test_case()
def test_answer({names}):
    from course_utils.exercises.asking import judge
    from course_utils.exercises.capture import capture
    from course_utils.exercises.questions import find_question

    answers = [capture(answer) for answer in ({names},)]
    verdict = judge(find_question("{question}"), answers)
    assert verdict.correct, str(verdict)
'''
_OTTER_START = "import otter\n\ngrader = otter.Notebook()"


def run_nbclient(homework, folder):
    """Execute every notebook in a kernel of its own: no marks, nothing but the student's work.

    Parameters
    ----------
    homework : sequence of Homework
    folder : Path
        Empty; gets what is needed.

    Returns
    -------
    cost : Cost
    marks : None
        It has none.
    """
    for one in homework:
        (folder / f"{one.student}.ipynb").write_bytes(one.as_bytes())
    return run_measured(_script("run_nbclient.py", sys.executable, folder)), None


def run_nbgrader(homework, programs, folder):
    """Let nbgrader grade the class and write its feedback pages; as `run_nbclient`.

    The assignment is there before the clock starts: that is done once for a whole class.

    Parameters
    ----------
    homework : sequence of Homework
    programs : Path
        The folder of programs of its environment.
    folder : Path
        Empty; gets what is needed.

    Returns
    -------
    cost : Cost
    marks : dict of str to float
        By student.
    """
    program = programs / "nbgrader"
    make_nbgrader_course(folder, [1])
    _shorten(folder / "source" / STEM / f"{STEM}.ipynb", list(homework[0].marks)[-1])
    options = {"cwd": folder, "env": _surroundings(program)}
    _prepare([program, "generate_assignment", STEM, "--force"], **options)
    released = json.loads((folder / "release" / STEM / f"{STEM}.ipynb").read_bytes())
    for one in homework:
        _hand_in(one, released, folder / "submitted" / one.student / STEM / f"{STEM}.ipynb")
    both = f'"{program}" autograde {STEM} && "{program}" generate_feedback {STEM}'
    cost = run_measured(["sh", "-c", both], **options)
    pages = list(folder.glob(f"feedback/*/{STEM}/{STEM}.html"))
    assert len(pages) == len(homework), cost.output
    _prepare([program, "export", "--to", "marks.csv"], **options)
    with (folder / "marks.csv").open(newline="") as rows:
        return cost, {row["student_id"]: float(row["score"]) for row in csv.DictReader(rows)}


def run_otter(homework, programs, folder):
    """Let otter-grader grade the class without a container; as `run_nbgrader`."""
    python = programs / "python"
    _write_autograder(folder / "autograder.zip", homework[0].marks)
    for one in homework:
        notebook = json.dumps(_for_otter(one.notebook))
        (folder / f"{one.student}.ipynb").write_text(notebook, encoding="utf-8")
    script = _script("run_otter.py", python, folder)
    cost = run_measured(script, cwd=folder, env=_surroundings(python))
    marks = json.loads(cost.output.splitlines()[-1])
    return cost, {student: sum(scores.values()) for student, scores in marks.items()}


def _surroundings(program):
    """The environment variables with which a program finds its own, and Jupyter's templates."""
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    shared = str(Path(sysconfig.get_path("data"), "share", "jupyter"))
    return os.environ | {"PATH": path, "JUPYTER_PATH": shared}


def _script(name, python, *words):
    return [str(python), str(Path(__file__).with_name(name)), *map(str, words)]


def _prepare(command, **options):
    done = subprocess.run(command, capture_output=True, encoding="utf-8", **options)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr}")


def _shorten(path, until):
    path.write_text(json.dumps(cut(json.loads(path.read_bytes()), until)), encoding="utf-8")


def _hand_in(one, released, path):
    """Write the student's answers into the cells that nbgrader released."""
    sources = one.sources()
    cells = [cell | {"source": _own(cell, sources[cell["id"]])} for cell in released["cells"]]
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(released | {"cells": cells}), encoding="utf-8")


def _own(cell, source):
    """The student's source, but in a locked cell nbgrader's own: it would be put back anyway."""
    return cell["source"] if cell["metadata"].get("nbgrader", {}).get("locked") else source


def _for_otter(notebook):
    """The notebook as otter hands it out: `grader.check("q1_1")` where a question is asked."""
    asks = load_exercise(STEM).asks
    cells = list(notebook["cells"])
    for place, ask in asks.items():
        if place >= len(cells):
            break
        cells[place] = cells[place] | {"source": f'grader.check("{_otter_name(ask.question)}")'}
    start = {"id": "otter", "cell_type": "code", "metadata": {}, "source": _OTTER_START}
    return notebook | {"cells": [start | {"execution_count": None, "outputs": []}, *cells]}


def _otter_name(question):
    return f"q{question.replace('.', '_')}"


def _write_autograder(path, questions):
    """Each question one test, which calls the course's own check and asserts that it is right."""
    with zipfile.ZipFile(path, "w") as autograder:
        autograder.writestr("otter_config.json", json.dumps({"lang": "python"}))
        asks = load_exercise(STEM).asks.values()
        for ask in [ask for ask in asks if ask.question in questions]:
            name = _otter_name(ask.question)
            text = _OTTER_TEST.format(
                question=ask.question,
                name=name,
                points=find_question(ask.question).points,
                names=", ".join(ask.names),
            )
            autograder.writestr(f"tests/{name}.py", text)


def run_course(workers, homework, folder):
    """Grade with this course's command, everything included.

    Parameters
    ----------
    workers : int
    homework : sequence of Homework
    folder : Path
        Empty; gets what is needed.

    Returns
    -------
    Cost
        The gradebook and the pages stand in `folder`/graded.
    """
    for one in homework:
        path = folder / "submitted" / one.student / f"{STEM}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(one.as_bytes())
    command = [sys.executable, "-m", "course_utils.cli", "grade", str(folder / "submitted")]
    options = ["--out", str(folder / "graded"), "--workers", str(workers), "--json"]
    return run_measured([*command, *options], cwd=root())
