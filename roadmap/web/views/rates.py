"""Exchange rates: the latest of each currency, the form that brings a file, and what a file would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.rate_files import MOST_BYTES, Place
from roadmap.domain.rate_imports import RateImport
from roadmap.domain.rates import ANCHOR, ChangedRate, Conversion, Rate, Rates
from roadmap.i18n import Language
from roadmap.i18n.numbers import written
from roadmap.services.rates import RatesOverview, RatesPreview
from roadmap.web.views.facts import FactView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.provenance import Notes
from roadmap.web.views.rate_words import age_said, bringer, currency_name, one_euro, rate_basis, source_word

UNREADABLE: Final = frozenset({"rates.not_utf8", "rates.zipped", "rates.not_xml", "rates.not_ecb_xml", "rates.not_csv"})
TOO_BIG, WRONG_KIND, REFUSED = 413, 415, 422
LISTED: Final = 40
"""Rates of a file that a preview lists; of more it says how many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RateRow:
    """The latest rate of a currency and source; ``is_used`` when it is the one that converts today."""

    code: str
    name: str
    rate: str
    day: str
    iso: str
    age: str
    source: str
    reason: str
    prov: Provenanced | None
    brought: str
    is_used: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BroughtRow:
    """A file that was taken over: when, by whom, and what it brought, rates that changed before and after."""

    when: str
    when_iso: str
    who: str
    sentence: str
    changes: tuple[ChangeRow, ...]
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeRow:
    """A rate that differs: of which currency and day, its digits before and after, and its reason if that does."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ProblemRow:
    """One thing that is wrong in a file, and where."""

    place: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RatesView:
    """The page of all rates with the form that brings more."""

    title: str
    lede: str
    rows: tuple[RateRow, ...]
    action: str
    errors: tuple[ErrorView, ...]
    file: FieldView
    most_mb: int
    source: FieldView
    reason: FieldView
    problems: tuple[ProblemRow, ...]
    log: tuple[BroughtRow, ...]
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RatesPreviewView:
    """What a file would bring, and the form that takes it over."""

    title: str
    finding: str
    is_stale: bool
    is_empty: bool
    action: str
    removal: str
    revision: str
    facts: tuple[FactView, ...]
    changed: tuple[ChangeRow, ...]
    new: tuple[ChangeRow, ...]
    more: str


def rates_view(
    words: Language,
    overview: RatesOverview,
    today: date,
    *,
    typed: Mapping[str, str],
    faults: Sequence[Fault] = (),
) -> RatesView:
    """The page, with what was typed and what is wrong in a file that was just brought."""
    _, notes = words.gettext, Notes(words, ())
    inside = [each for each in faults if Place.of(each.field)]
    outside = [each for each in faults if each not in inside]
    if inside:
        outside.append(Fault(field="file", message=message("rates.problems", count=len(inside))))
    fields = Fields(words, outside)
    rows = _rows(words, overview.latest, today, notes)
    return RatesView(
        title=_title(words, overview.latest, today),
        lede=_lede(words, overview.latest),
        rows=rows,
        action="/rates/imports",
        errors=fields.errors(),
        file=fields.field(
            "file",
            _("File of rates"),
            hint=_("eurofxref.csv, eurofxref-hist.csv, or the same as XML."),
            is_required=True,
        ),
        most_mb=MOST_BYTES // 1_048_576,
        source=fields.field(
            "source",
            _("Where they come from"),
            typed.get("source", ""),
            options=[(each, source_word(words, each)) for each in ("ecb", "own")],
            is_required=True,
        ),
        reason=fields.field(
            "reason",
            _("Why these rates"),
            typed.get("reason", ""),
            hint=_("For planning rates of your own: who set them and why. It stands wherever they are used."),
        ),
        problems=tuple(_problem(words, each) for each in inside),
        log=tuple(_brought(words, each) for each in overview.imports),
        notes=notes.notes(),
    )


def status_of(faults: Sequence[Fault]) -> int:
    """413 and 415 are the standard's words for a file that is too big or of the wrong kind."""
    keys = {each.message.key for each in faults}
    if "rates.too_big" in keys:
        return TOO_BIG
    return WRONG_KIND if keys & UNREADABLE else REFUSED


def preview_view(words: Language, preview: RatesPreview, *, is_stale: bool = False) -> RatesPreviewView:
    """What a file would change; ``is_stale`` when other rates came in since it was looked at."""
    _, waiting, changes = words.gettext, preview.waiting, preview.changes
    address = f"/rates/imports/{waiting.id}"
    first, last = (words.date(each) for each in preview.days)
    listed = changes.changed[:LISTED], changes.new[-LISTED:]
    left = len(changes.changed) + len(changes.new) - sum(map(len, listed))
    more = words.ngettext("%(count)s more is not listed.", "%(count)s more are not listed.", left)
    return RatesPreviewView(
        title=_("What the file brings"),
        finding=_("Everything in this file is here already.") if changes.is_empty else _counted(words, preview),
        is_stale=is_stale,
        is_empty=changes.is_empty,
        action=address,
        removal=f"{address}/removal",
        revision=str(preview.revision),
        facts=(
            FactView(term=_("File"), text=waiting.file_name),
            FactView(term=_("Where they come from"), text=source_word(words, waiting.source)),
            FactView(
                term=_("Days"),
                text=_("%(first)s to %(last)s") % {"first": first, "last": last} if first != last else first,
            ),
            FactView(term=_("Here already"), text=words.number(changes.same)),
            *([FactView(term=_("Why these rates"), text=waiting.reason)] if waiting.reason else ()),
        ),
        changed=tuple(_change(words, each) for each in listed[0]),
        new=tuple(
            ChangeRow(field=_of_day(words, each), before="", after=written(each.rate, words.code)) for each in listed[1]
        ),
        more=more % {"count": words.number(left)} if left else "",
    )


def _title(words: Language, latest: Sequence[Rate], today: date) -> str:
    _ = words.gettext
    if not latest:
        return _("No exchange rates yet")
    day = max(each.day for each in latest)
    return _("Exchange rates of %(day)s, %(age)s") % {"day": words.date(day), "age": age_said(words, day, today)}


def _lede(words: Language, latest: Sequence[Rate]) -> str:
    _ = words.gettext
    if not latest:
        return _("Plans in other currencies than a portfolio’s own stay out of its totals until a rate is here.")
    if all(each.source == "sample" for each in latest):
        return _(
            "These are round rates for the sample plans, assumed. Bring those of the European Central Bank before"
            " anybody is told a total."
        )
    return _("Totals over several currencies use the latest rate on or before the day, and say which.")


def _rows(words: Language, latest: Sequence[Rate], today: date, notes: Notes) -> tuple[RateRow, ...]:
    rates = Rates(latest)
    rows = []
    for each in latest:
        applies = rates.between(each.currency, ANCHOR, today)
        basis = rate_basis(words, each)
        rows.append(
            RateRow(
                code=each.currency,
                name=currency_name(words, each.currency),
                rate=one_euro(words, each),
                day=words.date(each.day),
                iso=each.day.isoformat(),
                age=age_said(words, each.day, today),
                source=source_word(words, each.source),
                reason=each.reason,
                prov=notes.mark(basis) if basis else None,
                brought=words.gettext("%(who)s, %(day)s")
                % {"who": bringer(words, each.kept_by), "day": words.date(each.kept_on) if each.kept_on else "–"},
                is_used=isinstance(applies, Conversion) and (applies.day, applies.source) == (each.day, each.source),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.code, not row.is_used)))


def _problem(words: Language, fault: Fault) -> ProblemRow:
    _, place = words.gettext, Place.of(fault.field)
    values = {"line": words.number(place.line) if place else "", "cell": place.cell if place else ""}
    said = _("Line %(line)s, %(cell)s") if place and place.cell else _("Line %(line)s")
    return ProblemRow(place=said % values, sentence=words.say(fault.message))


def _counted(words: Language, preview: RatesPreview) -> str:
    new, changed = len(preview.changes.new), sum(each.has_other_rate for each in preview.changes.changed)
    explained = len(preview.changes.changed) - changed
    first = words.ngettext("%(count)s rate is new", "%(count)s rates are new", new) % {"count": words.number(new)}
    second = words.ngettext("%(count)s rate changes", "%(count)s rates change", changed) % {
        "count": words.number(changed)
    }
    third = words.ngettext("%(count)s rate gets a new reason", "%(count)s rates get a new reason", explained) % {
        "count": words.number(explained)
    }
    said = words.sentence_list([first] * bool(new) + [second] * bool(changed) + [third] * bool(explained))
    return words.gettext("%(what)s. Nothing is saved yet.") % {"what": said}


def _brought(words: Language, done: RateImport) -> BroughtRow:
    _, moment = words.gettext, done.imported_at or done.created_at
    values = {
        "source": source_word(words, done.source),
        "file": done.file_name or _("no file"),
        "new": words.number(done.added),
        "changed": words.number(len(done.changed)),
    }
    return BroughtRow(
        when=words.instant(moment),
        when_iso=moment.isoformat(),
        who=bringer(words, done.by),
        sentence=_("%(source)s (%(file)s): %(new)s new, %(changed)s changed.") % values,
        changes=tuple(_change(words, each) for each in done.changed[:LISTED]),
        reason=done.reason,
    )


def _change(words: Language, change: ChangedRate) -> ChangeRow:
    before, after = (
        f"{written(each.rate, words.code)} ({words.quoted(each.reason)})"
        if each.reason and change.has_other_reason
        else written(each.rate, words.code)
        for each in (change.before, change.after)
    )
    return ChangeRow(field=_of_day(words, change.after), before=before, after=after)


def _of_day(words: Language, rate: Rate) -> str:
    return f"{rate.currency}, {words.date(rate.day)}"
