"""Words that are not sent yet: on two devices, without a line, at sign-out, on leaving quickly."""
import json

import pytest
from hypothesis import given, settings, strategies as st
from playwright.sync_api import expect

from peoplehub.core import assets
from tests.visiting import PHONE, until

pytestmark = [pytest.mark.browser, pytest.mark.served]
KEPT = "Object.keys({...localStorage, ...sessionStorage}).filter((one) => one.startsWith('draft:'))"


@pytest.fixture(scope="session")
def site(plain_site):
    """What lies on the device and on the server is the same behind nginx."""
    return plain_site


def box(page):
    return page.locator("main textarea[name=text]")


def type_and_save(page, words: str) -> None:
    with page.expect_response(lambda answer: answer.url.endswith("/drafts") and answer.ok):
        box(page).press_sequentially(words)


def drafts_of(site, who: str) -> str:
    return site.ask("/drafts", who)[1]


def test_what_is_begun_on_one_device_is_finished_on_another_and_nothing_is_lost(
        visit, sign_in, site):
    talk = site.visitor("gareth").post("/messages/new", to="maya", text="Hello", client_id="d-1")
    talk = talk.partition("#")[0]
    phone = sign_in("gareth", talk, viewport=PHONE, expected=("ERR_INTERNET_DISCONNECTED",))
    type_and_save(phone, "Shall we meet")
    laptop = visit("/sign-in", expected=("Clear-Site-Data",))
    laptop.get_by_label("Email").fill("gareth@demo.example")
    laptop.get_by_label("Password", exact=True).fill("peoplehub-demo")
    laptop.get_by_role("button", name="Sign in").click()
    laptop.wait_for_url(site.address + "/")
    laptop.goto(talk)
    expect(box(laptop)).to_have_value("Shall we meet")
    expect(laptop.get_by_text("You wrote this on another device.")).to_be_visible()
    type_and_save(laptop, " on Friday")

    phone.context.set_offline(True)  # two go on at once, one of them without a line
    box(phone).press_sequentially(" at ten")
    until(phone, "JSON.stringify({...localStorage}).includes('at ten')")
    phone.wait_for_timeout(1600)  # it tries, and there is no line
    with phone.expect_response(lambda answer: answer.url.endswith("/drafts") and answer.ok):
        phone.context.set_offline(False)

    laptop.reload()  # the newer words are shown, and the older offered
    expect(box(laptop)).to_have_value("Shall we meet at ten")
    offer = laptop.locator(".draft", has_text="Shall we meet on Friday")
    with laptop.expect_response(lambda answer: answer.url.endswith("/drafts") and answer.ok):
        offer.get_by_role("button", name="Use it").click()
    expect(box(laptop)).to_have_value("Shall we meet on Friday")
    laptop.get_by_role("button", name="Send", exact=True).click()
    expect(laptop.locator(".msg", has_text="on Friday").get_by_text("Sent")).to_be_visible()
    listed = drafts_of(site, "gareth")
    assert "on Friday" not in listed and listed.count("at ten") > 0
    laptop.reload()
    expect(box(laptop)).to_have_value("Shall we meet at ten")

    laptop.goto("/sign-out")  # what is saved is no loss, and does not stay in the browser
    laptop.wait_for_load_state("networkidle")
    expect(laptop.get_by_text("You have not sent this yet.")).to_be_hidden()
    laptop.get_by_role("button", name="Sign out").click()
    expect(laptop.get_by_text("You have signed out.")).to_be_visible()
    assert laptop.evaluate(KEPT) == []
    assert "at ten" in drafts_of(site, "gareth")


def test_leaving_quickly_takes_the_words_off_the_device_and_leaves_what_was_saved(sign_in, site):
    page = sign_in("gareth", "/contact", expected=("bbc.co.uk",))
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(
        body="<title>Weather</title>", content_type="text/html"))
    type_and_save(page, "A letter about him")
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    assert "A letter about him" in drafts_of(site, "gareth")
    page.go_back()
    page.wait_for_load_state("load")
    if page.url.startswith(site.address):
        assert not any("letter about him" in page.evaluate(f"localStorage['{name}'] ?? ''")
                       for name in page.evaluate(KEPT))
        expect(box(page)).to_have_value("") if box(page).count() else None


WRITERS = st.sampled_from(["here", "b", "c", "d"])
ENTRY = st.fixed_dictionaries(
    {"words": st.text("ab ", min_size=1, max_size=4), "at": st.integers(0, 9)})


def test_whatever_devices_and_server_hold_no_word_is_lost(sign_in):
    """Of everything that is not yet saved, and everything on the server, each word is in the box,
    or kept beside it."""
    page, cases = sign_in("gareth", "/forum"), []

    @given(device=st.dictionaries(WRITERS, st.tuples(ENTRY, st.booleans()), max_size=4),
           rows=st.dictionaries(WRITERS, ENTRY, max_size=4))
    @settings(max_examples=400, deadline=None, database=None)
    def gather(device, rows):
        cases.append(({name: one | {"saved": saved, "writer": name}
                       for name, (one, saved) in device.items()},
                      {name: one | {"writer": name} for name, one in rows.items()}))

    gather()
    made = page.evaluate("""async ([address, cases]) => {
        const { merge, chosen, isInside } = await import(address);
        return cases.map(([device, rows]) => {
            const { gone, come } = merge(Object.values(device), Object.values(rows));
            const stay = Object.values(device).filter(({ writer }) =>
                !gone.includes(writer) && !come.some((one) => one.writer === writer));
            const all = [...stay, ...come].sort((one, other) => other.at - one.at);
            const shown = chosen(all, "here");
            const again = merge(all, Object.values(rows));
            return { all, shown, gone, again: again.gone,
                     hidden: all.filter(({ words }) => !isInside([words], [shown.words])) };
        });
    }""", [assets.static_url("js/draft-merge.js"), cases])
    for (device, rows), told in zip(cases, made, strict=True):
        unsaved = {one["words"] for one in device.values() if not one["saved"]}
        replaced = {rows[name]["words"] for name in rows
                    if name in device and not device[name]["saved"]}
        served = {one["words"] for one in rows.values()} - replaced
        kept = {one["words"] for one in told["all"]}
        assert unsaved | served <= kept, json.dumps([device, rows, told])
        assert not kept - unsaved - {one["words"] for one in rows.values()}
        assert told["again"] == []
        if told["all"]:
            shown = told["shown"]["words"]
            hidden = {one["words"] for one in told["hidden"]}
            assert all(words in hidden or words.strip() in shown for words in kept)
            is_here = any(one["writer"] == "here" for one in told["all"])
            assert told["shown"]["writer"] == "here" or told["shown"].get("foreign") or not is_here
            assert is_here or told["shown"]["at"] == max(one["at"] for one in told["all"])


def test_a_draft_ticks_on_another_device_only_what_was_ticked(sign_in):
    phone = sign_in("maya", "/forum/money/new", viewport=PHONE)
    phone.locator("[name=anonymous]").check()
    with phone.expect_response(lambda answer: answer.url.endswith("/drafts") and answer.ok):
        phone.locator("#text").press_sequentially("Our rate")
    phone.locator("summary", has_text="Say who this is about").click()
    with phone.expect_response(lambda answer: answer.url.endswith("/drafts") and answer.ok):
        for tag in ("wales", "5-11"):
            phone.locator(f"[name=tags][value='{tag}']").check()
    laptop = sign_in("maya", "/forum/money/new")
    ticked = laptop.locator("[name=tags]:checked")
    assert ticked.evaluate_all("(all) => all.map((one) => one.value)") == ["5-11", "wales"]
    expect(laptop.locator("#text")).to_have_value("Our rate")
    expect(laptop.locator("[name=anonymous]")).to_be_checked()
    expect(laptop.locator("[name=made_with_ai]")).not_to_be_checked()
