"""Counts what was said: recalls, false alarms, and what was said in place of a cause."""

import statistics
from collections import Counter

OURS = "diagnose"
# The rules were written beside the first draws of each cause, those with a smaller number.
_FIRST_UNSEEN = 3


def count(rows):
    """Return the measures.

    Parameters
    ----------
    rows : sequence of dict
        As `judge` returns them.

    Returns
    -------
    dict
        ``recall_first``, ``recall_top2``: the share of faults that are named first, or among the
        first two; ``static`` and ``run``: the same for what rules can see without a run, and for
        what only the run shows; ``unseen``: the same for faults that were drawn when the rules had
        been written; ``false_alarms``: the share of sound trainings with any finding;
        ``median_s``; ``raised``, ``changed``: how many diagnoses ended with an error or changed
        the model; ``rivals``: the same measures for each; ``by_cause``; ``confusions``: what was
        said first for what, with how often; ``alarms``: what was said of sound ones.
    """
    rivals = sorted({name for row in rows for name in row["rivals"]})
    seconds = [row["seconds"] for row in rows]
    return {
        **_recalls(rows, OURS),
        "cases": len(rows),
        "unseen": _both_recalls([row for row in rows if _is_unseen(row)], OURS),
        "median_s": round(statistics.median(seconds), 2) if seconds else None,
        "slowest_s": max(seconds, default=None),
        "raised": sum(bool(row["raised"]) for row in rows),
        "changed": sum(row["changed"] for row in rows),
        "rivals": {name: _recalls(rows, name) for name in rivals},
        "by_cause": _by_cause(rows),
        "confusions": _confusions(rows),
        "alarms": [[row["case"], row["said"]] for row in rows if not row["causes"] and row["said"]],
    }


def said_by(row, name):
    """What somebody said of a case."""
    return row["said"] if name == OURS else row["rivals"][name]


def _recalls(rows, name):
    from benchmarks.diagnosis.plants import BY_CAUSE

    faulty = [row for row in rows if row["causes"]]
    sound = [row for row in rows if not row["causes"]]
    found = {
        **_both_recalls(faulty, name),
        "false_alarms": _share(bool(said_by(row, name)) for row in sound),
        "sound": len(sound),
    }
    for seen in ("static", "run"):
        some = [r for r in faulty if r["cause"] in BY_CAUSE and BY_CAUSE[r["cause"]].seen == seen]
        found[seen] = _both_recalls(some, name)
    return found


def _is_unseen(row):
    """Of `planted/frozen/3 of concrete 1` 3 is the number of the draw."""
    return row["kind"] == "planted" and int(row["case"].split("/")[2].split()[0]) >= _FIRST_UNSEEN


def _both_recalls(rows, name):
    first, top2 = _recall(rows, name, 1), _recall(rows, name, 2)
    return {"recall_first": first, "recall_top2": top2, "cases": len(rows)}


def _recall(rows, name, first):
    return _share(bool(set(said_by(row, name)[:first]) & set(row["causes"])) for row in rows)


def _share(values):
    values = list(values)
    return round(sum(values) / len(values), 3) if values else None


def _by_cause(rows):
    causes = sorted({row["cause"] for row in rows if row["kind"] == "planted"})
    found = {}
    for cause in causes:
        some = [row for row in rows if row["cause"] == cause]
        recalls = _recall(some, OURS, 1), _recall(some, OURS, 2)
        found[cause] = [len(some), *recalls]
    return found


def _confusions(rows):
    """What was planted, what was said first instead, how often, and one case."""
    pairs, example = Counter(), {}
    for row in rows:
        first = row["said"][0] if row["said"] else "raised" if row["raised"] else "nothing"
        if row["causes"] and first not in row["causes"]:
            pairs[row["cause"], first] += 1
            example.setdefault((row["cause"], first), row["case"])
    return [[*pair, number, example[pair]] for pair, number in pairs.most_common()]


def describe(found):
    """Return the measures as text.

    Parameters
    ----------
    found : dict
        What `count` returns.
    """
    lines = [f"{'':14}{'first':>7}{'top 2':>7}{'static':>8}{'run':>7}{'false alarms':>14}"]
    everyone = {OURS: found, **found["rivals"]}
    for name, measures in everyone.items():
        parts = [measures["recall_first"], measures["recall_top2"]]
        parts += [measures["static"]["recall_first"], measures["run"]["recall_first"]]
        parts.append(measures["false_alarms"])
        widths = (7, 7, 8, 7, 14)
        cells = (_percent(part).rjust(width) for part, width in zip(parts, widths, strict=True))
        lines.append(f"{name:14}{''.join(cells)}")
    lines.append(
        f"{found['cases']} cases, {found['sound']} of them sound; a diagnosis takes "
        f"{found['median_s']} s (median), at most {found['slowest_s']} s; {found['raised']} ended "
        f"with an error, {found['changed']} changed the model."
    )
    first, top2, number = (found["unseen"][n] for n in ("recall_first", "recall_top2", "cases"))
    lines.append(
        f"Of the {number} faults drawn when the rules had been written, the right cause comes "
        f"first for {_percent(first)}, among the first two for {_percent(top2)}."
    )
    lines += ["", f"{'cause':28}{'cases':>6}{'first':>7}{'top 2':>7}"]
    for cause, (number, first, top2) in found["by_cause"].items():
        lines.append(f"{cause:28}{number:6}{_percent(first):>7}{_percent(top2):>7}")
    lines += ["", "said first instead:"]
    for cause, first, number, case in found["confusions"]:
        lines.append(f"  {cause} -> {first}: {number}  (such as {case})")
    lines += ["", "said of sound trainings:"]
    lines += [f"  {case}: {', '.join(said)}" for case, said in found["alarms"]]
    return "\n".join(lines)


def _percent(share):
    return "-" if share is None else f"{share:.0%}"
