"""Reading changes nothing: after every GET and HEAD the database is as it was."""
import pytest

from tests.house.test_private import pages
from tests.world import state

# How often a file was downloaded, without who; lists in that order are other pages then.
COUNTED = {"sheet", "download", "page_version"}
# That a letter to somebody else was opened, and by whom. That the team was at the queue.
OPENED = {"audit_record", "queue_visit"}


@pytest.mark.parametrize("who", ["stranger", "owner", "admin"])
def test_no_page_writes_when_it_is_read(shelf, who):
    before = state()
    for path in pages(shelf.world):
        for method in ("GET", "HEAD"):
            shelf.ask(who, method, path)
    after = state()
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= (COUNTED | OPENED if who == "admin" else COUNTED)
    opened = set(after["audit_record"]) - set(before["audit_record"])
    assert len(opened) == (who == "admin") and all("LetterOpened" in line for line in opened)


def test_a_download_is_counted_once_and_looking_at_its_head_is_not(shelf):
    path = "/library/{sheet_slug}/download/original".format(**shelf.world.names)
    before = state()
    shelf.ask("stranger", "HEAD", path)
    assert state() == before
    shelf.ask("stranger", "GET", path)
    assert state()["download"] != before["download"]
    assert "stranger" not in str(state()["download"])
