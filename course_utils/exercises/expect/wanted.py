"""What a check wants a model to be made of."""

from dataclasses import dataclass, field
from typing import Any

from course_utils.exercises.records import written


@dataclass(frozen=True)
class WantedLayer:
    """A step that a model should take: its kind, and the settings that matter."""

    kind: str
    settings: dict = field(default_factory=dict)

    def __str__(self):
        return written(self.kind, self.settings)


def layer(kind: str, **settings: Any) -> WantedLayer:
    """Describe a step for `expect_layers`: `layer("dense", units=64)`, `layer("relu")`.

    Parameters
    ----------
    kind
        See `Operation.kind`.
    **settings
        Only those that must match; floats are compared with a tolerance.
    """
    return WantedLayer(kind, settings)
