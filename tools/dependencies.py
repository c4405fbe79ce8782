"""Tells the build what the package needs: all that requirements.txt lists but the course itself.

hatchling calls it for every wheel (pyproject.toml names this file), so that `pip install .` brings
the same as `pip install -r requirements.txt`, from one list.
"""

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Dependencies(MetadataHookInterface):
    """Fills in `dependencies`."""

    def update(self, metadata):
        """Add the requirements to the package's metadata."""
        text = Path(self.root, "requirements.txt").read_text(encoding="utf-8")
        lines = (line.partition(" #")[0].strip() for line in text.splitlines())
        metadata["dependencies"] = [line for line in lines if line and line[0] not in "#-"]
