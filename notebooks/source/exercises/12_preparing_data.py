# %% [markdown]
# # Exercise 12: Preparing data
#
# **You will be able to**
#
# - write normalization, standardization, imputation and one-hot yourself
# - find four mistakes on a page, and impossible values in a table
# - train a network on a table with gaps, without losing what the gaps say
# - thin out a class, and put the probabilities right
#
# **Time:** 40 minutes
#
# **Before you start:** [Lesson 12: Preparing data](../lessons/lesson_12_preparing_data.ipynb)

# %% [markdown]
# ## Scalers
#
# Two functions to begin with. Both get `train`, the training rows, and `x`, some rows to be scaled, both
# of shape `(n_rows, n_columns)`. What they need to know about a column, they learn from `train` alone.

# %%
import keras
import numpy as np

from course_utils import (
    check,
    explore_scaling,
    hint,
    load_dataset,
    show_progress,
    solution,
)

# %% [markdown]
# ## Question 12.1: Normalize
#
# Write `min_max`. Each column of `x` loses the smallest value that it has in `train`, and is divided by
# the largest minus the smallest. A value of `x` beyond these ends simply comes out below 0 or above 1.
# A column that is the same in all training rows becomes 0 wherever `x` has that value, too: divide it
# by 1.


# %%
def min_max(train, x):
    """Return x on the scale on which the training rows run from 0 to 1."""
    # BEGIN SOLUTION: return ...
    low, high = train.min(axis=0), train.max(axis=0)
    return (x - low) / np.where(high > low, high - low, 1)
    # END SOLUTION


# %%
check("12.1", min_max)

# %%
# hint("12.1")
# solution("12.1")

# %% [markdown] tags=["help"]
# 1. Each column has its own ends: `train.min(axis=0)` has one number for each column.
# 2. Where the two ends are equal, the difference is 0, and 0 / 0 is NaN. `np.where(condition, a, b)`
#    chooses between two numbers, column by column.
# 3. `(x - low) / np.where(high > low, high - low, 1)`
#
# **Insight.** A new row can be beyond the ends. Who clips it says that it is like the last one that was
# seen.

# %% [markdown]
# ## Question 12.2: Standardize
#
# Write `standardize`. Each column of `x` loses the mean that it has in `train`, and is divided by its standard
# deviation there. Where the deviation is 0, divide by 1.


# %%
def standardize(train, x):
    """Return x on the scale on which the training rows have mean 0 and deviation 1."""
    # BEGIN SOLUTION: return ...
    deviation = train.std(axis=0)
    return (x - train.mean(axis=0)) / np.where(deviation > 0, deviation, 1)
    # END SOLUTION


# %%
check("12.2", standardize)

# %%
# hint("12.2")
# solution("12.2")

# %% [markdown] tags=["help"]
# 1. It is built like `min_max`, with two other numbers for each column.
# 2. `train.mean(axis=0)` and `train.std(axis=0)`; nothing comes from `x` but the values to be scaled.
# 3. `(x - train.mean(axis=0)) / np.where(deviation > 0, deviation, 1)`
#
# **Insight.** These are the numbers that `keras.layers.Normalization` learns when it is adapted, and keeps in
# the model.

# %% [markdown]
# ## Question 12.3: Somebody wrote on the web
#
# A page explains the two, in this table. Four of its eight cells are wrong. Which ones?
#
# | | Normalization | Standardization |
# |---|---|---|
# | is computed from | **A** mean and standard deviation | **B** smallest and largest value |
# | afterwards | **C** from 0 to 1 | **D** mean 0, deviation 1 |
# | is also called | **E** z-score | **F** min–max scaling |
# | one far outlier | **G** squeezes the others into a corner | **H** still lies far out |

# %%
# BEGIN SOLUTION: wrong_cells = ...
wrong_cells = "ABEF"
# END SOLUTION

# %%
check("12.3", wrong_cells)

# %%
# hint("12.3")
# solution("12.3")

# %% [markdown] tags=["help"]
# 1. Write the two formulas down first. Which has a mean in it?
# 2. Go by columns: with what A says, can C come out?
# 3. Two rows have been swapped. Write the letters of their cells, such as `"CD"`.
#
# **Insight.** The two right rows are what the two *do*. Who knows the formula needs no page.

# %% [markdown]
# ## Question 12.4: Impute and indicate
#
# Write `impute`. It gets `train` and `x`, both of shape `(n_rows,)`: one column in the training rows and in
# others. Empty cells are NaN, in both. It returns an array of shape `(n_rows, 2)`: first the values of
# `x`, with the median of the training rows in the gaps, then 1 where there was a gap and 0 elsewhere.


# %%
def impute(train, x):
    """Return x without gaps, and beside it where they were."""
    # BEGIN SOLUTION: return ...
    gap = np.isnan(x)
    return np.column_stack([np.where(gap, np.nanmedian(train), x), gap])
    # END SOLUTION


# %%
check("12.4", impute)

# %%
# hint("12.4")
# solution("12.4")

# %% [markdown] tags=["help"]
# 1. `np.isnan(x)` says where the gaps are. NaN is equal to nothing, not even to itself: `x == np.nan` finds
#    none.
# 2. The median of an array with a NaN is NaN. `np.nanmedian` passes over the gaps.
# 3. `np.where(gap, np.nanmedian(train), x)` fills, and `np.column_stack([filled, gap])` puts the two side by
#    side.
#
# **Insight.** The median alone would say "a usual person". The second column says "somebody who did not
# tell".

# %% [markdown]
# ## The bank

# %%
credit = load_dataset("credit")
order = np.random.default_rng(1).permutation(len(credit))
train, valid = order[:2454], order[2454:3454]
numbers = credit.select_dtypes("number")
bad = (credit["status"] == "bad").astype(int)

X_train, y_train = numbers.iloc[train], bad.iloc[train].to_numpy()
X_valid, y_valid = numbers.iloc[valid], bad.iloc[valid].to_numpy()
X_train.isna().sum()

# %% [markdown]
# ## Question 12.5: A network for a table with gaps
#
# Make `ready_train` and `ready_valid` of `X_train` and `X_valid`: arrays without gaps, on a common scale,
# with one row for each loan, and with what the gaps of the income say.
# Then build `model` for them and train it on `ready_train` and `y_train`: 16 hidden units will do, Adam with a
# rate of 0.005, batches of 64, 10 epochs. At its end is a probability that the loan goes bad.

# %%
# BEGIN SOLUTION: ready_train, ready_valid, model = ..., ..., ...
median = X_train.median()
mean, deviation = X_train.fillna(median).mean(), X_train.fillna(median).std()


def made_ready(X):
    scaled = (X.fillna(median) - mean) / deviation
    return np.column_stack([scaled, X["income"].isna()]).astype(float)


ready_train, ready_valid = made_ready(X_train), made_ready(X_valid)

keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((ready_train.shape[1],)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.005), loss="binary_crossentropy")
model.fit(ready_train, y_train, batch_size=64, epochs=10, verbose=0)
# END SOLUTION

# %%
check("12.5", model, ready_train, ready_valid, X_train, X_valid, y_valid)

# %%
# hint("12.5")
# solution("12.5")

# %% [markdown] tags=["help"]
# 1. Three steps, each with numbers from `X_train` alone: fill, scale, put the indicator beside it.
# 2. `X.fillna(X_train.median())` fills, for `X_train` and `X_valid` alike. Then subtract the mean and
#    divide by the deviation of the filled `X_train`, again for both.
# 3. `np.column_stack([scaled, X_train["income"].isna()])` has ten columns: `keras.Input((10,))`,
#    `Dense(16, activation="relu")`, `Dense(1, activation="sigmoid")`, and the loss `binary_crossentropy`.
#
# **Insight.** The network now expects of those who told no income what the old loans say about them.

# %% [markdown]
# ## Half-way
#
# The table is ready, and a good place to stop for today as well. When you come back, select the next
# cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 12.6: Thin out
#
# Write `downsample`. It gets `y`, an array of labels of which most are 0, and `factor`, a whole number. It
# returns two arrays: the places of the rows that are kept, and the weight of each. All rows with a 1 are
# kept. Of those with a 0 the first is kept, and then every `factor`-th. (The rows have been shuffled
# before, so no dice are needed.) The weights shall make up for what is missing.


# %%
def downsample(y, factor):
    """Return the rows to keep, and for how many each counts."""
    # BEGIN SOLUTION: return ..., ...
    few, many = np.flatnonzero(y == 1), np.flatnonzero(y == 0)[::factor]
    rows = np.concatenate([few, many])
    return rows, np.where(y[rows] == 1, 1.0, factor)
    # END SOLUTION


# %%
check("12.6", downsample)

# %%
# hint("12.6")
# solution("12.6")

# %% [markdown] tags=["help"]
# 1. `np.flatnonzero(y == 0)` has the places of all zeros, in order.
# 2. A slice takes every third: `places[::3]`. Put the two kinds together with `np.concatenate`.
# 3. A zero that was kept speaks for `factor` of them: `np.where(y[rows] == 1, 1.0, factor)`.
#
# **Insight.** The weights add up to about as many rows as there were. That is how to test it.

# %% [markdown]
# ## Question 12.7: No weights
#
# A colleague thinned out the customers who stayed by a factor of 4, and forgot the weights. Of a customer
# her network says: "leaves with 60 %". Apart from that, all is right with it. How likely is it really? Give
# `leaves` as a number from 0 to 1.

# %%
# BEGIN SOLUTION: leaves = ...
odds = 0.6 / 0.4 / 4
leaves = odds / (1 + odds)
# END SOLUTION

# %%
check("12.7", leaves)

# %%
# hint("12.7")
# solution("12.7")

# %% [markdown] tags=["help"]
# 1. Think of ten customers like this one in her table: 6 leave, 4 stay. How many stayed before she thinned
#    them out?
# 2. For each that stays in her table there were 4: 16. So 6 leave, and 16 stay.
# 3. The odds are 6 to 16. As a share: 6 of 22.
#
# **Insight.** Thinning changes the odds by its factor, for every customer alike. That is why the order of
# the customers stays.

# %% [markdown]
# ## Question 12.8: What cannot be
#
# Here are six columns of the table of diamonds. Price and carat have long tails, and that is how they are:
# a few diamonds *are* large and expensive. But some columns have values that cannot be, whatever the
# diamond. Which ones? Write their names in one text, such as `"carat, price"`.

# %%
diamonds = load_dataset("diamonds")
lengths = diamonds[["carat", "depth", "price", "x", "y", "z"]]
lengths.describe(percentiles=[0.001, 0.5, 0.999]).round(2)

# %%
# BEGIN SOLUTION: impossible = ...
impossible = "x, y, z"
# END SOLUTION

# %%
check("12.8", impossible)

# %%
# hint("12.8")
# solution("12.8")

# %% [markdown] tags=["help"]
# 1. x, y and z are length, width and height in mm; the depth is in percent. Look at the smallest
#    values as well as at the largest.
# 2. What is a diamond whose length is 0 mm?
# 3. The largest carat is 5: that is a gram, and such stones are real. How wide is the widest, and compare
#    it with the longest.
#
# **Insight.** Those zeros are empty cells in disguise. Make them NaN first, and then treat them as any gap.

# %% [markdown]
# ## Question 12.9: One-hot
#
# Write `one_hot`. It gets `levels`, the levels of a category in the training rows, and `x`, an array of
# words. It returns an array of shape `(len(x), len(levels))`: a 1 in the column of the word's level, and 0
# elsewhere. A word that is none of the levels gets a row of zeros.


# %%
def one_hot(levels, x):
    """Return a column for each level."""
    # BEGIN SOLUTION: return ...
    return np.array([[float(word == level) for level in levels] for word in x])
    # END SOLUTION


# %%
check("12.9", one_hot)

# %%
# hint("12.9")
# solution("12.9")

# %% [markdown] tags=["help"]
# 1. How many columns there are is decided by `levels`, never by `x`.
# 2. In each row, ask of each level: is it this word?
# 3. `[[float(word == level) for level in levels] for word in x]`, made into an array.
#
# **Insight.** scikit-learn's `OneHotEncoder(handle_unknown="ignore")` does the same.

# %% [markdown]
# ## Question 12.10: The egg in the table
#
# Choose the column "width with 58.9". Find the scaler and the model with the smallest validation loss after
# 10 epochs. When you have them, press "Copy token", and paste the text as your answer, in quotes.

# %%
explorer = explore_scaling(show=["column", "scaler", "model", "epoch", "goal", "token"])
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "scaling column=outlier scaler=log model=network epoch=10"
# END SOLUTION

# %%
check("12.10", explorer, token)

# %%
# hint("12.10")
# solution("12.10")

# %% [markdown] tags=["help"]
# 1. The price does not rise with the width in a straight line. Which of the two models can bend?
# 2. A shift and a stretch leave the egg where it is, compared with the others. Which scaler is neither?
# 3. The logarithm brings 58.9 and 6 closer: 4.1 and 1.8.
#
# **Insight.** It would be better still to put the one cell right.

# %% [markdown]
# ## What you did
#
# You wrote both scalers and know which is which, filled gaps without hiding them, thinned out a class
# honestly, found what cannot be, and trained a network on a real table with all its holes.
#
# Then one tries this and that, and something becomes a little better. [Lesson 13: Tuning and
# regularization](../lessons/lesson_13_tuning_and_regularization.ipynb) asks whether it was luck. How
# far did you come? Run this cell.

# %%
show_progress()
