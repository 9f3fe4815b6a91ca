"""The rule about web push, for everybody of the cast."""
from peoplehub.push import policy
from tests.permitted import TEAM, suspend, who


def test_the_team_and_advisors_switch_it_on(cast):
    assert who(cast, policy.may_switch_on) == TEAM | {"advisor"}
    suspend(cast.advisor, cast.moderator)
    assert who(cast, policy.may_switch_on) == {"safeguarding", "admin"}
