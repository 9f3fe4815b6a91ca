"""How many queries each measured request asks: `python -m bench.queries of_peers STAGE`
prints JSON."""
import json
import sys

from sqlalchemy import event

import config
from bench import pages
from bench.measuring import Request
from peoplehub import create_app
from peoplehub.core.extensions import db

QUIET = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")


def main(chosen: str, stage: dict) -> None:
    app = create_app(config.chosen())
    counts = {name: count(app, request) for name, request in getattr(pages, chosen)(stage).items()}
    print(json.dumps(counts))


def count(app, request: Request) -> int:
    asked = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith(QUIET):
            asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    client = app.test_client(use_cookies=False)
    body = request.body() if request.body else None
    client.open(request.address(), method=request.method, headers=request.headers, data=body)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
