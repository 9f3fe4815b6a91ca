"""Nothing is refused or held for how it was typed: dictated, pasted, in capitals, short."""
import pytest

from tests.forum.conftest import started

pytestmark = pytest.mark.one_database
IN_WHATEVER_WAY = {
    "pasted": ("My son is nine and we were refused. " * 56)[:2000],
    "short": "ok",
    "capitals": "THANK YOU SO MUCH!!! THIS HELPED US",
    "dictated": "so we rang them and they said no and then we rang again and they said maybe " * 5,
    "one sign": "❤️",
    "no spaces": "noooooooooooooooooooooooooooooooooooooooooo",
    "the same again": "yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes",
    "a whole word a line": "\n".join(["please", "help", "us"] * 8),
}


@pytest.mark.parametrize("words", IN_WHATEVER_WAY.values(), ids=IN_WHATEVER_WAY)
def test_nothing_is_refused_or_held_for_how_it_was_typed(browser, cast, topic, words):
    newcomer = browser(cast.newcomer)
    newcomer.get(topic.address)
    sent = newcomer.post(f"/forum/topics/{topic.id}/replies", data={"text": words})
    assert sent.status_code == 303
    seen = browser(cast.ben).get(topic.address)
    assert 'id="post-2"' in seen.text
    title = words.strip()[:60].replace("\n", " ")
    asked = newcomer.post("/forum/planning/new", data={"title": title, "text": words})
    assert asked.status_code == 303
    assert title.split()[0] in browser(cast.ben).get("/forum/planning").text


def test_two_topics_with_the_same_short_words_are_two(browser, cast, boards):
    for _ in range(2):
        started(cast.newcomer, boards.planning, title="Hi", text="Hi")
    assert browser().get("/forum/planning").text.count(">Hi<") >= 2
