import { n as profiles } from "./severity.js";
import { mt as peers, pt as defaultPaths, t as rules } from "./rules.js";
// src/rules/choice.ts
/** The rules of a profile and of the quieter ones, without those switched off. */
function rulesFor(profile, disabled) {
	const reach = profiles.indexOf(profile);
	return rules.filter((rule) => profiles.indexOf(rule.profile) <= reach && !names$1(rule).some((name) => disabled.includes(name)));
}
/** The rule of this id or alias. */
function ruleNamed(name) {
	return rules.find((rule) => names$1(rule).includes(name));
}
/** Ids and aliases of all rules. */
function ruleNames() {
	return rules.flatMap(names$1);
}
/** Which built-in rules say what a check of Trivy says. */
function trivyEquivalents(some) {
	const found = /* @__PURE__ */ new Map();
	for (const rule of some) for (const id of rule.equivalents.trivy ?? []) found.set(id, [...found.get(id) ?? [], rule.id]);
	return found;
}
function names$1(rule) {
	return [rule.id, ...rule.aliases ?? []];
}
// src/trivy/misconfiguration-id.ts
/**
* The one spelling of a misconfiguration's id: Trivy has written `DS002`, `AVD-DS-0002` and `DS-0002` for the same over the
* years, and waivers and baselines outlive a Trivy version. What is none of these stays as it is.
*/
function misconfigurationId(written) {
	const match = /^(?:AVD-)?([A-Za-z]+)-?(\d{3,4})$/.exec(written.trim());
	if (match === null) return written.trim();
	return `${(match[1] ?? "").toUpperCase()}-${(match[2] ?? "").padStart(4, "0")}`;
}
// src/rules/page.ts
const names = {
	trivy: "Trivy",
	hadolint: "hadolint",
	kics: "KICS",
	checkov: "Checkov",
	semgrep: "Semgrep",
	sonar: "SonarSource",
	buildkit: "BuildKit",
	composeLint: "compose-lint",
	codePathfinder: "Code Pathfinder",
	dclint: "DCLint",
	dockle: "Dockle",
	cis: "CIS Docker Benchmark 1.6.0"
};
/** The page of a rule in Markdown: docs, SARIF help and `explain` all show this text. */
function rulePage(rule) {
	const also = peers.flatMap((peer) => {
		const ids = rule.equivalents[peer];
		return ids === void 0 ? [] : [`${names[peer]} ${ids.join(", ")}`];
	});
	return [
		`# ${rule.title}`,
		"",
		`\`${rule.id}\` · ${rule.severity} · profile \`${rule.profile}\`${rule.fixable === true ? " · can be fixed" : ""}`,
		"",
		rule.why,
		"",
		`**What to do.** ${rule.remedy}`,
		"",
		...rule.examples.flatMap((example) => exampleLines(example, rule)),
		...rule.references.length === 0 ? [] : [
			"## References",
			"",
			...rule.references.map((reference) => `- ${reference}`),
			""
		],
		...also.length === 0 ? [] : [`Known elsewhere as: ${also.join("; ")}.`, ""],
		`To accept it with a reason, add a waiver to \`container-guard.yaml\`:`,
		"",
		...fenced("yaml", `waivers:\n  - rule: ${rule.id}\n    path: FILE\n    reason: WHY\n    until: YYYY-MM-DD\n`),
		"",
		"or a comment on the line above:",
		"",
		...fenced("sh", `# container-guard ignore=${rule.id} until=YYYY-MM-DD reason="WHY"\n`)
	].join("\n");
}
function exampleLines(example, rule) {
	const language = languageOf(example.path ?? defaultPaths[rule.subject]);
	const neighbours = Object.entries(example.files ?? {}).flatMap(([path, text]) => [
		`with \`${path}\`:`,
		"",
		...fenced(languageOf(path), text),
		""
	]);
	const bad = "bad" in example ? [
		`Found: ${example.name}`,
		"",
		...fenced(language, example.bad.replace(/[«»]/g, "")),
		""
	] : [];
	const label = "bad" in example ? "Put right:" : `Not found: ${example.name}`;
	const good = example.good === void 0 ? [] : [
		label,
		"",
		...fenced(language, example.good),
		""
	];
	return [
		...bad,
		...neighbours,
		...good
	];
}
function languageOf(path) {
	if (/\.ya?ml$/.test(path)) return "yaml";
	return /\.(?:sh|env)$/.test(path) ? "sh" : "dockerfile";
}
function fenced(language, text) {
	return [
		`\`\`\`${language}`,
		...text.replace(/\n$/, "").split("\n"),
		"```"
	];
}
export { rulesFor as a, ruleNames as i, misconfigurationId as n, trivyEquivalents as o, ruleNamed as r, rulePage as t };
