"""One topic, one sheet, one peer advisor and one board for somebody new, chosen by this rule.

Where they are now says which subject of the library and which words fit (`SUBJECTS`); without that
answer, an age under 18 means children and school, and anything else means getting started.

- Board: of those that they may read and members write in, the one whose name (counted twice) and
  description have most of the words; where none has any, the first board.
- Topic: in that board, one with answers that is open, has an "In short" if any has, and the newest
  activity; nothing that they muted or by somebody across a block. Where there is none, the same in
  any board, and the page says so.
- Sheet: the one of the fitting subject whose title has most of the words; where the subject has
  none, one about getting started, and the page says so.
- Advisor: who can be asked now and knows most of what they said (where they are, the age); among
  equals who can be talked to soonest. Where nobody knows any of it, the page says so, and where
  nobody can be asked, it leads to the team.


"What would help most" decides which of the three stands first.
"""
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from peoplehub.advisors import queries as advisors
from peoplehub.advisors.queries import Listed
from peoplehub.core.viewers import Viewer
from peoplehub.forum import queries as forum
from peoplehub.forum.models import MEMBERS_WRITE, Board
from peoplehub.forum.queries.topics import TopicListItem
from peoplehub.library import queries as library
from peoplehub.library.queries import SheetTitle


class Subject(NamedTuple):
    """`shelf`: of the library; `words`: by which a title or the name of a board is known."""

    shelf: str
    words: tuple[str, ...]


START = Subject("getting-started", ("getting started", "understanding", "new here", "start"))
SCHOOL = Subject("children-and-school", ("children", "child", "school", "education"))
SUBJECTS = {  # an answer to "Where are you now?" → what fits
    "finding-out": START,
    "first-plan": Subject("planning", ("plan", "plans", "planning", "your support plan")),
    "employing": Subject("personal-assistants",
                         ("personal assistant", "personal assistants", "pa", "pas", "employer")),
    "running": Subject("money-and-paying-people",
                       ("money", "paying", "budget", "records", "receipts")),
    "applying": Subject("getting-started",
                        ("first meeting", "what to bring", "getting started", "apply")),
    "refused": Subject("your-rights", ("the answer is no", "refused", "appeal", "rights")),
    "review": Subject("your-rights", ("review", "reviews", "the answer is no", "rights")),
    "moving": Subject("children-and-school", ("adult services", "moving")),
    "after": Subject("looking-after-yourself", ("yourself", "bereavement", "grief")),
}
UNDER_18 = ("under-5", "5-11", "12-17")
FIRST = {"read": "sheet", "talk": "advisor"}  # what stands first; else the topic


@dataclass(frozen=True)
class Suggestions:
    """Each may be missing; `…_fits` is false where nothing fits and another one stands in."""

    board: Board | None
    topic: TopicListItem | None
    topic_fits: bool
    sheet: SheetTitle | None
    sheet_fits: bool
    advisor: Listed | None
    order: tuple[str, ...]  # of topic, sheet, advisor on the page

    @property
    def advisor_fits(self) -> bool:
        return self.advisor is not None and self.advisor.fits > 0


def suggestions_for(viewer: Viewer, answers: Mapping[str, str]) -> Suggestions:
    """`answers` as `questions.answers_in` gives them."""
    subject = subject_of(answers)
    board = fitting_board(forum.boards_for(viewer), subject)
    topic = forum.answered_topic(viewer, board) if board else None
    sheet, sheet_fits = fitting_sheet(library.titles_for(viewer), subject)
    known = {name: answers[name] for name in ("stage", "age") if name in answers}
    first = FIRST.get(answers.get("help", ""), "topic")
    return Suggestions(
        board=board,
        topic=topic or forum.answered_topic(viewer),
        topic_fits=topic is not None,
        sheet=sheet,
        sheet_fits=sheet_fits,
        advisor=advisors.best_for(viewer, known),
        order=(first, *(one for one in ("topic", "sheet", "advisor") if one != first)),
    )


def subject_of(answers: Mapping[str, str]) -> Subject:
    usual = SCHOOL if answers.get("age") in UNDER_18 else START
    return SUBJECTS.get(answers.get("stage", ""), usual)


def fitting_board(boards: list[tuple], subject: Subject) -> Board | None:
    """`boards`: each with its latest topic, in their order."""
    open_ones = [board for board, _latest in boards if board.writers == MEMBERS_WRITE]
    return max(open_ones, key=lambda one: _fit_of_board(one, subject), default=None)


def fitting_sheet(
    sheets: list[SheetTitle], subject: Subject
) -> tuple[SheetTitle | None, bool]:
    """One of the sheets, and whether it is of the subject."""
    fitting = [one for one in sheets if one.shelf == subject.shelf]
    others = [one for one in sheets if one.shelf == START.shelf] or sheets
    chosen = max(fitting or others, default=None,
                 key=lambda one: _count(one.title, subject if fitting else START))
    return chosen, bool(fitting)


def _fit_of_board(board: Board, subject: Subject) -> int:
    return 2 * _count(board.name, subject) + _count(board.description, subject)


def _count(text: str, subject: Subject) -> int:
    return sum(bool(re.search(rf"\b{one}\b", text, re.IGNORECASE)) for one in subject.words)
