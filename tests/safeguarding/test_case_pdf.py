"""The PDF of a case: tagged, titled, in English, with everything in it, and kept nowhere."""
import io
from datetime import date, timedelta

import time_machine
from pypdf import PdfReader
from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.safeguarding import actions, queries
from peoplehub.safeguarding.actions.records import Told
from peoplehub.safeguarding.models import SafeguardingLook
from tests.safeguarding.conftest import HARD, SAID


def tags_in(node, found: set) -> set:
    """The kinds of every part of a tagged PDF."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for kid in node:
            tags_in(kid, found)
    elif isinstance(node, dict):
        found.add(node.get("/S"))
        if "/K" in node:
            tags_in(node["/K"], found)
    return found


def test_a_case_is_handed_to_an_agency_as_a_tagged_pdf(browser, cast, safety, other_lead):
    lead, helen = cast.safeguarding, browser(cast.safeguarding)
    actions.accept(lead, safety)
    actions.note(lead, safety, "#set page(fill: red)\nShe is at her aunt's in Łódź. 🎉")
    actions.tell(lead, safety, Told("police", date(2026, 11, 2), "Helen", "Number 41"))
    actions.decide(lead, safety, "refer", "A child of nine")
    answer = helen.post(f"{safety.address}/pdf", data={
        "to": "Leeds social care", "reason": "They asked"}, follow_redirects=True)
    line = queries.timeline_of(safety)[-1]
    address = f"{safety.address}/pdf/{line.id}"
    assert address in answer.text and line.what == "pdf"

    paper = helen.get(address)
    assert paper.mimetype == "application/pdf" and paper.headers["Cache-Control"] == "no-store"
    read = PdfReader(io.BytesIO(paper.data))
    root = read.trailer["/Root"]
    assert read.metadata.title == f"Safeguarding case {safety.id}"
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/BlockQuote"} <= tags_in(
        root["/StructTreeRoot"], set())
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for said in (HARD, SAID, "#set page(fill: red)", "Łódź", "Leeds social care",
                 "Number 41", "A child of nine", "We tell an agency", "Confidential", "Ben"):
        assert said in words, said

    looked = db.session.scalars(select(SafeguardingLook.evidence_id)).all()
    assert sorted(looked) == [one.id for one in queries.evidence_of(safety)]
    assert browser(cast.moderator).get(address).status_code == 404
    assert browser(cast.admin).get(address).status_code == 404
    assert browser(other_lead).get(address).status_code == 303, "it is given to who asked for it"
    with time_machine.travel(clock.now() + timedelta(minutes=21)):
        late = browser(lead).get(address, follow_redirects=True)
    assert "cannot be downloaded any more" in late.text
