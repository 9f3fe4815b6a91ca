"""Reads plain text."""
from typing import Any


def read(data: bytes, _kind: str) -> dict[str, Any]:
    return {"words": data.decode("utf-8-sig")}
