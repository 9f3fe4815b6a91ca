"""What gives away who somebody is is pointed at once; the writer decides."""
from pathlib import Path

import pytest
from sqlalchemy import select

from peoplehub.blogs import actions as blogs
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.extensions import db
from peoplehub.demo import content
from peoplehub.forum.models import Post
from peoplehub.messages.models import Message
from peoplehub.text_checks import identity_patterns
from peoplehub.text_checks.identity import find, replaced
from peoplehub.text_checks.measuring import IDENTITY_HALVES, labelled, measure_identity
from peoplehub.text_checks.prefilter import NEEDS, SearchedText
from peoplehub.text_checks.spoken import runs

WORDS = "My son Jack Holt is 9. Please ring me on 07700 900123 about it."
POINTS = "This may tell others who somebody is"


def newest(model):
    return db.session.scalar(select(model).order_by(model.id.desc()).limit(1))


@pytest.mark.parametrize("words, instead", [
    ("My daughter Ellie Mae Evans is 17", "My daughter is 17"),
    ("Ring 07700 900123 now", "Ring (send me a private message) now"),
    ("We live at 14 Orchard Close, LS6 2AB", "We live at (where I live), (where I live)"),
    ("My son Jack goes to Meadowbank Primary School", "My son Jack goes to a school near us"),
    ("His NHS number is 943 476 5919", "His NHS number is (NHS number)"),
    ("nhs number nine four three four seven six five nine one nine", "nhs number (NHS number)"),
    ("im at priya @ example . co . uk", "im at (send me a private message)"),
    ("its QQ/12/34/56/C", "its (National Insurance number)"),
    ("Samaritans on 116 123", "Samaritans on 116 123"),
    ("NINO: JG 10 37 59 A", "NINO: (National Insurance number)"),
])
def test_each_passage_has_a_change_that_keeps_the_sense(words, instead):
    assert replaced(words, find(words)) == instead


def test_nearly_all_of_what_gives_away_is_caught_with_few_false_alarms():
    assert len(labelled("identity")) >= 300
    for half in IDENTITY_HALVES:
        figures = measure_identity(half)
        assert figures.caught >= 90 and figures.false_alarms < 5, half


def test_ordinary_posts_of_the_demonstration_are_hardly_ever_pointed_at():
    words = content.ordinary_texts()
    assert sum(bool(find(one)) for one in words) <= len(words) // 200


@pytest.mark.parametrize("said, read", [
    ("oh double seven double oh nine hundred, one two three", "07700900123"),
    ("Q for queen, Q, twelve thirty-four fifty six, C for Charlie", "QQ123456C"),
    ("Plus four four 7700 900 128", "+447700900128"),
    ("L as in lima, fifty five, 3 Q T", "L553QT"),
])
def test_what_is_said_in_words_is_read_as_it_would_be_written(said, read):
    assert [run.read for run in runs(f"It is {said} if you please")] == [read]


def test_the_number_of_an_office_is_left_alone_and_somebodys_own_is_not():
    assert not find("The council's helpline is 01632 960123, nine to five")
    assert find("My landline is 01632 960123 after six")


def test_the_document_shows_what_the_command_prints(app):
    printed = app.test_cli_runner().invoke(args=["safeguarding", "measure-identity"]).output
    assert printed.strip() in Path("docs/safeguarding.md").read_text()


@pytest.mark.parametrize("words", [
    "a" * 60_000, "0" * 60_000, "Aa " * 20_000, "x@" * 30_000, "1 " * 30_000, "one " * 20_000,
        "A-" * 30_000, "my name is " * 5_000, "Q for q " * 8_000, "double " * 9_000, "search Ab "
    * 6_000,
    "Ab, " * 15_000, "on facebook as " * 4_000, "plays at " * 7_000, "nine hundred " * 5_000,
    "at a at a " * 6_000, "a dot a " * 8_000, "twenty " * 8_000, "im 9 in " * 8_000,
    "a underscore " * 9_000, "x @ y . " * 9_000, "", "\0", "@", "(0",
])
def test_nothing_that_is_sent_breaks_it(words):
    assert isinstance(find(words), list)


def test_no_pattern_is_passed_over_that_would_have_found_something():
    texts = [one.words for one in labelled("identity")]
    texts += [words.upper() for words in texts] + [
        words.replace("s", "ſ").replace("k", "K").replace("i", "İ") for words in texts]
    found = [(pattern, SearchedText(words)) for words in texts for pattern in NEEDS
             if pattern.search(words)]
    assert len(found) > 500 and {pattern for pattern, _ in found} == set(NEEDS)
    assert all(words.may_have(pattern) for pattern, words in found)


def test_few_patterns_are_tried_on_ordinary_words():
    words = SearchedText("Reply 12. " + "We wrote ours on one page. " * 20)
    assert [pattern for pattern in NEEDS if words.may_have(pattern)] == [
        identity_patterns.POSTCODE, identity_patterns.POSTCODE_IN_GAPS, identity_patterns.STREET]


def places(cast, question, board):
    return {
        "reply": (f"/forum/topics/{question.topic.id}/replies", {}, Post),
        "topic": (f"{board.address}/new", {"title": "A day"}, Post),
        "entry": ("/blogs/new", {"title": "A day", "audience": "anyone", "comments": "open",
                                 "cover_kind": "sun"}, Entry),
        "first message": (f"/messages/new?to={cast.advisor.slug}", {"to": cast.advisor.slug},
                          Message),
    }


@pytest.mark.one_database
@pytest.mark.parametrize("where", ["reply", "topic", "entry", "first message"])
def test_it_is_pointed_at_once_and_everything_typed_is_kept(browser, cast, question, board, where):
    address, fields, model = places(cast, question, board)[where]
    amina, before = browser(cast.amina), newest(model)
    publish = {"action": "publish"} if where == "entry" else {}
    form = fields | {"text": WORDS, "idempotency_key": f"the same form of {where}"}
    asked = amina.post(address, data=form | publish)
    assert asked.status_code == 422 and POINTS in asked.text
    assert "Please ring me on 07700 900123 about it." in asked.text and newest(model) == before
    sent = amina.post(address, data=form | {"guard": "as-it-is"})
    assert sent.status_code == 303 and newest(model).text == WORDS
    assert newest(model).published_at


def test_only_what_is_ticked_is_changed(browser, cast, question):
    address = f"/forum/topics/{question.topic.id}/replies"
    form = {"text": WORDS, "guard": "change", "change": "text|My son Jack Holt"}
    assert browser(cast.amina).post(address, data=form).status_code == 303
    assert newest(Post).text == "My son is 9. Please ring me on 07700 900123 about it."


def test_the_preview_points_at_it_too_and_sends_nothing(browser, cast, question):
    seen = browser(cast.amina).post(f"/forum/topics/{question.topic.id}/replies",
                                    data={"text": WORDS, "preview": "1"})
    assert seen.status_code == 200 and POINTS in seen.text and "07700 900123</mark>" in seen.text


def test_a_draft_of_an_entry_is_nobodys_concern(browser, cast):
    form = {"title": "A day", "text": WORDS, "action": "save"}
    assert browser(cast.amina).post("/blogs/new", data=form).status_code == 303
    assert newest(Entry).is_draft


def test_what_stood_there_before_is_not_asked_about_again(browser, cast, question):
    amina = browser(cast.amina)
    amina.post(f"/forum/topics/{question.topic.id}/replies",
               data={"text": WORDS, "guard": "as-it-is"})
    post = newest(Post)
    changed = amina.post(f"/forum/posts/{post.id}/edit", data={"text": WORDS + " Thank you."})
    assert changed.status_code == 303
    asked = amina.post(f"/forum/posts/{post.id}/edit", data={"text": WORDS + " bev@example.com"})
    assert asked.status_code == 422 and "bev@example.com</mark>" in asked.text


def test_a_visitors_comment_is_looked_at_as_well(browser, cast):
    blogs.save_and_publish(cast.ben, title="A day", text="We went out.")
    address = f"/blogs/entries/{newest(Entry).id}/comments"
    asked = browser().post(address, data={"name": "Sue", "text": "Ring 07700 900123"})
    assert asked.status_code == 422 and POINTS in asked.text and newest(Comment) is None


def test_ages_are_looked_for_only_where_a_name_is_near(monkeypatch):
    class Asked:
        texts: list[str] = []

        def search(self, text):
            self.texts.append(text)
            return AGE.search(text)

    AGE = identity_patterns.AGE
    monkeypatch.setattr(identity_patterns, "AGE", Asked())
    assert find("We asked for a review, and one of them said it would take two weeks. " * 20) == []
    assert Asked.texts == []
    assert [one.kind for one in find(WORDS)] == ["name", "phone"] and Asked.texts
