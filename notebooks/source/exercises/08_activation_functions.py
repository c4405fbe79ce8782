# %% [markdown]
# # Exercise 8: Activation functions
#
# **You will be able to**
#
# - write the sigmoid's slope, tanh and leaky ReLU yourself
# - work out how deep a sigmoid network can be
# - count the dead units of a network, and measure how much blame reaches its first layer
# - choose the activation of the output by the target
# - repair a deep network that does not learn
#
# **Time:** 40 minutes
#
# **Before you start:** [Lesson 8: Activation functions](../lessons/lesson_08_activation_functions.ipynb)

# %% [markdown]
# ## Curves and their slopes
#
# The first questions need nothing but NumPy, and the sigmoid, which is given.

# %%
import keras
import numpy as np
import tensorflow as tf

from course_utils import (
    check,
    explore_activations,
    hint,
    load_dataset,
    show_progress,
    solution,
)


# %%
def sigmoid(z):
    """Return 1 / (1 + e^-z) for each number of an array."""
    return 1 / (1 + np.exp(-z))


# %% [markdown]
# ## Question 8.1: The slope of the sigmoid
#
# Write a function that returns the slope of the sigmoid at each number of `z`, an array of any
# shape. Use `sigmoid`.


# %%
def sigmoid_slope(z):
    """Return how fast the sigmoid rises at z."""
    # BEGIN SOLUTION: return ...
    return sigmoid(z) * (1 - sigmoid(z))
    # END SOLUTION


# %%
check("8.1", sigmoid_slope)

# %%
# hint("8.1")
# solution("8.1")

# %% [markdown] tags=["help"]
# 1. Where is the sigmoid steep, and where is it flat? The slope must be near 0 on *both* sides.
# 2. It is a product of two things: one is near 0 far to the left, the other one far to the right.
# 3. The sigmoid times one minus the sigmoid.
#
# **Insight.** At 0 it is ½ · ½ = ¼, and that is its largest value. All of this lesson follows from
# this quarter.

# %% [markdown]
# ## Question 8.2: tanh from a sigmoid
#
# There is no need for a new function: tanh is a sigmoid that was squeezed, stretched and moved.
# Write it with `sigmoid` alone.


# %%
def my_tanh(z):
    """Return the hyperbolic tangent of z."""
    # BEGIN SOLUTION: return ...
    return 2 * sigmoid(2 * z) - 1
    # END SOLUTION


# %%
check("8.2", my_tanh)

# %%
# hint("8.2")
# solution("8.2")

# %% [markdown] tags=["help"]
# 1. The sigmoid runs from 0 to 1, tanh from −1 to 1. What must you do to the height?
# 2. Stretch it by 2 and move it down by 1. Now compare the slopes at 0: ½, and it should be 1.
# 3. To make a curve twice as steep, put `2 * z` into it.
#
# **Insight.** Twice as steep inside and twice as high outside: together four times the slope. So
# one function learns in ten layers, and the other one does not.

# %% [markdown]
# ## Question 8.3: How deep may it be?
#
# The blame goes back through sigmoid after sigmoid. Each lets through a quarter at best. Through
# how many of them can it pass, so that still **at least 1 %** of it is left? (Leave the weights out
# of account.)

# %%
# BEGIN SOLUTION: layers = ...
layers = 3  # 0.25 ** 3 is 1.6 %, 0.25 ** 4 is 0.4 %
# END SOLUTION

# %%
check("8.3", layers)

# %%
# hint("8.3")
# solution("8.3")

# %% [markdown] tags=["help"]
# 1. After one sigmoid a quarter is left. And after two?
# 2. The quarters multiply: 0.25 · 0.25 = 6 %.
# 3. Compute `0.25 ** 3` and `0.25 ** 4`.
#
# **Insight.** Three! That is about how deep networks were for twenty years.

# %% [markdown]
# ## Question 8.4: A leak
#
# Write leaky ReLU for arrays of any shape. Above zero it leaves `z` as it is, below zero it
# multiplies by `slope`. The slope may be any number, also one above 1.


# %%
def leaky(z, slope):
    """Return z above zero, and slope times z below."""
    # BEGIN SOLUTION: return ...
    return np.where(z > 0, z, slope * z)
    # END SOLUTION


# %%
check("8.4", leaky)

# %%
# hint("8.4")
# solution("8.4")

# %% [markdown] tags=["help"]
# 1. Two cases for each number of the array. Which NumPy function chooses between two arrays?
# 2. `np.where(condition, a, b)` takes from `a` where the condition holds, and from `b` elsewhere.
# 3. The condition is `z > 0`. It takes from `z`, and elsewhere from `slope * z`.
#
# **Insight.** Often you read `np.maximum(z, slope * z)`. It is the same for a slope below 1, and
# wrong above. A parametric ReLU *learns* its slope, and nobody keeps it below 1.

# %% [markdown]
# ## A hurt network
#
# Now the concrete of the lesson. Everything is standardized, the strength, too, so that always the
# mean has a loss of about 1.

# %%
table = load_dataset("concrete").to_numpy(dtype="float32")
table = table[np.random.default_rng(1).permutation(len(table))]
table = (table - table[:800].mean(axis=0)) / table[:800].std(axis=0)
X_train, y_train = table[:800, :-1], table[:800, -1]
X_valid, y_valid = table[800:, :-1], table[800:, -1]

# %% [markdown]
# Somebody has trained a network of three hidden layers for one epoch, with a learning rate that is
# far too high. `second` is what its second hidden layer puts out, behind ReLU: a row for each of
# the 800 samples, a column for each of its 64 units.

# %%
keras.utils.set_random_seed(8)
hurt = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1),
    ]
)
hurt.compile(optimizer=keras.optimizers.Adam(0.1), loss="mean_squared_error")
hurt.fit(X_train, y_train, epochs=1, batch_size=32, verbose=0)
second = keras.Sequential(hurt.layers[:2])(X_train).numpy()
second.shape

# %% [markdown]
# ## Question 8.5: Count the dead
#
# What share of the 64 units of `second` is dead? Answer with a number from 0 to 1.

# %%
# BEGIN SOLUTION: dead_share = ...
dead_share = np.mean(np.all(second == 0, axis=0))
# END SOLUTION

# %%
check("8.5", dead_share, second)

# %%
# hint("8.5")
# solution("8.5")

# %% [markdown] tags=["help"]
# 1. When is a unit dead, and not only silent?
# 2. `second == 0` says where the zeros are. A unit is a column: which columns have nothing else?
# 3. `np.all(second == 0, axis=0)` gives one True or False for each unit. Their mean is the share.
#
# **Insight.** No error, no NaN, and the loss even falls. To find this, one must look.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 8.6: The output follows the target
#
# Which activation belongs behind the *output* of these networks? All have one output unit, except
# that of the digit, which has ten. Write one of `"linear"`, `"relu"`, `"softplus"`, `"sigmoid"`, `"tanh"`,
# `"softmax"`.
#
# - `price`: the price of a house, in dollars
# - `change`: by how many degrees tomorrow will be warmer than today
# - `rain`: the probability that it will rain
# - `digit`: which of the ten digits is in a picture
# - `share`: how full a battery is, from 0 to 1

# %%
# BEGIN SOLUTION: price, change, rain, digit, share = ..., ..., ..., ..., ...
price, change, rain, digit, share = "linear", "linear", "sigmoid", "softmax", "sigmoid"
# END SOLUTION

# %%
check("8.6", price, change, rain, digit, share)

# %%
# hint("8.6")
# solution("8.6")

# %% [markdown] tags=["help"]
# 1. Ask of each target: from where to where can it go? And of each activation the same.
# 2. Linear goes everywhere, a sigmoid from 0 to 1. Softmax makes several numbers that are 1
#    together.
# 3. Two of the five are linear, two are from 0 to 1, and one is a choice among ten.
#
# **Insight.** For a price, softplus and ReLU are right, too. But take care with ReLU there: if its
# sum is below zero for all rows at the start, the output is dead, and every price is 0 for ever.

# %% [markdown]
# ## Ten deaf layers
#
# Here are the ten layers of the lesson with a sigmoid behind each, as they are drawn at the start.


# %%
def ten_layers(activation):
    """Build ten hidden layers of 32 units, and a linear output."""
    keras.utils.set_random_seed(8)
    hidden = [keras.layers.Dense(32, activation=activation) for _ in range(10)]
    return keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1)])


fresh = ten_layers("sigmoid")

# %% [markdown]
# ## Question 8.7: Measure the blame
#
# How much smaller is the gradient in the first hidden layer than in the tenth? Tape the mean squared
# error of `fresh` on the training rows. The size of a layer's gradient is the mean of the absolute
# slopes of its kernel. Answer with the first layer's size divided by the tenth's. Do not train.

# %%
# BEGIN SOLUTION: ratio = ...
kernels = [fresh.layers[0].kernel, fresh.layers[9].kernel]
with tf.GradientTape() as tape:
    mean_squared_error = tf.reduce_mean((fresh(X_train)[:, 0] - y_train) ** 2)
first, tenth = tape.gradient(mean_squared_error, kernels)
ratio = tf.reduce_mean(tf.abs(first)) / tf.reduce_mean(tf.abs(tenth))
# END SOLUTION

# %%
check("8.7", ratio, fresh, X_train, y_train)

# %%
# hint("8.7")
# solution("8.7")

# %% [markdown] tags=["help"]
# 1. `fresh.layers[0].kernel` and `fresh.layers[9].kernel` are the two kernels. In exercise 7 a tape
#    gave you the slopes.
# 2. Below `with tf.GradientTape() as tape:` comes the loss alone,
#    `tf.reduce_mean((fresh(X_train)[:, 0] - y_train) ** 2)`. Then `tape.gradient(..., kernels)`.
# 3. Of each of the two: `tf.reduce_mean(tf.abs(...))`. Divide the first by the second.
#
# **Insight.** Whenever a deep network does not learn, this is a first look: does the blame arrive?

# %% [markdown]
# ## Question 8.8: Ten layers that learn
#
# Trained as in the lesson, they learn nothing:


# %%
def train(model, learning_rate=0.02):
    """Train a model for 15 epochs; return its last validation loss."""
    optimizer = keras.optimizers.SGD(learning_rate)
    model.compile(optimizer=optimizer, loss="mean_squared_error")
    rows = {"x": X_train, "y": y_train, "validation_data": (X_valid, y_valid)}
    history = model.fit(**rows, epochs=15, batch_size=32, verbose=0)
    return history.history["val_loss"][-1]


print(f"validation loss: {train(ten_layers('sigmoid')):.2f}")

# %% [markdown]
# Build `repaired`: a network with ten hidden layers, too, but one that learns. Train it until its
# validation loss is below 0.5. There is more than one way.

# %%
# BEGIN SOLUTION: repaired = ...
repaired = ten_layers("relu")
print(f"validation loss: {train(repaired):.2f}")
# END SOLUTION

# %%
check("8.8", repaired)

# %%
# hint("8.8")
# solution("8.8")

# %% [markdown] tags=["help"]
# 1. What is lost on the way back, and where? Change that.
# 2. The sure way: an activation that passes back more than a quarter. Another one is to make up for
#    the quarter, by a batch normalization in front of each sigmoid and a larger learning rate.
# 3. `repaired = ten_layers("tanh")`, or `"relu"`. Then `train(repaired)`.
#
# **Insight.** One word was changed. It was missing for twenty years.

# %% [markdown]
# ## Question 8.9: As deep as possible
#
# Here is the explorer of the lesson again.

# %%
explorer = explore_activations(show=["activation", "depth", "size", "goal", "token"])
explorer

# %% [markdown]
# Stay with the sigmoid. Find the **deepest** network whose first layer still gets at least 1 % of
# the gradient of the last one. The size of the first weights is yours to choose. Press "Copy
# token", and paste the text as your answer, in quotes.

# %%
# BEGIN SOLUTION: token = ...
token = "activations activation=sigmoid depth=7 size=4.0 layer=1 epoch=60"
# END SOLUTION

# %%
check("8.9", explorer, token)

# %%
# hint("8.9")
# solution("8.9")

# %% [markdown] tags=["help"]
# 1. Keep the depth, and change the size of the first weights. Does the first layer get more?
# 2. Larger weights make up for the small slope. Go as far as you can, then make it deeper.
# 3. Take the largest first weights, and count the layers up until it is less than 1 %.
#
# **Insight.** Three layers by the quarter alone, and a few more with larger weights. A better
# activation does not ask how deep the network is.

# %% [markdown]
# ## What you did
#
# You wrote activation functions and slopes, worked out how deep a sigmoid network may be, counted
# dead units that no error message speaks of, fitted outputs to targets, measured where the blame is
# lost, and made ten layers learn.
#
# How far did you come, and how well did you foresee what the lessons would show? Run this cell.

# %%
show_progress()

# %% [markdown]
# ## Where next
#
# The output layer is chosen. Now for what comes behind it:
# [Lesson 9](../lessons/lesson_09_losses_and_several_classes.ipynb) asks what a mistake should cost,
# and tells ten classes apart.
