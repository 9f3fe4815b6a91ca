"""Reading the tasks to see to a family who waits: who and since when, without words."""
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from peoplehub.advisors.policy import may_coordinate
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.cover import policy
from peoplehub.cover.models import AnswerTask
from peoplehub.cover.queries.waiting import Waiting, waiting_in


def open_tasks() -> list[AnswerTask]:
    return list(db.session.scalars(OPEN_TASKS))


def tasks_of_cover(viewer: Viewer) -> list[AnswerTask]:
    """Open ones of families whom this advisor stands in for now."""
    theirs = list(db.session.scalars(OPEN_TASKS.where(AnswerTask.cover_id == viewer.id)))
    now = waiting_in({task.conversation_id for task in theirs})
    return [task for task in theirs if (found := now.get(task.conversation_id)) is not None
            and is_waiting_still(task, found) and found.cover_id == viewer.id]


def tasks_for(viewer: Viewer) -> list[AnswerTask]:
    """For a coordinator: all that are open, the longest wait first. Raises NotFound."""
    if not may_coordinate(viewer):
        raise NotFound()
    return _still_waiting(db.session.scalars(OPEN_TASKS))


def task_for(viewer: Viewer, task_id: int) -> AnswerTask:
    """One that is open, as a coordinator or as the cover. Raises NotFound."""
    seen = tasks_for(viewer) if may_coordinate(viewer) else tasks_of_cover(viewer)
    task = next((one for one in seen if one.id == task_id), None)
    if task is None or not policy.may_see_task(viewer, task):
        raise NotFound()
    return task


def open_task_of(conversation_id: int) -> AnswerTask | None:
    """Under its lock. Only within an act."""
    mine = select(AnswerTask).where(AnswerTask.conversation_id == conversation_id,
                                    AnswerTask.closed_at.is_(None))
    return db.session.scalar(mine.with_for_update(of=AnswerTask))


def was_told_since(moment: datetime) -> bool:
    """Whether the coordinators were told of another family."""
    told = select(AnswerTask.id).where(AnswerTask.told_at > moment, AnswerTask.closed_at.is_(None))
    return db.session.scalar(told.limit(1)) is not None


def _still_waiting(tasks: Iterable[AnswerTask]) -> list[AnswerTask]:
    """A task is gone with the answer, before the worker has looked."""
    those = list(tasks)
    now = waiting_in({task.conversation_id for task in those})
    return [task for task in those if is_waiting_still(task, now.get(task.conversation_id))]


def is_waiting_still(task: AnswerTask, found: Waiting | None) -> bool:
    return found is not None and found.number == task.number


OPEN_TASKS = select(AnswerTask).where(AnswerTask.closed_at.is_(None)).order_by(
    AnswerTask.since, AnswerTask.id).options(
    joinedload(AnswerTask.advisor), joinedload(AnswerTask.parent), joinedload(AnswerTask.cover))
