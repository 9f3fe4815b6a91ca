"""How `make run` serves: the embedded server, after making ready what a first start needs."""
import runpy
from pathlib import Path

from config import chosen
from peoplehub import create_app, starting

globals().update(runpy.run_path(str(Path(__file__).with_name("gunicorn.conf.py"))))
preload_app = False


def on_starting(server):
    settings = chosen()
    starting.prepare(create_app(settings), settings.PORT)
