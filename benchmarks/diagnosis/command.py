"""The command line of the benchmark."""

import argparse
import json
import sys

from benchmarks.diagnosis.cases import list_cases
from benchmarks.diagnosis.judging import judge
from benchmarks.diagnosis.scores import count, describe

_EXAMPLES = """
for example:
  python -m benchmarks.diagnosis                       all, in an hour; broken off, it goes on
  python -m benchmarks.diagnosis --quick               two of each cause and ten sound ones
  python -m benchmarks.diagnosis --per-cause 4 --json  for a machine
  python -m benchmarks.diagnosis --only dead_units --only frozen
  python -m benchmarks.diagnosis --beginners           the held-out scripts
  python -m benchmarks.diagnosis --no-experiments      what is said without any short training
"""


def measure(cases, seconds=20, experiments=True, processes=2, show=lambda *row: None):
    """Diagnose cases and count.

    Parameters
    ----------
    cases : sequence of Case
    seconds : float
        That a diagnosis may take.
    experiments : bool
        Whether it may train.
    processes : int
    show : callable
        (row, done, total), as each comes in.

    Returns
    -------
    dict
        The measures of `scores.count`, and ``rows``.
    """
    rows = judge(cases, seconds, experiments, processes, show)
    return count(rows) | {"rows": rows}


def main(arguments=None):
    """Print the measures; return an exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.diagnosis",
        description="How often `diagnose` names the right cause of a training that went wrong.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--quick", action="store_true", help="two of each cause, ten sound ones")
    parser.add_argument("--per-cause", type=_some, default=20, help="at most (default: 20)")
    parser.add_argument("--sound", type=_some, help="at most so many (default: all)")
    parser.add_argument("--only", action="append", metavar="CAUSE", help="may be given again")
    parser.add_argument("--beginners", action="store_true", help="the held-out scripts instead")
    parser.add_argument("--seconds", type=float, default=20, help="for one (default: 20)")
    parser.add_argument("--no-experiments", action="store_true", help="no short trainings")
    parser.add_argument("--processes", type=_some, default=2, help="default: 2")
    options = parser.parse_args(arguments)
    _check_causes(parser, options.only)
    per_cause, n_sound = (2, 10) if options.quick else (options.per_cause, options.sound)
    cases = list_cases(per_cause, n_sound, options.only, options.beginners)
    found = measure(
        cases, options.seconds, not options.no_experiments, options.processes, _show_progress
    )
    print(json.dumps(found) if options.json else describe(found))
    return 0


def _some(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected at least 1, found {number}")
    return number


def _check_causes(parser, causes):
    from benchmarks.diagnosis.plants import BY_CAUSE

    for cause in causes or ():
        if cause not in BY_CAUSE:
            parser.error(f"expected one of {', '.join(sorted(BY_CAUSE))}; found {cause}")


def _show_progress(row, done, total):
    right = set(row["said"][:1]) & set(row["causes"]) if row["causes"] else not row["said"]
    mark = "right" if right else "wrong"
    said = ", ".join(row["said"][:3]) or row["raised"] or "healthy"
    line = f"{done}/{total} {row['seconds']:5.1f} s {mark} {row['case']}: {said}"
    print(line, file=sys.stderr, flush=True)
