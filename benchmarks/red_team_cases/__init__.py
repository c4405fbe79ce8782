"""Hostile and broken submissions: what each tries, and the mark it shall get."""

from benchmarks.red_team_cases import broken, cheating, escaping, forging, running, spying

CASES = (
    *running.CASES,
    *cheating.CASES,
    *forging.CASES,
    *spying.CASES,
    *escaping.CASES,
    *broken.CASES,
)
