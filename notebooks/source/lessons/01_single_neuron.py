# %% [markdown]
# # Lesson 1: A single neuron
#
# **You will be able to**
#
# - say in one sentence what deep learning is
# - compute a neuron's output from its inputs, weights and bias
# - build a linear unit with `keras.Sequential` and `Dense`
# - tell Keras what one row of a table looks like
# - look at the weights before and after training
#
# **Time:** 45 minutes
#
# **Before you start:** [Lesson 0](lesson_00_whole_game.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 1.r1.** A line has the formula y = 3x + 90. What is y at x = 10?
#
# - [ ] 93
#   That is 3 + 90: the x is missing.
# - [x] 120
#   3 · 10 is 30, and 90 more is 120.
# - [ ] 930
#   That is 3 · (10 + 300). First multiply x by 3, then add 90.
#
# **Recall 1.r2.** In y = 3x + 90, x grows by 1. By how much does y grow?
#
# - [x] 3
#   It is the same wherever you start. This number is called the slope.
# - [ ] 90
#   The 90 is the same at every x, so it adds nothing to the growth.
# - [ ] It depends on x
#   For a line it does not: each step of 1 to the right goes up by the same amount.

# %% [markdown]
# ## What is deep learning?
#
# A program does what somebody wrote down. But much of what we can do, nobody can write down: for
# example, how to recognise a friend's voice, or how to tell a cat from a dog. In **machine
# learning** you show the machine many examples instead, and it finds the rule by itself.
#
# **Deep learning** is the kind of machine learning that builds the rule from many small parts of
# the same simple kind, in many layers one after another. The parts are called **neurons**. Each
# neuron is so simple that you could do its work on paper. This lesson is about just one of them.

# %%
import keras
import numpy as np

from course_utils import (
    explore_neuron,
    guess,
    load_dataset,
    plot_fitted_line,
    plot_fitted_plane,
    plot_network,
    recall,
    show_figure,
)

keras.utils.set_random_seed(1)

# %% [markdown]
# The last line sets the **seed**. Keras begins with random numbers, and the seed decides which
# ones. So with the same seed you get the numbers that this text talks about.
#
# ## The question: how much energy is in a bowl of cereal?
#
# We have 65 breakfast cereals. The labels on their boxes say how much sugar, fibre and protein a
# portion holds, in grams (g), and how much energy, in kilocalories (kcal). In our table all of it is
# for one cup. A Calorie on an American box is one kcal. Can a machine find out how the energy depends
# on the rest?

# %%
cereals = load_dataset("cereals")
cereals[["sugars", "fibre", "protein", "calories"]].head().round(1)

# %% [markdown]
# What we want to predict is the **target**: here, the calories. We predict it from the **inputs**,
# also called **features**. Each **row** is one example.

# %% [markdown]
# ## The linear unit
#
# Start with one input: sugar. A **linear unit** does two things with it.
#
# 1. It multiplies the input $x$ by a number, the **weight** $w$.
# 2. It adds another number, the **bias** $b$.
#
# $$y = w x + b$$
#
# That is the whole neuron. This is how it is drawn:

# %%
show_figure(
    plot_network([1, 1], input_labels=["sugars"], output_labels=["calories"]),
    alt="A linear unit: the input sugars and a constant 1 each have a line to one neuron, "
    "whose output is calories. The line from the 1 is the bias.",
)

# %% [markdown]
# Look at the square with the 1. The bias is drawn as the weight of an input that is always 1,
# because $b \cdot 1 = b$. So it is the part of the sum that is the same for every cereal.
#
# **Try it.** Change `w` and `b` below and run the cell again, until the line runs through the
# middle of the points. There is no single right answer yet.

# %%
w, b = 3.0, 90.0

x, y = cereals["sugars"], cereals["calories"]
labels = {"x_label": "sugars (g in a cup)", "y_label": "energy (kcal in a cup)"}
show_figure(
    plot_fitted_line(x, y, w, b, **labels),
    alt="Points of 65 cereals, energy against sugars: they rise with sugar and are widely spread. "
    "A straight line shows what the neuron predicts.",
)

# %% [markdown]
# What does this neuron predict for a cereal with 5 g of sugar? Compute $3 \cdot 5 + 90$ in your
# head before you run the next cell.

# %%
w, b = 3.0, 90.0
prediction = w * 5 + b
print(f"{prediction:.0f} kcal")
assert prediction == 105

# %% [markdown]
# Both numbers have a meaning.
#
# - The weight is in kcal per gram: if there is one gram of sugar more, the neuron predicts 3 kcal
#   more. The unit of a weight is always the unit of the output, divided by that of its input.
# - The bias is in kcal. It is what the neuron predicts for a cereal without any sugar.
#
# When a neuron **learns**, it changes its weight and its bias, and nothing else.

# %% [markdown]
# ## By hand, then by training
#
# Which line is the best one? For each cereal, look by how many kcal the line is too high or too
# low. The mean of these numbers is the line's **error**. The smaller it is, the better the line.
#
# In the explorer below you turn $w$ and $b$ yourself, and see the error at once.
#
# 1. Say what you expect. A wrong guess costs nothing.
# 2. Reach the goal by hand. Which helped you more, the line or the map?
# 3. Press **Play**. Now a neuron does the same by itself. After each **epoch** it has seen all
#    cereals once more. Watch its weight: does it grow or shrink at first, and what does it do
#    later? And its bias?

# %%
explore_neuron()

# %% [markdown]
# The neuron does not see the map. It only knows in which direction its own error becomes smaller,
# so it takes a small step in that direction, again and again. At first both numbers grow. But then
# the line is too steep, so the weight becomes smaller again, while the bias goes on growing.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## More inputs
#
# A cup also holds fibre and protein. So we give each input its own weight, and add everything up:
#
# $$y = w_1 x_1 + w_2 x_2 + w_3 x_3 + b$$

# %%
show_figure(
    plot_network([3, 1], input_labels=["sugars", "fibre", "protein"], output_labels=["calories"]),
    alt="A linear unit with three inputs: sugars, fibre and protein, each with a weight, and the "
    "constant 1 with the bias, all lead to one neuron whose output is calories.",
)

# %% [markdown]
# With one input the neuron draws a **line**. With two inputs it is a **plane**, a flat surface.
# With three or more inputs we cannot draw it, but it is still flat, and it is called a
# **hyperplane**.
#
# NumPy finds the best plane for sugar and fibre. Here "best" means: with the smallest sum of
# *squared* errors, because there is a formula for it. (Lesson 3 is about this choice.) This is the
# classic **linear model**, about 200 years old. It will be our **baseline**: if a new method does
# no better than the old one, it is not worth the effort.

# %%
X = cereals[["sugars", "fibre"]].to_numpy()
y = cereals["calories"].to_numpy()
X_and_one = np.column_stack([X, np.ones(len(X))])
(w1, w2, b), *_ = np.linalg.lstsq(X_and_one, y)
print(f"calories = {w1:.1f} sugars + {w2:.1f} fibre + {b:.0f}")

# %% [markdown]
# Do you see the column of ones? It is the constant input of the bias, now in code. (`column_stack`
# puts columns side by side. `lstsq` returns the best weights first, and then things that we do not
# need: `*_` takes them.)

# %%
show_figure(
    plot_fitted_plane(X, y, [w1, w2], b, labels=("sugars (g)", "fibre (g)", "energy (kcal)")),
    alt="A flat plane above the axes sugars and fibre. It rises with both. Points of the cereals "
    "stand above and below it, joined to it by thin lines, which are the errors.",
)

# %% [markdown]
# ## One neuron in Keras
#
# **Keras** is the library that we build networks with. A model is a list of layers, one after
# another: `keras.Sequential`. In a layer called `Dense`, each neuron looks at *every* input. Ours
# has one neuron: `units=1`. (Such a neuron is old. In 1958 Frank Rosenblatt showed one, the
# *perceptron*, and newspapers expected that it would soon walk, talk and be conscious of itself.)

# %%
model = keras.Sequential(
    [
        keras.Input((3,)),
        keras.layers.Dense(units=1),
    ]
)

# %% [markdown]
# `keras.Input((3,))` tells Keras what **one row** looks like: three numbers. It does not say how
# many rows there are, because the model can predict any number of them.
#
# Why the parentheses and the comma? Because a row is not always a plain list of numbers. A colour
# photograph has a height, a width and three colours, so it needs, for example, `keras.Input((64,
# 64, 3))`. A row of a table has only a length, and in Python a tuple of one number needs a comma.

# %% [markdown] tags=["guess"]
# **Guess 1.b.** How many numbers does this model hold?
#
# - [ ] 3
#   There is one weight for each of the three inputs. But a bias is added at the end.
# - [x] 4
#   Three weights and one bias.
# - [ ] 6
#   A neuron has one bias, not one for each input.

# %%
for weight in model.weights:
    print(weight.name, weight.shape)
assert model.count_params() == 4

# %% [markdown]
# Four. The **kernel** has shape `(3, 1)`: one weight for each of the 3 inputs of 1 neuron. The
# **bias** has shape `(1,)`: one for each neuron. Arrays with any number of axes are called
# **tensors**. A single number is a tensor with no axis, a list has one axis, a table two.
#
# `get_weights()` returns them as NumPy arrays. (`.ravel()` makes an array flat, to print it in one
# line.) Nobody has trained this model yet, so what is in it?

# %%
kernel, bias = model.get_weights()
print("kernel:", kernel.ravel())
print("bias:  ", bias)
assert np.all(kernel != 0)
assert np.all(bias == 0)

# %% [markdown]
# Keras starts with **random** weights and a bias of 0. Training has to start somewhere. Build the
# model again, and it starts somewhere else:

# %%
again = keras.Sequential([keras.Input((3,)), keras.layers.Dense(units=1)])
print("kernel:", again.get_weights()[0].ravel())
assert not np.allclose(again.get_weights()[0], kernel)

# %% [markdown]
# The model can already predict. But its predictions are still wrong.

# %%
X = cereals[["sugars", "fibre", "protein"]].to_numpy()
by_keras = model.predict(X, verbose=0)
by_hand = X @ kernel + bias
assert np.allclose(by_keras, by_hand, atol=1e-4)
print("Keras:  ", by_keras[:3].ravel())
print("by hand:", by_hand[:3].ravel())

# %% [markdown]
# `X @ kernel` multiplies each input by its weight and adds up, for all rows together. Then the bias
# is added, and that is all Keras did. To use a model like this, without changing its weights, is
# called **inference**. If the two results had differed, `assert` would have stopped the cell with
# an error. So where you see `assert`, the code tests what the text says.

# %% [markdown]
# ## Let it learn
#
# Now we build a neuron and show it all cereals, many times over. Each time it moves its weights a
# little, so that its error becomes smaller. Lesson 3 explains how it knows where to move. For now
# the two lines `compile` and `fit` are a switch that we turn on.

# %%
neuron = keras.Sequential([keras.Input((3,)), keras.layers.Dense(units=1)])
error_before = np.abs(neuron.predict(X, verbose=0).ravel() - y).mean()

neuron.compile(optimizer=keras.optimizers.Adam(1.0), loss="mean_squared_error")
neuron.fit(X, y, epochs=200, batch_size=65, verbose=0)

error_after = np.abs(neuron.predict(X, verbose=0).ravel() - y).mean()
print(f"mean error before: {error_before:.0f} kcal, after: {error_after:.0f} kcal")
mean_error = np.abs(y.mean() - y).mean()
print(f"always saying the mean: {mean_error:.0f} kcal")
assert error_after < 0.35 * error_before
assert error_after < 0.65 * mean_error

# %% [markdown]
# It is off only about half as much as somebody who always says the mean. The weights have moved away
# from their random start, and now they have a meaning:

# %%
kernel, bias = neuron.get_weights()
for name, weight in zip(["sugars", "fibre", "protein"], kernel.ravel(), strict=True):
    print(f"one gram of {name} more: {weight:+.1f} kcal")
print(f"without any of them:     {bias[0]:.0f} kcal")
assert kernel[1, 0] < 0 < w2

# %% [markdown]
# Fibre has a negative weight. Does a gram of fibre take energy out of the bowl? No. Look back: with
# sugar and fibre alone, its weight was positive. A weight says how the prediction changes *when all
# other inputs stay the same*. But cereals with much fibre also hold much protein, so with protein
# among the inputs there is less left for fibre to explain. A weight shows what goes together. It
# does not show why. How closely two columns go together is measured by their **correlation**: near
# 0 they have no straight-line relation, and at 1 they rise together on an exact line.

# %%
together = cereals["fibre"].corr(cereals["protein"])
print(f"correlation of fibre and protein: {together:.2f}")
assert together > 0.7

# %% [markdown]
# ## A weight that cannot be right
#
# Now look at protein: about 25 kcal for one gram. That is impossible. In the 1890s Wilbur Atwater
# measured how much energy the human body gets from food. The numbers on food labels still go back
# to him: one gram of fat gives 9 kcal, and one gram of protein or of carbohydrates gives 4 kcal.
#
# So the neuron predicts fairly well, but its weight of protein is nonsense. The reason is that
# something that gives energy is missing among the inputs. So the neuron explains this energy by an
# input that goes together with it. Fat and carbohydrates are in the table as well; so far we left
# them out.

# %% [markdown] tags=["guess"]
# **Guess 1.a.** We take fat, protein, carbohydrates and sugars as inputs. What will the weight of
# protein be, in kcal per gram?
#
# - [ ] Still about 25
#   It would stay so if nothing had been missing. But fat and carbohydrates often come together with
#   protein, so their energy was counted as energy of protein.
# - [ ] Below 0, as that of fibre was
#   Fibre itself gives hardly any energy, but protein does.
# - [x] About 4
#   Once each source of energy has its own weight, none has to include the energy of another.

# %%
names = ["fat", "protein", "carbohydrates", "sugars"]
sources = cereals[names].to_numpy()
chemist = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units=1)])
chemist.compile(optimizer=keras.optimizers.Adam(1.0), loss="mean_squared_error")
chemist.fit(sources, y, epochs=200, batch_size=65, verbose=0)

for name, weight in zip(names, chemist.get_weights()[0].ravel(), strict=True):
    print(f"one gram of {name} more: {weight:+.1f} kcal")
chemist_error = np.abs(chemist.predict(sources, verbose=0).ravel() - y).mean()
print(f"mean error: {chemist_error:.1f} kcal")
assert np.all(np.abs(chemist.get_weights()[0].ravel() - [9, 4, 4, 4]) < 1.5)
assert chemist_error < 0.4 * error_after

# %% [markdown]
# A neuron that knows nothing about chemistry has found Atwater's numbers, from 65 boxes of cereal.
# And its mean error is only about a third of what it was. A weight can be nonsense when a cause is
# missing, and right when the cause is there. The number alone does not tell you which of the two it
# is.

# %% [markdown]
# ## Is it as good as the baseline?
#
# A single neuron and the linear model of 200 years ago have the same formula. So the neuron should
# arrive where NumPy's exact solution is. Does it?

# %%
X_and_one = np.column_stack([X, np.ones(len(X))])
exact, *_ = np.linalg.lstsq(X_and_one, y)
learnt = np.append(kernel.ravel(), bias)
for name, one, other in zip(["sugars", "fibre", "protein", "bias"], learnt, exact, strict=True):
    print(f"{name:8} learnt {one:7.2f}   exact {other:7.2f}")

neuron_mse = np.mean((X_and_one @ learnt - y) ** 2)
exact_mse = np.mean((X_and_one @ exact - y) ** 2)
assert neuron_mse < 1.1 * exact_mse

# %% [markdown]
# The neuron is nearly as good, but its numbers are not quite the same: it moved in small steps, and
# training stopped shortly before the end. The formula finds the best numbers at once. Why, then, do
# we train? Because the formula exists only for a single linear unit, while small steps also work
# for millions of neurons together.

# %%
show_figure(
    plot_network(
        [3, 1],
        weights=[kernel, bias],
        input_labels=["sugars", "fibre", "protein"],
        output_labels=["calories"],
    ),
    alt="The trained neuron: sugars, fibre and protein lead to calories, each line labelled with "
    "its weight and drawn thicker the larger it is.",
)

# %% [markdown]
# ## Summary
#
# - A neuron multiplies each input by a weight, adds the products up, and adds a bias.
# - Learning changes the weights and the bias, and nothing else.
# - One input makes a line, two make a plane, more make a hyperplane. One neuron is always flat.
# - `keras.Input((3,))` describes one row; `Dense(units=1)` is one neuron.
# - Before training the weights are random and the bias is 0.
# - If a cause is missing among the inputs, the weight of an input that goes together with it is
#   wrong.

# %% [markdown]
# ## New words
#
# - **deep learning**: machine learning with many layers of parts of the same simple kind
# - **neuron**, or unit: the part of a network that adds up its weighted inputs and a bias
# - **linear unit**: a neuron that does nothing else
# - **error**: how far predictions are off, here the mean over all rows
# - **epoch**: one pass through all rows while learning
# - **input**, or feature: a number the prediction is made from
# - **target**: the number we want to predict
# - **weight**: what an input is multiplied by; all weights of a layer are its **kernel**
# - **bias**: the number added at the end; the weight of a constant input 1
# - **hyperplane**: what a line and a plane become with more inputs
# - **linear model**: the best flat fit, found by a formula
# - **baseline**: the simple method that a new one has to beat
# - **layer**: neurons side by side; `Dense` if each looks at every input
# - **seed**: the number that decides which random numbers come; the same seed gives the same ones
# - **inference**: using a model to predict, without changing its weights
# - **correlation**: how closely two columns follow a line together, from −1 over 0 to 1
# - **tensor**: an array with any number of axes

# %% [markdown]
# ## Read and watch
#
# - 3Blue1Brown: [But what is a neural network?](https://www.youtube.com/watch?v=aircAruvnKk), 19
#   minutes. What many of these neurons can do together.
# - Frank Rosenblatt: [The perceptron](https://doi.org/10.1037/h0042519), 1958. The neuron of this
#   lesson, built as a machine. The newspapers expected that it would walk and talk.
# - Keras: [The Sequential model](https://keras.io/guides/sequential_model/).

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 1](../exercises/01_single_neuron.ipynb) gives you another table,
# and you do all this yourself. After that, [Lesson 2: Deep neural
# networks](lesson_02_deep_networks.ipynb) makes the flat neuron bend.
