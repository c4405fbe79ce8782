# %% [markdown]
# # Lesson 5: Dropout and batch normalization
#
# **You will be able to**
#
# - say what dropout does while a network learns, and what it does in a prediction
# - choose where dropout stands, and read a training loss that lies above the validation loss
# - compute a batch normalization by hand, in training and in prediction
# - train a network on numbers that nobody has scaled
#
# **Time:** 55 minutes
#
# **Before you start:** [Lesson 4](lesson_04_overfitting_and_underfitting.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 5.r1.** The training loss still falls, but the validation loss has begun to rise. What is
# happening?
#
# - [ ] The learning rate is too large
#   Then the training loss would jump or grow. It falls, as it should.
# - [x] The network is overfitting
#   It now learns the noise of its training rows, and that does not help on new ones.
# - [ ] The network is too small
#   One that is too small cannot learn its training rows either: both losses would stay high.
#
# **Recall 5.r2.** You have 500 training rows and a batch size of 50. How often are the weights
# changed in one epoch?
#
# - [ ] Once
#   So it would be with all 500 rows in one batch.
# - [x] Ten times
#   Once for each batch, and 500 / 50 = 10.
# - [ ] 500 times
#   So it would be with a batch size of 1.

# %%
import keras
import numpy as np
import pandas as pd
from keras import layers
from sklearn.preprocessing import StandardScaler

from course_utils import (
    explore_dropout,
    guess,
    load_dataset,
    plot_history,
    plot_network,
    recall,
    show_figure,
    train_grid,
)

keras.utils.set_random_seed(1)

# %% [markdown]
# ## What does a room cost?
#
# You run a small hotel by the sea and know 500 bookings: when they were made, for how many guests,
# for which kind of room. What will the next room cost a night? Five hundred rows are few, and a
# network has many weights. You know from lesson 4 what comes of that.
#
# Every fourth day is kept apart, so that all bookings of a day stand on one side: 500 of its bookings
# for validation, and 500 others for the test at the end. A booking that stands in the table twice is
# used once. Prices are in hundreds of euros, so that the targets are near 1.

# %%
hotel = load_dataset("hotel_rates").drop_duplicates()
numbers = ["lead_time", "stays_in_weekend_nights", "stays_in_week_nights", "adults", "children"]
numbers += ["arrival_date_num", "historical_adr", "total_of_special_requests"]
kinds = ["meal", "market_segment", "reserved_room_type", "customer_type", "agent", "country"]

rng = np.random.default_rng(1)
is_apart = (hotel["arrival_date"].dt.day % 4 == 0).to_numpy()
train = rng.permutation(np.flatnonzero(~is_apart))[:500]
valid, test = rng.permutation(np.flatnonzero(is_apart))[:1000].reshape(2, 500)

scaler = StandardScaler().fit(hotel[numbers].iloc[train])
scaled = scaler.transform(hotel[numbers])
yes_or_no = pd.get_dummies(hotel[kinds], dtype="float32").to_numpy()
X = np.column_stack([scaled, yes_or_no]).astype("float32")
y = hotel["avg_price_per_room"].to_numpy() / 100

X_train, y_train, X_valid, y_valid = X[train], y[train], X[valid], y[valid]
X_test, y_test = X[test], y[test]
print("inputs for training:", X_train.shape, "and for validation:", X_valid.shape)

# %% [markdown]
# `get_dummies` makes a column of zeros and ones for each kind of meal, each kind of room and so on.
#
# One function builds the network and one trains it, because we will need both again. For now read
# only this much: two hidden layers of 256 units. The `rate` comes soon; with `rate=0` nothing is
# dropped.


# %%
def build(rate):
    return keras.Sequential(
        [
            keras.Input((X_train.shape[1],)),
            layers.Dense(256, activation="relu"),
            layers.Dropout(rate),
            layers.Dense(256, activation="relu"),
            layers.Dropout(rate),
            layers.Dense(1),
        ]
    )


# %%
def train_hotel(rate):
    keras.utils.set_random_seed(1)
    model = build(rate)
    model.compile(optimizer=keras.optimizers.Adam(0.0005), loss="mean_squared_error")
    history = model.fit(
        X_train,
        y_train,
        validation_data=(X_valid, y_valid),
        epochs=25,
        batch_size=50,
        validation_batch_size=500,  # all at once: faster, with the same loss
        verbose=0,
    )
    return model, history


# %%
plain, plain_history = train_hotel(rate=0)
plain_loss = plain_history.history["loss"][-1]
plain_val_loss = plain_history.history["val_loss"][-1]
print(f"last epoch: training {plain_loss:.3f}, validation {plain_val_loss:.3f}")
assert plain_val_loss > 2 * plain_loss

# %%
show_figure(
    plot_history(plain_history, start=2, y_label="mean squared error"),
    alt="Loss without dropout against epochs. The training loss keeps falling. The validation "
    "loss stops falling early and stays far above it.",
)

# %% [markdown]
# Plain overfitting. The network knows its 500 bookings much better than any new one.

# %% [markdown]
# ## A conspiracy of weights
#
# How does a network learn rows by heart? By **conspiracies**: several units that only make sense
# together. One unit says something wild. A second one takes most of it back. What is left fits
# one odd booking exactly. Each of the two is useless alone.
#
# If that is so, the network must be fragile. Let us put it to the test: silence half of the hidden
# units at random, and look at its training rows again. What the others pass on is doubled, so that
# the next layer still gets about as much.

# %% [markdown] tags=["guess"]
# **Guess 5.a.** Half of the units are silent. What becomes of the error on the training rows?
#
# - [ ] It stays about the same
#   So it would be if each unit were right by itself. The other half would do.
# - [ ] It doubles
#   Half of the units, twice the error: that would be so if each one did its own share of the work.
# - [x] It becomes more than five times as large
#   What is left of a team of liars and correctors makes no sense alone.


# %%
def error_with_half_silent(model):
    half_silent = build(rate=0.5)
    half_silent.set_weights(model.get_weights())
    outputs = half_silent(X_train, training=True).numpy().ravel()
    return np.mean((outputs - y_train) ** 2)


def error_with_all(model):
    return np.mean((model(X_train).numpy().ravel() - y_train) ** 2)


plain_times = error_with_half_silent(plain) / error_with_all(plain)
print(f"all units: {error_with_all(plain):.4f}, half of them silent: {plain_times:.0f} times that")
assert plain_times > 5

# %% [markdown]
# The units relied on each other. But would not *any* network suffer if you took half of it away? An
# experiment without something to compare with proves little. We need a second team, one that has
# learnt otherwise, and will come back to this.
#
# So here is an idea: let members stay at home *while the team learns*.

# %% [markdown]
# ## Dropout
#
# A **dropout** layer sets some of the numbers that come through it to 0. At each batch it draws
# afresh which ones. No unit can rely on a certain other one any more, because that one may be
# missing in the next batch. Conspiracies fall apart. What several units know independently of each
# other stays.
#
# The **rate** is the share that is dropped, from 0 to 1. With a rate of 0.5, on average half of
# the numbers become 0. It is a share, not a percentage:

# %%
try:
    layers.Dropout(30)
except ValueError as error:
    message = str(error)
print(message)
assert "between 0 and 1" in message

# %% [markdown]
# In a network it looks like this. Run the cell again: other units are gone.

# %%
luck = np.random.default_rng(1)

# %%
is_dropped = [np.zeros(4), luck.random(6) < 0.5, luck.random(6) < 0.5, np.zeros(1)]
n_dropped = int(sum(map(np.sum, is_dropped)))
show_figure(
    plot_network([4, 6, 6, 1], activation="relu", bias=False, dropped=is_dropped),
    alt=f"A network with two hidden layers of 6 units each. {n_dropped} of the 12 are crossed out, "
    "and no line leads to them or away from them.",
)

# %% [markdown]
# Now watch a dropout layer at work. We send three rows of ones through it, twice.

# %% [markdown] tags=["guess"]
# **Guess 5.b.** The rate is 0.5. What becomes of the ones that are *not* dropped?
#
# - [ ] They stay 1
#   Then the next layer would get half as much in training as it gets later, in a prediction.
# - [x] They become 2
#   Half of the numbers are gone, so the rest is doubled: the sum stays the same on average.
# - [ ] They become 0.5
#   The rest would shrink just where some is missing already.

# %%
dropout = layers.Dropout(0.5, seed=1)
ones = np.ones((3, 8), dtype="float32")
first = dropout(ones, training=True).numpy()
second = dropout(ones, training=True).numpy()
print(first, second, sep="\n\n")
assert set(np.unique(first)) == {0, 2}
assert not np.array_equal(first, second)

# %% [markdown]
# Each row has its own pattern, a **mask**, and the second time all masks are new.
#
# And the ones that stay have become 2. Half of the numbers are gone, so the rest is doubled, and
# the sum stays the same *on average*. Otherwise the next layer would get smaller numbers in
# training than later. In general, what stays is multiplied by
#
# $$\frac{1}{1 - \text{rate}}$$
#
# <details><summary>Deeper why: 1 / (1 − rate)</summary>
#
# Of many rows, a number x stays in a share of 1 − rate and is 0 in the others. Without a remedy its
# mean would be (1 − rate) · x. Multiplied by 1 / (1 − rate), that is x again. What changes is the
# spread: its square goes from 0 to x² · rate / (1 − rate), which is x² for a rate of one half. So the
# next layer gets the right number on average, and a noisy one each time. That noise is the point.
#
# </details>
#
# By hand it is three lines:


# %%
def dropout_by_hand(x, rate, rng):
    keep = rng.random(x.shape) >= rate
    return np.where(keep, x / (1 - rate), 0)


dropped = dropout_by_hand(np.ones((1000, 100)), 0.3, np.random.default_rng(1))
print(f"dropped {np.mean(dropped == 0):.1%}, mean {dropped.mean():.3f}")
assert abs(np.mean(dropped == 0) - 0.3) < 0.01
assert abs(dropped.mean() - 1) < 0.01

# %% [markdown]
# ## On in training, off in prediction
#
# A prediction should not depend on luck. So Keras drops while `fit` runs, and never in `predict`
# or `evaluate`. If you call a model like a function, it does not drop either, unless you ask for it
# with `training=True`.

# %%
rows = X_valid[:3]
with_dropout = build(rate=0.5)
once = with_dropout.predict(rows, verbose=0)
again = with_dropout.predict(rows, verbose=0)
assert np.array_equal(once, again)

in_training = with_dropout(rows, training=True).numpy()
in_training_again = with_dropout(rows, training=True).numpy()
assert not np.allclose(in_training, in_training_again)
print("predict:      ", once.ravel().round(2), again.ravel().round(2))
print("training=True:", in_training.ravel().round(2), in_training_again.ravel().round(2))

# %% [markdown]
# ## Which layer does it act on?
#
# A dropout layer drops what comes *into* it: the outputs of the layer before it. It has no weights,
# and it changes no other layer. To make a dense layer lose inputs, put the dropout *in front of*
# it. That is how `build` does it:
#
# ```
# layers.Dense(256, activation="relu"),
# layers.Dropout(rate),               # drops outputs of the layer above ...
# layers.Dense(256, activation="relu"),   # ... which are inputs of the layer below
# ```
#
# You will read that it "applies 30 % dropout to the next layer". That is right only if you think of
# what comes *into* the next layer. It usually stands after hidden layers. Behind the output layer it
# would drop the prediction itself.

# %% [markdown] tags=["guess"]
# **Guess 5.c.** We train with rate 0, 0.3 and 0.5. Which one ends with the smallest distance between
# its training and its validation loss, both with dropout off?
#
# - [ ] Rate 0
#   It is free to learn its 500 bookings by heart: its training loss is by far the lowest.
# - [ ] Rate 0.3
#   Its distance is smaller than without dropout. But there is one that is smaller still.
# - [x] Rate 0.5
#   The more is dropped, the less can be learnt by heart. Whether that is good is another question.

# %%
runs = {0.0: (plain, plain_history)}
for rate in [0.3, 0.5]:
    runs[rate] = train_hotel(rate)

gaps, val_losses = {}, {}
for rate, (model, history) in runs.items():
    off = model.evaluate(X_train, y_train, batch_size=500, verbose=0)
    val_losses[rate] = history.history["val_loss"][-1]
    gaps[rate] = val_losses[rate] - off
    print(f"rate {rate}: training {off:.3f}, validation {val_losses[rate]:.3f}")

print({rate: round(gap, 3) for rate, gap in gaps.items()})
assert gaps[0.5] < gaps[0.3] < 0.9 * gaps[0.0]
assert val_losses[0.5] > 1.05 * val_losses[0.3] > 0.95 * val_losses[0.0]

# %% [markdown]
# The last line is the **gap**: validation loss minus training loss, both with dropout off. The more
# we drop, the smaller it is. But look at the validation loss, too: that one is to be small. Here a
# rate of 0.5 is too much. It closes the gap by making the network worse on *all* rows. That is
# underfitting. And even 0.3 gains nothing on new rows.
#
# So dropout is no charm. The rate is a dial, a **hyperparameter**: you choose it, training does not.
# You turn it while you watch the validation loss, and report the loss of the test rows.

# %%
chosen = min(val_losses, key=val_losses.get)
test_loss = runs[chosen][0].evaluate(X_test, y_test, batch_size=500, verbose=0)
print(f"chosen: rate {chosen}, validation {val_losses[chosen]:.3f}, test {test_loss:.3f}")
assert 0.5 < test_loss / val_losses[chosen] < 2

# %% [markdown]
# ## The conspiracy, with something to compare
#
# Now we have two other teams, whose members stayed at home by turns. Silence half of each. If
# dropout breaks conspiracies, these should bear it better.

# %%
times = {
    rate: error_with_half_silent(model) / error_with_all(model) for rate, (model, _) in runs.items()
}
for rate, factor in times.items():
    print(f"trained with rate {rate}: {factor:.1f} times the error when half are silent")
assert times[0.0] > 2 * times[0.3] > 2 * times[0.5]

# %% [markdown]
# The plain network suffers most, by far. What dropout changed is just this: how much one unit needs
# another.

# %% [markdown]
# ## Where it does help
#
# Hotel prices were no case for dropout. Here is one: only 64 mixtures of concrete. A single run
# could be luck, so we train from 20 seeds with each rate. `train_grid` trains them all at once, as
# `fit` would, one after the other. (The first layer of this network comes further down.)

# %%
concrete = load_dataset("concrete")
strength = concrete.pop("compressive_strength").to_numpy()
rows = np.random.default_rng(1).permutation(len(concrete))
few, others = rows[:64], rows[64:179]


def small():
    return keras.Sequential(
        [
            keras.Input((8,)),
            layers.BatchNormalization(momentum=0.9),
            layers.Dense(64, activation="relu"),
            layers.Dropout(0.5, seed=1),
            layers.Dense(32, activation="relu"),
            layers.Dense(1),
        ]
    )


# %%
data = [part for part in (few, others) for part in (concrete.to_numpy()[part], strength[part])]
grid = train_grid(
    small,
    data,
    loss="mean_absolute_error",
    optimizer=keras.optimizers.SGD(0.05),
    epochs=60,
    batch_size=16,
    dropout=[0.0, 0.7],
    seed=range(20),
)
errors = grid.curves["val_loss"][..., -20:].mean(axis=-1)  # of the last 20 epochs: (2, 20)
without, with_70 = errors.mean(axis=1)
print(f"20 seeds, validation: {without:.1f} MPa without dropout, {with_70:.1f} MPa with rate 0.7")
assert with_70 < 0.97 * without
assert np.mean(errors[1] < errors[0]) > 0.6

# %% [markdown]
# A gain on rows that the network has never seen, small but seen in most of the 20 pairs. Why here, and
# not at the hotel, which had few rows and a large network as well? No rule tells you beforehand. The
# validation loss does.

# %% [markdown]
# ## Training loss above validation loss: a bug?
#
# Here are the curves of the run with rate 0.5.

# %%
model, dropped_history = runs[0.5]
show_figure(
    plot_history(dropped_history, start=2, y_label="mean squared error"),
    alt="Loss with dropout rate 0.5 against epochs. The training loss lies above the validation "
    "loss over most epochs, and both fall.",
)

# %% [markdown]
# On average, the network seems to do *better* on rows it has never seen. Many people look for a bug
# now. There is none. The two curves were measured under different conditions: the training loss
# with dropout on, the validation loss with dropout off. Measure both with dropout off:

# %%
dropout_on = dropped_history.history["loss"][-1]
dropout_off = model.evaluate(X_train, y_train, verbose=0)
on_new_rows = dropped_history.history["val_loss"][-1]
print(f"training rows, dropout on:   {dropout_on:.3f}")
print(f"training rows, dropout off:  {dropout_off:.3f}")
print(f"validation rows, always off: {on_new_rows:.3f}")
training_curve, validation_curve = (dropped_history.history[k] for k in ["loss", "val_loss"])
assert np.mean(training_curve[-10:]) > np.mean(validation_curve[-10:])
assert dropout_off < 0.95 * dropout_on

# %% [markdown]
# The same network and the same 500 rows give two different losses. (A small second reason: the
# training loss is a mean over the epoch, and the network became better meanwhile.)

# %% [markdown]
# ## Many networks in one
#
# Here is another way to look at it. With each mask, a different, thinner network learns from one
# row of one batch. With 512 hidden units there are $2^{512}$ masks: more networks than atoms in the
# universe, and all share their weights. A prediction with dropout off is about the *mean* of all of
# them. Such a committee is called an **ensemble**. A random forest is one, too: many trees, each of
# which has seen other rows, and their mean.
#
# We ask 100 members of the network with rate 0.3 one by one, and then all together.

# %%
model = runs[0.3][0]
members = np.array([model(X_valid, training=True).numpy().ravel() for _ in range(100)])
off = model(X_valid).numpy().ravel()
alone = np.mean((members - y_valid) ** 2)
together = np.mean((members.mean(axis=0) - y_valid) ** 2)
switched_off = np.mean((off - y_valid) ** 2)
print(f"one member {alone:.3f}, mean of 100 {together:.3f}, dropout off {switched_off:.3f}")
assert together < 0.85 * alone
assert switched_off < alone
assert np.corrcoef(off, members.mean(axis=0))[0, 1] > 0.99

# %% [markdown]
# The committee beats its members by far. And with dropout off, the network says nearly the same as
# the committee (the correlation is above 0.99), for the price of one prediction instead of 100. The
# idea is from Srivastava, Hinton and others (2014): "Dropout: a simple way to prevent neural
# networks from overfitting", Journal of Machine Learning Research 15.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## A network that cannot learn at all
#
# Now a different trouble. It has nothing to do with overfitting. Take the concrete of lesson 2, but
# leave its columns as they are. This time nobody standardizes them.

# %%
concrete = load_dataset("concrete")
inputs = concrete.drop(columns="compressive_strength")
inputs.agg(["min", "mean", "max"]).round(0)

# %%
order = np.random.default_rng(1).permutation(len(concrete))
train, valid = order[:800], order[800:]
X_train, X_valid = inputs.to_numpy()[train], inputs.to_numpy()[valid]
strength = concrete["compressive_strength"].to_numpy()
y_train, y_valid = strength[train], strength[valid]


def train_concrete(stack, optimizer="sgd", epochs=25, rows=None):
    known, new = rows or (X_train, X_valid)
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((8,)), *stack])
    model.compile(optimizer=optimizer, loss="mean_absolute_error")
    history = model.fit(
        known,
        y_train,
        validation_data=(new, y_valid),
        epochs=epochs,
        batch_size=64,
        validation_batch_size=230,
        verbose=0,
    )
    return model, history


# %% [markdown]
# Gravel comes in hundreds of kilograms, plasticizer in tens or none at all. We train three hidden
# layers of 512 units with SGD, the plain method of lesson 3.

# %% [markdown] tags=["guess"]
# **Guess 5.d.** What will the training loss be after two epochs?
#
# - [ ] About 35 MPa, as at the start: it learns slowly
#   Slow learning comes of steps that are too small. Here inputs in the hundreds make them large.
# - [ ] Some 10 MPa
#   So it could be with scaled inputs, after more epochs.
# - [x] No number at all
#   Large inputs give large gradients, and these large steps: the weights leave what a computer can
#   count.

# %%
stack = [layers.Dense(512, activation="relu") for _ in range(3)]
_, lost = train_concrete([*stack, layers.Dense(1)], epochs=2)
print("loss, epoch by epoch:", lost.history["loss"])
assert not np.isfinite(lost.history["loss"][0])

# %% [markdown]
# `nan`: not a number. With another seed you may see `inf`, infinity. Large inputs give large
# gradients, large gradients give large steps, and three layers multiply all this. After a few
# batches the numbers have left what a computer can count. Keras does not stop you. It trains on,
# with nothing.
#
# Scaling the inputs would help, as in lesson 3. But only at the *entrance*. What about the numbers
# between the layers? Their size changes with each step of training.

# %% [markdown]
# ## Batch normalization
#
# Why not put something like `StandardScaler` between the layers, one that works on each batch while
# the network learns? That is **batch normalization**. In training it does this with each column:
#
# 1. Take the mean and the standard deviation *of this batch*.
# 2. Subtract the mean and divide by the deviation. (The variance first gets 0.001 more, so that
#    nobody divides by 0.)
# 3. Multiply by a number **gamma** and add a number **beta**. Both are learnt. They start at 1
#    and 0.
#
# Why the third step? Perhaps a mean of 0 and a deviation of 1 is *not* what the next layer needs.
# With gamma and beta the network can choose any other.

# %%
batch = np.array([[2.0, 900.0], [4.0, 1000.0], [6.0, 1100.0], [8.0, 1400.0]])
one_batch = layers.BatchNormalization()
by_keras = one_batch(batch, training=True).numpy()

by_hand = (batch - batch.mean(axis=0)) / np.sqrt(batch.var(axis=0) + 0.001)
assert np.allclose(by_keras, by_hand, atol=1e-4)
print(by_keras.round(2))

# %% [markdown]
# One column ran from 2 to 8 and one from 900 to 1,400. Now both have mean 0 and deviation 1.
#
# **In a prediction** there may be no batch: perhaps you ask about a single row. So the layer keeps
# two **moving averages**, of the means and of the variances it has seen. At each training batch
# they move a little towards the batch:
#
# moving = 0.99 · moving + 0.01 · batch
#
# The 0.99 is called `momentum`. The moving mean starts at 0, the moving variance at 1.

# %%
moving_mean = 0.99 * 0 + 0.01 * batch.mean(axis=0)
moving_variance = 0.99 * 1 + 0.01 * batch.var(axis=0)
assert np.allclose(one_batch.moving_mean, moving_mean)
assert np.allclose(one_batch.moving_variance, moving_variance, rtol=1e-4)

in_prediction = one_batch(batch).numpy()
by_hand = (batch - moving_mean) / np.sqrt(moving_variance + 0.001)
assert np.allclose(in_prediction, by_hand, rtol=1e-4)
print(in_prediction.round(1))

# %% [markdown]
# These are far from mean 0: after *one* batch, the moving averages are not near the truth yet.
#

# %% [markdown] tags=["guess"]
# **Guess 5.e.** We show a new layer the same batch 300 times. Its means are 5 and 1,100. Where will
# the moving means be then?
#
# - [ ] Exactly at 5 and 1,100
#   Each step goes one hundredth of the way that is left. It never arrives exactly.
# - [x] Nearly there
#   Of the start, 0.99 to the power of 300 is left: 5 %.
# - [ ] Hardly above 0
#   So it would be after a few batches. After 300 most of the way is done.

# %%
normalization = layers.BatchNormalization()
for _ in range(300):
    normalization(batch, training=True)
print("moving mean:", normalization.moving_mean.numpy().round(2), "batch:", batch.mean(axis=0))
assert np.allclose(normalization.moving_mean, (1 - 0.99**300) * batch.mean(axis=0), rtol=1e-3)
assert np.allclose(normalization.moving_mean, batch.mean(axis=0), rtol=0.06)

# %% [markdown]
# Now they have nearly arrived: 5 % are missing. Remember this when the validation loss of such a
# network is wild in its first epochs. The weights may be good already, while the moving averages
# are still on their way.

# %% [markdown]
# ## Four numbers a unit
#
# A batch normalization of 512 units has learnt numbers and kept numbers.

# %% [markdown] tags=["guess"]
# **Guess 5.f.** How many numbers does it hold?
#
# - [ ] 512
#   One for each unit is too few: gamma and beta alone are two.
# - [ ] 1,024
#   Gamma and beta are learnt. But the two moving averages must be kept somewhere, too.
# - [x] 2,048
#   Gamma, beta, a moving mean and a moving variance: four for each unit.

# %%
normalization = layers.BatchNormalization()
normalization.build((None, 512))
for weight in normalization.weights:
    print(f"{weight.name:16} {weight.shape}   trainable: {weight.trainable}")

total = normalization.count_params()
trainable = sum(int(np.prod(weight.shape)) for weight in normalization.trainable_weights)
assert total == 4 * 512
assert trainable == 2 * 512

# %% [markdown]
# Gamma and beta are turned by the gradient. The moving averages are only kept: `summary()` calls
# them non-trainable.

# %% [markdown]
# ## Now it learns
#
# The same concrete, the same SGD, the same three layers. New is a batch normalization in front of
# each dense layer.

# %%
stack = []
for _ in range(3):
    stack += [layers.BatchNormalization(), layers.Dense(512, activation="relu")]
stack += [layers.BatchNormalization(), layers.Dense(1)]

normalized_model, normalized = train_concrete(stack)
always_median = np.abs(np.median(y_train) - y_valid).mean()
best = min(normalized.history["val_loss"])
print(f"always the median: {always_median:.1f} MPa, best epoch of the network: {best:.1f} MPa")
assert np.all(np.isfinite(normalized.history["loss"]))
assert best < 0.8 * always_median

# %%
show_figure(
    plot_history(normalized, y_label="mean absolute error (MPa)"),
    alt="Loss with batch normalization against epochs. The training loss falls steadily from 35 to "
    "below 10 MPa. The validation loss falls too, with some jumps.",
)

# %% [markdown]
# No scaler, no other optimizer, no smaller steps: from `nan` to a network that learns.
#
# But is it better than a scaler? That is the comparison to make: the same three layers without batch
# normalization, on columns that we standardized by hand.

# %%
scaler = StandardScaler().fit(X_train)
scaled_rows = scaler.transform(X_train), scaler.transform(X_valid)
stack = [layers.Dense(512, activation="relu") for _ in range(3)]
_, scaled_history = train_concrete([*stack, layers.Dense(1)], rows=scaled_rows)
by_hand, by_layer = (h.history["val_loss"] for h in (scaled_history, normalized))
epochs = [int(np.argmax(np.array(h) < always_median)) + 1 for h in (by_hand, by_layer)]
print(f"best epoch: {min(by_hand):.1f} MPa by hand, {min(by_layer):.1f} MPa by the layer")
print("better than the median from epoch", *epochs, "on")
assert min(by_hand) < 1.1 * best
assert epochs[0] < epochs[1]

# %% [markdown]
# Scaled by hand, the same network does as well on new rows. So what saved ours was mostly the scaling
# at the entrance. You will read that a network with batch normalization needs fewer epochs. That
# is no law: here it needed more, for the moving means have to arrive first. If all you want is the
# scaling, Keras has a plainer layer for the first place, `keras.layers.Normalization`: it reads means
# and deviations once, before training.

# %% [markdown]
# ## See both at work
#
# Here are 64 samples of concrete, not scaled, and 60 epochs of SGD. You choose the dropout rate,
# and whether a batch normalization stands in front. First say what you expect. Then play.
#
# 1. Watch the masks while the epochs go by. Which rows and units are silent changes each time.
# 2. Turn batch normalization on. Find the moving mean of the column cement, and how it climbs
#    towards the means of the batches. (This layer has `momentum=0.9`. It forgets faster than 0.99,
#    and needs fewer batches to arrive.)
# 3. Silence a unit of the network itself, one at a time. How much is one of 64 worth?
# 4. Then go for the goal.

# %%
explore_dropout()

# %% [markdown]
# ## Before or after the activation?
#
# You will read that batch normalization *must* stand before the activation. And you will read that
# it must stand after. The paper put it before; some networks since then have it after. Both run,
# and both train:

# %%
before = []
after = []
for _ in range(2):
    before += [layers.Dense(64), layers.BatchNormalization(), layers.Activation("relu")]
    after += [layers.Dense(64), layers.Activation("relu"), layers.BatchNormalization()]

for name, stack in {"before": before, "after": after}.items():
    stack = [layers.BatchNormalization(), *stack, layers.Dense(1)]
    _, history = train_concrete(stack, keras.optimizers.Adam(0.03), epochs=20)
    error = min(history.history["val_loss"])
    print(f"{name:6} the activation: {error:.1f} MPa")
    assert error < 0.8 * always_median

# %% [markdown]
# This is what the layers of lesson 2, in which the activation stood apart, were good for.
#
# ## As a first layer
#
# Did you see the batch normalization at the very front? It works on the raw inputs, in place of a
# scaler. Its moving averages become the means and variances of the columns:

# %%
kept = normalized_model.layers[0].moving_mean.numpy().astype(float)
table = pd.DataFrame({"moving mean": kept, "training mean": X_train.mean(axis=0)}, inputs.columns)
assert np.allclose(kept, X_train.mean(axis=0), rtol=0.15, atol=2)
table.round(1)

# %% [markdown]
# So the scaler travels inside the model, and nobody can forget it.

# %% [markdown]
# ## A batch of one
#
# What if we train with `batch_size=1`?

# %% [markdown] tags=["guess", "again"]
# **Guess 5.g.** What does batch normalization make of a batch of one row, before gamma and beta?
#
# - [ ] The row itself
#   It subtracts the mean of the batch. What is the mean of one row?
# - [x] Zeros
#   The mean of one row is the row, and the row minus itself is 0, whatever stood in it.
# - [ ] `nan`, because the variance is 0
#   It is 0, but 0.001 is added before the division.

# %%
alone = layers.BatchNormalization()
for row in X_train[:3]:
    print(alone(row[np.newaxis], training=True).numpy().ravel())
    assert np.all(alone(row[np.newaxis], training=True).numpy() == 0)

# %% [markdown]
# The mean of one row is the row. Row minus row is 0, whatever stood in it. The network learns from
# nothing, and Keras says not a word. Give batch normalization batches of 16 rows or more. Small
# batches also give shaky means.

# %% [markdown]
# ## Why does it work?
#
# The paper that brought it (Ioffe and Szegedy, 2015, "Batch normalization: accelerating deep
# network training by reducing internal covariate shift") tells this story. While a layer learns,
# the layers before it change, and so does what it gets to see. It shoots at a moving target. This
# is called **internal covariate shift**, and batch normalization is said to hold the target still.
#
# You will hear that story often. It is disputed. Santurkar, Tsipras, Ilyas and Mądry (2018, "How
# does batch normalization help optimization?") added noise after the batch normalization, so that
# the target moved on purpose. The networks trained about as well all the same. What they found
# instead is that the loss becomes smoother: its slope changes less from one step to the next, so
# larger steps are safe.
#
# That it helps is measured. Why it helps is still being worked out.

# %% [markdown]
# ## Summary
#
# - Dropout sets a random share of the numbers to 0 while the network learns. It drops what comes
#   out of the layer before it.
# - What stays is multiplied by 1 / (1 − rate). In a prediction nothing is dropped.
# - The training loss is measured with dropout on, so it may lie above the validation loss.
# - Batch normalization takes mean and deviation from the batch in training, and from its moving
#   averages in prediction.
# - It holds four numbers a unit: gamma and beta are trained, the two moving averages are kept.
# - It may stand before or after the activation, or in front of everything. A batch of one tells it
#   nothing.

# %% [markdown]
# ## New words
#
# - **conspiracy of weights**: units that are right only together, and so fit the noise
# - **dropout**: sets random numbers to 0 while a network learns
# - **hyperparameter**: a number that you choose and training does not change, such as the rate
# - **rate**: the share that is dropped, from 0 to 1
# - **mask**: the pattern of what is dropped and what is kept
# - **ensemble**: many models whose mean is the prediction
# - **batch normalization**: standardizes each column within a batch, then scales and shifts it
# - **gamma** and **beta**: the scale and the shift that batch normalization learns
# - **moving average**: a mean that goes a small part of the way towards each new value
# - **momentum** of a batch normalization: how much of the old average is kept at each batch
# - **internal covariate shift**: what a layer gets to see changes, because the layers before it
#   learn

# %% [markdown]
# ## Read and watch
#
# - Nitish Srivastava and others: [Dropout](https://jmlr.org/papers/v15/srivastava14a.html), 2014.
#   With the story of the conspiracies.
# - Sergey Ioffe and Christian Szegedy: [Batch normalization](https://arxiv.org/abs/1502.03167),
#   2015.
# - Shibani Santurkar and others: [How does batch normalization help
#   optimization?](https://arxiv.org/abs/1805.11604), 2018. Why the reason in the first paper is not
#   the whole story.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 5](../exercises/05_dropout_and_batch_normalization.ipynb). After
# that, [Lesson 6: Binary classification](lesson_06_binary_classification.ipynb) asks a new kind of
# question: yes or no?
