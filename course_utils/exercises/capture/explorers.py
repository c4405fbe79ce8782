"""Explorers as records: settings and single numbers, without the lines that are only drawn."""

from typing import Any

import numpy as np

from course_utils.exercises.records import ExplorerRecord
from course_utils.widgets.words import setting_texts


def capture_explorer(answer: Any) -> ExplorerRecord:
    """Write down an explorer.

    Returns
    -------
    ExplorerRecord
        With every measure of one number, at every setting.
    """
    spec = answer.spec
    single = {
        name: measure
        for name, measure in spec.measures.items()
        if np.ndim(measure.values) == len(measure.axes)
    }
    return ExplorerRecord(
        name=spec.name,
        words=answer.words,
        texts={setting.name: setting_texts(setting) for setting in spec.settings},
        axes={name: tuple(measure.axes) for name, measure in single.items()},
        numbers={name: np.array(measure.values, dtype=float) for name, measure in single.items()},
        goal=spec.goal.text,
        met=spec.goal.met,
        missed=spec.goal.no,
        hints={phrase.when: phrase.text for phrase in spec.goal.hints},
    )
