"""Expectation of something that bends: linear layers in a row are one layer."""

import numpy as np

from course_utils.exercises.expect import CONDITION, expect
from course_utils.exercises.forward import predict
from course_utils.exercises.records import ModelRecord
from course_utils.exercises.verdicts import Finding


def expect_bend(model: ModelRecord) -> Finding:
    """Expect something that bends between the dense layers, and show what its absence means.

    Returns
    -------
    Finding
        A condition. Not ok for two or more dense layers and nothing else. The evidence is the
        model itself: its layers multiplied into one, and how little the outputs differ on random
        rows. Ok where the model is not built, or its layers do not fit: other expectations say
        so.
    """
    dense = [step for step in model.operations if step.kind == "dense" and step.weights]
    one_row = len(model.input_shapes) == 1 and len(model.input_shapes[0]) == 1
    flat = one_row and len(dense) > 1 and len(dense) == len(model.operations)
    return expect(
        not flat,
        where="the model as a whole",
        expected="something that bends between the layers",
        found=_proof(model, dense) if flat else "",
        next_step='Give each hidden layer an activation: `activation="relu"`.',
        mistake="stack-of-linear-layers",
        weight=CONDITION,
    )


def _proof(model, dense):
    W = dense[0].weights["kernel"]
    b = dense[0].weights.get("bias", np.zeros(W.shape[1]))
    for step in dense[1:]:
        kernel = step.weights["kernel"]
        W, b = W @ kernel, b @ kernel + step.weights.get("bias", 0.0)
    X = np.random.default_rng(0).normal(size=(5, len(W)))
    gap = np.max(np.abs(predict(model, X) - (X @ W + b)))
    layers = f"its {len(dense)} layers multiplied into one"
    return f"nothing: {layers} give the same outputs, to within {gap:.0e}"
