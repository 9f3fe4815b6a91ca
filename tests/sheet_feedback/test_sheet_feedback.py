"""Whether a sheet helped, what is missing, and other formats."""
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.notifications.models import Notification
from peoplehub.sheet_feedback import actions
from peoplehub.sheet_feedback.models import FormatAsker, FormatWish, SheetHelp, SheetRemark
from tests.library.conftest import sheet, write  # noqa: F401  fixtures

pytestmark = pytest.mark.one_database


def newest(model):
    return db.session.scalars(select(model).order_by(model.id.desc())).first()


def test_one_tap_counts_once_a_day_and_nobody_is_noted(browser, cast, sheet):  # noqa: F811
    amina, visitor = browser(cast.amina), browser()
    at = f"{sheet.address}/helped"
    assert f'action="{at}"' in amina.get(sheet.address).text
    assert f'{at}?helped=no"' in visitor.get(sheet.address).text
    assert 'value="no" checked' in visitor.get(f"{at}?helped=no").text
    assert visitor.post(at, data={"text": "Hello"}).status_code == 422
    for _ in range(2):
        assert amina.post(at, data={"helped": "yes"}).status_code == 303
        assert visitor.post(at, data={"helped": "no"}).status_code == 303
    row = db.session.scalars(select(SheetHelp)).one()
    assert (row.helped, row.not_helped) == (1, 1)
    figures = browser(cast.advisor).get("/library/manage/readers").text
    assert "In the last 90 days" in figures and "<td>1</td><td>1</td>" in figures
    assert browser(cast.amina).get("/library/manage/readers").status_code == 404


def test_a_sentence_goes_to_the_owner_who_answers_below_the_sheet(browser, cast, sheet):  # noqa: F811
    at, maya = f"{sheet.address}/helped", browser(cast.advisor)
    said = {"helped": "no", "text": "What about <b>Wales</b>? My son Tom 🎉"}
    assert browser().post(at, data=said | {"text": "x" * 501}).status_code == 422
    assert browser().post(at, data=said).status_code == 303
    remark = newest(SheetRemark)
    assert "What about &lt;b&gt;Wales&lt;/b&gt;?" in maya.get("/library/manage/readers").text
    assert "Wales" not in browser().get(sheet.address).text
    answer = f"/library/manage/readers/{remark.id}"
    assert browser(cast.ben).get(answer).status_code == 404
    assert maya.post(answer, data={"shown_text": "", "answer": "Yes"}).status_code == 422
    assert maya.post(answer, data={"shown_text": "What about Wales?",
                                   "answer": "We are writing it."}).status_code == 303
    for who in (browser(), browser(cast.ben)):
        page = who.get(sheet.address).text
        assert "What about Wales?" in page and "We are writing it." in page and "Tom" not in page
    assert "Nothing is waiting for you." in maya.get("/library/manage/readers").text
    assert maya.post(f"{answer}/close").status_code == 303
    assert "We are writing it." not in browser().get(sheet.address).text


def test_words_of_danger_are_read_first(browser, cast, sheet):  # noqa: F811
    for text in ("What about Wales?", "I want to kill myself tonight."):
        assert browser().post(f"{sheet.address}/helped",
                              data={"helped": "no", "text": text}).status_code == 303
    page = browser(cast.advisor).get("/library/manage/readers").text
    assert "Somebody may be in danger. Please read it now" in page
    assert page.index("kill myself") < page.index("Wales")


def test_what_looks_like_an_advert_is_marked_and_much_of_it_is_refused(browser, cast, sheet):  # noqa: F811
    visitor, at = browser(), f"{sheet.address}/helped"
    said = {"helped": "no", "text": "Buy now at www.cheap-pills.example"}
    assert [visitor.post(at, data=said).status_code for _ in range(21)] == [303] * 20 + [429]
    assert newest(SheetRemark).doubt


def test_people_ask_for_a_format_and_are_told_once_when_it_is_there(browser, cast, sheet):  # noqa: F811
    at, maya = f"{sheet.address}/other-formats", browser(cast.advisor)
    amina, visitor = browser(cast.amina), browser()
    assert visitor.post(at, data={}).status_code == 422
    assert visitor.post(at, data={"what": "klingon"}).status_code == 422
    for who in (amina, amina, browser(cast.ben), visitor):
        assert who.post(at, data={"what": "welsh"}).status_code == 303
    wish = newest(FormatWish)
    assert "3 people asked for: Welsh. We cannot say yet when." in visitor.get(sheet.address).text
    promise, day = f"/library/manage/formats/{wish.id}", clock.now().date() + timedelta(days=40)
    assert amina.get(promise).status_code == 404
    late = {"owner_id": str(cast.advisor.id), "promised_for": "2020-01-01"}
    assert maya.post(promise, data=late).status_code == 422
    assert maya.post(promise, data=late | {"promised_for": day.isoformat()}).status_code == 303
    said = f"3 people asked for: Welsh. We promise it for {day.day} {day:%B %Y}."
    assert said in visitor.get(sheet.address).text
    assert cast.advisor.pen_name in maya.get("/library/manage/readers").text
    for _ in range(2):
        assert maya.post(f"{promise}/done").status_code == 303
    told = db.session.scalars(select(Notification).where(Notification.what == "format")).all()
    assert sorted(one.user_id for one in told) == sorted([cast.amina.id, cast.ben.id])
    page = amina.get("/notifications").text
    assert "the format or language that you asked for" in page and sheet.title in page
    assert db.session.scalars(select(FormatAsker)).all() == []
    assert "asked for: Welsh" not in visitor.get(sheet.address).text


def test_words_of_danger_show_who_to_call(browser, sheet):  # noqa: F811
    visitor = browser()
    visitor.post(f"{sheet.address}/helped", data={
        "helped": "no", "text": "I want to kill myself tonight"})
    assert "data-help-card" in visitor.get(sheet.address).text


def test_a_draft_takes_no_words_of_strangers(browser, cast, write):  # noqa: F811
    draft = write(draft=True)
    for place in ("helped", "other-formats"):
        assert browser().post(f"{draft.address}/{place}", data={}).status_code == 404


def test_a_wish_after_it_was_there_begins_anew_and_a_day_that_is_over_is_no_promise(
        cast, browser, sheet):  # noqa: F811
    today = clock.now().date()
    wish = actions.ask_for_format(cast.ben.id, sheet, "welsh")
    actions.promise_format(cast.advisor, wish, cast.advisor, today + timedelta(days=3))
    assert "We promise it for" in browser().get(sheet.address).text
    with time_machine.travel(clock.now() + timedelta(days=5)):
        assert "We promise it for" not in browser(cast.amina).get(sheet.address).text
        actions.format_is_there(cast.advisor, wish)
        again = actions.ask_for_format(None, sheet, "welsh")
        assert (again.wanted, again.promised_for, again.done_at) == (1, None, None)


def test_a_closed_remark_without_an_answer_is_forgotten(cast, sheet):  # noqa: F811
    closed, shown, waits = (actions.say_what_is_missing(sheet.id, f"Number {number}?")
                            for number in range(3))
    actions.close_remark(cast.advisor, closed)
    actions.answer_remark(cast.advisor, shown, "Number 1?", "It is on page 2.")
    kept = {shown.id, waits.id}
    with time_machine.travel(clock.now() + actions.KEPT_CLOSED + timedelta(days=1)):
        actions.forget_closed_remarks()
    assert set(db.session.scalars(select(SheetRemark.id))) == kept


def test_the_help_card_says_that_a_remark_wakes_nobody(browser, sheet):  # noqa: F811
    visitor = browser()
    led = visitor.post(f"{sheet.address}/helped",
                       data={"helped": "no", "text": "I want to kill myself"})
    assert led.status_code == 303
    card = visitor.get(led.location).text.partition("data-help-card")[2]
    assert "may read what you send days later. Please call." in card
    assert "the team is asked to read" not in card.lower()
