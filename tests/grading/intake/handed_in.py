"""Notebooks, folders and zips as a class hands them in."""

import json
import zipfile

from course_utils.source.course_map import notebook_path, root

FIRST, SECOND = "01_single_neuron", "02_deep_networks"


def published(stem=FIRST, edition="exercise"):
    """The bytes of a notebook of the course."""
    return (root() / "notebooks" / notebook_path(edition, stem)).read_bytes()


def changed(change, stem=FIRST, edition="exercise"):
    """The bytes of a notebook of the course after `change` was done to it."""
    notebook = json.loads(published(stem, edition))
    change(notebook)
    return json.dumps(notebook).encode()


def write(folder, files):
    """Write files: a dict from path to bytes; the first exercise where the bytes are None."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(published() if data is None else data)
    return folder


def pack(path, files):
    """Write a zip: a list of (name or ZipInfo, bytes or None), as in `write`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, published() if data is None else data)
    return path
