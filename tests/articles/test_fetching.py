"""Pages come from the network within bounds, and whatever a server does wrong is one sentence."""

import gzip
import socket
import threading

import pytest

from annotations.errors import SourceError
from annotations.models import Source
from tuireader.articles import fetching, load

PAGE = "<html><head><meta charset=utf-8><title>The vote</title></head><body><article>" + "".join(
    f"<p>The council said “no” to the library of the town, number {n} of all, on Tuesday.</p>" for n in range(4)
)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def refused(address):
    with pytest.raises(SourceError) as caught:
        load(address)
    sentence = str(caught.value)
    assert sentence.startswith("http")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_page_is_read_and_its_bytes_and_final_address_are_kept(server):
    server.give("/vote", PAGE.encode())
    server.send_on("/short", "/vote")
    article = load(f"{server.address}/short")
    assert article.original == PAGE.encode()
    assert article.address == f"{server.address}/vote"
    assert article.source.url == f"{server.address}/vote"
    assert len(article.paragraphs) == 4


def test_the_charset_that_the_server_declares_counts(server):
    server.give("/x", PAGE.replace("<meta charset=utf-8>", "").encode("cp1252"), "text/html; charset=ISO-8859-1")
    assert "“no”" in load(f"{server.address}/x").paragraphs[0].text


def test_texts_and_pdfs_and_feeds_come_from_the_network_too(server, pdf):
    server.give("/a.txt", b"One.\n\nTwo.", "text/plain")
    server.give("/a.pdf", pdf([(72, 700, 11, "A report.")]), "application/pdf")
    server.give(
        "/feed", b"<rss><channel><title>N</title><item><title>E</title></item></channel></rss>", "application/rss+xml"
    )
    assert [p.text for p in load(f"{server.address}/a.txt").paragraphs] == ["One.", "Two."]
    assert [p.text for p in load(f"{server.address}/a.pdf").paragraphs] == ["A report."]
    assert [p.text for p in load(f"{server.address}/feed").paragraphs] == ["E"]


def test_no_cookie_is_kept(server):
    server.give("/a", b"", status=302, Location="/b", Set_Cookie="track=me")
    server.give("/b", PAGE.encode())
    load(f"{server.address}/a")
    assert all("Cookie" not in headers for _, headers in server.seen)


@pytest.mark.parametrize("status", [401, 402, 403, 429, 451])
def test_a_page_that_programs_may_not_have_is_to_be_saved_with_the_browser(server, status):
    server.give("/x", b"no", status=status)
    sentence = refused(f"{server.address}/x")
    assert "save the page in your browser and open the file" in sentence
    assert str(status) in sentence


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_page_is_never_an_article(server, status):
    server.give("/x", PAGE.encode(), status=status)
    assert str(status) in refused(f"{server.address}/x")


def test_a_consent_page_is_not_the_article(server):
    server.send_on("/x", "/consent?continue=x")
    server.give("/consent?continue=x", PAGE.encode())
    assert "asks for consent" in refused(f"{server.address}/x")


@pytest.mark.parametrize("path", ["/consent-law-passes", "/consent/what-it-means", "/consentement"])
def test_an_article_about_consent_is_one(server, path):
    server.give(path, PAGE.encode())
    assert len(load(f"{server.address}{path}").paragraphs) == 4


def test_an_article_about_consent_is_one_behind_a_redirect(server):
    server.send_on("/x", "/consent-law-passes")
    server.give("/consent-law-passes", PAGE.encode())
    assert len(load(f"{server.address}/x").paragraphs) == 4


def test_redirects_in_a_loop_end(server):
    server.send_on("/a", "/b")
    server.send_on("/b", "/a")
    assert "from one address to the next" in refused(f"{server.address}/a")
    assert len(server.seen) == 1 + fetching.MOST_REDIRECTS


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x/y", "javascript:alert(1)", "data:text/html,x"])
def test_redirects_to_anything_but_the_web_are_not_followed(server, target):
    server.send_on("/a", target)
    refused(f"{server.address}/a")
    assert len(server.seen) == 1


def test_pictures_and_films_are_refused_by_their_kind(server):
    server.give("/a", b"x" * 10, "video/mp4")
    assert "video/mp4" in refused(f"{server.address}/a")


def test_a_page_larger_than_the_cap_is_not_read_to_its_end(server):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"<p>words " * 10_000)

    server.pages["/a"] = endless
    assert "larger than 10 MB" in refused(f"{server.address}/a")


def test_a_packed_page_that_unfolds_beyond_the_cap_is_refused(server):
    server.give("/a", gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")
    assert "larger than 10 MB" in refused(f"{server.address}/a")


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "]
)
def test_a_server_that_drips_for_ever_is_left(server, monkeypatch, head):
    stop = threading.Event()
    monkeypatch.setattr(fetching, "ALL_SECONDS", 0.2)

    def drip(handler):
        handler.wfile.write(head)
        while not stop.wait(0.01):
            handler.wfile.write(b".")

    server.pages["/a"] = drip
    assert "takes more than" in refused(f"{server.address}/a")
    stop.set()


def test_a_server_that_says_nothing_is_left(server, monkeypatch):
    stop = threading.Event()
    monkeypatch.setattr(fetching, "READ_SECONDS", 0.1)
    server.pages["/a"] = lambda _: stop.wait(10)
    assert "didn't answer in time" in refused(f"{server.address}/a")
    stop.set()


def test_a_server_that_isnt_there_is_one_sentence(server):
    server.shutdown()
    server.server_close()
    assert "can't be fetched" in refused(f"{server.address}/a")


@pytest.mark.parametrize("address", ["http://", "http://[::1", "https://exa mple/", "http://a..b/", "http://\ud800/"])
def test_an_address_that_is_none_is_one_sentence(address):
    refused(address)


def test_an_empty_answer_is_one_sentence(server):
    server.give("/a", b"")
    assert "empty page" in refused(f"{server.address}/a")


class Cancelled(Exception):
    pass


def test_progress_is_told_and_can_cancel(server):
    server.give("/a", PAGE.encode())
    seen = []
    load(f"{server.address}/a", Source(), lambda one: seen.append((one.done, one.whole)))
    assert seen[-1] == (len(PAGE.encode()), len(PAGE.encode()))

    def cancel(_):
        raise Cancelled

    with pytest.raises(Cancelled):
        load(f"{server.address}/a", Source(), cancel)


def test_a_server_that_never_answers_can_be_left_at_once():
    def cancel(_):
        raise Cancelled

    with socket.create_server(("127.0.0.1", 0)) as deaf, pytest.raises(Cancelled):
        load(f"http://127.0.0.1:{deaf.getsockname()[1]}/a", Source(), cancel)
