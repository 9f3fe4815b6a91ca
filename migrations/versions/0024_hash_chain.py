"""A hash chain over the audit record, typed reasons beside its lines, and who is named in them."""
import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

YEARS = {"audit_chain_link": 5, "audit_chain_seal": None}  # append-only, and for how long


def upgrade():
    op.create_table(
        "audit_reason",
        sa.Column("record_id", sa.Integer(),
                  sa.ForeignKey("audit_record.id", name="fk_audit_reason_record_id_audit_record"),
                  primary_key=True),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "audit_chain_link",
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.UniqueConstraint("record_id", name="uq_audit_chain_link_record_id"),
    )
    op.create_index("ix_audit_chain_link_digest", "audit_chain_link", ["digest"])
    op.create_table(
        "audit_chain_seal",
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "audit_record_person",
        sa.Column("record_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.Integer(), primary_key=True, autoincrement=False),
    )
    op.create_index("ix_audit_record_person_user", "audit_record_person", ["user_id", "record_id"])
    for table, years in YEARS.items():
        for statement in _triggers(table, years)[op.get_bind().dialect.name]:
            op.get_bind().exec_driver_sql(statement)


def downgrade():
    for table in ("audit_record_person", "audit_chain_seal", "audit_chain_link", "audit_reason"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in YEARS:
            op.execute(f"DROP FUNCTION {table}_is_kept()")


def _triggers(name: str, years: int | None) -> dict[str, list[str]]:
    refuse = f"SELECT RAISE(ABORT, '{name} is append-only'); END"
    recent = f"WHEN OLD.at > datetime('now', '-{years} years') " if years else ""
    is_old = f"OLD.at < now() - interval '{years} years'" if years else "false"
    return {
        "sqlite": [
            f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} BEGIN {refuse}",
            f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {recent}BEGIN {refuse}",
            f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} "  # noqa: S608
            f"WHEN EXISTS (SELECT 1 FROM {name} WHERE position = NEW.position) BEGIN {refuse}",
        ],
        "postgresql": [
            f"CREATE OR REPLACE FUNCTION {name}_is_kept() RETURNS trigger AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' THEN IF {is_old} THEN RETURN OLD; END IF; END IF; "
            f"RAISE EXCEPTION '{name} is append-only'; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {name}_kept BEFORE UPDATE OR DELETE ON {name} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}_is_kept()",
            f"CREATE TRIGGER {name}_kept_whole BEFORE TRUNCATE ON {name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_is_kept()",
        ],
    }
