"""Who reads what a piece said before, beside everybody of the cast."""
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.revisions import policy
from tests.forum.conftest import replied
from tests.permitted import TEAM, who


def test_the_team_reads_it_and_takes_details_out_of_the_words_of_others(cast, topic):
    answer, own = replied(cast.ben, topic), replied(cast.moderator, topic)
    assert who(cast, policy.may_see_revisions) == TEAM
    assert who(cast, policy.may_remove_details, answer) == TEAM
    assert who(cast, policy.may_remove_details, own) == TEAM - {"moderator"}
    answer.deleted_at = clock.now()
    db.session.commit()
    assert who(cast, policy.may_remove_details, answer) == set()
