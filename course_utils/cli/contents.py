"""The course's folder as JupyterLab shows it to a learner: without sources, and nothing unsaved."""

from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager


class LearnersContents(AsyncLargeFileManager):
    """Files and notebooks of the course, read and written where they are.

    The folder `source`, which only authors edit, is left out of the file browser. A notebook for
    Python comes with the language that its kernel will name, version included. So JupyterLab has
    nothing to add when it opens one, and does not call it changed.
    """

    def should_list(self, name: str) -> bool:
        """Whether the file browser shows a file or folder of this name."""
        return name != "source" and super().should_list(name)

    async def get(self, path: str, *args: Any, **options: Any) -> dict[str, Any]:
        """Return the model of a file or folder, as `AsyncLargeFileManager.get` does."""
        model = await super().get(path, *args, **options)
        if model["type"] == "notebook" and model["content"]:
            metadata = model["content"]["metadata"]
            if metadata.get("kernelspec", {}).get("name") == "python3":
                metadata["language_info"] = IPythonKernel.language_info
        return model
