"""A parent joins and asks; somebody answers, and it is there at once; nothing written is lost."""
import re

import pytest
from playwright.sync_api import expect

from tests.visiting import PHONE, until

pytestmark = [pytest.mark.browser, pytest.mark.served]


def test_a_parent_joins_and_asks_and_is_answered(visit, sign_in, site, scripts):
    name = "Bluebell" if scripts else "Heron"
    page = visit("/", viewport=PHONE, java_script_enabled=scripts)
    join(page, site, name, f"{name.lower()}@people.example")
    ask(page, f"How did {name} get on?")
    answerer = sign_in("gareth", page.url, java_script_enabled=scripts)
    reply(answerer, f"Very well, thank you, {name}.")
    if not scripts:
        page.reload()
    expect(page.get_by_text(f"Very well, thank you, {name}.")).to_be_visible()
    expect(page.get_by_role("heading", name="Gareth replied")).to_be_visible()


def join(page, site, name: str, email: str) -> None:
    page.get_by_role("link", name="Join", exact=True).click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Pen name").fill(name)
    page.get_by_label("Password", exact=True).fill("seven quiet otters sleep")
    page.locator("[name=i_am][value=family]").check()
    for promise in ("adult", "consent", "agree"):
        page.locator(f"[name={promise}]").check()
    page.get_by_role("button", name="Join", exact=True).click()
    code = re.search(r"^\d{3} ?\d{3}$", site.letters_to(email)[-1], re.MULTILINE)
    page.get_by_label("code").fill(code[0])
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name=f"Welcome, {name}")).to_be_visible()


def ask(page, title: str) -> None:
    page.get_by_role("link", name="Look around the forum").click()
    page.get_by_role("link", name="Getting started").first.click()
    page.get_by_role("link", name="Start a topic").first.click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("What would you like to say?").fill("We are new here and would like to know.")
    page.get_by_role("button", name="Post my topic").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def reply(page, words: str) -> None:
    page.get_by_role("textbox", name="Your reply").fill(words)
    page.get_by_role("button", name="Post my reply").click()
    expect(page.get_by_text(words)).to_be_visible()


@pytest.fixture
def topic(posted):
    """A new topic of Gareth's."""
    return lambda title: posted("gareth", "/forum/planning/new", title=title,
                                text="It is about lists and plans.")


def test_a_reply_sent_twice_is_one_post(sign_in, topic, scripts):
    page = sign_in("amina", topic("Two taps"), java_script_enabled=scripts)
    page.get_by_role("textbox", name="Your reply").fill("Only once, please.")
    page.get_by_role("button", name="Post my reply").dblclick()
    expect(page.locator("#post-2")).to_contain_text("Only once, please.")
    page.reload()
    expect(page.get_by_text("Only once, please.")).to_have_count(1)


def test_what_is_being_written_outlives_a_reload_and_a_look_elsewhere(sign_in, topic):
    page = sign_in("amina", topic("Half a thought"))
    box = page.get_by_role("textbox", name="Your reply")
    box.fill("I was just about to say")
    kept = "Object.values(localStorage).some((one) => one.includes('I was just about to say'))"
    until(page, kept)
    page.reload()
    expect(box).to_have_value("I was just about to say")
    page.get_by_role("link", name="Library").first.click()
    page.wait_for_url("**/library")
    page.go_back()
    expect(box).to_have_value("I was just about to say")
    box.fill("And this, in a hurry")
    page.reload()
    expect(box).to_have_value("And this, in a hurry")
    page.get_by_role("button", name="Post my reply").click()
    expect(page.get_by_text("And this, in a hurry")).to_be_visible()
    expect(box).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('draft'))") == []


def test_where_no_line_comes_through_a_reply_is_there_within_half_a_minute(sign_in, topic):
    address = topic("Behind a wall")
    page = sign_in("amina")
    page.route_web_socket("**", lambda line: line.close())
    page.clock.install()
    page.goto(address)
    reply(sign_in("joan", address), "Through the other door.")
    expect(page.get_by_text("Through the other door.")).to_have_count(0)
    page.clock.fast_forward(31_000)
    expect(page.get_by_text("Through the other door.")).to_be_visible()


def test_all_of_it_by_keyboard(sign_in, topic):
    page = sign_in("amina", topic("By keyboard"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, page.get_by_role("textbox", name="Your reply"))
    page.keyboard.type("Not a mouse in the house.")
    tab_to(page, page.get_by_role("button", name="Post my reply"))
    page.keyboard.press("Enter")
    expect(page.locator("#post-2")).to_contain_text("Not a mouse in the house.")


def tab_to(page, wanted) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"no way by Tab to {wanted}")


def test_a_form_with_mistakes_says_so_first_and_leads_to_each(visit):
    page = visit("/join", expected=("422",))
    page.get_by_label("Pen name").fill("Skylark")
    page.get_by_role("button", name="Join", exact=True).press("Enter")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Email")).to_be_focused()
    expect(page.get_by_label("Email")).to_have_accessible_description(re.compile("Error: "))
    expect(page.get_by_label("Pen name")).to_have_value("Skylark")


def test_somebody_in_the_topic_is_called_by_name_with_the_keys_alone(sign_in, topic):
    address = topic("Calling by name")
    reply(sign_in("maya", address), "I can help with that.")
    page = sign_in("amina", address, viewport=PHONE)
    box = page.get_by_role("textbox", name="Your reply")
    box.press_sequentially("Thank you @ma")
    expect(page.get_by_role("option", name="Maya", selected=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.type("for this.")
    page.get_by_role("button", name="Post my reply").click()
    expect(page.locator("#post-3").get_by_role("link", name="@maya")).to_be_visible()


@pytest.mark.parametrize("scripts", [True])
def test_marked_words_are_quoted_below_what_was_typed_and_the_reply_says_whom_it_answers(
        posted, sign_in, scripts):
    text = "It’s a “long” plan 👍.\n\n> Somebody else said\n\nالسلام عليكم and **two** more."
    page = sign_in("amina", posted("gareth", "/forum/planning/new", title="About marking words",
                                   text=text))
    box, button = page.locator("#text"), page.get_by_role("button", name="Quote this: Gareth, post")
    box.fill("Typed before.")
    page.get_by_role("link", name="Reply to this by Gareth").click()
    expect(box).to_be_focused()
    page.get_by_text("عليكم").click(click_count=3)
    expect(button).to_be_visible()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    quoted = "Gareth wrote in post 1:\n> السلام عليكم and two more.\n\n"
    expect(box).to_have_value(f"Typed before.\n\n{quoted}")
    expect(box).to_be_focused()
    page.get_by_text("Somebody else said").first.click(click_count=3)
    until(page, "!document.querySelector('.quote-this')")
    page.get_by_text("“long”").click(click_count=3)
    button.click()
    expect(box).to_have_value(re.compile("\n> It’s a “long” plan 👍.\n\n$"))
    page.get_by_role("button", name="Post my reply").click()
    expect(page.get_by_role("link", name="In answer to Gareth")).to_be_visible()
    expect(page.get_by_role("link", name="1 answer")).to_be_visible()


def test_answers_are_there_while_a_title_is_written_and_nothing_moves(sign_in):
    page = sign_in("gareth", "/forum/planning/new", viewport=PHONE)
    box, title = page.locator("#text"), page.get_by_label("Title")
    title.click()
    before = box.bounding_box()["y"]
    title.press_sequentially("How do you write a support plan?")
    expect(page.get_by_role("heading", name="Perhaps already answered")).to_be_visible()
    assert box.bounding_box()["y"] == before and title.input_value().endswith("plan?")
    link = page.get_by_role("link", name=re.compile("^see (one page|. pages)"))
    link.click()
    expect(page.locator("#answers").get_by_role("link").first).to_be_in_viewport()
    title.fill("")
    expect(page.locator("#answers")).to_have_count(0)
