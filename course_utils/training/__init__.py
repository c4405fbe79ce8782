"""Many models trained at once, each as Keras would train it, and results kept on disk."""

from course_utils.training.cache import cached_arrays, code_version
from course_utils.training.grid import TrainingGrid, train_grid

__all__ = ["TrainingGrid", "cached_arrays", "code_version", "train_grid"]
