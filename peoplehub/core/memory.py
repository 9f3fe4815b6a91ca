"""Memory allocator settings (glibc mallopt): large blocks are returned to the operating system when
freed.

A password is hashed in 19 MiB, a picture opened in up to 200. Left to itself, glibc learns from
the first such block to keep the next ones, one for each of its arenas: hundreds of megabytes that
nobody uses (24 hashes in eight threads: 152 MB, with this 1 MB). Once the threshold is set it stays
where it is (mallopt(3)).
"""
import ctypes

M_MMAP_THRESHOLD = -3
LARGE = 1024 * 1024  # bytes


def set_mmap_threshold() -> None:
    """Let malloc of glibc take blocks of `LARGE` bytes and more by mmap, so that they return to the
    system when they are freed. Does nothing with another C library."""
    try:
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)
    except (OSError, AttributeError):  # another C library than glibc
        return
