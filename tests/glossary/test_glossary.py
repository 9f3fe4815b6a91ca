"""Hard words: explained where they stand, kept by editors."""
import pytest
import textstat
from sqlalchemy import event, select

from peoplehub.audit.models import Record
from peoplehub.core.extensions import db
from peoplehub.forum.actions import reply
from peoplehub.glossary import actions, queries
from peoplehub.glossary.first_terms import FIRST_TERMS
from peoplehub.glossary.marking import Glossary, Meaning
from peoplehub.library import actions as library, pdf_files
from tests.forum.conftest import started
from tests.library.conftest import FIELDS

pytestmark = pytest.mark.one_database
CHC = {"name": "NHS continuing healthcare", "abbreviation": "CHC",
       "also": "continuing care; continuing healthcare", "source": "National Framework",
       "meaning": "Care that the NHS pays for in full.", "source_address": "https://gov.example/chc",
       "source_date": "July 2022"}
PA = {"name": "Personal assistant", "abbreviation": "PA", "meaning": "Someone paid to help.",
      "source": "Skills for Care"}
LINK = '<a class="term" href="/words#chc"'


@pytest.fixture
def editor(cast):
    cast.outsider.role = "editor"
    db.session.commit()
    return cast.outsider


@pytest.fixture
def marked():
    glossary = Glossary([Meaning("chc", "NHS continuing healthcare (CHC)", "Care.", (
        "NHS continuing healthcare", "CHC", "continuing care")), Meaning(
        "carers", "Carer’s assessment", "A talk.", ("Carer’s assessment",)), Meaning(
        "plan", "Child's plan", "A paper.", ("Child's plan", "Amp")), Meaning(
        "pa", "Personal assistant (PA)", "Help.", ("Personal assistant", "PA"))], 1)

    def mark(html: str) -> list[tuple[str, str]]:
        """What became a link, and where to, in order."""
        parts = str(glossary.marked(html)).split('<a class="term" href="/words#')[1:]
        return [(part.split("</a>")[0].split(">")[1], part.split('"')[0]) for part in parts]

    return mark


@pytest.mark.parametrize("html, found", [
    ("<p>CHC, then CHC and continuing care</p>", [("CHC", "chc")]),
    ("<p>nhs Continuing\nHealthcare</p>", [("nhs Continuing\nHealthcare", "chc")]),
    ("<p>Our PAs, a carer's assessment</p>", [("PAs", "pa"), ("carer's assessment", "carers")]),
    ("<p>two carer’s&nbsp;assessments</p>", [("carer’s&nbsp;assessments", "carers")]),
    ("<p>a pa, PAX, x@PA.example, #PA, PA.example, (PA)</p>", [("PA", "pa")]),
    ('<h2>CHC</h2><p><a href="/x?PA">PA</a> <code>PA</code> <strong>CHC</strong></p>',
     [("CHC", "chc")]),
    ("<pre><code>CHC <em>PA</em></code></pre><ul><li>PA</li></ul>", [("PA", "pa")]),
    ("<p>PA wrote in post 3:</p>\n<blockquote><p>my PA</p></blockquote>", [("PA", "pa")]),
    ("<p>We love 🎉 continuing care &amp; PA</p>", [("continuing care", "chc"), ("PA", "pa")]),
    ("<p>a child’s plan</p>", [("child’s plan", "plan")]),
    ("<p>a child's plan &amp; more</p>", [("child's plan", "plan")]),
    ("<p>salt &amp; pepper</p>", []),
    ("<p>plain</p>", []),
])
def test_the_first_of_each_term_is_a_link_and_nothing_in_code_links_headings_and_names(
        marked, html, found):
    assert marked(html) == found


def test_nothing_is_lost_and_much_is_looked_through_quickly():
    glossary = Glossary([Meaning("pa", "PA", "Help.", ("PA", "PA " * 30))], 1)
    html = "<p>" + "PA &lt;b&gt; " * 40_000 + "</p>"
    assert len(glossary.marked(html)) == len(html) + len(
        '<a class="term" href="/words#pa" aria-label="PA: what it means"></a>')


def test_posts_and_sheets_follow_the_glossary_at_once_and_reading_asks_nothing_more(
        browser, cast, boards, editor):
    topic = started(cast.amina, boards.planning, "CHC", "We want CHC for our PA.")
    reply(cast.ben, topic, "CHC is slow.")
    amina, visitor = browser(cast.amina), browser()
    assert 'class="term"' not in amina.get(topic.address).text + visitor.get(topic.address).text
    term = actions.add_term(editor, **CHC)
    assert amina.get(topic.address).text.count(LINK) == 2
    assert visitor.get(topic.address).text.count(LINK) == 2
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert amina.get(topic.address).text.count(LINK) == 2
    assert [one for one in asked if "glossary_term" in one] == []
    actions.add_term(editor, **PA)
    page = visitor.get(topic.address).text
    assert page.count(LINK) == 2 and page.count('href="/words#pa"') == 1
    assert "What these words mean" in visitor.get(f"{topic.acts}/print").text
    actions.retire_term(editor, term)
    assert LINK not in visitor.get(topic.address).text + amina.get(topic.address).text


def test_a_sheet_explains_words_on_its_page_on_paper_and_in_its_pdf(browser, cast, editor):
    actions.add_term(editor, **CHC)
    sheet = library.write_sheet(cast.advisor, and_publish=True,
                                **FIELDS | {"text": "## CHC\n\nWho gets CHC? CHC is for adults."})
    page = browser().get(sheet.address).text
    assert page.count(LINK) == 1 and "<b>NHS continuing healthcare (CHC)</b>: Care that" in page
    before = pdf_files.mark_of(wording := pdf_files.wording_of(sheet, "pdf"))
    assert wording["meanings"] == {"are_checked": False, "terms": [
        ["NHS continuing healthcare (CHC)", CHC["meaning"]]]}
    assert "What these words mean" in str(pdf_files._set(wording)["nodes"])
    actions.change_term(editor, queries.term_of_slug("chc"), **CHC | {"meaning": "Free care."})
    assert pdf_files.mark_of(pdf_files.wording_of(sheet, "pdf")) != before


def test_whoever_chose_plain_words_has_no_dots(browser, cast, boards, editor):
    topic = started(cast.amina, boards.planning, "A", "We want CHC.")
    actions.add_term(editor, **CHC)
    for who in (browser(cast.amina), browser()):
        assert LINK in who.get(topic.address).text
        assert "Mark hard words" in who.get("/settings/display").text
        who.post("/settings/display", data={"words": "plain"})
        assert LINK not in who.get(topic.address).text
        who.post("/settings/display", data={"words": "explain"})
        assert LINK in who.get(topic.address).text
    assert LINK in browser().get(topic.address).text


def test_the_page_of_words_names_each_source_and_says_what_nobody_checked(browser, editor):
    assert "No words yet" in browser().get("/words").text
    actions.add_term(editor, is_checked=True, **CHC)
    actions.add_term(editor, **PA)
    page = browser().get("/words").text
    assert '<article class="meaning" id="chc"' in page and "July 2022" in page
    assert page.count("Nobody of our team has checked this sentence yet.") == 1
    assert page.count("We checked this on") == 1
    assert browser().get("/words/chc.json").json["meaning"] == CHC["meaning"]
    assert browser().get("/words/%00.json").status_code == 404


def test_an_editor_adds_changes_and_retires_words_and_it_is_on_record(browser, cast, editor):
    mine = browser(editor)
    assert browser(cast.moderator).get("/admin/words").status_code == 404
    assert mine.post("/admin/words", data=CHC | {"is_checked": "y"}).status_code == 303
    again = mine.post("/admin/words", data=CHC | {"name": "nhs  Continuing healthcare"})
    assert again.status_code == 422 and "in the list already" in again.text
    for wrong, why in (({"meaning": "x" * 301}, "too long"), ({"source": ""}, "where the meaning"),
                       ({"source_address": "javascript:alert(1)"}, "whole web address"),
                       ({"abbreviation": "C"}, "at least two letters"),
                       ({"also": "a; b"}, "at least two letters")):
        refused = mine.post("/admin/words", data=PA | wrong)
        assert refused.status_code == 422 and why in refused.text
    term = queries.term_of_slug("chc")
    at = f"/admin/words/{term.id}"
    assert mine.post(at, data=CHC | {"meaning": "Free care."}).status_code == 303
    assert term.checked_on is None and term.meaning == "Free care." and term.slug == "chc"
    assert mine.post(f"{at}/retire").status_code == mine.post(f"{at}/restore").status_code == 303
    assert mine.post("/admin/words/first").status_code == 303
    assert len(queries.terms()) == len(FIRST_TERMS)  # CHC was there
    told = set(db.session.scalars(select(Record.happened)))
    assert {"GlossaryTermSaved", "GlossaryTermRetired", "GlossaryTermRestored",
            "FirstTermsAdded"} <= told


def test_the_first_terms_are_sixty_short_plain_sentences_each_with_its_source():
    assert len(FIRST_TERMS) >= 60
    for said in FIRST_TERMS:
        assert set(said) == set(CHC) and said["source"] and len(said["meaning"]) <= 200
        assert said["source_address"].startswith("https://") and said["meaning"].count(".") == 1
    grades = [textstat.flesch_kincaid_grade(said["meaning"]) for said in FIRST_TERMS]
    assert sum(grades) / len(grades) + 5 <= 11 and max(grades) + 5 <= 13


@pytest.mark.parametrize("typed", ["Carer's assessment", "Carer’s assessment"])
@pytest.mark.parametrize("read", ["carer&#39;s assessment", "carer’s assessment"])
def test_a_term_with_an_apostrophe_is_found_however_it_is_typed(typed, read):
    glossary = Glossary([Meaning("carers", typed, "What you need.", (typed,))], 1)
    assert 'href="/words#carers"' in glossary.marked(f"<p>My {read}.</p>")


def test_the_name_of_a_character_reference_is_no_word():
    glossary = Glossary([Meaning("amp", "Amp", "A loud box.", ("Amp", "lt", "39"))], 1)
    words = "<p>Me &amp; you, 1 &lt; 2 &#39;</p>"
    assert glossary.marked(words) == words
