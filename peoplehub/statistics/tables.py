"""Figures as CSV files, for trustees."""
import csv
import io
from collections.abc import Iterable, Iterator
from datetime import timedelta

from peoplehub.statistics.disclosure_control import NOT_SHOWN
from peoplehub.statistics.queries import YearFigures


def csv_lines(figures: YearFigures) -> Iterator[list[str]]:
    """Counts as they are shown; times in minutes."""
    yield ["What", "Kind", *figures.columns]
    for table in figures.counts:
        for words, numbers in table.lines:
            yield [table.title, words, *map(str, numbers)]
    for times in figures.times:
        for words, long in times.lines:
            yield [f"{times.title}, in minutes", words, *map(_minutes, long)]
    if figures.out_of_hours:
        yield ["Reports while nobody was on duty", "Share", *figures.out_of_hours]


def csv_file(lines: Iterable[Iterable[str]]) -> str:
    """The text of a file, with the mark by which spreadsheets know its encoding."""
    table = io.StringIO()
    csv.writer(table).writerows(lines)
    return "\ufeff" + table.getvalue()


def _minutes(took: timedelta | None) -> str:
    return NOT_SHOWN if took is None else str(-(-int(took.total_seconds()) // 60))
