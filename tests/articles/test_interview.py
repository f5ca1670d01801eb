"""A page is read as turns where it is plainly an interview; on any other no words get a speaker."""

import pytest

from annotations.models import Kind

INTRODUCTION = "The mayor of Vrelsk was voted out on Tuesday after six weeks of dispute over the town's flood defences."
ASKED = [
    ("When did you first hear of the audit?", "In March, from the radio. I was driving and had to stop the car."),
    ("Did you sign the orders yourself?", "Some of them. A mayor signs two hundred papers a week."),
    ("Will you appeal?", "My lawyer says so. I would rather go fishing, if you want the truth."),
    ("What would you do differently?", "Read more slowly, and buy cheaper chairs, or none at all."),
]


def page(body, title="Interview with Marta Olenik"):
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{INTRODUCTION}</p>{body}"
        "</article></body></html>"
    )


@pytest.fixture
def turns(read):
    def spoken(body, **more):
        return [(p.speaker, p.text) for p in read(page(body, **more), "page.html").paragraphs if p.kind is Kind.TURN]

    return spoken


def told(asks, answers):
    return [turn for question, answer in ASKED for turn in ((asks, question), (answers, answer))]


@pytest.mark.parametrize(
    ("form", "asks", "answers"),
    [
        ("<p><strong>Q: {q}</strong></p><p><strong>A:</strong> {a}</p>", "Q", "A"),
        ("<p><b>The Daily:</b> {q}</p><p><b>Marta Olenik:</b> {a}</p>", "The Daily", "Marta Olenik"),
        ("<p>DETROW: {q}</p><p>OLENIK: {a}</p>", "DETROW", "OLENIK"),
        ("<b>Q: {q}</b><br>A: {a}<br><br>", "Q", "A"),
        ("<p><strong>{q}</strong></p><p>{a}</p>", "Q", "A"),
        ("<h3>{q}</h3><p>{a}</p>", "Q", "A"),
    ],
)
def test_the_turns_of_an_interview_have_their_speakers(turns, form, asks, answers):
    assert turns("".join(form.format(q=question, a=answer) for question, answer in ASKED)) == told(asks, answers)


def test_an_answer_goes_on_and_the_editors_note_is_nobodys(turns):
    again = "I would say it again: nobody asked me."
    body = "".join(f"<p><b>{question}</b></p><p>{answer}</p><p>{again}</p>" for question, answer in ASKED)
    assert turns(f"{body}<p>This interview has been edited for length and clarity.</p>") == [
        turn for question, answer in ASKED for turn in (("Q", question), ("A", answer), ("A", again))
    ]


def test_what_stands_below_the_last_of_the_short_answers_is_nobodys(turns):
    body = "".join(f"<p><b>LEE:</b> {question}</p><p><b>OLENIK:</b> {answer}</p>" for question, answer in ASKED)
    assert turns(f"{body}<p>Marta Olenik was born in Vrelsk and led its council for nine years.</p>")[-1] == (
        "OLENIK",
        ASKED[-1][1],
    )


def test_what_the_interviewer_asks_for_without_a_question_mark_is_asked_too(turns):
    more = [*ASKED, ("And now?", "I sleep."), ("Tell us about the bakery.", "My mother ran it.")]
    body = "".join(f"<p><strong>{question}</strong></p><p>{answer}</p>" for question, answer in more)
    assert turns(body)[-2:] == [("Q", "Tell us about the bakery."), ("A", "My mother ran it.")]


REPORTED = [
    ("What did the auditors find?", "Forty desks that nobody had asked for, according to their report of last week."),
    ("Who pays for them?", "The town does. “We have no choice,” said the treasurer, who was elected in May."),
    ("What comes next?", "A successor is to be elected on Thursday; two candidates have come forward so far."),
]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Q&amp;A: the audit in Vrelsk",
            "".join(f"<p><strong>{question}</strong></p><p>{answer}</p>" for question, answer in REPORTED),
        ),
        (
            "Three phones tested",
            "".join(f"<p><b>Pros:</b> {question}</p><p><b>Cons:</b> {answer}</p>" for question, answer in REPORTED),
        ),
        (
            "Four things to know",
            "".join(f"<p><b>The {n}:</b> {answer}</p>" for n, (_, answer) in zip("ABC", REPORTED, strict=True)),
        ),
        (
            "Four bakers in conversation with us",
            "".join(
                f"<h2>{name}</h2><p><b>{question}</b></p><p>{answer}</p>"
                for name, (question, answer) in zip(["Ann", "Bo", "Eli", "Dan"], ASKED, strict=True)
            ),
        ),
        (
            "Live: the vote",
            "".join(f"<p><b>1{n}:30:</b> {answer}</p>" for n, (_, answer) in enumerate(REPORTED)),
        ),
    ],
)
def test_no_words_of_another_page_get_a_speaker(turns, title, body):
    assert turns(body, title=title) == []
