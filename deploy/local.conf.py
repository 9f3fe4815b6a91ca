"""How `make run` serves: the embedded server, after making ready what a first start needs."""
import os
import runpy
from pathlib import Path

globals().update(runpy.run_path(str(Path(__file__).with_name("gunicorn.conf.py"))))
preload_app = False


def on_starting(server):
    import config
    from peoplehub import create_app, starting

    starting.prepare(create_app(config.chosen()), int(os.environ.get("PORT", "5000")))
