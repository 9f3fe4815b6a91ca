"""Many processes that write at once: `python -m tests.hard.writers 8 200` replies in one topic from
8 processes and prints what went wrong. The database is where the environment says."""
import json
import multiprocessing
import sys
import traceback

from sqlalchemy import select

import config
from peoplehub import create_app
from peoplehub.accounts.models import User
from peoplehub.core import limits
from peoplehub.core.extensions import db
from peoplehub.forum import actions
from peoplehub.forum.models import Topic


def main(processes: int, each: int) -> None:
    app = create_app(config.chosen())
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    told = multiprocessing.get_context("fork").Queue()
    writers = [multiprocessing.get_context("fork").Process(target=write, args=(app, n, each, told))
               for n in range(processes)]
    for writer in writers:
        writer.start()
    wrong = [told.get(timeout=500) for _ in writers]
    for writer in writers:
        writer.join(10)
    print(json.dumps([error for errors in wrong for error in errors]))


def write(app, number: int, each: int, told) -> None:
    errors = []
    with app.app_context(), limits.unlimited():
        for turn in range(each):
            try:
                author = db.session.scalar(select(User).where(User.slug == f"person-{number}"))
                topic = db.session.scalar(select(Topic))
                actions.reply(author, topic, f"Writer {number}, turn {turn}")
            except Exception:
                errors.append(traceback.format_exc()[-400:])
                db.session.rollback()
    told.put(errors)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
