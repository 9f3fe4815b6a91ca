"""Queries of questions and answers. Every query that shows something takes the viewer first."""
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer
from peoplehub.editorial.models import EditorialTask
from peoplehub.editorial.queries import open_tasks
from peoplehub.library import policy as library_policy
from peoplehub.library.models import Sheet
from peoplehub.library.queries import SheetTitle
from peoplehub.questions.models import Question, QuestionSheet

A_PAGE, MANAGED_A_PAGE = 20, 50
MOST_WORDS = 6  # of a search that are looked for


class Wanted(NamedTuple):
    """What somebody looks for among the questions."""

    q: str = ""
    topic: str = ""


def questions_for(viewer: Viewer, wanted: Wanted, number: int = 1) -> tuple[Page, list[Question]]:
    """One page of those that are out and fit what is wanted, by topic and title."""
    fitting = _out(viewer).where(*_conditions(wanted))
    rows, page = fetch_page(fitting.order_by(Question.topic, func.lower(Question.title),
                                             Question.id), number, A_PAGE)
    return page, rows


def counts_for(viewer: Viewer) -> dict[str, int]:
    """How many are out of each topic."""
    out = _out(viewer).subquery()
    rows = db.session.execute(select(out.c.topic, func.count()).group_by(out.c.topic))
    return {topic: number for topic, number in rows}


def question_for(viewer: Viewer, slug: str) -> Question:
    """The question of that address, if the viewer may read it. Raises NotFound."""
    return _one(Question.readable(viewer).where(Question.slug == slug[:80]))


def question_to_edit(viewer: Viewer, question_id: int) -> Question:
    """The question of that number, if the viewer may edit it. Raises NotFound."""
    return _one(_managed(viewer).where(Question.id == question_id))


def sheets_of(viewer: Viewer, question: Question) -> Sequence[Sheet]:
    """The sheets that say more, of those that the viewer reads."""
    rows = (Sheet.readable(viewer).where(Sheet.is_out())
            .join(QuestionSheet, QuestionSheet.sheet_id == Sheet.id)
            .where(QuestionSheet.question_id == question.id)
            .order_by(QuestionSheet.position, Sheet.id))
    return db.session.scalars(rows).all()


def slugs_of_sheets(question: Question) -> list[str]:
    """Of all sheets that are tied to it, for its editors."""
    rows = (select(Sheet.slug).join(QuestionSheet, QuestionSheet.sheet_id == Sheet.id)
            .where(QuestionSheet.question_id == question.id)
            .order_by(QuestionSheet.position, Sheet.id))
    return list(db.session.scalars(rows))


def sheet_ids(titles: Sequence[SheetTitle], slugs: Sequence[str]) -> list[int]:
    """The numbers of those of the sheets that were chosen, in their order."""
    chosen = [one.slug for one in titles if one.slug in slugs]
    rows = db.session.execute(select(Sheet.slug, Sheet.id).where(Sheet.slug.in_(chosen))).all()
    ids = {slug: sheet_id for slug, sheet_id in rows}
    return [ids[slug] for slug in chosen if slug in ids]


def related_for(viewer: Viewer, question: Question, most: int = 5) -> list[Question]:
    """Others of the same topic."""
    others = _out(viewer).where(Question.topic == question.topic, Question.id != question.id)
    return list(db.session.scalars(others.order_by(Question.published_at.desc(),
                                                   Question.id).limit(most)))


def managed_for(viewer: Viewer, number: int) -> tuple[Page, list[Question]]:
    """A page of those that the viewer looks after: overdue ones first, then drafts."""
    late = case((Question.published_at.is_(None), 1), (Question.next_check_at <= clock.now(), 0),
                else_=2)
    rows = _managed(viewer).order_by(late, Question.next_check_at, Question.id)
    found, page = fetch_page(rows, number, MANAGED_A_PAGE, joinedload(Question.author))
    return page, found


def tasks_for(viewer: Viewer) -> list[tuple[EditorialTask, Question]]:
    """What is to be done for the questions that the viewer may edit."""
    theirs = _managed(viewer)
    tasks = open_tasks(Question.kind, theirs.with_only_columns(Question.id))
    wanted = theirs.where(Question.id.in_([task.piece_id for task in tasks]))
    by_id = {one.id: one for one in db.session.scalars(wanted.options(joinedload(Question.author)))}
    return [(task, by_id[task.piece_id]) for task in tasks]


def _managed(viewer: Viewer) -> Select:
    alive = select(Question).where(Question.deleted_at.is_(None))
    if library_policy.looks_after_all(viewer):
        return alive
    return alive.where(Question.author_id == viewer.id)


def _out(viewer: Viewer) -> Select:
    return Question.readable(viewer).where(Question.is_out())


def _conditions(wanted: Wanted) -> list:
    by_topic = [Question.topic == wanted.topic] if wanted.topic else []
    places = Question.title, Question.summary, Question.text
    return by_topic + [or_(*(place.icontains(word, autoescape=True) for place in places))
                       for word in wanted.q.split()[:MOST_WORDS]]


def _one(rows: Select) -> Question:
    question = db.session.scalar(rows.options(joinedload(Question.author)))
    if question is None:
        raise NotFound()
    return question
