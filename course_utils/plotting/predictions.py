"""Predicted against true values."""

from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.plotting.inputs import as_vector, same_length
from course_utils.plotting.style import BLUE, INK, new_axes, styled


@styled
def plot_predictions(y_true: ArrayLike, y_pred: ArrayLike, *, label: str) -> Axes:
    """Plot predictions against true values; on the diagonal a prediction is right.

    Parameters
    ----------
    y_true, y_pred : array-like of shape (n_samples,) or (n_samples, 1)
    label
        What is predicted, with its unit: ``"strength (MPa)"``.

    Raises
    ------
    CourseError
        When the lengths differ, or a value is no finite number.

    Examples
    --------
    >>> plot_predictions([1, 2, 3], [1.1, 1.8, 3.3], label="strength (MPa)").get_xlabel()
    'true strength (MPa)'
    """
    y_true, y_pred = as_vector(y_true, "y_true"), as_vector(y_pred, "y_pred")
    same_length(y_true=y_true, y_pred=y_pred)
    ax = new_axes(height=5.0)
    ends = [min(y_true.min(), y_pred.min()), max(y_true.max(), y_pred.max())]
    ax.plot(ends, ends, color=INK, linestyle="--", linewidth=1.6, label="predicted = true")
    ax.scatter(y_true, y_pred, s=26, color=BLUE, alpha=0.6, linewidth=0, label="one row")
    ax.set(xlabel=f"true {label}", ylabel=f"predicted {label}", aspect="equal")
    ax.legend()
    return ax
