"""Software bill of materials (CycloneDX): every package and vendored file the application uses."""
import json
import re
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parents[1]
LOCKED = re.compile(r"^([\w.-]+)==([^ \\;]+)", re.M)
VENDORED = re.compile(r"^\| `static/[^`]+` \| (\S+) \| (\S+) \| (\S+) \|", re.M)
FONTS = ("*.woff2", "*.ttf", "*.otf")


def bill_of_materials() -> str:
    """CycloneDX 1.6, without moment or number, so that the same components give the same file."""
    return json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "name": "peoplehub"}},
        "components": [*packages(), *vendored(), *fonts()],
    }, indent=1, ensure_ascii=False) + "\n"


def packages() -> list[dict]:
    locked = LOCKED.findall((ROOT / "requirements.lock.txt").read_text())
    return [
        {"type": "library", "name": name, "version": version,
         "purl": f"pkg:pypi/{name}@{version}"} | _licence(name)
        for name, version in sorted(locked)
    ]


def vendored() -> list[dict]:
    """Files in static/vendor, as its own page names them."""
    page = (ROOT / "static/vendor/README.md").read_text()
    return [
        {"type": "library", "name": name, "version": version, "purl": f"pkg:npm/{name}@{version}",
         "licenses": [{"license": {"name": licence.strip()}}]}
        for name, version, licence in VENDORED.findall(page)
    ]


def fonts() -> list[dict]:
    found = {path for folder in ("static", "peoplehub") for ending in FONTS
             for path in (ROOT / folder).rglob(ending)}
    return [{"type": "file", "name": str(path.relative_to(ROOT)),
             "licenses": [{"license": {"name": "OFL-1.1"}}]} for path in sorted(found)]


def _licence(name: str) -> dict:
    """As the installed package says of itself."""
    try:
        told = cast(Message, metadata(name))  # which it is, though its protocol says less
    except PackageNotFoundError:  # only for another Python
        return {}
    classified = [value.rpartition(" :: ")[2] for value in told.get_all("Classifier") or ()
                  if value.startswith("License :: OSI Approved :: ")]
    words = told.get("License-Expression") or " or ".join(classified) or told.get("License")
    return {"licenses": [{"license": {"name": words.splitlines()[0][:80]}}]} if words else {}
