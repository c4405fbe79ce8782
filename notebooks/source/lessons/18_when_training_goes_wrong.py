# %% [markdown]
# # Lesson 18: When training goes wrong
#
# **You will be able to**
#
# - examine a training run before you change anything: eight examinations, cheap ones first
# - tell causes apart that make the same complaint
# - see at a number that a model is sound, and leave it alone
# - prove a repair with a control
# - take a doctor home that examines your own runs
#
# **Time:** 80 minutes
#
# **Before you start:** [Lesson 12: Preparing data](lesson_12_preparing_data.ipynb) and [Lesson 13:
# Tuning and regularization](lesson_13_tuning_and_regularization.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 18.r1.** Ten classes, all about equally frequent, a softmax, cross-entropy. Which loss
# does a network have before its first update?
#
# - [ ] About 0
#   So it would be if it knew every answer. It knows none yet.
# - [x] About 2.3
#   It gives each class about a tenth, and ln 10 = 2.3.
# - [ ] Nobody can say: the weights are random
#   They are random, but small. So all classes get about the same.
#
# **Recall 18.r2.** One network is off by 1.70 on 60 validation rows, another by 1.75. What do you
# want to know first?
#
# - [ ] Which of them has more weights
#   It may explain a difference, if there is one.
# - [x] How much each changes with another seed
#   A difference that is smaller than this is no difference yet.
# - [ ] Their errors on the training rows
#   They say how well each has learnt those rows. About luck they say nothing.

# %% [markdown]
# ## The night shift
#
# In 2008 eight hospitals from Seattle to Manila tried out a sheet of paper. On it were nineteen
# questions, such as *is this the right patient?* and *which side?* Somebody had to read them out
# before, during and after each operation. Before that, 1.5 of a hundred patients had died. With the
# sheet, 0.8 did. Nobody had learnt a new operation. They had only asked what everybody knew one
# should ask.
#
# Nadia has kept the help desk of a research institute for ten years. When a training goes wrong, people
# write to her. Tonight she goes on holiday, and you take over. Twelve messages are waiting. On the
# door she has left a sheet:
#
# > **Look before you change.** Who changes the rate, the layers and the data at once, and it works,
# > has learnt nothing. The run tells you what is wrong, if you ask it. Ask what is cheap first, and
# > what would be dangerous to miss.
#
# Below that are eight examinations. You will write each of them: they are a few lines of Python. The
# first ones cost nothing, the last ones a training.

# %%
import time
import warnings

import keras
import numpy as np
import pandas as pd

from course_utils import (
    diagnose,
    explore_clinic,
    guess,
    load_dataset,
    plot_history,
    show_figure,
    train_grid,
)


def load_shuffled(name, seed=1):
    """Return a table of the course with its rows in random order."""
    return load_dataset(name).sample(frac=1, random_state=seed)


# %%
def network(n_inputs, *, units=16, outputs=1, activation=None):
    """Return a network with one hidden layer, always from the same start."""
    keras.utils.set_random_seed(1)
    return keras.Sequential(
        [
            keras.Input((n_inputs,)),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(outputs, activation=activation),
        ]
    )


digits = load_shuffled("digits")
X_digits = digits.drop(columns="label").to_numpy() / 16
y_digits = digits["label"].to_numpy()

tumours = load_shuffled("breast_cancer")
ill = (tumours["diagnosis"] == "malignant").to_numpy().astype(float)
cells = tumours.drop(columns="diagnosis").to_numpy()
X_cells = (cells - cells[:400].mean(axis=0)) / cells[:400].std(axis=0)

# %% [markdown]
# ## The first number
#
# **Ben** writes: *"My digits took five epochs. I thought the rate was too high, so I started anew
# with a tenth of it. It is fantastic! After one epoch it has 97 %. Everybody should take 0.001."*
#
# This is what he did, as it stands in his notebook.

# %%
reader = network(64, units=32, outputs=10, activation="softmax")
how = {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
reader.compile(optimizer=keras.optimizers.Adam(0.01), **how)
fresh_loss = reader.evaluate(X_digits[:1000], y_digits[:1000], verbose=0)[0]
reader.fit(X_digits[:1000], y_digits[:1000], epochs=5, verbose=0)

reader.compile(optimizer=keras.optimizers.Adam(0.001), **how)  # "started anew"


# %% [markdown]
# The **first examination** is the loss *before* the first update. For that number you need no
# training and no experience, only a logarithm. A network that knows nothing gives each of k classes about
# the same share, so its cross-entropy is about ln k. For a quantity its first answers are near 0, so
# compare with the loss of somebody who always says 0.


# %%
def first_loss(model, X, y):
    """Return the loss before any training."""
    measured = model.evaluate(X, y, verbose=0)
    return measured[0] if isinstance(measured, list) else measured


# %% [markdown] tags=["guess"]
# **Guess 18.a.** Ben's network stands before the first epoch of its "new" training. What is its loss?
#
# - [ ] About 2.3, which is ln 10
#   So it was five epochs ago. `compile` sets a loss and an optimizer, and no weights.
# - [x] Far below 2.3
#   A network that has been compiled anew is not a new network: it knows its digits already.
# - [ ] Far above 2.3
#   That you would see with inputs that were not scaled, or labels that do not fit.

# %%
bens_loss = first_loss(reader, X_digits[:1000], y_digits[:1000])
print(f"ln 10 = {np.log(10):.2f}, a new network {fresh_loss:.2f}, Ben's {bens_loss:.2f}")
assert abs(fresh_loss - np.log(10)) < 0.4 and bens_loss < 0.5

# %% [markdown]
# Nothing has started anew. Neither `compile` nor a second `fit` gives new weights: the second run goes
# on where the first one ended. The remedy is to *build* the model again, and the usual place for that is
# a function, as `network` is. Then one call is one fresh start.
#
# You have found this without training anything. What else does the first loss tell?
#
# | first loss | think of |
# |---|---|
# | about ln k, or that of always 0 | a healthy start |
# | far below | trained before; or the answer is among the inputs |
# | far above | inputs or targets not scaled; no sigmoid or softmax before a cross-entropy |
# | below zero | a cross-entropy with labels that are not 0 and 1 |
# | NaN | an empty cell |

# %% [markdown]
# ## Count the answers
#
# **Chidi**: *"Benign or malignant. The loss falls beautifully, from epoch to epoch. But the accuracy
# does not move. I have already tried more layers, and three other optimizers."* In the first line of his
# notebook he has switched all warnings off, because they were in the way.

# %%
chidis = network(30, activation="softmax")
chidis.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
with warnings.catch_warnings(action="ignore"):
    chart = chidis.fit(X_cells[:400], ill[:400], epochs=10, verbose=0).history
losses, scores = np.round(chart["loss"], 2), np.round(chart["accuracy"], 2)
print(f"loss from {losses[0]} to {losses[-1]}, accuracy from {scores[0]} to {scores[-1]}")
assert chart["loss"][-1] < 0.5 * chart["loss"][0] and np.ptp(chart["accuracy"]) == 0

# %% [markdown]
# A falling loss looks like health. Before you think about layers, ask the model what it *says*. The
# **second examination**: take a hundred rows, and count how many different answers come.


# %%
def different_answers(model, X):
    """Return how many different predictions a model makes for the first 100 rows."""
    return len(np.unique(np.array(model(X[:100])).round(3), axis=0))


# %% [markdown] tags=["guess"]
# **Guess 18.b.** A hundred samples, all of them different. How many different predictions does Chidi's
# network make?
#
# - [x] One
#   It says exactly 1 to everybody: a softmax divides a number by the sum of all outputs, and there
#   is only this one.
# - [ ] Two: benign and malignant
#   Two there would be after rounding to 0 and 1, if it said anything at all.
# - [ ] Nearly a hundred: the loss falls, so it learns
#   It does learn. Keras computes the loss from the numbers *before* the softmax. But what comes
#   out of the model has been through it.

# %%
answers = chidis.predict(X_cells[400:500], verbose=0)
print(
    different_answers(chidis, X_cells[400:]),
    "different prediction; all of them are",
    answers[0].round(3),
)
assert different_answers(chidis, X_cells[400:]) == 1 and np.allclose(answers, 1)

# %% [markdown]
# Two outputs and a softmax, or one and a *sigmoid*. With one output the softmax is x / x. And see the
# red lines above: Keras had told Chidi so, on the first day. A warning is an examination that somebody
# else has made for you.
#
# One answer for all is a common complaint with many causes. All units of a layer may be dead (lesson 8). A
# sigmoid may be saturated, since its inputs were in the thousands. All weights may be NaN. Or the network
# may have found that one answer is the cheapest. Always ask *which* answer it is: 1.0 exactly, NaN,
# the mean of the targets, or the base rate.

# %% [markdown]
# ## What does the lazy one get?
#
# **Lena** works for the telephone company of lesson 6. *"97 % right on customers with a contract
# for two years! The old model had 80 %. I would like to show it to the board at nine."*

# %%
customers = load_shuffled("churn")
names = ["tenure", "monthly_charges", "total_charges", "senior_citizen", "partner"]
loyal = customers[customers["contract"] == "Two year"].fillna({"total_charges": 0})
X_loyal = loyal[names].to_numpy(float)
X_loyal = (X_loyal - X_loyal[:1200].mean(axis=0)) / X_loyal[:1200].std(axis=0)
leaves = (loyal["churn"] == "Yes").to_numpy().astype(float)

lenas = network(5, activation="sigmoid")
lenas.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
lenas.fit(X_loyal[:1200], leaves[:1200], epochs=8, batch_size=64, verbose=0)
p_leaves = lenas.predict(X_loyal[1200:], verbose=0)[:, 0]
score = lenas.evaluate(X_loyal[1200:], leaves[1200:], verbose=0)[1]
print(f"{score:.1%} right, {different_answers(lenas, X_loyal[1200:])} different answers of 100")

# %% [markdown]
# The answers differ, so the second examination finds nothing. The **third** asks for the **base
# rate**: what would somebody get who looks at nothing, and always says what is most frequent? A score
# without that number beside it says nothing.


# %%
def base_rate(y):
    """Return the share of the most frequent label: the score of who always says the same."""
    return np.unique(y, return_counts=True)[1].max() / len(y)


# %% [markdown] tags=["guess"]
# **Guess 18.c.** How many of those who leave does Lena's network find?
#
# - [ ] 97 %
#   That is the share of *all* customers on whom it is right, and nearly all of them stay.
# - [ ] About half
#   Even that would be worth showing. Have a look at the base rate.
# - [x] None
#   Hardly anybody leaves a contract of two years. Who always says "stays" is right just as often.

# %%
found = int(np.sum((p_leaves > 0.5) & (leaves[1200:] == 1)))
print(f"base rate {base_rate(leaves[1200:]):.1%}; found {found} of {int(leaves[1200:].sum())}")
assert found == 0 and abs(score - base_rate(leaves[1200:])) < 0.005

# %% [markdown]
# Is the network ill? No. Its probabilities may well be worth something: a customer with 20 % is a
# case for a call, at a base rate of 3 %. It is the *score* that is ill: accuracy with a threshold of a
# half. Lena needs the area under the ROC curve, or the cost of a miss (lesson 6).
#
# **Mei**: *"Tumours again, and a validation accuracy that I cannot explain. I have not touched the
# data, I only put them in order first."*
#
# Take the same examination, for each side of the split.

# %%
in_order = np.argsort(ill, kind="stable")
cut = int(0.8 * len(ill))  # validation_split=0.2 takes the rows behind it
for name, rows in {"training": in_order[:cut], "validation": in_order[cut:]}.items():
    print(f"{name:11}{len(rows)} rows, {ill[rows].mean():.0%} of them malignant")
assert ill[in_order[cut:]].mean() == 1 and ill[in_order[:cut]].mean() < 0.3

# %% [markdown]
# `validation_split` takes the *last* rows as they come, and hers are of one class. Shuffle first
# (lesson 11). This patient needed no network at all.
#
# **Omar** is desperate: *"Keras says 98 %. I do not trust it, so I counted myself. It is a coin!"*

# %%
omars = network(30, activation="sigmoid")
omars.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
omars.fit(X_cells[:400], ill[:400], epochs=8, verbose=0)
p, y = omars.predict(X_cells[400:], verbose=0), ill[400:]
by_hand = np.mean(p.round() == y)
by_keras = omars.evaluate(X_cells[400:], y, verbose=0)[1]
print(f"counted by Omar: {by_hand:.0%} right, by Keras: {by_keras:.0%}")
assert by_keras > 0.9 and by_hand < 0.65

# %% [markdown] tags=["guess"]
# **Guess 18.d.** There are 169 rows. How many comparisons has `p.round() == y` made?
#
# - [ ] 169
#   So it looks. But `predict` gives a column, of shape (169, 1), and `y` is of shape (169,).
# - [x] 28,561
#   A column against a row makes a table: every prediction is compared with every label.
# - [ ] 338
#   Twice as many would be two columns.

# %%
print("shapes", p.shape, y.shape, " compared", (p.round() == y).shape, (p.round() == y).size)
print(f"with one shape for both: {np.mean(p[:, 0].round() == y):.0%}")
assert (p.round() == y).size == 169**2 and np.isclose(np.mean(p[:, 0].round() == y), by_keras)

# %% [markdown]
# The model is in the best of health; the thermometer was broken. Why just about a half? Each prediction meets
# the labels of *all* rows, so what comes out is the agreement of two strangers, and it only depends on the
# base rates. That is worth remembering as a sign: **a score that is exactly what chance would give,
# from a loss that has fallen.** Print the shapes.

# %% [markdown]
# ## Three ways to NaN
#
# Three messages say nearly the same: *"The loss is NaN"*, and *"NaN, and once a number with twelve
# digits"*. They come from **Paula**, **Rosa** and **Sven**. NaN means "not a number": the computer's
# answer to ∞ − ∞, and to any sum with NaN in it.
#
# This is where doctors speak of a **differential diagnosis**. Do not take the first cause that comes to
# mind. Write down *all* that could make this complaint, then look for the examination that parts them.
#
# | could be | then you would also see |
# |---|---|
# | an empty cell in the table | NaN in a column, before any training |
# | inputs that are not scaled | columns that span thousands; a first loss that is too high |
# | a rate that is too high | neither; a loss that grows from batch to batch |

# %%
concrete = load_shuffled("concrete")
y_strength = concrete.pop("compressive_strength").to_numpy()
mixtures = concrete.to_numpy(float)
X_strength = (mixtures - mixtures[:800].mean(axis=0)) / mixtures[:800].std(axis=0)

some = customers.iloc[:1500]
X_some = some[names].to_numpy(float)
X_some = (X_some - np.nanmean(X_some, axis=0)) / np.nanstd(X_some, axis=0)
left = (some["churn"] == "Yes").to_numpy().astype(float)


# %%
def descend(X, y, rate, loss="mean_squared_error", activation=None):
    """Train a new network by plain gradient descent; return it, and its loss epoch by epoch."""
    model = network(X.shape[1], units=32, activation=activation)
    model.compile(keras.optimizers.SGD(rate), loss=loss)
    start = first_loss(model, X, y)
    return model, [start, *model.fit(X, y, epochs=6, verbose=0).history["loss"]]


patients = {
    "Paula": (X_strength[:800], y_strength[:800], 0.3),
    "Rosa": (mixtures[:800], y_strength[:800], 0.01),
    "Sven": (X_some, left, 0.01, "binary_crossentropy", "sigmoid"),
}
runs = {name: descend(*patient) for name, patient in patients.items()}
for name, (_, losses) in runs.items():
    print(f"{name:6}", *[f"{loss:10.3g}" for loss in losses])
    assert not losses[-1] < 1e6

# %% [markdown]
# The **fourth examination** looks for NaN: in each array of weights, and in the table. The **fifth**
# asks what each column spans.


# %%
def nan_by_weight(model):
    """Return for each array of weights how many of its numbers are NaN."""
    return {weight.path.split("/", 1)[-1]: int(np.isnan(weight).sum()) for weight in model.weights}


def spans(X):
    """Return the smallest and the largest number of each column, and how many cells are empty."""
    columns = {"from": np.nanmin(X, axis=0), "to": np.nanmax(X, axis=0)}
    return pd.DataFrame({**columns, "empty": np.isnan(X).sum(axis=0)}).round(2)


# %% [markdown] tags=["guess"]
# **Guess 18.e.** Sven's table has 7,500 cells, and a few of `total_charges` are empty. His network
# has 225 weights. How many of them are NaN after training?
#
# - [ ] As many as there are empty cells: a few
#   A gradient is a mean over the batch. One NaN among 32 makes the mean NaN.
# - [ ] 32: the weights out of the column `total_charges`
#   They were hit first. But the prediction is a sum, so it was NaN too, and with it the slopes of
#   everything behind.
# - [x] All 225
#   One row is enough. A sum with NaN in it is NaN, and so is the next.

# %%
print("Sven's weights:", nan_by_weight(runs["Sven"][0]))
assert sum(nan_by_weight(runs["Sven"][0]).values()) == 225 == runs["Sven"][0].count_params()
spans(X_some).set_axis(names)

# %% [markdown]
# There it is, in the last column. (Here the loss was NaN, too. It need not be. On some machines a ReLU makes a 0
# of NaN: then the loss is about 0.69 for ever, and only the weights give it away.) What to put into such
# a cell, lesson 12 has told.
#
# Sven has his diagnosis. Paula and Rosa have no empty cells. What parts them?

# %%
for name in ("Paula", "Rosa"):
    X, y, rate = patients[name]
    table, start = spans(X), runs[name][1][0]
    n_nan = sum(nan_by_weight(runs[name][0]).values())
    print(f"{name:6}empty cells {table['empty'].sum()}, weights that are NaN {n_nan}")
    print(
        f"{'':6}columns from {table['from'].min():.0f} to {table['to'].max():.0f}, "
        f"first loss {start:,.0f}, that of “always 0” {np.mean(y**2):,.0f}"
    )
    assert table["empty"].sum() == 0
assert runs["Rosa"][1][0] > 1.5 * np.mean(y**2) and runs["Paula"][1][0] < 1.2 * np.mean(y**2)
assert spans(mixtures)["to"].max() > 1000 and spans(X_strength)["to"].max() < 20

# %% [markdown]
# NaN in the weights says that a run has blown up, and not why: it cannot part the two. The spans
# can: Rosa's columns run to more than a thousand. So Rosa has to scale, and Paula to go slower.
#
# But would a smaller rate not help Rosa as well? Let us see. An **experiment** is the strongest
# examination there is: change *one* thing, and nothing else.

# %%
tries = {
    "Paula, rate 0.3 → 0.01": (*patients["Paula"][:2], 0.01),
    "Rosa, rate 0.01 → 0.0000001": (*patients["Rosa"][:2], 1e-7),
    "Rosa, inputs scaled": (*patients["Paula"][:2], 0.01),
}
print(f"variance of the targets: {y_strength[:800].var():.0f}")
last = {name: descend(*one)[1][-1] for name, one in tries.items()}
for name, loss in last.items():
    print(f"{name:28} loss {loss:.0f}")
assert last["Rosa, inputs scaled"] < 0.7 * last["Rosa, rate 0.01 → 0.0000001"]

# %% [markdown]
# The small rate takes the NaN away, and it is not the cure. A rate that the largest column can bear
# is far too small for the others. **A complaint that has gone is not a cause that was found.** Had you
# begun with the rate, Rosa would have gone home with a network that hardly learns.
#
# Do you see why one looks for the empty cell first? It costs nothing to look, and it is dangerous to miss:
# no rate and no scaling will help.

# %% [markdown]
# ## Half-way
#
# Eight of the twelve have been seen, and not one of them needed more layers. This is a good place to
# stop for today. When you come back, select the next cell, choose *Run*, then *Run All Above
# Selected Cell*, and go on.

# %% [markdown]
# ## Sixteen rows
#
# From here on an examination costs a training. It has to be a *new* network, made as the patient's
# was. This builds one: the same layers, the same loss and optimizer, other weights.


# %%
def fresh(model, seed=1):
    """Return a network of the same layers, compiled the same way, with new weights."""
    keras.utils.set_random_seed(seed)
    new = keras.models.clone_model(model)
    new.compile_from_config(model.get_compile_config())
    return new


# %% [markdown]
# **Tariq**: *"Strength of concrete. The loss is stuck at 1,500, at any rate. I think I have too little
# data, or the network is too small. It has 32 units, with ReLU, and one output with a sigmoid, as in
# the lesson."*

# %%
tariqs = network(8, units=32, activation="sigmoid")
tariqs.compile(keras.optimizers.Adam(0.01), loss="mean_squared_error")
tariqs.fit(X_strength[:800], y_strength[:800], epochs=6, verbose=0)
stuck = first_loss(tariqs, X_strength[:800], y_strength[:800])
print(f"loss {stuck:,.0f}; variance of the targets {y_strength[:800].var():,.0f}")

# %% [markdown]
# The **sixth examination**: give a new one only sixteen rows, and see whether it learns them by
# heart. Overfitting is easy. With 321 weights for 16 numbers, whoever cannot even do this has
# something in the way, and it is not the data.


# %%
def by_heart(model, X, y, times=300):
    """Return the loss of a new network on the only sixteen rows that it is shown, again and again."""
    new = fresh(model)
    again_and_again = np.tile(X[:16], (times, 1)), np.tile(y[:16], times)
    new.fit(*again_and_again, batch_size=16, shuffle=False, verbose=0)
    return first_loss(new, X[:16], y[:16])


# %% [markdown] tags=["guess"]
# **Guess 18.f.** Tariq's network gets sixteen rows, 300 times. Their strengths have a variance of some
# hundreds. What is its loss on them?
#
# - [ ] Nearly 0: sixteen rows are few
#   For a sound network. Here something is in the way.
# - [ ] About the variance: it says the mean
#   It would if it could. What is the largest number that a sigmoid can give?
# - [x] Far above the variance: worse than to say the mean
#   A sigmoid ends at 1, and the strengths are from 2 to 83. It says 1 to everything.

# %%
sixteen = y_strength[:16]
healthy = network(8, units=32)
healthy.compile(keras.optimizers.Adam(0.01), loss="mean_squared_error")
learnt = {
    name: by_heart(model, X_strength, y_strength)
    for name, model in {"Tariq": tariqs, "without the sigmoid": healthy}.items()
}
print(f"variance of the sixteen {sixteen.var():.0f};", {n: round(e) for n, e in learnt.items()})
assert learnt["Tariq"] > 2 * sixteen.var() > 4 * learnt["without the sigmoid"]

# %% [markdown]
# The second number is the **control**: the same examination, with the one thing changed that you
# suspect. Without it you would not know whether sixteen rows *can* be learnt in 300 updates.
#
# This examination splits the world in two. If sixteen rows cannot be learnt, look at the network: its
# output, its loss, its rate. If they can, the network is sound, and you look at the rows.

# %% [markdown]
# ## Thrown to the wind
#
# **Uma** has 150 rows: *"Nearly 100 % in training, and on the validation rows it is a coin. So it
# overfits. I shall add dropout and make it smaller. The inputs are in one file, by the way, and the
# diagnoses in another, but both have exactly 150 rows."*

# %%
another_order = np.random.default_rng(7).permutation(150)
umas_labels = ill[:150][another_order]  # the second file was in another order

umas = network(30, units=64, activation="sigmoid")
umas.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
umas.fit(X_cells[:150], umas_labels, batch_size=25, epochs=40, verbose=0)
in_training = umas.evaluate(X_cells[:150], umas_labels, verbose=0)[1]
afterwards = umas.evaluate(X_cells[400:], ill[400:], verbose=0)[1]
print(f"right: training {in_training:.0%}, validation {afterwards:.0%}")
assert in_training > 0.85 and afterwards < 0.8

# %% [markdown]
# That may be overfitting: too much network for too few rows. Or her labels do not belong to her rows.
# Sixteen rows by heart? It can do more: it has learnt nearly all 150. So the fault is with the rows. The
# **seventh examination** throws the labels to the wind, on purpose: a new network learns the same
# rows with labels in random order. Now there is nothing to be learnt but single rows by heart. A sound
# run is much better than that.


# %%
def loss_on_labels(model, X, y, *, permuted, epochs=10):
    """Return the training loss of a new network, on labels as they are or in random order."""
    labels = np.random.default_rng(1).permutation(y) if permuted else y
    new = fresh(model)
    return new.fit(X, labels, batch_size=25, epochs=epochs, verbose=0).history["loss"][-1]


# %% [markdown] tags=["guess"]
# **Guess 18.g.** Uma's labels, and Uma's labels in random order: 10 epochs each. Which training loss
# is lower?
#
# - [ ] Far lower with her own
#   So it is where labels belong to their rows. See the second line that comes out below.
# - [x] About the same
#   Her own labels *are* in random order. No network can tell one chaos from another.
# - [ ] Far lower in random order
#   There is no reason for it: chaos is not easier than chaos.

# %%
for name, labels in {"Uma's": umas_labels, "right ones": ill[:150]}.items():
    own = loss_on_labels(umas, X_cells[:150], labels, permuted=False)
    wind = loss_on_labels(umas, X_cells[:150], labels, permuted=True)
    print(f"{name:11} as they are {own:.3f}, in random order {wind:.3f}")
    assert (own > 0.6 * wind) if name == "Uma's" else (own < 0.3 * wind)

# %% [markdown]
# Dropout would have lowered her training accuracy, and she would have believed that it helps. The
# cure is to join the two files by a key: the number of the sample.
#
# In 2017 Chiyuan Zhang and others did this with a large network and a million photographs: it learnt random
# labels by heart, almost perfectly. So **a training loss proves nothing.** It shows that a network
# can learn, not that there was something to learn.

# %% [markdown]
# ## The same again
#
# **Vera**: *"Fuel economy. Yesterday, with 32 units, the validation error was lower than today,
# with 64. What is wrong with 64 units? I have checked everything twice."*

# %%
cars = load_shuffled("fuel_economy")
y_cars = cars["mpg"].to_numpy()
X_cars = cars[["displacement", "horsepower", "weight", "model_year"]].to_numpy(float)
X_cars = (X_cars - X_cars[:332].mean(axis=0)) / X_cars[:332].std(axis=0)
rows = (X_cars[:332], y_cars[:332], X_cars[332:], y_cars[332:])


def off_by(seeds, units):
    """Return the validation error in miles a gallon for each seed."""
    runs = train_grid(
        lambda width: network(4, units=width),
        rows,
        loss="mean_absolute_error",
        width=units,
        optimizer="adam",
        learning_rate=0.01,
        epochs=60,
        seed=seeds,
        progress=False,
    )
    return runs.curves["val_loss"][..., -1]


# %% [markdown]
# The **eighth examination** is the simplest and the most often forgotten. Do the same again, with
# another seed. Two seeds show roughly how loud luck is; with `train_grid` you can have eight.

# %% [markdown] tags=["guess"]
# **Guess 18.h.** The mean of eight seeds with 32 units, and the mean of eight with 64: by how much are
# they apart, compared with the luck of a single seed?
#
# - [ ] By more: twice as many units are a real change
#   It is a change of the network. Whether one sees it in 60 validation rows is the question.
# - [x] By less than the range of one network's seeds
#   What Vera saw was two seeds, not two sizes.

# %%
eight = {units: off_by(range(1, 9), units) for units in (32, 64)}
for units, errors in eight.items():
    print(f"{units} units: mean {errors.mean():.2f}, from {errors.min():.2f} to {errors.max():.2f}")
apart = abs(eight[32].mean() - eight[64].mean())
assert apart < min(np.ptp(errors) for errors in eight.values())

# %% [markdown]
# Vera's patient is **healthy**. That is a finding, too, and an important one: whoever treats the
# healthy, harms them.

# %% [markdown]
# ## Nothing wrong
#
# **Yusuf**: *"My training loss is *above* my validation loss. Always! A network cannot know rows better that
# it has never seen. Are the two swapped?"*

# %%
yusufs = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(0.3),
        keras.layers.Dense(1),
    ]
)
yusufs.compile(keras.optimizers.Adam(0.01), loss="mean_absolute_error")
aside = (X_strength[800:], y_strength[800:])
chart = yusufs.fit(X_strength[:800], y_strength[:800], validation_data=aside, epochs=15, verbose=0)
show_figure(
    plot_history(chart),
    alt="Loss by epoch, in MPa. The training loss falls and stays above the validation loss.",
)

# %% [markdown] tags=["guess"]
# **Guess 18.i.** `evaluate` gives the loss of the finished network on the *training* rows. Where is it?
#
# - [ ] At the training loss of the last epoch
#   Those losses were noted with three of ten units dropped, and while the weights were still moving.
# - [x] Clearly below it
#   In `evaluate` and `predict` all units take part. `fit` notes the loss with dropout on.
# - [ ] Above it: without dropout it overfits
#   Dropout makes each step harder. Taking it away makes the same weights better.

# %%
noted = chart.history["loss"][-1]
measured = first_loss(yusufs, X_strength[:800], y_strength[:800])
print(f"training rows: noted by fit {noted:.2f} MPa, measured afterwards {measured:.2f} MPa")
print(f"validation rows: {chart.history['val_loss'][-1]:.2f} MPa")
twice = [yusufs.predict(X_strength[:100], verbose=0) for _ in range(2)]
assert measured < 0.95 * noted and np.array_equal(*twice)

# %% [markdown]
# Two numbers were compared that are not of one kind. Measured the same way, the training rows are where
# one expects them. The last line of the cell checks something else that people worry about: two calls
# of `predict` gave the same numbers. Dropout is off there, and nobody has to turn it off.

# %% [markdown]
# ## The sheet on the door
#
# Twelve messages, twelve diagnoses. With four of them the network was well: Lena's score was the
# wrong one, Omar's thermometer was broken, Vera and Yusuf worried for nothing. Not once were more
# layers the cure.
#
# What did it cost? Here are all eight on a healthy patient, by the clock.

# %%
doctors = {
    "first loss": lambda: first_loss(omars, X_cells[:400], ill[:400]),
    "different answers": lambda: different_answers(omars, X_cells),
    "base rate": lambda: base_rate(ill[:400]),
    "NaN by weight": lambda: nan_by_weight(omars),
    "spans of columns": lambda: spans(X_cells),
    "sixteen by heart": lambda: by_heart(omars, X_cells, ill),
    "labels permuted": lambda: loss_on_labels(omars, X_cells[:400], ill[:400], permuted=True),
    "another seed": lambda: fresh(omars, 2).fit(X_cells[:400], ill[:400], epochs=8, verbose=0),
}
seconds = {}
for name, examine in doctors.items():
    start = time.perf_counter()
    examine()
    seconds[name] = time.perf_counter() - start
    print(f"{name:18}{1000 * seconds[name]:7.0f} ms")
cheap, expensive = list(seconds.values())[:5], list(seconds.values())[5:]
assert sum(cheap) < sum(expensive)

# %% [markdown]
# So this is the sheet. Copy it, and hang it over your desk.
#
# | | ask | a sound run | if not, think of |
# |---|---|---|---|
# | 1 | NaN or empty cells? | none | the empty cell, the rate, the inputs |
# | 2 | spans of the columns? | all a few units wide | inputs not scaled |
# | 3 | first loss? | about ln k, or that of always 0 | trained before; inputs; output and loss do not fit |
# | 4 | base rate? | the score is well above it | accuracy on a rare class; sorted rows |
# | 5 | different answers? | about as many as rows | softmax on one unit, dead units |
# | 6 | sixteen by heart? | the loss goes to 0 | output, loss, rate |
# | 7 | labels permuted? | much worse than as they are | rows and labels do not belong together |
# | 8 | another seed? | a little different | it was luck |
#
# It is not in the order of the lesson, but in the order of the ward: first what costs nothing and is
# dangerous to miss. And after it come three rules.
#
# - **One change at a time.** Else you will not know which one it was.
# - **With a control.** The same examination on a run that you know to be sound.
# - **Stop when it is well.** Many a broken model was a sound one that somebody repaired.

# %% [markdown]
# ## Play with it
#
# Another ward: twelve other runs, A to L, on concrete, on tumours and on the loyal customers. The map
# shows what each of the eight examinations finds in each of them; a click on a cell gives the number, and in
# brackets what it is in a sound run.
#
# Tonight five of them come, and they have lost their name tags. You know what the five have, and not
# who has what. Take three examinations with you, in an order. Each patient is examined in this order
# until no other of the five would have shown the same. There is time for twelve.

# %%
explore_clinic()

# %% [markdown]
# **Try it:**
#
# 1. A and B both end in NaN. Which examinations find the same in both? Which part them?
# 2. Go to "permuted", the labels in random order, and click through the row. Whose number is near 1, and why each?
# 3. Two patients are healthy. Which, and how many examinations do you need to be sure?
# 4. Begin the night with "base rate", then with "permuted". How many of the five are still
#    possible after the first?
#
# <details><summary>What you saw</summary>
#
# 1. Answers, NaN, permuted labels, sixteen rows and two seeds find the same. The first loss and the spans
#    part them: B's inputs are not scaled.
# 2. C learns nothing, at its tiny rate, and L jumps about. E has next to nothing to learn, with one
#    class so rare. F has learnt chaos. A and B have no number at all.
# 3. I and J. Strictly, all eight: only what was looked at is known to be well.
# 4. Four and one after "base rate", two and three after "permuted". The best first examination
#    parts the ward in halves, not the one that finds the worst thing.
#
# </details>

# %% [markdown]
# ## The doctor you take home
#
# Nobody does all this by hand each time. `diagnose` does: it looks at the data, then at structure
# against loss, then into the weights, then at the curves. Where that leaves a suspicion, it makes an
# experiment: a short training with one thing changed. It knows some forty causes, and it leaves
# your model and your data as they are. Here is Rosa again, who had NaN.

# %%
X, y, _ = patients["Rosa"]
report = diagnose(runs["Rosa"][0], X=X, y=y)
assert report.causes[0] == "inputs_not_scaled"
report

# %% [markdown]
# Read such a card from the evidence down. Is the number true of your run? What did the experiment show?
# How sure is it? And do not skip the last line: what it could *not* look at, because you did not give
# it.

# %% [markdown] tags=["guess"]
# **Guess 18.j.** And what does it find in Yusuf's network, whose training loss is above its validation
# loss?
#
# - [ ] Overfitting
#   That is the other way round: a training loss far below.
# - [ ] Too much dropout
#   Three of ten units are a usual rate, and the network learns well.
# - [x] Nothing
#   And it says what it has looked at. A good doctor can send somebody home.

# %%
report = diagnose(yusufs, chart, X_strength[:800], y_strength[:800], aside)
assert report.causes == () and "That is no fault." in report.healthy[-1]
report

# %% [markdown]
# It is a doctor, not an oracle. It is sure of what it has seen before, and yours may be the case that it
# has not. It does not know what the columns mean, or whether accuracy is what you should be paid for.
# It cannot tell Lena that her board wants another number. Use it as Nadia used her sheet: so that
# nothing is forgotten, and then think.

# %% [markdown]
# ## Summary
#
# - Look before you change. A run tells what is wrong, if it is asked.
# - Write down all that could make the complaint. Then take the examination that parts them.
# - First what is cheap and dangerous to miss: empty cells, spans, the first loss, the base rate, the
#   number of answers. Only then what costs a training.
# - Sixteen rows by heart: if not, look at the network; if so, at the rows.
# - A training loss proves nothing: random labels can be learnt by heart, too.
# - One change at a time, with a control. A complaint that has gone is not a cause that was found.
# - To find that nothing is wrong is a finding.
#
# To a friend you can say: *"Look before you change: the run tells what is wrong if you ask it."*

# %% [markdown]
# ## New words
#
# - **differential diagnosis**: all causes that a complaint can have, and what would part them
# - **base rate**: the share of a class, so the score of who always says the most frequent one
# - **experiment**: a run with one thing changed, and nothing else
# - **permuted labels**: the labels in random order, so that there is nothing to be learnt but rows
# - **control**: the same examination on a run without the one thing that you suspect

# %% [markdown]
# ## Read and watch
#
# - Andrej Karpathy: [A recipe for training neural
#   networks](https://karpathy.github.io/2019/04/25/recipe/), 2019. One step after the other, with a look after
#   each.
# - Chiyuan Zhang and others: [Understanding deep learning requires rethinking
#   generalization](https://arxiv.org/abs/1611.03530), 2017. Random labels, learnt by heart.
# - Alex Haynes and others: [A surgical safety checklist to reduce morbidity and mortality in a global
#   population](https://www.nejm.org/doi/full/10.1056/NEJMsa0810119), 2009. The sheet of paper.

# %% [markdown]
# ## Where next
#
# [Exercise 18](../exercises/18_when_training_goes_wrong.ipynb) is the next night shift, and you are
# alone. It ends with a run of your own.
#
# And this is where the course ends. You began with one neuron and the calories of 65 cereals. Since then you
# have computed slopes by hand, looked at pixels, at half-hours and at letters, and doubted a good many numbers, your own among them. That last habit is the
# one to keep.
#
# What now?
#
# - **Take a table that is yours**: from your work, your club, your town. A question that you care about
#   teaches more than the next ten tutorials. Lesson 17 has the gates that it has to pass, from the
#   baseline to the one look at the test rows.
# - **Go deeper where you liked it.** [Dive into Deep Learning](https://d2l.ai) has the mathematics with code;
#   [Keras' own guides](https://keras.io/guides/) have the tools.
# - **Read a paper**, with the sheet beside you: what was the baseline, how many seeds, who chose by which rows?
# - **Explain it to somebody.** Each lesson gave you one sentence for a friend. See which of them you can
#   still defend.
