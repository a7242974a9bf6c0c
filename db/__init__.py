"""PostgreSQL: tables, migrations, and the server that runs beside the product when none is given.

Nothing here imports the product: `roadmap.store` calls this package, never the other way.
"""

import os

# Piccolo finds its configuration by this name; set here, so that no command and no test has to know of it.
os.environ.setdefault("PICCOLO_CONF", "db.piccolo_conf")
