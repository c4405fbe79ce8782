"""Tests for putting the site in its place; the whole site is built and opened in `built`."""

import pytest

from course_utils.errors import AuthoringError, CourseError
from course_utils.site import building
from course_utils.site.building import build_site


@pytest.fixture
def no_lessons(monkeypatch):
    """A course whose lessons are known already, and a Sphinx that writes one page."""

    def run_sphinx(source, made):
        made.mkdir()
        (made / "index.html").write_text("new")
        (made / "style.css.map").write_text("unused")

    monkeypatch.setattr(building, "execute_missing", lambda paths, say: [])
    monkeypatch.setattr(building, "gather", lambda *what: None)
    monkeypatch.setattr(building, "_run_sphinx", run_sphinx)


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.md").write_text("mine")
    with pytest.raises(CourseError, match="holds other files"):
        build_site(tmp_path)
    assert (tmp_path / "thesis.md").read_text() == "mine"


def test_a_site_replaces_the_one_before_and_is_built_once(tmp_path, no_lessons):
    output = tmp_path / "deep" / "site"
    first = build_site(output)
    assert (first.pages, first.is_new) == (1, True)
    assert {path.name for path in output.iterdir()} == {"index.html", ".course-site"}
    (output / "old.html").write_text("left over")
    assert not build_site(output).is_new
    assert build_site(output, with_solutions=True).is_new
    assert not (output / "old.html").exists()
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_after_a_failure_the_old_site_is_as_it_was(tmp_path, no_lessons, monkeypatch):
    output = tmp_path / "site"
    build_site(output)

    def fail(*what):
        raise AuthoringError("a cell failed")

    monkeypatch.setattr(building, "gather", fail)
    with pytest.raises(AuthoringError):
        build_site(output, with_solutions=True)
    assert (output / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_sphinx_finds_wrong_is_said(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text("project = 'Small'\nextensions = ['myst_nb']\n")
    (source / "index.md").write_text("# Home\n\n[nowhere](nowhere.md)\n")
    with pytest.raises(CourseError, match="Expected Sphinx to find nothing wrong(.|\n)*nowhere.md"):
        building._run_sphinx(source, tmp_path / "made")
