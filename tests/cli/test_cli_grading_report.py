"""What `course grade` says in the end about notebooks that ran in fresh processes."""

import json
from pathlib import Path

import pytest

from course_utils.cli.grading_report import as_json, as_tables
from course_utils.grading.batch import GradedSubmission
from course_utils.grading.pages import Notice
from course_utils.grading.report import Report
from course_utils.grading.result import Result

SLOWER = "Each notebook ran in a fresh process, which takes some seconds more"


def graded(known=False, **facts):
    return [GradedSubmission(Result("ada", "01_single_neuron", "ada.ipynb", "k", **facts), known)]


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (graded(mode="cold"), f"{SLOWER}.\n"),
        (graded(mode="cold", why_cold="A fact. Do this."), f"{SLOWER}: A fact. Do this.\n"),
        (graded(mode="cold", why_cold="it ended"), f"{SLOWER}: it ended.\n"),
    ],
)
def test_people_are_told_once_why_it_took_longer(one, sentence, capsys):
    as_tables(one * 3, [], [])
    printed = capsys.readouterr().out
    assert sentence in printed and printed.count(SLOWER) == 1


@pytest.mark.parametrize("one", [graded(), graded(known=True, mode="cold", why_cold="it ended")])
def test_nothing_is_said_where_nothing_ran_cold_now(one, capsys):
    as_tables(one, [], [])
    assert SLOWER not in capsys.readouterr().out


def test_scripts_are_told_for_each_notebook(capsys):
    as_json(graded(mode="cold", why_cold="it ended") + graded(), [], [])
    told = [(run["mode"], run["why_cold"]) for run in json.loads(capsys.readouterr().out)["runs"]]
    assert told == [("cold", "it ended"), ("warm", "")]


def test_what_needs_a_look_comes_with_the_table_and_ends_somewhere(capsys):
    notice = Notice("30 students handed in nothing.", [f"s{n}" for n in range(30)])
    report = Report("01_single_neuron", [], Path("index.html"), {}, [notice])
    as_tables([], [], [report])
    printed = capsys.readouterr().out
    assert "30 students handed in nothing.\n  s0\n" in printed
    assert "  s19\n  and 10 more on the page\n" in printed and "s20" not in printed
