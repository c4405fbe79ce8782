"""Sphinx's settings for the website; `make site` gathers its pages around this file.

Whoever puts the course somewhere else changes `COURSE_REPOSITORY` alone.
"""

import os
import re
import subprocess
from importlib.metadata import version as installed_version

# Where the course is: the buttons that open a lesson in Binder or Colab lead there. It may also be
# set in the environment; without it, the clone's own remote is asked. While the owner is OWNER, no
# such button is shown.
COURSE_REPOSITORY = "https://github.com/OWNER/deep-learning-course"
COURSE_REVISION = os.environ.get("COURSE_REVISION", "main")  # what Binder takes
COURSE_PUBLISHED = "gh-pages"  # the branch with the site, and in it `colab/` with its notebooks


def _remote():
    """Return the address of this clone's remote as a browser opens it, or an empty text."""
    asked = ["git", "-C", os.environ.get("COURSE_ROOT", "."), "remote", "get-url", "origin"]
    try:
        address = subprocess.run(asked, capture_output=True, text=True).stdout.strip()
    except OSError:  # no git
        return ""
    found = re.fullmatch(r"(?:\w+://)?(?:[^@/]*@)?([\w-]+\.[\w.-]+)[:/](.+?)(?:\.git)?/?", address)
    return f"https://{found[1]}/{found[2]}" if found else ""


project = "A first course in deep learning"
author = "the authors of the course"
copyright = "the authors, MIT licence"
language = "en"
version = release = installed_version("deep-learning-course")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.githubpages",
    "sphinx.ext.napoleon",
    "course_utils.site.for_sphinx",
]
exclude_patterns = ["copied", "parts", "conf.py"]
course_repository = os.environ.get("COURSE_REPOSITORY") or _remote() or COURSE_REPOSITORY
course_revision = COURSE_REVISION
course_published = COURSE_PUBLISHED

# Notebooks come executed: nothing is run here.
nb_execution_mode = "off"
nb_merge_streams = True
nb_output_stderr = "remove"  # warnings, with paths of the machine that ran it
nb_ipywidgets_js = {}  # or two scripts would be fetched from elsewhere
myst_enable_extensions = ["dollarmath", "deflist", "attrs_inline"]
myst_heading_anchors = 3
myst_url_schemes = {
    "http": None,
    "https": None,
    "mailto": None,
    "repository": f"{course_repository}/blob/{course_revision}/{{{{path}}}}",
}
default_role = "code"  # docstrings write `name`
autodoc_typehints = "none"  # the signature and the docstring say them
autodoc_member_order = "bysource"
napoleon_google_docstring = False
html_math_renderer = "mathml"

html_theme = "sphinx_book_theme"
html_title = project
html_baseurl = os.environ.get("COURSE_SITE", "")
html_static_path = ["_static"]
html_extra_path = ["copied"]
templates_path = ["_templates"]
html_css_files = ["widgets.css", "site.css"]
html_js_files = [
    ("quiz.js", {"defer": "defer"}),
    ("practice.js", {"defer": "defer"}),
    ("site.js", {"defer": "defer"}),
]
html_use_index = False
html_domain_indices = False
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_search_summary = False  # or the search would fetch each page, which fails from a folder
html_permalinks = False  # shown to a mouse alone, out of a keyboard's reach
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_navbar_depth": 1,
    "toc_title": "On this page",
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "footer_content_items": ["course-footer.html"],
    "back_to_top_button": False,
    "navbar_persistent": [],
}
html_context = {"default_mode": "auto"}
html_sidebars = {"**": ["site-head.html", "sbt-sidebar-nav.html"]}
