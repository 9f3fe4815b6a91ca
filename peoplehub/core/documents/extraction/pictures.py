"""Makes pictures of documents as small as a cover needs them."""
import io
from typing import Any

from PIL import Image

WIDEST, HIGHEST = 480, 680  # pixels


def read(data: bytes, _kind: str) -> dict[str, Any]:
    """Of a picture that the site has drawn itself. A screen reader reads no words in it."""
    with Image.open(io.BytesIO(data), formats=["WEBP"]) as opened:
        return {"findings": {"is-picture": 1}} | small(opened.convert("RGB"))


def small(picture: Image.Image) -> dict[str, Any]:
    """`picture` as WebP, with its `width` and `height` in pixels."""
    picture.thumbnail((WIDEST, HIGHEST))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=75, method=4)
    return {"picture": out.getvalue(), "width": picture.width, "height": picture.height}
