"""Makes `fit` on a small network about twice as fast, with the same results.

Keras feeds `fit` through a tf.data pipeline and opens it anew four times an epoch. Each opening
optimizes the graphs of three tiny functions and starts a thread that tunes buffers. With a large
network nobody notices; with those of the course it is half the time. Neither changes what is
computed: results agree to the rounding of float32. Measured by `python -m benchmarks.quick_fits`.
"""


def make_fits_quick():
    """Set TensorFlow up for small networks, in this process and all that are forked from it.

    To be called before the first operation. It executes none, so the process may still be forked.
    """
    import tensorflow as tf  # late: it takes seconds

    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
    untuned = tf.data.Options()
    untuned.autotune.enabled = False
    with_options = tf.data.Dataset.with_options

    # Keras gives every pipeline options of its own and has no place for somebody else's; TensorFlow
    # has no default to set. So the options are added where Keras hands over its own.
    def with_options_untuned(self, options, name=None):
        return with_options(self, untuned.merge(options), name)

    tf.data.Dataset.with_options = with_options_untuned
