"""What drawn pictures are made of: shapes, lines and people, on a ground of 80 by 80 units."""

from typing import NamedTuple

from peoplehub.artwork.avatars import person


class Picture(NamedTuple):
    """A subject in words ("a bed"), the colour of its ground, and its parts in SVG."""

    words: str
    ground: str
    parts: tuple[str, ...]

    @property
    def svg(self) -> str:
        """The inside of an `svg` element with the view box "0 0 80 80"."""
        return f'<path class="q-{self.ground}" d="M0 0h80v80H0z"/>{"".join(self.parts)}'


def fill(colour: str, path: str) -> str:
    return f'<path class="q-{colour}" d="{path}"/>'


def box(colour: str, x: float, y: float, wide: float, high: float, round_by: float = 0) -> str:
    return (
        f'<rect class="q-{colour}" x="{x}" y="{y}" width="{wide}" height="{high}" rx="{round_by}"/>'
    )


def disc(colour: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="q-{colour}" cx="{x}" cy="{y}" r="{radius}"/>'


def line(colour: str, width: float, path: str) -> str:
    return (
        f'<path class="q-{colour}-line" stroke-width="{width}" stroke-linecap="round" '
        f'stroke-linejoin="round" d="{path}"/>'
    )


def moved(x: float, y: float, scale: float, *parts: str) -> str:
    """The same, smaller, with its corner there."""
    return f'<g transform="translate({x} {y}) scale({scale})">{"".join(parts)}</g>'


def turned(degrees: float, *parts: str) -> str:
    """The same, turned about the middle."""
    return f'<g transform="rotate({degrees} 40 40)">{"".join(parts)}</g>'


def people(x: float, y: float, scale: float, recipe: str) -> str:
    """A person from the shoulders up; `recipe`: skin, top, hair and style as in avatars."""
    return moved(x, y, scale, person(*recipe.split("/")))


def body(x: float, y: float, skin: str, top: str, legs: str = "h1", hair: str = "h1") -> str:
    """Somebody standing, 16 units wide and 40 high; their feet stand on y + 40."""
    return (
        box(legs, x + 3, y + 24, 4.5, 16, 2)
        + box(legs, x + 8.5, y + 24, 4.5, 16, 2)
        + box(top, x, y + 11, 16, 16, 5)
        + disc(skin, x + 8, y + 5.5, 5.5)
        + fill(hair, f"M{x + 2} {y + 5}a6 6 0 0 1 12 0c-4 0-7-1-8-3-1 2-2 3-4 3z")
    )
