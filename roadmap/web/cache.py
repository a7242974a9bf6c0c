"""Reading is cheap because writing counts: answers kept by what they depend on, never invalidated by hand.

A page's bytes depend on (address, plan revision, viewer's rights, language, theme, day) and on the build. That is the
key: a write raises the revision, so the old answer is never asked for again and leaves the bounded cache by age.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from functools import lru_cache
from typing import Final

CACHE_BYTES: Final = 12 * 1024 * 1024
"""Some hundred answers that were asked for once, or ten times as many that were asked for again."""
PRIVATE: Final = b"private, no-cache"
"""The reader's own browser may keep the answer and must ask every time whether it still holds."""


class Kept:
    """An answer ready to send: plain until somebody takes it zipped, as nearly all do, then zipped alone."""

    __slots__ = ("_plain", "_zipped", "headers", "media_type")

    def __init__(self, *, body: bytes, media_type: bytes, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        """An answer with its type and what else its head says."""
        self.media_type, self.headers = media_type, headers
        self._plain: bytes | None = body
        self._zipped = b""

    @property
    def body(self) -> bytes:
        """The body as it is."""
        return gzip.decompress(self._zipped) if self._plain is None else self._plain

    @property
    def zipped(self) -> bytes:
        """The body compressed, once; compressing costs more than sending."""
        if self._plain is not None:
            self._zipped, self._plain = gzip.compress(self._plain, 6, mtime=0), None
        return self._zipped

    @property
    def size(self) -> int:
        """Bytes that keeping this takes now."""
        return len(self._zipped if self._plain is None else self._plain) + 400


class Cache:
    """The latest used answers, up to a number of bytes."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        """An empty cache."""
        self._most = most_bytes
        self._kept: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable) -> Kept | None:
        """What is kept under this key."""
        found = self._kept.get(key)
        if found is None:
            return None
        answer, counted = found
        # It may have been zipped since.
        if counted != answer.size:
            self._count(key, answer)
        self._kept.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: Kept) -> Kept:
        """Keep an answer, and let the least used go when it gets too much."""
        self._count(key, answer)
        self._kept.move_to_end(key)
        while self._bytes > self._most and len(self._kept) > 1:
            _, (_, counted) = self._kept.popitem(last=False)
            self._bytes -= counted
        return answer

    def _count(self, key: Hashable, answer: Kept) -> None:
        _, counted = self._kept.get(key, (answer, 0))
        self._bytes += answer.size - counted
        self._kept[key] = (answer, answer.size)

    def clear(self) -> None:
        """Forget everything, as when the database under the answers is another one."""
        self._kept.clear()
        self._bytes = 0


ANSWERS: Final = Cache()
"""This worker's kept answers."""


@lru_cache(maxsize=2_000)
def etag(key: Hashable) -> bytes:
    """A weak entity tag of a key: plain and zipped forms share it. Kept, for writing out a key takes longer."""
    return b'W/"' + hashlib.blake2b(repr(key).encode(), digest_size=12).hexdigest().encode() + b'"'


def matches(if_none_match: bytes, tag: bytes) -> bool:
    """Whether a conditional request already has the answer with this tag (RFC 9110, weak comparison)."""
    if not if_none_match or if_none_match == tag:
        return bool(if_none_match)
    strong = tag.removeprefix(b"W/")
    return any(each.strip().removeprefix(b"W/") in {strong, b"*"} for each in if_none_match.split(b","))
