# %% [markdown]
# # Exercise 4: Overfitting and underfitting
#
# **You will be able to**
#
# - set up early stopping, and see that it works
# - read the best epoch and the gap from curves of your own
# - tell which of two networks overfits, and which underfits
# - find what is wrong with a training that ends too soon
# - split a table by groups
# - find a setting at which a network learns noise
#
# **Time:** 35 minutes
#
# **Before you start:** [Lesson 4](../lessons/lesson_04_overfitting_and_underfitting.ipynb)

# %% [markdown]
# ## Summer at the hotel
#
# You work with the hotel of the lesson, in June, July and August, when a room costs from 20 to more
# than 400 euros a night. The networks learn from 500 bookings. Another 1,500 are for validation.
# The price is in units of 100 euros.

# %%
import keras
import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.model_selection import GroupShuffleSplit
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from course_utils import (
    check,
    explore_capacity,
    hint,
    load_dataset,
    plot_history,
    show_figure,
    solution,
)

hotel = load_dataset("hotel_rates")
summer = hotel[hotel["arrival_date"].dt.month.isin([6, 7, 8])]
price = summer["avg_price_per_room"].to_numpy() / 100
assert 0.2 <= price.min() < 0.25 and price.max() > 4
summer[["avg_price_per_room", "arrival_date", "lead_time", "agent"]].head()

# %%
numbers = ["lead_time", "stays_in_weekend_nights", "stays_in_week_nights"]
numbers += ["adults", "children", "arrival_date_num", "historical_adr"]
words = ["meal", "market_segment", "reserved_room_type", "customer_type", "agent"]
to_numbers = make_column_transformer(
    (StandardScaler(), numbers),
    (OneHotEncoder(sparse_output=False, handle_unknown="ignore"), words),
)

rows = np.random.default_rng(1).permutation(len(summer))
train, valid = rows[:500], rows[500:2000]
X_train, y_train = to_numbers.fit_transform(summer.iloc[train]), price[train]
X_valid, y_valid = to_numbers.transform(summer.iloc[valid]), price[valid]


# %%
def make_network(units):
    """Make a fresh network with two hidden layers; each call gives the same first weights."""
    keras.utils.set_random_seed(1)
    network = keras.Sequential(
        [
            keras.Input((X_train.shape[1],)),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    network.compile(optimizer=keras.optimizers.Adam(0.001), loss="mean_squared_error")
    return network


# %% [markdown]
# ## Question 4.1: Guess, then train
#
# A network with two hidden layers of 256 units will learn the 500 bookings, for 50 epochs. **Before
# you run it:** how do the two losses compare at the end? Write `"training lower"`,
# `"validation lower"` or `"about equal"`. The end is the mean over the last ten epochs, because the
# curves go up and down. Losses within 20 % of each other count as equal. A guess may be wrong and
# still earns its points.

# %%
# BEGIN SOLUTION: guess = ...
guess = "training lower"
# END SOLUTION

# %% [markdown]
# Now train it, and a second network with 1 unit in each hidden layer. This cell is complete.

# %%
options = {"validation_data": (X_valid, y_valid), "epochs": 50, "batch_size": 32, "verbose": 0}
options["validation_batch_size"] = 1500  # all at once: faster, with the same loss
large_history = make_network(256).fit(X_train, y_train, **options)
small_history = make_network(1).fit(X_train, y_train, **options)
print("training:  ", np.mean(large_history.history["loss"][-10:]))
print("validation:", np.mean(large_history.history["val_loss"][-10:]))

# %% [markdown]
# Leave your guess as it is. How do the two losses of the network with 256 units compare? Write one
# of the same three answers.

# %%
# BEGIN SOLUTION: outcome = ...
outcome = "training lower"
# END SOLUTION

# %%
check("4.1", guess, outcome, large_history)

# %%
# hint("4.1")
# solution("4.1")

# %% [markdown] tags=["help"]
# 1. For the guess: there are more than 80,000 parameters, and 500 bookings to learn.
# 2. On which of the two kinds of rows does it help to know the noise by heart?
# 3. For the outcome: compare the two numbers that the training cell prints.
#
# **Insight.** It knows its own 500 bookings far better than others, because it has learnt their noise.

# %% [markdown]
# ## Question 4.2: Read the curves
#
# Here are the curves of the large network.

# %%
assert min(large_history.history["loss"]) < min(large_history.history["val_loss"])
ax = plot_history(large_history, start=1, y_label="mean squared error")
ax.set_title("256 units in each hidden layer")
show_figure(
    ax,
    alt="Loss of the network with 256 units against epochs. The training loss falls fast and stays "
    "low. The validation loss stops falling early and stays far above it.",
)

# %% [markdown]
# The picture is good for a first look. Now read the numbers exactly, from
# `large_history.history["loss"]` and `large_history.history["val_loss"]`.
#
# - `best_epoch`: which epoch has the lowest validation loss? The first epoch is number 1.
# - `final_gap`: how large is the gap after the last epoch?

# %%
# BEGIN SOLUTION: best_epoch, final_gap = ..., ...
best_epoch = np.argmin(large_history.history["val_loss"]) + 1
final_gap = large_history.history["val_loss"][-1] - large_history.history["loss"][-1]
# END SOLUTION

# %%
check("4.2", best_epoch, final_gap, large_history)

# %%
# hint("4.2")
# solution("4.2")

# %% [markdown] tags=["help"]
# 1. Both answers are in `large_history.history`. Which of its lists is the validation loss?
# 2. `np.argmin(...)` gives the place of the lowest number, counted from 0. `[-1]` takes the last
#    number of a list.
# 3. The best epoch is `np.argmin(...) + 1`. The gap is validation loss minus training loss.
#
# **Insight.** The best network was there before the end of the training, but later epochs changed its
# weights.

# %% [markdown]
# ## Question 4.3: Too small, too large
#
# The same picture for the network with 1 unit in each hidden layer:

# %%
assert min(small_history.history["loss"]) > min(large_history.history["loss"])
ax = plot_history(small_history, start=1, y_label="mean squared error")
ax.set_title("1 unit in each hidden layer")
show_figure(
    ax,
    alt="Loss of the network with 1 unit against epochs. Both curves fall and stay close together.",
)

# %% [markdown]
# Divide the last validation loss of each network by its last training loss. The network with the
# larger result **overfits**. (One epoch is enough here, because the two differ by far more than a
# curve jumps.) Which one **underfits**, so that even its *training* loss stays high? Write `"small"`
# or `"large"` for each. Then say how far apart they are: `ratio` is the last training loss of the one
# that underfits, divided by that of the other.

# %%
# BEGIN SOLUTION: overfits, underfits, ratio = ..., ..., ...
overfits = "large"
underfits = "small"
ratio = small_history.history["loss"][-1] / large_history.history["loss"][-1]
# END SOLUTION

# %%
check("4.3", overfits, underfits, ratio, small_history, large_history)

# %%
# hint("4.3")
# solution("4.3")

# %% [markdown] tags=["help"]
# 1. Compare the two curves of each network, and see how high the training curve ends.
# 2. A validation loss many times the training loss is overfitting. A training loss that stays high
#    is underfitting.
# 3. `small_history.history["loss"][-1]` is one of the two numbers for `ratio`.
#
# **Insight.** Underfitting shows in the training loss, overfitting in the gap between both losses.
# Look at both.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 4.4: Set up early stopping
#
# Make a callback that ends a training when the validation loss has not become lower by more than
# 0.001 for 5 epochs, and then goes back to the best weights.

# %%
# BEGIN SOLUTION: stopper = ...
stopper = keras.callbacks.EarlyStopping(
    min_delta=0.001,
    patience=5,
    restore_best_weights=True,
)
# END SOLUTION

# %%
check("4.4", stopper)

# %%
# hint("4.4")
# solution("4.4")

# %% [markdown] tags=["help"]
# 1. It is in `keras.callbacks`, and the lesson uses it.
# 2. It takes `min_delta`, `patience` and `restore_best_weights`. If you say nothing else, it watches
#    the validation loss.
# 3. `keras.callbacks.EarlyStopping(min_delta=..., patience=..., restore_best_weights=...)`
#
# **Insight.** Three settings say what counts as better, how long to wait, and whether to go back.

# %% [markdown]
# ## Question 4.5: Let it stop
#
# Train `make_network(256)` again, from fresh weights, and let early stopping find the end. Make a
# callback as in question 4.4, call it `watch`, and keep what `fit` returns in `stopped`. Ask for
# more epochs than you will need, and take batches of 32.
#
# Then say how many epochs were run *after* the best one that the callback found: `too_late`.

# %%
# BEGIN SOLUTION: watch, stopped, too_late = ..., ..., ...
watch = keras.callbacks.EarlyStopping(min_delta=0.001, patience=5, restore_best_weights=True)
stopped = make_network(256).fit(
    X_train,
    y_train,
    validation_data=(X_valid, y_valid),
    validation_batch_size=1500,  # all at once: faster, with the same loss
    epochs=200,
    batch_size=32,
    callbacks=[watch],
    verbose=0,
)
too_late = len(stopped.history["loss"]) - (watch.best_epoch + 1)
# END SOLUTION

# %%
check("4.5", watch, stopped, too_late, large_history)

# %%
# hint("4.5")
# solution("4.5")

# %% [markdown] tags=["help"]
# 1. `fit` needs two things for it: rows to validate on, and the list of callbacks.
# 2. `fit(X_train, y_train, validation_data=(X_valid, y_valid), epochs=200, batch_size=32,
#    callbacks=[watch], verbose=0)`
# 3. `watch.best_epoch` is counted from 0, the length of a curve from 1.
#
# **Insight.** After the best epoch it runs on for as long as its patience. Without
# `restore_best_weights` you would keep the weights of the last epoch.

# %% [markdown]
# ## Question 4.6: Repair it
#
# A colleague wants early stopping, too. But the training ends after 6 epochs, far too soon. Run the
# cell and look.

# %%
colleague = make_network(64)
alarm = keras.callbacks.EarlyStopping(
    monitor="loss", mode="max", min_delta=0.001, patience=5, restore_best_weights=True
)
broken = colleague.fit(X_train, y_train, epochs=200, batch_size=32, callbacks=[alarm], verbose=0)
print(f"epochs run: {len(broken.history['loss'])}")
print(f"training loss at first {broken.history['loss'][0]:.2f}, at the end", end=" ")
print(f"{broken.history['loss'][-1]:.2f}")

# %% [markdown]
# The loss was still falling. Two settings of the callback are wrong, and something is missing in
# `fit`. Write both again without the mistakes: the callback as `repaired_alarm`, and what `fit`
# returns as `repaired`. Start from a fresh `make_network(64)`.

# %%
# BEGIN SOLUTION: repaired_alarm, repaired = ..., ...
repaired_alarm = keras.callbacks.EarlyStopping(
    monitor="val_loss", mode="min", min_delta=0.001, patience=5, restore_best_weights=True
)
repaired = make_network(64).fit(
    X_train,
    y_train,
    validation_data=(X_valid, y_valid),
    validation_batch_size=1500,  # all at once: faster, with the same loss
    epochs=200,
    batch_size=32,
    callbacks=[repaired_alarm],
    verbose=0,
)
# END SOLUTION

# %%
check("4.6", repaired_alarm, repaired, broken)

# %%
# hint("4.6")
# solution("4.6")

# %% [markdown] tags=["help"]
# 1. What does the callback watch? And is a higher loss a better one?
# 2. Watch the validation loss, with lower as better. Then `fit` needs rows to compute it on.
# 3. `monitor="val_loss"`, `mode="min"` or no `mode` at all, and
#    `validation_data=(X_valid, y_valid)` in `fit`.
#
# **Insight.** With `mode="max"` a higher loss counts as better, so a falling loss looks like one bad
# epoch after another.

# %% [markdown]
# ## Question 4.7: Split by groups
#
# `groups` is an array with the group of each row, for example the day of each booking. Return two
# arrays with the *numbers of the rows*, counted from 0: first those to learn from, then those for
# validation. No group may stand on both sides. Every row stands on one side. About a quarter of the
# groups is for validation. `GroupShuffleSplit` may help, but you need not use it.


# %%
def split_by_group(groups):
    """Return the places of the training rows and of the validation rows."""
    # BEGIN SOLUTION: return ...
    splitter = GroupShuffleSplit(n_splits=1, test_size=0.25, random_state=1)
    train_rows, valid_rows = next(splitter.split(groups, groups=groups))
    return train_rows, valid_rows
    # END SOLUTION


# %%
check("4.7", split_by_group)

# %%
# hint("4.7")
# solution("4.7")

# %% [markdown] tags=["help"]
# 1. First choose groups, not rows. Then ask for each row on which side its group is.
# 2. `GroupShuffleSplit(n_splits=1, test_size=0.25, random_state=1)` has a method `split` that
#    takes the rows and `groups=`. It gives pairs of arrays, one pair for each split.
# 3. `next(splitter.split(groups, groups=groups))` is the pair: training rows first.
#
# **Insight.** What will be new when the model is used must be new in the validation rows.

# %% [markdown]
# ## Question 4.8: Catch it learning noise
#
# Here the noise is known. Find a setting at which a network learns noise: at the **last** epoch its
# training loss is below the noise floor, and its validation loss is more than 20 % above its lowest
# value. The button "Is this it?" tells you whether you have found one.

# %%
explorer = explore_capacity()
explorer

# %% [markdown]
# Press "Copy token", and paste the text between the quotes: `token = "capacity width=..."`. Leave
# the slider of the epoch at its end.

# %%
# BEGIN SOLUTION: token = ...
token = "capacity width=32 depth=1 noise=0.8 n_examples=12 epoch=140"
# END SOLUTION

# %%
check("4.8", explorer, token)

# %%
# hint("4.8")
# solution("4.8")

# %% [markdown] tags=["help"]
# 1. Two things are needed: a network that is able to learn noise, and noise to learn.
# 2. Take few examples, much noise and a wide network. Then look at the last epoch.
# 3. With 12 examples and noise 0.8 several wide networks reach the goal. Watch the sentence below the
#    controls: it says when noise is learnt.
#
# **Insight.** With 96 examples the same network does not do this: more data helps against
# overfitting.

# %% [markdown]
# ## What you did
#
# You read the best epoch from learning curves, told a network that is too small from one that is too
# large, let a callback find the end, repaired one that stopped too soon, kept groups together, and
# found a network that learns noise.
# [Lesson 5](../lessons/lesson_05_dropout_and_batch_normalization.ipynb) fights overfitting in another
# way: units are silent at random while the network learns.
