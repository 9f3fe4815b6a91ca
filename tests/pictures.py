"""`python -m tests.pictures`: the five pictures of docs/pictures, from a fresh demonstration site.

`python -m tests.pictures FOLDER /forum /library?q=money ...` takes others, to look at.
"""
import io
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests import servers, visiting

PICTURES = servers.HOUSE / "docs" / "pictures"
MOST = 300_000  # bytes of a picture
WAYS = {
    "phone": {"viewport": visiting.PHONE, "device_scale_factor": 2},
    "phone-dark": {"viewport": visiting.PHONE, "color_scheme": "dark"},
    "desktop": {"viewport": {"width": 1280, "height": 860}},
    "desktop-dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
}


def main(folder: str = "", *paths: str) -> None:
    with tempfile.TemporaryDirectory() as place, a_site(Path(place)) as camera:
        if paths:
            take_each(camera, Path(folder), paths)
        else:
            take_five(camera)


def take_five(camera) -> None:
    topic = camera.site.samples["topic"]
    beside = [camera.shot("phone", "/"), camera.shot("phone", topic)]
    keep("home-phone", side_by_side(beside))
    keep("thread-desktop", camera.shot("desktop", topic, "amina"))
    keep("message-phone", camera.shot("phone", "/messages/1", "amina"))
    keep("library-desktop-dark", camera.shot("desktop-dark", "/library"))
    keep("moderation-phone", camera.shot("phone", "/moderation", "ruth"))


def take_each(camera, folder: Path, paths: tuple[str, ...]) -> None:
    """Whole pages, each way; "ruth:/moderation" is hers."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        who, _, path = path.rpartition(":")
        path = path.format(**camera.site.samples)
        for way in WAYS:
            name = f"{way}{path.replace('/', '-').replace('?', '-')}-{who}.png"
            camera.shot(way, path, who, whole=True).save(folder / name)


class Camera:
    def __init__(self, site, chromium):
        self.site, self.chromium = site, chromium

    def shot(self, way: str, path: str, who: str = "", whole: bool = False) -> Image.Image:
        context = visiting.new_context(self.site, self.chromium, who, reduced_motion="reduce",
                                       **WAYS[way])
        page = context.new_page()
        page.goto(path)
        page.evaluate("document.fonts.ready.then(() => true)")
        page.wait_for_timeout(1000)  # a conversation says by itself how far it was read
        page.evaluate("scrollTo(0, 0)")
        taken = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
        context.close()
        return taken


@contextmanager
def a_site(folder: Path):
    with sync_playwright() as playwright, visiting.served(folder / "new", folder / "here") as site:
        found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield Camera(site, chromium)
        chromium.close()


def side_by_side(shots: list[Image.Image], gap: int = 40) -> Image.Image:
    width = sum(shot.width for shot in shots) + gap * (len(shots) - 1)
    beside = Image.new("RGB", (width, max(shot.height for shot in shots)), "#d9d3c3")
    left = 0
    for shot in shots:
        beside.paste(shot, (left, 0))
        left += shot.width + gap
    return beside


def keep(name: str, taken: Image.Image) -> None:
    """As few colours as it takes to stay small."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    taken.convert("RGB").quantize(192, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(servers.HOUSE)}: {path.stat().st_size:,} bytes")
    assert path.stat().st_size < MOST, f"{name} is too big"


if __name__ == "__main__":
    main(*sys.argv[1:])
