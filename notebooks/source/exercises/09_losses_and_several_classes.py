# %% [markdown]
# # Exercise 9: Losses and several classes
#
# **You will be able to**
#
# - write softmax, Huber, hinge and KL divergence yourself
# - build and train a classifier for five classes, with the loss that fits its labels
# - check a classifier before its first epoch
# - read from a confusion matrix which two classes are mixed up
#
# **Time:** 35 minutes
#
# **Before you start:** [Lesson 9: Losses and several classes](../lessons/lesson_09_losses_and_several_classes.ipynb)

# %% [markdown]
# ## How well is it cut?
#
# A diamond is graded by how well it is cut: Fair, Good, Very Good, Premium or Ideal. Can a network
# read the grade from six measurements? The table is that of lesson 3. The grades are the integers
# from 0, for Fair, to 4, for Ideal.

# %%
import keras
import numpy as np
from sklearn.metrics import confusion_matrix

from course_utils import (
    check,
    explore_losses,
    hint,
    load_dataset,
    plot_confusion_matrix,
    show_figure,
    show_progress,
    solution,
)

# %%
diamonds = load_dataset("diamonds")
diamonds = diamonds[(diamonds[["x", "y", "z"]] > 0).all(axis="columns")]
grades = list(diamonds["cut"].cat.categories)

inputs = diamonds[["carat", "depth", "table", "x", "y", "z"]].to_numpy()
labels = diamonds["cut"].cat.codes.to_numpy().astype(int)
order = np.random.default_rng(1).permutation(len(labels))
train, valid, test = order[:2000], order[2000:3000], order[3000:6000]
inputs = (inputs - inputs[train].mean(axis=0)) / inputs[train].std(axis=0)

X_train, y_train = inputs[train], labels[train]
X_valid, y_valid = inputs[valid], labels[valid]
X_test, y_test = inputs[test], labels[test]
shares = np.bincount(y_train) / len(y_train)
for grade, share in zip(grades, shares, strict=True):
    print(f"{grade:10}{share:5.0%}")

# %% [markdown]
# ## Question 9.1: Softmax
#
# Write `softmax`. It gets logits of shape `(n_rows, n_classes)`, of any size, and returns
# probabilities of the same shape: each *row* adds up to 1. Logits of 1,000 must not break it.


# %%
def softmax(z):
    """Return the probabilities for some rows of logits."""
    # BEGIN SOLUTION: return ...
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    # END SOLUTION


# %%
check("9.1", softmax)

# %%
# hint("9.1")
# solution("9.1")

# %% [markdown] tags=["help"]
# 1. First e to the power of each logit, then each power divided by the sum of its row.
# 2. `axis=1` goes along a row. With `keepdims=True` the sums are a column, which divides each row by
#    its own sum.
# 3. For the large ones: only differences count. Take `z.max(axis=1, keepdims=True)` away from `z`
#    before `np.exp`.
#
# **Insight.** That is what the last layer of every classifier does, those that write sentences
# among them: there, each word is a class.

# %% [markdown]
# ## Question 9.2: Before the first epoch
#
# You build a network with a softmax over the five grades. Its weights are fresh, and it has learnt
# nothing. About how large is its cross-entropy? Write a number.

# %%
# BEGIN SOLUTION: first_loss = ...
first_loss = np.log(5)
# END SOLUTION

# %%
check("9.2", first_loss)

# %%
# hint("9.2")
# solution("9.2")

# %% [markdown] tags=["help"]
# 1. Who knows nothing gives each grade the same probability. Which one?
# 2. A row costs minus the natural logarithm of what was given to the true class.
# 3. −ln(1/5) = ln 5.
#
# **Insight.** A network that starts far above that is sure of something, and it cannot know
# anything yet. Look at the scale of the inputs first.

# %% [markdown]
# ## Question 9.3: Five grades
#
# Build `model`: six inputs, a hidden layer of 32 units with ReLU, and the last layer that fits five
# classes. Compile it with the loss that fits these labels, and with Adam and the learning rate 0.01.
# Train it on `X_train` and `y_train`: 20 epochs, batches of 64.

# %%
# BEGIN SOLUTION: model = ...
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((6,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(5, activation="softmax"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
model.fit(X_train, y_train, batch_size=64, epochs=20, verbose=0)
# END SOLUTION

# %%
check("9.3", model, X_valid, y_valid)

# %%
# hint("9.3")
# solution("9.3")

# %% [markdown] tags=["help"]
# 1. One output for each grade, and the five of them must add up to 1.
# 2. `y_train` holds integers from 0 to 4, not rows of five. Which of the two categorical
#    cross-entropies takes those?
# 3. `keras.layers.Dense(5, activation="softmax")` and `loss="sparse_categorical_crossentropy"`.
#
# **Insight.** Who always says Ideal is right in four of ten. Your network is right in about seven.

# %% [markdown]
# ## Question 9.4: An accuracy too low to be true
#
# A colleague has graded 200 diamonds with a network of her own. `p` are its probabilities, and
# `true_grades` comes out of a file, as a column. She is disappointed: one in five is right, and so
# many are right by chance.

# %%
rng = np.random.default_rng(9)
true_grades = rng.integers(5, size=(200, 1))
p = rng.dirichlet(np.ones(5), size=200) + 0.4 * (true_grades == np.arange(5))
p = p / p.sum(axis=1, keepdims=True)

her_accuracy = np.mean(p.argmax(axis=1) == true_grades)
print(f"accuracy: {her_accuracy:.3f}   shapes: {p.shape} and {true_grades.shape}")

# %% [markdown]
# Find out what went wrong. What is the accuracy of her network? Write it as a share from 0 to 1.

# %%
# BEGIN SOLUTION: accuracy = ...
accuracy = np.mean(p.argmax(axis=1) == true_grades.ravel())
# END SOLUTION

# %%
check("9.4", accuracy, p, true_grades)

# %%
# hint("9.4")
# solution("9.4")

# %% [markdown] tags=["help"]
# 1. What is the shape of `p.argmax(axis=1)`, and what is that of `true_grades`?
# 2. A row `(200,)` beside a column `(200, 1)`: each of the 200 answers is compared with each of the
#    200 grades.
# 3. `true_grades.ravel()` has the shape `(200,)`.
#
# **Insight.** Forty thousand comparisons in place of 200, and most of them between two
# different diamonds. There was no warning.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 9.5: Who is taken for whom?
#
# Now your own `model`, and the 3,000 test diamonds. Compute
#
# - `said`: the grade, 0 to 4, that it gives each row of `X_test`,
# - `counts`: the confusion matrix, a row for each true grade, a column for each grade said,
# - `pair`: the mistake that it makes most often, as two numbers: the *true* grade, and the grade
#   *said*.

# %%
# BEGIN SOLUTION: said, counts, pair = ..., ..., (..., ...)
said = model.predict(X_test, verbose=0).argmax(axis=1)
counts = confusion_matrix(y_test, said)
mistakes = counts - np.diag(np.diag(counts))
pair = np.unravel_index(mistakes.argmax(), mistakes.shape)
show_figure(
    plot_confusion_matrix(counts, grades),
    alt="Confusion matrix of five grades of cut. Most counts are on the diagonal. Very good stones "
    "are often called premium or ideal.",
)
# END SOLUTION

# %%
check("9.5", said, counts, pair, y_test)

# %%
# hint("9.5")
# solution("9.5")

# %% [markdown] tags=["help"]
# 1. `model.predict(X_test, verbose=0)` has five probabilities a row. In which place is the largest?
# 2. `confusion_matrix(y_test, said)`: the true grades come first. `plot_confusion_matrix(counts,
#    grades)` shows it, for `show_figure`.
# 3. Leave the diagonal out: what is there is right. Then look for the largest count. Its row is the
#    true grade, its column the grade said.
#
# **Insight.** Grades are steps on a ladder, and most mistakes are one step. The network does not know
# the ladder: to the cross-entropy, Fair for Ideal costs no more than Premium for Ideal.

# %% [markdown]
# ## Question 9.6: Huber
#
# Write `huber`. It gets an array of errors and `delta`, and returns what *each* error costs, as an
# array of the same shape:
#
# - ½ · error², where the error is at most `delta`, above or below 0,
# - delta · (|error| − ½ · delta) beyond.


# %%
def huber(error, delta):
    """Return the price of each error."""
    # BEGIN SOLUTION: return ...
    size = np.abs(error)
    return np.where(size <= delta, error**2 / 2, delta * (size - delta / 2))
    # END SOLUTION


# %%
check("9.6", huber)

# %%
# hint("9.6")
# solution("9.6")

# %% [markdown] tags=["help"]
# 1. `np.where(condition, one, other)` takes `one` where the condition holds, and `other` elsewhere.
# 2. The condition is about the *size* of the error: `np.abs(error) <= delta`.
# 3. `np.where(size <= delta, error**2 / 2, delta * (size - delta / 2))`, with
#    `size = np.abs(error)`.
#
# **Insight.** At delta both formulas give ½ · delta², and both have the slope delta. So the curve goes
# on without a corner.

# %% [markdown]
# ## Question 9.7: Hinge
#
# Write `hinge`. It gets labels, which are −1 or 1, and outputs, both of shape `(n_rows,)`. It returns
# what each row costs: nothing from a margin of 1 on.


# %%
def hinge(labels, outputs):
    """Return the price of each row."""
    # BEGIN SOLUTION: return ...
    return np.maximum(0, 1 - labels * outputs)
    # END SOLUTION


# %%
check("9.7", hinge)

# %%
# hint("9.7")
# solution("9.7")

# %% [markdown] tags=["help"]
# 1. The margin is label times output.
# 2. The price is 1 minus the margin, but never below 0.
# 3. `np.maximum(0, ...)` compares each number with 0.
#
# **Insight.** With the labels 0 and 1, each row of class 0 would have a margin of 0, whatever the
# network says. It would pay 1, and learn nothing.

# %% [markdown]
# ## Question 9.8: What a wrong idea costs
#
# Write `kl`, the KL divergence. `p` is what happens, `q` is what was expected: two arrays of shape
# `(n_classes,)`, with probabilities above 0. It returns one number, with the natural logarithm.


# %%
def kl(p, q):
    """Return what is wasted by who expects q while p happens, in nats."""
    # BEGIN SOLUTION: return ...
    return np.sum(p * np.log(p / q))
    # END SOLUTION


# %%
check("9.8", kl)

# %%
# hint("9.8")
# solution("9.8")

# %% [markdown] tags=["help"]
# 1. For each class: how many times as often does it happen as it was expected? Take the logarithm of
#    that.
# 2. Weigh each logarithm with how often the class really happens, `p`, and add up.
# 3. `np.sum(p * np.log(p / q))`
#
# **Insight.** It is never below 0, and 0 only where `q` equals `p`. You cannot gain by
# expecting the wrong thing.

# %% [markdown]
# ## Question 9.9: Right, and hardly sure
#
# Three logits, and A is the true class. Find logits for which A has the largest probability, and the
# cross-entropy is above 1 all the same. You need the other controls as well. When you have it, press
# "Copy token", and paste the text as your answer, in quotes.

# %%
explorer = explore_losses(show=["a", "b", "c", "temperature", "goal", "token"])
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "losses a=1 b=0 c=0 shift=0 temperature=10"
# END SOLUTION

# %%
check("9.9", explorer, token)

# %%
# hint("9.9")
# solution("9.9")

# %% [markdown] tags=["help"]
# 1. A loss above 1 means a probability below 0.37 for A. And A must still be the largest of three.
# 2. So all three must be near one third, with A just ahead.
# 3. Let A lead by 1, and make it hot: a high temperature brings the probabilities together.
#
# **Insight.** An accuracy counts this row as right, and the loss does not like it. That is why
# one may rise while the other falls.

# %% [markdown]
# ## What you did
#
# You wrote four price lists and the softmax, foretold a loss before there was a network, graded
# diamonds, found a wrong accuracy by its shapes, and read from a matrix who is taken for whom.
#
# Which way is down is now clear. How to get there quickly is the next question:
# [Lesson 10: Optimizers](../lessons/lesson_10_optimizers.ipynb). How far did you come? Run this
# cell.

# %%
show_progress()
