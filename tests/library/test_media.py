"""Film and sound of a sheet: what is taken, what is refused, how it is played."""
import io
from datetime import date, timedelta

import pytest

from peoplehub.core import files
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.media import examine, facts, web_vtt
from peoplehub.demo.films import FOLDER
from peoplehub.editorial.models import EditorialTask
from peoplehub.library import actions, queries
from peoplehub.library.models import Download, Sheet

pytestmark = pytest.mark.one_database

VTT = b"WEBVTT\n\n1\n00:01.000 --> 00:02.500\n<v Maya>Hello &amp; <b>welcome</b>\n"


def film() -> bytes:
    return (FOLDER / "film.mp4").read_bytes()


def box(kind: bytes, body: bytes = b"", length: int | None = None) -> bytes:
    return (len(body) + 8 if length is None else length).to_bytes(4, "big") + kind + body


def mp4(*more: bytes, codec: bytes = b"avc1", handler: bytes = b"vide") -> bytes:
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12))
                             + box(b"minf", box(b"stbl", box(b"stsd", bytes(8) + box(codec))))))
    head = box(b"mvhd", bytes(12) + (1000).to_bytes(4, "big") + (61_500).to_bytes(4, "big"))
    return box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", head + track + b"".join(more))


def element(number: str, body: bytes) -> bytes:
    return bytes.fromhex(number) + (len(body) | 1 << 56).to_bytes(8, "big") + body


def webm(doc_type: bytes = b"webm", more: bytes = b"") -> bytes:
    track = element("ae", element("83", b"\1") + element("86", b"V_VP9"))
    info = element("1549a966", element("2ad7b1", (1_000_000).to_bytes(4, "big"))
                   + element("4489", bytes.fromhex("40b3880000000000")))  # 5000.0
    return (element("1a45dfa3", element("4282", doc_type))
            + element("18538067", info + element("1654ae6b", track) + more))


def test_kind_length_and_place_are_read_from_the_file_itself():
    place = box(b"udta", box(b"\xa9xyz", b"+51.5-000.1/"))
    kept = io.BytesIO(mp4(place, box(b"free", b"last")))
    found = examine(kept)
    assert (found.suffix, found.seconds) == (".mp4", 62) and found.is_film and found.is_cleaned
    assert b"+51.5" not in kept.getvalue() and kept.getvalue().endswith(box(b"free", b"last"))
    assert len(kept.getvalue()) == len(mp4(place, box(b"free", b"last")))

    tagged = io.BytesIO(webm(more=element("1254c367", b"LOCATION +51.5")))
    assert (examine(tagged).seconds, examine(tagged).is_cleaned) == (5, False)  # the second time
    assert b"+51.5" not in tagged.getvalue()

    sound = examine(io.BytesIO((FOLDER / "questions.mp3").read_bytes()))
    assert (sound.suffix, sound.is_film, sound.seconds) == (".mp3", False, 17)
    pages = [b"OggS\0\2" + bytes(20) + b"\1\x13OpusHead" + bytes(11),
             b"OggS\0\4" + (96_000).to_bytes(8, "little") + bytes(12) + b"\0"]
    assert examine(io.BytesIO(b"".join(pages))).seconds == 2


NOTES = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + b"meta" + bytes(12))))
DEEP = box(b"stsd", bytes(8) + box(b"avc1"))
for _ in range(2_000):
    DEEP = box(b"trak", DEEP)


@pytest.mark.parametrize(("data", "sentence"), [
    (b"", facts.EMPTY), (bytes(1_000_000), facts.WRONG_KIND), (b"<html>", facts.WRONG_KIND),
    (b"%PDF-1.7 ftyp", facts.WRONG_KIND),
    (film()[:-5000], facts.BROKEN), (mp4()[:-3], facts.BROKEN),
    (mp4(box(b"trak", length=3)), facts.BROKEN),
    (mp4(box(b"free", length=2**32 - 1)), facts.BROKEN),
    (mp4() + box(b"free") * 30_000, facts.BROKEN), (mp4(DEEP), facts.BROKEN),
    (mp4(codec=b"hvc1"), facts.CANNOT_PLAY), (mp4(handler=b"hint"), facts.NOTHING),
    (mp4(NOTES), facts.HAS_PLACE),
    (mp4().replace(b"isom", b"qt  "), facts.QUICKTIME),
    (webm(b"matroska"), facts.MATROSKA), (webm()[:-2], facts.BROKEN),
    (webm(more=element("1941a469", b"x")), facts.HAS_FILES),
    (webm(more=b"\0" * 40), facts.BROKEN), (webm(more=b"\xec\x80" * 30_000), facts.BROKEN),
    (b"OggS" + bytes(40), facts.CANNOT_PLAY), (b"ID3\3\0\0\x7f\x7f\x7f\x7f", facts.BROKEN),
    (b"ID3\3\0\0\0\0\0\0" + bytes(100_000), facts.BROKEN),
])  # fmt: skip
def test_what_is_no_film_or_sound_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(Invalid) as refused:
        examine(io.BytesIO(data))
    assert str(refused.value) == sentence


def test_captions_are_read_strictly_and_written_anew():
    cues = web_vtt.parse(VTT.replace(b"\n", b"\r\n") + b"\n\nSTYLE\n::cue {}\n\nNOTE x\n")
    assert [cue.words for cue in cues] == ["Hello & welcome"]
    assert web_vtt.parse(web_vtt.written(cues)) == cues
    assert web_vtt.written(cues).startswith(b"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello &amp;")
    for wrong in (b"", b"1\n00:01,000 --> 00:02,000\nHello", b"WEBVTTX\n\n" + VTT[8:], b"WEBVTT\n",
                  VTT + b"\0", VTT.replace(b"Hello", b"\xff"), VTT.replace(b"02.500", b"00.500"),
                  VTT.replace(b"<b>", b"<script>"), VTT.replace(b"00:01", b"aa:01"),
                  VTT + b"\n00:00.500 --> 00:02.000\nEarlier\n", VTT.replace(b"<v Maya>Hello &amp; "
                  b"<b>welcome</b>", b""), VTT + b"x" * web_vtt.MOST_BYTES):
        with pytest.raises(Invalid):
            web_vtt.parse(wrong)


@pytest.fixture
def page(write):
    sheet = write(draft=True)
    return sheet, f"/library/manage/{sheet.id}/media"


def send(client, path, part, data, name="film.mp4", **more):
    fields = {"action": "upload", "part": part, "language": "en",
              "media_file": (io.BytesIO(data), name)} | more
    return client.post(path, data=fields, content_type="multipart/form-data")


def test_a_film_is_published_with_its_words_and_captions_or_a_day_for_them(browser, cast, page):
    sheet, path = page
    client = browser(cast.advisor)
    assert send(client, path, "small", film()).status_code == 422  # of nothing
    assert send(client, path, "main", b"no film").status_code == 422
    assert client.post(path, data={"action": "upload", "part": "main"}).status_code == 422
    assert send(client, path, "main", film()).status_code == 303
    assert "The film is here" not in client.get(path).text and "18 seconds" in client.get(path).text
    refused = client.post(f"/library/manage/{sheet.id}/publish")
    assert refused.status_code == 422 and "every word" in refused.text
    client.post(path, data={"action": "words", "is_transcript": "y"})
    refused = client.post(f"/library/manage/{sheet.id}/publish")
    assert refused.status_code == 422 and "no captions" in refused.text
    past = client.post(path, data={"action": "words", "captions_promised_for": "2020-01-01"})
    assert past.status_code == 422 and "still to come" in past.text
    day = date.today() + timedelta(days=20)
    client.post(path, data={"action": "words", "is_transcript": "y", "captions_promised_for": day})
    assert client.post(f"/library/manage/{sheet.id}/publish").status_code == 303
    assert [task.what for task in open_tasks()] == ["captions"]
    shown = browser().get(sheet.address).text
    assert "no captions yet" in shown and 'preload="none"' in shown and "other-formats" in shown
    assert "Captions for the film" in browser().get(f"{sheet.address}/other-formats").text

    assert client.post(path, data={"action": "words"}).status_code == 422  # it stays with its words
    assert send(client, path, "captions", VTT, "c.vtt").status_code == 303
    assert not open_tasks()
    shown = browser().get(sheet.address).text
    assert '<track kind="captions"' in shown and "no captions yet" not in shown
    assert "Captions for the film" not in browser().get(f"{sheet.address}/other-formats").text
    client.post(path, data={"action": "words", "is_transcript": "y"})
    removed = client.post(path, data={"action": "delete-captions-en.vtt"})
    assert removed.status_code == 422 and db.session.get(Sheet, sheet.id).captions
    with pytest.raises(Invalid):
        actions.change(cast.advisor, sheet, title="Title", summary="S", topic="planning", text="")


def open_tasks() -> list[EditorialTask]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(EditorialTask).where(
        EditorialTask.closed_at.is_(None), EditorialTask.what == "captions")))


@pytest.fixture
def played(browser, cast, page):
    """A published sheet with a film."""
    sheet, path = page
    client = browser(cast.advisor)
    send(client, path, "main", film())
    send(client, path, "captions", VTT, "c.vtt")
    client.post(path, data={"action": "words", "is_transcript": "y"})
    actions.publish(cast.advisor, sheet)
    return sheet


def test_it_is_sent_in_parts_and_counted_once_a_play(browser, played):
    address, whole = f"{played.address}/media/film.mp4", film()
    client = browser()
    first = client.get(address, headers={"Range": "bytes=0-"})
    assert first.status_code == 206 and first.mimetype == "video/mp4"
    assert first.headers["Content-Range"] == f"bytes 0-{len(first.data) - 1}/{len(first.data)}"
    stored = first.data
    assert len(stored) == len(whole)
    for asked, expected in (("bytes=100-199", stored[100:200]), ("bytes=-50", stored[-50:]),
                            ("bytes=0-1", stored[:2])):
        answer = client.get(address, headers={"Range": asked})
        assert (answer.status_code, answer.data) == (206, expected)
        assert answer.headers["Content-Length"] == str(len(expected))
    beyond = client.get(address, headers={"Range": f"bytes={len(stored)}-"})
    assert (beyond.status_code, beyond.data) == (416, b"")
    head = client.head(address)
    assert head.headers["Content-Length"] == str(len(stored)) and not head.data
    assert head.headers["Accept-Ranges"] == "bytes" and head.headers["Last-Modified"]
    again = client.get(address, headers={"If-None-Match": head.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(address, headers={"Range": "bytes=5-9", "If-Range": '"other"'})
    assert other.status_code == 200 and other.data == stored
    kept = client.get(f"{address}?download")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    counted = db.session.scalars(db.select(Download).where(Download.sheet_id == played.id)).all()
    assert [(row.format, row.count) for row in counted] == [("film", 2)]
    assert client.get(f"{played.address}/media/captions-en.vtt").mimetype == "text/vtt"
    assert client.get(f"{played.address}/media/..%2Ffilm.mp4").status_code == 404


def test_nobody_gets_a_film_that_is_not_there_for_them(browser, cast, played):
    address = f"{played.address}/media/film.mp4"
    key = played.film_or_sound.key
    assert key in queries.files_in_use() and key in played.file_keys
    assert db.session.scalar(db.select(Sheet.id).where(Sheet.holds_any([key]))) == played.id
    actions.unpublish(cast.advisor, played)
    assert browser().get(address).status_code == 404
    assert browser(cast.advisor).get(address).status_code == 200
    files.remove(key)
    assert browser(cast.advisor).get(address).status_code == 404


def test_who_may_send_no_film_may_send_nothing_long(browser, cast, page, app):
    sheet, path = page
    app.config["MEDIA_MB"] = 40
    long = b"ID3" + bytes(33 * 1024 * 1024)
    assert send(browser(cast.ben), path, "main", long).status_code == 413
    assert send(browser(), path, "main", long).status_code == 413
    assert send(browser(cast.advisor), path, "main", long).status_code == 422
    app.config["MEDIA_MB"] = 1
    refused = send(browser(cast.advisor), path, "main", b"ID3" + bytes(1_200_000))
    assert refused.status_code == 422 and "up to 1 MB" in refused.text
    assert send(browser(cast.advisor), path, "main", long).status_code == 413


def test_a_script_that_sends_a_file_is_not_led_on(browser, cast, page):
    _sheet, path = page
    answer = browser(cast.advisor).post(
        path, headers={"X-Requested-With": "XMLHttpRequest"}, content_type="multipart/form-data",
        data={"action": "upload", "part": "main", "media_file": (io.BytesIO(film()), "a.mp4")})
    assert answer.status_code == 204
