"""Many models trained at once, each as Keras would train it."""

from course_utils.training.code_version import code_version
from course_utils.training.grid import TrainingGrid, train_grid

__all__ = ["TrainingGrid", "code_version", "train_grid"]
