"""Batch normalization with one row in a batch."""

from dataclasses import replace

from keras.layers import BatchNormalization, Dense

from tests.diagnosis.planted import economy, proofs_of


def few_rows(seed):
    """Sixty cars, eight in a batch."""
    sound = economy(seed)
    hidden = [Dense(16, activation="relu"), BatchNormalization()]
    return replace(sound, X=sound.X[:60], y=sound.y[:60], hidden=hidden, fit={"batch_size": 8})


def plant(sound, strength, rng):
    """After one, two or three layers."""
    hidden = [[Dense(8, activation="relu"), BatchNormalization()] for _ in range(strength)]
    return replace(sound, hidden=sum(hidden, []), fit={"batch_size": 1})


TestPlanted = proofs_of("batch_of_one", plant, few_rows, epochs=2, costly=True)
