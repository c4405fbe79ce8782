"""Losses, metrics and optimizers: one record for every spelling Keras offers."""

import keras
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.capture.compiling import capture_loss, capture_metric, capture_optimizer
from course_utils.exercises.capture.names import snake_case
from course_utils.exercises.expect.models import same_setting
from course_utils.exercises.records import NamedRecord


def offered(module, base):
    """The classes of a module that can be made without arguments, and its functions."""
    for name, thing in sorted(vars(module).items()):
        if isinstance(thing, type) and issubclass(thing, base) and thing is not base:
            try:
                thing()
            except Exception:
                continue
            yield name, thing
        elif callable(thing) and not isinstance(thing, type) and name not in HELPERS:
            yield name, thing


HELPERS = {"get", "serialize", "deserialize"}
LOSSES = list(offered(keras.losses, keras.losses.Loss))
METRICS = list(offered(keras.metrics, keras.metrics.Metric))


def spellings(name, thing, module):
    yield thing
    if isinstance(thing, type):
        yield thing()
    try:
        module.get(name)
    except ValueError:
        return
    yield name


@pytest.mark.parametrize(("name", "thing"), LOSSES)
def test_every_loss_of_keras(name, thing):
    records = [capture_loss(spelling) for spelling in spellings(name, thing, keras.losses)]
    assert all(record == records[0] for record in records)
    assert records[0].role == "loss"
    assert records[0].name == (snake_case(name) if isinstance(thing, type) else thing.__name__)
    assert not records[0].settings.keys() & {"own", "unknown"}


@pytest.mark.parametrize(("name", "thing"), METRICS)
def test_every_metric_of_keras(name, thing):
    records = [capture_metric(spelling) for spelling in spellings(name, thing, keras.metrics)]
    assert all(record == records[0] for record in records)
    assert not records[0].settings.keys() & {"own", "unknown"}


@pytest.mark.parametrize(
    ("function", "name"),
    [(thing, name) for name, thing in LOSSES if not isinstance(thing, type)],
)
def test_a_loss_function_is_its_class(function, name):
    twins = [c for n, c in LOSSES if isinstance(c, type) and snake_case(n) == function.__name__]
    assert capture_loss(function) == (capture_loss(twins[0]()) if twins else capture_loss(name))


@pytest.mark.parametrize("short", ["mse", "MAE", "bce", "kld", "MeanSquaredError", "msle"])
def test_short_names(short):
    assert capture_loss(short).settings == capture_loss(keras.losses.get(short)).settings
    assert capture_loss("mse") == capture_loss(keras.losses.MeanSquaredError(name="mine"))


OPTIMIZERS = [
    name
    for name, thing in offered(keras.optimizers, keras.optimizers.Optimizer)
    if name != "Lamb"  # Keras does not know it by name
]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_of_keras(name):
    made = getattr(keras.optimizers, name)()
    for spelling in (name, name.lower(), made):
        assert compiled(optimizer=spelling).optimizer == capture_optimizer(made)
    assert capture(made) == capture_optimizer(made)
    assert capture(made).name == name.lower()


def compiled(units=1, **options):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(units)])
    model.compile(**options)
    return capture(model).compiled


def test_nothing_before_compile():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    assert capture(model).compiled is None


def test_compile_without_a_loss():
    assert compiled().loss is None
    assert compiled().optimizer.name == "rmsprop"


@pytest.mark.parametrize(
    ("loss", "settings"),
    [
        (keras.losses.BinaryCrossentropy(from_logits=True), {"from_logits": True}),
        (keras.losses.BinaryCrossentropy(label_smoothing=0.1), {"label_smoothing": 0.1}),
        (keras.losses.Huber(delta=2.0), {"delta": 2.0}),
        (keras.losses.MeanSquaredError(reduction="sum"), {"reduction": "sum"}),
    ],
)
def test_settings_of_a_loss(loss, settings):
    found = capture_loss(loss)
    assert settings.items() <= found.settings.items()
    assert found != capture_loss(type(loss)())


def test_a_loss_of_the_learners_own():
    def mean_squared_error(y, p):  # the name of Keras' own
        return keras.ops.mean(y - p)

    class MeanSquaredError(keras.losses.Loss):
        def call(self, y, p):
            return y - p

    assert capture_loss(mean_squared_error).settings == {"own": True}
    assert capture_loss(MeanSquaredError()).settings == {"own": True}
    assert capture_metric(keras.metrics.MeanMetricWrapper(mean_squared_error)) == capture_metric(
        mean_squared_error
    )


def test_a_name_that_keras_does_not_know():
    assert capture_loss("bananas") == NamedRecord("loss", "bananas", {"unknown": True})


@pytest.mark.parametrize(
    ("units", "loss", "wanted"),
    [
        (1, "binary_crossentropy", "binary_accuracy"),
        (1, "mse", "binary_accuracy"),
        (4, "sparse_categorical_crossentropy", "sparse_categorical_accuracy"),
        (4, keras.losses.CategoricalCrossentropy(), "categorical_accuracy"),
        (4, "mse", "accuracy"),
    ],
)
@pytest.mark.parametrize("spelling", ["accuracy", "acc", "Accuracy"])
def test_accuracy_is_the_one_keras_chooses(units, loss, wanted, spelling):
    found = compiled(units, loss=loss, metrics=[spelling]).metrics
    assert found == (capture_metric(wanted),)


def test_the_accuracy_of_equal_numbers_is_another_metric():
    found = compiled(loss="bce", metrics=[keras.metrics.Accuracy()]).metrics
    assert found[0].name == "accuracy"


def test_several_metrics():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile(loss="bce", metrics=["acc", keras.metrics.AUC(), "mae"])
    names = [metric.name for metric in capture(model).compiled.metrics]
    assert names == ["binary_accuracy", "auc", "mean_absolute_error"]


def test_one_cross_entropy_is_chosen_too():
    assert compiled(loss="crossentropy").loss.name == "binary_crossentropy"


def test_several_outputs():
    inputs = keras.Input((3,))
    outputs = [keras.layers.Dense(n, name=name)(inputs) for n, name in ((1, "a"), (2, "b"))]
    model = keras.Model(inputs, outputs)
    model.compile(loss={"a": "mse", "b": "mae"}, metrics={"a": ["mae"], "b": "accuracy"})
    found = capture(model).compiled
    assert found.loss.name == "several"
    assert found.loss.settings == {"a": capture_loss("mse"), "b": capture_loss("mae")}
    assert [metric.name for metric in found.metrics] == ["mean_absolute_error", "accuracy"]
    model.compile(loss=["mse", "mae"])
    assert [loss.name for loss in capture(model).compiled.loss.settings.values()] == [
        "mean_squared_error",
        "mean_absolute_error",
    ]


def test_schedules_are_records_inside_the_optimizer():
    schedule = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5)
    found = capture_optimizer(keras.optimizers.SGD(schedule))
    assert found.settings["learning_rate"] == capture(schedule)
    wanted = keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1 + 1e-9, 10, 0.5))
    assert same_setting(found, capture_optimizer(wanted))
    other = keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.2, 10, 0.5))
    assert not same_setting(found, capture_optimizer(other))


def test_float32_learning_rates_are_near_enough():
    found = capture_optimizer(keras.optimizers.Adam(0.003)).settings["learning_rate"]
    assert same_setting(found, 0.003)
    assert not same_setting(found, 0.004)


def test_a_rate_given_as_a_function():
    found = capture_optimizer(keras.optimizers.SGD(lambda: 0.1))
    assert found.settings["learning_rate"] == NamedRecord("function", "lambda")


def test_the_wrapper_of_mixed_precision_is_looked_through():
    adam = keras.optimizers.Adam(0.1)
    assert capture_optimizer(keras.optimizers.LossScaleOptimizer(adam)) == capture_optimizer(adam)
