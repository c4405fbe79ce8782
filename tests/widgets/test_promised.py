"""A run of an explorer, trained for real, gives the curves that the explorer shows."""

from dataclasses import replace
from string import Template

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.widgets.explorers import bends, capacity, dropout, neuron
from course_utils.widgets.page import code_texts
from course_utils.widgets.promised import live_code, promised_curves
from course_utils.widgets.validation import validate
from tests.widgets.descent import spec

RUNS = {
    "neuron w=0 b=90 epoch=200": neuron,
    "bends units=3 start=2 epoch=100": bends,
    "capacity width=8 depth=1 noise=0.4 n_examples=24 epoch=140": capacity,
    "dropout normalize=yes rate=0.2 epoch=60": dropout,
}


def cell(module, token):
    """What "Run this for real" writes for a run, as the page does it."""
    words = dict(pair.split("=") for pair in token.split()[1:])
    given = module.spec()
    texts = {
        setting.name: code_texts(setting)[list(map(str, setting.values)).index(words[setting.name])]
        for setting in given.settings
    }
    return Template(live_code(given.code)).substitute(texts).replace("{token}", token)


@pytest.mark.parametrize("token", RUNS)
def test_a_real_training_gives_the_promised_curves(token):
    before, call = cell(RUNS[token], token).split("LiveTraining(\n")
    names = {}
    exec(before, names)
    live = eval(f"LiveTraining(\n{call}", names)
    live.start()
    live.wait(300)
    assert live.problem == ""
    assert set(live.promised) - {"epochs"} == set(RUNS[token].spec().history)
    for name, promised in live.promised.items():
        if name == "epochs":
            continue
        came = [np.nan, *live.history.history[name]]
        came = [came[int(epoch)] for epoch in live.promised["epochs"]]
        np.testing.assert_allclose(came, np.array(promised, float), rtol=2e-3)


def test_the_import_is_there_once():
    for module in (bends, capacity):
        code = live_code(module.CODE)
        assert code.count("import LiveTraining") == 1
        assert code.startswith("import keras\n")


def test_code_without_a_fit_has_no_live_training():
    assert live_code("import keras\n\nmodel.fit(X, y)\n") == ""
    with pytest.raises(CourseError, match="a history needs the line"):
        validate(replace(spec(), history={"loss": "loss"}))


@pytest.mark.parametrize("token", ["", "nothing rate=1", "../bends", "losses a=0"])
def test_what_promises_nothing_is_refused(token):
    with pytest.raises(CourseError, match="expected `promised` to be the token"):
        promised_curves(token)


def test_a_number_that_is_none_is_left_out():
    curves = promised_curves("bends units=3 start=2 epoch=100")
    assert curves["epochs"][:2] == [0, 1]
    assert curves["loss"][0] is None and curves["loss"][-1] < curves["loss"][1]
