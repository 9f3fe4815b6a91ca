"""The process that compiles PDF files: killed, stopped or out of memory, it loses nothing."""
import json
import os
import signal
import subprocess
import sys
import threading

import pytest
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.library import actions, pdf_files
from peoplehub.library.models import SheetFile
from peoplehub.library.pdf import process
from tests.library.test_pdf import MADE_AT, paper

MOST_GROWN = 20  # MB; Typst alone keeps 80
MEASURING = """
import json, sys
from datetime import datetime
from peoplehub.library.pdf import process

def held():
    line = next(line for line in open("/proc/self/status") if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024

paper, made_at = json.load(sys.stdin), datetime.fromtimestamp(0)
before = held()
for number in range(6):
    pdf, pages = process.compile_pdf(paper | {"title": f"Sheet {number}"}, made_at)
    assert pdf.startswith(b"%PDF-") and pages == 1
print(held() - before)
"""


@pytest.fixture
def child():
    """The number of the compiler's process, which is there and has nothing to do."""
    process.compile_pdf(paper(), MADE_AT)
    yield process.pid()
    process._end()
    process._failed.clear()


@pytest.mark.slow
def test_the_server_does_not_grow_by_printing():
    done = subprocess.run([sys.executable, "-c", MEASURING], input=json.dumps(paper()),
                          capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) < MOST_GROWN


def test_one_that_was_killed_is_replaced(child):
    os.kill(child, signal.SIGKILL)
    pdf, pages = process.compile_pdf(paper(), MADE_AT)
    assert pdf.startswith(b"%PDF-") and pages == 1 and process.pid() not in (None, child)


def test_one_that_is_killed_while_it_prints_loses_nothing(child):
    os.kill(child, signal.SIGSTOP)
    made = []
    asking = threading.Thread(target=lambda: made.append(process.compile_pdf(paper(), MADE_AT)))
    asking.start()
    os.kill(child, signal.SIGKILL)
    asking.join(20)
    assert made and made[0][0].startswith(b"%PDF-")


@pytest.mark.one_database
def test_one_that_hangs_is_ended_and_the_reader_told(child, browser, sheet, monkeypatch):
    monkeypatch.setattr(process, "TIME_LIMIT", 0.2)
    os.kill(child, signal.SIGSTOP)
    answer = browser().get(f"{sheet.address}/download/pdf")
    assert answer.status_code == 503 and "could not make this PDF" in answer.text
    assert process.pid() is None and answer.headers["Retry-After"] == "600"
    monkeypatch.setattr(process, "TIME_LIMIT", 30)
    assert browser().get(sheet.address).status_code == 200
    assert browser().get(f"{sheet.address}/download/large-print").status_code == 200


def test_what_failed_is_not_tried_again_at_once_but_is_when_its_words_change(
        child, browser, cast, sheet, monkeypatch):
    monkeypatch.setattr(process, "TIME_LIMIT", 0.2)
    os.kill(child, signal.SIGSTOP)
    address = f"{sheet.address}/download/pdf"
    assert [browser().get(address).status_code for _ in range(2)] == [503, 503]
    assert process.pid() is None  # nobody was started for the second
    monkeypatch.setattr(process, "TIME_LIMIT", 30)
    fields = {"title": sheet.title, "summary": sheet.summary, "topic": sheet.topic}
    actions.change(cast.advisor, sheet, text="Quite other words.", **fields)
    assert browser().get(address).status_code == 200


@pytest.mark.one_database
@pytest.mark.slow
def test_without_memory_each_is_tried_and_the_next_night_makes_them(write, monkeypatch):
    for title in ("One", "Another"):
        write(title=title, easy_text="")
    process._end()
    with monkeypatch.context() as patched:
        patched.setitem(process.LIMITS, "bytes", 100_000_000)
        pdf_files.make_all()
    assert len(process._failed) == 4 and not db.session.scalars(select(SheetFile)).all()
    process._end()
    process._failed.clear()  # ten minutes later
    pdf_files.make_all()
    assert len(db.session.scalars(select(SheetFile)).all()) == 4


def test_what_typst_refuses_is_said_and_the_process_lives(child):
    with pytest.raises(process.NotMade):
        process.compile_pdf(paper(nodes=[{"tag": "unknown"}]), MADE_AT)
    assert process.pid() == child
