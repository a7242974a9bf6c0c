"""The published JSON Schema of the exchange format, for everybody's editors and programs."""

from __future__ import annotations

from typing import Final

from litestar import get
from litestar.response import Response

from roadmap.domain.exchange.schema import FILE_NAME, schema_text

DAY: Final = "public, max-age=86400"
MEDIA_TYPE: Final = "application/schema+json"


@get(f"/schemas/{FILE_NAME}")
async def plan_schema() -> Response[bytes]:
    """Send the schema; it holds nothing of any plan."""
    return Response(schema_text().encode(), media_type=MEDIA_TYPE, headers={"cache-control": DAY})
