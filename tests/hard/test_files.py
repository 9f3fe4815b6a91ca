"""Files that are not what they say, are too much, or go off: refused in a sentence, quickly, and
with everything else on the form kept."""
import io
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from peoplehub.core import clock, documents as originals, images
from peoplehub.core.errors import Invalid
from tests.hard.clean import wrong_in_page
from tests.hard.hostile import HEADERS, SCRIPTS
from tests.world import a_picture

SENTENCES = (images.NOT_A_PICTURE, images.TOO_BIG, images.TOO_WIDE)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, data: bytes = b"", extra: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", data)
            + chunk(b"IEND", b""))


def gif(width: int, height: int, frames: int = 1) -> bytes:
    one = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\x00" * 6
    return head + one * frames + b"\x3b"


def display_p3() -> bytes:
    """The profile of a phone's screen: its three colours and the curve of sRGB."""
    def number(value):
        return struct.pack(">i", round(value * 65536))

    curve = b"para\x00\x00\x00\x00\x00\x03\x00\x00" + b"".join(
        map(number, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)))
    points = {b"wtpt": (0.9642, 1, 0.8249), b"rXYZ": (0.51512, 0.2412, -0.00105),
              b"gXYZ": (0.29198, 0.69225, 0.04189), b"bXYZ": (0.1571, 0.06657, 0.78407)}
    parts = {tag: b"XYZ \x00\x00\x00\x00" + b"".join(map(number, xyz)) for tag, xyz in points.items()}
    parts |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    listed, kept, start = b"", b"", 128 + 4 + 12 * len(parts)
    for tag, part in parts.items():
        listed += tag + struct.pack(">II", start + len(kept), len(part))
        kept += part
    head = struct.pack(">I4sI4s4s4s12s4s28sIII48s", start + len(kept), b"", 0x04000000, b"mntr",
                       b"RGB ", b"XYZ ", b"", b"acsp", b"", 0xF6D6, 0x10000, 0xD32D, b"")
    return head + struct.pack(">I", len(parts)) + listed + kept


def zipped(names: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return kept.getvalue()


LINE = b"\x00" * (30_000 // 8 + 1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
NO_PICTURES = {
    "nothing": b"",
    "one byte": b"\x89",
    "words": b"this is not a picture at all",
    "a png bomb": png(30_000, 30_000, zlib.compress(LINE * 30_000, 9)),
    "a png that lies": png(65_000, 65_000),
    "a png with no end": png(100, 100)[:40],
    "a gif bomb": gif(60_000, 60_000),
    "an icon": b"\x00\x00\x01\x00\x01\x00\x00\x00\x00\x00\x01\x00 \x00" + b"\xff" * 60,
    "a bitmap": a_picture("BMP"), "a tiff": a_picture("TIFF"), "a pcx": a_picture("PCX"),
    "an svg": SVG, "an svg with a head": b'<?xml version="1.0"?>' + SVG,
    "html": b"<html><script>alert(1)</script>", "a pdf": b"%PDF-1.7\n%%EOF",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run",
    "a zip": zipped({"a": b"b"}), "an archive bomb": zipped({"a": b"\x00" * 20_000_000}),
    "half a photo": a_picture("JPEG", (300, 300))[:300],
    "half a webp": a_picture("WEBP", (300, 300))[:60],
    "a program": b"MZ\x90\x00" + b"\x00" * 400, "php": b"<?php system($_GET['x']); ?>",
    "a heic that is none": b"\x00\x00\x00\x18ftypheic" + b"\x00" * 90,
}
NO_DOCUMENTS = {
    "nothing.pdf": b"", "words.pdf": b"this is not a pdf", "head.pdf": b"%PDF-1.7\n",
    "page.pdf": b"<html><script>alert(1)</script>%PDF-1.4", "picture.pdf": a_picture(),
    "cut.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R", "loop.pdf":
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9999999>>endobj\ntrailer"
    b"<</Root 1 0 R>>", "deep.pdf": b"%PDF-1.4\n1 0 obj" + b"[" * 50_000, "zip.pdf": zipped({"a": b"b"}),
    "both.pdf": b"%PDF-1.4\n" + zipped({"a": b"b"}), "plain.docx": b"PK\x03\x04broken",
    "bomb.docx": zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * 80_000_000}),
    "many.docx": zipped({f"{n}": b"" for n in range(10_000)}),
    "entity.docx": zipped({"[Content_Types].xml": b"<a/>", "word/document.xml":
                           b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
    "climbs.docx": zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>",
                           "../../evil": b"x"}),
    "macro.docx": zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>",
                          "word/vbaProject.bin": b"x"}),
    "pdf.docx": b"%PDF-1.4", "page.html": b"<script>alert(1)</script>", "shell.sh": b"#!/bin/sh",
    "svg.svg": SVG, "no-ending": b"%PDF-1.4", "double.pdf.exe": b"MZ", "..": b"%PDF-1.4", "": b"x",
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_refused_soon_and_in_little_room(name):
    tracemalloc.start()
    began = time.thread_time()
    try:
        with pytest.raises(Invalid) as refused:
            images.reencode(NO_PICTURES[name])
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(refused.value) in SENTENCES
    assert time.thread_time() - began < 2 and most < 64_000_000


def test_pictures_of_others_that_are_made_to_break():
    """Every one is refused in a sentence, or is a clean picture afterwards."""
    folder = Path(os.environ.get("PEOPLEHUB_CORPORA") or "/nowhere") / "pillow-images"
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        try:
            made = images.reencode(path.read_bytes())
        except Invalid as refused:
            assert str(refused) in SENTENCES
        else:
            assert_is_clean(made)


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", SVG, zipped({"a": b"b"}),
                                  b"%PDF-1.4 hidden", b"GIF89a"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_nothing_rides_on_the_back_of_a_picture(kind, tail):
    made = images.reencode(a_picture(kind) + tail)
    assert tail[:12] not in made
    assert_is_clean(made)


def test_place_camera_and_names_are_gone():
    kept = io.BytesIO()
    picture = Image.new("RGB", (40, 40))
    exif = picture.getexif()
    exif[0x010F], exif[0x9286] = "Camera of Amina", "her home"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    picture.save(kept, "JPEG", exif=exif, comment=b"her home")
    assert b"Camera of Amina" in kept.getvalue()
    made = images.reencode(kept.getvalue())
    assert b"Amina" not in made and b"home" not in made
    assert_is_clean(made)


def test_many_frames_become_one_picture():
    kept, frames = io.BytesIO(), [Image.new("RGB", (8, 8), (n, 0, 0)) for n in range(200)]
    frames[0].save(kept, "GIF", save_all=True, append_images=frames[1:])
    made = Image.open(io.BytesIO(images.reencode(kept.getvalue())))
    assert getattr(made, "n_frames", 1) == 1


def colour_of(data: bytes, at=(20, 20)) -> tuple:
    picture = Image.open(io.BytesIO(images.reencode(data))).convert("RGB")
    return picture.getpixel(at)


def saved(picture: Image.Image, kind: str, **how) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def is_near(one: tuple, other: tuple) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


def test_sixteen_bits_of_grey_are_grey():
    line = b"".join(struct.pack("<H", (x // 30) * 0x4000 + 0x2800) for x in range(90))
    made = saved(Image.frombytes("I;16", (90, 40), line * 40), "PNG")
    assert [colour_of(made, (x, 20))[0] // 16 for x in (15, 45, 75)] == [2, 6, 10]


def test_the_colours_of_a_wide_gamut_phone_are_the_colours_of_the_screen():
    """A middle red of Display P3 is a stronger red in sRGB; without its profile it would be pale."""
    for kind, mode in (("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("HEIF", "RGB")):
        picture = Image.new(mode, (40, 40), (200, 60, 60, 255)[:len(mode)])
        profile = display_p3()
        assert is_near(colour_of(saved(picture, kind, icc_profile=profile)), (218, 42, 52)), kind
        assert is_near(colour_of(saved(picture, kind)), (200, 60, 60)), kind


@pytest.mark.parametrize("profile", [b"x", b"\x00" * 4_000, b"x" * 2_000_000])
def test_a_profile_that_says_nothing_changes_nothing(profile):
    picture = Image.new("RGB", (40, 40), (200, 60, 60))
    assert is_near(colour_of(saved(picture, "WEBP", icc_profile=profile)), (200, 60, 60))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_the_right_way_up_however_it_was_held(kind):
    picture = Image.new("RGB", (60, 30), (200, 60, 60))
    picture.paste((60, 60, 200), (0, 0, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    made = saved(picture, kind, exif=exif, **({"lossless": True} if kind == "WEBP" else {}))
    shown = Image.open(io.BytesIO(images.reencode(made)))
    assert shown.size == (30, 60) and is_near(shown.getpixel((15, 10))[:3], (60, 60, 200))


def test_a_photo_of_48_megapixels_is_taken():
    photo = Image.new("RGB", (8_064, 6_048), (200, 60, 60))
    assert is_near(colour_of(saved(photo, "JPEG"), (800, 600)), (200, 60, 60))


def test_a_picture_of_too_many_points_is_refused_for_that():
    with pytest.raises(Invalid) as refused:
        images.reencode(png(6_400, 6_400))
    assert str(refused.value) == images.TOO_WIDE


@pytest.mark.parametrize("mode, kind", [("1", "PNG"), ("L", "PNG"), ("LA", "PNG"), ("P", "GIF"),
                                        ("P", "PNG"), ("CMYK", "JPEG"), ("L", "JPEG"),
                                        ("RGBA", "WEBP"), ("RGB", "HEIF"), ("RGBA", "HEIF")])
def test_a_white_picture_of_any_kind_is_white(mode, kind):
    white = Image.new("RGBA", (40, 40), "white").convert("RGB" if mode == "CMYK" else mode)
    assert is_near(colour_of(saved(white.convert(mode), kind)), (255, 255, 255))


def assert_is_clean(made: bytes) -> None:
    picture = Image.open(io.BytesIO(made))
    assert picture.format == "WEBP" and max(picture.size) <= images.WIDEST
    assert not picture.getexif() and b"EXIF" not in made and b"XMP " not in made


def test_what_is_no_document_is_refused_soon():
    for name, data in NO_DOCUMENTS.items():
        began = time.thread_time()
        with pytest.raises(Invalid) as refused:
            originals.checked(data, name)
        assert str(refused.value).endswith("."), name
        assert time.thread_time() - began < 2, name


def test_a_refused_file_keeps_every_word_of_the_form(shelf):
    entry = {"title": "My title", "text": "My words & more", "action": "save", "cover_kind": "own",
             "picture_alt": "The sea"}
    for name, data in NO_PICTURES.items():
        if data:
            answer = shelf.ask("owner", "POST", "/blogs/new",
                               data=entry | {"picture": (io.BytesIO(data), "sea.png")})
            assert answer.status_code == 422 and "My words &amp; more" in answer.text, name
            assert "My title" in answer.text and any(one in answer.text for one in SENTENCES), name
    sheet = {"title": "My sheet", "summary": "Short", "topic": "planning", "text": "My words & more",
             "patch": "sheet", "check_every_days": "365"}
    for name, data in list(NO_DOCUMENTS.items())[:-1]:
        answer = shelf.ask("advisor", "POST", "/library/manage/new",
                           data=sheet | {"original": (io.BytesIO(data), name)})
        assert answer.status_code == 422 and "My words &amp; more" in answer.text, name


@pytest.mark.slow
def test_a_file_by_any_name_is_kept_under_one_of_ours(shelf):
    """No name reaches the disk, a header gets no second line, and no page a script."""
    document = a_document()
    names = [*SCRIPTS[:6], *HEADERS, "../../etc/passwd", "..\\..\\evil", "/etc/passwd", "C:\\a",
             "a\x00b", "con", "\u202efdp.exe", "x" * 5000, "\"quoted\"", "a;b=c", "é ü ﷽ 👍", ".", "",
             "%2e%2e%2f", "$(id)", "`id`", "|ls", "-rf"]
    sheet = {"title": "A sheet", "summary": "Short", "topic": "planning", "text": "Words",
             "patch": "sheet", "check_every_days": "365", "action": "publish",
             "easy_promised_for": str(clock.now().date() + timedelta(days=20))}
    root, kept = shelf.world.app.extensions["files"].root, 0
    for name in names:
        shelf.put_back()
        sent = {"original": (io.BytesIO(document), f"{name}.docx")}
        answer = shelf.ask("advisor", "POST", "/library/manage/new", data=sheet | sent)
        assert answer.status_code in (303, 422), name
        if answer.status_code == 422:
            continue
        place = answer.headers["Location"]
        page = shelf.ask("stranger", "GET", place)
        assert wrong_in_page(page.text) == [], name
        given = shelf.ask("stranger", "GET", f"{place}/download/original")
        if given.status_code == 404:  # its name broke the form, so no file came
            continue
        kept += 1
        said = given.headers["Content-Disposition"]
        assert said.startswith("attachment;") and "\n" not in said and "\r" not in said, name
        assert "Bcc" not in dict(given.headers) and given.data == document
    assert kept > len(names) / 2
    for path in root.rglob("*"):
        assert path.is_dir() or path.stem.isalnum() and path.parent.parent == root, path


def a_document() -> bytes:
    return zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<document>Words</document>"})


def test_looking_at_files_is_limited_also_when_none_is_kept(browser, cast):
    """What costs is the looking, so a refused file counts as much as one that is kept."""
    places = {"/blogs/new": (cast.amina, "picture", "x.png"),
              "/library/manage/new": (cast.advisor, "original", "x.pdf")}
    for place, (person, field, name) in places.items():
        client = browser(person)
        answers = [client.post(place, data={"title": "Words", field: (io.BytesIO(b"x"), name)})
                   for _ in range(31)]
        assert [answer.status_code for answer in answers] == [422] * 30 + [429], place
        assert client.post(place, data={"title": "Words"}).status_code != 429
