"""A filled database of every release comes to the newest schema with nothing lost.

`releases/` holds them for each kind of database, made with that release's own code
(`fill_release.py`): the demonstration community, and since 0.4.0 a small community in which nearly
every act was done once, so that hardly a table is empty.
"""
import lzma
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import MetaData, text

from peoplehub.core.extensions import db
from tests.conftest import RAW_TOKEN, Browser
from tests.house.test_migrations import differences, empty  # noqa: F401

RELEASES = Path(__file__).with_name("releases")
VERSIONS = sorted({file.name.removesuffix(f".{kind}.xz") for kind in ("sqlite", "postgresql.sql")
                   for file in RELEASES.glob(f"*.{kind}.xz")})
DEMONSTRATIONS = [name for name in VERSIONS if not name.endswith("-acts")]
# May differ afterwards, and nobody wrote them.
DERIVED = {"alembic_version", "site_version", "page_version"}
WORDS_OF_SEARCH = "search_"  # the index: derived, and made anew by a command

# What a migration changes on purpose: (table, column) and why nothing is lost by it.
CHANGED: dict[tuple[str, str], str] = {
    ("letter", "body"): "links and codes that let people in are not kept in the outbox",
    ("letter", "next_try_at"): "nor is a letter sent whose link would open nothing",
    ("letter", "failed_because"): "and it says why",
    ("report", "grave"): "a private picture now stands before other fears for a child",
    ("report", "severity"): "the same",
    ("following", "topic_id"): "it is the place of the kind topic, as anything is followed",
}


# What a migration calls otherwise: the rows and words are the same.
RENAMED_TABLES = {
    "letter": "email", "proof": "email_verification", "done": "idempotency_record",
    "kept_question": "pending_question",
}
RENAMED_COLUMNS = {
    ("letter", "proof_id"): "verification_id", ("done", "said"): "form_digest",
    ("kept_question", "kept_at"): "saved_at", ("topic", "short_text"): "summary_text",
    ("topic", "short_html"): "summary_html", ("topic", "short_by_id"): "summary_by_id",
    ("topic", "short_at"): "summary_at", ("report", "grave"): "severity",
    ("sheet_file", "octets"): "size_bytes",
}


@pytest.fixture(params=VERSIONS)
def filled(request, empty):  # noqa: F811
    """An app on a database as that release left it."""
    return fill(empty, request.param)


@pytest.fixture(params=DEMONSTRATIONS)
def demonstration(request, empty):  # noqa: F811
    return fill(empty, request.param)


def fill(app, version: str):
    if db.engine.dialect.name == "sqlite":
        path = Path(db.engine.url.database)
        db.engine.dispose()
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        path.write_bytes(lzma.decompress((RELEASES / f"{version}.sqlite.xz").read_bytes()))
    else:
        sql = lzma.decompress((RELEASES / f"{version}.postgresql.sql.xz").read_bytes())
        with db.engine.connect() as connection:
            connection.connection.dbapi_connection.execute(sql)
            connection.connection.dbapi_connection.commit()
            connection.invalidate()  # the dump has emptied its search path
    return app


def everything() -> dict[str, list[dict]]:
    """Every row that people or the site wrote, by table."""
    tables = MetaData()
    with db.engine.connect() as connection:
        tables.reflect(connection)
        return {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in tables.sorted_tables
            if table.name not in DERIVED and not table.name.startswith(WORDS_OF_SEARCH)
        }


def as_renamed(table: str, column: str, value):
    """What stands in that column afterwards: names of renamed tables among its values too."""
    return RENAMED_TABLES.get(value, value) if (table, column) == ("done", "table") else value


def lost(before: dict[str, list[dict]], after: dict[str, list[dict]]) -> list[str]:
    """What stood in `before` and does not stand in `after`, a line for each table and column."""
    found = []
    for table, rows in before.items():
        columns = [name for name in (rows[0] if rows else ()) if (table, name) not in CHANGED]
        now = {name: RENAMED_COLUMNS.get((table, name), name) for name in columns}
        kept = {tuple(repr(row.get(now[name])) for name in columns)
                for row in after.get(RENAMED_TABLES.get(table, table), ())}
        gone = [row for row in rows
                if tuple(repr(as_renamed(table, name, row[name])) for name in columns) not in kept]
        if gone:
            found.append(f"{table}: {len(gone)} of {len(rows)} rows, such as {gone[0]}")
    return found


def test_a_filled_database_of_a_release_loses_nothing_on_its_way_to_the_newest_schema(filled):
    before = everything()
    is_filled = len(before["post"]) > 700 or sum(map(bool, before.values())) > 0.9 * len(before)
    assert is_filled
    upgrade()
    after = everything()
    assert lost(before, after) == []
    assert RENAMED_TABLES.keys().isdisjoint(after)
    assert differences() == []


def test_the_comparison_sees_a_lost_row_and_a_lost_word(demonstration):
    before = everything()
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE post SET text = 'other' WHERE id = 1"))
        connection.execute(text("DELETE FROM tag WHERE user_id = (SELECT min(user_id) FROM tag)"))
    seen = lost(before, everything())
    assert {line.split(":")[0] for line in seen} == {"tag", "post"}


OPEN_TO_ALL = ("/", "/forum/topics/1", "/library", "/blogs", "/people/maya", "/search?q=budget")
MEMBERS_OWN = ("/", "/forum/topics/1", "/messages", "/notifications", "/settings/privacy")
MODERATORS = ("/moderation", "/contact/queue")


def signed_in(app, name: str) -> Browser:
    client = app.test_client()
    client.carry(csrf_token=RAW_TOKEN)
    said = {"email": f"{name}@demo.example", "password": "peoplehub-demo"}
    assert client.post("/sign-in", data=said).status_code == 303
    return client


def test_people_find_their_community_again_after_an_upgrade(demonstration):
    upgrade()
    demonstration.test_client_class = Browser
    for client, addresses in (
        (demonstration.test_client(), OPEN_TO_ALL),
        (signed_in(demonstration, "amina"), MEMBERS_OWN),
        (signed_in(demonstration, "mod"), MODERATORS),
    ):
        for address in addresses:
            assert client.get(address, follow_redirects=True).status_code == 200, address
