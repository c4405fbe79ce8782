"""Rows whose answers are shown once: what a test set is, as an object."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from course_utils.errors import SealError

# Predictions count as the same where a second run of a seeded training may differ so much.
SAME = 1e-3


class SealedRows:
    """Rows without their answers, which can be asked for an error once.

    A reminder, no lock: the table with the answers is on the same disk. It holds as long as the
    kernel runs, also where the same rows are sealed again.

    Parameters
    ----------
    table
        Shape (n_rows, n_columns), with the target among the columns.
    target
        The column whose numbers are hidden.

    Attributes
    ----------
    inputs : pandas.DataFrame
        The rows without the target: these may be looked at as often as one likes.
    target : str
        The name of the hidden column.
    """

    def __init__(self, table: pd.DataFrame, target: str):
        self.target = target
        self.inputs = table.drop(columns=target)
        self._answers = table[target].to_numpy(float)
        self._asked_with: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.inputs)

    def __repr__(self) -> str:
        state = "not asked yet" if self._asked_with is None else "asked"
        return f"<{len(self):,} sealed rows: {self.target} hidden, {state}>"

    def ask(self, predictions: ArrayLike) -> float:
        """Compare predictions with the hidden answers: the one look.

        The first predictions break the seal. The same ones get the same answer again, so a cell
        may run twice; others are refused.

        Parameters
        ----------
        predictions
            Shape (n_rows,) or (n_rows, 1), in the unit of the target, in the order of `inputs`.

        Returns
        -------
        float
            The mean absolute error.

        Raises
        ------
        SealError
            These are no finite numbers, one for each row: then the seal is still whole. Or the
            rows have been asked before, with other predictions.
        """
        asked = self._one_for_each_row(predictions)
        if self._asked_with is None:
            self._asked_with = asked
        elif not np.allclose(asked, self._asked_with, rtol=SAME, atol=0):
            raise SealError(
                f"These {len(self):,} rows have been asked before, and their seal is broken. "
                "Expected: the predictions of the first look. Found: others. Report the first "
                "number. A better idea wants rows that nobody has asked."
            )
        return float(np.abs(self._asked_with - self._answers).mean())

    def _one_for_each_row(self, predictions):
        try:
            numbers = np.array(predictions, dtype=float)
        except (TypeError, ValueError):
            raise self._refused(f"no numbers ({type(predictions).__name__})") from None
        if numbers.shape not in {(len(self),), (len(self), 1)}:
            raise self._refused(f"shape {numbers.shape}")
        bad = int(np.sum(~np.isfinite(numbers)))
        if bad:
            raise self._refused(f"{bad:,} that are not finite (NaN or infinity)")
        return numbers.reshape(-1)

    def _refused(self, found):
        return SealError(
            f"Expected: {len(self):,} numbers, one prediction of {self.target} for each sealed "
            f"row. Found: {found}. The seal is still whole: put it right, then ask again."
        )


_SEALED: dict[Any, SealedRows] = {}


def seal_rows(table: pd.DataFrame, target: str) -> SealedRows:
    """Put rows aside for one look.

    Parameters
    ----------
    table
        The test rows, shape (n_rows, n_columns).
    target
        The column to hide, such as "sale_price".

    Returns
    -------
    SealedRows
        The same object whenever the same rows are sealed: a cell that runs twice does not mend
        a broken seal. A new kernel begins anew.

    Raises
    ------
    SealError
        There is no such column, it holds no finite numbers, or there are no rows.

    Examples
    --------
    >>> sealed = seal_rows(pd.DataFrame({"area": [80, 120], "price": [200, 280]}), "price")
    >>> sealed
    <2 sealed rows: price hidden, not asked yet>
    >>> sealed.ask([210, 300])
    15.0
    """
    if not isinstance(table, pd.DataFrame) or target not in table.columns or table.empty:
        found = list(table.columns)[:8] if hasattr(table, "columns") else type(table).__name__
        raise SealError(
            f"Expected: a table with rows and a column {target!r} to hide. Found: {found}. "
            "Choose the test rows of a table, then name its target."
        )
    answers = table[target]
    if not pd.api.types.is_numeric_dtype(answers) or not np.isfinite(answers.astype(float)).all():
        raise SealError(
            f"Expected: a finite number in each row of {target!r}. Found: other values. "
            "Leave out the rows without an answer first."
        )
    key = target, len(table), int(pd.util.hash_pandas_object(answers).to_numpy().sum())
    return _SEALED.setdefault(key, SealedRows(table, target))
