"""What an operator does with the database: reach it, bring its schema up to date, hold a worker's connections."""

from roadmap.store.database import migrate_database, open_pool, reachable_database

__all__ = ["migrate_database", "open_pool", "reachable_database"]
