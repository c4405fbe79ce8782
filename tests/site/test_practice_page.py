"""Tests for the page of practice."""

import json
import re

from course_utils.drills import drill_families
from course_utils.site.practice_page import practice_text


def test_every_family_is_asked_and_numbers_change():
    text = practice_text()
    assert text == practice_text(), "a build of the same course must give the same page"
    mounts = re.findall(r'<script type="application/json">(.*?)</script>', text)
    rounds = [round for found in mounts for round in json.loads(found)]
    asked = [question for round in rounds for question in round["questions"]]
    assert {question["id"] for question in asked} == {*drill_families()}
    iterations = {q["question"] for q in asked if q["id"] == "3.iterations"}
    assert len(iterations) > 1


def test_a_right_answer_is_among_the_options():
    (first, *_) = re.findall(r'<script type="application/json">(.*?)</script>', practice_text())
    for question in json.loads(first)[0]["questions"]:
        assert sum(option["right"] for option in question["options"]) == 1
