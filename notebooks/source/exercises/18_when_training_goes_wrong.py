# %% [markdown]
# # Exercise 18: When training goes wrong
#
# **You will be able to**
#
# - tell from the numbers of a run what is wrong with it, or that nothing is
# - give the one number that proves it
# - repair just that, and show that it helped
# - break a run of your own, and let a doctor find it
#
# **Time:** 55 minutes
#
# **Before you start:** [Lesson 18: When training goes
# wrong](../lessons/lesson_18_when_training_goes_wrong.ipynb)

# %% [markdown]
# ## The next night
#
# Tonight you are alone at the help desk. Each message wants three things from you: a **diagnosis**, in
# one word; the **evidence**, a number from the run itself; and the **repair**. Look before you change.

# %%
import keras
import numpy as np
import pandas as pd

from course_utils import (
    check,
    diagnose,
    explore_clinic,
    hint,
    load_dataset,
    show_progress,
    solution,
)

# %%
mixtures = load_dataset("concrete").sample(frac=1, random_state=3)
strength = mixtures.pop("compressive_strength").to_numpy()
raw = mixtures.to_numpy(float)
X_train, X_valid = raw[:800], raw[800:]
mean, spread_of_columns = X_train.mean(axis=0), X_train.std(axis=0)
X_train, X_valid = (X_train - mean) / spread_of_columns, (X_valid - mean) / spread_of_columns
y_train, y_valid = strength[:800], strength[800:]

keras.utils.set_random_seed(1)
dropped = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(0.3),
        keras.layers.Dense(1),
    ]
)
dropped.compile(keras.optimizers.Adam(0.01), loss="mean_absolute_error")
dropped_history = dropped.fit(
    X_train, y_train, validation_data=(X_valid, y_valid), epochs=15, verbose=0
)

# %% [markdown]
# ## Question 18.1: A hundred times the same
#
# **Ines**: *"I want to know how sure my network is of one mixture. It has dropout, so I let it
# predict this mixture a hundred times, and look how far the answers are apart. But they are all the
# same! Dropout does not work."*

# %%
hundred = np.tile(X_valid[:1], (100, 1))  # one mixture, a hundred times
print("her predictions:", dropped.predict(hundred, verbose=0)[:4, 0])

# %% [markdown]
# Answer with `ines`: `"rate"`, the rate of dropout is too low; `"predict"`, dropout is off where one
# predicts; or `"dead"`, the units are dead. Then give `n_without`, the number of different predictions
# that `dropped.predict(hundred)` makes, to three decimals: the last digit of a float32 also depends on
# where in its batch a row stands. And do what she wants: `answers`, a hundred predictions for
# this mixture *with* dropout on, in MPa.

# %%
# BEGIN SOLUTION: ines, n_without, answers = ..., ..., ...
ines = "predict"
n_without = len(np.unique(dropped.predict(hundred, verbose=0).round(3)))
answers = dropped(hundred, training=True)
# END SOLUTION

# %%
check("18.1", ines, n_without, answers, dropped, X_valid)

# %%
# hint("18.1")
# solution("18.1")

# %% [markdown] tags=["help"]
# 1. When should units be dropped, and when should all of them take part?
# 2. `np.unique` gives the different numbers of an array. How many does it give?
# 3. A model can be called as well: `dropped(hundred, training=True)` does what happens in training.
#
# **Insight.** Ines' idea is a good one, and has a name: Monte Carlo dropout. In a model that people
# rely on, a prediction that changes from call to call would be a fault.

# %% [markdown]
# ## Question 18.2: A batch of one
#
# **Boris**: *"Batch normalization was to help. But in training my network learns next to nothing, and on
# the validation rows it is a catastrophe. Is it overfitting?"*

# %%
tumours = load_dataset("breast_cancer").sample(frac=1, random_state=3)
ill = (tumours.pop("diagnosis") == "malignant").to_numpy().astype(float)
cells = tumours.to_numpy()
X_cells = (cells - cells[:400].mean(axis=0)) / cells[:400].std(axis=0)


def normalized_network():
    """Return a new network with batch normalization, compiled."""
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((30,)),
            keras.layers.Dense(16),
            keras.layers.BatchNormalization(),
            keras.layers.ReLU(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %%
rest = (X_cells[400:], ill[400:])
boris_history = normalized_network().fit(
    X_cells[:200], ill[:200], validation_data=rest, batch_size=1, epochs=4, verbose=0
)
print(pd.DataFrame(boris_history.history).round(2))

# %% [markdown]
# Answer with `boris`: `"overfits"`, `"batch"` (the batch is too small for this layer) or `"scaling"`
# (its inputs should have been scaled). The evidence: give a new `BatchNormalization` layer a batch of
# one row, `X_cells[:1]`, with `training=True`; `handed_on` is what comes out. And `cured_history`: what
# `fit` returns for a `normalized_network()` on the same rows, with four epochs and a better batch size.

# %%
# BEGIN SOLUTION: boris, handed_on, cured_history = ..., ..., ...
boris = "batch"
handed_on = keras.layers.BatchNormalization()(X_cells[:1], training=True)
cured_history = normalized_network().fit(
    X_cells[:200], ill[:200], validation_data=rest, batch_size=16, epochs=4, verbose=0
)
# END SOLUTION

# %%
check("18.2", boris, handed_on, cured_history, boris_history, X_cells)

# %%
# hint("18.2")
# solution("18.2")

# %% [markdown] tags=["help"]
# 1. In training the layer takes the mean of the batch off each row. What is the mean of a single row?
# 2. A layer is called like a function: `keras.layers.BatchNormalization()(X_cells[:1], training=True)`.
# 3. Call `normalized_network().fit(...)` as Boris did, with `batch_size=16`.
#
# **Insight.** In training, every row looked the same to the layers behind: all zeros. What comes after
# training, with moving averages, they had never seen.

# %% [markdown]
# ## Question 18.3: Worse than a coin
#
# **Carmen**: *"Keras says 97 %. My own count says about half. Which of the two is lying?"*


# %%
def her_accuracy(p, y):
    """Return the share of rows on which a prediction is right, as Carmen counts."""
    return np.mean((p > 0.5) == y)


p_carmen = np.array([[0.9], [0.2], [0.7], [0.1], [0.6]])  # as `predict` returns it
y_carmen = np.array([1, 0, 1, 0, 0])
print("counted by Carmen:", her_accuracy(p_carmen, y_carmen))

# %% [markdown]
# Answer with `carmen`: `"threshold"`, `"shapes"` or `"model"`: what is at fault? Then `n_compared`: how many
# comparisons does her function make for 169 rows, with `p` of shape (169, 1) and `y` of shape (169,)?
# And write `accuracy`, which is right for `p` of shape (n, 1), and for `p` of shape (n,) too. It returns a
# share.


# %%
# BEGIN SOLUTION: carmen, n_compared = ..., ...
carmen, n_compared = "shapes", 169 * 169
# END SOLUTION


def accuracy(p, y):
    """Return the share of rows on which a prediction is right."""
    # BEGIN SOLUTION: return ...
    return np.mean((np.ravel(p) > 0.5) == y)
    # END SOLUTION


# %%
check("18.3", carmen, n_compared, accuracy)

# %%
# hint("18.3")
# solution("18.3")

# %% [markdown] tags=["help"]
# 1. Five rows by hand: on how many of them is she right? Her function says something else.
# 2. Print `((p_carmen > 0.5) == y_carmen).shape`.
# 3. `np.ravel(p)` makes (n,) of both shapes.
#
# **Insight.** A broken thermometer is the worst patient: you treat somebody who is well, until the
# number is right.

# %% [markdown]
# ## Question 18.4: Two files
#
# **Dmitri**: *"Nearly 100 % in training, so the network is fine. In validation it is a coin. The
# measurements came in one file, the diagnoses in another, each with the number of the sample. I have
# put them side by side."*

# %%
rng = np.random.default_rng(4)
numbers_measured, numbers_diagnosed = rng.permutation(150), rng.permutation(150)
measured_cells = X_cells[:150][numbers_measured]  # row i belongs to sample numbers_measured[i]
diagnosed = ill[:150][numbers_diagnosed]  # entry i belongs to sample numbers_diagnosed[i]


def wide_network():
    """Return a new network with 64 units, compiled."""
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((30,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


dmitri_history = wide_network().fit(
    measured_cells, diagnosed, validation_data=rest, batch_size=25, epochs=30, verbose=0
)
print(pd.DataFrame(dmitri_history.history).tail(1).round(2))

# %% [markdown]
# Answer with `dmitri`: `"units"` (too many of them), `"labels"` (they belong to other rows) or `"epochs"`
# (too many). The evidence: `wind_loss`, the last training loss of a new `wide_network()` with *his*
# settings on his rows, with his labels in random order. And `joined`: his 150 labels, put in the order
# of his rows.

# %%
# BEGIN SOLUTION: dmitri, wind_loss, joined = ..., ..., ...
dmitri = "labels"
wind = wide_network().fit(
    measured_cells, rng.permutation(diagnosed), batch_size=25, epochs=30, verbose=0
)
wind_loss = wind.history["loss"][-1]
joined = pd.Series(diagnosed, index=numbers_diagnosed)[numbers_measured].to_numpy()
# END SOLUTION

# %%
check(
    "18.4",
    dmitri,
    wind_loss,
    joined,
    dmitri_history,
    numbers_measured,
    numbers_diagnosed,
    diagnosed,
)

# %%
# hint("18.4")
# solution("18.4")

# %% [markdown] tags=["help"]
# 1. How well can a network learn labels that have nothing to do with the rows? That is your evidence.
# 2. The sample of row 0 is `numbers_measured[0]`. Where is it among `numbers_diagnosed`?
# 3. `pd.Series(diagnosed, index=numbers_diagnosed)` can be asked by the number of a sample.
#
# **Insight.** Files are joined by a key, never by their order. Two files of equal length prove
# nothing.

# %% [markdown]
# ## Half-way
#
# You have seen four, and two of their networks were in perfect health: a good place to stop for today.
# When you come back, select the next cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 18.5: The empty cell
#
# **Emeka**, of the bank: *"The network learns nothing at all, with any rate. The table is
# fine: I have looked at the first rows."*

# %%
loans = load_dataset("credit").sample(frac=1, random_state=3).iloc[:1000]
columns = ["seniority", "time", "age", "expenses", "income", "amount", "price"]
loan_table = loans[columns].to_numpy(float)
bad = (loans["status"] == "bad").to_numpy().astype(float)

keras.utils.set_random_seed(1)
emekas = keras.Sequential(
    [
        keras.Input((7,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
emekas.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
scaled_table = (loan_table - np.nanmean(loan_table, axis=0)) / np.nanstd(loan_table, axis=0)
emekas.fit(scaled_table, bad, epochs=3, verbose=0)
print("his predictions:", emekas.predict(scaled_table[:4], verbose=0)[:, 0])

# %% [markdown]
# Answer with `emeka`: the name of the one column that is to blame. The evidence is `n_nan`: how many of
# the 145 weights of `emekas` are NaN? And `filled`: `loan_table` with the median of the known cells of
# that column in its empty cells, and nothing else changed.

# %%
# BEGIN SOLUTION: emeka, n_nan, filled = ..., ..., ...
emeka = columns[int(np.argmax(np.isnan(loan_table).sum(axis=0)))]
n_nan = sum(int(np.isnan(weights).sum()) for weights in emekas.get_weights())
filled = np.where(np.isnan(loan_table), np.nanmedian(loan_table, axis=0), loan_table)
# END SOLUTION

# %%
check("18.5", emeka, n_nan, filled, loan_table, emekas)

# %%
# hint("18.5")
# solution("18.5")

# %% [markdown] tags=["help"]
# 1. `np.isnan(loan_table).sum(axis=0)` counts the empty cells of each column.
# 2. Go through `emekas.get_weights()`, and add up `np.isnan(weights).sum()`.
# 3. `np.nanmedian(column)` is the median of those that are known. `np.where(empty, median, column)`.
#
# **Insight.** Beside the filled column belongs another one that says where it was empty: lesson 12
# shows why.

# %% [markdown]
# ## Question 18.6: Rate or inputs?
#
# **Farid** and **Gloria** have the same complaint on the same day: NaN. Each has a table and a rate. One of them
# has to change the rate, and the other the inputs.

# %%
farids_table, farids_rate = raw[:800], 0.01
glorias_table, glorias_rate = X_train, 0.4


def descend(X, rate):
    """Return a network trained by plain gradient descent at a rate, and what `fit` returned."""
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(keras.optimizers.SGD(rate), loss="mean_squared_error")
    return model, model.fit(X, y_train, epochs=6, verbose=0)


for table, rate in ((farids_table, farids_rate), (glorias_table, glorias_rate)):
    print("loss after 6 epochs:", descend(table, rate)[1].history["loss"][-1])

# %% [markdown]
# Answer with `farid` and `gloria`, each `"rate"` or `"inputs"`. The evidence: `widest`, the largest number
# in Farid's table, over the largest in Gloria's. The repair is for Farid: `cured`, the network that
# `descend` returns, *at his own rate* of 0.01.

# %%
# BEGIN SOLUTION: farid, gloria, widest, cured = ..., ..., ..., ...
farid, gloria = "inputs", "rate"
widest = farids_table.max() / glorias_table.max()
cured = descend(X_train, farids_rate)[0]
# END SOLUTION

# %%
check("18.6", farid, gloria, widest, cured, raw, X_train, y_train)

# %%
# hint("18.6")
# solution("18.6")

# %% [markdown] tags=["help"]
# 1. Look at the columns of both tables. Which examination parts the two?
# 2. The tables have the same mixtures. What has Gloria done to hers that Farid has not?
# 3. `descend(X_train, 0.01)[0]`: Farid's mixtures, scaled.
#
# **Insight.** With a rate of 0.0000001 Farid's NaN would be gone as well, and his network would hardly
# learn. A complaint that has gone is not a cause that was found.

# %% [markdown]
# ## Question 18.7: Training above validation
#
# **Hana** uses the same network as Ines, `dropped`. *"My training loss is above my validation loss in
# every epoch. Something must be swapped."*

# %%
print(pd.DataFrame(dropped_history.history).tail(3).round(2))

# %% [markdown]
# Answer with `hana`: `"swapped"`, `"overfits"` or `"nothing"`: what is wrong? The evidence:
# `measured`, the loss of `dropped` on the *training* rows as it is now, all units taking part. And the
# treatment, `treatment`: `"less dropout"`, `"more rows"` or `"none"`.

# %%
# BEGIN SOLUTION: hana, measured, treatment = ..., ..., ...
hana, treatment = "nothing", "none"
measured = dropped.evaluate(X_train, y_train, verbose=0)
# END SOLUTION

# %%
check("18.7", hana, measured, treatment, dropped_history, dropped, X_train, y_train)

# %%
# hint("18.7")
# solution("18.7")

# %% [markdown] tags=["help"]
# 1. When `fit` notes a training loss, how many units take part? And for the validation loss?
# 2. `dropped.evaluate(X_train, y_train, verbose=0)` measures with all units.
# 3. Compare your number with the validation loss of the last epoch. Is anything wrong?
#
# **Insight.** Two numbers can be compared if they were measured the same way.

# %% [markdown]
# ## Question 18.8: Bring your own run
#
# The last message is yours. Take any table of the course, or your own, and any network. Train it
# *twice*, with `validation_data`: once with **one thing broken on purpose**, and once sound. Then let
# `diagnose` examine the broken one, as if you did not know:
# `report = diagnose(model, history, X_train, y_train, (X_valid, y_valid))`.
#
# Hand over `planted`, what you broke, by the short name that `diagnose` has for it, such as
# `"rate_too_low"`; `found`, which is `report.causes`; `broken_run` and `sound_run`, what the two calls
# of `fit` returned; and `sound_loss`, the last validation loss of the sound one.

# %%
# BEGIN SOLUTION: planted, found, broken_run, sound_run, sound_loss = ..., ..., ..., ..., ...
valid_rows = (X_valid, y_valid)
runs = {}
for rate in (0.4, 0.003):
    keras.utils.set_random_seed(1)
    mine = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    mine.compile(keras.optimizers.SGD(rate), loss="mean_squared_error")
    run = mine.fit(X_train, y_train, validation_data=valid_rows, epochs=6, verbose=0)
    runs[rate] = mine, run
broken, broken_run = runs[0.4]
report = diagnose(broken, broken_run, X_train, y_train, valid_rows)
planted, found = "rate_too_high", report.causes
sound_run = runs[0.003][1]
sound_loss = sound_run.history["val_loss"][-1]
# END SOLUTION

# %%
check("18.8", planted, found, broken_run, sound_run, sound_loss)

# %%
# hint("18.8")
# solution("18.8")

# %% [markdown] tags=["help"]
# 1. Begin with what is easy to break: a rate of 1, raw columns, no activation, a sigmoid on a quantity.
# 2. Print `report`. It says what it calls the cause, and `report.causes` has the short names.
# 3. Build the network anew for the sound run, and change back the one thing. `sound_run.history["val_loss"][-1]`.
#
# **Insight.** Who has broken a thing on purpose knows it again. That is how doctors learn, and pilots.

# %% [markdown]
# ## Question 18.9: Twelve examinations
#
# Five patients wait without their name tags, and there is time for twelve examinations. Find an order
# of three that tells all five apart. When you have it, press "Copy token", and paste the text as your
# answer, in quotes.

# %%
explorer = explore_clinic()
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "clinic patient=F examination=permuted first=permuted second=by_heart third=base_rate"
# END SOLUTION

# %%
check("18.9", explorer, token)

# %%
# hint("18.9")
# solution("18.9")

# %% [markdown] tags=["help"]
# 1. Look at the columns of the five in the map: A, E, F, G, I. Which rows are the same for all five?
# 2. A first examination that finds something in two or three of five parts them best.
# 3. Labels permuted first, then sixteen rows by heart. Who is still alike? One more examination parts them.
#
# **Insight.** An examination that finds nothing in anybody, or something in everybody, costs as much and
# tells nothing.

# %% [markdown]
# ## What you did
#
# You examined before you changed anything, gave a number for each diagnosis, and left those alone
# who were well. That is what an expert does. The rest is practice.
#
# How far did you come? Run this cell.

# %%
show_progress()
