"""The namespaces that Crackdown's data uses, and the borrowed terms it needs beside those the ontology declares.

`crackdown.ttl` declares the terms its axioms mention; data also uses terms of RDF, RDFS, OWL, XSD, SKOS, DCMI and
schema.org that no axiom mentions. They are listed here so that `terms.py` has a constant for each.
"""

from __future__ import annotations

# Where the ontology, its vocabularies and its shapes stand, whoever uses them; data may stand elsewhere (`base.py`).
TERMS_BASE = "https://w3id.org/crackdown/"

ONTOLOGY_NAMESPACE = TERMS_BASE + "ontology#"
SHAPES_NAMESPACE = TERMS_BASE + "shapes#"
VOCABULARY_NAMESPACE = TERMS_BASE + "vocab/"

# The first parts of the paths of what stands there, without the base.
TERM_PATHS = ("context.jsonld", "logo.svg", "ontology", "shapes", "vocab")

# One path a type, so that each is a prefix: `country:KH`, `agency:kh-ministry-of-interior`.
DATA_PATHS = (
    "agency", "airport", "announcement", "country", "decision", "finding", "graph", "official", "operation", "place",
    "post", "software", "tenure",
)  # fmt: skip

NAMED_GRAPHS = (
    "findings", "identity", "index", "inferred", "judgements", "merged", "origins", "reference", "store", "versions",
)  # fmt: skip

NAMESPACES = {
    "crk": ONTOLOGY_NAMESPACE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "person": "http://www.w3.org/ns/person#",
    "m8g": "http://data.europa.eu/m8g/",
    "sh": "http://www.w3.org/ns/shacl#",
}

TITLES = {
    "crk": "The Crackdown Ontology.",
    "rdf": "RDF 1.1.",
    "rdfs": "RDF Schema 1.1.",
    "owl": "OWL 2.",
    "xsd": "XML Schema datatypes.",
    "skos": "SKOS.",
    "dcterms": "DCMI Metadata Terms.",
    "prov": "PROV-O.",
    "org": "The Organization Ontology.",
    "oa": "Web Annotation.",
    "foaf": "FOAF.",
    "schema": "schema.org.",
    "sem": "The Simple Event Model.",
    "geo": "GeoSPARQL.",
    "person": "The EU Core Person Vocabulary.",
    "m8g": "The EU Core Public Organisation Vocabulary.",
    "sh": "SHACL.",
}

EXTRA_TERMS = {
    "rdf": "type Property Statement subject predicate object langString first rest nil",
    "rdfs": "label comment subClassOf subPropertyOf domain range isDefinedBy seeAlso Literal Datatype",
    "owl": "Ontology Class ObjectProperty DatatypeProperty AnnotationProperty SymmetricProperty TransitiveProperty "
    "FunctionalProperty inverseOf propertyChainAxiom equivalentClass sameAs versionIRI versionInfo Thing",
    "xsd": "string boolean integer nonNegativeInteger decimal double date dateTime gYear gYearMonth anyURI",
    "skos": "Concept ConceptScheme prefLabel altLabel definition scopeNote example notation inScheme hasTopConcept",
    "dcterms": "title issued created modified publisher creator license language format source isReplacedBy "
    "replaces description identifier",
    "prov": "startedAtTime generatedAtTime invalidatedAtTime wasRevisionOf",
    "schema": "sameAs name startDate endDate contentUrl encodingFormat",
    "foaf": "name",
    "sh": "NodeShape targetClass message ValidationReport conforms result focusNode resultPath value resultMessage "
    "resultSeverity sourceShape Violation Warning Info",
}

# Of the XML documents that the graph is exported to.
GEXF_NAMESPACE = "http://www.gexf.net/1.2draft"
GRAPHML_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

# What a Croissant description conforms to.
CROISSANT_SPECIFICATION = "http://mlcommons.org/croissant/1.0"
