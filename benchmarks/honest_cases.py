"""Honest but odd notebooks: each is right, works in JupyterLab, and shall lose no mark.

A case is a name and a change to an exercise that is answered rightly: mostly to exercise 1 up to
question 1.4, which is worth 6 marks and trains nothing. Code that is only put somewhere is in the
texts below, under a line with the case's name; a line `# %%` begins another cell.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.red_team_cases.case import STEM, place_of_check
from course_utils.exercises.questions import find_question, question_ids
from course_utils.source.course_map import notebook_path, root

Change = Callable[[list[dict]], object]
CHURN = "06_binary_classification"


@dataclass(frozen=True)
class HonestCase:
    """One honest notebook.

    Attributes
    ----------
    name : str
    change : callable
        (cells), which it changes in place.
    stem : str
    until : str
        The last question that is kept; empty for all.
    """

    name: str
    change: Change
    stem: str = STEM
    until: str = "1.4"

    @property
    def expected(self) -> float:
        """The marks of all questions that are kept."""
        ids = question_ids(int(self.stem[:2]))
        kept = ids[: ids.index(self.until) + 1] if self.until else ids
        return sum(find_question(id).points for id in kept)

    def notebook(self) -> bytes:
        """The bytes that are handed in."""
        notebook, solved = (_read(edition, self.stem) for edition in ("exercise", "solution"))
        cells = notebook["cells"]
        for blank, answer in zip(cells, solved["cells"], strict=True):
            if "# your answer" in _text(blank):
                blank["source"] = answer["source"]
        if self.until:
            del cells[place_of_check(cells, self.until) + 2 :]
        self.change(cells)
        return json.dumps(notebook).encode()


def _read(edition, stem):
    return json.loads((root() / "notebooks" / notebook_path(edition, stem)).read_bytes())


def _text(cell):
    return "".join(cell["source"])


def _cells(code):
    return [
        {"cell_type": "code", "metadata": {}, "source": part.strip("\n")}
        for part in code.split("# %%\n")
    ]


# Places: each takes code and returns a change.


def _top(code):
    return lambda cells: cells.__setitem__(slice(0, 0), _cells(code))


def _above_imports(code):
    def change(cells):
        imports = next(cell for cell in cells if cell["cell_type"] == "code")
        imports["source"] = f"{code}\n{_text(imports)}"

    return change


def _above_answer(code):
    """In the cell of the answer to question 1.2: what it raises costs 3 marks."""

    def change(cells):
        answer = cells[place_of_check(cells, "1.2") - 1]
        answer["source"] = f"{code}\n{_text(answer)}"

    return change


def _at(question, first, end):
    """In place of the cells from `first` to `end`, counted from a question's check."""

    def place(code):
        def change(cells):
            check = place_of_check(cells, question)
            cells[check + first : check + end] = _cells(code) if code else []

        return change

    return place


def _answer(question):
    return _at(question, -1, 0)


def _check(question):
    return _at(question, 0, 1)


def _below(question):
    return _at(question, 1, 1)


def _cases(place, text) -> Iterator[HonestCase]:
    for part in text.split("\n### ")[1:]:
        name, _, code = part.partition("\n")
        yield HonestCase(name, place(code.strip("\n")))


# Changes of the whole notebook.


def _all(*changes):
    return lambda cells: [change(cells) for change in changes]


def _replace(old, new):
    def change(cells):
        assert any(old in _text(cell) for cell in cells), old
        for cell in cells:
            cell["source"] = _text(cell).replace(old, new)

    return change


def _each(edit):
    return lambda cells: [edit(cell, _text(cell)) for cell in cells]


def _answer_below(question):
    """The answer in a new cell below its check, as after "Insert Cell Below"."""

    def change(cells):
        place = place_of_check(cells, question)
        answer = _text(cells[place - 1])
        cells[place - 1]["source"] = answer.split("=")[0] + "= ...  # your answer"
        cells[place + 1 : place + 1] = _cells(answer)

    return change


def _checks_at(place):
    def change(cells):
        checks = [cell for cell in cells if _text(cell).startswith("check(")]
        for cell in checks:
            cells.remove(cell)
        cells[place:place] = checks

    return change


def _question_first(question):
    def change(cells):
        heads = [n for n, cell in enumerate(cells) if _text(cell).startswith("## Question")]
        start = next(n for n in heads if _text(cells[n]).startswith(f"## Question {question}"))
        part = cells[start:]
        del cells[start:]
        cells[heads[0] : heads[0]] = part

    return change


def _only_code(cells):
    cells[:] = [cell for cell in cells if cell["cell_type"] == "code"]


def _one_cell(cells):
    _only_code(cells)
    cells[:] = _cells("\n\n".join(map(_text, cells)))


_PROGRAMS = (
    *_cases(
        _above_imports,
        """
### !pip above the imports
!pip install -q keras
### %pip above the imports
%pip install -q keras
### %conda above the imports
%conda install keras
### Python's own pip
import sys
!{sys.executable} -m pip list
### pip by check_call
import subprocess, sys
subprocess.check_call([sys.executable, "-m", "pip", "install", "keras"])
""",
    ),
    *_cases(
        _above_answer,
        """
### !ls
!ls
### files = !ls
files = !ls
print(len(files), files.n)
### !nvidia-smi and its code
!nvidia-smi
assert _exit_code is not None
### %sx and %system
%sx ls
listed = %system ls
### subprocess.run
import subprocess
print(subprocess.run(["ls", "-l"], capture_output=True, text=True).stdout)
### a shell by subprocess
import subprocess
subprocess.run("nproc", shell=True)
### os.system
import os
os.system("ls")
### os.popen
import os
print(os.popen("nproc").read())
### platform.processor
import platform
platform.processor(), platform.platform()
### get_ipython().system
get_ipython().system("ls")
### a program by asyncio
import asyncio
run = await asyncio.create_subprocess_exec("ls")
await run.wait()
""",
    ),
    *_cases(
        _top,
        """
### %%capture and !pip
%%capture
!pip install keras
import keras
### %%bash
%%bash
ls -l
echo done
### %%sh and %%script
%%sh
ls
# %%
%%script --no-raise-error python3
print(1)
""",
    ),
)

_PARALLEL = tuple(
    _cases(
        _above_answer,
        """
### multiprocessing.Pool
from multiprocessing import Pool
with Pool(2) as pool:
    assert pool.map(abs, [-1, 2]) == [1, 2]
### Pool of a context
import multiprocessing
with multiprocessing.get_context("fork").Pool(2) as pool:
    assert pool.starmap(max, [(1, 2)]) == [2]
### Process and Queue
import multiprocessing as mp
queue = mp.Queue()
process = mp.Process(target=queue.put, args=(6,))
process.start()
assert queue.get() == 6
process.join()
### ProcessPoolExecutor
from concurrent.futures import ProcessPoolExecutor
with ProcessPoolExecutor(2) as pool:
    assert list(pool.map(abs, [-1])) == [1]
### ThreadPoolExecutor
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor() as pool:
    assert list(pool.map(abs, [-1])) == [1]
### joblib.Parallel
from joblib import Parallel, cpu_count, delayed
assert cpu_count() and Parallel(n_jobs=2)(delayed(abs)(n) for n in (-1, 2)) == [1, 2]
### joblib's other backends
from joblib import Parallel, delayed
for how in ("threading", "multiprocessing"):
    assert Parallel(2, backend=how)(delayed(abs)(n) for n in (-1, 2)) == [1, 2]
### KMeans
from sklearn.cluster import KMeans
KMeans(2, n_init=1).fit(X)
### RandomForest(n_jobs=-1)
from sklearn.ensemble import RandomForestRegressor
RandomForestRegressor(4, n_jobs=-1).fit(X, y).predict(X)
### cross_val_score(n_jobs=2)
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, cross_val_score
cross_val_score(Ridge(), X, y, n_jobs=2)
GridSearchCV(Ridge(), {"alpha": [1, 2]}, n_jobs=-1).fit(X, y)
### tf.data
import tensorflow as tf
rows = tf.data.Dataset.from_tensor_slices(X.to_numpy())
next(iter(rows.map(lambda x: x, num_parallel_calls=tf.data.AUTOTUNE).batch(4)))
### a thread left behind
import threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
""",
    )
)

_CHECKS = (
    HonestCase(
        "check of another name",
        _all(
            _replace("model = keras", "my_model = keras"),
            _replace("model.get", "my_model.get"),
            _check("1.2")('check("1.2", my_model)'),
            _check("1.3")('check("1.3", my_model, w, b)'),
        ),
    ),
    HonestCase(
        "check of a literal", _all(_answer("1.1")("x = 6"), _check("1.1")('check("1.1", (6,))'))
    ),
    HonestCase("answer below its check", _answer_below("1.1")),
    HonestCase(
        "answer and check again below",
        _all(_answer_below("1.1"), _below("1.2")('check("1.1", input_shape)')),
    ),
    HonestCase("check deleted", _check("1.2")("")),
    HonestCase("checks all at the end", _checks_at(10**6)),
    HonestCase("checks all at the start", _checks_at(3)),
    HonestCase("hint and solution", _replace('# solution("', 'solution("')),
    *_cases(
        _answer("1.1"),
        """
### check in the answer's cell
x = (6,)
check("1.1", x)
### check in a loop
for n in (5, 6):
    display(check("1.1", (n,)))
### error behind the answer
input_shape = (6,)
print(nothing)
### %%time
%%time
input_shape = (6,)
""",
    ),
    *_cases(
        _check("1.1"),
        """
### check of an expression
check("1.1", (int(6.0),))
input_shape = None
### check by another name
import course_utils as cu
input_shape = cu.check("1.1", (6,))
### verdict kept
said = check("1.1", input_shape)
print(said.status, said)
### error in a cell of its own
check("1.1", input_shape)
# %%
1 / 0
# %%
def (
""",
    ),
    *_cases(
        _answer("1.2"),
        """
### verdict asserted
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
assert check("1.2", model).correct
### three cells for an answer
layer = keras.layers.Dense(1)
# %%
layers = [keras.Input((6,)), layer]
# %%
model = keras.Sequential(layers)
### plot_model, summary, clear_session
keras.backend.clear_session()
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
model.summary()
keras.utils.plot_model(model)
""",
    ),
    *_cases(
        _below("1.2"),
        """
### hint printed
print(hint("1.2"))
solution("1.2")
### spoiled below its check
keep, model = model, None
# %%
model = keep
### model saved and loaded
model.save("m.keras")
model = keras.models.load_model("m.keras")
model.save_weights("m.weights.h5")
""",
    ),
    *_cases(
        _check("1.4"),
        """
### check in a function
def ask():
    return check("1.4", neuron)
ask()
### check copied
check("1.4", neuron)
# %%
check("1.4", neuron)
### unittest
import unittest
class Test(unittest.TestCase):
    def test(self): check("1.4", neuron)
unittest.main(argv=[""], exit=False)
### inspect and pickle
import inspect, pickle
print(inspect.getsource(neuron))
class A: pass
pickle.loads(pickle.dumps(A()))
""",
    ),
)

_SHAPES = (
    HonestCase("another order of questions", _question_first("1.4")),
    HonestCase("no ids", _each(lambda cell, _: cell.pop("id", None))),
    HonestCase("all ids the same", _each(lambda cell, _: cell.update(id="same"))),
    HonestCase("no headings", _only_code),
    HonestCase(
        "no ids and no headings", _all(_only_code, _each(lambda cell, _: cell.pop("id", None)))
    ),
    HonestCase("everything in one cell", _one_cell),
    HonestCase(
        "Windows line ends",
        _each(lambda cell, text: cell.update(source=text.replace("\n", "\r\n"))),
    ),
    HonestCase(
        "metadata of Colab", _each(lambda cell, _: cell["metadata"].update(colab={"base_uri": "x"}))
    ),
    *_cases(
        _top,
        """
### empty and commented cells
# %%

# %%
# only a comment
### names of built-ins
list = len = str = sum = type = eval = 3
### %reset
a = 1
# %%
%reset -f
### %%html, %%javascript
%%html
<b>x</b>
# %%
%%javascript
alert(1)
""",
    ),
)

_JUPYTER = (
    *_cases(
        _above_imports,
        """
### annotations
from __future__ import annotations
### %matplotlib inline
%matplotlib inline
### %config
%config InlineBackend.figure_format = "retina"
### %autosave
%autosave 60
### %load_ext autoreload
%load_ext autoreload
%autoreload 2
### every value shown
from IPython.core.interactiveshell import InteractiveShell
InteractiveShell.ast_node_interactivity = "all"
### Colab, if it is there
try:
    from google.colab import drive
    drive.mount("/content")
except ImportError:
    pass
### settings of TensorFlow
import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow as tf
tf.config.list_physical_devices("GPU")
tf.get_logger().setLevel("ERROR")
### course on the path
import os, sys
sys.path.insert(0, os.path.abspath("../.."))
""",
    ),
    *_cases(
        _above_answer,
        """
### await
import asyncio
await asyncio.sleep(0)
### %time, %timeit
%time 1 + 1
%timeit -n 1 -r 1 1 + 1
%who
%pwd
### %env, %cd and %history
%env TF_CPP_MIN_LOG_LEVEL=3
%cd ..
%history -n
### help by ?
keras.layers.Dense?
help(print)
### widgets
import ipywidgets
from IPython.display import HTML, clear_output
ipywidgets.interact(lambda n: n, n=(0, 3))
clear_output()
display(HTML("<b>"))
### Out and _
X.shape
Out, In, _, __
### system information
import getpass, os, psutil, socket
psutil.virtual_memory(), psutil.cpu_percent(), getpass.getuser()
socket.gethostname(), os.cpu_count(), os.uname()
### much output
import matplotlib.pyplot as plt
for n in range(20_000): print(n)
X.hist()
plt.show()
plt.savefig("x.png")
### table by its path
assert len(pd.read_csv("../../datasets/fuel_economy.csv")) == 392
### table by its path in the course
assert len(pd.read_csv("datasets/fuel_economy.csv")) == 392
### folder by its path
import os
assert "concrete.csv" in os.listdir("../../datasets")
### files of its own
import os, pathlib, sqlite3, tempfile
os.makedirs("out", exist_ok=True)
X.to_csv("out/x.csv")
np.save("x.npy", X)
sqlite3.connect("a.db")
tempfile.TemporaryFile()
pathlib.Path.home().joinpath("y").write_text("y")
""",
    ),
    *_cases(
        _answer("1.4"),
        """
### %%writefile and import
%%writefile mine.py
def neuron(X, w, b):
    return X @ w + b
# %%
from mine import neuron
### %%writefile and %run
%%writefile mine.py
def neuron(X, w, b):
    return X @ w + b
# %%
%run mine.py
""",
    ),
)

_SPLIT_CARS = """from sklearn.model_selection import train_test_split
order = np.concatenate(train_test_split(range(len(cars)), train_size=300, random_state=9))"""
_SPLIT_CUSTOMERS = """from sklearn.model_selection import train_test_split
train, valid = train_test_split(order, train_size=5000, random_state=3)"""

_TRAINED = (
    HonestCase("exercise 1 as it is", lambda cells: None, until=""),
    HonestCase("another seed in 1", _replace("default_rng(1)", "default_rng(3)"), until=""),
    HonestCase(
        "train_test_split in 1",
        _replace("order = np.random.default_rng(1).permutation(len(cars))", _SPLIT_CARS),
        until="",
    ),
    HonestCase("exercise 6 as it is", lambda cells: None, CHURN, ""),
    HonestCase("another seed in 6", _replace("default_rng(1)", "default_rng(7)"), CHURN, ""),
    HonestCase(
        "train_test_split in 6",
        _replace("train, valid = order[:5000], order[5000:]", _SPLIT_CUSTOMERS),
        CHURN,
        "",
    ),
    HonestCase(
        "customers shuffled",
        _replace('load_dataset("churn")', 'load_dataset("churn").sample(frac=1, random_state=5)'),
        CHURN,
        "",
    ),
)

HONEST_CASES = (*_PROGRAMS, *_PARALLEL, *_CHECKS, *_SHAPES, *_JUPYTER, *_TRAINED)
