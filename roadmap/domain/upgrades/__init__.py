"""A newer playbook for a plan: what differs three ways, and taking over what was chosen.

``aspects`` says what is held against each other, ``comparing`` finds the differences between the old playbook, the new
one and the plan, ``taking`` applies those that were chosen and ``fitting`` places them among what the plan has.
"""

from roadmap.domain.upgrades.aspects import ASPECTS, AnchorTo, LinkTo, Noun, Portrait
from roadmap.domain.upgrades.comparing import FieldThree, Upgrade, UpgradeItem, upgrade
from roadmap.domain.upgrades.taking import take_over

__all__ = [
    "ASPECTS",
    "AnchorTo",
    "FieldThree",
    "LinkTo",
    "Noun",
    "Portrait",
    "Upgrade",
    "UpgradeItem",
    "take_over",
    "upgrade",
]
