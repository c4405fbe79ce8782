# %% [markdown]
# # Exercise 0: The whole game
#
# **You will be able to**
#
# - say which shape a part of an array has
# - choose the axis along which a mean or a sum is taken
# - turn a table and a list of weights into one number for each row
# - say when two arrays fit together, and what a column and a row make
# - pick rows by a condition
#
# **Time:** 25 minutes
#
# **Before you start:** [Lesson 0: The whole game](../lessons/lesson_00_whole_game.ipynb)

# %% [markdown]
# ## How to answer
#
# Each question has three cells. In the first you replace the `...` with your answer. The second
# checks it: run it as often as you like, because wrong answers cost nothing. The third holds a hint
# and a solution. Delete the `#` in front of one of them and run the cell.
#
# Run every cell from top to bottom. `Shift` + `Enter` runs one and goes to the next.

# %%
import numpy as np

from course_utils import check, hint, load_dataset, show_progress, solution

# %% [markdown]
# ## Arrays first
#
# A network sees nothing but arrays of numbers, so all later exercises use what you practise in this
# one. If you know NumPy, you will need only ten minutes.
#
# The table has one row for each of 65 breakfast cereals, with what one cup of it contains. `X`
# holds the grams of fat, carbohydrates and protein, `y` the energy in kilocalories (kcal).

# %%
cereals = load_dataset("cereals")
nutrients = ["fat", "carbohydrates", "protein"]
X = cereals[nutrients].to_numpy()
y = cereals["calories"].to_numpy()
print("X has the shape", X.shape, "and y the shape", y.shape)
cereals[[*nutrients, "calories"]].head(3).round(1)

# %% [markdown]
# ## Question 0.1: Which shape
#
# A **shape** says how long an array is along each **axis**. `X` has two axes: axis 0 goes down the
# 65 rows, axis 1 across the 3 columns. A number in the brackets picks one place along its axis, so
# this axis disappears. A slice, such as `:5`, can pick several places, so it keeps its axis, even
# if only one place is left.
#
# Write down the shapes, each as a tuple. Guess first; then you may ask Python.
#
# - `row`: the shape of `X[0]`
# - `column`: of `X[:, 0]`
# - `kept`: of `X[:, :1]`
# - `five`: of `X[:5]`

# %%
# BEGIN SOLUTION: row, column, kept, five = ..., ..., ..., ...
row, column, kept, five = X[0].shape, X[:, 0].shape, X[:, :1].shape, X[:5].shape
# END SOLUTION

# %%
check("0.1", row, column, kept, five)

# %%
# hint("0.1")
# solution("0.1")

# %% [markdown] tags=["help"]
# 1. What is before the comma belongs to axis 0, what is after it to axis 1. A `:` alone takes
#    everything.
# 2. `X[0]` is one cereal, so axis 0 has disappeared. How many numbers are left? A tuple of one
#    number has a comma: `(3,)`.
# 3. `:1` is a slice, so both axes are still there: 65 rows with one number each.
#
# **Insight.** (65,) and (65, 1) hold the same numbers. Question 0.5 shows what it costs to mix them up.

# %% [markdown]
# ## Question 0.2: Along which axis
#
# A sum or a mean takes an `axis`. It adds up along this axis, and then the axis disappears. An
# example:

# %%
small = np.array([[1, 2, 3], [10, 20, 30]])
print("axis 0, down:   ", small.sum(axis=0))
print("axis 1, across: ", small.sum(axis=1))
print("no axis:        ", small.sum())

# %% [markdown]
# Compute from `X`:
#
# - `means`: the mean of each nutrient over all cereals
# - `grams`: for each cereal, the sum of its three nutrients, in grams

# %%
# BEGIN SOLUTION: means, grams = ..., ...
means = X.mean(axis=0)
grams = X.sum(axis=1)
# END SOLUTION

# %%
check("0.2", means, grams)

# %%
# hint("0.2")
# solution("0.2")

# %% [markdown] tags=["help"]
# 1. How many numbers do you want at the end: 3 or 65? Name the axis that should disappear.
# 2. For the mean of a nutrient you go down all cereals. In the example, which axis goes down?
# 3. `X.mean(axis=...)` and `X.sum(axis=...)`, one with 0 and the other with 1.
#
# **Insight.** The axis that you name is the one that disappears. So think of the shape that you
# want, and name the axis that is not in it.

# %% [markdown]
# ## Question 0.3: One number for each row
#
# A gram of fat has 9 kcal, a gram of carbohydrates 4 kcal, a gram of protein 4 kcal. How much
# energy does a cereal have? Multiply each number of its row by the energy of one gram, and add up.
# `*` only multiplies, but `@` multiplies *and* adds up.
#
# Write `energy`. It gets `X` of shape `(n_samples, n_features)` and `w` of shape `(n_features,)`, and
# returns one number for each row, shape `(n_samples,)`.


# %%
def energy(X, w):
    """Return the weighted sum of each row."""
    # BEGIN SOLUTION: return ...
    return X @ w
    # END SOLUTION


# %%
check("0.3", energy)

# %%
# hint("0.3")
# solution("0.3")

# %% [markdown] tags=["help"]
# 1. On paper: a cereal with 2 g of fat, 10 g of carbohydrates and 1 g of protein has 2 · 9 + 10 · 4 +
#    1 · 4 = 62 kcal.
# 2. In `A @ B`, `A` has as many columns as `B` has rows. So which comes first, `X` or `w`?
# 3. `X @ w`. The long way is `(X * w).sum(axis=1)`.
#
# **Insight.** A weight for each input, multiplied and added up: this is what a neuron does. You
# have written most of lesson 1.

# %% [markdown]
# ## Question 0.4: Do they fit?
#
# Arrays of different shapes can often still be added or divided. NumPy compares the lengths in
# their shapes one by one, **from the right**. Two lengths fit if they are equal, or if one of them
# is 1, because then that axis is repeated. A missing length counts as 1. This is called
# **broadcasting**.

# %%
table = np.array([[1.0, 3.0], [2.0, 2.0], [9.0, 1.0]])
print("(3, 2) and (2,):", (table - np.array([1, 2])).tolist())
print("(3, 2) and (3, 1):", (table - np.array([[1], [2], [3]])).tolist())
try:
    table - np.array([1, 2, 3])
except ValueError as error:
    print("(3, 2) and (3,):", error)

# %% [markdown]
# Write `shares`. It gets a table of shape `(n_samples, n_features)` with numbers above 0, and returns
# a table of the same shape: each number as a share of the sum *of its row*. So each row of the result adds
# up to 1.


# %%
def shares(X):
    """Return each number as a share of its row."""
    # BEGIN SOLUTION: return ...
    return X / X.sum(axis=1, keepdims=True)
    # END SOLUTION


# %%
check("0.4", shares)

# %%
# hint("0.4")
# solution("0.4")

# %% [markdown] tags=["help"]
# 1. First you need the sum of each row, as in question 0.2. What is its shape?
# 2. (n, 3) and (n,) do not fit, because from the right, 3 is compared with n. But (n, 3) and (n, 1)
#    fit.
# 3. `X.sum(axis=1, keepdims=True)` keeps the axis, with length 1. Divide `X` by that.
#
# **Insight.** The softmax at the end of the network of lesson 0 does the same with its ten numbers,
# so that they add up to 1.

# %% [markdown]
# ## Question 0.5: A column beside a row
#
# Now a trap that costs many people hours. A network returns its predictions as a column, of shape
# `(n, 1)`. But the right answers often come with only one axis, of shape `(n,)`.

# %%
p = np.array([[0.9], [0.2], [0.8]])  # three probabilities, as a network gives them
labels = np.array([1, 0, 1])
print("all three are right, and yet:", np.mean((p > 0.5) == labels).round(2))

# %% [markdown]
# There is no error and no warning. What went wrong? Print `((p > 0.5) == labels).shape`, and read
# question 0.4 again.
#
# Write `share_right`. It gets probabilities `p` of shape `(n, 1)` and labels `y` of shape `(n,)`,
# each 0 or 1. A probability above 0.5 says 1. Return the share of the rows that are right.


# %%
def share_right(p, y):
    """Return the share of right predictions."""
    # BEGIN SOLUTION: return ...
    return np.mean((p[:, 0] > 0.5) == y)
    # END SOLUTION


# %%
check("0.5", share_right)

# %%
# hint("0.5")
# solution("0.5")

# %% [markdown] tags=["help"]
# 1. (3, 1) and (3,): from the right, 1 is compared with 3, and 3 with a missing length. Both arrays
#    are repeated, so the result is 3 × 3: each prediction is compared with *every* label.
# 2. Give both the same shape. Question 0.1 has an expression that turns a column into (n,).
# 3. `p[:, 0] > 0.5` has the shape (n,). Compare it with `y`, and take the mean.
#
# **Insight.** A comparison gives `True` and `False`, which count as 1 and 0, so its mean is the
# share of `True`. When you compare two arrays, print their shapes first: it takes three seconds.

# %% [markdown]
# ## Question 0.6: Only some rows
#
# A comparison gives one `True` or `False` for each row. Such an array is called a **mask**. In
# brackets, it picks the rows where it is `True`.

# %%
rich = y > 350
print(rich.sum(), "have more than 350 kcal per cup:", list(cereals.index[rich]))
print("their energy in kcal:", y[rich].round())

# %% [markdown]
# Join two conditions with `&`, and put each of them in parentheses.
#
# Write `mean_energy`. It gets three arrays of shape `(n,)`: `calories`, `sugars` and `fibre`. It
# returns the mean energy, in kcal, of those cereals that have more than 10 g of sugars *and* less
# than 2 g of fibre.


# %%
def mean_energy(calories, sugars, fibre):
    """Return the mean energy of what is sweet and has little fibre."""
    # BEGIN SOLUTION: return ...
    mask = (sugars > 10) & (fibre < 2)
    return calories[mask].mean()
    # END SOLUTION


# %%
check("0.6", mean_energy)

# %%
# hint("0.6")
# solution("0.6")

# %% [markdown] tags=["help"]
# 1. Begin with the mask, and print it: `sugars > 10` for one condition.
# 2. `and` needs a single True or False on each side. `&` works on arrays, row by row: `(...) &
#    (...)`.
# 3. `calories[mask]` holds only the picked cereals. Take their mean.
#
# **Insight.** `&` binds more tightly than `>`. Without parentheses, `sugars > 10 & fibre < 2` begins
# with `10 & fibre`.

# %% [markdown]
# ## What you did
#
# You read shapes, chose axes, computed weighted sums with `@`, made shapes fit, avoided a costly trap, and
# picked rows. That is nearly all the NumPy that the course needs.
#
# [Lesson 1: A single neuron](../lessons/lesson_01_single_neuron.ipynb) uses it. To see how far you
# have come, run this cell.

# %%
show_progress()
