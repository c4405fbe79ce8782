"""What a drill is: a question, the right answer, wrong ones that learners give, and why each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

WHOLE = 0.05  # a whole number that is asked for may be off by so much
_LAST_DIGIT = 0.6  # and any other by so much of its last decimal: rounded up or down, both will do


class ClashError(ValueError):
    """Two answers of a draw cannot be told apart; it is drawn again."""


@dataclass(frozen=True)
class DrillAnswer:
    """A number or a text that somebody may answer, and the sentence that says why or why not."""

    value: float | str
    reason: str


@dataclass(frozen=True)
class DrillCurves:
    """Curves to read something from, point by point: a page draws them, and has them as a table.

    Attributes
    ----------
    title, x_label, y_label : str
        What the figure is about, never what is to be found in it.
    curves : mapping of str to sequence of float
        By name; the first point of each is at x = 1.
    """

    title: str
    x_label: str
    y_label: str
    curves: Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Drill:
    """One small question, with the sentence for each answer that is foreseen.

    Attributes
    ----------
    text : str
        Plain, with `code` and *emphasis*.
    right : DrillAnswer
        Its reason says how the answer comes out.
    wrong : tuple of DrillAnswer
        What learners say instead.
    options : tuple of DrillAnswer
        All answers in the order shown; empty where a number is asked for.
    decimals : int
        To how many decimals the number is asked for.
    unit : str
        Such as ``"%"``; goes behind the number.
    curves : DrillCurves or None
    given : mapping
        The numbers drawn, by name: a test computes the answer from them in its own way.
    """

    text: str
    right: DrillAnswer
    wrong: tuple[DrillAnswer, ...]
    options: tuple[DrillAnswer, ...] = ()
    decimals: int = 0
    unit: str = ""
    curves: DrillCurves | None = None
    given: Mapping[str, object] = field(default_factory=dict)

    @property
    def tolerance(self) -> float:
        """By how much a number may be off."""
        return WHOLE if self.decimals == 0 else _LAST_DIGIT * 10**-self.decimals

    def shown(self, answer: DrillAnswer) -> str:
        """Return an answer as the page writes it: its text, or its number with the unit."""
        if isinstance(answer.value, str):
            return answer.value
        return f"{said(round(answer.value, self.decimals or 2))} {self.unit}".strip()


Foreseen = Sequence[tuple[float | str, str]]  # wrong answers, each with its reason


def ask_number(
    text: str,
    right: float,
    because: str,
    wrong: Foreseen,
    *,
    decimals: int = 0,
    unit: str = "",
    curves: DrillCurves | None = None,
    **given: object,
) -> Drill:
    """Return a drill that asks for a number.

    Parameters
    ----------
    text
        Says to how many decimals, if to any.
    right, because
        The number in full, and how it comes out.
    wrong
        Pairs of a number that learners give and the sentence that says what went wrong.
    decimals, unit, curves, **given
        As in `Drill`.

    Raises
    ------
    ClashError
        Two of the numbers are the same within the tolerance.
    """
    drill = Drill(
        text,
        DrillAnswer(float(right), because),
        tuple(DrillAnswer(float(value), reason) for value, reason in wrong),
        decimals=decimals,
        unit=unit,
        curves=curves,
        given=given,
    )
    numbers = sorted(float(answer.value) for answer in (drill.right, *drill.wrong))
    if any(b - a <= 2 * drill.tolerance for a, b in zip(numbers, numbers[1:], strict=False)):
        raise ClashError(f"{text!r}: numbers too close: {numbers}")
    return drill


def ask_choice(
    rng: Random,
    text: str,
    right: str,
    because: str,
    wrong: Foreseen,
    *,
    curves: DrillCurves | None = None,
    **given: object,
) -> Drill:
    """Return a drill that asks for one of several texts, in an order of chance.

    Parameters are those of `ask_number`, with texts in place of numbers.

    Raises
    ------
    ClashError
        Two of the texts are equal.
    """
    answers = [DrillAnswer(right, because), *(DrillAnswer(*pair) for pair in wrong)]
    texts = [answer.value for answer in answers]
    if len(set(texts)) < len(texts):
        raise ClashError(f"{text!r}: equal options: {texts}")
    options = tuple(rng.sample(answers, len(answers)))
    return Drill(text, answers[0], tuple(answers[1:]), options, curves=curves, given=given)


def said(value: float) -> str:
    """Return a number as a sentence writes it.

    Examples
    --------
    >>> said(44000), said(-0.5), said(2.0)
    ('44,000', '−0.5', '2')
    """
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.replace("-", "−")


def added(value: float) -> str:
    """Return a number as a sum goes on with it: "+ 5" or "− 5"."""
    return f"{'−' if value < 0 else '+'} {said(abs(value))}"


def listed(values: Sequence[float]) -> str:
    """Return numbers as Python writes a list of them."""
    return f"[{', '.join(said(value).replace('−', '-').replace(',', '') for value in values)}]"
