"""The terms that a glossary can begin with. Nobody has compared them with their sources yet: each
is shown as not checked until somebody of the site has."""
import tomllib
from pathlib import Path

FIRST_TERMS: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["term"]
