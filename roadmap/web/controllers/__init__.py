"""Controllers, one file a noun. A new noun is one line here."""

from litestar.types import ControllerRouterHandler

from roadmap.web.controllers.account import AccountController
from roadmap.web.controllers.milestones import MilestonesController
from roadmap.web.controllers.plans import PlansController
from roadmap.web.controllers.portfolio import PortfolioController
from roadmap.web.controllers.playbooks import PlaybooksController
from roadmap.web.controllers.preferences import PreferencesController
from roadmap.web.controllers.sign_in import SignInController, SignOutController

CONTROLLERS: tuple[ControllerRouterHandler, ...] = (
    AccountController,
    MilestonesController,
    PlansController,
    PortfolioController,
    PlaybooksController,
    PreferencesController,
    SignInController,
    SignOutController,
)
"""All controllers, as the application registers them."""
