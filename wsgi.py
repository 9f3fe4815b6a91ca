"""The front door for a web server (`gunicorn wsgi:app`) and for commands (`flask --app wsgi`).

Nothing that a start makes is rubbish, so it is not looked through for any: not while it is made,
nor ever again.
"""
import gc

gc.disable()

import config  # noqa: E402
from peoplehub import create_app  # noqa: E402
from peoplehub.core import memory  # noqa: E402

memory.set_mmap_threshold()
app = create_app(config.chosen())
gc.freeze()
gc.enable()
