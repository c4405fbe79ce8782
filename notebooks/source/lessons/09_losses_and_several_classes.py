# %% [markdown]
# # Lesson 9: Losses and several classes
#
# **You will be able to**
#
# - turn ten outputs into ten probabilities, and say what a wrong one costs
# - foretell the loss of a network before it has learnt anything, and find mistakes with it
# - train a classifier for several classes, and read its confusion matrix
# - choose the loss by what a mistake costs you: squared, absolute, Huber, hinge
# - say what cross-entropy and KL divergence measure, in bits
#
# **Time:** 60 minutes
#
# **Before you start:** [Lesson 8: Activation functions](lesson_08_activation_functions.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 9.r1.** A classifier gave the true class a probability of 0.5. What does this row cost
# under the cross-entropy?
#
# - [ ] 0.5
#   That is the probability itself. The price is minus its natural logarithm.
# - [x] 0.69
#   −ln 0.5 = 0.69: what a coin pays, which always says one half.
# - [ ] Nothing: it was half right
#   Only a probability of 1 for the true class costs nothing.
#
# **Recall 9.r2.** Prices of 3, 4, 5, 6 and 70 thousand dollars. Which single answer is best under the
# squared error?
#
# - [ ] 5, the one in the middle
#   That is the median, which is best under the absolute error.
# - [x] 17.6, the mean
#   The squared error follows the mean, and the one far price pulls it along.
# - [ ] 36.5, half-way between the lowest and the highest
#   The squared error looks at all five prices, not only at the two ends.

# %% [markdown]
# ## A price list
#
# A network has no wishes. It does what makes its loss small, and nothing else. So the loss is a
# price list: you write down what each mistake costs, and the network shops for the cheapest answer.
# It takes your list literally. Today you meet five price lists, and a hotel that chose the wrong
# one.
#
# It begins with a question that has ten answers. In the nineties, 43 people filled in forms with
# digits, by hand. The forms were scanned, and each digit was shrunk to 8 × 8 pixels. Those of 13
# writers are in our table (Alpaydin and Kaynak, 1998). Which digit is it?

# %%
import keras
import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix

from course_utils import (
    explore_losses,
    guess,
    load_dataset,
    plot_confusion_matrix,
    plot_images,
    plot_lines,
    plot_predictions,
    show_figure,
)

# %%
digits = load_dataset("digits")
X = digits.drop(columns="label").to_numpy() / 16
y = digits["label"].to_numpy()

order = np.random.default_rng(1).permutation(len(y))
train, valid, test = order[:400], order[400:700], order[700:]

first_of_each = [np.flatnonzero(y == digit)[0] for digit in range(10)]
show_figure(
    plot_images(X[first_of_each].reshape(-1, 8, 8), [str(digit) for digit in range(10)]),
    alt="The first image of each digit from 0 to 9, 8 by 8 pixels each, filled where there is ink.",
)

# %% [markdown]
# A pixel is a number from 0, no ink, to 1, full of ink. A row of the table has 64 of them, and the
# label is the digit itself. We learn from 400 images only, so that there will be mistakes to look
# at.

# %% [markdown]
# ## Softmax: ten numbers that make 1
#
# A classifier for two classes has one output, and the sigmoid makes a probability of it. For ten
# classes we give the network ten outputs, one for each digit. They are any numbers at all: the
# **logits**. What we want are ten probabilities: none below 0, and all together 1.
#
# Could we divide each logit by the sum of all? Not with a negative one among them. So first each
# logit becomes the power e^logit, which is always positive. *Then* we divide by the sum. That is
# the **softmax**.

# %% [markdown] tags=["guess", "again"]
# **Guess 9.a.** Three classes have the logits 3, 2 and 1. Which probability does the first one get?
#
# - [ ] 0.50
#   That is 3 out of 6, each logit divided by the sum. Softmax takes the powers first.
# - [x] 0.67
#   Each step of 1 in the logits is a factor of e = 2.72. So the three are as 7.4 to 2.7 to 1.
# - [ ] 0.95
#   That is the sigmoid of 3, which knows nothing of the other two.
# - [ ] 1, because it is the largest
#   That would be a hard maximum. The *soft* one leaves something for the others.

# %%
z = np.array([3.0, 2.0, 1.0])
powers = np.exp(z)
p = powers / powers.sum()
print("powers:       ", powers.round(2))
print("probabilities:", p.round(3), "  sum:", p.sum())
assert round(p[0], 2) == 0.67 and np.isclose(p.sum(), 1)
assert np.allclose(p[:-1] / p[1:], np.e)

# %% [markdown]
# The order stays: the largest logit has the largest probability. What counts is by how much it is
# larger. 1 more is a factor of 2.72, 3 more is a factor of 20.

# %% [markdown]
# ## What a row costs
#
# The price is the one you know from lesson 6. Look at the probability that was given to the *true*
# class, and take minus its natural logarithm. The other nine probabilities do not appear in the
# price. They need not: whatever they take is missing for the true one. This is the **categorical
# cross-entropy**.
#
# Now build the network, and stop before you train it. It knows nothing. On average it should give
# each of the ten digits about the same.

# %% [markdown] tags=["guess"]
# **Guess 9.b.** What is its loss, before it has learnt anything?
#
# - [ ] About 0.1
#   That is the probability it gives to the true class. The price is minus its logarithm.
# - [ ] About 0.69
#   So much costs one half, a guess among *two* classes. Here there are ten.
# - [x] About 2.3
#   −ln 0.1 = ln 10 = 2.30. For k classes it is ln k.
# - [ ] About 10, one for each class
#   The loss is no count. It grows with the classes, but only as their logarithm.


# %%
def build_network():
    """Return a network for 64 pixels and ten digits, with fresh weights."""
    keras.utils.set_random_seed(1)
    return keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )


model = build_network()
p = np.array(model(X[train]))
given = p[np.arange(len(train)), y[train]]
first_loss = -np.log(given).mean()
print(f"first loss {first_loss:.2f}, ln 10 = {np.log(10):.2f}")
assert abs(first_loss - np.log(10)) < 0.6
assert np.isclose(first_loss, keras.losses.SparseCategoricalCrossentropy()(y[train], p), atol=1e-4)

# %% [markdown]
# Near 2.30, though not exactly there, for fresh weights have their whims.
#
# You have just made the cheapest test in deep learning. **Before you train, compare the loss with
# ln k.** It costs a second, and it finds mistakes that would cost you a day. Here is one: somebody
# forgets to divide the pixels by 16.

# %%
p_raw = np.array(build_network()(16 * X[train]))
raw_loss = float(keras.losses.SparseCategoricalCrossentropy()(y[train], p_raw))
print(f"first loss with pixels from 0 to 16: {raw_loss:.1f}")
assert raw_loss > 2 * np.log(10)

# %% [markdown]
# More than twice what it should be. This network knows nothing, and is *sure* of it. Large inputs
# make large logits, and with a large lead one class gets nearly everything.

# %% [markdown]
# ## What each logit is told
#
# From lesson 7 you know: training begins with the blame of the outputs. Which blame does a logit get?
# A small example, with three classes. The logits are 2, 1 and 0, the probabilities 0.67, 0.24 and
# 0.09. The *second* class is the true one.

# %% [markdown] tags=["guess"]
# **Guess 9.c.** How fast does the loss grow with each of the three logits?
#
# - [x] 0.67, −0.76, 0.09
#   Probability minus target: the target is 1 for the true class, and 0 for the others.
# - [ ] 0, −0.76, 0
#   The price names the true class alone. But a larger first logit takes from its share.
# - [ ] −0.67, 0.76, −0.09
#   The signs are turned around. If the *true* logit grows, the loss falls.
# - [ ] 0.67, 0.24, 0.09
#   These are the probabilities. For the true class the 1 is still to be taken away.


# %%
def price(z, true_class):
    """Cross-entropy of one row, from its logits."""
    powers = np.exp(z)
    return -np.log(powers[true_class] / powers.sum())


z = np.array([2.0, 1.0, 0.0])
p = np.exp(z) / np.exp(z).sum()
nudges = 1e-5 * np.eye(3)
slopes = [(price(z + nudge, 1) - price(z - nudge, 1)) / 2e-5 for nudge in nudges]
print("by nudging:      ", np.round(slopes, 3))
print("p minus target:  ", np.round(p - [0, 1, 0], 3))
assert np.allclose(slopes, p - [0, 1, 0], atol=1e-6)
assert np.isclose(sum(slopes), 0)

# %% [markdown]
# **Probability minus target.** The true class is told to rise by what it lacks, and each other one
# to fall by what it has taken. The three add up to zero: what one gains, the others lose.

# %% [markdown]
# ## Play with it
#
# Three logits under your hands, for the classes A, B and C. A is the true one. Below you see what
# A's logit does to three losses: to the cross-entropy, to the squared error of the probabilities,
# and to a third one, the hinge, which you meet further down.
#
# There are two more controls. One adds the same number to all three logits. The other is the
# **temperature**: all logits are divided by it before the softmax. Hot is undecided, cold is sure.

# %%
explore_losses()

# %% [markdown]
# **Try it:**
#
# 1. Add 5 to all logits. Then take 5 away. Watch the probabilities, and the slopes.
# 2. Make A very wrong: give it the logit −5, and B 5. Which of the three losses hardly pulls at A any
#    more?
# 3. Make A very right: 5 for A, −5 for B and C. Which loss is exactly 0, with slopes of 0?
# 4. Move the temperature from 0.5 to 10.
#
# <details><summary>What you saw</summary>
#
# 1. Nothing moves. Softmax looks at differences only.
# 2. The squared error: it is as large as it can get, and flat there. The worst mistake is the one that
#    it learns least from. The cross-entropy pulls with nearly 1.
# 3. The hinge. It stops caring once A leads by 1. The cross-entropy always wants a little more.
# 4. The order of the classes stays. Hot, all come near one third. Cold, the winner takes nearly all.
#
# </details>

# %% [markdown]
# ## Only differences count
#
# That nothing moves is useful. A power like e^1000 has 435 digits, and no float holds it. So every
# library first takes the largest logit away from all of them. The probabilities stay the same, and
# no power is above e^0 = 1.


# %%
def softmax(z):
    """Return probabilities for logits of shape (..., n_classes)."""
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


z = np.array([1000.0, 999.0, 998.0])
with np.errstate(over="ignore", invalid="ignore"):
    print("straight on:      ", np.exp(z) / np.exp(z).sum())
print("largest taken off:", softmax(z).round(3))
assert np.allclose(softmax(z), softmax(z - 998))
assert np.allclose(softmax(np.array([1.5, 0.0]))[0], 1 / (1 + np.exp(-1.5)))

# %% [markdown]
# The last line holds a surprise: with two classes, softmax *is* the sigmoid. What the sigmoid calls
# its logit is the lead of class 1 over class 0.

# %% [markdown]
# ## Integers, or one-hot?
#
# Labels come in two forms. As an **integer**, a 3 is the number 3. As **one-hot**, it is a row of
# ten numbers: a 1 in place 3, and 0 everywhere else. Keras has a loss for each form.
#
# - `sparse_categorical_crossentropy` takes integers.
# - `categorical_crossentropy` takes one-hot rows.

# %% [markdown] tags=["guess", "again"]
# **Guess 9.d.** Our labels are integers. Somebody hands them to `categorical_crossentropy`. What
# happens?
#
# - [ ] Nothing bad: both losses are the same formula
#   The formula is the same, but it is given one number a row where it expects ten.
# - [ ] It trains, and learns nonsense
#   That would be worse. Here Keras notices, because the shapes do not fit.
# - [x] An error
#   It expects labels of the shape of the outputs, ten a row.

# %%
one_hot = keras.utils.to_categorical(y[train], 10)
print("integer:", y[train][0], "  one-hot:", one_hot[0])

p = np.array(model(X[train]))
sparse = float(keras.losses.SparseCategoricalCrossentropy()(y[train], p))
dense = float(keras.losses.CategoricalCrossentropy()(one_hot, p))
assert np.isclose(sparse, dense, atol=1e-5)

try:
    keras.losses.CategoricalCrossentropy()(y[train], p)
    said = "nothing"
except ValueError as error:
    said = str(error)
print("with integers Keras says:", said.split(". ")[0])
assert said != "nothing"

# %% [markdown]
# With the right form, both give the same number. Take integers: they need less memory.
#
# Now train. 300 validation images say when to stop.

# %%
model.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
history = model.fit(
    X[train],
    y[train],
    validation_data=(X[valid], y[valid]),
    batch_size=32,
    epochs=30,
    callbacks=[keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)],
    verbose=0,
)
p_test = model.predict(X[test], verbose=0)
said = p_test.argmax(axis=1)
accuracy = np.mean(said == y[test])
base_rate = np.bincount(y[test]).max() / len(test)
print(f"{len(test)} test images: accuracy {accuracy:.1%}, base rate {base_rate:.1%}")
assert accuracy > 0.85 > 5 * base_rate

# %% [markdown]
# `p_test` has a row of ten probabilities for each image. `argmax(axis=1)` says in which place the
# largest one is, and the place *is* the digit. No threshold is needed: the largest one wins.

# %% [markdown]
# ## Who is taken for whom?
#
# One number hides which mistakes are made. The confusion matrix shows them. It now has ten rows,
# one for each *true* digit, and ten columns, for what the network *said*.

# %% [markdown] tags=["guess"]
# **Guess 9.e.** Every digit is there about equally often. Which two are found more often, taken
# together: 0 and 6, or 8 and 9?
#
# - [x] 0 and 6
#   Their outlines are like no other digit's. An 8 and a 9 share most of their ink with others, and
#   what sets them apart are small holes.
# - [ ] 8 and 9
#   They have more strokes to be known by. But in 8 × 8 pixels a small hole closes easily, and then
#   an 8 may be a 1, a 3 or a 9.
# - [ ] Both about equally, since all are equally frequent
#   How often a class comes is one thing, how much it looks like another one is the other.

# %%
counts = confusion_matrix(y[test], said)
recall = np.diag(counts) / counts.sum(axis=1)
for digit in [0, 6, 8, 9]:
    print(f"of all true {digit}s, {recall[digit]:.1%} are found")
assert recall[[0, 6]].mean() > recall[[8, 9]].mean()

show_figure(
    plot_confusion_matrix(counts),
    alt="Confusion matrix of ten digits. Nearly all counts are on the diagonal. The mistakes beside "
    "it are not spread evenly: a few pairs have most of them.",
)

# %% [markdown]
# A row tells you what became of a digit: its share on the diagonal is the recall, as in lesson 6. A
# column tells you whom to mistrust: of all that were *called* 1, how many are? That is the
# precision.
#
# Single cells are small numbers: with another seed, another pair may be in front. That is why the
# guess was about two digits together. But some pair always stands out. Here are the images of the
# one that does so now, and above each the probability that the network gave to its wrong answer.

# %%
beside = counts - np.diag(np.diag(counts))
true, called = np.unravel_index(beside.argmax(), beside.shape)
print(
    f"{true} read as {called}: {beside.max()} times; a pair has {beside.sum() / 90:.1f} on average"
)
assert beside.max() > 3 * beside.sum() / 90

shown = np.flatnonzero((y[test] == true) & (said == called))[:10]
titles = [f"“{called}”: {p_test[row, called]:.2f}" for row in shown]
show_figure(
    plot_images(X[test][shown].reshape(-1, 8, 8), titles),
    alt=f"Images of a {true} that the network read as a {called}, 8 by 8 pixels each.",
)

# %% [markdown]
# Would you have known? Such a look is worth more than another digit of the accuracy. Where the
# shrinking has closed a hole, it is not in the data any more, and no network can see it.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. The second half is about other price lists. When you come back,
# select the next cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## A hotel, and one percent
#
# The hotel by the sea, again. It has 2,000 bookings to learn room prices from. But a trainee typed
# twenty of them in cents: a room for 104.90 euros stands there as 10,490. That is one booking in a
# hundred, and all others are right. Every fourth day is kept for the test, with clean prices. One
# unit is 100 euros.

# %%
hotel = load_dataset("hotel_rates").drop_duplicates()
numbers = ["lead_time", "stays_in_weekend_nights", "stays_in_week_nights", "adults", "children"]
numbers += ["arrival_date_num", "historical_adr"]
kinds = ["meal", "market_segment", "reserved_room_type", "customer_type"]
table = hotel[numbers].to_numpy(dtype=float)
yes_or_no = pd.get_dummies(hotel[kinds], dtype=float).to_numpy()
price_of = hotel["avg_price_per_room"].to_numpy() / 100

rng = np.random.default_rng(1)
is_test = (hotel["arrival_date"].dt.day % 4 == 0).to_numpy()
known = rng.permutation(np.flatnonzero(~is_test))[:2000]
new = rng.permutation(np.flatnonzero(is_test))[:2000]
table = (table - table[known].mean(axis=0)) / table[known].std(axis=0)
rows = np.column_stack([table, yes_or_no]).astype("float32")

clean = price_of[known]
typed = clean.copy()
typed[:20] *= 100
print(f"{rows.shape[1]} inputs; the most expensive room costs {100 * clean.max():,.0f} euros")
print(f"as typed, the most expensive costs {100 * typed.max():,.0f} euros")


# %%
def learn_prices(loss, targets):
    """Train on the known bookings with these targets; return prices for the new ones."""
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.Input((rows.shape[1],)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    model.fit(rows[known], targets, batch_size=128, epochs=10, verbose=0)
    return np.array(model(rows[new])).ravel()


def error_of(prices):
    """Return by how many euros prices for the new bookings are wrong, on average."""
    return 100 * np.abs(prices - price_of[new]).mean()


squared = {"clean": error_of(learn_prices("mean_squared_error", clean))}
median_error = error_of(np.median(clean))
print(f"squared error, clean prices: wrong by {squared['clean']:.0f} euros on average")
print(f"always the median:           wrong by {median_error:.0f} euros")
assert squared["clean"] < 0.6 * median_error

# %% [markdown] tags=["guess"]
# **Guess 9.f.** The same network, the same squared error, and now twenty of the 2,000 prices in cents.
# By how much is it wrong on clean prices?
#
# - [ ] By about as much as before: 99 % of the rows are right
#   They are outvoted. It is not the rows that are counted but their squares.
# - [ ] By about 10 euros more
#   It would be a mild price for such a mistake. A square is not mild.
# - [x] By more than if it always said the median
#   Twenty rows make nearly all of the loss, so the network serves these twenty.

# %%
overpriced = learn_prices("mean_squared_error", typed)
squared["typed"] = error_of(overpriced)
print(f"squared error, twenty prices in cents: wrong by {squared['typed']:.0f} euros")

squares = (typed - np.median(clean)) ** 2
share = squares[:20].sum() / squares.sum()
print(f"for who says the median, the twenty make {share:.1%} of the squared error")
print(
    f"mean price {100 * overpriced.mean():.0f} euros, really {100 * price_of[new].mean():.0f} euros"
)
assert squared["typed"] > 1.3 * median_error
assert share > 0.97 and overpriced.mean() > 1.25 * price_of[new].mean()

show_figure(
    plot_predictions(price_of[new], overpriced, label="price, in 100 euros"),
    alt="Predicted against true prices of clean test rows, from the network that learnt with the "
    "squared error from twenty prices in cents: the predictions are far above the line on average.",
)

# %% [markdown]
# The network did what it was paid for. An error 100 times as large costs 10,000 times as much, so
# it raised its prices to be a little less wrong about twenty.
#
# Now the other two price lists of lesson 3. The absolute error charges each euro alike. **Huber**,
# found by Peter Huber in 1964, takes half the square of an error up to δ (delta), and goes on
# straight from there:
#
# - ½ · error², where the error is at most δ
# - δ · (|error| − ½ · δ) beyond

# %%
errors = {"mean_squared_error": squared}
for loss in ["mean_absolute_error", "huber"]:
    errors[loss] = {
        "clean": error_of(learn_prices(loss, clean)),
        "typed": error_of(learn_prices(loss, typed)),
    }
    assert errors[loss]["typed"] < 1.4 * errors[loss]["clean"]
    assert errors[loss]["typed"] < 0.5 * squared["typed"]
pd.DataFrame(errors).T.round(1)

# %%
error = np.array([-3.0, -0.5, 1.0, 2.0])
for delta in [1.0, 2.0]:
    size = np.abs(error)
    by_hand = np.where(size <= delta, error**2 / 2, delta * (size - delta / 2)).mean()
    by_keras = float(keras.losses.Huber(delta=delta)(np.zeros((4, 1)), error[:, np.newaxis]))
    print(f"delta {delta}: by hand {by_hand:.4f}, by Keras {by_keras:.4f}")
    assert np.isclose(by_hand, by_keras)

# %% [markdown]
# Under both, the nonsense hardly shows. A price in cents pulls no harder than an error of one δ,
# and under the absolute error no harder than any other. So why does anybody take the squared error?
#
# - It asks for the *mean*, and where you add up, you need the mean: a year's income, a city's
#   electricity.
# - Sometimes the far rows are the point. To a bridge one flood is worse than a hundred wet days.
# - Its slope shrinks near the goal, so the last steps are small. That is what Huber keeps of it.
#
# So ask before you train: *is a large error expensive, or is it nonsense?* No network can answer that.

# %% [markdown]
# ## Hinge: right is enough
#
# The cross-entropy is never content. Even where it is right, it wants to be surer. Here is a loss
# that knows when to stop: the **hinge**. The labels are −1 and 1, the output is a plain number `z`,
# and a row costs max(0, 1 − label · z).
#
# label · z is the **margin**: positive where the answer is right. From a margin of 1 on, a row
# costs nothing.

# %%
margin = np.linspace(-3, 4, 141)
hinge = np.maximum(0, 1 - margin)
cross_entropy = np.log(1 + np.exp(-margin))
show_figure(
    plot_lines(
        margin,
        {"hinge": hinge, "cross-entropy": cross_entropy},
        x_label="margin: label · z",
        y_label="price of a row",
    ),
    alt="Hinge and cross-entropy against the margin. Both fall from the left. The hinge reaches 0 at "
    "a margin of 1 and stays there; the cross-entropy comes ever closer to 0.",
)

# %% [markdown]
# One neuron shall tell ones from eights, with 250 images. We train it with each of the two losses,
# and then ask each row: do you still pull at the weights?

# %% [markdown] tags=["guess"]
# **Guess 9.g.** How many of the 250 rows still have a slope, after training with the hinge?
#
# - [ ] All, each a little
#   So it is with the cross-entropy: its slope becomes small and never 0.
# - [ ] About half
#   For that, half of the rows would have to be near the border. But a one is seldom like an 8.
# - [x] Less than a third
#   Most rows have their margin of 1, and nothing more to say.

# %%
ones_and_eights = order[(y[order] == 1) | (y[order] == 8)]
learnt, others = ones_and_eights[:250], ones_and_eights[250:]
label = np.where(y == 8, 1.0, -1.0)


def outputs_of(loss, targets):
    """Train one neuron on the 250 rows; return its output for all images."""
    keras.utils.set_random_seed(1)
    neuron = keras.Sequential([keras.Input((64,)), keras.layers.Dense(1)])
    neuron.compile(optimizer=keras.optimizers.Adam(0.03), loss=loss)
    neuron.fit(X[learnt], targets[learnt], batch_size=50, epochs=15, verbose=0)
    return np.array(neuron(X)).ravel()


margins = {
    "hinge": label * outputs_of("hinge", label),
    "cross-entropy": label
    * outputs_of(keras.losses.BinaryCrossentropy(from_logits=True), (label + 1) / 2),
}

# %%
slopes = {
    "hinge": margins["hinge"][learnt] < 1,
    "cross-entropy": 1 / (1 + np.exp(margins["cross-entropy"][learnt])),
}
for name in margins:
    pulling = np.mean(slopes[name] > 0)
    right = np.mean(margins[name][others] > 0)
    print(f"{name:13}: {pulling:.0%} of the rows pull; {right:.1%} of {len(others)} others right")
    assert right > 0.9
assert np.mean(slopes["hinge"] > 0) < 1 / 3 and np.all(slopes["cross-entropy"] > 0)

# %% [markdown]
# Both read well. But the hinge is held up by a few rows, those near the border. Corinna Cortes and
# Vladimir Vapnik called them **support vectors** in 1995. What they tried the idea on were
# handwritten digits. What you give up is the probability: the output is a margin, and no more.

# %% [markdown]
# ## Cross-entropy in bits
#
# Where does the strange price −ln p come from? From the telegraph. In Morse code, the frequent
# letter E is a single dot, and the rare Q has four signs. Short signs for what is frequent.
#
# A lighthouse sends the weather once a day. Half of the days are sunny, a quarter cloudy, an eighth
# rainy, an eighth stormy. The keeper's code is 0, 10, 110 and 111. That is 1, 2, 3 and 3 bits,
# which are just the −log₂ of the four probabilities. On average it needs 1.75 bits a day. Nothing
# shorter is possible, as Claude Shannon proved in 1948. This is the **entropy** of the weather.

# %% [markdown] tags=["guess"]
# **Guess 9.h.** The keeper moves to a stormy coast and takes his code along. There an eighth of the
# days is sunny, an eighth cloudy, a quarter rainy and half of them stormy. How many bits a day does he
# need now?
#
# - [ ] 1.75, it is the same code
#   The code is the same, but the long signs are used more often.
# - [ ] 2
#   So much needs a code that has two bits for each of the four. His is worse than that here.
# - [x] 2.625
#   ⅛ · 1 + ⅛ · 2 + ¼ · 3 + ½ · 3. A code made for the other coast is expensive.

# %%
bits = np.array([1, 2, 3, 3])
q = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8])  # what the code was made for
p = np.array([1 / 8, 1 / 8, 1 / 4, 1 / 2])  # what happens

entropy = -(p * np.log2(p)).sum()
cross = -(p * np.log2(q)).sum()
extra = (p * np.log2(p / q)).sum()
print(f"best code {entropy} bits, his code {cross} bits, too much {extra} bits")
assert np.allclose(bits, -np.log2(q)) and cross == (p * bits).sum() == 2.625
assert np.isclose(extra, cross - entropy)
assert np.isclose(keras.losses.kl_divergence(p, q) / np.log(2), extra)

# %% [markdown]
# Three numbers, and they belong together:
#
# - **entropy**: what the best code needs. It is a property of the weather, p, alone.
# - **cross-entropy**: what a code needs that was made for q, while p is what happens.
# - **KL divergence**: the difference, the bits that are wasted because q is not p.
#
# KL is named after Solomon Kullback and Richard Leibler, two codebreakers of the United States.
# Keras takes the natural logarithm in place of log₂, so that its unit, the *nat*, is 1.44 bits.
#
# So a classifier is a keeper on a strange coast. It has an idea q of what will happen, the world
# has another, p, and you pay for the difference. People call KL a *distance* between the two. It is
# not quite one: there and back are not the same:

# %%
sure = np.array([0.97, 0.01, 0.01, 0.01])
open_minded = np.full(4, 0.25)


def kl(p, q):
    """Bits wasted by who expects q while p happens."""
    return (p * np.log2(p / q)).sum()


print(f"expects anything, and it is nearly always sunny: {kl(sure, open_minded):.2f} bits wasted")
print(f"expects sun, and anything happens:               {kl(open_minded, sure):.2f} bits wasted")
assert kl(open_minded, sure) > 1.5 * kl(sure, open_minded)

# %% [markdown]
# To be sure and wrong costs more than to be open and a little wasteful.
#
# In some books KL is *the* loss for several classes. Is it another one, then? For our digits p is
# one-hot: the label is certain, and what is certain has an entropy of 0. So KL and cross-entropy
# are the same number. They differ where the labels themselves are in doubt. Say five people read a
# blurred digit: three say 8, two say 3.

# %%
one_hot = keras.utils.to_categorical(y[test], 10)
cross_entropy = keras.losses.CategoricalCrossentropy()(one_hot, p_test)
divergence = keras.losses.KLDivergence()(one_hot, p_test)
print(f"digits: cross-entropy {float(cross_entropy):.4f}, KL {float(divergence):.4f}")
assert np.isclose(cross_entropy, divergence, atol=1e-4)

readers = np.array([0.6, 0.4])
for q in [np.array([0.9, 0.1]), np.array([0.6, 0.4])]:
    cross, wasted = -(readers * np.log(q)).sum(), (readers * np.log(readers / q)).sum()
    print(f"network says {q}: cross-entropy {cross:.2f}, KL {wasted:.2f} nats")
    assert np.isclose(cross - wasted, 0.673, atol=1e-3)
assert np.isclose(wasted, 0)

# %% [markdown]
# Even the perfect answer, 60 to 40, has a cross-entropy of 0.67: so much are the readers in doubt.
# KL takes that off and says 0. It takes off the same whatever the network says, so the slopes are
# the same. Train with either; KL says how much is left to gain.

# %% [markdown]
# ## Several at once
#
# A photo may show a dog *and* a ball. Then the classes are no rivals, and each needs a yes or no of
# its own. That is **multi-label**. Its last layer has a sigmoid for each class, and the loss is the
# binary cross-entropy, the mean over all of them.

# %%
logits = np.array([4.0, 4.0, -3.0])  # dog, ball, cat
with_softmax = softmax(logits)
with_sigmoid = 1 / (1 + np.exp(-logits))
print("softmax:", with_softmax.round(2), "   sigmoid:", with_sigmoid.round(2))
assert with_softmax.max() < 0.51 and np.all(with_sigmoid[:2] > 0.95)

# %% [markdown]
# Softmax must share out a single 1, so dog and ball get one half each, however sure the network is.

# %% [markdown]
# ## Which loss?
#
# | what you ask for | last layer | loss |
# |---|---|---|
# | a quantity; large errors are expensive | `Dense(1)` | `mean_squared_error` |
# | a quantity; far rows may be nonsense | `Dense(1)` | `huber`, `mean_absolute_error` |
# | yes or no | `Dense(1, "sigmoid")` | `binary_crossentropy` |
# | one of k, labels are integers | `Dense(k, "softmax")` | `sparse_categorical_crossentropy` |
# | one of k, labels are one-hot | `Dense(k, "softmax")` | `categorical_crossentropy` |
# | shares of k, such as votes | `Dense(k, "softmax")` | `kl_divergence` |
# | any number of k | `Dense(k, "sigmoid")` | `binary_crossentropy` |
# | which side, and no more | `Dense(1)` | `hinge` |

# %% [markdown]
# ## Summary
#
# - The loss is a price list. Write it before you train, for the network takes it literally.
# - Softmax turns logits into probabilities. Only the differences of the logits count.
# - Before training, the loss of a classifier for k classes is about ln k. Look at it.
# - The slope of the cross-entropy for a logit is probability minus target.
# - A confusion matrix says who is taken for whom: a row for each true class, a column for each answer.
# - Twenty wrong prices in 2,000 ruin the squared error. The absolute error and Huber shrug.
# - The hinge stops caring beyond its margin.
# - KL = cross-entropy − entropy: the bits wasted by a wrong idea. With hard labels the two are one.
#
# To a friend you can say: *"A network does exactly what you pay it for, so be careful with the
# price list."*

# %% [markdown]
# ## New words
#
# - **softmax**: powers of e, divided by their sum: logits become probabilities
# - **categorical cross-entropy**: minus the logarithm of the probability given to the true class,
#   among several
# - **temperature**: what logits are divided by before the softmax; hot is undecided
# - **one-hot**: a label as a row of zeros with a single 1
# - **sparse** categorical cross-entropy: the same loss for labels that are integers
# - **Huber**: a loss that is squared for small errors, and goes on straight from an error of
#   **δ (delta)**
# - **hinge**: a loss that is 0 from a margin of 1 on
# - **margin**: label · output, with the labels −1 and 1
# - **support vectors**: the rows that still have a slope under the hinge
# - **entropy**: the bits that the best code needs; **cross-entropy**: those that another code needs
# - **bit** and **nat**: units of these, by log₂ and by the natural logarithm; a nat is 1.44 bits
# - **KL divergence**: the bits wasted by who expects q while p happens
# - **multi-label**: several classes may be true at once

# %% [markdown]
# ## Read and watch
#
# - Andrej Karpathy: [A Recipe for Training Neural
#   Networks](https://karpathy.github.io/2019/04/25/recipe/), 2019. The first loss is one of its many
#   checks.
# - Christopher Olah: [Visual Information
#   Theory](https://colah.github.io/posts/2015-09-Visual-Information/), 2015: codes, entropy and KL
#   in pictures.
# - Keras: [Losses](https://keras.io/api/losses/), all of them, with their formulas.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 9](../exercises/09_losses_and_several_classes.ipynb) grades
# diamonds. After that, [Lesson 10: Optimizers](lesson_10_optimizers.ipynb) asks how to get down the
# slopes that you now know how to choose.
