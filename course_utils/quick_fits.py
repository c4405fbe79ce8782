"""Makes `fit` on a small network about twice as fast, with the same results.

TensorFlow optimizes each little graph it meets, and starts a thread that tunes each little pipeline
of data. Two public settings of TensorFlow leave both out. Keras has each training step traced
twice, and opens each pipeline twice an epoch; here it does both once. With a large network nobody
notices; with those of the course it is most of the time. A notebook of the course has all of it by
itself: its kernel loads this module as an IPython extension
(`etc/ipython/ipython_kernel_config.json`), unless the environment says COURSE_QUICK_FITS=off.

The same extension keeps TensorFlow's warnings about its own work out of a learner's lines; its
errors are said. None of this changes what is computed: results agree to the rounding of float32.
Measured by `python -m benchmarks.quick_fits`.
"""

import gc
import os
import sys
from contextlib import contextmanager, suppress
from importlib.machinery import PathFinder
from weakref import WeakKeyDictionary

_SWITCH = "COURSE_QUICK_FITS"


def load_ipython_extension(shell: object) -> None:
    """Make the fits of this notebook quick as soon as it imports TensorFlow and Keras.

    IPython calls it when the kernel starts. It imports nothing: a notebook without a network
    waits for none.
    """
    if os.environ.get(_SWITCH, "").lower() == "off":
        return
    for library, set_up in {"tensorflow": _set_up_tensorflow, "keras": _set_up_keras}.items():
        if library in sys.modules:
            set_up()
        else:
            sys.meta_path.insert(0, _QuickOnceImported(library, set_up))


class _QuickOnceImported:
    """Looks at each import until a library has been imported, which is then set up."""

    def __init__(self, awaited, set_up):
        self.awaited, self.set_up = awaited, set_up

    def find_spec(self, name, path=None, target=None):
        spec = PathFinder.find_spec(name) if name == self.awaited else None
        if spec and spec.loader:
            load = spec.loader.exec_module

            def load_and_set_up(module):
                with _no_garbage_collected():
                    load(module)
                sys.meta_path.remove(self)
                self.set_up()

            spec.loader.exec_module = load_and_set_up
        return spec


def _set_up_tensorflow():
    import tensorflow as tf

    # To a notebook it prints warnings among the learner's own lines: of "retracing", for example,
    # where a lesson does nothing but predict with one small model after another.
    tf.get_logger().setLevel("ERROR")
    _optimize_and_tune_nothing(tf)


def _set_up_keras():
    _trace_once()
    _open_once()


@contextmanager
def _no_garbage_collected():
    """An import of 3,000 modules leaves none, and looking for it takes a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def make_fits_quick() -> None:
    """Apply all of it, in this process and its forks.

    To be called before the first operation. It executes none, so the process may still be forked.
    """
    import tensorflow as tf  # late: it takes seconds

    _optimize_and_tune_nothing(tf)
    _set_up_keras()


def _optimize_and_tune_nothing(tf):
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
    _leave_untuned(tf.data)


def _leave_untuned(data):
    untuned = data.Options()
    untuned.autotune.enabled = False
    with_options = data.Dataset.with_options

    # Keras gives every pipeline options of its own and has no place for somebody else's; TensorFlow
    # has no default to set. So the options are added where Keras hands over its own.
    def with_options_untuned(self, options, name=None):
        return with_options(self, untuned.merge(options), name)

    data.Dataset.with_options = with_options_untuned


def _trace_once():
    """Have Keras make the variables of optimizer and metrics before it traces the first step.

    It makes them in the step, and TensorFlow traces a function that makes variables once more
    without. Keras can make them before, and does for other backends; here it is asked to, under
    private names. It does nothing where a later Keras has others.
    """
    try:
        from keras.src.backend.tensorflow.trainer import TensorFlowTrainer as Trainer

        build_if_distributed, build = Trainer._maybe_symbolic_build, Trainer._symbolic_build
    except (ImportError, AttributeError):
        return
    make_train_function = Trainer.make_train_function
    coming = WeakKeyDictionary()  # the shapes of what a model is about to be shown

    def note(self, iterator=None, data_batch=None):
        build_if_distributed(self, iterator, data_batch)
        coming.pop(self, None)
        with suppress(AttributeError):
            coming[self] = iterator._distributed_dataset.element_spec

    # Not where Keras itself would: there `evaluate` would build the optimizer, too, which would not
    # know a layer that is unfrozen afterwards.
    def build_and_make(self, force=False):
        shapes = coming.pop(self, None)
        if shapes is not None and self.train_function is None:
            with suppress(Exception):  # what is wrong, the step itself will say
                build(self, data_batch=shapes)
        return make_train_function(self, force)

    Trainer._maybe_symbolic_build, Trainer.make_train_function = note, build_and_make


def _open_once():
    """Have no pipeline opened at the end of an epoch: Keras throws that one away unread.

    It relies on private names of Keras, too, and does nothing where a later Keras has others. It
    touches only pipelines that are Keras' own, which give the same rows each time. One that a
    notebook made may draw a random number as it is opened, and shuffle otherwise ever after.
    """
    try:
        from keras.src.backend.tensorflow.trainer import TFEpochIterator as Epoch
        from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

        enumerate_batches, pipeline = Epoch._enumerate_iterator, Epoch._get_iterator
    except (ImportError, AttributeError):
        return

    def is_keras_own(epoch):
        return isinstance(epoch.data_adapter, ArrayDataAdapter) and not epoch.steps_per_epoch

    def from_the_start(self):
        if is_keras_own(self):
            self._steps_seen = 0  # as Keras sets it a moment later
        yield from enumerate_batches(self)

    def unless_at_the_end(self):
        over = is_keras_own(self) and 0 < self._num_batches <= self._steps_seen
        return () if over else pipeline(self)

    Epoch._enumerate_iterator, Epoch._get_iterator = from_the_start, unless_at_the_end
