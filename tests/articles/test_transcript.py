"""A transcript's turns have their speaker and their time, and only what was said as their words."""

import pytest

from annotations.errors import SourceError
from annotations.models import Kind


@pytest.fixture
def turns(read):
    def spoken(text, name="interview.txt"):
        return [(p.speaker, p.time, p.text) for p in read(text, name).paragraphs if p.kind is Kind.TURN]

    return spoken


FORMS = {
    "capitals": (
        "SMITH: Why did you go?\n\nMR. JONES: I was asked: twice.\n\nSMITH: Thank you.",
        [("SMITH", "", "Why did you go?"), ("MR. JONES", "", "I was asked: twice."), ("SMITH", "", "Thank you.")],
    ),
    "question and answer": (
        "Q: Why?\nA: Because.\nQ: When?\nA: Now.",
        [("Q", "", "Why?"), ("A", "", "Because."), ("Q", "", "When?"), ("A", "", "Now.")],
    ),
    "court": (
        "Q. Did you see it?\nA. I did.\nTHE COURT: Sustained.\nQ. When?",
        [("Q", "", "Did you see it?"), ("A", "", "I did."), ("THE COURT", "", "Sustained."), ("Q", "", "When?")],
    ),
    "label above, with a time": (
        "Speaker 1 [00:12:33]\nHello there.\n\nSpeaker 2 [00:12:40]\nHi.",
        [("Speaker 1", "00:12:33", "Hello there."), ("Speaker 2", "00:12:40", "Hi.")],
    ),
    "label beside, with a time": (
        "Speaker 1 [00:12:33] Hello there.\nSpeaker 2 [00:12:40] Hi.",
        [("Speaker 1", "00:12:33", "Hello there."), ("Speaker 2", "00:12:40", "Hi.")],
    ),
    "an interpreter": (
        "LEE [via translator]: So.\n\nROY: Ah.\n\nLEE [via translator]: Yes.",
        [("LEE [via translator]", "", "So."), ("ROY", "", "Ah."), ("LEE [via translator]", "", "Yes.")],
    ),
    "label above, with a bare time": (
        "Speaker 1  0:03\nHello there.\n\nSpeaker 2  0:13\nHi.",
        [("Speaker 1", "0:03", "Hello there."), ("Speaker 2", "0:13", "Hi.")],
    ),
    "time before": (
        "[00:01:02] Ann Lee: Good morning.\n[00:01:07] Bob de Vries: Morning.",
        [("Ann Lee", "00:01:02", "Good morning."), ("Bob de Vries", "00:01:07", "Morning.")],
    ),
    "time behind": (
        "Ann Lee (00:01): Good.\n\nBob (00:09): Yes.",
        [("Ann Lee", "00:01", "Good."), ("Bob", "00:09", "Yes.")],
    ),
    "names": (
        "Ann Lee: Good morning.\n\nBob: Morning.\n\nAnn Lee: We go.",
        [("Ann Lee", "", "Good morning."), ("Bob", "", "Morning."), ("Ann Lee", "", "We go.")],
    ),
    "label in brackets, with a time": (
        "[Ann Lee] 00:00:03\nHello there.\n\n[Bo Vance] 00:00:13\nHi.",
        [("Ann Lee", "00:00:03", "Hello there."), ("Bo Vance", "00:00:13", "Hi.")],
    ),
    "times from and to": (
        "[00:03 - 00:12] Ann: Hello there.\n[00:13 --> 00:20.5] Bo: Hi.",
        [("Ann", "00:03", "Hello there."), ("Bo", "00:13", "Hi.")],
    ),
    "a dash before the time": (
        "Ann Lee — 00:03\nHello there.\n\nBo Vance — 00:13\nHi.",
        [("Ann Lee", "00:03", "Hello there."), ("Bo Vance", "00:13", "Hi.")],
    ),
    "White House": (
        "MS. LEE:  Good day.\n\nQ    Why?\n\nMS. LEE:  Because.\n\nQ    When?",
        [("MS. LEE", "", "Good day."), ("Q", "", "Why?"), ("MS. LEE", "", "Because."), ("Q", "", "When?")],
    ),
    "roles in small letters": (
        "Le ministre : Merci.\n\nLe Monde : Pourquoi ?\n\nLe ministre : Parce que.\n\nLe Monde : Bien.",
        [
            ("Le ministre", "", "Merci."),
            ("Le Monde", "", "Pourquoi ?"),
            ("Le ministre", "", "Parce que."),
            ("Le Monde", "", "Bien."),
        ],
    ),
    "bold in Markdown": (
        "**Ann:** Why?\n\n**Bo:** Because.\n\n**Ann:** I see.",
        [("Ann", "", "Why?"), ("Bo", "", "Because."), ("Ann", "", "I see.")],
    ),
    "captions": (
        ">> SMITH: Good evening.\n>> JONES: Hi.\n>> SMITH: So.",
        [("SMITH", "", "Good evening."), ("JONES", "", "Hi."), ("SMITH", "", "So.")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_every_usual_form_of_a_transcript_is_known(turns, text, expected):
    assert turns(text) == expected


def test_a_speaker_goes_on_in_the_next_paragraph_and_laughter_is_nobodys(read):
    text = "The mayor on the radio\n\nSMITH: Why?\n\nJONES: It leaks.\n\nAnd it is old.\n\n[laughter]\n\nSMITH: Thanks."
    assert [(p.kind, p.speaker) for p in read(text).paragraphs][1:] == [
        (Kind.TURN, "SMITH"),
        (Kind.TURN, "JONES"),
        (Kind.TURN, "JONES"),
        (Kind.TEXT, ""),
        (Kind.TURN, "SMITH"),
    ]


def test_who_asks_from_the_audience_is_not_the_one_before(turns):
    text = "ANN: So.\n\nBO: Yes.\n\nAudience member: Why?\n\nANN: Look: it rained.\n\nLook: it did.\n\nBO: It did."
    assert [(who, words) for who, _, words in turns(text)] == [
        ("ANN", "So."),
        ("BO", "Yes."),
        ("Audience member", "Why?"),
        ("ANN", "Look: it rained."),
        ("ANN", "Look: it did."),
        ("BO", "It did."),
    ]


def test_the_lines_above_a_transcript_are_said_by_nobody(turns):
    text = "TRANSCRIPT: A talk\nDate: 5 March\nHall: Vrelsk\n\nSMITH: Why?\n\nJONES: Because.\n\nSMITH: I see."
    assert [who for who, _, _ in turns(text)] == ["SMITH", "JONES", "SMITH"]


def test_turns_that_were_wrapped_by_a_program_are_not_joined(turns):
    text = (
        "SMITH: We all went home and slept\nfor a very long time after "
        "that\nnight, as I remember it well.\nJONES: So did we.\nSMITH: Good."
    )
    assert [words for _, _, words in turns(text)] == [
        "We all went home and slept for a very long time after that night, as I remember it well.",
        "So did we.",
        "Good.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Monday: “We go.”\n\nUPDATE: No one came.\n\nRead more: the story\n\nHe left at noon.",
        "WHO: The mayor\n\nWHAT: A talk\n\nWHEN: Monday\n\nWHERE: City Hall",
        "At 10:30: the session opened.\n\nAt 11:15: the vote was called.\n\nThe hall emptied.",
        "Myth: It never floods.\n\nFact: It did.\n\nMyth: The wall holds.\n\nFact: It broke.",
        "There are three reasons: one.\n\nThere are four reasons: two.\n\nNobody knows.",
        "Lakers: They won.\n\nIt was late.\n\nAll left.\n\nIt rained.\n"
        "\nLakers: They lost.\n\nIt was early.\n\nAll stayed.",
    ],
)
def test_an_article_with_colons_is_no_transcript(turns, text):
    assert turns(text) == []


def test_a_transcript_is_an_interview(read):
    assert read(FORMS["capitals"][0]).source.kind == "interview"


SRT = """1
00:00:01,000 --> 00:00:04,000
<i>SMITH: Hello</i>
and welcome.

2
00:00:05,000 --> 00:00:06,000
To the show.

3
00:01:07,500 --> 00:01:08,000
JONES: Thanks.

4
00:01:09,000 --> 00:01:10,000
- Why?
- Because.
"""


def test_subrip_cues_are_joined_to_turns(turns):
    assert turns(SRT) == [
        ("SMITH", "00:00:01,000", "Hello and welcome. To the show."),
        ("JONES", "00:01:07,500", "Thanks."),
        ("", "00:01:09,000", "Why?"),
        ("", "00:01:09,000", "Because."),
    ]


def test_webvtt_voices_are_speakers_and_its_notes_are_not_text(turns):
    text = (
        "\ufeffWEBVTT - x\r\n\r\nNOTE by us\r\nfor us\r\n\r\nSTYLE\r\n"
        "::cue{}\r\n\r\nfirst\r\n00:01.000 --> 00:04.000 align:start\r\n"
        "<v Ann Lee>Good &amp; <c.loud>bad</c>.</v>\r\n\r\n00:05.000 --> 00:06.000\r\n<v Ann Lee>Yes.\r\n\r\n"
        "00:07.000 --> 00:08.000\r\n<v.loud Bob>No.</v>\r\n"
    )
    assert turns(text) == [("Ann Lee", "00:01.000", "Good & bad. Yes."), ("Bob", "00:07.000", "No.")]


def test_rolling_captions_are_not_told_twice(turns):
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nwe were\n\n00:02.000 --> "
        "00:03.000\nwe were\nall there.\n\n00:03.000 --> 00:04.000\nall there.\nNobody came.\n"
    )
    assert [words for _, _, words in turns(text)] == ["we were all there.", "Nobody came."]


def test_captions_that_come_word_by_word_are_told_once(turns):
    text = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n \ngood<00:00.4><c> evening</c>\n\n00:02.000 --> 00:02.010\ngood evening\n"
        " \n\n00:02.010 --> 00:04.000\ngood evening\nand<00:02.4><c> welcome</c>\n"
    )
    assert turns(text) == [("", "00:00.000", "good evening and welcome")]


def test_who_says_it_twice_said_it_twice(turns):
    cues = "".join(
        f"00:0{n}.000 --> 00:0{n}.900\n{said}\n\n" for n, said in enumerate(["No.", "No.", "Listen: I", "can't."])
    )
    assert [words for _, _, words in turns(f"WEBVTT\n\n{cues}")] == ["No.", "No.", "Listen: I can't."]


def test_subtitles_without_a_word_are_one_sentence(read):
    with pytest.raises(SourceError, match=r"^source: these subtitles hold no words"):
        read("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n")
