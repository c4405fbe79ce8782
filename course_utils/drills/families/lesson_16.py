"""Attention and language models: bits, scores, weights, and what a mask hides."""

from random import Random

from course_utils.drills.drill import Drill, ask_number, listed, said
from course_utils.drills.registry import family


@family
def bits_of_probability(rng: Random) -> Drill:
    """Minus the logarithm to the base 2."""
    bits = rng.randint(2, 7)
    total = 2**bits
    return ask_number(
        f"A language model gave the letter that came next a probability of 1/{total}. How many "
        "bits does this letter cost?",
        bits,
        f"−log₂(1/{total}) = log₂ {total} = {bits}, because 2 to the power of {bits} is {total}.",
        [
            (total, f"That is how many equally likely letters there would be: take log₂ {total}."),
            (bits / 2, "Each doubling of the number of letters costs one whole bit."),
            (1 / total, "That is the probability itself."),
            (bits * 0.693147, "That is the natural logarithm. Bits take the base 2."),
        ],
        decimals=1,
        total=total,
    )


@family
def bits_a_letter(rng: Random) -> Drill:
    """The mean over the letters of a text."""
    bits = rng.sample((1, 2, 3, 4, 5), 3)
    right = sum(bits) / 3
    chances = ", ".join(f"1/{2**one}" for one in bits)
    return ask_number(
        f"The three letters of a text were given the probabilities {chances}. How many bits a "
        "letter is that? Give 2 decimals.",
        right,
        f"They cost {', '.join(map(str, bits))} bits, on average {said(round(right, 2))}.",
        [
            (sum(bits), "That is for the whole text; divide it by 3 letters."),
            (max(bits), "That is the most expensive letter."),
            (sum(2**one for one in bits) / 3, "Take log₂ of each before you take the mean."),
        ],
        decimals=2,
        bits=bits,
    )


@family
def score_of_key(rng: Random) -> Drill:
    """Multiplied, added, and divided by the root of the length."""
    query, key = ([rng.randint(-3, 4) for _ in range(4)] for _ in range(2))
    total = sum(q * k for q, k in zip(query, key, strict=True))
    plain = sum(query) * sum(key)
    return ask_number(
        f"A query is {listed(query)}, a key {listed(key)}. What is the score that goes into the "
        "softmax? Give 1 decimal.",
        total / 2,
        f"Number by number multiplied and added it is {said(total)}, divided by √4 = 2: "
        f"{said(total / 2)}.",
        [
            (total, "It is divided by the root of the length as well, here by 2."),
            (total / 4, "It is divided by the root of the length, not by the length."),
            (plain / 2, "Multiply number by number first, then add."),
        ],
        decimals=1,
        query=query,
        key=key,
    )


@family
def equal_scores(rng: Random) -> Drill:
    """Equal scores give equal weights, and so the mean of the values."""
    words = rng.choice((3, 4, 5))
    values = [rng.randint(-5, 15) for _ in range(words)]
    score = rng.choice((0, 1, 2))
    right = sum(values) / words
    return ask_number(
        f"A word has the score {score} for each of {words} words, whose values are "
        f"{listed(values)}. What does attention give for it? Give 2 decimals.",
        right,
        f"Equal scores give equal weights, 1/{words} each, so it is the mean: "
        f"{said(round(right, 2))}.",
        [
            (sum(values), f"The weights add up to 1: each is 1/{words}, not 1."),
            (score * sum(values), "The scores go through a softmax first."),
            (max(values), "The highest *score* gets the largest weight, not the highest value."),
        ],
        decimals=2,
        values=values,
        score=score,
    )


@family
def pairs_left_by_mask(rng: Random) -> Drill:
    """Each token looks at itself and at what came before."""
    tokens = rng.randint(4, 12)
    right = tokens * (tokens + 1) // 2
    return ask_number(
        f"Attention over {tokens} tokens has {tokens} · {tokens} = {tokens**2} weights. How many "
        "of them does a causal mask leave?",
        right,
        f"The first token sees 1, itself, the last one sees {tokens}: 1 + 2 + … + {tokens} = "
        f"{right}.",
        [
            (tokens**2, "The mask hides what comes later."),
            (tokens * (tokens - 1) // 2, "Each token also looks at itself."),
            (tokens**2 / 2, f"The {tokens} pairs of a token with itself all stay."),
        ],
        tokens=tokens,
    )


@family
def parameters_of_head(rng: Random) -> Drill:
    """A matrix each for queries, keys and values."""
    size, length = rng.choice((8, 16, 32, 64)), rng.choice((4, 10, 12, 20))
    right = 3 * size * length
    return ask_number(
        f"Each token is {size} numbers. A head of attention makes a query, a key and a value of "
        f"{length} numbers each from it, by matrices without biases. How many weights are these?",
        right,
        f"Three matrices of {size} · {length}: 3 · {size * length} = {right:,}.",
        [
            (size * length, "That is one matrix; queries, keys and values have one each."),
            (2 * size * length, "The values have a matrix as well."),
            (3 * (size + 1) * length, "There are no biases here."),
            (3 * length**2, f"Each matrix takes {size} numbers in."),
        ],
        size=size,
        length=length,
    )
