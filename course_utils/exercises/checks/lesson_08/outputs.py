"""Which activation the output of a network may have, by its target, and why not the others."""

from dataclasses import dataclass, field

CHOICES = ("linear", "relu", "softplus", "sigmoid", "tanh", "softmax")

_ONE_UNIT = "Softmax shares 1 among the units. With a single unit that is always exactly 1."
_BOUNDED = "Its outputs stay below 1, whatever comes in, and this target does not."


@dataclass(frozen=True)
class Target:
    """What is to be predicted.

    Attributes
    ----------
    says : str
        What it can be, as an advice.
    right : tuple of str
        The activations that will do; the first is the usual one.
    why_not : mapping of str to str
        What is wrong with others.
    """

    says: str
    right: tuple[str, ...]
    why_not: dict[str, str] = field(default_factory=dict)


TARGETS = {
    "price": Target(
        "A price is never negative, and has no upper end.",
        ("linear", "softplus", "relu"),
        {"sigmoid": _BOUNDED, "tanh": _BOUNDED, "softmax": _ONE_UNIT},
    ),
    "change": Target(
        "A change can have either sign, and any size.",
        ("linear",),
        {
            "relu": "ReLU never goes below 0, so this network could not say that it gets colder.",
            "softplus": "Softplus stays above 0: this network could not say that it gets colder.",
            "tanh": "Tanh has both signs, but ends at −1 and 1: never more than one degree.",
            "sigmoid": "A sigmoid stays between 0 and 1: never colder, and never more than one "
            "degree warmer.",
            "softmax": _ONE_UNIT,
        },
    ),
    "rain": Target(
        "A probability is a number from 0 to 1.",
        ("sigmoid",),
        {
            "softmax": _ONE_UNIT + " For one probability take a sigmoid.",
            "tanh": "Tanh goes down to −1, and no probability is negative.",
            "linear": "It can be 1.3 or −0.2, and no probability is.",
            "relu": "ReLU has no upper end: it may say 1.7.",
            "softplus": "Softplus has no upper end: it may say 1.7.",
        },
    ),
    "digit": Target(
        "Ten probabilities that are 1 together: one of the ten it must be.",
        ("softmax",),
        {
            "sigmoid": "Ten sigmoids judge each digit by itself: they may say yes to three of "
            "them, or to none. It is exactly one of the ten.",
        },
    ),
    "share": Target(
        "A share is a number from 0 to 1.",
        ("sigmoid",),
        {
            "softmax": _ONE_UNIT,
            "tanh": "Tanh goes down to −1, and no battery is emptier than empty.",
            "linear": "It can be 1.3 or −0.2: a battery that is 130 % full.",
            "relu": "ReLU has no upper end: a battery that is 170 % full.",
            "softplus": "Softplus has no upper end: a battery that is 170 % full.",
        },
    ),
}
