"""How five colleagues have prepared a series, and whether one of them knows too much."""

from dataclasses import dataclass

CHOICES = ("leak", "clean")


@dataclass(frozen=True)
class Preparation:
    """What somebody did.

    Attributes
    ----------
    right
        One of `CHOICES`.
    why
        Said to who chose the other one.
    """

    right: str
    why: str


PREPARATIONS = {
    "ann": Preparation(
        "leak",
        "Between two training windows lies her validation window, and they share nearly all of its "
        "numbers. Its target is an input of the window behind it.",
    ),
    "ben": Preparation(
        "clean",
        "His first validation inputs are from the training weeks, that is true. But they are the "
        "past, and known when he forecasts. His validation *targets* were never trained on.",
    ),
    "cleo": Preparation(
        "leak",
        "Her mean and spread know the last two weeks. It is a small leak, but one: take them from "
        "the training weeks.",
    ),
    "dan": Preparation(
        "leak",
        "At seven in the morning nobody knows the highest demand of that day. It may even be the "
        "target itself.",
    ),
    "eva": Preparation(
        "clean",
        "A week before the target is long past: everybody has this number when the forecast is "
        "made.",
    ),
}
