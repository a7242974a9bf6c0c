"""`python -m tests.bench`: fill a database of its own, serve it, drive it, print the table. Loopback only."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from typing import Final

from click import echo

from db.embedded import EmbeddedServer
from roadmap.store.database import migrate_database, open_pool
from tests.bench import data
from tests.bench.coverages import coverage_figures
from tests.bench.load import Answer, Wish, ask
from tests.bench.measures import Kept, afresh, shares
from tests.bench.portfolios import portfolio_figures
from tests.bench.previews import preview_figure
from tests.bench.queries import counts
from tests.bench.report import Figure, print_figures, print_shares
from tests.bench.schedules import schedule_figures
from tests.bench.servers import Serving, ceiling, product
from tests.databases import throwaway_folder

OTHERS: Final = (10, 2_000)
GZIP: Final = ("accept-encoding", "gzip")
PAGE, FEED = f"plan page, {data.MILESTONES} milestones", f"calendar feed, {data.EVENTS} events"
KEPT_AIM, AIM_304 = 0.25, 0.30
"""Least shares of the ceiling."""
FRESH_AIMS: Final = {PAGE: 6.0, FEED: 8.0}
"""Most milliseconds of processor time."""
MONEY: Final = "money of all plans"
AIMED: Final = {*FRESH_AIMS, MONEY}
"""Whose shares of the ceiling have an aim; of an answer asked for again only the first two have."""


def main() -> None:
    """Run everything; it takes some two minutes."""
    logging.disable(logging.INFO)
    # On a busy machine the figures are the machine's, and even the shares wander.
    echo(f"{os.cpu_count()} processors, {os.getloadavg()[0]:.1f} of them busy on average in the last minute.")
    with throwaway_folder() as folder:
        folder.chmod(0o711)
        var = folder / "var"
        with EmbeddedServer(var) as server:
            world = asyncio.run(_fill(server.dsn))
        with product(var) as serving, EmbeddedServer(var) as server:
            asyncio.run(_measure(folder, server.dsn, serving, world))


async def _fill(dsn: str) -> data.World:
    await migrate_database(dsn)
    async with open_pool(dsn, 2):
        world = await data.fill()
        await data.add_plans_of_others(OTHERS[0])
        return world


async def _measure(folder: Path, dsn: str, serving: Serving, world: data.World) -> None:
    figures = [Figure(name="Start to first answer, data in place", value=serving.seconds, unit="s", aim=3)]
    async with open_pool(dsn, 2):
        wishes = _wishes(world)
        kept, answers = await _answers(serving.port, wishes)
        with ceiling(folder, answers) as top:
            print_shares(await shares(serving, top, kept, answers))
        figures += await _fresh(serving, world, wishes, OTHERS[0])
        figures.append(await preview_figure(serving, world, data.PREVIEW_PLAN, data.PREVIEWED))
        await data.add_plans_of_others(OTHERS[1] - OTHERS[0])
        figures += await _fresh(serving, world, wishes, OTHERS[1])
        kept, answers = await _answers(serving.port, wishes)
        with ceiling(folder, answers) as top:
            echo(f"\nWith {OTHERS[1]:,} plans of others in the database:", nl=False)
            print_shares(await shares(serving, top, [each for each in kept if FEED not in each.name], answers))
        figures.append(
            Figure(name="Memory of the worker after all this", value=serving.megabytes(), unit="MB", aim=200)
        )
    figures += [
        Figure(name=f"Queries: {name}", value=count, unit="", aim=most)
        for name, count, most in await counts(dsn, world.session, tuple(wish.path for wish in wishes.values()))
    ]
    # Last: from here on whoever reads has two hundred plans more.
    figures += await portfolio_figures(dsn, world.session, world.viewer.account_id)
    print_figures([*figures, *schedule_figures(), *coverage_figures()])


def _wishes(world: data.World) -> dict[str, Wish]:
    signed_in = (("cookie", f"roadmap_session={world.session}"), GZIP)
    return {
        PAGE: Wish(path=f"/plans/{data.PAGE_PLAN}/milestones", headers=signed_in),
        "plan overview": Wish(path=f"/plans/{data.PAGE_PLAN}", headers=signed_in),
        FEED: Wish(path=f"/feeds/{world.feed}.ics", headers=(GZIP,)),
        "portfolio": Wish(path="/", headers=signed_in),
        MONEY: Wish(path="/money", headers=signed_in),
    }


async def _answers(port: int, wishes: dict[str, Wish]) -> tuple[list[Kept], dict[str, Answer]]:
    """Each answer once as it is, and once asked for by who has it already; both as the ceiling sends them."""
    kept: list[Kept] = []
    answers: dict[str, Answer] = {}
    for index, (name, wish) in enumerate(wishes.items()):
        await ask(port, wish)
        answer = await ask(port, wish)
        if answer.status != wish.status:
            echo(f"Left out: {name} answers {answer.status}.")
            continue
        again = Wish(path=wish.path, headers=(*wish.headers, ("if-none-match", answer.headers["etag"])), status=304)
        kept.append(Kept(name=name, wish=wish, path=f"/{index}", aim=KEPT_AIM if name in AIMED else None))
        kept.append(
            Kept(name=f"{name}: 304", wish=again, path=f"/{index}-304", aim=AIM_304 if name in FRESH_AIMS else None)
        )
        answers |= {f"/{index}": answer, f"/{index}-304": await ask(port, again)}
    return kept, answers


async def _fresh(serving: Serving, world: data.World, wishes: dict[str, Wish], others: int) -> list[Figure]:
    async def page_changes(_: int) -> None:
        await data.raise_revision(data.PAGE_PLAN)

    async def feed_changes(count: int) -> None:
        await data.edit_milestone(world, count)

    figures = []
    for name, wish in wishes.items():
        change = feed_changes if name == FEED else page_changes
        await change(0)
        if (await ask(serving.port, wish)).status == wish.status:
            least, middle, most = await afresh(serving, wish, change)
            said, spread = f"CPU afresh, {others:,} plans of others: {name}", f"{least:.1f} to {most:.1f}"
            figures.append(Figure(name=said, value=middle, unit="ms", aim=FRESH_AIMS.get(name), detail=spread))
    return figures


if __name__ == "__main__":
    main()
