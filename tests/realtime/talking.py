"""Two people talk: `python -m tests.realtime.talking 2000 300` writes that many messages in the
first conversation within that many seconds, in turns, and prints when each was stored. A process of
its own, as on a site with several; those who listen hear of it by way of Redis."""
import json
import sys
import time

import config
from peoplehub import create_app
from peoplehub.accounts.models import User
from peoplehub.core import limits
from peoplehub.core.extensions import db
from peoplehub.messages import actions, queries


def main(many: int, seconds: float) -> None:
    with create_app(config.chosen()).app_context(), limits.unlimited():
        began = time.monotonic()
        for turn in range(many):
            conversation = queries.conversation(1)
            author = db.session.get_one(User, conversation.participants[turn % 2].user_id)
            message = actions.send(author, conversation, f"Turn {turn}", f"turn-{turn}")
            print(json.dumps([message.number, time.time()]), flush=True)
            db.session.remove()
            time.sleep(max(0, began + (turn + 1) * seconds / many - time.monotonic()))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
