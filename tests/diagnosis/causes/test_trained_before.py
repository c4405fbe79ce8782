"""A second `fit` on the same model."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of


def plant(sound, strength, rng):
    """Trained before for a while; three times as long; and compiled again after it."""
    epochs = {MILD: 12, CLEAR: 36, GROSS: 12}[strength]

    def train(model):
        model.fit(sound.X, sound.y, epochs=epochs, verbose=0)
        if strength == GROSS:
            model.compile(optimizer="adam", loss=sound.loss, metrics=["accuracy"])

    return replace(sound, prepare=train)


TestPlanted = proofs_of("trained_before", plant, binary, epochs=None, experiments=True)
