"""A conversation in three browsers at once, by the keys alone: on the smallest phone, with a
keyboard that takes half of its screen, in the colours that a system forces, at a desk; and without
scripts."""
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_conversation_page import HEARD
from tests.visiting import PHONE, until

pytestmark = [pytest.mark.browser, pytest.mark.served]
SMALL, WITH_KEYBOARD = {"width": 360, "height": 640}, {"width": 360, "height": 320}
MOST_KEYS = 60
ANSWER = "Yes, we had the same letter. Ask for the minutes of the panel, they must give you those."
WAS_COVERED = """() => { const one = document.activeElement, { left, top, width, height } =
        one.getBoundingClientRect();
    const there = document.elementFromPoint(
        left + width / 2, Math.max(0, top) + Math.min(height, 20) / 2);
    return top < -1 || top + Math.min(height, 44) > innerHeight + 1 || !there
        || !(one.contains(there) || there.contains(one)) ? one.outerHTML.slice(0, 120) : ""; }"""


@pytest.fixture(scope="module")
def site(plain_site):
    return plain_site


@pytest.fixture(scope="module")
def talk(site):
    talk = site.visitor("joan").post("/messages/new", to="maya", text="Hello").partition("#")[0]
    for number in range(4):
        for who in ("maya", "joan"):
            site.visitor(who).ask(talk, text=f"Something said before, {number} of four, by {who}",
                                  client_id=f"before-{who}-{number}")
    for who in ("maya", "joan"):
        site.visitor(who).ask(f"{talk}/read", number="9999")
    return talk


def walk_to(page, name: str) -> None:
    """By the tabulator; whatever has the focus on the way is seen, and nothing lies over it."""
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        assert page.evaluate(WAS_COVERED) == ""
        label = "document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText"
        if re.fullmatch(name, (page.evaluate(label) or "").strip()):
            return
    raise AssertionError(f"no way to {name}")


def send_by_keys(page, words: str) -> None:
    page.keyboard.type(words)
    walk_to(page, "Send")
    page.keyboard.press("Enter")


def heard(page) -> list[str]:
    return [words for words in page.evaluate("heard") if words]


def in_the_tree(page, words: str) -> int:
    """How often a screen reader meets it in the log."""
    return page.get_by_role("region", name="Messages with").aria_snapshot().count(words)


def test_three_browsers_by_the_keys_alone(sign_in, site, talk):
    phone = sign_in("joan", talk, viewport=SMALL)
    forced = sign_in("joan", talk, viewport=PHONE, forced_colors="active")
    desk = sign_in("maya", talk)
    for page in (phone, forced, desk):
        page.evaluate(HEARD)
    walk_to(phone, "Write to Maya")
    walk_to(desk, "Write to Joan")
    forced.get_by_role("textbox", name="Write to").focus()
    send_by_keys(phone, "Did your panel say no as well?")
    for page in (phone, forced, desk):
        expect(page.locator(".msg", has_text="Did your panel")).to_have_count(1)
    expect(phone.locator(".msg", has_text="Did your panel")).to_be_in_viewport(ratio=.99)
    expect(phone.get_by_role("textbox", name="Write to")).to_be_focused()
    send_by_keys(desk, ANSWER)
    for page in (phone, forced):
        answer = page.locator(".msg", has_text=ANSWER)
        expect(answer).to_be_in_viewport(ratio=.99)  # whole, above the box
        expect(page.get_by_role("textbox", name="Write to")).to_be_focused()
        expect(page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # asks again
        page.wait_for_load_state("networkidle")
        until(page, f"heard.includes('Maya: {ANSWER}')")
        assert heard(page).count(f"Maya: {ANSWER}") == 1
        assert in_the_tree(page, ANSWER) == 1
    assert heard(desk).count("Joan: Did your panel say no as well?") == 1
    borders = forced.locator(".msg--mine .bubble").last.evaluate(
        "(one) => getComputedStyle(one).borderTopColor")
    assert borders not in ("rgba(0, 0, 0, 0)", "transparent")  # where one's words end is seen


def test_a_keyboard_on_the_screen_leaves_the_box_and_send_in_reach(sign_in, site, talk):
    page = sign_in("joan", talk, viewport=WITH_KEYBOARD)
    page.evaluate(HEARD)
    box = page.get_by_role("textbox", name="Write to")
    box.focus()
    for one in (box, page.get_by_role("button", name="Send", exact=True)):
        expect(one).to_be_in_viewport(ratio=.99)
    before = box.evaluate("(one) => one.getBoundingClientRect().top")
    site.visitor("maya").ask(talk, text="Which page is it?", client_id="with-keyboard")
    its_end = expect(page.locator(".msg", has_text="Which page is it?"))
    its_end.to_be_in_viewport(ratio=.15)
    assert abs(box.evaluate("(one) => one.getBoundingClientRect().top") - before) < 2
    expect(box).to_be_focused()
    send_by_keys(page, "I have it here")
    expect(page.locator(".msg", has_text="I have it here").get_by_text(re.compile(
        "^(Sent|Delivered|Read)"))).to_be_visible()
    assert heard(page).count("Maya: Which page is it?") == 1


def test_two_browsers_without_scripts(sign_in, talk):
    options = {"viewport": SMALL, "java_script_enabled": False}
    one, other = (sign_in(who, talk, **options) for who in ("joan", "maya"))
    one.get_by_role("textbox", name="Write to").focus()
    one.keyboard.type("By the keys, without scripts")
    for _ in range(MOST_KEYS):
        one.keyboard.press("Tab")
        if one.locator(":focus").inner_text().strip() == "Send":
            break
    one.keyboard.press("Enter")
    for page in (one, other):
        page.wait_for_url(f"**{talk}*")
        if page is other:
            page.reload()
        expect(page.locator(".msg", has_text="By the keys")).to_be_in_viewport(ratio=.8)
        expect(page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)
