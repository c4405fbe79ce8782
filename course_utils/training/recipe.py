"""How a grid is trained and what it records: what is the same for all runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from numbers import Integral

from course_utils.errors import CourseError


@dataclass(frozen=True)
class Recipe:
    """What `train_grid` was asked for, beside data and axes; see there.

    Raises
    ------
    CourseError
        A value is not possible.
    """

    loss: object
    optimizer: object
    epochs: int
    metrics: Sequence[str]
    snapshots: tuple[int, ...]
    per_batch: object
    steps_per_epoch: int | None = None
    initial_weights: Callable | None = None

    def __post_init__(self):
        """Check every value."""
        if not _is_whole(self.epochs) or self.epochs < 1:
            raise CourseError(
                f"Expected epochs to be a whole number from 1 up, found {self.epochs!r}. "
                "Say how often each row is to be seen."
            )
        if isinstance(self.metrics, str):
            raise CourseError(
                f"Expected metrics to be a list of names, found the text {self.metrics!r}. "
                f'Write metrics=["{self.metrics}"].'
            )
        if self.per_batch not in (True, False, "weights"):
            raise CourseError(
                f"Expected per_batch to be True, False or 'weights', found {self.per_batch!r}. "
                "True records each update's loss, 'weights' the weights after it as well."
            )
        if self.steps_per_epoch is not None and (
            not _is_whole(self.steps_per_epoch) or self.steps_per_epoch < 1
        ):
            raise CourseError(
                "Expected steps_per_epoch to be a whole number from 1 up, found "
                f"{self.steps_per_epoch!r}. Say how many updates an epoch has, or leave it out."
            )
        self._check_snapshots()

    def _check_snapshots(self):
        for epoch in self.snapshots:
            if not _is_whole(epoch) or not 0 <= epoch <= self.epochs:
                raise CourseError(
                    f"Expected snapshots to be epochs from 0 to {self.epochs}, found {epoch!r}. "
                    "0 is before training, 1 is after the first epoch."
                )
            if self.snapshots.count(epoch) > 1:
                raise CourseError(
                    f"Expected each snapshot once, found {epoch} twice. Leave one out."
                )


def _is_whole(number):
    return isinstance(number, Integral) and not isinstance(number, bool)
