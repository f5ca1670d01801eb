"""British and American spelling of the same word, which may be set either way: house style, not a change of words."""

import re

from annotations.quotations.words import word_set

_OUR = word_set(
    "arb arm behavi cand clam clang col demean endeav enam fav ferv flav harb hon hum lab neighb od parl ranc rig "
    "rum sav savi splend succ tum val vap vig"
)
_RE = word_set(
    "cent met lit theat fib calib somb spect lust meag sab mit nit och reconnoit accout sepulch kilomet centimet "
    "millimet"
)
_DOUBLED = word_set(
    "barrel bevel cancel carol channel chisel council counsel dial duel enamel equal fuel funnel gravel grovel initial "
    "jewel kidnap label level libel marshal marvel medal model panel parcel pedal pencil program quarrel ravel revel "
    "rival shovel shrivel signal snivel spiral stencil swivel total towel travel trowel tunnel unravel worship wool "
    "yodel"
)
_PAIRS = dict(
    re.findall(
        r"(\S+)/(\S+)",
        "acknowledgement/acknowledgment adviser/advisor aeon/eon aeroplane/airplane ageing/aging "
        "aluminium/aluminum amoeba/ameba anaemia/anemia anaemic/anemic anaesthetic/anesthetic "
        "anaesthetist/anesthetist analogue/analog archaeology/archeology artefact/artifact artefacts/artifacts "
        "burnt/burned caesarean/cesarean catalogue/catalog catalogues/catalogs cheque/check cheques/checks "
        "chilli/chili cosy/cozy defence/defense defences/defenses dialogue/dialog diarrhoea/diarrhea "
        "dispatch/despatch draught/draft draughts/drafts dreamt/dreamed encyclopaedia/encyclopedia enquiry/inquiry "
        "enquiries/inquiries enrol/enroll enrols/enrolls enrolment/enrollment foetal/fetal foetus/fetus "
        "fulfil/fulfill fulfils/fulfills fulfilment/fulfillment gaol/jail grey/gray greys/grays "
        "gynaecologist/gynecologist haemorrhage/hemorrhage haemoglobin/hemoglobin homoeopathy/homeopathy "
        "instalment/installment instalments/installments jewellery/jewelry judgement/judgment judgements/judgments "
        "kerb/curb kerbs/curbs leant/leaned leapt/leaped learnt/learned leukaemia/leukemia licence/license "
        "licences/licenses manoeuvre/maneuver manoeuvres/maneuvers manoeuvring/maneuvering mould/mold mouldy/moldy "
        "moustache/mustache oesophagus/esophagus oestrogen/estrogen offence/offense offences/offenses okay/ok "
        "omelette/omelet orthopaedic/orthopedic paediatric/pediatric paediatrician/pediatrician "
        "paedophile/pedophile plough/plow ploughed/plowed practise/practice practised/practiced "
        "practising/practicing pretence/pretense programme/program programmes/programs pyjamas/pajamas "
        "sceptic/skeptic sceptical/skeptical scepticism/skepticism sceptics/skeptics skilful/skillful "
        "smelt/smelled smoulder/smolder smouldering/smoldering speciality/specialty spelt/spelled spilt/spilled "
        "spoilt/spoiled storey/story storeys/stories sulphur/sulfur towards/toward afterwards/afterward "
        "forwards/forward backwards/backward tyre/tire tyres/tires vice/vise whisky/whiskey wilful/willful "
        "woollen/woolen yoghurt/yogurt mister/mr doctor/dr versus/vs etcetera/etc ",
    )
)
"""Pairs that no rule makes, and abbreviations that are spoken as the word."""
_OUR_WORD = re.compile(rf"(?:dis|un|mis|re|tres)?({'|'.join(sorted(_OUR))})our")
_RE_WORD = re.compile(rf"({'|'.join(sorted(_RE))})re(s?|d)$")
_DOUBLED_WORD = re.compile(
    rf"((?:un|re|mis|out)?(?:{'|'.join(sorted(_DOUBLED))}))(?<=([lmp]))\2(?=(?:ed|ing|ings|er|ers|or|ors|ous|ously|en|ens)$)"
)
_ISE = re.compile(r"(?<=\w{3})(is|ys)(?=(?:e|ed|es|er|ers|ing|ings|ation|ations|able)$)")
_NEVER_ISE = word_set(
    "advise advised advises adviser advising arise arises arising comprise comprised comprises comprising "
    "compromise compromised compromises compromising despise despised devise devised devises devising disguise "
    "disguised enterprise enterprises exercise exercised exercises exercising expertise franchise franchises "
    "improvise improvised merchandise paradise precise premise premises promise promised promises promising "
    "raise raised raises raising revise revised revises revising rise rises rising supervise supervised "
    "surprise surprised surprises surprising televise televised wise wiser noise noises praise praised poise "
    "poised cruise cruises bruise bruised disease diseases prise prised advertise advertised advertises "
    "advertiser advertisers advertising "
)
"""Words that have an s on both sides of the ocean, so that nothing is folded in them."""


def canonical(word: str) -> str:
    """One form for all spellings of a word; `word` is in lower case with straight apostrophes."""
    if len(word) < 3 or not word.isascii():
        return word
    word = _PAIRS.get(word, word)
    if "our" in word:
        word = _OUR_WORD.sub(lambda found: found[0][:-2] + "r", word)
    if word.endswith(("re", "res", "red")):
        word = _RE_WORD.sub(lambda found: f"{found[1]}er{'ed' if found[2] == 'd' else found[2]}", word)
    if "ll" in word or "mm" in word or "pp" in word:
        word = _DOUBLED_WORD.sub(r"\1", word)
    if ("is" in word or "ys" in word) and word not in _NEVER_ISE:
        word = _ISE.sub(lambda found: found[1][0] + "z", word)
    return word
