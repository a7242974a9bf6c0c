"""What it costs to preview an edit: the form as the browser has it, sent with one thing changed, nothing saved."""

from __future__ import annotations

import statistics
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from tests.bench.load import LOOPBACK, Wish, WrongAnswerError, ask
from tests.bench.measures import ROUNDS
from tests.bench.report import Figure

if TYPE_CHECKING:
    from tests.bench.data import World
    from tests.bench.servers import Serving

TIMES: Final = 20
AIM: Final = 15.0
"""Most milliseconds of processor time for a preview on a plan of 100 milestones."""


class Form(HTMLParser):
    """The fields of one form of a page with their values, as a browser would send them."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self._id, self._is_inside, self._select, self._area = form_id, False, "", ""
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a control would send."""
        held = dict(attrs)
        if tag == "form":
            self._is_inside = held.get("id") == self._id
        if not self._is_inside:
            return
        name = held.get("name") or ""
        if tag == "input" and (held.get("type") not in {"checkbox", "radio"} or "checked" in held):
            self.fields.append((name, held.get("value") or ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in held:
            self.fields.append((self._select, held.get("value") or ""))
        elif tag == "textarea":
            self._area = name

    def handle_data(self, data: str) -> None:
        """Note the text of an area."""
        if self._area:
            self.fields.append((self._area, data.strip()))
            self._area = ""

    def handle_endtag(self, tag: str) -> None:
        """Leave the form."""
        if tag == "form":
            self._is_inside = False


async def preview_figure(serving: Serving, world: World, slug: str, size: int) -> Figure:
    """Processor time of the server for previewing that a milestone takes longer."""
    signed_in = (("cookie", f"roadmap_session={world.session}"),)
    address = f"/plans/{slug}/milestones/{world.previewed}"
    page = await ask(serving.port, Wish(path=f"{address}/edit", headers=signed_in))
    form = Form("edit")
    form.feed(page.body.decode())
    sent = {**dict(form.fields), "likely": "400", "worst": "500", "do": "preview"}
    own_page = ("origin", f"http://{LOOPBACK}:{serving.port}"), ("sec-fetch-site", "same-origin")
    kind = (("content-type", "application/x-www-form-urlencoded"),)
    wish = Wish(path=address, headers=(*signed_in, *own_page, *kind), body=urlencode(sent).encode())
    found = []
    for _ in range(ROUNDS):
        before = serving.cpu()
        for _ in range(TIMES):
            answer = await ask(serving.port, wish)
            if answer.status != wish.status:
                raise WrongAnswerError(f"{address}: {answer.status}")
        found.append(1000 * (serving.cpu() - before) / TIMES)
    return Figure(
        name=f"CPU of a preview, plan of {size} milestones",
        value=statistics.median(found),
        unit="ms",
        aim=AIM,
        detail=f"{min(found):.1f} to {max(found):.1f}",
    )
