"""The houses of exercise 17: what was sold in Ames, in the three parts of the exercise."""

from dataclasses import dataclass
from functools import cache

import numpy as np

NUMBERS = [
    *("lot_area", "year_built", "year_remod_add", "mas_vnr_area", "total_bsmt_sf", "bsmt_unf_sf"),
    *("first_flr_sf", "gr_liv_area", "bsmt_full_bath", "full_bath", "half_bath", "kitchen_abv_gr"),
    *("fireplaces", "garage_cars", "garage_area", "wood_deck_sf", "screen_porch"),
    *("longitude", "latitude"),
]


@dataclass(frozen=True)
class Sales:
    """Some of the houses.

    Attributes
    ----------
    X : numpy.ndarray, shape (n_houses, n_columns)
        The columns `NUMBERS`, as in the table.
    price : numpy.ndarray, shape (n_houses,)
        Paid, in dollars.
    area : numpy.ndarray, shape (n_houses,)
        Living area, in square feet.
    place : numpy.ndarray of str, shape (n_houses,)
        The neighborhoods.
    """

    X: np.ndarray
    price: np.ndarray
    area: np.ndarray
    place: np.ndarray


@cache
def parts() -> tuple[Sales, Sales, Sales]:
    """Return the houses to learn from (2006 to 2008), to choose by (2009), and sealed (2010)."""
    from course_utils.data import load_dataset  # pandas takes a while

    houses = load_dataset("ames").query("gr_liv_area <= 4000")
    years = houses["year_sold"].to_numpy()
    all_parts = [houses[rows] for rows in (years <= 2008, years == 2009, years == 2010)]
    train, valid, sealed = (
        Sales(
            part[NUMBERS].to_numpy(float),
            part["sale_price"].to_numpy(float),
            part["gr_liv_area"].to_numpy(float),
            part["neighborhood"].to_numpy(str),
        )
        for part in all_parts
    )
    return train, valid, sealed


def by_rule(learn: Sales, ask: Sales, median: bool = True) -> np.ndarray:
    """Return what the agent's rule says of some houses, in dollars.

    Parameters
    ----------
    median
        Whether a neighborhood is said by its median price per square foot, or by the mean.
    """
    middle = np.median if median else np.mean
    per_foot = learn.price / learn.area
    known = {place: middle(per_foot[learn.place == place]) for place in np.unique(learn.place)}
    return np.array([known.get(place, middle(per_foot)) for place in ask.place]) * ask.area


@cache
def baseline() -> float:
    """Return how far off the agent's rule is for the houses of 2009, in dollars."""
    train, valid, _ = parts()
    return float(np.abs(by_rule(train, valid) - valid.price).mean())
