"""Piccolo's configuration: the engine and the one app."""

from piccolo.conf.apps import AppRegistry

from db.engine import DB

__all__ = ["APP_REGISTRY", "DB"]

APP_REGISTRY = AppRegistry(apps=["db.piccolo_app"])
