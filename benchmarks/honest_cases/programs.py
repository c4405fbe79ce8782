"""Notebooks that ask for other programs: the grader starts none, and no cell is lost by it."""

from benchmarks.honest_cases.changes import above_answer, above_imports, answer_of, cases, top

CASES = (
    *cases(
        above_imports,
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
    *cases(
        above_answer,
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
    *cases(
        top,
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
    *cases(
        answer_of("1.2"),
        """
### !mkdir, and a file in it
!mkdir out
# %%
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
model.save("out/model.keras")
model = keras.models.load_model("out/model.keras")
### !mkdir -p, !cp, !mv and !rm
!mkdir -p out/tables && cp ../../datasets/concrete.csv out/tables/
!mv out/tables/concrete.csv out/a.csv; rm -rf out/tables
# %%
assert len(pd.read_csv("out/a.csv")) > 1000
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
### %mkdir and %%bash with mkdir
%mkdir figures
# %%
%%bash
# a folder for each kind
mkdir -p out/weights
ls out
# %%
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
model.save_weights("out/weights/m.weights.h5")
np.save("figures/x.npy", X)
### mkdir by os.system and subprocess
import os, subprocess
assert os.system("mkdir out") == 0
subprocess.run(["mkdir", "-p", "inner"], check=True, cwd="out")
# %%
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
model.save("out/inner/model.keras")
""",
    ),
)
