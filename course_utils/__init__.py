"""Everything a notebook of the course may import, loaded when it is first used.

>>> from course_utils import load_dataset
>>> load_dataset("concrete").shape
(1030, 9)
"""

from importlib import import_module

_HOME = {
    "check": "exercises",
    "hint": "exercises",
    "solution": "exercises",
    "fetch_dataset": "data",
    "list_datasets": "data",
    "load_dataset": "data",
    "make_curve": "data",
    "plot_activation": "plotting",
    "plot_curves": "plotting",
    "plot_descent": "plotting",
    "plot_fitted_line": "plotting",
    "plot_fitted_plane": "plotting",
    "plot_history": "plotting",
    "plot_lines": "plotting",
    "plot_loss": "plotting",
    "plot_network": "plotting",
    "plot_predictions": "plotting",
    "plot_probabilities": "plotting",
    "plot_relu_sum": "plotting",
    "plot_steps": "plotting",
    "show_figure": "plotting",
    "train_grid": "training",
    "explore_bends": "widgets",
    "explore_capacity": "widgets",
    "explore_dropout": "widgets",
    "explore_learning_rate": "widgets",
    "explore_neuron": "widgets",
    "explore_threshold": "widgets",
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
