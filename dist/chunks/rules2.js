import { a as messageOf, i as GuardError, t as didYouMean } from "./nearest.js";
import { t as rules$1 } from "./rules.js";
import { parseArgs } from "node:util";
// src/commands/rules.ts
const formats = ["table", "json"];
/** `container-guard rules`: every rule, for people or (`--format json`) for programs. */
function rules(args, terminal) {
	const format = formatOf(args);
	if (!formats.includes(format)) throw new GuardError("USAGE", `--format: \`${format}\` is not one of ${formats.join(", ")}.${didYouMean(format, formats)}`);
	if (format === "json") {
		const facts = rules$1.map(({ id, title, severity, profile, fixable, equivalents }) => ({
			id,
			title,
			severity,
			profile,
			fixable: fixable ?? false,
			equivalents
		}));
		terminal.print(`${JSON.stringify(facts, null, 2)}\n`);
		return 0;
	}
	const width = Math.max(...rules$1.map(({ id }) => id.length));
	const lines = rules$1.map(({ id, severity, profile, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${profile.padEnd(7)}  ${title}`);
	terminal.print(`${["RULE".padEnd(width) + "  SEVERITY  PROFILE  WHAT IS WRONG", ...lines].join("\n")}\n\n${rules$1.length} rules. container-guard explain RULE tells more of one.\n`);
	return 0;
}
function formatOf(args) {
	try {
		const { values } = parseArgs({
			args: [...args],
			options: { format: {
				type: "string",
				default: "table"
			} }
		});
		return values.format;
	} catch (error) {
		throw new GuardError("USAGE", `rules: ${messageOf(error).replace(/\.?$/, ".")} See \`container-guard rules --help\`.`, { cause: error });
	}
}
export { rules };
