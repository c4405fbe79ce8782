# %% [markdown]
# # Exercise 3: Stochastic gradient descent
#
# **You will be able to**
#
# - count the iterations of a training
# - write one step of SGD yourself
# - compile and fit a network, and read its loss curve
# - predict, recognise and repair a training that diverges
#
# **Time:** 35 minutes
#
# **Before you start:** [Lesson 3: Stochastic gradient descent](../lessons/lesson_03_stochastic_gradient_descent.ipynb)

# %% [markdown]
# ## The cars
#
# You know this table from exercise 1: 392 cars, and how many miles each drives on one US gallon of
# fuel (mpg). 300 of them are for training. The inputs are standardized, except where the exercise
# shows why that matters.

# %%
import keras
import numpy as np

from course_utils import (
    check,
    explore_learning_rate,
    hint,
    load_dataset,
    plot_history,
    show_figure,
    solution,
)

cars = load_dataset("fuel_economy")
inputs = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "model_year"]
order = np.random.default_rng(1).permutation(len(cars))
X_raw = cars[inputs].to_numpy(dtype=float)[order[:300]]
y_train = cars["mpg"].to_numpy()[order[:300]]

X_train = (X_raw - X_raw.mean(axis=0)) / X_raw.std(axis=0)
X_train.shape

# %% [markdown]
# ## Question 3.1: Count the iterations
#
# You will train on these 300 cars with batch size 128, for 60 epochs. How many iterations make one
# epoch? And how many are there in all 60 epochs?

# %%
# BEGIN SOLUTION: per_epoch, in_all = ..., ...
per_epoch = int(np.ceil(300 / 128))
in_all = 60 * per_epoch
# END SOLUTION

# %%
check("3.1", per_epoch, in_all)

# %%
# hint("3.1")
# solution("3.1")

# %% [markdown] tags=["help"]
# 1. One iteration uses one batch. How many batches do 300 cars fill?
# 2. 300 / 128 is 2.34. What happens to the cars that do not fill a whole batch?
# 3. Two full batches and a smaller one are 3 iterations in one epoch. Multiply by the number of
#    epochs.
#
# **Insight.** Each iteration changes the weights once: 180 small steps in this training.

# %% [markdown]
# ## Question 3.2: One step of SGD
#
# A neuron with one input predicts $w x + b$. Here is one batch: `x` holds its inputs, `y` its
# targets, both of shape `(n_samples,)`. The loss is the mean squared error, so the slopes are
#
# - for $w$: the mean of 2 · error · input,
# - for $b$: the mean of 2 · error,
#
# with error = prediction − target. Take *one* step and return the new `w` and the new `b`.


# %%
def sgd_step(x, y, w, b, learning_rate):
    """Take one step of SGD on one batch; return the new w and b."""
    # BEGIN SOLUTION: return ...
    error = w * x + b - y
    slope_w = np.mean(2 * error * x)
    slope_b = np.mean(2 * error)
    return w - learning_rate * slope_w, b - learning_rate * slope_b
    # END SOLUTION


# %%
check("3.2", sgd_step)

# %%
# hint("3.2")
# solution("3.2")

# %% [markdown] tags=["help"]
# 1. You need four lines: the error of each row, the slope for `w`, the slope for `b`, and the step.
# 2. `error = w * x + b - y`. Then `slope_w = np.mean(2 * error * x)`.
# 3. Go against the slope: `w - learning_rate * slope_w`, and the same for `b`.
#
# **Insight.** `fit` does the same for every batch, only with more weights.

# %% [markdown]
# ## Question 3.3: Build and compile
#
# Build a network that takes one row of `X_train`, has hidden layers of 128, 128 and 64 units with
# ReLU, and returns one number. Then compile it. The optimizer is Adam with its usual learning rate,
# the loss is the mean absolute error.

# %%
# BEGIN SOLUTION: model = ...
model = keras.Sequential(
    [
        keras.Input((6,)),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1),
    ]
)
model.compile(optimizer="adam", loss="mae")
# END SOLUTION

# %%
check("3.3", model)

# %%
# hint("3.3")
# solution("3.3")

# %% [markdown] tags=["help"]
# 1. Two parts: `keras.Sequential([...])` as in lesson 2, and then `model.compile(...)`.
# 2. `compile` takes two things here: `optimizer=` and `loss=`. Texts will do: `"adam"`.
# 3. `model.compile(optimizer="adam", loss="mean_absolute_error")`, on a line of its own: `compile`
#    returns nothing.
#
# **Insight.** The layers say what the network can compute. `compile` says what training makes
# small, and how.

# %% [markdown]
# ## Question 3.4: Fit
#
# This function builds and compiles the network of question 3.3, so you can continue whatever you
# answered there. Each call returns a new network that has learnt nothing yet.


# %%
def make_network():
    """Return a new network of 128, 128, 64 and 1 units, compiled with Adam and the MAE."""
    keras.utils.set_random_seed(1)
    network = keras.Sequential([keras.Input((6,))])
    for units in [128, 128, 64]:
        network.add(keras.layers.Dense(units, activation="relu"))
    network.add(keras.layers.Dense(1))
    network.compile(optimizer="adam", loss="mae")
    return network


# %% [markdown]
# Make such a network and train it on all 300 cars, with batch size 128, for 60 epochs. Keep what
# `fit` returns. Write `verbose=0` as well, because without it `fit` prints a line for each epoch.

# %%
# BEGIN SOLUTION: history = ...
network = make_network()
history = network.fit(X_train, y_train, batch_size=128, epochs=60, verbose=0)
# END SOLUTION

# %%
check("3.4", history)

# %%
# hint("3.4")
# solution("3.4")

# %% [markdown] tags=["help"]
# 1. `fit` is called on the network: `network = make_network()`, then `network.fit(...)`.
# 2. It takes the inputs, the targets, `batch_size=...` and `epochs=...`.
# 3. `history = network.fit(X_train, y_train, batch_size=128, epochs=60, verbose=0)`
#
# **Insight.** 180 small steps reduced the error from over 20 mpg to below 5 mpg.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 3.5: Read the loss curve
#
# Here is the curve of such a training, made by the course:

# %%
curve = make_network().fit(X_train, y_train, batch_size=128, epochs=60, verbose=0)

losses = curve.history["loss"]
assert losses[-1] < 3 < losses[10]
show_figure(
    plot_history(curve, y_label="mean absolute error (mpg)"),
    alt="Training loss against 60 epochs. It falls steeply from above 20 mpg in the first epochs "
    "and slowly after that, below 3 mpg at the end.",
)

# %% [markdown]
# In which epoch is the loss below 3 mpg for the first time? Count epochs from 1, as in the figure.
# Find the exact number in `curve.history["loss"]`, a list with one number for each epoch.

# %%
# BEGIN SOLUTION: first_epoch = ...
first_epoch = int(np.argmax(np.array(curve.history["loss"]) < 3)) + 1
# END SOLUTION

# %%
check("3.5", first_epoch, curve)

# %%
# hint("3.5")
# solution("3.5")

# %% [markdown] tags=["help"]
# 1. Where does the curve cross 3? Look at the figure first, then find the exact epoch.
# 2. `np.array(curve.history["loss"]) < 3` says for each epoch whether it is below 3.
# 3. `np.argmax` finds the first `True`, but it counts from 0. Epochs count from 1.
#
# **Insight.** The loss falls most in the first epochs. The later ones bring less and less.

# %% [markdown]
# ## Question 3.6: Guess, then train
#
# The next cell trains the same network twice, with SGD and a learning rate of 0.01. The first time
# it gets the standardized inputs, `X_train`. The second time it gets the inputs as they are,
# `X_raw`, with car weights of several thousand pounds.
#
# **Before you run the training:** after ten epochs, how large is the mean squared error with the
# raw inputs, compared with the standardized ones? Write one of `"about the same"`, `"up to ten
# times as large"` or `"more than ten times as large, or no number"`. A guess may be wrong and still
# earns its points.

# %%
# BEGIN SOLUTION: guess = ...
guess = "more than ten times as large, or no number"
# END SOLUTION


# %%
def train(X, learning_rate):
    """Train a network with one hidden layer for ten epochs; return its history."""
    keras.utils.set_random_seed(1)
    small = keras.Sequential(
        [keras.Input((6,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)]
    )
    small.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mean_squared_error")
    return small.fit(X, y_train, batch_size=32, epochs=10, verbose=0)


scaled_history = train(X_train, learning_rate=0.01)
raw_history = train(X_raw, learning_rate=0.01)
print(f"scaled: {scaled_history.history['loss'][-1]:.1f} mpg squared")
print(f"raw:    {raw_history.history['loss'][-1]:.1f} mpg squared")

# %% [markdown]
# Leave your guess as it is. How did it end? Write one of the same three texts.

# %%
# BEGIN SOLUTION: outcome = ...
outcome = "more than ten times as large, or no number"
# END SOLUTION

# %%
check("3.6", guess, outcome, scaled_history, raw_history)

# %%
# hint("3.6")
# solution("3.6")

# %% [markdown] tags=["help"]
# 1. For the guess: slopes are errors times inputs. How large is the weight of a car, in pounds?
# 2. Inputs of several thousand make the slopes several thousand times as large, and so the steps as
#    well.
# 3. For the outcome: compare the two numbers that the training cell prints.
#
# **Insight.** A learning rate that is right for inputs around 1 makes steps that jump across the
# valley when the inputs are a thousand times larger.

# %% [markdown]
# ## Question 3.7: Repair it
#
# This training is broken, although its inputs are standardized. Its loss is not a number:

# %%
broken = train(X_train, learning_rate=0.1)
print(broken.history["loss"])
assert not np.isfinite(broken.history["loss"][-1])

# %% [markdown]
# What is the cause? Train again, so that the loss is a number in every epoch, falls, and ends below
# 20 mpg squared. You may call `train` or write a training of your own, but keep the mean squared
# error as the loss. Keep what `fit` returns.

# %%
# BEGIN SOLUTION: repaired = ...
repaired = train(X_train, learning_rate=0.01)
# END SOLUTION

# %%
check("3.7", repaired)

# %%
# hint("3.7")
# solution("3.7")

# %% [markdown] tags=["help"]
# 1. Compare it with the training of question 3.6 that went well. Which number is different?
# 2. The loss grows from step to step until it is not a number, so the steps are too large.
# 3. Make the learning rate ten times smaller: `train(X_train, learning_rate=0.01)`.
#
# **Insight.** When a loss becomes `nan`, first look at the inputs, and try a smaller learning rate.

# %% [markdown]
# ## Question 3.8: How fast can it go?
#
# Here is the neuron of the lesson again, which learns a line from 256 points.

# %%
explorer = explore_learning_rate(show=["rate", "batch_size", "step", "goal", "heatmap", "token"])
explorer

# %% [markdown]
# Find the **largest** learning rate at which it still converges with batch size 32. Here that means
# that the loss stays below 1.5 over the last 20 batches. Set this rate, press **Copy token**, and
# put the text between quotation marks in the cell below.

# %%
# BEGIN SOLUTION: token = ...
token = "learning_rate rate=0.5 batch_size=32 n_examples=256 step=100"
# END SOLUTION

# %%
check("3.8", explorer, token)

# %%
# hint("3.8")
# solution("3.8")

# %% [markdown] tags=["help"]
# 1. Keep the batch size at 32, and change only the learning rate.
# 2. Read the highest loss of the last 20 batches. At which rate does it rise above 1.5?
# 3. At 0.2 training converges well, and at 0.9 the loss no longer stays below 1.5. Try the rates
#    between them.
#
# **Insight.** The fastest rate is close to those that diverge, so most people choose one that is
# well below it.

# %% [markdown]
# ## What you did
#
# You counted iterations, wrote a step of SGD, compiled and fitted a network, read its curve,
# repaired a training that diverged, and found how large a learning rate can be. In all this you
# looked only at the training loss. [Lesson
# 4](../lessons/lesson_04_overfitting_and_underfitting.ipynb) shows what this loss hides.
