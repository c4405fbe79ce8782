"""What an engine is given: everything there is to know before the training."""

from dataclasses import dataclass, field

import keras

from course_utils.networks.update_rules import UpdateRule
from course_utils.training.recipe import Recipe
from course_utils.training.rows import Rows
from course_utils.training.runs import Runs
from course_utils.training.starts import Start


@dataclass(frozen=True)
class Task:
    """The runs of a grid, and what they learn.

    Attributes
    ----------
    models : dict
        A new model by its width, or by None.
    starts : dict
        By seed and width: what each run starts from. Engines read it when they train.
    """

    models: dict[int | None, keras.Model]
    rows: Rows
    runs: Runs
    recipe: Recipe
    rule: UpdateRule
    starts: dict[tuple[int, int | None], Start] = field(default_factory=dict)

    @property
    def widest(self) -> keras.Model:
        """The model of the largest width."""
        return self.models[max(self.models, key=lambda width: width or 0)]

    @property
    def columns(self) -> tuple[int, int]:
        """How many columns the outputs and the targets have."""
        return self.widest.output_shape[-1], self.rows.y.shape[-1]

    def starts_of(self, runs: Runs) -> list[Start]:
        """Return what some runs start from, one a run."""
        pairs = zip(runs.seed.tolist(), runs.width.tolist(), strict=True)
        return [self.starts[pair] for pair in pairs]
