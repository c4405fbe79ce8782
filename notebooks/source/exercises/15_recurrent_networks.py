# %% [markdown]
# # Exercise 15: Recurrent networks
#
# **You will be able to**
#
# - cut a series into windows, and split it by time
# - go through a recurrent network by hand, and count its weights
# - stack recurrent layers, and say what shape comes out
# - find leaks, and beat a forecaster that learns nothing
#
# **Time:** 45 minutes
#
# **Before you start:** [Lesson 15: Recurrent
# networks](../lessons/lesson_15_recurrent_networks.ipynb)

# %% [markdown]
# ## The control room
#
# You work where the power stations are started and stopped. The series is that of the lesson: what
# England and Wales needed in MW, half hour by half hour, for twelve weeks.

# %%
import keras
import numpy as np

from course_utils import (
    check,
    explore_recurrence,
    hint,
    load_dataset,
    show_progress,
    solution,
)

# %%
mw = load_dataset("demand")["demand"].to_numpy().astype(float)
WEEK = 7 * 48
print(len(mw), "half hours,", len(mw) // WEEK, "weeks")

# %% [markdown]
# ## Question 15.1: Windows
#
# Write `windows`. It gets a series of shape `(n,)`, the `length` of a window, and `ahead`: how many
# steps behind the last number of the window the target is. With `ahead = 1` it is the very next
# number. Return one array with a row for each window: its `length` numbers, and the target as the
# last column. Each window that has a target counts: the series 1, 2, 3, 4, 5 with length 2 and
# ahead 2 gives the rows 1, 2, 4 and 2, 3, 5.


# %%
def windows(series, length, ahead):
    """Return an array of shape (n_windows, length + 1)."""
    # BEGIN SOLUTION: return ...
    n_windows = len(series) - length - ahead + 1
    rows = []
    for start in range(n_windows):
        target = series[start + length + ahead - 1]
        rows.append(np.append(series[start : start + length], target))
    return np.array(rows)
    # END SOLUTION


# %%
check("15.1", windows)

# %%
# hint("15.1")
# solution("15.1")

# %% [markdown] tags=["help"]
# 1. The window that begins at `start` ends at `start + length - 1`. Where is its target?
# 2. The target is at `start + length + ahead - 1`. This must still be inside the series.
# 3. `for start in range(len(series) - length - ahead + 1)`: put `series[start : start + length]`
#    and the target into a row, with `np.append`.
#
# **Insight.** One number off, and the target is among the inputs, or a row is lost. Try such a
# function on 1, 2, 3, 4, 5 first.

# %% [markdown]
# ## Question 15.2: The bar
#
# Split the twelve weeks by time: from which half hour on are the validation rows, and from which
# one on the test rows? Write their indices into `first_valid` and `first_test`. Leave at least six
# weeks to learn from, at least one for validation, and at least one for the test at the end.
#
# Then the bar: *as a week ago at this time*. How many MW is that off, as the mean absolute error
# over your validation rows? Write it into `naive`.

# %%
# BEGIN SOLUTION: first_valid, first_test, naive = ..., ..., ...
first_valid, first_test = 8 * WEEK, 10 * WEEK
rows = np.arange(first_valid, first_test)
naive = np.mean(np.abs(mw[rows] - mw[rows - WEEK]))
# END SOLUTION

# %%
check("15.2", first_valid, first_test, naive)

# %%
# hint("15.2")
# solution("15.2")

# %% [markdown] tags=["help"]
# 1. A week has 336 half hours, `WEEK`. With eight weeks to learn from, the validation begins at `8
#    * WEEK`.
# 2. `rows = np.arange(first_valid, first_test)` are the validation rows. What was a week before
#    each of them?
# 3. `np.mean(np.abs(mw[rows] - mw[rows - WEEK]))`
#
# **Insight.** This number is a part of the task, as the data are. Whoever trains without it does
# not know what was gained.

# %% [markdown]
# ## Question 15.3: Step by step
#
# Write `run_rnn`: what `SimpleRNN` does with one window. It gets `x` of shape `(n_steps,
# n_features)`, the `kernel` of shape `(n_features, units)`, the `recurrent_kernel` of shape
# `(units, units)` and the `bias` of shape `(units,)`. The state is 0 before the first step. At each
# step:
#
# new state = tanh(input · kernel + old state · recurrent kernel + bias)
#
# Return the state after the last step, of shape `(units,)`.


# %%
def run_rnn(x, kernel, recurrent_kernel, bias):
    """Return the last state."""
    # BEGIN SOLUTION: return ...
    state = np.zeros(len(bias))
    for step in x:
        state = np.tanh(step @ kernel + state @ recurrent_kernel + bias)
    return state
    # END SOLUTION


# %%
check("15.3", run_rnn)

# %%
# hint("15.3")
# solution("15.3")

# %% [markdown] tags=["help"]
# 1. Begin with `state = np.zeros(len(bias))`, and loop over the rows of `x`.
# 2. The old state is on the right of the formula, the new one on the left: `state = np.tanh(...)`.
# 3. `state = np.tanh(step @ kernel + state @ recurrent_kernel + bias)`, and after the loop
#    `return state`.
#
# **Insight.** Four lines, whatever the length of the window. A dense network would need another
# kernel for each length.

# %% [markdown]
# ## Question 15.4: How many numbers to learn
#
# At each step 3 numbers come in, and the layer has 8 units. How many weights and biases have
# `SimpleRNN(8)`, `LSTM(8)` and `GRU(8)` in Keras? Work it out; then you may ask Keras.

# %%
# BEGIN SOLUTION: rnn, lstm, gru = ..., ..., ...
rnn = 8 * (3 + 8 + 1)
lstm = 4 * rnn
gru = 3 * 8 * (3 + 8 + 2)
# END SOLUTION

# %%
check("15.4", rnn, lstm, gru)

# %%
# hint("15.4")
# solution("15.4")

# %% [markdown] tags=["help"]
# 1. A unit of SimpleRNN has a weight for each of the 3 inputs, one for each of the 8 old states,
#    and a bias.
# 2. An LSTM computes four such things at each step: three gates, and what is new.
# 3. A GRU computes three: two gates, and what is new. In Keras each of its units has *two* biases
#    in each of them.
#
# **Insight.** The number of steps does not occur. The same numbers read a day or a year.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 15.5: Two on top of each other
#
# Write `build_stack`. It gets the number of `units`, and returns a new model for windows of 24
# steps with one feature: an LSTM, on top of it a second LSTM, both with so many units, and at the
# end one number for each window. Do not compile it.


# %%
def build_stack(units):
    """Return a model of two stacked LSTM layers."""
    # BEGIN SOLUTION: return ...
    return keras.Sequential(
        [
            keras.Input((24, 1)),
            keras.layers.LSTM(units, return_sequences=True),
            keras.layers.LSTM(units),
            keras.layers.Dense(1),
        ]
    )
    # END SOLUTION


# %%
check("15.5", build_stack)

# %%
# hint("15.5")
# solution("15.5")

# %% [markdown] tags=["help"]
# 1. `keras.Input((24, 1))`, two LSTMs, `Dense(1)`. What does the second LSTM need to read?
# 2. A state for every step: `return_sequences=True` on the first LSTM.
# 3. The second one hands on its last state alone, so it stays without that setting.
#
# **Insight.** "expected ndim=3, found ndim=2" is how Keras says: I wanted a sequence, and got one
# state.

# %% [markdown]
# ## Question 15.6: What comes out
#
# A batch has 32 windows of 24 steps with 3 features. Write the shapes that come out, the batch axis
# included, as tuples such as `(32, 24, 3)`:
#
# - `many_to_one`: behind `GRU(8)`
# - `many_to_many`: behind `GRU(8, return_sequences=True)` and `Dense(1)`
# - `one_to_many`: for 32 rows of 6 numbers, behind `RepeatVector(5)` and
#   `GRU(8, return_sequences=True)`

# %%
# BEGIN SOLUTION: many_to_one, many_to_many, one_to_many = ..., ..., ...
many_to_one, many_to_many, one_to_many = (32, 8), (32, 24, 1), (32, 5, 8)
# END SOLUTION

# %%
check("15.6", many_to_one, many_to_many, one_to_many)

# %%
# hint("15.6")
# solution("15.6")

# %% [markdown] tags=["help"]
# 1. The first axis is always the batch: 32.
# 2. With `return_sequences=True` there is a state for each step, so the axis of the steps stays.
#    Without it, the axis is gone.
# 3. A dense layer changes the last axis alone. `RepeatVector(5)` makes five equal steps of one row.
#
# **Insight.** Most errors with recurrent layers are errors of shape. Print the shapes before you
# train.

# %% [markdown]
# ## Question 15.7: Who knows too much?
#
# Five colleagues have prepared ten weeks of demand for a network that forecasts the next half hour.
# Say for each whether there is a `"leak"` or whether it is `"clean"`.
#
# - `ann` cuts all windows, shuffles them, and keeps every fifth one for validation.
# - `ben` keeps the last two weeks for validation. His first validation windows begin in the weeks
#   that he trains on.
# - `cleo` splits by time, too. She has scaled the series first, with mean and spread of all ten
#   weeks.
# - `dan` splits by time, and adds a feature: the highest demand of the day that the target is in.
# - `eva` splits by time, and adds a feature: the demand of a week before the target.

# %%
# BEGIN SOLUTION: ann, ben, cleo, dan, eva = ..., ..., ..., ..., ...
ann, ben, cleo, dan, eva = "leak", "clean", "leak", "leak", "clean"
# END SOLUTION

# %%
check("15.7", ann, ben, cleo, dan, eva)

# %%
# hint("15.7")
# solution("15.7")

# %% [markdown] tags=["help"]
# 1. Ask for each number: in the moment of the forecast, would you have it? And were training
#    *targets* taken from the time that is validated?
# 2. Inputs from the past are known, wherever they were used before. Numbers from the future are
#    not.
# 3. A mean over all weeks has the validation weeks in it. The highest demand of today is known
#    tonight.
#
# **Insight.** A leak makes every error smaller, and no error message. You find it by asking *when
# would I know this?*

# %% [markdown]
# ## Question 15.8: Beat the bar
#
# Now train. Here are windows of 12 steps with two features, as in the lesson: the demand, and what
# came half an hour later a week ago. Weeks 1 to 8 are for training, 9 and 10 for validation, 11 and
# 12 for the test. "As a week ago" is off by 514 MW in the test weeks.

# %%
mean, spread = mw[: 8 * WEEK].mean(), mw[: 8 * WEEK].std()
scaled = (mw - mean) / spread
pair = np.stack([scaled[WEEK - 1 :], scaled[: 1 - WEEK]], axis=1)
X = np.lib.stride_tricks.sliding_window_view(pair[:-1], 12, axis=0).transpose(0, 2, 1)
y = pair[12:, 0]
n_test, n_valid = 2 * WEEK, 4 * WEEK
X_train, y_train = X[:-n_valid:2], y[:-n_valid:2]
X_valid, y_valid = X[-n_valid:-n_test], y[-n_valid:-n_test]
X_test, y_test = X[-n_test:], y[-n_test:]
print("training", X_train.shape, " validation", X_valid.shape, " test", X_test.shape)

# %% [markdown]
# Build `model` with a recurrent layer of your choice and one output, compile it with the mean
# absolute or the mean squared error, and train it with the validation rows as `validation_data`.
# Keep what `fit` returns in `history`. Then compute `test_error`: the mean absolute error on the
# test rows, in MW. It must be below 400.

# %%
# BEGIN SOLUTION: model, history, test_error = ..., ..., ...
keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((12, 2)), keras.layers.GRU(12), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
history = model.fit(
    X_train, y_train, validation_data=(X_valid, y_valid), epochs=10, batch_size=32, verbose=0
)
forecast = model.predict(X_test, verbose=0)[:, 0]
test_error = np.mean(np.abs(forecast - y_test)) * spread
# END SOLUTION

# %%
check("15.8", model, history, test_error)

# %%
# hint("15.8")
# solution("15.8")

# %% [markdown] tags=["help"]
# 1. `keras.Input((12, 2))`, one recurrent layer, `Dense(1)`.
# 2. Adam with a learning rate of 0.01 and 10 epochs will do. `model.predict(X_test)` has the shape
#    `(n, 1)`, `y_test` has `(n,)`: take the column with `[:, 0]`.
# 3. The network forecasts in units of the spread. Multiply the mean absolute error by `spread`.
#
# **Insight.** Your bar was low. The clerk with the pencil is off by 122 MW in these weeks.

# %% [markdown]
# ## Question 15.9: Keep it, and keep calm
#
# Find a cell that keeps a pulse above 0.5 through all 8 steps, and stays below 2 when 1 comes in at
# every step. When you have it, press "Copy token", and paste the text as your answer, in quotes.

# %%
explorer = explore_recurrence()
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "recurrence pattern=pulse w_in=1.0 w_back=0.5 gate=on openness=0.05 step=8"
# END SOLUTION

# %%
check("15.9", explorer, token)

# %%
# hint("15.9")
# solution("15.9")

# %% [markdown] tags=["help"]
# 1. Without the gate, a weight that keeps the pulse also adds up the level input. Try to find one
#    that does not.
# 2. Switch the gate on. Where nothing comes in it should be nearly shut.
# 3. Gate on, open by 5 % at input 0, and a state weight of 0.5.
#
# **Insight.** To remember and to add up were one weight. The gate makes two of it.

# %% [markdown]
# ## What you did
#
# You cut windows and split by time, went through a network by hand, counted its weights, stacked
# two layers, found leaks, and beat a forecaster that learns nothing.
#
# A network that remembers must squeeze all it has read into a few numbers. [Lesson 16: Attention and
# language models](../lessons/lesson_16_attention_and_language_models.ipynb) looks things up instead.
# How far did you come? Run this cell.

# %%
show_progress()
