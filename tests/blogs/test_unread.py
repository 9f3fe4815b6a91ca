"""How far somebody has read below an entry: on every device, and never written by a GET."""
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from peoplehub.accounts import following
from peoplehub.blogs import actions
from peoplehub.blogs.models import COMMENTS_A_PAGE, EntryMark
from peoplehub.core import clock, limits
from peoplehub.core.extensions import db
from peoplehub.core.reading_marks import delete_old_marks
from peoplehub.moderation import actions as moderation
from peoplehub.notifications.models import Notification
from tests.blogs import published

SINCE = "New since you were here"


@pytest.fixture
def entry(cast):
    return published(cast.amina, is_story=True)


def said(author, entry, text="So glad.", **more):
    with limits.unlimited():
        return actions.comment(author, entry, text, **more)


def tell(client, entry, number, **more):
    return client.post(f"/blogs/entries/{entry.id}/read", data={"number": number} | more)


def where(client, entry, more="") -> str:
    return client.get(f"/blogs/entries/{entry.id}/unread{more}").location


def marks() -> list[int]:
    db.session.expire_all()
    return list(db.session.scalars(select(EntryMark.number).order_by(EntryMark.user_id)))


def test_what_is_new_below_an_entry_is_found_in_one_tap(browser, cast, entry, queries):
    ben, first = browser(cast.ben), said(cast.amina, entry, "The first comment")
    lists = ("/blogs", "/stories", f"/blogs/{cast.amina.slug}")
    assert marks() == [] and tell(ben, entry, first.id).status_code == 204
    said(cast.ben, entry, "My own words")
    second = said(cast.advisor, entry, "The second comment")
    hidden = said(cast.newcomer, entry, "It names somebody")
    moderation.hide(cast.moderator, hidden, "It named somebody.")
    page = ben.get(entry.address).text
    assert page.index("My own words") < page.index(SINCE) < page.index("The second comment")
    assert page.count(SINCE) == 1 and "First new comment" in page
    way = f'href="/blogs/entries/{entry.id}/unread"'
    for path in lists:
        assert way in ben.get(path).text and "1 new comment<" in ben.get(path).text
        for other in (browser(), browser(cast.outsider)):  # who were never here
            assert "new comment" not in other.get(path).text
    assert where(ben, entry).endswith(f"#comment-{second.id}")
    assert where(browser(cast.outsider), entry) == where(browser(), entry) == entry.address
    told = f"?comment={first.id}"
    assert where(browser(), entry, told).endswith(f"#comment-{first.id}")
    assert where(browser(), entry, f"?comment={hidden.id}") == entry.address
    assert marks() == [first.id]  # no GET has written
    with queries() as with_mark:
        ben.get("/stories")
    assert sum("entry_mark" in one for one in with_mark) == 1
    back = tell(ben, entry, 2**31 - 1, **{"from": "page"})
    assert (back.status_code, back.location) == (303, entry.address) and marks() == [hidden.id]
    tell(ben, entry, first.id)
    assert marks() == [hidden.id] and SINCE not in ben.get(entry.address).text


def test_what_is_let_through_later_is_new_and_so_is_what_stands_on_another_page(
        browser, cast, entry):
    ben, waits = browser(cast.ben), said(None, entry, visitor_name="Sam")
    tell(ben, entry, said(cast.amina, entry).id)
    assert SINCE not in ben.get(entry.address).text
    moderation.release(cast.moderator, waits)
    assert where(ben, entry).endswith(f"#comment-{waits.id}")
    for _ in range(COMMENTS_A_PAGE):
        last = said(cast.amina, entry)
    tell(ben, entry, last.id - 1)
    assert where(ben, entry) == f"{entry.address}?page=2#comment-{last.id}"
    first, second = (ben.get(f"{entry.address}?page={n}").text for n in (1, 2))
    assert "data-end" not in first and f'data-last="{last.id}" data-end' in second
    assert "First new comment" in first and SINCE not in first and SINCE in second


def test_notices_lead_to_the_first_unread_and_are_read_with_the_entry(browser, cast, entry):
    ben = browser(cast.ben)
    following.follow(cast.ben, "entry", entry.id)
    assert 'data-last="0" data-end' in ben.get(entry.address).text
    tell(ben, entry, 0)
    first = said(cast.amina, entry)
    said(cast.advisor, entry)
    notice = db.session.scalars(
        select(Notification).where(Notification.user_id == cast.ben.id)).first()
    assert "2 new" in ben.get("/notifications").text
    leads = ben.post(f"/notifications/{notice.id}/open").location
    assert ben.get(leads).location.endswith(f"#comment-{first.id}")
    said(cast.advisor, entry)
    tell(ben, entry, 9_999_999)
    rows = select(Notification.id).where(
        Notification.user_id == cast.ben.id, Notification.read_at.is_(None))
    assert db.session.scalars(rows).all() == []


def test_a_mark_is_one_s_own_of_what_one_may_see_and_kept_for_a_year(browser, cast, entry):
    inner = published(cast.amina, "For members", audience="members")
    assert [tell(browser(cast.ben), entry, said_number).status_code
            for said_number in ("", "x", "-1", "\x00", "9" * 40)] == [404] * 5
    assert tell(browser(), inner, 1).status_code in (302, 401, 404) and marks() == []
    assert browser().get(f"/blogs/entries/{inner.id}/unread").status_code == 404
    tell(browser(cast.ben), inner, 0)
    for days, left in ((364, [0]), (366, [])):
        db.session.execute(update(EntryMark).values(read_at=clock.now() - timedelta(days=days)))
        db.session.commit()
        delete_old_marks()
        assert marks() == left
