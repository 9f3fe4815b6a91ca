"""Atom feeds (RFC 4287) of what people publish, only ever as visitors see it."""
from collections.abc import Sequence

from flask import Response, make_response, render_template, request

from peoplehub.core.conditional_requests import tagged_by_content
from peoplehub.core.publications import Publication

ATOM = "application/atom+xml; charset=utf-8"
SIZE = 30  # pieces in a feed


def atom(pieces: Sequence[Publication], title: str, path: str) -> Response:
    """`path` is the page that shows the same to people. Asked again: 304 when nothing is new."""
    response = make_response(render_template("layout/feed.xml", pieces=pieces, title=title,
                                             path=path, feed_path=request.path))
    response.content_type = ATOM
    response.headers["Cache-Control"] = "no-cache"  # what is hidden goes from it at once
    return tagged_by_content(response)
