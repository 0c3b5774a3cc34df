"""Several workers: a thread for each holds it, sends it chunks, and replaces it when it dies, hangs or grows old."""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from khaldun.model import Article
from khaldun.running.chunks import Chunk, Coded, Coder, Failed
from khaldun.running.worker import HungError, Worker, WorkerLostError


@dataclass(frozen=True, slots=True)
class Limits:
    """When a worker is given up, and when it is replaced.

    A chunk may take ``seconds`` and a thousandth of a second more for each character. A parser keeps every word it has
    seen, so that a worker is replaced after ``articles`` articles: memory stays flat on an endless input.
    """

    seconds: float = 120.0
    articles: int = 5_000


class Pool:
    """Workers that code chunks. To be used in a ``with`` block, at whose end every process is gone."""

    def __init__(self, make_coder: Callable[[], Coder], workers: int, limits: Limits) -> None:
        self._make_coder = make_coder
        self._limits = limits
        self._ahead = 3 * workers + 2
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._alive: set[Worker] = set()
        self._ended = False
        self._threads = ThreadPoolExecutor(workers, "khaldun-worker")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._ended = True
            for worker in self._alive:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._alive:
            worker.close()

    def code(self, work: Iterator[Chunk]) -> Iterator[tuple[Chunk, list[Coded]]]:
        """Each chunk with its outcomes, in order; only a few chunks are ahead of the one that comes next."""
        waiting: deque[tuple[Chunk, Future[list[bytes]]]] = deque()
        for chunk in work:
            waiting.append((chunk, self._threads.submit(self._code, chunk.articles)))
            if len(waiting) > self._ahead:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[tuple[Chunk, Future[list[bytes]]]]) -> tuple[Chunk, list[Coded]]:
        chunk, future = waiting.popleft()
        # Unpickled here and not in the worker's thread, which has its worker to feed.
        outcomes = [outcome for part in future.result() for outcome in pickle.loads(part)]
        return chunk, outcomes

    def _code(self, articles: list[Article]) -> list[bytes]:
        """The outcomes of a chunk, in pickled parts."""
        if not articles:
            return []
        try:
            return [self._ask(articles)]
        except HungError:
            pass
        except WorkerLostError:
            # Its end may have come from outside, and the whole chunk again gives the very same bytes.
            try:
                return [self._ask(articles)]
            except WorkerLostError:
                pass
        return [self._code_one(article) for article in articles]

    def _code_one(self, article: Article) -> bytes:
        try:
            return self._ask([article])
        except WorkerLostError as error:
            return pickle.dumps([Failed(f"coding failed: {error}")])

    def _ask(self, articles: list[Article]) -> bytes:
        worker = self._worker()
        seconds = self._limits.seconds + sum(len(article.text) for article in articles) / 1_000
        try:
            return worker.code(articles, seconds)
        except WorkerLostError:
            self._drop(worker)
            raise

    def _worker(self) -> Worker:
        """This thread's worker, loaded."""
        worker: Worker | None = getattr(self._mine, "worker", None)
        if worker is not None and worker.articles < self._limits.articles:
            return worker
        if worker is not None:
            self._drop(worker)
        with self._lock:
            if self._ended:
                raise CancelledError
            worker = Worker(self._make_coder)
            self._alive.add(worker)
        self._mine.worker = worker
        worker.load()
        return worker

    def _drop(self, worker: Worker) -> None:
        self._mine.worker = None
        with self._lock:
            self._alive.discard(worker)
        worker.close()
