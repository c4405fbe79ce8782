"""Which flips leave the label of an image true, and why not the others."""

from dataclasses import dataclass

CHOICES = ("none", "left-right", "both")


@dataclass(frozen=True)
class Motif:
    """What is in the image.

    Attributes
    ----------
    right : str
        One of `CHOICES`.
    why_not : dict
        What is wrong with the others.
    """

    right: str
    why_not: dict[str, str]


MOTIFS = {
    "digit": Motif(
        "none",
        {
            "left-right": "A 2, a 3 or a 7 in a mirror is no digit that anybody writes.",
            "both": "Upside down a 6 looks like a 9, and it would still be called a 6.",
        },
    ),
    "letter": Motif(
        "none",
        {
            "left-right": "In a mirror a b is a d, and it would still be called a b.",
            "both": "In a mirror a b is a d, and upside down an n is a u.",
        },
    ),
    "car": Motif(
        "left-right",
        {
            "none": "A car that is seen in a mirror is still a car. Use that: it doubles the "
            "images.",
            "both": "A driver sees no cars with their wheels up, and if he does, it is too late.",
        },
    ),
    "cell": Motif(
        "both",
        {
            "none": "Is there a left or an up on a slide? It lies there as it happened to fall.",
            "left-right": "A slide has no up either: it may be turned upside down as well.",
        },
    ),
}
