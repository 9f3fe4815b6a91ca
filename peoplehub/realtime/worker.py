"""gunicorn's worker of threads, made kinder to the many.

Its own closes every finished connection in its one main loop, and waits there up to two seconds
for the other side to hang up too: one phone that fell asleep would hold everybody up. Here the
thread that served the connection waits for its end.
"""
from gunicorn.workers.gthread import TConn, ThreadWorker


class Worker(ThreadWorker):
    def handle(self, conn: TConn):
        stays = super().handle(conn)
        if stays is False:
            conn.close(graceful=True)
            conn.close = _closed_already
        return stays


def _closed_already(graceful: bool = False) -> None:
    """The main loop closes it once more."""
