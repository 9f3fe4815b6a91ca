"""Listeners: a safeguarding case about danger or a child wakes the leads, and nobody else, until
one of them accepts it."""
from peoplehub.core.extensions import db
from peoplehub.rota import alarms
from peoplehub.rota.models import Alarm
from peoplehub.safeguarding.events import SafeguardingCaseAccepted, SafeguardingCaseOpened
from peoplehub.safeguarding.models import CASE_KIND, SafeguardingCase


def wake_leads(event: SafeguardingCaseOpened) -> None:
    """Listener: unless a lead opened it, who has it already."""
    case = db.session.get_one(SafeguardingCase, event.safeguarding_id)
    if case.is_urgent and case.lead_id is None:
        alarms.raise_alarm(case.reason, CASE_KIND, case.id, about_id=case.about_id)


def stop_waking(event: SafeguardingCaseAccepted) -> None:
    """Listener: a lead has it."""
    waiting = db.session.query(Alarm).filter_by(
        piece_kind=CASE_KIND, piece_id=event.safeguarding_id, taken_at=None)
    for alarm in waiting.with_for_update().all():
        alarms.stop(alarm, event.lead_id)
