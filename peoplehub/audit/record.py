"""Writing down what happened."""
from dataclasses import asdict

from peoplehub.audit.models import Record
from peoplehub.core.extensions import db


def record(event) -> None:
    """Keep any event. It carries numbers and short codes only, so no words of people are kept."""
    db.session.add(Record(happened=type(event).__name__, about=asdict(event)))
