"""Whether the product can serve."""

from roadmap.store.connection import is_answering


async def is_ready() -> bool:
    """Whether the database answers; raises ``UnavailableError`` when it does not."""
    return await is_answering()
