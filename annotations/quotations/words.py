"""Closed classes of English words, by what they do in a sentence."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


SUBJECT_PRONOUNS = word_set("he she they i we it you who himself herself themselves")
PRONOUNS = SUBJECT_PRONOUNS | word_set(
    "him her them me us his hers theirs mine ours its my our your their itself myself himself everyone everybody "
    "anyone anybody someone somebody nobody none nothing something everything anything"
)
PERSON_PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
FOREIGN_PRONOUNS = word_set(
    "er sie es ich wir il elle je nous ils elles él ella ellos yo lui lei ele ela eu io han hon"
)
"""Of German, French, Spanish, Italian and others: whoever they stand for isn't followed."""
POSSESSIVE_PRONOUNS = word_set("his her their its my our your whose")
RELATIVES = word_set("who which whom whose that")
DETERMINERS = word_set(
    "the a an this that these those some many several most all both each every another one two three four five six "
    "seven eight nine ten no any other few much either neither such his her their its my our your dozens hundreds "
    "thousands"
)
PREPOSITIONS = word_set(
    "of for at from with in on to by near behind under over into about against among amid after before during since "
    "through throughout toward towards upon without within outside inside across along around between beyond "
    "despite except like unlike per via versus off onto up down out as than until till beside besides alongside "
    "following including regarding concerning considering given"
)
NOUN_PREPOSITIONS = word_set(
    "above below beside across inside of for at from with in on to near behind by under over against among about "
    "within outside"
)
"""Prepositions that tie a phrase to the noun before it."""
CONJUNCTIONS = word_set("and or but nor yet so plus & then")
SUBORDINATORS = word_set(
    "that because when while if as although though whereas where whether unless until since once after before how "
    "why what lest whenever wherever"
)
AUXILIARIES = word_set(
    "is are was were be been being am has have had having do does did will would shall should can could may might "
    "must not n't isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't "
    "couldn't cannot shouldn't mightn't mustn't ain't 's 're 've 'd 'll got gets get"
)
BE = word_set("is are was were be been being am 's 're get gets got isn't aren't wasn't weren't")
ADVERBS = word_set(
    "also then later once never now even just still again already often first ever always soon sometimes today "
    "yesterday tonight here there too thus hence meanwhile however instead rather quite very perhaps maybe indeed "
    "therefore moreover nonetheless nevertheless afterward afterwards earlier further furthermore elsewhere monday "
    "tuesday wednesday thursday friday saturday sunday only almost long ago else apparently else twice simply so "
    "yet back"
)
NOT_ADVERBS = word_set(
    "family ally allies assembly reply apply supply italy july monopoly rally bully holy emily sally billy kelly "
    "molly jelly lily polly willy fly rely comply imply multiply"
)
ABBREVIATIONS = word_set(
    "mr mrs ms dr sen rep gov gen lt col capt sgt maj sir rev prof st jr sr hon cmdr adm pres sens reps govs messrs "
    "mx mme mlle dept det insp supt fr vs inc ltd corp co bros no vol jan feb mar apr aug sept sep oct nov dec ave "
    "blvd d.c u.s u.n u.k e.u a.m p.m i.e e.g calif conn mass fla ariz ala ark colo del ga ill ind kan ky la md "
    "mich minn miss mo mont neb nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d tenn tex vt va wash wis wyo "
    "w.va"
)
STATES = word_set(
    "ariz ala ark colo ga ill ind kan ky la md mich minn mo mont neb nev okla ore pa tenn tex vt va wash wis wyo "
    "calif conn mass fla"
)
"""Abbreviations that are words or names where no comma stands before them."""
SAID = word_set(
    "say says said ask asks asked tell tells told add adds added write writes wrote reply replies replied answer "
    "answered shout shouted yelled cried exclaimed continued responded wonder wondered screamed joked recalled "
    "questioned repeated pressed quipped inquired interjected countered agreed chimed laughed sighed mused "
    "remarked noted "
    "heckled bellowed hollered howled roared thundered boomed barked snarled growled moaned groaned whined wailed "
    "sobbed gasped hissed muttered mumbled murmured stammered teased marvelled marveled protested pleaded begged "
    "urged prayed boasted bragged cautioned warned chorused taunted jeered "
    "tweeted explained chanted demanded insists insisted declared snapped whispers whispered"
)
"""The verbs that follow a quotation ending in a question or exclamation mark."""
TIMES = word_set(
    "time day night morning afternoon evening week weekend month year decade century summer winter spring autumn "
    "fall hour minute moment days weeks months years hours minutes moments point while season"
)
VERBS_OR_NOUNS = word_set(
    "state report call plan view press cast term label brand joke name sign show support attack challenge question "
    "hope fear address focus appeal air issue release request order vote dream love like hate voice feature detail "
    "talk chat echo signal counter claim charge comment remark note tweet post text email e-mail answer reply blame "
    "praise credit welcome needle cheer champion pitch strike sound raise push tease sum scream cry laugh whisper "
    "promise pledge vow demand guess quote reference highlight caption headline review thank threat protest object "
    "use hold make give send host slam taunt bash style tag frame profile rebuke regard tout query lecture preview"
)
"""Base forms of reporting verbs that are nouns as well."""
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr aug sept "
    "oct nov dec"
)


def adverb(low: str) -> bool:
    """Whether a word in lower case may stand between a subject and its verb."""
    return low in ADVERBS or (low.endswith("ly") and low not in NOT_ADVERBS and len(low) > 4)
