"""Which sound trainings and which plants the benchmark uses, and the search that found them.

`drawn.json` holds the numbers of draws that passed: a sound training is sound, a planted fault
shows. `python -m benchmarks.diagnosis.draws --per-cause 20` searches where some are missing, with
two processes; broken off, it goes on where it was.
"""

import argparse
import json
import multiprocessing
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from course_utils.storage.atomic import write_whole

PLACE = Path(__file__).with_name("drawn.json")
_TRIES = 12
# Kinds and tables of which there are to be enough.
_EXTRA = ("images", "words", "sequence", "churn", "credit", "breast_cancer", "concrete")


def read_drawn():
    """Return ``bases``: epochs by seed; ``planted``: by cause, (base, strength, number)."""
    if not PLACE.exists():
        return {"bases": {}, "planted": {}}
    return json.loads(PLACE.read_text())


def sound_setup(seed, epochs):
    """Return a sound training that was found before."""
    from benchmarks.diagnosis.bases import draw_setup

    return replace(draw_setup(*_seed_and_kind(seed)), epochs=epochs)


def planted_setup(cause, draw, bases):
    """Return a planted training that was found before.

    Parameters
    ----------
    cause : str
    draw : sequence
        (base, strength, number).
    bases : dict
        Epochs by base.
    """
    from benchmarks.diagnosis.plants import BY_CAUSE

    base, strength, number = draw
    rng = np.random.default_rng([zlib.crc32(cause.encode()), number])
    return BY_CAUSE[cause].plant(sound_setup(base, bases[base]), strength, rng)


def _seed_and_kind(name):
    """Take a base's name apart: "12", or "words 12"."""
    kind, _, seed = name.rpartition(" ")
    return int(seed), kind or None


def find_base(name):
    """Return the epochs of a base that is sound, or None."""
    from benchmarks.diagnosis.bases import base

    found = base(*_seed_and_kind(name))
    return name, None if found is None else found.epochs


def find_plant(task):
    """Search a base and a strength at which a cause shows; return its draw, or None.

    Each number begins at another base, as long as there are so many.
    """
    from benchmarks.diagnosis.plants import BY_CAUSE

    cause, number, per_cause, bases = task
    plant = BY_CAUSE[cause]
    names = [name for name in sorted(bases) if not plant.kind or name.startswith(plant.kind)]
    names = np.random.default_rng(zlib.crc32(cause.encode())).permutation(names).tolist()
    rng = np.random.default_rng([number, zlib.crc32(cause.encode())])
    for tries in range(_TRIES):
        name = names[(number + tries * per_cause) % len(names)]
        draw = (name, round(float(rng.random()), 3), number)
        broken = planted_setup(cause, draw, bases)
        if broken is not None and _shows(plant, broken, sound_setup(name, bases[name])):
            return cause, draw
    return cause, None


def _shows(plant, broken, sound):
    """Whether a planted fault shows; not where Keras refuses to build such a network at all."""
    try:
        return plant.shows(broken, sound)
    except ValueError:
        return False


def search(per_cause, n_bases, processes, show, causes=None):
    """Search what is missing and write it down as it comes in."""
    from benchmarks.diagnosis.plants import BY_CAUSE
    from benchmarks.diagnosis.processes import quick_pool

    drawn = read_drawn()
    with quick_pool(processes) as pool:
        names = [str(n) for n in range(n_bases)]
        names += [f"{kind} {n}" for kind in _EXTRA for n in range(n_bases // 8)]
        tried = set(drawn["bases"]) | set(drawn.get("unsound", []))
        for name, epochs in pool.imap_unordered(find_base, [n for n in names if n not in tried]):
            if epochs:
                drawn["bases"][name] = epochs
            else:
                drawn.setdefault("unsound", []).append(name)
            show(f"sound {name}: {epochs or 'no'}")
            _write(drawn)
        tasks = []
        for cause in causes or BY_CAUSE:
            had = [draw[2] for draw in drawn["planted"].get(cause, [])]
            missing = [n for n in range(per_cause) if n not in had]
            tasks += [(cause, n, per_cause, drawn["bases"]) for n in missing]
        tasks.sort(key=lambda task: task[1])
        for cause, draw in pool.imap_unordered(find_plant, tasks):
            show(f"{cause}: {draw or 'none found'}")
            if draw:
                drawn["planted"].setdefault(cause, []).append(draw)
                drawn["planted"][cause].sort(key=lambda one: one[2])
                _write(drawn)


def _write(drawn):
    lines = ",\n ".join(
        f'"{cause}": {json.dumps(draws)}' for cause, draws in sorted(drawn["planted"].items())
    )
    bases = json.dumps({name: drawn["bases"][name] for name in sorted(drawn["bases"])})
    unsound = json.dumps(sorted(drawn.get("unsound", [])))
    text = f'{{"bases": {bases},\n"unsound": {unsound},\n"planted": {{\n {lines}}}}}\n'
    write_whole(PLACE, text.encode())


def main():
    """Search from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--per-cause", type=int, default=20, help="default: 20")
    parser.add_argument("--bases", type=int, default=150, help="seeds to try (default: 150)")
    parser.add_argument("--processes", type=int, default=2, help="default: 2")
    parser.add_argument("--only", action="append", help="a cause; may be given again")
    options = parser.parse_args()

    def show(line):
        print(line, file=sys.stderr, flush=True)

    search(options.per_cause, options.bases, options.processes, show, options.only)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
