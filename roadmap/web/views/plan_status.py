"""A plan's status as the rule computes it, and the form that puts a person's judgement over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.provenance import Provenance
from roadmap.web.forms.plans import KINDS
from roadmap.web.views.changes import who
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.frame import Provenanced, ProvenanceNote, RagView
from roadmap.web.views.plan_frame import PlanPage, Standing
from roadmap.web.views.words import rag_word


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusFormView:
    """Both judgements and the form. ``judged`` is nothing while nobody has judged.

    Of a plan that ``is_closed`` only the judgements are shown.
    """

    is_closed: bool
    action: str
    version: str
    computed: RagView
    computed_prov: Provenanced
    judged: RagView | None
    judged_by: str
    errors: tuple[ErrorView, ...]
    kind: FieldView
    reason: FieldView
    rule: tuple[str, ...]
    notes: tuple[ProvenanceNote, ...]


def status_view(
    page: PlanPage, stands: Standing, typed: Mapping[str, str] | None = None, faults: Sequence[Fault] = ()
) -> StatusFormView:
    """The status page: the form as saved, or as typed where it was refused."""
    _, words, plan = page.words.gettext, page.words, page.plan
    computed = stands.rag.computed or stands.rag
    override = plan.rag_override
    held = {
        "kind": override.kind if override else "",
        "reason": override.reason if override else "",
        "version": str(plan.version),
    }
    value, fields = {**held, **(typed or {})}, Fields(words, faults)
    return StatusFormView(
        is_closed=page.is_closed,
        action=f"{page.address}/status",
        version=value["version"],
        computed=RagView(kind=computed.kind, word=rag_word(words, computed.kind), reason=words.say(computed.reason)),
        computed_prov=page.notes.mark(_basis(page)),
        judged=RagView(kind=override.kind, word=rag_word(words, override.kind), reason=override.reason)
        if override
        else None,
        judged_by=_("%(who)s, %(when)s") % {"who": who(page, override.by), "when": words.instant(override.at)}
        if override
        else "",
        errors=fields.errors(),
        kind=fields.field(
            "kind",
            _("Your judgement"),
            value["kind"],
            options=[(kind, rag_word(words, kind)) for kind in KINDS],
            is_required=True,
        ),
        reason=fields.field(
            "reason",
            _("Reason"),
            value["reason"],
            hint=_(
                "What the rule cannot know. It is shown beside the computed status, to everybody who reads the plan."
            ),
            is_required=True,
        ),
        rule=_rule(page),
        notes=page.notes.notes(),
    )


def _basis(page: PlanPage) -> Provenance:
    formula = page.words.gettext(
        "The first of the rules below that holds, on today’s forecast and on progress by weight against the baseline."
    )
    return Provenance(kind="derived", formula=formula)


def _rule(page: PlanPage) -> tuple[str, ...]:
    """The rule in the playbook's words, in the order in which it is applied."""
    _, words = page.words.gettext, page.words
    said = {each.key: words.text(each.summary) for each in page.playbook.thresholds}
    value = {each.key: each.value for each in page.playbook.thresholds}
    return (
        _("A plan is off track when a pinned milestone is forecast after its date."),
        *(f"{said[key]} ({words.number(value[key])})" for key in ("rag-red-days-late", "rag-red-schedule-index")),
        _("A plan is at risk when a milestone is blocked."),
        *(f"{said[key]} ({words.number(value[key])})" for key in ("rag-amber-days-late", "rag-amber-schedule-index")),
        _("Otherwise it is on track."),
    )
