"""The main pages by Tab alone: every stop can be seen, is not covered, has a ring, and comes in the
order of the page; and the way leads out again."""
import pytest

from tests.visiting import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
MOST_STOPS = 250
STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    one.id ||= "stop-" + (window.stops = (window.stops ?? 0) + 1);
    const box = one.getBoundingClientRect(), around = one.closest("label") ?? one;
    const card = one.closest(".door");  // the whole card is the link, and wears the ring
    const ring = [one, card].filter(Boolean).map((each) => getComputedStyle(each))
        .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3);
    const bottom = Math.min(box.bottom, innerHeight);
    const hit = [.5, .1, .9].some((part) => {
        const top = document.elementFromPoint(box.x + box.width * part, (box.top + bottom) / 2);
        return top && (around.contains(top) || top.contains(one));
    });
    // A box taller than what is left of the window is scrolled to where one writes.
    const inside = box.width > 0 && box.top >= 0
        && bottom - box.top > Math.min(box.height - 1, 80);
    const before = window.before;
    window.before = one;
    const inOrder = !before
        || Boolean(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    return { id: one.id, what: `${one.tagName} ${one.getAttribute("class")} ${
        (one.ariaLabel ?? one.textContent).trim().slice(0, 40)}`, ring, hit, inside, inOrder };
}"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
@pytest.mark.parametrize("who, path", [
    ("", "/"), ("", "/join"), ("", "/library"), ("amina", "{topic}"), ("amina", "/messages/1"),
    ("ruth", "/moderation"),
])  # fmt: skip
def test_the_way_by_tab(visit, site, who, path, size):
    page = visit(path.format(**site.samples), who, viewport=size, reduced_motion="reduce")
    page.evaluate("scrollTo(0, 0)")
    stops = walk(page)
    wrong = [stop for stop in stops
             if not all(stop[what] for what in ("ring", "hit", "inside", "inOrder"))]
    assert not wrong, "\n".join(map(str, wrong))
    assert "Skip to main content" in stops[0]["what"]
    assert len(stops) > 20


def walk(page) -> list[dict]:
    """Every stop from the top of the page until the keyboard leaves it."""
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (stops and stop["id"] == stops[0]["id"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"no way out: still at {stops[-1]['what']}")
