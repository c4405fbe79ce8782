"""Tokens: written, read again, and refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.widgets.spec import Setting
from course_utils.widgets.token import TokenError, read_token, token_words, write_token

SETTINGS = (
    Setting("rate", "Learning rate", (0.001, 0.1, 1, 1e-7)),
    Setting("style", "Style", ("with  dropout", "plain"), kind="choice"),
    Setting("epoch", "Epoch", tuple(range(61)), kind="time"),
)
WORDS = token_words(SETTINGS)


def test_token_is_readable_text():
    at = {"rate": 1, "style": 0, "epoch": 40}
    assert write_token("bends", WORDS, at) == "bends rate=0.1 style=with_dropout epoch=40"


@given(st.integers(0, 3), st.integers(0, 1), st.integers(0, 60))
def test_what_is_written_is_read_again(rate, style, epoch):
    at = {"rate": rate, "style": style, "epoch": epoch}
    assert read_token("bends", WORDS, write_token("bends", WORDS, at)) == at


@pytest.mark.parametrize(
    "token",
    [
        "bends rate=0.10 style=plain epoch=3",
        "  bends\n rate=1e-1 style=plain epoch=3.0 ",
        "bends epoch=03 style=plain rate=.1",
    ],
)
def test_spelling_and_order_of_numbers_do_not_count(token):
    assert read_token("bends", WORDS, token) == {"rate": 1, "style": 1, "epoch": 3}


@pytest.mark.parametrize(
    ("token", "says"),
    [
        ("", "begins with the explorer's name, `bends`, found nothing"),
        ("rate=0.1", "found `rate=0.1`"),
        ("capacity width=3", "belongs to another explorer: expected one that begins with `bends`"),
        ("bends rate=0.1 style=plain", "Expected a value for `epoch`, found none"),
        ("bends", "Expected a value for `rate` and `style` and `epoch`"),
        (
            "bends rate=0.2 style=plain epoch=3",
            "`rate` never stands at `0.2`. Expected one of: 0.0",
        ),
        ("bends rate=0.1 style=plain epoch=61", "Expected one of: 0, 1, 2 … 60."),
        ("bends rate=0.1 style=nan epoch=3", "`style` never stands at `nan`"),
        (
            "bends rat=0.1 style=plain epoch=3",
            "no setting `rat` here. Expected one of: rate, style",
        ),
        ("bends rat=0.1 style=plain epoch=3", "Did you mean `rate`?"),
        ("bends rate=0.1 rate=1 style=plain epoch=3", "`rate` stands there twice"),
        ("bends rate 0.1", "Expected `setting=value`, found `rate`"),
        ("bends rate= style=plain epoch=3", "`rate` never stands at nothing"),
    ],
)
def test_a_wrong_token_says_what_could_stand_there(token, says):
    with pytest.raises(TokenError) as error:
        read_token("bends", WORDS, token)
    assert says in str(error.value)
    assert isinstance(error.value, CourseError)
