"""A push service and a browser of the tests' own: what is sent over TLS is kept as it came, and
read with the browser's keys by the steps of RFC 8291, without the libraries of the application."""
import base64
import json
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CURVE = ec.SECP256R1()
STATUSES = {"gone": 410, "unknown": 404, "broken": 500, "moved": 307, "busy": 429}


def unpacked(words: str) -> bytes:
    return base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))


def packed(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


class Phone:
    """The keys of one browser."""

    def __init__(self, endpoint: str):
        self.endpoint, self.key, self.secret = endpoint, ec.generate_private_key(CURVE), b"s" * 16

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)

    @property
    def form(self) -> dict[str, str]:
        return {"endpoint": self.endpoint, "p256dh": packed(self.point),
                "auth": packed(self.secret)}

    def read(self, body: bytes) -> dict:
        """RFC 8188, section 2.1: salt, size of records, length of the key, key; RFC 8291."""
        salt, key, sealed = body[:16], body[21:21 + body[20]], body[21 + body[20]:]
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, key))
        told = mac(mac(self.secret, shared), b"WebPush: info\0" + self.point + key + b"\1")
        first = mac(salt, told)
        secret = mac(first, b"Content-Encoding: aes128gcm\0\1")[:16]
        nonce = mac(first, b"Content-Encoding: nonce\0\1")[:12]
        return json.loads(AESGCM(secret).decrypt(nonce, sealed, None).rstrip(b"\0")[:-1])


def mac(key: bytes, said: bytes) -> bytes:
    one = hmac.HMAC(key, hashes.SHA256())
    one.update(said)
    return one.finalize()


def claims_of(authorization: str) -> dict:
    """What the sender says of itself, once its signature is checked (RFC 8292)."""
    parts = dict(part.strip().split("=", 1) for part in
                 authorization.removeprefix("vapid ").split(","))
    signed, _, signature = parts["t"].rpartition(".")
    r, s = (int.from_bytes(half, "big") for half in
            (unpacked(signature)[:32], unpacked(signature)[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unpacked(parts["k"]))
    key.verify(utils.encode_dss_signature(r, s), signed.encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(unpacked(signed.split(".")[1])) | {"key": parts["k"]}


class PushService:
    """What it was sent, newest last. The last word of a path says how it answers (`STATUSES`)."""

    def __init__(self, port: int, certificate: Path):
        self.port, self.certificate = port, certificate
        self.taken: list[tuple[str, dict, bytes]] = []
        self.answers: dict[str, int] = {}

    def address(self, word: str = "phone") -> str:
        return f"https://localhost:{self.port}/send/{word}"

    def status(self, word: str) -> int:
        return self.answers.get(word, STATUSES.get(word, 201))


@contextmanager
def running(folder: Path):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.taken.append((self.path, dict(self.headers), body))
            word = self.path.rpartition("/")[2]
            if word == "slow":
                dribble(self.wfile)
                return
            self.send_response(service.status(word))
            self.send_header("Location", service.address("phone"))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words) -> None:
            """Nothing to say."""

    certificate = make_certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    service = PushService(server.server_address[1], certificate)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


def dribble(line) -> None:
    """A byte at a time, each within the time limit of a step, until nobody listens any more."""
    for byte in b"HTTP/1.1 201 Created\r\n" * 1000:
        try:
            line.write(bytes([byte]))
            line.flush()
        except OSError:
            return
        time.sleep(0.1)


def make_certificate(folder: Path) -> Path:
    """One that names `localhost`, with its key, in a file."""
    key, now = ec.generate_private_key(CURVE), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name)
            .public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=400))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
            .sign(key, hashes.SHA256()))
    path = folder / "push-service.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()))
    return path
