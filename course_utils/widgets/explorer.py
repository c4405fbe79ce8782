"""The widget: a thin shell that hands a spec to the page, once."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from string import Template
from uuid import uuid4

import numpy as np
import traitlets

from course_utils.errors import CourseError
from course_utils.widgets import page
from course_utils.widgets.export import page_html, write_page
from course_utils.widgets.saved import SavedWidget, saved_html
from course_utils.widgets.scripts import script, style
from course_utils.widgets.spec import Spec
from course_utils.widgets.still import still_html
from course_utils.widgets.token import listed_values, read_token, token_words, write_token
from course_utils.widgets.validation import validate


class Explorer(SavedWidget):
    """Trainings to play with: every setting is computed, so a slider only looks things up.

    Parameters
    ----------
    show
        Names of the settings and parts that get a control: "prediction", "goal", "pin", "code",
        "table", "spread", "heatmap", "token". All if left out. What is left out stays where it
        is, and plots that are about it alone are not there; without "prediction" the results are
        open from the start.
    state
        A token, as the button "Copy token" gives it. The explorer opens there, results shown.

    Raises
    ------
    CourseError
        When the spec does not fit together, `show` names something unknown, or `state` cannot be
        read; the sentence says what could be there.

    Notes
    -----
    Nothing goes back to the kernel, except for points of the learner's own to train on. Two views
    of one explorer do not disturb each other.
    """

    _esm = script()
    _css = style()
    data = traitlets.Dict().tag(sync=True)
    numbers = traitlets.Bytes().tag(sync=True)

    def __init__(self, spec: Spec, show: Sequence[str] | None = None, state: str = "") -> None:
        validate(spec)
        self.spec = spec
        self.words = token_words(spec.settings)
        shown = page.shown_controls(spec, show)
        self.at = spec.asked if "prediction" in shown else spec.start
        if state:
            self.at = read_token(spec.name, self.words, state)
        data, numbers = page.page_data(spec, self.at, shown, opened=bool(state))
        super().__init__(data=data | {"key": uuid4().hex}, numbers=numbers)
        if spec.train_own is not None:
            self.on_msg(self._train_own)

    def code(self, **settings: object) -> str:
        """Return the Keras code of a setting, the same text as on the page.

        Parameters
        ----------
        **settings
            Values by the setting's name; those left out are where the explorer opens.

        Returns
        -------
        str
            A plain script.

        Raises
        ------
        CourseError
            When there is no such setting, or no such value.
        """
        at = self._places(settings)
        texts = {s.name: page.code_texts(s)[at[s.name]] for s in self.spec.settings}
        return Template(self.spec.code).substitute(texts)

    def token(self, **settings: object) -> str:
        """Return the token of a setting, the same text as "Copy token" gives.

        Parameters
        ----------
        **settings
            As for `code`.

        Raises
        ------
        CourseError
            As for `code`.
        """
        return write_token(self.spec.name, self.words, self._places(settings))

    def to_html(self, path: str | PathLike[str]) -> Path:
        """Write the explorer as one page that works by opening the file, without a network.

        Parameters
        ----------
        path
            Its folder must exist; a file that is there is replaced.

        Raises
        ------
        CourseError
            When it cannot be written there.
        """
        return write_page(path, page_html(self.spec.title, self.data, self.numbers))

    def _train_own(self, _widget, message, _buffers):
        """Answer the page with what is predicted after training on the learner's own points."""
        values = {s.name: s.values[message["at"][s.name]] for s in self.spec.settings}
        places, classes = (np.array(message[name]) for name in ("places", "classes"))
        percent = self.spec.train_own(places, classes, values)
        self.send({"asked": message["asked"]}, [percent.tobytes()])

    def _places(self, settings):
        """Return the place of every setting's value, those given and those left out."""
        known = {setting.name: setting for setting in self.spec.settings}
        at = dict(self.at)
        for name, value in settings.items():
            if name not in known:
                raise CourseError(
                    f"explorer {self.spec.name} has no setting {name!r}. "
                    f"Expected some of: {', '.join(known)}."
                )
            if value not in known[name].values:
                raise CourseError(
                    f"{name}: expected one of {listed_values(self.words[name])}, found {value!r}."
                )
            at[name] = list(known[name].values).index(value)
        return at

    def _saved(self):
        """Return the whole page in a frame, and a still picture for where no page can run."""
        still = still_html(self.spec, self.data, self.numbers)
        text = page_html(self.spec.title, self.data, self.numbers)
        return saved_html(self.data["key"], still, self.spec.title, text)

    def _said(self):
        return f"[Explorer: {self.spec.title}. {self.spec.alt}]"
