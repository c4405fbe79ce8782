# %% [markdown]
# # Lesson 15: Recurrent networks
#
# **You will be able to**
#
# - cut a series into windows and targets, and split it by time
# - compute a recurrent network by hand, step by step, and count its weights
# - say why memory fades, and what a gate does about it
# - build SimpleRNN, LSTM and GRU for one answer or for an answer at every step
# - compare networks with forecasters that learn nothing, and believe the numbers
#
# **Time:** 65 minutes
#
# **Before you start:** [Lesson 10: Optimizers](lesson_10_optimizers.ipynb) and [Lesson 14:
# Convolutional networks](lesson_14_convolutional_networks.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 15.r1.** Why does a convolutional layer have so few weights?
#
# - [ ] It looks at a small part of the image only
#   It looks at all of it. The window goes everywhere.
# - [x] It uses the same small window at every place
#   Weights are shared over all places. Today they are shared over all times.
# - [ ] Most of its weights are 0
#   None of them has to be. There are few of them in the first place.
#
# **Recall 15.r2.** A deep network of sigmoids hardly learns in its first layers. Why?
#
# - [ ] The first layers have too few units
#   More units would not help: each of them would be handed hardly any blame.
# - [x] Blame is multiplied by a small slope at each layer on its way back
#   Ten small factors make a tiny product. You will meet such a product again.
# - [ ] The learning rate is too large for them
#   It is the same for all layers. Their gradients are small.

# %% [markdown]
# ## What will the next half hour need?
#
# Electricity cannot be stored in a drawer. Whoever runs the power stations of a country must know
# what will be needed in half an hour. Here is what England and Wales needed, half hour by half
# hour, in twelve weeks of the summer of 2000.

# %%
import keras
import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsRegressor

from course_utils import (
    explore_recurrence,
    guess,
    load_dataset,
    plot_lines,
    show_figure,
    train_grid,
)

DAY, WEEK = 48, 7 * 48

# %%
demand = load_dataset("demand")
mw = demand["demand"].to_numpy().astype(float)
print(len(mw), "half hours,", len(mw) // WEEK, "weeks, from", demand["time"].iloc[0])
days = np.arange(2 * WEEK) / DAY
show_figure(
    plot_lines(days, {"demand": mw[: 2 * WEEK]}, x_label="day", y_label="demand (MW)"),
    alt="Electricity demand in two weeks, from Monday to Sunday: a hill for each day, five high ones "
    "and two low ones a week, and a valley for each night.",
)

# %% [markdown]
# A day looks like the day before, a week like the week before. That is a **time series**: one
# measurement after the other, in an order that matters.
#
# Before you train anything, ask what you get for nothing. Three lazy forecasters learn nothing at
# all. Each says: *as half an hour ago*, or *as yesterday at this time*, or *as a week ago at this
# time*. We measure how many megawatts (MW) they are off, on average, in weeks 9 and 10.

# %% [markdown] tags=["guess"]
# **Guess 15.a.** Which of the three is the worst?
#
# - [ ] As half an hour ago
#   In the morning demand rises by thousands of MW within a few hours. But half an hour is short.
# - [x] As yesterday at this time
#   It is wrong on Saturdays and on Mondays, and by a lot.
# - [ ] As a week ago at this time
#   A week is long, and the weather changes. But a Sunday is compared with a Sunday.

# %%
train_end, valid_end = 8 * WEEK, 10 * WEEK
valid, test = np.arange(train_end, valid_end), np.arange(valid_end, len(mw))


def off(forecast, times):
    """Return by how many MW a forecast is off, on average over some half hours."""
    return float(np.mean(np.abs(forecast - mw[times])))


lazy = {
    "as half an hour ago": off(mw[valid - 1], valid),
    "as yesterday": off(mw[valid - DAY], valid),
    "as a week ago": off(mw[valid - WEEK], valid),
}
for name, error in lazy.items():
    print(f"{name:20} {error:6,.0f} MW")
assert lazy["as yesterday"] > 2 * max(lazy["as half an hour ago"], lazy["as a week ago"])

# %% [markdown]
# These numbers are the bar. A network that cannot jump it is a waste of electricity.

# %% [markdown]
# ## Windows, and a split by time
#
# A network wants rows, each with its target. So cut the series into **windows**: 24 numbers in a
# row, the last twelve hours, are the input. The number right behind them is the target. Then move
# on by half an hour and cut again.
#
# Each step of a window could have several numbers, say the demand and the temperature. So the
# inputs have three axes: `(n_windows, n_steps, n_features)`. Here there is one feature.


# %%
def windows(series, length):
    """Cut a series of shape (n, n_features) into windows; return them and what comes next."""
    starts = range(len(series) - length)
    X = np.stack([series[start : start + length] for start in starts])
    return X, series[length:, 0]


few, next_ones = windows(np.arange(5).reshape(5, 1), 3)
print("windows of 0, 1, 2, 3, 4:", few[..., 0].tolist(), " targets:", next_ones)

mean, spread = mw[:train_end].mean(), mw[:train_end].std()
scaled = (mw - mean) / spread
X, y = windows(scaled[:, np.newaxis], 24)
times = np.arange(24, len(mw))  # of each target
print("windows:", X.shape, " targets:", y.shape)
assert X.shape == (4008, 24, 1) and np.allclose(X[1:, -1, 0], y[:-1])

# %% [markdown]
# Mean and spread come from the first eight weeks alone: the training weeks. Weeks 9 and 10 are to
# choose by, 11 and 12 for the test.
#
# In lesson 4 you would have shuffled the rows first, and kept some of them for validation. Let us
# see what that does here, within the first eight weeks. The simplest learner there is, the nearest
# neighbour, looks for the training window that is most alike, and says what came after it.

# %%
past, next_weeks = times < train_end, (times >= train_end) & (times < valid_end)
order = np.random.default_rng(1).permutation(np.flatnonzero(past))
kept, learnt = order[: len(order) // 5], order[len(order) // 5 :]
nearest = KNeighborsRegressor(n_neighbors=1).fit(X[learnt, :, 0], y[learnt])


def nearest_off(rows):
    """Return by how many MW the nearest neighbour is off."""
    return off(nearest.predict(X[rows, :, 0]) * spread + mean, times[rows])


promised = nearest_off(kept)
print(f"on shuffled validation windows it is off by {promised:.0f} MW")
assert promised < 0.6 * min(lazy.values())

# %% [markdown] tags=["guess"]
# **Guess 15.b.** That would be far better than any of the lazy ones. How far off is it in the two
# weeks that come after all its windows?
#
# - [ ] About as far as promised
#   It would be, if a validation window were as new to it as the future is.
# - [ ] A little further, by a tenth
#   Too kind. Think of the window that begins half an hour before, and of the one half an hour
#   after.
# - [x] More than half as far again
#   The future has no neighbours on both sides.

# %%
came = nearest_off(next_weeks)
print(f"promised {promised:.0f} MW, in the next two weeks {came:.0f} MW")
assert came > 1.5 * promised

# %% [markdown]
# Shuffled, a validation window lies between two training windows that share 23 of its 24 numbers,
# and its target is an input of the windows behind it. That is a **leak**: the learner knows what it
# will be asked. Nothing warns you. So split a series by time: learn from the past, choose by what
# comes next, and test on what comes last.

# %%
early, middle = np.flatnonzero(past)[::2], np.flatnonzero(next_weeks)  # every second will do
data = (X[early], y[early], X[middle], y[middle])
print("training", data[0].shape, " validation", data[2].shape)
assert times[early].max() < times[middle].min() <= times[middle].max() < test.min()

# %% [markdown]
# ## A network that passes numbers to itself
#
# A dense network takes the 24 numbers as 24 columns. As in lesson 14, it does not know which are
# neighbours. And it has one weight more for each number more.
#
# A **recurrent network** reads them one after the other, as you read a line. It has a **state**: a
# few numbers, its memory, 0 at the beginning. At each step it mixes what comes in with what it
# remembers:
#
# new state = tanh(input · kernel + old state · recurrent kernel + bias)
#
# What it was becomes an input again: a **feedback loop**. You can draw the loop, or draw each step
# beside the other, which is called **unrolling** or unfolding:
#
# ```text
#        x1             x2             x3
#        |              |              |
#  0 → [cell] → h1 → [cell] → h2 → [cell] → h3 → dense → forecast
# ```
#
# Unrolled, it is a deep network with a layer for each step. But it is the *same* layer each time:
# the same kernel, the same recurrent kernel, the same bias. In 1990 Jeffrey Elman let such a
# network read sentences word by word.

# %%
keras.utils.set_random_seed(1)
layer = keras.layers.SimpleRNN(2)
layer.build((None, 3, 1))
kernel, recurrent_kernel, bias = layer.get_weights()
print("kernel", kernel.shape, " recurrent kernel", recurrent_kernel.shape, " bias", bias.shape)

inputs = np.array([0.5, -1.0, 2.0])
state = np.zeros(2)
for x in inputs:
    state = np.tanh(x * kernel[0] + state @ recurrent_kernel + bias)
    print(f"{x:4} comes in, the state becomes", state.round(3))
by_keras = np.array(layer(inputs.reshape(1, 3, 1)))[0]
print("by Keras:                      ", by_keras.round(3))
assert np.allclose(state, by_keras, atol=1e-5)

# %% [markdown] tags=["guess", "again"]
# **Guess 15.c.** `SimpleRNN(12)` reads windows of 24 steps. Now you give it windows of 48. How many
# weights does it have more?
#
# - [x] None
#   Each step uses the same ones. A longer window takes longer, that is all.
# - [ ] Twice as many
#   That is the dense network, with a weight for each number of the window and each unit.
# - [ ] 24 · 12, one for each new number and unit
#   So it would be in a dense layer. Here the new numbers meet the old kernel.

# %%
sizes = {}
for length in (24, 48):
    for layer in (keras.layers.SimpleRNN(12), keras.layers.LSTM(12), keras.layers.GRU(12)):
        layer.build((None, length, 1))
        sizes[type(layer).__name__, length] = layer.count_params()
    sizes["Dense", length] = 12 * (length + 1)
print(pd.Series(sizes).unstack().to_string())
d, u = 1, 12  # features, units
for length in (24, 48):
    assert sizes["SimpleRNN", length] == u * (d + u + 1)
    assert sizes["LSTM", length] == 4 * u * (d + u + 1)
    assert sizes["GRU", length] == 3 * u * (d + u + 2)

# %% [markdown]
# Count them: each of the u units has a weight for each of the d features, one for each unit's old
# state, and a bias. That is u · (d + u + 1). The other two are coming up. LSTM is four such cells
# in one, GRU three, in Keras with a second bias.

# %% [markdown]
# ## Play with it
#
# A cell of a single unit, over eight steps. There is no tanh in it, so you can work out each number
# in your head: weight times input, plus weight times old state. A table has the cell unrolled, a
# column for each step.
#
# One curve is the state. The other goes backwards: by how much would the *last* state grow if you
# pushed the state of this step a little? Training hands blame back along this way, step by step. It
# is backpropagation through the unrolled network, **backpropagation through time**. Leave the gate
# off for now.

# %%
explore_recurrence()

# %% [markdown]
# **Try it:**
#
# 1. The pulse, gate off. Take the state weight, with which the cell hands on what it was, to 0.9,
#    to 1, to 1.1. What happens to the pulse? And to the slope that reaches step 1?
# 2. The level input, with 0.9 and with 1. How large does the state become?
# 3. Two pulses. Switch the gate on. It opens fully where 1 comes in; let it be open by 0 % where 0
#    comes in. What is the state between the pulses?
#
# <details><summary>What you saw</summary>
#
# 1. Below 1 it fades, at 1 it stays, above 1 it grows. The slope does just the same on its way
#    back.
# 2. More than 5, and 8. What remembers a pulse for long also piles up all that comes.
# 3. Exactly what the first pulse left. Shut, the gate lets nothing in and nothing out.
#
# </details>

# %% [markdown]
# ## It forgets, or it explodes
#
# You have seen it: what is handed on n times with a weight w is multiplied by w to the power of n.

# %% [markdown] tags=["guess", "again"]
# **Guess 15.d.** With a weight of 0.9, how much of the first of 48 inputs is left at the end, after
# being handed on 47 times?
#
# - [ ] About half
#   So much is left after seven times.
# - [ ] About 10 %
#   That is after 22 times.
# - [x] Less than 1 %
#   0.9 looks close to 1. Forty-seven times in a row, it is not.

# %%
powers = {w: {f"{n} times": w**n for n in (7, 47)} for w in (0.5, 0.9, 1.0, 1.1)}
print(pd.DataFrame(powers).T.map(lambda share: f"{share:,.1%}").to_string())
assert powers[0.9]["47 times"] < 0.01 and powers[1.1]["47 times"] > 50

# %% [markdown]
# Slopes are multiplied in the same way when blame is handed back. Below 1 the gradient vanishes,
# and the network cannot learn what happened long ago. Above 1 it explodes, and training jumps
# about. That is the problem of **long-term dependencies**. Sepp Hochreiter described it in his
# diploma thesis in 1991. (With many units, w is a matrix. Keras starts it as one that neither
# stretches nor shrinks. That helps, until training changes it.)

# %%
keras.utils.set_random_seed(1)
layer = keras.layers.SimpleRNN(12)
layer.build((None, 24, 1))
stretch = np.linalg.svd(layer.get_weights()[1], compute_uv=False)
print(f"at the start the recurrent kernel stretches by {stretch.min():.3f} to {stretch.max():.3f}")
assert np.allclose(stretch, 1, atol=1e-4)

# %% [markdown]
# ## Gates
#
# The explorer had the answer: a **gate**. It is a number from 0 to 1 that multiplies, like a door
# that is open by so much. And the network learns when to open it: a gate is a small layer of its
# own, with a sigmoid, that looks at the input and at the state.
#
# - **LSTM**, *long short-term memory* (Sepp Hochreiter and Jürgen Schmidhuber, 1997), keeps two
#   notes: a memory, and the state that it shows. Three gates: what of the memory is *forgotten*,
#   what of the new is *let in*, and what of it is *shown*. (The forget gate was added in 2000, by
#   Felix Gers and others.)
# - **GRU**, *gated recurrent unit* (Kyunghyun Cho and others, 2014), has one note and two gates.
#   The *update gate* says how much of the old stays, and the rest comes from the new. The *reset
#   gate* says how much of the old the new may look at.
#
# Where the update gate says "keep", the state is multiplied by 1: nothing fades, neither forward
# nor backward. Some pages write GRNN for a gated recurrent network. Do not: that is the *general
# regression neural network* (Donald Specht, 1991), which is quite another thing.

# %%
keep, old, new = np.array([1.0, 0.5, 0.0]), np.array([0.8, 0.8, 0.8]), np.array([-0.4, -0.4, -0.4])
print("keep all, half, nothing:", keep * old + (1 - keep) * new)
assert np.allclose(keep * old + (1 - keep) * new, [0.8, 0.2, -0.4])

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. In the second half the four networks meet the lazy forecasters.
# When you come back, select the next cell, choose *Run*, then *Run All Above Selected Cell*, and go
# on.

# %% [markdown]
# ## Four networks, three seeds each
#
# Now train. A dense network on the window, and SimpleRNN, LSTM and GRU with 12 units each. All get
# the same windows, the same optimizer, 15 epochs and the same loss: the mean absolute error, which
# is what we report. One run could be luck, so each is trained from three seeds.


# %%
def train(layers, data, epochs=15, learning_rate=0.01):
    """Train a network from three seeds; return validation errors, and the three networks."""

    def build():
        end = keras.layers.Dense(1)
        return keras.Sequential([keras.Input(data[0].shape[1:]), *layers(), end])

    grid = train_grid(
        build,
        data,
        loss="mean_absolute_error",
        optimizer="adam",
        learning_rate=learning_rate,
        epochs=epochs,
        seed=[1, 2, 3],
    )
    models = [build() for _ in range(3)]
    for run, model in enumerate(models):
        model.set_weights([weights[run, -1] for weights in grid.weights])
    return grid.curves["val_loss"][:, -1], models


# %% [markdown] tags=["guess"]
# **Guess 15.e.** Which of the four is best on the validation weeks, as the mean over three seeds?
#
# - [ ] The dense one: it has all numbers in front of it at once
#   It has. But it must find out for each of the 24 places anew what a number there means.
# - [ ] The LSTM, far ahead: it has the most gates
#   Gates help with what was long ago. Twelve hours are not long, and more weights want more
#   training.
# - [x] One of the three recurrent ones, and they are close together
#   Reading in order helps. Which kind of cell does it matters less, here.

# %%
architectures = {
    "dense": lambda: [keras.layers.Flatten(), keras.layers.Dense(32, activation="relu")],
    "SimpleRNN": lambda: [keras.layers.SimpleRNN(12)],
    "LSTM": lambda: [keras.layers.LSTM(12)],
    "GRU": lambda: [keras.layers.GRU(12)],
}
errors = {name: spread * train(layers, data)[0] for name, layers in architectures.items()}
table = pd.DataFrame(errors, index=["seed 1", "seed 2", "seed 3"]).T
table["mean"] = table.mean(axis=1)
recurrent = table["mean"].drop("dense")
assert recurrent.max() < table["mean"]["dense"] - 30
assert table["mean"].max() < min(lazy.values())
table.round(0)

# %% [markdown]
# All four beat the three lazy forecasters. The recurrent ones are ahead of the dense one. Among the
# three the seed matters nearly as much as the cell, so do not quarrel about second place. And be
# fair to the dense network: its epochs are cheap. Let it have a hundred of them, with a smaller
# learning rate.

# %%
longer, _ = train(architectures["dense"], data, epochs=100, learning_rate=0.003)
patient = spread * longer.mean()
print(f"dense: {table['mean']['dense']:.0f} MW after 15 epochs, {patient:.0f} MW after 100")
print(f"recurrent: from {recurrent.min():.0f} to {recurrent.max():.0f} MW")
assert patient < table["mean"]["dense"] - 40 and patient < recurrent.max() + 60

# %% [markdown]
# With patience it catches up. So what the recurrent networks have is a head start: they need not
# find out for each of 24 places anew what a number means there.

# %% [markdown]
# ## A clerk with a pencil
#
# A clerk looks over your shoulder. He has no computer. He says: *take the last half hour, and add
# what was added at this time a week ago.* On Monday at 7:30 demand is that of 7:00, plus what it
# rose from 7:00 to 7:30 last Monday.

# %% [markdown] tags=["guess"]
# **Guess 15.f.** How good is the clerk, beside your best network?
#
# - [ ] Much worse: he learns nothing
#   He does not learn. But he knows something that no network here was told.
# - [ ] About as good
#   Look at the first figure again. How alike are two Mondays?
# - [x] His error is about half of theirs, or less
#   Two numbers from last week are worth more than a thousand windows.

# %%
clerk = off(mw[valid - 1] + mw[valid - WEEK] - mw[valid - WEEK - 1], valid)
best = min(recurrent.min(), patient)
print(f"the clerk {clerk:.0f} MW, the best network {best:.0f} MW")
assert clerk < 0.6 * best

# %% [markdown]
# That hurts. But look at what the networks were given: twelve hours. No network can remember what
# it has never seen. So give it last week, too: at each step a second feature, *what came half an
# hour later, a week ago*. Twelve steps are enough then.

# %%
pair = np.stack([scaled[WEEK - 1 :], scaled[: -(WEEK - 1)]], axis=1)
X_pair, y_pair = windows(pair, 12)
times_pair = np.arange(WEEK - 1 + 12, len(mw))
early, middle = times_pair < train_end, (times_pair >= train_end) & (times_pair < valid_end)
pairs = (X_pair[early][::2], y_pair[early][::2], X_pair[middle], y_pair[middle])
assert np.allclose(X_pair[0, -1, 1], scaled[times_pair[0] - WEEK])
print("training", pairs[0].shape)

told = spread * train(architectures["GRU"], pairs)[0]
print("told of last week:", [f"{error:.0f} MW" for error in told])
assert np.mean(told) < 0.75 * table["mean"]["GRU"] and clerk < np.mean(told)

# %% [markdown]
# A smaller window, and a far smaller error. What you *tell* a network counts for more than which
# network it is. And still the clerk is ahead. So what do you hand in? What the validation weeks
# say. Only now do we look at the test weeks, once, and at the chosen one only.

# %%
candidates = {
    **lazy,
    **table["mean"].to_dict(),
    "dense, 100 epochs": patient,
    "GRU, told of last week": float(np.mean(told)),
    "the clerk": clerk,
}
chosen = min(candidates, key=candidates.get)
on_test = off(mw[test - 1] + mw[test - WEEK] - mw[test - WEEK - 1], test)
print(f"chosen: {chosen}; in weeks 11 and 12 it is off by {on_test:.0f} MW")
assert chosen == "the clerk" and on_test < 1.2 * clerk

# %% [markdown]
# The best of all is a sum of three numbers. It happens more often than papers tell. A network wins
# where the pattern is too rich for a pencil. To find out, you need the pencil.

# %% [markdown]
# ## One or many
#
# So far many numbers went in, and one came out, at the end. A recurrent network can do more, for it
# has a state at every step.
#
# | kind | in | out | example | in Keras |
# |---|---|---|---|---|
# | one to one | one row | one answer | strength of a concrete: no sequence at all | `Dense` |
# | many to one | a sequence | one answer, at the end | next half hour; mood of a review | `GRU(12)` |
# | many to many | a sequence | an answer at each step | kind of each word; a forecast after each half hour | `GRU(12, return_sequences=True)` |
# | one to many | one row | a sequence | caption for a photograph | `RepeatVector(8)`, then `GRU(12, return_sequences=True)` |
#
# A translation is many to many as well, but its answer has another length. So it is made of two
# networks: one reads the sentence to its end, the other writes from the state that is left.
#
# `return_sequences=True` gives the state of *every* step, and a dense layer behind it works on each
# step by itself.

# %%
sequence = keras.Input((24, 1))
single = keras.Input((5,))
every = keras.layers.GRU(12, return_sequences=True)
repeated = keras.layers.RepeatVector(8)(single)
shapes = {
    "many to one": keras.layers.Dense(1)(keras.layers.GRU(12)(sequence)).shape,
    "many to many": keras.layers.Dense(1)(every(sequence)).shape,
    "one to many": keras.layers.Dense(1)(
        keras.layers.GRU(12, return_sequences=True)(repeated)
    ).shape,
}
print(shapes)
assert [shape[1:] for shape in shapes.values()] == [(1,), (24, 1), (8, 1)]

# %% [markdown]
# Many to many is also a cheap way to train. A day is one row, and has 48 questions: after each half
# hour, what comes next? The network answers all of them on one way through.

# %%
n_days = train_end // DAY
X_days = scaled[: n_days * DAY].reshape(n_days, DAY, 1)
y_days = scaled[1 : n_days * DAY + 1].reshape(n_days, DAY, 1)
keras.utils.set_random_seed(1)
every_step = keras.Sequential(
    [
        keras.Input((DAY, 1)),
        keras.layers.GRU(12, return_sequences=True),
        keras.layers.Dense(1),
    ]
)
every_step.compile(optimizer=keras.optimizers.Adam(0.02), loss="mean_absolute_error")
history = every_step.fit(X_days, y_days, batch_size=8, epochs=30, verbose=0)

# %% [markdown] tags=["guess"]
# **Guess 15.g.** On the ten working days and four weekend days of the validation weeks: at what
# time of the day is its forecast worst?
#
# - [ ] Right after midnight: it has read a single number
#   So one would think. But at night not much happens, and one number is enough.
# - [x] At six in the morning and at half past nine in the evening
#   At six a working day begins, or it does not. Late in the evening lamps go on.
# - [ ] At the peak of the day, around noon
#   It is high then, but level. What is level is easy.

# %%
X_later = scaled[train_end:valid_end].reshape(-1, DAY, 1)
y_later = mw[train_end + 1 : valid_end + 1].reshape(-1, DAY)
wrong = np.abs(np.array(every_step(X_later))[..., 0] * spread + mean - y_later).mean(axis=0)
clock = np.arange(1, DAY + 1) / 2
print(f"at 0:30 {wrong[0]:.0f} MW, on average {wrong.mean():.0f} MW")
assert {6.0, 21.5} == set(clock[np.argsort(wrong)[-2:]]) and wrong[0] < wrong.max() / 4
assert wrong.mean() < best
show_figure(
    plot_lines(clock, {"error": wrong}, x_label="forecast for (o'clock)", y_label="off by (MW)"),
    alt="How far the forecast is off at each time of the day: low at night, with a sharp peak at six "
    "in the morning and another at half past nine in the evening.",
)

# %% [markdown]
# On average it is better than all that read a window of twelve hours, after 210 updates only. Each
# update answers hundreds of questions. And as every row begins at midnight, it can count its steps:
# it knows what time it is. What it cannot know at six is whether today is Saturday. Its memory
# begins at midnight. Late in the evening the season is to blame, presumably: the lamps go on
# when it gets dark, in August earlier than in the weeks of June and July that it has learnt from.

# %% [markdown]
# ### Stacked
#
# Recurrent layers can be stacked like others. The second one reads what the first one writes.

# %% [markdown] tags=["guess", "again"]
# **Guess 15.h.** `[LSTM(12), LSTM(12), Dense(1)]`: what happens?
#
# - [ ] It works: Keras knows that a sequence is wanted
#   Keras guesses nothing here. A layer does what its settings say.
# - [x] It stops with an error
#   The first one hands on one state. The second one wants a sequence.
# - [ ] It runs, but the second layer sees a sequence of length 1
#   That would be worse, because nobody would notice.

# %%
try:
    keras.Sequential([keras.Input((24, 1)), keras.layers.LSTM(12), keras.layers.LSTM(12)])
except ValueError as error:
    print("Keras says:", str(error).split(". ")[0])
    stopped = True
stack = keras.Sequential(
    [
        keras.Input((24, 1)),
        keras.layers.LSTM(12, return_sequences=True),
        keras.layers.LSTM(12),
        keras.layers.Dense(1),
    ]
)
print("each layer gives:", [layer.output.shape[1:] for layer in stack.layers])
assert stopped and stack.output_shape == (None, 1)

# %% [markdown]
# All recurrent layers but the last need `return_sequences=True`. On the last one it decides which
# kind you have: one answer, or one at each step.

# %% [markdown]
# ## Another series, another outcome
#
# Does a recurrent network always beat a dense one, then? Take another series: how many thousand
# people enter a station of Chicago's elevated railway, day by day for more than 15 years. The
# window is four weeks, the target is the next day.

# %%
ridership = load_dataset("ridership")["ridership"].to_numpy()
first, last = int(0.7 * len(ridership)), int(0.85 * len(ridership))
middle, scale = ridership[:first].mean(), ridership[:first].std()
X_rides, y_rides = windows(((ridership - middle) / scale)[:, np.newaxis], 28)
day = np.arange(28, len(ridership))
learn, choose, look = day < first, (day >= first) & (day < last), day >= last
rides = (X_rides[learn][::3], y_rides[learn][::3], X_rides[choose], y_rides[choose])
print("training", rides[0].shape, " validation", rides[2].shape, " test", X_rides[look].shape)


def people_off(forecast, days):
    """Return by how many thousand people a forecast is off, on average over some days."""
    return float(np.mean(np.abs(forecast - ridership[days])))


week_ago = people_off(ridership[day[choose] - 7], day[choose])
print(f"as a week ago: off by {week_ago:.2f} thousand people")

# %% [markdown] tags=["guess"]
# **Guess 15.i.** A dense network on four weeks, and a GRU on the same four weeks. Which one is
# better?
#
# - [ ] The GRU, clearly, as with electricity
#   There the next number hangs on the last few. Here it hangs on days of the week, and each of the
#   28 places has its fixed distance to tomorrow.
# - [x] Neither: they are about equally good
#   "As seven days ago" is one weight for it. The GRU must carry it through seven steps.
# - [ ] Neither: they do not even beat "as a week ago"
#   Both do, by a fifth or so: they see more than one week.

# %%
by_people = {"as a week ago": week_ago}
trained = {}
for name, epochs in (("dense", 40), ("GRU", 12)):
    off_by, trained[name] = train(architectures[name], rides, epochs)
    by_people[name] = scale * off_by.mean()
    print(f"{name:6} off by {by_people[name]:.2f} thousand people")
assert abs(by_people["dense"] - by_people["GRU"]) < 0.25
assert max(by_people["dense"], by_people["GRU"]) < week_ago - 0.15

chosen = min(by_people, key=by_people.get)
said = [np.array(model(X_rides[look]))[:, 0] * scale + middle for model in trained[chosen]]
on_test = np.mean([people_off(forecast, day[look]) for forecast in said])
lazy_on_test = people_off(ridership[day[look] - 7], day[look])
print(f"chosen: {chosen}; on the test days off by {on_test:.2f} thousand people")
print(f"there, as a week ago is off by {lazy_on_test:.2f}")
assert on_test < lazy_on_test - 0.1

# %% [markdown]
# Which of the two is ahead, another seed may turn round. (The dense network had more epochs, for
# they cost far less.) So "recurrent for sequences" is a first guess, no law. Where each place of
# the window has a meaning of its own, and the window is short, a dense network is hard to beat.
# Where sequences differ in length, or where a thing may come sooner or later, it has a hard time:
# each place wants weights of its own.

# %% [markdown]
# ## Summary
#
# - A recurrent network reads step by step. Its state is its memory, and its weights are the same at
#   every step.
# - new state = tanh(input · kernel + old state · recurrent kernel + bias)
# - Handed on n times with a weight w: w to the power of n. It fades, or it explodes, and so does
#   the slope on its way back.
# - Gates learn when to keep and when to let in: LSTM has three, GRU two.
# - Many to one: the last state. Many to many: `return_sequences=True`, which all stacked layers but
#   the last one need in any case.
# - A shuffled split of a series is a leak. Learn from the past, choose by what comes next, test on
#   what comes last.
# - Measure the lazy forecasters first, and the clerk with the pencil.
#
# To a friend you can say: *"It reads one thing after the other, and passes itself a note."*

# %% [markdown]
# ## New words
#
# - **time series**: one measurement after the other, in an order that matters
# - **window**: some numbers of a series in a row, as the input
# - **leak**: something in the inputs, or in the training rows, that will not be known later
# - **recurrent network**, RNN: a network that reads a sequence step by step, and whose state is an
#   input again
# - **state**: the numbers that a recurrent network remembers
# - **feedback loop**: what comes out goes in again
# - **unrolling**, unfolding: to draw each step of the loop beside the other
# - **backpropagation through time**: backpropagation through the unrolled network
# - **long-term dependency**: an answer that hangs on what was long ago
# - **gate**: a number from 0 to 1, itself learnt, that says how much gets through
# - **LSTM**: a recurrent layer with a memory and three gates
# - **GRU**: a recurrent layer with one state and two gates
# - **many to one**, **many to many**, **one to many**: how many go in, and how many come out

# %% [markdown]
# ## Read and watch
#
# - Christopher Olah: [Understanding LSTM
#   Networks](https://colah.github.io/posts/2015-08-Understanding-LSTMs/), 2015. The gates, drawn
#   one by one.
# - Andrej Karpathy: [The Unreasonable Effectiveness of Recurrent Neural
#   Networks](http://karpathy.github.io/2015/05/21/rnn-effectiveness/), 2015. Networks that write,
#   letter by letter.
# - Keras: [Working with RNNs](https://keras.io/guides/working_with_rnns/). All that the layers can
#   do.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 15](../exercises/15_recurrent_networks.ipynb) cuts windows, goes
# through a network by hand, and beats the forecaster that says "as a week ago". After that, [Lesson
# 16: Attention and language models](lesson_16_attention_and_language_models.ipynb) reads letters, and
# looks things up in place of remembering them.
