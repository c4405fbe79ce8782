"""The names and numbers of a heat map have room, on a small plot and on a large one."""

import pytest

from course_utils import explore_learning_rate, explore_neuron

pytestmark = pytest.mark.xdist_group("browser")

# Texts that touch each other, and numbers that are higher or wider than their cells.
CROWDED = """root => {
    const box = element => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getBoundingClientRect();
    };
    const named = role => [...root.querySelectorAll(`.xp-grid-name[role=${role}]`)]
        .filter(({textContent}) => textContent.trim());
    const touch = (a, b) => a.left < b.right && b.left < a.right
        && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
    const names = ['columnheader', 'rowheader'].flatMap(role => {
        const all = named(role);
        return all.filter((one, i) => all.slice(i + 1).some(other => touch(box(one), box(other))));
    });
    const cells = [...root.querySelectorAll('.xp-cell')].filter(cell => {
        const [text, room] = [box(cell), cell.getBoundingClientRect()];
        return text.width > room.width || text.height > room.height + 2;
    });
    return [...names, ...cells].map(({textContent}) => textContent);
}"""


@pytest.mark.parametrize("explore", [explore_learning_rate, explore_neuron])
@pytest.mark.parametrize("width", [375, 800])
def test_nothing_is_cut_or_touches(visit, explore, width):
    page = visit(explore())
    page.page.set_viewport_size({"width": width, "height": 800})
    page.predict(0)
    grid = page.root.locator(".xp-heatmap")
    assert grid.locator("[role=columnheader]", has_text="2").count() >= 1
    assert grid.evaluate(CROWDED) == []
    page.root.locator(".xp-panel", has=page.page.locator(".xp-heatmap")).locator(
        ".xp-enlarge"
    ).click()
    page.settle()
    assert page.root.locator(".xp-large .xp-heatmap").count() == 1
    assert grid.evaluate(CROWDED) == []
    assert page.page.evaluate("() => document.documentElement.scrollWidth") == width


def test_what_is_cut_is_seen(visit):
    page = visit(explore_learning_rate())
    page.page.set_viewport_size({"width": 800, "height": 800})
    page.predict(0)
    page.page.add_style_tag(
        content=".xp .xp-grid-name, .xp .xp-cell { font-size: 30px !important }"
    )
    assert len(page.root.locator(".xp-heatmap").evaluate(CROWDED)) > 5
