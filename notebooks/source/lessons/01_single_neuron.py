# %% [markdown]
# # Lesson 1: A single neuron
#
# **You will be able to**
#
# - say what deep learning is, in one sentence
# - compute a neuron's output from its inputs, weights and bias
# - build a linear unit with `keras.Sequential` and `Dense`
# - tell Keras what one row of a table looks like
# - look at the weights before and after training
#
# **Time:** 40 minutes
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
#   Wherever you start. That number is called the slope.
# - [ ] 90
#   The 90 is there at every x, and stays as it is.
# - [ ] It depends on x
#   For a line it does not: each step to the right goes equally far up.

# %% [markdown]
# ## What is deep learning?
#
# A program does what somebody wrote down. Much of what we can do, nobody can write down: how to
# know a friend's voice, or how to tell a cat from a dog. **Machine learning** turns this around.
# You show the machine many examples, and it finds the rule by itself.
#
# **Deep learning** is the kind of machine learning that builds the rule from many small parts of
# the same simple kind, in many layers one after another. The parts are called **neurons**. Each one
# is so simple that you could do its work on paper. This lesson is about exactly one of them.

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
# The last line sets the **seed**. Keras begins with random numbers, and the seed says which: with
# the same seed, your numbers are the ones that this text speaks of.
#
# ## The question: how much energy is in a bowl of cereal?
#
# We have 65 breakfast cereals. From what the boxes say, we know how much sugar, fibre and protein
# is in one cup of each, in grams (g), and how much energy, in kilocalories (kcal). What an American
# box calls a Calorie is one kcal. Can a machine find out how the energy follows from the rest?

# %%
cereals = load_dataset("cereals")
cereals[["sugars", "fibre", "protein", "calories"]].head()

# %% [markdown]
# What we want to predict is the **target**: the calories. What we predict it from are the
# **inputs**, also called features. Each **row** is one example.

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
# That is the whole neuron. Here is how one draws it:

# %%
show_figure(
    plot_network([1, 1], input_labels=["sugars"], output_labels=["calories"]),
    alt="A linear unit: the input sugars and a constant 1 each have a line to one neuron, "
    "whose output is calories. The line from the 1 is the bias.",
)

# %% [markdown]
# Look at the square with the 1. The bias is drawn as the weight of an input that is always 1,
# because $b \cdot 1 = b$. It is the part of the sum that is the same for every cereal.
#
# **Try it.** Change `w` and `b` below and run the cell again, until the line runs through the
# middle of the points. There is no single right answer yet.

# %%
w, b = 3.0, 90.0

x, y = cereals["sugars"], cereals["calories"]
labels = {"x_label": "sugars (g in a cup)", "y_label": "energy (kcal in a cup)"}
show_figure(
    plot_fitted_line(x, y, w, b, **labels),
    alt="Points of 65 cereals, energy against sugars: they rise with sugar and lie widely apart. "
    "A straight line shows what the neuron says.",
)

# %% [markdown]
# A cereal with 5 g of sugar: what does this neuron say? Compute $3 \cdot 5 + 90$ in your head
# before you run the next cell.

# %%
w, b = 3.0, 90.0
prediction = w * 5 + b
print(f"{prediction:.0f} kcal")
assert prediction == 105

# %% [markdown]
# The two numbers have a meaning you can say aloud.
#
# - The weight is in kcal for each gram: one gram of sugar more, 3 kcal more.
# - The bias is in kcal: what the neuron says for a cereal without any sugar.
#
# When a neuron **learns**, it changes its weight and its bias, and nothing else.

# %% [markdown]
# ## By hand, then by training
#
# Which line is the best one? For each cereal, look how many kcal the line is off, up or down. The
# mean of all these is the line's **error**. The smaller it is, the better.
#
# In the explorer below you turn $w$ and $b$ yourself, and see the error at once.
#
# 1. Say what you expect. A wrong guess costs nothing.
# 2. Reach the goal by hand. What did you look at, the line or the map?
# 3. Press **Play**. Now a neuron learns the same. An **epoch** means: it has seen all cereals once
#    more. Watch its weight. Which way does it go at first, and which way later? And its bias?

# %%
explore_neuron()

# %% [markdown]
# The neuron does not see the map. It only knows in which direction its own error becomes smaller,
# and takes a small step there, again and again. At first that way is up with both numbers. Then
# the line is too steep, and the neuron goes down with the weight while the bias goes on rising.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## More inputs
#
# A cup also holds fibre and protein. We give each input a weight of its own, and add everything
# up:
#
# $$y = w_1 x_1 + w_2 x_2 + w_3 x_3 + b$$

# %%
show_figure(
    plot_network([3, 1], input_labels=["sugars", "fibre", "protein"], output_labels=["calories"]),
    alt="A linear unit with three inputs: sugars, fibre and protein, each with a weight, and the "
    "constant 1 with the bias, all lead to one neuron whose output is calories.",
)

# %% [markdown]
# With one input the neuron draws a **line**. With two inputs it is a **plane**: a flat board
# above a table. With three or more we cannot draw it any more. It is still flat, and it is called
# a **hyperplane**.
#
# NumPy finds the best flat board for sugar and fibre. "Best" means here: with the smallest sum of
# *squared* errors, since for these there is a formula. (Lesson 3 is about this choice.) This is the
# classic *linear model*, about 200 years old. It will be our **baseline**: a new method has to do
# better than the old one, or it is not worth its trouble.

# %%
X = cereals[["sugars", "fibre"]].to_numpy()
y = cereals["calories"].to_numpy()
X_and_one = np.column_stack([X, np.ones(len(X))])
(w1, w2, b), *_ = np.linalg.lstsq(X_and_one, y)
print(f"calories = {w1:.1f} sugars + {w2:.1f} fibre + {b:.0f}")

# %% [markdown]
# Do you see the column of ones? It is the constant input of the bias, in real code.

# %%
show_figure(
    plot_fitted_plane(X, y, [w1, w2], b, labels=("sugars (g)", "fibre (g)", "energy (kcal)")),
    alt="A flat plane above the axes sugars and fibre. It rises with both. Points of the cereals "
    "stand above and below it, joined to it by thin lines, which are the errors.",
)

# %% [markdown]
# ## One neuron in Keras
#
# **Keras** is the library we build networks with. A model is a list of layers, one after another:
# `keras.Sequential`. A layer of neurons that each look at *every* input is called `Dense`. Ours
# has one neuron: `units=1`.

# %%
model = keras.Sequential(
    [
        keras.Input((3,)),
        keras.layers.Dense(units=1),
    ]
)

# %% [markdown]
# `keras.Input((3,))` tells Keras what **one row** looks like: three numbers. It does not say how
# many rows there are. A model that knows one cereal can be asked about any number of them.
#
# Why the parentheses and the comma? Because a row is not always a plain list of numbers. A colour
# photograph has a height, a width and three colours, so that it needs `keras.Input((64, 64, 3))`.
# A table has one number only, and in Python a tuple of one has a comma.

# %% [markdown] tags=["guess"]
# **Guess 1.b.** How many numbers does this model hold?
#
# - [ ] 3
#   One weight for each of the three inputs: right so far. What is added at the end?
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
# **bias** has shape `(1,)`: one for each neuron. Arrays of any number of axes are called
# **tensors**. A single number is a tensor with no axis, a list has one axis, a table two.
#
# `get_weights()` gives them as NumPy arrays. Nobody has trained this model. What is in it?

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
# And the model works already. It is only wrong.

# %%
X = cereals[["sugars", "fibre", "protein"]].to_numpy()
by_keras = model.predict(X, verbose=0)
by_hand = X @ kernel + bias
assert np.allclose(by_keras, by_hand, atol=1e-4)
print("Keras:  ", by_keras[:3].ravel())
print("by hand:", by_hand[:3].ravel())

# %% [markdown]
# `X @ kernel` multiplies each input by its weight and adds up, for all rows together. Plus the
# bias, that is all Keras did. The cell above would have stopped with an error if the two had
# differed. Cells with `assert` are there so that you do not have to believe what the text says.

# %% [markdown]
# ## Let it learn
#
# Now we build a neuron and show it all cereals, many times over. Each time it moves its weights a
# little, so that its error becomes smaller. How it knows where to move is the story of lesson 3.
# For now the two lines `compile` and `fit` are a switch that we turn on.

# %%
neuron = keras.Sequential([keras.Input((3,)), keras.layers.Dense(units=1)])
error_before = np.abs(neuron.predict(X, verbose=0).ravel() - y).mean()

neuron.compile(optimizer=keras.optimizers.Adam(1.0), loss="mean_squared_error")
neuron.fit(X, y, epochs=200, batch_size=65, verbose=0)

error_after = np.abs(neuron.predict(X, verbose=0).ravel() - y).mean()
print(f"mean error before: {error_before:.0f} kcal, after: {error_after:.0f} kcal")
assert error_after < 0.35 * error_before

# %% [markdown]
# The weights have moved from their random start to numbers that mean something:

# %%
kernel, bias = neuron.get_weights()
for name, weight in zip(["sugars", "fibre", "protein"], kernel.ravel(), strict=True):
    print(f"one gram of {name} more: {weight:+.1f} kcal")
print(f"without any of them:     {bias[0]:.0f} kcal")
assert kernel[1, 0] < 0 < w2

# %% [markdown]
# Fibre has a weight below 0. Does a gram of fibre take energy out of the bowl? No. Look back: with
# sugar and fibre alone, its weight was above 0. A weight says how the prediction changes *when all
# other inputs stay the same*, and cereals with much fibre also hold much protein. With protein
# among the inputs, there is less left for fibre to explain. A weight shows what goes together. It
# does not show why.

# %%
together = cereals["fibre"].corr(cereals["protein"])
print(f"correlation of fibre and protein: {together:.2f}")
assert together > 0.7

# %% [markdown]
# ## A weight that cannot be right
#
# Now look at protein: about 25 kcal for one gram. That cannot be. In the 1890s Wilbur Atwater
# burnt food, and measured what people's bodies got out of it. The numbers on food labels still come
# from him: one gram of fat gives 9 kcal, one gram of protein or of carbohydrates 4.
#
# So the neuron predicts fairly well, and says nonsense about protein. Something that gives energy is
# missing among its inputs, and what goes together with it gets the credit. Fat and carbohydrates
# are in the table as well; so far we left them out.

# %% [markdown] tags=["guess"]
# **Guess 1.a.** We take fat, protein, carbohydrates and sugars as inputs. What will the weight of
# protein be?
#
# - [ ] Still about 25
#   It would stay if nothing had been missing. But fat and carbohydrates often come with protein, and
#   so far protein had to answer for them.
# - [ ] Below 0, as that of fibre was
#   Fibre gives hardly any energy by itself. Protein does.
# - [x] About 4
#   Once each source of energy has a weight of its own, none has to answer for another.

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
# A neuron that knows nothing of chemistry has found Atwater's numbers, from 65 boxes of cereal. Its
# mean error is a third of what it was. A weight can be nonsense where a cause is missing, and right
# when it is there. The number alone does not tell you which.

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
# As good, though not quite the same: it went downhill in small steps, and was stopped before the
# very end. A formula finds the place at once. Why then bother? Because the formula exists only for
# one flat neuron. Small steps downhill work for millions of them.

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
# - A weight answers for what is missing among the inputs and goes together with its own input.

# %% [markdown]
# ## New words
#
# - **deep learning**: machine learning with many layers of parts of the same simple kind
# - **neuron**, or unit: adds up its weighted inputs and a bias
# - **linear unit**: a neuron that does nothing else
# - **error**: how far predictions are off, here the mean over all rows
# - **epoch**: one time through all rows while learning
# - **input**, or feature: a number the prediction is made from
# - **target**: the number we want to predict
# - **weight**: what an input is multiplied by; all weights of a layer are its **kernel**
# - **bias**: the number added at the end; the weight of a constant input 1
# - **hyperplane**: what a line and a plane become with more inputs
# - **linear model**: the best flat fit, found by a formula
# - **baseline**: the simple method that a new one has to beat
# - **layer**: neurons side by side; `Dense` if each looks at every input
# - **seed**: the number from which random numbers begin; the same seed gives the same ones
# - **tensor**: an array with any number of axes

# %% [markdown]
# ## Read and watch
#
# - 3Blue1Brown: [But what is a neural network?](https://www.youtube.com/watch?v=aircAruvnKk), 19
#   minutes. What the neurons of this lesson become when they are many.
# - Frank Rosenblatt: [The perceptron](https://doi.org/10.1037/h0042519), Psychological Review,
#   1958. The neuron of this lesson, as a machine that the newspapers expected to walk and talk.
# - Keras: [The Sequential model](https://keras.io/guides/sequential_model/).

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 1](../exercises/01_single_neuron.ipynb) gives you another table
# and asks you to do all this yourself. After that,
# [Lesson 2: Deep neural networks](lesson_02_deep_networks.ipynb) makes the flat neuron bend.
