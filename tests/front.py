"""nginx with the site's own configuration and a self-signed certificate, in front of servers of the
tests' own. Needs no DNS and no port below 1024: clients are told where the site's name leads."""
import contextlib
import email
import email.policy
import functools
import http.client
import os
import re
import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from peoplehub.core import assets
from tests.ports import free_port

DEPLOY = Path("deploy").absolute()
SITE = "peoplehub.example"
INSTALL_NGINX = "install it with: apt-get install nginx-light"


def has_nginx() -> bool:
    return shutil.which("nginx") is not None


@dataclass
class Front:
    """nginx, asked as a browser on the internet would ask."""

    folder: Path
    plain: int
    port: int
    messages: int  # where nginx looks for the process of messages; nothing need be there
    address = f"https://{SITE}"

    @functools.cached_property
    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))

    @property
    def chromium_argument(self) -> str:
        """Lets a Chromium find the site under its name."""
        return f"--host-resolver-rules=MAP {SITE}:443 127.0.0.1:{self.port}"

    def line(self, name: str = SITE, source: str = "127.0.0.1") -> ssl.SSLSocket:
        raw = socket.create_connection(("127.0.0.1", self.port), 10, source_address=(source, 0))
        return self.trusted.wrap_socket(raw, server_hostname=name)

    def opener(self, *handlers) -> urllib.request.OpenerDirector:
        """urllib for this site, with nothing said in a header that urllib does not say itself."""
        return urllib.request.build_opener(_Secure(self), *handlers)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None,
            source: str = "127.0.0.1", **headers) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPSConnection(SITE, self.port)
        connection.sock = self.line(source=source)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Host": SITE} | headers)
        answer = connection.getresponse()
        return answer, answer.read()

    def ask_plainly(self, path: str, method: str = "GET") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=10)
        connection.request(method, path, headers={"Host": SITE})
        return connection.getresponse()

    def say(self, raw: bytes) -> bytes:
        with self.line() as line:
            line.sendall(raw)
            return line.recv(200)


class _Secure(urllib.request.HTTPSHandler):
    def __init__(self, front: Front):
        super().__init__(context=front.trusted)
        self.front = front

    def https_open(self, request):
        return self.do_open(self._connection, request)

    def _connection(self, host: str, timeout=10, **_):
        connection = http.client.HTTPSConnection(host, timeout=timeout)
        connection.connect = lambda: setattr(connection, "sock", self.front.line())
        return connection


@contextmanager
def nginx(folder: Path, web: int, *live: int) -> Iterator[Front]:
    """The site file as it is, but for its ports and folders, before processes on those ports."""
    make_certificate(folder)
    assets.write_assets(folder / "assets/static")
    front = Front(folder, free_port(), free_port(), free_port())
    conf = folder / "nginx.conf"
    conf.write_text(whole_configuration(folder, front, web, live))
    command = ["nginx", "-p", str(folder), "-c", str(conf), "-e", str(folder / "start.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_open(front.port)
        yield front
    finally:
        process.terminate()
        process.wait(10)


def whole_configuration(folder: Path, front: Front, web: int, live: tuple[int, ...]) -> str:
    upstreams = (DEPLOY / "nginx/upstreams.conf").read_text().replace(":8000", f":{web}")
    upstreams = upstreams.replace(":8001", f":{front.messages}")
    [one] = re.findall(r"\n.*127.0.0.1:8101.*;", upstreams)
    upstreams = upstreams.replace(one, "".join(one.replace("8101", str(port)) for port in live))
    site = (DEPLOY / "nginx/peoplehub.conf").read_text()
    return configuration(folder, front.plain, front.port, upstreams, site)


def configuration(folder: Path, plain: int, port: int, upstreams: str, site: str) -> str:
    """These upstreams and this site, whose ports and folders are ours."""
    site = re.sub(r".*listen \[::\].*\n", "", site)
    site = site.replace("listen 80", f"listen 127.0.0.1:{plain}")
    site = site.replace("listen 443", f"listen 127.0.0.1:{port}")
    site = re.sub(r"/etc/letsencrypt\S+fullchain.pem", f"{folder}/certificate.pem", site)
    site = re.sub(r"/etc/letsencrypt\S+privkey.pem", f"{folder}/key.pem", site)
    site = site.replace("/var/lib/peoplehub", str(folder)).replace("/var/log/nginx", str(folder))
    site = site.replace("/opt/peoplehub", str(DEPLOY.parent))
    own = "".join(f"{kind}_temp_path {folder}/tmp-{kind};\n"
                  for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (f"{user}daemon off;\npid {folder}/nginx.pid;\nworker_processes 1;\n"
            f"events {{ worker_connections 1024; }}\nhttp {{\n{own}\n{upstreams}\n{site}\n}}\n")


def make_certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", "key.pem", "-out", "certificate.pem", "-subj", f"/CN={SITE}",
         "-addext", f"subjectAltName=DNS:{SITE}"], cwd=folder, check=True, capture_output=True)


def until_open(port: int, within: float = 20) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("nginx did not start")


# --- letters ---


@dataclass
class MailServer:
    """Takes every letter over SMTP, as a mail server on the same machine does."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def letters_to(self, address: str, holding: str = "", within: float = 30) -> list[str]:
        """The words of those that hold these, oldest first, once there is one."""
        until = time.monotonic() + within
        while not (found := self._to(address, holding)) and time.monotonic() < until:
            time.sleep(0.05)
        assert found, f"no such letter came to {address}"
        return found

    def _to(self, address: str, holding: str) -> list[str]:
        sent = [one.get_body(("plain",)).get_content()
                for one in list(self.letters) if one["To"] == address]
        return [words.replace("\r\n", "\n") for words in sent if holding in words]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 here")
            for line in self.rfile:
                verb = line[:4].upper().strip()
                if verb == b"DATA":
                    self.say("354 go on")
                    taken.letters.append(self.letter())
                self.say("221 bye" if verb == b"QUIT" else "250 done")

        def letter(self) -> EmailMessage:
            lines = iter(self.rfile.readline, b".\r\n")
            whole = b"".join(line.removeprefix(b".") for line in lines)
            return email.message_from_bytes(whole, policy=email.policy.default)

        def say(self, words: str) -> None:
            self.wfile.write(words.encode() + b"\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        taken = MailServer(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield taken
        server.shutdown()
