"""The small engine: its choice of what trains side by side, its stop."""

import _thread
import threading

import numpy as np
import pytest

from course_utils.training import small_engine, train_grid, training
from tests.training.fits import dense, normalized, rows


def test_parts_of_any_size_give_the_same_numbers(monkeypatch):
    monkeypatch.setattr(training, "fits_small_engine", lambda task: True)
    settings = {"learning_rate": [0.01, 0.1], "seed": [1, 2, 3], "epochs": 3, "cache": False}
    together = train_grid(normalized, rows(40), **settings)
    monkeypatch.setattr(small_engine, "_NUMBERS", 1)
    alone = train_grid(normalized, rows(40), **settings)
    for name, curve in together.curves.items():
        np.testing.assert_allclose(alone.curves[name], curve, rtol=1e-5)


def test_a_stop_ends_the_threads(monkeypatch):
    monkeypatch.setattr(training, "fits_small_engine", lambda task: True)
    train_grid(dense, rows(16), epochs=1, cache=False)
    before = set(threading.enumerate())
    stop = threading.Timer(2.0, _thread.interrupt_main)
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        train_grid(dense, rows(16), batch_size=[1, 2], epochs=100_000, cache=False)
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=60)
        assert not thread.is_alive()


def test_an_error_in_a_thread_is_told(monkeypatch):
    monkeypatch.setattr(training, "fits_small_engine", lambda task: True)
    monkeypatch.setattr(small_engine, "SideBySide", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        train_grid(dense, rows(16), epochs=1, cache=False)
