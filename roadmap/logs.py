"""Logs: a line an event to standard output. Never the values of variables: among them are passwords and secrets."""

from __future__ import annotations

import sys

import structlog


def configure_logs(level: str) -> None:
    """Log from a level up. A traceback shows code alone, where structlog of itself would print every frame's values."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=True),
            structlog.dev.ConsoleRenderer(
                colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
