"""Which columns are there when a forecast is made two weeks ahead."""

from dataclasses import dataclass

WORDS = ("yes", "no")


@dataclass(frozen=True)
class TimedColumn:
    """A column: whether it is known in time, and what is said to who thinks otherwise."""

    known: str
    says: str

    @property
    def mistake(self) -> str:
        """Short name of the mistake that is made here."""
        return "known-column-refused" if self.known == "yes" else "column-from-the-future"


COLUMNS = {
    "weekday": TimedColumn("yes", "The calendar of the next years is already printed."),
    "lag_14": TimedColumn(
        "yes", "14 days before that day is the day when the forecast is made: those people are "
        "counted."
    ),
    "lag_7": TimedColumn(
        "no", "7 days before that day is a week *after* the forecast is made. Nobody has counted "
        "those people yet."
    ),
    "weather": TimedColumn(
        "no", "The table has the temperature that was measured. Two weeks before there is a "
        "forecast of it at best, and that is another column."
    ),
    "fixtures": TimedColumn("yes", "The plan of the season is made months before."),
    "week_mean": TimedColumn(
        "no", "The mean of a week is known when the week is over. The very number that is to be "
        "foreseen is in it."
    ),
}  # fmt: skip
