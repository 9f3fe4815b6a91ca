"""What editors bring for a film or sound: looked at by its content, and kept in the store. The
database is not asked meanwhile."""
from typing import BinaryIO, cast

from flask import current_app
from werkzeug.datastructures import FileStorage

from peoplehub.core import antivirus, clock, files, images
from peoplehub.core.antivirus import HARMFUL, NotScanned, Verdict
from peoplehub.core.errors import Invalid
from peoplehub.core.media import examine, web_vtt
from peoplehub.library.media import CAPTIONS, MAIN, PICTURE, SMALL, MediaFile, name_of, source_name

MEGABYTE = 1_000_000


def keep_played(sent: FileStorage, part: str, _language: str) -> tuple[MediaFile, bool]:
    """A film or sound, and whether hidden details were taken out of it. Raises Invalid with a
    sentence, and Unavailable where the store has no place for it."""
    stream = cast(BinaryIO, sent.stream)
    most = current_app.config["MEDIA_MB"]
    if stream.seek(0, 2) > most * MEGABYTE:
        raise Invalid(f"That file is too big. Please choose one of up to {most} MB.")
    facts = examine(stream)
    verdict = antivirus.scan_stream(stream)
    if verdict is Verdict.INFECTED:
        raise Invalid(HARMFUL)
    if verdict is Verdict.UNKNOWN:
        raise NotScanned()
    size = stream.seek(0, 2)
    key = files.store_long(stream, facts.suffix)
    name = name_of(part, facts.is_film, facts.suffix, "")
    return (MediaFile(part, name, key, facts.mimetype, size, facts.seconds, "",
                      clock.now().isoformat(), source_name(sent.filename)), facts.is_cleaned)


def keep_captions(sent: FileStorage, part: str, language: str) -> tuple[MediaFile, bool]:
    data = web_vtt.written(web_vtt.parse(sent.stream.read(web_vtt.MOST_BYTES + 1)))
    return _small_file(part, data, ".vtt", "text/vtt", language, sent), False


def keep_picture(sent: FileStorage, part: str, _language: str) -> tuple[MediaFile, bool]:
    data = images.reencode(sent.stream.read(images.MOST_BYTES + 1))
    return _small_file(part, data, ".webp", "image/webp", "", sent), False


def _small_file(part: str, data: bytes, suffix: str, mimetype: str, language: str,
                sent: FileStorage) -> MediaFile:
    return MediaFile(part, name_of(part, False, suffix, language), files.store(data, suffix),
                     mimetype, len(data), 0, language, clock.now().isoformat(),
                     source_name(sent.filename))


KEPT = {MAIN: keep_played, SMALL: keep_played, CAPTIONS: keep_captions, PICTURE: keep_picture}
