"""Conditional and range requests, as RFC 9110 orders them (13.2.2): what the browser has already is
not sent again, and a part is sent only of the thing that the browser has the rest of."""
import re
from collections.abc import Callable, Iterator
from datetime import datetime

from flask import Flask, Response, request
from werkzeug.http import parse_date

ONE_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?")
OF_THE_BODY = ("Content-Length", "Content-Type", "Content-Range", "Content-Encoding",
               "Content-Disposition")


def answer(response: Response, tag: str, last_modified: datetime | None = None) -> Response:
    """The response, or what stands for it: 206, 304, 412, 416. `tag` is strong: it is of these
    bytes and no others."""
    data = response.get_data()
    return _answer(response, tag, last_modified, len(data),
                   lambda start, stop: response.set_data(data[start:stop]))


def answer_in_pieces(response: Response, tag: str, last_modified: datetime | None, size: int,
                     read: Callable[[int, int], Iterator[bytes]]) -> Response:
    """The same of `size` bytes that are too many for memory. `read` gives those from one number up
    to another in pieces; it is only called for what is sent."""

    def cut(start: int, stop: int) -> None:
        response.response = [] if request.method == "HEAD" else read(start, stop)
        response.headers["Content-Length"] = str(stop - start)

    answered = _answer(response, tag, last_modified, size, cut)
    if answered.status_code == 200:
        cut(0, size)
    return answered


def _answer(response: Response, tag: str, last_modified: datetime | None, size: int,
            cut: Callable[[int, int], None]) -> Response:
    response.set_etag(tag)
    if last_modified is not None:
        response.last_modified = last_modified.replace(microsecond=0)
    response.headers["Accept-Ranges"] = "bytes"
    if _has_changed(response, tag):
        return emptied(response, 412)
    if request.method in ("GET", "HEAD") and _is_there_already(response, tag):
        return emptied(response, 304)
    if request.method == "GET" and "Range" in request.headers and _has_the_rest(response, tag):
        return _part(response, size, cut)
    return response


def tagged_by_content(response: Response) -> Response:
    """With a tag of what it says, or 304 where the browser has that."""
    response.add_etag(weak=True)
    return tagged(response, response.get_etag()[0] or "")


def tagged(response: Response, tag: str) -> Response:
    """With that tag, or 304 where the browser has it. The tag is weak: the same is sent packed and
    plain."""
    if request.if_none_match.contains_weak(tag):
        response = emptied(response, 304)
    response.set_etag(tag, weak=True)
    response.make_conditional(request)
    return response


def held_by_browser(tag: str) -> Response | None:
    """304, where the browser says that it has what this weak tag names: it need not be made."""
    return tagged(Response(), tag) if request.if_none_match.contains_weak(tag) else None


def emptied(response: Response, status: int) -> Response:
    """Without its body, which nobody asked for; validators and policies stay."""
    response.response, response.direct_passthrough = [], False
    for name in OF_THE_BODY:
        response.headers.pop(name, None)
    response.status_code = status
    if status != 304:
        response.headers["Content-Length"] = "0"
    return response


def empty_when_refused(response: Response) -> Response:
    """412 says all there is to say: the page that is not wanted is not sent with it."""
    return emptied(response, 412) if response.status_code == 412 else response


def _has_changed(response: Response, tag: str) -> bool:
    if "If-Match" in request.headers:
        return not request.if_match.contains(tag)
    since = parse_date(request.headers.get("If-Unmodified-Since"))
    return bool(since and response.last_modified and response.last_modified > since)


def _is_there_already(response: Response, tag: str) -> bool:
    if "If-None-Match" in request.headers:
        return request.if_none_match.contains_weak(tag)
    since = parse_date(request.headers.get("If-Modified-Since"))
    return bool(since and response.last_modified and response.last_modified <= since)


def _has_the_rest(response: Response, tag: str) -> bool:
    """If-Range (13.1.5): a tag must be the same and strong, a date the same to the second."""
    said = request.headers.get("If-Range", "").strip()
    if not said:
        return True
    if said.startswith(('"', "W/")):
        return said == f'"{tag}"'
    date = parse_date(said)
    return date is not None and date == response.last_modified


def _part(response: Response, size: int, cut: Callable[[int, int], None]) -> Response:
    asked = ONE_RANGE.fullmatch(request.headers["Range"].strip())
    if asked is None or not any(asked.groups()):
        return response  # several parts, or no sense: then it is all of it (14.2)
    first, last = asked.groups()
    if first is None:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last or size) + 1)
        if last is not None and int(last) < start:
            return response
    if start >= size or stop <= start:
        emptied(response, 416).headers["Content-Range"] = f"bytes */{size}"
        return response
    cut(start, stop)
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return response


def init_app(app: Flask) -> None:
    app.after_request(empty_when_refused)
