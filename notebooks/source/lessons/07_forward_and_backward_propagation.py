# %% [markdown]
# # Lesson 7: Forward and backward propagation
#
# **You will be able to**
#
# - follow numbers through a network, from the inputs to the loss
# - hand the blame for an error back, and get the slope of every weight from it
# - write the whole learning algorithm yourself, and prove it equal to TensorFlow's
# - say what backpropagation does, and what it leaves to the optimizer
# - see why a network must start with small random weights
#
# **Time:** 60 minutes
#
# **Before you start:** [Lesson 6: Binary classification](lesson_06_binary_classification.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 7.r1.** The slope of the loss for a weight is 12, and the learning rate is 0.01. What
# does one step of gradient descent do to the weight?
#
# - [ ] It adds 0.12
#   The size is right: 0.01 · 12. But a positive slope says that the loss grows with the weight, so
#   the step goes the other way.
# - [x] It takes 0.12 away
#   The step is the learning rate times the slope, and it goes against the slope.
# - [ ] It takes 12 away
#   The slope alone is no step. The learning rate makes it a small one.
#
# **Recall 7.r2.** What does a ReLU unit put out when the sum of its weighted inputs is −3?
#
# - [ ] −3
#   That would be a linear unit. ReLU cuts off what is below zero.
# - [x] 0
#   ReLU is the larger one of 0 and its input.
# - [ ] 3
#   ReLU drops what is negative. It does not turn it around.

# %% [markdown]
# ## The one line nobody has shown you
#
# In lesson 3 you trained a single neuron by hand. Its slopes came from a formula out of school. For
# a deep network you called `fit`. But what is the slope of a weight in the *first* layer? It does
# not touch the loss at all. It changes a number, which changes other numbers, and somewhere at the
# end the loss moves.
#
# This was the problem of the field for a quarter of a century. The first neural network learned
# in 1958. Then it turned out that a single layer cannot even learn "either, but not both", and nobody
# knew how to train two layers. In 1986 David Rumelhart, Geoffrey Hinton and Ronald Williams showed a
# way that had been found several times before and forgotten. It is what `fit` does to this day.
# Today you do it with pencil and paper.

# %%
import keras
import numpy as np
import tensorflow as tf

from course_utils import (
    explore_backpropagation,
    guess,
    load_dataset,
    plot_network,
    plot_steps,
    show_figure,
)

# %% [markdown]
# ## Forward: what the network says
#
# Here is a network with two inputs, two hidden units with ReLU, and one output. All its numbers are
# easy ones. `x` is one row of data. The target of this row is 1.

# %%
x = np.array([1.0, 2.0])
W1 = np.array([[1.0, -1.0], [0.5, 1.0]])
b1 = np.array([0.0, -0.5])
W2 = np.array([2.0, -1.0])
b2 = 0.5
target = 1.0

show_figure(
    plot_network([2, 2, 1], activation="relu", weights=[W1, b1, W2[:, np.newaxis], [b2]]),
    alt="A network with 2 inputs, 2 hidden units with ReLU and 1 output. The weights into the first "
    "hidden unit are 1 and 0.5, its bias is 0. Into the second: −1 and 1, bias −0.5. Into the "
    "output: 2 and −1, bias 0.5.",
)

# %% [markdown]
# Going from left to right is the **forward pass**, or forward propagation. Each unit multiplies
# what comes in with its weights, adds its bias, and applies its activation. For the first hidden
# unit that is 1 · 1 + 0.5 · 2 + 0 = 2, and ReLU leaves the 2 as it is.

# %% [markdown] tags=["guess"]
# **Guess 7.a.** Work it out on paper: the second hidden unit, and then the output. What does the
# network say?
#
# - [x] 4
#   The second hidden unit gets −1 · 1 + 1 · 2 − 0.5 = 0.5. The output is
#   2 · 2 − 1 · 0.5 + 0.5 = 4.
# - [ ] 3.5
#   That is 2 · 2 − 1 · 0.5. The bias of the output, 0.5, is still missing.
# - [ ] 4.5
#   Here the second hidden unit counts as 0. But it gets −1 + 2 − 0.5 = 0.5, which is above zero, so
#   ReLU lets it pass.
# - [ ] 3
#   The output with a second hidden unit of 1: its bias of −0.5 was left out, and so on. Each unit
#   adds its own bias.

# %%
z = x @ W1 + b1
h = np.maximum(z, 0)
output = h @ W2 + b2
print("sums of the hidden units:", z)
print("after ReLU:              ", h)
print("output:                  ", output)
assert output == 4

# %% [markdown]
# `z` are the sums before the activation, `h` is what the hidden units hand on. The network says 4.
# The target is 1. So the error is 3, and with the squared error as its loss, the network has
# to pay 9.
#
# Who is to blame for the 9?

# %% [markdown]
# ## Backward: who is to blame
#
# Let us ask the output first: if you had been a little larger, what would the loss have done? The
# squared error is (output − target)². Its slope is 2 · error = 2 · 3 = 6. So each 0.01 more at the
# output costs 0.06. We call this number the **blame** of the output. In books it is called the
# error signal, or δ (delta).

# %%
blame = 2 * (output - target)
nudged = (output + 0.01 - target) ** 2 - (output - target) ** 2
print("blame of the output:", blame)
print(f"0.01 more at the output costs {nudged:.4f} more")
assert blame == 6 and np.isclose(nudged, 0.06, atol=0.001)

# %% [markdown]
# Now a weight of the output. The first one is 2, and what comes in through it is `h[0]`, which is
# also 2.
#
# Think of money. One euro buys 1.1 dollars, and one dollar buys 150 yen. How many yen is one
# euro? You multiply the rates: 1.1 · 150. It is the same here. 1 more at the weight is 2 more at
# the output, because 2 comes in. 1 more at the output is 6 more at the loss. This rule is called
# the **chain rule**: along a chain, the rates multiply.

# %% [markdown] tags=["guess"]
# **Guess 7.b.** What is the slope of the loss for the first weight of the output?
#
# - [ ] 2
#   So much more reaches the output for each 1 that the weight grows. The loss grows 6 times as
#   fast as the output.
# - [ ] 6
#   That is the slope for the output itself, and for its bias, whose input is always 1. Through this
#   weight comes a 2.
# - [x] 12
#   What came in, 2, times the blame, 6.
# - [ ] 24
#   2 · 2 · 6 counts the weight itself as well. But the size of a weight does not say how much its
#   change would matter: what comes in through it does.

# %%
slopes_W2 = h * blame
slope_b2 = blame
print("slopes of the output's weights:", slopes_W2)
print("slope of the output's bias:    ", slope_b2)
assert np.array_equal(slopes_W2, [12, 3]) and slope_b2 == 6

# %% [markdown]
# That is the whole rule, and it holds for every weight of every layer:
#
# > **slope of a weight = what came in × the blame of what it feeds**
#
# A bias has the constant input 1, so its slope is the blame itself.
#
# All that is missing is the blame of the hidden units. They do not touch the loss. But they touch
# the output, and we know what the output is to blame for. The first hidden unit acts through the
# weight 2: 1 more there is 2 more at the output, and 6 times as much at the loss. So its blame is
# 6 · 2 = 12. The blame travels back through the same weights that the numbers came forward through.
#
# One more thing is on the way: the activation. ReLU hands on changes one to one where its sum is
# above zero, and nothing at all where it is below. So it is a gate, for the blame as well.

# %% [markdown] tags=["guess"]
# **Guess 7.c.** The sum of the second hidden unit is 0.5. Suppose it were −0.5. What would its blame
# be?
#
# - [ ] −6
#   So it is now, with the gate open: 6 · (−1). With a sum below zero, ReLU puts out 0, and a nudge
#   changes nothing.
# - [ ] 6
#   The sum has changed its sign, but that does not turn the blame around. It closes the gate.
# - [x] 0
#   ReLU puts out 0, whether the sum is −0.5 or −0.49. A unit whose change nobody notices is to blame
#   for nothing.

# %%
blame_hidden = blame * W2 * (z > 0)
blame_closed = np.where(np.array([2.0, -0.5]) > 0, blame * W2, 0)
print("blame of the hidden units:      ", blame_hidden)
print("with −0.5 for the second sum:   ", blame_closed)
assert np.array_equal(blame_hidden, [12, -6])
assert blame_closed[1] == 0

# %% [markdown]
# The blame of the second unit is negative: if it had put out *more*, the loss would have been
# smaller, because its weight is −1.
#
# Now the weights of the first layer. It is the same rule: what came in, which is the row `x`, times
# the blame of the unit that it feeds.

# %%
slopes_W1 = np.outer(x, blame_hidden)
slopes_b1 = blame_hidden
print(slopes_W1)
assert np.array_equal(slopes_W1, [[12, -6], [24, -12]])

# %%
show_figure(
    plot_network(
        [2, 2, 1],
        activation="relu",
        weights=[W1, b1, W2[:, np.newaxis], [b2]],
        values=[x, h, [output]],
        blames=[blame_hidden, [blame]],
    ),
    alt="The same network with numbers in its units. Forward: inputs 1 and 2, hidden units 2 and "
    "0.5, output 4. Below them the blame, handed back: output 6, hidden units 12 and −6.",
)

# %% [markdown]
# You have all nine slopes, and you went through the network twice: once forward, once backward.
# This is **backpropagation**: the blame is handed back once, layer by layer, and each weight takes
# its slope from what it finds on both of its ends.

# %% [markdown]
# ## Is it true?
#
# Do not believe it; check it. In lesson 3 you found slopes by nudging. That is slow, but it cannot
# be wrong. So nudge each of the nine numbers, and look at the loss.


# %%
def loss(W1, b1, W2, b2):
    """Squared error of the network on its one row."""
    h = np.maximum(x @ W1 + b1, 0)
    return (h @ W2 + b2 - target) ** 2


weights = [W1, b1, W2, np.array(b2)]
by_hand = [slopes_W1, slopes_b1, slopes_W2, np.array(slope_b2)]
largest_gap = 0.0
for weight, slopes in zip(weights, by_hand, strict=True):
    for place in np.ndindex(weight.shape):
        kept = weight[place]
        weight[place] = kept + 1e-4
        above = loss(*weights)
        weight[place] = kept - 1e-4
        below = loss(*weights)
        weight[place] = kept
        by_nudging = (above - below) / 2e-4
        largest_gap = max(largest_gap, abs(by_nudging - slopes[place]))
print(f"the largest difference between hand and nudge: {largest_gap:.1e}")
assert largest_gap < 1e-6

# %% [markdown]
# And TensorFlow? It has a tape recorder. While `GradientTape` runs, it writes down each step of the
# forward pass. Then it plays the tape backwards, and hands the blame from step to step, as you did.

# %%
variables = [tf.Variable(weight) for weight in weights]
with tf.GradientTape() as tape:
    V1, c1, V2, c2 = variables
    hidden = tf.nn.relu(tf.linalg.matvec(V1, x, transpose_a=True) + c1)
    squared_error = (tf.reduce_sum(hidden * V2) + c2 - target) ** 2
by_tape = tape.gradient(squared_error, variables)

for taped, slopes in zip(by_tape, by_hand, strict=True):
    assert np.allclose(taped, slopes)
print("GradientTape finds the same nine slopes.")

# %% [markdown]
# Three ways, one result. That leaves the step itself. Remember: the step goes *against* the slope,
# and its size is the learning rate times the slope.

# %% [markdown] tags=["guess"]
# **Guess 7.d.** We take one step with the learning rate 0.01, and in another world one with 0.05. The
# loss is 9 now. What becomes of it?
#
# - [ ] It falls in both, and further with 0.05
#   So it would be if the slopes stayed the same along the way. But they hold where we are. Five
#   times as far, the valley is already behind us.
# - [x] It falls with 0.01 and grows with 0.05
#   The direction is the same. But the longer step jumps over the valley.
# - [ ] It falls to 0 in both
#   A slope says which way is down. It does not say where the bottom is.

# %%
after = {}
for learning_rate in [0.01, 0.05]:
    stepped = [w - learning_rate * s for w, s in zip(weights, by_hand, strict=True)]
    after[learning_rate] = loss(*stepped)
    print(f"learning rate {learning_rate}: loss 9 → {after[learning_rate]:.2f}")
assert after[0.01] < 1 and after[0.05] > 9

# %% [markdown]
# Two jobs, then, and two names. People mix them up all the time:
#
# - **backpropagation** finds the slopes. It changes nothing.
# - the **optimizer** uses them. Gradient descent is the simplest one.

# %% [markdown]
# ## Play with it
#
# Here is the network of the nine weights. Choose a weight and nudge it. The slope *promises* what
# the loss will do: slope times nudge. Is the promise kept?

# %%
explore_backpropagation()

# %% [markdown]
# **Try it:**
#
# 1. Keep the first weight. Make the nudge larger, step by step, and compare what was promised with
#    what happened.
# 2. Choose the weight with the largest slope, and then the one with the smallest.
# 3. Let the network take its training steps. What becomes of the blame when the output comes close
#    to the target?
#
# <details><summary>What you saw</summary>
#
# 1. A small nudge does what the slope promises. A larger one does not: the loss is a curve, and
#    the slope is the straight line that touches it in one point.
# 2. The largest slopes belong to the weights through which much comes in and which feed a unit
#    with much blame.
# 3. It goes to zero, and all slopes with it. A network without error has nothing to hand back.
#
# </details>

# %% [markdown]
# ## Half-way
#
# A good place to stop for today: you have seen the heart of it, and the rest makes a learning
# algorithm out of it. When you come back, select the next cell, choose *Run*, then *Run All Above
# Selected Cell*, and go on.

# %% [markdown]
# ## The learning algorithm in six steps
#
# Now with real data, and with all rows at once. The cereals of lesson 1: from fat, carbohydrates,
# protein and fibre we want to know the energy, here in hundreds of kilocalories a cup. The network
# has eight hidden units.
#
# 1. Start with small random weights.
# 2. **Feed** the rows forward.
# 3. **Compare** the outputs with the targets.
# 4. **Hand back** the blame, layer by layer.
# 5. **Update** each weight against its slope.
# 6. **Repeat**.
#
# Only one thing is new: with many rows, the slope of a weight is the mean over the rows. So the blame
# of each row is divided by their number. The matrix product `X.T @ blame` then takes "what came in ×
# blame" for each row, and adds up.

# %%
cereals = load_dataset("cereals")
X = cereals[["fat", "carbohydrates", "protein", "fibre"]].to_numpy(dtype=float)
X = (X - X.mean(axis=0)) / X.std(axis=0)
y = cereals[["calories"]].to_numpy(dtype=float) / 100


def slopes_of(weights):
    """Slopes of the mean squared error for all weights, and the loss itself."""
    W1, b1, W2, b2 = weights
    z = X @ W1 + b1  # feed: (n_rows, 8)
    h = np.maximum(z, 0)
    error = h @ W2 + b2 - y  # compare: (n_rows, 1)
    blame = 2 * error / len(X)  # hand back
    blame_hidden = blame @ W2.T * (z > 0)  # (n_rows, 8)
    slopes = [X.T @ blame_hidden, blame_hidden.sum(axis=0), h.T @ blame, blame.sum(axis=0)]
    return slopes, np.mean(error**2)


# %%
def learn(weights, steps=500, learning_rate=0.1):
    """Run gradient descent; return the last weights and the loss before each step."""
    losses = []
    for _ in range(steps):  # repeat
        slopes, now = slopes_of(weights)
        weights = [w - learning_rate * s for w, s in zip(weights, slopes, strict=True)]  # update
        losses.append(now)
    return weights, losses


rng = np.random.default_rng(1)
start = [rng.normal(0, 0.5, (4, 8)), np.zeros(8), rng.normal(0, 0.5, (8, 1)), np.zeros(1)]
learnt, losses = learn(start)
print(f"loss: {losses[0]:.2f} → {losses[-1]:.3f}   (always the mean: {y.var():.2f})")
assert losses[-1] < 0.25 * y.var()

# %% [markdown]
# It learns. Is it what Keras does, number for number? We build the same network, give it the same
# start, and let `fit` take the first 100 of the steps: plain SGD, and all 65 rows in one batch.

# %%
model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)]
)
model.set_weights(start)
with tf.GradientTape() as tape:
    mean_squared_error = tf.reduce_mean((model(X) - y) ** 2)
by_tape = tape.gradient(mean_squared_error, model.trainable_variables)
for taped, computed in zip(by_tape, slopes_of(start)[0], strict=True):
    assert np.allclose(taped, computed, atol=1e-5)

model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mean_squared_error")
model.fit(X, y, batch_size=65, epochs=100, verbose=0)
own, _ = learn(start, steps=100)
gaps = [np.abs(w - v).max() for w, v in zip(model.get_weights(), own, strict=True)]
print(f"after 100 steps the weights differ by at most {max(gaps):.0e}")
assert max(gaps) < 0.001

# %% [markdown]
# You have just written `fit`. Everything else in there is speed and comfort.

# %% [markdown]
# ## What does it cost?
#
# Nudging finds the slopes, too. Why did nobody train large networks that way? Count the
# multiplications for one row, for the network of lesson 3 with 9 inputs and twice 64 hidden units.

# %% [markdown] tags=["guess", "again"]
# **Guess 7.e.** The forward pass takes one multiplication for each weight of a kernel. How much more
# does the backward pass take, for *all* slopes together?
#
# - [ ] As much as one forward pass for each weight
#   That is the price of nudging. Backpropagation hands the blame back once, and all weights take
#   their slopes from it.
# - [x] About as much as two forward passes
#   Each weight is used twice on the way back: once to hand the blame on, once to get its own slope.
# - [ ] About as much as ten forward passes
#   It is cheaper than that. What would the other eight be spent on?

# %%
units = [9, 64, 64, 1]
kernels = [n * m for n, m in zip(units[:-1], units[1:], strict=True)]
forward = sum(kernels)
backward = sum(kernels) + sum(kernels[1:])  # nobody asks who is to blame for the data
parameters = sum(kernels) + sum(units[1:])
print(f"forward:             {forward:10,} multiplications")
print(f"backward:            {backward:10,}")
print(f"nudging each weight: {parameters * forward:10,}")
assert 1.5 * forward < backward < 2 * forward

# %% [markdown]
# Nudging costs a forward pass for each of the 4,865 parameters. Backpropagation costs two for all of
# them. With a million parameters it still costs two. **That is why deep learning exists.**

# %% [markdown]
# ## Where to start
#
# The algorithm begins with small *random* weights. Why leave it to chance? Would it not be more
# honest to start with all weights at zero, or all at 0.1?

# %% [markdown] tags=["guess", "again"]
# **Guess 7.f.** We start with all weights at zero and take 500 steps. What has the network learnt?
#
# - [ ] Nothing: no weight has moved
#   Nearly. All kernels are stuck, because either what comes in or the blame is zero. But the bias of
#   the output has the input 1, and it feeds the loss.
# - [x] The mean of the targets
#   Only the bias of the output can move. The best that a single number can say is the mean.
# - [ ] The same as from a random start, only more slowly
#   Time does not help. Every slope behind the bias of the output stays exactly zero.

# %%
zeros = [np.zeros_like(w) for w in start]
from_zeros, losses_zeros = learn(zeros)
moved = [bool(np.any(w != 0)) for w in from_zeros]
print("which of W1, b1, W2, b2 have moved:", moved)
print(f"output bias {from_zeros[3][0]:.3f}, mean of the targets {y.mean():.3f}")
assert moved == [False, False, False, True]
assert np.isclose(from_zeros[3][0], y.mean())

# %% [markdown]
# The slope of a weight is "what came in × blame". At zero, nothing comes out of the hidden units, so
# the weights of the output get no slope. And no blame passes back through weights of zero, so the
# first layer gets none, either.
#
# Now all weights at 0.1. The blame can pass. But look at the hidden units afterwards.

# %% [markdown] tags=["guess", "again"]
# **Guess 7.g.** The network has eight hidden units. How many *different* ones does it have after
# training from all weights at 0.1?
#
# - [ ] Eight
#   For that something must tell them apart. They start equal, they see the same rows, and they get
#   the same blame.
# - [x] One
#   What is equal stays equal: same inputs, same blame, same slopes. Eight units work like one.
# - [ ] Four, as many as there are inputs
#   Each unit has four weights, and these four do become different. But all units have the same four.

# %%
equal = [np.full_like(start[0], 0.1), np.zeros(8), np.full_like(start[2], 0.1), np.zeros(1)]
from_equal, losses_equal = learn(equal)
different = len(np.unique(from_equal[0].round(6), axis=1).T)
print("different hidden units:", different)
print(f"loss: random {losses[-1]:.3f}, equal {losses_equal[-1]:.3f}, zeros {losses_zeros[-1]:.3f}")
assert different == 1 and np.linalg.matrix_rank(from_equal[0], tol=1e-6) == 1
assert losses[-1] < 0.9 * losses_equal[-1] < losses_zeros[-1]

# %%
ax = plot_steps(
    {"random": losses, "all weights 0.1": losses_equal, "all zero": losses_zeros},
    y_label="mean squared error (100 kcal, squared)",
)
ax.set_yscale("log")
show_figure(
    ax,
    alt="Mean squared error against 500 steps from three starts, on a logarithmic scale. All zero "
    "falls to 0.38, the variance of the targets, and stays there. All weights 0.1 falls to about "
    "0.05. The random start falls lowest.",
)

# %% [markdown]
# Twins, from the first step to the last. Chance is what makes the units different, so that each can
# learn something of its own. It is called **breaking the symmetry**.

# %% [markdown]
# ## How large should the random numbers be?
#
# One more question, and it decides whether *deep* networks train. We send 200 random rows through
# ten layers of 64 ReLU units, and look at how large the numbers are behind each layer. The random
# weights come in three sizes: one that we call right, half of it, and double.

# %% [markdown] tags=["guess", "again"]
# **Guess 7.h.** With weights half as large, the numbers behind the *first* layer are half as large.
# How large are they behind the tenth, compared with the right size?
#
# - [ ] Half as large
#   That is behind the first layer. The second halves again what it gets, and so does each one after.
# - [ ] A tenth
#   The layers do not add up, they multiply.
# - [x] About a thousandth
#   ½ · ½ · … ten times is 1/1024.

# %%
rows = rng.normal(size=(200, 64))
spread = {}
for name, size in [("half", 0.5), ("right", 1.0), ("double", 2.0)]:
    layer_rng = np.random.default_rng(7)
    signal, spread[name] = rows, []
    for _ in range(10):
        kernel = layer_rng.normal(0, size * np.sqrt(2 / 64), (64, 64))
        signal = np.maximum(signal @ kernel, 0)
        spread[name].append(signal.std())
    print(f"{name:7}: layer 1 {spread[name][0]:6.2f}   layer 10 {spread[name][-1]:10.5f}")

assert spread["half"][-1] < spread["right"][-1] / 500
assert spread["double"][-1] > spread["right"][-1] * 500
assert 0.2 < spread["right"][-1] / spread["right"][0] < 3

# %% [markdown]
# What holds for the numbers on the way forward holds for the blame on the way back: it passes through
# the same weights. So with weights too small, the first layers learn nothing; with weights too
# large, the first step blows up.
#
# The right size was found by calculation: a standard deviation of √(2 / inputs) for ReLU, by Kaiming
# **He** in 2015. For layers without ReLU, Xavier **Glorot** found √(2 / (inputs + outputs)) in 2010.
# Keras takes Glorot's if you say nothing, and `kernel_initializer="he_normal"` gives you He's.

# %%
kernel = keras.initializers.HeNormal(seed=1)((64, 64))
print(f"He normal in Keras: {np.std(kernel):.3f}   √(2 / 64) = {np.sqrt(2 / 64):.3f}")
assert np.isclose(np.std(kernel), np.sqrt(2 / 64), rtol=0.06)

# %% [markdown]
# ## Deeper: a number that remembers
#
# How can a program do this for *any* formula? Each number remembers what it was made of. Here is a
# class that does, in thirty lines. You may skip it; but people say that they understood
# backpropagation when they read something like this.


# %%
class Value:
    """A number that knows which numbers it was made from, and how it passes blame to them."""

    def __init__(self, number, made_from=()):
        self.number, self.made_from, self.blame = number, made_from, 0.0

    def __add__(self, other):
        return Value(self.number + other.number, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        rates = [(self, other.number), (other, self.number)]
        return Value(self.number * other.number, rates)

    def relu(self):
        return Value(max(self.number, 0.0), [(self, float(self.number > 0))])


# %%
def in_order(value, found):
    """Append a number to `found`, behind all numbers it was made from."""
    for part, _ in value.made_from:
        if part not in found:
            in_order(part, found)
    found.append(value)
    return found


def hand_back(loss):
    """Blame every number that the loss depends on, the latest first."""
    loss.blame = 1.0
    for value in reversed(in_order(loss, [])):
        for part, rate in value.made_from:
            part.blame += rate * value.blame


# %% [markdown]
# Each operation notes the rate at which it passes a change on. `hand_back` then goes through all
# numbers, the latest first, so that a number has all of its own blame before it passes it on. Now
# the network of the nine weights, number by number:

# %%
w11, w21, c1 = Value(1.0), Value(0.5), Value(0.0)
w12, w22, c2 = Value(-1.0), Value(1.0), Value(-0.5)
v1, v2, c3 = Value(2.0), Value(-1.0), Value(0.5)
x1, x2 = Value(1.0), Value(2.0)
h1 = (w11 * x1 + w21 * x2 + c1).relu()
h2 = (w12 * x1 + w22 * x2 + c2).relu()
error = v1 * h1 + v2 * h2 + c3 + Value(-1.0)
hand_back(error * error)

found = [value.blame for value in [w11, w12, w21, w22, c1, c2, v1, v2, c3]]
print(found)
assert np.allclose(found, [12, -6, 24, -12, 12, -6, 12, 3, 6])

# %% [markdown]
# The same nine slopes as before. A sum passes the blame on as it is. A product passes it on times the
# *other* number. ReLU is the gate. Where a number is used twice, its blame adds up: that is the
# `+=`. TensorFlow does this for arrays, and knows the rates of several hundred operations.

# %% [markdown]
# ## Summary
#
# - Forward: each layer turns its inputs into outputs, up to the loss.
# - Backward: the blame is handed back through the same weights, and an activation lets through what
#   its slope is.
# - The slope of a weight is what came in × the blame of what it feeds.
# - All slopes together cost about two forward passes.
# - Backpropagation finds the slopes, and the optimizer uses them.
# - Start with small random weights: zeros learn nothing but the mean, equal units stay twins. How
#   small depends on the number of inputs.
#
# To a friend you can say: *"A network learns because each weight is told how much it is to blame for
# the error, and the blame is passed back from layer to layer."*

# %% [markdown]
# ## New words
#
# - **forward pass**, or forward propagation: from the inputs, layer by layer, to the loss
# - **blame**, in books the error signal or δ: by how much the loss grows with a unit's output
# - **chain rule**: along a chain of dependencies, the slopes multiply
# - **backpropagation**, or backward pass: handing the blame back, which gives all slopes at once
# - **`GradientTape`**: TensorFlow's recorder of a forward pass, which can play it backwards
# - **initialization**: the weights a training starts from
# - **breaking the symmetry**: making the units different by random weights
# - **Glorot** and **He** initialization: the size of random weights that keeps numbers alive
#   through many layers

# %% [markdown]
# ## Read and watch
#
# - Rumelhart, Hinton and Williams: [Learning representations by back-propagating
#   errors](https://www.nature.com/articles/323533a0), Nature, 1986. Four pages that began it again.
# - 3Blue1Brown: [What is backpropagation really
#   doing?](https://www.youtube.com/watch?v=Ilg3gGewQ5U), 13 minutes.
# - Michael Nielsen: [How the backpropagation algorithm
#   works](http://neuralnetworksanddeeplearning.com/chap2.html), with all the formulas.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 7](../exercises/07_forward_and_backward_propagation.ipynb). After
# that, [Lesson 8: Activation functions](lesson_08_activation_functions.ipynb) asks what a unit lets
# through on the way back, and what becomes of the blame in ten layers.
