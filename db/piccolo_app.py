"""Piccolo's view of the product: its name, its tables and where its migrations lie."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="roadmap",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=table_finder(modules=["db.tables"]),
    migration_dependencies=[],
    commands=[],
)
