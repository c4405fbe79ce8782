"""The axes of the picture, or of the sequence, are still there at the end."""

from dataclasses import replace

from keras.layers import GRU, LSTM, Conv2D, MaxPooling2D, SimpleRNN

from tests.diagnosis.planted import CLEAR, GROSS, MILD, images, proofs_of, sequences


def plant(sound, strength, rng):
    convolution = Conv2D(8, 3, activation="relu")
    hidden = {MILD: [convolution, MaxPooling2D()], CLEAR: [convolution], GROSS: []}
    return replace(sound, hidden=hidden[strength])


TestPlanted = proofs_of("no_flatten", plant, images)


def of_sequences(sound, strength, rng):
    kind = {MILD: LSTM, CLEAR: GRU, GROSS: SimpleRNN}[strength]
    return replace(sound, hidden=[kind(16, return_sequences=True)])


TestAnotherForm = proofs_of("return_sequences", of_sequences, sequences)
