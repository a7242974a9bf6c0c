"""Somebody at the page of a milestone: what tests of progress, evidence and lists of milestones send and read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from roadmap.store.connection import fetch_one
from tests.world import PLAN, World, milestone_ids

if TYPE_CHECKING:
    from uuid import UUID

    import httpx

HTMX: Final = {"hx-request": "true"}
OK, SAVED, CONFLICT, TOO_BIG, WRONG_KIND, REFUSED, NOT_MODIFIED = 200, 303, 409, 413, 415, 422, 304
PDF: Final = b"%PDF-1.7\nsigned"


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Somebody at the page of a milestone that has not begun."""

    world: World
    key: UUID

    @property
    def path(self) -> str:
        """The address of the page."""
        return f"/plans/{PLAN}/milestones/{self.key}"

    async def row(self) -> dict[str, Any]:
        """Give the milestone as it is saved."""
        found = await fetch_one("SELECT * FROM milestone WHERE id = $1", self.key)
        assert found is not None
        return dict(found)

    async def form(self, **typed: str) -> dict[str, str]:
        """Fill the form in as the page gives it, but for what is typed."""
        row = await self.row()
        held = {
            "version": str(row["version"]),
            "status": row["status"],
            "percent": str(row["percent"]),
            "planned_start": row["planned_start"].isoformat(),
            "planned_due": row["planned_due"].isoformat(),
            "done_on": row["done_on"].isoformat() if row["done_on"] else "",
            "note": row["note"],
        }
        return held | typed

    async def record(self, form: dict[str, str], who: str = "country_lead", **headers: str) -> httpx.Response:
        """Send the progress form."""
        return await self.world.browser(who).post(f"{self.path}/progress", data=form, headers=headers)

    async def attach(
        self, data: dict[str, str], file: tuple[str, bytes, str] | None = None, **headers: str
    ) -> httpx.Response:
        """Send the evidence form, as a browser does that was given a file or none."""
        files: Any = {"file": file or ("", b"", "application/octet-stream")}
        return await self.world.country_lead.post(f"{self.path}/evidence", data=data, files=files, headers=headers)


async def desk_in(world: World) -> Desk:
    """Sit down at the first milestone that has not begun and that nobody pinned."""
    return Desk(world=world, key=(await milestone_ids(where="status = 'not-started' AND pin IS NULL"))[0])


def errors(answer: httpx.Response) -> dict[str, str]:
    """Give the message beside each field."""
    found = re.findall(r'id="(?:progress|evidence|filter)-([\w-]+)-error">(.*?)</p>', answer.text, re.DOTALL)
    return {name: re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", said))).strip() for name, said in found}
