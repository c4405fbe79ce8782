"""The machines a stick may be for, and what this one is."""

import sys

from packaging.markers import Marker, default_environment

from course_utils.distribution.targets import (
    PLATFORMS,
    PYTHONS,
    TargetMachine,
    this_platform,
    this_python,
)


def test_each_answers_every_condition():
    for machine in PLATFORMS:
        assert TargetMachine(machine, "3.12").environment.keys() == default_environment().keys()


def test_this_machine_judges_conditions_as_python_does():
    if this_platform() in PLATFORMS:
        told = TargetMachine(this_platform(), this_python()).environment
        names = ("os_name", "sys_platform", "platform_system", "platform_machine")
        assert {name: told[name] for name in (*names, "python_version")} == {
            name: default_environment()[name] for name in (*names, "python_version")
        }


def test_windows_is_windows():
    there = TargetMachine("windows-x86_64", "3.13").environment
    assert Marker('os_name == "nt" and python_full_version > "3.12.5"').evaluate(there)
    assert "win_amd64" in TargetMachine("windows-x86_64", "3.13").pip_options


def test_this_python_is_named():
    assert this_python() == ".".join(map(str, sys.version_info[:2]))
    assert this_python() in PYTHONS
