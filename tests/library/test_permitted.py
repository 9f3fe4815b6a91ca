"""The rules about sheets, for everybody of the cast."""
import pytest

from peoplehub.library import policy
from tests.permitted import TEAM, become, suspend, who

pytestmark = pytest.mark.one_database


def test_peer_advisors_and_the_team_write_sheets(cast):
    assert who(cast, policy.may_manage) == TEAM | {"advisor"}
    suspend(cast.advisor, cast.moderator)
    assert who(cast, policy.may_manage) == {"safeguarding", "admin"}


def test_a_sheet_is_changed_by_its_owner_and_the_team(cast, sheet, write):
    assert who(cast, policy.may_edit, sheet) == TEAM | {"advisor"}
    assert who(cast, policy.may_edit, write(by=cast.admin, title="Another")) == TEAM
    for other in (cast.ben, cast.professional):
        other.role = "advisor"
    assert who(cast, policy.may_edit, sheet) == TEAM | {"advisor"}
    suspend(cast.advisor)
    assert who(cast, policy.may_edit, sheet) == TEAM


def test_the_team_alone_gives_a_sheet_to_another_owner(cast):
    assert who(cast, policy.may_give_away) == TEAM
    suspend(cast.admin)
    assert who(cast, policy.may_give_away) == {"moderator", "safeguarding"}


@pytest.mark.both_databases
def test_an_editor_looks_after_every_sheet(cast, sheet):
    become(cast.ben, "editor")
    assert who(cast, policy.may_manage) == TEAM | {"advisor", "ben"}
    assert who(cast, policy.may_edit, sheet) == TEAM | {"advisor", "ben"}
    assert who(cast, policy.may_give_away) == TEAM | {"ben"}
