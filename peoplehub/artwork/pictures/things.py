"""Drawn pictures of papers, money, time, places and ideas."""

from peoplehub.artwork.pictures.svg_shapes import Picture, box, disc, fill, line, moved, turned

HEART = "M40 64 17 41a15 15 0 1 1 23-19 15 15 0 1 1 23 19z"

THINGS = {
    "phone": Picture(
        "a telephone",
        "mint",
        (
            fill(
                "plum",
                "M22 12l10 2 5 14-7 6q5 12 17 18l7-7 13 6 1 10q-2 7-10 7Q20 66 13 22q0-8 9-10z",
            ),
        ),
    ),
    "mobile": Picture(
        "a mobile phone",
        "sky",
        (
            box("h1", 24, 8, 32, 64, 6),
            box("mint", 28, 15, 24, 46, 1),
            disc("cream", 40, 66, 2.5),
            box("coral", 32, 22, 16, 8, 3),
            box("teal", 32, 34, 16, 8, 3),
        ),
    ),
    "computer": Picture(
        "a computer",
        "sand",
        (
            box("h1", 12, 14, 56, 38, 4),
            box("sky", 16, 18, 48, 30, 1),
            box("plum", 6, 54, 68, 8, 3),
            line("teal", 3, "M22 27h24M22 34h34M22 41h18"),
        ),
    ),
    "letter": Picture(
        "a letter",
        "pink",
        (
            box("cream", 10, 22, 60, 40, 3),
            line("plum", 4, "M12 24l28 22 28-22"),
        ),
    ),
    "email": Picture(
        "an email",
        "sky",
        (
            box("h1", 10, 12, 60, 42, 4),
            box("cream", 14, 16, 52, 34, 1),
            box("coral", 26, 23, 28, 20, 2),
            line("cream", 3, "M27 25l13 9 13-9"),
            box("plum", 30, 54, 20, 6),
            box("plum", 22, 60, 36, 5, 2),
        ),
    ),
    "form": Picture(
        "a form to fill in",
        "mint",
        (
            box("cream", 18, 8, 44, 64, 3),
            box("sky2", 25, 16, 30, 6, 2),
            box("sky", 25, 28, 8, 8, 1),
            box("sky", 25, 42, 8, 8, 1),
            box("sky", 25, 56, 8, 8, 1),
            line("plum", 3, "M38 32h17M38 46h17M38 60h17"),
            line("coral", 3, "M26 32l3 3 5-7"),
        ),
    ),
    "plan": Picture(
        "a paper with a heart",
        "cream",
        (
            box("sky2", 16, 8, 48, 64, 4),
            box("cream", 21, 14, 38, 52, 2),
            moved(26, 14, 0.35, fill("coral", HEART)),
            line("plum", 3, "M27 46h26M27 53h26M27 60h16"),
        ),
    ),
    "list": Picture(
        "a list",
        "sand",
        (
            box("cream", 16, 10, 48, 62, 3),
            box("plum", 30, 6, 20, 10, 3),
            disc("teal", 26, 28, 4),
            disc("teal", 26, 44, 4),
            disc("teal", 26, 60, 4),
            line("plum", 3.5, "M36 28h20M36 44h20M36 60h14"),
        ),
    ),
    "sign-name": Picture(
        "a pen that signs a paper",
        "sky",
        (
            box("cream", 10, 14, 50, 58, 3),
            line("sky2", 3, "M18 26h34M18 36h34"),
            line("plum", 3, "M18 60q6-12 10-2t10-4 8 4"),
            fill("coral", "M44 54 66 20l8 5-22 34-9 5z"),
            fill("h1", "M43 64l1-10 8 5z"),
        ),
    ),
    "book": Picture(
        "a book",
        "mint",
        (
            fill(
                "coral",
                "M38 22c-8-6-20-7-30-7v46c10 0 22 1 30 7zM42 22c8-6 20-7 30-7v46c-10 0-22 1-30 7z",
            ),
            fill(
                "cream",
                "M37 27c-7-4-15-6-24-6v34c9 0 17 2 24 6zM43 27c7-4 15-6 24-6v34c-9 0-17 2-24 6z",
            ),
            line("plum", 2.5, "M18 31q8 1 14 4M18 40q8 1 14 4M48 35q6-3 14-4M48 44q6-3 14-4"),
        ),
    ),
    "question": Picture(
        "a question mark",
        "pink",
        (
            disc("plum", 40, 40, 30),
            line("cream", 7, "M30 32q0-11 10-11t10 10q0 6-6 9-4 3-4 9"),
            disc("cream", 40, 59, 4.5),
        ),
    ),
    "information": Picture(
        "a letter i",
        "sky",
        (
            disc("teal", 40, 40, 30),
            disc("cream", 40, 24, 4.5),
            line("cream", 7, "M34 36h6v20M33 58h14"),
        ),
    ),
    "yes": Picture(
        "a tick", "mint", (disc("teal", 40, 40, 30), line("cream", 8, "M25 41l11 11 20-24"))
    ),
    "no": Picture(
        "a cross", "pink", (disc("coral", 40, 40, 30), line("cream", 8, "M29 29l22 22M51 29 29 51"))
    ),
    "choice": Picture(
        "a way that divides",
        "sand",
        (
            line("plum", 7, "M40 74V48q0-8-8-12L18 28"),
            line("teal", 7, "M40 48q0-8 8-12l14-8"),
            fill("plum", "M22 16 8 24l14 12z"),
            fill("teal", "M58 16l14 8-14 12z"),
        ),
    ),
    "money": Picture(
        "coins",
        "mint",
        (
            disc("h3", 50, 52, 18),
            disc("sun", 48, 50, 18),
            disc("sun", 26, 34, 17),
            disc("cream", 26, 34, 13),
            line("plum", 3, "M31 27q-7-4-8 4v9h8M20 34h8M20 40h11"),
            line("plum", 3.5, "M54 42q-9-5-10 5v11h11M40 50h11"),
        ),
    ),
    "bank-notes": Picture(
        "bank notes",
        "sky",
        (
            box("teal", 14, 18, 58, 32, 3),
            box("mint", 8, 28, 58, 34, 3),
            disc("teal", 37, 45, 11),
            line("cream", 3, "M41 39q-6-3-7 3v8h8M31 45h7"),
            disc("teal", 17, 36, 3),
            disc("teal", 57, 54, 3),
        ),
    ),
    "bank": Picture(
        "a bank",
        "sand",
        (
            fill("plum", "M40 10 8 30v6h64v-6z"),
            box("cream", 14, 38, 8, 24),
            box("cream", 29, 38, 8, 24),
            box("cream", 44, 38, 8, 24),
            box("cream", 58, 38, 8, 24),
            box("plum", 8, 64, 64, 8, 1),
            disc("sun", 40, 24, 5),
        ),
    ),
    "bank-card": Picture(
        "a bank card",
        "pink",
        (
            box("sky2", 8, 20, 64, 42, 5),
            box("h1", 8, 28, 64, 8),
            box("sun", 15, 42, 14, 10, 2),
            line("cream", 3, "M36 48h28M36 55h16"),
        ),
    ),
    "receipt": Picture(
        "a receipt",
        "mint",
        (
            fill("cream", "M20 8h40v64l-7-5-6 5-7-5-7 5-6-5-7 5z"),
            line("plum", 3, "M27 20h26M27 30h14M47 30h6M27 40h14M47 40h6"),
            line("coral", 4, "M27 54h26"),
        ),
    ),
    "calculator": Picture(
        "a calculator",
        "cream",
        (
            box("plum", 18, 8, 44, 64, 5),
            box("mint", 24, 14, 32, 14, 2),
            *(
                box("sun" if x == 48 else "cream", x, y, 8, 8, 2)
                for y in (34, 46, 58)
                for x in (24, 36, 48)
            ),
        ),
    ),
    "piggy-bank": Picture(
        "a savings pig",
        "sky",
        (
            fill(
                "pink",
                "M16 42q0-18 24-18 20 0 22 14h8v12h-9q-3 6-8 8v10h-9v-7H32v7h-9V57q-7-5-7-15z",
            ),
            fill("coral", "M26 26l-4-10 12 6z"),
            disc("h1", 28, 38, 2.5),
            line("plum", 4, "M38 28h12"),
            disc("sun", 46, 12, 7),
        ),
    ),
    "calendar": Picture(
        "a page of a calendar",
        "pink",
        (
            box("cream", 12, 16, 56, 54, 4),
            fill("coral", "M12 32V20a4 4 0 0 1 4-4h48a4 4 0 0 1 4 4v12z"),
            line("plum", 5, "M26 10v12M54 10v12"),
            *(disc("sky2", x, y, 3) for y in (42, 52) for x in (24, 35, 46, 57)),
            disc("teal", 35, 62, 5),
        ),
    ),
    "clock": Picture(
        "a clock",
        "mint",
        (
            disc("plum", 40, 40, 30),
            disc("cream", 40, 40, 24),
            line("plum", 5, "M40 24v16l11 8"),
            disc("coral", 40, 40, 3),
        ),
    ),
    "day": Picture(
        "the sun",
        "sky",
        (
            disc("sun", 40, 38, 15),
            line(
                "sun",
                5,
                "M40 8v8M40 60v8M10 38h8M62 38h8M19 17l6 6M55 53l6 6M61 17l-6 6M25 53l-6 6",
            ),
        ),
    ),
    "night": Picture(
        "the moon",
        "plum",
        (
            fill("sun", "M46 12a29 29 0 1 0 22 42 24 24 0 0 1-22-42z"),
            disc("cream", 58, 24, 2.5),
            disc("cream", 66, 38, 2),
            disc("cream", 18, 16, 2),
        ),
    ),
    "waiting": Picture(
        "an hourglass",
        "sand",
        (
            box("plum", 20, 8, 40, 7, 3),
            box("plum", 20, 65, 40, 7, 3),
            fill("cream", "M24 15h32q0 16-13 25 13 9 13 25H24q0-16 13-25-13-9-13-25z"),
            fill("coral", "M31 26h18q-3 8-9 12-6-4-9-12zM28 65q2-9 12-13 10 4 12 13z"),
        ),
    ),
    "hospital": Picture(
        "a hospital",
        "sky",
        (
            box("cream", 12, 22, 56, 50, 2),
            box("coral", 28, 8, 24, 24, 3),
            fill("cream", "M37 12h6v5h5v6h-5v5h-6v-5h-5v-6h5z"),
            box("sky2", 19, 38, 10, 10, 1),
            box("sky2", 51, 38, 10, 10, 1),
            box("teal", 33, 52, 14, 20, 1),
            box("sky2", 19, 54, 8, 10, 1),
            box("sky2", 53, 54, 8, 10, 1),
        ),
    ),
    "ambulance": Picture(
        "an ambulance",
        "mint",
        (
            fill("cream", "M6 24h42v36H6zM50 32h12l12 14v14H50z"),
            fill("sky", "M54 36h7l7 9H54z"),
            box("sky2", 24, 18, 10, 6, 2),
            fill("coral", "M24 31h6v6h6v6h-6v6h-6v-6h-6v-6h6z"),
            disc("h1", 20, 61, 7),
            disc("h1", 60, 61, 7),
            line("coral", 3, "M50 54h24M6 54h6"),
        ),
    ),
    "school": Picture(
        "a school",
        "sun",
        (
            box("coral", 8, 36, 64, 36, 1),
            fill("plum", "M40 12 22 36h36z"),
            disc("cream", 40, 28, 5),
            box("sky", 14, 44, 10, 10, 1),
            box("sky", 56, 44, 10, 10, 1),
            box("teal", 33, 50, 14, 22, 1),
            line("plum", 3, "M40 12V4"),
            fill("teal", "M41 4h10l-3 3 3 3H41z"),
        ),
    ),
    "work": Picture(
        "a briefcase",
        "sand",
        (
            line("plum", 5, "M30 28v-8q0-4 4-4h12q4 0 4 4v8"),
            box("h3", 10, 26, 60, 42, 5),
            box("h2", 10, 42, 60, 6),
            box("sun", 35, 40, 10, 10, 2),
        ),
    ),
    "office": Picture(
        "an office building",
        "mint",
        (
            box("sky2", 20, 8, 40, 64, 2),
            *(box("cream", x, y, 8, 8, 1) for y in (15, 29, 43) for x in (26, 36, 46)),
            box("plum", 34, 57, 12, 15, 1),
        ),
    ),
    "place": Picture(
        "a pin on a map",
        "sky",
        (
            fill("cream", "M8 24l20-6 24 8 20-6v46l-20 6-24-8-20 6z"),
            line("sky2", 3, "M28 18v46M52 26v46"),
            fill("coral", "M40 8a16 16 0 0 1 16 16q0 10-16 28-16-18-16-28A16 16 0 0 1 40 8z"),
            disc("cream", 40, 24, 6),
        ),
    ),
    "heart": Picture("a heart", "pink", (moved(-4, -6, 1.1, fill("coral", HEART)),)),
    "idea": Picture(
        "a light bulb",
        "plum",
        (
            fill("sun", "M40 10a21 21 0 0 1 13 38q-3 3-3 8H30q0-5-3-8a21 21 0 0 1 13-38z"),
            box("cream", 31, 58, 18, 5, 2),
            box("cream", 34, 65, 12, 5, 2),
            line("h3", 2.5, "M34 38l6 6 6-6M40 44v12"),
        ),
    ),
    "goal": Picture(
        "a target",
        "mint",
        (
            disc("coral", 38, 44, 28),
            disc("cream", 38, 44, 20),
            disc("coral", 38, 44, 12),
            disc("cream", 38, 44, 4),
            line("plum", 4, "M38 44 66 14"),
            fill("plum", "M60 10l2 8 8 2 4-10-4-4z"),
        ),
    ),
    "star": Picture(
        "a star",
        "sky",
        (fill("sun", "M40 8l9 21 23 2-17 15 5 23-20-12-20 12 5-23L8 31l23-2z"),),
    ),
    "key": Picture(
        "a key",
        "sand",
        (
            disc("sun", 24, 40, 15),
            disc("sand", 24, 40, 6),
            box("sun", 36, 36, 36, 8, 2),
            box("sun", 56, 42, 6, 12, 1),
            box("sun", 65, 42, 6, 9, 1),
        ),
    ),
    "private": Picture(
        "a padlock",
        "sky",
        (
            line("plum", 6, "M26 38V28a14 14 0 0 1 28 0v10"),
            box("sun", 18, 36, 44, 36, 6),
            disc("h1", 40, 51, 5),
            box("h1", 38, 52, 4, 11, 2),
        ),
    ),
    "safe": Picture(
        "a shield with a tick",
        "mint",
        (
            fill("teal", "M40 8l28 9v20q0 25-28 35Q12 62 12 37V17z"),
            line("cream", 7, "M27 39l10 10 17-20"),
        ),
    ),
    "danger": Picture(
        "a warning sign",
        "sand",
        (
            fill("sun", "M40 10 74 68a3 3 0 0 1-3 4H9a3 3 0 0 1-3-4z"),
            line("ink", 7, "M40 30v18"),
            disc("h1", 40, 60, 4.5),
        ),
    ),
    "rights": Picture(
        "weighing scales",
        "cream",
        (
            line("plum", 5, "M40 14v54M26 70h28M14 24h52"),
            line("plum", 2.5, "M14 24 6 46M14 24l8 22M66 24l-8 22M66 24l8 22"),
            fill("coral", "M4 46h20a10 9 0 0 1-20 0z"),
            fill("teal", "M56 46h20a10 9 0 0 1-20 0z"),
            disc("sun", 40, 12, 5),
        ),
    ),
    "law": Picture(
        "a judge's hammer",
        "sky",
        (
            turned(
                -40,
                box("h3", 22, 22, 30, 20, 3),
                box("h2", 18, 20, 6, 24, 2),
                box("h2", 50, 20, 6, 24, 2),
                box("h2", 34, 42, 6, 34, 3),
            ),
            box("plum", 10, 66, 34, 8, 2),
        ),
    ),
    "look-again": Picture(
        "an arrow in a circle",
        "pink",
        (
            line("plum", 6, "M64 34a25 25 0 1 0 1 14"),
            fill("plum", "M72 22v20H52z"),
            line("teal", 5, "M31 42l7 7 13-15"),
        ),
    ),
    "search": Picture(
        "a magnifying glass",
        "mint",
        (
            disc("plum", 34, 34, 24),
            disc("sky", 34, 34, 17),
            line("plum", 9, "M52 52l18 18"),
        ),
    ),
    "change": Picture(
        "two arrows",
        "cream",
        (
            line("teal", 7, "M14 30h44"),
            fill("teal", "M54 16l18 14-18 14z"),
            line("coral", 7, "M66 56H22"),
            fill("coral", "M26 42 8 56l18 14z"),
        ),
    ),
    "rain": Picture(
        "a rain cloud",
        "sky",
        (
            fill("cream", "M22 44a13 13 0 0 1 2-26 18 18 0 0 1 34 4 11 11 0 0 1 0 22z"),
            line("sky2", 5, "M26 54l-4 12M42 54l-4 12M58 54l-4 12"),
        ),
    ),
    "training": Picture(
        "a blackboard",
        "mint",
        (
            box("h2", 8, 12, 64, 42, 3),
            box("teal", 12, 16, 56, 34, 1),
            line("cream", 3, "M20 26h24M20 34h32M20 42h16"),
            line("h2", 4, "M24 54l-6 18M56 54l6 18"),
        ),
    ),
}
