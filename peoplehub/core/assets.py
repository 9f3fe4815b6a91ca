"""The static files, under names that carry the hash of their content, so a browser may keep them
for a year. Style sheets become one file, and so do the scripts of each kind of page; what one
names in another is renamed too; compressed once and kept."""
import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, redirect

from peoplehub.core import script_bundles
from peoplehub.core.compression import accepts_gzip

STATIC = (Path(__file__).parents[2] / "static").resolve()
SITE_CSS = "css/site.css"
COMPRESSIBLE = {".css", ".js", ".svg", ".txt", ".json", ".webmanifest"}
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".svg": "image/svg+xml; charset=utf-8", ".woff2": "font/woff2",
         ".txt": "text/plain; charset=utf-8"}
YEAR = "public, max-age=31536000, immutable"
NAMED_IN_CSS = re.compile(rb"""url\(["']?(?!data:)([^)"'#]+)([^)"']*)["']?\)""")
NAMED_IN_JS = re.compile(rb"""((?:from|import)\s*\(?\s*["'])(\.[^"']+\.js)(["'])""")

bp = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One file as it is served."""

    url_name: str
    data: bytes
    zipped: bytes | None
    mimetype: str


@lru_cache
def all_assets() -> dict[str, Asset]:
    """Every static file by its own name, and the one style sheet."""
    made: dict[str, Asset] = {}
    for name in _names():
        _make(name, made)
    for kind in script_bundles.all_kinds():
        _bundle(kind, made)
    return made


@lru_cache
def _by_url() -> dict[str, Asset]:
    return {asset.url_name: asset for asset in all_assets().values()}


def static_url(name: str) -> str:
    """The address of a static file: static_url("css/site.css"). KeyError for an unknown one."""
    return f"/static/{all_assets()[name].url_name}"


def scripts_url(html: str, is_member: object, own: str = "") -> str:
    """The address of the one script of a page that has this HTML; `own`: names of its own modules,
    such as "print forum"."""
    kind = script_bundles.kind_of(html, bool(is_member), [f"js/{name}.js" for name in own.split()])
    return static_url(kind.name)


def write_assets(folder: Path) -> int:
    """Write the shelf to a folder for a proxy to serve, each with its .gz; returns how many.
    They are for everyone to read, whatever the umask."""
    for asset in all_assets().values():
        path = folder / asset.url_name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.data)
        if asset.zipped:
            path.with_name(path.name + ".gz").write_bytes(asset.zipped)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return len(all_assets())


@bp.get("/static/<path:name>")
def static(name: str) -> Response:
    """View: one static file with a lifetime of a year (its name holds the hash of its content), in
    gzip where the browser takes it. 404 for an unknown name."""
    asset = _by_url().get(name)
    if asset is None:
        abort(404)
    zipped = asset.zipped if accepts_gzip() else None
    response = Response(zipped or asset.data, content_type=asset.mimetype)
    response.headers["Cache-Control"] = YEAR
    response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response


@bp.get("/favicon.ico")
def favicon() -> Response:
    return current_app.make_response(redirect(static_url("favicon.svg"), 302))


def _names() -> list[str]:
    files = sorted(path for path in STATIC.rglob("*") if path.is_file())
    return [path.relative_to(STATIC).as_posix() for path in files] + [SITE_CSS]


def _make(name: str, made: dict[str, Asset]) -> Asset:
    if name in made:
        return made[name]
    return _put(name, _with_new_names(name, _read(name), made), made)


def _bundle(kind: script_bundles.Kind, made: dict[str, Asset]) -> Asset:
    data = script_bundles.bundled(
        kind, read=lambda name: _read(name).decode(),
        url_of=lambda name: f"/static/{_make(name, made).url_name}")
    return _put(kind.name, data.encode(), made)


def _put(name: str, data: bytes, made: dict[str, Asset]) -> Asset:
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:12]
    made[name] = Asset(
        url_name=f"{stem}.{digest}.{ending}" if dot else f"{name}.{digest}",
        data=data,
        zipped=gzip.compress(data, 9, mtime=0) if f".{ending}" in COMPRESSIBLE else None,
        mimetype=TYPES.get(f".{ending}") or mimetypes.guess_type(name)[0] or "text/plain",
    )
    return made[name]


def _read(name: str) -> bytes:
    if name == SITE_CSS:
        parts = (STATIC / "css/bundle.txt").read_text().split()
        return b"\n".join(_slimmed((STATIC / "css" / part).read_bytes()) for part in parts)
    data = (STATIC / name).read_bytes()
    return _slimmed(data) if name.startswith("css/") and name.endswith(".css") else data


def _slimmed(css: bytes) -> bytes:
    """Without comments and indentation."""
    css = re.sub(rb"/\*.*?\*/", b"", css, flags=re.S)
    return re.sub(rb"\n\s*", b"\n", css).strip()


def _with_new_names(name: str, data: bytes, made: dict[str, Asset]) -> bytes:
    folder = Path(name).parent

    def renamed(target: bytes) -> bytes:
        path = (STATIC / folder / target.decode()).resolve().relative_to(STATIC).as_posix()
        return f"/static/{_make(path, made).url_name}".encode()

    if name.endswith(".css"):
        return NAMED_IN_CSS.sub(lambda m: b"url(" + renamed(m[1]) + m[2] + b")", data)
    if name.endswith(".js"):
        return NAMED_IN_JS.sub(lambda m: m[1] + renamed(m[2]) + m[3], data)
    return data
