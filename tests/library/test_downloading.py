"""Taking a sheet home: readable names, caches, ranges, and counting without looking."""
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.core import clock, files
from peoplehub.core.extensions import db
from peoplehub.library import actions, pdf_files
from peoplehub.library.models import Download, Sheet, SheetFile
from peoplehub.library.pdf import process

pytestmark = pytest.mark.one_database
FORMATS = ("pdf", "large-print", "easy-read")


@pytest.mark.parametrize("name, ending", [
    ("pdf", ""), ("large-print", " - large print"), ("easy-read", " - easy read"),
])
def test_each_format_has_a_name_that_reads_like_the_title(browser, sheet, name, ending):
    answer = browser().get(f"{sheet.address}/download/{name}")
    assert answer.status_code == 200 and answer.data.startswith(b"%PDF-")
    assert answer.content_type == "application/pdf"
    said = answer.headers["Content-Disposition"]
    assert said == f'attachment; filename="Writing your support plan{ending}.pdf"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("title, expected", [
    ('What? "Now" / later: <yes>', "What Now later yes.pdf"),
    ("Gŵyl 🎉", "Gŵyl 🎉.pdf"),
    ("...", "sheet.pdf"),
    ("a\\..\\b\r\nSet-Cookie: x", "a .. b Set-Cookie x.pdf"),
])
def test_strange_titles_give_safe_names(browser, write, title, expected):
    sheet = write(title=title)
    said = browser().get(f"{sheet.address}/download/pdf").headers["Content-Disposition"]
    assert expected in said or f"filename*=UTF-8''{quote(expected)}" in said
    assert "\n" not in said


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=abc", "bytes=-", "pages=1-2", "bytes"])
def test_a_part_that_makes_no_sense_is_the_whole(browser, sheet, asked):
    answer = browser().get(f"{sheet.address}/download/pdf", headers={"Range": asked})
    assert answer.status_code == 200 and answer.data.startswith(b"%PDF-")


def test_a_browser_that_has_it_is_told_so(browser, sheet):
    address = f"{sheet.address}/download/pdf"
    first = browser().get(address)
    tagged = {"If-None-Match": first.headers["ETag"]}
    dated = {"If-Modified-Since": first.headers["Last-Modified"]}
    for headers in (tagged, dated):
        again = browser().get(address, headers=headers)
        assert again.status_code == 304 and not again.data
    other = browser().get(address, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_what_can_be_taken_home_is_not_forgotten(sheet):
    made = [pdf_files.file_of(sheet, name).key for name in FORMATS]
    with time_machine.travel(clock.now() + timedelta(days=30)):
        files.forget_unused()
    assert all(files.has(key) for key in made)


def test_a_broken_download_goes_on_where_it_stopped(browser, sheet):
    address = f"{sheet.address}/download/pdf"
    whole = browser().get(address)
    rest = browser().get(address, headers={"Range": "bytes=100-"})
    assert rest.status_code == 206 and rest.data == whole.data[100:]
    assert rest.headers["Content-Range"] == f"bytes 100-{len(whole.data) - 1}/{len(whole.data)}"
    stale = {"Range": "bytes=100-", "If-Range": '"another"'}
    assert browser().get(address, headers=stale).status_code == 200


def test_a_range_beyond_the_end_is_refused(browser, sheet):
    address = f"{sheet.address}/download/pdf"
    size = len(browser().get(address).data)
    answer = browser().get(address, headers={"Range": f"bytes={size + 5}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{size}"


@pytest.mark.parametrize("by_proxy", [False, True])
def test_only_whole_downloads_are_counted(browser, sheet, app, monkeypatch, by_proxy):
    monkeypatch.setitem(app.config, "FILES_BY_PROXY", by_proxy)
    address = f"{sheet.address}/download/pdf"
    etag = browser().get(address).headers.get("ETag", '"as nginx says"')
    browser().head(address)
    browser().get(address, headers={"If-None-Match": etag})
    browser().get(address, headers={"Range": "bytes=5-9"})
    browser().get(f"{sheet.address}/download/large-print")
    browser().get(address)
    counted = {row.format: row.count for row in db.session.scalars(select(Download))}
    assert counted == {"pdf": 2, "large-print": 1}
    assert db.session.get(Sheet, sheet.id).downloads == 3


@pytest.mark.both_databases
def test_a_count_says_the_day_and_nothing_of_the_person(browser, cast, sheet):
    browser(cast.amina).get(f"{sheet.address}/download/pdf")
    assert set(Download.__table__.columns.keys()) == {"sheet_id", "format", "day", "count"}
    assert db.session.scalar(select(Download.day)) == clock.now().date()


def test_looking_first_says_the_size_and_sends_nothing(browser, sheet):
    answer = browser().head(f"{sheet.address}/download/pdf")
    assert answer.status_code == 200 and not answer.data
    assert int(answer.headers["Content-Length"]) > 1000


@pytest.mark.parametrize("name", ["original", "docx", "..%2f..%2fetc", "easy-read"])
def test_a_format_there_is_not_is_not_found(browser, write, name):
    sheet = write(easy_text="")
    assert browser().get(f"{sheet.address}/download/{name}").status_code == 404


def test_the_papers_are_there_once_the_worker_has_run(sheet, work):
    assert not db.session.scalars(select(SheetFile)).all()
    work()
    made = db.session.scalars(select(SheetFile)).all()
    assert {paper.format for paper in made} == set(FORMATS)
    assert all(files.has(paper.key) and paper.pages and paper.size_bytes for paper in made)


def test_nothing_is_made_again_while_the_words_are_the_same(browser, sheet, work, monkeypatch):
    work()
    monkeypatch.setattr(process, "compile_pdf", lambda *_: pytest.fail("made again"))
    for name in FORMATS:
        assert browser().get(f"{sheet.address}/download/{name}").status_code == 200
    pdf_files.make_all()


@pytest.mark.both_databases
def test_changed_words_make_a_changed_paper(browser, cast, sheet, work):
    work()
    address = f"{sheet.address}/download/pdf"
    before, old = browser().get(address), db.session.get(Sheet, sheet.id).file("pdf").key
    fields = {"title": sheet.title, "summary": sheet.summary, "topic": sheet.topic}
    actions.change(cast.advisor, sheet, text="Quite other words.", **fields)
    after = browser().get(address)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert db.session.query(SheetFile).filter_by(format="pdf").count() == 1
    assert not files.has(old)


def test_checking_a_sheet_prints_the_new_day(browser, cast, sheet, work):
    work()
    before = browser().get(f"{sheet.address}/download/pdf").data
    with clock.at(clock.now() + timedelta(days=40)):
        actions.mark_checked(cast.advisor, sheet)
    assert browser().get(f"{sheet.address}/download/pdf").data != before


def test_a_paper_whose_file_was_lost_is_made_again(browser, sheet, work):
    work()
    for paper in db.session.scalars(select(SheetFile)):
        files.remove(paper.key)
    assert browser().get(f"{sheet.address}/download/pdf").status_code == 200


def test_a_missing_paper_is_made_once_however_many_ask_at_once(app, sheet, monkeypatch):
    printed, made = process.compile_pdf, []
    monkeypatch.setattr(process, "compile_pdf", lambda *given: made.append(1) or printed(*given))
    address = sheet.address  # read here: the threads have sessions of their own
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(Context().run, _status_of, app, address) for _ in range(8)]
        assert [answer.result() for answer in waiting] == [200] * 8
    assert len(made) == 1
    db.session.rollback()  # ends the reading that began before the threads wrote
    assert db.session.get(Sheet, sheet.id).downloads == 8


def _status_of(app, address) -> int:
    with app.app_context():
        return app.test_client().get(f"{address}/download/pdf").status_code
