"""The only importer of `db`: rows in, domain values out; transactions and the change log."""
