"""Who is told of what: once a thread until it is read, never across a block, not by letter."""
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.actions.cleanup import delete_expired
from peoplehub.accounts.models import User
from peoplehub.blogs import actions as blogs
from peoplehub.core import clock, limits
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.unread_counts import waiting_for
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from peoplehub.messages import actions as messages
from peoplehub.moderation import actions as moderation
from peoplehub.notifications.models import Notification
from tests.blogs import published
from tests.conftest import person


@pytest.fixture
def topic(cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    return forum.start_topic(cast.amina, board, "A question about seizures", "Who else?").topic


def told(person):
    db.session.rollback()
    mine = select(Notification).where(Notification.user_id == person.id)
    return db.session.scalars(mine.order_by(Notification.id)).all()


def letters_to(person):
    theirs = select(Email).where(Email.to == person.email).order_by(Email.id)
    return db.session.scalars(theirs).all()


@act
def wants(person, letters):
    person.preferences = {"letters": letters}


def test_three_replies_are_one_notice_until_it_is_read(browser, cast, topic):
    for _ in range(3):
        forum.reply(cast.ben, topic, "Me too.")
    notice, = told(cast.amina)
    assert notice.times == 3 and "3 new replies" in browser(cast.amina).get("/notifications").text
    opened = browser(cast.amina).post(f"/notifications/{notice.id}/open")
    assert opened.status_code == 303 and opened.location.endswith("/unread?post=2")
    forum.reply(cast.ben, topic, "And again.")
    assert [one.times for one in told(cast.amina)] == [3, 1]


def test_a_notice_says_who_did_what_where_on_one_card_a_topic_that_is_a_link(browser, cast, topic):
    forum.reply(cast.ben, topic, "Me too.")
    forum.reply(cast.outsider, topic, "And us, @amina, for years.")
    amina = browser(cast.amina)
    amina.post("/notifications/read")
    last = forum.reply(cast.ben, topic, "One more thing.")
    page = amina.get("/notifications").text
    assert page.count('<li class="notice') == 1
    link = page.partition('class="notice__link"')[2].partition("</a>")[0]
    assert f'href="{last.address}"' in link
    assert "Ben" in link and "replied" in link and "A question about seizures" in link
    again = forum.reply(cast.outsider, topic, "@amina, did you ask?")
    card = amina.get("/notifications").text
    assert f'href="{again.address}"' in card.partition('class="notice__link"')[2].partition(">")[0]
    assert "mentioned you" in card and "notice__also" in card


def test_when_one_of_several_replies_is_hidden_the_others_are_still_told(browser, cast, topic):
    forum.reply(cast.ben, topic, "This is what helped us.")
    advert = forum.reply(cast.outsider, topic, "Buy my drops")
    moderation.hide(cast.moderator, advert, "An advert")
    notice, = told(cast.amina)
    page = browser(cast.amina).get("/notifications").text
    assert notice.times == 1 and notice.actor_id == cast.ben.id and "Ben replied" in page
    opened = browser(cast.amina).post(f"/notifications/{notice.id}/open")
    assert opened.location.endswith("/unread?post=2")


def test_when_the_only_reply_is_hidden_there_is_nothing_to_tell(cast, topic):
    forum.follow(cast.ben, topic)
    forum.reply(cast.amina, topic, "I should have said: he is eight.")
    advert = forum.reply(cast.outsider, topic, "Buy my drops")
    moderation.hide(cast.moderator, advert, "An advert")
    assert told(cast.amina) == []
    assert [one.times for one in told(cast.ben)] == [1]


def test_who_has_not_confirmed_is_told_nothing_and_can_be_forgotten(app, cast, topic):
    forum.reply(cast.ben, topic, "Is it you, @una?")
    assert told(cast.unconfirmed) == [] and letters_to(cast.unconfirmed) == []
    with clock.at(clock.now() + timedelta(days=3)):
        delete_expired()
    assert db.session.scalar(select(User).where(User.slug == "una")) is None


def test_a_page_of_notices_asks_as_much_of_many_as_of_few(browser, cast, topic, queries):
    def comments(number: int) -> None:
        for _ in range(number):
            entry = blogs.save_and_publish(cast.amina, title="Nights", text="We sleep now.")
            blogs.comment(cast.ben, entry, "So glad.")

    asked = []
    with limits.unlimited():
        for number in (2, 6):
            comments(number)
            with queries() as seen:
                browser(cast.amina).get("/notifications")
            asked.append(len(seen))
    assert asked[0] == asked[1]


def test_somebody_called_by_name_is_told_once_and_not_as_a_follower_too(cast, topic):
    forum.follow(cast.ben, topic)
    forum.reply(cast.outsider, topic, "@ben, what did you do? And @nobody?")
    assert [one.what for one in told(cast.ben)] == ["mentioned"]


def test_nobody_is_told_across_a_block(cast, topic):
    accounts.block(cast.amina, cast.ben)
    forum.reply(cast.ben, topic, "@amina hello")
    assert told(cast.amina) == []


def test_an_unnamed_reply_does_not_say_whose_it_is(browser, cast, topic):
    forum.reply(cast.ben, topic, "I have never said this.", anonymous=True)
    notice, = told(cast.amina)
    page = browser(cast.amina).get("/notifications").text
    assert notice.actor_id is None and "Ben" not in page and "Somebody replied" in page


def test_a_professional_named_in_a_family_room_is_not_told(cast):
    board = act(save)(Board(slug="family", name="Family room", audience="families"))
    forum.start_topic(cast.amina, board, "Between us", "I saw @priya today.")
    assert told(cast.professional) == []


def test_when_a_topic_becomes_one_for_families_a_professional_keeps_no_trace(browser, cast, topic):
    forum.follow(cast.ben, topic)
    forum.reply(cast.amina, topic, "I saw @priya today.")
    assert len(told(cast.professional)) == len(told(cast.ben)) == 1
    family = act(save)(Board(slug="family", name="Family room", audience="families"))
    forum.move(cast.moderator, topic, family)
    assert told(cast.professional) == [] and len(told(cast.ben)) == 1
    assert "mentioned" not in browser(cast.professional).get("/notifications").text


def test_a_comment_is_told_to_the_writer_of_the_entry(cast):
    entry = blogs.save_and_publish(cast.amina, title="Nights", text="We sleep now.")
    blogs.comment(cast.ben, entry, "So glad.")
    assert [one.what for one in told(cast.amina)] == ["commented"]


def test_nobody_reads_or_opens_the_notices_of_another(browser, cast, topic):
    forum.reply(cast.ben, topic, "Me too.")
    notice, = told(cast.amina)
    assert browser(cast.ben).post(f"/notifications/{notice.id}/open").status_code == 404
    assert "seizures" not in browser(cast.ben).get("/notifications").text
    assert told(cast.amina)[0].read_at is None


def test_reading_the_page_marks_nothing_and_the_button_marks_all(browser, cast, topic):
    forum.reply(cast.ben, topic, "Me too.")
    amina = browser(cast.amina)
    amina.get("/notifications")
    assert waiting_for(cast.amina.id)["notifications"] == 1
    amina.post("/notifications/read")
    db.session.rollback()
    assert waiting_for(cast.amina.id)["notifications"] == 0


@pytest.mark.parametrize("chosen, replies, talk", [
    ("none", 0, 0), ("important", 1, 1), ("everything", 1, 1)])
def test_letters_come_as_chosen_and_tell_nothing(cast, topic, chosen, replies, talk):
    wants(cast.amina, chosen)
    forum.reply(cast.ben, topic, "About the seizures: hold on.")
    assert len(letters_to(cast.amina)) == replies
    for number in range(3):
        messages.start(cast.advisor, cast.amina, "How is Tom?", f"c{number}")
    sent = letters_to(cast.amina)
    assert len(sent) == replies + talk
    for letter in sent:
        for secret in ("seizure", "Ben", "Maya", "Tom", "hold on"):
            assert secret not in letter.subject + letter.body


def test_open_pages_hear_the_new_count(cast, topic, socket):
    amina = socket(cast.amina)
    forum.reply(cast.ben, topic, "Me too.")
    assert amina.received("notifications:counted")[-1]["notifications"] == 1


def test_a_reply_asks_as_much_for_thirty_followers_as_for_three(cast, topic, queries):
    """A statement for each letter was 524 of them for 500 followers, under the topic's lock."""
    forum.reply(cast.ben, topic, "Me too.")  # from now on there is somebody who was told before
    asked = []
    for number in (3, 30):
        with limits.unlimited():
            for new in range(number):
                who = person(f"Follower {number} {new}", preferences={"letters": "everything"})
                forum.follow(act(save)(who), topic)
            with queries() as seen:
                forum.reply(cast.ben, topic, "Me too.")
        asked.append(len(seen))
        assert db.session.query(Email).filter_by(purpose="something-new").count() > number
    assert asked[1] <= asked[0]


def test_the_page_asks_as_much_for_twenty_notices_as_for_two(browser, cast, topic, queries):
    board = topic.board
    for number in range(2):
        another = forum.start_topic(cast.amina, board, f"Question {number}", "Who?").topic
        forum.reply(cast.ben, another, "Me.")
    amina = browser(cast.amina)
    amina.get("/notifications")
    with queries() as few:
        amina.get("/notifications")
    for number in range(6):
        another = forum.start_topic(cast.amina, board, f"More {number}", "Who?").topic
        forum.reply(cast.outsider, another, "Me.")
    with queries() as many:
        amina.get("/notifications")
    assert len(many) == len(few) <= 12


# --- by letter, quietly ---


def test_who_asks_gets_one_letter_for_all_answers_until_they_look(browser, cast, topic):
    forum.follow(cast.outsider, topic)
    for _ in range(3):
        answer = forum.reply(cast.ben, topic, "Me too.")
    assert len(letters_to(cast.amina)) == 1
    assert letters_to(cast.outsider) == [], "who follows gets one only if they chose so"
    leave_at_once(letters_to(cast.amina))
    browser(cast.amina).post("/notifications/seen", data={"piece": f"post {answer.id}"})
    forum.reply(cast.ben, topic, "One more thing.")
    assert len(letters_to(cast.amina)) == 2


def test_no_letter_leaves_while_somebody_reads_that_conversation(browser, cast):
    talk = messages.start(cast.advisor, cast.amina, "How are you?", "c0").conversation
    assert letter_waits_for(cast.amina), "not read yet, and not sent before a while"
    for number in range(1, 4):
        browser(cast.amina).post(f"{talk.address}/read", data={"number": number})
        assert letters_to(cast.amina) == []
        messages.send(cast.advisor, talk, "And Tom?", f"c{number}")
        messages.send(cast.advisor, talk, "And you?", f"d{number}")
        assert letter_waits_for(cast.amina)
        browser(cast.amina).post(f"{talk.address}/read", data={"number": 99})


def test_an_answer_withdraws_the_letter_as_reading_does(cast):
    talk = messages.start(cast.advisor, cast.amina, "How are you?", "c0").conversation
    messages.send(cast.amina, talk, "Well, thank you.", "c1")
    assert letters_to(cast.amina) == [] and len(letters_to(cast.advisor)) == 1


def test_reading_one_thing_withdraws_no_letter_about_another(browser, cast, topic):
    post = forum.reply(cast.ben, topic, "Me too.")
    messages.start(cast.advisor, cast.amina, "How are you?", "c0")
    other = forum.start_topic(cast.amina, topic.board, "Another question", "Anybody?").topic
    forum.reply(cast.ben, other, "And me.")
    browser(cast.amina).post("/notifications/seen", data={"piece": f"post {post.id}"})
    about = [letter.about.partition(" ")[2] for letter in letters_to(cast.amina)]
    assert about == ["conversation 1", f"notice topic {other.id}"]


def test_a_letter_that_is_being_sent_is_not_taken_from_the_one_who_sends_it(browser, cast, topic):
    forum.reply(cast.ben, topic, "Me too.")
    leave_at_once(letters_to(cast.amina))
    browser(cast.amina).post("/notifications/read")
    assert len(letters_to(cast.amina)) == 1


def letter_waits_for(person) -> bool:
    letter, = letters_to(person)
    return letter.next_try_at >= clock.now() + timedelta(seconds=90)


@act
def leave_at_once(letters):
    for letter in letters:
        letter.tries = 1


# --- read by seeing the piece, whichever way one came ---


def test_seeing_the_reply_reads_its_notice_and_no_other(browser, cast, topic):
    other = forum.start_topic(cast.amina, topic.board, "Another question", "Anybody?").topic
    seen, unseen = forum.reply(cast.ben, topic, "Me too."), forum.reply(cast.ben, other, "And me.")
    page = browser(cast.amina).get(topic.address).text
    assert "Mark what is new here as read" in page and f'value="post {seen.id}"' in page
    answer = browser(cast.amina).post("/notifications/seen", data={
        "piece": f"post {seen.id}", "next": topic.address})
    assert answer.status_code == 303 and answer.location == topic.address
    assert [one.piece_id for one in told(cast.amina) if one.read_at is None] == [unseen.id]
    assert "Mark what is new here as read" not in browser(cast.amina).get(topic.address).text


def test_a_script_that_says_what_was_seen_hears_what_still_waits(browser, cast, topic):
    post = forum.reply(cast.ben, topic, "Me too.")
    answer = browser(cast.amina).post("/notifications/seen", data={"piece": f"post {post.id}"},
                                      headers={"Accept": "application/json"})
    assert answer.json == {"messages": 0, "notifications": 0}
    assert browser(cast.amina).get("/notifications/waiting").json == answer.json


def test_reading_a_page_writes_nothing_and_other_peoples_notices_stay(browser, cast, topic):
    post = forum.reply(cast.ben, topic, "Me too.")
    browser(cast.amina).get(topic.address)
    browser(cast.ben).post("/notifications/seen", data={"piece": f"post {post.id}"})
    assert [one.read_at for one in told(cast.amina)] == [None]


def test_a_moderators_words_are_not_read_by_seeing_the_post(browser, cast, topic):
    post = forum.reply(cast.amina, topic, "My number is 07700 900 123")
    moderation.hide(cast.moderator, post, "A telephone number")
    browser(cast.amina).post("/notifications/seen", data={"piece": f"post {post.id}"})
    assert [one.read_at for one in told(cast.amina)] == [None]


def test_a_comment_on_ones_story_is_read_by_seeing_it(browser, cast):
    entry = published(cast.amina)
    comment = blogs.comment(cast.ben, entry, "Thank you for this.")
    assert f'value="comment {comment.id}"' in browser(cast.amina).get(entry.address).text
    browser(cast.amina).post("/notifications/seen", data={"piece": f"comment {comment.id}"})
    assert all(one.read_at for one in told(cast.amina))


@pytest.mark.parametrize("said", ["", "post", "post x", "post 99999999999", "nothing 1", "é 1"])
def test_what_names_no_piece_of_mine_changes_nothing(browser, cast, topic, said):
    forum.reply(cast.ben, topic, "Me too.")
    answer = browser(cast.amina).post("/notifications/seen", data={"piece": said})
    assert answer.status_code == 303
    assert [one.read_at for one in told(cast.amina)] == [None]


def test_whoever_only_follows_a_hidden_question_is_not_told_of_replies_below_it(cast, topic):
    forum.follow(cast.ben, topic)
    question = db.session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == 1))
    moderation.hide(cast.moderator, question, "It names somebody")
    forum.reply(cast.moderator, topic, "@ben and @amina, please take the name out.")
    assert not told(cast.ben)
    assert "mentioned" in [one.what for one in told(cast.amina)]


@pytest.mark.parametrize("minutes, letters", [(1, 1), (3, 0)])
def test_what_was_read_before_it_was_held_is_not_told_again_when_it_is_released(
        browser, cast, topic, minutes, letters):
    """A letter that had time to leave is not written a second time either."""
    for follower in (cast.ben, cast.professional):
        wants(follower, "everything")
        forum.follow(follower, topic)
    reply = forum.reply(cast.outsider, topic, "We did it in two steps.")
    browser(cast.ben).post("/notifications/read")
    act(lambda: db.session.query(Email).delete())()
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        moderation.hold(cast.moderator, reply, "It may be an advert")
        assert not told(cast.professional)
        assert "We did it" not in browser(cast.ben).get("/notifications").text
        moderation.release(cast.moderator, reply)
    assert [one.read_at is None for one in told(cast.ben)] == [False]
    assert [one.read_at is None for one in told(cast.professional)] == [True]
    assert len(letters_to(cast.professional)) == letters and not letters_to(cast.ben)


def test_a_letter_about_what_was_taken_away_at_once_does_not_leave(cast, topic):
    wants(cast.ben, "everything")
    forum.follow(cast.ben, topic)
    first = forum.reply(cast.outsider, topic, "Oh no, this was meant for somebody else")
    assert told(cast.ben) and letters_to(cast.ben)
    forum.delete(cast.outsider, first)
    assert not told(cast.ben) and not letters_to(cast.ben)


def test_a_letter_does_not_leave_when_its_topic_was_moved_out_of_sight(cast, topic):
    wants(cast.professional, "everything")
    forum.follow(cast.professional, topic)
    forum.reply(cast.ben, topic, "Us too.")
    assert letters_to(cast.professional)
    board = act(save)(Board(slug="families", name="Families", audience="families"))
    forum.move(cast.moderator, topic, board)
    assert not told(cast.professional) and not letters_to(cast.professional)
