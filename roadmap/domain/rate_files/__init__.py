"""Files of exchange rates as the European Central Bank publishes them, as CSV and as XML, read strictly.

The tables are ``eurofxref.csv`` (one day), ``eurofxref-hist.csv``, ``eurofxref-daily.xml`` and ``eurofxref-hist.xml``.
A file is taken whole or not at all: every problem is told with its line and its cell.
"""

from roadmap.domain.rate_files.findings import MOST_BYTES, Place
from roadmap.domain.rate_files.reading import read_rates

__all__ = ["MOST_BYTES", "Place", "read_rates"]
