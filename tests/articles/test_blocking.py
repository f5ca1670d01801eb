"""What stands in an article's way is told from the article, and becomes no version of it unless asked."""

import pytest

from annotations.library import Library
from tuireader.adding import Added, add_source
from tuireader.articles.blocking import obstacle
from tuireader.cli import main
from tuireader.memory import Memory

TOLD = [
    "The council voted on Tuesday to close the old harbour to ships, after a debate of four hours in a full hall.",
    "“We have waited for this for thirty years,” said the mayor, Ann Lee, who had promised it to the fishermen.",
    "The harbour's last ship leaves on Friday, and what becomes of the cranes nobody could say on Tuesday evening.",
    "Its owners want damages of two million, and the town's lawyers expect that a court will have to decide it.",
    "Work on the new quay begins in spring, the town's engineer said, if the river is as low as it was this year.",
]
ERROR = (
    b"<html><head><title>Page not found | The Daily</title></head><body><h1>Page not found</h1><p>Sorry, the page that"
    b" you are looking for may have been moved or deleted.</p><p>Go back to our home page.</p></body></html>"
)


def page(*paragraphs, title="The harbour closes | The Daily"):
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("titles", "texts", "looks_like"),
    [
        (["Just a moment..."], ["Enable JavaScript and cookies to continue"], "a check for robots"),
        (["Attention Required! | Cloudflare"], ["Please complete the security check to access."], "a check for robots"),
        (["The Daily"], ["Are you a robot?", "We detected unusual activity from your computer."], "a check for robots"),
        (["404 Not Found"], ["404 Not Found", "nginx/1.18.0"], "an error page"),
        (["Access denied"], ["You don't have permission to access this page on this server."], "an error page"),
        (["The Daily"], ["Oops!", "We can’t find the page you’re looking for."], "an error page"),
        (["Seite nicht gefunden - Tagblatt"], ["Die Seite wurde leider nicht gefunden."], "an error page"),
        (["Journal"], ["La page que vous cherchez n’existe plus."], "an error page"),
        (["Страница не найдена"], ["Вернуться на главную"], "an error page"),
        (["Diario"], ["La página que busca no existe."], "an error page"),
        (["503 Service Temporarily Unavailable"], ["Please try again in a few minutes."], "an error page"),
        (
            ["The Daily"],
            [
                "We and our 842 partners store and access personal data on your device.",
                "Choose Accept all to agree to the processing, or manage your choices at any time in the settings.",
                "Accept all",
            ],
            "a consent page",
        ),
        (
            ["Before you continue to VideoSite"],
            ["We use cookies and data to deliver and maintain our services.", "Reject all"],
            "a consent page",
        ),
        (
            ["Tagblatt"],
            ["Wir und unsere 200 Partner verwenden Cookies.", "Zustimmen und weiter"],
            "a consent page",
        ),
        (["The harbour closes"], [*TOLD[:2], "Subscribe to continue reading"], "a paywall"),
        (["The harbour closes"], [TOLD[0], "This article is for subscribers only."], "a paywall"),
        (["Der Hafen schließt"], [TOLD[0], "Jetzt weiterlesen mit Tagblatt plus", "Bereits Abonnent?"], "a paywall"),
        (["Le port ferme"], [TOLD[0], "Cet article est réservé aux abonnés."], "a paywall"),
        (["Log in | The Daily"], ["E-mail", "Password", "Forgot your password?"], "a login page"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_named(titles, texts, looks_like):
    assert obstacle(titles, texts) == looks_like


@pytest.mark.parametrize(
    ("titles", "texts"),
    [
        (["The harbour closes"], TOLD),
        (["The harbour closes"], TOLD[:1]),
        (["404: how the error page became an art"], [*TOLD, "The page you are looking for can't be found, it says."]),
        (["Cookies | The Daily"], ["Mix the flour with the butter.", "Bake for twelve minutes at 180 degrees."]),
        (["Robots at work"], ["Are you a robot? is what sites ask.", *TOLD]),
        (["Forbidden | The Daily"], TOLD),
        (["Paper shuts"], [*TOLD * 4, "Subscribe to continue reading our other stories"]),
        (["Files lost"], ["The file could not be found, police said.", "It was last seen on Monday."]),
        (["Voters register"], ["Voters must register to keep their vote.", "The office is open until five."]),
        ([], ["We value the work of our partners, the minister said.", "He spoke in Lyon."]),
        ([], []),
    ],
)
def test_an_article_is_not_taken_for_what_stands_in_its_way(titles, texts):
    assert obstacle(titles, texts) == ""


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


def test_an_error_page_becomes_no_version_unless_asked(server, library, tmp_path):
    server.give("/harbour", page(*TOLD))
    address = f"{server.address}/harbour"
    assert add_source(library, address).added is Added.NEW
    server.give("/harbour", ERROR)
    refused = add_source(library, address)
    assert refused.added is None
    assert "an error page" in refused.problem
    assert "The harbour closes" in refused.problem
    assert "--as-it-is" in refused.problem
    (article,) = library.articles()
    assert len(library.versions(article)) == 1
    assert add_source(library, address, as_it_is=True).added is Added.CHANGED
    assert library.articles() == [article]
    assert library.latest(article).texts[-1] == "Go back to our home page."
    server.give("/harbour", page(*TOLD[:4]))
    assert add_source(library, address).added is Added.CHANGED


def test_a_saved_page_that_was_overwritten_by_a_consent_page_adds_no_version(library, tmp_path):
    memory = Memory(tmp_path / "state")
    saved = tmp_path / "saved.html"
    saved.write_bytes(page(*TOLD))
    assert add_source(library, str(saved), memory=memory).added is Added.NEW
    saved.write_bytes(page("We use cookies.", "Accept all cookies or manage your choices at any time."))
    assert "no version was added" in add_source(library, str(saved), memory=memory).problem
    assert add_source(library, str(saved), memory=memory, as_it_is=True).added is Added.CHANGED


def test_a_file_that_changed_is_a_version_of_what_was_added_from_its_path(library, tmp_path):
    memory = Memory(tmp_path / "state")
    notes = tmp_path / "notes.txt"
    notes.write_text("\n\n".join(TOLD))
    assert add_source(library, str(notes), memory=memory).added is Added.NEW
    notes.write_text("\n\n".join(TOLD[1:]))
    assert add_source(library, str(notes), memory=memory).added is Added.CHANGED
    assert memory.last == ""  # it was added, not read


def test_show_refuses_it_at_an_address_and_says_so_of_a_file(server, tmp_path, capsys):
    server.give("/gone", ERROR)
    saved = tmp_path / "gone.html"
    saved.write_bytes(ERROR)
    assert main(["show", f"{server.address}/gone"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "an error page" in told.err
    assert main(["show", f"{server.address}/gone", "--as-it-is"]) == 0
    assert "may have been moved" in capsys.readouterr().out
    assert main(["show", str(saved)]) == 0
    told = capsys.readouterr()
    assert "may have been moved" in told.out
    assert "an error page" in told.err
