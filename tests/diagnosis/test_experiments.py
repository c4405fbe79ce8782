"""An experiment repeats what `fit` gives, changes one thing, and leaves the model alone."""

from dataclasses import replace

import keras
import numpy as np
import pytest
from keras.layers import BatchNormalization, Dense, Dropout

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.trials import Change, order_of_rows
from tests.diagnosis.planted import SECONDS, binary, classes, economy, images, sequences

# One worker examines what many tests look at.
pytestmark = pytest.mark.xdist_group("test_experiments")

CONTROL = Change()


def patient_of(recipe, **options):
    return Patient(**recipe.trained(), **{"seconds": SECONDS, **options})


@pytest.mark.parametrize("form", [economy, binary, classes, images, sequences])
def test_the_control_repeats_what_fit_gives(form):
    """Same start, same number of updates; the order of the rows is another."""
    patient = patient_of(replace(form(2), epochs=4))
    control = patient.experiments.outcome(CONTROL)
    assert control.train == pytest.approx(patient.left_train, rel=0.25, abs=0.02)
    assert control.valid == pytest.approx(patient.left_valid, rel=0.25, abs=0.03)
    rows = patient.n_train // 32
    assert 4 * rows <= control.steps <= 4 * (rows + 1)
    assert 0 < control.moved < 10


@pytest.fixture(scope="module")
def patient():
    """A short training of a network with states and drops, at a low rate."""
    recipe = replace(economy(1), epochs=5, rate=1e-4)
    hidden = [Dense(16, activation="relu"), BatchNormalization(), Dropout(0.1)]
    return patient_of(replace(recipe, hidden=hidden))


def test_an_experiment_changes_nothing_of_the_model(patient):
    model = patient.model
    variables = [*model.variables, *model.optimizer.variables]
    before = [v.numpy() for v in variables]
    attributes = [{k: id(v) for k, v in vars(layer).items()} for layer in model.layers]
    for change in (CONTROL, Change(rate=10.0), Change(edit="no_dropout")):
        assert patient.experiments.outcome(change) is not None
    assert all(map(np.array_equal, before, [v.numpy() for v in variables]))
    assert [{k: id(v) for k, v in vars(layer).items()} for layer in model.layers] == attributes


def test_the_same_change_is_tried_once(patient):
    change = Change(rate=3.0)
    assert patient.experiments.outcome(change) is patient.experiments.outcome(change)


def test_a_change_that_helps_gains(patient):
    better = patient.experiments.compare(Change(rate=30.0))
    worse = patient.experiments.compare(Change(rate=0.01))
    assert better.gain > 0.3 > 0.05 > worse.gain
    assert patient.experiments.best([Change(rate=0.01), Change(rate=30.0)]) == better
    assert better.changed.valid < better.before


def test_the_length_is_counted_in_updates(patient):
    one, two = (patient.experiments.outcome(Change(length=n)) for n in (1.0, 2.0))
    assert two.steps == pytest.approx(2 * one.steps, abs=1)


def test_what_was_tried_is_told(patient):
    experiments = patient.experiments
    said = experiments.told(Change(rate=30.0), "With thirty times the rate")
    left = experiments.outcome(Change(rate=30.0)).valid
    assert said.startswith("With thirty times the rate") and f"{left:.2f}" in said
    assert experiments.told(Change(rate=0.01), "With less") == ""


def test_the_penalty_is_part_of_what_is_trained():
    def moved(strength):
        recipe = replace(economy(1), epochs=5)
        l2 = keras.regularizers.L2(strength)
        hidden = [Dense(16, activation="relu", kernel_regularizer=l2)]
        patient = patient_of(replace(recipe, hidden=hidden))
        return patient.experiments.outcome(CONTROL).train

    assert moved(10.0) > 1.5 * moved(0.0)


@pytest.mark.parametrize("change", [Change(scaled_inputs=True), Change(scaled_target=True)])
def test_scaling_helps_what_is_not_scaled(change):
    recipe = replace(economy(1), epochs=10)
    part = "X" if change.scaled_inputs else "y"
    far = {name: 500 * getattr(recipe, name) + 2_000 for name in (part, f"{part}_valid")}
    patient = patient_of(replace(recipe, **far))
    assert patient.experiments.compare(change).gain > 0.5


NONE = {
    "none is wanted": {"experiments": False},
    "there is no time": {"seconds": 0},
}


@pytest.mark.parametrize("why", NONE)
def test_none_is_made_where(why):
    patient = patient_of(replace(economy(1), epochs=1), **NONE[why])
    assert patient.experiments.outcome(CONTROL) is None
    assert patient.experiments.compare(Change(rate=10.0)) is None
    assert patient.experiments.best([Change(rate=10.0)]) is None
    assert patient.experiments.told(Change(rate=10.0), "With more") == ""


def test_none_is_made_without_targets_or_an_optimizer():
    recipe = replace(economy(1), epochs=0)
    model = recipe.compiled()
    assert not Patient(model, None, recipe.X, recipe.y[:-1]).experiments.possible
    assert not Patient(model, None, recipe.X).experiments.possible
    assert not Patient(recipe.compiled(), None, recipe.X[:5], recipe.y[:5]).experiments.possible
    uncompiled = keras.Sequential([keras.Input((5,)), Dense(1)])
    assert not Patient(uncompiled, None, recipe.X, recipe.y).experiments.possible


class OwnModel(keras.Model):
    """As a learner writes one."""

    def __init__(self):
        super().__init__()
        self.hidden, self.last = Dense(8, activation="relu"), Dense(1)

    def call(self, inputs):
        return self.last(self.hidden(inputs))


def two_inputs():
    inputs = [keras.Input((2,), name="a"), keras.Input((3,), name="b")]
    return keras.Model(inputs, Dense(1)(keras.layers.concatenate(inputs)))


def in_half_precision():
    hidden = Dense(8, activation="relu", dtype="mixed_float16")
    return keras.Sequential([keras.Input((5,)), hidden, Dense(1)])


def one_input(recipe):
    return recipe.X


MODELS = {
    "subclassed": (OwnModel, one_input),
    "two inputs, listed": (two_inputs, lambda recipe: [recipe.X[:, :2], recipe.X[:, 2:]]),
    "two inputs by name": (
        two_inputs,
        lambda recipe: {"a": recipe.X[:, :2], "b": recipe.X[:, 2:]},
    ),
    "half precision": (in_half_precision, one_input),
}
OPTIMIZERS = {
    "Adam": lambda: keras.optimizers.Adam(0.01),
    "SGD": lambda: keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True),
    "a schedule": lambda: keras.optimizers.Adam(
        keras.optimizers.schedules.ExponentialDecay(0.01, 100, 0.9)
    ),
    "clipped": lambda: keras.optimizers.RMSprop(0.01, clipnorm=1.0),
    "averaged": lambda: keras.optimizers.AdamW(0.01, use_ema=True),
    "a loss scale": lambda: keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam(0.01)),
}
CASES = [(name, "Adam") for name in MODELS] + [("subclassed", name) for name in OPTIMIZERS][1:]


@pytest.mark.parametrize(("model", "optimizer"), CASES)
def test_a_run_is_made_of_every_form(model, optimizer):
    recipe = economy(1)
    build, rows = MODELS[model]
    network, X = build(), rows(recipe)
    network.compile(optimizer=OPTIMIZERS[optimizer](), loss="mse")
    history = network.fit(X, recipe.y, epochs=3, verbose=0)
    patient = Patient(network, history, X, recipe.y, seconds=SECONDS)
    control = patient.experiments.outcome(CONTROL)
    assert control.train == pytest.approx(patient.left_train, rel=0.3, abs=0.02)


def test_each_row_is_in_an_epoch_once():
    indices = order_of_rows(100, 10, 30)
    assert indices.shape == (30, 10)
    for epoch in indices.reshape(3, 100):
        assert sorted(epoch) == list(range(100))
    assert not np.array_equal(indices[:10], indices[10:20])
    assert np.array_equal(indices, order_of_rows(100, 10, 30))


@pytest.mark.parametrize(
    ("n", "size", "steps", "shape"), [(7, 32, 5, (5, 7)), (35, 10, 4, (4, 10))]
)
def test_a_batch_is_no_larger_than_there_are_rows(n, size, steps, shape):
    assert order_of_rows(n, size, steps).shape == shape
