"""Files in a folder and in an S3-compatible store: the same to the house, and none is kept for
nobody."""
import io
import os
from datetime import timedelta

import boto3
import pytest
import time_machine
from moto import mock_aws
from PIL import Image

from peoplehub.core import clock, files
from peoplehub.core.acts import act
from tests.blogs import draft

SECRETS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
           "AWS_DEFAULT_REGION": "eu-west-2"}


@pytest.fixture(params=["folder", "s3"])
def store(request, app, tmp_path, monkeypatch):
    """The house with a store of its own; what is written there by others as well."""
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


def test_what_is_kept_is_there_whole_until_it_is_removed(store):
    key = files.store(b"\x00 words \xff", ".pdf")
    assert files.has(key) and files.load(key) == b"\x00 words \xff"
    assert not files.has(key[:-1])
    files.store_as(key, b"other words")
    assert files.load(key) == b"other words"
    files.remove(key)
    files.remove(key)
    assert not files.has(key)


def test_an_answer_can_be_kept_asked_for_again_and_asked_for_in_part(store, app):
    key = files.store(b"0123456789", ".pdf")
    with app.test_request_context(headers={"Range": "bytes=2-4"}):
        part = files.send(key, "A sheet.pdf", "application/pdf", clock.now())
        part.direct_passthrough = False
        assert (part.status_code, part.get_data()) == (206, b"234")
        tag = part.headers["ETag"]
    with app.test_request_context(headers={"If-None-Match": tag}):
        assert files.send(key, "A sheet.pdf", "application/pdf").status_code == 304


@act
def _show(entry, key: str) -> None:
    entry.cover_key = key


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
