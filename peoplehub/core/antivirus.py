"""Asks clamd whether a file holds something harmful, before the file is kept.

Every file that somebody sends comes through here: documents (`core.documents`), pictures
(`core.images`), and with `scan_stream` what is too long for memory. Without `PEOPLEHUB_CLAMD`
nothing is asked. Where clamd is set and does not answer, nothing is taken as clean: a file is
refused for now, or kept where nobody gets it until it was looked at.
"""
import io
import logging
from collections.abc import Callable
from enum import Enum
from importlib import import_module
from typing import Any, BinaryIO

from flask import Flask, current_app, has_app_context

from peoplehub.core.circuit_breaker import CircuitOpen, breaker
from peoplehub.core.errors import Invalid

TIME_LIMIT = 10  # seconds, to connect, to send a piece, and for the answer
PING_TIME_LIMIT = 2
STREAM_TIME_LIMIT = 120  # seconds, of a film
HARMFUL = (
    "We cannot take this file. Our check for viruses says that it holds something harmful. We did "
    "not keep it. Please check your computer or phone for viruses, and choose another file."
)
AWAY = (
    "We cannot check files for viruses just now, so we did not take this one. It is not your "
    "fault. Please choose it again later. Your words are safe."
)

log = logging.getLogger(__name__)


class Verdict(Enum):
    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"  # clamd is away, hangs, or will not look at a file of that size


class NotScanned(Invalid):
    """Nobody can say whether the file is harmful."""

    def __init__(self) -> None:
        super().__init__(AWAY)


def init_app(app: Flask, note: Callable[[str], object]) -> None:
    """`note` is told the name of the signature whenever a harmful file was refused."""
    app.extensions["harmful file"] = note


def is_set() -> bool:
    return bool(has_app_context() and current_app.config["CLAMD"])


def require_clean(data: bytes) -> None:
    """Raises Invalid for a harmful file, and NotScanned where nobody can say."""
    if not is_clean(data):
        raise NotScanned()


def is_clean(data: bytes) -> bool:
    """False where nobody can say just now. Raises Invalid for a harmful file."""
    verdict = scan_stream(io.BytesIO(data), TIME_LIMIT)
    if verdict is Verdict.INFECTED:
        raise Invalid(HARMFUL)
    return verdict is Verdict.CLEAN


def scan_stream(file: BinaryIO, time_limit: float = STREAM_TIME_LIMIT) -> Verdict:
    """The same of a file of any length, which is read from its start in small pieces. A harmful
    one is noted in the record. `time_limit`: seconds without a sign of clamd."""
    if not is_set():
        return Verdict.CLEAN
    file.seek(0)
    try:
        with breaker("clamd").calling(OSError):
            found = _asked("instream", time_limit, file)
    except (OSError, CircuitOpen) as error:
        log.error("a file was not checked for viruses: %s", type(error).__name__)
        return Verdict.UNKNOWN
    finally:
        file.seek(0)
    status, signature = found["stream"] if found else ("", None)
    if status == "FOUND":
        log.warning("a harmful file was refused: %s", signature)
        current_app.extensions["harmful file"](signature)
        return Verdict.INFECTED
    return Verdict.CLEAN if status == "OK" else Verdict.UNKNOWN


def answers() -> bool:
    """Whether clamd is there now."""
    try:
        return bool(_asked("ping", PING_TIME_LIMIT) == "PONG")
    except OSError:
        return False


def _asked(verb: str, time_limit: float, *args: object) -> Any:
    """What clamd answers; "" where it says that it cannot. Raises OSError where it does not answer.
    """
    clamd = import_module("clamav_client.clamd")  # only where it is set
    address = current_app.config["CLAMD"]
    host, _colon, port = address.rpartition(":")
    client = (clamd.ClamdUnixSocket(address, time_limit) if address.startswith("/")
              else clamd.ClamdNetworkSocket(host, int(port), time_limit))
    try:
        return getattr(client, verb)(*args)
    except clamd.ResponseError as error:
        log.error("clamd cannot look at a file: %s", error)
        return ""
    except clamd.CommunicationError as error:
        raise OSError(str(error)) from error
