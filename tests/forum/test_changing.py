import pytest

from peoplehub.core import limits
from peoplehub.core.errors import Forbidden
from peoplehub.forum import actions, queries
from tests.forum.conftest import replied

pytestmark = pytest.mark.one_database


@pytest.fixture
def post(cast, topic):
    return replied(cast.ben, topic, "Mrs Jones of Hill Road says no")


def test_an_author_changes_their_words_and_the_old_ones_are_gone(browser, cast, topic, post):
    ben = browser(cast.ben)
    assert "Mrs Jones" in ben.get(f"/forum/posts/{post.id}/edit").text
    answer = ben.post(f"/forum/posts/{post.id}/edit", data={"text": "The care manager says no"})
    assert (answer.status_code, answer.location) == (303, f"{topic.address}#post-2")
    page = browser().get(topic.address).text
    assert "The care manager says no" in page and "Mrs Jones" not in page
    assert "Changed" in page


def test_changing_the_question_changes_the_title_and_old_addresses_still_work(
    browser, cast, topic
):
    old, question = topic.address, queries.post_at(cast.amina, topic, 1)
    sent = {"title": "How short may a plan be?", "text": "Ours is long."}
    browser(cast.amina).post(f"/forum/posts/{question.id}/edit", data=sent)
    assert browser().get(old).location.endswith("-how-short-may-a-plan-be")


def test_second_thoughts_under_the_key_of_the_first_are_not_dropped(browser, cast, post):
    ben, key = browser(cast.ben), "the key of one form"
    for words in ("First", "First", "Second thoughts"):
        answer = ben.post(f"/forum/posts/{post.id}/edit", data={"text": words,
                                                                "idempotency_key": key})
        assert answer.status_code == 303
    assert post.text == "Second thoughts"


def test_an_empty_change_is_refused(browser, cast, post):
    answer = browser(cast.ben).post(f"/forum/posts/{post.id}/edit", data={"text": ""})
    assert answer.status_code == 422
    assert post.text.startswith("Mrs Jones")


def test_changing_without_end_is_refused_and_the_words_stay_in_the_box(
    browser, cast, post, monkeypatch
):
    monkeypatch.setitem(limits.LIMITS, "change", "2 per hour")
    ben, path = browser(cast.ben), f"/forum/posts/{post.id}/edit"
    answers = [ben.post(path, data={"text": f"Try {number}"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "Try 2" in answers[2].text and "Retry-After" in answers[2].headers
    assert post.text == "Try 1"


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["amina", "advisor", "moderator", "admin"])
def test_nobody_else_changes_or_deletes_it(browser, cast, post, who):
    person = getattr(cast, who)
    for verb in (lambda: actions.edit(person, post, "x"), lambda: actions.delete(person, post)):
        with pytest.raises(Forbidden):
            verb()
    other = browser(person)
    assert other.get(f"/forum/posts/{post.id}/edit").status_code == 404
    assert other.post(f"/forum/posts/{post.id}/delete").status_code == 404


def test_a_suspended_author_changes_nothing(cast, topic, post):
    post.author_id = cast.suspended.id
    with pytest.raises(Forbidden):
        actions.delete(cast.suspended, post)


def test_deleting_asks_first(browser, cast, topic, post):
    ben = browser(cast.ben)
    assert "Delete what you wrote?" in ben.get(f"/forum/posts/{post.id}/delete").text
    answer = ben.post(f"/forum/posts/{post.id}/delete")
    assert (answer.status_code, answer.location) == (303, f"{topic.address}#post-2")


def test_a_second_tap_on_delete_lands_in_the_same_place(browser, cast, topic, post):
    ben = browser(cast.ben)
    answers = [ben.post(f"/forum/posts/{post.id}/delete") for _ in range(2)]
    assert {answer.location for answer in answers} == {f"{topic.address}#post-2"}


def test_what_was_deleted_cannot_be_changed_or_quoted(browser, cast, topic, post):
    actions.delete(cast.ben, post)
    ben = browser(cast.ben)
    assert ben.get(f"/forum/posts/{post.id}/edit").status_code == 404
    assert ben.get(f"/forum/topics/{topic.id}/quote/2").status_code == 404
    with pytest.raises(Forbidden):
        actions.edit(cast.ben, post, "Back again")
