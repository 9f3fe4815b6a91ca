"""The rules about helpers and handing over, for everybody of the cast."""
from datetime import timedelta
from types import SimpleNamespace

import pytest

from peoplehub.accounts.models import RoleGrant
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.handover import policy
from tests.permitted import TEAM, suspend, who


def grant_help(person, by) -> None:
    until = clock.now() + timedelta(days=9)
    db.session.add(RoleGrant(user_id=person.id, kind="helper", reason="Kind", until=until,
                             granted_by_id=by.id))
    db.session.commit()


@pytest.mark.one_database
def test_a_helper_lets_out_what_others_wrote_and_they_may_read(cast):
    for person in (cast.ben, cast.professional, cast.suspended):
        grant_help(person, cast.admin)
    assert who(cast, policy.may_help) == {"ben", "professional"}
    piece = SimpleNamespace(author_id=cast.amina.id, audience="members")
    assert who(cast, policy.may_release, piece) == {"ben", "professional"}
    piece.author_id = cast.suspended.id
    assert who(cast, policy.may_release, piece) == {"ben", "professional"}
    piece.audience = "families"
    assert who(cast, policy.may_release, piece) == {"ben"}
    piece.author_id = cast.ben.id
    assert who(cast, policy.may_release, piece) == set()


@pytest.mark.one_database
def test_the_team_hands_over_and_leads_set_the_hours(cast):
    assert who(cast, policy.may_see_handover) == TEAM
    assert who(cast, policy.may_set_hours) == {"safeguarding", "admin"}
    suspend(cast.admin)
    assert who(cast, policy.may_see_handover) == TEAM - {"admin"}
    assert who(cast, policy.may_set_hours) == {"safeguarding"}
