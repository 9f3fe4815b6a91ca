"""WSGI entry point, for a web server (`gunicorn wsgi:app`) and for commands (`flask --app wsgi`).

What a start makes lives until the end, so the garbage collector is off meanwhile and never scans it
again.
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
