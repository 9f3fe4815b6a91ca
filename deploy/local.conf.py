"""How `make run` serves: the embedded server, after making ready what a first start needs."""
import runpy
from pathlib import Path

from peoplehub import starting
from wsgi import app  # made once: the worker is forked with it

globals().update(runpy.run_path(str(Path(__file__).with_name("gunicorn.conf.py"))))
preload_app = False


def on_starting(server):
    starting.prepare(app, app.config["PORT"])
