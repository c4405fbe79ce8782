"""How long a learner waits for an explorer, and for a step of its slider.

Run `python -m benchmarks.explorers`, with `--json` for a machine, or with the names of some
explorers. Each is measured in a real JupyterLab in a real Chromium. Seconds depend on the
computer: run it on one that does nothing else.
"""

import argparse
import json
import re
import shutil
import statistics
import tempfile
import urllib.request
from collections import Counter
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import course_utils

LIMITS = {
    "step_ms": 16,
    "first_paint_cold_s": 4,
    "first_paint_warm_s": 1,
    "bytes": 1_000_000,
    "saved_bytes": 1_000_000,
}
PATIENCE = 300_000  # milliseconds

# From the key that runs the cell to the end of the frame that shows the first panel.
WATCH = """() => {
    let began = 0;
    const run = event => { if (event.key === 'Enter') began = began || performance.now(); };
    addEventListener('keydown', run, true);
    const look = () => began && document.querySelector('.xp-panel')
        ? setTimeout(() => { window.waited = performance.now() - began; })
        : requestAnimationFrame(look);
    look();
}"""


def explorers():
    """Return the names of all explorers a notebook may import.

    Returns
    -------
    list of str
    """
    return [name for name in course_utils.__all__ if name.startswith("explore_")]


def measure(names):
    """Time these explorers, one after another.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    dict of str to dict
        For each: ``step_ms``, a step of its first slider with drawing and layout, median of 60;
        ``first_paint_cold_s``, from running the cell to the first picture, with an empty cache
        and Keras imported as in a lesson; ``first_paint_warm_s``, the same in a kernel that has
        imported nothing, with the cache full; ``bytes``, what the kernel sent to the widget;
        ``saved_bytes``, what is behind it for a saved notebook.
    """
    with desk() as (browser, address, cache):
        return {name: _measure_one(browser, address, cache, name) for name in names}


@contextmanager
def desk():
    """A browser, the address of a JupyterLab, and the folder of its kernels' cache."""
    from tests.browser.chromium import running_chromium
    from tests.browser.server import running_lab

    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(Path(folder)) as address,
        running_chromium() as browser,
    ):
        yield browser, address, Path(folder) / "home" / "cache"


def _measure_one(browser, address, cache, name):
    shutil.rmtree(cache, ignore_errors=True)
    prepare = f"import keras\nimport numpy as np\nfrom course_utils import {name}"
    cold = _first_paint(browser, address, name, [prepare, f"{name}()"])
    warm = _first_paint(browser, address, name, [f"from course_utils import {name}\n{name}()"])
    return {
        "step_ms": round(statistics.median(cold["steps"]), 2),
        "first_paint_cold_s": round(cold["seconds"], 2),
        "first_paint_warm_s": round(warm["seconds"], 2),
        "bytes": warm["bytes"],
        "saved_bytes": warm["saved_bytes"],
    }


def _first_paint(browser, address, name, cells):
    """Run all cells in a fresh kernel; time the last one and the steps of its explorer."""
    from playwright.sync_api import expect

    from tests.browser.explorer_page import ExplorerPage
    from tests.browser.lab import Lab
    from tests.browser.server import TOKEN, put_notebook

    put_notebook(address, f"{name}.ipynb", cells)
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    sizes = Counter()
    page.on("websocket", lambda socket: socket.on("framereceived", partial(_count, sizes)))
    lab = Lab(page, address, TOKEN)
    lab.open(f"{name}.ipynb")
    *before, last = page.locator(".jp-CodeCell").all()
    for cell in before:
        lab.run(cell)
    page.evaluate(WATCH)
    sizes.clear()
    last.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => window.waited", timeout=PATIENCE)
    expect(last.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"), timeout=PATIENCE)
    found = {
        "seconds": page.evaluate("() => window.waited") / 1e3,
        "bytes": sizes["comm_open"],
        "saved_bytes": sizes["display_data"],
    }
    explorer = ExplorerPage(page)
    explorer.predict()
    found["steps"] = explorer.step_times()
    page.context.close()
    _stop_kernels(address, TOKEN)
    return found


def _count(sizes, frame):
    """Add a message to those of its kind: the kind is near its beginning."""
    content = frame if isinstance(frame, bytes) else frame.encode()
    for kind in ("comm_open", "display_data"):
        if f'"{kind}"'.encode() in content[:2000]:
            sizes[kind] += len(content)


def _stop_kernels(address, token):
    """The next notebook gets a fresh kernel, and the memory of this one."""
    with urllib.request.urlopen(f"{address}/api/kernels?token={token}") as answer:
        kernels = json.load(answer)
    for kernel in kernels:
        url = f"{address}/api/kernels/{kernel['id']}?token={token}"
        urllib.request.urlopen(urllib.request.Request(url, method="DELETE")).close()


def report(found):
    """Say in words what was measured, each number beside its limit.

    Parameters
    ----------
    found : dict of str to dict
        What `measure` returns.

    Returns
    -------
    str
        A line for each explorer.
    """
    return "\n".join(_line(name, numbers) for name, numbers in found.items())


def _line(name, numbers):
    step, cold, warm, size, saved = (numbers[key] for key in LIMITS)
    most_step, most_cold, most_warm, most_size, most_saved = LIMITS.values()
    return (
        f"{name}: a step {step:.1f} ms (limit {most_step}), first paint {cold:.1f} s with an empty "
        f"cache (limit {most_cold}), {warm:.1f} s with a full one (limit {most_warm}), "
        f"{size / 1e3:,.0f} KB sent (limit {most_size / 1e3:,.0f}), "
        f"{saved / 1e3:,.0f} KB saved (limit {most_saved / 1e3:,.0f})"
    )


def main():
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("name", nargs="*", help="such as explore_neuron; all if left out")
    options = parser.parse_args()
    unknown = set(options.name) - set(explorers())
    if unknown:
        parser.error(
            f"no explorer {', '.join(sorted(unknown))}; there are {', '.join(explorers())}"
        )
    found = measure(options.name or explorers())
    print(json.dumps(found) if options.json else report(found))


if __name__ == "__main__":
    main()
