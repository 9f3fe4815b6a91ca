"""Pictures that people give us: drawn again from their points, so that nothing hidden in the file
survives (place, camera, thumbnails, scripts), and bombs never go off."""
import io
import threading
import warnings

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from peoplehub.core.errors import Invalid

pillow_heif.register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
WIDEST = 1600  # pixels, of what is kept
_one_at_a_time = threading.Lock()  # the largest takes 200 MB while it is open
NOT_A_PICTURE = (
    "We could not open that as a picture. Please choose a JPEG, PNG, WebP or HEIC photo."
)
TOO_BIG = "That picture is too big. Please choose one under 8 MB."


def clean(data: bytes) -> bytes:
    """The picture as WebP with no metadata. Raises Invalid, with a sentence, for anything else."""
    if len(data) > MOST_BYTES:
        raise Invalid(TOO_BIG)
    try:
        with _one_at_a_time:
            return _drawn_again(data)
    except Invalid:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError,
            Image.DecompressionBombError, Image.DecompressionBombWarning, ArithmeticError,
            LookupError, TypeError) as error:
        raise Invalid(NOT_A_PICTURE) from error


def _drawn_again(data: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise Invalid(TOO_BIG)
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((WIDEST, WIDEST))
        plain = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=80, method=4, exif=b"", icc_profile=None, xmp=b"")
    return out.getvalue()
