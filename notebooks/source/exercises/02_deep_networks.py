# %% [markdown]
# # Exercise 2: Deep neural networks
#
# **You will be able to**
#
# - write an activation function, and find where a neuron bends
# - merge two linear layers into one
# - build a deep network, with its activations inside the layers or between them
# - count the parameters of a network by hand
# - show on real data what an activation function is good for
# - find the smallest network that follows a curve
#
# **Time:** 40 minutes
#
# **Before you start:** [Lesson 2: Deep neural networks](../lessons/lesson_02_deep_networks.ipynb)

# %% [markdown]
# ## The concrete
#
# You work with the table of the lesson: 1,030 samples of concrete. The inputs are seven
# ingredients in kilograms per cubic metre (kg/m³) and the age in days. The target is the strength
# in megapascals (MPa).

# %%
import keras
import numpy as np
from sklearn.preprocessing import StandardScaler

from course_utils import (
    check,
    explore_bends,
    hint,
    load_dataset,
    plot_activation,
    plot_history,
    plot_relu_sum,
    show_figure,
    solution,
)

concrete = load_dataset("concrete")
X = concrete.drop(columns="compressive_strength")
y = concrete["compressive_strength"]
X.head()

# %% [markdown]
# ## Question 2.1: Write the rectifier
#
# Write ReLU with NumPy. `x` is an array of any shape. Return a new array of the same shape, and
# leave `x` itself as it is.


# %%
def relu(x):
    """Return x where it is above 0, and 0 elsewhere."""
    # BEGIN SOLUTION: return ...
    return np.maximum(x, 0)
    # END SOLUTION


# %%
check("2.1", relu)

# %%
# hint("2.1")
# solution("2.1")

# %% [markdown] tags=["help"]
# 1. A number above 0 stays as it is. Any other number becomes 0.
# 2. `if` looks at one number. NumPy has functions that look at each number of an array.
# 3. `np.maximum(a, b)` takes the larger of two numbers, for each place. What is `b` here?
#
# **Insight.** One small bend at 0. All that deep networks can do beyond a straight line is built
# from such bends.

# %% [markdown]
# ## Question 2.2: Two layers into one
#
# Two linear layers follow each other. The first has the kernel `W1` and the bias `b1`, the second
# `W2` and `b2`. The shapes are those of Keras:
#
# | array | shape |
# |---|---|
# | `W1` | `(n_inputs, n_hidden)` |
# | `b1` | `(n_hidden,)` |
# | `W2` | `(n_hidden, n_outputs)` |
# | `b2` | `(n_outputs,)` |
#
# Return the kernel `W` and the bias `b` of the *one* layer that does the same as both.


# %%
def merge(W1, b1, W2, b2):
    """Merge two linear layers into one; return its kernel and its bias."""
    # BEGIN SOLUTION: return ...
    W = W1 @ W2
    b = b1 @ W2 + b2
    return W, b
    # END SOLUTION


# %%
check("2.2", merge)

# %%
# hint("2.2")
# solution("2.2")

# %% [markdown] tags=["help"]
# 1. Write both layers as one formula: `(X @ W1 + b1) @ W2 + b2`. Then multiply it out.
# 2. It is `X @ W1 @ W2 + b1 @ W2 + b2`. Which part is multiplied by `X`, and which is not?
# 3. `W = W1 @ W2`. The bias is everything without `X`. Return both: `return W, b`.
#
# **Insight.** Two linear layers are one. So stacking them gains nothing, unless something bends
# between them.

# %% [markdown]
# ## Question 2.3: Go deep
#
# Build a network for the concrete. It takes one row of `X`, has three hidden layers of 512 units
# each, all with ReLU, and returns one number, the strength.

# %%
# BEGIN SOLUTION: model = ...
model = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(1),
    ]
)
# END SOLUTION

# %%
check("2.3", model)

# %%
# hint("2.3")
# solution("2.3")

# %% [markdown] tags=["help"]
# 1. First say what one row looks like. How many columns does `X` have?
# 2. Each hidden layer is `keras.layers.Dense(512, activation=...)`. There are three.
# 3. The last layer is `keras.layers.Dense(1)`. It predicts a quantity, so it needs no activation.
#
# **Insight.** These few lines hold more than half a million numbers that training can change.

# %% [markdown]
# ## Question 2.4: An activation between the layers
#
# ReLU is not the only activation. Here is another one, **tanh** (say "tan-h"). It bends on both
# sides: its output always stays between −1 and 1.

# %%
show_figure(
    plot_activation(["relu", "tanh"]),
    alt="Two activation functions from −4 to 4. ReLU is 0 on the left and rises straight on the "
    "right. tanh is an S: near −1 on the left, through 0 in the middle, near 1 on the right.",
)

# %% [markdown]
# Build a network that takes one row of `X`, has hidden layers of 32 and 16 units with tanh, and
# returns one number. This time, each activation is **its own layer**: first the dense layer, then
# `keras.layers.Activation`. You will need this in lesson 5, because there something comes between
# the two.

# %%
# BEGIN SOLUTION: parted = ...
parted = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(32),
        keras.layers.Activation("tanh"),
        keras.layers.Dense(16),
        keras.layers.Activation("tanh"),
        keras.layers.Dense(1),
    ]
)
# END SOLUTION

# %%
check("2.4", parted)

# %%
# hint("2.4")
# solution("2.4")

# %% [markdown] tags=["help"]
# 1. The list has an `Input`, three `Dense` layers, and an `Activation` after two of them.
# 2. `keras.layers.Activation("tanh")` is a layer that only bends. It has no weights.
# 3. One hidden layer is two lines: `keras.layers.Dense(32),` and then
#    `keras.layers.Activation("tanh"),`.
#
# **Insight.** A dense layer only adds up, an activation only bends. When they are separate layers,
# you can put something between them.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 2.5: Count its parameters
#
# How many parameters does the *first* hidden layer of the network in question 2.3 have? And how
# many does the whole network have? You may let Python multiply, but do not ask `summary()` before
# you have your own answer.

# %%
# BEGIN SOLUTION: first_layer, total = ..., ...
first_layer = 8 * 512 + 512
total = first_layer + 2 * (512 * 512 + 512) + (512 * 1 + 1)
# END SOLUTION

# %%
check("2.5", first_layer, total)

# %%
# hint("2.5")
# solution("2.5")

# %% [markdown] tags=["help"]
# 1. Each unit has one weight for each of its inputs, and one bias.
# 2. A layer holds inputs × units + units. For the next layer, the inputs are the units of the
#    layer before.
# 3. There are four layers: 8 → 512, 512 → 512, 512 → 512 and 512 → 1. Add them up.
#
# **Insight.** Nearly all parameters are between two wide layers: 512 × 512 is 262,144.

# %% [markdown]
# ## Question 2.6: Where does it bend?
#
# Here is a small network: one input $x$, three hidden units with ReLU, one output. Hidden unit
# $i$ computes $\max(0, w_i x + b_i)$. At which three values of $x$ does the network bend? The
# order does not matter.

# %%
w = np.array([2.0, -1.0, 4.0])  # weights of the hidden units
b = np.array([1.0, 3.0, -2.0])  # their biases
output_weights = np.array([1.0, 1.0, -1.5])
output_bias = 0.5

# %%
# BEGIN SOLUTION: bends = ...
bends = -b / w
# END SOLUTION

# %%
check("2.6", bends)

# %%
# hint("2.6")
# solution("2.6")

# %% [markdown] tags=["help"]
# 1. ReLU bends where its input changes sign. At which number does it change?
# 2. The input of ReLU is `w * x + b`. Set it to 0, and solve for `x`.
# 3. `x = -b / w`, for each of the three units. NumPy divides whole arrays.
#
# **Insight.** Weights and biases decide where a network bends, so training can move the bends.

# %% [markdown]
# Now look at the network itself. Each ring is a bend. Are they where you said?

# %%
show_figure(
    plot_relu_sum(w, b, output_weights, output_bias),
    alt="The output of the network against x, made of straight pieces that meet in three rings. "
    "Thin lines show what each of the three hidden units adds.",
)

# %% [markdown]
# ## Question 2.7: Guess, then train
#
# Two networks are about to learn the strength of concrete. Both have layers of 64, 64 and 1 units,
# so both have 4,801 parameters. One is a stack of linear layers. The other has ReLU in its hidden
# layers. We compare their error on 230 samples that they do not learn from.
#
# **Before you run the training:** which of the two will end with the lower error? Write one of
# `"the linear stack"`, `"the ReLU network"` or `"no difference"`. If their errors differ by less
# than 10 %, that counts as no difference. A guess may be wrong and still earns its points.

# %%
# BEGIN SOLUTION: guess = ...
guess = "the ReLU network"
# END SOLUTION

# %% [markdown]
# Now train both. The networks do not use your answers, so this section works whatever you wrote
# above. Training makes the mean absolute error small, in MPa. The number that training makes small
# is called the **loss**.

# %%
order = np.random.default_rng(1).permutation(len(concrete))
train, valid = order[:800], order[800:]
scaler = StandardScaler().fit(X.iloc[train])
X_train, y_train = scaler.transform(X.iloc[train]), y.iloc[train]
X_valid, y_valid = scaler.transform(X.iloc[valid]), y.iloc[valid]


# %%
def train_network(activation):
    """Train a network of 64, 64 and 1 units; return its history."""
    keras.utils.set_random_seed(1)
    network = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(64, activation=activation),
            keras.layers.Dense(64, activation=activation),
            keras.layers.Dense(1),
        ]
    )
    network.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
    return network.fit(
        X_train,
        y_train,
        validation_data=(X_valid, y_valid),
        epochs=30,
        batch_size=64,
        validation_batch_size=230,  # all at once: faster, with the same loss
        verbose=0,
    )


# %%
linear_history = train_network("linear")
relu_history = train_network("relu")
print(f"linear: {linear_history.history['val_loss'][-1]:.2f} MPa")
print(f"ReLU:   {relu_history.history['val_loss'][-1]:.2f} MPa")

# %% [markdown]
# Leave your guess as it is. Which of the two ended with the lower error? Write one of the same
# three texts.

# %%
# BEGIN SOLUTION: outcome = ...
outcome = "the ReLU network"
# END SOLUTION

# %%
check("2.7", guess, outcome, linear_history, relu_history)

# %%
# hint("2.7")
# solution("2.7")

# %% [markdown] tags=["help"]
# 1. For the guess: what did question 2.2 say about a stack of linear layers?
# 2. A stack of linear layers is as flat as one neuron, however many parameters it has.
# 3. For the outcome: compare the two errors that the training cell prints.
#
# **Insight.** Both have the same layers and the same number of parameters. They differ only in
# their bends.

# %% [markdown]
# ## Question 2.8: By how much?
#
# `relu_history.history` is a dictionary with one list for each curve. `"loss"` is the error on the
# rows the network learns from. `"val_loss"` is the error on the 230 others, the **validation
# loss**. Each list holds one number for each epoch, in MPa. An epoch is one pass through all
# training rows.

# %%
assert min(linear_history.history["val_loss"]) > 6
ax = plot_history(linear_history, y_label="mean absolute error (MPa)")
ax.set(ylim=(0, 20), title="a stack of linear layers")
show_figure(
    ax,
    alt="Loss of the linear stack against epochs. Training and validation loss fall quickly and "
    "then stay flat, above 6 MPa.",
)

# %%
assert relu_history.history["val_loss"][-1] < 6
ax = plot_history(relu_history, y_label="mean absolute error (MPa)")
ax.set(ylim=(0, 20), title="the same layers with ReLU")
show_figure(
    ax,
    alt="Loss of the ReLU network against epochs, on the same scale. Both curves keep falling and "
    "end below 6 MPa.",
)

# %% [markdown]
# By which factor is the last validation loss of the ReLU network lower than that of the linear
# stack? A factor of 2 would mean half the error.

# %%
# BEGIN SOLUTION: factor = ...
factor = linear_history.history["val_loss"][-1] / relu_history.history["val_loss"][-1]
# END SOLUTION

# %%
check("2.8", factor, linear_history, relu_history)

# %%
# hint("2.8")
# solution("2.8")

# %% [markdown] tags=["help"]
# 1. You need two numbers: the last entry of `val_loss` in each history.
# 2. `relu_history.history["val_loss"][-1]` is one of them. `[-1]` takes the last entry.
# 3. Divide the loss of the linear stack by that of the ReLU network.
#
# **Insight.** Now you have a number for it: this is what the bends are worth here.

# %% [markdown]
# ## Question 2.9: As few bends as possible
#
# Here is the curve of the lesson again, with networks of 1 to 16 hidden units, each from four
# starts. Find a setting that reaches the goal: a small error with the fewest units.
#
# Then press **Copy token**, and put the text between quotation marks in the cell below:
# `token = "bends units=... start=... epoch=..."`.

# %%
explorer = explore_bends(show=["units", "start", "epoch", "goal", "token"])
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "bends units=3 start=1 epoch=100"
# END SOLUTION

# %%
check("2.9", explorer, token)

# %%
# hint("2.9")
# solution("2.9")

# %% [markdown] tags=["help"]
# 1. With more units a good run is more likely, but here one good run is enough.
# 2. Begin with 1 unit at epoch 100, and try all four starts. Then add one unit.
# 3. Three units can do it, from one of the four starts. Which one?
#
# **Insight.** The same network from another start gives another result: three bends in the right
# places follow the curve better than eight bends in bad places. But you have picked the best of
# four starts, so this result is luck, not skill.

# %% [markdown]
# ## What you did
#
# You wrote an activation function, merged two layers into one, built two deep networks, counted
# half a million parameters, measured what the bends are worth, and found how few of them are
# enough. But `compile` and `fit` are still a switch. [Lesson
# 3](../lessons/lesson_03_stochastic_gradient_descent.ipynb), on stochastic gradient descent, opens
# it.
