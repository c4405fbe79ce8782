# %% [markdown]
# # Lesson 5: Dropout and batch normalization
#
# **You will be able to**
#
# - say what dropout does while a network learns, and what it does in a prediction
# - choose the place of a dropout layer, and read a training loss that lies above the validation loss
# - compute a batch normalization by hand, in training and in prediction
# - train a network on numbers that nobody has scaled
#
# **Time:** 75 minutes
#
# **Before you start:** [Lesson 4](lesson_04_overfitting_and_underfitting.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 5.r1.** The training loss still falls, but the validation loss has begun to rise. What is
# happening?
#
# - [ ] The learning rate is too large
#   Then the training loss would jump or grow. But it falls, as it should.
# - [x] The network is overfitting
#   It now learns the noise of its training rows, and that does not help on new ones.
# - [ ] The network is too small
#   One that is too small cannot learn its training rows either: both losses would stay high.
#
# **Recall 5.r2.** You have 500 training rows and a batch size of 50. How often are the weights
# changed in one epoch?
#
# - [ ] Once
#   That would be right for one batch of all 500 rows.
# - [x] Ten times
#   Once for each batch, and 500 / 50 = 10.
# - [ ] 500 times
#   That would be right for a batch size of 1.

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
    plot_histograms,
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
# for which kind of room. What will the next room cost a night? Five hundred rows are few, and the
# network has many weights, so it will overfit (lesson 4).
#
# Every fourth day is kept apart, so that all bookings of a day stand on one side. Of these days, 500
# bookings are for validation, and 500 others for the test at the end. A booking that is in the table
# twice is used once. Prices are in hundreds of euros, so that the targets are near 1.

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
# It looks at all rows, but only to see which words there are, which says nothing about prices.
#
# One function builds the network and one trains it, because we need both again. For now look only at
# the two hidden layers of 256 units. The `rate` is explained soon; with `rate=0` nothing is dropped.


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
# This is overfitting: the network knows its 500 bookings much better than new ones.

# %% [markdown]
# ## A conspiracy of weights
#
# How does a network learn rows by heart? By **conspiracies**: several units that are right only
# together. For example, one unit gives a number that is far too large, and a second one subtracts
# most of it. What is left fits one unusual booking exactly, but each of the two is useless alone.
#
# If that is so, the network must be fragile. We test it: we silence half of the hidden units at
# random, and measure the error on the training rows again. The outputs of the other half are doubled,
# so that the next layer still gets about as much as before.

# %% [markdown] tags=["guess"]
# **Guess 5.a.** Half of the units are silent. How does the error on the training rows change?
#
# - [ ] It stays about the same
#   That would be so if each unit were right by itself. Then half of them would be enough.
# - [ ] It doubles
#   That would be so if each unit did its own part of the work. But they correct each other.
# - [x] It becomes more than five times as large
#   A unit that gives a number that is too large has often lost the one that corrects it.


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
# The units relied on each other. But perhaps *any* network suffers when half of it is silent. An
# experiment without a comparison proves little, so we need a second network, one that has learnt in
# another way. We will come back to this.
#
# A team learns to work without any single member if, each day, some members stay at home. So here is
# the idea: silence units *while the network learns*.

# %% [markdown]
# ## Dropout
#
# A **dropout** layer sets some of the numbers that it gets to 0. For each batch it draws again which
# ones. So no unit can rely on a certain other one, because that one may be missing in the next batch.
# Conspiracies break. What several units know independently of each other stays.
#
# The **rate** is the share that is dropped, from 0 to 1. With a rate of 0.5, on average half of
# the numbers become 0. It is not a percentage:

# %%
try:
    layers.Dropout(30)
except ValueError as error:
    message = str(error)
print(message)
assert "between 0 and 1" in message

# %% [markdown]
# In a network it looks like this. Run the cell again, and other units are dropped.

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
# Now we send three rows of ones through a dropout layer, twice.

# %% [markdown] tags=["guess"]
# **Guess 5.b.** The rate is 0.5. What happens to the ones that are *not* dropped?
#
# - [ ] They stay 1
#   Then the next layer would get half as much in training as it gets later, in a prediction.
# - [x] They become 2
#   Half of the numbers are 0, so the rest is doubled: the sum stays the same on average.
# - [ ] They become 0.5
#   Then the sum would become smaller twice: by what is dropped, and by what is kept.

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
# The ones that stay have become 2. Half of the numbers are 0, so the rest is doubled, and the sum
# stays the same *on average*. Otherwise the next layer would get smaller numbers in training than
# later, in a prediction. In general, what stays is multiplied by
#
# $$\frac{1}{1 - \text{rate}}$$
#
# <details><summary>Deeper why: 1 / (1 − rate)</summary>
#
# Of many rows, a number x stays in a share of 1 − rate and is 0 in the others. So its mean would be
# (1 − rate) · x. Multiplied by 1 / (1 − rate), that is x again. What changes is the variance: it goes
# from 0 to x² · rate / (1 − rate), which is x² for a rate of 0.5. So the next layer gets the right
# number on average, but a noisy one each time. This noise is what works against learning by heart.
#
# </details>
#
# Written by hand, it is three lines:


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
# A prediction should not depend on luck. So Keras drops numbers while `fit` runs, but never in
# `predict` or `evaluate`. If you call a model like a function, it does not drop either, unless you
# write `training=True`.

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
# A dropout layer drops what comes *into* it, that is, outputs of the layer before it. It has no
# weights, and it changes no other layer. If a dense layer is to lose inputs, put the dropout *in front
# of* it, as `build` does:
#
# ```
# layers.Dense(256, activation="relu"),
# layers.Dropout(rate),  # drops outputs of the layer above,
# layers.Dense(256, activation="relu"),  # which are inputs of this one
# ```
#
# You will read that a dropout layer "applies 30 % dropout to the next layer". That is right only if
# it means the *inputs* of the next layer. Dropout usually stands after hidden layers. Behind the
# output layer it would drop the prediction itself.

# %% [markdown] tags=["guess"]
# **Guess 5.c.** We train with the rates 0, 0.3 and 0.5. Which one ends with the smallest gap between
# its training and its validation loss, both with dropout off?
#
# - [ ] Rate 0
#   Nothing keeps it from learning its 500 bookings by heart, so its training loss is by far the
#   lowest.
# - [ ] Rate 0.3
#   Its gap is smaller than without dropout. But one of the others is smaller still.
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
# we drop, the smaller it is. But what you want is a low validation loss. Here a rate of 0.5 is too
# much: it makes the gap small by making the network worse on *all* rows, and that is underfitting.
# Even 0.3 gains nothing on new rows.
#
# So dropout does not always help. The rate is a **hyperparameter**: you choose it, training does not.
# Choose it by the validation loss, and report the loss of the test rows.

# %%
chosen = min(val_losses, key=val_losses.get)
test_loss = runs[chosen][0].evaluate(X_test, y_test, batch_size=500, verbose=0)
print(f"chosen: rate {chosen}, validation {val_losses[chosen]:.3f}, test {test_loss:.3f}")
assert 0.5 < test_loss / val_losses[chosen] < 2

# %% [markdown]
# ## The conspiracy, with a comparison
#
# Now we have two other networks, whose units were silent by turns while they learnt. We silence half
# of each. If dropout breaks conspiracies, their errors should grow less.

# %%
times = {
    rate: error_with_half_silent(model) / error_with_all(model) for rate, (model, _) in runs.items()
}
for rate, factor in times.items():
    print(f"trained with rate {rate}: {factor:.1f} times the error when half are silent")
assert times[0.0] > 2 * times[0.3] > 2 * times[0.5]

# %% [markdown]
# The error of the plain network grows by far the most. So with dropout a unit depends less on the
# others.

# %% [markdown]
# ## Where it does help
#
# Dropout did not help with hotel prices. Here it does, with only 64 mixtures of concrete. A single
# run could be luck, so we train from 20 seeds with each rate. `train_grid` trains them all at once,
# with the results that `fit` would give. (The first layer of this network is explained further down.)

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
# This is a gain on rows that the network has never seen. It is small, but it shows in most of the 20
# pairs. Why here and not at the hotel, which also had few rows and a large network? No rule tells you
# beforehand, so try it, and look at the validation loss.

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
# On average, the network seems to do *better* on rows it has never seen. Many people now look for a
# bug, but there is none. The two curves are measured under different conditions: the training loss
# with dropout on, the validation loss with dropout off. So we measure both with dropout off:

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
# The same network and the same 500 rows give two different losses. (There is a second, small reason:
# the training loss is a mean over the epoch, and the network became better during the epoch.)

# %% [markdown]
# ## Many networks in one
#
# Here is another way to look at dropout. With each mask, a different, smaller network learns from one
# row of one batch. With 512 hidden units there are $2^{512}$ masks. These are more networks than there
# are atoms in the universe, and all share their weights. A prediction with dropout off is about the
# *mean* of their predictions. A group of models whose mean is the prediction is called an
# **ensemble**. A random forest is one, too: its trees have learnt from different rows.
#
# We ask 100 members of the network with rate 0.3 one by one, and then take their mean.

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
# The ensemble is much better than one member. With dropout off, the network gives nearly the same
# predictions as the ensemble (the correlation is above 0.99), but it needs only one prediction. The
# idea is from Srivastava, Hinton and others (2014): "Dropout: a simple way to prevent neural networks
# from overfitting", Journal of Machine Learning Research 15.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.
#
# Before you go on, answer in your head:
#
# 1. A dropout layer has the rate 0.5. What becomes of the number 3 in training, and in `predict`?
# 2. Why may the training loss lie above the validation loss?
#
# <details><summary>Answers</summary>
#
# 1. In training it becomes 0 or 6, by chance. In `predict` it stays 3.
# 2. The training loss is measured while units are silent, the validation loss with all of them.
#
# </details>

# %% [markdown]
# ## A network that cannot learn at all
#
# Now a different problem, which has nothing to do with overfitting. We take the concrete of lesson 2,
# but this time nobody standardizes its columns.

# %%
concrete = load_dataset("concrete")
inputs = concrete.drop(columns="compressive_strength")
inputs.agg(["min", "mean", "max"]).round(0)

# %%
order = np.random.default_rng(1).permutation(len(concrete))
raw_train, raw_valid = np.split(inputs.to_numpy()[order], [800])
strength = concrete["compressive_strength"].to_numpy()[order]
strength_train, strength_valid = np.split(strength, [800])


def train_concrete(stack, optimizer="sgd", epochs=25, rows=None):
    known, new = rows or (raw_train, raw_valid)
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((8,)), *stack])
    model.compile(optimizer=optimizer, loss="mean_absolute_error")
    history = model.fit(
        known,
        strength_train,
        validation_data=(new, strength_valid),
        epochs=epochs,
        batch_size=64,
        validation_batch_size=230,
        verbose=0,
    )
    return model, history


# %% [markdown]
# There are hundreds of kilograms of gravel, but only tens of plasticizer, or none. We train three
# hidden layers of 512 units with SGD, the method of lesson 3.

# %% [markdown] tags=["guess"]
# **Guess 5.d.** What will the training loss be after two epochs?
#
# - [ ] About 35 MPa, as at the start: it learns slowly
#   Learning is slow when steps are too small. Here inputs in the hundreds make them large.
# - [ ] Some 10 MPa
#   That is possible with scaled inputs, after more epochs.
# - [x] No number at all
#   Large inputs give large gradients, and so large steps: the weights become too large for a
#   computer's numbers.

# %%
stack = [layers.Dense(512, activation="relu") for _ in range(3)]
_, lost = train_concrete([*stack, layers.Dense(1)], epochs=2)
print("loss, epoch by epoch:", lost.history["loss"])
assert not np.isfinite(lost.history["loss"][0])

# %% [markdown]
# `nan` means *not a number*. With another seed you may see `inf`, infinity. Large inputs give large
# gradients, large gradients give large steps, and three layers multiply all this. After a few
# batches the numbers are too large for a computer. Keras does not stop: it goes on training, and shows
# no message.
#
# Scaling the inputs would help, as in lesson 3. But this changes only what goes into the *first*
# layer. What about the numbers between the layers? Their size changes with each step of training.

# %% [markdown]
# ## Batch normalization
#
# What if something like `StandardScaler` stood between the layers, and worked on each batch while
# the network learns? That is **batch normalization**. In training it does this with each column:
#
# 1. Take the mean and the standard deviation *of this batch*.
# 2. Subtract the mean and divide by the deviation. (First 0.001 is added to the variance, so that
#    the layer never divides by 0.)
# 3. Multiply by a number **gamma** and add a number **beta**. Both are learnt. They start at 1
#    and 0.
#
# Why the third step? Perhaps a mean of 0 and a deviation of 1 are *not* what the next layer needs.
# With gamma and beta the network can learn any others.

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
# **In a prediction** there may be no batch, because you may ask about a single row. So the layer
# keeps two **moving averages**, one of the means and one of the variances that it has seen. With each
# training batch they move a little towards the values of the batch:
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
# The means of these columns are far from 0, because after *one* batch the moving averages are still
# near their start.

# %% [markdown] tags=["guess"]
# **Guess 5.e.** We show a new layer the same batch 300 times. Its means are 5 and 1,100. Where will
# the moving means be then?
#
# - [ ] Exactly at 5 and 1,100
#   Each step covers one hundredth of the rest of the way, so they never arrive exactly.
# - [x] Nearly there
#   0.99 to the power of 300 is 0.05: only 5 % of the way is left.
# - [ ] Hardly above 0
#   That is true after a few batches. After 300, most of the way is done.

# %%
normalization = layers.BatchNormalization()
for _ in range(300):
    normalization(batch, training=True)
print("moving mean:", normalization.moving_mean.numpy().round(2), "batch:", batch.mean(axis=0))
assert np.allclose(normalization.moving_mean, (1 - 0.99**300) * batch.mean(axis=0), rtol=1e-3)
assert np.allclose(normalization.moving_mean, batch.mean(axis=0), rtol=0.06)

# %% [markdown]
# Now they have nearly arrived: 5 % are missing. Remember this when the validation loss of such a
# network jumps in its first epochs. The weights may be good already, but the moving averages, which
# validation uses, are not there yet.

# %% [markdown]
# ## Four numbers for each unit
#
# A batch normalization holds numbers that are learnt and numbers that are only kept. Here is one for
# 512 units.

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
# Gamma and beta are changed by the gradient. The moving averages are only kept, so `summary()` calls
# them non-trainable.

# %% [markdown]
# ## Now it learns
#
# We take the same concrete, SGD and three layers again. Only one thing is new: a batch normalization
# in front of each dense layer.

# %%
stack = []
for _ in range(3):
    stack += [layers.BatchNormalization(), layers.Dense(512, activation="relu")]
stack += [layers.BatchNormalization(), layers.Dense(1)]

normalized_model, normalized = train_concrete(stack)
always_median = np.abs(np.median(strength_train) - strength_valid).mean()
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
# Without a scaler, another optimizer or smaller steps, the network now learns.
#
# What did the new layers do? Here are the inputs of the first and of the second dense layer, all
# columns together: before their batch normalization, and after it.

# %%
looked_at = keras.models.clone_model(normalized_model)  # a copy: its moving averages move on
looked_at.set_weights(normalized_model.get_weights())
first, dense, second = looked_at.layers[:3]
raw = raw_train.astype("float32")
scaled = first(raw, training=True).numpy()
passed_on = dense(scaled).numpy()
rescaled = second(passed_on, training=True).numpy()
axes = plot_histograms(
    {
        "layer 1: before": raw.ravel(),
        "layer 1: after": scaled.ravel(),
        "layer 2: before": passed_on.ravel(),
        "layer 2: after": rescaled.ravel(),
    }
)
axes[0].set_ylabel("how many inputs")
show_figure(
    axes,
    alt="Four histograms of inputs. Before batch normalization, those of layer 1 reach above 1,000, "
    "and those of layer 2 are never below 0. After it, both lie on both sides of 0, most of them "
    "less than 3 away.",
)

# %%
for before, after in ((raw, scaled), (passed_on, rescaled)):
    print(f"before: mean {before.mean():6.2f}, deviation {before.std():6.2f}", end="   ")
    print(f"after: mean {after.mean():5.2f}, deviation {after.std():.2f}")
    assert np.abs(after.mean(axis=0)).max() < 0.2 and 0.8 < after.std() < 1.2
    assert np.mean(np.abs(after) < 3) > 0.9
assert raw.max() > 1000 and raw.std() > 1000 * passed_on.std() and passed_on.min() >= 0

# %% [markdown]
# One layer gets inputs of hundreds, the other gets inputs of tenths. After batch normalization both
# have a mean near 0 and a deviation near 1. (They are not exact, because gamma and beta have learnt.)
#
# But is this better than a scaler? Here is the comparison: the same three layers without batch
# normalization, on columns that we standardized by hand.

# %%
scaler = StandardScaler().fit(raw_train)
scaled_rows = scaler.transform(raw_train), scaler.transform(raw_valid)
stack = [layers.Dense(512, activation="relu") for _ in range(3)]
_, scaled_history = train_concrete([*stack, layers.Dense(1)], rows=scaled_rows)
by_hand, by_layer = (h.history["val_loss"] for h in (scaled_history, normalized))
epochs = [int(np.argmax(np.array(h) < always_median)) + 1 for h in (by_hand, by_layer)]
print(f"best epoch: {min(by_hand):.1f} MPa by hand, {min(by_layer):.1f} MPa by the layer")
print("better than the median from epoch", *epochs, "on")
assert min(by_hand) < 1.1 * best
assert epochs[0] < epochs[1]

# %% [markdown]
# Scaled by hand, the same network does as well on new rows. So what helped was mostly the scaling in
# front of the first layer. You will read that a network with batch normalization needs fewer epochs.
# That is not always so: here it needed more, because the moving means have to arrive first. If you
# only want the scaling, Keras has a simpler layer for the first place, `keras.layers.Normalization`.
# It reads means and deviations once, before training.

# %% [markdown]
# ## See both at work
#
# Here are 64 samples of concrete, not scaled, and 60 epochs of SGD. You choose the dropout rate,
# and whether a batch normalization stands in front. First say what you expect. Then play.
#
# 1. Play the epochs and watch the masks. Other units are silent each time.
# 2. Turn batch normalization on. Find the moving mean of the column cement, and see how it climbs
#    towards the means of the batches. (This layer has `momentum=0.9`, so it forgets faster than with
#    0.99, and needs fewer batches to arrive.)
# 3. Silence units of the network itself, one at a time. How much does one of 64 change?
# 4. Then try to reach the goal.

# %%
explore_dropout()

# %% [markdown]
# ## Before or after the activation?
#
# You will read that batch normalization *must* stand before the activation, and you will read that
# it must stand after it. The first paper put it before, some later networks have it after. Both
# train:

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
# To put it before, the activation must be a layer of its own, as at the end of lesson 2.
#
# ## As a first layer
#
# The first batch normalization works on the raw inputs, so it takes the place of a scaler. Its moving
# averages become the means and variances of the columns. Here are the means:

# %%
kept = normalized_model.layers[0].moving_mean.numpy().astype(float)
table = pd.DataFrame({"moving mean": kept, "training mean": raw_train.mean(axis=0)}, inputs.columns)
assert np.allclose(kept, raw_train.mean(axis=0), rtol=0.15, atol=2)
kept_variances = normalized_model.layers[0].moving_variance.numpy()
assert np.allclose(kept_variances, raw_train.var(axis=0), rtol=0.2)
table.round(1)

# %% [markdown]
# So the scaler is a part of the model, and nobody can forget it.

# %% [markdown]
# ## A batch of one
#
# What if we train with `batch_size=1`?

# %% [markdown] tags=["guess", "again"]
# **Guess 5.g.** In training, what comes out of a batch normalization for a batch of one row, before
# gamma and beta?
#
# - [ ] The row itself
#   It subtracts the mean of the batch. What is the mean of one row?
# - [x] Zeros
#   The mean of one row is the row, and the row minus itself is 0, whatever its numbers are.
# - [ ] `nan`, because the variance is 0
#   The variance is 0, but 0.001 is added before the division.

# %%
alone = layers.BatchNormalization()
for row in raw_train[:3]:
    print(alone(row[np.newaxis], training=True).numpy().ravel())
    assert np.all(alone(row[np.newaxis], training=True).numpy() == 0)

# %% [markdown]
# The mean of one row is the row, so the row minus its mean is 0. The network then learns nothing from
# its inputs, and Keras gives no warning. The mean of a few rows is also a noisy one, so take larger
# batches; those of this lesson have 16 rows or more.

# %% [markdown]
# ## Why does it work?
#
# The paper that brought it (Ioffe and Szegedy, 2015, "Batch normalization: accelerating deep
# network training by reducing internal covariate shift") gives this reason. While a layer learns,
# the layers before it change, and so its inputs change as well. This is called **internal covariate
# shift**. Batch normalization is said to keep the inputs steady.
#
# You will read this often, but it is disputed. Santurkar, Tsipras, Ilyas and Mądry (2018, "How
# does batch normalization help optimization?") added noise after the batch normalization, so that
# the inputs changed even more. But the networks trained about as well. What they found
# instead is that the loss becomes smoother: its slope changes less from one step to the next, so
# larger steps are safe.
#
# That it helps is measured. Why it helps is still an open question.

# %% [markdown]
# ## Summary
#
# - Dropout sets a random share of the numbers to 0 while the network learns. It drops what comes
#   out of the layer before it.
# - What stays is multiplied by 1 / (1 − rate). In a prediction nothing is dropped.
# - The training loss is measured with dropout on, so it may lie above the validation loss.
# - Batch normalization takes mean and deviation from the batch in training, and from its moving
#   averages in prediction.
# - It holds four numbers for each unit: gamma and beta are trained, the two moving averages are kept.
# - It may stand before or after the activation, or in front of the first layer. From a batch of one
#   row nothing can be learnt.

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
# - **internal covariate shift**: the inputs of a layer change, because the layers before it learn

# %% [markdown]
# ## Read and watch
#
# - Nitish Srivastava and others: [Dropout](https://jmlr.org/papers/v15/srivastava14a.html), 2014.
#   With the story of the conspiracies.
# - Sergey Ioffe and Christian Szegedy, 2015:
#   [Batch normalization](https://arxiv.org/abs/1502.03167). The first paper about it.
# - Shibani Santurkar and others: [How does batch normalization help
#   optimization?](https://arxiv.org/abs/1805.11604), 2018. Why the reason in the first paper is not
#   the whole one.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 5](../exercises/05_dropout_and_batch_normalization.ipynb). After
# that, [Lesson 6: Binary classification](lesson_06_binary_classification.ipynb) asks a new kind of
# question: yes or no?
