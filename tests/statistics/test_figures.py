"""The figures on the pages equal the database, counted anew here in plain Python from its rows."""
import csv
import io
import random
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest
import time_machine
from markupsafe import escape

from peoplehub.contact.models import Enquiry
from peoplehub.core.extensions import db
from peoplehub.moderation.models import ALL_REASONS, Appeal, Decision, DecisionNotice, Report
from peoplehub.rota.models import Alarm, Shift
from peoplehub.rota.timetable import Duty
from peoplehub.statistics import queries as figures_of
from peoplehub.statistics.disclosure_control import FEWER, NOT_SHOWN
from peoplehub.statistics.durations import duration
from peoplehub.statistics.events_of_year import Cover
from peoplehub.statistics.percentiles import percentile
from peoplehub.statistics.queries import share_in_words

LONDON = ZoneInfo("Europe/London")
AUTUMN, JANUARY = datetime(2026, 11, 26, 12, tzinfo=UTC), datetime(2027, 1, 2, 12, tzinfo=UTC)
CHANCE = random.Random(2026)


def some_time() -> datetime:
    """Of the year, often near the end of a month, when it is another one in London."""
    month = CHANCE.randrange(1, 13)
    if CHANCE.random() < .3:
        return datetime(2026, month, 1, tzinfo=UTC) - timedelta(minutes=CHANCE.randrange(90))
    return datetime(2026, month, CHANCE.randrange(1, 28), CHANCE.randrange(24), 30, tzinfo=UTC)


def later(moment: datetime) -> datetime | None:
    return CHANCE.choice([None, *[moment + timedelta(minutes=CHANCE.randrange(9000))] * 3])


def a_report(moment: datetime) -> Report:
    return Report(kind="post", piece_id=1, reason=CHANCE.choice(["danger", "unkind", "advert"]),
                  severity=1, heading="", address="/", snapshot="", reported_at=moment,
                  settled_at=later(moment))


@pytest.fixture
def year(cast):
    """Random rows of 2026, and some of the years beside it."""
    rows = [a_report(some_time()) for _ in range(400)]
    for one in rows:
        one.reported_id = CHANCE.choice([None, *[who.id for who in list(vars(cast).values())[:9]]])
        one.piece_id = CHANCE.randrange(1, 4)
        one.outcome = one.settled_at and CHANCE.choice(["hidden", "left"])
    for number in range(60):
        at = some_time()
        notice = DecisionNotice(kind="post", piece_id=number, step="hide", rule="kind", reason="")
        db.session.add(notice)
        db.session.flush()
        rows += [
            Appeal(notice_id=notice.id, text="", written_at=at, due_at=at, decided_at=later(at),
                   outcome=CHANCE.choice(["upheld", "overturned"])),
            Decision(at=some_time(), verb=CHANCE.choice(["held", "hid"]), kind="post", piece_id=1,
                     moderator_id=CHANCE.choice([None, cast.moderator.id])),
            Alarm(kind=CHANCE.choice(["danger", "child", "test"]), raised_at=at,
                  taken_at=later(at)),
        ]
    rows.append(Shift(user_id=cast.moderator.id, day=date(2026, 1, 1), begins=time(8),
                      ends=time(20), weekly=True, added_by_id=cast.moderator.id))
    db.session.add_all(rows)
    db.session.commit()


def in_month(moment, month: int | None) -> bool:
    at = moment and moment.astimezone(LONDON)
    return bool(at) and at.year == 2026 and month in (None, at.month)


def by_rank(times: list, rank: int):
    times.sort()
    return times[ceil(len(times) * rank / 100) - 1] if len(times) >= 5 else None


def came_again(report, reports) -> bool | None:
    """Whether an earlier report about that person had led to something; None without one."""
    before = [one for one in reports if report.reported_id is not None
              and one.reported_id == report.reported_id and one.piece_id != report.piece_id
              and (one.reported_at, one.id) < (report.reported_at, report.id)
              and report.reported_at - one.reported_at <= timedelta(days=90)]
    return any(one.outcome == "hidden" and one.settled_at <= report.reported_at
               for one in before) if before else None


def expected_counts(month: int | None) -> dict:
    rows = {model: db.session.query(model).all() for model in (Report, Decision, Appeal, Alarm)}
    return {
        "Reports": {words: sum(in_month(one.reported_at, month) and one.reason == code
                               for one in rows[Report])
                    for code, (words, *_) in ALL_REASONS.items()},
        "Reported again": {words: sum(in_month(one.reported_at, month)
                                      and came_again(one, rows[Report]) == is_after_step
                                      for one in rows[Report])
                           for words, is_after_step in (
            ("After we had done something about an earlier report", True),
            ("After an earlier report that we left, or had not decided", False))},
        "Held pieces": {words: sum(in_month(one.at, month) and one.verb == "held"
                                   and (one.moderator_id is None) == by_rule
                                   for one in rows[Decision])
                        for words, by_rule in (("Held by a rule", True),
                                               ("Held by a moderator", False))},
        "Appeals decided": {words: sum(in_month(one.decided_at, month) and one.outcome == code
                                       for one in rows[Appeal])
                            for words, code in (("The decision stays", "upheld"),
                                                ("The decision was reversed", "overturned"))},
        "Alarms": {words: sum(in_month(one.raised_at, month) and one.kind == code
                              for one in rows[Alarm])
                   for words, code in (("Somebody may be in danger", "danger"),
                                       ("A child may be at risk", "child"))},
    }


def test_counts_equal_the_database_in_london_months_and_small_ones_are_hidden(year):
    with time_machine.travel(JANUARY, tick=False):
        figures = figures_of.whole_year(2026)
    shown = 0
    for column in range(13):
        wanted = expected_counts(None if column == 12 else column + 1)
        for table in figures.counts:
            lines = dict(table.lines)
            for words, number in [*wanted[table.title].items(),
                                  ("All", sum(wanted[table.title].values()))]:
                value = lines[words][column]
                assert value == number or value == NOT_SHOWN or (value == FEWER and 0 < number < 5)
                assert not (0 < number < 5) or isinstance(value, str)
                shown += isinstance(value, int) and value > 0
    assert shown > 60


def test_times_equal_the_database(year):
    with time_machine.travel(JANUARY, tick=False):
        decided, taken = figures_of.whole_year(2026).times
    for column in range(13):
        month = None if column == 12 else column + 1
        reports = [one.settled_at - one.reported_at for one in db.session.query(Report)
                   if in_month(one.settled_at, month)]
        alarms = [one.taken_at - one.raised_at for one in db.session.query(Alarm)
                  if one.taken_at and one.kind != "test" and in_month(one.raised_at, month)]
        for table, times in ((decided, reports), (taken, alarms)):
            assert [long[column] for _, long in table.lines] == [by_rank(times, 50),
                                                                 by_rank(times, 95)]


def test_the_share_out_of_hours_is_that_of_the_rota(year):
    """Of the weekly shift on Thursdays from 8 to 20 in London."""
    with time_machine.travel(JANUARY, tick=False):
        figures = figures_of.whole_year(2026)
    came = [one.reported_at.astimezone(LONDON) for one in db.session.query(Report)
            if in_month(one.reported_at, None)]
    out = sum(not (at.weekday() == 3 and 8 <= at.hour < 20) for at in came)
    assert figures.out_of_hours[-1] == f"about {round(10 * out / len(came))} in 10"


def test_cover_is_the_same_whether_shifts_touch_lie_in_each_other_or_apart():
    def duty(start: int, end: int) -> Duty:
        return Duty(1, AUTUMN.date(), 1, 1, AUTUMN + timedelta(hours=start),
                    AUTUMN + timedelta(hours=end))

    duties = [duty(*sorted(CHANCE.sample(range(60), 2))) for _ in range(12)]
    cover = Cover(duties)
    for half in range(-2, 124):
        moment = AUTUMN + timedelta(minutes=30 * half)
        assert (moment in cover) == any(one.begins <= moment < one.ends for one in duties)
    assert AUTUMN not in Cover([])


@pytest.mark.parametrize("part, all_of_them, words", [
    (0, 20, "about 0 in 10"), (20, 20, "about 10 in 10"), (6, 20, "about 3 in 10"),
    (4, 40, NOT_SHOWN), (36, 40, NOT_SHOWN), (10, 19, NOT_SHOWN),
])
def test_a_share_says_nothing_of_a_few(part, all_of_them, words):
    assert share_in_words(part, all_of_them) == words


def test_only_months_that_are_over_are_shown_and_the_year_when_it_is(year, cast, browser):
    with time_machine.travel(AUTUMN, tick=False):
        figures = figures_of.months_for(cast.admin, 2026)
        assert (figures.columns[-1], figures.is_whole) == ("October", False)
        assert browser().get("/transparency/2026").status_code == 404
        assert "The figures of 2026" not in browser().get("/transparency").text
    with time_machine.travel(JANUARY, tick=False):
        assert figures_of.months_for(cast.admin, 2026).columns[-1] == "Year"
        assert "The figures of 2026" in browser().get("/transparency").text
        for year in (2024, 2027, 1):
            assert browser().get(f"/transparency/{year}").status_code == 404


def test_the_page_of_a_year_says_what_the_database_says_and_nothing_of_a_month(year, browser):
    with time_machine.travel(JANUARY, tick=False):
        page, figures = browser().get("/transparency/2026").text, figures_of.whole_year(2026)
    assert f"<td>{figures.counts[0].totals[-1]:,}</td>" in page.replace("\n", "")
    assert duration(figures.times[0].lines[0][1][-1]) in page
    assert "January" not in page and "March" not in page


def test_a_visitors_year_is_kept_and_not_counted_again(year, browser, queries):
    with time_machine.travel(JANUARY, tick=False):
        first = browser().get("/transparency/2026")
        with queries() as asked:
            again = browser().get("/transparency/2026")
        known = browser().get("/transparency/2026",
                              headers={"If-None-Match": first.headers["ETag"]})
    assert again.text == first.text and known.status_code == 304
    assert not any("FROM report" in statement for statement in asked)


def test_trustees_take_the_same_numbers_home(year, cast, browser):
    with time_machine.travel(AUTUMN, tick=False):
        page = browser(cast.safeguarding).get("/admin/figures").text
        answer = browser(cast.safeguarding).get("/admin/figures/2026.csv")
        figures = figures_of.months_for(cast.admin, 2026)
    lines = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert lines[0] == ["What", "Kind", *figures.columns]
    told = {(one[0], one[1]): one[2:] for one in lines}
    for table in figures.counts:
        for words, numbers in table.lines:
            assert told[table.title, words] == [str(number) for number in numbers]
            assert str(escape(words)) in page or not any(numbers)
    assert all(FEWER in text for text in (page, answer.text))


def test_the_figures_of_today_hide_what_is_small_and_bring_the_months(year, cast, browser):
    db.session.add(Enquiry(about="question", text="Who?"))
    db.session.commit()
    with time_machine.travel(AUTUMN, tick=False):
        answer = browser(cast.safeguarding).get("/admin/figures.csv")
        lines = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert ["enquiry is open", FEWER] in lines
    assert any(line[:2] == ["Reports", "All"] and len(line) == 12 for line in lines)


def test_a_year_is_counted_with_one_question_for_each_kind_of_row(year, queries):
    with time_machine.travel(JANUARY, tick=False), queries() as asked:
        figures_of.whole_year(2026)
    assert len(asked) == 10


def test_before_the_first_year_is_over_the_page_says_so(app, browser):
    assert "Our first year is not over yet" in browser().get("/transparency").text
    assert browser().get("/admin/figures/2026").status_code == 302


def test_percentiles_are_the_nearest_rank_and_none_of_fewer_than_five():
    times = [timedelta(minutes=number) for number in range(1, 21)]
    CHANCE.shuffle(times)
    assert percentile(times, 50) == timedelta(minutes=10)
    assert percentile(times, 95) == timedelta(minutes=19)
    assert percentile(times[:4], 50) is None


@pytest.mark.parametrize("took, words", [
    (timedelta(seconds=1), "1 minute"), (timedelta(minutes=119), "119 minutes"),
    (timedelta(hours=2, seconds=1), "3 hours"), (timedelta(hours=47), "47 hours"),
    (timedelta(hours=48), "2 days"), (timedelta(days=9, hours=1), "10 days"), (None, NOT_SHOWN),
])
def test_a_time_is_never_said_to_be_shorter_than_it_was(took, words):
    assert duration(took) == words
