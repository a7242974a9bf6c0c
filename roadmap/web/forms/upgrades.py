"""The form that takes over what was chosen of a newer playbook."""

from __future__ import annotations

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.services.plans import REASON_MAX
from roadmap.services.upgrades import Choice
from roadmap.web.forms.reading import Typed, whole


def choice_of(form: Typed) -> Choice:
    """What was ticked, and what it was seen on. Who would rather take nothing has ticked nothing."""
    names = frozenset() if takes_nothing(form) else frozenset(form.all("item"))
    return Choice(names=names, revision=whole(form.text("revision")) or 0, digest=form.text("digest"))


def takes_nothing(form: Typed) -> bool:
    """Whether the plan shall follow the newer playbook and stay as it is."""
    return form.text("do") == "nothing"


def check_choice(form: Typed, chosen: frozenset[str]) -> None:
    """Raise ``RuleBrokenError`` where nothing was chosen of what can be, or the reason cannot be kept."""
    faults = list(form.faults)
    if not chosen and not takes_nothing(form):
        faults.append(Fault(field="", message=message("upgrade.nothing_chosen")))
    reason = form.text("reason")
    if len(reason) > REASON_MAX and not any(each.field == "reason" for each in faults):
        too_long = message("text.too_long", most=REASON_MAX, length=len(reason))
        faults.append(Fault(field="reason", message=too_long))
    if faults:
        raise RuleBrokenError(*faults)
