"""The record and the log of moderation are only ever added to, on both databases.

The triggers of the record are made anew: they now also refuse TRUNCATE and INSERT OR REPLACE. A
later migration that rebuilds one of the tables on SQLite loses its triggers and has to make them
again (tests/house/test_migrations.py notices).
"""
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEPT = {
    "sqlite": [
        'CREATE TRIGGER audit_record_no_update BEFORE UPDATE ON audit_record BEGIN SELECT '
        "RAISE(ABORT, 'audit_record is append-only'); END",
        'CREATE TRIGGER audit_record_no_delete BEFORE DELETE ON audit_record WHEN OLD.at > '
        "datetime('now', '-5 years') BEGIN SELECT RAISE(ABORT, 'audit_record is append-"
        "only'); END",
        'CREATE TRIGGER audit_record_no_replace BEFORE INSERT ON audit_record WHEN EXISTS '
        '(SELECT 1 FROM audit_record WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '
        "'audit_record is append-only'); END",
        'CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT '
        "RAISE(ABORT, 'decision is append-only'); END",
        'CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT '
        "RAISE(ABORT, 'decision is append-only'); END",
        'CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 '
        "FROM decision WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'decision is append-"
        "only'); END",
    ],
    "postgresql": [
        'CREATE OR REPLACE FUNCTION audit_record_is_kept() RETURNS trigger AS $$ BEGIN IF '
        "TG_OP = 'DELETE' THEN IF OLD.at < now() - interval '5 years' THEN RETURN OLD; END "
        "IF; END IF; RAISE EXCEPTION 'audit_record is append-only'; END $$ LANGUAGE plpgsql",
        'CREATE TRIGGER audit_record_kept BEFORE UPDATE OR DELETE ON audit_record FOR EACH '
        'ROW EXECUTE FUNCTION audit_record_is_kept()',
        'CREATE TRIGGER audit_record_kept_whole BEFORE TRUNCATE ON audit_record FOR EACH '
        'STATEMENT EXECUTE FUNCTION audit_record_is_kept()',
        'CREATE OR REPLACE FUNCTION decision_is_kept() RETURNS trigger AS $$ BEGIN IF TG_OP ='
        " 'DELETE' THEN IF false THEN RETURN OLD; END IF; END IF; RAISE EXCEPTION 'decision "
        "is append-only'; END $$ LANGUAGE plpgsql",
        'CREATE TRIGGER decision_kept BEFORE UPDATE OR DELETE ON decision FOR EACH ROW '
        'EXECUTE FUNCTION decision_is_kept()',
        'CREATE TRIGGER decision_kept_whole BEFORE TRUNCATE ON decision FOR EACH STATEMENT '
        'EXECUTE FUNCTION decision_is_kept()',
    ],
}

FIRST = {  # of the record, as the first release had them
    "sqlite": [
        "CREATE TRIGGER audit_record_no_update BEFORE UPDATE ON audit_record "
        "BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END",
        "CREATE TRIGGER audit_record_no_delete BEFORE DELETE ON audit_record "
        "WHEN OLD.at > datetime('now', '-5 years') "
        "BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION audit_record_is_kept() RETURNS trigger AS $$ BEGIN "
        "IF TG_OP = 'DELETE' AND OLD.at < now() - interval '5 years' THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION 'the audit record is append-only'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER audit_record_kept BEFORE UPDATE OR DELETE ON audit_record "
        "FOR EACH ROW EXECUTE FUNCTION audit_record_is_kept()",
    ],
}


def run(statements):
    for statement in statements[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)


def drop():
    for table in ("audit_record", "decision"):
        if op.get_bind().dialect.name == "sqlite":
            for ending in ("no_update", "no_delete", "no_replace"):
                op.execute(f"DROP TRIGGER IF EXISTS {table}_{ending}")
        else:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_is_kept() CASCADE")


def upgrade():
    drop()
    run(KEPT)


def downgrade():
    drop()
    run(FIRST)
