"""Covers: drawn ones, and pictures of their own with nothing hidden in them."""
import io
import os
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from sqlalchemy import func, select

from peoplehub.blogs.models import Entry
from peoplehub.core import clock, files, images
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from tests.blogs import draft, published

pytestmark = pytest.mark.one_database

WORDS = {"title": "Our garden", "text": "It grows.", "picture_alt": "A small garden"}
CORPORA = Path(os.environ.get("PEOPLEHUB_CORPORA", "/nowhere")) / "pillow-images"
GPS = 0x8825


def photo(kind="JPEG", size=(600, 400), place=True) -> bytes:
    """A picture that knows too much: where it was taken, and by what."""
    picture = Image.new("RGB", size, "green")
    exif = Image.Exif()
    exif[0x010F] = "A camera with a name"
    if place:
        exif[GPS] = {1: "N", 2: tuple(IFDRational(n) for n in (51, 30, 0)), 3: "W",
                     4: tuple(IFDRational(n) for n in (0, 7, 0))}
    out = io.BytesIO()
    picture.save(out, kind, exif=exif, comment=b"secret words") if kind == "JPEG" else \
        picture.save(out, kind)
    return out.getvalue()


def sent(data: bytes, name="garden.jpg", **more) -> dict:
    return {**WORDS, "action": "publish", "picture": (io.BytesIO(data), name), **more}


def the_entry() -> Entry:
    return db.session.scalars(select(Entry)).one()


def test_a_drawn_cover_is_there_without_choosing_and_is_steady(browser, cast):
    entry = published(cast.amina)
    one, two = (browser().get(entry.address).text for _ in range(2))
    assert one == two and 'class="quilt quilt--cover"' in one and entry.cover_kind


def test_a_chosen_drawing_is_kept(browser, cast):
    browser(cast.amina).post("/blogs/new", data={**WORDS, "action": "save", "cover_kind": "cup"})
    assert (the_entry().cover_kind, the_entry().cover_key) == ("cup", None)


def assert_nothing_is_hidden_in(data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "WEBP"
        assert not picture.getexif() and not picture.getexif().get_ifd(GPS)
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
    for secret in (b"A camera", b"secret words", b"EXIF", b"XMP ", b"GPS"):
        assert secret not in data


def test_an_uploaded_picture_is_shown_without_its_hidden_details(browser, cast):
    answer = browser(cast.amina).post("/blogs/new", data=sent(photo()))
    assert answer.status_code == 303
    page = browser().get(answer.location).text
    assert the_entry().cover_address in page and 'alt="A small garden"' in page
    picture = browser().get(the_entry().cover_address)
    assert picture.mimetype == "image/webp"
    assert picture.headers["Content-Disposition"].startswith("inline")
    assert picture.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    assert_nothing_is_hidden_in(picture.data)


@pytest.mark.skipif(not CORPORA.exists(), reason="set PEOPLEHUB_CORPORA to the folder of corpora")
@pytest.mark.parametrize("name", ["exif_gps.jpg", "exif.png"])
def test_a_real_photo_loses_its_place(browser, cast, name):
    browser(cast.amina).post("/blogs/new", data=sent((CORPORA / name).read_bytes(), name))
    assert_nothing_is_hidden_in(files.load(the_entry().cover_key))


def bomb() -> bytes:
    """A small file that would unfold to more than a thousand million points."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    return head + (40_000).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00\x00\x00\x00\x00" + b"\0" * 64


@pytest.mark.one_database
@pytest.mark.parametrize("data", [
    b"", b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    photo()[:300], bomb(), b"GIF89a" + b"\xff" * 40, b"%PDF-1.4", b"\0" * (images.MOST_BYTES + 1),
], ids=["empty", "words", "svg", "torn", "bomb", "gif", "pdf", "big"])  # fmt: skip
def test_a_bad_picture_is_refused_in_a_sentence_and_the_words_are_kept(browser, cast, data):
    answer = browser(cast.amina).post("/blogs/new", data=sent(data))
    assert answer.status_code == 422 and "picture" in answer.text
    assert "It grows." in answer.text and 'value="Our garden"' in answer.text
    assert db.session.scalar(select(func.count()).select_from(Entry)) == 0


@pytest.mark.skipif(not CORPORA.exists(), reason="set PEOPLEHUB_CORPORA to the folder of corpora")
def test_no_file_of_the_corpus_breaks_anything(browser, cast):
    hers = browser(cast.amina)
    for path in sorted(CORPORA.iterdir()):
        told = sent(path.read_bytes(), path.name, action="preview")
        assert hers.post("/blogs/new", data=told).status_code in (200, 422, 429), path.name


def test_a_picture_needs_words_for_those_who_cannot_see_it_and_is_not_sent_twice(browser, cast):
    hers = browser(cast.amina)
    answer = hers.post("/blogs/new", data=sent(photo(), picture_alt=""))
    assert answer.status_code == 422 and "Say in a few words what is in the picture." in answer.text
    token = answer.text.split('name="cover_token"')[1].split('value="')[1].split('"')[0]
    assert hers.get(f"/blogs/covers/waiting/{token}").mimetype == "image/webp"
    told = {**WORDS, "action": "publish", "cover_kind": "own", "cover_token": token}
    assert hers.post("/blogs/new", data=told).status_code == 303
    assert the_entry().cover_key and browser().get(the_entry().cover_address).status_code == 200


def test_nobody_else_can_see_or_use_a_picture_that_waits(browser, cast):
    answer = browser(cast.amina).post("/blogs/new", data=sent(photo(), action="preview"))
    token = answer.text.split('name="cover_token"')[1].split('value="')[1].split('"')[0]
    his = browser(cast.ben)
    assert his.get(f"/blogs/covers/waiting/{token}").status_code == 404
    his.post("/blogs/new", data={**WORDS, "cover_kind": "own", "cover_token": token})
    assert the_entry().cover_key is None


@pytest.mark.both_databases
def test_a_picture_survives_a_change_of_words_and_goes_when_a_drawing_is_chosen(browser, cast):
    hers = browser(cast.amina)
    hers.post("/blogs/new", data=sent(photo()))
    place, key = f"/blogs/entries/{the_entry().id}/edit", the_entry().cover_key
    token = hers.get(place).text.split('name="cover_token"')[1].split('value="')[1].split('"')[0]
    hers.post(place, data={**WORDS, "text": "More", "cover_kind": "own", "cover_token": token})
    assert (the_entry().text, the_entry().cover_key) == ("More", key)
    hers.post(place, data={**WORDS, "cover_kind": "sun", "cover_token": token})
    assert the_entry().cover_key is None
    assert browser().get(f"/blogs/covers/{key}").status_code == 404


@pytest.mark.both_databases
@pytest.mark.parametrize(("fields", "state"), [
    ({"audience": "members"}, None), ({}, "hidden_at"), ({}, "held_at"), ({}, "deleted_at"),
])  # fmt: skip
def test_a_picture_is_seen_by_those_who_can_read_its_entry_and_kept_by_none(
    browser, cast, fields, state
):
    key = files.store(images.reencode(photo()), ".webp")
    entry = published(cast.amina, cover_key=key, cover_alt="A garden", **fields)
    if state:
        act(lambda: setattr(entry, state, clock.now()))()
    assert browser().get(entry.cover_address).status_code == 404
    seen = browser(cast.moderator).get(entry.cover_address)
    assert seen.status_code == 200 and seen.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.both_databases
def test_the_picture_of_a_draft_is_its_authors_alone(browser, cast):
    key = files.store(images.reencode(photo()), ".webp")
    entry = draft(cast.amina, cover_key=key, cover_alt="A garden")
    assert browser(cast.amina).get(entry.cover_address).status_code == 200
    for who in (cast.ben, cast.moderator, None):
        assert browser(who).get(entry.cover_address).status_code == 404
