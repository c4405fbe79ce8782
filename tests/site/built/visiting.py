"""Every page of the site opened once in a browser, in a few tabs at a time; all that was seen.

axe-core looks at the whole of a few pages, one of each kind. On the others it leaves out what is
the same there: the contents at the side, and code, whose hundreds of coloured words would cost it
ten seconds a page.
"""

import asyncio
from dataclasses import dataclass, field

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright

from tests.browser.chromium import FLAGS
from tools.browser import ADVICE, find_browser

TABS = 3
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 375, "height": 812}
# A page in a frame is looked at by itself; and from a folder axe-core could load no style again.
OPTIONS = {"resultTypes": ["violations"], "iframes": False, "preload": False}
# The rules for which it matters how light the page is; all others are asked in the light theme.
OF_COLOUR = {"runOnly": ["color-contrast", "link-in-text-block"]}

WHOLE = (
    "index.html",
    "search.html",
    "exercises/01_single_neuron.html",
    "lessons/lesson_01_single_neuron.html",
)
SAME = {"exclude": [[".bd-sidebar-primary"], [".highlight"]]}

# What a mouse can use and no key can reach.
OUT_OF_REACH = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [onclick], [role=button]'
)].filter(element => element.checkVisibility() && !element.disabled && element.tabIndex !== 0)
  .filter(element => !element.closest('[inert], fieldset:disabled, [role=application]'))
  .map(element => element.outerHTML.slice(0, 120))"""

ALTS = "() => [...document.images].map(image => image.getAttribute('alt'))"
READY = "() => document.querySelectorAll('.course-still').length === 0"


@dataclass
class Sight:
    """What was seen of one page.

    Attributes
    ----------
    failed, said : list of str
        Requests that failed or left the folder, and what the console complained of.
    light, dark : list of str
        What axe-core found in each theme.
    width : int
        Of the page in a window of 375 pixels.
    out_of_reach : list of str
        What no key reaches.
    alts : list
        Of all images; None for one without.
    """

    failed: list = field(default_factory=list)
    said: list = field(default_factory=list)
    light: list = field(default_factory=list)
    dark: list = field(default_factory=list)
    width: int = 0
    out_of_reach: list = field(default_factory=list)
    alts: list = field(default_factory=list)


def see_all(folder):
    """Return what was seen of each page of a site, by its path in the folder."""
    return asyncio.run(_see_all(folder))


async def _see_all(folder):
    path = find_browser()
    assert path, ADVICE
    pages = sorted(page.relative_to(folder).as_posix() for page in folder.rglob("*.html"))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        # Without motion: a colour half-way between two themes is nobody's choice.
        context = await browser.new_context(
            viewport=WIDE, offline=True, color_scheme="light", reduced_motion="reduce"
        )
        left, seen = iter(pages), {}

        async def work():
            for page in left:
                seen[page] = await _see(context, folder, page)

        await asyncio.gather(*(work() for _ in range(TABS)))
        await browser.close()
    return seen


async def _see(context, folder, name):
    sight = Sight()
    page = await context.new_page()
    _listen(page, sight, folder.as_uri())
    await page.goto((folder / name).as_uri())
    await page.wait_for_function(READY)
    part = None if name in WHOLE or name.startswith("live/") else SAME
    sight.light = await _axe(page, part, OPTIONS)
    sight.alts = await page.evaluate(ALTS)
    sight.out_of_reach = await page.evaluate(OUT_OF_REACH)
    await page.emulate_media(color_scheme="dark")
    await page.wait_for_function(
        "() => (document.documentElement.dataset.theme ?? 'dark') == 'dark'"
    )
    sight.dark = await _axe(page, part, OPTIONS | OF_COLOUR)
    await page.set_viewport_size(NARROW)
    sight.width = await page.evaluate("() => document.documentElement.scrollWidth")
    await page.close()
    return sight


def _listen(page, sight, home):
    page.on("requestfailed", lambda request: sight.failed.append(request.url))
    page.on("request", lambda request: _note_elsewhere(request.url, home, sight))
    page.on("pageerror", lambda error: sight.said.append(str(error)))
    page.on("console", lambda m: m.type in ("error", "warning") and sight.said.append(m.text))


def _note_elsewhere(url, home, sight):
    if not url.startswith((home, "data:", "blob:", "about:")):
        sight.failed.append(url)


async def _axe(page, part, options):
    response = (await Axe().run(page, context=part, options=options)).response
    assert response["passes"], "axe-core found nothing to look at"
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:200]}: {node['failureSummary'][:200]}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]
