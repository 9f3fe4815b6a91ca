"""The front door for a web server: `gunicorn wsgi:app`."""
import config
from peoplehub import create_app

app = create_app(config.chosen())
