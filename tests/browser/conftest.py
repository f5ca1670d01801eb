"""A real browser on pages that are served on loopback and tell where they were scrolled to."""

import fcntl
import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

# A screen stands between two paragraphs, so that what is in sight tells which one was scrolled to.
_PAGE = """<!doctype html><meta charset="utf-8"><style>p {{ margin: 0 0 150vh }}</style><h1>Page</h1>{blocks}
<script>
let told = false;
function tell() {{
  if (told) return;
  told = true;
  const seen = [...document.querySelectorAll("p")].filter(p => {{
    const box = p.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  }});
  fetch("/told", {{method: "POST", body: JSON.stringify([scrollY > 0, seen.map(p => +p.dataset.number)])}});
}}
addEventListener("scroll", () => requestAnimationFrame(tell));
addEventListener("load", () => setTimeout(tell, 1200));  // a browser gives up its search half a second after loading
</script>"""


class Browser:
    """Headless Chromium, driven through a pipe, and the server of its pages."""

    def __init__(self, chromium: str, folder: Path) -> None:
        self._pages: dict[str, bytes] = {}
        self._told: queue.Queue[list[Any]] = queue.Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        near_read, self._out = os.pipe()
        self._in, near_write = os.pipe()
        # The browser wants 3 and 4, which mustn't be these themselves.
        read, write = (fcntl.fcntl(near, fcntl.F_DUPFD, 10) for near in (near_read, near_write))
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{read} 4>&{write}', chromium, *_FLAGS, f"--user-data-dir={folder}"],
            pass_fds=[read, write],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for descriptor in (near_read, near_write, read, write):
            os.close(descriptor)
        self._answers = os.fdopen(self._in, "rb")
        self._count = 0
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        pages, told = self._pages, self._told

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = pages.get(self.path, b"")
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        return Handler

    def _ask(self, method: str, parameters: dict[str, Any], session: str = "") -> dict[str, Any]:
        self._count += 1
        request = {"id": self._count, "method": method, "params": parameters}
        os.write(self._out, json.dumps(request | ({"sessionId": session} if session else {})).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _message(self) -> dict[str, Any]:
        data = bytearray()
        while (byte := self._answers.read(1)) not in (b"\0", b""):
            data += byte
        assert byte, "the browser ended"
        message: dict[str, Any] = json.loads(data)
        return message

    def serve(self, blocks: Sequence[str]) -> str:
        """The address of a page with these paragraphs, each as HTML."""
        path = f"/{len(self._pages)}"
        html = "".join(f'<p data-number="{number}">{block}</p>' for number, block in enumerate(blocks))
        self._pages[path] = _PAGE.format(blocks=html).encode()
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def serve_texts(self, texts: Sequence[str]) -> str:
        """The address of a page with these paragraphs, each as plain text."""
        return self.serve([escape(text) for text in texts])

    def open(self, url: str) -> tuple[bool, list[int]]:
        """Open an address; whether the browser scrolled, and the numbers of the paragraphs that are in sight then."""
        self._ask("Page.navigate", {"url": url, "transitionType": "typed"}, self._session)
        scrolled, seen = self._told.get(timeout=30)
        return scrolled, seen

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        os.close(self._out)
        self._answers.close()
        self._process.terminate()
        self._process.wait(10)


_FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--remote-debugging-pipe"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=800,600"),
]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium; skips, by name, where it isn't installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    one = Browser(chromium, tmp_path_factory.mktemp("chromium"))
    yield one
    one.close()
