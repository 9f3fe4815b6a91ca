"""Drawn pictures of people, of who helps, and of how somebody feels."""

from peoplehub.artwork.pictures.svg_shapes import (
    Picture,
    body,
    box,
    disc,
    fill,
    line,
    moved,
    people,
)


def _face(ground: str, words: str, mouth: str, brows: str = "", more: str = "") -> Picture:
    """A round face."""
    return Picture(
        words,
        ground,
        (
            disc("sun", 40, 40, 28),
            disc("h1", 30, 36, 3.5),
            disc("h1", 50, 36, 3.5),
            line("ink", 3.5, mouth),
            line("ink", 3, brows) if brows else "",
            more,
        ),
    )


PEOPLE = {
    "me": Picture("a person", "mint", (people(0, 0, 1, "s2/teal/h1/bob"),)),
    "family": Picture(
        "a family",
        "sky",
        (
            people(-13, 20, 0.75, "s3/plum/h1/afro"),
            people(33, 20, 0.75, "s2/teal/h1/beard"),
            people(19, 39, 0.52, "s3/sun/h1/plaits"),
        ),
    ),
    "child": Picture(
        "a child",
        "sun",
        (
            people(8, 17, 0.8, "s1/coral/h3/plaits"),
            disc("cream", 66, 22, 7),
            line("plum", 2.5, "M66 29q-4 12 2 22"),
        ),
    ),
    "baby": Picture(
        "a baby",
        "pink",
        (
            fill("cream", "M22 44q18-10 36 0v18a18 14 0 0 1-36 0z"),
            disc("s2", 40, 30, 15),
            line("h1", 3, "M38 16q4-6 6-1"),
            disc("h1", 35, 31, 2),
            disc("h1", 45, 31, 2),
            line("ink", 2, "M37 37q3 3 6 0"),
            line("coral", 4, "M24 52q16 8 32 0"),
        ),
    ),
    "older-person": Picture("an older person", "sand", (people(0, 0, 1, "s1/plum/h4/glasses"),)),
    "friends": Picture(
        "two friends",
        "mint",
        (
            people(-8, 20, 0.75, "s4/sun/h1/short"),
            people(28, 20, 0.75, "s1/coral/h3/long"),
            moved(28, 2, 0.3, fill("coral", "M40 64 17 41a15 15 0 1 1 23-19 15 15 0 1 1 23 19z")),
        ),
    ),
    "helper": Picture(
        "somebody who helps",
        "cream",
        (
            people(-8, 16, 0.8, "s2/teal/h2/bun"),
            people(32, 26, 0.68, "s3/sky2/h1/short"),
            line("s2", 7, "M36 74q10-2 14-8"),
        ),
    ),
    "nurse": Picture(
        "a nurse",
        "sky",
        (
            people(0, 0, 1, "s3/sky2/h1/bun"),
            fill("cream", "M36 62h8v5h5v6h-5v5h-8v-5h-5v-6h5z"),
        ),
    ),
    "doctor": Picture(
        "a doctor",
        "mint",
        (
            people(0, 0, 1, "s2/cream/h1/scarf"),
            line("plum", 3, "M30 56v8a9 9 0 0 0 18 0v-8"),
            disc("plum", 48, 76, 3.5),
            line("plum", 3, "M39 73v4h8"),
        ),
    ),
    "social-worker": Picture(
        "a social worker with a folder",
        "sand",
        (
            people(0, 0, 1, "s4/coral/h1/glasses"),
            box("sun", 46, 52, 24, 22, 2),
            line("plum", 3, "M51 60h14M51 66h10"),
        ),
    ),
    "advocate": Picture(
        "somebody who speaks up for you",
        "pink",
        (
            people(-8, 26, 0.68, "s1/plum/h2/short"),
            fill(
                "cream",
                "M38 8h32a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5H54L44 46V36h-6a5 5 0 0 1-5-5V13"
                "a5 5 0 0 1 5-5z",
            ),
            moved(42, 10, 0.3, fill("coral", "M40 64 17 41a15 15 0 1 1 23-19 15 15 0 1 1 23 19z")),
        ),
    ),
    "meeting": Picture(
        "people at a table",
        "cream",
        (
            people(-4, 0, 0.5, "s1/teal/h3/bob"),
            people(22, -4, 0.5, "s3/plum/h1/turban"),
            people(46, 0, 0.5, "s2/sun/h1/long"),
            fill("h3", "M4 46h72l-6 14H10z"),
            box("h2", 16, 60, 5, 16),
            box("h2", 59, 60, 5, 16),
            box("cream", 32, 48, 16, 8, 1),
        ),
    ),
    "online-meeting": Picture(
        "a meeting on a computer",
        "sky",
        (
            box("h1", 8, 14, 64, 44, 4),
            box("mint", 12, 18, 27, 36, 2),
            box("pink", 41, 18, 27, 36, 2),
            people(13, 24, 0.37, "s3/coral/h1/short"),
            people(40, 24, 0.37, "s1/teal/h4/bob"),
            box("plum", 4, 60, 72, 6, 3),
        ),
    ),
    "talking": Picture(
        "two people talking",
        "mint",
        (
            people(-8, 31, 0.62, "s2/coral/h1/long"),
            people(38, 31, 0.62, "s4/sky2/h1/bald"),
            fill(
                "cream",
                "M10 6h26a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H24l-6 7v-7h-8a4 4 0 0 1-4-4V10"
                "a4 4 0 0 1 4-4z",
            ),
            fill(
                "sun",
                "M48 8h22a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4h-6v7l-6-7H48a4 4 0 0 1-4-4v-8"
                "a4 4 0 0 1 4-4z",
            ),
        ),
    ),
    "listening": Picture(
        "an ear that listens",
        "sand",
        (
            fill("s3", "M28 18q24-10 30 12 3 13-8 20-4 3-4 10-1 10-11 10t-10-12z"),
            line("s4", 3.5, "M36 30q12-4 14 7 0 6-7 9t-6 8"),
            line("plum", 3.5, "M14 26q-6 14 0 28M6 20q-8 20 0 40"),
        ),
    ),
    "handshake": Picture(
        "two people who agree",
        "sky",
        (
            body(6, 22, "s1", "plum", hair="h3"),
            body(58, 22, "s4", "coral"),
            line("s1", 6, "M20 40l18 6"),
            line("s4", 6, "M60 40 42 46"),
        ),
    ),
    "stop-hand": Picture(
        "a hand that says stop",
        "pink",
        (
            disc("coral", 40, 40, 32),
            fill(
                "s1",
                "M26 42V28a4 4 0 0 1 8 0v-6a4 4 0 0 1 8 0v3a4 4 0 0 1 "
                "8 0v7a4 4 0 0 1 8 0v16a18 18 0 0 1-34 6L19 44"
                "a4 4 0 0 1 7-4z",
            ),
        ),
    ),
    "happy": _face("mint", "a happy face", "M27 46q13 15 26 0"),
    "sad": _face("sky", "a sad face", "M29 54q11-11 22 0"),
    "worried": _face("sand", "a worried face", "M30 53q5-5 10 0t10 0", "M24 28l9-3M56 28l-9-3"),
    "angry": _face("pink", "an angry face", "M30 53q10-8 20 0", "M24 26l10 5M56 26l-10 5"),
    "tired": Picture(
        "a tired face",
        "sky",
        (
            disc("sun", 40, 44, 26),
            line("ink", 3, "M26 42q4 4 9 0M45 42q4 4 9 0"),
            disc("h1", 40, 56, 4),
            line("plum", 3, "M58 12h10L58 24h10"),
            line("plum", 2.5, "M48 6h6l-6 8h6"),
        ),
    ),
    "alone": Picture(
        "somebody who is alone",
        "sand",
        (
            body(32, 26, "s2", "sky2"),
            box("plum", 18, 60, 44, 5, 2),
            box("plum", 22, 64, 5, 10),
            box("plum", 53, 64, 5, 10),
        ),
    ),
}
