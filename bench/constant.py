"""The measure: the same server and framework giving back a page that never changes.

`/<int:size>` is a page of that many bytes.
"""
from flask import Flask

app = Flask(__name__)


@app.get("/<int:size>")
def page(size: int) -> str:
    return "x" * size
