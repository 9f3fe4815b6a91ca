"""A member reports in two taps; a moderator settles it on a phone, and it is gone for everybody."""
import pytest
from playwright.sync_api import expect

from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
TOLD_WITHIN = 15_000  # milliseconds: before a page asks by itself, which it does after 20 seconds


def test_a_report_is_settled_on_a_phone_and_the_post_is_gone_at_once(sign_in, posted, scripts):
    words = f"Unkind words {'with' if scripts else 'without'} scripts"
    address = posted("gareth", "/forum/planning/new", title=f"About {words.lower()}", text="Hello.")
    posted("carol", f"{address.partition('-')[0]}/replies", text=words)
    reader = sign_in("dev", address, java_script_enabled=scripts)
    expect(reader.locator("#post-2", has_text=words)).to_be_visible()

    report(sign_in("amina", address, viewport=PHONE, java_script_enabled=scripts))
    settle(sign_in("ruth", "/", viewport=PHONE, java_script_enabled=scripts), words)

    if not scripts:
        reader.reload()
    expect(reader.locator("#post-2", has_text=words)).to_have_count(0, timeout=TOLD_WITHIN)
    told = sign_in("carol", "/notifications")
    expect(told.get_by_text("It does not keep to our promise to be kind.").first).to_be_visible()


def test_a_post_held_and_let_through_goes_and_comes_back_in_its_place(sign_in, posted):
    address = posted("gareth", "/forum/planning/new", title="Held and let through", text="Hello.")
    for words in ("The first reply", "The second reply"):
        posted("carol", f"{address.partition('-')[0]}/replies", text=words)
    reader = sign_in("dev", address)
    reported = reader.get_by_role("link", name="Report post 2 by Carol").get_attribute("href")
    decide = reported.replace("/report", "/moderation")
    posted("ruth", f"{decide}/hold", reason="It may name somebody.")
    expect(reader.get_by_text("The first reply")).to_have_count(0)
    posted("ruth", f"{decide}/release")
    expect(reader.get_by_text("The first reply")).to_be_visible()
    places = reader.locator("#posts > *").evaluate_all("(all) => all.map((one) => one.id)")
    assert places == ["post-1", "post-2", "post-3"]


def report(page) -> None:
    page.get_by_role("link", name="Report post 2 by Carol").click()
    page.get_by_role("radio", name="It is unkind or bullying").check()
    page.get_by_role("button", name="Send my report").click()
    expect(page.get_by_text("We have your report")).to_be_visible()


def settle(page, words: str) -> None:
    """Five taps and a sentence, from the front page."""
    page.get_by_role("link", name="Moderation").click()
    case = page.locator(".case", has_text=words.lower())
    case.get_by_role("link").first.click()
    page.get_by_role("radio", name="Take it down", exact=True).check()
    page.get_by_label("Why?").fill("It does not keep to our promise to be kind.")
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text("It is decided")).to_be_visible()
    expect(page.locator(".case", has_text=words.lower())).to_have_count(0)


def test_the_queue_is_walked_by_j_and_k_and_they_rest_while_somebody_types(sign_in):
    page = sign_in("ruth", "/moderation")
    links = page.locator("[data-case] h2 a")
    expect(links.nth(1)).to_be_visible()
    for key, place in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(links.nth(place)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Decide", exact=True)).to_be_visible()
    page.get_by_label("Why?").fill("")
    page.keyboard.type("just")
    expect(page.get_by_label("Why?")).to_have_value("just")
