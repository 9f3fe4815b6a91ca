"""No family's message passes its hours without an answer or a task: making tasks, passing them on,
closing them. They carry numbers and times, never words."""
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import ADMIN, COORDINATOR, User
from peoplehub.advisors.policy import may_advise, may_coordinate
from peoplehub.core import clock, jobs, locks, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import NotFound, require
from peoplehub.core.extensions import db
from peoplehub.cover import policy, queries
from peoplehub.cover.answer_hours import LONGEST
from peoplehub.cover.events import (
    AnswerHoursSet,
    AnswerTaskClosed,
    AnswerTaskMade,
    AnswerTaskPassedOn,
)
from peoplehub.cover.models import ANSWERED, IN_TOUCH, NEEDS_NONE, AnswerHours, AnswerTask
from peoplehub.cover.queries import Waiting
from peoplehub.push import outbox

SUBJECT = "PeopleHub: a family waits for an answer"
NOT_YOURS = "This is for the advisor, who stands in for them, and the coordinators."
FOR_COORDINATORS = "This is for coordinators."
ONE_LETTER_IN = timedelta(hours=3)  # to the coordinators, however many families wait
KEPT_FOR = timedelta(days=365)  # of what was seen to, for numbers


@jobs.every(minute="*/5")
def see_to_answers() -> None:
    """Every five minutes, each on its own: close what was answered, pass on what a cover has not
    seen to, make a task of what has waited too long."""
    waiting = {one.conversation_id: one for one in queries.all_waiting()}
    tasks = queries.open_tasks()
    waiting |= queries.waiting_in({one.conversation_id for one in tasks} - waiting.keys())
    jobs.each(lambda task: _see_to(task, waiting.get(task.conversation_id)), tasks)
    known = {one.conversation_id for one in queries.open_tasks()}
    jobs.each(make_task, [one.conversation_id for one in waiting.values()
                          if one.is_due and one.conversation_id not in known])


def _see_to(task: AnswerTask, found: Waiting | None) -> None:
    if found is None or not queries.is_waiting_still(task, found):
        close_answered(task.id)
    elif _is_to_pass_on(task, found):
        pass_task_on(task.id)


@act
def make_task(conversation_id: int) -> AnswerTask | None:
    """Unless it was answered just now, or another worker came first."""
    locks.wait_for_name("answer task", conversation_id)
    one = queries.waiting_in([conversation_id]).get(conversation_id)
    if one is None or not one.is_due or queries.open_task_of(conversation_id) is not None:
        return None
    task = save(AnswerTask(
        conversation_id=conversation_id, advisor_id=one.advisor_id, parent_id=one.parent_id,
        number=one.number, since=one.since, cover_id=one.cover_id, escalate_at=_passed_on_at(one)))
    announce(AnswerTaskMade(task.id, one.advisor_id, one.parent_id, one.cover_id))
    if one.cover_id is not None and task.escalate_at > clock.now():
        _write_to([people.person(one.cover_id)], "/advising", task)
    else:
        _tell_coordinators(task)
    return task


@act
def pass_task_on(task_id: int) -> None:
    """The cover has not seen to it either: the coordinators do. A second time changes nothing."""
    task = locks.locked_row(AnswerTask, task_id)
    found = queries.waiting_in([task.conversation_id]).get(task.conversation_id)
    if task.closed_at is None and found is not None and _is_to_pass_on(task, found):
        announce(AnswerTaskPassedOn(task.id, task.cover_id))
        _tell_coordinators(task)


@act
def close_answered(task_id: int) -> None:
    """It was answered, or the family took it back. A second time changes nothing."""
    task = locks.locked_row(AnswerTask, task_id)
    found = queries.waiting_in([task.conversation_id]).get(task.conversation_id)
    if task.closed_at is None and not queries.is_waiting_still(task, found):
        _close(task, ANSWERED, None)


@act
def settle_task(person: User, task_id: int) -> None:
    """A coordinator or the cover says that somebody is in touch with the family. A second time
    changes nothing."""
    task = locks.locked_row(AnswerTask, task_id)
    require(policy.may_see_task(person, task), NOT_YOURS)
    if task.closed_at is None:
        found = queries.waiting_in([task.conversation_id]).get(task.conversation_id)
        task.until_number = found.last_number if found else task.number
        _close(task, IN_TOUCH, person)


@act
def need_no_answer(advisor: User, conversation_id: int) -> None:
    """What the family wrote last needs no answer: "Thank you", for instance. Raises NotFound where
    nobody waits."""
    locks.wait_for_name("answer task", conversation_id)
    one = queries.waiting_in([conversation_id]).get(conversation_id)
    if one is None or one.advisor_id != advisor.id:
        raise NotFound()
    require(may_advise(advisor), NOT_YOURS)
    task = queries.open_task_of(conversation_id) or save(AnswerTask(
        conversation_id=conversation_id, advisor_id=advisor.id, parent_id=one.parent_id,
        number=one.number, since=one.since, escalate_at=one.due_at))
    task.until_number = one.last_number
    _close(task, NEEDS_NONE, advisor)


@act
def set_answer_hours(coordinator: User, hours: int) -> AnswerHours:
    """After how many hours without an answer somebody else sees to a family."""
    require(may_coordinate(coordinator), FOR_COORDINATORS)
    kept = db.session.get(AnswerHours, 1) or save(AnswerHours(id=1, hours=hours))
    kept.hours = hours
    announce(AnswerHoursSet(coordinator.id, hours))
    return kept


@jobs.every(hour="4", minute="35")
@act
def forget_old_tasks() -> None:
    """Each night: what was seen to more than a year ago."""
    db.session.execute(delete(AnswerTask).where(AnswerTask.closed_at < clock.now() - KEPT_FOR))


def _is_to_pass_on(task: AnswerTask, found: Waiting) -> bool:
    """The cover had their time, or does not stand in any more."""
    if task.told_at is not None:
        return False
    return task.escalate_at <= clock.now() or task.cover_id != found.cover_id


def _passed_on_at(one: Waiting) -> datetime:
    """The cover has as long as the advisor had; the coordinators know within `LONGEST`."""
    if one.cover_id is None:
        return clock.now()
    hours = timedelta(hours=queries.answer_hours())
    return max(clock.now(), min(one.due_at + hours, one.since + LONGEST))


def _close(task: AnswerTask, outcome: str, person: User | None) -> None:
    task.closed_at, task.outcome = clock.now(), outcome
    task.closed_by_id = person.id if person else None
    mail.withdraw([_about(task)])
    outbox.withdraw(_about(task))
    announce(AnswerTaskClosed(task.id, task.closed_by_id, outcome))


def _tell_coordinators(task: AnswerTask) -> None:
    """One letter for all that came within some hours; the page shows each."""
    was_told = queries.was_told_since(clock.now() - ONE_LETTER_IN)
    task.told_at = clock.now()
    if not was_told:
        team = people.people_with_role(COORDINATOR) or people.people_with_role(ADMIN)
        _write_to(team, "/advising/supervision", task)


def _write_to(those: Sequence[User | None], path: str, task: AnswerTask) -> None:
    known = [one for one in those if one is not None]
    mail.write_to_all([(one.email, _about(task)) for one in known], SUBJECT, "answer-waits",
                      wait=timedelta(), path=path)
    outbox.queue_push([one.id for one in known], "advisor", path, _about(task))


def _about(task: AnswerTask) -> str:
    return f"answer task {task.id}"
