"""The cases of this folder, each quotation by its label; `heldout-*` were written before they were first run."""

from annotations.checking import check


def test_every_quotation_of_a_draft_gets_its_label(case, paired):
    wrong = [
        (expected.labels, found and found.label.value, found and found.quote, found and found.source_speaker)
        for expected, found in paired(case, check(case.draft, case.sources))
        if found is None or found.label not in expected.labels
    ]
    assert wrong == []


def test_nothing_else_in_a_draft_is_taken_for_a_quotation(case):
    assert len(check(case.draft, case.sources)) == len(case.expected)
