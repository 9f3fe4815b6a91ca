"""huey's consumer, as it runs in threads of a web process, and how it is seen to be at work."""
from peoplehub.core.patches.huey_library import Consumer


class BesideConsumer(Consumer):
    def _set_signal_handlers(self) -> None:
        """The web server's own handlers stay: they can be set by the main thread only, and stopping
        is the server's business."""


def all_alive(consumer: Consumer) -> bool:
    """Whether every thread that does the work is there."""
    return all(thread.is_alive() for _, thread in consumer.worker_threads)
