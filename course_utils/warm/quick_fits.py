"""Makes `fit` on a small network two to three times as fast, with the same results.

Keras feeds `fit` through a tf.data pipeline and opens it anew four times an epoch with validation,
twice for nothing. Each opening optimizes the graphs of three tiny functions and starts a thread
that tunes buffers. With a large network nobody notices; with those of the course it is most of the
time. None of this changes what is computed: results agree to the rounding of float32. Measured by
`python -m benchmarks.quick_fits`.
"""


def make_fits_quick():
    """Set TensorFlow and Keras up for small networks, in this process and its forks.

    To be called before the first operation. It executes none, so the process may still be forked.
    """
    import tensorflow as tf  # late: it takes seconds

    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
    _leave_untuned(tf.data)
    _open_what_is_read()


def _leave_untuned(data):
    untuned = data.Options()
    untuned.autotune.enabled = False
    with_options = data.Dataset.with_options

    # Keras gives every pipeline options of its own and has no place for somebody else's; TensorFlow
    # has no default to set. So the options are added where Keras hands over its own.
    def with_options_untuned(self, options, name=None):
        return with_options(self, untuned.merge(options), name)

    data.Dataset.with_options = with_options_untuned


def _open_what_is_read():
    """Have no pipeline opened at the end of an epoch: Keras throws that one away unread.

    Only where it is Keras' own, which gives the same rows each time. One that a notebook made may
    draw a random number as it is opened, and shuffle otherwise ever after.
    """
    try:
        from keras.src.backend.tensorflow.trainer import TFEpochIterator as Epoch
        from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

        enumerate_batches, pipeline = Epoch._enumerate_iterator, Epoch._get_iterator
    except (ImportError, AttributeError):  # these names are private: a later Keras may have others
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
