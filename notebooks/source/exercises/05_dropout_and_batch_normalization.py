# %% [markdown]
# # Exercise 5: Dropout and batch normalization
#
# **You will be able to**
#
# - build a network with dropout, and write dropout by hand
# - measure what dropout does to the gap between the two losses
# - write batch normalization by hand, in training and in prediction
# - count the parameters of a network with batch normalization
# - repair a run whose loss is `nan`
# - find a setting in the explorer that reaches a goal
#
# **Time:** 35 minutes
#
# **Before you start:** [Lesson 5](../lessons/lesson_05_dropout_and_batch_normalization.ipynb)

# %% [markdown]
# ## The bookings
#
# The first half is about the hotel of the lesson. The networks learn from 400 bookings. Eight
# columns are numbers, all others are zeros and ones: the kind of room, the meals, the way of
# booking, the travel agent. The target is the price of a night in hundreds of euros.

# %%
import keras
import numpy as np
import pandas as pd
from keras import layers
from sklearn.preprocessing import StandardScaler

from course_utils import (
    check,
    explore_dropout,
    hint,
    load_dataset,
    plot_history,
    show_figure,
    solution,
)

hotel = load_dataset("hotel_rates").drop_duplicates()
numbers = ["lead_time", "stays_in_weekend_nights", "stays_in_week_nights", "adults", "children"]
numbers += ["arrival_date_num", "historical_adr", "total_of_special_requests"]
kinds = pd.get_dummies(hotel[["reserved_room_type", "meal", "market_segment", "agent"]])

# %%
rng = np.random.default_rng(2)
is_valid = (hotel["arrival_date"].dt.day % 4 == 0).to_numpy()
train = rng.permutation(np.flatnonzero(~is_valid))[:400]
valid = rng.permutation(np.flatnonzero(is_valid))[:400]

scaler = StandardScaler().fit(hotel[numbers].iloc[train])
X = np.column_stack([scaler.transform(hotel[numbers]), kinds]).astype("float32")
price = hotel["avg_price_per_room"].to_numpy() / 100
X_train, y_train, X_valid, y_valid = X[train], price[train], X[valid], price[valid]
print("one booking is", X_train.shape[1], "numbers")

# %% [markdown]
# ## Question 5.1: Two dropouts
#
# Build a network for the price of a room. It takes one row of `X_train`. It has hidden layers of
# 128 and 64 units with ReLU, and one linear output. After *each* hidden layer, 30 % of its outputs
# are dropped.

# %%
# BEGIN SOLUTION: model = ...
model = keras.Sequential(
    [
        keras.Input((X_train.shape[1],)),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.3),
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.3),
        layers.Dense(1),
    ]
)
# END SOLUTION

# %%
check("5.1", model)

# %%
# hint("5.1")
# solution("5.1")

# %% [markdown] tags=["help"]
# 1. There are five layers besides `Input`: three dense ones, and a dropout after two of them.
# 2. `layers.Dropout(rate)` drops what comes out of the layer above it. 30 % is a rate of 0.3.
# 3. Each hidden layer is two lines: `layers.Dense(128, activation=...),` and then
#    `layers.Dropout(...),`.
#
# **Insight.** Dropout has no weights. It acts on what comes out of the layer before it.

# %% [markdown]
# ## Question 5.2: Dropout by hand
#
# Write what a dropout layer does in training, with NumPy. The random numbers are already drawn:
# `draws` has the same shape as `x`, and its numbers lie between 0 and 1. Drop a number of `x` where
# its draw is below `rate`. Return a new array of the same shape.


# %%
def dropout(x, rate, draws):
    """Drop x where draws is below rate, and scale the rest."""
    # BEGIN SOLUTION: return ...
    return np.where(draws < rate, 0, x / (1 - rate))
    # END SOLUTION


# %%
check("5.2", dropout)

# %%
# hint("5.2")
# solution("5.2")

# %% [markdown] tags=["help"]
# 1. `draws < rate` gives `True` where a number is dropped.
# 2. `np.where(condition, a, b)` takes `a` where the condition holds, else `b`.
# 3. What stays is divided by `1 - rate`. Fill in: `np.where(draws < rate, ..., ...)`.
#
# **Insight.** A whole dropout layer is one comparison and one division.

# %% [markdown]
# ## Question 5.3: Guess, train, measure
#
# Two networks of 128, 64 and 1 units will learn the 400 bookings for 40 epochs: one without dropout,
# and one with a rate of 0.3 after both hidden layers.
#
# **Before you run the training:** which one will show the larger *training* loss in its last
# epoch? Write `"with dropout"`, `"without dropout"` or `"no difference"`. Losses within 10 % of each
# other count as no difference. A guess may be wrong and still earns its points.

# %%
# BEGIN SOLUTION: guess = ...
guess = "with dropout"
# END SOLUTION

# %% [markdown]
# Now train. These cells are complete, so they work even if an answer above is missing.


# %%
def train_hotel(rate):
    keras.utils.set_random_seed(1)
    network = keras.Sequential(
        [
            keras.Input((X_train.shape[1],)),
            layers.Dense(128, activation="relu"),
            layers.Dropout(rate),
            layers.Dense(64, activation="relu"),
            layers.Dropout(rate),
            layers.Dense(1),
        ]
    )
    network.compile(optimizer=keras.optimizers.Adam(0.001), loss="mean_squared_error")
    return network.fit(
        X_train,
        y_train,
        validation_data=(X_valid, y_valid),
        epochs=40,
        batch_size=50,
        validation_batch_size=400,  # all at once: faster, with the same loss
        verbose=0,
    )


# %%
plain_history = train_hotel(rate=0)
dropout_history = train_hotel(rate=0.3)

# %%
show_figure(
    plot_history(plain_history, start=2, y_label="mean squared error"),
    alt="Loss without dropout against epochs: the training loss falls towards 0, the validation "
    "loss stays well above it.",
)

# %%
show_figure(
    plot_history(dropout_history, start=2, y_label="mean squared error"),
    alt="Loss with dropout against epochs: the training loss stays higher than without dropout, "
    "and the two curves are closer together.",
)

# %% [markdown]
# Leave your guess as it is, and compare it with the two figures. How far apart are the two curves
# at the end? Compute the **gap** of each run: its last validation loss minus its last training loss,
# both from its history.

# %%
# BEGIN SOLUTION: plain_gap, dropout_gap = ..., ...
plain_gap = plain_history.history["val_loss"][-1] - plain_history.history["loss"][-1]
dropout_gap = dropout_history.history["val_loss"][-1] - dropout_history.history["loss"][-1]
# END SOLUTION

# %%
check("5.3", guess, plain_gap, dropout_gap, plain_history, dropout_history)

# %%
# hint("5.3")
# solution("5.3")

# %% [markdown] tags=["help"]
# 1. The training loss is measured while the network learns, with dropout on.
# 2. A history holds two lists: `loss` and `val_loss`. `[-1]` takes the last number of each.
# 3. `plain_history.history["val_loss"][-1] - plain_history.history["loss"][-1]` is the first gap.
#    The other one looks the same.
#
# **Insight.** With dropout the training rows are harder to learn by heart, so the two curves are closer
# together.

# %% [markdown]
# The smaller gap has two reasons. One is that the network has learnt less by heart. The other is that
# the training loss is measured with dropout on.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 5.4: Batch normalization by hand
#
# Write batch normalization with NumPy. `x` has shape `(n_samples, n_features)`. `gamma`, `beta`,
# `moving_mean` and `moving_variance` have shape `(n_features,)`. `training` is `True` or `False`:
# it says where mean and variance come from. Add 0.001 to the variance, as Keras does.


# %%
def batch_norm(x, gamma, beta, moving_mean, moving_variance, training):
    """Normalize each column of x, then scale by gamma and shift by beta."""
    # BEGIN SOLUTION: return ...
    mean, variance = moving_mean, moving_variance
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
    return gamma * (x - mean) / np.sqrt(variance + 0.001) + beta
    # END SOLUTION


# %%
check("5.4", batch_norm)

# %%
# hint("5.4")
# solution("5.4")

# %% [markdown] tags=["help"]
# 1. First decide where mean and variance come from. If `training` is true, they come from `x`.
# 2. `x.mean(axis=0)` and `x.var(axis=0)` give one number for each column.
# 3. `gamma * (x - mean) / np.sqrt(variance + 0.001) + beta`, for the mean and the variance you
#    decided on.
#
# **Insight.** The formula is the same in both cases. In training it takes mean and variance from the
# batch, in prediction from its moving averages.

# %% [markdown]
# ## Question 5.5: Count
#
# Here is a small network for concrete:
#
# ```
# keras.Sequential(
#     [
#         keras.Input((8,)),
#         layers.BatchNormalization(),
#         layers.Dense(64),
#         layers.BatchNormalization(),
#         layers.Activation("relu"),
#         layers.Dense(1),
#     ]
# )
# ```
#
# How many numbers does it hold in all: `total`? How many of them does the gradient change:
# `trainable`? Do it on paper first; Python may multiply.

# %%
# BEGIN SOLUTION: total, trainable = ..., ...
total = 4 * 8 + (8 * 64 + 64) + 4 * 64 + (64 * 1 + 1)
trainable = total - 2 * 8 - 2 * 64
# END SOLUTION

# %%
check("5.5", total, trainable)

# %%
# hint("5.5")
# solution("5.5")

# %% [markdown] tags=["help"]
# 1. A batch normalization holds four numbers for each column it sees.
# 2. The first one sees 8 columns, the second one 64. A dense layer holds inputs × units + units.
# 3. Of the four, gamma and beta are trained. Subtract two numbers for each column from `total`.
#
# **Insight.** The moving averages are kept, not trained: no gradient changes them.

# %% [markdown]
# ## Question 5.6: Repair a broken run
#
# A colleague wants to predict the strength of concrete, in megapascals (MPa). The columns are not
# scaled, and you must not scale them: the model must work on the raw table. Here is the colleague's
# run.

# %%
concrete = load_dataset("concrete")
recipes = concrete.drop(columns="compressive_strength").to_numpy()
strength = concrete["compressive_strength"].to_numpy()
order = np.random.default_rng(1).permutation(len(concrete))
learn, hold_out = order[:800], order[800:]


def train_concrete(network):
    network.compile(optimizer=keras.optimizers.SGD(), loss="mean_absolute_error")
    return network.fit(
        recipes[learn],
        strength[learn],
        validation_data=(recipes[hold_out], strength[hold_out]),
        epochs=20,
        batch_size=64,
        validation_batch_size=230,
        verbose=0,
    )


keras.utils.set_random_seed(1)
wide = [layers.Dense(512, activation="relu") for _ in range(3)]
broken = keras.Sequential([keras.Input((8,)), *wide, layers.Dense(1)])
print("loss, first five epochs:", train_concrete(broken).history["loss"][:5])

# %% [markdown]
# Build the network again, with the same dense layers and their ReLUs, and with batch normalization
# wherever you think it belongs. Train it with `train_concrete`. After that, what it *predicts* for
# the raw table must be better than always answering the median strength.

# %%
keras.utils.set_random_seed(1)

# BEGIN SOLUTION: repaired = ...
repaired = keras.Sequential(
    [
        keras.Input((8,)),
        layers.BatchNormalization(),
        layers.Dense(512, activation="relu"),
        layers.BatchNormalization(),
        layers.Dense(512, activation="relu"),
        layers.BatchNormalization(),
        layers.Dense(512, activation="relu"),
        layers.BatchNormalization(),
        layers.Dense(1),
    ]
)
# END SOLUTION

# BEGIN SOLUTION: history = ...
history = train_concrete(repaired)
# END SOLUTION

# %%
check("5.6", repaired, history)

# %%
# hint("5.6")
# solution("5.6")

# %% [markdown] tags=["help"]
# 1. The problem begins in front of the first layer, with raw numbers in the hundreds. Which layer can
#    stand there?
# 2. Put `layers.BatchNormalization()` first in the list, and one more after each hidden layer.
# 3. `keras.Sequential([keras.Input((8,)), layers.BatchNormalization(), layers.Dense(512,
#    activation="relu"), ...])`, then `history = train_concrete(repaired)`.
#
# **Insight.** The scaling is now a part of the model, so it can be used on the raw table.

# %% [markdown]
# ## Question 5.7: The best rate
#
# Open the explorer of the lesson. Turn batch normalization on. Which dropout rate gives the lowest
# validation loss, as a mean over the last 20 epochs of 20 seeds? When you have found it, press "Copy
# token" and paste the text between quotes: `token = "dropout normalize=..."`.

# %%
explorer = explore_dropout()
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "dropout normalize=yes rate=0.7 epoch=60"
# END SOLUTION

# %%
check("5.7", explorer, token)

# %%
# hint("5.7")
# solution("5.7")

# %% [markdown] tags=["help"]
# 1. Turn batch normalization on and leave the rate at 0. Read the validation loss over 20 seeds,
#    under the sliders.
# 2. Raise the rate step by step and read the loss again. First it falls, in the end it rises.
# 3. The token reads `dropout normalize=yes rate=... epoch=60`. Only the rate is missing.
#
# **Insight.** One epoch of one run is partly luck, so take the mean over many. A single curve goes up
# and down by more than the rates differ.

# %% [markdown]
# ## What you did
#
# You built dropout and wrote it by hand, measured what it does to the gap, wrote batch
# normalization for training and for prediction, turned a run of `nan` into one that learns, and found
# in 20 runs what one run does not show.
# [Lesson 6](../lessons/lesson_06_binary_classification.ipynb) predicts no quantities, but yes or no.
