"""The help card shows while somebody writes: nothing they type moves, and no word is sent."""
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from peoplehub.text_checks.danger import with_additions
from peoplehub.text_checks.measuring import labelled
from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
MATCHER = Path("static/js/words-of-danger.js")


def test_the_card_comes_above_the_box_which_stays_in_its_place_and_no_word_is_sent(site, visit):
    page = visit("/ask", viewport=PHONE)
    box = page.get_by_label("Tell us more")
    box.click()
    top, asked = box.bounding_box()["y"], []
    page.on("request", lambda request: asked.append((request.method, request.post_data)))
    box.press_sequentially("i am going to kill myself tonight")
    card = page.locator("[data-help-card]")
    expect(card.get_by_role("link", name="Call 999")).to_be_attached()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert abs(box.bounding_box()["y"] - top) < 2
    expect(box).to_be_focused()
    assert set(asked) == {("GET", None)}, "the rules come, no word goes"
    page.get_by_role("button", name="See who you can call now").click()
    expect(card.get_by_role("link", name="Call 999")).to_be_in_viewport()
    card.get_by_role("button", name="Close this box").click()
    expect(card).to_have_count(0)
    expect(box).to_be_focused()


def test_the_browser_finds_the_same_phrases_in_every_measured_text_as_the_server(site, visit):
    page = visit("/help-now")
    texts = [one.words for one in labelled("danger")]
    rules = with_additions("")
    signs = [rules.phrase_in(words) for words in texts]
    source = MATCHER.read_text().replace("export class", "class")
    told = json.dumps([rules.to_json(), texts])
    judged = page.evaluate(f"""() => {{ {source}
        const [given, texts] = {told}; const rules = new Rules(given);
        return texts.map((words) => rules.judge(words)); }}""")
    assert judged == [sign.level if sign else "" for sign in signs]
