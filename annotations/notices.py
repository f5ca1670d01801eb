"""Paragraphs by which an outlet says that it changed what it had published: corrections, clarifications, updates.

Press codes ask for such words (UK Editors' Code of Practice, clause 1; German Press Code, section 3; Munich Charter,
duty 6), and they begin with fixed phrases: in English, German, French and Spanish here. A rule may miss one, and
seldom errs.
"""

import re
from functools import cache

_HEADS = r"""corrections?|corrected|corrects
clarifications?|clarified
amendments?|amended
retraction|erratum|errata|corrigendum
updated?
(?:an? )?(?:editor|publisher|producer)['’]?s?['’]? note
note (?:to|for) (?:our )?readers
korrektur(?:en|hinweis)?|berichtigung|richtigstellung|klarstellung|gegendarstellung
aktualisierung|nachtrag|transparenzhinweis
(?:anmerkung|hinweis|anm\.) (?:der|d\.) (?:redaktion|red\.)
rectificatifs?|rectification|précisions?|mise à jour|droit de réponse
note de la rédaction|n\.?d\.?l\.?r\.?
corrección|correcciones|corregido|rectificación|aclaración|aclaraciones|actualización|fe de err(?:ata|atas|ores)
nota (?:del editor|de la redacción|de redacción)"""
"""What stands before a colon, a dash or a day, or alone on its line."""

_DAY = r"""\d[\d.:/]*(?:st|nd|rd|th|er|[ap]\.?m\.?|h\d*)?
[ap]\.?m\.?|uhr|[ecmp][sd]?t|gmt|bst|mez|mesz|cest
on|at|to|the|vom|am|um|du|le|à|del|el|de|a las
mar(?:ch|s|zo)?|jan\w*|feb\w*|fév\w*|ene\w*|mär\w*|apr\w*|avr\w*|abr\w*|mai|may\w*|jun\w*|juin|jul\w*|juil\w*
aug\w*|août|ago\w*|sep\w*|oct\w*|okt\w*|nov\w*|dec\w*|dez\w*|déc\w*|dic\w*
(?:mon|tues|wednes|thurs|fri|satur|sun)day"""
"""The words of a day and an hour between a head and its sign."""

_NOUN = r"""article|story|piece|report|post|page|item|column|version|text|interview|headline|caption|entry|podcast
transcript|review|live ?blog|dispatch|analysis|newsletter"""
_CHANGED = "amended|corrected|updated|edited|changed|revised|clarified|modified|removed|retracted|withdrawn|taken down"
_SAID = "said|stated|reported|misstated|misspelled|misidentified|named|described|gave|claimed|referred|listed|quoted"
_GEÄNDERT = "korrigiert|aktualisiert|geändert|ergänzt|überarbeitet|berichtigt|angepasst|präzisiert|gelöscht"
_MODIFIÉ = "modifié|corrigé|mis|amendé|actualisé|rectifié|retiré|supprimé|complété"
_CAMBIADO = "corregid|modificad|actualizad|editad|rectificad|retirad|eliminad|cambiad|ampliad"

_SENTENCES = rf"""(?:this|the above) (?:NOUN) (?:was|has been|had been)(?: since| later)? (?:{_CHANGED})
(?:this|the) (?:NOUN) (?:of|on|to|for) this (?:NOUN) (?:was|has been|had been)(?: since| later)? (?:{_CHANGED})
(?:in )?(?:an?|the) (?:earlier|previous|original|initial) (?:NOUN) (?:of|on|to|for) (?:this|the|our) (?:NOUN)
(?:in )?(?:an?|the) (?:earlier|previous|original) version (?:incorrectly |wrongly )?(?:{_SAID})
this (?:NOUN) (?:originally|previously|initially|incorrectly|mistakenly|wrongly) (?:{_SAID})
this (?:\w+ \d{{1,2}} )?(?:NOUN) (?:corrects|clarifies|has corrected)
we (?:have )?(?:corrected|amended|apologi[sz]e for|regret) (?:the error|the mistake|this (?:NOUN))
(?:corrects|adds|clarifies|fixes) (?:[\w-]+ ){{0,4}}(?:paragraph|headline|spelling|byline|attribution)
(?:in|bei) (?:einer|der) (?:früheren|vorherigen|vorigen|ersten|ursprünglichen|älteren) (?:version|fassung)
(?:eine|die) (?:frühere|vorherige|erste|ursprüngliche) (?:version|fassung) (?:dieses|des|der)
dies(?:er|es) (?:artikel|text|beitrag|bericht|interview) (?:wurde|ist) (?:[^,;:]{{1,40}} )?(?:{_GEÄNDERT})
wir haben (?:den|diesen|die|das|dies) (?:artikel|text|fehler|stelle|beitrag) .{{0,40}}(?:{_GEÄNDERT})
(?:dans )?(?:une|la) (?:première|précédente|ancienne) version (?:de cet|de ce|du|de l)
(?:dans )?(?:une|la) version (?:antérieure|précédente|initiale) (?:de cet|de ce|du|de l)
(?:cet article|ce texte|cette dépêche|le titre de cet article) a (?:depuis |ensuite )?été (?:{_MODIFIÉ})
(?:este|esta|el titular de este) (?:artículo|texto|noticia|información|reportaje|nota) (?:ha sido|fue) (?:{_CAMBIADO})
(?:en )?(?:una|la) (?:versión|edición) (?:anterior|previa|original|inicial) (?:de est|decía|indicaba|del)
(?:en )?una primera versión de est"""
"""How a notice begins that has no head; the sense of NOUN stands above."""

_LONGEST = 2_500
"""Characters; a longer paragraph is the article's, whatever it begins with."""


@cache
def _notice() -> re.Pattern[str]:
    heads, days, nouns = (part.replace("\n", "|") for part in (_HEADS, _DAY, _NOUN))
    dated = rf"(?:[\s,(\[–—-]+(?:{days})\b\.?)*"
    sentences = _SENTENCES.replace("\n", "|").replace("NOUN", nouns)
    return re.compile(rf"\W*(?:(?:{heads}){dated}\s*(?:[:–—|)\]]|-\s|$)|(?:{sentences}))", re.IGNORECASE)


def reads_as_notice(text: str) -> bool:
    """Whether a paragraph begins as a notice of a change does."""
    return len(text) <= _LONGEST and _notice().match(text) is not None
