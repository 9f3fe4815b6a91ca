"""The check for viruses: what is harmful is refused and nothing of it kept; while clamd is away or
hangs, documents of sheets wait unseen and other files are refused, with every word kept."""
import io
import shutil
import subprocess

import pytest

from peoplehub.audit.models import Record
from peoplehub.core import antivirus, circuit_breaker
from peoplehub.core.antivirus import AWAY, HARMFUL, Verdict
from peoplehub.core.extensions import db
from peoplehub.forum.actions import start_topic
from peoplehub.forum.models import Board
from peoplehub.library.held_originals import check_held
from peoplehub.library.models import Sheet
from peoplehub.notifications.models import Notification
from tests.core.clamd import FOUND, SIGNATURE, clamd
from tests.library.test_originals import odt, pdf_file, send
from tests.messages.test_files import photo
from tests.waiting import wait_until

pytestmark = pytest.mark.one_database
HARMFUL_TEXT = b"Some words. " + SIGNATURE


@pytest.fixture
def socket(app, tmp_path, monkeypatch):
    """Where clamd is expected. Nothing is there."""
    path = tmp_path / "clamd.ctl"
    monkeypatch.setitem(app.config, "CLAMD", str(path))
    return path


def the_sheet() -> Sheet:
    db.session.expire_all()
    return db.session.scalar(db.select(Sheet))


def kept_files(app) -> list:
    return [path for path in app.extensions["files"].root.rglob("*") if path.is_file()]


def test_a_harmful_document_is_refused_and_nothing_of_it_is_kept(app, browser, cast, typed,
                                                                 socket):
    before = kept_files(app)
    with clamd(socket):
        answer = send(browser(cast.advisor), typed, HARMFUL_TEXT, "Our plan.txt")
        assert answer.status_code == 422 and HARMFUL in answer.text
        assert "Writing your support plan" in answer.text  # what was typed
        assert send(browser(cast.advisor), typed, b"Some words.", "Our plan.txt").status_code == 303
    assert len(kept_files(app)) == len(before) + 1
    note = db.session.scalar(db.select(Record).where(Record.happened == "HarmfulFileRefused"))
    assert note.about == {"signature": FOUND}


def test_every_other_way_in_asks_too(browser, cast, socket):
    board = Board(slug="homes", name="Homes")
    db.session.add(board)
    db.session.commit()
    topic = start_topic(cast.amina, board, "A ramp", "Does it help?").topic

    def reply(data, name):
        return browser(cast.ben).post(f"/forum/topics/{topic.id}/replies", data={
            "text": "Our new ramp is in.", "files": (io.BytesIO(data), name)})

    with clamd(socket) as server:
        assert HARMFUL in reply(HARMFUL_TEXT, "a.txt").text
        assert HARMFUL in reply(photo() + SIGNATURE, "a.jpg").text
        assert reply(photo(), "a.jpg").status_code == 303 and server.asked == 3
    for data, name in ((photo(), "a.jpg"), (pdf_file(), "a.pdf")):
        answer = reply(data, name)
        assert answer.status_code == 422 and AWAY in answer.text
        assert "Our new ramp is in." in answer.text


@pytest.mark.parametrize("hangs", [False, True], ids=["away", "hanging"])
def test_a_document_waits_unseen_while_clamd_is_not_there(browser, cast, typed, socket, monkeypatch,
                                                          hangs):
    brought = odt()
    if hangs:
        with clamd(socket) as server, monkeypatch.context() as impatient:
            server.hangs = True
            impatient.setattr(antivirus, "TIME_LIMIT", 0.2)
            answer = send(browser(cast.advisor), typed, brought, "Blank form.odt")
    else:
        answer = send(browser(cast.advisor), typed, brought, "Blank form.odt")
    assert answer.status_code == 303
    sheet = the_sheet()
    browser(cast.advisor).post(f"/library/manage/{sheet.id}/publish")
    assert not the_sheet().is_draft
    for who, says in ((browser(), False), (browser(cast.advisor), True)):
        page = who.get(sheet.address).text
        assert "/download/original" not in page
        assert ("is being checked for viruses" in page) == says
        assert who.get(f"{sheet.address}/download/original").status_code == 404
    assert sheet.address not in browser().get("/library?kind=original").text
    check_held()
    assert the_sheet().original_held_at  # it is still away
    circuit_breaker.close_all()
    with clamd(socket):
        check_held()
    assert browser().get(f"{sheet.address}/download/original").data == brought
    assert "being checked" not in browser(cast.advisor).get(sheet.address).text


def test_a_document_that_waited_and_is_harmful_goes_and_its_owner_is_told(browser, cast, typed,
                                                                          socket):
    send(browser(cast.advisor), typed, HARMFUL_TEXT, "Our plan.txt")
    circuit_breaker.close_all()
    with clamd(socket):
        check_held()
    sheet = the_sheet()
    assert (sheet.original_key, sheet.original_held_at) == ("", None)
    told = db.session.scalars(db.select(Notification.what).where(
        Notification.user_id == cast.advisor.id)).all()
    assert told == ["harmful"]
    assert "held something harmful" in browser(cast.advisor).get("/notifications").text


def test_a_sheet_of_nothing_but_a_waiting_document_is_not_published(browser, cast, typed, socket):
    fields = typed(original=(io.BytesIO(pdf_file()), "form.pdf"), action="publish", text="")
    answer = browser(cast.advisor).post("/library/manage/new", data=fields,
                                        content_type="multipart/form-data")
    assert answer.status_code == 422 and "save the sheet as a draft" in answer.text


def test_health_says_whether_clamd_answers(browser, cast, socket):
    assert browser().get("/readyz").json["checks"]["viruses"] == "failed"
    assert browser().get("/readyz").status_code == 200  # all else works
    with clamd(socket):
        assert browser().get("/readyz").json["checks"]["viruses"] == "ok"
        assert "Files are checked for viruses." in browser(cast.admin).get("/admin/health").text


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("clamd"), reason="there is no clamd (clamav-daemon)")
def test_the_real_clamd_finds_a_signature_of_ours(socket, tmp_path):
    (tmp_path / "own.ndb").write_text(f"Peoplehub.Test:0:*:{SIGNATURE.hex()}\n")
    settings = tmp_path / "clamd.conf"
    settings.write_text(f"LocalSocket {socket}\nDatabaseDirectory {tmp_path}\nForeground yes\n"
                        f"LogFile {tmp_path}/log\nConcurrentDatabaseReload no\n")
    server = subprocess.Popen(["clamd", "--config-file", settings], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        wait_until(antivirus.answers, 60)
        circuit_breaker.close_all()
        assert antivirus.scan_stream(io.BytesIO(b"x" * 3_000_000)) is Verdict.CLEAN
        film = io.BytesIO(b"x" * 3_000_000 + SIGNATURE)
        assert antivirus.scan_stream(film) is Verdict.INFECTED
        assert film.tell() == 0
    finally:
        server.kill()
        server.wait()
