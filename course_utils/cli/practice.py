"""`course practice`: what is about to be forgotten, asked in a terminal."""

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, Annotated

import typer

from course_utils.cli import kinds

if TYPE_CHECKING:
    from rich.console import Console

    from course_utils.drills import Drill, DrillCurves

_UNSURE = "?"


def practice(
    lesson: Annotated[
        int | None,
        typer.Option("--lesson", "-l", help="Only this lesson.", **kinds.whole_number(0)),
    ] = None,
    count: Annotated[
        int, typer.Option("--count", "-n", help="How many questions.", **kinds.whole_number(1))
    ] = 5,
) -> None:
    """Ask a few questions of lessons you have begun, before you forget the answers.

    Answer with a letter or a number; a "?" behind it says that you are not sure, and Enter alone
    passes a question over. Ctrl-C ends at any time: what you have answered is kept.

    For example:

      course practice
      course practice --lesson 3
      course practice --count 10
    """
    from rich.console import Console

    from course_utils.exercises.practice_round import next_round

    console = Console(highlight=False)
    asked = next_round(lesson, count)
    if asked.note:
        console.print(_styled(asked.note))
    results = []
    try:
        for number, one in enumerate(asked.questions, start=1):
            console.rule(f"{number} of {len(asked.questions)}, lesson {one.lesson}", align="left")
            results.append(_ask(console, one.card_id, one.drill))
    except (KeyboardInterrupt, EOFError, typer.Abort):
        console.print("\nWhat you have answered is kept.")
    given = [right for right in results if right is not None]
    if asked.questions:
        said = f"{len(given)} answered, {sum(given)} right. "
        console.print(said + asked.after("run the command again"))


def _ask(console: "Console", card_id: str, drill: "Drill") -> bool | None:
    """Ask one question and record the answer; None where it was passed over."""
    from course_utils.drills import judged
    from course_utils.progress import record_practice_answer

    console.print(_styled(drill.text))
    if drill.curves:
        console.print(_table(drill.curves))
    letters = dict(zip(ascii_lowercase, drill.options, strict=False))
    for letter, option in letters.items():
        console.print(f"  [bold]{letter}[/bold]  {_styled(str(option.value))}")
    wanted = f"a letter from a to {max(letters)}" if letters else "a number, such as 12 or 0.5"
    while typed := console.input("[bold]>[/bold] ").strip():
        answer = typed.removesuffix(_UNSURE).strip()
        chosen = letters.get(answer.lower())
        judgement = judged(drill, str(chosen.value) if chosen else answer)
        if judgement:
            record_practice_answer(card_id, judgement.right, typed.endswith(_UNSURE))
            _say(console, drill, judgement.right, judgement.reason)
            return judgement.right
        console.print(f"Expected {wanted}, found {_styled(repr(typed))}.")
    return None


def _say(console: "Console", drill: "Drill", right: bool, reason: str) -> None:
    verdict = "[green]✓ Right.[/green]" if right else "[red]✗ Not right.[/red]"
    console.print(f"{verdict} {_styled(reason)}".strip())
    if not right:
        text = _styled(drill.shown(drill.right))
        console.print(f"Right is [bold]{text}[/bold]: {_styled(drill.right.reason)}")


def _styled(text: str) -> str:
    """Return plain text with `code` and *emphasis* as Rich shows it; nothing else acts."""
    from rich.markup import escape

    text = re.sub(r"`([^`]+)`", "\x00\\1\x01", text)
    text = escape(re.sub(r"\*([^*\s][^*]*)\*", "\x02\\1\x03", text))
    tags = {"\x00": "[cyan]", "\x01": "[/cyan]", "\x02": "[italic]", "\x03": "[/italic]"}
    return "".join(tags.get(letter, letter) for letter in text)


def _table(curves: "DrillCurves"):
    from rich.table import Table

    from course_utils.drills.drill import said

    table = Table(title=curves.title, title_justify="left")
    for heading in (curves.x_label, *curves.curves):
        table.add_column(heading, justify="right")
    for x, values in enumerate(zip(*curves.curves.values(), strict=True), start=1):
        table.add_row(str(x), *map(said, values))
    return table
