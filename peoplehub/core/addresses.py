"""What the parts of an address may be. Whatever no row can have is no address: a 404, and nothing
further in the house is asked."""
from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from peoplehub.core.text import UNWANTED

LARGEST_NUMBER = 2**31 - 1  # of a row, on both databases


class Number(IntegerConverter):
    """<int:id>: figures as everyone writes them, no larger than a row's number can be."""

    regex = "[0-9]{1,10}"

    def __init__(self, map, *args, **kwargs):
        super().__init__(map, *args, max=LARGEST_NUMBER, **kwargs)


class Word(BaseConverter):
    """<slug>: without signs that cannot be seen, which PostgreSQL could not even be asked about."""

    def to_python(self, value: str) -> str:
        if UNWANTED.search(value):
            raise ValidationError()
        return value


def init_app(app: Flask) -> None:
    app.url_map.converters.update(int=Number, default=Word, string=Word)
