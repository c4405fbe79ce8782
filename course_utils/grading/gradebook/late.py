"""What being late costs: pure arithmetic with times, and the same in words."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from course_utils.errors import CourseError

_DAY = timedelta(days=1)


def _expect(what, number, most=math.inf):
    """Raise unless a number is between 0 and the most; NaN does not."""
    if not (0 <= number <= most and math.isfinite(number)):
        limit = "0 or more" if most == math.inf else f"0 to {most}"
        raise CourseError(f"Expected {what} to be {limit}, found {number}.")


@dataclass(frozen=True)
class LatePolicy:
    """The rule for work that comes after the deadline; by default it counts in full.

    Attributes
    ----------
    grace_minutes : float
        So late is not late. Beyond it, the days are counted from the deadline itself.
    percent_per_day : float
        Of the marks earned, taken off for each day of 24 hours started after the deadline.
    floor_percent : float
        Of the marks earned, kept however late the work is, until the cut-off.
    cutoff_days : float or None
        So many days after the deadline, nothing counts any more; None for never.
    """

    grace_minutes: float = 0.0
    percent_per_day: float = 0.0
    floor_percent: float = 0.0
    cutoff_days: float | None = None

    def __post_init__(self):
        _expect("the minutes of grace", self.grace_minutes)
        _expect("the per cent off per day", self.percent_per_day, 100)
        _expect("the floor in per cent", self.floor_percent, 100)
        if self.cutoff_days is not None:
            _expect("the days until the cut-off", self.cutoff_days)

    def share(self, late: timedelta) -> float:
        """Return the share of the marks that counts, from 0 to 1.

        Parameters
        ----------
        late : timedelta
            Since the deadline; negative for early work.
        """
        if late <= timedelta(minutes=self.grace_minutes):
            return 1.0
        if self.cutoff_days is not None and late > timedelta(days=self.cutoff_days):
            return 0.0
        kept = 100 - self.percent_per_day * days_started(late)
        return max(kept, self.floor_percent, 0) / 100

    def words(self) -> str:
        """Return the rule in sentences, for whoever reads a report."""
        sentences = [self._deduction()]
        if self.grace_minutes:
            sentences.insert(0, f"Up to {_count(self.grace_minutes, 'minute')} late is not late.")
        if self.cutoff_days is not None:
            days = _count(self.cutoff_days, "day")
            sentences.append(f"Later than {days} after the deadline, nothing counts.")
        return " ".join(sentences)

    def _deduction(self):
        if not self.percent_per_day:
            return "Late work counts in full."
        floor = f", down to {self.floor_percent:g}%" if self.floor_percent else ""
        return (
            f"Late work loses {self.percent_per_day:g}% of its marks for each day started "
            f"after the deadline{floor}."
        )


@dataclass(frozen=True)
class Deadline:
    """When an exercise is due, in UTC, and what being late costs."""

    exercise: str
    due: datetime
    policy: LatePolicy = LatePolicy()

    def lateness(self, handed_in: datetime | None) -> "Lateness":
        """Return how late work is that was handed in at a time, or at nobody knows when."""
        if handed_in is None:
            words = "Nobody knows when it was handed in: it counts as in time."
            return Lateness(timedelta(0), 1.0, words)
        late = max(handed_in - self.due, timedelta(0))
        share = self.policy.share(late)
        return Lateness(late, share, _words(late, share))


@dataclass(frozen=True)
class Lateness:
    """How late work is, which share of its marks counts (0 to 1), and both in a sentence."""

    late: timedelta
    share: float
    words: str


def days_started(late: timedelta) -> int:
    """Return how many days of 24 hours have begun; a second late is one."""
    return max(math.ceil(late / _DAY), 0)


def _words(late, share):
    if not late:
        return "Handed in in time."
    effect = "it counts in full" if share == 1 else f"{100 * share:g}% of its marks count"
    return f"Handed in {_span(late)} late: {effect}."


def _span(late):
    """Return a time in its two largest units, rounded up to a minute: "1 day 2 hours"."""
    minutes = math.ceil(late / timedelta(minutes=1))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    return " ".join([_count(number, unit) for number, unit in parts if number][:2])


def _count(number, unit):
    return f"{number:g} {unit}" if number == 1 else f"{number:g} {unit}s"
