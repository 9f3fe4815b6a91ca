"""How a log record becomes a line. Nothing of the application is imported here: gunicorn's first
process writes such lines too."""
import logging
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog


def settings(place: str, *processors: Any) -> dict:
    """For `logging.config.dictConfig`, and for gunicorn's `logconfig_dict`. The structlog
    `processors` add to each line what only the application knows."""
    level = "INFO" if place == "production" else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter, "place": place, "processors": processors}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "peoplehub": {"level": level},
            "gunicorn.error": {"level": level, "handlers": [], "propagate": True},
            "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": False},
        },
    }


def formatter(place: str = "production", processors: tuple = ()) -> logging.Formatter:
    """How a log record becomes a line: JSON in production, plain text elsewhere; both with time in
    UTC and level."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            *processors,
            add_about,
        ],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_drawn(place)],
    )


def add_about(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return dict(line) | getattr(line["_record"], "about", {})


def without_words(_logger: Any, _method: str, line: dict) -> dict:
    """A failure as its kind and the places it went through; its own words may quote people's."""
    if failure := line.pop("exc_info", None):
        steps = traceback.extract_tb(failure[2])
        line["failure"] = failure[0].__name__
        line["steps"] = [f"{step.filename}:{step.lineno} {step.name}" for step in steps]
    return line


def _drawn(place: str) -> list:
    if place == "production":
        return [without_words, structlog.processors.JSONRenderer(default=str)]
    return [without_control_signs, structlog.dev.ConsoleRenderer(colors=False)]


def without_control_signs(_logger: Any, _method: str, line: dict) -> dict:
    """What would end a plain line, or colour it, as it would be written in JSON."""
    return {key: _escaped(said) if isinstance(said, str) else said for key, said in line.items()}


def _escaped(said: str) -> str:
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in said)
