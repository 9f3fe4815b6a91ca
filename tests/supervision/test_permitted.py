"""The rules about looking after advisors, for everybody of the cast."""
from peoplehub.core import clock
from peoplehub.supervision import policy
from peoplehub.supervision.models import AdvisorDebrief, LoadNote
from tests.permitted import become, who


def test_a_note_is_read_by_its_advisor_and_the_coordinators(cast):
    become(cast.outsider, "coordinator")
    note = LoadNote(advisor_id=cast.advisor.id)
    assert who(cast, policy.may_read_note, note) == {"advisor", "outsider", "admin"}


def test_coordinators_set_limits_and_lead_talks_but_not_their_own(cast):
    become(cast.outsider, "coordinator")
    both = {"outsider", "admin"}
    for about, rest in ((cast.ben, both), (cast.suspended, both), (cast.outsider, {"admin"})):
        assert who(cast, policy.may_limit, about.id) == rest
        talk = AdvisorDebrief(advisor_id=about.id)
        assert who(cast, policy.may_book, talk) == rest
        talk.done_at = clock.now()
        assert who(cast, policy.may_book, talk) == set()
