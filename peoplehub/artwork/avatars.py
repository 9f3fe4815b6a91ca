"""Avatars: faceless people, drawn from a short recipe of skin, hair, clothes and background.

A recipe is five words with strokes between: background/skin/top/hair/style, for example
"mint/s3/plum/h1/afro". People choose theirs; everybody else gets a steady one from a seed.
"""
import random
from functools import lru_cache

# Each part: the word in the recipe, and the words people choose by.
RECIPE_PARTS: dict[str, dict[str, str]] = {
    "background": {
        "mint": "Mint", "sky": "Pale blue", "sky2": "Blue", "sun": "Yellow", "pink": "Pink",
        "cream": "Cream", "sand": "Sand", "coral": "Coral", "teal": "Green", "plum": "Plum",
    },
    "skin": {"s1": "Light", "s2": "Light brown", "s3": "Brown", "s4": "Dark brown"},
    "top": {
        "plum": "Plum", "teal": "Green", "coral": "Coral", "sun": "Yellow", "sky2": "Blue",
        "pink": "Pink", "cream": "Cream",
    },
    "hair": {
        "h1": "Black", "h2": "Brown", "h3": "Red", "h4": "Grey",
        "teal": "Green", "plum": "Plum", "sky2": "Blue",
    },
    "style": {
        "short": "Short hair", "long": "Long hair", "bob": "Bob", "bun": "Bun", "afro": "Afro",
        "plaits": "Plaits", "bald": "No hair", "beard": "Beard", "glasses": "Glasses",
        "scarf": "Head scarf", "turban": "Turban", "cap": "Cap",
    },
}  # fmt: skip

# Each style: what lies behind the head, and what lies in front of it.
STYLES = {
    "short": ("", "M22.5 35a17.5 17.5 0 0 1 35 0c-4-1-7-4-9-8-5 5-16 8-26 8z"),
    "long": (
        "M20 37a20 20 0 0 1 40 0v24H20z",
        "M23 34a17 17 0 0 1 34 0c-8 0-14-3-17-8-3 5-9 8-17 8z",
    ),
    "bob": (
        "M20 36a20 20 0 0 1 40 0v12H20z",
        "M23 35a17 17 0 0 1 34-2c-14 0-22-3-24-7-2 5-6 8-10 9z",
    ),
    "bun": (
        "M40 4a9 9 0 0 1 0 18 9 9 0 0 1 0-18z",
        "M22 37a18 18 0 0 1 36 0c-3-1-6-5-8-10-6 4-20 5-28 10z",
    ),
    "afro": ("M40 7a24 24 0 0 1 0 48 24 24 0 0 1 0-48z", ""),
    "plaits": (
        "M21 32h7v30a3.5 3.5 0 0 1-7 0zM52 32h7v30a3.5 3.5 0 0 1-7 0z",
        "M22 36a18 18 0 0 1 36 0c-8 0-15-4-18-11-3 7-10 11-18 11z",
    ),
    "bald": ("", ""),
    "beard": (
        "",
        "M24 36c3 4 8 5 16 5s13-1 16-5c0 12-6 18-16 18s-16-6-16-18z"
        + "M23 33a17 17 0 0 1 34 0c-9-6-25-6-34 0z",
    ),
    "glasses": ("", "M23 33a17 17 0 0 1 34 0c-3-4-6-6-8-10-7 4-18 4-26 10z"),
    "scarf": ("M18 38a22 22 0 0 1 44 0c0 10 2 18 6 24H12c4-6 6-14 6-24z", ""),
    "turban": ("", "M20 32c-2-14 8-23 20-23s22 9 20 23c-8-5-14-7-20-12-6 5-12 7-20 12z"),
    "cap": ("", "M22 31a18 18 0 0 1 36 0h10a2 2 0 0 1 0 4H22z"),
}

SHOULDERS = "M8 80a32 27 0 0 1 64 0z"
NECK_AND_HEAD = "M33 48h14v8a7 7 0 0 1-14 0zM40 19a16 16 0 0 1 0 32 16 16 0 0 1 0-32z"
LENSES = (
    '<path class="q-ink-line" stroke-width="2.5"'
    ' d="M33.5 33a5 5 0 0 1 0 10 5 5 0 0 1 0-10z'
    'M46.5 33a5 5 0 0 1 0 10 5 5 0 0 1 0-10zM38.5 38h3"/>'
)


def is_recipe(recipe: str) -> bool:
    parts, known = recipe.split("/"), RECIPE_PARTS.values()
    if len(parts) != len(known):
        return False
    return all(part in choices for part, choices in zip(parts, known, strict=True))


@lru_cache(maxsize=4096)
def recipe_for(seed: str) -> str:
    """A steady recipe for someone who has not chosen: the same seed, the same person."""
    chooser = random.Random(f"person {seed}")
    parts = [chooser.choice(list(choices)) for choices in RECIPE_PARTS.values()]
    return recipe_for(f"{seed} again") if _blends(*parts) else "/".join(parts)


def person(skin: str, top: str, hair: str, style: str) -> str:
    """Shoulders, head and hair, without a background."""
    behind, before = STYLES[style]
    pieces = [_piece(hair, behind), _piece(top, SHOULDERS), _piece(skin, NECK_AND_HEAD)]
    pieces += [_piece(hair, before), LENSES if style == "glasses" else ""]
    return "".join(pieces)


def _piece(colour: str, path: str) -> str:
    return f'<path class="q-{colour}" d="{path}"/>' if path else ""


def _blends(background: str, skin: str, top: str, hair: str, style: str) -> bool:
    """Whether the person would vanish into the background."""
    return background in (top, hair) or (hair.startswith("h") and style in ("scarf", "turban"))
