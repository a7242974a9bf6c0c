"""The whole plan as JSON, with the provenance of every figure: the exchange format ``roadmap.plan/1``."""

from __future__ import annotations

from typing import Final

from roadmap.domain.exchange import write_plan
from roadmap.domain.exports import Export, ExportSubject
from roadmap.i18n import Language

MEDIA_TYPE: Final = "application/json"


def whole_plan(subject: ExportSubject, _words: Language) -> Export:
    """The plan with all its parts loaded; its texts are as stored, in no reader's language."""
    body = write_plan(subject.plan, subject.playbook.sources)
    return Export(body=body, media_type=MEDIA_TYPE, file_name=subject.file_name("", "json"))
