"""All cases of the benchmark by name, and what came of one."""

from dataclasses import dataclass

PLANTED, SOUND, BEGINNERS = "planted", "sound", "beginners"


@dataclass(frozen=True)
class Case:
    """A run to be diagnosed.

    Attributes
    ----------
    name : str
        ``planted/frozen/3 of concrete 1``, ``sound/12``, ``sound/lesson 2 concrete``,
        ``beginners/xor that works``.
    kind : str
        The name's first part.
    cause : str
        What was planted, or nothing.
    """

    name: str
    kind: str
    cause: str = ""


def list_cases(per_cause, n_sound=None, only=None, beginners=False):
    """Return the cases that were asked for.

    Parameters
    ----------
    per_cause : int
        How many of each planted cause, at most.
    n_sound : int or None
        How many sound ones at most, those of the course first.
    only : sequence of str or None
        Causes; then no sound ones.
    beginners : bool
        The held-out scripts instead.
    """
    from benchmarks.diagnosis.beginners import SCRIPTS
    from benchmarks.diagnosis.draws import read_drawn

    if beginners:
        return [Case(f"{BEGINNERS}/{one.name}", BEGINNERS, " ".join(one.causes)) for one in SCRIPTS]
    planted = read_drawn()["planted"]
    cases = [
        Case(f"{PLANTED}/{cause}/{number} of {base}", PLANTED, cause)
        for cause in sorted(only or planted)
        for base, _, number in planted.get(cause, [])[:per_cause]
    ]
    return cases if only else [*cases, *_sound()[:n_sound]]


def _sound():
    from benchmarks.diagnosis.course_models import SCRIPTS
    from benchmarks.diagnosis.draws import read_drawn

    names = [*(one.name for one in SCRIPTS), *read_drawn()["bases"]]
    return [Case(f"{SOUND}/{name}", SOUND) for name in names]


def run_of(case):
    """Return the run of a case, and the causes that are right for it.

    Parameters
    ----------
    case : Case

    Returns
    -------
    run, causes
        The causes are empty where the training is sound.
    """
    from benchmarks.diagnosis import beginners, course_models
    from benchmarks.diagnosis.draws import planted_setup, read_drawn, sound_setup
    from benchmarks.diagnosis.plants import BY_CAUSE
    from benchmarks.diagnosis.training import run

    drawn = read_drawn()
    kind, _, rest = case.name.partition("/")
    if kind == PLANTED:
        cause, _, place = rest.partition("/")
        draws = {
            f"{number} of {base}": (base, how, number)
            for base, how, number in drawn["planted"][cause]
        }
        setup = planted_setup(cause, draws[place], drawn["bases"])
        return run(setup), (cause, *BY_CAUSE[cause].also, *setup.notes)
    if kind == SOUND and rest in drawn["bases"]:
        return run(sound_setup(rest, drawn["bases"][rest])), ()
    scripts = beginners.SCRIPTS if kind == BEGINNERS else course_models.SCRIPTS
    script = next(one for one in scripts if one.name == rest)
    return script.run(), script.causes
