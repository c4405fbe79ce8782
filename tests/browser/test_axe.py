"""axe-core in a page: it finds what is wrong, says where, and looks where it is told to."""

import pytest

from tests.browser.axe import axe_findings

pytestmark = pytest.mark.xdist_group("browser")

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head><body><main>
<h1>A page</h1><p>Text.</p><div class="wrong"><input type="radio" name="a"></div></main>
</body></html>"""


def test_what_is_wrong_is_found_where_it_is(chromium):
    page = chromium.new_page()
    page.set_content(PAGE)
    (finding,) = axe_findings(page)
    assert finding.startswith("label (critical): ")
    assert '<input type="radio" name="a">' in finding
    assert axe_findings(page, ".wrong") == [finding]
    assert axe_findings(page, "h1") == []
    page.close()
