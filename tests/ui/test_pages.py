"""Every page, as each kind of person sees it, in Chromium: whole, quiet, and open to everybody.

Each is looked at by axe on phone and desk, light and dark, and must keep inside its sides at 320
pixels, with wide spacing and with letters twice as large; one page of every shape in high contrast
too. All rules are asked on a light phone, and again on a dark desk where a page shows there what no
page has shown beyond its phone; in the other looks those about colours, of the text whose colours
and background no page has shown in that theme before.
"""
import pytest
from playwright.sync_api import expect

from tests import servers
from tests.ui import pages, screenshots
from tests.visiting import DESKTOP, PHONE, Watch, new_context

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.xdist_group("pages")]


@pytest.fixture(scope="module")
def windows(site, chromium):
    """windows(who): one window of theirs for all pages, and what was heard in it."""
    opened = {}

    def window(who: str):
        if who not in opened:
            context = new_context(site, chromium, who, viewport=PHONE, reduced_motion="reduce")
            screenshots.put_axe_into_all(context)
            opened[who] = context.new_page(), Watch(context, site.address.split("//")[1])
        return opened[who]

    yield window
    for page, _ in opened.values():
        page.context.close()


@pytest.fixture(scope="module")
def colours():
    return screenshots.Colours()


@pytest.fixture(scope="module")
def desk():
    return screenshots.Desk()


@pytest.mark.parametrize("who, path", pages.PAGES)
def test_every_page_is_open_to_everybody(windows, site, colours, desk, who, path):
    page, watch = windows(who)
    open_page(page, watch, path.format(**site.samples))
    assert page.locator("h1").count() == 1
    assert screenshots.violations(page) == []
    colours.note(page, "light")
    desk.note_phone(page)
    assert screenshots.wrong_at(page, screenshots.USUAL) == {}
    page.emulate_media(color_scheme="dark")
    assert colours.violations(page, "dark") == []
    page.set_viewport_size(DESKTOP)
    assert desk.violations(page) == []
    assert colours.violations(page, "dark") == []
    page.emulate_media(color_scheme="light")
    assert colours.violations(page, "light") == []
    if (who, path) in pages.SHAPES:
        page.evaluate("() => (document.documentElement.dataset.theme = 'contrast')")
        assert screenshots.violations_of_colour(page) == []
    assert screenshots.wrong_at(page, screenshots.NARROW) == {}
    assert watch.heard == []


@pytest.mark.parametrize("who, path", [
    ("", "/"), ("", "/forum"), ("", "/library"), ("", "/advisors"), ("amina", "{topic}"),
    ("amina", "/messages/1"), ("ruth", "/moderation"),
])  # fmt: skip
def test_very_large_letters_leave_words_whole(visit, site, who, path):
    page = visit(path.format(**site.samples), who, viewport=PHONE)
    assert screenshots.broken_words_with_wide_spacing(page) == []


@pytest.mark.parametrize("who, path", pages.REFUSED)
def test_every_form_that_is_refused_is_open_to_everybody(windows, site, who, path):
    page, watch = windows(who)
    open_page(page, watch, path.format(**site.samples))
    page.locator("main form.form [type=submit]").first.click()
    summary = page.get_by_role("alert")
    summary.wait_for()
    assert summary.evaluate("(one) => one === document.activeElement")
    assert screenshots.violations(page) == []
    assert screenshots.runs_over(page) == {}
    assert [words for words in watch.heard if "422" not in words] == []


def test_a_refusal_that_gives_back_what_was_typed_is_open_to_everybody(visit):
    page = visit("/contact", viewport=PHONE, expected=("400",))
    page.get_by_label("What would you like to tell us?").fill("A long letter that took an hour.")
    page.locator("main [name=csrf_token]").evaluate("(one) => one.remove()")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("A long letter that took an hour.")).to_be_visible()
    screenshots.put_axe_into(page)
    assert screenshots.violations(page) == []
    assert screenshots.runs_over(page) == {}


def test_the_page_for_the_code_is_open_to_everybody(visit):
    page = visit("/join", viewport=PHONE)
    page.get_by_label("Email").fill("wagtail@people.example")
    page.get_by_label("Pen name").fill("Wagtail")
    page.get_by_label("Password", exact=True).fill("seven quiet otters sleep")
    page.locator("[name=i_am][value=family]").check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_label("code")).to_be_visible()
    screenshots.put_axe_into(page)
    assert screenshots.violations(page) == []
    assert screenshots.runs_over(page) == {}


def test_the_page_for_when_nothing_works_is_open_to_everybody(chromium, tmp_path):
    nowhere = f"sqlite:///{tmp_path / 'nowhere' / 'house.db'}"
    with servers.gunicorn(tmp_path, PEOPLEHUB_DATABASE_URL=nowhere) as server:
        page = chromium.new_page(viewport=PHONE, base_url=server.address)
        assert page.goto("/").status == 503
        expect(page.get_by_role("heading", name="Back soon")).to_be_visible()
        screenshots.put_axe_into(page)
        assert screenshots.violations(page) == []
        assert screenshots.runs_over(page) == {}
        page.close()


def test_the_looking_finds_what_is_wrong(visit):
    page = visit("/about", expected=("nowhere",))
    page.evaluate("""() => {
        const wide = document.createElement("p"), main = document.querySelector("main");
        wide.style.cssText = "width: 400px; color: #6a6a6a; background: #fff";
        wide.append("Grey words", new Image());
        main.append(wide);
        console.log("to nowhere");
    }""")
    screenshots.put_axe_into(page)
    found = " ".join(screenshots.violations(page))
    assert "color-contrast-enhanced" in found
    assert "image-alt" in found
    assert "color-contrast-enhanced" in " ".join(screenshots.violations_of_colour(page))
    colours = screenshots.Colours()
    assert "color-contrast-enhanced" in " ".join(colours.violations(page, "light"))
    assert colours.violations(page, "light") == []  # the same colours again
    page.evaluate("() => (document.querySelector('h1').style.color = '#777')")
    assert "h1" in " ".join(colours.violations(page, "light"))
    page.evaluate("() => (document.querySelector('main').style.background = '#999')")
    assert ".lead" in " ".join(colours.violations(page, "light"))
    assert {"as it is, wide", "spaced, wide"} <= screenshots.runs_over(page).keys()


def test_a_desk_that_shows_more_than_a_phone_is_looked_at_by_itself(visit):
    page = visit("/about", viewport=PHONE)
    screenshots.put_axe_into(page)
    desk = screenshots.Desk()
    desk.note_phone(page)
    page.set_viewport_size(DESKTOP)
    assert desk.violations(page) == []
    known = set(desk.seen)
    for change in ("append(Object.assign(new Image(), { className: 'new' }))",
                   "querySelector('p').style.cssText = 'overflow: auto; text-wrap: nowrap'",
                   "querySelector('a').style.cssText = 'display: block; height: 9px'"):
        page.evaluate(f"() => document.querySelector('main').{change}")
        found = desk.violations(page)
        assert desk.seen > known and ("image-alt" in " ".join(found)), change
        known = set(desk.seen)
        assert desk.violations(page) == [], "the same again"


def open_page(page, watch, path: str) -> None:
    watch.heard.clear()
    page.set_viewport_size(PHONE)
    watch.expected = ("404", "400") if path in pages.NOT_THERE else ()
    page.goto(path)
