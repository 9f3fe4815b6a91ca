"""What kind of publication a sheet is: said by editors, shown to readers, counted in choices."""
from dataclasses import replace

from peoplehub.core.extensions import db
from peoplehub.library import actions
from peoplehub.library.filters import FACETS, SheetFilter
from peoplehub.library.models import Sheet
from peoplehub.library.publication_facts import PublicationFacts
from peoplehub.library.queries import counts_for, sheets_for
from peoplehub.library.reading_ages import measure_all
from peoplehub.library.translating import start_translation

REPORT = PublicationFacts("report", 2012, "wales", "professionals", "ogl", "The evaluation team",
                          "https://example.org/report", "May 2012")


def test_an_editor_says_what_it_is_and_readers_see_it(browser, cast, write):
    sheet = write()
    editor = browser(cast.advisor)
    page = f"/library/manage/{sheet.id}"
    said = {"title": sheet.title, "summary": sheet.summary, "topic": "planning",
            "text": sheet.text, "easy_text": sheet.easy_text, "patch": "sheet",
            "owner_id": str(cast.advisor.id), "check_every_days": "365", "action": "save",
            **{name: str(value or "") for name, value in vars(REPORT).items()}}
    for wrong in ({"year": "soon"}, {"year": "9" * 40}, {"source_address": "javascript:x"},
                  {"licence": "mine"}, {"region": "\x00"}):
        answer = editor.post(page, data=said | wrong)
        assert answer.status_code == 422, wrong
        assert "The evaluation team" in answer.text
    assert editor.post(page, data=said).status_code == 303
    shown = browser().get(sheet.address).text
    for words in ("Report, 2012", "Wales", "The evaluation team", "May 2012",
                  "You may copy it, change it and share it. Say where it is from.", "about age"):
        assert words in shown
    actions.change(cast.advisor, sheet, title="Another", summary="Short", topic="planning",
                   text=sheet.text, easy_text=sheet.easy_text)
    assert sheet.facts == REPORT  # whoever says nothing of them leaves them


def test_each_choice_says_how_many_it_leaves(browser, cast, write):
    write(title="The fifth report", facts=REPORT)
    write(title="The fourth report", easy_text="", topic="your-rights",
          facts=PublicationFacts("report", 2011))
    write(title="A guide", facts=PublicationFacts("guide", region="wales"))
    write(title="Plain", easy_text="")

    everything = counts_for(cast.stranger)
    assert everything["types"] == {"sheet": 1, "report": 2, "guide": 1}
    assert everything["years"] == {"2012": 1, "2011": 1}
    assert everything["regions"]["wales"] == 2
    assert everything["kinds"] == {"easy-read": 2, "large-print": 4, "original": 0}
    reports = SheetFilter(types=("report",))
    counts = counts_for(cast.stranger, reports)
    assert counts["types"]["guide"] == 1  # it would be seen beside the reports
    assert counts["topics"] == {"planning": 1, "your-rights": 1}
    assert counts["regions"]["wales"] == counts["kinds"]["easy-read"] == 1
    for facet in FACETS:  # each number is what the list has then
        for one, number in counts[facet.name].items():
            if one and one not in getattr(reports, facet.name):
                alone = replace(reports, **{facet.name: (one,)})
                assert sheets_for(cast.stranger, alone)[0].total == number, (facet.name, one)

    page = browser().get("/library?type=report&year=2012&region=nowhere&year=%00")
    assert "<title>Reports, 2012 – Library" in page.text
    assert "1 report</h2>" in page.text
    assert "The fifth report" in page.text
    assert "The fourth report" not in page.text
    assert 'href="/library?type=report"' in page.text  # without the year
    assert 'href="/library?type=guide' not in page.text  # no guide of that year, so no link
    nothing = browser().get("/library?type=report&type=guide&language=cy").text
    assert "No sheet fits that" in nothing
    assert "Ask us to write one" in nothing


def test_a_translation_is_counted_with_its_original(cast, write):
    original = write(facts=REPORT)
    made = start_translation(cast.advisor, original, "cy")
    actions.publish(cast.advisor, made)
    counts = counts_for(cast.stranger)
    assert counts["types"] == {"report": 1}
    assert counts["topics"] == {"planning": 1}
    assert counts["languages"] == {"en": 1, "cy": 1}


def test_a_series_is_read_in_its_order_and_says_what_is_missing(browser, cast, write):
    fifth, second = (write(title=f"Report {number}", facts=PublicationFacts(
        "report", series="The pilot", series_number=number)) for number in (5, 2))
    write(title="Alone")
    later = write(title="A draft", draft=True, facts=PublicationFacts(
        series="The pilot", series_number=3))
    shown = browser().get(fifth.address).text
    assert "This is number 5 of the series" in shown
    assert f'href="{second.address}"' in shown
    assert "Not here: numbers 1, 3, 4." in shown
    assert later.title not in shown
    assert "A series" not in browser().get("/library/alone").text
    in_order = browser().get("/library?series=The+pilot").text
    assert "2 sheets of the series" in in_order
    assert in_order.index("Report 2") < in_order.index("Report 5")
    assert "No sheet fits that" in browser().get("/library?series=%00nothing").text
    refused = browser(cast.advisor).post(f"/library/manage/{fifth.id}", data={
        "series": "", "series_number": "7"})
    assert "Please write the name of the series too" in refused.text


def test_what_was_written_before_is_measured_at_night(sheet):
    age = sheet.reading_age
    sheet.reading_age = None
    db.session.commit()
    measure_all()
    assert age
    assert db.session.get(Sheet, sheet.id).reading_age == age
