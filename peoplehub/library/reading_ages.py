"""The worker measures how old a reader must be for sheets that nobody has saved since it is told.
"""
from sqlalchemy import select

from peoplehub.core import jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.library.models import Sheet

AT_ONCE = 200  # sheets of one night


@jobs.job
@jobs.every(hour="3", minute="55")
@act
def measure_all() -> None:
    unmeasured = select(Sheet).where(Sheet.reading_age.is_(None), Sheet.text != "")
    for sheet in db.session.scalars(unmeasured.order_by(Sheet.id).limit(AT_ONCE)):
        sheet.measure_reading()
