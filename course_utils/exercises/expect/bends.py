"""Expectation of something that bends: linear layers in a row are one layer."""

import numpy as np

from course_utils.exercises.expect.values import expect
from course_utils.exercises.forward import predict


def expect_bend(model):
    """Expect something that bends between the dense layers, and show what its absence means.

    Parameters
    ----------
    model : ModelRecord

    Returns
    -------
    Finding
        Not ok for two or more dense layers and nothing else. The evidence is the model itself:
        its layers multiplied into one, and how little the outputs differ on random rows. Ok
        where the model is not built, or its layers do not fit: other expectations say so.
    """
    dense = [step for step in model.operations if step.kind == "dense" and step.weights]
    one_row = len(model.input_shapes) == 1 and len(model.input_shapes[0]) == 1
    flat = one_row and len(dense) > 1 and len(dense) == len(model.operations)
    return expect(
        not flat,
        "the model as a whole",
        "something that bends between the layers",
        _proof(model, dense) if flat else "",
        'Give each hidden layer an activation: `activation="relu"`.',
        "stack-of-linear-layers",
    )


def _proof(model, dense):
    n = model.input_shapes[0][0]
    W, b = np.eye(n), np.zeros(n)
    for step in dense:
        kernel = step.weights["kernel"]
        W, b = W @ kernel, b @ kernel + step.weights.get("bias", 0.0)
    X = np.random.default_rng(0).normal(size=(5, n))
    gap = np.max(np.abs(predict(model, X) - (X @ W + b)))
    layers = f"its {len(dense)} layers multiplied into one"
    return f"nothing: {layers} give the same outputs, to within {gap:.0e}"
