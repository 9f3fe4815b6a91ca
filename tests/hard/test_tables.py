"""A wide table scrolls inside itself on a phone and breaks between words only; each paragraph runs
the way of its own words."""
import pytest

from peoplehub.core.acts import act, save
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.messages import actions as messages
from tests.hard.test_shown import served

pytestmark = pytest.mark.browser

WIDE = ("| Day | Carer | Medication | Physiotherapy | Multidisciplinary | Notes |\n"
        "|---|---|---|---|---|---|\n"
        "| Wednesday | Amina | Levetiracetam | hydrotherapy | occupational | none |\n")
WORDS = f"Before.\n\n{WIDE}\n\nשלום לכולם 123.\n\nAfter שלום.\n\n- שלום\n"
LOOK = """() => {
  const table = document.querySelector("table"), words = table.parentElement, range = document.createRange();
  const broken = [];
  for (const cell of table.querySelectorAll("th, td")) {
    range.selectNodeContents(cell);
    if (new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size > 1) broken.push(cell.textContent);
  }
  const way = (node) => { range.selectNodeContents(node); const said = range.getBoundingClientRect(),
    box = node.getBoundingClientRect(); return said.left - box.left > box.right - said.right ? "right" : "left"; };
  return {
    page: document.scrollingElement.scrollWidth - document.documentElement.clientWidth,
    table: table.scrollWidth > table.clientWidth, broken,
    ways: [...words.querySelectorAll(":scope > p, :scope li")].map(way),
  };
}"""


@pytest.mark.one_database
def test_a_wide_table_on_a_phone_and_words_from_right_to_left(cast, browser, chromium, app):
    board = act(save)(Board(slug="planning", name="Planning"))
    topic = forum.start_topic(cast.amina, board, "Our week", WORDS).topic
    talk = messages.start(cast.amina, cast.advisor, WORDS, "client-1").conversation_id
    addresses = (topic.address, f"/messages/{talk}")
    cookie = browser(cast.amina).get_cookie("peoplehub").value
    with served(app) as site:
        for width in (390, 360):
            context = chromium.new_context(base_url=site, viewport={"width": width, "height": 800})
            context.add_cookies([{"name": "peoplehub", "value": cookie, "url": site}])
            page = context.new_page()
            for address in addresses:
                page.goto(address)
                assert page.evaluate(LOOK) == {
                    "page": 0, "table": True, "broken": [], "ways": ["left", "right", "left", "left"]}
            context.close()
