"""What a browser has is not sent again, and a part only of what it has the rest of (RFC 9110)."""
from datetime import timedelta

import pytest
from werkzeug.http import http_date

from peoplehub.core import files
from peoplehub.core.extensions import db
from peoplehub.library.models import SheetFile
from tests.blogs.test_covers import photo, sent, the_entry

pytestmark = pytest.mark.one_database
PART = {"Range": "bytes=0-9"}


@pytest.fixture
def place(sheet):
    return f"{sheet.address}/download/pdf"


@pytest.fixture
def whole(browser, place):
    return browser().get(place)


# A condition → the status it gives. TAG and DATE are the file's own.
CONDITIONS = [
    ({}, 200), (PART, 206),
    # 13.2.2: a tag that matches is answered before any range is looked at
    ({"If-None-Match": "TAG"}, 304), ({"If-None-Match": "TAG"} | PART, 304),
    ({"If-None-Match": "W/TAG"} | PART, 304), ({"If-None-Match": "*"} | PART, 304),
    ({"If-None-Match": '"x", TAG'} | PART, 304), ({"If-None-Match": '"x"'} | PART, 206),
    # 13.1.3: the date is only asked where there is no tag
    ({"If-Modified-Since": "DATE"} | PART, 304), ({"If-Modified-Since": "LATER"}, 304),
    ({"If-Modified-Since": "EARLIER"}, 200),
    ({"If-None-Match": '"x"', "If-Modified-Since": "DATE"}, 200),
    ({"If-Modified-Since": "tomorrow"} | PART, 206),
    # 13.1.5: a weak tag never matches, nor any date but the same
    ({"If-Range": "TAG"} | PART, 206), ({"If-Range": "W/TAG"} | PART, 200),
    ({"If-Range": '"x"'} | PART, 200), ({"If-Range": "DATE"} | PART, 206),
    ({"If-Range": "LATER"} | PART, 200), ({"If-Range": "EARLIER"} | PART, 200),
    ({"If-Range": "nonsense"} | PART, 200), ({"If-Range": '"x"'}, 200),
    # 13.1.1 and 13.1.4: first of all, and a weak tag is not the same
    ({"If-Match": "TAG"}, 200), ({"If-Match": "*"} | PART, 206), ({"If-Match": '"x"'}, 412),
    ({"If-Match": "W/TAG"} | PART, 412), ({"If-Match": '"x"', "If-None-Match": "TAG"}, 412),
    ({"If-Unmodified-Since": "DATE"}, 200), ({"If-Unmodified-Since": "EARLIER"} | PART, 412),
    ({"If-Match": "TAG", "If-Unmodified-Since": "EARLIER"}, 200),
    # 14.2: what cannot be given, and what makes no sense
    ({"Range": "bytes=99999999-"}, 416), ({"Range": "bytes=-0"}, 416),
    ({"Range": "bytes=5-2"}, 200), ({"Range": "bytes=-"}, 200), ({"Range": "lines=1-2"}, 200),
    ({"Range": "bytes=-5"}, 206), ({"Range": "bytes=0-99999999"}, 206),
    ({"Range": "bytes=" + "9" * 400 + "-"}, 200),
]


@pytest.mark.parametrize("number", range(len(CONDITIONS)))
def test_each_condition_has_the_answer_that_the_standard_gives(browser, place, whole, number):
    headers, status = CONDITIONS[number]
    made = whole.last_modified
    words = {"DATE": http_date(made), "LATER": http_date(made + timedelta(hours=1)),
             "EARLIER": http_date(made - timedelta(hours=1))}
    said = {name: words.get(value, value.replace("TAG", whole.headers["ETag"]))
            for name, value in headers.items()}
    answer = browser().get(place, headers=said)
    assert answer.status_code == status
    assert "Content-Security-Policy" in answer.headers
    if status in (304, 412, 416):
        assert answer.data == b"" and "Content-Disposition" not in answer.headers
    if status in (200, 304):
        assert answer.headers["ETag"] == whole.headers["ETag"]
    if status == 200:
        assert answer.data == whole.data
    if status == 206:
        first, last = map(int, answer.headers["Content-Range"][6:].partition("/")[0].split("-"))
        assert answer.data == whole.data[first:last + 1]
    if status == 416:
        assert answer.headers["Content-Range"] == f"bytes */{len(whole.data)}"


def test_only_the_whole_file_is_sent_to_a_question_about_its_head(browser, place, whole):
    answer = browser().head(place, headers=PART)
    assert answer.status_code == 200 and answer.data == b""
    assert answer.headers["Content-Length"] == str(len(whole.data))


@pytest.mark.parametrize("address", ["/library", "/blogs", "/blogs/feed.atom", "/forum/feed.atom",
                                     "/library/feed.atom"])
def test_a_refused_condition_on_a_page_has_no_body(browser, sheet, address):
    answer = browser().get(address, headers={"If-Match": '"another"'})
    assert answer.status_code == 412 and answer.data == b""


@pytest.mark.parametrize("title, plain", [
    ("Writing your support plan", "Writing your support plan.pdf"),
    ("Поддержка семьи", "Podderzhka semi.pdf"), ("支援計画", "Zhi Yuan Ji Hua.pdf"),
    ("خطة الدعم", "kht ld m.pdf"), ("🎉🎉", "document.pdf"), ("Gŵyl 🎉", "Gwyl.pdf"),
    ("Größe „Plan“ – 2", "Grosse Plan 2.pdf"), ("ශ්‍රී", "shrii.pdf"),
])
def test_a_download_has_a_name_that_can_be_read_everywhere(browser, write, title, plain):
    answer = browser().get(f"{write(title=title).address}/download/pdf")
    said = answer.headers["Content-Disposition"]
    name = said.partition("filename=")[2].partition(";")[0].strip('"')
    assert name.isascii() and name.lower() == plain.lower()
    assert ("filename*=UTF-8''" in said) is not title.isascii()


def test_a_picture_that_is_missing_leaves_its_place(browser, cast, caplog):
    browser(cast.amina).post("/blogs/new", data=sent(photo()))
    files.remove(the_entry().cover_key)
    answer = browser().get(the_entry().cover_address)
    assert answer.status_code == 404 and answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "no-store" and answer.data.startswith(b"<svg")
    assert browser().get(the_entry().address).status_code == 200
    assert not [line for line in caplog.records if line.levelname == "ERROR"]


@pytest.mark.both_databases
def test_a_document_that_is_missing_is_not_found_and_a_paper_is_made_anew(browser, cast, sheet):
    sheet.original_key, sheet.original_name, sheet.original_type = "0" * 32 + ".pdf", "a.pdf", "pdf"
    db.session.commit()
    assert browser().get(f"{sheet.address}/download/original").status_code == 404
    first = browser().get(f"{sheet.address}/download/pdf")
    files.remove(db.session.scalars(db.select(SheetFile)).first().key)
    again = browser().get(f"{sheet.address}/download/pdf")
    assert again.status_code == 200 and again.data[:5] == first.data[:5] == b"%PDF-"


def test_behind_nginx_a_missing_file_is_the_same_404(app, browser, cast, monkeypatch):
    browser(cast.amina).post("/blogs/new", data=sent(photo()))
    files.remove(the_entry().cover_key)
    monkeypatch.setitem(app.config, "FILES_BY_PROXY", True)
    answer = browser().get(the_entry().cover_address)
    assert answer.status_code == 404 and answer.mimetype == "image/svg+xml"
    assert "X-Accel-Redirect" not in answer.headers
