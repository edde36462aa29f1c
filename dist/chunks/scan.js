import { a as harmless, g as visible, n as printable, p as oneLine, r as terminalConsole } from "./console.js";
import { a as plural, c as groupBy, d as worstFirst, f as prepareRun, i as headline, l as isFixable, n as rendering, o as guard, r as coverageInWords, s as countBySeverity, t as publish, u as isOpen, w as reportFiles } from "./publish.js";
import { n as readCommandLine } from "./command-line.js";
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
// src/report/table.ts
const styles = {
	critical: "brightRed",
	high: "red",
	medium: "yellow",
	low: "blue",
	info: "cyan"
};
const verdictStyles = {
	pass: "green",
	fail: "red",
	inconclusive: "yellow"
};
const severityWidth = 8;
/** The report for a terminal: findings by file, what to do, what was not looked at, and the verdict last. Nothing is cut. */
function toTable(report, { colour, width, unicode, snippet }) {
	const pen = {
		paint: painter(colour),
		width: Math.max(40, width),
		arrow: unicode ? "→" : "->",
		ellipsis: unicode ? "…" : "...",
		snippet: snippet ?? (() => void 0)
	};
	const listed = report.findings.filter((finding) => isOpen(finding) && (finding.standing !== "known" || report.gate.judge === "all"));
	const text = [
		...[...groupBy(listed, (finding) => finding.location.path).entries()].map(([path, findings]) => fileBlock(path, findings, pen)),
		...report.gaps.length > 0 ? [gapBlock(report.gaps, pen)] : [],
		...report.notes.length > 0 ? [report.notes.flatMap((note) => hang("note: ", oneLine(note), pen, "dim"))] : [],
		lastBlock(report, pen)
	].map((lines) => lines.join("\n")).join("\n\n");
	return `${harmless(unicode ? text : asciiOf(text))}\n`;
}
function fileBlock(path, findings, pen) {
	const placeWidth = Math.max(...findings.map(({ location }) => placeOf(location).length));
	const indent = 2 + placeWidth + 2 + severityWidth + 2;
	const told = /* @__PURE__ */ new Set();
	let seen;
	const lines = [pen.paint("underline", visible(path))];
	for (const finding of findings) {
		const first = `  ${pen.paint("dim", placeOf(finding.location).padStart(placeWidth))}  ${severityWord(finding.severity, pen)}  `;
		const [start = "", ...rest] = withRule(finding, indent, pen);
		lines.push(first + start, ...rest.map((line) => " ".repeat(indent) + line));
		if (!seen || !sameSpan(seen, finding.location)) lines.push(...sourceOf(finding.location, indent, pen));
		seen = finding.location;
		lines.push(...relatedOf(finding, indent, pen));
		const remedy = oneLine(finding.remedy);
		if (remedy === "" || told.has(remedy)) continue;
		told.add(remedy);
		lines.push(...hang(`${" ".repeat(indent)}${pen.arrow} `, remedy, pen, "green"));
	}
	return lines;
}
/** The message, wrapped, with the rule behind it where it fits and below it where it does not. */
function withRule(finding, indent, pen) {
	const room = Math.max(20, pen.width - indent);
	const rule = visible(finding.rule);
	const tag = finding.standing === "new" ? "" : ` (${standingWords(finding)})`;
	const lines = [...wrap(oneLine(finding.message) + tag, room)];
	const last = lines.at(-1) ?? "";
	const painted = pen.paint("dim", rule);
	return columnsOf(last) + 2 + columnsOf(rule) <= room ? [...lines.slice(0, -1), `${last}  ${painted}`] : [...lines, painted];
}
function standingWords({ standing, waiver }) {
	if (standing !== "lapsed") return standing;
	return `waiver lapsed${waiver?.until === void 0 ? "" : ` on ${oneLine(waiver.until)}`}${waiver === void 0 ? "" : `, ${oneLine(waiver.source)}`}`;
}
function relatedOf({ related }, indent, pen) {
	return related.flatMap(({ location, note }) => hang(`${" ".repeat(indent)}see `, `${visible(location.path)}:${placeOf(location)} ${oneLine(note)}`.trim(), pen, "dim"));
}
/** The line of source with what is meant marked below it. */
function sourceOf(location, indent, pen) {
	const source = pen.snippet(location);
	if (source === void 0 || source.trim() === "") return [];
	const { startColumn, startLine, endLine, endColumn } = location;
	const end = endLine === startLine ? endColumn - 1 : source.trimEnd().length;
	const skipped = source.length - source.trimStart().length;
	const before = columnsOf(shownSource(source.slice(skipped, startColumn - 1)));
	const marked = columnsOf(shownSource(source.slice(Math.max(skipped, startColumn - 1), end)));
	const room = Math.max(20, pen.width - indent - 2);
	const line = clip(shownSource(source.trim()), room, pen.ellipsis);
	const marks = (" ".repeat(before) + "^".repeat(Math.max(1, marked))).slice(0, room);
	return [line, ...before < room ? [marks] : []].map((text) => pen.paint("dim", `${" ".repeat(indent)}| ${text}`));
}
function sameSpan(one, other) {
	return one.startLine === other.startLine && one.startColumn === other.startColumn && one.endLine === other.endLine && one.endColumn === other.endColumn;
}
/** A tab is one column, so that the marks below stand where they should. */
function shownSource(text) {
	return visible(text.replaceAll("	", " "));
}
function gapBlock(gaps, pen) {
	const lines = gaps.flatMap((gap) => {
		const where = gap.location ? ` at ${visible(gap.location.path)}:${placeOf(gap.location)}` : "";
		const weight = gap.blocking ? ", which leaves the verdict open" : "";
		return hang("  ", `${visible(gap.artifact)}${where}: ${gap.reason}${weight}. ${oneLine(gap.detail)}`.trim(), pen);
	});
	return [pen.paint("yellow", `Not looked at (${gaps.length})`), ...lines];
}
function lastBlock(report, pen) {
	const open = report.findings.filter(isOpen);
	const counts = countBySeverity(open);
	const count = (standing) => report.findings.filter((finding) => finding.standing === standing).length;
	const severities = worstFirst.filter((severity) => counts[severity] > 0).map((severity) => pen.paint(styles[severity], `${counts[severity]} ${severity}`));
	const fixes = open.filter((finding) => finding.fix !== void 0).length;
	const newer = open.filter((finding) => finding.fix === void 0 && isFixable(finding)).length;
	const facts = [
		`${plural(open.length, "finding")}${severities.length > 0 ? `: ${severities.join(", ")}` : ""}`,
		...count("known") > 0 ? [`${count("known")} known${report.gate.judge === "new" ? ", not shown" : ""}`] : [],
		...count("waived") > 0 ? [`${count("waived")} waived`] : [],
		...report.baseline && report.baseline.fixed > 0 ? [`${report.baseline.fixed} fixed since the baseline`] : []
	];
	const unused = report.waivers.unused.map(({ rule, source }) => `${visible(rule)} (${visible(source)})`);
	const { word, reason } = headline(report);
	return [
		...unused.length > 0 ? hang("", `${plural(unused.length, "waiver covers", "waivers cover")} nothing: ${unused.join(", ")}`, pen, "dim") : [],
		...fixes > 0 ? [`${plural(fixes, "finding has", "findings have")} a fix at hand: container-guard fix`] : [],
		...newer > 0 ? [`${plural(newer, "finding is", "findings are")} gone in a newer version of a package`] : [],
		pen.paint("dim", `Looked at ${coverageInWords(report)}.`),
		`${facts.join("; ")}.`,
		pen.paint("bold", pen.paint(verdictStyles[report.verdict], `${word}: ${oneLine(reason)}`))
	];
}
/** Text behind a lead, its further lines below its first. */
function hang(lead, text, pen, style) {
	const indent = columnsOf(lead);
	return wrap(text, Math.max(20, pen.width - indent)).map((line, index) => {
		const whole = (index === 0 ? lead : " ".repeat(indent)) + line;
		return style === void 0 ? whole : pen.paint(style, whole);
	});
}
function severityWord(severity, pen) {
	const word = pen.paint(styles[severity], severity);
	return (severity === "critical" ? pen.paint("bold", word) : word) + " ".repeat(severityWidth - severity.length);
}
function placeOf({ startLine, startColumn }) {
	return `${startLine}:${startColumn}`;
}
function asciiOf(text) {
	return text.replace(/[^\x00-\x7F]/gu, (character) => character === "–" ? "-" : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
// src/commands/scan.ts
const exitCodes = {
	pass: 0,
	fail: 1,
	inconclusive: 3
};
/**
* `container-guard scan`: one scan, as many reports as asked for. The answer is the exit code.
* @throws GuardError for usage and configuration.
*/
async function scan(args, terminal) {
	const given = readCommandLine(args);
	const console = terminalConsole({
		stream: terminal.errors,
		quiet: given.quiet?.value === true
	});
	const { settings, inputs, ports } = await prepareRun(given, {
		folder: terminal.folder,
		rootIsFolder: false
	}, console);
	const { report } = await guard(settings, inputs, ports);
	const files = reportFiles(terminal.folder);
	await publish(report, settings, {
		files,
		console
	});
	const text = printed(report, settings, terminal);
	if (settings.output === void 0) terminal.print(text);
	else await files.write(settings.output, text);
	if (settings.output !== void 0 && settings.format !== "table") console.info(printable(`${report.verdict}: see ${settings.output}`));
	return exitCodes[report.verdict];
}
function printed(report, settings, terminal) {
	if (settings.format !== "table") return rendering(report, settings).file(settings.format);
	const toFile = settings.output !== void 0;
	return toTable(report, {
		colour: settings.colour === "always" || settings.colour === "auto" && !toFile && terminal.colours,
		width: toFile ? 100 : terminal.width,
		unicode: toFile || terminal.unicode
	});
}
export { scan };
