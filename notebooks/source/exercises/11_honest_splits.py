# %% [markdown]
# # Exercise 11: Honest splits
#
# **You will be able to**
#
# - scale, split and fold without telling the model anything too early
# - write a split by time and a cross-validation yourself
# - count looks, and say which number may be reported
# - find the columns that will not be there
#
# **Time:** 45 minutes
#
# **Before you start:** [Lesson 11: Honest splits](../lessons/lesson_11_honest_splits.ipynb)

# %% [markdown]
# ## A second opinion
#
# Before a model of your company goes out, somebody else has to look at the promise that comes with
# it. This week it is you.

# %%
import keras
import numpy as np
from sklearn.neighbors import KNeighborsRegressor
from sklearn.preprocessing import StandardScaler

from course_utils import (
    check,
    explore_splits,
    hint,
    load_dataset,
    show_progress,
    solution,
)

# %%
cereals = load_dataset("cereals")
nutrients = ["protein", "fat", "sodium", "fibre", "carbohydrates", "sugars", "potassium"]
deal = np.random.default_rng(1).permutation(len(cereals))
X_train = cereals[nutrients].to_numpy()[deal[:52]]
X_valid = cereals[nutrients].to_numpy()[deal[52:]]
print("training rows:", X_train.shape, " validation rows:", X_valid.shape)

# %% [markdown]
# ## Question 11.1: Whose mean?
#
# Standardize both tables, without a leak: `train_scaled` and `valid_scaled`. Each column of a table
# loses a mean and is divided by a standard deviation.

# %%
# BEGIN SOLUTION: train_scaled, valid_scaled = ..., ...
mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
train_scaled = (X_train - mean) / spread
valid_scaled = (X_valid - mean) / spread
# END SOLUTION

# %%
check("11.1", train_scaled, valid_scaled, X_train, X_valid)

# %%
# hint("11.1")
# solution("11.1")

# %% [markdown] tags=["help"]
# 1. How many means does one column need: one, or one for each table?
# 2. Somebody brings a single new cereal. Which mean and which deviation could it be scaled by? Take those for
#    `X_valid`, too.
# 3. `X_train.mean(axis=0)` and `X_train.std(axis=0)` have seven numbers each. Both tables use them.
#
# **Insight.** The columns of `valid_scaled` do not have mean 0 and deviation 1, and that is right.

# %% [markdown]
# ## Question 11.2: Nothing right
#
# The first colleague reads digits, ten classes. His network is right on nearly all training rows,
# and on the validation rows on hardly any. "It overfits", he says, and wants to make it smaller.

# %%
digits = load_dataset("digits").sort_values("label", kind="stable")
X_digits = digits.drop(columns="label").to_numpy() / 16
y_digits = digits["label"].to_numpy()

keras.utils.set_random_seed(1)
reader = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
reader.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
run = reader.fit(X_digits, y_digits, validation_split=0.2, epochs=5, verbose=0).history
print(f"right: training {run['accuracy'][-1]:.0%}, validation {run['val_accuracy'][-1]:.0%}")
print("labels of the table:", y_digits)

# %% [markdown]
# `validation_split=0.2` takes the *last* fifth of the rows as they come, before anything is
# shuffled. Write down which digits it never shows to the network in training: `missing`, a list.
# Then make `order`, an array of row numbers: with `X_digits[order]` and `y_digits[order]` the same
# `fit` gives an honest number.

# %%
# BEGIN SOLUTION: missing, order = ..., ...
n_train = int(0.8 * len(y_digits))
missing = sorted(set(y_digits.tolist()) - set(y_digits[:n_train].tolist()))
order = np.random.default_rng(1).permutation(len(y_digits))
# END SOLUTION

# %%
check("11.2", missing, order, y_digits)

# %%
# hint("11.2")
# solution("11.2")

# %% [markdown] tags=["help"]
# 1. Look at the labels that the cell above has printed. In which order are they?
# 2. The network learns from `y_digits[:1437]`. Which of the ten digits are not among them?
# 3. `np.random.default_rng(1).permutation(n)` has all numbers from 0 to n − 1, shuffled.
#
# **Insight.** `fit` shuffles the training rows anew for each epoch. But that comes after the split.

# %% [markdown]
# ## Question 11.3: Two weeks ahead
#
# The second colleague forecasts. She needs a split by time. Write `split_by_time`. It gets three
# whole numbers: how many days there are, how many of them are for validation, and the gap. It
# returns two arrays of day numbers, counted from 0: the training days and the validation days. The
# last days are for validation, and right before them `gap` days are in neither.


# %%
def split_by_time(n_days, n_valid, gap):
    """Return the training days and the validation days."""
    # BEGIN SOLUTION: return ...
    first = n_days - n_valid
    return np.arange(first - gap), np.arange(first, n_days)
    # END SOLUTION


# %%
check("11.3", split_by_time)

# %%
# hint("11.3")
# solution("11.3")

# %% [markdown] tags=["help"]
# 1. Draw a strip of ten days. Three at the end are for validation, the two before them are the gap. Which days
#    are left?
# 2. The first validation day is `n_days - n_valid`. The training days end `gap` days earlier.
# 3. `np.arange(a, b)` has the numbers from a to b − 1.
#
# **Insight.** With a gap of 0 you would learn from yesterday to forecast today, and promise it for
# a day two weeks from now.

# %% [markdown]
# ## Question 11.4: Five heaps
#
# The third colleague has 65 rows. Write `k_folds`. It gets the number of rows `n` and the number of
# folds `k`, and returns a list of `k` pairs: training rows and validation rows. Each row is aside
# exactly once. The folds are as equal as can be: where `n / k` is not whole, some have one row
# more. Shuffled or not is up to you. No scikit-learn this time.


# %%
def k_folds(n, k):
    """Return a pair of row numbers, training and validation, for each fold."""
    # BEGIN SOLUTION: return ...
    rows = np.random.default_rng(1).permutation(n)
    folds = np.array_split(rows, k)
    return [(np.setdiff1d(rows, fold), fold) for fold in folds]
    # END SOLUTION


# %%
check("11.4", k_folds)

# %%
# hint("11.4")
# solution("11.4")

# %% [markdown] tags=["help"]
# 1. Ten rows, four folds: how large is each? All ten have to be aside once.
# 2. `np.array_split(rows, k)` cuts an array into k pieces, as equal as can be.
# 3. The training rows of a fold are all the others: `np.setdiff1d(np.arange(n), fold)`.
#
# **Insight.** Row i goes into fold `i % k`: that does it as well, in one line.

# %% [markdown]
# ## Half-way
#
# You can split in every way now: a good place to stop for today. When you come back, select the
# next cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 11.5: The luckiest coin
#
# The fourth colleague has tried many models, and asks how much of his best score is luck. Write
# `best_of`. It gets `looks`, the number of models, and `rows`, the number of validation rows. Each
# model tosses a coin for each row, so its score is the share of rows that it happens to get right.
# The function returns how high the *best* score of `looks` models is, on average over at least
# 1,000 repetitions.


# %%
def best_of(looks, rows):
    """Return the mean score of the best of some coins."""
    # BEGIN SOLUTION: return ...
    rng = np.random.default_rng(1)
    scores = rng.binomial(rows, 0.5, size=(2000, looks)) / rows
    return scores.max(axis=1).mean()
    # END SOLUTION


# %%
check("11.5", best_of)

# %%
# hint("11.5")
# solution("11.5")

# %% [markdown] tags=["help"]
# 1. How many heads in `rows` tosses? `rng.binomial(rows, 0.5)` draws such a number.
# 2. `rng.binomial(rows, 0.5, size=(2000, looks))` has a line for each repetition and a column for each model.
# 3. Divide by `rows`, take the largest of each line, `max(axis=1)`, and then the mean of these.
#
# **Insight.** The best of 20 on 100 rows is 9 points too high, on 10,000 rows not even one.

# %% [markdown]
# ## Question 11.6: Forty tries
#
# Here are the fourth colleague's models. Each predicts a hotel's prices from six columns of the
# table, drawn at random. `valid_errors` has the error of each on 40 validation rows, `test_errors`
# on 3,000 test rows, both in euros. He wants to hand over the model that is best by validation.

# %%
hotel = load_dataset("hotel_rates").select_dtypes("number")
price = hotel.pop("avg_price_per_room").to_numpy()
rng = np.random.default_rng(1)
rows = rng.permutation(len(price))[:3340]
learn, valid, test = rows[:300], rows[300:340], rows[340:]
table = StandardScaler().fit(hotel.iloc[learn]).transform(hotel)

valid_errors, test_errors = np.empty(40), np.empty(40)
for number in range(40):
    columns = rng.permutation(table.shape[1])[:6]
    near = KNeighborsRegressor(10).fit(table[learn][:, columns], price[learn])
    for errors, part in ((valid_errors, valid), (test_errors, test)):
        errors[number] = np.abs(near.predict(table[part][:, columns]) - price[part]).mean()
print("validation errors:", valid_errors.round(1))

# %% [markdown]
# Answer for him: `looks`, how many times the validation rows were looked at; `chosen`, the number
# of the model that validation chooses, counted from 0; and `report`, the error that he may put into
# the report.

# %%
# BEGIN SOLUTION: looks, chosen, report = ..., ..., ...
looks = len(valid_errors)
chosen = int(np.argmin(valid_errors))
report = test_errors[chosen]
# END SOLUTION

# %%
check("11.6", looks, chosen, report, valid_errors, test_errors)

# %%
# hint("11.6")
# solution("11.6")

# %% [markdown] tags=["help"]
# 1. Each model that was scored on the validation rows is a look, the bad ones included.
# 2. `np.argmin` gives the place of the smallest number. Which of the two arrays may choose?
# 3. The validation error of the winner is the luckiest of forty. Which rows have seen the winner only?
#
# **Insight.** The smallest test error is a choice, too. Who reports it has made test rows into
# validation rows.

# %% [markdown]
# ## Question 11.7: The wrong rows
#
# The fifth colleague forecasts the station. She had three tables, by time: training, validation and
# test days. In a hurry she took the test days to stop by, and never touched the validation days.

# %%
rides = load_dataset("ridership")
stations = rides.loc[:, "austin":"california"].to_numpy()
working = np.flatnonzero(rides["date"].dt.day_of_week < 5)
X_rides, y_rides = stations[working], rides["ridership"].to_numpy()[working]
center, width = X_rides[:3500].mean(axis=0), X_rides[:3500].std(axis=0)
X_rides = (X_rides - center) / width
X_days_valid, y_days_valid = X_rides[3510:3770], y_rides[3510:3770]
X_days_test, y_days_test = X_rides[3780:], y_rides[3780:]

# %%
keras.utils.set_random_seed(1)
hers = keras.Sequential(
    [
        keras.Input((20,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(1),
    ]
)
hers.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
her_history = hers.fit(
    X_rides[:3500],
    y_rides[:3500],
    validation_data=(X_days_test, y_days_test),
    callbacks=[keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)],
    batch_size=128,
    epochs=25,
    verbose=0,
)
print("loss on the test days, epoch by epoch:", np.round(her_history.history["val_loss"], 2))

# %% [markdown]
# What can be saved? `epoch_looks`: how many times have the test days been looked at? `honest`:
# which days can still give a number for the report, `"training"`, `"validation"`, `"test"` or
# `"none"`? And `promise`: that number, the mean absolute error of `hers` on those days, in
# thousands of people.

# %%
# BEGIN SOLUTION: epoch_looks, honest, promise = ..., ..., ...
epoch_looks = len(her_history.history["val_loss"])
honest = "validation"
promise = hers.evaluate(X_days_valid, y_days_valid, verbose=0)
# END SOLUTION

# %%
check("11.7", epoch_looks, honest, promise, her_history, hers, X_days_valid, y_days_valid)

# %%
# hint("11.7")
# solution("11.7")

# %% [markdown] tags=["help"]
# 1. Early stopping looks at its rows once in each epoch that was run.
# 2. Never mind what the tables are called. From which days has nothing been learnt, and nothing chosen by them?
# 3. `hers.evaluate(X, y, verbose=0)` gives the loss, which is the mean absolute error here.
#
# **Insight.** Rows are named by what they were used for. She has swapped the names, no more, and
# only because a third table was there.

# %% [markdown]
# ## Question 11.8: Will it be there?
#
# The sixth colleague forecasts the riders of the station, two weeks ahead. Six columns are in the
# table. For each write `"yes"` or `"no"`: is the number known on the day when the forecast is made?
#
# - `weekday`: the day of the week
# - `lag_14`: how many people entered the station 14 days before
# - `lag_7`: how many people entered the station 7 days before
# - `weather`: the highest temperature of the day
# - `fixtures`: whether the Cubs play at home that day
# - `week_mean`: the mean number of people in that week

# %%
# BEGIN SOLUTION: weekday, lag_14, lag_7, weather, fixtures, week_mean = ..., ..., ..., ..., ..., ...
weekday, lag_14, lag_7 = "yes", "yes", "no"
weather, fixtures, week_mean = "no", "yes", "no"
# END SOLUTION

# %%
check("11.8", weekday, lag_14, lag_7, weather, fixtures, week_mean)

# %%
# hint("11.8")
# solution("11.8")

# %% [markdown] tags=["help"]
# 1. Put yourself on the day when the forecast is made, two weeks before. What do you know?
# 2. Some things of the future are settled: the calendar is, and so is the plan of a season.
# 3. Seven days before that day is a week after the forecast. Nobody has counted those people yet.
#
# **Insight.** A table is made afterwards, when everything is known. It does not tell when each
# number came.

# %% [markdown]
# ## Question 11.9: A promise kept
#
# Find the fewest days with which a pipeline without a leak keeps its promise within 2 %, and the
# split that does it. When you have it, press "Copy token", and paste the text as your answer, in
# quotes.

# %%
explorer = explore_splits()
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "splits split=by_time leak=none rows=400"
# END SOLUTION

# %%
check("11.9", explorer, token)

# %%
# hint("11.9")
# solution("11.9")

# %% [markdown] tags=["help"]
# 1. Take the leak out first. Then go through the three splits, and look at delivered / promised.
# 2. The world asks about days to come. Which split asks the same?
# 3. By time. Then try 40, 400 and 4,000 days.
#
# **Insight.** The promise is kept, and the rule of thumb is still better. Honest and good are two
# things.

# %% [markdown]
# ## What you did
#
# You scaled without a leak, put sorted rows right, wrote a split by time and a cross-validation,
# counted looks, and saved a report by asking what each row had been used for. The next time you are
# shown a score, you know what to ask: *on which rows, and who has looked at them before?*
#
# Rows can be split fairly and still hold nonsense. [Lesson 12: Preparing
# data](../lessons/lesson_12_preparing_data.ipynb) looks into the cells. How far did you come? Run this
# cell.

# %%
show_progress()
