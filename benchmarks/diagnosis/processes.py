"""Processes that train small networks quickly."""

import multiprocessing
import os


def quick_pool(processes):
    """Return a pool of fresh processes in which fits are quick and TensorFlow is silent."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    context = multiprocessing.get_context("spawn")
    return context.Pool(processes, initializer=begin, maxtasksperchild=60)


def begin():
    """Make this process ready: before it imports Keras."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    from course_utils.quick_fits import make_fits_quick

    make_fits_quick()
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
