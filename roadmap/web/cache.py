"""Reading is cheap because writing counts: answers kept by what they depend on, never invalidated by hand.

A page's bytes depend on (address, plan revision, viewer's rights, language, theme, day) and on the build. That is the
key: a write raises the revision, so the old answer is never asked for again and leaves the bounded cache by age.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

CACHE_BYTES: Final = 48 * 1024 * 1024
PRIVATE: Final = b"private, no-cache"
"""The reader's own browser may keep the answer and must ask every time whether it still holds."""


@dataclass(slots=True)
class Kept:
    """An answer ready to send, plain and zipped."""

    body: bytes
    media_type: bytes
    headers: tuple[tuple[bytes, bytes], ...] = ()
    _zipped: bytes | None = field(default=None)

    @property
    def zipped(self) -> bytes:
        """The body compressed, once; compressing costs more than sending."""
        if self._zipped is None:
            self._zipped = gzip.compress(self.body, 6, mtime=0)
        return self._zipped

    @property
    def size(self) -> int:
        """Bytes that keeping this takes."""
        return len(self.body) + len(self._zipped or b"") + 400


class Cache:
    """The latest used answers, up to a number of bytes."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        """An empty cache."""
        self._most = most_bytes
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable) -> Kept | None:
        """What is kept under this key."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, answer: Kept) -> Kept:
        """Keep an answer, and let the least used go when it gets too much."""
        replaced = self._kept.pop(key, None)
        # The zipped form is counted from the start, although it is made when first asked for.
        self._bytes += answer.size * 2 - (replaced.size * 2 if replaced else 0)
        self._kept[key] = answer
        while self._bytes > self._most and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= gone.size * 2
        return answer

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
    if not if_none_match:
        return False
    strong = tag.removeprefix(b"W/")
    return any(each.strip().removeprefix(b"W/") in {strong, b"*"} for each in if_none_match.split(b","))
