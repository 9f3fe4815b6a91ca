"""What readers said and asked for, below a sheet."""
from flask import Flask

from peoplehub.sheet_feedback.queries import answers_below, wishes_of


def init_app(app: Flask) -> None:
    app.jinja_env.globals |= {"answers_below": answers_below, "wishes_of": wishes_of}
