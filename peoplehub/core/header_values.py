"""Values of the security headers (ASVS 5.0 V3.4; OWASP HTTP Headers cheat sheet). Nothing of the
application is imported here: the web server's own answers carry them too."""
from typing import Protocol
from urllib.parse import urlsplit

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self' {socket}; form-action 'self'; "
    "base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
FOR_HTTPS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


class ServerSettings(Protocol):
    """What the headers need of the settings (`config.Config`)."""

    BASE_URL: str
    PLACE: str


def of_server(settings: ServerSettings) -> dict[str, str]:
    """Of what the web server answers by itself, before there is an application to ask."""
    policy = {"Content-Security-Policy": policy_of(settings.BASE_URL), "Cache-Control": "no-store"}
    return HEADERS | policy | (FOR_HTTPS if settings.PLACE == "production" else {})


def policy_of(base_url: str) -> str:
    base = urlsplit(base_url)
    scheme = "wss" if base.scheme == "https" else "ws"
    return POLICY.format(socket=f"{scheme}://{base.netloc}")
