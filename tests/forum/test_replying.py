from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from peoplehub.accounts.models import User
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.forum import actions, queries
from peoplehub.forum.models import Post, Topic
from tests.conftest import person
from tests.forum.conftest import replied

pytestmark = pytest.mark.one_database


def replies_to(topic):
    return f"/forum/topics/{topic.id}/replies"


def test_a_member_replies_and_lands_on_their_words(browser, cast, topic):
    ben = browser(cast.ben)
    answer = ben.post(replies_to(topic), data={"text": "Ours is one page."})
    assert answer.status_code == 303
    assert answer.location == f"{topic.address}#post-2"
    page = ben.get(answer.location).text
    assert 'id="post-2"' in page and "Ours is one page." in page


def test_the_twentieth_reply_is_on_the_second_page(cast, topic):
    for _ in range(20):
        last = replied(cast.ben, topic)
    assert last.number == 21
    assert last.address == f"{topic.address}?page=2#post-21"


def test_a_reply_moves_the_topic_up_and_is_counted(cast, boards, topic):
    later = actions.start_topic(cast.ben, boards.planning, "Later", "Words").topic
    replied(cast.ben, topic)
    lines = queries.board_page_for(cast.outsider, boards.planning).lines
    assert [line.id for line in lines] == [topic.id, later.id]
    assert (lines[0].reply_count, lines[0].last_reply_by) == (1, "Ben")


def test_an_empty_reply_is_refused_with_words(browser, cast, topic):
    answer = browser(cast.ben).post(replies_to(topic), data={"text": " \n "})
    assert answer.status_code == 422
    assert "Write your reply first." in answer.text
    assert 'href="#text"' in answer.text


def test_too_long_a_reply_is_refused_and_every_word_stays(browser, cast, topic):
    answer = browser(cast.ben).post(replies_to(topic), data={"text": "long " * 4001})
    assert answer.status_code == 422
    assert answer.text.count("long ") >= 4001


def test_a_refused_reply_is_shown_with_the_last_page(browser, cast, topic):
    for _ in range(21):
        replied(cast.ben, topic)
    answer = browser(cast.ben).post(replies_to(topic), data={"text": ""})
    assert 'id="post-22"' in answer.text


def test_looking_at_a_reply_first_keeps_the_words_and_posts_nothing(browser, cast, topic):
    answer = browser(cast.ben).post(replies_to(topic), data={"text": "A *look*", "preview": "1"})
    assert answer.status_code == 200
    assert "<em>look</em>" in answer.text and "A *look*</textarea>" in answer.text
    assert topic.last_number == 1


def test_the_same_reply_sent_twice_is_one_reply(browser, cast, topic):
    sent, ben = {"text": "Once", "idempotency_key": "one-key"}, browser(cast.ben)
    first, second = (ben.post(replies_to(topic), data=sent) for _ in range(2))
    assert first.location == second.location
    assert db.session.scalar(select(func.count(Post.id))) == 2


def test_a_reply_without_its_token_is_refused(browser, cast, topic):
    answer = browser(cast.ben).post(replies_to(topic), data={"text": "Hello"}, token=False)
    assert answer.status_code == 400
    assert db.session.scalar(select(func.count(Post.id))) == 1


def test_a_locked_topic_refuses_members_but_not_moderators(browser, cast, topic):
    actions.lock(cast.moderator, topic, "The rules have changed.")
    with pytest.raises(Invalid):
        replied(cast.ben, topic)
    assert replied(cast.moderator, topic).number == 2
    page = browser(cast.ben).get(topic.address).text
    assert "The rules have changed." in page
    assert "Add your reply" not in page


@pytest.mark.both_databases
def test_a_reply_typed_while_the_topic_was_closed_is_not_lost(browser, cast, topic):
    actions.lock(cast.moderator, topic, "Closed.")
    answer = browser(cast.ben).post(replies_to(topic), data={"text": "An hour of typing"})
    assert answer.status_code == 422
    assert "An hour of typing" in answer.text


@pytest.mark.parametrize("who", ["suspended", "unconfirmed"])
def test_who_may_not_write_reads_but_does_not_reply(browser, cast, topic, who):
    person = getattr(cast, who)
    with pytest.raises(Forbidden):
        replied(person, topic)
    assert "Add your reply" not in browser(person).get(topic.address).text


def test_a_newcomer_replies_ten_times_on_their_first_day(cast, topic):
    for _ in range(10):
        replied(cast.newcomer, topic)
    with pytest.raises(Invalid):
        replied(cast.newcomer, topic)


def test_a_visitor_is_asked_to_sign_in_and_sees_no_form_token(browser, topic):
    page = browser().get(topic.address).text
    assert "Sign in to reply" in page
    assert "csrf_token" not in page
    asked = browser().post(replies_to(topic), data={"text": "Hello"})
    assert asked.status_code == 401 and "Please sign in" in asked.text and "Hello" in asked.text


def test_known_names_are_linked_and_others_are_words(cast, topic):
    html = replied(cast.ben, topic, "Thank you @amina and @nobody-here").html
    assert '<a href="/people/amina"' in html
    assert "/people/nobody-here" not in html


@pytest.mark.both_databases
def test_twenty_replies_at_once_get_the_numbers_without_a_gap(app, cast, topic):
    ids = [cast.amina.id, cast.ben.id, cast.advisor.id, cast.moderator.id, cast.outsider.id]
    topic_id = topic.id
    db.session.remove()

    def one(number):
        with app.app_context():
            author = db.session.get(User, ids[number % len(ids)])
            made = replied(author, db.session.get(Topic, topic_id), f"Reply {number}").number
            db.session.remove()
            return made

    with ThreadPoolExecutor(20) as pool:
        numbers = sorted(pool.map(one, range(20)))
    assert numbers == list(range(2, 22))
    kept = db.session.get(Topic, topic_id)
    assert (kept.last_number, kept.reply_count) == (21, 20)


def test_an_answer_begins_with_the_words_it_answers(browser, cast, topic):
    replied(cast.ben, topic, "> older words\n\nOurs is one page.\n\nIt is enough.")
    ben = browser(cast.ben)
    answer = ben.get(f"/forum/topics/{topic.id}/quote/2")
    assert answer.status_code == 302
    page = ben.get(answer.location).text
    assert "Ben wrote in post 2:" in page
    assert "&gt; Ours is one page." in page
    assert "&gt; older words" not in page


def test_a_script_gets_the_quotation_as_text(browser, cast, topic):
    wants = {"Accept": "application/json"}
    answer = browser(cast.ben).get(f"/forum/topics/{topic.id}/quote/1", headers=wants)
    assert answer.json == {"text": "Amina wrote in post 1:\n> Ours is long.\n\n"}


def test_open_pages_fetch_what_is_newer(browser, cast, topic):
    replied(cast.ben, topic, "The second")
    replied(cast.ben, topic, "The third")
    answer = browser(cast.amina).get(f"/forum/topics/{topic.id}/since?after=2").json
    assert answer["last_number"] == 3 and answer["names"] == ["Ben"]
    assert 'id="post-3"' in answer["html"] and "The second" not in answer["html"]


def test_a_reply_asks_as_much_with_forty_followers_as_with_two(browser, cast, topic, queries):
    counted = []
    for followers in (1, 2, 40):  # the first reply follows the topic, and finds nobody told yet
        people = [person(f"Follower {followers} {number}") for number in range(followers)]
        db.session.add_all(people)
        db.session.commit()
        for one in people:
            actions.follow(one, topic)
        with queries() as asked:
            browser(cast.ben).post(f"{topic.acts}/replies", data={"text": f"To {followers}"})
        counted.append(len(asked))
    assert counted[1] == counted[2] <= 40
