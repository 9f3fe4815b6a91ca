"""A filled database of every release comes to the newest schema with nothing lost.

`releases/` holds them for each kind of database, made with that release's own code
(`fill_release.py`): the demonstration community, and since 0.4.0 a small community in which nearly
every act was done once, so that hardly a table is empty.
"""
import lzma
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask_migrate import upgrade
from sqlalchemy import MetaData

from peoplehub.core.extensions import db
from tests.conftest import RAW_TOKEN, Browser
from tests.house.test_migrations import app_on, differences, new_postgresql

pytestmark = pytest.mark.xdist_group("releases")  # one worker upgrades each of them once
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


@pytest.fixture(scope="module", params=VERSIONS)
def upgraded(request, database_kind, database_url, house, tmp_path_factory):
    """An app on a database as that release left it, brought to the newest schema once for all of
    these tests; and what stood in it before and after."""
    folder = tmp_path_factory.mktemp("release")
    url = f"sqlite:///{folder / 'house.db'}"
    if database_kind == "postgresql":
        url = new_postgresql(house[0], database_url, "released")
    app = app_on(url, folder)
    with app.app_context():
        fill(request.param)
        before = everything()
        upgrade()
        yield SimpleNamespace(app=app, before=before, after=everything())
        db.session.remove()
        db.engine.dispose()


def fill(version: str) -> None:
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        data = lzma.decompress((RELEASES / f"{version}.sqlite.xz").read_bytes())
        Path(db.engine.url.database).write_bytes(data)
    else:
        sql = lzma.decompress((RELEASES / f"{version}.postgresql.sql.xz").read_bytes())
        with db.engine.connect() as connection:
            connection.connection.dbapi_connection.execute(sql)
            connection.connection.dbapi_connection.commit()
            connection.invalidate()  # the dump has emptied its search path


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


def test_a_filled_database_of_a_release_loses_nothing_on_its_way_to_the_newest_schema(upgraded):
    before = upgraded.before
    is_filled = len(before["post"]) > 700 or sum(map(bool, before.values())) > 0.8 * len(before)
    assert is_filled
    assert lost(before, upgraded.after) == []
    assert RENAMED_TABLES.keys().isdisjoint(upgraded.after)
    assert differences() == []


@pytest.mark.parametrize("upgraded", DEMONSTRATIONS, indirect=True)
def test_posts_that_quoted_before_are_answers_to_what_they_quoted(upgraded):
    posts = {post["id"]: post for post in upgraded.after["post"]}
    links = [(posts[link["post_id"]], posts[link["answers_id"]])
             for link in upgraded.after["post_link"]]
    assert len(links) > 20
    for post, answered in links:
        assert post["topic_id"] == answered["topic_id"] and post["number"] > answered["number"]


@pytest.mark.parametrize("upgraded", DEMONSTRATIONS, indirect=True)
def test_the_comparison_sees_a_lost_row_and_a_lost_word(upgraded):
    posts, tags = upgraded.after["post"], upgraded.after["tag"]
    other = {"post": [posts[0] | {"text": "other"}, *posts[1:]], "tag": tags[1:]}
    seen = lost(upgraded.before, upgraded.after | other)
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


@pytest.mark.parametrize("upgraded", DEMONSTRATIONS, indirect=True)
def test_people_find_their_community_again_after_an_upgrade(upgraded):
    app = upgraded.app
    app.test_client_class = Browser
    for client, addresses in (
        (app.test_client(), OPEN_TO_ALL),
        (signed_in(app, "amina"), MEMBERS_OWN),
        (signed_in(app, "mod"), MODERATORS),
    ):
        for address in addresses:
            assert client.get(address, follow_redirects=True).status_code == 200, address
