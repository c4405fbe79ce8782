"""Templates that escape whatever is put into them."""

from functools import cache
from pathlib import Path

from course_utils.exercises.rendering import inline

_FOLDER = Path(__file__).parent / "templates"


def fill_template(name: str, **values: object) -> str:
    """Fill in a template; every value is escaped.

    Parameters
    ----------
    name : str
        Of a file in the folder of templates.
    """
    return _environment().get_template(name).render(values)


@cache
def _environment():
    # Late: a command line that writes no page does not wait for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = lambda text: Markup(inline(text))
    environment.globals["style"] = Markup((_FOLDER / "page.css").read_text(encoding="utf-8"))
    return environment
