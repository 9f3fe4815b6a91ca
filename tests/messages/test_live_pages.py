"""Conversations in real browsers: two people, lost lines, and whatever order things come in."""
import json
import os
import random
import re
import sqlite3
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from peoplehub.core import assets
from tests import servers
from tests.visiting import PATIENCE
from tests.world import a_picture

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.xdist_group("live")]
TO_THE_TOP = "(log) => log.scrollBy(0, -log.scrollHeight)"
TO_THE_END = "(log) => log.scrollBy(0, log.scrollHeight)"
NOTE_WHETHER_SHOWN = """(badge) => new MutationObserver(() => window.wasShown ||= !badge.hidden)
    .observe(badge, { attributes: true })"""
COMES_BACK = "document.dispatchEvent(new Event('visibilitychange'))"
TOP = "(one) => one.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def people(folder):
    return servers.populate(folder, 5)


@pytest.fixture(scope="module")
def site(folder, people):
    with servers.gunicorn(folder, visitors=people) as server:
        yield server


@pytest.fixture
def window(site, chromium):
    """window(person): a browser window of theirs, at their conversation; `has_line`: it is given
    back when the server has taken its line."""
    opened = []

    def open_window(person, path: str = "", prepare=None, has_line: bool = False, **options):
        context = chromium.new_context(base_url=site.address, **options)
        name, value = person.cookie.split("=", 1)
        context.add_cookies([{"name": name, "value": value, "url": site.address}])
        opened.append(context)
        page, heard = context.new_page(), []
        page.on("websocket",
                lambda line: line.on("framereceived", lambda said: heard.append(said)))
        if prepare:
            prepare(page)
        page.goto(path or person.talk)
        for _ in range(PATIENCE // 20 if has_line else 0):
            if any(str(said).startswith("40") for said in heard):
                return page
            page.wait_for_timeout(20)
        assert not has_line, heard
        return page

    yield open_window
    for context in opened:
        context.close()


def write(page, words: str) -> None:
    page.get_by_label("Write to").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def bubble(page, words: str):
    return page.locator(".msg", has_text=words)


def numbers(page) -> list[int]:
    every = "all => all.map((one) => +one.dataset.number)"
    return page.eval_on_selector_all(".msg[data-number]", every)


def test_two_people_talk_and_see_it_at_once(window, people):
    one, other = window(people[0]), window(people[1])
    write(one, "Are you there tonight?")
    expect(bubble(other, "Are you there tonight?")).to_be_visible()
    write(other, "Always.")
    expect(bubble(one, "Always.")).to_be_visible()
    expect(bubble(other, "Always.").get_by_text("Delivered")).to_be_visible()


def test_a_message_says_whether_it_was_sent_or_delivered(window, people):
    one = window(people[0])
    write(one, "Nobody is at home")
    expect(bubble(one, "Nobody is at home").get_by_text("Sent", exact=True)).to_be_visible()
    other = window(people[1])
    expect(bubble(other, "Nobody is at home")).to_be_visible()
    expect(bubble(one, "Nobody is at home").get_by_text("Delivered")).to_be_visible()


def test_a_line_lost_on_both_sides_loses_and_doubles_nothing(window, people):
    one, other = window(people[0]), window(people[1])
    other.context.set_offline(True)
    one.context.set_offline(True)
    for number in range(5):
        write(one, f"Into the dark {number}")
    expect(bubble(one, "Into the dark 0").get_by_role("button", name="Try again")).to_be_visible()
    for number in range(5):
        people[1].ask(people[1].talk, text=f"From elsewhere {number}", client_id=f"dark-{number}")
    one.context.set_offline(False)
    other.context.set_offline(False)
    for page in (one, other):
        for number in range(5):
            expect(bubble(page, f"Into the dark {number}")).to_have_count(1)
            expect(bubble(page, f"From elsewhere {number}")).to_have_count(1)
        expect(page.get_by_role("button", name="Try again")).to_have_count(0)
        expect(page.locator(".msg:not([data-number])")).to_have_count(0)
        found = numbers(page)
        assert found == sorted(set(found))
    assert shown(one) == shown(other)


def test_the_list_beside_says_what_was_said_last(window, people):
    one, other = window(people[0]), window(people[1])
    write(one, "The newest of all")
    for page, words in ((one, "You: The newest of all"), (other, "The newest of all")):
        expect(page.locator(".conv[aria-current] small")).to_have_text(words)


def test_the_list_beside_says_the_newest_in_whatever_order_it_comes(window, people):
    page = window(people[0])
    line = page.locator(".conv[aria-current]")
    last = int(line.get_attribute("data-number"))
    page.evaluate(
        """async ([address, last]) => {
            const { noteLast } = await import(address);
            const say = (number, version, words) => noteLast({ conversation_id: 1, number, version,
                author: "person-1", html: `<p>${words}</p>`, quiet: true }, "person-0", "1");
            say(last + 2, 2, "Edited");
            say(last + 1, 1, "Older");
            say(last + 2, 1, "Not yet edited");
        }""",
        [module_address("conversation-list"), last])
    expect(line.locator("small")).to_have_text("Edited")


def test_where_no_line_comes_through_it_is_heard_within_half_a_minute(window, people):
    def wall(page):
        page.route_web_socket("**", lambda line: line.close())
        page.clock.install()

    one, other = window(people[0], prepare=wall), window(people[1])
    write(other, "Behind a wall")
    expect(bubble(other, "Behind a wall").get_by_text("Sent", exact=True)).to_be_visible()
    expect(bubble(one, "Behind a wall")).to_have_count(0)
    one.clock.fast_forward(31_000)
    expect(bubble(one, "Behind a wall")).to_be_visible()
    write(one, "I hear you")
    expect(bubble(other, "I hear you")).to_be_visible()


def deaf(page):
    """The line stays open, pings and all, and every hint on it is lost."""
    def pass_on(line):
        server = line.connect_to_server()
        server.on_message(lambda said: None if str(said).startswith("42") else line.send(said))

    page.route_web_socket("**", pass_on)
    page.clock.install()


def test_a_hint_lost_while_the_line_stays_open_is_made_good_within_half_a_minute(window, people):
    one, other = window(people[0], prepare=deaf), window(people[1])
    elsewhere = window(people[0], "/forum", prepare=deaf)
    topic = window(people[2], "/forum/topics/1", prepare=deaf)
    badge = elsewhere.locator("[data-count=messages] [data-number]").first
    before = int(badge.text_content())
    write(other, "Nobody told you")
    expect(bubble(other, "Nobody told you").get_by_text("Sent", exact=True)).to_be_visible()
    people[1].ask("/forum/topics/1/replies", text="Nor of this", idempotency_key="nor-of-this")
    expect(bubble(one, "Nobody told you")).to_have_count(0)
    for page in (elsewhere, topic, one):
        page.clock.fast_forward(30_000)
    expect(bubble(one, "Nobody told you")).to_be_visible()
    expect(topic.get_by_text("Nor of this")).to_be_visible()
    expect(badge).to_have_text(str(before + 1))


def test_a_lost_hint_of_what_was_changed_or_hidden_is_made_good_and_moves_nothing(
    window, people, folder
):
    reader, writer, mod = people[2], people[1], people[3]
    does(folder, "UPDATE \"user\" SET role = 'moderator' WHERE id = ?", mod.id)
    posts = [writer.post("/forum/topics/1/replies", text=f"{words} " * 40, idempotency_key=words)
             for words in ("To be changed", "To be hidden", "To be deleted", "To stay")]
    ids = [number_in(folder, post.partition("#post-")[2]) for post in posts]
    page = window(reader, "/forum/topics/1", prepare=deaf, viewport={"width": 390, "height": 700})
    box = page.get_by_role("textbox", name="Your reply")
    box.fill("Half a thought")
    before = box.evaluate("(one) => one.getBoundingClientRect().top")
    writer.post(f"/forum/posts/{ids[0]}/edit", text="Changed in the meantime")
    mod.post(f"/moderation/post/{ids[1]}/hide", reason="It names a child.")
    writer.post(f"/forum/posts/{ids[2]}/delete", idempotency_key="gone")
    expect(page.get_by_text("To be changed").first).to_be_attached()
    page.clock.fast_forward(30_000)
    expect(page.get_by_text("Changed in the meantime")).to_be_attached()
    expect(page.get_by_text("To be hidden")).to_have_count(0)
    expect(page.get_by_text("To be deleted")).to_have_count(0)
    assert abs(box.evaluate("(one) => one.getBoundingClientRect().top") - before) < 2
    assert page.evaluate("document.activeElement.id") == "text"
    mod.post(f"/moderation/post/{ids[1]}/restore")
    page.clock.fast_forward(30_000)
    expect(page.get_by_text("To be hidden").first).to_be_attached()
    shown_numbers = page.eval_on_selector_all("#posts > *", "all => all.map((one) => one.id)")
    assert shown_numbers == sorted(shown_numbers, key=lambda name: int(name.split("-")[1]))


def test_a_lost_hint_of_a_message_hidden_or_shown_again_is_made_good(window, people, folder):
    one, other = window(people[0], prepare=deaf), window(people[1])
    write(other, "Perhaps unkind")
    expect(bubble(other, "Perhaps unkind").get_by_text("Sent", exact=True)).to_be_visible()
    one.clock.fast_forward(30_000)
    expect(bubble(one, "Perhaps unkind")).to_be_visible()
    does(folder, "UPDATE message SET hidden_at = published_at, version = 2 WHERE text = ?",
         "Perhaps unkind")
    one.clock.fast_forward(30_000)
    expect(bubble(one, "Perhaps unkind")).to_have_count(0)
    does(folder, "UPDATE message SET hidden_at = NULL, version = 3 WHERE text = ?",
         "Perhaps unkind")
    one.clock.fast_forward(30_000)
    expect(bubble(one, "Perhaps unkind")).to_be_visible()


def does(folder, sql: str, *values) -> None:
    """What happens elsewhere, and is told to nobody."""
    with sqlite3.connect(folder / "house.db") as database:
        database.execute(sql, values)


def number_in(folder, number: str) -> int:
    """The id of the post of that number in the first topic."""
    with sqlite3.connect(folder / "house.db") as database:
        [found] = database.execute("SELECT id FROM post WHERE topic_id = 1 AND number = ?",
                                   [int(number)]).fetchone()
    return found


def test_what_was_not_sent_outlives_a_reload(window, people):
    one = window(people[0])
    one.route("**/messages/*", lambda route: route.abort() if route.request.method == "POST"
              else route.continue_())
    write(one, "Through a tunnel")
    expect(bubble(one, "Through a tunnel").get_by_text("Not sent.")).to_be_visible()
    one.unroute("**/messages/*")
    one.reload()
    expect(bubble(one, "Through a tunnel").get_by_text("Sent", exact=True)).to_be_visible()
    assert len([words for words in shown(one) if "Through a tunnel" in words]) == 1


def nothing_goes_out(page) -> None:
    """Whatever is sent from this page is lost on its way."""
    page.route("**/messages/*", lambda route: route.abort() if route.request.method == "POST"
               else route.continue_())


def test_what_waits_is_sent_from_any_page(window, people):
    """Written in a tab that is gone before it was sent; the conversation is not opened again."""
    one = window(people[0])
    nothing_goes_out(one)
    write(one, "First of two")
    write(one, "Second of two")
    expect(bubble(one, "Second of two").get_by_text("Not sent.")).to_be_visible()
    elsewhere = one.context.new_page()
    one.close(run_before_unload=False)
    elsewhere.goto("/help-now")
    other = window(people[1])
    expect(bubble(other, "Second of two")).to_be_visible()
    both = [words for words in shown(other) if "of two" in words]
    assert [words.lstrip("0123456789") for words in both] == ["First of two", "Second of two"]
    assert elsewhere.evaluate(WAITING) == []


WAITING = "Object.keys(localStorage).filter((name) => name.includes('outbox-'))"


def test_a_refusal_for_good_is_still_told_after_a_reload_and_holds_up_nothing(
    window, people, folder
):
    """A block meanwhile: the words are as for a conversation that is closed for any reason."""
    one = window(people[0])
    does(folder, "INSERT INTO block (blocker_id, blocked_id, blocked_at) VALUES (?, ?, ?)",
         people[1].id, people[0].id, "2026-01-01 00:00:00.000000")
    write(one, "To a closed conversation")
    failed = bubble(one, "To a closed conversation")
    expect(failed).to_contain_text("Not sent. Messages are closed here just now.")
    one.reload()
    expect(failed).to_contain_text("Not sent. Messages are closed here just now.")
    expect(failed).not_to_contain_text("lock you")
    does(folder, "DELETE FROM block")
    one.reload()
    write(one, "Open again")
    expect(bubble(one, "Open again").get_by_text("Sent", exact=True)).to_be_visible()
    failed.get_by_role("button", name="Try again").click()
    expect(failed.get_by_text("Sent", exact=True)).to_be_visible()
    assert one.evaluate(WAITING) == []


def test_a_page_with_an_old_form_token_sends_all_the_same(window, people):
    """Who signed in again in another window has a new one."""
    one = window(people[0])
    one.evaluate("document.body.dataset.token = 'of another session'")
    write(one, "With an old token")
    expect(bubble(one, "With an old token").get_by_text("Sent", exact=True)).to_be_visible()
    assert one.evaluate("document.body.dataset.token") != "of another session"


def test_what_one_person_wrote_is_never_sent_as_another_who_took_the_device(window, people):
    one = window(people[0])
    nothing_goes_out(one)
    write(one, "Words of person 0")
    expect(bubble(one, "Words of person 0").get_by_text("Not sent.")).to_be_visible()
    name, value = people[1].cookie.split("=", 1)
    one.context.add_cookies([{"name": name, "value": value, "url": people[0].server.address}])
    one.unroute_all()
    one.evaluate("dispatchEvent(new Event('online'))")
    expect(one.locator(f'[data-me="{people[1].slug}"]')).to_be_visible()  # loaded as their page
    expect(one.get_by_text("Words of person 0")).to_have_count(0)
    assert one.evaluate(WAITING) == []
    assert "Words of person 0" not in people[1].ask(f"{people[1].talk}/since?after=0")[1]


def test_two_tabs_share_one_outbox_and_send_once_in_the_order_of_writing(window, people):
    one = window(people[0])
    two = one.context.new_page()
    two.goto(people[0].talk)
    for page in (one, two):
        nothing_goes_out(page)
    for number, page in enumerate((one, two, one)):
        write(page, f"Tabs {number}")
        expect(bubble(page, f"Tabs {number}").get_by_text("Not sent.")).to_be_visible()
        expect(bubble(two, f"Tabs {number}")).to_have_count(1)  # of whichever tab
    bubble(two, "Tabs 1").get_by_role("button", name="Do not send").click()
    expect(bubble(one, "Tabs 1")).to_have_count(0)
    one.unroute_all()
    two.unroute_all()
    for page in (one, two):
        page.evaluate("dispatchEvent(new Event('online'))")
    for page in (one, two):
        expect(page.locator(".msg[data-number]", has_text="Tabs 2")).to_have_count(1)
        expect(page.locator("[data-client]")).to_have_count(0)
        said = [words.lstrip("0123456789") for words in shown(page)]
        assert [words for words in said if words.startswith("Tabs")] == ["Tabs 0", "Tabs 2"]


def test_where_the_device_has_no_room_the_page_says_so_and_sends_it_all_the_same(window, people):
    one = window(people[0])
    nothing_goes_out(one)
    one.evaluate("""() => { for (let size = 1 << 22; size; size >>= 1) try {
        for (;;) localStorage["fill" + Math.random()] = "x".repeat(size); } catch { } }""")
    write(one, "No room for this")
    failed = bubble(one, "No room for this")
    expect(failed).to_contain_text("This device has no room to keep it.")
    one.unroute_all()
    failed.get_by_role("button", name="Try again").click()
    expect(failed.get_by_text("Sent", exact=True)).to_be_visible()


def test_signing_out_empties_the_outbox(window, people):
    own = people[4]
    status, told = own.ask("/messages/new", to=people[1].slug, text="Hello", client_id="out-1")
    assert status == 201
    talk = f"/messages/{json.loads(told)['conversation_id']}"
    people[1].ask(f"{talk}/read", number=1)
    page = window(own, talk)
    nothing_goes_out(page)
    write(page, "Never sent")
    expect(bubble(page, "Never sent").get_by_text("Not sent.")).to_be_visible()
    page.goto("/sign-out")
    expect(page.get_by_role("link", name="Never sent")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    assert page.evaluate(WAITING) == []


@pytest.mark.parametrize("missed", [500, 501])
def test_however_many_were_missed_the_page_has_them_without_a_reload(
    window, people, folder, missed
):
    """Up to 500 are told; beyond that the page takes the state that a first load has. What is being
    written stays."""
    page = window(people[0], has_line=True)
    page.evaluate("window.isTheSame = true")
    page.get_by_label("Write to").fill("Half a thought")
    page.context.set_offline(True)
    last = say_many(folder, missed, people[1])
    page.context.set_offline(False)
    expect(page.locator(f"#message-{last}")).to_be_attached()
    found = numbers(page)
    assert found == list(range(found[0], last + 1))
    if missed == 500:
        assert len([number for number in found if number > last - missed]) == 500
    assert page.evaluate("window.isTheSame")
    expect(page.get_by_label("Write to")).to_have_value("Half a thought")
    again = window(people[0])
    assert shown(page)[-50:] == shown(again)
    if missed > 500:
        assert shown(page) == shown(again)
        days = "all => all.map((one) => one.innerText)"
        assert (page.eval_on_selector_all(".day, [data-older]", days)
                == again.eval_on_selector_all(".day, [data-older]", days))


def say_many(folder, many: int, author) -> int:
    """What is written elsewhere while nobody is told; gives back the last number."""
    with sqlite3.connect(folder / "house.db") as database:
        [last] = database.execute("SELECT last_number FROM conversation WHERE id = 1").fetchone()
        [newest] = database.execute("SELECT max(id) FROM message").fetchone()
        database.execute("CREATE TEMP TABLE one AS SELECT * FROM message WHERE id = 1")
        for step in range(1, many + 1):
            database.execute(
                "UPDATE one SET id = ?1 + ?3, number = ?2 + ?3, client_id = 'many-' || (?2 + ?3), "
                "text = ?3, html = '<p>' || ?3 || '</p>', author_id = ?4",
                [newest, last, step, author.id])
            database.execute("INSERT INTO message SELECT * FROM one")
        database.execute("UPDATE conversation SET last_number = ? WHERE id = 1", [last + many])
    return last + many


def test_an_answer_lost_after_it_was_stored_does_not_double_it(window, people):
    one = window(people[0])
    lost = []

    def lose_once(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            return route.abort()
        return route.continue_()

    one.route("**/messages/*", lose_once)
    write(one, "Only once please")
    expect(bubble(one, "Only once please").get_by_text("Sent", exact=True)).to_be_visible()
    one.reload()
    expect(bubble(one, "Only once please")).to_have_count(1)


def test_a_message_taken_away_goes_from_the_open_page(window, people):
    one, other = window(people[0]), window(people[1])
    write(one, "I wish I had not said it")
    expect(bubble(other, "I wish I had not said it")).to_be_visible()
    bubble(one, "I wish I had not said it").get_by_role("link", name="Delete").click()
    one.get_by_role("button", name="Delete").click()
    expect(bubble(other, "I wish I had not said it")).to_have_count(0)
    expect(bubble(other, "deleted this message").last).to_be_visible()


def test_what_comes_in_neither_takes_the_focus_nor_moves_the_page(window, people):
    other = window(people[1], viewport={"width": 390, "height": 700})
    box = other.get_by_label("Write to")
    box.fill("Half a thou")
    log = other.locator("[data-scroll]")
    log.evaluate(TO_THE_TOP)
    first = other.locator("#" + other.locator(".msg").last.get_attribute("id"))
    before = first.evaluate(TOP)
    people[0].ask(people[0].talk, text="Something new", client_id="focus-1")
    expect(bubble(other, "Something new")).to_have_count(1)
    expect(other.locator("#live")).to_contain_text("Something new")
    assert abs(first.evaluate(TOP) - before) < 1  # of a pixel
    expect(box).to_be_focused()
    expect(box).to_have_value("Half a thou")


def test_the_count_in_the_frame_follows(window, people):
    other = window(people[1], "/messages")
    badge = other.locator('[data-count="messages"]')
    before = int(badge.locator("[data-number]").text_content())
    people[0].ask(people[0].talk, text="Count me", client_id="count-1")
    expect(badge).to_contain_text(f"{before + 1} new")
    window(people[1]).locator("[data-scroll]").evaluate(TO_THE_END)
    expect(badge).to_be_hidden()


def test_who_comes_back_to_an_open_page_has_read_what_came_meanwhile(window, people):
    """Also where the server could not take it the first time, and where an older count is late."""
    refused, held = [], []

    def refuse_once(route):
        refused.append(route)
        return route.fulfill(status=503) if len(refused) == 1 else route.continue_()

    def hold_once(route):
        return route.continue_() if held else held.append((route, route.fetch()))

    page = window(people[1], prepare=lambda page: page.add_init_script(
        "Object.defineProperty(document, 'visibilityState', "
        "{ get: () => (window.isAway ? 'hidden' : 'visible') })"))
    page.locator("[data-scroll]").evaluate(TO_THE_END)
    badge = page.locator('[data-count="messages"]')
    expect(badge).to_be_hidden()
    page.evaluate("window.isAway = true")
    people[0].ask(people[0].talk, text="While you were away", client_id="away-1")
    expect(badge).to_contain_text("1 new")
    page.route("**/messages/*/read", refuse_once)
    page.route("**/notifications/waiting", hold_once)
    page.wait_for_timeout(1000)  # a page that nobody sees has read nothing
    assert not refused
    page.evaluate("window.isAway = false")
    with page.expect_response("**/messages/*/read") as told:
        page.evaluate(COMES_BACK)
    assert told.value.status == 503
    page.evaluate(COMES_BACK)
    expect(badge).to_be_hidden(timeout=2 * PATIENCE)
    badge.evaluate(NOTE_WHETHER_SHOWN)
    [(late, answer)] = held
    with page.expect_request("**/notifications/waiting"):  # it asks anew
        late.fulfill(response=answer)
    assert not page.evaluate("window.wasShown")


def test_the_list_does_not_change_under_the_hand_of_who_chooses(window, people):
    page = window(people[1], "/messages", has_line=True)
    page.wait_for_timeout(500)  # until the list is as it is then
    link = page.locator("[data-conversation]").first
    link.focus()
    count = page.locator('[data-count="messages"]')
    before = count.text_content() or ""
    people[0].ask(people[0].talk, text="Do not jump", client_id="jump-1")
    expect(count).not_to_have_text(before)
    page.wait_for_timeout(1000)
    expect(link).to_be_focused()
    expect(link).not_to_contain_text("Do not jump")
    link.blur()
    expect(link).to_contain_text("Do not jump")
    window(people[1])


def test_a_muted_conversation_is_listed_anew_and_not_said_aloud(window, people):
    page, (one, other) = window(people[1], "/messages", has_line=True), people[:2]
    said = "() => window.said = []; new MutationObserver(() => window.said.push("
    said += "document.getElementById('live').textContent)).observe("
    said += "document.getElementById('live'), {childList: true})"
    page.evaluate("() => {" + said.removeprefix("() => ") + "}")
    line = page.locator("[data-conversation]").first
    other.ask(f"{one.talk}/mute", muted="1")
    try:
        one.ask(one.talk, text="Said while muted", client_id="muted-1")
        expect(line).to_contain_text("Said while muted")
    finally:
        other.ask(f"{one.talk}/mute", muted="0")
    one.ask(one.talk, text="Said aloud", client_id="muted-2")
    expect(line).to_contain_text("Said aloud")
    assert [words for words in page.evaluate("window.said") if words] == ["You have a new message."]


def test_a_session_that_ends_elsewhere_clears_the_open_page(window, people, folder):
    page = window(people[3], "/messages", has_line=True)
    expect(page.get_by_role("heading", name="Messages", exact=True)).to_be_visible()
    with sqlite3.connect(folder / "house.db") as database:
        database.execute("UPDATE sign_in SET ended_at = '2026-01-01' WHERE user_id = ?",
                         (people[3].id,))
    expect(page).to_have_url(re.compile("/sign-in"))


def test_writing_shows_only_where_both_want_it(window, people, folder):
    with sqlite3.connect(folder / "house.db") as database:
        database.execute("""UPDATE "user" SET preferences = '{"typing": true}'""")
    one, other = window(people[0], has_line=True), window(people[1], has_line=True)
    one.get_by_label("Write to").press_sequentially("Slowly now", delay=20)
    expect(other.get_by_text("Person 0 is writing")).to_be_visible()
    one.get_by_role("button", name="Send", exact=True).click()
    expect(bubble(other, "Slowly now")).to_be_visible()
    expect(other.get_by_text("Person 0 is writing")).to_be_hidden()


def test_without_scripts_the_same_is_done_by_forms(window, people):
    one = window(people[0], java_script_enabled=False)
    write(one, "By a plain form")
    expect(bubble(one, "By a plain form")).to_be_visible()
    other = window(people[1], java_script_enabled=False)
    expect(bubble(other, "By a plain form")).to_be_visible()
    other.get_by_role("button", name="Mark as read").click()
    expect(other.get_by_role("button", name="Mark as read")).to_have_count(0)


def test_a_thousand_events_in_any_order_and_repeated_make_the_same_page(window, people):
    """Messages of several days, some edited, deleted, hidden and shown again; 30 of 100 events come
    twice."""
    page = window(people[0])
    told = events_of_a_conversation(random.Random(7), 1000)
    shuffled = told + random.Random(8).sample(told, 300)
    made = page.evaluate(
        """async ([store, log, told, shuffled]) => {
            const { MessageStore } = await import(store);
            const { draw } = await import(log);
            const place = document.querySelector(".log");
            const page = (events) => {
                place.replaceChildren();
                const order = new MessageStore();
                const news = events.filter((event) => order.take(event)
                    && draw(event, event.author === "me")).length;
                const days = [...place.querySelectorAll(".log__day")].map((group) => [
                    group.dataset.day,
                    [...group.querySelectorAll(".msg")].map((one) => one.outerHTML)]);
                return { days, whole: order.whole, gap: order.hasGap,
                         numbers: order.inOrder.map(({ number }) => number) };
            };
            const expected = page(told);
            return [expected, ...shuffled.map(page)];
        }""",
        [module_address("message-store"), module_address("message-log"), told,
         [random.Random(seed).sample(shuffled, len(shuffled)) for seed in range(3)]],
    )
    expected = made.pop(0)
    count = max(event["number"] for event in told)
    assert expected["numbers"] == list(range(1, count + 1)) and expected["whole"] == count
    assert len(expected["days"]) > 8  # a clock that was set back begins a day anew
    assert not expected["gap"]
    for other in made:
        assert other == expected


def events_of_a_conversation(chance, many: int) -> list[dict]:
    """In the order in which the server tells them. Its clock is set back once."""
    told, states, now = [], [], datetime(2026, 3, 28, 22, tzinfo=ZoneInfo("Europe/London"))
    for step in range(many):
        now += timedelta(minutes=chance.randint(1, 25)) - timedelta(hours=30) * (step == many // 2)
        if states and chance.random() < 0.3:
            told.append(changed(chance, chance.choice(states)))
            continue
        number, author = len(states) + 1, chance.choice(["me", "other"])
        states.append({"id": number, "number": number, "version": 1, "author": author,
                       "html": f"<p>Words {number}</p>", "sent_at": now.isoformat()})
        told.append(dict(states[-1]))
    return told


def changed(chance, state: dict) -> dict:
    """Edited; or deleted by its writer, for good; or hidden, or shown again."""
    state["version"] += 1
    if state.get("gone") and state["author"] == "other":
        del state["gone"]
    elif chance.random() < 0.5:
        state["gone"] = True
    words = "Gone" if state.get("gone") else f"Version {state['version']}"
    state |= {"html": f"<p>{words}</p>", "edited": not state.get("gone")}
    return dict(state)


def test_a_day_is_named_as_in_britain_and_midnight_names_it_anew(window, people):
    """On a device in New York, where a date alone begins on the evening before."""
    here = datetime.now(ZoneInfo("Europe/London"))
    one = window(people[0], timezone_id="America/New_York", locale="en-US",
                 prepare=lambda page: page.clock.install())
    write(one, "Said today")
    expect(bubble(one, "Said today").get_by_text("Sent", exact=True)).to_be_visible()
    expect(one.locator(".day").last).to_have_text("Today")
    one.clock.fast_forward(timedelta(days=1) / timedelta(milliseconds=1))
    one.context.set_offline(True)
    write(one, "Said after midnight")
    assert one.locator(".day").all_inner_texts()[-2:] == ["Yesterday", "Today"]
    one.clock.fast_forward(timedelta(days=1) / timedelta(milliseconds=1))
    expect(one.locator(".day").nth(-2)).to_have_text(f"{here:%A} {here.day} {here:%B}")
    expect(one.locator(".day").last).to_have_text("Yesterday")


def test_who_has_scrolled_up_is_shown_that_there_is_something_new(window, people):
    for number in range(12):
        people[0].ask(people[0].talk, text=f"To fill the page {number}", client_id=f"fill-{number}")
    other = window(people[1], viewport={"width": 390, "height": 700})
    other.locator("[data-scroll]").evaluate(TO_THE_TOP)
    sign = other.locator(".arrivals")
    expect(sign).to_be_hidden()
    people[0].ask(people[0].talk, text="Look down here", client_id="sign-1")
    expect(sign).to_have_text("1 new message")
    expect(sign).to_be_in_viewport()
    sign.click()
    expect(bubble(other, "Look down here")).to_be_in_viewport()
    expect(sign).to_be_hidden()


def module_address(name: str) -> str:
    """Where the site serves that module by itself; its own pages have it in their bundle."""
    return assets.static_url(f"js/{name}.js")


def shown(page) -> list[str]:
    words = "(one) => one.dataset.number + one.querySelector('[data-words]').innerText"
    return page.eval_on_selector_all(".msg[data-number]", f"all => all.map({words})")


def test_a_picture_comes_at_once_and_one_that_was_not_sent_is_asked_for_again(window, people):
    one, other = window(people[0]), window(people[1])
    for page, words in ((one, "May I send you a picture?"), (other, "Yes")):
        write(page, words)
        expect(bubble(other if page is one else one, words)).to_be_visible()
    one.reload()
    photo = {"name": "ramp.png", "mimeType": "image/png", "buffer": a_picture(size=(300, 200))}

    def add_and_send():
        details = one.locator("[data-file]")
        if not details.evaluate("it => it.open"):
            details.locator("summary").click()
        one.get_by_label("A picture or file").set_input_files(photo)
        one.get_by_label("What is in the picture?").fill("A wooden ramp")
        one.get_by_label("Write to").fill("Our ramp")
        one.get_by_role("button", name="Send", exact=True).click()

    one.context.set_offline(True)
    add_and_send()
    expect(one.locator("[data-file-lost]")).to_contain_text("Your file was not sent")
    expect(one.get_by_label("Write to")).to_have_value("Our ramp")
    one.context.set_offline(False)
    one.reload()
    expect(one.locator("[data-file-lost]")).to_contain_text("“ramp.png” was not sent")
    add_and_send()
    for page in (one, other):
        expect(bubble(page, "Our ramp").get_by_alt_text("A wooden ramp")).to_be_visible()
    expect(one.get_by_label("Write to")).to_have_value("")
    assert one.locator(".msg--mine", has_text="Our ramp").count() == 1
    one.reload()
    expect(one.locator("[data-file-lost]")).to_be_hidden()
    one.locator("[data-file] summary").click()
    one.get_by_label("A picture or file").set_input_files(photo)
    one.get_by_label("Write to").fill("For later")
    with one.expect_request(lambda asked: asked.method == "POST") as asked:
        one.get_by_role("button", name="Save as a draft").click()
    assert asked.value.url.endswith("/drafts")  # the words, and not as a message
    one.goto(people[0].talk)
    assert one.locator(".msg--mine", has_text="For later").count() == 0
    if shots := os.environ.get("SHOTS"):
        for theme in ("light", "dark"):
            for width in (390, 1280):
                one.set_viewport_size({"width": width, "height": 900})
                one.emulate_media(color_scheme=theme)
                one.locator("[data-file] summary").click()
                one.wait_for_timeout(300)
                one.screenshot(path=f"{shots}/talk-{width}-{theme}.png", full_page=True)
                one.locator("[data-file] summary").click()
