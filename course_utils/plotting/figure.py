"""From a figure to the notebook's page, with a text for those who cannot see it."""

from base64 import b64encode
from html import escape
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course_utils.errors import CourseError
from course_utils.plotting.describe import describe
from course_utils.plotting.style import CSS_DPI

SHORTEST_ALT = 20
# JupyterLab, and what nbconvert makes, say on the page that the theme is dark. There the picture's
# white becomes the page's own #111111, its ink light, and each colour keeps its hue.
IN_THE_DARK = (
    '<style>[data-jp-theme-light="false"] .course-figure '
    "{filter: invert(0.933) hue-rotate(180deg)}</style>"
)
PHOTOGRAPH = "photograph"  # the gid of a figure that would be a negative there: it stays as it is
PIXEL_RATIO = 2  # picture pixels for each CSS pixel: sharp on dense screens


class ShownFigure:
    """A finished picture: an HTML image in a notebook, its alt text in a terminal.

    Parameters
    ----------
    png
        The picture.
    alt
        What it shows, in words.
    width, height
        Its size on the page, in CSS pixels.
    turns_dark
        Whether it does with the page.
    """

    def __init__(
        self, png: bytes, alt: str, width: int, height: int, turns_dark: bool = True
    ) -> None:
        self.png, self.alt, self.width, self.height = png, alt, width, height
        self.turns_dark = turns_dark

    def __repr__(self):
        return f"[Figure: {self.alt}]"

    def _repr_html_(self):
        """The size is in the tag, so the page does not jump when the picture arrives."""
        data = b64encode(self.png).decode("ascii")
        return (
            f"{IN_THE_DARK if self.turns_dark else ''}"
            f'<img class="{"course-figure" if self.turns_dark else "course-photograph"}" '
            f'alt="{escape(self.alt)}" '
            f'width="{self.width}" height="{self.height}" '
            'style="max-width: 100%; height: auto; border-radius: 6px" '
            f'src="data:image/png;base64,{data}">'
        )


def show_figure(figure: Axes | np.ndarray | Figure, alt: str) -> ShownFigure:
    """Show a figure on the page, once, with its alt text.

    Parameters
    ----------
    figure : matplotlib Axes, array of Axes, or Figure
        What a plot function returned, or a figure of your own.
    alt
        One or two sentences that say what the picture shows. A screen reader
        reads them out; a terminal prints them. At least 20 characters. The numbers of what
        is drawn are added (`describe`), so say nothing that another number would make wrong.

    Returns
    -------
    ShownFigure
        Its value in a notebook cell is one HTML image, 640 pixels wide for the
        course's own figures. The figure is closed, so Jupyter does not draw it
        a second time.

    Raises
    ------
    CourseError
        When `alt` is missing or too short to say anything, or `figure` is not
        a figure.

    Examples
    --------
    >>> from course_utils.plotting import plot_activation
    >>> show_figure(plot_activation("relu"), alt="ReLU: flat at 0, then a rising line.")
    [Figure: ReLU: flat at 0, then a rising line. Drawn: relu, from 0 at −4 to 4 at 4.]
    """
    import matplotlib.pyplot as plt  # only here: it is slow to load and only needed to close

    alt = _checked_alt(alt)
    drawn = _figure_of(figure)
    alt = f"{alt} {describe(drawn)}".strip()
    buffer = BytesIO()
    drawn.savefig(
        buffer, format="png", dpi=PIXEL_RATIO * CSS_DPI, bbox_inches="tight", pad_inches=0.08
    )
    plt.close(drawn)
    png = buffer.getvalue()
    width, height = (pixels // PIXEL_RATIO for pixels in _png_size(png))
    return ShownFigure(png, alt, width, height, turns_dark=drawn.get_gid() != PHOTOGRAPH)


def _checked_alt(alt):
    """Return `alt` without surrounding blanks, if it is a sentence."""
    text = alt.strip() if isinstance(alt, str) else ""
    if len(text) < SHORTEST_ALT:
        raise CourseError(
            "Alt text is the sentence a screen reader says in place of the picture. "
            f"Expected at least {SHORTEST_ALT} characters, found {alt!r}. Say what there is to "
            'see, for example: show_figure(ax, alt="Calories against sugar: the points rise '
            'along a straight line.")'
        )
    return text


def _figure_of(target):
    """Return the Figure that `target` is, or is drawn on."""
    if isinstance(target, np.ndarray) and target.size:
        target = target.flat[0]
    figure = target if isinstance(target, Figure) else getattr(target, "figure", None)
    if not isinstance(figure, Figure):
        raise CourseError(
            "show_figure: expected the Axes that a plot function returns, or a Figure, "
            f"found {type(target).__name__}."
        )
    return figure


def _png_size(png):
    """Width and height in pixels, from the header (PNG specification, section 11.2.1)."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
