"""The rules about the rota and alarms, for everybody of the cast."""
from types import SimpleNamespace

from peoplehub.core import clock
from peoplehub.rota import policy
from peoplehub.rota.models import Shift, Swap
from tests.permitted import TEAM, suspend, who

LEADS = {"safeguarding", "admin"}


def test_the_team_uses_the_rota_and_leads_keep_it(cast):
    assert who(cast, policy.may_use) == TEAM
    assert who(cast, policy.may_lead) == LEADS
    suspend(cast.admin)
    assert who(cast, policy.may_use) == TEAM - {"admin"}
    assert who(cast, policy.may_lead) == {"safeguarding"}


def test_a_shift_is_changed_by_whose_it_is_and_by_leads(cast):
    for person, rest in ((cast.moderator, TEAM), (cast.admin, LEADS), (cast.ben, LEADS)):
        assert who(cast, policy.may_change, person.id) == rest
        assert who(cast, policy.may_ask_swap, Shift(user_id=person.id)) == rest


def test_a_swap_is_taken_by_another_and_agreed_once_by_who_may_change_the_shift(cast):
    swap = Swap(shift=Shift(user_id=cast.moderator.id))
    assert who(cast, policy.may_take_swap, swap) == LEADS
    of_sunil = Swap(shift=Shift(user_id=cast.admin.id))
    assert who(cast, policy.may_take_swap, of_sunil) == TEAM - {"admin"}
    assert who(cast, policy.may_agree_swap, swap) == set()
    swap.taken_by_id = cast.admin.id
    assert who(cast, policy.may_take_swap, swap) == set()
    assert who(cast, policy.may_agree_swap, swap) == TEAM
    swap.shift.user_id = cast.safeguarding.id
    assert who(cast, policy.may_agree_swap, swap) == LEADS
    swap.agreed_at = clock.now()
    assert who(cast, policy.may_agree_swap, swap) == set()


def test_an_alarm_is_not_seen_by_whom_it_is_about_and_some_by_leads_alone(cast):
    assert who(cast, policy.may_see_alarm, SimpleNamespace(
        is_for_leads=False, about_id=None)) == TEAM
    about = SimpleNamespace(is_for_leads=False, about_id=cast.admin.id)
    assert who(cast, policy.may_see_alarm, about) == TEAM - {"admin"}
    about_ruth = SimpleNamespace(is_for_leads=False, about_id=cast.moderator.id)
    assert who(cast, policy.may_see_alarm, about_ruth) == LEADS
    about.is_for_leads = True
    assert who(cast, policy.may_see_alarm, about) == {"safeguarding"}
