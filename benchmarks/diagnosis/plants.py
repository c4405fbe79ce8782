"""The table of plants: for each cause, how it is planted, what shows it, who could see it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.diagnosis import plants_data as data
from benchmarks.diagnosis import plants_run as of_run
from benchmarks.diagnosis import plants_structure as structure
from benchmarks.diagnosis.soundness import is_worse
from benchmarks.diagnosis.training import run

STATIC, RUN = "static", "run"


@dataclass(frozen=True)
class Plant:
    """A way to break a sound training.

    Attributes
    ----------
    cause : str
        The name that a diagnosis shall give first.
    plant : callable
        (setup, strength, rng) -> the broken setup, or None where it does not apply.
    shows : callable
        (broken, sound) -> whether the fault shows in the run.
    seen : str
        ``static`` where rules can see it without a run, by model, loss and rows; else ``run``.
    also : tuple of str
        Other names that are honestly right.
    kind : str or None
        Of the sound training, where it must be a special one.
    """

    cause: str
    plant: Callable
    shows: Callable
    seen: str
    also: tuple = ()
    kind: str | None = None


def by_construction(planted, sound):
    """It is in the rows or in the model for all to see: `fit` raises, or is as the plant says."""
    return True


def raises(planted, sound):
    """`fit` ends with an error."""
    return bool(run(planted).error)


def worse(planted, sound):
    """`fit` ends with an error, or unseen rows are predicted clearly worse."""
    return raises(planted, sound) or is_worse(planted, sound)


def history_of(setup):
    """The curves of a setup's run, or nothing."""
    history = run(setup).history
    return history if isinstance(history, dict) else getattr(history, "history", {})


def validation_loss_rises(planted, sound):
    """The validation loss ends clearly above its lowest point."""
    on_valid = np.asarray(history_of(planted).get("val_loss", [np.nan]), float)
    return bool(np.isfinite(on_valid).all() and on_valid[-1] > 1.15 * on_valid.min())


def validation_promises(planted, sound):
    """The validation loss is another than it should be."""
    found, usual = (history_of(one).get("val_loss", [np.nan])[-1] for one in (planted, sound))
    return not 0.7 < found / usual < 1.4


def stopped_past_best(planted, sound):
    """A callback stopped it, long after its best epoch."""
    on_valid = history_of(planted).get("val_loss", [])
    return len(on_valid) < planted.epochs and validation_loss_rises(planted, sound)


def never_says_the_rare(planted, sound):
    """The accuracy is high and next to none of the rare class is found."""
    from benchmarks.diagnosis.soundness import outputs

    ran = run(planted)
    rows = planted.rows
    found = outputs(ran.model, rows.X_valid)
    said = found.argmax(axis=1) if found.shape[1] > 1 else found[:, 0] > 0.5
    labels = rows.y_valid == 1
    return bool(np.mean(said[labels]) < 0.35 and np.mean(said == labels) > 0.88)


PLANTS = (
    Plant("missing_values", data.missing_values, worse, STATIC),
    Plant("inputs_not_scaled", data.inputs_not_scaled, worse, STATIC),
    Plant("target_not_scaled", data.target_not_scaled, worse, STATIC),
    Plant(
        "labels_out_of_range", data.labels_out_of_range, by_construction, STATIC, ("output_units",)
    ),
    Plant("label_shape", data.label_shape, raises, STATIC, ("wrong_loss", "output_units")),
    Plant("labels_shuffled", data.labels_shuffled, worse, RUN),
    Plant("leak", data.leak, worse, STATIC),
    Plant("useless_columns", data.useless_columns, by_construction, STATIC),
    Plant("sorted_rows", data.sorted_rows, by_construction, STATIC, ("validation_differs",)),
    Plant("validation_differs", data.validation_differs, validation_promises, STATIC),
    Plant("rows_in_both", data.rows_in_both, by_construction, STATIC),
    Plant("scaler_on_all_rows", data.scaler_on_all_rows, by_construction, STATIC),
    Plant("accuracy_hides_imbalance", data.accuracy_hides_imbalance, never_says_the_rare, RUN),
    Plant("embedding_range", data.embedding_range, raises, STATIC, kind="words"),
    Plant("input_shape", structure.input_shape, raises, STATIC),
    Plant("no_nonlinearity", structure.no_nonlinearity, worse, STATIC),
    Plant("no_output_activation", structure.no_output_activation, by_construction, STATIC),
    Plant("squashed_twice", structure.squashed_twice, by_construction, STATIC),
    Plant("softmax_on_one_unit", structure.softmax_on_one_unit, by_construction, STATIC),
    Plant("wrong_loss", structure.wrong_loss, by_construction, STATIC),
    Plant("output_limited", structure.output_limited, worse, STATIC),
    Plant("output_units", structure.output_units, by_construction, STATIC),
    Plant("wrong_metric", structure.wrong_metric, by_construction, STATIC),
    Plant("no_flatten", structure.no_flatten, worse, STATIC, kind="images"),
    Plant("softmax_hidden", structure.softmax_hidden, worse, STATIC),
    Plant("dropout_too_strong", structure.dropout_too_strong, worse, STATIC),
    Plant("regularization_too_strong", structure.regularization_too_strong, worse, STATIC),
    Plant("batch_of_one", structure.batch_of_one, worse, STATIC),
    Plant("equal_start", structure.equal_start, worse, STATIC),
    Plant("frozen", structure.frozen, worse, STATIC, ("weights_did_not_move",)),
    Plant("rate_too_high", of_run.rate_too_high, worse, RUN),
    Plant("rate_too_low", of_run.rate_too_low, worse, RUN),
    Plant("too_few_epochs", of_run.too_few_epochs, worse, RUN),
    Plant("network_too_small", of_run.network_too_small, worse, RUN),
    Plant("overfitting", of_run.overfitting, validation_loss_rises, RUN, ("weights_past_best",)),
    Plant("dead_units", of_run.dead_units, worse, RUN),
    Plant("saturated_units", of_run.saturated_units, worse, RUN),
    Plant("vanishing_slopes", of_run.vanishing_slopes, worse, RUN),
    Plant("exploding_slopes", of_run.exploding_slopes, worse, RUN),
    Plant("weights_did_not_move", of_run.weights_did_not_move, worse, RUN),
    Plant("stopped_early", of_run.stopped_early, worse, RUN),
    Plant("weights_past_best", of_run.weights_past_best, stopped_past_best, RUN, ("overfitting",)),
    Plant("trained_before", of_run.trained_before, by_construction, RUN),
    Plant(
        "never_trained", of_run.never_trained, by_construction, STATIC, ("weights_did_not_move",)
    ),
)
BY_CAUSE = {plant.cause: plant for plant in PLANTS}
