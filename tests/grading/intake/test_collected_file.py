"""A file of a collection, and what is said of one that is too large."""

from course_utils.grading.intake.collected_file import CollectedFile, too_large


def test_what_a_file_is_called():
    file = CollectedFile(("ada", "01_single_neuron.IPYNB"))
    assert (file.name, file.path) == ("01_single_neuron.IPYNB", "ada/01_single_neuron.IPYNB")
    assert file.is_notebook
    assert not CollectedFile(("ada", "notes.txt")).is_notebook


def test_what_is_too_large():
    assert "at most 64 MB, found 70 MB" in too_large(70 * 2**20)
