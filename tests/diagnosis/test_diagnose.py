"""`diagnose` takes whatever it is given, changes nothing, and finds nothing where all is well."""

import random
from copy import deepcopy
from dataclasses import replace

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf
from keras import tree
from keras.layers import BatchNormalization, Dense, Dropout

from course_utils.diagnosis import Diagnosis, diagnose
from tests.diagnosis.planted import FORMS, SECONDS, binary

# One worker examines what many tests look at.
pytestmark = pytest.mark.xdist_group("test_diagnose")

N = 60
RNG = np.random.default_rng(0)
X = RNG.normal(size=(N, 3)).astype("float32")
Y = (X @ np.array([1.0, -2.0, 0.5]) > 0).astype(int)
NOT_EXAMINED = "could not be examined"


def network(n_inputs=3, **options):
    """A small classifier, compiled."""
    layers = [keras.Input((n_inputs,)), Dense(4, activation="relu"), Dense(1, activation="sigmoid")]
    return compiled(keras.Sequential(layers), **options)


def compiled(model, **options):
    model.compile(**{"optimizer": "adam", "loss": "binary_crossentropy", **options})
    return model


def functional():
    inputs = keras.Input((3,))
    return compiled(keras.Model(inputs, Dense(1, activation="sigmoid")(Dense(4)(inputs))))


@keras.saving.register_keras_serializable("tests")
class Own(keras.Model):
    """As a learner writes one."""

    def __init__(self):
        super().__init__()
        self.hidden, self.last = Dense(4, activation="relu"), Dense(1, activation="sigmoid")

    def call(self, inputs):
        return self.last(self.hidden(inputs))


class Broken(keras.layers.Layer):
    """A layer that raises with rows, not while the model is built."""

    def compute_output_spec(self, inputs):
        return keras.KerasTensor(inputs.shape)

    def call(self, inputs):
        raise RuntimeError("This layer is broken.")


class Batches(keras.utils.PyDataset):
    """Batches of ten rows."""

    def __len__(self):
        return N // 10

    def __getitem__(self, place):
        rows = slice(10 * place, 10 * place + 10)
        return X[rows], Y[rows]


def of_two_inputs(names=("left", "right")):
    inputs = [keras.Input((3,), name=name) for name in names]
    joined = keras.layers.Concatenate()([Dense(4, activation="relu")(part) for part in inputs])
    return compiled(keras.Model(inputs, Dense(1, activation="sigmoid")(joined)))


def of_two_outputs():
    inputs = keras.Input((3,))
    outputs = {"a": Dense(1, name="a")(inputs), "b": Dense(2, name="b")(inputs)}
    return compiled(keras.Model(inputs, outputs), loss={"a": "mse", "b": "mae"})


def of_nan():
    model = network()
    model.set_weights([values * np.nan for values in model.get_weights()])
    return model


def fitted(model, *given, **options):
    """The arguments of `diagnose` after three epochs."""
    history = model.fit(*given, epochs=3, verbose=0, **options)
    names = ("X", "y")[: len(given)]
    return {"model": model, "history": history, **dict(zip(names, given, strict=True))}


def uncompiled():
    return keras.Sequential([keras.Input((3,)), Dense(1)])


def table():
    return pd.DataFrame(X, columns=["a", "b", "c"])


def pipeline():
    return tf.data.Dataset.from_tensor_slices((X, Y))


# What may be missing.
PARTS = {
    "nothing": dict,
    "a model": lambda: {"model": network()},
    "a history": lambda: {"history": fitted(network(), X, Y)["history"]},
    "a dictionary": lambda: {"history": {"loss": [0.7, 0.6, 0.5], "val_loss": [0.7, 0.65, 0.6]}},
    "rows and targets": lambda: {"X": X, "y": Y},
    "rows": lambda: {"X": X},
    "targets": lambda: {"y": Y},
    "validation rows": lambda: {"validation_data": (X, Y)},
    "a model and rows": lambda: {"model": network(), "X": X, "y": Y},
    "a model and a history": lambda: {
        key: value for key, value in fitted(network(), X, Y).items() if key in ("model", "history")
    },
}
# Forms that are right.
RIGHT = {
    "Sequential": lambda: fitted(network(), X, Y),
    "functional": lambda: fitted(functional(), X, Y),
    "subclassed": lambda: fitted(compiled(Own()), X, Y),
    "two inputs, listed": lambda: fitted(of_two_inputs(), [X, 2 * X], Y),
    "two inputs by name": lambda: fitted(of_two_inputs(), {"left": X, "right": 2 * X}, Y),
    "two inputs by name, in another order": lambda: fitted(
        of_two_inputs(), {"right": 2 * X, "left": X}, Y
    ),
    "two inputs in a pipeline": lambda: fitted(
        of_two_inputs(),
        tf.data.Dataset.from_tensor_slices(({"left": X, "right": X}, Y)).batch(10),
    ),
    "a table and a column": lambda: fitted(network(), table(), pd.Series(Y)),
    "a table and a table": lambda: fitted(network(), table(), pd.DataFrame({"y": Y})),
    "a table with its own index": lambda: fitted(
        network(), table().set_index(pd.Index(range(100, 100 + N))), pd.Series(Y)
    ),
    "lists": lambda: {**fitted(network(), X, Y), "X": X.tolist(), "y": Y.tolist()},
    "tensors": lambda: fitted(network(), tf.constant(X), tf.constant(Y)),
    "a column of targets": lambda: fitted(network(), X, Y[:, None]),
    "targets of true and false": lambda: fitted(network(), X, Y > 0),
    "float64": lambda: fitted(network(), X.astype("float64"), Y),
    "whole numbers": lambda: fitted(network(), np.round(X).astype("int8"), Y),
    "batches": lambda: fitted(network(), pipeline().batch(10)),
    "batches of one size": lambda: fitted(network(), pipeline().batch(10, drop_remainder=True)),
    "batches prefetched": lambda: fitted(network(), pipeline().shuffle(N).batch(10).prefetch(2)),
    "single rows": lambda: {"model": network(), "X": pipeline()},
    "a pipeline without end": lambda: {"model": network(), "X": pipeline().repeat().batch(10)},
    "a PyDataset": lambda: fitted(network(), Batches()),
    "validation batches": lambda: {
        **fitted(network(), X, Y, validation_data=pipeline().batch(10)),
        "validation_data": pipeline().batch(10),
    },
    "validation rows with weights": lambda: {
        **fitted(network(), X, Y, validation_data=(X, Y, np.ones(N))),
        "validation_data": (X, Y, np.ones(N)),
    },
    "a part set aside": lambda: fitted(network(), X, Y, validation_split=0.3),
    "a schedule": lambda: fitted(
        network(
            optimizer=keras.optimizers.SGD(
                keras.optimizers.schedules.CosineDecay(0.1, decay_steps=9)
            )
        ),
        X,
        Y,
    ),
    "a loss object": lambda: fitted(network(loss=keras.losses.BinaryCrossentropy()), X, Y),
    "a loss of one's own": lambda: fitted(
        network(loss=lambda y, p: keras.ops.mean((y - p) ** 2, axis=-1)), X, Y
    ),
    "a list of losses": lambda: fitted(network(loss=["binary_crossentropy"]), X, Y),
    "no optimizer but a loss scale": lambda: fitted(
        network(optimizer=keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam())), X, Y
    ),
    "run eagerly": lambda: fitted(network(run_eagerly=True), X, Y),
    "a nested model": lambda: fitted(
        compiled(
            keras.Sequential([keras.Input((3,)), uncompiled(), Dense(1, activation="sigmoid")])
        ),
        X,
        Y,
    ),
}
# Odd things: none of them is a training.
ODD = {
    "a class": lambda: {"model": keras.Sequential},
    "a text": lambda: {"model": "model", "history": "history", "X": "X", "y": "y"},
    "numbers": lambda: {"model": 1, "history": 2.5, "X": 3, "y": 4, "validation_data": 5},
    "a layer": lambda: {"model": Dense(3), "X": X, "y": Y},
    "a function": lambda: {"model": network, "X": X, "y": Y},
    "the history's list": lambda: {"history": [0.7, 0.5]},
    "a history of texts": lambda: {"history": {"loss": ["a", "b"]}},
    "an empty history": lambda: {"history": {}},
    "a history of nothing": lambda: {"history": {"loss": []}},
    "a history of None": lambda: {"history": {"loss": [None, 1.0]}},
    "a history of one number": lambda: {"history": {"loss": 0.5}},
    "a history of infinities": lambda: {"history": {"loss": [np.inf, -np.inf, np.nan, 1e300]}},
    "curves of different length": lambda: {
        "history": {"loss": [3, 2, 1, 1, 1, 1], "val_loss": [3.0, 2.0]}
    },
    "the model as its history": lambda: {"model": network(), "history": network()},
    "an unbuilt model": lambda: {
        "model": compiled(keras.Sequential([Dense(2), Dense(1)])),
        "X": X,
        "y": Y,
    },
    "an uncompiled model": lambda: {"model": uncompiled(), "X": X, "y": Y},
    "an empty model": lambda: {"model": keras.Sequential(), "X": X, "y": Y},
    "a subclassed model without call": lambda: {"model": keras.Model(), "X": X, "y": Y},
    "ragged lists": lambda: {"model": network(), "X": [[1.0, 2.0], [3.0]], "y": [0, 1]},
    "ragged tensors": lambda: {"X": tf.ragged.constant([[1.0, 2.0], [3.0]]), "y": [0, 1]},
    "too few targets": lambda: {"model": network(), "X": X, "y": Y[:-7]},
    "too many targets": lambda: {"model": network(), "X": X[:-7], "y": Y},
    "empty arrays": lambda: {"model": network(), "X": X[:0], "y": Y[:0]},
    "empty validation": lambda: {
        "model": network(),
        "X": X,
        "y": Y,
        "validation_data": (X[:0], Y[:0]),
    },
    "one row": lambda: {"model": network(), "X": X[:1], "y": Y[:1]},
    "no columns": lambda: {"model": network(), "X": X[:, :0], "y": Y},
    "one array of no axis": lambda: {"X": np.array(3.0), "y": np.array(1.0)},
    "a model of NaN": lambda: {"model": of_nan(), "X": X, "y": Y, "validation_data": (X, Y)},
    "rows of NaN": lambda: {"model": network(), "X": X * np.nan, "y": Y},
    "targets of NaN": lambda: {"model": network(), "X": X, "y": Y * np.nan},
    "targets of texts": lambda: {"model": network(), "X": X, "y": np.where(Y, "yes", "no")},
    "a column of categories": lambda: {
        "X": X,
        "y": pd.Series(np.where(Y, "yes", "no"), dtype="category"),
    },
    "targets of None": lambda: {"X": X, "y": np.array([None] * N)},
    "targets of one value": lambda: {"model": network(), "X": X, "y": Y * 0},
    "targets of dates": lambda: {"X": X, "y": pd.date_range("2024-01-01", periods=N)},
    "a table of all kinds": lambda: {
        "X": table().assign(d="text", e=pd.Timestamp("2024-01-01"), f=pd.Categorical(["u"] * N)),
        "y": Y,
    },
    "a table with nothing known": lambda: {
        "X": table().astype("Float64").mask(table() > 1),
        "y": Y,
    },
    "complex numbers": lambda: {"model": network(), "X": X * 1j, "y": Y},
    "a sparse matrix": lambda: {
        "model": network(),
        "X": __import__("scipy.sparse").sparse.csr_matrix(X),
        "y": Y,
    },
    "sets": lambda: {"X": {1, 2}, "y": {3}},
    "a generator": lambda: {"model": network(), "X": ((X, Y) for _ in range(3))},
    "rows and columns the wrong way round": lambda: {"model": network(), "X": X.T, "y": Y},
    "a layer that raises": lambda: {
        "model": compiled(keras.Sequential([keras.Input((3,)), Broken(), Dense(1)])),
        "X": X,
        "y": Y,
    },
    "two outputs": lambda: {"model": of_two_outputs(), "X": X, "y": {"a": X[:, :1], "b": X[:, :2]}},
    "two outputs, listed": lambda: {"model": of_two_outputs(), "X": X, "y": [X[:, :1], X[:, :2]]},
    "one of two inputs": lambda: {"model": of_two_inputs(), "X": X, "y": Y},
    "inputs of different length": lambda: {"model": of_two_inputs(), "X": [X, X[:9]], "y": Y},
    "an unknown loss": lambda: {"model": network(loss="no_such_loss"), "X": X, "y": Y},
    "validation of one part": lambda: {"model": network(), "X": X, "y": Y, "validation_data": (X,)},
    "validation of nothing": lambda: {
        "model": network(),
        "X": X,
        "y": Y,
        "validation_data": (None, None),
    },
    "validation without a tuple": lambda: {
        "model": network(),
        "X": X,
        "y": Y,
        "validation_data": X,
    },
    "validation of other columns": lambda: {
        "model": network(),
        "X": X,
        "y": Y,
        "validation_data": (X[:, :2], Y),
    },
    "no time": lambda: {"model": network(), "X": X, "y": Y, "seconds": 0},
    "less than no time": lambda: {"model": network(), "X": X, "y": Y, "seconds": -1},
    "time without a number": lambda: {"model": network(), "X": X, "y": Y, "seconds": None},
}


def answer(**given):
    found = diagnose(**given)
    assert isinstance(found, Diagnosis)
    assert all(0 <= trouble.sure <= 1 for trouble in found.findings)
    assert sorted(found.findings, key=lambda t: -t.sure) == list(found.findings)
    assert len({*found.causes}) == len(found.causes)
    assert str(found) and found._repr_mimebundle_()["text/html"]
    return found


@pytest.mark.parametrize("part", PARTS)
def test_less_may_be_given(part):
    assert NOT_EXAMINED not in str(answer(**PARTS[part](), experiments=False))


def test_what_is_missing_is_asked_for():
    found = diagnose()
    assert found.findings == ()
    assert "model" in " ".join(found.not_seen) and "`X`" in " ".join(found.not_seen)


@pytest.mark.parametrize("form", RIGHT)
def test_every_form_is_read(form):
    given = RIGHT[form]()
    found = answer(**given, experiments=False)
    assert NOT_EXAMINED not in str(found)
    asked_for = " ".join(found.not_seen)
    assert "Give the model" not in asked_for and "`X`" not in asked_for
    assert not {"input_shape", "label_shape", "not_numbers", "missing_values"} & {*found.causes}
    assert "The rows have the shape that the model was told." in found.healthy


@pytest.mark.parametrize("thing", ODD)
def test_nothing_is_raised(thing):
    answer(**ODD[thing]())


def test_the_right_thing_is_said_of_odd_ones():
    said = {
        "too few targets": "label_shape",
        "too many targets": "label_shape",
        "rows of NaN": "missing_values",
        "targets of NaN": "missing_values",
        "targets of texts": "not_numbers",
        "a table of all kinds": "not_numbers",
        "rows and columns the wrong way round": "input_shape",
    }
    found = {thing: diagnose(**ODD[thing](), experiments=False).causes for thing in said}
    assert {thing: cause for thing, cause in said.items() if cause not in found[thing]} == {}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_found_where_all_is_well(form):
    found = form(7).diagnosed(experiments=True)
    assert found.findings == (), found
    assert len(found.healthy) > 15
    assert "Nothing found" in str(found) and found.not_seen == ()


def test_a_training_loss_above_the_validation_loss_is_no_fault():
    model = keras.Sequential([keras.Input((3,)), Dropout(0.2), Dense(1)])
    curves = {"loss": [0.9, 0.6, 0.5], "val_loss": [0.8, 0.5, 0.4]}
    found = diagnose(compiled(model), curves)
    assert any("dropout" in sentence and "no fault" in sentence for sentence in found.healthy)


def faulty():
    """A training with a suspicion that wants experiments, and layers with states of their own."""
    recipe = replace(binary(4), rate=1e-5, epochs=3)
    hidden = [Dense(16, activation="tanh"), BatchNormalization(), Dropout(0.5)]
    return replace(recipe, hidden=hidden).trained()


def state_of(model):
    """All that a diagnosis could change about a model."""
    variables = [*model.variables, *model.optimizer.variables]
    layers = [{key: id(value) for key, value in vars(part).items()} for part in model.layers]
    links = [(len(part._inbound_nodes), len(part._outbound_nodes)) for part in model.layers]
    return [np.array(v) for v in variables], layers, links


def is_same(before, after):
    same_numbers = all(map(np.array_equal, before[0], after[0]))
    return same_numbers and len(before[0]) == len(after[0]) and before[1:] == after[1:]


def draws():
    """The next random numbers of Python, NumPy, Keras and TensorFlow."""
    return (
        *(random.random(), np.random.rand()),
        *(float(keras.random.uniform(())), float(tf.random.uniform(()))),
        float(keras.initializers.GlorotUniform()((1, 1))[0, 0]),
    )


@pytest.fixture(scope="module")
def examined():
    """A training that was examined by experiment, what it was before, and what came of it."""
    given = faulty()
    keras.utils.set_random_seed(11)
    given["X"].flags.writeable = given["y"].flags.writeable = False
    model = given["model"]
    before = {
        "state": state_of(model),
        "attributes": {key: id(value) for key, value in vars(model).items()},
        "rows": deepcopy([given["X"], given["y"], given["validation_data"]]),
        "curves": deepcopy(given["history"].history),
    }
    return given, before, diagnose(**given, seconds=SECONDS), draws()


def test_it_was_examined_by_experiment(examined):
    assert any(trouble.experiment for trouble in examined[2].findings)


def test_the_model_stays_as_it_is(examined):
    given, before, _, _ = examined
    assert is_same(before["state"], state_of(given["model"]))
    assert {k: id(value) for k, value in vars(given["model"]).items()} == before["attributes"]


def test_data_and_history_stay_as_they_are(examined):
    given, before, _, _ = examined
    rows = [given["X"], given["y"], given["validation_data"]]
    assert all(map(np.array_equal, tree.flatten(rows), tree.flatten(before["rows"])))
    assert given["history"].history == before["curves"]


def test_a_table_stays_as_it_is():
    frame, column = table(), pd.Series(Y)
    diagnose(network(), None, frame, column, experiments=False)
    pd.testing.assert_frame_equal(frame, table())
    pd.testing.assert_series_equal(column, pd.Series(Y))


def test_random_numbers_go_on_as_if_nothing_had_been(examined):
    keras.utils.set_random_seed(11)
    assert draws() == examined[3]


def test_the_same_is_said_twice_whatever_the_seed(examined):
    keras.utils.set_random_seed(12)
    assert diagnose(**examined[0], seconds=SECONDS) == examined[2]


def test_a_fit_gives_the_same_numbers_with_a_diagnosis_before_it(examined):
    given, other = examined[0], faulty()
    losses = []
    for model in (given["model"], other["model"]):
        keras.utils.set_random_seed(13)
        run = model.fit(given["X"], given["y"], epochs=2, verbose=0)
        losses.append(run.history["loss"])
    assert losses[0] == losses[1]


@pytest.mark.parametrize("less", [{"seconds": 0}, {"experiments": False}])
def test_no_experiment_is_made_where_none_is_wanted(examined, less):
    found = diagnose(**examined[0], **less)
    assert not any(trouble.experiment for trouble in found.findings)


def test_a_pipeline_is_read_and_can_be_read_again():
    rows = pipeline().batch(10)
    diagnose(network(), None, rows, experiments=False)
    assert sum(len(y) for _, y in rows) == N


def test_a_generator_is_not_used_up():
    rows = ((X, Y) for _ in range(3))
    diagnose(network(), None, rows)
    assert len(list(rows)) == 3
