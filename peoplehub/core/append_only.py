"""Append-only tables: database triggers refuse to update or delete a row (ASVS 5.0 V16.4.2).

On SQLite by triggers. On PostgreSQL by triggers too, and by rights: whoever is not the owner of the
tables keeps SELECT and INSERT on them and nothing else (`migrations/env.py` sees to it).
"""
from sqlalchemy import DDL, Table, event

MARK = "append_only"  # in Table.info: how many years a row is kept at least; None: for good


def append_only(table: Table, years: int | None = None) -> None:
    """Have the triggers made with the table. A migration makes the same ones, written out."""
    table.info[MARK] = years
    for dialect, statements in triggers(table.name, years, _key(table)).items():
        for statement in statements:
            made = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)
            event.listen(table, "after_create", made)


def _key(table: Table) -> str:
    return next(iter(table.primary_key.columns)).name


def triggers(name: str, years: int | None, key: str = "id") -> dict[str, list[str]]:
    """INSERT OR REPLACE removes a row and asks no trigger of deletion, so it has one of its own."""
    refuse = f"SELECT RAISE(ABORT, '{name} is append-only'); END"
    recent = f"WHEN OLD.at > datetime('now', '-{years} years') " if years else ""
    is_old = f"OLD.at < now() - interval '{years} years'" if years else "false"
    return {
        "sqlite": [
            f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} BEGIN {refuse}",
            f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {recent}BEGIN {refuse}",
            f"CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} "  # noqa: S608
            f"WHEN EXISTS (SELECT 1 FROM {name} WHERE {key} = NEW.{key}) BEGIN {refuse}",
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
