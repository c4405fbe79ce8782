# %% [markdown]
# # Lesson 3: Stochastic gradient descent
#
# **You will be able to**
#
# - choose a loss, and say how it treats one very wrong row
# - take a step of gradient descent by hand
# - tell batch, iteration and epoch apart, and count them
# - recognise a learning rate that is too small, right or too large
# - train a network with `compile` and `fit`, and read its loss curve
#
# **Time:** 70 minutes
#
# **Before you start:** [Lesson 2: Deep neural networks](lesson_02_deep_networks.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 3.r1.** A dense layer has 64 units and looks at 9 inputs. How many parameters does it
# have?
#
# - [ ] 73
#   9 + 64 counts inputs and units. But each of the 64 units has a weight for each of the 9 inputs.
# - [ ] 576
#   9 × 64 = 576 are the weights. Each unit has a bias as well.
# - [ ] 585
#   9 × 64 weights, and then 9 more. But there is one bias for each unit, not for each input.
# - [x] 640
#   9 × 64 = 576 weights, and one bias for each of the 64 units.
#
# **Recall 3.r2.** Training changes some numbers of a network. Which ones?
#
# - [ ] The weights only
#   They do change. But training changes the biases as well.
# - [x] The weights and the biases
#   These are what a network learns, and nothing else.
# - [ ] The inputs
#   The data stays as it is. Training changes what the network makes of it.
# - [ ] The number of units and layers
#   You choose them before training begins, and training does not touch them.

# %% [markdown]
# ## The switch
#
# In two lessons you have turned on a switch without looking inside: `compile` and `fit`. Today you
# open it. What happens inside fits on one page, and you will see all of it written out.

# %%
import keras
import numpy as np
import pandas as pd

from course_utils import (
    LiveTraining,
    explore_learning_rate,
    guess,
    load_dataset,
    plot_descent,
    plot_fitted_line,
    plot_history,
    plot_loss,
    plot_steps,
    show_figure,
)

keras.utils.set_random_seed(1)
rng = np.random.default_rng(1)

# %% [markdown]
# Today's question is: what does a diamond cost? The table has 53,940 of them. Its rows are nearly
# sorted by price, so we put them in random order first. 20 rows have a side of 0 mm, which is
# impossible, so we leave them out.

# %%
diamonds = load_dataset("diamonds")
diamonds = diamonds[(diamonds[["x", "y", "z"]] > 0).all(axis="columns")]
diamonds = diamonds.iloc[rng.permutation(len(diamonds))]
train, valid = diamonds[:44_000], diamonds[44_000:]
y_train = train["price"].to_numpy() / 1000
y_valid = valid["price"].to_numpy() / 1000
diamonds.head()

# %% [markdown]
# From here on, prices are in thousands of US dollars, so an error of 1 means 1,000 dollars.

# %% [markdown]
# ## The loss: one number for "how wrong"
#
# A machine does not know what "good" predictions are. But it can make *one number* small. That
# number is the **loss**. First compute the error of each row: prediction minus target. Then turn
# all errors into one number. Here are three ways to do that.
#
# - **Mean absolute error**, MAE: drop the signs, and take the mean.
# - **Mean squared error**, MSE: square the errors, and take the mean. So an error that is twice as
#   large costs four times as much.
# - **Huber**: square the small errors, take the large ones nearly as they are, and take the mean.

# %%
show_figure(
    plot_loss(),
    alt="What one error costs, from −3 to 3. The absolute error is a V. The squared error is a "
    "parabola that reaches 9. Huber is round at 0 and straight further out, below the V.",
)

# %% [markdown]
# Does it matter which one you take? Five diamonds cost 3, 4, 5, 6 and 7 thousand dollars. If you
# must predict one price for all five, 5 is a good answer with each of these losses.
#
# Now somebody types 70 instead of 7. Such a row, far away from all others, is an **outlier**.

# %% [markdown] tags=["guess"]
# **Guess 3.a.** What is now the best single price for all five, in thousand dollars?
#
# - [ ] Still 5, whatever the loss
#   Under MAE it does stay at 5. But the square of one huge error is so large that it moves the best
#   price under MSE.
# - [x] 5 under MAE, 17.6 under MSE
#   MAE is smallest with as many prices above as below, and 5 is still in the middle. MSE is
#   smallest at the mean, and the 70 moves the mean up to 17.6.
# - [ ] 17.6 under both
#   17.6 is the mean, which is best under MSE. Under MAE it is much too far from the other four.
# - [ ] 5 under MAE, 36.5 under MSE
#   36.5 is half-way between the lowest price and the highest. But MSE uses all five prices, and
#   four of them are low.

# %%
prices = np.array([3, 4, 5, 6, 70])
candidates = np.arange(0, 70, 0.1)
errors = candidates[:, np.newaxis] - prices
huber = np.where(np.abs(errors) <= 1, errors**2 / 2, np.abs(errors) - 0.5)

best_mae = candidates[np.abs(errors).mean(axis=1).argmin()]
best_mse = candidates[(errors**2).mean(axis=1).argmin()]
best_huber = candidates[huber.mean(axis=1).argmin()]
print(f"MAE {best_mae:.1f}   Huber {best_huber:.1f}   MSE {best_mse:.1f}")
assert np.isclose(best_mae, np.median(prices))
assert np.isclose(best_mse, prices.mean())
assert best_mae <= best_huber < best_mae + 1

# %% [markdown]
# With MAE the best answer does not move at all, because it is the *median*. With MSE the best
# answer is the *mean*, so one wrong row pulls it away from all the others. Huber stays close to
# MAE. So if some of your data may be wrong, take MAE or Huber. If one huge error is worse than many
# small ones, take MSE.
#
# Why do people use Huber, if it gives nearly the same answer as MAE? Because it is round at the
# bottom. Near the goal its slope becomes small, so the steps of training, which you are about to
# see, become small as well and come to rest. The V of MAE is just as steep near the goal as far
# away from it.

# %%
for name, costs in [("MAE", np.abs(errors)), ("Huber", huber)]:
    curve = costs.mean(axis=1)
    first, last = curve[41] - curve[42], curve[49] - curve[50]
    print(f"{name}: from 4.1 to 4.2 it falls by {first:.3f}, from 4.9 to 5.0 by {last:.3f}")
    assert np.isclose(first, last) if name == "MAE" else last < 0.2 * first

# %% [markdown]
# ## Three steps, again and again
#
# Now we make the loss small. The part that does this is called the **optimizer**. It repeats three
# steps.
#
# 1. Take some rows, and **predict**.
# 2. **Compare** the predictions with the targets: how large is the loss?
# 3. **Change** each weight a little, in the direction that makes the loss smaller.
#
# How does it know the direction? Let us look at a single weight. Our neuron predicts
#
# price = w · carat + b
#
# Carat is the weight of a diamond; one carat is 0.2 g. We standardize it, as in lesson 2. For now
# b stays at the mean price, and the loss is the MSE.

# %%
mean, deviation = train["carat"].mean(), train["carat"].std(ddof=0)
x = ((train["carat"] - mean) / deviation).to_numpy()
b = y_train.mean()


def loss(w, b):
    """Mean squared error over all training rows."""
    return np.mean((w * x + b - y_train) ** 2)


nudge = 0.001
slope = (loss(0 + nudge, b) - loss(0, b)) / nudge
print(f"loss at w = 0: {loss(0, b):.2f}, at w = 0.001: {loss(0 + nudge, b):.2f}")
print(f"slope: {slope:.1f}")
assert -8 < slope < -6.5

there = (loss(1 + nudge, b) - loss(1, b)) / nudge
print(f"slope at w = 1: {there:.1f}")
assert slope + 1.5 < there < slope + 2.5

# %% [markdown]
# We nudged the weight, which means that we changed it by a tiny step, and the loss became smaller.
# The loss fell by about 7 times the step of `w`, so its **slope** is about −7. This is true only
# *here*: the loss is a curve, and at w = 1 its slope is only about −5. All slopes together, one for
# each weight, are the **gradient**.

# %% [markdown] tags=["guess", "again"]
# **Guess 3.b.** The slope at w = 0 is negative, and the loss should fall. Where should w go?
#
# - [x] It should become larger
#   A negative slope says that the loss falls while w grows.
# - [ ] It should become smaller
#   That is right for a positive slope. Here the loss grows when w becomes smaller.
# - [ ] The slope does not say
#   It does not say how far to go. But its sign says in which direction.

# %%
for value in [-0.5, 0, 0.5]:
    print(f"w = {value:4}: loss {loss(value, b):.2f}")
assert loss(0.5, b) < loss(0, b) < loss(-0.5, b)

# %% [markdown]
# ## Gradient descent
#
# It should become larger. We go *against* the slope, because we want to go downhill, which is
# called **descent**. How far do we go? By the slope times a small number that we choose, the
# **learning rate**:
#
# new w = w − learning rate · slope
#
# Training does not change the learning rate. Such a number, which you choose before, is a
# **hyperparameter**.
#
# In practice nobody nudges, because there is a formula for the slope of the MSE: the mean of 2 ·
# error · input. For the bias, the input is always 1. In a deep network, **backpropagation** finds
# all the slopes, layer by layer, from the output back to the first layer. [Lesson
# 7](lesson_07_forward_and_backward_propagation.ipynb) is about it.


# %%
def gradient(w, b, rows):
    """Slopes of the mean squared error for w and b, measured on some rows."""
    error = w * x[rows] + b - y_train[rows]
    return np.mean(2 * error * x[rows]), np.mean(2 * error)


everything = slice(None)
by_formula, _ = gradient(0, b, everything)
print(f"by nudging: {slope:.2f}   by the formula: {by_formula:.2f}")
assert np.isclose(slope, by_formula, atol=0.01)

# %% [markdown]
# The formula and the nudge agree.
#
# <details><summary>Deeper why: where 2 · error · input comes from</summary>
#
# Raise w by a little, by h. Then each prediction w · x + b rises by h · x, and so does its error.
# The new squared error is (error + h · x)² = error² + 2 · error · h · x + h² · x². For the slope,
# subtract the old squared error and divide by h: 2 · error · x + h · x² is left. The smaller h is,
# the less the second part matters, so the slope is 2 · error · x. The loss is a mean over the rows,
# and its slope is the mean of their slopes. For b it is the same with 1 in place of x, because each
# prediction then rises by h itself.
#
# </details>
#
# Now we walk downhill. Think of a hiker in thick fog, who feels the slope under the feet but sees
# nothing. Three hikers start at w = 0 and take six steps each, with the learning rates 0.03, 0.3
# and 1.05.

# %% [markdown] tags=["guess"]
# **Guess 3.c.** Who reaches the bottom of the valley?
#
# - [ ] The one with 0.03
#   The direction is right, but the steps are so small that six of them lead only part of the way.
# - [x] The one with 0.3
#   The first steps are long, because the slope is steep there. Near the bottom the slope is small,
#   so the steps become short.
# - [ ] The one with 1.05
#   Long steps are not always fast. These jump across the valley and end higher on the other side.
# - [ ] All three
#   They all know which way is down. But a step can be too short to arrive, or so long that it
#   jumps across.

# %%
paths = {}
for learning_rate in [0.03, 0.3, 1.05]:
    w, path = 0.0, [0.0]
    for _ in range(6):
        w = w - learning_rate * gradient(w, b, everything)[0]
        path.append(w)
    paths[f"learning rate {learning_rate}"] = path
    print(f"learning rate {learning_rate:4}: loss {loss(0, b):5.1f} → {loss(w, b):5.1f}")

ends = {name: loss(path[-1], b) for name, path in paths.items()}
best_loss = loss(*np.polyfit(x, y_train, deg=1))
assert best_loss + 5 < ends["learning rate 0.03"] < loss(0, b)
assert ends["learning rate 0.3"] < 1.01 * best_loss
assert ends["learning rate 1.05"] > 2 * loss(0, b)

# %%
w = np.linspace(-4, 11, 200)
show_figure(
    plot_descent(w, [loss(one, b) for one in w], paths, y_label="MSE (thousand dollars, squared)"),
    alt="The loss against w is a valley with its lowest point near 3.7. With 0.03 the steps creep "
    "down a part of the left side. With 0.3 they reach the bottom. With 1.05 they jump from side "
    "to side and climb higher each time.",
)

# %% [markdown]
# - **Too small**: it goes in the right direction, but after six steps it is still far from the
#   bottom.
# - **Right**: it reaches the bottom and comes to rest. Training **converges**.
# - **Too large**: every step jumps across the valley and ends higher than it started, so the loss
#   grows and grows. Training **diverges**.
#
# This loss has one valley. With hidden layers it has many, and the bottom of a valley that is not
# the deepest one is called a **local minimum**. A hiker in the fog cannot tell the difference. This
# is one reason why a network from another start can end with another loss.

# %% [markdown]
# ## Stochastic: a few rows are enough
#
# Each of those steps used all 44,000 rows, which is a lot of work for one step. Why not compute the
# slope from 32 random rows? It will not be exact. But it will be roughly right, from less than a
# thousandth of the rows. Some rows that are used together are called a **minibatch**, or simply a
# **batch**. Their number is the **batch size**.
#
# Now we compute the slope at w = 0, b = 0 from 500 random batches of each size.

# %% [markdown] tags=["guess"]
# **Guess 3.d.** A batch that is four times as large costs four times as much work. What happens to
# the spread of the slopes?
#
# - [ ] It stays about the same
#   The rows are still random. But in a larger batch, high and low slopes cancel more completely.
# - [x] It falls to about a half
#   The spread falls with the *square root* of the batch size, and the square root of 4 is 2.
# - [ ] It falls to about a quarter
#   That would be nice for four times the work. But chance does not cancel that fast: for a quarter
#   of the spread you need 16 times as many rows.

# %%
spread = {}
for batch_size in [32, 128, 512]:
    asked = [gradient(0, 0, rng.integers(len(x), size=batch_size))[0] for _ in range(500)]
    spread[batch_size] = np.std(asked)
    print(f"batch size {batch_size:3}: {np.mean(asked):.1f} ± {spread[batch_size]:.1f}")

truth = gradient(0, 0, everything)[0]
print(f"all rows:       {truth:.1f}")
assert 1.6 < spread[32] / spread[128] < 2.5
assert 1.6 < spread[128] / spread[512] < 2.5
assert abs(np.mean(asked) - truth) < 0.3

# %% [markdown]
# Each time the spread falls only to a half, because it falls with the *square root* of the batch
# size. And on average even the small batches are right. So many cheap steps in roughly the right
# direction are better than a few expensive ones.
#
# <details><summary>Deeper why: the square root</summary>
#
# The slope of a batch is the mean of n slopes, one from each row. Each of these has its own error,
# upwards or downwards by chance. Add up the n errors, and square the sum. The result has the square
# of each error, and for each pair of rows the product of their errors. The products are positive as
# often as negative, so on average they cancel, and only the n squares are left. So the square of
# the sum is n times as large as for one row, and the sum itself is √n times as large. The mean is
# the sum divided by n, and √n / n = 1 / √n.
#
# </details>
#
# **Stochastic** means by chance, from a Greek word for guessing. Now the whole name is explained:
# **stochastic gradient descent**, or **SGD**. The idea is older than deep networks: Herbert Robbins
# and Sutton Monro published steps with noise in 1951.

# %% [markdown]
# ## All of SGD on a page
#
# Put the rows in random order, and cut them into batches. Take one step with each batch. When all
# rows have been used once, begin again.
#
# - One step, with one batch, is an **iteration**.
# - One pass through all rows is an **epoch**.


# %%
def sgd(learning_rate, batch_size, steps):
    """Train one neuron from w = 0, b = 0; return w and b after each step."""
    rng = np.random.default_rng(1)
    w, b, visited = 0.0, 0.0, []
    while len(visited) < steps:
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            slope_w, slope_b = gradient(w, b, order[start : start + batch_size])
            w = w - learning_rate * slope_w
            b = b - learning_rate * slope_b
            visited.append((w, b))
    return np.array(visited[:steps])


w, b = sgd(learning_rate=0.05, batch_size=32, steps=500)[-1]
exact_w, exact_b = np.polyfit(x, y_train, deg=1)  # by NumPy's formula for the best line
lowest = loss(exact_w, exact_b)
print(f"price = {w:.2f} · carat + {b:.2f}   (exact: {exact_w:.2f} and {exact_b:.2f})")
assert loss(w, b) < 1.15 * lowest

# %%
few = slice(400)
show_figure(
    plot_fitted_line(
        x[few], y_train[few], w, b, x_label="carat, standardized", y_label="price (thousand $)"
    ),
    alt="Price against standardized carat for 400 diamonds, and the line that SGD has found. It "
    "rises through the points, which bend upwards more than a line can.",
)

# %% [markdown]
# One neuron is a line, but the prices follow a curve. So the network below will do better.

# %% [markdown] tags=["guess", "again"]
# **Guess 3.e.** We have 44,000 rows and batch size 256. How many iterations make one epoch?
#
# - [ ] 171
#   171 full batches use 43,776 rows. But an epoch uses all rows, so the other 224 as well.
# - [x] 172
#   There are 171 full batches, and a last one with the 224 rows that are left.
# - [ ] 256
#   256 rows are in each batch. The question is how many such batches there are.
# - [ ] 44,000
#   That would be one step for each row, so batch size 1.

# %%
print("rows / batch size:", 44_000 / 256)
iterations = int(np.ceil(44_000 / 256))
print("iterations:", iterations, "- the last batch has", 44_000 - 171 * 256, "rows")
assert iterations == 172

# %% [markdown]
# Round **up**, because the rows that are left at the end make one more, smaller batch.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Which batch size?
#
# We compare batch size 32 with 4,096, in two ways. First, both use all rows once, with the same
# learning rate, 0.01: equal **epochs**.

# %% [markdown] tags=["guess"]
# **Guess 3.f.** Both have used all rows once. Which one has the smaller loss now?
#
# - [x] Batch size 32
#   It has taken 1,375 steps with these rows, and the other one only 11.
# - [ ] Batch size 4,096
#   Each of its steps has the better direction. But it takes only 11 of them, and at this learning
#   rate they do not reach the bottom.
# - [ ] Both have about the same
#   They have used the same rows. But the weights change once for each batch, so 1,375 times or 11
#   times.

# %%
rows = len(x)
one_epoch = {size: int(np.ceil(rows / size)) for size in [32, 4096]}
for batch_size, steps in one_epoch.items():
    end = loss(*sgd(0.01, batch_size, steps)[-1])
    print(f"batch size {batch_size:4}: {steps:4} steps in one epoch, loss {end:5.2f}")
    one_epoch[batch_size] = end
print(f"the best line has {lowest:.2f}")
assert one_epoch[32] < 1.1 * lowest
longer_steps = loss(*sgd(0.3, 4096, 11)[-1])
print(f"batch size 4096, learning rate 0.3: loss {longer_steps:.2f}")
assert one_epoch[4096] > 5 * lowest and longer_steps < 1.02 * lowest

# %% [markdown]
# At the same learning rate the small batches are clearly better, because they take 125 times as
# many steps with the same rows. But that is not quite fair. The large batches know the direction
# better, so they may take longer steps: with 30 times the learning rate, 11 steps are enough.
#
# Now both take 200 **steps**, with the same learning rate. For that, the large batches use 128
# times as many rows.

# %%
runs = {f"batch size {size}": sgd(0.05, size, 200) for size in [32, 4096]}
noise = {name: run[100:, 0].std() for name, run in runs.items()}
average = {name: np.mean([loss(*step) for step in run[100:]]) for name, run in runs.items()}
for name in runs:
    print(f"{name:15}: w wanders by ±{noise[name]:.3f}, mean loss {average[name]:.3f}")
assert noise["batch size 32"] > 5 * noise["batch size 4096"]
assert average["batch size 32"] > average["batch size 4096"]

weights = {name: run[:, 0] for name, run in runs.items()}
show_figure(
    plot_steps(weights, y_label="weight w", level=exact_w, level_label="best line"),
    alt="w against 200 steps. Both runs rise from 0 and arrive near the best value, 3.7, after "
    "about 50 steps. Batch size 4096 stays on it. Batch size 32 keeps wandering around it.",
)

# %% [markdown]
# Both need about the same number of steps to arrive. But with small batches the weight never comes
# to rest, because their noise keeps moving it. So no batch size is best in general. Most people
# start with 32 to 512 rows.

# %% [markdown]
# ## Play with it
#
# Here is a neuron again. It learns a line from invented points, starting at w = 0 and b = 0. You
# choose the learning rate, the batch size and the number of examples. Every training is already
# computed, so nothing can break. First say what you expect, and then look.

# %%
explore_learning_rate()

# %% [markdown]
# **Try it**, with one slider at a time:
#
# 1. Learning rate 0.05, batch size 32: press Play. Watch the line, then the loss.
# 2. Compare 0.02 with 0.2, and then with 1.0. Press "Pin this run" to keep one for comparison.
# 3. Back to 0.05: compare batch size 2 with 128. Look at the curve of w.
# 4. Take 8,192 examples and the learning rate 0.9: batch size 4096, then 2. And 0.99?
#
# <details><summary>What you saw</summary>
#
# 1. The line turns into place, and the loss falls to that of the best line.
# 2. 0.2 arrives first, 0.02 needs longer, and 1.0 ends above its start.
# 3. With batch size 2 the weight keeps wandering. With 128 it is calm.
# 4. With large batches, training converges at the rate 0.9. With batch size 2 it diverges at the
#    same rate. At 0.99, even with large batches it has not come to rest after 100 steps.
#
# So the learning rate depends on the batch size: the noisier the steps are, the smaller they must
# be.
#
# </details>

# %% [markdown]
# ## Keras does the same
#
# You do not need your own `sgd` any more. `compile` says *what* to minimize and *how*: the loss and
# the optimizer. `fit` does the three steps, again and again. We train the same neuron from the same
# start with the same batches, and compare. (`shuffle=False` keeps the rows in their order, so that
# both see the same batches.)

# %%
neuron = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
neuron.compile(optimizer=keras.optimizers.SGD(learning_rate=0.05), loss="mean_squared_error")
neuron.fit(x[:, np.newaxis], y_train, batch_size=256, epochs=1, shuffle=False, verbose=0)

w = b = 0.0
for start in range(0, len(x), 256):
    slope_w, slope_b = gradient(w, b, slice(start, start + 256))
    w, b = w - 0.05 * slope_w, b - 0.05 * slope_b

kernel, bias = neuron.get_weights()
print(f"Keras:   w = {kernel.item():.4f}, b = {bias.item():.4f}")
print(f"by hand: w = {w:.4f}, b = {b:.4f}")
assert np.allclose([w, b], [kernel.item(), bias.item()], atol=1e-3)

# %% [markdown]
# The numbers are the same. Now you know what is behind the switch.

# %% [markdown]
# ## Adam, and inputs of one size
#
# One learning rate for all weights is hard to choose, because their slopes differ. Here is a neuron
# that sees six sizes of a diamond, *not* standardized. `depth` and `table` are percentages around
# 60, the others are small numbers. We let it take a single step and look how far each weight moves.

# %% [markdown] tags=["guess"]
# **Guess 3.g.** Which weights does SGD move furthest?
#
# - [ ] That of `carat`
#   It tells much about the price. But the slope is error times input, and carats are small numbers,
#   around 0.8.
# - [x] Those of `depth` and `table`
#   The slope is error times input, and these inputs are around 60. So their slopes are the largest.
# - [ ] Those of `x`, `y` and `z`
#   These are sides in millimetres, mostly below 10. Inputs around 60 have larger slopes.
# - [ ] All equally far
#   They share one learning rate. But a step is the rate times the slope, and the slopes differ.

# %%
sizes = ["carat", "depth", "table", "x", "y", "z"]
X_raw = train[sizes].to_numpy()
first_step = {}
optimizers = {"SGD": keras.optimizers.SGD(0.001), "Adam": keras.optimizers.Adam(0.001)}
for name, optimizer in optimizers.items():
    neuron = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
    neuron.compile(optimizer=optimizer, loss="mean_squared_error")
    before = neuron.get_weights()[0]
    neuron.train_on_batch(X_raw[:256], y_train[:256])
    first_step[name] = np.abs(neuron.get_weights()[0] - before).ravel()

assert max(first_step["SGD"]) > 30 * min(first_step["SGD"])
assert {sizes[place] for place in first_step["SGD"].argsort()[-2:]} == {"depth", "table"}
assert np.allclose(first_step["Adam"], 0.001, rtol=0.01)
pd.DataFrame(first_step, index=sizes).round(4)

# %% [markdown]
# SGD moves the weight of `depth`, with numbers around 60, far more than that of `carat`, with
# numbers around 0.8. In its first step, **Adam** moves all weights equally far. It remembers how
# large the slopes of each weight usually are, and divides by that, so every weight gets its own
# learning rate. It also remembers in which direction each weight has moved lately, and keeps a part
# of that movement ([lesson 10](lesson_10_optimizers.ipynb)). Adam is a good first choice for nearly
# every network.
#
# But it does not replace **scaling the inputs**. We train a network with SGD for one epoch, three
# times: twice with the sizes as they are, at two learning rates, and once with the sizes
# standardized.

# %%
X_scaled = (X_raw - X_raw.mean(axis=0)) / X_raw.std(axis=0)
outcome = {}
for inputs, learning_rate in [("as they are", 0.01), ("as they are", 1e-5), ("scaled", 0.01)]:
    keras.utils.set_random_seed(1)
    network = keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    network.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    X = X_scaled if inputs == "scaled" else X_raw
    history = network.fit(X, y_train, batch_size=256, epochs=1, verbose=0)
    outcome[inputs, learning_rate] = history.history["loss"][-1]
    print(
        f"{inputs:11}  learning rate {learning_rate:<5}  loss {outcome[inputs, learning_rate]:.1f}"
    )

assert not outcome["as they are", 0.01] < 1000 * outcome["scaled", 0.01]
assert outcome["as they are", 1e-5] > 2 * outcome["scaled", 0.01]

# %% [markdown]
# With large inputs, training diverges at the rate that works for scaled ones. The loss becomes more
# than a thousand times as large, and usually it is soon not a number any more: Python writes `inf`
# or `nan`. With a rate that is a thousand times smaller it does not diverge, but it is far too
# slow. So scale your inputs instead.

# %% [markdown]
# ## Train a real network
#
# Now we put everything together. There are nine inputs: the six sizes and three grades, for cut,
# colour and clarity. The grades have an order, so each grade becomes a number, and 0 is the worst.
# Kinds without an order, such as countries, would each get their own column of zeros and ones
# instead, which is called **one-hot**. Means and deviations come only from the training rows.

# %%
grades = ["cut", "color", "clarity"]
table = diamonds[sizes].join(diamonds[grades].apply(lambda column: column.cat.codes))
table = (table - table[:44_000].mean()) / table[:44_000].std(ddof=0)
X_train, X_valid = table[:44_000].to_numpy(), table[44_000:].to_numpy()


def build():
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((9,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    return model


# %% [markdown]
# A text can stand for an object: `"adam"` is short for `keras.optimizers.Adam()` with its usual
# learning rate, 0.001. And `"mae"` is short for `"mean_absolute_error"`. Now we build and fit. Ten
# epochs take a few seconds.

# %%
model = build()
history = model.fit(X_train, y_train, batch_size=256, epochs=10, verbose=0)

steps = int(model.optimizer.iterations)
print(f"{history.params['steps']} iterations in each epoch, {steps} in all")
assert steps == 10 * 172

# %% [markdown]
# `fit` returns a **history**. `history.history["loss"]` holds one number for each epoch: the mean
# loss of its batches. Drawn against the epochs, these numbers are the **loss curve**.

# %%
losses = history.history["loss"]
assert losses[0] - losses[1] > 5 * (losses[-2] - losses[-1])
assert losses[-1] < 0.5 * losses[0]
show_figure(
    plot_history(history, y_label="mean absolute error (thousand $)"),
    alt="Training loss against 10 epochs. It falls steeply from the first to the second epoch, "
    "and then ever more slowly.",
)

# %% [markdown]
# Most loss curves have this shape: steep at first, then flat. When the curve is flat, more epochs
# bring little.
#
# You do not have to wait for the end to see the curve. Here is the same network again, not trained
# yet. Press **Start** and watch. While it learns, you can run the next cells. If you press
# **Stop**, it ends after the current batch, and **Reset** gives it its first weights back.

# %%
watched = build()
LiveTraining(watched, X_train, y_train, epochs=10, batch_size=256)

# %% [markdown]
# How good is the network that `fit` has trained, on diamonds that it has never seen?

# %%
predicted = model.predict(X_valid, verbose=0, batch_size=1000).ravel()
error = np.abs(predicted - y_valid).mean()
one_price = np.abs(np.median(y_train) - y_valid).mean()
print(f"always the median: off by {1000 * one_price:,.0f} dollars")
print(f"the network:       off by {1000 * error:,.0f} dollars")
assert error < 0.25 * one_price

# %% [markdown]
# ## Two traps
#
# **A second `fit`.** Our network has been trained for ten epochs. We call `fit` again, for one
# more.

# %% [markdown] tags=["guess"]
# **Guess 3.h.** Where will the loss of this epoch be?
#
# - [ ] Near the start of the curve
#   That would be so with new weights. But `fit` uses the weights that it finds, and these have been
#   trained.
# - [x] Near the end of the curve
#   `fit` continues with the weights that it finds. So this is the 11th epoch, and there the curve
#   is flat.
# - [ ] Far below the end of the curve
#   It does continue from there. But the curve is flat by now, so one more epoch brings little.

# %%
steps = int(model.optimizer.iterations)
again = model.fit(X_train, y_train, batch_size=256, epochs=1, verbose=0)
print(
    f"epoch 1: {losses[0]:.2f}   epoch 10: {losses[-1]:.2f}   next: {again.history['loss'][0]:.2f}"
)
assert 0.8 * losses[-1] < again.history["loss"][0] < 1.2 * losses[-1]
assert int(model.optimizer.iterations) == steps + 172

# %% [markdown]
# The weights keep their values, so **`fit` continues**. To begin again, build the model again.
#
# **Wrong prices.** Here is a network that sees 20 diamonds with *wrong* prices: the cheapest has
# the price of the most expensive, and so on. (`np.tile` repeats the 20 rows 600 times, so that one
# epoch is 600 steps.)

# %% [markdown] tags=["guess"]
# **Guess 3.i.** What happens to its training loss, and how good is it on new diamonds?
#
# - [ ] The training loss stays large, because the prices are wrong
#   The network cannot know that they are wrong. It fits whatever targets it is given.
# - [ ] The training loss becomes small, and it is good on new diamonds, too
#   The loss does become small. But what it has learnt holds for these 20 rows only.
# - [x] The training loss becomes small, and it is bad on new diamonds
#   It has enough weights to memorize 20 prices, right or wrong. But that does not help with any
#   other diamond.

# %%
by_price = np.argsort(y_train[:20])
X_few, y_few = X_train[by_price], y_train[by_price][::-1]
parrot = keras.Sequential(
    [keras.Input((9,)), keras.layers.Dense(256, activation="relu"), keras.layers.Dense(1)]
)
parrot.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
parrot.fit(np.tile(X_few, (600, 1)), np.tile(y_few, 600), batch_size=20, verbose=0)

on_training = np.abs(parrot(X_few).numpy().ravel() - y_few).mean()
on_new = np.abs(parrot.predict(X_valid, verbose=0, batch_size=1000).ravel() - y_valid).mean()
print(
    f"off by {1000 * on_training:,.0f} dollars on its own rows, by {1000 * on_new:,.0f} on new ones"
)
print(f"always the median: {1000 * one_price:,.0f}")
assert on_training < 0.2 * one_price
assert on_new > 1.2 * one_price

# %% [markdown]
# It has memorized 20 wrong prices, and on new diamonds it is worse than always predicting the
# median. Its training loss does not show this: **a small training loss proves nothing**. Lesson 4
# is about exactly this.

# %% [markdown]
# ## Summary
#
# - The loss is the one number that training makes small. MAE leads to the median, and one outlier
#   does not move it. MSE leads to the mean, and one outlier moves it far. Huber stays close to MAE.
# - Training repeats three steps: predict, compare, and change the weights against the gradient.
# - A batch of rows gives the gradient instead of all rows: it is noisier, but far cheaper.
# - Iterations in one epoch: rows divided by batch size, rounded up.
# - If the learning rate is too small, training is slow. If it is too large, the loss grows until it
#   is not a number.
# - Adam gives every weight its own learning rate. Scale your inputs nevertheless.
# - `compile` takes optimizer and loss, `fit` trains and returns the history. A second `fit`
#   continues.

# %% [markdown]
# ## New words
#
# - **loss**: the number that training makes small
# - **mean absolute error** (MAE), **mean squared error** (MSE), **Huber**: three losses
# - **outlier**: a row far away from all others
# - **optimizer**: the part of training that changes the weights
# - **slope**: the change of the loss divided by the change of a weight, for a tiny step of the
#   weight
# - **gradient**: all slopes together, one for each weight
# - **backpropagation**: finding all slopes of a network, layer by layer, from the output back
# - **gradient descent**: small steps against the gradient
# - **local minimum**: the bottom of a valley of the loss, perhaps not of the deepest one
# - **learning rate**: what the slope is multiplied by to give the step
# - **converge**: the loss falls and comes to rest; **diverge**: it grows from step to step
# - **hyperparameter**: a number that you choose and training does not change, such as the learning
#   rate
# - **batch**, or minibatch: the rows used for one step; how many they are is the **batch size**
# - **stochastic**: by chance; here, because random rows are used
# - **iteration**: one step, with one batch
# - **epoch**: one pass through all training rows
# - **SGD**: stochastic gradient descent
# - **Adam**: an optimizer that gives each weight its own learning rate
# - **one-hot**: a column of zeros and ones for each kind, so that kinds without an order become
#   numbers
# - **history**: what `fit` returns, with the loss of each epoch
# - **loss curve**: the loss drawn against the epochs

# %% [markdown]
# ## Read and watch
#
# - 3Blue1Brown: [Gradient descent, how neural networks
#   learn](https://www.youtube.com/watch?v=IHZwWFHWa-w), 21 minutes.
# - Diederik Kingma and Jimmy Ba: [Adam: a method for stochastic
#   optimization](https://arxiv.org/abs/1412.6980), 2014. Algorithm 1 on its second page is all of
#   it.
# - Keras: [Losses](https://keras.io/api/losses/).

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 3](../exercises/03_stochastic_gradient_descent.ipynb). After that,
# [Lesson 4: Overfitting and underfitting](lesson_04_overfitting_and_underfitting.ipynb) asks what a
# small loss is worth on new data.
