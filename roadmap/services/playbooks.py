"""Playbooks as the pages and the other services use them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from uuid import uuid4

from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.domain.playbook_copies import copy_of, digest_of
from roadmap.domain.playbooks import Playbook
from roadmap.playbook_files import playbooks, read_texts
from roadmap.store.connection import transaction
from roadmap.store.playbook_copies import keep_copy


def all_playbooks() -> tuple[Playbook, ...]:
    """Every playbook, in the order of their names."""
    return playbooks()


def playbook(intervention: str) -> Playbook:
    """The playbook of an intervention. Raises ``NotFoundError``."""
    found = next((each for each in playbooks() if each.intervention.key == intervention), None)
    if found is None:
        raise NotFoundError(message("error.not_found"))
    return found


@cache
def digest(intervention: str) -> str:
    """The digest of a playbook as it now is, worked out once a process. Raises ``NotFoundError``."""
    return digest_of(playbook(intervention))


def is_behind(plan: Plan) -> bool:
    """Whether a plan follows another version of its playbook than the one that is there now."""
    if plan.playbook_digest:
        return plan.playbook_digest != digest(plan.intervention)
    return plan.playbook_version != playbook(plan.intervention).intervention.version


async def keep_playbooks(now: datetime) -> None:
    """Keep a copy of every playbook as it now is, so that plans from before copies were kept find what they follow."""
    async with transaction():
        for each in playbooks():
            await keep_copy(copy_of(each, uuid4(), now))


@cache
def thresholds(intervention: str) -> dict[str, Decimal]:
    """A playbook's thresholds by key."""
    return {each.key: each.value for each in playbook(intervention).thresholds}


@cache
def texts_of(language: str) -> Mapping[str, str]:
    """All playbooks' texts in one language, by their English text; empty in English and where nothing is translated."""
    return {text: said for each in playbooks() for text, said in read_texts(each.intervention.key, language).items()}
