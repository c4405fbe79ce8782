# %% [markdown]
# # Lesson 2: Deep neural networks
#
# **You will be able to**
#
# - say why two linear layers are no better than one
# - explain what an activation function does, and where a ReLU neuron bends
# - build a network with hidden layers and a linear output
# - count the parameters of a network by hand
# - show that a deep network beats a linear model on real data
#
# **Time:** 55 minutes
#
# **Before you start:** [Lesson 1: A single neuron](lesson_01_single_neuron.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 2.r1.** A neuron has the weights 3 and −2 and the bias 1. What is its output for the
# inputs 4 and 5?
#
# - [ ] 2
#   That is 3 · 4 − 2 · 5. The bias is missing.
# - [x] 3
#   3 · 4 − 2 · 5 + 1.
# - [ ] 23
#   The second weight is negative, so 2 · 5 is subtracted.
#
# **Recall 2.r2.** A model has the lines `keras.Input((6,))` and `Dense(units=1)`. How many numbers
# can it learn?
#
# - [ ] 6
#   Those are the weights. There is a bias, too.
# - [x] 7
#   6 weights and 1 bias.
# - [ ] 12
#   One unit has one bias, however many inputs there are.

# %%
import keras
import numpy as np
from sklearn.preprocessing import StandardScaler

from course_utils import (
    explore_bends,
    guess,
    load_dataset,
    make_curve,
    plot_activation,
    plot_fitted_line,
    plot_lines,
    plot_network,
    plot_predictions,
    plot_relu_sum,
    show_figure,
)

keras.utils.set_random_seed(1)

# %% [markdown]
# ## A curve that one neuron cannot follow
#
# One neuron is flat. With one input it draws a line, and nothing else. These 1,000 points are
# invented, so they have no unit. They lie around a curve with hills and valleys. The line is the
# one with the smallest squared error.

# %%
X, y = make_curve(n_samples=1000, noise=0.2, seed=0)
X_and_one = np.column_stack([X, np.ones(len(X))])
(w, b), *_ = np.linalg.lstsq(X_and_one, y)
line_error = np.abs(w * X.ravel() + b - y).mean()
print(f"mean error of the best line: {line_error:.2f}")
assert line_error > 0.5

show_figure(
    plot_fitted_line(X, y, w, b, x_label="input x", y_label="target y"),
    alt="Points along a curve that falls, rises steeply, falls again and rises at the end. The "
    "straight line cuts through it and misses every hill and every valley.",
)

# %% [markdown]
# Training would not help, because no other line has a smaller squared error. We need something that
# bends.

# %% [markdown]
# ## Many neurons: layers
#
# One neuron is not enough, so let us take more. There are two ways to join them.
#
# - **Side by side.** Several neurons look at the same inputs, each with weights of its own.
#   Together they are a **layer**. If each neuron looks at *every* input, the layer is **dense**, or
#   **fully connected**.
# - **One after another.** The outputs of one layer are the inputs of the next.

# %%
show_figure(
    plot_network([2, 3, 1]),
    alt="Two inputs lead to three neurons side by side. Their three outputs lead to one neuron "
    "whose output is y. A constant 1 below each layer carries the biases.",
)

# %% [markdown]
# The last layer is the **output layer**: it gives the prediction. The layers before it are **hidden
# layers**, because nobody sees their outputs.
#
# Think of a layer as a **transformation**. It takes a row of numbers and returns another row. Here,
# 2 numbers become 3, and 3 become 1. You can call a layer, or a model, like a function.

# %%
network = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(3),
        keras.layers.Dense(1),
    ]
)
first, second = network.layers
rows = np.random.default_rng(1).normal(size=(5, 2))
print("rows:              ", rows.shape)
print("after first layer: ", first(rows).shape)
print("after second layer:", second(first(rows)).shape)

# %% [markdown]
# ## Two linear layers are one
#
# Our network has four neurons in two layers. Can it follow a curve?
#
# Write down what it computes. The first layer gives `X @ W1 + b1`. The second takes that and gives
#
# `(X @ W1 + b1) @ W2 + b2`
#
# Multiply it out, as at school:
#
# `X @ (W1 @ W2) + (b1 @ W2 + b2)`
#
# That is one kernel and one bias: *one* linear layer. Let us try it on the real network. Its biases
# are still 0, which would prove little, so first we set all weights and biases to random numbers.

# %%
rng = np.random.default_rng(1)
network.set_weights([rng.normal(size=array.shape) for array in network.get_weights()])

W1, b1, W2, b2 = network.get_weights()
W = W1 @ W2
b = b1 @ W2 + b2
print("kernels", W1.shape, "and", W2.shape, "become", W.shape)

assert np.allclose(network(rows), rows @ W + b, atol=1e-5)

# %% [markdown]
# Both ways give the same predictions. So the network computes no more than one neuron could, and it
# is as flat as before. The same is true for a hundred linear layers. Something must bend *between*
# the layers.

# %% [markdown]
# ## Something must bend
#
# An **activation function** changes the sum that a neuron has computed, before the next layer gets
# it. The most used one is the **rectifier**:
#
# $$\max(0, z)$$
#
# Numbers above 0 stay unchanged, and numbers below 0 become 0. A neuron with a rectifier is called
# a rectified linear unit, or **ReLU**. Most people use this name for the function as well.

# %%
show_figure(
    plot_activation("relu"),
    alt="ReLU from −4 to 4: flat at 0 for all inputs below 0, then a straight line that rises as "
    "fast as its input. There is one corner, at 0.",
)

# %% [markdown]
# It looks too simple to be useful. Let us see what it does to a neuron:
#
# $$y = \max(0, w x + b)$$
#
# The corner is where $w x + b$ is 0. That is at $x = -b / w$.

# %% [markdown] tags=["guess", "again"]
# **Guess 2.b.** Where does the neuron with w = 2 and b = −1 bend?
#
# - [ ] At −0.5
#   There 2x − 1 is −2. It bends where it is 0.
# - [x] At 0.5
#   2 · 0.5 − 1 is 0.
# - [ ] At 2
#   That is the weight. It says how steeply the line rises to the right of the bend.

# %%
w, b = 2.0, -1.0
bend = -b / w
print(f"bend at x = {bend}")
assert bend == 0.5

show_figure(
    plot_relu_sum([w], [b], [1.0], 0.0),
    alt="The output of a neuron with ReLU: flat at 0 up to x = 0.5, then rising with slope 2. A "
    "ring marks the bend at 0.5.",
)

# %% [markdown]
# ## Many bends make a curve
#
# One neuron with ReLU gives one bend. Put a few of them side by side in a hidden layer, and let the
# output layer add them up, each with its own weight. Then every unit adds a bend at its own place.
#
# The three units below bend at 0, 0.9 and 2.2. On the right their sum, the thick line, follows the
# points. On the left the outputs of all three are 0.
#
# **Try it.** Add three units for the left side: write three more numbers into each list, and run
# the cell again. A unit with the weight −1 is active on the left of its bend. Let yours bend at 0,
# −0.9 and −2.2. The second cell prints the mean error of the thick line.

# %%
weights = [1.0, 1.0, 1.0]
biases = [0.0, -0.9, -2.2]
output_weights = [1.6, -2.5, 2.4]
output_bias = 0.0
show_figure(
    plot_relu_sum(weights, biases, output_weights, output_bias, data=(X, y)),
    alt="Points, and a thick line of straight pieces over them: the sum of the hidden units, whose "
    "outputs are the thin lines. A ring marks each bend.",
)


# %%
def error_of(weights, biases, output_weights, output_bias=0.0):
    hidden = np.maximum(X * np.array(weights) + np.array(biases), 0)
    return np.abs(hidden @ np.array(output_weights) + output_bias - y).mean()


print(f"best straight line: off by {line_error:.2f} on average")
print(f"your units: {error_of(weights, biases, output_weights, output_bias):.2f}")

# %% [markdown]
# <details><summary>One answer</summary>
#
# Weights −1, −1 and −1; biases 0, −0.9 and −2.2; output weights −1.6, 2.5 and −2.4. The mean error
# of these six units is less than half that of the best straight line.
#
# </details>

# %% [markdown]
# ## Let it learn its bends
#
# You can choose such weights by eye, but training finds them by itself. We build the network with
# 1, 4 and 128 bends, and let each one learn. (`compile` and `fit` are still a switch that we turn
# on. Lesson 3 explains it.)
#
# `activation="relu"` applies ReLU to the sums of a layer.

# %%
networks, errors = {}, {}
for units in [1, 4, 128]:
    keras.utils.set_random_seed(1)
    network = keras.Sequential(
        [
            keras.Input((1,)),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    network.compile(optimizer=keras.optimizers.Adam(0.03), loss="mean_squared_error")
    network.fit(X, y, epochs=40, batch_size=100, verbose=0)
    networks[units] = network
    errors[units] = np.abs(np.array(network(X)).ravel() - y).mean()
    print(f"hidden units: {units:3}   mean error: {errors[units]:.2f}")

by_eye = error_of([1, 1, 1, -1, -1, -1], 2 * [0, -0.9, -2.2], [1.6, -2.5, 2.4, -1.6, 2.5, -2.4])
print(f"six units by eye    mean error: {by_eye:.2f}")
assert by_eye < 0.5 * line_error
assert errors[128] < 0.55 * errors[1]

# %% [markdown]
# **Try it.** Look at all three networks: change 128 to 4 or to 1.

# %%
show_figure(
    plot_relu_sum(*networks[128].get_weights(), data=(X, y)),
    alt="The points, and the trained network over them as a thick line. It is straight from bend "
    "to bend; a ring marks each one.",
)

# %% [markdown]
# Many bends follow the points much more closely than one. This is not special to our curve: with
# enough bends, a network comes as close as you like to any smooth curve, on any limited range of
# inputs. This is the **universal approximation theorem**. George Cybenko proved it in 1989 for
# another activation, the sigmoid, and others soon after for ReLU. The theorem says that such
# weights exist. It does not say that training finds them, as you are about to see. And lesson 4
# asks what a close fit is worth on *new* points.

# %% [markdown]
# ## How few bends are enough?
#
# The explorer below holds many trained networks, with 1 to 16 hidden units, on 200 points of the
# same curve. The thick line is the output of a network. Each thin line is one of its units.
#
# 1. Draw the error that you expect for 1, 3, 6 and 16 units.
# 2. Reach the goal: a small error with as few units as possible.
# 3. Take 4 units, go to epoch 0 and press **Play**. Where are all bends at the beginning, and
#    where do they go? (Why there? Look again at $x = -b / w$, and at the bias that Keras starts
#    with.)
# 4. Change the **start**: training then begins with other random weights. When does luck matter
#    more, with few units or with many? "Spread over 20 seeds" shows it for 20 starts.
# 5. Below is the network itself: wide lines are large weights, dashed ones are negative. Click a
#    unit to silence it. Which one is missed most?

# %%
explore_bends()

# %% [markdown]
# All bends begin at 0, because all biases do. Training has to move them to where the curve turns.
# With few units, a bad start can leave a hill without any bend, but with many units there is nearly
# always a bend close by. And if you silence one of four units, a whole hill may disappear. But in
# each start there is also a unit that is hardly missed.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Hidden layers and the output layer
#
# The layers before the output layer are hidden. A network with one hidden layer is called
# **shallow**, with several it is **deep**.
#
# Our output layer has no activation. It only adds up, because a prediction must be able to reach
# every target. Look what ReLU would do to the outputs:

# %%
predicted = networks[128].predict(X, verbose=0).ravel()
bent = np.maximum(predicted, 0)
bent_error = np.abs(bent - y).mean()
print(f"lowest target {y.min():.1f}, lowest prediction {bent.min():.1f}")
print(f"mean error with a linear output {errors[128]:.2f}, with ReLU on it {bent_error:.2f}")
assert bent_error > 1.5 * errors[128]
assert 0.4 < (y < 0).mean() < 0.6

# %% [markdown]
# ReLU cuts off everything below 0, and about half of our targets are below 0. To predict a quantity
# is called **regression**. For regression, leave the output **linear**.

# %% [markdown]
# ## Stack them
#
# We can have more than one hidden layer. Then the second one bends what the first has already bent.
# Dense layers, one after another, are called a **feed-forward network**, or **multilayer
# perceptron** (MLP). Here is a network for the strength of concrete, from two of its ingredients.
# It has hidden layers of 4 and 3 units, and one output.

# %%
show_figure(
    plot_network(
        [2, 4, 3, 1],
        activation="relu",
        input_labels=["cement", "water"],
        output_labels=["strength"],
    ),
    alt="Cement and water lead to a hidden layer of 4 units, these to a hidden layer of 3, and "
    "these to one output, strength. The hidden units hold the curve of ReLU, the output a sum.",
)

# %% [markdown]
# In Keras you write the layers in the order of the picture.

# %%
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(4, activation="relu"),
        keras.layers.Dense(3, activation="relu"),
        keras.layers.Dense(1),
    ]
)

# %% [markdown]
# The numbers that a model can learn are called its **parameters**. Each unit has one weight for
# each of its inputs, and one bias. So the number of parameters of a dense layer is
#
# inputs × units + units

# %% [markdown] tags=["guess", "again"]
# **Guess 2.c.** How many parameters does this model have, with 2 inputs and layers of 4, 3 and 1
# units?
#
# - [ ] 8
#   That is the number of units, and of biases. The weights are missing.
# - [ ] 23
#   Those are the weights: 2 · 4 + 4 · 3 + 3 · 1. The biases are missing.
# - [x] 31
#   23 weights and 8 biases.

# %%
by_hand = (2 * 4 + 4) + (4 * 3 + 3) + (3 * 1 + 1)
print(by_hand, "parameters")
assert model.count_params() == by_hand == 31

# %% [markdown]
# `summary()` shows the same, layer by layer. `None` stands for the number of rows, which can be any
# number.

# %%
model.summary()

# %% [markdown]
# ## Why deep, and not only wide?
#
# Think of a strip of paper. Fold it once, and one cut goes through two layers of paper. Fold it
# again, and one cut goes through four. So each fold *doubles* what the folds before it have made.
#
# A layer of neurons can fold, too. Two units are enough: when x goes from 0 to 1, then 2 · ReLU(x)
# − 4 · ReLU(x − ½) goes from 0 up to 1 and back to 0. It folds the right half of the line over the
# left half. A second layer of the same kind folds what is already folded.

# %% [markdown] tags=["guess", "again"]
# **Guess 2.a.** One hidden layer of 10 units makes at most 10 bends, and so 11 straight pieces. Now
# take the same 10 units as five layers of 2, each of them a fold. How many straight pieces?
#
# - [ ] 11, as with one layer
#   That would be so if all units were side by side. But each layer folds everything that the layers
#   before it have made.
# - [ ] 20
#   That would be so if each layer added a few pieces. But each layer doubles their number.
# - [x] 32
#   2 · 2 · 2 · 2 · 2: five folds make 32 pieces out of one.


# %%
def fold(x):
    """Lay the right half of the line from 0 to 1 over the left half: two ReLU units."""
    return 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)


x = np.linspace(0, 1, 1025)
folded = {"1 layer": fold(x)}
folded["2 layers"] = fold(folded["1 layer"])
folded["5 layers"] = fold(fold(fold(folded["2 layers"])))
for name, y_folded in folded.items():
    pieces = 1 + np.sum(np.diff(np.sign(np.diff(y_folded))) != 0)
    print(f"{name}: {pieces} straight pieces")
assert pieces == 32

# %%
ax = plot_lines(x, folded, x_label="input x", y_label="output")
ax.set(ylim=(-0.05, 1.45))  # room for the names
show_figure(
    ax,
    alt="One layer makes a tent with one peak, two layers two peaks, five layers a saw with 16 "
    "peaks, all between 0 and 1.",
)

# %% [markdown]
# The same ten units make nearly three times as many pieces, and ten such layers would make 1,024.
# So more width adds pieces, but more depth multiplies them. That is the strength of depth: later
# layers reuse what earlier ones have found. It helps where the data are built in this way, for
# example words from letters. But it is not guaranteed to help, because training must find such
# weights first.

# %% [markdown]
# ## Does it pay? Real concrete
#
# A laboratory mixed concrete from different recipes and let it harden. After some days it pressed
# each sample until it broke. The pressure is the **strength**, in megapascals (MPa). The inputs are
# seven ingredients in kilograms per cubic metre (kg/m³), and the age in days.

# %%
concrete = load_dataset("concrete")
concrete.head()

# %%
strength = concrete.groupby("age")["compressive_strength"].mean()
for age in [3, 28, 90]:
    print(f"after {age:2} days: {strength[age]:.0f} MPa on average")
assert strength[28] - strength[3] > 3 * (strength[90] - strength[28])

# %% [markdown]
# Concrete hardens fast at first and slowly later. So the curve bends, and a flat model cannot
# follow it.

# %% [markdown]
# Of the 1,030 samples, 800 are for learning: the **training** rows. We keep the other 230 aside, to
# see how well a model predicts samples it has not learnt from: the **validation** rows.
#
# `StandardScaler` **standardizes** each column: it subtracts the mean and divides by the standard
# deviation. Then all inputs have about the same size, so learning is easier. It may look only at
# the training rows, because the others stand for samples that nobody has seen yet.

# %%
order = np.random.default_rng(1).permutation(len(concrete))
train, valid = order[:800], order[800:]
X = concrete.drop(columns="compressive_strength").to_numpy()
y = concrete["compressive_strength"].to_numpy()
y_train, y_valid = y[train], y[valid]

scaler = StandardScaler().fit(X[train])
X_train, X_valid = scaler.transform(X[train]), scaler.transform(X[valid])

# %% [markdown]
# First the baseline: the best linear model, found by NumPy.

# %%
with_one = np.column_stack([X_train, np.ones(len(X_train))])
best, *_ = np.linalg.lstsq(with_one, y_train)
linear = np.column_stack([X_valid, np.ones(len(X_valid))]) @ best
linear_error = np.abs(linear - y_valid).mean()
print(f"The linear model is off by {linear_error:.1f} MPa on average.")

# %% [markdown] tags=["guess"]
# **Guess 2.d.** How much of this error is left with a network of two hidden layers of 64 units?
#
# - [ ] Nearly all of it
#   That would be so if strength depended on the recipe in straight lines. It does not.
# - [ ] About nine tenths
#   Bends help more than that, because the effects of water and age are not straight lines.
# - [x] Less than three quarters
#   Strength follows curves, and the network can follow them as well.

# %%
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
model.fit(X_train, y_train, epochs=60, batch_size=64, verbose=0)

deep = model.predict(X_valid, verbose=0).ravel()
deep_error = np.abs(deep - y_valid).mean()
print(f"linear {linear_error:.1f} MPa, deep {deep_error:.1f} MPa: {deep_error / linear_error:.0%}")
assert deep_error < 0.75 * linear_error

# %%
show_figure(
    plot_predictions(y_valid, deep, label="strength (MPa)"),
    alt="Predicted against true strength of the validation samples. The points lie close along "
    "the diagonal, from about 5 to 80 MPa.",
)

# %% [markdown]
# Was your guess close? The last number is what is left of the error. The network has never learnt
# from these samples.
#
# But one thing makes both models look too good. The laboratory tested many recipes at several ages,
# so the same recipe may be in the training rows and in the validation rows:

# %%
recipe = concrete.groupby(list(concrete.columns[:7])).ngroup().to_numpy()
known = np.isin(recipe[valid], recipe[train]).mean()
print(f"{known:.0%} of the validation samples have a recipe that is also among the training rows")
assert known > 0.5

# %% [markdown]
# Lesson 4 shows how to split such a table fairly.

# %% [markdown]
# ## Two ways to write an activation
#
# An activation can be written inside a layer, or as its own layer. With the same weights, both
# models give the same outputs.

# %%
inside = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1),
    ]
)
apart = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(16),
        keras.layers.Activation("relu"),
        keras.layers.Dense(1),
    ]
)
apart.set_weights(inside.get_weights())
assert np.allclose(inside(X_valid), apart(X_valid), atol=1e-5)

# %% [markdown]
# An activation has no weights, so the weights of one model fit the other. In the second way, you
# can put something between the dense layer and its activation. Lesson 5 does that.

# %% [markdown]
# ## Many kinds of layers
#
# A layer can be any transformation of numbers. You will meet more kinds of them:
#
# - **Dropout** switches off random units while the network learns (lesson 5).
# - **Batch normalization** keeps the numbers between layers at a good size (lesson 5).
# - **Convolution** slides a small window over an image (lesson 14).
# - **Recurrent** layers read a sequence step by step and remember (lesson 15).

# %% [markdown]
# ## Summary
#
# - A dense layer is many neurons that look at the same inputs. It turns one row of numbers into
#   another.
# - Two linear layers are one linear layer: something must bend between them.
# - ReLU is $\max(0, z)$. A neuron with ReLU bends once, at $x = -b / w$.
# - A sum of enough bends follows any smooth curve.
# - Hidden layers have an activation. The output layer of a regression has none.
# - A dense layer has inputs × units + units parameters.

# %% [markdown]
# ## New words
#
# - **dense layer**, or fully connected layer: each neuron looks at every input
# - **feed-forward network**, or multilayer perceptron (MLP): dense layers, one after another
# - **transformation**: a rule that turns one row of numbers into another
# - **activation function**: a function, usually a curve, that is applied to each sum of a layer
# - **rectifier**: the function max(0, z)
# - **ReLU**: a neuron with the rectifier, or the rectifier itself
# - **hidden layer**: any layer before the output layer
# - **output layer**: the last layer, which gives the prediction
# - **deep network**: a network with several hidden layers; with one it is **shallow**
# - **universal approximation theorem**: with enough units, one hidden layer comes as close as you
#   like to any smooth curve on a limited range of inputs; it does not say how to find the weights
# - **regression**: predicting a quantity, such as a strength in MPa
# - **parameter**: a number that training can change, a weight or a bias
# - **training rows**: the examples a model learns from
# - **validation rows**: examples kept aside, to see how well it predicts new rows
# - **standardize**: in each column, subtract the mean and divide by the standard deviation

# %% [markdown]
# ## Read and watch
#
# - Michael Nielsen: [A visual proof that neural nets can compute any
#   function](http://neuralnetworksanddeeplearning.com/chap4.html). You can play with the bends of
#   this lesson.
# - I-Cheng Yeh: [Modeling of strength of high-performance concrete using artificial neural
#   networks](https://doi.org/10.1016/S0008-8846(98)00165-3), 1998. The paper behind the table: you
#   have repeated a published experiment.
# - Keras: [Layer activation functions](https://keras.io/api/layers/activations/).

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 2](../exercises/02_deep_networks.ipynb). After that, [Lesson 3:
# Stochastic gradient descent](lesson_03_stochastic_gradient_descent.ipynb) opens the switch and
# shows how a network learns.
