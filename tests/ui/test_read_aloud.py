"""The main pages as a screen reader gives them: landmarks and headings, kept in snapshots/.

Made again, after a change that was meant, by deleting the file and running the test once.
"""
import re
from pathlib import Path

import pytest

from tests.visiting import until

pytestmark = [pytest.mark.browser, pytest.mark.served]
KEPT = Path(__file__).with_name("snapshots")
TOLD = {"article", "banner", "complementary", "contentinfo", "form", "heading", "main",
        "navigation", "region", "search", "toolbar"}
LINE = re.compile(r"^( *)- '?(\w+)(?: \"((?:[^\"\\]|\\.)*)\")?((?: \[\w+=?\w*\])*)")
DAYS = "heading (a day)"
NEWS = re.compile(r'"People are talking about".*?(?=\n *- complementary)', re.DOTALL)
DAY = re.compile(r"\b(Today|Yesterday|(?:\w+day )?\d{1,2} [A-Z][a-z]+(?: \d{4})?)\b")


@pytest.mark.parametrize("name, who, path", [
    ("home", "", "/"), ("topic", "joan", "{topic}"), ("conversation", "nadia", "/messages/5"),
    ("sheet", "", "/library/{sheet}"), ("join", "", "/join"),
    ("moderation", "helen", "/moderation/reports/{report}"),
])  # fmt: skip
def test_the_page_reads_as_it_did(visit, site, name, who, path):
    page = visit(path.format(**site.samples), who)
    # But for what offers names: its script comes with the focus.
    until(page, "!document.querySelector(':not(:defined, text-expander)')")
    heard = outline(NEWS.sub('"People are talking about":', page.locator("body").aria_snapshot()))
    kept = KEPT / f"{name}.txt"
    if not kept.exists():
        kept.write_text(heard)
    assert heard == kept.read_text()


def outline(snapshot: str) -> str:
    """Landmarks and headings of it, one a line, each as deep as it stands."""
    lines, open_ones = [], []
    for line in snapshot.splitlines():
        found = LINE.match(line)
        if not found or found[2] not in TOLD:
            continue
        depth = len(found[1])
        while open_ones and open_ones[-1] >= depth:
            open_ones.pop()
        words = DAY.sub("(a day)", found[3] or "")
        lines.append(f"{'  ' * len(open_ones)}{found[2]} {words}{found[4]}".rstrip())
        if found[2] != "heading":
            open_ones.append(depth)
    # One heading for the days: how many there are goes by the hour at which the site was filled.
    before = ["", *lines]
    told = [line for line, last in zip(lines, before, strict=False)
            if line != last or DAYS not in line]
    return "\n".join(told) + "\n"


def test_every_landmark_that_comes_twice_has_a_name():
    for kept in KEPT.glob("*.txt"):
        bare = [line.strip() for line in kept.read_text().splitlines()
                if line.strip() in TOLD - {"article", "heading"}]
        assert len(bare) == len(set(bare)), kept.name
