# %% [markdown]
# # Exercise 7: Forward and backward propagation
#
# **You will be able to**
#
# - work a network out by hand, forward and backward
# - write the two functions that backpropagation needs, and check them by nudging
# - ask TensorFlow for the slopes of any model
# - recognise a start from which a network cannot learn, and repair it
#
# **Time:** 35 minutes
#
# **Before you start:** [Lesson 7: Forward and backward propagation](../lessons/lesson_07_forward_and_backward_propagation.ipynb)

# %% [markdown]
# ## A network on paper
#
# You need a pencil for the first two questions. Here is a network with two inputs, two hidden units
# with ReLU, and one output that is linear.

# %%
import keras
import numpy as np
import tensorflow as tf

from course_utils import (
    check,
    explore_backpropagation,
    hint,
    load_dataset,
    plot_network,
    show_figure,
    show_progress,
    solution,
)

# %%
x = np.array([3.0, 1.0])
W1 = np.array([[1.0, -1.0], [-1.0, 2.0]])
b1 = np.array([1.0, -0.5])
W2 = np.array([2.0, 3.0])
b2 = -8.0
target = 1.0

show_figure(
    plot_network(
        [2, 2, 1],
        activation="relu",
        weights=[W1, b1, W2[:, np.newaxis], [b2]],
        input_labels=["3", "1"],
    ),
    alt="A network with 2 inputs, 3 and 1, 2 hidden units with ReLU and 1 output. The weights into "
    "the first hidden unit are 1 and −1, its bias is 1. Into the second: −1 and 2, bias −0.5. Into "
    "the output: 2 and 3, bias −8.",
)

# %% [markdown]
# ## Question 7.1: Forward
#
# Work it out: what do the two hidden units put out, and what does the network say for this row?
# Write the three numbers.

# %%
# BEGIN SOLUTION: hidden, output = [..., ...], ...
z = x @ W1 + b1
hidden = np.maximum(z, 0)
output = hidden @ W2 + b2
# END SOLUTION

# %%
check("7.1", hidden, output)

# %%
# hint("7.1")
# solution("7.1")

# %% [markdown] tags=["help"]
# 1. Begin with the first hidden unit: 3 comes in through the weight 1, and 1 through the weight −1.
#    Then add its bias.
# 2. The sums of the two hidden units are 3 and −1.5. What does ReLU make of the second?
# 3. The output is 2 times the first hidden unit, 3 times the second, and its bias of −8.
#
# **Insight.** The second unit is silent for this row. For another row it may be the first.

# %% [markdown]
# ## Question 7.2: Backward
#
# The target is 1, and the loss is the squared error. What are the slopes of the loss for the two
# weights of the output, and for its bias?

# %%
# BEGIN SOLUTION: slopes_W2, slope_b2 = [..., ...], ...
blame = 2 * (-2 - target)
slopes_W2 = np.array([3, 0]) * blame
slope_b2 = blame
# END SOLUTION

# %%
check("7.2", slopes_W2, slope_b2)

# %%
# hint("7.2")
# solution("7.2")

# %% [markdown] tags=["help"]
# 1. Begin with the blame of the output: 2 · (output − target). The output is −2.
# 2. The slope of a weight is what came in through it, times the blame of what it feeds.
# 3. The blame is −6. Through the weights come 3 and 0, and the input of a bias is always 1.
#
# **Insight.** A silent unit teaches its outgoing weight nothing: nothing came in. This row leaves
# the second weight alone.

# %% [markdown]
# ## Question 7.3: Hand the blame back
#
# Now for many rows at once, and for any number of units. Write the function that hands the blame
# from a layer to the hidden layer before it. It gets
#
# - `blame`, of shape `(n_rows, n_outputs)`: the blame of each output,
# - `W2`, of shape `(n_hidden, n_outputs)`: the kernel between the two layers,
# - `z`, of shape `(n_rows, n_hidden)`: the sums of the hidden units, before ReLU,
#
# and it returns the blame of the hidden units' sums, of shape `(n_rows, n_hidden)`.


# %%
def hidden_blame(blame, W2, z):
    """Hand the blame back through a kernel and a ReLU."""
    # BEGIN SOLUTION: return ...
    return blame @ W2.T * (z > 0)
    # END SOLUTION


# %%
check("7.3", hidden_blame)

# %%
# hint("7.3")
# solution("7.3")

# %% [markdown] tags=["help"]
# 1. Two steps: back through the kernel, and back through ReLU.
# 2. Forward it was `h @ W2`. Back it is `blame @ W2.T`: each hidden unit adds up the blame of all
#    outputs, times the weight that leads there.
# 3. ReLU is a gate: `* (z > 0)`.
#
# **Insight.** One line. Each dense layer with ReLU that you have ever trained has run it for every
# batch.

# %% [markdown]
# ## Question 7.4: Never trust a slope
#
# Whoever writes slopes by hand checks them by nudging. Here is a loss. `w` is an array of shape
# `(n_weights,)`, and the result is one number.


# %%
def loss(w):
    """Return how far the weights are from 1, 2, 3 and so on: the sum of squares."""
    return np.sum((np.asarray(w) - np.arange(1, len(w) + 1)) ** 2)


# %% [markdown]
# Write a function that finds all its slopes at `w` by nudging each weight up *and* down by a little,
# one at a time. It returns an array of shape `(n_weights,)`, and leaves `w` as it was.


# %%
def numeric_gradient(w):
    """Return the slope of `loss` for each weight."""
    # BEGIN SOLUTION: return ...
    nudge = 1e-4
    slopes = np.zeros(len(w))
    for place in range(len(w)):
        up, down = np.array(w, dtype=float), np.array(w, dtype=float)
        up[place] += nudge
        down[place] -= nudge
        slopes[place] = (loss(up) - loss(down)) / (2 * nudge)
    return slopes
    # END SOLUTION


# %%
check("7.4", numeric_gradient)

# %%
# hint("7.4")
# solution("7.4")

# %% [markdown] tags=["help"]
# 1. For each place: a copy of `w` with this weight a little larger, and one with it a little
#    smaller. How much do their losses differ?
# 2. From down to up it is *two* nudges. Divide the difference by that.
# 3. `(loss(up) - loss(down)) / (2 * nudge)`, with a nudge of about 0.0001. `w.copy()` makes a copy.
#
# **Insight.** A nudge much smaller than 1e-8 gives nonsense: the computer keeps 16 digits, and the
# two losses become equal in all of them.

# %% [markdown]
# ## Question 7.5: Ask the tape
#
# Now a real model, with 49 weights, and the 65 cereals of the lesson.

# %%
cereals = load_dataset("cereals")
X = cereals[["fat", "carbohydrates", "protein", "fibre"]].to_numpy(dtype="float32")
X = (X - X.mean(axis=0)) / X.std(axis=0)
y = cereals[["calories"]].to_numpy(dtype="float32") / 100

keras.utils.set_random_seed(7)
model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)]
)

# %% [markdown]
# Let `tf.GradientTape` record the mean squared error of `model` for all rows. Then ask it for the
# slopes of `model.trainable_variables`: a list of four arrays. Do not train.

# %%
# BEGIN SOLUTION: slopes = ...
with tf.GradientTape() as tape:
    mean_squared_error = tf.reduce_mean((model(X) - y) ** 2)
slopes = tape.gradient(mean_squared_error, model.trainable_variables)
# END SOLUTION

# %%
check("7.5", slopes, model)

# %%
# hint("7.5")
# solution("7.5")

# %% [markdown] tags=["help"]
# 1. The whole way from the weights to the loss must happen while the tape runs, that is, indented
#    below `with tf.GradientTape() as tape:`.
# 2. Call the model itself: `model(X)`. What `model.predict` returns is NumPy, and no tape sees it.
# 3. `tf.reduce_mean((model(X) - y) ** 2)` is the loss. After it, not indented any more:
#    `slopes = tape.gradient(..., model.trainable_variables)`.
#
# **Insight.** Five lines like these, and a step against the slopes, are all of `fit`.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 7.6: What nudging would cost
#
# The network of lesson 2 has 4,801 parameters. How many forward passes does it take to find all
# slopes once, if you nudge each parameter up and down, as in question 7.4?

# %%
# BEGIN SOLUTION: passes = ...
passes = 2 * 4801
# END SOLUTION

# %%
check("7.6", passes)

# %%
# hint("7.6")
# solution("7.6")

# %% [markdown] tags=["help"]
# 1. What does one parameter cost?
# 2. Each nudge needs the loss, and the loss needs a forward pass.
# 3. Up and down: two forward passes for each of the 4,801 parameters.
#
# **Insight.** Backpropagation finds the same slopes for the price of about three forward passes: one
# forward, and two for the way back.

# %% [markdown]
# ## Question 7.7: A start that cannot work
#
# Somebody wants a fair start, and gives all weights the same value.

# %%
fair = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(
            8, activation="relu", kernel_initializer=keras.initializers.Constant(0.1)
        ),
        keras.layers.Dense(1, kernel_initializer=keras.initializers.Constant(0.1)),
    ]
)
fair.compile(optimizer=keras.optimizers.SGD(0.05), loss="mean_squared_error")
fair.fit(X, y, epochs=40, batch_size=13, verbose=0)
kernel = fair.get_weights()[0]
kernel.shape

# %% [markdown]
# `kernel` holds the weights of the hidden layer after training: a row for each input, a column for
# each unit. How many *different* hidden units are there?
#
# Then repair it: build the same network, 8 hidden units with ReLU and 1 output, so that its units
# can become different. Train it as above: SGD with a learning rate of 0.05, the mean squared error,
# 40 epochs, batches of 13.

# %%
# BEGIN SOLUTION: different, repaired = ..., ...
different = len(np.unique(kernel.round(5), axis=1).T)

keras.utils.set_random_seed(7)
repaired = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)]
)
repaired.compile(optimizer=keras.optimizers.SGD(0.05), loss="mean_squared_error")
repaired.fit(X, y, epochs=40, batch_size=13, verbose=0)
# END SOLUTION

# %%
check("7.7", different, repaired)

# %%
# hint("7.7")
# solution("7.7")

# %% [markdown] tags=["help"]
# 1. Print `kernel.round(3)`, and compare its columns.
# 2. For the repair, leave `kernel_initializer` out. What does Keras do then?
# 3. It draws small random numbers, which are different for each unit.
#
# **Insight.** What starts equal and gets equal blame stays equal. Chance makes the difference.

# %% [markdown]
# ## Question 7.8: Which sentence is right?
#
# One of these is right. The other three are in circulation, too.
#
# - `"a"`: Backpropagation is gradient descent for networks.
# - `"b"`: Backpropagation finds the slope of the loss for every weight; an optimizer uses them.
# - `"c"`: Backpropagation sends the data through the network backwards, from the output to the
#   inputs.
# - `"d"`: Backpropagation changes the weights of the last layer first, then those of the layer
#   before, and so on.

# %%
# BEGIN SOLUTION: sentence = ...
sentence = "b"
# END SOLUTION

# %%
check("7.8", sentence)

# %%
# hint("7.8")
# solution("7.8")

# %% [markdown] tags=["help"]
# 1. Two different things happen in each step of training. Which of them is backpropagation?
# 2. In the lesson you had all nine slopes before a single weight had changed.
# 3. It is about finding the slopes. What is done with them is the optimizer's job.
#
# **Insight.** So every optimizer, from plain SGD to Adam, works with the same backpropagation.

# %% [markdown]
# ## Question 7.9: How far does a promise hold?
#
# Here is the network of the lesson again.

# %%
explorer = explore_backpropagation(show=["weight", "nudge", "goal", "token"])
explorer

# %% [markdown]
# Choose the weight “unit 1 → output”, whose slope is 12. Find the **largest** nudge for which
# the change that the slope promises is less than 10 % away from what really happens. Set it, press
# "Copy token", and paste the text as your answer, in quotes.

# %%
# BEGIN SOLUTION: token = ...
token = "backpropagation start=open weight=v1 step=0 nudge=0.3"
# END SOLUTION

# %%
check("7.9", explorer, token)

# %%
# hint("7.9")
# solution("7.9")

# %% [markdown] tags=["help"]
# 1. Try a small nudge first. How far apart are "promised" and "real"?
# 2. Nudge upwards, and go on as long as the two are close.
# 3. The difference grows with the square of the nudge.
#
# **Insight.** A slope is a promise for small steps. That is why a learning rate is small.

# %% [markdown]
# ## What you did
#
# You worked a network out forward and backward, wrote the line that all deep learning rests on,
# proved slopes by nudging, asked TensorFlow's tape, and repaired a start that could not work. What
# `fit` does is no secret to you any more.
#
# How far did you come? Run this cell.

# %%
show_progress()

# %% [markdown]
# ## Where next
#
# The gate was open, or it was shut. [Lesson 8: Activation
# functions](../lessons/lesson_08_activation_functions.ipynb) looks at gates that are only partly
# open, and at what ten of them leave of the blame.
