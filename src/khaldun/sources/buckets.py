"""Inputs in buckets: ``s3://`` and ``gs://`` addresses, listed and fetched through Arrow's file systems.

A file is copied into a temporary folder before it is read: coding it may take hours, which no connection outlives.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from khaldun.errors import InputError

if TYPE_CHECKING:
    from khaldun.sources.inputs import Source

_ADDRESS = re.compile(r"(s3|gs|file)://", re.IGNORECASE)
_WILD = re.compile(r"[*?\[]")
_TRIES = 3
_SECONDS = 60.0
_WHY = (
    (
        r"NO_SUCH_BUCKET|Bucket '.*' not found|bucket does not exist",
        "there is no such bucket; check its name",
    ),
    (
        r"ACCESS_DENIED|INVALID_ACCESS_KEY|SIGNATURE|HTTP response code 40[13]|credential|PERMISSION_DENIED|UNAUTHENTICATED",
        "access is refused; give credentials that may read it (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
        "a profile or a machine's role; GOOGLE_APPLICATION_CREDENTIALS for gs://)",
    ),
    (
        r"NETWORK_CONNECTION|resolve|connect|timed? ?out",
        "its server cannot be reached; check the network, AWS_REGION and AWS_ENDPOINT_URL",
    ),
)


def is_address(given: object) -> bool:
    """Whether an input is an address, of something in a bucket or of a file here, and no path."""
    return isinstance(given, str) and _ADDRESS.match(given) is not None


def path_of(given: str | Path) -> Path | None:
    """A path as given, or that of a ``file://`` address; ``None`` for what lies in a bucket."""
    if not is_address(given):
        return Path(given)
    parts = urlsplit(str(given))
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def listed(address: str, make: type[Source]) -> Iterator[Source | InputError]:
    """The files behind an address: one, all below a folder, or those that fit a pattern (``s3://news/2014/*.parquet``).

    In the order of names, hidden ones left out. Where there are none, or the bucket cannot be listed, an error says why.
    """
    scheme, rest = _parts(address)
    if not rest:
        yield InputError(address, f"names no bucket; give {scheme}://BUCKET/PATH")
        return
    try:
        found = list(_files(scheme, rest))
    except OSError as error:
        yield InputError(address, _why(error))
        return
    if not found:
        yield InputError(address, "no file there; give the address of a file, or of a folder that holds some")
    for path, id, size, alone in found:
        name = f"{scheme}://{path}"
        yield make(None, id, name, listed=not alone, address=name, size=size)


def _parts(address: str) -> tuple[str, str]:
    scheme, _, rest = address.partition("://")
    return scheme.lower(), rest.strip("/")


def _files(scheme: str, rest: str) -> Iterator[tuple[str, str, int, bool]]:
    """Path, id and bytes of each file, and whether it is the one that was named. Raises ``OSError``."""
    from pyarrow.fs import FileSelector, FileType

    system = _system(scheme, rest.partition("/")[0])
    wild = _WILD.search(rest)
    base = rest[: wild.start()].rpartition("/")[0] if wild else rest
    if not base:
        raise FileNotFoundError("a pattern must begin with the bucket's name")
    one = system.get_file_info(base)
    if one.type == FileType.File:
        yield base, PurePosixPath(base).name, one.size, True
        return
    every = system.get_file_info(FileSelector(base, recursive=True))
    for info in sorted(every, key=lambda info: str(info.path)):
        below = PurePosixPath(info.path).relative_to(base)
        hidden = any(part.startswith(".") for part in below.parts)
        if info.type == FileType.File and not hidden and (not wild or _fits(info.path, rest)):
            yield info.path, f"{PurePosixPath(base).name}/{below}", info.size, False


def _fits(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern, part by part, as a shell would have it."""
    return path.count("/") == pattern.count("/") and PurePosixPath(path).match(pattern)


@contextmanager
def fetched(source: Source) -> Iterator[Source]:
    """The same source with a copy of its file on this machine, which goes when the block ends.

    Raises ``InputError`` where it cannot be fetched.
    """
    address = source.address or ""
    scheme, rest = _parts(address)
    with tempfile.TemporaryDirectory(prefix="khaldun-") as folder:
        path = Path(folder) / f"input{''.join(PurePosixPath(rest).suffixes[-2:])}"
        try:
            stream = _system(scheme, rest.partition("/")[0]).open_input_stream(rest, compression=None)
            with stream, path.open("wb") as copy:
                shutil.copyfileobj(stream, copy, 1 << 20)
        except OSError as error:
            raise InputError(address, _why(error)) from None
        yield replace(source, path=path, address=None)


def _system(scheme: str, bucket: str) -> Any:
    """The file system of a bucket; ``AWS_ENDPOINT_URL`` names another server than Amazon's."""
    from pyarrow import fs

    if scheme == "gs":
        return fs.GcsFileSystem(retry_time_limit=dt.timedelta(seconds=_SECONDS))
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    if region is None:
        region = "us-east-1" if endpoint else fs.resolve_s3_region(bucket)
    return fs.S3FileSystem(
        endpoint_override=endpoint,
        region=region,
        connect_timeout=_SECONDS / 4,
        request_timeout=_SECONDS,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=_TRIES),
    )


def _why(error: OSError) -> str:
    said = " ".join(str(error).split())
    if isinstance(error, FileNotFoundError):
        return "no such file or folder in the bucket; check the path"
    for pattern, reason in _WHY:
        if re.search(pattern, said, re.IGNORECASE):
            return reason
    return f"cannot be read ({said[:200]}); check the address"
