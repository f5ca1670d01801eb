"""Every act that a key can ask for, in one table: dispatch, footer, palette, help and README are fed from here.

A key is written as a hand knows it: `gg` is g and then g, `^D` is Ctrl and d, `Space`, `PgDn` and the like are
single keys. A sequence is never written anywhere else.
"""

from dataclasses import replace
from enum import StrEnum

from annotations.dataclass import dataclass
from annotations.errors import UsageError


class Context(StrEnum):
    """What the keys act on at the moment."""

    READING = "reading"
    SELECTING = "selecting"
    SIDEBAR = "sidebar"
    EDITOR = "editor"
    LIBRARY = "library"
    VERSIONS = "versions"
    REVIEW = "review"
    CHECKING = "checking"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Action:
    """One act in one context."""

    id: str
    """The act's name, by which the screens know what to do. Contexts share a name where they share the act."""
    context: Context
    keys: tuple[str, ...]
    """Sequences that ask for it; the first ones are shown."""
    help: str
    """What it does, as a sentence begins."""
    footer: str = ""
    """One or two words for the footer; empty keeps it out of there."""


def _actions(context: Context, *rows: tuple[str, str, str, str]) -> tuple[Action, ...]:
    return tuple(Action(name, context, tuple(keys.split()), text, footer) for name, keys, text, footer in rows)


ACTIONS: tuple[Action, ...] = (
    *_actions(
        Context.READING,
        ("line_down", "j Down", "a line down", ""),
        ("line_up", "k Up", "a line up", ""),
        ("half_down", "^D", "half a page down", ""),
        ("half_up", "^U", "half a page up", ""),
        ("page_down", "Space PgDn ^F", "a page down", ""),
        ("page_up", "b PgUp ^B", "a page up", ""),
        ("top", "gg Home", "to the top", ""),
        ("paragraph", "G End", "to the end; with 12 before it: paragraph or page 12", ""),
        ("back", "^O", "back to where you were", ""),
        ("next_paragraph", "}", "next paragraph", ""),
        ("previous_paragraph", "{", "previous paragraph", ""),
        ("next_quotation", ".", "next quotation", "quotation"),
        ("previous_quotation", ",", "previous quotation", ""),
        ("next_annotation", "]", "next highlight or note", "note"),
        ("previous_annotation", "[", "previous highlight or note", ""),
        ("next_heading", ">", "next heading", ""),
        ("previous_heading", "<", "previous heading", ""),
        ("contents", "gc", "contents: all headings", ""),
        ("find", "/", "find in the text", "find"),
        ("next_hit", "n", "next hit", ""),
        ("previous_hit", "N", "previous hit", ""),
        ("leave", "Esc", "clear the search", ""),
        ("highlight", "h H", "highlight, in the role of the last one", "highlight"),
        ("note", "a", "write a note", "note"),
        ("copy", "y", "copy with attribution", "copy"),
        ("copy_as", "Y", "copy in a style of your choice", ""),
        ("speaker", "s", "who says this: set, correct, clear", "speaker"),
        ("select", "v", "start selecting with a caret", "select"),
        ("select_paragraph", "V", "select the whole paragraph", ""),
        ("role", "r1 r2 r3 r4 r5", "mark as quote, fact, question, follow-up, context", ""),
        ("tags", "t", "tags", ""),
        ("article_note", "A", "note on the whole article", ""),
        ("copy_words", "c", "copy the bare words", ""),
        ("source", "S", "source: title, author, outlet, date, URL", ""),
        ("furniture", "f", "this line isn't the article, or is after all", ""),
        ("undo", "u", "undo", ""),
        ("redo", "^R", "redo", ""),
        ("delete", "dd", "delete the focused highlight with its note", ""),
        ("sidebar", "Tab", "to the sidebar", "sidebar"),
        ("toggle_sidebar", "\\", "hide or show the sidebar", ""),
        ("export", "x", "export the notes as Markdown", ""),
        ("versions", "gv", "versions: what changed in the text", ""),
        ("review", "gr", "lost and changed marks and copies: attach, keep, seen", ""),
        ("by_speaker", "gw", "all that this speaker is quoted with anywhere", ""),
        ("elsewhere", "gs", "also seen in: this paragraph in other articles", ""),
        ("library", "L", "the library: all articles", ""),
        ("done", "D", "done; on to the next unread article", ""),
        ("follow", "Enter", "read the entry of a feed that is focused", ""),
        ("check_draft", "gk", "check a draft: every quotation against the library", ""),
        ("open_original", "o", "open the original in the browser, at these words", ""),
        ("guard", "gx", "guard: off the record, on background, under embargo", ""),
        ("external_editor", "E", "the note in $EDITOR", ""),
        ("help", "?", "help", "help"),
        ("palette", ": ^P", "all commands by name", ""),
        ("quit", "q ^Q", "quit; nothing is lost", ""),
        ("interrupt", "^C", "say how to quit", ""),
    ),
    *_actions(
        Context.SELECTING,
        ("caret_left", "h Left", "a character to the left", ""),
        ("caret_down", "j Down", "a line down", ""),
        ("caret_up", "k Up", "a line up", ""),
        ("caret_right", "l Right", "a character to the right", ""),
        ("caret_word", "w", "to the next word", ""),
        ("caret_back", "b", "a word back", ""),
        ("caret_end", "e", "to the word's end", ""),
        ("caret_line_start", "0 Home", "to the line's start", ""),
        ("caret_line_end", "$ End", "to the line's end", ""),
        ("caret_next_sentence", ")", "to the next sentence", ""),
        ("caret_previous_sentence", "(", "to the sentence's start, or the one before", ""),
        ("caret_next_paragraph", "}", "to the next paragraph", ""),
        ("caret_previous_paragraph", "{", "to the previous paragraph", ""),
        ("caret_top", "gg", "to the top", ""),
        ("caret_bottom", "G", "to the end", ""),
        ("half_down", "^D", "half a page down", ""),
        ("half_up", "^U", "half a page up", ""),
        ("page_down", "Space PgDn ^F", "a page down", ""),
        ("page_up", "PgUp ^B", "a page up", ""),
        ("anchor", "v", "drop the other end here; once more: leave", "start"),
        ("anchor_paragraph", "V", "the whole paragraph", ""),
        ("swap", "o", "to the selection's other end", ""),
        ("take_word", "iw", "take the word", ""),
        ("take_sentence", "is", "take the sentence", ""),
        ("take_quotation", "iq", "take the quotation", ""),
        ("take_paragraph", "ip", "take the paragraph", ""),
        ("grow", "+", "grow: word, quotation, sentence, paragraph", ""),
        ("shrink", "-", "shrink again", ""),
        ("highlight", "H Enter", "highlight", "highlight"),
        ("role", "r1 r2 r3 r4 r5", "mark as quote, fact, question, follow-up, context", ""),
        ("note", "a", "highlight and write a note", "note"),
        ("tags", "t", "highlight and set tags", ""),
        ("speaker", "s", "who says this", "speaker"),
        ("copy", "y", "copy with attribution", "copy"),
        ("copy_as", "Y", "copy in a style of your choice", ""),
        ("copy_words", "c ^C", "copy the bare words", ""),
        ("guard", "gx", "guard: off the record, on background, under embargo", ""),
        ("leave", "Esc", "leave selecting", "leave"),
        ("review", "gr", "attach a lost or changed mark to these words", ""),
        ("help", "?", "help", ""),
        ("palette", ": ^P", "all commands by name", ""),
        ("quit", "^Q", "quit; nothing is lost", ""),
    ),
    *_actions(
        Context.SIDEBAR,
        ("list_down", "j Down", "next entry", ""),
        ("list_up", "k Up", "previous entry", ""),
        ("list_page_down", "Space PgDn ^F ^D", "a page down", ""),
        ("list_page_up", "b PgUp ^B ^U", "a page up", ""),
        ("list_top", "gg Home", "first entry", ""),
        ("list_end", "G End", "last entry", ""),
        ("open_entry", "Enter", "go to the place and read on", "go there"),
        ("note", "a", "write or change the note", "note"),
        ("delete", "dd", "delete the highlight with its note", "delete"),
        ("undo", "u", "undo", ""),
        ("redo", "^R", "redo", ""),
        ("filter", "/", "filter by words, role or tag", "filter"),
        ("tab", "1 2 3", "notes, quotes, clips", "tabs"),
        ("speaker", "s", "who says this: set, correct, clear", "speaker"),
        ("copy", "y", "copy with attribution", "copy"),
        ("copy_as", "Y", "copy in a style of your choice", ""),
        ("copy_words", "c", "copy the bare words", ""),
        ("leave_sidebar", "Tab Esc", "back to the page", "page"),
        ("toggle_sidebar", "\\", "hide the sidebar", ""),
        ("help", "?", "help", ""),
        ("palette", ": ^P", "all commands by name", ""),
        ("quit", "q ^Q", "quit; nothing is lost", ""),
        ("interrupt", "^C", "say how to quit", ""),
    ),
    *_actions(
        Context.EDITOR,
        ("save_note", "^S Esc", "save and close; an empty note isn't kept", "save and close"),
        ("quit", "^Q", "save the note and quit", ""),
    ),
    *_actions(
        Context.LIBRARY,
        ("list_down", "j Down", "next article", ""),
        ("list_up", "k Up", "previous article", ""),
        ("list_page_down", "Space PgDn ^F ^D", "a page down", ""),
        ("list_page_up", "b PgUp ^B ^U", "a page up", ""),
        ("list_top", "gg Home", "first article", ""),
        ("list_end", "G End", "last article", ""),
        ("open_entry", "Enter", "read the article; in the trash, take it out", "read"),
        ("filter", "/", "find titles, then contents; also speaker:NAME", "find"),
        ("done", "D", "done, or not done after all", "done"),
        ("tags", "t", "tags; a tag holds a story together", "tags"),
        ("remove", "dd", "into the trash", "remove"),
        ("undo", "u", "undo", "undo"),
        ("trash", "gt", "show the trash, or the library again", "trash"),
        ("empty_trash", "X", "in the trash: delete all of it for good", ""),
        ("leave", "Esc", "show all again; back to what was read", ""),
        ("check_draft", "gk", "check a draft: every quotation against the library", ""),
        ("help", "?", "help", "help"),
        ("quit", "q ^Q", "back to what was read, or quit", "leave"),
    ),
    *_actions(
        Context.VERSIONS,
        ("next_hit", "n", "next change", "change"),
        ("previous_hit", "N", "previous change", ""),
        ("earlier", "< h Left", "the versions before these", "earlier"),
        ("later", "> l Right", "the versions behind these", "later"),
        ("list_down", "j Down", "next row", ""),
        ("list_up", "k Up", "previous row", ""),
        ("list_page_down", "Space PgDn ^F ^D", "a page down", ""),
        ("list_page_up", "b PgUp ^B ^U", "a page up", ""),
        ("list_top", "gg Home", "to the top", ""),
        ("list_end", "G End", "to the end", ""),
        ("open_entry", "Enter", "go to the paragraph and read on", "go there"),
        ("help", "?", "help", "help"),
        ("leave", "Esc", "back to the page", "back"),
        ("quit", "q ^Q", "back to the page", ""),
    ),
    *_actions(
        Context.REVIEW,
        ("attach", "a", "attach at the words shown, or at those selected", "attach here"),
        ("keep", "n", "keep as a note without a place", "keep as note"),
        ("seen", "s", "seen: the change is known, and told no longer", "seen"),
        ("list_down", "j Down", "leave it for later, to the next", "skip"),
        ("list_up", "k Up", "previous entry", ""),
        ("list_page_down", "Space PgDn ^F ^D", "a page down", ""),
        ("list_page_up", "b PgUp ^B ^U", "a page up", ""),
        ("list_top", "gg Home", "first entry", ""),
        ("list_end", "G End", "last entry", ""),
        ("open_entry", "Enter", "go to the place and read on", ""),
        ("undo", "u", "undo", "undo"),
        ("redo", "^R", "redo", ""),
        ("help", "?", "help", "help"),
        ("leave", "Esc", "back to the page", "back"),
        ("quit", "q ^Q", "back to the page", ""),
    ),
    *_actions(
        Context.CHECKING,
        ("list_down", "j Down", "next quotation", "next"),
        ("list_up", "k Up", "previous quotation", ""),
        ("list_top", "gg Home", "first quotation", ""),
        ("list_end", "G End", "last quotation", ""),
        ("open_entry", "Enter", "read the source at the passage", "source"),
        ("copy", "y", "copy the source's words with attribution", "copy"),
        ("everything", "a", "all quotations, or only the problems again", "all"),
        ("again", "r", "check again, after the draft was changed", "again"),
        ("help", "?", "help", "help"),
        ("leave", "Esc", "back to what was read", "back"),
        ("quit", "q ^Q", "back to what was read", ""),
    ),
    *_actions(
        Context.ELSEWHERE,
        ("list_down", "j Down", "next article", ""),
        ("list_up", "k Up", "previous article", ""),
        ("list_page_down", "Space PgDn ^F ^D", "a page down", ""),
        ("list_page_up", "b PgUp ^B ^U", "a page up", ""),
        ("list_top", "gg Home", "first article", ""),
        ("list_end", "G End", "last article", ""),
        ("open_entry", "Enter", "read the other article", "read it"),
        ("help", "?", "help", "help"),
        ("leave", "Esc", "back to the page", "back"),
        ("quit", "q ^Q", "back to the page", ""),
    ),
)


def actions_of(context: Context, actions: tuple[Action, ...] = ACTIONS) -> tuple[Action, ...]:
    """The acts of one context, in the order of the table."""
    return tuple(action for action in actions if action.context is context)


def key_of(actions: tuple[Action, ...], name: str) -> str:
    """The first key of an act, by its id, or by context and id as in `sidebar.filter`: what a hint calls it.

    An act of several contexts goes by the first of them, which is reading where it is one.
    """
    context, _, act = name.rpartition(".")
    return next(one.keys[0] for one in actions if one.id == act and context in ("", one.context))


def rebound(actions: tuple[Action, ...], name: str, keys: str) -> tuple[Action, ...]:
    """The table with other keys for an act, by its id, or by context and id as in `selecting.copy`.

    Sequences stand apart by spaces. UsageError tells what is wrong: an unknown act, a clash, a sequence that begins
    another, one that is a key's name as others write it (`ctrl+d`), keys that mean a number.
    """
    from tuireader.keys import keymap, parse

    context, _, act = name.rpartition(".")
    changed = [action for action in actions if action.id == act and context in ("", action.context)]
    if not changed:
        raise UsageError("there is no such act; the help (?) and the README list them by their names")
    sequences = tuple(keys.split())
    if not sequences:
        raise UsageError("it needs at least one key")
    if long := next((sequence for sequence in sequences if len(parse(sequence)) > _LONGEST), ""):
        raise UsageError(
            f"{long} is {len(parse(long))} keys one after the other; Ctrl and d is ^D, others are Space, PgDn"
        )
    if act in NUMBERED:
        raise UsageError("its digits stand for what they choose; it keeps its keys")
    table = tuple(replace(action, keys=sequences) if action in changed else action for action in actions)
    for action in changed:
        try:
            keymap(action.context, table)
        except ValueError as error:
            raise UsageError(str(error)) from None
    return table


_LONGEST = 3
"""Keys of a sequence."""
NUMBERED = ("role", "tab")
"""Acts whose last key is a number that chooses."""
