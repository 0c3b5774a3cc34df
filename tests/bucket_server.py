"""A small server of buckets on loopback, in a thread: what Arrow's S3 client asks to list and read, and keys that are refused."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

KEY = "reader"
"""The access key that may read."""
_DATE = "2014-09-16T00:00:00.000Z"

Buckets = dict[str, dict[str, bytes]]


@contextmanager
def serving(buckets: Buckets) -> Iterator[str]:
    """The address of a server of these buckets (files by key), for ``AWS_ENDPOINT_URL``."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"buckets": buckets}))
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_address[1]}"
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    buckets: Buckets

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        bucket, _, key = unquote(parts.path).lstrip("/").partition("/")
        if f"Credential={KEY}/" not in self.headers.get("Authorization", ""):
            self._fail(403, "AccessDenied", "Access Denied")
        elif bucket not in self.buckets:
            self._fail(404, "NoSuchBucket", "The specified bucket does not exist")
        elif not key:
            self._list(bucket, {name: some[0] for name, some in parse_qs(parts.query).items()})
        elif key not in self.buckets[bucket]:
            self._fail(404, "NoSuchKey", "The specified key does not exist.")
        else:
            self._give(self.buckets[bucket][key])

    def _list(self, bucket: str, asked: dict[str, str]) -> None:
        prefix, delimiter = asked.get("prefix", ""), asked.get("delimiter")
        files, folders = [], set()
        for key, data in sorted(self.buckets[bucket].items()):
            if not key.startswith(prefix):
                continue
            below = key[len(prefix) :]
            if delimiter and delimiter in below:
                folders.add(prefix + below.split(delimiter)[0] + delimiter)
            else:
                files.append(
                    f"<Contents><Key>{escape(key)}</Key><LastModified>{_DATE}</LastModified><Size>{len(data)}</Size></Contents>"
                )
        shared = [
            f"<CommonPrefixes><Prefix>{escape(folder)}</Prefix></CommonPrefixes>"
            for folder in sorted(folders)
        ]
        count = len(files) + len(shared)
        body = f"<IsTruncated>false</IsTruncated><KeyCount>{count}</KeyCount>{''.join(files + shared)}"
        self._send(200, f"<ListBucketResult><Name>{bucket}</Name>{body}</ListBucketResult>".encode())

    def _give(self, data: bytes) -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if wanted is None:
            self._send(200, data)
            return
        start, end = int(wanted[1]), min(int(wanted[2] or len(data)), len(data) - 1)
        self._send(206, data[start : end + 1], {"Content-Range": f"bytes {start}-{end}/{len(data)}"})

    def _fail(self, status: int, code: str, said: str) -> None:
        self._send(status, f"<Error><Code>{code}</Code><Message>{said}</Message></Error>".encode())

    def _send(self, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Length": str(len(body)), "Last-Modified": "Tue, 16 Sep 2014 00:00:00 GMT"}
        for name, value in {**headers, "ETag": '"x"', **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""
