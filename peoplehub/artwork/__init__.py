"""Generated artwork: covers, avatars, tiles and the strip, drawn as SVG patterns and
coloured by CSS classes.

Only our own shapes and words from `RECIPE_PARTS` reach the markup; what people choose is
looked up, never copied.
"""
import random
from functools import lru_cache

from markupsafe import Markup

from peoplehub.artwork.avatars import RECIPE_PARTS, is_recipe, person, recipe_for
from peoplehub.artwork.shapes import COLOURS, PAIRS, PATTERNS, PICTURES, shape

__all__ = [
    "COLOURS", "PICTURES", "RECIPE_PARTS", "avatar", "cover", "hero", "is_recipe", "patch",
    "recipe_for", "strip", "tile",
]  # fmt: skip

AVATAR_SIZES = {"mini": 32, "small": 44, "": 56, "large": 112}

HERO = (
    ("sun", "quarter coral 0"), ("mint", "s3 plum h1 afro"), ("teal", "arcs sun 2"),
    ("pink", "s1 teal h3 bob"), ("sky", "s2 coral teal scarf"), ("coral", "flower cream 0"),
    ("cream", "s1 sky2 h4 glasses"), ("plum", "leaf pink 0"), ("teal", "heart cream 0"),
    ("sun", "s4 teal h1 beard"), ("pink", "semi plum 1"), ("mint", "s2 coral h2 long"),
    ("sky2", "s1 sun h4 bun"), ("plum", "talk sun 0"), ("sky", "s3 sun h1 short"),
    ("coral", "quarter sun 3"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def avatar(recipe: str, size: str = "") -> Markup:
    """Someone's picture. A recipe nobody knows gets a steady one of its own."""
    if not is_recipe(recipe):
        recipe = recipe_for(recipe)
    background, *parts = recipe.split("/")
    name = f"avatar avatar--{size}" if size else "avatar"
    pixels = AVATAR_SIZES[size]
    ground = f'<path class="q-{background}" d="M0 0h80v80H0z"/>'
    return Markup(
        f'<svg class="{name}" viewBox="0 0 80 80" width="{pixels}" height="{pixels}"'
        f' aria-hidden="true">{ground}{person(*parts)}</svg>'
    )


@lru_cache(maxsize=1024)
def patch(seed: str) -> Markup:
    """One square with a pattern."""
    return _sew([_pattern(_chooser(seed))], 1, "patch")


@lru_cache(maxsize=1024)
def strip(seed: str, columns: int, rows: int = 1, name: str = "strip") -> Markup:
    """A band of patterns; no two side by side share a background."""
    chooser = _chooser(seed)
    cells: list[tuple] = []
    for _ in range(columns * rows):
        cells.append(_pattern(chooser, unlike=cells[-1][0] if cells else None))
    return _sew(cells, columns, f"quilt quilt--{name}")


@lru_cache(maxsize=1024)
def cover(
    seed: str, kind: str | None = None, background: str | None = None, colour: str | None = None,
    columns: int = 3,
) -> Markup:
    """Two rows of patches with a picture in the lower one: a story's or a sheet's cover."""
    chooser = _chooser(seed)
    ground, figure = chooser.choice(PAIRS)
    picture = shape(kind or chooser.choice(PICTURES), colour or figure)
    cells = [_pattern(chooser) for _ in range(columns * 2)]
    cells[columns + 1] = (background or ground, picture)
    return _sew(cells, columns, "quilt quilt--cover")


@lru_cache(maxsize=256)
def tile(kind: str, background: str, colour: str) -> Markup:
    """One square with a picture."""
    return _sew([(background, shape(kind, colour))], 1, "tile")


@lru_cache(maxsize=1)
def hero() -> Markup:
    """The picture of the front page: avatars and patterns side by side."""
    cells = [(background, _figure(words)) for background, words in HERO]
    return _sew(cells, 4, "quilt quilt--hero")


def _figure(words: str) -> str:
    first, *rest = words.split()
    if first in RECIPE_PARTS["skin"]:
        return person(first, *rest)
    return shape(first, rest[0], int(rest[1]))


def _chooser(seed: str) -> random.Random:
    return random.Random(f"quilt {seed}")


def _pattern(chooser: random.Random, unlike: str | None = None) -> tuple[str, str]:
    background, colour = chooser.choice([pair for pair in PAIRS if pair[0] != unlike])
    return background, shape(chooser.choice(PATTERNS), colour, chooser.randrange(4))


def _sew(cells: list[tuple[str, str]], columns: int, name: str) -> Markup:
    rows = -(-len(cells) // columns)
    sewn = "".join(_cell(number, columns, *cell) for number, cell in enumerate(cells))
    return Markup(
        f'<svg class="{name}" viewBox="0 0 {columns * 80} {rows * 80}"'
        f' preserveAspectRatio="xMidYMid slice" aria-hidden="true">{sewn}</svg>'
    )


def _cell(number: int, columns: int, background: str, inner: str) -> str:
    if background not in COLOURS:
        raise ValueError(f"the quilt has no colour {background!r}")
    right, down = number % columns * 80, number // columns * 80
    # Half a unit over the edge, so that no hairline shows between the patches.
    ground = f'<path class="q-{background}" d="M0 0h80.5v80.5H0z"/>'
    return f'<g transform="translate({right} {down})">{ground}{inner}</g>'
