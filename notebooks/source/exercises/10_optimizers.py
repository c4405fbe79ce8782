# %% [markdown]
# # Exercise 10: Optimizers
#
# **You will be able to**
#
# - write the step of momentum and the step of Adam
# - work out how long a step is before it is taken
# - give an optimizer a schedule that ends when the training ends
# - tell a low point from a saddle
# - find out whether a training has moved its weights at all
#
# **Time:** 40 minutes
#
# **Before you start:** [Lesson 10: Optimizers](../lessons/lesson_10_optimizers.ipynb)

# %% [markdown]
# ## What you need
#
# The first questions need paper or a line of NumPy. From question 10.5 on there is data: the 1,030
# samples of concrete from lesson 2. The strength is in tens of MPa here, so that the targets are
# between 0 and 9. All rows are used for training, because this exercise only asks who gets down how
# far.

# %%
import keras
import numpy as np

from course_utils import (
    check,
    explore_optimizers,
    hint,
    load_dataset,
    show_progress,
    solution,
)

# %% [markdown]
# ## Question 10.1: The ball
#
# Write one step of momentum. `w`, `velocity` and `slope` are arrays of the same shape. `kept` is the
# share of the velocity that is kept, such as 0.9. Return two things: the new weights and the new
# velocity, in the form of the lesson.


# %%
def momentum_step(w, velocity, slope, learning_rate, kept):
    """Take one step of momentum; return the new weights and the new velocity."""
    # BEGIN SOLUTION: return ...
    velocity = kept * velocity - learning_rate * slope
    return w + velocity, velocity
    # END SOLUTION


# %%
check("10.1", momentum_step)

# %%
# hint("10.1")
# solution("10.1")

# %% [markdown] tags=["help"]
# 1. First the velocity: what is kept of the old one, and what does the slope add?
# 2. The slope pushes downhill, so it comes with a minus and with the learning rate.
# 3. Then the weights change by the new velocity: `w + velocity`. Return both.
#
# **Insight.** With `kept = 0` this is plain SGD. One number lies between a walker and a ball.

# %% [markdown]
# ## Question 10.2: How long is the step?
#
# Three lengths, as positive numbers.
#
# - `first_small`: Adam's first step with a learning rate of 0.01 and a slope of 0.001
# - `first_large`: the same with a slope of 1,000
# - `hundredth`: Adagrad's hundredth step with a learning rate of 0.5, when the slope was 0.2 each
#   time. As in Keras, its sum starts at 0.1.

# %%
# BEGIN SOLUTION: first_small, first_large, hundredth = ..., ..., ...
first_small, first_large = 0.01, 0.01
hundredth = 0.5 * 0.2 / np.sqrt(0.1 + 100 * 0.2**2)
# END SOLUTION

# %%
check("10.2", first_small, first_large, hundredth)

# %%
# hint("10.2")
# solution("10.2")

# %% [markdown] tags=["help"]
# 1. Adam divides the slope by its size. What is left of a number that is divided by its own size?
# 2. Adagrad's sum after 100 steps: 0.1, and 100 times the square of the slope.
# 3. The sum is 0.1 + 100 · 0.04 = 4.1. The step is the rate times the slope, divided by the root of
#    it.
#
# **Insight.** Adam's rate is a distance. That is why 0.001 works for so many networks: it means the
# same in all of them.

# %% [markdown]
# ## Question 10.3: Half forgotten
#
# A fading average keeps 90 % of itself at each step. After how many steps is just half left of what
# it remembers now? Give the number to one decimal.

# %%
# BEGIN SOLUTION: half = ...
half = np.log(0.5) / np.log(0.9)
# END SOLUTION

# %%
check("10.3", half)

# %%
# hint("10.3")
# solution("10.3")

# %% [markdown] tags=["help"]
# 1. After one step 0.9 is left, after two 0.9 · 0.9. Go on, or ask the computer.
# 2. `0.9 ** 6` is 0.53, and `0.9 ** 7` is 0.48. So it is between these two.
# 3. 0.9 to the power of n is a half. The logarithm gives n: `np.log(0.5) / np.log(0.9)`.
#
# **Insight.** With 0.999, as Adam has it for the sizes, it takes 693 steps. Adam forgets a steep
# place only slowly.

# %% [markdown]
# ## Question 10.4: Adam
#
# Write one step of Adam. All arrays have the same shape; `step` counts from 1. Use Keras' settings:
# 0.9 for the direction, 0.999 for the size, and 1e-7 added to the root. Return three things: the new
# weights, the new direction and the new size. These two as they are remembered, not corrected.


# %%
def adam_step(w, direction, size, step, slope, learning_rate):
    """Take one step of Adam; return the new weights, direction and size."""
    # BEGIN SOLUTION: return ...
    direction = 0.9 * direction + 0.1 * slope
    size = 0.999 * size + 0.001 * slope**2
    corrected_direction = direction / (1 - 0.9**step)
    corrected_size = size / (1 - 0.999**step)
    w = w - learning_rate * corrected_direction / (np.sqrt(corrected_size) + 1e-7)
    return w, direction, size
    # END SOLUTION


# %%
check("10.4", adam_step)

# %%
# hint("10.4")
# solution("10.4")

# %% [markdown] tags=["help"]
# 1. Two fading averages: one of the slope, one of the squared slope.
# 2. Correct both: divide by 1 − 0.9 to the power of `step`, and by 1 − 0.999 to the power of `step`.
# 3. The change is −rate · corrected direction / (√corrected size + 1e-7). Return the memories without
#    the correction: it is made anew at each step.
#
# **Insight.** Five lines. Whoever has written them can read any optimizer.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 10.5: Four on one slope
#
# Now the concrete. The same network from the same start, 10 epochs, four optimizers. All have the
# learning rate 0.001.

# %%
concrete = load_dataset("concrete")
X_train = concrete.drop(columns="compressive_strength").to_numpy(dtype="float32")
X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
y_train = concrete["compressive_strength"].to_numpy(dtype="float32") / 10  # tens of MPa


def build():
    """Return a network of 8 inputs and twice 32 units, the same at each call."""
    keras.utils.set_random_seed(10)
    hidden = [keras.layers.Dense(32, activation="relu") for _ in range(2)]
    return keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1)])


def train(optimizer):
    """Train a new network for 10 epochs; return it and its history."""
    model = build()
    model.compile(optimizer=optimizer, loss="mean_squared_error")
    return model, model.fit(X_train, y_train, epochs=10, batch_size=32, verbose=0)


# %% [markdown]
# Guess first: who is lowest after 10 epochs, who is second, third, last? Write the four names,
# `"sgd"`, `"momentum"`, `"adagrad"` and `"adam"`, into `guess`, the lowest loss first. A guess cannot
# be wrong.
#
# Then run the training, and write into `order` what really came out.

# %%
# BEGIN SOLUTION: guess = ...
guess = ["adam", "momentum", "adagrad", "sgd"]
# END SOLUTION

# %%
optimizers = {
    "sgd": keras.optimizers.SGD(0.001),
    "momentum": keras.optimizers.SGD(0.001, momentum=0.9),
    "adagrad": keras.optimizers.Adagrad(0.001),
    "adam": keras.optimizers.Adam(0.001),
}
losses = {name: train(optimizer)[1].history["loss"][-1] for name, optimizer in optimizers.items()}
losses

# %%
# BEGIN SOLUTION: order = ...
order = sorted(losses, key=losses.get)
# END SOLUTION

# %%
check("10.5", guess, order, losses)

# %%
# hint("10.5")
# solution("10.5")

# %% [markdown] tags=["help"]
# 1. For the guess: what does a rate of 0.001 mean for each of them? For whom is it a distance?
# 2. `losses` has the four last losses. Put the names in order, the lowest first.
# 3. `sorted(losses, key=losses.get)` does it.
#
# **Insight.** Momentum makes ten times as much of the same rate. A rate belongs to its optimizer: to
# compare optimizers at one rate says little about them.

# %% [markdown]
# ## Question 10.6: A plan that ends in time
#
# Build the network with `build()`. Compile it with SGD with a momentum of 0.9, whose learning rate
# falls as a cosine from 0.01 to 0, and reaches 0 just when the training ends. Train it on `X_train`,
# `y_train` for 10 epochs with a batch size of 32, with the mean squared error. Keep what `fit` returns
# in `history`.

# %%
# BEGIN SOLUTION: scheduled, history = ..., ...
plan = keras.optimizers.schedules.CosineDecay(0.01, decay_steps=10 * 33)
scheduled, history = train(keras.optimizers.SGD(plan, momentum=0.9))
# END SOLUTION

# %%
check("10.6", scheduled, history)

# %%
# hint("10.6")
# solution("10.6")

# %% [markdown] tags=["help"]
# 1. A schedule takes the place of the number: `keras.optimizers.SGD(plan, momentum=0.9)`.
# 2. It counts steps. How many batches of 32 make 1,030 rows, and how often are they seen?
# 3. `keras.optimizers.schedules.CosineDecay(0.01, decay_steps=...)`, with 10 epochs of 33 steps.
#
# **Insight.** Epochs are for people, steps are for optimizers.

# %% [markdown]
# ## Question 10.7: Low point, hilltop or saddle?
#
# This landscape is level at three places: at A, x = 1 and y = 1; at B, x = 1 and y = −1; at C, x = −1
# and y = −1. All slopes are 0 there.


# %%
def landscape(x, y):
    """Return the height at x, y."""
    return x**3 / 3 - x + y**3 / 3 - y


# %% [markdown]
# Nudge each place by 0.1 in four directions, and look at the height. Write for A, B and C one of the
# words `"minimum"`, `"maximum"` and `"saddle"`.

# %%
# BEGIN SOLUTION: kinds = ...
for name, x, y in [("A", 1, 1), ("B", 1, -1), ("C", -1, -1)]:
    nudged = [(x - 0.1, y), (x + 0.1, y), (x, y - 0.1), (x, y + 0.1)]
    print(name, [round(landscape(*place) - landscape(x, y), 4) for place in nudged])
kinds = ["minimum", "saddle", "maximum"]
# END SOLUTION

# %%
check("10.7", kinds)

# %%
# hint("10.7")
# solution("10.7")

# %% [markdown] tags=["help"]
# 1. `landscape(1.1, 1) - landscape(1, 1)` is one of the four differences at A. Is it above 0?
# 2. Up in all four directions: a low point. Down in all four: a hilltop.
# 3. At B it goes up to both sides in x, and down to both sides in y.
#
# **Insight.** With two weights, four nudges. With a million, each direction must go up for a low
# point, and a single one that goes down makes a saddle. That is why saddles are so many.

# %% [markdown]
# ## Question 10.8: A training that stands still
#
# Somebody has read that small learning rates are safe.

# %%
slow = build()
before = slow.get_weights()[0]
slow.compile(optimizer=keras.optimizers.SGD(0.00001), loss="mean_squared_error")
slow_history = slow.fit(X_train, y_train, epochs=10, batch_size=32, verbose=0)
after = slow.get_weights()[0]
print([round(loss, 2) for loss in slow_history.history["loss"][::3]])

# %% [markdown]
# The loss falls every time, so all seems well. But how far have the weights moved? Measure it in
# percent of their size: the length of the change, divided by the length of the weights before,
# times 100. `np.linalg.norm` gives the length of an array. Write the number for the first kernel into
# `moved`.
#
# Then repair it: train a network from `build()` again for 10 epochs, on the same rows, so that its
# loss ends below 1.2. The optimizer and its rate are up to you.

# %%
# BEGIN SOLUTION: moved, repaired = ..., ...
moved = 100 * np.linalg.norm(after - before) / np.linalg.norm(before)
repaired, _ = train(keras.optimizers.SGD(0.01))
# END SOLUTION

# %%
check("10.8", before, after, moved, repaired)

# %%
# hint("10.8")
# solution("10.8")

# %% [markdown] tags=["help"]
# 1. `after - before` is the change. `np.linalg.norm` makes one number of it.
# 2. For the repair: what multiplies every slope? It is much too small.
# 3. `train(keras.optimizers.SGD(0.01))` trains a new network. It returns the model and its history.
#
# **Insight.** A loss that falls is no proof that anything is learnt. Ask the weights.

# %% [markdown]
# ## Question 10.9: Over the hill
#
# Here are the four landscapes of the lesson.

# %%
explorer = explore_optimizers(show=["landscape", "start", "learning_rate", "step", "goal", "token"])
explorer

# %% [markdown]
# In the two valleys, find a start and a learning rate with which momentum ends in the deeper valley,
# and plain SGD does not. Go to the last step, press "Copy token", and paste the text as your answer,
# in quotes.

# %%
# BEGIN SOLUTION: token = ...
token = "optimizers landscape=two_valleys start=left learning_rate=0.03 step=60"
# END SOLUTION

# %%
check("10.9", explorer, token)

# %%
# hint("10.9")
# solution("10.9")

# %% [markdown] tags=["help"]
# 1. Which of the two valleys is deeper, the left one or the right one? Where must both start, then?
# 2. With a tiny rate the ball rolls slowly, and stops before the hill. With a large one it may come
#    back.
# 3. Start on the left. Try 0.03, and go to step 60.
#
# **Insight.** The ball gets over the hill because it is fast at its foot. A walker without memory
# has no speed.

# %% [markdown]
# ## What you did
#
# You wrote momentum and Adam, foresaw steps before they were taken, let a rate end with its training,
# told a saddle from a low point, and found a training that stood still while its loss was falling.
# The next time a training does not get anywhere, you know what to ask: what does the optimizer
# remember, and how far do the weights move?
#
# [Lesson 11: Honest splits](../lessons/lesson_11_honest_splits.ipynb) asks which numbers of a training
# you may believe. How far did you come? Run this cell.

# %%
show_progress()
