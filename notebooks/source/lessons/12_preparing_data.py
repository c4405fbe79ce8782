# %% [markdown]
# # Lesson 12: Preparing data
#
# **You will be able to**
#
# - find the empty cells, impossible values and twin columns of a table before a network does
# - fill a gap without hiding that there was one
# - tell normalization from standardization, and say what skew, an outlier and a constant do to each
# - turn categories into numbers, those too that nobody has seen before
# - keep every repair inside the model, so that nobody can forget it
# - throw away most of the larger class and still get honest probabilities
#
# **Time:** 80 minutes
#
# **Before you start:** [Lesson 11: Honest splits](lesson_11_honest_splits.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 12.r1.** Inputs are standardized: minus the mean, divided by the standard deviation. Which
# rows are the two computed from?
#
# - [ ] From all rows, so that they are as exact as possible
#   Then the test rows have helped to make the model. Whatever is learnt from data is part of it.
# - [x] From the training rows, for the validation and test rows, too
#   They are learnt from data like any weight, so they are learnt from training rows only (lesson 11).
# - [ ] From each part by itself
#   Then the same loan would get other numbers in another part.
#
# **Recall 12.r2.** Of 100 customers 27 leave. A classifier says "stays" to everybody. How accurate is
# it?
#
# - [ ] 27 %
#   So many it gets wrong.
# - [ ] 50 %, as if one had thrown a coin
#   A coin would be worse. This one always bets on the larger class.
# - [x] 73 %
#   That is the base rate. It is right most of the time, and knows nothing.

# %% [markdown]
# ## A good start
#
# A bank gives you 4,454 old loans, and for each it notes whether it went well or badly. Before the
# bank lends again, it wants to know how likely a loan is to go bad. Nine columns are numbers: age,
# income, debt and so on. You know how to do this since lesson 6. So begin.

# %%
import keras
import numpy as np
import pandas as pd
from sklearn.metrics import log_loss, roc_auc_score

from course_utils import (
    explore_scaling,
    guess,
    load_dataset,
    plot_histograms,
    plot_lines,
    show_figure,
    train_grid,
)

# %%
credit = load_dataset("credit")
bad = (credit["status"] == "bad").to_numpy().astype(int)
numbers = credit.select_dtypes("number")

order = np.random.default_rng(1).permutation(len(credit))
train, valid, test = order[:2454], order[2454:3454], order[3454:]
print(f"{len(credit):,} loans, {bad.mean():.1%} went bad")
numbers.head()

# %% [markdown]
# Standardize with the training rows, as ever, and train a network with 16 hidden units.


# %%
def standardized(table, rows):
    """Return a table whose columns have mean 0 and deviation 1 in the training rows."""
    return (table - table.iloc[rows].mean()) / table.iloc[rows].std()


def train_network(table, labels, rows, weights=None, batch_size=64):
    """Return a classifier with 16 hidden units, trained on some rows."""
    X = table.to_numpy("float32")
    keras.utils.set_random_seed(1)
    hidden = keras.layers.Dense(16, activation="relu")
    output = keras.layers.Dense(1, activation="sigmoid")
    model = keras.Sequential([keras.Input((X.shape[1],)), hidden, output])
    adam = keras.optimizers.Adam(0.005)
    model.compile(optimizer=adam, loss="binary_crossentropy", metrics=["accuracy"])
    settings = {"sample_weight": weights, "batch_size": batch_size, "epochs": 10, "verbose": 0}
    model.fit(X[rows], labels[rows], **settings)
    return model


def probabilities(model, table, rows):
    """Return the predicted probability of class 1 for some rows."""
    return np.array(model(table.to_numpy("float32")[rows]))[:, 0]


# %% [markdown] tags=["guess"]
# **Guess 12.a.** Some cells of this table are empty: now and then nobody wrote down the income. What
# does `fit` do?
#
# - [ ] It stops with an error
#   One could wish so. An empty cell is NaN, "not a number", and NaN is a perfectly good float.
# - [ ] It leaves those loans out
#   Some libraries do. Keras computes with whatever it gets.
# - [x] It trains to the end, and then says the same of every loan
#   No error, no warning, and an accuracy of about 70 %.

# %%
inputs = standardized(numbers, train)
first = train_network(inputs, bad, train)
_, accuracy = first.evaluate(inputs.to_numpy()[valid], bad[valid], verbose=0)
answers = np.unique(probabilities(first, inputs, valid))
print(f"accuracy {accuracy:.1%}; went well: {1 - bad[valid].mean():.1%}; answers: {answers}")
assert len(answers) == 1 and np.isclose(accuracy, 1 - bad[valid].mean())

# %% [markdown]
# The accuracy looks well. But it is the base rate, for all 1,000 loans get one and the same answer, and it
# is `nan`: "not a number". How many empty cells does that take? We fill all of them with 0, and then
# empty a single one.

# %%
one_gap = standardized(numbers.fillna(0.0), train)
one_gap.loc[train[0], "income"] = np.nan
spoilt = train_network(one_gap, bad, train)
behind_income = spoilt.layers[0].get_weights()[0][list(numbers.columns).index("income")]
print(f"{np.isnan(behind_income).sum()} of {behind_income.size} weights behind the income are NaN")
assert np.isnan(behind_income).all()
numbers.isna().sum().to_frame("empty cells").T

# %% [markdown]
# One is enough. Its batch has the loss NaN, so the slope of each weight behind it is NaN, and so is the
# weight from then on. NaN plus anything is NaN: no later step can mend it. (Whether it spreads to all other
# weights as well depends on how your TensorFlow computes a ReLU. The predictions are lost either way.)
#
# So the first line that you write about any table is the last one of this cell: **`isna().sum()`**. It
# names the column before a network does.

# %% [markdown]
# ## What an empty cell says
#
# The income is missing in 381 loans. Before you repair anything, ask *why* it is missing.

# %% [markdown] tags=["guess"]
# **Guess 12.b.** About 28 of 100 loans went bad. And of those without an income?
#
# - [ ] About 28 of 100, too
#   It would be so if cells were emptied by chance. Somebody left this one empty.
# - [ ] Fewer: whoever is rich does not write down an income
#   A good thought. One must look.
# - [x] More than half
#   57 of 100. An empty cell says a good deal here.

# %%
unknown = numbers["income"].isna().to_numpy()
print(f"income unknown: {bad[unknown].mean():.0%} of {unknown.sum()} went bad")
print(f"income known:   {bad[~unknown].mean():.0%} of {(~unknown).sum():,} went bad")
assert bad[unknown].mean() > 2 * bad[~unknown].mean()

# %% [markdown]
# There are four usual repairs, and each has its price:
#
# 1. **Leave the column out.** You lose the income of the 4,073 who told theirs.
# 2. **Leave the rows out.** You lose loans. And what do you say to the next one who leaves it empty?
# 3. **Impute**: put a likely value into the gap, such as the median of the training rows. The gap is
#    gone, and so is what it said. (You will read "input the missing values". The word is *impute*.)
# 4. **Impute and indicate**: the median, and a new column that is 1 where there was a gap.

# %%
gaps = numbers.isna()
median = numbers.fillna(numbers.iloc[train].median())
indicators = gaps.loc[:, gaps.iloc[train].any()].add_prefix("no_").astype(float)
complete = train[~gaps.any(axis=1).to_numpy()[train]]
repairs = {
    "column left out": (standardized(numbers.loc[:, ~gaps.any()], train), train),
    "rows left out": (standardized(median, train), complete),
    "median": (standardized(median, train), train),
    "median and indicator": (standardized(median, train).join(indicators), train),
}
rows = []
for name, (table, learnt_from) in repairs.items():
    p = probabilities(train_network(table, bad, learnt_from), table, valid)
    rows.append([name, log_loss(bad[valid], p), p[unknown[valid]].mean()])
columns = ["repair", "validation loss", "mean probability, income unknown"]
compared = pd.DataFrame(rows, columns=columns).set_index("repair")
compared.round(3)

# %%
losses, means = compared["validation loss"].copy(), compared["mean probability, income unknown"]
print(f"of these {unknown[valid].sum()} loans, {bad[valid][unknown[valid]].mean():.0%} went bad")
assert losses["median and indicator"] < losses["median"] - 0.003
assert losses["median"] < losses["column left out"] - 0.008
assert means["rows left out"] < 0.42 and means["median and indicator"] > 0.44

# %% [markdown]
# Look at the last column. Who left the rows out has never seen such a loan, and takes the applicant
# for somebody with a usual income: a risk of less than a third, where more than half went bad. The
# indicator tells the network what the empty cell says, and costs one column.
#
# ### The lazy zero
#
# Could one not simply write 0? Here it happens to work: no real income is 0, so the 0 itself is an
# indicator. For `debt` and `assets` it does not.

# %%
zeros = (numbers[["income", "assets", "debt"]] == 0).sum()
print("real zeros:", zeros.to_dict())
assert zeros["income"] == 0 and zeros["debt"] > 3000

# %% [markdown]
# Most people have no debt. Write 0 for "nobody knows", and the two can never be told apart again. The
# same goes for −1, 99 and 9999, which are in many a table. If you meet a column with a suspicious
# pile at such a value, ask whoever made it.

# %% [markdown]
# ## Cells that lie
#
# An empty cell at least admits it. Here is a table of 5,698 days at a station in Chicago, with the
# weather, and with who plays at home that day.

# %%
days = load_dataset("ridership").select_dtypes("number")
middle = days.quantile([0.25, 0.5, 0.75])
width = (middle.loc[0.75] - middle.loc[0.25]).replace(0, np.nan)
farthest = ((days - middle.loc[0.5]).abs().max() / width).nlargest(4)
pd.DataFrame(
    {
        "largest": days.max(),
        "fourth largest": days.apply(lambda column: column.nlargest(4).iloc[-1]),
        "distance in widths of the middle half": farthest,
    }
).loc[farthest.index].round(2)

# %% [markdown]
# `farthest` asks of each column: how far is its farthest value from the median, counted in widths of
# the middle half? A wind of 406 miles an hour cannot be: no weather station has ever measured more
# than 253, in a cyclone off Australia in 1996. An air pressure that changes by 26.92 inches of mercury
# would leave hardly any air over Chicago. But not all that is far is wrong. It hardly ever rains
# much, so a wet day is far from the median, and true.
#
# There is another kind of lie, which no single cell shows.

# %%
twins = days.columns[days.T.duplicated(keep=False)].tolist()
both = ((days["cubs_home"] == 1) & (days["cubs_away"] == 1)).sum()
print("columns that are the same in every row:", twins)
print("days on which the Cubs play at home and away:", both)
assert len(twins) == 4 and both > 1000

# %% [markdown]
# Two ball clubs, at home and away, four columns: all identical. A team cannot play at home and away
# on 2,712 days. Somebody copied a column, and no network will complain. What such a column says is
# *noise*. Is that so bad? Let us give the bank 20 columns of pure noise, thrown by dice.

# %% [markdown] tags=["guess"]
# **Guess 12.c.** The network gets the best table so far, with 20 columns of dice beside it, and learns from
# 2,454 loans. What does it make of the dice?
#
# - [ ] It learns weights of 0 for them, so nothing changes
#   It would with endless many rows. In 2,454 some dice agree with some bad loans, by chance.
# - [x] It believes them a little, and the validation loss rises
#   By as much as the indicator had saved, or more.
# - [ ] It learns nothing any more
#   The income is still there, and the dice are nothing but a burden.

# %%
best, _ = repairs["median and indicator"]
dice = pd.DataFrame(np.random.default_rng(1).normal(size=(len(best), 20))).add_prefix("dice_")
with_dice = best.join(dice)
p = probabilities(train_network(with_dice, bad, train), with_dice, valid)
print(f"without dice {losses['median and indicator']:.3f}, with them {log_loss(bad[valid], p):.3f}")
assert log_loss(bad[valid], p) > losses["median and indicator"] + 0.01

# %% [markdown]
# So a column that cannot help is not free: leave it out, or get it from the source again. The
# first hour with a table belongs to the table: count the gaps, look at the smallest and largest
# values, look for twins, read how it was made.

# %% [markdown]
# ## On a common scale
#
# An age is about 40, assets are about 5,000. The first weights are all of one size, so at first a network
# hears hardly anything but the assets; and a learning rate that suits the one is wrong for the other
# (lesson 3). There are two common remedies.
#
# | | normalization | standardization |
# |---|---|---|
# | it takes off | the smallest value | the mean |
# | it divides by | largest − smallest | the standard deviation |
# | afterwards | from 0 to 1 | mean 0, deviation 1 |
# | also called | min–max scaling | z-score |
# | scikit-learn | `MinMaxScaler` | `StandardScaler` |
# | Keras | `Rescaling`, if you know the ends | `Normalization` |
#
# Yes, the last line is a trap: the Keras layer called `Normalization` *standardizes*, and so does batch
# normalization. No wonder that pages on the web mix them up. What counts is what is taken off, and
# what it is divided by.
#
# ### Skew stays
#
# Some pages say that standardizing makes a column *normally distributed*, a bell. Here are the prices of
# 53,940 diamonds.

# %% [markdown] tags=["guess"]
# **Guess 12.d.** The prices pile up at the cheap end, and a long tail reaches to 18,823 dollars. What
# does the histogram look like once they are standardized?
#
# - [ ] Like a bell around 0
#   Its mean is 0 and its deviation 1, as with a bell. But so it can be with any shape.
# - [x] Exactly as before, with other numbers along the axis
#   A shift and a stretch: each dot moves along with its neighbours.
# - [ ] Flat, from 0 to 1
#   Neither of the two does that.

# %%
diamonds = load_dataset("diamonds")
price = diamonds["price"]
z = (price - price.mean()) / price.std()
log_price = np.log(price)
shapes = {"price (dollars)": price, "standardized": z, "log of the price": log_price}
print({name: f"skew {values.skew():.2f}" for name, values in shapes.items()})
assert np.isclose(price.skew(), z.skew()) and z.skew() > 1.5 and abs(log_price.skew()) < 0.2
show_figure(
    plot_histograms(shapes),
    alt="Three histograms. The prices: a peak at the cheap end and a long tail to the right. "
    "Standardized: the same picture. The logarithm of the price: two humps, and no long tail.",
)

# %% [markdown]
# If you want another shape, you need a bend, such as the logarithm. Even then no bell comes out. A
# network needs none, either.
#
# ### One outlier
#
# One diamond is noted with a width y of 58.9 mm. A hen's egg is that long. Be a detective, and look at
# the rest of its row.

# %%
egg = diamonds["y"].idxmax()
print(diamonds.loc[egg, ["depth", "x", "y", "z"]].to_dict())
assert diamonds.loc[egg, "depth"] == diamonds.loc[egg, "y"] == 58.9

# %% [markdown]
# Its depth is 58.9, too, but that is in percent. And its height z should be about 60 % of its length x, but
# is nearly the same. Somebody slipped by a column: the depth went to the width, and the width to
# the height. So the true width is 8.06 mm. We leave it as it is, to see what it does.

# %% [markdown] tags=["guess"]
# **Guess 12.e.** The widths are normalized: (width − smallest) / (largest − smallest). Nearly all
# diamonds are 4 to 10 mm wide. Where do they come to lie between 0 and 1?
#
# - [ ] All over, from 0 to 1
#   So it would be without the one. But the one *is* the largest, and it gets the 1.
# - [x] In the lowest fifth
#   98 of 100 between 0.06 and 0.15. One typing error has taken the rest of the room.
# - [ ] Around 0.5
#   The middle of the room is at 29 mm. No diamond is there.

# %%
mm = diamonds["y"]
min_max = (mm - mm.min()) / (mm.max() - mm.min())
z_score = (mm - mm.mean()) / mm.std()
for name, scaled in {"normalized": min_max, "standardized": z_score}.items():
    low, high = scaled.quantile([0.01, 0.99])
    print(f"{name:12} 98 of 100 from {low:5.2f} to {high:4.2f}; the outlier at {scaled.max():.0f}")
assert min_max.quantile(0.99) < 0.15 and z_score.quantile(0.99) > 2

# %%
show_figure(
    plot_histograms({"width (mm)": mm, "normalized": min_max, "standardized": z_score}, log=True),
    alt="Three histograms on a logarithmic scale, all of one shape: a heap at the left, and one or "
    "two lonely diamonds far to the right. Normalized, the heap is below 0.2.",
)

# %% [markdown]
# Standardizing does not remove the outlier either, it lies 47 deviations out. But the others keep
# their room, because the deviation hardly noticed it.
#
# ### A column that does not move
#
# What if a column has the same value in each training row? Its deviation is 0, and 0 / 0 is NaN: you
# know by now what that does. Some pages say that one then "sets mean and deviation to 0". That is the
# division by 0 once more. One divides by **1** instead, and the column becomes 0 everywhere.

# %%
constant = np.full(5, 24.0)
deviation = constant.std() or 1.0
with np.errstate(invalid="ignore"):
    print("divided by 0:", (constant - constant.mean()) / constant.std())
print("divided by 1:", (constant - constant.mean()) / deviation)
assert np.all((constant - constant.mean()) / deviation == 0)

# %% [markdown]
# ### Try it
#
# Here one column is the only input, the price is the target, and you choose the column, the scaler and
# the model. In the column "width with 58.9" the egg is among 600 diamonds. Two scalers are new. **Robust**
# takes off the median and divides by the width of the middle half. **Log** takes the logarithm and standardizes that.
# Look at the histogram before and after, and at the race of all five.

# %%
explore_scaling()

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. You have repaired cells and columns; in the second half come words,
# classes and wrong labels. When you come back, select the next cell, choose *Run*, then *Run All Above
# Selected Cell*, and go on.

# %% [markdown]
# ## Words
#
# The table has four columns that we left out so far, because they hold words.

# %%
kinds = ["home", "marital", "records", "job"]
words = credit[kinds].astype(object).fillna("missing")
words["home"].value_counts().to_frame("loans").T

# %% [markdown]
# Could we number them: ignore 1, missing 2, other 3, owner 4? Then an owner would be twice as much as
# "missing", and three of one kind would make another. A number claims an order and a distance. So each
# **level** of a category gets a column of its own, which is 1 for its loans and 0 for the others:
# **one-hot**.
#
# Two things go wrong with that in practice.
#
# **A level that nobody has seen.** Next year somebody lives in a caravan. The columns were made from
# the training rows, and caravan has none. Then all columns are 0, "none of those that I know"; or one
# column is kept for all that is unknown. What must not happen is that the number of columns
# changes: the network has a weight for each.
#
# **Rare levels.** `ignore` has 20 loans in all, of which 9 went bad. Is that 45 %? With 20 loans the
# share is uncertain by about 11 % to either side. A network with a weight for each of 1,000 rare levels
# learns them by heart. Put rare levels together into one, "other".

# %%
levels = sorted(words["home"].iloc[train].unique())


def one_hot(values):
    """Return a column for each level that occurs in the training rows."""
    return np.array([[value == level for level in levels] for value in values], dtype=float)


print(levels)
print(one_hot(["rent", "caravan"]))
ignored = bad[words["home"] == "ignore"]
uncertain = np.sqrt(ignored.mean() * (1 - ignored.mean()) / len(ignored))
print(f"home ignore: {ignored.mean():.0%} of {len(ignored)} went bad, ± {uncertain:.0%}")
assert one_hot(["caravan"]).sum() == 0 and uncertain > 0.1

# %% [markdown]
# Are the words worth it? pandas makes the columns of all four at once. We keep those that occur in the
# training rows.

# %%
dummies = pd.get_dummies(words, dtype=float)
with_words = best.join(dummies.loc[:, dummies.iloc[train].any()])
p = probabilities(train_network(with_words, bad, train), with_words, valid)
losses["words as well, one-hot"] = log_loss(bad[valid], p)
print(f"{len(best.columns)} columns before, {len(with_words.columns)} now")
assert losses["words as well, one-hot"] < losses["median and indicator"] - 0.02
losses.round(3).to_frame()

# %% [markdown]
# The words help more than anything before: earlier records and the kind of job say much.
#
# ### Embeddings
#
# Where a category has hundreds of levels, one-hot makes hundreds of columns, nearly all of them 0. An
# **embedding** gives each level a short row of numbers instead, two or eight of them, which are learnt
# like any other weight. `keras.layers.Embedding(levels, 2)` is a table: level number 3 gets row
# number 3.

# %% [markdown] tags=["guess", "again"]
# **Guess 12.f.** The rows of an embedding's table are taken as the kernel of a dense layer without a
# bias. What does this layer make of one-hot inputs?
#
# - [ ] Something else: an embedding looks words up, a layer multiplies
#   To multiply by a row that is 0 but for one 1 *is* to look up.
# - [x] Exactly the same
#   One-hot times matrix picks one row of the matrix. The embedding is quicker, for it never writes
#   the zeros.
# - [ ] The same, but only after training
#   It holds for any numbers in the table.

# %%
embedding = keras.layers.Embedding(len(levels), 2)
places = np.array([levels.index(home) for home in words["home"].iloc[train[:100]]])
looked_up = np.array(embedding(places))
multiplied = one_hot(words["home"].iloc[train[:100]]) @ embedding.get_weights()[0]
print("difference:", np.abs(looked_up - multiplied).max())
assert np.allclose(looked_up, multiplied, atol=1e-6)

# %% [markdown]
# ## Everything inside the model
#
# Medians, means, deviations, lists of levels: all of them belong to the model, like its weights. In many
# companies they do not. They are in a notebook of somebody who has left, and the program that runs the
# network in the shop does it a little differently. Nobody notices, for there is no error.
#
# So put them in. Two layers have something to learn *before* training, by `adapt`, from training rows
# only: `Normalization` learns means and variances, `StringLookup` learns the levels, and keeps place 0 for
# those it has not seen. The medians are plain numbers.

# %%
seen = credit.iloc[train]
medians = seen[numbers.columns].median()

scale = keras.layers.Normalization()
scale.adapt(seen[numbers.columns].fillna(medians).to_numpy("float32"))

inputs = {"numbers": keras.Input((len(medians),), name="numbers")}
gap = keras.ops.isnan(inputs["numbers"])
filled = keras.ops.where(gap, medians.to_numpy("float32"), inputs["numbers"])
parts = [scale(filled), keras.ops.cast(gap, "float32")]

# %% [markdown]
# So far the numbers: gaps filled, scaled, and beside them the indicators. Now each column of words, and then
# the network of before on top of all that.

# %%
embedded = []
for kind in kinds:
    inputs[kind] = keras.Input((1,), dtype="string", name=kind)
    lookup = keras.layers.StringLookup()
    lookup.adapt(words[kind].iloc[train].to_numpy(str))
    embed = keras.layers.Embedding(lookup.vocabulary_size(), 2)
    embedded.append(keras.layers.Flatten()(embed(lookup(inputs[kind]))))

together = keras.layers.concatenate([*parts, *embedded])
hidden = keras.layers.Dense(16, activation="relu")(together)
whole = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(hidden))

# %% [markdown]
# This model takes loans as the bank writes them: raw numbers, empty cells, words.


# %%
def as_written(places):
    """Return the raw inputs of some loans."""
    texts = {kind: words[kind].iloc[places].to_numpy(str)[:, np.newaxis] for kind in kinds}
    raw = {"numbers": numbers.iloc[places].to_numpy("float32"), **texts}
    return {name: keras.ops.convert_to_tensor(values) for name, values in raw.items()}


keras.utils.set_random_seed(1)
whole.compile(optimizer=keras.optimizers.Adam(0.006), loss="binary_crossentropy")
whole.fit(as_written(train), bad[train], batch_size=64, epochs=10, verbose=0)
losses["everything inside"] = log_loss(bad[valid], np.array(whole(as_written(valid))))
assert abs(losses["everything inside"] - losses["words as well, one-hot"]) < 0.03
losses.round(3).to_frame()

# %%
caravan = as_written(train[:1]) | {"home": keras.ops.convert_to_tensor([["caravan"]])}
caravan["numbers"] = keras.ops.full((1, len(medians)), np.nan)
print(f"a caravan, and all numbers unknown: {np.array(whole(caravan)).item():.0%} risk")
assert np.isfinite(np.array(whole(caravan))).all()

# %% [markdown]
# It is as good as with the columns made outside, and whatever is odd in a loan, it has an answer. `whole.save("bank.keras")` writes one file that
# has medians, means and levels in it.
#
# We have looked at the validation loans again and again, and chosen by them. So what we tell the bank
# comes from the test loans, at which we look once. We choose the model that nobody can feed wrongly:

# %%
assert losses["everything inside"] < losses.min() + 0.03
on_test = np.array(whole(as_written(test)))[:, 0]
base = bad[train].mean()
guessing = log_loss(bad[test], np.full(len(test), base))
print(f"test loss {log_loss(bad[test], on_test):.3f}; who says the base rate: {guessing:.3f}")
print(f"area under the ROC curve: {roc_auc_score(bad[test], on_test):.2f}")
assert log_loss(bad[test], on_test) < guessing - 0.08

# %% [markdown]
# ## A class that is too large
#
# A telephone company has 7,043 customers, of whom 27 % left. Elsewhere it is 1 in 1,000: fraud, rare
# illnesses, broken machines. Then most of the computer's time goes into rows that are all alike. Why not
# throw away two of three customers who stayed? That is **downsampling** of the majority. Here by a
# factor of 3.

# %%
churn = load_dataset("churn")
left = (churn["churn"] == "Yes").to_numpy().astype(int)
order = np.random.default_rng(1).permutation(len(left))
learn, judge = order[:5000], order[5000:6000]

amounts = churn.select_dtypes("number").fillna(0.0)  # total_charges: nothing charged so far
customers = standardized(amounts, learn).join(pd.get_dummies(churn.select_dtypes(exclude="number")))
customers = customers.drop(columns=["churn_Yes", "churn_No"]).astype(float)

lucky = np.random.default_rng(1).random(len(learn)) < 1 / 3
kept = learn[(left[learn] == 1) | lucky]
print(f"before: {len(learn):,} rows, {left[learn].mean():.0%} left")
print(f"after:  {len(kept):,} rows, {left[kept].mean():.0%} left")

# %% [markdown] tags=["guess"]
# **Guess 12.g.** In the validation rows about 26 % left. The network learns from the downsampled rows.
# What does it say of the validation rows, on average?
#
# - [ ] About 26 %: what makes a customer leave is the same as before
#   Whom it thinks likelier than whom, that is the same. How likely is not.
# - [x] About 40 %
#   Every probability is too high. In the world that it knows, about half leave.
# - [ ] About 10 %
#   It would be too low if those who *left* had been thrown away.

# %%
everybody = probabilities(train_network(customers, left, learn), customers, judge)
thinned = probabilities(train_network(customers, left, kept), customers, judge)
truth = left[judge].mean()
print(
    f"left: {truth:.1%}; predicted from all rows {everybody.mean():.1%}, from few {thinned.mean():.1%}"
)
assert thinned.mean() > truth + 0.07 and abs(everybody.mean() - truth) < 0.05
ranks = [roc_auc_score(left[judge], p) for p in (everybody, thinned)]
print(f"area under the ROC curve: {ranks[0]:.3f} and {ranks[1]:.3f}")
assert abs(ranks[0] - ranks[1]) < 0.02

# %% [markdown]
# The order of the customers is as good as before, with half of the rows. But a company that plans with
# these probabilities plans for far too many who leave. Two repairs are equally good.
#
# **Before training: weights.** Each row that was kept of the larger class speaks for three. So it counts
# three times: *example weight = its weight before × the factor*. All weights together then make about
# as many rows as there were.
#
# **After training: odds.** Downsampling by 3 made the odds of leaving three times as high. Divide them
# by 3.

# %% [markdown] tags=["guess"]
# **Guess 12.h.** A network that was trained without weights says 50 % to a customer. What is true, with a
# factor of 3?
#
# - [ ] 17 %, a third of it
#   Not the probability is three times too high, but the odds, p / (1 − p).
# - [x] 25 %
#   The odds are 1 to 1. A third of that is 1 to 3, which is one of four.
# - [ ] 50 %: it is right for that customer
#   It would be right in a world where two of three who stay have vanished.

# %%
weights = np.where(left[kept] == 1, 1.0, 3.0)
weighted = probabilities(train_network(customers, left, kept, weights), customers, judge)


def with_fewer_odds(p, factor):
    """Return probabilities whose odds are divided by a factor."""
    return p / (p + factor * (1 - p))


mended = with_fewer_odds(thinned, 3)
print(f"50 % becomes {with_fewer_odds(0.5, 3):.0%}")
print(
    f"left: {truth:.1%}; with weights {weighted.mean():.1%}, with mended odds {mended.mean():.1%}"
)
print(f"the weights add up to {weights.sum():,.0f}, and there were {len(learn):,} rows")
assert abs(weighted.mean() - truth) < 0.06 and abs(mended.mean() - truth) < 0.06
assert abs(weights.sum() / len(learn) - 1) < 0.05

# %%
updates = [-(-len(rows) // 64) for rows in (learn, kept)]
sizes = [len(churn.iloc[rows].to_csv(index=False)) / 1e3 for rows in (learn, kept)]
table = pd.DataFrame({"updates an epoch": updates, "file (kB)": sizes}, index=["all", "thinned"])
assert updates[1] < 0.6 * updates[0] and sizes[1] < 0.6 * sizes[0]
table.round(0)

# %% [markdown]
# Half the updates, so half the time; half the file, so half the disk. With fraud at 1 in 1,000 and a
# factor of 20 it is a twentieth of both. What it costs is what the vanished rows could have told. Validation
# and test rows are never thinned: they are the world.

# %% [markdown]
# ## Labels that lie
#
# The target is a column, too, and somebody typed it. Let us spoil labels ourselves, so that we know
# which ones are wrong. First a company that forgets to note every fifth customer who left.

# %% [markdown] tags=["guess"]
# **Guess 12.i.** Every fifth "left" in the training rows says "stayed". Of the validation customers 26 %
# left. What happens to the predictions?
#
# - [ ] Little: a network smooths out single errors
#   It smooths out errors that point to all sides. These all point to one.
# - [x] They fall by about a fifth, and the order of the customers stays good
#   The network believes its labels: a fifth fewer leave.
# - [ ] It can no longer tell who leaves
#   Four of five leavers are still there to learn from.

# %%
forgotten = (left == 1) & (np.random.default_rng(1).random(len(left)) < 0.2)
p = probabilities(train_network(customers, left & ~forgotten, learn), customers, judge)
print(f"mean: {everybody.mean():.1%} with true labels, {p.mean():.1%} with forgotten ones")
print(f"area under the ROC curve: {ranks[0]:.3f} and {roc_auc_score(left[judge], p):.3f}")
assert p.mean() < 0.93 * everybody.mean()
assert roc_auc_score(left[judge], p) > ranks[0] - 0.02

# %% [markdown]
# No score on validation rows with the *same* error would ever show it. Against such an error only one
# thing helps: to know how the labels came about.
#
# Errors without a direction are easier. Here every fifth label is turned around by chance. Then the
# network itself can help to find them: a small network cannot learn them by heart, so it *disagrees* with
# a wrong label, and the loss of this row is high.

# %%
turned = np.random.default_rng(1).random(len(left)) < 0.2
noisy = np.where(turned, 1 - left, left)
p = probabilities(train_network(customers, noisy, learn, batch_size=256), customers, learn)
row_loss = -np.log(np.where(noisy[learn] == 1, p, 1 - p))
suspects = learn[np.argsort(row_loss)[-100:]]
print(f"turned around: {turned[learn].mean():.0%} of all rows")
print(f"of the 100 rows with the highest loss: {turned[suspects].mean():.0%}")
assert turned[suspects].mean() > 0.7

# %% [markdown]
# Who has to check labels by hand should begin with that list.

# %% [markdown]
# ## How much data?
#
# You will read rules of thumb. Three of them are heard often:
#
# 1. ten rows for each *parameter* of the network
# 2. ten rows for each *column*
# 3. a thousand images for each *class*
#
# We have networks of our own to test them with. The network of lesson 2 has 4,801 parameters for the
# strength of concrete, from 8 columns. And a dense network for digits gets 600 images, 60 of each
# class.


# %%
def dense(n_inputs, units, *last):
    hidden = [keras.layers.Dense(n, activation="relu") for n in units]
    return keras.Sequential([keras.Input((n_inputs,)), *hidden, keras.layers.Dense(*last)])


def parted(X, y, n_train, n_valid):
    order = np.random.default_rng(1).permutation(len(y))
    train, valid = order[:n_train], order[n_train : n_train + n_valid]
    X = (X - X[train].mean(axis=0)) / (X[train].std(axis=0) + (X[train].std(axis=0) == 0))
    return X[train], y[train], X[valid], y[valid]


def read(name, target):
    table = load_dataset(name)
    return table.drop(columns=target).to_numpy(), table[target].to_numpy()


# %%
settings = {"optimizer": "adam", "learning_rate": 0.005, "epochs": 40}
concrete = parted(*read("concrete", "compressive_strength"), 800, 230)
digits = parted(*read("digits", "label"), 600, 500)
strength = train_grid(
    lambda: dense(8, [64, 64], 1), concrete, loss="mae", n_examples=[80, 800], **settings
)

# %%
labels = train_grid(
    lambda: dense(64, [64], 10, "softmax"),
    digits,
    loss="sparse_categorical_crossentropy",
    metrics=["sparse_categorical_accuracy"],
    **settings,
)

# %%
X, y, X_valid, y_valid = concrete
line = np.linalg.lstsq(np.c_[X, np.ones(len(X))], y, rcond=None)[0]
straight = np.abs(np.c_[X_valid, np.ones(len(X_valid))] @ line - y_valid).mean()
few, many = strength.curves["val_loss"][:, -1]
read_rightly = labels.curves["val_sparse_categorical_accuracy"][-1]
print(f"{dense(8, [64, 64], 1).count_params():,} parameters, 800 rows: off by {many:.1f} MPa")
print(f"the best straight line, 9 parameters, 800 rows: off by {straight:.1f} MPa")
print(f"8 columns, 80 rows: off by {few:.1f} MPa")
print(f"10 classes, 60 images each: {read_rightly:.0%} read rightly")
assert many < straight - 2 and few > straight + 1 and read_rightly > 0.92

# %% [markdown]
# - Rule 1 asks for 48,010 rows. With 800 the network beats the straight line by far. In lesson 4 even 90,000
#   parameters learnt from 300 bookings, because training was stopped in time.
# - Rule 2 asks for 80 rows; it was made for straight lines. With 80 the network is worse than the line
#   with 800.
# - Rule 3 asks for 10,000 images. With 600 it reads more than nine of ten.
#
# So all three fail, and to both sides. How much you need depends on how much noise there is, how bent the
# world is, and what the model believes already. But you can *ask the data*: train with a part of the rows,
# then with more, and look where the curve is going.

# %%
table, _ = repairs["median and indicator"]
loans = table.to_numpy()[train], bad[train], table.to_numpy()[valid], bad[valid]
counts = [100, 200, 400, 800, 1600, 2454]
by_count = train_grid(
    lambda: dense(len(table.columns), [16], 1, "sigmoid"),
    loans,
    loss="binary_crossentropy",
    optimizer="adam",
    learning_rate=0.003,
    epochs=20,
    n_examples=counts,
    seed=range(1, 6),
)

# %%
curve = by_count.curves["val_loss"].min(axis=-1).mean(axis=0)  # best epoch, mean of five seeds
assert curve[0] - curve[2] > 0.03 and curve[2] - curve[-1] > 0.005
assert curve[0] - curve[2] > 2 * (curve[3] - curve[-1])
show_figure(
    plot_lines(
        counts, {"validation loss": curve}, x_label="training loans", y_label="cross-entropy"
    ),
    alt="The validation loss against the number of training loans: it falls steeply at first, then "
    "more and more slowly.",
)

# %% [markdown]
# It falls steeply up to a few hundred loans, and from about 1,000 on it is nearly level. Another
# thousand loans would bring little, another *column* more: the four of words have shown it.
#
# ### The right data
#
# Many wrong rows do not make up for few right ones. All 4,454 loans are loans that the bank *gave*. Whom
# it sent away is not in the table, and nobody knows what became of them. The network will be asked
# about them all the same. So write down what you assume, before you train:
#
# - *These rows are like those to come.* Which are missing? Whose? Since when?
# - *Each column is known when the answer is needed*.
# - *Each column means the same in all rows*: one unit, one currency, one way to ask.
# - *The labels are true*, or wrong without a direction.
# - *An empty cell means …*: nobody asked? Nobody answered? Not so for this person?

# %% [markdown]
# ## Summary
#
# - One empty cell makes a whole network useless, without an error. `isna().sum()` names the column.
# - Impute with the training rows' median, and keep a column that says where the gap was.
# - Look at the extremes and for twins before you train. Not all that is far is wrong.
# - Normalization: smallest and largest value, 0 to 1. Standardization: mean and deviation, 0 and 1.
# - Both only shift and stretch: skew stays. One outlier takes all the room of min–max. Deviation 0: divide
#   by 1.
# - Categories: one-hot or an embedding, with a place for what is new, and rare levels together.
# - Preparation is part of the model. Put it inside.
# - Downsample the larger class, and give what you keep the factor as its weight.
# - No rule of thumb says how much data. A learning curve does.
#
# To a friend you can say: *"Before you train, ask of each cell, each column and each class how it could be
# lying."*

# %% [markdown]
# ## New words
#
# - **NaN**: "not a number", what an empty cell becomes
# - **impute**: to fill a gap with a likely value
# - **indicator**: a column that is 1 where something is so, such as where a gap was
# - **outlier**: a value far from all others, true or not
# - **normalization**: (x − smallest) / (largest − smallest); also min–max scaling
# - **standardization**: (x − mean) / standard deviation; also z-score
# - **skew**: a long tail on one side
# - **level**: one of the values of a category
# - **one-hot**: a column for each level, a single 1 in each row
# - **embedding**: a short row of learnt numbers for each level
# - **downsampling**: to keep only a part of the larger class
# - **example weight**: for how many rows a row counts in the loss
# - **odds**: p / (1 − p)
# - **calibrated**: of all that are given 30 %, 30 of 100 come true
# - **label error**: a wrong target

# %% [markdown]
# ## Read and watch
#
# - Google: [Machine Learning Crash Course, Working with numerical
#   data](https://developers.google.com/machine-learning/crash-course/numerical-data). Histograms, scaling,
#   outliers, with exercises.
# - Keras: [Working with preprocessing
#   layers](https://keras.io/guides/preprocessing_layers/). More layers that belong inside a model.
# - Max Kuhn and Kjell Johnson: [Feature Engineering and Selection](http://www.feat.engineering/), 2020.
#   A whole book about this lesson, free to read; the table of the station in Chicago is theirs.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 12](../exercises/12_preparing_data.ipynb) has a page with four mistakes, a
# broken network, and a bank that wants better. After that, [Lesson 13: Tuning and
# regularization](lesson_13_tuning_and_regularization.ipynb) asks of every gain: is it larger than the
# luck?
