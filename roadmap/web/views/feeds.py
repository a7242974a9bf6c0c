"""The page of one's calendar addresses, and the one that shows a new address, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.feeds import Feed
from roadmap.domain.messages import message
from roadmap.i18n import LANGUAGES, Language
from roadmap.web.views.fields import ErrorView, Fields, FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedView:
    """An address in the list: what it shows, never the address itself, which is not known any more."""

    title: str
    made: str
    made_iso: str
    language: str
    lang: str
    revocation: str
    revoke_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedsView:
    """The page of one's calendar addresses. ``nothing`` says why there can be none yet, or is empty."""

    errors: tuple[ErrorView, ...]
    subject: FieldView
    feeds: tuple[FeedView, ...]
    nothing: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewFeedView:
    """A new address, complete."""

    title: str
    address: str
    webcal: str


def feeds_view(
    words: Language,
    feeds: Sequence[tuple[Feed, str]],
    plans: Sequence[tuple[str, str]],
    *,
    chosen: str = "",
    faults: Sequence[Fault] = (),
) -> FeedsView:
    """Build the page; ``plans`` are slugs and titles to choose from, ``chosen`` is the value of a choice.

    One that is not on offer is told beside the field, unless something is wrong anyhow.
    """
    _ = words.gettext
    options = [
        ("portfolio", _("All plans that I may read")),
        ("mine", _("Milestones that one of my roles answers for")),
    ]
    options += [(f"plan:{slug}", title) for slug, title in plans]
    if chosen and not faults and not any(chosen == key for key, _title in options):
        faults = (Fault(field="subject", message=message("choice.unknown")),)
    fields = Fields(words, faults)
    return FeedsView(
        errors=fields.errors(),
        subject=fields.field(
            "subject",
            _("What to put into the calendar"),
            chosen or "portfolio",
            hint=_("The texts of the calendar are in %(language)s, as these pages are now.") % {"language": words.name},
            options=options,
            is_required=True,
        ),
        feeds=tuple(_feed_view(words, feed, title) for feed, title in feeds),
        nothing="" if plans else words.gettext("You can read no plan yet, so there is nothing to put into a calendar."),
    )


def new_feed_view(words: Language, feed: Feed, plan_title: str, secret: str, base_url: str) -> NewFeedView:
    """Build the page of a new address; its secret is shown here and nowhere else."""
    address = f"{base_url}/feeds/{secret}.ics"
    return NewFeedView(
        title=_title(words, feed, plan_title), address=address, webcal="webcal:" + address.partition(":")[2]
    )


def _feed_view(words: Language, feed: Feed, plan_title: str) -> FeedView:
    title = _title(words, feed, plan_title)
    return FeedView(
        title=title,
        made=words.instant(feed.created_at),
        made_iso=feed.created_at.isoformat(timespec="seconds"),
        language=LANGUAGES.get(feed.language, feed.language),
        lang=feed.language,
        revocation=f"/feeds/{feed.id}/revocation",
        revoke_label=words.gettext("Revoke the address of “%(title)s”, made on %(day)s")
        % {"title": title, "day": words.date(feed.created_at.date())},
    )


def _title(words: Language, feed: Feed, plan_title: str) -> str:
    _ = words.gettext
    return {"portfolio": _("All plans"), "mine": _("My milestones")}.get(feed.scope, plan_title)
