"""What the site needs of Sphinx beyond its settings: formulas without a script, and the buttons."""

import re
from html import escape
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx

from course_utils.site.launching import launch_html

_NOTEBOOKS = ("lessons/", "exercises/", "solutions/")
# A heading without a text, as in the corner of a table: a screen reader would announce it.
_EMPTY_HEADING = re.compile(r"<th\b[^>]*>(?:\s|&nbsp;|\xa0|</?p>)*</th>")


def setup(app: Sphinx) -> dict[str, Any]:
    """Have Sphinx use what is here; it calls this by itself."""
    app.add_config_value("course_repository", "", "html")
    app.add_config_value("course_revision", "main", "html")
    app.add_config_value("course_published", "gh-pages", "html")
    app.add_html_math_renderer("mathml", (_inline_formula, None), (_block_formula, None))
    app.connect("html-page-context", _add_buttons)
    app.connect("html-page-context", _fill_corners)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _inline_formula(translator, node):
    translator.body.append(_formula(node, as_block=False))
    raise nodes.SkipNode


def _block_formula(translator, node):
    translator.body.append(f'<div class="formula">{_formula(node, as_block=True)}</div>')
    raise nodes.SkipNode


def _formula(node, as_block):
    text = node.astext()
    return tex2mathml(text, as_block=as_block).replace("<math ", f'<math alttext="{escape(text)}" ')


def _add_buttons(app, page, _template, context, _doctree):
    """Put the buttons below the title of each page that is a notebook."""
    if page.startswith(_NOTEBOOKS) and "body" in context:
        up = "../" * page.count("/")
        config = app.config
        where = (config.course_repository, config.course_revision, config.course_published)
        buttons = launch_html(page, *where, up)
        context["body"] = context["body"].replace("</h1>", f"</h1>\n{buttons}", 1)


def _fill_corners(_app, _page, _template, context, _doctree):
    """Make a plain cell of each heading that has no text."""
    if "body" in context:
        context["body"] = _EMPTY_HEADING.sub("<td></td>", context["body"])
