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
# **Before you start:** [Lesson 6: Binary classification](../lessons/06_binary_classification.ipynb)

# %% [markdown]
# ## The customers
#
# A telephone company knows 7,043 customers: how many months they have been there, what they have
# ordered, how they pay, and how much. Some of them left. The company would like to know *before*
# a customer leaves, so that it can call and make an offer.

# %%
import keras
import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix

from course_utils import check, explore_threshold, hint, load_dataset, solution

keras.utils.set_random_seed(1)
customers = load_dataset("churn")
left = customers["churn"]
customers[["churn", "tenure", "contract", "monthly_charges"]].head()

# %% [markdown]
# ## Question 6.1: Two words, two numbers
#
# `left` holds "Yes" for each customer who left and "No" for each who stayed. Make the labels `y`
# from it, one number a customer. The company looks for those who leave: that is class 1.

# %%
# BEGIN SOLUTION: y = ...
y = (left == "Yes").astype(int)
# END SOLUTION

# %%
check("6.1", y, left)

# %%
# hint("6.1")
# solution("6.1")

# %% [markdown]
# ## Question 6.2: Write the cross-entropy
#
# Write the loss with NumPy. `y` holds labels 0 and 1, `p` the predicted probabilities of class 1.
# Both have shape `(n_samples,)`. Return one number: the mean over all samples of minus the natural
# logarithm of the probability that was given to the true class.
#
# One more thing. `np.log(0)` is minus infinity, and one infinite loss spoils the whole training.
# Make your function safe: for `p` of exactly 0 or 1 it must return a finite number, and it must
# change next to nothing elsewhere. Keras moves each probability by at most 0.0000001.


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

# %% [markdown]
# ## The table for the network
#
# A network wants numbers. A column of words becomes several columns of 0 and 1, one for each word
# but the first: `get_dummies` does that. Customers in their first month have no bill yet, so what
# they have paid so far is 0. That gives 30 inputs. 5,000 customers are for learning, 2,043 stay
# aside.
#
# This cell is the course's own, so the rest works whatever you answered above.

# %%
table = customers.drop(columns="churn").fillna({"total_charges": 0})
X = pd.get_dummies(table, drop_first=True, dtype=float).to_numpy()
labels = (left == "Yes").to_numpy().astype(int)

order = np.random.default_rng(1).permutation(len(X))
train, valid = order[:5000], order[5000:]
X_train, y_train = X[train], labels[train]
X_valid, y_valid = X[valid], labels[valid]
print("training", X_train.shape, "validation", X_valid.shape)

# %% [markdown]
# ## Question 6.3: Build the classifier
#
# The columns are not scaled: months reach 72, payments thousands. So batch normalization comes
# first. The network takes one row of `X` and has, in this order:
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

# %% [markdown]
# ## Question 6.4: Compile it and train it
#
# Compile `model` with the optimizer Adam, the right loss for two classes, and the binary accuracy
# as a metric. Then train it on `X_train` and `y_train`, with the validation rows beside them:
# batches of 512, at most 200 epochs, and early stopping with a patience of 5 that brings the best
# weights back. Keep the callback as `early_stopping` and what `fit` returns as `history`. With
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

# %% [markdown]
# ## Question 6.5: Is that good?
#
# **Before you look at your history:** how far above the base rate is the accuracy of your network?
# Write one of `"below it"`, `"up to 10 points above"` or `"more than 10 points above"`. A point is
# 1 % of the customers.

# %%
# BEGIN SOLUTION: guess = ...
guess = "up to 10 points above"
# END SOLUTION

# %% [markdown]
# Now look. Compute two numbers, both as shares from 0 to 1:
#
# - `base_rate`: the accuracy on the validation rows of always saying "stays"
# - `gain`: the validation accuracy of your network minus `base_rate`. You have the weights of the
#   best epoch, the one with the lowest validation loss. So take the accuracy of *that* epoch from
#   `history.history`.

# %%
# BEGIN SOLUTION: base_rate, gain = ..., ...
base_rate = np.mean(y_valid == 0)
best = np.argmin(history.history["val_loss"])
gain = history.history["val_binary_accuracy"][best] - base_rate
# END SOLUTION

# %%
check("6.5", guess, base_rate, gain, history, y_valid)

# %%
# hint("6.5")
# solution("6.5")

# %% [markdown]
# ## Question 6.6: Who was found?
#
# Ask *your* network for the probabilities of the validation rows: `p_valid`. Above 0.5 it says
# "leaves". Then find from your own predictions:
#
# - `missed`: how many customers left although your network said "stays"
# - `recall`: the share of those who left that your network found
# - `precision`: the share of those it called that really left

# %%
# BEGIN SOLUTION: p_valid, missed, recall, precision = ..., ..., ..., ...
p_valid = model.predict(X_valid, verbose=0).ravel()
(right_no, false_alarms), (missed, found) = confusion_matrix(y_valid, p_valid > 0.5)
recall = found / (found + missed)
precision = found / (found + false_alarms)
# END SOLUTION

# %%
check("6.6", p_valid, missed, recall, precision, y_valid)

# %%
# hint("6.6")
# solution("6.6")

# %% [markdown]
# ## Question 6.7: Repair it
#
# A colleague has built a smaller classifier. There is no error and no warning. Look what comes
# out: it should be probabilities.


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

# %% [markdown]
# ## Question 6.8: The best line
#
# A company calls the customers who will probably leave. To lose one whom it did not call costs ten
# times as much as a call for nothing. Play with the explorer. It holds a small classifier of the
# same customers. Find a threshold that reaches the goal, press "Copy setting", and paste the text
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

# %% [markdown]
# ## What you did
#
# You made labels, wrote the loss, trained a classifier on real customers, and found out that
# most of its accuracy comes for free. You counted whom it misses, repaired a mistake that says
# nothing, and drew the line where it costs least. Lesson 7, "Forward and backward propagation", shows how a network
# finds out which way each weight has to move.
