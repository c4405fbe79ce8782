"""Which packages a machine needs, each with its address and its checksum.

pip resolves. For another kind of machine it chooses the right files, but judges conditions such as
`sys_platform == "win32"` by the machine it runs on. So they are judged here once more, for the
machine meant, and what is missing is asked for by name.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from course_utils.distribution.pip_runs import run_pip
from course_utils.distribution.targets import TargetMachine
from course_utils.errors import SetupError

_ROUNDS = 6  # a package that was asked for by name may need others; two rounds are usual
_LINE = re.compile(r"(?P<name>\S+)==(?P<version>\S+) --hash=sha256:(?P<sha256>\w+) # (?P<url>\S+)")


@dataclass(frozen=True)
class LockedWheel:
    """A package as one file: its name and version, where it comes from, its checksum."""

    name: str
    version: str
    sha256: str
    url: str

    @property
    def file(self) -> str:
        """The name of the file."""
        return unquote(urlsplit(self.url).path).rpartition("/")[2]


def lock(requirements: Iterable[str], target: TargetMachine) -> list[LockedWheel]:
    """Return all that a machine must have so that the requirements are met.

    Raises
    ------
    SetupError
        pip cannot resolve them for this machine, or is not online.
    """
    asked = list(requirements)
    for _ in range(_ROUNDS):
        found = json.loads(_report(asked, target))["install"]
        missing = missing_for([item["metadata"] for item in found], target.environment, asked)
        if not missing:
            return sorted((_locked(item) for item in found), key=lambda wheel: wheel.name)
        asked += missing
    raise SetupError(f"Expected packages that fit together, found still missing: {missing}.")


def _report(asked, target):
    nowhere = "--target=."  # pip wants one for another machine; nothing is installed
    options = ["--dry-run", "--ignore-installed", "--quiet", "--report=-", nowhere]
    return run_pip("install", options, target.pip_options, asked)


def _locked(item):
    metadata, source = item["metadata"], item["download_info"]
    checksum = source.get("archive_info", {}).get("hashes", {}).get("sha256")
    if not checksum:
        raise SetupError(
            f"Expected a checksum for {metadata['name']}, found none at {source['url']}. Use an "
            "index that has them, as PyPI has."
        )
    return LockedWheel(metadata["name"], metadata["version"], checksum, source["url"])


def missing_for(
    packages: Iterable[Mapping], environment: Mapping[str, str], asked: Iterable[str]
) -> list[str]:
    """Return what packages ask for on a machine, and none of them is.

    Parameters
    ----------
    packages
        The metadata of each: ``name`` and perhaps ``requires_dist``.
    environment
        What conditions are judged by.
    asked
        Requirements that were asked for by name: their extras count.
    """
    needs = {canonicalize_name(one["name"]): one.get("requires_dist", ()) for one in packages}
    extras: dict[str, set[str]] = defaultdict(lambda: {""})
    wanted: dict[str, Requirement] = {}
    waiting = [Requirement(text) for text in asked]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        news = requirement.extras - extras[name] if name in wanted else {"", *requirement.extras}
        wanted.setdefault(name, requirement)
        extras[name] |= news
        for extra in news:
            given = {**environment, "extra": extra}
            every = map(Requirement, needs.get(name, ()))
            waiting += [one for one in every if one.marker is None or one.marker.evaluate(given)]
    return sorted(_bare(one) for name, one in wanted.items() if name not in needs)


def _bare(requirement):
    """A requirement without its condition: that has been judged."""
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"


def write_lock(wheels: Iterable[LockedWheel], key: str) -> str:
    """Return a requirements file for pip: these files alone, each with its checksum.

    Parameters
    ----------
    wheels
    key
        What it was made for; `read_lock` gives the wheels back for the same key alone.
    """
    lines = [f"{w.name}=={w.version} --hash=sha256:{w.sha256} # {w.url}" for w in wheels]
    head = [f"# {key}", "--no-index", "--find-links=../wheels", "--require-hashes"]
    return "".join(f"{line}\n" for line in [*head, *lines])


def read_lock(path: Path, key: str) -> list[LockedWheel] | None:
    """Return the wheels that a file locks; None where there is none for this key."""
    try:
        head, *lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError, ValueError):
        return None
    matches = [match for line in lines if (match := _LINE.fullmatch(line))]
    return [LockedWheel(**match.groupdict()) for match in matches] if head == f"# {key}" else None
