"""The forms that bring a plan's file and take it over."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.evidence import safe_name
from roadmap.domain.messages import message
from roadmap.web.forms.reading import Typed, revision_of


@dataclass(frozen=True, kw_only=True, slots=True)
class SentFile:
    """A file as it was sent, with the name that it had there."""

    name: str
    content: bytes


async def parse_file(form: Typed, most_bytes: int) -> SentFile:
    """The file that was chosen, read only as far as shows that it is too big. Raises ``RuleBrokenError``."""
    upload = form.files.get("file")
    form.check()
    if upload is None:
        raise RuleBrokenError(Fault(field="file", message=message("import.no_file")))
    content = await upload.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise RuleBrokenError(Fault(field="file", message=message("import.too_big", most=most_bytes // 1_048_576)))
    return SentFile(name=safe_name(upload.filename), content=content)


def parse_takeover(form: Typed) -> tuple[int, str]:
    """The revision that was previewed, and the reason. Raises ``RuleBrokenError``."""
    revision = revision_of(form)
    form.check()
    return revision, form.text("reason")
