"""One function per user intention: allow, load, change, save and audit, in one transaction."""
