"""The rules about people, for everybody of the cast."""
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.accounts import actions, policy
from peoplehub.accounts.models import EmailVerification
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from tests.permitted import EVERYBODY, SIGNED_IN, TEAM, WRITERS, suspend, who

pytestmark = pytest.mark.one_database


def test_who_is_confirmed_and_not_suspended_may_write(cast):
    assert who(cast, policy.may_write) == WRITERS
    assert who(cast, policy.may_change_profile) == WRITERS


def test_a_newcomer_may_not_link_to_other_places(cast):
    assert who(cast, policy.may_link) == WRITERS - {"newcomer"}


def test_who_works_in_care_stays_so(cast):
    assert who(cast, policy.may_declare, "professional") == SIGNED_IN
    assert who(cast, policy.may_declare, "family") == SIGNED_IN - {"professional"}


def test_the_team_suspends_members_and_only_the_site_team_suspends_the_team(cast):
    assert who(cast, policy.may_suspend, cast.ben) == TEAM
    assert who(cast, policy.may_suspend, cast.unconfirmed) == TEAM
    assert who(cast, policy.may_suspend, cast.moderator) == {"admin"}
    assert who(cast, policy.may_suspend, cast.admin) == set()
    suspend(cast.moderator, cast.admin)
    assert who(cast, policy.may_suspend, cast.ben) == {"safeguarding"}


def test_the_site_team_gives_roles_and_ends_sessions_of_others(cast):
    assert who(cast, policy.may_change_role, cast.ben) == {"admin"}
    assert who(cast, policy.may_change_role, cast.unconfirmed) == {"admin"}
    assert who(cast, policy.may_change_role, cast.admin) == set()
    assert who(cast, policy.may_end_sessions) == {"admin"}
    suspend(cast.admin)
    assert who(cast, policy.may_change_role, cast.ben) == set()
    assert who(cast, policy.may_end_sessions) == set()


def test_who_needs_a_second_step_may_not_switch_it_off(cast):
    assert who(cast, policy.may_switch_second_step_off) == SIGNED_IN - TEAM - {"advisor"}


def test_a_lost_second_step_is_reset_by_the_site_team_or_a_lead_and_not_by_oneself(cast):
    assert who(cast, policy.may_reset_second_step, cast.ben) == set()
    for person in (cast.ben, cast.unconfirmed):
        person.second_step_at = clock.now()
        assert who(cast, policy.may_reset_second_step, person) == {"admin", "safeguarding"}
    assert who(cast, policy.may_reset_second_step, cast.admin) == {"safeguarding"}
    suspend(cast.safeguarding)
    assert who(cast, policy.may_reset_second_step, cast.ben) == {"admin"}


def test_the_site_team_gives_grants_and_a_lead_a_helper_and_nobody_to_themselves(cast):
    assert who(cast, policy.may_give_grant, cast.ben, "helper") == {"admin", "safeguarding"}
    assert who(cast, policy.may_give_grant, cast.ben, "editor") == {"admin"}
    assert who(cast, policy.may_give_grant, cast.admin, "editor") == set()
    assert who(cast, policy.may_give_grant, cast.suspended, "editor") == {"admin"}
    assert who(cast, policy.may_give_grant, cast.unconfirmed, "helper") == set()
    suspend(cast.admin)
    assert who(cast, policy.may_give_grant, cast.ben, "helper") == {"safeguarding"}


def test_who_works_in_care_without_a_role_that_says_so_stays_so_too(cast):
    cast.ben.i_am = "professional"
    assert who(cast, policy.may_declare, "family") == SIGNED_IN - {"professional", "ben"}


def test_the_site_team_sets_how_people_join_and_leads_also_the_signals_of_returns(cast):
    def sets() -> tuple:
        return (who(cast, policy.may_administer_joining), who(cast, policy.may_set_first_day),
                who(cast, policy.may_set_return_signals))

    assert sets() == ({"admin"}, {"admin"}, {"admin", "safeguarding"})
    suspend(cast.admin)
    assert sets() == (set(), set(), {"safeguarding"})


def test_a_ban_closes_the_account_and_lifting_it_opens_it_again(cast):
    actions.ban(cast.moderator, cast.ben, "Adverts.")
    assert cast.ben.banned_at and cast.ben.is_suspended and cast.ben.suspended_until is None
    assert cast.ben.suspended_reason == "Adverts."
    actions.lift_suspension(cast.moderator, cast.ben)
    assert cast.ben.banned_at is None and not cast.ben.is_suspended


@pytest.mark.both_databases
def test_who_becomes_one_of_the_team_has_days_to_train_unless_they_have_done_it(cast):
    letters = select(func.count()).select_from(Email).where(Email.to == cast.ben.email)
    before = db.session.scalar(letters)
    actions.change_role(cast.admin, cast.ben, "moderator")
    given = cast.ben.training_until
    assert given > clock.now() and cast.ben.is_moderator
    assert db.session.scalar(letters) == before + 2  # the training, and the second step
    actions.change_role(cast.admin, cast.ben, "safeguarding")
    assert cast.ben.training_until == given  # nothing begins anew within the team
    done = cast.outsider.training_until = clock.now() + timedelta(days=999)
    db.session.commit()
    actions.change_role(cast.admin, cast.outsider, "moderator")
    assert cast.outsider.training_until == done


def test_nobody_blocks_themselves_or_the_team(cast):
    assert who(cast, policy.may_block, cast.ben) == SIGNED_IN - {"ben"}
    assert who(cast, policy.may_block, cast.moderator) == set()
    assert EVERYBODY - SIGNED_IN == {"stranger"}


def test_a_role_that_does_not_exist_is_given_to_nobody(cast):
    with pytest.raises(Invalid, match="A role is one of: member, professional") as refusal:
        actions.change_role(cast.admin, cast.ben, "king")
    assert refusal.value.field == "role" and refusal.value.status == 422
    assert cast.ben.role == "member"


def test_only_who_may_gives_a_role_or_suspends(cast):
    with pytest.raises(Forbidden, match="You cannot change the standing"):
        actions.change_role(cast.moderator, cast.ben, "advisor")
    with pytest.raises(Forbidden):
        actions.suspend(cast.ben, cast.amina, None, "I do not like her.")
    with pytest.raises(Forbidden):
        actions.lift_suspension(cast.ben, cast.suspended)
    assert cast.ben.role == "member" and not cast.amina.is_suspended and cast.suspended.is_suspended


def test_a_professional_works_in_care_and_a_member_again_is_asked_again(cast):
    actions.change_role(cast.admin, cast.ben, "professional")
    assert cast.ben.works_in_care and cast.ben.declared_at
    actions.change_role(cast.admin, cast.ben, "advisor")
    assert cast.ben.works_in_care and cast.ben.declared_at
    actions.change_role(cast.admin, cast.ben, "member")
    assert (cast.ben.i_am, cast.ben.declared_at) == ("", None)


def test_a_member_who_is_of_a_family_is_not_asked_again(cast):
    actions.change_role(cast.admin, cast.ben, "member")
    assert cast.ben.i_am == "family" and cast.ben.declared_at


@pytest.mark.both_databases
def test_a_suspension_keeps_who_why_and_until_when_and_lifting_it_leaves_nothing(cast):
    until = clock.now() + timedelta(days=1)
    actions.suspend(cast.moderator, cast.ben, until, "Adverts.")
    assert cast.ben.is_suspended and cast.ben.suspended_until == until
    assert (cast.ben.suspended_by_id, cast.ben.suspended_reason) == (cast.moderator.id, "Adverts.")
    actions.lift_suspension(cast.moderator, cast.ben)
    assert not cast.ben.is_suspended
    assert (cast.ben.suspended_at, cast.ben.suspended_until, cast.ben.suspended_by_id,
            cast.ben.suspended_reason) == (None, None, None, None)


@pytest.mark.parametrize("role, i_am, becomes, says", [
    ("member", "", "member", ""), ("member", "family", "member", "family"),
    ("member", "professional", "professional", "professional"),
    ("advisor", "professional", "advisor", "professional"),
    ("professional", "", "professional", "professional"),
])  # fmt: skip
def test_who_the_team_adds_has_the_role_that_fits_what_they_said(app, role, i_am, becomes, says):
    added = actions.add_person("new@people.example", "Noor", role, "a token", i_am)
    assert (added.role, added.i_am, added.is_confirmed) == (becomes, says, True)


@pytest.mark.both_databases
def test_who_the_team_adds_has_a_day_to_choose_a_password(app):
    added = actions.add_person("new@people.example", "Noor", "member", "a token")
    theirs = EmailVerification.user_id == added.id
    [invited] = db.session.scalars(select(EmailVerification).where(theirs))
    left = invited.expires_at - clock.now()
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)


@pytest.mark.both_databases
def test_a_name_that_somebody_has_is_not_given_twice(cast):
    with pytest.raises(Invalid, match="Somebody has this email"):
        actions.add_person("other@people.example", "Amina", "member", "a token")


@pytest.mark.both_databases
def test_who_has_a_second_step_already_is_not_asked_for_one_with_a_new_role(cast):
    letters = select(func.count()).select_from(Email).where(Email.body.contains("second step"))
    cast.ben.second_step_at = clock.now()
    db.session.commit()
    actions.change_role(cast.admin, cast.ben, "moderator")
    assert db.session.scalar(letters) == 0
    actions.change_role(cast.admin, cast.outsider, "moderator")
    assert db.session.scalar(letters) == 1
