"""Reads plain text."""
from typing import Any

MOST_WORDS = 200_000  # characters that are kept for search


def read(data: bytes, _kind: str) -> dict[str, Any]:
    return {"words": data.decode("utf-8-sig")[:MOST_WORDS]}
