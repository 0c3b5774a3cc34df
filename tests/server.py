"""A PostgreSQL server of the tests' own, on loopback, in a temporary folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "s3cret-w0rd"
USER = "writer"
MISSING = "PostgreSQL's initdb is not here; install it (Debian: apt-get install postgresql) to test stores on a server"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl."""
    found = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return Path(found).resolve().parent if found else places[-1] if places else None


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """An address of its own database on a server that runs as long as the block; the password is asked for."""
    where = programs()
    assert where is not None, MISSING
    as_user = _as_another(folder) if os.geteuid() == 0 else []
    secret = folder / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    data, port = folder / "data", _free_port()

    def call(*command: str) -> None:
        done = subprocess.run(
            [*as_user, *command], capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
        )
        assert done.returncode == 0, done.stdout + done.stderr

    initdb = [
        str(where / "initdb"),
        "-D",
        str(data),
        "-U",
        USER,
        "--pwfile",
        str(secret),
        "-A",
        "scram-sha-256",
    ]
    call(*initdb, "-E", "UTF8", "--no-locale", "--no-sync")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
    control = [str(where / "pg_ctl"), "-D", str(data), "-w", "-s"]
    call(*control, "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{port}/postgres"
    finally:
        call(*control, "-m", "immediate", "stop")


def _as_another(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: how to call it as the user that its package makes."""
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
