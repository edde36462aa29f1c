// src/model/severity.ts
/** How bad a finding is, mildest first. */
const severities = [
	"info",
	"low",
	"medium",
	"high",
	"critical"
];
/** How sure the tool is: `certain` reads it in the text, `likely` infers it, `possible` met a value it could not resolve. */
const confidences = [
	"possible",
	"likely",
	"certain"
];
/** Which rules run: security and supply chain; plus hardening and correctness; plus style and size. */
const profiles = [
	"default",
	"strict",
	"all"
];
export { profiles as n, severities as r, confidences as t };
