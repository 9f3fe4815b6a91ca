"""Reads the tokens of tokens.css and reckons contrast as WCAG does."""
import re
from pathlib import Path

CSS = Path(__file__).parents[2] / "static" / "css"
BLOCK = re.compile(r"(:root[^{]*)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b")


def blocks() -> dict[str, str]:
    """Selector → what stands in it."""
    css = re.sub(r"/\*.*?\*/", "", (CSS / "tokens.css").read_text(), flags=re.DOTALL)
    return {selector.strip(): body for selector, body in BLOCK.findall(css)}


def colours(body: str) -> dict[str, str]:
    return dict(TOKEN.findall(body))


def themes() -> dict[str, dict[str, str]]:
    found = blocks()
    light = colours(found[":root"])
    return {
        "light": light,
        "dark": light | colours(found[":root[data-theme=dark]"]),
        "contrast": light | colours(found[":root[data-theme=contrast]"]),
    }


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([_luminance(one), _luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
