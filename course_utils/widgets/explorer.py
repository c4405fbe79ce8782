"""The widget: a thin shell that hands a spec to the page, once."""

from string import Template

import anywidget
import traitlets

from course_utils.errors import CourseError
from course_utils.widgets import page
from course_utils.widgets.export import write_page
from course_utils.widgets.still import still_html
from course_utils.widgets.token import listed_values, read_token, token_words, write_token


class Explorer(anywidget.AnyWidget):
    """Trainings to play with: every setting is computed, so a slider only looks things up.

    Parameters
    ----------
    spec : Spec
    show : sequence of str, optional
        Names of the settings and parts that get a control: "prediction", "goal", "pin", "code",
        "table", "spread", "heatmap", "token". All if left out. What is left out stays where it
        is; without "prediction" the results are open from the start.
    state : str
        A token, as the button "Copy setting" gives it. The explorer opens there, results shown.

    Raises
    ------
    CourseError
        When `show` names something unknown, or `state` cannot be read; the sentence says what
        could stand there.

    Notes
    -----
    Nothing goes back to the kernel. Two views of one explorer do not disturb each other.
    """

    _esm = page.script()
    _css = page.style()
    data = traitlets.Dict().tag(sync=True)
    numbers = traitlets.Bytes().tag(sync=True)

    def __init__(self, spec, show=None, state=""):
        self.spec = spec
        self.words = token_words(spec.settings)
        self.at = {setting.name: setting.start for setting in spec.settings}
        if state:
            self.at = read_token(spec.name, self.words, state)
        data, numbers = page.page_data(spec, self.at, show, opened=bool(state))
        super().__init__(data=data, numbers=numbers)

    def code(self, **settings):
        """Return the Keras code of a setting, the same text as on the page.

        Parameters
        ----------
        **settings : object
            Values by the setting's name; those left out stand where the explorer opens.

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

    def token(self, **settings):
        """Return the token of a setting, the same text as "Copy setting" gives.

        Parameters
        ----------
        **settings : object
            As for `code`.

        Returns
        -------
        str

        Raises
        ------
        CourseError
            As for `code`.
        """
        return write_token(self.spec.name, self.words, self._places(settings))

    def to_html(self, path):
        """Write the explorer as one page that works by opening the file, without a network.

        Parameters
        ----------
        path : path-like
            Its folder must exist; a file that stands there is replaced.

        Returns
        -------
        pathlib.Path

        Raises
        ------
        CourseError
            When it cannot be written there.
        """
        return write_page(path, self.spec.title, self.data, self.numbers)

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

    def _repr_mimebundle_(self, include=None, **kwargs):
        """Give the widget, and a still picture for where no page can run."""
        bundle = super()._repr_mimebundle_(include=include, **kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        if include is None or "text/html" in include:  # to draw it takes a third of a second
            data["text/html"] = still_html(self.spec, self.data, self.numbers)
        data["text/plain"] = f"[Explorer: {self.spec.title}. {self.spec.alt}]"
        return data, metadata
