// src/parse/shell/mapping.ts
function scriptBuilder(file) {
	const parts = [];
	const segments = [];
	const unknown = [];
	let length = 0;
	const add = (text) => {
		parts.push(text);
		length += text.length;
	};
	return {
		copy(text, at) {
			if (text === "") return;
			const last = segments.at(-1);
			if (!(last !== void 0 && last.width === void 0 && last.to + (length - last.from) === at)) segments.push({
				from: length,
				to: at
			});
			add(text);
		},
		decoded(text, span) {
			if (text === "") return;
			segments.push({
				from: length,
				to: span.start,
				width: Math.max(0, span.end - span.start)
			});
			add(text);
		},
		hide(from, to = length) {
			if (from < to) unknown.push({
				from,
				to
			});
		},
		get length() {
			return length;
		},
		build: () => withUnknown({
			file,
			text: parts.join(""),
			segments
		}, unknown)
	};
}
/** The script with more of it unknown; ranges come out in order and apart. */
function withUnknown(script, ranges) {
	if (ranges.length === 0) return script;
	const unknown = [];
	for (const { from, to } of [...script.unknown ?? [], ...ranges].toSorted((one, other) => one.from - other.from)) {
		const last = unknown.at(-1);
		if (last !== void 0 && from < last.to) last.to = Math.max(last.to, to);
		else unknown.push({
			from,
			to
		});
	}
	return {
		...script,
		unknown
	};
}
/** The script that is the file itself, or one unbroken range of it. */
function scriptOfRange(file, start = 0, end = file.text.length) {
	return {
		file,
		text: file.text.slice(start, end),
		segments: [{
			from: 0,
			to: start
		}]
	};
}
/** The span in the file of a range of a script's text. An empty range gives an empty span. */
function spanIn(script, from, to) {
	const first = segmentAt(script.segments, from);
	const start = first === void 0 ? from : first.width === void 0 ? first.to + from - first.from : first.to;
	if (to <= from) return {
		start,
		end: start
	};
	const last = segmentAt(script.segments, to - 1);
	const end = last === void 0 ? to : last.to + (last.width ?? to - last.from);
	return {
		start,
		end: Math.max(start, end)
	};
}
function placeIn(script, from, to) {
	return {
		file: script.file,
		span: spanIn(script, from, to)
	};
}
/** Adds a range of another script, with its unknown parts. */
function copyRange(builder, script, from, to) {
	const offset = builder.length - from;
	for (let at = from; at < to;) {
		const index = segmentIndex(script.segments, at);
		const segment = script.segments[index];
		const end = Math.min(to, script.segments[index + 1]?.from ?? to);
		const text = script.text.slice(at, end);
		if (segment?.width === void 0) builder.copy(text, spanIn(script, at, at).start);
		else builder.decoded(text, {
			start: segment.to,
			end: segment.to + segment.width
		});
		at = Math.max(end, at + 1);
	}
	for (const range of script.unknown ?? []) {
		if (range.from >= to || range.to <= from) continue;
		builder.hide(Math.max(range.from, from) + offset, Math.min(range.to, to) + offset);
	}
}
function segmentAt(segments, offset) {
	return segments[segmentIndex(segments, offset)];
}
function segmentIndex(segments, offset) {
	let low = 0;
	let high = segments.length - 1;
	while (low < high) {
		const middle = low + high + 1 >> 1;
		if ((segments[middle]?.from ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}
// src/parse/shell/unquote.ts
/** What a shell gets that is handed these words, joined by spaces: quotes removed, expansions unknown. */
function unquoted$1(script, words) {
	const builder = scriptBuilder(script.file);
	for (const [index, word] of words.entries()) {
		if (index > 0) builder.decoded(" ", spanIn(script, word.pos, word.pos));
		if (word.parts === void 0) copyUnescaped(builder, script, word.pos, word.end, /\\([\s\S])/g);
		else for (const part of word.parts) addPart$1(builder, script, part, false);
	}
	return builder.build();
}
/** What a shell reads from a here-document. `quoted`: its delimiter was, so that nothing in it is expanded. */
function bodyOf(script, body, quoted) {
	const builder = scriptBuilder(script.file);
	if (quoted) copyRange(builder, script, body.pos, body.end);
	else if (body.parts === void 0) copyUnescaped(builder, script, body.pos, body.end, /\\([$`\\\n])/g);
	else for (const part of body.parts) addBodyPart(builder, script, part);
	return builder.build();
}
/** What runs in backticks: the text between them, without the backslashes that the outer shell removes. */
function backticked(script, from, to) {
	const builder = scriptBuilder(script.file);
	const end = script.text.charAt(to - 1) === "`" ? to - 1 : to;
	copyUnescaped(builder, script, from + 1, Math.max(from + 1, end), /\\([$`\\])/g);
	return builder.build();
}
function addBodyPart(builder, script, part) {
	if (part.type === "Literal") copyUnescaped(builder, script, part.pos, part.end, /\\([$`\\\n])/g);
	else hidden(builder, script, part.pos, part.end);
}
function addPart$1(builder, script, part, quoted) {
	if (part.type === "Literal") copyUnescaped(builder, script, part.pos, part.end, quoted ? /\\([$`"\\\n])/g : /\\([\s\S])/g);
	else if (part.type === "SingleQuoted") {
		const closed = part.end - part.pos > 1 && script.text.charAt(part.end - 1) === "'";
		copyRange(builder, script, part.pos + 1, closed ? part.end - 1 : part.end);
	} else if (part.type === "AnsiCQuoted") builder.decoded(part.value, spanIn(script, part.pos, part.end));
	else if (part.type === "DoubleQuoted" || part.type === "LocaleString") for (const child of part.parts) addPart$1(builder, script, child, true);
	else hidden(builder, script, part.pos, part.end);
}
function hidden(builder, script, from, to) {
	const before = builder.length;
	copyRange(builder, script, from, to);
	builder.hide(before);
}
/** Copies a range without the backslashes `escape` finds; its first group is the character that stays. */
function copyUnescaped(builder, script, from, to, escape) {
	const text = script.text.slice(from, to);
	let at = 0;
	for (const match of text.matchAll(escape)) {
		copyRange(builder, script, from + at, from + match.index);
		const kept = match[1] ?? "";
		if (kept !== "\n") builder.decoded(kept, spanIn(script, from + match.index, from + match.index + match[0].length));
		at = match.index + match[0].length;
	}
	copyRange(builder, script, from + at, to);
}
// src/parse/shell/inner.ts
/** The shells whose language is near enough to be read as one. */
const shells = /* @__PURE__ */ new Set([
	"sh",
	"bash",
	"dash",
	"ash",
	"ksh",
	"mksh",
	"zsh"
]);
/** Where `sh …` finds its script, given its words with the name first. */
function shellInput(words) {
	let command = false;
	let stdin = false;
	for (let index = 1; index < words.length; index += 1) {
		const text = words[index]?.value ?? words[index]?.raw ?? "";
		if (command && !/^[-+]./.test(text)) return {
			from: "word",
			index
		};
		if (text === "--") continue;
		if (!/^[-+]/.test(text)) return { from: stdin ? "stdin" : "file" };
		if (text.startsWith("--")) {
			if (text === "--rcfile" || text === "--init-file") index += 1;
			continue;
		}
		if (text.startsWith("-") && text.includes("c")) command = true;
		if (text === "-" || text.includes("s")) stdin = true;
		if (/[oO]$/.test(text)) index += 1;
	}
	return { from: "stdin" };
}
/** The scripts a command starts: the text after `-c`, the words of `eval`, a here-document. */
function innerScripts(script, { name, words, nodes }, redirects) {
	if (shells.has(name)) {
		const input = shellInput(words);
		if (input.from === "word") return scriptOfWords(script, nodes.slice(input.index, input.index + 1));
		return input.from === "stdin" ? hereScripts(script, redirects) : [];
	}
	if (name === "eval") return scriptOfWords(script, nodes.slice(1));
	if (name === "trap") return words.length > 2 ? scriptOfWords(script, nodes.slice(1, 2)) : [];
	if (name === "su" || name === "runuser" || name === "script" || name === "flock") {
		const at = words.findIndex((word) => word.value === "-c" || word.value === "--command");
		return at > 0 ? scriptOfWords(script, nodes.slice(at + 1, at + 2)) : [];
	}
	return [];
}
/** The here-documents and here-strings among redirections, as scripts. */
function hereScripts(script, redirects) {
	return redirects.flatMap((redirect) => {
		if (redirect.type === "HereDoc") return [bodyOf(script, redirect.body, redirect.delimiter?.quoted ?? false)];
		return redirect.type === "HereString" && redirect.target !== void 0 ? [unquoted$1(script, [redirect.target])] : [];
	});
}
function scriptOfWords(script, nodes) {
	const words = nodes.filter((node) => node.type === "Word");
	return words.length === 0 ? [] : [unquoted$1(script, words)];
}
// src/parse/shell/of-dockerfile.ts
const defaultShell = { name: "sh" };
const windowsShell = {
	name: "cmd",
	why: "the shell of a Windows image is cmd"
};
/**
* What a RUN, CMD, ENTRYPOINT or HEALTHCHECK runs, as BuildKit hands it over: the joined line of a shell form, the body
* of a lone here-document, the line with its here-documents behind it. An exec form becomes a line of quoted words.
* Undefined where nothing is run.
*/
function scriptOfRun(dockerfile, instruction) {
	if (instruction.keyword === "ONBUILD") return scriptOfRun(dockerfile, instruction.trigger);
	const form = formOf(instruction);
	if (form === void 0) return void 0;
	if (form.form === "exec") return {
		state: "script",
		script: scriptOfExec(dockerfile, form.exec),
		shell: { name: "" }
	};
	const shell = shellOf(dockerfile, instruction);
	const alone = loneHeredoc(form.command, instruction.heredocs);
	const interpreter = alone && /^#!\s*(\S+)(?:\s+(\S+))?/.exec(alone.content);
	if (alone !== void 0 && interpreter) {
		const name = baseName((baseName(interpreter[1] ?? "") === "env" ? interpreter[2] : interpreter[1]) ?? "");
		if (!shells.has(name)) return {
			state: "left",
			why: `the here-document is a script for ${name || "an unknown program"}`,
			at: alone.at
		};
		return {
			state: "script",
			script: scriptOfHeredoc(dockerfile, alone),
			shell: { name }
		};
	}
	if (shell.why !== void 0) return {
		state: "left",
		why: shell.why,
		at: form.command.at
	};
	if (alone !== void 0) return {
		state: "script",
		script: scriptOfHeredoc(dockerfile, alone),
		shell
	};
	const builder = scriptBuilder(dockerfile.file);
	addJoined(builder, dockerfile, form.command);
	addHeredocs(builder, dockerfile, instruction.heredocs);
	return {
		state: "script",
		script: builder.build(),
		shell
	};
}
/** The scripts of a Dockerfile in the order of its instructions, and those left alone. */
function scriptsOfDockerfile(dockerfile) {
	return dockerfile.instructions.flatMap((instruction) => {
		const run = scriptOfRun(dockerfile, instruction);
		return run === void 0 ? [] : [{
			instruction,
			run
		}];
	});
}
/** The shell in force at an instruction: the last SHELL before it in its stage or in the stage that one is built from. */
function shellOf(dockerfile, instruction) {
	const seen = /* @__PURE__ */ new Set();
	let before = instruction.at.span.start;
	let fallback = dockerfile.escape === "`" ? windowsShell : defaultShell;
	for (let index = instruction.stage; !seen.has(index);) {
		seen.add(index);
		const stage = dockerfile.stages.find((one) => one.index === index);
		if (stage === void 0) break;
		if (isWindows(stage)) fallback = windowsShell;
		const limit = before;
		const set = stage.instructions.findLast((one) => one.keyword === "SHELL" && one.at.span.start < limit);
		if (set?.keyword === "SHELL") return namedShell(set.exec, set.at);
		const parent = stage.from.image.raw.toLowerCase();
		const base = dockerfile.stages.findLast((one) => one.index < stage.index && (one.name === parent || String(one.index) === parent));
		if (base === void 0) break;
		index = base.index;
		before = Number.MAX_SAFE_INTEGER;
	}
	return fallback;
}
function isWindows({ from }) {
	const platform = from.flags.find((flag) => flag.name === "platform")?.value?.raw ?? "";
	return /^windows\b/i.test(platform) || /windows|nanoserver/i.test(from.image.raw);
}
function namedShell(exec, at) {
	const name = baseName(exec[0]?.raw ?? "").replace(/\.exe$/i, "").toLowerCase();
	if (shells.has(name)) return {
		name,
		at
	};
	if (name === "env" || name === "busybox") {
		const inner = exec.slice(1).map((word) => baseName(word.raw)).find((word) => shells.has(word));
		if (inner !== void 0) return {
			name: inner,
			at
		};
	}
	if (name === "powershell" || name === "pwsh") return {
		name,
		why: "the shell is PowerShell",
		at
	};
	if (name === "cmd") return {
		name,
		why: "the shell is cmd",
		at
	};
	return {
		name,
		why: `the shell ${name || "of SHELL"} is not known`,
		at
	};
}
function formOf(instruction) {
	if (instruction.keyword === "HEALTHCHECK") return instruction.test;
	const { keyword } = instruction;
	return keyword === "RUN" || keyword === "CMD" || keyword === "ENTRYPOINT" ? instruction : void 0;
}
function loneHeredoc(command, heredocs) {
	const first = heredocs[0];
	if (first === void 0) return void 0;
	return /^\d*<<-?\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)$/.test(command.raw.trim()) ? first : void 0;
}
function scriptOfHeredoc(dockerfile, heredoc) {
	const builder = scriptBuilder(dockerfile.file);
	addBody(builder, dockerfile, heredoc);
	return builder.build();
}
function addHeredocs(builder, dockerfile, heredocs) {
	for (const heredoc of heredocs) {
		builder.decoded("\n", {
			start: heredoc.at.span.start,
			end: heredoc.at.span.start
		});
		addBody(builder, dockerfile, heredoc);
		const { end } = heredoc.at.span;
		builder.decoded(heredoc.name, {
			start: end,
			end
		});
	}
}
function addBody(builder, dockerfile, heredoc) {
	const start = dockerfile.file.text.indexOf(heredoc.content, heredoc.at.span.start);
	if (start >= 0) builder.copy(heredoc.content, start);
	else builder.decoded(heredoc.content, heredoc.at.span);
	if (heredoc.content !== "" && !heredoc.content.endsWith("\n")) builder.decoded("\n", {
		start: heredoc.at.span.end,
		end: heredoc.at.span.end
	});
}
/** The word as one line, its line continuations and the comments in them left out. */
function addJoined(builder, dockerfile, word) {
	const { start, end } = word.at.span;
	const source = dockerfile.file.text.slice(start, end);
	const pieces = source === word.raw ? [{
		text: source,
		at: 0
	}] : logicalLine(source, dockerfile.escape);
	if (pieces.map((piece) => piece.text).join("") === word.raw) for (const piece of pieces) builder.copy(piece.text, start + piece.at);
	else addAligned(builder, source, word.raw, start);
}
/** Finds each character of `raw` in order in the source. */
function addAligned(builder, source, raw, start) {
	let at = 0;
	for (let index = 0; index < raw.length; index += 1) {
		const next = source.indexOf(raw.charAt(index), at);
		if (next < 0) return builder.decoded(raw.slice(index), {
			start: start + at,
			end: start + source.length
		});
		builder.copy(raw.charAt(index), start + next);
		at = next + 1;
	}
}
/** The pieces of a logical line: what is left of each of its lines, and where. */
function logicalLine(source, escape) {
	const pieces = [];
	const continued = escape === "`" ? /`[ \t]*$/ : /\\[ \t]*$/;
	let goesOn = false;
	for (const match of source.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
		const text = match[1] ?? "";
		if (match.index >= source.length && text === "") break;
		if (goesOn && (/^\s*#/.test(text) || text.trim() === "")) continue;
		const cut = continued.exec(text);
		pieces.push({
			text: cut ? text.slice(0, cut.index) : text,
			at: match.index
		});
		goesOn = cut !== null;
	}
	return pieces;
}
function scriptOfExec(dockerfile, exec) {
	const builder = scriptBuilder(dockerfile.file);
	for (const [index, word] of exec.entries()) {
		const { start, end } = word.at.span;
		const around = {
			start,
			end: start
		};
		if (index > 0) builder.decoded(" ", around);
		builder.decoded("'", around);
		addJsonText(builder, dockerfile.file.text.slice(start, end), word, start);
		builder.decoded("'", {
			start: end,
			end
		});
	}
	return builder.build();
}
/** The text of a JSON string, each escape mapped to what it is written as. */
function addJsonText(builder, source, word, start) {
	const inner = source.startsWith("\"") && source.endsWith("\"") && source.length > 1 ? 1 : 0;
	const units = [...source.slice(inner, source.length - inner).matchAll(/\\u[0-9a-fA-F]{4}|\\[\s\S]|[^\\]/g)].map((match) => ({
		text: match[0].length > 1 ? unescaped(match[0]) : match[0],
		span: {
			start: start + inner + match.index,
			end: start + inner + match.index + match[0].length
		}
	}));
	if (units.map((unit) => unit.text).join("") !== word.raw) {
		builder.decoded(word.raw.replaceAll("'", "'\\''"), word.at.span);
		return;
	}
	for (const { text, span } of units) if (text === "'") builder.decoded("'\\''", span);
	else if (span.end - span.start === text.length) builder.copy(text, span.start);
	else builder.decoded(text, span);
}
const jsonEscapes = /* @__PURE__ */ new Map([
	["n", "\n"],
	["t", "	"],
	["r", "\r"],
	["b", "\b"],
	["f", "\f"]
]);
function unescaped(escape) {
	if (escape.startsWith("\\u")) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
	return jsonEscapes.get(escape.charAt(1)) ?? escape.charAt(1);
}
function baseName(path) {
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
// node_modules/unbash/dist/traversal.js
function forEachChild(node, callback) {
	switch (node.type) {
		case "Script":
		case "CompoundList":
		case "AndOr":
			for (const command of node.commands) callback(command);
			return;
		case "Statement":
			callback(node.command);
			return;
		case "Command":
			for (const child of node.prefix) callback(child);
			if (node.name) callback(node.name);
			for (const child of node.suffix) callback(child);
			return;
		case "Pipeline":
			for (const prefix of node.prefixes) callback(prefix);
			for (const command of node.commands) callback(command);
			return;
		case "Redirected":
			callback(node.command);
			for (const redirect of node.redirects) callback(redirect);
			return;
		case "If":
			callback(node.clause);
			callback(node.then);
			for (const branch of node.elif) callback(branch);
			if (node.else) callback(node.else);
			return;
		case "Elif":
			callback(node.clause);
			callback(node.then);
			return;
		case "For":
		case "Select":
			callback(node.name);
			if (node.wordlist) for (const word of node.wordlist) callback(word);
			callback(node.body);
			return;
		case "While":
			callback(node.clause);
			callback(node.body);
			return;
		case "Function":
		case "Coproc":
			if (node.name) callback(node.name);
			callback(node.body);
			return;
		case "Subshell":
		case "BraceGroup":
			callback(node.body);
			return;
		case "Case":
			callback(node.word);
			for (const item of node.items) callback(item);
			return;
		case "CaseItem":
			for (const pattern of node.pattern) callback(pattern);
			callback(node.body);
			return;
		case "ArithmeticFor": {
			const initialize = node.initialize;
			if (initialize) callback(initialize);
			const test = node.test;
			if (test) callback(test);
			const update = node.update;
			if (update) callback(update);
			callback(node.body);
			return;
		}
		case "Word":
		case "Glob":
		case "ArithmeticWord":
		case "HereDocBody":
		case "BraceExpansion":
		case "ExtendedGlob": {
			const parts = node.parts;
			if (parts) for (const part of parts) callback(part);
			return;
		}
		case "DoubleQuoted":
		case "LocaleString":
			for (const part of node.parts) callback(part);
			return;
		case "ParameterExpansion":
			if (node.index) callback(node.index);
			if (node.operation) callback(node.operation);
			return;
		case "Default":
		case "Remove":
		case "Transform":
			callback(node.operand);
			return;
		case "CaseModification":
			if (node.operand) callback(node.operand);
			return;
		case "Replace":
			callback(node.pattern);
			callback(node.replacement);
			return;
		case "Slice":
			callback(node.offset);
			if (node.length) callback(node.length);
			return;
		case "Assignment": {
			const index = node.index;
			if (index) callback(index);
			callback(node.value);
			return;
		}
		case "ArrayValue":
			for (const element of node.elements) callback(element);
			return;
		case "Redirect":
		case "HereString":
			if (node.descriptor) callback(node.descriptor);
			if (node.target) callback(node.target);
			return;
		case "HereDoc":
			if (node.descriptor) callback(node.descriptor);
			if (node.delimiter) callback(node.delimiter);
			callback(node.body);
			return;
		case "CommandExpansion":
		case "ProcessSubstitution":
		case "ArithmeticCommandExpansion": {
			const script = node.script;
			if (script) callback(script);
			return;
		}
		case "ArithmeticExpansion":
		case "ArithmeticCommand":
		case "ArithmeticGroup":
		case "TestCommand":
		case "TestGroup": {
			const expression = node.expression;
			if (expression) callback(expression);
			return;
		}
		case "ArithmeticBinary":
		case "TestBinary":
			callback(node.left);
			callback(node.right);
			return;
		case "ArithmeticUnary":
		case "TestUnary":
			callback(node.operand);
			return;
		case "ArithmeticTernary":
			callback(node.test);
			callback(node.consequent);
			callback(node.alternate);
			return;
		case "TestLogical":
			for (const operand of node.operands) callback(operand);
			return;
		case "TestNot":
			for (const negation of node.negations) callback(negation);
			callback(node.operand);
			return;
		case "Literal":
		case "SingleQuoted":
		case "AnsiCQuoted":
		case "SimpleExpansion":
		case "Names":
		case "Unknown":
		case "FileDescriptor":
		case "FileDescriptorVariable":
		case "HereDocDelimiter":
		case "Time":
		case "Negation": return;
		default: throw new TypeError(`Unexpected syntax node: ${node}`);
	}
}
// node_modules/unbash/dist/ansi-c.js
function isOctal(code) {
	return code >= 48 && code <= 55;
}
function isHex(code) {
	return code >= 48 && code <= 57 || code >= 65 && code <= 70 || code >= 97 && code <= 102;
}
function codePoint(value, fallback) {
	try {
		return String.fromCodePoint(value);
	} catch {
		return fallback;
	}
}
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
function decodeBytes(bytes) {
	return utf8.decode(new Uint8Array(bytes));
}
function readByteEscape(source, pos, limit) {
	if (source.charCodeAt(pos) !== 92 || pos + 2 > limit) return void 0;
	const escaped = source.charCodeAt(pos + 1);
	const digitsStart = pos + 2;
	let end = digitsStart;
	if (escaped === 120) {
		while (end < limit && end - digitsStart < 2 && isHex(source.charCodeAt(end))) end++;
		if (end === digitsStart) return void 0;
		return {
			value: Number.parseInt(source.slice(digitsStart, end), 16),
			end
		};
	}
	if (!isOctal(escaped)) return void 0;
	while (end < limit && end - digitsStart < 2 && isOctal(source.charCodeAt(end))) end++;
	return {
		value: Number.parseInt(source.slice(pos + 1, end), 8) & 255,
		end
	};
}
function decodeAnsiCQuoted(source, start, limit) {
	let pos = start;
	let value = "";
	let bytes = [];
	let nul = -1;
	while (pos < limit && source.charCodeAt(pos) !== 39) {
		const escapeStart = pos;
		const byte = readByteEscape(source, pos, limit);
		if (byte && byte.value >= 128) {
			bytes.push(byte.value);
			pos = byte.end;
			continue;
		}
		if (bytes.length > 0) {
			value += decodeBytes(bytes);
			bytes = [];
		}
		if (byte) {
			if (byte.value === 0 && nul === -1) nul = value.length;
			value += String.fromCharCode(byte.value);
			pos = byte.end;
			continue;
		}
		if (source.charCodeAt(pos) !== 92 || pos + 1 >= limit) {
			const runStart = pos;
			while (pos < limit) {
				const code = source.charCodeAt(pos);
				if (code === 39 || code === 92 && pos + 1 < limit) break;
				pos++;
			}
			value += source.slice(runStart, pos);
			continue;
		}
		pos++;
		const escaped = source[pos++];
		switch (escaped) {
			case "a":
				value += "\x07";
				break;
			case "b":
				value += "\b";
				break;
			case "e":
			case "E":
				value += "\x1B";
				break;
			case "f":
				value += "\f";
				break;
			case "n":
				value += "\n";
				break;
			case "r":
				value += "\r";
				break;
			case "t":
				value += "	";
				break;
			case "v":
				value += "\v";
				break;
			case "\\":
				value += "\\";
				break;
			case "'":
				value += "'";
				break;
			case "\"":
				value += "\"";
				break;
			case "?":
				value += "?";
				break;
			case "\n": break;
			case "c": {
				const code = pos < limit ? source.charCodeAt(pos) : 39;
				if (code === 39) {
					value += source.slice(escapeStart, pos);
					break;
				}
				pos++;
				if (code === 92) {
					const pair = pos < limit && source.charCodeAt(pos) === 92;
					if (pair) pos++;
					value += "";
					if (!pair && pos < limit) {
						value += source[pos];
						pos++;
					}
					break;
				}
				const control = code === 63 ? 127 : code & 31;
				if (control === 0 && code < 128 && nul === -1) nul = value.length;
				value += String.fromCharCode(control);
				break;
			}
			case "u":
			case "U": {
				const digitsStart = pos;
				const maxDigits = escaped === "u" ? 4 : 8;
				while (pos < limit && pos - digitsStart < maxDigits && isHex(source.charCodeAt(pos))) pos++;
				if (pos === digitsStart) {
					value += `\\${escaped}`;
					break;
				}
				const raw = source.slice(escapeStart, pos);
				const point = Number.parseInt(source.slice(digitsStart, pos), 16);
				if (point === 0 && nul === -1) nul = value.length;
				value += codePoint(point, raw);
				break;
			}
			default: value += `\\${escaped}`;
		}
	}
	if (bytes.length > 0) value += decodeBytes(bytes);
	if (nul !== -1) value = value.slice(0, nul);
	const closed = pos < limit;
	if (closed) pos++;
	return {
		value,
		end: pos,
		closed
	};
}
// node_modules/unbash/dist/expansion.js
var ScriptExpansionImpl = class ScriptExpansionImpl {
	static _resolveScript;
	type;
	pos;
	end;
	text;
	#window;
	#script = void 0;
	constructor(type, pos, end, text, window) {
		this.type = type;
		this.pos = pos;
		this.end = end;
		this.text = text;
		this.#window = window;
	}
	get script() {
		const window = this.#window;
		if (window !== void 0) {
			const script = ScriptExpansionImpl._resolveScript(window.source, window.start, window.end, window.depth, window.parenBoundary, window.context);
			if (window.context === void 0) script.source = window.source;
			this.script = script;
		}
		return this.#script;
	}
	set script(script) {
		this.#script = script;
		this.#window = void 0;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			text: this.text,
			script: this.script
		};
	}
};
var ProcessSubstitutionImpl = class extends ScriptExpansionImpl {
	operator;
	constructor(pos, end, text, operator, window) {
		super("ProcessSubstitution", pos, end, text, window);
		this.operator = operator;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			text: this.text,
			operator: this.operator,
			script: this.script
		};
	}
};
var ArithmeticExpansionImpl = class ArithmeticExpansionImpl {
	static _resolveExpression;
	type = "ArithmeticExpansion";
	pos;
	end;
	text;
	#window;
	#expression = void 0;
	constructor(pos, end, text, window) {
		this.pos = pos;
		this.end = end;
		this.text = text;
		this.#window = window;
	}
	get expression() {
		const window = this.#window;
		if (window !== void 0) this.expression = ArithmeticExpansionImpl._resolveExpression(window.body, window.offset, window.source, window.depth, window.context, window.depth + 1);
		return this.#expression;
	}
	set expression(expression) {
		this.#expression = expression;
		this.#window = void 0;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			text: this.text,
			expression: this.expression
		};
	}
};
// node_modules/unbash/dist/word-value.js
function dequoteValue(parts) {
	let s = "";
	for (const c of parts) s += c.type === "Literal" ? c.value : c.text;
	return s;
}
function unescapeBareValue(text) {
	const first = text.indexOf("\\");
	if (first === -1) return text;
	let s = "";
	let start = 0;
	for (let i = first; i < text.length; i++) {
		if (text.charCodeAt(i) !== 92) continue;
		s += text.slice(start, i);
		i++;
		if (i >= text.length) {
			s += "\\";
			start = i;
			break;
		}
		if (text.charCodeAt(i) !== 10) s += text[i];
		start = i + 1;
	}
	return s + text.slice(start);
}
function continuedExpansionValue(text) {
	let pos = 1;
	while (text[pos] === "\\" && text[pos + 1] === "\n") pos += 2;
	return pos === 1 || text[pos] !== "(" ? text : text[0] + text.slice(pos);
}
function wordPartsValue(parts) {
	let value = "";
	for (const part of parts) switch (part.type) {
		case "Literal":
		case "Glob":
		case "SingleQuoted":
		case "AnsiCQuoted":
			value += part.value;
			break;
		case "DoubleQuoted":
		case "LocaleString":
			value += dequoteValue(part.parts);
			break;
		case "CommandExpansion":
			value += part.text[0] === "$" ? continuedExpansionValue(part.text) : part.text;
			break;
		case "ExtendedGlob":
			value += continuedExpansionValue(part.text);
			break;
		default: value += part.text;
	}
	return value;
}
// node_modules/unbash/dist/word.js
var WordImpl = class {
	type = "Word";
	text;
	pos;
	end;
	#source;
	#resolver;
	#depth;
	#parts;
	#value = null;
	constructor(text, pos, end, source, resolver, depth = 0) {
		this.text = text;
		this.pos = pos;
		this.end = end;
		this.#source = source;
		this.#resolver = resolver;
		this.#depth = depth;
		this.#parts = resolver === void 0 ? void 0 : null;
	}
	get value() {
		if (this.#value === null) {
			const parts = this.#source === void 0 && this.#parts === null ? void 0 : this.parts;
			this.#value = parts ? wordPartsValue(parts) : unescapeBareValue(this.text);
		}
		return this.#value;
	}
	get parts() {
		if (this.#parts === null) this.#parts = this.#resolver?.(this.#source ?? "", this, this.#depth) ?? void 0;
		return this.#parts;
	}
	set parts(v) {
		this.#parts = v ?? void 0;
	}
	toJSON() {
		return {
			type: this.type,
			text: this.text,
			pos: this.pos,
			end: this.end,
			parts: this.parts,
			value: this.value
		};
	}
};
// node_modules/unbash/dist/substitution-context.js
function createSubstitutionContext(parent) {
	return {
		boundaries: parent === void 0 ? void 0 : substitutionBoundaries(parent),
		wordParts: void 0,
		embeddedParts: void 0,
		arrayParts: void 0
	};
}
function substitutionBoundaries(context) {
	return context.boundaries ?? (context.boundaries = /* @__PURE__ */ new Map());
}
function skipLineContinuations(source, pos, end) {
	while (pos + 1 < end && source.charCodeAt(pos) === 92 && source.charCodeAt(pos + 1) === 10) pos += 2;
	return pos;
}
// node_modules/unbash/dist/glob.js
function hasGlobCharacters(text) {
	return /[*?[]/.test(text);
}
const bracketSyntax = /* @__PURE__ */ new Uint8Array(128);
bracketSyntax[33] = 1;
bracketSyntax[94] = 1;
bracketSyntax[91] = 1;
bracketSyntax[93] = 1;
bracketSyntax[58] = 1;
bracketSyntax[46] = 1;
bracketSyntax[61] = 1;
bracketSyntax[45] = 1;
bracketSyntax[92] = 1;
function bracketEnds(source, start, end, parts, offset) {
	let close = end - 1;
	while (close > start && source.charCodeAt(close) !== 93) close--;
	if (close === start) return null;
	const positions = [];
	const kinds = [];
	const members = [];
	let partIndex = 0;
	let symbols = false;
	for (let pos = start; pos < end; pos++) {
		while (parts && partIndex < parts.length && parts[partIndex].end <= pos + offset) partIndex++;
		const part = parts?.[partIndex];
		const tokenPos = pos;
		let kind = 0;
		if (part && part.pos <= pos + offset && part.type !== "Literal") pos = part.end - offset - 1;
		else {
			kind = source.charCodeAt(pos);
			if (kind === 92 && pos + 1 < end && source.charCodeAt(pos + 1) === 10) {
				pos++;
				continue;
			}
			if (kind >= 128 || !bracketSyntax[kind]) kind = 0;
		}
		const last = kinds.length - 1;
		if (kind === 0 && last >= 0 && kinds[last] === 0) {
			members[last]++;
			continue;
		}
		if (last >= 0 && kinds[last] === 91 && (kind === 58 || kind === 61 || kind === 46)) symbols = true;
		positions.push(tokenPos);
		kinds.push(kind);
		members.push(1);
	}
	const count = kinds.length;
	let symbolEnd;
	if (symbols) {
		symbolEnd = new Int32Array(count).fill(-1);
		let close = -1;
		let colon = -1;
		let eq = -1;
		let dot = -1;
		for (let i = count - 1; i >= 0; i--) {
			const kind = kinds[i + 2];
			if (kind === 93) close = i + 2;
			else if (kinds[i + 3] === 93) {
				if (kind === 58) colon = i + 2;
				else if (kind === 61) eq = i + 2;
				else if (kind === 46) dot = i + 2;
			}
			if (kinds[i] !== 91) continue;
			const type = kinds[i + 1];
			const found = type === 58 ? colon : type === 61 ? eq : type === 46 ? dot : -1;
			if (found !== -1 && (type === 46 || close === -1 || close > found)) symbolEnd[i] = found + 2;
		}
	}
	const subBracket = (open) => symbolEnd === void 0 ? -1 : symbolEnd[open];
	const endFrom = new Int32Array(count + 2).fill(-1);
	const resume = (next, range) => {
		if (next >= count) return -1;
		if (range && kinds[next] === 45 && next + 1 < count && kinds[next + 1] !== 93) {
			let last = next + 1;
			if (kinds[last] === 92) {
				if (last + 1 >= count) return -1;
				last++;
			}
			let after = last + 1;
			if (kinds[last] === 91 && kinds[last + 1] === 46) {
				const symbol = subBracket(last);
				if (symbol !== -1) after = symbol;
			} else if (kinds[last] === 0 && members[last] > 1) return endFrom[last];
			if (after >= count) return -1;
			return kinds[after] === 93 ? after + 1 : endFrom[after];
		}
		return kinds[next] === 93 ? next + 1 : endFrom[next];
	};
	for (let t = count - 1; t >= 0; t--) {
		const kind = kinds[t];
		let after = t + 1;
		let range = true;
		if (kind === 92) {
			if (t + 1 >= count) continue;
			after = t + 2;
		} else if (kind === 91) {
			const type = kinds[t + 1];
			if (type === 58 || type === 61 || type === 46) {
				const symbol = subBracket(t);
				if (symbol !== -1) {
					after = symbol;
					range = type === 46;
				}
			}
		}
		endFrom[t] = resume(after, range);
	}
	const ends = /* @__PURE__ */ new Map();
	for (let t = 0; t < count; t++) {
		if (kinds[t] !== 91) continue;
		let first = t + 1;
		if (kinds[first] === 33 || kinds[first] === 94) first++;
		if (first >= count) continue;
		const close = kinds[first] === 93 ? resume(first + 1, true) : endFrom[first];
		if (close !== -1) ends.set(positions[t], positions[close - 1] + 1);
	}
	return ends;
}
function appendRange(source, start, end, parts, index, offset, result) {
	while (start < end) {
		while (parts && index < parts.length && parts[index].end <= start + offset) index++;
		const part = parts?.[index];
		if (part && part.pos === start + offset && part.end <= end + offset) {
			result.push(part);
			start = part.end - offset;
			index++;
			continue;
		}
		const stop = part ? Math.min(end, (part.pos > start + offset ? part.pos : part.end) - offset) : end;
		const text = source.slice(start, stop);
		result.push({
			type: "Literal",
			pos: start + offset,
			end: stop + offset,
			text,
			value: unescapeBareValue(text)
		});
		start = stop;
	}
	return index;
}
function parseGlobParts(source, start, end, parts, offset = 0) {
	let result;
	let brackets;
	let partIndex = 0;
	let emittedIndex = 0;
	let literalStart = start;
	for (let pos = start; pos < end; pos++) {
		while (parts && partIndex < parts.length && parts[partIndex].end <= pos + offset) partIndex++;
		const part = parts?.[partIndex];
		if (part && part.pos <= pos + offset && part.type !== "Literal") {
			pos = part.end - offset - 1;
			continue;
		}
		const character = source.charCodeAt(pos);
		if (character === 92) {
			pos++;
			continue;
		}
		let globEnd;
		if (character === 42 || character === 63) {
			const limit = part ? Math.min(end, part.end - offset) : end;
			const next = skipLineContinuations(source, pos + 1, limit);
			if (next < limit && source.charCodeAt(next) === 40) continue;
			globEnd = pos + 1;
			if (character === 42) while (globEnd < limit && source.charCodeAt(globEnd) === 42) {
				const next = skipLineContinuations(source, globEnd + 1, limit);
				if (next < limit && source.charCodeAt(next) === 40) break;
				globEnd++;
			}
		} else if (character === 91) {
			if (brackets === void 0) brackets = bracketEnds(source, pos, end, parts, offset);
			const close = brackets?.get(pos);
			if (close === void 0) continue;
			globEnd = close;
		} else continue;
		if (!result) result = [];
		emittedIndex = appendRange(source, literalStart, pos, parts, emittedIndex, offset, result);
		const text = source.slice(pos, globEnd);
		let glob;
		if (character === 91) {
			const interior = [];
			emittedIndex = appendRange(source, pos + 1, globEnd - 1, parts, emittedIndex, offset, interior);
			glob = {
				type: "Glob",
				kind: "bracket",
				pos: pos + offset,
				end: globEnd + offset,
				text,
				value: "[" + wordPartsValue(interior) + "]",
				parts: interior
			};
		} else glob = {
			type: "Glob",
			kind: character === 42 ? "star" : "question",
			pos: pos + offset,
			end: globEnd + offset,
			text,
			value: text,
			parts: void 0
		};
		result.push(glob);
		literalStart = globEnd;
		pos = globEnd - 1;
	}
	if (!result) return parts ?? void 0;
	appendRange(source, literalStart, end, parts, emittedIndex, offset, result);
	return result;
}
// node_modules/unbash/dist/lexer.js
const Token = {
	Word: 0,
	Assignment: 1,
	Semi: 2,
	Newline: 3,
	Pipe: 4,
	And: 5,
	Or: 6,
	Amp: 7,
	LParen: 8,
	RParen: 9,
	LBrace: 10,
	RBrace: 11,
	Bang: 12,
	If: 13,
	Then: 14,
	Else: 15,
	Elif: 16,
	Fi: 17,
	Do: 18,
	Done: 19,
	For: 20,
	While: 21,
	Until: 22,
	In: 23,
	Case: 24,
	Esac: 25,
	Function: 26,
	DoubleSemi: 27,
	SemiAmp: 28,
	DoubleSemiAmp: 29,
	Select: 30,
	DblLBracket: 31,
	DblRBracket: 32,
	EOF: 33,
	ArithCmd: 34,
	Coproc: 35,
	Redirect: 36
};
var TokenValue = class {
	token = Token.EOF;
	_value = "";
	_owner;
	pos = 0;
	end = 0;
	fileDescriptor = void 0;
	variableName = void 0;
	descriptorEnd = 0;
	delimiterQuoted = false;
	content = void 0;
	targetPos = 0;
	targetEnd = 0;
	assignmentOperatorPos = -1;
	raw = false;
	keywordEligible = false;
	constructor(owner = null) {
		this._owner = owner;
	}
	get value() {
		return this._value ?? (this._value = this._owner === null ? "" : this._owner._tokenValue(this.pos, this.end, this.raw));
	}
	set value(v) {
		this._value = v;
	}
	reset() {
		this.token = Token.EOF;
		this._value = "";
		this.pos = 0;
		this.end = 0;
		this.fileDescriptor = void 0;
		this.variableName = void 0;
		this.descriptorEnd = 0;
		this.delimiterQuoted = false;
		this.content = void 0;
		this.targetPos = 0;
		this.targetEnd = 0;
		this.assignmentOperatorPos = -1;
		this.raw = false;
		this.keywordEligible = false;
	}
	copyFrom(other) {
		this.token = other.token;
		this._value = other._value;
		this.pos = other.pos;
		this.end = other.end;
		this.fileDescriptor = other.fileDescriptor;
		this.variableName = other.variableName;
		this.descriptorEnd = other.descriptorEnd;
		this.delimiterQuoted = other.delimiterQuoted;
		this.content = other.content;
		this.targetPos = other.targetPos;
		this.targetEnd = other.targetEnd;
		this.assignmentOperatorPos = other.assignmentOperatorPos;
		this.raw = other.raw;
		this.keywordEligible = other.keywordEligible;
	}
};
const RESERVED_WORDS = /* @__PURE__ */ new Map([
	["if", Token.If],
	["then", Token.Then],
	["else", Token.Else],
	["elif", Token.Elif],
	["fi", Token.Fi],
	["do", Token.Do],
	["done", Token.Done],
	["for", Token.For],
	["while", Token.While],
	["until", Token.Until],
	["in", Token.In],
	["case", Token.Case],
	["esac", Token.Esac],
	["function", Token.Function],
	["select", Token.Select],
	["coproc", Token.Coproc],
	["!", Token.Bang],
	["{", Token.LBrace],
	["}", Token.RBrace]
]);
const charType = /* @__PURE__ */ new Uint8Array(128);
charType[124] = 1;
charType[38] = 1;
charType[59] = 1;
charType[40] = 1;
charType[41] = 1;
charType[60] = 1;
charType[62] = 1;
charType[32] = 1;
charType[9] = 1;
charType[10] = 1;
charType[92] = 2;
charType[39] = 2;
charType[34] = 2;
charType[36] = 2;
charType[96] = 2;
charType[123] = 2;
function skipBlanks(source, pos, end) {
	while (pos < end) {
		const ch = source.charCodeAt(pos);
		if (ch === 32 || ch === 9) pos++;
		else if (ch === 92 && pos + 1 < end && source.charCodeAt(pos + 1) === 10) pos += 2;
		else break;
	}
	return pos;
}
const arithmeticWordDelimiter = /* @__PURE__ */ new Uint8Array(128);
for (const ch of [
	9,
	10,
	32,
	33,
	37,
	38,
	40,
	41,
	42,
	43,
	44,
	45,
	47,
	58,
	60,
	61,
	62,
	63,
	94,
	124
]) arithmeticWordDelimiter[ch] = 1;
function hasEmbeddedWordStructure(source, start, end) {
	for (let pos = start; pos < end; pos++) {
		const ch = source.charCodeAt(pos);
		if (ch === 92 || ch === 39 || ch === 34 || ch === 36 || ch === 96 || (ch === 60 || ch === 62) && pos + 1 < end && source.charCodeAt(pos + 1) === 40) return true;
	}
	return false;
}
function findUnnested(s, target, pairTernaries = false, findNestedEnd) {
	let depth = 0;
	let ternaryDepth = 0;
	for (let i = 0; i < s.length; i++) {
		const c = s.charCodeAt(i);
		if (c === 92) {
			i++;
			continue;
		}
		if (c === 123) {
			depth++;
			continue;
		}
		if (c === 125) {
			if (depth > 0) depth--;
			continue;
		}
		if (c === 39) {
			i++;
			while (i < s.length && s.charCodeAt(i) !== 39) i++;
			continue;
		}
		if (c === 34) {
			i++;
			while (i < s.length) {
				const quoted = s.charCodeAt(i);
				if (quoted === 34) break;
				if (quoted === 92) {
					i += 2;
					continue;
				}
				const nestedEnd = findNestedEnd?.(i, true) ?? i;
				if (nestedEnd > i) {
					i = nestedEnd;
					continue;
				}
				i++;
			}
			continue;
		}
		const nestedEnd = findNestedEnd?.(i, false) ?? i;
		if (nestedEnd > i) {
			i = nestedEnd - 1;
			continue;
		}
		if (pairTernaries && depth === 0) {
			if (c === 63) {
				ternaryDepth++;
				continue;
			}
			if (c === 58 && ternaryDepth > 0) {
				ternaryDepth--;
				continue;
			}
		}
		if (c === target && depth === 0) return i;
	}
	return -1;
}
const isIdChar = /* @__PURE__ */ new Uint8Array(128);
for (let i = 97; i <= 122; i++) isIdChar[i] = 3;
for (let i = 65; i <= 90; i++) isIdChar[i] = 3;
for (let i = 48; i <= 57; i++) isIdChar[i] = 2;
isIdChar[95] = 3;
const extglobPrefix = /* @__PURE__ */ new Uint8Array(128);
extglobPrefix[63] = 1;
extglobPrefix[64] = 1;
extglobPrefix[42] = 1;
extglobPrefix[43] = 1;
extglobPrefix[33] = 1;
extglobPrefix[61] = 1;
function isExtglobOpen(prefix) {
	return prefix < 128 && prefix !== 61 && extglobPrefix[prefix] === 1;
}
const extglobOp = {
	[63]: "?",
	[64]: "@",
	[42]: "*",
	[43]: "+",
	[33]: "!"
};
function isDQChild(p) {
	const t = p.type;
	return t === "Literal" || t === "SimpleExpansion" || t === "ParameterExpansion" || t === "CommandExpansion" || t === "ArithmeticExpansion";
}
function isAllDigitsRange(src, start, end) {
	for (let i = start; i < end; i++) {
		const c = src.charCodeAt(i);
		if (c < 48 || c > 57) return false;
	}
	return end > start;
}
const ASSIGNMENT_INVALID = -1;
const ASSIGNMENT_NAME_START = 0;
const ASSIGNMENT_NAME = 1;
const ASSIGNMENT_AFTER_INDEX = 2;
const ASSIGNMENT_AFTER_PLUS = 3;
const ASSIGNMENT_INDEX_BASE = 4;
function joinWordParts(head, tail) {
	const last = head[head.length - 1];
	const first = tail[0];
	let start = 0;
	if (last?.type === "Literal" && first?.type === "Literal" && last.end === first.pos) {
		head[head.length - 1] = {
			type: "Literal",
			pos: last.pos,
			end: first.end,
			text: last.text + first.text,
			value: last.value + first.value
		};
		start = 1;
	}
	for (let i = start; i < tail.length; i++) head.push(tail[i]);
	return head;
}
function isMatchedAssignment(state) {
	return state < ASSIGNMENT_INVALID;
}
function assignmentOperatorPos(state) {
	return -state - 2;
}
function scanAssignmentPrefix(src, start, end, initialState) {
	let state = initialState;
	for (let i = start; i < end && state >= 0; i++) {
		const c = src.charCodeAt(i);
		if (state >= ASSIGNMENT_INDEX_BASE) {
			if (c === 91) state++;
			else if (c === 93 && --state === ASSIGNMENT_INDEX_BASE) state = ASSIGNMENT_AFTER_INDEX;
		} else if (state === ASSIGNMENT_NAME_START) state = c < 128 && isIdChar[c] & 1 ? ASSIGNMENT_NAME : ASSIGNMENT_INVALID;
		else if (state === ASSIGNMENT_NAME) {
			if (c < 128 && isIdChar[c] & 2) continue;
			if (c === 91) state = 5;
			else if (c === 43) state = ASSIGNMENT_AFTER_PLUS;
			else state = c === 61 ? -i - 2 : ASSIGNMENT_INVALID;
		} else if (state === ASSIGNMENT_AFTER_INDEX) {
			if (c === 43) state = ASSIGNMENT_AFTER_PLUS;
			else state = c === 61 ? -i - 2 : ASSIGNMENT_INVALID;
		} else state = c === 61 ? -i - 2 : ASSIGNMENT_INVALID;
	}
	return state;
}
function setToken(out, token, value, pos = 0, end = 0) {
	out.token = token;
	out._value = value;
	out.pos = pos;
	out.end = end;
	out.fileDescriptor = void 0;
	out.variableName = void 0;
	out.descriptorEnd = 0;
	out.delimiterQuoted = false;
	out.content = void 0;
	out.assignmentOperatorPos = -1;
	out.raw = false;
	out.keywordEligible = false;
}
function setSpanToken(out, token, pos, end, raw) {
	out.token = token;
	out._value = null;
	out.pos = pos;
	out.end = end;
	out.fileDescriptor = void 0;
	out.variableName = void 0;
	out.descriptorEnd = 0;
	out.delimiterQuoted = false;
	out.content = void 0;
	out.assignmentOperatorPos = -1;
	out.raw = raw;
	out.keywordEligible = false;
}
function matchReservedWord(src, start, len) {
	switch (src.charCodeAt(start)) {
		case 33: return len === 1 ? Token.Bang : void 0;
		case 123: return len === 1 ? Token.LBrace : void 0;
		case 125: return len === 1 ? Token.RBrace : void 0;
		case 105: {
			if (len !== 2) return void 0;
			const c = src.charCodeAt(start + 1);
			return c === 102 ? Token.If : c === 110 ? Token.In : void 0;
		}
		case 102:
			if (len === 2) return src.charCodeAt(start + 1) === 105 ? Token.Fi : void 0;
			if (len === 3) return src.startsWith("for", start) ? Token.For : void 0;
			if (len === 8) return src.startsWith("function", start) ? Token.Function : void 0;
			return;
		case 116: return len === 4 && src.startsWith("then", start) ? Token.Then : void 0;
		case 101:
			if (len !== 4) return void 0;
			if (src.startsWith("else", start)) return Token.Else;
			if (src.startsWith("elif", start)) return Token.Elif;
			if (src.startsWith("esac", start)) return Token.Esac;
			return;
		case 100:
			if (len === 2) return src.charCodeAt(start + 1) === 111 ? Token.Do : void 0;
			if (len === 4) return src.startsWith("done", start) ? Token.Done : void 0;
			return;
		case 99:
			if (len === 4) return src.startsWith("case", start) ? Token.Case : void 0;
			if (len === 6) return src.startsWith("coproc", start) ? Token.Coproc : void 0;
			return;
		case 119: return len === 5 && src.startsWith("while", start) ? Token.While : void 0;
		case 117: return len === 5 && src.startsWith("until", start) ? Token.Until : void 0;
		case 115: return len === 6 && src.startsWith("select", start) ? Token.Select : void 0;
		default: return;
	}
}
const LexContext = {
	Normal: 0,
	CommandStart: 1,
	TestMode: 2,
	CommandPrefix: 3,
	Declaration: 4,
	ArrayElement: 5,
	FunctionName: 6,
	CasePattern: 7,
	EvalArgument: 8
};
function isBraceCommandOpener(after) {
	return after === 32 || after === 9 || after === 10 || after === 124;
}
var Lexer$1 = class Lexer$1 {
	static _findSubstitutionEnd;
	src;
	srcEnd;
	parenBoundary;
	pos;
	current;
	nextState;
	hasPeek;
	pendingHereDocs;
	substitutionContext;
	_errors = null;
	_buildParts = false;
	_buildValue = false;
	_nestingDepth = 0;
	constructor(src, start = 0, end = src.length, parenBoundary = false, context = createSubstitutionContext()) {
		this.src = src;
		this.srcEnd = end;
		this.parenBoundary = parenBoundary;
		this.pos = start;
		this.current = new TokenValue(this);
		this.nextState = new TokenValue(this);
		this.hasPeek = false;
		this.pendingHereDocs = null;
		this.substitutionContext = context;
		if (start === 0 && src.charCodeAt(0) === 35 && src.charCodeAt(1) === 33) {
			const nl = src.indexOf("\n");
			this.pos = nl === -1 ? this.srcEnd : nl + 1;
		}
	}
	getSource() {
		return this.src;
	}
	fork(start, end, parenBoundary = false) {
		const lexer = new Lexer$1(this.src, start, end, parenBoundary, this.substitutionContext);
		lexer._nestingDepth = this._nestingDepth;
		return lexer;
	}
	getSubstitutionContext() {
		return this.substitutionContext;
	}
	get errors() {
		return this._errors ?? (this._errors = []);
	}
	commandExpansion(pos, text, start, inner, parenBoundary = false) {
		const window = this.scriptWindow(this.src, start, start + inner.length, parenBoundary);
		return new ScriptExpansionImpl("CommandExpansion", pos, this.pos, text, window);
	}
	decodedCommandExpansion(pos, text, inner) {
		const window = this.scriptWindow(inner, 0, inner.length, false, true);
		return new ScriptExpansionImpl("CommandExpansion", pos, this.pos, text, window);
	}
	processSubstitution(pos, text, operator, inner) {
		const window = this.scriptWindow(this.src, pos + 2, pos + 2 + inner.length, !this._unbalanced);
		return new ProcessSubstitutionImpl(pos, this.pos, text, operator, window);
	}
	scriptWindow(source, start, end, parenBoundary, decoded = false) {
		if (this._nestingDepth > 256) return void 0;
		const context = decoded ? void 0 : this.substitutionContext;
		return {
			source,
			start,
			end,
			depth: this._nestingDepth + 1,
			parenBoundary,
			context
		};
	}
	getPos() {
		return this.pos;
	}
	findSubstitutionEnd(start, end, depth = this._nestingDepth + 1) {
		if (Lexer$1._findSubstitutionEnd === void 0) return -1;
		return Lexer$1._findSubstitutionEnd(this.src, start, end, depth, this.substitutionContext);
	}
	/** Materialize a word token's value: raw spans slice directly, others re-lex the span. */
	_tokenValue(pos, end, raw) {
		return raw ? this.src.slice(pos, end) : this.wordValueOf(pos, end);
	}
	wordValueOf(start, end) {
		const savedPos = this.pos;
		const savedEnd = this.srcEnd;
		const savedBracketWindow = this._bracketWindow;
		const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
		const savedBuildValue = this._buildValue;
		const savedUnbalanced = this._unbalanced;
		const errorCount = this._errors === null ? 0 : this._errors.length;
		this.pos = start;
		this.srcEnd = end;
		this._buildValue = true;
		this.readWordText();
		if (this.pos < end && this._wordAssignmentState !== void 0 && this._wordAssignmentState >= ASSIGNMENT_INDEX_BASE) {
			this.pos = start;
			this.readWordText(true);
		}
		const value = this._wordText;
		this.pos = savedPos;
		this.srcEnd = savedEnd;
		this._bracketWindow = savedBracketWindow;
		this._arithmeticBracketWindow = savedArithmeticBracketWindow;
		this._buildValue = savedBuildValue;
		this._unbalanced = savedUnbalanced;
		if (this._errors !== null) this._errors.length = errorCount;
		return value;
	}
	/** Find the closing bracket for a shell subscript, ignoring brackets inside nested shell syntax. */
	findClosingBracket(start, end = this.srcEnd) {
		const limit = Math.min(end, this.srcEnd);
		let window = this._bracketWindow;
		if (!window || window.limit !== limit) {
			window = {
				limit,
				depth: this._nestingDepth,
				last: this.src.lastIndexOf("]", limit - 1)
			};
			this._bracketWindow = window;
		}
		if (start > window.last) return -1;
		if (window.depth !== this._nestingDepth) {
			window = {
				limit,
				depth: this._nestingDepth,
				last: window.last
			};
			this._bracketWindow = window;
		}
		if (window.failed?.has(start)) return -1;
		const unmatched = [];
		const close = this.findClosingShellDelimiter(start, end, 93, false, true, unmatched);
		if (close === -1) {
			const failed = window.failed ?? (window.failed = /* @__PURE__ */ new Set());
			for (const starts of unmatched) for (const pos of starts) failed.add(pos);
		}
		return close;
	}
	/** Find the closing bracket of `$[ … ]`, which unlike a subscript does not recurse into `${ }`. */
	findClosingArithmeticBracket(start, end = this.srcEnd) {
		const limit = Math.min(end, this.srcEnd);
		let window = this._arithmeticBracketWindow;
		if (!window || window.end !== limit || window.depth !== this._nestingDepth) {
			window = {
				end: limit,
				depth: this._nestingDepth,
				failed: /* @__PURE__ */ new Set()
			};
			this._arithmeticBracketWindow = window;
		}
		if (window.failed.has(start)) return -1;
		return this.findClosingShellDelimiter(start, end, 93, false, false, void 0, window.failed);
	}
	/** Find the closing brace for a parameter expansion, ignoring braces inside nested shell syntax. */
	findClosingBrace(start, end = this.srcEnd) {
		return this.findClosingShellDelimiter(start, end, 125);
	}
	/** Find the closing parenthesis for a shell substitution using the command-aware scanner. */
	findClosingParenthesis(start, end = this.srcEnd) {
		const savedPos = this.pos;
		const savedEnd = this.srcEnd;
		const savedBracketWindow = this._bracketWindow;
		const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
		const savedUnbalanced = this._unbalanced;
		this.pos = start;
		this.srcEnd = Math.min(end, this.srcEnd);
		this.extractBalanced();
		const close = this._unbalanced ? -1 : this.pos - 1;
		this.pos = savedPos;
		this.srcEnd = savedEnd;
		this._bracketWindow = savedBracketWindow;
		this._arithmeticBracketWindow = savedArithmeticBracketWindow;
		this._unbalanced = savedUnbalanced;
		return close;
	}
	/** Find the end of one arithmetic expansion using the canonical lexer scanner. */
	findArithmeticExpansionEnd(start, end = this.srcEnd) {
		const scanner = this.fork(start, end);
		scanner.pos = start + 1;
		scanner.scanArithmeticBody();
		return scanner.pos;
	}
	/** Find the end of one shell-expanded arithmetic word using the canonical lexer scanners. */
	findArithmeticWordEnd(start, end = this.srcEnd) {
		const scanner = this.fork(start, end);
		scanner.pos = start;
		return scanner.scanArithmeticWordEnd();
	}
	scanArithmeticWordEnd() {
		while (this.pos < this.srcEnd) {
			const ch = this.src.charCodeAt(this.pos);
			if (ch === 36) {
				this.readDollar();
				continue;
			}
			if (ch === 96) {
				this.readBacktickExpansion();
				continue;
			}
			if (ch === 39) {
				this.pos++;
				this.skipSQ();
				continue;
			}
			if (ch === 34) {
				this.pos++;
				this.skipDQ();
				continue;
			}
			if (ch === 92) {
				this.pos += 2;
				continue;
			}
			if (ch === 91) {
				const close = this.findClosingBracket(this.pos + 1);
				if (close !== -1) {
					this.pos = close + 1;
					continue;
				}
			}
			if ((ch === 60 || ch === 62) && this.src.charCodeAt(this.pos + 1) === 40) {
				this.pos += 2;
				this.extractBalanced();
				continue;
			}
			if (ch < 128 && arithmeticWordDelimiter[ch]) break;
			this.pos++;
		}
		return this.pos;
	}
	findClosingShellDelimiter(start, end, closing, array = false, braces = true, bracketStarts, failedBrackets) {
		const savedPos = this.pos;
		const savedEnd = this.srcEnd;
		const savedBracketWindow = this._bracketWindow;
		const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
		const savedUnbalanced = this._unbalanced;
		this.srcEnd = Math.min(end, this.srcEnd);
		const delimiters = [closing];
		bracketStarts?.push([]);
		const failedStarts = failedBrackets ? [start] : void 0;
		let pos = start;
		let wordStart = true;
		let invalid = -1;
		while (pos < this.srcEnd) {
			const expected = delimiters[delimiters.length - 1];
			if (bracketStarts && expected === 93) bracketStarts[bracketStarts.length - 1].push(pos);
			const ch = this.src.charCodeAt(pos);
			if (ch === 92) {
				if (pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) !== 10) wordStart = false;
				pos += 2;
				continue;
			}
			if (ch === 35 && array && delimiters.length === 1 && wordStart) {
				while (pos < this.srcEnd && this.src.charCodeAt(pos) !== 10) pos++;
				continue;
			}
			if (ch === 39) {
				this.pos = pos + 1;
				this.skipSQ();
				pos = this.pos;
				wordStart = false;
				continue;
			}
			if (ch === 34) {
				this.pos = pos + 1;
				this.skipDQ();
				pos = this.pos;
				wordStart = false;
				continue;
			}
			if (ch === 96) {
				pos++;
				while (pos < this.srcEnd && this.src.charCodeAt(pos) !== 96) {
					if (this.src.charCodeAt(pos) === 92) pos++;
					pos++;
				}
				if (pos < this.srcEnd) pos++;
				wordStart = false;
				continue;
			}
			if (ch === 36 && pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) === 40 || (ch === 60 || ch === 62) && pos + 1 < this.srcEnd && this.src.charCodeAt(pos + 1) === 40) {
				this.pos = pos + 2;
				this.extractBalanced();
				pos = this.pos;
				wordStart = false;
				continue;
			}
			if (ch === 36 && pos + 1 < this.srcEnd) {
				const after = this.src.charCodeAt(pos + 1);
				if (after === 39) {
					pos = decodeAnsiCQuoted(this.src, pos + 2, this.srcEnd).end;
					wordStart = false;
					continue;
				}
				if (after === 36) {
					pos += 2;
					wordStart = false;
					continue;
				}
				if (after === 123 && braces) {
					delimiters.push(125);
					bracketStarts?.push([]);
					pos += 2;
					wordStart = false;
					continue;
				}
			}
			if (array && delimiters.length === 1) {
				if (ch === 91 && wordStart) {
					delimiters.push(93);
					bracketStarts?.push([]);
				} else if (invalid === -1 && (ch === 59 || ch === 38 || ch === 124 || ch === 60 || ch === 62 || ch === 40 && !isExtglobOpen(this.src.charCodeAt(pos - 1)))) invalid = pos;
			}
			if (expected === 93 && ch === 91) {
				delimiters.push(93);
				bracketStarts?.push([]);
				failedStarts?.push(pos + 1);
			} else if (expected === 41 && ch === 40) {
				delimiters.push(41);
				bracketStarts?.push([]);
			} else if (ch === expected) {
				delimiters.pop();
				failedStarts?.pop();
				bracketStarts?.pop();
				if (delimiters.length === 0) {
					this.pos = savedPos;
					this.srcEnd = savedEnd;
					this._bracketWindow = savedBracketWindow;
					this._arithmeticBracketWindow = savedArithmeticBracketWindow;
					this._unbalanced = savedUnbalanced;
					if (invalid !== -1) this.errors.push({
						message: `unexpected '${this.src[invalid]}' in array assignment`,
						pos: invalid
					});
					return pos;
				}
				wordStart = false;
				pos++;
				continue;
			}
			wordStart = ch < 128 && (charType[ch] & 1) !== 0;
			pos++;
		}
		if (failedStarts) for (const start of failedStarts) failedBrackets.add(start);
		this.pos = savedPos;
		this.srcEnd = savedEnd;
		this._bracketWindow = savedBracketWindow;
		this._arithmeticBracketWindow = savedArithmeticBracketWindow;
		this._unbalanced = savedUnbalanced;
		return -1;
	}
	scanBraceExpansion(start, results) {
		const src = this.src;
		const len = this.srcEnd;
		const cached = results.get(start);
		if (cached !== void 0) return cached;
		const savedPos = this.pos;
		const savedUnbalanced = this._unbalanced;
		const errorCount = this._errors === null ? 0 : this._errors.length;
		const frames = [start, 0];
		let pos = start + 1;
		while (pos < len) {
			const ch = src.charCodeAt(pos);
			const type = ch < 128 ? charType[ch] : 0;
			if (type === 0) {
				pos++;
				if (ch === 125) {
					const hasSep = frames.pop();
					results.set(frames.pop(), hasSep ? pos : -1);
					if (frames.length === 0) break;
				} else if (ch === 44 || ch === 46 && src.charCodeAt(pos) === 46) frames[frames.length - 1] = 1;
				continue;
			}
			const next = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
			if (type & 1) {
				if (next === 40 && (ch === 60 || ch === 62)) {
					this.pos = pos + 2;
					this.extractBalanced();
					pos = this.pos;
				} else if (ch === 40 && isExtglobOpen(src.charCodeAt(pos - 1))) {
					const close = this.findClosingShellDelimiter(pos + 1, len, 41);
					if (close === -1) break;
					pos = close + 1;
				} else break;
			} else if (ch === 92) pos += 2;
			else if (ch === 39) {
				this.pos = pos + 1;
				this.skipSQ();
				pos = this.pos;
			} else if (ch === 34) {
				this.pos = pos + 1;
				this.skipDQ();
				pos = this.pos;
			} else if (ch === 96) {
				pos++;
				while (pos < len && src.charCodeAt(pos) !== 96) pos += src.charCodeAt(pos) === 92 ? 2 : 1;
				pos++;
			} else if (ch === 123) {
				frames.push(pos, 0);
				pos++;
			} else if (next === 39) pos = decodeAnsiCQuoted(src, pos + 2, len).end;
			else if (next === 123) {
				const close = this.findClosingBrace(pos + 2, len);
				if (close === -1) break;
				pos = close + 1;
			} else if (next === 40) {
				this.pos = pos + 2;
				this.extractBalanced();
				pos = this.pos;
			} else pos++;
		}
		this.pos = savedPos;
		this._unbalanced = savedUnbalanced;
		if (this._errors !== null) this._errors.length = errorCount;
		for (let index = 0; index < frames.length; index += 2) results.set(frames[index], -1);
		return results.get(start);
	}
	skipSubshellBody() {
		this.extractBalanced(false);
		return this._unbalanced ? -1 : this.pos;
	}
	skipCompoundBody(closeToken) {
		const frames = [{
			close: closeToken,
			phase: closeToken === Token.Esac ? "case-pattern" : "commands"
		}];
		let commandStart = true;
		for (;;) {
			const phase = frames[frames.length - 1].phase;
			let ctx = commandStart ? LexContext.CommandStart : LexContext.Normal;
			if (phase === "function-name") ctx = LexContext.FunctionName;
			else if (phase === "case-pattern" && commandStart) ctx = LexContext.CasePattern;
			const value = this.next(ctx);
			const token = value.token;
			if (token === Token.EOF) return -1;
			const frame = frames[frames.length - 1];
			if (frame.phase === "function-name") {
				if (token === Token.Newline) continue;
				frame.phase = "function-body";
				commandStart = true;
				continue;
			} else if (frame.phase === "function-body") {
				if (token === Token.Newline) continue;
				frame.phase = "commands";
				commandStart = true;
				if (token === Token.LParen && this.peek(LexContext.Normal).token === Token.RParen) {
					this.next(LexContext.Normal);
					frame.phase = "function-body";
					continue;
				}
			} else if (frame.phase === "coproc-command") {
				if (token === Token.Newline) continue;
				if (token === Token.Word) {
					frame.phase = "coproc-body";
					commandStart = true;
					continue;
				}
				frame.phase = "commands";
				commandStart = true;
			} else if (frame.phase === "coproc-body") {
				if (token === Token.Newline) continue;
				frame.phase = token === Token.Word && value.keywordEligible && value.value === "time" ? "time-command" : "commands";
				commandStart = true;
				if (frame.phase === "time-command") continue;
			} else if (frame.phase === "time-command") {
				if (token === Token.Word && value.keywordEligible && value.value === "-p") {
					frame.phase = "time-command-after-p";
					continue;
				}
				if (token === Token.Word && value.keywordEligible && value.value === "--") {
					frame.phase = "commands";
					continue;
				}
				frame.phase = "commands";
				commandStart = true;
			} else if (frame.phase === "time-command-after-p") {
				if (token === Token.Word && value.keywordEligible && value.value === "--") {
					frame.phase = "commands";
					continue;
				}
				frame.phase = "commands";
				commandStart = true;
			} else if (frame.phase === "for-header") {
				if (token === Token.ArithCmd || token === Token.Semi || token === Token.Newline) {
					commandStart = true;
					continue;
				}
				if (token === Token.Do || token === Token.LBrace) {
					frame.close = token === Token.Do ? Token.Done : Token.RBrace;
					frame.phase = "commands";
					commandStart = true;
					continue;
				}
			} else if (frame.phase === "case-word") {
				if (token === Token.Newline) continue;
				frame.phase = "case-in";
				commandStart = false;
				continue;
			} else if (frame.phase === "case-in") {
				if (token === Token.Newline) {
					commandStart = true;
					continue;
				}
				frame.phase = "case-pattern";
				commandStart = true;
				continue;
			} else if (frame.phase === "case-pattern") {
				if (token === Token.Esac && commandStart) {
					frames.pop();
					if (frames.length === 0) return value.end;
					commandStart = false;
					continue;
				}
				if (token === Token.RParen) {
					frame.phase = "commands";
					commandStart = true;
				} else commandStart = token === Token.Newline;
				continue;
			}
			if (token === frame.close) {
				frames.pop();
				if (frames.length === 0) return value.end;
				commandStart = false;
				continue;
			}
			if (commandStart) switch (token) {
				case Token.LParen:
					frames.push({
						close: Token.RParen,
						phase: "commands"
					});
					break;
				case Token.LBrace:
					frames.push({
						close: Token.RBrace,
						phase: "commands"
					});
					break;
				case Token.If:
					frames.push({
						close: Token.Fi,
						phase: "commands"
					});
					break;
				case Token.For:
					frames.push({
						close: Token.Done,
						phase: "for-header"
					});
					break;
				case Token.While:
				case Token.Until:
				case Token.Select:
					frames.push({
						close: Token.Done,
						phase: "commands"
					});
					break;
				case Token.Case:
					frames.push({
						close: Token.Esac,
						phase: "case-word"
					});
					break;
				case Token.DblLBracket:
					if (!this.skipTestCommandBody()) return -1;
					commandStart = false;
					continue;
				case Token.Assignment:
				case Token.Redirect:
				case Token.Bang:
				case Token.Then:
				case Token.Else:
				case Token.Elif:
				case Token.Do:
				case Token.In: break;
				case Token.Semi:
				case Token.Newline:
				case Token.Pipe:
				case Token.And:
				case Token.Or:
				case Token.Amp:
				case Token.DoubleSemi:
				case Token.SemiAmp:
				case Token.DoubleSemiAmp: break;
				case Token.Function:
					frame.phase = "function-name";
					break;
				case Token.Coproc:
					frame.phase = "coproc-command";
					break;
				default:
					if (token === Token.Word && value.keywordEligible && value.value === "time") {
						frame.phase = "time-command";
						commandStart = true;
					} else commandStart = false;
					continue;
			}
			switch (token) {
				case Token.Semi:
				case Token.Newline:
				case Token.Pipe:
				case Token.And:
				case Token.Or:
				case Token.Amp:
					commandStart = true;
					break;
				case Token.DoubleSemi:
				case Token.SemiAmp:
				case Token.DoubleSemiAmp:
					if (frame.close === Token.Esac) frame.phase = "case-pattern";
					commandStart = true;
					break;
				case Token.RParen: commandStart = true;
			}
		}
	}
	skipTestGroup() {
		let depth = 1;
		for (;;) {
			const value = this.next(LexContext.TestMode);
			if (value.token === Token.EOF) return -1;
			if (value.token === Token.DblRBracket) {
				this.unshift(value);
				return -1;
			}
			if (value.token === Token.LParen) depth++;
			else if (value.token === Token.RParen && --depth === 0) return value.end;
		}
	}
	skipTestCommandBody() {
		for (;;) {
			const token = this.next(LexContext.TestMode).token;
			if (token === Token.DblRBracket) return true;
			if (token === Token.EOF) return false;
		}
	}
	/** Set position and scan a word, building parts. Used by computeWordParts. */
	buildWordParts(startPos) {
		this._buildParts = true;
		this.pos = startPos;
		const ch = this.src.charCodeAt(startPos);
		if ((ch === 60 || ch === 62) && startPos + 1 < this.srcEnd && this.src.charCodeAt(startPos + 1) === 40) {
			this.pos = startPos + 2;
			const inner = this.extractBalanced();
			const text = this.src.slice(startPos, this.pos);
			const part = this.processSubstitution(startPos, text, ch === 60 ? "<" : ">", inner);
			if (this.pos < this.srcEnd) {
				this.readWordText();
				if (this._wordParts) this._wordParts.unshift(part);
				else this._wordParts = [part];
			} else this._wordParts = [part];
		} else {
			this.readWordText();
			if (this.pos < this.srcEnd && this._wordAssignmentState !== void 0 && this._wordAssignmentState >= ASSIGNMENT_INDEX_BASE) {
				this.pos = startPos;
				this.readWordText(true);
			}
		}
		return this._wordParts;
	}
	/** Scan a bounded word-like span without treating shell operators or whitespace as terminators. */
	buildEmbeddedWordParts(startPos, arithmetic = false) {
		this._buildParts = true;
		this.pos = startPos;
		this.readInnerWordText(false, arithmetic);
		return this._wordParts;
	}
	buildArrayElementParts(startPos) {
		const close = this.findClosingBracket(startPos + 1);
		if (close === -1) return this.buildWordParts(startPos);
		const src = this.src;
		this._buildParts = true;
		const head = hasEmbeddedWordStructure(src, startPos, close + 1) ? this.parseSubFieldWord(startPos, close + 1, "embedded") : void 0;
		this.pos = close + 1;
		this.readWordText(false, LexContext.ArrayElement);
		const end = this.pos;
		const operator = skipLineContinuations(src, close + 1, end);
		const after = src.charCodeAt(operator);
		const keyed = after === 61 || after === 43 && src.charCodeAt(operator + 1) === 61;
		let headParts = head?.parts;
		let tailParts = this._wordParts;
		if (keyed) tailParts = parseGlobParts(src, close + 1, end, tailParts) ?? tailParts;
		if (!headParts && !tailParts) return keyed ? null : parseGlobParts(src, startPos, end, void 0) ?? null;
		const headText = src.slice(startPos, close + 1);
		if (!headParts) headParts = [{
			type: "Literal",
			pos: startPos,
			end: close + 1,
			text: headText,
			value: head?.value ?? headText
		}];
		if (!tailParts) tailParts = end > close + 1 ? [{
			type: "Literal",
			pos: close + 1,
			end,
			text: src.slice(close + 1, end),
			value: this._wordText
		}] : [];
		let parts = joinWordParts(headParts, tailParts);
		if (!keyed) parts = parseGlobParts(src, startPos, end, parts) ?? parts;
		return parts.length > 1 || parts[0].type !== "Literal" ? parts : null;
	}
	/** Scan a heredoc body for expansions, building parts. Spaces/newlines are literal. */
	buildHereDocParts(bodyPos, bodyEnd) {
		this._buildParts = true;
		const src = this.src;
		const parts = [];
		let hasExpansion = false;
		let litBuf = "";
		let litStart = bodyPos;
		let i = bodyPos;
		const flushLit = () => {
			if (i > litStart) {
				parts.push({
					type: "Literal",
					pos: litStart,
					end: i,
					value: litBuf,
					text: src.slice(litStart, i)
				});
				litBuf = "";
			}
		};
		while (i < bodyEnd) {
			const ch = src.charCodeAt(i);
			if (ch === 92) {
				if (i + 1 < bodyEnd) {
					const nc = src.charCodeAt(i + 1);
					if (nc === 10) {
						i += 2;
						continue;
					}
					if (nc === 36 || nc === 96 || nc === 92) {
						litBuf += String.fromCharCode(nc);
						i += 2;
						continue;
					}
				}
				litBuf += "\\";
				i++;
				continue;
			}
			if (ch === 36 && src.charCodeAt(i + 1) !== 39 && src.charCodeAt(i + 1) !== 34) {
				flushLit();
				litStart = i;
				this.pos = i;
				this.readDollar();
				if (this._resultPart) {
					hasExpansion = true;
					parts.push(this._resultPart);
					litStart = this.pos;
				} else litBuf += src.slice(i, this.pos);
				i = this.pos;
				continue;
			}
			if (ch === 96) {
				flushLit();
				litStart = i;
				this.pos = i;
				this.readBacktickExpansion();
				if (this._resultPart) {
					hasExpansion = true;
					parts.push(this._resultPart);
					litStart = this.pos;
				} else litBuf += src.slice(i, this.pos);
				i = this.pos;
				continue;
			}
			litBuf += src[i];
			i++;
		}
		flushLit();
		return hasExpansion ? parts : null;
	}
	registerHereDocTarget(target) {
		if (this.pendingHereDocs === null) return;
		for (const hd of this.pendingHereDocs) if (!hd.target) {
			hd.target = target;
			return;
		}
	}
	readTestRegexWord() {
		this.hasPeek = false;
		this.skipSpacesAndTabs();
		const src = this.src;
		const len = this.srcEnd;
		const start = this.pos;
		let depth = 0;
		while (this.pos < len) {
			const ch = src.charCodeAt(this.pos);
			if (ch === 40) {
				depth++;
				this.pos++;
				continue;
			}
			if (ch === 92) {
				this.pos += this.pos + 1 < len ? 2 : 1;
				continue;
			}
			if (ch === 39) {
				const quotePos = this.pos++;
				const ansiC = quotePos > start && src.charCodeAt(quotePos - 1) === 36;
				while (this.pos < len && src.charCodeAt(this.pos) !== 39) {
					if (ansiC && src.charCodeAt(this.pos) === 92 && this.pos + 1 < len) this.pos++;
					this.pos++;
				}
				if (this.pos < len) this.pos++;
				else this.errors.push({
					message: ansiC ? "unterminated ANSI-C quote" : "unterminated single quote",
					pos: quotePos
				});
				continue;
			}
			if (ch === 34) {
				this.pos++;
				this.readDoubleQuoted();
				continue;
			}
			if (ch === 96) {
				this.readBacktickExpansion();
				continue;
			}
			if (depth > 0) {
				if (ch === 41) depth--;
				this.pos++;
				continue;
			}
			if (ch === 36) {
				this.readDollar();
				continue;
			}
			if ((ch === 60 || ch === 62) && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 40) {
				const subPos = this.pos;
				this.pos += 2;
				this.extractBalanced();
				if (this._unbalanced) this.errors.push({
					message: "unterminated process substitution",
					pos: subPos
				});
				continue;
			}
			if (ch < 128 && charType[ch] & 1 && ch !== 124) break;
			this.pos++;
		}
		setToken(this.current, Token.Word, src.slice(start, this.pos), start, this.pos);
		return this.current;
	}
	readCStyleForExprs() {
		this.hasPeek = false;
		const src = this.src;
		const len = this.srcEnd;
		while (this.pos < len && (src.charCodeAt(this.pos) === 32 || src.charCodeAt(this.pos) === 9)) this.pos++;
		const openPos = this.pos;
		if (this.pos < len && src.charCodeAt(this.pos) === 40) this.pos++;
		const starts = [
			this.pos,
			0,
			0
		];
		const parts = [
			"",
			"",
			"",
			0,
			0,
			0
		];
		let partIdx = 0;
		let depth = 1;
		let partStart = this.pos;
		let extra = false;
		const setPart = (end) => {
			const raw = src.slice(partStart, end);
			parts[partIdx] = raw.trim();
			parts[3 + partIdx] = starts[partIdx] + raw.length - raw.trimStart().length;
		};
		while (this.pos < len && depth > 0) {
			const c = src.charCodeAt(this.pos);
			if (c === 40) {
				depth++;
				this.pos++;
			} else if (c === 41) {
				depth--;
				if (depth === 0) {
					if (!extra) setPart(this.pos);
					if (partIdx < 2) this.errors.push({
						message: "expected three arithmetic expressions in for header",
						pos: this.pos
					});
					this.pos++;
					while (this.pos < len && (src.charCodeAt(this.pos) === 32 || src.charCodeAt(this.pos) === 9)) this.pos++;
					if (this.pos < len && src.charCodeAt(this.pos) === 41) this.pos++;
					break;
				}
				this.pos++;
			} else if (c === 59 && depth === 1) {
				if (partIdx === 2) {
					if (!extra) {
						setPart(this.pos);
						this.errors.push({
							message: "expected three arithmetic expressions in for header",
							pos: this.pos
						});
					}
					extra = true;
					this.pos++;
					continue;
				}
				setPart(this.pos);
				partIdx++;
				this.pos++;
				partStart = this.pos;
				starts[partIdx] = partStart;
			} else if (c === 36) this.readDollar();
			else if (c === 96) this.readBacktickExpansion();
			else if (c === 92) this.pos += this.pos + 1 < len ? 2 : 1;
			else if (c === 39) {
				this.pos++;
				this.skipSQ();
			} else if (c === 34) {
				this.pos++;
				this.skipDQ();
			} else this.pos++;
		}
		if (depth > 0) {
			if (!extra) setPart(this.pos);
			this.errors.push({
				message: "unterminated arithmetic for header",
				pos: openPos
			});
		}
		return parts;
	}
	peek(ctx = LexContext.Normal) {
		if (!this.hasPeek) {
			this.readNext(this.nextState, ctx);
			this.hasPeek = true;
		}
		return this.nextState;
	}
	peekFollow(closers) {
		if (!this.hasPeek) {
			const ctx = closers[this.current.token] ? LexContext.CommandStart : LexContext.Normal;
			this.readNext(this.nextState, ctx);
			this.hasPeek = true;
		}
		return this.nextState;
	}
	next(ctx = LexContext.Normal) {
		if (this.hasPeek) {
			this.hasPeek = false;
			const temp = this.current;
			this.current = this.nextState;
			this.nextState = temp;
			return this.current;
		}
		this.readNext(this.current, ctx);
		return this.current;
	}
	unshift(tok) {
		this.nextState.copyFrom(tok);
		this.hasPeek = true;
	}
	readNext(out, ctx) {
		const src = this.src;
		const len = this.srcEnd;
		let pos = this.pos;
		while (true) {
			pos = skipBlanks(src, pos, len);
			if (ctx === LexContext.TestMode) while (pos < len && src.charCodeAt(pos) === 10) pos = skipBlanks(src, pos + 1, len);
			if (pos >= len || src.charCodeAt(pos) !== 35) break;
			while (pos < len && src.charCodeAt(pos) !== 10) pos++;
		}
		this.pos = pos;
		if (pos >= len) {
			this.consumePendingHereDocs();
			setToken(out, Token.EOF, "", pos, pos);
			return;
		}
		const tokenStart = pos;
		const ch = src.charCodeAt(pos);
		if (ch === 10) {
			this.pos++;
			this.consumePendingHereDocs();
			setToken(out, Token.Newline, "\n", tokenStart, this.pos);
			return;
		}
		if (ctx === LexContext.TestMode && (ch === 60 || ch === 62) && !(this.pos + 1 < this.srcEnd && src.charCodeAt(this.pos + 1) === 40)) {
			this.pos++;
			setToken(out, Token.Word, ch === 60 ? "<" : ">", tokenStart, this.pos);
			out.keywordEligible = true;
			return;
		}
		if (ch < 128 && charType[ch] & 1 && this.tryReadOperator(out, ch, ctx, tokenStart)) return;
		if (ch === 91 && ctx === LexContext.ArrayElement && this.readArrayElement(out, tokenStart)) return;
		this.readWord(out, ctx, tokenStart);
	}
	tryReadOperator(out, ch, ctx, tokenStart) {
		const src = this.src;
		const pos = this.pos;
		const next = pos + 1 < this.srcEnd ? src.charCodeAt(pos + 1) : 0;
		switch (ch) {
			case 59:
				if (next === 59) {
					if (pos + 2 < this.srcEnd && src.charCodeAt(pos + 2) === 38) {
						this.pos += 3;
						setToken(out, Token.DoubleSemiAmp, ";;&", tokenStart, this.pos);
						return true;
					}
					this.pos += 2;
					setToken(out, Token.DoubleSemi, ";;", tokenStart, this.pos);
					return true;
				}
				if (next === 38) {
					this.pos += 2;
					setToken(out, Token.SemiAmp, ";&", tokenStart, this.pos);
					return true;
				}
				this.pos++;
				setToken(out, Token.Semi, ";", tokenStart, this.pos);
				return true;
			case 124:
				if (next === 124) {
					this.pos += 2;
					setToken(out, Token.Or, "||", tokenStart, this.pos);
					return true;
				}
				if (next === 38) {
					this.pos += 2;
					setToken(out, Token.Pipe, "|&", tokenStart, this.pos);
					return true;
				}
				this.pos++;
				setToken(out, Token.Pipe, "|", tokenStart, this.pos);
				return true;
			case 38:
				if (next === 38) {
					this.pos += 2;
					setToken(out, Token.And, "&&", tokenStart, this.pos);
					return true;
				}
				if (next === 62) {
					this.pos += 2;
					const append = this.pos < this.srcEnd && src.charCodeAt(this.pos) === 62;
					if (append) this.pos++;
					return this.readRedirectTarget(out, append ? "&>>" : "&>", tokenStart);
				}
				this.pos++;
				setToken(out, Token.Amp, "&", tokenStart, this.pos);
				return true;
			case 40:
				if (ctx === LexContext.CommandStart && next === 40) {
					const savedErrors = this.errors.length;
					this.readArithmeticCommand(out, tokenStart);
					if (!this._notArithmetic) return true;
					this.errors.length = savedErrors;
					this.pos = tokenStart;
				}
				this.pos++;
				setToken(out, Token.LParen, "(", tokenStart, this.pos);
				return true;
			case 41:
				this.pos++;
				setToken(out, Token.RParen, ")", tokenStart, this.pos);
				return true;
			case 60:
			case 62: return this.readRedirection(out, tokenStart);
			default: return false;
		}
	}
	readRedirection(out, tokenStart) {
		const src = this.src;
		const ch = src.charCodeAt(this.pos);
		let op = "";
		if (ch === 60) {
			this.pos++;
			const next = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
			if (next === 60) {
				this.pos++;
				const third = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
				if (third === 60) {
					this.pos++;
					op = "<<<";
				} else {
					const dash = third === 45;
					if (dash) this.pos++;
					this.skipSpacesAndTabs();
					const targetPos = this.pos;
					if (this.pos >= this.srcEnd || src.charCodeAt(this.pos) !== 35) this.readHereDocDelimiter();
					const hasTarget = this.pos > targetPos;
					if (hasTarget) (this.pendingHereDocs ?? (this.pendingHereDocs = [])).push({
						delimiter: this._hereDelim,
						strip: dash,
						quoted: this._hereQuoted
					});
					setToken(out, Token.Redirect, dash ? "<<-" : "<<", tokenStart, this.pos);
					out.content = hasTarget ? this._hereDelim : void 0;
					out.delimiterQuoted = hasTarget && this._hereQuoted;
					out.targetPos = targetPos;
					out.targetEnd = hasTarget ? this.pos : targetPos;
					return true;
				}
			} else if (next === 40) {
				this.readProcessSubstitution(out, "<", tokenStart);
				return true;
			} else if (next === 62) {
				op = "<>";
				this.pos++;
			} else if (next === 38) {
				op = "<&";
				this.pos++;
			} else op = "<";
		} else if (ch === 62) {
			this.pos++;
			const next = this.pos < this.srcEnd ? src.charCodeAt(this.pos) : 0;
			if (next === 40) {
				this.readProcessSubstitution(out, ">", tokenStart);
				return true;
			}
			if (next === 62) {
				op = ">>";
				this.pos++;
			} else if (next === 38) {
				op = ">&";
				this.pos++;
			} else if (next === 124) {
				op = ">|";
				this.pos++;
			} else op = ">";
		}
		return this.readRedirectTarget(out, op, tokenStart);
	}
	readRedirectTarget(out, op, tokenStart) {
		const src = this.src;
		this.skipSpacesAndTabs();
		if (this.pos < this.srcEnd) {
			const nc = src.charCodeAt(this.pos);
			if ((nc === 60 || nc === 62) && this.pos + 1 < this.srcEnd && src.charCodeAt(this.pos + 1) === 40) {
				const psStart = this.pos;
				this.pos += 2;
				this.extractBalanced();
				if (this._unbalanced) this.errors.push({
					message: "unterminated process substitution",
					pos: psStart
				});
				const psText = src.slice(psStart, this.pos);
				setToken(out, Token.Redirect, op, tokenStart, this.pos);
				out.content = psText;
				out.targetPos = psStart;
				out.targetEnd = this.pos;
				return true;
			}
			const targetPos = this.pos;
			if (nc !== 10 && nc !== 35) this.readRedirectTargetText();
			this.redirectToken(out, op, tokenStart, targetPos);
			return true;
		}
		this.redirectToken(out, op, tokenStart, this.pos);
		return true;
	}
	readRedirectTargetText() {
		const savedBuildValue = this._buildValue;
		this._buildValue = true;
		this.readWordText();
		this._buildValue = savedBuildValue;
	}
	redirectToken(out, operator, tokenStart, targetPos) {
		const hasTarget = this.pos > targetPos && (this._wordText.length > 0 || this._wordQuoted);
		setToken(out, Token.Redirect, operator, tokenStart, this.pos);
		out.content = hasTarget ? this._wordText : void 0;
		out.targetPos = targetPos;
		out.targetEnd = hasTarget ? this.pos : targetPos;
	}
	readProcessSubstitution(out, operator, tokenStart) {
		this.pos++;
		this.extractBalanced();
		if (this._unbalanced) this.errors.push({
			message: "unterminated process substitution",
			pos: tokenStart
		});
		const text = this.src.slice(tokenStart, this.pos);
		setToken(out, Token.Word, text, tokenStart, this.pos);
	}
	readHereDocDelimiter() {
		const src = this.src;
		const len = this.srcEnd;
		const savedBuildValue = this._buildValue;
		this._buildValue = true;
		let delimiter = "";
		let quoted = false;
		while (this.pos < len) {
			const c = src.charCodeAt(this.pos);
			if (c === 39) {
				quoted = true;
				this.pos++;
				while (this.pos < len && src.charCodeAt(this.pos) !== 39) {
					delimiter += src[this.pos];
					this.pos++;
				}
				if (this.pos < len) this.pos++;
			} else if (c === 34) {
				quoted = true;
				this.pos++;
				while (this.pos < len && src.charCodeAt(this.pos) !== 34) {
					if (src.charCodeAt(this.pos) === 92 && this.pos + 1 < len) {
						const next = src.charCodeAt(this.pos + 1);
						if (next === 10) {
							this.pos += 2;
							continue;
						}
						if (next === 36 || next === 96 || next === 34 || next === 92) this.pos++;
					}
					delimiter += src[this.pos];
					this.pos++;
				}
				if (this.pos < len) this.pos++;
			} else if (c === 92) {
				if (this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 10) {
					this.pos += 2;
					continue;
				}
				quoted = true;
				this.pos++;
				if (this.pos < len) {
					delimiter += src[this.pos];
					this.pos++;
				} else delimiter += "\\";
			} else if (c === 96) {
				const btStart = this.pos;
				this.pos++;
				while (this.pos < len && src.charCodeAt(this.pos) !== 96) {
					if (src.charCodeAt(this.pos) === 92) this.pos++;
					this.pos++;
				}
				if (this.pos < len) this.pos++;
				delimiter += src.slice(btStart, this.pos);
			} else if (c === 36) {
				const next = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
				if (next === 39 || next === 34) quoted = true;
				this.readDollar();
				delimiter += this._resultText;
			} else if (c < 128 && charType[c] & 1) break;
			else {
				delimiter += src[this.pos];
				this.pos++;
			}
		}
		this._buildValue = savedBuildValue;
		this._hereDelim = delimiter;
		this._hereQuoted = quoted;
	}
	consumePendingHereDocs() {
		const pending = this.pendingHereDocs;
		if (pending === null || pending.length === 0) return;
		for (const hd of pending) {
			const bodyPos = this.pos;
			const bodyEnd = this.skipHereDocBody(hd.delimiter, hd.strip, this.parenBoundary, hd.quoted);
			if (hd.target) {
				hd.target.body.pos = bodyPos;
				hd.target.body.end = bodyEnd;
				hd.target.body.text = this.src.slice(bodyPos, bodyEnd);
				if (this.hereDocClosingPos !== -1) hd.target.closing = {
					pos: this.hereDocClosingPos,
					end: this.hereDocClosingEnd
				};
			}
		}
		pending.length = 0;
	}
	hereDocClosingPos = -1;
	hereDocClosingEnd = -1;
	matchHereDocDelimiter(delimiter, lineStart, end, join) {
		const src = this.src;
		let pos = lineStart;
		for (let i = 0; i < delimiter.length;) {
			if (join && src.charCodeAt(pos) === 92 && pos + 1 < end && src.charCodeAt(pos + 1) === 10) {
				pos += 2;
				continue;
			}
			if (pos >= end || src.charCodeAt(pos) !== delimiter.charCodeAt(i)) return -1;
			pos++;
			i++;
		}
		return pos;
	}
	logicalLineEnd(from, end, join) {
		const src = this.src;
		let lineEnd = src.indexOf("\n", from);
		while (lineEnd !== -1 && lineEnd < end) {
			if (!join) return lineEnd;
			let backslashes = lineEnd;
			while (backslashes > from && src.charCodeAt(backslashes - 1) === 92) backslashes--;
			if ((lineEnd - backslashes) % 2 === 0) return lineEnd;
			from = lineEnd + 1;
			lineEnd = src.indexOf("\n", from);
		}
		return end;
	}
	skipHereDocBody(delimiter, strip, parenEnds = false, quoted = false) {
		this.hereDocClosingPos = -1;
		this.hereDocClosingEnd = -1;
		const src = this.src;
		const len = this.srcEnd;
		while (this.pos < len) {
			let lineStart = this.pos;
			const lineEnd = this.logicalLineEnd(lineStart, len, !quoted);
			for (;;) {
				const before = lineStart;
				if (strip) while (lineStart < lineEnd && src.charCodeAt(lineStart) === 9) lineStart++;
				if (!quoted) lineStart = skipLineContinuations(src, lineStart, lineEnd);
				if (lineStart === before) break;
			}
			let afterDelim = this.matchHereDocDelimiter(delimiter, lineStart, lineEnd, !quoted);
			if (afterDelim !== -1 && !quoted) afterDelim = skipLineContinuations(src, afterDelim, lineEnd);
			if (afterDelim === lineEnd) {
				const bodyEnd = this.pos;
				if (!parenEnds || !this.parenBoundary || lineEnd !== len) {
					this.hereDocClosingPos = lineStart;
					this.hereDocClosingEnd = lineEnd;
				}
				this.pos = lineEnd < len ? lineEnd + 1 : lineEnd;
				return bodyEnd;
			}
			if (parenEnds && afterDelim !== -1) {
				let paren = afterDelim;
				while (paren < lineEnd && src.charCodeAt(paren) !== 41) paren++;
				if (paren < lineEnd || this.parenBoundary && lineEnd === len) {
					const bodyEnd = this.pos;
					this.pos = afterDelim;
					return bodyEnd;
				}
			}
			this.pos = lineEnd < len ? lineEnd + 1 : lineEnd;
		}
		return this.pos;
	}
	_wordText = "";
	_wordRaw = false;
	_wordQuoted = false;
	_wordHasExpansions = false;
	_wordKeywordEligible = false;
	_wordAssignmentState;
	_bracketWindow;
	_arithmeticBracketWindow;
	_wordParts = null;
	_resultText = "";
	_resultIsRaw = true;
	_resultHasExpansion = false;
	_resultPart;
	_unbalanced = false;
	_notArithmetic = false;
	_arithUnterminated = false;
	_dqText = "";
	_dqHasExpansions = false;
	_dqParts = null;
	_dqEnd = 0;
	_hereDelim = "";
	_hereQuoted = false;
	readWord(out, ctx, tokenStart = 0) {
		const errorStart = this._errors === null ? 0 : this._errors.length;
		this.readWordText(false, ctx, true);
		if (ctx === LexContext.Normal) {
			const next = this.pos < this.srcEnd ? this.src.charCodeAt(this.pos) : 0;
			if (!this._wordRaw || next !== 60 && next !== 62) {
				setSpanToken(out, Token.Word, tokenStart, this.pos, this._wordRaw);
				out.keywordEligible = this._wordKeywordEligible;
				return;
			}
		}
		this.classifyWord(out, ctx, tokenStart, errorStart);
	}
	isRedirectVariable(start, end) {
		const src = this.src;
		for (let i = start; i < end; i++) {
			const c = src.charCodeAt(i);
			if (c === 91 && i > start) return i + 2 < end && src.charCodeAt(end - 1) === 93 && this.findClosingShellDelimiter(i + 1, end, 93) === end - 1;
			if (c >= 128 || !(isIdChar[c] & (i === start ? 1 : 2))) return false;
		}
		return end > start;
	}
	readArrayElement(out, tokenStart) {
		const close = this.findClosingBracket(tokenStart + 1);
		if (close === -1) return false;
		this.pos = close + 1;
		this.readWordText();
		setSpanToken(out, Token.Word, tokenStart, this.pos, true);
		return true;
	}
	classifyWord(out, ctx, tokenStart, errorStart) {
		const src = this.src;
		const raw = this._wordRaw;
		const hasExpansions = this._wordHasExpansions;
		const quoted = this._wordQuoted;
		const keywordEligible = this._wordKeywordEligible;
		let assignmentState = this._wordAssignmentState;
		const wordEnd = this.pos;
		const wordLen = wordEnd - tokenStart;
		if (ctx === LexContext.CasePattern) {
			let token = Token.Word;
			if (keywordEligible) {
				const reserved = raw ? matchReservedWord(src, tokenStart, wordLen) : RESERVED_WORDS.get(this.wordValueOf(tokenStart, wordEnd));
				if (reserved === Token.Esac) token = reserved;
			}
			setSpanToken(out, token, tokenStart, wordEnd, raw);
			out.keywordEligible = keywordEligible;
			return;
		}
		let value = null;
		if (!raw && !hasExpansions && keywordEligible && (ctx === LexContext.CommandStart || ctx === LexContext.TestMode)) {
			const nextCh = wordEnd < this.srcEnd ? src.charCodeAt(wordEnd) : 0;
			if (!quoted && wordLen <= 16 || nextCh === 60 || nextCh === 62) value = this.wordValueOf(tokenStart, wordEnd);
		}
		if (ctx === LexContext.CommandStart && keywordEligible) {
			if (raw) {
				if (wordLen <= 8) {
					const reserved = matchReservedWord(src, tokenStart, wordLen);
					if (reserved !== void 0) {
						setSpanToken(out, reserved, tokenStart, wordEnd, true);
						return;
					}
				}
				if (wordLen === 2 && src.charCodeAt(tokenStart) === 91 && src.charCodeAt(tokenStart + 1) === 91) {
					setSpanToken(out, Token.DblLBracket, tokenStart, wordEnd, true);
					return;
				}
			} else if (value !== null && value.length > 0) {
				const fc = value.charCodeAt(0);
				if (fc >= 97 && fc <= 122 && value.length <= 8 || fc === 33 || fc === 123 || fc === 125) {
					const reserved = RESERVED_WORDS.get(value);
					if (reserved !== void 0) {
						setToken(out, reserved, value, tokenStart, wordEnd);
						return;
					}
				}
				if (fc === 91 && value === "[[") {
					setToken(out, Token.DblLBracket, value, tokenStart, wordEnd);
					return;
				}
			}
		}
		if (ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix || ctx === LexContext.Declaration) {
			if (assignmentState === void 0) {
				let eq = -1;
				let bracket = false;
				for (let i = tokenStart + 1; i < wordEnd; i++) {
					const c = src.charCodeAt(i);
					if (c === 61) {
						eq = i;
						break;
					}
					if (c === 91) bracket = true;
				}
				if (eq !== -1 || ctx !== LexContext.Declaration && bracket) assignmentState = scanAssignmentPrefix(src, tokenStart, wordEnd, ASSIGNMENT_NAME_START);
			}
			if (assignmentState !== void 0) {
				if (ctx !== LexContext.Declaration && assignmentState >= ASSIGNMENT_INDEX_BASE) {
					if (wordEnd < this.srcEnd) {
						if (this._errors !== null) this._errors.length = errorStart;
						this.pos = tokenStart;
						this.readWordText(true, ctx, true);
						if (this.pos > wordEnd) {
							this.classifyWord(out, ctx, tokenStart, errorStart);
							return;
						}
					}
					if (this._errors === null || this._errors.length === errorStart) this.errors.push({
						message: "unterminated array subscript",
						pos: src.indexOf("[", tokenStart)
					});
				}
				if (isMatchedAssignment(assignmentState)) {
					setSpanToken(out, Token.Assignment, tokenStart, wordEnd, raw);
					if (value !== null) out._value = value;
					out.assignmentOperatorPos = assignmentOperatorPos(assignmentState);
					return;
				}
			}
		}
		if ((ctx === LexContext.CommandStart || ctx === LexContext.TestMode) && keywordEligible) {
			if (raw) {
				if (wordLen === 2 && src.charCodeAt(tokenStart) === 93 && src.charCodeAt(tokenStart + 1) === 93) {
					setSpanToken(out, Token.DblRBracket, tokenStart, wordEnd, true);
					return;
				}
			} else if (value === "]]") {
				setToken(out, Token.DblRBracket, value, tokenStart, wordEnd);
				return;
			}
		}
		if (!hasExpansions && this.pos < this.srcEnd) {
			const nc = src.charCodeAt(this.pos);
			if (nc === 60 || nc === 62) {
				if (raw) {
					const fc = src.charCodeAt(tokenStart);
					if (fc >= 48 && fc <= 57 && isAllDigitsRange(src, tokenStart, wordEnd)) {
						const fd = Number.parseInt(src.slice(tokenStart, wordEnd), 10);
						if (this.readRedirection(out, tokenStart)) {
							out.fileDescriptor = fd;
							out.descriptorEnd = wordEnd;
							return;
						}
					}
					if (fc === 123 && src.charCodeAt(wordEnd - 1) === 125 && this.isRedirectVariable(tokenStart + 1, wordEnd - 1)) {
						const varname = src.slice(tokenStart + 1, wordEnd - 1);
						if (this.readRedirection(out, tokenStart)) {
							out.variableName = varname;
							out.descriptorEnd = wordEnd;
							return;
						}
					}
				}
			}
		}
		setSpanToken(out, Token.Word, tokenStart, wordEnd, raw);
		if (value !== null) out._value = value;
		out.keywordEligible = keywordEligible;
	}
	readWordText(subscripts = false, ctx = LexContext.Normal, scanning = false) {
		const src = this.src;
		const len = this.srcEnd;
		let pos = this.pos;
		const fastStart = pos;
		let exitCh = 0;
		while (pos < len) {
			const c = src.charCodeAt(pos);
			if (c < 128 && charType[c]) {
				exitCh = c;
				break;
			}
			pos++;
		}
		if (pos >= len || charType[exitCh] & 1 && !(exitCh === 40 && pos > fastStart && extglobPrefix[src.charCodeAt(pos - 1)]) && !subscripts) {
			this.pos = pos;
			this._wordText = (this._buildParts || this._buildValue) && pos > fastStart ? src.slice(fastStart, pos) : "";
			this._wordRaw = true;
			this._wordQuoted = false;
			this._wordHasExpansions = false;
			this._wordKeywordEligible = true;
			this._wordAssignmentState = void 0;
			if (this._buildParts) this._wordParts = hasGlobCharacters(this._wordText) && ctx !== LexContext.ArrayElement ? parseGlobParts(src, fastStart, pos, void 0) ?? null : null;
			return;
		}
		const bp = this._buildParts;
		const bt = bp || this._buildValue;
		let text = bt && pos > fastStart ? src.slice(fastStart, pos) : "";
		let quoted = false;
		let hasExpansions = false;
		let keywordEligible = true;
		let valueIsRaw = true;
		let lastValueChar = pos > fastStart ? src.charCodeAt(pos - 1) : 0;
		let assignmentState = scanAssignmentPrefix(src, fastStart, pos, ASSIGNMENT_NAME_START);
		let parts;
		let litBuf = "";
		let litStart = 0;
		let hasGlobs = false;
		let braceResults;
		if (bp) {
			parts = [];
			litBuf = text;
			litStart = fastStart;
			hasGlobs = text.length > 0 && hasGlobCharacters(text);
		}
		while (pos < len) {
			const ch = src.charCodeAt(pos);
			if (ch >= 128 || !charType[ch]) {
				const runStart = pos;
				pos++;
				while (pos < len) {
					const c = src.charCodeAt(pos);
					if (c < 128 && charType[c]) break;
					pos++;
				}
				lastValueChar = src.charCodeAt(pos - 1);
				assignmentState = scanAssignmentPrefix(src, runStart, pos, assignmentState);
				if (bt) {
					const chunk = src.slice(runStart, pos);
					text += chunk;
					if (bp) {
						litBuf += chunk;
						hasGlobs = hasGlobs || hasGlobCharacters(chunk);
					}
				}
				continue;
			}
			if (charType[ch] & 1) {
				if (subscripts && assignmentState >= ASSIGNMENT_INDEX_BASE) {
					const close = this.findClosingBracket(pos);
					if (close !== -1) {
						const spanEnd = close + 1;
						assignmentState = assignmentState === 5 ? ASSIGNMENT_AFTER_INDEX : assignmentState - 1;
						lastValueChar = src.charCodeAt(close);
						if (bt) {
							const chunk = src.slice(pos, spanEnd);
							text += chunk;
							if (bp) {
								litBuf += chunk;
								hasGlobs = hasGlobs || hasGlobCharacters(chunk);
							}
						}
						pos = spanEnd;
						continue;
					}
				}
				if (ch === 40 && lastValueChar < 128 && extglobPrefix[lastValueChar]) {
					if (ctx === LexContext.FunctionName || assignmentState >= ASSIGNMENT_INDEX_BASE && (ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix)) break;
					if (ctx === LexContext.CommandStart && lastValueChar === 33 && keywordEligible && src.charCodeAt(fastStart) === 33 && skipLineContinuations(src, fastStart + 1, len) === pos) break;
					const prefixChar = lastValueChar;
					if (prefixChar === 61 && scanning && !((ctx === LexContext.CommandStart || ctx === LexContext.CommandPrefix || ctx === LexContext.Declaration || ctx === LexContext.EvalArgument) && isMatchedAssignment(assignmentState) && skipLineContinuations(src, assignmentOperatorPos(assignmentState) + 1, len) === pos)) break;
					const innerStart = pos + 1;
					const close = this.findClosingShellDelimiter(innerStart, len, 41, prefixChar === 61);
					if (close === -1 && !scanning && !subscripts && assignmentState >= ASSIGNMENT_INDEX_BASE) break;
					if (ctx === LexContext.CommandStart && prefixChar !== 61 && close !== -1 && skipBlanks(src, innerStart, close) === close) break;
					keywordEligible = false;
					const patternEnd = close === -1 ? len : close;
					pos = close === -1 ? len : close + 1;
					if (close === -1) this.errors.push({
						message: "unterminated extended glob",
						pos: innerStart - 2
					});
					lastValueChar = src.charCodeAt(pos - 1);
					if (bt) {
						const eg = "(" + src.slice(innerStart, pos);
						text += eg;
						if (bp && prefixChar !== 61) {
							let prefixPos = innerStart - 2;
							while (src.charCodeAt(prefixPos) === 10 && src.charCodeAt(prefixPos - 1) === 92) prefixPos -= 2;
							if (litBuf.length > 0) {
								const trimmed = litBuf.slice(0, -1);
								if (prefixPos > litStart) parts.push({
									type: "Literal",
									pos: litStart,
									end: prefixPos,
									value: trimmed,
									text: src.slice(litStart, prefixPos)
								});
								litBuf = "";
							}
							const op = extglobOp[prefixChar];
							parts.push({
								type: "ExtendedGlob",
								pos: prefixPos,
								end: pos,
								text: src.slice(prefixPos, pos),
								operator: op,
								pattern: src.slice(innerStart, patternEnd),
								parts: this.subFieldParts(innerStart, patternEnd)
							});
							litStart = pos;
						} else if (bp) {
							litBuf += eg;
							hasGlobs = hasGlobs || hasGlobCharacters(eg);
						}
					}
					continue;
				}
				break;
			}
			if (ch === 92) {
				pos++;
				if (pos < len) {
					if (src.charCodeAt(pos) === 10) {
						pos++;
						valueIsRaw = false;
					} else {
						if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE) assignmentState = ASSIGNMENT_INVALID;
						quoted = true;
						keywordEligible = false;
						valueIsRaw = false;
						lastValueChar = src.charCodeAt(pos);
						if (bt) {
							text += src[pos];
							if (bp) litBuf += src[pos];
						}
						pos++;
					}
				} else {
					if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE) assignmentState = ASSIGNMENT_INVALID;
					quoted = true;
					keywordEligible = false;
					lastValueChar = 92;
					if (bt) {
						text += "\\";
						if (bp) litBuf += "\\";
					}
				}
				continue;
			}
			if (ch === 39) {
				const sqStart = pos;
				if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE) assignmentState = ASSIGNMENT_INVALID;
				quoted = true;
				keywordEligible = false;
				valueIsRaw = false;
				pos++;
				const start = pos;
				while (pos < len && src.charCodeAt(pos) !== 39) pos++;
				if (pos > start) lastValueChar = src.charCodeAt(pos - 1);
				const value = bt ? src.slice(start, pos) : "";
				if (bt) text += value;
				if (pos < len) pos++;
				else this.errors.push({
					message: "unterminated single quote",
					pos: start - 1
				});
				if (bp) {
					if (sqStart > litStart) {
						parts.push({
							type: "Literal",
							pos: litStart,
							end: sqStart,
							value: litBuf,
							text: src.slice(litStart, sqStart)
						});
						litBuf = "";
					}
					parts.push({
						type: "SingleQuoted",
						pos: sqStart,
						end: pos,
						value,
						text: src.slice(sqStart, pos)
					});
					litStart = pos;
				}
				continue;
			}
			if (ch === 34) {
				const dqStart = pos;
				if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE) assignmentState = ASSIGNMENT_INVALID;
				quoted = true;
				keywordEligible = false;
				valueIsRaw = false;
				pos++;
				this.pos = pos;
				this.readDoubleQuoted();
				pos = this.pos;
				if (this._dqEnd > dqStart + 1) lastValueChar = src.charCodeAt(this._dqEnd - 1);
				if (this._dqHasExpansions) hasExpansions = true;
				if (bt) text += this._dqText;
				if (bp) {
					if (dqStart > litStart) {
						parts.push({
							type: "Literal",
							pos: litStart,
							end: dqStart,
							value: litBuf,
							text: src.slice(litStart, dqStart)
						});
						litBuf = "";
					}
					const dqText = src.slice(dqStart, pos);
					parts.push({
						type: "DoubleQuoted",
						pos: dqStart,
						end: pos,
						text: dqText,
						parts: this._dqParts ?? [{
							type: "Literal",
							pos: dqStart + 1,
							end: this._dqEnd,
							value: this._dqText,
							text: src.slice(dqStart + 1, this._dqEnd)
						}]
					});
					litStart = pos;
				}
				continue;
			}
			if (ch === 36) {
				keywordEligible = false;
				const dollarStart = pos;
				if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE) assignmentState = ASSIGNMENT_INVALID;
				const next = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
				if (next === 39 || next === 34) quoted = true;
				this.pos = pos;
				this.readDollar();
				pos = this.pos;
				if (!this._resultIsRaw) valueIsRaw = false;
				if (pos > dollarStart) lastValueChar = src.charCodeAt(pos - 1);
				if (this._resultHasExpansion) hasExpansions = true;
				if (bt) text += this._resultText;
				if (bp) {
					if (this._resultPart) {
						if (dollarStart > litStart) {
							parts.push({
								type: "Literal",
								pos: litStart,
								end: dollarStart,
								value: litBuf,
								text: src.slice(litStart, dollarStart)
							});
							litBuf = "";
						}
						parts.push(this._resultPart);
						litStart = pos;
					} else litBuf += this._resultText;
				}
				continue;
			}
			if (ch === 96) {
				keywordEligible = false;
				const btStart = pos;
				if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE) assignmentState = ASSIGNMENT_INVALID;
				this.pos = pos;
				this.readBacktickExpansion();
				pos = this.pos;
				valueIsRaw = false;
				lastValueChar = src.charCodeAt(pos - 1);
				hasExpansions = true;
				if (bt) text += this._resultText;
				if (bp) {
					if (btStart > litStart) {
						parts.push({
							type: "Literal",
							pos: litStart,
							end: btStart,
							value: litBuf,
							text: src.slice(litStart, btStart)
						});
						litBuf = "";
					}
					parts.push(this._resultPart);
					litStart = pos;
				}
				continue;
			}
			if (ch === 123) {
				if (assignmentState >= 0 && assignmentState < ASSIGNMENT_INDEX_BASE) assignmentState = ASSIGNMENT_INVALID;
				const first = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
				const braceEnd = first <= 32 || first === 125 ? -1 : this.scanBraceExpansion(pos, braceResults ?? (braceResults = /* @__PURE__ */ new Map()));
				if (braceEnd > 0) {
					keywordEligible = false;
					lastValueChar = src.charCodeAt(braceEnd - 1);
					if (bt) {
						const braceText = src.slice(pos, braceEnd);
						text += braceText;
						if (bp) {
							if (pos > litStart) {
								parts.push({
									type: "Literal",
									pos: litStart,
									end: pos,
									value: litBuf,
									text: src.slice(litStart, pos)
								});
								litBuf = "";
							}
							parts.push({
								type: "BraceExpansion",
								pos,
								end: braceEnd,
								text: braceText,
								parts: this.subFieldParts(pos + 1, braceEnd - 1)
							});
							litStart = braceEnd;
						}
					}
					pos = braceEnd;
					continue;
				}
				lastValueChar = 123;
				if (bt) {
					text += "{";
					if (bp) litBuf += "{";
				}
				pos++;
				continue;
			}
			pos++;
		}
		if (bp && pos > litStart) parts.push({
			type: "Literal",
			pos: litStart,
			end: pos,
			value: litBuf,
			text: src.slice(litStart, pos)
		});
		this.pos = pos;
		this._wordText = text;
		this._wordRaw = valueIsRaw;
		this._wordQuoted = quoted;
		this._wordHasExpansions = hasExpansions;
		this._wordKeywordEligible = keywordEligible;
		this._wordAssignmentState = assignmentState;
		if (bp) {
			this._wordParts = parts.length > 1 || parts.length === 1 && parts[0].type !== "Literal" ? parts : null;
			if (hasGlobs && ctx !== LexContext.ArrayElement) this._wordParts = parseGlobParts(src, fastStart, pos, this._wordParts) ?? null;
		}
	}
	readInnerWordText(insideDoubleQuotes = false, arithmetic = false, globs = false) {
		const src = this.src;
		const len = this.srcEnd;
		let pos = this.pos;
		const start = pos;
		let text = "";
		const bp = this._buildParts;
		let parts;
		let litBuf = "";
		let litStart = 0;
		let preserveLiteral = false;
		let hasGlobs = false;
		if (bp) {
			parts = [];
			litStart = pos;
		}
		while (pos < len) {
			const ch = src.charCodeAt(pos);
			if (ch === 92) {
				pos++;
				if (pos < len) {
					if (src.charCodeAt(pos) === 10) pos++;
					else {
						const next = src.charCodeAt(pos);
						if (insideDoubleQuotes && next !== 36 && next !== 96 && next !== 34 && next !== 92 && next !== 125) {
							text += "\\";
							if (bp) litBuf += "\\";
							preserveLiteral = true;
						}
						const escaped = src[pos++];
						text += escaped;
						if (bp) litBuf += escaped;
					}
				}
				continue;
			}
			if (ch === 39 && !insideDoubleQuotes) {
				const sqStart = pos;
				pos++;
				const start = pos;
				while (pos < len && src.charCodeAt(pos) !== 39) pos++;
				const value = src.slice(start, pos);
				text += value;
				if (pos < len) pos++;
				if (bp) {
					if (sqStart > litStart) {
						parts.push({
							type: "Literal",
							pos: litStart,
							end: sqStart,
							value: litBuf,
							text: src.slice(litStart, sqStart)
						});
						litBuf = "";
					}
					parts.push({
						type: "SingleQuoted",
						pos: sqStart,
						end: pos,
						value,
						text: src.slice(sqStart, pos)
					});
					litStart = pos;
				}
				continue;
			}
			if (ch === 34) {
				const dqStart = pos;
				pos++;
				this.pos = pos;
				this.readDoubleQuoted(insideDoubleQuotes);
				pos = this.pos;
				text += this._dqText;
				if (bp) {
					if (dqStart > litStart) {
						parts.push({
							type: "Literal",
							pos: litStart,
							end: dqStart,
							value: litBuf,
							text: src.slice(litStart, dqStart)
						});
						litBuf = "";
					}
					const dqText = src.slice(dqStart, pos);
					parts.push({
						type: "DoubleQuoted",
						pos: dqStart,
						end: pos,
						text: dqText,
						parts: this._dqParts ?? [{
							type: "Literal",
							pos: dqStart + 1,
							end: this._dqEnd,
							value: this._dqText,
							text: src.slice(dqStart + 1, this._dqEnd)
						}]
					});
					litStart = pos;
				}
				continue;
			}
			if (ch === 36) {
				const dollarStart = pos;
				this.pos = pos;
				this.readDollar(insideDoubleQuotes);
				pos = this.pos;
				text += this._resultText;
				if (bp) {
					if (this._resultPart) {
						if (dollarStart > litStart) {
							parts.push({
								type: "Literal",
								pos: litStart,
								end: dollarStart,
								value: litBuf,
								text: src.slice(litStart, dollarStart)
							});
							litBuf = "";
						}
						parts.push(this._resultPart);
						litStart = pos;
					} else litBuf += this._resultText;
				}
				continue;
			}
			if (ch === 96) {
				const btStart = pos;
				this.pos = pos;
				this.readBacktickExpansion(insideDoubleQuotes);
				pos = this.pos;
				text += this._resultText;
				if (bp) {
					if (btStart > litStart) {
						parts.push({
							type: "Literal",
							pos: litStart,
							end: btStart,
							value: litBuf,
							text: src.slice(litStart, btStart)
						});
						litBuf = "";
					}
					parts.push(this._resultPart);
					litStart = pos;
				}
				continue;
			}
			if (!insideDoubleQuotes && !arithmetic && (ch === 60 || ch === 62) && pos + 1 < len && src.charCodeAt(pos + 1) === 40) {
				const psStart = pos;
				this.pos = pos + 2;
				const inner = this.extractBalanced();
				pos = this.pos;
				const raw = src.slice(psStart, pos);
				text += raw;
				if (bp) {
					if (psStart > litStart) {
						parts.push({
							type: "Literal",
							pos: litStart,
							end: psStart,
							value: litBuf,
							text: src.slice(litStart, psStart)
						});
						litBuf = "";
					}
					parts.push(this.processSubstitution(psStart, raw, ch === 60 ? "<" : ">", inner));
					litStart = pos;
				}
				continue;
			}
			text += src[pos];
			if (bp) {
				litBuf += src[pos];
				if (globs && (ch === 42 || ch === 63 || ch === 91)) hasGlobs = true;
			}
			pos++;
		}
		if (bp && pos > litStart) parts.push({
			type: "Literal",
			pos: litStart,
			end: pos,
			value: litBuf,
			text: src.slice(litStart, pos)
		});
		this.pos = pos;
		this._wordText = text;
		this._wordRaw = false;
		this._wordQuoted = false;
		this._wordHasExpansions = false;
		this._wordKeywordEligible = false;
		if (bp) {
			this._wordParts = parts.length > 1 || parts.length === 1 && (parts[0].type !== "Literal" || preserveLiteral) ? parts : null;
			if (hasGlobs) this._wordParts = parseGlobParts(src, start, pos, this._wordParts) ?? null;
		}
	}
	subFieldParts(start, end) {
		if (this._nestingDepth >= 256) return void 0;
		return hasEmbeddedWordStructure(this.src, start, end) ? this.parseSubFieldWord(start, end).parts : parseGlobParts(this.src, start, end, void 0);
	}
	parseSubFieldWord(start, end, context = "word", arithmetic = false) {
		if (start >= end) return new WordImpl("", start, start);
		if (this._nestingDepth >= 256) return new WordImpl(this.src.slice(start, end), start, end);
		this._nestingDepth++;
		const savedEnd = this.srcEnd;
		const savedBracketWindow = this._bracketWindow;
		const savedArithmeticBracketWindow = this._arithmeticBracketWindow;
		const savedPos = this.pos;
		const savedText = this._wordText;
		const savedParts = this._wordParts;
		const savedQuoted = this._wordQuoted;
		const savedKeywordEligible = this._wordKeywordEligible;
		this.srcEnd = end;
		this.pos = start;
		this.readInnerWordText(context === "quoted", arithmetic, context === "word");
		const word = new WordImpl(this.src.slice(start, end), start, end);
		if (this._buildParts) word.parts = this._wordParts ?? void 0;
		this.srcEnd = savedEnd;
		this._bracketWindow = savedBracketWindow;
		this._arithmeticBracketWindow = savedArithmeticBracketWindow;
		this.pos = savedPos;
		this._wordText = savedText;
		this._wordParts = savedParts;
		this._wordQuoted = savedQuoted;
		this._wordKeywordEligible = savedKeywordEligible;
		this._nestingDepth--;
		return word;
	}
	skipSQ() {
		while (this.pos < this.srcEnd && this.src.charCodeAt(this.pos) !== 39) this.pos++;
		if (this.pos < this.srcEnd) this.pos++;
	}
	skipAnsiCQuoted() {
		const quotePos = this.pos - 1;
		const result = decodeAnsiCQuoted(this.src, this.pos, this.srcEnd);
		this.pos = result.end;
		if (!result.closed) this.errors.push({
			message: "unterminated ANSI-C quote",
			pos: quotePos
		});
	}
	skipDQ() {
		const src = this.src;
		const len = this.srcEnd;
		this._unbalanced = false;
		if (this._nestingDepth < 256) while (this.pos < len) {
			const ch = src.charCodeAt(this.pos);
			if (ch === 34) {
				this.pos++;
				return;
			}
			if (ch === 92) {
				this.pos = Math.min(this.pos + 2, len);
				continue;
			}
			if (ch === 96) break;
			if (ch === 36) {
				const next = src.charCodeAt(this.pos + 1);
				if (next === 40 || next === 123 || next === 36) break;
			}
			this.pos++;
		}
		this.extractBalanced(true, true);
	}
	skipSpacesAndTabs() {
		this.pos = skipBlanks(this.src, this.pos, this.srcEnd);
	}
	readDoubleQuoted(unescapeAll = false) {
		const src = this.src;
		const len = this.srcEnd;
		const contentStart = this.pos;
		let hasExpansions = false;
		const bp = this._buildParts;
		const bt = bp || this._buildValue;
		if (!bp) {
			let p = this.pos;
			while (p < len) {
				const c = src.charCodeAt(p);
				if (c === 34) {
					this._dqText = bt ? src.slice(contentStart, p) : "";
					this._dqEnd = p;
					this.pos = p + 1;
					this._dqHasExpansions = false;
					this._dqParts = null;
					return;
				}
				if (c === 36 || c === 96 || c === 92) break;
				p++;
			}
		}
		let text = "";
		let parts = null;
		let litBuf = "";
		let litStart = bp ? this.pos : 0;
		while (this.pos < len && src.charCodeAt(this.pos) !== 34) {
			const runStart = this.pos;
			while (this.pos < len) {
				const c = src.charCodeAt(this.pos);
				if (c === 34 || c === 92 || c === 36 || c === 96) break;
				this.pos++;
			}
			if (bt && this.pos > runStart) {
				const chunk = src.slice(runStart, this.pos);
				text += chunk;
				if (bp) litBuf += chunk;
			}
			if (this.pos >= len || src.charCodeAt(this.pos) === 34) break;
			const ch = src.charCodeAt(this.pos);
			if (ch === 92) {
				this.pos++;
				if (this.pos < len) {
					const next = src.charCodeAt(this.pos);
					if (next === 10) {
						this.pos++;
						continue;
					}
					if (bt) {
						if (unescapeAll || next === 36 || next === 96 || next === 34 || next === 92) {
							const c = src[this.pos];
							text += c;
							if (bp) litBuf += c;
						} else {
							const pair = "\\" + src[this.pos];
							text += pair;
							if (bp) litBuf += pair;
						}
					}
					this.pos++;
				}
				continue;
			}
			if (ch === 36) {
				const afterDollar = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
				if (afterDollar === 34 || afterDollar === 39) {
					if (bt) {
						text += "$";
						if (bp) litBuf += "$";
					}
					this.pos++;
					continue;
				}
				const expStart = this.pos;
				this.readDollar(true);
				if (bt) text += this._resultText;
				if (this._resultHasExpansion) hasExpansions = true;
				if (bp) {
					const rp = this._resultPart;
					if (rp && isDQChild(rp)) {
						if (!parts) parts = [];
						if (expStart > litStart) {
							parts.push({
								type: "Literal",
								pos: litStart,
								end: expStart,
								value: litBuf,
								text: src.slice(litStart, expStart)
							});
							litBuf = "";
						}
						parts.push(rp);
						litStart = this.pos;
					} else litBuf += this._resultText;
				}
				continue;
			}
			if (ch === 96) {
				const btStart = this.pos;
				this.readBacktickExpansion(true);
				if (bt) text += this._resultText;
				hasExpansions = true;
				if (bp && this._resultPart && isDQChild(this._resultPart)) {
					if (!parts) parts = [];
					if (btStart > litStart) {
						parts.push({
							type: "Literal",
							pos: litStart,
							end: btStart,
							value: litBuf,
							text: src.slice(litStart, btStart)
						});
						litBuf = "";
					}
					parts.push(this._resultPart);
					litStart = this.pos;
				}
				continue;
			}
		}
		if (bp && parts && this.pos > litStart) parts.push({
			type: "Literal",
			pos: litStart,
			end: this.pos,
			value: litBuf,
			text: src.slice(litStart, this.pos)
		});
		this._dqEnd = this.pos;
		if (this.pos < len) this.pos++;
		else this.errors.push({
			message: "unterminated double quote",
			pos: contentStart - 1
		});
		this._dqText = text;
		this._dqHasExpansions = hasExpansions;
		this._dqParts = parts;
	}
	readDollar(insideDoubleQuotes = false) {
		const dollarPos = this.pos;
		this.pos++;
		const src = this.src;
		const len = this.srcEnd;
		const bt = this._buildParts || this._buildValue;
		if (this.pos >= len) {
			this._resultText = "$";
			this._resultIsRaw = true;
			this._resultHasExpansion = false;
			this._resultPart = void 0;
			return;
		}
		const logicalPos = skipLineContinuations(src, this.pos, len);
		if (logicalPos > this.pos && src.charCodeAt(logicalPos) === 40 && src.charCodeAt(logicalPos + 1) !== 40) this.pos = logicalPos;
		const ch = src.charCodeAt(this.pos);
		if (ch === 40) {
			if (this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 40) {
				const savedPos = this.pos;
				const savedErrors = this.errors.length;
				this.readArithmeticExpansion(dollarPos);
				if (!this._notArithmetic) return;
				this.errors.length = savedErrors;
				this.pos = savedPos;
			}
			this.readCommandSubstitution(dollarPos);
			return;
		}
		if (ch === 123) {
			const after = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
			if (after === 32 || after === 9 || after === 10) {
				this.readBraceCommandSubstitution();
				return;
			}
			if (after === 124) {
				this.readValueSubstitution();
				return;
			}
			this.readParameterExpansion(insideDoubleQuotes);
			return;
		}
		if (ch === 39) {
			this.pos++;
			if (bt) {
				const value = this.readAnsiCQuoted();
				this._resultText = value;
				this._resultPart = this._buildParts ? {
					type: "AnsiCQuoted",
					pos: dollarPos,
					end: this.pos,
					text: src.slice(dollarPos, this.pos),
					value
				} : void 0;
			} else {
				this.skipAnsiCQuoted();
				this._resultText = "";
				this._resultPart = void 0;
			}
			this._resultIsRaw = false;
			this._resultHasExpansion = false;
			return;
		}
		if (ch === 34) {
			this.pos++;
			this.readDoubleQuoted(insideDoubleQuotes);
			this._resultText = this._dqText;
			this._resultIsRaw = false;
			this._resultHasExpansion = this._dqHasExpansions;
			if (this._buildParts) {
				const text = src.slice(dollarPos, this.pos);
				this._resultPart = {
					type: "LocaleString",
					pos: dollarPos,
					end: this.pos,
					text,
					parts: this._dqParts ?? [{
						type: "Literal",
						pos: dollarPos + 2,
						end: this._dqEnd,
						value: this._dqText,
						text: src.slice(dollarPos + 2, this._dqEnd)
					}]
				};
			} else this._resultPart = void 0;
			return;
		}
		if (ch === 64 || ch === 42 || ch === 35 || ch === 63 || ch === 45 || ch === 36 || ch === 33 || ch >= 48 && ch <= 57) {
			this.pos++;
			const text = bt ? src.slice(this.pos - 2, this.pos) : "";
			this._resultText = text;
			this._resultIsRaw = true;
			this._resultHasExpansion = false;
			this._resultPart = this._buildParts ? {
				type: "SimpleExpansion",
				pos: dollarPos,
				end: this.pos,
				text
			} : void 0;
			return;
		}
		if (ch < 128 && isIdChar[ch] & 1) {
			const namePos = this.pos - 1;
			while (this.pos < len) {
				const c = src.charCodeAt(this.pos);
				if (c < 128 && isIdChar[c] & 2) this.pos++;
				else break;
			}
			const text = bt ? src.slice(namePos, this.pos) : "";
			this._resultText = text;
			this._resultIsRaw = true;
			this._resultHasExpansion = false;
			this._resultPart = this._buildParts ? {
				type: "SimpleExpansion",
				pos: dollarPos,
				end: this.pos,
				text
			} : void 0;
			return;
		}
		if (ch === 91) {
			const errorCount = this._errors === null ? 0 : this._errors.length;
			const close = this.findClosingArithmeticBracket(this.pos + 1);
			if (close !== -1) {
				const bodyStart = this.pos + 1;
				const body = src.slice(bodyStart, close);
				this.pos = close + 1;
				const text = bt ? src.slice(dollarPos, this.pos) : "";
				this._resultText = text;
				this._resultIsRaw = true;
				this._resultHasExpansion = false;
				this._resultPart = this._buildParts ? this.arithmeticExpansion(bodyStart - 2, text, body, bodyStart) : void 0;
				return;
			}
			if (this._errors !== null) this._errors.length = errorCount;
		}
		this._resultText = "$";
		this._resultIsRaw = true;
		this._resultHasExpansion = false;
		this._resultPart = void 0;
	}
	scanArithmeticBody() {
		this._notArithmetic = false;
		this._arithUnterminated = false;
		this.pos += 2;
		let depth = 1;
		let parenDepth = 0;
		let parentParenDepth = 0;
		let parenDepths;
		let reported = false;
		const src = this.src;
		const len = this.srcEnd;
		const start = this.pos;
		while (this.pos < len && depth > 0) {
			const c = src.charCodeAt(this.pos);
			if (c === 92) this.pos += this.pos + 1 < len ? 2 : 1;
			else if (c === 39) {
				this.pos++;
				this.skipSQ();
			} else if (c === 34) {
				this.pos++;
				this.skipDQ();
			} else if (c === 96) {
				this.pos++;
				while (this.pos < len && src.charCodeAt(this.pos) !== 96) {
					if (src.charCodeAt(this.pos) === 92) this.pos++;
					this.pos++;
				}
				if (this.pos < len) this.pos++;
			} else if (c === 36 && this.pos + 2 < len && src.charCodeAt(this.pos + 1) === 40 && src.charCodeAt(this.pos + 2) !== 40) {
				const dollarPos = this.pos;
				this.pos += 2;
				this.extractBalanced();
				if (this._unbalanced) this.errors.push({
					message: "unterminated command substitution",
					pos: dollarPos
				});
			} else if (c === 36 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 123) {
				const close = this.findClosingBrace(this.pos + 2, len);
				this.pos = close === -1 ? len : close + 1;
			} else if ((c === 60 || c === 62) && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 40) {
				this.pos += 2;
				this.extractBalanced();
			} else if (c === 40) {
				if (src.charCodeAt(this.pos - 1) === 36 && src.charCodeAt(this.pos + 1) === 40) {
					if (depth === 1) parentParenDepth = parenDepth;
					else (parenDepths ?? (parenDepths = [])).push(parenDepth);
					depth++;
					parenDepth = 0;
					if (depth + this._nestingDepth > 256 && !reported) {
						this.errors.push({
							message: "maximum arithmetic expansion nesting depth exceeded",
							pos: this.pos - 1
						});
						reported = true;
					}
					this.pos += 2;
				} else {
					if (++parenDepth + depth - 1 + this._nestingDepth > 256 && !reported) {
						this.errors.push({
							message: "maximum arithmetic expression nesting depth exceeded",
							pos: this.pos
						});
						reported = true;
					}
					this.pos++;
				}
			} else if (c === 41 && parenDepth > 0) {
				parenDepth--;
				this.pos++;
			} else if (c === 41 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 41) {
				if (--depth === 0) {
					this.pos += 2;
					break;
				}
				parenDepth = depth === 1 ? parentParenDepth : parenDepths.pop();
				this.pos += 2;
			} else if (c === 41 && depth === 1) {
				this._notArithmetic = true;
				return "";
			} else this.pos++;
		}
		const bt = this._buildParts || this._buildValue;
		if (depth > 0) {
			this._arithUnterminated = true;
			return bt ? src.slice(start, this.pos) : "";
		}
		return bt ? src.slice(start, this.pos - 2) : "";
	}
	readArithmeticExpansion(dollarPos) {
		const bodyStart = this.pos + 2;
		const body = this.scanArithmeticBody();
		if (this._notArithmetic) return;
		if (this._arithUnterminated) this.errors.push({
			message: "unterminated arithmetic expansion",
			pos: dollarPos
		});
		const text = this._buildParts || this._buildValue ? this.src.slice(dollarPos, this.pos) : "";
		this._resultText = text;
		this._resultIsRaw = true;
		this._resultHasExpansion = false;
		this._resultPart = this._buildParts ? this.arithmeticExpansion(dollarPos, text, body, bodyStart) : void 0;
	}
	arithmeticExpansion(pos, text, body, bodyStart) {
		return new ArithmeticExpansionImpl(pos, this.pos, text, {
			source: this.src,
			body,
			offset: bodyStart,
			depth: this._nestingDepth,
			context: this.substitutionContext
		});
	}
	readArithmeticCommand(out, tokenStart) {
		const savedBuildValue = this._buildValue;
		this._buildValue = true;
		const body = this.scanArithmeticBody();
		this._buildValue = savedBuildValue;
		if (this._arithUnterminated) this.errors.push({
			message: "unterminated arithmetic command",
			pos: tokenStart
		});
		setToken(out, Token.ArithCmd, body, tokenStart, this.pos);
	}
	readCommandSubstitution(dollarPos) {
		const openPos = this.pos;
		this.pos++;
		const inner = this.extractBalanced();
		if (this._unbalanced) this.errors.push({
			message: "unterminated command substitution",
			pos: dollarPos
		});
		const bt = this._buildParts || this._buildValue;
		const rawText = bt ? this.src.slice(dollarPos, this.pos) : "";
		const text = !bt || openPos === dollarPos + 1 ? rawText : "$" + this.src.slice(openPos, this.pos);
		this._resultText = text;
		this._resultIsRaw = openPos === dollarPos + 1;
		this._resultHasExpansion = true;
		if (this._buildParts) this._resultPart = this.commandExpansion(dollarPos, rawText, openPos + 1, inner, !this._unbalanced);
		else this._resultPart = void 0;
	}
	readBraceCommandSubstitution() {
		this.readBraceSubstitution(1);
	}
	readValueSubstitution() {
		this.readBraceSubstitution(2);
	}
	readBraceSubstitution(skip) {
		const dollarPos = this.pos - 1;
		this.pos += skip;
		const src = this.src;
		const len = this.srcEnd;
		let depth = 1;
		const start = this.pos;
		while (this.pos < len) {
			const c = src.charCodeAt(this.pos);
			if (c === 123) depth++;
			else if (c === 125) {
				if (--depth === 0) {
					this.pos++;
					break;
				}
			} else if (c === 39) {
				this.pos++;
				this.skipSQ();
				continue;
			} else if (c === 34) {
				this.pos++;
				this.skipDQ();
				continue;
			} else if (c === 92) this.pos++;
			this.pos++;
		}
		this._resultIsRaw = true;
		this._resultHasExpansion = true;
		if (this._buildParts || this._buildValue) {
			const rawInner = src.slice(start, this.pos - 1);
			const inner = rawInner.trim();
			const text = src.slice(dollarPos, this.pos);
			this._resultText = text;
			if (this._buildParts) {
				const innerStart = start + (rawInner.length - rawInner.trimStart().length);
				this._resultPart = this.commandExpansion(dollarPos, text, innerStart, inner);
			} else this._resultPart = void 0;
		} else {
			this._resultText = "";
			this._resultPart = void 0;
		}
	}
	readBacktickExpansion(insideDoubleQuotes = false) {
		this.pos++;
		const src = this.src;
		const len = this.srcEnd;
		const start = this.pos;
		if (!this._buildParts && !this._buildValue) {
			while (this.pos < len && src.charCodeAt(this.pos) !== 96) {
				if (src.charCodeAt(this.pos) === 92 && this.pos + 1 < len) this.pos++;
				this.pos++;
			}
			if (this.pos < len) this.pos++;
			else this.errors.push({
				message: "unterminated backtick",
				pos: start - 1
			});
			this._resultText = "";
			this._resultIsRaw = false;
			this._resultHasExpansion = true;
			this._resultPart = void 0;
			return;
		}
		let inner = "";
		let hasEscapes = false;
		while (this.pos < len && src.charCodeAt(this.pos) !== 96) {
			if (src.charCodeAt(this.pos) === 92) {
				hasEscapes = true;
				break;
			}
			this.pos++;
		}
		if (!hasEscapes) inner = src.slice(start, this.pos);
		else {
			inner = src.slice(start, this.pos);
			while (this.pos < len && src.charCodeAt(this.pos) !== 96) if (src.charCodeAt(this.pos) === 92) {
				this.pos++;
				if (this.pos < len) {
					const c = src.charCodeAt(this.pos);
					if (c === 36 || c === 96 || c === 92 || insideDoubleQuotes && c === 34) inner += src[this.pos];
					else inner += "\\" + src[this.pos];
					this.pos++;
				}
			} else {
				const runStart = this.pos;
				while (this.pos < len) {
					const c = src.charCodeAt(this.pos);
					if (c === 96 || c === 92) break;
					this.pos++;
				}
				inner += src.slice(runStart, this.pos);
			}
		}
		if (this.pos < len) this.pos++;
		else this.errors.push({
			message: "unterminated backtick",
			pos: start - 1
		});
		const text = src.slice(start - 1, this.pos);
		this._resultText = inner;
		this._resultHasExpansion = true;
		if (this._buildParts) this._resultPart = hasEscapes ? this.decodedCommandExpansion(start - 1, text, inner) : this.commandExpansion(start - 1, text, start, inner);
		else this._resultPart = void 0;
	}
	readParameterExpansion(insideDoubleQuotes) {
		const src = this.src;
		const len = this.srcEnd;
		const start = this.pos;
		this.pos++;
		let depth = 1;
		let reported = false;
		while (this.pos < len && depth > 0) {
			const ch = src.charCodeAt(this.pos);
			if (ch === 36) {
				const next = this.pos + 1 < len ? src.charCodeAt(this.pos + 1) : 0;
				if (next === 123) {
					depth++;
					if (this._nestingDepth + depth > 256 && !reported) {
						this.errors.push({
							message: "maximum parameter expansion nesting depth exceeded",
							pos: this.pos
						});
						reported = true;
					}
					this.pos += 2;
					continue;
				}
				if (next === 36) {
					this.pos += 2;
					continue;
				}
				if (next === 40) {
					const dollarPos = this.pos;
					this.pos += 2;
					this.extractBalanced();
					if (this._unbalanced) this.errors.push({
						message: "unterminated command substitution",
						pos: dollarPos
					});
					continue;
				}
			} else if (ch === 96) {
				this.pos++;
				while (this.pos < len && src.charCodeAt(this.pos) !== 96) {
					if (src.charCodeAt(this.pos) === 92) this.pos++;
					this.pos++;
				}
				if (this.pos < len) this.pos++;
				continue;
			} else if (ch === 125) {
				if (--depth === 0) {
					this.pos++;
					break;
				}
			} else if (ch === 92) {
				if (this.pos + 1 < len) this.pos++;
			} else if (ch === 39) {
				this.pos++;
				if (this.pos > start + 1 && src.charCodeAt(this.pos - 2) === 36) this.skipAnsiCQuoted();
				else this.skipSQ();
				continue;
			} else if (ch === 34) {
				this.pos++;
				this.skipDQ();
				continue;
			}
			this.pos++;
		}
		const closed = depth === 0;
		if (!closed) this.errors.push({
			message: "unterminated parameter expansion",
			pos: start - 1
		});
		const text = this._buildParts || this._buildValue ? src.slice(start - 1, this.pos) : "";
		this._resultText = text;
		this._resultIsRaw = true;
		this._resultHasExpansion = false;
		if (this._buildParts) {
			const inner = src.slice(start + 1, closed ? this.pos - 1 : this.pos);
			this._resultPart = this.parseParamInner(text, inner, start + 1, insideDoubleQuotes);
		} else this._resultPart = void 0;
	}
	parseParamInner(text, inner, innerStart, insideDoubleQuotes) {
		const result = {
			type: "ParameterExpansion",
			pos: innerStart - 2,
			end: this.pos,
			text,
			parameter: "",
			parameterPos: innerStart,
			parameterEnd: innerStart,
			prefix: void 0,
			index: void 0,
			operation: void 0
		};
		const ilen = inner.length;
		if (ilen === 0) return result;
		const sub = (a, b, context = "word") => this.parseSubFieldWord(innerStart + a, innerStart + b, context);
		const closeBracket = (start) => {
			const close = this.findClosingBracket(innerStart + start, innerStart + ilen);
			return close === -1 ? -1 : close - innerStart;
		};
		let i = 0;
		if (ilen > 1 && inner.charCodeAt(0) === 33) {
			result.prefix = "!";
			i = 1;
		}
		if (ilen > 1 && inner.charCodeAt(0) === 35) {
			const nameEnd = this.scanParamName(inner, 1);
			let parameterEnd = nameEnd;
			let indexEnd = -1;
			if (parameterEnd < ilen && inner.charCodeAt(parameterEnd) === 91) {
				indexEnd = closeBracket(parameterEnd + 1);
				if (indexEnd !== -1) parameterEnd = indexEnd + 1;
			}
			if (nameEnd > 1 && parameterEnd === ilen) {
				result.prefix = "#";
				result.parameter = inner.slice(1, nameEnd);
				result.parameterPos = innerStart + 1;
				result.parameterEnd = innerStart + nameEnd;
				if (indexEnd !== -1) result.index = sub(nameEnd + 1, indexEnd, "embedded");
				return result;
			}
		}
		const nameStart = i;
		i = this.scanParamName(inner, i);
		result.parameter = inner.slice(nameStart, i);
		result.parameterPos = innerStart + nameStart;
		result.parameterEnd = innerStart + i;
		if (i < ilen && inner.charCodeAt(i) === 91) {
			const closeB = closeBracket(i + 1);
			if (closeB !== -1) {
				result.index = sub(i + 1, closeB, "embedded");
				i = closeB + 1;
			}
		}
		if (i >= ilen) return result;
		const pos = innerStart + i;
		const end = innerStart + ilen;
		const opChar = inner.charCodeAt(i);
		const nextChar = inner.charCodeAt(i + 1);
		const defaultChar = inner[opChar === 58 ? i + 1 : i];
		if (defaultChar === "-" || defaultChar === "=" || defaultChar === "+" || defaultChar === "?") {
			const operandStart = i + (opChar === 58 ? 2 : 1);
			result.operation = {
				type: "Default",
				pos,
				end,
				operatorEnd: innerStart + operandStart,
				operator: opChar === 58 ? `:${defaultChar}` : defaultChar,
				operand: sub(operandStart, ilen, insideDoubleQuotes ? "quoted" : "word")
			};
			return result;
		}
		if (opChar === 58) {
			i++;
			const sliceStart = innerStart + i;
			const colonIdx = findUnnested(inner.slice(i), 58, true, (index, quoted) => {
				return this.findNestedShellEnd(sliceStart + index, end, quoted) - sliceStart;
			});
			result.operation = {
				type: "Slice",
				pos,
				end,
				operatorEnd: sliceStart,
				operator: ":",
				offset: sub(i, colonIdx === -1 ? ilen : i + colonIdx, "embedded"),
				length: colonIdx === -1 ? void 0 : sub(i + colonIdx + 1, ilen, "embedded")
			};
			return result;
		}
		if (opChar === 35 || opChar === 37) {
			const doubled = nextChar === opChar;
			const operator = opChar === 35 ? doubled ? "##" : "#" : doubled ? "%%" : "%";
			const operandStart = i + (doubled ? 2 : 1);
			result.operation = {
				type: "Remove",
				pos,
				end,
				operatorEnd: innerStart + operandStart,
				operator,
				operand: sub(operandStart, ilen)
			};
			return result;
		}
		if (opChar === 47) {
			i++;
			let operator = "/";
			if (nextChar === 47 || nextChar === 35 || nextChar === 37) {
				operator = nextChar === 47 ? "//" : nextChar === 35 ? "/#" : "/%";
				i++;
			}
			let separatorStart = i;
			if (nextChar === 47) {
				separatorStart = skipLineContinuations(inner, i, ilen);
				if (inner.charCodeAt(separatorStart) === 47) separatorStart++;
			}
			const sepIdx = findUnnested(inner.slice(separatorStart), 47);
			const patternEnd = sepIdx === -1 ? ilen : separatorStart + sepIdx;
			result.operation = {
				type: "Replace",
				pos,
				end,
				operatorEnd: innerStart + i,
				operator,
				pattern: sub(i, patternEnd),
				replacement: sub(sepIdx === -1 ? ilen : patternEnd + 1, ilen)
			};
			return result;
		}
		if (opChar === 94 || opChar === 44) {
			const doubled = nextChar === opChar;
			const operator = opChar === 94 ? doubled ? "^^" : "^" : doubled ? ",," : ",";
			const operandStart = i + (doubled ? 2 : 1);
			result.operation = {
				type: "CaseModification",
				pos,
				end,
				operatorEnd: innerStart + operandStart,
				operator,
				operand: operandStart === ilen ? void 0 : sub(operandStart, ilen)
			};
			return result;
		}
		if (result.prefix === "!" && result.index === void 0 && i + 1 === ilen && (opChar === 64 || opChar === 42)) {
			result.operation = {
				type: "Names",
				pos,
				end,
				operatorEnd: end,
				operator: opChar === 64 ? "@" : "*"
			};
			return result;
		}
		if (opChar === 64) {
			result.operation = {
				type: "Transform",
				pos,
				end,
				operatorEnd: pos + 1,
				operator: "@",
				operand: sub(i + 1, ilen)
			};
			return result;
		}
		result.operation = {
			type: "Unknown",
			pos,
			end,
			operatorEnd: end,
			operator: inner.slice(i)
		};
		return result;
	}
	findNestedShellEnd(start, end, quoted) {
		const ch = this.src.charCodeAt(start);
		if (ch === 96) {
			let pos = start + 1;
			while (pos < end) {
				const current = this.src.charCodeAt(pos);
				if (current === 92) {
					pos += 2;
					continue;
				}
				pos++;
				if (current === 96) return pos;
			}
			return end;
		}
		let close;
		if (ch === 36) {
			const next = start + 1;
			if (next < end && this.src.charCodeAt(next) === 123) close = this.findClosingBrace(next + 1, end);
			else {
				const open = skipLineContinuations(this.src, next, end);
				if (open >= end || this.src.charCodeAt(open) !== 40) return start;
				close = this.findClosingParenthesis(open + 1, end);
			}
		} else {
			const open = start + 1;
			if (quoted || ch !== 60 && ch !== 62 || open >= end || this.src.charCodeAt(open) !== 40) return start;
			close = this.findClosingParenthesis(open + 1, end);
		}
		return close === -1 ? end : close + 1;
	}
	scanParamName(s, start) {
		let i = start;
		if (i >= s.length) return i;
		const c = s.charCodeAt(i);
		if (c === 64 || c === 42 || c === 35 || c === 63 || c === 45 || c === 36 || c === 33) return i + 1;
		if (c >= 48 && c <= 57) {
			while (i < s.length && s.charCodeAt(i) >= 48 && s.charCodeAt(i) <= 57) i++;
			return i;
		}
		if (c >= 97 && c <= 122 || c >= 65 && c <= 90 || c === 95) {
			i++;
			while (i < s.length) {
				const ch = s.charCodeAt(i);
				if (ch >= 97 && ch <= 122 || ch >= 65 && ch <= 90 || ch >= 48 && ch <= 57 || ch === 95) i++;
				else break;
			}
		}
		return i;
	}
	readAnsiCQuoted() {
		const quotePos = this.pos - 1;
		const result = decodeAnsiCQuoted(this.src, this.pos, this.srcEnd);
		this.pos = result.end;
		if (!result.closed) this.errors.push({
			message: "unterminated ANSI-C quote",
			pos: quotePos
		});
		return result.value;
	}
	extractBalanced(useGrammar = true, quoteOnly = false) {
		const src = this.src;
		const len = this.srcEnd;
		const bt = this._buildParts || this._buildValue;
		let depth = quoteOnly ? 0 : 1;
		const start = this.pos;
		this._unbalanced = false;
		const knownEnd = useGrammar && !quoteOnly ? this.substitutionContext.boundaries?.get(start) : void 0;
		if (knownEnd !== void 0 && knownEnd <= len && this._nestingDepth < 256) {
			this.pos = knownEnd;
			return bt ? src.slice(start, knownEnd - 1) : "";
		}
		let wordStart = true;
		while (!quoteOnly && this.pos < len) {
			const c = src.charCodeAt(this.pos);
			if (c === 41) {
				const result = bt ? src.slice(start, this.pos) : "";
				this.pos++;
				return result;
			} else if (c === 40 || c === 92 || c === 39 || c === 34 || c === 96 || c === 36 && (src.charCodeAt(this.pos + 1) === 39 || src.charCodeAt(this.pos + 1) === 36 || src.charCodeAt(this.pos + 1) === 123)) break;
			else if (c === 60 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 60) break;
			else if (c === 35 && wordStart) break;
			else if (c === 99 && wordStart && this.pos + 3 < len && src.charCodeAt(this.pos + 1) === 97 && src.charCodeAt(this.pos + 2) === 115 && src.charCodeAt(this.pos + 3) === 101 && (this.pos + 4 >= len || src.charCodeAt(this.pos + 4) < 128 && charType[src.charCodeAt(this.pos + 4)] & 1)) break;
			else {
				wordStart = c < 128 && (charType[c] & 1) !== 0;
				this.pos++;
			}
		}
		let caseDepth = 0;
		let caseParens = 0;
		const wordStartAfterParen = [];
		let pendingDelims = null;
		let scripts;
		let arithBase = -1;
		let arithExtent = start >= 2 && src.charCodeAt(start) === 40 && src.charCodeAt(start - 1) === 40 && src.charCodeAt(start - 2) === 36;
		let substitutions = 0;
		let reported = false;
		const quotes = quoteOnly ? [{
			close: 34,
			depth: 0
		}] : [];
		let quotedDepth = quoteOnly ? 1 : 0;
		let parameterDepth = 0;
		let arithmeticOpens;
		let continuedDollarPos = -1;
		let continuedParenPos = -1;
		let escapedEnd = -1;
		let lastParenEnd = -1;
		let checkedGrammar = false;
		while (this.pos < len && (depth > 0 || quotes.length > 0)) {
			let ch = src.charCodeAt(this.pos);
			const quote = quotes.length === 0 ? void 0 : quotes[quotes.length - 1];
			if (quote !== void 0 && quote.depth === depth) {
				let commandOpen = false;
				if (ch === 92) {
					this.pos = Math.min(this.pos + 2, len);
					continue;
				}
				if (ch === quote.close) {
					quotes.pop();
					if (ch === 34) quotedDepth--;
					else parameterDepth--;
					this.pos++;
					if (quoteOnly && depth === 0 && quotes.length === 0) return "";
					continue;
				}
				if (ch === 34) {
					quotes.push({
						close: 34,
						depth
					});
					quotedDepth++;
				} else if (ch === 39 && quote.close === 125) {
					this.pos++;
					this.skipSQ();
					continue;
				} else if (ch === 96) {
					this.pos++;
					while (this.pos < len && src.charCodeAt(this.pos) !== 96) {
						if (src.charCodeAt(this.pos) === 92) this.pos++;
						if (this.pos < len) this.pos++;
					}
					if (this.pos < len) this.pos++;
					continue;
				} else if (ch === 36) {
					const next = src.charCodeAt(this.pos + 1);
					if (next === 39 && quote.close === 125) {
						this.pos += 2;
						this.skipAnsiCQuoted();
						continue;
					}
					if (next === 123) {
						quotes.push({
							close: 125,
							depth
						});
						parameterDepth++;
						this.pos++;
					} else if (next === 40) {
						this.pos++;
						ch = 40;
						commandOpen = true;
					} else if (next === 36) {
						this.pos += src.charCodeAt(this.pos + 2) === 40 ? 1 : 2;
						continue;
					}
				}
				if (!reported && this._nestingDepth + Math.max(quotedDepth, parameterDepth) > 256) {
					this.errors.push({
						message: "maximum word nesting depth exceeded",
						pos: this.pos
					});
					reported = true;
				}
				if (!commandOpen) {
					this.pos++;
					while (this.pos < len) {
						const c = src.charCodeAt(this.pos);
						if (c === 92 || c === 34 || c === 36 || c === 96 || c === 125 || c === 39) break;
						this.pos++;
					}
					continue;
				}
			}
			if (ch === 35 && lastParenEnd !== -1 && !arithExtent && arithBase < 0 && useGrammar && !checkedGrammar && this._nestingDepth + (scripts?.length ?? 0) < 256 && skipBlanks(src, lastParenEnd, len) === this.pos) {
				checkedGrammar = true;
				const scope = scripts?.[scripts.length - 1];
				const end = this.findSubstitutionEnd(scope?.start ?? start, len, this._nestingDepth + (scripts?.length ?? 0) + 1);
				if (end !== -1) {
					if (scope === void 0) {
						this.pos = end;
						return bt ? src.slice(start, end - 1) : "";
					}
					this.pos = end - 1;
					depth = scope.depth + 1;
					caseDepth = 0;
					caseParens = 0;
					wordStartAfterParen.length = scope.parens + 1;
					ch = 41;
				}
			}
			if (ch === 40) {
				const prev = this.pos > start && this.pos !== escapedEnd ? src.charCodeAt(this.pos - 1) : 0;
				const commandDollarPos = prev === 36 ? this.pos - 1 : this.pos === continuedParenPos ? continuedDollarPos : -1;
				const wordParen = commandDollarPos !== -1 || prev === 60 || prev === 62 || prev === 61 || prev === 64 || prev === 63 || prev === 42 || prev === 43 || prev === 33 || prev === 40 && wordStartAfterParen[wordStartAfterParen.length - 1] === false || arithExtent && this.pos === start;
				const script = commandDollarPos !== -1 && src.charCodeAt(this.pos + 1) !== 40 || (prev === 60 || prev === 62) && arithBase < 0 && !arithExtent;
				if (script) {
					(scripts ?? (scripts = [])).push({
						start: this.pos + 1,
						dollar: commandDollarPos,
						depth,
						parens: wordStartAfterParen.length,
						caseDepth,
						caseParens,
						arithBase,
						arithExtent,
						substitutions,
						checkedGrammar,
						pendingDelims
					});
					caseDepth = 0;
					caseParens = 0;
					arithBase = -1;
					arithExtent = false;
					checkedGrammar = false;
					pendingDelims = null;
				}
				wordStartAfterParen.push(!wordParen);
				wordStart = true;
				if (!script && arithBase < 0 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 40) arithBase = depth;
				if (commandDollarPos !== -1) {
					if (script) substitutions++;
					else (arithmeticOpens ?? (arithmeticOpens = [])).push(depth);
					if (substitutions + (arithmeticOpens?.length ?? 0) + this._nestingDepth + (quoteOnly ? 0 : 1) > 256 && !reported) {
						this.errors.push({
							message: "maximum command substitution nesting depth exceeded",
							pos: commandDollarPos
						});
						reported = true;
					}
				}
				continuedDollarPos = -1;
				continuedParenPos = -1;
				depth++;
				if (caseDepth > 0) caseParens++;
				this.pos++;
			} else if (ch === 41) {
				if (caseDepth > 0 && caseParens === 0) {
					this.pos++;
					wordStart = true;
				} else {
					if (caseDepth > 0) caseParens--;
					depth--;
					if (depth === 0 && !quoteOnly) {
						const result = bt ? src.slice(start, this.pos) : "";
						this.pos++;
						return result;
					}
					if (depth <= arithBase) arithBase = -1;
					if (arithmeticOpens !== void 0) while (arithmeticOpens.length > 0 && arithmeticOpens[arithmeticOpens.length - 1] >= depth) arithmeticOpens.pop();
					wordStart = wordStartAfterParen.pop() ?? true;
					this.pos++;
					const scope = scripts?.[scripts.length - 1];
					if (scope !== void 0 && scope.depth === depth) {
						scripts.pop();
						caseDepth = scope.caseDepth;
						caseParens = scope.caseParens;
						arithBase = scope.arithBase;
						arithExtent = scope.arithExtent;
						substitutions = scope.substitutions;
						checkedGrammar = scope.checkedGrammar;
						pendingDelims = scope.pendingDelims;
					}
				}
				lastParenEnd = this.pos;
			} else if (ch === 92) {
				if (this.pos > start && src.charCodeAt(this.pos - 1) === 36) {
					const logicalPos = skipLineContinuations(src, this.pos, len);
					if (logicalPos > this.pos && src.charCodeAt(logicalPos) === 40 && src.charCodeAt(logicalPos + 1) !== 40) {
						continuedDollarPos = this.pos - 1;
						continuedParenPos = logicalPos;
					}
				}
				this.pos++;
				if (this.pos < len) {
					if (src.charCodeAt(this.pos) !== 10) wordStart = false;
					this.pos++;
				}
				escapedEnd = this.pos;
			} else if (ch === 36) {
				const next = src.charCodeAt(++this.pos);
				if (next === 39) {
					this.pos++;
					this.skipAnsiCQuoted();
				} else if (next === 36) this.pos++;
				else if (next === 123 && !isBraceCommandOpener(src.charCodeAt(this.pos + 1))) {
					quotes.push({
						close: 125,
						depth
					});
					parameterDepth++;
					this.pos++;
				}
				wordStart = false;
			} else if (ch === 39) {
				this.pos++;
				this.skipSQ();
				wordStart = false;
			} else if (ch === 34) {
				quotes.push({
					close: 34,
					depth
				});
				quotedDepth++;
				this.pos++;
				wordStart = false;
			} else if (ch === 96) {
				this.pos++;
				while (this.pos < len && src.charCodeAt(this.pos) !== 96) {
					if (src.charCodeAt(this.pos) === 92) this.pos++;
					if (this.pos < len) this.pos++;
				}
				if (this.pos < len) this.pos++;
				wordStart = false;
			} else if (ch === 60 && arithBase < 0 && this.pos + 1 < len && src.charCodeAt(this.pos + 1) === 60) {
				if (this.pos + 2 < len && src.charCodeAt(this.pos + 2) === 60) this.pos += 3;
				else {
					this.pos += 2;
					const strip = this.pos < len && src.charCodeAt(this.pos) === 45;
					if (strip) this.pos++;
					this.skipSpacesAndTabs();
					this.readHereDocDelimiter();
					if (this._hereDelim || this._hereQuoted) (pendingDelims ?? (pendingDelims = [])).push({
						delimiter: this._hereDelim,
						strip,
						quoted: this._hereQuoted
					});
				}
				wordStart = false;
			} else if (ch === 10 && pendingDelims) {
				this.pos++;
				for (const hd of pendingDelims) this.skipHereDocBody(hd.delimiter, hd.strip, true, hd.quoted);
				pendingDelims = null;
				wordStart = true;
			} else if (ch === 35 && arithBase < 0 && !arithExtent && wordStart) while (this.pos < len && src.charCodeAt(this.pos) !== 10) this.pos++;
			else {
				const wStart = this.pos;
				while (this.pos < len) {
					const wc = src.charCodeAt(this.pos);
					if (wc < 128 && charType[wc]) break;
					this.pos++;
				}
				if (this.pos > wStart) {
					if (this.pos - wStart === 4 && wordStart && arithBase < 0 && !arithExtent) {
						const c0 = src.charCodeAt(wStart);
						if (c0 === 99 && src.charCodeAt(wStart + 1) === 97 && src.charCodeAt(wStart + 2) === 115 && src.charCodeAt(wStart + 3) === 101) caseDepth++;
						else if (c0 === 101 && src.charCodeAt(wStart + 1) === 115 && src.charCodeAt(wStart + 2) === 97 && src.charCodeAt(wStart + 3) === 99 && caseDepth > 0) {
							caseDepth--;
							if (caseDepth === 0) caseParens = 0;
						}
					}
					wordStart = false;
				} else {
					const wc = src.charCodeAt(this.pos);
					wordStart = wc < 128 && (charType[wc] & 1) !== 0;
					this.pos++;
				}
			}
		}
		this._unbalanced = true;
		if (quoteOnly && scripts !== void 0 && scripts.length > 0) this.errors.push({
			message: "unterminated command substitution",
			pos: scripts[0].dollar
		});
		return bt ? src.slice(start, this.pos) : "";
	}
};
// node_modules/unbash/dist/arithmetic.js
function opPrec(op) {
	switch (op) {
		case ",": return 1;
		case "=":
		case "+=":
		case "-=":
		case "*=":
		case "/=":
		case "%=":
		case "<<=":
		case ">>=":
		case "&=":
		case "|=":
		case "^=": return 2;
		case "||": return 4;
		case "&&": return 5;
		case "|": return 6;
		case "^": return 7;
		case "&": return 8;
		case "==":
		case "!=": return 9;
		case "<":
		case "<=":
		case ">":
		case ">=": return 10;
		case "<<":
		case ">>": return 11;
		case "+":
		case "-": return 12;
		case "*":
		case "/":
		case "%": return 13;
		case "**": return 14;
		case "?": return 3;
		default: return -1;
	}
}
function trimEnd(src, start, end) {
	while (end > start) {
		const c = src.charCodeAt(end - 1);
		if (c !== 32 && c !== 9 && c !== 10) break;
		end--;
	}
	return end;
}
function opRightAssoc(op) {
	switch (op) {
		case "=":
		case "+=":
		case "-=":
		case "*=":
		case "/=":
		case "%=":
		case "<<=":
		case ">>=":
		case "&=":
		case "|=":
		case "^=":
		case "**": return true;
		default: return false;
	}
}
function parseArithmeticExpression(src, offset = 0, collector, nestingDepth = 0) {
	let pos = 0;
	const len = src.length;
	const initialWordCount = collector?.embeddedWords.length ?? 0;
	function makeWord(start, end, embedded = false) {
		const node = {
			type: "ArithmeticWord",
			pos: start + offset,
			end: end + offset,
			value: src.slice(start, end),
			parts: void 0
		};
		if (embedded) collector?.embeddedWords.push(node);
		return node;
	}
	function skipWS() {
		while (pos < len) {
			const c = src.charCodeAt(pos);
			if (c === 32 || c === 9 || c === 10) pos++;
			else break;
		}
	}
	function tryReadBinOp() {
		if (pos >= len) return null;
		const c = src.charCodeAt(pos);
		const nc = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
		const nnc = pos + 2 < len ? src.charCodeAt(pos + 2) : 0;
		switch (c) {
			case 44:
				pos++;
				return ",";
			case 61:
				if (nc === 61) {
					pos += 2;
					return "==";
				}
				pos++;
				return "=";
			case 33:
				if (nc === 61) {
					pos += 2;
					return "!=";
				}
				return null;
			case 60:
				if (nc === 60) {
					if (nnc === 61) {
						pos += 3;
						return "<<=";
					}
					pos += 2;
					return "<<";
				}
				if (nc === 61) {
					pos += 2;
					return "<=";
				}
				pos++;
				return "<";
			case 62:
				if (nc === 62) {
					if (nnc === 61) {
						pos += 3;
						return ">>=";
					}
					pos += 2;
					return ">>";
				}
				if (nc === 61) {
					pos += 2;
					return ">=";
				}
				pos++;
				return ">";
			case 43:
				if (nc === 61) {
					pos += 2;
					return "+=";
				}
				if (nc === 43) return null;
				pos++;
				return "+";
			case 45:
				if (nc === 61) {
					pos += 2;
					return "-=";
				}
				if (nc === 45) return null;
				pos++;
				return "-";
			case 42:
				if (nc === 42) {
					pos += 2;
					return "**";
				}
				if (nc === 61) {
					pos += 2;
					return "*=";
				}
				pos++;
				return "*";
			case 47:
				if (nc === 61) {
					pos += 2;
					return "/=";
				}
				pos++;
				return "/";
			case 37:
				if (nc === 61) {
					pos += 2;
					return "%=";
				}
				pos++;
				return "%";
			case 124:
				if (nc === 124) {
					pos += 2;
					return "||";
				}
				if (nc === 61) {
					pos += 2;
					return "|=";
				}
				pos++;
				return "|";
			case 38:
				if (nc === 38) {
					pos += 2;
					return "&&";
				}
				if (nc === 61) {
					pos += 2;
					return "&=";
				}
				pos++;
				return "&";
			case 94:
				if (nc === 61) {
					pos += 2;
					return "^=";
				}
				pos++;
				return "^";
			case 63:
				pos++;
				return "?";
			default: return null;
		}
	}
	function skipTruncatedUnary() {
		skipWS();
		while (pos < len) {
			const c = src.charCodeAt(pos);
			if (c !== 33 && c !== 126 && c !== 43 && c !== 45) break;
			if (src.charCodeAt(pos + 1) === 61) break;
			pos++;
			skipWS();
		}
		if (src.charCodeAt(pos) === 40) {
			let groups = 1;
			pos++;
			while (pos < len && groups > 0) {
				const wordEnd = collector?.findArithmeticWordEnd?.(pos + offset, offset + len) ?? pos + offset;
				if (wordEnd > pos + offset) {
					pos = wordEnd - offset;
					continue;
				}
				const c = src.charCodeAt(pos++);
				if (c === 40) groups++;
				else if (c === 41) groups--;
			}
		} else if (pos < len && src.charCodeAt(pos) !== 41 && src.charCodeAt(pos) !== 58) parseAtom(0);
		skipWS();
		const c = src.charCodeAt(pos);
		if ((c === 43 || c === 45) && src.charCodeAt(pos + 1) === c) pos += 2;
	}
	function recoverExpression(minPrec) {
		skipWS();
		const start = pos;
		if (start === len) return makeWord(start, start);
		const wordCount = collector?.embeddedWords.length ?? 0;
		let ternaries = 0;
		for (;;) {
			skipTruncatedUnary();
			skipWS();
			if (src.charCodeAt(pos) === 58 && ternaries > 0) {
				ternaries--;
				pos++;
				continue;
			}
			const saved = pos;
			const op = tryReadBinOp();
			if (op === null || ternaries === 0 && opPrec(op) < minPrec) {
				pos = saved;
				break;
			}
			if (op === "?") ternaries++;
		}
		if (collector) collector.embeddedWords.length = wordCount;
		return makeWord(start, trimEnd(src, start, pos));
	}
	function parseBinExpr(minPrec, depth) {
		if (depth > 256) return recoverExpression(minPrec);
		let left = parseUnaryExpr(depth);
		while (true) {
			skipWS();
			if (pos >= len) break;
			const saved = pos;
			const op = tryReadBinOp();
			if (!op) break;
			if (op === "?") {
				if (opPrec(op) < minPrec) {
					pos = saved;
					break;
				}
				const consequent = parseBinExpr(1, depth + 1);
				skipWS();
				if (pos < len && src.charCodeAt(pos) === 58) pos++;
				const alternate = parseBinExpr(3, depth + 1);
				left = {
					type: "ArithmeticTernary",
					pos: left.pos,
					end: alternate.end,
					test: left,
					consequent,
					alternate
				};
				continue;
			}
			const prec = opPrec(op);
			if (prec < minPrec) {
				pos = saved;
				break;
			}
			const right = parseBinExpr(opRightAssoc(op) ? prec : prec + 1, depth + 1);
			left = {
				type: "ArithmeticBinary",
				pos: left.pos,
				end: right.end,
				operator: op,
				left,
				right
			};
		}
		return left;
	}
	function parseUnaryExpr(depth) {
		skipWS();
		if (depth > 256) return recoverExpression(15);
		if (pos >= len) return makeWord(pos, pos);
		const start = pos;
		const c = src.charCodeAt(pos);
		const nc = pos + 1 < len ? src.charCodeAt(pos + 1) : 0;
		if (c === 43 && nc === 43) {
			pos += 2;
			const operand = parseUnaryExpr(depth + 1);
			return {
				type: "ArithmeticUnary",
				pos: start + offset,
				end: operand.end,
				operator: "++",
				operand,
				prefix: true
			};
		}
		if (c === 45 && nc === 45) {
			pos += 2;
			const operand = parseUnaryExpr(depth + 1);
			return {
				type: "ArithmeticUnary",
				pos: start + offset,
				end: operand.end,
				operator: "--",
				operand,
				prefix: true
			};
		}
		if (c === 33) {
			pos++;
			const operand = parseUnaryExpr(depth + 1);
			return {
				type: "ArithmeticUnary",
				pos: start + offset,
				end: operand.end,
				operator: "!",
				operand,
				prefix: true
			};
		}
		if (c === 126) {
			pos++;
			const operand = parseUnaryExpr(depth + 1);
			return {
				type: "ArithmeticUnary",
				pos: start + offset,
				end: operand.end,
				operator: "~",
				operand,
				prefix: true
			};
		}
		if (c === 43 && nc !== 43 && nc !== 61) {
			pos++;
			const operand = parseUnaryExpr(depth + 1);
			return {
				type: "ArithmeticUnary",
				pos: start + offset,
				end: operand.end,
				operator: "+",
				operand,
				prefix: true
			};
		}
		if (c === 45 && nc !== 45 && nc !== 61) {
			pos++;
			const operand = parseUnaryExpr(depth + 1);
			return {
				type: "ArithmeticUnary",
				pos: start + offset,
				end: operand.end,
				operator: "-",
				operand,
				prefix: true
			};
		}
		return parsePostfixExpr(depth);
	}
	function parsePostfixExpr(depth) {
		const operand = parseAtom(depth);
		skipWS();
		if (pos + 1 < len) {
			const c = src.charCodeAt(pos);
			const nc = src.charCodeAt(pos + 1);
			if (c === 43 && nc === 43) {
				pos += 2;
				return {
					type: "ArithmeticUnary",
					pos: operand.pos,
					end: pos + offset,
					operator: "++",
					operand,
					prefix: false
				};
			}
			if (c === 45 && nc === 45) {
				pos += 2;
				return {
					type: "ArithmeticUnary",
					pos: operand.pos,
					end: pos + offset,
					operator: "--",
					operand,
					prefix: false
				};
			}
		}
		return operand;
	}
	function parseAtom(depth) {
		skipWS();
		if (pos >= len) return makeWord(pos, pos);
		const c = src.charCodeAt(pos);
		if (c === 40) {
			const start = pos;
			pos++;
			const expr = parseBinExpr(0, depth + 1);
			skipWS();
			if (pos < len && src.charCodeAt(pos) === 41) pos++;
			return {
				type: "ArithmeticGroup",
				pos: start + offset,
				end: pos + offset,
				expression: expr
			};
		}
		if (c === 36) {
			const start = pos;
			const wordCount = collector?.embeddedWords.length ?? 0;
			const atom = readDollarAtom();
			const wordEnd = collector?.findArithmeticWordEnd?.(start + offset, offset + len) ?? pos + offset;
			if (wordEnd > pos + offset) {
				if (collector) collector.embeddedWords.length = wordCount;
				pos = wordEnd - offset;
				return makeWord(start, pos, true);
			}
			return atom;
		}
		if (c === 96 || c === 34 || c === 39) {
			const start = pos;
			pos = (collector?.findArithmeticWordEnd?.(start + offset, offset + len) ?? start + offset + 1) - offset;
			return makeWord(start, pos, true);
		}
		const start = pos;
		const wordCount = collector?.embeddedWords.length ?? 0;
		const atom = readWordAtom();
		const wordEnd = collector?.findArithmeticWordEnd?.(start + offset, offset + len) ?? pos + offset;
		if (wordEnd > pos + offset) {
			if (collector) collector.embeddedWords.length = wordCount;
			pos = wordEnd - offset;
			return makeWord(start, pos, true);
		}
		return atom;
	}
	function readDollarAtom() {
		const start = pos;
		pos++;
		if (pos >= len) return makeWord(start, pos);
		const c = src.charCodeAt(pos);
		if (c === 40) {
			if (pos + 1 < len && src.charCodeAt(pos + 1) === 40) {
				const expansionEnd = collector?.findArithmeticExpansionEnd(start + offset, offset + len) ?? -1;
				if (expansionEnd !== -1) pos = expansionEnd - offset;
				else {
					pos += 2;
					let depth = 1;
					while (pos < len && depth > 0) if (src.charCodeAt(pos) === 40 && src.charCodeAt(pos + 1) === 40) {
						depth++;
						pos += 2;
					} else if (src.charCodeAt(pos) === 41 && src.charCodeAt(pos + 1) === 41) {
						depth--;
						pos += 2;
					} else pos++;
				}
			} else {
				pos++;
				const close = collector?.findClosingParenthesis(pos + offset, offset + len) ?? -1;
				if (close !== -1) pos = close - offset + 1;
				else {
					let depth = 1;
					while (pos < len && depth > 0) {
						const ch = src.charCodeAt(pos++);
						if (ch === 40) depth++;
						else if (ch === 41) depth--;
					}
				}
				const text = src.slice(start, pos);
				return collector ? collector.commandExpansion(start + offset, pos + offset, text) : new ScriptExpansionImpl("ArithmeticCommandExpansion", start + offset, pos + offset, text);
			}
		} else if (c === 123) {
			const close = collector?.findClosingBrace(pos + offset + 1, offset + len) ?? -1;
			if (close !== -1) pos = close - offset + 1;
			else {
				pos++;
				let depth = 1;
				while (pos < len && depth > 0) {
					const ch = src.charCodeAt(pos++);
					if (ch === 123) depth++;
					else if (ch === 125) depth--;
				}
			}
		} else while (pos < len) {
			const ch = src.charCodeAt(pos);
			if (ch >= 97 && ch <= 122 || ch >= 65 && ch <= 90 || ch >= 48 && ch <= 57 || ch === 95) pos++;
			else break;
		}
		return makeWord(start, pos, c === 40 || c === 123);
	}
	function readWordAtom() {
		const start = pos;
		while (pos < len) {
			const c = src.charCodeAt(pos);
			if (c >= 48 && c <= 57 || c >= 65 && c <= 90 || c >= 97 && c <= 122 || c === 95 || c === 35) pos++;
			else break;
		}
		if (pos > start && pos < len && src.charCodeAt(pos) === 91) {
			const close = collector?.findClosingBracket?.(pos + offset + 1, offset + len) ?? -1;
			if (close !== -1) pos = close - offset + 1;
			else {
				pos++;
				let depth = 1;
				while (pos < len && depth > 0) {
					const c = src.charCodeAt(pos);
					if (c === 91) depth++;
					else if (c === 93) depth--;
					pos++;
				}
			}
			return makeWord(start, pos, true);
		}
		if (pos === start) {
			pos++;
			return makeWord(start, pos);
		}
		return makeWord(start, pos);
	}
	skipWS();
	if (pos >= len) return null;
	const start = pos;
	const result = parseBinExpr(0, nestingDepth);
	skipWS();
	if (pos < len) {
		if (collector) collector.embeddedWords.length = initialWordCount;
		return makeWord(start, trimEnd(src, start, len), collector !== void 0);
	}
	return result;
}
// node_modules/unbash/dist/parts.js
const computeBareWordParts = (_source, word) => hasGlobCharacters(word.text) ? parseGlobParts(word.text, 0, word.text.length, void 0, word.pos) : void 0;
function wordPartsResolver(context) {
	return context.wordParts ?? (context.wordParts = (source, word, depth) => computeWordParts(source, word, depth, context));
}
function embeddedPartsResolver(context) {
	return context.embeddedParts ?? (context.embeddedParts = (source, word, depth) => computeEmbeddedWordParts(source, word, depth, context));
}
function arrayPartsResolver(context) {
	return context.arrayParts ?? (context.arrayParts = (source, word, depth) => computeArrayElementParts(source, word, depth, context));
}
/**
* Compute the structural parts of a word by re-scanning the source.
* This is the "cold path" — only called when consumers actually need parts.
*
* Returns undefined for simple words (no quotes, expansions, or special structure).
*/
function computeWordParts(source, word, depth = 0, context = createSubstitutionContext()) {
	const lexer = new Lexer$1(source, word.pos, word.end, false, context);
	lexer._nestingDepth = depth;
	return lexer.buildWordParts(word.pos) ?? void 0;
}
/** Compute structural parts for a word-like span that may contain shell operators or whitespace. */
function computeEmbeddedWordParts(source, word, depth = 0, context, arithmetic = false) {
	if (!hasEmbeddedWordStructure(source, word.pos, word.end)) return void 0;
	const lexer = new Lexer$1(source, word.pos, word.end, false, context);
	lexer._nestingDepth = depth;
	return lexer.buildEmbeddedWordParts(word.pos, arithmetic) ?? void 0;
}
function computeArrayElementParts(source, word, depth = 0, context) {
	const lexer = new Lexer$1(source, word.pos, word.end, false, context);
	lexer._nestingDepth = depth;
	return lexer.buildArrayElementParts(word.pos) ?? void 0;
}
/**
* Compute parts for an unquoted heredoc body.
* Heredoc bodies use different scanning rules than shell words: newlines are
* literal and single/double quotes have no special meaning.
*/
function computeHereDocBodyParts(source, word, depth = 0, context) {
	const lexer = new Lexer$1(source, word.pos, word.end, false, context);
	lexer._nestingDepth = depth;
	return lexer.buildHereDocParts(word.pos, word.end) ?? void 0;
}
// node_modules/unbash/dist/arithmetic-parts.js
function parseArithmeticWithParts(body, offset, source, depth, context, embeddedDepth = depth) {
	if (!hasEmbeddedWordStructure(source, offset, offset + body.length)) return parseArithmeticExpression(body, offset, void 0, depth) ?? void 0;
	const embeddedWords = [];
	const lexer = new Lexer$1(source, 0, source.length, false, context);
	lexer._nestingDepth = depth;
	const expression = parseArithmeticExpression(body, offset, {
		embeddedWords,
		commandExpansion: (pos, end, text) => new ScriptExpansionImpl("ArithmeticCommandExpansion", pos, end, text, {
			source,
			start: pos + 2,
			end: end - 1,
			depth: depth + 1,
			parenBoundary: true,
			context
		}),
		findClosingBracket: (start, end) => lexer.findClosingBracket(start, end),
		findClosingBrace: (start, end) => lexer.findClosingBrace(start, end),
		findClosingParenthesis: (start, end) => lexer.findClosingParenthesis(start, end),
		findArithmeticExpansionEnd: (start, end) => lexer.findArithmeticExpansionEnd(start, end),
		findArithmeticWordEnd: (start, end) => lexer.findArithmeticWordEnd(start, end)
	}, depth) ?? void 0;
	if (embeddedDepth <= 256) for (const node of embeddedWords) node.parts = computeEmbeddedWordParts(source, node, embeddedDepth, context, true);
	return expression;
}
// node_modules/unbash/dist/assignment.js
var ArrayValueImpl = class {
	type = "ArrayValue";
	pos;
	end;
	#source;
	#depth;
	#context;
	#elements;
	constructor(source, pos, end, depth, context) {
		this.pos = pos;
		this.end = end;
		this.#source = source;
		this.#depth = depth;
		this.#context = context;
	}
	get elements() {
		if (this.#elements) return this.#elements;
		const lexer = new Lexer$1(this.#source, this.pos + 1, this.end - 1, false, this.#context);
		lexer._nestingDepth = this.#depth;
		const elements = [];
		while (lexer.peek(LexContext.ArrayElement).token !== Token.EOF) {
			const token = lexer.next(LexContext.ArrayElement);
			if (token.token !== Token.Word && token.token !== Token.Assignment) continue;
			const text = token.raw ? token.value : this.#source.slice(token.pos, token.end);
			const indexed = text.charCodeAt(0) === 91;
			const context = lexer.getSubstitutionContext();
			const source = !indexed && token.raw && token.keywordEligible ? void 0 : this.#source;
			const resolver = source === void 0 ? computeBareWordParts : indexed ? arrayPartsResolver(context) : wordPartsResolver(context);
			elements.push(new WordImpl(text, token.pos, token.end, source, resolver, this.#depth));
		}
		this.#elements = elements;
		return elements;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			elements: this.elements
		};
	}
};
var AssignmentImpl = class {
	type = "Assignment";
	pos;
	end;
	text;
	#source;
	#depth;
	#context;
	#operatorPos;
	#name = null;
	#append;
	#index;
	#value = null;
	constructor(text, pos, end, source, operatorPos, depth, context) {
		this.pos = pos;
		this.end = end;
		this.text = text;
		this.#source = source;
		this.#operatorPos = operatorPos;
		this.#depth = depth;
		this.#context = context;
	}
	get name() {
		return this.#name ?? this.resolveTarget();
	}
	get append() {
		if (this.#name === null) this.resolveTarget();
		return this.#append;
	}
	get index() {
		if (this.#name === null) this.resolveTarget();
		return this.#index;
	}
	get value() {
		if (this.#value !== null) return this.#value;
		const start = this.#operatorPos + 1;
		const arrayStart = skipLineContinuations(this.#source, start, this.end);
		this.#value = this.#source.charCodeAt(arrayStart) === 40 && this.#source.charCodeAt(this.end - 1) === 41 ? new ArrayValueImpl(this.#source, arrayStart, this.end, this.#depth, this.#context) : new WordImpl(this.#source.slice(start, this.end), start, this.end, this.#source, wordPartsResolver(this.#context), this.#depth);
		return this.#value;
	}
	resolveTarget() {
		const equal = this.#operatorPos - this.pos;
		let nameEnd = equal;
		let appendPos = equal;
		while (appendPos >= 2 && this.text.charCodeAt(appendPos - 2) === 92 && this.text.charCodeAt(appendPos - 1) === 10) appendPos -= 2;
		if (this.text.charCodeAt(appendPos - 1) === 43) {
			this.#append = true;
			nameEnd = appendPos - 1;
		}
		const bracket = this.text.indexOf("[");
		if (bracket > 0 && bracket < nameEnd) {
			const close = this.text.lastIndexOf("]", equal);
			if (close > bracket) {
				const start = this.pos + bracket + 1;
				const end = this.pos + close;
				this.#index = new WordImpl(this.#source.slice(start, end), start, end, this.#source, embeddedPartsResolver(this.#context), this.#depth);
				nameEnd = bracket;
			}
		}
		const name = this.text.slice(0, nameEnd);
		return this.#name = name.includes("\\\n") ? name.split("\\\n").join("") : name;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			text: this.text,
			name: this.name,
			append: this.append,
			index: this.index,
			value: this.value
		};
	}
};
// node_modules/unbash/dist/command.js
const isArgument = (item) => item.type === "Word" || item.type === "Assignment";
var CommandImpl = class {
	type = "Command";
	pos;
	end;
	name;
	prefix;
	suffix;
	#args;
	#redirects;
	constructor(pos, end, name, prefix, suffix) {
		this.pos = pos;
		this.end = end;
		this.name = name;
		this.prefix = prefix;
		this.suffix = suffix;
	}
	get args() {
		if (this.#args === void 0) {
			const suffix = this.suffix;
			this.#args = suffix.every(isArgument) ? suffix : suffix.filter(isArgument);
		}
		return this.#args;
	}
	get redirects() {
		if (this.#redirects === void 0) {
			const redirects = [];
			for (const item of this.prefix) if (item.type !== "Assignment") redirects.push(item);
			for (const item of this.suffix) if (!isArgument(item)) redirects.push(item);
			this.#redirects = redirects;
		}
		return this.#redirects;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			name: this.name,
			prefix: this.prefix,
			suffix: this.suffix
		};
	}
};
// node_modules/unbash/dist/heredoc.js
var HereDocBodyImpl = class {
	type = "HereDocBody";
	pos;
	end;
	text = "";
	#source;
	#depth;
	#context;
	#parts;
	constructor(source, pos, quoted, depth, context) {
		this.pos = pos;
		this.end = pos;
		this.#source = source;
		this.#depth = depth;
		this.#context = context;
		this.#parts = quoted ? void 0 : null;
	}
	get parts() {
		if (this.#parts === null) this.#parts = computeHereDocBodyParts(this.#source, this, this.#depth, this.#context);
		return this.#parts;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			text: this.text,
			parts: this.parts
		};
	}
};
// node_modules/unbash/dist/parser.js
Lexer$1._findSubstitutionEnd = findSubstitutionEnd;
ScriptExpansionImpl._resolveScript = parseRegion;
ArithmeticExpansionImpl._resolveExpression = parseArithmeticWithParts;
function isDeclarationCommand(name) {
	switch (name.length) {
		case 5: return name === "local" || name === "alias";
		case 6: return name === "export";
		case 7: return name === "declare" || name === "typeset";
		case 8: return name === "readonly";
		default: return false;
	}
}
var ArithmeticCommandImpl = class {
	type = "ArithmeticCommand";
	pos;
	end;
	body;
	#source;
	#depth;
	#context;
	#expression = null;
	constructor(pos, end, body, source, depth, context) {
		this.pos = pos;
		this.end = end;
		this.body = body;
		this.#source = source;
		this.#depth = depth;
		this.#context = context;
	}
	get expression() {
		if (this.#expression === null) this.#expression = parseArithmeticWithParts(this.body, this.pos + 2, this.#source, this.#depth, this.#context);
		return this.#expression;
	}
	set expression(v) {
		this.#expression = v ?? void 0;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			expression: this.expression,
			body: this.body
		};
	}
};
var ArithmeticForImpl = class {
	type = "ArithmeticFor";
	pos;
	end;
	body;
	#initStr;
	#testStr;
	#updateStr;
	#initPos;
	#testPos;
	#updatePos;
	#source;
	#depth;
	#context;
	#initialize = null;
	#test = null;
	#update = null;
	constructor(pos, end, body, initStr, testStr, updateStr, initPos, testPos, updatePos, source, depth, context) {
		this.pos = pos;
		this.end = end;
		this.body = body;
		this.#initStr = initStr;
		this.#testStr = testStr;
		this.#updateStr = updateStr;
		this.#initPos = initPos;
		this.#testPos = testPos;
		this.#updatePos = updatePos;
		this.#source = source;
		this.#depth = depth;
		this.#context = context;
	}
	get initialize() {
		if (this.#initialize === null) {
			if (this.#initStr) this.#initialize = parseArithmeticWithParts(this.#initStr, this.#initPos, this.#source, this.#depth, this.#context);
			else this.#initialize = void 0;
		}
		return this.#initialize;
	}
	set initialize(v) {
		this.#initialize = v ?? void 0;
	}
	get test() {
		if (this.#test === null) {
			if (this.#testStr) this.#test = parseArithmeticWithParts(this.#testStr, this.#testPos, this.#source, this.#depth, this.#context);
			else this.#test = void 0;
		}
		return this.#test;
	}
	set test(v) {
		this.#test = v ?? void 0;
	}
	get update() {
		if (this.#update === null) {
			if (this.#updateStr) this.#update = parseArithmeticWithParts(this.#updateStr, this.#updatePos, this.#source, this.#depth, this.#context);
			else this.#update = void 0;
		}
		return this.#update;
	}
	set update(v) {
		this.#update = v ?? void 0;
	}
	toJSON() {
		return {
			type: this.type,
			pos: this.pos,
			end: this.end,
			initialize: this.initialize,
			test: this.test,
			update: this.update,
			body: this.body
		};
	}
};
const CASE_TERMINATORS = {
	[Token.DoubleSemi]: ";;",
	[Token.SemiAmp]: ";&",
	[Token.DoubleSemiAmp]: ";;&"
};
const REDIRECT_OPS = {
	">": ">",
	">>": ">>",
	"<": "<",
	"<>": "<>",
	"<&": "<&",
	">&": ">&",
	">|": ">|",
	"&>": "&>",
	"&>>": "&>>"
};
const listTerminators = /* @__PURE__ */ new Uint8Array(37);
listTerminators[Token.EOF] = 1;
listTerminators[Token.RParen] = 1;
listTerminators[Token.RBrace] = 1;
listTerminators[Token.Then] = 1;
listTerminators[Token.Else] = 1;
listTerminators[Token.Elif] = 1;
listTerminators[Token.Fi] = 1;
listTerminators[Token.Do] = 1;
listTerminators[Token.Done] = 1;
listTerminators[Token.Esac] = 1;
listTerminators[Token.DoubleSemi] = 1;
listTerminators[Token.SemiAmp] = 1;
listTerminators[Token.DoubleSemiAmp] = 1;
const compoundClosers = /* @__PURE__ */ new Uint8Array(37);
compoundClosers[Token.RParen] = 1;
compoundClosers[Token.RBrace] = 1;
compoundClosers[Token.DblRBracket] = 1;
compoundClosers[Token.Fi] = 1;
compoundClosers[Token.Done] = 1;
compoundClosers[Token.Esac] = 1;
compoundClosers[Token.ArithCmd] = 1;
function isTestNegation(t) {
	return t.token === Token.Word && t.keywordEligible && t.value === "!";
}
const commandStarts = /* @__PURE__ */ new Uint8Array(37);
commandStarts[Token.Word] = 1;
commandStarts[Token.Assignment] = 1;
commandStarts[Token.Bang] = 1;
commandStarts[Token.LParen] = 1;
commandStarts[Token.LBrace] = 1;
commandStarts[Token.DblLBracket] = 1;
commandStarts[Token.If] = 1;
commandStarts[Token.For] = 1;
commandStarts[Token.While] = 1;
commandStarts[Token.Until] = 1;
commandStarts[Token.Case] = 1;
commandStarts[Token.Function] = 1;
commandStarts[Token.Select] = 1;
commandStarts[Token.ArithCmd] = 1;
commandStarts[Token.Coproc] = 1;
commandStarts[Token.Redirect] = 1;
const UNARY_TEST_OPS = {
	"-a": 1,
	"-b": 1,
	"-c": 1,
	"-d": 1,
	"-e": 1,
	"-f": 1,
	"-g": 1,
	"-h": 1,
	"-k": 1,
	"-p": 1,
	"-r": 1,
	"-s": 1,
	"-t": 1,
	"-u": 1,
	"-v": 1,
	"-w": 1,
	"-x": 1,
	"-z": 1,
	"-n": 1,
	"-o": 1,
	"-N": 1,
	"-S": 1,
	"-L": 1,
	"-G": 1,
	"-O": 1,
	"-R": 1
};
const BINARY_TEST_OPS = {
	"==": 1,
	"!=": 1,
	"=~": 1,
	"=": 1,
	"-eq": 1,
	"-ne": 1,
	"-lt": 1,
	"-le": 1,
	"-gt": 1,
	"-ge": 1,
	"-nt": 1,
	"-ot": 1,
	"-ef": 1,
	"<": 1,
	">": 1
};
const EMPTY_REDIRECTS = [];
const EMPTY_PREFIXES = [];
const EMPTY_ELIFS = [];
function parse(source) {
	return new Parser(source, 0, source.length).run();
}
function parseRegion(source, start, end, depth = 0, parenBoundary = false, context) {
	return new Parser(source, start, end, depth, parenBoundary, void 0, context).run();
}
var SubstitutionLexer = class SubstitutionLexer extends Lexer$1 {
	boundaries;
	pending;
	context;
	constructor(source, boundary, boundaries, pending, context, parenBoundary = true) {
		super(source, boundary.start, boundary.end, parenBoundary, context);
		this._nestingDepth = boundary.depth;
		this.boundaries = boundaries;
		this.pending = pending;
		this.context = context;
	}
	fork(start, end, parenBoundary = false) {
		return new SubstitutionLexer(this.getSource(), {
			start,
			end,
			depth: this._nestingDepth
		}, this.boundaries, this.pending, this.context, parenBoundary);
	}
	findSubstitutionEnd(start, end, depth = this._nestingDepth + 1) {
		const known = this.context.boundaries?.get(start);
		if (known !== void 0) return known <= end ? known : -1;
		const boundary = this.boundaries.get(start);
		if (boundary !== void 0) return boundary <= end ? boundary : -1;
		if (!this.boundaries.has(start)) {
			this.boundaries.set(start, void 0);
			this.pending.push({
				start,
				end,
				depth
			});
		}
		return -1;
	}
};
function findSubstitutionEnd(source, start, end, depth, context) {
	const boundaries = /* @__PURE__ */ new Map([[start, void 0]]);
	const pending = [{
		start,
		end,
		depth
	}];
	while (pending.length > 0) {
		const count = pending.length;
		const boundary = pending[count - 1];
		const lexer = new SubstitutionLexer(source, boundary, boundaries, pending, context);
		const found = new Parser(source, boundary.start, boundary.end, boundary.depth, true, lexer).findSubstitutionEnd();
		if (pending.length === count) {
			boundaries.set(boundary.start, found);
			if (found !== -1) substitutionBoundaries(context).set(boundary.start, found);
			pending.pop();
		}
	}
	return boundaries.get(start) ?? -1;
}
var Parser = class {
	tok;
	source;
	start;
	end;
	depth;
	errors = null;
	syntaxDepth = 0;
	constructor(source, start, end, depth = 0, parenBoundary = false, lexer, context) {
		this.tok = lexer ?? new Lexer$1(source, start, end, parenBoundary, createSubstitutionContext(context));
		this.tok._nestingDepth = depth;
		this.source = source;
		this.start = start;
		this.end = end;
		this.depth = depth;
	}
	run() {
		const start = this.start;
		if (this.depth > 256) this.error("maximum substitution nesting depth exceeded", start);
		let shebang;
		if (start === 0 && this.source.charCodeAt(0) === 35 && this.source.charCodeAt(1) === 33) {
			const nl = this.source.indexOf("\n");
			shebang = nl === -1 ? this.source : this.source.slice(0, nl);
		}
		const commands = this.list();
		for (;;) {
			const unexpected = this.tok.peek(LexContext.CommandStart);
			if (unexpected.token === Token.EOF) break;
			this.unexpectedToken(unexpected);
			if (!listTerminators[unexpected.token] && unexpected.token !== Token.In) break;
			this.tok.next(LexContext.CommandStart);
			let separator = this.tok.peek(LexContext.CommandStart).token;
			if (separator !== Token.Semi && separator !== Token.Newline && separator !== Token.Amp) break;
			while (separator === Token.Semi || separator === Token.Newline || separator === Token.Amp) {
				this.tok.next(LexContext.CommandStart);
				separator = this.tok.peek(LexContext.CommandStart).token;
			}
			const recovered = this.list();
			for (let i = 0; i < recovered.length; i++) commands.push(recovered[i]);
		}
		const lexerErrors = this.tok._errors;
		if (lexerErrors !== null && lexerErrors.length > 0) {
			const errors = this.errors ?? (this.errors = []);
			for (let i = 0; i < lexerErrors.length; i++) errors.push(lexerErrors[i]);
		}
		if (this.errors !== null && this.errors.length > 1) this.errors.sort((a, b) => a.pos - b.pos);
		return {
			type: "Script",
			pos: start,
			end: this.end,
			shebang,
			commands,
			errors: this.errors ?? void 0
		};
	}
	error(message, pos) {
		(this.errors ?? (this.errors = [])).push({
			message,
			pos
		});
	}
	unexpectedToken(t) {
		this.error(`unexpected token '${t.token === Token.Newline ? "newline" : t.value}'`, t.pos);
	}
	findSubstitutionEnd() {
		this.list();
		return this.acceptEnd(Token.RParen);
	}
	skipSemi() {
		if (this.tok.peek(LexContext.Normal).token === Token.Semi) this.tok.next(LexContext.Normal);
	}
	accept(token, ctx = LexContext.Normal) {
		if (this.tok.peek(ctx).token === token) return this.tok.next(ctx);
		return null;
	}
	acceptEnd(token, ctx = LexContext.Normal) {
		if (this.tok.peek(ctx).token === token) return this.tok.next(ctx).end;
		return -1;
	}
	skipNewlines(ctx = LexContext.Normal) {
		while (this.tok.peek(ctx).token === Token.Newline) this.tok.next(ctx);
	}
	doBody(hasDo) {
		const body = this.list();
		const emptyPos = hasDo ? this.emptyListPos(body) : -1;
		if (emptyPos >= 0) this.error("expected command after 'do'", emptyPos);
		return body;
	}
	emptyListPos(commands) {
		return commands.length === 0 ? this.tok.peek(LexContext.CommandStart).pos : -1;
	}
	makeStatement(command) {
		return {
			type: "Statement",
			pos: command.pos,
			end: command.end,
			command,
			background: void 0
		};
	}
	list() {
		const commands = [];
		this.skipNewlines(LexContext.CommandStart);
		let t = this.tok.peek(LexContext.CommandStart).token;
		if (listTerminators[t] || !commandStarts[t]) return commands;
		const first = this.andOr();
		if (first) commands.push(this.makeStatement(first));
		for (;;) {
			t = this.tok.peekFollow(compoundClosers).token;
			if (t !== Token.Semi && t !== Token.Newline && t !== Token.Amp) break;
			const isBackground = t === Token.Amp;
			const sepEnd = this.tok.next(LexContext.Normal).end;
			if (isBackground) {
				const stmt = commands[commands.length - 1];
				stmt.background = true;
				stmt.end = sepEnd;
			}
			this.skipNewlines(LexContext.CommandStart);
			t = this.tok.peek(LexContext.CommandStart).token;
			if (listTerminators[t] || !commandStarts[t]) break;
			const node = this.andOr();
			if (node) commands.push(this.makeStatement(node));
		}
		return commands;
	}
	andOr() {
		const first = this.pipeline();
		if (!first) return null;
		let t = this.tok.peek(LexContext.Normal).token;
		if (t !== Token.And && t !== Token.Or) return first;
		const commands = [first];
		const operators = [];
		do {
			const operatorToken = this.tok.next(LexContext.Normal);
			const operator = operatorToken.token === Token.And ? "&&" : "||";
			this.skipNewlines(LexContext.CommandStart);
			const next = this.pipeline();
			if (!next) {
				this.error(`expected command after '${operator}'`, operatorToken.end);
				break;
			}
			operators.push(operator);
			commands.push(next);
			t = this.tok.peek(LexContext.Normal).token;
		} while (t === Token.And || t === Token.Or);
		return {
			type: "AndOr",
			pos: first.pos,
			end: commands[commands.length - 1].end,
			commands,
			operators
		};
	}
	withRedirects(command) {
		const redirects = this.collectTrailingRedirects();
		if (redirects.length === 0) return command;
		return {
			type: "Redirected",
			pos: command.pos,
			end: redirects[redirects.length - 1].end,
			command,
			redirects
		};
	}
	pipeline() {
		let prefixes;
		for (;;) {
			const token = this.tok.peek(LexContext.CommandStart);
			const isTime = token.token === Token.Word && token.keywordEligible && token.value === "time";
			if (token.token !== Token.Bang && !isTime) break;
			const prefix = this.tok.next(LexContext.CommandStart);
			const pos = prefix.pos;
			const keywordEnd = prefix.end;
			let posix;
			let endOfOptions;
			if (isTime) {
				let flag = this.tok.peek(LexContext.CommandStart);
				if (flag.token === Token.Word && flag.keywordEligible && flag.value === "-p") {
					this.tok.next(LexContext.CommandStart);
					posix = {
						pos: flag.pos,
						end: flag.end
					};
					flag = this.tok.peek(LexContext.CommandStart);
				}
				if (flag.token === Token.Word && flag.keywordEligible && flag.value === "--") {
					this.tok.next(LexContext.CommandStart);
					endOfOptions = {
						pos: flag.pos,
						end: flag.end
					};
				}
			}
			if (prefixes === void 0) prefixes = [];
			prefixes.push(isTime ? {
				type: "Time",
				pos,
				end: endOfOptions?.end ?? posix?.end ?? keywordEnd,
				keywordEnd,
				posix,
				endOfOptions
			} : {
				type: "Negation",
				pos,
				end: keywordEnd
			});
		}
		const command = this.pipelineCommands();
		if (!prefixes) return command;
		const pos = prefixes[0].pos;
		if (command?.type === "Pipeline") {
			command.prefixes = prefixes;
			command.pos = pos;
			return command;
		}
		return {
			type: "Pipeline",
			pos,
			end: command ? command.end : prefixes[prefixes.length - 1].end,
			prefixes,
			commands: command ? [command] : [],
			operators: []
		};
	}
	pipelineCommands() {
		const first = this.command();
		if (!first) return null;
		if (this.tok.peek(LexContext.Normal).token !== Token.Pipe) return first;
		const commands = [first];
		const operators = [];
		while (this.tok.peek(LexContext.Normal).token === Token.Pipe) {
			const pipeToken = this.tok.next(LexContext.Normal);
			const operator = pipeToken.value === "|&" ? "|&" : "|";
			this.skipNewlines(LexContext.CommandStart);
			const cmd = this.command();
			if (!cmd) {
				this.error(`expected command after '${operator}'`, pipeToken.end);
				break;
			}
			operators.push(operator);
			commands.push(cmd);
		}
		if (commands.length === 1) return commands[0];
		return {
			type: "Pipeline",
			pos: first.pos,
			end: commands[commands.length - 1].end,
			prefixes: EMPTY_PREFIXES,
			commands,
			operators
		};
	}
	command() {
		let compound;
		switch (this.tok.peek(LexContext.CommandStart).token) {
			case Token.LParen:
				compound = this.subshell();
				break;
			case Token.LBrace:
				compound = this.braceGroup();
				break;
			case Token.If:
				compound = this.ifClause();
				break;
			case Token.For:
				compound = this.forClause();
				break;
			case Token.While:
				compound = this.whileClause();
				break;
			case Token.Until:
				compound = this.untilClause();
				break;
			case Token.Case:
				compound = this.caseClause();
				break;
			case Token.Function: return this.functionDef();
			case Token.Select:
				compound = this.selectClause();
				break;
			case Token.DblLBracket:
				compound = this.testCommand();
				break;
			case Token.ArithCmd:
				compound = this.arithCommand();
				break;
			case Token.Coproc: return this.coprocCommand();
			case Token.Word:
			case Token.Assignment:
			case Token.Redirect: return this.simpleCommandOrFunction(false);
			default: return null;
		}
		return this.withRedirects(compound);
	}
	collectTrailingRedirects() {
		let redirects = EMPTY_REDIRECTS;
		while (this.tok.peekFollow(compoundClosers).token === Token.Redirect) {
			if (redirects === EMPTY_REDIRECTS) redirects = [];
			redirects.push(this.readRedirect(LexContext.Normal));
		}
		return redirects;
	}
	arithCommand() {
		const tok = this.tok.next(LexContext.CommandStart);
		return new ArithmeticCommandImpl(tok.pos, tok.end, tok.value, this.source, this.depth, this.tok.getSubstitutionContext());
	}
	coprocCommand() {
		const start = this.tok.next(LexContext.CommandStart);
		const pos = start.pos;
		const first = this.tok.peek(LexContext.CommandStart);
		let name;
		if (first.token === Token.Word) {
			const lookahead = this.tok.fork(first.end, this.end);
			switch (lookahead.peek(LexContext.CommandStart).token) {
				case Token.LParen:
					lookahead.next(LexContext.CommandStart);
					if (lookahead.peek(LexContext.Normal).token !== Token.RParen) name = this.readWord(LexContext.CommandStart);
					break;
				case Token.LBrace:
				case Token.If:
				case Token.For:
				case Token.While:
				case Token.Until:
				case Token.Case:
				case Token.Select:
				case Token.DblLBracket:
				case Token.ArithCmd: name = this.readWord(LexContext.CommandStart);
			}
		}
		const cmd = first.token === Token.Word && name === void 0 ? this.simpleCommandOrFunction(true) : this.command();
		if (cmd && cmd.type !== "Function" && cmd.type !== "Coproc") return {
			type: "Coproc",
			pos,
			end: cmd.end,
			name,
			body: cmd
		};
		this.error("expected command after 'coproc'", cmd?.pos ?? start.end);
		const body = cmd ? this.makeCompoundList([this.makeStatement(cmd)]) : {
			type: "CompoundList",
			pos: start.end,
			end: start.end,
			commands: []
		};
		return {
			type: "Coproc",
			pos,
			end: body.end,
			name,
			body
		};
	}
	subshell() {
		return this.subshellBody(this.tok.next(LexContext.CommandStart).pos);
	}
	subshellBody(pos) {
		if (this.syntaxDepth >= 256) {
			this.error("maximum subshell nesting depth exceeded", pos);
			const closeEnd = this.tok.skipSubshellBody();
			if (closeEnd < 0) this.error("expected ')' to close subshell", this.tok.getPos());
			return {
				type: "Subshell",
				pos,
				end: closeEnd >= 0 ? closeEnd : pos,
				body: this.makeCompoundList([])
			};
		}
		this.syntaxDepth++;
		const commands = this.list();
		this.syntaxDepth--;
		if (commands.length === 0) this.error("expected command in subshell", pos);
		const closeEnd = this.acceptEnd(Token.RParen, LexContext.Normal);
		if (closeEnd < 0) this.error("expected ')' to close subshell", this.tok.getPos());
		return {
			type: "Subshell",
			pos,
			end: closeEnd >= 0 ? closeEnd : pos,
			body: this.makeCompoundList(commands)
		};
	}
	braceGroup() {
		const pos = this.tok.next(LexContext.CommandStart).pos;
		if (this.syntaxDepth >= 256) {
			this.error("maximum brace group nesting depth exceeded", pos);
			const closeEnd = this.tok.skipCompoundBody(Token.RBrace);
			if (closeEnd < 0) this.error("expected '}' to close brace group", this.tok.getPos());
			return {
				type: "BraceGroup",
				pos,
				end: closeEnd >= 0 ? closeEnd : pos,
				body: this.makeCompoundList([])
			};
		}
		this.syntaxDepth++;
		const commands = this.list();
		this.syntaxDepth--;
		if (commands.length === 0) this.error("expected command in brace group", pos);
		const closeEnd = this.acceptEnd(Token.RBrace, LexContext.Normal);
		if (closeEnd < 0) this.error("expected '}' to close brace group", this.tok.getPos());
		return {
			type: "BraceGroup",
			pos,
			end: closeEnd >= 0 ? closeEnd : pos,
			body: this.makeCompoundList(commands)
		};
	}
	ifClause() {
		const pos = this.tok.next(LexContext.CommandStart).pos;
		if (this.syntaxDepth >= 256) {
			this.error("maximum if nesting depth exceeded", pos);
			const closeEnd = this.tok.skipCompoundBody(Token.Fi);
			if (closeEnd < 0) this.error("expected 'fi' to close 'if'", this.tok.getPos());
			return {
				type: "If",
				pos,
				end: closeEnd >= 0 ? closeEnd : pos,
				clause: this.makeCompoundList([]),
				then: this.makeCompoundList([]),
				elif: EMPTY_ELIFS,
				else: void 0
			};
		}
		this.syntaxDepth++;
		let command;
		let branchPos = pos;
		for (;;) {
			const clauseCommands = this.list();
			const emptyClausePos = this.emptyListPos(clauseCommands);
			const clause = this.makeCompoundList(clauseCommands);
			this.skipSemi();
			const thenToken = this.accept(Token.Then, LexContext.CommandStart);
			if (!thenToken) this.error("expected 'then'", this.tok.getPos());
			else if (emptyClausePos >= 0) this.error(`expected command after '${branchPos === pos ? "if" : "elif"}'`, emptyClausePos);
			const thenCommands = this.list();
			const then_ = this.makeCompoundList(thenCommands);
			if (thenToken && thenCommands.length === 0) {
				this.error("expected command after 'then'", this.tok.peek(LexContext.CommandStart).pos);
				then_.pos = thenToken.end;
				then_.end = thenToken.end;
			}
			if (command) {
				if (command.elif === EMPTY_ELIFS) command.elif = [];
				command.elif.push({
					type: "Elif",
					pos: branchPos,
					end: then_.end,
					clause,
					then: then_
				});
			} else command = {
				type: "If",
				pos,
				end: pos,
				clause,
				then: then_,
				elif: EMPTY_ELIFS,
				else: void 0
			};
			this.skipSemi();
			const elif = this.accept(Token.Elif, LexContext.CommandStart);
			if (!elif) break;
			branchPos = elif.pos;
		}
		if (this.accept(Token.Else, LexContext.CommandStart)) {
			const elseCommands = this.list();
			const emptyElsePos = this.emptyListPos(elseCommands);
			if (emptyElsePos >= 0) this.error("expected command after 'else'", emptyElsePos);
			command.else = this.makeCompoundList(elseCommands);
			this.skipSemi();
		}
		const closeEnd = this.acceptEnd(Token.Fi, LexContext.CommandStart);
		if (closeEnd < 0) this.error("expected 'fi' to close 'if'", this.tok.getPos());
		command.end = closeEnd >= 0 ? closeEnd : branchPos;
		this.syntaxDepth--;
		return command;
	}
	forClause() {
		const pos = this.tok.next(LexContext.CommandStart).pos;
		if (this.tok.peek(LexContext.Normal).token === Token.LParen) return this.cStyleFor(pos);
		const name = this.readRequiredWord("for");
		let wordlist;
		this.skipNewlines(LexContext.CommandStart);
		if (this.tok.peek(LexContext.CommandStart).token === Token.In) {
			this.tok.next(LexContext.CommandStart);
			wordlist = [];
			while (this.tok.peek(LexContext.Normal).token === Token.Word) wordlist.push(this.readWord(LexContext.Normal));
		}
		this.skipSemi();
		this.skipNewlines(LexContext.CommandStart);
		if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
			const bg = this.braceGroup();
			return {
				type: "For",
				pos,
				end: bg.end,
				name,
				wordlist,
				body: bg.body
			};
		}
		const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
		if (!hasDo) this.error("expected 'do'", this.tok.getPos());
		if (this.syntaxDepth >= 256) {
			this.error("maximum for nesting depth exceeded", pos);
			const closeEnd = this.tok.skipCompoundBody(Token.Done);
			if (closeEnd < 0) this.error("expected 'done' to close 'for'", this.tok.getPos());
			return {
				type: "For",
				pos,
				end: closeEnd >= 0 ? closeEnd : pos,
				name,
				wordlist,
				body: this.makeCompoundList([])
			};
		}
		this.syntaxDepth++;
		const body = this.doBody(hasDo);
		this.syntaxDepth--;
		this.skipSemi();
		const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
		if (closeEnd < 0) this.error("expected 'done' to close 'for'", this.tok.getPos());
		return {
			type: "For",
			pos,
			end: closeEnd >= 0 ? closeEnd : pos,
			name,
			wordlist,
			body: this.makeCompoundList(body)
		};
	}
	cStyleFor(pos) {
		const [initStr, testStr, updateStr, initPos, testPos, updatePos] = this.tok.readCStyleForExprs();
		if (this.tok.peek(LexContext.CommandStart).token === Token.Semi) this.tok.next(LexContext.CommandStart);
		this.skipNewlines(LexContext.CommandStart);
		if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
			const bg = this.braceGroup();
			return new ArithmeticForImpl(pos, bg.end, bg.body, initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
		}
		const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
		if (!hasDo) this.error("expected 'do'", this.tok.getPos());
		if (this.syntaxDepth >= 256) {
			this.error("maximum for nesting depth exceeded", pos);
			const closeEnd = this.tok.skipCompoundBody(Token.Done);
			if (closeEnd < 0) this.error("expected 'done' to close 'for'", this.tok.getPos());
			return new ArithmeticForImpl(pos, closeEnd >= 0 ? closeEnd : pos, this.makeCompoundList([]), initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
		}
		this.syntaxDepth++;
		const body = this.doBody(hasDo);
		this.syntaxDepth--;
		const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
		if (closeEnd < 0) this.error("expected 'done' to close 'for'", this.tok.getPos());
		return new ArithmeticForImpl(pos, closeEnd >= 0 ? closeEnd : pos, this.makeCompoundList(body), initStr, testStr, updateStr, initPos, testPos, updatePos, this.source, this.depth, this.tok.getSubstitutionContext());
	}
	whileClause() {
		return this.whileOrUntil("while");
	}
	untilClause() {
		return this.whileOrUntil("until");
	}
	whileOrUntil(kind) {
		const pos = this.tok.next(LexContext.CommandStart).pos;
		if (this.syntaxDepth >= 256) {
			this.error(`maximum ${kind} nesting depth exceeded`, pos);
			const closeEnd = this.tok.skipCompoundBody(Token.Done);
			if (closeEnd < 0) this.error(`expected 'done' to close '${kind}'`, this.tok.getPos());
			return {
				type: "While",
				pos,
				end: closeEnd >= 0 ? closeEnd : pos,
				kind,
				clause: this.makeCompoundList([]),
				body: this.makeCompoundList([])
			};
		}
		this.syntaxDepth++;
		const clauseCommands = this.list();
		const emptyClausePos = this.emptyListPos(clauseCommands);
		const clause = this.makeCompoundList(clauseCommands);
		this.skipSemi();
		const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
		if (!hasDo) this.error("expected 'do'", this.tok.getPos());
		else if (emptyClausePos >= 0) this.error(`expected command after '${kind}'`, emptyClausePos);
		const body = this.doBody(hasDo);
		this.skipSemi();
		const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
		if (closeEnd < 0) this.error(`expected 'done' to close '${kind}'`, this.tok.getPos());
		const end = closeEnd >= 0 ? closeEnd : pos;
		this.syntaxDepth--;
		return {
			type: "While",
			pos,
			end,
			kind,
			clause,
			body: this.makeCompoundList(body)
		};
	}
	caseClause() {
		const pos = this.tok.next(LexContext.CommandStart).pos;
		const word = this.readRequiredWord("case");
		this.skipNewlines(LexContext.CommandStart);
		if (!this.accept(Token.In, LexContext.CommandStart)) this.error("expected 'in' after 'case' word", this.tok.getPos());
		this.skipNewlines(LexContext.CasePattern);
		if (this.syntaxDepth >= 256) {
			this.error("maximum case nesting depth exceeded", pos);
			const closeEnd = this.tok.skipCompoundBody(Token.Esac);
			if (closeEnd < 0) this.error("expected 'esac' to close 'case'", this.tok.getPos());
			return {
				type: "Case",
				pos,
				end: closeEnd >= 0 ? closeEnd : pos,
				word,
				items: []
			};
		}
		this.syntaxDepth++;
		const items = [];
		let invalid = false;
		let t = this.tok.peek(LexContext.CasePattern).token;
		while (t !== Token.Esac && t !== Token.EOF) {
			const itemPos = this.tok.peek(LexContext.Normal).pos;
			this.accept(Token.LParen, LexContext.Normal);
			const pattern = [];
			let expectWord = true;
			let next = this.tok.peek(LexContext.Normal);
			while (next.token !== Token.RParen && next.token !== Token.EOF) {
				if (next.token === (expectWord ? Token.Word : Token.Pipe)) expectWord = !expectWord;
				else if (!invalid) {
					this.unexpectedToken(next);
					invalid = true;
				}
				const tok = this.tok.next(LexContext.Normal);
				if (tok.token === Token.Word) pattern.push(this.toWord(tok));
				next = this.tok.peek(LexContext.Normal);
			}
			if (expectWord && next.token === Token.RParen && !invalid) {
				this.unexpectedToken(next);
				invalid = true;
			}
			const rparenEnd = this.acceptEnd(Token.RParen, LexContext.Normal);
			const cmds = this.list();
			const bodyPos = rparenEnd >= 0 ? rparenEnd : pattern.length > 0 ? pattern[pattern.length - 1].end : itemPos;
			const item = {
				type: "CaseItem",
				pos: itemPos,
				end: cmds.length > 0 ? cmds[cmds.length - 1].end : bodyPos,
				pattern,
				body: cmds.length > 0 ? this.makeCompoundList(cmds) : {
					type: "CompoundList",
					pos: bodyPos,
					end: bodyPos,
					commands: []
				},
				terminator: void 0
			};
			const after = this.tok.peek(LexContext.CommandStart);
			t = after.token;
			if (t === Token.DoubleSemi || t === Token.SemiAmp || t === Token.DoubleSemiAmp) {
				const termTok = this.tok.next(LexContext.CommandStart);
				item.terminator = CASE_TERMINATORS[termTok.token];
				item.end = termTok.end;
			} else if (t !== Token.Esac && t !== Token.EOF && !invalid) {
				this.unexpectedToken(after);
				invalid = true;
			}
			items.push(item);
			this.skipNewlines(LexContext.CasePattern);
			t = this.tok.peek(LexContext.CasePattern).token;
		}
		const closeEnd = this.acceptEnd(Token.Esac, LexContext.CommandStart);
		if (closeEnd < 0) this.error("expected 'esac' to close 'case'", this.tok.getPos());
		const end = closeEnd >= 0 ? closeEnd : pos;
		this.syntaxDepth--;
		return {
			type: "Case",
			pos,
			end,
			word,
			items
		};
	}
	selectClause() {
		const pos = this.tok.next(LexContext.CommandStart).pos;
		const name = this.readRequiredWord("select");
		let wordlist;
		this.skipNewlines(LexContext.CommandStart);
		if (this.tok.peek(LexContext.CommandStart).token === Token.In) {
			this.tok.next(LexContext.CommandStart);
			wordlist = [];
			while (this.tok.peek(LexContext.Normal).token === Token.Word) wordlist.push(this.readWord(LexContext.Normal));
		}
		this.skipSemi();
		this.skipNewlines(LexContext.CommandStart);
		if (this.tok.peek(LexContext.CommandStart).token === Token.LBrace) {
			const bg = this.braceGroup();
			return {
				type: "Select",
				pos,
				end: bg.end,
				name,
				wordlist,
				body: bg.body
			};
		}
		const hasDo = this.accept(Token.Do, LexContext.CommandStart) !== null;
		if (!hasDo) this.error("expected 'do'", this.tok.getPos());
		if (this.syntaxDepth >= 256) {
			this.error("maximum select nesting depth exceeded", pos);
			const closeEnd = this.tok.skipCompoundBody(Token.Done);
			if (closeEnd < 0) this.error("expected 'done' to close 'select'", this.tok.getPos());
			return {
				type: "Select",
				pos,
				end: closeEnd >= 0 ? closeEnd : pos,
				name,
				wordlist,
				body: this.makeCompoundList([])
			};
		}
		this.syntaxDepth++;
		const body = this.doBody(hasDo);
		this.syntaxDepth--;
		this.skipSemi();
		const closeEnd = this.acceptEnd(Token.Done, LexContext.CommandStart);
		if (closeEnd < 0) this.error("expected 'done' to close 'select'", this.tok.getPos());
		return {
			type: "Select",
			pos,
			end: closeEnd >= 0 ? closeEnd : pos,
			name,
			wordlist,
			body: this.makeCompoundList(body)
		};
	}
	testCommand() {
		const pos = this.tok.next(LexContext.CommandStart).pos;
		const expr = this.parseTestOr();
		const closeEnd = this.acceptEnd(Token.DblRBracket, LexContext.TestMode);
		if (closeEnd < 0) this.error("expected ']]' to close '[['", this.tok.getPos());
		return {
			type: "TestCommand",
			pos,
			end: closeEnd >= 0 ? closeEnd : pos,
			expression: expr
		};
	}
	parseTestOr() {
		const first = this.parseTestAnd();
		if (this.tok.peek(LexContext.TestMode).token !== Token.Or) return first;
		const operands = [first];
		do {
			this.tok.next(LexContext.TestMode);
			operands.push(this.parseTestAnd());
		} while (this.tok.peek(LexContext.TestMode).token === Token.Or);
		return {
			type: "TestLogical",
			pos: first.pos,
			end: operands[operands.length - 1].end,
			operator: "||",
			operands
		};
	}
	parseTestAnd() {
		const first = this.parseTestNot();
		if (this.tok.peek(LexContext.TestMode).token !== Token.And) return first;
		const operands = [first];
		do {
			this.tok.next(LexContext.TestMode);
			operands.push(this.parseTestNot());
		} while (this.tok.peek(LexContext.TestMode).token === Token.And);
		return {
			type: "TestLogical",
			pos: first.pos,
			end: operands[operands.length - 1].end,
			operator: "&&",
			operands
		};
	}
	parseTestNot() {
		let t = this.tok.peek(LexContext.TestMode);
		if (!isTestNegation(t)) return this.parseTestPrimary();
		const negations = [];
		while (isTestNegation(t)) {
			const bang = this.tok.next(LexContext.TestMode);
			negations.push({
				type: "Negation",
				pos: bang.pos,
				end: bang.end
			});
			t = this.tok.peek(LexContext.TestMode);
		}
		const operand = this.parseTestPrimary();
		return {
			type: "TestNot",
			pos: negations[0].pos,
			end: operand.end,
			negations,
			operand
		};
	}
	parseTestPrimary() {
		if (this.tok.peek(LexContext.TestMode).token === Token.LParen) {
			const openPos = this.tok.next(LexContext.TestMode).pos;
			if (this.syntaxDepth >= 256) {
				this.error("maximum test group nesting depth exceeded", openPos);
				const closeEnd = this.tok.skipTestGroup();
				if (closeEnd < 0) this.error("expected ')' to close test group", this.tok.getPos());
				return {
					type: "TestGroup",
					pos: openPos,
					end: closeEnd >= 0 ? closeEnd : openPos,
					expression: {
						type: "TestUnary",
						pos: openPos,
						end: openPos,
						operator: "-n",
						operand: new WordImpl("", openPos, openPos)
					}
				};
			}
			this.syntaxDepth++;
			const expr = this.parseTestOr();
			this.syntaxDepth--;
			const closeEnd = this.acceptEnd(Token.RParen, LexContext.TestMode);
			if (closeEnd < 0) this.error("expected ')' to close test group", this.tok.getPos());
			return {
				type: "TestGroup",
				pos: openPos,
				end: closeEnd >= 0 ? closeEnd : openPos,
				expression: expr
			};
		}
		const first = this.tok.next(LexContext.TestMode);
		if (first.token === Token.And || first.token === Token.Or) this.unexpectedToken(first);
		const val = first.value;
		const firstPos = first.pos;
		const firstEnd = first.end;
		if (first.keywordEligible && UNARY_TEST_OPS[val] === 1) {
			if (this.tok.peek(LexContext.TestMode).token === Token.Word) {
				const operand = this.readTestOperand();
				return {
					type: "TestUnary",
					pos: firstPos,
					end: operand.end,
					operator: val,
					operand
				};
			}
			this.error("expected operand after unary test operator", firstEnd);
			return {
				type: "TestUnary",
				pos: firstPos,
				end: firstEnd,
				operator: val,
				operand: new WordImpl("", firstEnd, firstEnd)
			};
		}
		const nt = this.tok.peek(LexContext.TestMode);
		if (nt.token === Token.Word && nt.keywordEligible && BINARY_TEST_OPS[nt.value] === 1) {
			const op = this.tok.next(LexContext.TestMode).value;
			let right;
			if (op === "=~") {
				const token = this.tok.readTestRegexWord();
				right = new WordImpl(this.source.slice(token.pos, token.end), token.pos, token.end, this.source, embeddedPartsResolver(this.tok.getSubstitutionContext()), this.depth);
			} else right = this.readTestOperand();
			const left = this.toWordFromPosEnd(first, firstPos, firstEnd);
			return {
				type: "TestBinary",
				pos: firstPos,
				end: right.end,
				operator: op,
				left,
				right
			};
		}
		const w = this.toWordFromPosEnd(first, firstPos, firstEnd);
		return {
			type: "TestUnary",
			pos: firstPos,
			end: w.end,
			operator: "-n",
			operand: w
		};
	}
	readTestOperand() {
		const t = this.tok.next(LexContext.TestMode);
		if (t.keywordEligible && (t.value === "<" || t.value === ">")) this.error(`unexpected argument '${t.value}' to conditional operator`, t.pos);
		return this.toWord(t);
	}
	functionDef() {
		const pos = this.tok.next(LexContext.CommandStart).pos;
		const name = this.readWord(LexContext.FunctionName);
		let body;
		if (this.tok.peek(LexContext.CommandStart).token === Token.LParen) {
			const openPos = this.tok.next(LexContext.CommandStart).pos;
			if (this.tok.peek(LexContext.CommandStart).token === Token.RParen) {
				this.tok.next(LexContext.CommandStart);
				this.skipNewlines(LexContext.CommandStart);
				body = this.commandAsBody();
			} else body = this.withRedirects(this.subshellBody(openPos));
		} else {
			this.skipNewlines(LexContext.CommandStart);
			body = this.commandAsBody();
		}
		return {
			type: "Function",
			pos,
			end: body.end,
			name,
			body
		};
	}
	simpleCommandOrFunction(coproc) {
		const prefix = [];
		const cmdPos = this.tok.peek(LexContext.CommandStart).pos;
		let lastEnd = cmdPos;
		let ctx = LexContext.CommandStart;
		for (;;) {
			const t = this.tok.peek(ctx).token;
			if (t === Token.Assignment) {
				const assignment = this.tok.next(ctx);
				lastEnd = assignment.end;
				prefix.push(this.parseAssignment(assignment));
			} else if (t === Token.Redirect) {
				const redirect = this.readRedirect(ctx);
				prefix.push(redirect);
				lastEnd = redirect.end;
			} else break;
			ctx = LexContext.CommandPrefix;
		}
		if (this.tok.peek(LexContext.Normal).token !== Token.Word) return new CommandImpl(cmdPos, lastEnd, void 0, prefix, []);
		const nameToken = this.tok.next(LexContext.Normal);
		const keyword = nameToken.keywordEligible ? nameToken.value : "";
		const name = this.toWord(nameToken);
		ctx = isDeclarationCommand(keyword) ? LexContext.Declaration : keyword === "eval" || keyword === "let" ? LexContext.EvalArgument : LexContext.Normal;
		lastEnd = name.end;
		const suffix = [];
		if (coproc) while (this.tok.peek(LexContext.CommandPrefix).token === Token.Assignment) {
			const token = this.tok.next(LexContext.CommandPrefix);
			const word = ctx === LexContext.Declaration ? this.parseAssignment(token) : this.toWord(token);
			suffix.push(word);
			lastEnd = word.end;
		}
		if (this.tok.peek(ctx).token === Token.LParen && suffix.length === 0) {
			this.tok.next(LexContext.Normal);
			if (this.tok.peek(LexContext.Normal).token === Token.RParen) {
				this.tok.next(LexContext.Normal);
				this.skipNewlines(LexContext.CommandStart);
				const body = this.commandAsBody();
				return {
					type: "Function",
					pos: name.pos,
					end: body.end,
					name,
					body
				};
			}
		}
		for (;;) {
			const st = this.tok.peek(ctx).token;
			if (st === Token.Word || st === Token.Assignment) {
				const token = this.tok.next(ctx);
				const w = st === Token.Assignment ? this.parseAssignment(token) : this.toWord(token);
				suffix.push(w);
				lastEnd = w.end;
			} else if (st === Token.Redirect) {
				const redirect = this.readRedirect(ctx);
				suffix.push(redirect);
				lastEnd = redirect.end;
			} else break;
		}
		return new CommandImpl(cmdPos, lastEnd, name, prefix, suffix);
	}
	readRedirect(ctx) {
		const t = this.tok.next(ctx);
		const tPos = t.pos;
		const tEnd = t.end;
		const descriptor = t.fileDescriptor !== void 0 ? {
			type: "FileDescriptor",
			pos: tPos,
			end: t.descriptorEnd,
			value: t.fileDescriptor
		} : t.variableName !== void 0 ? {
			type: "FileDescriptorVariable",
			pos: tPos,
			end: t.descriptorEnd,
			name: t.variableName
		} : void 0;
		const hasTarget = t.targetEnd > t.targetPos;
		if (!hasTarget) this.error("expected redirect target", t.targetPos);
		if (t.value === "<<" || t.value === "<<-") {
			const r = {
				type: "HereDoc",
				pos: tPos,
				end: tEnd,
				operator: t.value,
				descriptor,
				delimiter: hasTarget ? {
					type: "HereDocDelimiter",
					pos: t.targetPos,
					end: t.targetEnd,
					text: this.source.slice(t.targetPos, t.targetEnd),
					value: t.content ?? "",
					quoted: t.delimiterQuoted
				} : void 0,
				body: new HereDocBodyImpl(this.source, tEnd, t.delimiterQuoted, this.depth, this.tok.getSubstitutionContext()),
				closing: void 0
			};
			if (hasTarget) this.tok.registerHereDocTarget(r);
			return r;
		}
		const target = hasTarget ? new WordImpl(this.source.slice(t.targetPos, t.targetEnd), t.targetPos, t.targetEnd, this.source, wordPartsResolver(this.tok.getSubstitutionContext()), this.depth) : void 0;
		return t.value === "<<<" ? {
			type: "HereString",
			pos: tPos,
			end: tEnd,
			operator: "<<<",
			descriptor,
			target
		} : {
			type: "Redirect",
			pos: tPos,
			end: tEnd,
			operator: REDIRECT_OPS[t.value] ?? ">",
			descriptor,
			target
		};
	}
	commandAsBody() {
		const cmd = this.command();
		if (cmd && cmd.type !== "Command" && cmd.type !== "Function" && cmd.type !== "Coproc") return cmd;
		this.error("expected compound command as function body", cmd?.pos ?? this.tok.getPos());
		return this.makeCompoundList(cmd ? [this.makeStatement(cmd)] : []);
	}
	readWord(ctx) {
		return this.toWord(this.tok.next(ctx));
	}
	readRequiredWord(keyword) {
		const t = this.tok.peek(LexContext.Normal);
		if (t.token === Token.Word) return this.toWord(this.tok.next(LexContext.Normal));
		if (t.token !== Token.EOF) this.error(`expected word after '${keyword}'`, t.pos);
		return new WordImpl("", t.pos, t.pos);
	}
	toWord(tok) {
		const text = tok.raw ? tok.value : this.source.slice(tok.pos, tok.end);
		const source = tok.raw && tok.keywordEligible ? void 0 : this.source;
		return new WordImpl(text, tok.pos, tok.end, source, source === void 0 ? computeBareWordParts : wordPartsResolver(this.tok.getSubstitutionContext()), this.depth);
	}
	toWordFromPosEnd(tok, pos, end) {
		if (tok.pos === pos && tok.end === end) return this.toWord(tok);
		return new WordImpl(this.source.slice(pos, end), pos, end, this.source, wordPartsResolver(this.tok.getSubstitutionContext()), this.depth);
	}
	parseAssignment(token) {
		return new AssignmentImpl(token.raw ? token.value : this.source.slice(token.pos, token.end), token.pos, token.end, this.source, token.assignmentOperatorPos, this.depth, this.tok.getSubstitutionContext());
	}
	makeCompoundList(commands) {
		const p = this.tok.getPos();
		return {
			type: "CompoundList",
			pos: commands.length > 0 ? commands[0].pos : p,
			end: commands.length > 0 ? commands[commands.length - 1].end : p,
			commands
		};
	}
};
// src/parse/shell/word.ts
/** The word with its static value, or with its pieces where it has none. */
function shellWord(script, word) {
	return wordOf(script, word.pos, word.end, piecesOf(script, word));
}
/** A word of a range of the script whose pieces are known. */
function wordOf(script, from, to, pieces) {
	const raw = script.text.slice(from, to);
	const at = placeIn(script, from, to);
	const value = staticValue(pieces);
	return value === void 0 ? {
		raw,
		pieces,
		at
	} : {
		raw,
		value,
		at
	};
}
/** The joined text, unless one of the pieces is a hole. */
function staticValue(pieces) {
	let value = "";
	for (const piece of pieces) {
		if (!("text" in piece)) return void 0;
		value += piece.text;
	}
	return value;
}
/** The pieces of a word: its value as one text, or else what is static and what is not. */
function wordPieces(word) {
	return word.pieces ?? [{ text: word.value ?? "" }];
}
/** What the word certainly begins with, after quote removal. */
function leadingText(word) {
	const first = wordPieces(word)[0];
	return first !== void 0 && "text" in first ? first.text : "";
}
/** Whether the word may become several words, or none. */
function maySplit(word) {
	return word.pieces?.some((piece) => "hole" in piece && piece.splits) ?? false;
}
/** The pieces of a word of the tree, neighbouring texts joined. */
function piecesOf(script, word) {
	const pieces = [];
	if (word.parts === void 0) {
		const tilde = /^~[\w.-]*(?=\/|$)/.exec(word.text)?.[0] ?? "";
		if (tilde !== "") pieces.push({
			hole: tilde,
			splits: false
		});
		addText(pieces, script, word.pos + tilde.length, word.end, unescapeBare, true);
		return joined(pieces);
	}
	for (const part of word.parts) addPart(pieces, script, part, false);
	return joined(pieces);
}
function addPart(pieces, script, part, quoted) {
	const text = script.text.slice(part.pos, part.end);
	switch (part.type) {
		case "Literal": {
			const tilde = !quoted && pieces.length === 0 ? /^~[\w.-]*(?=\/|$)/.exec(text)?.[0] ?? "" : "";
			if (tilde !== "") pieces.push({
				hole: tilde,
				splits: false
			});
			addText(pieces, script, part.pos + tilde.length, part.end, quoted ? unescapeQuoted : unescapeBare, !quoted);
			return;
		}
		case "SingleQuoted":
			addText(pieces, script, part.pos + 1, text.endsWith("'") && text.length > 1 ? part.end - 1 : part.end, asIs, false);
			return;
		case "AnsiCQuoted":
			if (unknownWithin(script, part.pos, part.end)) pieces.push({
				hole: text,
				splits: false
			});
			else pieces.push({ text: part.value });
			return;
		case "DoubleQuoted":
		case "LocaleString":
			pieces.push({ text: "" });
			for (const child of part.parts) addPart(pieces, script, child, true);
			return;
		case "SimpleExpansion":
			pieces.push({
				hole: text,
				splits: !quoted || text === "$@"
			});
			return;
		case "ParameterExpansion":
			pieces.push(parameterHole(script, part, quoted));
			return;
		case "CommandExpansion":
		case "Glob":
		case "ExtendedGlob":
		case "BraceExpansion":
			pieces.push({
				hole: text,
				splits: !quoted
			});
			return;
		case "ArithmeticExpansion":
		case "ProcessSubstitution":
			pieces.push({
				hole: text,
				splits: false
			});
			return;
		default: pieces.push({
			hole: text,
			splits: true
		});
	}
}
function parameterHole(script, part, quoted) {
	const operation = part.operation;
	const fallback = operation?.type === "Default" && /^:?[-=]$/.test(operation.operator) ? staticValue(piecesOf(script, operation.operand)) : void 0;
	const many = part.parameter === "@" || /\[@\]/.test(part.text);
	return {
		hole: script.text.slice(part.pos, part.end),
		...fallback === void 0 ? {} : { fallback },
		splits: many || !quoted
	};
}
function addText(pieces, script, from, to, unescape, splits) {
	let at = from;
	for (const range of script.unknown ?? []) {
		if (range.to <= at || range.from >= to) continue;
		if (range.from > at) pieces.push({ text: unescape(script.text.slice(at, range.from)) });
		const end = Math.min(range.to, to);
		pieces.push({
			hole: script.text.slice(Math.max(range.from, at), end),
			splits
		});
		at = end;
	}
	if (at < to) pieces.push({ text: unescape(script.text.slice(at, to)) });
}
function unknownWithin(script, from, to) {
	return script.unknown?.some((range) => range.from < to && range.to > from) ?? false;
}
function joined(pieces) {
	const result = [];
	for (const piece of pieces) {
		const last = result.at(-1);
		if ("text" in piece && last !== void 0 && "text" in last) result[result.length - 1] = { text: last.text + piece.text };
		else result.push(piece);
	}
	return result.length > 1 ? result.filter((piece) => !("text" in piece) || piece.text !== "") : result;
}
function asIs(text) {
	return text;
}
function unescapeBare(text) {
	return text.replaceAll(/\\(\n|[\s\S]|$)/g, (_, next) => next === "\n" ? "" : next);
}
function unescapeQuoted(text) {
	return text.replaceAll(/\\([$`"\\\n])/g, (_, next) => next === "\n" ? "" : next);
}
// src/parse/shell/wrappers.ts
const wrapperOf = /* @__PURE__ */ new Map([
	["sudo", {
		short: "ughpCrtTUDR",
		long: [
			"--user",
			"--group",
			"--host",
			"--prompt",
			"--chdir",
			"--chroot",
			"--close-from",
			"--role",
			"--type",
			"--other-user"
		],
		assignments: true,
		unless: "lvVKk"
	}],
	["doas", {
		short: "uC",
		unless: "L"
	}],
	["env", {
		short: "uC",
		long: ["--unset", "--chdir"],
		assignments: true,
		unless: "S"
	}],
	["exec", { short: "a" }],
	["time", {
		short: "fo",
		long: ["--format", "--output"]
	}],
	["nohup", {}],
	["nice", {
		short: "n",
		long: ["--adjustment"]
	}],
	["ionice", {
		short: "cnp",
		long: ["--class", "--classdata"]
	}],
	["chrt", { operands: 1 }],
	["timeout", {
		short: "sk",
		long: ["--signal", "--kill-after"],
		operands: 1
	}],
	["stdbuf", {
		short: "ioe",
		long: [
			"--input",
			"--output",
			"--error"
		]
	}],
	["setsid", {}],
	["command", { unless: "vV" }],
	["builtin", {}],
	["xargs", {
		short: "IEnPLdasR",
		long: [
			"--max-args",
			"--max-procs",
			"--max-lines",
			"--delimiter",
			"--arg-file",
			"--max-chars"
		]
	}],
	["fakeroot", {}],
	["eatmydata", {}],
	["gosu", { operands: 1 }],
	["su-exec", { operands: 1 }],
	["tini", { short: "pew" }],
	["dumb-init", {}],
	["busybox", {}],
	["flock", {
		short: "wE",
		long: [
			"--wait",
			"--timeout",
			"--conflict-exit-code"
		],
		operands: 1,
		unless: "c"
	}],
	["chroot", { operands: 1 }],
	["winpty", {}]
]);
/**
* The command that `sudo`, `env`, `exec`, `xargs` and the like start. What cannot be looked through stays as it is, and
* the placeholder of `xargs -I` makes a word unknown.
*/
function unwrap(words) {
	const wrappers = [];
	const assignments = [];
	let rest = words;
	for (let first = rest[0]; first !== void 0 && wrappers.length < 16; first = rest[0]) {
		const name = programName(first) || (isSudoVariable(first) ? "sudo" : "");
		const wrapper = wrapperOf.get(name);
		const inner = wrapper && below$1(rest, wrapper);
		if (inner === void 0 || inner.words.length === 0) break;
		wrappers.push(name);
		assignments.push(...inner.assignments);
		rest = name === "xargs" ? withoutPlaceholder(rest, inner.words) : inner.words;
	}
	return {
		words: rest,
		wrappers,
		assignments
	};
}
/** The program of a command, without its folder; empty where it is not known. */
function programName(word) {
	if (word === void 0) return "";
	const text = word.value ?? lastText(word);
	if (text === void 0) return "";
	const slash = text.lastIndexOf("/");
	return slash >= 0 ? text.slice(slash + 1) : word.value === void 0 ? "" : text;
}
function lastText(word) {
	const last = wordPieces(word).at(-1);
	return last !== void 0 && "text" in last ? last.text : void 0;
}
function isSudoVariable(word) {
	const only = word.pieces?.length === 1 ? word.pieces[0] : void 0;
	return only !== void 0 && "hole" in only && /^\$[({]?\w*sudo\w*(:?-[^}]*)?[)}]?$/i.test(only.hole);
}
function below$1(words, wrapper) {
	const assignments = [];
	let at = 1;
	for (; at < words.length; at += 1) {
		const word = words[at];
		const text = word?.value ?? (word && leadingText(word)) ?? "";
		if (text === "--") {
			at += 1;
			break;
		}
		if (/^-./.test(text)) {
			const letters = text.startsWith("--") ? "" : text.slice(1);
			if (letters !== "" && wrapper.unless !== void 0 && wrapper.unless.includes(letters.charAt(0))) return void 0;
			if (takesNext(text, wrapper)) at += 1;
		} else if (wrapper.assignments === true && word !== void 0 && /^[A-Za-z_]\w*=/.test(text)) assignments.push(assignmentOf(word, text));
		else if (text !== "-") break;
	}
	return {
		words: words.slice(at + (wrapper.operands ?? 0)),
		assignments
	};
}
function takesNext(option, wrapper) {
	if (option.startsWith("--")) return wrapper.long?.includes(option) ?? false;
	for (let at = 1; at < option.length; at += 1) if (wrapper.short?.includes(option.charAt(at)) === true) return at === option.length - 1;
	return false;
}
function assignmentOf(word, text) {
	const name = text.slice(0, text.indexOf("="));
	return {
		name,
		...word.value === void 0 ? {} : { value: word.value.slice(name.length + 1) },
		at: word.at
	};
}
/** The words below `xargs`, those with its `-I` text made unknown. */
function withoutPlaceholder(all, words) {
	const options = all.slice(1, all.length - words.length);
	const at = options.findIndex((word) => /^-(I|i|-replace)/.test(word.value ?? ""));
	const option = options[at]?.value;
	if (option === void 0) return words;
	const placeholder = /^(?:-I|-i|--replace=)(.+)$/.exec(option)?.[1] ?? (option === "-I" ? options[at + 1]?.value : "{}");
	if (placeholder === void 0 || placeholder === "") return words;
	return words.map((word) => word.value?.includes(placeholder) === true ? punched(word, word.value, placeholder) : word);
}
function punched(word, value, placeholder) {
	const pieces = [];
	for (const [index, text] of value.split(placeholder).entries()) {
		if (index > 0) pieces.push({
			hole: placeholder,
			splits: false
		});
		if (text !== "") pieces.push({ text });
	}
	return {
		raw: word.raw,
		pieces,
		at: word.at
	};
}
// src/parse/shell/walk.ts
/** How deep substitutions may stand in each other: reading each is a matter of its whole length. */
const maxSubstitutions = 24;
/** Nodes whose simple commands read and write the pipeline they stand in. */
const keepsPipeline = /* @__PURE__ */ new Set([
	"Script",
	"Statement",
	"AndOr",
	"CompoundList",
	"Subshell",
	"BraceGroup",
	"Redirected"
]);
/** Collects the simple commands of a tree of `script`. */
function walk(script, tree, scope, found, nested) {
	visit(tree, scope);
	function visit(node, scope) {
		if (node.type === "Pipeline") return pipeline(node, scope);
		if (node.type === "Command") return command(node, scope);
		if (node.type === "CommandExpansion" || node.type === "ProcessSubstitution") return substitution(node, alone(scope));
		if (node.type === "Script") for (const { message, pos } of node.errors ?? []) found.problems.push({
			message,
			at: placeIn(script, pos, Math.min(pos + 1, script.text.length))
		});
		const within = keepsPipeline.has(node.type) ? scope : alone(scope);
		forEachChild(node, (child) => visit(child, within));
	}
	function substitution(node, scope) {
		const depth = (scope.substitutions ?? 0) + 1;
		const inner = {
			...scope,
			substitutions: depth
		};
		if (depth > maxSubstitutions) found.problems.push({
			message: "substitutions are nested too deeply",
			at: placeIn(script, node.pos, node.pos + 1)
		});
		else if (node.script?.source === void 0) forEachChild(node, (child) => visit(child, inner));
		else nested(backticked(script, node.pos, node.end), inner);
	}
	function pipeline(node, scope) {
		const members = [];
		const within = node.prefixes.some((prefix) => prefix.type === "Time") ? {
			...scope,
			wrappers: [...scope.wrappers, "time"]
		} : scope;
		for (const [index, child] of node.commands.entries()) {
			const first = members.length;
			visit(child, {
				...within,
				pipeline: members
			});
			const reader = members[first];
			if (reader !== void 0) feed(node.commands[index - 1], child, reader);
		}
		if (scope.pipeline !== void 0) scope.pipeline.push(...members);
	}
	/** `cat <<EOF | sh`: the here-document is the shell's script. */
	function feed(writer, node, reader) {
		if (writer?.type !== "Command" || node.type !== "Command" || writer.name?.value !== "cat" || writer.args.length > 0) return;
		if (!shells.has(reader.name) || shellInput(reader.words).from !== "stdin") return;
		for (const body of hereScripts(script, writer.redirects)) nested(body, below(reader));
	}
	function command(node, scope) {
		const nodes = node.name === void 0 ? [...node.args] : [node.name, ...node.args];
		const all = nodes.map((argument) => argumentWord(script, argument));
		const unwrapped = unwrap(all);
		const members = scope.pipeline ?? [];
		const own = {
			name: programName(unwrapped.words[0]),
			words: unwrapped.words,
			assignments: [...node.prefix.flatMap((entry) => assignment(script, entry)), ...unwrapped.assignments],
			redirections: node.redirects.map((redirect) => redirection(script, redirect)),
			at: placeIn(script, node.pos, node.end),
			pipeline: members,
			position: members.length,
			wrappers: [...scope.wrappers, ...unwrapped.wrappers],
			...scope.inside === void 0 ? {} : { inside: scope.inside }
		};
		members.push(own);
		found.commands.push(own);
		forEachChild(node, (child) => visit(child, {
			...alone(scope),
			wrappers: own.wrappers,
			inside: own
		}));
		const words = {
			name: own.name,
			words: own.words,
			nodes: nodes.slice(all.length - own.words.length)
		};
		for (const text of innerScripts(script, words, node.redirects)) nested(text, below(own));
	}
}
function alone({ wrappers, inside, substitutions = 0 }) {
	return {
		wrappers,
		substitutions,
		...inside === void 0 ? {} : { inside }
	};
}
function below(command) {
	return {
		wrappers: [...command.wrappers, command.name],
		inside: command
	};
}
function argumentWord(script, argument) {
	if (argument.type === "Word") return shellWord(script, argument);
	const value = argument.value;
	const head = { text: script.text.slice(argument.pos, value.pos) };
	const pieces = value.type === "Word" ? [head, ...piecesOf(script, value)] : [head, {
		hole: script.text.slice(value.pos, value.end),
		splits: false
	}];
	return wordOf(script, argument.pos, argument.end, pieces);
}
function assignment(script, entry) {
	if (entry.type !== "Assignment") return [];
	const value = entry.value.type === "Word" && entry.append !== true ? staticValue(piecesOf(script, entry.value)) : void 0;
	return [{
		name: entry.name,
		...value === void 0 ? {} : { value },
		at: placeIn(script, entry.pos, entry.end)
	}];
}
function redirection(script, redirect) {
	const { operator, descriptor } = redirect;
	return {
		operator,
		...descriptor?.type === "FileDescriptor" ? { descriptor: descriptor.value } : {},
		...redirect.type === "HereDoc" || redirect.target === void 0 ? {} : { target: shellWord(script, redirect.target) }
	};
}
// src/parse/shell/parse.ts
/** How much text is read, how deep scripts may stand in scripts, how often to start anew behind an error. */
const limits = {
	text: 1e6,
	depth: 8,
	restarts: 64
};
const found = /* @__PURE__ */ new WeakMap();
/**
* The simple commands of a script, those in subshells, functions, substitutions, `sh -c "…"` and here-documents of a
* shell too. Never throws: what cannot be parsed is a problem, and reading goes on behind it.
*/
function parseScript(script) {
	const known = found.get(script);
	if (known !== void 0) return known;
	const result = {
		commands: [],
		problems: []
	};
	read(script, { wrappers: [] }, result, 0);
	const parsed = {
		commands: inOrder(result.commands),
		problems: result.problems
	};
	found.set(script, parsed);
	return parsed;
}
function read(source, scope, result, depth) {
	const script = normalised(source);
	const refuse = (message, from) => {
		result.problems.push({
			message,
			at: placeIn(script, from, Math.min(from + 1, script.text.length))
		});
	};
	if (depth > limits.depth) return refuse("scripts are nested too deeply", 0);
	const masked = mask(script);
	const end = masked.length <= limits.text ? masked.length : Math.max(masked.lastIndexOf("\n", limits.text), 0);
	if (end < masked.length) refuse("the script is too long to be read as a whole", end);
	let from = 0;
	for (let restarts = 0; from < end; restarts += 1) {
		if (restarts > limits.restarts) return refuse("the rest is not read", from);
		const [text, next] = chunk(masked, from, end);
		const padded = from === 0 ? text : " ".repeat(from) + text;
		try {
			walk(script, parse(padded), scope, result, (inner, innerScope) => read(inner, innerScope, result, depth + 1));
		} catch {
			refuse("the script cannot be parsed", from);
		}
		from = next;
	}
}
/** How much of the text from `from` on can be read in one go, and where to go on behind it. */
function chunk(text, from, end) {
	const whole = text.slice(from, end);
	const tree = attempt(whole);
	const errors = tree?.errors ?? [];
	if (tree !== void 0 && errors.length === 0) return [whole, end];
	const stop = errors.find((error) => error.message.startsWith("unterminated"))?.pos ?? Math.max(covered(tree), ...errors.map((error) => error.pos));
	const line = whole.indexOf("\n", Math.min(stop, whole.length));
	if (line < 0) return [whole, end];
	return [whole.slice(0, line), from + line + 1];
}
function covered(tree) {
	return tree?.commands.at(-1)?.end ?? 0;
}
function attempt(text) {
	try {
		return parse(text);
	} catch {
		return;
	}
}
/** The text with what the host fills in replaced by letters that mean nothing to a shell. */
function mask({ text, unknown = [] }) {
	const parts = [];
	let at = 0;
	for (const { from, to } of unknown) {
		parts.push(text.slice(at, from), "_".repeat(to - from));
		at = to;
	}
	return parts.join("") + text.slice(at);
}
/** Without carriage returns at line ends. */
function normalised(script) {
	if (!script.text.includes("\r\n")) return script;
	const builder = scriptBuilder(script.file);
	let from = 0;
	for (let at = script.text.indexOf("\r\n"); at >= 0; at = script.text.indexOf("\r\n", from)) {
		copyRange(builder, script, from, at);
		from = at + 1;
	}
	copyRange(builder, script, from, script.text.length);
	return builder.build();
}
function inOrder(commands) {
	return commands.toSorted((one, other) => one.at.span.start - other.at.span.start || other.at.span.end - one.at.span.end);
}
// src/posture/build-commands.ts
const known$1 = /* @__PURE__ */ new WeakMap();
/** The commands of all RUN lines of a Dockerfile, parsed once. A shell that is not read gives none. */
function buildCommands(dockerfile) {
	const found = known$1.get(dockerfile);
	if (found !== void 0) return found;
	const commands = scriptsOfDockerfile(dockerfile).flatMap(({ instruction, run }) => run.state === "script" && runs(instruction) ? parseScript(run.script).commands.map((command) => ({
		instruction,
		command
	})) : []);
	known$1.set(dockerfile, commands);
	return commands;
}
function runs(instruction) {
	return instruction.keyword === "RUN" || instruction.keyword === "ONBUILD" && instruction.trigger.keyword === "RUN";
}
// src/rules/rule.ts
/** The tools whose rule ids a rule may name as the same policy. */
const peers = [
	"trivy",
	"hadolint",
	"kics",
	"checkov",
	"semgrep",
	"sonar",
	"buildkit",
	"composeLint",
	"codePathfinder",
	"dclint",
	"dockle",
	"cis"
];
/** Checks the shape at compile time and freezes the value. */
function defineRule(rule) {
	return Object.freeze(rule);
}
// src/rules/dockerfile/no-pipe-to-shell.ts
const downloaders = /* @__PURE__ */ new Set([
	"curl",
	"wget",
	"fetch",
	"aria2c",
	"http"
]);
const interpreters = /* @__PURE__ */ new Set([
	"sh",
	"bash",
	"dash",
	"ash",
	"zsh",
	"ksh",
	"python",
	"python3",
	"perl",
	"ruby",
	"node",
	"php"
]);
var no_pipe_to_shell_default = defineRule({
	id: "dockerfile/no-pipe-to-shell",
	title: "A download is run without a look at it",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	why: "With `curl … | sh` whatever the server sends today becomes part of the image, as root. Nobody sees what ran, a broken connection runs half of it, and who takes over the server owns every build.",
	remedy: "Download a pinned version to a file, compare its checksum (`ADD --checksum=sha256:…`, or `sha256sum -c`), then run it; or install the distribution’s package.",
	references: [
		"https://docs.docker.com/reference/dockerfile/#add---checksum",
		"CIS Docker Benchmark 1.6.0, 4.11",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: { cis: ["4.11"] },
	*check({ dockerfile }) {
		for (const { command } of buildCommands(dockerfile)) {
			if (!interpreters.has(command.name) || command.position === 0 || readsScriptFile(command)) continue;
			const source = command.pipeline.slice(0, command.position).find(({ name }) => downloaders.has(name));
			if (source === void 0) continue;
			const { file, span } = source.at;
			yield {
				at: {
					file,
					span: {
						start: span.start,
						end: command.at.span.end
					}
				},
				message: `What \`${source.name}\` downloads is run by \`${command.name}\` without a look at it.`
			};
		}
	},
	examples: [
		{
			name: "a script from the network",
			bad: "FROM debian:12-slim\nRUN «curl -fsSL https://example.com/install.sh | sh»\nUSER 1000\n",
			good: "FROM debian:12-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.2.0 /usr/local/bin/tool\nUSER 1000\n"
		},
		{
			name: "through sudo, with arguments",
			bad: "FROM debian:12-slim\nRUN apt-get update && «wget -qO- https://example.com/setup | sudo bash -s -- --yes» && rm -rf /tmp/*\n"
		},
		{
			name: "in a heredoc",
			bad: "FROM debian:12-slim\nRUN <<EOF\nset -e\n«curl -s https://example.com/i.py | python3 -»\nEOF\n"
		},
		{
			name: "another pipe",
			good: "FROM debian:12-slim\nRUN curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt\n"
		},
		{
			name: "a program of its own",
			good: "FROM debian:12-slim\nRUN curl -fsSL https://example.com/data.json | python3 /app/import.py\n"
		}
	]
});
/** Whether the interpreter runs a file or inline code and the pipe only feeds it. */
function readsScriptFile(command) {
	const own = command.words.slice(1);
	if (own.some(({ raw }) => /^-[a-zA-Z]*[ce]$/.test(raw))) return true;
	return own.find(({ raw }) => !raw.startsWith("-")) !== void 0 && !own.some(({ raw }) => raw === "-s" || raw === "-" || /^-[a-z]*s$/.test(raw));
}
// src/parse/dockerfile/pattern.ts
/** Beyond this many comparisons a pattern is refused, so that a hostile file cannot keep us busy. */
const EFFORT = 1e6;
/** Whether matching is affordable. */
function isAffordable(source, value) {
	return (source.length + 10) * (value.length + 10) <= EFFORT;
}
/** Reads a pattern; undefined where BuildKit refuses it. */
function readPattern(source) {
	const pieces = [];
	let piece = [];
	for (const step of steps(source)) {
		if (step === void 0) return void 0;
		if (step.kind === "run") {
			pieces.push(piece);
			piece = [];
		} else piece.push(step.kind === "any" ? void 0 : step.character);
	}
	pieces.push(piece);
	return { pieces };
}
/** The value without the shortest or longest match at its begin. */
function withoutPrefix(value, pattern, longest) {
	const characters = Array.from(value);
	const end = matchAt(characters, pattern.pieces, 0, longest);
	return end === void 0 ? value : characters.slice(end).join("");
}
/** The value without the shortest or longest match at its end. */
function withoutSuffix(value, pattern, longest) {
	const characters = Array.from(value).reverse();
	const end = matchAt(characters, pattern.pieces.map((piece) => piece.toReversed()).reverse(), 0, longest);
	return end === void 0 ? value : characters.slice(end).reverse().join("");
}
/**
* The value with its first match, or every one, replaced. Where every one is, the replacement is a template as in Go: `$0` stands
* for the match, `$$` for a dollar, other `$name` for nothing.
*/
function withReplaced(value, pattern, all, replacement) {
	const characters = Array.from(value);
	const hasNewline = value.includes("\n");
	const out = [];
	let copied = 0;
	let lastEnd = -1;
	for (let start = 0; start <= characters.length;) {
		const at = startsFrom(characters, pattern.pieces[0] ?? [], start);
		const end = at === void 0 ? void 0 : matchAt(characters, pattern.pieces, at, true);
		if (at === void 0 || end === void 0 && !hasNewline) break;
		if (end === void 0 || end === at && at === lastEnd) {
			start = at + 1;
			continue;
		}
		const match = characters.slice(at, end).join("");
		out.push(characters.slice(copied, at).join(""), all ? templated(replacement, match) : replacement);
		copied = end;
		lastEnd = end;
		start = end === at ? end + 1 : end;
		if (!all) break;
	}
	out.push(characters.slice(copied).join(""));
	return out.join("");
}
function* steps(source) {
	const characters = Array.from(source);
	for (let at = 0; at < characters.length; at += 1) {
		const character = characters[at] ?? "";
		if (character === "*") yield { kind: "run" };
		else if (character === "?") yield { kind: "any" };
		else if (character !== "\\") yield {
			kind: "character",
			character
		};
		else {
			const next = characters[at + 1] ?? "";
			if (next === "}" || next === "/") continue;
			yield next === "*" || next === "?" || next === "\\" ? {
				kind: "character",
				character: next
			} : void 0;
			at += 1;
		}
	}
}
/** The end of the shortest or longest match that begins at `start`. */
function matchAt(characters, pieces, start, longest) {
	const [first = [], ...rest] = pieces;
	if (!standsAt(characters, first, start)) return void 0;
	let at = start + first.length;
	for (const [index, piece] of rest.entries()) {
		const found = longest && index === rest.length - 1 ? lastFrom(characters, piece, at) : startsFrom(characters, piece, at, true);
		if (found === void 0) return void 0;
		at = found + piece.length;
	}
	return at;
}
function startsFrom(characters, piece, from, inLine = false) {
	for (let at = from; at + piece.length <= characters.length; at += 1) {
		if (standsAt(characters, piece, at)) return at;
		if (inLine && characters[at] === "\n") return void 0;
	}
}
function lastFrom(characters, piece, from) {
	const newline = characters.indexOf("\n", from);
	const limit = Math.min(newline === -1 ? characters.length : newline, characters.length - piece.length);
	for (let at = limit; at >= from; at -= 1) if (standsAt(characters, piece, at)) return at;
}
function standsAt(characters, piece, at) {
	if (at + piece.length > characters.length) return false;
	for (let step = 0; step < piece.length; step += 1) {
		const wanted = piece[step];
		const found = characters[at + step];
		if (wanted === void 0 ? found === "\n" : wanted !== found) return false;
	}
	return true;
}
function templated(replacement, match) {
	return replacement.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/gu, (whole, bare, braced) => {
		if (whole === "$$") return "$";
		return Number(bare ?? braced) === 0 ? match : "";
	});
}
// src/parse/dockerfile/whitespace.ts
/** Whether a UTF-16 unit is white space by the Unicode property White_Space, which BuildKit trims lines and splits words by. */
function isSpace(unit) {
	return unit === 32 || unit >= 9 && unit <= 13 || unit >= 133 && isWideSpace(unit);
}
/** Whether a UTF-16 unit separates a keyword from its arguments, and the words of FROM, EXPOSE, COPY. No-break spaces do not. */
function isSeparator(unit) {
	return unit === 32 || unit === 9 || unit === 11 || unit === 12 || unit === 13;
}
/** The offset of the first unit at or after `from` that is no white space; at most `to`. */
function skipSpace(text, from, to) {
	let at = from;
	while (at < to && isSpace(text.charCodeAt(at))) at += 1;
	return at;
}
/** The end of what `from` to `to` holds when trailing white space is left out; at least `from`. */
function trimSpaceEnd(text, from, to) {
	let end = to;
	while (end > from && isSpace(text.charCodeAt(end - 1))) end -= 1;
	return end;
}
function isWideSpace(unit) {
	return unit === 133 || unit === 160 || unit === 5760 || unit >= 8192 && unit <= 8202 || unit === 8232 || unit === 8233 || unit === 8239 || unit === 8287 || unit === 12288;
}
// src/parse/dockerfile/word-builder.ts
/** Collects the words of a text that comes in pieces, each with its offset in the source. */
var WordBuilder = class {
	#words = [];
	#word = "";
	#from = 0;
	#isInWord = false;
	/** Adds a piece to the word, white space and all. */
	add(piece, at) {
		if (!this.#isInWord) this.#from = at;
		this.#isInWord = true;
		this.#word += piece;
	}
	/** Adds a piece that may hold several words. */
	split(piece, at) {
		for (const character of piece) if (!isSpace(character.charCodeAt(0))) this.add(character, at);
		else if (this.#word !== "") this.#end(at);
	}
	/** Drops what the word holds so far, though it goes on. */
	forget() {
		this.#word = "";
	}
	/** Ends the last word and gives them all. */
	close(at) {
		if (this.#word !== "") this.#end(at);
		return this.#words;
	}
	#end(at) {
		this.#words.push({
			value: this.#word,
			from: this.#from,
			to: at
		});
		this.#word = "";
		this.#isInWord = false;
	}
};
// src/parse/dockerfile/shell-lexer.ts
/** A value that has grown more than this many units longer than its source is refused, for it may double with every line. */
const GROWTH = 1e6;
/** Deeper nesting of `${a:-${b:-…}}` than this is refused. */
const DEPTH$1 = 200;
const SPECIAL = "@*#?-$!0";
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}_]/u;
const DIGIT = /\p{Nd}/u;
var Refusal = class extends Error {};
/**
* Splits and expands one string the way BuildKit's shell lexer does, of which the quirks are kept too: words are split after
* expansion, and an operand inside `${…}` makes the word in front of it forget what it held.
*/
function lex(source, lookup, options) {
	try {
		return new Lexer(source, lookup, options).run();
	} catch (error) {
		if (error instanceof Refusal) return { error: error.message };
		throw error;
	}
}
var Lexer = class {
	#source;
	#lookup;
	#escape;
	#keepQuotes;
	#keepUnset;
	#keepEscapes;
	#at;
	#depth = 0;
	#unresolved = /* @__PURE__ */ new Set();
	#words;
	constructor(source, lookup, options) {
		this.#source = source;
		this.#lookup = lookup;
		this.#escape = options.escape;
		this.#keepQuotes = options.keepQuotes ?? false;
		this.#keepEscapes = options.keepEscapes ?? false;
		this.#keepUnset = options.keepUnset ?? false;
		this.#words = options.split ? new WordBuilder() : void 0;
		this.#at = source.charCodeAt(0) === 65279 ? 1 : 0;
	}
	run() {
		return {
			value: this.#upTo(void 0, this.#keepEscapes, false),
			words: this.#words?.close(Math.min(this.#at, this.#source.length)) ?? [],
			unresolved: [...this.#unresolved]
		};
	}
	/** Reads up to `stop` (which it swallows) or the end. `doubled`: literal escapes inside quotes are doubled, for a pattern. */
	#upTo(stop, keepEscapes, doubled) {
		const outer = this.#keepEscapes;
		this.#keepEscapes = keepEscapes;
		this.#depth += 1;
		if (this.#depth > DEPTH$1) throw new Refusal("Substitutions are nested too deeply");
		if (this.#depth > 1) this.#words?.forget();
		const words = this.#depth > 1 ? void 0 : this.#words;
		let value = "";
		for (;;) {
			const at = this.#at;
			const character = this.#source.charAt(at);
			if (character === "" && stop !== void 0) throw new Refusal(`"${stop}" is missing`);
			if (character === stop) this.#at += 1;
			if (character === "" || character === stop) break;
			const piece = this.#piece(character, stop, doubled);
			value += piece;
			if (value.length > this.#source.length + GROWTH) throw new Refusal("The value grows too long");
			if (character === "$" || isSpace(character.charCodeAt(0))) words?.split(piece, at);
			else words?.add(piece, at);
		}
		this.#keepEscapes = outer;
		this.#depth -= 1;
		return value;
	}
	/** What stands from here on up to where something else begins. */
	#piece(character, stop, doubled) {
		const start = this.#at;
		switch (character) {
			case "$": return this.#dollar();
			case "<": return this.#angle();
			case "'": return this.#single(doubled);
			case "\"": return this.#double(doubled);
			case this.#escape:
				this.#at = Math.min(start + 2, this.#source.length);
				return this.#source.slice(this.#keepEscapes ? start : start + 1, this.#at);
			default:
				this.#at = this.#plainEnd(start, stop);
				return this.#source.slice(start, this.#at);
		}
	}
	/** The end of the plain characters from `at` on: one white space, or as many others as there are. */
	#plainEnd(at, stop) {
		const source = this.#source;
		if (isSpace(source.charCodeAt(at))) return at + 1;
		let end = at + 1;
		for (; end < source.length; end += 1) {
			const character = source.charAt(end);
			if (character === stop || character === "$" || character === "'" || character === "\"" || character === "<") break;
			if (character === this.#escape || isSpace(source.charCodeAt(end))) break;
		}
		return end;
	}
	#single(doubled) {
		const close = this.#source.indexOf("'", this.#at + 1);
		if (close === -1) throw new Refusal("A single quote is not closed");
		let text = this.#source.slice(this.#at + 1, close);
		this.#at = close + 1;
		if (doubled) text = text.replaceAll(this.#escape, this.#escape + this.#escape);
		return this.#keepQuotes ? `'${text}'` : text;
	}
	#double(doubled) {
		const source = this.#source;
		let text = this.#keepQuotes ? "\"" : "";
		this.#at += 1;
		for (;;) {
			const character = source.charAt(this.#at);
			if (character === "") throw new Refusal("A double quote is not closed");
			if (character === "$") {
				text += this.#dollar();
				continue;
			}
			this.#at += 1;
			if (character === "\"") return this.#keepQuotes ? `${text}"` : text;
			if (character !== this.#escape) {
				text += character;
				continue;
			}
			const next = source.charAt(this.#at);
			if (next === "") continue;
			if (next === "\"" || next === "$" || next === this.#escape) {
				this.#at += 1;
				text += this.#keepEscapes ? character + next : next;
			} else text += this.#keepEscapes && (!this.#keepQuotes || doubled) ? character + character : character;
		}
	}
	/** `<`, or `<<` with the blanks that may stand before a heredoc's name. */
	#angle() {
		const source = this.#source;
		const start = this.#at;
		this.#at += 1;
		if (source.charAt(this.#at) !== "<") return "<";
		do
			this.#at += 1;
		while (this.#at < source.length && " 	\r".includes(source.charAt(this.#at)));
		return source.slice(start, this.#at);
	}
	#dollar() {
		this.#at += 1;
		if (this.#source.charAt(this.#at) === "{") {
			this.#at += 1;
			return this.#braced();
		}
		const name = this.#name();
		if (name === "") return "$";
		return this.#needed(name, `$${name}`);
	}
	/** What stands behind `${`, with the closing brace. */
	#braced() {
		const first = this.#source.charAt(this.#at);
		if (first === "") throw new Refusal("\"}\" is missing");
		if (first === "{" || first === "}" || first === ":") throw new Refusal("A substitution needs a name");
		const name = this.#name();
		const operator = this.#next();
		if (operator === "}") return this.#needed(name, `\${${name}}`);
		if (operator === "/") return this.#replaced(name);
		if (operator === ":") return this.#operated(name, this.#next(), true);
		if (operator !== "" && "+-?#%".includes(operator)) return this.#operated(name, operator, false);
		throw new Refusal(`A substitution knows no "${operator}"`);
	}
	#operated(name, operator, nullIsUnset) {
		const isPattern = operator === "#" || operator === "%";
		if (nullIsUnset && isPattern) throw new Refusal(`A substitution knows no ":${operator}"`);
		const operand = this.#upTo("}", isPattern, isPattern);
		const found = this.#lookup(name);
		if (found === void 0 && this.#keepUnset) return `\${${name}${nullIsUnset ? ":" : ""}${operator}${operand}}`;
		const isSet = found !== void 0 && !(nullIsUnset && found === "");
		switch (operator) {
			case "-": return isSet ? found : operand;
			case "+": return isSet ? operand : "";
			case "?":
				if (isSet) return found;
				throw new Refusal(`${name}: ${operand === "" ? `must not be ${found === void 0 ? "unset" : "empty"}` : operand}`);
			case "#":
			case "%": return this.#trimmed(name, operator, operand);
			default: throw new Refusal(`A substitution knows no ":${operator}"`);
		}
	}
	#trimmed(name, operator, operand) {
		const longest = operand.startsWith(operator);
		const value = this.#needed(name, "");
		const source = longest ? operand.slice(1) : operand;
		const pattern = this.#pattern(source, value);
		return operator === "#" ? withoutPrefix(value, pattern, longest) : withoutSuffix(value, pattern, longest);
	}
	#replaced(name) {
		const all = this.#source.charAt(this.#at) === "/";
		if (all) this.#at += 1;
		const source = this.#upTo("/", true, true);
		const replacement = this.#upTo("}", true, false);
		const kept = `\${${name}/${source}/${replacement}}`;
		if (this.#keepUnset && this.#lookup(name) === void 0) return kept;
		const value = this.#needed(name, kept);
		return withReplaced(value, this.#pattern(source, value), all, replacement);
	}
	#pattern(source, value) {
		if (!isAffordable(source, value)) throw new Refusal("The pattern or the value it is for is too long");
		const pattern = readPattern(source);
		if (!pattern) throw new Refusal(`The pattern "${source}" has an escape that means nothing`);
		return pattern;
	}
	/** The value of a variable that has to have one; `kept` where the options say that unset ones stay as they are. */
	#needed(name, kept) {
		const value = this.#lookup(name);
		if (value !== void 0) return value;
		if (this.#keepUnset) return kept;
		this.#unresolved.add(name);
		return "";
	}
	#next() {
		const character = this.#source.charAt(this.#at);
		this.#at += character.length;
		return character;
	}
	/** A name, a positional parameter or a special one; empty where none stands. */
	#name() {
		const source = this.#source;
		const start = this.#at;
		const first = this.#character();
		if (DIGIT.test(first)) while (DIGIT.test(this.#character())) this.#at += this.#character().length;
		else if (first !== "" && SPECIAL.includes(first)) this.#at += 1;
		else while (LETTER_OR_DIGIT.test(this.#character())) this.#at += this.#character().length;
		return source.slice(start, this.#at);
	}
	#character() {
		const point = this.#source.codePointAt(this.#at);
		return point === void 0 ? "" : String.fromCodePoint(point);
	}
};
// src/parse/dockerfile/expand.ts
/** Expands a word as BuildKit does before it uses it: quotes and escapes are gone, `$X` and `${X…}` are put in. */
function expandWord(raw, lookup, escape) {
	if (isPlain(raw, escape)) return {
		value: raw,
		unresolved: []
	};
	const lexed = lex(raw, lookup, { escape });
	return "error" in lexed ? lexed : {
		value: lexed.value,
		unresolved: lexed.unresolved
	};
}
function isPlain(raw, escape) {
	for (let at = 0; at < raw.length; at += 1) {
		const character = raw.charAt(at);
		if (character === "$" || character === "\"" || character === "'" || character === escape) return false;
	}
	return raw.charCodeAt(0) !== 65279;
}
// src/parse/lines.ts
const lineStarts = /* @__PURE__ */ new WeakMap();
/** The location of a place. Lines end at LF, CRLF or a lone CR. */
function locate({ file, span }) {
	const starts = startsOf(file);
	const startLine = lineAt(starts, span.start);
	const endLine = lineAt(starts, Math.max(span.start, span.end));
	return {
		path: file.path,
		startLine: startLine + 1,
		startColumn: span.start - (starts[startLine] ?? 0) + 1,
		endLine: endLine + 1,
		endColumn: span.end - (starts[endLine] ?? 0) + 1
	};
}
/** The place of a whole line, counted from 1, without its line end and indentation. A line past the end is the last one. */
function lineAtNumber(file, line) {
	const starts = startsOf(file);
	const index = Math.min(Math.max(line, 1), starts.length) - 1;
	const from = starts[index] ?? 0;
	const to = starts[index + 1] ?? file.text.length;
	const text = file.text.slice(from, to);
	const indent = text.length - text.trimStart().length;
	return {
		file,
		span: {
			start: from + (text.trim() === "" ? 0 : indent),
			end: from + text.trimEnd().length
		}
	};
}
/** The text a place covers. */
function textOf({ file, span }) {
	return file.text.slice(span.start, span.end);
}
/** A place in a file, from two offsets. */
function placeAt(file, start, end) {
	return {
		file,
		span: {
			start,
			end
		}
	};
}
function startsOf(file) {
	const known = lineStarts.get(file);
	if (known) return known;
	const starts = [0];
	for (let at = 0; at < file.text.length; at += 1) {
		const unit = file.text.charCodeAt(at);
		if (unit === 10 || unit === 13 && file.text.charCodeAt(at + 1) !== 10) starts.push(at + 1);
	}
	lineStarts.set(file, starts);
	return starts;
}
function lineAt(starts, offset) {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = low + high + 1 >> 1;
		if ((starts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}
// src/parse/dockerfile/scope.ts
/** ARGs that BuildKit sets for every build, with values that depend on where and for what it builds. */
const platformArgs = /* @__PURE__ */ new Set([
	"BUILDPLATFORM",
	"BUILDOS",
	"BUILDOSVERSION",
	"BUILDARCH",
	"BUILDVARIANT",
	"TARGETPLATFORM",
	"TARGETOS",
	"TARGETOSVERSION",
	"TARGETARCH",
	"TARGETVARIANT",
	"TARGETSTAGE"
]);
new Set([
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"FTP_PROXY",
	"NO_PROXY",
	"ALL_PROXY"
].flatMap((name) => [name, name.toLowerCase()]));
/** So many stages below are asked for a variable; a hostile file has thousands. */
const DEPTH = 250;
/** The variables of a stage, or those before the first FROM; each variable's bindings are in the order of the file. */
var Scope = class {
	parent;
	#bindings = /* @__PURE__ */ new Map();
	constructor(parent) {
		this.parent = parent;
	}
	/** The value in force in front of an offset of the file. A stage below sees its parent as it ended. */
	at(name, offset) {
		const own = this.#bindings.get(name);
		if (own) {
			let low = 0;
			let high = own.length;
			while (low < high) {
				const middle = low + high >> 1;
				if ((own[middle]?.from ?? 0) < offset) low = middle + 1;
				else high = middle;
			}
			const found = own[low - 1];
			if (found) return found.value;
		}
		let depth = 0;
		for (let scope = this.parent; scope; scope = scope.parent) {
			const last = scope.#bindings.get(name)?.at(-1);
			if (last) return last.value;
			depth += 1;
			if (depth === DEPTH) return {
				why: "too many stages stand on each other",
				isSet: true
			};
		}
	}
	bind(name, from, value) {
		const own = this.#bindings.get(name);
		if (own) own.push({
			from,
			value
		});
		else this.#bindings.set(name, [{
			from,
			value
		}]);
	}
};
const known = /* @__PURE__ */ new WeakMap();
const noArgs = {};
/** The stage that a name (in any case) or an index means; the last stage without a target. */
function findStage(dockerfile, target) {
	if (target === void 0 || target === "") return dockerfile.stages.at(-1);
	return stageNamed(dockerfile.stages, target) ?? (/^\d+$/u.test(target) ? dockerfile.stages[Number(target)] : void 0);
}
/** What a stage is made from, with variables put in. */
function baseOf(dockerfile, stage, buildArgs = noArgs) {
	return scopesOf(dockerfile, buildArgs).bases[stage.index] ?? {
		kind: "unknown",
		why: "the stage is not in this file"
	};
}
/** A word of an instruction with variables put in; unknown where it needs one whose value the file does not tell. */
function resolveWord(dockerfile, instruction, word, buildArgs = noArgs) {
	const value = expandIn(word.raw, dockerfile.escape, sight(dockerfile, instruction, buildArgs));
	return "known" in value ? {
		state: "known",
		value: value.known,
		at: word.at
	} : {
		state: "unknown",
		why: value.why,
		at: word.at
	};
}
function sight(dockerfile, instruction, buildArgs) {
	const { global, stages } = scopesOf(dockerfile, buildArgs);
	const isGlobal = instruction.keyword === "FROM" || instruction.stage < 0;
	const scope = isGlobal ? global : stages[instruction.stage];
	return (name) => scope?.at(name, instruction.at.span.start) ?? (isGlobal ? platformValue(name, buildArgs) : void 0);
}
function scopesOf(dockerfile, buildArgs) {
	let ofFile = known.get(dockerfile);
	if (!ofFile) known.set(dockerfile, ofFile = /* @__PURE__ */ new WeakMap());
	let scopes = ofFile.get(buildArgs);
	if (!scopes) ofFile.set(buildArgs, scopes = readScopes(dockerfile, buildArgs));
	return scopes;
}
function readScopes(dockerfile, buildArgs) {
	const global = new Scope(void 0);
	for (const arg of dockerfile.globalArgs) bindArgs(global, arg, dockerfile, buildArgs, void 0);
	const stages = [];
	const bases = [];
	const named = /* @__PURE__ */ new Map();
	for (const stage of dockerfile.stages) {
		const base = readBase(dockerfile, stage, named, (name) => inGlobal(global, name, buildArgs));
		const scope = new Scope(base.kind === "stage" ? stages[base.stage.index] : void 0);
		for (const instruction of stage.instructions) if (instruction.keyword === "ARG") bindArgs(scope, instruction, dockerfile, buildArgs, global);
		else if (instruction.keyword === "ENV") bindEnvironment(scope, instruction, dockerfile);
		stages.push(scope);
		bases.push(base);
		if (stage.name !== void 0) named.set(stage.name, stage);
	}
	return {
		global,
		stages,
		bases
	};
}
function readBase(dockerfile, stage, named, see) {
	const image = expandIn(stage.from.image.raw, dockerfile.escape, see);
	if ("why" in image) return {
		kind: "unknown",
		why: image.why
	};
	const reference = image.known;
	if (reference === "") return {
		kind: "unknown",
		why: "FROM names no image"
	};
	const below = named.get(reference.toLowerCase());
	if (below) return {
		kind: "stage",
		stage: below
	};
	return reference === "scratch" ? { kind: "scratch" } : {
		kind: "image",
		reference
	};
}
/** Every ARG sees those in front of it, in the same instruction too. A value given to the build beats the default. */
function bindArgs(scope, arg, { escape }, buildArgs, global) {
	for (const { name, value } of arg.pairs) {
		const from = name.at.span.start;
		const given = givenValue(name.raw, buildArgs);
		const see = (wanted) => global ? scope.at(wanted, from) : inGlobal(scope, wanted, buildArgs);
		if (given) scope.bind(name.raw, from, given);
		else if (value) scope.bind(name.raw, from, expandIn(value.raw, escape, see));
		else {
			const inherited = global && inGlobal(global, name.raw, buildArgs);
			if (inherited) scope.bind(name.raw, from, inherited);
			else if (!scope.at(name.raw, from)) scope.bind(name.raw, from, {
				why: `ARG ${name.raw} has no default`,
				isSet: false
			});
		}
	}
}
/** The pairs of one ENV do not see each other. */
function bindEnvironment(scope, env, { escape }) {
	const { start } = env.at.span;
	const see = (wanted) => scope.at(wanted, start);
	for (const { name, value } of env.pairs) {
		const key = expandIn(name.raw, escape, see);
		if ("known" in key) scope.bind(key.known, start, value ? expandIn(value.raw, escape, see) : { known: "" });
	}
}
function inGlobal(global, name, buildArgs) {
	return global.at(name, Number.POSITIVE_INFINITY) ?? platformValue(name, buildArgs);
}
function platformValue(name, buildArgs) {
	if (!platformArgs.has(name)) return void 0;
	return givenValue(name, buildArgs) ?? {
		why: `${name} depends on the platform of the build`,
		isSet: true
	};
}
function givenValue(name, buildArgs) {
	if (!Object.hasOwn(buildArgs, name)) return void 0;
	const value = buildArgs[name];
	return value === void 0 ? {
		why: `the value of the build argument ${name} is not known`,
		isSet: true
	} : { known: value };
}
function expandIn(raw, escape, see) {
	let set;
	let unset;
	const expansion = expandWord(raw, (name) => {
		const value = see(name);
		if (value === void 0 || "known" in value) return value?.known;
		if (value.isSet) set ??= value;
		else unset ??= value.why;
	}, escape);
	if (set) return set;
	if ("error" in expansion) return {
		why: expansion.error,
		isSet: true
	};
	const [missing] = expansion.unresolved;
	return missing === void 0 ? { known: expansion.value } : {
		why: unset ?? `nothing sets ${missing}`,
		isSet: true
	};
}
function stageNamed(stages, name) {
	const lower = name.toLowerCase();
	return stages.findLast((stage) => stage.name === lower);
}
// src/posture/known-images.ts
const root = { user: "root" };
const by = (drops) => ({
	user: "root",
	drops
});
const as = (user) => ({ user });
const official = {
	adminer: as("adminer"),
	almalinux: root,
	alpine: root,
	amazonlinux: root,
	busybox: root,
	caddy: root,
	cassandra: by("gosu"),
	centos: root,
	composer: root,
	couchdb: by("setpriv"),
	debian: root,
	docker: root,
	drupal: by("Apache"),
	"eclipse-mosquitto": by("mosquitto"),
	"eclipse-temurin": root,
	fedora: root,
	ghost: by("gosu"),
	golang: root,
	gradle: root,
	haproxy: as("haproxy"),
	httpd: by("Apache"),
	influxdb: by("gosu"),
	kong: as("kong"),
	mariadb: by("gosu"),
	maven: root,
	memcached: as("memcache"),
	mongo: by("gosu"),
	mysql: by("gosu"),
	nats: root,
	nextcloud: by("Apache"),
	nginx: by("nginx itself, for its workers"),
	node: root,
	odoo: as("odoo"),
	openjdk: root,
	perl: root,
	php: by("Apache or FPM, for their workers"),
	phpmyadmin: by("Apache"),
	postgres: by("gosu"),
	python: root,
	rabbitmq: by("gosu"),
	redis: by("gosu or setpriv"),
	registry: root,
	rockylinux: root,
	ruby: root,
	rust: root,
	solr: as("8983"),
	sonarqube: as("sonarqube"),
	telegraf: by("setpriv"),
	tomcat: root,
	traefik: root,
	ubuntu: root,
	valkey: by("setpriv"),
	wordpress: by("Apache"),
	zookeeper: by("gosu")
};
const others = {
	"docker.io/grafana/grafana": as("472"),
	"docker.io/grafana/loki": as("10001"),
	"docker.io/hashicorp/vault": by("su-exec"),
	"docker.io/jenkins/jenkins": as("jenkins"),
	"docker.io/nginxinc/nginx-unprivileged": as("101"),
	"docker.io/prom/prometheus": as("nobody"),
	"docker.io/valkey/valkey": by("setpriv"),
	"mcr.microsoft.com/dotnet/aspnet": root,
	"mcr.microsoft.com/dotnet/runtime": root,
	"mcr.microsoft.com/dotnet/sdk": root
};
/** What is known of an image by its name and tag alone, or undefined. */
function knownImage({ repository, tag }) {
	if (repository.startsWith("gcr.io/distroless/")) return tag?.includes("nonroot") ? as("65532") : root;
	if (/^cgr\.dev\/chainguard\//.test(repository)) return as("65532");
	if (/^docker\.io\/bitnami(?:legacy)?\//.test(repository)) return as("1001");
	if (repository.startsWith("mcr.microsoft.com/dotnet/") && tag?.includes("chiseled")) return as("app");
	const name = /^docker\.io\/library\/([^/]+)$/.exec(repository)?.[1];
	if (name !== void 0 && tag?.includes("unprivileged")) return void 0;
	return name === void 0 ? others[repository] : Object.hasOwn(official, name) ? official[name] : void 0;
}
// src/posture/reference.ts
const pathPart = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const shape = new RegExp(`^(?<name>(?:(?:[A-Za-z0-9.-]+(?::\\d+)?|\\[[0-9A-Fa-f:]+\\](?::\\d+)?)/)?${pathPart}(?:/${pathPart})*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9+._-]*:[0-9A-Fa-f]{32,}))?$`);
/** Reads an image reference by the grammar of the distribution project; undefined where it is none. */
function parseReference(text) {
	const groups = shape.exec(text)?.groups;
	const name = groups?.["name"];
	if (name === void 0) return void 0;
	const tag = groups?.["tag"];
	const digest = groups?.["digest"];
	return {
		written: text,
		name,
		repository: repositoryOf(name),
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest }
	};
}
/** The repository with its registry, Docker Hub's short forms spelled out. */
function repositoryOf(name) {
	const slash = name.indexOf("/");
	const first = slash < 0 ? "" : name.slice(0, slash);
	const hasHost = first.includes(".") || first.includes(":") || first === "localhost";
	const path = hasHost ? name.slice(slash + 1) : name;
	const registry = !hasHost || first === "index.docker.io" || first === "registry-1.docker.io" ? "docker.io" : first;
	return registry === "docker.io" && !path.includes("/") ? `docker.io/library/${path}` : `${registry}/${path}`;
}
/** The repository as people write it: `node` for `docker.io/library/node`. */
function shortRepository(repository) {
	return repository.replace(/^docker\.io\/(?:library\/)?/, "");
}
// src/posture/image-user.ts
/** The user an image starts as, as far as it is known. */
function userOfImage(reference, at, trail, scanned) {
	const scannedUser = scanned.get(reference);
	if (scannedUser !== void 0) {
		const note = scannedUser === "" ? `${reference} sets no user (read from the image)` : `${reference} sets user ${scannedUser} (read from the image)`;
		return {
			setting: {
				state: "known",
				value: scannedUser === "" ? "root" : scannedUser,
				at
			},
			trail: [...trail, {
				note,
				at
			}]
		};
	}
	const parsed = parseReference(reference);
	const known = parsed === void 0 ? void 0 : knownImage(parsed);
	if (parsed === void 0 || known === void 0) return {
		setting: {
			state: "unknown",
			why: `the user of image ${reference} is not known without scanning it`,
			at
		},
		trail: [...trail, {
			note: `${reference}: user not known without scanning it`,
			at
		}]
	};
	const name = shortRepository(parsed.repository);
	const note = known.drops === void 0 ? known.user === "root" ? `${name} sets no user` : `${name} sets user ${known.user}` : `${name} starts as root and leaves it by itself (${known.drops})`;
	return {
		setting: {
			state: "known",
			value: known.user,
			at
		},
		trail: [...trail, {
			note,
			at
		}]
	};
}
/** How an image leaves root by itself, or undefined. */
function dropsRoot(reference) {
	const parsed = parseReference(reference);
	return parsed === void 0 ? void 0 : knownImage(parsed)?.drops;
}
// src/posture/stages.ts
/** The stage a build makes, with what it inherits; undefined where the target does not exist. */
function postureOfBuild(dockerfile, build, builtBy, scanned) {
	const stage = build.target === void 0 ? dockerfile.stages.at(-1) : findStage(dockerfile, build.target);
	return stage === void 0 ? void 0 : postureOfStage(dockerfile, stage, build.args, builtBy, scanned);
}
function postureOfStage(dockerfile, stage, args, builtBy, scanned) {
	const chain = [stage];
	let base = { state: "unset" };
	for (let current = stage; current !== void 0;) {
		const from = baseOf(dockerfile, current, args);
		const at = current.from.image.at;
		if (from.kind === "stage" && !chain.includes(from.stage)) {
			chain.push(from.stage);
			current = from.stage;
			continue;
		}
		if (from.kind === "image") base = {
			state: "known",
			value: from.reference,
			at
		};
		else if (from.kind === "scratch") base = {
			state: "known",
			value: "scratch",
			at
		};
		else base = {
			state: "unknown",
			why: from.kind === "unknown" ? from.why : "the stages refer to each other in a circle",
			at
		};
		break;
	}
	const entrypoint = lastOf(chain, isEntrypoint);
	const command = lastOf(chain, isCommand);
	const healthCheck = lastOf(chain, isHealthCheck);
	return {
		dockerfile,
		stage,
		chain,
		base,
		user: effectiveUser(dockerfile, chain, base, args, scanned),
		...entrypoint === void 0 ? {} : { entrypoint },
		...command === void 0 ? {} : { command },
		...healthCheck === void 0 ? {} : { healthCheck },
		exposed: chain.flatMap((link) => link.instructions.flatMap((instruction) => instruction.keyword === "EXPOSE" ? instruction.values.map((word) => ({
			port: exposedPort(resolveWord(dockerfile, instruction, word, args), word.raw),
			at: word.at
		})) : [])),
		args,
		builtBy
	};
}
function effectiveUser(dockerfile, chain, base, args, scanned) {
	const trail = [];
	for (const stage of chain) {
		const user = lastOf([stage], isUser);
		if (user === void 0) {
			trail.push({
				note: `stage ${stageLabel(stage)} has no USER`,
				at: stage.from.at
			});
			continue;
		}
		const step = {
			note: `USER ${textOf(user.argument.at)}`,
			at: user.at
		};
		const value = resolveWord(dockerfile, user, user.argument, args);
		return {
			setting: value.state === "known" ? {
				state: "known",
				value: value.value,
				at: user.at
			} : {
				state: "unknown",
				why: `the user of \`USER ${user.argument.raw}\` depends on a variable`,
				at: user.at
			},
			trail: [...trail, step]
		};
	}
	if (base.state === "known" && base.value === "scratch") return {
		setting: {
			state: "known",
			value: "root",
			at: base.at
		},
		trail: [...trail, {
			note: "scratch sets no user",
			at: base.at
		}]
	};
	if (base.state === "known") return userOfImage(base.value, base.at, trail, scanned);
	const why = base.state === "unknown" ? base.why : "the stage has no base";
	return {
		setting: {
			state: "unknown",
			why
		},
		trail: [...trail, { note: why }]
	};
}
const isEntrypoint = (instruction) => instruction.keyword === "ENTRYPOINT";
const isCommand = (instruction) => instruction.keyword === "CMD";
const isHealthCheck = (instruction) => instruction.keyword === "HEALTHCHECK";
const isUser = (instruction) => instruction.keyword === "USER";
/** The last instruction of its kind in the nearest stage that has one. */
function lastOf(chain, is) {
	for (const stage of chain) {
		const found = stage.instructions.findLast(is);
		if (found !== void 0) return found;
	}
}
function exposedPort(port, raw) {
	return port.state === "known" ? port.value : raw;
}
/** A stage as people call it: its name, or its number from 0. */
function stageLabel(stage) {
	return stage.name ?? String(stage.index);
}
// src/posture/user.ts
/** Whether a user, as `USER`, `user:` and `--user` spell it, is root: by name or by number, whatever the group. */
function isRoot(user) {
	const name = user.split(":", 1)[0]?.trim() ?? "";
	return name === "" || name.toLowerCase() === "root" || /^\+?0+$/.test(name);
}
// src/rules/dockerfile/no-privileged-port.ts
var no_privileged_port_default$1 = defineRule({
	id: "dockerfile/no-privileged-port",
	title: "Image listens on a port below 1024",
	severity: "low",
	confidence: "possible",
	profile: "default",
	subject: "stage",
	why: "On many kernels and runtimes only root, or a holder of `NET_BIND_SERVICE`, may listen below 1024. Such a port keeps images at root, or breaks them when they leave it. Docker 20.10 and later lift the limit inside a container’s own network; others do not.",
	remedy: "Listen on a port above 1024 and publish it as 80 (`-p 80:8080`), or put a reverse proxy in front; else grant `NET_BIND_SERVICE`, or `setcap cap_net_bind_service=+ep` on the program.",
	references: [
		"https://docs.docker.com/reference/dockerfile/#expose",
		"CIS Docker Benchmark 1.6.0, 5.8",
		"https://man7.org/linux/man-pages/man7/capabilities.7.html"
	],
	equivalents: {
		codePathfinder: ["DOCKER-AUD-003"],
		cis: ["5.8"]
	},
	*check({ stage }) {
		const user = stage.user.setting;
		for (const { port, at } of stage.exposed) {
			const first = Number(/^\d+/.exec(port)?.[0] ?? NaN);
			if (!(first > 0 && first < 1024)) continue;
			const who = user.state === "known" && !isRoot(user.value) ? `user \`${user.value}\` may lack the privilege to listen there` : "the program has a reason to stay root";
			yield {
				at,
				subject: { stage: stageLabel(stage.stage) },
				key: port,
				message: `The image exposes port ${first}: ${who}.`
			};
		}
	},
	examples: [{
		name: "port 80 without root",
		bad: "FROM node:22-slim\nUSER node\nEXPOSE «80»\n",
		good: "FROM node:22-slim\nUSER node\nEXPOSE 8080\n"
	}, {
		name: "port 443 as root",
		bad: "FROM caddy:2.10\nEXPOSE 8080 «443/tcp»\n"
	}]
});
// src/parse/secret/name.ts
/** Words that make a name a secret's wherever they stand in it. */
const strong = /* @__PURE__ */ new Set([
	"password",
	"passwd",
	"passphrase",
	"pwd",
	"pword",
	"psw",
	"secret",
	"secrets",
	"apikey",
	"credential",
	"credentials",
	"passcode"
]);
/** Words that do so at its end only: `MYSQL_PASS`, but not `PASS_THROUGH`. */
const final = /* @__PURE__ */ new Set([
	"pass",
	"token",
	"salt",
	"dsn",
	"pat"
]);
/** What turns a `…_KEY` into a secret: `API_KEY`, not `CACHE_KEY`. */
const secretKeys = /* @__PURE__ */ new Set([
	"api",
	"access",
	"secret",
	"private",
	"signing",
	"encryption",
	"master",
	"fernet",
	"license",
	"licence",
	"app",
	"service",
	"account",
	"storage",
	"session",
	"jwt",
	"hmac",
	"deploy",
	"ssh"
]);
/** Ends of words written together: `SESSIONSECRET`, `dbpassword`. */
const suffixes = /(?:password|passwd|passphrase|secret|token|apikey)$/;
/** Words that say it is something about a secret, or no secret at all. */
const harmless = /* @__PURE__ */ new Set([
	"public",
	"file",
	"files",
	"path",
	"dir",
	"directory",
	"folder",
	"version",
	"url",
	"uri",
	"host",
	"hostname",
	"endpoint",
	"server",
	"port",
	"header",
	"name",
	"names",
	"id",
	"ids",
	"length",
	"min",
	"max",
	"minimum",
	"maximum",
	"ttl",
	"timeout",
	"expiry",
	"expires",
	"expire",
	"expiration",
	"lifetime",
	"age",
	"interval",
	"duration",
	"policy",
	"rotation",
	"type",
	"method",
	"algorithm",
	"backend",
	"provider",
	"mode",
	"enabled",
	"enable",
	"disabled",
	"disable",
	"allow",
	"random",
	"empty",
	"required",
	"require",
	"use",
	"gpg",
	"pgp",
	"keyring",
	"keyserver",
	"fingerprint",
	"sha",
	"sha256",
	"sha512",
	"md5",
	"checksum",
	"hash",
	"whitelist",
	"allowlist",
	"issuer",
	"audience",
	"scope",
	"field",
	"format",
	"prefix",
	"cost",
	"rounds",
	"count",
	"limit",
	"size",
	"authority",
	"ref",
	"arn",
	"store",
	"manager",
	"driver",
	"plugin",
	"class",
	"regex",
	"pattern",
	"reset",
	"validation",
	"strength"
]);
/**
* Whether a variable of this name is meant to hold a secret. The words come from the lists of BuildKit, Trivy, hadolint and
* gitleaks, less what public files showed to be something else: key ids, paths, switches and sizes.
*/
function isSecretName(name) {
	const words = wordsOf(name);
	if (words.some((word) => harmless.has(word))) return false;
	if (words.some((word) => strong.has(word) || word.length > 6 && suffixes.test(word))) return true;
	const last = words.at(-1) ?? "";
	if (final.has(last)) return true;
	if (last === "auth") return words.length > 1;
	return last === "key" && words.slice(0, -1).some((word) => secretKeys.has(word));
}
/** `sessionSecret`, `DB_PASSWORD` and `db-password` in lower-case words. */
function wordsOf(name) {
	return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
}
// src/parse/secret/value.ts
/** Formats that providers publish for their tokens; the value itself is never shown. */
const tokens = [
	{
		what: "an AWS access key id",
		pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/
	},
	{
		what: "a GitHub token",
		pattern: /\b(?:gh[oprsu]_[A-Za-z0-9._]{36,}|github_pat_[A-Za-z0-9_]{40,})/
	},
	{
		what: "a GitLab token",
		pattern: /\bglpat-[A-Za-z0-9_-]{20,}/
	},
	{
		what: "a Slack token",
		pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/
	},
	{
		what: "a Stripe key",
		pattern: /\b[rs]k_live_[A-Za-z0-9]{16,}/
	},
	{
		what: "a Google API key",
		pattern: /\bAIza[0-9A-Za-z_-]{35}\b/
	},
	{
		what: "an npm token",
		pattern: /\bnpm_[A-Za-z0-9]{36}\b/
	},
	{
		what: "a private key",
		pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/
	},
	{
		what: "a JSON web token",
		pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/
	}
];
/** Published sample values that open nothing. */
const samples = /EXAMPLE\b|^AKIAIOSFODNN7/;
/** The kind of provider token that a text holds, in words, or undefined. */
function tokenIn(text) {
	if (text.length < 16) return void 0;
	return tokens.find(({ pattern }) => {
		const match = pattern.exec(text);
		return match !== null && !samples.test(match[0]);
	})?.what;
}
/** Whether a text holds a URL with a literal password: `scheme://user:password@host`. */
function hasUrlPassword(text) {
	for (const match of text.matchAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:([^\s/@'"]+)@/gi)) {
		const password = match[1] ?? "";
		if (!isReference(password) && !isPlaceholder(password)) return true;
	}
	return false;
}
/**
* Whether the value of a secret-named variable is a literal that somebody could use: not empty, a switch, a path, a
* reference to somewhere else, or a placeholder. Weak and default passwords are literals.
*/
function isLiteralSecret(value) {
	const text = value.trim();
	if (text === "" || isReference(text) || isPlaceholder(text)) return false;
	if (/^(?:true|false|yes|no|on|off|none|null|nil|undefined|0|1)$/i.test(text)) return false;
	if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[^\s]*$/.test(text)) return false;
	return !/^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i.test(text);
}
/** A variable, a template or the name of a secret store's entry. */
function isReference(text) {
	return /^\$|^%\w+%$|\$\{|\$\(|\{\{|^<.*>$|^(?:vault|op|arn|ssm|secretsmanager):|^\/run\/secrets\//i.test(text);
}
/** What people write where the real value is to come. */
function isPlaceholder(text) {
	return /^(?:[x*.•-]{3,}|<[^>]*>|\[[^\]]*\]|(?:your|my)[-_ ].*|.*[-_ ]here|insert[-_ ].*|replace[-_ ]?(?:me|with|this).*|placeholder|todo|tbd|fill[-_ ].*|enter[-_ ].*|dummy|redacted)$/i.test(text);
}
// src/rules/dockerfile/unquoted.ts
/** A word without the quotes around it, for looking at; variables in it stay as they are. */
function unquoted(raw) {
	return /^(["'])([\s\S]*)\1$/.exec(raw)?.[2] ?? raw;
}
// src/rules/dockerfile/no-secret-argument.ts
var no_secret_argument_default = defineRule({
	id: "dockerfile/no-secret-argument",
	title: "A secret is to be handed over as a build argument or variable",
	severity: "low",
	confidence: "possible",
	profile: "default",
	subject: "dockerfile",
	why: "What is passed with `--build-arg` stays in the image’s history, and in the provenance that is published with it. An `ENV` that takes its value from such an argument keeps it in every container.",
	remedy: "Use `RUN --mount=type=secret,id=NAME` and `docker build --secret id=NAME` (in Compose `build.secrets`) instead.",
	references: [
		"https://docs.docker.com/build/building/secrets/",
		"https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
		"CIS Docker Benchmark 1.6.0, 4.10"
	],
	equivalents: {
		trivy: ["DS-0031"],
		hadolint: ["DL3064"],
		semgrep: ["secret-in-build-arg"],
		sonar: ["S6472"],
		buildkit: ["SecretsUsedInArgOrEnv"],
		codePathfinder: ["DOCKER-SEC-005"],
		cis: ["4.10"]
	},
	*check({ dockerfile }) {
		for (const instruction of dockerfile.instructions) {
			if (instruction.keyword !== "ENV" && instruction.keyword !== "ARG") continue;
			for (const { name, value } of instruction.pairs) {
				const text = value === void 0 ? "" : unquoted(value.raw);
				if (!isSecretName(unquoted(name.raw)) || isLiteralSecret(text)) continue;
				if (/^(?:true|false|yes|no|on|off)$/i.test(text) || /^(?:\.{0,2}\/)/.test(text)) continue;
				const how = instruction.keyword === "ARG" ? "build argument" : "variable of the image";
				yield {
					at: name.at,
					key: name.raw,
					message: `\`${name.raw}\` looks like a secret and is a ${how}: what is put there stays readable in the image.`
				};
			}
		}
	},
	examples: [
		{
			name: "a token as an argument",
			bad: "FROM node:22-slim\nARG «NPM_TOKEN»\nRUN echo \"//registry.example.com/:_authToken=$NPM_TOKEN\" > ~/.npmrc && npm ci\n",
			good: "FROM node:22-slim\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n"
		},
		{
			name: "passed on as a variable",
			bad: "FROM node:22-slim\nENV «API_KEY»=$API_KEY_INPUT\n"
		},
		{
			name: "no secret",
			good: "FROM node:22-slim\nARG NODE_VERSION\nARG TOKEN_FILE\n"
		}
	]
});
// src/rules/dockerfile/no-secret-in-env.ts
var no_secret_in_env_default = defineRule({
	id: "dockerfile/no-secret-in-env",
	title: "A secret is built into the image",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	why: "`ENV` and `ARG` values stay in the image’s configuration and history: everybody who can pull the image can read them with `docker history`, even if a later line unsets them. A default of an `ARG` stands in the repository besides.",
	remedy: "Take the value out and change it; in the build use `RUN --mount=type=secret,id=NAME`, at run time hand it over as a secret.",
	references: [
		"https://docs.docker.com/build/building/secrets/",
		"https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
		"CIS Docker Benchmark 1.6.0, 4.10",
		"OWASP Docker Security Cheat Sheet, rule 12"
	],
	equivalents: {
		trivy: ["DS-0031"],
		kics: ["a88baa34-e2ad-44ea-ad6f-8cac87bc7c71"],
		hadolint: ["DL3064"],
		semgrep: ["secret-in-build-arg"],
		sonar: ["S6472"],
		buildkit: ["SecretsUsedInArgOrEnv"],
		codePathfinder: ["DOCKER-SEC-005"],
		dockle: ["CIS-DI-0010"],
		cis: ["4.10"]
	},
	*check({ dockerfile }) {
		for (const instruction of dockerfile.instructions) {
			if (instruction.keyword !== "ENV" && instruction.keyword !== "ARG" && instruction.keyword !== "LABEL") continue;
			for (const pair of instruction.pairs) {
				const what = secretOf(pair);
				if (what === void 0) continue;
				yield {
					at: pair.value === void 0 ? pair.name.at : {
						file: pair.name.at.file,
						span: {
							start: pair.name.at.span.start,
							end: pair.value.at.span.end
						}
					},
					key: pair.name.raw,
					message: `${instruction.keyword} \`${pair.name.raw}\` holds ${what}; it stays readable in the image.`
				};
			}
		}
	},
	examples: [
		{
			name: "a password in ENV",
			bad: "FROM node:22-slim\nENV «DATABASE_URL=postgres://admin:hunter2@db/prod» PORT=8080\nUSER node\n",
			good: "FROM node:22-slim\nENV PORT=8080\nRUN --mount=type=secret,id=database_url ./migrate\nUSER node\n"
		},
		{
			name: "the older spelling",
			bad: "FROM node:22-slim\nENV «DB_PASSWORD hunter2»\n"
		},
		{
			name: "a default of an ARG",
			bad: "FROM node:22-slim\nARG «NPM_TOKEN=letmein-2024»\n"
		},
		{
			name: "key ids and switches",
			good: "FROM debian:12-slim\nENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D TOKEN_TTL=60 PASSWORD_FILE=/run/secrets/db\n"
		}
	]
});
function secretOf({ name, value }) {
	if (value === void 0) return void 0;
	const text = unquoted(value.raw);
	const token = tokenIn(text);
	if (token !== void 0) return token;
	if (hasUrlPassword(text)) return "a URL with a password";
	return isSecretName(unquoted(name.raw)) && isLiteralSecret(text) ? "a literal secret" : void 0;
}
// src/rules/dockerfile/user-not-root.ts
var user_not_root_default$1 = defineRule({
	id: "dockerfile/user-not-root",
	title: "Image is told to run as root",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "stage",
	why: "The last `USER` decides who the program runs as. Root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.",
	remedy: "End the stage with `USER` and a user without privileges; switch to root only around the `RUN` lines that need it.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#user",
		"CIS Docker Benchmark 1.6.0, 4.1",
		"OWASP Docker Security Cheat Sheet, rule 2"
	],
	equivalents: {
		trivy: ["DS-0002"],
		hadolint: ["DL3002"],
		kics: ["67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae"],
		checkov: ["CKV_DOCKER_8"],
		semgrep: ["last-user-is-root"],
		sonar: ["S6471"],
		dockle: ["CIS-DI-0001"],
		cis: ["4.1"]
	},
	*check({ stage }) {
		const user = stage.user.setting;
		if (user.state !== "known" || !isRoot(user.value)) return;
		if (stage.chain.flatMap(({ instructions }) => instructions).find((instruction) => instruction.keyword === "USER" && instruction.at.span.start === user.at.span.start) === void 0) return;
		yield {
			at: user.at,
			subject: { stage: stageLabel(stage.stage) },
			message: `The image runs as root: its last USER is \`${user.value}\`.`,
			related: stage.builtBy.map(({ service, at }) => ({
				at,
				note: `service ${service} is built from it`
			}))
		};
	},
	examples: [
		{
			name: "root again at the end",
			bad: "FROM debian:12-slim\nRUN useradd --system app\nUSER app\n«USER root»\nCMD [\"/app\"]\n",
			good: "FROM debian:12-slim\nRUN useradd --system app\nUSER app\nCMD [\"/app\"]\n"
		},
		{
			name: "by number, through a variable",
			bad: "FROM debian:12-slim\nARG ID=0\n«USER $ID»\n"
		},
		{
			name: "root in a builder stage",
			good: "FROM debian:12-slim AS build\nUSER root\nFROM debian:12-slim\nUSER 1000\n"
		},
		{
			name: "root in between",
			good: "FROM jenkins/jenkins:2.479-jdk21\nUSER root\nRUN apt-get update\nUSER jenkins\n"
		}
	]
});
// src/rules/dockerfile/user-set.ts
var user_set_default = defineRule({
	id: "dockerfile/user-set",
	title: "Image runs as root because nothing sets a user",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "stage",
	why: "Without `USER` the program runs as the base image’s user, which is root for about four public images in five. Root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.",
	remedy: "Create a user (`RUN useradd --system --create-home app`), give it what it writes to (`COPY --chown=app`), and add `USER app` before `CMD`.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#user",
		"CIS Docker Benchmark 1.6.0, 4.1",
		"OWASP Docker Security Cheat Sheet, rule 2"
	],
	equivalents: {
		trivy: ["DS-0002"],
		kics: ["fd54f200-402c-4333-a5a4-36ef6709af2f"],
		checkov: ["CKV_DOCKER_3"],
		semgrep: ["missing-user", "missing-user-entrypoint"],
		sonar: ["S6471"],
		codePathfinder: ["DOCKER-SEC-001"],
		dockle: ["CIS-DI-0001"],
		cis: ["4.1"]
	},
	*check({ stage }) {
		if (stage.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === "USER"))) return;
		const user = stage.user.setting;
		if (user.state === "known" && !isRoot(user.value)) return;
		const { base } = stage;
		if (base.state === "known" && dropsRoot(base.value) !== void 0) return;
		const because = user.state === "known" ? base.state === "known" ? ` and \`${base.value}\` sets none` : "" : `, and whether its base sets one is not known`;
		const [service] = stage.builtBy;
		yield {
			at: stage.stage.from.at,
			confidence: user.state === "known" ? "certain" : "likely",
			subject: {
				stage: stageLabel(stage.stage),
				...service !== void 0 && stage.builtBy.length === 1 ? { service: service.service } : {}
			},
			key: "user",
			message: `The image runs as root: ${stage.stage.name === void 0 ? "its last stage" : `stage \`${stage.stage.name}\``} has no USER${because}.`,
			related: stage.builtBy.map(({ service: name, at }) => ({
				at,
				note: `service ${name} is built from it`
			}))
		};
	},
	examples: [
		{
			name: "no USER at all",
			bad: "«FROM node:22-slim»\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"server.js\"]\n",
			good: "FROM node:22-slim\nWORKDIR /app\nCOPY --chown=node:node . .\nUSER node\nCMD [\"node\", \"server.js\"]\n"
		},
		{
			name: "a USER in a stage that is not shipped",
			bad: "FROM golang:1.25 AS build\nUSER 1000\nRUN go build -o /app\n«FROM debian:12-slim»\nCOPY --from=build /app /app\n"
		},
		{
			name: "a USER inherited from an earlier stage",
			good: "FROM node:22-slim AS base\nUSER node\nFROM base\nCMD [\"node\", \"server.js\"]\n"
		},
		{
			name: "a base that sets one",
			good: "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY app /app\nCMD [\"/app\"]\n"
		},
		{
			name: "a USER inside a heredoc is no instruction",
			bad: "«FROM debian:12-slim»\nRUN <<EOF\nUSER app\nEOF\n"
		}
	]
});
// src/rules/wording.ts
/** A container as a sentence begins with it: ``Service `web` ``. */
function called(container) {
	return `${container.kind === "service" ? "Service" : "Container"} \`${container.name}\``;
}
// src/rules/container/limit-rule.ts
/** A rule that wants a limit which binds: neither absent nor `0` nor `-1`. */
function limitRule(texts, limit) {
	return defineRule({
		...texts,
		severity: "low",
		confidence: "certain",
		profile: "default",
		subject: "container",
		*check({ container }) {
			const setting = limit.of(container);
			if (setting.state === "unset") yield {
				at: container.at,
				message: `${called(container)} has no ${limit.noun} limit.`
			};
			else if (setting.state === "known" && /^(?:-1|0+(?:\.0+)?)\s*[a-z]*$/i.test(setting.value.trim())) yield {
				at: setting.at,
				message: `${called(container)} sets its ${limit.noun} limit to ${setting.value}, which is none.`
			};
		}
	});
}
// src/rules/container/cpu-limit.ts
var cpu_limit_default = limitRule({
	id: "container/cpu-limit",
	title: "Container has no CPU limit",
	why: "One endless loop takes every core of the host and starves the containers beside it.",
	remedy: "Set `deploy.resources.limits.cpus` or `cpus`.",
	references: [
		"https://docs.docker.com/engine/containers/resource_constraints/#cpu",
		"CIS Docker Benchmark 1.6.0, 5.12",
		"OWASP Docker Security Cheat Sheet, rule 7"
	],
	equivalents: {
		kics: ["6b610c50-99fb-4ef0-a5f3-e312fd945bc3"],
		composeLint: ["CL-0026"],
		cis: ["5.12"]
	},
	examples: [
		{
			name: "no limit",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    cpus: 0.5\n"
		},
		{
			name: "under deploy",
			good: "services:\n  web:\n    image: example/web:1.4\n    deploy: { resources: { limits: { cpus: \"0.5\" } } }\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			good: "docker run --cpus 0.5 example/web:1.4\n"
		}
	]
}, {
	of: (container) => container.cpus,
	noun: "CPU"
});
// src/posture/capabilities.ts
/** What Docker gives a container that asks for nothing (moby, daemon/pkg/oci/caps/defaults.go). */
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
/** A capability as it is compared: upper case, without `CAP_`. */
function capabilityName(text) {
	return text.trim().toUpperCase().replace(/^CAP_/, "");
}
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
	const added = container.capAdd.items.map((entry) => capabilityName(entry.value));
	const dropped = container.capDrop.items.map((entry) => capabilityName(entry.value));
	for (const entry of container.capAdd.items) trail.push({
		note: `adds ${capabilityName(entry.value)}`,
		at: entry.at
	});
	for (const entry of container.capDrop.items) trail.push({
		note: `drops ${capabilityName(entry.value)}`,
		at: entry.at
	});
	const unclear = [...container.capAdd.unknown, ...container.capDrop.unknown][0];
	if (unclear) return {
		setting: {
			state: "unknown",
			why: unclear.why,
			at: unclear.at
		},
		trail
	};
	if (trail.length === 0) trail.push({ note: "neither added nor dropped: Docker’s default set" });
	const base = added.includes("ALL") ? ["ALL"] : dropped.includes("ALL") ? [] : defaultCapabilities.filter((name) => !dropped.includes(name));
	return {
		setting: {
			state: "known",
			value: base.includes("ALL") ? ["ALL"] : [.../* @__PURE__ */ new Set([...base, ...added])].sort(),
			at: container.at
		},
		trail
	};
}
// src/rules/container/drop-capabilities.ts
var drop_capabilities_default = defineRule({
	id: "container/drop-capabilities",
	title: "Container keeps Docker’s default capabilities",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "Docker gives every container fourteen capabilities, raw network packets and changing file owners among them. Most programs need none, and each one is a tool for whoever breaks in.",
	remedy: "Add `cap_drop: [ALL]`, then give back what the program needs with `cap_add`.",
	references: [
		"https://docs.docker.com/engine/security/#linux-kernel-capabilities",
		"CIS Docker Benchmark 1.6.0, 5.4",
		"OWASP Docker Security Cheat Sheet, rule 3"
	],
	equivalents: {
		kics: ["ce76b7d0-9e77-464d-b86f-c5c48e03e22d"],
		composeLint: ["CL-0006"],
		cis: ["5.4"]
	},
	*check({ container }) {
		if (container.capDrop.items.some(({ value }) => capabilityName(value) === "ALL")) return;
		if (container.capDrop.unknown.length > 0) return;
		yield {
			at: container.at,
			message: `${called(container)} does not drop the capabilities that it does not need.`
		};
	},
	examples: [
		{
			name: "nothing dropped",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n"
		},
		{
			name: "only one dropped",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n    cap_drop: [NET_RAW]\n"
		},
		{
			name: "in lower case",
			good: "services:\n  web:\n    image: example/web:1.4\n    cap_drop: [all]\n"
		}
	]
});
// src/rules/container/effective-user.ts
var effective_user_default = defineRule({
	id: "container/effective-user",
	title: "Container ends up running as root",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "Neither the container nor the image behind it names a user, so the program runs as root. Root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.",
	remedy: "Set `user:` to a user without privileges, or `USER` in the Dockerfile; make the folders it writes to its own.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#user",
		"CIS Docker Benchmark 1.6.0, 4.1",
		"OWASP Docker Security Cheat Sheet, rule 2"
	],
	equivalents: { cis: ["4.1"] },
	*check({ container, posture }) {
		if (container.user.state !== "unset" && !(container.user.state === "known" && container.user.value === "")) return;
		const { setting, trail } = posture.user;
		if (setting.state !== "known" || !isRoot(setting.value)) return;
		const { image } = container;
		const base = posture.stage?.base ?? image;
		if (!(posture.stage?.chain.some((stage) => stage.instructions.some(({ keyword }) => keyword === "USER")) ?? false) && base.state === "known" && dropsRoot(base.value) !== void 0) return;
		const way = trail.map(({ note }) => note).join(" → ");
		yield {
			at: container.at,
			confidence: posture.stage === void 0 ? "likely" : "certain",
			message: `${called(container)} runs as root: ${way}.`,
			related: trail.flatMap(({ note, at }) => at === void 0 || textOf(at) === textOf(container.at) ? [] : [{
				at,
				note
			}])
		};
	},
	examples: [
		{
			name: "built from a stage without a user",
			bad: "services:\n  «web»:\n    build: .\n",
			good: "services:\n  web:\n    build: .\n    user: \"1000\"\n",
			files: { Dockerfile: "FROM node:22-slim\nCOPY . /app\nCMD [\"node\", \"/app/server.js\"]\n" }
		},
		{
			name: "the stage that the target selects decides",
			bad: "services:\n  «web»:\n    build:\n      context: .\n      target: dev\n",
			files: { Dockerfile: "FROM node:22-slim AS dev\nCMD [\"node\", \"--watch\", \"server.js\"]\nFROM node:22-slim\nUSER node\n" }
		},
		{
			name: "a user inherited from an earlier stage",
			good: "services:\n  web:\n    build: .\n",
			files: { Dockerfile: "FROM node:22-slim AS base\nUSER node\nFROM base\nCMD [\"node\", \"server.js\"]\n" }
		},
		{
			name: "an image that is known to run as root",
			bad: "services:\n  «job»:\n    image: python:3.13-slim\n"
		},
		{
			name: "an image that leaves root by itself",
			good: "services:\n  db:\n    image: postgres:17\n"
		},
		{
			name: "an image that nobody knows is no guess",
			good: "services:\n  web:\n    image: registry.example.com/shop/web:1.4\n"
		}
	]
});
// src/rules/container/memory-limit.ts
var memory_limit_default = limitRule({
	id: "container/memory-limit",
	title: "Container has no memory limit",
	why: "One leak takes all memory of the host, and the kernel then kills whatever it likes. With a limit only the container at fault is killed, with exit code 137.",
	remedy: "Set `deploy.resources.limits.memory` or `mem_limit`.",
	references: [
		"https://docs.docker.com/engine/containers/resource_constraints/#memory",
		"CIS Docker Benchmark 1.6.0, 5.11",
		"OWASP Docker Security Cheat Sheet, rule 7"
	],
	equivalents: {
		kics: ["bb9ac4f7-e13b-423d-a010-c74a1bfbe492"],
		composeLint: ["CL-0026"],
		cis: ["5.11"]
	},
	examples: [
		{
			name: "no limit",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    deploy:\n      resources:\n        limits:\n          memory: 256M\n"
		},
		{
			name: "the older form",
			good: "services:\n  web:\n    image: example/web:1.4\n    mem_limit: 256m\n"
		},
		{
			name: "a reservation is not a limit",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n    deploy: { resources: { reservations: { memory: 64M } } }\n"
		},
		{
			name: "zero is no limit",
			bad: "services:\n  web:\n    image: example/web:1.4\n    mem_limit: «0»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			good: "docker run --memory=512m example/web:1.4\n"
		}
	]
}, {
	of: (container) => container.memory,
	noun: "memory"
});
// src/rules/container/capability-rule.ts
/** A rule against adding any of some capabilities; the families differ in the table and the severity only. */
function capabilityRule(texts, consequences) {
	return defineRule({
		...texts,
		confidence: "certain",
		profile: "default",
		subject: "container",
		remedy: "Remove the capability from `cap_add`; where the program needs it, keep it and drop all others with `cap_drop: [ALL]`.",
		*check({ container }) {
			for (const { value, at } of container.capAdd.items) {
				const name = capabilityName(value);
				const consequence = Object.hasOwn(consequences, name) ? consequences[name] : void 0;
				if (consequence === void 0) continue;
				yield {
					at,
					key: name,
					message: `${called(container)} adds the capability \`${name}\`, with which it can ${consequence}.`
				};
			}
		}
	});
}
// src/rules/container/no-disclosing-capability.ts
var no_disclosing_capability_default = capabilityRule({
	id: "container/no-disclosing-capability",
	title: "Container may read the kernel’s log",
	severity: "high",
	why: "The kernel’s log holds addresses that make kernel exploits work, and messages of every other container.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4"],
	equivalents: {
		composeLint: ["CL-0030"],
		cis: ["5.4"]
	},
	examples: [{
		name: "SYSLOG for a log collector",
		bad: "services:\n  logs:\n    image: example/logs:2\n    cap_add: [«SYSLOG»]\n",
		good: "services:\n  logs:\n    image: example/logs:2\n"
	}]
}, { SYSLOG: "read and clear the kernel’s log" });
// src/rules/container/no-engine-socket.ts
const sockets = /(?:^|\/)(?:docker|containerd|podman|crio|cri-dockerd|buildkitd)\.sock$/;
const socketFolders = /^(?:\/var)?\/run\/(?:docker|containerd|podman|crio|buildkit)(?:\/[^/]+)?\/?$/;
const reachesEngine = ({ type, source }) => type === "bind" && source !== void 0 && (sockets.test(source) || socketFolders.test(source) || /^(?:\/var)?\/run\/?$/.test(source));
var no_engine_socket_default = defineRule({
	id: "container/no-engine-socket",
	title: "Container controls the container engine",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "Who reaches the engine’s socket can start a privileged container that mounts the host’s disk: it is root on the host. Mounting the socket read-only changes nothing, since the requests go through it all the same.",
	remedy: "Do not mount the socket; where a program must read from the engine, put a socket proxy in between that allows those requests only.",
	references: [
		"https://docs.docker.com/engine/security/protect-access/",
		"CIS Docker Benchmark 1.6.0, 5.32",
		"OWASP Docker Security Cheat Sheet, rule 1"
	],
	equivalents: {
		kics: ["d6355c88-1e8d-49e9-b2f2-f8a1ca12c75b"],
		semgrep: ["exposing-docker-socket-volume"],
		composeLint: ["CL-0001"],
		codePathfinder: ["COMPOSE-SEC-002"],
		cis: ["5.32"]
	},
	*check({ container }) {
		for (const { value, at } of container.mounts.items) {
			if (!reachesEngine(value)) continue;
			const how = value.readOnly ? " (read-only does not help)" : "";
			yield {
				at,
				key: value.source ?? "",
				message: `${called(container)} mounts ${value.source ?? ""}${how}: who controls it controls the engine, and so the host.`
			};
		}
		const { usesApiSocket } = container;
		if (usesApiSocket.state === "known" && usesApiSocket.value) yield {
			at: usesApiSocket.at,
			key: "api-socket",
			message: `${called(container)} is given the engine’s API socket: who controls it controls the host.`
		};
	},
	examples: [
		{
			name: "the socket, read-only",
			bad: "services:\n  dashboard:\n    image: example/dashboard:3\n    volumes:\n      - «/var/run/docker.sock:/var/run/docker.sock:ro»\n",
			good: "services:\n  dashboard:\n    image: example/dashboard:3\n    environment:\n      DOCKER_HOST: tcp://socket-proxy:2375\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -v «/var/run/docker.sock:/var/run/docker.sock» example/dashboard:3\n"
		},
		{
			name: "an ordinary volume",
			good: "services:\n  web:\n    image: example/web:1.4\n    volumes: [data:/data]\nvolumes: { data: {} }\n"
		}
	]
});
// src/rules/container/no-host-capability.ts
var no_host_capability_default = capabilityRule({
	id: "container/no-host-capability",
	title: "Container holds a capability that is as good as root on the host",
	severity: "critical",
	why: "With these capabilities a process leaves its container by design: it mounts file systems, loads kernel modules or writes to the host’s memory and devices.",
	references: [
		"https://man7.org/linux/man-pages/man7/capabilities.7.html",
		"CIS Docker Benchmark 1.6.0, 5.4",
		"OWASP Docker Security Cheat Sheet, rule 3"
	],
	equivalents: {
		composeLint: ["CL-0024"],
		codePathfinder: ["COMPOSE-SEC-008"],
		cis: ["5.4"]
	},
	examples: [
		{
			name: "SYS_ADMIN for a mount",
			bad: "services:\n  backup:\n    image: example/backup:1.4\n    cap_add:\n      - «SYS_ADMIN»\n",
			good: "services:\n  backup:\n    image: example/backup:1.4\n    cap_drop: [ALL]\n"
		},
		{
			name: "the long name, in lower case",
			bad: "services:\n  backup:\n    image: example/backup:1.4\n    cap_add: [«cap_sys_module»]\n"
		},
		{
			name: "on the command line",
			path: "backup.sh",
			bad: "docker run --cap-add=«ALL» example/backup:1.4\n"
		},
		{
			name: "a harmless one",
			good: "services:\n  web:\n    image: example/web:1.4\n    cap_add: [NET_BIND_SERVICE]\n"
		}
	]
}, {
	ALL: "do everything that root on the host can",
	SYS_ADMIN: "mount file systems and reconfigure the kernel, which is as good as root on the host",
	SYS_MODULE: "load code into the host’s kernel",
	SYS_RAWIO: "read and write the host’s memory and devices directly"
});
// src/rules/container/namespace-rule.ts
/** A rule against sharing a namespace with the host. */
function namespaceRule(texts, namespace) {
	return defineRule({
		...texts,
		confidence: "certain",
		profile: "default",
		subject: "container",
		*check({ container }) {
			const mode = namespace.of(container);
			if (mode.state === "known" && mode.value.trim().toLowerCase() === "host") yield {
				at: mode.at,
				message: `${called(container)} ${namespace.consequence}.`
			};
		}
	});
}
// src/rules/container/no-host-ipc.ts
var no_host_ipc_default = namespaceRule({
	id: "container/no-host-ipc",
	title: "Container shares the host’s shared memory",
	severity: "medium",
	why: "Programs of the host keep data in shared memory and trust who can reach it. With `ipc: host` the container can read and change it.",
	remedy: "Remove `ipc: host`; for more shared memory set `shm_size`, and to share it among containers use `ipc: shareable` on one of them.",
	references: ["https://docs.docker.com/reference/compose-file/services/#ipc", "CIS Docker Benchmark 1.6.0, 5.17"],
	equivalents: {
		kics: ["baa3890f-bed7-46f5-ab8f-1da8fc91c729"],
		composeLint: ["CL-0010"],
		codePathfinder: ["COMPOSE-SEC-010"],
		cis: ["5.17"]
	},
	examples: [{
		name: "for more shared memory",
		bad: "services:\n  train:\n    image: example/train:1\n    ipc: «host»\n",
		good: "services:\n  train:\n    image: example/train:1\n    shm_size: 8gb\n"
	}]
}, {
	of: (container) => container.ipcMode,
	consequence: "reads and writes the shared memory of the host"
});
// src/rules/container/no-host-network.ts
var no_host_network_default = namespaceRule({
	id: "container/no-host-network",
	title: "Container shares the host’s network",
	severity: "high",
	why: "In the host’s network the container reaches every service that listens on 127.0.0.1, opens any port, and is behind none of Docker’s isolation.",
	remedy: "Remove `network_mode: host`, publish the ports that are needed, and let containers talk over a network of their own.",
	references: [
		"https://docs.docker.com/engine/network/drivers/host/",
		"CIS Docker Benchmark 1.6.0, 5.10",
		"OWASP Docker Security Cheat Sheet, rule 5"
	],
	equivalents: {
		kics: ["071a71ff-f868-47a4-ac0b-3c59e4ab5443"],
		composeLint: ["CL-0008"],
		codePathfinder: ["COMPOSE-SEC-007"],
		cis: ["5.10"]
	},
	examples: [
		{
			name: "the host’s network",
			bad: "services:\n  proxy:\n    image: example/proxy:2\n    network_mode: «host»\n",
			good: "services:\n  proxy:\n    image: example/proxy:2\n    ports: [\"127.0.0.1:8080:8080\"]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --net=«host» example/proxy:2\n"
		},
		{
			name: "another service’s network",
			good: "services:\n  proxy:\n    image: example/proxy:2\n    network_mode: service:vpn\n"
		}
	]
}, {
	of: (container) => container.networkMode,
	consequence: "shares the network of the host, with everything that listens on 127.0.0.1 there"
});
// src/rules/container/no-host-pid.ts
var no_host_pid_default = namespaceRule({
	id: "container/no-host-pid",
	title: "Container shares the host’s processes",
	severity: "high",
	why: "The container sees every process of the host with its arguments and environment, can signal them, and reaches the host’s file system through `/proc/1/root` where it runs as root.",
	remedy: "Remove `pid: host`.",
	references: ["https://docs.docker.com/reference/compose-file/services/#pid", "CIS Docker Benchmark 1.6.0, 5.16"],
	equivalents: {
		kics: ["4f31dd9f-2cc3-4751-9b53-67e4af83dac0"],
		composeLint: ["CL-0010"],
		codePathfinder: ["COMPOSE-SEC-009"],
		cis: ["5.16"]
	},
	examples: [{
		name: "the host’s processes",
		bad: "services:\n  monitor:\n    image: example/monitor:5\n    pid: «host»\n",
		good: "services:\n  monitor:\n    image: example/monitor:5\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run --pid «host» example/monitor:5\n"
	}]
}, {
	of: (container) => container.pidMode,
	consequence: "sees and can signal every process of the host"
});
// src/rules/container/no-host-reaching-capability.ts
var no_host_reaching_capability_default = capabilityRule({
	id: "container/no-host-reaching-capability",
	title: "Container holds a capability that acts on the whole host",
	severity: "high",
	why: "The kernel has one clock and one set of performance counters for all containers. Changing the clock breaks certificates and logs of the host; the counters leak what other containers do.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4"],
	equivalents: {
		composeLint: ["CL-0028"],
		cis: ["5.4"]
	},
	examples: [{
		name: "SYS_TIME for a time server",
		bad: "services:\n  ntp:\n    image: example/ntp:4\n    cap_add: [«SYS_TIME»]\n",
		good: "services:\n  ntp:\n    image: example/ntp:4\n"
	}]
}, {
	PERFMON: "observe every process of the host",
	SYS_TIME: "set the clock of the host"
});
// src/rules/container/no-host-userns.ts
var no_host_userns_default = namespaceRule({
	id: "container/no-host-userns",
	title: "Container opts out of user namespaces",
	severity: "low",
	why: "Where the engine maps container users to harmless ones, `userns_mode: host` switches that off: root in the container is root on the host again.",
	remedy: "Remove `userns_mode: host`.",
	references: ["https://docs.docker.com/engine/security/userns-remap/", "CIS Docker Benchmark 1.6.0, 5.31"],
	equivalents: {
		kics: ["8af7162d-6c98-482f-868e-0d33fb675ca8"],
		cis: ["5.31"]
	},
	examples: [{
		name: "opted out",
		bad: "services:\n  web:\n    image: example/web:1.4\n    userns_mode: «host»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n"
	}]
}, {
	of: (container) => container.usernsMode,
	consequence: "opts out of the user namespaces that the engine may use"
});
// src/rules/container/no-host-uts.ts
var no_host_uts_default = namespaceRule({
	id: "container/no-host-uts",
	title: "Container shares the host’s name",
	severity: "low",
	why: "A container in the host’s UTS namespace knows the host’s name, and with `SYS_ADMIN` can change it.",
	remedy: "Remove `uts: host`; set `hostname` where the program needs a certain name.",
	references: ["https://docs.docker.com/reference/compose-file/services/#uts", "CIS Docker Benchmark 1.6.0, 5.21"],
	equivalents: { cis: ["5.21"] },
	examples: [{
		name: "the host’s name",
		bad: "services:\n  web:\n    image: example/web:1.4\n    uts: «host»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    hostname: web\n"
	}]
}, {
	of: (container) => container.utsMode,
	consequence: "shares the host name of the host"
});
// src/rules/container/no-new-privileges.ts
var no_new_privileges_default = defineRule({
	id: "container/no-new-privileges",
	title: "Container can gain privileges after it starts",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "A setuid program in the image, such as `su` or `mount`, can lift a process above the user it was started as. With `no-new-privileges` the kernel refuses that. Programs that give privileges up, such as `gosu`, still work; `sudo` and `setcap` binaries do not.",
	remedy: "Add `no-new-privileges:true` to `security_opt`.",
	references: [
		"https://docs.kernel.org/userspace-api/no_new_privs.html",
		"CIS Docker Benchmark 1.6.0, 5.26",
		"OWASP Docker Security Cheat Sheet, rule 4"
	],
	equivalents: {
		kics: ["27fcc7d6-c49b-46e0-98f1-6c082a6a2750"],
		semgrep: ["no-new-privileges"],
		composeLint: ["CL-0003"],
		codePathfinder: ["COMPOSE-SEC-011"],
		cis: ["5.26"]
	},
	*check({ container, posture }) {
		const { setting } = posture.noNewPrivileges;
		if (setting.state === "known" && !setting.value) yield {
			at: setting.at,
			message: `${called(container)} switches \`no-new-privileges\` off.`
		};
		else if (setting.state === "unset") yield {
			at: container.at,
			message: `${called(container)} does not set \`no-new-privileges\`.`
		};
	},
	examples: [
		{
			name: "no security options",
			bad: "services:\n  «web»:\n    image: example/web:1.4 # pinned by Renovate\n",
			good: "services:\n  web:\n    image: example/web:1.4 # pinned by Renovate\n    security_opt:\n      - no-new-privileges:true\n"
		},
		{
			name: "the short spelling",
			good: "services: { web: { image: \"example/web:1.4\", security_opt: [no-new-privileges] } }\n"
		},
		{
			name: "switched off",
			bad: "services:\n  web:\n    image: example/web:1.4\n    security_opt: [«no-new-privileges:false»]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			good: "docker run --security-opt=no-new-privileges example/web:1.4\n"
		}
	]
});
// src/rules/container/no-privileged-port.ts
var no_privileged_port_default = defineRule({
	id: "container/no-privileged-port",
	title: "A port below 1024 is published for a program that is not root",
	severity: "low",
	confidence: "possible",
	profile: "default",
	subject: "container",
	why: "On many kernels and runtimes only root, or a holder of `NET_BIND_SERVICE`, may listen below 1024. Docker 20.10 and later lift that inside a container’s own network; with the host’s network, other runtimes or older engines the program fails to start, and people go back to root.",
	remedy: "Listen on a port above 1024 and publish it (`80:8080`), or put a reverse proxy in front; else add `cap_add: [NET_BIND_SERVICE]`, or `setcap cap_net_bind_service=+ep` on the program (which `no-new-privileges` makes ineffective).",
	references: [
		"https://docs.docker.com/reference/compose-file/services/#ports",
		"CIS Docker Benchmark 1.6.0, 5.8",
		"https://man7.org/linux/man-pages/man7/capabilities.7.html"
	],
	equivalents: { cis: ["5.8"] },
	*check({ container, posture }) {
		const user = posture.user.setting;
		if (user.state !== "known" || isRoot(user.value)) return;
		if (container.sysctls.items.some(({ value }) => value.replace(/\s/g, "").startsWith("net.ipv4.ip_unprivileged_port_start="))) return;
		if (posture.capabilities.setting.state === "known" && container.capAdd.items.some(({ value }) => /^(?:CAP_)?(?:NET_BIND_SERVICE|ALL)$/i.test(value.trim()))) return;
		for (const { value, at } of container.ports.items) {
			if (!value.published || value.container[0] >= 1024) continue;
			yield {
				at,
				key: String(value.container[0]),
				message: `${called(container)} runs as ${user.value} and is to listen on port ${value.container[0]}, for which it may lack the privilege.`
			};
		}
	},
	examples: [{
		name: "a user without privileges on port 80",
		bad: "services:\n  web:\n    image: example/web:1.4\n    user: \"1000\"\n    ports:\n      - «\"127.0.0.1:8080:80\"»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    user: \"1000\"\n    ports:\n      - \"127.0.0.1:80:8080\"\n"
	}, {
		name: "with the capability",
		good: "services:\n  web:\n    image: example/web:1.4\n    user: \"1000\"\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n    ports: [\"127.0.0.1:80:80\"]\n"
	}]
});
// src/rules/container/no-privileged.ts
var no_privileged_default = defineRule({
	id: "container/no-privileged",
	title: "Container is privileged",
	severity: "critical",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "A privileged container holds every capability, sees every device of the host and runs without seccomp and AppArmor. Whoever controls it controls the host: mounting the host’s disk is one command.",
	remedy: "Remove `privileged`, and add just the capability or device that is needed with `cap_add` or `devices`.",
	references: [
		"https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities",
		"CIS Docker Benchmark 1.6.0, 5.5",
		"OWASP Docker Security Cheat Sheet, rule 3"
	],
	equivalents: {
		kics: ["ae5b6871-7f45-42e0-bb4c-ab300c4d2026"],
		semgrep: ["privileged-service"],
		composeLint: ["CL-0002"],
		codePathfinder: ["COMPOSE-SEC-001"],
		cis: ["5.5"]
	},
	*check({ container }) {
		const { privileged } = container;
		if (privileged.state === "known" && privileged.value) yield {
			at: privileged.at,
			message: `${called(container)} is privileged: it holds every capability and every device of the host.`
		};
		else if (privileged.state === "unknown" && privileged.at !== void 0) yield {
			at: privileged.at,
			confidence: "possible",
			message: `${called(container)} may be privileged: ${privileged.why}.`
		};
	},
	examples: [
		{
			name: "a privileged service",
			bad: "services:\n  runner:\n    image: example/runner:2.1\n    privileged: «true»\n",
			good: "services:\n  runner:\n    image: example/runner:2.1\n    cap_add: [NET_ADMIN]\n"
		},
		{
			name: "YAML 1.1 booleans, as Compose takes them",
			bad: "services:\n  runner:\n    image: example/runner:2.1\n    privileged: «yes»\n"
		},
		{
			name: "a docker run line",
			path: "run.sh",
			bad: "docker run «--privileged» example/runner:2.1\n",
			good: "docker run --cap-add NET_ADMIN example/runner:2.1\n"
		},
		{
			name: "switched off",
			good: "services:\n  runner:\n    image: example/runner:2.1\n    privileged: false\n"
		}
	]
});
// src/rules/container/no-secret-fallback.ts
var no_secret_fallback_default = defineRule({
	id: "container/no-secret-fallback",
	title: "A secret has a default value in the file",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "With `${PASSWORD:-something}` the container starts without complaint where nobody set the variable, with a password that stands in the repository.",
	remedy: "Write `${NAME:?}` so that Compose refuses to start without a value, or use a Compose secret.",
	references: ["https://docs.docker.com/reference/compose-file/interpolation/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		composeLint: ["CL-0020"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { value: entry, at } of container.environment.items) {
			if (entry.source !== "fallback" || !isSecretName(entry.name) || !isLiteralSecret(entry.value)) continue;
			yield {
				at,
				key: entry.name,
				message: `${called(container)} falls back to a value in the file for \`${entry.name}\`.`
			};
		}
	},
	examples: [{
		name: "a default password",
		bad: "services:\n  db:\n    image: postgres:17\n    environment:\n      «POSTGRES_PASSWORD: ${DB_PASSWORD:-postgres}»\n",
		good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?}\n"
	}, {
		name: "an empty default",
		good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:-}\n"
	}]
});
// src/rules/container/no-secret-in-environment.ts
var no_secret_in_environment_default = defineRule({
	id: "container/no-secret-in-environment",
	title: "A secret stands in the container’s environment",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "The value is in the repository for everybody who can read it, and in `docker inspect`, crash reports and every child process. Changing it later does not take it out of the history.",
	remedy: "Take the value out and change it; hand it over as a Compose secret (`secrets:` with a file that is not committed, read through `NAME_FILE`), or at least as `${NAME:?}` from outside.",
	references: [
		"https://docs.docker.com/compose/how-tos/use-secrets/",
		"CIS Docker Benchmark 1.6.0, 4.10",
		"OWASP Docker Security Cheat Sheet, rule 12"
	],
	equivalents: {
		kics: ["a88baa34-e2ad-44ea-ad6f-8cac87bc7c71"],
		composeLint: ["CL-0020"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { value: entry, at } of container.environment.items) {
			if (entry.source !== "literal") continue;
			const token = tokenIn(entry.value);
			if (token === void 0 && !(isSecretName(entry.name) && isLiteralSecret(entry.value))) continue;
			const what = token === void 0 ? "a literal value" : token;
			yield {
				at,
				key: entry.name,
				confidence: token === void 0 ? "likely" : "certain",
				message: `${called(container)} gets ${what} in \`${entry.name}\`, for everybody to read.`
			};
		}
	},
	examples: [
		{
			name: "a literal password",
			bad: "services:\n  db:\n    image: postgres:17\n    environment:\n      «POSTGRES_PASSWORD: hunter2»\n",
			good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\n    secrets: [db]\nsecrets:\n  db: { file: ./db.secret }\n"
		},
		{
			name: "a list of texts",
			bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      - «JWT_SECRET=letmein-2024»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -e «DB_PASSWORD=hunter2» example/api:1\n",
			good: "docker run --env-file /etc/api.env example/api:1\n"
		},
		{
			name: "from outside",
			good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?set it in the environment}\n"
		},
		{
			name: "about a secret, not one",
			good: "services:\n  api:\n    image: example/api:1\n    environment:\n      TOKEN_TTL: \"3600\"\n      PASSWORD_MIN_LENGTH: \"12\"\n      GPG_KEY: A035C8C19219BA821ECEA86B64E628F8D684696D\n"
		}
	]
});
// src/rules/container/no-secret-in-url.ts
var no_secret_in_url_default = defineRule({
	id: "container/no-secret-in-url",
	title: "A connection string holds a password",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "A password inside a URL is in the repository, in `docker inspect`, and in every log line that prints the URL.",
	remedy: "Keep the password out of the URL: hand it over as a Compose secret, or the whole URL as `${NAME:?}` from outside; and change it.",
	references: ["https://docs.docker.com/compose/how-tos/use-secrets/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		composeLint: ["CL-0021"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { value: entry, at } of container.environment.items) if ((entry.source === "literal" || entry.source === "fallback") && hasUrlPassword(entry.value)) yield {
			at,
			key: entry.name,
			message: `${called(container)} gets a URL with a password in \`${entry.name}\`.`
		};
	},
	examples: [{
		name: "a database URL",
		bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      «DATABASE_URL: postgres://app:hunter2@db/app»\n",
		good: "services:\n  api:\n    image: example/api:1\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?}\n"
	}, {
		name: "a URL without a password",
		good: "services:\n  api:\n    image: example/api:1\n    environment:\n      REDIS_URL: redis://cache:6379/0\n"
	}]
});
// src/rules/container/no-starving-capability.ts
var no_starving_capability_default = capabilityRule({
	id: "container/no-starving-capability",
	title: "Container holds a capability that can starve its neighbours",
	severity: "high",
	why: "With these capabilities a container takes processor time, memory or file leases away from everything else on the host, whatever its limits say.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4"],
	equivalents: {
		composeLint: ["CL-0029"],
		cis: ["5.4"]
	},
	examples: [{
		name: "SYS_NICE for a database",
		bad: "services:\n  db:\n    image: example/db:8\n    cap_add: [«SYS_NICE»]\n",
		good: "services:\n  db:\n    image: example/db:8\n"
	}]
}, {
	SYS_NICE: "give its processes priority over all others of the host",
	IPC_LOCK: "lock memory that the host then cannot reclaim",
	LEASE: "hold up other processes’ access to files"
});
// src/rules/container/no-strong-capability.ts
var no_strong_capability_default = capabilityRule({
	id: "container/no-strong-capability",
	title: "Container holds a capability that reaches far beyond it",
	severity: "high",
	why: "These capabilities change the network, trace the kernel or restart the host. A program that is broken into keeps them.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4"],
	equivalents: {
		composeLint: ["CL-0011"],
		codePathfinder: ["COMPOSE-SEC-008"],
		cis: ["5.4"]
	},
	examples: [{
		name: "NET_ADMIN",
		bad: "services:\n  vpn:\n    image: example/vpn:3\n    cap_add:\n      - «NET_ADMIN»\n",
		good: "services:\n  vpn:\n    image: example/vpn:3\n    cap_drop: [ALL]\n"
	}, {
		name: "only dropped",
		good: "services:\n  vpn:\n    image: example/vpn:3\n    cap_drop: [NET_ADMIN]\n"
	}]
}, {
	NET_ADMIN: "reconfigure interfaces, routes and firewalls of its network, and of the host’s where that is shared",
	BPF: "load programs into the kernel",
	SYS_BOOT: "restart the host"
});
// src/rules/container/no-tracing-capability.ts
var no_tracing_capability_default = capabilityRule({
	id: "container/no-tracing-capability",
	title: "Container may read other processes or any file it can see",
	severity: "medium",
	why: "`SYS_PTRACE` reads and changes the memory of every process in the same PID namespace, `DAC_READ_SEARCH` passes by file permissions and has been used to read files of the host through a bind mount.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4"],
	equivalents: {
		composeLint: ["CL-0027"],
		cis: ["5.4"]
	},
	examples: [{
		name: "SYS_PTRACE for a debugger",
		bad: "services:\n  app:\n    image: example/app:2\n    cap_add: [«SYS_PTRACE»]\n",
		good: "services:\n  app:\n    image: example/app:2\n"
	}]
}, {
	SYS_PTRACE: "read and change the memory of every process it sees",
	DAC_READ_SEARCH: "read files whatever their permissions say"
});
// src/rules/container/no-unconfined.ts
const switches = [
	{
		pattern: /^seccomp[:=]\s*unconfined$/i,
		name: "seccomp",
		what: "every system call of the kernel"
	},
	{
		pattern: /^apparmor[:=]\s*unconfined$/i,
		name: "AppArmor",
		what: "what AppArmor’s profile denies"
	},
	{
		pattern: /^label[:=]\s*disable$/i,
		name: "SELinux",
		what: "what SELinux’s labels separate"
	},
	{
		pattern: /^systempaths[:=]\s*unconfined$/i,
		name: "the masking of /proc and /sys",
		what: "the parts of /proc and /sys that Docker hides"
	}
];
var no_unconfined_default = defineRule({
	id: "container/no-unconfined",
	title: "A confinement of the container is switched off",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "Docker’s seccomp profile closes about fifty system calls that containers do not need and exploits do; AppArmor and SELinux keep a process from files that are not its own. Each has stopped real escapes.",
	remedy: "Remove the option; where a program needs more, write a profile that allows just that.",
	references: [
		"https://docs.docker.com/engine/security/seccomp/",
		"CIS Docker Benchmark 1.6.0, 5.2, 5.3 and 5.22",
		"OWASP Docker Security Cheat Sheet, rule 6"
	],
	equivalents: {
		kics: ["404fde2c-bc4b-4371-9747-7054132ac953"],
		semgrep: ["seccomp-confinement-disabled", "selinux-separation-disabled"],
		composeLint: ["CL-0009"],
		codePathfinder: ["COMPOSE-SEC-003", "COMPOSE-SEC-012"],
		cis: [
			"5.2",
			"5.3",
			"5.22"
		]
	},
	*check({ container }) {
		for (const { value, at } of container.securityOptions.items) {
			const found = switches.find(({ pattern }) => pattern.test(value.trim()));
			if (found) yield {
				at,
				key: found.name,
				message: `${called(container)} switches ${found.name} off and may use ${found.what}.`
			};
		}
	},
	examples: [
		{
			name: "seccomp",
			bad: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:unconfined»\n",
			good: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./seccomp.json\n"
		},
		{
			name: "AppArmor and SELinux",
			bad: "services:\n  app:\n    image: example/app:2\n    security_opt: [«apparmor=unconfined», «label:disable»]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --security-opt «seccomp=unconfined» example/app:2\n"
		}
	]
});
// src/rules/container/pids-limit.ts
var pids_limit_default = limitRule({
	id: "container/pids-limit",
	title: "Container has no limit of processes",
	why: "A fork bomb in one container uses up the process table of the host, and nobody can log in to stop it.",
	remedy: "Set `pids_limit` or `deploy.resources.limits.pids`, for example to 200.",
	references: [
		"https://docs.docker.com/reference/compose-file/services/#pids_limit",
		"CIS Docker Benchmark 1.6.0, 5.29",
		"OWASP Docker Security Cheat Sheet, rule 7"
	],
	equivalents: {
		kics: ["221e0658-cb2a-44e3-b08a-db96a341d6fa"],
		cis: ["5.29"]
	},
	examples: [
		{
			name: "no limit",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    pids_limit: 200\n"
		},
		{
			name: "unlimited on purpose",
			bad: "services:\n  web:\n    image: example/web:1.4\n    pids_limit: «-1»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			good: "docker run --pids-limit 200 example/web:1.4\n"
		}
	]
}, {
	of: (container) => container.pidsLimit,
	noun: "process"
});
// src/rules/container/read-only-root.ts
var read_only_root_default = defineRule({
	id: "container/read-only-root",
	title: "Container can write to its root file system",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "Whoever breaks in can change the program and leave tools behind. With a read-only root file system they can only write where the container was given a tmpfs or a volume.",
	remedy: "Add `read_only: true`, with `tmpfs` for scratch folders such as `/tmp` and `/run`, and a volume for data.",
	references: [
		"https://docs.docker.com/reference/compose-file/services/#read_only",
		"CIS Docker Benchmark 1.6.0, 5.13",
		"OWASP Docker Security Cheat Sheet, rule 8"
	],
	equivalents: {
		semgrep: ["writable-filesystem-service"],
		composeLint: ["CL-0007"],
		codePathfinder: ["COMPOSE-SEC-006"],
		cis: ["5.13"]
	},
	*check({ container, posture }) {
		const { setting } = posture.readOnly;
		if (setting.state === "unknown" || setting.state === "known" && setting.value) return;
		yield {
			at: setting.state === "known" ? setting.at : container.at,
			message: `${called(container)} can write to its whole root file system.`
		};
	},
	examples: [
		{
			name: "writable by default",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    read_only: true\n    tmpfs: [/tmp, /run]\n"
		},
		{
			name: "switched off",
			bad: "services:\n  web:\n    image: example/web:1.4\n    read_only: «false»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			good: "docker run --read-only --tmpfs /tmp example/web:1.4\n"
		}
	]
});
// src/rules/container/user-not-root.ts
var user_not_root_default = defineRule({
	id: "container/user-not-root",
	title: "Container is told to run as root",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "Root in the container is root to the kernel. One hole in the program, the runtime or a mount, and it is root on the host. An explicit root also undoes the user that the image chose.",
	remedy: "Name a user without privileges, such as `user: \"1000:1000\"`, or leave it to the image’s `USER`.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#user",
		"CIS Docker Benchmark 1.6.0, 4.1",
		"OWASP Docker Security Cheat Sheet, rule 2"
	],
	equivalents: {
		composeLint: ["CL-0018"],
		cis: ["4.1"]
	},
	*check({ container, posture }) {
		const { user } = container;
		if (user.state !== "known" || user.value === "" || !isRoot(user.value)) return;
		const image = posture.stage?.user.setting;
		const undone = image?.state === "known" && !isRoot(image.value) ? `, which undoes the user ${image.value} of its image` : "";
		yield {
			at: user.at,
			message: `${called(container)} runs as root${undone}.`,
			related: image?.state === "known" ? [{
				at: image.at,
				note: "the user that the image chose"
			}] : []
		};
	},
	examples: [
		{
			name: "root by name",
			bad: "services:\n  web:\n    image: example/web:1.4\n    user: «root»\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    user: \"1000:1000\"\n"
		},
		{
			name: "root by number, with a group",
			bad: "services:\n  web:\n    image: example/web:1.4\n    user: «\"0:1000\"»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -u «0» example/web:1.4\n"
		},
		{
			name: "a variable is no guess",
			good: "services:\n  web:\n    image: example/web:1.4\n    user: \"${UID:?}\"\n"
		}
	]
});
// src/rules/image/digest-pinned.ts
var digest_pinned_default = defineRule({
	id: "image/digest-pinned",
	title: "Image is not pinned by its digest",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "image",
	why: "A tag can be moved to another image by its owner, or by whoever took over the owner’s account. A digest names one image for ever.",
	remedy: "Add the digest behind the tag (`node:22.12-slim@sha256:…`), and let Renovate or Dependabot refresh both.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
		"CIS Docker Benchmark 1.6.0, 4.2",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: {
		semgrep: ["dockerfile-source-not-pinned"],
		sonar: ["S7023"],
		composeLint: ["CL-0019"],
		codePathfinder: ["DOCKER-AUD-001"],
		cis: ["4.2"]
	},
	*check({ use }) {
		const { image, at } = use;
		if (image.state !== "known" || image.value.digest !== void 0 || image.value.tag === void 0) return;
		const name = shortRepository(image.value.repository);
		yield {
			at,
			subject: { image: name },
			key: "digest",
			message: `\`${name}:${image.value.tag}\` is not pinned by its digest.`
		};
	},
	examples: [{
		name: "a tag alone",
		bad: "FROM «node:22.12-slim»\n",
		good: "FROM node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n"
	}]
});
// src/rules/image/tag-pinned.ts
var tag_pinned_default = defineRule({
	id: "image/tag-pinned",
	title: "Image is not pinned to a version",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "image",
	why: "Without a tag, or with `latest`, the same file gives another image tomorrow: a build that worked breaks, a rollback does not roll back, and whoever takes over the tag decides what runs.",
	remedy: "Name a version tag, better together with its digest, and let Renovate or Dependabot refresh it.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
		"CIS Docker Benchmark 1.6.0, 4.2",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: {
		trivy: ["DS-0001"],
		hadolint: ["DL3006", "DL3007"],
		kics: ["9efb0b2d-89c9-41a3-91ca-dcc0aec911fd", "f45ea400-6bbe-4501-9fc7-1c3d75c32067"],
		checkov: ["CKV_DOCKER_7"],
		semgrep: ["missing-image-version", "avoid-latest-version"],
		sonar: ["S6596"],
		composeLint: ["CL-0004"],
		codePathfinder: ["DOCKER-BP-001", "DOCKER-BP-015"],
		dclint: ["service-image-require-explicit-tag"],
		dockle: ["DKL-DI-0006"],
		cis: ["4.2"]
	},
	*check({ use }) {
		const { image, at } = use;
		if (image.state !== "known" || image.value.digest !== void 0) return;
		const { tag, repository } = image.value;
		if (tag !== void 0 && !isMoving(tag)) return;
		const name = shortRepository(repository);
		yield {
			at,
			subject: {
				image: name,
				...use.kind === "compose" && use.of !== void 0 ? { service: use.of } : {}
			},
			key: "tag",
			message: tag === void 0 ? `\`${name}\` has no tag, which means \`latest\`: another image tomorrow.` : `\`${name}:${tag}\` is a tag that moves: another image tomorrow.`
		};
	},
	examples: [
		{
			name: "no tag",
			bad: "FROM «node»\nUSER node\n",
			good: "FROM node:22.12-slim\nUSER node\n"
		},
		{
			name: "latest",
			bad: "FROM «node:latest»\nUSER node\n"
		},
		{
			name: "in a Compose file",
			path: "compose.yaml",
			bad: "services:\n  cache:\n    image: «redis:latest»\n",
			good: "services:\n  cache:\n    image: redis:7.4\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run «redis»\n"
		},
		{
			name: "a digest",
			good: "FROM node@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n"
		},
		{
			name: "a stage and scratch",
			good: "FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /app /app\nFROM build\n"
		},
		{
			name: "a variable with a default",
			bad: "ARG TAG=latest\nFROM «node:$TAG»\n",
			good: "ARG TAG=22.12-slim\nFROM node:$TAG\n"
		}
	]
});
/** Tags that name no version but whatever is newest of a kind. */
function isMoving(tag) {
	return /^(?:latest|stable|edge|nightly|main|master|dev|develop|rolling|current|mainline|lts|head|unstable|testing|canary|beta|alpha|next|snapshot)$/i.test(tag);
}
// src/rules/index.ts
/** Every rule of the product, in the order of the ids. */
const rules = [
	no_pipe_to_shell_default,
	no_privileged_port_default$1,
	no_secret_argument_default,
	no_secret_in_env_default,
	user_not_root_default$1,
	user_set_default,
	cpu_limit_default,
	drop_capabilities_default,
	effective_user_default,
	memory_limit_default,
	no_disclosing_capability_default,
	no_engine_socket_default,
	no_host_capability_default,
	no_host_ipc_default,
	no_host_network_default,
	no_host_pid_default,
	no_host_reaching_capability_default,
	no_host_userns_default,
	no_host_uts_default,
	no_new_privileges_default,
	no_privileged_port_default,
	no_privileged_default,
	no_secret_fallback_default,
	no_secret_in_environment_default,
	no_secret_in_url_default,
	no_starving_capability_default,
	no_strong_capability_default,
	no_tracing_capability_default,
	no_unconfined_default,
	pids_limit_default,
	read_only_root_default,
	user_not_root_default,
	digest_pinned_default,
	tag_pinned_default
];
export { scriptOfRange as A, maySplit as C, copyRange as D, shells as E, withUnknown as M, placeIn as O, leadingText as S, wordPieces as T, isSpace as _, postureOfBuild as a, peers as b, userOfImage as c, lineAtNumber as d, locate as f, isSeparator as g, lex as h, isRoot as i, spanIn as j, scriptBuilder as k, parseReference as l, textOf as m, defaultCapabilities as n, stageLabel as o, placeAt as p, effectiveCapabilities as r, dropsRoot as s, rules as t, baseOf as u, skipSpace as v, staticValue as w, parseScript as x, trimSpaceEnd as y };
