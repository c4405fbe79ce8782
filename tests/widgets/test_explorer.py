"""The widget in Python: code, tokens, what it sends and what it shows without a page."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.widgets import transport
from course_utils.widgets.explorer import Explorer
from tests.widgets.descent import runs, spec

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def explorer():
    return Explorer(spec())


@pytest.mark.parametrize(("rate", "noise"), [(0.1, "calm sea"), (1.2, "rough sea")])
def test_code_gives_the_numbers_on_the_page(explorer, rate, noise):
    names = {}
    exec(explorer.code(rate=rate, noise=noise), names)
    place = (spec().settings[0].values.index(rate), spec().settings[1].values.index(noise))
    np.testing.assert_allclose(names["losses"], runs()[place][:, 2], rtol=1e-4)


def test_token_opens_an_explorer_there(explorer):
    token = explorer.token(rate=0.5, step=7)
    assert token == "descent rate=0.5 noise=calm_sea step=7"
    again = Explorer(spec(), state=token)
    assert again.at == {"rate": 2, "noise": 0, "step": 7}
    assert again.data["opened"]
    assert again.token() == token
    assert "- 0.5 * np.mean" in again.code()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"rat": 0.1}, "explorer descent has no setting 'rat'. Expected some of: rate, noise"),
        ({"rate": 0.2}, "rate: expected one of 0.01, 0.1, 0.5, 1.2, 30.0, found 0.2"),
        ({"step": 31}, "step: expected one of 0, 1, 2 … 30, found 31"),
    ],
)
def test_unknown_settings_are_named(explorer, settings, says):
    for ask in (explorer.code, explorer.token):
        with pytest.raises(CourseError) as error:
            ask(**settings)
        assert says in str(error.value)


def test_wrong_arguments_are_refused():
    with pytest.raises(CourseError, match="never stands at `7`"):
        Explorer(spec(), state="descent rate=7 noise=calm_sea step=0")
    with pytest.raises(CourseError, match="there is no 'rates' to show"):
        Explorer(spec(), show=["rates"])


def test_what_is_sent_fits(explorer):
    assert 0 < len(explorer.numbers) <= transport.MOST_BYTES
    synced = {name for name, trait in explorer.traits(sync=True).items() if name[0] != "_"}
    assert synced - {"layout", "tabbable", "tooltip"} == {"data", "numbers"}


def test_without_a_page_there_is_a_picture_with_words(explorer):
    bundle, _ = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert f'alt="{spec().alt}' in bundle["text/html"]
    assert "&lt;!doctype html&gt;" in bundle["text/html"]
    assert bundle["text/plain"] == f"[Explorer: Down the slope. {spec().alt}]"


def test_two_outputs_are_shown(explorer, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.publish_display_data", lambda *data: shown.append(data[0]))
    explorer._ipython_display_()
    assert [sorted(data) for data in shown] == [
        ["application/vnd.jupyter.widget-view+json"],
        ["text/html", "text/plain"],
    ]


def test_the_picture_is_drawn_for_those_only_who_want_it(explorer):
    bundle, _ = explorer._repr_mimebundle_(include={"text/plain"})
    assert "text/html" not in bundle and bundle["text/plain"].startswith("[Explorer: ")


def test_two_explorers_do_not_disturb_each_other(explorer):
    other = Explorer(spec(), state="descent rate=30 noise=calm_sea step=3")
    assert (explorer.at["step"], other.at["step"]) == (4, 3)
    assert other.model_id != explorer.model_id
    assert other.data["key"] != explorer.data["key"]


def loaded_by(code):
    """What a fresh process has loaded after some code."""
    report = f"{code}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_a_warm_explorer_needs_no_tensorflow_and_no_matplotlib(explorer):
    explorer._repr_mimebundle_()  # the picture is kept on disk from here on
    loaded = loaded_by(
        "from course_utils.widgets.explorer import Explorer\n"
        "from tests.widgets.descent import spec\n"
        "assert 'text/html' in Explorer(spec())._repr_mimebundle_()[0]"
    )
    assert "anywidget" in loaded
    assert not loaded & {"tensorflow", "keras", "matplotlib"}
