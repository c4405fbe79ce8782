# %% [markdown]
# # Exercise 1: A single neuron
#
# **You will be able to**
#
# - say what shape one row of a table has
# - build a linear unit in Keras and read its weights and bias
# - compute by hand what it computes
# - read a trained weight in real units
# - find a good weight and a good bias by hand
#
# **Time:** 30 minutes
#
# **Before you start:** [Lesson 1: A single neuron](../lessons/lesson_01_single_neuron.ipynb)

# %% [markdown]
# ## How to answer
#
# Each question has three cells. In the first you replace the `...` with your answer. The second
# checks it: run it as often as you like, because wrong answers cost nothing. The third holds a hint
# and a solution. Delete the `#` in front of one of them and run the cell.
#
# Run every cell from top to bottom. `Shift` + `Enter` runs one and goes to the next.

# %%
import keras
import numpy as np
import pandas as pd

from course_utils import check, explore_neuron, hint, load_dataset, solution

# %% [markdown]
# ## The cars
#
# Your table has one row for each of 392 cars from the years 1970 to 1982. We want to know how far a
# car drives on one US gallon of fuel, in miles per gallon (mpg): 20 mpg are about 12 litres for 100
# km. Those were the years of the oil crisis. Miles per gallon are the **target** `y`. We predict it
# from six things that we know about each car. Those are the **inputs** `X`: the number of
# cylinders, the displacement of the engine in cubic inches, its power in horsepower, the car's
# weight in pounds, the seconds it takes from 0 to 60 miles per hour, and the year it was built,
# where 70 means 1970.

# %%
cars = load_dataset("fuel_economy")
inputs = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "model_year"]
X = cars[inputs]
y = cars["mpg"]
X.head()

# %% [markdown]
# ## Question 1.1: Describe one row
#
# Keras must know how many numbers describe *one* car. It does not ask how many cars there are.
# Which shape do you give to `keras.Input`?

# %%
# BEGIN SOLUTION: input_shape = ...
input_shape = (6,)
# END SOLUTION

# %%
check("1.1", input_shape)

# %%
# hint("1.1")
# solution("1.1")

# %% [markdown] tags=["help"]
# 1. Keras asks for one row, not for the table. How many numbers describe one car?
# 2. Count the columns of `X`. The target `mpg` is not among them.
# 3. A shape is a tuple. A tuple of one number needs a comma: `(3,)`.
#
# **Insight.** One car is 6 numbers. How many cars there are says nothing about the shape.

# %% [markdown]
# ## Question 1.2: Build the linear unit
#
# Build a `keras.Sequential` model with one linear unit that takes one car and returns one number.

# %%
# BEGIN SOLUTION: model = ...
model = keras.Sequential(
    [
        keras.Input((6,)),
        keras.layers.Dense(units=1),
    ]
)
# END SOLUTION

# %%
check("1.2", model)

# %%
# hint("1.2")
# solution("1.2")

# %% [markdown] tags=["help"]
# 1. A linear unit is one `Dense` layer. What is its number of units?
# 2. Tell the model about a row first: `keras.Input(...)` with your shape from question 1.1.
# 3. Fill this in: `keras.Sequential([keras.Input((...,)), keras.layers.Dense(units=...)])`.
#
# **Insight.** One layer, one unit: 6 weights and 1 bias are all that this model will ever learn.

# %% [markdown]
# ## Question 1.3: Find its weights and its bias
#
# Your model has not seen a single car. Still it has weights: random ones, from which training
# will start. Take them out of `model` as NumPy arrays: the weights as `w`, the bias as `b`.

# %%
# BEGIN SOLUTION: w, b = ..., ...
w, b = model.get_weights()
# END SOLUTION

# %%
check("1.3", model, w, b)

# %%
# hint("1.3")
# solution("1.3")

# %% [markdown] tags=["help"]
# 1. A built model already has weights: random ones. `model.weights` shows them.
# 2. `model.get_weights()` returns a list of two NumPy arrays, in a fixed order.
# 3. Unpack the list: `w, b = model.get_weights()`.
#
# **Insight.** 6 weights in a column, one for each input, and one bias.

# %% [markdown]
# ## Question 1.4: Do what the neuron does
#
# Write the neuron yourself, with NumPy and without Keras. `X` has one row for each car, shape
# `(n_samples, n_features)`. `w` has shape `(n_features, 1)`, and `b` has shape `(1,)`.
# Return one number for each row.


# %%
def neuron(X, w, b):
    """Compute the output of a linear unit for each row of X."""
    # BEGIN SOLUTION: return ...
    return X @ w + b
    # END SOLUTION


# %%
check("1.4", neuron)

# %%
# hint("1.4")
# solution("1.4")

# %% [markdown] tags=["help"]
# 1. Multiply each input by its weight, add the products up, then add the bias. Once.
# 2. `X @ w` does the multiplying and the adding up for all rows together.
# 3. One line is enough: `return X @ w + b`.
#
# **Insight.** `X @ w + b` is everything a linear unit does.

# %% [markdown]
# ## Question 1.5: Guess first, then look
#
# Soon a neuron will learn from 300 of the cars. We keep the other 92 aside, to see how well it
# predicts cars that it has never seen. First its inputs are **standardized**: from each column we
# subtract its mean, and then we divide by its standard deviation. Then all inputs have about the
# same size, so their weights can be compared.
#
# **Before you run the training:** which input will get the weight that is farthest from 0, above or
# below it? Write its name, for example `"horsepower"`. A guess may be wrong and still earns its
# points. Make one: you will remember the answer better.

# %%
# BEGIN SOLUTION: guess = ...
guess = "weight"
# END SOLUTION

# %% [markdown]
# Now train. This neuron does not use your answers, so this section works whatever you wrote above.
# Lesson 3 explains what `compile` and `fit` do; today we only look at what comes out.

# %%
keras.utils.set_random_seed(1)
order = np.random.default_rng(1).permutation(len(cars))
train, valid = order[:300], order[300:]
X_train, y_train = X.iloc[train], y.iloc[train]
X_valid, y_valid = X.iloc[valid], y.iloc[valid]

mean, deviation = X_train.mean(), X_train.std(ddof=0)
trained = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])
trained.compile(optimizer=keras.optimizers.Adam(0.1), loss="mean_squared_error")
trained.fit((X_train - mean) / deviation, y_train, epochs=50, verbose=0)

kernel, bias = trained.get_weights()
pd.DataFrame({"weight": kernel.ravel()}, index=inputs).round(2)

# %% [markdown]
# Leave your guess as it is. Which input got the weight that is farthest from 0 in this run?

# %%
# BEGIN SOLUTION: outcome = ...
outcome = "weight"
# END SOLUTION

# %%
check("1.5", guess, outcome, trained)

# %%
# hint("1.5")
# solution("1.5")

# %% [markdown] tags=["help"]
# 1. Any of the six names will do as a guess. The outcome is in the table, below the training.
# 2. All inputs were standardized, so the weights can be compared. Large means far from 0, above
#    or below it.
# 3. Compare the six weights in the table without their signs. The name of the largest one's row is
#    the outcome.
#
# **Insight.** With standardized inputs, a larger weight moves the prediction more.

# %% [markdown]
# How good is one neuron? Compare it with a model that knows nothing about a car and always predicts
# the mean. We test both on the 92 cars that were not used in training.

# %%
predicted = trained.predict((X_valid - mean) / deviation, verbose=0).ravel()
neuron_error = np.abs(predicted - y_valid).mean()
mean_error = np.abs(y_train.mean() - y_valid).mean()
assert neuron_error < 0.6 * mean_error
print(f"Always the mean: off by {mean_error:.1f} mpg. One neuron: off by {neuron_error:.1f} mpg.")

# %% [markdown]
# Look at the table of weights once more: the weight of horsepower is small. Does the power of an
# engine not matter for the fuel that it needs? Think of the protein in the lesson. Heavy cars have
# strong engines, so these two inputs go together, too. Here are the weights of the best linear
# model of the same cars, once with the input `weight` and once without it.

# %%
scaled = ((X_train - mean) / deviation).assign(always_1=1)
lighter = scaled.drop(columns="weight")
weights = {
    "with weight": pd.Series(np.linalg.lstsq(scaled, y_train)[0], scaled.columns),
    "without": pd.Series(np.linalg.lstsq(lighter, y_train)[0], lighter.columns),
}
with_weight, without = (column["horsepower"] for column in weights.values())
assert abs(with_weight) < 0.8 and without < -1.5
pd.DataFrame(weights).loc[inputs].round(2)

# %% [markdown]
# It does matter. The weight near 0 only says that among cars of the *same* weight, the same year
# and so on, power changes little. So standardized weights can be compared, but each of them still
# depends on which other inputs there are.

# %% [markdown]
# ## Question 1.6: Give a weight its units
#
# The first table of weights says how much the prediction changes when an input grows by *one
# standard deviation*. Few people think in standard deviations. So take two cars that differ only in
# their year: one was built one year later. By how many mpg does the neuron's prediction for it
# differ?
#
# `kernel` holds the trained weights, in the order of `inputs`, and `deviation` the standard
# deviations.

# %%
# BEGIN SOLUTION: mpg_per_year = ...
mpg_per_year = kernel[5, 0] / deviation["model_year"]
# END SOLUTION

# %%
check("1.6", mpg_per_year, trained, X_train)

# %%
# hint("1.6")
# solution("1.6")

# %% [markdown] tags=["help"]
# 1. The weight is in miles per gallon for one standard deviation of the input.
# 2. How many years are one standard deviation? `X_train.std(ddof=0)` tells you.
# 3. Divide the weight of `model_year` by the standard deviation of `model_year`.
#
# **Insight.** A weight has units: those of the output, divided by those of its input.

# %% [markdown]
# ## Question 1.7: Be the neuron
#
# Back to the cereals of the lesson: the input is sugars, the target is calories, and there are one
# weight and one bias. This time there is no map. Look at the points and at your error, and set both
# sliders so that the error is below the goal.
#
# Have you reached the goal? Then press **Copy token**, and put the text between quotation marks in
# the cell below: `token = "neuron w=... b=... epoch=0"`.

# %%
explorer = explore_neuron(show=["w", "b", "goal", "token"])
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "neuron w=4 b=100 epoch=0"
# END SOLUTION

# %%
check("1.7", explorer, token)

# %%
# hint("1.7")
# solution("1.7")

# %% [markdown] tags=["help"]
# 1. Look at the points on the left, which have no sugar. At which height should a line begin?
# 2. Set the bias to about 100. Then make the weight larger until the line climbs as the points do.
# 3. Two or three cereals lie far above all others. Ignore them, and try weights from 3 to 6.
#
# **Insight.** You and training change the same two numbers until the error is small. You had to
# try; training need not, because its errors tell it in which direction to step.

# %% [markdown]
# ## What you did
#
# You described a row, built a neuron, took its weights out, wrote it by hand, watched it learn,
# gave one of its weights a unit, and did its work yourself. That is all one neuron can do. It can
# only add up; it cannot bend. [Lesson 2](../lessons/lesson_02_deep_networks.ipynb) puts many of
# them together.
