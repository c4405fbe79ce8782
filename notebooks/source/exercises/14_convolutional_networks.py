# %% [markdown]
# # Exercise 14: Convolutional networks
#
# **You will be able to**
#
# - write convolution and pooling yourself
# - work out sizes, weights and receptive fields on paper
# - build and train a convolutional network in Keras
# - put a network right that gets other pixels than it was trained with
#
# **Time:** 45 minutes
#
# **Before you start:** [Lesson 14: Convolutional networks](../lessons/lesson_14_convolutional_networks.ipynb)

# %% [markdown]
# ## The post office
#
# A post office sorts its letters by postcode. You build the network that reads the digits, from the
# window up. The images are those of the lesson, cut out tightly again: 8 × 8 pixels, from 0 for
# paper to 1 for ink.

# %%
import keras
import numpy as np

from course_utils import (
    check,
    explore_convolution,
    hint,
    load_dataset,
    show_progress,
    solution,
)

# %%
digits = load_dataset("digits")
images = digits.drop(columns="label").to_numpy().reshape(-1, 8, 8, 1) / 16
labels = digits["label"].to_numpy()
order = np.random.default_rng(1).permutation(len(labels))
train, valid = order[:800], order[800:1100]

X_train, y_train = images[train], labels[train]
X_valid, y_valid = images[valid], labels[valid]
print("training images:", X_train.shape, " validation images:", X_valid.shape)

# %% [markdown]
# ## Question 14.1: The window
#
# Write `convolve`. It gets an image of shape `(height, width)` and a kernel, which is smaller. It lays
# the kernel on every place where it fits, multiplies, adds up, and returns an array of these sums. No
# padding, stride 1: an image of 4 × 4 and a kernel of 2 × 2 give 3 × 3 numbers.


# %%
def convolve(image, kernel):
    """Return the feature map of an image."""
    # BEGIN SOLUTION: return ...
    height, width = kernel.shape
    rows, columns = image.shape[0] - height + 1, image.shape[1] - width + 1
    feature_map = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            feature_map[i, j] = np.sum(image[i : i + height, j : j + width] * kernel)
    return feature_map
    # END SOLUTION


# %%
check("14.1", convolve)

# %%
# hint("14.1")
# solution("14.1")

# %% [markdown] tags=["help"]
# 1. For how many rows does the window fit? The first has its top at 0, the last its bottom at the
#    bottom of the image.
# 2. Two loops, over `i` and `j`. The window at this place is
#    `image[i : i + height, j : j + width]`, with `height, width = kernel.shape`.
# 3. At each place: `np.sum(window * kernel)`, and that goes into row `i`, column `j` of an array of
#    zeros.
#
# **Insight.** In mathematics a convolution turns the kernel by 180° first. Deep learning does not: the
# weights are learnt anyway, turned or not.

# %% [markdown]
# ## Question 14.2: How many places
#
# Write `output_size`. It gets four whole numbers: the side `n` of the image, the side `k` of the window,
# the stride `s`, and `p`, the rows of zeros that are laid on *each* end. It returns how many places
# the window has along that side. A window that would reach over the edge does not count.


# %%
def output_size(n, k, s, p):
    """Return the side of the feature map."""
    # BEGIN SOLUTION: return ...
    return (n + 2 * p - k) // s + 1
    # END SOLUTION


# %%
check("14.2", output_size)

# %%
# hint("14.2")
# solution("14.2")

# %% [markdown] tags=["help"]
# 1. Begin with `s = 1` and `p = 0`, and count on paper: a window of 3 on 8 pixels.
# 2. The padding makes the side longer by 2p. The last place of the window begins at n + 2p − k.
# 3. `//` divides and rounds down. Then count the first place, too: `+ 1`.
#
# **Insight.** With k = 3, s = 1 and p = 1 the size stays. That is what `padding="same"` does.

# %% [markdown]
# ## Question 14.3: How many numbers to learn
#
# A network begins with two layers: `Conv2D(8, 3)` on grey images of 8 × 8 pixels, and behind it
# `Conv2D(16, 3)`. How many numbers does each learn, its biases included? Work it out; then you may
# ask Keras.

# %%
# BEGIN SOLUTION: first, second = ..., ...
first = 8 * (3 * 3 * 1 + 1)
second = 16 * (3 * 3 * 8 + 1)
# END SOLUTION

# %%
check("14.3", first, second)

# %%
# hint("14.3")
# solution("14.3")

# %% [markdown] tags=["help"]
# 1. Does it matter how large the image is? The window is the same everywhere.
# 2. Each filter of the first layer has 3 · 3 weights and a bias.
# 3. The second layer looks through all 8 maps at once: 3 · 3 · 8 weights in a filter, and one bias.
#
# **Insight.** The same 1,248 numbers would do for a photograph of ten million pixels.

# %% [markdown]
# ## Question 14.4: Pooling
#
# Write `pool`. It gets a feature map of shape `(height, width)`, both even, and `how`, which is `"max"`
# or `"mean"`. It cuts the map into blocks of 2 × 2, side by side, and returns one number for each.


# %%
def pool(x, how):
    """Return a map of half the height and half the width."""
    # BEGIN SOLUTION: return ...
    height, width = x.shape
    blocks = x.reshape(height // 2, 2, width // 2, 2)
    return blocks.max(axis=(1, 3)) if how == "max" else blocks.mean(axis=(1, 3))
    # END SOLUTION


# %%
check("14.4", pool)

# %%
# hint("14.4")
# solution("14.4")

# %% [markdown] tags=["help"]
# 1. The blocks do not overlap: their tops are at rows 0, 2, 4, …
# 2. Four slices have the four pixels of all blocks: `x[::2, ::2]`, `x[1::2, ::2]`, `x[::2, 1::2]` and
#    `x[1::2, 1::2]`.
# 3. `np.stack([...])` of the four, and then its `max(axis=0)` or its `mean(axis=0)`.
#
# **Insight.** Nothing here is learnt, and three quarters of the numbers are gone. What comes behind
# has less to do, and sees twice as far.

# %% [markdown]
# ## Half-way
#
# You have all the parts now: a good place to stop for today. When you come back, select the next
# cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 14.5: The usual recipe
#
# Build `model` for these images: convolve, pool, convolve, pool, and at the end a softmax over the ten
# digits. The numbers of filters are yours: 8 and 16 will do. Compile it with the loss that fits these
# labels and with Adam and the learning rate 0.005, and train it on `X_train` and `y_train`: 15
# epochs, batches of 32.

# %%
# BEGIN SOLUTION: model = ...
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((8, 8, 1)),
        keras.layers.Conv2D(8, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.005), loss="sparse_categorical_crossentropy")
model.fit(X_train, y_train, batch_size=32, epochs=15, verbose=0)
# END SOLUTION

# %%
check("14.5", model, X_valid, y_valid)

# %%
# hint("14.5")
# solution("14.5")

# %% [markdown] tags=["help"]
# 1. One image has three axes: `keras.Input((8, 8, 1))`. Without the channel, `Conv2D` stops with an
#    error.
# 2. A dense layer takes rows. What turns the last maps into one row?
# 3. Input, `Conv2D(8, 3, padding="same", activation="relu")`, `MaxPooling2D()`, the two again with 16
#    filters, `Flatten()`, `Dense(10, activation="softmax")`; the labels are integers, so the loss is
#    the sparse one.
#
# **Insight.** It has about 1,900 numbers to learn. The dense network of lesson 9 had 2,410 for the
# same images.

# %% [markdown]
# ## Question 14.6: The wrong paper
#
# A colleague has trained a network of her own, `hers`, on images like yours. On Monday the post office
# gets a new scanner. Its images are in `raw`, and hardly a digit is read rightly any more.

# %%
keras.utils.set_random_seed(1)
hers = keras.Sequential(
    [
        keras.Input((8, 8, 1)),
        keras.layers.Conv2D(8, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
hers.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
hers.fit(X_train, y_train, batch_size=32, epochs=8, verbose=0)

raw = np.round(255 * (1 - X_valid))
for name, pixels in {"as she had them": X_valid, "of the new scanner": raw}.items():
    right = np.mean(np.array(hers(pixels)).argmax(axis=1) == y_valid)
    print(f"images {name}: {right:.0%} read rightly")

# %%
print(f"the first image of the new scanner, a {y_valid[0]}:")
print(raw[0, :, :, 0].astype(int))
print("the same image as she had it:")
print(X_valid[0, :, :, 0].round(1))

# %% [markdown]
# Build `repaired`: a model that takes images as they are in `raw`, and reads them as well as `hers` reads
# those that it knows. Train nothing: put a layer in front of `hers`.

# %%
# BEGIN SOLUTION: repaired = ...
repaired = keras.Sequential(
    [keras.Input((8, 8, 1)), keras.layers.Rescaling(-1 / 255, offset=1.0), hers]
)
# END SOLUTION

# %%
check("14.6", repaired, hers, raw, y_valid)

# %%
# hint("14.6")
# solution("14.6")

# %% [markdown] tags=["help"]
# 1. Compare the two images, number by number. In the corners is paper. Which number is it in each?
# 2. Paper is 255 in `raw` and should be 0, ink is 0 and should be 1. A straight line goes through these
#    two points.
# 3. `keras.layers.Rescaling(scale, offset)` computes scale · x + offset. With the scale −1/255, which
#    offset makes 255 into 0?
#
# **Insight.** No error, no warning: a network takes any numbers. Once such a layer is part of the model,
# nobody can forget it.

# %% [markdown]
# ## Question 14.7: May it be flipped?
#
# You want more training images. To move an image by a pixel or to zoom it a little harms none of the
# following. But flips? For each kind of image write which flips leave its label true: `"none"`,
# `"left-right"`, or `"both"`, where it may also be turned upside down.
#
# - `digit`: a handwritten digit
# - `letter`: a printed letter of the alphabet
# - `car`: a car on a street, as a driver sees it
# - `cell`: a blood cell under the microscope

# %%
# BEGIN SOLUTION: digit, letter, car, cell = ..., ..., ..., ...
digit, letter, car, cell = "none", "none", "left-right", "both"
# END SOLUTION

# %%
check("14.7", digit, letter, car, cell)

# %%
# hint("14.7")
# solution("14.7")

# %% [markdown] tags=["help"]
# 1. Ask of each copy: would I still give it this label? And will the network ever be shown such a thing?
# 2. Write b, d, p and q on a piece of paper, and look at it in a mirror, and upside down.
# 3. Where has an image an "up"? Under a microscope there is none.
#
# **Insight.** An augmentation is a claim about the world. The network believes it without asking.

# %% [markdown]
# ## Question 14.8: How far does it see?
#
# A convolution of 3 × 3, then a max pooling of 2 × 2, then another convolution of 3 × 3; all without
# padding, and the convolutions with stride 1. One number of the last map: how many pixels of the
# image does it depend on, along one side?

# %%
# BEGIN SOLUTION: field = ...
field = 3 * 2 + 2
# END SOLUTION

# %%
check("14.8", field)

# %%
# hint("14.8")
# solution("14.8")

# %% [markdown] tags=["help"]
# 1. Go backwards, from the one number to the image. How many numbers of the pooled map are under the
#    last window?
# 2. Each of these 3 was made of 2, side by side: 6 numbers of the first map.
# 3. Six windows of 3 pixels in a row, each one pixel further: 6 + 2.
#
# **Insight.** Three convolutions without a pooling see 7. One pooling between two does more than
# another layer, and has nothing to learn.

# %% [markdown]
# ## Question 14.9: See it all
#
# Find settings for which one number of the map sees all 64 pixels, with as few weights as possible. When
# you have them, press "Copy token", and paste the text as your answer, in quotes.

# %%
explorer = explore_convolution(
    show=["layers", "stride", "padding", "pooling", "row", "column", "goal", "token"]
)
explorer

# %%
# BEGIN SOLUTION: token = ...
token = (
    "convolution image=seven kernel=upright_edges layers=2 stride=1 padding=valid pooling=max "
    "row=1 column=1"
)
# END SOLUTION

# %%
check("14.9", explorer, token)

# %%
# hint("14.9")
# solution("14.9")

# %% [markdown] tags=["help"]
# 1. One layer sees 3 × 3 pixels. Each layer more costs nine weights.
# 2. You have just worked it out: which two-layer stack sees 8 pixels along a side?
# 3. Two layers, stride 1, no padding, and a pooling between them.
#
# **Insight.** 8 − 2 = 6, halved is 3, and 3 − 2 = 1: the whole image has become one number, by 18
# weights.

# %% [markdown]
# ## What you did
#
# You wrote the window and the pooling, counted places and weights, built a network that reads
# postcodes, put another one right without training it, and worked out how far a window sees.
#
# An image is there all at once. [Lesson 15: Recurrent
# networks](../lessons/lesson_15_recurrent_networks.ipynb) reads what comes one after the other. How far
# did you come? Run this cell.

# %%
show_progress()
