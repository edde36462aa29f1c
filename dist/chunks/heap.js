import { a as messageOf, i as GuardError } from "./nearest.js";
import { a as masked, o as mayHoldSecret } from "./value.js";
import { setFlagsFromString } from "node:v8";
// src/report/escape.ts
/** Controls, bidirectional and zero-width marks, line separators and lone surrogates; emoji presentation marks are left alone. */
const unseen = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
/** The same but for what JSON escapes by itself. */
const unseenInJson = /(?![\uFE0E\uFE0F])[\x7F-\x9F\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
const shortNames = {
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
/**
* Shows what a terminal would obey or hide: an escape character reads `\x1b`, a right-to-left override `\u202e`. What reads
* like a secret only once the hidden is shown is masked as well.
*/
function visible(text) {
	return masked(masked(text).replace(unseen, (character) => shortNames[character] ?? codeName(character.codePointAt(0) ?? 0)));
}
/** One line for prose: line breaks, tabs and runs of blanks are folded to a blank, the rest as `visible` shows it. */
function oneLine(text) {
	return visible(text.replace(/[\t-\r \u0085\u2028\u2029]+/g, " ").trim());
}
/** At most `limit` UTF-16 units, the last of them `…` where something was cut; never half a surrogate pair. */
function shorten(text, limit) {
	if (text.length <= limit) return text;
	if (limit <= 0) return "";
	const kept = text.slice(0, limit - 1);
	return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
/** The size in UTF-8, which is what GitHub counts in a job summary. */
function bytesOf(text) {
	let bytes = 0;
	for (let at = 0; at < text.length; at += 1) {
		const unit = text.charCodeAt(at);
		if (unit < 128) bytes += 1;
		else if (unit < 2048) bytes += 2;
		else if (unit >= 55296 && unit < 56320 && isLowSurrogate(text.charCodeAt(at + 1))) {
			bytes += 4;
			at += 1;
		} else bytes += 3;
	}
	return bytes;
}
/** Plain text in GitHub's Markdown, in a paragraph, list, heading, table cell or link alike. Nobody is mentioned, nothing is linked. */
function markdownText(text) {
	return inline(oneLine(text));
}
/** A code span; a `<code>` element where the text has `|`, which would split a table, or `##[`, which the runner obeys. */
function markdownCode(text) {
	const shown = visible(text);
	if (/\||##\[/.test(shown)) return `<code>${inline(shown)}</code>`;
	if (shown === "") return "` `";
	const runs = shown.match(/`+/g) ?? [];
	const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
	const padding = /^`|`$|^ (?=.*[^ ]).* $/.test(shown) ? " " : "";
	return fence + padding + shown + padding + fence;
}
/** A sentence in which pairs of backticks mean code, as messages and remedies are written. Nothing else is markup. */
function markdownProse(text) {
	const parts = proseParts(text);
	return parts.map((part, index) => {
		if (part.kind === "code") return markdownCode(part.text);
		return part.text === "" && index > 0 && index < parts.length - 1 ? "&#8203;" : inline(part.text);
	}).join("");
}
/** A link around text that is Markdown already. Anything but http and https is left out and the text stays. */
function markdownLink(label, address) {
	if (!/^https?:\/\/\S/i.test(address)) return label;
	return `[${label}](${wellFormed(address).replace(/[^\x21-\x7E]|[()<>\\"'`|[\]*_~]/gu, percentEncode).replace(/&/g, "&amp;")})`;
}
/** Text or a quoted attribute value in HTML. */
function html(text) {
	return visible(text).replace(/[&<>"'`]|#(?=#\[)/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** A sentence in HTML; pairs of backticks become `<code>`. */
function htmlProse(text) {
	return proseParts(text).map((part) => part.kind === "code" ? `<code>${html(part.text)}</code>` : html(part.text)).join("");
}
/** Text that the runner prints and does not obey: no line starts with `::`, coloured or not, and `##[` stands nowhere. */
function harmless(text) {
	return text.replace(/(^|[\r\n])((?:\u001B\[[\d;]*m|[^\p{L}\p{N}\p{P}\p{S}])*):(?=:)/gu, "$1$2: ").replace(/##\[/g, "## [");
}
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
	if (isEntries(value)) {
		let some = [];
		let between = "[";
		for (const item of value) {
			if (some.push(item) < entriesInPart) continue;
			yield between + linesOf(some, inner);
			between = ",";
			some = [];
		}
		if (some.length > 0) yield between + linesOf(some, inner);
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
/** Each entry on a line. */
function linesOf(entries, indent) {
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
	if (isEntries(value)) return true;
	return typeof value === "object" && value !== null && Object.values(value).some(holdsEntries);
}
function isEntries(value) {
	return isRecord(value) && Symbol.iterator in value;
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** A relative path as a URI reference: percent-encoded, never absolute, never a scheme. */
function uriPath(path) {
	const segments = wellFormed(path).split("/").filter((segment) => segment !== "" && segment !== ".");
	return segments.length === 0 ? "." : segments.map((segment) => encodeURIComponent(segment)).join("/");
}
function proseParts(text) {
	return oneLine(text).split(/`([^`]+)`/).map((part, index) => ({
		kind: index % 2 === 1 ? "code" : "text",
		text: part
	}));
}
const markdownSpecial = /[\\`*_[\]~!&<>|$@#]|:(?=\/\/)|www(?=\.)|GH-(?=\d)|^(?:[-+=]|\d+(?=[.)](?:\s|$)))/gi;
function inline(text) {
	return text.replace(markdownSpecial, (found) => {
		switch (found) {
			case "&": return "&amp;";
			case "<": return "&lt;";
			case ">": return "&gt;";
			case "|": return "&#124;";
			case "$": return "<span>$</span>";
			case "@":
			case ":": return `${found}&#8203;`;
			case "#": return "\\#&#8203;";
			default:
				if (/^\d/.test(found)) return `${found}\\`;
				return /^[wg]/i.test(found) ? `${found}&#8203;` : `\\${found}`;
		}
	});
}
function wellFormed(text) {
	return text.replace(/\p{Cs}/gu, "�");
}
function isLowSurrogate(unit) {
	return unit >= 56320 && unit < 57344;
}
function codeName(code) {
	const digits = code.toString(16);
	if (code < 256) return `\\x${digits.padStart(2, "0")}`;
	return code < 65536 ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
}
function escapeUnits(character) {
	return [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
}
/** `encodeURIComponent` leaves some of what is asked for alone. */
function percentEncode(character) {
	const code = character.charCodeAt(0);
	return code < 128 ? `%${code.toString(16).toUpperCase().padStart(2, "0")}` : encodeURIComponent(character);
}
// src/adapters/console.ts
/** A terminal, or what standard error is piped to. Progress is shown on a terminal only, and never when quiet. */
function terminalConsole({ stream, quiet }) {
	outliveReader(stream);
	const line = (text) => {
		if (stream.writable) stream.write(`${text}\n`);
	};
	return {
		progress(message) {
			if (!quiet && stream.isTTY === true) line(printable(message));
		},
		info(message) {
			if (!quiet) line(printable(message));
		},
		warning(message) {
			line(`warning: ${printable(message)}`);
		}
	};
}
/**
* Lets a program go on when whoever read its output has left, as `| head` does. Any other failure to write, such as a full
* disk, ends it as a report that cannot be written does.
*/
function outliveReader(stream) {
	stream.on("error", (error) => {
		if (error.code === "EPIPE") return;
		const failure = new GuardError("OUTPUT", `cannot write the output: ${messageOf(error)}`);
		process.stderr.write(`container-guard: ${printable(failure.message)}\n`);
		process.exit(failure.exitCode);
	});
}
/** Writes part by part, each when the one before has been taken, so that no more than one waits for a slow reader. */
async function writeParts(stream, parts) {
	for (const bytes of encoded(parts)) if (await new Promise((resolve) => {
		stream.write(bytes, (error) => resolve(error !== void 0 && error !== null));
	})) return;
}
/** Texts in UTF-8, each piece in the memory of the one before it. */
function* encoded(parts) {
	const encoder = new TextEncoder();
	const room = /* @__PURE__ */ new Uint8Array(65536);
	for (const part of parts) for (let rest = part; rest !== "";) {
		const { read, written } = encoder.encodeInto(rest, room);
		yield room.subarray(0, written);
		rest = rest.slice(read);
	}
}
/** Line breaks stay, whatever else a terminal would obey is shown. */
function printable(text) {
	return text.split(/\r?\n/).map((line) => visible(line)).join("\n");
}
// src/adapters/heap.ts
/**
* Has V8 collect sooner: what a scan leaves behind dies at once, and Node 24 would let it grow to twice the memory. The young
* part may grow once, by eight, at the first collection, which comes while the program is still being loaded.
* These flags are read anew at each collection, so that they hold although the engine runs already.
*/
function keepHeapSmall() {
	setFlagsFromString("--semi-space-growth-factor=8");
	setFlagsFromString(`--heap-growing-percent=${small}`);
}
const small = 100;
const streaming = 300;
let streams = 0;
/**
* Lets the heap grow more before it is collected, while much passes through it in small pieces that a small heap would have
* looked at again and again: a third of a second of each image, for ten megabytes. The answer takes that back.
*/
function widenHeap() {
	streams += 1;
	setFlagsFromString(`--heap-growing-percent=${streaming}`);
	return () => {
		streams -= 1;
		if (streams === 0) setFlagsFromString(`--heap-growing-percent=${small}`);
	};
}
/** Keeps the young part as it is. */
function keepYoungPart() {
	setFlagsFromString("--semi-space-growth-factor=1");
}
export { markdownText as _, printable as a, uriPath as b, bytesOf as c, html as d, htmlProse as f, markdownProse as g, markdownLink as h, outliveReader as i, each as l, markdownCode as m, keepYoungPart as n, terminalConsole as o, jsonParts as p, widenHeap as r, writeParts as s, keepHeapSmall as t, harmless as u, oneLine as v, visible as x, shorten as y };
