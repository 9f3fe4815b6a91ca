"""Reading changes nothing: after every GET and HEAD the database is as it was."""
import pytest

from tests.house.test_private import pages
from tests.world import state

# How often a file was downloaded, without who; lists in that order are other pages then.
COUNTED = {"sheet", "download", "member_template", "template_download", "page_version"}
# What the team opens leaves a line, in exactly these tables, and only under these addresses.
NOTED = {
    ("/admin/letters/",): {"audit_record"},  # a letter to somebody else
    ("/moderation/cases/", "/moderation/reports/"): {"audit_record", "audit_reason", "case_look"},
    ("/contact/queue/", "/moderation/join-requests/", "/moderation/board-requests/",
     "/moderation/request/"): {"audit_record", "audit_reason", "case_look", "case_exposure"},
}
NOTED_AT = tuple(start for starts in NOTED for start in starts)
AT_THE_QUEUE = {"queue_visit"}  # whatever page of the queue the team asks for first


@pytest.mark.one_database  # test_permissions asks PostgreSQL for the same pages
@pytest.mark.parametrize("who", ["stranger", "owner", "admin"])
def test_no_page_writes_when_it_is_read(shelf, who):
    """But for what the team opens: a line of who looked, which must be there."""
    every, is_team = pages(shelf.world), who == "admin"
    before = state()
    read(shelf, who, [path for path in every if not path.startswith(NOTED_AT)])
    after = state()
    assert changed(before, after) <= (COUNTED | AT_THE_QUEUE if is_team else COUNTED)
    for starts, tables in NOTED.items():
        before = after
        read(shelf, who, [path for path in every if path.startswith(starts)])
        after = state()
        assert changed(before, after) == (tables if is_team else set()), starts
    lines = "".join(after["audit_record"])
    assert all((event in lines) == is_team for event in ("LetterOpened", "CaseLookedAt"))


def read(shelf, who, paths) -> None:
    for path in paths:
        for method in ("GET", "HEAD"):
            shelf.ask(who, method, path)


def changed(before: dict, after: dict) -> set[str]:
    return {table for table in before if before[table] != after[table]}


def test_a_download_is_counted_once_and_looking_at_its_head_is_not(shelf):
    path = "/library/{sheet_slug}/download/original".format(**shelf.world.names)
    before = state()
    shelf.ask("stranger", "HEAD", path)
    assert state() == before
    shelf.ask("stranger", "GET", path)
    assert state()["download"] != before["download"]
    assert "stranger" not in str(state()["download"])
