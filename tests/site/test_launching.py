"""Tests for the buttons of a lesson."""

from course_utils.site.launching import launch_html

PAGE = "lessons/lesson_01_single_neuron"


def buttons(repository, revision="main"):
    return launch_html(PAGE, repository, revision, "gh-pages", "../")


def test_a_course_on_github_opens_in_binder_and_colab():
    html = buttons("https://github.com/ada/course", "v1.2")
    place = "notebooks/lessons/lesson_01_single_neuron.ipynb"
    assert f'"https://mybinder.org/v2/gh/ada/course/v1.2?urlpath=lab/tree/{place}"' in html
    on_colab = "https://colab.research.google.com/github/ada/course/blob/gh-pages/colab"
    assert f'"{on_colab}/{PAGE}.ipynb"' in html
    assert f'href="../{place}" download' in html


def test_another_host_opens_in_binder_only():
    html = buttons("https://git.example.org/ada/course")
    assert "v2/git/https%3A%2F%2Fgit.example.org%2Fada%2Fcourse/main?" in html
    assert "Colab" not in html


def test_a_course_that_is_nowhere_yet_offers_what_works_without():
    html = buttons("https://github.com/OWNER/deep-learning-course")
    assert "Binder" not in html and "Colab" not in html
    assert "download" in html and "data-print" in html and 'href="../start.html"' in html
