"""Coordinators and editors at every address of the permission table."""
import pytest

from peoplehub.core.extensions import db
from tests.house import permissions
from tests.world import ROLES

pytestmark = pytest.mark.one_database
THE_LIBRARY = ("/library", "/templates", "/questions", "/moderation/sheet", "/report/sheet",
               "/admin/tags",
               "/admin/words", "/words", "/admin/synonyms", "/publishing")
ADVISORS_WORK = ("/advising",)  # what a coordinator does there: tests/advisors
A_MATCH = ("/support/matches",)  # of the advisor of the table, and of no other
OWN_KEYS = ("/settings/second-step",)  # as they have set it up, whatever their role


def lines(method: str):
    return [one for one in permissions.lines() if one.method == method and one.room != "sockets"]


@pytest.mark.parametrize("role, like", [("coordinator", "advisor"), ("editor", "outsider")])
def test_a_new_role_sees_what_its_neighbour_sees_and_the_library_it_works_in(shelf, role, like):
    shelf.world.cast.outsider.role = role
    db.session.commit()
    wrong = []
    for line in lines("GET"):
        address = line.pattern.format(**shelf.world.names)
        found = permissions.outcome(shelf.ask("outsider", "GET", address))
        if found != line.expected[ROLES.index(like)] and not line.pattern.startswith(
                THE_LIBRARY + ADVISORS_WORK + A_MATCH + OWN_KEYS):
            wrong.append((line.pattern, found))
    assert wrong == []
    assert shelf.ask("outsider", "GET", "/library/manage").status_code == 200


def test_an_editor_changes_every_sheet_and_moderates_nothing(shelf):
    editor = shelf.world.cast.outsider
    editor.role = "editor"
    db.session.commit()
    sheet = shelf.world.names["sheet"]
    assert shelf.ask("outsider", "GET", f"/library/manage/{sheet}").status_code == 200
    assert shelf.ask("outsider", "GET", "/moderation").status_code == 404
    assert "Editor" in shelf.ask("outsider", "GET", "/people/olive").text
