"""Static files: read and zipped once; browsers keep for good what carries the mark of its content in its address."""

from __future__ import annotations

import mimetypes
from functools import cache
from pathlib import Path
from typing import Any, Final

from litestar import Request, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Response

from roadmap.settings import shipped_folder
from roadmap.templating import asset
from roadmap.web.cache import Kept, etag, matches

FOREVER: Final = "public, max-age=31536000, immutable"
ZIPPED: Final = ("text/", "application/javascript", "image/svg+xml", "application/json")


@get("/static/{path:path}")
async def static_file(request: Request[Any, Any, Any], path: FromPath[str]) -> Response[bytes]:
    """Send a static file."""
    name = path.removeprefix("/")
    if name not in _files():
        raise NotFoundException
    kept = _kept(name)
    tag = etag(asset(name))
    is_marked = f"v={request.query_params.get('v', '')}" == asset(name).partition("?")[2]
    headers = {"etag": tag.decode(), "cache-control": FOREVER if is_marked else "no-cache", "vary": "accept-encoding"}
    if matches(request.headers.get("if-none-match", "").encode(), tag):
        return Response(b"", status_code=304, headers=headers)
    media_type = kept.media_type.decode()
    if "gzip" in request.headers.get("accept-encoding", "") and media_type.startswith(ZIPPED):
        return Response(kept.zipped, media_type=media_type, headers={**headers, "content-encoding": "gzip"})
    return Response(kept.body, media_type=media_type, headers=headers)


@cache
def _files() -> dict[str, Path]:
    """The files of the static folder by name. Anything else in an address is no file, in whichever spelling."""
    root = shipped_folder("static").resolve()
    return {each.relative_to(root).as_posix(): each for each in root.rglob("*") if each.is_file()}


@cache
def _kept(name: str) -> Kept:
    """Read a file once. Asked for files that there are alone: each name is kept for good, here and by ``asset``."""
    file = _files()[name]
    kind = "application/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
    media_type = kind or "application/octet-stream"
    charset = "; charset=utf-8" if media_type.startswith("text/") or file.suffix == ".js" else ""
    return Kept(body=file.read_bytes(), media_type=f"{media_type}{charset}".encode())
