"""A small clamd for tests: it speaks the protocol (PING, INSTREAM) at a socket file, and finds one
signature of our own."""
import socketserver
import struct
import threading
from contextlib import contextmanager
from pathlib import Path

SIGNATURE = b"PEOPLEHUB-OWN-TEST-SIGNATURE"
FOUND = "Peoplehub.Test.Signature"


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self.rfile.readline().strip()
        if self.server.hangs:
            self.server.stopped.wait()
        elif command == b"nPING":
            self.wfile.write(b"PONG\n")
        elif command == b"nINSTREAM":
            is_harmful = SIGNATURE in b"".join(self.pieces())
            self.server.asked += 1
            said = f"{FOUND} FOUND" if is_harmful else "OK"
            self.wfile.write(f"stream: {said}\n".encode())

    def pieces(self):
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            yield self.rfile.read(length)


class Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads, block_on_close, hangs, asked = True, False, False, 0


@contextmanager
def clamd(path: Path):
    """A server at that socket file, until the block ends. `hangs`: it takes and says nothing."""
    with Server(str(path), Conversation) as server:
        server.stopped = threading.Event()
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
            path.unlink()
