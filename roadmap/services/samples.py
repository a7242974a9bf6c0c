"""The sample plans and their accounts."""


async def load_samples() -> None:
    """Load the sample plans and accounts, once; what is there already stays as it is."""
