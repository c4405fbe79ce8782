# %% [markdown]
# # Start here
#
# Welcome! In this course you build neural networks, watch them learn, see them fail, and find
# out why. Everything runs on your own computer. You need some Python and school mathematics,
# and no account or network.
#
# Each lesson comes as a pair. You read and run the **lesson** first; it is about one idea. Then
# you answer the questions of its **exercise** yourself.
#
# ## How to work
#
# 1. Open a lesson, run its cells one by one, and read what they show. Change a number and run a
#    cell again: nothing can break.
# 2. Open its exercise. Replace each `...` by your answer and run the cell.
# 3. Run `check`. It says what it expected, what it found in your answer, and what to try next.
#    You may check as often as you like.
# 4. Stuck? Take the `#` away in front of `hint`, and run it. The one in front of `solution` shows
#    an answer that works.
#
# ## Keys worth knowing
#
# | Key | What it does |
# |---|---|
# | Shift + Enter | run this cell and go to the next |
# | Enter | write in the selected cell |
# | Esc | leave the cell, so that keys act on the notebook |
# | Up, Down | after Esc: go to another cell |
# | A, B | after Esc: add a cell above, below |
# | Ctrl + S (Mac: Command + S) | save |
#
# If a notebook behaves oddly, choose *Kernel*, then *Restart Kernel and Run All Cells*.
#
# ## Where you are
#
# The next cell shows the lessons, what you have done, and what comes next. Select it and press
# Shift + Enter; run it again whenever you come back. Your record stays on this computer.

# %%
from course_utils import show_progress

show_progress()
