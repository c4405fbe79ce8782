"""Programs and processes that a notebook asks for, in a real child: a sentence, and on it goes."""

import pytest

from course_utils.grading.sandbox.programs import refuse, take_refused


@pytest.fixture(scope="module")
def run(host, limits):
    """Run a cell in one child; its reply, of which `refused` is what was said."""
    with host.child(limits) as child:
        assert child.channel.receive(60) == {"ready": []}

        def run(source):
            child.channel.send({"do": "cell", "source": source}, 20)
            return child.channel.receive(20)

        yield run


SENTENCE = "The grader starts no other program: `{}` was not run, {}."
GOES_ON = "the cell goes on without it"
IS_HERE = "what it installs is here already"


@pytest.mark.parametrize(
    "source, line, why, printed",
    [
        ("!ls -l\nprint(_exit_code)", "ls -l", GOES_ON, "126\n"),
        ("!pip install -q keras\nprint(_exit_code)", "pip install -q keras", IS_HERE, "0\n"),
        ("%pip install 'keras>=3'", "pip install 'keras>=3'", IS_HERE, ""),
        ("!pip install keras nobody-has-this", "pip install keras nobody-has-this", GOES_ON, ""),
        ("x = !ls\nprint(x)", "ls", GOES_ON, "[]\n"),
        ("%%bash\nls", "bash", GOES_ON, ""),
        ("%%script node -i\nls", "node -i", GOES_ON, ""),
        ("%conda install keras", "conda install keras", GOES_ON, ""),
        ("import os\nprint(os.system('ls'))", "ls", GOES_ON, f"{126 << 8}\n"),
        ("print(os.popen('ls').read())", "ls", GOES_ON, "\n"),
        (
            "import subprocess\nprint(subprocess.run(['a', 'b c'], capture_output=True))",
            "a 'b c'",
            GOES_ON,
            "CompletedProcess(args=['a', 'b c'], returncode=126, stdout=b'', stderr=b'')\n",
        ),
        ("subprocess.Popen('ls', shell=True).kill()\nprint(1)", "ls", GOES_ON, "1\n"),
        (
            "import asyncio\nawait (await asyncio.create_subprocess_exec('ls')).wait()",
            "ls",
            GOES_ON,
            "255\n",
        ),
    ],
)
def test_a_program_is_answered_and_the_cell_goes_on(run, source, line, why, printed):
    reply = run(source)
    sentence = SENTENCE.format(line, why)
    assert reply["refused"] == [sentence] and reply["stopped"] == "", reply
    assert sentence in reply["output"] and printed in reply["output"]


@pytest.mark.parametrize(
    "source",
    [
        "!mkdir -p {folder}/in",
        "x = !mkdir {folder} {folder}/in",
        "%mkdir {folder}\n%mkdir {folder}/in",
        "%%bash\nmkdir -p {folder}\nmkdir {folder}/in",
        "!mkdir {folder} && cd {folder} && mkdir in",
        "import os; assert os.system('mkdir -p {folder}/in') == 0",
        "os.mkdir('{folder}'); subprocess.run(['mkdir', 'in'], cwd='{folder}', check=True)",
    ],
)
def test_a_folder_is_made_for_a_later_cell(run, request, source):
    folder = f"f{abs(hash(request.node.name))}"
    reply = run(source.replace("{folder}", folder))
    assert reply["refused"] == [] and reply["stopped"] == "", reply
    assert run(f"import os; print(os.path.isdir('{folder}/in'))")["output"] == "True\n"


def test_what_is_beside_it_in_a_line_is_refused_alone(run):
    reply = run("!mkdir beside && ls beside || mkdir other\nprint(_exit_code)")
    assert reply["refused"] == [SENTENCE.format("ls beside", GOES_ON)]
    assert run("print(os.path.isdir('beside'), os.path.isdir('other'))")["output"] == "True True\n"
    assert run("!mkdir again || mkdir never\nprint(_exit_code)")["output"] == "0\n"
    assert run("print(os.path.isdir('never'))")["output"] == "False\n"


def test_what_needs_the_program_hears_of_its_return_code(run):
    reply = run("import subprocess\nsubprocess.check_call(['make'])")
    assert "non-zero exit status 126" in reply["stopped"]


@pytest.mark.parametrize(
    "source",
    [
        "with multiprocessing.Pool(2) as pool: print(pool.map(abs, [-1, 2]))",
        "with multiprocessing.get_context('spawn').Pool(2) as pool: print(pool.map(abs, [-1, 2]))",
        "with ProcessPoolExecutor(2) as pool: print(list(pool.map(abs, [-1, 2])))",
        "print(Parallel(n_jobs=2)(delayed(abs)(n) for n in (-1, 2)))",
        "queue = multiprocessing.Queue()\n"
        "process = multiprocessing.Process(target=queue.put, args=([1, 2],))\n"
        "process.start(); print(queue.get()); process.join(); queue.close()",
        "print([1, 2] if joblib.cpu_count() else 0)",
    ],
)
def test_processes_are_threads(run, source):
    imports = "from concurrent.futures import ProcessPoolExecutor\nimport joblib, multiprocessing\n"
    reply = run(f"{imports}from joblib import Parallel, delayed\n{source}")
    assert reply["output"] == "[1, 2]\n" and not reply["stopped"], reply


def test_no_process_starts_all_the_same(run):
    assert "PermissionError" in run("import os\nos.fork()")["stopped"]
    assert "PermissionError" in run("os.posix_spawn('/bin/ls', ['ls'], {})")["stopped"]


def test_a_sentence_is_told_once(capsys):
    assert refuse(b"ls") == refuse(["ls"]) == 126
    assert len(take_refused()) == 1 and take_refused() == []
    assert capsys.readouterr().err.count("`ls` was not run") == 2
