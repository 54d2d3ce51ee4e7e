"""A server of a folder on this machine, for what a browser opens in benchmarks and tests."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Serves files without logging; an idle connection does not delay closing."""

    timeout = 10

    def log_message(self, format: str, *args: Any) -> None:
        """Suppress the log."""


class Server(ThreadingHTTPServer):
    """Waits for its threads on closing, so that no socket is left open."""

    daemon_threads = False


@contextmanager
def served(folder: Path, handler: type[Handler] = Handler, **given: Any) -> Iterator[str]:
    """Serve a folder locally; yield its URL.

    :param given: further arguments of *handler*
    """
    handle = partial(handler, directory=str(folder), **given)
    with Server(("127.0.0.1", 0), handle) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
