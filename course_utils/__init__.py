"""Everything a notebook of the course may import, loaded when it is first used.

>>> from course_utils import load_dataset
>>> load_dataset("concrete").shape
(1030, 9)
"""

from importlib import import_module

_HOME = {
    "check": "checking",
    "hint": "exercises",
    "solution": "exercises",
    "guess": "exercises.quizzes",
    "recall": "exercises.quizzes",
    "practice": "exercises.practising",
    "glossary": "source.glossary",
    "fetch_dataset": "data",
    "list_datasets": "data",
    "load_dataset": "data",
    "load_photo": "data",
    "make_curve": "data",
    "diagnose": "diagnosis",
    "seal_rows": "data",
    "plot_activation": "plotting",
    "plot_confusion_matrix": "plotting",
    "plot_curves": "plotting",
    "plot_descent": "plotting",
    "plot_fitted_line": "plotting",
    "plot_fitted_plane": "plotting",
    "plot_grid": "plotting",
    "plot_histograms": "plotting",
    "plot_histories": "plotting",
    "plot_history": "plotting",
    "plot_images": "plotting",
    "plot_kernels": "plotting",
    "plot_lines": "plotting",
    "plot_loss": "plotting",
    "plot_network": "plotting",
    "plot_paths": "plotting",
    "plot_predictions": "plotting",
    "plot_probabilities": "plotting",
    "plot_relu_sum": "plotting",
    "plot_splits": "plotting",
    "plot_steps": "plotting",
    "show_figure": "plotting",
    "train_grid": "training",
    "draw_digit": "widgets.digit_canvas",
    "explore_activations": "widgets.explorers",
    "explore_attention": "widgets.explorers",
    "explore_backpropagation": "widgets.explorers",
    "explore_bends": "widgets.explorers",
    "explore_boundary": "widgets.explorers",
    "explore_capacity": "widgets.explorers",
    "explore_clinic": "widgets.explorers",
    "explore_convolution": "widgets.explorers",
    "explore_dropout": "widgets.explorers",
    "explore_learning_rate": "widgets.explorers",
    "explore_losses": "widgets.explorers",
    "explore_neuron": "widgets.explorers",
    "explore_optimizers": "widgets.explorers",
    "explore_recurrence": "widgets.explorers",
    "explore_scaling": "widgets.explorers",
    "explore_search": "widgets.explorers",
    "explore_slices": "widgets.explorers",
    "explore_splits": "widgets.explorers",
    "explore_threshold": "widgets.explorers",
    "LiveTraining": "widgets.live",
    "show_progress": "progress",
}

__all__ = sorted(_HOME)


def __getattr__(name):
    """Import the module behind `name` now: nobody waits for what they do not use."""
    if name not in _HOME:
        raise AttributeError(f"course_utils has no {name!r}. It has: {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__():
    return __all__
