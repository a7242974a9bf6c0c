"""PostgreSQL: tables, migrations, and the server that runs beside the product when none is given."""
