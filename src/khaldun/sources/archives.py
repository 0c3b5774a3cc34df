"""ZIP archives: each file in one as a source of its own. Nothing is ever unpacked to disk."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from khaldun.errors import InputError
from khaldun.sources.inputs import Source
from khaldun.sources.packed import SMALL, too_tight

MOST = 200_000
"""Files of one archive; their list is held in memory."""
_LISTED = 8
"""Times an archive's size that its files may have together beside ``packed.RATIO``: files that overlap are a bomb."""
_INNER = re.compile(r"\.(?:zip|7z|rar|tar|tgz|bz2|xz|zst)$", re.IGNORECASE)
_FURNITURE = ("__MACOSX", "Thumbs.db", "desktop.ini")

Member = tuple[Source, IO[bytes]]


def members(path: Path, id: str, name: str) -> Iterator[Member | InputError]:
    """Each file of an archive as a source with its stream, in the archive's order; hidden ones are left out.

    Ids are ``<archive>/<path in it>``. An error stands in the place of a file that is not read: its name leads out of the
    archive, it is encrypted, packed too tightly to be text, damaged, or an archive itself. Raises ``InputError`` where
    nothing of the archive can be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _require_sound(archive, path, name)
            seen: Counter[str] = Counter()
            for info in archive.infolist():
                if not info.is_dir() and not _hidden(info.filename):
                    seen[info.filename] += 1
                    again = f"#{seen[info.filename]}" if seen[info.filename] > 1 else ""
                    yield from _member(
                        archive, info, f"{id}/{info.filename}{again}", f"{name}, {info.filename!r}"
                    )
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        UnicodeError,
    ) as error:  # what zipfile says of a damaged list
        raise InputError(name, f"the ZIP archive is damaged ({error}); fetch or pack it again") from error


def _require_sound(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    infos = archive.infolist()
    if not infos:
        raise InputError(name, "no file in this archive; give one that holds articles")
    if len(infos) > MOST:
        raise InputError(name, f"{len(infos):,} files in one archive; {MOST:,} are the most; split it")
    packed = sum(info.compress_size for info in infos)
    if packed > _LISTED * path.stat().st_size + SMALL:
        raise InputError(
            name, "its files overlap, as in an archive bomb; unpack it with care, or leave it out"
        )


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, id: str, name: str
) -> Iterator[Member | InputError]:
    wrong = _why_not(info)
    if wrong:
        yield InputError(name, wrong)
        return
    try:
        with archive.open(info) as stream:
            yield Source(Path(PurePosixPath(info.filename).name), id, name, listed=True), stream
    # zipfile says NotImplementedError of a way of packing that it cannot read, RuntimeError of a missing password.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        yield InputError(name, f"damaged, or packed in a way that is not read ({error}); pack it again")


def _why_not(info: zipfile.ZipInfo) -> str | None:
    parts = re.split(r"[\\/]", info.filename)
    if ".." in parts or parts[0] == "" or re.match(r"[A-Za-z]:", info.filename) or "\\" in info.filename:
        return "its name leads out of the archive; pack it again with plain names"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file; pack the file itself"
    if info.flag_bits & 1:
        return "encrypted; unpack it with its password first"
    if _INNER.search(info.filename):
        return "an archive in an archive; unpack it first"
    if too_tight(info.file_size, info.compress_size):
        return f"{info.compress_size:,} bytes that unpack to {info.file_size:,}, as in an archive bomb; leave it out"
    return None


def _hidden(filename: str) -> bool:
    parts = PurePosixPath(filename).parts
    return any((part.startswith(".") and not part.startswith("..")) or part in _FURNITURE for part in parts)
