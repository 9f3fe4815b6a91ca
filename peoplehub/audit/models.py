"""One row for everything that happened. The database itself refuses to change or remove one."""
from datetime import datetime

from sqlalchemy import DDL, JSON, String, event
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import Moment
from peoplehub.core.extensions import db


class Record(db.Model):
    """`happened` is the event's name, `about` its fields: numbers and short codes only."""

    __tablename__ = "audit_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now, index=True)
    happened: Mapped[str] = mapped_column(String(60), index=True)
    about: Mapped[dict] = mapped_column(JSON)


APPEND_ONLY = {
    "sqlite": [
        "CREATE TRIGGER audit_record_no_update BEFORE UPDATE ON audit_record "
        "BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END",
        "CREATE TRIGGER audit_record_no_delete BEFORE DELETE ON audit_record "
        "WHEN OLD.at > datetime('now', '-5 years') "
        "BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION audit_record_is_kept() RETURNS trigger AS $$ BEGIN "
        "IF TG_OP = 'DELETE' AND OLD.at < now() - interval '5 years' THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION 'the audit record is append-only'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER audit_record_kept BEFORE UPDATE OR DELETE ON audit_record "
        "FOR EACH ROW EXECUTE FUNCTION audit_record_is_kept()",
    ],
}

for dialect, statements in APPEND_ONLY.items():
    for statement in statements:
        event.listen(
            Record.__table__, "after_create", DDL(statement.replace("%", "%%")).execute_if(
                dialect=dialect)
        )
