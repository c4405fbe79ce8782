"""Expectations of a network of one transformer block, by its steps and by what it does."""

from collections.abc import Iterator

import numpy as np

from course_utils.exercises.checks.lesson_16.letters import N_TOKENS
from course_utils.exercises.expect import expect
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ModelRecord, Operation
from course_utils.exercises.verdicts import Finding
from course_utils.networks.activations import ACTIVATIONS

LENGTH = 25
_CUT, _CHANGED, _SWAPPED = 12, 3, (3, 7)  # places of the letters that are changed
_NOISE = 1e-5  # float32 may change so much by itself, relative to the largest output
_ROWS = 6


def expect_logits(model: ModelRecord) -> Finding:
    """Expect a number for each token at each letter."""
    last = model.operations[model.outputs[0]] if model.operations else None
    shape = last.output_shape if last else None
    step = "The last layer is `Dense(45)`, behind numbers for each of the 25 letters."
    mistake = "other-output"
    if shape is not None and len(shape) == 1:
        step = "That is one guess for the whole name. Each letter has a next one: leave out what "
        step += "flattens or pools."
        mistake = "one-guess-a-name"
    return expect(
        shape == (LENGTH, N_TOKENS),
        where="the output",
        expected="a logit for each token at each letter, (25, 45)",
        found=f"{shape}",
        next_step=step,
        mistake=mistake,
    )


def expect_attention(model: ModelRecord) -> Finding:
    """Expect a layer that lets letters look at each other."""
    return expect(
        any(_attends(step) for step in model.operations),
        where="the first half of the block",
        expected="`MultiHeadAttention`",
        found="no attention among its steps",
        next_step="Add `layers.MultiHeadAttention(num_heads=4, key_dim=8)(change, change, "
        "use_causal_mask=True)`.",
        mistake="no-attention",
    )


def _attends(step: Operation) -> bool:
    named = str(step.settings.get("class", "")) if step.kind == "opaque" else ""
    return step.kind == "multi_head_attention" or "Attention" in named


def expect_block(model: ModelRecord) -> Iterator[Finding]:
    """Expect normalization, two roads around, a second half, and plain logits at the end.

    Yields
    ------
    Finding
        One for each.
    """
    kinds = [step.kind for step in model.operations]
    roads = sum(kind == "add" and len(step.inputs) > 1 for kind, step in _with_kinds(model))
    yield expect(
        roads >= 2,
        where="the residual connections",
        expected="two: what goes into each half is added to what comes out of it",
        found=f"{roads or 'none'}",
        next_step="Around each half: `x = layers.Add()([x, change])`.",
        mistake="no-residual-connection",
    )
    normalizations = kinds.count("layer_normalization")
    yield expect(
        normalizations >= 2,
        where="the normalization",
        expected="a `LayerNormalization` in front of each half",
        found=f"{normalizations or 'none'}",
        next_step="Begin each half with `change = layers.LayerNormalization()(x)`."
        + (
            " Batch normalization works over a batch; here each letter has its own."
            if "batch_normalization" in kinds
            else ""
        ),
        mistake="no-layer-normalization",
    )
    bends = [kind for kind in kinds if kind in ACTIVATIONS and kind not in ("linear", "softmax")]
    yield expect(
        bool(bends) and kinds.count("dense") >= 3,
        where="the second half of the block",
        expected="a dense layer of 64 with a ReLU, and one of 32",
        found="no activation" if not bends else f"{kinds.count('dense')} dense layers in all",
        next_step='`layers.Dense(64, activation="relu")`, then `layers.Dense(32)`.',
        mistake="no-second-half" if kinds.count("dense") < 3 else "no-bend",
    )
    last = kinds[model.outputs[0]]
    yield expect(
        last not in ("softmax", "sigmoid"),
        where="the end of the model",
        expected="logits",
        found=f"a {last}",
        next_step="Leave the activation of the last layer out: logits are any numbers, and the "
        "loss takes them with `from_logits=True`.",
        mistake="squashed",
    )


def _with_kinds(model):
    return [(step.kind, step) for step in model.operations]


def expect_order(model: ModelRecord) -> Iterator[Finding]:
    """Expect that a letter sees what came before, knows its place, and sees nothing later.

    Yields
    ------
    Finding
        One for each; the mask weighs 2.
    """
    rng = np.random.default_rng()
    tokens = rng.integers(1, N_TOKENS, (_ROWS, LENGTH))
    later, earlier, swapped = tokens.copy(), tokens.copy(), tokens.copy()
    later[:, _CUT:] = rng.integers(1, N_TOKENS, (_ROWS, LENGTH - _CUT))
    earlier[:, _CHANGED] = tokens[:, _CHANGED] % (N_TOKENS - 1) + 1
    swapped[:, list(_SWAPPED)] = tokens[:, list(_SWAPPED[::-1])]
    behind = slice(max(_SWAPPED) + 1, None)
    peeks = _moves(model, tokens, later, slice(0, _CUT))
    yield expect(
        not peeks,
        where="what it says at the first 12 letters",
        expected="the same, whatever comes later",
        found="something else, as soon as later letters change",
        next_step="It can read off the answer. Hide what comes later: `use_causal_mask=True` in "
        "the call of the attention.",
        mistake="no-causal-mask",
        weight=2,
    )
    yield expect(
        _moves(model, tokens, earlier, behind),
        where="what it says when an earlier letter changes",
        expected="something else",
        found="the same",
        next_step="Letters do not look at earlier ones. What comes out of the attention must go "
        "on: `x = layers.Add()([x, change])`.",
        mistake="does-not-look-back",
    )
    yield expect(
        _moves(model, tokens, swapped, behind),
        where="what it says when two earlier letters change places",
        expected="something else",
        found="the same: the letters before are a bag to it",
        next_step="It does not know the places. Add them: `layers.Embedding(45, 32)(inputs) + "
        "letter_places`.",
        mistake="no-places",
    )


def _moves(model, before, after, places):
    """Whether other tokens change what is said at some places."""
    try:
        old, new = (predict(model, tokens)[:, places] for tokens in (before, after))
    except CannotPredictError:
        return False
    return bool(np.abs(new - old).max() > _NOISE * max(np.abs(old).max(), 1e-3))
