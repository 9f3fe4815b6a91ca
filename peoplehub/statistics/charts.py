"""Bar charts computed on the server, for a template to draw as SVG."""
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 640, 200, 4


@dataclass(frozen=True)
class Bar:
    """One bar, in the units of the drawing."""

    label: str
    value: int
    x: float
    y: float
    width: float
    height: float


def bars(values: Sequence[tuple[str, int]]) -> list[Bar]:
    """A bar for each (label, value), the largest as high as the drawing."""
    most = max([value for _, value in values], default=0) or 1
    step = WIDTH / max(len(values), 1)
    return [_bar(label, value, number * step, step - GAP, value / most * HEIGHT)
            for number, (label, value) in enumerate(values)]


def _bar(label: str, value: int, x: float, width: float, height: float) -> Bar:
    return Bar(label, value, round(x, 1), round(HEIGHT - height, 1), round(width, 1),
               round(height, 1))


def widths(values: Sequence[int | str]) -> list[float]:
    """The width of a lying bar for each number, of 100 for the largest; 0 where none is shown."""
    numbers = [value if isinstance(value, int) else 0 for value in values]
    most = max(numbers, default=0) or 1
    return [round(100 * number / most, 1) for number in numbers]
