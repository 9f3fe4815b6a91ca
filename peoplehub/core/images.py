"""Uploaded images: decoded and encoded again, so that no metadata, thumbnail or script survives,
with bounds on bytes and pixels (ASVS 5.0 V5.2.1, V5.2.6)."""
import io
import threading
import warnings
from functools import lru_cache
from importlib import import_module
from typing import cast

from PIL import Image, ImageCms, UnidentifiedImageError

from peoplehub.core import antivirus, blocked_files
from peoplehub.core.errors import Invalid
from peoplehub.core.image_metadata import orientation, stripped

MOST_BYTES = 8 * 1024 * 1024
# Format → the most pixels. Each takes at most about 350 MB while it is opened: a JPEG is made
# smaller as it is read, a WebP is held four times by its library.
MOST_PIXELS = {"JPEG": 70_000_000, "HEIF": 52_000_000, "PNG": 40_000_000,
               "GIF": 40_000_000, "WEBP": 20_000_000}
LONGEST_SIDE = 20_000  # pixels: a panorama has 16,000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
ENDINGS = {"jpg", "jpeg", "png", "webp", "gif", "heic", "heif"}  # of their names
MOST_OF_A_PROFILE = 1024 * 1024  # bytes that say how colours are meant
WIDEST = 1600  # pixels, of what is kept
_one_at_a_time = threading.Lock()
NOT_A_PICTURE = (
    "We could not open that as a picture. Please choose a JPEG, PNG, WebP or HEIC photo."
)
TOO_BIG = "That picture is too big. Please choose one under 8 MB."
TOO_WIDE = (
    "That picture has too many dots to open here. Please choose a smaller copy of it. "
    "A screenshot of it will do."
)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}


def reencode(data: bytes, is_scanned: bool = False) -> bytes:
    """The picture as WebP with no metadata. Raises Invalid, with a sentence, for anything else, for
    a harmful file, and for a copy of what was taken down for good. `is_scanned`: whoever calls has
    asked for viruses."""
    if not is_scanned and len(data) <= MOST_BYTES:
        antivirus.require_clean(data)
    cleaned = _cleaned(data)
    blocked_files.check(cleaned)
    return cleaned


def _cleaned(data: bytes) -> bytes:
    if len(data) > MOST_BYTES:
        raise Invalid(TOO_BIG)
    try:
        with _one_at_a_time:
            return _reencoded(*stripped(data))
    except Invalid:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Invalid(TOO_WIDE) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError,
            ArithmeticError, LookupError, TypeError) as error:
        raise Invalid(NOT_A_PICTURE) from error


@lru_cache(maxsize=1)
def _know_heif() -> None:
    import_module("pillow_heif").register_heif_opener()  # 3 MB, seldom asked


def _reencoded(data: bytes, way_up: int) -> bytes:
    _know_heif()
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    width, height = picture.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS[picture.format or ""]:
        raise Invalid(TOO_WIDE)
    if picture.format == "WEBP":
        way_up = orientation(picture.info.get("exif", b""))
    less = min(1, 1.2 * WIDEST / max(width, height))
    picture.draft(None, (int(width * less), int(height * less)))  # a JPEG is read smaller
    small = _of_eight_bits(picture)
    small.thumbnail((WIDEST, WIDEST))
    if way_up in TURNS:
        small = small.transpose(TURNS[way_up])
    plain = _in_srgb(small, picture.info.get("icc_profile") or b"")
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=80, method=4, exif=b"", icc_profile=None, xmp=b"")
    return out.getvalue()


def _of_eight_bits(picture: Image.Image) -> Image.Image:
    """In a mode that can be made smaller smoothly. Sixteen bits of grey are scaled, not cut off."""
    if picture.mode.startswith("I"):
        return picture.point(lambda grey: grey * (1 / 256)).convert("L")
    if picture.mode in ("1", "P", "PA"):
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colours as every screen shows them: those of a wide-gamut phone would come out pale."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    takes_profiles = picture.mode in ("RGB", "RGBA", "L", "CMYK")
    if takes_profiles and 0 < len(profile) <= MOST_OF_A_PROFILE:
        into = "RGBA" if picture.mode == "RGBA" else "RGB"
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return cast(Image.Image, ImageCms.profileToProfile(
                picture, meant, _srgb(), outputMode=into)).convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a broken profile says nothing
    return picture.convert(mode)


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
