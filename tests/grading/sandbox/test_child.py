"""What a child does, asked over its channel."""

import pytest

from course_utils.exercises.records import NumberRecord
from course_utils.grading.wire import decode, encode


@pytest.fixture(scope="module")
def ask(host, limits):
    """Ask one child, as the grader does."""
    with host.child(limits) as child:
        assert child.channel.receive(300) == {"ready": []}

        def ask(**message):
            child.channel.send(message, 300)
            return child.channel.receive(300)

        yield ask


def run(ask, source):
    return ask(do="cell", source=source)["output"]


def test_a_cell_and_its_answer(ask):
    assert run(ask, "a = 6; print(a)") == "6\n"
    (answer,) = ask(do="answers", names=["a"])["answers"]
    assert decode(answer["record"]) == NumberRecord(6.0)


def test_a_function_is_called_with_a_deadline(ask):
    run(ask, "def double(x):\n    return 2 * x")
    (answer,) = ask(do="answers", names=["double"])["answers"]
    number = answer["record"]["fields"]["call"]["number"]
    options = encode({"seconds": 1.0})
    result = ask(do="call", number=number, args=encode((4,)), options=options)["result"]
    assert decode(result).value == NumberRecord(8.0)


@pytest.mark.parametrize(
    "message",
    [
        {"do": "call", "number": 10**6, "args": None, "options": None},
        {"do": "nothing"},
        {"do": "cell"},
        {"do": "answers", "names": 3},
        {"do": "asked", "number": 9},
    ],
)
def test_a_request_it_cannot_follow_is_an_error_and_no_end(ask, message):
    assert "Error" in ask(**message)["error"]
    assert run(ask, "print(1)") == "1\n"


def test_an_answer_that_raises_anything_is_an_error_and_no_end(ask):
    run(ask, "class Bad:\n    def __array__(self, *a, **k): raise GeneratorExit\nbad = Bad()")
    assert "error" in ask(do="answers", names=["bad"])
    assert run(ask, "print(2)") == "2\n"


def test_it_lives_in_its_folder_with_a_small_environment(ask):
    run(ask, "import os, sys, tempfile")
    assert run(ask, "print(tempfile.gettempdir() == os.environ['HOME'])") == "True\n"
    assert run(ask, "print(os.path.relpath('.', os.environ['HOME']))") == "notebooks/exercises\n"
    names = set(run(ask, "print(*os.environ)").split())
    known = {"COURSE_HOME", "COURSE_PROGRESS", "MPLBACKEND", "MPLCONFIGDIR", "PATH", "HOME"}
    known |= {"TMPDIR", "TEMP", "LANG", "LC_ALL", "CUDA_VISIBLE_DEVICES"}
    known |= {"TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"}
    assert names <= known and {"PATH", "HOME"} <= names
    assert run(ask, "print(sys.argv, sys.stdin.isatty())") == "['notebook'] False\n"


def test_it_has_its_own_line_and_no_other_file(ask):
    source = (
        "for n in os.listdir('/proc/self/fd'):\n    try: print(os.readlink(f'/proc/self/fd/{n}'))"
    )
    files = run(ask, "import os\n" + source + "\n    except OSError: pass").split("\n")
    sockets = [name for name in files if name.startswith("socket:")]
    assert len(sockets) == 1 and {name for name in files if name} - set(sockets) == {"/dev/null"}


def test_it_sees_data_and_no_answers(ask):
    run(ask, "import os\nfrom course_utils import load_dataset, __file__ as f")
    assert run(ask, "print(len(load_dataset('fuel_economy')))") == "392\n"
    run(ask, "from course_utils.source.course_map import question_help")
    assert "No exercise is written yet" in run(ask, "question_help('1.1').hints")
    run(ask, "package = os.path.dirname(f)")
    for hidden in ("exercises/checks", "exercises/expect", "grading", "../notebooks", "../.git"):
        assert "PermissionError" in run(ask, f"os.listdir(package + '/{hidden}')"), hidden
    assert "explorers" not in run(ask, "[m for m in sys.modules if 'exercises.checks' in m]")


def test_paths_and_modules_are_those_of_an_exercise_in_its_folder(ask):
    for path in ("../../datasets", "datasets"):
        assert run(ask, f"print(len(open('{path}/concrete.csv').readline()) > 9)") == "True\n"
        assert "Error" in run(ask, f"open('{path}/concrete.csv', 'a')")
    run(ask, "%%writefile mine.py\na = 7")
    assert run(ask, "import mine; print(mine.a)") == "7\n"


def test_a_call_of_check_is_told_and_its_answers_can_be_had(ask):
    reply = ask(do="cell", source="from course_utils import check\ncheck('1.1', 6)")
    assert reply["asked"] == ["1.1"]
    (answer,) = ask(do="asked", number=0)["answers"]
    assert decode(answer["record"]) == NumberRecord(6.0)
    assert ask(do="cell", source="1")["asked"] == []


def test_a_figure_of_one_cell_is_closed_before_the_next(ask):
    run(ask, "import matplotlib.pyplot as plt; plt.figure()")
    assert run(ask, "print(plt.get_fignums())") == "[]\n"


def test_answers_in_sight_are_named(tmp_path, monkeypatch):
    from course_utils.grading.sandbox import child

    assert child._in_sight() == ("hiding the answers of the course",)
    monkeypatch.setattr(child, "root", lambda: tmp_path)
    monkeypatch.setattr(child, "package_folder", lambda: tmp_path)
    assert child._in_sight() == ()


def test_the_last_word_is_its_memory(host, limits):
    with host.child(limits) as child:
        child.channel.receive(300)
        child.channel.send({"do": "end"}, 300)
        assert 0 < child.channel.receive(300)["memory_mb"] < 250
