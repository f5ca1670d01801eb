"""What tests of several subjects need."""

import os
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@pytest.fixture
def server():
    """A server on loopback: `pages` maps a path to what answers it, a function of the request's handler."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.seen.append((self.path, dict(self.headers)))
            try:
                self.server.pages[self.path](self)
            except ConnectionError:  # the reader hung up, as it may
                self.close_connection = True

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def __init__(self):
            super().__init__(("127.0.0.1", 0), Handler)
            self.pages, self.seen = {}, []
            self.address = f"http://127.0.0.1:{self.server_address[1]}"

        def give(self, path, body, kind="text/html; charset=utf-8", status=200, **headers):
            def answer(handler):
                handler.send_response(status)
                handler.send_header("Content-Type", kind)
                handler.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    handler.send_header(name.replace("_", "-"), value)
                handler.end_headers()
                handler.wfile.write(body)

            self.pages[path] = answer

        def send_on(self, path, to):
            self.give(path, b"", status=302, Location=to)

    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture(scope="session")
def display():
    """An X display of the tests' own, shared by all of them."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(write), "-screen", "0", "64x64x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        number = numbers.readline().strip()
    assert number, "Xvfb didn't start"
    yield f":{number}"
    server.terminate()
    server.wait(10)
