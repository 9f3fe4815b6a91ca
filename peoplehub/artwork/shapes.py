"""The SVG shapes of one square of 80 by 80 units, each in a named colour."""
COLOURS = ("teal", "sun", "coral", "plum", "pink", "sky", "sky2", "mint", "cream", "sand")

# Background and shape colours that go well together.
PAIRS = (
    ("teal", "sun"), ("sand", "teal"), ("sun", "coral"), ("coral", "cream"),
    ("plum", "pink"), ("sky", "teal"), ("pink", "plum"), ("mint", "teal"),
    ("cream", "coral"), ("sand", "plum"), ("sky", "plum"), ("mint", "coral"),
)  # fmt: skip

# Shapes that are one filled path.
FILLED = {
    "quarter": "M0 0h80a80 80 0 0 1-80 80z",
    "leaf": "M0 80A80 80 0 0 1 80 0 80 80 0 0 1 0 80z",
    "semi": "M0 40a40 40 0 0 1 80 0z",
    "dot": "M40 16a24 24 0 0 1 0 48 24 24 0 0 1 0-48z",
    "tri": "M0 80L80 0v80z",
    "stitch": "M20 14l6 6-6 6-6-6zM60 14l6 6-6 6-6-6zM20 54l6 6-6 6-6-6z"
    "M60 54l6 6-6 6-6-6zM40 30l10 10-10 10-10-10z",
    "heart": "M40 64 17 41a15 15 0 1 1 23-19 15 15 0 1 1 23 19z",
    "house": "M40 14 12 38v28h20V50h16v16h20V38z",
    "talk": "M16 20h48a6 6 0 0 1 6 6v24a6 6 0 0 1-6 6H38L24 68V56h-8"
    "a6 6 0 0 1-6-6V26a6 6 0 0 1 6-6z",
    "book": "M38 24c-6-5-15-6-24-6v40c9 0 18 1 24 6zM42 24c6-5 15-6 24-6v40c-9 0-18 1-24 6z",
    "sheet": "M20 10h28l14 14v46H20z",
    "sun": "M40 24a16 16 0 0 1 0 32 16 16 0 0 1 0-32zM37 6h6v12h-6zM37 62h6v12h-6z"
    "M6 37h12v6H6zM62 37h12v6H62z",
}

# Shapes drawn as lines: the width and the path.
LINED = {
    "arcs": (9, "M0 72A72 72 0 0 0 72 0M0 48A48 48 0 0 0 48 0M0 24A24 24 0 0 0 24 0"),
    "waves": (7, "M0 20q20-16 40 0t40 0M0 42q20-16 40 0t40 0M0 64q20-16 40 0t40 0"),
}

PATTERNS = ("quarter", "leaf", "semi", "flower", "arcs", "tri", "stitch", "waves", "dot")
PICTURES = ("heart", "house", "talk", "cup", "book", "sheet", "sun", "flower", "leaf")


def shape(kind: str, colour: str, turns: int = 0) -> str:
    """One shape; patterns may be turned by quarters. Raises ValueError for a name that there is
    not."""
    if colour not in COLOURS:
        raise ValueError(f"the quilt has no colour {colour!r}")
    turn = f' transform="rotate({turns * 90} 40 40)"' if turns else ""
    if kind in FILLED:
        return f'<path class="q-{colour}" d="{FILLED[kind]}"{turn}/>'
    if kind in LINED:
        return _line(*LINED[kind], colour, turn)
    return DRAWN[kind](colour)


def _line(width: int, path: str, colour: str, turn: str = "") -> str:
    return f'<path class="q-{colour}-line" stroke-width="{width}" d="{path}"{turn}/>'


def _flower(colour: str) -> str:
    petal = '<path d="M40 40A28 28 0 0 1 40 4a28 28 0 0 1 0 36z" transform="rotate({} 40 40)"/>'
    petals = "".join(petal.format(angle) for angle in range(0, 360, 60))
    return f'<g class="q-{colour}">{petals}</g>'


def _cup(colour: str) -> str:
    bowl = "M18 30h38v20a14 14 0 0 1-14 14H32a14 14 0 0 1-14-14z"
    steam = "M56 36h4a8 8 0 0 1 0 16h-5M30 22q-4-5 0-10M44 22q-4-5 0-10"
    return f'<path class="q-{colour}" d="{bowl}"/>{_line(6, steam, colour)}'


DRAWN = {"flower": _flower, "cup": _cup}
