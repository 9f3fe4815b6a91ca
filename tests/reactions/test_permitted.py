"""Who may give a reaction, beside everybody of the cast."""
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import policy as forum
from peoplehub.reactions import policy
from peoplehub.reactions.models import HELPED, THANKS
from tests.forum.conftest import replied, started
from tests.permitted import WRITERS, who


def test_everybody_who_may_write_and_come_in_but_the_author(cast, topic, boards):
    answer = replied(cast.ben, topic)
    assert who(cast, policy.may_react, answer) == WRITERS - {"ben"}
    assert who(cast, policy.may_give, answer, THANKS) == WRITERS - {"ben"}
    assert who(cast, policy.may_say_helped, answer) == {"amina"}
    assert who(cast, policy.may_give, answer, HELPED) == {"amina"}
    assert who(cast, forum.may_react, topic) == WRITERS
    family = replied(cast.ben, started(cast.amina, boards.families))
    assert who(cast, policy.may_react, family) == WRITERS - {"ben", "professional"}


def test_nobody_where_answers_are_closed_or_the_piece_is_out_of_sight(cast, topic):
    answer = replied(cast.ben, topic)
    for row, state in ((answer, "held_at"), (answer, "hidden_at"), (answer, "deleted_at"),
                       (topic, "locked_at")):
        setattr(row, state, clock.now())
        db.session.commit()
        assert who(cast, policy.may_react, answer) == set(), state
        setattr(row, state, None)
        db.session.commit()
    topic.locked_at = clock.now()
    assert who(cast, forum.may_react, topic) == set()
    answer.author_id, topic.locked_at = None, None
    assert who(cast, policy.may_react, answer) == set()
