"""The only importer of ``db``: rows in, domain values out; transactions; the change log."""
