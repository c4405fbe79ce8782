# %% [markdown]
# # Lesson 0: The whole game
#
# **You will be able to**
#
# - train a network that reads handwritten digits, and say how often it is right
# - say what training, validation and test images are for
# - draw a digit of your own, and read what the network makes of it
# - name two kinds of images for which it is sure and wrong
#
# **Time:** 30 minutes
#
# **Before you start:** [Start here](../00_start_here.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 0.r1.** Some Python first. What is `[10, 20, 30][1]`?
#
# - [ ] 10
#   That is `[0]`, because Python counts from 0.
# - [x] 20
#   Python counts from 0, so 1 is the second. This is also why this lesson is number 0.
# - [ ] An error
#   `[3]` would be an error, because there are only the places 0, 1 and 2.
#
# **Recall 0.r2.** Somebody reads 400 digits and gets 12 of them wrong. What share is right?
#
# - [ ] 88 %
#   That is 100 − 12. But the 12 are out of 400, not out of 100.
# - [x] 97 %
#   388 of 400 are right. 12 of 400 is the same as 3 of 100, so 3 % are wrong.
# - [ ] 388 %
#   388 is how many are right. As a share it is 388 / 400.

# %% [markdown]
# ## Letters for Buffalo
#
# What does a 4 look like? Two strokes, or one? Open at the top, or closed? Try to write down a rule
# that tells any 4 from any 9, and you will find that you cannot. And yet you can *read* them,
# although nobody ever gave you the rule: you were shown examples.
#
# In 1989 Yann LeCun and his colleagues at Bell Labs did the same with a machine. They had
# 9,298 digits from envelopes that had passed through the post office of Buffalo, New York. They
# showed most of them to a network, with the right answers. It learnt for three days. Then it read
# digits that it had never seen, and 95 of 100 were right.
#
# Today you do it in a few seconds. You do not need to understand every line yet. This lesson plays
# the whole game once, before you learn the rules; the rest of the course explains it line by line.
#
# Our digits were written by 13 people who filled in a form. Ethem Alpaydin and Cevat Kaynak of
# Boğaziçi University in Istanbul published them in 1998. Each digit was cut out, centred, and
# shrunk to 8 × 8 pixels.

# %%
import time

import keras
import numpy as np

from course_utils import draw_digit, guess, load_dataset, plot_images, show_figure

digits = load_dataset("digits")
X = digits.drop(columns="label").to_numpy() / 16  # 0 is paper, 1 is ink
y = digits["label"].to_numpy()
print(f"{len(X):,} images, each of {X.shape[1]} numbers; the first is a {y[0]}")

some = [index for digit in range(10) for index in np.flatnonzero(y == digit)[:2]]
show_figure(
    plot_images(X[some].reshape(-1, 8, 8), [str(label) for label in y[some]]),
    alt="Two images of each digit from 0 to 9, 8 by 8 pixels each, darker where there is more ink.",
)

# %% [markdown]
# To a computer an image is a list of numbers. Here it has 64 of them, one for each pixel: how much
# ink is there. `X` holds the images, one in each row, and `y` holds the right answers.
#
# We split the images into three sets, in a random order. The network learns from the **training**
# images. It never learns from the **validation** images, so they show us which of several networks
# reads best. The **test** images are for the final report: we look at them once, at the very end.

# %%
order = np.random.default_rng(1).permutation(len(y))
train, valid, test = order[:1000], order[1000:1400], order[1400:]
X_train, y_train = X[train], y[train]
X_valid, y_valid = X[valid], y[valid]
X_test, y_test = X[test], y[test]
print("training, validation, test:", len(X_train), len(X_valid), len(X_test))

# %% [markdown]
# ## The whole program
#
# Here it is. These lines know nothing about digits. They do not say that an 8 has two loops, or
# even that pixels have neighbours.


# %%
def train_network(units):
    """Return a network that has seen each training image 15 times."""
    keras.utils.set_random_seed(1)
    network = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(units, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    optimizer = keras.optimizers.Adam(0.01)
    network.compile(optimizer, loss="sparse_categorical_crossentropy")
    network.fit(X_train, y_train, batch_size=32, epochs=15, verbose=0)
    return network


def accuracy(network, images, labels):
    """Return the share of images that a network reads correctly."""
    return np.mean(np.array(network(images)).argmax(axis=1) == labels)


# %% [markdown]
# Before you run the next cell, guess. Somebody who names digits at random is right for about 10 of
# 100 images, because there are ten digits and each is about equally frequent.

# %% [markdown] tags=["guess"]
# **Guess 0.a.** The network learns for a few seconds. Of 100 images that it has never seen, how
# many does it read correctly?
#
# - [ ] About 20
#   That is little better than guessing at random. The network does far better.
# - [ ] About 60
#   Many people expect this, because the code is short and learning takes only seconds. It is
#   better.
# - [x] More than 90
#   1,000 examples and a few seconds are enough, for images as tidy as these.

# %%
start = time.perf_counter()
model = train_network(units=64)
seconds = time.perf_counter() - start
right = accuracy(model, X_valid, y_valid)
print(f"learnt in {seconds:.1f} seconds; right on {right:.1%} of {len(y_valid)} new images")
assert right > 0.9

# %% [markdown]
# The share of right answers is called the **accuracy**. Here are some of the images that the
# network got wrong. Above each you see the true digit, and then what the network read. Would you
# have read them all correctly?

# %%
said = np.array(model(X_valid)).argmax(axis=1)
wrong = np.flatnonzero(said != y_valid)[:8]
titles = [f"{y_valid[i]} → {said[i]}" for i in wrong]
show_figure(
    plot_images(X_valid[wrong].reshape(-1, 8, 8), titles),
    alt="Some validation images that were read wrongly. Above each: the true digit, an arrow, and "
    "the digit that the network read.",
)

# %% [markdown]
# ## Change one number
#
# Now play with it. In the next cell a second network has 4 units instead of 64. Run the cell, and
# then try a number of your own.

# %%
few = 4  # change it, and run the cell again
networks = {"64 units": model, f"{few} units": train_network(units=few)}
by_validation = {name: accuracy(each, X_valid, y_valid) for name, each in networks.items()}
for name, share in by_validation.items():
    print(f"{name:9}{share:.1%} of the validation images are read correctly")
best = max(by_validation, key=by_validation.get)
chosen = networks[best]
print("chosen:", best)
assert few > 4 or by_validation["64 units"] > by_validation[f"{few} units"] + 0.05

# %% [markdown]
# We choose by the validation images. With 4 units many more digits are read wrongly, so we keep the
# network with 64. Why do more units help? Do they always? And what is a unit? Each line of the code
# raises such questions, and this table says where you find the answers:
#
# | In the code | What it is about | Lesson |
# |---|---|---|
# | `Input((64,))` | what one example looks like | [1](lesson_01_single_neuron.ipynb) |
# | `Dense(units, …)` | neurons, side by side and in layers | [1](lesson_01_single_neuron.ipynb), [2](lesson_02_deep_networks.ipynb) |
# | `activation="relu"` | the bend that makes several layers useful | [2](lesson_02_deep_networks.ipynb), [8](lesson_08_activation_functions.ipynb) |
# | `activation="softmax"`, `loss=…` | ten shares that add up to 1, and what a mistake costs | [9](lesson_09_losses_and_several_classes.ipynb) |
# | `fit`, `batch_size`, `epochs` | how a network learns, and when to stop | [3](lesson_03_stochastic_gradient_descent.ipynb), [4](lesson_04_overfitting_and_underfitting.ipynb), [7](lesson_07_forward_and_backward_propagation.ipynb) |
# | `Adam(0.01)` | how large its steps are | [3](lesson_03_stochastic_gradient_descent.ipynb), [10](lesson_10_optimizers.ipynb) |
# | `train, valid, test` | which results you can trust | [11](lesson_11_honest_splits.ipynb) |
# | `/ 16` | preparing data | [12](lesson_12_preparing_data.ipynb) |

# %% [markdown]
# ## Your turn to write
#
# Draw a digit. While you draw, your strokes are turned into 8 × 8 pixels, in the same way as the
# digits of the data. The network sees these 64 numbers and nothing else. Its answer is ten shares,
# one for each digit, which add up to 1.

# %%
draw_digit(chosen)

# %% [markdown]
# **Try it:**
#
# 1. Write all ten digits, one after the other. How many does it read correctly?
# 2. Write a 7 in your usual way. Then write one with a bar through its stem, or without it if yours
#    has one.
# 3. Untick "Cut out and centred", and write a small 3 into a corner.
# 4. Write a letter, or your initials. What does the network answer, and how large is its largest
#    share?
# 5. Clear the paper.
#
# <details><summary>What you may have seen</summary>
#
# 1. When this page was tried out with thirty drawn digits, about four of five were read correctly.
#    You are not one of the 13 people, and a mouse is not a pen.
# 2. A bar helps, as you are about to see.
# 3. The network is often wrong, and may still give its wrong answer a large share.
# 4. It names a digit. It has only ten answers, and none of them is "this is not a digit".
# 5. Even empty paper gets ten shares that add up to 1.
#
# </details>

# %% [markdown]
# Why does the bar matter? Look at the sevens that the network has learnt from.

# %%
sevens = X_train[y_train == 7].reshape(-1, 8, 8)
ink = (sevens > 0.4).sum(axis=2)  # how many pixels have ink, in each row of each image
is_wider = ink[:, 3:6] >= ink[:, 4:7] + 2  # than the row below: that is the bar
has_bar = is_wider.any(axis=1)
print(f"{has_bar.mean():.0%} of these {len(sevens)} sevens have a bar")
assert 0.6 < has_bar.mean() < 0.95
show_figure(
    plot_images(sevens[:10]),
    alt="Ten sevens of the training images. Most have a short bar through the stem.",
)

# %% [markdown]
# In Turkey, as in much of Europe, many people write a bar through the 7. So did most of these
# writers. Nobody told the network to look for a bar. But most of its examples have one, so it
# learnt that the bar is a part of a seven. **A network knows only the world of its examples.**
# Remember this when you hear of a network that reads X-ray images or job applications.

# %% [markdown]
# ## Sure, and wrong
#
# Is only unknown handwriting a problem? Take the validation images, which the network reads so
# well, and move each by two pixels: once to the right, once to the left. You would still read them
# easily.


# %%
def moved(images, right):
    """Move images by one or two pixels; what comes in at the side is paper."""
    wide = np.pad(images.reshape(-1, 8, 8), ((0, 0), (0, 0), (2, 2)))
    return wide[:, :, 2 - right : 10 - right].reshape(-1, 64)


beside = np.concatenate([moved(X_valid, 2), moved(X_valid, -2)])
right_answers = np.concatenate([y_valid, y_valid])
noise = np.random.default_rng(1).random((400, 64))

three = X_valid[np.flatnonzero(y_valid == 3)[0]]
images = np.stack([three, moved(three, 2)[0], noise[0]]).reshape(-1, 8, 8)
show_figure(
    plot_images(images, ["as it was", "moved two pixels", "noise"]),
    alt="A three, the same three moved two pixels to the right, and an image of random grey.",
)

# %% [markdown]
# The third image shows no digit at all: it is noise, 64 random numbers. Let us say that a network
# is **sure** when its largest share is above 90 %.

# %% [markdown] tags=["guess"]
# **Guess 0.b.** The network gets 400 such images of noise. What does it answer?
#
# - [ ] Its ten shares are all about 10 %
#   That would be the honest answer. But nobody ever taught the network when to doubt.
# - [ ] It gives no answer
#   It must answer: its output is always ten shares that add up to 1.
# - [x] It is sure of more than a third of them
#   It has never seen noise, so nothing in its training taught it to be careful there.

# %%
shares = {
    "validation images": np.array(chosen(X_valid)),
    "moved two pixels": np.array(chosen(beside)),
    "noise": np.array(chosen(noise)),
}
is_sure = {name: share.max(axis=1) > 0.9 for name, share in shares.items()}
is_wrong = {
    "validation images": shares["validation images"].argmax(axis=1) != y_valid,
    "moved two pixels": shares["moved two pixels"].argmax(axis=1) != right_answers,
    "noise": np.ones(len(noise), dtype=bool),  # whatever it says, it is no digit
}
for name, sure in is_sure.items():
    both = np.mean(sure & is_wrong[name])
    print(f"{name:19}wrong {is_wrong[name].mean():4.0%}, sure {sure.mean():4.0%}, both {both:4.0%}")
assert np.allclose(shares["noise"].sum(axis=1), 1, atol=1e-4)
assert np.mean(is_sure["validation images"] & is_wrong["validation images"]) < 0.03
assert is_wrong["moved two pixels"].mean() > 0.7
assert np.mean(is_sure["moved two pixels"] & is_wrong["moved two pixels"]) > 0.25
assert np.mean(is_sure["noise"]) > 1 / 3

# %% [markdown]
# Read the rows one by one. On images like those it has learnt from, you can trust the network: it
# is hardly ever both sure and wrong. When the images are moved by two pixels, it is wrong most of
# the time, and often it is sure as well. So a large share does not prove that the network knows the
# answer. You can trust it only on images like its examples.
#
# Other networks suffer less from a small move. They are in [lesson
# 14](lesson_14_convolutional_networks.ipynb), and LeCun's was of that kind.

# %% [markdown]
# ## The last look
#
# One set is still untouched. We trained two networks and chose one by the validation images. So its
# validation accuracy may be a little too high, because the network was chosen for being good on
# just these images. The test images were used for no choice at all. Therefore we report what they
# show.

# %%
report = accuracy(chosen, X_test, y_test)
print(f"validation {by_validation[best]:.1%}, test {report:.1%} of {len(y_test)} images")
assert report > 0.9 and abs(report - by_validation[best]) < 0.06

# %% [markdown]
# Read the report carefully. The images were split at random, so the test digits come from the same
# 13 people. The number says nothing about your own handwriting: for that, your drawings above were
# the better test. A result holds only for data like those it was measured on: that is [lesson
# 11](lesson_11_honest_splits.ipynb).

# %% [markdown]
# ## Summary
#
# - A network is shown examples with the right answers, and finds the rule by itself.
# - In Keras it takes a few lines: `Sequential`, `compile`, `fit`.
# - The network learns from training images. You choose by validation images. You report, once, from
#   test images.
# - It knows only the world of its examples. Outside of it, it may be sure and wrong.
#
# To a friend you can say: *"In five minutes I trained a network that reads digits. Now I want to
# know why it works, and when it does not."*

# %% [markdown]
# ## New words
#
# - **network**: many small parts of the same kind that together turn numbers into numbers, and
#   learn from examples how to do it
# - **training rows**: examples that a network learns from; here, training images
# - **validation rows**: examples to choose by, which the network never learns from
# - **test rows**: examples for the final report, used for no choice before
# - **accuracy**: the share of examples for which the answer is right

# %% [markdown]
# ## Read and watch
#
# - Andrej Karpathy: [Deep Neural Nets: 33 years ago and 33 years from
#   now](https://karpathy.github.io/2022/03/14/lecun1989/), 2022. He builds the network of 1989 again, and trains
#   it in 90 seconds.
# - Yann LeCun and others: [Backpropagation Applied to Handwritten Zip Code
#   Recognition](https://doi.org/10.1162/neco.1989.1.4.541), Neural Computation, 1989. Look at its
#   figure of the digits.
# - Ethem Alpaydin and Cevat Kaynak: [Optical Recognition of Handwritten
#   Digits](https://doi.org/10.24432/C50P49), 1998. The data, from 43 writers; ours are 13 of them.

# %% [markdown]
# ## Where next
#
# [Exercise 0](../exercises/00_whole_game.ipynb) prepares you for the arrays of numbers that all
# later exercises use. Then [Lesson 1: A single neuron](lesson_01_single_neuron.ipynb) begins with
# the smallest part of a network: one neuron.
