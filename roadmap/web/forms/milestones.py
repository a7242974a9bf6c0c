"""The forms of a milestone: progress, and evidence."""

from __future__ import annotations

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.evidence import EvidenceDraft
from roadmap.domain.messages import message
from roadmap.domain.milestones import STATUSES, ProgressDraft
from roadmap.web.forms.reading import Typed, day, no_day, whole
from roadmap.web.forms.reasons import reason_faults


def parse_progress(form: Typed) -> ProgressDraft:
    """What was typed as a draft. Raises ``RuleBrokenError`` with a fault for every field that cannot be read.

    The reason is no part of it, but told to be too long along with the rest.
    """
    faults = [*form.faults, *reason_faults(form)]
    status = next((each for each in STATUSES if each == form.text("status")), None)
    if status is None:
        faults.append(Fault(field="status", message=message("choice.unknown")))
    percent = whole(form.text("percent") or "0")
    if percent is None:
        faults.append(
            Fault(field="percent", message=message("progress.percent_unreadable", typed=form.text("percent")[:40]))
        )
    days = {}
    for name in ("planned_start", "planned_due", "done_on"):
        days[name] = day(form.text(name), form.code)
        if days[name] is None and (form.text(name).strip() or name != "done_on"):
            faults.append(Fault(field=name, message=no_day(form.text(name), form.code)))
    start, due = days["planned_start"], days["planned_due"]
    if faults or status is None or percent is None or start is None or due is None:
        raise RuleBrokenError(*faults)
    return ProgressDraft(
        status=status,
        percent=percent,
        planned_start=start,
        planned_due=due,
        done_on=days["done_on"],
        note=form.text("note").strip(),
    )


def version_of(form: Typed) -> int:
    """The version that the form was filled in from. Raises ``RuleBrokenError`` when it is no number."""
    version = whole(form.text("version"))
    if version is None or version < 1:
        raise RuleBrokenError(Fault(field="", message=message("form.incomplete")))
    return version


def version_at_first(form: Typed) -> int:
    """The same, for a form that adds as well: sent again, it began before the first version of what it added."""
    return version_of(form) if form.text("version") else 1


async def parse_evidence(form: Typed, most_bytes: int) -> EvidenceDraft:
    """A link or a file as given. A file is read only as far as shows that it is too big."""
    form.check()
    upload = form.files.get("file")
    content = await upload.read(most_bytes + 1) if upload else b""
    return EvidenceDraft(
        title=form.text("title"),
        link=form.text("link"),
        file_name=upload.filename if upload else "",
        content=content,
    )
