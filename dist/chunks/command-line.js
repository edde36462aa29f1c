import { i as GuardError, t as didYouMean } from "./nearest.js";
import { a as settingsAt, n as definitionOf, t as asSettingName } from "./values.js";
import { parseArgs } from "node:util";
// src/settings/command-line.ts
/** Other spellings of a flag that people type. */
const spellings = {
	image: "images",
	color: "colour"
};
const flagOf = (name) => name === "images" ? "image" : name;
/** The flag that the command line shows for a setting: `--image` for `images`. */
function flagName(name) {
	return `--${flagOf(name)}`;
}
/**
* Reads the arguments behind `scan`, or behind another command that takes its flags.
* @throws GuardError USAGE for an unknown flag or a flag without its value.
*/
function readCommandLine(args, command = "scan") {
	const known = settingsAt("cli");
	const options = Object.fromEntries(known.filter((name) => name !== "paths").flatMap((name) => [name, ...Object.keys(spellings).filter((other) => spellings[other] === name)].map((flag) => [flag, name])).map(([flag, name]) => {
		const { kind } = definitionOf(name);
		return [flag, kind === "flag" ? { type: "boolean" } : {
			type: "string",
			multiple: true
		}];
	}));
	const { tokens } = parseArgs({
		args: [...args],
		options,
		strict: false,
		tokens: true,
		allowPositionals: true
	});
	const given = {};
	const paths = [];
	for (const token of tokens) {
		if (token.kind === "positional") paths.push(token.value);
		if (token.kind !== "option") continue;
		const negated = token.name.startsWith("no-");
		const written = negated ? token.name.slice(3) : token.name;
		const name = asSettingName(spellings[written] ?? written);
		if (name === void 0 || name === "paths" || !known.includes(name)) {
			const flags = known.filter((other) => other !== "paths").map(flagName);
			throw new GuardError("USAGE", `${token.rawName} is not a flag of \`${command}\`.${didYouMean(token.rawName, flags)} See \`container-guard ${command} --help\`.`);
		}
		const { kind } = definitionOf(name);
		const source = `--${flagOf(name)}`;
		if (kind === "flag") {
			if (negated && token.value !== void 0) throw new GuardError("USAGE", `${token.rawName} takes no value.`);
			given[name] = {
				value: token.value ?? !negated,
				source
			};
			continue;
		}
		if (negated) throw new GuardError("USAGE", `${source} takes a value; it cannot be switched off with ${token.rawName}.`);
		if (token.value === void 0) throw new GuardError("USAGE", `${source} needs a value.`);
		given[name] = {
			value: joined(given[name]?.value, token.value, kind),
			source
		};
	}
	if (paths.length > 0) given.paths = {
		value: paths,
		source: "PATH"
	};
	return given;
}
function joined(before, value, kind) {
	if (kind !== "list") return value;
	return [...typeof before === "object" ? before : [], value];
}
export { readCommandLine as n, flagName as t };
