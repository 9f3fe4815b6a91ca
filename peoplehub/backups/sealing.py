"""Authenticated encryption of streams of any length, in constant memory: AES-256-GCM over chunks of
one mebibyte, each with a nonce of its number and of whether it is the last (the STREAM construction
of Hoang, Reyhanitabar, Rogaway and Vizár, 2015; ASVS 5.0 V11.3.2). A bit that is turned, a chunk
that is missing, doubled or moved, and a stream that ends early are all found.
"""
import io
import secrets
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"PeopleHub backup 1\n"
SALT = 16  # bytes
CHUNK = 1024 * 1024  # bytes of plain data
TAG = 16  # bytes that AES-GCM adds


class Broken(Exception):
    """What was sealed is not what is there, or the key is another one. Its words are for people."""


class SealedWriter(io.RawIOBase):
    """Writes what it is given to `out`, sealed. `close` ends the stream: without it, it is broken.
    `what` names the thing, so that one cannot stand in the place of another."""

    def __init__(self, out: IO[bytes], key: str, what: str) -> None:
        salt = secrets.token_bytes(SALT)
        self._out, self._box, self._what = out, _box(key, salt), what.encode()
        self._waiting, self._number = bytearray(), 0
        out.write(MAGIC + salt)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any buffer
        self._waiting += data
        while len(self._waiting) > CHUNK:  # one is kept back: the last must be known as such
            self._seal(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._waiting), is_last=True)
            self._waiting.clear()
            super().close()

    def _seal(self, data: bytes, is_last: bool) -> None:
        self._out.write(self._box.encrypt(_nonce(self._number, is_last), data, self._what))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads what was sealed as `what`. Raises Broken as soon as something is not as it was."""

    def __init__(self, source: IO[bytes], key: str, what: str) -> None:
        head = _exactly(source, len(MAGIC) + SALT)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + SALT:
            raise Broken("This is no backup of PeopleHub, or its beginning is missing.")
        self._source, self._what = source, what.encode()
        self._box, self._number = _box(key, head[len(MAGIC):]), 0
        self._next = _exactly(source, CHUNK + TAG)
        self._open, self._at, self._ended = b"", 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # of RawIOBase
        while self._at == len(self._open) and not self._ended:
            self._unseal()
        some = self._open[self._at:self._at + len(buffer)]
        buffer[:len(some)] = some
        self._at += len(some)
        return len(some)

    def _unseal(self) -> None:
        sealed, self._next = self._next, _exactly(self._source, CHUNK + TAG)
        self._ended = not self._next
        try:
            nonce = _nonce(self._number, self._ended)
            self._open, self._at = self._box.decrypt(nonce, sealed, self._what), 0
        except InvalidTag:
            raise Broken("This backup was changed since it was made, is not whole, or was made "
                         "with another key (PEOPLEHUB_BACKUP_KEY).") from None
        self._number += 1


def reader(source: IO[bytes], key: str, what: str) -> io.BufferedReader:
    return io.BufferedReader(SealedReader(source, key, what), CHUNK)


def _box(key: str, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, MAGIC).derive(key.encode()))


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _exactly(source: IO[bytes], size: int) -> bytes:
    """That many bytes, or fewer at the end: a socket gives what it has."""
    parts, missing = [], size
    while missing and (part := source.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
