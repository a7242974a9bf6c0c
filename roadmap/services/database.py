"""What an operator does with the database: reach it, bring its schema up to date, back it up, hold its connections."""

from roadmap.store.backups import restore_backup, write_backup
from roadmap.store.database import migrate_database, open_pool, reachable_database

__all__ = ["migrate_database", "open_pool", "reachable_database", "restore_backup", "write_backup"]
