"""Figures for the lessons: arrays in, matplotlib Axes out, one look for all.

Every figure goes to the page by `show_figure`, with a sentence for those who
cannot see it.
"""

from course_utils.plotting.activation import plot_activation
from course_utils.plotting.confusion import plot_confusion_matrix
from course_utils.plotting.curves import plot_curves
from course_utils.plotting.descent import plot_descent
from course_utils.plotting.figure import show_figure
from course_utils.plotting.fitted import plot_fitted_line, plot_fitted_plane
from course_utils.plotting.grid import plot_grid
from course_utils.plotting.histograms import plot_histograms
from course_utils.plotting.histories import plot_histories
from course_utils.plotting.history import plot_history
from course_utils.plotting.images import plot_images
from course_utils.plotting.kernels import plot_kernels
from course_utils.plotting.lines import plot_lines
from course_utils.plotting.losses import plot_loss
from course_utils.plotting.network import plot_network
from course_utils.plotting.paths import plot_paths
from course_utils.plotting.predictions import plot_predictions
from course_utils.plotting.probabilities import plot_probabilities
from course_utils.plotting.relu_sum import plot_relu_sum
from course_utils.plotting.splits import plot_splits
from course_utils.plotting.steps import plot_steps

__all__ = [
    "plot_activation",
    "plot_confusion_matrix",
    "plot_curves",
    "plot_descent",
    "plot_fitted_line",
    "plot_fitted_plane",
    "plot_grid",
    "plot_histograms",
    "plot_histories",
    "plot_history",
    "plot_images",
    "plot_kernels",
    "plot_lines",
    "plot_loss",
    "plot_network",
    "plot_paths",
    "plot_predictions",
    "plot_probabilities",
    "plot_relu_sum",
    "plot_splits",
    "plot_steps",
    "show_figure",
]
