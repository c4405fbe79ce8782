"""The machines a stick is for: what pip and a package's conditions call each of them."""

import platform
import sys
from dataclasses import dataclass

PYTHONS = ("3.11", "3.12", "3.13")


def _linux(machine):
    """Return the tags of wheels for Linux from 2018 on (glibc 2.28)."""
    return [f"manylinux2014_{machine}", *(f"manylinux_2_{n}_{machine}" for n in range(17, 29))]


_TAGS = {
    "linux-x86_64": _linux("x86_64"),
    "linux-aarch64": _linux("aarch64"),
    "windows-x86_64": ["win_amd64"],
    "macos-arm64": ["macosx_13_0_arm64", "macosx_13_0_universal2"],
}
# What Python says there: os.name, sys.platform, platform.system(), platform.machine().
_NAMES = {
    "linux-x86_64": ("posix", "linux", "Linux", "x86_64"),
    "linux-aarch64": ("posix", "linux", "Linux", "aarch64"),
    "windows-x86_64": ("nt", "win32", "Windows", "AMD64"),
    "macos-arm64": ("posix", "darwin", "Darwin", "arm64"),
}
PLATFORMS = tuple(_TAGS)


@dataclass(frozen=True)
class TargetMachine:
    """A kind of machine: one of `PLATFORMS`, with one of `PYTHONS`."""

    machine: str
    python: str

    @property
    def name(self) -> str:
        """Its name on the stick, such as ``linux-x86_64-3.12``."""
        return f"{self.machine}-{self.python}"

    @property
    def pip_options(self) -> list[str]:
        """What makes pip choose packages for it, wherever pip runs."""
        tags = [word for tag in _TAGS[self.machine] for word in ("--platform", tag)]
        chosen = ["--python-version", self.python, "--implementation", "cp"]
        return ["--only-binary=:all:", *chosen, *tags]

    @property
    def environment(self) -> dict[str, str]:
        """What the conditions in a package's metadata are about."""
        os_name, sys_platform, system, machine = _NAMES[self.machine]
        return {
            "os_name": os_name,
            "sys_platform": sys_platform,
            "platform_system": system,
            "platform_machine": machine,
            "python_version": self.python,
            "python_full_version": f"{self.python}.9",
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.9",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
        }


def this_platform() -> str:
    """Return the name of this machine, whether or not it is one of `PLATFORMS`."""
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    return f"{system}-{platform.machine().lower().replace('amd64', 'x86_64')}"


def this_python() -> str:
    """Return the version of this Python, such as ``3.12``."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"
