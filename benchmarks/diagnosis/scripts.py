"""Trainings written as a learner writes them: a function each, instead of a drawn setup."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.diagnosis.training import Run, keep_trained


@dataclass(frozen=True)
class Written:
    """What a script has before its `fit`.

    Attributes
    ----------
    make_model : callable
        () -> the model, compiled, with its seed set.
    X, y
        What `fit` is given.
    validation_data : tuple or None
    settings : dict
        The other arguments of `fit`.
    fit : callable or None
        (model) -> its history, where it is not a plain `fit`.
    """

    make_model: Callable
    X: object
    y: object
    validation_data: object = None
    settings: dict | None = None
    fit: Callable | None = None

    def plain_fit(self, model):
        """Call `fit` with all of this."""
        callbacks = [make() for make in (self.settings or {}).get("callbacks", ())]
        settings = {**(self.settings or {}), "callbacks": callbacks}
        return model.fit(
            self.X, self.y, validation_data=self.validation_data, verbose=0, **settings
        )


@dataclass(frozen=True)
class Script:
    """A training with a name.

    Attributes
    ----------
    name : str
    write : callable
        () -> Written.
    causes : tuple of str
        Names that are right to give first; none where it is sound.
    address : str
        Where the idea is from.
    """

    name: str
    write: Callable
    causes: tuple = ()
    address: str = ""

    def run(self):
        """Return the run, trained now or before."""
        written = self.write()
        key = [self.name, inspect.getsource(self.write)]
        key += [np.asarray(part) for part in (written.X, written.y) if part is not None]
        rows = np.asarray(written.X)[:1]
        found = keep_trained(key, written.make_model, written.fit or written.plain_fit, rows)
        model, history, error = found
        return Run(model, history, written.X, written.y, written.validation_data, error)


class Collection(list):
    """Scripts; a decorator puts a function among them."""

    def __call__(self, *causes, address=""):
        """Return the decorator: the function's name is the script's."""

        def add(write):
            name = write.__name__.replace("_", " ").strip()
            self.append(Script(name, write, causes, address))
            return write

        return add
