"""What is told after a write: that it was saved, and in which revision, so that exactly that can be undone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from litestar import Request

from roadmap.domain.visits import Visit
from roadmap.i18n import Language
from roadmap.services.history import own_save
from roadmap.web.views.frame import UndoView
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.undo import undo_view

YES: Final = "yes"
UNDONE: Final = "undone"
FINAL: Final = "final"
NOTHING: Final = "nothing"
"""What addresses say: something was saved, the last change was undone, what was saved stays, or nothing changed."""
IN_ADDRESS: Final = re.compile(f"saved=({YES}|{UNDONE})(?=[&#]|$)")
AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Save:
    """What came of a write, and the plan's revision that it made where that can be undone."""

    said: str = ""
    revision: str = ""

    def words(self, words: Language) -> str:
        """What the page says of it once."""
        _ = words.gettext
        said = {
            YES: _("Saved."),
            FINAL: _("Saved."),
            UNDONE: _("The last change is undone."),
            NOTHING: _("Nothing changed: all of this was saved already."),
        }
        return said.get(self.said, "")

    def undo(self, page: PlanPage | None, back: str) -> UndoView | None:
        """The way to take it back, as long as it is the last change of the plan."""
        if page is None or self.revision != str(page.plan.revision):
            return None
        return undo_view(page, back, is_redo=self.said == UNDONE)

    @property
    def fields(self) -> dict[str, str]:
        """It as a query of an address holds it."""
        return {"saved": self.said, **({"revision": self.revision} if self.revision else {})}

    def put_into(self, address: str) -> str:
        """An address that says it, where it said only that something was saved or undone."""
        return IN_ADDRESS.sub(urlencode(self.fields), address, count=1)


def save_in(request: AnyRequest) -> Save:
    """What the address of a page says of a write."""
    asked = request.query_params
    return Save(said=asked.get("saved", ""), revision=asked.get("revision", ""))


async def save_of(request: AnyRequest, address: str) -> Save:
    """What came of a write after which ``address`` would say that something was saved or undone.

    Of a plan that was opened for it the log tells; of anything else nothing more is known.
    """
    found = IN_ADDRESS.search(address)
    said = found[1] if found else ""
    visit: Visit | None = request.scope["state"].get("visit")
    if not said or visit is None or visit.viewer is None or visit.plan is None:
        return Save(said=said)
    own = await own_save(visit.viewer, visit.plan.id, visit.plan.revision)
    if own is None:
        return Save(said=NOTHING)
    return Save(said=said, revision=str(own.revision)) if own.can_be_undone else Save(said=FINAL)
