"""The rules about enquiries, for everybody of the cast."""
import pytest

from peoplehub.contact import actions, policy
from peoplehub.core import clock
from tests.permitted import TEAM, suspend, who

pytestmark = pytest.mark.one_database


def write(person, about="question"):
    return actions.write(person, about=about, text="Where is the leaflet?")


def test_the_team_reads_the_queue_and_complaints_only_the_lead_and_the_site_team(cast):
    assert who(cast, policy.may_read_queue) == TEAM
    assert who(cast, policy.may_read_complaints) == {"safeguarding", "admin"}
    assert who(cast, policy.may_read, write(cast.ben)) == TEAM
    assert who(cast, policy.may_read, write(cast.ben, "complaint")) == {"safeguarding", "admin"}


def test_who_is_suspended_reads_none_of_it(cast):
    question, complaint = write(cast.ben), write(cast.ben, "complaint")
    suspend(cast.moderator, cast.safeguarding)
    for rule in (policy.may_read_queue, policy.may_read_complaints):
        assert who(cast, rule) == {"admin"}
    assert who(cast, policy.may_read, question) == {"admin"}
    assert who(cast, policy.may_answer, complaint) == {"admin"}


def test_nobody_answers_themselves(cast):
    assert who(cast, policy.may_answer, write(cast.ben)) == TEAM
    assert who(cast, policy.may_answer, write(None)) == TEAM
    assert who(cast, policy.may_answer, write(cast.moderator)) == {"safeguarding", "admin"}
    assert who(cast, policy.may_answer, write(cast.admin, "complaint")) == {"safeguarding"}


@pytest.mark.both_databases
def test_what_was_handed_over_only_the_lead_reads_any_more(cast):
    assert who(cast, policy.may_read_handed_over) == {"safeguarding"}
    for about in ("question", "complaint"):
        enquiry = write(cast.ben, about)
        enquiry.handed_over_at = clock.now()
        assert who(cast, policy.may_read, enquiry) == {"safeguarding"}
    suspend(cast.safeguarding)
    assert who(cast, policy.may_read_handed_over) == set()
