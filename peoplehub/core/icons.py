"""The icon sprite made from Lucide, and the names it holds.

To add one, put its name here and remake the sprite from npm's lucide-static (ISC licence):

    python -m peoplehub.core.icons path/to/lucide-static/icons
"""
import re
import sys
from pathlib import Path

from markupsafe import Markup

from peoplehub.core.assets import static_url

SPRITE = Path(__file__).parents[2] / "static" / "icons.svg"

NAMES = frozenset(
    """
    accessibility activity annoyed archive arrow-left arrow-right baby
    badge-check ban bell bell-off bold book book-open bookmark briefcase calendar chart-column check
    check-check chevron-down chevron-left chevron-right circle-alert circle-check circle-help
    clipboard-list clock code contrast cookie corner-up-left door-open download ellipsis eye
    eye-off file-plus file-text flag folder frown hand-heart heading heart
    heart-handshake history hospital house image inbox info italic key-round laugh
    library life-buoy link list list-filter lock lock-open log-in log-out mail
    mail-check map-pin megaphone meh menu message-circle messages-square
    moon move-right paperclip pen-line pencil phone pin pin-off plus pound-sterling printer quote
    refresh-cw rss save scale school search send server settings settings-2 shield
    shield-check sliders-horizontal smartphone smile sprout star sun tag trash-2
    triangle-alert type undo-2 upload user user-plus users wifi-off x
    """.split()
)


def icon(name: str, cls: str = "") -> Markup:
    """A picture beside a word. It says nothing to a screen reader: the word does. Raises
    LookupError for a name that the sprite has not."""
    if name not in NAMES:
        raise LookupError(f"the sprite has no icon {name!r}; see peoplehub/core/icons.py")
    classes = f"icon {cls}" if cls else "icon"
    return Markup(
        f'<svg class="{classes}" width="24" height="24" aria-hidden="true">'
        f'<use href="{static_url("icons.svg")}#{name}"></use></svg>'
    )


def make_sprite(folder: Path) -> str:
    symbols = "".join(_symbol(folder, name) for name in sorted(NAMES))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def _symbol(folder: Path, name: str) -> str:
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", (folder / f"{name}.svg").read_text(), re.DOTALL)
    if drawing is None:
        raise ValueError(f"{name}.svg holds no drawing")
    inner = re.sub(r"\s*\n\s*", "", drawing[1]).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>'


if __name__ == "__main__":
    SPRITE.write_text(make_sprite(Path(sys.argv[1])))
