from annotations.quotations import find_quotations


def test_every_quotation_is_found_and_has_its_speaker(case):
    found = find_quotations(case.paragraphs)
    assert [quotation.text for quotation in found] == [expected.text for expected in case.expected]
    for quotation, expected in zip(found, case.expected, strict=True):
        assert (quotation.speaker or "?") in expected.speakers, (quotation.text, quotation.rule)
        if expected.kind:
            assert quotation.kind == expected.kind
