"""Tests for `course site`: it reaches the site's room, and keeps its hands off other folders."""


def test_help_has_examples(course):
    done = course("site", "--help")
    assert done.returncode == 0
    assert "course site --with-solutions" in done.stdout


def test_another_folder_is_refused(course, tmp_path):
    (tmp_path / "thesis.md").write_text("mine")
    done = course("site", "--output", str(tmp_path))
    assert done.returncode == 1
    assert "holds other files" in done.stderr and "Traceback" not in done.stderr
