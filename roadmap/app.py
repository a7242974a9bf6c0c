"""Wiring: the application that each worker serves."""

from __future__ import annotations

from litestar import Litestar, get


@get("/healthz", media_type="text/plain")
async def healthz() -> str:
    """Answer once this worker is ready."""
    return "ok"


def create_app() -> Litestar:
    """Build the application."""
    return Litestar([healthz], openapi_config=None)
