"""Files in a folder and in an S3-compatible store: the same to the application, and
none is kept for nobody."""
import io
import os
import resource
import socket
import time
from contextlib import contextmanager
from datetime import timedelta

import boto3
import pytest
import time_machine
from moto import mock_aws
from PIL import Image

from peoplehub.core import circuit_breaker, clock, files
from peoplehub.core.acts import act
from peoplehub.core.errors import StorageFull, Unavailable
from tests.blogs import draft

pytestmark = pytest.mark.one_database

SECRETS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
           "AWS_DEFAULT_REGION": "eu-west-2"}


@pytest.fixture(params=["folder", "s3"])
def store(request, app, tmp_path, monkeypatch):
    """The application with a store of its own; what is written there by others as well."""
    with mock_aws():
        if request.param == "folder":
            place = files.Folder(str(tmp_path))
        else:
            for name, value in SECRETS.items():
                monkeypatch.setenv(name, value)
            where = {"LocationConstraint": "eu-west-2"}
            boto3.client("s3").create_bucket(Bucket="hub", CreateBucketConfiguration=where)
            place = files.Bucket("s3://hub/families")
        monkeypatch.setitem(app.extensions, "files", place)
        yield place


@pytest.mark.both_databases
def test_what_is_kept_is_there_whole_until_it_is_removed(store):
    key = files.store(b"\x00 words \xff", ".pdf")
    assert files.has(key) and files.load(key) == b"\x00 words \xff"
    assert not files.has(key[:-1])
    files.store_as(key, b"other words")
    assert files.load(key) == b"other words"
    files.remove(key)
    files.remove(key)
    assert not files.has(key)


@pytest.mark.both_databases
def test_an_answer_can_be_kept_asked_for_again_and_asked_for_in_part(store, app):
    key = files.store(b"0123456789", ".pdf")
    with app.test_request_context(headers={"Range": "bytes=2-4"}):
        part = files.send(key, "A sheet.pdf", "application/pdf", clock.now())
        part.direct_passthrough = False
        assert (part.status_code, part.get_data()) == (206, b"234")
        tag = part.headers["ETag"]
    with app.test_request_context(headers={"If-None-Match": tag}):
        assert files.send(key, "A sheet.pdf", "application/pdf").status_code == 304


def test_what_is_too_long_for_memory_is_kept_and_sent_in_pieces(store, app):
    data = os.urandom(files.PIECE * 2 + 5)
    key = files.store_long(io.BytesIO(data), ".mp4")
    assert files.load(key) == data and key == files.store_long(io.BytesIO(data), ".mp4")

    def sent(**headers):
        with app.test_request_context(headers=headers):
            return files.send_long(key, "film.mp4", "video/mp4", len(data), clock.now(), False)

    assert sent().get_data() == data
    pieces = [len(piece) for piece in sent(Range="bytes=1-").response]
    assert sum(pieces) == len(data) - 1 and max(pieces) <= files.PIECE
    assert sent(Range="bytes=5-9").get_data() == data[5:10]
    assert sent(Range=f"bytes={len(data)}-").status_code == 416


@act
def _show(entry, key: str) -> None:
    entry.cover_key = key


@pytest.mark.both_databases
def test_what_nobody_needs_is_forgotten_after_a_day_and_nothing_else_is(store, cast):
    unused, used = files.store(b"unsaved", ".webp"), files.store(b"a cover", ".webp")
    store.write("somebody-elses.txt", b"not ours")
    _show(draft(cast.amina), used)
    files.forget_unused()
    assert files.has(unused)
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        fresh = files.store(b"just sent", ".webp")
        if isinstance(store, files.Folder):  # the machine's own clock stands still
            os.utime(store.path(fresh), (clock.now().timestamp(),) * 2)
        files.forget_unused()
    assert not files.has(unused)
    assert files.has(used) and files.has(fresh) and files.has("somebody-elses.txt")


def test_a_picture_that_waited_too_long_is_asked_for_again_and_no_word_is_lost(browser, cast):
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(picture, "PNG")
    picture.seek(0)
    amina = browser(cast.amina)
    words = {"title": "Our garden", "text": "It grows.", "cover_kind": "own",
             "picture_alt": "A garden"}
    looked = amina.post("/blogs/new", data={**words, "action": "preview",
                                            "picture": (picture, "garden.png")})
    token = looked.text.partition('name="cover_token"')[2].partition('value="')[2].partition('"')[0]
    with time_machine.travel(clock.now() + timedelta(days=2)):
        files.forget_unused()
        late = amina.post("/blogs/new", data={**words, "action": "publish", "cover_token": token})
    assert late.status_code == 422
    assert "Please choose it again" in late.text and "It grows." in late.text


HANDFUL = 64  # bytes that a file may have when the disk is full


@contextmanager
def full_disk():
    """No file of this process may grow beyond a handful of bytes: the system itself refuses."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (HANDFUL, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_said_and_leaves_nothing_behind(app, tmp_path, monkeypatch):
    place = files.Folder(str(tmp_path))
    monkeypatch.setitem(app.extensions, "files", place)
    for keep in (lambda: files.store(b"x" * 5000, ".pdf"),
                 lambda: files.store_as("a" * 32, b"x" * 99)):
        with full_disk(), pytest.raises(StorageFull, match="no room left"):
            keep()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert files.load(files.store(b"x" * 5000, ".pdf")) == b"x" * 5000


def test_a_picture_for_which_there_is_no_room_is_refused_beside_its_field(
    app, cast, browser, tmp_path, monkeypatch
):
    monkeypatch.setitem(app.extensions, "files", files.Folder(str(tmp_path)))
    amina, out = browser(cast.amina), io.BytesIO()
    Image.effect_noise((200, 200), 90).save(out, "PNG")
    sent = {"title": "Our week", "text": "Words of an hour", "action": "save", "cover_kind": "own",
            "picture_alt": "Noise", "picture": (io.BytesIO(out.getvalue()), "noise.png")}
    with full_disk():
        answer = amina.post("/blogs/new", data=sent)
    assert answer.status_code == 422
    assert "no room left" in answer.text and "Words of an hour" in answer.text
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_that_is_gone_is_away_and_a_file_that_is_gone_is_missing(app, tmp_path):
    with pytest.raises(FileNotFoundError), files.Folder(str(tmp_path)).asking():
        files.Folder(str(tmp_path)).read("a" * 32)
    gone = files.Folder(str(tmp_path / "not-mounted"))
    with pytest.raises(Unavailable, match="store of files"), gone.asking():
        gone.read("a" * 32)


def test_a_store_that_takes_connections_and_says_nothing_is_given_up_in_time_and_rests(
    app, monkeypatch
):
    """As one does that was stopped: the system takes the connection, and nobody answers."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    with socket.create_server(("127.0.0.1", 0), backlog=50) as hung:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{hung.getsockname()[1]}")
        monkeypatch.setitem(app.extensions, "files", files.Bucket("s3://hub/families"))
        began = time.monotonic()
        for ask in (lambda: files.load("a" * 32), lambda: files.store(b"words", ".pdf"),
                    lambda: files.has("a" * 32), lambda: files.remove("a" * 32)):
            with pytest.raises(Unavailable, match="store of files"):
                ask()
        assert time.monotonic() - began < 3
    circuit_breaker.close_all()
