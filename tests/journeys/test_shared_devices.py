"""A device that others use too, and two tabs of one person: words are neither shown to the next
person nor lost to their own writer, and a form that was sent is not sent again by going back."""
import pytest
from playwright.sync_api import expect

from tests.visiting import until

pytestmark = [pytest.mark.browser, pytest.mark.served]
LETTER = "He must not know that I write to you"
KEPT = """(words) => [localStorage, sessionStorage].some((place) =>
    Object.values(place).some((one) => one.includes(words)))"""


@pytest.fixture(scope="session")
def site(plain_site):
    """What lies on the device and on the screen is the same behind nginx."""
    return plain_site


@pytest.fixture
def topic(posted):
    """A new topic of Joan's."""
    return lambda title: posted("joan", "/forum/planning/new", title=title,
                                text="It is about lists and plans.")


@pytest.fixture
def weather(visit):
    """A visitor's window with a letter to the team half written, and a weather site."""
    page = visit("/contact", expected=("bbc.co.uk",))
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(
        body="<title>Weather</title><h1>Weather</h1>", content_type="text/html"))
    letter(page).fill(LETTER)
    until(page, f"({KEPT})('{LETTER}')")
    return page


def letter(page):
    return page.locator("main textarea[name=text]")


def box(page):
    return page.get_by_role("textbox", name="Your reply")


def become(page, site, who: str) -> None:
    page.context.clear_cookies()
    if who:
        page.context.add_cookies([site.cookie(who)])


def is_kept(page, words: str) -> bool:
    return page.evaluate(KEPT, words)


def written(page, words: str) -> None:
    box(page).fill(words)
    until(page, f"({KEPT})('{words}')")


def test_after_a_session_ends_the_next_person_finds_an_empty_box(sign_in, topic, site):
    address = topic("On a shared tablet")
    # What is saved may meet the ended session, or the next person's.
    page = sign_in("amina", address, expected=("401", "400"))
    written(page, "Words of Amina")
    become(page, site, "")
    page.goto("/contact")
    expect(letter(page)).to_have_value("")
    become(page, site, "amina")
    page.goto(address)
    expect(box(page)).to_have_value("Words of Amina")
    become(page, site, "gareth")
    page.goto(address)
    expect(box(page)).to_have_value("")
    assert not is_kept(page, "Words of Amina")


def test_words_older_than_a_day_are_gone(sign_in, topic):
    address = topic("A day later")
    page = sign_in("amina", address)
    written(page, "Words of yesterday")
    page.evaluate("""() => { for (const name of Object.keys(localStorage)) localStorage[name] =
        localStorage[name].replace(/"at":[0-9]+/, '"at":' + (Date.now() - 86460000)); }""")
    page.reload()
    expect(box(page)).to_have_value("")
    assert not is_kept(page, "Words of yesterday")


def test_leaving_quickly_takes_the_words_off_the_device_and_out_of_history(weather):
    weather.get_by_role("link", name="About us").click()
    weather.wait_for_url("**/about")
    weather.get_by_role("link", name="Leave").click()
    weather.wait_for_url("https://www.bbc.co.uk/weather")
    weather.go_back()
    expect(weather).to_have_url("/contact")
    weather.wait_for_load_state("load")
    expect(letter(weather)).to_have_value("")
    assert not is_kept(weather, LETTER)


def test_leaving_quickly_in_one_tab_leaves_in_all(weather):
    other = weather.context.new_page()
    other.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Weather"))
    other.goto("/forum")
    other.get_by_role("link", name="Leave").click()
    weather.wait_for_url("https://www.bbc.co.uk/weather")
    other.goto("/contact")
    expect(letter(other)).to_have_value("")


def test_a_visitors_words_go_along_with_who_joins_and_not_with_who_just_signs_in(weather, site):
    weather.goto("/join")
    become(weather, site, "amina")  # as joining ends
    weather.goto("/contact")
    expect(letter(weather)).to_have_value(LETTER)
    become(weather, site, "")
    weather.goto("/contact")
    expect(letter(weather)).to_have_value("")
    letter(weather).fill("Words of a second visitor")
    until(weather, f"({KEPT})('Words of a second visitor')")
    weather.goto("/sign-in")
    become(weather, site, "mei")  # who has no letter saved
    weather.goto("/contact")
    expect(letter(weather)).to_have_value("")
    assert not is_kept(weather, "Words of a second visitor") and not is_kept(weather, LETTER)


def test_signing_out_with_something_unsaved_says_so_first_and_then_wipes_it(visit, site):
    page = visit("/sign-in", expected=("Clear-Site-Data",))
    page.get_by_label("Email").fill("gareth@demo.example")
    page.get_by_label("Password", exact=True).fill("peoplehub-demo")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(site.address + "/")
    page.goto("/safeguarding/tell")  # what is written there is kept on the device alone
    letter(page).fill("Not sent yet")
    until(page, f"({KEPT})('Not sent yet')")
    page.goto("/sign-out")
    expect(page.get_by_text("You have not sent this yet.")).to_be_visible()
    expect(page.get_by_role("link", name="Not sent yet")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    assert not is_kept(page, "Not sent yet")


def test_back_and_then_post_makes_one_post(sign_in, topic, scripts):
    page = sign_in("amina", topic("Back and post"), java_script_enabled=scripts)
    box(page).fill("Just the one.")
    page.get_by_role("button", name="Post my reply").click()
    expect(page.locator("#post-2")).to_contain_text("Just the one.")
    address = page.url
    page.go_back()
    page.wait_for_load_state("load")
    if scripts:
        expect(box(page)).to_have_value("")
    else:
        box(page).fill("Just the one.")  # a browser may bring the words back, with a new key
        page.get_by_role("button", name="Post my reply").click()
        expect(page.get_by_text("You have sent these words already")).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("Just the one.")).to_have_count(1)


@pytest.mark.parametrize("who, path, names, button", [
    ("amina", "/forum/planning/new", ["title", "text"], "Post my topic"),
    ("", "/contact", ["text", "name"], "Send"),
    ("amina", "/report/post/3", ["details"], "Send my report"),
])
def test_any_form_that_was_sent_comes_back_from_history_empty(visit, who, path, names, button):
    page = visit(path, who)
    boxes = [page.locator(f"main [name={name}]") for name in names]
    for box in boxes:
        box.fill("Only once")
    if path.startswith("/report"):
        page.locator("main [name=reason]").last.check()
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(lambda url: not url.endswith(path))
    page.go_back()
    page.wait_for_load_state("load")
    for box in boxes:
        expect(box).to_have_value("")


def test_going_back_to_an_edit_that_was_saved_shows_what_is_saved(sign_in, posted, topic):
    address = topic("Edited and back")
    number = address.split("/")[3].split("-")[0]
    posted("amina", f"/forum/topics/{number}/replies", text="Before")
    page = sign_in("amina", address)
    page.locator("#post-2").get_by_role("link", name="Change").click()
    words = page.get_by_role("textbox", name="Your words")
    for said in ("After", "After all"):
        words.fill(said)
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#post-2")).to_contain_text(said)
        page.go_back()
        page.wait_for_load_state("load")
        expect(words).to_have_value(said)


def test_two_tabs_do_not_lose_each_others_words(sign_in, topic):
    address = topic("In two tabs")
    one = sign_in("amina", address)
    two = one.context.new_page()
    two.goto(address)
    written(one, "Written in the first tab")
    written(two, "Written in the second tab")
    for page, words in ((one, "first"), (two, "second")):
        page.reload()
        expect(box(page)).to_have_value(f"Written in the {words} tab")
    two.get_by_role("button", name="Post my reply").click()
    expect(two.locator("#post-2")).to_contain_text("second tab")
    one.reload()
    expect(box(one)).to_have_value("Written in the first tab")


def test_a_title_and_its_text_are_both_kept_however_fast_they_are_typed(sign_in):
    page = sign_in("amina", "/forum/planning/new")
    page.get_by_label("Title").fill("A hasty title")
    page.get_by_label("What would you like to say?").fill("And hasty words")
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("A hasty title")
    expect(page.get_by_label("What would you like to say?")).to_have_value("And hasty words")
