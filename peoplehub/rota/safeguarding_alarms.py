"""Listeners: a safeguarding case about danger or a child wakes the leads until one accepts it. When
none does in time, the rest of the team is asked to ring one; they can read nothing of it."""
from datetime import timedelta

from peoplehub.core import mail
from peoplehub.core.extensions import db
from peoplehub.rota import alarms, queries
from peoplehub.rota.events import AlarmEscalated
from peoplehub.rota.models import EVERYONE, Alarm
from peoplehub.safeguarding.events import SafeguardingCaseAccepted, SafeguardingCaseOpened
from peoplehub.safeguarding.models import CASE_KIND, SafeguardingCase


def wake_leads(event: SafeguardingCaseOpened) -> None:
    """Listener: unless a lead opened it, who has it already."""
    case = db.session.get_one(SafeguardingCase, event.safeguarding_id)
    if case.is_urgent and case.lead_id is None:
        alarms.raise_alarm(case.reason, CASE_KIND, case.id, about_id=case.about_id)


def ask_for_a_lead(event: AlarmEscalated) -> None:
    """Listener: where other alarms go to everyone, the rest of the team hears that a lead is
    needed, without a link and without a word."""
    alarm = db.session.get_one(Alarm, event.alarm_id)
    if not alarm.is_for_leads or event.step < EVERYONE:
        return
    leads = {one.id for one in queries.leads()} | {alarm.about_id}
    others = [one for one in queries.team() if one.id not in leads]
    mail.write_to_all([(one.email, f"alarm {alarm.id}") for one in others], alarms.SUBJECT,
                      "lead-needed", wait=timedelta())


def stop_waking(event: SafeguardingCaseAccepted) -> None:
    """Listener: a lead has it."""
    waiting = db.session.query(Alarm).filter_by(
        piece_kind=CASE_KIND, piece_id=event.safeguarding_id, taken_at=None)
    for alarm in waiting.with_for_update().all():
        alarms.stop(alarm, event.lead_id)
