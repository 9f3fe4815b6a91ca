"""How many files, and so connections, the process may have open. What comes near that is refused in
a sentence: where nothing more can be opened, nothing can be answered."""
import resource

MOST = 65_536
FOR_PAGES = 100  # connections of pages, beside the sockets
FOR_THE_REST = 100  # the database, logs, files that are sent


def allow_many() -> int:
    """Allow as many as the machine lets a process have, and return how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST if hard == resource.RLIM_INFINITY else min(MOST, hard)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(soft, most)


def for_connections() -> int:
    """Files with a number from here on are kept for the rest."""
    return max(1, allow_many() - FOR_THE_REST)


def for_sockets() -> int:
    return max(1, for_connections() - FOR_PAGES)
