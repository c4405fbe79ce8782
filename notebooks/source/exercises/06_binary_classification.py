# %% [markdown]
# # Exercise 6: Binary classification
#
# **You will be able to**
#
# - turn two words into the labels 0 and 1
# - write the cross-entropy, so that no probability can break it
# - build and train a classifier with batch normalization, dropout and early stopping
# - judge its accuracy by the base rate, and its alarms by precision and recall
# - repair a classifier that complains about nothing
# - choose a threshold by what each mistake costs
#
# **Time:** 40 minutes
#
# **Before you start:** [Lesson 6: Binary classification](../lessons/lesson_06_binary_classification.ipynb)

# %% [markdown]
# ## The customers
#
# A telephone company has data of 7,043 customers: how many months they have been there, what they
# have ordered, how they pay, and how much. Some of them left. The company would like to know this
# *before* a customer leaves, so that it can call and make an offer.

# %%
import keras
import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix

from course_utils import (
    check,
    explore_threshold,
    hint,
    list_datasets,
    load_dataset,
    show_progress,
    solution,
)

keras.utils.set_random_seed(1)
customers = load_dataset("churn")
left = customers["churn"]
customers[["churn", "tenure", "contract", "monthly_charges"]].head()

# %% [markdown]
# ## Question 6.1: Two words, two numbers
#
# `left` has "Yes" for each customer who left and "No" for each who stayed. Make the labels `y`
# from it, one number for each customer. The company looks for those who leave: that is class 1.

# %%
# BEGIN SOLUTION: y = ...
y = (left == "Yes").astype(int)
# END SOLUTION

# %%
check("6.1", y, left)

# %%
# hint("6.1")
# solution("6.1")

# %% [markdown] tags=["help"]
# 1. Which customers is the company looking for? They are class 1, all others class 0.
# 2. `left == "Yes"` is `True` or `False` for each customer.
# 3. `.astype(int)` turns `True` into 1 and `False` into 0.
#
# **Insight.** A network computes with numbers, so each class needs one. The 1 is what you look
# for.

# %% [markdown]
# ## Question 6.2: Write the cross-entropy
#
# Write the loss with NumPy. `y` holds labels 0 and 1, `p` the predicted probabilities of class 1.
# Both have shape `(n_samples,)`. Return one number: the mean over all samples of minus the natural
# logarithm of the probability that was given to the true class.
#
# There is one difficulty. `np.log(0)` is minus infinity, and one infinite loss stops all learning.
# So make your function safe: for `p` of exactly 0 or 1 it must return a finite number, and other
# results must hardly change. Keras moves each probability by at most 0.0000001. (`np.clip(a, low,
# high)` moves what lies outside of two numbers to the nearer one.)


# %%
def cross_entropy(y, p):
    """Return the mean binary cross-entropy of labels y and probabilities p."""
    # BEGIN SOLUTION: return ...
    p = np.clip(p, 1e-7, 1 - 1e-7)
    given = np.where(y == 1, p, 1 - p)
    return -np.log(given).mean()
    # END SOLUTION


# %%
check("6.2", cross_entropy)

# %%
# hint("6.2")
# solution("6.2")

# %% [markdown] tags=["help"]
# 1. First find the probability given to the true class: `p` where `y` is 1, else `1 - p`.
# 2. `np.where(y == 1, p, 1 - p)` takes one or the other. Then `-np.log(...)` and the mean.
# 3. To make it safe, begin with `p = np.clip(p, 1e-7, 1 - 1e-7)`: it keeps `p` away from 0 and 1.
#
# **Insight.** To be sure and right costs nothing, to be sure and wrong is expensive. Keras clips in
# the same place.

# %% [markdown]
# ## The table for the network
#
# A network takes numbers only. So `get_dummies` makes several columns of 0 and 1 from a column of
# words, one for each word but the first. Customers in their first month have no bill yet, so what
# they have paid so far is 0. That gives 30 inputs. 5,000 customers are for learning and 1,000 for
# validation. The other 1,043 are for the test, whose numbers you report.
#
# This cell does not need your answers, so you can go on even if one of them is missing.

# %%
table = customers.drop(columns="churn").fillna({"total_charges": 0})
X = pd.get_dummies(table, drop_first=True, dtype=float).to_numpy()
labels = (left == "Yes").to_numpy().astype(int)

order = np.random.default_rng(1).permutation(len(X))
train, valid, test = np.split(order, [5000, 6000])
X_train, y_train = X[train], labels[train]
X_valid, y_valid = X[valid], labels[valid]
X_test, y_test = X[test], labels[test]
print("training", X_train.shape, "validation", X_valid.shape, "test", X_test.shape)

# %% [markdown]
# ## Question 6.3: Build the classifier
#
# The columns are not scaled: months go up to 72, payments to thousands of dollars. So batch
# normalization comes first. The network takes one row of `X` and has, in this order:
#
# 1. batch normalization
# 2. a hidden layer of 256 units with ReLU, batch normalization, dropout with rate 0.3
# 3. the same once more: 256 units with ReLU, batch normalization, dropout with rate 0.3
# 4. an output layer that returns **one probability**

# %%
# BEGIN SOLUTION: model = ...
model = keras.Sequential(
    [
        keras.Input((30,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.Dropout(0.3),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.Dropout(0.3),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
# END SOLUTION

# %%
check("6.3", model)

# %%
# hint("6.3")
# solution("6.3")

# %% [markdown] tags=["help"]
# 1. Start with `keras.Input((30,))` and `keras.layers.BatchNormalization()`.
# 2. A hidden part has three layers: `Dense(256, activation="relu")`, `BatchNormalization()`,
#    `Dropout(0.3)`. You need it twice.
# 3. A probability lies between 0 and 1. The last layer is
#    `keras.layers.Dense(1, activation="sigmoid")`.
#
# **Insight.** Only the last layer makes it a classifier: the sigmoid turns its number into a
# probability.

# %% [markdown]
# ## Question 6.4: Compile it and train it
#
# Compile `model` with the optimizer Adam, the right loss for two classes, and the binary accuracy
# as a metric. Then train it on `X_train` and `y_train`, and pass the validation rows to `fit` as well.
# Take batches of 512, at most 200 epochs, and early stopping with a patience of 5 that restores the
# best weights. Keep the callback as `early_stopping` and what `fit` returns as `history`. With
# `verbose=0` the page stays short.

# %%
# BEGIN SOLUTION: early_stopping, history = ..., ...
model.compile(
    optimizer="adam",
    loss="binary_crossentropy",
    metrics=["binary_accuracy"],
)
early_stopping = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
history = model.fit(
    X_train,
    y_train,
    validation_data=(X_valid, y_valid),
    batch_size=512,
    epochs=200,
    callbacks=[early_stopping],
    verbose=0,
)
# END SOLUTION

# %%
check("6.4", model, early_stopping, history)

# %%
# hint("6.4")
# solution("6.4")

# %% [markdown] tags=["help"]
# 1. `model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy"])`.
# 2. `keras.callbacks.EarlyStopping` has `patience` and `restore_best_weights`. Pass it to `fit` in
#    a list: `callbacks=[early_stopping]`.
# 3. `fit` needs `X_train, y_train, validation_data=(X_valid, y_valid), batch_size=512, epochs=200,
#    callbacks=[early_stopping], verbose=0`.
#
# **Insight.** The loss changes the weights. The accuracy is only written down.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 6.5: Is that good?
#
# **Before you compute it:** how far above the base rate is the accuracy of your network? Write one
# of `"below it"`, `"up to 10 points above"` or `"more than 10 points above"`. A point is 1 % of the
# customers. A guess may be wrong and still earns its points.

# %%
# BEGIN SOLUTION: guess = ...
guess = "up to 10 points above"
# END SOLUTION

# %% [markdown]
# Now compute it, and leave your guess as it is. The validation rows chose the epoch, so report the
# numbers of the *test* rows. Compute two, both as shares from 0 to 1:
#
# - `base_rate`: the accuracy on the test rows of always saying "stays"
# - `gain`: the accuracy of your network on the test rows minus `base_rate`. It says "leaves" above
#   a probability of 0.5.

# %%
# BEGIN SOLUTION: base_rate, gain = ..., ...
base_rate = np.mean(y_test == 0)
says_leaves = model.predict(X_test, verbose=0).ravel() > 0.5
gain = np.mean(says_leaves == y_test) - base_rate
# END SOLUTION

# %%
check("6.5", guess, base_rate, gain, model, history, X_test, y_test)

# %%
# hint("6.5")
# solution("6.5")

# %% [markdown] tags=["help"]
# 1. The answer "stays" is right for all customers who stay. What is their share?
# 2. `model.predict(X_test, verbose=0).ravel()` gives one probability for each row. Which are above
#    0.5?
# 3. `np.mean(says_leaves == y_test) - base_rate` is the gain.
#
# **Insight.** Most of the accuracy needs no network at all. What the network has learnt is the gain.

# %% [markdown]
# ## Question 6.6: Who was found?
#
# Compute the probabilities that *your* network gives the test rows: `p_test`. Above 0.5 it says
# "leaves". Then find from your own predictions:
#
# - `missed`: how many customers left although your network said "stays"
# - `recall`: of the customers who left, the share that your network found
# - `precision`: of the customers for whom it said "leaves", the share that really left

# %%
# BEGIN SOLUTION: p_test, missed, recall, precision = ..., ..., ..., ...
p_test = model.predict(X_test, verbose=0).ravel()
(right_no, false_alarms), (missed, found) = confusion_matrix(y_test, p_test > 0.5)
recall = found / (found + missed)
precision = found / (found + false_alarms)
# END SOLUTION

# %%
check("6.6", p_test, missed, recall, precision, y_test)

# %%
# hint("6.6")
# solution("6.6")

# %% [markdown] tags=["help"]
# 1. `model.predict(X_test, verbose=0).ravel()` gives one probability for each row.
# 2. `confusion_matrix(y_test, p_test > 0.5)` has a row for each true class, 0 above 1, and a column
#    for each answer. The misses are at the bottom left.
# 3. For recall, divide the number found by all who left. For precision, divide it by the number of
#    "leaves" answers.
#
# **Insight.** An accuracy does not show who is missed. Recall and precision do.

# %% [markdown]
# ## Question 6.7: Repair it
#
# A colleague has built a smaller classifier. There is no error and no warning. Look at its outputs:
# they should be probabilities.


# %%
def train_small(network, loss):
    """Compile a network, show it the training rows ten times, and return it."""
    network.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    network.fit(X_train, y_train, batch_size=512, epochs=10, verbose=0)
    return network


keras.utils.set_random_seed(1)
broken = keras.Sequential(
    [
        keras.Input((30,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1),
    ]
)
broken = train_small(broken, "binary_crossentropy")
outputs = broken.predict(X_valid, verbose=0)
print(f"outputs from {outputs.min():.2f} to {outputs.max():.2f}")
assert outputs.min() < 0

# %% [markdown]
# Build it again, without the mistake, and train it with `train_small`. The result is `repaired`.

# %%
# BEGIN SOLUTION: repaired = ...
repaired = keras.Sequential(
    [
        keras.Input((30,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
repaired = train_small(repaired, "binary_crossentropy")
# END SOLUTION

# %%
check("6.7", repaired, X_valid, y_valid)

# %%
# hint("6.7")
# solution("6.7")

# %% [markdown] tags=["help"]
# 1. Some outputs are below 0. Which activation turns any number into a probability?
# 2. The last layer has no activation, but the loss expects probabilities.
# 3. End with `keras.layers.Dense(1, activation="sigmoid")`, then
#    `repaired = train_small(repaired, "binary_crossentropy")`.
#
# **Insight.** Look at the outputs before you trust a loss. Are they between 0 and 1, and not all the
# same?

# %% [markdown]
# ## Question 6.8: The best threshold
#
# The company calls the customers who will probably leave. To lose a customer whom it did not call
# costs ten times as much as a call to one who stays. The explorer has a small classifier of the
# same customers. Find a threshold that reaches the goal, press "Copy token", and paste the text
# as your `token`.

# %%
explorer = explore_threshold()
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "threshold threshold=0.06 miss_cost=10 epoch=20"
# END SOLUTION

# %%
check("6.8", explorer, token)

# %%
# hint("6.8")
# solution("6.8")

# %% [markdown] tags=["help"]
# 1. First set what a miss costs: 10 false alarms. Then watch the cost as you move the threshold.
# 2. A miss is expensive, so call more customers: go far below 0.5.
# 3. A call is worth it as soon as the probability is above 1 in 11. Start near 0.1, and look where
#    the cost comes down to the dashed line.
#
# **Insight.** The network gives the probability. The costs decide the threshold.

# %% [markdown]
# ## What you did
#
# You made labels, wrote the loss, trained a classifier on real customers, and found out that
# most of its accuracy needs no network. You chose by validation rows and reported test rows, counted
# the misses, repaired a mistake without an error message, and set the threshold where it costs least.

# %% [markdown]
# ## What you can do now
#
# Given a table and a question, you can now:
#
# - build a network whose last layer and loss fit the question: a quantity, or one of two classes
# - train it, and read its curves: steps too small, steps too large, overfitting
# - use early stopping, dropout and batch normalization, and say whether they helped
# - judge it by a baseline, by rows it has never seen, and by what each mistake costs
#
# How much have you done, and how often was your guess right? Run this cell.

# %%
show_progress()

# %% [markdown]
# **What next?** Take a table of your own, or one of those that `list_datasets()` names, such as
# `credit` and `ridership`. Say what you expect before you train, and begin with the baseline. Or go
# on: [Lesson 7](../lessons/lesson_07_forward_and_backward_propagation.ipynb) shows how `fit` finds
# the slopes.
