"""What the first, the middle and the last page of a very long board and topic cost a member, beside
those of short ones: `python -m bench.deep_pages [postgresql]`. Topics have tags, notes and reading
marks; the member follows, mutes and has a "not today" list. Of each page the processor's time is
counted, of this process and, on PostgreSQL, of the one that serves it; of several rounds the least.
"""
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

import config
from bench.growth import MOST
from peoplehub import create_app
from peoplehub.accounts.actions.sessions import sign_in
from peoplehub.accounts.following import choose_level
from peoplehub.accounts.models import MUTED, NAMED, User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.page_versions import touch
from peoplehub.core.text import VERSION, render
from peoplehub.folding.actions import put_on_list
from peoplehub.forum.models import PAGE_SIZE, Board, Post, ReadingMark, Topic
from peoplehub.forum.queries.topics import A_PAGE
from peoplehub.tags.actions import add_first_tags
from peoplehub.tags.models import Tagging
from peoplehub.tags.queries import all_tags
from tests import postgres

TOPICS, POSTS, FEW = 100_000, 50_000, 60
ROUNDS, TIMES = 12, 4  # in each round a page is asked for so many times
AT_ONCE = 10_000  # rows
WORDS = "We kept it to one page.\n\n- They took it.\n- Nobody asked for more."
HTML = str(render(WORDS))
BOARDS = {"long": TOPICS, "short": FEW}
DEPTHS: dict[str, Callable[[int], int]] = {
    "first": lambda _: 1, "middle": lambda pages: (pages + 1) // 2, "last": lambda pages: pages}


def main(kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = postgres.running(Path(folder) / "pg") if kind == "postgresql" else nullcontext(
            f"sqlite:///{folder}/deep.db")
        with server as url:
            app = create_app(type("Deep", (config.Testing,), {
                "SQLALCHEMY_DATABASE_URI": url, "INSTANCE": Path(folder),
                "FILES_URL": f"{folder}/files"}))
            with app.app_context():
                upgrade()
                fill()
            client = member_of(app)
            print(table(kind, costs(app, client)))
            print(f"The board's middle page, when something of the forum has just changed: "
                  f"{after_change(app, client) * 1000:.2f} ms.")


def costs(app: Flask, client: FlaskClient) -> dict[str, float]:
    """Seconds of a processor for each page, by its address."""
    least: dict[str, float] = {}
    for _ in range(ROUNDS):
        for path in addresses():
            with counted(app) as spent:
                for _ in range(TIMES):
                    answer = client.get(path)
                    if answer.status_code != 200:
                        raise SystemExit(f"{path}: {answer.status}")
            least[path] = min(least.get(path, 9), spent[0] / TIMES)
    return least


def after_change(app: Flask, client: FlaskClient) -> float:
    """The same for the middle page of the long board, asked for once after each change of the
    forum: then no place of the board is known."""
    path, least = list(addresses())[1], 9.0
    for _ in range(ROUNDS):
        with app.app_context():
            touch("forum")
            db.session.commit()
        with counted(app) as spent:
            client.get(path)
        least = min(least, spent[0])
    return least


def addresses() -> Iterator[str]:
    for name, size in BOARDS.items():
        yield from (f"/forum/{name}?page={depth(size // A_PAGE)}" for depth in DEPTHS.values())
    for place, size in ((f"/forum/topics/{TOPICS + FEW + 1}-long", POSTS),
                        (f"/forum/topics/{TOPICS + FEW + 2}-short", FEW)):
        yield from (f"{place}?page={depth(size // PAGE_SIZE)}" for depth in DEPTHS.values())


def table(kind: str, least: dict[str, float]) -> str:
    """Each deep page beside the same of a short one."""
    paths = list(least)
    lines = [f"| {kind} | long | short | times |", "|---|---|---|---|"]
    worst = 0.0
    for at, what in ((0, f"board of {TOPICS:,} topics"), (6, f"topic of {POSTS:,} posts")):
        for number, depth in enumerate(DEPTHS):
            long, short = least[paths[at + number]], least[paths[at + 3 + number]]
            worst = max(worst, long / short)
            lines.append(f"| {what}, {depth} page | {long * 1000:.2f} ms | {short * 1000:.2f} ms "
                         f"| {long / short:.2f} |")
    said = "within" if worst <= MOST else "over"
    return "\n".join([*lines, "", f"The most is {worst:.2f} ×, {said} {MOST:g} ×."])


@contextmanager
def counted(app: Flask) -> Iterator[list[float]]:
    """Holds the seconds of a processor that the block took."""
    spent, began = [0.0], time.process_time() + served(app)
    yield spent
    spent[0] = time.process_time() + served(app) - began


def served(app: Flask) -> float:
    """What the processes of the database have taken so far, where it has its own."""
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            return 0
        with db.engine.connect() as connection:
            pids = connection.scalars(text(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'")).all()
    taken = [Path(f"/proc/{pid}/schedstat") for pid in pids]
    return sum(int(path.read_text().split()[0]) for path in taken if path.exists()) / 1e9


def member_of(app: Flask) -> FlaskClient:
    """A browser of the member's."""
    with app.app_context(), app.test_request_context():
        sign_in(member(), "deep", "Firefox", remember=True)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = "deep", True
    return client


def member() -> User:
    return db.session.get_one(User, 1)


def fill() -> None:
    now = clock.now()
    add_first_tags()
    tags = [tag.id for tag in all_tags()]
    db.session.rollback()  # it has seen no more than that
    with Session(db.engine) as session:
        session.add_all([_person(number, now) for number in (1, 2, 3)])
        session.add_all([Board(slug=name, name=name, topic_count=size)
                         for name, size in BOARDS.items()])
        session.flush()
        many(session, Topic, TOPICS + FEW, lambda n: _topic(n, now))
        for at, (name, size) in enumerate((("long", POSTS), ("short", FEW)), TOPICS + FEW + 1):
            session.execute(insert(Topic), [_topic(at, now) | {
                "title": name, "slug": name, "last_number": size, "reply_count": size - 1}])
            many(session, Post, size, lambda n, at=at: _post(n, at, now))
        for at in range(2):
            many(session, Tagging, TOPICS + FEW, lambda n, at=at: {
                "kind": Topic.kind, "piece_id": n, "tag_id": tags[(n + at * 3) % len(tags)]})
        many(session, ReadingMark, (TOPICS + FEW) // 2, lambda n: {
            "user_id": 1, "topic_id": 2 * n, "number": 1, "is_whole": True,
            "read_at": now - timedelta(days=n % 300)})
        session.commit()
    choose_level(member(), "tag", tags[0], MUTED)
    choose_level(member(), "board", 1, NAMED)
    put_on_list(member(), ["child-death"], "zinnia", None)
    with db.engine.begin() as connection:
        connection.execute(text("ANALYZE"))


def many(session: Session, model: type, how_many: int, row: Callable[[int], dict]) -> None:
    for start in range(1, how_many + 1, AT_ONCE):
        end = min(start + AT_ONCE, how_many + 1)
        session.execute(insert(model), [row(number) for number in range(start, end)])


def _person(number: int, now: datetime) -> User:
    slug, joined = f"person-{number}", now - timedelta(days=200)
    return User(email=f"{slug}@bench.example", pen_name=f"Person {number}", slug=slug,
                skeleton=slug, role="member", joined_at=joined, confirmed_at=joined,
                avatar="mint/s3/plum/h1/afro")


def _topic(number: int, now: datetime) -> dict:
    then = now - timedelta(minutes=number % TOPICS + 1)
    return {"id": number, "board_id": 1 if number <= TOPICS else 2, "title": "How long is a plan?",
            "slug": "how-long", "author_id": 2, "listed": True, "reply_count": 3, "last_number": 4,
            "note": "About grief" if number % 10 == 0 else "", "last_reply_by_id": 3,
            "last_reply_at": then, "started_at": then}


def _post(number: int, topic_id: int, now: datetime) -> dict:
    return {"topic_id": topic_id, "number": number, "author_id": 2 + number % 2, "text": WORDS,
            "html": HTML, "rendered_with": VERSION, "published_at": now - timedelta(minutes=1),
            "note": "About grief" if number % 10 == 0 else ""}


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["postgresql"]):
        raise SystemExit("On PostgreSQL: python -m bench.deep_pages postgresql")
    main("postgresql" if sys.argv[1:] else "sqlite")
