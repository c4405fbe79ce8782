# %% [markdown]
# # Lesson 14: Convolutional networks
#
# **You will be able to**
#
# - compute a convolution by hand, and say what stride, padding and pooling do to its size
# - count the weights of a convolutional layer, and the pixels that one number sees
# - build the usual network for images: convolve, pool, repeat, dense, predict
# - say which layer makes a network blind to place, and measure it
# - choose augmentations that tell the truth about your images
#
# **Time:** 65 minutes
#
# **Before you start:** [Lesson 9: Losses and several
# classes](lesson_09_losses_and_several_classes.ipynb) and [Lesson 10:
# Optimizers](lesson_10_optimizers.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 14.r1.** Images of ten digits, and the labels are integers from 0 to 9. Which loss fits a
# softmax over ten outputs?
#
# - [x] `sparse_categorical_crossentropy`
#   The sparse one takes integers. The first loss should be near ln 10 = 2.3.
# - [ ] `categorical_crossentropy`
#   The same formula, but it wants each label as a row of ten, one-hot.
# - [ ] `mean_squared_error`
#   It is for quantities. A 9 is not more than a 1, it is another digit.
#
# **Recall 14.r2.** What does batch normalization do while a network is trained?
#
# - [ ] It divides the pixels by their largest value, once, before training
#   That is scaling the inputs. Batch normalization is a layer, and works on each batch.
# - [x] It gives each unit a mean of 0 and a spread of 1 over the batch, then scales and shifts it
#   So the next layer gets numbers of a steady size, whatever the layer before does.
# - [ ] It sets some units to 0 at random
#   That is dropout.

# %% [markdown]
# ## One pixel to the right
#
# In lesson 9 a network read digits, and was right more than nine times in ten. But somebody had
# helped it: each digit had been cut out tightly and put in the middle. The digits on an
# envelope are not so kind. So we lay each digit on a larger sheet, 12 × 12 pixels, with two empty pixels on every
# side. Now there is room to move it.

# %%
import keras
import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier

from course_utils import (
    explore_convolution,
    guess,
    load_dataset,
    load_photo,
    plot_images,
    plot_kernels,
    show_figure,
)

# %%
digits = load_dataset("digits")
small = digits.drop(columns="label").to_numpy().reshape(-1, 8, 8) / 16
y = digits["label"].to_numpy()
X = np.pad(small, ((0, 0), (2, 2), (2, 2)))[..., np.newaxis]

order = np.random.default_rng(1).permutation(len(y))
train, valid, test = order[:600], order[600:1100], order[1100:]
print("shape of all images:", X.shape)


def shifted(images, down, right):
    """Move images by whole pixels; what comes in at the other side is empty rim."""
    return np.roll(images, (down, right), axis=(1, 2))


seven = X[np.flatnonzero(y == 7)[0]]
pair = np.concatenate([seven[np.newaxis], shifted(seven[np.newaxis], 0, 1)])[..., 0]
show_figure(
    plot_images(pair, ["a seven", "one pixel to the right"]),
    alt="A seven on a sheet of 12 by 12 pixels, and the same seven one pixel further right.",
)

# %% [markdown]
# An image has three axes here: height, width and **channel**. A grey image has one channel, a
# colour photograph three: red, green and blue. With the images in front, the shape is
# `(n_images, height, width, channels)`.
#
# First the network of lesson 9. `Flatten` writes the 144 pixels in one row, and dense layers take it
# from there. We look at the validation images as they are, and then with each moved by one pixel:
# up, down, left and right in turn.


# %%
def train_network(layers, images, labels, epochs):
    """Return a trained network of some layers, with a softmax over ten digits at the end."""
    keras.utils.set_random_seed(1)
    output = keras.layers.Dense(10, activation="softmax")
    model = keras.Sequential([keras.Input(images.shape[1:]), *layers, output])
    model.compile(optimizer=keras.optimizers.Adam(0.003), loss="sparse_categorical_crossentropy")
    model.fit(images, labels, batch_size=32, epochs=epochs, verbose=0)
    return model


def accuracy(model, images, labels):
    """Return the share of images that a network reads rightly."""
    return np.mean(np.array(model(images)).argmax(axis=1) == labels)


def moved_accuracy(model, images, labels, by=1):
    """Return the same for images that are moved, as the mean over four directions."""
    moves = [(by, 0), (-by, 0), (0, by), (0, -by)]
    return np.mean([accuracy(model, shifted(images, *move), labels) for move in moves])


# %% [markdown] tags=["guess"]
# **Guess 14.a.** The dense network is right for about 95 of 100 validation images. How many are left
# when each is moved by a single pixel?
#
# - [ ] About 95: it is the same digit
#   To you it is. To a dense layer each pixel has a weight of its own, and now each weight meets
#   another pixel.
# - [ ] About 80
#   One pixel of twelve seems little. But the strokes of these digits are hardly wider than that.
# - [x] Fewer than 60
#   About every second one is lost.

# %%
dense_layers = [keras.layers.Flatten(), keras.layers.Dense(64, activation="relu")]
dense = train_network(dense_layers, X[train], y[train], epochs=15)
as_is = {"dense": accuracy(dense, X[valid], y[valid])}
moved = {"dense": moved_accuracy(dense, X[valid], y[valid])}
print(f"as they are {as_is['dense']:.1%}, moved by one pixel {moved['dense']:.1%}")
assert as_is["dense"] > 0.9 and moved["dense"] < 0.6

# %% [markdown]
# ## A network that cannot see
#
# Why does so small a move hurt so much? Try something wilder. Take the 144 pixels and mix them up:
# one fixed order, drawn at random, the same for every image.

# %%
mix = np.random.default_rng(1).permutation(144)
mixed = X.reshape(-1, 144)[:, mix].reshape(X.shape)
some = [np.flatnonzero(y == digit)[0] for digit in (0, 1, 7)]
show_figure(
    plot_images(np.concatenate([X[some], mixed[some]])[..., 0], [*"017", *(3 * ["mixed"])]),
    alt="A zero, a one and a seven, and the same three with their pixels in another order, which "
    "look like scattered dots.",
)

# %% [markdown] tags=["guess"]
# **Guess 14.b.** The same dense network learns from 600 mixed images, and reads other mixed images.
# How many of 100 does it get right?
#
# - [ ] About 10, as by chance
#   Nobody can read them by eye. But what is at a pixel is still the same, image for image.
# - [ ] About 50
#   It would be so if it used the shapes. It does not.
# - [x] About 95, as before
#   A dense layer has a weight for each pixel. In which order they come is all the same to it.

# %%
dense_layers = [keras.layers.Flatten(), keras.layers.Dense(64, activation="relu")]
dense_mixed = train_network(dense_layers, mixed[train], y[train], epochs=15)
mixed_accuracy = {"dense": accuracy(dense_mixed, mixed[valid], y[valid])}
print(f"in order {as_is['dense']:.1%}, mixed {mixed_accuracy['dense']:.1%}")
assert abs(mixed_accuracy["dense"] - as_is["dense"]) < 0.04

# %% [markdown]
# So the dense network never knew what an image is. It does not know which pixels are neighbours. It
# has learnt a table: ink *here* speaks for a seven. Move the seven, and the table is wrong.
#
# An eye does not work like that. From 1959 on David Hubel and Torsten Wiesel listened to single cells
# in the visual cortex of cats. A cell looked at one small patch of what the cat saw, and many
# answered to one thing only, such as an edge of a certain slant. In 1980 Kunihiko Fukushima built a
# network in that manner: small patches, the same detectors everywhere. In 1989 Yann LeCun and his
# colleagues trained such a network by backpropagation. It read postcodes.

# %% [markdown]
# ## One small window
#
# The idea fits in a sentence: **look through a small window, and use the same window everywhere.**
#
# The window has a weight for each pixel under it, usually 3 × 3 of them. They are called the
# **kernel**. Lay it on the image, multiply each pixel with the weight above it, and add up: that is
# one number. Move the window by one pixel and do it again. All these numbers, in their places, make
# a new image, the **feature map**. The whole is a **convolution**.

# %%
photo = 1 - load_photo("china")  # as for the digits: 0 is white, 1 is black
kernels = {
    "blur": np.full((3, 3), 1 / 9),
    "upright edges": np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]]),
    "level edges": np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]]),
}
show_figure(
    plot_kernels(list(kernels.values()), list(kernels)),
    alt="Three kernels of 3 by 3 weights. Blur: a ninth everywhere. Upright edges: 1 in the left "
    "column, 0 in the middle, minus 1 at the right. Level edges: the same, by rows.",
)


# %%
def convolve(image, kernel):
    """Slide a kernel over an image, both with two axes; return a number for each place."""
    size = len(kernel)
    rows, columns = image.shape[0] - size + 1, image.shape[1] - size + 1
    windows = [[image[i : i + size, j : j + size] for j in range(columns)] for i in range(rows)]
    return np.array([[np.sum(window * kernel) for window in row] for row in windows])


wall = photo[49:52, 26:29].round(2)
print("where the sky ends and a wall begins:", wall, sep="\n")
print("times the kernel for upright edges:", wall * kernels["upright edges"] + 0.0, sep="\n")
print("added up:", convolve(wall, kernels["upright edges"]).round(2))
assert convolve(wall, kernels["upright edges"]) < -1.5

# %% [markdown] tags=["guess", "again"]
# **Guess 14.c.** The window lies on an evenly grey place: all nine pixels are 0.3. What does the kernel
# for upright edges say there?
#
# - [x] 0
#   Its weights add up to 0: what the left column adds, the right one takes away.
# - [ ] 0.3
#   That is what the blur says. Its nine weights add up to 1.
# - [ ] 2.7, nine times as much
#   That would be so if all nine weights were 1.

# %%
print("evenly grey:", convolve(np.full((3, 3), 0.3), kernels["upright edges"]))
assert np.isclose(convolve(np.full((3, 3), 0.3), kernels["upright edges"]), 0)

maps = {name: convolve(photo, kernel) for name, kernel in kernels.items()}
strength = np.abs(maps["upright edges"])
print(f"in the sky {strength[2:12, 100:150].mean():.2f} on average, at most {strength.max():.2f}")
assert strength[2:12, 100:150].mean() < 0.1 < strength.max() / 10

edges = [np.abs(maps[name]) for name in ("upright edges", "level edges")]
show_figure(
    plot_images(
        [photo[1:-1, 1:-1], maps["blur"], *(edge / edge.max() for edge in edges)],
        ["the photograph", *kernels],
        in_a_row=2,
    ),
    alt="A Chinese temple with curved roofs; the same, slightly blurred; its upright edges, such as "
    "columns and walls, dark on white; its level edges, such as roofs and steps.",
)

# %% [markdown]
# The blur takes the mean of nine neighbours. The other two find places where it becomes lighter or darker
# from one side to the other, and say nothing where nothing happens. (For the picture we drew their size
# without the sign.) Nine weights, and they work on the whole photograph. They work on any other, too:

# %%
flower = 1 - load_photo("flower")
edges = [np.abs(convolve(flower, kernels[name])) for name in ("upright edges", "level edges")]
show_figure(
    plot_images(
        [flower[1:-1, 1:-1], *(edge / edge.max() for edge in edges)],
        ["another photograph", "upright edges", "level edges"],
        in_a_row=3,
    ),
    alt="A dahlia with many petals. The kernel for upright edges finds the sides of the petals, the "
    "one for level edges their tips above and below.",
)

# %% [markdown]
# People have drawn up such kernels by hand for decades. A **convolutional network**, CNN for short,
# does not get them from us. It begins with random ones and *learns* them, like any other weights.
# For the rest, the layer `Conv2D` does what our function does:

# %%
layer = keras.layers.Conv2D(filters=1, kernel_size=3, use_bias=False)
layer.build((None, 106, 160, 1))
layer.set_weights([kernels["upright edges"].reshape(3, 3, 1, 1)])
by_keras = np.array(layer(photo[np.newaxis, :, :, np.newaxis]))[0, :, :, 0]
print("photograph", photo.shape, " feature map", by_keras.shape)
assert np.allclose(by_keras, maps["upright edges"], atol=1e-5)

# %% [markdown]
# The map has two rows and two columns less than the photograph, for the window cannot look beyond
# the edge. Two settings change that:
#
# - **Padding**: lay a rim of zeros around the image first. `padding="same"` lays just enough for a
#   map of the same size. Without it, `padding="valid"`, the map shrinks.
# - **Stride**: by how many pixels the window moves at each step. With `strides=2` it leaves out every
#   second place, along both axes.

# %% [markdown]
# ## Play with it
#
# On the left is a digit of 8 × 8 pixels, on the right what a convolution makes of it. One number of
# the map is framed, and so are all the pixels that it depends on: its **receptive field**. Move the
# frame with the sliders, or with a click into the map. Two small tables have the window and the
# kernel: multiply, add up, and you have the framed number.
#
# One of the controls stacks several layers, each with the same kernel. Then the window of the last
# layer looks at a feature map, and so from far away at the digit. Behind all but the last is a ReLU,
# and, if you like, a pooling, which is explained right below: it makes one number of each 2 × 2.

# %%
explore_convolution()

# %% [markdown]
# **Try it:**
#
# 1. One layer, stride 2, no padding. Move the frame through all rows and columns of the map. Which
#    pixels of the digit are never framed?
# 2. Switch the padding on. Move the frame into a corner. What is under the window there?
# 3. Two layers, then three, stride 1, no padding. By how many pixels does the frame on the digit grow
#    with each layer?
# 4. Go through the kernels. The two learnt ones come from a network that read digits. What do they
#    look for?
#
# <details><summary>What you saw</summary>
#
# 1. The last row and the last column. The window begins at pixel 1, 3 and 5. At 7 it would reach
#    over the edge.
# 2. Zeros, in five of nine places.
# 3. By two: 3, 5, 7. That is slow. With a stride or a pooling between the layers it goes faster.
# 4. Hard to say, and that is the usual answer. They are somewhere between edges and strokes. Nobody
#    told the network what to look for.
#
# </details>

# %% [markdown]
# ## The size of a map
#
# Let a side have n pixels, the kernel k, and let p rows of zeros be laid on *each* end. The window's
# first pixel may be anywhere from 0 to n + 2p − k. With stride s it is at every s-th of these:
#
# size = (n + 2p − k) / s, rounded down, + 1


# %%
def output_size(n, k, s=1, p=0):
    """Return how many places a window has along one side."""
    return (n + 2 * p - k) // s + 1


for strides, padding, p in [(1, "valid", 0), (2, "valid", 0), (1, "same", 1)]:
    layer = keras.layers.Conv2D(1, 3, strides=strides, padding=padding)
    by_keras = layer.compute_output_shape((None, 8, 8, 1))[1]
    print(f"8 pixels, window 3, stride {strides}, {padding:5}: {by_keras} places")
    assert by_keras == output_size(8, 3, strides, p)

# %% [markdown]
# ## Many windows
#
# One kernel finds one thing. So a layer has several, here called **filters**, and makes as many
# feature maps. `Conv2D(16, 3)` has 16 filters. On a grey image each has 3 × 3 weights and a bias, 160
# numbers in all. How large the image is does not matter: the same numbers are used everywhere. A
# dense layer from 144 pixels to 16 maps of 144 would have 334,080.
#
# The maps are the channels of the next layer. Its windows look through all of them at once.

# %% [markdown] tags=["guess", "again"]
# **Guess 14.d.** A second layer, `Conv2D(32, 3)`, gets 16 feature maps. How many weights and biases
# does it have?
#
# - [ ] 320: 32 filters of 9 weights and a bias
#   That would be so for a single map. But a window is as deep as its input: 3 × 3 × 16.
# - [x] 4,640: 32 filters of 144 weights and a bias
#   3 · 3 · 16 = 144 weights under each window.
# - [ ] 5,120: a kernel with bias for each pair of maps
#   Nearly. The weights are counted rightly, but a filter adds up all maps, and has one bias.

# %%
stack = keras.Sequential(
    [
        keras.Input((12, 12, 1)),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
    ]
)
counts = [layer.count_params() for layer in stack.layers]
print("numbers to learn:", counts, " kernel of the second:", stack.layers[1].kernel.shape)
assert counts == [16 * (9 + 1), 32 * (3 * 3 * 16 + 1)] == [160, 4640]
assert (144 + 1) * 16 * 144 == 334_080  # dense, from 144 pixels to 16 maps of 144

# %% [markdown]
# ## Pooling
#
# Sixteen maps are sixteen times as many numbers as the image had. **Pooling** makes them fewer: it
# cuts each map into blocks of 2 × 2, and keeps one number of each. There is nothing to learn in it.
#
# - **Max pooling** keeps the largest: is what the filter looks for anywhere in this block?
# - **Average pooling** keeps the mean.
# - **Min pooling**, which some books name as well, keeps the smallest.
#
# Let us pool the digits themselves, and then read them by the simplest means there is: the *nearest
# neighbour*, the label of that training image which differs least from the one to be read.


# %%
def pool(images, function):
    """Keep one number of each block of 2 by 2; images have the shape (n, height, width)."""
    n, height, width = images.shape
    blocks = images.reshape(n, height // 2, 2, width // 2, 2)
    return function(blocks, axis=(2, 4))


pooled = {how.__name__: pool(X[..., 0], how) for how in (np.max, np.mean, np.min)}
show_figure(
    plot_images([values[y == 3][0] for values in pooled.values()], ["max", "average", "min"]),
    alt="A three pooled to 6 by 6 pixels in three ways. By the maximum its strokes are thick, by the "
    "average they are grey, by the minimum only a few dots are left.",
)

# %% [markdown] tags=["guess"]
# **Guess 14.e.** 0 is white paper here, and 1 is ink. Which of the three kinds of pooling loses most?
#
# - [ ] Max pooling: its strokes run together
#   They do, and it costs something. But the ink is still there.
# - [ ] Average pooling: all becomes grey
#   Grey says how much ink there was. That is the most that one number can say.
# - [x] Min pooling
#   A block keeps its ink only if all four pixels have some. Thin strokes are wiped out.

# %%
read = {}
for name, images in {"all pixels": X[..., 0], **pooled}.items():
    rows = images.reshape(len(images), -1)
    nearest = KNeighborsClassifier(n_neighbors=1).fit(rows[train], y[train])
    read[name] = nearest.score(rows[valid], y[valid])
print({name: f"{share:.0%}" for name, share in read.items()})
minimum, maximum, mean = (read[name] for name in ("min", "max", "mean"))
assert minimum < maximum - 0.1 and minimum < mean - 0.1
assert read["all pixels"] > max(maximum, mean)

# %% [markdown]
# Max and average pooling are in daily use, min pooling is not. (You could have it all the same: turn
# the signs, take the maximum, turn them back.) And pooling always costs something. What it buys is
# room: a quarter of the numbers, and windows that see twice as far.

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. In the second half these pieces become networks. When you come
# back, select the next cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## The usual recipe
#
# Most networks for images are made in five steps:
#
# 1. **Convolve**: a few filters with a ReLU find small things, such as edges.
# 2. **Pool**: fewer numbers, and the next window sees more.
# 3. **Repeat**: more filters now, for there are more things to be made of edges than edges.
# 4. **Dense**: flatten what is left, and weigh it.
# 5. **Predict**: a softmax, one probability for each class.


# %%
def usual_layers():
    """Return the layers of the usual recipe, without the last one."""
    return [
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
    ]


usual = train_network(usual_layers(), X[train], y[train], epochs=20)
for layer in usual.layers:
    print(
        f"{layer.name.rstrip('_0123456789'):15} {layer.output.shape[1:]!s:13} {layer.count_params():5}"
    )
print("numbers to learn:", usual.count_params(), " dense network:", dense.count_params())
assert usual.count_params() < dense.count_params()

# %% [markdown]
# What has it learnt? Here are four of its first 16 kernels, and what each makes of the seven.

# %%
first = usual.layers[0]
kernel = first.get_weights()[0][:, :, 0, :4].transpose(2, 0, 1)
show_figure(
    plot_kernels(kernel),
    alt="Four kernels of 3 by 3 weights that the network has learnt. Most have blue and red sides.",
)

# %%
feature_maps = np.array(first(seven[np.newaxis]))[0, :, :, :4].transpose(2, 0, 1)
show_figure(
    plot_images(feature_maps / feature_maps.max(), [f"map {n}" for n in (1, 2, 3, 4)]),
    alt="Four feature maps of the seven: each is dark at other parts of its strokes.",
)

# %% [markdown]
# **Normalization.** Many deep networks of this kind have a `BatchNormalization` between each convolution
# and its ReLU, for the reasons of lesson 5. On feature maps it has one mean and one spread for each
# *map*, not for each pixel: a filter is the same everywhere, and so is what tames it.

# %%
tamed = [
    keras.layers.Conv2D(16, 3, padding="same", use_bias=False),
    keras.layers.BatchNormalization(),
    keras.layers.ReLU(),
    keras.layers.MaxPooling2D(),
]
block = keras.Sequential([keras.Input((12, 12, 1)), *tamed])
print("means that it keeps:", tamed[1].moving_mean.shape, " output:", block.output_shape[1:])
assert tamed[1].moving_mean.shape == (16,) and block.output_shape == (None, 6, 6, 16)

# %% [markdown]
# ## Is it blind to place?
#
# Many books say so: a CNN knows a thing wherever it is. You can test it.

# %% [markdown] tags=["guess"]
# **Guess 14.f.** The dense network lost about half of its right answers when the digits moved by one
# pixel. And the CNN of the usual recipe?
#
# - [ ] Nearly none: the same window is used everywhere
#   The *maps* move along with the digit, that is true. But then `Flatten` comes, and behind it each
#   place of a map has a weight of its own.
# - [x] Some: it keeps more than the dense one, but loses more than 10 of 100
#   Pooling forgives a little. The dense layer behind `Flatten` does not.
# - [ ] As many as the dense one
#   It would, without the pooling.

# %%
as_is["usual"] = accuracy(usual, X[valid], y[valid])
moved["usual"] = moved_accuracy(usual, X[valid], y[valid])
print(f"as they are {as_is['usual']:.1%}, moved by one pixel {moved['usual']:.1%}")
assert moved["dense"] + 0.05 < moved["usual"] < as_is["usual"] - 0.1

# %% [markdown]
# So the small window alone does not do it. If the digit moves, its feature maps move, exactly as
# much. That is called **equivariance**: the map follows. What we want at the end is **invariance**:
# the answer stays. Somewhere the network must forget *where*.
#
# There is a layer for just that. `GlobalMaxPooling2D` pools each whole map to a single number: is
# what this filter looks for *anywhere*? Thirty-two maps become 32 numbers, and nobody behind it can
# know the place any more.


# %%
def blind_layers():
    """Return layers that forget where a thing is."""
    return [
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.GlobalMaxPooling2D(),
    ]


blind = train_network(blind_layers(), X[train], y[train], epochs=20)
as_is["blind to place"] = accuracy(blind, X[valid], y[valid])
moved["blind to place"] = moved_accuracy(blind, X[valid], y[valid])
assert abs(as_is["blind to place"] - moved["blind to place"]) < 0.02
networks = {"dense": dense, "usual": usual, "blind to place": blind}
sizes = {name: network.count_params() for name, network in networks.items()}
pd.DataFrame({"as it is": as_is, "moved": moved, "numbers to learn": sizes}).round(3)

# %% [markdown]
# There it is: the same answers, wherever the digit is, with half as many numbers as the dense
# network. There is a price, though digits hardly ask for it: it knows *which* small things are there, each at most 5 × 5 pixels, and not
# how they lie to each other.
#
# Which one would you take? Choose by what the world will bring. If it brings digits that are not in
# the middle, the second column decides. It was measured on validation images. The test images have
# not been touched so far, so they can say how good the choice is:

# %%
chosen = max(moved, key=moved.get)
on_test = moved_accuracy(networks[chosen], X[test], y[test])
print(f"chosen: {chosen}; moved test images read rightly: {on_test:.1%}")
assert chosen == "blind to place" and on_test > 0.85

# %% [markdown]
# ## What it takes for granted
#
# A CNN believes two things before it has seen any image: that neighbours belong together, and that a
# thing looks the same everywhere. You can take the first belief away from it. Give it the mixed
# images.

# %% [markdown] tags=["guess"]
# **Guess 14.g.** The dense network read mixed images as well as others. And the CNN that is blind to
# place, trained and tested on mixed images?
#
# - [ ] As well as before, too: all pixels are still there
#   They are there, but its windows see nine that have nothing to do with each other.
# - [x] Worse than before
#   Neighbours tell it nothing now. What it believes is no longer true.
# - [ ] Like chance
#   A few pixels in a certain pattern are still a clue. It finds what there is to find.

# %%
blind_mixed = train_network(blind_layers(), mixed[train], y[train], epochs=20)
mixed_accuracy["blind to place"] = accuracy(blind_mixed, mixed[valid], y[valid])
for name, share in mixed_accuracy.items():
    print(f"{name:15} in order {as_is[name]:.1%}, mixed {share:.1%}")
assert 0.3 < mixed_accuracy["blind to place"] < as_is["blind to place"] - 0.01

# %% [markdown]
# That is what an architecture is: a belief about the data, built in. Where it is true, you need fewer
# weights and fewer images. Where it is wrong, it stands in the way.

# %% [markdown]
# ## More images for nothing
#
# There is another way to teach a network what does not matter: show it. A digit that is moved by a
# pixel is a new image, and you know its label. To make such images from those that you have is called
# **augmentation**. It is done with the training images only.

# %%
three = small[y == 3][:1]
blurred = np.pad(convolve(np.pad(three[0], 1), kernels["blur"]), 2)
zoomed = np.array(keras.ops.image.resize(three[..., np.newaxis], (12, 12)))[0, ..., 0]
sheet = np.pad(three[0], 2)
variants = {
    "as it is": sheet,
    "shifted": np.roll(sheet, (1, 2), axis=(0, 1)),
    "zoomed": zoomed,
    "blurred": blurred,
    "flipped": sheet[:, ::-1],
    "turned": np.rot90(sheet),
}
show_figure(
    plot_images(list(variants.values()), list(variants)),
    alt="A three as it is, shifted, zoomed to the whole sheet, blurred, flipped left to right, and "
    "turned by a quarter. Flipped or turned, it is no three any more.",
)

# %% [markdown]
# The dense network shall learn from the 600 images and from four moved copies of each. Keras also has
# layers that do so by chance while it trains, and only then: `RandomTranslation`, `RandomZoom`,
# `RandomFlip`, `RandomRotation`.

# %%
copies = [shifted(X[train], *move) for move in [(1, 0), (-1, 0), (0, 1), (0, -1)]]
more_images, more_labels = np.concatenate([X[train], *copies]), np.tile(y[train], 5)
dense_layers = [keras.layers.Flatten(), keras.layers.Dense(64, activation="relu")]
shown_moves = train_network(dense_layers, more_images, more_labels, epochs=5)

by_pixels = {
    name: [moved_accuracy(network, X[valid], y[valid], by) for by in (1, 2)]
    for name, network in {"dense": dense, "dense, was shown": shown_moves, "blind": blind}.items()
}
assert by_pixels["dense, was shown"][0] > by_pixels["dense"][0] + 0.2
assert by_pixels["dense, was shown"][1] < by_pixels["blind"][1] - 0.1
pd.DataFrame(by_pixels, index=["moved by 1 pixel", "moved by 2 pixels"]).T.round(3)

# %% [markdown]
# It has learnt the moves that it was shown, and hardly any others. What is built in holds everywhere; what is
# taught holds where it was taught. In practice one does both.
#
# ### When it lies
#
# A copy must still deserve its label. A cat that is flipped is a cat.

# %% [markdown] tags=["guess"]
# **Guess 14.h.** Somebody turns all sixes by 180 degrees, and keeps the label 6. As what does our usual
# CNN, which has only seen upright digits, read most of them?
#
# - [ ] As sixes: the shape is the same
#   A network knows what it was shown. It was shown sixes with the loop below.
# - [x] As nines
#   And it is right: that is what they are now.
# - [ ] As anything, about equally often
#   It would be so if a turned six looked like nothing. But it looks like something.

# %%
sixes = X[valid][y[valid] == 6]
turned = np.array(usual(sixes[:, ::-1, ::-1])).argmax(axis=1)
flipped = np.array(usual(X[valid][:, :, ::-1])).argmax(axis=1)
print(f"{np.mean(turned == 9):.0%} of {len(sixes)} turned sixes are read as nines")
print(f"all digits, flipped left to right: {np.mean(flipped == y[valid]):.0%} read rightly")
assert np.mean(turned == 9) > 0.6 and np.mean(flipped == y[valid]) < 0.6

# %% [markdown]
# Turned sixes in the training data teach the network that a 9 is a 6. The same goes for b and d when
# they are flipped. So before you augment, look at a few copies, and ask: *would I still give it this
# label? And will the world ever show me such an image?*

# %% [markdown]
# ## What it is used for
#
# In 2012 the yearly contest ImageNet asked for the right one of 1,000 classes, with 1.2 million
# photographs to learn from. Alex Krizhevsky, Ilya Sutskever and Geoffrey Hinton came with a deep CNN,
# and their five best guesses missed in 15 of 100 photographs, where the next best team missed in 26.
# From then on nearly everybody in the field took up neural networks.
#
# - **Recognition**: what is in the picture? Digits, faces, a skin lesion, a crack in a wheel.
# - **Segmentation**: which *pixels* belong to the road, to the tumour? The output is a map again.
# - **Image processing**: take the noise out, sharpen, make a large image of a small one.
# - **Video analysis**: time is a further axis for the window, or a network for sequences goes on from
#   the maps of each picture.
# - **Sound**: a spectrogram shows which pitches are heard at which time. It is an image, and what is
#   found in it may be a word or a bird.
#
# Hardly anybody starts from random kernels there. The first layers find edges and spots, whatever
# the task is. So one takes a network that has learnt from millions of photographs, keeps its
# convolutions, and trains a new end on a few hundred images of one's own. That is **transfer
# learning**.

# %% [markdown]
# ## A map of three architectures
#
# | | feed-forward (dense) | convolutional | recurrent |
# |---|---|---|---|
# | numbers go | one way, from input to output (*unidirectional*) | one way, too | also back: what it was is an input again |
# | weights are shared | not at all | over all places | over all times |
# | it believes | nothing | neighbours belong together; a thing is the same everywhere | the past matters; each step follows the same rule |
# | made for | tables | images, sound, video | sequences: text, speech, sensor readings |
# | mixed inputs | no harm | it loses its sight | it loses its memory |
#
# The three are building blocks, and you may put them together. The end of our CNN is a dense layer.
# The recurrent network is next: [Lesson 15](lesson_15_recurrent_networks.ipynb).

# %% [markdown]
# ## Summary
#
# - A dense network does not know which pixels are neighbours: mixed or not is all the same to it.
# - A convolution slides one small kernel over the image. Few weights, used everywhere.
# - size = (n + 2p − k) / s, rounded down, + 1. A filter has k · k · channels weights and one bias.
# - Pooling makes maps smaller and windows see further. Min pooling wipes out thin ink.
# - Convolve, pool, repeat, dense, predict.
# - A convolution makes maps that move along. Only what pools over all places forgets the place.
# - An architecture is a belief about the data. Augmentation teaches what is not built in.
# - An augmented image must still deserve its label.
#
# To a friend you can say: *"It looks through one small window, and uses the same window everywhere."*

# %% [markdown]
# ## New words
#
# - **channel**: one of the layers of numbers of an image, such as red, green and blue
# - **kernel**: the weights of a window
# - **convolution**: a kernel slid over an image; at each place, products added up
# - **filter**: one kernel with its bias, as deep as its input
# - **feature map**: what one filter makes of an image
# - **stride**: by how many pixels the window moves
# - **padding**: a rim of zeros around the image
# - **pooling**: one number for each block of a map: the largest, or the mean
# - **global pooling**: one number for a whole map
# - **receptive field**: the pixels that one number depends on
# - **equivariance**: the map moves along with the image
# - **invariance**: the answer stays, though the image moves
# - **CNN**: a network with convolutional layers
# - **augmentation**: new training images, made from those there are, that keep their label
# - **segmentation**: a class for each pixel
# - **spectrogram**: sound as an image, pitch by time
# - **ImageNet**: more than a million labelled photographs, and the contest held with them
# - **transfer learning**: to go on with the layers of a network that was trained for another task

# %% [markdown]
# ## Read and watch
#
# - Stanford's course CS231n: [Convolutional neural
#   networks](https://cs231n.github.io/convolutional-networks/). Sizes and weights, with many drawings.
# - Grant Sanderson: [But what is a convolution?](https://www.youtube.com/watch?v=KuXjwB4LzSA), 2022.
#   The same idea with dice, images and probabilities.
# - Chris Olah, Alexander Mordvintsev and Ludwig Schubert: [Feature
#   Visualization](https://distill.pub/2017/feature-visualization/), 2017. What the layers of a large
#   network look for, in pictures.

# %% [markdown]
# ## Where next
#
# Now it is your turn: [Exercise 14](../exercises/14_convolutional_networks.ipynb) builds such a network
# piece by piece, and puts one right that somebody fed with the wrong pixels.
# After that, [Lesson 15: Recurrent networks](lesson_15_recurrent_networks.ipynb) reads one number after
# the other, and remembers.
