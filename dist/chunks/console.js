import { a as messageOf, i as GuardError } from "./nearest.js";
import { o as masked } from "./value.js";
// src/report/escape.ts
/** Controls, bidirectional and zero-width marks, line separators and lone surrogates; emoji presentation marks are left alone. */
const unseen = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
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
/** Texts in UTF-8, as many of them together as there is room for, and each time in the memory of those before. */
function* encoded(parts) {
	const room = Buffer.allocUnsafe(65536);
	const encoder = new TextEncoder();
	let filled = 0;
	for (const part of parts) for (let rest = part;;) {
		const { read, written } = encoder.encodeInto(rest, room.subarray(filled));
		filled += written;
		if (read === rest.length) break;
		yield room.subarray(0, filled);
		filled = 0;
		rest = rest.slice(read);
	}
	if (filled > 0) yield room.subarray(0, filled);
}
/** Line breaks stay, whatever else a terminal would obey is shown. */
function printable(text) {
	return text.split(/\r?\n/).map((line) => visible(line)).join("\n");
}
export { bytesOf as a, htmlProse as c, markdownProse as d, markdownText as f, visible as g, uriPath as h, writeParts as i, markdownCode as l, shorten as m, printable as n, harmless as o, oneLine as p, terminalConsole as r, html as s, outliveReader as t, markdownLink as u };
