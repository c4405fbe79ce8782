# %% [markdown]
# # Lesson 11: Honest splits
#
# **You will be able to**
#
# - say what training, validation and test rows are for, and how many of each you need
# - split at random, by group or by time, as the world will ask
# - cross-validate on few rows, and say how much luck is in a score
# - find what a model was told too early: five leaks, and what each costs
# - count your looks
#
# **Time:** 70 minutes
#
# **Before you start:** [Lesson 4: Overfitting and
# underfitting](lesson_04_overfitting_and_underfitting.ipynb) and [Lesson 10:
# Optimizers](lesson_10_optimizers.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 11.r1.** A network trains with early stopping, which watches the validation loss. Why not
# the training loss?
#
# - [ ] It costs more to compute
#   It is the other way round: the training loss is computed anyway.
# - [x] It nearly always goes on falling, also while the network learns noise
#   Only rows that the network does not learn from can show that.
# - [ ] It is always the higher one
#   As a rule it is the lower one: a network is best on what it has learnt.
#
# **Recall 11.r2.** What does `StandardScaler().fit(X_train)` learn?
#
# - [ ] Nothing: only `model.fit` learns
#   It looks at rows and keeps numbers. That is learning, too, and it is what this lesson is about.
# - [x] The mean and the standard deviation of each column of the training rows
#   `transform` then takes the one off and divides by the other, whatever rows it is given.
# - [ ] The smallest and the largest number of each column
#   So does a min–max scaler.

# %% [markdown]
# ## A promise
#
# A railway wants to know two weeks ahead how many people will enter its station Clark/Lake, in the
# middle of Chicago. It has to plan trains and staff. Whoever delivers a forecast is also asked: *how
# far off will you be?* That number is a **promise**. This lesson is about keeping it.
#
# There are 5,698 days, in their order. For each we have how many people entered 20 stations of the
# railway *14 days before*, and the day of the week.

# %%
import keras
import numpy as np
import pandas as pd
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import (
    GroupKFold,
    KFold,
    ShuffleSplit,
    StratifiedKFold,
    TimeSeriesSplit,
    cross_val_score,
)
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from course_utils import (
    explore_splits,
    guess,
    load_dataset,
    plot_lines,
    plot_splits,
    show_figure,
)

# %%
rides = load_dataset("ridership")
y = rides["ridership"].to_numpy()
stations = rides.loc[:, "austin":"california"]
X = pd.concat([stations, pd.get_dummies(rides["date"].dt.day_name())], axis=1).to_numpy(float)
rule = rides["clark_lake"].to_numpy()  # the same station, 14 days before

n = len(y)
known = np.arange(n - 731)
next_year = np.arange(n - 731 + 14, n - 366)
sealed = np.arange(n - 366 + 14, n)
for name, rows in {"known": known, "next year": next_year, "sealed": sealed}.items():
    first, last = rides["date"].dt.date.iloc[rows[[0, -1]]]
    print(f"{name:10}{len(rows):5} days, from {first} to {last}")

# %% [markdown]
# So that you can see whether a promise is kept, you get a time machine. We know the days up to
# August 2014, and make our promises there. The year after that shows what comes true. Nobody chooses
# anything by it. The last year stays sealed until the end of the lesson.
#
# There is also a rule of thumb, for comparison: *as many as 14 days ago*, on the same day of the week.
#
# The network has one hidden layer. Its learning rate follows a cosine, as in lesson 10. Note where
# the mean and the spread of the inputs come from.


# %%
def train_forecaster(X, rows):
    """Return a forecaster that has learnt from some rows: inputs in, thousands of people out."""
    keras.utils.set_random_seed(1)
    scaler = StandardScaler().fit(X[rows])
    steps = 12 * int(np.ceil(len(rows) / 128))
    rate = keras.optimizers.schedules.CosineDecay(0.01, steps)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mean_absolute_error")
    model.fit(scaler.transform(X[rows]), y[rows], batch_size=128, epochs=12, verbose=0)
    return lambda inputs: np.array(model(scaler.transform(inputs)))[:, 0]


def mean_error(forecasts, rows):
    """Return how far off forecasts are on average, in thousands of people."""
    return np.mean(np.abs(forecasts - y[rows]))


# %% [markdown]
# Now the split that most people would take: shuffle the known days, put 731 aside, train on the rest.

# %%
shuffled = np.random.default_rng(1).permutation(known)
valid, train = shuffled[:731], shuffled[731:]
forecaster = train_forecaster(X, train)
promise = {"shuffled": mean_error(forecaster(X[valid]), valid)}
by_rule = mean_error(rule[valid], valid)
print(f"on shuffled validation days: {promise['shuffled']:.2f} thousand people off")
print(f"the rule of thumb on these days: {by_rule:.2f}")
assert promise["shuffled"] < 0.9 * by_rule

# %% [markdown] tags=["guess"]
# **Guess 11.a.** The network has not seen the validation days. It promises to be off by about 1,000
# people. How far off is it in the next year?
#
# - [ ] About 1,000 people: the validation days were new to it as well
#   They were new, but the days before and after each of them were not.
# - [x] More than 1,100
#   The promise was made for days in the midst of known ones. The next year is not.
# - [ ] Less: the next year has only ordinary days
#   Nobody chose these days, and there are holidays every year.

# %%
delivered = {"shuffled": mean_error(forecaster(X[next_year]), next_year)}
print(f"promised {promise['shuffled']:.2f}, delivered {delivered['shuffled']:.2f}")
print(f"the rule of thumb in the next year: {mean_error(rule[next_year], next_year):.2f}")
assert delivered["shuffled"] > 1.1 * promise["shuffled"]

# %% [markdown]
# Nobody cheated, and the network is still better than the rule of thumb. A part of it is only that
# later days are harder: the rule of thumb is further off, too. But the promise did not know that,
# for it was made for another question: *how good are you on a Tuesday when you know the Monday and
# the Wednesday?*

# %%
near = np.isin(valid - 1, train) | np.isin(valid + 1, train)
print(f"validation days with a training day right before or after: {near.mean():.0%}")
assert near.mean() > 0.9

working = rides["date"].dt.day_of_week < 5
by_year = rides[working & (rides["date"].dt.year < 2016)].groupby(rides["date"].dt.year)
by_year = by_year["ridership"].mean()
show_figure(
    plot_lines(
        by_year.index,
        {"Monday to Friday": by_year},
        x_label="year",
        y_label="thousands of people a day",
    ),
    alt="Riders on a mean working day by year: falling until 2004, then rising in steps, to more than "
    "20,000 in 2015.",
)

# %% [markdown]
# The numbers rise over the years, and not evenly. A shuffled split has days of each year on both sides.
# The future is a year of its own.

# %% [markdown]
# ## Ask what the world will ask
#
# The remedy is simple to say: **the validation rows must be to the training rows what the world's
# rows will be.** Here the world asks about days that are still to come. So validate on the *last*
# of the known days, and train on those before them. In its plainest form: learn from days 1 to 39,
# and forecast day 40.
#
# Ours is not quite as plain, for the forecast is wanted 14 days ahead. The one for day 40 is made
# on the morning of day 26, when days 26 to 39 have not happened yet. So we leave a **gap** of 14
# days between the two.

# %%
days = np.arange(60)
mixed = np.random.default_rng(0).permutation(days)
strips = {
    "shuffled": (mixed[12:], mixed[:12]),
    "by group": next(GroupKFold(5, shuffle=True, random_state=2).split(days, groups=days // 6)),
    "by time": (days[:34], days[48:]),
}
show_figure(
    plot_splits(strips, n_rows=60, x_label="day"),
    alt="Sixty days. Shuffled: the validation days are scattered among the training days. By group: "
    "two blocks of six neighbouring days are for validation. By time: training days, then an empty "
    "gap of 14 days, then the validation days.",
)

# %%
gap = 14
valid, train = known[-731:], known[: -731 - gap]
promise["by time"] = mean_error(train_forecaster(X, train)(X[valid]), valid)

final = train_forecaster(X, known)  # the promise is made: now learn from all that is known
delivered["by time"] = mean_error(final(X[next_year]), next_year)
for name, error in promise.items():
    print(f"{name:10}promised {error:.2f}, delivered {delivered[name]:.2f}")
assert abs(delivered["by time"] / promise["by time"] - 1) < 0.15

# %% [markdown]
# This promise is worse, and it is kept. Nothing has become better about the forecasts: both networks
# deliver about the same. An honest split does not make a model good. It tells you how good it is,
# *before* the railway finds out.
#
# Mind the last step. The split was for the promise. Once that is made, the model for the world learns
# from all known rows: the newest days are worth most.
#
# One block at the end is one piece of luck. `TimeSeriesSplit` makes several: each time it learns from
# the past and looks at the days after it. `cross_val_score` trains and scores once for each. Its scores
# are better the higher they are, so an error comes with a minus, which we take off.

# %%
splitter = TimeSeriesSplit(n_splits=4, test_size=365, gap=14)
folds = list(splitter.split(known))
show_figure(
    plot_splits(
        {f"split {number}": fold for number, fold in enumerate(folds, start=1)},
        n_rows=len(known),
        x_label="day",
    ),
    alt="Four splits below each other. Each learns from all days up to a point, leaves a thin gap and "
    "validates on the year after it. From one to the next the training days become more.",
)

# %%
line = make_pipeline(StandardScaler(), LinearRegression())
errors = -cross_val_score(line, X[known], y[known], cv=splitter, scoring="neg_mean_absolute_error")
print("a linear unit, year by year:", errors.round(2))
assert all(fold[0].max() + 14 < fold[1].min() for fold in folds) and np.ptp(errors) > 0.2

# %% [markdown]
# ### By group
#
# Time is not the only thing that ties rows together. In exercise 4 you split by group. A hotel's
# bookings come in parties: ten rooms for one wedding, all for the same night, through the same
# agent, for the same company. If seven are among the training rows and three among the validation
# rows, then a model that remembers is praised for its memory.

# %%
hotel = load_dataset("hotel_rates").iloc[:6000]
numbers = ["lead_time", "stays_in_week_nights", "adults", "children", "historical_adr"]
kinds = pd.get_dummies(hotel[["market_segment", "reserved_room_type", "meal"]])
X_hotel = pd.concat([hotel[numbers], kinds], axis=1).to_numpy(float)
price = hotel["avg_price_per_room"].to_numpy()
names = hotel.astype(str)
party = names["arrival_date"] + names["agent"] + names["company"]

neighbours = make_pipeline(StandardScaler(), KNeighborsRegressor(n_neighbors=3))
how = {"scoring": "neg_mean_absolute_error"}
deal = KFold(5, shuffle=True, random_state=1)
at_random = -cross_val_score(neighbours, X_hotel, price, cv=deal, **how)
whole_parties = -cross_val_score(neighbours, X_hotel, price, groups=party, cv=GroupKFold(5), **how)
print(f"{len(hotel)} bookings of {party.nunique()} parties")
print(f"euros off, at random {at_random.mean():.1f}, by whole parties {whole_parties.mean():.1f}")
assert whole_parties.mean() > 1.05 * at_random.mean()

# %% [markdown]
# Which one is right? It depends on what will be asked. Will you price one more room for a party
# whose other rooms you know? Then the first. Will you price the room of a new party? Then the
# second. The same goes for several photographs of one patient, or several sentences of one speaker.
#
# | what ties the rows together | the world asks about | scikit-learn |
# |---|---|---|
# | nothing | more of the same | `KFold(shuffle=True)`, `train_test_split` |
# | a rare class | the same, but each fold needs some of it | `StratifiedKFold` |
# | patient, party, mixture | a new patient, a new party | `GroupKFold` |
# | time | later | `TimeSeriesSplit(gap=...)` |

# %% [markdown]
# ## A column from the future
#
# A colleague has an idea. The counts are 14 days old. Why not add one that is 7 days old? She
# calls it `lag_7`. She splits by time, gap and all.

# %%
lag_7 = rides["ridership"].shift(7).bfill().to_numpy()
X_lag = np.column_stack([X, lag_7])
promise["with lag_7"] = mean_error(train_forecaster(X_lag, train)(X_lag[valid]), valid)
print(f"promised: {promise['by time']:.2f} without it, {promise['with lag_7']:.2f} with it")
assert promise["with lag_7"] < 0.99 * promise["by time"]

# %% [markdown] tags=["guess"]
# **Guess 11.b.** Her promise is better. What happens when her model makes its first real forecast,
# for a day two weeks from now?
#
# - [ ] It keeps the promise: the split was by time
#   The split was right. The trouble is in the table.
# - [x] It stands before an empty cell
#   How many people will enter in a week from now? Nobody knows today. In the table the number was there,
#   because the table was made afterwards.
# - [ ] It is a little worse, as a model always is on new rows
#   A little would be nothing to worry about.

# %%
with_lag = train_forecaster(X_lag, known)
as_it_will_be = X_lag[next_year].copy()
as_it_will_be[:, -1] = lag_7[known].mean()  # an empty cell is filled by the mean
delivered["with lag_7"] = mean_error(with_lag(as_it_will_be), next_year)
print(f"promised {promise['with lag_7']:.2f}, delivered {delivered['with lag_7']:.2f}")
assert delivered["with lag_7"] > 1.3 * delivered["by time"]

# %% [markdown]
# No split can find that, for the column is as wrong in the validation rows as in the training rows. You
# have to ask of each column: **on the day of the forecast, will I know this number?** The day of the
# week: yes. The fixtures of the ball clubs: yes. The weather of the day: no, only a forecast of it.
# Something that is written down because the thing has happened, such as the date of a refund: never.

# %% [markdown]
# ## Three kinds of rows
#
# - **Training rows**: the weights are learnt from them.
# - **Validation rows**: you choose by them. How many units, which rate, when to stop, which columns.
#   What you choose so is called a **hyperparameter**.
# - **Test rows**: nothing is learnt or chosen by them. You look once, at the end, and report.
#
# Why is it not enough to have validation rows? Because to choose is to learn, too, and the best of many
# scores is a lucky one. Here is the purest case. A hundred "models" toss a coin for each row. None
# knows anything.

# %% [markdown] tags=["guess"]
# **Guess 11.c.** Twenty such coins are scored on 100 validation rows, and you keep the best one.
# What is its score, on average?
#
# - [ ] 50 %: they are coins
#   So it is for each one. But you kept the one that happened to be best.
# - [x] About 59 %
#   The score of one coin goes up and down by 5 points. The best of twenty is nearly two such steps up.
# - [ ] About 75 %
#   For that you would have to look at far more coins than there are.

# %%
rng = np.random.default_rng(1)
table = {}
for rows in (100, 1000, 10_000):
    scores = rng.binomial(rows, 0.5, size=(2000, 100)) / rows
    table[f"{rows:,} rows"] = {
        f"best of {looks}": scores[:, :looks].max(axis=1).mean() for looks in (1, 20, 100)
    }
table = pd.DataFrame(table).T
assert 0.58 < table.loc["100 rows", "best of 20"] < 0.61
assert 0.61 < table.loc["100 rows", "best of 100"] < 0.64
assert table.loc["1,000 rows", "best of 100"] < 0.55
(100 * table).round(1)

# %% [markdown]
# The best coin scores 59 %, and on new rows it scores 50 %. So it is with networks. Each look at the
# validation rows makes the best score a little more of a lie. It is a small lie where there are many
# rows: the luck in a score shrinks with the root of their number. That gives the rules for how to
# share out rows:
#
# - **Many hyperparameters**, so many looks: many validation rows.
# - **No hyperparameters**, so nothing to choose: no validation rows. *But still test rows.* Otherwise
#   you have no number to report.
# - **Early stopping is a hyperparameter.** Each epoch is a look. Where test rows decided when to stop,
#   they are validation rows, whatever they are called.
# - **A large model** needs many rows to learn from. **Few rows** in all: see the next section.
#
# | rows in all | a usual split | why |
# |---|---|---|
# | 100 | none: cross-validation | 20 test rows say little |
# | 10,000 | 60 / 20 / 20 % | 2,000 rows tell 80 % from 82 % |
# | 1,000,000 | 98 / 1 / 1 % | 10,000 rows are enough to look at; the rest may teach |
#
# A share of right answers on n rows goes up and down by about 0.5 / √n at most: 5 points on 100
# rows, half a point on 10,000.

# %% [markdown]
# ## Half-way
#
# You know which rows to put aside, and why: a good place to stop for today. What follows is about few
# rows, and about what is learnt before the training even begins. When you come back, select the
# next cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## Few rows
#
# The cereals of lesson 1 are 65. A single neuron shall tell their calories; `LinearRegression`
# finds its best weights at once. Thirteen cereals shall be validation rows. Which thirteen?

# %%
cereals = load_dataset("cereals")
nutrients = ["protein", "fat", "sodium", "fibre", "carbohydrates", "sugars", "potassium"]
X_few, calories = cereals[nutrients].to_numpy(), cereals["calories"].to_numpy()
one_split = ShuffleSplit(n_splits=200, test_size=13, random_state=1)
scores = -cross_val_score(
    LinearRegression(), X_few, calories, cv=one_split, scoring="neg_mean_absolute_error"
)
print("kcal off, the first five splits:", scores[:5].round(1))
print(f"of 200 splits: best {scores.min():.1f}, worst {scores.max():.1f}")
assert scores.max() > 2 * scores.min()

# %% [markdown]
# The same neuron, the same cereals, and one person reports twice or three times the error of
# another. **Cross-validation** takes the luck of the draw out. Deal the rows into k equal heaps,
# called **folds**. Then train k times, each time without one fold, and score on the fold that was
# left out. In the end each row has been aside exactly once.

# %%
five = KFold(n_splits=5, shuffle=True, random_state=1)
aside = np.zeros(65, dtype=int)
for _, valid_rows in five.split(X_few):
    aside[valid_rows] += 1
print("how often was each row aside?", set(aside.tolist()))
assert set(aside.tolist()) == {1}
show_figure(
    plot_splits(
        {f"fold {k}": rows for k, rows in enumerate(KFold(5).split(X_few), start=1)},
        n_rows=65,
        x_label="cereal, in the order of the deal",
    ),
    alt="Five strips of 65 cereals. In each another fifth is for validation, and the other four fifths "
    "are for training.",
)

# %% [markdown] tags=["guess", "again"]
# **Guess 11.d.** You find in a textbook: "Cross-validation trains the model several times with
# different ratios of training to validation rows." What is true?
#
# - [ ] So it is: 90 : 10, then 80 : 20, and so on
#   Then the scores would be for models of different schooling, and some rows would count more often.
# - [x] The ratio is the same each time; *other rows* are aside
#   Five folds of 13, each once aside: 52 : 13 five times.
# - [ ] The rows are the same each time; the weights start elsewhere
#   That is a repetition with another seed. It shows another kind of luck.

# %%
sizes = {(len(train_rows), len(valid_rows)) for train_rows, valid_rows in five.split(X_few)}
print("training and validation rows:", sizes)
assert sizes == {(52, 13)}

means = []
for seed in range(40):
    folds = KFold(n_splits=5, shuffle=True, random_state=seed)
    by_fold = -cross_val_score(
        LinearRegression(), X_few, calories, cv=folds, scoring="neg_mean_absolute_error"
    )
    means.append(by_fold.mean())
print(f"five folds, the last deal: {by_fold.round(1)}, mean {by_fold.mean():.1f}")
print(f"spread of one split's score {scores.std():.2f}, of the mean of five {np.std(means):.2f}")
assert np.std(means) < 0.5 * scores.std()

# %% [markdown]
# Report the mean *and* how much the folds differ, in the unit of the target: "off by 7.3 kcal; the
# folds go from 5 to 11". And what do you hand over at the end? None of the five models. They were
# for the score. The model for the world is trained once more, on all 65.
#
# With a rare class an unlucky deal may leave a fold without any of it. `StratifiedKFold` deals out each
# class by itself. Three of the cereals have no vitamins added:

# %%
vitamins = cereals["vitamins"].to_numpy()
counts = {}
for name, splitter in {"KFold": KFold(3), "StratifiedKFold": StratifiedKFold(3)}.items():
    folds = splitter.split(X_few, vitamins)
    counts[name] = [int(np.sum(vitamins[rows] == "none")) for _, rows in folds]
    print(f"{name:16}cereals without vitamins in each fold: {counts[name]}")
assert counts["StratifiedKFold"] == [1, 1, 1] != counts["KFold"]

# %% [markdown]
# ## Learnt before training
#
# Now the quiet part. A model is more than its weights. Before `fit` is called, somebody has scaled
# columns, filled empty cells, chosen columns, put numbers in place of names. Each of these looked at
# rows, and kept something. **Everything learnt from data before training is part of the model. So
# learn it from training rows only.**
#
# What it has seen of other rows is called a **leak**. You have met one, the column from the future.
# Here are four more. Not all of them do harm, and you should know which do.
#
# ### Scaler and filler
#
# Fit the scaler on all rows, and the validation rows have had a say in the mean. How much does that
# change? We predict from the nearest five days, with the scaler fitted either way.


# %%
def scaler_leak(n_rows, repeats):
    """Return by what share a promise changes when the scaler has seen all rows."""
    changes = []
    for seed in range(repeats):
        rows = np.random.default_rng(seed).permutation(known)[:n_rows]
        train, valid = rows[n_rows // 5 :], rows[: n_rows // 5]
        errors = []
        for seen in (train, rows):
            scaler = StandardScaler().fit(stations.iloc[seen])
            nearest = KNeighborsRegressor(5).fit(scaler.transform(stations.iloc[train]), y[train])
            errors.append(
                mean_error(nearest.predict(scaler.transform(stations.iloc[valid])), valid)
            )
        changes.append(errors[1] / errors[0] - 1)
    return np.array(changes)


few, many = scaler_leak(40, repeats=60), scaler_leak(4900, repeats=3)
print(f"40 rows: the promise changes by {few.min():+.1%} to {few.max():+.1%}")
print(f"on average by {np.abs(few).mean():.1%}; 4,900 rows: by {np.abs(many).mean():.2%}")
assert few.min() < 0 < few.max() and np.abs(many).mean() < 0.005 < 0.02 < np.abs(few).max()

# %% [markdown]
# That is the honest answer: with thousands of rows, you see nothing. The mean of 4,900 rows is
# nearly the mean of 3,920. With 40 rows the promise moves by about one per cent, and by much more
# in an unlucky draw, up as well as down. A filler that puts the mean into empty cells, an
# **imputer**, is of the same kind; you can try it in the explorer. Do it right all the same: it
# costs nothing, and you cannot know beforehand what it would have cost.
#
# ### Choosing columns
#
# Next, something that looks as harmless. Somebody has thrown 500 dice for each cereal, and we take the
# 20 dice that go best with the calories. There is nothing to be learnt from dice.

# %%
dice = np.random.default_rng(1).integers(1, 7, size=(65, 500)).astype(float)
choose = SelectKBest(f_regression, k=20)
held_back = Ridge(alpha=100)  # a linear unit whose weights are kept small
how = {"cv": five, "scoring": "neg_mean_absolute_error"}

best_dice = choose.fit_transform(dice, calories)  # all 65 cereals have a say
kcal = {
    "always the mean": np.mean(
        [np.abs(calories[b] - calories[a].mean()).mean() for a, b in five.split(dice)]
    ),
    "chosen on all rows": -cross_val_score(held_back, best_dice, calories, **how).mean(),
}

# %% [markdown] tags=["guess"]
# **Guess 11.e.** Always to say the mean is off by about 43 kcal. The 20 best dice were chosen on
# all rows, then cross-validated in five folds. How far off is the model with the dice?
#
# - [ ] About 43 kcal, or more: dice know nothing
#   True of dice. But these 20 were picked because they go with *these* calories, those of the
#   validation folds included.
# - [x] Clearly less: about 30 kcal
#   The cross-validation was flawless. It came too late.
# - [ ] About 0: with 500 dice anything can be fitted
#   Only 20 go into the model, and each fold is left out once.

# %%
honest = make_pipeline(choose, held_back)  # now the choice is part of what is trained
kcal["chosen in each fold"] = -cross_val_score(honest, dice, calories, **how).mean()
for name, error in kcal.items():
    print(f"{name:20}{error:.1f} kcal off")
assert kcal["chosen on all rows"] < 0.9 * kcal["always the mean"]
assert kcal["chosen in each fold"] > 0.92 * kcal["always the mean"]

# %% [markdown]
# Where there are thousands of genes and a few dozen patients, such results have been published. In
# 2002 Christophe Ambroise and Geoffrey McLachlan showed it on two well-known tables. The remedy is
# one line. A **pipeline** puts all steps into one object, and whoever cross-validates the object
# trains all of its steps anew, on the training rows of each fold.
#
# ### Names into numbers
#
# The last one is fatal, and does not look it. A hotel's bookings have an agent and a country: how
# does a name become a number? By **target encoding**: in place of each kind of guest, write the
# mean price that such guests paid. Here a kind is an agent, a country and a month of arrival.

# %%
months = names["arrival_date"].str[:7]
guests = names["agent"] + ", " + names["country"].fillna("?") + ", " + months
print(f"{guests.nunique()} kinds of guests, such as: {guests.iloc[0]}")
order = np.random.default_rng(1).permutation(len(hotel))
train_stays, valid_stays, later_stays = order[:600], order[600:800], order[800:]


def off_by(learn_codes_from=None):
    """Return the error on validation rows and on later ones, in euros, with codes or without."""
    inputs = hotel[numbers].to_numpy(float)
    if learn_codes_from is not None:
        rows = learn_codes_from
        means = pd.Series(price[rows]).groupby(guests.to_numpy()[rows]).mean()
        codes = guests.map(means).fillna(price[rows].mean())
        inputs = np.column_stack([inputs, codes])
    model = make_pipeline(StandardScaler(), LinearRegression())
    model.fit(inputs[train_stays], price[train_stays])
    errors = np.abs(model.predict(inputs) - price)
    return errors[valid_stays].mean(), errors[later_stays].mean()


# %%
euros = {
    "no such column": off_by(),
    "codes from training rows": off_by(train_stays),
    "codes from all 800 rows": off_by(order[:800]),
}
table = pd.DataFrame(euros, index=["promised", "delivered"]).T
leak = table.loc["codes from all 800 rows"]
assert 1.3 * leak["promised"] < table.loc["no such column", "promised"]
assert leak["delivered"] > table.loc["no such column", "delivered"]
table.round(1)

# %% [markdown]
# Many kinds of guests come once. Then the "mean price of the kind" *is* the price of this booking: the
# answer, written among the inputs. The validation rows have it there as well, so the promise is
# splendid, and what is delivered is worse than without the column.
#
# Look at the row above it, too. Codes from training rows make an honest promise, but the model is no
# better for them: in its training rows the answer was still among the inputs, so it trusts the
# column too much. scikit-learn's `TargetEncoder` codes each training row by *other* training
# rows, in folds.
#
# So the five leaks do not cost the same. Ask how much a step learns, and from how few rows: two
# numbers for a column from thousands, and you see nothing; one number for each kind of guest, and
# it is the answer itself.

# %% [markdown]
# ## Play with it
#
# The station again, and one leak at a time. A linear unit learns from the last 40, 400 or 4,000
# days before some day. A fifth of them is put aside for the promise. Then it learns from all of
# them, and delivers for 14 weeks. All this at 20 days of the years 2012 to 2016; what you see are
# the means.
#
# Choose a split, and where a step has learnt from rows it should not know: the **scaler**; the
# **imputer**, which fills empty cells by means; the **dice**, of which the 20 best of 500 are chosen as
# columns; the **codes**, the mean of each day of the year; the **lag** of 7 days. A third line has the
# same steps, learnt from training rows only.

# %%
explore_splits()

# %% [markdown]
# **Try it:**
#
# 1. No leak, random split. Go from 40 to 4,000 days. What happens to the promise, and what to the
#    delivery?
# 2. Now by time. Does it come true? With 40 days, have a look at the spread over the 20 days.
# 3. The dice, by time. How many days does it take until the leak is healed?
# 4. The lag. Does it help to have more days?
#
# <details><summary>What you saw</summary>
#
# 1. The promise becomes better and better, and the delivery does not. More years teach it about days
#    between known ones, not about those to come.
# 2. On average nearly, for each number of days. But with 40 days a single forecaster delivers anything
#    from half to three times its promise: 8 validation days say little.
# 3. At 40 days the promise is far too good. At 4,000 there is nothing left of the leak.
# 4. No. A number that will not be there is missing however many rows you have.
#
# </details>

# %% [markdown]
# ## The last look
#
# The last year has been sealed up to now. Which forecaster do we hand over, the rule of thumb or the
# network? By-time validation has chosen. The network learns from all days up to the seal, and then we
# look: once.

# %%
valid = known[-731:]
by_rule = mean_error(rule[valid], valid)
chosen = "network" if promise["by time"] < by_rule else "rule of thumb"
before_the_seal = np.arange(n - 366)
report = mean_error(train_forecaster(X, before_the_seal)(X[sealed]), sealed)
print(f"validation: network {promise['by time']:.2f}, rule of thumb {by_rule:.2f}: the {chosen}")
print(f"test: {report:.2f} thousand people off; promised were {promise['by time']:.2f}")
assert chosen == "network" and abs(report / promise["by time"] - 1) < 0.2

# %% [markdown]
# That number goes into the report. Should you now have a better idea, these days are used up: they
# would be validation rows for it.

# %% [markdown]
# ## The right rows
#
# A split can only be as honest as the table. Each promise takes for granted that:
#
# - **the rows come from where the model will be used.** Bookings of a summer say little about winter.
# - **tomorrow is made like yesterday.** In the spring of 2020 the trains of many cities were suddenly empty,
#   and no split by time could have foreseen it.
# - **rows that are put aside are strangers** to those that are learnt from: no second room of the party, no
#   copy. In this hotel's table 1,382 rows repeat an earlier one.
# - **a column means the same at forecast time** as in the table, and is there.
#
# Write down which of these you take for granted. Then somebody can tell you that it is not so.

# %% [markdown]
# ## Summary
#
# - A promise is a score on rows that are to the training rows what the world's rows will be.
# - Rows that belong together go to one side: by time with a gap, by group, by class.
# - Training rows teach, validation rows choose, test rows report, once.
# - To choose is to learn: the best of many looks is a lucky one. Many looks want many rows.
# - k folds, each once aside: mean and spread. With few rows that beats any single split.
# - Everything learnt before training is part of the model. A pipeline keeps it so.
# - Scalers leak little, chosen columns and target codes much, and a column from the future always.
#
# To a friend you can say: *"Everything you learn from data before training is part of the model, so
# learn it from training rows only."*

# %% [markdown]
# ## New words
#
# - **hyperparameter**: what you choose, and the training does not learn: units, rate, when to stop
# - **gap**: rows left out between training and validation, as long as the forecast looks ahead
# - **leak**: something that the model was told about rows it should not know
# - **lag**: a column with the value of some days before
# - **fold**: one of k equal heaps of rows
# - **cross-validation**: k trainings, each with another fold aside
# - **stratified**: each fold has its share of each class
# - **grouped**: rows that belong together are never on both sides
# - **target encoding**: a name becomes the mean target of its kind
# - **imputer**: fills empty cells with numbers that it has learnt from other rows
# - **pipeline**: all steps as one object that is trained as one

# %% [markdown]
# ## Read and watch
#
# - scikit-learn's user guide: [Cross-validation](https://scikit-learn.org/stable/modules/cross_validation.html),
#   with a picture of each splitter, and [Common
#   pitfalls](https://scikit-learn.org/stable/common_pitfalls.html), with leaks and pipelines.
# - Trevor Hastie, Robert Tibshirani and Jerome Friedman: [The Elements of Statistical
#   Learning](https://hastie.su.domains/ElemStatLearn/), section 7.10.2: the wrong and the right way
#   to do cross-validation, in three pages.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 11](../exercises/11_honest_splits.ipynb). After that, [Lesson 12:
# Preparing data](lesson_12_preparing_data.ipynb) looks into the cells: a cell, a class, a column can
# lie.
