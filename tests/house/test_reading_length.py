"""How much one reads to know what happens when somebody posts a reply: files and lines, as the code
runs and not as somebody lists it. `pytest -s` prints them."""
import sys
from pathlib import Path

from peoplehub import wiring
from peoplehub.core import acts, events, publications
from peoplehub.core.events import Published
from peoplehub.core.extensions import db
from peoplehub.forum.actions import start_topic
from peoplehub.forum.forms import replies as forms
from peoplehub.forum.models import Board

HOUSE = Path(wiring.__file__).parent
ROOM = HOUSE / "forum"
TEMPLATE = HOUSE.parent / "templates/forum/_reply_form.html"
MOST_LINES, MOST_FILES = 1_000, 18


def test_what_somebody_reads_who_follows_a_reply(browser, cast):
    files = files_of_a_reply(browser, cast)
    lines = {file: len(file.read_text().splitlines()) for file in sorted(files)}
    for file, number in lines.items():
        print(f"{number:5} {file.relative_to(HOUSE.parent)}")
    print(f"{sum(lines.values()):5} lines in {len(lines)} files")
    assert len(lines) <= MOST_FILES and sum(lines.values()) <= MOST_LINES


def files_of_a_reply(browser, cast) -> set[Path]:
    """The files of the room of which a function runs, its form and the form's template; the table
    of listeners and the file of every listener in it that a reply wakes; and what an act, an event
    and a published piece are. What all of them stand on (text, limits, mail, ...) is left out."""
    told = [*wiring.DURING[Published], *wiring.RECORDED, *wiring.AFTER[Published]]
    named = {sys.modules[listener.__module__] for listener in told}
    named |= {wiring, acts, events, publications, forms}
    ran = {file for file in run_for_a_reply(browser, cast) if file.is_relative_to(ROOM)}
    return ran | {Path(module.__file__) for module in named} | {TEMPLATE}


def run_for_a_reply(browser, cast) -> set[Path]:
    """The files whose functions run from the view to the answer."""
    ben, ran, board = browser(cast.ben), set(), Board(slug="planning", name="Planning")
    db.session.add(board)
    db.session.commit()
    topic = start_topic(cast.amina, board, "How long should a plan be?", "Ours is long.").topic
    ben.get(topic.address)
    fields = {"text": "Keep it to one page.", "idempotency_key": "a-key-of-a-form"}
    sys.setprofile(lambda frame, what, _: what == "call" and ran.add(frame.f_code.co_filename))
    try:
        answer = ben.post(f"/forum/topics/{topic.id}/replies", data=fields)
    finally:
        sys.setprofile(None)
    assert answer.status_code == 303
    return {Path(name) for name in ran if Path(name).is_relative_to(HOUSE)}
