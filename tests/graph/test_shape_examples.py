"""Every shape has a good and a bad example.

The good one is a small announcement that all shapes apply to and none objects to; the bad ones are that announcement
spoilt in one place each.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from crackdown.graph.announcement.validate import Report, validate
from crackdown.ontology.terms import PREFIXES
from crackdown.ontology.turtle import SHAPES, load_turtle

ANNOUNCEMENT = "https://w3id.org/crackdown/announcement/kh-test-2026-03-02-en"

PASSAGE = "<https://w3id.org/crackdown/announcement/kh-test-2026-03-02-en#char=0,24>"
COUNTS = "https://w3id.org/crackdown/announcement/kh-test-2026-03-02-en#count/kh-2026-03-01-raid-9/"
EXTRACTION = "<https://w3id.org/crackdown/announcement/kh-test-2026-03-02-en#extraction>"

SOURCED = f"""crk:statedIn announcement:kh-test-2026-03-02-en ; crk:evidence {PASSAGE} ; crk:confidence 0.9 ;
    prov:wasGeneratedBy {EXTRACTION} ."""

THINGS = """
country:KH a crk:Country ; rdfs:label "Cambodia"@en ; crk:isoCode "KH" .
country:CN a crk:Country ; rdfs:label "China"@en ; crk:isoCode "CN" .
airport:VDTI a crk:Airport ; rdfs:label "Techo Airport"@en ; schema:icaoCode "VDTI" ; schema:iataCode "KTI" ;
    crk:country country:KH .
place:kh-bavet a crk:Place ; rdfs:label "Bavet"@en ; crk:country country:KH .
agency:kh-police a crk:Agency ; rdfs:label "Police of Cambodia"@en ; crk:country country:KH ;
    org:classification agency-kind:police .
agency:cn-embassy-in-kh a crk:Embassy ; rdfs:label "Embassy of China in Cambodia"@en ; crk:country country:CN ;
    crk:accreditedTo country:KH ; org:classification agency-kind:embassy .
official:kh-a-b a crk:Official , foaf:Person , schema:Person , person:Person , prov:Person ;
    rdfs:label "A B"@en ; crk:country country:KH .
post:kh-police--director a org:Post ; rdfs:label "Director, Police of Cambodia"@en ; org:postIn agency:kh-police ;
    org:role role:director ; crk:roleAsStated "chief" .
"""

SOURCES = f"""
announcement:kh-test-2026-03-02-en a crk:Announcement ; schema:inLanguage "en" ; dcterms:issued "2026-03-02"^^xsd:date ;
    schema:sha256 "{"0" * 64}" ; schema:url "https://example.org/a"^^xsd:anyURI ; crk:origin "https://example.org/a" ;
    crk:seenAt "2026-03-02T08:00:00Z"^^xsd:dateTime ;
    crk:announcedBy agency:kh-police ; crk:reports operation:kh-2026-03-01-raid-9 .
{EXTRACTION} a crk:Extraction ; prov:used announcement:kh-test-2026-03-02-en ; crk:outcome outcome:facts-found ;
    prov:wasAssociatedWith software:test ; prov:endedAtTime "2026-11-25T12:00:00Z"^^xsd:dateTime ;
    crk:note "One sentence was not understood." .
{PASSAGE} a crk:Passage ; oa:exact "Police arrested 9 people" ; oa:start 0 ; oa:end 24 ;
    crk:passageOf announcement:kh-test-2026-03-02-en .
<{ANNOUNCEMENT}#char=25,40> a crk:Sentence ; oa:start 25 ; oa:end 40 ; crk:status status:plan ;
    crk:sentenceOf announcement:kh-test-2026-03-02-en .
<{ANNOUNCEMENT}/version/0123456789> a crk:EarlierVersion ; dcterms:isVersionOf <{ANNOUNCEMENT}> ;
    crk:publicFrom "2026-03-01"^^xsd:date ; crk:publicUntil "2026-03-03"^^xsd:date ;
    crk:withdrawnOn "2026-03-03"^^xsd:date ; crk:withdrawalReason "An error." .
"""

OPERATION = f"""
operation:kh-2026-03-01-raid-9 a crk:Operation ; crk:total <{COUNTS}all> ; crk:count <{COUNTS}female> .
<{COUNTS}all> a crk:Count ; crk:countOf operation:kh-2026-03-01-raid-9 ; crk:value 9 ; crk:atLeast 9 ; crk:atMost 9 ;
    crk:precision precision:exactly ; crk:printed "9" ; crk:capacity capacity:suspect ; {SOURCED}
<{COUNTS}female> a crk:Count ; crk:countOf operation:kh-2026-03-01-raid-9 ; crk:value 2 ; crk:atLeast 2 ;
    crk:precision precision:at-least ; crk:sex sex:female ; crk:nationality country:CN ; {SOURCED}
tenure:kh-a-b--kh-police--director a crk:Tenure .
"""

CLAIMED = """
operation:kh-2026-03-01-raid-9 crk:kind kind:raid
operation:kh-2026-03-01-raid-9 crk:offence offence:online-scam
operation:kh-2026-03-01-raid-9 crk:inCountry country:KH
operation:kh-2026-03-01-raid-9 crk:date "2026-03-01"^^xsd:date
operation:kh-2026-03-01-raid-9 crk:earliestDate "2026-03-01"^^xsd:date
operation:kh-2026-03-01-raid-9 crk:latestDate "2026-03-01"^^xsd:date
operation:kh-2026-03-01-raid-9 crk:carriedOutBy agency:kh-police
operation:kh-2026-03-01-raid-9 crk:withPartner agency:cn-embassy-in-kh
operation:kh-2026-03-01-raid-9 crk:ledBy official:kh-a-b
operation:kh-2026-03-01-raid-9 crk:departedFrom airport:VDTI
operation:kh-2026-03-01-raid-9 crk:atPlace place:kh-bavet
tenure:kh-a-b--kh-police--director org:member official:kh-a-b
tenure:kh-a-b--kh-police--director org:organization agency:kh-police
tenure:kh-a-b--kh-police--director crk:inPost post:kh-police--director
tenure:kh-a-b--kh-police--director crk:rank rank:colonel
tenure:kh-a-b--kh-police--director crk:rankAsStated "colonel"
tenure:kh-a-b--kh-police--director crk:attestedOn "2026-03-02"^^xsd:date
tenure:kh-director--director org:member official:kh-director
tenure:kh-director--director org:organization agency:kh-police
tenure:kh-director--director crk:inPost post:kh-police--director
tenure:kh-director--director crk:roleAsStated "director"
"""

DECISION = """
decision:1 a crk:IdentityDecision ; crk:compares operation:a , operation:b ; crk:verdict verdict:same ;
    crk:canonical operation:a ; crk:confidence 0.9 ; prov:wasAssociatedWith software:test ;
    prov:endedAtTime "2026-11-25T12:00:00Z"^^xsd:dateTime .
"""

TOLD_IN = ("ar", "de", "en", "es", "fr", "id", "ja", "km", "ko", "ru", "th", "vi", "zh")

FINDING = f"""
finding:0a1f a crk:Finding ; crk:findingKind finding-kind:rival-figures ; crk:severity severity:contradiction ;
    crk:weighs <{COUNTS}all> , <{COUNTS}female> ; crk:findingOn operation:kh-2026-03-01-raid-9 ;
    rdfs:comment {", ".join(f'"9, 8"@{code}' for code in TOLD_IN)} .
"""

INFERENCE = f"""
official:kh-director a crk:Official ; rdfs:label "Director (not named)"@en ; crk:country country:KH .
<{ANNOUNCEMENT}#holder/kh-director> a crk:Inference ; crk:unnamedOfficial official:kh-director ;
    crk:holder official:kh-a-b ; crk:inferredFor "2026-03-02"^^xsd:date ; crk:attestedOn "2026-03-01"^^xsd:date ;
    prov:used <{ANNOUNCEMENT}#claim/11> , <{ANNOUNCEMENT}#claim/12> ; prov:wasAssociatedWith software:test ;
    rdfs:comment "One person is named."@en .
tenure:kh-director--director a crk:Tenure .
"""

LANGUAGES = ("en", "fr", "es", "de", "ru", "ar", "zh", "ja", "ko", "vi")

CONCEPT = f"""
<https://w3id.org/crackdown/vocab/kind> a skos:ConceptScheme .
kind:raid a skos:Concept ; skos:definition "A search."@en ; skos:inScheme <https://w3id.org/crackdown/vocab/kind> ;
    skos:prefLabel {", ".join(f'"raid"@{code}' for code in LANGUAGES)} .
"""


def example_turtle(old: str = "\0", new: str = "") -> str:
    """Write the announcement with `new` for `old`, whose claims follow suit where `old` is part of a claimed triple.

    Each line of CLAIMED becomes a triple and the claim behind it.
    """
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    described = "".join([THINGS, SOURCES, OPERATION, DECISION, FINDING, INFERENCE, CONCEPT])
    claimed = CLAIMED
    if old in CLAIMED:
        return prefixes + described.replace(old, new) + "".join(_claims(claimed.replace(old, new)))
    return prefixes + (described + "".join(_claims(claimed))).replace(old, new)


def _claims(claimed: str) -> Iterator[str]:
    for number, line in enumerate(filter(None, claimed.splitlines())):
        yield _claim(number, *line.split(" ", 2))


def _claim(number: int, subject: str, predicate: str, object_: str) -> str:
    iri = f"<{ANNOUNCEMENT}#claim/{number}>"
    claimed = f"rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {object_}"
    return f"{subject} {predicate} {object_} .\n{iri} a rdf:Statement , crk:Claim ; {claimed} ; {SOURCED}\n"


TENURE = "tenure:kh-a-b--kh-police--director"
TENURE_FACTS = CLAIMED[CLAIMED.index(f"{TENURE} org:organization") : CLAIMED.index("tenure:kh-director")].strip()
OPERATION_IRI = "operation:kh-2026-03-01-raid-9"
OTHER = "operation:kh-2026-03-01-raid-5"
SECOND_OPERATION = f"""announcement:kh-test-2026-03-02-en crk:reports {OTHER} .
{OTHER} a crk:Operation ; crk:kind kind:raid ; crk:inCountry country:KH ;
    crk:earliestDate "2026-03-01"^^xsd:date ; crk:latestDate "2026-03-01"^^xsd:date ;"""

# shape, what is taken out of the good example, what is put in instead, what the finding says
VIOLATIONS = [
    ("Operation", OPERATION_IRI, "operation:Raid", "Value does not match pattern"),
    (
        "Operation",
        " crk:kind kind:raid",
        " crk:kind kind:raid\noperation:kh-2026-03-01-raid-9 crk:kind kind:arrest",
        "An operation has one kind",
    ),
    (
        "Operation",
        "crk:withPartner agency:cn-embassy-in-kh",
        "crk:withPartner country:KH",
        "'with partner' takes an agency.",
    ),
    ("Operation", 'crk:latestDate "2026-03-01"', 'crk:latestDate "2026-02-01"', "not after 'latest date'"),
    ("Operation", f'{OPERATION_IRI} crk:latestDate "2026-03-01"^^xsd:date', "", "has its earliest and its latest day"),
    (
        "Operation",
        "crk:reports operation:kh-2026-03-01-raid-9",
        "rdfs:comment ''",
        "An announcement reports the operation.",
    ),
    ("Operation", "crk:total <", "crk:total operation:x , <", "One announcement gives one total."),
    ("Count", "crk:value 9 ;", "", "'number' takes a whole number"),
    ("Count", "crk:value 9 ;", 'crk:value "nine" ;', "'number' takes a whole number"),
    ("Count", "crk:atLeast 2 ;", "crk:atLeast -2 ;", "'at least' takes a whole number"),
    ("Count", "crk:atMost 9 ;", "crk:atMost 8 ;", "An exact number is its own floor and ceiling."),
    ("Count", 'crk:printed "9"', 'crk:printed ""', "'number as printed' takes a plain string"),
    ("Count", f"; crk:count <{COUNTS}female> .", ".", "No operation points to this count."),
    ("Sourced", f"crk:evidence {PASSAGE} ;", "", "No evidence."),
    ("Sourced", "crk:confidence 0.9 ;", "crk:confidence 1.5 ;", "'confidence' takes a decimal number from 0 to 1"),
    ("Claim", "rdf:Statement , crk:Claim", "rdf:Statement", "Value does not have class"),
    ("Claims", "rdf:object kind:raid", "rdf:object kind:arrest", "is not in the graph"),
    ("Claims", "arrested 9 people", "arrested 9", "is not as long as the passage"),
    (
        "Claims",
        "crk:passageOf announcement:kh-test-2026-03-02-en",
        "crk:passageOf announcement:x",
        "of another announcement",
    ),
    (
        "Backed",
        "rdf:subject operation:kh-2026-03-01-raid-9 ; rdf:predicate crk:kind",
        "rdf:subject operation:x ; rdf:predicate crk:kind",
        "No claim backs",
    ),
    ("Passage", "oa:start 0", "oa:start 24", "'start' takes a whole number"),
    ("Passage", 'oa:exact "Police', 'oa:prefix "Police', "'exact' takes the wording"),
    ("Sentence", "oa:end 40", "oa:end 25", "'start' takes a whole number"),
    ("Sentence", "oa:end 40 ;", "", "'end' takes a whole number"),
    ("Sentence", "crk:status status:plan ;", "", "'status' takes a concept of the scheme of statuses; exactly one."),
    (
        "Sentence",
        "    crk:sentenceOf announcement",
        "    rdfs:seeAlso announcement",
        "'sentence of' takes an announcement",
    ),
    ("Status", "status:plan", "kind:arrest", "the scheme of statuses"),
    ("Announcement", 'schema:inLanguage "en" ;', "", "'inLanguage' takes a language tag"),
    ("Announcement", '"2026-03-02T08:00:00Z"^^xsd:dateTime', '"2 March"', "'seen at' takes a moment"),
    ("EarlierVersion", "version/0123456789", "version/2", "Value does not match pattern"),
    ("EarlierVersion", f"dcterms:isVersionOf <{ANNOUNCEMENT}> ;", "", "'is version of' takes an announcement"),
    ("EarlierVersion", 'crk:publicUntil "2026-03-03"', 'crk:publicUntil "2026-02-03"', "not after 'public until'"),
    ("EarlierVersion", 'crk:publicUntil "2026-03-03"^^xsd:date ;', "", "'public until' takes a day"),
    (
        "EarlierVersion",
        'crk:withdrawnOn "2026-03-03"^^xsd:date',
        'crk:withdrawnOn "then"',
        "'withdrawn on' takes a day",
    ),
    ("EarlierVersion", '"An error."', '"Une erreur."@fr', "'reason of withdrawal' takes a plain string"),
    ("Announcement", "0000", "ZZZZ", "'sha256' takes 64 hexadecimal digits"),
    (
        "Announcement",
        'dcterms:issued "2026-03-02"^^xsd:date',
        'dcterms:issued "last week"',
        "'issued' takes a day, a month or a year",
    ),
    ("Extraction", "crk:outcome outcome:facts-found ;", "", "'outcome' takes a concept"),
    ("Extraction", "prov:used announcement:kh-test-2026-03-02-en ;", "", "An extraction used the announcement."),
    ("Official", 'rdfs:label "A B"@en ;', "", "'label' takes a name"),
    ("Person", THINGS, f"{THINGS} <https://example.org/c-d> a foaf:Person ; rdfs:label 'C D'@en .", "Only officials"),
    ("Person", THINGS, f"{THINGS} <https://example.org/c-d> a schema:Person ; rdfs:label 'C D'@en .", "Only officials"),
    ("Official", THINGS, f"{THINGS} official:kh-c-d a crk:Official ; rdfs:label 'C D'@en .", "no post, rank or agency"),
    ("Official", TENURE_FACTS, f"{TENURE} crk:attestedOn '2026-03-02'^^xsd:date", "no post, rank or agency"),
    ("Official", "crk:countOf operation:kh-2026-03-01-raid-9 ;", "crk:countOf official:kh-a-b ;", "counts a person"),
    ("Official", THINGS, f"{THINGS} official:kh-a-b crk:offence offence:drugs .", "A person has no offence"),
    ("Official", THINGS, f"{THINGS} official:kh-a-b crk:nationalsOf country:KH .", "A person has no offence"),
    ("Official", THINGS, f"{THINGS} official:kh-a-b crk:capacity capacity:victim .", "A person has no offence"),
    (
        "Official",
        'crk:rankAsStated "colonel"',
        'crk:rankAsStated "Suspect"',
        "those counted, 'Suspect'",
    ),
    ("Official", 'crk:rankAsStated "colonel"', 'crk:roleAsStated "ជនរងគ្រោះ"', "is a capacity of those counted"),
    ("Official", 'crk:rankAsStated "colonel"', 'crk:roleAsStated "ringleader of a gang"', "is a capacity"),
    (
        "Official",
        CLAIMED,
        f'{CLAIMED}official:kh-a-b skos:altLabel "Police arrested 9 people"\n',
        "whoever is counted is not named",
    ),
    (
        "AccusedOrConvicted",
        "crk:capacity capacity:suspect",
        "crk:capacity capacity:suspect , capacity:convict",
        "Accused is not convicted",
    ),
    ("Agency", "org:classification agency-kind:police", "rdfs:comment ''", "'classification' takes a concept"),
    ("Agency", "crk:accreditedTo country:KH", "crk:accreditedTo country:CN", "other than the one it is accredited to"),
    ("Tenure", "org:member official:kh-a-b", "org:member agency:kh-police", "'member' takes an official"),
    ("Post", "; org:postIn agency:kh-police ;", ";", "'post in' takes an agency"),
    ("Country", 'crk:isoCode "KH"', 'crk:isoCode "Cambodia"', "'ISO code' takes a code of two capitals"),
    ("Airport", 'schema:iataCode "KTI"', 'schema:iataCode "Techo"', "'iataCode' takes a code of three capitals"),
    ("Place", 'rdfs:label "Bavet"@en ;', "", "'label' takes a value; at least one."),
    (
        "IdentityDecision",
        "crk:compares operation:a , operation:b",
        "crk:compares operation:a",
        "'compares' takes an IRI; at least two.",
    ),
    ("IdentityDecision", "crk:canonical operation:a", "crk:canonical operation:c", "must be one of those compared"),
    ("Finding", f"crk:weighs <{COUNTS}all> , <{COUNTS}female>", f"crk:weighs <{COUNTS}all>", "at least two"),
    ("Finding", '"9, 8"@km, ', "", "its text in 13 languages"),
    ("Finding", "finding:0a1f", "finding:First", "Value does not match pattern"),
    ("FindingKind", "finding-kind:rival-figures", "kind:arrest", "the scheme of finding kinds"),
    ("Severity", "severity:contradiction", "kind:arrest", "the scheme of severities"),
    ("Inference", "crk:holder official:kh-a-b", "crk:holder agency:kh-police", "'holder' takes an official"),
    ("Inference", '; crk:attestedOn "2026-03-01"^^xsd:date', "", "'attested on' takes the day"),
    ("Inference", f"<{ANNOUNCEMENT}#claim/11> , ", "", "'used' takes the claims"),
    ("Inference", 'rdfs:comment "One person is named."@en', "rdfs:seeAlso software:test", "tells its rule in words"),
    ("Concept", '"raid"@vi', '"raid"@ko', "at least 10 languages"),
    ("Kind", "crk:kind kind:raid", "crk:kind offence:drugs", "An operation has one kind"),
    ("Offence", "offence:online-scam", "kind:arrest", "the scheme of offences"),
    ("Precision", "precision:exactly", "kind:arrest", "the scheme of precisions"),
    ("Sex", "sex:female", "kind:arrest", "the scheme of sexes"),
    ("Capacity", "capacity:suspect", "kind:arrest", "the scheme of capacities"),
    ("AgencyKind", "agency-kind:police", "kind:arrest", "the scheme of agency kinds"),
    ("Rank", "rank:colonel", "kind:arrest", "the scheme of ranks"),
    ("Role", "role:director", "kind:arrest", "the scheme of roles"),
    ("Outcome", "outcome:facts-found", "kind:arrest", "the scheme of outcomes"),
    ("Verdict", "verdict:same", "kind:arrest", "the scheme of verdicts"),
]

WARNINGS = [
    ("Operation", f"{OPERATION_IRI} crk:inCountry country:KH", "", "does not say in which country"),
    ("Operation", f'{OPERATION_IRI} crk:earliestDate "2026-03-01"^^xsd:date', "", "does not say when"),
    ("Figures", "crk:value 2 ; crk:atLeast 2", "crk:value 12 ; crk:atLeast 12", "outnumber the total"),
    (
        "Figures",
        THINGS,
        f"{THINGS}{SECOND_OPERATION} crk:partOf {OPERATION_IRI} ; crk:total [ crk:atLeast 10 ] .",
        "more than the whole",
    ),
    ("Reading", "crk:announcedBy agency:kh-police ;", "", "does not say who announces"),
    ("Reading", "outcome:facts-found", "outcome:nothing-found", "said to have found none"),
    ("Reading", "crk:statedIn announcement:kh-test-2026-03-02-en", "rdfs:comment ''", "yet no claim is stated"),
    ("OnlyActors", THINGS, f'{THINGS} official:kh-c-d a crk:Official ; rdfs:label "C D"@en .', "Named without a part"),
    ("Tenure", "org:organization agency:kh-police", "rdfs:comment ''", "for which agency the official acts"),
    ("Tenure", "crk:inPost post:kh-police--director", "rdfs:comment ''", "which post the official holds"),
    ("Airport", '"KTI" ;\n    crk:country country:KH', '"KTI"', "The airport's country is not known."),
]

ALLOWED = {
    "one sentence that names an official and counts": (CLAIMED, f'{CLAIMED}official:kh-a-b rdfs:label "A B"@en\n'),
    "an operation that nobody dates or places, and its name": (
        "operation:kh-2026-03-01-raid-9",
        "operation:xx-undated-raid-x-0a1f",
    ),
    "a second operation of the same name": ("operation:kh-2026-03-01-raid-9", "operation:kh-2026-03-01-raid-9-2"),
    "a month alone": ('crk:date "2026-03-01"^^xsd:date', 'crk:date "2026-03"^^xsd:gYearMonth'),
    "a publication of which only the year is known": (
        'dcterms:issued "2026-03-02"^^xsd:date',
        'dcterms:issued "2026"^^xsd:gYear',
    ),
    "a rank that no concept fits": ("tenure:kh-a-b--kh-police--director crk:rank rank:colonel", ""),
    "a role that no concept fits": ("org:role role:director ;", ""),
    "a language that could not be told": ('schema:inLanguage "en"', 'schema:inLanguage "und"'),
}


@pytest.fixture(scope="module")
def good() -> Report:
    return validate(example_turtle(), ANNOUNCEMENT)


def test_good_example_has_no_findings(good: Report) -> None:
    assert good.findings == ()


@pytest.mark.parametrize(("shape", "old", "new", "message"), VIOLATIONS)
def test_shape_is_violated_by_its_bad_example(shape: str, old: str, new: str, message: str) -> None:
    report = validate(example_turtle(old, new), ANNOUNCEMENT)
    assert message in " / ".join(finding.message for finding in report.of("violation"))


@pytest.mark.parametrize(("shape", "old", "new", "message"), WARNINGS)
def test_shape_warns_of_its_bad_example(shape: str, old: str, new: str, message: str) -> None:
    report = validate(example_turtle(old, new), ANNOUNCEMENT)
    assert message in " / ".join(finding.message for finding in report.of("warning"))


@pytest.mark.parametrize(("old", "new"), ALLOWED.values(), ids=ALLOWED)
def test_what_texts_leave_open_is_no_finding(old: str, new: str) -> None:
    assert validate(example_turtle(old, new), ANNOUNCEMENT).findings == ()


def test_every_shape_has_a_bad_example() -> None:
    shapes = load_turtle(SHAPES).subjects(RDF.type, SH.NodeShape)
    names = {str(shape).split("#")[1] for shape in shapes if isinstance(shape, URIRef)}
    assert names == {case[0] for case in [*VIOLATIONS, *WARNINGS]}


def test_every_targeted_class_occurs_in_the_good_example() -> None:
    example = Graph().parse(data=example_turtle(), format="turtle")
    absent = {
        target
        for target in load_turtle(SHAPES).objects(None, SH.targetClass)
        if (None, RDF.type, target) not in example
    }
    assert absent == {URIRef(PREFIXES["crk"] + "Campaign")}  # an operation like others, and checked as one


@pytest.mark.parametrize("outcome", ["nothing-found", "partly-read", "language-not-read"])
def test_announcement_without_facts_conforms_without_findings(outcome: str) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    sources = SOURCES.replace("facts-found", outcome).split(PASSAGE)[0]
    silent = sources.replace(
        "crk:announcedBy agency:kh-police ; crk:reports operation:kh-2026-03-01-raid-9 .", "dcterms:title 'x' ."
    )
    assert validate(prefixes + silent, ANNOUNCEMENT).findings == ()
