// Reads Cypher scripts with Neo4j's own parser and checker; prints for each file what it finds wrong, as JSON.
const { readFileSync } = require("node:fs");
const [, , library, ...files] = process.argv;
const { lintCypherQuery } = require(library);

const found = files.map((file) => lintCypherQuery(readFileSync(file, "utf8"), {}).diagnostics.map((one) => one.message));
console.log(JSON.stringify(found));
