"""The forms that bring a file of exchange rates and take it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.evidence import safe_name
from roadmap.domain.messages import message
from roadmap.domain.rate_files import MOST_BYTES
from roadmap.domain.rate_imports import reason_faults
from roadmap.domain.rates import RateSource
from roadmap.services.rates import is_source
from roadmap.web.forms.reading import Typed


@dataclass(frozen=True, kw_only=True, slots=True)
class SentRates:
    """A file as it was sent, where its rates come from, and why those of one's own are what they are."""

    name: str
    content: bytes
    source: RateSource
    reason: str


async def parse_rates(form: Typed) -> SentRates:
    """The file that was chosen, read only as far as shows that it is too big. Raises ``RuleBrokenError``."""
    faults, upload, source = list(form.faults), form.files.get("file"), form.text("source")
    reason = form.text("reason").strip()
    if not is_source(source):
        faults.append(Fault(field="source", message=message("rates.unknown_source")))
    content = await upload.read(MOST_BYTES + 1) if upload else b""
    if upload is None:
        faults.append(Fault(field="file", message=message("rates.no_file")))
    elif len(content) > MOST_BYTES:
        faults.append(Fault(field="file", message=message("rates.too_big", most=MOST_BYTES // 1_048_576)))
    if faults or upload is None:
        # The reason is told with what is wrong around the file; else with what is wrong inside it.
        raise RuleBrokenError(*faults, *reason_faults(cast("RateSource", source), reason))
    return SentRates(name=safe_name(upload.filename), content=content, source=cast("RateSource", source), reason=reason)
