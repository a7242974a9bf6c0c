"""Pictures of the product for its README: `make screenshot` starts it with the sample plans, signs in and looks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from roadmap.domain.sample_accounts import SAMPLE_PASSWORD
from tests.browser.chromium import chromium
from tests.product import running_product

FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "img"
PICTURES: Final = {"portfolio": "/"}
"""Name and address of every picture."""
SIZE: Final = {"width": 1280, "height": 820}
MOST_BYTES: Final = 200_000


def take(address: str, folder: Path = FOLDER) -> list[Path]:
    """Write every picture; raises ``ValueError`` for one too big to be kept in the repository."""
    written = []
    with chromium() as browser:
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="en-GB")  # type: ignore[arg-type]
        page.goto(f"{address}/sign-in")
        page.fill("[name=email]", "grant-manager@example.org")
        page.fill("[name=password]", SAMPLE_PASSWORD)
        page.click("main button[type=submit]")
        for name, path in PICTURES.items():
            page.goto(f"{address}{path}", wait_until="networkidle")
            file = folder / f"screenshot-{name}.png"
            file.write_bytes(page.screenshot())
            if file.stat().st_size > MOST_BYTES:
                message = f"{file.name} has {file.stat().st_size} bytes, more than {MOST_BYTES}"
                raise ValueError(message)
            written.append(file)
    return written


if __name__ == "__main__":
    with running_product() as product:
        for picture in take(product.address):
            print(picture.name)  # noqa: T201 (a command's answer)
