# %% [markdown]
# # Exercise 13: Tuning and regularization
#
# **You will be able to**
#
# - count what a search and a network cost
# - draw hyperparameters on a logarithmic scale
# - tell a difference from luck, and report the right number after a search
# - hold a network back with L2, and read a learning curve
#
# **Time:** 40 minutes
#
# **Before you start:** [Lesson 13: Tuning and
# regularization](../lessons/lesson_13_tuning_and_regularization.ipynb)

# %% [markdown]
# ## A research group
#
# You join a group that forecasts how far a car goes on a gallon of fuel. Each of your new colleagues
# has a result. You are to find out which of them would come out again.

# %%
import keras
import numpy as np
from sklearn.preprocessing import StandardScaler

from course_utils import (
    check,
    explore_search,
    hint,
    load_dataset,
    show_progress,
    solution,
    train_grid,
)

cars = load_dataset("fuel_economy")
columns = cars.loc[:, "cylinders":"model_year"].to_numpy(float)  # the year is the last one
mpg = cars["mpg"].to_numpy()


# %%
def build(width=32, n_inputs=6):
    """Return a network with two hidden layers, whose output starts near the mean car."""
    return keras.Sequential(
        [
            keras.Input((n_inputs,)),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(1, bias_initializer=keras.initializers.Constant(23.0)),
        ]
    )


def deal(seed, n_columns=6):
    """Return training and validation rows of one deal of the cars."""
    order = np.random.default_rng(seed).permutation(len(cars))
    inputs = columns[:, :n_columns]
    inputs = StandardScaler().fit(inputs[order[:192]]).transform(inputs)
    train, valid = order[:192], order[192:292]
    return inputs[train], mpg[train], inputs[valid], mpg[valid]


how = {"loss": "mean_absolute_error", "optimizer": "adam", "learning_rate": 0.01, "progress": False}

# %% [markdown]
# ## Question 13.1: The price of a grid
#
# The first colleague plans a grid: 4 learning rates, 3 widths, 6 strengths of L2. Each combination
# is trained from 5 seeds. How many trainings are that: `fits`?

# %%
# BEGIN SOLUTION: fits = ...
fits = 4 * 3 * 6 * 5
# END SOLUTION

# %%
check("13.1", fits)

# %%
# hint("13.1")
# solution("13.1")

# %% [markdown] tags=["help"]
# 1. One learning rate and one width: how many trainings are that, if there are 6 strengths and 5 seeds?
# 2. A grid has *all* combinations. Multiply.
# 3. 4 · 3 · 6 combinations, and five trainings for each.
#
# **Insight.** One knob more with 4 values, and it is four times as much. That is why a grid has few
# knobs.

# %% [markdown]
# ## Question 13.2: On a logarithmic scale
#
# The second colleague searches at random. Write `log_uniform`. It gets the two bounds, `low` and
# `high`, and an array `u` of numbers drawn uniformly between 0 and 1. It returns numbers between the
# bounds whose *logarithm* is uniform: `u = 0` becomes `low`, `u = 1` becomes `high`, and `u = 0.5`
# what is half-way on a logarithmic scale: 0.01 for bounds of 0.001 and 0.1.


# %%
def log_uniform(low, high, u):
    """Return u, uniform in 0 to 1, as numbers that are log-uniform between the bounds."""
    # BEGIN SOLUTION: return ...
    return np.exp(np.log(low) + u * (np.log(high) - np.log(low)))
    # END SOLUTION


# %%
check("13.2", log_uniform)

# %%
# hint("13.2")
# solution("13.2")

# %% [markdown] tags=["help"]
# 1. How would you do it for bounds that are added, from −3 to −1? Do that with the logarithms.
# 2. Take the logarithm of both bounds, go the share `u` of the way from one to the other, and undo the logarithm.
# 3. `np.exp` undoes `np.log`, and `10 ** x` undoes `np.log10`.
#
# **Insight.** It is `low * (high / low) ** u` as well: from one bound to the other by factors.

# %% [markdown]
# ## Question 13.3: Luck or not?
#
# Two more colleagues have changed the network. One leaves the column of the year out. The other takes
# 48 units in place of 32. Here are the validation errors in mpg, for eight deals of the cars. The
# k-th number of each array is from the k-th deal.

# %%
plain, no_year, wide = (
    np.array(
        [
            train_grid(
                lambda width, n=n: build(width, n), deal(number, n), width=units, epochs=20, **how
            ).curves["val_loss"][-1]
            for number in range(8)
        ]
    )
    for n, units in ((6, 32), (5, 32), (6, 48))
)
for name, errors in {"plain": plain, "no_year": no_year, "wide": wide}.items():
    print(f"{name:8}", errors.round(2))

# %% [markdown]
# By how much is `no_year` worse than `plain`? Give the mean of the *paired* differences, `worse_by`
# (above zero if the error without the year is larger), and its standard error, `error`. Then say
# for both changes whether they can be told from luck: `year` and `units`, each `"yes"` where
# the mean is more than two standard errors from 0, otherwise `"no"`.

# %%
# BEGIN SOLUTION: worse_by, error, year, units = ..., ..., ..., ...
paired = no_year - plain
worse_by = paired.mean()
error = paired.std(ddof=1) / np.sqrt(len(paired))
year = "yes" if abs(worse_by) > 2 * error else "no"
others = wide - plain
units = "yes" if abs(others.mean()) > 2 * others.std(ddof=1) / np.sqrt(len(others)) else "no"
# END SOLUTION

# %%
check("13.3", worse_by, error, year, units, plain, no_year, wide)

# %%
# hint("13.3")
# solution("13.3")

# %% [markdown] tags=["help"]
# 1. Some deals are easy for all networks, others hard for all. What happens to that if you take one array off
#    the other?
# 2. `paired = no_year - plain` has eight numbers. Their mean, and their standard deviation by the root of 8.
# 3. `paired.std(ddof=1) / np.sqrt(len(paired))`. Do the same with `wide - plain`, and compare each mean with two
#    of its errors.
#
# **Insight.** A deal that is hard for one network is mostly hard for the other as well. In pairs, that
# falls out.

# %% [markdown]
# ## Question 13.4: The price of weights
#
# Write `l2_price`. It gets the two kernels and the two biases of a network with one hidden layer, and
# the strength λ. It returns what L2 adds to the loss: λ times the sum of all squared weights of the
# kernels. The biases are free.


# %%
def l2_price(W1, b1, W2, b2, strength):
    """Return what L2 adds to the loss."""
    # BEGIN SOLUTION: return ...
    return strength * (np.sum(W1**2) + np.sum(W2**2))
    # END SOLUTION


# %%
check("13.4", l2_price)

# %%
# hint("13.4")
# solution("13.4")

# %% [markdown] tags=["help"]
# 1. Which of the four arrays are kernels? Only they have a price.
# 2. Square each weight, add all of them up, for both kernels.
# 3. `np.sum(W1**2)` is the sum for one kernel. Add the other, and multiply by `strength`.
#
# **Insight.** A weight of 2 costs four times as much as a weight of 1: L2 would rather have two
# middling weights than one large one.

# %% [markdown]
# ## Half-way
#
# You can tell a difference from luck: a good place to stop for today. When you come back, select the
# next cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 13.5: A price in Keras
#
# Build `held_back`: 6 inputs, one hidden layer of 32 units with ReLU, one output. The kernel of the
# *hidden* layer has an L2 price of 0.02. Its bias and the output layer are free. Compile it with the
# mean absolute error and Adam, and with the mean absolute error as a metric as well, so that there is
# one number without the price.

# %%
# BEGIN SOLUTION: held_back = ...
held_back = keras.Sequential(
    [
        keras.Input((6,)),
        keras.layers.Dense(32, activation="relu", kernel_regularizer=keras.regularizers.L2(0.02)),
        keras.layers.Dense(1),
    ]
)
held_back.compile(optimizer="adam", loss="mean_absolute_error", metrics=["mean_absolute_error"])
# END SOLUTION

# %%
check("13.5", held_back)

# %%
# hint("13.5")
# solution("13.5")

# %% [markdown] tags=["help"]
# 1. A regularizer belongs to a layer, and says which of the layer's weights it is for.
# 2. `keras.layers.Dense(..., kernel_regularizer=...)`.
# 3. `kernel_regularizer=keras.regularizers.L2(0.02)` in the hidden layer. In `compile` both `loss` and `metrics`
#    have the mean absolute error.
#
# **Insight.** Written as the text `"l2"`, Keras takes a strength of 0.01, whatever you had in mind.

# %% [markdown]
# ## Question 13.6: After the search
#
# The next colleague has run 24 tries, each from 3 seeds. `valid_errors` and `test_errors` have the
# errors in mpg, a row for each try and a column for each seed.

# %%
rng = np.random.default_rng(1)
order = rng.permutation(len(cars))
inputs = StandardScaler().fit(columns[order[:160]]).transform(columns)
learn, aside = order[:160], order[160:]
found = []
for width in (4, 8, 16, 32):
    rates = np.exp(rng.uniform(np.log(0.001), np.log(0.1), size=6)).tolist()
    settings = {**how, "learning_rate": rates, "width": width, "seed": [1, 2, 3], "epochs": 20}
    grid = train_grid(build, (inputs[learn], mpg[learn]), probe=inputs[aside], **settings)
    found.append(np.abs(grid.predictions[:, :, 0, :, 0] - mpg[aside]))
found = np.concatenate(found)
valid_errors, test_errors = found[:, :, :40].mean(axis=2), found[:, :, 40:].mean(axis=2)
print(
    "shape:", valid_errors.shape, " the best single run by validation:", valid_errors.min().round(2)
)

# %% [markdown]
# A try is as good as its mean over the three seeds. Give `looks`, how many trained networks were
# scored on the validation rows; `chosen`, the try that validation chooses, counted from 0; and `report`,
# the error that she may put into the report.

# %%
# BEGIN SOLUTION: looks, chosen, report = ..., ..., ...
looks = valid_errors.size
chosen = int(np.argmin(valid_errors.mean(axis=1)))
report = test_errors[chosen].mean()
# END SOLUTION

# %%
check("13.6", looks, chosen, report, valid_errors, test_errors)

# %%
# hint("13.6")
# solution("13.6")

# %% [markdown] tags=["help"]
# 1. Each of 24 tries was trained three times, and each of these networks was scored.
# 2. `valid_errors.mean(axis=1)` has one number for each try. The smallest wins.
# 3. The validation error of the winner is the luckiest of 24. `test_errors[chosen]` has three numbers that chose
#    nothing: take their mean.
#
# **Insight.** The mean of three seeds is less lucky than a single run, so the curse is smaller. It is
# not gone.

# %% [markdown]
# ## Question 13.7: By thirds
#
# The next colleague halves, by thirds. 81 tries are trained for 2 epochs each. In each round the best
# third goes on, and is trained *anew* for three times as many epochs as in the round before. The round
# with 3 tries is the last one. How many trainings are that, `trained`, and how many epochs in all
# of them together, `epochs`?

# %%
# BEGIN SOLUTION: trained, epochs = ..., ...
trained = 81 + 27 + 9 + 3
epochs = 81 * 2 + 27 * 6 + 9 * 18 + 3 * 54
# END SOLUTION

# %%
check("13.7", trained, epochs)

# %%
# hint("13.7")
# solution("13.7")

# %% [markdown] tags=["help"]
# 1. Write down the rounds: how many tries, how many epochs each?
# 2. 81 tries of 2 epochs, 27 of 6, and so on until 3.
# 3. Add up the tries of four rounds. For the epochs, multiply in each round first.
#
# **Insight.** Each round costs the same. All 81 for 54 epochs would be nearly seven times as much.

# %% [markdown]
# ## Question 13.8: What does it need?
#
# Two colleagues have drawn learning curves in n, for a network of 2 units a layer and for one of 64.
# Both arrays have a row for each network, 2 units first, and a column for 24, 48, 96 and 192 cars.

# %%
grid = train_grid(
    build,
    deal(1),
    width=[2, 64],
    seed=[1, 2, 3, 4, 5],
    n_examples=[24, 48, 96, 192],
    epochs=60,
    **how,
)
train_curves, valid_curves = (
    np.median(grid.curves[name][..., -1], axis=1) for name in ("loss", "val_loss")
)
for units_in_layer, taught, fresh in zip((2, 64), train_curves, valid_curves, strict=True):
    print(f"{units_in_layer:2} units: training {taught.round(1)}, validation {fresh.round(1)} mpg")

# %% [markdown]
# How far is the validation error of the 64 units above their training error, with 192 cars: `gap`? And
# what would help each network most, `"more rows"` or `"more units"`: `two_units` and `many_units`?

# %%
# BEGIN SOLUTION: gap, two_units, many_units = ..., ..., ...
gap = valid_curves[1, -1] - train_curves[1, -1]
two_units, many_units = "more units", "more rows"
# END SOLUTION

# %%
check("13.8", gap, two_units, many_units, train_curves, valid_curves)

# %%
# hint("13.8")
# solution("13.8")

# %% [markdown] tags=["help"]
# 1. Which of the two networks cannot even learn its training rows?
# 2. Where there is a wide gap that closes with n, more rows close it further. Where both errors are high and near each
#    other, rows are not what is missing.
# 3. `valid_curves[1, -1] - train_curves[1, -1]` is the gap of the second network at the last n.
#
# **Insight.** Rows are expensive and units are cheap. Look at the curves before you pay.

# %% [markdown]
# ## Question 13.9: What a network costs
#
# The last colleague pays for the machine. Write `multiplications`. It gets a list of layer sizes, from
# the inputs to the outputs, such as `[6, 32, 32, 1]`, and returns how many multiplications a
# prediction for one row takes: one for each weight of the kernels.


# %%
def multiplications(sizes):
    """Return the multiplications for one row."""
    # BEGIN SOLUTION: return ...
    return sum(before * after for before, after in zip(sizes, sizes[1:], strict=False))
    # END SOLUTION


# %%
check("13.9", multiplications)

# %%
# hint("13.9")
# solution("13.9")

# %% [markdown] tags=["help"]
# 1. From 6 inputs to 32 units there are 6 · 32 weights. How many from 32 to 32?
# 2. Multiply each size by the next one, and add these products.
# 3. A loop: `for before, after in zip(sizes, sizes[1:])`.
#
# **Insight.** Twice the units everywhere is nearly four times the multiplications, if there are
# several hidden layers.

# %% [markdown]
# ## Question 13.10: Much for little
#
# Find a search of at most 60 fits whose winner is within 0.5 % of the best test error of all
# searches here. When you have it, press "Copy token", and paste the text as your answer, in quotes.

# %%
explorer = explore_search()
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "search way=halving tries=75 seeds=1 l2=0.0"
# END SOLUTION

# %%
check("13.10", explorer, token)

# %%
# hint("13.10")
# solution("13.10")

# %% [markdown] tags=["help"]
# 1. How good can it become at all? Look at the test error with 75 tries, whatever that costs.
# 2. 75 tries of full length are 75 fits. Which way gives up the bad ones early?
# 3. Halving, 75 tries. Then see how many seeds 60 fits will pay for.
#
# **Insight.** 75 tries for 25 fits. The winner is good, and its validation error flatters all the same.

# %% [markdown]
# ## What you did
#
# You counted fits, drew on a logarithmic scale, told a difference from luck, priced weights, reported
# what may be reported, and said what a network lacks. The next time somebody says "mine is better", you
# know what to ask: *by how many standard errors, and of how many tries?*
#
# All this was about tables. [Lesson 14: Convolutional
# networks](../lessons/lesson_14_convolutional_networks.ipynb) looks at images. How far did you
# come? Run this cell.

# %%
show_progress()
