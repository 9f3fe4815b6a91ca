"""Settings by place. The only reader of the environment: nothing else in the application asks it.
"""
import os
import re
import secrets
from base64 import urlsafe_b64decode
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parent
load_dotenv(ROOT / ".env")


def setting(name: str, default: str = "") -> str:
    return os.environ.get(f"PEOPLEHUB_{name}", default).strip()


class Unready(SystemExit):
    """A setting is missing or unsafe: the start stops with one clear sentence."""


def number(name: str, default: int) -> int:
    return whole(f"PEOPLEHUB_{name}", setting(name) or str(default))


def whole(name: str, said: str) -> int:
    if not (said.isascii() and said.isdigit()):
        raise Unready(f"{name} must be a whole number, not {said!r}.")
    return int(said)


def is_plain_and_far(url: str) -> bool:
    """Whether it is an address elsewhere that would be spoken to without TLS.

    Elsewhere is any name with a dot in it: this machine, a socket file and the neighbours of a
    private network ("redis") have none.
    """
    parts = urlsplit(url)
    hosts = [parts.hostname or "", *parse_qs(parts.query).get("host", [])]  # libpq takes both
    is_near = all(is_of_this_network(host) for host in hosts)
    is_checked = parts.scheme in ("rediss", "smtps", "smtp") or "sslmode=verify-full" in parts.query
    return not is_near and not is_checked


def is_of_this_network(host: str) -> bool:
    is_here = host.startswith(("127.", "/")) or host == "::1"
    return is_here or not re.search("[.:]", host)


def host_of(url: str) -> str:
    return urlsplit(url).hostname or "localhost"


def is_push_key(key: str) -> bool:
    """Whether it is a private key of VAPID: 32 bytes in base64url, a number of the curve P-256."""
    is_plain = re.fullmatch(r"[A-Za-z0-9_-]{43}", key) is not None
    return is_plain and 0 < int.from_bytes(urlsafe_b64decode(f"{key}="), "big") < P256_ORDER


def check_push(key: str, contact: str, *, is_real: bool) -> None:
    """Raises Unready where a key is set that is none, or nobody could be written to about it."""
    if key and not is_push_key(key):
        raise Unready("PEOPLEHUB_PUSH_KEY is no key of web push. Make one with: "
                      ".venv/bin/flask --app wsgi push key")
    is_reachable = re.fullmatch(r"https://[^/\s]+\.\S+|[^@\s]+@[^@\s]+\.[^@\s]+", contact)
    if key and is_real and not is_reachable:
        raise Unready("PEOPLEHUB_PUSH_CONTACT must be an email address, or an https:// page, where "
                      "the keepers of push services reach you.")


def check_clamd(address: str) -> None:
    """Raises Unready for what is no address of clamd, or is one of another network: it hears files
    of people without TLS."""
    host, _colon, port = address.rpartition(":")
    if address and not address.startswith("/") and not (port.isdigit() and host):
        raise Unready("PEOPLEHUB_CLAMD must be a socket, such as /run/clamav/clamd.ctl, or "
                      "host:port.")
    if address and not is_of_this_network(host or "/"):
        raise Unready("PEOPLEHUB_CLAMD leads to another network without encryption. Use a clamd of "
                      "this machine, or of its private network.")


def make_private(folder: Path) -> None:
    """The folder for what is kept. What is made from now on is for this account, and to be read by
    its group at most: umask, for commands and servers alike."""
    os.umask(0o027)
    folder.mkdir(parents=True, exist_ok=True)


P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PUSH_SERVICES = (  # of Chrome and most others; Firefox; Safari; Edge on Windows
    "fcm.googleapis.com updates.push.services.mozilla.com *.push.apple.com *.notify.windows.com"
)


class Config:
    """Somebody's own machine, or a small server: works with no setting at all."""

    PLACE = "local"
    INSTANCE = Path(setting("INSTANCE") or ROOT / "instance")
    SITE_NAME = setting("SITE_NAME", "PeopleHub")
    BASE_URL = setting("BASE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or '5000'}"
    TRUSTED_PROXIES = number("TRUSTED_PROXIES", 0)
    PORT = whole("PORT", os.environ.get("PORT") or "5000")
    BIND = setting("BIND", "127.0.0.1")  # where the server listens; a proxy stands before it
    PROCESS = setting("PROCESS", "all")  # or, beyond one process: "web" (pages), "live" (sockets)

    ANSWER_WITHIN = setting("ANSWER_WITHIN", "within 3 working days")  # letters to the team

    MESSAGES_KEPT_MONTHS = number("MESSAGES_KEPT_MONTHS", 24)  # after the last one was written
    SECOND_REVIEW = setting("SECOND_REVIEW") == "1"  # a second person reads before publication
    OLD_TOPIC_DAYS = number("OLD_TOPIC_DAYS", 730)  # without a reply: things may have changed
    SECOND_STEP_GRACE_DAYS = number("SECOND_STEP_GRACE_DAYS", 14)  # of new members of the team
    TRAINING_GRACE_DAYS = number("TRAINING_GRACE_DAYS", 30)  # of new moderators
    TRAINING_LASTS_DAYS = number("TRAINING_LASTS_DAYS", 365)  # until it is done again

    SECRET_KEY = setting("SECRET_KEY")
    SECRET_KEY_FALLBACKS = [key for key in setting("SECRET_KEY_FALLBACKS").split(",") if key]

    SQLALCHEMY_DATABASE_URI = setting("DATABASE_URL") or f"sqlite:///{INSTANCE / 'peoplehub.db'}"
    REDIS_URL = setting("REDIS_URL")
    MAIL_URL = setting("MAIL_URL")
    MAIL_SENDER = setting("MAIL_SENDER") or f"{SITE_NAME} <hello@{host_of(BASE_URL)}>"
    REPLY_DOMAIN = setting("REPLY_DOMAIN").lower()  # of answers by e-mail; without one, none
    PUSH_KEY = setting("PUSH_KEY")  # private key of web push (VAPID); without one there is none
    PUSH_CONTACT = setting("PUSH_CONTACT") or parseaddr(MAIL_SENDER)[1]
    PUSH_SERVICES = (setting("PUSH_SERVICES") or PUSH_SERVICES).split()  # all that is ever asked
    PUSH_TO_LOOPBACK = False  # of tests
    PUSH_CERTIFICATES = ""  # of tests: a file of those to trust
    FILES_URL = setting("FILES_URL") or str(INSTANCE / "files")
    CLAMD = setting("CLAMD")  # checks files for viruses: a socket, or host:port; without, nothing
    BACKUP_URL = setting("BACKUP_URL") or str(INSTANCE / "backups")
    BACKUP_KEY = setting("BACKUP_KEY")  # seals backups; without one there are none
    FILES_BY_PROXY = setting("FILES_BY_PROXY") == "1"  # nginx sends files (X-Accel-Redirect)

    THREADS = number("THREADS", 1000)  # a socket holds one for as long as it is open
    PAGE_THREADS = number("PAGE_THREADS", 64)  # of which kept for pages, never for sockets
    EMBEDDED_WORKER = setting("EMBEDDED_WORKER", "1") == "1"  # jobs run inside the one process

    MEDIA_MB = number("MEDIA_MB", 200)  # the most that a film or sound of the library may have
    # Bytes of any request. A file may be 10 MB; a form with a somewhat bigger one is still read, so
    # that it comes back with a sentence and every word in it.
    MAX_CONTENT_LENGTH = 32 * 1024 * 1024
    MAX_FORM_MEMORY_SIZE = 512 * 1024  # bytes of one text field held in memory
    MAX_FORM_PARTS = 200
    WTF_CSRF_TIME_LIMIT = None  # as long as the session: a form may stay open all night
    WTF_CSRF_HEADERS = ["X-CSRFToken"]
    WTF_CSRF_SSL_STRICT = False  # it wants a Referer; core/headers.py asks what browsers do send
    SESSION_COOKIE_NAME = "peoplehub"
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    SESSION_COOKIE_SECURE = False
    PERMANENT_SESSION_LIFETIME = 30 * 24 * 3600  # seconds

    @classmethod
    def prepare(cls) -> None:
        """Make what a first start needs: the instance folder and a secret key of its own."""
        make_private(cls.INSTANCE)
        check_push(cls.PUSH_KEY, cls.PUSH_CONTACT, is_real=False)
        check_clamd(cls.CLAMD)
        if not cls.SECRET_KEY:
            cls.SECRET_KEY = own_secret_key(cls.INSTANCE / "secret_key")
        if not cls.BACKUP_KEY:
            cls.BACKUP_KEY = own_secret_key(cls.INSTANCE / "backup_key")


class Production(Config):
    """A real site on the internet, behind a proxy that speaks TLS."""

    PLACE = "production"
    BASE_URL = setting("BASE_URL")
    SESSION_COOKIE_NAME = "__Host-peoplehub"
    SESSION_COOKIE_SECURE = True

    @classmethod
    def prepare(cls) -> None:
        if any(len(key) < 32 for key in (cls.SECRET_KEY, *cls.SECRET_KEY_FALLBACKS)):
            raise Unready(
                "PEOPLEHUB_SECRET_KEY, and each of PEOPLEHUB_SECRET_KEY_FALLBACKS, must have at "
                "least 32 random characters before PeopleHub starts in production. Make one with: "
                'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        if 0 < len(cls.BACKUP_KEY) < 32:
            raise Unready("PEOPLEHUB_BACKUP_KEY must have at least 32 random characters. Make one "
                          "with: .venv/bin/flask --app wsgi backup key")
        if not (cls.BASE_URL.startswith("https://") and urlsplit(cls.BASE_URL).hostname):
            raise Unready(
                "PEOPLEHUB_BASE_URL must be set to the site's own https:// address before "
                "PeopleHub starts in production."
            )
        for name, url in (("DATABASE_URL", cls.SQLALCHEMY_DATABASE_URI),
                          ("REDIS_URL", cls.REDIS_URL)):
            if is_plain_and_far(url):
                raise Unready(
                    f"PEOPLEHUB_{name} leads to another machine without a checked certificate. "
                    "Use rediss://... for Redis, and ?sslmode=verify-full for PostgreSQL."
                )
        if os.environ.get("FLASK_DEBUG", "0") not in ("", "0", "false"):
            raise Unready("FLASK_DEBUG must not be set in production: it shows the inside.")
        check_push(cls.PUSH_KEY, cls.PUSH_CONTACT, is_real=True)
        check_clamd(cls.CLAMD)
        make_private(cls.INSTANCE)


class Testing(Config):
    PLACE = "testing"
    TESTING = True
    SECRET_KEY = "only for tests, and long enough to be taken as a key"
    REDIS_URL = ""
    MAIL_URL = ""
    REPLY_DOMAIN = "reply.example"
    CLAMD = ""
    BACKUP_KEY = "only for tests, and long enough to seal something"
    PUSH_KEY = "c2VjcmV0IG9ubHkgZm9yIHRlc3RzLCAzMiBieXRlcyE"
    EMBEDDED_WORKER = False
    BASE_URL = "http://localhost"

    @classmethod
    def prepare(cls) -> None:
        cls.INSTANCE.mkdir(parents=True, exist_ok=True)


DATABASES = ("sqlite:///", "postgresql+psycopg://")
PLACES = {"local": Config, "production": Production, "testing": Testing}


def chosen() -> type[Config]:
    """The place named by PEOPLEHUB_PLACE; a local one when nothing is said."""
    name = setting("PLACE", "local")
    if name not in PLACES:
        raise Unready(f"PEOPLEHUB_PLACE must be one of {', '.join(PLACES)}, not {name!r}.")
    if not PLACES[name].SQLALCHEMY_DATABASE_URI.startswith(DATABASES):
        raise Unready(f"PEOPLEHUB_DATABASE_URL must begin with {' or '.join(DATABASES)}.")
    return PLACES[name]


def own_secret_key(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()
