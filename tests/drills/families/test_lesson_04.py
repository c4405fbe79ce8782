"""Early stopping by Keras' own callback; curves and splits by NumPy and scikit-learn."""

import keras
import numpy as np
import pytest
from sklearn.model_selection import GroupShuffleSplit

from tests.drills.draws import draws, names_of, prove


class Weights:
    """A stand-in for a model: its weights are the number of the epoch."""

    stop_training = False
    epoch = 0

    def get_weights(self):
        return self.epoch

    def set_weights(self, epoch):
        self.epoch = epoch


def stopped(losses, **settings):
    """The epoch after which the callback ends the training, and the epoch of the weights."""
    callback = keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", **settings)
    model = Weights()
    callback.set_model(model)
    callback.on_train_begin()
    for place, loss in enumerate(losses):
        model.epoch = last = place + 1
        callback.on_epoch_end(place, {"val_loss": loss})
        if model.stop_training:
            break
    callback.on_train_end()
    return last, model.epoch


def counted_as_better(best, new, delta):
    # A patience of 1: with the second epoch no better, it ends there.
    losses = [best, new, best + 1]
    last, _ = stopped(losses, patience=1, min_delta=delta)
    return "No" if last == 2 else "Yes"


def told(training, validation, story):
    """What the curves tell, from their numbers alone."""
    if validation[-1] > min(validation) + 0.1:
        return "It is overfitting"
    if training[-1] > 0.5 * training[0]:
        return "It is underfitting: the network is too small, or learns too slowly"
    return "All is well"


def learnt_rows(days, each, share):
    groups = np.repeat(np.arange(days), each)
    split = GroupShuffleSplit(1, test_size=days * share // 100, random_state=0)
    train, _ = next(split.split(groups, groups=groups))
    return len(train)


TRUTHS = {
    "lowest_validation_loss": lambda training, validation: 1 + np.argmin(validation),
    "gap_at_the_end": lambda training, validation: np.diff([training, validation])[0],
    "story_of_curves": told,
    "end_of_early_stopping": lambda losses, patience: stopped(losses, patience=patience)[0],
    "weights_after_early_stopping": lambda losses, patience, restore: stopped(
        losses, patience=patience, restore_best_weights=restore
    )[1],
    "better_by_enough": counted_as_better,
    "rows_of_grouped_split": learnt_rows,
}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right(name):
    prove(4, name, TRUTHS[name])


def test_every_family_is_proved():
    assert names_of(4) == {*TRUTHS}


def test_the_lowest_point_can_be_read_and_is_one():
    for drill in draws("4.lowest_validation_loss", 200):
        validation = np.array(drill.curves.curves["validation loss"])
        lowest, next_lowest = np.sort(validation)[:2]
        assert next_lowest - lowest > 0.02 * validation.max(), "a step that the eye can see"
        assert np.argmin(drill.curves.curves["training loss"]) == len(validation) - 1


def test_a_figure_says_what_it_is_about_and_not_what_is_in_it():
    for drill in draws("4.story_of_curves", 20):
        words = f"{drill.curves.title} {drill.curves.x_label} {drill.curves.y_label}"
        assert words == "Losses of a training epoch loss"
