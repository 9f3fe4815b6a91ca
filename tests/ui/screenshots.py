"""What is asked of a page in a browser: axe's rules, and whether it runs out of its sides."""
from contextlib import contextmanager
from pathlib import Path

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"]
COLOURS = ["color-contrast-enhanced", "link-in-text-block"]
# The rule of AA about contrast is left out: what fails it fails the stricter one of AAA too.
RUN = """async ([asked, some]) => {
    const options = { runOnly: asked, resultTypes: ["violations"], iframes: false,
                      rules: { "color-contrast": { enabled: false } } };
    const { violations } = await axe.run(some ? { include: window.newColours } : document, options);
    return violations.flatMap(({ id, nodes }) => nodes.map(
        (node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
# What decides over the contrast of each visible piece of text: its colours, whatever is behind it,
# whether its letters are large, and for a link the words around it. Keeps the pieces whose like is
# not among those that were seen, and gives back what decides over them.
NEW_COLOURS = """(before) => {
    const behind = new Map([[null, ""]]), seen = new Set(before), found = [], looked = new Set();
    const backOf = (one) => {
        if (!behind.has(one)) {
            const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(one);
            const own = `${backgroundColor} ${backgroundImage} ${opacity} ${filter}`
                .replace("rgba(0, 0, 0, 0) none 1 none", "");
            behind.set(one, backOf(one.parentElement) + own);
        }
        return behind.get(one);
    };
    window.newColours = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode()); ) {
        const { parentElement: box } = node;
        if (!node.data.trim() || looked.has(box) || !box.checkVisibility()) continue;
        looked.add(box);
        const { color, fontSize, fontWeight, textDecorationLine, textShadow } =
            getComputedStyle(box);
        const isLarge = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
        const around = box.tagName === "A" && getComputedStyle(box.parentElement).color;
        const key = [color, isLarge, around, textDecorationLine, textShadow, backOf(box)].join();
        if (seen.has(key)) continue;
        seen.add(key);
        found.push(key);
        window.newColours.push(box);
    }
    return found;
}"""
# WCAG 1.4.12: the spacing that people may set for themselves.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
LARGE = "() => (document.documentElement.style.fontSize = '200%')"
AS_IT_WAS = """() => {
    document.adoptedStyleSheets = [];
    document.documentElement.style.fontSize = document.body.style.hyphens = "";
}"""
# Whatever reaches over the right edge, unless it scrolls in a box of its own.
TOO_WIDE = """() => {
    const most = document.documentElement.clientWidth, over = [];
    if (document.scrollingElement.scrollWidth <= most) return [];
    for (const one of document.querySelectorAll("body *")) {
        const { right, width } = one.getBoundingClientRect();
        if (width && right > most + 1 && !one.closest(".vh")) over.push(
            `${one.tagName}.${one.getAttribute("class")} ${Math.round(right)} of ${most}: `
            + one.textContent.trim().slice(0, 40));
    }
    return over.length ? over.slice(0, 5) : ["something unseen"];
}"""

# Where the title stands, as a part of the window's height.
TITLE_AT = """() =>
    (document.querySelector("h1").getBoundingClientRect().top + scrollY) / innerHeight"""

# Where the page's own words begin (not the ways to other pages), as a part of the window's height.
WORDS_AT = """() => {
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node; (node = walk.nextNode()); ) {
        const { parentElement: box } = node;
        if (!node.data.trim() || !box.checkVisibility() || box.closest("nav, .vh")) continue;
        range.selectNodeContents(node);
        return (range.getBoundingClientRect().top + scrollY) / innerHeight;
    }
}"""
MOST_BEFORE_THE_WORDS = .45
PHONE_WIDTH = 390
NARROW = ((320, 800), (PHONE_WIDTH, 844))  # pixels: the narrowest, and a usual phone
VERY_LARGE_SIZE = "() => (document.documentElement.dataset.size = '3')"

# Words of ours that are broken inside though nothing but the room is at fault: not those that are
# longer than a line of the window can hold, nor parts of addresses.
BROKEN = """() => {
    const found = [], range = document.createRange(), most = .85 * innerWidth;
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode()); ) {
        const { parentElement: box } = node;
        if (!box.checkVisibility() || box.closest(".vh, .trap, table, code, pre")) continue;
        for (const word of node.data.matchAll(/(?<![^\\s(“‘"'–—-])\\p{L}{3,}(?![@_/\\w])/gu)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const parts = [...range.getClientRects()];
            const lines = new Set(parts.map((one) => Math.round(one.top)));
            const width = parts.reduce((sum, one) => sum + one.width, 0);
            if (lines.size > 1 && width < most) found.push(`${word[0]} in ${box.tagName}`);
        }
    }
    return found;
}"""
VERY_LARGE = """() => {
    Object.assign(document.documentElement.dataset, { size: "3", spacing: "wide" });
    document.body.style.hyphens = "manual"; // some browsers know where a word may be parted
}"""


def put_axe_into(page) -> None:
    page.evaluate(AXE)


def violations(page) -> list[str]:
    """What axe finds, with the place and what it says of it."""
    return page.evaluate(RUN, [TAGS, False])


def violations_of_colour(page) -> list[str]:
    """The same for a page that has only other colours now."""
    return page.evaluate(RUN, [COLOURS, False])


class Colours:
    """Which colours, sizes and backgrounds of text have been looked at, by theme."""

    def __init__(self):
        self.seen: dict[str, list[str]] = {"light": [], "dark": []}

    def note(self, page, theme: str) -> bool:
        """Says whether the page has others than those before."""
        found = page.evaluate(NEW_COLOURS, self.seen[theme])
        self.seen[theme] += found
        return found != []

    def violations(self, page, theme: str) -> list[str]:
        """What axe finds in the text whose like has not been looked at in that theme."""
        return page.evaluate(RUN, [COLOURS, True]) if self.note(page, theme) else []


def runs_over(page) -> dict[str, list[str]]:
    """By way of looking: what runs out of the page's side. Leaves it at 320 px."""
    found = {}
    for way, width, change in (("narrow", 320, None), ("spaced", 320, SPACED),
                               ("large", 390, LARGE)):
        page.set_viewport_size({"width": width, "height": 800})
        if change:
            page.evaluate(change)
        found[way] = page.evaluate(TOO_WIDE)
        page.evaluate(AS_IT_WAS)
    return {way: over for way, over in found.items() if over}


def begins_late(page) -> dict[str, float]:
    """By text size: where its words or its title begin, when the header leaves too little of a
    phone."""
    return late_and_broken(page)[0]


def late_and_broken(page) -> tuple[dict[str, float], dict[str, list[str]]]:
    """By text size: where a phone's words or title begin, when the header leaves too little; and by
    width and text size: words broken inside, as where a browser knows no syllables."""
    late, broken = {}, {}
    for width, height in NARROW:
        page.set_viewport_size({"width": width, "height": height})
        for way, change in (("very large", VERY_LARGE_SIZE), ("200 %", LARGE)):
            with _changed(page, change):
                broken[f"{width} px, {way}"] = page.evaluate(BROKEN)
                if width == PHONE_WIDTH:
                    late[way] = max(page.evaluate(WORDS_AT), page.evaluate(TITLE_AT))
    return ({way: part for way, part in late.items() if part > MOST_BEFORE_THE_WORDS},
            {way: words for way, words in broken.items() if words})


def broken_words_with_wide_spacing(page) -> list[str]:
    """At 320 px and the largest letters that we offer, with wide spacing."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate(VERY_LARGE)
    return page.evaluate(BROKEN) + page.evaluate(TOO_WIDE)


@contextmanager
def _changed(page, change: str):
    chosen = page.evaluate("document.documentElement.dataset.size ?? ''")
    page.evaluate(change)
    page.evaluate("() => (document.body.style.hyphens = 'manual')")
    yield
    page.evaluate(AS_IT_WAS)
    page.evaluate("(size) => (document.documentElement.dataset.size = size)", chosen)
