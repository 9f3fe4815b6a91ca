"""Twenty cruel things that happen to somebody who writes (`cruelties.toml`), each with the tests
that show that no word is lost and that it is sent once; and those that stand nowhere else."""
import re
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests import community, servers
from tests.ports import free_port
from tests.visiting import Site, until

HERE = Path(__file__).parent
TESTS = HERE.parent
CRUELTIES = tomllib.loads((HERE / "cruelties.toml").read_text())
NO_LINE = ("ERR_FAILED", "ERR_CONNECTION_REFUSED")
KEPT = "(words) => Object.values(localStorage).some((one) => one.includes(words))"
FULL = """() => {
    localStorage.clear();
    for (const size of [1e6, 1e5, 1e4, 1e3, 100, 10, 1]) {
        const words = "x".repeat(size);
        try { for (let n = 0; ; n++) localStorage[`full ${size} ${n}`] = words; } catch {}
    }
}"""


def test_there_are_twenty_and_each_is_shown_by_tests_that_exist():
    assert len(CRUELTIES) == 20
    named = [test for cruelty in CRUELTIES.values() for test in cruelty["tests"]]
    for test in named:
        module, _, name = test.partition("::")
        assert re.search(rf"^def {name}\(", (TESTS / module).read_text(), re.M), test
    assert all(cruelty["then"] and cruelty["tests"] for cruelty in CRUELTIES.values())


@pytest.fixture(scope="session")
def site(plain_site):
    """What lies on the device and on the server is the same behind nginx."""
    return plain_site


@pytest.fixture
def topic(posted):
    """By somebody whose topics of an hour no other journey counts on."""
    return lambda title: posted("kwame", "/forum/planning/new", title=title,
                                text="It is about lists and plans.")


def box(page):
    return page.get_by_role("textbox", name="Your reply")


def send(page) -> None:
    page.get_by_role("button", name="Post my reply").click()


def times(site, address: str, words: str) -> int:
    return site.ask(address, "carol")[1].count(f"<p>{words}</p>")


def saved(page):
    return page.expect_response(lambda answer: answer.url.endswith("/drafts") and answer.ok)


def crash(page):
    """The tab ends as on a phone without memory: nothing of the page runs any more."""
    with pytest.raises(Error):
        page.goto("chrome://crash")
    return page.context.new_page()


@pytest.mark.browser
@pytest.mark.served
def test_a_tab_that_crashes_keeps_what_was_dictated(sign_in, topic):
    address = topic("A phone without memory")
    page = sign_in("amina", address)
    box(page).focus()
    page.keyboard.insert_text("Dictated without a single key")  # as a phone or a voice puts it in
    page.wait_for_function(KEPT, arg="Dictated without a single key")
    again = crash(page)
    again.goto(address)
    expect(box(again)).to_have_value("Dictated without a single key")


@pytest.mark.browser
@pytest.mark.served
def test_a_device_without_room_has_its_words_on_the_server(sign_in, topic):
    address = topic("A phone full of pictures")
    page = sign_in("amina", address)
    page.evaluate(FULL)
    with saved(page):
        box(page).press_sequentially("There is no room for this here")
    again = crash(page)
    again.goto(address)
    expect(box(again)).to_have_value("There is no room for this here")


@pytest.mark.browser
@pytest.mark.served
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no_scripts"])
def test_a_session_that_ends_meanwhile_costs_a_password_and_no_word(visit, topic, site, scripts):
    address = topic("The session ran out")
    page = visit(java_script_enabled=scripts, expected=("401",))
    page.route_web_socket("**", lambda line: line.close())  # by which the page hears that it ended
    page.goto(f"{site.address}/sign-in?next={address}")
    sign_in_as_amina(page)
    box(page).fill("Written for an hour")
    if scripts:
        page.wait_for_function(KEPT, arg="Written for an hour")
    site.visitor("amina").post("/settings/security/sessions/end-others")  # from another device
    send(page)
    expect(page.get_by_role("heading", name="Please sign in again")).to_be_visible()
    expect(page.get_by_text("Written for an hour")).to_be_visible()
    sign_in_as_amina(page)
    page.get_by_role("button", name="Send it now").dblclick()
    expect(page.locator("#post-2")).to_contain_text("Written for an hour")
    expect(box(page)).to_have_value("")
    assert times(site, address, "Written for an hour") == 1
    assert "Written for an hour" not in site.ask("/drafts", "amina")[1]


def sign_in_as_amina(page) -> None:
    page.get_by_label("Email").fill("amina@demo.example")
    page.get_by_label("Password", exact=True).fill("peoplehub-demo")
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.browser
@pytest.mark.served
def test_an_answer_lost_on_its_way_and_sent_again_is_one_reply(sign_in, topic, site):
    address, lost = topic("The tunnel"), []
    page = sign_in("amina", address, expected=NO_LINE)
    box(page).fill("Into the tunnel")

    def lose(route):
        lost.append(route.fetch(max_redirects=0).status)
        route.abort()

    page.route("**/replies", lose, times=1)
    with page.expect_event("requestfailed"):
        send(page)
    page = page.context.pages[0]
    page.wait_for_url("chrome-error://**")
    page.go_back()
    expect(box(page)).to_have_value("Into the tunnel")
    send(page)
    expect(page.locator("#post-2")).to_contain_text("Into the tunnel")
    assert lost == [303] and times(site, address, "Into the tunnel") == 1
    expect(box(page)).to_have_value("")


@pytest.mark.browser
@pytest.mark.served
def test_a_server_that_is_restarted_meanwhile_takes_the_words_afterwards(
        community_folder, tmp_path, chromium):
    folder, port = tmp_path / "own", free_port()
    told = community.loaded(community_folder)
    community.copied(community_folder, folder)
    with servers.gunicorn(folder, port=port) as server:
        site = Site(server, told, folder)
        address = site.visitor("carol").post(
            "/forum/planning/new", title="A restart", text="While somebody writes.")
        context = chromium.new_context(base_url=site.address)
        context.add_cookies([site.cookie("amina")])
        page = context.new_page()
        page.goto(address)
        box(page).fill("Sent into nothing")
        until(page, f"({KEPT})('Sent into nothing')")
    try:
        send(page)
        page.wait_for_url("chrome-error://**")
    except Error:
        pass
    with servers.gunicorn(folder, port=port):
        page.go_back()
        expect(box(page)).to_have_value("Sent into nothing")
        send(page)
        expect(page.get_by_text("Sent into nothing")).to_be_visible()
        expect(box(page)).to_have_value("")
        assert times(site, address.partition("#")[0], "Sent into nothing") == 1
    context.close()
