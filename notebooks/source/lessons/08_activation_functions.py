# %% [markdown]
# # Lesson 8: Activation functions
#
# **You will be able to**
#
# - measure how much of the blame reaches each layer of a network
# - say what a sigmoid does to a network of ten layers, and what helps
# - compare the step, sigmoid, tanh, ReLU and its relatives by value, slope and range
# - tell a dead unit from a silent one, and count both
# - choose an activation for the hidden layers, and another one for the output
#
# **Time:** 60 minutes
#
# **Before you start:** [Lesson 7: Forward and backward propagation](lesson_07_forward_and_backward_propagation.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 8.r1.** A hidden unit with ReLU feeds the output through the weight 3. The blame of the
# output is 6. The unit's sum is −2. How much blame does the sum get?
#
# - [ ] 18
#   So it would be with the gate open: 6 · 3. But the sum is below zero, and there ReLU passes
#   nothing back.
# - [x] 0
#   Below zero ReLU puts out 0, whatever the sum is. A nudge changes nothing, so there is no blame.
# - [ ] −36
#   The sum itself is no factor. What counts is the slope of ReLU there, and it is 0.
#
# **Recall 8.r2.** A network has five dense layers and no activation function. What can it do that
# one dense layer cannot?
#
# - [ ] Follow a curve with up to four bends
#   Each bend comes from an activation function. Without one there is none.
# - [ ] The same, but more exactly
#   Both can be any straight line or flat plane, and no more than that.
# - [x] Nothing
#   A product of matrices is a matrix: five linear layers are one.

# %% [markdown]
# ## More layers!
#
# Deep networks can do what flat ones cannot. So take more layers! People tried just that, for
# twenty years, and you try it now.

# %%
import keras
import numpy as np
import tensorflow as tf
from sklearn.preprocessing import StandardScaler

from course_utils import (
    explore_activations,
    guess,
    load_dataset,
    plot_activation,
    plot_lines,
    plot_steps,
    show_figure,
    train_grid,
)

# %% [markdown]
# The data are the concrete of lesson 2: seven ingredients, the age of a sample, and the strength at
# which it breaks. This time the strength is standardized, too. That gives the loss a simple scale:
# **1 is as bad as always saying the mean**, and 0 is perfect.

# %%
concrete = load_dataset("concrete")
strength = concrete.pop("compressive_strength").to_numpy()
order = np.random.default_rng(1).permutation(len(concrete))
train, valid = order[:800], order[800:]

scaler = StandardScaler().fit(concrete.to_numpy()[train])
X_train, X_valid = (scaler.transform(concrete.to_numpy()[rows]) for rows in (train, valid))
mean, deviation = strength[train].mean(), strength[train].std()
y_train, y_valid = ((strength[rows] - mean) / deviation for rows in (train, valid))
print(f"always the mean: loss {np.mean(y_train**2):.2f} in training")
print(f"a loss of 0.25 means that one is off by about {0.5 * deviation:.0f} MPa")


# %%
def network(activation, depth):
    """Build `depth` hidden layers of 32 units, and a linear output."""
    keras.utils.set_random_seed(8)
    hidden = [keras.layers.Dense(32, activation=activation) for _ in range(depth)]
    return keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1)])


def fit(model, optimizer, epochs=15):
    """Train on the concrete; return the validation loss of each epoch."""
    model.compile(optimizer=optimizer, loss="mean_squared_error")
    rows = {"x": X_train, "y": y_train, "validation_data": (X_valid, y_valid)}
    sizes = {"batch_size": 32, "validation_batch_size": len(X_valid)}
    history = model.fit(**rows, **sizes, epochs=epochs, verbose=0)
    return history.history["val_loss"]


# %% [markdown]
# First one hidden layer with a sigmoid, the usual activation of those years. Then ten of them. All
# else is the same.

# %% [markdown] tags=["guess"]
# **Guess 8.a.** After 15 epochs the network with one hidden layer has a validation loss of about
# 0.4. What will the one with ten layers have?
#
# - [ ] About 0.1: more layers can do more
#   They could, if they learnt. What a network *can* be and what training makes of it are two
#   things.
# - [ ] About 0.4 as well
#   The last layer alone could do about this much, if what reaches it were of any use.
# - [x] About 1, as bad as always saying the mean
#   The loss does not move. The first layers stay as they were drawn, and what comes out at the end
#   is nearly the same for all samples.

# %%
flat_losses = fit(network("sigmoid", 1), keras.optimizers.SGD(0.03))
deep_losses = fit(network("sigmoid", 10), keras.optimizers.SGD(0.03))
print(f"one layer:  {flat_losses[-1]:.2f}")
print(f"ten layers: {deep_losses[-1]:.2f}")
assert flat_losses[-1] < 0.6
assert 0.8 < deep_losses[-1] < 1.3

# %% [markdown]
# Ten times as many layers, and it has learnt nothing. No error was raised, nothing was NaN. The
# loss just stayed where it was. So it went to everybody who tried: with one or two hidden layers a
# network learnt well, with five or ten it learnt worse, or nothing.
#
# In 1991 a student in Munich, Sepp Hochreiter, found out why. He wrote it down in his diploma thesis,
# in German, and hardly anybody read it. Now you repeat his discovery. All you need is the blame of
# lesson 7. What is wrong with these layers? Measure.

# %% [markdown]
# ## Follow the blame
#
# A weight moves by its slope. So let us look at the slopes, layer by layer, *before* any training.
# `GradientTape` gives them for all kernels. To have one number a layer, we take the mean of their
# absolute values: the **size of the gradient** in this layer.


# %%
def gradient_sizes(model):
    """Return the mean absolute slope of each hidden layer's kernel, the first layer first."""
    kernels = [layer.kernel for layer in model.layers[:-1]]
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(X_train)[:, 0] - y_train) ** 2)
    return [float(tf.reduce_mean(tf.abs(g))) for g in tape.gradient(loss, kernels)]


# %% [markdown] tags=["guess"]
# **Guess 8.b.** Compare the first hidden layer with the tenth. How much smaller is its gradient?
#
# - [ ] About ten times, as it is ten layers further away
#   That would be so if each layer took something away. But they multiply.
# - [ ] About a thousand times
#   That is what halving ten times would do. Here each layer takes more than half.
# - [x] More than ten thousand times
#   Each layer leaves about a quarter of what it gets, and nine quarters multiplied are one in
#   260,000.

# %%
sizes = gradient_sizes(network("sigmoid", 10))
for layer, size in enumerate(sizes, start=1):
    print(f"layer {layer:2}: {size:.1e}")
left_by_each = (sizes[0] / sizes[-1]) ** (1 / 9)
print(f"the first has 1 / {sizes[-1] / sizes[0]:,.0f} of the tenth: each leaves {left_by_each:.2f}")
assert sizes[0] < sizes[-1] / 20_000
assert left_by_each < 0.33

# %% [markdown]
# The blame fades, layer by layer, and next to nothing is left for the first one. How long does it
# take to move a weight of the first layer by 0.01, if the slopes stay as they are?

# %%
steps = 0.01 / (0.03 * sizes[0])
print(f"{steps:,.0f} steps, which are {steps / 25:,.0f} epochs of 25 batches")
assert steps / 25 > 10_000

# %% [markdown]
# This is the **vanishing gradient**. The first layers are not wrong. They are *deaf*. And the last
# layers, which hear well, get nothing of use from them.

# %% [markdown]
# ## A quarter at most
#
# Where does the blame get lost? On its way back it passes two things in each layer: the kernel, and
# the activation. The kernel multiplies by the weights, and Glorot's start makes them just large
# enough to keep the size. The activation is a gate: it multiplies by its **slope**. ReLU's slope is
# 1 or 0. And the sigmoid's?

# %%
show_figure(
    plot_activation("sigmoid", slope=True),
    alt="Above, the sigmoid, an S from 0 to 1. Below, its slope: a low hill with its top over 0, "
    "nearly 0 at both ends.",
)

# %% [markdown]
# The slope of the sigmoid σ is σ · (1 − σ). It is largest in the middle, where σ is ½: there it is
# ½ · ½ = **¼**. So this gate is never open by more than a quarter. One of them is no problem. But
# ten in a row?


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


z = np.linspace(-6, 6, 1201)
slope = sigmoid(z) * (1 - sigmoid(z))
by_nudging = (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5
print(f"largest slope: {slope.max()}, at z = {abs(z[slope.argmax()]):.0f}")
print(f"ten gates, each a quarter open: {0.25**10:.7f}")
assert np.allclose(slope, by_nudging, atol=1e-8)
assert slope.max() == 0.25 and 0.25**10 < 1e-6

# %% [markdown]
# One millionth, at best. That was Hochreiter's discovery: what is handed back is *multiplied* at
# each layer. If the factor is below 1, it vanishes. If it is above 1, it **explodes**. Both go fast.
#
# > **What a layer cannot pass back, the layers before it cannot learn.**

# %% [markdown]
# ## The same curve, four times as steep
#
# Is it the slope, or is it the S? There is another S, the **hyperbolic tangent**, for short tanh. It
# runs from −1 to 1, and is a sigmoid that was stretched and moved: tanh(z) = 2 · σ(2z) − 1.

# %%
assert np.allclose(np.tanh(z), 2 * sigmoid(2 * z) - 1)
tanh_slope = 1 - np.tanh(z) ** 2
print(f"largest slope: sigmoid {slope.max():.2f}, tanh {tanh_slope.max():.2f}")
assert tanh_slope.max() == 4 * slope.max() == 1

show_figure(
    plot_activation(["sigmoid", "tanh", "relu"], slope=True),
    alt="Above, sigmoid, tanh and ReLU. Below, their slopes. That of tanh is a hill four times as "
    "high as the sigmoid's; that of ReLU is a step from 0 to 1.",
)

# %% [markdown] tags=["guess"]
# **Guess 8.c.** Ten layers again, once with tanh and once with ReLU. Everything else stays. Which of
# them learns?
#
# - [ ] Neither: ten layers are too many
#   That is what people believed for a long time. But it was never the number of layers. It was
#   what each of them left of the blame.
# - [ ] Only ReLU: tanh is an S, and an S is flat at its ends
#   It is flat there, true. But the sums of a fresh network are near 0, and there the slope of tanh
#   is 1.
# - [x] Both
#   Near 0 tanh lets all of the blame through, and ReLU does so for half of the units.

# %%
losses = {"sigmoid": deep_losses}
for activation in ["tanh", "relu"]:
    losses[activation] = fit(network(activation, 10), keras.optimizers.SGD(0.03))
    print(f"{activation}: {losses[activation][-1]:.2f}")
    assert losses[activation][-1] < 0.5

show_figure(
    plot_steps(
        losses,
        y_label="validation loss",
        x_label="epoch",
        level=np.mean(y_valid**2),
        level_label="always the mean",
    ),
    alt="Validation loss against 15 epochs for ten layers. With the sigmoid it stays at the level "
    "of always saying the mean. With tanh and with ReLU it falls.",
)

# %%
by_layer = {name: gradient_sizes(network(name, 10)) for name in losses}
left = {name: sizes[0] / sizes[-1] for name, sizes in by_layer.items()}  # first ÷ tenth layer
assert left["sigmoid"] < 1e-4 and min(left["tanh"], left["relu"]) > 0.1

ax = plot_lines(
    np.arange(1, 11), by_layer, x_label="layer", y_label="size of the gradient, before training"
)
ax.set_yscale("log")
show_figure(
    ax,
    alt="Size of the gradient in each of ten layers, on a logarithmic scale. For tanh and ReLU the "
    "lines are nearly level. For the sigmoid the line rises by a factor of about four a layer.",
)

# %% [markdown]
# Read the picture from right to left, as the blame travels. For tanh and ReLU the line is about
# level. For the sigmoid it falls off a cliff.

# %% [markdown]
# ## The first of all: a step
#
# The first artificial neurons, those of Warren McCulloch and Walter Pitts in 1943, were switches: on
# if the sum is above zero, and off if not. You still read that an activation function "decides
# whether a neuron fires". That is the **step function**, and it has two faults. It does not say *how
# much*: a sum of 0.01 and a sum of 100 give the same 1. The other fault is worse.

# %% [markdown] tags=["guess"]
# **Guess 8.d.** A network has 32 hidden units with a step. We nudge each of the 256 weights of its
# kernel by a hundred-millionth, one after the other, and look at the loss over all 800 samples. For
# how many of the weights does it change?
#
# - [ ] For all of them
#   So it is with every activation that has a slope. A step is level on both sides.
# - [ ] For about half of them
#   Half of the units are off, that is true. But the units that are on do not notice a nudge,
#   either: 1 stays 1.
# - [x] For none
#   To change anything, a nudge must push a sum across zero. Nobody is that close.

# %%
rng = np.random.default_rng(8)
kernel, output = rng.normal(0, 0.3, (8, 32)), rng.normal(0, 0.3, 32)


def step_loss(kernel):
    """Mean squared error of a network with step units."""
    hidden = (X_train @ kernel > 0).astype(float)
    return np.mean((hidden @ output - y_train) ** 2)


changed = 0
for place in np.ndindex(kernel.shape):
    nudged = kernel.copy()
    nudged[place] += 1e-8
    changed += step_loss(nudged) != step_loss(kernel)
print(f"the loss changes for {changed} of {kernel.size} weights")
assert changed <= 2

# %% [markdown]
# Every slope is zero, so there is nothing to hand back, not even through *one* layer. That is why
# nobody could train two layers. (Some pages say that a step fails when more than one unit is on.
# That is not the reason.) The sigmoid of 1986 is a step with its corners rounded off: it says not
# only yes or no, but anything between, and it has a slope.

# %% [markdown]
# ## ReLU: half of them are silent, and that is good
#
# ReLU is 0 below zero and the sum itself above it, so it goes from 0 to infinity. Its slope is 1 or
# 0: the blame passes an open gate whole, through ten layers or a hundred. The network that won the
# ImageNet contest in 2012 used it. On a smaller task its authors had seen it learn six times as fast
# as tanh.
#
# And the closed gates? Take the ten layers of ReLU, and look at what the fifth puts out.

# %%
model = network("relu", 10)
half_model = keras.Sequential(model.layers[:5])
hidden = half_model(X_train).numpy()  # (800 samples, 32 units)
silent = np.mean(hidden == 0)
patterns = len(np.unique(hidden > 0, axis=0))
print(f"zeros: {silent:.0%}")
print(f"different patterns of active units: {patterns} among {len(hidden)} samples")
assert 0.25 < silent < 0.8
assert patterns > 100

# %% [markdown]
# About half of the units are silent for a sample, but for another sample it is another half. This
# is **sparse activation**, and it is no fault: units share the work, each speaks for some samples
# and leaves the others alone. Brains go further: it is estimated that 1 to 4 % of their neurons are
# active at a time.

# %% [markdown]
# ## Play with it
#
# Choose an activation, a depth, and how large the first weights are. You see the size of the
# gradient in each layer, and how the loss falls. The dots on the curve are the sums of one layer:
# are they where the curve is steep, or where it is flat?

# %%
explore_activations()

# %% [markdown]
# **Try it:**
#
# 1. Keep the sigmoid and ten layers. Make the first weights larger. What becomes of the gradient,
#    and what of the dots?
# 2. Take tanh with the largest weights, and walk from the first layer to the last.
# 3. Take ReLU with the smallest weights, and then with the largest.
#
# <details><summary>What you saw</summary>
#
# 1. Larger weights make up for the small slope, and more blame gets through. But the dots move to
#    the flat ends of the S: the units are **saturated**, and there the slope is nearly 0.
# 2. In each layer most dots are close to −1 or 1: tanh is nearly a step now. And yet the gradient
#    grows on its way to the first layer. The large weights give back more than the flat ends take.
# 3. With the smallest weights the signal fades on its way forward, and there is little to learn
#    from. With the largest it grows from layer to layer, and training explodes. That is why the
#    size of the first weights goes with the activation: Glorot's for tanh, He's for ReLU.
#
# </details>

# %% [markdown]
# ## Half-way
#
# A good place to stop for today: you know why deep networks did not train, and what changed that.
# When you come back, select the next cell, choose *Run*, then *Run All Above Selected Cell*, and go
# on.

# %% [markdown]
# ## How a unit dies
#
# ReLU has a danger of its own. A unit that is silent for *one* sample is fine. What if it is silent
# for *all* of them? Then no blame reaches its weights, so they do not move, and it stays silent. Such
# a unit is called **dead**.
#
# How does it come to that? Mostly by steps that were too large. Here somebody wants a learning rate
# of 0.01 for Adam, and types 0.1. After one epoch the typo is found.


# %%
def hidden_sums(model):
    """Return the sums of all hidden units before the activation, (n_samples, n_units)."""
    signal, sums = X_train, []
    for layer in model.layers[:-1]:
        sums.append(signal @ layer.kernel.numpy() + layer.bias.numpy())
        signal = layer.activation(sums[-1]).numpy()
    return np.hstack(sums)


def three_layers(activation):
    keras.utils.set_random_seed(8)
    hidden = [keras.layers.Dense(64, activation=activation) for _ in range(3)]
    return keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1)])


hurt = three_layers("relu")
before = np.all(hidden_sums(hurt) <= 0, axis=0)
fit(hurt, keras.optimizers.Adam(0.1), epochs=1)
sums = hidden_sums(hurt)
dead = np.all(sums <= 0, axis=0)
print(f"dead before the typo: {before.sum()} of {dead.size} units")
print(f"dead after the typo:  {dead.sum()}")
print(f"zeros among all outputs: {np.mean(sums <= 0):.0%}")
assert before.sum() <= 5 and dead.sum() >= 40

# %% [markdown]
# Mind the difference between the last two lines: only a unit that is zero in its whole column is
# dead.
#
# Now we go on with the right rate, in two ways. Once with ReLU. And once with a **leaky ReLU**, which
# has a small slope below zero, too: 0.01 in place of 0. The weights are the same, those of the hurt
# network.

# %% [markdown] tags=["guess"]
# **Guess 8.e.** Ten epochs later: how many of the dead units have come back?
#
# - [ ] With both nearly all: the learning rate is right now
#   The rate is right, but it is multiplied by the slope. With ReLU the slope of a dead unit is 0.
# - [x] With ReLU next to none, with the leaky one a good part of them
#   A closed gate stays closed. A gate that is open by a hundredth lets a little blame through, and
#   some units find their way back.
# - [ ] With both next to none: what is dead is dead
#   So it is with ReLU. But below zero the leaky one still has a slope.


# %%
def leaky(z):
    return keras.activations.leaky_relu(z, negative_slope=0.01)


back = {}
for name, activation in {"ReLU": "relu", "leaky ReLU": leaky}.items():
    patient = three_layers(activation)
    patient.set_weights(hurt.get_weights())
    patient_loss = fit(patient, keras.optimizers.Adam(0.01), epochs=10)[-1]
    now = np.all(hidden_sums(patient) <= 0, axis=0)
    back[name] = np.sum(dead & ~now)
    print(f"{name:10}: {back[name]:2} of {dead.sum()} are back, validation loss {patient_loss:.2f}")
assert back["ReLU"] <= 0.1 * dead.sum()
assert back["leaky ReLU"] > max(3 * back["ReLU"], 0.12 * dead.sum())

# %% [markdown]
# If one or two come back with ReLU, it is by chance: the layer in front of them has changed, and with
# it what comes in. Look at the losses, too, for honesty's sake: the ReLU network does well with the
# units that are left. A dead unit is a wasted one, but no catastrophe as long as enough others live.
# And better than any cure is not to kill: a smaller learning rate, standardized data, batch
# normalization.

# %% [markdown]
# ## The family
#
# So people invented relatives of ReLU. Above zero they are all about the same. They differ below:

# %%
show_figure(
    plot_activation(["relu", "leaky_relu", "elu", "gelu"], slope=True),
    alt="Above, ReLU, leaky ReLU, ELU and GELU: nearly one line at the right, four different ones "
    "at the left. Below, their slopes.",
)

# %% [markdown]
# - **Leaky ReLU**: a straight line with a small slope below zero (drawn with 0.2, to be seen).
# - **Parametric ReLU**, PReLU: the same, but the slope is a weight. Each unit learns its own.
# - **ELU**, the exponential linear unit: it bends smoothly towards −1.
# - **GELU**, the Gaussian error linear unit: z times the share of a bell curve that lies below z. It
#   has no corner and dips a little below zero. Many language models are built with it.
#
# TensorFlow's tape tells us the slope of each, and NumPy how far the values reach for inputs from −30
# to 30. Where the range ends at −30, −6 or 30, a larger input would make it wider: it has no end.

# %%
print(f"{'':10}{'value at':>18}{'slope at':>18}{'range':>13}")
print(" " * 10 + "".join(f"{place:>6}" for place in ["−2", "0.5", "2"] * 2))
reach = {}
for name in ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu"]:
    function = keras.activations.get(name)
    points = tf.Variable([-2.0, 0.5, 2.0])
    with tf.GradientTape() as tape:
        values = function(points)
    slopes = tape.gradient(values, points).numpy()
    far = np.array(function(tf.constant(np.linspace(-30, 30, 6001, dtype="float32"))))
    reach[name] = far.min(), far.max()
    row = "".join(f"{v:6.2f}" for v in [*values.numpy(), *slopes])
    print(f"{name:10}{row}   {far.min():6.2f} to {far.max():.0f}")

assert 0 <= reach["sigmoid"][0] < 1e-6 and reach["sigmoid"][1] <= 1
assert np.allclose(reach["tanh"], [-1, 1]) and reach["relu"][0] == 0
assert np.isclose(reach["elu"][0], -1) and np.isclose(reach["gelu"][0], -0.17, atol=0.005)

# %% [markdown]
# One trap. How much *does* a leaky ReLU leak? The paper that proposed it, in 2013, took 0.01. Some
# pages say 0.001. And Keras has it twice: as a name, `activation="leaky_relu"`, and as a layer of
# its own, `keras.layers.LeakyReLU()`.

# %% [markdown] tags=["guess"]
# **Guess 8.f.** What do the two of them make of −10?
#
# - [ ] Both −0.1, as in the paper
#   That is 0.01 · −10. Keras took other numbers.
# - [ ] Both −2
#   The name does. The layer has a default of its own.
# - [x] The name −2, the layer −3
#   The name leaks 0.2, the layer 0.3. If it matters to you, write it down: `negative_slope=0.01`.

# %%
number = np.array([[-10.0]], "float32")
by_name = keras.activations.leaky_relu(number).numpy().item()
by_layer_class = keras.layers.LeakyReLU()(number).numpy().item()
as_in_the_paper = keras.layers.LeakyReLU(negative_slope=0.01)(number).numpy().item()
print(f"name {by_name:.1f}, layer {by_layer_class:.1f}, as in the paper {as_in_the_paper:.1f}")
assert np.allclose([by_name, by_layer_class, as_in_the_paper], [-2, -3, -0.1])

# %% [markdown]
# And the parametric one? Here it is, as a layer behind a dense layer *without* activation. In Keras
# the slopes start at 0, as a plain ReLU.

# %%
keras.utils.set_random_seed(8)
prelu = keras.layers.PReLU()
parametric = keras.Sequential(
    [keras.Input((8,)), keras.layers.Dense(32), prelu, keras.layers.Dense(1)]
)
fit(parametric, keras.optimizers.Adam(0.01), epochs=8)
learnt = prelu.get_weights()[0]
print(f"{learnt.size} learnt slopes, from {learnt.min():.2f} to {learnt.max():.2f}")
assert learnt.size == 32 and np.mean(np.abs(learnt) > 0.02) > 0.8

# %% [markdown]
# ## Does Adam not help?
#
# A fair question. Lesson 3 said that Adam gives every weight a step of its own size. Should it not
# make up for slopes that are too small? We try it from five seeds. `train_grid` trains them all at
# once, each as `fit` would.


# %%
def losses_from_five_seeds(activation, depth, epochs):
    """Train with Adam; return the validation losses, (5 seeds, epochs)."""

    def build():
        hidden = [keras.layers.Dense(32, activation=activation) for _ in range(depth)]
        return keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1)])

    data = (X_train, y_train, X_valid, y_valid)
    adam = keras.optimizers.Adam(0.003)
    settings = {"optimizer": adam, "epochs": epochs, "seed": range(1, 6), "progress": False}
    return train_grid(build, data, **settings).curves["val_loss"]


# %% [markdown] tags=["guess"]
# **Guess 8.g.** Ten sigmoid layers with Adam in place of SGD, and ten ReLU layers for comparison.
# After eight epochs?
#
# - [ ] The sigmoid network has caught up: Adam makes small slopes large
#   It does make the steps large. But a large step along a slope that says next to nothing leads
#   nowhere in particular.
# - [x] The sigmoid network is still at the mean, the ReLU network has learnt
#   The steps are large now. But what comes out of ten sigmoids is still nearly the same for all
#   samples.
# - [ ] Both are at the mean
#   ReLU had no trouble with plain SGD, so why should it have any with Adam?

# %%
sigmoids, relus = (losses_from_five_seeds(name, 10, 40) for name in ["sigmoid", "relu"])
print("ten sigmoids, after  8 epochs:", sigmoids[:, 7].round(2))
print("              after 40 epochs:", sigmoids[:, 39].round(2))
print("ten ReLUs,    after  8 epochs:", relus[:, 7].round(2))
assert sigmoids[:, 7].min() > 0.8 and relus[:, 7].max() < 0.3
assert relus[:, 7].max() < sigmoids[:, 39].min() and sigmoids[:, 39].max() < 0.7

# %% [markdown]
# Adam does help, but late: after 40 epochs the sigmoid networks have learnt something, and are still
# behind what ReLU had after eight. Why treat an illness that one need not have?

# %% [markdown]
# ## Which one, where?
#
# For the **hidden layers**: take ReLU. How much does the choice among the good ones matter? We train
# a network of usual depth, three layers, with five activations, each from the five seeds.

# %%
errors = {}
for activation in ["sigmoid", "tanh", "relu", "leaky_relu", "elu"]:
    errors[activation] = losses_from_five_seeds(activation, 3, 15)[:, -3:].mean(axis=1)
    print(f"{activation:10}: from {errors[activation].min():.3f} to {errors[activation].max():.3f}")

family = [errors[name] for name in ["relu", "leaky_relu", "elu"]]
by_function = np.ptp([values.mean() for values in family])
by_seed = max(np.ptp(values) for values in family)
assert errors["sigmoid"].min() > max(values.max() for values in family)
assert by_function < by_seed

# %% [markdown]
# The sigmoid is behind. Among ReLU and its relatives the seeds make as much of a difference as the
# function. So begin with ReLU, and try another one only when all else is in order.
#
# | hidden layers | take |
# |---|---|
# | nearly always | ReLU |
# | many dead units | leaky ReLU or ELU; first look at the learning rate |
# | language models | GELU |
# | gates, in networks that remember | sigmoid: there one *wants* 0 to 1 |
# | never | step (no slope), linear (no bend) |
#
# The **output layer** is another matter. There the activation follows the *target*: it must be able
# to say all values that the target can have, and should say no others.
#
# | target | output |
# |---|---|
# | any number, such as a temperature | linear: no activation |
# | a number that is never negative, such as a price | linear; or softplus, a ReLU with a rounded corner |
# | a probability, or a share from 0 to 1 | sigmoid |
# | one of ten classes, as in the next lesson | ten units with softmax |

# %% [markdown] tags=["guess"]
# **Guess 8.h.** Somebody leaves the strength in MPa, from 2 to 83, and puts a sigmoid behind the
# output. Keras trains without a word. What is the best that this network can say?
#
# - [ ] The mean of all strengths, 36 MPa
#   It would like to. But 36 is out of reach.
# - [x] 1 MPa, for every sample
#   A sigmoid stays below 1, and all strengths are above. So 1 is the nearest it can come.
# - [ ] The right strengths, once the weights are large enough
#   Weights act in front of the sigmoid. Whatever goes in, what comes out stays between 0 and 1.

# %%
best = np.clip(strength, 0, 1)  # the nearest number that a sigmoid can reach
error = np.abs(strength - best).mean()
lazy = np.abs(strength - np.median(strength)).mean()
print(f"from {strength.min():.0f} to {strength.max():.0f} MPa")
print(f"sigmoid at its best: off by {error:.0f} MPa; always the median: {lazy:.0f} MPa")
assert np.all(best == 1) and error > 2 * lazy

# %% [markdown]
# A ReLU behind the output has a trap of its own: if all sums are below zero at the start, the output
# is dead, and the network says 0 for ever.

# %% [markdown]
# ## Summary
#
# - On its way back, the blame is multiplied by the slope of each activation that it passes.
# - The sigmoid's slope is at most ¼. Ten layers leave one millionth: the vanishing gradient.
# - A step has no slope at all. Tanh and ReLU have slope 1 where it matters.
# - ReLU is silent for about half of the samples: sparse activation. A unit that is silent for *all*
#   of them is dead, and hardly ever comes back.
# - A slope below zero, as in leaky ReLU, keeps units alive. In Keras it is 0.2 or 0.3, not 0.01.
# - Hidden layers: ReLU. The output follows the target.
#
# To a friend you can say: *"Deep networks did not learn for twenty years because each layer passed
# on only a quarter of the blame. Then people took a function that passes it on whole."*

# %% [markdown]
# ## New words
#
# - **vanishing gradient**: slopes that become smaller from layer to layer on the way back
# - **exploding gradient**: slopes that become larger from layer to layer
# - **step function**: 1 above zero and 0 below; it has no slope to learn by
# - **tanh**, hyperbolic tangent: an S from −1 to 1 with slope 1 in the middle
# - **saturated**: far out on the flat part of an S, where nothing passes back
# - **sparse activation**: for each sample only a part of the units is active
# - **silent unit**: a ReLU unit that is 0 for this sample
# - **dead unit**: a ReLU unit that is 0 for all samples
# - **leaky ReLU**, **PReLU**: ReLU with a small slope below zero, fixed or learnt
# - **ELU**, **GELU**: smooth relatives of ReLU
# - **softplus**: ReLU with a rounded corner, for outputs that are never negative

# %% [markdown]
# ## Read and watch
#
# - Andrej Karpathy: [Yes you should understand
#   backprop](https://karpathy.medium.com/yes-you-should-understand-backprop-e2f06eab496b), 2016.
#   Vanishing gradients and dead units, as they happen in practice.
# - Andrej Karpathy: [Building makemore, part 3: activations and
#   gradients](https://www.youtube.com/watch?v=P6sfmUTpUmc), two hours of looking into a network.
# - Glorot, Bordes and Bengio: [Deep sparse rectifier neural
#   networks](https://proceedings.mlr.press/v15/glorot11a.html), 2011. The case for ReLU.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 8](../exercises/08_activation_functions.ipynb). After that,
# [Lesson 9: Losses and several classes](lesson_09_losses_and_several_classes.ipynb) asks what a
# mistake should cost, and tells ten digits apart.
