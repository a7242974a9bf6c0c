"""A table that was sent as a file beside a form: read, or refused with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.web.forms.reading import Typed

TABLES: Final = frozenset({"", ".csv", ".tsv", ".txt"})
REFUSED, TOO_BIG, WRONG_KIND = 422, 413, 415
ANSWERS: Final = {"csv.too_big": TOO_BIG, "csv.unknown_kind": WRONG_KIND, "csv.encoding": WRONG_KIND}


def sent_table(form: Typed, name: str, most_bytes: int) -> bytes | None:
    """The bytes of a table in a field, where one was chosen, read only as far as shows that it is too big.

    Raises ``RuleBrokenError``.
    """
    upload = form.files.get(name)
    if upload is None:
        return None
    if PurePath(upload.filename).suffix.lower() not in TABLES:
        raise RuleBrokenError(Fault(field=name, message=message("csv.unknown_kind")))
    content: bytes = upload.file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise RuleBrokenError(Fault(field=name, message=message("csv.too_big", most=most_bytes // 1_048_576)))
    return content


def status_of(faults: Iterable[Fault]) -> int:
    """413 and 415 are the standard's words for a file that is too big or of the wrong kind, 422 for all else."""
    return next((ANSWERS[each.message.key] for each in faults if each.message.key in ANSWERS), REFUSED)
