"""Expectation of an explorer's goal: the setting that a token names reaches it."""

from course_utils.exercises.expect.values import expect
from course_utils.exercises.records import ExplorerRecord, TextRecord
from course_utils.exercises.verdicts import Finding
from course_utils.widgets.token import TokenError, read_token
from course_utils.widgets.words import fill, number_text

_WHERE = "the setting in `token`"


def expect_goal(explorer: ExplorerRecord, token: TextRecord, name: str) -> Finding:
    """Expect a setting that reaches the explorer's goal.

    Parameters
    ----------
    token
        As the button "Copy token" gives it.
    name
        Of the explorer the question is about: another one has another goal.

    Returns
    -------
    Finding
        Not ok for another explorer, and for a token that cannot be read, belongs to another
        explorer or names a value that is not on a slider; it says what could be there. Not
        ok for a setting that misses the goal: the evidence is the run's own numbers there.
    """
    if explorer.name != name:
        return expect(
            False,
            where="`explorer`",
            expected=f"the explorer `{name}`",
            found=f"the explorer `{explorer.name}`",
            next_step="Run the cell that opens the explorer of this section, then this one.",
            mistake="another-explorer",
        )
    try:
        at = read_token(explorer.name, explorer.words, token.value)
    except TokenError as error:
        return _unreadable(explorer, token, error)
    reached = explorer.number(explorer.met, at) == 1
    return expect(
        reached,
        where=_WHERE,
        expected=explorer.goal,
        found="" if reached else _evidence(explorer, at),
        next_step="Move one slider at a time and read the sentence under the controls. The "
        "button “Is this it?” tells you when you are there; then copy the setting again.",
        mistake="goal-missed",
    )


def _unreadable(explorer, token, error):
    """What to say where the token names no setting of this explorer."""
    wanted = f"a token such as `{_example(explorer)}`"
    found = f"`{token.value.strip()[:80]}`" if token.value.strip() else "an empty text"
    return expect(
        False,
        where="`token`",
        expected=wanted,
        found=found,
        next_step=str(error),
        mistake="token-unreadable",
    )


def _example(explorer):
    return " ".join(
        [explorer.name, *(f"{key}={words[0]}" for key, words in explorer.words.items())]
    )


def _evidence(explorer, at):
    texts = {name: values[at[name]] for name, values in explorer.texts.items()}

    def look(name):
        return texts[name] if name in texts else number_text(explorer.number(name, at))

    run = ", ".join(f"{name} {text}" for name, text in texts.items())
    hints = [text for when, text in explorer.hints.items() if explorer.number(when, at)]
    return f"{run}. {fill(' '.join([explorer.missed, *hints]), look)}"
