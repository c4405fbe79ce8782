"""What a notebook says where a learner would read a traceback and not know what to do.

A notebook of the course has this by itself: its kernel loads this module as an IPython extension
(`etc/ipython/ipython_kernel_config.json`). It changes two things.

- A failed `assert` without a message says what does not hold, and how to begin again.
- `check("1.2", model)` before the cells above it have run says so in one sentence.

Every other error looks as it always does.
"""

import ast
import re
from collections.abc import Callable
from typing import Any

_ASKING = re.compile(r"^\s*(?:check|hint|solution)\(", re.MULTILINE)


def load_ipython_extension(shell: Any) -> None:
    """Have this notebook speak plainly. IPython calls it when the kernel starts."""
    shell.ast_transformers.append(AssertMessages())
    shell.set_custom_exc((NameError,), _say_what_is_missing)


class AssertMessages(ast.NodeTransformer):
    """Gives each `assert` that has no message one of its own."""

    def visit_Assert(self, node: ast.Assert) -> ast.Assert:
        """Return the assert with a message: what was claimed, and what to do."""
        if node.msg is None:
            message = (
                f"`{ast.unparse(node.test)}` does not hold here. Something above was changed, or "
                "run in another order. To begin again: Kernel, Restart Kernel and Run All Cells."
            )
            node.msg = ast.copy_location(ast.Constant(message), node.test)
        return node


def _say_what_is_missing(shell, kind, error, trace, tb_offset=None):
    """Show a name that is not known: as a sentence if the cell only asks about a question."""
    if _ASKING.search(shell.history_manager.input_hist_raw[-1]):
        error._render_traceback_ = _sentence(error.name)  # IPython asks the error for it
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def _sentence(name) -> Callable[[], list[str]]:
    return lambda: [
        f"`{name}` is not known yet: the notebook has just been started, or the cell that makes it "
        "has not run to its end.\nRun the cells above first: in the menu Run, choose Run All Above "
        "Selected Cell. Then run this one again."
    ]
