"""Names are made safe, and stay different."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from course_utils.grading.intake.found import Found, clean, too_large

ANY_NAME = st.text(st.characters(codec=None), min_size=1, max_size=300)


def test_what_a_file_is_called():
    found = Found(("ada", "01_single_neuron.IPYNB"))
    assert (found.name, found.path) == ("01_single_neuron.IPYNB", "ada/01_single_neuron.IPYNB")
    assert found.is_notebook
    assert not Found(("ada", "notes.txt")).is_notebook


def test_accents_emoji_and_html_stay():
    for name in ("Zoë", "王小雨", "👩‍🔬.ipynb", "<b>ada</b>.ipynb", 'D\'Amico "x".ipynb'):
        assert clean(name) == name
    assert clean("Zoe\u0308") == "Zo\u00eb"


def test_control_characters_and_text_turned_around_are_shown():
    assert clean("ada\x1b[2J\n.ipynb") == r"ada\x1b[2J\x0a.ipynb"
    assert clean("ada\u202egpj.ipynb") == r"ada\u202egpj.ipynb"
    assert clean("ada\x85") == r"ada\x85"


def test_bytes_that_are_no_text_are_shown():
    assert clean(b"Zo\xeb.ipynb".decode("utf-8", "surrogateescape")) == r"Zo\udceb.ipynb"


def test_long_names_are_cut_and_stay_different():
    one, other = clean("a" * 5000 + "1.ipynb"), clean("a" * 5000 + "2.ipynb")
    assert len(one) == len(other) == 200
    assert one != other
    assert one.endswith(".ipynb")


@given(ANY_NAME)
def test_any_name_can_be_stored_and_printed(name):
    cleaned = clean(name)
    assert len(cleaned) <= 200
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in cleaned)
    assert clean(cleaned) == cleaned


def test_what_is_too_large():
    assert "at most 64 MB, found 70 MB" in too_large(70 * 2**20)
