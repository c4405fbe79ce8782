"""Processes that start with TensorFlow imported: they are forked from one that has it."""
