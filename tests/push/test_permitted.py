"""The rule about web push, for everybody of the cast."""
from peoplehub.push import policy
from tests.permitted import SIGNED_IN, TEAM, who


def test_whoever_is_told_of_things_switches_it_on(cast):
    assert who(cast, policy.may_switch_on) == SIGNED_IN - {"unconfirmed"}
    assert who(cast, policy.hears_of_duties) == TEAM | {"advisor"}
