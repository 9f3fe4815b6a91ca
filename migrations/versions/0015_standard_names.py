"""Tables and columns are called by the field's terms. Every row stays.

`letter` is `email`, `proof` is `email_verification`, `done` is `idempotency_record`, `kept_question`
is `pending_question`; their indexes and constraints follow the naming convention.
"""
import re

from alembic import op
from sqlalchemy import text

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = {
    "letter": "email",
    "proof": "email_verification",
    "done": "idempotency_record",
    "kept_question": "pending_question",
}
COLUMNS = {  # by the new name of the table
    "email": {"proof_id": "verification_id"},
    "email_verification": {},
    "idempotency_record": {"said": "form_digest"},
    "pending_question": {"kept_at": "saved_at"},
    "topic": {
        "short_text": "summary_text",
        "short_html": "summary_html",
        "short_by_id": "summary_by_id",
        "short_at": "summary_at",
    },
    "report": {"grave": "severity"},
    "sheet_file": {"octets": "size_bytes"},
}


def upgrade():
    former = {new: old for old, new in TABLES.items()}
    for table, columns in COLUMNS.items():
        rename(former.get(table, table), table, columns)
    for old, new in TABLES.items():
        name_in_records(old, new)


def downgrade():
    for old, new in TABLES.items():
        name_in_records(new, old)
    former = {new: old for old, new in TABLES.items()}
    for table, columns in COLUMNS.items():
        rename(table, former.get(table, table), {new: old for old, new in columns.items()})


def name_in_records(old, new):
    """A record of a form that was sent names the table of what came of it."""
    op.get_bind().execute(
        text('UPDATE idempotency_record SET "table" = :new WHERE "table" = :old'),
        {"old": old, "new": new},
    )


def rename(old, new, columns):
    if op.get_bind().dialect.name == "sqlite":
        rebuild_sqlite(old, new, columns)
    else:
        rename_postgresql(old, new, columns)


def renamed(name, old, new, columns):
    """The name of an index, a constraint or a sequence of the table, as it is from now on."""
    name = re.sub(rf"^(pk|uq|ix|fk|ck)_{old}(?=_|$)", rf"\1_{new}", name)
    name = re.sub(rf"^{old}(?=_\w+_seq$)", new, name)
    for was, becomes in columns.items():
        name = re.sub(rf"(?<=_){was}(?=_|$)", becomes, name)
    return name


def rename_postgresql(old, new, columns):
    bind = op.get_bind()
    if old != new:
        op.rename_table(old, new)
    for was, becomes in columns.items():
        op.alter_column(new, was, new_column_name=becomes)
    here = {"table": new}
    indexes = bind.execute(text(
        "SELECT indexname FROM pg_indexes "
        "WHERE schemaname = current_schema() AND tablename = :table"), here).scalars().all()
    for name in indexes:  # a constraint that has an index is called as that is
        if (better := renamed(name, old, new, columns)) != name:
            op.execute(f'ALTER INDEX "{name}" RENAME TO "{better}"')
    constraints = bind.execute(text(
        "SELECT conname FROM pg_constraint "
        "WHERE conrelid = to_regclass(:table) AND contype IN ('f', 'c')"), here).scalars().all()
    for name in constraints:
        if (better := renamed(name, old, new, columns)) != name:
            op.execute(f'ALTER TABLE "{new}" RENAME CONSTRAINT "{name}" TO "{better}"')
    sequences = bind.execute(text(
        "SELECT sequencename FROM pg_sequences "
        "WHERE schemaname = current_schema() AND sequencename LIKE :like"),
        {"like": f"{old}\\_%\\_seq"}).scalars().all()
    for name in sequences:
        if old != new and (better := renamed(name, old, new, columns)) != name:
            op.execute(f'ALTER SEQUENCE "{name}" RENAME TO "{better}"')


def rebuild_sqlite(old, new, columns):
    """The table made again by its own statement with the new names, as SQLite renames no
    constraint. References to the table by others stay as they are written."""
    bind = op.get_bind()
    made = bind.execute(text(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL "
        "ORDER BY type = 'table' DESC, type"), {"table": old}).all()
    statements = [(kind, written(sql, old, new, columns)) for kind, sql in made]
    (_, create), *others = statements
    temporary = f"_new_{new}"
    create = re.sub(rf'^CREATE TABLE "?{new}"?', f'CREATE TABLE "{temporary}"', create)
    bind.exec_driver_sql(create)
    bind.exec_driver_sql(f'INSERT INTO "{temporary}" SELECT * FROM "{old}"')
    bind.exec_driver_sql(f'DROP TABLE "{old}"')
    bind.exec_driver_sql(f'ALTER TABLE "{temporary}" RENAME TO "{new}"')
    for _, statement in others:
        bind.exec_driver_sql(statement)


def written(sql, old, new, columns):
    sql = re.sub(rf'(?<=\bTABLE ){quoted(old)}|(?<=\bON ){quoted(old)}', new, sql)
    sql = re.sub(rf"\b(pk|uq|ix|fk|ck)_{old}(?=_|\b)", rf"\1_{new}", sql)
    for was, becomes in columns.items():
        sql = re.sub(rf"(?<![A-Za-z0-9]){was}(?![A-Za-z0-9])", becomes, sql)
    return sql


def quoted(name):
    return rf'"?\b{name}\b"?'
