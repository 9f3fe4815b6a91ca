"""The rules about training, for everybody of the cast."""
from datetime import timedelta

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.training import policy
from tests.permitted import TEAM, suspend, who

LEADS = {"safeguarding", "admin"}


def test_the_team_trains_also_when_its_rights_rest(cast):
    cast.moderator.training_until = clock.now() - timedelta(days=1)
    db.session.commit()
    assert not cast.moderator.is_moderator
    assert who(cast, policy.may_train) == TEAM
    suspend(cast.moderator)
    assert who(cast, policy.may_train) == LEADS


def test_leads_and_the_site_team_see_who_is_due_and_give_others_of_the_team_time(cast):
    assert who(cast, policy.may_see_team) == LEADS
    assert who(cast, policy.may_extend, cast.moderator) == LEADS
    assert who(cast, policy.may_extend, cast.admin) == {"safeguarding"}
    assert who(cast, policy.may_extend, cast.advisor) == set()
    suspend(cast.admin)
    assert who(cast, policy.may_see_team) == {"safeguarding"}
