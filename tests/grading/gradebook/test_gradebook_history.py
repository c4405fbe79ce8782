"""Tests for what happened to a gradebook, in sentences."""

from course_utils.grading.gradebook.history import tell_history
from tests.grading.gradebook.examples import result


def test_runs_and_changes_by_hand_in_their_order(gradebook):
    run = gradebook.start_run("1.0")
    gradebook.store(result(), run)
    gradebook.override("ada", "01_neuron", "1.2", 1.5, "Noether", "fair")
    gradebook.override("ada", "01_neuron", None, None, "Noether", "")
    gradebook.remove(student="ada", by="Noether", reason="left.")
    gradebook.remove(run=run, by="Noether")
    gradebook.remove(student="ada", by="Noether", is_back=True)
    assert [said.partition(" UTC  ")[2] for said in tell_history(gradebook)] == [
        "Run 1 began. Results: 1.",
        "Noether set to 1.5: question 1.2 of 01_neuron of ada. The reason: fair.",
        "Noether took back the marks of the whole of 01_neuron of ada.",
        "Noether took ada out of the marks. The reason: left.",
        "Noether took run 1 out of the marks.",
        "Noether put ada back.",
    ]
