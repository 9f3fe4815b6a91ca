"""Whether this machine is set up as docs/running.md says: one check for each thing, in plain words,
with what to do. Asked from the command line: `flask --app wsgi doctor`."""
import os
import re
import resource
import socket
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.accounts.models import User
from peoplehub.admin import health
from peoplehub.admin.health import Check
from peoplehub.backups.actions import last_good
from peoplehub.backups.models import MADE
from peoplehub.core import clock, mail
from peoplehub.core.append_only import MARK
from peoplehub.core.extensions import db
from peoplehub.core.formatting import count
from peoplehub.forum.models import Board
from peoplehub.push.queries import lost_pushes

SETTINGS = Path("/etc/peoplehub/peoplehub.env")
NGINX = Path("/etc/nginx")
UNITS = Path("/etc/systemd/system")
POOL = 64  # connections that one process may open to PostgreSQL
LONG_UPLOADS = re.compile(r"/media\$ \{\s*client_max_body_size (\d{1,6})m;")
TEAM = {"admin": "an administrator", "moderator": "a moderator", "safeguarding": "a lead"}
DEMO = "%@demo.example"


def checks() -> list[Check]:
    return [place(), address(), settings_file(), folder(), *database(), *parts(), email(), pushes(),
            proxies(), nginx(), long_uploads(), certificate(), restarts(), open_files(),
            backups(), *people()]


def good(name: str, words: str) -> Check:
    return Check(name, True, words)


def wrong(name: str, words: str) -> Check:
    return Check(name, False, words)


def skipped(name: str, words: str) -> Check:
    return Check(name, True, words, skipped=True)


def is_real() -> bool:
    return current_app.config["PLACE"] == "production"


def place() -> Check:
    if is_real():
        return good("place", "This is a real site (production).")
    return wrong("place", "This is not set up as a real site. Set PEOPLEHUB_PLACE=production in "
                 f"{SETTINGS}, which `.env` in the project's folder leads to.")


def address() -> Check:
    base = urlsplit(current_app.config["BASE_URL"])
    if base.scheme != "https" or (base.hostname or "").endswith(".example"):
        return wrong("address", "The site has no address of its own. Set PEOPLEHUB_BASE_URL to "
                     "https:// and its name.")
    return good("address", f"Links in emails begin with {base.geturl()}.")


def settings_file() -> Check:
    """The key and passwords stand in it."""
    if not SETTINGS.exists():
        return skipped("settings", f"There is no {SETTINGS}: the settings come from elsewhere.")
    if SETTINGS.stat().st_mode & stat.S_IRWXO:
        return wrong("settings", f"Everybody on this machine can read {SETTINGS}. "
                     f"Say: sudo chmod 0640 {SETTINGS}")
    return good("settings", f"{SETTINGS} is closed to others.")


def folder() -> Check:
    here = current_app.config["INSTANCE"]
    if here.stat().st_mode & stat.S_IRWXO:
        return wrong("folder", f"Everybody on this machine can look into {here}. "
                     f"Say: sudo chmod 0750 {here}")
    open_ones = [one.name for one in here.iterdir()
                 if one.is_file() and one.stat().st_mode & stat.S_IRWXO]
    if open_ones:
        return wrong("folder", f"Everybody could read {', '.join(sorted(open_ones))} in {here}. "
                     f"Say: sudo chmod o= {here}/*")
    return good("folder", f"{here} is closed to others.")


def parts() -> list[Check]:
    """What the running site says of itself."""
    return [health.disk(), health.files(), health.redis(), redis_password(), worker(),
            health.viruses()]


def worker() -> Check:
    found = health.worker()
    if found.skipped:
        return wrong("worker", "It has not shown that it lives. Start the site: its units are in "
                     "deploy/systemd.")
    return found


def redis_password() -> Check:
    url = current_app.config["REDIS_URL"]
    if not url:
        return skipped("Redis's password", "There is no Redis.")
    if not urlsplit(url).password:
        return wrong("Redis's password", "Any program of this machine can speak to Redis. Set "
                     "requirepass in redis.conf, and the password in PEOPLEHUB_REDIS_URL.")
    return good("Redis's password", "Redis asks for one.")


# --- the database ---


def database() -> list[Check]:
    found = [health.database(), health.schema()]
    if db.engine.dialect.name != "postgresql":
        return [*found, skipped("rights", "SQLite: what is only added to is kept so by triggers.")]
    if not found[0].is_good:
        return found
    try:
        with db.engine.connect() as connection:
            return [*found, connections(connection), rights(connection), record(connection)]
    except SQLAlchemyError as error:
        return [*found, wrong("rights", f"They cannot be looked at ({type(error).__name__}). Run "
                              "deploy/postgresql/rights.sql as docs/running.md says.")]


def connections(connection: Connection) -> Check:
    most = int(connection.scalar(text("SHOW max_connections")))
    needed = ((os.cpu_count() or 2) + 3) * POOL  # web workers; messages, live and worker
    if most < needed:
        return wrong("connections", f"PostgreSQL takes {most} connections, and {needed} may be "
                     f"needed. Say: sudo -u postgres psql -c 'ALTER SYSTEM SET max_connections = "
                     f"{max(needed, 500)}', and restart it.")
    return good("connections", f"PostgreSQL takes {most} connections.")


def rights(connection: Connection) -> Check:
    """The site's role reads and writes the rows of every table and owns none."""
    asked = text(
        "SELECT relname, pg_has_role(relowner, 'USAGE') AS owned, "
        "has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT') AS usable "
        "FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace")
    rows = connection.execute(asked).all()
    if closed := [row.relname for row in rows if not row.usable]:
        return wrong("rights", f"The site may not use {', '.join(sorted(closed))}. Run "
                     "deploy/postgresql/rights.sql as docs/running.md says.")
    if any(row.owned for row in rows):
        return wrong("rights", "The site's own role owns its tables, so it could change or empty "
                     "them. Let peoplehub_owner own them, as docs/running.md says.")
    return good("rights", "The site's role reads and writes rows, and owns no table.")


def record(connection: Connection) -> Check:
    asked = text("SELECT has_table_privilege(:table, 'UPDATE') OR has_table_privilege(:table, "
                 "'DELETE') OR has_table_privilege(:table, 'TRUNCATE')")
    open_ones = [name for name, table in db.metadata.tables.items()
                 if MARK in table.info and connection.scalar(asked, {"table": name})]
    if open_ones:
        return wrong("record", f"The site's role may change {', '.join(sorted(open_ones))}. Run "
                     "deploy/postgresql/rights.sql as docs/running.md says.")
    return good("record", "The record and the log of moderation can only be added to.")


# --- what stands around ---


def email() -> Check:
    if not current_app.config["MAIL_URL"]:
        return wrong("email", "No mail server is set. Nobody can join, and nobody who forgot a "
                     "password can come back. Set PEOPLEHUB_MAIL_URL.")
    if why := mail.check():
        return wrong("email", f"The mail server does not take letters ({why}). Look at "
                     "PEOPLEHUB_MAIL_URL: name, port, user and password.")
    if ".example" in current_app.config["MAIL_SENDER"]:
        return wrong("email", "Letters come from an example. Set PEOPLEHUB_MAIL_SENDER.")
    letters = health.letters()
    return Check("email", letters.is_good, letters.words)


def proxies() -> Check:
    if is_real() and current_app.config["TRUSTED_PROXIES"] < 1:
        return wrong("proxies", "Behind nginx every visitor seems to come from this machine, and "
                     "limits count them as one. Set PEOPLEHUB_TRUSTED_PROXIES=1.")
    return good("proxies", f"{current_app.config['TRUSTED_PROXIES']} proxies are believed.")


def nginx() -> Check:
    site, name = NGINX / "sites-enabled/peoplehub.conf", host()
    if not NGINX.is_dir():
        return wrong("nginx", "nginx is not here, and it has to stand in front of the site. Say: "
                     "sudo apt install nginx")
    if not site.exists() or f"server_name {name};" not in site.read_text():
        return wrong("nginx", f"nginx does not serve {name}. Say: "
                     "sudo sh deploy/nginx/configure.sh one (or many)")
    return good("nginx", f"nginx serves {name}.")


def long_uploads() -> Check:
    """The web server lets in what the site takes."""
    site, most = NGINX / "sites-enabled/peoplehub.conf", current_app.config["MEDIA_MB"]
    if not site.exists():
        return skipped("film and sound", "nginx does not serve the site yet.")
    found = LONG_UPLOADS.search(site.read_text())
    taken = int(found[1]) if found else 33
    if taken * 1024 * 1024 < most * 1_000_000 + 1_000_000:
        return wrong("film and sound", f"The site takes {most} MB (PEOPLEHUB_MEDIA_MB), and nginx "
                     f"only {taken} MB. Set client_max_body_size for /library/manage/…/media in "
                     f"{site} to {most + 10}m, or run deploy/nginx/configure.sh again.")
    return good("film and sound", f"Up to {most} MB are taken, by nginx too.")


def certificate() -> Check:
    """As a visitor's browser would see it, asked of this machine."""
    try:
        raw = socket.create_connection(("127.0.0.1", 443), 3)
        with ssl.create_default_context().wrap_socket(raw, server_hostname=host()) as line:
            ends = ssl.cert_time_to_seconds(str((line.getpeercert() or {})["notAfter"]))
    except (OSError, ValueError, KeyError) as error:
        return wrong("certificate", f"A browser would not believe this machine ({error}). Fetch a "
                     "certificate, and start nginx.")
    left = datetime.fromtimestamp(ends, UTC) - clock.now()
    if left < timedelta(days=14):
        return wrong("certificate", f"It ends in {left.days} days. Say: sudo certbot renew")
    return good("certificate", f"It is good for {left.days} more days.")


def restarts() -> Check:
    """systemd holds the port of each process that is asked, and hands it to the next one."""
    asked = [unit.stem for unit in UNITS.glob("peoplehub*.service") if "worker" not in unit.stem]
    if not asked:
        return skipped("restarts", f"The site is not started by units in {UNITS}.")
    held = [unit.name for unit in (UNITS / "sockets.target.wants").glob("peoplehub*.socket")]
    if not held:
        return wrong("restarts", "Visitors are refused while the site is restarted. Copy the "
                     ".socket units of deploy/systemd as well, stop the site, and enable them as "
                     "docs/running.md says.")
    if "peoplehub-web.socket" in held and "peoplehub-messages.socket" not in held:
        return wrong("restarts", "What people write to each other waits for pages. Copy "
                     "peoplehub-messages.socket and .service of deploy/systemd, enable both, and "
                     "run deploy/nginx/configure.sh many.")
    return good("restarts", f"Visitors wait while it is restarted: {', '.join(sorted(held))}.")


def open_files() -> Check:
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = 2 * current_app.config["THREADS"]
    if most < needed:
        return skipped("open files", f"This shell allows {most}; the units in deploy/systemd allow "
                       "65,536. Started in another way, raise it: ulimit -n 65536")
    return good("open files", f"{most} are allowed.")


def backups() -> Check:
    config = current_app.config
    if not config["BACKUP_KEY"]:
        return wrong("backups", "None is made. Say: flask --app wsgi backup key, and put the line "
                     "into the settings and somewhere apart.")
    made = last_good(MADE)
    if made is None or clock.now() - made.at > health.MADE_WITHIN:
        return wrong("backups", "There is none of the last two days. The worker makes one each "
                     "night; now: flask --app wsgi backup create")
    if not config["BACKUP_URL"].startswith("s3://") and is_on_the_same_disk(config["BACKUP_URL"]):
        return skipped("backups", f"The newest is of {made.at:%d %B %Y}, but it is on the disk of "
                       "the site itself. Set PEOPLEHUB_BACKUP_URL to another one, or to s3://...")
    return good("backups", f"The newest is of {made.at:%d %B %Y}.")


def is_on_the_same_disk(folder: str) -> bool:
    path, instance = Path(folder), Path(current_app.config["INSTANCE"])
    return path.exists() and path.stat().st_dev == instance.stat().st_dev


def pushes() -> Check:
    """Alarms on phones arrive."""
    name = "push"
    if not current_app.config["PUSH_KEY"]:
        return skipped(name, "Alarms go out by email only. docs/running.md says under “Alarms on "
                       "phones” how they come up on phones too.")
    lost, why = lost_pushes(clock.now() - health.LOST_WITHIN)
    if lost:
        return wrong(name, f"{count(lost, 'alarm')} did not reach a phone since yesterday ({why}). "
                     "See that this machine may ask the push services on port 443, that its clock "
                     "is right, and that PEOPLEHUB_PUSH_CONTACT is a real address.")
    return good(name, "Alarms come up on the phones of those who switched it on.")


def host() -> str:
    return urlsplit(current_app.config["BASE_URL"]).hostname or ""


# --- who is there ---


def people() -> list[Check]:
    try:
        return [team(), boards(), demonstration()]
    except SQLAlchemyError:
        return []


def team() -> Check:
    there = set(db.session.scalars(select(User.role).where(User.password_hash != "")))
    if missing := [words for role, words in TEAM.items() if role not in there]:
        return wrong("team", f"Nobody is {' or '.join(missing)} yet. Say: flask --app wsgi people "
                     "add EMAIL --pen-name NAME --role ROLE, and open the link it prints.")
    return good("team", "There are an administrator, a moderator and a lead for safeguarding.")


def boards() -> Check:
    if not db.session.scalar(select(func.count()).select_from(Board)):
        return wrong("boards", "The forum has no board. Say: flask --app wsgi forum first-boards, "
                     "or make them at /admin/boards.")
    return good("boards", "The forum has boards.")


def demonstration() -> Check:
    if is_real() and db.session.scalar(select(User.id).where(User.email.like(DEMO)).limit(1)):
        return wrong("demonstration", "The demonstration's people are here, and everyone knows "
                     "their password. Begin with a new database.")
    return good("demonstration", "Nobody of the demonstration is here.")
