"""What a child does, asked over its channel."""

import pytest

from course_utils.exercises.records import NumberRecord
from course_utils.grading.wire import decode, encode


@pytest.fixture(scope="module")
def ask(host, limits):
    """Ask one child, as the grader does."""
    with host.child(limits) as child:
        assert child.channel.receive(60) == {"ready": []}

        def ask(**message):
            child.channel.send(message, 20)
            return child.channel.receive(20)

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
    assert run(ask, "print(os.getcwd() == tempfile.gettempdir() == os.environ['HOME'])") == "True\n"
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
    run(ask, "package = os.path.dirname(f)")
    for hidden in ("exercises/checks", "exercises/expect", "grading", "../notebooks", "../.git"):
        assert "PermissionError" in run(ask, f"os.listdir(package + '/{hidden}')"), hidden
    assert "explorers" not in run(ask, "[m for m in sys.modules if 'exercises.checks' in m]")


def test_a_figure_of_one_cell_is_closed_before_the_next(ask):
    run(ask, "import matplotlib.pyplot as plt; plt.figure()")
    assert run(ask, "print(plt.get_fignums())") == "[]\n"


def test_answers_in_sight_are_named(tmp_path, monkeypatch):
    from course_utils.grading.sandbox import child

    assert child._in_sight() == ("hiding the answers of the course",)
    monkeypatch.setattr(child, "_COURSE", tmp_path)
    assert child._in_sight() == ()


def test_the_last_word_is_its_memory(host, limits):
    with host.child(limits) as child:
        child.channel.receive(60)
        child.channel.send({"do": "end"}, 20)
        assert 0 < child.channel.receive(20)["memory_mb"] < 250
