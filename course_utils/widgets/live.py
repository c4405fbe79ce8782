"""A real `model.fit`, watched live: it runs in a thread, the notebook stays free.

The page (`static/live.js`) draws the curve; it sends "start", "stop" and "reset" and receives the
state below. Everything a button does, a method does too.
"""

import time
import weakref
from threading import Event, Thread
from uuid import uuid4

import keras
import numpy as np
import traitlets
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.widgets.promised import promised_curves
from course_utils.widgets.saved import SavedWidget, saved_html
from course_utils.widgets.scripts import LIVE, LIVE_STYLES, script, style

PAUSE = 0.05  # seconds between two messages to the page: at most 20 a second


class LiveTraining(SavedWidget):
    """Train a model with Start, Stop and Reset, and watch its loss while it learns.

    Training runs in a thread of its own, so other cells can run meanwhile. A click on Stop is
    heard as soon as no cell runs, and ends the training after the batch at hand: that epoch is
    not finished, so it is neither drawn nor part of `history`. Start then goes on from there.
    Reset gives the model and its optimizer back the numbers they had when this was made.

    Parameters
    ----------
    model
        Compiled. It is this very model that learns.
    X : array-like, shape (n_samples, ...)
    y : array-like, shape (n_samples,) or (n_samples, n_outputs)
    validation_data : pair (X_valid, y_valid), optional
        Its loss is drawn as a second curve.
    epochs
        When all of them are done, training ends by itself.
    promised
        The token of an explorer's run, as "Run this for real" writes it: the losses that the
        explorer shows for it are drawn as well.

    Attributes
    ----------
    history : keras.callbacks.History
        Of all finished epochs since the last Reset, as `fit` would return it.
    problem
        What `fit` raised, or empty.

    Raises
    ------
    CourseError
        When the model is not compiled, `epochs` is below 1, or no explorer has shown the losses
        of `promised`.

    Examples
    --------
    >>> model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    >>> model.compile(optimizer="adam", loss="mean_squared_error")
    >>> live = LiveTraining(model, np.zeros((8, 1)), np.ones(8), epochs=2)
    >>> live.start()
    >>> live.wait()
    >>> len(live.history.history["loss"])
    2
    """

    _esm = script(LIVE)
    _css = style(LIVE_STYLES)

    key = traitlets.Unicode(help="by which a saved notebook finds it").tag(sync=True)
    epochs = traitlets.Int().tag(sync=True)
    running = traitlets.Bool(False).tag(sync=True)
    done = traitlets.Float(0.0, help="epochs, with the part of the one at hand").tag(sync=True)
    loss = traitlets.Bytes(b"", help="float32, one number an epoch").tag(sync=True)
    val_loss = traitlets.Bytes(b"", help="the same; empty without validation").tag(sync=True)
    problem = traitlets.Unicode("").tag(sync=True)
    promised = traitlets.Dict(help="as from `promised_curves`; empty for none").tag(sync=True)

    def __init__(
        self,
        model: keras.Model,
        X: ArrayLike,
        y: ArrayLike,
        validation_data: tuple[ArrayLike, ArrayLike] | None = None,
        epochs: int = 20,
        batch_size: int = 32,
        promised: str = "",
    ) -> None:
        self._stopped = Event()
        _refuse(model, epochs)
        told = promised_curves(promised) if promised else {}
        super().__init__(key=uuid4().hex, epochs=epochs, promised=told)
        self.model = model
        self._data = {"x": X, "y": y, "validation_data": validation_data}
        self._batch_size = batch_size
        self._variables = _variables(model, np.shape(X))
        self._first = [variable.numpy() for variable in self._variables]
        self._thread: Thread | None = None
        self._clear()
        self.on_msg(self._hear)
        # Also runs when Python ends: TensorFlow must not be at work while it is taken down.
        weakref.finalize(self, self._stopped.set)

    def start(self) -> None:
        """Go on training in a thread, or begin; nothing happens while it runs or when done."""
        if self.running or len(self.history.history.get("loss", ())) >= self.epochs:
            return
        self._stopped.clear()
        self.problem, self.running = "", True
        self._thread = Thread(target=self._fit, name="LiveTraining", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the training to end after the batch at hand."""
        self._stopped.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the training has ended, or for so many seconds."""
        if self._thread is not None:
            self._thread.join(seconds)

    def reset(self) -> None:
        """Stop, and give the model and its optimizer back their first numbers."""
        self.stop()
        self.wait()
        for variable, value in zip(self._variables, self._first, strict=True):
            variable.assign(value)
        self._clear()

    def close(self) -> None:
        """Stop, and leave the page."""
        self.stop()
        super().close()

    def _saved(self):
        return saved_html(self.key, f"<p>{self._said()}</p>")

    def _said(self):
        return f"[Live training: {self.epochs} epochs. Run this cell to train here.]"

    def _clear(self):
        self.history = keras.callbacks.History()
        self.problem = ""
        self._show(0.0)

    def _hear(self, _widget, message, _buffers):
        """Do what a button asks for."""
        actions = {"start": self.start, "stop": self.stop, "reset": self.reset}
        action = actions.get(message)
        if action:
            action()

    def _fit(self):
        """Run in the thread: what goes wrong there is shown on the page."""
        try:
            self.model.fit(
                **self._data,
                batch_size=self._batch_size,
                epochs=self.epochs,
                initial_epoch=len(self.history.history.get("loss", ())),
                verbose=0,
                callbacks=[self.history, _Watch(self._stopped, self._show)],
            )
        except _UnfinishedError:
            pass
        except Exception as error:  # a learner's model may fail in any way
            self.problem = f"{type(error).__name__}: {error}"
        finally:
            self._show(float(len(self.history.history.get("loss", ()))))
            self.running = False

    def _show(self, done):
        """Send the page the curves so far, in one message."""
        curves = self.history.history
        with self.hold_sync():
            self.done = done
            self.loss = np.asarray(curves.get("loss", ()), "float32").tobytes()
            self.val_loss = np.asarray(curves.get("val_loss", ()), "float32").tobytes()


class _UnfinishedError(Exception):
    """Leaves `fit` in the middle of an epoch, which then counts for nothing."""


class _Watch(keras.callbacks.Callback):
    """Looks at the flag after each batch, and tells how far the training is."""

    def __init__(self, stopped, show):
        super().__init__()
        self._stopped, self._show = stopped, show
        self._epoch, self._next_message = 0, 0.0

    def on_epoch_begin(self, epoch, logs=None):
        self._epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        self._tell(self._epoch + (batch + 1) / self.params["steps"])

    def on_test_batch_end(self, batch, logs=None):
        self._tell(self._epoch + 1)

    def _tell(self, done):
        if self._stopped.is_set():
            raise _UnfinishedError
        now = time.monotonic()
        if now >= self._next_message:
            self._next_message = now + PAUSE
            self._show(done)


def _refuse(model, epochs):
    if not getattr(model, "compiled", False):
        raise CourseError(
            "LiveTraining: expected a compiled Keras model, found "
            f"{'one that is not compiled' if isinstance(model, keras.Model) else repr(model)}. "
            "Call `model.compile(optimizer=..., loss=...)` first."
        )
    if epochs < 1:
        raise CourseError(f"LiveTraining: expected epochs of 1 or more, found {epochs}.")


def _variables(model, shape):
    """All numbers that training changes: weights, seeds of dropout, the optimizer's memory."""
    if not model.built:
        model.build((None, *shape[1:]))
    model.optimizer.build(model.trainable_variables)
    return [*model.variables, *model.optimizer.variables]
