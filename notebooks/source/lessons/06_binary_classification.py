# %% [markdown]
# # Lesson 6: Binary classification
#
# **You will be able to**
#
# - turn two classes into the labels 0 and 1, and any output into a probability
# - say why accuracy cannot be a loss, and compute the cross-entropy that takes its place
# - train a classifier, and compare its accuracy with the base rate
# - read a confusion matrix, precision and recall, and choose a threshold
# - tell whether the probabilities of a classifier are calibrated
# - recognize four mistakes that raise no error
#
# **Time:** 85 minutes
#
# **Before you start:** [Lesson 5: Dropout and batch normalization](lesson_05_dropout_and_batch_normalization.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 6.r1.** A network has 10 inputs and dense layers of 4, 4 and 1 units. How many parameters
# does it have?
#
# - [ ] 60
#   Those are the weights: 40 + 16 + 4. Each unit also has a bias.
# - [x] 69
#   (10 · 4 + 4) + (4 · 4 + 4) + (4 · 1 + 1).
# - [ ] 9
#   That is the number of units, and of biases.
#
# **Recall 6.r2.** Early stopping has `patience=10` and `restore_best_weights=True`. The validation
# loss is lowest after epoch 30. Which weights do you get, and when?
#
# - [ ] Those of epoch 40, after epoch 40
#   That would be right without `restore_best_weights`.
# - [ ] Those of epoch 30, after epoch 30
#   At epoch 30 nobody knows yet that no better one will come, so the training goes on for ten more.
# - [x] Those of epoch 30, after epoch 40
#   It waits ten epochs for a better one, and then goes back to the best.

# %%
import warnings

import keras
import numpy as np
import pandas as pd
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.preprocessing import StandardScaler

from course_utils import (
    explore_boundary,
    explore_threshold,
    guess,
    load_dataset,
    plot_activation,
    plot_curves,
    plot_history,
    plot_lines,
    plot_network,
    plot_probabilities,
    recall,
    show_figure,
)

# %% [markdown]
# ## The question: malignant or benign?
#
# A doctor takes some cells out of a breast lump with a fine needle. Under the microscope the
# nuclei of the cells are measured: how large they are, how rough, how hollow. There are 569 such
# samples. Later it was known which lumps were **malignant** (cancer), and which were **benign**
# (harmless). Can a network predict this from ten of the measurements?
#
# William Wolberg, a surgeon in Wisconsin, took the samples around 1990. Nick Street wrote the program
# that drew a line around each nucleus and measured it. One caution: 37 % of the samples are malignant,
# far more than in a screening. So no number of this lesson says how good such a test is elsewhere.

# %%
samples = load_dataset("breast_cancer")
inputs = [name for name in samples.columns if name.startswith("mean_")]
samples[[*inputs[:4], "diagnosis"]].sample(5, random_state=2)

# %% [markdown]
# Until now the target was a quantity: calories, MPa, a price. Now it is one of two words, and that is
# called **binary classification**. A network computes with numbers, so each word gets a number,
# usually 0 and 1. These are the **class labels**.
#
# Which class gets the 1? The one you are looking for. It is called the **positive** class, even
# if it is bad news.

# %%
X = samples[inputs].to_numpy()
y = (samples["diagnosis"] == "malignant").to_numpy().astype(int)
print("labels:", np.unique(y), "  malignant:", y.sum(), "of", len(y))
assert set(y) == {0, 1} and round(100 * y.mean()) == 37

# %% [markdown]
# ## The lazy classifier
#
# The **accuracy** of a classifier is the share of its answers that are right. As in lesson 4 we split
# the samples into three parts: 320 to train on, 120 for validation, and 129 for the test, whose
# numbers we report.
#
# Here is a classifier without any machine learning: it always answers "benign".

# %% [markdown] tags=["guess"]
# **Guess 6.a.** How accurate is it?
#
# - [ ] 0 %
#   It is wrong about each cancer, but right about all other samples.
# - [ ] 50 %, as a coin
#   That would be right if there were as many malignant samples as benign ones.
# - [x] Well over half
#   Most lumps are benign, and for those the answer is right.

# %%
order = np.random.default_rng(1).permutation(len(y))
train, valid, test = np.split(order, [320, 440])
y_train, y_valid, y_test = y[train], y[valid], y[test]

base_rate = max(np.mean(y_test), 1 - np.mean(y_test))
print(f"always benign: {base_rate:.1%} of {len(y_test)} test samples are right")
assert np.isclose(np.mean(y_test == 0), base_rate)
assert base_rate > 0.55

# %% [markdown]
# Well over half, and it has never looked at a cell. The share of the larger class is called the
# **base rate**. It is the baseline of this lesson, because an accuracy says nothing until you know
# the base rate.

# %% [markdown]
# ## From any number to a probability
#
# A neuron can give any number: −40, 0.3, 900. What we want is a **probability**, a number from 0 to
# 1: how likely is it that this sample is malignant? So the output goes through one more function, the
# **sigmoid**:
#
# $$p = \frac{1}{1 + e^{-z}}$$

# %%
show_figure(
    plot_activation("sigmoid"),
    alt="The sigmoid from −4 to 4: an S that starts near 0, passes through 0.5 at 0 and ends near 1.",
)

# %% [markdown]
# The number $z$ that goes in is called the **logit**. If it is far above 0, class 1 is nearly
# certain. If it is far below 0, class 0 is nearly certain.

# %% [markdown] tags=["guess", "again"]
# **Guess 6.b.** Which probability belongs to the logit 0?
#
# - [ ] 0
#   No logit gives exactly 0; those far below 0 come near it. The logit 0 is the middle of the S.
# - [x] 0.5
#   e to the power of 0 is 1, and 1 / (1 + 1) is 0.5: both classes are equally likely.
# - [ ] 1
#   No logit gives exactly 1; those far above 0 come near it.


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


for z in [-4, 0, 2, 4]:
    print(f"logit {z:2}: probability {sigmoid(z):.2f}")
assert sigmoid(0) == 0.5

# %% [markdown]
# One neuron with a sigmoid is already a classifier. If its loss is the cross-entropy (see below),
# statistics calls it **logistic regression**. Here it has one input, the mean radius of the nuclei.
# The points are the samples: benign ones at 0, malignant ones at 1.
#
# **Try it.** Change `w` and `b`. Which of them makes the S steeper?

# %%
w, b = 1.0, -15.0

radius = samples["mean_radius"].to_numpy()
x = np.linspace(radius.min(), radius.max(), 200)
show_figure(
    plot_lines(
        x,
        {"the neuron": sigmoid(w * x + b)},
        points=(radius, y),
        x_label="mean radius of the nuclei (as measured in the image)",
        y_label="probability of malignant",
    ),
    alt="Samples as points, benign at height 0 with small radii, malignant at height 1 with larger "
    f"ones. A curve shows the probability that the neuron gives with w = {w} and b = {b}.",
)

# %% [markdown]
# A doctor needs an answer, not a probability. So there is one more step: above a **threshold** we say
# malignant, below it benign. The usual threshold is 0.5. We will move it later.

# %%
w, b = 1.0, -15.0
says_malignant = sigmoid(w * radius + b) > 0.5
accuracy = np.mean(says_malignant == y)
print(f"one neuron, set by hand: {accuracy:.1%} right")
assert accuracy > 0.8

# %% [markdown]
# ## Accuracy cannot be a loss
#
# We want many right answers. So why do we not train on the accuracy? Remember how a network learns:
# the slope says how the loss changes when a weight changes a little, and the step goes downhill. So
# we change a weight a little.

# %% [markdown] tags=["guess", "again"]
# **Guess 6.c.** There are 30 samples, and the weight grows by one millionth. By how much does the
# accuracy change?
#
# - [ ] By about one millionth
#   A smooth loss would change like that. But an accuracy counts answers, so it changes in steps.
# - [ ] By one 30th
#   That is its smallest step: one more right answer. Such a small change of the weight changes no
#   answer.
# - [x] Not at all
#   No probability crosses the threshold, so the same answers are right as before.

# %%
few = train[:30]
z_score = (radius[few] - radius[train].mean()) / radius[train].std()


def accuracy_at(w):
    return np.mean((sigmoid(w * z_score - 1) > 0.5) == y[few])


nudge = 1e-6
change = accuracy_at(2 + nudge) - accuracy_at(2)
print("change of the accuracy:", change)
assert change == 0

# %% [markdown]
# The accuracy does not change. No probability crosses the threshold, so the same answers are right as
# before. Accuracy moves in **steps**, and between two steps it is flat. Where it is flat, the slope is
# 0, so it does not say where to go.
#
# We need a loss that changes when an answer becomes a *little* better. Here it is, beside the
# accuracy. You will soon compute it by hand.

# %%
weights = np.linspace(0.1, 6, 400)
p = sigmoid(np.outer(weights, z_score) - 1)
cross_entropy = -np.log(np.where(y[few] == 1, p, 1 - p)).mean(axis=1)
accuracies = np.array([accuracy_at(w) for w in weights])
assert len(np.unique(accuracies)) < 30 < len(np.unique(cross_entropy)) == 400

show_figure(
    plot_lines(
        weights,
        {"accuracy": accuracies, "cross-entropy": cross_entropy},
        x_label="weight of the neuron",
        y_label="share of right answers, or loss",
    ),
    alt="Accuracy and cross-entropy of one neuron against its weight. The accuracy is a staircase "
    "with a few flat steps. The cross-entropy is a smooth valley.",
)

# %% [markdown]
# ## Cross-entropy: the price of being sure and wrong
#
# The rule is short. Take the probability that the model gave to the *true* class. The loss is minus
# the natural logarithm of it.

# %% [markdown] tags=["guess", "again"]
# **Guess 6.d.** One model gave 1 % to the class that was true. Another one gave it 50 %. How much
# higher is the loss of the first model?
#
# - [ ] Twice as high
#   It was wrong by 99 %, the other by 50 %. But this loss is a logarithm, not a difference.
# - [x] Between six and seven times as high
#   It is 4.61, and the other is 0.69: to be sure and wrong is expensive.
# - [ ] Fifty times as high
#   The probability is fifty times smaller, but its logarithm only changes by ln 50 = 3.9.

# %%
for given in [0.99, 0.5, 0.01]:
    print(f"probability given to the true class: {given:.2f}   loss: {-np.log(given):.2f}")
assert np.isclose(-np.log(0.5), 0.693, atol=0.001)
assert 6 < np.log(0.01) / np.log(0.5) < 7

# %% [markdown]
# To be sure and right costs almost nothing. To be sure and wrong is expensive, and near probability 0
# the loss grows without limit. Remember 0.69: it is the loss of a model that always says 50 %.
#
# The **cross-entropy** is the mean over all samples. Here are four of them:

# %%
labels = np.array([1, 0, 1, 0])
p = np.array([0.9, 0.2, 0.4, 0.5])
given = np.where(labels == 1, p, 1 - p)
by_hand = -np.log(given).mean()
by_keras = float(keras.losses.binary_crossentropy(labels, p))
print("given to the true class:", given)
print(f"by hand {by_hand:.4f}, by Keras {by_keras:.4f}")
assert np.isclose(by_hand, by_keras, atol=1e-5)

# %% [markdown]
# For a benign sample, the probability of the true class is $1 - p$.
#
# **Why not the squared error?** It is smooth, too. Take a malignant sample for which the model says
# $p = 0.01$, which is very wrong. How strongly does each loss push the logit up? (To find the logit of
# this probability, solve the formula of the sigmoid for $z$. It is $\ln(p / (1 - p))$, the logarithm
# of the **odds**.)

# %%
z = np.log(0.01 / 0.99)
nudge = 1e-5
assert np.isclose(sigmoid(z), 0.01)

push = {}
for name, loss in {
    "squared error": lambda z: (1 - sigmoid(z)) ** 2,
    "cross-entropy": lambda z: -np.log(sigmoid(z)),
}.items():
    push[name] = (loss(z + nudge) - loss(z)) / nudge
    print(f"slope of the {name} at p = 0.01: {push[name]:.3f}")
assert np.isclose(push["cross-entropy"], -0.99, atol=1e-3)
assert np.isclose(push["squared error"], -2 * 0.99 * 0.01 * 0.99, atol=1e-4)
assert 49 < push["cross-entropy"] / push["squared error"] < 52

# %% [markdown]
# The slope of the cross-entropy is 50 times as large. Far from 0 the sigmoid is flat, and so is the
# squared error, which therefore learns least from the worst mistakes. The slope of the cross-entropy
# is simply $p - y$, here $0.01 - 1$. So the more wrong a prediction is, the steeper the slope.
#
# <details><summary>Deeper why: p − y</summary>
#
# Two slopes are multiplied. That of the sigmoid is $p (1 - p)$, nearly 0 far from the middle. For
# $y = 1$ the loss is $-\ln p$, and its slope is $-1 / p$: huge where $p$ is small. One times the other
# is $-(1 - p) = p - 1$. For $y = 0$ the loss is $-\ln(1 - p)$ with the slope $1 / (1 - p)$, and the
# product is $p$. Both are $p - y$: the logarithm is steep exactly where the sigmoid is flat.
#
# </details>

# %% [markdown]
# ## Train a classifier
#
# Our network has two hidden layers of 4 units, and one output with a sigmoid. The picture shows three
# of the ten inputs, and the logit that goes into the sigmoid.

# %%
show_figure(
    plot_network([3, 4, 4, 1], activation="relu", output_labels=["logit"]),
    alt="Three of the ten inputs, two hidden layers of 4 units with ReLU, and one output, which is "
    "the logit.",
)

# %%
scaler = StandardScaler().fit(X[train])
X_train, X_valid, X_test = (scaler.transform(X[rows]) for rows in (train, valid, test))

keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((10,)),
        keras.layers.Dense(4, activation="relu"),
        keras.layers.Dense(4, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
assert model.count_params() == 69

# %% [markdown]
# The loss is the cross-entropy. The accuracy is a **metric**: `fit` writes it down after each epoch,
# but no weight is changed by it. All 320 samples fit into one batch of 512, so an epoch is a single
# step.

# %%
model.compile(
    optimizer=keras.optimizers.Adam(0.03),
    loss="binary_crossentropy",
    metrics=["binary_accuracy"],
)
early_stopping = keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)
history = model.fit(
    X_train,
    y_train,
    validation_data=(X_valid, y_valid),
    batch_size=512,
    epochs=200,
    callbacks=[early_stopping],
    verbose=0,
)
print("epochs:", len(history.history["loss"]))
assert min(history.history["val_loss"]) < 0.35

# %%
show_figure(
    plot_history(history, y_label="cross-entropy"),
    alt="Cross-entropy against epochs: training and validation loss fall from about 0.7 to below "
    "0.3 and then become flat.",
)

# %% [markdown]
# Is it better than the lazy classifier? `predict` gives one probability for each sample. Above 0.5
# we say malignant. The validation samples chose the epoch, so their accuracy may be a little too
# good. We report the accuracy on the test samples.

# %%
p_test = model.predict(X_test, verbose=0).ravel()
accuracy = np.mean((p_test > 0.5) == y_test)
print(f"base rate {base_rate:.1%}, network {accuracy:.1%}")
assert accuracy > base_rate + 0.15

# %% [markdown]
# ## A trap: two shapes that do not fit
#
# Did you notice the `.ravel()`? Without it there is no error message, only a wrong number.

# %% [markdown] tags=["guess", "again"]
# **Guess 6.e.** 129 labels are compared with a column of 129 predictions. How many comparisons?
#
# - [ ] 129
#   That is what you want, and what `.ravel()` gives.
# - [ ] None: the shapes do not fit, and NumPy raises an error
#   NumPy raises no error here: it repeats both until their shapes fit.
# - [x] 16,641
#   129 · 129: each label is compared with each prediction.

# %%
column = model.predict(X_test, verbose=0)
compared = (column > 0.5) == y_test
print("predictions", column.shape, "labels", y_test.shape, "compared", compared.shape)
print(f"wrong accuracy {compared.mean():.1%}, right accuracy {accuracy:.1%}")
assert compared.shape == (129, 129)
assert compared.mean() < accuracy - 0.2

# %% [markdown]
# With a column `(129, 1)` and an array `(129,)`, NumPy compares *each* with *each*. So whenever an
# accuracy is near 50 %, print the shapes. `.ravel()` turns the column into `(129,)`.

# %% [markdown]
# ## See the boundary
#
# Our network has ten inputs, so nobody can draw what it has learnt. With two inputs we can: each
# sample is a point in a plane, and the network gives every place a probability. Where it is 0.5,
# one class ends and the other begins. That line is the **decision boundary**.
#
# What a network can learn depends on the boundaries that it can draw. First say what you expect.

# %%
explore_boundary()

# %% [markdown]
# **Try it:**
#
# 1. Take the activation away: choose *linear*. What shape does the boundary have, with any number of
#    layers?
# 2. Compare ReLU and tanh on the island, with 4 units. What do their corners look like?
# 3. Turn the noise on, and take the largest network. How do the training accuracy and the validation
#    accuracy change?
# 4. Press *My own points*, and set a few of both classes: with a click, or with the arrow keys and
#    then 1 or 2. Press *Learn from these*, and the network of your settings tries to separate them.
#    Can you set them so that one hidden layer of two units cannot?
# 5. Then try to reach the goal.
#
# <details><summary>What you saw</summary>
#
# 1. A straight line. Several linear layers are one linear layer (lesson 2), and one neuron with a
#    sigmoid divides a plane along a straight line.
# 2. ReLU draws straight pieces with corners, tanh draws curves. Both can enclose the island.
# 3. The training accuracy goes on rising, the validation accuracy does not. The boundary bends
#    around single points. That is overfitting, as in lesson 4, but now you can see it.
# 4. One point in the middle of a ring of eight others is enough. Two units bend the boundary in two
#    places, and that closes no ring. Eight ReLU units close it.
#
# </details>

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. When you come back, select the next cell, choose *Run*, then *Run
# All Above Selected Cell*, and go on.

# %% [markdown]
# ## Which mistakes?
#
# There are two kinds of mistakes, and they do not cost the same. To call a harmless lump malignant is
# a **false alarm**: it costs another test, and a week of fear. To call a cancer benign is a **miss**.
# The **confusion matrix** counts both.

# %%
says_malignant = p_test > 0.5
counts = metrics.confusion_matrix(y_test, says_malignant)
pd.DataFrame(
    counts,
    index=["is benign", "is malignant"],
    columns=["network says benign", "network says malignant"],
)

# %% [markdown]
# The right answers are on the diagonal. The misses are at the bottom left, the false alarms at the
# top right. Two shares describe them:
#
# - **Recall**: of all that *are* malignant, how many were found?
# - **Precision**: of all that were *called* malignant, how many are?

# %%
misses, found = counts[1]
false_alarms = counts[0, 1]
found_of_all = found / (found + misses)
precision = found / (found + false_alarms)
print(f"{misses} of {found + misses} cancers missed: recall {found_of_all:.2f}")
print(f"{false_alarms} of {found + false_alarms} alarms are false: precision {precision:.2f}")
assert np.isclose(found_of_all, metrics.recall_score(y_test, says_malignant))
assert np.isclose(precision, metrics.precision_score(y_test, says_malignant))

# %% [markdown]
# And the lazy classifier? It finds no cancer at all: its recall is 0. The accuracy did not say so.

# %% [markdown]
# ## Move the threshold
#
# The network gives a probability. The threshold is chosen by *us*, after the training. Whatever is
# chosen is chosen by validation rows, so here we look at the validation samples.

# %%
p_valid = model.predict(X_valid, verbose=0).ravel()
show_figure(
    plot_probabilities(y_valid, p_valid, threshold=0.5, labels=("benign", "malignant")),
    alt="Histograms over the predicted probability, malignant samples upwards and benign ones "
    "downwards. Most benign samples lie near 0, most malignant ones near 1. Some of each lie "
    "between, on both sides of the line at 0.5.",
)

# %% [markdown]
# Malignant samples are counted upwards, benign ones downwards. The steps of the scale grow, so that
# you can see a single sample beside many.

# %% [markdown] tags=["guess"]
# **Guess 6.f.** We move the threshold from 0.5 to 0.1. What happens to recall and precision?
#
# - [ ] Both rise
#   More cancers are found, that is true. But more benign samples are called malignant as well.
# - [x] Recall rises, precision falls
#   Fewer cancers are missed, but there are more false alarms.
# - [ ] Recall falls, precision rises
#   That is the other direction, from 0.5 to 0.9: there are fewer alarms, and more of them are true.

# %%
for threshold in [0.1, 0.5, 0.9]:
    says_malignant = p_valid > threshold
    print(
        f"threshold {threshold}: recall {metrics.recall_score(y_valid, says_malignant):.2f}, "
        f"precision {metrics.precision_score(y_valid, says_malignant):.2f}, "
        f"false alarms {np.sum(says_malignant & (y_valid == 0))}"
    )
assert metrics.recall_score(y_valid, p_valid > 0.1) > metrics.recall_score(y_valid, p_valid > 0.5)
assert metrics.precision_score(y_valid, p_valid > 0.1) < metrics.precision_score(
    y_valid, p_valid > 0.5
)

# %% [markdown]
# There are fewer misses, but more false alarms. Moving the threshold cannot reduce both: for that you
# need a better network. Which threshold is best depends on what each mistake *costs*, and no network
# can know that.
#
# Now move a threshold yourself. The classifier below has learnt which customers of a telephone company
# will leave, and it is much less sure than ours. First say what you expect, then try to reach the
# goal. And play the epochs: how does training change the two histograms?

# %%
explore_threshold()

# %% [markdown]
# Did you see it? The more expensive a miss is, the lower is the best threshold. And at that threshold
# the accuracy is *worse* than at 0.5.

# %% [markdown]
# ## All thresholds at once: ROC and AUC
#
# Back to the samples. Take every possible threshold, and each time compute two shares: the share of
# the malignant samples that are found (the recall), and the share of the benign ones that give a
# false alarm. One against the other is the **ROC curve**.

# %%
false_alarm_share, found_share, _ = metrics.roc_curve(y_test, p_test)
area = metrics.roc_auc_score(y_test, p_test)
print(f"area under the curve: {area:.3f}")
assert area > 0.9

show_figure(
    plot_lines(
        false_alarm_share,
        {"the network": found_share, "a coin": false_alarm_share},
        x_label="false alarms, as a share of the benign",
        y_label="found, as a share of the malignant",
    ),
    alt="ROC curve: it climbs steeply along the left edge and then follows the top, far above the "
    "diagonal of a coin.",
)

# %% [markdown]
# The curve of a perfect classifier goes straight up and then to the right. That of a coin is the
# diagonal. The **AUC** is the area under the curve, and it has a simple meaning. Take one malignant
# and one benign sample at random. How often does the malignant one get the higher probability?

# %%
malignant, benign = p_test[y_test == 1], p_test[y_test == 0]
higher = (malignant[:, None] > benign).mean() + (malignant[:, None] == benign).mean() / 2
print(f"the malignant one has the higher probability in {higher:.1%} of all pairs")
assert np.isclose(higher, area)

# %% [markdown]
# Here we compared each with each on purpose: `[:, None]` makes the column.

# %% [markdown]
# ## Does 70 % mean 70 of 100?
#
# A cost can only be computed if the probabilities are true: of all customers with 70 %, about 70 of
# 100 must leave. Such a classifier is **calibrated**. We test a neuron on the customers of the
# telephone company. It gives 2,043 customers that it has not learnt from a probability. We sort
# these, make five equal groups, and compare the mean probability of each group with the share that
# really left.
#
# We compare it with a copy whose logits are multiplied by 3.

# %%
customers = load_dataset("churn").fillna({"total_charges": 0})
leaves = (customers.pop("churn") == "Yes").to_numpy().astype(int)
table = pd.get_dummies(customers, drop_first=True, dtype=float).to_numpy()
known, asked = np.split(np.random.default_rng(1).permutation(len(table)), [5000])
table = StandardScaler().fit(table[known]).transform(table)

keras.utils.set_random_seed(1)
neuron = keras.Sequential([keras.Input((30,)), keras.layers.Dense(1, activation="sigmoid")])
neuron.compile(optimizer=keras.optimizers.Adam(0.03), loss="binary_crossentropy")
neuron.fit(table[known], leaves[known], batch_size=512, epochs=20, verbose=0)
said = neuron.predict(table[asked], verbose=0).ravel()
exaggerated = sigmoid(3 * np.log(said / (1 - said)))

# %% [markdown] tags=["guess"]
# **Guess 6.i.** The copy has larger logits, but of the same sign. What does it change?
#
# - [ ] The accuracy
#   A probability above 0.5 stays above 0.5, so every answer is the same.
# - [ ] The AUC
#   The AUC only depends on the order of the probabilities, and the order is the same.
# - [x] The cross-entropy
#   The copy is sure where the neuron is not, and pays for it when it is wrong.

# %%
groups = {"calibrated": ([0, 1], [0, 1])}
for name, p in {"the neuron": said, "logits times 3": exaggerated}.items():
    share, mean = calibration_curve(leaves[asked], p, n_bins=5, strategy="quantile")
    groups[name] = (mean, share)
    right = np.mean((p > 0.5) == leaves[asked])
    area, loss = metrics.roc_auc_score(leaves[asked], p), metrics.log_loss(leaves[asked], p)
    print(f"{name:15} accuracy {right:.3f}, AUC {area:.3f}, cross-entropy {loss:.3f}")

off, off_copy = (np.abs(mean - share).max() for mean, share in list(groups.values())[1:])
print(f"the worst group: off by {off:.1%}, and by {off_copy:.1%} for the copy")
assert off < 0.06 and off_copy > 0.1
assert loss > 1.2 * metrics.log_loss(leaves[asked], said)
assert np.array_equal(exaggerated > 0.5, said > 0.5)
show_figure(
    plot_curves(
        *groups["the neuron"],
        groups,
        x_label="mean probability of a group",
        y_label="share of the group that left",
    ),
    alt="Five groups of customers: the share that left against the mean probability. The groups of "
    "the neuron lie along the diagonal. With logits times 3, the low groups lie above it and the "
    "highest group lies below it.",
)

# %% [markdown]
# The neuron is calibrated. Its copy gives the same answers, but its probabilities are too far from
# 50 %: it is overconfident. Accuracy and AUC cannot show this, but the cross-entropy does.

# %% [markdown]
# ## When the positives are rare
#
# Back to the samples. In a screening most people are healthy. We imitate that with 238 benign samples
# to learn from, and only 8 malignant ones. A single neuron learns from a single input, which does not
# say much.

# %%
rng = np.random.default_rng(1)
ill, well = rng.permutation(np.flatnonzero(y == 1)), rng.permutation(np.flatnonzero(y == 0))
train_rows = np.concatenate([ill[:8], well[:238]])
valid_rows = np.concatenate([ill[8:12], well[238:]])
texture = samples[["mean_texture"]].to_numpy()
texture = (texture - texture[train_rows].mean()) / texture[train_rows].std()

keras.utils.set_random_seed(1)
screening = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, activation="sigmoid")])
screening.compile(optimizer=keras.optimizers.Adam(0.03), loss="binary_crossentropy")
screening_history = screening.fit(texture[train_rows], y[train_rows], epochs=25, verbose=0)

# %% [markdown] tags=["guess"]
# **Guess 6.g.** Is an accuracy of 97 % good here?
#
# - [ ] Yes: only three of a hundred answers are wrong
#   Three of a hundred are ill, too. These may be the three that are missed.
# - [x] It says nothing yet
#   To answer always benign is right for 97 % as well. Ask for the base rate first.
# - [ ] No: it should be 100 %
#   The input does not say enough for that. Whether 97 % is good depends on the base rate.

# %%
p_all = screening.predict(texture, verbose=0).ravel()
says_malignant = p_all[valid_rows] > 0.5
accuracy = np.mean(says_malignant == y[valid_rows])
base_rate = np.mean(y[valid_rows] == 0)
print(f"accuracy {accuracy:.1%}, base rate {base_rate:.1%}")
print(f"called malignant: {says_malignant.sum()} of {len(valid_rows)} samples")
assert says_malignant.sum() == 0
assert np.isclose(accuracy, base_rate)

# %% [markdown]
# It has become the lazy classifier. It never says malignant, because no probability reaches 0.5.
# The accuracy alone does not show this.
#
# But is it useless? We take all samples that it has not learnt from. How often does a malignant one
# get a higher probability than a benign one?

# %%
others = np.concatenate([ill[8:], well[238:]])
area = metrics.roc_auc_score(y[others], p_all[others])
print(f"area under the ROC curve: {area:.2f}; highest probability: {p_all[valid_rows].max():.2f}")
assert area > 0.68

# %% [markdown]
# It does know something. Only the threshold of 0.5 is wrong here.
#
# With rare positives, never look at the accuracy alone. Compute precision and recall.

# %% [markdown]
# ## Logits: the sigmoid inside the loss
#
# There is a second way to write a classifier. Leave the sigmoid out, so that the model returns the
# logit, and let the loss apply the sigmoid: `from_logits=True`. With the same weights, both ways give
# the same numbers.

# %%
logit_model = keras.Sequential(
    [
        keras.Input((10,)),
        keras.layers.Dense(4, activation="relu"),
        keras.layers.Dense(4, activation="relu"),
        keras.layers.Dense(1),
    ]
)
logit_model.set_weights(model.get_weights())
logits = np.array(logit_model(X_test))
assert np.allclose(sigmoid(logits), column, atol=1e-5)

from_probabilities = keras.losses.BinaryCrossentropy()
from_logits = keras.losses.BinaryCrossentropy(from_logits=True)
labels = y_test[:, None]
one, other = float(from_probabilities(labels, column)), float(from_logits(labels, logits))
print(f"from probabilities {one:.5f}, from logits {other:.5f}")
assert np.isclose(one, other, atol=1e-3)

# %% [markdown]
# Why are there two ways? A computer's numbers have about seven digits here. At the logit −120 the
# probability is so close to 0 that it is rounded to 0, but the logit itself is still exact.

# %%
one_label, logit = np.array([[1.0]], "float32"), np.array([[-120.0]], "float32")
probability = np.array(keras.ops.sigmoid(logit))
print("probability:", float(probability[0, 0]))
print(f"loss from the probability {float(from_probabilities(one_label, probability)):.0f}")
print(f"loss from the logit       {float(from_logits(one_label, logit)):.0f}")
assert float(from_logits(one_label, logit)) == 120
assert float(from_probabilities(one_label, probability)) < 17

# %% [markdown]
# The loss should be 120. From the probability Keras gets only 16.
#
# Do not mix the two ways.

# %% [markdown] tags=["guess", "again"]
# **Guess 6.h.** A probability goes through the sigmoid a second time. Between which numbers is the
# result?
#
# - [ ] From 0 to 1
#   That would be right if any number could go in. But a probability lies between 0 and 1.
# - [x] From 0.5 to 0.73
#   The sigmoid of 0 is 0.5, that of 1 is 0.73, and a probability lies between.
# - [ ] From 0 to 0.5
#   The sigmoid is below 0.5 only for numbers below 0. No probability is.

# %%
twice = sigmoid(p_test)
print(f"one sigmoid:  {p_test.min():.3f} to {p_test.max():.3f}")
print(f"two sigmoids: {twice.min():.3f} to {twice.max():.3f}")
print(f"loss {one:.2f} becomes {float(from_logits(labels, np.array(column))):.2f}")
assert 0.5 <= twice.min() < twice.max() < 0.732
assert float(from_logits(labels, np.array(column))) > 1.5 * one

# %% [markdown]
# All results are above 0.5, so every sample is called malignant. If Keras can still see the sigmoid at
# the end of your model, it notices the mistake, warns you, and takes the logit instead.

# %%
with warnings.catch_warnings(record=True, action="always") as caught:
    rescued = float(from_logits(labels, model(X_test)))
print(f"loss {rescued:.2f}. Keras says:", str(caught[0].message)[:118])
assert "from_logits" in str(caught[0].message)
assert np.isclose(rescued, one, atol=1e-3)

# %% [markdown]
# So read the warnings.

# %% [markdown]
# ## Three more mistakes without an error message
#
# **Softmax on one unit.** Softmax takes e to the power of each output, and divides it by the sum of
# all these powers. With a single output, this is a number divided by itself.

# %% [markdown] tags=["guess"]
# **Guess 6.j.** We train such a network for 20 epochs. What happens?
#
# - [ ] The loss stays as it is, because every prediction is 1
#   Every prediction is 1, that is true. But Keras does not compute the loss from the predictions here.
# - [x] The loss falls, and every prediction is still 1
#   Keras computes the loss from the logit behind the softmax. What `predict` shows is the softmax.
# - [ ] Keras stops with an error
#   It warns, but it goes on.

# %%
keras.utils.set_random_seed(1)
soft = keras.Sequential(
    [
        keras.Input((10,)),
        keras.layers.Dense(4, activation="relu"),
        keras.layers.Dense(1, activation="softmax"),
    ]
)
soft.compile(optimizer=keras.optimizers.Adam(0.03), loss="binary_crossentropy")
with warnings.catch_warnings(record=True, action="always") as caught:
    losses = soft.fit(X_train, y_train, batch_size=512, epochs=20, verbose=0).history["loss"]
    p_soft = np.array(soft(X_test))
print(f"loss from {losses[0]:.2f} to {losses[-1]:.2f}; predictions: {np.unique(p_soft)}")
print("Keras says:", str(caught[0].message)[:150])
assert "softmax" in str(caught[0].message)
assert np.allclose(p_soft, 1)
assert losses[-1] < 0.8 * losses[0]

# %% [markdown]
# The loss falls, and every prediction is 1. How can that be? Keras remembers the logit behind the
# softmax, and computes the loss from it, as if a sigmoid stood there:

# %%
hidden, output = soft.layers
behind = hidden(X_train) @ output.kernel + output.bias
with_sigmoid = float(keras.losses.BinaryCrossentropy(from_logits=True)(y_train[:, None], behind))
with warnings.catch_warnings(action="ignore"):
    reported = soft.evaluate(X_train, y_train, batch_size=512, verbose=0)
print(f"loss that Keras reports {reported:.4f}, with a sigmoid {with_sigmoid:.4f}")
assert np.isclose(reported, with_sigmoid, rtol=1e-3)

# %% [markdown]
# So Keras has trained a classifier with a sigmoid, but `predict` shows only the softmax. For one unit
# take a sigmoid.
#
# **Labels 1 and 2.** The formula of the cross-entropy expects 0 and 1. With a label of 2, the loss of a
# sure answer is *below 0*. With probabilities, a cross-entropy below 0 always means wrong labels.

# %%
wrong_labels = np.array([2.0, 1.0])
sure = np.array([0.99, 0.99])
loss = float(keras.losses.binary_crossentropy(wrong_labels, sure))
print(f"loss {loss:.2f}")
assert loss < 0

# %% [markdown]
# **No sigmoid at all**, with the usual loss. The outputs are logits, but the loss treats them as
# probabilities. It takes what is below 0 as 0 and what is above 1 as 1, and there the slope is 0.

# %%
untold = float(from_probabilities(labels, logits))
print(
    f"outputs from {logits.min():.1f} to {logits.max():.1f}; loss {untold:.2f} instead of {one:.2f}"
)
assert logits.min() < 0 and logits.max() > 1
assert untold > 1.5 * one

# %% [markdown]
# So look at the outputs before you trust a loss. They must lie between 0 and 1, and they must not all
# be the same. [Lesson 18](lesson_18_when_training_goes_wrong.ipynb) is a whole ward of such cases.

# %% [markdown]
# ## Summary
#
# - The class you look for is labelled 1, the other 0.
# - An accuracy says nothing without the base rate.
# - The sigmoid turns any number, the logit, into a probability.
# - Accuracy moves in steps, so it is a metric and never the loss. The loss is the cross-entropy:
#   minus the logarithm of the probability given to the true class.
# - Recall: how many of the positives were found. Precision: how many of the alarms are true.
# - A lower threshold gives more recall and less precision. Choose it by the cost of the two mistakes.
# - Accuracy and AUC do not say whether the probabilities are calibrated. Compare them with shares.
# - Take a sigmoid and the plain loss, or logits and `from_logits=True`: not both, and not neither.

# %% [markdown]
# ## New words
#
# - **binary classification**: predicting one of two classes
# - **calibrated**: of all that are given 70 %, about 70 of 100 come true
# - **class label**: the number of a class, 0 or 1
# - **positive class**: the class that is looked for, with the label 1
# - **accuracy**: the share of right answers
# - **base rate**: the share of the larger class, the accuracy of always giving the same answer
# - **sigmoid**: the S-shaped function from any number to one between 0 and 1
# - **logit**: the number that goes into the sigmoid
# - **odds**: p / (1 − p), how many times as likely as not; their logarithm is the logit
# - **logistic regression**: one neuron with a sigmoid, trained with cross-entropy
# - **cross-entropy**: the mean of minus the logarithm of the probability given to the true class
# - **decision boundary**: where a classifier's answer changes from one class to the other
# - **metric**: a number that is written down in training, but changes no weight
# - **threshold**: the probability above which we say "positive"
# - **false alarm**, or false positive: said positive, is negative
# - **miss**, or false negative: said negative, is positive
# - **confusion matrix**: the counts of right and wrong answers of both kinds
# - **recall**: the share of the positives that were found
# - **precision**: the share of the alarms that are true
# - **ROC curve**: recall against the share of false alarms, for all thresholds
# - **AUC**: the area under the ROC curve

# %% [markdown]
# ## Read and watch
#
# - Google: [Thresholds and the confusion
#   matrix](https://developers.google.com/machine-learning/crash-course/classification/thresholding),
#   from the Machine Learning Crash Course.
# - Josh Starmer: [ROC and AUC, clearly explained](https://www.youtube.com/watch?v=4jRBRDbJemM), 16
#   minutes.
# - Nick Street, William Wolberg and Olvi Mangasarian: [Nuclear feature extraction for breast tumor
#   diagnosis](https://doi.org/10.1117/12.148698), 1993. Where the samples of this lesson come from.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 6](../exercises/06_binary_classification.ipynb) asks which
# customers of a telephone company will leave. It ends with a look back at the first six lessons. After
# that,
# [Lesson 7: Forward and backward propagation](lesson_07_forward_and_backward_propagation.ipynb)
# shows how `fit` finds all those slopes.
