# %% [markdown]
# # Lesson 4: Overfitting and underfitting
#
# **You will be able to**
#
# - tell signal from noise, and say what a network learns of each
# - read a learning curve: the training loss against the validation loss
# - tell a network that is too small from one that is too large
# - stop a training at the right epoch, with a callback
# - split a table so that no group stands on both sides
#
# **Time:** 55 minutes
#
# **Before you start:** [Lesson 3: Stochastic gradient descent](lesson_03_stochastic_gradient_descent.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 4.r1.** 1,000 rows are learnt in batches of 64. How many steps does one epoch take?
#
# - [ ] 15
#   1000 / 64 is 15.6. The rows that are left over make a smaller batch.
# - [x] 16
#   15 full batches and one of 40 rows.
# - [ ] 64
#   That is how many rows a batch has.
#
# **Recall 4.r2.** What are validation rows?
#
# - [ ] Rows that the network learns from first
#   It does not learn from them at all.
# - [x] Rows that are kept aside, to see how good the network is on rows it has not learnt from
#   The network learns from the training rows alone.
# - [ ] Rows whose target is known to be right
#   Their targets are as reliable as those of the other rows. What matters is that they are new.

# %%
import keras
import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.model_selection import GroupShuffleSplit
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from course_utils import (
    explore_capacity,
    guess,
    load_dataset,
    make_curve,
    plot_curves,
    plot_histories,
    plot_history,
    recall,
    show_figure,
)

# %% [markdown]
# ## Signal and noise
#
# Every table holds two things, and they look alike.
#
# - The **signal** is what new examples share with the old ones. It can be learnt.
# - The **noise** is what is true of these rows only by chance, for example a wrong measurement or
#   an unusual day. New rows have other noise.
#
# In real data nobody can tell the two apart. So we make data ourselves, because then we know the
# truth. The curve is the signal. Each of the 40 points is moved away from it at random, with a
# standard deviation of 0.5: that is the noise.

# %%
NOISE = 0.5
X, y = make_curve(n_samples=40, noise=NOISE, seed=2)
X_new, y_new = make_curve(n_samples=1000, noise=NOISE, seed=3)


def signal(x):
    """Return what this data would be without noise: here we know it."""
    return np.sin(2 * x) + x / 2


x = np.linspace(-3, 3, 200)
show_figure(
    plot_curves(X, y, {"signal": (x, signal(x))}, x_label="input x", y_label="target y"),
    alt="A smooth curve that falls, rises steeply, falls again and rises at the end. 40 points lie "
    "around it, some above and some below.",
)

# %% [markdown]
# Three readers look at the 40 points.
#
# 1. The first draws a straight line.
# 2. The second knows the truth and draws the signal.
# 3. The third joins the dots: its line goes through every single point.
#
# We measure the mean squared error of each reader twice: on these 40 points, and on 1,000 *new*
# points around the same curve.

# %% [markdown] tags=["guess"]
# **Guess 4.a.** Who has the lowest error on the 40 points, and who on the new ones?
#
# - [ ] The signal on both
#   The signal misses each of the 40 points by the noise of that point. The joined dots miss none.
# - [ ] The joined dots on both
#   They are perfect on the 40 points. But they copy the noise of these points, and new points have
#   other noise.
# - [x] The joined dots on the 40 points, the signal on the new ones
#   To know the noise of a point helps with that point, and with no other.

# %%
order = np.argsort(X.ravel())
slope, height = np.polyfit(X.ravel(), y, deg=1)
readers = {
    "line": lambda x: slope * x + height,
    "signal": signal,
    "joined dots": lambda x: np.interp(x, X.ravel()[order], y[order]),
}
old, new = {}, {}
for name, reader in readers.items():
    old[name] = np.mean((reader(X.ravel()) - y) ** 2)
    new[name] = np.mean((reader(X_new.ravel()) - y_new) ** 2)
    print(f"{name:12} error on the 40 points: {old[name]:.2f}, on new points: {new[name]:.2f}")

assert old["joined dots"] < 1e-12
assert new["signal"] < 0.9 * min(new["line"], new["joined dots"])

# %%
show_figure(
    plot_curves(
        X,
        y,
        {name: (x, reader(x)) for name, reader in readers.items()},
        x_label="input x",
        y_label="target y",
    ),
    alt="The same points with three curves. The line misses all hills. The signal runs smoothly "
    "between the points. The joined dots jump up and down to touch each point.",
)

# %% [markdown]
# - The **line** misses most of the signal, because a straight line cannot bend. That is called
#   **underfitting**.
# - The **joined dots** make no error at all on the points they were made from. But they copied the
#   noise as if it were signal, and new points have other noise. That is called **overfitting**.
# - The **signal** makes an error, too, because nobody can know the noise of a new point. With noise
#   of 0.5 no reader gets below $0.5^2 = 0.25$ on new points, except by luck. This is the **noise
#   floor**.
#
# Which reader knows most about new points? The error on the 40 points cannot tell, because it is
# lowest for the reader that copies all the noise. **Only rows that were not used for learning can
# tell.** To be right on new rows, too, is to **generalize**.

# %%
floor = NOISE**2
print(f"noise floor {floor}, the signal on new points {new['signal']:.2f}")
assert abs(new["signal"] - floor) < 0.05

# %% [markdown]
# ## A real table: what does a room cost?
#
# A hotel by the sea in Portugal took 15,402 bookings. We want to predict the price of a room from
# the booking. Our unit is 100 euros a night, so that the numbers are small.

# %%
hotel = load_dataset("hotel_rates")
price = hotel["avg_price_per_room"].to_numpy() / 100
print(
    f"cheapest {price.min():.2f}, median {np.median(price):.2f}, most expensive {price.max():.2f}"
)
hotel[["avg_price_per_room", "arrival_date", "lead_time", "reserved_room_type", "agent"]].head()

# %% [markdown]
# A network takes numbers only. So `OneHotEncoder` makes a column for each word that can stand in a
# place: the column of the right word gets a 1, the others get a 0. That is called **one-hot**.
# Numbers are standardized, as in lesson 2. Both steps look at the training rows only. (One of the
# numbers, `historical_adr`, is about what the same day cost one year before.)
#
# The network learns from 300 bookings, as if the hotel had no more. Another 1,500 are for
# validation.

# %%
numbers = ["lead_time", "stays_in_weekend_nights", "stays_in_week_nights"]
numbers += ["adults", "children", "arrival_date_num", "historical_adr"]
words = ["meal", "market_segment", "reserved_room_type", "customer_type", "agent"]

rows = np.random.default_rng(1).permutation(len(hotel))
train, valid = rows[:300], rows[300:1800]
to_numbers = make_column_transformer(
    (StandardScaler(), numbers),
    (OneHotEncoder(sparse_output=False, handle_unknown="ignore"), words),
)
X_train = to_numbers.fit_transform(hotel.iloc[train])
X_valid = to_numbers.transform(hotel.iloc[valid])
y_train, y_valid = price[train], price[valid]
print(X_train.shape, X_valid.shape)

always_mean = np.mean((y_train.mean() - y_valid) ** 2)
print(f"mean squared error of always saying the mean: {always_mean:.2f}")
assert 0.3 < always_mean < 0.6

# %% [markdown]
# ## Two losses
#
# One function trains all networks of this lesson. `hidden` lists the units of the hidden layers.
# The important part is `validation_data`: after each epoch Keras also computes the loss on these
# rows, but it does **not** learn from them.


# %%
def train_network(hidden, X, y, epochs=40, learning_rate=0.001, callbacks=(), held_out=None):
    """Train a network with these hidden layers; return it and its history."""
    keras.utils.set_random_seed(1)
    layers = [keras.layers.Dense(units, activation="relu") for units in hidden]
    model = keras.Sequential([keras.Input((X.shape[1],)), *layers, keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss="mean_squared_error")
    history = model.fit(
        X,
        y,
        validation_data=held_out or (X_valid, y_valid),
        epochs=epochs,
        batch_size=64,
        validation_batch_size=1500,  # all at once: faster, with the same loss
        callbacks=list(callbacks),
        verbose=0,
    )
    return model, history


# %% [markdown]
# We take two hidden layers of 256 units. That is more than 80,000 parameters for 300 bookings. (The
# physicist John von Neumann is said to have joked: "With four parameters I can fit an elephant, and
# with five I can make him wiggle his trunk.")

# %% [markdown] tags=["guess"]
# **Guess 4.b.** Draw two curves with your finger: the training loss and the validation loss, over 40
# epochs. Which description is most like your drawing?
#
# - [ ] Both fall to the end, close together
#   That happens while only signal is learnt. A network of 80,000 parameters can learn noise as well.
# - [x] Both fall, then only the training loss does
#   Signal helps on all rows. What is learnt after it is noise, which helps on the training rows alone.
# - [ ] Both fall, then both rise
#   The training loss is what the steps go down. It has no reason to rise.

# %%
large_model, large = train_network([256, 256], X_train, y_train)
loss, val_loss = large.history["loss"], large.history["val_loss"]
best = int(np.argmin(val_loss)) + 1
print(f"parameters: {large_model.count_params():,}")
assert large_model.count_params() > 80_000
print(f"epoch {best}: training loss {loss[best - 1]:.3f}, validation loss {val_loss[best - 1]:.3f}")
late = [np.mean(curve[-10:]) for curve in (loss, val_loss)]
print(f"the last ten epochs: training loss {late[0]:.3f}, validation loss {late[1]:.3f}")
middle = [np.mean(curve[15:25]) for curve in (loss, val_loss)]
print(f"epochs 16 to 25:     training loss {middle[0]:.3f}, validation loss {middle[1]:.3f}")
assert middle[0] < 0.5 * loss[1] and middle[1] < 0.5 * val_loss[1]
assert late[0] < 0.66 * middle[0]
assert 0.9 < late[1] / middle[1] < 1.15

# %%
ax = plot_history(large, start=1, y_label="mean squared error")
ax.axvline(best, color="#666666", linestyle=":")
show_figure(
    ax,
    alt="Loss against epochs. The training loss falls to the end. The validation loss falls at "
    "first, is lowest at the dotted line, and is nearly level after that. The gap grows.",
)

# %% [markdown]
# These two curves are called the **learning curves**. Read them from left to right.
#
# 1. **Both fall.** The network learns signal: what helps on the training rows helps on others.
# 2. **They separate.** The **gap** between the curves grows, because more and more of what the
#    network learns is noise. A gap alone is no fault: a network always knows its own rows better
#    than new ones.
# 3. **The validation loss is nearly level**, while the training loss goes on falling: from about
#    epoch 20 on, the training loss still loses a third or more, the validation loss less than a
#    tenth. With other rows it may rise instead. What the network learns now is mostly noise.
#
# The validation loss is lowest at the dotted line. The best network was there, but we went on
# training, so its weights are gone.

# %% [markdown]
# ## The training loss proves nothing
#
# How much can such a network learn by heart? We take 100 bookings and **shuffle their prices**.
# Each booking now has the price of another one, so there is no signal left at all.

# %% [markdown] tags=["guess"]
# **Guess 4.c.** How far will the training loss fall, in 60 epochs?
#
# - [ ] Not at all: there is nothing to learn
#   There is no signal, that is true. But 100 prices can be learnt by heart, right or wrong.
# - [ ] A little, to the error of always saying the mean
#   It gets as far as that in the first epochs, and then further.
# - [x] To less than half
#   With 80,000 parameters it has room for 100 wrong prices.

# %%
few = X_train[:100]
shuffled = np.random.default_rng(1).permutation(y_train[:100])
_, nonsense = train_network([256, 256], few, shuffled, epochs=60)
print(f"before: {nonsense.history['loss'][0]:.2f}")
print(f"after:  {nonsense.history['loss'][-1]:.2f} on the rows it learnt")
print(f"        {nonsense.history['val_loss'][-1]:.2f} on other rows")
assert min(nonsense.history["loss"]) < 0.35 * nonsense.history["loss"][0]
assert nonsense.history["val_loss"][-1] > 0.95 * always_mean

# %% [markdown]
# The network learnt nonsense by heart. On other rows it is no better than always saying the mean.
# So a low training loss tells you that the network is *able* to learn, but not *what* it has learnt.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Capacity: too small, too large
#
# How much a network is able to learn is its **capacity**. There are two ways to change it:
#
# - **wider**: more units in a layer
# - **deeper**: more layers
#
# We compare three networks: a single neuron as in lesson 1, without any hidden layer; one hidden
# layer of 16 units; and the large network. The two small ones have few weights to change, so they
# get larger steps: with the learning rate of the large one, 40 epochs would not be enough for the
# neuron. (So size is not the only difference between the three.)

# %% [markdown] tags=["guess"]
# **Guess 4.d.** In which network are validation loss and training loss most alike?
#
# - [x] In the single neuron
#   It is too small to learn much noise. It is also too small to learn all of the signal.
# - [ ] In the one with 16 units
#   It learns more of the signal, and begins to learn noise as well.
# - [ ] In the one with 256 and 256 units
#   Its training loss is the lowest by far, so the two are far apart.

# %%
runs = {
    "one neuron": train_network([], X_train, y_train, learning_rate=0.01)[1].history,
    "16 units": train_network([16], X_train, y_train, learning_rate=0.003)[1].history,
    "256 and 256 units": large.history,
}

ends = {name: (np.mean(h["loss"][-10:]), np.mean(h["val_loss"][-10:])) for name, h in runs.items()}
for name, (on_train, on_valid) in ends.items():
    print(f"{name:18} training {on_train:.3f}, validation {on_valid:.3f}, ", end="")
    print(f"{on_valid / on_train:.1f} times as high")

one, middle, many = ends.values()
assert one[0] > 1.2 * middle[0]
assert middle[0] > many[0]
assert many[1] / many[0] > 3 * one[1] / one[0]
assert runs["one neuron"]["loss"][-1] > 0.8 * runs["one neuron"]["loss"][-11]
small_steps = train_network([], X_train, y_train, learning_rate=0.001)[1].history["loss"]
assert small_steps[-1] > 2 * one[0]

# %%
show_figure(
    plot_histories(runs, start=9, y_label="mean squared error"),
    alt="Learning curves of the three networks side by side, from epoch 10 on. One neuron: both "
    "curves level, high and close together. 16 units: both lower. 256 and 256 units: the training "
    "loss goes on falling, far below the validation loss.",
)

# %% [markdown]
# The numbers are means over the last ten epochs. From left to right the capacity grows, from
# underfitting to overfitting. **Underfitting** shows on the left: the curves are close together, and
# the training loss stays above that of the other two. A single neuron can only add up what each column
# is worth, so more epochs hardly help. On new rows that may not be bad, because much of a price is
# such a sum. But the neuron can never learn the rest.
#
# | what you see | what it is called | what to try |
# |---|---|---|
# | both losses high, small gap | underfitting | wider, deeper, longer |
# | training loss low, wide gap, validation level or rising | overfitting | stop earlier, smaller, more data |
# | both low, small gap | a good fit | keep it |
#
# More capacity brings the training loss down, as it did here. But does the large network have to end
# with such a gap?

# %% [markdown]
# ## Play: capacity, noise and examples
#
# For the hotel nobody knows the noise floor, but here you do: a network learns the curve from the
# beginning of this lesson, and you have four settings. First say what you expect, then look.
#
# - Watch the training loss cross the noise floor. Below it, the network only learns noise.
# - Make the network wider. Where does the validation loss stop getting better?
# - Give it more examples. What does the gap do?
# - Silence units of the network itself, one at a time: click one, or press Enter on it. How many of
#   the 32 does the network miss?
# - Can you reach the goal?

# %%
explore_capacity()

# %% [markdown]
# ## Early stopping
#
# At the dotted line the large network was good, so we should stop there. Nobody has to watch the
# curve for that. A **callback** is an object that `fit` calls after each epoch (and at other
# moments). Keras has one that watches the validation loss: `EarlyStopping`.
#
# - `min_delta=0.001`: a loss counts as better only if it is lower by more than this.
# - `patience=20`: stop after 20 epochs in a row without a better one. The curve goes up and down, so
#   one bad epoch proves nothing.
# - `restore_best_weights=True`: go back to the weights of the best epoch.
#
# Ask for more epochs than you will need, because the callback ends the training.

# %%
stopper = keras.callbacks.EarlyStopping(
    min_delta=0.001,
    patience=20,
    restore_best_weights=True,
)
stopped_model, stopped = train_network(
    [256, 256], X_train, y_train, epochs=300, callbacks=[stopper]
)
picked, ended = stopper.best_epoch + 1, len(stopped.history["loss"])  # Keras counts from 0
print(f"300 epochs asked for, {ended} run, the weights are those of epoch {picked}")
assert ended == picked + 20 < 300

# %% [markdown]
# Which weights does the model have now? `evaluate` computes the loss of a model on rows, and the
# history says what the loss was at the best epoch and at the last one.

# %%
val_loss = stopped.history["val_loss"]
restored_loss = stopped_model.evaluate(X_valid, y_valid, verbose=0)
print(f"validation loss of the model now: {restored_loss:.4f}")
print(f"at the best epoch:                {val_loss[picked - 1]:.4f}")
print(f"at the last epoch:                {val_loss[-1]:.4f}")
assert np.isclose(restored_loss, val_loss[picked - 1], rtol=1e-3)
assert val_loss[-1] > restored_loss - 0.001

# %% [markdown]
# It has the weights of the best epoch. Without `restore_best_weights=True` it would have those of
# the last one, 20 epochs after the best, and no message would tell you. Keras is also silent about
# three other mistakes:
#
# - An `EarlyStopping` that you make but do not pass to `fit` does nothing.
# - With `monitor="loss"` it watches the training loss, which goes on falling.
# - A second `fit` does not start again: it goes on from the weights there are. For a fresh start,
#   build the model again.
#
# Now compare a network that is too large, but stopped in time, with the one of 16 units:

# %%
small_best = min(runs["16 units"]["val_loss"])
print(f"16 units, best epoch: {small_best:.3f}")
print(f"256 and 256 units, stopped in time: {restored_loss:.3f}")
print(f"256 and 256 units, never stopped: {np.mean(large.history['val_loss'][-10:]):.3f}")
assert restored_loss < 1.3 * small_best

# %% [markdown]
# Stopped in time, the large network is at most 30 % behind the small one, and on other rows it may be
# ahead. You do not know beforehand which size is right. That is why people often choose a network
# that is a little too large, and stop it in time.
#
# Whatever keeps a network from learning noise is called **regularization**. Early stopping is one
# way, and the next lesson shows another.

# %% [markdown]
# ## A callback of your own
#
# A callback is a class with methods. `fit` calls `on_epoch_end` after each epoch and passes it the
# losses in `logs`. A few lines are enough to watch the gap grow:


# %%
class ShowGap(keras.callbacks.Callback):
    """Print the gap every tenth epoch."""

    def on_epoch_end(self, epoch, logs=None):
        if (epoch + 1) % 10 == 0:
            print(f"epoch {epoch + 1:3}   gap {logs['val_loss'] - logs['loss']:.3f}")


_, watched = train_network([256, 256], X_train, y_train, epochs=30, callbacks=[ShowGap()])
gaps = np.array(watched.history["val_loss"]) - np.array(watched.history["loss"])
assert gaps[-5:].mean() > gaps[3:8].mean() + 0.01

# %% [markdown]
# **Try it.** Change the class so that it prints the epoch whenever the validation loss is lower
# than in all epochs before.
#
# Keras has more callbacks: `ModelCheckpoint` saves the best model in a file, `CSVLogger` writes
# the curves into a table, `ReduceLROnPlateau` makes the learning rate smaller when nothing
# improves.

# %% [markdown]
# ## Rows for the last look
#
# Early stopping *chose* an epoch by the validation rows, and you may choose the width by them as
# well. So the validation loss looks a little too good, because the best of many values is partly
# luck. For an honest last number keep a third part of the table, the **test rows**, and look at them
# once, at the very end.

# %%
test = rows[1800:]
assert not set(test) & (set(train) | set(valid))
X_test, y_test = to_numbers.transform(hotel.iloc[test]), price[test]
test_loss = stopped_model.evaluate(X_test, y_test, verbose=0)
print(f"validation {restored_loss:.3f}, test {test_loss:.3f}")
print(f"off by about {100 * test_loss**0.5:.0f} euros: the root mean squared error (RMSE)")
assert test_loss < 0.5 * always_mean

# %% [markdown]
# If you pass test rows to `fit` as `validation_data`, they choose the epoch, so they are no test any
# more.

# %% [markdown]
# ## Who stands on both sides?
#
# We chose the validation rows at random. Is that fair? Imagine a hotel that has data of 20 days only
# and wants the price for *other* days. Many bookings are for the same day, at similar prices. If
# some of them are training rows and some validation rows, the network knows the day already.
#
# `GroupShuffleSplit` splits by **groups**: all bookings of a day go to one side. The network gets to
# know 20 days, but we keep a quarter of *their* bookings aside at random, as we did before. So we
# can test the network twice: on new bookings of days that it knows, and on days that it has never
# seen. (`historical_adr`, the price one year before, is left out, so the network must find out what
# a day costs.)

# %%
days = hotel["arrival_date"].astype(str).to_numpy()
without_last_year = make_column_transformer(
    (StandardScaler(), numbers[:-1]),
    (OneHotEncoder(sparse_output=False, handle_unknown="ignore"), words),
)


def split_days(rows, n_known=20):
    """Bookings to learn from, others of the same days, and those of all other days."""
    splitter = GroupShuffleSplit(n_splits=1, train_size=n_known, random_state=1)
    known, unknown = next(splitter.split(rows, groups=days[rows]))
    assert not set(days[rows[known]]) & set(days[rows[unknown]])
    known = np.random.default_rng(1).permutation(rows[known])
    return known[len(known) // 4 :], known[: len(known) // 4], rows[unknown]


# %%
def two_errors(learnt, same_days, new_days):
    """Mean absolute errors in euros, on known and on new days."""
    inputs = without_last_year.fit_transform(hotel.iloc[learnt])
    asked = [without_last_year.transform(hotel.iloc[rows]) for rows in (same_days, new_days)]
    held_out = (asked[0], price[same_days])
    model, _ = train_network([64, 64], inputs, price[learnt], epochs=30, held_out=held_out)
    said = [np.array(model(X)).ravel() for X in asked]
    return [
        100 * np.abs(p - price[r]).mean() for p, r in zip(said, (same_days, new_days), strict=True)
    ]


# %% [markdown] tags=["guess"]
# **Guess 4.e.** The network is off by some 18 euros on new bookings of days that it knows. By how
# much is it off on days that it has never seen?
#
# - [ ] About as much: a booking is a booking
#   That would be so if bookings of one day had nothing in common. They share the price of the day.
# - [x] By at least a tenth more
#   It knows what these 20 days cost, and new days cost something else.
# - [ ] By ten times as much
#   The kind of room, the guests and the agent still say much about the price, on any day.

# %%
on_known, on_new = two_errors(*split_days(np.arange(len(hotel))))
print(f"bookings chosen at random: off by {on_known:.0f} euros")
print(f"days never seen:           off by {on_new:.0f} euros")
assert on_new > 1.1 * on_known

# %% [markdown]
# It is the same network with the same weights. The random split promises an error that is too small,
# because the hotel asks about new days. What does the network know about a known day? Mostly its
# season. Here is the same experiment within July and August, where one day costs about as much as
# the next:

# %%
summer = np.flatnonzero(hotel["arrival_date"].dt.month.isin([7, 8]))
on_known_summer, on_new_summer = two_errors(*split_days(summer))
print(f"July and August: {on_known_summer:.0f} euros at random, {on_new_summer:.0f} on new days")
assert on_new_summer / on_known_summer < on_new / on_known

# %% [markdown]
# Within one season the difference is smaller, or gone. So how much too good a random split looks
# depends on what the rows of a group share. If training knows something about the validation rows
# that it will not know about new ones, that is called a **leak**.
#
# In lesson 2 the same recipes of concrete stood on both sides. Other examples are several pictures
# of one patient, songs of one artist, or rows that are twice in a table. Ask: **what will be new when
# the model is used?** That must be new in the validation rows, too.

# %% [markdown]
# ## Summary
#
# - New rows have the same signal, but other noise. A network learns both.
# - Underfitting: both losses are high. Overfitting: the training loss goes on falling, while the
#   validation loss is level or rises.
# - A low training loss proves nothing: even shuffled prices can be learnt by heart.
# - Wider and deeper networks have more capacity.
# - `EarlyStopping` finds the epoch. It needs validation rows, a place in `callbacks`, and
#   `restore_best_weights=True`.
# - What will be new later must be new in the validation rows: split by groups.
# - Choose by the validation rows. Look at the test rows once.

# %% [markdown]
# ## New words
#
# - **generalize**: to be right on new rows, too
# - **signal**: what new examples share with the old ones
# - **noise**: what is true of these rows only by chance
# - **noise floor**: the lowest error that is possible on new examples
# - **underfitting**: too little of the signal is learnt
# - **overfitting**: noise is learnt as if it were signal
# - **validation loss**: the loss on rows that the network does not learn from
# - **learning curves**: training loss and validation loss against epochs
# - **gap**: validation loss minus training loss
# - **capacity**: how much a network is able to learn
# - **callback**: an object whose methods `fit` calls, for example after each epoch
# - **one-hot**: a column of zeros and ones for each word
# - **early stopping**: to end a training when the validation loss no longer gets better
# - **patience**: how many epochs without a better loss are allowed
# - **grouped split**: a split in which no group stands on both sides
# - **leak**: training knows something about the validation rows that it will not know of new ones
# - **test rows**: rows that are looked at once, at the very end
# - **root mean squared error** (RMSE): the square root of the MSE, in the unit of the target
# - **regularization**: all that keeps a network from learning noise, such as early stopping

# %% [markdown]
# ## Read and watch
#
# - Chiyuan Zhang and others: [Understanding deep learning requires rethinking
#   generalization](https://arxiv.org/abs/1611.03530), 2016. Shuffled labels, as in this lesson, and
#   networks that learn a million images by heart.
# - Google:
#   [Overfitting](https://developers.google.com/machine-learning/crash-course/overfitting/overfitting),
#   from the Machine Learning Crash Course.
# - Keras: [EarlyStopping](https://keras.io/api/callbacks/early_stopping/).

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 4](../exercises/04_overfitting_and_underfitting.ipynb). After that,
# [Lesson 5: Dropout and batch normalization](lesson_05_dropout_and_batch_normalization.ipynb) shows
# another way to fight overfitting, and a layer that makes training easier.
