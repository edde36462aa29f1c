import { g as visible, o as harmless, p as oneLine, r as terminalConsole } from "./console.js";
import { C as prepareRun, S as misconfigurationId, T as ruleNames, a as guard, f as bySeverity, i as painter, n as columnsOf, o as rulePage, r as wrap, w as ruleNamed, x as exposureLevels } from "./wrap.js";
import { a as messageOf, i as GuardError, n as nearest, t as didYouMean } from "./nearest.js";
import { B as number, F as integer, G as pipe, I as literal, J as safeParse, L as looseObject, N as exactOptional, P as getDotPath, R as minValue, V as object, W as picklist, Y as string, j as array, q as regex } from "./install.js";
import { c as severities, o as confidences } from "./values.js";
import { t as rules } from "./rules.js";
import { n as readCommandLine } from "./command-line.js";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
// src/report/earlier.ts
const text = string();
const line = pipe(number(), integer(), minValue(1));
const location = object({
	path: text,
	startLine: line,
	startColumn: line,
	endLine: line,
	endColumn: line
});
const places = array(object({
	location,
	note: text
}));
const waiver = object({
	rule: text,
	path: exactOptional(text),
	subject: exactOptional(text),
	reason: text,
	owner: exactOptional(text),
	until: exactOptional(text),
	source: text
});
const report = object({
	schemaVersion: literal(1),
	findings: array(object({
		rule: text,
		severity: picklist(severities),
		confidence: picklist(confidences),
		message: text,
		remedy: text,
		standing: picklist([
			"new",
			"known",
			"waived",
			"lapsed"
		]),
		fingerprint: pipe(text, regex(/^[0-9a-f]{16}$/)),
		location,
		subject: object({
			service: exactOptional(text),
			stage: exactOptional(text),
			image: exactOptional(text),
			package: exactOptional(text),
			version: exactOptional(text),
			fixedVersion: exactOptional(text),
			advisory: exactOptional(text)
		}),
		related: places,
		trail: exactOptional(places),
		exposure: exactOptional(object({
			level: picklist(exposureLevels),
			container: text,
			why: text
		})),
		sources: array(text),
		waiver: exactOptional(waiver),
		fix: exactOptional(object({
			title: text,
			safety: picklist(["safe", "suggest"])
		}))
	})),
	posture: array(looseObject({
		subject: text,
		location: object({
			path: text,
			startLine: line
		})
	})),
	rules: array(object({
		id: text,
		title: text
	}))
});
/** Reads a JSON report. @throws GuardError USAGE with the path where the text is none. */
function readReport(written, path) {
	const refuse = (why, cause) => new GuardError("USAGE", `The report ${oneLine(path)} ${why} Make it with \`container-guard scan --format json --output FILE\`.`, cause === void 0 ? {} : { cause });
	let value;
	try {
		value = JSON.parse(written.replace(/^\uFEFF/, ""));
	} catch (error) {
		throw refuse("is not JSON.", error);
	}
	const decoded = safeParse(report, value);
	if (decoded.success) return decoded.output;
	const [issue] = decoded.issues;
	throw refuse(`is not a report of schema version 1: ${oneLine(getDotPath(issue) ?? "the whole")} does not fit.`);
}
const steps = object({ trail: array(text) });
/** The trail of one value of the container at a place; empty where the report has none. */
function trailAt(posture, key, { path, startLine }, subject) {
	const own = posture.filter((one) => one.location.path === path);
	const found = own.find((one) => subject !== void 0 && one.subject === subject) ?? own.find((one) => subject === void 0 && one.location.startLine === startLine);
	const value = safeParse(steps, found?.[key]);
	return value.success ? value.output.trail : [];
}
// src/report/explanation.ts
const styles = {
	critical: "brightRed",
	high: "red",
	medium: "yellow",
	low: "blue",
	info: "cyan"
};
/** One finding for a terminal: what and where, how it comes to that, why it matters, what to do, and how to accept it. */
function explanationOf(finding, background, options) {
	const { paint } = options;
	const { message, remedy, fix } = finding;
	const way = wayOf(finding, background, options);
	const steps = new Set((finding.trail ?? []).map(({ location, note }) => `${placeOf(location)} ${note}`));
	const beside = finding.related.filter(({ location, note }) => !steps.has(`${placeOf(location)} ${note}`));
	const told = fix === void 0 ? [] : [`${fix.safety === "safe" ? "A safe fix" : "A fix to look at"}: ${oneLine(fix.title)}`];
	const sections = [
		["", factsOf(finding, options)],
		["How it comes to that", way],
		["See also", placesOf(beside, options)],
		["Why it matters", paragraph(background.why, options)],
		["What to do", [...hung(`  ${options.arrow} `, remedy, options), ...told.flatMap((text) => hung("    ", text, options))]],
		["To accept it", acceptance(finding)]
	];
	const head = [`${paint("bold", paint(styles[finding.severity], finding.severity))}  ${paint("bold", visible(finding.rule))}${background.title === "" ? "" : `  ${paint("dim", oneLine(background.title))}`}`, ...wrap(oneLine(message), options.width).map((line) => paint("bold", line))];
	const blocks = sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => [...title === "" ? [] : [paint("underline", title)], ...lines].join("\n"));
	const more = background.hasPage ? [paint("dim", `container-guard explain ${visible(finding.rule)} shows the rule with its examples.`)] : [];
	return `${harmless([
		head.join("\n"),
		...blocks,
		...more
	].join("\n\n"))}\n`;
}
/** Several findings, a line each, to choose one of. */
function choiceOf(findings, { paint, width }) {
	const lines = findings.flatMap(({ fingerprint, severity, rule, location, message }) => [`  ${paint("bold", fingerprint)}  ${paint(styles[severity], severity.padEnd(8))}  ${visible(rule)}  ${paint("dim", placeOf(location))}`, ...wrap(oneLine(message), Math.max(20, width - 30)).map((line) => `${" ".repeat(30)}${line}`)]);
	return `${harmless([`${findings.length} findings. Explain one by its fingerprint:`, ...lines].join("\n"))}\n`;
}
function factsOf(finding, options) {
	const { subject, standing, waiver, confidence, exposure, sources } = finding;
	const about = [
		["service", subject.service],
		["stage", subject.stage],
		["image", subject.image],
		["package", [subject.package, subject.version].filter((part) => part !== void 0).join(" ")]
	].flatMap(([name = "", value = ""]) => value === "" ? [] : [`${name} ${oneLine(value)}`]);
	const until = waiver?.until === void 0 ? "" : ` ${standing === "lapsed" ? "on" : "until"} ${oneLine(waiver.until)}`;
	const because = waiver === void 0 ? "" : `, ${oneLine(waiver.source)}: ${oneLine(waiver.reason)}`;
	return [
		["where", placeOf(finding.location)],
		["about", about.join(", ")],
		["fingerprint", finding.fingerprint],
		["standing", standing === "new" ? "" : `${standing}${until}${because}`],
		["exposure", exposure === void 0 ? "" : `${exposure.level}: ${oneLine(exposure.why)}`],
		["confidence", confidence === "certain" ? "" : confidence],
		["found by", sources.every((source) => source === "container-guard") ? "" : oneLine(sources.join(", "))]
	].flatMap(([name, value]) => value === "" ? [] : hung(`  ${options.paint("dim", name.padEnd(12))}`, value, options, 14));
}
function wayOf({ trail = [], location }, { steps }, options) {
	if (trail.length > 0) return numbered(trail.map((step) => [placeOf(step.location), step.note]), options);
	const told = steps.map(placedStep);
	return told.some(([place]) => place !== "" && place !== `${location.path}:${location.startLine}`) || told.length > 1 ? numbered(told, options) : [];
}
/** A step of a posture, `compose.yaml:12 sets no user`, in its place and what it says. */
function placedStep(step) {
	const found = /^(\S.*?:\d+) (.*)$/s.exec(step);
	return found === null ? ["", step] : [found[1] ?? "", found[2] ?? ""];
}
function numbered(steps, options) {
	const width = Math.max(...steps.map(([place]) => columnsOf(visible(place))));
	return steps.flatMap(([place, note], index) => {
		const shown = visible(place);
		return hung(`  ${String(index + 1).padStart(String(steps.length).length)}  ${options.paint("dim", shown)}${" ".repeat(width - columnsOf(shown))}  `, note, options, 6 + String(steps.length).length + width);
	});
}
function placesOf(related, options) {
	return related.flatMap(({ location, note }) => hung(`  ${options.paint("dim", placeOf(location))}  `, note, options, 4));
}
/** The comment and the entry of the config file that waive it. */
function acceptance({ rule, location, subject }) {
	const who = subject.advisory === void 0 ? subject.service ?? subject.stage : subject.package;
	const entry = [
		"waivers:",
		`  - rule: ${scalar(rule)}`,
		...subject.advisory === void 0 ? [`    path: ${scalar(location.path)}`] : [],
		...who === void 0 ? [] : [`    subject: ${scalar(who)}`],
		"    reason: WHY",
		"    until: YYYY-MM-DD"
	];
	return [...subject.advisory === void 0 && !location.path.endsWith(".json") ? [
		`  on the line above ${placeOf(location)}:`,
		`    # container-guard ignore=${visible(rule)} until=YYYY-MM-DD reason="WHY"`,
		"  or in container-guard.yaml:"
	] : ["  in container-guard.yaml:"], ...entry.map((line) => `    ${line}`)];
}
/** A text as a YAML scalar on one line. */
function scalar(text) {
	const shown = visible(text);
	return /^[A-Za-z_./][\w./@-]*$/.test(shown) ? shown : JSON.stringify(shown);
}
function paragraph(text, { width }) {
	return text.trim() === "" ? [] : wrap(oneLine(text), Math.max(20, width - 2)).map((line) => `  ${line}`);
}
/** Text behind a lead, its further lines below its first. */
function hung(lead, text, { width }, indent = columnsOf(lead)) {
	return wrap(oneLine(text), Math.max(20, width - indent)).map((line, index) => (index === 0 ? lead : " ".repeat(indent)) + line);
}
function placeOf({ path, startLine }) {
	return `${visible(path)}:${startLine}`;
}
// src/report/wanted.ts
/** How much of a fingerprint tells findings apart. */
const shortest = 4;
/** Reads `FINGERPRINT`, `PATH:LINE`, `RULE@PATH` or `RULE@PATH:LINE`; undefined for anything else. */
function wantedBy(text) {
	if (/^[0-9a-f]+$/i.test(text) && text.length >= shortest && text.length <= 16) return {
		kind: "fingerprint",
		prefix: text.toLowerCase()
	};
	const [, rule, path = "", line] = /^(?:([\w./-]+)@)?(.+?)(?::(\d+)(?::\d+)?)?$/s.exec(text) ?? [];
	if (path === "" || rule === void 0 && line === void 0) return void 0;
	return {
		kind: "place",
		path: path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, ""),
		...line === void 0 ? {} : { line: Number(line) },
		...rule === void 0 ? {} : { rule }
	};
}
/**
* The findings that are asked for, worst first as they are. A path may count from the scanned folder, from above it, or be its
* last parts.
*/
function findingsFor(findings, wanted) {
	if (wanted.kind === "fingerprint") return findings.filter(({ fingerprint }) => fingerprint.startsWith(wanted.prefix));
	const { line, rule } = wanted;
	const path = pathMeant(findings, wanted.path);
	return findings.filter((finding) => finding.location.path === path && (rule === void 0 || finding.rule === rule || finding.rule.endsWith(`/${rule}`)) && (line === void 0 || finding.location.startLine <= line && line <= finding.location.endLine));
}
function pathMeant(findings, written) {
	const paths = [...new Set(findings.map(({ location }) => location.path))];
	if (paths.includes(written)) return written;
	return paths.filter((path) => path.endsWith(`/${written}`) || written.endsWith(`/${path}`)).toSorted((one, other) => other.length - one.length)[0];
}
/** What there is nearest to what was asked for and is not there, in a sentence; empty where nothing is near. */
function nearestTo(findings, wanted, near) {
	if (wanted.kind === "fingerprint") {
		const { prefix } = wanted;
		const best = near(prefix, [...new Set(findings.map(({ fingerprint }) => fingerprint.slice(0, prefix.length)))]);
		const found = findings.find(({ fingerprint }) => best !== void 0 && fingerprint.startsWith(best));
		return found === void 0 ? "" : ` Did you mean ${named(found)}?`;
	}
	const { line, rule } = wanted;
	const path = pathMeant(findings, wanted.path) ?? near(wanted.path, [...new Set(findings.map(({ location }) => location.path))]);
	const here = findings.filter(({ location }) => location.path === path);
	const ruled = rule === void 0 ? here : findings.filter((finding) => finding.rule === rule || finding.rule.endsWith(`/${rule}`));
	const [best] = (rule !== void 0 && ruled.length > 0 ? ruled.some((one) => here.includes(one)) ? ruled.filter((one) => here.includes(one)) : ruled : here).toSorted((one, other) => distanceTo(line, one) - distanceTo(line, other));
	return best === void 0 ? "" : ` The nearest is ${named(best)}.`;
}
function distanceTo(line, { location }) {
	return line === void 0 ? 0 : Math.abs(location.startLine - line);
}
function named({ fingerprint, rule, location }) {
	return `\`${fingerprint}\` (${oneLine(rule)}@${oneLine(location.path)}:${location.startLine})`;
}
// src/rules/cis.ts
/** The edition by which sections are numbered; those of 4 and 5 are the same up to 1.8.0. */
const cisEdition = "CIS Docker Benchmark 1.6.0";
const items = [
	{
		section: "4.1",
		title: "Containers do not run as root"
	},
	{
		section: "4.2",
		title: "Base images come from where they may come from",
		limits: "Whom to trust is for the team to say: name the registries in `registries`. Images are held to be pinned."
	},
	{
		section: "4.3",
		title: "Images hold no package that they do not need",
		limits: "What a program needs, nobody sees in a file; packages that are only recommended are found."
	},
	{
		section: "4.4",
		title: "Images are scanned and built anew with security patches",
		limits: "No file tells it: `container-guard scan --image` has Trivy look for known vulnerabilities."
	},
	{
		section: "4.5",
		title: "Content trust is on",
		limits: "No longer advised: Docker takes content trust out of service, and `DOCKER_CONTENT_TRUST=1` breaks the pull of official images. Verify signatures instead, as in 4.12."
	},
	{
		section: "4.6",
		title: "Images have a health check"
	},
	{
		section: "4.7",
		title: "The package index is not updated in a layer of its own"
	},
	{
		section: "4.8",
		title: "No setuid and setgid programs are left in images",
		limits: "What the base image brings is not in the Dockerfile; what the build adds is found."
	},
	{
		section: "4.9",
		title: "COPY is used where ADD is not needed"
	},
	{
		section: "4.10",
		title: "No secrets are kept in images"
	},
	{
		section: "4.11",
		title: "Only verified packages are installed",
		limits: "Whether a signature is right, the package manager sees; that it was told not to look is found."
	},
	{
		section: "4.12",
		title: "Signed artifacts are validated",
		limits: "A signature is in the registry, not in a file; that an image or a download is held to its digest is found."
	},
	{
		section: "5.1",
		title: "Swarm mode is off where it is not needed",
		limits: "It is a state of the engine."
	},
	{
		section: "5.2",
		title: "An AppArmor profile is in force",
		limits: "Whether the host has AppArmor, no file tells; that it is switched off is found."
	},
	{
		section: "5.3",
		title: "SELinux separates containers",
		limits: "Whether the host has SELinux, no file tells; that it is switched off is found."
	},
	{
		section: "5.4",
		title: "Linux capabilities are few"
	},
	{
		section: "5.5",
		title: "No container is privileged"
	},
	{
		section: "5.6",
		title: "No sensitive folder of the host is mounted"
	},
	{
		section: "5.7",
		title: "No sshd runs in a container",
		limits: "What is started inside a running container, no file tells; a port for remote logins is found."
	},
	{
		section: "5.8",
		title: "No port below 1024 is mapped without need"
	},
	{
		section: "5.9",
		title: "Only the ports that are needed are open",
		limits: "Which are needed, nobody sees in a file; ports of databases and their like that are open to the network are found."
	},
	{
		section: "5.10",
		title: "The network of the host is not shared"
	},
	{
		section: "5.11",
		title: "Memory is limited"
	},
	{
		section: "5.12",
		title: "The processor is limited"
	},
	{
		section: "5.13",
		title: "The root file system is read-only"
	},
	{
		section: "5.14",
		title: "Ports are bound to an interface"
	},
	{
		section: "5.15",
		title: "Restarts after a failure are at most five"
	},
	{
		section: "5.16",
		title: "The processes of the host are not shared"
	},
	{
		section: "5.17",
		title: "The shared memory of the host is not shared"
	},
	{
		section: "5.18",
		title: "No device of the host is handed over"
	},
	{
		section: "5.19",
		title: "Default ulimits are overwritten with care",
		limits: "What the daemon sets, no file of a project tells."
	},
	{
		section: "5.20",
		title: "Mounts do not propagate to the host"
	},
	{
		section: "5.21",
		title: "The host name of the host is not shared"
	},
	{
		section: "5.22",
		title: "The default seccomp profile is in force"
	},
	{
		section: "5.23",
		title: "No `docker exec --privileged`",
		limits: "What people type is not in files; scripts and workflows are read."
	},
	{
		section: "5.24",
		title: "No `docker exec` as root",
		limits: "What people type is not in files; scripts and workflows are read."
	},
	{
		section: "5.25",
		title: "The cgroup of a container is the default"
	},
	{
		section: "5.26",
		title: "No container gains privileges"
	},
	{
		section: "5.27",
		title: "The health of containers is checked at run time"
	},
	{
		section: "5.28",
		title: "The newest version of an image is used",
		limits: "Read as “pin, and have the pin refreshed”: whether a newer version is out, the registry knows."
	},
	{
		section: "5.29",
		title: "The number of processes is limited"
	},
	{
		section: "5.30",
		title: "The default bridge is not used"
	},
	{
		section: "5.31",
		title: "The user namespace of the host is not shared"
	},
	{
		section: "5.32",
		title: "The engine’s socket is not mounted"
	}
];
/** What covers each recommendation of sections 4 and 5, in their order. */
function cisCoverage() {
	return items.map((item) => ({
		...item,
		rules: rules.filter(({ equivalents }) => equivalents.cis?.includes(item.section) === true)
	}));
}
/** The recommendations that a section names: `4.1` one, `5` all below it. Empty where there is none of that name. */
function cisSection(section) {
	return cisCoverage().filter((item) => item.section === section || item.section.startsWith(`${section}.`));
}
// src/rules/cis-page.ts
/**
* What covers recommendations of the benchmark, in Markdown: `explain --cis` and docs/rules/cis.md show this text.
* @param link makes the reference to a rule of its id
*/
function cisPage(coverage, link) {
	const covered = coverage.filter(({ rules }) => rules.length > 0).length;
	const summary = coverage.length > 1 ? [`${covered} of ${coverage.length} recommendations are looked for in files.`, ""] : [];
	return [
		`# ${cisEdition}`,
		"",
		...summary,
		...coverage.flatMap((item) => [
			`## ${item.section} ${item.title}`,
			"",
			...entryLines(item, link)
		])
	].join("\n");
}
function entryLines({ rules, limits }, link) {
	const list = rules.map(({ id, severity, profile, title }) => `- ${link(id)} (${severity}, profile \`${profile}\`): ${title}`);
	return [
		...limits === void 0 ? [] : [limits, ""],
		...list,
		...list.length === 0 ? [] : [""]
	];
}
// src/commands/explain.ts
/** How many findings are explained at once; of more one is to be chosen. */
const several = 3;
/**
* `container-guard explain`: a rule by its id, the last part of it or the number that another tool gives it; or a finding by
* its fingerprint, the start of one, its line or its rule and line, from a scan of these paths or from an earlier report.
* @throws GuardError USAGE where there is no such thing, with what is nearest.
*/
async function explain(args, terminal) {
	const [first, ...sections] = args;
	if (first === "--cis") return explainCis(sections, terminal);
	const { report, rest } = withoutReport(args);
	const given = readCommandLine(rest, "explain");
	const [target, ...paths] = typeof given.paths?.value === "object" ? given.paths.value : [];
	if (target === void 0) throw new GuardError("USAGE", "explain wants a rule, such as `container-guard explain container/no-privileged`, or a finding, such as `container-guard explain compose.yaml:12`. See `container-guard explain --help`.");
	const rule = paths.length === 0 && report === void 0 ? ruleMeant(target) : void 0;
	if (rule !== void 0) {
		terminal.print(`${rulePage(rule)}\n`);
		return 0;
	}
	const wanted = wantedBy(target);
	if (wanted === void 0) throw new GuardError("USAGE", `there is no rule \`${target}\`.${didYouMean(target, ruleNames())} See \`container-guard rules\`.`);
	const { paths: _, ...flags } = given;
	print(report === void 0 ? await scanned(paths.length === 0 ? flags : {
		...flags,
		paths: {
			value: paths,
			source: "PATH"
		}
	}, wanted, terminal) : readReport(await textOf(report, terminal.folder), report), target, wanted, terminal, given);
	return 0;
}
function withoutReport(args) {
	const at = args.findIndex((arg) => arg === "--report" || arg.startsWith("--report="));
	if (at < 0) return { rest: args };
	const [, joined] = /^--report=(.*)$/s.exec(args[at] ?? "") ?? [];
	const report = joined ?? args[at + 1];
	if (report === void 0 || report === "") throw new GuardError("USAGE", "--report needs a value.");
	return {
		report,
		rest: [...args.slice(0, at), ...args.slice(at + (joined === void 0 ? 2 : 1))]
	};
}
async function textOf(path, folder) {
	try {
		return await readFile(resolve(folder, path), "utf8");
	} catch (error) {
		throw new GuardError("USAGE", `the report ${path} cannot be read: ${messageOf(error)}`, { cause: error });
	}
}
/** Scans without Trivy, which is quick, and with it where that does not find what is asked for. */
async function scanned(given, wanted, terminal) {
	const console = terminalConsole({
		stream: terminal.errors,
		quiet: given.quiet?.value === true
	});
	const { settings, inputs, ports } = await prepareRun(given, {
		folder: terminal.folder,
		rootIsFolder: false
	}, console);
	const without = {
		images: [],
		"images-file": void 0,
		"scan-compose-images": false,
		"allow-empty": true,
		trivy: "off"
	};
	const quick = {
		...settings,
		...without
	};
	const { imageList: _, ...own } = inputs;
	const first = await reportOf(quick, own, ports);
	if (findingsFor(first.findings, wanted).length > 0 || settings.trivy === "off") return first;
	return reportOf({
		...settings,
		"allow-empty": true
	}, inputs, ports);
}
async function reportOf(settings, inputs, ports) {
	const { report } = await guard(settings, inputs, ports);
	return {
		...report,
		posture: Array.from(report.posture, (posture) => ({ ...posture }))
	};
}
function print(source, target, wanted, terminal, { colour }) {
	const found = findingsFor(source.findings, wanted);
	const coloured = colour?.value === "always" || colour?.value !== "never" && terminal.colours;
	const options = {
		paint: painter(coloured),
		width: Math.max(40, Math.min(100, terminal.width)),
		arrow: terminal.unicode ? "→" : "->"
	};
	if (found.length === 0) {
		const among = source.findings.length === 0 ? "nothing was found" : `there are ${source.findings.length} others`;
		throw new GuardError("USAGE", `there is no finding \`${target}\`; ${among}.${nearestTo(source.findings, wanted, nearest) || " See `container-guard explain --help`."}`);
	}
	if (found.length > several) terminal.print(choiceOf(bySeverity(found), options));
	else terminal.print(found.map((finding) => explanationOf(finding, backgroundOf(finding, source), options)).join("\n"));
}
function backgroundOf(finding, { posture, rules: facts }) {
	const rule = ruleNamed(finding.rule);
	const steps = rule?.judges === void 0 ? [] : trailAt(posture, rule.judges, finding.location, finding.subject.service);
	return {
		title: rule?.title ?? facts.find(({ id }) => id === finding.rule)?.title ?? "",
		why: rule?.why ?? "",
		steps,
		hasPage: rule !== void 0
	};
}
/** The rule of a name; undefined where none has it. @throws GuardError USAGE where several do. */
function ruleMeant(name) {
	const known = ruleNamed(name);
	const [rule, ...more] = known === void 0 ? rules.filter((each) => isKnownAs(each, name)) : [known];
	if (rule !== void 0 && more.length > 0) {
		const ids = [rule, ...more].map(({ id }) => `\`${id}\``);
		throw new GuardError("USAGE", `\`${name}\` may be ${ids.slice(0, -1).join(", ")} or ${ids.at(-1) ?? ""}.`);
	}
	return rule;
}
/** `container-guard explain --cis [SECTION]`: which rules look for what the benchmark recommends, and what no file tells. */
function explainCis([section, ...others], terminal) {
	if (others.length > 0) throw new GuardError("USAGE", "explain --cis wants one section, such as `4.1` or `5`, or none.");
	const found = section === void 0 ? cisCoverage() : cisSection(section.replace(/^cis[- ]?/i, ""));
	if (found.length === 0) throw new GuardError("USAGE", `\`${section ?? ""}\` is no section of ${cisEdition} that is known here: 4.1 to 4.12 and 5.1 to 5.32.`);
	terminal.print(`${cisPage(found, (id) => `\`${id}\``)}\n`);
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
