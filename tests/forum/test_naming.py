"""Who can be called by name in a topic: those who write there under their name, and no list of
members."""
import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.forum import actions, queries
from tests.conftest import person
from tests.forum.conftest import replied, started


def offered(client, topic, begins="") -> list[str]:
    return [one["slug"] for one in client.get(f"{topic.acts}/names?q={begins}").json]


@pytest.mark.parametrize(("begins", "found"), [
    ("", ["ben", "maya"]), ("b", ["ben"]), ("BE", ["ben"]), ("x", []), ("%", []), ("_", []),
    ("b%00", ["ben"]), ("é", []), ("m" * 500, []),
])
def test_names_of_the_topic_are_offered(browser, cast, topic, begins, found):
    replied(cast.ben, topic)
    replied(cast.advisor, topic)
    assert offered(browser(cast.amina), topic, begins) == found


def test_every_word_of_a_name_may_begin_it(app, cast, boards):
    db.session.add(person("Old Oak"))
    db.session.commit()
    topic = started(db.session.query(User).filter_by(slug="old-oak").one(),
                    boards.planning)
    assert [one.pen_name for one in queries.names_in(cast.ben, topic, "oak")] == ["Old Oak"]
    assert [one.pen_name for one in queries.names_in(cast.ben, topic, "old oa")] == ["Old Oak"]


def test_nobody_is_offered_who_hides_or_is_kept_away_or_went(browser, cast, topic):
    replied(cast.ben, topic, anonymous=True)
    replied(cast.outsider, topic)
    taken = replied(cast.newcomer, topic)
    actions.delete(cast.newcomer, taken)
    accounts.block(cast.outsider, cast.amina)
    assert offered(browser(cast.amina), topic) == []
    assert offered(browser(cast.advisor), topic) == ["amina", "olive"]
