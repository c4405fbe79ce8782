# %% [markdown]
# # Lesson 13: Tuning and regularization
#
# **You will be able to**
#
# - train one network from twenty seeds, and say whether a difference is larger than the luck
# - search hyperparameters by grid, at random and by halving, and count what it costs
# - say why the winner of a search looks better than it is
# - hold a network back: by L2, by weight decay, by fewer units, by more rows
# - count the multiplications of a network
#
# **Time:** 70 minutes
#
# **Before you start:** [Lesson 4: Overfitting and
# underfitting](lesson_04_overfitting_and_underfitting.ipynb) and [Lesson 12: Preparing
# data](lesson_12_preparing_data.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 13.r1.** Twenty coins are scored on 100 validation rows. The best is right on 59 % of them.
# What will it score on new rows?
#
# - [x] 50 %
#   It is a coin. It was kept because it was lucky, and luck does not come along.
# - [ ] 59 %
#   So it would be if it had won by skill.
# - [ ] 41 %: luck evens out
#   Nothing is owed. The next tosses know nothing of the last ones.
#
# **Recall 13.r2.** The training loss is far below the validation loss, and the validation loss rises.
# What does the network lack?
#
# - [ ] Units
#   It has enough of them to learn the training rows by heart.
# - [ ] Epochs
#   Each more of them makes it worse.
# - [x] Something that keeps it from learning noise
#   It overfits. Lesson 4 had several remedies; this one has more.

# %% [markdown]
# ## "64 units beat 32"
#
# The mean car of our table went 18 miles on a gallon of fuel in 1970, and 32 miles in 1982. There are
# 392 cars of these years. From cylinders, displacement, power, weight, acceleration, year and origin a
# network shall tell the miles per gallon, **mpg** for short. The rows are few, so luck is loud here.

# %%
import time
from functools import partial

import keras
import numpy as np
import pandas as pd
from scipy.stats import loguniform
from sklearn.model_selection import ParameterGrid, ParameterSampler
from sklearn.preprocessing import StandardScaler

from course_utils import (
    explore_search,
    guess,
    load_dataset,
    plot_grid,
    plot_lines,
    show_figure,
    train_grid,
)

# %%
cars = load_dataset("fuel_economy")
origin = pd.get_dummies(cars["origin"])
inputs = pd.concat([cars.loc[:, "cylinders":"model_year"], origin], axis=1).to_numpy(float)
mpg = cars["mpg"].to_numpy()

order = np.random.default_rng(1).permutation(len(cars))
train, valid, test = order[:192], order[192:292], order[292:]
X = StandardScaler().fit(inputs[train]).transform(inputs)
X_train, y_train = X[train], mpg[train]
X_valid, y_valid = X[valid], mpg[valid]
data = (X_train, y_train, X_valid, y_valid)
print(f"{len(train)} cars to learn from, {len(valid)} to choose by, {len(test)} for the report")
print(f"on average {y_train.mean():.1f} mpg")

# %% [markdown]
# The table is split once, and stays so. `build` makes the network: two hidden layers of `width` units
# each. Its last bias does not start at 0 but at 23 mpg, which is about what the mean car does. You will
# soon see what that is good for.
#
# `train_grid` has trained many networks for you in earlier lessons. From now on it is *your* tool.
# You give it `build`, the rows, and settings as for `compile` and `fit`. Where you give a list in
# place of a number, it trains once for each. Each of these trainings equals what `fit` would have
# done, but all of them run at once. The result is kept on disk, so the second time it takes no time.


# %%
def build(width=32, start=23.0):
    """Return a network whose output starts near some number of mpg."""
    return keras.Sequential(
        [
            keras.Input((9,)),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(width, activation="relu"),
            keras.layers.Dense(1, bias_initializer=keras.initializers.Constant(start)),
        ]
    )


settings = {"loss": "mean_absolute_error", "optimizer": "adam", "epochs": 40}
begun = time.perf_counter()
seeds = range(1, 21)
grid = train_grid(build, data, width=[32, 64], seed=seeds, learning_rate=0.01, **settings)
print(f"{2 * len(seeds)} networks in {time.perf_counter() - begun:.1f} seconds")
print("axes:", {name: len(values) for name, values in grid.axes.items()})
print("shape of the validation loss:", grid.curves["val_loss"].shape)
grid.to_frame().tail(3).round(3)

# %% [markdown]
# `grid.axes` names what was varied, in the order of the arrays' axes. `grid.curves` has what Keras
# calls the history: here an array of 2 widths × 20 seeds × 40 epochs. `grid.to_frame()` is the same
# as a table.
#
# Now to the story. Two colleagues have each trained both networks *once*, each from a seed of their own.

# %%
last = grid.curves["val_loss"][:, :, -1]  # (2 widths, 20 seeds), in mpg
better = last[0] - last[1]  # by how much 64 units are better, seed by seed
ann, ben = better.argmax(), better.argmin()
for name, place in {"Ann": ann, "Ben": ben}.items():
    with_32, with_64 = last[:, place]
    print(f"{name}: 32 units are off by {with_32:.2f} mpg, 64 units by {with_64:.2f}")
assert better[ann] > 0.03 and better[ben] < -0.03

# %% [markdown]
# "64 units beat 32", Ann writes into her report. "32 beat 64", writes Ben. Same rows, same networks,
# same rate. The only thing that differs is the **seed**: where the weights started, and in which order
# the rows came.

# %% [markdown] tags=["guess"]
# **Guess 13.a.** We draw all twenty trainings of each width: the median as a line, and a band around
# it in which eight of ten trainings lie. What will the two bands do?
#
# - [ ] Lie apart: one of the two colleagues is right
#   Then nearly every seed would tell the same.
# - [x] Overlap: they are hard to tell apart
#   The seeds differ among each other more than the widths do.
# - [ ] Be so thin that they are lines: the rows are the same
#   The rows are, the starts are not.

# %%
wins = int(np.sum(better > 0))
print(f"64 units win for {wins} of 20 seeds")
assert last[1].min() < np.median(last[0]) and last[0].min() < np.median(last[1])
assert 2 <= wins <= 18
show_figure(
    plot_grid(grid, by="width", start=3, y_label="validation error in mpg"),
    alt="Validation error against epochs for 32 and 64 units, each with a band over seeds. The bands "
    "overlap nearly everywhere.",
)

# %% [markdown]
# ## How large is the luck?
#
# The question of this lesson is: **is the difference larger than the luck?** It can be answered by
# a number. Three steps:
#
# 1. **Pair.** Both networks have trained from seed 1, both from seed 2. Take the difference for each
#    seed. What a seed does to both, such as the order of the rows, falls out.
# 2. **Mean.** The mean of the twenty differences is the best estimate of what the width does.
# 3. **Standard error.** The differences scatter with a *standard deviation* s. Their mean scatters
#    far less: by s / √n for n seeds. That is the **standard error** of the mean.
#
# A rule of thumb: a mean that is less than two standard errors from 0 is not to be told from luck.


# %%
def mean_and_error(differences):
    """Return the mean of some differences, and its standard error."""
    return differences.mean(), differences.std(ddof=1) / np.sqrt(len(differences))


mean, error = mean_and_error(better)
print(f"one seed scatters by {better.std(ddof=1):.3f} mpg")
print(
    f"64 units are better by {mean:+.3f} ± {error:.3f} mpg: {abs(mean) / error:.1f} errors from 0"
)
assert np.isclose(error, better.std(ddof=1) / 20**0.5)
assert abs(mean) < 0.1

# %% [markdown]
# Whatever the sign, this is a few hundredths of an mpg. Nobody will ever notice. "We could not tell
# 32 from 64" is a result, and a useful one: take 32, they are cheaper.
#
# A test that never says *yes* would be worth nothing. So here is a control: 4 units against 32.

# %%
small = train_grid(build, data, width=[4, 32], seed=seeds, learning_rate=0.01, **settings)
paired = small.curves["val_loss"][0, :, -1] - small.curves["val_loss"][1, :, -1]
mean_control, error_control = mean_and_error(paired)
print(f"32 units are better than 4 by {mean_control:.2f} ± {error_control:.2f} mpg")
assert mean_control > 2 * error_control

# %% [markdown] tags=["guess", "again"]
# **Guess 13.b.** Your standard error is 0.04 mpg with 20 seeds. You want 0.02. How many seeds does
# it take?
#
# - [ ] 40
#   Twice as many seeds divide the error by √2: 0.028.
# - [x] 80
#   The error shrinks with the *root* of their number. Half the error costs four times the seeds.
# - [ ] 400
#   That would be a quarter of it and less: 20 times as many divide it by 4.5.

# %%
rng = np.random.default_rng(1)
for n in (20, 40, 80):
    of_means = rng.normal(0, 0.18, size=(5000, n)).mean(axis=1).std()
    print(f"{n} seeds that scatter by 0.18 mpg: their mean scatters by {of_means:.3f}")
assert 0.018 < of_means < 0.022

# %% [markdown]
# The seed is one kind of luck. *Which cars* are among the 192 and the 100 is another, and twenty seeds
# say nothing about it: they all saw the same cars. Later in this lesson we deal the rows anew,
# and take the paired differences over deals.

# %% [markdown]
# ## Where it starts
#
# A seed sets the starting weights. How much depends on them? So far our output started at 23 mpg. Keras
# would start it at 0, as it does by default. Here are twenty narrow networks, 4 units a layer, with
# each of the two.

# %%
narrow = {"width": 4, "seed": seeds, "learning_rate": 0.01, **settings}
from_0 = train_grid(partial(build, start=0.0), data, **narrow).curves["val_loss"]
from_23 = train_grid(build, data, **narrow).curves["val_loss"]
always_mean = np.mean(np.abs(y_valid - y_train.mean()))
print(f"always the mean: off by {always_mean:.1f} mpg")
for start, curves in {"0": from_0, "23": from_23}.items():
    after = [np.median(curves[:, epochs - 1]) for epochs in (1, 5, 40)]
    print(f"start at {start:>2}: after 1, 5 and 40 epochs off by {np.round(after, 1)} mpg")
assert np.median(from_0[:, 4]) > 2 * np.median(from_23[:, 4])

# %% [markdown] tags=["guess"]
# **Guess 13.c.** Look at the worst of the twenty after 40 epochs, for each start. How far off is it?
#
# - [ ] Both about as far as the others: 40 epochs are enough for all
#   They are enough for those that can learn.
# - [x] From 0 the worst is worse than always saying the mean; from 23 it is not
#   If all units of a narrow layer are 0 for all cars, no slope gets through. What is left to learn is the
#   last bias, step by step from 0.
# - [ ] From 23 the worst is worse: it was told a wrong number
#   It was told the mean, and a network is free to leave it.

# %%
print(f"worst of twenty: from 0 {from_0[:, -1].max():.1f} mpg, from 23 {from_23[:, -1].max():.1f}")
assert from_0[:, -1].max() > always_mean > 0.9 * from_23[:, -1].max()

# %% [markdown]
# So initial conditions matter, and the more so the smaller the network and the shorter the training.
# Two remedies: start near a sensible answer, and start several times. With 32 units and 40 epochs it
# depends on the deal of the cars which start is ahead.

# %% [markdown]
# ## What is tuned
#
# A network has two kinds of numbers:
#
# | | parameters | hyperparameters |
# |---|---|---|
# | which | weights and biases | units, layers, learning rate, batch size, epochs, dropout |
# | found by | `fit`, from training rows | you, by validation rows |
# | how many here | 1,409 with 32 units | a handful |
#
# Finding good hyperparameters is called **tuning**. Mind how people say it: "tuning means to increase
# the number of epochs". More epochs are one knob, and early stopping turns it for you. The learning
# rate is the one that most often matters. Three ways to search:
#
# - **Grid.** Some values for each knob, all combinations. With k knobs of 5 values it costs 5ᵏ fits.
# - **Random.** Draw each knob at random, as often as you can pay for.
# - **Halving.** Train many for a short time, keep the best part, train these longer, and so on.
#
# Rates of 0.001, 0.01 and 0.1 are equally far apart, for it is their *ratio* that matters. So draw
# their exponent: that is a **log-uniform** draw.

# %% [markdown] tags=["guess", "again"]
# **Guess 13.d.** You draw learning rates between 0.001 and 0.1, *uniformly*. What share of them is
# below 0.01?
#
# - [ ] Half: 0.01 is in the middle
#   So it is on a logarithmic scale, and for log-uniform draws.
# - [x] 9 %
#   The piece from 0.001 to 0.01 is 0.009 long, of 0.099. Hardly any small rate is ever tried.
# - [ ] A third
#   There are two powers of ten between, not three. But uniform draws do not know powers of ten.

# %%
rng = np.random.default_rng(1)
uniform = rng.uniform(0.001, 0.1, size=10_000)
log_uniform = loguniform(0.001, 0.1).rvs(10_000, random_state=1)
print(f"below 0.01: uniform {np.mean(uniform < 0.01):.0%}, log {np.mean(log_uniform < 0.01):.0%}")
assert np.mean(uniform < 0.01) < 0.11 and 0.47 < np.mean(log_uniform < 0.01) < 0.53

# %% [markdown]
# scikit-learn makes the lists of tries. Three knobs: the learning rate, the width, and the strength of
# L2, which you will meet below.

# %%
knobs = {
    "learning_rate": [0.001, 0.003, 0.01, 0.03, 0.1],
    "l2": [0.0001, 0.001, 0.01, 0.03, 0.1],
    "width": [16, 32, 64],
}
on_a_grid = list(ParameterGrid(knobs))
space = {
    "learning_rate": loguniform(0.001, 0.1),
    "l2": loguniform(0.0001, 0.1),
    "width": [16, 32, 64],
}
at_random = list(ParameterSampler(space, n_iter=75, random_state=1))
rates = {
    "grid": len({one["learning_rate"] for one in on_a_grid}),
    "random": len({one["learning_rate"] for one in at_random}),
}
print(f"{len(on_a_grid)} fits on the grid, {len(at_random)} at random; different rates: {rates}")
print("with five seeds for each:", 5 * len(on_a_grid), "fits")
assert len(on_a_grid) == 5 * 5 * 3 == len(at_random) and rates == {"grid": 5, "random": 75}

# %% [markdown]
# That is the case for random search. If only the rate matters, the grid has tried 5 rates, and paid
# for 75 fits. The random tries have tried 75 rates. James Bergstra and Yoshua Bengio showed it in 2012.
# A grid is better where you want to *see*: it makes tables and lines.
#
# Now run it. For each try we keep what the network says of all 200 cars that it has not learnt from.
# L2 adds something to the loss, so from here on we compare errors in mpg, not losses.


# %%
def error_of(one_try, epochs=40):
    """Return how far off a try is for each car that is not for training, in mpg."""
    run = train_grid(
        build,
        (X_train, y_train),
        **{**settings, "epochs": epochs},
        **one_try,
        probe=X[order[192:]],
        progress=False,
    )
    return np.abs(run.predictions.reshape(-1) - mpg[order[192:]])


begun = time.perf_counter()
tries = at_random[:60]
errors = np.array([error_of(one) for one in tries])  # (60 tries, 200 cars)
print(f"60 fits in {time.perf_counter() - begun:.0f} seconds")
by_valid = errors[:, :100].mean(axis=1)
winner = by_valid.argmin()
print({name: float(f"{value:.2g}") for name, value in tries[winner].items()})
print(f"its validation error {by_valid[winner]:.2f} mpg; worst of all tries {by_valid.max():.2f}")
assert by_valid.max() > 1.1 * by_valid[winner]

# %% [markdown]
# Halving spends less on bad tries. Start with 27, for 4 epochs each. Keep the best third, train
# these for 12 epochs; keep the best third of these, for 36.

# %%
left, spent, fits = at_random[:27], 0, 0
for epochs in (4, 12, 36):
    scores = [error_of(one, epochs)[:100].mean() for one in left]
    spent, fits = spent + epochs * len(left), fits + len(left)
    print(f"{len(left):2} tries, {epochs:2} epochs: best {min(scores):.2f} mpg")
    left = [left[place] for place in np.argsort(scores)[: max(1, len(left) // 3)]]
print(f"{fits} fits, {spent} epochs in all; 27 tries of 36 epochs would be {27 * 36}")
assert fits == 27 + 9 + 3 and spent == 3 * 108 < 27 * 36 / 2
assert min(scores) < 1.25 * by_valid.min()

# %% [markdown]
# A third of the price. What it risks: a slow try that would have won in the end is thrown out early.
# scikit-learn has `HalvingRandomSearchCV` for its own models. Libraries such as Optuna and
# KerasTuner do all this for Keras networks, and propose the next try by what earlier ones have shown.

# %% [markdown]
# ## Half-way
#
# You can tell a difference from luck, and search: a good place to stop for today. What comes next is
# what the winner of a search is worth. When you come back, select the next cell, choose *Run*, then
# *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## The winner's curse
#
# The winner was chosen by its validation error, and it has looked best of 60. Is it as good as
# it looks? One search is one piece of luck: its 100 test cars may be easier or harder than its 100
# validation cars. So we repeat. The 200 cars that were not for training are dealt 500 times, 40 to
# choose by, 100 to report by. Nothing is chosen for the world in these repetitions; they only show what a
# search does.


# %%
def repeat_search(looks, rows=40, repeats=500):
    """Return the winner's validation and test error, on average over many deals."""
    rng = np.random.default_rng(1)
    found = []
    for _ in range(repeats):
        dealt, tried = rng.permutation(200), rng.permutation(60)[:looks]
        seen = errors[tried][:, dealt[:rows]].mean(axis=1)
        best = seen.argmin()
        found.append((seen[best], errors[tried[best], dealt[100:]].mean()))
    return np.mean(found, axis=0)


# %% [markdown] tags=["guess"]
# **Guess 13.e.** We compare one try, the best of 10 and the best of 60. When does the validation
# error agree with the test error, on average?
#
# - [ ] Always: both are rows that the network has not learnt from
#   So they are. But the validation rows were asked which try to keep.
# - [ ] With 60 tries: the best of many is the most reliable
#   It is the luckiest, too.
# - [x] With one try: there nothing was chosen
#   Without a choice both are fair. The gap is what the choosing costs.

# %%
table = pd.DataFrame(
    {looks: repeat_search(looks) for looks in (1, 10, 60)}, index=["validation", "test"]
).T
table.index.name = "tries"
table["too good by"] = table["test"] - table["validation"]
assert abs(table.loc[1, "too good by"]) < 0.06 * table.loc[1, "test"]
assert table.loc[60, "too good by"] > 0.08 > 0 and table.loc[10, "too good by"] > 0.03
assert table.loc[10, "test"] < table.loc[1, "test"]
table.round(2)

# %% [markdown]
# Read it twice, for there are two messages. The search *helped*: the test error of the best of 10 is
# clearly below that of a single try. And the winner's validation error *flatters*: the more looks, the
# more. This is the **winner's curse**: who wins an auction has probably paid too much, and who wins a
# search has probably been lucky. From 10 to 60 tries the promise improves, and what is delivered hardly
# does.
#
# What helps?

# %%
more = {rows: repeat_search(60, rows=rows) for rows in (20, 40, 100)}
for rows, (seen, real) in more.items():
    print(f"60 tries, {rows:3} validation cars: looks like {seen:.2f}, is {real:.2f} mpg")
assert np.ptp([np.diff(pair)[0] for pair in more.values()]) > 0.03
assert np.diff(more[100])[0] < np.diff(more[20])[0]

# %% [markdown]
# More validation rows, fewer looks, several seeds for each try. And above all: **report the test
# error of the winner**. Our own search chose by its 100 validation cars. This is its number:

# %%
report = errors[winner, 100:].mean()
print(
    f"validation {by_valid[winner]:.2f} (the best of 60), test {report:.2f} mpg: report the latter"
)
assert 0.7 < report / by_valid[winner] < 1.5

# %% [markdown]
# ## Play with it
#
# A network with one hidden layer learns from 96 cars. The knobs are its learning rate and its width.
# Choose the way, the number of tries, from how many seeds each is trained, and whether there is L2. Each
# search is repeated over 200 deals of the other cars: the lines are the means of its winners, and
# the bands say how much luck there is in the deal. The second plot has the tries of one search.

# %%
explore_search()

# %% [markdown]
# **Try it:**
#
# 1. One try. How do validation and test compare? What does the first choice change?
# 2. 75 random tries. Go from 1 seed to 3 and 10. What happens to the two numbers, and to the costs?
# 3. Halving with 75 tries, against random with 15. Compare fits and test errors.
# 4. Is the wide band of the validation line smaller with 10 seeds?
#
# <details><summary>What you saw</summary>
#
# 1. They agree: nothing was chosen. With three tries the test error falls, and the validation error a
#    little more.
# 2. The validation error rises, and flatters less: the mean of ten seeds cannot be that lucky. The test
#    error stays about the same. The costs are ten times as high.
# 3. Halving costs 25 fits for 75 tries, the others 15 for 15. Its winner is a little better.
# 4. Hardly. It is the luck of the *cars*, 37 of them, and seeds do not help against that.
#
# </details>

# %% [markdown]
# ## Regularization
#
# Now to the third knob. Everything that keeps a network from learning noise is called
# **regularization**. You know several already:
#
# | what | how it holds back | lesson |
# |---|---|---|
# | early stopping | weights have no time to go far | 4 |
# | fewer units | fewer lines to bend | 4 |
# | more rows | noise of one row is outvoted | 4 |
# | dropout | no unit can rely on a single other | 5 |
# | L2, weight decay | large weights cost | here |
#
# **L2** adds a price to the loss: the sum of all squared weights, times a small number λ (lambda). Biases
# are left out, as a rule: they only shift. By hand:

# %%
keras.utils.set_random_seed(1)
strength = 0.03
priced = keras.Sequential(
    [
        keras.Input((9,)),
        keras.layers.Dense(
            32, activation="relu", kernel_regularizer=keras.regularizers.L2(strength)
        ),
        keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(strength)),
    ]
)
priced.compile(loss="mean_absolute_error", metrics=["mean_absolute_error"])
in_keras, off = priced.evaluate(X_valid, y_valid, verbose=0)

kernels = [layer.kernel.numpy() for layer in priced.layers]
price = strength * sum(np.sum(kernel**2) for kernel in kernels)
print(f"error {off:.3f} + price {price:.3f} = {off + price:.3f}; Keras' loss: {in_keras:.3f}")
assert np.isclose(in_keras, off + price, rtol=1e-4)

# %% [markdown] tags=["guess"]
# **Guess 13.f.** Two networks are trained, one with L2. The `val_loss` of the one with L2 is higher. Is
# it the worse one?
#
# - [ ] Yes: validation rows are fair
#   The rows are. But the two losses do not measure the same thing.
# - [x] That cannot be told: its `val_loss` has the price in it
#   Keras adds the price on validation rows, too. Compare a metric, such as the mean absolute error.
# - [ ] No: L2 always makes a network better
#   A price that is too high makes any network a flat one.

# %%
lambdas = [0.0, 0.03, 0.3]
priced_runs = train_grid(
    build,
    data,
    l2=lambdas,
    seed=range(1, 11),
    learning_rate=0.01,
    metrics=("mean_absolute_error",),
    **settings,
)
table = pd.DataFrame(
    {name: curve[..., -1].mean(axis=1) for name, curve in priced_runs.curves.items()}, index=lambdas
)
table["weights"] = np.mean(
    [np.abs(w[:, :, 0]).mean((2, 3)) for w in priced_runs.weights[::2]], 0
).mean(1)
table.index.name = "L2"
assert table["loss"].is_monotonic_increasing and table["weights"].is_monotonic_decreasing
assert table.loc[0.03, "val_loss"] > 1.15 * table.loc[0.03, "val_mean_absolute_error"]
assert table.loc[0.3, "val_mean_absolute_error"] > table.loc[0.03, "val_mean_absolute_error"]
table.round(2)

# %% [markdown]
# The stronger the price, the smaller the weights, and the further the training error from 0. At 0.3 the
# network is held back too much: it underfits. With 0.03 we cannot see whether it helps. So ask
# properly, with pairs: twelve new deals of the cars, three seeds in each, with and without L2, and
# 96 or 192 cars to learn from.


# %%
def deal_cars(number):
    """Return training and validation rows of another deal, scaled by the training rows."""
    dealt = np.random.default_rng(1).spawn(12)[number].permutation(len(cars))
    rows, aside = dealt[:192], dealt[192:292]
    scaler = StandardScaler().fit(inputs[rows])
    scaled = [scaler.transform(inputs[part]) for part in (rows, aside)]
    return scaled[0], mpg[rows], scaled[1], mpg[aside]


longer = {**settings, "epochs": 100, "metrics": ("mean_absolute_error",), "progress": False}
knobs = {"l2": [0.0, 0.03], "seed": [1, 2, 3], "n_examples": [96, 192], "learning_rate": 0.01}
gains, holds, plain = [], [], []
for number in range(12):
    curves = train_grid(build, deal_cars(number), **knobs, **longer).curves
    without, with_l2 = curves["val_mean_absolute_error"][..., -1].mean(axis=1)
    plain.append(without)  # with 96 and with 192 cars
    gains.append(without - with_l2)
    holds.append(np.diff(curves["mean_absolute_error"][..., -1].mean(axis=1), axis=0)[0])
for place, n in enumerate((96, 192)):
    gain, error = mean_and_error(np.array(gains)[:, place])
    print(f"{n} cars: with L2 better by {gain:+.3f} ± {error:.3f} mpg, {gain / error:.1f} errors")
assert np.mean(gains) > 0 and np.min(holds) > 0

# %% [markdown]
# On the training cars L2 is worse in each of the deals: it holds back. On the validation cars it wins
# by about a tenth of an mpg, of two. No miracle, and it can be told from luck only because we paired
# twelve deals. This is what most gains look like. Whoever shows you one from a single run shows you
# the seed.

# %% [markdown]
# ### L2 and weight decay
#
# The slope of λ w² is 2 λ w. So plain SGD with L2 takes a fixed share off each weight in each step: the
# weights *decay*. With SGD, L2 and **weight decay** are the same thing, but for a factor.
#
# With Adam they are not. Adam divides the slope of each weight by the usual size of that slope. If
# the price is a part of the slope, it is divided as well: a weight with large slopes hardly feels it.
# Ilya Loshchilov and Frank Hutter saw that, and proposed **AdamW**: take the share off the weight itself,
# beside Adam's step.
#
# Two weights at 1, with slopes that are pure noise: there is nothing to learn, so a decay should take
# both. The noise of the first is 1,000 times larger.

# %%
noise = np.random.default_rng(1).normal(size=(300, 2)) * [10, 0.01]


def after(optimizer, price):
    """Return both weights after 300 steps of noise, with a price in the slope or without."""
    weights = keras.Variable([1.0, 1.0])
    for slope in noise:
        whole = slope + 2 * price * weights.numpy()
        optimizer.apply([keras.ops.convert_to_tensor(whole, "float32")], [weights])
    return weights.numpy()


ends = {
    "Adam": after(keras.optimizers.Adam(0.01), price=0.0),
    "Adam and L2": after(keras.optimizers.Adam(0.01), price=0.05),
    "AdamW": after(keras.optimizers.AdamW(0.01, weight_decay=0.5), price=0.0),
}
pulled = {name: ends["Adam"] - end for name, end in ends.items()}
for name, end in ends.items():
    print(f"{name:12}loud weight {end[0]:+.2f}, quiet weight {end[1]:+.2f}")
assert pulled["Adam and L2"][0] < 0.25 < 0.5 < pulled["Adam and L2"][1]
assert pulled["AdamW"].min() > 0.5

# %% [markdown]
# In Keras: `kernel_regularizer=keras.regularizers.L2(...)` in a layer is the price in the loss, and
# `keras.optimizers.AdamW(weight_decay=...)` is decay. The two strengths cannot be compared: tune
# each by itself.

# %% [markdown]
# ## Smaller, or more rows?
#
# Which remedy does a network need? Draw its error against the number of rows: a **learning curve in
# n**. Two networks, 2 and 64 units wide, learn from the first 24, 48, 96 and 192 cars.

# %%
n_cars = [24, 48, 96, 192]
longer = {**settings, "epochs": 100, "learning_rate": 0.01}
curves = train_grid(
    build, data, width=[2, 64], n_examples=n_cars, seed=range(1, 9), **longer
).curves
taught, fresh = (np.median(curves[name][..., -1], axis=1) for name in ("loss", "val_loss"))
gap = fresh - taught
print(f"64 units: gap {gap[1, 0]:.1f} mpg with 24 cars, {gap[1, -1]:.1f} with 192")
assert gap[1, 0] > 1.2 * gap[1, -1] and fresh[1, 0] > 1.05 * fresh[1, -1]
assert abs(gap[0, -1]) < gap[1, -1] and fresh[0, -1] > 1.2 * fresh[1, -1]
show_figure(
    plot_lines(
        n_cars,
        {
            "2 units, training": taught[0],
            "2 units, validation": fresh[0],
            "64 units, training": taught[1],
            "64 units, validation": fresh[1],
        },
        x_label="cars to learn from",
        y_label="error in mpg",
    ),
    alt="Errors against the number of cars. 64 units: low training error, validation error far above "
    "it and falling. 2 units: high training error, and validation error comes down to it.",
)

# %% [markdown]
# - **A wide gap that closes with n** (64 units): it overfits. More rows will help; so may a smaller
#   network, L2, dropout, stopping earlier.
# - **A narrow gap, and a high training error that does not fall** (2 units): it underfits. Rows can
#   close the gap, no more, and there is little left of it. It needs more units, more epochs or better
#   columns.
#
# Is a smaller network as good a remedy as more rows? Ask the twelve deals again: 8 units in place of 32,
# or 192 cars in place of 96.

# %%
small = {"width": 8, "n_examples": 96, "seed": [1, 2, 3], "progress": False, **longer}
with_8 = [
    train_grid(build, deal_cars(number), **small).curves["val_loss"][:, -1].mean()
    for number in range(12)
]
wide_96, wide_192 = np.transpose(plain)
smaller, error = mean_and_error(wide_96 - with_8)
rows, error_rows = mean_and_error(wide_96 - wide_192)
print(f"96 cars, 8 units for 32: better by {smaller:+.2f} ± {error:.2f} mpg")
print(f"32 units, 192 cars for 96: better by {rows:+.2f} ± {error_rows:.2f} mpg")
assert rows > error_rows and rows > smaller

# %% [markdown]
# Twice the cars is the remedy that works more surely. It is also the most expensive one, for somebody
# has to drive them. The smaller network did little here, for better or for worse. But it has another
# virtue.

# %% [markdown]
# ## What a network costs
#
# Each weight is one multiplication for each row. Our network with w units has 9 w weights in the
# first layer, w · w in the second, w in the last.

# %% [markdown] tags=["guess"]
# **Guess 13.g.** From 32 to 64 units: how many times as many multiplications?
#
# - [ ] Twice
#   So it is in the first and last layer.
# - [x] About 3.5 times
#   The layer between has w · w weights: twice the units, four times the weights.
# - [ ] 32 times
#   That would be if each unit doubled the work of all others.


# %%
def multiplications(width):
    """Return the multiplications for one row."""
    return 9 * width + width * width + width


def seconds(width, rows=2000):
    """Return how long the products of matrices take for some rows, the best of five times."""
    shapes = [(9, width), (width, width), (width, 1)]
    kernels, times = [np.ones(shape, "float32") for shape in shapes], []
    for _ in range(5):
        begun, numbers = time.perf_counter(), np.ones((rows, 9), "float32")
        for kernel in kernels:
            numbers = numbers @ kernel
        times.append(time.perf_counter() - begun)
    return min(times)


for width in (32, 64, 256, 1024):
    ms, count = 1000 * seconds(width), multiplications(width)
    print(f"{width:5} units: {count:9,} multiplications a row, {ms:7.2f} ms for 2,000 rows")
assert 3.4 < multiplications(64) / multiplications(32) < 3.6
assert seconds(1024) > 3 * seconds(32)

# %% [markdown]
# A training step costs about three times as much as a prediction: forward once, and backward twice as
# much, as lesson 7 counted. So a training costs about 3 × multiplications × rows × epochs, times the fits
# of the search. For small networks the seconds do not follow: most of the time goes into calling, not
# into multiplying. For large ones they do, and with them the electricity bill. Where 32 units are as
# good as 64, take 32.

# %% [markdown]
# ## Summary
#
# - Train from several seeds. Pair the differences: mean ± standard error. Less than two errors from
#   0 is not to be told from luck.
# - Half the error costs four times the seeds. Other rows are another luck.
# - Grid to see, random on a log scale to find, halving to save.
# - The winner of a search looks better than it is. Count the looks; report by test rows.
# - Regularization keeps a network from learning noise. L2 puts a price on squared weights; compare
#   metrics then, not losses. AdamW decays weights beside Adam's step.
# - A wide gap that closes with n asks for rows. A narrow one and a high error ask for more units.
# - Twice the units, about four times the multiplications.
#
# To a friend you can say: *"Before you say that one is better, train both a few times more: is the
# difference larger than the luck?"*

# %% [markdown]
# ## New words
#
# - **standard error**: how much a mean scatters: standard deviation by root of n
# - **paired difference**: two results of the same seed, or the same rows, one minus the other
# - **parameter**: a number that training finds: a weight or a bias
# - **tuning**: to find good hyperparameters
# - **grid search**: to try all combinations of some values
# - **random search**: to draw each hyperparameter at random
# - **log-uniform**: drawn so that each factor of ten is equally likely
# - **halving**: to train many for a short time and only the best of them for long
# - **winner's curse**: who is chosen by a score has a score that flatters
# - **L2**: a price for large weights: λ times the sum of their squares
# - **weight decay**: to take a share off each weight in each step
# - **learning curve in n**: errors against the number of training rows

# %% [markdown]
# ## Read and watch
#
# - James Bergstra and Yoshua Bengio: [Random Search for Hyper-Parameter
#   Optimization](https://www.jmlr.org/papers/v13/bergstra12a.html), 2012. Look at its first figure.
# - scikit-learn's user guide: [Tuning the hyper-parameters of an
#   estimator](https://scikit-learn.org/stable/modules/grid_search.html), with halving.
# - Ilya Loshchilov and Frank Hutter: [Decoupled Weight Decay
#   Regularization](https://arxiv.org/abs/1711.05101), the paper of AdamW.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 13](../exercises/13_tuning_and_regularization.ipynb). After that,
# [Lesson 14: Convolutional networks](lesson_14_convolutional_networks.ipynb) leaves the tables: it
# looks at images.
