"""One worker process: loads a coder, then codes what it is sent. And the handle by which the main process holds it.

Processes are spawned, not forked: a fork would copy the locks of the store's threads. Each has a pipe of its own, so that one
that is killed breaks nothing but its own.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import pickle
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

from khaldun.errors import KhaldunError
from khaldun.model import Article
from khaldun.running.chunks import Coder, code_chunk

_LOADING = 600.0
"""Seconds in which a worker must have loaded its coder."""
_ENDING = 10.0


class WorkerLostError(Exception):
    """A worker died or was given up; the text says which."""


class HungError(WorkerLostError):
    """A worker gave no answer in time."""


class Worker:
    """A process with a coder. Raises what making the coder raised."""

    def __init__(self, make_coder: Callable[[], Coder]) -> None:
        context = mp.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=work, args=(theirs, make_coder), name="khaldun-worker", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the pipe ends when the worker does
        self.articles = 0

    def load(self) -> None:
        """Wait until the coder is loaded. Raises what loading it raised, or ``KhaldunError`` where the process ended."""
        try:
            failure = pickle.loads(self._answer(_LOADING))
        except WorkerLostError as error:
            raise KhaldunError(
                f"a worker process could not load the coder: {error}; give fewer --workers"
            ) from None
        if failure is not None:
            raise failure

    def code(self, articles: Sequence[Article], seconds: float) -> bytes:
        """The pickled outcomes of the articles. Raises ``WorkerLostError`` where the process died or took longer."""
        try:
            self._pipe.send(articles)
        except OSError:
            raise WorkerLostError(self._end()) from None
        answer = self._answer(seconds)
        self.articles += len(articles)
        return answer

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def close(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        self._process.join(_ENDING)
        self._pipe.close()

    def _answer(self, seconds: float) -> bytes:
        try:
            if not self._pipe.poll(seconds):
                raise HungError(f"no end within {seconds:,.0f} s")
            return self._pipe.recv_bytes()
        except (EOFError, OSError):
            raise WorkerLostError(self._end()) from None

    def _end(self) -> str:
        self._process.join(_ENDING)
        status = self._process.exitcode
        if status is not None and status < 0:
            name = signal.Signals(-status).name if -status in {*signal.Signals} else str(-status)
            return f"its process was ended by {name}"
        return f"its process ended with status {status}"


def work(pipe: Connection, make_coder: Callable[[], Coder]) -> None:
    """What the process does: code until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process decides what an interrupt means
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # workers share the cores already
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        coder = make_coder()
    except KhaldunError as error:
        pipe.send(error)
        return
    pipe.send(None)
    while True:
        try:
            pipe.send_bytes(pickle.dumps(code_chunk(coder, pipe.recv()), pickle.HIGHEST_PROTOCOL))
        except (EOFError, OSError):
            return


def _end_with_parent() -> None:
    """A main process that was killed cannot end its workers, so that each watches for that."""
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
