"""Alarms: raised by what happens, told to more people by the clock until somebody has it.

First whoever is on duty, then the leads, then everyone of the team. With nobody on duty the leads
are told at once. The last step is done again and again. All of it stands in rows, so that a worker
that was away goes on where it was. An alarm holds no word that anybody wrote.
"""
from datetime import datetime, timedelta

from peoplehub.accounts.models import SAFEGUARDING, User
from peoplehub.core import clock, mail
from peoplehub.core.acts import announce, save
from peoplehub.core.extensions import db
from peoplehub.core.publications import REPORTABLE
from peoplehub.moderation import queries as moderation
from peoplehub.moderation.events import CaseClaimed, CaseLetGo, CaseSettled, PieceReported
from peoplehub.moderation.models import Case, Report
from peoplehub.moderation.subjects import OF_REASON
from peoplehub.push import outbox
from peoplehub.rota import queries
from peoplehub.rota.events import AlarmEscalated, AlarmRaised, AlarmTaken
from peoplehub.rota.models import DANGER, DUTY, EVERYONE, LEADS, Alarm
from peoplehub.safeguarding.events import DangerSeen

SUBJECT = "PeopleHub: please look now"
WAKES = "plain"  # a level of what a rule has seen
FOR_REASONS = ("danger", "csea", "intimate", "child")  # of reports


def raise_for_report(event: PieceReported) -> None:
    """Listener: a report that somebody may be in danger, or of a child or a private picture."""
    report = db.session.get(Report, event.report_id)
    if report is not None and report.reason in FOR_REASONS:
        raise_alarm(report.reason, event.kind, event.piece_id)


def raise_for_danger(event: DangerSeen) -> None:
    """Listener of what a rule has seen in words: a plain statement wakes, a possible one waits."""
    if event.level == WAKES:
        raise_alarm(DANGER, event.kind, event.piece_id)


def stop_for_case(event: CaseClaimed | CaseSettled) -> None:
    """Listener: whoever claims or settles the case of a piece has its alarms too, by a claim for as
    long as it lasts."""
    case = db.session.get(Case, event.case_id)
    if case is None:
        return
    until = case.claimed_until if isinstance(event, CaseClaimed) else None
    waiting = db.session.query(Alarm).filter_by(
        piece_kind=case.kind, piece_id=case.piece_id, taken_at=None)
    for alarm in waiting.with_for_update().all():
        stop(alarm, event.moderator_id, until)


def end_claim(alarm: Alarm) -> None:
    """The claim that stopped it has run out. Unless something was decided, or the claim was
    renewed, the others are woken again. Within an act."""
    case = queries.open_case(alarm.piece_kind, alarm.piece_id)
    if case is None or case.is_waiting_for_author:
        alarm.next_at = None
    elif case.claimant is not None:
        alarm.next_at = case.claimed_until
    else:
        alarm.taken_at = alarm.taken_by_id = None
        escalate(alarm)


def start_again(event: CaseLetGo) -> None:
    """Listener: a case that was let go undecided wakes the others again, within a minute."""
    case = db.session.get(Case, event.case_id)
    if case is None or case.settled_at is not None:
        return
    theirs = db.session.query(Alarm).filter_by(
        piece_kind=case.kind, piece_id=case.piece_id, taken_by_id=event.moderator_id)
    for alarm in theirs.with_for_update().all():
        alarm.taken_at, alarm.taken_by_id, alarm.next_at = None, None, clock.now()


def stop(alarm: Alarm, moderator_id: int | None, until: datetime | None = None) -> None:
    """Nobody else is told any more, or not before `until`. Within an act. Without a moderator when
    the piece is gone."""
    alarm.taken_at, alarm.taken_by_id, alarm.next_at = clock.now(), moderator_id, until
    mail.withdraw([f"alarm {alarm.id}"])
    outbox.withdraw(f"alarm {alarm.id}")
    announce(AlarmTaken(alarm.id, moderator_id))


def raise_alarm(kind: str, piece_kind: str = "", piece_id: int | None = None,
                by_id: int | None = None, about_id: int | None = None,
                first: int = DUTY) -> Alarm:
    """Within an act. `about_id`: whom it is about, where no piece says so. One that waits for the
    same piece and of the same kind is enough. `first`: the step at which it begins, LEADS for what
    only leads may see."""
    if piece_id and (waiting := _waiting(kind, piece_kind, piece_id)):
        return waiting
    model = REPORTABLE.get(piece_kind)
    piece = db.session.get(model, piece_id) if model and piece_id else None
    alarm = save(Alarm(kind=kind, piece_kind=piece_kind, piece_id=piece_id,
                       about_id=getattr(piece, "author_id", about_id), raised_at=clock.now(),
                       step=first - 1))
    announce(AlarmRaised(alarm.id, kind, by_id))
    escalate(alarm)
    return alarm


def was_raised(kind: str, piece_kind: str, piece_id: int | None, since: datetime) -> bool:
    """Whether there was such an alarm since then, taken or not."""
    theirs = db.session.query(Alarm).filter_by(kind=kind, piece_kind=piece_kind, piece_id=piece_id)
    return theirs.filter(Alarm.raised_at >= since).first() is not None


def escalate(alarm: Alarm) -> None:
    """Tell the next people, and set the clock for those after them. Within an act."""
    minutes = queries.alarm_clock()
    on_duty = queries.on_duty()
    is_repeated = alarm.step == EVERYONE
    first = DUTY if _ready(alarm, on_duty) else LEADS
    alarm.step = min(max(alarm.step + 1, first), EVERYONE)
    told = _to_tell(alarm, on_duty, is_repeated)
    wait = minutes.on_duty_minutes if on_duty else minutes.out_of_hours_minutes
    alarm.next_at = clock.now() + timedelta(minutes=wait)
    mail.write_to_all([(one.email, f"alarm {alarm.id}") for one in _but(alarm, told)], SUBJECT,
                      "alarm", wait=timedelta(), alarm_id=alarm.id)
    outbox.queue_push([one.id for one in _but(alarm, told)], "alarm",
                      f"/moderation/alarms/{alarm.id}", f"alarm {alarm.id}")
    announce(AlarmEscalated(alarm.id, alarm.step))


def _but(alarm: Alarm, people: list[User]) -> list[User]:
    return [one for one in people if one.id != alarm.about_id]


def _to_tell(alarm: Alarm, on_duty: list[User], is_repeated: bool) -> list[User]:
    """Those of its step who do not rest and take its subject. Where there are none, everybody who
    is; and everybody, too, when it is told to all of them a second time."""
    if alarm.is_for_leads:
        told = queries.leads() or queries.team_without_training(SAFEGUARDING)
    else:
        told = {DUTY: on_duty, LEADS: queries.leads(), EVERYONE: queries.team()}[alarm.step]
        if not _ready(alarm, told):
            alarm.step, told = EVERYONE, queries.team() or queries.team_without_training()
    return told if is_repeated else _ready(alarm, told) or told


def _ready(alarm: Alarm, people: list[User]) -> list[User]:
    """Those who may hear of it, do not rest, and take its subject."""
    case = queries.open_case(alarm.piece_kind, alarm.piece_id)
    subjects = moderation.subjects_in([case]).get(case.id, set()) if case else set()
    return moderation.ready(_but(alarm, people), subjects | {*OF_REASON.get(alarm.kind, ())})


def _waiting(kind: str, piece_kind: str, piece_id: int) -> Alarm | None:
    return db.session.query(Alarm).filter_by(
        kind=kind, piece_kind=piece_kind, piece_id=piece_id, taken_at=None).first()
