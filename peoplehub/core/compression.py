"""gzip compression of responses.

With a name of random length in the gzip header, so that the length of an answer does not tell what
is in it (BREACH; "Heal the Breach", Palacios et al., 2022).
"""
import gzip
import io
import secrets

from flask import Flask, Response, request

MIN_BYTES = 1_400  # bytes: less fits in one packet anyhow
LEVEL = 2  # a third of the work of 6 for a tenth more bytes
LONGEST_NAME = 100
KINDS = {"text/html", "application/json", "application/atom+xml"}


def init_app(app: Flask) -> None:
    app.after_request(compress_response)


def compress_response(response: Response) -> Response:
    """After each request: compress text with gzip at `LEVEL` where the browser takes it. A streamed
    response and pictures are returned as they are."""
    if response.mimetype not in KINDS or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    if _wanted(response):
        response.set_data(compress(response.get_data(), LEVEL))
        response.headers["Content-Encoding"] = "gzip"
    return response


def accepts_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0


def compress(data: bytes, level: int) -> bytes:
    """The gzip form of `data`, with a name of random length in its header: the defence of "Heal the
    Breach" against BREACH, which reads secrets from the length of compressed pages."""
    out = io.BytesIO()
    name = secrets.token_hex(LONGEST_NAME // 2)[: secrets.randbelow(LONGEST_NAME) + 1]
    with gzip.GzipFile(name, "wb", level, out, mtime=0) as file:
        file.write(data)
    return out.getvalue()


def _wanted(response: Response) -> bool:
    return (
        response.status_code != 304
        and "Content-Encoding" not in response.headers
        and accepts_gzip()
        and (response.content_length or 0) > MIN_BYTES
    )
