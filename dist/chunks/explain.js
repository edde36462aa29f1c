import { i as GuardError, t as didYouMean } from "./nearest.js";
import { n as ruleNamed, r as ruleNames, t as rulePage } from "./page.js";
// src/commands/explain.ts
/** `container-guard explain RULE`: what a rule finds, why it matters and what to do, in Markdown. */
function explain(args, terminal) {
	const [name, ...others] = args;
	if (name === void 0 || others.length > 0 || name.startsWith("-")) throw new GuardError("USAGE", "explain wants the id of one rule, such as `container-guard explain container/no-privileged`.");
	const rule = ruleNamed(name);
	if (rule === void 0) throw new GuardError("USAGE", `there is no rule \`${name}\`.${didYouMean(name, ruleNames())} See \`container-guard rules\`.`);
	terminal.print(`${rulePage(rule)}\n`);
	return 0;
}
export { explain };
