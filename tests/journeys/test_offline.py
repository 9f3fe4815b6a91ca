"""What is sent without a connection: it waits on the device, is sent once there is one, and once
only, or comes back to its writer."""
import pytest
from playwright.sync_api import expect

from tests.visiting import PHONE, until

pytestmark = [pytest.mark.browser, pytest.mark.served]
NO_LINE = ("ERR_INTERNET_DISCONNECTED", "closed before the connection")
WAITS = "[...Object.keys(localStorage)].some((name) => name.includes(':waiting-'))"


@pytest.fixture(scope="session")
def site(plain_site):
    """What lies on the device is the same behind nginx."""
    return plain_site


@pytest.fixture
def topic(posted):
    return posted("carol", "/forum/planning/new", title="On a train without a signal",
                  text="It is about lists and plans.")


def box(page):
    return page.get_by_role("textbox", name="Your reply")


def send_without_a_line(page, words: str) -> None:
    """The connection is lost while somebody writes."""
    with page.expect_response("**/waiting-sender*.js"):
        box(page).fill(words)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_role("button", name="Post my reply").click()
    expect(page.get_by_role("heading", name="Waiting to send")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
    assert page.evaluate(WAITS)


def replies(site, address: str, words: str) -> int:
    return site.ask(address, "carol")[1].count(f"<p>{words}</p>")


def test_a_reply_waits_and_is_sent_once_when_there_is_a_connection(sign_in, topic, site):
    page = sign_in("amina", topic, viewport=PHONE, expected=NO_LINE)
    send_without_a_line(page, "Written in a tunnel")
    assert page.evaluate("document.activeElement.matches('section')")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Sent", exact=True)).to_be_visible()
    page.get_by_role("link", name="See it in your posts").click()
    page.locator("main").get_by_role("link", name="On a train without a signal").first.click()
    expect(page.get_by_text("Written in a tunnel")).to_be_visible()
    expect(box(page)).to_have_value("")
    assert not page.evaluate(WAITS)
    assert replies(site, topic, "Written in a tunnel") == 1
    assert "Written in a tunnel" not in site.ask("/drafts", "amina")[1]


def test_what_waits_outlives_its_tab_and_goes_out_from_another_page(sign_in, topic, site):
    page = sign_in("amina", topic, expected=NO_LINE)
    send_without_a_line(page, "Then the telephone was flat")
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(site.address + "/help-now")
    until(again, f"!({WAITS})")
    assert replies(site, topic, "Then the telephone was flat") == 1


def test_an_answer_that_was_lost_makes_no_second_reply(sign_in, topic, site):
    page = sign_in("amina", topic, expected=(*NO_LINE, "ERR_FAILED"))
    send_without_a_line(page, "Said once")
    lost = []

    def lose(route):
        lost.append(route.fetch(max_redirects=0).status)
        route.abort()

    page.route("**/replies", lose, times=1)
    page.context.set_offline(False)
    until(page, "/Waiting to send|Sent/.test(document.body.innerText)")
    page.context.set_offline(True)
    page.context.set_offline(False)  # it tries again
    expect(page.get_by_role("heading", name="Sent", exact=True)).to_be_visible()
    assert lost == [303] and replies(site, topic, "Said once") == 1


def test_help_for_words_of_danger_is_on_the_next_page_that_is_looked_at(sign_in, topic, site):
    page = sign_in("amina", topic, expected=NO_LINE)
    send_without_a_line(page, "I am going to kill myself tonight.")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Sent", exact=True)).to_be_visible()
    page.goto(site.address + "/library")
    expect(page.get_by_text("You can talk to somebody now")).to_be_visible()


def test_what_another_window_sent_is_not_said_to_wait(sign_in, topic, site):
    page = sign_in("amina", topic, expected=(*NO_LINE, "ERR_FAILED"))
    send_without_a_line(page, "From two windows")
    page.route("**/replies", lambda route: route.abort())
    page.context.set_offline(False)
    other = page.context.new_page()
    other.goto(site.address + "/help-now")
    expect(page.get_by_role("heading", name="Not waiting any more")).to_be_visible()
    expect(page.get_by_role("button", name="Take it back")).to_be_hidden()
    assert replies(site, topic, "From two windows") == 1


def test_a_device_without_room_says_so_and_keeps_the_words_in_the_box(sign_in, topic):
    page = sign_in("amina", topic, expected=NO_LINE)
    with page.expect_response("**/waiting-sender*.js"):
        box(page).fill("No room for this")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.evaluate("""() => {
        localStorage.clear();
        for (const size of [1e6, 1e5, 1e4, 1e3, 100, 10, 1]) {
            const words = "x".repeat(size);
            try { for (let n = 0; ; n++) localStorage[`full ${size} ${n}`] = words; } catch {}
        }
    }""")
    page.get_by_role("button", name="Post my reply").click()
    expect(page.get_by_text("has no room to keep this")).to_be_visible()
    expect(box(page)).to_have_value("No room for this")


def test_what_waits_can_be_taken_back_and_is_not_sent(sign_in, topic, site):
    page = sign_in("amina", topic, expected=NO_LINE)
    send_without_a_line(page, "Better not")
    page.get_by_role("button", name="Take it back").click()
    expect(box(page)).to_have_value("Better not")
    expect(box(page)).to_be_focused()
    assert not page.evaluate(WAITS)
    page.context.set_offline(False)
    page.reload()
    expect(box(page)).to_have_value("Better not")
    assert replies(site, topic, "Better not") == 0


def test_what_is_refused_comes_back_with_its_reason(sign_in, topic, site):
    page = sign_in("amina", topic, expected=(*NO_LINE, "422", "404", "409"))
    send_without_a_line(page, "x" * 20_001)
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Not sent", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Not sent", exact=True)).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Post my reply").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert len(box(page).input_value()) == 20_001
