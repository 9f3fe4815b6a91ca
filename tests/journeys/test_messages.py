"""A parent and a peer advisor talk; a line is lost for twenty seconds, and nothing else is."""
import pytest
from playwright.sync_api import expect

from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
LOST = ("ERR_INTERNET_DISCONNECTED", "WebSocket")  # what a browser says of a lost line
AWAY = 20_000  # milliseconds


@pytest.fixture
def windows(sign_in, scripts):
    """Amina on a phone and Maya at a desk, in the same conversation."""
    both = {"java_script_enabled": scripts, "expected": LOST}
    return (sign_in("amina", "/messages/1", viewport=PHONE, **both),
            sign_in("maya", "/messages/1", **both))


def send(page, words: str) -> None:
    page.get_by_label("Write to").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def said(page, beginning: str) -> list[str]:
    """The words of each message that begins so, in the order of the page."""
    words = page.locator(".msg [data-words]").all_inner_texts()
    return [one.strip() for one in words if one.strip().startswith(beginning)]


def test_a_parent_and_an_advisor_talk(windows, scripts):
    amina, maya = windows
    way = "with" if scripts else "without"
    for number, (one, other) in enumerate([(amina, maya), (maya, amina), (amina, maya)]):
        send(one, f"Talking {way} scripts {number}")
        if not scripts:
            expect(one.locator(".msg", has_text=f"Talking {way} scripts {number}")).to_be_visible()
            other.reload()
        expect(other.locator(".msg", has_text=f"Talking {way} scripts {number}")).to_be_visible()
    for page in windows:
        assert said(page, f"Talking {way}") == [f"Talking {way} scripts {n}" for n in range(3)]


@pytest.mark.slow
@pytest.mark.parametrize("site", ["tls"], indirect=True)
@pytest.mark.parametrize("scripts", [True], indirect=True, ids=["scripts"])
def test_a_line_lost_for_twenty_seconds_misses_and_doubles_nothing(windows, site):
    amina, maya = windows
    send(amina, "Tunnel 0, before")
    expect(maya.locator(".msg", has_text="Tunnel 0")).to_be_visible()
    amina.context.set_offline(True)
    expect(amina.get_by_text("You are not connected")).to_be_visible()
    send(amina, "Tunnel 9, from inside")
    for number in (1, 2, 3):
        send(maya, f"Tunnel {number}, from outside")
        sent = maya.locator(".msg", has_text=f"Tunnel {number}")
        expect(sent.get_by_text("Sent", exact=True)).to_be_visible()
        amina.wait_for_timeout(AWAY / 3)
    assert said(amina, "Tunnel") == ["Tunnel 0, before", "Tunnel 9, from inside"]
    expect(amina.get_by_text("Not sent.", exact=True)).to_be_visible()
    amina.context.set_offline(False)
    together = ["Tunnel 0, before", *[f"Tunnel {n}, from outside" for n in (1, 2, 3)],
                "Tunnel 9, from inside"]
    expect(maya.locator(".msg", has_text="Tunnel 9")).to_be_visible()
    expect(amina.locator(".msg", has_text="Tunnel 3")).to_be_visible()
    expect(amina.get_by_text("You are not connected")).to_be_hidden()
    expect(amina.get_by_text("Not sent.", exact=True)).to_have_count(0)
    for page in windows:
        assert said(page, "Tunnel") == together
        page.reload()
        assert said(page, "Tunnel") == together
