"""Comments: members' at once, visitors' when a moderator has looked; and nothing typed is lost."""
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.accounts.models import Anonymous
from peoplehub.blogs import actions, queries as read
from peoplehub.blogs.counters import recount
from peoplehub.blogs.models import COMMENTS_A_PAGE, Comment
from peoplehub.core import clock, honeypot, limits
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from tests.blogs import published, release

pytestmark = pytest.mark.one_database


@pytest.fixture
def entry(cast):
    return published(cast.amina)


@pytest.fixture
def place(entry):
    return f"/blogs/entries/{entry.id}/comments"


def opened(seconds_ago: float) -> str:
    with clock.at(clock.now() - timedelta(seconds=seconds_ago)):
        return honeypot.stamp()


def told(**more) -> dict:
    return {"text": "Thank you for **this**.", "name": "Sam", "website": "",
            "stamp": opened(40), **more}


def the_comment() -> Comment:
    return db.session.scalars(select(Comment)).one()


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Comment))


@pytest.mark.both_databases
def test_a_members_comment_is_there_at_once(browser, cast, entry, place):
    answer = browser(cast.ben).post(place, data={"text": "Thank you for **this**."})
    assert answer.status_code == 303
    page = browser().get(entry.address).text
    assert "<strong>this</strong>" in page and "1 comment" in page
    assert entry.comment_count == 1


def test_a_visitors_comment_waits_and_its_writer_is_told_so(browser, cast, entry, place):
    visitor = browser()
    answer = visitor.post(place, data=told())
    assert answer.status_code == 303
    receipt = visitor.get(answer.location).text
    assert "It is waiting." in receipt and "<strong>this</strong>" in receipt
    assert the_comment().held_reason == actions.VISITORS_WAIT
    for who in (None, cast.amina, cast.ben, cast.professional):
        page = browser(who).get(entry.address).text
        assert "Thank you for" not in page and "1 comment" not in page
    assert entry.comment_count == 0


@pytest.mark.both_databases
def test_a_moderator_sees_what_waits(browser, cast, entry, place):
    browser().post(place, data=told())
    assert "Thank you for" in browser(cast.moderator).get(entry.address).text


@pytest.mark.both_databases
def test_a_visitors_comment_is_shown_once_it_is_released(browser, entry, place):
    visitor = browser()
    receipt = visitor.post(place, data=told()).location
    release(the_comment())
    act(recount)(entry.id)
    page = browser().get(entry.address).text
    assert "Sam, a visitor" in page and "<strong>this</strong>" in page and "1 comment" in page
    assert "there for all to read" in visitor.get(receipt).text


@pytest.mark.both_databases
def test_a_moderator_lets_a_comment_out_and_the_count_follows(browser, cast, entry, place):
    browser().post(place, data=told())
    number, hers = the_comment().id, browser(cast.moderator)
    assert f"/moderation/comment/{number}" in hers.get(entry.address).text
    assert hers.post(f"/moderation/comment/{number}/release").status_code == 303
    page = browser().get(entry.address).text
    assert "Sam, a visitor" in page and "1 comment" in page


@pytest.mark.both_databases
def test_a_receipt_says_so_when_a_comment_is_hidden(browser, place):
    visitor = browser()
    receipt = visitor.post(place, data=told()).location
    act(lambda: setattr(the_comment(), "hidden_at", clock.now()))()
    assert "decided not to show it" in visitor.get(receipt).text


def test_a_receipt_cannot_be_made_up(browser, place):
    visitor = browser()
    receipt = visitor.post(place, data=told()).location
    assert visitor.get(receipt[:-3] + "abc").status_code == 404


def test_the_form_of_a_visitor_is_on_a_page_of_its_own(browser, entry, place):
    page = browser().get(entry.address).text
    assert "csrf_token" not in page and f'href="{place}/new"' in page
    form = browser().get(f"{place}/new").text
    assert "A moderator reads it first." in form and 'name="csrf_token"' in form
    assert "Anyone on the internet can read this" in form


def test_a_member_is_sent_to_the_form_on_the_page(browser, cast, entry, place):
    assert browser(cast.ben).get(f"{place}/new").location == f"{entry.address}#comment"
    assert "Anyone on the internet can read this." in browser(cast.ben).get(entry.address).text


@pytest.mark.parametrize(("trap", "why"), [
    ({"website": "https://casino.example"}, honeypot.FILLED),
    ({"stamp": ""}, honeypot.UNSTAMPED),
    ({"stamp": "1763795000.tampered"}, honeypot.UNSTAMPED),
])  # fmt: skip
def test_a_trap_never_loses_a_word_nor_says_a_hard_one(browser, place, trap, why):
    visitor = browser()
    answer = visitor.post(place, data=told(**trap))
    assert answer.status_code == 303
    receipt = visitor.get(answer.location).text.partition("<main")[2]
    assert "It is waiting." in receipt and "<strong>this</strong>" in receipt
    assert not any(word in receipt.lower() for word in ("spam", "robot", "bot ", "trap"))
    assert the_comment().text == "Thank you for **this**." and the_comment().held_reason == why


def test_somebody_quick_is_only_looked_at_first(browser, place):
    answer = browser().post(place, data=told(stamp=opened(1)))
    assert answer.status_code == 303 and the_comment().held_reason == honeypot.QUICK


def test_a_form_left_open_all_night_is_as_good_as_any(browser, place):
    browser().post(place, data=told(stamp=opened(40_000)))
    assert the_comment().held_reason == actions.VISITORS_WAIT


def test_a_browser_that_fills_in_everything_it_knows_trips_nothing(browser, place):
    known = {"name": "Sam", "email": "sam@people.example", "tel": "07700 900000",
             "url": "https://sam.example", "organization": "Home", "street-address": "1 Lane",
             "postal-code": "AB1 2CD", "country": "GB", "username": "sam", "password": "secret"}
    browser().post(place, data=told(**known))
    assert the_comment().held_reason == actions.VISITORS_WAIT


def test_the_hidden_field_is_hidden_from_everybody_but_programs(browser, place):
    form = browser().get(f"{place}/new").text
    hidden = form[form.index('class="trap"'):]
    hidden = hidden[:hidden.index("</div>")]
    for said in ('aria-hidden="true"', "inert", 'tabindex="-1"', 'autocomplete="off"',
                 "data-1p-ignore", "data-bwignore", 'data-lpignore="true"',
                 "Leave this field empty"):
        assert said in hidden


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001])
def test_a_refused_comment_keeps_what_was_typed_and_when_it_was_opened(browser, place, text):
    stamp = opened(40)
    answer = browser().post(place, data=told(text=text, stamp=stamp))
    assert answer.status_code == 422 and how_many() == 0
    assert 'value="Sam"' in answer.text and stamp in answer.text and text in answer.text


def test_a_members_refused_comment_comes_back_below_the_entry(browser, cast, entry, place):
    answer = browser(cast.ben).post(place, data={"text": "x" * 5001})
    assert answer.status_code == 422 and "x" * 5001 in answer.text
    assert "The bus and the rota" in answer.text


@pytest.mark.parametrize("who", ["ben", "stranger"])
def test_the_same_comment_sent_twice_is_there_once(browser, cast, place, who):
    theirs = browser(getattr(cast, who))
    answers = [theirs.post(place, data=told(idempotency_key="one")) for _ in range(2)]
    assert how_many() == 1 and answers[0].location == answers[1].location


@pytest.mark.parametrize("who", ["ben", "stranger", "moderator"])
def test_closed_comments_are_closed_to_all(browser, cast, who):
    entry = published(cast.amina, comments_open=False)
    theirs = browser(getattr(cast, who))
    assert "Comments are closed here." in theirs.get(entry.address).text
    answer = theirs.post(f"/blogs/entries/{entry.id}/comments", data=told())
    assert answer.status_code == 422 and "Thank you for" in answer.text and how_many() == 0
    beside = answer.text.partition('id="text-error"')[2].partition("</p>")[0]
    assert "This is not open for comments now." in beside


@pytest.mark.both_databases
@pytest.mark.parametrize("who", ["suspended", "unconfirmed"])
def test_those_who_may_not_write_may_not_comment(browser, cast, place, who):
    answer = browser(getattr(cast, who)).post(place, data={"text": "But I must say"})
    assert answer.status_code == 403 and "But I must say" in answer.text and how_many() == 0


def test_a_comment_can_be_changed_and_taken_away_by_its_writer(browser, cast, entry):
    comment = actions.comment(cast.ben, entry, "First words")
    his = browser(cast.ben)
    assert "First words" in his.get(f"/blogs/comments/{comment.id}/edit").text
    his.post(f"/blogs/comments/{comment.id}/edit", data={"text": "Better words"})
    page = browser().get(entry.address).text
    assert "Better words" in page and "First words" not in page and "Changed <time" in page
    assert "Yes, take it away" in his.get(f"/blogs/comments/{comment.id}/delete").text
    form = {"idempotency_key": "gone"}
    answers = [his.post(f"/blogs/comments/{comment.id}/delete", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert "Better words" not in browser().get(entry.address).text
    assert entry.comment_count == 0


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["amina", "moderator", "admin", "stranger"])
@pytest.mark.parametrize("verb", ["edit", "delete"])
def test_nobody_else_may_change_a_comment(browser, cast, entry, who, verb):
    comment = actions.comment(cast.ben, entry, "First words")
    answer = browser(getattr(cast, who)).post(
        f"/blogs/comments/{comment.id}/{verb}", data={"text": "Mine"})
    assert answer.status_code == (401 if who == "stranger" else 404)
    assert the_comment().text == "First words" and the_comment().deleted_at is None


def test_a_visitors_comment_belongs_to_no_stranger(browser, place):
    browser().post(place, data=told())
    for verb in ("edit", "delete"):
        answer = browser().post(f"/blogs/comments/{the_comment().id}/{verb}")
        assert answer.status_code == 302 and the_comment().deleted_at is None


def test_what_a_visitor_writes_names_nobody_and_runs_nothing(browser, cast, entry, place):
    text = "@ben <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    browser().post(place, data=told(text=text, name="<b>Sam</b>"))
    release(the_comment())
    page = browser().get(entry.address).text
    assert "/people/ben" not in page and "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;b&gt;Sam&lt;/b&gt;, a visitor" in page


@pytest.mark.slow
def test_comments_are_on_pages_and_each_is_found_by_its_own_address(browser, cast, entry):
    with limits.unlimited():
        for number in range(COMMENTS_A_PAGE + 1):
            last = actions.comment(cast.ben, entry, f"Comment number {number}.")
    first, second = (browser().get(f"{entry.address}{page}").text for page in ("", "?page=2"))
    assert "Comment number 0." in first and last.text not in first and last.text in second
    assert browser().get(last.address).location == f"{entry.address}?page=2#comment-{last.id}"
    assert browser().get(f"{entry.address}?page=3").status_code == 404


@pytest.mark.slow
def test_what_a_viewer_may_not_see_is_not_counted_on_any_page(cast, entry):
    with limits.unlimited():
        for number in range(COMMENTS_A_PAGE + 1):
            actions.comment(None, entry, f"Comment number {number}.", visitor_name="Sam")
    assert read.comments_for(Anonymous(), entry)[1].total == 0
    assert read.comments_for(cast.moderator, entry)[1].pages == 2


@pytest.mark.both_databases
def test_the_count_can_be_thrown_away_and_reckoned_again(cast, entry):
    actions.comment(cast.ben, entry, "One")
    actions.comment(None, entry, "Waits")
    act(lambda: setattr(entry, "comment_count", 99))()
    act(recount)()
    assert entry.comment_count == 1


@pytest.mark.one_database
@pytest.mark.parametrize("field", ["text", "name", "website", "stamp", "idempotency_key"])
@pytest.mark.parametrize("value", ["\x00", "x" * 30_000, "1e309", "\u202e", "💛" * 300])
def test_bad_input_never_breaks(browser, place, field, value):
    answer = browser().post(place, data=told(**{field: value}))
    assert answer.status_code in (303, 422)


def test_a_flood_is_asked_to_wait_and_keeps_its_words(browser, place):
    answers = [browser().post(place, data=told(text=f"Flood {number}")) for number in range(11)]
    assert answers[9].status_code == 303 and answers[10].status_code == 429
    assert int(answers[10].headers["Retry-After"]) > 0 and "Flood 10" in answers[10].text


@pytest.mark.both_databases
def test_below_an_entry_that_is_gone_nobody_sees_its_title_any_more(browser, cast):
    entry = published(cast.amina)
    comment = actions.comment(cast.ben, entry, "Lovely")
    actions.unpublish(cast.amina, entry)
    actions.save_entry(cast.amina, entry, title="A private title", text="Mine alone")
    for verb in ("edit", "delete"):
        answer = browser(cast.ben).get(f"/blogs/comments/{comment.id}/{verb}")
        assert answer.status_code == 404 and "private title" not in answer.text
