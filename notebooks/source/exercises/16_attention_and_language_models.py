# %% [markdown]
# # Exercise 16: Attention and language models
#
# **You will be able to**
#
# - measure a language model in bits a letter, and know the baseline
# - write temperature, attention and a causal mask yourself
# - show by numbers why attention needs positions
# - count and build a transformer block
#
# **Time:** 45 minutes
#
# **Before you start:** [Lesson 16: Attention and language
# models](../lessons/lesson_16_attention_and_language_models.ipynb)

# %% [markdown]
# ## Worn letters
#
# A museum has the name plates of old cars. On some of them the last letters are worn off. You build
# what could fill them in, from the yardstick to the network. The names are those of the lesson, and
# so are the tokens: 0 is the bar that ends a name.

# %%
import keras
import numpy as np
from keras import layers

from course_utils import (
    check,
    explore_attention,
    hint,
    load_dataset,
    show_progress,
    solution,
)

# %%
names = load_dataset("fuel_economy")["name"].drop_duplicates()
names = names[names.str.len() <= 24].to_numpy()
order = np.random.default_rng(1).permutation(len(names))
tokens = ["|", *sorted(set("".join(names)))]


def letters_of(some_names):
    """Return all letters of some names as one row of numbers, with a 0 behind each name."""
    return np.array([tokens.index(sign) for name in some_names for sign in name + "|"])


train_letters = letters_of(names[order[:-100]])
valid_letters = letters_of(names[order[-100:-50]])
print(len(tokens), "tokens;", len(train_letters), "training letters,", len(valid_letters), "others")

# %% [markdown]
# ## Question 16.1: The yardstick
#
# Write `bits_per_letter`. It gets `probabilities` of shape `(n_letters, n_tokens)`, one row for
# each letter that was guessed, and `letters`, the tokens that really came, of shape `(n_letters,)`.
# It returns one number: how many bits a letter the guesses cost.


# %%
def bits_per_letter(probabilities, letters):
    """Return the cross-entropy in bits, as a mean over the letters."""
    # BEGIN SOLUTION: return ...
    given = probabilities[np.arange(len(letters)), letters]
    return -np.mean(np.log2(given))
    # END SOLUTION


# %%
check("16.1", bits_per_letter)

# %%
# hint("16.1")
# solution("16.1")

# %% [markdown] tags=["help"]
# 1. Of each row only one number counts: what the letter that came was given.
# 2. `probabilities[np.arange(len(letters)), letters]` picks one number of each row.
# 3. −log₂ of each, then the mean: `-np.mean(np.log2(given))`.
#
# **Insight.** Keras gives the same with the natural logarithm. Divide its loss by ln 2 = 0.693, and
# you have bits.

# %% [markdown]
# ## Question 16.2: The baseline
#
# Somebody guesses without looking at the letters before: each token gets its share among
# `train_letters`. Begin to count at 1, so that none has the probability 0: a token that came c times
# among n letters gets (c + 1) / (n + 45). How many bits a letter does this cost on `valid_letters`?

# %%
# BEGIN SOLUTION: baseline = ...
counts = np.bincount(train_letters, minlength=len(tokens)) + 1
shares = counts / counts.sum()
baseline = -np.mean(np.log2(shares[valid_letters]))
# END SOLUTION

# %%
check("16.2", baseline, train_letters, valid_letters)

# %%
# hint("16.2")
# solution("16.2")

# %% [markdown] tags=["help"]
# 1. Two things are needed: the shares of all 45 tokens, and what these shares cost on other
#    letters.
# 2. `np.bincount(train_letters, minlength=45) + 1` counts; divide by the sum.
# 3. `shares[valid_letters]` is what each letter that came was given. The rest is question 16.1.
#
# **Insight.** 45 tokens, all alike, would cost 5.5 bits. What a network has learnt begins below
# this baseline, not below 5.5.

# %% [markdown]
# ## Question 16.3: Cold and hot
#
# Write `tempered`. It gets `logits` of shape `(n_tokens,)` and a `temperature`, and returns the
# probabilities to draw the next letter by.


# %%
def tempered(logits, temperature):
    """Return probabilities: sure where it is cold, undecided where it is hot."""
    # BEGIN SOLUTION: return ...
    scaled = logits / temperature
    powers = np.exp(scaled - scaled.max())
    return powers / powers.sum()
    # END SOLUTION


# %%
check("16.3", tempered)

# %%
# hint("16.3")
# solution("16.3")

# %% [markdown] tags=["help"]
# 1. Where does the temperature belong: in front of the softmax, or behind it?
# 2. Divide all logits by it. Then e to the power of each, and divide by their sum.
# 3. `scaled = logits / temperature`, `powers = np.exp(scaled - scaled.max())`, and
#    `powers / powers.sum()`.
#
# **Insight.** Near 0 it becomes `argmax`: the same name again and again. Very hot, all tokens are
# alike, and all that was learnt is gone.

# %% [markdown]
# ## Question 16.4: Attention
#
# Write `attention`. It gets `queries` of shape `(n, length)`, `keys` of shape `(m, length)` and
# `values` of shape `(m, n_numbers)`: n words look at m words. It returns what the n words take over,
# of shape `(n, n_numbers)`. Do not forget to scale.


# %%
def attention(queries, keys, values):
    """Return for each query the values, weighted by how well their keys fit."""
    # BEGIN SOLUTION: return ...
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = powers / powers.sum(axis=1, keepdims=True)
    return weights @ values
    # END SOLUTION


# %%
check("16.4", attention)

# %%
# hint("16.4")
# solution("16.4")

# %% [markdown] tags=["help"]
# 1. First the scores: one for each query and each key, so a table of shape `(n, m)`.
# 2. `queries @ keys.T`, divided by the square root of the length of a key.
# 3. A softmax along each *row*, with `axis=1, keepdims=True`, and then `weights @ values`.
#
# **Insight.** Four lines. The layer of Keras has the three matrices in front of it, one behind it,
# and several heads beside each other.

# %% [markdown]
# ## Half-way
#
# The parts are there: a good place to stop for today. When you come back, select the next cell,
# choose *Run*, then *Run All Above Selected Cell*, and go on.

# %% [markdown]
# ## Question 16.5: No peeking
#
# Write `look_back`. It gets `scores` of shape `(n, n)`, already scaled: row i has the scores of
# word i for all words. It returns the weights, of the same shape, where each word looks at itself
# and at what came before, and at nothing else. Each row adds up to 1.


# %%
def look_back(scores):
    """Return attention weights behind a causal mask."""
    # BEGIN SOLUTION: return ...
    may_look = np.tril(np.ones(scores.shape, dtype=bool))
    masked = np.where(may_look, scores, -np.inf)
    powers = np.exp(masked - masked.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
    # END SOLUTION


# %%
check("16.5", look_back)

# %%
# hint("16.5")
# solution("16.5")

# %% [markdown] tags=["help"]
# 1. Which half of the table is hidden from word i? All columns behind column i.
# 2. `np.tril(np.ones((n, n), dtype=bool))` is True where a word may look. What score makes a weight
#    of
#    exactly 0?
# 3. `np.where(may_look, scores, -np.inf)`, and then a softmax along each row.
#
# **Insight.** A score of 0 hides nothing: e⁰ = 1. Only −∞ becomes 0.

# %% [markdown]
# ## Question 16.6: In another order
#
# Below is a random attention layer as a model, `look`, and a word of five letters, `word`, of shape
# `(1, 5, 8)`: eight numbers for each letter. `places` has eight numbers for each of the five places.
# `mixed` is another order: `word[:, mixed]` has the same letters in it.

# %%
keras.utils.set_random_seed(1)
inputs = keras.Input((5, 8))
look = keras.Model(inputs, layers.MultiHeadAttention(num_heads=2, key_dim=4)(inputs, inputs))

rng = np.random.default_rng(1)
word = rng.normal(size=(1, 5, 8)).astype("float32")
places = rng.normal(size=(5, 8)).astype("float32")
mixed = [3, 0, 4, 1, 2]
print("what comes out for the word:", np.array(look(word)).shape)

# %% [markdown]
# Compare what comes out for the *same letter* in both orders.
#
# - `without`: the largest absolute difference between `look` of the mixed word, and `look` of the
#   word, put in the mixed order afterwards.
# - `with_places`: the same, where `places` are added to what goes in, both times: the letter that
#   is
#   first gets the first place.
# - `alone`: what a word is to attention alone, without places: `"a bag"` or `"a row"` of letters?

# %%
# BEGIN SOLUTION: without, with_places, alone = ..., ..., ...
in_order, turned = np.array(look(word)), np.array(look(word[:, mixed]))
without = np.abs(turned - in_order[:, mixed]).max()

in_order, turned = np.array(look(word + places)), np.array(look(word[:, mixed] + places))
with_places = np.abs(turned - in_order[:, mixed]).max()

alone = "a bag"
# END SOLUTION

# %%
check("16.6", without, with_places, alone, look, word, places, mixed)

# %%
# hint("16.6")
# solution("16.6")

# %% [markdown] tags=["help"]
# 1. The letter at place 0 of the mixed word is letter 3 of the word. So compare what came out at
#    place
#    0 with what came out at place 3 before.
# 2. `look(word[:, mixed])` against `np.array(look(word))[:, mixed]`. How large is the largest
#    difference?
# 3. With places it is `word[:, mixed] + places` that goes in: the places stay where they are, and
#    only
#    the letters move.
#
# **Insight.** If the places moved along with the letters, nothing would be gained: then a letter
# would have a mark, and no place.

# %% [markdown]
# ## Question 16.7: How many numbers to learn
#
# A transformer block gives each letter 32 numbers. Its attention has 4 heads, with queries, keys
# and values of 8 numbers each. Behind it come two dense layers, from 32 to 64 and from 64 to 32,
# and in front of each of the two halves a `LayerNormalization`, which learns a scale and a shift
# for each of the 32 numbers. All dense layers and all matrices of the attention have biases.
#
# How many numbers does the attention learn, and how many the whole block? Work it out; then you may
# ask Keras.

# %%
# BEGIN SOLUTION: of_attention, of_block = ..., ...
of_attention = 4 * (32 * 32 + 32)
of_block = of_attention + (32 * 64 + 64) + (64 * 32 + 32) + 2 * (32 + 32)
# END SOLUTION

# %%
check("16.7", of_attention, of_block)

# %%
# hint("16.7")
# solution("16.7")

# %% [markdown] tags=["help"]
# 1. Four heads of 8 numbers are 32 numbers. So the queries of all heads together come from one
#    matrix
#    of 32 × 32, with 32 biases.
# 2. Queries, keys, values, and the matrix that mixes the result: four of them.
# 3. The block has two dense layers more, 32 · 64 + 64 and 64 · 32 + 32, and twice 32 + 32 for the
#    normalization.
#
# **Insight.** How long the text is does not matter. The same 8,544 numbers read a name, or a book.

# %% [markdown]
# ## Question 16.8: A block that writes
#
# Build `model`: a network of one such block, which gives logits for the next letter at each letter.
# Nothing needs to be trained.
#
# - It takes 25 tokens, `keras.Input((25,))`. An `Embedding` makes 32 numbers of each of the 45
#   tokens, and `letter_places` is added.
# - First half: `LayerNormalization`, attention with a causal mask, and around both a residual
#   connection.
# - Second half: `LayerNormalization`, a dense layer of 64 with a ReLU, one of 32, and around them a
#   residual connection.
# - At the end another `LayerNormalization` and a dense layer with a logit for each token.

# %%
angles = np.arange(25)[:, np.newaxis] / 10_000 ** (np.arange(16) / 16)
letter_places = np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype("float32")
print("places:", letter_places.shape)

# %%
# BEGIN SOLUTION: model = ...
inputs = keras.Input((25,))
x = layers.Embedding(len(tokens), 32)(inputs) + letter_places

change = layers.LayerNormalization()(x)
change = layers.MultiHeadAttention(num_heads=4, key_dim=8)(change, change, use_causal_mask=True)
x = layers.Add()([x, change])

change = layers.LayerNormalization()(x)
change = layers.Dense(64, activation="relu")(change)
change = layers.Dense(32)(change)
x = layers.Add()([x, change])

logits = layers.Dense(len(tokens))(layers.LayerNormalization()(x))
model = keras.Model(inputs, logits)
# END SOLUTION

# %%
check("16.8", model)

# %%
# hint("16.8")
# solution("16.8")

# %% [markdown] tags=["help"]
# 1. Write it as a computation: call each layer with what goes in. The lesson's `transformer` has
#    the
#    same parts.
# 2. `x = layers.Embedding(45, 32)(inputs) + letter_places`; then for each half `change = ...` from
#    `x`, and
#    `x = layers.Add()([x, change])`.
# 3. The attention is `layers.MultiHeadAttention(num_heads=4, key_dim=8)(change, change,
#    use_causal_mask=True)`; the last line is `model = keras.Model(inputs, logits)`.
#
# **Insight.** Stack the middle part twelve times, make it 24 times as wide, and you have the
# smallest GPT-2 of 2019, nearly layer for layer.

# %% [markdown]
# ## Question 16.9: What "it" means
#
# Find settings for which "it" gives "cup" at least 90 % of its attention. When you have them, press
# "Copy token", and paste the text as your answer, in quotes.

# %%
explorer = explore_attention(
    show=["word", "head", "mask", "scaling", "temperature", "goal", "token"]
)
explorer

# %%
# BEGIN SOLUTION: token = ...
token = "attention word=5 head=meaning mask=on scaling=on temperature=0.25"
# END SOLUTION

# %%
check("16.9", explorer, token)

# %%
# hint("16.9")
# solution("16.9")

# %% [markdown] tags=["help"]
# 1. "it" is the fifth word. Which of the two heads knows what a thing is?
# 2. "plate" comes later, and takes as much as "cup". What hides later words?
# 3. Then only the softmax has to be surer: make it colder.
#
# **Insight.** With the scaling off, a temperature of 0.5 does the same as 0.25 with it: √4 = 2.

# %% [markdown]
# ## What you did
#
# You measured guesses in bits, found the baseline, wrote temperature, attention and mask, showed
# that attention alone does not know what came first, and built a network like those that chat.
#
# [Lesson 17: A whole project](../lessons/lesson_17_whole_project.ipynb) uses what you know for one
# number that you would sign. How far did you come? Run this cell.

# %%
show_progress()
