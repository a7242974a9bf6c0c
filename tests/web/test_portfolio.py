"""The start page: what it says of all plans, what it leaves out, and what it costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from roadmap.store.connection import fetch, fetch_one
from roadmap.web.summaries import SUMMARIES
from tests.queries import MOST_QUERIES, counted_queries
from tests.world import PLAN, SAMPLE_DAY, milestone_ids, plan_id_of, revision_of

if TYPE_CHECKING:
    from tests.world import World

pytestmark = pytest.mark.usefixtures("sample_day")


def count_of(page: str) -> str:
    found = re.search(r'<p class="note" role="status">([^<·]+)', page)
    assert found
    return found[1].strip()


async def touch(slug: str, **fields: str) -> None:
    """Change a plan past the services, as any write would: its revision rises."""
    for name, value in fields.items():
        await fetch(f"UPDATE plan SET {name} = $2 WHERE slug = $1", slug, value)  # noqa: S608 (a test's own words)
    await fetch("UPDATE plan SET revision = revision + 1 WHERE slug = $1", slug)


async def test_every_plan_stands_in_the_table_with_its_status_in_words(sample_world: World) -> None:
    page = (await sample_world.grant_manager.get("/")).text
    for title in ("Croatia", "Czech Republic", "Denmark", "France", "Scotland", "Spain"):
        assert f">{title}</a>" in page
    assert "<h1>Six countries, " in page
    assert count_of(page) == "6 of 6 plans, worst first"
    assert page.index(">Off track</span>") < page.index(">At risk</span>") < page.index(">On track</span>")
    assert page.count("Where the figures come from") == 1


async def test_a_judged_status_shows_both_and_the_title_follows(sample_world: World) -> None:
    page = (await sample_world.grant_manager.get("/")).text
    override = (
        '{"kind": "bad", "reason": "The ministry has stopped.", "by": "grant-manager", "at": "2026-11-16T09:00:00Z"}'
    )
    for slug in ("denmark", "france"):
        await fetch("UPDATE plan SET rag_override = $2 WHERE slug = $1", slug, override)
        await touch(slug)
    changed = (await sample_world.grant_manager.get("/")).text
    assert "four off track</h1>" in changed
    assert "four off track</h1>" not in page
    assert "The ministry has stopped." in changed
    assert (
        "Computed: On track. Nothing is late beyond the tolerance. Judged by the Grant manager on 16 Nov 2026."
        in changed
    )


async def test_a_plan_that_nobody_approved_is_marked_as_a_draft(sample_world: World) -> None:
    mark = re.compile(r"</svg>Draft</span>")
    assert not mark.search((await sample_world.grant_manager.get("/")).text)
    await touch("denmark", status="draft")
    assert len(mark.findall((await sample_world.grant_manager.get("/")).text)) == 1


async def test_filters_leave_the_plans_that_fit_and_an_unknown_value_is_refused(sample_world: World) -> None:
    client = sample_world.grant_manager
    assert count_of((await client.get("/?route=learning-community")).text) == "2 of 6 plans, worst first"
    assert count_of((await client.get("/?stage=received")).text) == "3 of 6 plans, worst first"
    for query in ("status=purple", "within=1e9", "route=nowhere", "stage=gone"):
        refused = await client.get(f"/?{query}")
        assert refused.status_code == 422, query
        assert f"Nothing here is filtered by “{query.partition('=')[2]}”." in refused.text
        assert count_of(refused.text) == "0 of 6 plans, worst first"
        assert "No plan fits these filters." in refused.text


async def test_a_guest_is_sent_to_sign_in(sample_world: World) -> None:
    answer = await sample_world.anonymous.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/")


async def test_an_account_without_plans_is_told_whom_to_ask(sample_world: World) -> None:
    page = (await sample_world.outsider.get("/")).text
    assert "No plan is open to you yet." in page
    assert "Croatia" not in page
    assert "/plans/new" not in page


async def test_only_who_manages_a_portfolio_or_a_plan_in_it_is_offered_a_new_plan(sample_world: World) -> None:
    assert 'href="/plans/new"' in (await sample_world.country_lead.get("/")).text
    assert 'href="/plans/new"' in (await sample_world.grant_manager.get("/")).text
    assert 'href="/plans/new"' in (await sample_world.administrator.get("/")).text
    assert 'href="/plans/new"' not in (await sample_world.reader.get("/")).text


async def test_the_drafts_of_one_are_not_kept_for_others_with_the_same_plans(sample_world: World) -> None:
    """Two country leads, one of the portfolio and one of each of its plans, have the same rights on the same plans."""
    await fetch(
        """
        UPDATE membership SET role = 'country-lead', plan_id = NULL,
            portfolio_id = (SELECT portfolio_id FROM plan LIMIT 1)
        WHERE id = (SELECT min(m.id::text)::uuid FROM membership m JOIN account a ON a.id = m.account_id
                    WHERE a.email = 'grant-manager@example.org')
        """
    )
    await fetch(
        """
        DELETE FROM membership m USING account a WHERE a.id = m.account_id AND a.email = 'country-lead@example.org'
        """
    )
    await fetch(
        """
        INSERT INTO membership (id, account_id, plan_id, role)
        SELECT gen_random_uuid(), a.id, p.id, 'country-lead' FROM account a, plan p
        WHERE a.email = 'country-lead@example.org'
        """
    )
    assert "Plans you are drafting" not in (await sample_world.country_lead.get("/")).text
    row = await fetch_one("SELECT id FROM portfolio")
    assert row
    sent = {"country": "HR", "title": "Our second region", "portfolio": str(row["id"])}
    begun = await sample_world.country_lead.post("/drafts", data=sent)
    mine = (await sample_world.country_lead.get("/")).text
    assert "Our second region" in mine
    assert begun.headers["location"].partition("#")[0] in mine
    assert "Our second region" not in (await sample_world.grant_manager.get("/")).text
    await sample_world.country_lead.post(f"{begun.headers['location'].rpartition('/')[0]}/removal")
    assert "Our second region" not in (await sample_world.country_lead.get("/")).text


async def test_archived_plans_are_folded_away_and_count_nowhere(sample_world: World) -> None:
    await touch("denmark", status="archived")
    page = (await sample_world.grant_manager.get("/")).text
    assert "<h1>Five countries, " in page
    assert count_of(page) == "5 of 5 plans, worst first"
    assert "1 archived plan" in page
    assert page.count("/plans/denmark") == 1


async def test_what_moved_in_the_last_days_is_said_with_its_plans(sample_world: World) -> None:
    plan_id, (first, *_) = await plan_id_of(), await milestone_ids()
    await fetch("ALTER TABLE change DISABLE TRIGGER USER")
    await fetch("DELETE FROM change")
    await fetch(
        """
        INSERT INTO change (plan_id, revision, at, actor, noun, item_id, item, action, fields, reason)
        VALUES ($1, 99, $3::timestamptz - interval '3 days', 'country-lead', 'milestone', $2, 'x', 'changed',
                '[{"field": "planned_due", "before": "2026-11-02", "after": "2026-11-30"}]', ''),
               ($1, 98, $3::timestamptz - interval '60 days', 'country-lead', 'milestone', $2, 'x', 'changed',
                '[{"field": "status", "before": "in-progress", "after": "done"}]', '')
        """,
        plan_id,
        first,
        SAMPLE_DAY,
    )
    await touch(PLAN)
    for slug in ("croatia", "czech-republic", "denmark", "france", "scotland"):
        await touch(slug)
    page = (await sample_world.grant_manager.get("/")).text
    since = page[page.index('class="c4-end since"') : page.index('class="filter')]
    assert "date moved, later: <a" in since
    assert since.count("<li>") == 1
    assert 'href="/plans/spain/activity">Spain</a>' in since


async def test_the_page_is_the_same_until_a_plan_changes(sample_world: World) -> None:
    client = sample_world.grant_manager
    first = await client.get("/")
    again = await client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    await touch(PLAN)
    assert (await client.get("/", headers={"if-none-match": first.headers["etag"]})).status_code == 200


async def test_after_one_edit_only_that_plan_is_loaded(sample_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = sample_world.grant_manager
    await client.get("/")
    loaded: list[int] = []
    original = SUMMARIES._sum_up  # noqa: SLF001 (what is kept inside is what this is about)

    async def watched(plan_ids: list[object], *more: object, **named: object) -> object:
        loaded.append(len(plan_ids))
        return await original(plan_ids, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(SUMMARIES, "_sum_up", watched)
    await touch(PLAN)
    assert (await client.get("/")).status_code == 200
    assert loaded == [1]
    assert await revision_of(PLAN) > 1


async def test_it_takes_at_most_twelve_queries_and_one_when_nothing_changed(sample_world: World) -> None:
    client = sample_world.grant_manager
    with counted_queries() as asked:
        fresh = await client.get("/")
    assert 1 < len(asked) <= MOST_QUERIES
    with counted_queries() as asked:
        answer = await client.get("/", headers={"if-none-match": fresh.headers["etag"]})
    assert (answer.status_code, len(asked)) == (304, 1)
    with counted_queries() as asked:
        assert (await client.get("/")).status_code == 200
    assert len(asked) == 1
