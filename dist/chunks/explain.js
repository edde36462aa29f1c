import { i as GuardError, t as didYouMean } from "./nearest.js";
import { i as ruleNames, n as misconfigurationId, r as ruleNamed, t as rulePage } from "./page.js";
import { t as rules } from "./rules.js";
// src/commands/explain.ts
/**
* `container-guard explain RULE`: what a rule finds, why it matters and what to do, in Markdown. The last part of an id is
* enough where it is the only one, and so is the number that another tool gives the rule.
*/
function explain(args, terminal) {
	const [name, ...others] = args;
	if (name === void 0 || others.length > 0 || name.startsWith("-")) throw new GuardError("USAGE", "explain wants the id of one rule, such as `container-guard explain container/no-privileged`.");
	const known = ruleNamed(name);
	const [rule, ...more] = known === void 0 ? rules.filter((each) => isKnownAs(each, name)) : [known];
	if (rule === void 0) throw new GuardError("USAGE", `there is no rule \`${name}\`.${didYouMean(name, ruleNames())} See \`container-guard rules\`.`);
	if (more.length > 0) {
		const ids = [rule, ...more].map(({ id }) => `\`${id}\``);
		throw new GuardError("USAGE", `\`${name}\` may be ${ids.slice(0, -1).join(", ")} or ${ids.at(-1) ?? ""}.`);
	}
	terminal.print(`${rulePage(rule)}\n`);
	return 0;
}
function isKnownAs({ id, equivalents }, name) {
	if (id.endsWith(`/${name}`)) return true;
	const wanted = foreign(name);
	return Object.values(equivalents).some((ids) => ids?.some((each) => foreign(each) === wanted));
}
/** The number of another tool's rule, whatever its case and, for Trivy, its spelling: `dockerfile/DS002`, `avd-ds-0002`. */
function foreign(written) {
	return misconfigurationId(written.replace(/^dockerfile\//, "").toUpperCase());
}
export { explain };
