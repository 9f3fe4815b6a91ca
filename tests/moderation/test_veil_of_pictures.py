"""Reported pictures are veiled wherever the team looks at them, as each moderator chose."""
import io
import re

import pytest
from PIL import Image, ImageChops, ImageStat
from sqlalchemy import select

from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.moderation import actions, queries

ADDRESS = "/blogs/covers/abc.webp"
SHOWN = {"hide": "<summary>Look at the picture", "blur": "veil__switch",
         "grey": "veil__picture--grey", "open": 'class="veil__picture"'}


@pytest.fixture
def entry(cast):
    entry = blogs.save_and_publish(cast.ben, title="Our day", text="Words")
    entry.cover_key, entry.cover_alt = "abc.webp", "A beach"
    db.session.commit()
    return entry


@pytest.mark.one_database
@pytest.mark.parametrize("veil", SHOWN)
def test_a_picture_is_shown_as_each_moderator_chose(cast, browser, entry, veil):
    report = actions.report(cast.amina, entry, "unkind")
    ruth = browser(cast.moderator)
    sent = ruth.post("/settings/comfort", data={"veil": "open", "pictures": veil})
    assert sent.status_code == 303
    assert re.search(f'value="{veil}"[^>]* checked', ruth.get("/settings/comfort").text)
    for page in (f"/moderation/cases/{report.case_id}", f"/moderation/reports/{report.id}",
                 f"/moderation/entry/{entry.id}"):
        shown = ruth.get(page).text
        assert ADDRESS in shown and 'alt="A beach"' in shown and SHOWN[veil] in shown, page
        assert (SHOWN["hide"] in shown) == (veil == "hide"), page


def test_they_are_hidden_until_somebody_chooses_otherwise(cast, browser, entry):
    report = actions.report(cast.amina, entry, "unkind")
    page = browser(cast.moderator).get(f"/moderation/cases/{report.case_id}").text
    assert re.search(r"<details[^>]*><summary>Look at the picture</summary><img", page)
    assert ADDRESS not in browser(cast.moderator).get("/moderation").text


def test_no_picture_of_the_abuse_of_a_child_is_shown_at_all(cast, browser, entry):
    report = actions.report(cast.amina, entry, "csea")
    case = queries.case_for(cast.safeguarding, report.case_id)
    for address in (f"/moderation/cases/{case.id}", f"/moderation/reports/{report.id}",
                    f"/moderation/entry/{entry.id}"):
        page = browser(cast.safeguarding).get(address)
        assert page.status_code == 200 and ADDRESS not in page.text


# --- what a browser paints, and what it asks for ---


def chequered() -> bytes:
    """A picture of nothing but edges, 8 pixels apart."""
    small = Image.new("L", (2, 2))
    small.putdata([0, 255, 255, 0])
    board = Image.new("L", (400, 304))
    tile = small.resize((16, 16), Image.Resampling.NEAREST)
    for left in range(0, 400, 16):
        for top in range(0, 304, 16):
            board.paste(tile, (left, top))
    kept = io.BytesIO()
    board.save(kept, "PNG")
    return kept.getvalue()


def sharpness(painted: bytes) -> float:
    """How much two pixels 4 apart differ, on average, in the middle of what was painted."""
    grey = Image.open(io.BytesIO(painted)).convert("L")
    middle = grey.crop((grey.width // 4, grey.height // 4,
                        grey.width * 3 // 4, grey.height * 3 // 4))
    return ImageStat.Stat(ImageChops.difference(middle, ImageChops.offset(middle, 4, 0))).mean[0]


@pytest.fixture
def paint(chromium, browser):
    """Opens a page for somebody as Chromium paints it, answered by the application without a
    server; with it, what the page asked for: paint(who, path, scripts)."""
    opened = []

    def paint(who, path: str, scripts: bool):
        client, asked = browser(who), []

        def answer(route) -> None:
            wanted = route.request.url.removeprefix("http://site.test")
            asked.append(wanted)
            if wanted == ADDRESS:
                return route.fulfill(body=chequered(), content_type="image/png")
            sent = client.get(wanted)
            route.fulfill(status=sent.status_code, body=sent.data, content_type=sent.content_type)

        context = chromium.new_context(java_script_enabled=scripts, viewport={
            "width": 390, "height": 844})
        opened.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(f"http://site.test{path}")
        return page, asked

    yield paint
    for context in opened:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_blurred_picture_is_painted_without_edges_until_it_is_asked_for(
        cast, browser, entry, paint, scripts):
    report = actions.report(cast.amina, entry, "unkind")
    browser(cast.moderator).post("/settings/comfort", data={"veil": "open", "pictures": "blur"})
    page, asked = paint(cast.moderator, f"/moderation/cases/{report.case_id}", scripts)
    picture = page.locator(".veil__picture")
    picture.scroll_into_view_if_needed()
    picture.evaluate("(one) => one.decode()")
    assert ADDRESS in asked and sharpness(picture.screenshot()) < 4
    page.get_by_text("The picture: show it sharp").click()
    assert sharpness(picture.screenshot()) > 80


@pytest.mark.browser
def test_a_hidden_picture_is_not_even_asked_for_nor_does_a_list_or_a_mail_name_it(
        cast, entry, paint):
    report = actions.report(cast.amina, entry, "intimate")
    page, asked = paint(cast.moderator, f"/moderation/cases/{report.case_id}", True)
    page.wait_for_load_state("networkidle")
    assert ADDRESS not in asked
    page.get_by_text("Look at the picture").click()
    page.locator(".veil__picture").evaluate("(one) => one.decode()")
    assert asked.count(ADDRESS) == 1
    for path in ("/moderation", "/notifications", "/moderation/log"):
        page, asked = paint(cast.moderator, path, True)
        page.wait_for_load_state("networkidle")
        assert ADDRESS not in asked and ADDRESS not in page.content(), path
    letters = db.session.scalars(select(Email)).all()
    assert letters and not any("abc.webp" in str(vars(one)) for one in letters)
