# %% [markdown]
# # Lesson 16: Attention and language models
#
# **You will be able to**
#
# - say what a language model is, and measure one in bits a letter against honest baselines
# - let a network write, letter by letter, with a temperature
# - compute attention by hand: queries, keys, values and one softmax
# - say what a causal mask is for, and why attention needs positions
# - build a transformer block, and say what it has in common with a chat model, and what not
#
# **Time:** 65 minutes
#
# **Before you start:** [Lesson 9: Losses and several
# classes](lesson_09_losses_and_several_classes.ipynb) and [Lesson 15: Recurrent
# networks](lesson_15_recurrent_networks.ipynb)

# %% [markdown] tags=["recall"]
# ## Recall
#
# **Recall 16.r1.** A network shall name one of 45 classes, and has not been trained yet. Which
# cross-entropy do you expect?
#
# - [x] About ln 45 = 3.8
#   It knows nothing, so each class gets about 1/45. In bits that is log₂ 45 = 5.5.
# - [ ] About 0
#   That is the loss of one who is sure and right.
# - [ ] 1 − 1/45
#   That is the share of wrong answers of a guesser. Cross-entropy is no share.
#
# **Recall 16.r2.** The logits of a softmax are divided by a temperature of 0.5. What happens to the
# probabilities?
#
# - [ ] All of them are halved
#   They always add up to 1.
# - [x] The largest grows, the small ones shrink
#   To divide by a half is to double the distances between the logits. Cold is sure.
# - [ ] They become more alike
#   That is what a temperature above 1 does.

# %% [markdown]
# ## Guess the next letter
#
# Read this letter by letter, and say what comes next: t, o, y, o, t, … You did not need to think.
# And behind f, o, r, d? Probably a space. But behind the space there are many answers, and some are
# likelier than others.
#
# That is all that a **language model** does. It reads the beginning of a text, and gives a
# probability to everything that might come next. Its classes are called **tokens**. In a large
# model they are pieces of words, here they are letters, digits and signs.
#
# Our texts are the names of cars that were sold in America from 1970 to 1982.

# %%
import keras
import numpy as np
import pandas as pd
from keras import layers

from course_utils import explore_attention, guess, load_dataset, plot_images, show_figure

# %%
all_names = load_dataset("fuel_economy")["name"]
names = all_names.drop_duplicates()
print(len(all_names), "cars,", len(names), "different names")
names = names[names.str.len() <= 24].to_numpy()
order = np.random.default_rng(1).permutation(len(names))
train, valid, test = names[order[:-100]], names[order[-100:-50]], names[order[-50:]]
print("names of at most 24 signs:", len(names), " to learn from:", len(train))
print(*train[:6], sep="\n")

tokens = ["|", *sorted(set("".join(names)))]
print(len(tokens), "tokens:", "".join(tokens))
assert not set(train) & set(valid) and not set(train) & set(test)

# %% [markdown]
# 91 cars had the name of another one, from another year. Had we split the rows, the same name could be
# among the training names and the test names. So first the duplicates went, then we split.
#
# The bar is our own token: a name begins after it and ends with it. A network wants all rows
# equally long, so a short name is filled up, which is called **padding**. Nobody should be judged
# by what is only filling: there the target is −1, and the loss will leave it out.

# %%
LENGTH = 25
token_of = {sign: number for number, sign in enumerate(tokens)}


def encode(names):
    """Return what is read, and what comes next; both have the shape (n_names, LENGTH)."""
    inputs = np.zeros((len(names), LENGTH), dtype=int)
    targets = np.full((len(names), LENGTH), -1)
    for row, name in enumerate(names):
        numbers = [token_of[sign] for sign in name]
        inputs[row, 1 : len(name) + 1] = numbers
        targets[row, : len(name) + 1] = [*numbers, 0]
    return inputs, targets


X_train, y_train = encode(train)
X_valid, y_valid = encode(valid)
X_test, y_test = encode(test)
pd.DataFrame({"read": X_train[0], "comes next": y_train[0]}).head(9).T

# %% [markdown]
# Each name is as many examples as it has letters, and one more for its end: all are asked at once.

# %% [markdown]
# ## How many bits?
#
# How good is a guesser of letters? Lesson 9 had the answer: cross-entropy, in **bits a letter**.
# Who gave the letter that came the probability p pays −log₂ p bits: 1 bit for a half, 2 for a
# quarter, 3 for an eighth. So many yes-or-no questions are still open. We take the mean over all
# letters.
#
# Without any idea each of the 45 tokens gets 1/45. That costs 5.5 bits. But an *e* is more frequent
# than a *q*. So count the letters of the training names, and give each its share. (We begin to
# count at 1, so that nothing has the probability 0: a surprise would cost infinitely many bits.)


# %%
def bits_per_letter(probabilities, targets):
    """Return the mean of -log2 of what each letter that came was given."""
    there = targets >= 0
    return -np.log2(probabilities[there, targets[there]]).mean()


def softmax(x):
    """Return probabilities along the last axis."""
    grown = np.exp(x - x.max(axis=-1, keepdims=True))
    return grown / grown.sum(axis=-1, keepdims=True)


# %% [markdown]
# A second table counts pairs: what came next after the letter that was just read?


# %%
def by_letter_counts(inputs):
    """Give each token its share among the training names, whatever was read."""
    counts = np.bincount(y_train[y_train >= 0], minlength=len(tokens)) + 1
    return np.broadcast_to(counts / counts.sum(), (*inputs.shape, len(tokens)))


def by_pairs(inputs):
    """Give each token its share among those that came after the letter just read."""
    counts = np.full((len(tokens), len(tokens)), 0.1)
    np.add.at(counts, (X_train[y_train >= 0], y_train[y_train >= 0]), 1)
    return (counts / counts.sum(axis=1, keepdims=True))[inputs]


# %% [markdown] tags=["guess"]
# **Guess 16.a.** No idea costs 5.5 bits a letter. What do the counts of single letters cost?
#
# - [ ] About 1 bit
#   That would be a choice of two, on average. Single letters do not tell so much.
# - [ ] About 2.5 bits
#   Who looks at the letters before may come there. The counts look at none.
# - [x] About 4.7 bits
#   They save less than one bit. That *e* is frequent is not much of a hint.

# %%
baselines = {"letter counts": by_letter_counts, "pairs of letters": by_pairs}
in_bits = {name: bits_per_letter(rule(X_valid), y_valid) for name, rule in baselines.items()}
print(f"no idea: {np.log2(len(tokens)):.2f} bits a letter")
print({name: f"{bits:.2f} bits a letter" for name, bits in in_bits.items()})
assert 4.4 < in_bits["letter counts"] < 5 and in_bits["pairs of letters"] < 4

# %% [markdown]
# The second one looks at a single letter, the last one, and saves another bit: behind a *q* comes a
# *u*. These two are our baselines. A network that does not beat them has learnt nothing that a
# table of counts does not know.
#
# ## A network with a memory
#
# To do better one must remember more than one letter. A *recurrent* network reads a text letter by
# letter and keeps a note, some numbers that it hands from each step to the next. In a **GRU** small
# gates decide at each step what of the note is kept and what is written anew. Ours has a note of 64
# numbers, and is asked for the next letter at every step.
#
# In front of it is an `Embedding`, a table with a row of numbers for each token. They begin at
# random, and are learnt like any other weights.


# %%
def gru():
    """Return a recurrent network that gives logits for the next letter, at each letter."""
    steps = [
        layers.Embedding(len(tokens), 32),
        layers.GRU(64, return_sequences=True),
        layers.Dropout(0.1),
        layers.Dense(len(tokens)),
    ]
    return keras.Sequential([keras.Input((LENGTH,)), *steps])


# %%
def trained(build, learning_rate, seed, batch_size=64, epochs=30):
    """Return a network, trained until the validation names become worse."""
    keras.utils.set_random_seed(seed)
    model = build()
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-1)
    model.compile(optimizer=keras.optimizers.Adam(learning_rate), loss=loss)
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    known = {"validation_data": (X_valid, y_valid), "callbacks": [stop]}
    model.fit(X_train, y_train, batch_size=batch_size, epochs=epochs, verbose=0, **known)
    return model


def bits_of(model, inputs, targets):
    """Return the bits a letter of a trained network."""
    return bits_per_letter(softmax(np.array(model(inputs))), targets)


# %%
SEEDS = np.random.default_rng(1).integers(1000, size=3).tolist()
memories = [trained(gru, 0.015, seed) for seed in SEEDS]
gru_bits = [bits_of(model, X_valid, y_valid) for model in memories]
print("GRU, three seeds:", np.round(gru_bits, 2), "bits a letter on the validation names")
assert max(gru_bits) < in_bits["pairs of letters"] - 0.6

# %% [markdown]
# That is about one bit less than pairs, and it learnt from 170 names only.
#
# ### Let it write
#
# Who can say what comes next can write. Read the bar, draw a letter by its probability, read that
# one, too, and so on until the bar comes again. The temperature of lesson 9 decides how bold it is:
# all logits are divided by it before the softmax.


# %%
def invent(model, temperature, count=40):
    """Let a model write names, all at once, letter by letter."""
    rng = np.random.default_rng(1)
    read = np.zeros((count, LENGTH + 1), dtype=int)
    for place in range(LENGTH):
        logits = model.predict_on_batch(read[:, :LENGTH])[:, place].astype(float)
        rows = softmax(logits / temperature)
        read[:, place + 1] = [rng.choice(len(tokens), p=row) for row in rows]
    texts = ["".join(tokens[number] for number in row[1:]) for row in read]
    return [text.partition("|")[0] for text in texts]


invented = {temperature: invent(memories[0], temperature) for temperature in (0.3, 1, 2)}
pd.DataFrame({f"temperature {key}": value[:8] for key, value in invented.items()})

# %% [markdown] tags=["guess"]
# **Guess 16.b.** Which temperature gives the most names that are true copies of training names?
#
# - [x] At 0.3
#   There it hardly ever takes another than the likeliest letter, and follows the paths it knows
#   best.
# - [ ] At 1
#   1 leaves the probabilities as they were learnt. Now and then an unlikely letter is drawn, and
#   the name goes its own way.
# - [ ] At 2
#   Nearly any letter may come there. You have seen what becomes of it.

# %%
known = set(train)
copies = {key: sum(name in known for name in value) for key, value in invented.items()}
different = {key: len(set(value)) for key, value in invented.items()}
print("of 40 names, copied from the training names:", copies)
print("of 40 names, different from each other:     ", different)
assert copies[0.3] > copies[1] + 3 and copies[2] <= 2 and different[0.3] < different[2]

# %% [markdown]
# Cold, it repeats what it has read. Hot, it stammers. Between the two it writes names that nobody
# ever gave to a car and that still sound like one. Nothing in it knows whether such a car exists.

# %% [markdown]
# ## Look it up
#
# A recurrent network has a bottleneck. All that it read is squeezed into one note, and the note is
# rewritten at every step. What was said fifty letters ago has passed through fifty hands.
# Translators of 2014 had just that trouble, with long sentences. Dzmitry Bahdanau, Kyunghyun Cho
# and Yoshua Bengio let the network look back at the whole sentence instead, at each step where it
# wanted. In 2017 eight people, most of them at Google, left the memory out altogether. Their paper
# is called "Attention is all you need".
#
# Take four words: *the cup fell, it*. What does "it" mean? You look back, and find the cup.
# **Attention** does so with numbers. Each word gets three short lists of numbers:
#
# - a **query**: what do I look for?
# - a **key**: what am I, for those who look?
# - a **value**: what do I hand over, if somebody looks at me?
#
# Query times key, product by product, added up: a **score** for how well they fit. A softmax makes
# weights of the scores, and the new numbers of a word are the values of all words, weighted.
#
# We choose all numbers by hand. A word comes as three numbers: is it a thing, is it an action, does
# it stand for a thing? Three small matrices make queries, keys and values of them.

# %%
words = ["the", "cup", "fell", "it"]
X = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])  # a thing, an action, stands for a thing
W_query = np.array([[0, 1], [1, 0], [2, 0]])  # looks for things, looks for actions
W_key = np.array([[2, 0], [0, 2], [1, 0]])  # is a thing, is an action
W_value = np.array([[1, 0], [0, 1], [0, 0]])  # may break, has moved

queries, keys, values = X @ W_query, X @ W_key, X @ W_value
scores = queries @ keys.T
pd.DataFrame(scores, index=[f"{word} looks for" for word in words], columns=words)

# %% [markdown]
# A row belongs to the word that looks, a column to the word that is looked at. "it" looks for
# things: "cup" fits with 4, and "it" itself, which stands for a thing, with 2.
#
# One step is missing. A score is a sum of as many products as a key has numbers. With more numbers
# it becomes larger, for no good reason, and the softmax ever more sure. So the scores are divided
# by the square root of that length. In all:
#
# attention = softmax(queries · keysᵀ / √length) · values

# %% [markdown] tags=["guess"]
# **Guess 16.c.** The scores of "the" are 0 for all four words. What does "the" look at?
#
# - [ ] At nothing
#   A softmax always gives away the whole 1. Whoever looks for nothing looks everywhere.
# - [ ] At itself only
#   Nothing draws it to itself more than to the others.
# - [x] At all four alike, a quarter each
#   Four equal scores are four equal weights. Its new numbers are the mean of all values.


# %%
def attention(queries, keys, values):
    """Return the new numbers of each word, and how much it looked at each word."""
    scores = queries @ keys.T / np.sqrt(keys.shape[-1])
    weights = softmax(scores)
    return weights @ values, weights


by_hand, weights = attention(queries, keys, values)
print("it, from the values of all:", by_hand[3].round(2))
assert np.allclose(weights[0], 0.25) and weights[3].argmax() == 1 and weights[3, 1] > 0.7
pd.DataFrame(weights.round(2), index=[f"{word} looks at" for word in words], columns=words)

# %% [markdown]
# Three quarters of "it" are the cup now: it has taken over that it may break. Nobody handed that on
# from word to word. It was looked up in one step, and a sentence between the two would have changed
# nothing.
#
# Keras has the same as a layer. It has a fourth matrix, which mixes the result, and may do all of
# this several times side by side, each time with other matrices. Each is called a **head**. With
# one head and our matrices it must give our numbers:

# %%
layer = layers.MultiHeadAttention(num_heads=1, key_dim=2, use_bias=False, output_shape=2)
layer.build((1, 4, 3), (1, 4, 3))
three = [matrix.reshape(3, 1, 2) for matrix in (W_query, W_key, W_value)]
layer.set_weights([*three, np.eye(2).reshape(1, 2, 2)])
sentence = X[np.newaxis].astype("float32")
by_keras = np.array(layer(sentence, sentence))[0]  # who looks, and who is looked at
print("largest difference:", np.abs(by_keras - by_hand).max())
assert np.abs(by_keras - by_hand).max() < 1e-5

# %% [markdown]
# In a network nobody chooses these numbers. The matrices begin at random and are learnt, as always.
# All of it is products, sums and a softmax, so the slopes are handed back through it.
#
# And why the square root? A number added up from 64 random products, each with a spread of 1, has a
# spread of √64 = 8. Divide by it, and it is 1 again, however long the keys are:

# %%
rng = np.random.default_rng(1)
for length in (4, 64, 1024):
    some, others = rng.normal(size=(2, 5000, length))
    products = (some * others).sum(axis=1)
    scaled = (products / np.sqrt(length)).std()
    print(f"length {length:4}: spread {products.std():5.1f}, divided {scaled:.2f}")
    assert abs(products.std() / np.sqrt(length) - 1) < 0.1

# %% [markdown]
# ## Play with it
#
# Eight words, each with a few numbers made by hand: *the cup fell and it broke the plate*. Choose a
# word, and see what it looks at. The large table has all words at once. In the small one are the
# steps for the chosen word: its scores, what is left of them after scaling, temperature and mask,
# and the weights.
#
# There are two heads. One goes by meaning: a pronoun looks for a thing. The other goes by place:
# each word looks for its neighbour to the left. The **mask** hides all words that come later: their
# score is −∞, and e to the power of −∞ is 0.

# %%
explore_attention()

# %% [markdown]
# **Try it:**
#
# 1. Head "meaning", mask off. Compare the two words "the". Can you tell them apart by what they
#    look at?
# 2. The same with the head "place".
# 3. Word "it", mask off. How is its attention shared between "cup" and "plate"? Then switch the
#    mask on.
# 4. Switch the scaling off, and find a temperature that gives the same weights as before.
#
# <details><summary>What you saw</summary>
#
# 1. No. Both have the same numbers, so the same query, and the same row in the table.
# 2. Yes. This head knows nothing of meaning, but it has been told the places.
# 3. The same for both: each is a thing. With the mask "plate" is not there yet, and the cup gets
#    its share.
# 4. A temperature of 2 without scaling is the same as 1 with it, for the keys have four numbers,
#    and √4 = 2. To scale is to set a temperature.
#
# </details>

# %% [markdown]
# ## Half-way
#
# A good place to stop for today. In the second half attention becomes a network that writes. When
# you come back, select the next cell, choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## What came first?
#
# Attention has a blind spot. Take an attention layer as Keras makes it, random as it is, and give
# it four letters: f, o, r, d. Then give it the same four in another order.

# %% [markdown] tags=["guess"]
# **Guess 16.d.** The layer gets d, r, o, f in place of f, o, r, d. What comes out for each letter?
#
# - [ ] Other numbers: it is another word
#   To you. But nothing in queries, keys and values says who came first.
# - [x] The same numbers, only in the other order
#   Each letter asks, and all are asked. In which order they are asked makes no difference.
# - [ ] The same numbers in the same order
#   What comes out at a place belongs to the letter at this place. So it moves along.

# %%
keras.utils.set_random_seed(1)
look = layers.MultiHeadAttention(num_heads=2, key_dim=8)
table = np.random.default_rng(1).normal(size=(len(tokens), 16)).astype("float32")
ford = table[[token_of[sign] for sign in "ford"]][np.newaxis]
drof = ford[:, ::-1]

out, out_turned = np.array(look(ford, ford)), np.array(look(drof, drof))
print("largest difference, letter for letter:", np.abs(out - out_turned[:, ::-1]).max())
assert np.allclose(out, out_turned[:, ::-1], atol=1e-5)

# %% [markdown]
# To attention a word is a bag of letters. A GRU knows the order because it reads in order. Here it
# must be told. So each place gets numbers of its own, and they are added to those of the letter.
# One may learn them. The paper of
# 2017 took waves: sines and cosines, fast ones and slow ones, as the hands of many clocks. Every place
# has another time on them.


# %%
def waves(length, width):
    """Return numbers for each place, of shape (length, width)."""
    speeds = 1 / 10_000 ** (np.arange(width // 2) / (width // 2))
    angles = np.arange(length)[:, np.newaxis] * speeds
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype("float32")


places = waves(4, 16)
out = np.array(look(ford + places, ford + places))
out_turned = np.array(look(drof + places, drof + places))
print("largest difference, with places:", np.abs(out - out_turned[:, ::-1]).max().round(2))
assert np.abs(out - out_turned[:, ::-1]).max() > 0.05

# %% [markdown]
# ## A transformer block
#
# Around attention one builds a **block**. It has two halves. In the first the letters look at each
# other. In the second each letter thinks for itself: two dense layers, the same for all places. In
# front of each half is a `LayerNormalization`: it gives the numbers of *each letter* a mean of 0
# and a spread of 1, where batch normalization did so over a batch. And around each half goes a
# **residual connection**: what comes out of a half is *added* to what went in. So a half has only
# to find what to change, and on the way back the slopes have a road around it, which is what lets
# one stack a hundred of them.
#
# A road around something is no longer a plain list of layers, so `Sequential` will not do. Keras
# lets you write it down as a computation: call each layer with what goes in, and keep what comes
# out.


# %%
def transformer(causal=True, width=48, heads=4):
    """Return a network of one transformer block, with logits for the next letter at each letter."""
    inputs = keras.Input((LENGTH,))
    x = layers.Embedding(len(tokens), width)(inputs) + waves(LENGTH, width)

    change = layers.LayerNormalization()(x)
    look = layers.MultiHeadAttention(heads, key_dim=width // heads)
    change = look(change, change, use_causal_mask=causal)
    x = layers.Add()([x, layers.Dropout(0.1)(change)])

    change = layers.LayerNormalization()(x)
    change = layers.Dense(2 * width, activation="relu")(change)
    change = layers.Dense(width)(change)
    x = layers.Add()([x, layers.Dropout(0.1)(change)])

    logits = layers.Dense(len(tokens))(layers.LayerNormalization()(x))
    return keras.Model(inputs, logits)


counts = {"GRU": memories[0].count_params(), "transformer": transformer().count_params()}
print("numbers to learn:", counts)
assert abs(counts["GRU"] / counts["transformer"] - 1) < 0.05

# %% [markdown]
# Both networks have about 23,000 numbers to learn. That will make it a fair contest.
#
# ## No peeking
#
# One setting of the block you have met in the explorer: `use_causal_mask`. To see what it is for,
# leave it out.

# %% [markdown] tags=["guess"]
# **Guess 16.e.** We train the block without a mask. How many bits a letter does it have on the
# validation names?
#
# - [ ] About as many as with a mask
#   The mask takes something away from it. Think of what that is.
# - [ ] Somewhat fewer: it sees more of the name
#   It does. But what it sees more is just what it is asked for.
# - [x] Nearly none
#   The letter it shall guess is the one it reads at the next place. It needs only to look there.

# %%
peeking = trained(lambda: transformer(causal=False), 0.008, SEEDS[0], batch_size=32)
print(f"without a mask: {bits_of(peeking, X_valid, y_valid):.2f} bits a letter")


def honest_bits(model, inputs, targets):
    """Return bits a letter where nothing is there yet that comes later."""
    logits = np.zeros((*inputs.shape, len(tokens)))
    for place in range(LENGTH):
        so_far = np.where(np.arange(LENGTH) <= place, inputs, 0)
        logits[:, place] = model.predict_on_batch(so_far)[:, place]
    return bits_per_letter(softmax(logits), targets)


really = honest_bits(peeking, X_valid, y_valid)
print(f"the same network, where what comes later is not there yet: {really:.1f} bits a letter")
print("it writes:", invent(peeking, 1, count=5))
assert bits_of(peeking, X_valid, y_valid) < 1 < np.log2(len(tokens)) < really

# %% [markdown]
# So good on names that it had never seen, and it is worth less than no idea at all. When it writes,
# the next letter is not there to be read off, and it has learnt nothing else. No validation set
# could warn you: the answer was among the inputs. If a result is too good to be true, ask first
# what the network could see.
#
# The **causal mask** puts an end to it. A letter may look at itself and at what came before:

# %%
mask = np.tril(np.ones((4, 4), dtype=bool))  # True: may be looked at
hidden = np.where(mask, scores / np.sqrt(2), -np.inf)
print(pd.DataFrame(softmax(hidden).round(2), index=words, columns=words))
assert softmax(hidden)[0].tolist() == [1, 0, 0, 0]

changed = X_valid.copy()
changed[:, 10:] = 5  # other letters from the eleventh place on
causal, free = transformer(), peeking
for name, model in {"with the mask": causal, "without": free}.items():
    gap = np.abs(np.array(model(changed) - model(X_valid))[:, :10]).max()
    print(f"{name}: the first ten places change by at most {gap:.5f}")
    assert (gap < 1e-4) == (model is causal)

# %% [markdown]
# The mask also is why training is quick. All letters of a name are asked at once, each with its own
# past, in one product of matrices. A GRU has to wait at every letter for the one before. On large
# machines that has decided the matter.

# %% [markdown]
# ## The contest
#
# Same names, same size, same rule for stopping, three seeds each. The learning rates were chosen by
# the validation names.

# %% [markdown] tags=["guess"]
# **Guess 16.f.** One transformer block against the GRU, after 170 names. Who needs fewer bits for
# the validation names?
#
# - [ ] The transformer: it is the newer one
#   Newer is not better for everything. It won where there was much more to read.
# - [x] The GRU
#   It believes from the start that the last letters matter most. The block has to find that out.
# - [ ] They are equal
#   They have as many numbers. But they do not believe the same.

# %%
blocks = [trained(transformer, 0.008, seed) for seed in SEEDS]
networks = {"GRU": memories, "transformer": blocks}
on_valid = {
    name: np.mean([bits_of(model, X_valid, y_valid) for model in models])
    for name, models in networks.items()
}
chosen = min(on_valid, key=on_valid.get)
print("chosen by the validation names:", chosen)
assert chosen == "GRU" and on_valid["transformer"] > on_valid["GRU"] + 0.05
assert on_valid["transformer"] < in_bits["pairs of letters"] - 0.2

# %% [markdown]
# Now, for the first time, the test names:

# %%
on_test = {name: bits_per_letter(rule(X_test), y_test) for name, rule in baselines.items()}
on_test |= {
    name: np.mean([bits_of(model, X_test, y_test) for model in models])
    for name, models in networks.items()
}
assert on_test["GRU"] < on_test["pairs of letters"] - 0.3
pd.DataFrame({"validation": in_bits | on_valid, "test": on_test}).round(2)

# %% [markdown]
# Both have learnt much that no table of pairs knows. And the GRU is ahead, though all the world
# uses transformers. Remember the CNN: an architecture is a belief about the data. A GRU believes
# that a text is read in order, and that what has just been read matters most. In car names this is
# true, so it need not be learnt. Attention believes nearly nothing. It must find out from 170 names
# that neighbours matter, and that costs examples.
#
# Does it find out? Here are the four heads of a trained block, at work on one name. A row is a
# letter that looks, a column a letter that is looked at; the darker, the more. All to the right of
# the diagonal is hidden.


# %%
def looked_at(model, inputs):
    """Return who looks at whom in a block, of shape (n_names, n_heads, LENGTH, LENGTH)."""
    normalize = next(one for one in model.layers if isinstance(one, layers.LayerNormalization))
    heads = next(one for one in model.layers if isinstance(one, layers.MultiHeadAttention))
    seen = keras.Model(model.input, normalize.output)(inputs)
    return np.array(heads(seen, seen, use_causal_mask=True, return_attention_scores=True)[1])


row = np.argmax([len(name) for name in valid])
read = len(valid[row]) + 1
show_figure(
    plot_images(
        looked_at(blocks[0], X_valid)[row, :, :read, :read],
        [f"head {number}" for number in (1, 2, 3, 4)],
    ),
    alt="Four square tables of attention weights for one name, empty above the diagonal. Some are "
    "dark close to the diagonal, others further away.",
)

# %% [markdown]
# In each block we take the head that looks most at the last three letters, and compare it with the
# one of a block that has learnt nothing.


# %%
def near_share(model):
    """Return what the head that stays closest gives to the last three letters."""
    steps_back = np.arange(LENGTH)[:, np.newaxis] - np.arange(LENGTH)
    near = (looked_at(model, X_valid) * (steps_back <= 2)).sum(axis=-1)
    late = (y_valid >= 0) & (np.arange(LENGTH) >= 8)
    return max(head[late].mean() for head in near.swapaxes(0, 1))


learnt = np.mean([near_share(model) for model in blocks])
at_random = np.mean([near_share(transformer()) for _ in blocks])
print(f"attention on the last three letters: {learnt:.0%}, before training {at_random:.0%}")
assert learnt > at_random + 0.05

# %% [markdown]
# Nobody had told it that the last letters matter. The GRU need not be told.
#
# Where there are millions of texts, and long ones, it is the other way round. There is enough to
# find out everything, what matters may be a thousand words back, and a belief that is only nearly
# true stands in the way. We cannot show that on a laptop in a minute. But do not take a network
# because it is famous: measure.

# %% [markdown]
# ## From here to a chat model
#
# What you have built is a chat model, small. The same block, the same mask, the same question, the
# same loss:
#
# | | yours | GPT-3, in 2020 |
# |---|---|---|
# | it is asked | what comes next? | what comes next? |
# | tokens | 45 signs | 50,257 pieces of words |
# | blocks | 1 | 96 |
# | numbers to learn | 23 thousand | 175 thousand million |
# | read in training | 3 thousand letters | 300 thousand million tokens |
#
# **This, with more text and more layers, is a chat model.** One thing comes on top. A model of
# plain text goes on with any text, and a question may well be followed by another question. So it
# is trained some more, on conversations that people wrote, and on people's judgement of which of
# two answers is better.
#
# What it is not:
#
# - **No library.** Nothing is looked up in a list of facts. There are only weights. Your model
#   wrote names of cars that never
#   existed, in the same even voice as true ones. A chat model does that with dates, books and
#   laws. It is trained to be likely, and likely is often true, but it is not the same.
# - **No memory of you.** Its weights do not change while you talk. What it "remembers" is the text
#   of the conversation,
#   which it reads anew for each token, as your model reads the beginning of its name.
# - **No oracle on its sources.** It copies where it has seen a text often, and it mixes where it
#   has not. You saw both, at two
#   temperatures.
# - **Not neutral.** It goes on as its texts went. In our cars nothing is from Korea, so nothing it
#   invents is.
#
# Whether something that predicts text so well *understands* it, people argue about. What you can do
# is what you did here: find out what it could see, choose a baseline, and measure.

# %% [markdown]
# ## Summary
#
# - A language model gives a probability to everything that may come next. It is judged in bits a
#   token.
# - Letter counts, and pairs of letters, are the baselines. Remove duplicates before you split.
# - To write: draw a token, read it, go on. Cold copies, hot stammers.
# - Attention: softmax(queries · keysᵀ / √length) · values. Everything is looked up at once.
# - Without positions, attention sees a bag. Without a causal mask, it reads off the answer.
# - A transformer block: look at each other, think alone; each with normalization and a road around.
# - On 170 names the GRU is better. What believes little needs much to read.
#
# To a friend you can say: *"It asks of every word which other words matter to it, and takes their
# numbers over."*

# %% [markdown]
# ## New words
#
# - **language model**: a network that gives a probability to each token that may come next
# - **token**: one of the pieces a text is cut into: a letter, a word, a piece of a word
# - **padding**: filling, so that all rows are equally long
# - **bits a letter**: the cross-entropy with log₂, a mean over the letters
# - **embedding**: a row of numbers for each token, learnt
# - **GRU**: a recurrent network with gates that decide what is kept
# - **temperature**: what logits are divided by before the softmax
# - **attention**: values of all words, weighted by how well their keys fit a query
# - **query**, **key**, **value**: what a word looks for, what it is for others, what it hands over
# - **score**: query times key, added up
# - **head**: one set of the three matrices; several work side by side
# - **causal mask**: hides what comes later
# - **positions**: numbers that say where a token is
# - **residual connection**: what goes in is added to what comes out
# - **layer normalization**: the numbers of each token get a mean of 0 and a spread of 1
# - **transformer**: a network of such blocks

# %% [markdown]
# ## Read and watch
#
# - Grant Sanderson: [Attention in transformers, step by
#   step](https://www.youtube.com/watch?v=eMlx5fFNoYc), 2024. Queries and keys, drawn as never
#   before.
# - Jay Alammar: [The Illustrated Transformer](https://jalammar.github.io/illustrated-transformer/).
#   The whole network of 2017, in pictures; from 2018.
# - Andrej Karpathy: [Let's build GPT: from scratch, in code, spelled
#   out](https://www.youtube.com/watch?v=kCc8FmEb1nY), 2023. Two hours, from counting pairs to
#   a small GPT.

# %% [markdown]
# ## Where next
#
# [Exercise 16](../exercises/16_attention_and_language_models.ipynb) has you write attention, mask and
# temperature yourself, and build a block. What you know is enough to read most of what is written
# about networks today, and to doubt it where nobody measured. After that, [Lesson 17: A whole
# project](lesson_17_whole_project.ipynb) has you sign for a number.
