import { i as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { a as messageOf, i as GuardError, t as didYouMean } from "./nearest.js";
import { o as masked, s as mayHoldSecret, t as anyHint } from "./value.js";
import { f as markdownText, p as oneLine } from "./console.js";
import { n as keepYoungPart } from "./heap.js";
import { B as number$2, C as platformName, D as userCacheFolder, E as isDigest, G as pipe, H as optional, I as literal, J as safeParse, K as record$1, L as looseObject, M as boolean, P as getDotPath, S as isPlatform, T as readManifest, U as parseJson$1, V as object, W as picklist, X as union, Y as string, Z as unknown, _ as configEnvironment, a as programsOnPath, b as networkEnvironment, g as computingOn, h as trivyPorts, i as programNamed, j as array, m as oneLine$1, o as wantedOf, p as lastLines, q as regex, r as obtainTrivy, u as expectedDigest, v as imageEnvironment, w as readImageConfig, x as isContainerImage, y as isolation, z as nullish } from "./install.js";
import { a as settingsAt, c as severities$1, i as resolveValues, n as definitionOf, r as hoursIn, s as profiles, t as asSettingName } from "./values.js";
import { $ as isElsewhere, A as scriptGaps, At as skipSpace, B as isGitlabPipeline, Bt as composeCall, C as contextKey, Ct as userOfImage, D as moveDocument, Dt as lex, E as isRemote, Et as findStage, F as isTaskfile, Ft as locate, G as yamlFaults, Gt as wordPieces, H as isWorkflow, Ht as dockerCommands, I as isPackageManifest, It as placeAt, J as yamlDocuments, Jt as placeIn, K as yamlTrees, Kt as ScriptBuilder, L as isMakefile, Lt as called, M as gapsOfScripts, Mt as runFlagProblem, N as isScriptHost, Nt as lineAtNumber, O as pathFrom, Ot as isSeparator, P as scriptsOf, Pt as lineOf$1, Q as withHoles, R as isJustfile, Rt as fencedScripts, S as Contexts, St as factsOfImage, T as folderOf$1, Tt as baseOf, U as isText, Ut as lastOption, V as isAction, Vt as dockerCommand, W as mayBeTrue, Wt as stackCall, X as textOfScalar, Xt as defaultPaths, Y as require_dist, Yt as spanIn, Z as githubExpression, Zt as peers, _ as asText, _t as hostPath, a as postureOfBuild, at as scriptLimits, b as noEntries, bt as leavesRoot, c as booleanSetting, ct as sharesHostNetwork, d as itemsOf$2, dt as isHostPath, et as scriptOfRun, f as joined$1, ft as mountFromText, g as asBoolean, gt as gradeOf, h as valueAt, ht as powerOf, i as parsePort, it as substitutionsIn, j as gapsOfHost, jt as trimSpaceEnd, k as imageCommands, kt as isSpace, l as entriesOf$2, lt as booleanFromText, m as textSetting, mt as volumeFromText, n as isScanners, nt as parseScript, o as stageInWords, ot as isOnAllInterfaces, p as textEntries, pt as portFromText, q as nestedTooDeeply, qt as copyRange, r as exposedPort, rt as substitutionLimit, s as stageLabel, st as publishedPorts, t as rules, tt as shellOf, u as entryPlace, ut as csvFields, v as isNull, vt as limitsOf, w as namedContexts, wt as capabilityFromText, x as unset$1, xt as dropsRoot, y as resolvePlain, yt as isRoot, z as isShellFile, zt as isMarkdown } from "./rules.js";
import { i as withLastAnswer, t as parseReference } from "./reference.js";
import { t as version } from "./version.js";
import { availableParallelism } from "node:os";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import { normalize, relative as relative$1 } from "node:path/posix";
import { isUtf8 } from "node:buffer";
import { lstatSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { createHash, hash } from "node:crypto";
// src/posture/capabilities.ts
/** What Docker gives a container that asks for nothing, in the order of the alphabet (moby, daemon/pkg/oci/caps/defaults.go). */
const defaultCapabilities = [
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"NET_RAW",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT"
];
/** All that Linux knows since 5.9, in the order of the alphabet. */
const allCapabilities = [
	"AUDIT_CONTROL",
	"AUDIT_READ",
	"AUDIT_WRITE",
	"BLOCK_SUSPEND",
	"BPF",
	"CHECKPOINT_RESTORE",
	"CHOWN",
	"DAC_OVERRIDE",
	"DAC_READ_SEARCH",
	"FOWNER",
	"FSETID",
	"IPC_LOCK",
	"IPC_OWNER",
	"KILL",
	"LEASE",
	"LINUX_IMMUTABLE",
	"MAC_ADMIN",
	"MAC_OVERRIDE",
	"MKNOD",
	"NET_ADMIN",
	"NET_BIND_SERVICE",
	"NET_BROADCAST",
	"NET_RAW",
	"PERFMON",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYSLOG",
	"SYS_ADMIN",
	"SYS_BOOT",
	"SYS_CHROOT",
	"SYS_MODULE",
	"SYS_NICE",
	"SYS_PACCT",
	"SYS_PTRACE",
	"SYS_RAWIO",
	"SYS_RESOURCE",
	"SYS_TIME",
	"SYS_TTY_CONFIG",
	"WAKE_ALARM"
];
/**
* The capabilities that a container's processes may hold, by Docker's own rule: `ALL` added gives all but the dropped,
* `ALL` dropped leaves the added, otherwise the defaults with both applied.
*/
function effectiveCapabilities(container) {
	const trail = [];
	if (container.privileged.state === "known" && container.privileged.value) return {
		setting: {
			state: "known",
			value: ["ALL"],
			at: container.privileged.at
		},
		trail: [{
			note: "privileged",
			at: container.privileged.at
		}]
	};
	const added = container.capAdd.items.map((entry) => capabilityFromText(entry.value));
	const dropped = new Set(container.capDrop.items.map((entry) => capabilityFromText(entry.value)));
	for (const entry of container.capAdd.items) trail.push({
		note: `adds ${capabilityFromText(entry.value)}`,
		at: entry.at
	});
	for (const entry of container.capDrop.items) trail.push({
		note: `drops ${capabilityFromText(entry.value)}`,
		at: entry.at
	});
	if (container.privileged.state === "unknown") return {
		setting: container.privileged,
		trail
	};
	const unclear = [...container.capAdd.unknown, ...container.capDrop.unknown][0];
	if (unclear) return {
		setting: {
			state: "unknown",
			why: unclear.why,
			at: unclear.at
		},
		trail
	};
	if (trail.length === 0) trail.push({
		note: "neither adds nor drops any: the engine’s default set",
		at: container.at
	});
	return {
		setting: {
			state: "known",
			value: resulting(new Set(added), dropped),
			at: container.at
		},
		trail
	};
}
function resulting(added, dropped) {
	if (added.size + dropped.size === 0) return defaultCapabilities;
	if (added.has("ALL")) {
		const left = allCapabilities.filter((name) => !dropped.has(name));
		return left.length === allCapabilities.length ? ["ALL"] : left;
	}
	const base = dropped.has("ALL") ? [] : defaultCapabilities.filter((name) => !dropped.has(name));
	return [.../* @__PURE__ */ new Set([...base, ...added])].toSorted();
}
// src/rules/choice.ts
/** The rules of a profile and of the quieter ones, without those switched off. */
function rulesFor(profile, disabled) {
	const reach = profiles.indexOf(profile);
	return rules.filter((rule) => profiles.indexOf(rule.profile) <= reach && !names$2(rule).some((name) => disabled.includes(name)));
}
/** The rule of this id or alias. */
function ruleNamed(name) {
	return rules.find((rule) => names$2(rule).includes(name));
}
/** Ids and aliases of all rules. */
function ruleNames() {
	return rules.flatMap(names$2);
}
/** Which built-in rules say what a check of Trivy says. */
function trivyEquivalents(some) {
	const found = /* @__PURE__ */ new Map();
	for (const rule of some) for (const id of rule.equivalents.trivy ?? []) found.set(id, [...found.get(id) ?? [], rule.id]);
	return found;
}
/** One risk, in whatever file it shows: `cis-4.1` stands for every rule about that recommendation of the CIS benchmark. */
function risks() {
	const found = /* @__PURE__ */ new Map();
	for (const rule of rules) for (const section of rule.equivalents.cis ?? []) found.set(`cis-${section}`, [...found.get(`cis-${section}`) ?? [], rule.id]);
	return found;
}
function names$2(rule) {
	return [rule.id, ...rule.aliases ?? []];
}
// src/settings/config-file.ts
var import_dist = require_dist();
/** The names under which the config file is looked for in the scanned root, in this order. */
const configFileNames = [
	"container-guard.yaml",
	"container-guard.yml",
	".container-guard.yaml",
	".container-guard.yml"
];
const waiverKeys = [
	"rule",
	"path",
	"subject",
	"reason",
	"owner",
	"until"
];
/**
* Reads a config file.
* @param knownRules ids and aliases, so that a waiver for a rule that does not exist is told.
* @param risks what a waiver may name instead of a rule.
* @throws GuardError SETTINGS with file and line.
*/
function readConfigFile(path, text, knownRules, risks = []) {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(text, {
		lineCounter: lines,
		prettyErrors: false
	});
	const where = (node) => `${path}:${lines.linePos(offsetOf(node)).line}`;
	const broken = document.errors[0];
	if (broken) throw new GuardError("SETTINGS", `${path}:${lines.linePos(broken.pos[0]).line}: ${inOneSentence(broken)}`);
	const values = {};
	let waivers = [];
	let severity = /* @__PURE__ */ new Map();
	if (document.contents === null) return {
		values,
		policy: {
			waivers,
			severity
		}
	};
	if (!(0, import_dist.isMap)(document.contents)) throw new GuardError("SETTINGS", `${path}:1: a map of settings is expected.`);
	const known = settingsAt("config");
	for (const { name, pair, at } of entriesOf$1(document.contents, where)) if (name === "waivers") waivers = readWaivers(pair.value, where, [...knownRules, ...risks]);
	else if (name === "severity") severity = readSeverities(pair.value, where, knownRules);
	else {
		const setting = known.find((candidate) => candidate === name);
		if (setting === void 0) throw unknownSetting(name, at, known);
		values[setting] = {
			value: rawValue(pair.value, `${at}: ${name}`, definitionOf(setting).kind),
			source: `${at}: ${name}`
		};
	}
	return {
		values,
		policy: {
			waivers,
			severity
		}
	};
}
function unknownSetting(name, at, known) {
	if (asSettingName(name) !== void 0) return new GuardError("SETTINGS", `${at}: \`${name}\` cannot be set here, only by a flag or an input.`);
	const all = [
		...known,
		"waivers",
		"severity"
	];
	return new GuardError("SETTINGS", `${at}: \`${name}\` is not a setting.${didYouMean(name, all)} The settings are ${all.join(", ")}.`);
}
function readWaivers(node, where, knownRules) {
	if (!(0, import_dist.isSeq)(node)) throw new GuardError("SETTINGS", `${where(node)}: waivers: a list is expected.`);
	return node.items.map((item) => {
		const source = where(item);
		if (!(0, import_dist.isMap)(item)) throw new GuardError("SETTINGS", `${source}: a waiver is a map with rule and reason.`);
		const found = /* @__PURE__ */ new Map();
		for (const { name, pair, at } of entriesOf$1(item, where)) {
			if (!waiverKeys.some((key) => key === name)) throw new GuardError("SETTINGS", `${at}: a waiver has no \`${name}\`.${didYouMean(name, waiverKeys)} It has ${waiverKeys.join(", ")}.`);
			found.set(name, scalarText(pair.value, `${at}: ${name}`));
		}
		const rule = found.get("rule");
		const reason = found.get("reason");
		if (rule === void 0) throw new GuardError("SETTINGS", `${source}: a waiver names its \`rule\`.`);
		if (reason === void 0 || reason.trim() === "") throw new GuardError("SETTINGS", `${source}: the waiver of ${rule} gives no \`reason\`.`);
		checkRule(rule, source, knownRules);
		const until = found.get("until");
		if (until !== void 0 && !isDay$1(until)) throw new GuardError("SETTINGS", `${source}: until: \`${until}\` is not a day such as 2027-01-31.`);
		return {
			rule,
			reason,
			source,
			...found.has("path") ? { path: found.get("path") ?? "" } : {},
			...found.has("subject") ? { subject: found.get("subject") ?? "" } : {},
			...found.has("owner") ? { owner: found.get("owner") ?? "" } : {},
			...until === void 0 ? {} : { until }
		};
	});
}
function readSeverities(node, where, knownRules) {
	if (!(0, import_dist.isMap)(node)) throw new GuardError("SETTINGS", `${where(node)}: severity: a map from rule to severity is expected.`);
	const found = /* @__PURE__ */ new Map();
	for (const { name, pair, at } of entriesOf$1(node, where)) {
		const value = scalarText(pair.value, `${at}: ${name}`);
		const level = severities$1.find((known) => known === value);
		if (level === void 0) throw new GuardError("SETTINGS", `${at}: \`${value}\` is not one of ${severities$1.join(", ")}.${didYouMean(value, severities$1)}`);
		checkRule(name, at, knownRules);
		found.set(name, level);
	}
	return found;
}
function checkRule(rule, source, knownRules) {
	if (isScanners(rule) || knownRules.includes(rule)) return;
	throw new GuardError("SETTINGS", `${source}: there is no rule \`${rule}\`.${didYouMean(rule, knownRules)} See \`container-guard rules\`.`);
}
function* entriesOf$1(map, where) {
	for (const pair of map.items) yield {
		name: (0, import_dist.isScalar)(pair.key) ? String(pair.key.value) : "",
		pair,
		at: where(pair.key)
	};
}
function rawValue(node, at, kind) {
	if ((0, import_dist.isSeq)(node)) {
		if (kind !== "list") throw new GuardError("SETTINGS", `${at}: one value is expected, not a list.`);
		return node.items.map((item) => scalarText(item, at));
	}
	if ((0, import_dist.isScalar)(node) && typeof node.value === "boolean") return node.value;
	return scalarText(node, at);
}
function scalarText(node, at) {
	if ((0, import_dist.isScalar)(node) && (typeof node.value === "string" || typeof node.value === "number" || typeof node.value === "boolean")) return String(node.value);
	throw new GuardError("SETTINGS", `${at}: a text is expected.`);
}
function inOneSentence({ code, message }) {
	return code === "MULTIPLE_DOCS" ? "a single document is expected." : `this is not YAML: ${message.split("\n")[0] ?? ""}.`;
}
function isDay$1(text) {
	const day = /* @__PURE__ */ new Date(`${text}T00:00:00Z`);
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
function offsetOf(node) {
	return (isNode$2(node) ? node.range : void 0)?.[0] ?? 0;
}
function isNode$2(value) {
	return (0, import_dist.isScalar)(value) || (0, import_dist.isMap)(value) || (0, import_dist.isSeq)(value);
}
// src/adapters/left-out.ts
var import_ignore = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module) => {
	function makeArray(subject) {
		return Array.isArray(subject) ? subject : [subject];
	}
	const UNDEFINED = void 0;
	const EMPTY = "";
	const SPACE = " ";
	const ESCAPE = "\\";
	const REGEX_LITERAL_SPECIAL = /[.*+?()[\]{}^$|\\/]/;
	const BOM = "﻿";
	const REGEX_ANCHORED_GLOBSTAR = /^\/\*{2,}$/;
	const REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION = /^\\!/;
	const REGEX_REPLACE_LEADING_EXCAPED_HASH = /^\\#/;
	const REGEX_SPLITALL_CRLF = /\r?\n/g;
	const DOUBLE_SLASH = "//";
	const SLASH_CODE = 47;
	const DOT_CODE = 46;
	const SLASH = "/";
	let TMP_KEY_IGNORE = "node-ignore";
	/* istanbul ignore else */
	if (typeof Symbol !== "undefined") TMP_KEY_IGNORE = Symbol.for("node-ignore");
	const KEY_IGNORE = TMP_KEY_IGNORE;
	const define = (object, key, value) => {
		Object.defineProperty(object, key, { value });
		return value;
	};
	const RETURN_FALSE = () => false;
	const POSIX_CLASSES = {
		alnum: "0-9A-Za-z",
		alpha: "A-Za-z",
		blank: " \\t",
		cntrl: "\\x00-\\x1f\\x7f",
		digit: "0-9",
		graph: "!-.0-~",
		lower: "a-z",
		print: " -.0-~",
		punct: "!-.:-@\\[-`{-~",
		space: " \\t\\n\\r",
		upper: "A-Z",
		xdigit: "0-9A-Fa-f"
	};
	const CLASS_MEMBERS_TO_ESCAPE = "\\]^-[";
	const escapeMember = (char) => CLASS_MEMBERS_TO_ESCAPE.indexOf(char) < 0 ? char : ESCAPE + char;
	const NON_SLASH = "(?!\\/)";
	const classSource = (negated, body) => {
		if (negated) return `[^\\/${body}]`;
		const source = `[${body}]`;
		return new RegExp(source).test("/") ? NON_SLASH + source : source;
	};
	const scanBracket = (pattern, start) => {
		const { length } = pattern;
		let index = start + 1;
		let negated = EMPTY;
		const lead = pattern[index];
		if (lead === "!" || lead === "^") {
			negated = "^";
			index++;
		}
		let body = EMPTY;
		let prev = EMPTY;
		for (;;) {
			const char = pattern[index];
			if (char === UNDEFINED) return null;
			if (char === ESCAPE) {
				const escaped = pattern[++index];
				body += escapeMember(escaped);
				prev = escaped;
			} else if (char === "-" && prev && index + 1 < length && pattern[index + 1] !== "]") {
				index++;
				let to = pattern[index];
				if (to === ESCAPE) to = pattern[index += 1];
				if (prev <= to) body += `-${escapeMember(to)}`;
				prev = EMPTY;
			} else if (char === "[" && pattern[index + 1] === ":") {
				const nameStart = index + 2;
				let end = nameStart;
				while (end < length && pattern[end] !== "]") end++;
				if (end === length) return null;
				if (end > nameStart && pattern[end - 1] === ":") {
					const name = pattern.slice(nameStart, end - 1);
					if (!Object.prototype.hasOwnProperty.call(POSIX_CLASSES, name)) return null;
					body += POSIX_CLASSES[name];
					prev = EMPTY;
					index = end;
				} else {
					body += escapeMember("[");
					prev = "[";
					index = nameStart - 2;
				}
			} else {
				body += escapeMember(char);
				prev = char;
			}
			index++;
			if (pattern[index] === "]") return {
				end: index,
				source: classSource(negated, body)
			};
		}
	};
	const NEVER_MATCH = "[]";
	const PLACEHOLDER = "\0";
	const REGEX_RESTORE_PLACEHOLDER = new RegExp(`${PLACEHOLDER}(\\d+)${PLACEHOLDER}`, "g");
	const TRAILING_WILDCARD = "";
	const TRAILING_DOUBLESTAR = "";
	const isReserved = (char) => char === PLACEHOLDER || char === TRAILING_WILDCARD || char === TRAILING_DOUBLESTAR;
	const extractBrackets = (pattern) => {
		const sources = [];
		const hold = (source) => `${PLACEHOLDER}${sources.push(source) - 1}${PLACEHOLDER}`;
		const { length } = pattern;
		let out = EMPTY;
		let index = 0;
		while (index < length) {
			const char = pattern[index];
			if (char === ESCAPE) {
				const escaped = pattern[index + 1];
				if (escaped === SLASH && index + 2 === length) out += hold(NEVER_MATCH);
				else if (escaped === "*" || escaped === "[" || escaped === SPACE) out += pattern.slice(index, index + 2);
				else out += hold(REGEX_LITERAL_SPECIAL.test(escaped) ? ESCAPE + escaped : isReserved(escaped) ? `[${escaped}]` : escaped);
				index += 2;
			} else if (isReserved(char)) {
				out += hold(`[${char}]`);
				index++;
			} else if (char === "[") {
				const scanned = scanBracket(pattern, index);
				if (scanned === null) {
					out += hold(NEVER_MATCH);
					index = length;
				} else {
					out += hold(scanned.source);
					index = scanned.end + 1;
				}
			} else {
				out += char;
				index++;
			}
		}
		return {
			source: out,
			sources
		};
	};
	const DIRECT = null;
	const REGEX_INNER_SLASH = /\/(?!$)/;
	const WILDCARD = "[^\\/]*";
	const REPLACERS = [
		[
			/(\\+)( ?)/g,
			(_, run, space) => space ? run.slice(0, run.length - run.length % 2) + SPACE : run,
			"\\ "
		],
		[
			/(^|\/)\*{3,}(?=\/|$)/g,
			(_, start) => `${start}**`,
			"*"
		],
		[/[\\$.|*+(){^]/g, (match) => `\\${match}`],
		[
			/(?!\\)\?/g,
			() => "[^/]",
			"?"
		],
		[
			/^\//,
			() => "^",
			SLASH
		],
		[
			/\//g,
			() => "\\/",
			SLASH
		],
		[
			/^\^*(?:\\\*\\\*\\\/)+/,
			() => "(?:^|\\/)",
			"*"
		],
		[DIRECT, (source, pattern) => {
			if (!source || source[0] === "^" || source[0] === "(") return source;
			return (!REGEX_INNER_SLASH.test(pattern) ? "(?:^|\\/)" : "^") + source;
		}],
		[
			/\\\/\\\*\\\*(?=\\\/|$)/g,
			(_, index, str) => index + 6 < str.length ? str.slice(index + 6) === "\\/" ? "(?:\\/[^\\/]+)+" : "(?:\\/[^\\/]+)*" : `\\/${TRAILING_DOUBLESTAR}`,
			"*"
		],
		[
			/(^|[^\\])(?:\\\*)+(?!$)/g,
			(_, p1) => p1 + WILDCARD,
			"*"
		],
		[
			/(^|[^\\])((?:\\\\)*)\\\*$/,
			(match, p1, p2) => p2 === EMPTY ? p1 + TRAILING_WILDCARD : match,
			"*"
		],
		[
			/\\\\\\(?=[$.|*+(){^])/g,
			() => ESCAPE,
			"\\\\"
		],
		[
			/\\\\/g,
			() => ESCAPE,
			"\\\\"
		],
		[
			/\\\[([^\]/]*?)($|\])/g,
			(match, range, close) => `\\[${range}${close}`,
			"["
		],
		[DIRECT, (source) => {
			const last = source[source.length - 1];
			if (!last || last === TRAILING_WILDCARD || last === TRAILING_DOUBLESTAR) return source;
			return last === SLASH ? `${source}$` : `${source}(?=$|\\/$)`;
		}]
	];
	const REGEX_REPLACE_TRAILING_WILDCARD = /(^|\\\/)?\uE000$/;
	const MODE_IGNORE = "regex";
	const MODE_CHECK_IGNORE = "checkRegex";
	const replaceTrailingWildcard = (_, p1) => {
		return `${p1 ? `${p1}[^/]+` : "[^/]*"}(?=$|\\/$)`;
	};
	const REGEX_REPLACE_TRAILING_DOUBLESTAR = /\uE001$/;
	const replaceTrailingDoublestar = () => "[\\s\\S]";
	const separatorAfter = (run, at) => {
		let separator = EMPTY;
		for (let index = at + 1; index < run.length && !run[index].wildcard; index++) separator += run[index].single;
		return separator;
	};
	const pinWildcards = (source) => {
		if (source.indexOf(WILDCARD) < 0) return source;
		const tokens = [];
		const { length } = source;
		let index = 0;
		while (index < length) {
			const char = source[index];
			if (source.startsWith(WILDCARD, index)) {
				tokens.push({ wildcard: true });
				index += 6;
			} else if (char === "[") {
				let end = index + 1;
				if (source[end] === "^") end++;
				if (source[end] === "]") end++;
				while (end < length && source[end] !== "]") end += source[end] === ESCAPE ? 2 : 1;
				end++;
				tokens.push({ single: source.slice(index, end) });
				index = end;
			} else if (char === ESCAPE) {
				tokens.push({ single: source.slice(index, index + 2) });
				index += 2;
			} else if (char === "(") {
				let depth = 0;
				let end = index;
				do {
					if (source[end] === ESCAPE) end++;
					else if (source[end] === "(") depth++;
					else if (source[end] === ")") depth--;
					end++;
				} while (end < length && depth > 0);
				if ("*+?".indexOf(source[end]) >= 0) end++;
				tokens.push({ boundary: source.slice(index, end) });
				index = end;
			} else if (char === "^" || char === "$") {
				tokens.push({ boundary: char });
				index++;
			} else {
				tokens.push({ single: char });
				index++;
			}
		}
		let out = EMPTY;
		let run = [];
		const flush = () => {
			let lastWildcard;
			run.forEach((token, at) => {
				if (token.wildcard) lastWildcard = at;
			});
			run.forEach((token, at) => {
				if (!token.wildcard) {
					out += token.single;
					return;
				}
				out += at === lastWildcard ? WILDCARD : `(?:(?!${separatorAfter(run, at)})[^\\/])*`;
			});
			run = [];
		};
		tokens.forEach((token) => {
			if (token.boundary === void 0) {
				run.push(token);
				return;
			}
			flush();
			out += token.boundary;
		});
		flush();
		return out;
	};
	const makeRegexPrefix = (pattern) => {
		if (REGEX_ANCHORED_GLOBSTAR.test(pattern)) pattern = "**";
		const { source, sources } = extractBrackets(pattern);
		const replaced = REPLACERS.reduce((prev, [matcher, replacer, required]) => {
			if (matcher === DIRECT) return replacer(prev, pattern);
			if (required !== UNDEFINED && prev.indexOf(required) < 0) return prev;
			return matcher.test(prev) ? prev.replace(matcher, replacer.bind(pattern)) : prev;
		}, source);
		return sources.length ? replaced.replace(REGEX_RESTORE_PLACEHOLDER, (match, index) => sources[index]) : replaced;
	};
	const checkSourceOf = (body, prefix) => {
		if (body[body.length - 1] === SLASH) prefix = makeRegexPrefix(body.slice(0, -1));
		const head = prefix.slice(0, -1);
		const last = prefix[prefix.length - 1];
		return last === TRAILING_WILDCARD ? `${head}$` : last === TRAILING_DOUBLESTAR ? head : NEVER_MATCH;
	};
	const matchesBasename = (body) => {
		const index = body.indexOf(SLASH);
		return index < 0 || index === body.length - 1;
	};
	const basenameOf = (path) => {
		const end = path.length - 1;
		const index = path.lastIndexOf(SLASH, path[end] === SLASH ? end - 1 : end);
		return index < 0 ? path : path.slice(index + 1);
	};
	const parentOf = (path) => {
		if (path.charCodeAt(0) === SLASH_CODE || path.indexOf(DOUBLE_SLASH) >= 0) {
			const slices = path.split(SLASH).filter(Boolean);
			slices.pop();
			return slices.length ? slices.join(SLASH) + SLASH : EMPTY;
		}
		const end = path.length - 1;
		const cut = path.lastIndexOf(SLASH, path.charCodeAt(end) === SLASH_CODE ? end - 1 : end);
		return cut < 0 ? EMPTY : path.slice(0, cut + 1);
	};
	const isString = (subject) => typeof subject === "string";
	const checkPattern = (pattern) => pattern && isString(pattern);
	const splitPattern = (pattern) => (pattern[pattern.length - 1] === "\r" ? pattern.slice(0, -1) : pattern).split(REGEX_SPLITALL_CRLF).filter(Boolean);
	var IgnoreRule = class {
		constructor(pattern, mark, body, ignoreCase, negative, prefix) {
			this.pattern = pattern;
			this.mark = mark;
			this.negative = negative;
			define(this, "body", body);
			define(this, "ignoreCase", ignoreCase);
			define(this, "regexPrefix", prefix);
		}
		get _basenameOnly() {
			return define(this, "_basenameOnly", matchesBasename(this.body));
		}
		get regex() {
			const key = "_regex";
			if (this[key]) return this[key];
			return this._make(MODE_IGNORE, key);
		}
		get checkRegex() {
			const key = "_checkRegex";
			if (this[key]) return this[key];
			return this._make(MODE_CHECK_IGNORE, key);
		}
		_make(mode, key) {
			const str = pinWildcards(mode === MODE_IGNORE ? this.regexPrefix.replace(REGEX_REPLACE_TRAILING_WILDCARD, replaceTrailingWildcard).replace(REGEX_REPLACE_TRAILING_DOUBLESTAR, replaceTrailingDoublestar) : checkSourceOf(this.body, this.regexPrefix));
			const regex = this.ignoreCase ? new RegExp(str, "i") : new RegExp(str);
			return define(this, key, regex);
		}
	};
	const hasTrailingBackslash = (str) => {
		let count = 0;
		while (str[str.length - count - 1] === ESCAPE) count++;
		return count % 2 === 1;
	};
	const trimEnd = (body, stripLineEnd) => {
		let lineEnd = body.length;
		let end;
		for (;;) {
			if (stripLineEnd && body[lineEnd - 1] === "\r") lineEnd--;
			end = lineEnd;
			while (body[end - 1] === SPACE) end--;
			if (!stripLineEnd || body[end - 1] !== "\n") break;
			lineEnd = end - 1;
		}
		if (end === lineEnd) return body.slice(0, lineEnd);
		let backslashes = 0;
		while (body[end - backslashes - 1] === ESCAPE) backslashes++;
		return backslashes % 2 ? body.slice(0, end - 1) + SPACE : body.slice(0, end);
	};
	const createRule = (pattern, mark, ignoreCase, stripLineEnd, stripBOM) => {
		let body = stripBOM && pattern[0] === BOM ? pattern.slice(1) : pattern;
		if (body[0] === "#") return;
		let negative = false;
		if (body[0] === "!") {
			negative = true;
			body = body.slice(1);
		}
		const last = body[body.length - 1];
		if (last === SPACE || stripLineEnd && (last === "\r" || last === "\n")) body = trimEnd(body, stripLineEnd);
		if (!body || hasTrailingBackslash(body)) return;
		body = body.replace(REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION, "!").replace(REGEX_REPLACE_LEADING_EXCAPED_HASH, "#");
		const regexPrefix = makeRegexPrefix(body);
		return new IgnoreRule(pattern, mark, body, ignoreCase, negative, regexPrefix);
	};
	var RuleManager = class {
		constructor(ignoreCase) {
			this._ignoreCase = ignoreCase;
			this._rules = [];
			this._basenameCount = 0;
		}
		_add(pattern, index) {
			if (pattern && pattern[KEY_IGNORE]) {
				this._rules = this._rules.concat(pattern._rules._rules);
				this._basenameCount += pattern._rules._basenameCount;
				this._added = true;
				return;
			}
			const isStr = isString(pattern);
			const raw = isStr ? pattern : pattern.pattern;
			const rule = checkPattern(raw) && createRule(raw, isStr ? UNDEFINED : pattern.mark, this._ignoreCase, !this._split, this._stripBOM && !index);
			if (rule) {
				this._added = true;
				this._rules.push(rule);
				if (matchesBasename(rule.body)) this._basenameCount++;
			}
		}
		add(pattern) {
			this._added = false;
			this._split = isString(pattern);
			this._stripBOM = !this._split || pattern[0] === BOM;
			makeArray(this._split ? splitPattern(pattern) : pattern).forEach(this._add, this);
			if (this._added) this._literalRules = UNDEFINED;
			return this._added;
		}
		testLiteral(path) {
			const rules = this._literalRules || (this._literalRules = this._rules.filter(({ body }) => body[body.length - (body[body.length - 1] === SLASH ? 2 : 1)] === "*"));
			let ignored = false;
			let unignored = false;
			let matchedRule;
			for (let index = rules.length - 1; index >= 0; index--) {
				const rule = rules[index];
				if (rule.checkRegex.test(path)) {
					ignored = !rule.negative;
					unignored = rule.negative;
					matchedRule = rule.negative ? UNDEFINED : rule;
					break;
				}
			}
			const ret = {
				ignored,
				unignored
			};
			if (matchedRule) ret.rule = matchedRule;
			return ret;
		}
		test(path, mode) {
			const rules = this._rules;
			const { length } = rules;
			const shortcut = this._basenameCount * 2 >= length;
			const basename = shortcut ? basenameOf(path) : path;
			for (let index = length - 1; index >= 0; index--) {
				const rule = rules[index];
				if (rule[mode].test(shortcut && rule._basenameOnly ? basename : path)) {
					const { negative } = rule;
					const ret = {
						ignored: !negative,
						unignored: negative
					};
					if (!negative) ret.rule = rule;
					return ret;
				}
			}
			return {
				ignored: false,
				unignored: false
			};
		}
	};
	const throwError = (message, Ctor) => {
		throw new Ctor(message);
	};
	const checkPath = (path, originalPath, doThrow) => {
		if (!isString(path)) return doThrow(`path must be a string, but got \`${originalPath}\``, TypeError);
		if (!path) return doThrow(`path must not be empty`, TypeError);
		if (checkPath.isNotRelative(path)) return doThrow(`path should be a \`path.relative()\`d string, but got "${originalPath}"`, RangeError);
		return true;
	};
	const isNotRelative = (path) => {
		const first = path.charCodeAt(0);
		if (first === SLASH_CODE) return true;
		if (first !== DOT_CODE) return false;
		if (path.length === 1) return true;
		const second = path.charCodeAt(1);
		if (second === SLASH_CODE) return true;
		if (second !== DOT_CODE) return false;
		return path.length === 2 || path.charCodeAt(2) === SLASH_CODE;
	};
	checkPath.isNotRelative = isNotRelative;
	/* istanbul ignore next */
	checkPath.convert = (p) => p;
	const convertPath = (target) => isString(target) && checkPath.convert(target);
	var Ignore = class {
		constructor({ ignorecase = true, ignoreCase = ignorecase, allowRelativePaths = false } = {}) {
			define(this, KEY_IGNORE, true);
			this._rules = new RuleManager(ignoreCase);
			this._strictPathCheck = !allowRelativePaths;
			this._initCache();
		}
		_initCache() {
			this._ignoreCache = Object.create(null);
			this._testCache = Object.create(null);
		}
		add(pattern) {
			if (this._rules.add(pattern)) this._initCache();
			return this;
		}
		addPattern(pattern) {
			return this.add(pattern);
		}
		_test(originalPath, cache, path) {
			checkPath(path, originalPath, this._strictPathCheck ? throwError : RETURN_FALSE);
			return path ? this._t(path, cache) : {
				ignored: false,
				unignored: false
			};
		}
		checkIgnore(target) {
			const path = convertPath(target);
			if (!path || path.charCodeAt(path.length - 1) !== SLASH_CODE) return this._test(target, this._testCache, path);
			const dir = this._t(path, this._testCache);
			if (dir.ignored) return dir;
			const literal = this._rules.testLiteral(path);
			return literal.ignored || literal.unignored ? literal : dir;
		}
		_t(path, cache) {
			if (path in cache) return cache[path];
			const parentPath = parentOf(path);
			const parent = parentPath ? this._t(parentPath, cache) : UNDEFINED;
			return cache[path] = parent && parent.ignored ? parent : this._rules.test(path, MODE_IGNORE);
		}
		ignores(path) {
			return this._test(path, this._ignoreCache, convertPath(path)).ignored;
		}
		createFilter() {
			return (path) => !this.ignores(path);
		}
		filter(paths) {
			return makeArray(paths).filter(this.createFilter());
		}
		test(path) {
			return this._test(path, this._testCache, convertPath(path));
		}
	};
	const factory = (options) => new Ignore(options);
	const isPathValid = (path) => checkPath(convertPath(path), path, RETURN_FALSE);
	/* istanbul ignore next */
	const setupWindows = () => {
		const makePosix = (str) => /^\\\\\?\\/.test(str) || /["<>|\u0000-\u001F]+/u.test(str) ? str : str.replace(/\\/g, "/");
		checkPath.convert = makePosix;
		const REGEX_TEST_WINDOWS_PATH_ABSOLUTE = /^[a-z]:\//i;
		checkPath.isNotRelative = (path) => REGEX_TEST_WINDOWS_PATH_ABSOLUTE.test(path) || isNotRelative(path);
	};
	/* istanbul ignore next */
	if (typeof process !== "undefined" && process.platform === "win32") setupWindows();
	module.exports = factory;
	factory.default = factory;
	module.exports.isPathValid = isPathValid;
	define(module.exports, Symbol.for("setupWindows"), setupWindows);
})))(), 1);
/** Folders of other people's code and of version control, left out whatever .gitignore says. */
const leftOut$1 = /* @__PURE__ */ new Set([
	".git",
	".hg",
	".svn",
	"node_modules",
	"bower_components",
	"vendor",
	"third_party",
	".venv",
	".terraform",
	".yarn",
	".tox"
]);
// src/adapters/files.ts
/** The largest file that is read, in bytes. Container files are a few kilobytes. */
const maxFileBytes = 5242880;
/** How many names of a folder are listed for the builds that take it. */
const maxFolderNames = 2e4;
/**
* The files below a folder. Nothing outside it is read: links that leave it are refused. The disk is asked synchronously:
* small files by the thousand come several times as fast as through the thread pool.
*/
function filesIn(root, exclude = []) {
	const top = resolve(root);
	const excluded = (0, import_ignore.default)().add([...exclude]);
	const known = /* @__PURE__ */ new Map();
	const inside = new Inside(top);
	const listings = /* @__PURE__ */ new Map();
	let room = maxFolderNames;
	/** What lies directly in a folder, sorted; kept for whoever asks next, as long as it is not too much. */
	const entriesIn = (folder) => {
		const kept = listings.get(folder);
		if (kept !== void 0) return kept;
		const entries = entriesOf(join(top, folder))?.sort((a, b) => a.name < b.name ? -1 : 1);
		if (entries !== void 0 && entries.length <= room) {
			room -= entries.length;
			listings.set(folder, entries);
		}
		return entries;
	};
	const ignored = (path, isFolder, rules) => {
		const name = isFolder ? `${path}/` : path;
		if (excluded.ignores(name)) return true;
		let verdict = false;
		for (const { folder, matcher } of rules) {
			const inner = folder === "" ? name : name.slice(folder.length + 1);
			const result = matcher.test(inner);
			if (result.ignored) verdict = true;
			if (result.unignored) verdict = false;
		}
		return verdict;
	};
	const withOwn = (folder, entries, rules) => {
		if (!entries.some((entry) => entry.name === ".gitignore" && entry.isFile())) return rules;
		const own = readText(join(top, folder, ".gitignore"));
		return own.ok ? [...rules, {
			folder,
			matcher: (0, import_ignore.default)({ allowRelativePaths: true }).add(own.text)
		}] : rules;
	};
	const walk = (folder, rules, found) => {
		const entries = entriesIn(folder);
		if (entries === void 0) {
			found.push(`${folder === "" ? "." : folder}/`);
			return;
		}
		const all = withOwn(folder, entries, rules);
		for (const entry of entries) {
			const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
			const isFolder = entry.isDirectory();
			if (isFolder && leftOut$1.has(entry.name)) continue;
			if (ignored(path, isFolder, all)) continue;
			if (isFolder) {
				inside.noteFolder(path);
				walk(path, all, found);
			} else found.push(path);
		}
	};
	/** The rules that count in a folder before its own: those of the repository alone, then those of the folders above. */
	const rulesAbove = (folder) => {
		const rules = [];
		const add = (of, path) => {
			const read = readText(join(top, path));
			if (read.ok) rules.push({
				folder: of,
				matcher: (0, import_ignore.default)({ allowRelativePaths: true }).add(read.text)
			});
		};
		add("", ".git/info/exclude");
		const parts = folder === "" ? [] : folder.split("/");
		for (let depth = 0; depth < parts.length; depth += 1) {
			const above = parts.slice(0, depth).join("/");
			add(above, above === "" ? ".gitignore" : `${above}/.gitignore`);
		}
		return rules;
	};
	/** Breadth first, so that a limit takes the deepest. */
	const namesBelow = (start) => {
		const found = [];
		const queue = [{
			folder: start,
			rules: rulesAbove(start),
			under: false
		}];
		for (const { folder, rules, under } of queue) {
			const entries = entriesIn(folder) ?? [];
			const all = withOwn(folder, entries, rules);
			for (const entry of entries) {
				const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
				const isFolder = entry.isDirectory();
				if (excluded.ignores(isFolder ? `${path}/` : path)) continue;
				if (found.length >= 2e4) return {
					entries: found,
					complete: false
				};
				const left = under || ignored(path, isFolder, all);
				const name = start === "" ? path : path.slice(start.length + 1);
				if (isFolder && !leftOut$1.has(entry.name)) queue.push({
					folder: path,
					rules: all,
					under: left
				});
				else found.push({
					path: isFolder ? `${name}/` : name,
					ignored: left
				});
			}
		}
		return {
			entries: found,
			complete: true
		};
	};
	const named = /* @__PURE__ */ new Map();
	return {
		async names(folder) {
			const start = normalised(folder);
			if (named.size === 0) {
				const whole = namesBelow("");
				if (whole.complete) for (const [path, entries] of byFolder(whole.entries)) named.set(path, {
					entries,
					complete: true
				});
				named.set("", whole);
			}
			const own = named.get(start) ?? (named.get("")?.complete === true ? {
				entries: [],
				complete: true
			} : namesBelow(start));
			named.set(start, own);
			return own;
		},
		async list(folder) {
			const found = [];
			const start = normalised(folder);
			walk(start, rulesAbove(start), found);
			return found;
		},
		read(path) {
			const before = known.get(path);
			if (before !== void 0) return before;
			const result = Promise.resolve(inside.read(path));
			known.set(path, result);
			return result;
		},
		async exists(path) {
			try {
				return statSync(join(top, path), { throwIfNoEntry: false })?.isFile() ?? false;
			} catch {
				return false;
			}
		}
	};
}
/** A folder relative to the top, which is empty. */
function normalised(folder) {
	const from = normalize(folder).replace(/\/$/, "");
	return from === "." ? "" : from;
}
/** What lies below each folder that is looked into, at any depth, in the order of all. */
function byFolder(entries) {
	const below = /* @__PURE__ */ new Map();
	for (const { path, ignored } of entries) for (let at = path.indexOf("/"); at >= 0 && at < path.length - 1; at = path.indexOf("/", at + 1)) {
		const own = {
			path: path.slice(at + 1),
			ignored
		};
		const known = below.get(path.slice(0, at));
		if (known === void 0) below.set(path.slice(0, at), [own]);
		else known.push(own);
	}
	return below;
}
function entriesOf(folder) {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch {
		return;
	}
}
/** Reads what lies in a folder in truth, links followed. */
var Inside = class {
	#top;
	#before;
	/** Where folders lie in truth. */
	#real = /* @__PURE__ */ new Map();
	/** The top, and folders below it with no link on the way to them. */
	#straight = /* @__PURE__ */ new Set([""]);
	constructor(top) {
		this.#top = top;
		this.#before = top.endsWith(sep) ? top : top + sep;
	}
	/** Notes a folder that the one above it lists as such, not as a link. */
	noteFolder(folder) {
		if (this.#straight.has(folderOf(folder))) this.#straight.add(folder);
	}
	read(path) {
		try {
			return this.#readStraight(path) ?? this.#readWherever(path);
		} catch (error) {
			return unreadable$1(error);
		}
	}
	/** What needs no look at the way to it; undefined where it may. */
	#readStraight(path) {
		const folder = folderOf(path);
		const name = folder === "" ? path : path.slice(folder.length + 1);
		if (!this.#straight.has(folder) || /^\.{0,2}$|[\\/:]/.test(name)) return void 0;
		const file = this.#before + path;
		const facts = lstatSync(file, { throwIfNoEntry: false });
		return facts === void 0 || facts.isSymbolicLink() ? void 0 : textOf$1(file, facts);
	}
	#readWherever(path) {
		const file = resolve(this.#top, path);
		const lexical = relative(this.#top, file);
		if (lexical === ".." || lexical.startsWith(`..${sep}`)) return {
			ok: false,
			reason: "outside",
			detail: "lies outside the scanned folder"
		};
		const facts = lstatSync(file, { throwIfNoEntry: false });
		if (facts === void 0) return missing;
		const isLink = facts.isSymbolicLink();
		const realTop = this.#realFolder(this.#top);
		const real = isLink ? realpathSync.native(file) : join(this.#realFolder(dirname(file)), basename(file));
		if (file !== this.#top && real !== realTop && !real.startsWith(realTop + sep)) return {
			ok: false,
			reason: "outside",
			detail: "is a link that leaves the scanned folder"
		};
		return textOf$1(file, isLink ? statSync(file) : facts);
	}
	#realFolder(folder) {
		const real = this.#real.get(folder) ?? realpathSync.native(folder);
		this.#real.set(folder, real);
		return real;
	}
};
/** What stands before the last `/`. */
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function readText(file) {
	try {
		return textOf$1(file, statSync(file));
	} catch (error) {
		return unreadable$1(error);
	}
}
function textOf$1(file, facts) {
	if (!facts.isFile()) return {
		ok: false,
		reason: "not-a-file",
		detail: "is not a regular file"
	};
	if (facts.size > 5242880) return {
		ok: false,
		reason: "too-large",
		detail: `is larger than ${maxFileBytes / 1024 / 1024} MB`
	};
	return decode(readFileSync(file));
}
function decode(bytes) {
	const [first, second] = bytes;
	const utf16 = first === 255 && second === 254 ? "utf-16le" : first === 254 && second === 255 ? "utf-16be" : void 0;
	if (utf16 !== void 0) return {
		ok: false,
		reason: "not-text",
		detail: `is ${utf16.toUpperCase()}, which Docker does not read; save it as UTF-8`
	};
	if (bytes.subarray(0, 8e3).includes(0)) return {
		ok: false,
		reason: "not-text",
		detail: "is a binary file"
	};
	return {
		ok: true,
		text: bytes.toString("utf8"),
		...isUtf8(bytes) ? {} : { malformed: true }
	};
}
const missing = {
	ok: false,
	reason: "missing",
	detail: "does not exist"
};
function unreadable$1(error) {
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	if (code === "ENOENT" || code === "ENOTDIR") return missing;
	if (code === "EACCES" || code === "EPERM") return {
		ok: false,
		reason: "denied",
		detail: "may not be read (permission denied)"
	};
	if (code === "ELOOP") return {
		ok: false,
		reason: "not-a-file",
		detail: "is a link that leads in a circle"
	};
	return {
		ok: false,
		reason: "denied",
		detail: messageOf(error)
	};
}
// src/adapters/run.ts
/**
* Reads what a run is told: the values of its door, the config file, the baseline and the list of images.
* @throws GuardError USAGE for a path that does not exist, SETTINGS and BASELINE for files that cannot be read.
*/
async function prepareRun(given, place, console) {
	keepYoungPart();
	const first = resolveValues([given], place.defaults);
	const scope = await scopeOf(first.paths, place);
	const { values, policy } = await configOf$1(first.config, scope.root, place.folder);
	const resolved = resolveValues([given, values], place.defaults);
	const settings = Object.freeze({
		...resolved,
		policy
	});
	checkRules(settings.disable);
	const { root } = scope;
	const paths = await pathsOf$1(given, values, scope);
	const list = settings["images-file"];
	const baseline = settings.baseline;
	const trivy = trivyPorts(console, settings.timeout);
	return {
		settings: settings.sbom === void 0 ? settings : {
			...settings,
			sbom: resolve(place.folder, settings.sbom)
		},
		inputs: {
			paths,
			trivyCache: resolve(place.folder, settings["trivy-cache"] ?? join(userCacheFolder(), "trivy")),
			workers: availableParallelism(),
			root,
			...scopeOfCache(process.env),
			...list === void 0 ? {} : { imageList: await listFile(list, place.folder, root) },
			...baseline === void 0 ? {} : { baseline: {
				path: baseline,
				text: await textOf(resolve(place.folder, baseline), baseline, "BASELINE", "the baseline")
			} }
		},
		ports: {
			files: filesIn(root, settings.exclude),
			clock: { today: () => (/* @__PURE__ */ new Date()).toISOString().slice(0, 10) },
			registry: trivy.registry,
			trivy
		}
	};
}
/** The events of GitHub by which people without rights in the repository start a job. */
const strangers = /* @__PURE__ */ new Set([
	"pull_request",
	"pull_request_target",
	"pull_request_review",
	"issue_comment",
	"workflow_run"
]);
function scopeOfCache(environment) {
	return strangers.has(environment["GITHUB_EVENT_NAME"] ?? "") ? { scope: "untrusted" } : {};
}
/** A list of images leaves files alone unless paths are named beside it. Paths of the config file count from its folder. */
async function pathsOf$1(given, config, scope) {
	if (given.paths !== void 0) return scope.paths;
	if (given["images-file"] !== void 0) return [];
	if (config.paths === void 0) return scope.paths;
	return (await scopeOf(typeof config.paths.value === "object" ? config.paths.value : [String(config.paths.value)], {
		folder: scope.root,
		rootIsFolder: true
	})).paths;
}
/** One folder is the scanned root itself; for files, and for several paths, it is the nearest folder above them all. */
async function scopeOf(written, { folder, rootIsFolder }) {
	const paths = await Promise.all(written.map((path) => existing(path, folder)));
	const [only] = paths;
	const isIn = (root, { path }) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
	let root = resolve(folder);
	if (!rootIsFolder && paths.length === 1 && only !== void 0 && only.isFolder) root = only.path;
	else if (!paths.every((path) => isIn(root, path))) {
		if (rootIsFolder) throw new GuardError("USAGE", `the path ${written.find((_, at) => !isIn(root, paths[at] ?? { path: "" })) ?? ""} lies outside of the workspace.`);
		root = only === void 0 ? root : only.isFolder ? only.path : dirname(only.path);
		while (!paths.every((path) => isIn(root, path)) && dirname(root) !== root) root = dirname(root);
	}
	return {
		root,
		paths: paths.map(({ path }) => relative(root, path).split(sep).join("/") || ".")
	};
}
async function existing(written, folder) {
	const path = resolve(folder, written);
	try {
		return {
			path,
			isFolder: (await stat(path)).isDirectory()
		};
	} catch (error) {
		throw new GuardError("USAGE", `there is no file or folder \`${written}\`.`, { cause: error });
	}
}
async function configOf$1(written, root, folder) {
	if (written !== void 0) return readConfigFile(written, await textOf(resolve(folder, written), written, "SETTINGS", "the config file"), ruleNames(), [...risks().keys()]);
	const files = filesIn(root);
	for (const name of configFileNames) {
		const read = await files.read(name);
		if (read.ok) return readConfigFile(name, read.text, ruleNames(), [...risks().keys()]);
		if (read.reason !== "missing") throw new GuardError("SETTINGS", `the config file ${name} ${read.detail}.`);
	}
	return {
		values: {},
		policy: {
			waivers: [],
			severity: /* @__PURE__ */ new Map()
		}
	};
}
async function listFile(written, folder, root) {
	const file = resolve(folder, written);
	const text = await textOf(file, written, "SETTINGS", "the list of images");
	const inside = relative(root, file).split(sep).join("/");
	return {
		path: inside.startsWith("..") ? written : inside,
		text
	};
}
async function textOf(path, written, code, what) {
	try {
		return await readFile(path, "utf8");
	} catch (error) {
		throw new GuardError(code, `${what} ${written} cannot be read: ${messageOf(error)}`, { cause: error });
	}
}
function checkRules(disabled) {
	const known = ruleNames();
	const unknown = disabled.find((name) => !known.includes(name) && !isScanners(name));
	if (unknown === void 0) return;
	throw new GuardError("SETTINGS", `disable: there is no rule \`${unknown}\`.${didYouMean(unknown, known)} See \`container-guard rules\`.`);
}
// src/parse/bake/skip.ts
/** Behind blanks and comments; behind line ends too where `lines` says so. A comment up to its line end is no line end. */
function afterSpace(text, from, lines) {
	let at = from;
	for (;;) {
		const unit = text[at];
		if (unit === " " || unit === "	" || unit === "\r" || unit === "﻿" || lines && unit === "\n") at += 1;
		else if (unit === "#" || text.startsWith("//", at)) at = lineEnd(text, at);
		else if (text.startsWith("/*", at)) at = afterComment(text, at);
		else return at;
	}
}
/** Where an expression ends: at a line end, a comma or a closing bracket that belongs to what it stands in. */
function expressionEnd(text, from) {
	let at = from;
	while (at < text.length) {
		const unit = text[at];
		if (unit === "\n" || unit === "," || unit === "]" || unit === "}" || unit === ")") return at;
		at = afterPiece(text, at);
	}
	return at;
}
/** Behind the bracket that closes the one at `from`, strings, comments and here-documents looked through. */
function afterBrackets(text, from) {
	let at = from + 1;
	for (let depth = 1; at < text.length;) {
		const unit = text[at] ?? "";
		if ("([{".includes(unit)) depth += 1;
		else if (")]}".includes(unit)) depth -= 1;
		at = "([{".includes(unit) ? at + 1 : afterPiece(text, at);
		if (depth === 0) return at;
	}
	return at;
}
/** Behind a string in quotes, with the strings that stand in its `${…}`. */
function afterString(text, from) {
	/** What is open: `"` for a string, `{` for an expression in one. */
	const open = ["\""];
	let at = from + 1;
	while (at < text.length && open.length > 0) {
		const unit = text[at];
		const inString = open.at(-1) === "\"";
		if (unit === "\"") {
			if (inString) open.pop();
			else open.push("\"");
		} else if (inString && unit === "\\") at += 1;
		else if (inString && unit === "\n") return at;
		else if (inString && (text.startsWith("$${", at) || text.startsWith("%%{", at))) at += 2;
		else if (inString && (text.startsWith("${", at) || text.startsWith("%{", at))) {
			open.push("{");
			at += 1;
		} else if (!inString && unit === "{") open.push("{");
		else if (!inString && unit === "}") open.pop();
		at += 1;
	}
	return Math.min(at, text.length);
}
/** Behind the last line of the here-document that begins at `from`; a lone `<<` is passed over. */
function afterHeredoc(text, from) {
	const marker = /^<<-?([A-Za-z_][\w-]*)[ \t\r]*\n/.exec(text.slice(from, from + 200))?.[1];
	if (marker === void 0) return from + 2;
	const end = new RegExp(`^[ \\t]*${marker}[ \\t\\r]*$`, "gm");
	end.lastIndex = lineEnd(text, from);
	const found = end.exec(text);
	return found === null ? text.length : found.index + found[0].length;
}
function afterPiece(text, at) {
	const unit = text[at];
	if (unit === "\"") return afterString(text, at);
	if (unit === "(" || unit === "[" || unit === "{") return afterBrackets(text, at);
	if (unit === "#" || text.startsWith("//", at)) return lineEnd(text, at);
	if (text.startsWith("/*", at)) return afterComment(text, at);
	return text.startsWith("<<", at) ? afterHeredoc(text, at) : at + 1;
}
function afterComment(text, at) {
	const end = text.indexOf("*/", at + 2);
	return end < 0 ? text.length : end + 2;
}
function lineEnd(text, at) {
	const end = text.indexOf("\n", at);
	return end < 0 ? text.length : end;
}
// src/parse/bake/template.ts
const escapes$2 = {
	n: "\n",
	r: "\r",
	t: "	",
	"\"": "\"",
	"\\": "\\"
};
/** A string in quotes, which begins at `from`: a text, or a template where `${…}` stands in it. */
function readQuoted(file, from) {
	const end = afterString(file.text, from);
	const last = file.text[end - 1] === "\"" && end - 1 > from ? end - 1 : end;
	const at = placeAt(file, from, end);
	const parts = templateParts(file, from + 1, last);
	const [only, ...more] = parts;
	if (only === void 0) return {
		value: {
			kind: "text",
			value: "",
			at
		},
		end
	};
	if (more.length === 0 && only.kind === "text") return {
		value: {
			...only,
			at
		},
		end
	};
	return {
		value: {
			kind: "template",
			parts,
			at
		},
		end
	};
}
/** The parts of a range of a file's text that may hold `${…}`; in a here-document a backslash is one. */
function templateParts(file, from, to, escaped = true) {
	const { text } = file;
	const parts = [];
	let literal = "";
	let start = from;
	const flush = (at) => {
		if (literal !== "") parts.push({
			kind: "text",
			value: literal,
			at: placeAt(file, start, at)
		});
		literal = "";
	};
	for (let at = from; at < to;) if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
		literal += text.slice(at + 1, at + 3);
		at += 3;
	} else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
		flush(at);
		const end = Math.min(expressionClose(text, at + 2), to);
		const place = placeAt(file, at, end);
		const name = /^\$\{\s*([A-Za-z_][\w-]*)\s*\}$/.exec(text.slice(at, end))?.[1];
		parts.push(name === void 0 ? {
			kind: "unknown",
			at: place
		} : {
			kind: "variable",
			name,
			at: place
		});
		at = start = end;
	} else if (escaped && text[at] === "\\") {
		literal += escapes$2[text[at + 1] ?? ""] ?? text.slice(at, at + 2);
		at += 2;
	} else {
		literal += text[at] ?? "";
		at += 1;
	}
	flush(to);
	return parts;
}
/** Behind the bracket that closes a `${`. */
function expressionClose(text, from) {
	let depth = 1;
	let at = from;
	while (at < text.length && text[at] !== "\n") {
		const unit = text[at];
		if (unit === "\"") {
			at = afterString(text, at);
			continue;
		}
		if (unit === "{") depth += 1;
		else if (unit === "}" && (depth -= 1) === 0) return at + 1;
		at += 1;
	}
	return at;
}
// src/parse/bake/hcl.ts
/** How deep lists and maps are read; bake's own format needs two. */
const depthLimit$4 = 20;
const identifier = /[A-Za-z_][\w-]*/y;
const number$1 = /-?\d[\w.]*/y;
/**
* The blocks of a bake file in HCL: names, texts with `${…}`, numbers, lists and maps. Every other expression is unknown.
* Never throws, in time linear to the length: what is no HCL is passed over line by line.
*/
function readHcl(file) {
	return new Reader$1(file).blocks();
}
/** Where a bake file in HCL has a block that nothing closes, behind which all of it is lost. */
function unclosedBlock(file) {
	const reader = new Reader$1(file);
	reader.blocks();
	return reader.unclosed;
}
var Reader$1 = class {
	unclosed;
	#file;
	#text;
	#at = 0;
	constructor(file) {
		this.#file = file;
		this.#text = file.text;
	}
	blocks() {
		const found = [];
		while (this.#space(true) < this.#text.length) {
			const block = this.#block();
			if (block !== void 0) found.push(block);
			else this.#at = Math.max(expressionEnd(this.#text, this.#at), this.#at + 1);
		}
		return found;
	}
	#block() {
		const start = this.#at;
		const type = this.#match(identifier);
		if (type === void 0) return void 0;
		const labels = [];
		let end = this.#at;
		for (this.#space(false); this.#text[this.#at] === "\""; this.#space(false)) {
			const quoted = readQuoted(this.#file, this.#at);
			labels.push(quoted.value.kind === "text" ? quoted.value.value : "");
			this.#at = end = quoted.end;
		}
		if (this.#text[this.#at] !== "{") return void 0;
		this.#at += 1;
		const at = placeAt(this.#file, start, end);
		const attributes = this.#attributes();
		if (this.#at > this.#text.length) this.unclosed ??= at;
		return {
			type,
			name: labels[0] ?? "",
			at,
			attributes
		};
	}
	/** Up to the bracket that closes the block; blocks inside, such as `validation`, are passed over. */
	#attributes() {
		const attributes = /* @__PURE__ */ new Map();
		while (this.#space(true) < this.#text.length && this.#text[this.#at] !== "}") {
			const entry = this.#entry(0);
			if (entry !== void 0) attributes.set(entry.key, entry.value);
			else if (this.#text[this.#at] === "{") this.#at = afterBrackets(this.#text, this.#at);
			else this.#at += 1;
		}
		this.#at += 1;
		return attributes;
	}
	/** `name = value`, `"name" : value`. */
	#entry(depth) {
		let key = this.#match(identifier);
		if (key === void 0 && this.#text[this.#at] === "\"") {
			const quoted = readQuoted(this.#file, this.#at);
			this.#at = quoted.end;
			key = quoted.value.kind === "text" ? quoted.value.value : "";
		}
		if (key === void 0) return void 0;
		this.#space(false);
		const sign = this.#text[this.#at];
		if (sign !== "=" && sign !== ":" || this.#text[this.#at + 1] === "=") return void 0;
		this.#at += 1;
		this.#space(false);
		return {
			key,
			value: this.#expression(depth)
		};
	}
	#expression(depth) {
		const start = this.#at;
		const value = depth > depthLimit$4 ? void 0 : this.#primary(depth);
		const end = this.#at;
		if (value !== void 0 && expressionEnd(this.#text, this.#space(false)) === this.#at) {
			this.#at = end;
			return value;
		}
		this.#at = expressionEnd(this.#text, this.#at);
		return {
			kind: "unknown",
			at: placeAt(this.#file, start, this.#at)
		};
	}
	#primary(depth) {
		const start = this.#at;
		const first = this.#text[start];
		if (first === "\"") {
			const { value, end } = readQuoted(this.#file, start);
			this.#at = end;
			return value;
		}
		if (first === "[") return this.#list(depth);
		if (first === "{") return this.#map(depth);
		if (this.#text.startsWith("<<", start)) {
			this.#at = afterHeredoc(this.#text, start);
			return {
				kind: "unknown",
				at: this.#from(start)
			};
		}
		const digits = this.#match(number$1);
		if (digits !== void 0) return {
			kind: "text",
			value: digits,
			at: this.#from(start)
		};
		const name = this.#match(identifier);
		if (name === void 0 || /[.([]/.test(this.#text[this.#at] ?? "")) return void 0;
		const at = this.#from(start);
		if (name === "null") return {
			kind: "null",
			at
		};
		return name === "true" || name === "false" ? {
			kind: "text",
			value: name,
			at
		} : {
			kind: "variable",
			name,
			at
		};
	}
	#list(depth) {
		const start = this.#at;
		const items = [];
		this.#at += 1;
		while (this.#space(true) < this.#text.length && this.#text[this.#at] !== "]") {
			if (this.#isLoop()) return this.#skipped(start);
			const before = this.#at;
			items.push(this.#expression(depth + 1));
			this.#space(true);
			if (this.#text[this.#at] === ",") this.#at += 1;
			else if (this.#at === before) this.#at += 1;
		}
		this.#at = Math.min(this.#at + 1, this.#text.length);
		return {
			kind: "list",
			items,
			at: this.#from(start)
		};
	}
	#map(depth) {
		const start = this.#at;
		const entries = [];
		this.#at += 1;
		while (this.#space(true) < this.#text.length && this.#text[this.#at] !== "}") {
			if (this.#isLoop()) return this.#skipped(start);
			const entry = this.#entry(depth + 1);
			if (entry !== void 0) entries.push(entry);
			else this.#at = Math.max(expressionEnd(this.#text, this.#at), this.#at + 1);
			this.#space(false);
			if (this.#text[this.#at] === ",") this.#at += 1;
		}
		this.#at = Math.min(this.#at + 1, this.#text.length);
		return {
			kind: "map",
			entries,
			at: this.#from(start)
		};
	}
	/** `[for x in y : …]` */
	#isLoop() {
		return /^for\s/.test(this.#text.slice(this.#at, this.#at + 4));
	}
	#skipped(start) {
		this.#at = afterBrackets(this.#text, start);
	}
	#space(lines) {
		return this.#at = afterSpace(this.#text, this.#at, lines);
	}
	#match(pattern) {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.#text)?.[0];
		this.#at += found?.length ?? 0;
		return found;
	}
	#from(start) {
		return placeAt(this.#file, start, this.#at);
	}
};
// src/parse/bake/json.ts
/** How deep lists and maps are read; bake's own format needs three. */
const depthLimit$3 = 20;
/** The blocks of a bake file in JSON: `{ "target": { "web": { … } } }`. Never throws. */
function readBakeJson(file) {
	return yamlTrees(file).flatMap((tree) => tree.entries(tree.root).flatMap(({ key: type, value: named }) => entriesIn(file, named, 0).map(({ key: name, value }) => ({
		type,
		name,
		at: value.at,
		attributes: new Map(value.kind === "map" ? value.entries.map((entry) => [entry.key, entry.value]) : [])
	}))));
}
function entriesIn(file, node, depth) {
	if (!(0, import_dist.isMap)(node)) return [];
	return node.items.map((pair) => ({
		key: (0, import_dist.isScalar)(pair.key) ? String(pair.key.value) : "",
		value: valueOf(file, pair.value, depth)
	}));
}
function valueOf(file, node, depth) {
	if (!(0, import_dist.isMap)(node) && !(0, import_dist.isSeq)(node) && !(0, import_dist.isScalar)(node)) return {
		kind: "unknown",
		at: placeAt(file, 0, 0)
	};
	const at = placeOf$3(file, node);
	if (depth > depthLimit$3) return {
		kind: "unknown",
		at
	};
	if ((0, import_dist.isMap)(node)) return {
		kind: "map",
		entries: entriesIn(file, node, depth + 1),
		at
	};
	if ((0, import_dist.isSeq)(node)) return {
		kind: "list",
		items: node.items.map((item) => valueOf(file, item, depth + 1)),
		at
	};
	if (node.value === null) return {
		kind: "null",
		at
	};
	if (typeof node.value === "string" && file.text[at.span.start] === "\"") return readQuoted(file, at.span.start).value;
	return {
		kind: "text",
		value: node.source ?? "",
		at
	};
}
function placeOf$3(file, node) {
	const [start = 0, end = 0] = node.range ?? [];
	return placeAt(file, start, end);
}
// src/parse/bake/targets.ts
/** How long a text may become once variables are put in. */
const textLimit$1 = 1e4;
/** Whether bake finds a file by itself. */
function isBakeFile(path) {
	return /(?:^|\/)docker-bake(?:\.override)?\.(?:hcl|json)$/.test(path);
}
/**
* The targets of bake files that are read together, in the order in which bake lays them on each other. Variables have their
* defaults. A target that only others inherit from is none.
*/
function bakeTargets(files) {
	const blocks = files.flatMap((file) => file.path.endsWith(".json") ? readBakeJson(file) : readHcl(file));
	const targets = /* @__PURE__ */ new Map();
	for (const block of blocks) {
		if (block.type !== "target") continue;
		const before = targets.get(block.name);
		targets.set(block.name, before === void 0 ? block : {
			...before,
			attributes: merged(before.attributes, block.attributes)
		});
	}
	const values = new Values(blocks);
	const inherited = new Set([...targets.values()].flatMap(({ attributes }) => values.texts(attributes.get("inherits"))));
	const grouped = new Set(blocks.flatMap(({ type, attributes }) => type === "group" ? values.texts(attributes.get("targets")) : []));
	const known = /* @__PURE__ */ new Map();
	return [...targets.values()].flatMap((block) => {
		if (inherited.has(block.name) && !grouped.has(block.name)) return [];
		return [targetOf$1(block, inheriting(block, targets, values, known), values)];
	});
}
function targetOf$1({ name, at }, attributes, values) {
	const args = {};
	const given = attributes.get("args");
	for (const entry of given?.kind === "map" ? given.entries : []) if (entry.value.kind !== "null") args[entry.key] = values.text(entry.value);
	const inline = attributes.get("dockerfile-inline");
	const grants = attributes.get("entitlements");
	return {
		name,
		at,
		context: values.setting(attributes.get("context")),
		dockerfile: values.setting(attributes.get("dockerfile")),
		target: values.setting(attributes.get("target")),
		args,
		contexts: contextsOf$3(attributes.get("contexts"), values),
		...inline === void 0 || inline.kind === "null" ? {} : { inline: values.written(inline) },
		tags: values.texts(attributes.get("tags")),
		...secretsOf$3(attributes.get("secret"), values),
		grants: grants === void 0 ? [] : values.texts(grants).map((grant) => ({
			name: grant,
			at: grants.at
		}))
	};
}
/** A list of `type=env,id=NAME` or of maps. */
function secretsOf$3(given, values) {
	if (given === void 0 || given.kind === "null") return { secrets: [] };
	if (given.kind !== "list") return {};
	const ids = given.items.map((item) => {
		if (item.kind === "map") return values.text(item.entries.findLast(({ key }) => key === "id")?.value);
		return /(?:^|,)\s*id=([^,]+)/.exec(values.text(item) ?? "")?.[1];
	});
	const known = ids.flatMap((id) => id ?? []);
	return known.length < ids.length ? {} : { secrets: known };
}
function contextsOf$3(contexts, values) {
	if (contexts?.kind !== "map") return [];
	return [...new Map(contexts.entries.map(({ key, value }) => [key, value]))].flatMap(([name, value]) => {
		const text = values.text(value);
		return value.kind === "null" ? [] : [{
			name,
			...text === void 0 ? {} : { value: text },
			at: value.at
		}];
	});
}
/** What a target has of its own laid on what it inherits, the last of `inherits` on top. A circle ends where it closes. */
function inheriting(block, targets, values, known) {
	const before = known.get(block);
	if (before !== void 0) return before;
	known.set(block, block.attributes);
	let whole = /* @__PURE__ */ new Map();
	for (const name of values.texts(block.attributes.get("inherits"))) {
		const base = targets.get(name);
		if (base !== void 0) whole = merged(whole, inheriting(base, targets, values, known));
	}
	whole = merged(whole, block.attributes);
	known.set(block, whole);
	return whole;
}
/** The later attribute wins; maps, such as `args`, are laid on each other. */
function merged(below, above) {
	const whole = new Map(below);
	for (const [name, value] of above) {
		const before = whole.get(name);
		const both = before?.kind === "map" && value.kind === "map";
		whole.set(name, both ? {
			...value,
			entries: [...before.entries, ...value.entries]
		} : value);
	}
	return whole;
}
var Values = class {
	#variables = /* @__PURE__ */ new Map();
	#texts = /* @__PURE__ */ new Map();
	constructor(blocks) {
		for (const { type, name, attributes } of blocks) {
			const value = attributes.get("default");
			if (type === "variable" && value !== void 0) this.#variables.set(name, value);
		}
	}
	/** The text of a value; undefined where bake alone knows it. */
	text(value) {
		if (value?.kind === "text") return value.value;
		if (value?.kind === "variable") return this.#variable(value.name);
		if (value?.kind !== "template") return void 0;
		let whole = "";
		for (const part of value.parts) {
			const text = this.text(part);
			if (text === void 0 || whole.length + text.length > textLimit$1) return void 0;
			whole += text;
		}
		return whole;
	}
	/** Each variable is worked out once; one that stands in itself is unknown. */
	#variable(name) {
		if (!this.#texts.has(name)) {
			this.#texts.set(name, void 0);
			this.#texts.set(name, this.text(this.#variables.get(name)));
		}
		return this.#texts.get(name);
	}
	/** The texts of a list that are known. */
	texts(value) {
		const list = value?.kind === "variable" ? this.#variables.get(value.name) : value;
		return list?.kind === "list" ? list.items.flatMap((item) => this.text(item) ?? []) : [];
	}
	/** A Dockerfile in quotes or as a here-document. */
	written(value) {
		const { at } = value;
		const { file, span } = at;
		const head = /^<<-?[A-Za-z_][\w-]*[ \t\r]*\n/.exec(file.text.slice(span.start, span.start + 200))?.[0];
		if (head === void 0) {
			const text = this.text(value);
			return text === void 0 ? {
				at,
				why: this.#whyUnknown(value)
			} : {
				at,
				text
			};
		}
		const start = span.start + head.length;
		const end = file.text.lastIndexOf("\n", span.end - 1) + 1;
		let text = "";
		for (const part of templateParts(file, start, end, false)) {
			const own = this.text(part);
			if (own === void 0) return {
				at,
				why: this.#whyUnknown(part)
			};
			text += own;
			if (text.length > file.text.length + textLimit$1) return {
				at,
				why: "its variables make it too long"
			};
		}
		return {
			at,
			text
		};
	}
	#whyUnknown(value) {
		const part = (value.kind === "template" ? value.parts : [value]).find((one) => this.text(one) === void 0);
		return part?.kind === "variable" ? `the variable ${part.name} has no default that is a text` : "it takes running bake to know an expression in it";
	}
	setting(value) {
		if (value === void 0 || value.kind === "null") return { state: "unset" };
		const text = this.text(value);
		return text === void 0 ? {
			state: "unknown",
			why: "it takes running bake to know it",
			at: value.at
		} : {
			state: "known",
			value: text,
			at: value.at
		};
	}
};
// src/parse/compose/references.ts
/** The services a service cannot start without: in `depends_on`, `links`, `volumes_from` and the namespaces it shares. */
function referencesOf(service) {
	return [
		...dependencies(valueAt(service, "depends_on")),
		...links(service),
		...namespaces(service)
	];
}
function dependencies(value) {
	if (value?.kind !== "map") return itemsOf$2(value).flatMap((item) => named$1(asText(item), item));
	return [...value.entries.values()].flatMap((entry) => {
		const required = entry.value.kind === "map" ? entry.value.entries.get("required")?.value : void 0;
		return asBoolean(required) === false ? [] : [{
			name: entry.key,
			value: {
				...entry.value,
				at: entry.keyAt
			}
		}];
	});
}
function links(service) {
	const linked = itemsOf$2(valueAt(service, "links"));
	const lenders = itemsOf$2(valueAt(service, "volumes_from")).filter((item) => !asText(item)?.startsWith("container:"));
	return [...linked, ...lenders].flatMap((item) => named$1(asText(item)?.split(":")[0], item));
}
function namespaces(service) {
	return [
		"network_mode",
		"ipc",
		"pid",
		"uts",
		"cgroup"
	].flatMap((key) => {
		const value = valueAt(service, key);
		const text = asText(value);
		return value && text?.startsWith("service:") ? named$1(text.slice(8), value) : [];
	});
}
function named$1(name, value) {
	const hidden = value.kind === "scalar" && value.unknown !== void 0;
	return name === void 0 || name === "" || hidden ? [] : [{
		name,
		value
	}];
}
// src/parse/compose/interpolate.ts
/** How deep defaults may hold variables with defaults. */
const nestingLimit = 50;
/** How long a text may grow, in UTF-16 units: values of values double with every line. */
const lengthLimit = 1 << 20;
const name = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const operator = /:?[-+?]/y;
/**
* Substitutes `$NAME`, `${NAME}` and `${NAME` with `:-`, `-`, `:?`, `?`, `:+` or `+` and a text `}` as Compose does; `$$` is a
* dollar sign. A required variable without a value is unknown, not invalid: who starts the project knows it.
*/
function interpolate(template, lookup) {
	if (!template.includes("$")) return {
		value: template,
		variables: [],
		invalid: false
	};
	const found = {
		variables: [],
		missing: [],
		invalid: false
	};
	const value = substitute(template, lookup, found, 0);
	if (found.invalid) return {
		value: template,
		variables: found.variables,
		invalid: true
	};
	if (found.missing.length === 0) return {
		value,
		variables: found.variables,
		invalid: false
	};
	const names = [...new Set(found.missing)];
	const unknown = names.length === 1 ? `the variable ${names[0]} has no value here` : `the variables ${names.join(", ")} have no value here`;
	return {
		value,
		variables: found.variables,
		unknown,
		invalid: false
	};
}
function substitute(template, lookup, found, depth) {
	if (depth > nestingLimit) found.invalid = true;
	const line = lineScanner(template);
	let value = "";
	let done = 0;
	let at = template.indexOf("$");
	while (at !== -1 && !found.invalid) {
		value += template.slice(done, at);
		if (value.length > lengthLimit) found.invalid = true;
		const next = template[at + 1];
		let end = at + 1;
		if (next === "$") {
			value += "$";
			end = at + 2;
		} else if (next === "{") {
			const braced = readBraced(template, at, line(at));
			if (braced === void 0) {
				found.invalid = true;
				return "";
			}
			value += expand(braced, lookup, found, depth);
			end = braced.end;
		} else {
			const variable = match(name, template, at + 1);
			value += variable === void 0 ? "$" : expand({ name: variable }, lookup, found, depth);
			end += variable?.length ?? 0;
		}
		done = end;
		at = template.indexOf("$", end);
	}
	return value + template.slice(done);
}
/**
* Reads `${…}` at `at`. The text behind an operator runs to the brace that balances the first one, else to the last brace of
* its line; a `{` hides the character after it from the count, as in Compose.
*/
function readBraced(template, at, lastBrace) {
	const variable = match(name, template, at + 2);
	if (variable === void 0) return void 0;
	const after = at + 2 + variable.length;
	const sign = match(operator, template, after);
	if (sign === void 0 || lastBrace < after + sign.length) return template[after] === "}" ? {
		name: variable,
		end: after + 1
	} : void 0;
	const from = after + sign.length;
	const close = balancingBrace(template, at, lastBrace);
	return {
		name: variable,
		operator: sign,
		text: template.slice(from, close),
		end: close + 1
	};
}
function balancingBrace(template, from, last) {
	let open = 0;
	for (let at = from; at <= last; at += 1) {
		const unit = template.charCodeAt(at);
		if (unit === 125) {
			open -= 1;
			if (open === 0) return at;
		} else if (unit === 123) {
			open += 1;
			at += 1;
		}
	}
	return last;
}
function expand(reference, lookup, found, depth) {
	const value = lookup(reference.name);
	const use = {
		name: reference.name,
		resolved: typeof value === "string"
	};
	const sign = reference.operator;
	if (value === null) {
		found.variables.push(sign === void 0 ? use : {
			...use,
			operator: sign
		});
		found.missing.push(reference.name);
		return "";
	}
	if (sign === void 0) {
		found.variables.push(use);
		if (value === void 0) found.missing.push(reference.name);
		return value ?? "";
	}
	const present = value !== void 0 && (value !== "" || !sign.startsWith(":"));
	const nested = {
		variables: [],
		missing: [],
		invalid: false
	};
	const fallback = substitute(reference.text ?? "", lookup, nested, depth + 1);
	const taken = sign.endsWith("+") ? present : sign.endsWith("-") && !present;
	found.variables.push({
		...use,
		operator: sign,
		fallback
	});
	if (taken) {
		found.variables.push(...nested.variables);
		found.missing.push(...nested.missing);
		found.invalid ||= nested.invalid;
		return fallback;
	}
	if (sign.endsWith("?") && !present) {
		found.missing.push(reference.name);
		found.invalid ||= nested.invalid;
	}
	return value ?? "";
}
/** Gives the last `}` of the line a position is on; positions must not go backwards. */
function lineScanner(template) {
	let end = -1;
	let brace = -1;
	return (at) => {
		if (at > end) {
			const newline = template.indexOf("\n", at);
			end = newline === -1 ? template.length : newline;
			const last = template.slice(at, end).lastIndexOf("}");
			brace = last === -1 ? -1 : at + last;
		}
		return brace;
	};
}
function match(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}
/** How many values a file may unfold to once aliases are followed. */
const valueLimit = 5e5;
/**
* The values of a parsed file: aliases followed (the value keeps the place of its anchor), merge keys applied as Compose does
* (own keys win wherever `<<` stands, of a list of maps the first wins, maps are taken whole), variables substituted if there
* is a `lookup`. Duplicate keys, unknown anchors, cycles and what is too large are problems; the last of two equal keys stays.
*/
function valuesOf(parsed, lookup) {
	const problems = [...parsed.problems];
	const documents = [];
	const reader = new Reader(parsed.file, lookup, problems);
	for (const document of parsed.documents) {
		const value = reader.read(document, 0);
		if (value.kind !== "scalar" || value.value !== null) documents.push(value);
	}
	return {
		documents,
		problems,
		directives: reader.directives,
		size: reader.size
	};
}
var Reader = class {
	directives = false;
	size = 0;
	#file;
	#lookup;
	#problems;
	#anchors = /* @__PURE__ */ new Map();
	#anchored = /* @__PURE__ */ new Map();
	#open = /* @__PURE__ */ new Set();
	#full = false;
	constructor(file, lookup, problems) {
		this.#file = file;
		this.#lookup = lookup;
		this.#problems = problems;
	}
	read(node, depth) {
		if (node.kind === "alias") return this.#alias(node);
		if (node.anchor === void 0) return this.#plain(node, depth);
		this.#anchors.set(node.anchor, node);
		this.#open.add(node);
		const before = this.size;
		const value = this.#plain(node, depth);
		this.#open.delete(node);
		this.#anchored.set(node, {
			value,
			size: this.size - before
		});
		return value;
	}
	#plain(node, depth) {
		this.size += 1;
		if (depth > 100 && node.kind !== "scalar") return this.#refused(this.#place(node), `it is nested more than 100 deep`, "it is nested too deeply");
		const directive = directiveOf(node.tag);
		if (directive) this.directives = true;
		if (node.kind === "scalar") return this.#scalar(node, directive);
		const value = node.kind === "map" ? this.#map(node, depth) : this.#list(node, depth);
		return directive ? {
			...value,
			directive
		} : value;
	}
	#alias(node) {
		const at = this.#place(node);
		const target = this.#anchors.get(node.source);
		if (target === void 0) return this.#refused(at, `there is no anchor ${node.source} above`, "its anchor is missing");
		if (this.#open.has(target)) return this.#refused(at, `the alias ${node.source} stands within its own anchor`, "it holds itself");
		const known = this.#anchored.get(target);
		if (known === void 0 || this.#full) return unknownScalar(at, "its aliases unfold to too much");
		this.size += known.size;
		if (this.size <= 5e5) return known.value;
		this.#full = true;
		return this.#refused(at, `the aliases of this file unfold to more than ${valueLimit} values`, "its aliases unfold to too much");
	}
	#list(node, depth) {
		const items = [];
		let end = 0;
		for (const item of node.items) {
			const value = this.read(item, depth + 1);
			end = item.kind === "alias" ? item.end : value.at.span.end;
			if (value.directive !== "reset") items.push(value);
		}
		return {
			kind: "list",
			items,
			at: this.#span(node, end)
		};
	}
	#map(node, depth) {
		const entries = /* @__PURE__ */ new Map();
		let inherited;
		let end = 0;
		for (const pair of node.pairs) {
			const keyAt = this.#place(pair.key);
			const key = this.#key(pair.key, keyAt);
			const value = pair.value === void 0 ? emptyScalar(this.#file, keyAt.span.end) : this.read(pair.value, depth + 1);
			end = pair.value?.kind === "alias" ? pair.value.end : Math.max(value.at.span.end, keyAt.span.end);
			if (key === void 0) continue;
			const merges = key === "<<" && pair.key.kind === "scalar" && pair.key.style === "plain";
			if (merges ? inherited !== void 0 : entries.has(key)) this.#problem(keyAt, `the key ${key} is given twice in one map`);
			if (merges) inherited = value.kind === "list" ? value.items : [value];
			else entries.set(key, {
				key,
				keyAt,
				value
			});
		}
		if (inherited) this.#inherit(entries, inherited);
		return {
			kind: "map",
			entries,
			at: this.#span(node, end)
		};
	}
	#inherit(entries, maps) {
		for (const map of maps) if (map.kind === "map") for (const [key, entry] of map.entries) {
			const own = entries.get(key);
			if (own === void 0) entries.set(key, entry);
			else if (own.value.directive === "reset") entries.set(key, {
				...entry,
				value: {
					...entry.value,
					directive: "override"
				}
			});
		}
		else if (map.kind === "list" || map.unknown === void 0) this.#problem(map.at, "a merge key takes maps only");
	}
	#key(node, at) {
		const scalar = node.kind === "alias" ? this.#anchors.get(node.source) : node;
		if (node.kind !== "alias" && node.anchor !== void 0) this.read(node, 0);
		if (scalar?.kind !== "scalar") {
			this.#problem(at, "a key has to be text");
			return;
		}
		const text = scalar.source;
		if (scalar.style === "plain" && scalar.tag === void 0 && typeof resolvePlain(text) !== "string") this.#problem(at, "a key has to be text; put it in quotes");
		return text;
	}
	#scalar(node, directive) {
		const written = node.source;
		const quoted = node.style === "quoted";
		const at = this.#place(node);
		const typed = node.style === "plain" && (directive !== void 0 || node.tag === void 0) ? resolvePlain(written) : tagged(node.tag, written);
		if (typeof typed !== "string" || this.#lookup === void 0 || !typed.includes("$")) return directed({
			kind: "scalar",
			written,
			quoted,
			at,
			value: typed,
			variables: none$3
		}, directive);
		const { value, variables, unknown, invalid } = interpolate(typed, this.#lookup);
		if (invalid) this.#problem(at, "the variable in this text is not written as Compose reads it; a lone dollar sign is written $$");
		const scalar = {
			kind: "scalar",
			written,
			quoted,
			at,
			value,
			variables
		};
		return directed(unknown === void 0 ? scalar : {
			...scalar,
			unknown
		}, directive);
	}
	#place(node) {
		const { start, end } = node;
		if (node.kind !== "scalar" || node.style !== "block") return placeAt(this.#file, start, end);
		return placeAt(this.#file, start, start + this.#file.text.slice(start, end).trimEnd().length);
	}
	/** From the start of a collection to its bracket or the end of its last value, without what follows. */
	#span(node, last) {
		const { start, end } = node;
		return placeAt(this.#file, start, node.flow || last <= start ? end : last);
	}
	#refused(at, message, why) {
		this.#problem(at, message);
		return unknownScalar(at, why);
	}
	#problem(at, message) {
		if (this.#problems.length < 100) this.#problems.push({
			message,
			at,
			kind: "unparsable"
		});
	}
};
const none$3 = Object.freeze([]);
function directed(scalar, directive) {
	return directive === void 0 ? scalar : {
		...scalar,
		directive
	};
}
function directiveOf(tag) {
	if (tag === "!reset") return "reset";
	return tag === "!override" ? "override" : void 0;
}
const resolvedTags = new Set([
	"int",
	"float",
	"bool",
	"null"
].map((name) => `tag:yaml.org,2002:${name}`));
function tagged(tag, written) {
	return tag !== void 0 && resolvedTags.has(tag) ? resolvePlain(written) : written;
}
function unknownScalar(at, unknown) {
	return {
		kind: "scalar",
		value: null,
		written: "",
		quoted: false,
		variables: none$3,
		unknown,
		at
	};
}
function emptyScalar(file, offset) {
	return {
		kind: "scalar",
		value: null,
		written: "",
		quoted: false,
		variables: none$3,
		at: placeAt(file, offset, offset)
	};
}
// src/parse/compose/plain-yaml-line.ts
/** Something that `readPlainYaml` does not read. */
var Unusual = class extends Error {};
const TAB$2 = 9;
const SPACE = 32;
const HASH$3 = 35;
const COLON = 58;
const DOUBLE_QUOTE$2 = 34;
const SINGLE_QUOTE$2 = 39;
const NEWLINE = 10;
/** No plain value begins with one of these; `-`, `?` and `:` begin one where no blank follows. */
const indicators = new Set(Array.from("	,[]{}#&*!|>'\"%@`", (character) => character.charCodeAt(0)));
const flowEnds = new Set(Array.from(",[]{}#", (character) => character.charCodeAt(0)));
const escapes$1 = /* @__PURE__ */ new Map([
	["\"", "\""],
	["\\", "\\"],
	["/", "/"],
	["n", "\n"],
	["t", "	"],
	["r", "\r"],
	["0", "\0"]
]);
/** Keys of brackets are read up to this depth. */
const depthLimit$1 = 30;
/** Reads what stands on one line; plain values and brackets may go over several. */
var PlainYamlLine = class {
	#text;
	#depth = 0;
	/** The indentation of the block around. */
	#indent = 0;
	constructor(text) {
		this.#text = text;
	}
	/** The key that begins at an offset, and its colon; undefined where no key stands there. */
	key(at) {
		const text = this.#text;
		const unit = text.charCodeAt(at);
		if (unit === DOUBLE_QUOTE$2 || unit === SINGLE_QUOTE$2) {
			const node = this.#quoted(at);
			let colon = node.end;
			while (text.charCodeAt(colon) === SPACE) colon += 1;
			return this.#isColon(colon) ? {
				node,
				colon
			} : void 0;
		}
		if (!this.#beginsPlain(at)) return void 0;
		for (let end = at;; end += 1) {
			const one = text.charCodeAt(end);
			if (one === NEWLINE || Number.isNaN(one)) return void 0;
			if (one === TAB$2) throw new Unusual();
			if (one === HASH$3 && text.charCodeAt(end - 1) === SPACE) return void 0;
			if (one === COLON && this.#isColon(end)) return {
				node: this.#plainNode(at, end, void 0),
				colon: end
			};
		}
	}
	/** The name of an anchor or alias from an offset on. */
	name(at) {
		const name = /[\w.-]+/y;
		name.lastIndex = at;
		const found = name.exec(this.#text)?.[0] ?? "";
		if (found === "" || !/[\s,\]}]|^$/.test(this.#text.charAt(at + found.length))) throw new Unusual();
		return found;
	}
	/** The value that begins at an offset of a block with some indentation, and where it ends. */
	value(at, indent, anchor) {
		const unit = this.#text.charCodeAt(at);
		if (unit === DOUBLE_QUOTE$2 || unit === SINGLE_QUOTE$2) {
			const node = this.#quoted(at, anchor);
			return {
				node,
				end: node.end
			};
		}
		if (unit === 42) return this.#alias(at, anchor);
		if (unit === 91 || unit === 123) {
			this.#indent = indent;
			const node = this.#brackets(at, anchor);
			return {
				node,
				end: node.end
			};
		}
		if (!this.#beginsPlain(at)) throw new Unusual();
		const first = this.#plainNode(at, this.#plainEnd(at), anchor);
		let source = first.source;
		let { end } = first;
		for (let next = this.#nextLine(end, indent); next !== void 0; next = this.#nextLine(end, indent)) {
			const more = this.#plainNode(next, this.#plainEnd(next), void 0);
			source += ` ${more.source}`;
			end = more.end;
		}
		return {
			node: {
				...first,
				source,
				end
			},
			end
		};
	}
	/** Where a plain value ends on its line: before a comment, else with the line. */
	#plainEnd(at) {
		const text = this.#text;
		for (let end = at;; end += 1) {
			const unit = text.charCodeAt(end);
			if (unit === NEWLINE || Number.isNaN(unit)) return end;
			if (unit === TAB$2 || unit === COLON && this.#isColon(end)) throw new Unusual();
			if (unit === HASH$3 && text.charCodeAt(end - 1) === SPACE) return end;
		}
	}
	/** Where a plain value goes on that ends at `end`: on the line below where that is indented deeper than the block around. */
	#nextLine(end, indent) {
		const newline = this.#spaces(end);
		if (this.#text.charCodeAt(newline) !== NEWLINE) return void 0;
		const at = this.#spaces(newline + 1);
		const unit = this.#text.charCodeAt(at);
		return at - newline - 1 <= indent || unit === HASH$3 || unit === NEWLINE || Number.isNaN(unit) ? void 0 : at;
	}
	/** The start of the next line, where nothing but a comment is left on this one. */
	restIsEmpty(from) {
		const text = this.#text;
		let at = from;
		while (text.charCodeAt(at) === SPACE) at += 1;
		const unit = text.charCodeAt(at);
		if (unit === HASH$3 && at > 0 && text.charCodeAt(at - 1) !== SPACE && text.charCodeAt(at - 1) !== NEWLINE) throw new Unusual();
		if (unit !== HASH$3 && unit !== NEWLINE && at < text.length) throw new Unusual();
		const newline = text.indexOf("\n", at);
		return newline === -1 ? text.length : newline + 1;
	}
	#isColon(at) {
		const next = this.#text.charCodeAt(at + 1);
		return this.#text.charCodeAt(at) === COLON && (next === SPACE || next === NEWLINE || Number.isNaN(next));
	}
	#beginsPlain(at) {
		const unit = this.#text.charCodeAt(at);
		if (indicators.has(unit)) return false;
		if (unit !== COLON && unit !== 45 && unit !== 63) return true;
		const next = this.#text.charCodeAt(at + 1);
		return next !== SPACE && next !== NEWLINE && !Number.isNaN(next);
	}
	#plainNode(start, limit, anchor) {
		let end = limit;
		while (end > start && this.#text.charCodeAt(end - 1) === SPACE) end -= 1;
		return {
			kind: "scalar",
			source: this.#text.slice(start, end),
			style: "plain",
			start,
			end,
			anchor
		};
	}
	#alias(at, anchor) {
		if (anchor !== void 0) throw new Unusual();
		const source = this.name(at + 1);
		const end = at + 1 + source.length;
		return {
			node: {
				kind: "alias",
				source,
				start: at,
				end
			},
			end
		};
	}
	#quoted(start, anchor) {
		const text = this.#text;
		const quote = text.charCodeAt(start);
		let source = "";
		let from = start + 1;
		for (let at = from;; at += 1) {
			const unit = text.charCodeAt(at);
			if (unit === NEWLINE || Number.isNaN(unit)) throw new Unusual();
			if (unit === 92 && quote === DOUBLE_QUOTE$2) {
				const character = escapes$1.get(text.charAt(at + 1));
				if (character === void 0) throw new Unusual();
				source += text.slice(from, at) + character;
				from = at + 2;
				at += 1;
			} else if (unit === quote) {
				source += text.slice(from, at);
				if (quote === DOUBLE_QUOTE$2 || text.charCodeAt(at + 1) !== SINGLE_QUOTE$2) return {
					kind: "scalar",
					source,
					style: "quoted",
					start,
					end: at + 1,
					anchor
				};
				source += "'";
				from = at + 2;
				at += 1;
			}
		}
	}
	/** A list or map in brackets; each line of it is indented deeper than the block it stands in. */
	#brackets(start, anchor) {
		const text = this.#text;
		const isMap = text.charAt(start) === "{";
		const close = isMap ? "}" : "]";
		const items = [];
		const pairs = [];
		this.#depth += 1;
		if (this.#depth > depthLimit$1) throw new Unusual();
		let at = this.#blanks(start + 1);
		while (text.charAt(at) !== close) {
			if (isMap) {
				const key = this.#flowScalar(at);
				at = this.#spaces(key.end);
				if (!this.#isColon(at) || text.charCodeAt(at + 1) !== SPACE) throw new Unusual();
				const value = this.#flowValue(this.#spaces(at + 1));
				pairs.push({
					key,
					value
				});
				at = this.#blanks(value.end);
			} else {
				const item = this.#flowValue(at);
				items.push(item);
				at = this.#blanks(item.end);
				if (text.charCodeAt(at) === COLON) throw new Unusual();
			}
			if (text.charAt(at) === ",") at = this.#blanks(at + 1);
			else if (text.charAt(at) !== close) throw new Unusual();
		}
		this.#depth -= 1;
		const base = {
			flow: true,
			start,
			end: at + 1,
			anchor
		};
		return isMap ? {
			kind: "map",
			pairs,
			...base
		} : {
			kind: "list",
			items,
			...base
		};
	}
	#flowValue(at) {
		const unit = this.#text.charCodeAt(at);
		if (unit === 42) return this.#alias(at, void 0).node;
		return unit === 91 || unit === 123 ? this.#brackets(at, void 0) : this.#flowScalar(at);
	}
	#flowScalar(at) {
		const text = this.#text;
		const unit = text.charCodeAt(at);
		if (unit === DOUBLE_QUOTE$2 || unit === SINGLE_QUOTE$2) return this.#quoted(at);
		if (!this.#beginsPlain(at) || unit === COLON || unit === 63 || unit === 45 && !/[\w-]/.test(text.charAt(at + 1))) throw new Unusual();
		let end = at;
		while (!this.#endsFlowScalar(end)) end += 1;
		if (text.charAt(end) === "#" || end === at) throw new Unusual();
		return this.#plainNode(at, end, void 0);
	}
	#endsFlowScalar(at) {
		const unit = this.#text.charCodeAt(at);
		if (unit === TAB$2) throw new Unusual();
		return unit === NEWLINE || Number.isNaN(unit) || flowEnds.has(unit) || unit === COLON && /[\s,[\]{}]|^$/.test(this.#text.charAt(at + 1));
	}
	#spaces(from) {
		let at = from;
		while (this.#text.charCodeAt(at) === SPACE) at += 1;
		return at;
	}
	/** The next character within brackets, on this line or one below that is indented enough. */
	#blanks(from) {
		const text = this.#text;
		let at = this.#spaces(from);
		if (at > from && text.charCodeAt(at) === HASH$3) at = this.#lineEnd(at);
		while (text.charCodeAt(at) === NEWLINE) {
			const start = at + 1;
			at = this.#spaces(start);
			const unit = text.charCodeAt(at);
			if (unit === HASH$3) at = this.#lineEnd(at);
			else if (unit !== NEWLINE && at - start <= this.#indent) {
				const closes = this.#depth === 1 && (unit === 93 || unit === 125);
				if (at - start < this.#indent || !closes) throw new Unusual();
			}
		}
		return at;
	}
	#lineEnd(at) {
		const newline = this.#text.indexOf("\n", at);
		return newline === -1 ? this.#text.length : newline;
	}
};
// src/parse/compose/plain-yaml.ts
/** Texts above this are left to the YAML library and its limits. */
const sizeLimit$1 = 262144;
/** Deeper blocks are left to it as well. */
const depthLimit = 50;
const TAB$1 = 9;
const HASH$2 = 35;
const DASH$1 = 45;
/**
* Reads the YAML that nearly all Compose files are made of, at a fraction of what the YAML library takes: one document of
* block maps and lists, with plain and quoted values, brackets, `|` and `>`, anchors and aliases. Undefined where anything
* else stands, a fault too: that is for the library. What it reads, the library reads just so.
*/
function readPlainYaml(text) {
	if (text.length > sizeLimit$1 || /[\r\uFEFF\u0085\u2028\u2029]|^(?:---|\.\.\.|%)/m.test(text)) return void 0;
	try {
		return new Blocks(text).document();
	} catch (error) {
		if (error instanceof Unusual) return void 0;
		throw error;
	}
}
/** Reads blocks. `at` is always the first character of a line's content, or the end of the text. */
var Blocks = class {
	#text;
	#line;
	/** The column of the content at `at`; -1 at the end. */
	#indent = -1;
	#at = 0;
	#depth = 0;
	constructor(text) {
		this.#text = text;
		this.#line = new PlainYamlLine(text);
	}
	document() {
		this.#toContent(0);
		const node = this.#block(this.#indent);
		if (this.#indent !== -1 || node.kind === "scalar") throw new Unusual();
		return node;
	}
	/** Goes to the first content at or behind the start of a line; lines of blanks and comments are none. */
	#toContent(lineStart) {
		const text = this.#text;
		let start = lineStart;
		while (start < text.length) {
			let at = start;
			while (text.charCodeAt(at) === 32) at += 1;
			const unit = text.charCodeAt(at);
			if (unit === TAB$1) throw new Unusual();
			if (unit === HASH$2 || unit === 10) {
				const newline = text.indexOf("\n", at);
				if (newline === -1) break;
				start = newline + 1;
			} else {
				if (at >= text.length) break;
				this.#at = at;
				this.#indent = at - start;
				return;
			}
		}
		this.#at = text.length;
		this.#indent = -1;
	}
	#block(indent, anchor) {
		this.#depth += 1;
		if (this.#depth > depthLimit || indent < 0) throw new Unusual();
		const node = this.#isDash(this.#at) ? this.#list(indent, anchor) : this.#map(indent, anchor);
		this.#depth -= 1;
		return node;
	}
	#isDash(at) {
		const next = this.#text.charCodeAt(at + 1);
		return this.#text.charCodeAt(at) === DASH$1 && (next === 32 || next === 10 || Number.isNaN(next));
	}
	#list(indent, anchor) {
		const start = this.#at;
		const items = [];
		while (this.#indent === indent && this.#isDash(this.#at)) {
			let at = this.#at + 1;
			while (this.#text.charCodeAt(at) === 32) at += 1;
			items.push(this.#value(at, indent, indent + at - this.#at));
		}
		if (this.#indent > indent) throw new Unusual();
		return {
			kind: "list",
			items,
			flow: false,
			start,
			end: start,
			anchor
		};
	}
	#map(indent, anchor) {
		const start = this.#at;
		const pairs = [];
		while (this.#indent === indent && !this.#isDash(this.#at)) {
			const key = this.#line.key(this.#at);
			if (key === void 0) throw new Unusual();
			let at = key.colon + 1;
			while (this.#text.charCodeAt(at) === 32) at += 1;
			pairs.push({
				key: key.node,
				value: this.#value(at, indent, void 0)
			});
		}
		if (this.#indent > indent || pairs.length === 0) throw new Unusual();
		return {
			kind: "map",
			pairs,
			flow: false,
			start,
			end: start,
			anchor
		};
	}
	/**
	* What stands at `at` behind a key or a dash, and goes on below it.
	* @param column where a block may begin on this line, behind a dash
	*/
	#value(at, indent, column) {
		const text = this.#text;
		let from = at;
		let anchor;
		if (text.charAt(from) === "&") {
			anchor = this.#line.name(from + 1);
			from += anchor.length + 1;
			while (text.charCodeAt(from) === 32) from += 1;
		}
		const unit = text.charCodeAt(from);
		if (unit === 10 || unit === HASH$2 || Number.isNaN(unit)) return this.#below(from, indent, column, anchor);
		if (unit === 124 || unit === 62) return this.#literal(from, indent, anchor);
		if (column !== void 0 && anchor === void 0) {
			if (this.#isDash(from)) throw new Unusual();
			if (this.#line.key(from) !== void 0) {
				this.#at = from;
				this.#indent = column;
				return this.#block(column);
			}
		}
		return this.#inline(from, indent, anchor);
	}
	/** A plain or quoted value, or one in brackets. */
	#inline(at, indent, anchor) {
		const { node, end } = this.#line.value(at, indent, anchor);
		this.#toContent(this.#line.restIsEmpty(end));
		if (this.#indent > indent) throw new Unusual();
		return node;
	}
	/** What stands in the lines below a key or a dash; nothing is an empty value. */
	#below(from, indent, column, anchor) {
		this.#toContent(this.#line.restIsEmpty(from));
		if (this.#indent > indent) return this.#isDash(this.#at) || this.#line.key(this.#at) !== void 0 ? this.#block(this.#indent, anchor) : this.#inline(this.#at, indent, anchor);
		if (this.#indent === indent && column === void 0 && this.#isDash(this.#at)) return this.#block(indent, anchor);
		if (anchor !== void 0) throw new Unusual();
		return {
			kind: "scalar",
			source: "",
			style: "plain",
			start: from,
			end: from
		};
	}
	/** `|` or `>` with lines below it that are indented alike or deeper. */
	#literal(from, indent, anchor) {
		const text = this.#text;
		const strip = text.charAt(from + 1) === "-";
		const folds = text.charAt(from) === ">";
		let line = from + (strip ? 2 : 1);
		if (text.charAt(line) !== "\n") throw new Unusual();
		line += 1;
		const lines = [];
		let column = -1;
		let end = line;
		while (line < text.length) {
			const newline = text.indexOf("\n", line);
			if (newline === -1) throw new Unusual();
			let content = line;
			while (text.charCodeAt(content) === 32) content += 1;
			if (content === newline) {
				if (column === -1) throw new Unusual();
				lines.push(text.slice(line + column, newline));
				if (content - line > column) end = newline;
			} else {
				if (content - line <= indent) break;
				if (column === -1) column = content - line;
				if (content - line < column) throw new Unusual();
				lines.push(text.slice(line + column, newline));
				end = newline;
			}
			line = newline + 1;
		}
		if (column === -1) throw new Unusual();
		while (lines.at(-1) === "") lines.pop();
		this.#toContent(line);
		return {
			kind: "scalar",
			source: (folds ? folded(lines) : lines.join("\n")) + (strip ? "" : "\n"),
			style: "block",
			start: from,
			end,
			anchor
		};
	}
};
/** The lines of `>`: what is indented alike goes on behind a blank, and what is indented deeper stays as it is (YAML 1.2, 8.1.3). */
function folded(lines) {
	let text = "";
	let between = "";
	let wasDeeper = false;
	for (const line of lines) {
		const isDeeper = line.startsWith(" ") || line.startsWith("	");
		if (line === "") {
			if (between === "\n") text += "\n";
			between = "\n";
			continue;
		}
		if (isDeeper) between = between === "\n" && !wasDeeper ? "\n\n" : between === " " ? "\n" : between;
		text += between + line;
		between = isDeeper ? "\n" : " ";
		wasDeeper = isDeeper;
	}
	return text;
}
// src/parse/compose/yaml-node.ts
/** The node that the YAML library made. */
function nodeOf(node) {
	const [start, end] = node.range;
	if ((0, import_dist.isAlias)(node)) return {
		kind: "alias",
		source: node.source,
		start,
		end
	};
	const base = {
		start,
		end,
		anchor: node.anchor,
		tag: node.tag
	};
	if ((0, import_dist.isScalar)(node)) {
		const style = node.type === "PLAIN" ? "plain" : node.type?.startsWith("BLOCK") === true ? "block" : "quoted";
		return {
			kind: "scalar",
			source: node.source ?? "",
			style,
			...base
		};
	}
	const flow = node.flow === true;
	if ((0, import_dist.isSeq)(node)) return {
		kind: "list",
		items: node.items.filter(isNode$1).map(nodeOf),
		flow,
		...base
	};
	return {
		kind: "map",
		pairs: node.items.map(({ key, value }) => ({
			key: nodeOf(key),
			value: value === null ? void 0 : nodeOf(value)
		})),
		flow,
		...base
	};
}
function isNode$1(value) {
	return (0, import_dist.isScalar)(value) || (0, import_dist.isMap)(value) || (0, import_dist.isSeq)(value) || (0, import_dist.isAlias)(value);
}
// src/parse/compose/yaml.ts
const notText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;
/**
* Reads a YAML text. Never throws: what is wrong becomes a problem that quotes nothing of the text, and what could be read
* is returned, in bounded time.
*/
function parseYaml(file) {
	const plain = notText.test(file.text) ? void 0 : readPlainYaml(file.text);
	return plain === void 0 ? parseWithLibrary(file) : {
		file,
		documents: [plain],
		problems: []
	};
}
/** The same by the YAML library alone, which reads everything. */
function parseWithLibrary(file) {
	const { documents, faults } = yamlDocuments(file, {
		schema: "failsafe",
		version: "1.2"
	});
	const control = documents.length === 0 ? null : notText.exec(file.text);
	const refused = [];
	if (control !== null) {
		const at = placeAt(file, control.index, control.index + 1);
		refused.push({
			message: "not readable as YAML: YAML allows no control characters",
			at
		});
	}
	const problems = [...refused, ...faults].map(problemOf);
	try {
		return {
			file,
			documents: documents.flatMap(({ contents }) => contents === null ? [] : nodeOf(contents)),
			problems
		};
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return {
			file,
			documents: [],
			problems: [...problems, problemOf(nestedTooDeeply(file))]
		};
	}
}
function problemOf({ message, at }) {
	return {
		message,
		at,
		kind: "unparsable"
	};
}
// src/parse/compose/discover.ts
/** The names Compose looks for, the first one there wins. */
const baseNames = [
	"compose.yaml",
	"compose.yml",
	"docker-compose.yml",
	"docker-compose.yaml"
];
/** The names Compose lays on the base file by itself, the first one there wins. */
const overrideNames = [
	"compose.override.yml",
	"compose.override.yaml",
	"docker-compose.override.yml",
	"docker-compose.override.yaml"
];
/** What a service comes from. */
const origins = [
	"image",
	"build",
	"extends",
	"provider"
];
const composeName = /^(?:(?:docker|podman)-compose.*|compose(?:[-._\d].*)?|.+[-._](?:docker-)?compose)\.ya?ml$/i;
/** Whether Compose finds just these files by itself: its base file, and the override file that it lays on it. */
function isAutomatic([base = "", override]) {
	const named = (path, names) => names.includes(posix.basename(path));
	return named(base, baseNames) && (override === void 0 || named(override, overrideNames) && folderOf$1(base) === folderOf$1(override));
}
/** Whether a path is named as people name Compose files. */
function isComposeName(path) {
	return composeName.test(posix.basename(path));
}
/**
* The projects of a repository from the paths of its Compose files. Per folder the first of Compose's own names is the base
* and gets the override file as Compose lays it on by itself. Every other file is a project of its own, unless `standsAlone`
* says that it needs another one or its name says so: then it is laid on the base of its folder or the nearest above.
*/
function composeProjects(paths, standsAlone = () => true) {
	const members = new Set(paths);
	const folders = /* @__PURE__ */ new Map();
	for (const path of [...members].toSorted()) {
		const beside = folders.get(folderOf$1(path));
		if (beside === void 0) folders.set(folderOf$1(path), [path]);
		else beside.push(path);
	}
	const projects = [];
	for (const [folder, files] of folders) {
		const base = namedIn(folder, baseNames, members);
		const override = namedIn(folder, overrideNames, members);
		if (base !== void 0) projects.push(project(override === void 0 ? [base] : [base, override]));
		const below = base ?? baseAbove(folder, members);
		for (const path of files) {
			if (path === base || path === override && base !== void 0) continue;
			const alone = below === void 0 || path !== override && standsAlone(path);
			projects.push(project(alone ? [path] : [below, path]));
		}
	}
	return projects;
}
/** The files among these that `composeProjects` asks `standsAlone` about: those with a base file beside or above them. */
function variantFiles(paths) {
	const asked = [];
	composeProjects(paths, (path) => {
		asked.push(path);
		return true;
	});
	return asked;
}
/**
* Whether a Compose file can be started without another one: it has services or includes some, and each of them has an image,
* a build or a base of its own and needs no service that is not there.
*/
function standsAlone(file) {
	const names = /* @__PURE__ */ new Set();
	const needed = /* @__PURE__ */ new Set();
	let includes = false;
	for (const document of valuesOf(parseYaml(file)).documents) {
		if (document.kind !== "map") continue;
		includes ||= document.entries.has("include");
		const section = document.entries.get("services")?.value;
		if (section?.kind !== "map") continue;
		for (const { key, value } of section.entries.values()) {
			if (value.kind !== "map" || !origins.some((origin) => valueAt(value, origin) !== void 0)) return false;
			names.add(key);
			for (const { name } of referencesOf(value)) needed.add(name);
		}
	}
	return includes || names.size > 0 && [...needed].every((name) => names.has(name));
}
function namedIn(folder, names, members) {
	const before = folder === "." ? "" : `${folder}/`;
	const name = names.find((one) => members.has(before + one));
	return name === void 0 ? void 0 : before + name;
}
function baseAbove(folder, members) {
	let above = folder;
	while (above !== folderOf$1(above)) {
		above = folderOf$1(above);
		const base = namedIn(above, baseNames, members);
		if (base !== void 0) return base;
	}
}
function project(files) {
	const [first = "", ...others] = files;
	return {
		files,
		label: [first, ...others.map((path) => posix.relative(folderOf$1(first), path))].join(" + ")
	};
}
// src/parse/compose/first-format.ts
const words$1 = (text) => new Set(text.trim().split(/\s+/));
/** What a service of the first format can have; Compose 1 refused all else. */
const firstKeys = words$1(`
  build cap_add cap_drop cgroup_parent command container_name cpu_quota cpu_shares cpuset devices dns dns_search dockerfile
  domainname entrypoint env_file environment expose extends external_links extra_hosts hostname image ipc labels links log_driver
  log_opt mac_address mem_limit mem_swappiness memswap_limit net pid ports privileged read_only restart security_opt shm_size
  stdin_open stop_signal tty ulimits user volume_driver volumes volumes_from working_dir
`);
/** What a service of the later formats can have besides. */
const laterKeys = words$1(`
  annotations attach blkio_config configs cpu_count cpu_percent cpu_period cpu_rt_period cpu_rt_runtime cpus
  credential_spec depends_on deploy develop device_cgroup_rules dns_opt gpus group_add healthcheck init isolation label_file
  logging mem_reservation models network_mode networks oom_kill_disable oom_score_adj pids_limit platform post_start
  pre_stop profiles provider pull_policy runtime scale secrets stop_grace_period storage_opt sysctls tmpfs use_api_socket
  userns_mode uts
`);
const sections$1 = words$1("version name services networks volumes configs secrets models include");
/** What a text reads like, by its structure and the names in it; undefined where it is nothing of Compose. */
function likenessOf(file) {
	const { text } = file;
	if (/^(?:apiVersion|default|include|jobs|kind|on|pipeline|stages|steps|variables|workflow)\s*:/m.test(text)) return void 0;
	const isPart = /^["']?services["']?\s*:/m.test(text);
	if (!isPart && !/^[ \t]+["']?(?:image|build)["']?\s*:/m.test(text)) return void 0;
	const [document, ...others] = valuesOf(parseYaml(file)).documents;
	if (document?.kind !== "map" || others.length > 0) return void 0;
	if (!isPart) return likenessOfServices(document);
	const services = document.entries.get("services")?.value;
	if (![...document.entries.keys()].every((key) => sections$1.has(key) || key.startsWith("x-")) || services?.kind !== "map" || services.entries.size === 0) return void 0;
	const isService = ({ value }) => value.kind === "map" && value.entries.size > 0 && [...value.entries.keys()].every((key) => isKnown(key) || key.startsWith("x-"));
	return [...services.entries.values()].every(isService) ? { kind: "part" } : void 0;
}
function likenessOfServices(document) {
	const services = servicesAtTop(document);
	if (services === void 0) return void 0;
	const foreign = services.flatMap(({ key, value }) => [...value.entries.keys()].filter((name) => !firstKeys.has(name)).map((name) => ({
		service: key,
		key: name
	})));
	const [first] = foreign;
	if (first === void 0) return { kind: "first" };
	const names = services.flatMap(({ value }) => [...value.entries.keys()]);
	return foreign.length * 4 <= names.length ? {
		kind: "nearly",
		...first
	} : void 0;
}
function isKnown(key) {
	return firstKeys.has(key) || laterKeys.has(key);
}
/** The services of a document that has nothing but maps with an image or a build at its top. */
function servicesAtTop(document) {
	const services = [];
	for (const { key, value } of document.entries.values()) {
		if (value.kind !== "map" || ![
			"image",
			"build",
			"extends"
		].some((origin) => value.entries.has(origin))) return void 0;
		services.push({
			key,
			value
		});
	}
	return services.length === 0 ? void 0 : services;
}
/**
* A document of the first format as the later ones say the same: its services under `services`, `net` as `network_mode`,
* `dockerfile` within `build`, `log_driver` and `log_opt` within `logging`. Any other document as it is.
*/
function withLaterFormat(document) {
	const services = document.entries.has("services") ? void 0 : servicesAtTop(document);
	if (services === void 0 || services.some(({ value }) => [...value.entries.keys()].some((key) => !firstKeys.has(key)))) return document;
	const entries = /* @__PURE__ */ new Map();
	for (const [name, entry] of document.entries) if (entry.value.kind === "map") entries.set(name, {
		...entry,
		value: laterService(entry.value, document)
	});
	const { at } = document;
	const section = {
		key: "services",
		keyAt: [...document.entries.values()][0]?.keyAt ?? at,
		value: {
			kind: "map",
			entries,
			at
		}
	};
	return {
		...document,
		entries: /* @__PURE__ */ new Map([["services", section]])
	};
}
function laterService(service, document) {
	const entries = new Map(service.entries);
	const move = (from, into, as) => {
		const moved = entries.get(from);
		if (moved === void 0) return;
		entries.delete(from);
		const before = entries.get(into);
		const inner = before?.value.kind === "map" ? before.value : emptyLike(moved);
		const value = {
			...inner,
			entries: new Map(inner.entries).set(as, {
				...moved,
				key: as
			})
		};
		entries.set(into, {
			key: into,
			keyAt: before?.keyAt ?? moved.keyAt,
			value
		});
	};
	if (entries.has("dockerfile")) move("build", "build", "context");
	move("dockerfile", "build", "dockerfile");
	move("log_driver", "logging", "driver");
	move("log_opt", "logging", "options");
	const net = entries.get("net");
	if (net !== void 0) {
		entries.delete("net");
		entries.set("network_mode", {
			...net,
			key: "network_mode",
			value: laterNet(net.value, document)
		});
	}
	return {
		...service,
		entries
	};
}
/** `container:web` names a service where there is one. */
function laterNet(value, document) {
	const name = /^container:(.+)$/.exec(asText(value) ?? "")?.[1];
	if (name === void 0 || value.kind !== "scalar" || !document.entries.has(name)) return value;
	return {
		...value,
		value: `service:${name}`
	};
}
function emptyLike({ value }) {
	return {
		kind: "map",
		entries: /* @__PURE__ */ new Map(),
		at: value.at
	};
}
// src/parse/workflow/variables.ts
/**
* What a GitHub workflow (`env:`) or a GitLab pipeline (`variables:`) sets a variable to where a script stands, by its offset in
* the file: `text` is absent behind an expression, and the whole answer where nothing sets it. The innermost counts.
*/
function variableAt(file, name) {
	if (!file.text.includes(name)) return () => void 0;
	const found = [];
	for (const tree of yamlTrees(file)) if (isGitlabPipeline(file.path)) gitlabScopes(tree, name, found);
	else if (isWorkflow(file.path) || isAction(file.path)) githubScopes(tree, name, found);
	return (offset) => {
		return found.filter(({ start, end }) => start <= offset && offset < end).toSorted((one, other) => one.end - one.start - (other.end - other.start))[0]?.value;
	};
}
function githubScopes(tree, name, found) {
	const jobs = tree.entries(tree.get(tree.root, "jobs")).map(({ value }) => value);
	const steps = [...jobs, tree.get(tree.root, "runs")].flatMap((job) => tree.items(tree.get(job, "steps")));
	for (const holder of [
		tree.root,
		...jobs,
		...steps
	]) note(holder, tree.get(holder, "env", name), found);
}
function gitlabScopes(tree, name, found) {
	for (const holder of [tree.root, ...tree.entries(tree.root).map(({ value }) => value)]) {
		const value = tree.get(holder, "variables", name);
		note(holder, isText(value) ? value : tree.get(value, "value"), found);
	}
}
function note(holder, value, found) {
	if (!isText(value) || !(0, import_dist.isNode)(holder) || !holder.range) return;
	const [start, , end] = holder.range;
	found.push({
		start,
		end,
		value: value.value.includes("$") ? {} : { text: value.value }
	});
}
// src/posture/file-scripts.ts
/**
* The scripts of a file, parsed one after another; those that `skips` names are passed over unread. Behind a limit nothing is
* read, and `gaps` gets a blocking one.
*/
function* parsedScripts(file, gaps, skips = () => false) {
	let commands = 0;
	let substitutions = 0;
	for (const script of isMarkdown(file.path) ? fencedScripts(file) : scriptsOf(file)) {
		if (skips(script)) continue;
		if (commands >= scriptLimits.commands) {
			gaps.push(limitGap(placeIn(script, 0, 0), `only the first ${commands} commands of this file are read`));
			return;
		}
		const own = substitutionsIn(script);
		substitutions += own;
		if (substitutions > 4e4 && substitutions > own) {
			gaps.push(limitGap(placeIn(script, 0, 0), `only the first ${substitutionLimit} substitutions of this file are read`));
			return;
		}
		const parsed = parseScript(script);
		commands += parsed.commands.length;
		yield {
			script,
			parsed
		};
	}
}
/** The gap of a file that a limit leaves partly unread, at the first that is. */
function limitGap(at, detail) {
	return {
		artifact: at.file.path,
		reason: "unreadable",
		detail,
		location: locate(at),
		blocking: true
	};
}
// src/parse/workflow/folders.ts
/**
* The folders that the `run:` texts of a GitHub workflow or action start in: `working-directory` of the step, else of the
* job's defaults, else of the workflow's; `.` where none is set and undefined behind an expression. Asked by an offset in the file.
*/
function workingDirectories(file) {
	if (!file.text.includes("working-directory")) return () => ".";
	const found = /* @__PURE__ */ new Map();
	for (const tree of yamlTrees(file)) {
		const own = tree.get(tree.root, "defaults", "run", "working-directory");
		const steps = (list, fallback) => {
			for (const step of tree.items(list)) {
				const run = tree.get(step, "run");
				if (!isText(run) || run.range === void 0 || run.range === null) continue;
				const folder = tree.get(step, "working-directory") ?? fallback;
				const [start, end] = run.range;
				if (!found.has(start)) found.set(start, {
					start,
					end,
					folder: folder === void 0 ? "." : known$2(folder)
				});
			}
		};
		for (const { value: job } of tree.entries(tree.get(tree.root, "jobs"))) steps(tree.get(job, "steps"), tree.get(job, "defaults", "run", "working-directory") ?? own);
		steps(tree.get(tree.root, "runs", "steps"), void 0);
	}
	const runs = [...found.values()].toSorted((one, other) => one.start - other.start);
	return (offset) => {
		const run = runAt(runs, offset);
		return run === void 0 || run.end <= offset ? "." : run.folder;
	};
}
/** The last of some runs, which are in order and apart, that starts at an offset or before it. */
function runAt(runs, offset) {
	let low = 0;
	let high = runs.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((runs[middle]?.start ?? 0) <= offset) low = middle + 1;
		else high = middle;
	}
	return runs[low - 1];
}
function known$2(folder) {
	return isText(folder) && !folder.value.includes("${{") ? folder.value : void 0;
}
// src/posture/script-starts.ts
/** Where a file's scripts start, by an offset in it: pipelines at the top, makefiles and manifests in their own folder. */
function scriptStarts(file) {
	const own = folderOf$1(file.path);
	if (isWorkflow(file.path) || isAction(file.path)) {
		const folder = workingDirectories(file);
		const others = isAction(file.path) ? [".", own] : ["."];
		return (offset) => [...[folder(offset)].flatMap((path) => path === void 0 ? [] : pathFrom(".", path) ?? []), ...others];
	}
	const starts = [
		isMakefile,
		isPackageManifest,
		isTaskfile,
		isJustfile,
		isMarkdown
	].some((holds) => holds(file.path)) ? [own, "."] : [".", own];
	return () => starts;
}
// src/posture/shell-folder.ts
/**
* The folders each command may run in, likeliest first: what `cd`, `pushd` and `popd` before it in its script and subshell
* make of every start, then the starts themselves.
*/
function commandFolders(script, { starts, own }) {
	const found = /* @__PURE__ */ new Map();
	const standings = /* @__PURE__ */ new Map();
	const outer = [];
	let at = spanIn(script, 0, 0).start;
	for (const command of parseScript(script).commands) {
		const { file, span } = command.at;
		for (; at < span.start; at += 1) if (file.text[at] === "(") outer.push(standings.get(void 0));
		else if (file.text[at] === ")" && outer.length > 0) standings.set(void 0, outer.pop());
		const here = standingOf(command, standings) ?? starts.map((folder) => ({
			folder,
			left: []
		}));
		if (moves.has(command.name)) standings.set(command.inside, here.map((standing) => moved(standing, command, own)));
		else found.set(command, [.../* @__PURE__ */ new Set([...here.flatMap(({ folder }) => folder ?? []), ...starts])]);
	}
	return found;
}
const moves = /* @__PURE__ */ new Set([
	"cd",
	"pushd",
	"popd"
]);
function standingOf(command, standings) {
	for (let outer = command.inside; outer !== void 0; outer = outer.inside) {
		const known = standings.get(outer);
		if (known !== void 0) return known;
	}
	return standings.get(void 0);
}
function moved({ folder, left }, { name, words }, own) {
	const word = words.slice(1).find(({ raw }) => !/^--?\w*$/.test(raw) || raw === "-");
	if (name === "popd") return {
		folder: left.at(-1),
		left: left.slice(0, -1)
	};
	if (word?.value === "-") return {
		folder: left.at(-1),
		left: [...left.slice(0, -1), folder]
	};
	return {
		folder: word === void 0 ? void 0 : reached(folder, word, own),
		left: [...left.slice(-20), folder]
	};
}
/** The top of the repository, and the folder of the script, as scripts ask for them. */
const top = /^\$(?:\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?|\(\s*git rev-parse --show-toplevel\b.*\))$/;
const ownFolder = /^(?:\$\(|`)\s*(?:cd\s.*)?dirname\b.*(?:\$\{?0|BASH_SOURCE)|^\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}$/s;
function reached(folder, word, own) {
	const [first, ...others] = wordPieces(word);
	if (first === void 0) return void 0;
	const from = "text" in first ? folder : top.test(first.hole) ? "." : ownFolder.test(first.hole) ? own : void 0;
	const pieces = "text" in first ? [first, ...others] : others;
	let path = "";
	for (const piece of pieces) {
		if (!("text" in piece)) return void 0;
		path += piece.text;
	}
	if (from === void 0) return void 0;
	const to = pathFrom(from, "text" in first ? path : `.${path}`);
	return to !== void 0 && to.length > longestFolder ? void 0 : to;
}
/** Longer paths count as not known: a hostile script goes down with each line. */
const longestFolder = 500;
// src/posture/compose-calls.ts
/** The subcommands for which a project is built or started. */
const starting = /* @__PURE__ */ new Set([
	"stack deploy",
	"up",
	"run",
	"build",
	"create",
	"start",
	"watch",
	"publish",
	"bridge"
]);
/** What a file must hold to choose anything: one of the first, or `compose` and one of the second behind it. */
const choosing = [/COMPOSE_(?:FILE|ENV_FILES)|stack\s+(?:deploy|up)/i, /-f|--file|--env-file|--project-directory|--workdir/i];
/** How many lines of a file that start a project are followed. */
const wishLimit = 100;
/**
* The lines of a file that build or start a Compose project in a way of their own. A line with a word in it that nobody can
* know chooses nothing. Where there are more than are followed, a blocking gap says so.
*/
function composeWishes(file) {
	const wishes = [];
	const gaps = [];
	if (!mayChoose(file.text)) return {
		wishes,
		gaps
	};
	const starts = scriptStarts(file);
	const inFile = variableAt(file, "COMPOSE_FILE");
	for (const { script, parsed } of parsedScripts(file, gaps, ({ text }) => !/compose|stack/i.test(text))) {
		const { commands } = parsed;
		const exports = exportsIn(script, commands);
		const calls = commands.flatMap((command) => composeCall(command) ?? stackCall(command) ?? []);
		const [first] = calls;
		if (first === void 0) continue;
		const folders = commandFolders(script, {
			starts: starts(first.at.span.start),
			own: folderOf$1(file.path)
		});
		for (const call of calls) {
			if (!starting.has(call.verb) || isElsewhere(call.command)) continue;
			for (const set of exportedTo(call.command, exports, () => inFile(call.at.span.start))) {
				const choice = choiceOf(call, set);
				if (choice === void 0) continue;
				if (wishes.length === wishLimit) {
					const detail = `only the first ${wishLimit} lines of this file that start a Compose project their own way are followed`;
					return {
						wishes,
						gaps: [...gaps, limitGap(call.at, detail)]
					};
				}
				wishes.push({
					...choice,
					folders: folders.get(call.command) ?? [],
					at: call.at
				});
			}
		}
	}
	return {
		wishes,
		gaps
	};
}
function mayChoose(text) {
	const [alone, option] = choosing;
	const from = text.search(/compose/i);
	return alone.test(text) || from >= 0 && option.test(text.slice(from));
}
/** How many places that set a variable are looked at for one command. */
const placesFollowed = 8;
/** Where a script sets `COMPOSE_FILE`, in order. */
function exportsIn({ text }, commands) {
	if (!text.includes("COMPOSE_FILE")) return [];
	return commands.flatMap((command) => {
		return (command.name === "export" ? exportsOf(command) : command.words.length === 0 ? command.assignments : []).flatMap(({ name, value }) => name === "COMPOSE_FILE" ? [{
			start: command.at.span.start,
			set: value === void 0 ? {} : { text: value }
		}] : []);
	});
}
/**
* The values that `COMPOSE_FILE` may have for a command: those that the script gives it last before, on one way or another,
* else what the file around the script says.
*/
function exportedTo({ at }, exports, around) {
	const next = exports.findIndex(({ start }) => start >= at.span.start);
	const end = next < 0 ? exports.length : next;
	const before = exports.slice(Math.max(0, end - placesFollowed), end);
	if (before.length === 0) return [around()];
	return [...new Map(before.map(({ set }) => [set?.text, set])).values()];
}
function exportsOf({ words, assignments }) {
	const named = words.flatMap(({ raw, value }) => {
		const name = /^(\w+)=/.exec(raw)?.[1];
		return name === void 0 ? [] : [{
			name,
			...value === void 0 ? {} : { value: value.slice(name.length + 1) }
		}];
	});
	return [...assignments, ...named];
}
function choiceOf({ command, globals, opaque, verb }, exported) {
	if (opaque.length > 0) return void 0;
	const given = (...names) => globals.filter(({ name }) => names.includes(name)).map(({ value }) => value?.text);
	const variable = (name) => {
		const assigned = command.assignments.findLast((assignment) => assignment.name === name);
		if (assigned !== void 0) return assigned.value?.split(name === "COMPOSE_FILE" ? ":" : ",") ?? [void 0];
		return name !== "COMPOSE_FILE" || exported === void 0 ? [] : exported.text?.split(":") ?? [void 0];
	};
	const isStack = verb === "stack deploy";
	const own = given(isStack ? "compose-file" : "file");
	if (isStack && own.length === 0) return void 0;
	const files = own.length > 0 ? own : variable("COMPOSE_FILE");
	const ownEnv = given("env-file");
	const envFiles = ownEnv.length > 0 ? ownEnv : variable("COMPOSE_ENV_FILES");
	const directories = given("project-directory", "workdir");
	const all = [
		...files,
		...envFiles,
		...directories
	];
	if (all.length === 0 || !all.every((text) => text !== void 0 && isPath$1(text))) return void 0;
	const directory = directories.at(-1);
	return {
		files: files.filter((text) => text !== void 0),
		envFiles: envFiles.filter((text) => text !== void 0),
		...directory === void 0 ? {} : { directory }
	};
}
/** The standard input and other machines are no files of the repository. */
function isPath$1(text) {
	return text !== "" && text !== "-" && !/^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}
// src/collect/classify.ts
const dockerfileName = /^(?:dockerfile|containerfile)(?:[._-][^/]*)?$|\.(?:dockerfile|containerfile)$/i;
const notDockerfile = /\.(?:dockerignore|md|orig|rej|bak|sw[op]|log|lock|patch|diff|asc|sig|gz|xz|zst|zip|tar|pdf|png|svg)$|~$/i;
/** Each line in front is blank or a comment, in one way only: white space that may be shared among repetitions is tried in all ways. */
const firstInstruction = /^(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?:FROM|ARG)\s/i;
/** Ends of names that say another language, or the language that the image is for. */
const otherLanguage = /\.(?:txt|sh|bash|py|[cm]?[jt]s|json|ya?ml|toml|xml|html?|css|ini|cfg|rego|lua|vim|go|rb|rs|php|java|sql|nanorc|tm\w+)$/i;
const template = /\.(?:j2|jinja2?|tmpl|tpl|template|erb|mustache|gotmpl|in|ejs|hbs)$/i;
/** Whether a file is what a Dockerfile is made from, and not one itself. */
function isTemplate(path) {
	return template.test(path) && dockerfileName.test(baseName(path));
}
/** Whether a file is a Dockerfile by its name: `Dockerfile`, `Dockerfile.dev`, `api.Dockerfile`, `Containerfile`. */
function isDockerfile(path) {
	const name = baseName(path);
	return dockerfileName.test(name) && !notDockerfile.test(name) && !template.test(name);
}
/**
* Whether a file that is a Dockerfile by its name reads as one: `Dockerfile.php` is for PHP where it begins with FROM or ARG,
* and else a script. Names that say no language are taken at their word.
*/
function readsAsDockerfile(path, text) {
	return !otherLanguage.test(path) || firstInstruction.test(text);
}
/** Whether a file holds variables for containers by its name: `.env`, `.env.production`, `mail.env`. */
function isEnvFile(path) {
	return /^\.env(?:\.[^/]+)?$|\.env$/i.test(baseName(path));
}
/** Whether a YAML file of another name may be a Compose file: it is read to see. */
function mayBeComposeFile(path) {
	return /\.ya?ml$/i.test(path) && !/(?:^|\/)\.github\/|(?:^|\/)\.gitlab-ci\.ya?ml$/.test(path);
}
/**
* Whether a YAML text reads as a Compose file: a top-level map of services that name an image or a build. Swarm stacks and
* Compose files under any name do; workflows, charts and Kubernetes manifests do not.
*/
function looksLikeCompose(text) {
	if (!/^["']?services["']?\s*:/m.test(text)) return false;
	if (/^(?:apiVersion|jobs|on|stages|pipeline)\s*:/m.test(text)) return false;
	return /^[ \t]+["']?(?:image|build|extends|container_name)["']?\s*:/m.test(text) || /^version\s*:/m.test(text);
}
/** The last part of a path. */
function baseName(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
// src/parse/compose/dotenv.ts
const space = /\s*/y;
const exported = /export[^\S\n]+/y;
const key = /[\p{L}\p{N}_.\-[\] \t\v\f\r\u0085\u00a0]*/uy;
const blanks = /[ \t\v\f\r\u0085\u00a0]*/y;
const escapes = /\\(?:[abcfnrtv$"\\]|0[0-7]{0,3})/g;
const named = {
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v",
	"\"": "\"",
	"\\": "\\",
	$: "$$"
};
/**
* Reads an env file as Compose does: `KEY=value`, `KEY: value` and `export KEY=value`; comments after ` #`; single quotes take
* everything as it is, double quotes take escapes, and both may span lines; variables are substituted outside of single
* quotes from `lookup` first and from the lines above second; a key alone on a line
* takes its value from `lookup`.
*/
function parseDotenv(text, lookup) {
	const variables = /* @__PURE__ */ new Map();
	const value = (name) => {
		const outside = lookup(name);
		return outside === void 0 ? variables.get(name) : outside;
	};
	let offset = text.startsWith("﻿") ? 1 : 0;
	const failed = (message) => ({
		variables,
		problem: {
			message,
			offset
		}
	});
	for (;;) {
		offset = statementFrom(text, offset);
		if (offset >= text.length) return { variables };
		const start = after(exported, text, offset);
		const end = after(key, text, start);
		const name = text.slice(start, end).trimEnd();
		const sign = text[end];
		if (sign === void 0) return { variables };
		if (sign !== "=" && sign !== ":" && sign !== "\n") return failed("a variable name holds a character it cannot hold");
		if (name.includes(" ")) return failed("a variable name holds a space");
		if (sign === "\n") {
			const inherited = lookup(name);
			if (inherited !== void 0) variables.set(name, inherited);
			offset = end + 1;
			continue;
		}
		const read = readValue(text, after(blanks, text, end + 1));
		if (read === void 0) return failed("a quoted value is not closed");
		offset = read.end;
		if (!read.expands) variables.set(name, read.text);
		else {
			const { value: expanded, unknown, invalid } = interpolate(read.text, value);
			if (invalid) return failed("a variable is not written as Compose reads it");
			variables.set(name, unknown === void 0 ? expanded : null);
		}
	}
}
/** The start of the next statement, behind blank lines and comments. */
function statementFrom(text, from) {
	let at = after(space, text, from);
	while (text[at] === "#") {
		const newline = text.indexOf("\n", at);
		at = newline === -1 ? text.length : after(space, text, newline);
	}
	return at;
}
function readValue(text, from) {
	const quote = text[from];
	if (quote !== "\"" && quote !== "'") {
		const newline = text.indexOf("\n", from);
		const end = newline === -1 ? text.length : newline;
		const line = text.slice(from, end);
		const comment = line.indexOf(" #");
		return {
			text: (comment === -1 ? line : line.slice(0, comment)).trimEnd(),
			end: end + 1,
			expands: true
		};
	}
	const end = closing(text, quote, from + 1);
	if (end === -1) return void 0;
	const content = text.slice(from + 1, end).replaceAll(`\\${quote}`, quote);
	return quote === "\"" ? {
		text: unescaped(content),
		end: end + 1,
		expands: true
	} : {
		text: content,
		end: end + 1,
		expands: false
	};
}
function closing(text, quote, from) {
	for (let at = from; at < text.length; at += 1) {
		if (text[at] === quote) return at;
		if (text[at] === "\\") at += 1;
	}
	return -1;
}
function unescaped(text) {
	return text.replace(escapes, (sequence) => {
		const letter = sequence[1] ?? "";
		if (letter !== "0") return named[letter] ?? sequence;
		return sequence.length === 5 ? String.fromCharCode(Number.parseInt(sequence.slice(2), 8)) : sequence;
	});
}
function after(pattern, text, at) {
	pattern.lastIndex = at;
	return at + (pattern.exec(text)?.[0].length ?? 0);
}
// src/collect/ways.ts
/**
* A project is started with its base file alone, and with each file that is laid on it; where `COMPOSE_FILE` in the `.env`
* beside it names files, with these, and alone no more; and as lines of scripts start it, whose files are laid on nothing
* else. Files that are named and not there are gaps.
*/
async function waysOf(projects, read, wishes = []) {
	const gaps = [];
	const chosen = /* @__PURE__ */ new Map();
	for (const folder of new Set(projects.map(({ files }) => folderOf$1(files[0] ?? ".")))) {
		const path = pathFrom(folder, ".env");
		const result = path === void 0 ? void 0 : await read(path);
		if (path === void 0 || result?.ok !== true || !result.text.includes("COMPOSE_FILE")) continue;
		const files = await filesNamed({
			path,
			text: result.text
		}, folder, read, gaps);
		if (files.length > 0) chosen.set(folder, files);
	}
	const listed = new Set([...chosen.values()].flat());
	const started = await waysOfWishes(wishes, projects, read, gaps);
	const laid = new Set(started.flatMap(({ files }) => files));
	const ways = /* @__PURE__ */ new Map();
	const add = (files) => void ways.set(files.join("\n"), { files });
	for (const { files } of projects) {
		const [base = ""] = files;
		const own = chosen.get(folderOf$1(base));
		if (own !== void 0) add(own);
		if (files.every((file) => listed.has(file))) continue;
		if (files.length > 1 && own === void 0) add([base]);
		const last = files.at(-1) ?? "";
		if (isAutomatic(files) || !laid.has(last)) add(files);
	}
	for (const way of started) {
		const key = [
			...way.files,
			...way.directory === void 0 ? [] : [`in ${way.directory}`],
			...way.envFiles ?? []
		].join("\n");
		if (!ways.has(key)) ways.set(key, way);
	}
	return {
		ways: [...ways.values()],
		gaps
	};
}
/** What lines of scripts choose, in the first of their folders that has the files. */
async function waysOfWishes(wishes, projects, read, gaps) {
	const found = [];
	for (const wish of wishes) {
		const place = await placeOf$2(wish, projects, read);
		if ("files" in place) found.push(place);
		else {
			const detail = `the project of this line is not looked at: ${place.missing} ${place.why}`;
			gaps.push({
				artifact: wish.at.file.path,
				reason: "unresolved",
				detail,
				location: locate(wish.at),
				blocking: false
			});
		}
	}
	return found;
}
async function placeOf$2({ folders, files, directory, envFiles, at }, projects, read) {
	let first;
	for (const folder of folders) {
		const own = directory === void 0 ? void 0 : pathFrom(folder, directory);
		const named = files.length > 0 ? files.map((file) => pathFrom(folder, file)) : automatic(own ?? folder, projects);
		const missing = await missingOf(named, files, read);
		if (missing !== void 0) {
			first ??= missing;
			continue;
		}
		const paths = named.flatMap((path) => path ?? []);
		const environment = envFiles.flatMap((file) => pathFrom(folder, file) ?? []);
		return {
			files: paths,
			...own === void 0 || own === folderOf$1(paths[0] ?? ".") ? {} : { directory: own },
			...envFiles.length === 0 ? {} : { envFiles: environment },
			by: at
		};
	}
	return first ?? {
		missing: files[0] ?? "its folder",
		why: "is not known"
	};
}
async function missingOf(paths, written, read) {
	if (paths.length === 0) return {
		missing: "a Compose file",
		why: "is not there"
	};
	for (const [index, path] of paths.entries()) {
		const missing = written[index] ?? path ?? "";
		if (path === void 0) return {
			missing,
			why: "is outside of what is scanned"
		};
		const result = await read(path);
		if (!result.ok) return {
			missing,
			why: result.detail
		};
	}
}
/** The files that Compose finds by itself in a folder or above it. */
function automatic(folder, projects) {
	for (let above = folder;; above = folderOf$1(above)) {
		const found = projects.find(({ files }) => isAutomatic(files) && folderOf$1(files[0] ?? "") === above);
		if (found !== void 0 || above === folderOf$1(above)) return found?.files ?? [];
	}
}
async function filesNamed(file, folder, read, gaps) {
	const { variables } = parseDotenv(file.text, () => void 0);
	const separator = variables.get("COMPOSE_PATH_SEPARATOR") ?? ":";
	const line = file.text.slice(0, Math.max(0, file.text.search(/^[ \t]*(?:export[ \t]+)?COMPOSE_FILE\b/m))).split("\n").length;
	const found = [];
	for (const name of (variables.get("COMPOSE_FILE") ?? "").split(separator === "" ? ":" : separator)) {
		if (name.trim() === "") continue;
		const path = pathFrom(folder, name.trim());
		const result = path === void 0 ? void 0 : await read(path);
		if (path !== void 0 && result?.ok === true) found.push(path);
		else {
			const why = result?.ok === false ? result.detail : "is outside of what is scanned";
			gaps.push({
				artifact: file.path,
				reason: "unresolved",
				detail: `COMPOSE_FILE names ${name.trim()}, which ${why}`,
				location: locate(lineAtNumber(file, line)),
				blocking: false
			});
		}
	}
	return found;
}
// src/collect/collect.ts
/** How many files are read at a time. */
const readersAtOnce = 32;
/**
* Finds and reads what this run is about: Dockerfiles, Compose files and whatever may hold `docker run` lines. What cannot
* be read is a gap; the rest goes on.
* @param paths folders and files, relative to the scanned root
* @param profile commands that a Markdown text shows are looked at in `strict` and `all`
*/
async function collect$1(paths, files, profile = "default") {
	const listed = await Promise.all(paths.map((path) => files.exists(path).then((isFile) => isFile ? [path] : files.list(path))));
	const all = [...new Set(listed.flat())].toSorted();
	const named = new Set(listed.flatMap((found, at) => found.length === 1 && found[0] === paths[at] ? found : []));
	const mayHoldCommands = (path) => isScriptHost(path) || profile !== "default" && isMarkdown(path);
	const wanted = all.filter((path) => isDockerfile(path) || mayBeComposeFile(path) || mayHoldCommands(path) || isBakeFile(path) || isEnvFile(path) || named.has(path));
	const texts = /* @__PURE__ */ new Map();
	const gaps = [];
	for (let at = 0; at < wanted.length; at += readersAtOnce) {
		const batch = wanted.slice(at, at + readersAtOnce);
		const results = await Promise.all(batch.map((path) => files.read(path)));
		for (const [index, path] of batch.entries()) {
			const result = results[index];
			if (result?.ok === true) texts.set(path, {
				path,
				text: result.text
			});
			else if (result !== void 0 && !isOften(result, path, named)) gaps.push(unreadable(path, result, named));
		}
	}
	const read = [...texts.values()];
	const composePaths = composeFilesOf(read, gaps);
	const dockerfiles = read.filter(({ path, text }) => !composePaths.has(path) && (isDockerfile(path) && readsAsDockerfile(path, text) || named.has(path) && /^\s*FROM\s/im.test(text) && !isScriptHost(path)));
	const dockerfilePaths = new Set(dockerfiles.map(({ path }) => path));
	for (const path of all) {
		if (path.endsWith("/")) gaps.push(closedFolder(path, paths));
		if (isTemplate(path)) gaps.push({
			artifact: path,
			reason: "unsupported",
			detail: "is a template of a Dockerfile; scan what is made from it",
			blocking: false
		});
	}
	const projects = composeProjects([...composePaths], (path) => {
		const file = texts.get(path);
		return file === void 0 || standsAlone(file);
	});
	const scripts = read.filter(({ path }) => mayHoldCommands(path) && !composePaths.has(path) && !dockerfilePaths.has(path));
	const wished = scripts.map(composeWishes);
	const started = await waysOf(projects, (path) => files.read(path), wished.flatMap(({ wishes }) => wishes));
	return {
		dockerfiles,
		composeProjects: started.ways,
		bakeFiles: read.filter(({ path }) => isBakeFile(path)),
		scripts,
		texts,
		gaps: [
			...gaps,
			...wished.flatMap((one) => one.gaps),
			...started.gaps
		]
	};
}
/** The paths of Compose files, by their names or else by what they hold; one that only nearly reads like it is a gap. */
function composeFilesOf(read, gaps) {
	const found = /* @__PURE__ */ new Set();
	const parts = [];
	for (const file of read) {
		const { path, text } = file;
		if (!mayBeComposeFile(path)) continue;
		if (isComposeName(path) || looksLikeCompose(text)) found.add(path);
		else if (!isScriptHost(path)) {
			const likeness = likenessOf(file);
			if (likeness?.kind === "first") found.add(path);
			if (likeness?.kind === "part") parts.push(path);
			if (likeness?.kind === "nearly") gaps.push(unlike(path, likeness));
		}
	}
	const variants = new Set(variantFiles([...found, ...parts]));
	for (const path of parts) if (variants.has(path)) found.add(path);
	else gaps.push({
		artifact: path,
		reason: "unsupported",
		detail: "has services without an image or a build, and there is no Compose file beside or above to lay it on",
		blocking: false
	});
	return found;
}
function unlike(path, { service, key }) {
	return {
		artifact: path,
		reason: "unsupported",
		detail: `reads like a Compose file of the first format, which knows no ${key} as ${service} has it; it is not looked at`,
		blocking: false
	};
}
/** Whether a file is one that containers are started or built with by its name. */
function isSure(path, named) {
	return isDockerfile(path) || isComposeName(path) || isBakeFile(path) || named.has(path);
}
/** What is nobody's loss: a link to what another machine has, and programs among scripts without an ending. */
function isOften(result, path, named) {
	if (isSure(path, named)) return false;
	const mayBeProgram = isShellFile(path) && !baseName(path).includes(".");
	return result.reason === "missing" || mayBeProgram && result.reason !== "denied";
}
/** What cannot be read leaves the verdict open where it is surely about containers, and a script too that lies there. */
function unreadable(path, result, named) {
	const blocking = isSure(path, named) || isScriptHost(path) && result.reason !== "outside";
	return {
		artifact: path,
		reason: "unreadable",
		detail: result.detail,
		blocking
	};
}
/** A folder that nobody named may be anything, such as the data of a database that another user owns. */
function closedFolder(path, named) {
	const folder = path.replace(/\/$/, "");
	return {
		artifact: folder,
		reason: "unreadable",
		detail: "the folder cannot be opened, and what is in it is not looked at",
		blocking: named.includes(folder)
	};
}
// src/parse/compose/merge.ts
/**
* Lays `over` on `base` as Compose merges files, attribute by attribute: maps are merged, lists appended without equal
* entries, commands replaced, `KEY=VALUE` lists merged by key. Directives of `over` are obeyed and kept, so that the result
* can be laid on something else; `settle` removes them. What Compose cannot merge is a problem, and `over` stands.
*/
function mergeValues(base, over, path, refuse) {
	if (over.directive !== void 0) return over;
	const strategy = strategyOf(path);
	if (strategy) return strategy(base, over, path, refuse);
	if (isNull(over)) return base;
	if (base.kind === "scalar") return over;
	if (base.kind === "map" && over.kind === "map") return mergeMaps(base, over, path, refuse);
	if (base.kind === "list" && over.kind === "list") return append(base, over);
	return cannot(over, path, refuse);
}
/** The same as `mergeValues` for two maps. */
function mergeMaps(base, over, path, refuse) {
	const entries = new Map(base.entries);
	for (const [key, entry] of over.entries) {
		const existing = entries.get(key);
		if (existing === void 0) {
			entries.set(key, entry);
			continue;
		}
		const { keyAt } = path.length === 1 && path[0] === "services" ? existing : entry;
		entries.set(key, {
			...entry,
			keyAt,
			value: mergeValues(existing.value, entry.value, [...path, key], refuse)
		});
	}
	return {
		kind: "map",
		entries,
		at: over.at
	};
}
/** Carries out what is left of `!reset` and `!override` once there is nothing below to act on. */
function settle(value) {
	if (value.kind === "list") return {
		kind: "list",
		items: value.items.map(settle),
		at: value.at
	};
	if (value.kind === "map") return settleMap(value);
	if (value.directive === void 0) return value;
	const { directive: _, ...rest } = value;
	return rest;
}
/** The same as `settle` for a map. */
function settleMap(map) {
	const entries = /* @__PURE__ */ new Map();
	for (const [key, entry] of map.entries) if (entry.value.directive !== "reset") entries.set(key, {
		...entry,
		value: settle(entry.value)
	});
	return {
		kind: "map",
		entries,
		at: map.at
	};
}
/** A text that is equal for equal values, whatever the order of keys. */
function canonical(value) {
	if (value.kind === "scalar") return typeof value.value === "string" ? JSON.stringify(value.value) : String(value.value);
	if (value.kind === "list") return `[${value.items.map(canonical).join(",")}]`;
	return `{${[...value.entries.values()].map((entry) => `${JSON.stringify(entry.key)}:${canonical(entry.value)}`).toSorted().join(",")}}`;
}
/** The name of a `KEY=VALUE` text. */
function keyOf$4(text) {
	const at = text.indexOf("=");
	return at === -1 ? text : text.slice(0, at);
}
const replace = (_, over) => over;
/** Two maps, or two lists of `KEY=VALUE`, or one of each: the later value of a key takes the place of the earlier one. */
const keyValues = (base, over) => {
	if (base.kind === "map" && over.kind === "map") {
		const entries = new Map(base.entries);
		for (const [key, entry] of over.entries) entries.set(key, entry);
		return {
			kind: "map",
			entries,
			at: over.at
		};
	}
	const items = /* @__PURE__ */ new Map();
	for (const item of [...sequence(base), ...sequence(over)]) items.set(keyOf$4(asText(item) ?? canonical(item)), item);
	return {
		kind: "list",
		items: [...items.values()],
		at: isNull(over) ? base.at : over.at
	};
};
const sequences = (base, over) => append(asList(base), asList(over));
/**
* Lists whose entries Compose rewrites to their long form once a file is read, so that a short one of the next file is never
* equal to it; it goes to the end, and `withoutRepetition` lets the last one win.
*/
const rewritten = (base, over, path, refuse) => {
	if (isNull(over)) return base;
	if (isNull(base)) return over;
	const [lower, upper] = path.at(-1) === "env_file" ? [asList(base), asList(over)] : [base, over];
	if (lower.kind !== "list" || upper.kind !== "list") return cannot(over, path, refuse);
	return {
		kind: "list",
		items: [...lower.items, ...upper.items],
		at: upper.at
	};
};
const mappings = (base, over, path, refuse) => {
	const [lower, upper] = [asMap$1(base), asMap$1(over)];
	if (lower && upper) return mergeMaps(lower, upper, path, refuse);
	return cannot(over, path, refuse);
};
const builds = (base, over, path, refuse) => {
	const [lower, upper] = [buildMap(base), buildMap(over)];
	if (lower && upper) return mergeMaps(lower, upper, path, refuse);
	return isNull(over) ? base : over;
};
/** Options of a log driver are merged only where both files mean the same driver. */
const logging = (base, over, path, refuse) => {
	if (base.kind !== "map" || over.kind !== "map") return cannot(over, path, refuse);
	const [lower, upper] = [base.entries.get("driver"), over.entries.get("driver")];
	if (!lower || !upper || canonical(lower.value) === canonical(upper.value)) return mergeMaps(base, over, path, refuse);
	return over;
};
const limits = (base, over, path, refuse) => base.kind === "map" && over.kind === "map" ? mergeMaps(base, over, path, refuse) : over;
/** Address pools are merged by their subnet. */
const pools = (base, over, path, refuse) => {
	if (base.kind !== "list" || over.kind !== "list") return cannot(over, path, refuse);
	const merged = /* @__PURE__ */ new Map();
	for (const pool of base.items) merged.set(subnetOf(pool), pool);
	for (const pool of over.items) {
		const existing = merged.get(subnetOf(pool));
		merged.set(subnetOf(pool), existing ? mergeValues(existing, pool, [...path, ""], refuse) : pool);
	}
	return {
		kind: "list",
		items: [...merged.values()],
		at: over.at
	};
};
const ofService$1 = {
	annotations: keyValues,
	build: builds,
	command: replace,
	configs: rewritten,
	depends_on: mappings,
	devices: rewritten,
	dns: sequences,
	dns_opt: sequences,
	dns_search: sequences,
	entrypoint: replace,
	env_file: rewritten,
	environment: keyValues,
	extra_hosts: sequences,
	label_file: sequences,
	labels: keyValues,
	logging,
	models: mappings,
	networks: mappings,
	ports: rewritten,
	secrets: rewritten,
	sysctls: keyValues,
	tmpfs: sequences,
	volumes: rewritten
};
const rewrittenKeys = new Set(Object.keys(ofService$1).filter((key) => ofService$1[key] === rewritten));
const withinService = {
	"build.additional_contexts": keyValues,
	"build.args": keyValues,
	"build.extra_hosts": sequences,
	"build.labels": keyValues,
	"deploy.labels": keyValues,
	"healthcheck.test": replace
};
function strategyOf(path) {
	const [section, , attribute, inner] = path;
	if (path.length < 3 || attribute === void 0) return void 0;
	if (section === "services" || section === "jobs") {
		if (path.length === 3) return Object.hasOwn(ofService$1, attribute) ? ofService$1[attribute] : void 0;
		if (path.length > 4) return void 0;
		if (attribute === "ulimits") return limits;
		const name = `${attribute}.${inner ?? ""}`;
		return Object.hasOwn(withinService, name) ? withinService[name] : void 0;
	}
	if (attribute === "labels" && path.length === 3) return keyValues;
	return section === "networks" && attribute === "ipam" && inner === "config" && path.length === 4 ? pools : void 0;
}
/**
* A service without what the one it extends in the same file has as well in `volumes` and the like: there both are as they
* are written, and Compose takes neither twice.
*/
function withoutEqual(own, base) {
	const entries = new Map(own.entries);
	for (const [key, entry] of own.entries) {
		const below = base.entries.get(key)?.value;
		const { value } = entry;
		if (!rewrittenKeys.has(key) || below?.kind !== "list" || value.kind !== "list" || value.directive !== void 0) continue;
		const known = new Set(below.items.map(canonical));
		entries.set(key, {
			...entry,
			value: {
				...value,
				items: value.items.filter((item) => !known.has(canonical(item)))
			}
		});
	}
	return {
		...own,
		entries
	};
}
function append(base, over) {
	const seen = new Set(base.items.map(canonical));
	const items = [...base.items];
	for (const item of over.items) {
		const key = canonical(item);
		if (!seen.has(key)) items.push(item);
		seen.add(key);
	}
	return {
		kind: "list",
		items,
		at: over.items.length > 0 ? over.at : base.at
	};
}
function asList(value) {
	return value.kind === "list" ? value : {
		kind: "list",
		items: sequence(value),
		at: value.at
	};
}
/** A list as it is, a text as its only entry, a map as sorted `KEY=VALUE` entries at the places of its own. */
function sequence(value) {
	if (value.kind === "list") return value.items;
	if (value.kind === "scalar") return isNull(value) ? [] : [value];
	const items = [];
	for (const entry of value.entries.values()) {
		if (entry.value.directive === "reset") continue;
		const values = entry.value.kind === "list" ? entry.value.items : [entry.value];
		for (const single of values) {
			const item = keyValue(entry, single);
			items.push({
				text: item.written,
				item
			});
		}
	}
	return items.toSorted((a, b) => a.text < b.text ? -1 : 1).map(({ item }) => item);
}
function keyValue(entry, value) {
	const { file, span } = entry.keyAt;
	const at = value.at.file === file && value.at.span.end > span.start ? placeAt(file, span.start, value.at.span.end) : entry.keyAt;
	if (value.kind !== "scalar") return {
		kind: "scalar",
		value: entry.key,
		written: entry.key,
		quoted: false,
		variables: [],
		at
	};
	const bare = isNull(value);
	return {
		...value,
		value: bare ? entry.key : `${entry.key}=${String(value.value ?? "")}`,
		written: bare ? entry.key : `${entry.key}=${value.written}`,
		at
	};
}
function asMap$1(value) {
	if (value.kind === "map") return value;
	const entries = /* @__PURE__ */ new Map();
	for (const item of sequence(value)) {
		const key = asText(item);
		if (key === void 0) return void 0;
		entries.set(key, {
			key,
			keyAt: item.at,
			value: nothingAt(item)
		});
	}
	return {
		kind: "map",
		entries,
		at: value.at
	};
}
function nothingAt(item) {
	return {
		kind: "scalar",
		value: null,
		written: "",
		quoted: false,
		variables: [],
		at: item.at
	};
}
function buildMap(value) {
	if (value.kind === "map") return value;
	if (value.kind !== "scalar" || isNull(value)) return void 0;
	return {
		kind: "map",
		entries: /* @__PURE__ */ new Map([["context", {
			key: "context",
			keyAt: value.at,
			value
		}]]),
		at: value.at
	};
}
function subnetOf(pool) {
	return pool.kind === "map" ? asText(pool.entries.get("subnet")?.value) ?? "" : canonical(pool);
}
function cannot(over, path, refuse) {
	refuse({
		message: `${path.join(".")} is of another kind than in the file it is laid on`,
		at: over.at,
		kind: "unparsable"
	});
	return over;
}
// src/parse/compose/environment.ts
/**
* The variables of a map or of a list of `NAME=value`. `bare` is the source of a name alone. The value of an entry from
* outside is the text that stands in the file around its variables, defaults included.
*/
function variablesOf(value, bare) {
	if (value === void 0) return noEntries;
	if (value.kind !== "map") return listed$3(value, bare);
	const items = [];
	const unknown = [];
	for (const entry of value.entries.values()) {
		const at = entryPlace(entry);
		if (entry.value.kind !== "scalar") unknown.push({
			why: `the value of ${entry.key} is not a text`,
			at
		});
		else items.push({
			value: variable(entry.key, entry.value, "", bare),
			at
		});
	}
	return {
		items,
		unknown
	};
}
function listed$3(value, bare) {
	const items = [];
	const unknown = [];
	for (const item of itemsOf$2(value)) {
		const text = asText(item);
		if (text === void 0 || item.kind !== "scalar") unknown.push({
			why: "it is not a text",
			at: item.at
		});
		else if (keyOf$4(item.written).includes("$") && item.unknown !== void 0) unknown.push({
			why: item.unknown,
			at: item.at
		});
		else if (text.includes("=")) items.push({
			value: variable(keyOf$4(text), item, `${keyOf$4(text)}=`, bare),
			at: item.at
		});
		else if (text !== "") items.push({
			value: {
				name: text,
				source: bare,
				value: ""
			},
			at: item.at
		});
	}
	return {
		items,
		unknown
	};
}
function variable(name, scalar, prefix, bare) {
	if (isNull(scalar)) return {
		name,
		source: bare,
		value: ""
	};
	const value = String(scalar.value ?? "").slice(prefix.length);
	if (scalar.variables.length === 0) return {
		name,
		source: value === "" ? "empty" : "literal",
		value
	};
	if (scalar.unknown === void 0 && scalar.variables.every(({ resolved }) => !resolved)) return {
		name,
		source: value === "" ? "empty" : "fallback",
		value
	};
	const inFile = interpolate(scalar.written, () => void 0).value;
	return {
		name,
		source: "outside",
		value: inFile.slice(inFile.startsWith(prefix) ? prefix.length : 0)
	};
}
// src/parse/compose/build.ts
/** What `build` of a service comes to; `undefined` where it has none. */
function buildOf$1(service) {
	const build = valueAt(service.settings, "build");
	if (build === void 0) return void 0;
	const map = build.kind === "map" ? build : void 0;
	const context = contextOf$1(map ? valueAt(map, "context") : build, build.at, service.directory);
	const dockerfileInline = textSetting(map && valueAt(map, "dockerfile_inline"));
	const { args, unknownArgs } = argumentsOf$1(map);
	return {
		context,
		dockerfile: dockerfileInline.state === "unset" ? dockerfileOf(map, context, build.at) : { state: "unset" },
		dockerfileInline,
		target: textSetting(map && valueAt(map, "target")),
		contexts: contextsOf$2(map && valueAt(map, "additional_contexts")),
		args,
		unknownArgs,
		grants: map === void 0 ? [] : grantsOf$1(map),
		...secretsOf$2(map && valueAt(map, "secrets")),
		at: build.at
	};
}
function grantsOf$1(build) {
	const named = textEntries(valueAt(build, "entitlements")).items.map(({ value, at }) => ({
		name: value,
		at
	}));
	const privileged = booleanSetting(valueAt(build, "privileged"));
	return privileged.state === "known" && privileged.value ? [...named, {
		name: "security.insecure",
		at: privileged.at
	}] : named;
}
function secretsOf$2(value) {
	const { items, unknown } = entriesOf$2(value, buildSecret);
	return unknown.length > 0 ? {} : { secrets: items.map(({ value: id }) => id) };
}
/** The id of a build secret: its `target`, else its name. */
function buildSecret(item) {
	const id = item.kind === "map" ? asText(valueAt(item, "target")) ?? asText(valueAt(item, "source")) : asText(item);
	return id === void 0 ? { why: "it is not a secret" } : { value: id };
}
/** A map of names, or a list of `name=value`. */
function contextsOf$2(value) {
	if (value?.kind === "map") return [...value.entries.values()].map((entry) => ({
		name: entry.key,
		value: textSetting(entry.value),
		at: entry.keyAt
	}));
	return itemsOf$2(value).flatMap((item) => {
		const text = textSetting(item);
		const [, name, rest] = text.state === "known" ? /^([^=]+)=(.*)$/s.exec(text.value) ?? [] : [];
		return name === void 0 || rest === void 0 || text.state !== "known" ? [] : [{
			name,
			value: {
				...text,
				value: rest
			},
			at: item.at
		}];
	});
}
function contextOf$1(value, at, directory) {
	const written = textSetting(value);
	if (written.state === "unknown") return written;
	const context = written.state === "known" ? written : {
		state: "known",
		value: ".",
		at
	};
	if (isRemote(context.value) || /\.git(?:#|$)/.test(context.value)) return {
		state: "unknown",
		why: "the build context is on another machine",
		at: context.at
	};
	const path = pathFrom(directory, context.value);
	if (path === void 0) return {
		state: "unknown",
		why: "the build context is outside of what is scanned",
		at: context.at
	};
	return {
		...context,
		value: path
	};
}
function dockerfileOf(map, context, at) {
	const written = textSetting(map && valueAt(map, "dockerfile"));
	if (written.state === "unknown" || context.state !== "known") return written.state === "unknown" ? written : context;
	const dockerfile = written.state === "known" ? written : {
		state: "known",
		value: "Dockerfile",
		at
	};
	const path = pathFrom(context.value, dockerfile.value);
	if (path === void 0) return {
		state: "unknown",
		why: "the Dockerfile is outside of what is scanned",
		at: dockerfile.at
	};
	return {
		...dockerfile,
		value: path
	};
}
function argumentsOf$1(map) {
	const args = {};
	const unknownArgs = [];
	for (const { value } of variablesOf(map && valueAt(map, "args"), "inherited").items) if (value.source === "outside" || value.source === "inherited") unknownArgs.push(value.name);
	else args[value.name] = value.value;
	return {
		args,
		unknownArgs
	};
}
// src/posture/compose-build.ts
/**
* What `build` of a service asks for; undefined where it has none.
* @param project what tells its project from others
*/
function composeBuild(service, project) {
	const build = buildOf$1(service);
	if (build === void 0) return void 0;
	const { dockerfile, dockerfileInline, target } = build;
	const wish = {
		places: dockerfile.state === "known" ? [{
			dockerfile: dockerfile.value,
			...contextsOf$1(build, service)
		}] : [],
		...target.state === "known" ? { target: target.value } : {},
		args: build.args,
		grants: build.grants,
		...build.secrets === void 0 ? {} : { gives: {
			at: service.at,
			secrets: build.secrets
		} },
		builder: {
			service: service.name,
			at: service.at
		},
		tags: namesOfBuilt(service),
		group: project,
		name: service.name
	};
	if (dockerfileInline.state !== "unset") {
		const inline = {
			at: dockerfileInline.at ?? build.at,
			...dockerfileInline.state === "known" ? { text: dockerfileInline.value } : {}
		};
		return {
			wish: {
				...wish,
				places: [{
					dockerfile: inline.at.file.path,
					...contextsOf$1(build, service)
				}]
			},
			at: build.at,
			inline
		};
	}
	return {
		wish,
		at: dockerfile.state === "unset" ? build.at : dockerfile.at ?? build.at,
		...dockerfile.state === "unknown" ? { hidden: dockerfile.why } : {}
	};
}
/** The names that a service gives to what it builds: its `image:`, and the tags of its build. */
function namesOfBuilt({ settings }) {
	const build = settings.entries.get("build")?.value;
	if (build === void 0) return [];
	const tags = build.kind === "map" ? build.entries.get("tags")?.value : void 0;
	return [settings.entries.get("image")?.value, ...tags?.kind === "list" ? tags.items : []].flatMap((name) => name?.kind === "scalar" && name.unknown === void 0 && typeof name.value === "string" && name.value !== "" ? [name.value] : []);
}
function contextsOf$1({ context, contexts }, { directory }) {
	const pairs = contexts.map(({ name, value, at }) => ({
		name,
		...value.state === "known" ? { value: value.value } : {},
		at
	}));
	return {
		...context.state === "known" ? { context: context.value } : {},
		...pairs.length === 0 ? {} : { names: namedContexts(pairs, directory) }
	};
}
/** What is told where the Dockerfile of a service cannot be looked at. One that is not there leaves the verdict alone. */
function gapOfBuild({ wish, at, hidden }, result) {
	const service = wish.builder?.service ?? "";
	const away = result === void 0 || result.reason === "missing" || result.reason === "outside";
	const detail = hidden === void 0 ? `the Dockerfile of service ${service}, ${wish.places[0]?.dockerfile ?? ""}, ${result?.detail ?? "is not known"}` : `the Dockerfile of service ${service} is not looked at: ${hidden}`;
	return {
		artifact: at.file.path,
		reason: away ? "unresolved" : "unreadable",
		detail,
		location: locate(at),
		blocking: !away
	};
}
/** What is told where the Dockerfile of a service lacks the stage it asks for. */
function gapOfTarget({ wish, at }) {
	return {
		artifact: at.file.path,
		reason: "unresolved",
		detail: `service ${wish.builder?.service ?? ""} is built from the stage ${wish.target ?? ""}, which ${wish.places[0]?.dockerfile ?? "its Dockerfile"} does not have`,
		location: locate(at),
		blocking: false
	};
}
// src/posture/built-only.ts
/** What is copied with a whole system: its root, or where its packages lie. */
const wholeSystem = /^\/(?:usr|lib|bin|var|opt)?\/?\.?$/;
/**
* The uses of images that stages are made from of which nothing is shipped but what is copied file by file: compilers and
* tools. What is found in such an image is not in what runs.
*/
function builtOnly({ dockerfiles, images }) {
	const tools = /* @__PURE__ */ new Set();
	for (const whole of dockerfiles) {
		if (whole.anyStage === true) continue;
		const shipped = shippedIn(whole);
		for (const stage of whole.dockerfile.stages) if (!shipped.has(stage)) tools.add(keyOf$3(stage.from.image.at));
	}
	return new Set(images.filter(({ kind, at }) => kind === "from" && tools.has(keyOf$3(at))));
}
function keyOf$3({ file, span }) {
	return `${file.path}\0${span.start}`;
}
/** The stages that are built, what these are made from, and what they take whole. */
function shippedIn({ dockerfile, shipped }) {
	const found = /* @__PURE__ */ new Set();
	const waiting = shipped.flatMap(({ chain }) => chain);
	for (let stage = waiting.pop(); stage !== void 0; stage = waiting.pop()) {
		if (found.has(stage)) continue;
		found.add(stage);
		const base = baseOf(dockerfile, stage, shipped[0]?.args);
		if (base.kind === "stage") waiting.push(base.stage);
		for (const instruction of stage.instructions) {
			if (instruction.keyword !== "COPY" || !instruction.sources.some(({ raw }) => wholeSystem.test(raw))) continue;
			const from = instruction.flags.find(({ name }) => name === "from")?.value?.raw;
			const source = from === void 0 ? void 0 : findStage(dockerfile, from);
			if (source !== void 0) waiting.push(source);
		}
	}
	return found;
}
// src/posture/image-key.ts
/** How an image is compared with what the repository builds: repository and tag, `latest` where there is none. */
function imageKey(reference) {
	const parsed = parseReference(reference);
	return parsed === void 0 ? reference : `${parsed.repository}:${parsed.tag ?? "latest"}`;
}
// src/collect/image-list.ts
/**
* The images of a list file: one reference on a line, where `#` begins a comment, or in a file whose name ends in `.json` a plan.
* @throws GuardError SETTINGS for a line with more than one word, and for a plan that is none.
*/
function listedImages(file) {
	return file.path.endsWith(".json") ? plannedImages(file) : imagesOfLines(file);
}
function imagesOfLines(file) {
	const found = [];
	let offset = 0;
	for (const [index, line] of file.text.split("\n").entries()) {
		const text = line.replace(/#.*$/, "").trim();
		if (/\s/.test(text)) throw new GuardError("SETTINGS", `${file.path}:${index + 1}: one image on a line is expected, not \`${text}\`.`);
		const start = offset + line.indexOf(text);
		if (text !== "") found.push({
			reference: text,
			at: placeAt(file, start, start + text.length)
		});
		offset += line.length + 1;
	}
	return found;
}
/**
* A plan is a list, or a map with a list under `images`, of maps: `reference`, and where they are pinned `digest` and
* `platforms` (or `platform`). The JSON report of a run is one, so that its images can be looked at again as they were.
*/
function plannedImages(file) {
	const document = (0, import_dist.parseDocument)(file.text, { prettyErrors: false });
	const top = document.contents;
	const list = (0, import_dist.isMap)(top) ? top.get("images", true) : top;
	if (document.errors[0] !== void 0 || !(0, import_dist.isSeq)(list)) throw new GuardError("SETTINGS", `${file.path}: a list of images is expected, as JSON, or a map with one under \`images\`.`);
	return list.items.map((item) => {
		const wrong = (what) => new GuardError("SETTINGS", `${file.path}:${lineOf(file, item)}: ${what}`);
		const name = (0, import_dist.isMap)(item) ? item.get("reference", true) : item;
		if (!(0, import_dist.isScalar)(name) || typeof name.value !== "string" || name.value === "") throw wrong("an image with its `reference` is expected.");
		const at = placeOf$1(file, name);
		if (!(0, import_dist.isMap)(item)) return {
			reference: name.value,
			at
		};
		const digest = item.get("digest");
		if (digest !== void 0 && (typeof digest !== "string" || !isDigest(digest))) throw wrong("`digest` is neither sha256 nor sha512 in hexadecimal.");
		const platforms = textsIn(item.get("platforms", true) ?? item.get("platform", true));
		return {
			reference: name.value,
			at,
			...digest === void 0 ? {} : { digest },
			...platforms.length === 0 ? {} : { platforms }
		};
	});
}
function textsIn(node) {
	if ((0, import_dist.isScalar)(node)) return typeof node.value === "string" ? [node.value] : [];
	return (0, import_dist.isSeq)(node) ? node.items.flatMap(textsIn) : [];
}
function placeOf$1(file, node) {
	const [start = 0, end = start] = node.range ?? [];
	return placeAt(file, start, end);
}
function lineOf(file, node) {
	const offset = (0, import_dist.isMap)(node) || (0, import_dist.isScalar)(node) || (0, import_dist.isSeq)(node) ? node.range?.[0] ?? 0 : 0;
	return file.text.slice(0, offset).split("\n").length;
}
// src/collect/images.ts
/**
* The images of a run, each once, with the line where somebody can act on what is found in it: the `FROM` of the stage
* that the repository builds under that name, else a line that names it.
*/
function imageTargets({ images, list, composeImages, builtImages, baseImages }, world) {
	const targets = /* @__PURE__ */ new Map();
	const add = (reference, why, own, pinned = {}) => {
		if (targets.has(reference)) return;
		targets.set(reference, {
			reference,
			why,
			...anchorOf(reference, world, own),
			...pinned
		});
	};
	for (const reference of images) add(reference, "asked");
	for (const { reference, at, ...pinned } of list === void 0 ? [] : listedImages(list)) add(reference, "list", at, pinned);
	if (composeImages) {
		for (const { kind, image } of world.images) if (kind === "compose" && image.state === "known") add(image.value.written, "compose");
	}
	if (builtImages === true) for (const { project } of world.projects) for (const service of project.services) for (const name of namesOfBuilt(service)) add(name, "built");
	if (baseImages === true) {
		const tools = builtOnly(world);
		for (const use of world.images) if (use.kind === "from" && use.image.state === "known" && !tools.has(use)) add(use.image.value.written, "base");
	}
	return [...targets.values()];
}
/** A sentence for each image that was asked for by name and that Compose starts under another tag only: what runs was not looked at. */
function driftNotes(world, targets) {
	const scanned = targets.flatMap(({ reference, why }) => {
		const parsed = why === "asked" || why === "list" ? parseReference(reference) : void 0;
		return parsed === void 0 ? [] : [parsed];
	});
	if (scanned.length === 0) return [];
	const started = world.projects.flatMap(({ containers }) => containers).flatMap(({ settings: { image, name } }) => image.state === "known" ? [{
		image: parseReference(image.value),
		name
	}] : []);
	return scanned.flatMap(({ repository, written, digest }) => {
		const uses = started.flatMap(({ image, name }) => image?.repository === repository ? [{
			image,
			name
		}] : []);
		const same = uses.some(({ image }) => imageKey(image.written) === imageKey(written) || digest !== void 0 && image.digest === digest);
		const [first] = uses;
		if (first === void 0 || same || scanned.some((other) => imageKey(other.written) === imageKey(first.image.written))) return [];
		return [`${written} was scanned, and service ${first.name} starts ${first.image.written}: \`--image ${first.image.written}\` scans what runs.`];
	});
}
/** A sentence on the images that are only built with, and that a scan of base images therefore leaves out; none where there are none. */
function leftOutNotes({ baseImages }, world, targets) {
	if (baseImages !== true) return [];
	const scanned = new Set(targets.map(({ reference }) => reference));
	const left = [...new Set([...builtOnly(world)].flatMap(({ image }) => image.state === "known" ? [image.value.written] : []))].filter((name) => !scanned.has(name)).toSorted();
	if (left.length === 0) return [];
	return [`${left.length === 1 ? `${left[0] ?? ""} is` : `${left.join(", ")} are`} only built with, so nothing of it is shipped and it was not scanned: \`--image REF\` scans one.`];
}
function anchorOf(reference, world, own) {
	const stage = world.builtImages.get(imageKey(reference));
	if (stage !== void 0) {
		const base = stage.chain.at(-1) ?? stage.stage;
		const [builder] = stage.builtBy;
		return {
			anchor: base.from.at,
			...builder === void 0 ? {} : { service: builder.service },
			...stage.stage.name === void 0 ? {} : { stage: stage.stage.name }
		};
	}
	const uses = world.images.filter(({ image }) => image.state === "known" && image.value.written === reference);
	const use = uses.find(({ kind }) => kind === "from") ?? uses.find(({ kind }) => kind === "compose") ?? uses[0];
	if (use !== void 0) return {
		anchor: use.at,
		...use.kind === "compose" && use.of !== void 0 ? { service: use.of } : {}
	};
	return own === void 0 ? {} : { anchor: own };
}
// src/fleet/resolve.ts
/** How many images registries are asked for at a time. */
const askedAtOnce$1 = 4;
/**
* Gives each image of the list its digest, so that all of a run is about one state of it; the other targets stay as they are.
* Images of the list with one digest become one target, under the name that comes first, with the others as its twins.
*/
async function resolveListed(targets, registry, console) {
	const listed = targets.filter(({ why }) => why === "list");
	if (listed.length === 0) return {
		targets,
		gaps: []
	};
	console.progress(`Resolving ${listed.length === 1 ? "an image" : `${listed.length} images`} of the list to digests`);
	const answers = await digestsOf(listed, registry);
	const gaps = [];
	const twins = /* @__PURE__ */ new Map();
	for (const target of listed) {
		const answer = answers.get(target);
		if (answer === void 0) continue;
		if (answer.ok) twins.set(keyOf$2(target, answer.digest), [...twins.get(keyOf$2(target, answer.digest)) ?? [], target]);
		else gaps.push(gapOf$3(target, answer.error));
	}
	if (gaps.length > 0 || twins.size < listed.length) console.progress(`The list names ${twins.size} different images; ${gaps.length} could not be resolved`);
	return {
		targets: targets.flatMap((target) => {
			const answer = answers.get(target);
			if (answer === void 0) return [target];
			const [first, ...others] = answer.ok ? twins.get(keyOf$2(target, answer.digest)) ?? [] : [];
			if (!answer.ok || first !== target) return [];
			return [{
				...target,
				digest: answer.digest,
				...others.length === 0 ? {} : { twins: others }
			}];
		}),
		gaps
	};
}
/** Images are one where they have one digest, and are meant for the same platforms. */
function keyOf$2({ platforms = [] }, digest) {
	return [digest, ...platforms].join(" ");
}
async function digestsOf(listed, registry) {
	const answers = /* @__PURE__ */ new Map();
	const waiting = listed[Symbol.iterator]();
	const work = async () => {
		for (const target of waiting) answers.set(target, await answerFor(target, registry));
	};
	await Promise.all(Array.from({ length: Math.min(askedAtOnce$1, listed.length) }, work));
	return answers;
}
async function answerFor({ reference, digest }, registry) {
	if (digest !== void 0) return {
		ok: true,
		digest
	};
	try {
		return {
			ok: true,
			digest: (await registry.digestOf(reference)).digest
		};
	} catch (error) {
		if (!(error instanceof GuardError)) throw error;
		return {
			ok: false,
			error
		};
	}
}
function gapOf$3({ reference, anchor }, error) {
	return {
		artifact: reference,
		reason: "unreachable",
		detail: error.message,
		...anchor === void 0 ? {} : { location: locate(anchor) },
		blocking: true
	};
}
// src/fleet/unused-waivers.ts
/**
* Of the waivers that a re-scan did not use, those it can tell anything about: the ones for images that are not bound to
* another file than the list. A waiver for a line of a Dockerfile is not unused because nobody read the Dockerfile.
*/
function unusedInRescan(unused, listPath) {
	return unused.filter(({ rule, path }) => rule.startsWith("image/") && (path === void 0 || path === listPath));
}
// src/judge/gate.ts
/** The only place that can fail a build. A waived finding never counts, a known one only where all are judged. */
function decide(gate, findings, gaps) {
	if (findings.some((finding) => blocks(gate, finding))) return "fail";
	return gaps.some((gap) => gap.blocking) ? "inconclusive" : "pass";
}
/** Whether a finding alone would fail the run. */
function blocks(gate, finding) {
	if (gate.failOn === "none" || !atLeast(finding.severity, gate.failOn)) return false;
	if (finding.standing === "waived" || finding.standing === "known" && gate.judge === "new") return false;
	const unfixable = finding.subject.advisory !== void 0 && finding.subject.fixedVersion === void 0;
	return !(gate.onlyFixed && unfixable);
}
/** Whether a severity is as bad as a level or worse. */
function atLeast(severity, level) {
	return severities$1.indexOf(severity) >= severities$1.indexOf(level);
}
// src/judge/baseline.ts
/**
* Marks findings that the baseline knows. One that got worse since is new again.
*/
function compareWithBaseline(findings, baseline) {
	const seen = new Set(findings.map((finding) => finding.fingerprint));
	const judged = findings.map((finding) => {
		const before = baseline.get(finding.fingerprint);
		return finding.standing === "new" && before !== void 0 && atLeast(before, finding.severity) ? {
			...finding,
			standing: "known"
		} : finding;
	});
	return {
		findings: judged,
		known: judged.filter((finding) => finding.standing === "known").length,
		fixed: [...baseline.keys()].filter((print) => !seen.has(print)).length
	};
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
// src/parse/comments/comment.ts
/** The comments of a text that begin with what is wanted, in order. A `#` within quotes begins none. */
function commentsOf(file, wanted) {
	const found = [];
	let line = 0;
	for (const { index, 0: text } of file.text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
		line += 1;
		if (!text.includes("#")) continue;
		const isQuoted = quotesOf(text);
		for (const { index: at } of text.matchAll(/(?<!\S)#/g)) {
			const own = text.slice(at + 1).trim();
			if (!wanted.test(own) || isQuoted(at)) continue;
			const end = index + text.trimEnd().length;
			found.push({
				text: own,
				at: placeAt(file, index + at, end),
				line,
				alone: text.slice(0, at).trim() === ""
			});
			break;
		}
	}
	return found;
}
/** Whether a quote is open at an offset of a text; asked of growing offsets. */
function quotesOf(text) {
	let open = "";
	let at = 0;
	return (offset) => {
		for (; at < offset; at += 1) {
			const character = text.charAt(at);
			if (character === "\\" && open !== "'") at += 1;
			else if (open === "" && (character === "\"" || character === "'")) open = character;
			else if (character === open) open = "";
		}
		return open !== "";
	};
}
// src/parse/comments/reach.ts
/**
* What a comment is about. At the end of a line it is that line; on its own it is what comes next: an instruction with its
* continuation, a YAML entry with what is below it, a line of shell with those it goes on in. Undefined where nothing follows.
*/
function reachOf$1(text, comment) {
	if (!comment.alone) return {
		first: comment.line,
		last: comment.line
	};
	const { dockerfile } = text;
	if (dockerfile !== void 0) {
		const instructions = instructionLines(dockerfile);
		const above = instructions[firstBehind(instructions, comment.line - 1) - 1];
		if (!(above !== void 0 && comment.line <= above.last)) return instructions[firstBehind(instructions, comment.line)];
	}
	return nextEntry(text, comment.line);
}
/** The lines above the first one with code; a `---` of YAML is none. */
function headOf({ file }) {
	return layoutOf(file).head;
}
const layoutOf = withLastAnswer(({ text }) => {
	const lines = text.split(/\r\n|\r|\n/);
	const code = [];
	for (let at = lines.length - 1, next = lines.length; at >= 0; at -= 1) code[at] = next = isBlank$3(lines[at] ?? "") ? next : at;
	return {
		lines,
		code,
		head: lines.findIndex((line) => !isBlank$3(line) && line.trim() !== "---"),
		ends: /* @__PURE__ */ new Map()
	};
});
const instructionLines = withLastAnswer((dockerfile) => dockerfile.instructions.map(({ at }) => {
	const { startLine, endLine } = locate(at);
	return {
		first: startLine,
		last: endLine
	};
}));
/** The index of the first of these that begins behind a line. */
function firstBehind(ordered, line) {
	let low = 0;
	let high = ordered.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((ordered[middle]?.first ?? 0) > line) high = middle;
		else low = middle + 1;
	}
	return low;
}
function nextEntry({ file }, below) {
	const { lines, code, ends } = layoutOf(file);
	const start = code[below] ?? lines.length;
	if (start === lines.length) return void 0;
	const end = ends.get(start) ?? endOfEntry(lines, start, /\.ya?ml$/i.test(file.path));
	ends.set(start, end);
	return {
		first: start + 1,
		last: end + 1
	};
}
function endOfEntry(lines, start, isYaml) {
	const first = lines[start] ?? "";
	let end = start;
	while (/\\\s*$/.test(lines[end] ?? "") && end + 1 < lines.length) end += 1;
	if (!isYaml) return end;
	const own = indentOf(first);
	const listBelow = /:\s*(?:#.*)?$/.test(first) && !/^\s*-/.test(first);
	for (let at = end + 1; at < lines.length; at += 1) {
		const line = lines[at] ?? "";
		if (line.trim() === "") continue;
		if (!(indentOf(line) > own || listBelow && indentOf(line) === own && /^\s*-(?:\s|$)/.test(line))) break;
		end = at;
	}
	return end;
}
function indentOf(line) {
	return line.length - line.trimStart().length;
}
function isBlank$3(line) {
	return line.trim() === "" || line.trimStart().startsWith("#");
}
// src/parse/comments/foreign.ts
const wanted = /^(?:hadolint\s+(?:global\s+)?ignore\s*=|trivy:ignore:|checkov:skip=|kics-scan\s+(?:ignore|disable=)|check\s*=|nosemgrep\b)/i;
const cheap = /hadolint|trivy:ignore|checkov:skip|kics-scan|check\s*=|nosemgrep/i;
/** The comments for other tools in a text, in order. */
function foreignComments(text) {
	if (!cheap.test(text.file.text)) return [];
	return commentsOf(text.file, wanted).flatMap((comment) => readers.flatMap((read) => read(text, comment)));
}
const readers = [
	ofHadolint,
	ofTrivy,
	ofCheckov,
	ofKics,
	ofBuildkit,
	ofSemgrep
];
/** https://github.com/hadolint/hadolint#inline-ignores */
function ofHadolint(text, comment) {
	const match = /^hadolint\s+(global\s+)?ignore\s*=\s*([\w\s,]+)/i.exec(comment.text);
	if (match === null) return [];
	const ids = listed$2(match[2]);
	return match[1] === void 0 ? onNext("hadolint", ids, text, comment) : onFile("hadolint", ids, comment);
}
/** Trivy's checks that speak of a Dockerfile as a whole: their comment stands above the first instruction. */
const wholeFileChecks = /* @__PURE__ */ new Set(["DS-0002", "DS-0026"]);
/** https://trivy.dev/latest/docs/configuration/filtering/#by-inline-comments */
function ofTrivy(text, comment) {
	return [...comment.text.matchAll(/trivy:ignore:([\w-]+)((?::[\w.-]+)*)/gi)].flatMap(([, written = "", options = ""]) => {
		const id = misconfigurationId(written);
		const until = /:exp:(\d{4}-\d\d-\d\d)/.exec(options)?.[1];
		return (wholeFileChecks.has(id) && text.dockerfile !== void 0 && comment.line <= headOf(text) ? onFile("trivy", [id], comment) : onNext("trivy", [id], text, comment)).map((one) => until === void 0 ? one : {
			...one,
			until
		});
	});
}
/** In a Dockerfile a comment counts for all of it: https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html */
function ofCheckov(text, comment) {
	const id = /^checkov:skip=(\w+)/i.exec(comment.text)?.[1];
	if (id === void 0) return [];
	return text.dockerfile === void 0 ? onNext("checkov", [id], text, comment) : onFile("checkov", [id], comment);
}
/** https://docs.kics.io/latest/running-kics/#using-commands-on-scanned-files-as-comments */
function ofKics(text, comment) {
	const match = /^kics-scan\s+(ignore-line|ignore-block|ignore\b|disable=([\w\s,-]+))/i.exec(comment.text);
	if (match === null) return [];
	const [, command = "", ids] = match;
	if (ids !== void 0) return onFile("kics", listed$2(ids), comment);
	if (command.toLowerCase() === "ignore") return onFile("kics", void 0, comment);
	const next = onNext("kics", void 0, text, comment);
	if (command.toLowerCase() === "ignore-block") return next;
	return next.map((one) => one.reach === "file" || text.dockerfile !== void 0 ? one : {
		...one,
		reach: {
			first: one.reach.first,
			last: one.reach.first
		}
	});
}
/** https://docs.docker.com/build/checks/#skip-checks */
function ofBuildkit(text, comment) {
	const value = /^check\s*=(.*)$/i.exec(comment.text)?.[1];
	if (value === void 0 || text.dockerfile === void 0 || comment.line > headOf(text)) return [];
	const ids = listed$2(/(?:^|;)\s*skip\s*=([^;]*)/i.exec(value)?.[1]);
	if (ids.length === 0) return [];
	return onFile("buildkit", ids.some((id) => id.toLowerCase() === "all") ? void 0 : ids, comment);
}
/** A rule may be named with its folders in front: https://semgrep.dev/docs/ignoring-files-folders-code */
function ofSemgrep(text, comment) {
	const match = /^nosemgrep\b(?:\s*:\s*([\w.,\s-]+))?/i.exec(comment.text);
	if (match === null) return [];
	const ids = listed$2(match[1]).map((id) => id.slice(id.lastIndexOf(".") + 1));
	return onNext("semgrep", ids.length === 0 ? void 0 : ids, text, comment);
}
function onNext(tool, ids, text, comment) {
	const reach = reachOf$1(text, comment);
	return reach === void 0 ? [] : [{
		tool,
		reach,
		line: comment.line,
		...ids === void 0 ? {} : { ids }
	}];
}
function onFile(tool, ids, { line }) {
	return [{
		tool,
		reach: "file",
		line,
		...ids === void 0 ? {} : { ids }
	}];
}
function listed$2(text) {
	return (text ?? "").split(/[\s,]+/).filter((id) => id !== "");
}
// src/parse/comments/waiver.ts
const keys = [
	"ignore",
	"ignore-file",
	"until",
	"reason",
	"owner"
];
const example = "`# container-guard ignore=RULE reason=\"…\"`";
/** The waivers that stand in the comments of a text, those with a fault too. Cheap where there is none. */
function commentWaivers(text) {
	if (!text.file.text.includes("container-guard")) return [];
	return commentsOf(text.file, /^container-guard\b[\s:]*ignore\b/).map((comment) => waiverOf$1(text, comment));
}
function waiverOf$1(text, comment) {
	const body = comment.text.replace(/^container-guard[\s:]*/, "");
	const given = /* @__PURE__ */ new Map();
	let problem;
	const rest = body.replace(/([a-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"',]+(?:\s*,\s*[^\s"',]+)*))/gi, (_, name, double, single, plain) => {
		if (!keys.includes(name)) problem ??= `has no \`${name}\`: it has ${keys.join(", ")}`;
		else if (given.has(name)) problem ??= `says \`${name}\` twice`;
		given.set(name, double ?? single ?? plain ?? "");
		return "";
	});
	const whole = given.get("ignore-file");
	const named = [given.get("ignore"), whole].flatMap((list) => (list ?? "").split(",")).map((name) => name.trim()).filter((name) => name !== "");
	const reason = (given.get("reason") ?? "").trim();
	const until = given.get("until");
	if (named.length === 0) problem ??= `names no rule: write ${example}`;
	else if (rest.trim() !== "") problem ??= `cannot be read from \`${firstWord(rest)}\` on: write ${example}`;
	else if (given.has("ignore") && whole !== void 0) problem ??= "is for a line and for the file at once: write two";
	else if (reason === "") problem ??= "gives no reason: add `reason=\"…\"`";
	if (until !== void 0 && !isDay(until)) problem ??= `ends on \`${until}\`, which is not a day such as 2027-01-31`;
	if (whole !== void 0 && comment.line > headOf(text) && headOf(text) >= 0) problem ??= "is for the whole file and stands below its first line of code: move it up";
	return {
		rules: named,
		reach: whole === void 0 ? reachOf$1(text, comment) : "file",
		reason,
		...until === void 0 ? {} : { until },
		...given.has("owner") ? { owner: given.get("owner") ?? "" } : {},
		...problem === void 0 ? {} : { problem },
		at: comment.at,
		line: comment.line
	};
}
/** A day of the calendar, as `2027-01-31`. */
function isDay(text) {
	if (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) === null) return false;
	const day = /* @__PURE__ */ new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
function firstWord(text) {
	return text.trim().split(/\s+/)[0] ?? "";
}
// src/judge/inline-waivers.ts
/**
* The waivers that the comments of these texts give. One with a fault gives none, and one for a rule that did not run has
* nothing to cover and is left out.
*/
function inlineWaivers(texts, ran) {
	const running = new Set(ran.map(({ id }) => id));
	return texts.flatMap((text) => commentWaivers(text).flatMap(({ rules, reach, reason, until, owner, problem, line }) => problem !== void 0 || reach === void 0 ? [] : rules.flatMap((name) => {
		const known = ruleNamed(name);
		if (known === void 0 ? !isScanners(name) : !running.has(known.id)) return [];
		return [{
			waiver: {
				rule: known?.id ?? name,
				path: text.file.path,
				reason,
				source: `${text.file.path}:${line}`,
				...until === void 0 ? {} : { until },
				...owner === void 0 ? {} : { owner }
			},
			...linesOf$3(reach)
		}];
	})));
}
/**
* What comments for other tools waive: of the findings at hand, those whose rule the tool has too and has been told to keep
* quiet about. Files without findings are not looked at.
*/
function foreignWaivers(texts, ran, findings) {
	const found = /* @__PURE__ */ new Map();
	for (const { rule, location } of findings) found.set(location.path, (found.get(location.path) ?? /* @__PURE__ */ new Set()).add(rule));
	const byId = new Map(ran.map((rule) => [rule.id, rule]));
	return texts.flatMap((text) => {
		const own = [...found.get(text.file.path) ?? []].flatMap((id) => byId.get(id) ?? []);
		if (own.length === 0) return [];
		return foreignComments(text).flatMap((comment) => own.filter((rule) => means(comment, rule)).map((rule) => foreignWaiver(text, comment, rule)));
	});
}
function foreignWaiver({ file: { path } }, { tool, reach, until, line }, rule) {
	return {
		waiver: {
			rule: rule.id,
			path,
			reason: `ignored for ${toolNames[tool]}`,
			source: `${path}:${line}`,
			...until === void 0 ? {} : { until }
		},
		tool,
		...linesOf$3(reach)
	};
}
function means({ tool, ids }, { equivalents }) {
	const own = equivalents[tool] ?? [];
	if (ids === void 0) return own.length > 0;
	const wanted = new Set(ids.map((id) => id.toLowerCase()));
	return own.some((id) => wanted.has(id.toLowerCase()));
}
/** One sentence on what comments for other tools waived; nothing where they waived nothing. */
function foreignNote(findings, foreign) {
	const tools = new Map(foreign.map(({ waiver, tool }) => [waiver, tool]));
	const waived = findings.flatMap(({ standing, waiver }) => standing === "waived" && waiver !== void 0 ? tools.get(waiver) ?? [] : []);
	if (waived.length === 0) return [];
	const names = [...new Set(waived)].map((tool) => toolNames[tool]).toSorted();
	return [`${waived.length === 1 ? "1 finding is" : `${waived.length} findings are`} waived by comments for other tools (${names.join(", ")}); \`foreign-ignores: false\` lets them count.`];
}
const toolNames = {
	hadolint: "hadolint",
	trivy: "Trivy",
	checkov: "Checkov",
	kics: "KICS",
	buildkit: "BuildKit",
	semgrep: "Semgrep"
};
function linesOf$3(reach) {
	return reach === "file" ? {} : { lines: reach };
}
// src/posture/layer-lines.ts
/** How many layers an image may have; containerd takes 127. */
const layerLimit = 500;
/**
* The instruction that made each layer of an image which the repository builds, by the layer's DiffID. History and Dockerfile
* are compared step by step: a layer whose step stands in no instruction, since it is the base image's or was made of another
* state of the file, is left out. Nothing where the history does not tell which step made which layer.
*/
function layerLines({ chain }, { history, diffIds }) {
	const steps = history.filter(({ empty }) => !empty).map(({ createdBy }) => stepOf$1(createdBy));
	const makers = chain.toReversed().flatMap(({ instructions }) => instructions.filter(makesLayer));
	if (steps.length !== diffIds.length || steps.length > layerLimit || makers.length > layerLimit) return /* @__PURE__ */ new Map();
	const pairs = aligned(steps, makers);
	for (const [step, maker] of between(steps, makers, pairs)) pairs.set(step, maker);
	const lines = /* @__PURE__ */ new Map();
	for (const [step, maker] of pairs) {
		const [diffId, instruction] = [diffIds[step], makers[maker]];
		if (diffId !== void 0 && instruction !== void 0) lines.set(diffId, firstLineOf(instruction));
	}
	return lines;
}
function makesLayer(instruction) {
	return [
		"RUN",
		"COPY",
		"ADD",
		"WORKDIR"
	].includes(instruction.keyword);
}
/** BuildKit writes `RUN |1 A=b /bin/sh -c make # buildkit`, the older builder `|1 A=b /bin/sh -c make` and `/bin/sh -c #(nop) COPY …`. */
function stepOf$1(createdBy) {
	const bare = createdBy.replace(/\s*# buildkit\s*$/, "");
	const old = /^\S+(?: -\w+)* -\w*c #\(nop\)\s*([A-Z]+)\s/.exec(bare);
	const keyword = old?.[1] ?? /^([A-Z]+)\s/.exec(bare)?.[1] ?? "RUN";
	const rest = old === null ? bare.replace(/^[A-Z]+\s/, "") : bare.slice(old[0].length);
	const command = rest.replace(/^\/bin\/\S*sh (?:-\S+ )*-\w*c /, "");
	const sum = /^(?:(?:file|dir|multi):[0-9a-f]+ in) /.exec(rest);
	return {
		keyword,
		text: squeezed(keyword === "RUN" ? command : rest.slice(sum?.[0].length ?? 0)),
		hasArguments: /^\|\d+ /.test(rest),
		bySum: sum !== null
	};
}
function squeezed(text) {
	return text.replaceAll(/[\s\\`"']+/g, "");
}
/** Asks of steps whether an instruction may have made them. A variable in it stands for anything. */
function fitting(maker) {
	switch (maker.keyword) {
		case "RUN": {
			const command = commandOf$1(maker);
			if (command === "") return () => false;
			return ({ keyword, text, hasArguments }) => keyword === "RUN" && text.endsWith(command) && (text === command || hasArguments || isShell(text, command));
		}
		case "WORKDIR": {
			const path = partsOf(maker.argument.raw);
			return ({ keyword, text }) => keyword === "WORKDIR" && isLike(text, path, true);
		}
		case "COPY":
		case "ADD": {
			const words = partsOf([...maker.sources, maker.destination].map(({ raw }) => raw).join(" "));
			const destination = partsOf(maker.destination.raw);
			const loose = maker.flags.length > 0 || maker.heredocs.length > 0;
			return ({ keyword, text, bySum }) => keyword === maker.keyword && (bySum ? isLike(text, destination, true) : isLike(text, words, loose));
		}
	}
}
/** What `SHELL` names stands before the command: `/bin/bash -o pipefail -c make`. */
function isShell(text, command) {
	const before = text.slice(0, text.length - command.length);
	return before.length < 100 && /sh(?:-\w+)*-\w*c$/.test(before);
}
function commandOf$1(run) {
	if (run.form === "exec") return squeezed(run.exec.map(({ raw }) => raw).join(" "));
	const [heredoc] = run.heredocs;
	return squeezed(heredoc !== void 0 && squeezed(run.command.raw) === squeezed(heredoc.marker.raw) ? heredoc.content : [run.command.raw, ...run.heredocs.map(({ content }) => content)].join(" "));
}
/** A text between its variables. */
function partsOf(written) {
	return squeezed(written).split(/\$\{[^{}]*\}|\$\w+/);
}
/** @param atEnd only the end of the text has to be like it: flags, or the folder that a path counts from, stand before it */
function isLike(text, parts, atEnd) {
	const last = parts.at(-1) ?? "";
	if (parts.join("") === "" || !text.endsWith(last)) return false;
	if (parts.length === 1) return atEnd || text === last;
	if (!atEnd && !text.startsWith(parts[0] ?? "")) return false;
	let from = 0;
	for (const part of parts.slice(0, -1)) {
		const found = text.indexOf(part, from);
		if (found < 0) return false;
		from = found + part.length;
	}
	return from <= text.length - last.length;
}
/** The longest common sequence of steps and instructions, the last ones first where there is a choice. */
function aligned(steps, makers) {
	const width = makers.length + 1;
	const best = new Uint16Array((steps.length + 1) * width);
	const at = (step, maker) => best[step * width + maker] ?? 0;
	const asked = makers.map(fitting);
	const fit = steps.map((step) => asked.map((fits) => fits(step)));
	for (let step = 1; step <= steps.length; step += 1) for (let maker = 1; maker <= makers.length; maker += 1) best[step * width + maker] = Math.max(at(step - 1, maker), at(step, maker - 1), fit[step - 1]?.[maker - 1] === true ? at(step - 1, maker - 1) + 1 : 0);
	const pairs = /* @__PURE__ */ new Map();
	for (let step = steps.length, maker = makers.length; step > 0 && maker > 0;) if (fit[step - 1]?.[maker - 1] === true && at(step, maker) === at(step - 1, maker - 1) + 1) {
		step -= 1;
		maker -= 1;
		pairs.set(step, maker);
	} else if (at(step, maker) === at(step, maker - 1)) maker -= 1;
	else step -= 1;
	return pairs;
}
/** Steps above the first one that is known, which lie between two of these with one instruction of their kind left between. */
function between(steps, makers, pairs) {
	const known = [...pairs.keys()].toSorted((one, other) => one - other);
	const found = /* @__PURE__ */ new Map();
	for (const [index, first] of known.entries()) {
		const last = known[index + 1] ?? steps.length;
		const free = {
			from: (pairs.get(first) ?? 0) + 1,
			to: pairs.get(last) ?? makers.length
		};
		for (const keyword of [
			"RUN",
			"COPY",
			"ADD",
			"WORKDIR"
		]) {
			const unknown = indexesOf(steps, keyword, first + 1, last);
			const left = indexesOf(makers, keyword, free.from, free.to);
			const [step, maker] = [unknown[0], left[0]];
			if (unknown.length === 1 && left.length === 1 && step !== void 0 && maker !== void 0) found.set(step, maker);
		}
	}
	return found;
}
function indexesOf(things, keyword, from, to) {
	const found = [];
	for (let index = from; index < to; index += 1) if (things[index]?.keyword === keyword) found.push(index);
	return found;
}
/** A long command is shown by its first line, as a base image is by its FROM. */
function firstLineOf({ at: { file, span } }) {
	const end = file.text.indexOf("\n", span.start);
	const line = end < 0 ? span.end : Math.min(span.end, end);
	return {
		file,
		span: {
			start: span.start,
			end: file.text[line - 1] === "\r" ? line - 1 : line
		}
	};
}
// src/posture/networks.ts
/** How many of those on a network are named. */
const namedPeers = 20;
/** The networks of a container; none where it has no network, the host’s or another container’s. */
function networksOf({ settings }, { containers, document }) {
	return joinedBy({ settings }).map(({ name, at }) => {
		const there = membersOf(containers).get(name) ?? /* @__PURE__ */ new Set();
		const peers = [];
		for (const other of there) {
			if (other !== settings.name) peers.push(other);
			if (peers.length > namedPeers) break;
		}
		const shown = peers.slice(0, namedPeers);
		const more = peers.length > namedPeers ? there.size - shown.length - (there.has(settings.name) ? 1 : 0) : 0;
		const flag = (key) => document !== void 0 && asBoolean(valueAt(document, "networks", name, key)) === true;
		return {
			name,
			peers: shown,
			more,
			external: document === void 0 || flag("external") || valueAt(document, "networks", name, "external")?.kind === "map",
			internal: flag("internal"),
			at
		};
	});
}
const known$1 = /* @__PURE__ */ new WeakMap();
/** The names of those on each network, asked once for all of them. */
function membersOf(containers) {
	const before = known$1.get(containers);
	if (before !== void 0) return before;
	const members = /* @__PURE__ */ new Map();
	for (const { settings } of containers) for (const { name } of joinedBy({ settings })) {
		const those = members.get(name);
		if (those === void 0) members.set(name, /* @__PURE__ */ new Set([settings.name]));
		else those.add(settings.name);
	}
	known$1.set(containers, members);
	return members;
}
function joinedBy({ settings }) {
	const { networkMode, networks, kind, at } = settings;
	if (networkMode.state === "unknown") return [];
	const mode = networkMode.state === "known" ? networkMode.value.trim() : "";
	if (networks.items.length > 0) return networks.items.map(({ value, at: place }) => ({
		name: value,
		at: place
	}));
	if (mode === "" && kind === "service") return [{
		name: "default",
		at
	}];
	if (mode === "" || mode === "bridge" || mode === "default") return [{
		name: "bridge",
		at
	}];
	return [];
}
// src/model/finding.ts
/**
* How much a vulnerability can be used where its image runs, most first. `open`: strangers reach the container, and get root in
* a writable file system or power over the host; `closed`: nobody reaches it; `shielded`: something stands in between.
*/
const exposureLevels = [
	"open",
	"shielded",
	"closed"
];
/** Why something could not be looked at. */
const gapReasons = [
	"unreadable",
	"unparsable",
	"unresolved",
	"unreachable",
	"unsupported",
	"scanner",
	"rule"
];
// src/judge/exposure-order.ts
/** Most open first; what is not known to run stands between what is shielded and what is closed. */
function byExposure(one, other) {
	return exposureRank(one) - exposureRank(other);
}
/** 0 for what is most open. */
function exposureRank({ exposure }) {
	return exposureLevels.indexOf(exposure?.level ?? "shielded");
}
// src/judge/exposure.ts
/**
* How open the containers are that run an image, or what is built from it: that of the most open one. Services count, and
* commands where no service runs it; undefined where nothing is known to.
*/
function exposuresIn(world) {
	const runs = /* @__PURE__ */ new Map();
	const note = (posture, around, tags) => {
		const { settings, stage } = posture;
		const keys = [...settings.image.state === "known" ? [settings.image.value] : [], ...stage?.base.state === "known" ? [stage.base.value] : []].map(imageKey);
		const exposure = exposureOf$1(posture, around);
		for (const key of [...keys, ...tags.get(stage) ?? []]) {
			const known = runs.get(key);
			if (known === void 0 || byExposure({ exposure }, { exposure: known }) < 0) runs.set(key, exposure);
		}
	};
	const tags = /* @__PURE__ */ new Map();
	for (const [key, stage] of world.builtImages) tags.set(stage, [...tags.get(stage) ?? [], key]);
	for (const { containers, project } of world.projects) for (const posture of containers) note(posture, {
		containers,
		document: project.document
	}, tags);
	const services = new Set(runs.keys());
	const commands = world.commands.filter(({ settings: { image, passing } }) => {
		return passing === void 0 && image.state === "known" && !services.has(imageKey(image.value));
	});
	for (const posture of commands) note(posture, { containers: [posture] }, tags);
	return (reference) => runs.get(imageKey(reference));
}
function exposureOf$1(posture, around) {
	const { settings } = posture;
	const reach = reachOf(posture, around);
	const power = powerOf(settings);
	const root = rootOf(posture);
	const { setting } = posture.readOnly;
	const writable = !(setting.state === "known" && setting.value);
	const strong = power !== void 0 || root !== void 0 && writable;
	const words = [
		reach.words,
		...power === void 0 ? [] : [power],
		root ?? "does not run as root",
		writable ? "can write to its root file system" : "cannot write to its root file system"
	];
	return {
		level: reach.by === "nobody" ? "closed" : reach.by === "strangers" && strong ? "open" : "shielded",
		container: settings.name,
		why: `${called(settings)} ${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`
	};
}
/** Undefined where another user runs the program. A user that nobody knows may be root. */
function rootOf({ settings: { image }, stage, user: { setting } }) {
	if (setting.state !== "known") return "runs as a user that is not known";
	if (!isRoot(setting.value)) return void 0;
	const byItself = stage === void 0 ? image.state === "known" && dropsRoot(image.value) : leavesRoot(stage);
	return byItself === void 0 || byItself === false ? "runs as root" : void 0;
}
function reachOf(posture, around) {
	const { settings } = posture;
	if (sharesHostNetwork(settings)) return {
		by: "strangers",
		words: "is in the network of the host"
	};
	const mode = settings.networkMode.state === "known" ? settings.networkMode.value.trim() : "";
	if (mode === "none") return {
		by: "nobody",
		words: "has no network"
	};
	const host = /^service:(.+)$/.exec(mode)?.[1];
	const shared = around.containers.find(({ settings: { name } }) => name === host);
	if (shared?.settings.networkMode.state === "unset") {
		const { by, words } = reachOf(shared, around);
		return {
			by: by === "nobody" ? "neighbours" : by,
			words: `shares the network of \`${shared.settings.name}\`, which ${words}`
		};
	}
	const ports = publishedPorts(settings);
	if (ports.some(({ port }) => isOnAllInterfaces(port))) return {
		by: "strangers",
		words: "publishes a port on every address of the host"
	};
	if (ports.some(({ port: { hostIp = "" } }) => !isLoopback(hostIp))) return {
		by: "strangers",
		words: "publishes a port on an address of the host"
	};
	if (isProxied(settings)) return {
		by: "strangers",
		words: "is published by a proxy"
	};
	if (ports.length > 0) return {
		by: "neighbours",
		words: "publishes a port on this machine alone"
	};
	if (mode !== "" && mode !== "bridge" && mode !== "default") return {
		by: "neighbours",
		words: `is in the network \`${mode}\``
	};
	if (networksOf(posture, around).every(({ peers, external }) => peers.length === 0 && !external) && settings.networks.unknown.length === 0 && settings.networkMode.state !== "unknown") return {
		by: "nobody",
		words: "publishes no port and is alone on its networks"
	};
	return {
		by: "neighbours",
		words: "publishes no port"
	};
}
function isLoopback(address) {
	return /^(?:127\.|::1$|\[::1\]$|localhost$)/.test(address);
}
/** Labels and variables by which proxies find what they publish. */
function isProxied({ labels, environment }) {
	return labels.items.some(({ value: { name } }) => /^(?:traefik\.(?:http|tcp|udp)\.routers\.|caddy(?:_\d+)?$)/.test(name)) || environment.items.some(({ value: { name } }) => name === "VIRTUAL_HOST");
}
// src/judge/image-story.ts
/** What the repository says of scanned images: how open the containers are that run them, and which lines made their layers. */
function imageStories(world) {
	const exposureOf = exposuresIn(world);
	return (reference) => {
		const exposure = exposureOf(reference);
		const stage = world.builtImages.get(imageKey(reference));
		return {
			...exposure === void 0 ? {} : { exposure },
			...stage === void 0 ? {} : { layers: (config) => new Map([...layerLines(stage, config)].map(([id, at]) => [id, locate(at)])) }
		};
	};
}
// src/judge/order.ts
/** The order of a report: path, line, column, rule, what tells findings of one line apart. */
function byPlace(one, other) {
	const a = one.location;
	const b = other.location;
	return text$2(a.path, b.path) || a.startLine - b.startLine || a.startColumn - b.startColumn || text$2(one.rule, other.rule) || text$2(one.subject.package ?? "", other.subject.package ?? "") || text$2(one.fingerprint, other.fingerprint);
}
function text$2(a, b) {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
// src/judge/severity.ts
/** Gives findings the severities that the team chose for their rules. */
function overrideSeverities(findings, chosen) {
	if (chosen.size === 0) return findings;
	return findings.map((finding) => {
		const severity = chosen.get(finding.rule);
		return severity === void 0 ? finding : {
			...finding,
			severity
		};
	});
}
/** What is told of rules, with the severities that the team chose. */
function overrideRules(rules, chosen) {
	return rules.map((rule) => {
		const severity = chosen.get(rule.id);
		return severity === void 0 ? rule : {
			...rule,
			severity
		};
	});
}
// src/judge/waivers.ts
/**
* Marks findings that a waiver covers. A waiver counts through its last day; after it the finding counts again and
* carries the waiver, so that people see whose it was. A comment for another tool that covers nothing is not told.
* @param today `YYYY-MM-DD`
* @param inline those in comments; where several cover a finding, the first one counts, the config file's before these
* @param risks which rules a waiver is about that names a risk and no rule
*/
function applyWaivers(findings, waivers, today, inline = [], risks = /* @__PURE__ */ new Map()) {
	const placed = /* @__PURE__ */ new Map();
	for (const one of inline) {
		const { path } = one.waiver;
		const others = placed.get(path);
		if (others === void 0) placed.set(path, [one]);
		else others.push(one);
	}
	const live = /* @__PURE__ */ new Set();
	const lapsed = /* @__PURE__ */ new Set();
	const judged = findings.map((finding) => {
		const here = placed.get(finding.location.path);
		if (waivers.length === 0 && here === void 0) return finding;
		const covering = [...waivers.filter((waiver) => covers$1(waiver, finding, risks)), ...(here ?? []).filter((one) => coversHere(one, finding)).map(({ waiver }) => waiver)];
		const valid = covering.find((waiver) => waiver.until === void 0 || waiver.until >= today);
		if (valid) {
			live.add(valid);
			return {
				...finding,
				standing: "waived",
				waiver: valid
			};
		}
		const old = covering[0];
		if (old === void 0) return finding;
		lapsed.add(old);
		return {
			...finding,
			standing: "lapsed",
			waiver: old
		};
	});
	const all = [...waivers, ...inline.map(({ waiver }) => waiver)];
	const told = [...waivers, ...inline.flatMap(({ waiver, tool }) => tool === void 0 ? waiver : [])];
	return {
		findings: judged,
		used: all.filter((waiver) => live.has(waiver)),
		lapsed: all.filter((waiver) => lapsed.has(waiver)),
		unused: told.filter((waiver) => !live.has(waiver) && !lapsed.has(waiver))
	};
}
function coversHere({ waiver, lines }, { rule, location }) {
	if (waiver.rule !== rule) return false;
	return lines === void 0 || lines.first <= location.startLine && location.startLine <= lines.last;
}
function covers$1(waiver, finding, risks) {
	if (waiver.rule !== finding.rule && !risks.get(waiver.rule)?.includes(finding.rule)) return false;
	if (waiver.path !== void 0 && !matchesPath(waiver.path, finding.location.path)) return false;
	if (waiver.subject === void 0) return true;
	const { service, stage, image, package: name, advisory } = finding.subject;
	return [
		service,
		stage,
		image,
		name,
		advisory
	].includes(waiver.subject);
}
/** A path matches itself, a folder above it, or a pattern with `*` (within a folder) and `**`. */
function matchesPath(pattern, path) {
	const plain = pattern.replace(/^\.\//, "").replace(/\/$/, "");
	if (plain === path || path.startsWith(`${plain}/`)) return true;
	const source = plain.replace(/\*\*\/|\*\*|\*|[^*]+/g, (part) => {
		if (part === "**/") return "(?:.*/)?";
		if (part === "**") return ".*";
		return part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
	});
	return new RegExp(`^${source}$`).test(path);
}
// src/rules/fingerprint.ts
/**
* The stable name of a problem: 16 hexadecimal digits over rule, path and what tells it apart there. Lines, tags, versions
* and digests must not be among the parts, or a harmless edit reopens a dismissed alert.
*/
function fingerprint(rule, path, ...parts) {
	const digest = hash("sha256", JSON.stringify([
		rule,
		path,
		...parts
	]), "binary");
	return String.fromCharCode(...hexadecimal(digest, 8));
}
const digits = Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
function hexadecimal(bytes, count) {
	const found = [];
	for (let at = 0; at < count; at += 1) {
		const byte = bytes.charCodeAt(at);
		found.push(digits[byte >> 4] ?? 0, digits[byte & 15] ?? 0);
	}
	return found;
}
// src/rules/needs.ts
/** Picks, of some rules, those that a Dockerfile or a container has something for. */
var Needs = class {
	#rules;
	#always;
	/** The places in `#rules` of those that need a thing. */
	#byNeed = /* @__PURE__ */ new Map();
	constructor(rules) {
		this.#rules = rules;
		this.#always = rules.map(({ needs }) => needs === void 0);
		for (const [index, { needs = [] }] of rules.entries()) for (const thing of needs) {
			const known = this.#byNeed.get(thing);
			if (known === void 0) this.#byNeed.set(thing, {
				thing,
				places: [index]
			});
			else known.places.push(index);
		}
	}
	/** The rules to ask about what has some things, in their order. */
	metBy(things) {
		const asked = [...this.#always];
		for (const thing of things) for (const index of this.#byNeed.get(thing)?.places ?? []) asked[index] = true;
		return this.#rules.filter((_, index) => asked[index]);
	}
	/** The same where it is told of each thing whether it is there. */
	metWhere(has) {
		const asked = [...this.#always];
		for (const { thing, places } of this.#byNeed.values()) if (has(thing)) for (const index of places) asked[index] = true;
		return this.#rules.filter((_, index) => asked[index]);
	}
};
/**
* What stands in a Dockerfile that a rule may need: its keywords and flags, an ONBUILD by what it triggers, `AS` for the name of a
* stage, `#` for a comment, and the programs and wrappers that its scripts start, with and without the version in the name.
*/
function thingsIn(dockerfile) {
	const things = /* @__PURE__ */ new Set();
	if (dockerfile.comments.length > 0) things.add("#");
	for (const instruction of dockerfile.instructions) {
		let one = instruction;
		while (one.keyword === "ONBUILD") one = one.trigger;
		things.add(one.keyword);
		if (one.keyword === "FROM" && one.alias !== void 0) things.add("AS");
		for (const { name } of one.flags) things.add(`--${name}`);
	}
	for (const { command } of imageCommands(dockerfile)) {
		things.add(command.name);
		for (const wrapper of command.wrappers) things.add(wrapper);
	}
	for (const name of things) if (isVersioned(name)) things.add(name.replace(/[\d.]+$/, ""));
	return things;
}
function isVersioned(name) {
	const last = name.charCodeAt(name.length - 1);
	return last >= 48 && last <= 57;
}
/** Whether a container has what a rule may need: a setting that is not left out, known or not, or what posture found beside them. */
function hasThing({ settings, stage, seccomp }, thing) {
	if (thing === "stage") return stage !== void 0;
	if (thing === "seccomp") return seccomp !== void 0;
	const setting = settings[thing];
	return "state" in setting ? setting.state !== "unset" : setting.items.length + setting.unknown.length > 0;
}
// src/rules/check.ts
/**
* Asks every rule about everything it judges. A rule that throws becomes a gap that names it, and the others go on.
* A thing met twice, in two ways of starting one project, is told once.
*/
function check(world, rules) {
	const run = new Run();
	const by = byKind(rules);
	const ofDockerfiles = new Needs(by.dockerfile);
	const ofStages = new Needs(by.stage);
	const ofContainers = new Needs(by.container);
	for (const whole of world.dockerfiles) {
		const { dockerfile, shipped } = whole;
		const { path } = dockerfile.file;
		const things = thingsIn(dockerfile);
		run.ask(ofDockerfiles.metBy(things), whole, path);
		run.gaps.push(...scriptGaps(dockerfile));
		const asked = ofStages.metBy(things);
		for (const stage of shipped) run.ask(asked, {
			stage,
			dockerfile,
			demands: world.demands
		}, path, { stage: stageLabel(stage.stage) });
	}
	for (const way of world.projects) {
		run.ask(by.project, way, way.project.files[0]?.path ?? way.project.directory);
		for (const posture of way.containers) run.askOfContainer(ofContainers, posture);
	}
	for (const posture of world.commands) run.askOfContainer(ofContainers, posture);
	for (const use of world.images) run.ask(by.image, {
		use,
		demands: world.demands
	}, use.at.file.path);
	for (const call of world.calls) run.ask(by.command, call, call.command.at.file.path);
	for (const workflow of world.workflows) run.ask(by.workflow, { workflow }, workflow.file.path);
	if (by.waiver.length > 0) run.askOfWaivers(by.waiver, world);
	return {
		findings: run.findings,
		gaps: run.gaps
	};
}
function byKind(rules) {
	const by = {
		stage: [],
		dockerfile: [],
		container: [],
		image: [],
		project: [],
		command: [],
		workflow: [],
		waiver: []
	};
	for (const rule of rules) switch (rule.subject) {
		case "stage":
			by.stage.push(rule);
			break;
		case "dockerfile":
			by.dockerfile.push(rule);
			break;
		case "container":
			by.container.push(rule);
			break;
		case "image":
			by.image.push(rule);
			break;
		case "project":
			by.project.push(rule);
			break;
		case "command":
			by.command.push(rule);
			break;
		case "workflow":
			by.workflow.push(rule);
			break;
		case "waiver": by.waiver.push(rule);
	}
	return by;
}
/** How many findings one rule may have in one file. The loudest of 4,000 public files has 45. */
const findingLimit = 1e3;
/** How many other places of one secret a finding names. */
const sameLimit = 20;
var Run = class {
	findings = [];
	gaps = [];
	/** What is told, by path and rule. */
	#told = /* @__PURE__ */ new Map();
	/** How many problems have one name, where several do. */
	#numbers = /* @__PURE__ */ new Map();
	/** What stands beside the finding about each secret, by rule, path and secret. */
	#secrets = /* @__PURE__ */ new Map();
	#full = /* @__PURE__ */ new Set();
	askOfContainer(rules, posture) {
		const { settings } = posture;
		const subject = settings.kind === "service" ? { service: settings.name } : {};
		const asked = rules.metWhere((thing) => hasThing(posture, thing));
		this.ask(asked, {
			container: settings,
			posture
		}, settings.at.file.path, subject);
	}
	askOfWaivers(rules, { texts }) {
		const known = ruleNames();
		for (const text of texts) for (const waiver of commentWaivers(text)) this.ask(rules, {
			waiver,
			known
		}, text.file.path);
	}
	/** @param about what a finding is about where the rule does not say more */
	ask(rules, subject, path, about = {}) {
		for (const rule of rules) try {
			for (const draft of rule.check(subject)) this.#stamp(rule, draft, about);
		} catch (error) {
			this.gaps.push({
				artifact: path,
				reason: "rule",
				detail: `rule ${rule.id} failed on this file: ${messageOf(error)}`,
				blocking: true
			});
		}
	}
	#stamp(rule, draft, about) {
		const { path } = draft.at.file;
		const told = this.#told.get(path)?.get(rule.id) ?? none$2;
		if (this.#full.has(told)) return;
		const location = locate(draft.at);
		if (told.some((finding) => isSame(finding, location, draft.message)) || this.#isFull(told, rule.id, path)) return;
		const subject = draft.subject === void 0 ? about : {
			...about,
			...draft.subject
		};
		const secret = draft.secret === void 0 ? void 0 : `${rule.id}\0${path}\0${draft.secret}`;
		const same = secret === void 0 ? void 0 : this.#secrets.get(secret);
		if (same !== void 0) {
			if (same.length < sameLimit && !same.some((other) => isAt(other.location, location))) same.push({
				location,
				note: noteOfSame(draft, subject)
			});
			return;
		}
		const trail = draft.trail === void 0 ? none$2 : trailOf$1(draft.trail, location);
		const names = [subject.service ?? subject.stage ?? subject.image ?? "", draft.key ?? ""];
		const others = relatedOf(draft, location, trail);
		const related = secret === void 0 ? others : this.#openedFor(secret, others);
		const stamped = {
			rule: rule.id,
			severity: rule.severity,
			confidence: draft.confidence ?? rule.confidence,
			message: draft.message,
			remedy: rule.remedy,
			location,
			subject,
			related,
			fingerprint: this.#fingerprint(told, rule.id, path, names),
			standing: "new",
			sources: sources$1
		};
		const led = trail.length === 0 ? stamped : {
			...stamped,
			trail
		};
		const finding = draft.fix === void 0 ? led : {
			...led,
			fix: fixOf(draft.fix)
		};
		this.findings.push(finding);
		this.#tell(finding);
	}
	/** What stands beside a finding about a secret, to which the other places of it will come. */
	#openedFor(secret, related) {
		const open = [...related];
		this.#secrets.set(secret, open);
		return open;
	}
	#tell(finding) {
		const { rule, location } = finding;
		const ofPath = this.#told.get(location.path) ?? /* @__PURE__ */ new Map();
		if (ofPath.size === 0) this.#told.set(location.path, ofPath);
		const told = ofPath.get(rule);
		if (told === void 0) ofPath.set(rule, [finding]);
		else told.push(finding);
	}
	#isFull(told, rule, path) {
		if (told.length < findingLimit) return false;
		if (!this.#full.has(told)) {
			this.#full.add(told);
			const detail = `only the first ${findingLimit} findings of ${rule} in this file are told`;
			this.gaps.push({
				artifact: path,
				reason: "rule",
				detail,
				blocking: true
			});
		}
		return true;
	}
	/** The second problem with one name in a file gets its number, so that no two findings share a fingerprint. */
	#fingerprint(told, rule, path, names) {
		const print = fingerprint(rule, path, ...names);
		if (told.every((finding) => finding.fingerprint !== print)) return print;
		const count = (this.#numbers.get(print) ?? 1) + 1;
		this.#numbers.set(print, count);
		return fingerprint(rule, path, ...names, `#${count}`);
	}
};
function noteOfSame({ key }, { service }) {
	return `the same value${key === void 0 ? "" : ` in \`${key}\``}${service === void 0 ? "" : ` of \`${service}\``}`;
}
const none$2 = Object.freeze([]);
const sources$1 = Object.freeze(["container-guard"]);
function relatedOf({ related }, { path, startLine }, trail) {
	if (trail.length === 0 && related === void 0) return none$2;
	return [...trail.filter(({ location }) => location.path !== path || location.startLine !== startLine), ...(related ?? none$2).map(({ at, note }) => ({
		location: locate(at),
		note
	}))];
}
function fixOf({ title, safety, edits }) {
	return {
		title,
		safety,
		edits: edits.map(({ file, span, text }) => ({
			path: file.path,
			...span,
			text
		}))
	};
}
function isSame({ location, message }, at, words) {
	return isAt(location, at) && message === words;
}
function isAt(one, other) {
	return one.startLine === other.startLine && one.startColumn === other.startColumn && one.endLine === other.endLine && one.endColumn === other.endColumn;
}
/** Steps with their lines; one that has none stands where the step before it does. */
function trailOf$1(trail, start) {
	let location = start;
	return trail.map(({ note, at, source }) => {
		if (at !== void 0) location = locate(at);
		return {
			location,
			note: source === void 0 ? note : `${note} (${source})`
		};
	});
}
// src/judge/taken-away.ts
/**
* The line of an override file to which a finding belongs that its base alone does not have: where the override resets
* something of the service, if it does so once, else the service in the override. Undefined where the finding stands in an
* override already, or no override names the service.
*/
function takenAwayAt({ location, subject }, { project, files }) {
	const overrides = files.slice(1);
	if (subject.service === void 0 || overrides.includes(location.path)) return void 0;
	for (const path of overrides.toReversed()) {
		const file = project.files.find((each) => each.path === path);
		const found = file === void 0 ? void 0 : linesIn(file).get(subject.service);
		if (found !== void 0) return found;
	}
}
const known = /* @__PURE__ */ new WeakMap();
/** The line for each service of a file. */
function linesIn(file) {
	const before = known.get(file);
	if (before !== void 0) return before;
	const lines = /* @__PURE__ */ new Map();
	for (const document of valuesOf(parseYaml(file)).documents) {
		const services = document.kind === "map" ? document.entries.get("services")?.value : void 0;
		for (const { key, keyAt, value } of services?.kind === "map" ? services.entries.values() : []) {
			const [reset, ...more] = resetsIn(value);
			lines.set(key, reset === void 0 || more.length > 0 ? keyAt : reset);
		}
	}
	known.set(file, lines);
	return lines;
}
/** The keys whose values say `!reset` or `!override`. */
function resetsIn(value) {
	if (value.kind !== "map") return [];
	return [...value.entries.values()].flatMap((entry) => entry.value.directive === void 0 ? resetsIn(entry.value) : [entry.keyAt]);
}
// src/judge/ways.ts
/**
* Asks every rule about everything, and says of a service's finding that does not hold in every way of starting it in which:
* `(with compose.override.yaml)`, `(without compose.prod.yaml)`. What an override takes away from the base is found at the
* override's line.
*/
function checkWays(world, rules) {
	const whole = check(world, rules);
	const held = /* @__PURE__ */ new Map();
	for (const all of projectsOf(world)) {
		if (all.length < 2) continue;
		for (const way of all) {
			const { findings } = check({
				...world,
				dockerfiles: [],
				projects: [way],
				commands: [],
				images: [],
				calls: [],
				workflows: [],
				texts: []
			}, rules);
			for (const finding of findings) {
				const known = held.get(identity(finding));
				if (known === void 0) held.set(identity(finding), {
					all,
					ways: /* @__PURE__ */ new Set([way])
				});
				else known.ways.add(way);
			}
		}
	}
	const findings = whole.findings.map((finding) => {
		const own = withoutBlindFix(finding, world);
		return held.size === 0 ? own : placed(own, held.get(identity(finding)));
	});
	return {
		...whole,
		findings
	};
}
/** Ways of starting one project, which begin with the same file. */
function projectsOf({ projects }) {
	const groups = /* @__PURE__ */ new Map();
	for (const way of projects) {
		const base = way.files[0] ?? "";
		const known = groups.get(base);
		if (known === void 0) groups.set(base, [way]);
		else known.push(way);
	}
	return [...groups.values()];
}
function identity({ rule, location, message }) {
	return JSON.stringify([
		rule,
		location,
		message
	]);
}
function placed(finding, held) {
	const { service } = finding.subject;
	if (held === void 0 || service === void 0 || !differs(held, service)) return finding;
	const [way] = held.ways;
	const message = `${finding.message.replace(/\.$/, "")} (${inWords$2(held)})${finding.message.endsWith(".") ? "." : ""}`;
	const at = way === void 0 || baseIn(held) ? void 0 : takenAwayAt(finding, way);
	if (at === void 0) return {
		...finding,
		message
	};
	const location = locate(at);
	const { fix: _, ...withoutFix } = {
		...finding,
		message,
		location,
		fingerprint: fingerprint(finding.rule, location.path, finding.fingerprint)
	};
	return withoutFix;
}
/** Whether a way in which the finding does not hold has the service too. */
function differs({ all, ways }, service) {
	return all.some((way) => !ways.has(way) && servicesOf$1(way).has(service));
}
const services = /* @__PURE__ */ new WeakMap();
function servicesOf$1(way) {
	const known = services.get(way) ?? new Set(way.containers.map(({ settings }) => settings.name));
	services.set(way, known);
	return known;
}
function baseIn({ ways }) {
	return [...ways].some(({ files, options }) => files.length === 1 && options.length === 0);
}
function inWords$2(held) {
	const other = baseIn(held);
	const names = held.all.filter((way) => held.ways.has(way) !== other).map(({ files: [base = "", ...files], options }) => [...files.map((file) => posix.relative(posix.dirname(base), file)), ...options].join(" + "));
	return `${other ? "without" : "with"} ${names.slice(0, 3).join(" or ")}${names.length > 3 ? ` or ${names.length - 3} more` : ""}`;
}
/** An edit of a Dockerfile knows nothing of the Compose file around it. */
function withoutBlindFix(finding, { inlinePaths }) {
	if (finding.fix === void 0 || !inlinePaths.has(finding.location.path) || /^(?:container|project)\//.test(finding.rule)) return finding;
	const { fix: _, ...rest } = finding;
	return rest;
}
// src/posture/exposure.ts
const ofHost = {
	root: "the whole disk of the host",
	engine: "the engine’s socket, which is root on the host",
	"root-equivalent": "what the host’s root trusts",
	sensitive: "secrets of the host",
	administration: "configuration of the host",
	device: "a device of the host",
	file: "a file of the host’s configuration",
	"system-folder": "a system folder of the host"
};
/** What a mount hands to the container, in words. */
function exposureOf(mount) {
	if (mount.hidden !== void 0) return "a place that is not known";
	if (mount.type === "tmpfs") return "memory";
	if (mount.type !== "bind") return mount.source === void 0 ? "a volume of its own" : `the volume ${mount.source}`;
	const path = hostPath(mount) ?? "";
	const grade = gradeOf(mount);
	if (path === "/dev") return "every device of the host";
	if (/^\/sys(?:\/|$)/.test(path)) return "the host’s hardware and kernel";
	if (grade === "state") return "the host’s processes and kernel";
	if (grade !== "harmless") return ofHost[grade];
	const written = mount.source ?? "";
	if (written === "." || written === "./") return "the whole source tree";
	if (written.startsWith(".")) return "part of the source tree";
	if (path.startsWith("~")) return "the home of whoever starts it";
	return "a folder of the host";
}
// src/posture/namespaces.ts
/**
* The namespaces of a container. What nobody sets is its own, but for two that the engine decides: that of users, which is the
* host’s unless the engine maps users, and that of control groups, which is its own where the host has their version 2.
*/
function namespacesOf(container) {
	const { networkMode, pidMode, ipcMode, utsMode, usernsMode, cgroupMode } = container;
	return [
		namespace("network", networkMode, "own"),
		namespace("pid", pidMode, "own"),
		namespace("ipc", ipcMode, "own"),
		namespace("uts", utsMode, "own"),
		namespace("user", usernsMode, "engine"),
		namespace("cgroup", cgroupMode, "engine")
	];
}
function namespace(name, setting, unset) {
	if (setting.state === "unset") return {
		name,
		setting,
		whose: unset
	};
	if (setting.state === "unknown") return {
		name,
		setting,
		whose: "unknown"
	};
	const mode = setting.value.trim();
	const other = /^(?:service|container|ns):(.+)$/.exec(mode)?.[1];
	if (other !== void 0) return {
		name,
		setting,
		whose: { other }
	};
	if (mode === "host") return {
		name,
		setting,
		whose: "host"
	};
	return {
		name,
		setting,
		whose: mode === "" || mode === "default" ? unset : "own"
	};
}
// src/posture/words.ts
/** A value in words, with the way it was found. */
function inWords$1({ setting, trail }, words, unset) {
	const steps = trail.length > 0 ? trail.map(stepInWords) : trailOf(setting, words);
	if (setting.state === "known") return {
		value: words(setting.value),
		state: "known",
		trail: steps
	};
	if (setting.state === "unset") return {
		value: unset,
		state: "unset",
		trail: steps
	};
	return {
		value: "unknown",
		state: "unknown",
		why: setting.why,
		trail: steps
	};
}
/** A step as people read it: `compose.yaml:12 sets no user`. */
function stepInWords({ note, at, source }) {
	return step(note, at, source);
}
function step(note, at, source) {
	const words = source === void 0 ? note : `${note} (${source})`;
	return at === void 0 ? words : `${at.file.path}:${lineOf$1(at)} ${words}`;
}
/**
* A value made of several things. It is unknown where some of them are, and still tells the others.
* @param unset what it is where there are none
*/
function listed$1(items, unknown, unset) {
	const [first] = unknown;
	if (items.length === 0 && first === void 0) return {
		value: unset,
		state: "unset",
		trail: []
	};
	const words = items.map((item) => item.words);
	const steps = [];
	for (const { words: own, note, at, source } of items) if (at !== void 0 || source !== void 0) steps.push(step(note === "" ? own : note, at, source));
	for (const { why, at } of unknown) steps.push(step(why, at));
	const trail = steps.length > 1 ? [...new Set(steps)] : steps;
	const more = words.length === 0 ? {} : { items: words };
	if (first !== void 0) return {
		value: [...words, "unknown"].join(", "),
		state: "unknown",
		why: first.why,
		...more,
		trail
	};
	return {
		value: words.join(", "),
		state: "known",
		...more,
		trail
	};
}
function trailOf(setting, words) {
	if (setting.state === "unset") return [];
	return [step(setting.state === "known" ? words(setting.value) : setting.why, setting.at)];
}
// src/posture/describe-surroundings.ts
/** The ports that are reachable from the host, and on which of its addresses. */
function publishedInWords({ ports, networkMode }) {
	const mode = networkMode.state === "known" ? networkMode.value.trim() : "";
	const at = networkMode.state === "known" ? { at: networkMode.at } : {};
	if (mode === "host") return listed$1([{
		words: "every port it listens on, in the host’s network",
		note: "is in the host’s network",
		...at
	}], [], "");
	if (mode === "none") return {
		value: "nothing",
		state: "known",
		trail: [stepInWords({
			note: "has no network",
			...at
		})]
	};
	return listed$1(ports.items.filter(({ value }) => value.published).map(({ value, at: place }) => ({
		words: portInWords(value),
		note: portNote(value),
		at: place
	})), ports.unknown, "nothing");
}
function portInWords(port) {
	const { host, container, hostIp, protocol } = port;
	return `${hostIp === void 0 || isOnAllInterfaces(port) ? "*" : hostIp.includes(":") ? `[${hostIp}]` : hostIp}:${host === void 0 ? "?" : range(host)}→${range(container)}/${protocol}`;
}
function portNote(port) {
	const where = isOnAllInterfaces(port) ? "every address of the host" : `address ${port.hostIp ?? ""}`;
	return `publishes ${range(port.container)}/${port.protocol} on ${where}`;
}
function range([first, last]) {
	return first === last ? String(first) : `${first}-${last}`;
}
/** The networks it is on, and who else is. */
function networksInWords(posture, around) {
	const { networkMode, networks, links, kind } = posture.settings;
	if (networkMode.state === "unknown") return listed$1([], [networkMode], "");
	const mode = networkMode.state === "known" ? networkMode.value.trim() : "";
	const other = /^(?:service|container):(.+)$/.exec(mode)?.[1];
	if (networkMode.state === "known" && (mode === "host" || mode === "none" || other !== void 0)) return listed$1([{
		words: mode === "none" ? "none" : mode === "host" ? "the host’s own" : `that of ${other ?? ""}`,
		note: `network mode ${mode}`,
		at: networkMode.at
	}], [], "");
	const shared = networksOf(posture, around).map((network) => ({
		network,
		others: othersOn(network, kind)
	}));
	const items = shared.map(({ network: { name, internal, at }, others }) => ({
		words: `${name}${internal ? " (no way out)" : ""}${others.length === 0 ? ", alone" : ` with ${others.join(", ")}`}`,
		note: `is on network ${name}`,
		at
	}));
	const linked = links.items.map(({ value, at }) => ({
		words: `linked to ${value.split(":", 1)[0] ?? ""}`,
		note: "",
		at
	}));
	const told = listed$1([...items, ...linked], networks.unknown, "none");
	const short = shared.map(({ network: { name }, others }) => others.length === 0 ? `${name}, alone` : `${name} with ${others.length > 3 ? `${others.length} others` : others.join(", ")}`);
	const isSet = networkMode.state === "known" || networks.items.length > 0;
	return {
		...told,
		value: [...short, ...told.state === "unknown" ? ["unknown"] : []].join("; ") || told.value,
		state: told.state === "known" && !isSet ? "unset" : told.state
	};
}
function othersOn({ peers, more, external }, kind) {
	return [
		...peers,
		...more > 0 ? [`${more} more`] : [],
		...external ? [kind === "service" ? "others outside of the project" : "whoever else is on it"] : []
	];
}
/** What its mounts hand over, worst where the host’s own things are. */
function mountsInWords({ mounts, tmpfs, usesApiSocket }) {
	const items = mounts.items.map(({ value, at }) => ({
		words: `${value.target}: ${exposureOf(value)}${sourceOf(value)}, ${value.readOnly ? "read-only" : "writable"}`,
		note: "",
		at
	}));
	const scratch = tmpfs.items.map(({ value, at }) => ({
		words: `${value.split(":", 1)[0] ?? ""}: memory`,
		note: "",
		at
	}));
	const socket = usesApiSocket.state === "known" && usesApiSocket.value ? [{
		words: "the engine’s socket, which is root on the host",
		note: "use_api_socket",
		at: usesApiSocket.at
	}] : [];
	const told = listed$1([
		...socket,
		...items,
		...scratch
	], [...mounts.unknown, ...tmpfs.unknown], "none");
	const short = [
		...socket.length > 0 ? ["engine’s socket"] : [],
		...new Set(mounts.items.map(({ value }) => exposureOf(value).replace(/^the (?:whole )?|,.*$/g, ""))),
		...scratch.length > 0 ? ["memory"] : [],
		...told.state === "unknown" ? ["unknown"] : []
	];
	return {
		...told,
		value: short.length === 0 ? told.value : [...new Set(short)].join(", ")
	};
}
/** The path on the host: a volume’s name is told already. */
function sourceOf({ type, source }) {
	return type === "bind" && source !== void 0 ? ` (${source})` : "";
}
/** The devices of the host that it may use. */
function devicesInWords({ privileged, devices, deviceRules, gpus }) {
	return listed$1([
		...privileged.state === "known" && privileged.value ? [{
			words: "every device of the host",
			note: "privileged",
			at: privileged.at
		}] : [],
		...devices.items.map(({ value, at }) => ({
			words: deviceInWords(value),
			note: "",
			at
		})),
		...deviceRules.items.map(({ value, at }) => ({
			words: `whatever fits ${value}`,
			note: "",
			at
		})),
		...gpus.items.map(({ value, at }) => ({
			words: `accelerators (${value})`,
			note: "",
			at
		}))
	], [
		...privileged.state === "unknown" ? [privileged] : [],
		...devices.unknown,
		...deviceRules.unknown,
		...gpus.unknown
	], "none");
}
function deviceInWords(text) {
	const [host = "", inside, permissions] = text.split(":");
	return `${host} (${permissions ?? (inside !== void 0 && /^[rwm]{1,3}$/.test(inside) ? inside : "rwm")})`;
}
/** Whose namespaces it has. */
function namespacesInWords(settings) {
	const namespaces = namespacesOf(settings);
	return namespaces.every(({ setting }) => setting === unset$1) ? ownNamespaces : wordsOf$1(namespaces);
}
/** Those of most containers. */
const ownNamespaces = wordsOf$1(namespacesOf({
	networkMode: unset$1,
	pidMode: unset$1,
	ipcMode: unset$1,
	utsMode: unset$1,
	usernsMode: unset$1,
	cgroupMode: unset$1
}));
function wordsOf$1(namespaces) {
	const items = namespaces.map(({ name, setting, whose }) => ({
		words: `${name}: ${ownerInWords(whose)}`,
		note: "",
		...setting.state === "known" ? { at: setting.at } : {}
	}));
	const unknown = namespaces.flatMap(({ setting }) => setting.state === "unknown" ? [setting] : []);
	const told = listed$1(items, unknown, "");
	const shared = namespaces.flatMap(({ name, whose }) => whose === "host" ? [`${name} of the host`] : typeof whose === "object" ? [`${name} of ${whose.other}`] : []);
	const isSet = namespaces.some(({ setting }) => setting.state === "known");
	const value = [...shared, ...unknown.length > 0 ? ["unknown"] : []].join(", ") || "own";
	return {
		...told,
		value,
		state: told.state === "known" && !isSet ? "unset" : told.state
	};
}
function ownerInWords(whose) {
	if (typeof whose === "object") return `that of ${whose.other}`;
	if (whose === "host") return "the host’s";
	return whose === "engine" ? "as the engine is set up" : whose;
}
// src/posture/groups.ts
/**
* The group behind the colon of the user, else that of the user, which is `root` for root and stands in the image for others:
* a number that the image does not know has `root` too.
*/
function groupsOf({ settings, user }) {
	return {
		primary: primaryOf(user.setting),
		added: settings.groupAdd
	};
}
function primaryOf(user) {
	if (user.state !== "known") return user.state === "unset" ? user : {
		...user,
		why: `depends on the user: ${user.why}`
	};
	const [name = "", group = ""] = user.value.split(":");
	if (group !== "") return {
		...user,
		value: group
	};
	if (isRoot(name)) return {
		...user,
		value: "root"
	};
	return {
		state: "unknown",
		why: `the image’s own list says which group ${name} has`,
		at: user.at
	};
}
// src/posture/paths.ts
const kinds$1 = {
	bind: "bind mount",
	volume: "volume",
	tmpfs: "tmpfs",
	other: "volume"
};
/**
* The writable and read-only paths of a container. A read-only root file system leaves mounts, scratch folders, `/dev/shm` and
* the volumes writable that its image declares, for which the engine makes one where nobody mounts anything.
*/
function pathsOf({ settings, readOnly, stage, image }) {
	const writable = [];
	const fixed = [];
	const unknown = [...settings.mounts.unknown, ...settings.tmpfs.unknown];
	const { setting } = readOnly;
	const isFixed = setting.state === "known" && setting.value;
	const root = {
		path: "/",
		by: "root file system",
		...setting.state === "known" ? { at: setting.at } : {}
	};
	if (setting.state === "unknown") unknown.push(setting);
	else (isFixed ? fixed : writable).push(root);
	const mounted = /* @__PURE__ */ new Set();
	const add = (path, by, at, isReadOnly) => {
		mounted.add(path);
		(isReadOnly ? fixed : writable).push({
			path,
			by,
			at
		});
	};
	for (const { value, at } of settings.mounts.items) add(clean(value.target), kinds$1[value.type], at, value.readOnly);
	for (const { value, at } of settings.tmpfs.items) {
		const [path = "", ...options] = value.split(":");
		add(clean(path), "tmpfs", at, options.join(":").split(",").includes("ro"));
	}
	const own = stage?.volumes ?? {
		items: [],
		unknown: []
	};
	const declared = [...own.items.map(({ value, at }) => ({
		path: value,
		at
	})), ...(image?.volumes ?? []).map((path) => ({
		path,
		...placeOfBase({
			settings,
			stage
		})
	}))];
	for (const { path, at } of declared) {
		if (mounted.has(clean(path))) continue;
		mounted.add(clean(path));
		writable.push({
			path: clean(path),
			by: "volume of the image",
			...at === void 0 ? {} : { at }
		});
	}
	unknown.push(...own.unknown);
	if (isFixed) {
		if (!(settings.ipcMode.state === "known" && settings.ipcMode.value === "none") && !mounted.has("/dev/shm")) writable.push({
			path: "/dev/shm",
			by: "shared memory"
		});
		if (image?.volumes === void 0) unknown.push({ why: "which volumes the image declares is not known without scanning it" });
	}
	return {
		writable,
		readOnly: fixed,
		unknown
	};
}
function clean(path) {
	return posix.normalize(`/${path}`).replace(/(?<=.)\/$/, "");
}
function placeOfBase({ settings, stage }) {
	const base = stage?.base ?? settings.image;
	return base.state === "known" ? { at: base.at } : {};
}
// src/posture/describe.ts
/** A posture in words, each value with the way it was found. */
function describePosture(posture, around) {
	const { settings } = posture;
	const paths = pathsOf(posture);
	return {
		subject: settings.name,
		kind: settings.kind,
		location: locate(settings.at),
		image: inWords$1(imageOf$3(posture), (value) => value, "none named"),
		user: userInWords(posture),
		groups: groupsInWords(posture),
		capabilities: capabilitiesInWords(posture),
		noNewPrivileges: inWords$1(posture.noNewPrivileges, yesNo, "no"),
		readOnly: {
			...inWords$1(posture.readOnly, yesNo, "no"),
			...itemsOf$1(paths.readOnly)
		},
		writable: writableInWords(posture, paths),
		limits: limitsInWords(posture),
		healthCheck: inWords$1(posture.healthCheck, (value) => value ? "yes" : "switched off", "none"),
		published: publishedInWords(settings),
		networks: networksInWords(posture, around),
		mounts: mountsInWords(settings),
		devices: devicesInWords(settings),
		namespaces: namespacesInWords(settings)
	};
}
function imageOf$3({ settings, stage }) {
	if (stage === void 0) return {
		setting: settings.image,
		trail: []
	};
	const value = `${stage.dockerfile.file.path}, ${stageInWords(stage.stage, stage.dockerfile).replaceAll("`", "")}`;
	const trail = [{
		note: `built from ${value}`,
		at: stage.stage.from.at
	}];
	for (const below of stage.chain.slice(1)) trail.push({
		note: `on ${stageInWords(below, stage.dockerfile)}`,
		at: below.from.at
	});
	const { base } = stage;
	if (base.state === "known") trail.push({
		note: `on ${base.value}`,
		at: base.at
	});
	if (base.state === "unknown") trail.push({
		note: base.why,
		...base.at === void 0 ? {} : { at: base.at }
	});
	return {
		setting: {
			state: "known",
			value,
			at: stage.stage.from.at
		},
		trail
	};
}
function userInWords(posture) {
	const words = inWords$1(posture.user, (value) => value, "root");
	const { setting } = posture.user;
	const drops = posture.stage !== void 0 && leavesRoot(posture.stage) === void 0 ? void 0 : posture.image?.drops;
	return posture.settings.user.state === "unset" && setting.state === "known" && isRoot(setting.value) && drops !== void 0 && !hasUserInstruction(posture) ? {
		...words,
		value: `root, left by ${drops}`
	} : words;
}
function hasUserInstruction({ stage }) {
	return stage?.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === "USER")) ?? false;
}
function groupsInWords(posture) {
	const { primary, added } = groupsOf(posture);
	const items = added.items.map(({ value, at }) => ({
		words: value,
		note: `adds group ${value}`,
		at
	}));
	const steps = posture.user.trail.map(stepInWords);
	if (primary.state === "known") {
		const told = listed$1([{
			words: primary.value,
			note: ""
		}, ...items], added.unknown, "root");
		return {
			...told,
			trail: [...steps, ...told.trail]
		};
	}
	const why = primary.state === "unknown" ? primary.why : "nobody says as whom it runs";
	const told = listed$1(items, [{ why }, ...added.unknown], "root");
	const known = posture.user.setting.state === "known" ? told.trail : told.trail.filter((step) => step !== why);
	return {
		...told,
		trail: [...steps, ...known]
	};
}
/**
* What its processes hold, and what they may hold at most: whoever is not root holds nothing, and gets it by programs that
* carry it, unless nobody may gain privileges.
*/
function capabilitiesInWords({ capabilities, user, noNewPrivileges }) {
	const words = inWords$1(capabilities, summaryOf, "default");
	if (capabilities.setting.state !== "known") return words;
	const items = capabilities.setting.value.length === 0 ? {} : { items: capabilities.setting.value };
	if (user.setting.state !== "known" || isRoot(user.setting.value) || capabilities.setting.value.length === 0) return {
		...words,
		...items
	};
	const never = noNewPrivileges.setting.state === "known" && noNewPrivileges.setting.value;
	const name = user.setting.value.split(":", 1)[0] ?? "";
	const trail = [...words.trail, stepInWords({
		note: `user ${name} is not root and holds none of them`,
		at: user.setting.at
	})];
	return {
		...words,
		value: never ? "none" : `none held, at most ${words.value}`,
		...items,
		trail
	};
}
/** Said by how it differs from the default where that is shorter. */
function summaryOf(names) {
	if (names === defaultCapabilities) return "default";
	if (names.length === 0) return "none";
	if (names.includes("ALL")) return "all";
	const extra = names.filter((name) => !defaultCapabilities.includes(name));
	const missing = defaultCapabilities.filter((name) => !names.includes(name));
	if (extra.length + missing.length >= names.length) return some(names);
	return `default${missing.length === 0 ? "" : ` but ${some(missing)}`}${extra.length === 0 ? "" : ` and ${some(extra)}`}`;
}
function some(names) {
	return names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
}
function writableInWords(posture, { writable, readOnly, unknown }) {
	const told = listed$1(writable.map(({ path, by, ...at }) => ({
		words: path,
		note: `${path} is writable: ${by}`,
		...at
	})), unknown, "nothing");
	if (!writable.some(({ path }) => path === "/")) return told;
	const but = readOnly.map(({ path }) => path);
	const state = told.state === "known" && posture.readOnly.setting.state === "unset" ? "unset" : told.state;
	return {
		...told,
		state,
		value: `everything${but.length === 0 ? "" : ` but ${but.join(", ")}`}`
	};
}
function itemsOf$1(paths) {
	return paths.length === 0 ? {} : { items: paths.map(({ path }) => path) };
}
function limitsInWords({ settings }) {
	const limits = limitsOf(settings);
	const told = listed$1(limits.flatMap(({ name, setting, binds }) => {
		if (setting.state === "known") {
			const words = binds ? `${name} ${setting.value}` : `no limit of ${name}`;
			return [{
				words,
				note: binds ? words : `${name} ${setting.value} is no limit`,
				at: setting.at
			}];
		}
		return name === "memory and swap" && setting.state === "unset" ? [{
			words: "swap as much as memory",
			note: ""
		}] : [];
	}), limits.flatMap(({ setting }) => setting.state === "unknown" ? [setting] : []), "none");
	if (told.state === "unknown") return told;
	const value = limits.filter(({ name, binds }) => binds && name !== "memory and swap").flatMap(({ name, setting }) => setting.state === "known" ? [`${name} ${setting.value}`] : []);
	return {
		...told,
		value: value.length === 0 ? "none" : value.join(", ")
	};
}
function yesNo(value) {
	return value ? "yes" : "no";
}
// src/posture/describe-world.ts
/**
* The postures of all containers in words. A service that comes to the same in every way of starting its project is there
* once; `when` says what it takes otherwise: a profile, an override file.
*/
function describeWorld({ projects, commands }) {
	const services = /* @__PURE__ */ new Map();
	for (const { files, options, containers, project } of projects) {
		const around = {
			containers,
			document: project.document
		};
		for (const container of containers) {
			const key = `${files[0] ?? ""}\0${container.settings.name}`;
			const told = {
				container,
				around,
				files,
				options
			};
			const known = services.get(key);
			if (known === void 0) services.set(key, [told]);
			else addWay(known, told);
		}
	}
	const own = commands.filter(({ settings }) => settings.image.state !== "unset");
	const strangers = { containers: own };
	return new Described([...[...services.values()].flatMap((ways) => ways.map((way) => {
		const when = whenOf(way, ways.length);
		return () => ({
			...way.posture ?? wordsOf(way),
			...when === "" ? {} : { when }
		});
	})), ...own.map((command) => () => describePosture(command, strangers))]);
}
var Described = class {
	#each;
	constructor(each) {
		this.#each = each;
	}
	get length() {
		return this.#each.length;
	}
	at(index) {
		return this.#each.at(index)?.();
	}
	*[Symbol.iterator]() {
		for (const describe of this.#each) yield describe();
	}
};
function addWay(known, told) {
	const posture = wordsOf(told);
	const others = known.map((other) => other.posture ??= wordsOf(other));
	const at = others.findIndex((other) => isAlike(other, posture));
	if (at < 0) known.push({
		...told,
		posture
	});
	else if (isMore(posture, others[at])) known.splice(at, 1, {
		...told,
		posture
	});
}
function wordsOf({ container, around }) {
	return describePosture(container, around);
}
function whenOf({ container: { profiles = [] }, files, options }, ways) {
	return [...profiles.length === 0 ? [] : [`profile ${profiles.join(" or ")}`], ...ways === 1 ? [] : [laidOn(files, options)]].join(", ");
}
/** Whether two ways come to the same for a service itself, whoever else is on its networks. */
function isAlike(one, other) {
	const { networks: _, ...own } = one;
	const { networks: __, ...others } = other;
	return JSON.stringify(own) === JSON.stringify(others);
}
function isMore({ networks }, other) {
	return (networks.items ?? []).join("").length > (other?.networks.items ?? []).join("").length;
}
function laidOn([base = "", ...files], options) {
	const names = [...files.map((file) => posix.relative(posix.dirname(base), file)), ...options];
	return names.length === 0 ? `${posix.basename(base)} alone` : `with ${names.join(" + ")}`;
}
// src/posture/build.ts
/** The builds of each Dockerfile, in their order. */
function byDockerfile(builds) {
	const found = /* @__PURE__ */ new Map();
	for (const build of builds) {
		const known = found.get(build.dockerfile);
		if (known === void 0) found.set(build.dockerfile, [build]);
		else known.push(build);
	}
	return found;
}
// src/posture/health-check.ts
/**
* Whether the engine asks the program how it is: what the container says, else the last HEALTHCHECK of the stages it is built
* from, else what its image brings. `false` where somebody switched it off.
*/
function effectiveHealthCheck(settings, stage, facts) {
	const { healthCheck, image } = settings;
	if (healthCheck.state !== "unset") return {
		setting: healthCheck,
		trail: [{
			note: healthCheck.state === "unknown" ? healthCheck.why : healthCheck.value ? "sets a health check" : "switches it off",
			...healthCheck.at === void 0 ? {} : { at: healthCheck.at }
		}]
	};
	const trail = [{
		note: "sets no health check",
		at: settings.at
	}];
	const instruction = stage?.healthCheck;
	if (instruction !== void 0) {
		const { none, at } = instruction;
		trail.push({
			note: none ? "HEALTHCHECK NONE" : "HEALTHCHECK",
			at
		});
		return {
			setting: {
				state: "known",
				value: !none,
				at
			},
			trail
		};
	}
	if (stage !== void 0) trail.push({
		note: "no HEALTHCHECK in the stages it is built from",
		at: stage.stage.from.at
	});
	return fromImage(stage === void 0 ? image : stage.base, facts, trail);
}
function fromImage(base, facts, trail) {
	const at = base.state === "unset" || base.at === void 0 ? {} : { at: base.at };
	if (facts?.healthCheck !== void 0 && base.state === "known") {
		const { name, source } = facts;
		const step = {
			note: `${name} brings ${facts.healthCheck ? "one" : "none"}`,
			...at,
			...source === "" ? {} : { source }
		};
		return {
			setting: facts.healthCheck ? {
				state: "known",
				value: true,
				at: base.at
			} : { state: "unset" },
			trail: [...trail, step]
		};
	}
	const why = base.state === "known" ? `whether ${base.value} brings one is not known without scanning it` : base.state === "unknown" ? base.why : "no image is named";
	return {
		setting: {
			state: "unknown",
			why,
			...at
		},
		trail: [...trail, {
			note: why,
			...at
		}]
	};
}
// src/posture/containers.ts
/** Joins a container with the stage that the repository builds for it, or with its image. */
function postureOf(settings, stage, scanned) {
	const { image } = settings;
	const facts = stage === void 0 && image.state === "known" ? factsOfImage(image.value, scanned) : stage?.facts;
	return {
		settings,
		...stage === void 0 ? {} : { stage },
		...facts === void 0 ? {} : { image: facts },
		user: effectiveUser(settings, stage, facts),
		healthCheck: effectiveHealthCheck(settings, stage, facts),
		capabilities: effectiveCapabilities(settings),
		noNewPrivileges: noNewPrivileges(settings),
		readOnly: {
			setting: settings.readOnly,
			trail: stepOf(settings.readOnly, "the root file system")
		}
	};
}
function effectiveUser(settings, stage, facts) {
	const { user, image } = settings;
	if (user.state === "known" && user.value !== "") return {
		setting: user,
		trail: [{
			note: `user: ${user.value}`,
			at: user.at
		}]
	};
	if (user.state === "unknown") return {
		setting: user,
		trail: [{
			note: user.why,
			...user.at === void 0 ? {} : { at: user.at }
		}]
	};
	const trail = [{
		note: "sets no user",
		at: settings.at
	}];
	if (stage !== void 0) return {
		setting: stage.user.setting,
		trail: [...trail, ...stage.user.trail]
	};
	if (image.state === "known") return userOfImage(image.value, image.at, trail, facts);
	const why = image.state === "unknown" ? image.why : "no image is named";
	return {
		setting: {
			state: "unknown",
			why
		},
		trail: [...trail, { note: why }]
	};
}
/** The last option that says it wins, as in the engine. Alone it means true; what Go does not take for a boolean, nothing. */
function noNewPrivileges(settings) {
	const found = settings.securityOptions.items.flatMap(({ value, at }) => {
		const match = /^no-new-privileges(?:[:=](?<value>.*))?$/i.exec(value.trim());
		const said = match === null ? void 0 : booleanFromText((match.groups?.["value"] ?? "true").toLowerCase());
		return said === void 0 ? [] : [{
			at,
			value: said
		}];
	}).at(-1);
	if (found !== void 0) {
		const { value } = found;
		return {
			setting: {
				state: "known",
				value,
				at: found.at
			},
			trail: [{
				note: `no-new-privileges ${value ? "set" : "switched off"}`,
				at: found.at
			}]
		};
	}
	const unclear = settings.securityOptions.unknown[0];
	if (unclear) return {
		setting: {
			state: "unknown",
			why: unclear.why,
			at: unclear.at
		},
		trail: [{
			note: unclear.why,
			at: unclear.at
		}]
	};
	return {
		setting: { state: "unset" },
		trail: []
	};
}
function stepOf(setting, what) {
	if (setting.state === "unset") return [];
	const at = setting.at === void 0 ? {} : { at: setting.at };
	if (setting.state === "unknown") return [{
		note: setting.why,
		...at
	}];
	return [{
		note: setting.value ? `makes ${what} read-only` : `leaves ${what} writable`,
		...at
	}];
}
// src/posture/made.ts
/** Looks up builds by their names; one that leads back to itself makes nothing. */
function madeBy$1(builds, scanned) {
	const named = /* @__PURE__ */ new Map();
	for (const build of builds) if (build.name !== void 0) named.set(keyOf$1(build.group, build.name), build);
	const found = /* @__PURE__ */ new Map();
	const choiceOf = (build) => ({
		...build.target === void 0 ? {} : { target: build.target },
		args: build.args,
		...build.place?.names === void 0 ? {} : { names: build.place.names },
		made(name) {
			const other = named.get(keyOf$1(build.group, name));
			if (other === void 0 || other.anyTarget === true) return void 0;
			if (!found.has(other)) {
				found.set(other, void 0);
				const { builder } = other;
				found.set(other, postureOfBuild(other.dockerfile, choiceOf(other), builder === void 0 ? [] : [builder], scanned));
			}
			return found.get(other);
		}
	});
	return { choiceOf };
}
function keyOf$1(group, name) {
	return `${group ?? ""}\0${name}`;
}
// src/posture/image-drift.ts
/** The uses of images, with those beside them that name the same image otherwise: by another digest, or in another release. */
function compared(uses) {
	const pinned = /* @__PURE__ */ new Map();
	const started = /* @__PURE__ */ new Map();
	for (const use of uses) {
		if (use.image.state !== "known") continue;
		const { repository, tag, digest } = use.image.value;
		if (digest !== void 0 && tag !== void 0 && !pinned.has(`${repository}:${tag}`)) pinned.set(`${repository}:${tag}`, use);
		if (use.kind === "compose" && releaseOf(use.image.value) !== void 0) noteUse(started, repository, use);
	}
	if (pinned.size === 0 && started.size === 0) return uses;
	return uses.map((use) => {
		if (use.image.state !== "known") return use;
		const { repository, tag, digest } = use.image.value;
		const first = digest === void 0 ? void 0 : pinned.get(`${repository}:${tag ?? ""}`);
		const other = first?.image.state === "known" && first.image.value.digest !== digest ? { pinnedElsewhere: first.at } : {};
		const releases = use.kind === "workflow" ? otherReleases(use.image.value, started.get(repository) ?? []) : [];
		return {
			...use,
			...other,
			...releases.length === 0 ? {} : { startedElsewhere: releases }
		};
	});
}
/** How many uses of one image are compared with. */
const usesCompared = 50;
function noteUse(started, repository, use) {
	const known = started.get(repository);
	if (known === void 0) started.set(repository, [use]);
	else if (known.length < usesCompared) known.push(use);
}
/** None where one of them is the same release, or it is not known which this is. */
function otherReleases(image, uses) {
	const release = releaseOf(image);
	if (release === void 0 || uses.some(({ image: other }) => other.state === "known" && releaseOf(other.value) === release)) return [];
	return uses.flatMap(({ image: other, at }) => other.state === "known" ? [{
		tag: other.value.tag ?? "",
		at
	}] : []);
}
/** What changes how a program behaves, as a tag says it: the first number. Calendars (`2024.1`) and dates are taken as they come. */
function releaseOf({ tag }) {
	return /^v?(\d+)(?:[.-]|$)/.exec(tag ?? "")?.[1];
}
// src/posture/image-uses.ts
/** Every place that names an image from a registry, those of FROM whose name is not known too: not stages, `scratch`, or what the repository builds itself. */
function imageUses(dockerfiles, projects, commands, workflowImages, built) {
	const isBuilt = (reference) => built.has(imageKey(reference));
	const uses = [];
	for (const { dockerfile, shipped, named } of dockerfiles) {
		const args = shipped[0]?.args ?? {};
		for (const stage of dockerfile.stages) {
			const base = baseOf(dockerfile, stage, args);
			const at = stage.from.image.at;
			if (base.kind === "image" && !isBuilt(base.reference) && !named.has(contextKey(base.reference))) uses.push({
				kind: "from",
				image: reference(base.reference, at),
				at,
				of: stageLabel(stage)
			});
			else if (base.kind === "unknown") uses.push({
				kind: "from",
				image: {
					state: "unknown",
					why: base.why,
					at
				},
				at,
				of: stageLabel(stage)
			});
		}
	}
	for (const { containers } of projects) for (const { settings, stage } of containers) {
		if (stage !== void 0 || settings.image.state !== "known" || isBuilt(settings.image.value)) continue;
		uses.push({
			kind: "compose",
			image: reference(settings.image.value, settings.image.at),
			at: settings.image.at,
			of: settings.name,
			container: settings
		});
	}
	for (const { settings, stage } of commands) {
		if (stage !== void 0 || settings.image.state !== "known" || isBuilt(settings.image.value)) continue;
		uses.push({
			kind: "command",
			image: reference(settings.image.value, settings.image.at),
			at: settings.image.at,
			of: settings.name,
			container: settings
		});
	}
	for (const { image, resolved, at } of workflowImages) if (resolved && !isBuilt(image)) uses.push({
		kind: "workflow",
		image: reference(image, at),
		at
	});
	const tags = tagsOf(built);
	return compared(once(uses).map((use) => withTags(use, tags)));
}
/** The tags of what the repository builds, by repository. */
function tagsOf(built) {
	const tags = /* @__PURE__ */ new Map();
	for (const key of built) {
		const colon = key.indexOf(":", key.lastIndexOf("/"));
		const repository = key.slice(0, colon);
		const known = tags.get(repository);
		if (known === void 0) tags.set(repository, [key.slice(colon + 1)]);
		else known.push(key.slice(colon + 1));
	}
	return tags;
}
/** The use with the tags under which the repository builds an image of its name. */
function withTags(use, tags) {
	const builtAs = use.image.state === "known" ? tags.get(use.image.value.repository) : void 0;
	return builtAs === void 0 ? use : {
		...use,
		builtAs
	};
}
/** A service that is started in several ways names its image at one place. */
function once(uses) {
	const told = /* @__PURE__ */ new Set();
	return uses.filter(({ kind, at }) => {
		const key = `${kind} ${at.span.start} ${at.file.path}`;
		return told.has(key) ? false : told.add(key);
	});
}
function reference(text, at) {
	const parsed = parseReference(text);
	return parsed === void 0 ? {
		state: "unknown",
		why: `\`${text}\` is not an image reference`,
		at
	} : {
		state: "known",
		value: parsed,
		at
	};
}
// src/parse/cpu-share.ts
/** How long the scheduler's period is where a container sets a quota alone, in microseconds. */
const defaultPeriod = 1e5;
/**
* How many processors a quota in a period comes to, both in microseconds; 0, which is no limit, for a quota that is not
* positive. Undefined where one is no number.
*/
function cpuShare(quota, period = defaultPeriod) {
	const share = quota <= 0 ? 0 : quota / period;
	return Number.isFinite(share) ? share : void 0;
}
// src/parse/host-path.ts
/** The mount with its absolute host path without `..`, doubled or trailing slashes; others stay as they are. */
function withCleanSource(mount) {
	if (mount.type !== "bind" || !mount.source?.startsWith("/")) return mount;
	const source = posix.normalize(mount.source).replace(/^\/+/, "/").replace(/(?<=.)\/$/, "");
	return {
		...mount,
		source
	};
}
// src/parse/command/environment.ts
/**
* `NAME=value` of `-e` and `-l`, from the pieces of its word. `bare` is the source of a name alone. Undefined where the
* name itself is not known.
*/
function environmentEntry(pieces, bare) {
	const [first, ...others] = pieces;
	if (first === void 0 || !("text" in first)) return void 0;
	const equals = first.text.indexOf("=");
	if (equals < 0) return others.length > 0 || first.text === "" ? void 0 : {
		name: first.text,
		source: bare,
		value: ""
	};
	const name = first.text.slice(0, equals);
	const head = first.text.slice(equals + 1);
	if (others.length === 0) return {
		name,
		source: head === "" ? "empty" : "literal",
		value: head
	};
	let value = head;
	for (const piece of others) {
		const text = "text" in piece ? piece.text : piece.fallback;
		if (text === void 0) return {
			name,
			source: "outside",
			value: ""
		};
		value += text;
	}
	return {
		name,
		source: value === "" ? "outside" : "fallback",
		value
	};
}
// src/parse/command/passing.ts
const pipelines = /(?:^|\/)\.github\/(?:workflows|actions)\/|(?:^|\/)\.gitlab-ci\.ya?ml$/;
/** Options of a container that is made for its files to be taken out (`docker cp`, `docker export`), and never started. */
const bare = /* @__PURE__ */ new Set([
	"name",
	"platform",
	"pull",
	"quiet",
	"cidfile",
	"entrypoint",
	"rm",
	"interactive",
	"tty"
]);
/** Options of a container that somebody is to reach or to find again. */
const lasting = /* @__PURE__ */ new Set([
	"publish",
	"publish-all",
	"restart",
	"name"
]);
/** With what a container goes, if not by itself: the machine of its job, or the command that starts it. */
function passingOf(command) {
	const has = (name) => command.options.some((option) => option.name === name);
	if (pipelines.test(command.at.file.path) && !has("restart") && command.opaque.length === 0) return "job";
	if (!isOn(command, "detach") && (isOn(command, "rm") || isErrand(command))) return "command";
	return command.verb === "create" && command.opaque.length === 0 && command.options.every(({ name }) => bare.has(name)) ? "command" : void 0;
}
/** Whether a container does something else than its image is for, and nobody is to reach or restart it. */
function isErrand({ options, rest }) {
	return (rest.length > 0 || options.some(({ name }) => name === "entrypoint")) && options.every(({ name }) => !lasting.has(name));
}
function isOn(command, name) {
	const option = lastOption(command, name);
	return option !== void 0 && (option.value === void 0 || booleanFromText(option.value.text ?? "") === true);
}
// src/parse/command/lower.ts
/**
* The container that `docker run` or `docker create` starts. What the command leaves out is unset, unless a word such as
* `$OPTS` may set it; then it is unknown.
*/
function containerOf$1(command) {
	const image = imageOf$2(command);
	const passing = passingOf(command);
	return {
		kind: "command",
		name: lastOption(command, "name")?.value?.text ?? command.operand?.value ?? command.operand?.raw ?? command.command.name,
		at: command.at,
		image,
		containerName: text$1(command, "name"),
		user: text$1(command, "user"),
		groupAdd: list$2(command, ["group-add"], whole),
		privileged: flag(command, "privileged"),
		capAdd: list$2(command, ["cap-add"], capabilities),
		capDrop: list$2(command, ["cap-drop"], capabilities),
		securityOptions: list$2(command, ["security-opt"], whole),
		readOnly: flag(command, "read-only"),
		mounts: list$2(command, [
			"volume",
			"mount",
			"volumes-from"
		], mounts),
		tmpfs: list$2(command, ["tmpfs"], whole),
		volumesFrom: list$2(command, ["volumes-from"], donors),
		ports: list$2(command, [
			"publish",
			"expose",
			"publish-all"
		], ports),
		networkMode: networkMode(command),
		networks: list$2(command, ["network", "net"], networks),
		links: list$2(command, ["link"], whole),
		pidMode: text$1(command, "pid"),
		ipcMode: text$1(command, "ipc"),
		utsMode: text$1(command, "uts"),
		usernsMode: text$1(command, "userns"),
		cgroupMode: text$1(command, "cgroupns"),
		cgroupParent: text$1(command, "cgroup-parent"),
		memory: text$1(command, "memory"),
		memorySwap: text$1(command, "memory-swap"),
		cpus: cpus(command),
		pidsLimit: text$1(command, "pids-limit"),
		limitsAt: command.at,
		memoryReservation: text$1(command, "memory-reservation"),
		ulimits: list$2(command, ["ulimit"], whole),
		sysctls: list$2(command, ["sysctl"], whole),
		devices: list$2(command, ["device"], whole),
		deviceRules: list$2(command, ["device-cgroup-rule"], whole),
		gpus: list$2(command, ["gpus"], whole),
		environment: list$2(command, ["env", "env-file"], environment),
		labels: list$2(command, ["label", "label-file"], environment),
		entrypoint: list$2(command, ["entrypoint"], whole),
		command: words(command.rest),
		buildArguments: {
			items: [],
			unknown: []
		},
		buildSecrets: {
			items: [],
			unknown: []
		},
		restart: text$1(command, "restart"),
		healthCheck: healthCheck$1(command),
		healthTest: list$2(command, ["health-cmd"], whole),
		loggingDriver: text$1(command, "log-driver"),
		usesApiSocket: flag(command, "use-api-socket"),
		...passing === void 0 ? {} : { passing }
	};
}
function imageOf$2({ operand, rest, options, opaque, at }) {
	if (operand === void 0) return {
		state: "unknown",
		why: "the command names no image",
		at
	};
	const stranger = options.find((option) => !option.known && option.value === void 0);
	if (stranger !== void 0 && rest.length > 0) return {
		state: "unknown",
		why: `the option ${stranger.name} is not known and may take a value`,
		at: operand.at
	};
	const veil = opaque[0];
	if (veil !== void 0 && operand.value !== void 0 && operand.value.startsWith("-")) return {
		state: "unknown",
		why: `${shown(wordPieces(veil))} may hold the image`,
		at: operand.at
	};
	return operand.value === void 0 ? {
		state: "unknown",
		why: `depends on ${shown(wordPieces(operand))}`,
		at: operand.at
	} : {
		state: "known",
		value: operand.value,
		at: operand.at
	};
}
/** What a setting is that no option gives. It has no place, since nothing may set it. */
function absent(command) {
	const veil = command.opaque[0];
	if (veil !== void 0) return {
		state: "unknown",
		why: `${shown(wordPieces(veil))} may set it`
	};
	return isWhole(command) ? { state: "unset" } : {
		state: "unknown",
		why: elsewhere
	};
}
/** Whether a command stands here to its end: `RUN = docker run --rm` of a Makefile goes on where the variable is used. */
function isWhole({ operand }) {
	return operand !== void 0;
}
const elsewhere = "the rest of the command stands elsewhere";
function text$1(command, name) {
	const value = lastOption(command, name)?.value;
	if (value === void 0) return absent(command);
	return value.text === void 0 ? hidden(value) : {
		state: "known",
		value: value.text,
		at: value.at
	};
}
function flag(command, name) {
	const option = lastOption(command, name);
	if (option === void 0) return absent(command);
	if (option.value === void 0) return {
		state: "known",
		value: true,
		at: option.at
	};
	const value = option.value.text === void 0 ? void 0 : booleanFromText(option.value.text);
	return value === void 0 ? hidden(option.value) : {
		state: "known",
		value,
		at: option.at
	};
}
/** How many processors it may use: `--cpus`, else what quota and period come to. */
function cpus(command) {
	if (lastOption(command, "cpus") !== void 0) return text$1(command, "cpus");
	const quota = text$1(command, "cpu-quota");
	if (quota.state !== "known") return quota;
	const period = lastOption(command, "cpu-period") && text$1(command, "cpu-period");
	if (period?.state === "unknown") return period;
	const share = cpuShare(Number(quota.value), period?.state === "known" ? Number(period.value) : void 0);
	return share === void 0 ? {
		state: "unknown",
		why: "the quota is not a number",
		at: quota.at
	} : {
		...quota,
		value: String(share)
	};
}
const modes = /^(?:host|none|bridge|default|container:|ns:|pasta|slirp4netns|private)/;
/** Networks by name; modes such as `host` are none. */
function networks(value) {
	if (value.text === void 0) return hidden(value);
	const name = /(?:^|,)name=([^,]*)/.exec(value.text)?.[1] ?? value.text;
	return modes.test(name) ? [] : [name];
}
function networkMode(command) {
	const value = command.options.find((option) => option.name === "network" || option.name === "net")?.value;
	if (value === void 0) return absent(command);
	if (value.text === void 0) return hidden(value);
	return {
		state: "known",
		value: /(?:^|,)name=([^,]*)/.exec(value.text)?.[1] ?? value.text,
		at: value.at
	};
}
function healthCheck$1(command) {
	const off = flag(command, "no-healthcheck");
	if (off.state === "known" && off.value) return {
		state: "known",
		value: false,
		at: off.at
	};
	const test = text$1(command, "health-cmd");
	if (test.state === "known") return {
		state: "known",
		value: test.value !== "" && test.value !== "none",
		at: test.at
	};
	const at = lastOption(command, "health-cmd")?.at;
	return at === void 0 ? absent(command) : {
		state: "known",
		value: true,
		at
	};
}
function hidden(value) {
	return {
		state: "unknown",
		why: `depends on ${shown(value.pieces)}`,
		at: value.at
	};
}
/** The holes among the pieces, without the texts in them, which may be secret. */
function shown(pieces) {
	const holes = pieces.flatMap((piece) => "hole" in piece ? [shownHole(piece.hole)] : []);
	return holes.length === 0 ? "a value that cannot be read" : holes.join(" and ");
}
function shownHole(hole) {
	if (/^\$\{?[\w@*#?!-]+\}?$|^\$\{\w+\[[@*\w]\]\}$|^\$\{\{[^{}'"]*\}\}$|^\$\([\w.-]+\)$/.test(hole)) return hole;
	const name = /^\$\{!?(\w+)/.exec(hole)?.[1];
	if (name !== void 0) return `\${${name}}`;
	return hole.startsWith("$(") || hole.startsWith("`") ? "the output of a command" : "a pattern";
}
function list$2(command, names, read) {
	const items = [];
	const unknown = [];
	for (const option of command.options) {
		if (!names.includes(option.name)) continue;
		const value = option.value ?? {
			text: "",
			raw: "",
			pieces: [],
			at: option.at
		};
		const added = read(value, option);
		if ("why" in added) unknown.push({
			why: added.why,
			at: value.at
		});
		else items.push(...added.map((entry) => ({
			value: entry,
			at: value.at
		})));
	}
	for (const veil of command.opaque) unknown.push({
		why: `${shown(wordPieces(veil))} may add to it`,
		at: veil.at
	});
	if (!isWhole(command)) unknown.push({
		why: elsewhere,
		at: command.at
	});
	return {
		items,
		unknown
	};
}
function words(list) {
	const items = [];
	const unknown = [];
	for (const word of list) if (word.value === void 0) unknown.push({
		why: `depends on ${shown(wordPieces(word))}`,
		at: word.at
	});
	else items.push({
		value: word.value,
		at: word.at
	});
	return {
		items,
		unknown
	};
}
function whole(value) {
	return value.text === void 0 ? hidden(value) : [value.text];
}
function capabilities(value) {
	return value.text === void 0 ? hidden(value) : value.text.split(",").map(capabilityFromText);
}
function environment(value, option) {
	if (option.name === "env-file" || option.name === "label-file") return { why: `comes from the file ${value.text ?? shown(value.pieces)}` };
	const entry = environmentEntry(value.pieces, option.name === "label" ? "empty" : "inherited");
	return entry === void 0 ? hidden(value) : [entry];
}
function ports(value, option) {
	if (option.name === "publish-all") return value.text === "false" ? [] : { why: "every port the image exposes is published" };
	if (value.text === void 0) return hidden(value);
	const port = portFromText(value.text, option.name === "publish");
	return port === void 0 ? { why: `${value.text} is not a port` } : [port];
}
/** Containers as Compose tells them from services. */
function donors(value) {
	return value.text === void 0 ? hidden(value) : [`container:${value.text}`];
}
/** A mount whose source does not depend on anything is known, even if its target or options do. */
function mounts(value, option) {
	if (option.name === "volumes-from") return { why: "it takes over the mounts of another container" };
	const marked = value.pieces.map((piece, index) => "text" in piece ? piece.text : homeOr(markOf(index), value, index)).join("");
	const mount = option.name === "mount" ? mountFromText(marked) : volumeFromText(marked);
	if (mount === void 0) return value.text === void 0 ? hidden(value) : { why: `${value.text} is not a mount` };
	if (value.text !== void 0) return [withCleanSource(mount)];
	if (marks.test(mount.source ?? markOf(0))) return hidden(value);
	const restored = (text) => text.replaceAll(new RegExp(marks, "g"), (mark) => shown(value.pieces.slice(indexOf(mark), indexOf(mark) + 1)));
	return [withCleanSource({
		...mount,
		target: restored(mount.target),
		options: mount.options.map(restored)
	})];
}
/** `~` for a `$HOME` at the start of a source: the home of whoever runs the command. Else the mark. */
function homeOr(mark, { pieces }, index) {
	const [piece, before] = [pieces[index], pieces[index - 1]];
	const isHome = piece !== void 0 && "hole" in piece && /^\$(?:HOME|\{HOME\})$/.test(piece.hole);
	const begins = index === 0 || before !== void 0 && "text" in before && /(?:^|,)(?:source|src)=$/.test(before.text);
	return isHome && begins ? "~" : mark;
}
/** Characters for private use, which stand for the pieces without a value while a mount is taken apart. */
const marks = /[\uE000-\uF8FF]/;
function markOf(index) {
	return String.fromCharCode(57344 + Math.min(index, 6399));
}
function indexOf(mark) {
	return mark.charCodeAt(0) - 57344;
}
/** One loading of a project: what was read, how much of it, and what is wrong with it. */
var Loading = class {
	problems = [];
	files = [];
	#read;
	#parsed = /* @__PURE__ */ new Map();
	#told = /* @__PURE__ */ new Set();
	#loads = 0;
	#values = 0;
	constructor(read) {
		this.#read = read;
	}
	refuse = (problem) => {
		const { message, at } = problem;
		const key = `${at.file.path}:${at.span.start}:${message}`;
		if (!this.#told.has(key)) this.problems.push(problem);
		this.#told.add(key);
	};
	/** The values of a YAML file; `undefined` with a problem at `from` where it cannot be read. */
	async yaml(path, lookup, from) {
		const parsed = await this.#parse(path, from);
		if (!("documents" in parsed)) {
			this.refuse(parsed);
			return;
		}
		this.#loads += 1;
		if (this.#loads > 300 || this.#values > 2e6) {
			this.refuse({
				message: "the files this project includes are too many to be read",
				at: from ?? startOf(parsed.file),
				kind: "unreadable"
			});
			return;
		}
		if (!this.files.includes(parsed.file)) this.files.push(parsed.file);
		const { documents, problems, directives, size } = valuesOf(parsed, lookup);
		this.#values += size;
		for (const problem of problems) this.refuse(problem);
		return {
			file: parsed.file,
			documents,
			directives
		};
	}
	/** The project name that a file sets; `undefined` where it sets none or cannot be read. */
	async nameIn(path, lookup) {
		const parsed = await this.#parse(path, void 0);
		if (!("documents" in parsed)) return void 0;
		for (const document of parsed.documents) {
			const name = document.kind === "map" ? document.pairs.find(({ key }) => isNamed$1(key))?.value : void 0;
			if (name?.kind !== "scalar") continue;
			const { documents } = valuesOf({
				...parsed,
				documents: [{
					...name,
					style: "quoted"
				}],
				problems: []
			}, lookup);
			const [value] = documents;
			if (value?.kind === "scalar" && value.unknown === void 0) return String(value.value);
		}
	}
	/** The variables of an env file on top of `lookup`; a missing file is a problem only where `from` asks for it. */
	async dotenv(path, lookup, from) {
		const result = await this.#read(path);
		if (!result.ok) {
			if (from || result.reason !== "missing") this.refuse(unread$2(path, result, from));
			return /* @__PURE__ */ new Map();
		}
		const file = {
			path,
			text: result.text
		};
		const { variables, problem } = parseDotenv(result.text, lookup);
		if (problem) this.refuse({
			message: `the env file stops here: ${problem.message}`,
			at: placeAt(file, problem.offset, problem.offset),
			kind: "unparsable"
		});
		return variables;
	}
	#parse(path, from) {
		const known = this.#parsed.get(path);
		if (known) return known;
		const parsed = this.#read(path).then((result) => {
			if (!result.ok) return unread$2(path, result, from);
			const file = {
				path,
				text: result.text
			};
			const whole = parseYaml(file);
			return result.malformed === true ? {
				...whole,
				problems: [notUtf8(file), ...whole.problems]
			} : whole;
		});
		this.#parsed.set(path, parsed);
		return parsed;
	}
};
function isNamed$1(key) {
	return key.kind === "scalar" && key.source === "name";
}
function unread$2(path, result, from) {
	const at = from ?? startOf({
		path,
		text: ""
	});
	return result.reason === "missing" || result.reason === "outside" ? {
		message: `${path} is ${result.reason === "missing" ? "not there" : "outside of what is scanned"}`,
		at,
		kind: "unresolved"
	} : {
		message: `${path} cannot be read: ${result.detail}`,
		at,
		kind: "unreadable"
	};
}
function notUtf8(file) {
	const at = Math.max(0, file.text.indexOf("�"));
	return {
		message: "this is not UTF-8, and Compose reads nothing else",
		at: placeAt(file, at, at + 1),
		kind: "unparsable"
	};
}
function startOf(file) {
	return placeAt(file, 0, 0);
}
// src/parse/compose/context.ts
function lookupIn(environment) {
	return (name) => environment.get(name);
}
/** The documents of a file merged, with nothing else resolved: what `extends` looks services up in. */
function mergeDocuments(loaded, context) {
	let merged;
	for (const document of loaded.documents) {
		const map = topLevel(document, loaded, context);
		if (map) merged = merged ? mergeMaps(merged, map, [], context.loading.refuse) : map;
	}
	return merged ?? emptyMap(loaded.file);
}
/** The map under a key; `undefined` where there is none. A value that is not a map is a problem. */
function sectionOf(document, key, context) {
	const value = document.entries.get(key)?.value;
	if (value === void 0 || value.kind === "map") return value;
	if (!isNull(value) && value.directive === void 0) context.loading.refuse({
		message: `${key} has to be a map`,
		at: value.at,
		kind: "unparsable"
	});
}
/** The same map with one entry set to a value. */
function withValue(map, key, value) {
	const existing = map.entries.get(key);
	const entry = existing ? {
		...existing,
		value
	} : {
		key,
		keyAt: value.at,
		value
	};
	return {
		...map,
		entries: new Map(map.entries).set(key, entry)
	};
}
/** The same map without an entry. */
function withoutKey(map, key) {
	const entries = new Map(map.entries);
	return entries.delete(key) ? {
		...map,
		entries
	} : map;
}
/** The document, if it is a map; else a problem. */
function topLevel(document, { file }, { loading }) {
	if (document.kind === "map") return withLaterFormat(document);
	loading.refuse({
		message: "a Compose file is a map at its top",
		at: placeAt(file, document.at.span.start, document.at.span.end),
		kind: "unparsable"
	});
}
/** A map without entries at the start of a file. */
function emptyMap(file) {
	return {
		kind: "map",
		entries: /* @__PURE__ */ new Map(),
		at: placeAt(file, 0, 0)
	};
}
// src/parse/compose/unicity.ts
const byKey = (item) => item.kind === "scalar" ? keyOf$4(asText(item) ?? "") : void 0;
const byTarget = (item) => {
	if (item.kind === "map") return asText(item.entries.get("target")?.value);
	const text = asText(item);
	return text === void 0 ? void 0 : volumeFromText(text)?.target;
};
const byDeviceTarget = (item) => {
	if (item.kind === "map") return asText(item.entries.get("target")?.value);
	const parts = asText(item)?.split(":");
	return parts?.[1] ?? parts?.[0];
};
const byPort = (item) => {
	const port = parsePort(item);
	if (port === void 0) return void 0;
	return `${port.hostIp ?? "0.0.0.0"}:${port.host?.join("-") ?? ""}:${port.container.join("-")}/${port.protocol}`;
};
const byPath = (item) => asText(item.kind === "map" ? item.entries.get("path")?.value : item);
const byMount = (folder) => (item) => {
	if (item.kind !== "map") return `${folder}/${asText(item) ?? canonical(item)}`;
	return asText(item.entries.get("target")?.value) ?? `${folder}/${asText(item.entries.get("source")?.value) ?? ""}`;
};
const ofService = new Map([
	...[
		"annotations",
		"cap_add",
		"cap_drop",
		"dns",
		"dns_opt",
		"dns_search",
		"environment",
		"expose",
		"labels",
		"links"
	].map((name) => [name, byKey]),
	...[
		"profiles",
		"sysctls",
		"tmpfs"
	].map((name) => [name, byKey]),
	["volumes", byTarget],
	["devices", byDeviceTarget],
	["ports", byPort],
	["env_file", byPath],
	["configs", byMount("")],
	["secrets", byMount("/run/secrets")]
]);
const ofBuild = new Map([
	"args",
	"additional_contexts",
	"platforms",
	"tags",
	"labels"
].map((name) => [name, byKey]));
/**
* Keeps one entry of those lists of a document that name a thing once, as Compose does: a mount by its target, a port by
* address and number, a variable by its name. The last entry stays, at the position of the first.
*/
function withoutRepetition(document) {
	return within(document, (section, name) => name === "services" ? within(asMap(section), (service) => ofOneService(asMap(service))) : section);
}
function ofOneService(service) {
	return within(service, (value, name) => {
		if (name === "build") return within(asMap(value), (inner, key) => unique(inner, ofBuild.get(key))) ?? value;
		return unique(value, ofService.get(name));
	});
}
function unique(value, key) {
	if (value.kind !== "list" || key === void 0 || value.items.length < 2) return value;
	const items = /* @__PURE__ */ new Map();
	for (const item of value.items) items.set(key(item) ?? `\0${canonical(item)}`, item);
	if (items.size === value.items.length) return value;
	return {
		...value,
		items: [...items.values()]
	};
}
function within(map, change) {
	if (map === void 0) return map;
	let entries;
	for (const [key, entry] of map.entries) {
		const value = change(entry.value, key) ?? entry.value;
		if (value === entry.value) continue;
		entries ??= new Map(map.entries);
		entries.set(key, {
			...entry,
			value
		});
	}
	return entries ? {
		...map,
		entries
	} : map;
}
function asMap(value) {
	return value.kind === "map" ? value : void 0;
}
// src/parse/compose/extends.ts
/** How many services one may extend through. */
const chainLimit = 50;
/** The document with `extends` of its services resolved. A service whose base is missing or extends itself stays without one. */
async function extendServices(document, path, context, directives) {
	const services = sectionOf(document, "services", context);
	if (services === void 0 || !extendsAny(services)) return document;
	const scope = {
		path,
		services,
		resolved: /* @__PURE__ */ new Map(),
		directives
	};
	const scopes = /* @__PURE__ */ new Map();
	const entries = /* @__PURE__ */ new Map();
	for (const [name, entry] of services.entries) {
		const { value } = await new Extension(context, scopes).resolve(name, entry, scope, []);
		entries.set(name, {
			...entry,
			value
		});
	}
	return withValue(document, "services", {
		...services,
		entries
	});
}
function extendsAny(services) {
	for (const { value } of services.entries.values()) if (value.kind === "map" && value.entries.has("extends")) return true;
	return false;
}
var Extension = class {
	#context;
	#scopes;
	constructor(context, scopes) {
		this.#context = context;
		this.#scopes = scopes;
	}
	async resolve(name, entry, scope, chain) {
		const known = scope.resolved.get(name);
		if (known) return known;
		const service = entry.value;
		const reference = service.kind === "map" ? service.entries.get("extends") : void 0;
		if (service.kind !== "map" || reference === void 0 || reference.value.directive !== void 0) return {
			value: service,
			depth: 0
		};
		const base = await this.#base(name, reference, scope, [...chain, `${name} of ${scope.path}`]);
		const isWithin = reference.value.kind !== "map" || !reference.value.entries.has("file");
		const whole = withoutKey(service, "extends");
		const own = isWithin && base?.value.kind === "map" ? withoutEqual(whole, base.value) : whole;
		const resolved = base?.value.kind === "map" ? {
			value: mergeValues(base.value, own, ["services", name], this.#context.loading.refuse),
			depth: base.depth + 1
		} : {
			value: own,
			depth: 0
		};
		scope.resolved.set(name, resolved);
		return resolved;
	}
	async #base(name, { value: reference }, scope, chain) {
		const target = reference.kind === "map" ? reference.entries.get("service")?.value : reference;
		const wanted = asText(target);
		if (wanted === void 0 || wanted === "") return this.#fail(reference.at, `the service ${name} extends one without a name`, "unparsable");
		const file = reference.kind === "map" ? reference.entries.get("file")?.value : void 0;
		const where = file === void 0 ? scope : await this.#scope(file);
		if (where === void 0) return void 0;
		const entry = where.services.entries.get(wanted);
		const at = target?.at ?? reference.at;
		if (entry === void 0) return this.#fail(at, `the service ${name} extends ${wanted}, which ${where.path} does not have`, "unparsable");
		if (chain.includes(`${wanted} of ${where.path}`)) return this.#fail(at, `the service ${name} extends itself through ${wanted}`, "unparsable");
		if (chain.length > chainLimit) return this.#fail(at, `the service ${name} extends through too many others`, "unparsable");
		const base = await this.resolve(wanted, entry, where, chain);
		if (base.depth >= chainLimit) return this.#fail(at, `the service ${name} extends through too many others`, "unparsable");
		return where.directives ? {
			...base,
			value: settle(base.value)
		} : base;
	}
	async #scope(file) {
		const named = asText(file);
		const { directory } = this.#context;
		if (named === void 0 || named === "" || file.kind === "scalar" && file.unknown !== void 0) return this.#fail(file.at, "the file that a service extends is not known");
		const path = isRemote(named) ? void 0 : pathFrom(directory, named);
		if (path === void 0) return this.#fail(file.at, `${named} is outside of what is scanned`);
		const scope = this.#scopes.get(path) ?? this.#load(path, file.at);
		this.#scopes.set(path, scope);
		return scope;
	}
	async #load(path, from) {
		const { loading, directory, environment } = this.#context;
		const loaded = await loading.yaml(path, lookupIn(environment), from);
		if (loaded === void 0) return void 0;
		const whole = withoutRepetition(mergeDocuments(loaded, this.#context));
		const services = sectionOf(moveDocument(whole, folderOf$1(path), directory), "services", this.#context);
		if (services === void 0) return this.#fail(from, `${path} has no services to extend`, "unparsable");
		return {
			path,
			services,
			resolved: /* @__PURE__ */ new Map(),
			directives: loaded.directives
		};
	}
	#fail(at, message, kind = "unresolved") {
		this.#context.loading.refuse({
			message,
			at,
			kind
		});
	}
};
// src/parse/compose/include.ts
const sections = [
	"services",
	"jobs",
	"volumes",
	"networks",
	"secrets",
	"configs",
	"models"
];
/** The document with the projects it includes added; its own resources are laid on those of the same name. */
async function includeModels(document, context, load) {
	const list = document.entries.get("include")?.value;
	if (list === void 0) return document;
	let whole = withoutKey(document, "include");
	if (isNull(list)) return whole;
	if (list.kind !== "list") {
		context.loading.refuse({
			message: "include has to be a list",
			at: list.at,
			kind: "unparsable"
		});
		return whole;
	}
	for (const item of list.items) {
		const model = await includedModel(item, context, load);
		if (model) whole = importInto(whole, model, context);
	}
	return whole;
}
async function includedModel(item, context, load) {
	const { loading, directory } = context;
	const paths = [];
	for (const value of texts(item.kind === "map" ? item.entries.get("path")?.value : item)) {
		const path = located(value, context);
		if (path === void 0) return void 0;
		paths.push({
			path,
			from: value.at
		});
	}
	const [main] = paths;
	if (main === void 0) {
		loading.refuse({
			message: "this include names no file",
			at: item.at,
			kind: "unparsable"
		});
		return;
	}
	if (context.included.includes(main.path)) {
		loading.refuse({
			message: `${main.path} includes itself`,
			at: main.from,
			kind: "unparsable"
		});
		return;
	}
	const named = item.kind === "map" ? item.entries.get("project_directory")?.value : void 0;
	const folder = isNull(named) || named === void 0 ? folderOf$1(main.path) : located(named, context);
	if (folder === void 0) return void 0;
	const environment = await includedEnvironment(item, folder, context);
	const model = await load({
		...context,
		directory: folder,
		environment
	}, paths);
	return moveDocument(withContexts(model), folder, directory);
}
/** What is known outside wins over the env files; without any, `.env` of the included folder is read. */
async function includedEnvironment(item, folder, context) {
	const files = texts(item.kind === "map" ? item.entries.get("env_file")?.value : void 0);
	const environment = new Map(context.environment);
	const lookup = lookupIn(environment);
	const read = async (path, from) => {
		const variables = await context.loading.dotenv(path, lookup, from);
		for (const [name, value] of variables) if (!context.environment.has(name)) environment.set(name, value);
	};
	if (files.length === 0) await read(pathFrom(folder, ".env") ?? ".env", void 0);
	for (const file of files) {
		if (asText(file) === "/dev/null") continue;
		const path = located(file, context);
		if (path !== void 0) await read(path, file.at);
	}
	return environment;
}
/** A build that names no context has the folder of its own project. */
function withContexts(model) {
	const services = model.entries.get("services")?.value;
	if (services?.kind !== "map") return model;
	const entries = new Map(services.entries);
	for (const [name, entry] of services.entries) {
		const build = entry.value.kind === "map" ? entry.value.entries.get("build")?.value : void 0;
		if (entry.value.kind !== "map" || build?.kind !== "map" || build.entries.has("context")) continue;
		const context = {
			kind: "scalar",
			value: ".",
			written: ".",
			quoted: false,
			variables: [],
			at: build.at
		};
		entries.set(name, {
			...entry,
			value: withValue(entry.value, "build", withValue(build, "context", context))
		});
	}
	return withValue(model, "services", {
		...services,
		entries
	});
}
function located(value, { loading, directory }) {
	const text = asText(value);
	if (text === void 0 || text === "" || value.kind === "scalar" && value.unknown !== void 0) {
		loading.refuse({
			message: "what is included is not known",
			at: value.at,
			kind: "unresolved"
		});
		return;
	}
	const path = isRemote(text) ? void 0 : pathFrom(directory, text);
	if (path === void 0) loading.refuse({
		message: `${text} is outside of what is scanned`,
		at: value.at,
		kind: "unresolved"
	});
	return path;
}
function importInto(document, model, context) {
	let whole = document;
	for (const section of sections) {
		const imported = sectionOf(model, section, context);
		if (imported === void 0 || imported.entries.size === 0) continue;
		const own = sectionOf(whole, section, context);
		const entries = new Map(own?.entries);
		for (const [name, entry] of imported.entries) {
			const conflict = entries.get(name);
			if (conflict === void 0) entries.set(name, entry);
			else if (canonical(conflict.value) !== canonical(entry.value)) entries.set(name, {
				...conflict,
				value: mergeValues(entry.value, conflict.value, [section, name], context.loading.refuse)
			});
		}
		whole = withValue(whole, section, {
			kind: "map",
			entries,
			at: own?.at ?? imported.at
		});
	}
	return whole;
}
function texts(value) {
	if (value === void 0 || isNull(value)) return [];
	return value.kind === "list" ? value.items : [value];
}
// src/parse/compose/model.ts
/** Merges files in order into one document, `include` and `extends` resolved, paths counted from `context.directory`. */
async function loadModel(context, paths) {
	let merged;
	for (const { path, from } of paths) {
		const loaded = await context.loading.yaml(path, lookupIn(context.environment), from);
		if (loaded === void 0) continue;
		for (const document of loaded.documents) {
			const map = topLevel(document, loaded, context);
			if (map === void 0) continue;
			const complete = await extendServices(await includeModels(map, {
				...context,
				included: [...context.included, path]
			}, loadModel), path, context, loaded.directives);
			const laid = merged ? mergeMaps(merged, complete, [], context.loading.refuse) : complete;
			merged = withoutRepetition(loaded.directives ? settleMap(laid) : laid);
		}
	}
	return merged ?? emptyMap(context.loading.files[0] ?? {
		path: paths[0]?.path ?? context.directory,
		text: ""
	});
}
// src/parse/compose/load.ts
/**
* Loads the Compose project that these files make, merged in order as Compose does it, with `.env` of the first file's
* folder, `include`, `extends`, `!reset` and `!override`. Variables without a value stay `unknown`. Never throws for what
* files hold or lack: that is in `problems`, and what could be read is in `services`.
*/
async function loadProject(paths, read, options) {
	const loading = new Loading(read);
	const directory = options.directory ?? folderOf$1(paths[0] ?? ".");
	const environment = new Map(Object.entries(options.environment));
	const outside = new Map(environment);
	for (const path of options.envFiles ?? [pathFrom(directory, ".env") ?? ".env"]) {
		const from = options.envFiles === void 0 ? void 0 : options.by;
		for (const [name, value] of await loading.dotenv(path, lookupIn(new Map(environment)), from)) if (!outside.has(name)) environment.set(name, value);
	}
	await nameProject(loading, paths, directory, environment);
	const context = {
		loading,
		directory,
		environment,
		included: []
	};
	const document = await loadModel(context, paths.map((path) => ({ path })));
	const services = servicesOf(document, context);
	return {
		files: ordered(loading.files, paths),
		directory,
		services,
		document,
		problems: loading.problems
	};
}
/** Compose sets `COMPOSE_PROJECT_NAME` itself, from the name in the files or that of the folder. */
async function nameProject(loading, paths, directory, environment) {
	if (environment.has("COMPOSE_PROJECT_NAME")) return;
	let name;
	for (const path of paths) name = await loading.nameIn(path, lookupIn(environment)) ?? name;
	const folder = posix.basename(directory).toLowerCase();
	const known = name ?? folder.replaceAll(/[^a-z0-9_-]/g, "").replace(/^[_-]+/, "");
	if (known !== "") environment.set("COMPOSE_PROJECT_NAME", known);
}
/** How many services of a project are read. The largest of 1,782 public files has 29. */
const serviceLimit = 2e3;
function servicesOf(document, context) {
	const services = [];
	const section = sectionOf(document, "services", context);
	for (const { key, keyAt, value } of section?.entries.values() ?? []) {
		if (services.length === serviceLimit) {
			const message = `only the first ${serviceLimit} services of this project are read`;
			context.loading.refuse({
				message,
				at: keyAt,
				kind: "unreadable"
			});
			break;
		}
		if (value.kind === "map") services.push({
			name: key,
			at: keyAt,
			settings: value,
			directory: context.directory
		});
		else context.loading.refuse({
			message: `the service ${key} has to be a map`,
			at: keyAt,
			kind: "unparsable"
		});
	}
	for (const { name, settings } of services) for (const reference of referencesOf(settings)) {
		if (section?.entries.get(reference.name)?.value.kind === "map") continue;
		const message = `the service ${name} needs ${reference.name}, which this project does not have`;
		context.loading.refuse({
			message,
			at: reference.value.at,
			kind: "unresolved"
		});
	}
	if (!document.entries.has("services")) refuseOldFormat(document, context);
	return services;
}
/** Compose 1 had services at the top of the file; Compose 2 refuses such files. */
function refuseOldFormat(document, { loading }) {
	for (const { key, keyAt, value } of document.entries.values()) {
		if (value.kind !== "map" || key.startsWith("x-") || !(value.entries.has("image") || value.entries.has("build"))) continue;
		loading.refuse({
			message: `${key} stands outside of services, as in the first format of Compose`,
			at: keyAt,
			kind: "unparsable"
		});
		return;
	}
}
function ordered(files, paths) {
	const named = paths.flatMap((path) => files.find((file) => file.path === path) ?? []);
	return [...named, ...files.filter((file) => !named.includes(file))];
}
// src/parse/compose/limits.ts
/** The memory a service may use, as written: the limit of `deploy` binds before `mem_limit`. */
function memoryOf(service) {
	return deployed(service, "memory", "mem_limit");
}
/** How many processes a service may have, as written: the limit of `deploy` binds before `pids_limit`. */
function pidsOf(service) {
	return deployed(service, "pids", "pids_limit");
}
/** The key below which the limits of a service stand, or would stand: the innermost there is of those of `deploy`. */
function limitsPlace(service) {
	let map = service;
	let place;
	for (const key of [
		"deploy",
		"resources",
		"limits"
	]) {
		const entry = map.entries.get(key);
		if (entry === void 0 || isNull(entry.value)) return place;
		place = entry.keyAt;
		if (entry.value.kind !== "map") return place;
		map = entry.value;
	}
	return place;
}
/** How many processors a service may use: the limit of `deploy`, else `cpus`, else what quota and period come to. */
function cpusOf(service) {
	const cpus = deployed(service, "cpus", "cpus");
	if (cpus.state !== "unset") return cpus;
	const quota = textSetting(valueAt(service, "cpu_quota"));
	if (quota.state !== "known") return quota;
	const period = textSetting(valueAt(service, "cpu_period"));
	const share = cpuShare(microseconds(quota.value), period.state === "known" ? microseconds(period.value) : void 0);
	if (share === void 0) return {
		state: "unknown",
		why: "the quota is not a number",
		at: quota.at
	};
	return {
		...quota,
		value: String(share)
	};
}
/** The memory that the engine tries to keep for a service: the reservation of `deploy`, else `mem_reservation`. */
function reservationOf(service) {
	return or(textSetting(valueAt(service, "deploy", "resources", "reservations", "memory")), textSetting(valueAt(service, "mem_reservation")));
}
/** `NAME=LIMIT` or `NAME=SOFT:HARD` of a map of numbers or of maps with `soft` and `hard`. */
function ulimitsOf(value) {
	if (value?.kind !== "map") return noEntries;
	const items = [];
	const unknown = [];
	for (const entry of value.entries.values()) {
		const at = entryPlace(entry);
		const { value: limit } = entry;
		const parts = limit.kind === "map" ? ["soft", "hard"].map((key) => textSetting(valueAt(limit, key))) : [textSetting(limit)];
		const hidden = parts.find((part) => part.state === "unknown");
		if (hidden?.state === "unknown") unknown.push({
			why: hidden.why,
			at
		});
		else {
			const known = parts.flatMap((part) => part.state === "known" ? [part.value] : []);
			items.push({
				value: `${entry.key}=${known.join(":")}`,
				at
			});
		}
	}
	return {
		items,
		unknown
	};
}
/** What restarts a service: the policy of `deploy` wins over `restart`, even one without a condition, with which nothing does. */
function restartOf(service) {
	const policy = valueAt(service, "deploy", "restart_policy");
	if (policy === void 0) return textSetting(valueAt(service, "restart"));
	const condition = textSetting(valueAt(service, "deploy", "restart_policy", "condition"));
	if (condition.state === "unset") return {
		state: "known",
		value: "no",
		at: policy.at
	};
	if (condition.state === "unknown") return condition;
	if (condition.value === "any") return {
		...condition,
		value: "always"
	};
	if (condition.value === "none") return {
		...condition,
		value: "no"
	};
	const attempts = textSetting(valueAt(service, "deploy", "restart_policy", "max_attempts"));
	return attempts.state === "known" ? {
		...attempts,
		value: `${condition.value}:${attempts.value}`
	} : condition;
}
function deployed(service, limit, key) {
	const bound = textSetting(valueAt(service, "deploy", "resources", "limits", limit));
	return bound.state === "unset" || bound.state === "known" && bound.value === "0" ? or(textSetting(valueAt(service, key)), bound) : bound;
}
function or(first, second) {
	return first.state === "unset" ? second : first;
}
/** A number of microseconds, or a duration such as `50ms`. */
function microseconds(text) {
	const found = /^(-?\d+(?:\.\d+)?)(us|ms|s)?$/.exec(text.trim());
	const unit = {
		us: 1,
		ms: 1e3,
		s: 1e6
	}[found?.[2] ?? "us"] ?? NaN;
	return Number(found?.[1] ?? NaN) * unit;
}
// src/parse/compose/mounts.ts
const types = /* @__PURE__ */ new Set([
	"bind",
	"volume",
	"tmpfs"
]);
/**
* The mounts of a service, from short and long syntax. A named volume that the project declares as a folder of the host
* (`driver_opts` with `o: bind`) is the bind mount it comes to.
*/
function mountsOf(service, document) {
	const declared = valueAt(document, "volumes");
	const volumes = declared?.kind === "map" ? declared : void 0;
	const own = entriesOf$2(valueAt(service, "volumes"), (item) => mountOf(item, volumes), (item, why) => halfKnown(item, volumes) ?? { why });
	const borrowed = entriesOf$2(valueAt(service, "volumes_from"), () => ({ why: "it takes over the mounts of another container" }));
	return joined$1(own, borrowed, filesOf(service, document, "secrets"), filesOf(service, document, "configs"));
}
/**
* The files of the host that a service is given as secrets or configs, by an absolute path: the engine binds them read-only,
* a socket among them as it is. A file of the project itself is meant to be one, and left out.
*/
function filesOf(service, document, kind) {
	return entriesOf$2(valueAt(service, kind), (item) => {
		const name = asText(item.kind === "map" ? valueAt(item, "source") : item);
		const source = name === void 0 ? void 0 : asText(valueAt(document, kind, name, "file"));
		if (name === void 0 || source === void 0 || !/^[/~]/.test(source)) return void 0;
		return { value: withCleanSource({
			type: "bind",
			source,
			target: (item.kind === "map" ? asText(valueAt(item, "target")) : void 0) ?? name,
			readOnly: true,
			options: []
		}) };
	});
}
function mountOf(item, volumes) {
	if (item.kind === "list") return { why: "it is not a mount" };
	const mount = item.kind === "map" ? longMount(item) : volumeFromText(asText(item) ?? "");
	if (mount === void 0) return { why: "it is not a mount" };
	return "why" in mount ? mount : { value: withCleanSource(hostFolder(mount, volumes)) };
}
/**
* A mount whose source is known even though its target or options are not; these stay as written. `$HOME` is the home of
* whoever starts the project, as `~` is.
*/
function halfKnown({ written }, volumes) {
	const [source = "", ...rest] = written.replace(/^\$(?:HOME|\{HOME\})(?=[/:])/, "~").split(":");
	if (source === "" || source.includes("$") || rest.length === 0) return void 0;
	const mount = volumeFromText(`${source}:/`);
	if (mount === void 0) return void 0;
	return { value: withCleanSource(hostFolder({
		...mount,
		target: rest.join(":"),
		readOnly: rest.at(-1) === "ro"
	}, volumes)) };
}
function longMount(map) {
	for (const key of ["type", "read_only"]) {
		const value = valueAt(map, key);
		if (value?.kind === "scalar" && value.unknown !== void 0) return { why: value.unknown };
	}
	const from = valueAt(map, "source");
	const hidden = from?.kind === "scalar" ? from.unknown : void 0;
	const text = (key, ...more) => asText(valueAt(map, key, ...more));
	const source = hidden === void 0 ? text("source") : void 0;
	const type = text("type") ?? (source !== void 0 && isHostPath(source) ? "bind" : "volume");
	const place = valueAt(map, "target");
	const target = place?.kind === "scalar" && place.unknown !== void 0 ? place.written : asText(place) ?? source;
	if (target === void 0 || target === "") return void 0;
	const propagation = text("bind", "propagation");
	const selinux = text("bind", "selinux");
	return {
		type: isMountType(type) ? type : "other",
		...source === void 0 || source === "" ? {} : { source },
		target,
		readOnly: asBoolean(valueAt(map, "read_only")) ?? false,
		...propagation === void 0 ? {} : { propagation },
		...hidden === void 0 ? {} : { hidden },
		options: [...propagation === void 0 ? [] : [`bind-propagation=${propagation}`], ...selinux === void 0 ? [] : [selinux]]
	};
}
function isMountType(type) {
	return types.has(type);
}
function hostFolder(mount, volumes) {
	if (mount.type !== "volume" || mount.source === void 0 || volumes === void 0) return mount;
	if (asBoolean(valueAt(volumes, mount.source, "external")) === true) return mount;
	const driver = asText(valueAt(volumes, mount.source, "driver")) ?? "local";
	const kind = asText(valueAt(volumes, mount.source, "driver_opts", "type")) ?? "";
	const device = valueAt(volumes, mount.source, "driver_opts", "device");
	const options = (asText(valueAt(volumes, mount.source, "driver_opts", "o")) ?? "").split(",");
	const binds = kind === "bind" || options.some((option) => option === "bind" || option === "rbind");
	if (driver !== "local" || !binds || device?.kind !== "scalar" || device.unknown !== void 0) return mount;
	const readOnly = mount.readOnly || options.includes("ro");
	return {
		...mount,
		type: "bind",
		source: asText(device) ?? "",
		readOnly,
		options: [...mount.options, ...options]
	};
}
// src/parse/compose/network-mode.ts
/**
* The network mode of a service. A network of the project that is the engine’s own `host` (`external: true, name: host`)
* says the same as `network_mode: host`, at the place where the service joins it.
*/
function networkModeOf(settings, document) {
	const mode = textSetting(valueAt(settings, "network_mode"));
	if (mode.state !== "unset") return mode;
	const joined = valueAt(settings, "networks");
	const host = (joined?.kind === "map" ? [...joined.entries.values()].map(({ key, keyAt }) => ({
		value: key,
		at: keyAt
	})) : textEntries(joined).items).find(({ value }) => isHost(document, value));
	return host === void 0 ? mode : {
		state: "known",
		value: "host",
		at: host.at
	};
}
function isHost(document, network) {
	const external = valueAt(document, "networks", network, "external");
	if (external === void 0) return false;
	const name = external.kind === "map" ? valueAt(external, "name") : valueAt(document, "networks", network, "name");
	return (name === void 0 ? network : asText(name)) === "host" && (external.kind === "map" || asBoolean(external) === true);
}
// src/parse/compose/words.ts
/**
* Splits a command as Compose does when it is written as one text: quotes and backslashes join words, nothing is expanded,
* and `;`, `&`, `|`, `<` and `>` outside of quotes end it. `undefined` where a quote is left open.
*/
function splitWords(text) {
	const words = [];
	let word;
	let quote = "";
	for (let at = 0; at < text.length; at += 1) {
		const unit = text.charAt(at);
		if (unit === "\\" && quote !== "'") {
			at += 1;
			if (at === text.length) return void 0;
			word = (word ?? "") + text.charAt(at);
		} else if (quote !== "") {
			if (unit === quote) quote = "";
			else word = (word ?? "") + unit;
		} else if (unit === "\"" || unit === "'") {
			quote = unit;
			word ??= "";
		} else if (/\s/.test(unit)) {
			if (word !== void 0) words.push(word);
			word = void 0;
		} else if (/[;&|<>]/.test(unit)) break;
		else word = (word ?? "") + unit;
	}
	if (quote !== "") return void 0;
	if (word !== void 0) words.push(word);
	return words;
}
// src/parse/compose/lower.ts
/** The containers of a project, one per service in the order of `project.services`, every spelling lowered to one form. */
function containersOf(project) {
	return project.services.map((service) => containerOf(service, project.document));
}
function containerOf({ name, at, settings }, document) {
	const value = (key) => valueAt(settings, key);
	const text = (key) => textSetting(value(key));
	return {
		kind: "service",
		name,
		at,
		image: text("image"),
		containerName: text("container_name"),
		user: text("user"),
		groupAdd: textEntries(value("group_add")),
		privileged: booleanSetting(value("privileged")),
		capAdd: textEntries(value("cap_add"), capabilityFromText),
		capDrop: textEntries(value("cap_drop"), capabilityFromText),
		securityOptions: textEntries(value("security_opt")),
		readOnly: booleanSetting(value("read_only")),
		mounts: mountsOf(settings, document),
		tmpfs: textEntries(value("tmpfs")),
		volumesFrom: textEntries(value("volumes_from")),
		ports: portsOf(settings),
		networkMode: networkModeOf(settings, document),
		networks: names$1(value("networks")),
		links: joined$1(textEntries(value("links")), textEntries(value("external_links"))),
		pidMode: text("pid"),
		ipcMode: text("ipc"),
		utsMode: text("uts"),
		usernsMode: text("userns_mode"),
		cgroupMode: text("cgroup"),
		cgroupParent: text("cgroup_parent"),
		memory: memoryOf(settings),
		memorySwap: text("memswap_limit"),
		cpus: cpusOf(settings),
		pidsLimit: pidsOf(settings),
		limitsAt: limitsPlace(settings) ?? at,
		memoryReservation: reservationOf(settings),
		ulimits: ulimitsOf(value("ulimits")),
		sysctls: pairs(value("sysctls")),
		devices: entriesOf$2(value("devices"), device),
		deviceRules: textEntries(value("device_cgroup_rules")),
		gpus: gpusOf(settings),
		environment: joined$1(variablesOf(value("environment"), "inherited"), fromFiles(value("env_file"))),
		labels: joined$1(variablesOf(value("labels"), "empty"), fromFiles(value("label_file"))),
		entrypoint: commandOf(value("entrypoint")),
		command: commandOf(value("command")),
		buildArguments: variablesOf(valueAt(settings, "build", "args"), "inherited"),
		buildSecrets: entriesOf$2(valueAt(settings, "build", "secrets"), buildSecret),
		restart: restartOf(settings),
		healthCheck: healthCheckOf(settings),
		healthTest: textEntries(valueAt(settings, "healthcheck", "test")),
		loggingDriver: textSetting(valueAt(settings, "logging", "driver") ?? value("log_driver")),
		usesApiSocket: booleanSetting(value("use_api_socket"))
	};
}
/** The names of a list, or the keys of a map. */
function names$1(value) {
	if (value?.kind !== "map") return textEntries(value);
	return {
		items: [...value.entries.values()].map(({ key, keyAt }) => ({
			value: key,
			at: keyAt
		})),
		unknown: []
	};
}
function portsOf(settings) {
	const read = (parse) => (item) => {
		const port = parse(item);
		return port ? { value: port } : { why: hiddenIn(item) ?? "it is not a port" };
	};
	return joined$1(entriesOf$2(valueAt(settings, "ports"), read(parsePort)), entriesOf$2(valueAt(settings, "expose"), read(exposedPort)));
}
function hiddenIn(item) {
	if (item.kind !== "map") return void 0;
	for (const { value } of item.entries.values()) if (value.kind === "scalar" && value.unknown !== void 0) return value.unknown;
}
/** `name=value` from a map or a list of such texts. */
function pairs(value) {
	if (value?.kind !== "map") return textEntries(value);
	const items = [];
	const unknown = [];
	for (const entry of value.entries.values()) {
		const text = textSetting(entry.value);
		const at = entryPlace(entry);
		if (text.state === "unknown") unknown.push({
			why: text.why,
			at
		});
		else items.push({
			value: `${entry.key}=${text.state === "known" ? text.value : ""}`,
			at
		});
	}
	return {
		items,
		unknown
	};
}
/** `HOST[:CONTAINER[:PERMISSIONS]]`. */
function device(item) {
	if (item.kind !== "map") {
		const text = asText(item);
		return text === void 0 ? { why: "it is not a device" } : { value: text };
	}
	const hidden = hiddenIn(item);
	if (hidden !== void 0) return { why: hidden };
	return { value: [
		"source",
		"target",
		"permissions"
	].map((key) => asText(valueAt(item, key)) ?? "").join(":").replace(/:+$/, "") };
}
/** `all`, or what is asked for in words: `nvidia`, `gpu`. Both places that can ask for them count. */
function gpusOf(settings) {
	const read = (item) => {
		if (item.kind !== "map") return { value: asText(item) ?? "all" };
		return { value: [asText(valueAt(item, "driver")), ...textEntries(valueAt(item, "capabilities")).items.map(({ value }) => value)].find((part) => part !== void 0 && part !== "") ?? "all" };
	};
	return joined$1(entriesOf$2(valueAt(settings, "gpus"), read), entriesOf$2(valueAt(settings, "deploy", "resources", "reservations", "devices"), read));
}
function fromFiles(value) {
	return entriesOf$2(value, (item) => {
		return { why: `more of it comes from the file ${asText(item.kind === "map" ? valueAt(item, "path") : item) ?? ""}`.trimEnd() };
	});
}
function commandOf(value) {
	if (value?.kind !== "scalar") return textEntries(value);
	if (value.unknown !== void 0) return {
		items: [],
		unknown: [{
			why: value.unknown,
			at: value.at
		}]
	};
	const words = splitWords(asText(value) ?? "");
	if (words === void 0) return {
		items: [],
		unknown: [{
			why: "a quote is left open",
			at: value.at
		}]
	};
	return {
		items: words.map((word) => ({
			value: word,
			at: value.at
		})),
		unknown: []
	};
}
function healthCheckOf(settings) {
	const disable = booleanSetting(valueAt(settings, "healthcheck", "disable"));
	if (disable.state === "unknown") return disable;
	if (disable.state === "known" && disable.value) return {
		...disable,
		value: false
	};
	const test = valueAt(settings, "healthcheck", "test");
	if (test === void 0 || test.kind === "list" && test.items.length === 0) return unset$1;
	const first = test.kind === "list" ? test.items[0] : test;
	if (first?.kind === "scalar" && first.unknown !== void 0 && test.kind === "list") return {
		state: "unknown",
		why: first.unknown,
		at: first.at
	};
	return {
		state: "known",
		value: asText(first) !== "NONE",
		at: test.at
	};
}
// src/parse/workflow/create-line.ts
/**
* The `docker create` line that the runner makes of a job container or a service: `options`, `ports`, `volumes` and `env`
* as they are written, in front of the image. What the runner adds on its own is left out.
*/
function createLine(file, tree, node, image) {
	const builder = new ScriptBuilder(file);
	const span = spanIn(image, 0, image.text.length);
	builder.decoded("docker create", span);
	const quoted = (option, text, name = "") => {
		if (text === void 0 || text.text.includes("'")) return;
		builder.decoded(` ${option} '${name}`, spanIn(text, 0, 0));
		copyRange(builder, text, 0, text.text.length);
		builder.decoded("'", endOf(text));
	};
	for (const port of tree.items(tree.get(node, "ports"))) quoted("-p", textAt(file, port));
	for (const volume of tree.items(tree.get(node, "volumes"))) quoted("-v", textAt(file, volume));
	for (const { key, value } of tree.entries(tree.get(node, "env"))) if (/^\w+$/.test(key)) quoted("-e", textAt(file, value), `${key}=`);
	const options = textAt(file, tree.get(node, "options"));
	if (options !== void 0) addLine(builder, options);
	builder.decoded(" '", {
		start: span.start,
		end: span.start
	});
	copyRange(builder, image, 0, image.text.length);
	builder.decoded("'", endOf(image));
	return builder.build();
}
/** Copies a text as one line. */
function addLine(builder, text) {
	builder.decoded(" ", spanIn(text, 0, 0));
	let from = 0;
	for (const { index } of text.text.matchAll(/\n/g)) {
		copyRange(builder, text, from, index);
		builder.decoded(" ", spanIn(text, index, index + 1));
		from = index + 1;
	}
	copyRange(builder, text, from, text.text.length);
}
function endOf(text) {
	const { end } = spanIn(text, 0, text.text.length);
	return {
		start: end,
		end
	};
}
/** A string or a number, expressions unknown; undefined for nothing and for an empty string. */
function textAt(file, node) {
	if (isText(node)) return node.value === "" ? void 0 : withHoles(textOfScalar(file, node), githubExpression);
	if (!(0, import_dist.isScalar)(node) || typeof node.source !== "string" || node.source === "" || node.range === void 0 || node.range === null) return void 0;
	const builder = new ScriptBuilder(file);
	builder.copy(node.source, node.range[0]);
	return builder.build();
}
// src/parse/workflow/images.ts
/** The images of a GitHub workflow or action, or of a GitLab pipeline, in the order of the file. */
function imagesOfWorkflow(file) {
	const read = isWorkflow(file.path) || isAction(file.path) ? githubImages : isGitlabPipeline(file.path) ? gitlabImages : void 0;
	if (read === void 0) return [];
	return yamlTrees(file).flatMap((tree) => read(file, tree)).toSorted((one, other) => one.at.span.start - other.at.span.start);
}
function githubImages(file, tree) {
	const jobs = tree.entries(tree.get(tree.root, "jobs")).flatMap(({ key, value: job }) => {
		const services = tree.entries(tree.get(job, "services"));
		return [
			...startedImage(file, tree, "container", key, tree.get(job, "container")),
			...services.flatMap(({ key: service, value }) => startedImage(file, tree, "service", `${key}/${service}`, value)),
			...stepImages(file, tree, key, tree.get(job, "steps"))
		];
	});
	const own = tree.get(tree.root, "runs", "image");
	return [
		...jobs,
		...stepImages(file, tree, "", tree.get(tree.root, "runs", "steps")),
		...isText(own) && own.value.startsWith("docker://") ? imageOf$1(file, "action", "", own) : []
	];
}
function startedImage(file, tree, kind, name, node) {
	const options = tree.get(node, "options");
	return imageOf$1(file, kind, name, isText(node) ? node : tree.get(node, "image")).map((image) => ({
		...image,
		...isText(options) ? { options: withHoles(textOfScalar(file, options), githubExpression) } : {},
		create: createLine(file, tree, node, image.text)
	}));
}
function stepImages(file, tree, job, steps) {
	return tree.items(steps).flatMap((step) => {
		const uses = tree.get(step, "uses");
		return isText(uses) && uses.value.startsWith("docker://") ? imageOf$1(file, "action", job, uses) : [];
	});
}
function gitlabImages(file, tree) {
	const seen = /* @__PURE__ */ new Set();
	const of = (name, node) => {
		const image = tree.get(node, "image");
		const services = tree.items(tree.get(node, "services"));
		return [{
			kind: "container",
			name,
			node: isText(image) ? image : tree.get(image, "name")
		}, ...services.map((service) => ({
			kind: "service",
			name,
			node: isText(service) ? service : tree.get(service, "name")
		}))].flatMap((one) => {
			if (seen.has(one.node)) return [];
			seen.add(one.node);
			return imageOf$1(file, one.kind, one.name, one.node);
		});
	};
	return [...of("", tree.root), ...tree.entries(tree.root).flatMap(({ key, value }) => of(key, value))];
}
function imageOf$1(file, kind, name, node) {
	if (!isText(node)) return [];
	const whole = withHoles(textOfScalar(file, node), githubExpression);
	const image = whole.text.replace(/^docker:\/\//, "").trim();
	if (image === "") return [];
	const from = whole.text.indexOf(image);
	const builder = new ScriptBuilder(file);
	copyRange(builder, whole, from, from + image.length);
	const text = builder.build();
	return [{
		kind,
		name,
		image,
		resolved: !image.includes("$"),
		at: placeIn(text, 0, image.length),
		text
	}];
}
// src/parse/workflow/steps.ts
/** Reads the steps of a workflow or an action, as far as they can be read; never throws. */
function workflowOf(file) {
	const trees = yamlTrees(file);
	const jobs = trees.flatMap((tree) => {
		const own = tree.items(tree.get(tree.root, "runs", "steps"));
		return [...tree.entries(tree.get(tree.root, "jobs")).map(({ key, value }) => jobOf(file, tree, key, value)), ...own.length === 0 ? [] : [jobOf(file, tree, "", tree.get(tree.root, "runs"))]];
	});
	return {
		file,
		triggers: new Set(trees.flatMap(triggersOf)),
		jobs
	};
}
function triggersOf(tree) {
	const on = tree.get(tree.root, "on");
	if (isText(on)) return [on.value];
	return [...tree.items(on).flatMap((item) => isText(item) ? item.value : []), ...tree.entries(on).map(({ key }) => key)];
}
function jobOf(file, tree, name, job) {
	return {
		name,
		condition: conditionOf(tree, job),
		...usesOf(file, tree, job),
		steps: tree.items(tree.get(job, "steps")).map((step) => ({
			...usesOf(file, tree, step),
			input: (input) => scriptOf(file, tree.get(step, "with", input)),
			isOn: (input) => mayBeTrue(tree.get(step, "with", input)),
			run: () => scriptOf(file, tree.get(step, "run")),
			condition: conditionOf(tree, step)
		})),
		passwords: () => [tree.get(job, "container"), ...tree.entries(tree.get(job, "services")).map(({ value }) => value)].flatMap((container) => scriptOf(file, tree.get(container, "credentials", "password")) ?? [])
	};
}
function usesOf(file, tree, node) {
	const uses = tree.get(node, "uses");
	if (!isText(uses) || uses.value.startsWith("docker://") || uses.value.startsWith("./")) return {};
	const script = textOfScalar(file, uses);
	const [name = "", ref = ""] = uses.value.trim().split("@", 2);
	return { uses: {
		name: name.toLowerCase(),
		ref,
		written: uses.value.trim(),
		at: placeIn(script, 0, script.text.length)
	} };
}
function conditionOf(tree, node) {
	const condition = tree.get(node, "if");
	return isText(condition) ? condition.value : "";
}
function scriptOf(file, node) {
	return isText(node) ? withHoles(textOfScalar(file, node), githubExpression) : void 0;
}
// src/parse/workflow/builds.ts
const none$1 = {
	builds: [],
	bakes: []
};
/** The images that the steps of a GitHub workflow or composite action build. Never throws. */
function buildsOfWorkflow(file) {
	if (!/docker\/(?:build-push|bake)-action/.test(file.text)) return none$1;
	const builds = [];
	const bakes = [];
	for (const tree of yamlTrees(file)) {
		const jobs = tree.entries(tree.get(tree.root, "jobs")).map(({ value }) => tree.get(value, "steps"));
		for (const step of [...jobs, tree.get(tree.root, "runs", "steps")].flatMap((steps) => tree.items(steps))) {
			const uses = tree.get(step, "uses");
			const action = isText(uses) ? /^docker\/(build-push|bake)-action@/.exec(uses.value)?.[1] : void 0;
			if (!isText(uses) || action === void 0) continue;
			const inputs = inputsOf(file, tree, tree.get(step, "with"));
			if (action === "bake") bakes.push(...bakeOf(inputs));
			else {
				const text = textOfScalar(file, uses);
				builds.push(buildOf(inputs, placeIn(text, 0, text.text.length)));
			}
		}
	}
	return {
		builds,
		bakes
	};
}
function buildOf(input, at) {
	const args = {};
	const allow = input("allow");
	for (const line of linesOf$2(input("build-args"))) {
		const equals = line.indexOf("=");
		if (equals > 0) args[line.slice(0, equals).trim()] = isExpression(line) ? void 0 : line.slice(equals + 1);
	}
	return {
		context: settingOf(input("context")),
		dockerfile: settingOf(input("file")),
		target: settingOf(input("target")),
		args,
		contexts: pairsOf(input("build-contexts")),
		tags: itemsOf(input("tags")).filter((tag) => !isExpression(tag)),
		grants: allow === void 0 ? [] : itemsOf(allow).map((name) => ({
			name,
			at: allow.at
		})),
		...secretsOf$1(input),
		at
	};
}
/** `id=value` on each line of three inputs; the action gives one of its own for a context from git. */
function secretsOf$1(input) {
	const ids = ["GIT_AUTH_TOKEN"];
	for (const line of [
		"secrets",
		"secret-envs",
		"secret-files"
	].flatMap((name) => linesOf$2(input(name)))) {
		const id = /^["']?([\w.-]+)=/.exec(line)?.[1];
		if (id !== void 0) ids.push(id);
		else if (isExpression(line)) return {};
	}
	return { secrets: ids };
}
/** A bake in a folder that an expression names tells nothing. */
function bakeOf(input) {
	const folder = settingOf(input("workdir"));
	if (folder.state === "unknown") return [];
	const files = itemsOf(input("files")).filter((path) => !isExpression(path) && !/^[a-z]+:/.test(path));
	return [{
		folder: folder.state === "known" ? folder.value : ".",
		files
	}];
}
function inputsOf(file, tree, inputs) {
	return (name) => {
		const node = tree.get(inputs, name);
		if (!isText(node) || node.value.trim() === "") return void 0;
		const text = textOfScalar(file, node);
		return {
			text: node.value.trim(),
			at: placeIn(text, 0, text.text.length)
		};
	};
}
function settingOf(input) {
	if (input === void 0) return { state: "unset" };
	const { text, at } = input;
	return isExpression(text) ? {
		state: "unknown",
		why: "an expression stands in it",
		at
	} : {
		state: "known",
		value: text,
		at
	};
}
/** `name=value` on each line. */
function pairsOf(input) {
	return linesOf$2(input).flatMap((line) => {
		const [, name, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
		if (input === void 0 || name === void 0 || value === void 0 || isExpression(name)) return [];
		return [{
			name,
			...isExpression(value) ? {} : { value },
			at: input.at
		}];
	});
}
/** The items of a list with one on a line, or several between commas. */
function itemsOf(input) {
	return linesOf$2(input).flatMap(csvFields).map((item) => item.trim()).filter((item) => item !== "");
}
function linesOf$2(input) {
	return (input?.text ?? "").split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function isExpression(text) {
	return text.includes("${{");
}
// src/posture/command-build.ts
/**
* What `docker build` and `docker buildx build` build, as far as their words say it.
* @param folders that the command may run in, likeliest first
*/
function buildOfCommand(command, folders) {
	if (command.verb !== "build") return void 0;
	const target = lastOption(command, "target")?.value;
	const args = {};
	const tags = [];
	for (const { name, value } of command.options) {
		if (name === "tag" && value?.text !== void 0) tags.push(value.text);
		const first = value?.pieces[0];
		const pair = name === "build-arg" && first !== void 0 && "text" in first ? /^([^=]+)=/.exec(first.text) : null;
		if (pair?.[1] !== void 0) args[pair[1]] = value?.text?.slice(pair[0].length);
	}
	const secrets = secretsOf(command);
	return {
		places: folders.flatMap((folder) => placesFrom(folder, command)),
		...target?.text === void 0 ? {} : { target: target.text },
		...target !== void 0 && target.text === void 0 ? { anyTarget: true } : {},
		args,
		tags,
		...secrets === void 0 ? {} : { gives: {
			at: command.at,
			secrets
		} },
		grants: command.options.flatMap(({ name, value }) => name === "allow" && value?.text !== void 0 ? [{
			name: value.text,
			at: value.at
		}] : [])
	};
}
/** The ids of `--secret id=…,src=…`; undefined where words among the options may stand for more of them. */
function secretsOf({ options, opaque }) {
	if (opaque.length > 0 || options.some(({ known }) => !known)) return void 0;
	const ids = [];
	for (const { name, value } of options) {
		if (name !== "secret") continue;
		const text = value?.pieces.map((piece) => "text" in piece ? piece.text : "$").join("") ?? "";
		const id = secretId(csvFields(text));
		if (id === void 0 || id.includes("$")) return void 0;
		ids.push(id);
	}
	return ids;
}
/** The id among `key=value` pairs. */
function secretId(fields) {
	return fields.flatMap((field) => /^\s*id=(.+)$/.exec(field)?.[1] ?? [])[0];
}
/** A context behind a variable, on another machine or from the standard input gives none. */
function placesFrom(folder, command) {
	const written = command.operand?.value;
	if (written === void 0 || /^(?:-$|[a-z+]+:\/\/|git@)/.test(written)) return [];
	const folderOfContext = pathFrom(folder, written);
	const names = contextPairs(command);
	const context = {
		...folderOfContext === void 0 ? {} : { context: folderOfContext },
		...names.length === 0 ? {} : { names: namedContexts(names, folder) }
	};
	const file = lastOption(command, "file");
	if (file !== void 0) {
		const dockerfile = file.value?.text === void 0 ? void 0 : pathFrom(folder, file.value.text);
		return dockerfile === void 0 ? [] : [{
			dockerfile,
			...context
		}];
	}
	return (command.engine === "podman" ? ["Containerfile", "Dockerfile"] : ["Dockerfile"]).flatMap((name) => {
		const dockerfile = pathFrom(folder, `${written}/${name}`);
		return dockerfile === void 0 ? [] : [{
			dockerfile,
			...context
		}];
	});
}
/** `--build-context name=value`. */
function contextPairs({ options }) {
	return options.flatMap(({ name, value }) => {
		const first = value?.pieces[0];
		const pair = name === "build-context" && first !== void 0 && "text" in first ? /^([^=]+)=/.exec(first.text) : null;
		if (pair?.[1] === void 0 || value === void 0) return [];
		const text = value.text?.slice(pair[0].length);
		return [{
			name: pair[1],
			...text === void 0 ? {} : { value: text },
			at: value.at
		}];
	});
}
// src/posture/script-builds.ts
/** How many commands of a file are looked at closely: those of docker, podman and nerdctl, and those that a pipe feeds. */
const callLimit = 2e3;
/**
* The commands of docker, podman and nerdctl in a file, what they build, and the other commands that a pipe feeds. Where there
* are more than are looked at, what stands behind them is not read, and a blocking gap says so.
*/
function commandsOf(file) {
	const commands = [];
	const builds = [];
	const fed = [];
	const gaps = [];
	const starts = scriptStarts(file);
	const problems = [];
	const shown = isMarkdown(file.path);
	for (const { script, parsed } of parsedScripts(file, gaps)) {
		problems.push(...shown ? parsed.problems.filter(({ unread }) => unread) : parsed.problems);
		const own = [];
		let next;
		for (const command of parsed.commands) {
			const docker = dockerCommand(command);
			if (docker === void 0 && command.position === 0) continue;
			if (commands.length + own.length + fed.length === 2e3) {
				next = command;
				break;
			}
			if (docker === void 0) fed.push(command);
			else own.push(docker);
		}
		commands.push(...own);
		const first = own.find(({ verb, command }) => verb === "build" && !isElsewhere(command));
		if (first !== void 0) {
			const folders = commandFolders(script, {
				starts: starts(first.at.span.start),
				own: folderOf$1(file.path)
			});
			builds.push(...own.flatMap((docker) => isElsewhere(docker.command) ? [] : buildOfCommand(docker, folders.get(docker.command) ?? []) ?? []));
		}
		if (next === void 0) continue;
		gaps.push(limitGap(next.at, `only the first ${callLimit} container commands of this file are looked at`));
		break;
	}
	const unread = gapsOfScripts(file.path, problems).map((gap) => shown ? {
		...gap,
		blocking: false
	} : gap);
	return {
		commands,
		builds,
		fed,
		gaps: [
			...gaps,
			...gapsOfHost(file),
			...unread
		]
	};
}
/** A context that the action makes of the commit, and the folder in it. */
const ofCommit = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/;
/** What a step of a workflow builds. Without a context it is what the commit holds. */
function buildOfStep({ context, dockerfile, target, args, contexts, tags, grants, secrets, at }) {
	const commit = context.state === "unset" ? [""] : context.state === "known" ? ofCommit.exec(context.value) : null;
	const folder = commit === null ? context.state === "known" ? context.value : void 0 : commit[1] || ".";
	const path = dockerfile.state === "unknown" || folder === void 0 || isRemote(folder) ? void 0 : pathFrom(".", dockerfile.state === "known" ? dockerfile.value : `${folder}/Dockerfile`);
	const place = path === void 0 || folder === void 0 ? void 0 : placeOf(path, pathFrom(".", folder), contexts, ".");
	const checkout = commit === null ? {} : { checkout: true };
	return {
		places: place === void 0 ? [] : [{
			...place,
			...checkout
		}],
		...targetOf(target),
		args,
		tags,
		grants,
		...givesOf(secrets, at)
	};
}
/** What a target of a bake file builds, whose folder or the top of the repository its context counts from. */
function buildOfBake({ name, at, context, dockerfile, target, args, contexts, inline, tags, grants, secrets }, folders, group) {
	const from = context.state === "unset" ? "." : context.state === "known" && !isRemote(context.value) ? context.value : void 0;
	const file = dockerfile.state === "unset" ? "Dockerfile" : dockerfile.state === "known" ? dockerfile.value : void 0;
	const places = folders.flatMap((folder) => {
		const path = from === void 0 || file === void 0 ? void 0 : pathFrom(folder, `${from}/${file}`);
		return path === void 0 || from === void 0 ? [] : [placeOf(path, pathFrom(folder, from), contexts, folder)];
	});
	const gives = givesOf(secrets, at);
	return {
		places,
		...targetOf(target),
		args,
		tags,
		grants,
		group,
		name,
		...gives,
		...inline === void 0 ? {} : { inline }
	};
}
function placeOf(dockerfile, context, contexts, folder) {
	return {
		dockerfile,
		...context === void 0 ? {} : { context },
		...contexts.length === 0 ? {} : { names: namedContexts(contexts, folder) }
	};
}
function givesOf(secrets, at) {
	return secrets === void 0 ? {} : { gives: {
		at,
		secrets
	} };
}
function targetOf(target) {
	if (target.state === "unset") return {};
	return target.state === "known" ? { target: target.value } : { anyTarget: true };
}
// src/posture/bake-builds.ts
/** What the steps of workflows build, and the targets of the bake files that bake finds by itself or a step names. */
async function bakeBuilds({ scripts, bakeFiles }, read) {
	const wishes = [];
	const together = /* @__PURE__ */ new Map();
	for (const file of bakeFiles) {
		const folder = folderOf$1(file.path);
		const known = together.get(folder);
		if (known === void 0) together.set(folder, {
			files: [file],
			folder
		});
		else known.files.push(file);
	}
	for (const workflow of scripts) {
		const { builds, bakes } = buildsOfWorkflow(workflow);
		wishes.push(...builds.map(buildOfStep));
		for (const { folder, files: named } of bakes) {
			const paths = named.flatMap((path) => pathFrom(".", `${folder}/${path}`) ?? []);
			const key = paths.join("\n");
			if (paths.length === 0 || together.has(key)) continue;
			const files = [];
			for (const path of paths.filter((each) => /\.(?:hcl|json)$/.test(each))) {
				const result = await read(path);
				if (result.ok) files.push({
					path,
					text: result.text
				});
			}
			together.set(key, {
				files,
				folder
			});
		}
	}
	for (const { files, folder } of together.values()) {
		const group = files.map(({ path }) => path).join("\n");
		const own = files[0] === void 0 ? "." : folderOf$1(files[0].path);
		const folders = [.../* @__PURE__ */ new Set([
			pathFrom(".", folder) ?? ".",
			own,
			"."
		])];
		wishes.push(...bakeTargets(files.toSorted(byReading)).map((target) => buildOfBake(target, folders, group)));
	}
	return wishes;
}
/** What of a bake file cannot be read. Bake refuses it as well, unless a limit of ours leaves it out. */
function gapsOfBake(file) {
	const { path } = file;
	if (path.endsWith(".json")) return yamlFaults(file).map(({ message, at, cut = false }) => gapOf$2(at, message, cut));
	const at = unclosedBlock(file);
	return at === void 0 ? [] : [gapOf$2(at, "not readable as HCL: nothing closes this block", false)];
}
function gapOf$2(at, detail, blocking) {
	return {
		artifact: at.file.path,
		reason: "unparsable",
		detail,
		location: locate(at),
		blocking
	};
}
/** Bake reads `docker-bake.json` first and lays the override files on top. */
function byReading(one, other) {
	const rank = ({ path }) => (/\.override\.\w+$/.test(path) ? 2 : 0) + (path.endsWith(".hcl") ? 1 : 0);
	return rank(one) - rank(other);
}
// src/posture/env-files.ts
/**
* The env files that the services of a project name and that were collected with the tree: what version control ignores is
* not among them.
*/
function envFilesOf(project, texts) {
	const found = namesOf$1(project).flatMap(({ path }) => path === void 0 ? [] : texts.get(path) ?? []);
	return [...new Set(found)];
}
/**
* The files from which Compose takes the values of variables and that were collected with the tree: `.env` in the project's
* folder, or those that the way of starting it names.
*/
function variableFilesOf({ directory }, named, texts) {
	return (named ?? [pathFrom(directory, ".env") ?? ".env"]).flatMap((path) => texts.get(path) ?? []);
}
/**
* The env files of a project that cannot be looked at: outside of what is scanned, or nothing that can be read. One that is
* not there is none of them: files with secrets are kept out of repositories.
*/
async function envFileGaps(project, texts, read) {
	const gaps = [];
	for (const { written, path, service, at } of namesOf$1(project)) {
		if (path !== void 0 && texts.has(path)) continue;
		const result = path === void 0 ? void 0 : await read(path);
		if (result?.ok === true || result?.reason === "missing") continue;
		const detail = `the env file ${written} of service ${service} ${result?.detail ?? "is outside of what is scanned"}`;
		gaps.push({
			artifact: at.file.path,
			reason: "unresolved",
			detail,
			location: locate(at),
			blocking: false
		});
	}
	return gaps;
}
function namesOf$1(project) {
	return project.services.flatMap(({ name, settings, directory }) => listed(valueAt(settings, "env_file")).flatMap((item) => {
		const value = item.kind === "map" ? item.entries.get("path")?.value : item;
		const written = asText(value);
		if (written === void 0 || value?.kind === "scalar" && value.unknown !== void 0) return [];
		const path = pathFrom(directory, written);
		return [{
			written,
			...path === void 0 ? {} : { path },
			service: name,
			at: item.at
		}];
	}));
}
function listed(value) {
	if (value === void 0) return [];
	return value.kind === "list" ? value.items : [value];
}
// src/posture/job-container.ts
const why = "the runner may set it, and the container ends with its job";
/**
* The container of a workflow’s job as it is judged: what it asks for as anywhere; what it leaves out is unknown, and its
* ports and throwaway passwords are nobody’s business, since it ends with the job.
*/
function forOneJob(settings) {
	const left = (setting) => setting.state === "unset" ? {
		state: "unknown",
		why
	} : setting;
	const more = ({ items, unknown }) => ({
		items,
		unknown: [...unknown, {
			why,
			at: settings.at
		}]
	});
	return {
		...settings,
		user: left(settings.user),
		readOnly: left(settings.readOnly),
		memory: left(settings.memory),
		cpus: left(settings.cpus),
		pidsLimit: left(settings.pidsLimit),
		capDrop: more(settings.capDrop),
		securityOptions: more(settings.securityOptions),
		ports: {
			items: [],
			unknown: []
		},
		environment: {
			items: [],
			unknown: []
		}
	};
}
// src/posture/compose-run.ts
/** What `docker compose run` gives a container beside what its service has. */
const additions = /* @__PURE__ */ new Set([
	"cap-add",
	"env",
	"env-file",
	"label",
	"publish",
	"user",
	"volume"
]);
/**
* The container of a `docker compose run` line, with what the line adds to its service and nothing else: the service itself
* is judged where it stands. Undefined where it adds nothing.
*/
function oneOffOf(command) {
	if (command.verb !== "compose run" || !command.options.some(({ name }) => additions.has(name))) return void 0;
	const { operand } = command;
	if (operand === void 0) return void 0;
	return {
		...containerOf$1(command),
		name: operand.value ?? operand.raw,
		image: { state: "unset" },
		passing: "command"
	};
}
// src/parse/dockerfile/directives.ts
const NAME = /([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=/uy;
const NAMES = /* @__PURE__ */ new Set([
	"syntax",
	"escape",
	"check"
]);
/**
* Collects the directives at the head of a file, which end with the first line that is none. After a `#!` line, syntax and
* check still count and escape does not, as in BuildKit.
*/
var DirectiveHead = class {
	directives = [];
	problems = [];
	#reader;
	#open = true;
	#line = 0;
	#shebang = false;
	constructor(reader) {
		this.#reader = reader;
	}
	/** Takes the trimmed line from `start` to `end` if it is a directive. */
	take(start, end) {
		if (!this.#open) return false;
		this.#line += 1;
		const { file } = this.#reader;
		if (this.#line === 1 && file.text.startsWith("#!", start)) {
			this.#shebang = true;
			return false;
		}
		const found = this.#match(start, end);
		if (!found) {
			this.#open = false;
			return false;
		}
		const directive = {
			...found,
			at: placeAt(file, start, trimSpaceEnd(file.text, start, end))
		};
		const isRepeated = this.directives.some(({ name }) => name === directive.name);
		if (this.#shebang) {
			if (!isRepeated && directive.name !== "escape") this.directives.push(directive);
			return true;
		}
		if (isRepeated) {
			this.problems.push({
				message: `The directive "${directive.name}" stands here a second time`,
				at: directive.at
			});
			return true;
		}
		this.directives.push(directive);
		if (directive.name === "escape") this.#escape(directive);
		return true;
	}
	#match(start, end) {
		const { text } = this.#reader.file;
		if (text.charCodeAt(start) !== 35) return void 0;
		NAME.lastIndex = skipSpace(text, start + 1, end);
		const name = NAME.exec(text)?.[1]?.toLowerCase();
		if (name === void 0 || !NAMES.has(name) || NAME.lastIndex >= end) return void 0;
		let from = NAME.lastIndex;
		let to = end;
		while (from < to - 1 && isBlank$2(text.charCodeAt(from))) from += 1;
		while (to > from + 1 && isBlank$2(text.charCodeAt(to - 1))) to -= 1;
		return {
			name,
			value: text.slice(from, to)
		};
	}
	#escape(directive) {
		if (directive.value !== "\\" && directive.value !== "`") this.problems.push({
			message: `The escape character is "\\" or "\`", not "${directive.value}"`,
			at: directive.at
		});
		else this.#reader.escape = directive.value;
	}
};
function isBlank$2(unit) {
	return unit === 32 || unit === 9 || unit === 12 || unit === 13;
}
// src/parse/dockerfile/heredoc.ts
const MARKER = /^(\d*)<<(-?)[\t\f\r ]*/u;
const TAB = 9;
/** Reads a word as a heredoc marker; undefined where it is none, an error where BuildKit refuses it. */
function readMarker(word) {
	const match = MARKER.exec(word);
	if (!match) return void 0;
	const rest = word.slice(match[0].length);
	if (rest === "" || rest.includes("<")) return void 0;
	const bare = lex(rest, unset, {
		escape: "\\",
		keepUnset: true,
		split: true
	});
	if ("error" in bare) return bare;
	const [name, ...others] = bare.words;
	if (!name || others.length > 0) return void 0;
	const quoted = lex(rest, unset, {
		escape: "\\",
		keepUnset: true,
		split: true,
		keepQuotes: true
	});
	if ("error" in quoted) return quoted;
	const [quotedName, ...otherQuoted] = quoted.words;
	if (!quotedName || otherQuoted.length > 0) return { error: `The name of the heredoc ${rest} is not clear` };
	return {
		name: name.value,
		fileDescriptor: Number(match[1]),
		expand: quotes(name.value) === quotes(quotedName.value),
		chomp: match[2] === "-"
	};
}
/** Reads the bodies that the markers of a line announce, in order, from the lines that follow it. */
function readHeredocs(line, reader) {
	const lexed = lex(line.text, unset, {
		escape: "\\",
		keepUnset: true,
		split: true,
		keepQuotes: true,
		keepEscapes: true
	});
	const heredocs = [];
	const problems = [];
	for (const { value, from, to } of "error" in lexed ? [] : lexed.words) {
		const marker = readMarker(value);
		if (!marker) continue;
		if ("error" in marker) problems.push({
			message: marker.error,
			at: line.place(from, to)
		});
		else {
			const { heredoc, isClosed } = readBody(marker, line.word(from, to, value), reader);
			heredocs.push(heredoc);
			if (!isClosed) problems.push({
				message: `The heredoc ${marker.name} is never closed`,
				at: heredoc.marker.at
			});
		}
	}
	return {
		heredocs,
		problems
	};
}
function readBody(marker, word, reader) {
	const { file } = reader;
	const start = reader.offset;
	let end = start;
	let isClosed = false;
	for (let line = reader.physical(); line; line = reader.physical()) {
		if (closes(file.text, line.start, line.end, marker)) {
			isClosed = true;
			break;
		}
		end = line.next;
	}
	const content = file.text.slice(start, end);
	return {
		heredoc: {
			...marker,
			content,
			marker: word,
			at: placeAt(file, start, end)
		},
		isClosed
	};
}
function closes(text, start, end, { name, chomp }) {
	let from = start;
	if (chomp) while (from < end && text.charCodeAt(from) === TAB) from += 1;
	return end - from === name.length && text.startsWith(name, from);
}
function unset() {}
function quotes(text) {
	let count = 0;
	for (const character of text) if (character === "\"" || character === "'") count += 1;
	return count;
}
// src/parse/dockerfile/flags.ts
const DASH = 45;
const DOUBLE_QUOTE$1 = 34;
const SINGLE_QUOTE$1 = 39;
/** Reads the `--flags` that stand from `from` on, and tells where the arguments begin. A lone `--` ends the flags. */
function readFlags(line, from, to, escape) {
	const { text } = line;
	const flags = [];
	let at = from;
	for (;;) {
		while (at < to && isSeparator(text.charCodeAt(at))) at += 1;
		if (at + 1 >= to || text.charCodeAt(at) !== DASH || text.charCodeAt(at + 1) !== DASH) return {
			flags,
			next: at
		};
		const word = unquoted(text, at, to, escape);
		if (word.text === "--") return {
			flags,
			next: word.to
		};
		flags.push(flagOf(line, at, word));
		at = word.to;
	}
}
function flagOf(line, from, word) {
	const at = line.place(from, word.to);
	const equals = word.text.indexOf("=");
	if (equals === -1) return {
		name: word.text.slice(2),
		at
	};
	return {
		name: word.text.slice(2, equals),
		value: line.word(word.valueFrom, word.to, word.text.slice(equals + 1)),
		at
	};
}
function unquoted(text, from, to, escape) {
	const escapeUnit = escape.charCodeAt(0);
	let out = "";
	let valueFrom = -1;
	let quote = 0;
	let at = from;
	for (; at < to; at += 1) {
		let unit = text.charCodeAt(at);
		if (quote === 0 && isSeparator(unit)) break;
		if (quote === 0 ? unit === SINGLE_QUOTE$1 || unit === DOUBLE_QUOTE$1 : unit === quote) {
			quote = quote === 0 ? unit : 0;
			continue;
		}
		if (unit === escapeUnit) {
			at += 1;
			if (at === to) break;
			unit = text.charCodeAt(at);
		}
		out += text.charAt(at);
		if (valueFrom === -1 && text.charAt(at) === "=") valueFrom = at + 1;
	}
	return {
		text: out,
		valueFrom,
		to: at
	};
}
const COPY_FLAGS = {
	chown: "text",
	chmod: "text",
	link: "boolean",
	exclude: "texts"
};
const KNOWN = {
	FROM: kinds({ platform: "text" }),
	RUN: kinds({
		mount: "texts",
		network: "text",
		security: "text",
		device: "texts"
	}),
	COPY: kinds({
		...COPY_FLAGS,
		from: "text",
		parents: "boolean"
	}),
	ADD: kinds({
		...COPY_FLAGS,
		"keep-git-dir": "boolean",
		checksum: "text",
		unpack: "boolean"
	}),
	HEALTHCHECK: kinds({
		interval: "text",
		timeout: "text",
		"start-period": "text",
		"start-interval": "text",
		retries: "text"
	})
};
const NONE = /* @__PURE__ */ new Map();
/** BuildKit never looks at the flags of these. */
const UNCHECKED = /* @__PURE__ */ new Set(["ARG", "STOPSIGNAL"]);
/** The first flag that BuildKit refuses on this instruction. */
function flagProblem(keyword, flags) {
	if (flags.length === 0 || UNCHECKED.has(keyword)) return void 0;
	const known = KNOWN[keyword] ?? NONE;
	const seen = /* @__PURE__ */ new Set();
	for (const flag of flags) {
		const message = refusal(keyword, flag, known.get(flag.name), seen.has(flag.name));
		if (message !== void 0) return {
			message,
			at: flag.at
		};
		seen.add(flag.name);
	}
}
function refusal(keyword, { name, value }, kind, repeated) {
	if (kind === void 0) return `${keyword} has no flag --${name}`;
	if (repeated && kind !== "texts") return `The flag --${name} stands here a second time`;
	if (kind !== "boolean") return value ? void 0 : `The flag --${name} needs a value`;
	if (!value || ["true", "false"].includes(value.raw.toLowerCase())) return void 0;
	return value.raw === "" ? `The flag --${name} needs a value` : `The flag --${name} is true or false`;
}
function kinds(flags) {
	return new Map(Object.entries(flags));
}
// src/parse/dockerfile/health-check.ts
const UNITS = /* @__PURE__ */ new Map([
	["ns", 1e-6],
	["us", .001],
	["µs", .001],
	["μs", .001],
	["ms", 1],
	["s", 1e3],
	["m", 6e4],
	["h", 36e5]
]);
const PART = /(\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/uy;
const COUNT = /^[+-]?\d{1,10}$/u;
const LARGEST_COUNT = 2 ** 31 - 1;
/** A duration as Docker writes them (`1m30s`), in milliseconds; undefined where it is none. */
function durationOf(text) {
	const sign = text.startsWith("-") ? -1 : 1;
	let at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
	if (text.slice(at) === "0") return 0;
	if (at === text.length) return void 0;
	let sum = 0;
	while (at < text.length) {
		PART.lastIndex = at;
		const part = PART.exec(text);
		if (!part) return void 0;
		sum += Number(part[1]) * (UNITS.get(part[2] ?? "") ?? 0);
		at = PART.lastIndex;
	}
	return sign * sum;
}
/** The first flag of a health check whose value BuildKit refuses. */
function healthCheckProblem(flags) {
	for (const { name, value, at } of flags) {
		if (!value || value.raw === "") continue;
		const message = name === "retries" ? retriesProblem(value.raw) : durationProblem(name, value.raw);
		if (message !== void 0) return {
			message,
			at
		};
	}
}
function retriesProblem(text) {
	const count = COUNT.test(text) ? Number(text) : NaN;
	return count >= 0 && count <= LARGEST_COUNT ? void 0 : `--retries takes a number from 0 on, not ${text}`;
}
function durationProblem(name, text) {
	const duration = durationOf(text);
	if (duration === void 0) return `--${name} takes a duration such as 30s, not ${text}`;
	return duration === 0 || duration >= 1 ? void 0 : `--${name} is shorter than a millisecond`;
}
// src/parse/dockerfile/statement.ts
function readStatement(line, start, escape) {
	const { text } = line;
	const from = skipSpace(text, start, text.length);
	const end = trimSpaceEnd(text, from, text.length);
	let after = from;
	while (after < end && !isSeparator(text.charCodeAt(after))) after += 1;
	const { flags, next } = readFlags(line, after, end, escape);
	return {
		line,
		from,
		keyword: text.slice(from, after).toUpperCase(),
		keywordAt: line.place(from, after),
		flags,
		args: skipSpace(text, next, end),
		end
	};
}
// src/parse/dockerfile/words.ts
const EQUALS = 61;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
/** Words between separators, as FROM, EXPOSE and COPY are split. Quotes mean nothing here. */
function separatedWords(line, from, to) {
	const { text } = line;
	const words = [];
	let at = from;
	while (at < to) {
		let end = at;
		while (end < to && !isSeparator(text.charCodeAt(end))) end += 1;
		words.push(line.word(at, end));
		at = end;
		while (at < to && isSeparator(text.charCodeAt(at))) at += 1;
	}
	return words;
}
/** Words between white space, where quotes and the escape character hold a word together, as ENV, LABEL and ARG are split. */
function quotedWords(text, from, to, escape) {
	const escapeUnit = escape.charCodeAt(0);
	const words = [];
	let at = skipSpace(text, from, to);
	while (at < to) {
		const start = at;
		let end = to;
		let quote = 0;
		for (; at < to; at += 1) {
			const unit = text.charCodeAt(at);
			if (quote === 0 && isSpace(unit)) {
				end = at;
				break;
			}
			if (unit === escapeUnit && quote !== SINGLE_QUOTE) {
				if (at + 1 === to) end = at;
				else at += 1;
			} else if (quote === 0 && (unit === SINGLE_QUOTE || unit === DOUBLE_QUOTE)) quote = unit;
			else if (unit === quote) quote = 0;
		}
		if (end > start) words.push({
			from: start,
			to: end
		});
		at = skipSpace(text, Math.max(at, end), to);
	}
	return words;
}
/** The `NAME=value` or `NAME` that a range holds. */
function pairOf(line, { from, to }) {
	const { text } = line;
	let equals = from;
	while (equals < to && text.charCodeAt(equals) !== EQUALS) equals += 1;
	const name = line.word(from, equals);
	return equals === to ? { name } : {
		name,
		value: line.word(equals + 1, to)
	};
}
/** The strings of a JSON array; `mixed` where it is an array of other things, undefined where it is no JSON array. */
function jsonWords(line, from, to) {
	const { text } = line;
	const start = skipSpace(text, from, to);
	if (start === to || text.charCodeAt(start) !== OPEN_BRACKET) return void 0;
	const decoded = parseJson(text.slice(start, to));
	if (!Array.isArray(decoded)) return void 0;
	const words = [];
	let at = start + 1;
	for (const value of decoded) {
		if (typeof value !== "string") return "mixed";
		const open = text.indexOf("\"", at);
		const close = closingQuote(text, open + 1);
		words.push(line.word(open, close + 1, value));
		at = close + 1;
	}
	return words;
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function closingQuote(text, from) {
	let at = from;
	while (at < text.length && text.charCodeAt(at) !== DOUBLE_QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
	return at;
}
// src/parse/dockerfile/instruction.ts
const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/u;
/**
* Makes the instruction of a statement. What BuildKit refuses goes to `problems`; there is still an instruction wherever its
* parts can be told.
*/
function readInstruction(statement, reading) {
	const { line, keyword, keywordAt, flags } = statement;
	const refused = flagProblem(keyword, flags);
	if (refused && !(keyword === "HEALTHCHECK" && isNone(statement))) reading.problems.push(refused);
	const base = {
		at: placeAt(line.file, keywordAt.span.start, Math.max(keywordAt.span.end, reading.end)),
		keywordAt,
		flags,
		heredocs: reading.heredocs,
		stage: reading.stage
	};
	switch (keyword) {
		case "FROM": return {
			...base,
			keyword,
			...from(statement, reading)
		};
		case "RUN": {
			const run = {
				...base,
				keyword,
				...command(statement, statement.args, reading)
			};
			const problem = runFlagProblem(run);
			if (problem) reading.problems.push(problem);
			return run;
		}
		case "CMD":
		case "ENTRYPOINT": return {
			...base,
			keyword,
			...command(statement, statement.args, reading)
		};
		case "SHELL": {
			const form = command(statement, statement.args, reading);
			if (form.form === "exec" && form.exec.length > 0) return {
				...base,
				keyword,
				...form
			};
			return refuse(statement, reading, "SHELL needs a JSON array of at least one string");
		}
		case "ENV":
		case "LABEL":
		case "ARG": {
			const pairs = keyword === "ARG" ? argPairs(statement, reading) : namedPairs(statement, reading);
			return {
				...base,
				keyword,
				pairs
			};
		}
		case "USER":
		case "WORKDIR":
		case "STOPSIGNAL":
		case "MAINTAINER":
			if (statement.args === statement.end) return refuse(statement, reading, `${keyword} needs an argument`);
			return {
				...base,
				keyword,
				argument: line.word(statement.args, statement.end)
			};
		case "EXPOSE":
		case "VOLUME": {
			const values = keyword === "VOLUME" ? list$1(statement, reading) : separatedWords(line, statement.args, statement.end);
			if (values.length === 0) return refuse(statement, reading, `${keyword} needs at least one argument`);
			const empty = keyword === "VOLUME" ? values.find(({ raw }) => raw.trim() === "") : void 0;
			if (empty) reading.problems.push({
				message: "VOLUME names an empty path",
				at: empty.at
			});
			return {
				...base,
				keyword,
				values
			};
		}
		case "COPY":
		case "ADD": {
			const words = list$1(statement, reading);
			const destination = words.at(-1);
			if (!destination || words.length < 2) return refuse(statement, reading, `${keyword} needs a source and a destination`);
			if (isMarker(destination)) reading.problems.push({
				message: `${keyword} has a heredoc as its destination`,
				at: destination.at
			});
			return {
				...base,
				keyword,
				sources: words.slice(0, -1).filter((word) => !isMarker(word)),
				destination
			};
		}
		case "HEALTHCHECK": return healthCheck(statement, reading, base);
		case "ONBUILD": return onBuild(statement, reading, base);
		case "": return refuse(statement, reading, "A line is continued that says nothing");
		default: return refuse(statement, reading, `There is no instruction ${keyword}`);
	}
}
function refuse(statement, { problems }, message) {
	problems.push({
		message,
		at: statementPlace(statement)
	});
}
function statementPlace({ line, from, end }) {
	return line.place(from, end);
}
function from(statement, { problems }) {
	const { line, args, end } = statement;
	const words = separatedWords(line, args, end);
	const [image = line.word(end, end), as, alias] = words;
	if (words.length !== 1 && (words.length !== 3 || as?.raw.toLowerCase() !== "as")) problems.push({
		message: "FROM takes an image, or an image, AS and a name",
		at: statementPlace(statement)
	});
	if (!alias || as?.raw.toLowerCase() !== "as") return { image };
	if (!STAGE_NAME.test(alias.raw.toLowerCase())) problems.push({
		message: `"${alias.raw}" cannot name a stage: letters first, then digits, "-", "_" and "." too`,
		at: alias.at
	});
	return {
		image,
		alias
	};
}
function command({ line, end }, args, { problems }) {
	const exec = jsonWords(line, args, end);
	if (exec === "mixed") problems.push({
		message: "The JSON array holds something other than strings",
		at: line.place(args, end)
	});
	else if (exec) return {
		form: "exec",
		exec
	};
	return {
		form: "shell",
		command: line.word(args, end),
		segments: line.segments(args, end)
	};
}
function list$1({ line, args, end }, { problems }) {
	const exec = jsonWords(line, args, end);
	if (exec === "mixed") problems.push({
		message: "The JSON array holds something other than strings",
		at: line.place(args, end)
	});
	else if (exec) return exec;
	return separatedWords(line, args, end);
}
function isMarker({ raw }) {
	const marker = raw.includes("<<") ? readMarker(raw) : void 0;
	return marker !== void 0 && !("error" in marker);
}
function argPairs(statement, reading) {
	const { line, args, end } = statement;
	const pairs = quotedWords(line.text, args, end, reading.escape).map((range) => pairOf(line, range));
	if (pairs.length === 0) refuse(statement, reading, "ARG needs at least one name");
	return pairs.filter((pair) => isNamed(pair, "ARG", reading));
}
function namedPairs(statement, reading) {
	const { line, args, end, keyword } = statement;
	const [first, ...rest] = quotedWords(line.text, args, end, reading.escape).map((range) => pairOf(line, range));
	if (!first) {
		refuse(statement, reading, `${keyword} needs a name and a value`);
		return [];
	}
	if (!first.value) return legacyPair(statement, reading);
	return [first, ...rest].filter((pair) => {
		if (!pair.value) reading.problems.push({
			message: `${keyword} has a word that is no name=value; a value with blanks stands in quotes`,
			at: pair.name.at
		});
		return pair.value !== void 0 && isNamed(pair, keyword, reading);
	});
}
/** `ENV NAME all the rest`. */
function legacyPair(statement, reading) {
	const { line, args, end, keyword } = statement;
	const { text } = line;
	let nameEnd = args;
	while (nameEnd < end && !isSeparator(text.charCodeAt(nameEnd))) nameEnd += 1;
	let valueFrom = nameEnd;
	while (valueFrom < end && isSeparator(text.charCodeAt(valueFrom))) valueFrom += 1;
	if (nameEnd === end) {
		refuse(statement, reading, `${keyword} gives ${text.slice(args, end)} no value`);
		return [];
	}
	return [{
		name: line.word(args, nameEnd),
		value: line.word(valueFrom, end)
	}];
}
function isNamed({ name, value }, keyword, { problems }) {
	const { file, span } = name.at;
	const at = placeAt(file, span.start, value?.at.span.end ?? span.end);
	if (name.raw === "") problems.push({
		message: `${keyword} has a value without a name`,
		at
	});
	return name.raw !== "";
}
function healthCheckType({ line, args, end }) {
	const { text } = line;
	let at = args;
	while (at < end && !isSeparator(text.charCodeAt(at))) at += 1;
	const type = text.slice(args, at).toUpperCase();
	while (at < end && isSeparator(text.charCodeAt(at))) at += 1;
	return {
		type,
		next: at
	};
}
function isNone(statement) {
	return healthCheckType(statement).type === "NONE";
}
function healthCheck(statement, reading, base) {
	const { type, next } = healthCheckType(statement);
	const keyword = "HEALTHCHECK";
	if (type === "NONE") {
		if (next < statement.end) refuse(statement, reading, "HEALTHCHECK NONE takes no arguments");
		return {
			...base,
			keyword,
			none: true
		};
	}
	if (type !== "CMD") return refuse(statement, reading, "HEALTHCHECK needs CMD and a command, or NONE");
	const problem = healthCheckProblem(statement.flags);
	if (problem) reading.problems.push(problem);
	const test = command(statement, next, reading);
	if (test.form === "exec" ? test.exec.length === 0 : test.command.raw === "") return refuse(statement, reading, "HEALTHCHECK CMD has no command");
	return {
		...base,
		keyword,
		none: false,
		test
	};
}
function onBuild(statement, reading, base) {
	const { line, args, end } = statement;
	if (args === end) return refuse(statement, reading, "ONBUILD needs an instruction");
	const inner = readStatement(line, args, reading.escape);
	if (inner.keyword === "ONBUILD" || inner.keyword === "FROM" || inner.keyword === "MAINTAINER") return refuse(statement, reading, `ONBUILD takes no ${inner.keyword}`);
	const trigger = readInstruction(inner, reading);
	return trigger && {
		...base,
		heredocs: [],
		keyword: "ONBUILD",
		trigger
	};
}
// src/parse/dockerfile/line.ts
/**
* An instruction's line after its continuations are joined and comment lines inside them are gone. Offsets into `text` map
* back to the file: piece `n` begins at `starts[n]` in the text and at `origins[n]` in the file.
*/
var Line = class {
	file;
	text;
	/** In the file: the end of the last physical line that was read for it, without trailing white space. */
	end;
	#starts;
	#origins;
	constructor(file, text, starts, origins, end) {
		this.file = file;
		this.text = text;
		this.end = end;
		this.#starts = starts;
		this.#origins = origins;
	}
	/** The offset in the file of an offset in the text. */
	origin(at) {
		const piece = this.#pieceAt(at);
		return (this.#origins[piece] ?? 0) + at - (this.#starts[piece] ?? 0);
	}
	/** The place of a part of the text; it covers the continuations within. */
	place(from, to) {
		const start = this.origin(from);
		return placeAt(this.file, start, to > from ? this.origin(to - 1) + 1 : start);
	}
	word(from, to, raw) {
		return {
			raw: raw ?? this.text.slice(from, to),
			at: this.place(from, to)
		};
	}
	/** The pieces of a part of the text, `from` counted from its begin. */
	segments(from, to) {
		const first = this.#pieceAt(from);
		const segments = [{
			from: 0,
			to: this.origin(from)
		}];
		for (let piece = first + 1; piece < this.#starts.length; piece += 1) {
			const start = this.#starts[piece] ?? 0;
			if (start >= to) break;
			segments.push({
				from: start - from,
				to: this.#origins[piece] ?? 0
			});
		}
		return segments;
	}
	#pieceAt(at) {
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = low + high + 1 >> 1;
			if ((this.#starts[middle] ?? 0) <= at) low = middle;
			else high = middle - 1;
		}
		return low;
	}
};
// src/parse/dockerfile/reader.ts
const HASH$1 = 35;
/** BuildKit reads lines through a buffer of this many bytes, of which one is for the line end. */
const LINE_LIMIT = 65536;
/** Reads a Dockerfile line by line. Only LF ends a line; a byte order mark at the begin is skipped. */
var LineReader = class {
	file;
	comments = [];
	/** Lines that are longer than BuildKit can read. */
	oversized = [];
	escape = "\\";
	#at;
	constructor(file) {
		this.file = file;
		this.#at = file.text.charCodeAt(0) === 65279 ? 1 : 0;
	}
	/** Where the next line begins. */
	get offset() {
		return this.#at;
	}
	/** The next line of the file, as it is. */
	physical() {
		const { text } = this.file;
		const start = this.#at;
		if (start >= text.length) return void 0;
		const newline = text.indexOf("\n", start);
		const next = newline === -1 ? text.length : newline + 1;
		let end = newline === -1 ? text.length : newline;
		if ((end - start) * 3 >= LINE_LIMIT && utf8Length(text, start, end) >= LINE_LIMIT) this.oversized.push(placeAt(this.file, start, end));
		while (end > start && isLineEnd(text.charCodeAt(end - 1))) end -= 1;
		this.#at = next;
		return {
			start,
			end,
			next
		};
	}
	/** The logical line that `first` begins: with what its continuations bring. `first` is neither blank nor a comment. */
	logical(first) {
		const { text } = this.file;
		const start = skipSpace(text, first.start, first.end);
		let stop = this.#continued(start, first.end);
		if (stop === void 0) return new Line(this.file, text.slice(start, first.end), [0], [start], trimSpaceEnd(text, start, first.end));
		const pieces = [text.slice(start, stop)];
		const starts = [0];
		const origins = [start];
		let length = stop - start;
		let last = first;
		while (stop !== void 0) {
			const line = this.physical();
			if (!line) break;
			last = line;
			const content = skipSpace(text, line.start, line.end);
			if (content === line.end) continue;
			if (text.charCodeAt(content) === HASH$1) {
				this.comment(content, line.end);
				continue;
			}
			stop = this.#continued(line.start, line.end);
			const end = stop ?? line.end;
			starts.push(length);
			origins.push(line.start);
			pieces.push(text.slice(line.start, end));
			length += end - line.start;
		}
		const end = Math.max(start, trimSpaceEnd(text, last.start, last.end));
		return new Line(this.file, pieces.join(""), starts, origins, end);
	}
	/** Notes the comment that begins with the `#` at `start`. */
	comment(start, end) {
		const { text } = this.file;
		const to = trimSpaceEnd(text, start, end);
		this.comments.push({
			text: text.slice(skipSpace(text, start + 1, to), to),
			at: placeAt(this.file, start, to)
		});
	}
	/** Where the text of a line ends that goes on after it: before an escape that is last but for blanks, and not itself escaped. */
	#continued(start, end) {
		const { text } = this.file;
		const escape = this.escape.charCodeAt(0);
		let at = end;
		while (at > start && isBlank$1(text.charCodeAt(at - 1))) at -= 1;
		at -= 1;
		if (at < start || text.charCodeAt(at) !== escape) return void 0;
		return at > start && text.charCodeAt(at - 1) === escape ? void 0 : at;
	}
};
function isBlank$1(unit) {
	return unit === 32 || unit === 9;
}
function isLineEnd(unit) {
	return unit === 13 || unit === 10;
}
function utf8Length(text, start, end) {
	let length = end - start;
	for (let at = start; at < end; at += 1) {
		const unit = text.charCodeAt(at);
		if (unit < 128) continue;
		length += unit < 2048 || unit >= 55296 && unit < 57344 ? 1 : 2;
	}
	return length;
}
// src/parse/dockerfile/parse.ts
const HASH = 35;
/** How much text is read, in UTF-16 units. The largest of 2,174 public Dockerfiles has 10,132. */
const textLimit = 1048576;
/** Parses a Dockerfile as BuildKit does, in time linear to its length. Never throws: what BuildKit refuses is in `problems`. */
function parseDockerfile(file) {
	return new Parser(file).parse();
}
var Parser = class {
	#reader;
	#head;
	#problems = [];
	#instructions = [];
	#globalArgs = [];
	#stages = [];
	#isEmpty = true;
	constructor(file) {
		this.#reader = new LineReader(file);
		this.#head = new DirectiveHead(this.#reader);
	}
	parse() {
		const { file } = this.#reader;
		for (let line = this.#reader.physical(); line; line = this.#reader.physical()) {
			if (line.start > textLimit) {
				const at = placeAt(file, line.start, line.start);
				this.#problems.push({
					message: `Only the first ${textLimit} characters of the file are read`,
					at
				});
				break;
			}
			const start = skipSpace(file.text, line.start, line.end);
			if (this.#head.take(start, line.end) || start === line.end) continue;
			if (file.text.charCodeAt(start) === HASH) this.#reader.comment(start, line.end);
			else this.#statement(line);
		}
		if (this.#isEmpty) this.#whole("The file has no instructions");
		else if (this.#stages.length === 0) this.#whole("The file has no FROM");
		for (const at of this.#reader.oversized) this.#problems.push({
			message: "The line is longer than BuildKit reads (65,535 bytes)",
			at
		});
		return {
			file,
			escape: this.#reader.escape,
			directives: this.#head.directives,
			comments: this.#reader.comments,
			globalArgs: this.#globalArgs,
			stages: this.#stages.map(stageOf),
			instructions: this.#instructions,
			problems: inOrder([...this.#head.problems, ...this.#problems])
		};
	}
	#statement(first) {
		this.#isEmpty = false;
		const reader = this.#reader;
		const line = reader.logical(first);
		const statement = readStatement(line, 0, reader.escape);
		const heredocs = this.#heredocs(statement);
		const instruction = readInstruction(statement, {
			escape: reader.escape,
			stage: statement.keyword === "FROM" ? this.#stages.length : this.#stages.length - 1,
			heredocs,
			end: Math.max(heredocs.at(-1)?.at.span.end ?? 0, heredocs.length > 0 ? this.#lastRead() : line.end),
			problems: this.#problems
		});
		if (instruction) this.#place(instruction);
	}
	#heredocs(statement) {
		const { line, keyword, args, end } = statement;
		if (!line.text.includes("<<")) return [];
		const owner = keyword === "ONBUILD" && args < end ? readStatement(line, args, this.#reader.escape) : statement;
		if (owner.keyword !== "RUN" && owner.keyword !== "COPY" && owner.keyword !== "ADD") return [];
		const { heredocs, problems } = readHeredocs(line, this.#reader);
		this.#problems.push(...problems);
		return heredocs;
	}
	/** The end of the last line that was read, without its line end. */
	#lastRead() {
		const { text } = this.#reader.file;
		let end = this.#reader.offset;
		if (text.charAt(end - 1) === "\n") end -= 1;
		if (text.charAt(end - 1) === "\r") end -= 1;
		return end;
	}
	#place(instruction) {
		this.#instructions.push(instruction);
		const stage = this.#stages.at(-1);
		if (instruction.keyword === "FROM") this.#stages.push({
			from: instruction,
			instructions: []
		});
		else if (stage) stage.instructions.push(instruction);
		else if (instruction.keyword === "ARG") this.#globalArgs.push(instruction);
		else this.#problems.push({
			message: `${instruction.keyword} stands before the first FROM`,
			at: instruction.keywordAt
		});
	}
	#whole(message) {
		const { file } = this.#reader;
		this.#problems.push({
			message,
			at: placeAt(file, 0, file.text.length)
		});
	}
};
function stageOf({ from, instructions }, index) {
	return {
		index,
		...from.alias && { name: from.alias.raw.toLowerCase() },
		from,
		instructions
	};
}
function inOrder(problems) {
	return problems.toSorted((a, b) => a.at.span.start - b.at.span.start);
}
// src/posture/inline-dockerfile.ts
/** The longest part of a Compose file that is copied for a Dockerfile in it, in UTF-16 units. */
const sizeLimit = 1e6;
/**
* The Dockerfile that stands in a Compose file as a block (`dockerfile_inline: |`), in a bake file as a here-document, or on
* one line, as a file of the same path in which every line stands where it is written, and every character too unless it
* holds a here-document, a dollar sign or an escape. Undefined where it is written in another way.
*/
function inlineDockerfile({ at: { file, span }, text, why }) {
	if (span.end > sizeLimit || why !== void 0) return void 0;
	const written = file.text.slice(span.start, span.end);
	const bake = /^<<-?[A-Za-z_][\w-]*[ \t\r]*\n/.exec(written);
	if (bake !== null) {
		const end = file.text.lastIndexOf("\n", span.end - 1) + 1;
		return text === void 0 ? void 0 : inPlace(file, span.start + bake[0].length, end, text.split("\n"));
	}
	const head = /^\|[-+\d]*[ \t]*(?:#[^\n]*)?\r?\n/.exec(written);
	return head === null ? onOneLine(file, span, text) : inPlace(file, span.start + head[0].length, span.end, text?.split("\n"));
}
/** @param given what the lines come to with variables put in; without, what is written counts */
function inPlace({ path, text }, from, to, given) {
	const lines = text.slice(from, to).split("\n");
	const filled = given?.at(-1) === "" ? given.slice(0, -1) : given;
	if (filled !== void 0 && filled.length > lines.length - (lines.at(-1) === "" ? 1 : 0)) return void 0;
	const indent = /^ */.exec(lines.find((line) => line.trim() !== "") ?? "")?.[0].length ?? 0;
	const spared = (line) => line.slice(Math.min(indent, line.length - line.trimStart().length));
	const dedented = lines.some((line) => /<<-?\s*["']?\w/.test(line));
	const body = lines.map((line, at) => {
		const content = filled === void 0 ? spared(line).replaceAll("$$", "$") : spared(filled[at] ?? "");
		return dedented ? content : `${" ".repeat(line.length === 0 ? 0 : indent)}${content}`.padEnd(line.length);
	});
	return {
		path,
		text: `${blank(text.slice(0, from))}${body.join("\n")}\n`
	};
}
/** A text of one line, in quotes or not. */
function onOneLine({ path, text }, { start, end }, given) {
	const written = text.slice(start, end);
	if (given === void 0 || /[\r\n]/.test(written + given) || /^[|>]/.test(written)) return void 0;
	return {
		path,
		text: `${blank(text.slice(0, start))}${/^["']/.test(written) ? " " : ""}${given.padEnd(written.length)}`
	};
}
/** Nothing but the lines of a text. */
function blank(text) {
	return text.replace(/[^\n]/g, " ");
}
// src/posture/library.ts
/** How many Dockerfiles of one Compose file are read. */
const inlineLimit = 20;
/** The Dockerfiles of a run, each read and parsed once. */
var Library = class {
	files = /* @__PURE__ */ new Map();
	inline = /* @__PURE__ */ new Map();
	#inFile = /* @__PURE__ */ new Map();
	#read;
	constructor(files, read) {
		for (const file of files) this.files.set(file.path, parseDockerfile(file));
		this.#read = read;
	}
	/** The Dockerfile of a path, or why there is none. */
	async open(path) {
		const known = this.files.get(path);
		if (known !== void 0) return known;
		const result = await this.#read(path);
		if (!result.ok) return result;
		const dockerfile = parseDockerfile({
			path,
			text: result.text
		});
		this.files.set(path, dockerfile);
		return dockerfile;
	}
	/** The first of these that is there. */
	async first(places) {
		for (const place of places) {
			const dockerfile = await this.open(place.dockerfile);
			if (!("ok" in dockerfile)) return {
				dockerfile,
				place
			};
		}
	}
	/** The Dockerfile that stands in a bake file, with where it is built. */
	written(inline, [place]) {
		const dockerfile = this.within(inline);
		return dockerfile === void 0 ? void 0 : {
			dockerfile,
			...place === void 0 ? {} : { place }
		};
	}
	/** The Dockerfile that stands in a Compose or bake file; undefined where it is not written as a block. */
	within(inline) {
		const { file: host, span } = inline.at;
		const { path } = host;
		const key = `${path}:${span.start}:${inline.text ?? ""}`;
		const known = this.inline.get(key);
		const count = this.#inFile.get(path) ?? 0;
		if (known !== void 0 || count >= inlineLimit) return known;
		const file = inlineDockerfile(inline);
		if (file === void 0) return void 0;
		const dockerfile = parseDockerfile(file);
		this.inline.set(key, dockerfile);
		this.#inFile.set(path, count + 1);
		return dockerfile;
	}
};
// src/posture/seccomp-profile.ts
/**
* The profile that a container's last `seccomp` option names; undefined where it names none or what it says is a gap.
* @param folder what the path counts from; of a command that is not known, and only a file that is found counts
* @see https://docs.docker.com/engine/security/seccomp/
*/
async function seccompProfileOf({ securityOptions }, folder, tree, gaps) {
	const option = securityOptions.items.findLast(({ value }) => /^seccomp[:=]/i.test(value.trim()));
	const written = option?.value.trim().replace(/^seccomp[:=]/i, "");
	if (option === void 0 || written === void 0 || /^(?:unconfined|builtin|)$/i.test(written) || /[{$]/.test(written)) return void 0;
	const { at } = option;
	const gap = (reason, why) => {
		const detail = `the seccomp profile ${written} ${why}`;
		gaps.push({
			artifact: at.file.path,
			reason,
			detail,
			location: locate(at),
			blocking: false
		});
	};
	const folders = folder === void 0 ? [.../* @__PURE__ */ new Set([folderOf$1(at.file.path), "."])] : [folder];
	for (const from of folders) {
		const path = pathFrom(from, written);
		if (path === void 0) return gap("unresolved", "is outside of what is scanned");
		const result = await tree.read(path);
		if (result.ok) {
			const says = read(result.text);
			return says === void 0 ? gap("unparsable", "is no JSON with a `defaultAction`") : {
				path,
				at,
				says
			};
		}
		if (result.reason !== "missing") return gap("unreadable", result.detail);
		if (folder !== void 0) return {
			path,
			at
		};
	}
}
/** Actions that let a call through; without a tracer or an agent, all others stop it. */
const passing = /* @__PURE__ */ new Set(["SCMP_ACT_ALLOW", "SCMP_ACT_LOG"]);
function read(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return;
	}
	const action = fieldOf(value, "defaultAction");
	if (typeof action !== "string") return void 0;
	const calls = fieldOf(value, "syscalls");
	const refusesSome = Array.isArray(calls) && calls.some((call) => isRefusal(fieldOf(call, "action")));
	return {
		allowsByDefault: passing.has(action),
		refusesSome
	};
}
function isRefusal(action) {
	return typeof action === "string" && !passing.has(action);
}
function fieldOf(value, name) {
	return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : void 0;
}
// src/posture/secret-files.ts
/** The files of `secrets` that lie in the tree and that git does not leave out; one that is not there is none of them. */
async function secretFilesOf(project, tree) {
	const declared = valueAt(project.document, "secrets");
	if (declared?.kind !== "map") return [];
	const found = [];
	for (const { key, value } of declared.entries.values()) {
		const named = value.kind === "map" ? valueAt(value, "file") : void 0;
		const written = asText(named);
		if (named === void 0 || written === void 0 || named.kind === "scalar" && named.unknown !== void 0) continue;
		const path = pathFrom(project.directory, written);
		const text = path === void 0 ? void 0 : await textOfKept(path, tree);
		if (path !== void 0 && text !== void 0) found.push({
			name: key,
			at: named.at,
			file: {
				path,
				text
			}
		});
	}
	return found;
}
async function textOfKept(path, tree) {
	const result = await tree.read(path);
	if (!result.ok) return void 0;
	const { entries } = await tree.names(posix.dirname(path));
	return entries.find((entry) => entry.path === posix.basename(path))?.ignored === false ? result.text : void 0;
}
// src/posture/unread-shells.ts
/** The RUN lines of a Dockerfile whose language is not read, once for each reason. */
function unreadShells(dockerfile) {
	const found = /* @__PURE__ */ new Map();
	for (const instruction of dockerfile.instructions) {
		const left = leftAlone(dockerfile, instruction);
		if (left === void 0) continue;
		const known = found.get(left.why);
		if (known === void 0) found.set(left.why, {
			first: left,
			count: 1
		});
		else known.count += 1;
	}
	return [...found.values()].map(({ first, count }) => ({
		artifact: dockerfile.file.path,
		reason: "unsupported",
		detail: `${count === 1 ? "a RUN is" : `${count} RUNs are`} not looked at: ${first.why}`,
		location: locate(first.at),
		blocking: false
	}));
}
function leftAlone(dockerfile, instruction) {
	const run = instruction.keyword === "ONBUILD" ? instruction.trigger : instruction;
	if (run.keyword !== "RUN") return void 0;
	if (run.heredocs.length === 0 && shellOf(dockerfile, run).why === void 0) return void 0;
	const script = scriptOfRun(dockerfile, run);
	return script?.state === "left" ? script : void 0;
}
// src/posture/parsed.ts
/** Parses what was collected, and the Dockerfiles that Compose files, workflows, bake files and commands name besides. */
async function parse(sources, tree) {
	const read = (path) => tree.read(path);
	const gaps = [];
	const library = new Library(sources.dockerfiles, read);
	const projects = [];
	const seccomp = /* @__PURE__ */ new Map();
	for (const way of sources.composeProjects) {
		const { files } = way;
		const project = await loadProject(files, read, {
			...way,
			environment: {}
		});
		const options = optionsOf(way);
		for (const { message, at, kind } of project.problems) gaps.push({
			artifact: at.file.path,
			reason: kind,
			detail: message,
			location: locate(at),
			blocking: kind !== "unresolved"
		});
		const settings = containersOf(project);
		const services = [];
		for (const [index, service] of project.services.entries()) {
			const own = settings[index];
			if (own === void 0) continue;
			const profile = await seccompProfileOf(own, project.directory, tree, gaps);
			if (profile !== void 0) seccomp.set(own, profile);
			const build = await buildOfService(service, [...files, ...options].join("\n"), library, gaps);
			services.push({
				service,
				settings: own,
				...build === void 0 ? {} : { build }
			});
		}
		gaps.push(...await envFileGaps(project, sources.texts, read));
		const envFiles = envFilesOf(project, sources.texts);
		const variableFiles = variableFilesOf(project, way.envFiles, sources.texts);
		const secretFiles = await secretFilesOf(project, tree);
		projects.push({
			project,
			files,
			options,
			services,
			envFiles,
			variableFiles,
			secretFiles
		});
	}
	const { commands, jobs, wishes, gaps: ofLimits, ...ofWorkflows } = ofScripts(sources.scripts);
	gaps.push(...ofLimits);
	for (const command of commands) {
		const profile = await seccompProfileOf(command, void 0, tree, gaps);
		if (profile !== void 0) seccomp.set(command, profile);
	}
	gaps.push(...sources.bakeFiles.flatMap(gapsOfBake));
	wishes.push(...await bakeBuilds(sources, read));
	const builds = projects.flatMap(({ services }) => services.flatMap(({ build }) => build ?? []));
	for (const wish of wishes) {
		const found = wish.inline === void 0 ? await library.first(wish.places) : library.written(wish.inline, wish.places);
		if (found === void 0 && wish.inline !== void 0) gaps.push(gapOfInline(wish.inline, `target ${wish.name ?? ""}`));
		if (found !== void 0) builds.push({
			...wish,
			...found
		});
	}
	const contexts = await contextsOf([...library.files.values(), ...library.inline.values()], builds, tree, gaps);
	for (const dockerfile of [...library.files.values(), ...library.inline.values()]) {
		const { file, problems } = dockerfile;
		gaps.push(...unreadShells(dockerfile));
		const [first] = problems;
		if (first !== void 0) gaps.push({
			artifact: file.path,
			reason: "unparsable",
			detail: first.message,
			location: locate(first.at),
			blocking: true
		});
	}
	return {
		dockerfiles: library.files,
		inline: [...library.inline.values()],
		contexts,
		projects,
		commands,
		seccomp,
		jobs,
		builds,
		tags: [...builds, ...wishes].flatMap(({ tags }) => tags),
		...ofWorkflows,
		scripts: sources.scripts,
		gaps
	};
}
/** The options in words, paths from the folder of the first file. */
function optionsOf({ files: [base = ""], directory, envFiles = [] }) {
	const from = folderOf$1(base);
	const shown = (path) => relative$1(from, path) || ".";
	return [...directory === void 0 ? [] : [`--project-directory ${shown(directory)}`], ...envFiles.map((path) => `--env-file ${shown(path)}`)];
}
async function contextsOf(dockerfiles, builds, tree, gaps) {
	const contexts = new Contexts(tree);
	const by = byDockerfile(builds);
	const found = /* @__PURE__ */ new Map();
	for (const dockerfile of dockerfiles) found.set(dockerfile, await contexts.of(dockerfile, by.get(dockerfile) ?? []));
	gaps.push(...contexts.gaps);
	return found;
}
async function buildOfService(service, project, library, gaps) {
	const build = composeBuild(service, project);
	if (build === void 0) return void 0;
	const { wish, inline } = build;
	const [place] = wish.places;
	const found = place === void 0 ? {} : { place };
	if (inline !== void 0) {
		const dockerfile = library.within(inline);
		if (dockerfile !== void 0) return {
			...wish,
			...found,
			dockerfile
		};
		gaps.push(gapOfInline(inline, `service ${service.name}`));
		return;
	}
	const result = place === void 0 ? void 0 : await library.open(place.dockerfile);
	if (result !== void 0 && !("ok" in result)) {
		if (findStage(result, wish.target) === void 0 && result.stages.length > 0) gaps.push(gapOfTarget(build));
		return {
			...wish,
			...found,
			dockerfile: result
		};
	}
	gaps.push(gapOfBuild(build, result));
}
function gapOfInline({ at, why }, of) {
	const detail = why === void 0 ? `the Dockerfile of ${of} is not read; write it as a block, or in a file of its own` : `the Dockerfile of ${of} is not read: ${why}`;
	return {
		artifact: at.file.path,
		reason: "unsupported",
		detail,
		location: locate(at),
		blocking: false
	};
}
/** How many images of a workflow or a pipeline are looked at. */
const imageLimit = 2e3;
/** What scripts and workflows start, build and name. */
function ofScripts(files) {
	const gaps = [];
	const commands = [];
	const jobs = [];
	const wishes = [];
	const workflowImages = [];
	const calls = [];
	const workflows = [];
	for (const file of files) {
		const own = commandsOf(file);
		gaps.push(...own.gaps);
		commands.push(...own.commands.filter(({ verb }) => verb === "run" || verb === "create").map(containerOf$1));
		commands.push(...own.commands.flatMap((command) => oneOffOf(command) ?? []));
		wishes.push(...own.builds);
		calls.push(...own.commands.map((docker) => ({
			command: docker.command,
			docker
		})), ...own.fed.map((command) => ({ command })));
		if (isWorkflow(file.path) || isAction(file.path)) workflows.push(workflowOf(file));
		const all = imagesOfWorkflow(file);
		const images = all.slice(0, imageLimit);
		workflowImages.push(...images);
		const next = all[imageLimit];
		if (next !== void 0) {
			const detail = `only the first ${imageLimit} images of this file are looked at`;
			gaps.push({
				artifact: file.path,
				reason: "unreadable",
				detail,
				location: locate(next.at),
				blocking: true
			});
		}
		for (const image of images) {
			const command = createdBy(image);
			if (command !== void 0) jobs.push(forOneJob({
				...containerOf$1(command),
				name: image.name
			}));
		}
	}
	return {
		commands,
		jobs,
		wishes,
		workflowImages,
		calls,
		workflows,
		gaps
	};
}
function createdBy({ create }) {
	return create === void 0 ? void 0 : dockerCommands(parseScript(create))[0];
}
// src/posture/join.ts
/** Joins services and commands with the stages that the repository builds for them, and these with their base images. */
function join$1(parsed, scanned, demands = {
	registries: [],
	labels: []
}) {
	const buildsOf = byDockerfile(parsed.builds);
	const stages = /* @__PURE__ */ new Map();
	const made = madeBy$1(parsed.builds, scanned);
	const dockerfiles = [...parsed.dockerfiles.values(), ...parsed.inline].map((dockerfile) => ({
		dockerfile,
		shipped: shippedStages(dockerfile, buildsOf.get(dockerfile) ?? [], stages, scanned, made),
		named: new Set((buildsOf.get(dockerfile) ?? []).flatMap(({ place }) => [...place?.names?.keys() ?? []])),
		contexts: (parsed.contexts.get(dockerfile) ?? []).filter(({ name }) => name === void 0),
		namedFolders: (parsed.contexts.get(dockerfile) ?? []).filter(({ name }) => name !== void 0),
		builds: (buildsOf.get(dockerfile) ?? []).flatMap((build) => knownBuild(build, stages.get(build))),
		...buildsOf.get(dockerfile)?.some(({ anyTarget }) => anyTarget) === true ? { anyStage: true } : {},
		...grantsOf(buildsOf.get(dockerfile))
	}));
	const byTag = /* @__PURE__ */ new Map();
	for (const [build, stage] of stages) for (const tag of build.tags) byTag.set(imageKey(tag), stage);
	const stageOfImage = ({ image }) => image.state === "known" ? byTag.get(imageKey(image.value)) : void 0;
	const seccompOf = (settings) => {
		const seccomp = parsed.seccomp.get(settings);
		return seccomp === void 0 ? {} : { seccomp };
	};
	const projects = parsed.projects.map(({ project, files, options, services, envFiles, variableFiles, secretFiles }) => ({
		project,
		files,
		options,
		envFiles,
		variableFiles,
		secretFiles,
		containers: services.map(({ service, settings, build }) => {
			return {
				...postureOf(settings, (build === void 0 ? void 0 : stages.get(build)) ?? stageOfImage(settings), scanned),
				...seccompOf(settings),
				profiles: profilesOf(service)
			};
		})
	}));
	const posturesOf = (containers) => containers.map((settings) => ({
		...postureOf(settings, stageOfImage(settings), scanned),
		...seccompOf(settings)
	}));
	const commands = posturesOf(parsed.commands);
	const built = /* @__PURE__ */ new Set([...byTag.keys(), ...parsed.tags.map(imageKey)]);
	return {
		dockerfiles,
		projects,
		commands: [...commands, ...posturesOf(parsed.jobs)],
		images: imageUses(dockerfiles, projects, commands, parsed.workflowImages, built),
		calls: parsed.calls,
		workflows: parsed.workflows,
		texts: textsOf(parsed),
		builtImages: byTag,
		inlinePaths: new Set(parsed.inline.map(({ file }) => file.path)),
		demands
	};
}
/** A Dockerfile that stands in a Compose file is read with that file; what Markdown shows is nobody’s comment. */
function textsOf({ dockerfiles, projects, scripts }) {
	const compose = projects.flatMap(({ project, envFiles, variableFiles }) => [
		...project.files,
		...envFiles,
		...variableFiles
	].map((file) => ({ file })));
	const commented = scripts.filter(({ path }) => !isMarkdown(path));
	const all = [
		...[...dockerfiles.values()].map((dockerfile) => ({
			file: dockerfile.file,
			dockerfile
		})),
		...compose,
		...commented.map((file) => ({ file }))
	];
	return [...new Map(all.toReversed().map((text) => [text.file.path, text])).values()].toReversed();
}
/** The stages of a Dockerfile that somebody builds, the last one where nobody does; which build makes which is noted in `stages`. */
function shippedStages(dockerfile, builds, stages, scanned, made) {
	const shipped = /* @__PURE__ */ new Map();
	for (const group of alike(builds.filter(({ anyTarget }) => anyTarget !== true))) {
		const [first] = group;
		if (first === void 0) continue;
		const posture = postureOfBuild(dockerfile, made.choiceOf(first), distinctBuilders(group), scanned);
		if (posture === void 0) continue;
		for (const build of group) stages.set(build, posture);
		if (!shipped.has(posture.stage)) shipped.set(posture.stage, posture);
	}
	if (shipped.size > 0) return [...shipped.values()];
	const last = postureOfBuild(dockerfile, { args: {} }, [], scanned);
	return last === void 0 ? [] : [last];
}
function knownBuild({ gives, builder }, posture) {
	if (posture === void 0) return [];
	return [{
		stage: posture.stage,
		...gives === void 0 ? {} : { gives },
		...builder === void 0 ? {} : { service: builder.service }
	}];
}
function grantsOf(builds) {
	return builds === void 0 ? {} : { grants: builds.flatMap(({ grants }) => grants ?? []) };
}
/** Builds of one target with the same arguments and contexts. */
function alike(builds) {
	const groups = /* @__PURE__ */ new Map();
	for (const build of builds) {
		const key = JSON.stringify([
			build.target,
			Object.entries(build.args),
			namesOf(build)
		]);
		const known = groups.get(key);
		if (known === void 0) groups.set(key, [build]);
		else known.push(build);
	}
	return [...groups.values()];
}
function distinctBuilders(builds) {
	const builders = /* @__PURE__ */ new Map();
	for (const { builder } of builds) if (builder !== void 0 && !builders.has(builder.service)) builders.set(builder.service, builder);
	return [...builders.values()];
}
function profilesOf({ settings }) {
	return textEntries(valueAt(settings, "profiles")).items.map(({ value }) => value);
}
function namesOf({ group, place }) {
	if (place?.names === void 0) return void 0;
	return [group, [...place.names].map(([name, context]) => [name, {
		...context,
		at: void 0
	}])];
}
// src/report/counts.ts
/** Severities, worst first, as people read them. */
const worstFirst = severities$1.toReversed();
/** Whether a finding still asks for something: everything but what a waiver in force covers. */
function isOpen(finding) {
	return finding.standing !== "waived";
}
/** The findings that fail the run, worst first; none where the verdict is `pass`. */
function blockingFindings(report) {
	if (report.verdict === "pass") return [];
	return bySeverity(report.findings.filter((finding) => blocks(report.gate, finding)));
}
/** Worst first, of one severity what is most open; the rest keep their order. */
function bySeverity(findings) {
	return findings.toSorted((one, other) => rank(other.severity) - rank(one.severity) || byExposure(one, other));
}
/** How many findings there are of each severity. */
function countBySeverity(findings) {
	const counts = {
		info: 0,
		low: 0,
		medium: 0,
		high: 0,
		critical: 0
	};
	for (const { severity } of findings) counts[severity] += 1;
	return counts;
}
/** Whether a newer version without the flaw is out, or an edit is at hand. */
function isFixable(finding) {
	return finding.fix !== void 0 || (finding.subject.fixedVersion ?? "") !== "";
}
/** The worse of two severities. */
function worse(one, other) {
	return rank(one) >= rank(other) ? one : other;
}
function rank(severity) {
	return severities$1.indexOf(severity);
}
/** Values in groups, in the order of their first members. */
function groupBy(values, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return groups;
}
// src/report/escape-json.ts
/** Controls, bidirectional and zero-width marks and line separators, but for what JSON escapes by itself. */
const unseenInJson = /(?![\uFE0E\uFE0F])[\x7F-\x9F\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
/** JSON with the same value as ever but for secrets, in which nothing is invisible and the runner finds no command. */
function json(value) {
	const text = JSON.stringify(value, void 0, 2);
	return plainJson(mayHoldSecret(text) ? JSON.stringify(value, maskText, 2) : text);
}
function plainJson(text) {
	const bare = text.replaceAll("##[", "#\\u0023[");
	for (const [run] of bare.matchAll(/[^\0-~]+/g)) if (!ownMarks.has(run) && run.replace(unseenInJson, "") !== run) return bare.replace(unseenInJson, escapeUnits);
	return bare;
}
/** What is not ASCII in sentences of our own. */
const ownMarks = /* @__PURE__ */ new Set("’→…–");
function maskText(_, value) {
	return typeof value === "string" ? masked(value) : value;
}
/** How many entries of a list are one part. */
const entriesInPart = 100;
/**
* The same in parts. An iterable that is no list is written as one, each entry on a line of its own: what yields its entries
* one after another never stands in memory as one text.
*/
function* jsonParts(value, indent = "") {
	const inner = `${indent}  `;
	if (value instanceof Lines) {
		const between = `,\n${inner}`;
		let part = `[\n${inner}`;
		let count = 0;
		for (const line of value.written()) {
			part = count === 0 ? part + line : part + between + line;
			count += 1;
			if (count % linesInPart > 0) continue;
			yield part;
			part = "";
		}
		yield count === 0 ? "[]" : `${part}\n${indent}]`;
	} else if (isEntries(value)) {
		let some = [];
		let between = "[";
		for (const item of value) {
			if (some.push(item) < entriesInPart) continue;
			yield between + linesOf$1(some, inner);
			between = ",";
			some = [];
		}
		if (some.length > 0) yield between + linesOf$1(some, inner);
		yield some.length === 0 && between === "[" ? "[]" : `\n${indent}]`;
	} else if (Array.isArray(value) && value.some(holdsEntries)) {
		for (const [index, item] of value.entries()) {
			yield `${index === 0 ? "[" : ","}\n${inner}`;
			yield* jsonParts(item, inner);
		}
		yield `\n${indent}]`;
	} else if (isRecord(value) && holdsEntries(value)) {
		let between = "{";
		for (const [key, item] of Object.entries(value)) {
			if (item === void 0) continue;
			yield `${between}\n${inner}${json(key)}: `;
			yield* jsonParts(item, inner);
			between = ",";
		}
		yield `\n${indent}}`;
	} else yield indented(json(value), indent);
}
/** Entries for {@link jsonParts}, each made when its turn comes. */
function* each(items, of) {
	for (const item of items) yield of(item);
}
/** How many lines are one part: few, for where one of them is beyond Latin, all take twice the room until they are written. */
const linesInPart = 10;
/** Entries for {@link jsonParts} whose JSON is at hand: each in a line, with texts from {@link Quotes} alone. */
var Lines = class {
	#items;
	#line;
	constructor(items, line) {
		this.#items = items;
		this.#line = line;
	}
	*written() {
		for (const item of this.#items) yield this.#line(item);
	}
};
/** Texts as {@link json} writes them. One that is asked for again is looked at once. */
var Quotes = class {
	#known = /* @__PURE__ */ new Map();
	/** A text that others repeat. */
	of(text) {
		const known = this.#known.get(text);
		if (known !== void 0) return known;
		if (this.#known.size >= knownLimit) this.#known.clear();
		const quoted = quoteOf(text);
		this.#known.set(text, quoted);
		return quoted;
	}
};
const knownLimit = 5e3;
/** A text as {@link json} writes it. */
function quoteOf(text) {
	if (!odd.test(text)) return `"${text}"`;
	const shown = mayHoldSecret(text) ? masked(text) : text;
	return plainJson(JSON.stringify(shown));
}
/** Where JSON may escape something, the runner find a command, something be hidden, or a secret be masked (`anyHint`). */
const odd = new RegExp(`[^ !$-[\\]-~${[...ownMarks].join("")}]|${anyHint.source}`);
/** Each entry on a line. */
function linesOf$1(entries, indent) {
	const between = `,\n${indent}`;
	const lines = entries.map((entry) => JSON.stringify(entry));
	const text = lines.join(between);
	if (!mayHoldSecret(text)) return plainJson(`\n${indent}${text}`);
	return plainJson(`\n${indent}${lines.map((line, index) => mayHoldSecret(line) ? JSON.stringify(entries[index], maskText) : line).join(between)}`);
}
function indented(text, indent) {
	return indent === "" ? text : text.replaceAll("\n", `\n${indent}`);
}
function holdsEntries(value) {
	if (value instanceof Lines || isEntries(value)) return true;
	return typeof value === "object" && value !== null && Object.values(value).some(holdsEntries);
}
function isEntries(value) {
	return isRecord(value) && Symbol.iterator in value;
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function escapeUnits(character) {
	return [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
}
// src/model/report.ts
/** The values of a posture, in the order in which they are shown. */
const postureKeys = [
	"image",
	"user",
	"groups",
	"capabilities",
	"noNewPrivileges",
	"readOnly",
	"writable",
	"limits",
	"healthCheck",
	"published",
	"networks",
	"mounts",
	"devices",
	"namespaces"
];
// src/report/json-lines.ts
/**
* Findings and postures as the JSON report has them, each in one line. They are nearly all of a report and repeat each other, so
* that they are put together from texts that are at hand. A field that is undefined is left out.
*/
var JsonLines = class {
	#quotes = new Quotes();
	#rules = /* @__PURE__ */ new Map();
	#unset = /* @__PURE__ */ new Map();
	#lists = /* @__PURE__ */ new WeakMap();
	ofFinding(finding) {
		const { message, fingerprint, location, subject, exposure, related, trail, sources, waiver, fix } = finding;
		const { beforeMessage, beforeFingerprint } = this.#wordsOf(finding);
		return beforeMessage + quoteOf(message) + beforeFingerprint + quoteOf(fingerprint) + `,"location":${this.#location(location)},"subject":${this.#subject(subject)}` + (exposure === void 0 ? "" : `,"exposure":${this.#exposure(exposure)}`) + `,"related":${this.#places(related)}` + (trail === void 0 ? "" : `,"trail":${this.#places(trail)}`) + `,"sources":${this.#list(sources)}` + (waiver === void 0 ? "" : `,"waiver":${this.#waiver(waiver)}`) + (fix === void 0 ? "}" : `,"fix":${this.#fix(fix)}}`);
	}
	/** What the findings of one rule have in common, most of the time. */
	#wordsOf({ rule, severity, confidence, remedy, standing }) {
		const known = this.#rules.get(rule);
		if (known?.severity === severity && known.confidence === confidence && known.remedy === remedy && known.standing === standing) return known;
		const words = {
			severity,
			confidence,
			remedy,
			standing,
			beforeMessage: joined("{\"rule\":", this.#text(rule), ",\"severity\":", this.#text(severity), ",\"confidence\":", this.#text(confidence), ",\"message\":"),
			beforeFingerprint: joined(",\"remedy\":", this.#text(remedy), ",\"standing\":", this.#text(standing), ",\"fingerprint\":")
		};
		this.#rules.set(rule, words);
		return words;
	}
	ofPosture(posture) {
		const { subject, kind, location, when } = posture;
		let line = `{"subject":${this.#text(subject)},"kind":${this.#text(kind)},"location":${this.#location(location)}`;
		line += this.#member("when", when);
		for (const key of postureKeys) line += `,"${key}":${this.#value(posture[key])}`;
		return `${line}}`;
	}
	#value(posture) {
		const { value, state, why, items, trail } = posture;
		if (state === "unset" && items === void 0 && trail.length === 0) return this.#unsetValue(value);
		const more = this.#member("why", why) + (items === void 0 ? "" : `,"items":${this.#list(items)}`);
		return `{"value":${this.#text(value)},"state":${this.#text(state)}${more},"trail":${listOf(trail, quoteOf)}}`;
	}
	/** What nobody sets is told of most containers. */
	#unsetValue(value) {
		const known = this.#unset.get(value) ?? joined("{\"value\":", this.#text(value), ",\"state\":\"unset\",\"trail\":[]}");
		this.#unset.set(value, known);
		return known;
	}
	#location({ path, startLine, startColumn, endLine, endColumn }) {
		return `{"path":${this.#text(path)},"startLine":${startLine},"startColumn":${startColumn},"endLine":${endLine},"endColumn":${endColumn}}`;
	}
	#places(places) {
		return listOf(places, ({ location, note }) => `{"location":${this.#location(location)},"note":${quoteOf(note)}}`);
	}
	#subject({ service, stage, image, platforms, package: name, version, fixedVersion, advisory }) {
		return braces(this.#member("service", service) + this.#member("stage", stage) + this.#member("image", image) + (platforms === void 0 ? "" : `,"platforms":${this.#list(platforms)}`) + this.#member("package", name) + this.#member("version", version) + this.#member("fixedVersion", fixedVersion) + this.#member("advisory", advisory));
	}
	#exposure({ level, container, why }) {
		return `{"level":${this.#text(level)},"container":${this.#text(container)},"why":${this.#text(why)}}`;
	}
	#waiver({ rule, path, subject, reason, owner, until, source }) {
		return braces(this.#member("rule", rule) + this.#member("path", path) + this.#member("subject", subject) + this.#member("reason", reason) + this.#member("owner", owner) + this.#member("until", until) + this.#member("source", source));
	}
	/** The edits stay out: they are offsets into a text that the reader of a report does not have. */
	#fix({ title, safety }) {
		return `{"title":${this.#text(title)},"safety":${this.#text(safety)}}`;
	}
	#list(texts) {
		const known = this.#lists.get(texts);
		if (known !== void 0) return known;
		const list = listOf(texts, (text) => this.#text(text));
		if (texts.length > 3) this.#lists.set(texts, joined(list, ""));
		return list;
	}
	#member(key, text) {
		return text === void 0 ? "" : `,"${key}":${this.#text(text)}`;
	}
	#text(text) {
		return this.#quotes.of(text);
	}
};
/** One text, where `+` makes a tree of texts that is walked each time it is written. */
function joined(...texts) {
	return texts.join("");
}
function listOf(items, written) {
	if (items.length === 0) return "[]";
	let list = "";
	for (const item of items) list += `${list === "" ? "[" : ","}${written(item)}`;
	return `${list}]`;
}
/** Members, each with a comma before it, as an object. */
function braces(members) {
	return `{${members.slice(1)}}`;
}
const reportSchema = "urn:container-guard:schema:report:1";
/** The report for other programs: a contract, in which a field once there stays. Byte-equal for equal reports. */
function* toJsonParts(report) {
	const open = report.findings.filter(isOpen);
	const standing = (name) => report.findings.filter((finding) => finding.standing === name).length;
	const lines = new JsonLines();
	yield* jsonParts({
		$schema: reportSchema,
		schemaVersion: 1,
		verdict: report.verdict,
		gate: {
			failOn: report.gate.failOn,
			judge: report.gate.judge,
			onlyFixed: report.gate.onlyFixed
		},
		counts: {
			findings: report.findings.length,
			open: open.length,
			blocking: blockingFindings(report).length,
			fixable: open.filter(isFixable).length,
			openBySeverity: countBySeverity(open),
			byStanding: {
				new: standing("new"),
				known: standing("known"),
				waived: standing("waived"),
				lapsed: standing("lapsed")
			},
			gaps: report.gaps.length
		},
		tool: toolOf$1(report),
		profile: report.profile,
		coverage: report.coverage,
		baseline: report.baseline,
		findings: new Lines(report.findings, (finding) => lines.ofFinding(finding)),
		gaps: report.gaps.map(gapOf$1),
		images: report.images.map(imageOf),
		posture: new Lines(report.posture, (posture) => lines.ofPosture(posture)),
		waivers: {
			used: report.waivers.used.map(waiverOf),
			lapsed: report.waivers.lapsed.map(waiverOf),
			unused: report.waivers.unused.map(waiverOf)
		},
		notes: report.notes,
		rules: report.rules.map((rule) => ({
			id: rule.id,
			title: rule.title,
			severity: rule.severity,
			profile: rule.profile,
			remedy: rule.remedy,
			references: rule.references
		}))
	});
	yield "\n";
}
function toolOf$1({ tool }) {
	const { trivy } = tool;
	return {
		name: tool.name,
		version: tool.version,
		trivy: trivy && {
			version: trivy.version,
			sha256: trivy.sha256,
			verified: trivy.verified,
			verifiedBy: trivy.verifiedBy,
			databaseUpdatedAt: trivy.databaseUpdatedAt
		}
	};
}
function locationOf({ path, startLine, startColumn, endLine, endColumn }) {
	return {
		path,
		startLine,
		startColumn,
		endLine,
		endColumn
	};
}
function gapOf$1(gap) {
	return {
		artifact: gap.artifact,
		reason: gap.reason,
		detail: gap.detail,
		blocking: gap.blocking,
		location: gap.location && locationOf(gap.location)
	};
}
function imageOf(image) {
	return {
		reference: image.reference,
		digest: image.digest,
		index: image.index,
		platform: image.platform,
		os: image.os,
		findings: image.findings,
		location: image.location && locationOf(image.location)
	};
}
function waiverOf(waiver) {
	return {
		rule: waiver.rule,
		path: waiver.path,
		subject: waiver.subject,
		reason: waiver.reason,
		owner: waiver.owner,
		until: waiver.until,
		source: waiver.source
	};
}
const baselineSchema = object({
	schemaVersion: literal(1),
	findings: array(object({
		fingerprint: pipe(string(), regex(/^[0-9a-f]{16}$/)),
		severity: picklist(severities$1),
		standing: picklist([
			"new",
			"known",
			"waived",
			"lapsed"
		])
	}))
});
/**
* What an earlier JSON report knew: the worst severity by fingerprint. What was waived then is not part of it, or taking
* a waiver away would go unseen. Throws BASELINE with the path where the text is not such a report.
*/
function readBaseline(text, path) {
	const refuse = (why, cause) => new GuardError("BASELINE", `The baseline ${oneLine(path)} ${why} Make it with \`container-guard scan --format json --output FILE\`.`, cause === void 0 ? {} : { cause });
	let value;
	try {
		value = JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		throw refuse("is not JSON.", error);
	}
	const decoded = safeParse(baselineSchema, value);
	if (!decoded.success) {
		const [issue] = decoded.issues;
		throw refuse(`is not a report of schema version 1: ${oneLine(getDotPath(issue) ?? "the whole")} does not fit.`);
	}
	const known = /* @__PURE__ */ new Map();
	for (const { fingerprint, severity, standing } of decoded.output.findings) {
		if (standing === "waived") continue;
		known.set(fingerprint, worse(known.get(fingerprint) ?? severity, severity));
	}
	return known;
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
	terrascan: "Terrascan",
	dflint: "dflint",
	dockerfileSecurity: "dockerfile-security",
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
		`Found on ${linesOf(example.bad)}: ${example.name}`,
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
/** The lines that hold a mark: `line 4`, `lines 4 and 7`. */
function linesOf(marked) {
	const lines = marked.split("\n").flatMap((line, index) => line.includes("«") ? [String(index + 1)] : []);
	const last = lines.at(-1) ?? "";
	return lines.length < 2 ? `line ${last}` : `lines ${lines.slice(0, -1).join(", ")} and ${last}`;
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
// src/rules/facts.ts
/** A rule as reports show it. */
function factsOf(rule) {
	return {
		id: rule.id,
		title: rule.title,
		severity: rule.severity,
		profile: rule.profile,
		why: rule.why,
		remedy: rule.remedy,
		references: rule.references,
		tags: [
			"security",
			rule.id.slice(0, rule.id.indexOf("/")),
			...(rule.equivalents.cis ?? []).map((section) => `CIS-${section}`)
		].slice(0, 10),
		get page() {
			return rulePage(rule);
		}
	};
}
// src/trivy/merge.ts
/** How many lines apart two statements of the same may lie: tools differ on whether a line or its continuation is meant. */
const near = 1;
/**
* All findings, those of Trivy left out that one of our own says as well: an equivalent rule in the same file, in the same
* stage or within a line. Our own then names both as its sources. `equivalentRuleIds` maps Trivy's ids, in any of their
* spellings, to rules; neither list is changed.
*/
function mergeDuplicates(own, trivy, equivalentRuleIds) {
	const equivalents = new Map([...equivalentRuleIds].map(([id, rules]) => [misconfigurationId(id), rules]));
	const agreed = /* @__PURE__ */ new Set();
	const alone = trivy.filter((theirs) => {
		const rules = equivalents.get(misconfigurationId(theirs.rule.slice(theirs.rule.lastIndexOf("/") + 1))) ?? [];
		const same = own.filter((ours) => rules.includes(ours.rule) && samePlace(ours, theirs));
		for (const ours of same) agreed.add(ours);
		return same.length === 0;
	});
	return [...own.map((ours) => agreed.has(ours) ? {
		...ours,
		sources: [.../* @__PURE__ */ new Set([...ours.sources, "trivy"])]
	} : ours), ...alone];
}
function samePlace(ours, theirs) {
	if (ours.location.path !== theirs.location.path) return false;
	const { stage } = theirs.subject;
	if (stage !== void 0 && stage === ours.subject.stage) return true;
	const line = theirs.location.startLine;
	return line >= ours.location.startLine - near && line <= Math.max(ours.location.startLine, ours.location.endLine) + near;
}
// src/trivy/dockerfile-checks.ts
/**
* Trivy rates a missing `--no-install-recommends` as high as running as root, so its severities would fail a first run for
* matters of style. Ours: security and supply chain in `default`, correctness and reliability in `strict`, size and style in `all`.
*/
const weights = /* @__PURE__ */ new Map([
	["DS-0001", {
		severity: "medium",
		profile: "default"
	}],
	["DS-0002", {
		severity: "high",
		profile: "default"
	}],
	["DS-0004", {
		severity: "medium",
		profile: "default"
	}],
	["DS-0005", {
		severity: "low",
		profile: "strict"
	}],
	["DS-0006", {
		severity: "medium",
		profile: "strict"
	}],
	["DS-0007", {
		severity: "medium",
		profile: "strict"
	}],
	["DS-0008", {
		severity: "medium",
		profile: "strict"
	}],
	["DS-0009", {
		severity: "low",
		profile: "strict"
	}],
	["DS-0010", {
		severity: "medium",
		profile: "default"
	}],
	["DS-0011", {
		severity: "medium",
		profile: "strict"
	}],
	["DS-0012", {
		severity: "medium",
		profile: "strict"
	}],
	["DS-0013", {
		severity: "info",
		profile: "all"
	}],
	["DS-0014", {
		severity: "info",
		profile: "all"
	}],
	["DS-0015", {
		severity: "info",
		profile: "all"
	}],
	["DS-0016", {
		severity: "low",
		profile: "strict"
	}],
	["DS-0017", {
		severity: "medium",
		profile: "default"
	}],
	["DS-0019", {
		severity: "info",
		profile: "all"
	}],
	["DS-0020", {
		severity: "info",
		profile: "all"
	}],
	["DS-0021", {
		severity: "low",
		profile: "all"
	}],
	["DS-0022", {
		severity: "info",
		profile: "all"
	}],
	["DS-0023", {
		severity: "low",
		profile: "strict"
	}],
	["DS-0024", {
		severity: "low",
		profile: "strict"
	}],
	["DS-0025", {
		severity: "info",
		profile: "all"
	}],
	["DS-0026", {
		severity: "low",
		profile: "strict"
	}],
	["DS-0027", {
		severity: "info",
		profile: "all"
	}],
	["DS-0029", {
		severity: "info",
		profile: "all"
	}],
	["DS-0030", {
		severity: "medium",
		profile: "default"
	}],
	["DS-0031", {
		severity: "high",
		profile: "default"
	}]
]);
/** The weight of a check, in any spelling of its id; one nobody has weighed counts as Trivy rates it. */
function weightOf(id, rated) {
	return weights.get(misconfigurationId(id)) ?? {
		severity: rated,
		profile: "default"
	};
}
/** Whether a run with this profile looks at what belongs to that one. */
function covers(run, check) {
	return profiles.indexOf(check) <= profiles.indexOf(run);
}
// src/trivy/remedy.ts
/** What is known of a fix, as it stands in a message between brackets. */
function statusWords(status, fixedVersion) {
	if (fixedVersion !== "") return `fixed in ${fixedVersion}`;
	switch (status) {
		case "will_not_fix": return "the distribution will not fix it";
		case "fix_deferred": return "the fix is deferred";
		case "end_of_life": return "the release is no longer supported";
		case "under_investigation": return "under investigation";
		default: return "no fix yet";
	}
}
/** What to do about a vulnerable package, in a sentence. */
function remedyFor(found, origin) {
	const name = oneLine$1(found.PkgName);
	const fixed = oneLine$1(found.FixedVersion);
	if (fixed !== "") {
		const version = fixed.includes(",") ? `one of ${fixed} or later` : `${fixed} or later`;
		if (origin === "step") return `Build the image again without its cache, so that this step installs ${name} ${version}.`;
		return origin === "base" ? `Move to a base image with ${name} ${version}, or upgrade the package in the build.` : `Upgrade ${name} to ${version} where it is brought in, and rebuild the image.`;
	}
	switch (found.Status) {
		case "will_not_fix": return `${origin === "step" ? `Leave ${name} out of this step` : `Move to a base image without ${name}`}, or accept it with a reason: the distribution will not fix it.`;
		case "end_of_life": return "Move to a release of the distribution that is still supported.";
		default: return `Leave ${name} out of the image if nothing needs it, or accept it until a fixed version is there.`;
	}
}
// src/trivy/severity.ts
const severities = {
	CRITICAL: "critical",
	HIGH: "high",
	MEDIUM: "medium",
	LOW: "low",
	UNKNOWN: "low"
};
/** Trivy's word for a severity as ours. What nobody has rated yet is `low`: it is not known to be harmless. */
function severityOf(written) {
	return severities[written];
}
// src/trivy/findings.ts
/** What a scan of an image found, as findings on the line that names it, and what the image is. */
function imageFindings(report, context) {
	const written = report.Metadata?.ImageConfig;
	const config = written ? imageConfig(written) : void 0;
	const layers = (config === void 0 ? void 0 : context.layers?.(config)) ?? /* @__PURE__ */ new Map();
	const findings = distinct(draftsOf(report.Results, context, layers));
	return {
		findings,
		image: scannedImage(report, context, findings.length),
		...config === void 0 ? {} : { config }
	};
}
/** What a scan of Dockerfiles found, each on its line; a finding without one lies on the last FROM. */
function configFindings(report, files, options) {
	const byPath = new Map(files.map((file) => [file.path, file]));
	return distinct(report.Results.flatMap((result) => {
		const file = byPath.get(result.Target);
		if (file === void 0) return [];
		return failed(result, options.profile).map((misconfiguration) => {
			const line = misconfiguration.CauseMetadata?.StartLine ?? lastFrom(file);
			const stage = options.stageAt?.(file.path, line);
			return {
				...misconfigurationDraft(misconfiguration, "dockerfile"),
				location: locate(lineAtNumber(file, line)),
				subject: stage === void 0 ? {} : { stage },
				key: [stage ?? ""]
			};
		});
	}));
}
/**
* What a scan of a tree found: secrets on their lines, vulnerable packages on the line of the lock file that names them, as far
* as Trivy tells it. Files that are not among those of the tree are left out.
* @param prefix stands before the paths of the report: the folder that was scanned
*/
function repositoryFindings(report, { prefix, files }) {
	return distinct(report.Results.flatMap((result) => {
		const path = `${prefix}${result.Target}`;
		if (!files.has(path)) return [];
		const lines = new Map(result.Packages.map(({ Name, Version, Locations }) => [`${Name} ${Version}`, Locations[0]?.StartLine ?? 1]));
		const at = (line) => ({
			path,
			startLine: line,
			startColumn: 1,
			endLine: line,
			endColumn: 1
		});
		return [...result.Vulnerabilities.map((found) => ({
			...packageDraft(found),
			location: at(lines.get(`${found.PkgName} ${found.InstalledVersion}`) ?? 1)
		})), ...result.Secrets.map((found) => ({
			rule: secretRule(found.RuleID, "project"),
			severity: severityOf(found.Severity),
			confidence: "likely",
			message: `Here stands what looks like a secret (${oneLine$1(found.Title === "" ? found.RuleID : found.Title, 100)})`,
			remedy: "Revoke the secret, take it out of the file, and give it to the program at run time.",
			location: at(found.StartLine ?? 1),
			subject: {},
			key: []
		}))];
	}));
}
function packageDraft(found) {
	const [name, version, fixed] = [
		oneLine$1(found.PkgName),
		oneLine$1(found.InstalledVersion),
		oneLine$1(found.FixedVersion)
	];
	const advisory = oneLine$1(found.VulnerabilityID, 80);
	const title = oneLine$1(found.Title);
	return {
		rule: `project/${advisory}`,
		severity: severityOf(found.Severity),
		confidence: found.Severity === "UNKNOWN" ? "likely" : "certain",
		message: `${name} ${version} has ${advisory} (${statusWords(found.Status, fixed)})${title === "" ? "" : `: ${title}`}`,
		remedy: remedyFor(found, "program"),
		subject: {
			package: name,
			version,
			...fixed === "" ? {} : { fixedVersion: fixed },
			advisory
		},
		key: [found.PkgName]
	};
}
function* draftsOf(results, context, layers) {
	const { image, anchor } = context;
	const about = {
		...context.service === void 0 ? {} : { service: context.service },
		...context.stage === void 0 ? {} : { stage: context.stage },
		image: image.name
	};
	for (const result of results) {
		for (const vulnerability of result.Vulnerabilities) yield vulnerabilityDraft(vulnerability, result, context, about, layers);
		for (const misconfiguration of failed(result, context.profile ?? "all")) yield {
			...misconfigurationDraft(misconfiguration, "image"),
			location: anchor,
			subject: about,
			key: [repositoryKey(context)]
		};
		for (const secret of result.Secrets) yield secretDraft(secret, result, context, about, layers);
	}
}
function repositoryKey({ image: { repository }, apart }) {
	return apart === void 0 ? repository : `${repository} ${apart}`;
}
function vulnerabilityDraft(found, result, context, about, layers) {
	const own = layers.get(found.Layer.DiffID);
	const name = oneLine$1(found.PkgName);
	const version = oneLine$1(found.InstalledVersion);
	const fixed = oneLine$1(found.FixedVersion);
	const advisory = oneLine$1(found.VulnerabilityID, 80);
	const title = oneLine$1(found.Title);
	const path = packagePath(found, result);
	const where = path === "" ? "" : ` (${oneLine$1(path)})`;
	return {
		rule: `image/${advisory}`,
		severity: severityOf(found.Severity),
		confidence: found.Severity === "UNKNOWN" ? "likely" : "certain",
		message: `${[name, version].filter((part) => part !== "").join(" ")}${where} in ${context.image.written} has ${advisory} (${statusWords(found.Status, fixed)})${title === "" ? "" : `: ${title}`}`,
		remedy: remedyFor(found, result.Class !== "os-pkgs" ? "program" : own === void 0 ? "base" : "step"),
		location: own ?? context.anchor,
		...context.exposure === void 0 ? {} : { exposure: context.exposure },
		subject: {
			...about,
			package: name,
			version,
			...fixed === "" ? {} : { fixedVersion: fixed },
			advisory
		},
		key: [
			repositoryKey(context),
			found.PkgName,
			withoutVersion(path, found.InstalledVersion)
		]
	};
}
/** Where in the image the package lies; a program's own path where its libraries have none. */
function packagePath(found, result) {
	if (found.PkgPath !== "") return found.PkgPath;
	return result.Class === "lang-pkgs" && result.Target.includes("/") ? result.Target : "";
}
function withoutVersion(path, version) {
	return version === "" ? path : path.replaceAll(version, "*");
}
function misconfigurationDraft(found, area) {
	return {
		rule: `${area}/${misconfigurationId(found.ID)}`,
		severity: weightOf(found.ID, severityOf(found.Severity)).severity,
		confidence: "certain",
		message: oneLine$1(found.Message === "" ? found.Title : found.Message, 300),
		remedy: oneLine$1(found.Resolution === "" ? found.Title : found.Resolution, 300)
	};
}
/** The rule behind a kind of secret, by Trivy's id for it. */
function secretRule(id, area = "image") {
	return `${area}/secret-${id.replaceAll(/[^A-Za-z0-9_-]/g, "-")}`;
}
function secretDraft(found, result, context, about, layers) {
	const what = oneLine$1(found.Title === "" ? found.RuleID : found.Title, 100);
	const line = typeof found.StartLine === "number" && found.StartLine > 0 ? `, line ${found.StartLine}` : "";
	return {
		rule: secretRule(found.RuleID),
		severity: severityOf(found.Severity),
		confidence: "likely",
		message: `${context.image.written} holds what looks like a secret (${what}) in ${oneLine$1(result.Target)}${line}`,
		remedy: "Revoke the secret, keep it out of every layer (a build secret or a mount at run time), and rebuild.",
		location: layers.get(found.Layer.DiffID) ?? context.anchor,
		subject: about,
		key: [repositoryKey(context), result.Target]
	};
}
const failed = (result, profile) => result.Misconfigurations.filter(({ ID, Status, Severity }) => Status === "FAIL" && covers(profile, weightOf(ID, severityOf(Severity)).profile));
/**
* Sorts, drops what is said twice, and numbers what differs only in line or version, so that fingerprints stay apart. A draft
* is let go when its finding is made.
*/
function distinct(drafts) {
	const groups = /* @__PURE__ */ new Map();
	for (const draft of drafts) {
		const name = JSON.stringify([draft.location.path, draft.rule]);
		const group = groups.get(name);
		if (group === void 0) groups.set(name, [draft]);
		else group.push(draft);
	}
	const findings = [];
	for (const name of [...groups.keys()].sort(compare)) {
		for (const finding of distinctOfRule(groups.get(name) ?? [])) findings.push(finding);
		groups.delete(name);
	}
	return findings;
}
/** The same for the findings of one rule in one file. */
function distinctOfRule(drafts) {
	const sorted = drafts.map((draft) => ({
		draft,
		sort: sortKey(draft)
	})).sort((a, b) => compare(a.sort, b.sort));
	const counts = /* @__PURE__ */ new Map();
	const said = /* @__PURE__ */ new Set();
	const findings = [];
	const rule = drafts[0]?.rule;
	for (const { draft, sort } of sorted) {
		if (rule === void 0 || said.has(sort)) continue;
		said.add(sort);
		const { key, ...rest } = draft;
		const plain = fingerprint(rule, draft.location.path, ...key);
		const count = (counts.get(plain) ?? 0) + 1;
		counts.set(plain, count);
		const print = count === 1 ? plain : fingerprint(rule, draft.location.path, ...key, `#${count}`);
		findings.push({
			...rest,
			rule,
			related: none,
			fingerprint: print,
			standing: "new",
			sources
		});
	}
	return findings;
}
const none = [];
const sources = ["trivy"];
function sortKey({ key, location, message }) {
	return JSON.stringify([
		...key,
		String(location.startLine).padStart(8, "0"),
		message
	]);
}
const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
function lastFrom(file) {
	const lines = file.text.split(/\r\n|\n|\r/);
	return Math.max(1, lines.findLastIndex((line) => /^\s*FROM\s/i.test(line)) + 1);
}
function scannedImage(report, { image, anchor }, findings) {
	const { OS, ImageConfig: config, RepoDigests = [] } = report.Metadata ?? {};
	const digest = image.digest ?? digestIn(RepoDigests, image);
	const os = OS ? oneLine$1(`${OS.Family} ${OS.Name}${OS.EOSL ? " (no longer supported)" : ""}`) : void 0;
	return {
		reference: image.written,
		...digest === void 0 ? {} : { digest },
		...config ? { platform: `${config.os}/${config.architecture}` } : {},
		...os === void 0 ? {} : { os },
		location: anchor,
		findings
	};
}
function digestIn(repoDigests, image) {
	const digest = (repoDigests.find((entry) => [image.name, image.repository].some((name) => entry.startsWith(`${name}@`))) ?? repoDigests[0])?.split("@")[1];
	return digest !== void 0 && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : void 0;
}
/** The image configuration in the product's words. */
function imageConfig(written) {
	const config = written.config;
	const test = config?.Healthcheck?.Test ?? [];
	return {
		...config?.User ? { user: config.User } : {},
		env: config?.Env ?? [],
		exposedPorts: Object.keys(config?.ExposedPorts ?? {}).sort(),
		volumes: Object.keys(config?.Volumes ?? {}).sort(),
		entrypoint: config?.Entrypoint ?? [],
		command: config?.Cmd ?? [],
		hasHealthCheck: test.length > 0 && test[0] !== "NONE",
		labels: config?.Labels ?? {},
		history: written.history.map((step) => ({
			createdBy: step.created_by,
			empty: step.empty_layer
		})),
		diffIds: written.rootfs?.diff_ids ?? [],
		...written.architecture === "" ? {} : { architecture: written.architecture },
		...written.os === "" ? {} : { os: written.os }
	};
}
// src/trivy/decode.ts
/** Go writes an empty slice as `null`, as `[]` or not at all. */
const list = (item) => nullish(array(item), []);
const text = nullish(string(), "");
const number = nullish(number$2());
const severity = nullish(picklist([
	"UNKNOWN",
	"LOW",
	"MEDIUM",
	"HIGH",
	"CRITICAL"
]), "UNKNOWN");
/** The layer that brought something; its DiffID is empty where Trivy does not say. */
const layer = nullish(object({ DiffID: text }), { DiffID: "" });
const Vulnerability = object({
	VulnerabilityID: string(),
	PkgName: string(),
	PkgPath: text,
	InstalledVersion: text,
	FixedVersion: text,
	Status: text,
	Severity: severity,
	Title: text,
	Layer: layer
});
const Misconfiguration = object({
	ID: string(),
	Title: text,
	Description: text,
	Message: text,
	Resolution: text,
	Severity: severity,
	PrimaryURL: text,
	References: list(string()),
	Status: picklist([
		"PASS",
		"FAIL",
		"EXCEPTION"
	]),
	CauseMetadata: nullish(object({
		StartLine: number,
		EndLine: number
	}))
});
/** `Match` and `Code` are left out on purpose: what is not read cannot be told. */
const Secret = object({
	RuleID: string(),
	Category: text,
	Title: text,
	Severity: severity,
	StartLine: number,
	Layer: layer
});
/** What is read of a package: where a lock file names it. */
const Package = object({
	Name: text,
	Version: text,
	Locations: list(object({ StartLine: number }))
});
const Result = object({
	Target: string(),
	Class: text,
	Type: text,
	Packages: list(Package),
	Vulnerabilities: list(Vulnerability),
	Misconfigurations: list(Misconfiguration),
	Secrets: list(Secret)
});
const ImageConfig = object({
	architecture: text,
	os: text,
	config: nullish(object({
		User: text,
		Env: list(string()),
		Cmd: list(string()),
		Entrypoint: list(string()),
		ExposedPorts: nullish(record$1(string(), unknown()), {}),
		Volumes: nullish(record$1(string(), unknown()), {}),
		Labels: nullish(record$1(string(), string()), {}),
		Healthcheck: nullish(object({ Test: list(string()) }))
	})),
	history: list(object({
		created_by: text,
		empty_layer: nullish(boolean(), false)
	})),
	rootfs: nullish(object({ diff_ids: list(string()) }))
});
const Report = object({
	SchemaVersion: literal(2),
	Trivy: nullish(object({ Version: text })),
	ArtifactName: text,
	ArtifactType: text,
	Metadata: nullish(object({
		OS: nullish(object({
			Family: text,
			Name: text,
			EOSL: nullish(boolean(), false)
		})),
		ImageID: text,
		DiffIDs: list(string()),
		RepoTags: list(string()),
		RepoDigests: list(string()),
		Reference: text,
		ImageConfig: nullish(ImageConfig)
	})),
	Results: list(Result)
});
/**
* Reads a JSON report. Fields it does not use are ignored; one that is missing or of another type is a GuardError
* TRIVY_OUTPUT that names its path and never its content.
*/
function decodeReport(json) {
	return decoded(json, Report);
}
/** Reads one vulnerability of a report; GuardError TRIVY_OUTPUT as {@link decodeReport}. */
function decodeVulnerability(json) {
	return decoded(json, Vulnerability);
}
function decoded(json, schema) {
	let value;
	try {
		value = JSON.parse(json);
	} catch (error) {
		const size = json.trim() === "" ? "It is empty." : `It has ${json.length} characters and may be cut off.`;
		throw new GuardError("TRIVY_OUTPUT", `Trivy's report is not JSON. ${size} Nothing is concluded from it.`, { cause: error });
	}
	const read = safeParse(schema, value, { abortEarly: true });
	if (read.success) return read.output;
	throw new GuardError("TRIVY_OUTPUT", `Trivy's report is not as expected, so nothing is concluded from it: ${describe(read.issues[0])}.`);
}
function describe(issue) {
	let path = "";
	for (const { key } of issue.path ?? []) path += typeof key === "number" ? `[${key}]` : `${path === "" ? "" : "."}${String(key)}`;
	const got = issue.input === void 0 ? "nothing" : kindOf(issue.input);
	const expected = issue.input === void 0 ? "a value" : (issue.expected ?? "another value").replaceAll(/[()"]/g, "").replaceAll(" | ", " or ");
	return `${path === "" ? "the whole" : path}: expected ${lowered(expected)}, got ${got}`;
}
function kindOf(value) {
	if (value === null) return "null";
	return Array.isArray(value) ? "array" : typeof value;
}
/** Valibot names types as classes (`Object`, `Array`), people as words. Values keep their case. */
function lowered(expected) {
	return expected.replaceAll(/\b(?:Object|Array|Record)\b/g, (name) => name.toLowerCase());
}
// src/trivy/large-report.ts
const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = Buffer.from("\"\\,{}[]");
/** How many braces and brackets are open inside each of these. */
const depths = {
	report: 1,
	results: 2,
	result: 3,
	vulnerabilities: 4,
	vulnerability: 5
};
/**
* Reads a report that is too large to be held whole. Its vulnerabilities are read one by one, as they come, and what is left
* like a report of the usual size.
* @throws GuardError TRIVY_OUTPUT as {@link decodeReport} does.
*/
async function decodeLargeReport(pieces) {
	const lists = /* @__PURE__ */ new Map();
	const skeleton = [];
	let element;
	let list;
	let depth = 0;
	let inResults = false;
	let result = -1;
	let inString = false;
	let escaped = false;
	let written = [];
	let name = "";
	const texts = /* @__PURE__ */ new Map();
	const layers = /* @__PURE__ */ new Map();
	/** One copy of what many vulnerabilities name. */
	const once = (text) => {
		const known = texts.get(text);
		if (known === void 0) texts.set(text, text);
		return known ?? text;
	};
	for await (const piece of pieces) {
		const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
		let from = 0;
		let nameFrom = 0;
		for (let at = 0; at < bytes.length; at += 1) {
			const byte = bytes[at];
			if (inString) {
				if (escaped) escaped = false;
				else if (byte === backslash) escaped = true;
				else if (byte === quote) {
					inString = false;
					if (depth === depths.report || depth === depths.result) {
						name = Buffer.concat([...written, bytes.subarray(nameFrom, at)]).toString("utf8");
						written = [];
					}
				}
			} else if (byte === quote) {
				inString = true;
				nameFrom = at + 1;
			} else if (byte === openBracket || byte === openBrace) {
				depth += 1;
				if (depth === depths.results) inResults = byte === openBracket && name === "Results";
				else if (depth === depths.result) result += 1;
				else if (depth === depths.vulnerabilities && inResults && byte === openBracket && name === "Vulnerabilities") {
					list = [];
					lists.set(result, list);
				} else if (depth === depths.vulnerability && list !== void 0) {
					if (!isBlank(bytes, from, at)) skeleton.push(Buffer.from(bytes.subarray(from, at)));
					from = at;
					element = [];
				}
				if (depth === depths.results && inResults) result = -1;
			} else if (byte === closeBracket || byte === closeBrace) {
				depth -= 1;
				if (list !== void 0 && element !== void 0 && depth === depths.vulnerabilities) {
					element.push(bytes.subarray(from, at + 1));
					const found = decodeVulnerability(Buffer.concat(element).toString("utf8"));
					if (!layers.has(found.Layer.DiffID)) layers.set(found.Layer.DiffID, found.Layer);
					const shared = {
						VulnerabilityID: once(found.VulnerabilityID),
						PkgName: once(found.PkgName),
						PkgPath: once(found.PkgPath),
						Layer: layers.get(found.Layer.DiffID) ?? found.Layer
					};
					list.push({
						...found,
						...shared,
						Title: once(found.Title)
					});
					element = void 0;
					from = at + 1;
				} else if (depth < depths.vulnerabilities) list = void 0;
			} else if (byte === comma && list !== void 0 && depth === depths.vulnerabilities) {
				if (!isBlank(bytes, from, at)) skeleton.push(Buffer.from(bytes.subarray(from, at)));
				from = at + 1;
			}
		}
		if (inString && (depth === depths.report || depth === depths.result)) written.push(Buffer.from(bytes.subarray(nameFrom)));
		(element ?? skeleton).push(Buffer.from(bytes.subarray(from)));
	}
	const report = decodeReport(Buffer.concat(skeleton).toString("utf8"));
	return {
		...report,
		Results: report.Results.map((one, at) => ({
			...one,
			Vulnerabilities: lists.get(at) ?? one.Vulnerabilities
		}))
	};
}
/** Whether there is nothing but the white space of JSON, as between the entries of a list. */
function isBlank(bytes, from, to) {
	for (let at = from; at < to; at += 1) {
		const byte = bytes[at];
		if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return false;
	}
	return true;
}
// src/trivy/invoke.ts
/** How much longer than its own time limit Trivy may run before it is ended, in seconds: it does not count registry calls. */
const patience = 5;
const maxOutput = 1 << 20;
const maxReport = 256 << 20;
/** From this size on a report is read piece by piece, and its text not kept. */
const large = 4 << 20;
/**
* Runs Trivy in a private folder, where no configuration or ignore file of anybody lies, and reads its report. GuardError
* TRIVY_RUN when it fails, with its last words; TRIVY_OUTPUT when there is no report or one it cannot be.
*/
async function runTrivy(binary, run, folder, ports) {
	const report = join(folder, "report.json");
	const config = join(folder, "trivy.yaml");
	const ignore = join(folder, "ignore");
	const modules = join(folder, "modules");
	await ports.files.writeText(config, "{}\n");
	await ports.files.writeText(ignore, "");
	await ports.files.makeFolder(modules);
	const result = await ports.processes.run(binary.path, [
		run.command,
		...flags({
			config,
			ignorefile: ignore,
			"cache-dir": run.cacheFolder,
			format: "json",
			output: report,
			"exit-code": "0",
			timeout: `${run.timeoutSeconds}s`
		}),
		...run.command === "sbom" ? [] : ["--module-dir", modules],
		"--skip-version-check",
		"--disable-telemetry",
		...run.args
	], {
		environment: run.environment,
		timeoutSeconds: run.timeoutSeconds + patience,
		maxBytes: maxOutput,
		cwd: folder
	});
	if (result.timedOut || result.exitCode !== 0) throw failure(run, result);
	const size = await ports.files.size(report);
	if (size !== void 0 && size > large && size <= maxReport && run.whole !== true) return {
		report: bySame(binary, run, await decodeLargeReport(piecesOf(report, size, ports))),
		text: void 0,
		log: result.stderr
	};
	const text = await ports.files.readText(report, maxReport);
	if (text === void 0) {
		const why = size === void 0 ? "wrote no report" : `wrote a report of ${size} bytes, more than is read`;
		throw new GuardError("TRIVY_OUTPUT", `Trivy ${why} about ${run.what}, though it says all went well.`);
	}
	return {
		report: bySame(binary, run, decodeReport(text)),
		text,
		log: result.stderr
	};
}
/** A report that says which version made it must name the one that was admitted: it may not have been asked before. */
function bySame({ path, version }, { what }, report) {
	const told = (report.Trivy?.Version ?? "").replace(/^v/, "");
	if (told === "" || told === version) return report;
	throw new GuardError("TRIVY_OUTPUT", `The report of ${what} says that Trivy ${oneLine$1(told, 40)} made it, and ${path} should be ${version}. Nothing is concluded from it.`);
}
async function* piecesOf(path, size, { files }) {
	const length = 1 << 20;
	for (let at = 0; at < size; at += length) yield await files.readBytes(path, at, Math.min(length, size - at));
}
/** Options as Trivy takes them: `{ format: 'json' }` is `--format json`. */
function flags(values) {
	return Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
}
function failure(run, result) {
	const words = lastLines(withoutChatter(result.stderr === "" ? result.stdout : result.stderr), 20);
	const said = words === "" ? "It said nothing." : `Its last words:\n${words}`;
	if (result.timedOut) return new GuardError("TRIVY_RUN", `Trivy did not finish with ${run.what} within ${run.timeoutSeconds} seconds and was ended. ${said}`);
	const end = result.exitCode === null ? `was ended by ${result.signal ?? "the system"}` : `ended with exit code ${result.exitCode}`;
	if (result.signal === "SIGKILL" || result.exitCode === 137) return new GuardError("TRIVY_RUN", `Trivy ${end} on ${run.what}. That is what a system does that runs out of memory: scan fewer images in a job, or give it more. ${said}`);
	return new GuardError("TRIVY_RUN", `Trivy ${end} on ${run.what}.${advice(words)} ${said}`);
}
/** A log without the time of each line and the lines that only tell of progress. */
function withoutChatter(log) {
	return log.split("\n").map((line) => line.replace(/^\d{4}-\d\d-\d\dT[\d:.]+\S*\s+/, "")).filter((line) => !/^(?:INFO|DEBUG)\b/.test(line)).join("\n");
}
/** What a person can do about the usual failures, told by what Trivy says last. */
function advice(words) {
	const found = [
		[/MANIFEST_UNKNOWN|NAME_UNKNOWN/, "The registry has no such image: look at its name and tag."],
		[/UNAUTHORIZED|DENIED|authentication required/, "The registry wants a login: run `docker login` for it before this step."],
		[/TOOMANYREQUESTS/, "The registry answers too many requests: log in to it, use a mirror, or try again later."],
		[/could not parse reference/, "This is no image reference."],
		[/Java DB/, "The index of Java archives is not there and could not be fetched."],
		[/cannot be specified on the first run/, "There is no vulnerability database yet, and fetching one is switched off."],
		[/version of DB schema|old DB schema|failed to open db/, "The vulnerability database is damaged or of another version: delete it and fetch it anew."],
		[/cache may be in use by another process/, "Another Trivy uses the same cache folder."],
		[/vulnerability DB/, "The vulnerability database could not be fetched: check the network, or name a mirror of it."],
		[/no such host|connection refused|i\/o timeout|network is unreachable/, "The registry or engine cannot be reached: check the name, network and proxy."]
	].find(([pattern]) => pattern.test(words));
	return found === void 0 ? "" : ` ${found[1]}`;
}
// src/trivy/rule-facts.ts
/**
* What the rules behind Trivy's misconfigurations and secrets are, in the order of their ids. Advisories are not among them:
* what there is to say of one stands in its findings.
*/
function ruleFactsOf(report, area) {
	const facts = /* @__PURE__ */ new Map();
	for (const result of report.Results) {
		for (const found of result.Misconfigurations) {
			const weight = weightOf(found.ID, severityOf(found.Severity));
			const id = `${area}/${misconfigurationId(found.ID)}`;
			const references = [found.PrimaryURL, ...found.References];
			const text = {
				title: found.Title,
				why: found.Description,
				remedy: found.Resolution
			};
			facts.set(id, factsFrom(id, text, {
				...weight,
				references,
				tags: ["misconfiguration"]
			}));
		}
		for (const found of result.Secrets) {
			const id = secretRule(found.RuleID, area === "project" ? area : "image");
			const title = `Secret in ${area === "project" ? "a file" : "an image"}: ${found.Title === "" ? found.RuleID : found.Title}`;
			const why = area === "project" ? "Whoever can read the repository has the secret, and its history keeps it after the file is changed." : "Whoever can pull the image can read every file of every layer, also of those that a later layer deletes.";
			const remedy = area === "project" ? "Revoke the secret, take it out of the file, and give it to the program at run time." : "Revoke the secret, keep it out of every layer (a build secret or a mount at run time), and rebuild.";
			const weight = {
				severity: severityOf(found.Severity),
				profile: "default"
			};
			facts.set(id, factsFrom(id, {
				title,
				why,
				remedy
			}, {
				...weight,
				references: [],
				tags: ["secret"]
			}));
		}
	}
	return [...facts.values()].sort((a, b) => a.id < b.id ? -1 : 1);
}
function factsFrom(id, text, rest) {
	const [title, why, remedy] = [
		oneLine$1(text.title),
		oneLine$1(text.why, 2e3),
		oneLine$1(text.remedy, 1e3)
	];
	const references = [...new Set(rest.references)].filter((address) => /^https:\/\/[\x21-\x7e]+$/.test(address));
	const paragraphs = [
		`# ${markdownText(title)}`,
		markdownText(why),
		markdownText(remedy),
		...references.map((address) => `- ${markdownText(address)}`)
	];
	return {
		...rest,
		id,
		title,
		why,
		remedy,
		references,
		page: `${paragraphs.join("\n\n")}\n`
	};
}
// src/trivy/repository-scan.ts
/** Folders that hold what others wrote, in any depth. Their files are not listed either; this saves reading them. */
const vendored = [
	"**/node_modules",
	"**/.git",
	"**/vendor",
	"**/.venv"
].flatMap((folder) => ["--skip-dirs", folder]);
/**
* Looks for secrets in the files of the tree, and judges the packages that its lock files name. A file that Trivy says it could
* not read is a gap. GuardError TRIVY_RUN or TRIVY_OUTPUT where that fails; the database must be there for packages.
*/
async function scanRepository(binary, { what, root, paths, files }, options, ports) {
	const scanners = {
		secrets: "secret",
		packages: "vuln",
		all: "vuln,secret"
	}[what];
	const found = {
		findings: [],
		gaps: [],
		rules: []
	};
	for (const path of paths) {
		ports.console.progress(`Trivy looks for ${what === "all" ? "secrets and packages" : what} in ${path}`);
		await ports.files.within("repository", async (folder) => {
			const { report, log } = await runTrivy(binary, {
				what: `the files of ${path}`,
				command: "fs",
				args: [
					"--scanners",
					scanners,
					"--skip-db-update",
					"--skip-java-db-update",
					...vendored,
					"--",
					join(root, path)
				],
				cacheFolder: what === "secrets" ? join(folder, "cache") : options.cacheFolder,
				environment: configEnvironment(folder, ports.machine),
				timeoutSeconds: options.timeoutSeconds
			}, folder, ports);
			const prefix = files.has(path) ? "" : path === "." ? "" : `${path}/`;
			found.findings.push(...repositoryFindings(report, {
				prefix,
				files
			}));
			found.rules.push(...ruleFactsOf(report, "project"));
			found.gaps.push(...unread$1(log, path));
			if (what !== "secrets") found.gaps.push(...leftOut(report, {
				prefix,
				path,
				files
			}));
		});
	}
	return {
		...found,
		rules: [...new Map(found.rules.map((rule) => [rule.id, rule])).values()]
	};
}
/** Files that name packages, which Trivy reports on also where nothing is wrong with these. */
const lockFiles = /* @__PURE__ */ new Set([
	"package-lock.json",
	"yarn.lock",
	"pnpm-lock.yaml",
	"bun.lock",
	"composer.lock",
	"Gemfile.lock",
	"Pipfile.lock",
	"poetry.lock",
	"uv.lock",
	"requirements.txt",
	"go.mod",
	"Cargo.lock",
	"gradle.lockfile",
	"packages.lock.json",
	"mix.lock",
	"pubspec.lock",
	"Podfile.lock",
	"Package.resolved"
]);
/** One that Trivy cannot read is missing in its report, with exit code 0 and not a word in its log. */
function leftOut(report, { prefix, path, files }) {
	const seen = new Set(report.Results.map(({ Target }) => `${prefix}${Target}`));
	const below = (file) => path === "." || file === path || file.startsWith(`${path}/`);
	return [...files].filter((file) => below(file) && lockFiles.has(file.slice(file.lastIndexOf("/") + 1)) && !seen.has(file)).map((artifact) => ({
		artifact,
		reason: "scanner",
		detail: "Trivy left the file out of its report: it names no package, or cannot be read.",
		location: {
			path: artifact,
			startLine: 1,
			startColumn: 1,
			endLine: 1,
			endColumn: 1
		},
		blocking: false
	}));
}
/** The lines in which Trivy says that it could not read a file; it goes on, and its report does not tell. */
function unread$1(log, path) {
	const told = log.split("\n").filter((line) => /\b(?:WARN|ERROR)\b.*(?:pars|analy[sz]|\bwalk\b|\bread\b)/i.test(line)).map((line) => oneLine$1(line.replace(/^\S+\s+(?:WARN|ERROR)\s+/, ""), 300));
	return [...new Set(told)].map((detail) => ({
		artifact: path,
		reason: "scanner",
		detail,
		blocking: false
	}));
}
/** The files of the tree that a scan of it is about. @throws GuardError USAGE where there is no folder to scan. */
async function listedFiles(paths, { list, exists }) {
	if (paths.length === 0) throw new GuardError("USAGE", "scan-repository needs paths to scan: name them beside the list of images.");
	const found = await Promise.all(paths.map(async (path) => await exists(path) ? [path] : list(path)));
	return new Set(found.flat());
}
// src/trivy/config-scan.ts
/** How many files one run gets: Trivy needs a second to start and 20 ms a file, and one bad file spoils its whole run. */
const batch = 100;
/**
* Checks Dockerfiles. Copies are handed over, so that names, links and ignore files of the repository do not decide what is
* looked at. One file can stop Trivy, or silence a check for all others of its run: such a run is halved until the file stands
* alone. Every file that comes back with no result is a gap. GuardError where Trivy itself cannot be run.
*/
async function scanConfig(binary, files, options, ports) {
	const results = [];
	const gaps = [];
	const waiting = [];
	for (let at = 0; at < files.length; at += batch) waiting.push(files.slice(at, at + batch));
	let works = false;
	for (let group = waiting.shift(); group !== void 0; group = waiting.shift()) {
		const outcome = await scanGroup(binary, group, options, ports);
		if (outcome.stopped && !works) await runGroup(binary, [control], options, ports);
		works = true;
		if (outcome.whole || group.length === 1) {
			results.push(...outcome.results);
			gaps.push(...outcome.gaps);
			continue;
		}
		const middle = Math.ceil(group.length / 2);
		waiting.unshift(group.slice(0, middle), group.slice(middle));
	}
	return {
		report: {
			...emptyReport,
			Results: results
		},
		gaps
	};
}
/** A file nothing can go wrong with: when Trivy fails on this too, it is not the repository's fault. */
const control = {
	path: "a Dockerfile of its own",
	text: "FROM scratch\n"
};
async function scanGroup(binary, group, options, ports) {
	try {
		const { report, log } = await runGroup(binary, group, options, ports);
		const paths = new Map(group.map((file, index) => [copyPath(index), file.path]));
		const results = report.Results.flatMap((result) => {
			const path = paths.get(result.Target);
			return path === void 0 ? [] : [{
				...result,
				Target: path
			}];
		});
		const broken = /\[rego\]\s+Error occurred while applying rule.*?file_path="?([\w./-]+)/.exec(log)?.[1];
		const seen = new Set(results.map(({ Target }) => Target));
		const unseen = group.filter(({ path }) => !seen.has(path));
		return {
			stopped: false,
			whole: broken === void 0,
			results,
			gaps: [...unseen.map((file) => gapOf(file, `Trivy left the file out of its report${reasonIn(log)}.`)), ...broken === void 0 ? [] : group.map((file) => gapOf(file, `Trivy's check ${oneLine$1(broken)} failed on the file.`))]
		};
	} catch (error) {
		if (!(error instanceof GuardError) || error.code !== "TRIVY_RUN") throw error;
		return {
			stopped: true,
			whole: false,
			results: [],
			gaps: group.map((file) => gapOf(file, oneLine$1(error.message, 400)))
		};
	}
}
async function runGroup(binary, group, options, ports) {
	return ports.files.within("config", async (folder) => {
		const root = join(folder, "files");
		for (const [index, file] of group.entries()) {
			const copy = join(root, copyPath(index));
			await ports.files.makeFolder(dirname(copy));
			await ports.files.writeText(copy, withoutCheckComments(file.text));
		}
		return runTrivy(binary, {
			what: group.length === 1 ? group[0]?.path ?? "" : `${group.length} Dockerfiles`,
			command: "config",
			args: [
				"--misconfig-scanners",
				"dockerfile",
				"--skip-check-update",
				"--",
				root
			],
			cacheFolder: join(folder, "cache"),
			environment: configEnvironment(folder, ports.machine),
			timeoutSeconds: options.timeoutSeconds
		}, folder, ports);
	});
}
const copyPath = (index) => `${index}/Dockerfile`;
/** Trivy stops at a `# check=` comment after the first instruction, where it has no meaning anyway; the lines stay as many. */
function withoutCheckComments(text) {
	const first = /^[ \t]*[^#\s]/m.exec(text)?.index ?? text.length;
	return text.slice(0, first) + text.slice(first).replaceAll(/^([ \t]*#)[ \t]*check[ \t]*=/gim, "$1");
}
function reasonIn(log) {
	const reason = /Failed to parse file.*?err="((?:[^"\\]|\\.)*)"/.exec(log)?.[1];
	return reason === void 0 ? "" : ` (${oneLine$1(reason.replaceAll("\\\"", "\""))})`;
}
function gapOf(file, detail) {
	return {
		artifact: file.path,
		reason: "scanner",
		detail,
		location: locate(lineAtNumber(file, 1)),
		blocking: false
	};
}
const emptyReport = {
	SchemaVersion: 2,
	ArtifactName: "",
	ArtifactType: "filesystem",
	Trivy: void 0,
	Metadata: void 0,
	Results: []
};
// src/trivy/kept-reports.ts
const stored = object({
	gaps: array(object({
		artifact: string(),
		reason: picklist(gapReasons),
		detail: string(),
		blocking: boolean()
	})),
	text: string()
});
const madeBy = object({
	version: string(),
	sha256: string(),
	verified: string(),
	verifiedBy: picklist([
		"digest",
		"signature",
		"digest+signature",
		"version"
	])
});
const madeByName = "trivy.json";
/** More than this is not kept: it is read again sooner than it is written. */
const largest$1 = 32 << 20;
/**
* The reports in a folder. They are kept for one Trivy with one state of its databases, by whose identities the folder below is
* named; those for another state go.
*/
async function keptReports(program, folder, cacheFolder, { files }) {
	const state = await stateOf(program, cacheFolder, files);
	if (state === void 0) return {
		find: () => Promise.resolve(void 0),
		keep: () => Promise.resolve(),
		madeBy: () => Promise.resolve(void 0)
	};
	for (const name of await files.names(folder) ?? []) if (name !== state) await files.remove(join(folder, name));
	const pathOf = (key) => join(folder, state, `${digestOf(key)}.json`);
	const made = async () => {
		const text = await files.readText(join(folder, state, madeByName), 65536);
		const read = safeParse(pipe(string(), parseJson$1(), madeBy), text);
		return read.success ? read.output : void 0;
	};
	return {
		madeBy: made,
		async find(key) {
			if (await made() === void 0) return void 0;
			const text = await files.readText(pathOf(key), largest$1);
			const read = safeParse(pipe(string(), parseJson$1(), stored), text);
			if (!read.success) return void 0;
			const { gaps, text: report } = read.output;
			try {
				return {
					gaps,
					text: report,
					report: decodeReport(report)
				};
			} catch {
				return;
			}
		},
		async keep(key, { gaps, text }) {
			if (text === void 0 || text.length > largest$1 / 2) return;
			const { version, sha256, verified, verifiedBy } = await program.binary();
			await files.makeFolder(join(folder, state));
			await files.writeText(join(folder, state, madeByName), JSON.stringify({
				version,
				sha256,
				verified,
				verifiedBy
			}));
			await files.writeText(pathOf(key), JSON.stringify({
				gaps,
				text
			}));
		}
	};
}
/** Whether there may be reports that need no Trivy to run: then it is not hurried to be ready. */
async function mayHaveReports(program, folder, cacheFolder, { files }) {
	const state = await stateOf(program, cacheFolder, files);
	return state !== void 0 && await files.size(join(folder, state, madeByName)) !== void 0;
}
async function stateOf(program, cacheFolder, files) {
	const facts = await Promise.all(["db", "java-db"].flatMap((name) => [files.readText(join(cacheFolder, name, "metadata.json"), 65536), files.size(join(cacheFolder, name, name === "db" ? "trivy.db" : "trivy-java.db"))]));
	const [metadata] = facts;
	const identity = await program.identity();
	if (metadata === void 0 || identity === void 0) return void 0;
	return digestOf([identity, facts.map((fact) => fact ?? null)]);
}
function digestOf(value) {
	return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}
// src/trivy/program.ts
/** The program that a request is about; nothing is looked for yet. */
function programFor(request, ports) {
	let asked;
	let failure;
	const binary = () => {
		asked ??= obtainTrivy(request, ports).catch((error) => {
			failure = error;
			throw error;
		});
		return asked;
	};
	return {
		binary,
		wasAsked: () => asked !== void 0,
		isWhy: (error) => failure !== void 0 && error === failure,
		identity: async () => {
			if (asked !== void 0) return identityOf(await asked, wantedOf(request, ports.machine), ports);
			return request.mode === "off" ? void 0 : expectedIdentity(request, ports);
		}
	};
}
/**
* What came out of an archive goes by the digest of that, which is known before anything is read. A program of others goes by
* where it lies and by what the system notes of its file, which changes whenever somebody writes to it.
*/
async function expectedIdentity(request, ports) {
	const wanted = wantedOf(request, ports.machine);
	if (request.mode !== "auto" && request.mode !== "required") {
		const path = await programNamed(request.mode, ports);
		return path === void 0 ? void 0 : ofOthers(path, wanted, ports);
	}
	if (await ports.toolCache.find("container-guard-trivy", wanted.version) !== void 0) {
		const archive = expectedDigest(wanted);
		return archive === void 0 ? void 0 : ofArchive(archive, wanted);
	}
	const [first] = await programsOnPath(ports);
	return first === void 0 ? void 0 : ofOthers(first, wanted, ports);
}
function identityOf({ archive, path }, wanted, ports) {
	return archive === void 0 ? ofOthers(path, wanted, ports) : Promise.resolve(ofArchive(archive, wanted));
}
function ofArchive(archive, { version, given }) {
	return JSON.stringify([
		version,
		given ?? null,
		"archive",
		archive
	]);
}
async function ofOthers(path, { version, given }, { files }) {
	const stamp = await files.stamp(path);
	return stamp === void 0 ? void 0 : JSON.stringify([
		version,
		given ?? null,
		path,
		stamp
	]);
}
// src/trivy/database.ts
/** The schema that Trivy 0.74 reads. */
const schemaVersion = 2;
const metadata = object({
	Version: number$2(),
	UpdatedAt: string(),
	NextUpdate: optional(string())
});
/** The database in the cache folder, by what stands beside it; undefined where there is none that could be read. */
async function databaseFacts(cacheFolder, files) {
	const folder = join(resolve(cacheFolder), "db");
	if (await files.size(join(folder, "trivy.db")) === void 0) return void 0;
	const text = await files.readText(join(folder, "metadata.json"), 65536);
	const read = safeParse(pipe(string(), parseJson$1(), metadata), text);
	if (!read.success || Number.isNaN(Date.parse(read.output.UpdatedAt))) return void 0;
	const { Version: schema, UpdatedAt: updatedAt, NextUpdate: nextUpdate } = read.output;
	return {
		schema,
		updatedAt,
		...nextUpdate === void 0 ? {} : { nextUpdate }
	};
}
/** Whole hours since a database was made; none for one of the future. */
function ageHours(facts, now) {
	return Math.max(0, Math.floor((now - Date.parse(facts.updatedAt)) / 36e5));
}
/** The bytes 16 to 19 of a file of bbolt, https://pkg.go.dev/go.etcd.io/bbolt: its magic number, as x86 and ARM write it. */
const magic = [
	237,
	218,
	12,
	237
];
/** From there to the number of pages that the file has; the size of one stands before it. */
const metaLength = 48;
/**
* Throws away what lies in the place of the database and is none: a damaged file, one of another schema, one that says
* it was made tomorrow or later. Answers what it was, undefined where there is nothing wrong.
* @throws GuardError SETTINGS where the folder holds other things and nothing of a database: it is not ours to empty.
*/
async function discardBadDatabase(cacheFolder, { files, clock }) {
	const folder = join(resolve(cacheFolder), "db");
	const entries = await files.entries(folder);
	if (entries === void 0 || entries.length === 0) return void 0;
	if (!entries.some(({ name }) => name === "trivy.db" || name === "metadata.json")) throw new GuardError("SETTINGS", `${oneLine$1(folder)} holds ${oneLine$1(entries[0]?.name ?? "")}, which is no vulnerability database. Name another folder with trivy-cache.`);
	const wrong = await whatIsWrong(folder, entries, {
		files,
		clock
	});
	if (wrong !== void 0) await files.remove(folder);
	return wrong;
}
async function whatIsWrong(folder, entries, { files, clock }) {
	const odd = entries.find(({ name, kind }) => kind !== "file" || name !== "trivy.db" && name !== "metadata.json");
	if (odd !== void 0) return `it holds ${oneLine$1(odd.name)}, which belongs to no database`;
	const facts = await databaseFacts(join(folder, ".."), files);
	if (facts === void 0) return "its metadata cannot be read";
	if (facts.schema !== schemaVersion) return `it has schema ${facts.schema}, and Trivy reads ${schemaVersion}`;
	if (Date.parse(facts.updatedAt) > clock.milliseconds() + 864e5) return "it says it was made in the future";
	const path = join(folder, "trivy.db");
	const start = Buffer.from(await files.readBytes(path, 16, metaLength));
	if (!magic.every((byte, at) => start[at] === byte)) return "its file is damaged";
	const size = await files.size(path) ?? 0;
	return start.length === metaLength && BigInt(size) < BigInt(start.readUInt32LE(8)) * start.readBigUInt64LE(40) ? "its file is cut off" : void 0;
}
/** Where Trivy takes its database from, and its index of Java archives, unless said otherwise. */
const databaseRepositories = ["mirror.gcr.io/aquasec/trivy-db:2", "ghcr.io/aquasecurity/trivy-db:2"];
const javaRepositories = ["mirror.gcr.io/aquasec/trivy-java-db:1", "ghcr.io/aquasecurity/trivy-java-db:1"];
/**
* Brings the database up to date, once for all scans; a fresh one makes no request. The repositories are asked one after the
* other, for Trivy stops at the first that does not have it. Where none answers and a database is there, it answers why in
* `outdated` and the old one stays, for Trivy itself would stop; where none is there it is a GuardError TRIVY_RUN.
*/
async function updateDatabase(program, options, ports) {
	const cacheFolder = resolve(options.cacheFolder);
	const present = await databaseFacts(cacheFolder, ports.files);
	if (present !== void 0 && isFresh(present, ports.clock.milliseconds())) return { facts: present };
	const failure = await fetched(await program.binary(), {
		...options,
		cacheFolder
	}, databaseFlags, ports);
	const facts = await databaseFacts(cacheFolder, ports.files);
	if (facts === void 0) {
		const message = `Trivy's vulnerability database could not be fetched: ${failure ?? "there is none afterwards"}. Check the network, or name a mirror of it.`;
		throw new GuardError("TRIVY_RUN", message);
	}
	return {
		facts,
		...failure === void 0 ? {} : { outdated: failure }
	};
}
/** As Trivy decides: until the time at which a newer one was announced for. */
function isFresh({ nextUpdate }, now) {
	return nextUpdate !== void 0 && now < Date.parse(nextUpdate);
}
/** Fetches the index of Java archives where there is none or an old one; answers why that failed, undefined where it did not. */
async function updateJavaIndex(program, options, ports) {
	const text = await ports.files.readText(join(options.cacheFolder, "java-db", "metadata.json"), 65536);
	const read = safeParse(pipe(string(), parseJson$1(), object({ NextUpdate: string() })), text);
	if (read.success && ports.clock.milliseconds() < Date.parse(read.output.NextUpdate)) return void 0;
	return fetched(await program.binary(), {
		...options,
		cacheFolder: resolve(options.cacheFolder)
	}, javaFlags, ports);
}
const databaseFlags = {
	only: "--download-db-only",
	repository: "db-repository",
	usual: databaseRepositories
};
const javaFlags = {
	only: "--download-java-db-only",
	repository: "java-db-repository",
	usual: javaRepositories
};
async function fetched(binary, options, what, ports) {
	const failures = [];
	for (const repository of options.repositories.length === 0 ? what.usual : options.repositories) {
		const failure = await fetchedFrom(binary, repository, options, what, ports);
		if (failure === void 0) return void 0;
		failures.push(failure.includes(repository) ? failure : `${repository}: ${failure}`);
	}
	return failures.join("; ");
}
/** Logins are shown to repositories that the user named, and not to the public ones: an old login there is refused. */
async function fetchedFrom(binary, address, options, { only, repository }, ports) {
	return ports.files.within("database", async (folder) => {
		const config = join(folder, "trivy.yaml");
		await ports.files.writeText(config, "{}\n");
		const result = await ports.processes.run(binary.path, [
			"image",
			only,
			"--no-progress",
			"--skip-version-check",
			"--disable-telemetry",
			...flags({
				config,
				"cache-dir": options.cacheFolder,
				timeout: `${options.timeoutSeconds}s`,
				[repository]: address
			})
		], {
			environment: options.repositories.includes(address) ? imageEnvironment(folder, ports.machine, {
				offline: false,
				forward: []
			}) : networkEnvironment(folder, ports.machine),
			timeoutSeconds: options.timeoutSeconds + 5,
			maxBytes: 1 << 20,
			cwd: folder
		});
		if (result.timedOut) return `not finished after ${options.timeoutSeconds} seconds`;
		return result.exitCode === 0 ? void 0 : lastLines(result.stderr, 3);
	});
}
/** Trivy's databases are good for a day. What one says of itself that is good for more than a week is not believed; milliseconds. */
const longestGood = 6048e5;
/**
* Why a database is too old to judge by, in a sentence; undefined where it is not. Trivy itself uses one of any age.
* `maxAgeHours` is the user's limit; without one, three days after it should have been replaced.
*/
function staleness(facts, now, maxAgeHours) {
	const hours = ageHours(facts, now);
	const made = Date.parse(facts.updatedAt);
	const told = Date.parse(facts.nextUpdate ?? facts.updatedAt);
	const isFarOff = told > made + longestGood;
	const overdue = now - (isFarOff ? made : told) >= 3456e5;
	const though = isFarOff ? `, though it says that it is good until ${facts.nextUpdate?.slice(0, 10) ?? ""}` : "";
	const of = `The vulnerability database is of ${facts.updatedAt.slice(0, 10)}, ${inWords(hours)} old${though}`;
	if (maxAgeHours !== void 0 && hours >= maxAgeHours) return `${of}, and trivy-db-max-age allows ${inWords(maxAgeHours)}.`;
	return overdue ? `${of}, so advisories published since are not judged by.` : void 0;
}
/** `36 hours`, `3 days`. */
function inWords(hours) {
	if (hours === 1) return "1 hour";
	return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}
// src/trivy/database-use.ts
/**
* The database that this run judges by: what the cache folder holds, looked at first, or a new one. One that is old is used,
* with a gap that tells its age; one beyond the user's limit leaves the run inconclusive.
* @throws GuardError TRIVY_RUN where there is none.
*/
async function readyDatabase(program, wishes, ports) {
	const { cacheFolder, timeoutSeconds, databaseRepositories: repositories, maxAgeHours } = wishes;
	const gap = (reason, detail, blocking) => ({
		artifact: "trivy-db",
		reason,
		detail,
		blocking
	});
	const wrong = await discardBadDatabase(cacheFolder, ports);
	if (wrong !== void 0) ports.console.warning(`The vulnerability database in ${cacheFolder} was thrown away: ${wrong}.`);
	const update = () => ports.toolCache.exclusively("trivy-db", () => updateDatabase(program, {
		cacheFolder,
		timeoutSeconds,
		repositories
	}, ports));
	const { facts, outdated } = wishes.offline ? {
		facts: await databaseFacts(cacheFolder, ports.files),
		outdated: void 0
	} : await update();
	if (facts === void 0) throw new GuardError("TRIVY_RUN", `there is no vulnerability database in ${cacheFolder}, and offline none is fetched`);
	const now = ports.clock.milliseconds();
	const gaps = [];
	if (outdated !== void 0) {
		const used = `the one of ${facts.updatedAt.slice(0, 10)}, ${inWords(ageHours(facts, now))} old, was used`;
		gaps.push(gap("unreachable", `the vulnerability database could not be refreshed (${oneLine$1(outdated, 400)}); ${used}`, false));
	}
	const stale = staleness(facts, now, maxAgeHours);
	if (stale !== void 0) gaps.push(gap("scanner", stale, maxAgeHours !== void 0 && ageHours(facts, now) >= maxAgeHours));
	return {
		facts,
		gaps
	};
}
// src/trivy/image-jobs.ts
/**
* Finds the image that a target names, resolves it to the manifests of the platforms asked for, and pins each to its digest.
* @throws GuardError REGISTRY or TRIVY_RUN where there is none.
*/
async function jobsOf(target, wish, ports) {
	const { reference, digest } = target;
	const asked = target.platforms ?? wish.platforms;
	if (digest !== void 0) return fromStore(reference, await ports.images.registry(`${parseReference(reference)?.name ?? reference}@${digest}`), asked, ports);
	if (isSbom(reference) && await ports.files.size(reference) !== void 0) return one({
		reference,
		source: {
			kind: "sbom",
			path: reference
		}
	});
	const layout = await isFileOrLayout(reference, ports) ? await ports.images.layout(reference) : void 0;
	if (layout !== void 0) return fromStore(reference, layout, asked, ports);
	if (/\.(?:tar|tar\.gz|tgz)$/.test(reference) && await ports.files.size(reference) !== void 0) return one({
		reference,
		source: {
			kind: "archive",
			path: reference
		},
		...platformOf(asked)
	});
	if (isPath(reference)) throw notAnImage(reference, await ports.files.stamp(reference) !== void 0);
	if (parseReference(reference) === void 0) throw new GuardError("TRIVY_RUN", `"${oneLine$1(reference)}" is not an image reference, so it was not given to Trivy.`);
	if (wish.source !== "registry") {
		const id = await ports.images.engine(reference);
		if (id !== void 0) return one({
			reference,
			source: {
				kind: "engine",
				id
			},
			...platformOf(asked)
		});
		if (wish.source === "engine") throw new GuardError("REGISTRY", `The engine of this machine has no image ${oneLine$1(reference)}, or does not answer. Build or pull it in a step before, or set DOCKER_HOST.`);
	}
	return fromStore(reference, await ports.images.registry(reference), asked, ports);
}
const one = (job) => ({
	jobs: [job],
	missing: []
});
function platformOf(asked) {
	const [platform] = asked;
	return platform === void 0 || platform === "all" ? {} : { platform };
}
/** Whether a name can be that of a file alone. */
function isPath(name) {
	return /^(?:\.{0,2}[\\/]|[A-Za-z]:[\\/])/.test(name);
}
function notAnImage(path, isThere) {
	const what = isThere ? "is no image: an OCI layout (a folder, or a tar of one), an archive of `docker save` and a bill of materials are" : "is not there: no file or folder has this name";
	return new GuardError("REGISTRY", `${oneLine$1(path)} ${what}.`);
}
/** Whether a name is that of a file with the bill of materials of an image. */
function isSbom(name) {
	return /\.(?:cdx|spdx)\.json$|(?:^|[\\/])(?:bom|sbom)\.json$/i.test(name);
}
async function isFileOrLayout(path, { files }) {
	return await files.size(join(path, "index.json")) !== void 0 || path.endsWith(".tar") && await files.size(path) !== void 0;
}
async function fromStore(reference, store, asked, { machine }) {
	const candidates = await imagesIn(store, store.top, 0);
	const has = candidates.map(({ platform }) => platform);
	const index = readManifest(store.top.text)?.kind === "index" ? { index: store.top.digest } : {};
	const wanted = /* @__PURE__ */ new Map();
	const missing = [];
	if (asked.includes("all")) for (const candidate of candidates) wanted.set(candidate.digest, candidate);
	for (const platform of asked) {
		if (platform === "all") continue;
		const found = candidates.find((candidate) => isPlatform(candidate.platform, platform));
		if (found === void 0) missing.push(`${oneLine$1(reference)} has no image for ${platform}: it has ${oneLine$1(has.join(", "))}. Nothing was scanned in its place.`);
		else wanted.set(found.digest, found);
	}
	if (asked.length === 0) {
		const usual = usualFirst(candidates, machine.arch);
		if (usual !== void 0) wanted.set(usual.digest, usual);
	}
	return {
		jobs: await Promise.all([...wanted.values()].map((candidate) => jobFor(reference, store, candidate, index))),
		missing
	};
}
/** The images below a manifest, with their platforms: those an index tells, else those that the configurations tell. */
async function imagesIn(store, top, depth) {
	const manifest = readManifest(top.text);
	if (manifest === void 0 || depth > 3) throw new GuardError("REGISTRY", `${oneLine$1(store.reference)} is no image: its manifest ${top.digest} is of another kind.`);
	if (manifest.kind === "image") {
		if (!isContainerImage(manifest)) throw new GuardError("REGISTRY", `${oneLine$1(store.reference)} is no container image but ${oneLine$1(manifest.config.mediaType, 80)}. Take it off the list.`);
		const config = await configOf(store, manifest.config);
		return [{
			digest: top.digest,
			platform: config.platform,
			manifest: top,
			config
		}];
	}
	return (await Promise.all(manifest.entries.map(async (entry) => {
		if (entry.platform !== void 0 && !/index|list/.test(entry.mediaType)) return [{
			digest: entry.digest,
			platform: platformName(entry.platform)
		}];
		return imagesIn(store, {
			...await store.manifest(entry.digest),
			mediaType: entry.mediaType
		}, depth + 1);
	}))).flat();
}
async function configOf(store, { digest }) {
	const text = await store.text(digest);
	const config = readImageConfig(text);
	if (config === void 0) throw new GuardError("REGISTRY", `${oneLine$1(store.reference)} has a configuration that is none: ${digest}.`);
	return {
		...config,
		text
	};
}
async function jobFor(reference, store, candidate, index) {
	const stored = candidate.manifest ?? await store.manifest(candidate.digest);
	const manifest = readManifest(stored.text);
	if (manifest?.kind !== "image") throw new GuardError("REGISTRY", `${oneLine$1(reference)} is no image for ${candidate.platform}: ${candidate.digest}.`);
	const { platform, diffIds, text } = candidate.config ?? await configOf(store, manifest.config);
	if (diffIds.length !== manifest.layers.length) throw new GuardError("REGISTRY", `${oneLine$1(reference)} is damaged: its manifest names ${manifest.layers.length} layers, and its configuration ${diffIds.length}.`);
	const layers = manifest.layers.map(({ digest, size }, at) => ({
		digest,
		size,
		diffId: diffIds[at] ?? ""
	}));
	const mediaType = stored.mediaType === "" ? "application/vnd.oci.image.manifest.v1+json" : stored.mediaType;
	return {
		reference,
		platform,
		digest: stored.digest,
		...index,
		source: {
			kind: "store",
			store,
			manifest: {
				...stored,
				mediaType
			},
			texts: /* @__PURE__ */ new Map([[manifest.config.digest, text]]),
			layers
		}
	};
}
const architectures = {
	x64: "amd64",
	ia32: "386",
	ppc64: "ppc64le"
};
/** What an engine of this machine would run, else Linux on amd64, else the first there is. */
function usualFirst(candidates, arch) {
	for (const platform of [
		`linux/${architectures[arch] ?? arch}`,
		"linux/amd64",
		"linux"
	]) {
		const found = candidates.find((candidate) => isPlatform(candidate.platform, platform));
		if (found !== void 0) return found;
	}
	return candidates[0];
}
// src/trivy/dealing.ts
/** What starting Trivy for an image costs, counted in bytes of layers that could be read in that time. */
const start = 1e6;
/**
* Which of the waiting images a worker takes next, by its place; undefined where it had better leave the rest to the others.
* An image goes to the worker that has its layers, so that each layer is read once; one that others have parts of is taken
* only where reading these again is sooner done than waiting.
*/
function nextOf(waiting, worker, hands) {
	const owners = waiting.map((layers) => ownerOf(layers, hands));
	const mine = owners.indexOf(worker);
	if (mine >= 0) return mine;
	const free = owners.indexOf(void 0);
	if (free >= 0) return free;
	const left = hands.map((hand, other) => waiting.reduce((sum, layers, at) => owners[at] === other ? sum + start + unread(layers, hand) : sum, 0));
	const own = hands[worker] ?? /* @__PURE__ */ new Map();
	const worth = waiting.findIndex((layers, at) => start + unread(layers, own) < (left[owners[at] ?? worker] ?? 0));
	return worth < 0 ? void 0 : worth;
}
/** The worker that has most of the bytes; the first of several, undefined where none has any. */
function ownerOf(layers, hands) {
	let owner;
	let least = unread(layers, /* @__PURE__ */ new Map());
	for (const [worker, hand] of hands.entries()) {
		const missing = unread(layers, hand);
		if (missing >= least) continue;
		owner = worker;
		least = missing;
	}
	return owner;
}
function unread(layers, hand) {
	return layers.reduce((sum, { diffId, digest, size }) => hand.get(diffId) === digest ? sum : sum + size, 0);
}
/** Whether a worker's cache holds something of other bytes under a name that the image uses: Trivy would take it for the layer. */
function isAtOdds(layers, hand) {
	const own = new Map(layers.map(({ diffId, digest }) => [diffId, digest]));
	return layers.some(({ diffId, digest }) => (hand.get(diffId) ?? digest) !== digest || own.get(diffId) !== digest);
}
/** Whether one worker's cache has all that another's has, so that a copy of it takes nothing away from the other. */
function includes(hand, other) {
	return [...other].every(([diffId, digest]) => hand.get(diffId) === digest);
}
// src/trivy/sbom.ts
/** The name of a file for the bill of materials of an image: what is no letter, digit, dot or dash is a dash. */
function sbomName(reference, platform) {
	return [reference, ...platform === void 0 ? [] : [platform]].join("_").replaceAll(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "").slice(-180);
}
/**
* Writes the bill of materials of an image that was scanned with all its packages, made from the report: no second scan.
* @throws GuardError TRIVY_RUN where Trivy makes none.
*/
async function writeSbom(binary, report, wish, scratch, timeoutSeconds, ports) {
	const { folder, format, name, subject: reference } = wish;
	const named = join(scratch, "named.json");
	await ports.files.writeText(named, renamed(report, wish));
	await ports.files.makeFolder(resolve(folder));
	const output = join(resolve(folder), `${name}.${format === "spdx" ? "spdx" : "cdx"}.json`);
	const result = await ports.processes.run(binary.path, [
		"convert",
		...flags({
			config: join(scratch, "trivy.yaml"),
			format: format === "spdx" ? "spdx-json" : "cyclonedx",
			output
		}),
		named
	], {
		environment: isolation(scratch, ports.machine),
		timeoutSeconds,
		maxBytes: 65536,
		cwd: scratch
	});
	if (result.exitCode === 0) return;
	throw new GuardError("TRIVY_RUN", `Trivy made no bill of materials of ${oneLine$1(reference)}. Its last words:\n${lastLines(result.stderr, 5)}`);
}
const reportShape = looseObject({
	ArtifactName: string(),
	Metadata: nullish(looseObject({}))
});
/** The report under the name that people know the image by, with the digests that its layers have: Trivy got it from us. */
function renamed(report, { subject: reference, pinned, layers }) {
	const value = JSON.parse(report, (_, part) => {
		if (typeof part !== "object" || part === null || !("DiffID" in part) || typeof part.DiffID !== "string") return part;
		const digest = layers.get(part.DiffID);
		return digest === void 0 ? part : {
			...part,
			Digest: digest
		};
	});
	const read = safeParse(reportShape, value);
	if (!read.success) return report;
	const { Metadata: metadata, ...rest } = read.output;
	const named = {
		...metadata,
		RepoTags: [],
		RepoDigests: pinned === void 0 ? [] : [pinned],
		Reference: pinned ?? reference
	};
	return JSON.stringify({
		...rest,
		ArtifactName: reference,
		Metadata: named
	});
}
// src/trivy/image-scan.ts
/**
* Scans an image. GuardError TRIVY_RUN or TRIVY_OUTPUT when that fails. What Trivy passes over in silence is a gap: another
* platform than the one asked for, packages of a distribution it has no advisories for.
*/
async function scanImage(binary, reference, options, ports) {
	if (options.input === void 0 && options.pull === void 0) checkReference(reference);
	const input = options.input === void 0 ? void 0 : resolve(options.input);
	return ports.files.within("image", async (folder) => {
		const cores = options.cores?.();
		const { report, log, text } = await runTrivy(binary, {
			what: `image ${oneLine$1(reference)}`,
			command: "image",
			args: argumentsOf(reference, input, options),
			cacheFolder: resolve(options.cacheFolder),
			environment: {
				...options.pull === void 0 ? imageEnvironment(folder, ports.machine, {
					offline: options.offline,
					forward: options.forward ?? []
				}) : configEnvironment(folder, ports.machine),
				...cores === void 0 ? {} : computingOn(cores)
			},
			timeoutSeconds: options.timeoutSeconds,
			whole: options.sbom !== void 0
		}, folder, ports);
		if (options.sbom !== void 0 && text !== void 0) await writeSbom(binary, text, options.sbom, folder, options.timeoutSeconds, ports);
		return {
			report,
			text,
			gaps: gapsOf(report, log, reference, options)
		};
	});
}
function argumentsOf(reference, input, options) {
	const scanners = options.scanners ?? ["vuln", "secret"];
	const layers = scanners.filter((scanner) => scanner !== "misconfig");
	return [
		`--list-all-pkgs=${options.sbom !== void 0}`,
		"--scanners",
		layers.length === 0 ? "vuln" : layers.join(","),
		...scanners.includes("misconfig") ? [
			"--image-config-scanners",
			"misconfig",
			"--skip-check-update"
		] : [],
		...options.platform === void 0 ? [] : ["--platform", options.platform],
		...options.databaseReady || options.offline ? ["--skip-db-update"] : [],
		...javaArguments(options.javaIndex ?? "fetch"),
		...(options.databaseRepositories ?? []).flatMap((repository) => ["--db-repository", repository]),
		...options.pull === void 0 ? [] : [
			"--image-src",
			"remote",
			"--",
			options.pull
		],
		...input === void 0 ? [] : ["--input", input],
		...options.pull === void 0 && input === void 0 ? [
			"--image-src",
			(options.sources ?? ["docker", "remote"]).join(","),
			"--",
			reference
		] : []
	];
}
/** Trivy splits a pattern at commas, so each ending has its own. */
const javaArchives = [
	"jar",
	"war",
	"ear",
	"par"
].flatMap((ending) => ["--skip-files", `**/*.${ending}`]);
function javaArguments(index) {
	if (index === "fetch") return [];
	return ["--skip-java-db-update", ...index === "ready" ? [] : javaArchives];
}
/** A reference goes on a command line, so what cannot be one is stopped here. */
function checkReference(reference) {
	if (/^[A-Za-z0-9][A-Za-z0-9._:/@+-]*$|^\[[0-9A-Fa-f:]+\][A-Za-z0-9._:/@+-]*$/.test(reference) && reference.length <= 1024) return;
	throw new GuardError("TRIVY_RUN", `"${oneLine$1(reference)}" is not an image reference, so it was not given to Trivy.`);
}
function gapsOf(report, log, reference, options) {
	const gap = (detail, blocking) => ({
		artifact: reference,
		reason: "scanner",
		detail,
		blocking
	});
	const gaps = [];
	const config = report.Metadata?.ImageConfig;
	const [os, architecture] = (options.platform ?? "").split("/");
	if (options.platform !== void 0 && options.pull === void 0 && (config?.os !== os || config?.architecture !== architecture)) {
		const got = config ? `${config.os}/${config.architecture}` : "an unknown platform";
		gaps.push(gap(`${options.platform} was asked for and ${got} was scanned: the image has no such platform.`, true));
	}
	const system = report.Metadata?.OS;
	const named = system ? oneLine$1(`${system.Family} ${system.Name}`) : "";
	if (system && system.Family !== "none" && /\bUnsupported os\b/.test(log)) gaps.push(gap(`Trivy knows no advisories for ${named}, so the packages of the distribution were not judged.`, true));
	if (system?.EOSL === true) gaps.push(gap(`${named} is no longer supported, so advisories for its packages may be missing.`, false));
	if (/\bnot on the EOL list\b/.test(log)) gaps.push(gap(`Trivy does not know the release ${named}, so advisories may be missing.`, false));
	if (typeof options.javaIndex === "object") gaps.push(gap(`Java archives were not judged, for their index is not there: ${oneLine$1(options.javaIndex.missing, 400)}`, true));
	return gaps;
}
// src/trivy/java-index.ts
/** An index that is there already is brought up to date before anybody reads it. */
async function javaIndex(program, { cacheFolder, timeoutSeconds, offline, javaRepositories: repositories = [] }, ports) {
	const update = () => offline ? Promise.resolve("offline, nothing is fetched") : updateJavaIndex(program, {
		cacheFolder,
		timeoutSeconds,
		repositories
	}, ports);
	if (await ports.files.size(join(cacheFolder, "java-db", "metadata.json")) !== void 0 && !offline) {
		const failure = await update();
		if (failure !== void 0) ports.console.info(`The index of Java archives stays as it is: ${failure}`);
	}
	let asked;
	return { obtain: () => asked ??= update() };
}
// src/trivy/sbom-scan.ts
const largest = 256 << 20;
const tool = object({
	name: optional(string(), ""),
	vendor: optional(string(), "")
});
const cyclonedx = object({
	bomFormat: literal("CycloneDX"),
	metadata: optional(object({ tools: optional(union([array(tool), object({ components: optional(array(tool), []) })]), []) }), {})
});
const spdx = object({
	spdxVersion: string(),
	creationInfo: optional(object({ creators: optional(array(string()), []) }), {})
});
/**
* Who made a bill of materials, in the order in which it names them: CycloneDX 1.4 and later and SPDX 2, as JSON. Undefined for
* a text that is neither.
*/
function makersOf(text) {
	const value = safeParse(pipe(string(), parseJson$1()), text);
	if (!value.success) return void 0;
	const cdx = safeParse(cyclonedx, value.output);
	if (cdx.success) {
		const { tools } = cdx.output.metadata;
		return ("components" in tools ? tools.components : tools).map(({ name }) => name);
	}
	const document = safeParse(spdx, value.output);
	if (!document.success) return void 0;
	return document.output.creationInfo.creators.flatMap((creator) => /^Tool:\s*(.+)$/.exec(creator)?.[1] ?? []);
}
/**
* Judges a bill of materials by the database. One that another tool than Trivy made is a gap: Trivy looks packages of a
* distribution up by the name of their source, which only its own say, and loses the others without a word.
* @throws GuardError TRIVY_RUN or TRIVY_OUTPUT where that fails, or the file is none.
*/
async function scanSbom(binary, path, options, ports) {
	const text = await ports.files.readText(path, largest);
	const makers = text === void 0 ? void 0 : makersOf(text);
	if (makers === void 0) throw new GuardError("TRIVY_RUN", `${oneLine$1(path)} is no bill of materials in CycloneDX or SPDX as JSON.`);
	const gaps = [];
	if (!makers.some((maker) => /^trivy\b/i.test(maker))) {
		const by = makers.length === 0 ? "a tool that it does not name" : oneLine$1(makers.join(", "), 80);
		gaps.push({
			artifact: path,
			reason: "scanner",
			detail: `It was made by ${by}, and of bills of materials that are not its own Trivy can lose packages, half of them and more. Scan the image, or a bill of materials made by Trivy.`,
			blocking: false
		});
	}
	return ports.files.within("sbom", async (folder) => {
		const { report, text: written } = await runTrivy(binary, {
			what: oneLine$1(path),
			command: "sbom",
			args: [
				"--skip-db-update",
				"--skip-java-db-update",
				"--offline-scan",
				"--",
				resolve(path)
			],
			cacheFolder: resolve(options.cacheFolder),
			environment: configEnvironment(folder, ports.machine),
			timeoutSeconds: options.timeoutSeconds
		}, folder, ports);
		return {
			report,
			text: written,
			gaps
		};
	});
}
// src/trivy/shown-image.ts
const mediaTypes = {
	manifest: "application/vnd.oci.image.manifest.v1+json",
	config: "application/vnd.oci.image.config.v1+json",
	layer: "application/vnd.oci.image.layer.v1.tar"
};
/**
* What Trivy is shown of an image: the same configuration with layers that are unpacked already, each under the digest that the
* configuration gives its content. An image whose layers do not go by such digests is shown as it is.
*/
function shownImage({ manifest, texts, layers }) {
	const asItIs = {
		manifest,
		texts,
		unpacked: /* @__PURE__ */ new Map()
	};
	const own = readManifest(manifest.text);
	const unpacked = new Map(layers.map(({ diffId, digest }) => [diffId, digest]));
	const isPlain = layers.every(({ diffId, digest }) => isDigest(diffId) && unpacked.get(diffId) === digest);
	if (own?.kind !== "image" || !isPlain) return asItIs;
	const { digest, size } = own.config;
	const text = JSON.stringify({
		schemaVersion: 2,
		mediaType: mediaTypes.manifest,
		config: {
			mediaType: mediaTypes.config,
			digest,
			size
		},
		layers: layers.map(({ diffId }) => ({
			mediaType: mediaTypes.layer,
			digest: diffId,
			size: -1
		}))
	});
	return {
		manifest: {
			digest: `sha256:${createHash("sha256").update(text).digest("hex")}`,
			mediaType: mediaTypes.manifest,
			text
		},
		texts,
		unpacked
	};
}
// src/trivy/worker-cache.ts
/** What of Trivy's cache the workers share. None writes to it: the index of Java archives is fetched between scans. */
const shared = ["db", "java-db"];
const record = object({
	version: literal(1),
	layers: record$1(string(), string())
});
const recordName = "layers.json";
/** The folder in which Trivy keeps what it read from layers, under the digest of what is in them, whoever claimed that. */
const layersName = "fanal";
const fileName = "fanal.db";
/**
* Opens the cache folder of a worker, with the databases linked into it. What is there and was not made by a worker is thrown
* away, and so are layers of which no record says what they were read from.
*/
async function openWorkerCache(cacheFolder, folder, { files }) {
	const found = await files.entries(folder) ?? [];
	const text = await files.readText(join(folder, recordName), 16 << 20);
	const read = safeParse(pipe(string(), parseJson$1(), record), text);
	const foreign = found.some(({ name, kind }) => !isOurs(name, kind));
	if (foreign || found.length > 0 && !read.success) await files.remove(folder);
	await files.makeFolder(folder);
	for (const name of shared) await files.linkFolder(join(cacheFolder, name), join(folder, name));
	const hand = new Map(read.success && !foreign ? Object.entries(read.output.layers) : []);
	const write = () => files.writeText(join(folder, recordName), JSON.stringify({
		version: 1,
		layers: Object.fromEntries(hand)
	}));
	if (!read.success || foreign) await write();
	return {
		folder,
		hand,
		async keep(layers) {
			const before = hand.size;
			for (const { diffId, digest } of layers) hand.set(diffId, digest);
			if (hand.size !== before || layers.length > 0) await write();
		},
		async takeFrom(other) {
			const from = join(other.folder, layersName, fileName);
			if (await files.size(from) === void 0) return;
			await files.makeFolder(join(folder, layersName));
			await files.copy(from, join(folder, layersName, fileName));
			for (const [diffId, digest] of other.hand) hand.set(diffId, digest);
			await write();
		},
		async empty() {
			hand.clear();
			await files.remove(join(folder, layersName));
			await write();
		}
	};
}
function isOurs(name, kind) {
	if (shared.includes(name)) return kind === "link";
	return name === recordName ? kind === "file" : name === layersName && kind === "folder";
}
// src/trivy/image-scans.ts
/**
* Scans images with as many workers as asked for, each with a cache folder of its own below the given one and the databases
* linked into it: Trivy locks a cache folder for a whole scan. Outcomes come in the order of the jobs; one that fails does not
* stop the others. What was scanned before with nothing changed since is not scanned again. `options.cacheFolder` holds the database. The index of Java archives is fetched once, when first needed.
*/
async function scanImages(program, wanted, options, ports) {
	const outcomes = /* @__PURE__ */ new Map();
	const index = await javaIndex(program, options, ports);
	const scoped = join(options.cacheFolder, options.scope ?? "");
	const kept = await keptReports(program, join(scoped, "reports"), options.cacheFolder, ports);
	const jobs = [];
	for (const job of wanted) {
		const scan = options.sbom === void 0 ? await kept.find(keyOf(job, options)) : void 0;
		if (scan === void 0) jobs.push(job);
		else outcomes.set(job, {
			job,
			ok: true,
			scan
		});
	}
	const inOrder = () => wanted.flatMap((job) => outcomes.get(job) ?? []);
	if (outcomes.size > 0) {
		const several = wanted.length === 1 ? "The image is as it was" : `${outcomes.size} of ${wanted.length} images are as they were`;
		ports.console.progress(`${several}, with the same Trivy and database: what was found then is used`);
	}
	if (jobs.length === 0) return {
		outcomes: inOrder(),
		madeBy: await kept.madeBy()
	};
	const binary = await program.binary();
	const workers = Math.max(1, Math.min(options.workers, jobs.length));
	const caches = await Promise.all(Array.from({ length: workers }, (_, worker) => openWorkerCache(options.cacheFolder, join(scoped, `worker-${worker}`), ports)));
	const relay = jobs.some(({ source }) => source?.kind === "store") ? await ports.images.relay() : void 0;
	const waiting = [...jobs];
	const hands = caches.map(({ hand }) => new Map(hand));
	let begun = 0;
	let busy = 0;
	/** As long as images wait, those who scan divide the cores; the last ones have them all, for the others end before them. */
	const cores = () => waiting.length === 0 ? void 0 : Math.max(1, Math.floor(options.workers / busy));
	const idle = /* @__PURE__ */ new Map();
	/** What one has read the idle ones need not read: they get a copy, and look whether there is something for them now. */
	const share = async (cache) => {
		for (const [other, wake] of idle) {
			const theirs = caches[other];
			if (theirs !== void 0 && waiting.length > 1 && includes(cache.hand, theirs.hand)) {
				await theirs.takeFrom(cache);
				hands[other] = new Map(cache.hand);
			}
			idle.delete(other);
			wake();
		}
	};
	const work = async (cache, worker) => {
		while (waiting.length > 0) {
			const at = nextOf(waiting.map(layersOf), worker, hands);
			const [job] = at === void 0 ? [] : waiting.splice(at, 1);
			if (job === void 0) {
				await new Promise((resolve) => idle.set(worker, resolve));
				continue;
			}
			for (const { diffId, digest } of layersOf(job)) hands[worker]?.set(diffId, digest);
			begun += 1;
			const name = nameOf(job, jobs);
			ports.console.progress(`Scanning image ${begun} of ${jobs.length}: ${name}`);
			const start = ports.clock.milliseconds();
			busy += 1;
			const outcome = await outcomeOf({
				binary,
				job,
				cache,
				index,
				relay,
				kept,
				cores,
				options,
				ports
			});
			busy -= 1;
			outcomes.set(job, outcome);
			const seconds = ((ports.clock.milliseconds() - start) / 1e3).toFixed(1);
			ports.console.progress(outcome.ok ? `Scanned ${name} in ${seconds} s` : `No scan of ${name} after ${seconds} s`);
			hands[worker] = new Map(cache.hand);
			await share(cache);
		}
	};
	try {
		await Promise.all(caches.map(work));
	} finally {
		await relay?.close();
	}
	return {
		outcomes: inOrder(),
		madeBy: binary
	};
}
/** What a report depends on beside Trivy and its databases; undefined for what has no digest. */
function keyOf({ source }, { scanners }) {
	return source?.kind === "store" ? [source.manifest.digest, scanners ?? []] : void 0;
}
function layersOf({ source }) {
	return source?.kind === "store" ? source.layers : [];
}
function nameOf(job, jobs) {
	const several = jobs.filter(({ reference }) => reference === job.reference).length > 1;
	const pinned = job.digest === void 0 ? job.reference : parseReference(job.reference)?.name ?? job.reference;
	const by = job.digest !== void 0 && pinned !== job.reference ? `${pinned}@${job.digest}` : job.reference;
	return several && job.platform !== void 0 ? `${by} (${job.platform})` : by;
}
async function outcomeOf(task) {
	const { job } = task;
	try {
		return {
			job,
			ok: true,
			scan: await scanJob(task)
		};
	} catch (error) {
		if (!(error instanceof GuardError)) throw error;
		return {
			job,
			ok: false,
			error
		};
	}
}
/** Another run of the same machine may use the cache folder, and images whose layers are not known would fill it unseen. */
async function scanJob(task) {
	const { job, cache, options, ports } = task;
	const { source } = job;
	const apart = () => ports.files.within("layers", async (folder) => {
		const own = await openWorkerCache(options.cacheFolder, join(folder, "worker"), ports);
		return scanIn({
			...task,
			cache: own
		});
	});
	if (source?.kind === "archive" || source?.kind === "engine") return apart();
	if (source?.kind === "store" && isAtOdds(source.layers, cache.hand)) return apart();
	try {
		return await scanIn(task);
	} catch (error) {
		if (error instanceof GuardError && error.message.includes("cache may be in use by another process")) return apart();
		throw error;
	}
}
async function scanIn(task) {
	const { binary, job, cache, cores, options, ports, relay, kept } = task;
	const { source, reference, platform } = job;
	const base = {
		...options,
		cores,
		cacheFolder: cache.folder,
		...platform === void 0 ? {} : { platform }
	};
	const sbom = sbomOf(job, options);
	const own = {
		...base,
		sbom
	};
	if (source?.kind === "sbom") return scanSbom(binary, source.path, base, ports);
	if (source?.kind === "archive") return withJava(task, reference, {
		...own,
		input: source.path
	});
	if (source?.kind === "engine") return withJava(task, source.id, {
		...own,
		sources: ["docker"]
	}).then(({ gaps, ...scan }) => ({
		...scan,
		gaps: gaps.map((gap) => ({
			...gap,
			artifact: reference
		}))
	}));
	if (source === void 0 || relay === void 0) return withJava(task, reference, own);
	const offer = relay.offer(source.store, shownImage(source));
	let scan;
	let failure;
	try {
		const made = await withJava(task, reference, {
			...own,
			pull: offer.reference
		});
		refuseForeign(made, source.manifest, reference);
		scan = made;
	} catch (error) {
		failure = error;
	}
	const trouble = await offer.withdraw(scan !== void 0);
	if (trouble !== void 0) {
		await cache.empty();
		throw trouble;
	}
	if (scan === void 0) throw inOwnWords(failure, offer.reference, reference);
	await cache.keep(source.layers);
	if (!scan.gaps.some(isOfTheMoment)) await kept.keep(keyOf(job, options), scan);
	return scan;
}
/** A report says by the digest of its configuration which image it is about. GuardError TRIVY_OUTPUT where that is another. */
function refuseForeign({ report }, { text }, reference) {
	const manifest = readManifest(text);
	const about = report.Metadata?.ImageID ?? "";
	if (manifest?.kind !== "image" || about === manifest.config.digest) return;
	const told = about === "" ? "does not say which image it is about" : `is about the image ${oneLine$1(about, 80)}`;
	throw new GuardError("TRIVY_OUTPUT", `Trivy's report of ${reference} ${told}, and ${manifest.config.digest} was asked for. Nothing is concluded from it.`);
}
/** A gap that another run may not have: what was not there may be there then. */
const isOfTheMoment = ({ detail }) => detail.startsWith("Java archives");
function sbomOf(job, { sbom }) {
	if (sbom === void 0) return void 0;
	const { reference, platform, digest } = job;
	const name = parseReference(reference)?.name;
	const pinned = digest === void 0 || name === void 0 ? {} : { pinned: `${name}@${digest}` };
	const subject = name === void 0 ? basename(reference) : reference;
	const layers = new Map(layersOf(job).map(({ diffId, digest: own }) => [diffId, own]));
	return {
		...sbom,
		subject,
		name: sbomName(subject, platform),
		layers,
		...pinned
	};
}
/** Trivy tells of the relay it asked; people know the image by another name. */
function inOwnWords(error, relayed, reference) {
	if (!(error instanceof GuardError)) return error;
	const [repository = relayed] = relayed.split("@");
	return new GuardError(error.code, error.message.replaceAll(relayed, reference).replaceAll(repository, reference), { cause: error });
}
async function withJava({ binary, index, ports }, reference, { sbom, ...options }) {
	const scan = (javaIndex) => scanImage(binary, reference, {
		...options,
		...sbom === void 0 ? {} : { sbom },
		javaIndex
	}, ports);
	try {
		return await scan("ready");
	} catch (error) {
		if (!(error instanceof GuardError) || !error.message.includes("Java DB")) throw error;
		const missing = await index.obtain();
		return scan(missing === void 0 ? "ready" : { missing });
	}
}
// src/trivy/target-scan.ts
/**
* Scans the images of a run, each for the platforms asked for. What the platforms of one have in common is one finding. An
* image that cannot be had or scanned is a blocking gap of its own; the others go on. @throws what program.binary() throws.
*/
async function scanTargets(program, wishes, plans, ports, tell = () => () => ({})) {
	const scanned = {
		findings: [],
		gaps: [],
		images: [],
		rules: /* @__PURE__ */ new Map(),
		configs: /* @__PURE__ */ new Map()
	};
	const jobs = [];
	for (const { target, jobs: own, problems } of plans) {
		jobs.push(...own);
		for (const problem of problems) for (const name of [target, ...target.twins ?? []]) scanned.gaps.push({
			...problem,
			artifact: name.reference,
			...at(name)
		});
	}
	if (jobs.length === 0) return {
		...scanned,
		rules: []
	};
	let databaseUpdatedAt;
	try {
		const database = await readyDatabase(program, wishes, ports);
		databaseUpdatedAt = database.facts.updatedAt;
		scanned.gaps.push(...database.gaps);
	} catch (error) {
		if (program.isWhy(error)) throw error;
		return {
			...scanned,
			gaps: [...scanned.gaps, scannerGap("trivy-db", error)],
			rules: []
		};
	}
	const { outcomes, madeBy } = await scanImages(program, jobs, {
		...wishes,
		databaseReady: true
	}, ports);
	const byJob = new Map(outcomes.map((outcome) => [outcome.job, outcome]));
	const looked = plans.map(({ target, jobs: own }) => ({
		target,
		outcomes: own.flatMap((job) => byJob.get(job) ?? [])
	}));
	for (const { target, outcomes: own } of looked) noteConfigs(scanned.configs, target, own);
	const storyOf = tell(scanned.configs);
	const apartOf = apartIn(plans.map(({ target }) => target.reference));
	for (const { target, outcomes: own } of looked) {
		const { reference } = target;
		collect(scanned, target, own, wishes.profile, {
			...storyOf(reference),
			...apartOf(reference)
		});
	}
	return {
		...scanned,
		rules: [...scanned.rules.values()],
		databaseUpdatedAt,
		...madeBy === void 0 ? {} : { madeBy }
	};
}
/** Tells images of one repository apart by tag or digest, where a run is about several. */
function apartIn(references) {
	const images = /* @__PURE__ */ new Map();
	for (const reference of references) {
		const image = parseReference(reference);
		if (image !== void 0) images.set(reference, image);
	}
	const repositories = [...images.values()].map(({ repository }) => repository);
	return (reference) => {
		const image = images.get(reference);
		return image === void 0 || repositories.indexOf(image.repository) === repositories.lastIndexOf(image.repository) ? {} : { apart: image.tag ?? image.digest ?? "latest" };
	};
}
/** How many images registries are asked for at a time. */
const askedAtOnce = 4;
/** Finds the images that targets name, for which no Trivy is needed. */
function planTargets(targets, wish, ports) {
	const lanes = Array.from({ length: askedAtOnce }, () => Promise.resolve());
	const all = targets.map((target, number) => {
		const lane = number % askedAtOnce;
		const planned = (lanes[lane] ?? Promise.resolve()).then(() => plan(target, wish, ports));
		lanes[lane] = planned.then(() => void 0, () => void 0);
		return planned;
	});
	return Promise.all(all);
}
async function plan(target, wish, ports) {
	try {
		const { jobs, missing } = await jobsOf(target, wish, ports);
		return {
			target,
			jobs,
			problems: missing.map((detail) => ({
				artifact: target.reference,
				reason: "unreachable",
				detail,
				blocking: true
			}))
		};
	} catch (error) {
		return {
			target,
			jobs: [],
			problems: [scannerGap(target.reference, error)]
		};
	}
}
/** The first platform that has one says what an image is. */
function noteConfigs(configs, target, outcomes) {
	const written = outcomes.flatMap((outcome) => outcome.ok ? outcome.scan.report.Metadata?.ImageConfig ?? [] : [])[0];
	if (written === void 0) return;
	const config = imageConfig(written);
	for (const { reference } of [target, ...target.twins ?? []]) if (!configs.has(reference)) configs.set(reference, config);
}
function collect(into, target, outcomes, profile, story) {
	const names = [target, ...target.twins ?? []];
	const related = (target.twins ?? []).map(twinNote);
	const isAlone = outcomes.length === 1 && related.length === 0;
	const found = /* @__PURE__ */ new Map();
	const where = target.anchor === void 0 ? {} : { location: anchorLocation(target) };
	for (const outcome of outcomes) {
		const { job } = outcome;
		if (!outcome.ok) {
			const on = outcomes.length > 1 && job.platform !== void 0 ? `${job.platform}: ` : "";
			for (const name of names) {
				const gap = scannerGap(name.reference, outcome.error);
				into.gaps.push({
					...gap,
					detail: `${on}${gap.detail}`,
					location: anchorLocation(name)
				});
			}
			continue;
		}
		for (const gap of outcome.scan.gaps) into.gaps.push({
			...gap,
			artifact: target.reference,
			...where
		});
		const { findings, image } = imageFindings(outcome.scan.report, {
			...contextOf(target, job, profile),
			...story
		});
		for (const finding of findings) {
			if (isAlone) {
				into.findings.push(finding);
				continue;
			}
			const known = found.get(finding.fingerprint);
			if (known === void 0) found.set(finding.fingerprint, {
				finding,
				platforms: [image.platform ?? ""]
			});
			else known.platforms.push(image.platform ?? "");
		}
		for (const name of names) {
			const index = job.index === void 0 ? {} : { index: job.index };
			into.images.push({
				...image,
				...index,
				...name === target ? {} : twinFacts(name)
			});
		}
		for (const facts of ruleFactsOf(outcome.scan.report, "image")) into.rules.set(facts.id, facts);
	}
	for (const { finding, platforms } of found.values()) into.findings.push({
		...finding,
		...outcomes.length > 1 ? withPlatforms(finding, platforms) : {},
		related: [...finding.related, ...related]
	});
}
function withPlatforms({ message, subject }, platforms) {
	return {
		message: `${message} (on ${platforms.join(", ")})`,
		subject: {
			...subject,
			platforms
		}
	};
}
function contextOf(target, job, profile) {
	const image = job.source?.kind === "sbom" ? void 0 : parseReference(target.reference);
	const digest = job.digest ?? target.digest;
	return {
		image: {
			...image ?? localImage(target.reference),
			...digest === void 0 ? {} : { digest }
		},
		anchor: anchorLocation(target),
		...target.service === void 0 ? {} : { service: target.service },
		...target.stage === void 0 ? {} : { stage: target.stage },
		profile
	};
}
function twinNote(twin) {
	return {
		location: anchorLocation(twin),
		note: `${twin.reference} is the same image.`
	};
}
function twinFacts(twin) {
	return {
		reference: twin.reference,
		location: anchorLocation(twin)
	};
}
/** A layout or archive goes by the name of its file: where it lies on this machine is nobody’s business. */
function localImage(reference) {
	const name = reference.split(/[\\/]/).findLast((part) => part !== "") ?? reference;
	return {
		written: name,
		name,
		repository: name
	};
}
function at(target) {
	return target.anchor === void 0 ? {} : { location: locate(target.anchor) };
}
/** Where a finding of the image is shown. One that no file names gets a path of its own that is not in the repository. */
function anchorLocation({ reference, anchor }) {
	if (anchor !== void 0) return locate(anchor);
	return {
		path: `container-image/${parseReference(reference)?.name ?? localImage(reference).name}`,
		startLine: 1,
		startColumn: 1,
		endLine: 1,
		endColumn: 1
	};
}
/** A failure of Trivy or a registry as a blocking gap. @throws what is none. */
function scannerGap(artifact, error) {
	if (!(error instanceof GuardError)) throw error;
	return {
		artifact,
		reason: error.code === "TRIVY_RUN" || error.code === "TRIVY_OUTPUT" ? "scanner" : "unreachable",
		detail: messageOf(error),
		blocking: true
	};
}
// src/trivy/scan.ts
const nothing = {
	findings: [],
	gaps: [],
	images: [],
	rules: [],
	notes: [],
	configs: /* @__PURE__ */ new Map()
};
/**
* Obtains Trivy, checks the Dockerfiles and scans the images. Where Trivy cannot be had the answer says so: a note where
* nobody insisted on it, a blocking gap where somebody did or an image was asked for. A failing scan is a blocking gap too.
* @throws GuardError SETTINGS for a request that asks for the impossible.
*/
async function scanWithTrivy(wishes, dockerfiles, targets, ports, tell) {
	const nothingLeft = wishes.imagesAsked && dockerfiles.length === 0;
	if (targets.length === 0 && wishes.repository === void 0 && (wishes.mode === "off" || nothingLeft)) return nothing;
	const program = programFor(wishes, ports);
	try {
		return await scanWith(program, wishes, dockerfiles, targets, ports, tell);
	} catch (error) {
		if (!(error instanceof GuardError) || error.code === "SETTINGS" || !program.isWhy(error)) throw error;
		if (!(wishes.mode !== "auto" || targets.length > 0 || wishes.repository !== void 0)) return {
			...nothing,
			notes: [notLookedAt(error)]
		};
		return {
			...nothing,
			gaps: [{
				artifact: "trivy",
				reason: "scanner",
				detail: error.message,
				blocking: true
			}]
		};
	}
}
async function scanWith(program, wishes, dockerfiles, targets, ports, tell) {
	const alone = dockerfiles.length === 0 && wishes.repository === void 0 && targets.length > 0;
	const reports = join(wishes.cacheFolder, wishes.scope ?? "", "reports");
	const hurried = alone && await mayHaveReports(program, reports, wishes.cacheFolder, ports) ? void 0 : program.binary();
	hurried?.catch(() => void 0);
	const planned = planTargets(targets, wishes, ports);
	planned.catch(() => void 0);
	await hurried;
	const configured = dockerfiles.length === 0 ? nothing : await checkDockerfiles(await program.binary(), wishes, dockerfiles, ports);
	const scanned = targets.length === 0 ? nothing : await scanTargets(program, wishes, await planned, ports, tell);
	const tree = await lookAtRepository(program, wishes, ports);
	const ran = scanned.madeBy !== void 0 && !program.wasAsked() ? void 0 : await program.binary();
	const told = ran ?? scanned.madeBy;
	return {
		findings: [
			...configured.findings,
			...scanned.findings,
			...tree.findings
		],
		gaps: [
			...configured.gaps,
			...scanned.gaps,
			...tree.gaps
		],
		images: scanned.images,
		rules: [
			...configured.rules,
			...scanned.rules,
			...tree.rules
		],
		notes: [],
		configs: scanned.configs,
		...ran === void 0 ? {} : { path: ran.path },
		...told === void 0 ? {} : { tool: toolOf(told, scanned) }
	};
}
function toolOf({ version, sha256, verified, verifiedBy }, { databaseUpdatedAt }) {
	return {
		version,
		sha256,
		verified,
		verifiedBy,
		...databaseUpdatedAt === void 0 ? {} : { databaseUpdatedAt }
	};
}
function notLookedAt(error) {
	return `Images were not scanned for vulnerabilities, and Dockerfiles not checked by Trivy: ${error.message} To scan an image: container-guard scan --image REF.`;
}
async function checkDockerfiles(binary, { timeoutSeconds, profile }, dockerfiles, ports) {
	ports.console.progress(`Trivy checks ${dockerfiles.length} Dockerfiles`);
	try {
		const { report, gaps } = await scanConfig(binary, dockerfiles, { timeoutSeconds }, ports);
		return {
			...nothing,
			findings: configFindings(report, dockerfiles, { profile }),
			gaps,
			rules: ruleFactsOf(report, "dockerfile")
		};
	} catch (error) {
		return {
			...nothing,
			gaps: [scannerGap("trivy config", error)]
		};
	}
}
async function lookAtRepository(program, wishes, ports) {
	if (wishes.repository === void 0) return nothing;
	const binary = await program.binary();
	try {
		const gaps = wishes.repository.what === "secrets" ? [] : (await readyDatabase(program, wishes, ports)).gaps;
		const scan = await scanRepository(binary, wishes.repository, wishes, ports);
		return {
			...scan,
			gaps: [...gaps, ...scan.gaps]
		};
	} catch (error) {
		return {
			...nothing,
			gaps: [scannerGap("the files of the repository", error)]
		};
	}
}
// src/pipeline.ts
/**
* The product on one screen: collect artifacts, scan them, normalise to findings, judge against waivers, baseline and gate.
* @throws GuardError for what the user must put right; what could not be looked at is a gap in the report instead.
*/
async function guard(settings, inputs, ports) {
	const sources = await collect$1(inputs.paths, ports.files, settings.profile);
	const parsed = await parse(sources, ports.files);
	const unscanned = join$1(parsed, /* @__PURE__ */ new Map(), settings);
	const wished = {
		images: settings.images,
		composeImages: settings["scan-compose-images"],
		builtImages: settings["scan-built-images"],
		baseImages: settings["scan-base-images"],
		...inputs.imageList === void 0 ? {} : { list: inputs.imageList }
	};
	const targets = imageTargets(wished, unscanned);
	const planned = coverageOf(sources, unscanned, targets.length);
	const looksAtTree = settings["scan-repository"] !== "none";
	if (isEmpty(planned) && !looksAtTree && sources.gaps.length + parsed.gaps.length === 0 && !settings["allow-empty"]) throw nothingToScan(settings, inputs);
	const dockerfiles = [...parsed.dockerfiles.values()].map(({ file }) => file);
	const resolved = await resolveListed(targets, ports.registry, ports.trivy.console);
	const wishes = {
		...trivyWishes(settings, inputs),
		...await repositoryWish(settings, inputs, ports.files)
	};
	let world = unscanned;
	const trivy = await scanWithTrivy(wishes, dockerfiles, resolved.targets, ports.trivy, (configs) => {
		if (configs.size > 0) world = join$1(parsed, configs, settings);
		return imageStories(world);
	});
	const rules = rulesFor(settings.profile, settings.disable);
	const own = checkWays(world, rules);
	const gaps = [
		...sources.gaps,
		...parsed.gaps,
		...own.gaps,
		...resolved.gaps,
		...trivy.gaps
	];
	const severe = overrideSeverities(mergeDuplicates(own.findings, trivy.findings, trivyEquivalents(rules)).filter(({ rule }) => !settings.disable.includes(rule)), settings.policy.severity);
	const texts = settings["comment-waivers"] ? world.texts : [];
	const foreign = settings["foreign-ignores"] ? foreignWaivers(texts, rules, severe) : [];
	const inline = [...inlineWaivers(texts, rules), ...foreign];
	const waived = applyWaivers(severe, settings.policy.waivers, ports.clock.today(), inline, risks());
	const baseline = inputs.baseline === void 0 ? void 0 : compareWithBaseline(waived.findings, readBaseline(inputs.baseline.text, inputs.baseline.path));
	const findings = (baseline?.findings ?? waived.findings).toSorted(byPlace);
	const gate = {
		failOn: settings["fail-on"],
		judge: "new",
		onlyFixed: settings["only-fixed"]
	};
	const named = new Set(findings.map(({ rule }) => rule));
	return {
		report: {
			tool: {
				name: "container-guard",
				version,
				...trivy.tool === void 0 ? {} : { trivy: trivy.tool }
			},
			profile: settings.profile,
			findings,
			gaps: orderedGaps(gaps),
			images: trivy.images,
			posture: describeWorld(world),
			waivers: {
				used: waived.used,
				lapsed: waived.lapsed,
				unused: inputs.paths.length === 0 ? unusedInRescan(waived.unused, inputs.imageList?.path) : waived.unused
			},
			...baseline === void 0 ? {} : { baseline: {
				known: baseline.known,
				fixed: baseline.fixed
			} },
			gate,
			verdict: decide(gate, findings, gaps),
			coverage: {
				...planned,
				images: trivy.images.length
			},
			notes: [
				...trivy.notes,
				...leftOutNotes(wished, unscanned, targets),
				...driftNotes(unscanned, targets),
				...foreignNote(waived.findings, foreign)
			],
			rules: overrideRules([...rules.map(factsOf), ...trivy.rules], settings.policy.severity).filter(({ id }) => named.has(id)).toSorted((a, b) => a.id < b.id ? -1 : 1)
		},
		sources,
		...pathOf(trivy)
	};
}
function pathOf({ path }) {
	return path === void 0 ? {} : { trivyPath: path };
}
async function repositoryWish({ "scan-repository": what }, { root, paths }, files) {
	if (what === "none" || root === void 0) return {};
	return { repository: {
		what,
		root,
		paths,
		files: await listedFiles(paths, files)
	} };
}
function trivyWishes(settings, { trivyCache, workers, scope }) {
	const asked = settings.images.length > 0 || settings["images-file"] !== void 0 || settings["scan-compose-images"] || settings["scan-built-images"] || settings["scan-base-images"] || settings["scan-repository"] !== "none";
	const maxAgeHours = hoursIn(settings["trivy-db-max-age"] ?? "");
	return {
		mode: settings.trivy ?? "auto",
		imagesAsked: asked,
		mirrors: [...settings["trivy-mirrors"], ...settings["trivy-base-url"] === void 0 ? [] : [settings["trivy-base-url"]]],
		...settings["trivy-version"] === void 0 ? {} : { version: settings["trivy-version"] },
		...settings["trivy-sha256"] === void 0 ? {} : { sha256: settings["trivy-sha256"] },
		offline: settings.offline,
		timeoutSeconds: settings.timeout,
		cacheFolder: trivyCache,
		databaseRepositories: settings["trivy-db-repository"],
		javaRepositories: settings["trivy-java-db-repository"],
		...maxAgeHours === void 0 ? {} : { maxAgeHours },
		workers,
		platforms: settings.platform,
		source: settings["image-source"],
		...scope === void 0 ? {} : { scope },
		...settings.sbom === void 0 ? {} : { sbom: {
			folder: settings.sbom,
			format: settings["sbom-format"]
		} },
		profile: settings.profile
	};
}
function coverageOf(sources, world, images) {
	return {
		dockerfiles: world.dockerfiles.length,
		composeProjects: new Set(world.projects.map(({ files }) => files[0])).size,
		commands: world.commands.length,
		images,
		files: sources.texts.size
	};
}
function isEmpty({ dockerfiles, composeProjects, commands, images }) {
	return dockerfiles + composeProjects + commands + images === 0;
}
function nothingToScan(settings, { paths, imageList }) {
	if (paths.length === 0) {
		const list = imageList?.path ?? "The list of images";
		return new GuardError("NOTHING_TO_SCAN", `Nothing to scan: ${list} names no image. Write one reference on a line, or pass --allow-empty.`);
	}
	return new GuardError("NOTHING_TO_SCAN", `Nothing to scan: no Dockerfile, Compose file or \`docker run\` line in ${settings.paths.join(", ")}, and no image was named. Name another path, an image (--image REF), or pass --allow-empty.`);
}
function orderedGaps(gaps) {
	const told = /* @__PURE__ */ new Set();
	const once = gaps.filter((gap) => {
		const key = JSON.stringify(gap);
		return told.has(key) ? false : told.add(key);
	});
	const place = (gap) => `${gap.artifact}\0${String(gap.location?.startLine ?? 0).padStart(8, "0")}\0${gap.detail}`;
	return once.toSorted((a, b) => place(a) < place(b) ? -1 : 1);
}
// src/report/ansi.ts
const codes = {
	bold: [1, 22],
	dim: [2, 22],
	underline: [4, 24],
	red: [31, 39],
	green: [32, 39],
	yellow: [33, 39],
	blue: [34, 39],
	magenta: [35, 39],
	cyan: [36, 39],
	brightRed: [91, 39]
};
/** Colours text for a terminal, or leaves it as it is. */
function painter(colour) {
	return (style, text) => {
		if (!colour || text === "") return text;
		const [on, off] = codes[style];
		return `\u001B[${on}m${text}\u001B[${off}m`;
	};
}
// src/report/wrap.ts
/** How many columns of a terminal a text takes: wide characters two, combining marks none. */
function columnsOf(text) {
	let columns = 0;
	for (const character of text) columns += widthOf(character);
	return columns;
}
/** Lines of at most `width` columns, broken at blanks; a word that is longer stays whole, so that it can be copied. */
function wrap(text, width) {
	const lines = [];
	let line = "";
	let columns = 0;
	for (const word of text.split(" ")) {
		const size = columnsOf(word);
		if (line !== "" && columns + 1 + size > width) {
			lines.push(line);
			line = word;
			columns = size;
		} else {
			line = line === "" ? word : `${line} ${word}`;
			columns += size + (columns === 0 ? 0 : 1);
		}
	}
	return [...lines, line];
}
/** The start of a text, in at most `width` columns; `ellipsis` stands where something was cut. */
function clip(text, width, ellipsis) {
	if (columnsOf(text) <= width) return text;
	let kept = "";
	let columns = columnsOf(ellipsis);
	for (const character of text) {
		columns += widthOf(character);
		if (columns > width) break;
		kept += character;
	}
	return kept + ellipsis;
}
const wide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u;
function widthOf(character) {
	if (character <= "") return 1;
	if (/[\p{Mn}\p{Me}]/u.test(character)) return 0;
	return wide.test(character) ? 2 : 1;
}
export { prepareRun as C, misconfigurationId as S, ruleNames as T, worse as _, guard as a, exposureRank as b, postureKeys as c, blockingFindings as d, bySeverity as f, isOpen as g, isFixable as h, painter as i, each as l, groupBy as m, columnsOf as n, rulePage as o, countBySeverity as p, wrap as r, toJsonParts as s, clip as t, jsonParts as u, worstFirst as v, ruleNamed as w, exposureLevels as x, byExposure as y };
