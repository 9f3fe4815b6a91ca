"""Beyond one process, what people write to each other: a process that draws no pages, so that a
message waits for none. nginx sends it what is POSTed under /messages/.

    PORT=8001 gunicorn --config deploy/messages.conf.py wsgi:app
"""
import runpy
from pathlib import Path

globals().update(runpy.run_path(str(Path(__file__).with_name("web.conf.py"))))

workers = 1
