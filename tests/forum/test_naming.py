"""Who can be called by name in a topic: those who write there under their name, and no list of
members."""
import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.forum import actions
from tests.forum.conftest import replied


def offered(client, topic) -> list[str]:
    return [one["slug"] for one in client.get(f"{topic.acts}/names").json]


@pytest.mark.one_database
def test_names_of_the_topic_are_offered_but_not_ones_own(browser, cast, topic):
    replied(cast.ben, topic)
    replied(cast.ben, topic)
    replied(cast.advisor, topic)
    assert offered(browser(cast.amina), topic) == ["ben", "maya"]
    assert offered(browser(cast.ben), topic) == ["amina", "maya"]


@pytest.mark.one_database
def test_nobody_is_offered_who_hides_or_is_kept_away_or_went(browser, cast, topic):
    replied(cast.ben, topic, anonymous=True)
    replied(cast.outsider, topic)
    taken = replied(cast.newcomer, topic)
    actions.delete(cast.newcomer, taken)
    accounts.block(cast.outsider, cast.amina)
    assert offered(browser(cast.amina), topic) == []
    assert offered(browser(cast.advisor), topic) == ["amina", "olive"]
