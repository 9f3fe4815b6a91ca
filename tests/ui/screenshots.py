"""What is asked of a page in a browser: axe's rules, and whether it runs out of its sides."""
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
# What a wide window shows and a phone does not, what scrolls there and what is too small to be hit.
# Everything else of a page is the same there for every rule but those of colours.
ON_A_PHONE = """() => {
    const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
    window.onPhone = new Set([...document.querySelectorAll("body *")].filter(isShown));
}"""
ON_A_DESK = """() => {
    const found = new Set(), named = (one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`;
    const hit = "a, button, input, select, textarea, summary, [tabindex]";
    for (const one of document.querySelectorAll("body *")) {
        if (!one.checkVisibility({ visibilityProperty: true })) continue;
        const { width, height } = one.getBoundingClientRect();
        const kinds = {
            shown: !window.onPhone.has(one),
            small: one.matches(hit) && Math.min(width, height) < 24,
            scrolls: one.scrollWidth > one.clientWidth + 1
                && !["visible", "hidden", "clip"].includes(getComputedStyle(one).overflowX),
        };
        for (const kind in kinds)
            if (kinds[kind]) found.add(`${kind}: ${named(one.parentElement)} ${named(one)}`);
    }
    return [...found];
}"""
# Ways of looking at a page. WCAG 1.4.12 is the spacing that people may set for themselves; some
# browsers know where a word may be parted, and we do not count on them.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
LARGE = """() => {
    document.documentElement.style.fontSize = "200%";
    document.body.style.hyphens = "manual";
}"""
VERY_LARGE = """() => {
    document.documentElement.dataset.size = "3";
    document.body.style.hyphens = "manual";
}"""
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
NARROW, USUAL = 320, 390  # pixels: the narrowest phone, and a usual one

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
            const listed = box.closest("ul, ol"); // whose signs take a part of each line
            const signs = listed ? parseFloat(getComputedStyle(listed).paddingInlineStart) : 0;
            if (lines.size > 1 && width < most - signs) found.push(`${word[0]} in ${box.tagName}`);
        }
    }
    return found;
}"""
WITH_WIDE_SPACING = "() => (document.documentElement.dataset.spacing = 'wide')"

# Several ways of looking and what is asked of each, one after the other in one go, so that nothing
# is painted in between.
LOOK = f"""(ways) => {{
    const change = {{ "as it is": () => {{}}, spaced: {SPACED}, "200 %": {LARGE},
                      "very large": {VERY_LARGE} }};
    const ask = {{ wide: {TOO_WIDE}, broken: {BROKEN},
                   late: () => Math.max(({WORDS_AT})(), ({TITLE_AT})()) }};
    const asItWas = {AS_IT_WAS}, {{ dataset }} = document.documentElement;
    const size = dataset.size ?? "", found = [];
    for (const [way, questions] of ways) {{
        change[way]();
        for (const one of questions) found.push([`${{way}}, ${{one}}`, one, ask[one]()]);
        asItWas();
        dataset.size = size;
    }}
    return found;
}}"""
WAYS = {
    NARROW: [["as it is", ["wide"]], ["spaced", ["wide"]], ["very large", ["broken"]],
             ["200 %", ["broken"]]],
    USUAL: [["200 %", ["wide", "broken", "late"]], ["very large", ["broken", "late"]]],
}


def put_axe_into(page) -> None:
    page.evaluate(AXE)


def put_axe_into_all(context) -> None:
    """Into every page that is opened there from now on."""
    context.add_init_script(AXE)


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


class Desk:
    """What wide windows have shown beyond what phones do, of all pages that were looked at."""

    def __init__(self):
        self.seen: set[str] = set()

    def note_phone(self, page) -> None:
        page.evaluate(ON_A_PHONE)

    def violations(self, page) -> list[str]:
        """What axe finds of a page that is on a desk now, where there is more than on a phone, and
        other things than on the pages before."""
        found = set(page.evaluate(ON_A_DESK))
        is_new = not found <= self.seen
        self.seen |= found
        return violations(page) if is_new else []


def wrong_at(page, width: int, *asked: str) -> dict[str, list[str] | float]:
    """What is wrong on a phone of that width, by way of looking: what runs out of its side (wide),
    words broken inside (broken), and where its words or title begin when the header leaves too
    little room (late); or only what is asked. Leaves the window so wide."""
    page.set_viewport_size({"width": width, "height": 800 if width == NARROW else 844})
    ways = [[way, [one for one in questions if one in (asked or questions)]]
            for way, questions in WAYS[width]]
    return {name: said for name, question, said in page.evaluate(LOOK, ways)
            if (said > MOST_BEFORE_THE_WORDS if question == "late" else said)}


def runs_over(page) -> dict[str, list[str] | float]:
    """What runs out of the page's side, by way of looking. Leaves it at 320 px."""
    return wrong_at(page, USUAL, "wide") | wrong_at(page, NARROW, "wide")


def broken_words_with_wide_spacing(page) -> list[str]:
    """At 320 px and the largest letters that we offer, with wide spacing."""
    page.set_viewport_size({"width": NARROW, "height": 800})
    page.evaluate(VERY_LARGE)
    page.evaluate(WITH_WIDE_SPACING)
    return page.evaluate(BROKEN) + page.evaluate(TOO_WIDE)
