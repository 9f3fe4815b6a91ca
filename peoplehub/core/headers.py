"""Security headers, host and origin checks, cache control (ASVS 5.0 V3.4, V3.5; OWASP HTTP Headers
and Cross-Site Request Forgery Prevention cheat sheets)."""
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request, session
from werkzeug.datastructures import ImmutableMultiDict

from peoplehub.core import logs
from peoplehub.core.header_values import FOR_HTTPS, HEADERS, policy_of


def init_app(app: Flask) -> None:
    app.extensions["policy"] = policy_of(app.config["BASE_URL"])
    app.before_request(refuse_other_names)
    app.before_request(refuse_other_sites)
    app.extensions["long uploads"] = {}
    app.before_request(keep_words_short)
    app.before_request(let_long_files_in)
    app.before_request(refuse_nameless_fields)
    app.after_request(add_headers)


def refuse_other_names() -> None:
    """In production the site answers to its own name only (DNS rebinding, poisoned links)."""
    config = current_app.config
    if config["PLACE"] == "production" and request.path not in ("/healthz", "/readyz"):
        if request.host.split(":")[0] != urlsplit(config["BASE_URL"]).hostname:
            logs.tell("asked under another name")
            abort(400)


def refuse_other_sites() -> None:
    """A second check beside the form tokens (ASVS 5.0 V3.5.1): a browser says where a request was
    made."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if not is_from_this_site():
        logs.tell("sent from another site")
        abort(400)


def is_from_this_site() -> bool:
    """Whether what the browser says of where the form stood agrees with this site.

    Sec-Fetch-Site is sent by every browser since 2023, whatever it keeps of the Referer. Older
    ones send Origin, or at least a Referer. A request that says none of the three was not sent by
    a page of another site in any browser: it needs the form token like every other, and that lies
    in a `__Host-` cookie, which a neighbouring or plain site can neither read nor replace.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:  # "none": the person themselves, such as after a restart of the browser
        return site in ("same-origin", "none")
    said = origin or request.referrer  # "null" is what a page says that hides where it stands
    return said is None or is_own(said)


def is_own(address: str) -> bool:
    """Whether an address begins with this site's own scheme, name and port."""
    ours = (current_app.config["BASE_URL"], request.host_url)
    return origin_of(address) in [origin_of(own) for own in ours]


def origin_of(address: str) -> tuple[str, str]:
    """Scheme and host of an address, without the usual port; two empty strings where it cannot be
    parsed. Two addresses are of one site when these are equal (RFC 6454)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    usual = {"https": ":443", "http": ":80"}.get(parts.scheme, "")
    return parts.scheme, parts.netloc.lower().removesuffix(usual)


def keep_words_short() -> None:
    """A form without files is words, so it may be far smaller than one with a file."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return
    request.max_content_length = 2 * current_app.config["MAX_FORM_MEMORY_SIZE"]
    if request.get_data(parse_form_data=False).count(b"&") >= current_app.config["MAX_FORM_PARTS"]:
        request.form = ImmutableMultiDict()  # too many even to be looked through
        request.files = ImmutableMultiDict()
        abort(413)


def let_long_files_in() -> None:
    """A form for films takes far more than others, of whoever may send one only; nobody else's is
    read. Each such page registers, by its endpoint, a function that says how many bytes."""
    most = current_app.extensions["long uploads"].get(request.endpoint)
    if most is not None and request.mimetype == "multipart/form-data":
        request.max_content_length = most() or current_app.config["MAX_CONTENT_LENGTH"]


def refuse_nameless_fields() -> None:
    """No form of ours sends one, and whoever looks through the names of a form would stumble."""
    if request.mimetype == "multipart/form-data" and (
        None in request.form or None in request.files
    ):
        abort(400)


def everywhere(app: Flask) -> dict[str, str]:
    """The headers of every answer of the site."""
    policy = {"Content-Security-Policy": app.extensions["policy"]}
    is_https = app.config["PLACE"] == "production"
    return HEADERS | policy | (FOR_HTTPS if is_https else {})


def for_sockets(app: Flask) -> dict[str, str]:
    """Of answers under /socket.io, which Flask never sees."""
    return everywhere(app) | {"Cache-Control": "no-store"}


def add_headers(response: Response) -> Response:
    """After each request: the security headers that it does not have yet, and Cache-Control:
    no-store for members, no-cache for visitors (ASVS 5.0 V14.3.2)."""
    given = {name.lower() for name, _ in response.headers}
    response.headers.extend({name: value for name, value in everywhere(current_app).items()
                             if name.lower() not in given})
    if "Cache-Control" not in response.headers:
        signed_in = "_user_id" in session  # the database is not asked: it may be what is away
        response.headers["Cache-Control"] = "no-store" if signed_in else "no-cache"
    return response
