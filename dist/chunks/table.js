import { a as messageOf$1, i as GuardError } from "./nearest.js";
import { a as bytesOf, c as htmlProse, d as markdownProse, f as markdownText, g as visible, h as uriPath, l as markdownCode, m as shorten, o as harmless, p as oneLine, s as html, u as markdownLink } from "./console.js";
import { c as severities, o as confidences } from "./values.js";
import { t as parseReference } from "./reference.js";
import { _ as worse, b as exposureRank, c as postureKeys, d as blockingFindings, f as bySeverity, g as isOpen, h as isFixable, i as painter, l as each, m as groupBy, n as columnsOf, p as countBySeverity, r as wrap, s as toJsonParts, t as clip, u as jsonParts, v as worstFirst, y as byExposure } from "./wrap.js";
import { lstat, mkdir, realpath, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createHash } from "node:crypto";
// src/publish/report-files.ts
/** Writes reports below a folder, or to wherever the path itself says: an absolute one, or one with `..`. */
function reportFiles(folder, { linksMayLeave }) {
	return { async write(path, text) {
		const target = resolve(folder, path);
		try {
			await mkdir(dirname(target), { recursive: true });
			if (!linksMayLeave && isBelow(folder, target) && await leaves(folder, target)) throw new Error("a link leads out of the folder");
			await writeFile(target, text);
		} catch (error) {
			throw new GuardError("OUTPUT", `cannot write the report ${path}: ${messageOf$1(error)}`, { cause: error });
		}
	} };
}
async function leaves(folder, target) {
	const [top, parent] = await Promise.all([realpath(folder), realpath(dirname(target))]);
	const place = join(parent, basename(target));
	if (!isBelow(top, place)) return true;
	if (!await lstat(place).then((found) => found.isSymbolicLink(), () => false)) return false;
	const real = await realpath(place).catch(() => void 0);
	return real === void 0 || !isBelow(top, real);
}
function isBelow(folder, target) {
	const inside = relative(folder, target);
	return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
// src/publish/comment.ts
/** The first line of our comment, by which the next run finds it. The key tells the comments of several jobs apart. */
function commentMarker(key) {
	return `<!-- container-guard:v1:${encodeURIComponent(key).replaceAll(/[-!'()*]/g, asPercent)} -->`;
}
/**
* Keeps the comment, whose text begins with the marker. With `on-failure` one is made only by a run that does not pass,
* and a green run then updates it. Undefined where nothing was to be written.
*/
async function keepComment(mode, { verdict }, key, text, pullRequest) {
	const marker = commentMarker(key);
	return mode === "always" || verdict !== "pass" ? pullRequest.upsertComment(marker, text) : pullRequest.refreshComment(marker, text);
}
/**
* What a reader takes from a comment, to tell whether a new one says anything new: without the run and the commit that its
* links lead to, and without what a browser changes in line ends.
*/
function gistOf(body) {
	return body.replaceAll("\r\n", "\n").replaceAll(/\/actions\/runs\/\d+(?:\/attempts\/\d+)?/g, "/actions/runs").replaceAll(/\/blob\/[0-9a-f]{40,64}\//g, "/blob/").trimEnd();
}
function asPercent(character) {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
// src/publish/refusal.ts
/** GitHub said no. The message says what was not done, why, and what to do; it is a warning and never changes a verdict. */
var Refusal = class extends Error {
	name = "Refusal";
	reason;
	constructor(reason, message, options) {
		super(message, options);
		this.reason = reason;
	}
};
const levels$1 = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "notice",
	info: "notice"
};
/**
* The findings that are annotated: open ones, without those of the baseline where only new ones count, the worst first.
* Kept free are one notice to say what was left out, one error for the last word of a step that fails, and the `taken`
* warnings that the step has given already.
*/
function chooseAnnotations(report, taken = 0) {
	const wanted = bySeverity(report.findings.filter((finding) => isOpen(finding) && !isOldNews(finding, report)));
	const room = {
		error: report.verdict === "pass" ? 10 : 9,
		warning: Math.max(10 - taken, 0),
		notice: 9
	};
	const shown = wanted.flatMap((finding) => {
		const level = levels$1[finding.severity];
		room[level] -= 1;
		return room[level] < 0 ? [] : [{
			level,
			finding
		}];
	});
	return {
		shown,
		leftOut: wanted.length - shown.length
	};
}
/** Annotates lines, and says in one notice how many findings found no room. */
function annotate(report, annotations, taken) {
	const { shown, leftOut } = chooseAnnotations(report, taken);
	for (const { level, finding } of shown) annotations.annotate(level, finding);
	if (leftOut > 0) {
		const findings = leftOut === 1 ? "finding is" : "findings are";
		annotations.notice(`${leftOut} more ${findings} not annotated, because GitHub shows ten of a level. The job summary has them.`);
	}
}
function isOldNews(finding, { gate }) {
	return gate.judge === "new" && finding.standing === "known";
}
// src/publish/code-scanning.ts
/** Seconds before each question about what became of an upload. */
const questionDelays = [0, 4];
/**
* Hands the SARIF text over. With `auto` a repository or token without code scanning is told as information, with
* `always` it is a warning; anything else that goes wrong is a warning in both. Undefined where it was not taken.
*/
async function upload(mode, sarif, codeScanning, console) {
	try {
		const { id } = await codeScanning.upload(sarif);
		return id;
	} catch (error) {
		const expected = error instanceof Refusal && (error.reason === "unavailable" || error.reason === "permission");
		if (mode === "auto" && expected) console.info(messageOf$1(error));
		else console.warning(messageOf$1(error));
		return;
	}
}
/** Warns where code scanning could not process an upload. It is asked twice; an answer that takes longer is not awaited. */
async function reportProcessing(id, codeScanning, console, delays = questionDelays) {
	try {
		for (const delay of delays) {
			if (delay > 0) await setTimeout(delay * 1e3);
			const { state, errors } = await codeScanning.outcome(id);
			if (state === "pending") continue;
			if (state === "failed") console.warning(`Code scanning could not process the SARIF report: ${errors.join("; ") || "no reason given"}`);
			return;
		}
	} catch (error) {
		console.info(messageOf$1(error));
	}
}
// src/publish/outputs.ts
/** The outputs of a run. Counts leave out what is waived; new are findings that no baseline knows. */
function outputsOf(report, { files, commentUrl, trivyPath }) {
	const open = report.findings.filter(isOpen);
	const counts = countBySeverity(open);
	return {
		verdict: report.verdict,
		critical: String(counts.critical),
		high: String(counts.high),
		medium: String(counts.medium),
		low: String(counts.low),
		info: String(counts.info),
		"new-findings": String(open.filter((finding) => finding.standing !== "known").length),
		gaps: String(report.gaps.length),
		"sarif-file": files.sarif ?? "",
		"json-file": files.json ?? "",
		"html-file": files.html ?? "",
		"markdown-file": files.markdown ?? "",
		"comment-url": commentUrl ?? "",
		"trivy-path": trivyPath ?? "",
		"trivy-version": report.tool.trivy?.version ?? "",
		"trivy-sha256": report.tool.trivy?.sha256 ?? "",
		"trivy-verified-by": report.tool.trivy?.verifiedBy ?? ""
	};
}
// src/report/advisory.ts
/** Where an advisory can be read, if its id is one of a known kind. The address holds nothing but that id. */
function advisoryAddress(advisory) {
	if (/^CVE-\d{4}-\d{4,}$/.test(advisory)) return `https://nvd.nist.gov/vuln/detail/${advisory}`;
	return /^GHSA(?:-[0-9a-z]{4}){3}$/.test(advisory) ? `https://github.com/advisories/${advisory}` : void 0;
}
// src/report/verdict.ts
const words = {
	pass: "PASS",
	fail: "FAIL",
	inconclusive: "INCONCLUSIVE"
};
/** Says what decided the run: `FAIL: 2 critical and 3 high findings at or above high`. */
function headline(report) {
	const reason = reasons[report.verdict](report);
	const gaps = report.verdict === "pass" ? report.gaps.length : 0;
	return {
		word: words[report.verdict],
		reason: gaps > 0 ? `${reason}, but ${plural(gaps, "thing")} could not be looked at` : reason
	};
}
const reasons = {
	pass(report) {
		const open = report.findings.filter(isOpen);
		if (open.length === 0) return report.findings.length === 0 ? "no findings" : "no open findings";
		if (report.gate.failOn === "none") return `the gate is off; ${counted(countBySeverity(open), "finding")}`;
		return `${report.gate.judge === "new" && report.baseline !== void 0 ? "nothing new" : "nothing"} that fails at ${report.gate.failOn}; ${counted(countBySeverity(open), "finding")}`;
	},
	fail(report) {
		const counts = countBySeverity(blockingFindings(report));
		const kind = report.gate.judge === "new" && report.baseline !== void 0 ? "new finding" : "finding";
		const undecided = report.gaps.filter((gap) => gap.blocking).length;
		const gate = report.gate.failOn === "none" ? "" : ` at or above ${report.gate.failOn}`;
		return counted(counts, kind) + gate + (undecided > 0 ? `, and ${plural(undecided, "thing")} could not be looked at` : "");
	},
	inconclusive(report) {
		const gaps = report.gaps.filter((gap) => gap.blocking);
		if (gaps.length === 0) return "the run could not conclude";
		return `${plural(gaps.length, "thing")} could not be looked at: ${listed(gaps.map(gapInWords), 2)}`;
	}
};
/** The gate as a clause: `fails on high or worse, new findings only`. */
function gateInWords({ gate, baseline }) {
	if (gate.failOn === "none") return "never fails";
	const reach = gate.failOn === "critical" ? "fails on critical" : `fails on ${gate.failOn} or worse`;
	const standing = gate.judge === "new" ? ", new findings only" : ", known findings too";
	return `${reach}${baseline === void 0 ? "" : standing}${gate.onlyFixed ? ", where a fixed version is out" : ""}`;
}
/** `2 critical and 3 high findings`; `no findings` where there are none. */
function counted(counts, noun) {
	const parts = countParts(counts);
	const total = worstFirst.reduce((sum, severity) => sum + counts[severity], 0);
	if (total === 0) return `no ${noun}s`;
	return `${parts.length === 1 ? parts[0] ?? "" : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`} ${noun}${total === 1 ? "" : "s"}`;
}
/** `2 critical`, `3 high`: what is not there is left out. */
function countParts(counts) {
	return worstFirst.filter((severity) => counts[severity] > 0).map((severity) => `${counts[severity]} ${severity}`);
}
function plural(count, noun, nouns = `${noun}s`) {
	return `${count} ${count === 1 ? noun : nouns}`;
}
/** The first few of a list, and how many there are beside. */
function listed(items, limit) {
	const shown = items.slice(0, limit).join(", ");
	return items.length > limit ? `${shown} and ${items.length - limit} more` : shown;
}
function gapInWords(gap) {
	return `${shorten(gap.artifact, 120)} (${gap.reason})`;
}
/** What was looked at: `3 Dockerfiles, 1 Compose project, 12 commands, 2 images`. */
function coverageInWords({ coverage }) {
	return [
		plural(coverage.dockerfiles, "Dockerfile"),
		plural(coverage.composeProjects, "Compose project"),
		plural(coverage.commands, "container command"),
		plural(coverage.images, "image")
	].join(", ");
}
/** Who made the report, for a footer: tool, Trivy and its database, profile. Raw text. */
function toolInWords({ tool, profile }) {
	const { trivy } = tool;
	return [
		`${tool.name} ${tool.version}`,
		...trivy ? [`Trivy ${trivy.version} (${trivy.verified})`] : ["without Trivy"],
		...trivy?.databaseUpdatedAt === void 0 ? [] : [`database of ${trivy.databaseUpdatedAt.replace(/^(\d{4}-\d\d-\d\d)T.*$/s, "$1")}`],
		`profile ${profile}`
	];
}
// src/report/html-findings.ts
function ruleAnchors({ rules }) {
	return new Map(rules.map((rule, index) => [rule.id, `rule-${index + 1}`]));
}
/** How many rows are one part of the page. */
const rowsInPart$1 = 50;
/** Findings by file, in their order, part by part. */
function* filesOf$1(findings, anchors) {
	let between = "";
	for (const [path, some] of groupBy(findings, (finding) => finding.location.path)) {
		const counts = countBySeverity(some);
		const classes = worstFirst.filter((severity) => counts[severity] > 0).map((severity) => `has-${severity}`);
		yield `${between}<article class="file ${classes.join(" ")}">
<div class="file-head"><h3><code>${html(path)}</code></h3><span class="soft">${countParts(counts).join(", ")}</span></div>
<table class="findings"><thead><tr><th scope="col">Line</th><th scope="col">Severity</th><th scope="col">Finding</th></tr></thead>
<tbody>
`;
		for (let at = 0; at < some.length; at += rowsInPart$1) yield `${some.slice(at, at + rowsInPart$1).map((finding) => findingRow$1(finding, anchors)).join("\n")}\n`;
		yield "</tbody></table>\n</article>";
		between = "\n";
	}
}
function findingRow$1(finding, anchors) {
	const { location, severity, message, remedy, related } = finding;
	const places = related.map((one) => `<li><span class="place">${html(`${one.location.path}:${one.location.startLine}`)}</span> ${htmlProse(one.note)}</li>`);
	return `<tr class="finding ${severity}"><th scope="row" class="line place">${location.startLine}:${location.startColumn}</th><td class="rate"><span class="pill ${severity}">${severity}</span></td><td class="what">
<p class="message">${htmlProse(message)}</p>${remedy.trim() === "" ? "" : `\n<p class="remedy">${htmlProse(remedy)}</p>`}
<p class="meta">${metaOf(finding, anchors).join(" ")}</p>${places.length === 0 ? "" : `\n<ul class="related">${places.join("")}</ul>`}
</td></tr>`;
}
function metaOf(finding, anchors) {
	const { subject, fix, standing, waiver } = finding;
	const about = [
		["service", subject.service],
		["stage", subject.stage],
		["image", subject.image]
	].flatMap(([name = "", value]) => value === void 0 ? [] : [`<span>${name} ${html(value)}</span>`]);
	const until = waiver?.until === void 0 ? "" : ` ${standing === "lapsed" ? "on" : "until"} ${html(waiver.until)}`;
	return [
		ruleLink(finding, anchors),
		...standing === "new" ? [] : [`<span class="pill plain">${standing}${standing === "known" ? "" : until}</span>`],
		...fix === void 0 ? [] : [`<span class="pill plain">${fix.safety === "safe" ? "safe fix" : "suggested fix"}</span>`],
		...about,
		...subject.package === void 0 ? [] : [`<span>${html(versionWords(finding))}</span>`],
		...finding.exposure === void 0 ? [] : [`<span>${finding.exposure.level}: ${htmlProse(finding.exposure.why)}</span>`],
		...finding.confidence === "certain" ? [] : [`<span>${finding.confidence}, not certain</span>`],
		...finding.sources.some((source) => source !== "container-guard") ? [`<span>found by ${html(finding.sources.join(" and "))}</span>`] : []
	];
}
function ruleLink({ rule, subject }, anchors) {
	const anchor = anchors.get(rule);
	const address = anchor === void 0 ? subject.advisory && advisoryAddress(subject.advisory) : `#${anchor}`;
	const code = `<code>${html(rule)}</code>`;
	return address === void 0 || address === "" ? code : `<a href="${html(address)}">${code}</a>`;
}
function versionWords({ subject }) {
	const fixed = subject.fixedVersion === void 0 || subject.fixedVersion === "" ? "no fixed version" : `fixed in ${subject.fixedVersion}`;
	return `${[subject.package, subject.version].filter((part) => part !== void 0).join(" ")}, ${fixed}`;
}
/** What is behind the rules that findings name. */
function rulesOf({ rules }, anchors) {
	if (rules.length === 0) return "";
	return `<div class="card rules">\n${rules.map((rule) => {
		const references = rule.references.map((reference) => `<li>${referenceOf(reference)}</li>`).join("");
		return `<details><summary>${html(rule.title)} <code>${html(rule.id)}</code></summary>
<p id="${anchors.get(rule.id) ?? ""}">${htmlProse(rule.why)}</p>
<p>${htmlProse(rule.remedy)}</p>${references === "" ? "" : `\n<ul>${references}</ul>`}
</details>`;
	}).join("\n")}\n</div>`;
}
function referenceOf(reference) {
	return /^https:\/\/[\x21-\x7E]+$/.test(reference) ? `<a href="${html(reference)}">${html(reference)}</a>` : htmlProse(reference);
}
/** The look of the page: system fonts, light and dark, narrow and wide, and paper. */
const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --text: #1b2330; --soft: #566072; --line: #dfe3ea; --code: #eef1f5; --link: #1d5fbf;
  --critical: #8f1239; --on-critical: #ffffff; --high: #c2410c; --on-high: #ffffff; --medium: #fbe3a4; --on-medium: #6b3d05;
  --low: #dbe8fd; --on-low: #1e4496; --info: #e6e9ee; --on-info: #414b5c;
  --pass: #17703f; --fail: #b3173d; --inconclusive: #8a5a00; --wash: #fdf3f5;
}
body.pass { --tone: var(--pass); --wash: #f0f9f3 }
body.fail { --tone: var(--fail) }
body.inconclusive { --tone: var(--inconclusive); --wash: #fdf7e9 }
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10141b; --card: #181e27; --text: #e4e8ef; --soft: #9aa5b6; --line: #2b3441; --code: #232b37; --link: #85b4ff;
    --critical: #c01d4e; --high: #c04a12; --medium: #6f4c0c; --on-medium: #fdeec6; --low: #21406f; --on-low: #dbe8fd;
    --info: #333d4b; --on-info: #dfe4ec; --pass: #5cc98b; --fail: #ff7d98; --inconclusive: #f0bd55; --wash: #26181d;
  }
  body.pass { --wash: #14231b }
  body.inconclusive { --wash: #262013 }
}
* { box-sizing: border-box }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100% }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif }
code, .place { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace }
code { background: var(--code); border-radius: 4px; padding: .1em .35em; overflow-wrap: anywhere }
a { color: var(--link); text-underline-offset: .15em }
a:has(> code) { text-decoration: none }
a:has(> code):hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px }
header, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.5rem }
.banner { background: var(--wash); border-bottom: 1px solid var(--line); border-top: 4px solid var(--tone) }
header { padding-top: 2rem; padding-bottom: 1.5rem }
.tool { margin: 0; color: var(--soft); font-size: .9rem }
h1 { margin: .35rem 0 .5rem; font-size: clamp(1.35rem, 1rem + 1.6vw, 1.9rem); line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; text-wrap: balance }
h1 .word { color: var(--tone) }
.facts { margin: 0; color: var(--soft) }
h2 { margin: 2.5rem 0 .9rem; font-size: 1.2rem; line-height: 1.3; letter-spacing: -.005em }
h2 small { color: var(--soft); font-weight: 400; font-size: .9rem; margin-left: .35rem }
h3 { margin: 0; font-size: .95rem; font-weight: 600; overflow-wrap: anywhere }
nav { margin-top: 1.1rem }
nav ul { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; margin: 0; padding: 0; list-style: none; font-size: .9rem }
.card, .file, .scroll { background: var(--card); border: 1px solid var(--line); border-radius: 10px }
.steps { margin: 0; padding: 1rem 1.25rem 1rem 2.6rem }
.steps li + li { margin-top: .5rem }
.steps li::marker { color: var(--soft); font-variant-numeric: tabular-nums }
.soft, .steps .at { color: var(--soft) }
fieldset { display: grid; grid-template-columns: repeat(5, 1fr); gap: .75rem; margin: 0 0 1rem; padding: 0; border: 0; min-width: 0 }
legend { padding: 0 0 .5rem; color: var(--soft); font-size: .9rem }
.tile { position: relative; display: block; padding: .7rem .9rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden }
.tile::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 4px; background: var(--bar) }
.tile input { position: absolute; top: .75rem; right: .75rem; margin: 0; width: 1rem; height: 1rem; accent-color: var(--link) }
.tile b { display: block; font-size: 1.6rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums }
.tile span { color: var(--soft); font-size: .9rem }
.tile.none b { color: var(--soft); font-weight: 400 }
.tile.critical { --bar: var(--critical) } .tile.high { --bar: var(--high) } .tile.medium { --bar: #d9a521 }
.tile.low { --bar: #5b8ee0 } .tile.info { --bar: #98a3b5 }
.tile:has(input:not(:checked)) { opacity: .6 }
@supports not selector(:has(*)) { .tile input { display: none } }
.file { margin-top: .9rem; overflow: hidden }
.file-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .1rem 1rem; padding: .65rem 1.1rem; border-bottom: 1px solid var(--line) }
.file-head code { background: none; padding: 0; font-size: .95em; font-weight: 600 }
.file-head .soft { font-size: .9rem }
table { width: 100%; border-collapse: collapse; text-align: left }
.findings thead, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.findings td, .findings th { vertical-align: top; padding: .8rem 0 }
.findings tr + tr > * { border-top: 1px solid var(--line) }
.findings .line { width: 4.6rem; padding-left: 1.1rem; font-weight: 400; color: var(--soft) }
.findings .rate { width: 6rem; padding-left: .4rem }
.findings .what { padding: .8rem 1.1rem .8rem .6rem }
.pill { display: inline-block; padding: .12rem .55rem; border-radius: 999px; font-size: .78rem; line-height: 1.4; font-weight: 600; white-space: nowrap }
.pill.critical { background: var(--critical); color: var(--on-critical) } .pill.high { background: var(--high); color: var(--on-high) }
.pill.medium { background: var(--medium); color: var(--on-medium) } .pill.low { background: var(--low); color: var(--on-low) }
.pill.info, .pill.plain { background: var(--info); color: var(--on-info) }
.what p { margin: 0; overflow-wrap: anywhere }
.message { font-weight: 550 }
.remedy { margin-top: .25rem !important; padding-left: 1.25rem; text-indent: -1.25rem }
.remedy::before { content: "→"; display: inline-block; width: 1.25rem; text-indent: 0; color: var(--pass) }
.remedy > * { text-indent: 0 }
.meta { display: flex; flex-wrap: wrap; gap: .3rem .9rem; align-items: baseline; margin-top: .4rem !important; color: var(--soft); font-size: .87rem }
.related { margin: .35rem 0 0; padding-left: 1.25rem; color: var(--soft); font-size: .9rem }
.scroll { overflow-x: auto }
.grid th, .grid td { padding: .6rem .75rem; vertical-align: top; overflow-wrap: break-word }
.grid :is(th, td):first-child { padding-left: 1.1rem }
.grid thead th { color: var(--soft); font-size: .82rem; font-weight: 600; line-height: 1.35; vertical-align: bottom; border-bottom: 1px solid var(--line) }
.grid tbody tr + tr > * { border-top: 1px solid var(--line) }
.grid tbody th { font-weight: 400 }
.grid tbody th:has(code) { min-width: 9rem }
.grid .number { text-align: right; font-variant-numeric: tabular-nums }
.grid .zero, .unset { color: var(--soft) }
.grid td.long { min-width: 14rem }
.grid .date { white-space: nowrap }
.grid .pill { margin-right: .5rem }
.unknown { color: var(--inconclusive) }
summary { cursor: pointer }
summary::marker { color: var(--soft) }
details ol { margin: .35rem 0 0; padding-left: 1.2rem; color: var(--soft); font-size: .87rem; min-width: 12rem }
tr.whole > td { padding-top: 0 }
.grid tbody tr.whole > * { border-top: 0 }
.whole summary { color: var(--soft); font-size: .87rem }
.whole dl { display: grid; grid-template-columns: 9.5rem 1fr; gap: .5rem 1rem; margin: .6rem 0 .2rem; font-size: .92rem }
.whole dt { color: var(--soft) }
.whole dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
.whole :is(ul, ol) { margin: .2rem 0 0; padding-left: 1.2rem; color: var(--soft); font-size: .87rem }
.rules > details { padding: .7rem 1.1rem }
.rules > details + details { border-top: 1px solid var(--line) }
.rules > details:has(:target) { background: var(--wash) }
.rules p { margin: .5rem 0 0; max-width: 46rem }
.rules ul, .notes { margin: .5rem 0 0; padding-left: 1.2rem; overflow-wrap: anywhere }
.fold { margin-top: .9rem }
.fold > summary { padding: .25rem 0; color: var(--soft) }
.empty { padding: 1.4rem 1.25rem; margin: 0 }
footer { padding-top: 2.5rem; padding-bottom: 3rem; color: var(--soft); font-size: .87rem }
@supports selector(:has(*)) {
  .filtered .file { display: none }${worstFirst.map((severity) => `
  body:has(#show-${severity}:not(:checked)) .finding.${severity} { display: none }
  body:has(#show-${severity}:checked) .file.has-${severity} { display: block }`).join("")}
}
@media (max-width: 44rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem }
  fieldset { grid-template-columns: repeat(2, 1fr); gap: .5rem }
  .findings, .findings tbody, .findings td, .findings th { display: block }
  .findings tr { display: grid; grid-template-columns: auto 1fr; align-items: baseline; padding: .8rem 1rem }
  .findings tr + tr { border-top: 1px solid var(--line) }
  .findings tr + tr > * { border-top: 0 }
  .findings td, .findings th, .findings .line, .findings .rate, .findings .what { width: auto; padding: 0 }
  .findings .rate { order: -1; padding-right: .6rem }
  .findings .what { grid-column: 1 / -1; margin-top: .4rem }
  .steps { padding-right: 1rem }
}
@media print {
  :root { --page: #fff; --wash: #fff }
  body { font-size: 10pt }
  nav, .tile input { display: none }
  .pill, .tile::before { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  .file, .card, .scroll { border-radius: 0 }
  .findings tr, .tile { break-inside: avoid }
  h2, .file-head { break-after: avoid }
  .scroll { overflow: visible }
  details::details-content { content-visibility: visible; display: block; block-size: auto }
}
`;
/** Nothing but this style sheet may run or load; links are left. */
const contentPolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;
// src/report/posture.ts
/** What reports call the values of a posture. */
const postureLabels = {
	image: "Image",
	user: "User",
	groups: "Groups",
	capabilities: "Capabilities",
	noNewPrivileges: "No new privileges",
	readOnly: "Read-only root",
	writable: "Writable",
	limits: "Limits",
	healthCheck: "Health check",
	published: "Published",
	networks: "Networks",
	mounts: "Mounts",
	devices: "Devices",
	namespaces: "Namespaces"
};
/** The values that a compact table shows; the others are one by one in JSON and HTML. */
const compactKeys = [
	"user",
	"capabilities",
	"noNewPrivileges",
	"writable",
	"limits",
	"published",
	"mounts"
];
/** A value as a compact table shows it, as raw text: `unknown` with what is known beside it. */
function shortValue({ value, state }) {
	const text = value.trim();
	if (state !== "unknown") return text === "" ? "–" : text;
	return text === "" || /\bunknown$/.test(text) ? text || "unknown" : `unknown: ${text}`;
}
/** A container as a compact table names it. */
function postureName({ subject, when }) {
	return when === void 0 ? subject : `${subject} (${when})`;
}
// src/report/html-tables.ts
/** What each container runs as: a line each, and below it, folded, all that is known with the way it was found. */
function postureOf(postures) {
	const rows = Array.from(postures, (posture) => {
		const under = [
			placeOf$1(posture.location),
			html(posture.image.value),
			...posture.when === void 0 ? [] : [html(posture.when)]
		];
		return `<tr><th scope="row">${`<code>${html(posture.subject)}</code>${under.map((line) => `<br><span class="soft place">${line}</span>`).join("")}`}</th>${compactKeys.map((key) => `<td>${shortOf(posture[key])}</td>`).join("")}</tr>
<tr class="whole"><td colspan="${compactKeys.length + 1}"><details><summary>All of it, and how it was found</summary><dl>${postureKeys.map((key) => `<dt>${postureLabels[key]}</dt><dd>${wholeOf(posture[key])}</dd>`).join("")}</dl></details></td></tr>`;
	});
	return gridOf("What containers really run as", ["Container", ...compactKeys.map((key) => postureLabels[key])], rows);
}
function shortOf(value) {
	return `<span class="${value.state}">${html(shortValue(value))}</span>`;
}
function wholeOf(value) {
	const { items = [], why, trail } = value;
	const told = items.filter((item) => !value.value.includes(item) && !trail.some((step) => step.includes(item)));
	return [
		shortOf(value),
		...why === void 0 ? [] : [`<span class="soft">because ${htmlProse(why)}</span>`],
		...told.length > 0 ? [`<div class="soft">${told.map(html).join(" · ")}</div>`] : [],
		...trail.length === 0 ? [] : [`<ol>${trail.map((step) => `<li>${htmlProse(step)}</li>`).join("")}</ol>`]
	].join(" ");
}
function imagesOf(report) {
	const severities = worstFirst.filter((severity) => severity !== "info");
	return gridOf("Images", [
		"Image",
		"Platform",
		"Critical",
		"High",
		"Medium",
		"Low",
		"Fixable"
	], report.images.map((image) => {
		const findings = report.findings.filter((finding) => isOpen(finding) && finding.subject.image === image.reference);
		const counts = countBySeverity(findings);
		const numbers = [...severities.map((severity) => counts[severity]), findings.filter(isFixable).length];
		return `<tr><th scope="row"><code>${html(image.reference)}</code>${underImage(image)}</th><td>${html([image.platform, image.os].filter((part) => part !== void 0).join(", ")) || "–"}</td>${numbers.map((number) => `<td class="number${number === 0 ? " zero" : ""}">${number}</td>`).join("")}</tr>`;
	}), 2);
}
function underImage({ location, digest }) {
	const lines = [...location ? [placeOf$1(location)] : [], ...digest === void 0 ? [] : [html(digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, "$1…"))]];
	return lines.length === 0 ? "" : `<br><span class="soft place">${lines.join(" · ")}</span>`;
}
function waiversOf({ waivers }) {
	const rowsOf = (some, state) => some.map((waiver) => `<tr><th scope="row"><span class="pill plain">${state}</span></th><td class="long"><code>${html(waiver.rule)}</code>${[waiver.path, waiver.subject].filter((part) => part !== void 0).map((part) => `<br><span class="soft place">${html(part)}</span>`).join("")}</td><td class="date">${html(waiver.until ?? "–")}</td><td>${html(waiver.owner ?? "–")}</td><td class="long">${htmlProse(waiver.reason)}</td><td><span class="place">${html(waiver.source)}</span></td></tr>`);
	return gridOf("Waivers", [
		"Waiver",
		"Covers",
		"Until",
		"Owner",
		"Reason",
		"Written in"
	], [
		...rowsOf(waivers.lapsed, "lapsed"),
		...rowsOf(waivers.unused, "unused"),
		...rowsOf(waivers.used, "in use")
	]);
}
function gapsOf(gaps) {
	return gridOf("Not looked at", [
		"What",
		"Why",
		"Detail",
		"Weight"
	], gaps.map((gap) => `<tr><th scope="row"><code>${html(gap.artifact)}</code>${gap.location ? `<br><span class="soft place">${placeOf$1(gap.location)}</span>` : ""}</th><td>${gap.reason}</td><td class="long">${htmlProse(gap.detail)}</td><td>${gap.blocking ? "<span class=\"unknown\">leaves the verdict open</span>" : "told only"}</td></tr>`));
}
/** A table that scrolls by itself where the page is narrow; nothing where it has no rows. */
function gridOf(label, columns, rows, firstNumber = columns.length) {
	if (rows.length === 0) return "";
	return `<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="grid">
<thead><tr>${columns.map((column, index) => `<th scope="col"${index >= firstNumber ? " class=\"number\"" : ""}>${column}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}
function placeOf$1({ path, startLine }) {
	return html(`${path}:${startLine}`);
}
// src/report/steps.ts
const nameLimit$2 = 100;
const sentenceLimit = 300;
/**
* What to do first, at most `limit` steps: what fails the run, or what is open where nothing does, the worst severity
* and the most findings first; then what could not be looked at, fixes at hand and lapsed waivers.
*/
function nextSteps(report, limit = 5) {
	const blocking = blockingFindings(report);
	const about = blocking.length > 0 ? blocking : bySeverity(report.findings.filter(isOpen));
	const around = stepsAround(report);
	const groups = [...groupBy(about, groupOf).values()].toSorted((one, other) => severityOf(other) - severityOf(one) || other.length - one.length);
	const places = Math.max(2, limit - groups.length);
	const kept = around.slice(0, places);
	return [...groups.slice(0, limit - kept.length).map(stepFor), ...kept];
}
/** Packages on one line are updated together; other findings go together where the same is to be done. */
function groupOf(finding) {
	const { subject, location, remedy } = finding;
	if (subject.package === void 0) return JSON.stringify(["remedy", remedy]);
	const fixed = subject.fixedVersion !== void 0 && subject.fixedVersion !== "";
	return JSON.stringify([
		"packages",
		fixed,
		location.path,
		location.startLine,
		subject.image ?? ""
	]);
}
function stepFor(findings) {
	const [first] = findings;
	if (!first) return {
		text: "",
		findings: 0
	};
	const at = {
		at: first.location,
		findings: findings.length
	};
	if (first.subject.package === void 0) {
		const others = findings.length - 1;
		return {
			text: sentence(first.remedy) + (others > 0 ? ` The same goes for ${plural(others, "more finding")}.` : ""),
			...at
		};
	}
	const where = first.subject.image === void 0 ? "" : ` in \`${codeSafe(first.subject.image)}\``;
	const names = [...new Set(findings.map(packageInWords))];
	const ends = plural(findings.length, "finding");
	if (first.subject.fixedVersion === void 0 || first.subject.fixedVersion === "") {
		const them = names.length === 1 ? "it" : "them";
		return {
			text: `No fixed version is out for ${listed(names, 3)}${where}: replace ${them}, or waive ${ends} with a date.`,
			...at
		};
	}
	return {
		text: `Update ${listed(names, 3)}${where}, which ends ${ends}.`,
		...at
	};
}
function packageInWords({ subject }) {
	const name = `\`${codeSafe(subject.package ?? "")}\``;
	const fixed = subject.fixedVersion ?? "";
	return fixed === "" ? name : `${name} to \`${codeSafe(fixed)}\``;
}
function stepsAround(report) {
	const safe = report.findings.filter((finding) => isOpen(finding) && finding.fix?.safety === "safe").length;
	const lapsed = report.waivers.lapsed.length;
	const undecided = report.gaps.filter((gap) => gap.blocking);
	const [gap] = undecided;
	return [
		...gap ? [{
			text: undecided.length === 1 ? `Make it possible to look at \`${codeSafe(gap.artifact)}\`: ${sentence(gap.detail)}` : `Make it possible to look at ${plural(undecided.length, "thing")}, the first of them \`${codeSafe(gap.artifact)}\`: ${sentence(gap.detail)}`,
			findings: 0,
			...gap.location ? { at: gap.location } : {}
		}] : [],
		...safe > 0 ? [{
			text: `Run \`container-guard fix\`: ${plural(safe, "finding has", "findings have")} a safe fix.`,
			findings: safe
		}] : [],
		...lapsed > 0 ? [{
			text: `Renew or remove ${plural(lapsed, "waiver")} that ${lapsed === 1 ? "has" : "have"} lapsed.`,
			findings: 0
		}] : []
	];
}
function severityOf(findings) {
	return Math.max(...findings.map((finding) => severities.indexOf(finding.severity)));
}
function codeSafe(name) {
	return shorten(oneLine(name), nameLimit$2).replaceAll("`", "'");
}
function sentence(text) {
	const line = shorten(oneLine(text), sentenceLimit);
	return /[.!?…]$/.test(line) ? line : `${line}.`;
}
// src/report/html.ts
/** The report as one page that needs nothing else: no script, no address is loaded, and it can be mailed or printed. */
function* toHtmlParts(report) {
	const { word, reason } = headline(report);
	const chapters = chaptersOf(report).filter(({ body }) => body !== "");
	yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${word}: ${html(reason)}</title>
<style>${style}</style>
</head>
<body class="${report.verdict}">
<div class="banner">
<header>
<p class="tool">${html(`${report.tool.name} ${report.tool.version}`)}</p>
<h1><span class="word">${word}</span> ${html(reason)}</h1>
<p class="facts">${html(`The gate ${gateInWords(report)}. Looked at ${coverageInWords(report)}.`)}</p>
<nav aria-label="Contents"><ul>${chapters.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join("")}</ul></nav>
</header>
</div>
<main>
`;
	for (const { id, title, count, body } of chapters) {
		yield `<section id="${id}">\n<h2>${title}${count === "" ? "" : ` <small>${count}</small>`}</h2>\n`;
		if (typeof body === "string") yield body;
		else yield* body;
		yield "\n</section>\n";
	}
	yield `</main>
<footer>${toolInWords(report).map(html).join(" · ")}</footer>
</body>
</html>
`;
}
function chaptersOf(report) {
	const open = report.findings.filter(isOpen);
	const { used, lapsed, unused } = report.waivers;
	const anchors = ruleAnchors(report);
	const notes = report.notes.map((note) => `<li>${htmlProse(note)}</li>`).join("");
	return [
		{
			id: "next",
			title: "What to do",
			count: "",
			body: stepsOf$1(report)
		},
		{
			id: "findings",
			title: "Findings",
			count: open.length === 0 ? "" : String(open.length),
			body: findingsOf(report, open, anchors)
		},
		{
			id: "gaps",
			title: "Not looked at",
			count: String(report.gaps.length),
			body: gapsOf(report.gaps)
		},
		{
			id: "posture",
			title: "What containers really run as",
			count: String(report.posture.length),
			body: postureOf(report.posture)
		},
		{
			id: "images",
			title: "Images",
			count: String(report.images.length),
			body: imagesOf(report)
		},
		{
			id: "waivers",
			title: "Waivers",
			count: String(used.length + lapsed.length + unused.length),
			body: waiversOf(report)
		},
		{
			id: "rules",
			title: "Why it matters",
			count: "",
			body: rulesOf(report, anchors)
		},
		{
			id: "notes",
			title: "Notes",
			count: "",
			body: notes === "" ? "" : `<ul class="notes">${notes}</ul>`
		}
	];
}
function* findingsOf(report, open, anchors) {
	if (open.length === 0) yield `<p class="card empty">Nothing found in what was looked at.</p>`;
	else {
		yield `${tilesOf(open)}\n<div class="filtered">\n`;
		yield* filesOf$1(open, anchors);
		yield "\n</div>";
	}
	const waived = report.findings.filter((finding) => !isOpen(finding));
	if (waived.length === 0) return;
	yield `\n<details class="fold"><summary>${plural(waived.length, "waived finding")}</summary>\n`;
	yield* filesOf$1(waived, anchors);
	yield "\n</details>";
}
function stepsOf$1(report) {
	const steps = nextSteps(report);
	if (steps.length === 0) return "";
	return `<ol class="card steps">\n${steps.map(({ text, at }) => {
		const where = at ? ` <span class="at place">${html(`${at.path}:${at.startLine}`)}</span>` : "";
		return `<li>${htmlProse(text)}${where}</li>`;
	}).join("\n")}\n</ol>`;
}
/** Counts, which are ticked to be shown. */
function tilesOf(open) {
	const counts = countBySeverity(open);
	return `<fieldset><legend class="unseen">Severities to show</legend>\n${worstFirst.map((severity) => {
		const none = counts[severity] === 0;
		const box = `<input type="checkbox" id="show-${severity}" checked${none ? " disabled" : ""}>`;
		return `<label class="tile ${severity}${none ? " none" : ""}">${box}<b>${counts[severity]}</b><span>${severity}</span></label>`;
	}).join("\n")}\n</fieldset>`;
}
// src/report/budget.ts
/** Values as rows. */
function rowsOf(values, rowOf) {
	return {
		count: values.length,
		row(at) {
			const value = values.at(at);
			return value === void 0 ? "" : rowOf(value);
		}
	};
}
/** How many rows are one part of a text. */
const rowsInPart = 100;
/** Head, sections and foot with all their rows, as {@link fit} joins them, part by part. */
function* whole(head, sections, foot) {
	yield head;
	for (const section of sections) {
		const { rows, limit = Infinity } = section;
		if (rows.count === 0) continue;
		const shown = Math.min(rows.count, limit);
		const around = section.frame(shown, rows.count - shown);
		let text = `\n\n${around.head}`;
		for (let at = 0; at < shown; at += 1) {
			text += `${at === 0 ? "" : "\n"}${rows.row(at)}`;
			if (at % rowsInPart !== 99) continue;
			yield text;
			text = "";
		}
		yield text + around.foot;
	}
	yield foot === "" ? "\n" : `\n\n${foot}\n`;
}
/**
* Head, sections and foot, parted by blank lines, in at most `budget` bytes of UTF-8. Rows go from the end, from the
* section of least worth first; then whole sections go, then the foot. The head stays, so a budget must have room for it.
*/
function fit(head, sections, foot, budget) {
	const parts = sections.map((section) => new Part(section, budget));
	const byWorth = parts.toSorted((one, other) => one.worth - other.worth);
	const room = budget - bytesOf(head) - 1;
	const used = () => parts.reduce((sum, part) => sum + part.bytes, foot === "" ? 0 : bytesOf(foot) + 2);
	for (const part of byWorth) {
		const over = used() - room;
		if (over > 0) part.cutTo(part.bytes - over);
	}
	for (const part of byWorth) if (used() > room) part.drop();
	const tail = used() > room ? "" : foot;
	return `${[
		head,
		...parts.map((part) => part.text),
		tail
	].filter((text) => text !== "").join("\n\n")}\n`;
}
var Part = class {
	worth;
	text;
	bytes;
	#section;
	/** Rows that were made: all that are shown, or as many as are more than the budget. */
	#rows = [];
	/** The size of the first rows, by their number, with a line break behind each. */
	#sizes = [0];
	constructor(section, budget) {
		this.#section = section;
		this.worth = section.worth;
		const limit = Math.min(section.rows.count, section.limit ?? Infinity);
		let size = 0;
		while (this.#rows.length < limit && size <= budget) {
			const row = section.rows.row(this.#rows.length);
			this.#rows.push(row);
			size += bytesOf(row) + 1;
			this.#sizes.push(size);
		}
		this.bytes = this.#sizeWith(this.#rows.length);
		this.text = this.#with(this.#rows.length);
	}
	/** As many rows as fit into so many bytes, or none. */
	cutTo(bytes) {
		let low = 0;
		let high = this.#rows.length;
		while (low < high) {
			const middle = low + high + 1 >> 1;
			if (this.#sizeWith(middle) <= bytes) low = middle;
			else high = middle - 1;
		}
		this.text = this.#with(low);
		this.bytes = sizeOf(this.text);
	}
	drop() {
		this.text = "";
		this.bytes = 0;
	}
	#with(shown) {
		if (this.#section.rows.count === 0) return "";
		const { head, foot } = this.#section.frame(shown, this.#section.rows.count - shown);
		return head + this.#rows.slice(0, shown).join("\n") + foot;
	}
	#sizeWith(shown) {
		if (this.#section.rows.count === 0) return 0;
		const { head, foot } = this.#section.frame(shown, this.#section.rows.count - shown);
		const rows = shown === 0 ? 0 : (this.#sizes[shown] ?? 0) - 1;
		return sizeOf(head + foot) + rows;
	}
};
/** With the blank line before it. */
function sizeOf(text) {
	return text === "" ? 0 : bytesOf(text) + 2;
}
// src/report/markdown-sections.ts
const findingColumns = "Severity | Where | What | Rule | Fix";
const nothing = "–";
const fixWords = {
	safe: "safe fix",
	suggest: "suggested fix"
};
const textLimit = 300;
const nameLimit$1 = 120;
const wayLimit = 5;
/** What of a long list still reads well in a comment. */
const openRows = 20;
const foldedRows = 50;
/** The tables of a report: what fails it is open, the rest is folded under a line with its counts. */
function sectionsOf(report, options) {
	const blocking = blockingFindings(report);
	const failing = new Set(blocking);
	const rest = bySeverity(report.findings.filter((finding) => isOpen(finding) && !failing.has(finding)));
	const isKnown = (finding) => finding.standing === "known";
	const known = rest.filter(isKnown);
	const other = rest.filter((finding) => !isKnown(finding));
	const findings = (some) => rowsOf(some, (finding) => findingRow(finding, options));
	return [
		table(options, 7, findingColumns, findings(blocking)),
		fold(options, 5, `${plural(other.length, blocking.length > 0 ? "other finding" : "finding")} (${severityWords(other)})`, findingColumns, findings(other)),
		fold(options, 4, `${plural(known.length, "finding")} known from the baseline (${severityWords(known)})`, findingColumns, findings(known)),
		fold(options, 1, `What ${plural(report.posture.length, "container")} really ${report.posture.length === 1 ? "runs" : "run"} as`, ["Container", ...compactKeys.map((key) => postureLabels[key])].join(" | "), rowsOf(report.posture, (posture) => postureRow(posture, options))),
		fold(options, 2, `${plural(report.images.length, "image")} scanned`, "Image | Platform | Critical | High | Medium | Low | Fixable", rowsOf(report.images, (image) => imageRow(image, report, options))),
		fold(options, 3, waiverTitle(report), "Waiver | Covers | Until | Owner | Reason | Written in", waiverRows(report)),
		fold(options, 6, `${plural(report.gaps.length, "thing")} not looked at`, "What | Why | Detail | Where", rowsOf(report.gaps, (gap) => gapRow(gap, options))),
		notes(options, report.notes)
	];
}
/** `path:line` as a link where one is known. */
function whereOf(location, { linkOf }) {
	const label = markdownCode(`${shorten(location.path, nameLimit$1)}:${location.startLine}`);
	const address = linkOf?.(location);
	return address === void 0 ? label : markdownLink(label, address);
}
function table(options, worth, columns, rows) {
	return {
		rows,
		worth,
		...limitOf(options, openRows),
		frame: (shown, left) => ({
			head: shown > 0 ? tableHead(columns) : "",
			foot: more(options, shown, left)
		})
	};
}
function fold(options, worth, title, columns, rows) {
	return {
		rows,
		worth,
		...limitOf(options, foldedRows),
		frame(shown, left) {
			if (shown === 0) return {
				head: `${title}: ${elsewhere(options)}.`,
				foot: ""
			};
			return {
				head: `<details>\n<summary>${title}</summary>\n\n${tableHead(columns)}`,
				foot: `${more(options, shown, left)}\n\n</details>`
			};
		}
	};
}
function notes(options, sentences) {
	return {
		rows: rowsOf(sentences, (note) => `- ${markdownProse(shorten(note, textLimit))}`),
		worth: 0,
		...limitOf(options, openRows),
		frame: (shown, left) => ({
			head: shown > 0 ? "**Not checked**\n\n" : "",
			foot: more(options, shown, left)
		})
	};
}
function limitOf({ kind }, limit) {
	return kind === "comment" ? { limit } : {};
}
function more(options, shown, left) {
	return left > 0 ? `${shown > 0 ? "\n\n" : ""}${left} more ${elsewhere(options)}.` : "";
}
function elsewhere({ kind, runUrl }) {
	if (kind === "comment") return `in the ${runUrl === void 0 ? "job summary" : markdownLink("job summary", runUrl)}`;
	return kind === "summary" ? "in the report files of this run" : "in the other reports; there was no room here";
}
function tableHead(columns) {
	return `| ${columns} |\n|${"---|".repeat(columns.split(" | ").length)}\n`;
}
function row(cells) {
	return `| ${cells.map((cell) => cell === "" ? nothing : cell).join(" | ")} |`;
}
function findingRow(finding, options) {
	const until = finding.waiver?.until === void 0 ? "" : ` on ${markdownText(finding.waiver.until)}`;
	const lapsed = finding.standing === "lapsed" ? ` Its waiver lapsed${until}.` : "";
	return row([
		finding.severity === "critical" ? "**critical**" : finding.severity,
		whereOf(finding.location, options),
		markdownProse(shorten(finding.message, textLimit)) + lapsed + exposureOf$1(finding) + wayOf(finding, options),
		ruleOf(finding),
		fixOf(finding)
	]);
}
/** What is open or closed; most is in between. */
function exposureOf$1({ exposure }) {
	if (exposure === void 0 || exposure.level === "shielded") return "";
	return `<br>${exposure.level}: ${markdownProse(shorten(exposure.why, textLimit))}`;
}
/** Where it is decided, for what is found elsewhere: the lines on the way there. */
function wayOf({ trail = [], location }, options) {
	const places = trail.filter((step) => step.location.path !== location.path || step.location.startLine !== location.startLine);
	const links = [...new Set(places.map((step) => whereOf(step.location, options)))].slice(0, wayLimit);
	return links.length === 0 ? "" : `<br>${links.join(" → ")}`;
}
function ruleOf({ rule, subject }) {
	const address = subject.advisory === void 0 ? void 0 : advisoryAddress(subject.advisory);
	return address === void 0 ? code(rule) : markdownLink(code(rule), address);
}
function fixOf({ subject, fix }) {
	if (subject.fixedVersion !== void 0 && subject.fixedVersion !== "") return code(subject.fixedVersion);
	return fix === void 0 ? "" : fixWords[fix.safety];
}
function postureRow(posture, options) {
	const label = code(posture.subject);
	const address = options.linkOf?.(posture.location);
	return row([`${address === void 0 ? label : markdownLink(label, address)}${posture.when === void 0 ? "" : ` (${markdownText(posture.when)})`}`, ...compactKeys.map((key) => markdownText(shorten(shortValue(posture[key]), nameLimit$1)))]);
}
function imageRow(image, report, options) {
	const name = parseReference(image.reference)?.name;
	const isIn = ({ subject, location }) => subject.image === image.reference || subject.image === name && location.path === image.location?.path;
	const findings = report.findings.filter((finding) => isOpen(finding) && isIn(finding));
	const counts = countBySeverity(findings);
	const label = code(image.reference);
	const address = image.location && options.linkOf?.(image.location);
	const fixable = findings.filter(isFixable).length;
	return row([
		address === void 0 ? label : markdownLink(label, address),
		markdownText(shorten([image.platform, image.os].filter((part) => part !== void 0).join(", "), nameLimit$1)),
		...worstFirst.filter((severity) => severity !== "info").map((severity) => counts[severity] > 0 ? String(counts[severity]) : ""),
		fixable > 0 ? String(fixable) : ""
	]);
}
function waiverTitle({ waivers, findings }) {
	const waived = findings.filter((finding) => !isOpen(finding)).length;
	return `Waivers: ${[
		...waivers.used.length > 0 ? [`${waivers.used.length} in use for ${plural(waived, "finding")}`] : [],
		...waivers.lapsed.length > 0 ? [`${waivers.lapsed.length} lapsed`] : [],
		...waivers.unused.length > 0 ? [`${waivers.unused.length} unused`] : []
	].join(", ")}`;
}
function waiverRows({ waivers }) {
	const states = {
		lapsed: waivers.lapsed,
		unused: waivers.unused,
		"in use": waivers.used
	};
	return rowsOf(Object.entries(states).flatMap(([state, some]) => some.map((waiver) => ({
		state,
		waiver
	}))), ({ state, waiver }) => row([
		state,
		[
			waiver.rule,
			waiver.path,
			waiver.subject
		].filter((part) => part !== void 0).map(code).join(" "),
		markdownText(shorten(waiver.until ?? "", nameLimit$1)),
		markdownText(shorten(waiver.owner ?? "", nameLimit$1)),
		markdownProse(shorten(waiver.reason, textLimit)),
		code(waiver.source)
	]));
}
function gapRow(gap, options) {
	return row([
		code(gap.artifact),
		gap.blocking ? `**${gap.reason}**` : gap.reason,
		markdownProse(shorten(gap.detail, textLimit)),
		gap.location ? whereOf(gap.location, options) : ""
	]);
}
function severityWords(findings) {
	return countParts(countBySeverity(findings)).join(", ");
}
function code(text) {
	return markdownCode(shorten(text, nameLimit$1));
}
// src/report/markdown.ts
const marks = {
	pass: "✅",
	fail: "❌",
	inconclusive: "⚠️"
};
const reasonLimit = 500;
const stepLimit = 400;
/** The report for GitHub: verdict and what to do first, then tables that give way where there is no room. */
function toMarkdown(report, options) {
	return fit(topOf(report, options), sectionsOf(report, options), footOf(report, options), options.budgetBytes);
}
/** The same without a limit, part by part. */
function toMarkdownParts(report, options) {
	return whole(topOf(report, options), sectionsOf(report, options), footOf(report, options));
}
function topOf(report, options) {
	return [
		...markerOf(options),
		headOf(report),
		...stepsOf(report, options)
	].join("\n\n");
}
function markerOf({ marker }) {
	if (marker === void 0) return [];
	return [/^<!--[^>]*-->$/.test(marker) ? marker : `<!-- ${marker.replace(/--|[<>\r\n]/g, " ")} -->`];
}
function headOf(report) {
	const { word, reason } = headline(report);
	const waived = report.findings.length - report.findings.filter(isOpen).length;
	const known = report.findings.filter((finding) => finding.standing === "known").length;
	const facts = [
		`The gate ${gateInWords(report)}`,
		counted(countBySeverity(report.findings.filter(isOpen)), "open finding"),
		...known > 0 ? [`${known} of them known`] : [],
		...waived > 0 ? [`${waived} waived`] : [],
		...report.baseline && report.baseline.fixed > 0 ? [`${report.baseline.fixed} fixed since the baseline`] : []
	];
	return `### ${marks[report.verdict]} ${word}: ${markdownText(shorten(reason, reasonLimit))}\n\n${facts.join(" · ")}.`;
}
function stepsOf(report, options) {
	const steps = nextSteps(report);
	if (steps.length === 0) return report.gaps.length > 0 ? [] : [`Looked at ${coverageInWords(report)}. Nothing to do.`];
	return [`**What to do**\n\n${steps.map(({ text, at }) => {
		const where = at ? ` (${whereOf(at, options)})` : "";
		return `- ${markdownProse(shorten(text, stepLimit))}${where}`;
	}).join("\n")}`];
}
function footOf(report, { runUrl }) {
	return `<sub>${[...[...toolInWords(report).map((fact) => markdownText(shorten(fact, 200))), `looked at ${coverageInWords(report)}`], ...runUrl === void 0 ? [] : [markdownLink("this run", runUrl)]].join(" · ")}</sub>`;
}
// src/report/sarif-rules.ts
const nameLimit = 255;
const descriptionLimit = 1024;
const tagLimit = 10;
const helpLimit = 16e3;
const packagesInHelp = 20;
/** Clear of the edges 4.0, 7.0 and 9.0, which GitHub and its documentation draw differently. */
const securitySeverities = {
	critical: "9.5",
	high: "8.0",
	medium: "5.5",
	low: "2.0"
};
const levels = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "note",
	info: "note"
};
const problemSeverities = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "recommendation",
	info: "recommendation"
};
const precisions = {
	certain: "very-high",
	likely: "high",
	possible: "medium"
};
/**
* The SARIF rule for findings that all name it. GitHub reads the severity from the rule: it is the worst of the findings,
* because a rule id that held the severity would reopen every dismissed alert when an advisory is rated anew. The
* precision is that of the least sure finding.
*/
function sarifRule(id, findings, facts) {
	const severity = findings.map((finding) => finding.severity).reduce(worse, "info");
	const confidence = confidences.find((level) => findings.some((finding) => finding.confidence === level)) ?? "possible";
	const text = facts ? factsText(facts) : advisoryText(id, findings);
	return {
		id,
		name: shorten(pascalCase(text.name), nameLimit),
		shortDescription: { text: shorten(text.title, descriptionLimit) },
		fullDescription: { text: shorten(text.description, descriptionLimit) },
		help: {
			text: shorten(text.help, helpLimit),
			markdown: shorten(text.page, helpLimit)
		},
		...text.address === void 0 ? {} : { helpUri: text.address },
		defaultConfiguration: { level: levels[severity] },
		properties: {
			tags: tagsOf(text.tags, severity),
			precision: precisions[confidence],
			"problem.severity": problemSeverities[severity],
			...severity === "info" ? {} : { "security-severity": securitySeverities[severity] }
		}
	};
}
function factsText(facts) {
	const title = oneLine(facts.title) || facts.id;
	const why = oneLine(facts.why) || title;
	return {
		name: title,
		title,
		description: why,
		help: [
			why,
			oneLine(facts.remedy),
			...facts.references.map(oneLine)
		].filter((line) => line !== "").join("\n\n"),
		page: facts.page.trim() === "" ? markdownText(title) : facts.page,
		address: facts.references.find((reference) => /^https:\/\/[\x21-\x7E]+$/.test(reference) && URL.canParse(reference)),
		tags: facts.tags
	};
}
/** An advisory has no rule file: what there is to say comes from its findings. */
function advisoryText(id, findings) {
	const advisory = findings[0]?.subject.advisory ?? id.slice(id.lastIndexOf("/") + 1);
	const packages = [...new Set(findings.map((finding) => oneLine(finding.subject.package ?? "")))].filter((name) => name !== "");
	const beside = packages.length > 1 ? ` and ${packages.length - 1} more` : "";
	const title = oneLine(advisory) + (packages[0] === void 0 ? "" : ` in ${packages[0]}${beside}`);
	const description = oneLine(findings[0]?.message ?? "") || title;
	const remedies = [...new Set(findings.map((finding) => oneLine(finding.remedy)))].filter((remedy) => remedy !== "").slice(0, packagesInHelp);
	const address = advisoryAddress(advisory);
	return {
		name: packages.length > 0 ? "Vulnerable package" : `Finding ${advisory}`,
		title,
		description,
		help: [
			description,
			...remedies,
			...address === void 0 ? [] : [address]
		].join("\n\n"),
		page: advisoryPage(title, description, findings, address),
		address,
		tags: ["security", "vulnerability"]
	};
}
function advisoryPage(title, description, findings, address) {
	const rows = [...new Set(findings.filter((finding) => finding.subject.package !== void 0).map(packageRow))];
	const table = [
		"| Package | Installed | Fixed in | Image |",
		"|---|---|---|---|",
		...rows.slice(0, packagesInHelp)
	].join("\n");
	const more = rows.length > packagesInHelp ? [`and ${rows.length - packagesInHelp} more`] : [];
	return [
		`# ${markdownText(title)}`,
		markdownText(description),
		...rows.length > 0 ? [table, ...more] : [],
		...address === void 0 ? [] : [`<${address}>`]
	].join("\n\n");
}
function packageRow({ subject }) {
	return `| ${[
		subject.package,
		subject.version,
		subject.fixedVersion,
		subject.image
	].map((cell) => cell === void 0 || cell === "" ? "–" : markdownCode(shorten(cell, 120))).join(" | ")} |`;
}
/** `security` first: it is what GitHub's alert list filters by. */
function tagsOf(tags, severity) {
	const own = tags.map(oneLine).filter((tag) => tag !== "");
	return [...new Set(severity === "info" ? own : ["security", ...own])].slice(0, tagLimit);
}
function pascalCase(text) {
	const name = text.split(/[^\p{L}\p{N}]+/u).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
	return name === "" ? "Finding" : name;
}
// src/report/sarif.ts
/** GitHub refuses a file with more results and shows the first of these many of them. */
const resultLimit = 25e3;
const shownLimit = 5e3;
const messageLimit = 2e3;
const relatedLimit = 20;
const gapLimit = 1e3;
/**
* One run of SARIF 2.1.0 in the shape GitHub's code scanning takes, worst results first. Waived findings are left out,
* because GitHub ignores suppressions; a run without findings still closes the alerts of earlier ones.
*/
function toSarif(report, options) {
	return [...toSarifParts(report, options)].join("");
}
/** The same, part by part. */
function* toSarifParts(report, { toolName, category }) {
	const open = bySeverity(report.findings.filter(isOpen));
	const kept = open.slice(0, resultLimit);
	const groups = groupBy(kept, (finding) => finding.rule);
	const ids = [...groups.keys()].toSorted();
	const facts = new Map(report.rules.map((rule) => [rule.id, rule]));
	const indexes = new Map(ids.map((id, index) => [id, index]));
	const { trivy } = report.tool;
	const driver = {
		name: toolName,
		version: report.tool.version,
		.../^\d+\.\d+\.\d+/.test(report.tool.version) ? { semanticVersion: report.tool.version } : {}
	};
	const rules = each(ids, (id) => sarifRule(id, groups.get(id) ?? [], facts.get(id)));
	const about = {
		automationDetails: { id: `${category.replace(/\/+$/, "")}/` },
		columnKind: "utf16CodeUnits",
		invocations: [{
			executionSuccessful: report.verdict !== "inconclusive" && !report.gaps.some((gap) => gap.blocking),
			toolExecutionNotifications: notificationsOf(report.gaps, open.length)
		}]
	};
	const results = each(kept, (finding) => resultOf(finding, indexes.get(finding.rule) ?? 0));
	const extensions = trivy ? { extensions: [{
		name: "Trivy",
		version: trivy.version
	}] } : {};
	yield* jsonParts({
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: {
				driver: {
					...driver,
					rules
				},
				...extensions
			},
			...about,
			results
		}]
	});
	yield "\n";
}
function resultOf(finding, ruleIndex) {
	const related = finding.related.slice(0, relatedLimit);
	return {
		ruleId: finding.rule,
		ruleIndex,
		level: levels[finding.severity],
		message: { text: messageOf(finding) },
		locations: [locationOf(finding.location)],
		...related.length > 0 ? { relatedLocations: related.map(({ location, note }, index) => ({
			id: index + 1,
			...locationOf(location),
			message: { text: plainMessage(note) || "Related." }
		})) } : {},
		...codeFlowsOf(finding.trail ?? []),
		partialFingerprints: {
			primaryLocationLineHash: `${finding.fingerprint}:1`,
			"containerGuard/v1": finding.fingerprint
		},
		...rankOf(finding),
		properties: {
			severity: finding.severity,
			confidence: finding.confidence,
			standing: finding.standing,
			...finding.exposure === void 0 ? {} : {
				exposure: finding.exposure.level,
				exposedBy: finding.exposure.container
			}
		}
	};
}
/** What is worth doing first, from 0 to 100, where it is known how the image is run: by severity, and within one by exposure. */
function rankOf({ severity, exposure }) {
	if (exposure === void 0) return {};
	return { rank: 10 + 20 * severities.indexOf(severity) + 9 * (1 - exposureRank({ exposure })) };
}
/** The way to where it is decided, which GitHub shows step by step; one step alone is no way. */
function codeFlowsOf(trail) {
	if (trail.length < 2) return {};
	return { codeFlows: [{ threadFlows: [{ locations: trail.slice(0, relatedLimit).map(({ location, note }) => ({ location: {
		...locationOf(location),
		message: { text: plainMessage(note) || "Next." }
	} })) }] }] };
}
function messageOf(finding) {
	const message = plainMessage(finding.message) || finding.rule;
	const remedy = plainMessage(finding.remedy);
	return shorten(remedy === "" ? message : `${/[.!?…]$/.test(message) ? message : `${message}.`} ${remedy}`, messageLimit);
}
/** In a SARIF message `[text](target)` is a link (SARIF 2.1.0, 3.11.6): text of others must not make one. */
function plainMessage(text) {
	return oneLine(text).replaceAll("](", "] (");
}
function locationOf(location) {
	const startLine = Math.max(1, location.startLine);
	const startColumn = Math.max(1, location.startColumn);
	const endLine = Math.max(startLine, location.endLine);
	const endColumn = Math.max(endLine === startLine ? startColumn : 1, location.endColumn);
	return { physicalLocation: {
		artifactLocation: {
			uri: uriPath(location.path),
			uriBaseId: "%SRCROOT%"
		},
		region: {
			startLine,
			startColumn,
			endLine,
			endColumn
		}
	} };
}
function notificationsOf(gaps, results) {
	const notifications = gaps.slice(0, gapLimit).map((gap) => ({
		level: gap.blocking ? "error" : "warning",
		message: { text: shorten(`Not looked at: ${plainMessage(gap.artifact)} (${gap.reason}). ${plainMessage(gap.detail)}`.trim(), messageLimit) },
		...gap.location ? { locations: [locationOf(gap.location)] } : {}
	}));
	if (gaps.length > gapLimit) notifications.push({
		level: "warning",
		message: { text: `${gaps.length - gapLimit} more things were not looked at.` }
	});
	if (results > 25e3) {
		const left = plural(results - resultLimit, "finding");
		notifications.push({
			level: "warning",
			message: { text: `${left} of the mildest severities left out: GitHub takes ${resultLimit} results.` }
		});
	}
	if (results > 5e3) notifications.push({
		level: "note",
		message: { text: `GitHub shows ${shownLimit} of ${Math.min(results, resultLimit)} results, the most severe.` }
	});
	return notifications;
}
// src/publish/rendering.ts
/** The formats that a setting of the same name writes to a file. */
const reportFormats = [
	"sarif",
	"json",
	"html",
	"markdown"
];
/** GitHub drops the whole summary of a step above 1 MiB; other tools of the step may have written to it. */
const summaryBudget = 1e6;
/** GitHub refuses comments above 65,536 characters, of which none takes less than a byte. */
const commentBudget = 6e4;
/** How a report is shown with these settings. Re-scans of a registry go by a tool name and a category of their own. */
function rendering(report, settings, links) {
	const linked = links === void 0 ? {} : {
		linkOf: links.lineUrl,
		runUrl: links.runUrl
	};
	const key = encodeURIComponent(settings["comment-key"]);
	const identity = settings["images-file"] === void 0 ? {
		toolName: "container-guard",
		category: `container-guard/${key}`
	} : {
		toolName: "container-guard registry",
		category: `container-guard/registry/${key}`
	};
	const files = {
		sarif: () => toSarifParts(report, identity),
		json: () => toJsonParts(report),
		html: () => toHtmlParts(report),
		markdown: () => toMarkdownParts(report, { kind: "file" })
	};
	return {
		file: (format) => files[format](),
		sarif: () => toSarif(report, identity),
		summary: () => toMarkdown(report, {
			kind: "summary",
			budgetBytes: summaryBudget,
			...linked
		}),
		comment: () => toMarkdown(report, {
			kind: "comment",
			budgetBytes: commentBudget,
			marker: commentMarker(settings["comment-key"]),
			...linked
		})
	};
}
// src/publish/publish.ts
/**
* Takes a report to every outlet that the settings ask for and that is there. Whatever GitHub refuses is a warning and
* changes no verdict.
* @throws GuardError OUTPUT for a file that cannot be written, after everything else was published.
*/
async function publish(report, settings, outlets) {
	const render = rendering(report, settings, outlets.links);
	const warnings = [];
	const console = withRecord(outlets.console, warnings);
	const { files, failure } = await writeFiles(settings, outlets, render.file);
	const uploadId = await handOver(settings, outlets, console, render.sarif);
	const commentUrl = await comment(report, settings, outlets, console, render.comment);
	if (settings.summary && outlets.summary !== void 0) {
		const { summary } = outlets;
		await attempt("The job summary was not written", console, () => summary.write(render.summary()));
	}
	if (uploadId !== void 0 && outlets.codeScanning !== void 0) await reportProcessing(uploadId, outlets.codeScanning, console);
	if (settings.annotations && outlets.annotations !== void 0) annotate(report, outlets.annotations, warnings.length);
	const whereabouts = {
		files,
		...commentUrl === void 0 ? {} : { commentUrl },
		...outlets.trivyPath === void 0 ? {} : { trivyPath: outlets.trivyPath }
	};
	if (outlets.outputs !== void 0) {
		const { outputs } = outlets;
		await attempt("The outputs of the step were not set", console, async () => {
			for (const [name, value] of Object.entries(outputsOf(report, whereabouts))) outputs.set(name, value);
		});
	}
	if (failure !== void 0) throw failure;
	return {
		...whereabouts,
		...uploadId === void 0 ? {} : { uploadId },
		warnings
	};
}
async function writeFiles(settings, outlets, text) {
	const files = {};
	let failure;
	for (const format of reportFormats) {
		const path = settings[format];
		if (path === void 0) continue;
		try {
			await outlets.files.write(path, text(format));
			files[format] = path;
		} catch (error) {
			if (!(error instanceof GuardError)) throw error;
			failure ??= error;
		}
	}
	return failure === void 0 ? { files } : {
		files,
		failure
	};
}
async function handOver(settings, outlets, console, sarif) {
	const mode = settings.upload;
	if (mode === "never") return void 0;
	if (outlets.codeScanning !== void 0) return upload(mode, sarif(), outlets.codeScanning, console);
	if (mode === "always") console.warning("The SARIF report was not handed to code scanning: there is no token, or this is no workflow run.");
}
async function comment(report, settings, { pullRequest }, console, markdown) {
	const mode = settings.comment;
	if (mode === "never" || pullRequest === void 0) return void 0;
	return (await attempt("The comment was not written", console, () => keepComment(mode, report, settings["comment-key"], markdown(), pullRequest)))?.url;
}
async function attempt(undone, console, work) {
	try {
		return await work();
	} catch (error) {
		console.warning(error instanceof Refusal ? error.message : `${undone}: ${messageOf$1(error)}`);
		return;
	}
}
function withRecord(console, warnings) {
	return {
		progress: (message) => console.progress(message),
		info: (message) => console.info(message),
		warning(message) {
			warnings.push(message);
			console.warning(message);
		}
	};
}
// src/report/posture-table.ts
/** How many containers a terminal is told of; the JSON and HTML reports have all of them. */
const rowLimit = 20;
const gap = 2;
/** The name has this much before others get any of it. */
const nameWidth = 20;
const least = 8;
/** From how many columns on all values are told, and names in full. */
const wideFrom = 120;
/** What gives way first where there is no room. */
const dispensable = [
	"noNewPrivileges",
	"limits",
	"writable",
	"mounts"
];
/** What containers really run as, a line each, as wide as the terminal: what has no room is cut. */
function postureLines(postures, { paint, width, ellipsis, arrow }) {
	if (postures.length === 0) return [];
	const shown = Array.from({ length: Math.min(postures.length, rowLimit) }, (_, at) => postures.at(at) ?? []).flat();
	const columns = Math.max(1, Math.floor((width - nameWidth - gap) / 13));
	const surplus = compactKeys.length - (width >= wideFrom ? compactKeys.length : columns);
	const keys = compactKeys.filter((key) => !dispensable.slice(0, Math.max(0, surplus)).includes(key));
	const rows = shown.map((posture) => [clip(oneLine(postureName(posture)), width >= wideFrom ? 40 : nameWidth, ellipsis), ...keys.map((key) => oneLine(shortValue(posture[key])).replaceAll("/tcp", "").replaceAll("→", arrow))]);
	const heads = ["Container", ...keys.map((key) => postureLabels[key])];
	const widths = fitted(heads.map((head, index) => Math.max(columnsOf(head), ...rows.map((row) => columnsOf(row[index] ?? "")))), width - 2);
	const line = (cells) => `  ${widths.map((columns, index) => {
		const text = clip(cells[index] ?? "", columns, ellipsis);
		return text + " ".repeat(columns - columnsOf(text));
	}).join(" ".repeat(gap))}`.trimEnd();
	const untold = postures.length - shown.length;
	return [
		`What ${plural(postures.length, "container")} really ${postures.length === 1 ? "runs" : "run"} as`,
		paint("dim", line(heads)),
		...rows.map(line),
		...untold > 0 ? [paint("dim", `  ${untold} more in the JSON and HTML reports`)] : []
	];
}
/** The widest columns behind the first give way until all fit. */
function fitted(widths, room) {
	const fitting = [...widths];
	const total = () => fitting.reduce((sum, width) => sum + width + gap, -2);
	while (total() > room) {
		const widest = Math.max(...fitting.slice(1));
		if (widest <= least) break;
		fitting[fitting.indexOf(widest, 1)] = widest - 1;
	}
	return fitting;
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
function toTable(report, options) {
	return [...toTableParts(report, options)].join("");
}
/** The same, part by part. */
function* toTableParts(report, { colour, width, unicode, snippet }) {
	const pen = {
		paint: painter(colour),
		width: Math.max(40, width),
		arrow: unicode ? "→" : "->",
		ellipsis: unicode ? "…" : "...",
		snippet: snippet ?? (() => void 0)
	};
	const mildTold = /* @__PURE__ */ new Set();
	const blocks = [
		...filesOf(report.findings.filter((finding) => isOpen(finding) && (finding.standing !== "known" || report.gate.judge === "all"))).map(([path, findings]) => fileBlock(path, findings, pen, mildTold)),
		report.gaps.length > 0 ? gapBlock(report.gaps, pen) : [],
		postureLines(report.posture, pen),
		report.notes.flatMap((note) => hang("note: ", oneLine(note), pen, "dim")),
		lastBlock(report, pen)
	];
	const shown = (lines) => {
		const text = lines.map((line) => `${line}\n`).join("");
		return harmless(unicode ? text : asciiOf(text));
	};
	let some = [];
	let isFirst = true;
	for (const block of blocks) {
		let between = isFirst ? [] : [""];
		for (const line of block) {
			isFirst = false;
			some.push(...between, line);
			between = [];
			if (some.length < linesInPart) continue;
			yield shown(some);
			some = [];
		}
	}
	if (some.length > 0) yield shown(some);
}
/** How many lines are one part of the text. */
const linesInPart = 500;
/** Findings by file, in their order but for what is open or closed: it comes first or last, and so does its file. */
function filesOf(findings) {
	return [...groupBy(findings, ({ location }) => location.path)].map(([path, some]) => ({
		path,
		some: some.some(({ exposure }) => exposure) ? some.toSorted(byExposure) : some
	})).map(({ path, some }) => ({
		path,
		some,
		rank: some[0] === void 0 ? 0 : exposureRank(some[0])
	})).toSorted((one, other) => one.rank - other.rank).map(({ path, some }) => [path, some]);
}
function* fileBlock(path, findings, pen, mildTold) {
	const placeWidth = findings.reduce((width, { location }) => Math.max(width, placeOf(location).length), 0);
	const indent = 2 + placeWidth + 2 + severityWidth + 2;
	const told = /* @__PURE__ */ new Set();
	let seen;
	yield pen.paint("underline", visible(path));
	for (const entry of entriesOf(findings)) {
		const [finding] = entry;
		if (finding === void 0) continue;
		const first = `  ${pen.paint("dim", placeOf(finding.location).padStart(placeWidth))}  ${severityWord(finding.severity, pen)}  `;
		const [start = "", ...rest] = entry.length === 1 ? withRule(finding, indent, pen) : foldOf(entry, indent, pen);
		yield first + start;
		for (const line of rest) yield " ".repeat(indent) + line;
		if (!seen || !sameSpan(seen, finding.location)) yield* sourceOf(finding.location, indent, pen);
		seen = finding.location;
		yield* exposureOf(finding, told, indent, pen);
		yield* relatedOf(finding, indent, pen);
		for (const { remedy } of entry) {
			const text = oneLine(remedy);
			const before = entry.length > 1 ? mildTold : told;
			if (text === "" || before.has(text)) continue;
			before.add(text);
			yield* hang(`${" ".repeat(indent)}${pen.arrow} `, text, pen, "green");
		}
	}
}
/** From how many on the mild findings of one place are told in one breath. */
const foldFrom = 3;
/** The findings one by one, but for the mild ones of one place, which stand together where the first of them is. */
function entriesOf(findings) {
	const mild = groupBy(findings.filter(({ severity, standing }) => (severity === "low" || severity === "info") && standing === "new"), ({ severity, location }) => JSON.stringify([severity, location]));
	const folded = /* @__PURE__ */ new Map();
	for (const group of mild.values()) if (group.length >= foldFrom) for (const finding of group) folded.set(finding, group);
	return findings.flatMap((finding) => {
		const group = folded.get(finding);
		if (group === void 0) return [[finding]];
		return group[0] === finding ? [group] : [];
	});
}
/** Several mild findings of one place: who they are about, and their rules. */
function foldOf(findings, indent, pen) {
	const about = /^(?:Service|Container) `[^`]*`/.exec(oneLine(findings[0]?.message ?? ""))?.[0] ?? "This place";
	const rules = findings.map(({ rule }) => visible(rule)).join(", ");
	return wrap(`${about} could be hardened in ${findings.length} ways: ${rules}`, Math.max(20, pen.width - indent));
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
/** How the image is run, once for what is found in it. */
function exposureOf({ exposure }, told, indent, pen) {
	if (exposure === void 0 || told.has(exposure.why)) return [];
	told.add(exposure.why);
	return hang(`${" ".repeat(indent)}${exposure.level}: `, oneLine(exposure.why), pen, "dim");
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
/** The typography of our own sentences on a terminal of ASCII. */
const asciiSigns = /* @__PURE__ */ new Map([
	["–", "-"],
	["…", "..."],
	["’", "'"],
	["“", "\""],
	["”", "\""]
]);
function asciiOf(text) {
	return text.replace(/[^\x00-\x7F]/gu, (character) => asciiSigns.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
export { headline as a, reportFiles as c, rendering as i, toTableParts as n, Refusal as o, publish as r, gistOf as s, toTable as t };
