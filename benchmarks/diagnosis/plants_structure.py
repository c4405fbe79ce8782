"""Faults of the model against its task: see `plants_data` for what a plant is."""

from dataclasses import replace

from benchmarks.diagnosis.plants_data import between, is_table


def change_hidden(setup, **changes):
    """Return the setup with changed arguments for all hidden layers with an activation."""
    layers = list(setup.layers)
    for n in setup.hidden:
        layers[n] = {**layers[n], **changes}
    return replace(setup, layers=tuple(layers))


def input_shape(setup, strength, rng):
    """Describe the input with the target counted in, or with the number of rows."""
    if setup.style == "subclassed" or setup.table == "diamond_words":
        return None
    shape = setup.rows.X.shape[1:]
    wrong = [(shape[0] + 1, *shape[1:]), (len(setup.rows.X), *shape)]
    if len(shape) == 1:
        wrong.append((len(setup.rows.X),))
    return replace(setup, input_shape=wrong[int(rng.integers(len(wrong)))])


def no_nonlinearity(setup, strength, rng):
    """Forget all activations between dense layers."""
    if not is_table(setup):
        return None
    layers = [{**one, "activation": None} if "units" in one else one for one in setup.layers]
    if len(setup.hidden) == 1 and rng.random() < 0.5:
        layers = [*layers, layers[0]]
    return replace(setup, layers=tuple(layers))


def _from_logits(setup):
    return isinstance(setup.loss, dict) and setup.loss.get("from_logits", False)


def no_output_activation(setup, strength, rng):
    """Forget the sigmoid or softmax while the loss expects probabilities."""
    if setup.task == "regression":
        return None
    if _from_logits(setup):
        return replace(setup, loss="sparse_categorical_crossentropy")
    return replace(setup, output={**setup.output, "activation": None})


def squashed_twice(setup, strength, rng):
    """Have sigmoid or softmax twice: in two layers, or in the model and in the loss."""
    if setup.task == "regression" or _from_logits(setup):
        return None
    if rng.random() < 0.7:
        twice = {"kind": "Activation", "activation": setup.output["activation"]}
        return replace(setup, layers=(*setup.layers, setup.output), output=twice)
    if setup.output["units"] == 1:
        kind = "BinaryCrossentropy"
    else:
        kind = f"{'Sparse' if setup.rows.y.ndim == 1 else ''}CategoricalCrossentropy"
    return replace(setup, loss={"kind": kind, "from_logits": True})


def softmax_on_one_unit(setup, strength, rng):
    """Put a softmax on a single output."""
    if setup.output["units"] != 1 or setup.task != "binary":
        return None
    return replace(setup, output={**setup.output, "activation": "softmax"})


def wrong_loss(setup, strength, rng):
    """Take the loss of another task."""
    if setup.task == "regression":
        losses = ["binary_crossentropy", "accuracy", "categorical_crossentropy"]
        losses.append("sparse_categorical_crossentropy")
    elif setup.output["units"] == 1 or setup.rows.y.ndim == 2:
        losses = ["mse", "mae", "mean_squared_error", "accuracy", "mean_absolute_error"]
    else:
        losses = ["mse", "mae", "accuracy"]
    return replace(setup, loss=str(rng.choice(losses)), notes=("label_shape",))


def output_limited(setup, strength, rng):
    """Let the output reach fewer values than the targets have."""
    if setup.task != "regression" or "bias_initializer" in setup.output:
        return None
    activation = str(rng.choice(["sigmoid", "relu", "tanh", "softmax"], p=[0.35, 0.4, 0.15, 0.1]))
    notes = ("softmax_on_one_unit",) if activation == "softmax" else ()
    return replace(setup, output={**setup.output, "activation": activation}, notes=notes)


def output_units(setup, strength, rng):
    """Have another number of outputs than the task."""
    if setup.task == "binary":
        return None
    if setup.task == "regression":
        units = int(rng.choice([2, 3, 8, 10]))
        output = {**setup.output, "units": units}
        return replace(setup, output=output)
    if setup.n_classes < 4 or setup.rows.y.ndim == 2:
        units = setup.n_classes - 1
    else:
        units = int(rng.choice([1, 2, setup.n_classes - 1]))
    if units == 1:
        output = {**setup.output, "units": 1, "activation": "sigmoid"}
        notes = ("labels_out_of_range", "wrong_loss")
        return replace(setup, output=output, loss="binary_crossentropy", notes=notes)
    notes = ("label_shape",) if setup.rows.y.ndim == 2 else ("labels_out_of_range",)
    return replace(setup, output={**setup.output, "units": units}, notes=notes)


def wrong_metric(setup, strength, rng):
    """Watch the accuracy of a regression."""
    if setup.task != "regression":
        return None
    metric = str(rng.choice(["accuracy", "accuracy", "binary_accuracy", "categorical_accuracy"]))
    return replace(setup, metrics=(metric,))


def no_flatten(setup, strength, rng):
    """Go from a picture, or a sequence, to dense layers without flattening it."""
    if setup.rows.X.ndim < 3:
        return None
    kept = tuple(one for one in setup.layers if one["kind"] != "Flatten")
    if setup.rows.X.ndim == 3:
        units = setup.layers[0]["units"]
        kept = ({"kind": "Dense", "units": units, "activation": "relu"},)
    return replace(setup, layers=kept)


def softmax_hidden(setup, strength, rng):
    """Take softmax for the activation of hidden layers."""
    if not is_table(setup):
        return None
    return change_hidden(setup, activation="softmax")


def dropout_too_strong(setup, strength, rng):
    """Silence nearly all units."""
    if not is_table(setup):
        return None
    rate = round(0.75 + 0.22 * strength, 2)
    layers = []
    for layer in setup.layers:
        if layer["kind"] in ("Dropout", "BatchNormalization"):
            continue
        layers += [layer, {"kind": "Dropout", "rate": rate}]
    return replace(setup, layers=tuple(layers))


def regularization_too_strong(setup, strength, rng):
    """Punish every weight far more than the errors."""
    if not is_table(setup):
        return None
    kind = str(rng.choice(["L2", "L1"]))
    rate = between(0.1, 5, strength) * (0.3 if kind == "L1" else 1)
    punish = {"kind": kind, kind.lower(): float(f"{rate:.2g}")}
    changed = change_hidden(setup, kernel_regularizer=punish)
    return replace(changed, output={**setup.output, "kernel_regularizer": punish})


def batch_of_one(setup, strength, rng):
    """Normalize batches of a single row."""
    if not is_table(setup):
        return None
    layers = []
    for layer in setup.layers:
        if layer["kind"] == "Dense":
            layers += [layer, {"kind": "BatchNormalization"}]
    return replace(setup, layers=tuple(layers), batch_size=1, epochs=min(setup.epochs, 6))


def equal_start(setup, strength, rng):
    """Start all weights with the same number."""
    if not is_table(setup):
        return None
    start = "zeros"
    if rng.random() < 0.5:
        start = {"kind": "Constant", "value": round(between(0.01, 0.5, strength), 3)}
    changed = change_hidden(setup, kernel_initializer=start)
    return replace(changed, output={**setup.output, "kernel_initializer": start})


def frozen(setup, strength, rng):
    """Freeze the hidden layers, or all."""
    everything = rng.random() < 0.5
    layers = [
        {**one, "trainable": False} if one["kind"] not in ("Flatten", "MaxPooling2D") else one
        for one in setup.layers
    ]
    output = {**setup.output, "trainable": False} if everything else setup.output
    return replace(setup, layers=tuple(layers), output=output)
