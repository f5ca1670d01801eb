"""The annotation layer: texts, anchors, quotations and the journals that keep them. No screen, no network.

The words of the house:

    article      what is read: its versions, and the journal of all that was said of it
    version      an article's text as it stood at one time; never rewritten
    key          a paragraph's name by its words, the same in every typography
    furniture    paragraphs that stand in an article and aren't of it: a plea to subscribe, other headlines
    journal      the file to which each change is added as a line; nothing in it is overwritten
    record       what a journal says of one thing: an annotation, a clip, a speaker, a guard
    annotation   a highlight with its role, its note and its tags
    selector     some words of one paragraph, and what stood around them (W3C Web Annotation)
    anchor       a record's words in one version, a selector a paragraph
    orphan       a mark whose words aren't to be found in another version; it is kept and listed
    quotation    a stretch in quotation marks
    cue          the words that report it: "said", "according to"
    mention      the phrase that stands for who speaks: "he", "the Kremlin spokesman"
    venue        where or to whom it was said: "in an interview with Sky News"
    cast         everybody whom an article names, so that "he" is somebody
    clip         one copy: what went to the clipboard, attribution included
    guard        on what terms words may be used: off the record, on background, under embargo until a time
    library      the folder of all articles
    index        what is derived from a library to find in it; never the truth, deleted at will
"""
