"""One module of checks a lesson: from records to findings, without TensorFlow."""
