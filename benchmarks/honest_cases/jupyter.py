"""What works in JupyterLab and is no plain Python, and files of a notebook's own."""

from benchmarks.honest_cases.changes import above_answer, above_imports, answer_of, cases

CASES = (
    *cases(
        above_imports,
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
    *cases(
        above_answer,
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
    *cases(
        answer_of("1.4"),
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
