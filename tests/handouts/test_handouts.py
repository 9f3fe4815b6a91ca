"""Cards with a QR code, sheets at a glance, and packs."""
import io
from datetime import timedelta

import pytest
import time_machine
from pypdf import PdfReader

from peoplehub.core import clock, files
from peoplehub.core.extensions import db
from peoplehub.handouts import actions, papers, queries
from peoplehub.handouts.models import Pack
from peoplehub.library import actions as library
from peoplehub.library.pdf import compile, process
from tests.library.conftest import sheet, work, write  # noqa: F401  fixtures
from tests.library.test_pdf import problems_of, words_in

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def compiled_here(monkeypatch):
    """In this process: another one is tests/library's."""

    def compiled(paper, made_at, mark=""):
        pdf = compile.compile_pdf(paper, made_at)
        return pdf, compile.page_count(pdf)

    monkeypatch.setattr(process, "compile_pdf", compiled)


@pytest.mark.parametrize("size", papers.SIZES)
def test_anybody_prints_a_card_of_each_size_on_one_tagged_page(browser, sheet, size):  # noqa: F811
    page = browser().get(f"{sheet.address}/card").text
    assert f"{sheet.address}/card/{size}.pdf" in page and papers.short_address(sheet.id) in page
    answer = browser().get(f"{sheet.address}/card/{size}.pdf")
    assert answer.status_code == 200 and problems_of(answer.data) == []
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1
    said = words_in(answer.data)
    assert sheet.title in said and "Start from what matters" in said and f"/s/{sheet.id}" in said


def test_the_longest_words_stay_on_a_small_card_and_on_one_page(cast, browser, write):  # noqa: F811
    long = write(title="A word " * 17, summary="It says a lot. " * 19)
    actions.write_glance(cast.advisor, long, ["What matters to you. " * 7] * 5, "Ask. " * 40)
    for place in ("card/a7.pdf", "at-a-glance.pdf"):
        pdf = browser().get(f"{long.address}/{place}").data
        assert len(PdfReader(io.BytesIO(pdf)).pages) == 1 and problems_of(pdf) == []


def test_the_short_address_leads_to_a_sheet_that_one_may_read(cast, browser, sheet, write):  # noqa: F811
    led = browser().get(f"/s/{sheet.id}")
    assert led.status_code == 302 and led.location.endswith(sheet.address)
    code = browser().get(f"{sheet.address}/card/code.svg")
    assert code.mimetype == "image/svg+xml" and b"<svg" in code.data
    draft = write(draft=True, title="Not yet")
    for place in ("", "/card", "/card/code.svg", "/card/a6.pdf", "/at-a-glance.pdf"):
        address = f"{draft.address}{place}" if place else f"/s/{draft.id}"
        assert browser().get(address).status_code == 404
    assert browser().get(f"{sheet.address}/card/a5.pdf").status_code == 404


def test_an_editor_writes_the_points_else_the_headings_stand_there(cast, browser, sheet):  # noqa: F811
    at, form = f"{sheet.address}/at-a-glance", f"/library/manage/{sheet.id}/at-a-glance"
    page = browser().get(at).text
    assert "<li dir=\"auto\">What it must say</li>" in page and queries.NEXT_STEP in page
    maya = browser(cast.advisor)
    fields = {"point_1": "Say what matters.", "point_3": "Say <b>what</b> it costs.",
              "next_step": "Ask Maya."}
    assert maya.post(form, data=fields | {"point_2": "x" * 161}).status_code == 422
    assert maya.post(form, data=fields).status_code == 303
    page = browser().get(at).text
    assert "Say what matters." in page and "&lt;b&gt;" in page and "What it must say" not in page
    pdf = browser().get(f"{at}.pdf").data
    assert problems_of(pdf) == [] and "Ask Maya." in words_in(pdf)
    assert browser(cast.amina).post(form, data=fields).status_code == 404
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        library.change(cast.advisor, sheet, title="Plans", summary="A", topic="planning",
                       text="## Other\n\nwords")
        assert "changed after these points" in maya.get(form).text


def test_a_pack_is_chosen_made_kept_for_a_day_and_gone(browser, sheet, write, work):  # noqa: F811
    other = write(title="Another sheet", easy_text="")
    work()
    visitor = browser()
    assert f'value="{other.slug}" checked' in visitor.get(f"/packs?sheets={other.slug}").text
    led = visitor.post("/packs", data={"sheets": [sheet.slug, other.slug, "nothing"],
                                       "edition": "large-print"})
    at = led.location
    assert led.status_code == 303 and "We are making your pack" in visitor.get(at).text
    assert visitor.get(f"{at}/pack.pdf").status_code == 404
    work()
    page = visitor.get(at).text
    assert "Your pack is ready" in page and f"sheets={other.slug}" in page
    pdf = visitor.get(f"{at}/pack.pdf").data
    assert problems_of(pdf) == []
    read = PdfReader(io.BytesIO(pdf))
    outline = [one.title for one in read.outline if not isinstance(one, list)]
    assert sheet.title in outline and other.title in outline
    said = words_in(pdf)
    assert "What is in this pack" in said and f"of {len(read.pages)}" in said
    key = db.session.query(Pack).one().key
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert visitor.get(at).status_code == visitor.get(f"{at}/pack.pdf").status_code == 404
        actions.look_after_packs()
        assert db.session.query(Pack).all() == [] and key not in queries.files_in_use()
    assert files.has(key)  # until the night


def test_a_made_pack_is_not_given_once_its_words_are_others(
        browser, cast, sheet, work):  # noqa: F811
    visitor, pack = browser(), actions.ask_for_pack("pdf", [sheet.id])
    work()
    assert visitor.get(f"{pack.address}/pack.pdf").status_code == 200
    library.change(cast.advisor, sheet, title=sheet.title, summary="A", topic="planning",
                   text="Other words")
    assert visitor.get(f"{pack.address}/pack.pdf").status_code == 404
    page = visitor.get(pack.address).text
    assert "This pack is not there any more" in page and f"sheets={sheet.slug}" in page


def test_what_is_not_chosen_well_is_refused_with_the_choice_kept(browser, sheet, work):  # noqa: F811
    visitor = browser()
    nothing = visitor.post("/packs", data={"edition": "pdf"})
    assert nothing.status_code == 422 and "at least one sheet" in nothing.text
    many = visitor.post("/packs", data={"edition": "pdf", "sheets": [
        sheet.slug, *(f"s-{number}" for number in range(20))]})
    assert many.status_code == 422 and "at most 20" in many.text
    assert f'value="{sheet.slug}" checked' in many.text
    gone = visitor.post("/packs", data={"edition": "pdf", "sheets": ["nothing"]})
    assert gone.status_code == 422
    assert visitor.get("/packs/%00").status_code == 404


def test_a_lost_job_is_made_up_for_and_a_pack_without_words_says_so(browser, write, work):  # noqa: F811
    without = write(title="No easy read", easy_text="")
    lost = actions.ask_for_pack("pdf", [without.id])
    empty = actions.ask_for_pack("easy-read", [without.id])
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        actions.look_after_packs()
        assert "Your pack is ready" in browser().get(lost.address).text
        assert "We could not make this pack" in browser().get(empty.address).text


def test_a_pack_has_no_words_of_what_was_taken_away_and_none_that_is_replaced(
        cast, browser, sheet, write, work):  # noqa: F811
    other, visitor = write(title="Another sheet"), browser()
    at = visitor.post("/packs", data={"sheets": [sheet.slug, other.slug],
                                      "edition": "pdf"}).location
    work()
    assert visitor.get(f"{at}/pack.pdf").status_code == 200
    library.unpublish(cast.advisor, sheet)
    assert visitor.get(f"{at}/pack.pdf").status_code == 404
    page = visitor.get(at).text
    assert "This pack is not there any more" in page and f"sheets={other.slug}" in page
    library.publish(cast.advisor, sheet)
    assert f'value="{other.slug}"' in visitor.get("/packs").text
    library.replace(cast.advisor, other, sheet)
    assert f'value="{other.slug}"' not in visitor.get("/packs").text
    assert "Put it in a pack" not in visitor.get(other.address).text
