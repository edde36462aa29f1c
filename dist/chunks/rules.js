import { n as nearest, r as require_fastest_levenshtein } from "./nearest.js";
import { i as isTestWord, n as isLiteralSecret, r as isPlaceholderSecret, s as tokenIn, t as hasUrlPassword } from "./value.js";
import { a as withRecentAnswers, i as withLastAnswer, n as shortRepository, r as withAnswers, t as parseReference } from "./reference.js";
import { t as isLabelFormat } from "./label-format.js";
import { posix } from "node:path";
import { basename as basename$1, normalize } from "node:path/posix";
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
	"terrascan",
	"dflint",
	"dockerfileSecurity",
	"cis"
];
/** The path of an example that names none. */
const defaultPaths = {
	stage: "Dockerfile",
	dockerfile: "Dockerfile",
	container: "compose.yaml",
	image: "Dockerfile",
	project: "compose.yaml",
	command: "run.sh",
	workflow: ".github/workflows/ci.yml",
	waiver: "compose.yaml"
};
/** Checks the shape at compile time and freezes the value. */
function defineRule(rule) {
	return Object.freeze(rule);
}
// src/rules/command/option-value.ts
/** What certainly stands in a value, variables and expressions left out as `$`. */
function staticText({ pieces, text }) {
	return text ?? pieces.map((piece) => "text" in piece ? piece.text : piece.fallback ?? "$").join("");
}
/** Whether a switch is on: named, and not with `=false`. */
function isOn({ value }) {
	return value === void 0 || value.text !== "false";
}
// src/rules/command/exec-privileged.ts
var exec_privileged_default = defineRule({
	id: "command/exec-privileged",
	title: "A command is run in a container with every privilege",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "command",
	why: "A fault in the command reaches the host: `exec --privileged` gives the process all capabilities, whatever the container was started with, and what was hardened at the start does not hold for it.",
	remedy: "Leave `--privileged` out; where the command needs a capability, start a container of its own with that capability alone.",
	references: ["https://docs.docker.com/reference/cli/docker/container/exec/#privileged", "CIS Docker Benchmark 1.6.0, 5.23"],
	equivalents: { cis: ["5.23"] },
	*check({ docker }) {
		if (docker?.verb !== "exec" && docker?.verb !== "compose exec") return;
		const option = docker.options.find(({ name }) => name === "privileged");
		if (option !== void 0 && isOn(option)) yield {
			at: option.at,
			...option.value !== void 0 && option.value.text === void 0 ? { confidence: "possible" } : {},
			message: `\`${docker.engine} ${docker.verb}\` runs a command with every privilege.`
		};
	},
	examples: [
		{
			name: "a look inside",
			bad: "docker exec «--privileged» -it web sh\n",
			good: "docker exec -it web sh\n"
		},
		{
			name: "through Compose",
			bad: "docker compose exec «--privileged» web sysctl -w net.core.somaxconn=1024\n"
		},
		{
			name: "perhaps",
			bad: "docker exec «--privileged=$ALL» web sh\n"
		},
		{
			name: "a command’s own option, and another command",
			good: "docker exec web tool --privileged\ndocker exec --privileged=false web sh\nsudo tool --privileged\ndocker run example/tool:1 --privileged\n"
		}
	]
});
// src/parse/shell/mapping.ts
/** Puts a script together from pieces of a file and remembers where each came from. */
var ScriptBuilder = class {
	#file;
	#segments = [];
	#unknown = [];
	#text = "";
	constructor(file) {
		this.#file = file;
	}
	get length() {
		return this.#text.length;
	}
	/** Adds text that stands in the file as it is. */
	copy(text, at) {
		if (text === "") return;
		const last = this.#segments.at(-1);
		if (!(last !== void 0 && last.width === void 0 && last.to + (this.length - last.from) === at)) this.#segments.push({
			from: this.length,
			to: at
		});
		this.#text += text;
	}
	/** Adds text that is written differently in the file: each of its characters stands for the whole of `span`. */
	decoded(text, span) {
		if (text === "") return;
		this.#segments.push({
			from: this.length,
			to: span.start,
			width: Math.max(0, span.end - span.start)
		});
		this.#text += text;
	}
	/** Marks a range of what was added as something the host fills in; without `to`, all that was added since `from`. */
	hide(from, to = this.length) {
		if (from < to) this.#unknown.push({
			from,
			to
		});
	}
	build() {
		return withUnknown({
			file: this.#file,
			text: this.#text,
			segments: this.#segments
		}, this.#unknown);
	}
};
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
/** The span in the file of a range of a script's text, cut off where the text ends. An empty range gives an empty span. */
function spanIn(script, first, last) {
	const to = Math.min(last, script.text.length);
	const from = Math.min(first, to);
	const head = segmentAt(script.segments, from);
	const start = head === void 0 ? from : head.width === void 0 ? head.to + from - head.from : head.to;
	if (to <= from) return {
		start,
		end: start
	};
	const tail = segmentAt(script.segments, to - 1);
	const end = tail === void 0 ? to : tail.to + (tail.width ?? to - tail.from);
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
// src/parse/shell/word.ts
/** The word with its static value, or with its pieces where it has none. */
function shellWord(script, word) {
	if (word.parts === void 0 && script.unknown === void 0) {
		const raw = script.text.slice(word.pos, word.end);
		if (!raw.startsWith("~") && !raw.includes("\\")) return {
			raw,
			value: raw,
			at: placeIn(script, word.pos, word.end)
		};
	}
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
		const tilde = tildeOf(word.text);
		if (tilde !== "") pieces.push({
			hole: tilde,
			splits: false
		});
		addText(pieces, script, word.pos + tilde.length, word.end, unescapeBare, true);
		return trimmed$1(pieces);
	}
	for (const part of word.parts) addPart$1(pieces, script, part, false);
	return trimmed$1(pieces);
}
function addPart$1(pieces, script, part, quoted) {
	const text = script.text.slice(part.pos, part.end);
	switch (part.type) {
		case "Literal": {
			const tilde = !quoted && pieces.length === 0 ? tildeOf(text) : "";
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
			else pushText(pieces, part.value);
			return;
		case "DoubleQuoted":
		case "LocaleString":
			pushText(pieces, "");
			for (const child of part.parts) addPart$1(pieces, script, child, true);
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
/** The `~` or `~name` at the head of a word, which stands for a home. */
function tildeOf(text) {
	return text.startsWith("~") ? /^~[\w.-]*(?=\/|$)/.exec(text)?.[0] ?? "" : "";
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
		if (range.from > at) pushText(pieces, unescape(script.text.slice(at, range.from)));
		const end = Math.min(range.to, to);
		pieces.push({
			hole: script.text.slice(Math.max(range.from, at), end),
			splits
		});
		at = end;
	}
	if (at < to) pushText(pieces, unescape(script.text.slice(at, to)));
}
function unknownWithin(script, from, to) {
	return script.unknown?.some((range) => range.from < to && range.to > from) ?? false;
}
/** Puts text behind the pieces, joined to the one before it where that is text as well. */
function pushText(pieces, text) {
	const last = pieces.at(-1);
	if (last !== void 0 && "text" in last) {
		if (text !== "") pieces[pieces.length - 1] = { text: last.text + text };
	} else pieces.push({ text });
}
/** Without empty texts, unless there is nothing else. */
function trimmed$1(pieces) {
	return pieces.length > 1 ? pieces.filter((piece) => !("text" in piece) || piece.text !== "") : pieces;
}
function asIs(text) {
	return text;
}
function unescapeBare(text) {
	if (!text.includes("\\")) return text;
	return text.replaceAll(/\\(\n|[\s\S]|$)/g, (_, next) => next === "\n" ? "" : next);
}
function unescapeQuoted(text) {
	if (!text.includes("\\")) return text;
	return text.replaceAll(/\\([$`"\\\n])/g, (_, next) => next === "\n" ? "" : next);
}
// src/parse/command/flags.ts
function table(valued, switches, short, interspersed = false) {
	const list = (text) => text.split(/\s+/).filter((name) => name !== "");
	const pairs = list(short).map((pair) => [pair.charAt(0), pair.slice(2)]);
	return {
		valued: new Set(list(valued)),
		switches: new Set(list(switches)),
		short: new Map(pairs),
		interspersed
	};
}
/** Options before the subcommand. */
const globalFlags = {
	docker: table("config context host log-level tlscacert tlscert tlskey", "debug tls tlsverify version help", "c:context H:host l:log-level D:debug v:version h:help"),
	podman: table(`cdi-spec-dir cgroup-manager config conmon connection default-mounts-file events-backend hooks-dir identity imagestore
     log-level module namespace network-cmd-path network-config-dir out pull-option root runroot runtime runtime-flag ssh
     storage-driver storage-opt tlsca tls-ca tls-cert tls-key tmpdir url volumepath`, "noout remote syslog trace transient-store version help", "c:connection r:remote v:version h:help"),
	nerdctl: table(`H address bridge-ip cdi-spec-dirs cgroup-manager cni-netconfpath cni-path config data-root host host-gateway-ip hosts-dir
     namespace snapshotter storage-driver a n`, "debug debug-full experimental insecure-registry kube-hide-dupe version help", "a:address H:host n:namespace v:version h:help")
};
/** Options of `docker compose`, before its subcommand. */
const composeFlags = table("ansi env-file file parallel profile progress project-directory project-name workdir context host tlscacert tlscert tlskey log-level", "all-resources compatibility dry-run insecure-registry verbose version help no-ansi debug tls tlsverify skip-hostname-check", "f:file p:project-name v:version h:help c:context H:host D:debug");
/** Options of `docker stack deploy`. */
const stackFlags = table("compose-file resolve-image orchestrator kubeconfig namespace bundle-file", "detach prune quiet with-registry-auth help", "c:compose-file d:detach q:quiet", true);
/** Options between `buildx`, `image`, `container` and their subcommand. */
const groupFlags = table("builder", "debug help", "D:debug h:help");
const createValued = `
  add-host annotation arch attach authfile blkio-weight blkio-weight-device cap-add cap-drop cert-dir cgroup-conf cgroup-parent cgroupns
  cgroups chrootdirs cidfile cni conmon-pidfile containerd-config cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period
  cpu-rt-runtime cpu-shares cpus cpuset-cpus cpuset-mems creds decryption-key detach-keys device device-cgroup-rule
  device-read-bps device-read-iops device-write-bps device-write-iops dns dns-opt dns-option dns-search domainname entrypoint
  env env-file env-merge expose gidmap gpus group-add group-entry health-cmd health-interval health-log-destination
  health-max-log-count health-max-log-size health-on-failure health-retries health-start-interval health-start-period
  health-startup-cmd health-startup-interval health-startup-retries health-startup-success health-startup-timeout
  health-timeout hostname hostuser image-volume init-ctr init-path io-maxbandwidth io-maxiops ip ip6 ipc ipfs-address
  isolation kernel-memory label label-file link link-local-ip log-driver log-opt mac-address memory memory-reservation
  memory-swap memory-swappiness mount name net net-alias network network-alias oom-score-adj os passwd-entry personality pid
  pidfile pids-limit platform pod pod-id-file preserve-fd preserve-fds publish pull rdt-class requires restart retry
  retry-delay rootfs-opt runtime runtime-flag sdnotify seccomp-policy secret security-opt shm-size shm-size-systemd
  stop-signal stop-timeout storage-opt subgidname subuidname sysctl systemd timeout tmpfs tz uidmap ulimit umask unsetenv user
  userns uts variant verify volume volume-driver volumes-from workdir cosign-key cosign-certificate-identity
  cosign-certificate-identity-regexp cosign-certificate-oidc-issuer cosign-certificate-oidc-issuer-regexp umount
  cuda device-group rdt-closid
`;
const createSwitches = `
  detach disable-content-trust env-host help http-proxy init interactive no-healthcheck no-hostname no-hosts no-resolv
  oom-kill-disable passwd privileged publish-all quiet read-only read-only-tmpfs replace rm rmi rootfs sig-proxy tls-verify
  tty unsetenv-all use-api-socket
`;
const createShort = "a:attach c:cpu-shares d:detach e:env h:hostname i:interactive l:label m:memory p:publish P:publish-all q:quiet t:tty u:user v:volume w:workdir";
/** The commands that are read, by the name they get. */
const commandFlags = {
	run: table(createValued, createSwitches, createShort),
	create: table(createValued, createSwitches, createShort),
	exec: table("cidfile detach-keys env env-file preserve-fd preserve-fds user workdir", "detach interactive latest no-session privileged tty wait help", "d:detach e:env i:interactive l:latest t:tty u:user w:workdir"),
	build: table(`
  add-host allow annotation annotations arch attest authfile build-arg build-context builder cache-from cache-to cache-ttl
  call cap-add cap-drop cert-dir cgroup-parent cgroupns compress-level cpp-flag cpu-period cpu-quota cpu-shares cpuset-cpus
  cpuset-mems creds debug-config decryption-key device dns dns-option dns-search env evaluate file format from group-add
  hooks-dir iidfile ignorefile ipc isolation jobs label layer-label logfile manifest memory memory-swap metadata-file method
  network no-cache-filter os os-feature os-version output pid platform policy progress provenance retry retry-delay
  runtime runtime-flag sbom sbom-image-output sbom-output sbom-purl-output sbom-scanner-command sbom-scanner-image secret
  security-opt shm-size sign-by source-date-epoch source-policy-file ssh tag target timestamp ulimit unsetannotation
  unsetenv unsetlabel userns userns-gid-map userns-gid-map-group userns-uid-map userns-uid-map-user uts variant volume
  cw created-annotation
`, `
  all-platforms check compat-volumes compress debug detach disable-compression disable-content-trust force-rm help
  http-proxy identity-label inherit-annotations inherit-labels layers load no-cache no-hostname no-hosts omit-history print
  pull pull-always pull-never push quiet rewrite-timestamp rm skip-unused-stages squash squash-all stdin stream tls-verify
  rm-dist
`, "c:cpu-shares D:debug f:file m:memory o:output q:quiet t:tag v:volume", true),
	"compose run": table("add-host cap-add cap-drop entrypoint env env-file env-from-file label name publish pull user volume workdir", "build detach interactive no-TTY no-deps no-tty quiet quiet-build quiet-pull remove-orphans rm service-ports tty use-aliases help", "e:env l:label p:publish u:user v:volume w:workdir d:detach i:interactive P:service-ports q:quiet t:tty T:no-tty"),
	"compose exec": table("env index user workdir", "detach interactive no-TTY no-tty privileged tty help", "e:env u:user w:workdir d:detach i:interactive t:tty T:no-tty"),
	login: table("authfile cert-dir compat-auth-file password secret username", "get-login password-stdin tls-verify verbose help", "p:password u:username v:verbose", true),
	push: table("authfile cert-dir compression-format compression-level creds digestfile encrypt-layer encryption-key format platform retry retry-delay sign-by sign-by-sigstore sign-by-sigstore-private-key sign-passphrase-file sign cosign-key notation-key-name", "all-platforms all-tags compress disable-content-trust force-compression quiet remove-signatures tls-verify help estargz ipfs-ensure-image allow-nondistributable-artifacts", "a:all-tags f:format q:quiet", true),
	pull: table("arch authfile cert-dir creds decryption-key os platform retry retry-delay variant policy verify unpack cosign-key", "all-platforms all-tags disable-content-trust quiet tls-verify help", "a:all-tags q:quiet", true)
};
// src/parse/command/docker.ts
/** The container commands of a script. */
function dockerCommands(parsed) {
	return parsed.commands.flatMap((command) => {
		const found = dockerCommand(command);
		return found === void 0 ? [] : [found];
	});
}
const programs$2 = /* @__PURE__ */ new Map([
	["docker", {
		engine: "docker",
		compose: false
	}],
	["podman", {
		engine: "podman",
		compose: false
	}],
	["nerdctl", {
		engine: "nerdctl",
		compose: false
	}],
	["docker.exe", {
		engine: "docker",
		compose: false
	}],
	["podman-remote", {
		engine: "podman",
		compose: false
	}],
	["docker-compose", {
		engine: "docker",
		compose: true
	}],
	["podman-compose", {
		engine: "podman",
		compose: true
	}]
]);
const groups = /* @__PURE__ */ new Map([
	["container", /* @__PURE__ */ new Set([
		"run",
		"create",
		"exec"
	])],
	["image", /* @__PURE__ */ new Set([
		"build",
		"push",
		"pull"
	])],
	["buildx", /* @__PURE__ */ new Set(["build", "b"])],
	["builder", /* @__PURE__ */ new Set(["build"])]
]);
/** The call of Compose that a simple command is; undefined where it is another. */
function composeCall(command) {
	const program = programs$2.get(command.name) ?? variableProgram(command);
	const first = command.words[0];
	if (program === void 0 || first === void 0) return void 0;
	let from = 1;
	if (!program.compose) {
		const read = readOptions(command.words, 1, globalFlags[program.engine]);
		if (command.words[read.next]?.value !== "compose") return void 0;
		from = read.next + 1;
	}
	const { options, opaque, next } = readOptions(command.words, from, composeFlags);
	const verb = command.words[next];
	return {
		command,
		globals: options,
		verb: verb?.value ?? "",
		opaque,
		at: spanning(first.at, (verb ?? command.words.at(-1) ?? first).at)
	};
}
/** The call of `docker stack deploy` that a simple command is; undefined where it is another. Its files are `compose-file`. */
function stackCall(command) {
	const program = programs$2.get(command.name) ?? variableProgram(command);
	const first = command.words[0];
	if (program?.engine !== "docker" || program.compose || first === void 0) return void 0;
	const { next } = readOptions(command.words, 1, globalFlags.docker);
	const verb = command.words[next + 1];
	if (command.words[next]?.value !== "stack" || verb?.value !== "deploy" && verb?.value !== "up") return void 0;
	const { options, opaque } = readOptions(command.words, next + 2, stackFlags);
	return {
		command,
		globals: options,
		verb: "stack deploy",
		opaque,
		at: spanning(first.at, verb.at)
	};
}
/** The command of docker, podman or nerdctl that a simple command is; undefined where it is another. */
function dockerCommand(command) {
	const program = programs$2.get(command.name) ?? variableProgram(command);
	const first = command.words[0];
	if (program === void 0 || first === void 0) return void 0;
	const globals = [];
	let at = 1;
	const subcommand = (table) => {
		const read = readOptions(command.words, at, table);
		globals.push(...read.options);
		at = read.next + 1;
		return command.words[read.next]?.value ?? "";
	};
	let verb = subcommand(program.compose ? composeFlags : globalFlags[program.engine]);
	if (program.compose || verb === "compose") verb = `compose ${program.compose ? verb : subcommand(composeFlags)}`;
	else if (groups.has(verb)) {
		const group = groups.get(verb);
		const inner = subcommand(groupFlags);
		verb = group?.has(inner) === true ? inner === "b" ? "build" : inner : "";
	}
	if (!isVerb(verb)) return void 0;
	const read = readOptions(command.words, at, commandFlags[verb]);
	const operand = command.words[read.next];
	const last = operand ?? command.words.at(-1) ?? first;
	return {
		engine: program.engine,
		verb,
		command,
		at: spanning(first.at, last.at),
		globals,
		options: read.options,
		...operand === void 0 ? {} : { operand },
		rest: read.operands ?? command.words.slice(read.next + 1),
		opaque: read.opaque
	};
}
/** The last of the options with a name: the one that counts where it may be given once. */
function lastOption(command, ...names) {
	return command.options.findLast((option) => names.includes(option.name));
}
/** `$DOCKER run`, `$(CONTAINER_ENGINE) run`: a variable that is named for the program. */
function variableProgram(command) {
	const pieces = command.words[0]?.pieces;
	const only = pieces?.length === 1 ? pieces[0] : void 0;
	if (only === void 0 || !("hole" in only)) return void 0;
	const fallback = only.fallback === void 0 ? void 0 : programs$2.get(only.fallback);
	if (fallback !== void 0) return fallback;
	const name = /^\$[({]?(\w+)/.exec(only.hole)?.[1]?.toLowerCase() ?? "";
	if (/^(\w*_)?docker(_?(bin|cmd|command|exe|cli))?$/.test(name)) return {
		engine: "docker",
		compose: false
	};
	if (/^(\w*_)?podman(_?(bin|cmd|command|exe|cli))?$/.test(name)) return {
		engine: "podman",
		compose: false
	};
	if (/^(container|oci)_?(engine|runtime|cli|tool|cmd|bin)$/.test(name)) return {
		engine: "docker",
		compose: false
	};
	if (/^(\w*_)?docker_?compose(_?(bin|cmd|command))?$/.test(name)) return {
		engine: "docker",
		compose: true
	};
}
function isVerb(text) {
	return Object.hasOwn(commandFlags, text);
}
function readOptions(words, from, table) {
	const options = [];
	const opaque = [];
	const operands = [];
	let at = from;
	for (; at < words.length; at += 1) {
		const word = words[at];
		if (word === void 0) break;
		const text = leadingText(word);
		if (word.value === "--") {
			for (let rest = at + 1; rest < words.length; rest += 1) operands.push(rest);
			break;
		}
		if (text.length > 1 && text.startsWith("-")) at = readOption(words, at, table, options);
		else if (word.value === void 0 && text === "" && isOpaque(words, at, table)) opaque.push(word);
		else {
			operands.push(at);
			if (!table.interspersed) break;
		}
	}
	const next = operands[0] ?? words.length;
	if (!table.interspersed) return {
		options,
		opaque,
		next
	};
	return {
		options,
		opaque,
		next,
		operands: operands.slice(1).flatMap((index) => words[index] ?? [])
	};
}
/** Reads one word of options and the value behind it; the answer is the index of the last word it took. */
function readOption(words, at, table, options) {
	const word = words[at];
	if (word === void 0) return at;
	const text = leadingText(word);
	const push = (name, known, value) => {
		const place = value === void 0 ? word.at : spanning(word.at, value.at);
		options.push({
			name,
			known,
			at: place,
			...value === void 0 ? {} : { value }
		});
	};
	const following = (name) => {
		const next = words[at + 1];
		push(name, true, next && valueOf(next, 0));
		return next === void 0 ? at : at + 1;
	};
	if (text.startsWith("--")) {
		const equals = text.indexOf("=");
		const name = text.slice(2, equals < 0 ? void 0 : equals);
		const known = (equals >= 0 || word.value !== void 0) && (table.valued.has(name) || table.switches.has(name));
		if (equals >= 0) push(name, known, valueOf(word, equals + 1));
		else if (known && table.valued.has(name)) return following(name);
		else push(name, known, void 0);
		return at;
	}
	for (let letter = 1; letter < text.length; letter += 1) {
		const name = table.short.get(text.charAt(letter));
		const tail = letter + 1;
		const ends = tail >= text.length && word.value !== void 0;
		const assigned = text.charAt(tail) === "=";
		if (name === void 0) {
			push(text.charAt(letter), false, void 0);
			return at;
		}
		if (table.valued.has(name)) {
			if (ends) return following(name);
			push(name, true, valueOf(word, assigned ? tail + 1 : tail));
			return at;
		}
		push(name, true, assigned ? valueOf(word, tail + 1) : void 0);
		if (assigned) return at;
	}
	return at;
}
/** The value of a word behind its first `skip` characters. */
function valueOf(word, skip) {
	const [first, ...others] = wordPieces(word);
	const pieces = first !== void 0 && "text" in first ? [{ text: first.text.slice(skip) }, ...others] : wordPieces(word);
	const text = staticValue(pieces);
	const { span, file } = word.at;
	const plain = skip > 0 && span.end - span.start === word.raw.length && word.raw.startsWith(leadingText(word).slice(0, skip));
	return {
		...text === void 0 ? {} : { text },
		raw: plain ? word.raw.slice(skip) : word.raw,
		pieces: pieces.filter((piece) => !("text" in piece) || piece.text !== ""),
		at: plain ? {
			file,
			span: {
				start: span.start + skip,
				end: span.end
			}
		} : word.at
	};
}
const optionName = /(?:^|[_.-])(?:extra|envs?|env_?vars?|vols?|volumes?|mounts?|ports?|labels?|networks?|tty|it)$|(?:opt|option|arg|argument|flag|param)s?$/i;
/**
* A word without any static beginning that is named like options, stands for some (`${X:+-e X}`), is an array or the
* script's own arguments, or stands in front of an option of the same command without being named like an image.
*/
function isOpaque(words, at, table) {
	const word = words[at];
	if (word === void 0) return false;
	const hole = wordPieces(word).find((piece) => "hole" in piece)?.hole ?? "";
	if (/^\$\{?[@*]|\[[@*]\]/.test(hole)) return true;
	if (!maySplit(word)) return false;
	const name = /^\$[({]*\s*(?:[\w-]+\.)*([\w-]+)/.exec(hole)?.[1] ?? "";
	if (optionName.test(name) || /^\$\{\w+:?\+\s*-/.test(hole)) return true;
	if (!isOneHole(word) || /ima?ge?|tag|repo|registry|container|name|target/i.test(hole)) return false;
	return isOptionOf(words.slice(at + 1).find((next) => !isOneHole(next)), table);
}
/** A variable without quotes, and nothing else. */
function isOneHole(word) {
	return word.pieces?.length === 1 && maySplit(word);
}
/** `--name`, `-e`, `-it`: an option that programs in a container seldom have. */
function isOptionOf(word, table) {
	const text = word === void 0 ? "" : leadingText(word);
	if (!text.startsWith("--")) return /^-(?:[depuvw]|[dit]{1,3})$/.test(text);
	const name = text.slice(2).replace(/=.*$/s, "");
	return name !== "help" && name !== "version" && (table.valued.has(name) || table.switches.has(name));
}
function spanning(first, last) {
	return {
		file: first.file,
		span: {
			start: first.span.start,
			end: Math.max(first.span.end, last.span.end)
		}
	};
}
// src/rules/command/exec-root.ts
var exec_root_default = defineRule({
	id: "command/exec-root",
	title: "A command is run in a container as root",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "command",
	why: "As root the command may change every file of the container and leave files behind that the program cannot write, and it is a short way to the host where anything else is weak. The image starts its program as somebody else for a reason.",
	remedy: "Run the command as the user of the image; do what needs root when the image is built.",
	references: ["https://docs.docker.com/reference/cli/docker/container/exec/", "CIS Docker Benchmark 1.6.0, 5.24"],
	equivalents: { cis: ["5.24"] },
	*check({ docker }) {
		if (docker?.verb !== "exec" && docker?.verb !== "compose exec") return;
		const option = lastOption(docker, "user");
		if (option?.value?.text !== void 0 && /^(?:root|0+)(?::|$)/.test(option.value.text)) yield {
			at: option.at,
			message: `\`${docker.engine} ${docker.verb}\` runs a command as root.`
		};
	},
	examples: [
		{
			name: "by name",
			bad: "docker exec «-u root» web chown -R app /data\n",
			good: "docker exec web ls -l /data\n"
		},
		{
			name: "by number, with a group",
			bad: "docker compose exec «--user=0:0» web sh\n"
		},
		{
			name: "zero at length",
			bad: "docker exec «-u 00» web sh\n"
		},
		{
			name: "somebody else, somebody unknown, and another command",
			good: "docker exec -u 1000 web sh\ndocker exec -u rooted web sh\ndocker exec -u \"$WHO\" web sh\ndocker exec -u\ndocker run -u root example/tool:1\nls -u root\n"
		}
	]
});
// src/rules/command/login-password.ts
/** `--password`, and `--creds user:password` of podman. An empty one is none. */
function loginPassword(docker) {
	const option = docker?.options.findLast(({ name }) => name === "creds" || docker.verb === "login" && name === "password");
	if (option?.value === void 0) return void 0;
	const text = staticText(option.value);
	const password = option.name === "creds" ? text.replace(/^[^:]*:?/, "") : text;
	if (password === "") return void 0;
	return {
		option,
		literal: !password.includes("$") && isLiteralSecret(password)
	};
}
// src/rules/command/no-literal-password.ts
var no_literal_password_default$1 = defineRule({
	id: "command/no-literal-password",
	title: "The password of a registry stands in a script",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "command",
	why: "Whoever can read the repository, now or in its history, can log in to the registry: pull what is private there, and often push an image that everybody then runs.",
	remedy: "Change the password at the registry, keep it in the secret store of the pipeline and hand it over with `--password-stdin`.",
	references: ["https://docs.docker.com/reference/cli/docker/login/#password-stdin", "CWE-798"],
	equivalents: {},
	*check({ docker }) {
		const password = loginPassword(docker);
		if (docker === void 0 || password === void 0 || !password.literal) return;
		yield {
			at: password.option.at,
			message: `\`${docker.engine} ${docker.verb}\` is given a password that stands here for everybody to read.`
		};
	},
	examples: [
		{
			name: "a login",
			bad: "docker login -u shop «-p four-words-in-a-row» registry.example.com\n",
			good: "printenv REGISTRY_PASSWORD | docker login -u shop --password-stdin registry.example.com\n"
		},
		{
			name: "user and password in one",
			bad: "podman pull «--creds=shop:four-words-in-a-row» registry.example.com/web:1.4\n"
		},
		{
			name: "the last one counts",
			bad: "docker login -p \"$A\" «--password=four-words-in-a-row» registry.example.com\n"
		},
		{
			name: "a variable",
			good: "docker login -u shop -p \"$REGISTRY_PASSWORD\" registry.example.com\n"
		},
		{
			name: "no password, and no login",
			good: "docker login --password \"\"\ndocker login --password\npodman pull --creds shop registry.example.com/web:1.4\npodman pull --creds shop: registry.example.com/web:1.4\ndocker run example/tool:1 --password four-words-in-a-row\ndocker login --username four-words-in-a-row\n"
		}
	]
});
// src/rules/command/no-password-argument.ts
var no_password_argument_default = defineRule({
	id: "command/no-password-argument",
	title: "A password is handed over on the command line",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "command",
	why: "Every user of the machine sees the password in the process list, `set -x` writes it to the log, and shells keep it in their history: the arguments of a program are no secret.",
	remedy: "Pipe the password in: `printenv REGISTRY_PASSWORD | docker login --username USER --password-stdin`.",
	references: ["https://docs.docker.com/reference/cli/docker/login/#password-stdin", "CWE-214"],
	equivalents: {},
	*check({ docker }) {
		const password = loginPassword(docker);
		if (docker === void 0 || password === void 0 || password.literal) return;
		yield {
			at: password.option.at,
			message: `\`${docker.engine} ${docker.verb}\` is given a password as an argument, which the process list shows.`
		};
	},
	examples: [
		{
			name: "a variable",
			bad: "docker login -u shop «-p \"$REGISTRY_PASSWORD\"» registry.example.com\n",
			good: "printenv REGISTRY_PASSWORD | docker login -u shop --password-stdin registry.example.com\n"
		},
		{
			name: "user and password in one",
			bad: "podman push «--creds \"shop:$PW\"» example/web:1.4\n"
		},
		{
			name: "nothing, and a user alone",
			good: "docker login --password=\npodman pull --creds shop example/web:1.4\nls\n"
		},
		{
			name: "a secret of the pipeline",
			path: ".github/workflows/ci.yml",
			bad: "on: push\njobs:\n  push:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker login -u shop «--password=${{ secrets.REGISTRY_PASSWORD }}» registry.example.com\n",
			good: "on: push\njobs:\n  push:\n    runs-on: ubuntu-latest\n    steps:\n      - run: printenv REGISTRY_PASSWORD | docker login -u shop --password-stdin registry.example.com\n        env:\n          REGISTRY_PASSWORD: ${{ secrets.REGISTRY_PASSWORD }}\n"
		}
	]
});
// src/parse/workflow/fences.ts
/** Whether a path is a text for people that may show commands. */
function isMarkdown(path) {
	return /\.(?:md|markdown|mdx)$/i.test(path);
}
const languages$1 = /* @__PURE__ */ new Set([
	"sh",
	"bash",
	"shell",
	"console",
	"shell-session",
	"shellsession",
	"zsh",
	"terminal"
]);
/**
* The commands that a Markdown text shows: each fenced block of a shell is a script. Where lines begin with `$ `, only these
* are commands, with the lines they go on in; what stands between them is output.
*/
function fencedScripts(file) {
	const scripts = [];
	let open;
	for (const { index, 0: whole, 1: text = "" } of file.text.matchAll(/([^\r\n]*)(?:\r?\n|$)/g)) {
		if (whole === "") break;
		const marks = /^\s*(?:>\s*)?(`{3,}|~{3,})/.exec(text)?.[1];
		if (open === void 0) {
			const language = /(?:`|~)\s*\{?\.?([\w-]+)/.exec(text)?.[1]?.toLowerCase() ?? "";
			if (marks !== void 0) open = {
				fence: marks,
				read: languages$1.has(language),
				lines: []
			};
		} else if (marks?.startsWith(open.fence) === true && text.trim() === marks) {
			if (open.read && open.lines.length > 0) scripts.push(scriptOf(file, open.lines));
			open = void 0;
		} else if (open.read) open.lines.push({
			start: index,
			text
		});
	}
	if (open?.read === true && open.lines.length > 0) scripts.push(scriptOf(file, open.lines));
	return scripts;
}
const prompt = /^\s*\$ +/;
function scriptOf(file, lines) {
	const builder = new ScriptBuilder(file);
	const prompted = lines.some(({ text }) => prompt.test(text));
	let goesOn = false;
	for (const { start, text } of lines) {
		const skip = goesOn ? 0 : prompt.exec(text)?.[0].length ?? 0;
		if (prompted && skip === 0 && !goesOn) continue;
		goesOn = /(?:^|[^\\])(?:\\\\)*\\$/.test(text);
		builder.copy(text.slice(skip), start + skip);
		builder.decoded("\n", {
			start: start + text.length,
			end: start + text.length
		});
	}
	return builder.build();
}
// src/rules/download-run.ts
const downloaders$1 = /* @__PURE__ */ new Set([
	"curl",
	"wget",
	"fetch",
	"aria2c",
	"http"
]);
/** Programs that run what they are given on standard input. */
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
/** The download that a pipe hands to an interpreter as its program; undefined for any other command. */
function downloadRunBy(command) {
	if (!interpreters.has(command.name) || readsScriptFile(command)) return void 0;
	const index = downloadIn(command.pipeline);
	const source = index < command.position ? command.pipeline[index] : void 0;
	if (source === void 0) return void 0;
	const { file, span } = source.at;
	return {
		downloader: source.name,
		at: {
			file,
			span: {
				start: span.start,
				end: command.at.span.end
			}
		}
	};
}
const downloads = /* @__PURE__ */ new WeakMap();
/** Where the first command of a pipe stands that downloads something; -1 where none does. */
function downloadIn(pipeline) {
	const found = downloads.get(pipeline) ?? pipeline.findIndex(({ name }) => downloaders$1.has(name));
	downloads.set(pipeline, found);
	return found;
}
/** Whether the interpreter runs a file or inline code and the pipe only feeds it. */
function readsScriptFile(command) {
	const own = command.words.slice(1);
	if (own.some(({ raw }) => /^-[a-zA-Z]*[ce]$/.test(raw))) return true;
	return own.find(({ raw }) => !raw.startsWith("-")) !== void 0 && !own.some(({ raw }) => raw === "-" || /^-[a-z]*s$/.test(raw));
}
// src/rules/command/no-pipe-to-shell.ts
var no_pipe_to_shell_default$1 = defineRule({
	id: "command/no-pipe-to-shell",
	title: "A script runs a download without a look at it",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "command",
	why: "With `curl … | sh` whatever the server sends today runs with the rights of the pipeline or of whoever starts the script, next to its secrets. Nobody sees what ran, and a broken connection runs half of it.",
	remedy: "Download a pinned version to a file, compare its checksum with `sha256sum -c`, then run it; or use a package or an action that is pinned.",
	references: ["https://docs.github.com/en/actions/reference/security/secure-use", "CWE-494"],
	equivalents: {},
	*check({ command }) {
		if (isMarkdown(command.at.file.path)) return;
		const found = downloadRunBy(command);
		if (found !== void 0) yield {
			at: found.at,
			message: `What \`${found.downloader}\` downloads is run by \`${command.name}\` without a look at it.`
		};
	},
	examples: [
		{
			name: "an installation script",
			bad: "set -e\n«curl -fsSL https://example.com/install.sh | sh»\n",
			good: "set -e\ncurl -fsSL -o install.sh https://example.com/1.2/install.sh\necho \"24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  install.sh\" | sha256sum -c\nsh install.sh\n"
		},
		{
			name: "in a workflow",
			path: ".github/workflows/ci.yml",
			bad: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          «curl -sSfL https://example.com/install.sh | sudo bash -s -- -b /usr/local/bin»\n          scanner .\n"
		},
		{
			name: "another pipe",
			good: "curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt\n"
		}
	]
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
	"ssh",
	"git",
	"github",
	"gitlab",
	"aws",
	"azure",
	"google",
	"npm",
	"docker",
	"artifactory",
	"stripe",
	"openai",
	"anthropic",
	"sendgrid",
	"mailgun",
	"twilio",
	"datadog",
	"newrelic",
	"sentry",
	"firebase",
	"supabase",
	"client",
	"consumer",
	"auth",
	"crypto",
	"cipher",
	"webhook"
]);
/** Ends of words written together: `SESSIONSECRET`, `dbpassword`. */
const suffixes = /(?:password|passwd|passphrase|secret|token|(?:api|secret|private)key)$/;
/** Words that make a name a switch or a bound wherever they stand in it, or something for everybody. */
const modifiers = new Set("public min max minimum maximum num enabled enable disabled disable allow random empty required require use no without".split(" "));
/** What turns a `…_KEY` into the name of a key that is no secret. */
const publicKeys = /* @__PURE__ */ new Set([
	"gpg",
	"pgp",
	"keyring",
	"keyserver"
]);
/** Words behind the secret that make the name one of something about it: `TOKEN_URL`, but not `HOST_PASSWORD`. */
const attributes = new Set("file files path dir directory folder location version url uri link page redirect callback host hostname endpoint server port region header name names label title description hint prompt question id ids length ttl timeout expiry expires expire expiration lifetime age interval duration validity retention minutes seconds hours days ms policy requirements rotation type method algorithm encryption hashing hasher encoder backend provider mode keyring keyserver fingerprint sha sha256 sha512 md5 checksum hash whitelist allowlist issuer audience scope realm field format prefix cost rounds iterations count limit rate attempts retries history bonus size authority ref arn store manager driver plugin class regex pattern reset change recovery confirmation validation strength characters chars char authentication login signup grant parallelism".split(" "));
/** Ends that say the same: `CREDENTIALS_USERNAME`, `SECRET_FORCED_LANGUAGE`. */
const harmlessEnds = /* @__PURE__ */ new Set([
	"username",
	"user",
	"users",
	"email",
	"domain",
	"language",
	"region",
	"bucket",
	"label",
	"title"
]);
/**
* Whether a variable of this name is meant to hold a secret. The words come from the lists of BuildKit, Trivy, hadolint and
* gitleaks, less what public files showed to be something else: key ids, paths, switches and sizes.
*/
const isSecretName = withRecentAnswers((name) => {
	const words = unnumbered(wordsOf(name));
	if (words.some((word) => modifiers.has(word)) || harmlessEnds.has(words.at(-1) ?? "")) return false;
	if (words.join(" ").endsWith("initial cluster token")) return false;
	const last = words.at(-1) ?? "";
	if (final.has(last)) return true;
	const at = words.findLastIndex((word) => strong.has(word) || word.length > 6 && suffixes.test(word));
	if (at >= 0) return !words.slice(at + 1).some((word) => attributes.has(word));
	if (words.some((word) => attributes.has(word) && !secretKeys.has(word) || publicKeys.has(word))) return words.slice(-2).join(" ") === "private key";
	if (last === "auth") return words.length > 1;
	return last === "key" && words.slice(0, -1).some((word) => secretKeys.has(word));
});
/** Without the number at the end: `PASSWORD_2`, `API_KEY_V2`. */
function unnumbered(words) {
	return /^v?\d+$/.test(words.at(-1) ?? "") ? words.slice(0, -1) : words;
}
/** Words by which BuildKit and Trivy take a name for a secret's, wherever they stand. */
const suspect = /* @__PURE__ */ new Set([
	"apikey",
	"auth",
	"cred",
	"creds",
	"credential",
	"credentials",
	"key",
	"passwd",
	"password",
	"pword",
	"secret",
	"token"
]);
/** Whether other tools take a variable of this name for a secret by one of its words. Wider than `isSecretName`; for hints alone. */
function isSuspectName(name) {
	const words = wordsOf(name);
	const tame = (word) => modifiers.has(word) || attributes.has(word) || publicKeys.has(word);
	return words.some((word) => suspect.has(word)) && !words.some(tame);
}
/** Whether a variable of this name holds one half of a login, so that the secret is not far: a key id, the `X_USR` of an `X_PSW`. */
function isHalfOfLogin(name) {
	return /^(?:AWS_ACCESS_KEY_ID|AZURE_CLIENT_ID)$|_USR$/.test(name);
}
/** `sessionSecret`, `DB_PASSWORD` and `db-password` in lower-case words. */
function wordsOf(name) {
	return parted(name).toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
}
/** With a line between the words of a name in mixed case. */
function parted(name) {
	if (name === name.toLowerCase()) return name;
	const behindSmall = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
	return name === name.toUpperCase() ? behindSmall : behindSmall.replace(/([A-Z])([A-Z][a-z])/g, "$1_$2");
}
// src/rules/command/no-secret-build-argument.ts
var no_secret_build_argument_default$1 = defineRule({
	id: "command/no-secret-build-argument",
	title: "A build command is given a secret as an argument",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "command",
	why: "Everybody who can pull the image reads the secret with `docker history`: build arguments are written into the history of the image and into its provenance, wherever the value came from.",
	remedy: "Hand it over with `--secret id=NAME,env=NAME` and read it with `RUN --mount=type=secret,id=NAME`.",
	references: [
		"https://docs.docker.com/build/building/secrets/",
		"https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
		"CIS Docker Benchmark 1.6.0, 4.10"
	],
	equivalents: { cis: ["4.10"] },
	*check({ docker }) {
		if (docker?.verb !== "build") return;
		for (const { name, value, at } of docker.options) {
			if (name !== "build-arg" || value === void 0) continue;
			const secret = secretIn$2(value);
			if (secret !== void 0) yield {
				at,
				...secret,
				message: `The build is given the secret \`${secret.key}\` as an argument, which stays in the image.`
			};
		}
	},
	examples: [
		{
			name: "a literal",
			bad: "docker build «--build-arg NPM_TOKEN=four-words-in-a-row» -t example/web:1.4 .\n",
			good: "docker build --secret id=npm,env=NPM_TOKEN -t example/web:1.4 .\n"
		},
		{
			name: "a variable, and one that is passed on",
			bad: "docker build «--build-arg DB_PASSWORD=\"$PW\"» «--build-arg NPM_TOKEN» .\n"
		},
		{
			name: "a secret of the pipeline under another name",
			path: ".github/workflows/ci.yml",
			bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker build «--build-arg FEED=${{ secrets.FEED_TOKEN }}» .\n"
		},
		{
			name: "by its value",
			bad: "docker build «--build-arg FEED=https://app:hunter2@example.com/feed» «--build-arg LOGIN=ghp_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8» .\n"
		},
		{
			name: "a value of several lines",
			bad: "docker build «--build-arg \"NPM_TOKEN=four-words\nin-a-row\"» .\n"
		},
		{
			name: "a version",
			good: "docker build --build-arg NODE_VERSION=22 --build-arg \"NPM_TOKEN=\" .\n"
		},
		{
			name: "no argument of a build",
			good: "docker run --env NPM_TOKEN=$NPM_TOKEN example/web:1.4\ndocker build --build-arg\ndocker build --build-arg \"$NAME=$VALUE\" --label NPM_TOKEN=$NPM_TOKEN .\ndocker ps\nls --build-arg NPM_TOKEN\n"
		}
	]
});
function secretIn$2(value) {
	const [name = "", text] = staticText(value).split(/=([\s\S]*)/, 2);
	if (!/^\w+$/.test(name)) return void 0;
	if (text !== void 0 && (tokenIn(text) !== void 0 || hasUrlPassword(text))) return {
		key: name,
		confidence: "certain"
	};
	const stored = /\bsecrets\.(\w+)/.exec(value.raw)?.[1];
	if (stored !== void 0) return isSecretName(name) || isSecretName(stored) ? { key: name } : void 0;
	if (!isSecretName(name)) return void 0;
	if (text === void 0 || text.includes("$")) return { key: name };
	return isLiteralSecret(text) ? {
		key: name,
		confidence: "certain"
	} : void 0;
}
// src/rules/wording.ts
/** A container as a sentence begins with it: ``Service `web` ``. */
function called(container) {
	return `${container.kind === "service" ? "Service" : "Container"} \`${container.name}\``;
}
// src/rules/container/apparmor-profile-named.ts
var apparmor_profile_named_default = defineRule({
	id: "container/apparmor-profile-named",
	title: "An AppArmor profile is asked for by its file",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	why: "The engine takes the name of a profile that the kernel has loaded, and does not read a file, as it does for seccomp: the container does not start. People then switch AppArmor off to get going.",
	remedy: "Load the file on the host (`apparmor_parser -r FILE`), and name the profile by the word behind `profile` in it.",
	references: ["https://docs.docker.com/engine/security/apparmor/", "CIS Docker Benchmark 1.6.0, 5.2"],
	equivalents: { cis: ["5.2"] },
	*check({ container }) {
		for (const { value, at } of container.securityOptions.items) {
			const written = /^apparmor[:=](.*)$/i.exec(value.trim())?.[1] ?? "";
			if (!/^\.{1,2}\/|\.(?:profile|apparmor|json|txt|conf)$/.test(written)) continue;
			yield {
				at,
				key: written,
				message: `${called(container)} names the file \`${written}\`, where the name of a loaded profile is to stand.`
			};
		}
	},
	examples: [{
		name: "a file beside the Compose file",
		bad: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «apparmor:./profiles/app.profile»\n",
		good: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - apparmor:example-app\n"
	}, {
		name: "names with a slash and variables",
		good: "services:\n  app:\n    image: example/app:2\n    security_opt: [\"apparmor=/usr/bin/app\", \"apparmor=${PROFILE}\", \"seccomp:./app.json\", \"apparmor:unconfined\"]\n"
	}]
});
// src/rules/container/bounded-restarts.ts
var bounded_restarts_default = defineRule({
	id: "container/bounded-restarts",
	title: "Container is restarted without end",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "container",
	why: "A program that fails as soon as it starts is started again and again, and uses the machine up meanwhile. The CIS benchmark wants at most five attempts; most people want a service that comes back after a restart of the machine, which `unless-stopped` gives.",
	remedy: "Set `restart: on-failure:5` where the service need not survive a restart of the machine.",
	references: ["https://docs.docker.com/engine/containers/start-containers-automatically/", "CIS Docker Benchmark 1.6.0, 5.15"],
	equivalents: {
		kics: ["2fc99041-ddad-49d5-853f-e35e70a48391"],
		cis: ["5.15"]
	},
	*check({ container }) {
		const { restart } = container;
		if (restart.state !== "known") return;
		const policy = /^(?<name>always|unless-stopped|on-failure)(?::(?<attempts>\d+))?$/.exec(restart.value.trim().toLowerCase())?.groups;
		if (policy === void 0) return;
		const attempts = Number(policy["attempts"] ?? 0);
		if (policy["name"] === "on-failure" && attempts >= 1 && attempts <= 5) return;
		const often = attempts === 0 ? "without end" : `${attempts} times`;
		yield {
			at: restart.at,
			message: `${called(container)} is restarted ${often}.`
		};
	},
	examples: [
		{
			name: "without end",
			bad: "services:\n  web:\n    image: example/web:1.4\n    restart: «always»\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    restart: on-failure:5\n"
		},
		{
			name: "more than five attempts",
			bad: "services:\n  web:\n    image: example/web:1.4\n    deploy: { restart_policy: { condition: on-failure, max_attempts: «10» } }\n"
		},
		{
			name: "never",
			good: "services:\n  job:\n    image: example/job:1\n    restart: \"no\"\n"
		}
	]
});
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
/** The line on which a place begins, counted from 1. */
function lineOf$2({ file, span }) {
	return lineAt(startsOf(file), span.start) + 1;
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
	const starts = lineStartsIn(file.text);
	lineStarts.set(file, starts);
	return starts;
}
function lineStartsIn(text) {
	const starts = [0];
	if (!text.includes("\r")) {
		for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
		return starts;
	}
	for (let at = 0; at < text.length; at += 1) {
		const unit = text.charCodeAt(at);
		if (unit === 10 || unit === 13 && text.charCodeAt(at + 1) !== 10) starts.push(at + 1);
	}
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
// src/parse/dockerfile/mounts.ts
const LONG_NAMES = /* @__PURE__ */ new Map([
	["src", "source"],
	["dst", "target"],
	["destination", "target"],
	["ro", "readonly"],
	["rw", "readwrite"]
]);
/** The mounts of a RUN as written; variables stay as they are. The last of two options with one name counts. */
function mountsOf(run) {
	return run.flags.filter(({ name }) => name === "mount").map(mountOf);
}
const MODES = /* @__PURE__ */ new Map([["network", /* @__PURE__ */ new Set([
	"default",
	"none",
	"host"
])], ["security", /* @__PURE__ */ new Set(["insecure", "sandbox"])]]);
/** The first flag of a RUN whose value BuildKit refuses before it builds anything. */
function runFlagProblem(run) {
	for (const { name, value, at } of run.flags) if (value && MODES.get(name)?.has(value.raw) === false) return {
		message: `--${name} knows no "${value.raw}"`,
		at
	};
	for (const { options } of mountsOf(run)) {
		const from = options.get("from");
		const dollar = from?.value?.indexOf("$") ?? -1;
		if (from?.value !== void 0 && dollar !== -1 && dollar < from.value.length - 1) return {
			message: "The from of a mount takes no variables",
			at: from.at
		};
	}
}
function mountOf(flag) {
	const options = /* @__PURE__ */ new Map();
	const source = flag.value ? textOf(flag.value.at) : "";
	const { start } = flag.value?.at.span ?? flag.at.span;
	let searched = 0;
	for (const field of fieldsOf(flag.value?.raw ?? "")) {
		const found = source.indexOf(field, searched);
		const at = found === -1 ? flag.at : placeAt(flag.at.file, start + found, start + found + field.length);
		if (found !== -1) searched = found + field.length;
		const equals = field.indexOf("=");
		const key = (equals === -1 ? field : field.slice(0, equals)).toLowerCase();
		options.set(LONG_NAMES.get(key) ?? key, equals === -1 ? { at } : {
			value: field.slice(equals + 1),
			at
		});
	}
	return {
		type: (options.get("type")?.value ?? "bind").toLowerCase(),
		options,
		at: flag.at
	};
}
/** The fields of one CSV record: between commas, unless double quotes hold them together. */
function fieldsOf(record) {
	const fields = [];
	let at = 0;
	while (at < record.length) {
		if (record.charAt(at) !== "\"") {
			const comma = record.indexOf(",", at);
			const end = comma === -1 ? record.length : comma;
			fields.push(record.slice(at, end));
			at = end + 1;
			continue;
		}
		let field = "";
		at += 1;
		for (; at < record.length; at += 1) {
			if (record.charAt(at) === "\"") {
				if (record.charAt(at + 1) !== "\"") break;
				at += 1;
			}
			field += record.charAt(at);
		}
		fields.push(field);
		const comma = record.indexOf(",", at);
		at = comma === -1 ? record.length : comma + 1;
	}
	return fields.filter((field) => field !== "");
}
// src/parse/dockerfile/pattern.ts
/** Beyond this many comparisons a pattern is refused, so that a hostile file cannot keep us busy. */
const EFFORT = 2e4;
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
const DEPTH$2 = 200;
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
		return new Lexer$1(source, lookup, options).run();
	} catch (error) {
		if (error instanceof Refusal) return { error: error.message };
		throw error;
	}
}
var Lexer$1 = class {
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
		if (this.#depth > DEPTH$2) throw new Refusal("Substitutions are nested too deeply");
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
const DOUBLE_QUOTE = 34;
const DOLLAR = 36;
const SINGLE_QUOTE = 39;
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
/** Whether expansion leaves a word as it is: it has neither variables nor quotes nor escapes. */
function isPlain(raw, escape) {
	const escapeUnit = escape.charCodeAt(0);
	for (let at = 0; at < raw.length; at += 1) {
		const unit = raw.charCodeAt(at);
		if (unit === DOLLAR || unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE || unit === escapeUnit) return false;
	}
	return raw.charCodeAt(0) !== 65279;
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
/** ARGs that a RUN sees without a declaration when they are given to the build; they stay out of the image's history. */
const proxyArgs = new Set([
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"FTP_PROXY",
	"NO_PROXY",
	"ALL_PROXY"
].flatMap((name) => [name, name.toLowerCase()]));
/** So many stages below are asked for a variable; a hostile file has thousands. */
const DEPTH$1 = 250;
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
			if (depth === DEPTH$1) return {
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
const known$7 = /* @__PURE__ */ new WeakMap();
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
/** The variables that an instruction sees, before it sets its own: ENV and ARG of its stage and of the stages below it. */
function environmentAt(dockerfile, instruction, buildArgs = noArgs) {
	const see = sight(dockerfile, instruction, buildArgs);
	return (name) => {
		const value = see(name);
		return value && "known" in value ? value.known : void 0;
	};
}
/** A word of an instruction with variables put in; unknown where it needs one whose value the file does not tell. */
function resolveWord(dockerfile, instruction, word, buildArgs = noArgs) {
	if (isPlain(word.raw, dockerfile.escape)) return {
		state: "known",
		value: word.raw,
		at: word.at
	};
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
function scopesOf(dockerfile, given) {
	const buildArgs = isEmpty(given) ? noArgs : given;
	let ofFile = known$7.get(dockerfile);
	if (!ofFile) known$7.set(dockerfile, ofFile = /* @__PURE__ */ new WeakMap());
	let scopes = ofFile.get(buildArgs);
	if (!scopes) ofFile.set(buildArgs, scopes = readScopes(dockerfile, buildArgs));
	return scopes;
}
function isEmpty(args) {
	for (const _ in args) return false;
	return true;
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
	if (isPlain(raw, escape)) return { known: raw };
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
// src/posture/outputs.ts
const known$6 = /* @__PURE__ */ new WeakMap();
/**
* Whether an instruction is part of an image that a build can be about: its stage, or one made from it, is used by no other
* stage. A stage that others only copy from is a step on the way, whose size and start nobody meets.
*/
function isOfOutput(dockerfile, { stage }) {
	let stages = known$6.get(dockerfile);
	if (stages === void 0) {
		stages = outputsOf(dockerfile);
		known$6.set(dockerfile, stages);
	}
	return stages.has(stage);
}
function outputsOf(dockerfile) {
	const bases = /* @__PURE__ */ new Map();
	const used = /* @__PURE__ */ new Set();
	for (const stage of dockerfile.stages) {
		const base = baseOf(dockerfile, stage);
		if (base.kind === "stage") bases.set(stage.index, base.stage.index);
		for (const { index } of copiedFrom(dockerfile, stage)) if (index !== stage.index) used.add(index);
	}
	for (const base of bases.values()) used.add(base);
	const outputs = /* @__PURE__ */ new Set();
	for (const { index } of dockerfile.stages) {
		if (used.has(index)) continue;
		for (let at = index; at !== void 0 && !outputs.has(at); at = bases.get(at)) outputs.add(at);
	}
	return outputs;
}
/** The stages that a stage copies files from or mounts. */
function copiedFrom(dockerfile, { instructions }) {
	return instructions.flatMap((instruction) => {
		return (instruction.keyword === "RUN" ? mountsOf(instruction).map(({ options }) => options.get("from")?.value) : instruction.keyword === "COPY" || instruction.keyword === "ADD" ? instruction.flags.map(({ name, value }) => name === "from" ? value?.raw : void 0) : []).flatMap((name) => name === void 0 ? [] : findStage(dockerfile, name) ?? []);
	});
}
/** Whether a stage holds files alone and nothing that starts: `FROM scratch` without a command, for `docker build --output`. */
function isExport({ base, entrypoint, command }) {
	return base.state === "known" && base.value === "scratch" && entrypoint === void 0 && command === void 0;
}
// src/posture/asked-secrets.ts
/** The secrets that the steps of a stage ask for, and those of the stages it is made from or takes files of; each id once. */
function askedSecrets(dockerfile, stage) {
	const known = answers.get(stage) ?? secretsOf$2(dockerfile, stage);
	answers.set(stage, known);
	return known;
}
const answers = /* @__PURE__ */ new WeakMap();
function secretsOf$2(dockerfile, stage) {
	const found = /* @__PURE__ */ new Map();
	for (const instruction of neededBy(dockerfile, stage).flatMap(({ instructions }) => instructions)) {
		if (instruction.keyword !== "RUN") continue;
		for (const { type, options, at } of mountsOf(instruction)) {
			const id = options.get("id")?.value ?? options.get("target")?.value?.split("/").at(-1);
			if (type !== "secret" || id === void 0 || id.includes("$")) continue;
			const option = options.get("required");
			const required = option !== void 0 && (option.value === void 0 || /^(?:1|t|true)$/i.test(option.value));
			const before = found.get(id);
			if (before === void 0 || required && !before.required) found.set(id, {
				id,
				required,
				at
			});
		}
	}
	return [...found.values()];
}
function neededBy(dockerfile, stage) {
	const needed = /* @__PURE__ */ new Set([stage]);
	for (const one of needed) {
		const base = baseOf(dockerfile, one);
		if (base.kind === "stage") needed.add(base.stage);
		for (const other of copiedFrom(dockerfile, one)) needed.add(other);
	}
	return [...needed];
}
// src/rules/container/build-secret-given.ts
/** How many secrets are told of one service. */
const toldOfService = 10;
var build_secret_given_default$1 = defineRule({
	id: "container/build-secret-given",
	title: "The Dockerfile asks for a secret that the service does not give",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	why: "A secret that nobody gives is simply not there: the step runs without it, and fails or, worse, goes on with less than it should have.",
	remedy: "List the secret under `build.secrets`, with the id that the Dockerfile asks for.",
	references: ["https://docs.docker.com/reference/compose-file/build/#secrets", "https://docs.docker.com/build/building/secrets/"],
	equivalents: {},
	*check({ container, posture: { stage } }) {
		if (stage === void 0 || container.kind !== "service" || container.buildSecrets.unknown.length > 0) return;
		if (!stage.builtBy.some(({ service }) => service === container.name)) return;
		const given = new Set(container.buildSecrets.items.map(({ value }) => value));
		const missing = askedSecrets(stage.dockerfile, stage.stage).filter(({ id }) => !given.has(id));
		for (const { id, required, at } of missing.slice(0, toldOfService)) yield {
			at: container.at,
			key: id,
			message: `${called(container)} does not give its build the secret \`${id}\`, which ${required ? "a step cannot do without" : "the Dockerfile asks for"}.`,
			related: [{
				at,
				note: "where it is asked for"
			}]
		};
	},
	examples: [
		{
			name: "asked for, not given",
			bad: "services:\n  «web»:\n    build: .\n",
			good: "services:\n  web:\n    build:\n      context: .\n      secrets:\n        - source: registry\n          target: npm\nsecrets:\n  registry: { environment: NPM_TOKEN }\n",
			files: { Dockerfile: "FROM node:22-slim\nRUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci\nUSER node\n" }
		},
		{
			name: "asked for in a stage that the image takes files of",
			bad: "services:\n  «web»:\n    build: .\n",
			files: { Dockerfile: "FROM node:22 AS build\nRUN --mount=type=secret,id=npm,required=true npm ci\nFROM node:22-slim\nCOPY --from=build /app /app\nUSER node\n" }
		},
		{
			name: "asked for in a stage that it does not build",
			good: "services:\n  web:\n    build: .\n",
			files: { Dockerfile: "FROM node:22 AS test\nRUN --mount=type=secret,id=npm npm test\nFROM node:22-slim\nUSER node\n" }
		}
	]
});
// src/parse/capability.ts
/**
* A capability as it is compared: in capitals without `CAP_`. `CAP_ALL` stays as it is, because the engine knows no capability
* of that name.
*/
function capabilityFromText(text) {
	return text.trim().toUpperCase().replace(/^CAP_(?!ALL$)/, "");
}
// src/posture/known-images.ts
/** The day of rows that name none. */
const tableDate = "2026-08";
const root = { user: "root" };
/** An image for others to build on: no volumes of its own. */
const bare = {
	user: "root",
	volumes: []
};
const by = (drops, read, ...volumes) => ({
	user: "root",
	drops,
	...noted(read, volumes)
});
const as = (user, read, ...volumes) => ({
	user,
	...noted(read, volumes)
});
function noted(read, volumes) {
	return read === void 0 ? {} : {
		read,
		volumes
	};
}
/** Docker’s official images, of which none but kong brings a health check. */
const official = {
	...Object.fromEntries(Object.entries({
		"2022-11": "alt",
		"2023-01": "clearlinux mono sl",
		"2026-05": "busybox",
		"2026-06": "caddy",
		"2026-07": "amazoncorretto amazonlinux elixir erlang golang julia mageia photon pypy swift tomee",
		"2026-08": "archlinux buildpack-deps clojure dart debian fedora gcc haskell haxe ibmjava jruby node perl python r-base rust sapmachine",
		"2026-09": "almalinux alpine bash eclipse-temurin hylang nats oraclelinux ros ruby swipl tomcat ubuntu"
	}).flatMap(([read, names]) => names.split(" ").map((name) => [name, {
		...bare,
		read
	}]))),
	adminer: as("adminer", "2026-08"),
	cassandra: by("gosu", "2026-08", "/var/lib/cassandra"),
	centos: bare,
	composer: root,
	consul: by("su-exec", "2022-12", "/consul/data"),
	couchdb: by("setpriv", "2026-08", "/opt/couchdb/data"),
	docker: {
		user: "root",
		volumes: ["/var/lib/docker"]
	},
	drupal: by("Apache"),
	"eclipse-mosquitto": by("mosquitto", "2026-06", "/mosquitto/data", "/mosquitto/log"),
	elasticsearch: as("1000", "2026-09"),
	flink: as("flink", "2026-08"),
	fluentd: as("fluent", "2026-09"),
	ghost: by("gosu", "2026-08", "/var/lib/ghost/content"),
	gradle: root,
	groovy: as("1000", "2026-09", "/home/groovy/.groovy/grapes"),
	haproxy: as("haproxy", "2026-07"),
	httpd: by("Apache", "2026-06"),
	influxdb: by("gosu", "2026-08", "/var/lib/influxdb2", "/etc/influxdb2"),
	jetty: as("jetty", "2026-09"),
	joomla: by("Apache", "2026-09", "/var/www/html"),
	kibana: as("1000", "2026-09"),
	kong: {
		user: "kong",
		volumes: [],
		healthCheck: true
	},
	liquibase: as("liquibase", "2026-07"),
	logstash: as("1000", "2026-09"),
	mariadb: by("gosu", "2026-05", "/var/lib/mysql"),
	maven: root,
	matomo: by("Apache", "2026-09", "/var/www/html"),
	mediawiki: by("Apache", "2026-07"),
	memcached: as("memcache", "2026-07"),
	mongo: by("gosu", "2026-06", "/data/db", "/data/configdb"),
	mysql: by("gosu", "2026-06", "/var/lib/mysql"),
	neo4j: by("su-exec", "2026-08", "/data", "/logs"),
	nextcloud: by("Apache", "2026-08", "/var/www/html"),
	nginx: by("nginx itself, for its workers", "2026-04"),
	odoo: as("odoo", "2026-08", "/var/lib/odoo", "/mnt/extra-addons"),
	openjdk: bare,
	php: by("Apache or FPM, for their workers", "2026-07"),
	phpmyadmin: by("Apache"),
	postgres: by("gosu", "2026-02", "/var/lib/postgresql"),
	rabbitmq: by("gosu", "2026-06", "/var/lib/rabbitmq"),
	redis: by("gosu or setpriv", "2024-10", "/data"),
	redmine: by("gosu", "2026-09", "/usr/src/redmine/files"),
	registry: {
		user: "root",
		volumes: ["/var/lib/registry"]
	},
	"rocket.chat": as("rocketchat", "2026-09", "/app/uploads"),
	rockylinux: bare,
	solr: as("8983", "2026-08", "/var/solr"),
	sonarqube: as("sonarqube"),
	telegraf: by("setpriv", "2026-08"),
	traefik: root,
	valkey: by("setpriv", "2025-01", "/data"),
	varnish: as("varnish", "2026-07"),
	vault: by("su-exec", "2022-12", "/vault/logs", "/vault/file"),
	wordpress: by("Apache", "2026-08", "/var/www/html"),
	zookeeper: by("gosu", "2026-08", "/data", "/datalog", "/logs")
};
const others$1 = {
	"docker.io/grafana/grafana": as("472"),
	"docker.io/grafana/loki": as("10001"),
	"docker.io/hashicorp/consul": by("su-exec", "2026-06", "/consul/data"),
	"docker.io/hashicorp/vault": by("su-exec", "2023-12", "/vault/logs", "/vault/file"),
	"docker.io/jenkins/jenkins": as("jenkins", "2026-08", "/var/jenkins_home"),
	"docker.io/nginxinc/nginx-unprivileged": as("101", "2026-07"),
	"docker.io/prom/prometheus": as("nobody", "2026-08", "/prometheus"),
	"docker.io/valkey/valkey": by("setpriv", "2025-01", "/data"),
	"quay.io/keycloak/keycloak": as("1000", "2023-07"),
	"mcr.microsoft.com/dotnet/aspnet": root,
	"mcr.microsoft.com/dotnet/runtime": root,
	"mcr.microsoft.com/dotnet/runtime-deps": {
		...bare,
		read: "2024-11"
	},
	"mcr.microsoft.com/dotnet/sdk": root
};
/** An official image: from Docker Hub, for one platform there, or from one of the mirrors that carry the same. */
const ofLibrary = /^(?:docker\.io\/(?:library|amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)|mirror\.gcr\.io\/library|public\.ecr\.aws\/docker\/library)\/([^/]+)$/;
/** What is known of an image by its name and tag alone, or undefined. */
function knownImage({ repository, tag }) {
	const name = ofLibrary.exec(repository)?.[1];
	const row = name === void 0 ? rowOfOther(repository, tag) : rowOfOfficial(name, tag);
	if (row === void 0) return void 0;
	return {
		...name === void 0 ? {} : { healthCheck: false },
		read: tableDate,
		...row
	};
}
function rowOfOfficial(name, tag) {
	if (tag?.includes("unprivileged") || !Object.hasOwn(official, name)) return void 0;
	const row = official[name];
	const release = Number(/^\d+/.exec(tag ?? "")?.[0]);
	if (name === "elasticsearch" && release < 8) return by("chroot", "2022-12");
	return row !== void 0 && name === "postgres" && release < 18 ? {
		...row,
		volumes: ["/var/lib/postgresql/data"]
	} : row;
}
function rowOfOther(repository, tag) {
	if (repository.startsWith("gcr.io/distroless/")) return {
		user: tag?.includes("nonroot") ? "65532" : "root",
		volumes: []
	};
	if (repository.startsWith("cgr.dev/chainguard/")) return as("65532");
	const ofElastic = /^docker\.elastic\.co\/(elasticsearch|kibana|logstash)\/\1$/.exec(repository)?.[1];
	if (ofElastic !== void 0) return rowOfOfficial(ofElastic, tag);
	if (/^registry(?:\.access)?\.redhat\.com\/ubi9(?:-minimal|\/ubi-minimal)$/.test(repository)) return {
		...bare,
		read: "2026-09"
	};
	if (repository === "docker.io/hashicorp/consul" && tag?.endsWith("-ubi")) return as("100", "2026-06", "/consul/data");
	if (/^docker\.io\/bitnami(?:legacy)?\//.test(repository)) return as("1001");
	if (repository.startsWith("mcr.microsoft.com/dotnet/") && tag?.includes("chiseled")) return as("app");
	return Object.hasOwn(others$1, repository) ? others$1[repository] : void 0;
}
// src/posture/image-facts.ts
/** What is known of an image, from a scan or else by its name; undefined where nothing is. `scratch` holds nothing. */
function factsOfImage(reference, scanned) {
	if (reference === "scratch") return {
		name: "scratch",
		source: "",
		user: "root",
		volumes: [],
		healthCheck: false
	};
	const config = scanned.get(reference);
	if (config !== void 0) {
		const user = config.user === void 0 || config.user === "" ? "root" : config.user;
		const drops = user === "root" ? dropsRoot(reference) : void 0;
		const { volumes, hasHealthCheck: healthCheck } = config;
		return {
			name: reference,
			source: "read from the image",
			user,
			volumes,
			healthCheck,
			...drops === void 0 ? {} : { drops }
		};
	}
	const { parsed, known } = byName$1(reference);
	if (parsed === void 0 || known === void 0) return void 0;
	const { read, ...facts } = known;
	return {
		name: parsed.tag === void 0 ? parsed.name : `${parsed.name}:${parsed.tag}`,
		source: `table of ${read}`,
		...facts
	};
}
/** What its name alone says of an image. */
const byName$1 = withRecentAnswers((reference) => {
	const parsed = parseReference(reference);
	return {
		parsed,
		known: parsed === void 0 ? void 0 : knownImage(parsed)
	};
});
/** The user an image starts as, as far as it is known. */
function userOfImage(reference, at, trail, facts) {
	if (facts === void 0) return {
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
	const { name, source, user, drops } = facts;
	const step = {
		note: `${name} ${drops !== void 0 ? `starts as root and leaves it by itself: ${drops}` : user === "root" ? "sets no user" : `sets user ${user}`}`,
		at,
		...source === "" ? {} : { source }
	};
	return {
		setting: {
			state: "known",
			value: user,
			at
		},
		trail: [...trail, step]
	};
}
/** How an image leaves root by itself, or undefined. */
function dropsRoot(reference) {
	return byName$1(reference).known?.drops;
}
// src/posture/leaving-root.ts
/**
* How a stage that sets no user leaves root by the way its base image starts; undefined where it does not. An entrypoint such
* as postgres’ does so for the program the image is for, and for no other.
*/
function leavesRoot({ base, entrypoint, command }) {
	const way = base.state === "known" ? dropsRoot(base.value) : void 0;
	const parsed = base.state === "known" ? parseReference(base.value) : void 0;
	if (way === void 0 || parsed === void 0) return void 0;
	const image = parsed.repository.split("/").at(-1) ?? "";
	const starts = [entrypoint, command].flatMap((form) => form === void 0 ? [] : [programOf(form)]);
	if (/Apache|workers/.test(way)) {
		if (starts.length === 0) return image === "php" && !/apache|fpm/.test(parsed.tag ?? "") ? void 0 : "workers";
		return starts.some((program) => servers.test(program)) ? "workers" : void 0;
	}
	const [first] = starts;
	const program = starts.at(-1);
	if (first === void 0 || program === void 0) return "whole";
	if (entrypoint !== void 0 && !ownStart.test(first)) return void 0;
	return program.startsWith("-") || ownStart.test(program) || isOf(image, program) ? "whole" : void 0;
}
/**
* With which program a stage that starts as root changes to another user, and what says so: its own ENTRYPOINT, or else its
* base image, which starts that way; undefined where it does not, or a script hides it.
*/
function changerOf(posture) {
	const { base, entrypoint, chain } = posture;
	const own = entrypoint === void 0 ? void 0 : programOf(entrypoint);
	if (entrypoint !== void 0 && own !== void 0 && changers.test(own)) return {
		program: own,
		at: entrypoint.at
	};
	const program = base.state === "known" && leavesRoot(posture) === "whole" ? dropsRoot(base.value) : void 0;
	const from = chain.at(-1)?.from;
	return program === void 0 || from === void 0 ? void 0 : {
		program,
		at: from.at
	};
}
const changers = /^(?:gosu|su-exec|setpriv)$/;
const servers = /^(?:nginx|openresty|httpd|httpd-foreground|apache2|apache2-foreground|apache2ctl|apachectl|php-fpm[\d.]*)$/;
const ownStart = /^(?:docker-)?entrypoint(?:\.sh)?$|^docker-php-entrypoint$|^(?:gosu|su-exec|setpriv)$/;
/** Programs of images that are called otherwise. */
const others = {
	mariadb: ["mysqld"],
	zookeeper: ["zkServer.sh"],
	ghost: ["node"],
	vault: ["server"]
};
function isOf(image, program) {
	return program.includes(image.replace(/^eclipse-/, "").slice(0, 4)) || others[image]?.includes(program) === true;
}
/** The program that is started, without its folder. */
function programOf(form) {
	return (form.form === "exec" ? (form.exec[0]?.raw ?? "").replaceAll("\"", "") : /^\s*(?:exec\s+)?(\S+)/.exec(form.command.raw)?.[1] ?? "").split("/").at(-1) ?? "";
}
// src/posture/user.ts
/** Whether a user, as `USER`, `user:` and `--user` spell it, is root: by name or by number, whatever the group. */
function isRoot(user) {
	const name = user.split(":", 1)[0]?.trim() ?? "";
	return name === "" || name.toLowerCase() === "root" || /^[+-]?0+$/.test(name);
}
// src/rules/container/capabilities-for-entrypoint.ts
const needed = ["SETGID", "SETUID"];
var capabilities_for_entrypoint_default = defineRule({
	id: "container/capabilities-for-entrypoint",
	title: "The entrypoint lacks the capabilities with which it leaves root",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	judges: "capabilities",
	why: "Images such as `postgres` and `redis` start as root and change to a user of their own with `gosu` or `setpriv`. For that they need `SETUID` and `SETGID`; with all capabilities dropped the container stops as soon as it starts, or goes on as root.",
	remedy: "Add `cap_add: [SETUID, SETGID]`, with `CHOWN` and `DAC_OVERRIDE` where the image also takes over its folders, or set `user:` so that nothing has to be changed.",
	references: ["https://docs.docker.com/engine/security/#linux-kernel-capabilities", "https://man7.org/linux/man-pages/man7/capabilities.7.html"],
	equivalents: {},
	*check({ container, posture }) {
		const all = container.capDrop.items.find(({ value }) => capabilityFromText(value) === "ALL");
		const { user } = container;
		if (all === void 0 || container.capAdd.unknown.length > 0) return;
		if (user.state === "unknown" || user.state === "known" && user.value !== "" && !isRoot(user.value)) return;
		const way = wayOf(posture);
		if (way === void 0 || !/gosu|setpriv|su-exec/.test(way.program)) return;
		const added = new Set(container.capAdd.items.map(({ value }) => capabilityFromText(value)));
		const missing = needed.filter((name) => !added.has(name) && !added.has("ALL"));
		if (missing.length === 0) return;
		yield {
			at: all.at,
			message: `${called(container)} drops all capabilities, but its image leaves root with ${way.program}, which needs ${missing.join(" and ")}.`,
			related: [{
				at: way.at,
				note: way.note
			}]
		};
	},
	examples: [
		{
			name: "a database without any",
			bad: "services:\n  db:\n    image: postgres:17\n    cap_drop:\n      - «ALL»\n",
			good: "services:\n  db:\n    image: postgres:17\n    cap_drop:\n      - ALL\n    cap_add: [CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID]\n"
		},
		{
			name: "an image built here",
			bad: "services:\n  app:\n    build: .\n    cap_drop:\n      - «ALL»\n  db:\n    build: db\n    cap_drop:\n      - «ALL»\n",
			good: "services:\n  app:\n    build: .\n    cap_drop:\n      - ALL\n    cap_add: [SETGID, SETUID]\n  db:\n    build: db\n    user: \"999\"\n    cap_drop:\n      - ALL\n",
			files: {
				Dockerfile: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y gosu\nENTRYPOINT [\"/usr/sbin/gosu\", \"app\", \"/app\"]\n",
				"db/Dockerfile": "FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n"
			}
		},
		{
			name: "an image built here that starts as another user, or otherwise",
			good: "services:\n  app:\n    build: .\n    cap_drop: [ALL]\n  job:\n    build: job\n    cap_drop: [ALL]\n",
			files: {
				Dockerfile: "FROM postgres:17\nUSER postgres\n",
				"job/Dockerfile": "FROM postgres:17\nENTRYPOINT [\"/backup\"]\n"
			}
		},
		{
			name: "another user from the start",
			good: "services:\n  db:\n    image: postgres:17\n    user: postgres\n    cap_drop: [ALL]\n"
		},
		{
			name: "an image that stays as it is",
			good: "services:\n  web:\n    image: example/web:1.4\n    cap_drop: [ALL]\n"
		}
	]
});
/** How a container leaves root that sets no user: by the stage that the repository builds for it, or else by its image. */
function wayOf({ settings: { image }, stage }) {
	if (stage !== void 0) {
		const { setting } = stage.user;
		const changer = setting.state === "known" && !isRoot(setting.value) ? void 0 : changerOf(stage);
		return changer && {
			...changer,
			note: "what changes to another user"
		};
	}
	const program = image.state === "known" ? dropsRoot(image.value) : void 0;
	return image.state === "known" && program !== void 0 ? {
		program,
		at: image.at,
		note: "the image"
	} : void 0;
}
// src/posture/limits.ts
/** The limits of a container. Swap is told where memory is limited, for without that it binds nothing. */
function limitsOf({ memory, memorySwap, cpus, pidsLimit }) {
	const limit = (name, setting) => ({
		name,
		setting,
		binds: setting.state === "known" && binds(setting.value)
	});
	const first = limit("memory", memory);
	return [
		first,
		...first.binds ? [limit("memory and swap", memorySwap)] : [],
		limit("cpus", cpus),
		limit("pids", pidsLimit)
	];
}
/** Whether a limit is a number above zero, with or without a unit (`go-units`, RAMInBytes). */
function binds(limit) {
	const number = /^\s*((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*(?:b|[kmgtp](?:i?b)?|us|ms|s)?\s*$/i.exec(limit)?.[1];
	return number !== void 0 && Number(number) > 0;
}
// src/rules/container/limit-rule.ts
/**
* A rule that wants a limit which binds: neither absent nor `0` nor `-1`. One that is absent is told where it would stand,
* one that binds nothing on the container that goes without it.
*/
function limitRule(texts, limit) {
	return defineRule({
		...texts,
		severity: "low",
		confidence: "certain",
		profile: "default",
		subject: "container",
		*check({ container }) {
			const setting = limit.of(container);
			if (setting.state === "unset") {
				if (container.passing) return;
				const other = limit.lookalike?.(container);
				const but = other === void 0 ? "" : `: ${other.words}`;
				yield {
					at: container.limitsAt,
					message: `${called(container)} has no ${limit.noun} limit${but}.`,
					related: other === void 0 ? [] : [{
						at: other.at,
						note: other.words
					}]
				};
			} else if (setting.state === "known" && !binds(setting.value)) yield {
				at: limit.chosen === true ? setting.at : container.at,
				message: `${called(container)} sets its ${limit.noun} limit to \`${setting.value}\`, which is none.`,
				related: [{
					at: setting.at,
					note: "the limit that is none"
				}]
			};
		}
	});
}
// src/rules/container/cpu-limit.ts
var cpu_limit_default = limitRule({
	id: "container/cpu-limit",
	title: "Container has no CPU limit",
	why: "One endless loop takes every core of the host and starves the containers beside it.",
	remedy: "Set `cpus: 0.5` or `deploy.resources.limits.cpus` (`--cpus 0.5`), to what the program needs at most.",
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
			name: "a limit of something else: the place for this one is there",
			bad: "services:\n  web:\n    image: example/web:1.4\n    deploy:\n      resources:\n        «limits»:\n          memory: 256M\n"
		},
		{
			name: "a quota that is none",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n    cpu_quota: -1\n"
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
// src/rules/container/drop-capabilities.ts
var drop_capabilities_default = defineRule({
	id: "container/drop-capabilities",
	title: "Container keeps Docker’s default capabilities",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "container",
	judges: "capabilities",
	why: "Whoever breaks in gets tools that the program never needed. Docker gives every container fourteen capabilities (parts of the power of root: sending raw network packets, changing the owners of files), and most programs need none.",
	remedy: "Add `cap_drop: [ALL]` (`--cap-drop ALL`), then give back what the program needs with `cap_add`.",
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
		if (container.capDrop.items.some(({ value }) => /^(?:CAP_)?ALL$/.test(capabilityFromText(value)))) return;
		if (container.passing) return;
		const unclear = container.capDrop.unknown[0];
		if (unclear !== void 0 && container.kind === "command") return;
		yield {
			at: container.at,
			...unclear === void 0 ? {} : { confidence: "possible" },
			message: `${called(container)} does not drop the capabilities that it does not need.`,
			related: unclear === void 0 ? [] : [{
				at: unclear.at,
				note: unclear.why
			}]
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
// src/posture/mount-grade.ts
/** A path of the host as the kernel sees it: without `..`, doubled or trailing slashes. */
function hostPath(mount) {
	return mount.type !== "bind" || mount.source === void 0 ? void 0 : cleanSource(mount);
}
const cleanSource = withAnswers(({ source = "" }) => {
	const path = posix.normalize(source.replaceAll("\\", "/").replace(/^\/+/, "/"));
	return path.length > 1 ? path.replace(/\/$/, "") : path;
});
/** The sockets through which container engines and the host’s init are given orders. */
const sockets = /(?:(?:^|\/)(?:docker|docker\.raw|containerd|podman|crio|cri-dockerd|buildkitd)\.sock(?:\.raw)?|\/systemd\/private|[\\/]docker_engine)$/;
const socketFolders = /^(?:\/var|(?:\/var)?\/run(?:\/(?:docker|containerd|podman|crio|buildkit|systemd))?|\/run\/user(?:\/\d+)?\/(?:docker|podman))$/;
/** Whether a path or a name is that of an engine’s socket, or of a folder that holds one. */
function isEngineSocket(path) {
	return sockets.test(path) || socketFolders.test(path);
}
/** Whoever writes below these is root on the host: jobs, keys, programs and modules that root runs or loads. */
const writableRoot = /^\/(?:root\/\..*|boot|proc|s?bin|usr\/(?:local\/)?s?bin|(?:usr\/)?lib\/modules|var\/lib\/(?:docker|containerd|kubelet|rancher)|var\/spool\/cron)(?:\/|$)/;
/** Trees that hold such places among others; a folder further down need not be one. */
const writableTree = /^\/(?:root|usr|usr\/local|(?:usr\/)?lib(?:32|64)?|var\/lib|var\/spool)$/;
/** What in /etc decides who is root, or what root runs. The rest is configuration of single programs. */
const rootInEtc = /^\/etc(?:$|\/(?:cron.*|anacrontab|ld\.so.*|sudoers.*|g?shadow.*|passwd.*|group.*|pam.*|profile.*|bash.*|environment|systemd|init.*|rc.*|ssh|security|udev|mod.*|sysctl.*|default|wireguard|network.*|NetworkManager|apt|yum.*|dnf|docker|containerd|kubernetes|rancher|fstab|polkit-1|logrotate.*|skel|selinux|apparmor.*|alternatives|sub[ug]id)(?:\/|$))/;
/** Files of /etc that say nothing secret, and of which many containers want a copy. */
const clockFiles = /^\/etc\/(?:localtime|timezone)$/;
/** Read-only, these give away password hashes, keys, or the disks of all other containers. */
const secretToRead = /^(?:\/(?:root|boot|home|Users|var\/lib|var\/lib\/(?:docker|containerd|kubelet|rancher)|etc|etc\/(?:g?shadow.*|ssh|sudoers.*|kubernetes|docker|rancher|ssl\/private|wireguard|NetworkManager)|(?:home|Users)\/[^/]+|root\/.*|var\/lib\/(?:docker|containerd|kubelet|rancher)\/.*)|~[^/]*)$/;
const secretSubfolder = /^\/etc\/(?:ssh|sudoers\.d|kubernetes|rancher|docker|wireguard|ssl\/private|NetworkManager)(?:\/|$)/;
/** Where programs keep the credentials of a person, in whoever’s home. */
const credentials = /^(?:~[^/]*|\/root|\/(?:home|Users)\/[^/]+)\/\.(?:ssh|aws|azure|docker|kube|gnupg|gcloud|config\/(?:gcloud|gh|hub|doctl|op|sops|rclone|containers)|netrc|npmrc|pypirc|pgpass|my\.cnf|git-credentials|vault-token|password-store|terraform\.d|cargo\/credentials.*|m2\/settings.*|gem\/credentials|local\/share\/keyrings|mozilla|bash_history|zsh_history)(?:\/|$)/;
const sinks = /^\/dev\/(?:null|zero|full|u?random)$/;
const systemFolders = /^\/(?:s?bin|lib(?:32|64)?|usr|var|run|srv|media|cdrom|selinux|sys|dev|proc|boot|etc|root)(?:\/|$)/;
/** What a bind mount hands over. A mount has one grade, so that it is told once. */
function gradeOf$1(mount) {
	return mount.type === "bind" ? gradeOfBind(mount) : "harmless";
}
const gradeOfBind = withAnswers((mount) => {
	const path = hostPath(mount);
	if (path === void 0) return "harmless";
	if (path === "/") return "root";
	if (isEngineSocket(path)) return "engine";
	const { readOnly } = mount;
	if (clockFiles.test(path)) return readOnly ? "harmless" : "file";
	if (sinks.test(path)) return "harmless";
	if (credentials.test(path)) return readOnly || !path.startsWith("/root/") ? "sensitive" : "root-equivalent";
	if (!readOnly && (writableRoot.test(path) || writableTree.test(path) || rootInEtc.test(path))) return "root-equivalent";
	if (path === "/dev" || secretToRead.test(path) || secretSubfolder.test(path) || /^\/boot(?:\/|$)/.test(path)) return !readOnly && path.startsWith("/root/") ? "administration" : "sensitive";
	if (path.startsWith("/dev/")) return "device";
	if (/^\/sys(?:\/|$)/.test(path)) return readOnly ? "state" : "sensitive";
	if (/^\/(?:proc|(?:var\/)?run)(?:\/|$)/.test(path)) return "state";
	if (path.startsWith("/etc/")) return readOnly ? "file" : "administration";
	return systemFolders.test(path) ? "system-folder" : "harmless";
});
// src/rules/container/socket-proxy.ts
/** Whether the image stands before the engine’s socket and lets through some requests only. */
function isSocketProxy({ image }) {
	return image.state === "known" && /socket-?proxy/i.test(image.value);
}
/** Proxies whose allow-list is read here. */
const known$5 = /(?:^|\/)(?:(?:tecnativa|linuxserver)\/(?:docker-)?|wollomatic\/|11notes\/)socket-proxy(?:[:@]|$)/i;
/** Whether it is a proxy whose allow-list stands in the file, so that this decides what the socket is worth to whoever reaches it. */
function hasReadableAllowList({ image, environment, command }) {
	if (image.state !== "known" || !known$5.test(image.value)) return false;
	return !environment.items.some(({ value: { name, source } }) => isAllowing(name) && hiddenSources.has(source)) && environment.unknown.length + command.unknown.length === 0;
}
const isAllowing = (name) => name === "POST" || name === "SP_ALLOW_POST";
const hiddenSources = /* @__PURE__ */ new Set(["outside", "inherited"]);
/** The parts of the engine’s API with which whoever may change things there takes over the host. */
const parts$1 = {
	BUILD: "build images",
	COMMIT: "make images of containers",
	CONTAINERS: "start containers",
	EXEC: "run commands in other containers",
	PLUGINS: "install plugins",
	SERVICES: "start services",
	SWARM: "change the swarm"
};
/** What a proxy lets through that takes over the host, with the entry that allows it; undefined where there is none. */
function openingOf({ environment, command }) {
	const on = (name) => environment.items.find(({ value }) => value.name === name && /^(?:1|true|yes|on)$/i.test(value.value.trim()));
	const post = on("POST");
	if (post !== void 0) {
		const open = Object.entries(parts$1).flatMap(([name, what]) => on(name) === void 0 ? [] : [what]);
		return open.length === 0 ? void 0 : {
			entry: post,
			what: open.join(", ")
		};
	}
	const pattern = [...command.items.map((entry) => ({
		entry,
		text: /^--?allowPOST=(.*)$/i.exec(entry.value)?.[1]
	})), ...environment.items.map((entry) => ({
		entry,
		text: entry.value.name === "SP_ALLOW_POST" ? entry.value.value : void 0
	}))].find(({ text }) => text !== void 0 && (/^['"]?(?:\.\*|\/\.\*|\.\+)/.test(text) || /create|exec|build/.test(text)));
	return pattern === void 0 ? void 0 : {
		entry: pattern.entry,
		what: "start containers"
	};
}
// src/rules/container/host-power.ts
/** How a container controls the host, as a sentence goes on; undefined where nothing says that it does. */
function powerOf(container) {
	const { mounts, privileged } = container;
	if (privileged.state === "known" && privileged.value) return "is privileged";
	const grades = new Set(mounts.items.map(({ value }) => gradeOf$1(value)));
	if (grades.has("engine")) {
		if (!isSocketProxy(container)) return "holds the engine’s socket";
		if (openingOf(container) !== void 0) return "hands the engine’s socket on";
	}
	return grades.has("root") || grades.has("root-equivalent") ? "can write to the host" : void 0;
}
// src/parse/container-text.ts
/**
* A port as `-p` and the short form of Compose spell it: `80`, `8080-8090:80/udp`, `127.0.0.1::80`, `[::1]:80:80`.
* Undefined where it is none.
*/
function portFromText(text, published = true) {
	const slash = text.indexOf("/");
	const protocol = slash < 0 ? "tcp" : text.slice(slash + 1).toLowerCase();
	const [containerText = "", hostText = "", ...ip] = (slash < 0 ? text : text.slice(0, slash)).split(":").reverse();
	const hostIp = ip.reverse().join(":").replace(/^\[(.*)\]$/, "$1");
	const container = rangeFromText(containerText);
	const host = rangeFromText(hostText);
	if (container === void 0 || hostText !== "" && host === void 0) return void 0;
	if (!/^\w+$/.test(protocol) || !/^[\w.:%-]*$/.test(hostIp)) return void 0;
	return {
		container,
		...host === void 0 ? {} : { host },
		...hostIp === "" ? {} : { hostIp },
		protocol,
		published
	};
}
/** `80` or `8000-8010`, both ends within 0 and 65535; undefined for anything else. */
function rangeFromText(text) {
	const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
	if (match === null) return void 0;
	const first = Number(match[1]);
	const last = Number(match[2] ?? match[1]);
	return first <= last && last <= 65535 ? [first, last] : void 0;
}
/** Whether the source of a volume is a path of the host rather than the name of a volume. */
function isHostPath(source) {
	return /^(?:[/.~\\]|[A-Za-z]:[\\/])/.test(source);
}
const propagations = /* @__PURE__ */ new Set([
	"shared",
	"rshared",
	"slave",
	"rslave",
	"private",
	"rprivate"
]);
/** A volume as `-v` and the short form of Compose spell it: `SOURCE:TARGET:OPTIONS`, `SOURCE:TARGET`, or `TARGET` alone. */
function volumeFromText(text) {
	const parts = splitVolume(text);
	const [first, second, third] = parts;
	if (first === void 0 || first === "" || parts.length > 3) return void 0;
	if (second === void 0) return {
		type: "volume",
		target: first,
		readOnly: false,
		options: []
	};
	if (second === "") return void 0;
	const options = third === void 0 || third === "" ? [] : third.split(",");
	const propagation = options.find((option) => propagations.has(option));
	return {
		type: isHostPath(first) ? "bind" : "volume",
		source: first,
		target: second,
		readOnly: options.includes("ro") || options.includes("readonly"),
		...propagation === void 0 ? {} : { propagation },
		options
	};
}
/** The parts between colons; the colon of a drive letter is none of them. */
function splitVolume(text) {
	return text.match(/(?:^|(?<=:))(?:[A-Za-z]:(?=[\\/]))?[^:]*/g) ?? [];
}
/** A mount as `--mount` spells it: `type=bind,source=/a,target=/b,readonly`. Undefined where it names no target. */
function mountFromText(text) {
	const options = [];
	let type = "volume";
	let source;
	let target;
	let propagation;
	let readOnly = false;
	for (const field of csvFields(text)) {
		const equals = field.indexOf("=");
		const key = (equals < 0 ? field : field.slice(0, equals)).trim().toLowerCase();
		const value = equals < 0 ? void 0 : field.slice(equals + 1);
		if (key === "type") type = value ?? "";
		else if (key === "source" || key === "src") source = value;
		else if (key === "target" || key === "dst" || key === "destination") target = value;
		else if (key === "readonly" || key === "ro") readOnly = value === void 0 || booleanFromText(value) === true;
		else if (key === "rw") readOnly = value !== void 0 && booleanFromText(value) === false;
		else {
			if (key === "bind-propagation") propagation = value;
			options.push(field);
		}
	}
	if (target === void 0 || target === "") return void 0;
	return {
		type: type === "bind" || type === "volume" || type === "tmpfs" ? type : "other",
		...source === void 0 || source === "" ? {} : { source },
		target,
		readOnly,
		...propagation === void 0 ? {} : { propagation },
		options
	};
}
/** The fields of a line of comma-separated values; a field in double quotes may hold commas. */
function csvFields(text) {
	return (text.match(/(?:^|(?<=,))(?:"(?:[^"]|"")*"|[^,]*)/g) ?? []).map((field) => /^".*"$/s.test(field) ? field.slice(1, -1).replaceAll("\"\"", "\"") : field);
}
/** A boolean as Go's flags read it; undefined for any other text. */
function booleanFromText(text) {
	if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true;
	return /^(?:0|f|F|false|FALSE|False)$/.test(text) ? false : void 0;
}
// src/posture/published-port.ts
/** Whether a container has the network of the host for its own. */
function sharesHostNetwork({ networkMode }) {
	return networkMode.state === "known" && networkMode.value.trim().toLowerCase() === "host";
}
/** Whether ports of this container are published at all: not in the host’s network, in another container’s or in none. */
function publishes({ networkMode }) {
	return networkMode.state !== "known" || !/^(?:host|none)$/i.test(networkMode.value.trim());
}
/** The ports that a container publishes on the host. */
const publishedPorts = withLastAnswer((container) => {
	if (!publishes(container)) return [];
	const known = container.ports.items.flatMap(({ value, at }) => value.published ? [{
		port: value,
		at,
		guessed: false
	}] : []);
	const guessed = container.ports.unknown.flatMap(({ at }) => {
		const port = guess(textOf(at));
		return port === void 0 ? [] : [{
			port,
			at,
			guessed: true
		}];
	});
	return [...known, ...guessed];
});
/** What stands for a port that hangs on a variable. */
const hiddenPort = 65535;
/** What a text with variables publishes, as far as its shape says it. */
function guess(written) {
	const bare = written.trim().replace(/^(['"])(.*)\1$/, "$2");
	const masked = bare.replaceAll(/\$\{[^{}]*\}|\$\([^()]*\)|\$\w+/g, String(hiddenPort));
	const variable = masked !== bare;
	const parts = masked.split(":");
	if (variable && parts.length === 1 && !/^\$\{?\w*PORT\w*\}?$/i.test(bare)) return void 0;
	if (variable && parts.length > 2) return void 0;
	return portFromText(masked.replace(/^\*:/, "0.0.0.0:"));
}
/** Whether a published port is open on every address of the host. */
function isOnAllInterfaces({ hostIp }) {
	if (hostIp === void 0) return true;
	const address = hostIp.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
	return address.includes(":") ? /^[0:]*(?::ffff:[0.]+)?$/i.test(address) : /^0[0.]*$/.test(address);
}
/** A port as a sentence names it: `port 80`, `ports 8000-8010`. */
function portInWords([first, last]) {
	if (first === hiddenPort) return "a port given by a variable";
	return first === last ? `port ${first}` : `ports ${first}-${last}`;
}
// src/rules/container/effective-root.ts
/**
* What is found where a container ends up as root because nobody set a user: neither it, nor its image, which is not known
* to leave root by itself. `more` goes on with the sentence.
*/
function rootByOmission(container, posture, more = "") {
	if (container.passing) return void 0;
	if (container.user.state !== "unset" && !(container.user.state === "known" && container.user.value === "")) return void 0;
	const { setting, trail } = posture.user;
	if (setting.state !== "known" || !isRoot(setting.value)) return void 0;
	const { stage } = posture;
	const explicit = stage?.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === "USER")) ?? false;
	const { image } = container;
	const leaves = stage === void 0 ? image.state === "known" && dropsRoot(image.value) !== void 0 : leavesRoot(stage) !== void 0;
	if (!explicit && leaves) return void 0;
	const way = trail.map(({ note }) => note).join(" → ");
	return {
		at: container.at,
		confidence: stage === void 0 ? "likely" : "certain",
		message: `${called(container)} runs as root: ${way}${more}.`,
		trail
	};
}
/**
* What makes root in this container worth an attacker’s while, as a sentence goes on; undefined where nothing does. The
* ports of a `docker run` do not: most such lines are for a developer’s machine.
*/
function exposureOf(container) {
	const power = powerOf(container);
	if (power !== void 0) return `it ${power}`;
	if (sharesHostNetwork(container)) return "it is in the network of the host";
	if (container.mounts.items.some(({ value }) => !value.readOnly && heldGrades.has(gradeOf$1(value)))) return "it writes to folders of the host";
	if (container.kind === "command") return void 0;
	return publishedPorts(container).some(({ port }) => isOnAllInterfaces(port)) ? "its ports are open on every interface of the host" : void 0;
}
const heldGrades = /* @__PURE__ */ new Set([
	"sensitive",
	"administration",
	"device",
	"state",
	"system-folder"
]);
// src/rules/container/effective-user.ts
var effective_user_default = defineRule({
	id: "container/effective-user",
	title: "Container ends up running as root",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "container",
	judges: "user",
	why: "Neither the container nor the image behind it names a user, so the program runs as root. Root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.",
	remedy: "Set `user:` to a user without privileges, or `USER` in the Dockerfile; make the folders it writes to its own.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#user",
		"CIS Docker Benchmark 1.6.0, 4.1",
		"OWASP Docker Security Cheat Sheet, rule 2"
	],
	equivalents: { cis: ["4.1"] },
	*check({ container, posture }) {
		if (exposureOf(container) !== void 0) return;
		const found = rootByOmission(container, posture);
		if (found !== void 0) yield found;
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
		},
		{
			name: "an empty user is none, and a USER that goes back to root",
			bad: "services:\n  «job»:\n    image: python:3.13-slim\n    user: \"\"\n  «db»:\n    build: .\n",
			files: { Dockerfile: "FROM postgres:17\nUSER root\n" }
		},
		{
			name: "what another rule tells, and an image that leaves root by itself",
			good: "services:\n  job:\n    image: python:3.13-slim\n    user: root\n  db:\n    build: .\n  web:\n    image: ${IMAGE}\n",
			files: { Dockerfile: "FROM postgres:17\nLABEL a=b\n" }
		},
		{
			name: "on the command line, with or without a port",
			path: "run.sh",
			bad: "«docker run -d -p 8080:80 python:3.13-slim»\n«docker run -d python:3.13-slim»\ndocker run --rm python:3.13-slim\n"
		}
	]
});
// src/rules/container/health-check.ts
var health_check_default = defineRule({
	id: "container/health-check",
	title: "Nobody notices when the program in the container hangs",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	judges: "healthCheck",
	why: "The engine sees that a process is there, not whether it answers. With a health check it knows, services that depend on this one can wait for it, and a load balancer can pass it by.",
	remedy: "Add `healthcheck` with a cheap request to the program itself, or `HEALTHCHECK` to the Dockerfile.",
	references: ["https://docs.docker.com/reference/compose-file/services/#healthcheck", "CIS Docker Benchmark 1.6.0, 4.6 and 5.27"],
	equivalents: {
		kics: ["698ed579-b239-4f8f-a388-baa4bcb13ef8"],
		cis: ["4.6", "5.27"]
	},
	*check({ container, posture }) {
		const { setting } = posture.healthCheck;
		if (setting.state === "known" && !setting.value) yield {
			at: setting.at,
			confidence: "certain",
			message: `${called(container)} has its health check switched off.`
		};
		if (container.healthCheck.state !== "unset" || setting.state === "known" || container.kind === "command") return;
		const hidden = setting.state === "unknown";
		yield {
			at: container.at,
			confidence: hidden ? "possible" : "certain",
			message: `${called(container)} has no health check${hidden ? `, unless its ${posture.stage === void 0 ? "" : "base "}image brings one` : ""}.`
		};
	},
	examples: [
		{
			name: "neither here nor in the Dockerfile",
			bad: "services:\n  «web»:\n    build: .\n",
			good: "services:\n  web:\n    build: .\n    healthcheck:\n      test: [CMD, /app/healthy]\n",
			files: { Dockerfile: "FROM node:22-slim\nUSER node\n" }
		},
		{
			name: "switched off",
			bad: "services:\n  web:\n    image: example/web:1.4\n    healthcheck:\n      disable: «true»\n"
		},
		{
			name: "the Dockerfile brings one",
			good: "services:\n  web:\n    build: .\n",
			files: { Dockerfile: "FROM node:22-slim\nHEALTHCHECK CMD [\"/app/healthy\"]\nUSER node\n" }
		},
		{
			name: "a command that runs once",
			path: "run.sh",
			good: "docker run --rm example/job:1\n"
		}
	]
});
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
var Lexer = class Lexer {
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
		const lexer = new Lexer(this.src, start, end, parenBoundary, this.substitutionContext);
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
		if (Lexer._findSubstitutionEnd === void 0) return -1;
		return Lexer._findSubstitutionEnd(this.src, start, end, depth, this.substitutionContext);
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
	const lexer = new Lexer(source, word.pos, word.end, false, context);
	lexer._nestingDepth = depth;
	return lexer.buildWordParts(word.pos) ?? void 0;
}
/** Compute structural parts for a word-like span that may contain shell operators or whitespace. */
function computeEmbeddedWordParts(source, word, depth = 0, context, arithmetic = false) {
	if (!hasEmbeddedWordStructure(source, word.pos, word.end)) return void 0;
	const lexer = new Lexer(source, word.pos, word.end, false, context);
	lexer._nestingDepth = depth;
	return lexer.buildEmbeddedWordParts(word.pos, arithmetic) ?? void 0;
}
function computeArrayElementParts(source, word, depth = 0, context) {
	const lexer = new Lexer(source, word.pos, word.end, false, context);
	lexer._nestingDepth = depth;
	return lexer.buildArrayElementParts(word.pos) ?? void 0;
}
/**
* Compute parts for an unquoted heredoc body.
* Heredoc bodies use different scanning rules than shell words: newlines are
* literal and single/double quotes have no special meaning.
*/
function computeHereDocBodyParts(source, word, depth = 0, context) {
	const lexer = new Lexer(source, word.pos, word.end, false, context);
	lexer._nestingDepth = depth;
	return lexer.buildHereDocParts(word.pos, word.end) ?? void 0;
}
// node_modules/unbash/dist/arithmetic-parts.js
function parseArithmeticWithParts(body, offset, source, depth, context, embeddedDepth = depth) {
	if (!hasEmbeddedWordStructure(source, offset, offset + body.length)) return parseArithmeticExpression(body, offset, void 0, depth) ?? void 0;
	const embeddedWords = [];
	const lexer = new Lexer(source, 0, source.length, false, context);
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
		const lexer = new Lexer(this.#source, this.pos + 1, this.end - 1, false, this.#context);
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
Lexer._findSubstitutionEnd = findSubstitutionEnd;
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
var SubstitutionLexer = class SubstitutionLexer extends Lexer {
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
		this.tok = lexer ?? new Lexer(source, start, end, parenBoundary, createSubstitutionContext(context));
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
// src/parse/shell/unquote.ts
/** What a shell gets that is handed these words, joined by spaces: quotes removed, expansions unknown. */
function unquoted$2(script, words) {
	const builder = new ScriptBuilder(script.file);
	for (const [index, word] of words.entries()) {
		if (index > 0) builder.decoded(" ", spanIn(script, word.pos, word.pos));
		if (word.parts === void 0) copyUnescaped(builder, script, word.pos, word.end, /\\([\s\S])/g);
		else for (const part of word.parts) addPart(builder, script, part, false);
	}
	return builder.build();
}
/** What a shell reads from a here-document. `quoted`: its delimiter was, so that nothing in it is expanded. */
function bodyOf(script, body, quoted) {
	const builder = new ScriptBuilder(script.file);
	if (quoted) copyRange(builder, script, body.pos, body.end);
	else if (body.parts === void 0) copyUnescaped(builder, script, body.pos, body.end, /\\([$`\\\n])/g);
	else for (const part of body.parts) addBodyPart(builder, script, part);
	return builder.build();
}
/** What runs in backticks: the text between them, without the backslashes that the outer shell removes. */
function backticked(script, from, to) {
	const builder = new ScriptBuilder(script.file);
	const end = script.text.charAt(to - 1) === "`" ? to - 1 : to;
	copyUnescaped(builder, script, from + 1, Math.max(from + 1, end), /\\([$`\\])/g);
	return builder.build();
}
function addBodyPart(builder, script, part) {
	if (part.type === "Literal") copyUnescaped(builder, script, part.pos, part.end, /\\([$`\\\n])/g);
	else hidden(builder, script, part.pos, part.end);
}
function addPart(builder, script, part, quoted) {
	if (part.type === "Literal") copyUnescaped(builder, script, part.pos, part.end, quoted ? /\\([$`"\\\n])/g : /\\([\s\S])/g);
	else if (part.type === "SingleQuoted") {
		const closed = part.end - part.pos > 1 && script.text.charAt(part.end - 1) === "'";
		copyRange(builder, script, part.pos + 1, closed ? part.end - 1 : part.end);
	} else if (part.type === "AnsiCQuoted") builder.decoded(part.value, spanIn(script, part.pos, part.end));
	else if (part.type === "DoubleQuoted" || part.type === "LocaleString") for (const child of part.parts) addPart(builder, script, child, true);
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
const starters = /* @__PURE__ */ new Set([
	...shells,
	"eval",
	"find",
	"trap",
	"su",
	"runuser",
	"script",
	"flock"
]);
/** Whether a program of this name takes a script, so that `innerScripts` has something to look for. */
function mayStartScripts(name) {
	return starters.has(name);
}
/** The scripts a command starts: the text after `-c`, the words of `eval`, a here-document. */
function innerScripts(script, { name, words, nodes }, redirects) {
	if (shells.has(name)) {
		const input = shellInput(words);
		if (input.from === "word") return scriptOfWords(script, nodes.slice(input.index, input.index + 1));
		return input.from === "stdin" ? hereScripts(script, redirects) : [];
	}
	if (name === "eval") return scriptOfWords(script, nodes.slice(1));
	if (name === "find") return executed(words).flatMap(([from, to]) => scriptOfWords(script, nodes.slice(from, to)));
	if (name === "trap") return words.length > 2 ? scriptOfWords(script, nodes.slice(1, 2)) : [];
	if (name === "su" || name === "runuser" || name === "script" || name === "flock") {
		const at = words.findIndex((word) => word.value === "-c" || word.value === "--command");
		return at > 0 ? scriptOfWords(script, nodes.slice(at + 1, at + 2)) : [];
	}
	return [];
}
/** From where to where the words of `find` are commands: behind `-exec`, up to `;` or `+`. */
function executed(words) {
	const commands = [];
	for (let at = 1; at < words.length; at += 1) {
		if (!/^-(?:exec|ok)(?:dir)?$/.test(words[at]?.value ?? "")) continue;
		const from = at + 1;
		while (at < words.length && words[at]?.value !== ";" && words[at]?.value !== "+") at += 1;
		if (at > from) commands.push([from, at]);
	}
	return commands;
}
/** The here-documents and here-strings among redirections, as scripts. */
function hereScripts(script, redirects) {
	return redirects.flatMap((redirect) => {
		if (redirect.type === "HereDoc") return [bodyOf(script, redirect.body, redirect.delimiter?.quoted ?? false)];
		return redirect.type === "HereString" && redirect.target !== void 0 ? [unquoted$2(script, [redirect.target])] : [];
	});
}
function scriptOfWords(script, nodes) {
	const words = nodes.filter((node) => node.type === "Word");
	return words.length === 0 ? [] : [unquoted$2(script, words)];
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
	const [program] = words;
	if (program === void 0 || wrapperNamed(program) === void 0) return {
		words,
		wrappers: none$1,
		assignments: none$1
	};
	const wrappers = [];
	const assignments = [];
	let rest = words;
	for (let first = rest[0]; first !== void 0 && wrappers.length < 16; first = rest[0]) {
		const name = wrapperNamed(first);
		const wrapper = name === void 0 ? void 0 : wrapperOf.get(name);
		const inner = wrapper && below$1(rest, wrapper);
		if (name === void 0 || inner === void 0 || inner.words.length === 0) break;
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
const none$1 = [];
/** The wrapper that a word calls, undefined where it calls something else. */
function wrapperNamed(word) {
	const name = programName(word) || (isSudoVariable(word) ? "sudo" : "");
	return wrapperOf.has(name) ? name : void 0;
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
/** How many commands and words a script may have; the longest of 2,000 public Dockerfiles have 84 and 294 in all. */
const scriptLimits = {
	commands: 2e4,
	words: 2e5
};
/** The problem of a script that has more. */
const tooManyCommands = "the script has too many commands to be read";
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
			unread: false,
			message,
			at: placeIn(script, pos, Math.min(pos + 1, script.text.length))
		});
		if (node.type === "Word" && node.parts === void 0) return;
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
			unread: true,
			message: "substitutions are nested too deeply",
			at: placeIn(script, node.pos, node.pos + 1)
		});
		else if (node.script?.source === void 0) forEachChild(node, (child) => visit(child, inner));
		else nested(backticked(script, node.pos, node.end), inner);
	}
	function pipeline(node, scope) {
		const members = [];
		const inside = {
			...node.prefixes.some((prefix) => prefix.type === "Time") ? {
				...scope,
				wrappers: [...scope.wrappers, "time"]
			} : scope,
			pipeline: members
		};
		for (const [index, child] of node.commands.entries()) {
			const first = members.length;
			visit(child, inside);
			const reader = members[first];
			if (reader !== void 0) feed(node.commands[index - 1], child, reader);
		}
		if (scope.pipeline !== void 0) for (const member of members) scope.pipeline.push(member);
	}
	/** `cat <<EOF | sh`: the here-document is the shell's script. */
	function feed(writer, node, reader) {
		if (writer?.type !== "Command" || node.type !== "Command" || writer.name?.value !== "cat" || writer.args.length > 0) return;
		if (!shells.has(reader.name) || shellInput(reader.words).from !== "stdin") return;
		for (const body of hereScripts(script, writer.redirects)) nested(body, below(reader));
	}
	function command(node, scope) {
		if (found.commands.length >= scriptLimits.commands || found.words >= scriptLimits.words) {
			if (found.isFull) return;
			found.isFull = true;
			found.problems.push({
				unread: true,
				message: tooManyCommands,
				at: placeIn(script, node.pos, node.end)
			});
			return;
		}
		const nodes = node.name === void 0 ? node.args : [node.name, ...node.args];
		const all = nodes.map((argument) => argumentWord(script, argument));
		const unwrapped = unwrap(all);
		const members = scope.pipeline ?? [];
		const own = {
			name: programName(unwrapped.words[0]),
			words: unwrapped.words,
			assignments: joined$1(node.prefix.length === 0 ? none : node.prefix.flatMap((entry) => assignment(script, entry)), unwrapped.assignments),
			redirections: node.redirects.length === 0 ? none : node.redirects.map((redirect) => redirection(script, redirect)),
			at: placeIn(script, node.pos, node.end),
			pipeline: members,
			position: members.length,
			wrappers: joined$1(scope.wrappers, unwrapped.wrappers),
			...scope.inside === void 0 ? {} : { inside: scope.inside }
		};
		members.push(own);
		found.commands.push(own);
		found.words += all.length;
		const within = {
			wrappers: own.wrappers,
			substitutions: scope.substitutions ?? 0,
			inside: own
		};
		forEachChild(node, (child) => visit(child, within));
		if (!mayStartScripts(own.name)) return;
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
const none = [];
function joined$1(some, others) {
	if (others.length === 0) return some;
	return some.length === 0 ? others : [...some, ...others];
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
/**
* How much text is read, how deep scripts may stand in scripts, how often to start anew behind an error, and how many
* here-documents there may be: the time for those of one line grows with the square of their number.
*/
const limits = {
	text: 1e6,
	depth: 8,
	restarts: 64,
	hereDocuments: 2e3
};
const found$1 = /* @__PURE__ */ new WeakMap();
/**
* The simple commands of a script, those in subshells, functions, substitutions, `sh -c "…"` and here-documents of a
* shell too. Never throws: what cannot be parsed is a problem, and reading goes on behind it.
*/
function parseScript(script) {
	const known = found$1.get(script);
	if (known !== void 0) return known;
	const result = {
		commands: [],
		problems: [],
		words: 0,
		isFull: false
	};
	read(script, { wrappers: [] }, result, 0);
	const parsed = {
		commands: inOrder(result.commands),
		problems: result.problems
	};
	found$1.set(script, parsed);
	return parsed;
}
function read(source, scope, result, depth) {
	const script = normalised(source);
	const refuse = (message, from) => {
		result.problems.push({
			unread: true,
			message,
			at: placeIn(script, from, Math.min(from + 1, script.text.length))
		});
	};
	if (result.isFull) return;
	if (depth > limits.depth) return refuse("scripts are nested too deeply", 0);
	const masked = mask(script);
	if (hasMany(masked, "<<", limits.hereDocuments)) return refuse("the script has too many here-documents to be read", 0);
	const end = masked.length <= limits.text ? masked.length : Math.max(masked.lastIndexOf("\n", limits.text), 0);
	if (end < masked.length) refuse("the script is too long to be read as a whole", end);
	let from = 0;
	for (let restarts = 0; from < end; restarts += 1) {
		if (result.isFull) return;
		if (restarts > limits.restarts) return refuse("the rest is not read", from);
		const { text, next, tree } = chunk(masked, from, end);
		try {
			walk(script, from === 0 ? tree ?? parse(text) : parse(" ".repeat(from) + text), scope, result, (inner, innerScope) => read(inner, innerScope, result, depth + 1));
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
	if (tree !== void 0 && errors.length === 0) return {
		text: whole,
		next: end,
		tree
	};
	const stop = errors.find((error) => error.message.startsWith("unterminated"))?.pos ?? Math.max(covered(tree), ...errors.map((error) => error.pos));
	const line = whole.indexOf("\n", Math.min(stop, whole.length));
	if (line < 0) return {
		text: whole,
		next: end
	};
	return {
		text: whole.slice(0, line),
		next: from + line + 1
	};
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
function hasMany(text, part, limit) {
	let count = 0;
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1;
	return count > limit;
}
/** The text with what the host fills in replaced by letters that mean nothing to a shell. */
function mask({ text, unknown }) {
	if (unknown === void 0) return text;
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
	const builder = new ScriptBuilder(script.file);
	let from = 0;
	for (let at = script.text.indexOf("\r\n"); at >= 0; at = script.text.indexOf("\r\n", from)) {
		copyRange(builder, script, from, at);
		from = at + 1;
	}
	copyRange(builder, script, from, script.text.length);
	return builder.build();
}
function inOrder(commands) {
	if (commands.length < 2) return commands;
	return commands.toSorted((one, other) => one.at.span.start - other.at.span.start || other.at.span.end - one.at.span.end);
}
// src/posture/health-programs.ts
const ofShell = /* @__PURE__ */ new Set([
	"exit",
	"true",
	"false",
	"test",
	"[",
	":",
	"echo",
	"set",
	"cd",
	"kill",
	"printf"
]);
/**
* The program without which a health check fails: the shell where there is none, else the first program, unless another one
* stands in for it behind `||`; undefined where it is not known.
* @param isLacking whether the image surely lacks a program
*/
function missingForHealth(form, isLacking) {
	if (form.kind === "exec") {
		const [program = "", ...rest] = form.words;
		const name = program.split("/").at(-1) ?? "";
		if (isLacking(name)) return name;
		const script = /^(?:ba|da|a)?sh$/.test(name) && /^-\w*c$/.test(rest[0] ?? "") ? rest[1] : void 0;
		return script === void 0 ? void 0 : inScript(script, isLacking);
	}
	return isLacking("sh") ? "sh" : inScript(form.text, isLacking);
}
/** What a container's `healthcheck.test` runs; undefined where it runs nothing. */
function formOfTest(words) {
	const [first, ...rest] = words;
	if (first === void 0 || first === "NONE") return void 0;
	if (first === "CMD") return {
		kind: "exec",
		words: rest
	};
	return {
		kind: "shell",
		text: (first === "CMD-SHELL" ? rest : words).join(" ")
	};
}
/** What a HEALTHCHECK runs. */
function formOfInstruction(form) {
	return form.form === "exec" ? {
		kind: "exec",
		words: form.exec.map(({ raw }) => raw.replace(/^"(.*)"$/, "$1"))
	} : {
		kind: "shell",
		text: form.command.raw
	};
}
function inScript(text, isLacking) {
	const { commands, problems } = parseScript(scriptOfRange({
		path: "",
		text
	}));
	if (problems.length > 0) return void 0;
	const programs = commands.map(({ name }) => name).filter((name) => !ofShell.has(name));
	const [first] = programs;
	if (first === void 0 || !isLacking(first)) return void 0;
	return text.includes("||") && programs.some((name) => !isLacking(name)) || /command -v|\bwhich\b|\btype\b|\bif\b/.test(text) ? void 0 : first;
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
	const form = formOf$1(instruction);
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
		const name = baseName$1((baseName$1(interpreter[1] ?? "") === "env" ? interpreter[2] : interpreter[1]) ?? "");
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
	const builder = new ScriptBuilder(dockerfile.file);
	addJoined(builder, form);
	addHeredocs(builder, dockerfile, instruction.heredocs);
	return {
		state: "script",
		script: builder.build(),
		shell
	};
}
/** The scripts of a Dockerfile in the order of its instructions, and those left alone. */
function scriptsOfDockerfile(dockerfile) {
	const scripts = [];
	for (const instruction of dockerfile.instructions) {
		const run = scriptOfRun(dockerfile, instruction);
		if (run !== void 0) scripts.push({
			instruction,
			run
		});
	}
	return scripts;
}
/** The shell in force at an instruction: the last SHELL before it in its stage or in the stage that one is built from. */
function shellOf(dockerfile, instruction) {
	const { sets, start } = shellsIn(dockerfile);
	const own = lastBefore(sets[instruction.stage] ?? [], instruction.at.span.start);
	return own === void 0 ? start[instruction.stage] ?? platformShell(dockerfile) : namedShell(own.exec, own.at);
}
/** The last of some instructions, which are in order, that stands in front of an offset. */
function lastBefore(all, offset) {
	let low = 0;
	let high = all.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((all[middle]?.at.span.start ?? 0) < offset) low = middle + 1;
		else high = middle;
	}
	return all[low - 1];
}
const known$4 = /* @__PURE__ */ new WeakMap();
function shellsIn(dockerfile) {
	const found = known$4.get(dockerfile);
	if (found !== void 0) return found;
	const sets = dockerfile.stages.map(({ instructions }) => instructions.filter(isShell));
	const start = [];
	const ends = /* @__PURE__ */ new Map();
	for (const [index, stage] of dockerfile.stages.entries()) {
		const inherited = ends.get(stage.from.image.raw.toLowerCase());
		const first = isWindows(stage) ? windowsShell : inherited ?? platformShell(dockerfile);
		const last = sets[index]?.at(-1);
		const end = last === void 0 ? first : namedShell(last.exec, last.at);
		start.push(first);
		ends.set(String(index), end);
		if (stage.name !== void 0) ends.set(stage.name, end);
	}
	const shellsOfFile = {
		sets,
		start
	};
	known$4.set(dockerfile, shellsOfFile);
	return shellsOfFile;
}
function isShell(instruction) {
	return instruction.keyword === "SHELL";
}
function platformShell(dockerfile) {
	return dockerfile.escape === "`" ? windowsShell : defaultShell;
}
function isWindows({ from }) {
	const platform = from.flags.find((flag) => flag.name === "platform")?.value?.raw ?? "";
	return /^windows\b/i.test(platform) || /windows|nanoserver/i.test(from.image.raw);
}
function namedShell(exec, at) {
	const name = baseName$1(exec[0]?.raw ?? "").replace(/\.exe$/i, "").toLowerCase();
	if (shells.has(name)) return {
		name,
		at,
		exec
	};
	if (name === "env" || name === "busybox") {
		const inner = exec.slice(1).map((word) => baseName$1(word.raw)).find((word) => shells.has(word));
		if (inner !== void 0) return {
			name: inner,
			at,
			exec
		};
	}
	if (name === "powershell" || name === "pwsh") return {
		name,
		why: "the shell is PowerShell",
		at,
		exec
	};
	if (name === "cmd") return {
		name,
		why: "the shell is cmd",
		at,
		exec
	};
	return {
		name,
		why: `the shell ${name || "of SHELL"} is not known`,
		at,
		exec
	};
}
function formOf$1(instruction) {
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
	const builder = new ScriptBuilder(dockerfile.file);
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
/** The command as one line, its line continuations and the comments in them left out. */
function addJoined(builder, { command, segments }) {
	for (const [index, { from, to }] of segments.entries()) builder.copy(command.raw.slice(from, segments[index + 1]?.from), to);
}
function scriptOfExec(dockerfile, exec) {
	const builder = new ScriptBuilder(dockerfile.file);
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
	const written = source.slice(inner, source.length - inner);
	if (written === word.raw && !/[\\']/.test(written)) return builder.copy(written, start + inner);
	const units = [...written.matchAll(/\\u[0-9a-fA-F]{4}|\\[\s\S]|[^\\]/g)].map((match) => ({
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
function baseName$1(path) {
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
// src/posture/build-commands.ts
const commandsOf = withLastAnswer((dockerfile) => {
	const all = [];
	const ofBuild = [];
	const problems = [];
	let words = 0;
	for (const { instruction, run } of scriptsOfDockerfile(dockerfile)) {
		if (run.state === "left") continue;
		if (all.length >= scriptLimits.commands || words >= scriptLimits.words) {
			problems.push({
				unread: true,
				message: "the file has too many commands to be read",
				at: instruction.at
			});
			break;
		}
		const parsed = parseScript(run.script);
		const isOfBuild = runs(instruction);
		for (const command of parsed.commands) {
			const one = {
				instruction,
				command
			};
			all.push(one);
			if (isOfBuild) ofBuild.push(one);
			words += command.words.length;
		}
		for (const problem of parsed.problems) problems.push(problem);
	}
	return {
		all,
		ofBuild,
		problems
	};
});
/** The commands of all RUN lines of a Dockerfile, parsed once. A shell that is not read gives none. */
function buildCommands(dockerfile) {
	return commandsOf(dockerfile).ofBuild;
}
/** The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK, parsed once. A shell that is not read gives none. */
function imageCommands(dockerfile) {
	return commandsOf(dockerfile).all;
}
/** What could not be read of the scripts in a Dockerfile, once for each reason; blocking where text was passed over. */
function scriptGaps(dockerfile) {
	const { problems } = commandsOf(dockerfile);
	if (problems.length === 0) return [];
	return [...new Map(problems.toReversed().map((problem) => [problem.message, problem])).values()].map(({ message, at, unread }) => ({
		artifact: dockerfile.file.path,
		reason: "unparsable",
		detail: `a shell script in it: ${message}`,
		location: locate(at),
		blocking: unread
	}));
}
function runs(instruction) {
	return instruction.keyword === "RUN" || instruction.keyword === "ONBUILD" && instruction.trigger.keyword === "RUN";
}
// src/posture/lacking-programs.ts
const set$1 = (names) => new Set(names.split(" "));
const nothing = {
	programs: set$1("sh bash curl wget nc"),
	why: "holds no shell and no such programs"
};
const ofAlpine = {
	programs: set$1("bash curl"),
	why: "is made of Alpine, which has BusyBox’s `wget` and no `curl`"
};
const ofBusybox = {
	programs: set$1("bash curl"),
	why: "is made of BusyBox, which has `wget` and no `curl`"
};
const ofDebian = {
	programs: set$1("curl wget nc"),
	why: "is made of Debian or Ubuntu without tools for requests"
};
const ofKeycloak = {
	programs: set$1("curl wget nc"),
	why: "has had no tools for requests since release 20"
};
/** Official images whose Alpine and slim variants install neither in what they ship: read in their Dockerfiles, 2026-08. */
const languages = set$1("node python ruby golang rust");
/** What an image surely lacks, by its name and tag; undefined where nobody knows. */
function lackingIn(reference) {
	if (reference === "scratch") return nothing;
	const parsed = parseReference(reference);
	return parsed === void 0 ? void 0 : byName(parsed);
}
function byName({ repository, tag = "latest" }) {
	if (/debug|dev\b/.test(tag)) return void 0;
	if (repository.startsWith("gcr.io/distroless/")) return nothing;
	if (/^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps)$/.test(repository)) return ofDotnet(tag);
	if (repository === "quay.io/keycloak/keycloak") return /^(?:2\d|3\d|latest$)/.test(tag) ? ofKeycloak : void 0;
	if (repository === "docker.io/prom/prometheus" && !tag.includes("distroless")) return ofBusybox;
	const name = /^docker\.io\/library\/([^/]+)$/.exec(repository)?.[1];
	if (name === "alpine") return ofAlpine;
	if (name === "busybox") return ofBusybox;
	if (name === "debian" || name === "ubuntu") return ofDebian;
	if (name === void 0 || !languages.has(name)) return void 0;
	if (/(?:^|-)alpine/.test(tag)) return ofAlpine;
	return /(?:^|-)slim/.test(tag) ? ofDebian : void 0;
}
function ofDotnet(tag) {
	if (/chiseled|distroless/.test(tag)) return nothing;
	if (tag.includes("alpine")) return ofAlpine;
	return /azurelinux|mariner|windows|nanoserver|extra/.test(tag) ? void 0 : ofDebian;
}
/**
* Whether a stage surely lacks a program, and why: its base image does, and nothing that the stages do on the way can bring it.
* A step that nobody understands may, and a program that is named anywhere is there.
*/
function lackedBy(stage, program) {
	const answers = asked$2.get(stage) ?? /* @__PURE__ */ new Map();
	asked$2.set(stage, answers);
	if (!answers.has(program)) answers.set(program, whyLacked(stage, program));
	return answers.get(program);
}
const asked$2 = /* @__PURE__ */ new WeakMap();
function whyLacked({ base, chain, dockerfile }, program) {
	const lacking = base.state === "known" ? lackingIn(base.value) : void 0;
	if (base.state !== "known" || lacking === void 0 || !lacking.programs.has(program)) return void 0;
	const commands = /* @__PURE__ */ new Map();
	for (const { instruction, command } of buildCommands(dockerfile)) {
		const known = commands.get(instruction);
		if (known === void 0) commands.set(instruction, [command]);
		else known.push(command);
	}
	const brings = (stage) => stage.instructions.some((instruction) => mayBring(instruction, commands.get(instruction), program));
	return chain.some(brings) ? void 0 : `\`${base.value}\` ${lacking.why}`;
}
function mayBring(instruction, commands, program) {
	if (instruction.keyword === "RUN") {
		if (instruction.form === "shell" && (program === "sh" || program === "bash")) return true;
		return commands === void 0 || commands.some((command) => mayInstall(command, program));
	}
	if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return false;
	return [...instruction.sources, instruction.destination].map(({ raw }) => raw).some((word) => nameOf(word).includes(program) || holdsPrograms.test(word));
}
/** Folders that programs are found in, and everything that holds one. */
const holdsPrograms = /^\/?(?:$|\*|(?:usr\/?(?:local\/?)?)?$|(?:.*\/)?s?bin(?:\/|$)|rootfs|busybox)|\$/;
const managers$1 = set$1("apk apt apt-get yum dnf microdnf zypper pacman");
/** Programs of builds that bring no program of the system; any other may. */
const plain$2 = set$1("adduser addgroup useradd groupadd chmod chown cp mv ln mkdir rm touch echo printf cat sed set cd export true test apk apt apt-get apt-mark npm npx pnpm yarn node corepack pip pip3 python python3 poetry uv uvx gem bundle bundler rake go cargo rustup rustc dotnet update-ca-certificates ldconfig find xargs sort id setcap passwd usermod chgrp install-d locale-gen ls");
function mayInstall({ name, words }, program) {
	if (words.some(({ raw }) => nameOf(raw).includes(program))) return true;
	if (managers$1.has(name)) return words.some(({ value }) => value === void 0);
	return !plain$2.has(name);
}
function nameOf(word) {
	return word.split("/").at(-1) ?? "";
}
// src/rules/container/health-program-there.ts
var health_program_there_default$1 = defineRule({
	id: "container/health-program-there",
	title: "The health check calls a program that the image does not have",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	judges: "healthCheck",
	why: "The check fails each time, so the container is always unhealthy: what waits for it with `condition: service_healthy` never starts, and a real failure is not seen among the false ones.",
	remedy: "Call what the image has: `wget -q --spider` of BusyBox in Alpine, the language’s own runtime, or a small program of yours that is built in.",
	references: [
		"https://docs.docker.com/reference/compose-file/services/#healthcheck",
		"https://docs.docker.com/reference/dockerfile/#healthcheck",
		"CIS Docker Benchmark 1.6.0, 4.6 and 5.27"
	],
	equivalents: { cis: ["4.6", "5.27"] },
	*check({ container, posture: { stage } }) {
		const { healthTest, healthCheck, image, mounts } = container;
		const [first] = healthTest.items;
		const form = formOfTest(healthTest.items.map(({ value }) => value));
		if (first === void 0 || form === void 0 || healthTest.unknown.length > 0) return;
		if (healthCheck.state !== "known" || !healthCheck.value || mounts.items.some(({ value }) => /s?bin(?:\/|$)/.test(value.target))) return;
		const known = stage === void 0 && image.state === "known" ? lackingIn(image.value) : void 0;
		if (stage === void 0 && known === void 0) return;
		const whyLacked = (program) => {
			if (stage !== void 0) return lackedBy(stage, program);
			return known?.programs.has(program) === true && image.state === "known" ? `\`${image.value}\` ${known.why}` : void 0;
		};
		const missing = missingForHealth(form, (program) => whyLacked(program) !== void 0);
		if (missing === void 0) return;
		yield {
			at: healthCheck.at,
			key: missing,
			message: `${called(container)} is asked for its health with \`${missing}\`, which is not there: ${whyLacked(missing) ?? ""}.`,
			related: stage === void 0 ? [] : [{
				at: stage.chain.at(-1)?.from.at ?? stage.stage.from.at,
				note: "what it is built from"
			}]
		};
	},
	examples: [
		{
			name: "curl in an image of Alpine",
			bad: "services:\n  web:\n    build: .\n    healthcheck:\n      test: «[CMD, curl, -f, \"http://localhost:3000/\"]»\n",
			good: "services:\n  web:\n    build: .\n    healthcheck:\n      test: [CMD, wget, -q, --spider, \"http://localhost:3000/\"]\n",
			files: { Dockerfile: "FROM node:22-alpine\nCOPY . /app\nRUN npm ci\nUSER node\n" }
		},
		{
			name: "a well-known image",
			bad: "services:\n  login:\n    image: quay.io/keycloak/keycloak:26.0\n    healthcheck:\n      test: «curl -f http://localhost:9000/health || exit 1»\n"
		},
		{
			name: "no shell",
			bad: "services:\n  api:\n    build: .\n    healthcheck:\n      test: «[\"CMD-SHELL\", \"/api health\"]»\n",
			good: "services:\n  api:\n    build: .\n    healthcheck:\n      test: [\"CMD\", \"/api\", \"health\"]\n",
			files: { Dockerfile: "FROM golang:1.24 AS build\nRUN go build -o /api .\nFROM scratch\nCOPY --from=build /api /api\nUSER 1000\n" }
		},
		{
			name: "installed on the way, or by a step that nobody sees through",
			good: "services:\n  one:\n    build: { context: ., target: one }\n    healthcheck: { test: curl -f http://localhost }\n  two:\n    build: { context: ., target: two }\n    healthcheck: { test: curl -f http://localhost }\n  three:\n    build: { context: ., target: three }\n    healthcheck: { test: curl -f http://localhost }\n",
			files: { Dockerfile: "FROM alpine:3.22 AS one\nRUN apk add --no-cache curl\nFROM debian:12 AS two\nCOPY setup.sh .\nRUN ./setup.sh\nFROM python:3.13-slim AS three\nARG PACKAGES\nRUN apt-get install -y $PACKAGES\n" }
		},
		{
			name: "another program stands in for it, or it is asked for before",
			good: "services:\n  one:\n    image: alpine:3.22\n    healthcheck: { test: \"curl -f http://localhost || wget -q http://localhost\" }\n  two:\n    image: alpine:3.22\n    healthcheck: { test: \"if command -v curl; then curl -f http://localhost; fi\" }\n"
		},
		{
			name: "an image that nobody knows",
			good: "services:\n  web:\n    image: example/web:1\n    healthcheck: { test: curl -f http://localhost }\n"
		}
	]
});
// src/rules/container/heap-fits-limit.ts
var heap_fits_limit_default = defineRule({
	id: "container/heap-fits-limit",
	title: "The program may use more memory than the container has",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "container",
	why: "Java, Node and others free memory only when they near the size that they were given. Told that it may use a gigabyte, in a container with half of that, the program is killed by the kernel first, with exit code 137 and no word in the log.",
	remedy: "Give the program about three quarters of the container’s memory, or raise the limit.",
	references: ["https://docs.docker.com/engine/containers/resource_constraints/#memory"],
	equivalents: {},
	*check({ container }) {
		const limit = container.memory.state === "known" ? bytes(container.memory.value, 1) : void 0;
		if (limit === void 0 || limit === 0) return;
		for (const { size, option, at } of heapsOf(container)) {
			if (size < limit) continue;
			yield {
				at,
				key: option,
				message: `${called(container)} lets its program use as much memory as the container has, or more (\`${option}\`).`,
				related: container.memory.state === "known" ? [{
					at: container.memory.at,
					note: "the limit of the container"
				}] : []
			};
		}
	},
	examples: [
		{
			name: "Node.js",
			bad: "services:\n  api:\n    image: example/api:1\n    mem_limit: 512m\n    environment:\n      «NODE_OPTIONS: --max-old-space-size=1024»\n",
			good: "services:\n  api:\n    image: example/api:1\n    mem_limit: 512m\n    environment:\n      NODE_OPTIONS: --max-old-space-size=384\n"
		},
		{
			name: "Java, in the command",
			bad: "services:\n  api:\n    image: example/api:1\n    deploy: { resources: { limits: { memory: 1G } } }\n    command: [java, «-Xmx2g», -jar, api.jar]\n"
		},
		{
			name: "without a limit",
			good: "services:\n  api:\n    image: example/api:1\n    command: java -Xmx2g -jar api.jar\n"
		}
	]
});
function heapsOf(container) {
	return [...container.environment.items.filter(({ value }) => value.source === "literal" && /OPT(?:ION)?S$/.test(value.name)).map(({ value, at }) => ({
		text: value.value,
		at
	})), ...[...container.command.items, ...container.entrypoint.items].map(({ value, at }) => ({
		text: value,
		at
	}))].flatMap(({ text, at }) => {
		const java = /(?:^|\s)-Xmx(\d+[kmgt]?)\b/i.exec(text)?.[1];
		const node = /--max[-_]old[-_]space[-_]size[= ](\d+)\b/.exec(text)?.[1];
		return [{
			size: java === void 0 ? void 0 : bytes(java, 1),
			option: "-Xmx"
		}, {
			size: node === void 0 ? void 0 : bytes(node, 1024 ** 2),
			option: "--max-old-space-size"
		}].flatMap(({ size, option }) => size === void 0 ? [] : [{
			size,
			option,
			at
		}]);
	});
}
const units = {
	b: 1,
	k: 1024,
	m: 1024 ** 2,
	g: 1024 ** 3,
	t: 1024 ** 4
};
/** A size such as `512m`; `unit` is how many bytes a number alone counts. */
function bytes(text, unit) {
	const found = /^\s*(\d+(?:\.\d+)?)\s*([bkmgt])?(?:i?b)?\s*$/i.exec(text);
	if (found === null) return void 0;
	return Number(found[1]) * (found[2] === void 0 ? unit : units[found[2].toLowerCase()] ?? unit);
}
// src/rules/container/logging-on.ts
var logging_on_default = defineRule({
	id: "container/logging-on",
	title: "Container keeps no log",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "container",
	why: "With the driver `none` everything the program prints is thrown away. After an incident there is nothing to read, and `docker logs` shows nothing.",
	remedy: "Remove `driver: none`; to save space limit `json-file` with `max-size` and `max-file`.",
	references: ["https://docs.docker.com/engine/logging/configure/", "CIS Docker Benchmark 1.6.0, 2.13"],
	equivalents: {
		composeLint: ["CL-0014"],
		cis: ["2.13"]
	},
	*check({ container }) {
		const { loggingDriver } = container;
		if (loggingDriver.state === "known" && loggingDriver.value.trim().toLowerCase() === "none") yield {
			at: loggingDriver.at,
			message: `${called(container)} throws its log away.`
		};
	},
	examples: [{
		name: "thrown away",
		bad: "services:\n  web:\n    image: example/web:1.4\n    logging:\n      driver: «none»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    logging:\n      driver: json-file\n      options: { max-size: 10m, max-file: \"3\" }\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run --log-driver «none» example/web:1.4\n"
	}]
});
// src/rules/container/memory-limit.ts
var memory_limit_default = limitRule({
	id: "container/memory-limit",
	title: "Container has no memory limit",
	why: "One leak takes all memory of the host, and the kernel then kills whatever it likes. With a limit only the container at fault is killed, with exit code 137.",
	remedy: "Set `mem_limit: 512m` or `deploy.resources.limits.memory` (`--memory 512m`), with room above what the program needs.",
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
			bad: "services:\n  web:\n    image: example/web:1.4\n    deploy: { «resources»: { reservations: { memory: 64M } } }\n"
		},
		{
			name: "zero is no limit",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n    mem_limit: 0\n"
		},
		{
			name: "what is no amount is no limit",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n    mem_limit: 512Mi\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "«docker run --rm -d example/web:1.4»\n",
			good: "docker run --rm -d --memory=512m example/web:1.4\n"
		},
		{
			name: "a container that ends with its command, or with its job",
			path: ".github/workflows/ci.yml",
			good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker run --rm example/tool:1.4 check\n      - run: docker run -d example/db:8\n"
		},
		{
			name: "a pipeline that starts what stays",
			path: ".github/workflows/deploy.yml",
			bad: "on: push\njobs:\n  deploy:\n    runs-on: self-hosted\n    steps:\n      - run: «docker run -d --restart=always example/web:1.4»\n"
		}
	]
}, {
	of: (container) => container.memory,
	noun: "memory",
	lookalike: ({ memoryReservation }) => memoryReservation.state === "known" ? {
		at: memoryReservation.at,
		words: "its reservation keeps memory free for it and limits nothing"
	} : void 0
});
// src/rules/container/no-broad-device-rule.ts
/** Character devices as good as a disk, by their numbers (Linux, Documentation/admin-guide/devices.txt). */
const characters = [[
	"1",
	"11",
	"the log of its kernel"
], [
	"10",
	"237",
	"its loop devices"
]];
/** What `TYPE MAJOR:MINOR ACCESS` opens, in the words of a finding; undefined where it opens nothing that matters. */
function opens(rule) {
	const parts = /^(?<type>[abc])\s+(?<major>\*|\d+):(?<minor>\*|\d+)\s+(?<access>[rwm]{1,3})$/.exec(rule.trim())?.groups;
	if (parts === void 0 || !/[rw]/.test(parts["access"] ?? "")) return void 0;
	if (parts["type"] === "a") return "every device";
	if (parts["type"] === "b") return parts["major"] === "*" ? "every disk" : `the disks of kind ${parts["major"] ?? ""}`;
	const named = characters.filter(([major, minor]) => matches$1(parts["major"], major) && matches$1(parts["minor"], minor));
	return named.length === 0 ? void 0 : named.map(([, , name]) => name).join(" and ");
}
function matches$1(pattern, number) {
	return pattern === "*" || pattern === number;
}
/** Whether it can make a device file, or is given those of the host: a rule alone is no way to a device. */
function reachesNodes(container) {
	const [added, dropped] = [container.capAdd, container.capDrop].map(({ items }) => new Set(items.map(({ value }) => capabilityFromText(value))));
	return added?.has("ALL") === true || added?.has("MKNOD") === true || dropped?.has("ALL") !== true && dropped?.has("MKNOD") !== true || container.mounts.items.some(({ value }) => /^\/dev(?:\/|$)/.test(hostPath(value) ?? ""));
}
var no_broad_device_rule_default = defineRule({
	id: "container/no-broad-device-rule",
	title: "Container may open the disks of the host",
	severity: "critical",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "A rule under `device_cgroup_rules` says which devices the container may open. Every container may make device files by default: with a rule for block devices (`b *:* rwm`) a process makes itself the file of a disk, and reads and writes all of the host.",
	remedy: "Name the one device under `devices` instead; where numbers change at run time, allow its own major number only.",
	references: [
		"https://docs.docker.com/reference/compose-file/services/#device_cgroup_rules",
		"CIS Docker Benchmark 1.6.0, 5.18",
		"OWASP Docker Security Cheat Sheet, rule 3"
	],
	equivalents: {
		composeLint: ["CL-0016"],
		cis: ["5.18"]
	},
	*check({ container }) {
		if (container.deviceRules.items.length === 0 || !reachesNodes(container)) return;
		for (const { value, at } of container.deviceRules.items) {
			const what = opens(value);
			if (what === void 0) continue;
			yield {
				at,
				key: value.replaceAll(/\s+/g, " ").trim(),
				message: `${called(container)} may open ${what} of the host, whatever the permissions of the files on it say.`
			};
		}
	},
	examples: [
		{
			name: "every disk of a kind",
			bad: "services:\n  backup:\n    image: example/backup:2\n    device_cgroup_rules:\n      - «\"b 8:* rmw\"»\n",
			good: "services:\n  backup:\n    image: example/backup:2\n    volumes: [\"/srv/data:/data:ro\"]\n"
		},
		{
			name: "no right to make device files, but those of the host",
			bad: "services:\n  backup:\n    image: example/backup:2\n    cap_drop: [ALL]\n    volumes: [\"/dev:/dev:ro\"]\n    device_cgroup_rules: [«\"b *:* r\"»]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --device-cgroup-rule=«\"a *:* rwm\"» example/backup:2\n"
		},
		{
			name: "a camera, whose number changes",
			good: "services:\n  camera:\n    image: example/camera:1\n    device_cgroup_rules: [\"c 81:* rmw\"]\n"
		},
		{
			name: "no way to a device file",
			good: "services:\n  backup:\n    image: example/backup:2\n    cap_drop: [ALL]\n    device_cgroup_rules: [\"b 8:* r\"]\n"
		}
	]
});
// src/rules/container/no-cgroup-parent.ts
var no_cgroup_parent_default = defineRule({
	id: "container/no-cgroup-parent",
	title: "Container is put into a control group of its own choice",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "Control groups are how Linux counts and limits the memory and processor time of programs. In a group of its own the container is outside of the limits that hold for all containers together, and can take the machine down with it.",
	remedy: "Remove `cgroup_parent`, and set limits on the service.",
	references: ["https://docs.docker.com/reference/compose-file/services/#cgroup_parent", "CIS Docker Benchmark 1.6.0, 5.25"],
	equivalents: {
		kics: ["4d9f44c6-2f4a-4317-9bb5-267adbea0232"],
		cis: ["5.25"]
	},
	*check({ container }) {
		const { cgroupParent } = container;
		if (cgroupParent.state === "unset" || cgroupParent.state === "known" && cgroupParent.value === "") return;
		if (cgroupParent.state === "unknown") {
			if (cgroupParent.at !== void 0) yield {
				at: cgroupParent.at,
				confidence: "possible",
				message: `${called(container)} is put into a control group given by a variable.`
			};
			return;
		}
		yield {
			at: cgroupParent.at,
			message: `${called(container)} is put into the control group \`${cgroupParent.value}\`.`
		};
	},
	examples: [{
		name: "a group of its own",
		bad: "services:\n  web:\n    image: example/web:1.4\n    cgroup_parent: «m-executor-abcd»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    mem_limit: 256m\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run --cgroup-parent=«/jobs» example/web:1.4\n"
	}]
});
// src/rules/container/no-default-bridge.ts
var no_default_bridge_default = defineRule({
	id: "container/no-default-bridge",
	title: "Container is put on Docker’s default network",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "container",
	why: "Every other container of the machine that is on the default bridge reaches this one, whatever project it is from. A network of one’s own holds only those that belong together, and they find each other by name.",
	remedy: "Remove `network_mode: bridge` and let Compose make a network of its own, or name one.",
	references: ["https://docs.docker.com/engine/network/drivers/bridge/", "CIS Docker Benchmark 1.6.0, 5.30"],
	equivalents: { cis: ["5.30"] },
	*check({ container }) {
		const { networkMode } = container;
		if (networkMode.state !== "known" || !/^(?:bridge|default)$/i.test(networkMode.value.trim())) return;
		if (networkMode.value.trim() === "default" && container.kind === "service") return;
		yield {
			at: networkMode.at,
			message: `${called(container)} is on the default bridge, with every other container there.`
		};
	},
	examples: [{
		name: "asked for",
		bad: "services:\n  web:\n    image: example/web:1.4\n    network_mode: «bridge»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    networks: [front]\nnetworks: { front: {} }\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run --network «bridge» example/web:1.4\n"
	}]
});
// src/rules/container/mount-rule.ts
/** A rule against bind mounts of one grade; the grades share no path, so that a mount is told once. */
function mountRule(texts, hands) {
	return defineRule({
		...texts,
		confidence: "certain",
		subject: "container",
		*check({ container }) {
			for (const { value, at } of container.mounts.items) {
				const path = hostPath(value);
				if (path === void 0 || gradeOf$1(value) !== hands.grade) continue;
				const how = value.readOnly ? " read-only" : "";
				yield {
					at,
					key: path,
					message: `${called(container)} mounts \`${path}\` of the host${how}: ${hands.consequence(path, value)}.`
				};
			}
		}
	});
}
// src/rules/container/no-device-folder-mount.ts
var no_device_folder_mount_default = mountRule({
	id: "container/no-device-folder-mount",
	title: "Container shares a part of the host’s /dev",
	severity: "medium",
	profile: "default",
	why: "The container gets every device in the folder, those that are plugged in later too, or with `/dev/shm` the memory that programs of the host share.",
	remedy: "Name the device under `devices`, and for more shared memory set `shm_size`.",
	references: ["https://docs.docker.com/reference/compose-file/services/#devices", "CIS Docker Benchmark 1.6.0, 5.6 and 5.18"],
	equivalents: {
		kics: ["1c1325ff-831d-43a1-973e-839ae57dfcc0"],
		composeLint: ["CL-0013"],
		cis: ["5.6", "5.18"]
	},
	examples: [{
		name: "shared memory, a bus",
		bad: "services:\n  browser:\n    image: example/browser:131\n    volumes:\n      - «/dev/shm:/dev/shm»\n      - «/dev/bus/usb:/dev/bus/usb»\n",
		good: "services:\n  browser:\n    image: example/browser:131\n    shm_size: 1gb\n    devices: [\"/dev/bus/usb/001/004\"]\n"
	}, {
		name: "nothing, in the place of a file",
		good: "services:\n  browser:\n    image: example/browser:131\n    volumes: [\"/dev/null:/etc/motd:ro\"]\n"
	}]
}, {
	grade: "device",
	consequence: () => "it shares what lies there with the host"
});
// src/rules/container/unconfined-rule.ts
/** A rule against switching one confinement of a container off. */
function unconfinedRule(texts, { off, last, name, consequence }) {
	return defineRule({
		...texts,
		confidence: "certain",
		profile: "default",
		subject: "container",
		*check({ container }) {
			const options = container.securityOptions.items;
			const decides = last && options.findLast(({ value }) => last.test(value.trim()));
			if (decides !== void 0 && !off.test(decides.value.trim())) return;
			for (const { value, at } of options) if (off.test(value.trim())) yield {
				at,
				key: name,
				message: `${called(container)} switches ${name} off and ${consequence}.`
			};
		}
	});
}
// src/rules/container/no-disabled-selinux.ts
var no_disabled_selinux_default = unconfinedRule({
	id: "container/no-disabled-selinux",
	title: "Container runs without SELinux separation",
	severity: "medium",
	why: "A program that breaks out of the container reaches files of the host and of other containers. On Fedora and Red Hat, SELinux labels keep it from them, and have stopped real escapes.",
	remedy: "Remove `label:disable`; to share a folder with the container, add `:z` or `:Z` to its volume.",
	references: [
		"https://docs.docker.com/engine/storage/bind-mounts/#configure-the-selinux-label",
		"CIS Docker Benchmark 1.6.0, 5.3",
		"OWASP Docker Security Cheat Sheet, rule 6"
	],
	equivalents: {
		semgrep: ["selinux-separation-disabled"],
		composeLint: ["CL-0009"],
		codePathfinder: ["COMPOSE-SEC-012"],
		cis: ["5.3"]
	},
	examples: [{
		name: "switched off, and a type that is as good as off",
		bad: "services:\n  app:\n    image: example/app:2\n    security_opt: [«label:disable», «label=type:spc_t»]\n",
		good: "services:\n  app:\n    image: example/app:2\n    volumes: [\"./data:/data:Z\"]\n"
	}, {
		name: "another label",
		good: "services:\n  app:\n    image: example/app:2\n    security_opt: [\"label:user:system_u\"]\n"
	}]
}, {
	off: /^label[:=]\s*(?:disable|type:(?:spc|unconfined)_t)$/i,
	name: "SELinux",
	consequence: "may reach what its labels separate"
});
// src/rules/container/capability-rule.ts
/** A rule against adding any of some capabilities to the containers it concerns; it says what each one allows. */
function capabilityRule(texts, consequences, concerns = () => true) {
	return defineRule({
		...texts,
		confidence: "certain",
		profile: "default",
		subject: "container",
		judges: "capabilities",
		remedy: "Remove the capability from `cap_add`; where the program needs it, keep it and drop all others with `cap_drop: [ALL]`.",
		*check({ container }) {
			if (!concerns(container)) return;
			for (const { value, at } of container.capAdd.items) {
				if (value === "CAP_ALL") continue;
				const name = capabilityFromText(value);
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
		codePathfinder: ["COMPOSE-SEC-008"],
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
/** The socket, or a folder that holds one. Windows has a pipe of its own type in its place. */
function reachesEngine(mount) {
	return mount.type === "other" ? isEngineSocket(mount.source ?? "") : gradeOf$1(mount) === "engine";
}
var no_engine_socket_default$1 = defineRule({
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
		if (hasReadableAllowList(container)) return;
		for (const { value, at } of container.mounts.items) {
			if (!reachesEngine(value)) continue;
			const how = value.readOnly ? " (read-only does not help)" : "";
			yield {
				at,
				key: value.source ?? "",
				message: `${called(container)} mounts ${value.source ?? ""}${how}: who controls it controls the engine, and so the host.`
			};
		}
		yield* hiddenSockets(container);
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
			name: "a folder that holds it",
			bad: "services:\n  dashboard:\n    image: example/dashboard:3\n    volumes:\n      - «/run:/host/run»\n"
		},
		{
			name: "a path that only the machine knows",
			bad: "services:\n  dashboard:\n    image: example/dashboard:3\n    volumes:\n      - «${XDG_RUNTIME_DIR}/docker.sock:/var/run/docker.sock»\n"
		},
		{
			name: "a socket proxy, whose own rule judges what it lets through",
			good: "services:\n  socket-proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    environment: { CONTAINERS: 1, POST: 0 }\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock:ro\"]\n"
		},
		{
			name: "a proxy of which nobody knows what it lets through",
			bad: "services:\n  known:\n    image: tecnativa/docker-socket-proxy:0.3\n    environment: { CONTAINERS: 1, POST: \"${POST}\" }\n    volumes: [«\"/var/run/docker.sock:/var/run/docker.sock:ro\"»]\n  listed:\n    image: tecnativa/docker-socket-proxy:0.3\n    env_file: proxy.env\n    volumes: [«\"/var/run/docker.sock:/var/run/docker.sock:ro\"»]\n  other:\n    image: example/socket-proxy:1\n    volumes: [«\"/var/run/docker.sock:/var/run/docker.sock:ro\"»]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -v «/var/run/docker.sock:/var/run/docker.sock» example/dashboard:3\n"
		},
		{
			name: "an ordinary volume, a folder beside the socket",
			good: "services:\n  web:\n    image: example/web:1.4\n    volumes: [\"data:/data\", \"/run/web:/run/web\"]\nvolumes: { data: {} }\n"
		},
		{
			name: "the API socket, and the pipe of Windows",
			bad: "services:\n  dashboard:\n    image: example/dashboard:3\n    use_api_socket: «true»\n  agent:\n    image: example/agent:2\n    volumes:\n      - «type: npipe\n        source: \\\\.\\pipe\\docker_engine\n        target: \\\\.\\pipe\\docker_engine»\n",
			good: "services:\n  dashboard:\n    image: example/dashboard:3\n    use_api_socket: false\n  agent:\n    image: example/agent:2\n    volumes:\n      - type: npipe\n        source: \\\\.\\pipe\\other\n        target: \\\\.\\pipe\\other\n"
		},
		{
			name: "other sockets in a place that only the machine knows",
			good: "services:\n  web:\n    image: example/web:1.4\n    volumes: [\"${RUN}/web.sock:/run/web.sock\", \"${RUN}/docker.sock.old:/old\", \"${RUN}:/data\"]\n"
		}
	]
});
/** A mount whose source hangs on a variable, but which is named for the socket. */
function* hiddenSockets(container) {
	const hidden = [...container.mounts.unknown, ...container.mounts.items.flatMap(({ value, at }) => value.hidden === void 0 ? [] : [{ at }])];
	for (const { at } of hidden) {
		const name = /[\w.-]+\.sock(?![\w.-])/.exec(textOf(at))?.[0];
		if (name === void 0 || !isEngineSocket(name)) continue;
		yield {
			at,
			key: name,
			confidence: "likely",
			message: `${called(container)} mounts ${name} from a path given by a variable: who controls it controls the engine, and so the host.`
		};
	}
}
// src/rules/container/no-exposed-root.ts
var no_exposed_root_default = defineRule({
	id: "container/no-exposed-root",
	title: "Container that can be attacked runs as root",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "container",
	judges: "user",
	why: "Strangers reach this container, or it holds parts of the host, and the program in it runs as root because neither Compose nor the image names a user. Whoever breaks in is root at once: in the container, and with one more hole or through what is mounted, on the host.",
	remedy: "Set `user:` to a user without privileges, or `USER` in the Dockerfile; make the folders it writes to its own.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#user",
		"CIS Docker Benchmark 1.6.0, 4.1",
		"OWASP Docker Security Cheat Sheet, rule 2"
	],
	equivalents: { cis: ["4.1"] },
	*check({ container, posture }) {
		const exposure = exposureOf(container);
		if (exposure === void 0) return;
		const found = rootByOmission(container, posture, `, and ${exposure}`);
		if (found !== void 0) yield found;
	},
	examples: [
		{
			name: "published, and built without a user",
			bad: "services:\n  «web»:\n    build: .\n    ports: [\"8080:8080\"]\n",
			good: "services:\n  web:\n    build: .\n    user: \"1000\"\n    ports: [\"8080:8080\"]\n",
			files: { Dockerfile: "FROM node:22-slim\nCOPY . /app\nCMD [\"node\", \"/app/server.js\"]\n" }
		},
		{
			name: "with a folder of the host, or its network",
			bad: "services:\n  «job»:\n    image: python:3.13-slim\n    volumes: [\"/srv/data:/data\"]\n  «probe»:\n    image: python:3.13-slim\n    network_mode: host\n"
		},
		{
			name: "with the engine’s socket",
			bad: "services:\n  «agent»:\n    image: python:3.13-slim\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\n"
		},
		{
			name: "open to this machine alone, which another rule tells at a lower severity",
			good: "services:\n  web:\n    build: .\n    ports: [\"127.0.0.1:8080:8080\"]\n    volumes: [\"/srv/data:/data:ro\"]\n",
			files: { Dockerfile: "FROM node:22-slim\nCOPY . /app\nCMD [\"node\", \"/app/server.js\"]\n" }
		}
	]
});
// src/rules/container/no-host-administration-mount.ts
var no_host_administration_mount_default = mountRule({
	id: "container/no-host-administration-mount",
	title: "Container can write where the host’s administrator keeps things",
	severity: "medium",
	profile: "default",
	why: "Programs of the host read what lies in `/etc`, often as root, and `/root` is their administrator’s home. Whoever breaks into the container can change how they behave, and has a place on the host that survives the container.",
	remedy: "Keep the files beside the Compose file or in a named volume; where the container only reads them, add `:ro`.",
	references: ["https://docs.docker.com/engine/storage/bind-mounts/", "CIS Docker Benchmark 1.6.0, 5.6"],
	equivalents: {
		kics: ["1c1325ff-831d-43a1-973e-839ae57dfcc0"],
		composeLint: ["CL-0025"],
		cis: ["5.6"]
	},
	examples: [{
		name: "a folder of /etc, a folder in the home of root",
		bad: "services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «/etc/nginx:/etc/nginx»\n      - «/root/backups:/backups»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - ./nginx:/etc/nginx:ro\n      - /srv/backups:/backups\n"
	}]
}, {
	grade: "administration",
	consequence: () => "it can change what the host’s programs and its administrator rely on"
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
		kics: ["ce76b7d0-9e77-464d-b86f-c5c48e03e22d"],
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
			name: "a name that the engine refuses to start with",
			good: "services:\n  backup:\n    image: example/backup:1.4\n    cap_add: [CAP_ALL]\n"
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
			if (mode.state === "known" && mode.value === "host") yield {
				at: mode.at,
				message: `${called(container)} ${namespace.consequence}.`
			};
		}
	});
}
// src/rules/container/no-host-cgroup.ts
var no_host_cgroup_default = namespaceRule({
	id: "container/no-host-cgroup",
	title: "Container sees the control groups of the host",
	severity: "low",
	why: "With `cgroup: host` the container sees the control groups of everything on the host. Where it may also write to them, it can lift its limits, and older kernels let it run programs on the host.",
	remedy: "Remove `cgroup: host` (`--cgroupns host`).",
	references: ["https://docs.docker.com/reference/compose-file/services/#cgroup", "CIS Docker Benchmark 1.6.0, 5.25"],
	equivalents: { cis: ["5.25"] },
	examples: [{
		name: "the host’s control groups",
		bad: "services:\n  init:\n    image: example/init:1\n    cgroup: «host»\n",
		good: "services:\n  init:\n    image: example/init:1\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run --cgroupns=«host» example/init:1\n"
	}]
}, {
	of: (container) => container.cgroupMode,
	consequence: "sees the control groups of the whole host"
});
// src/rules/container/device-rule.ts
/** Disks, what disks are made of, and the log of the kernel. */
const raw = /^\/dev(?:$|\/(?:(?:[sv]|xv)d[a-z]+\d*|hd[a-z]\d*|nvme\d.*|mmcblk\d.*|md(?:\d.*|\/.+)|(?:disk|block|mapper|zvol|bsg)\/.+|loop(?:\d.*|-control)|dm-\d+|mtdblock\d+|zfs|zd\d.*|[rn]bd.*|bcache.*|drbd.*|dasd[a-z]+\d*|sg\d+|kmsg|char\/(?:1:11|10:237))$)/;
/** The memory of the machine, and doors to it. */
const memory = /^\/dev\/(?:k?mem|port|raw(?:\/.*|\d*|ctl)?|cpu\/.*|msr)$/;
function gradeOf(path) {
	if (raw.test(path)) return "raw";
	return memory.test(path) ? "memory" : "other";
}
/** A rule against devices of one grade; a device has one grade, so that it is told once. */
function deviceRule(texts, grade, consequence) {
	return defineRule({
		...texts,
		confidence: "certain",
		subject: "container",
		*check({ container }) {
			for (const { value, at } of container.devices.items) {
				const { source, permissions } = partsOf(value, container.kind === "command");
				if (!source.startsWith("/") || permissions !== void 0 && !/[rwW]/.test(permissions)) continue;
				const path = posix.normalize(source.replace(/^\/+/, "/")).replace(/(?<=.)\/$/, "");
				if (gradeOf(path) !== grade) continue;
				yield {
					at,
					key: path,
					message: `${called(container)} is given the device \`${path}\` of the host: ${consequence}.`
				};
			}
		}
	});
}
/**
* `SOURCE[:TARGET[:PERMISSIONS]]`, and on a command line `SOURCE:PERMISSIONS` too. The source of a link such as
* `/dev/block/8:0` has a colon of its own.
*/
function partsOf(device, onCommandLine) {
	const parts = /^(?<source>\/+dev\/(?:block|char)\/\d+:\d+|[^:]*)(?::(?<second>[^:]*))?(?::(?<third>.*))?$/.exec(device)?.groups;
	const second = parts?.["second"];
	const short = onCommandLine && second !== void 0 && /^[rwm]{1,3}$/.test(second) ? second : void 0;
	const permissions = parts?.["third"] ?? short;
	return {
		source: parts?.["source"] ?? "",
		...permissions === void 0 ? {} : { permissions }
	};
}
// src/rules/container/no-host-device.ts
var no_host_device_default = deviceRule({
	id: "container/no-host-device",
	title: "Container is given a device of the host",
	severity: "low",
	profile: "strict",
	why: "Whoever breaks into the container gets at the device and at the driver behind it, and drivers are where many kernel holes are found. Some programs are there for a device; others do not need it.",
	remedy: "Give just the device that the program is there for, with the fewest permissions (`:r` instead of `:rwm`).",
	references: ["https://docs.docker.com/reference/compose-file/services/#devices", "CIS Docker Benchmark 1.6.0, 5.18"],
	equivalents: { cis: ["5.18"] },
	examples: [{
		name: "a graphics card",
		bad: "services:\n  media:\n    image: example/media:4\n    devices:\n      - «/dev/dri:/dev/dri»\n",
		good: "services:\n  media:\n    image: example/media:4\n"
	}]
}, "other", "the driver behind it is open to the container");
// src/rules/container/no-host-file-mount.ts
var no_host_file_mount_default = mountRule({
	id: "container/no-host-file-mount",
	title: "Container uses a configuration file of the host",
	severity: "low",
	profile: "default",
	why: "The container knows more about the host than it needs, behaves differently on every machine, and with a writable file such as `/etc/localtime` can change the host’s.",
	remedy: "Put a copy of the file beside the Compose file, set the same by an environment variable (`TZ=Europe/Berlin`), or add `:ro`.",
	references: ["https://docs.docker.com/engine/storage/bind-mounts/", "CIS Docker Benchmark 1.6.0, 5.6"],
	equivalents: {
		kics: ["1c1325ff-831d-43a1-973e-839ae57dfcc0"],
		composeLint: ["CL-0013"],
		cis: ["5.6"]
	},
	examples: [{
		name: "the users of the host, and its writable time zone",
		bad: "services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «/etc/passwd:/etc/passwd:ro»\n      - «/etc/localtime:/etc/localtime»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    environment:\n      TZ: Europe/Berlin\n    volumes:\n      - /etc/localtime:/etc/localtime:ro\n"
	}]
}, {
	grade: "file",
	consequence: (_, { readOnly }) => readOnly ? "it knows more of the host than it needs" : "it can change the host’s"
});
// src/rules/container/no-host-ipc.ts
var no_host_ipc_default = namespaceRule({
	id: "container/no-host-ipc",
	title: "Container shares the host’s shared memory",
	severity: "medium",
	why: "Programs of the host keep data in shared memory and trust who can reach it. With `ipc: host` the container can read and change it.",
	remedy: "Remove `ipc: host` (`--ipc host`); for more shared memory set `shm_size`, and to share it among containers use `ipc: shareable` on one of them.",
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
	remedy: "Remove `network_mode: host` (`--network host`), publish the ports that are needed, and let containers talk over a network of their own.",
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
			bad: "docker run -d --net=«host» example/proxy:2\n"
		},
		{
			name: "a tool that ends with its command",
			path: "run.sh",
			good: "docker run --rm --net=host postgres:17 psql -h localhost\n"
		},
		{
			name: "the same, written as a network of the project",
			bad: "services:\n  proxy:\n    image: example/proxy:2\n    networks:\n      - «outer»\nnetworks:\n  outer:\n    name: host\n    external: true\n"
		},
		{
			name: "another service’s network",
			good: "services:\n  proxy:\n    image: example/proxy:2\n    network_mode: service:vpn\n"
		}
	]
}, {
	of: ({ networkMode, passing }) => passing === void 0 ? networkMode : { state: "unset" },
	consequence: "shares the network of the host, with everything that listens on 127.0.0.1 there"
});
// src/rules/container/no-host-network-capability.ts
var no_host_network_capability_default = capabilityRule({
	id: "container/no-host-network-capability",
	title: "Container may reconfigure the host’s network",
	severity: "high",
	why: "Whoever breaks into the program owns the host’s network: with `NET_ADMIN` in the network of the host it can switch the firewall off, redirect and read the traffic of the host and of every container, and take the machine off the net.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4 and 5.10"],
	equivalents: {
		composeLint: ["CL-0011"],
		codePathfinder: ["COMPOSE-SEC-008"],
		cis: ["5.4"]
	},
	examples: [
		{
			name: "NET_ADMIN in the host’s network",
			bad: "services:\n  vpn:\n    image: example/vpn:3\n    network_mode: host\n    cap_add:\n      - «NET_ADMIN»\n",
			good: "services:\n  vpn:\n    image: example/vpn:3\n    ports: [\"51820:51820/udp\"]\n    cap_drop: [ALL]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --network host --cap-add «NET_ADMIN» example/vpn:3\n"
		},
		{
			name: "in a network of its own, which another rule tells",
			good: "services:\n  vpn:\n    image: example/vpn:3\n    cap_add: [NET_ADMIN]\n"
		}
	]
}, { NET_ADMIN: "reconfigure the interfaces, routes and firewall of the host" }, sharesHostNetwork);
// src/rules/container/no-host-pid.ts
var no_host_pid_default = namespaceRule({
	id: "container/no-host-pid",
	title: "Container shares the host’s processes",
	severity: "high",
	why: "The container sees every process of the host with its arguments and environment, can signal them, and reaches the host’s file system through `/proc/1/root` where it runs as root.",
	remedy: "Remove `pid: host` (`--pid host`); to watch one container share its processes alone (`pid: \"container:NAME\"`).",
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
	why: "The kernel has one clock and one set of performance counters for all containers. A clock that is set wrong (`SYS_TIME`) makes certificates invalid and logs useless on the whole host; the counters (`PERFMON`) give away what other containers do.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4"],
	equivalents: {
		codePathfinder: ["COMPOSE-SEC-008"],
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
// src/rules/container/no-host-root-mount.ts
var no_host_root_mount_default = mountRule({
	id: "container/no-host-root-mount",
	title: "Container mounts the whole disk of the host",
	severity: "critical",
	profile: "default",
	why: "The root of the host’s file system holds the password hashes, the keys, the disks of all other containers and the engine’s socket. Read-only it gives all of that away; writable it is the host.",
	remedy: "Mount just the folders that are needed, read-only: `- /var/log/nginx:/logs:ro`.",
	references: [
		"https://docs.docker.com/engine/storage/bind-mounts/",
		"CIS Docker Benchmark 1.6.0, 5.6",
		"OWASP Docker Security Cheat Sheet, rule 8"
	],
	equivalents: {
		kics: ["1c1325ff-831d-43a1-973e-839ae57dfcc0"],
		composeLint: ["CL-0001"],
		cis: ["5.6"]
	},
	examples: [
		{
			name: "the whole disk, read-only",
			bad: "services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - «/:/host:ro»\n",
			good: "services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - /srv/metrics:/host/metrics:ro\n"
		},
		{
			name: "spelled in another way",
			bad: "services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - «/etc/..:/host»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -v «/:/host» example/metrics:1.9\n"
		}
	]
}, {
	grade: "root",
	consequence: (_, { readOnly }) => readOnly ? "it reads every key and password hash, and reaches the engine’s socket" : "it can change everything on the host"
});
// src/rules/container/no-host-state-mount.ts
var no_host_state_mount_default = mountRule({
	id: "container/no-host-state-mount",
	title: "Container sees what runs on the host",
	severity: "medium",
	profile: "default",
	why: "Below `/run` lie the sockets of the host’s own services, such as its system bus; `/proc` shows every process of the host with its arguments and, to root, its environment; `/sys` shows its devices and control groups. Monitoring wants that; an intruder does, too.",
	remedy: "Remove the mount unless the program is there to watch the host; keep it read-only then, and let nobody but the monitoring reach it.",
	references: ["https://docs.docker.com/engine/storage/bind-mounts/", "CIS Docker Benchmark 1.6.0, 5.6"],
	equivalents: {
		kics: ["1c1325ff-831d-43a1-973e-839ae57dfcc0"],
		composeLint: ["CL-0013"],
		cis: ["5.6"]
	},
	examples: [{
		name: "the processes of the host",
		bad: "services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - «/proc:/host/proc:ro»\n",
		good: "services:\n  metrics:\n    image: example/metrics:1.9\n"
	}, {
		name: "the system bus",
		bad: "services:\n  hub:\n    image: example/hub:2\n    volumes:\n      - «/run/dbus:/run/dbus:ro»\n"
	}]
}, {
	grade: "state",
	consequence: (path) => /^\/(?:var\/)?run\//.test(path) ? "sockets of the host’s own services lie there" : "it sees what runs on the host"
});
// src/rules/container/no-host-userns.ts
var no_host_userns_default = namespaceRule({
	id: "container/no-host-userns",
	title: "Container opts out of user namespaces",
	severity: "low",
	why: "An engine can map the users of containers to users of the host that may do nothing (`userns-remap`), so that root in a container is nobody outside. `userns_mode: host` switches that off: root in the container is root on the host again.",
	remedy: "Remove `userns_mode: host` (`--userns host`).",
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
	why: "The UTS namespace is where Linux keeps the name of the machine. A container that shares the host’s knows that name, which helps whoever breaks in to find out where they are, and with `SYS_ADMIN` can change it under every other program.",
	remedy: "Remove `uts: host` (`--uts host`); set `hostname` where the program needs a certain name.",
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
// src/parse/secret/pair.ts
/** Whether a variable of this name with this value holds a secret that somebody could use. */
function isSecretPair(name, value) {
	return isSecretName(name) && isLiteralSecret(value) && !namesScheme(name, value);
}
/** `REGISTRY_AUTH=htpasswd` names a way to log in, `NEO4J_AUTH=neo4j/secret` is a login. */
function namesScheme(name, value) {
	if (!/auth$/i.test(name)) return false;
	return /^(?:anonymous|basic|bearer|cookie|digest|external|form|gssapi|htpasswd|internal|jwt|kerberos|ldap|local|login|md5|mtls|native|oauth2?|oidc|openid|optional|pam|peer|plain|required|saml2?|scram-sha-(?:1|256)|session|silly|token|trust|x509)$/i.test(value.trim());
}
// src/rules/container/secret-entry.ts
/** Whether an entry is named for the key of a licence: it costs money where it leaks, and opens nothing. */
function isLicenceKey({ name }) {
	return /licen[cs]e[_-]?key$/i.test(name);
}
/** Whether the text that stands in the file is a secret: by the form of a provider’s token, or by name and value together. */
function holdsSecret(entry) {
	if (tokenIn(entry.value) !== void 0) return true;
	return isNamedSecret(entry) && isLiteralSecret(entry.value) && !namesScheme(entry.name, entry.value);
}
/** Whether an entry is named as a secret is. `…_TOKENS` with a number behind it counts words of a language model. */
function isNamedSecret(entry) {
	if (isLicenceKey(entry)) return false;
	const { name, value } = entry;
	if (/tokens$/i.test(name)) return !/^\d/.test(value.trim()) && isSecretName(name.slice(0, -1));
	return isSecretName(name) || /\d/.test(name) && isSecretName(name.replaceAll(/\d+(?=_|$)/g, ""));
}
/**
* Whether text around the variables of a secret is a secret of its own: `hunter2$SUFFIX`, but not `Bearer ${TOKEN}`.
* @param written the entry as it stands in the file
*/
function holdsSecretAround(entry, written) {
	if (!isNamedSecret(entry) || !written.startsWith(entry.name)) return false;
	const rest = written.slice(entry.name.length).replace(/^["']?\s*[:=]\s*/, "").replaceAll(/\$\$|\$\{(?:[^{}]|\{[^{}]*\})*\}|\$\w+/g, (variable) => variable === "$$" ? "." : " ").replaceAll(/["']/g, "").trim();
	if (/:\/\/|\s\S/.test(rest) || /^(?:bearer|basic|token|base64)\W*$/i.test(rest)) return false;
	return /[A-Za-z0-9]{4}/.test(rest) && isLiteralSecret(rest);
}
// src/rules/container/no-licence-key.ts
var no_licence_key_default = defineRule({
	id: "container/no-licence-key",
	title: "A licence key stands in the file",
	severity: "low",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "A licence key opens no door, but whoever copies it uses what was paid for, and the seller may take it back.",
	remedy: "Hand the key over as `${NAME:?}` from outside, or as a Compose secret.",
	references: ["https://docs.docker.com/compose/how-tos/use-secrets/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: { cis: ["4.10"] },
	*check({ container }) {
		for (const { value: entry, at } of container.environment.items) {
			if (entry.source !== "literal" || !isLicenceKey(entry) || !isLiteralSecret(entry.value)) continue;
			yield {
				at,
				key: entry.name,
				message: `${called(container)} gets a licence key in \`${entry.name}\`.`
			};
		}
	},
	examples: [{
		name: "a literal key",
		bad: "services:\n  geo:\n    image: example/geo:5\n    environment:\n      «GEOIP_LICENSE_KEY: 7f3aKx02»\n",
		good: "services:\n  geo:\n    image: example/geo:5\n    environment:\n      GEOIP_LICENSE_KEY: ${GEOIP_LICENSE_KEY:?}\n"
	}]
});
// src/rules/container/no-loose-tmpfs.ts
const dangers = {
	exec: "programs written there can be run",
	suid: "setuid programs written there gain privileges"
};
var no_loose_tmpfs_default = defineRule({
	id: "container/no-loose-tmpfs",
	title: "A scratch folder takes back a protection that Docker sets",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "An intruder can put a program there and run it. Docker mounts every tmpfs (a folder in memory) with `noexec` and `nosuid` against just that, and in a read-only container it is often the only place to write to.",
	remedy: "Remove `exec` and `suid` from the options of the tmpfs.",
	references: ["https://docs.docker.com/engine/storage/tmpfs/", "OWASP Docker Security Cheat Sheet, rule 8"],
	equivalents: { composeLint: ["CL-0022"] },
	*check({ container }) {
		for (const { value, at } of container.tmpfs.items) {
			const [target = "", ...rest] = value.split(":");
			const options = rest.join(":").split(",");
			for (const [option, danger] of Object.entries(dangers)) {
				if (options.findLast((one) => one === option || one === `no${option}`) !== option) continue;
				yield {
					at,
					key: `${target} ${option}`,
					message: `${called(container)} mounts \`${target}\` with \`${option}\`: ${danger}.`
				};
			}
		}
	},
	examples: [{
		name: "programs may run",
		bad: "services:\n  web:\n    image: example/web:1.4\n    tmpfs:\n      - «/tmp:size=64m,exec»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    tmpfs:\n      - /tmp:size=64m\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run --tmpfs «/run:suid» example/web:1.4\n"
	}]
});
// src/rules/container/no-low-port.ts
var no_low_port_default = defineRule({
	id: "container/no-low-port",
	title: "A port below 1024 is mapped",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "container",
	why: "Linux keeps ports below 1024 for root. An engine that runs without root cannot publish one, and a program that is not root may be unable to listen on it: the container does not start, and the quick way out is to run it as root.",
	remedy: "Listen on a port above 1024 and map one above 1024 to it, with a reverse proxy or load balancer in front.",
	references: ["https://docs.docker.com/reference/compose-file/services/#ports", "CIS Docker Benchmark 1.6.0, 5.8"],
	equivalents: {
		kics: ["bc2908f3-f73c-40a9-8793-c1b7d5544f79"],
		cis: ["5.8"]
	},
	*check({ container }) {
		for (const { port, at, guessed } of publishedPorts(container)) {
			const low = [port.host, port.container].find((range) => range !== void 0 && range[0] < 1024 && range[0] > 0);
			if (low === void 0) continue;
			const side = low === port.host ? "of the host" : "in the container";
			yield {
				at,
				key: `${portInWords(port.container)}/${port.protocol}`,
				...guessed ? { confidence: "possible" } : {},
				message: `${called(container)} maps ${portInWords(low)} ${side}, which is kept for root.`
			};
		}
	},
	examples: [{
		name: "on the host, and in the container",
		bad: "services:\n  web:\n    image: example/web:1.4\n    ports: [«\"80:8080\"», «\"127.0.0.1:8443:443\"»]\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    ports: [\"8080:8080\", \"127.0.0.1:8443:8443\"]\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run -p «80:8080» example/web:1.4\n"
	}]
});
// src/rules/container/no-memory-device.ts
var no_memory_device_default = deviceRule({
	id: "container/no-memory-device",
	title: "Container is given the memory of the host as a device",
	severity: "high",
	profile: "default",
	why: "Through `/dev/mem`, `/dev/port` and their like a process with `SYS_RAWIO` reads and changes the memory and the hardware of the host. Newer kernels close most of it; older ones do not.",
	remedy: "Remove the device; for the pins of a Raspberry Pi `/dev/gpiochip0` is enough.",
	references: ["https://docs.docker.com/reference/compose-file/services/#devices", "CIS Docker Benchmark 1.6.0, 5.18"],
	equivalents: { cis: ["5.18"] },
	examples: [{
		name: "for a pin of a board",
		bad: "services:\n  pins:\n    image: example/pins:1\n    devices:\n      - «/dev/mem:/dev/mem»\n",
		good: "services:\n  pins:\n    image: example/pins:1\n    devices:\n      - /dev/gpiomem:/dev/gpiomem\n"
	}]
}, "memory", "with the capability SYS_RAWIO it reads and changes the machine’s memory");
// src/rules/container/no-network-capability.ts
var no_network_capability_default = capabilityRule({
	id: "container/no-network-capability",
	title: "Container may reconfigure its network",
	severity: "medium",
	why: "With `NET_ADMIN` a program that is broken into can redirect and read the traffic of its network, take down its firewall, and reach parts of the kernel (netfilter, traffic control) in which most of the holes of recent years were found. VPN clients need it; hardly anything else does.",
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
		name: "in the host’s network, which another rule tells",
		good: "services:\n  vpn:\n    image: example/vpn:3\n    network_mode: host\n    cap_add: [NET_ADMIN]\n"
	}]
}, { NET_ADMIN: "reconfigure interfaces, routes and firewalls of its network" }, (container) => !sharesHostNetwork(container));
// src/rules/container/no-new-privileges.ts
var no_new_privileges_default = defineRule({
	id: "container/no-new-privileges",
	title: "Container can gain privileges after it starts",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "container",
	judges: "noNewPrivileges",
	why: "A setuid program in the image, such as `su` or `mount`, can lift a process above the user it was started as. With `no-new-privileges` the kernel refuses that. Programs that give privileges up, such as `gosu`, still work; `sudo` and `setcap` binaries do not.",
	remedy: "Add `security_opt: [\"no-new-privileges:true\"]` (`--security-opt no-new-privileges`).",
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
			at: container.at,
			message: `${called(container)} switches \`no-new-privileges\` off.`,
			related: [{
				at: setting.at,
				note: "switched off here"
			}]
		};
		else if (setting.state === "unknown" && setting.at !== void 0 && container.kind === "service") yield {
			at: container.at,
			confidence: "possible",
			message: `${called(container)} may go without \`no-new-privileges\`: ${setting.why}.`,
			related: [{
				at: setting.at,
				note: "what may set it"
			}]
		};
		else if (setting.state === "unset" && container.passing === void 0) yield {
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
			bad: "services:\n  «web»:\n    image: example/web:1.4\n    security_opt: [\"no-new-privileges:false\"]\n"
		},
		{
			name: "what the engine takes for no",
			bad: "services:\n  «web»:\n    image: example/web:1.4\n    security_opt: [no-new-privileges:true, \"no-new-privileges=0\"]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			good: "docker run --security-opt=no-new-privileges example/web:1.4\n"
		}
	]
});
// src/rules/container/port-rule.ts
/** What listens behind a port that is not for everybody, by the port of the container. */
const inner = {
	1433: "SQL Server",
	1521: "Oracle",
	2375: "the Docker engine without a password",
	2376: "the Docker engine",
	2379: "etcd",
	2380: "etcd",
	3306: "MySQL or MariaDB",
	4369: "the Erlang port mapper",
	5432: "PostgreSQL",
	5601: "Kibana",
	5672: "RabbitMQ",
	5984: "CouchDB",
	6379: "Redis",
	7e3: "Cassandra",
	7474: "Neo4j",
	7687: "Neo4j",
	8086: "InfluxDB",
	9042: "Cassandra",
	9092: "Kafka",
	9200: "Elasticsearch",
	9300: "Elasticsearch",
	10250: "the kubelet",
	11211: "Memcached",
	15672: "RabbitMQ’s administration",
	26379: "Redis Sentinel",
	27017: "MongoDB",
	27018: "MongoDB",
	28015: "RethinkDB"
};
/** What listens behind a port, where that is no business of the network. */
function innerService({ container }) {
	for (const [port, name] of Object.entries(inner)) if (Number(port) >= container[0] && Number(port) <= container[1] && container[1] - container[0] < 100) return name;
}
/** A rule against ports on every interface, of databases and their like or of everything else. */
function openPortRule(texts, kind) {
	return defineRule({
		...texts,
		confidence: "certain",
		profile: "default",
		subject: "container",
		*check({ container }) {
			if (container.passing === "job") return;
			for (const { port, at, guessed } of publishedPorts(container)) {
				const name = innerService(port);
				if (!isOnAllInterfaces(port) || name !== void 0 !== (kind === "inner")) continue;
				const chosen = port.hostIp !== void 0;
				const what = name === void 0 ? "" : `, where ${name} usually listens,`;
				const [inside, outside] = [port.container, port.host ?? port.container].map(portInWords);
				yield {
					at,
					key: `${port.hostIp ?? ""} ${portInWords(port.container)}/${port.protocol}`,
					...guessed ? { confidence: "possible" } : chosen ? { confidence: "likely" } : {},
					message: `${called(container)} publishes ${inside}${what}${outside === inside ? "" : ` as ${outside}`} on every network interface of the host, past its firewall.`
				};
			}
		}
	});
}
// src/rules/container/no-open-database-port.ts
var no_open_database_port_default = openPortRule({
	id: "container/no-open-database-port",
	title: "A database is published on every network interface",
	severity: "medium",
	why: "Databases, caches and queues often have a weak password or none, because only their neighbours were to reach them. Published on every interface, past the host’s firewall, they are found by scanners within hours.",
	remedy: "Remove the port, since services of one network reach each other without it, or write `127.0.0.1:` in front of it.",
	references: [
		"https://docs.docker.com/engine/network/packet-filtering-firewalls/",
		"CIS Docker Benchmark 1.6.0, 5.14",
		"OWASP Docker Security Cheat Sheet, rule 5a"
	],
	equivalents: {
		kics: ["451d79dc-0588-476a-ad03-3c7f0320abb3"],
		composeLint: ["CL-0005"],
		dclint: ["no-unbound-port-interfaces"],
		cis: ["5.9", "5.14"]
	},
	examples: [
		{
			name: "a database",
			bad: "services:\n  db:\n    image: postgres:17\n    ports:\n      - «\"5432:5432\"»\n",
			good: "services:\n  db:\n    image: postgres:17\n    ports:\n      - \"127.0.0.1:5432:5432\"\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -p «6379:6379» redis:7.4\n"
		},
		{
			name: "a web server",
			good: "services:\n  web:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n"
		}
	]
}, "inner");
// src/rules/container/no-open-seccomp-profile.ts
const allowAll = "{ \"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [] }\n";
var no_open_seccomp_profile_default = defineRule({
	id: "container/no-open-seccomp-profile",
	title: "The seccomp profile lets every system call through",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "It looks as if the container had a profile of its own, and it has none: what the file lets through by default and refuses nowhere is as open as `seccomp=unconfined`. Docker’s own profile, which it takes the place of, closes more than forty system calls that exploits use.",
	remedy: "Remove the option, which brings Docker’s profile back, or write a profile with `\"defaultAction\": \"SCMP_ACT_ERRNO\"` that names what is allowed.",
	references: ["https://docs.docker.com/engine/security/seccomp/", "CIS Docker Benchmark 1.6.0, 5.22"],
	equivalents: { cis: ["5.22"] },
	*check({ container, posture: { seccomp } }) {
		if (seccomp?.says === void 0 || !seccomp.says.allowsByDefault || seccomp.says.refusesSome) return;
		yield {
			at: seccomp.at,
			key: seccomp.path,
			message: `${called(container)} has the seccomp profile \`${seccomp.path}\`, which lets every system call through.`
		};
	},
	examples: [
		{
			name: "all allowed",
			bad: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:./open.json»\n",
			good: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./closed.json\n",
			files: {
				"open.json": allowAll,
				"closed.json": "{ \"defaultAction\": \"SCMP_ACT_ERRNO\", \"syscalls\": [{ \"names\": [\"read\", \"write\", \"exit_group\"], \"action\": \"SCMP_ACT_ALLOW\" }] }\n"
			}
		},
		{
			name: "on the command line",
			path: "bin/run.sh",
			bad: "docker run --security-opt «seccomp=open.json» example/app:2\n",
			files: { "bin/open.json": allowAll }
		},
		{
			name: "a later option decides, and a profile that names what it refuses is not open",
			good: "services:\n  app:\n    image: example/app:2\n    security_opt: [\"seccomp:./open.json\", \"seccomp:builtin\"]\n  job:\n    image: example/job:2\n    security_opt: [\"seccomp=./some.json\"]\n",
			files: {
				"open.json": allowAll,
				"some.json": "{ \"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [{ \"names\": [\"mount\"], \"action\": \"SCMP_ACT_ERRNO\" }] }\n"
			}
		}
	]
});
// src/rules/container/no-placeholder-secret.ts
var no_placeholder_secret_default = defineRule({
	id: "container/no-placeholder-secret",
	title: "A placeholder stands in place of a secret",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	why: "Where nobody replaces it, the container starts with a secret that everybody can read in the repository, and nothing complains.",
	remedy: "Write `${NAME:?}`, so that Compose refuses to start without a value, or use a Compose secret.",
	references: ["https://docs.docker.com/reference/compose-file/interpolation/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		composeLint: ["CL-0020"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { value: entry, at } of container.environment.items) {
			if (entry.source !== "literal" && entry.source !== "fallback") continue;
			if (!isNamedSecret(entry) || !isPlaceholderSecret(entry.value)) continue;
			yield {
				at,
				key: entry.name,
				message: `\`${entry.name}\` holds a placeholder: unless somebody replaces it, everybody knows the secret.`
			};
		}
	},
	examples: [{
		name: "a value to be replaced",
		bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      «API_TOKEN: your-token-here»\n      «DB_PASSWORD: <password>»\n",
		good: "services:\n  api:\n    image: example/api:1\n    environment:\n      API_TOKEN: ${API_TOKEN:?}\n      DB_PASSWORD: ${DB_PASSWORD:?}\n"
	}]
});
// src/rules/container/no-port-on-all-interfaces.ts
var no_port_on_all_interfaces_default = openPortRule({
	id: "container/no-port-on-all-interfaces",
	title: "A port is published on every network interface",
	severity: "low",
	why: "Docker opens published ports in front of the host’s firewall: what `ufw` or `firewalld` block is reachable all the same, from every network that the machine is in.",
	remedy: "Write the address in front of the port (`127.0.0.1:8080:80`), and let a reverse proxy face the network.",
	references: [
		"https://docs.docker.com/engine/network/packet-filtering-firewalls/",
		"CIS Docker Benchmark 1.6.0, 5.14",
		"OWASP Docker Security Cheat Sheet, rule 5a"
	],
	equivalents: {
		kics: ["451d79dc-0588-476a-ad03-3c7f0320abb3"],
		composeLint: ["CL-0005"],
		dclint: ["no-unbound-port-interfaces"],
		cis: ["5.14"]
	},
	examples: [
		{
			name: "short and long form",
			bad: "services:\n  web:\n    image: example/web:1.4\n    ports:\n      - «\"8080:80\"»\n      - «target: 81\n        published: 8081»\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    ports:\n      - \"127.0.0.1:8080:80\"\n      - target: 81\n        published: 8081\n        host_ip: 127.0.0.1\n"
		},
		{
			name: "written out, and a port that the engine chooses",
			bad: "services:\n  web:\n    image: example/web:1.4\n    ports: [«\"0.0.0.0:8080:80\"», «\"[::]:8081:81\"», «\"3000\"»]\n"
		},
		{
			name: "a variable for the port",
			bad: "services:\n  web:\n    image: example/web:1.4\n    ports:\n      - «\"${PORT}:80\"»\n      - «\"${WEB_PORT}\"»\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    ports:\n      - \"${ADDRESS}:${PORT}:80\"\n      - \"${WEB}\"\n      - target: 81\n        published: 8081\n        host_ip: ${ADDRESS}\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -p «8080:80» example/web:1.4\n"
		},
		{
			name: "a port among containers",
			good: "services:\n  web:\n    image: example/web:1.4\n    expose: [\"80\"]\n"
		},
		{
			name: "the host’s network, which publishes nothing",
			good: "services:\n  web:\n    image: example/web:1.4\n    network_mode: host\n    ports: [\"80:80\"]\n"
		}
	]
}, "other");
// src/rules/container/no-privileged.ts
/** Images that register emulators with the kernel and end: there is no other way to do it. */
const installers = new Set([
	"tonistiigi/binfmt",
	"multiarch/qemu-user-static",
	"linuxkit/binfmt",
	"docker/binfmt",
	"aptman/qus",
	"dbhi/qus"
].map((name) => `docker.io/${name}`));
var no_privileged_default = defineRule({
	id: "container/no-privileged",
	title: "Container is privileged",
	severity: "critical",
	confidence: "certain",
	profile: "default",
	subject: "container",
	judges: "capabilities",
	why: "A privileged container holds every capability, sees every device of the host and runs without seccomp and AppArmor. Whoever breaks into the program owns the host: mounting its disk is one command.",
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
		const { privileged, image } = container;
		if (image.state === "known" && installers.has(parseReference(image.value)?.repository ?? "")) return;
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
			name: "emulators for other platforms, which need it",
			path: "run.sh",
			good: "docker run --privileged --rm tonistiigi/binfmt:qemu-v9.2.2 --install all\n"
		},
		{
			name: "options that nobody sees",
			path: "run.sh",
			good: "docker run $OPTS example/runner:2.1\n"
		},
		{
			name: "switched off",
			good: "services:\n  runner:\n    image: example/runner:2.1\n    privileged: false\n"
		}
	]
});
// src/rules/container/no-privileged-port.ts
var no_privileged_port_default$1 = defineRule({
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
	examples: [
		{
			name: "a user without privileges on port 80",
			bad: "services:\n  web:\n    image: example/web:1.4\n    user: \"1000\"\n    ports:\n      - «\"127.0.0.1:8080:80\"»\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    user: \"1000\"\n    ports:\n      - \"127.0.0.1:80:8080\"\n"
		},
		{
			name: "with the capability",
			good: "services:\n  web:\n    image: example/web:1.4\n    user: \"1000\"\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n    ports: [\"127.0.0.1:80:80\"]\n"
		},
		{
			name: "with the capability by its long name, or where the kernel asks for none",
			good: "services:\n  web:\n    image: example/web:1.4\n    user: \"1000\"\n    ports: [\"80:80\"]\n    cap_add: [cap_net_bind_service]\n  api:\n    image: example/api:1\n    user: \"1000\"\n    ports: [\"81:1024\"]\n  dns:\n    image: example/dns:1\n    user: \"1000\"\n    ports: [\"53:53/udp\"]\n    sysctls: [\"net.ipv4.ip_unprivileged_port_start = 0\"]\n"
		}
	]
});
// src/rules/container/no-raw-device.ts
var no_raw_device_default = deviceRule({
	id: "container/no-raw-device",
	title: "Container is given a disk of the host",
	severity: "critical",
	profile: "default",
	why: "Who reads and writes a disk as a device passes by every permission of the files on it: password hashes can be read and programs replaced, with no capability and no hole in the kernel.",
	remedy: "Remove the device and mount the folder that is needed as a volume; what manages disks belongs on the host.",
	references: [
		"https://docs.docker.com/reference/compose-file/services/#devices",
		"CIS Docker Benchmark 1.6.0, 5.18",
		"OWASP Docker Security Cheat Sheet, rule 3"
	],
	equivalents: {
		composeLint: ["CL-0016"],
		cis: ["5.18"]
	},
	examples: [
		{
			name: "a disk",
			bad: "services:\n  smart:\n    image: example/smart:1\n    devices:\n      - «/dev/sda:/dev/sda:r»\n",
			good: "services:\n  smart:\n    image: example/smart:1\n    volumes:\n      - /srv/data:/data:ro\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --device=«/dev/nvme0n1» example/smart:1\n"
		},
		{
			name: "a link to a disk, whose name has a colon",
			bad: "services:\n  smart:\n    image: example/smart:1\n    devices:\n      - «source: /dev/block/8:0\n        target: /dev/disk»\n"
		},
		{
			name: "a serial port, and a disk that may be made and not opened",
			good: "services:\n  zigbee:\n    image: example/zigbee:1\n    devices: [\"/dev/ttyUSB0:/dev/ttyACM0\", \"/dev/sda:/dev/sda:m\"]\n"
		}
	]
}, "raw", "it can read and change what is stored on it, whatever the permissions of the files say");
// src/rules/container/no-root-equivalent-mount.ts
var no_root_equivalent_mount_default = mountRule({
	id: "container/no-root-equivalent-mount",
	title: "Container can write where the host’s root trusts what it finds",
	severity: "critical",
	profile: "default",
	why: "Whoever can write a job to `/etc/cron.d`, a key to `/root/.ssh`, a program to `/usr/bin` or a handler to `/proc/sys/kernel/core_pattern` has the host run it as root. No hole in the container is needed for that.",
	remedy: "Remove the mount; where the container only reads, add `:ro` and mount the one file that it needs.",
	references: [
		"https://docs.docker.com/engine/storage/bind-mounts/",
		"CIS Docker Benchmark 1.6.0, 5.6",
		"OWASP Docker Security Cheat Sheet, rule 8"
	],
	equivalents: {
		kics: ["1c1325ff-831d-43a1-973e-839ae57dfcc0"],
		composeLint: ["CL-0025"],
		cis: ["5.6"]
	},
	examples: [
		{
			name: "the jobs of the host",
			bad: "services:\n  jobs:\n    image: example/jobs:2\n    volumes:\n      - «/etc/cron.d:/jobs»\n",
			good: "services:\n  jobs:\n    image: example/jobs:2\n    volumes:\n      - ./jobs:/jobs\n"
		},
		{
			name: "the long form, a volume that stands for a folder",
			bad: "services:\n  jobs:\n    image: example/jobs:2\n    volumes:\n      - «type: bind\n        source: /root\n        target: /x»\n      - «images:/images»\nvolumes:\n  images:\n    driver_opts: { type: none, o: bind, device: /var/lib/docker }\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -v «/proc:/host/proc» example/jobs:2\n"
		},
		{
			name: "the time zone",
			good: "services:\n  jobs:\n    image: example/jobs:2\n    volumes: [\"/etc/localtime:/etc/localtime\"]\n"
		},
		{
			name: "data of a program",
			good: "services:\n  db:\n    image: postgres:17\n    volumes: [\"/var/lib/postgresql:/var/lib/postgresql\"]\n"
		}
	]
}, {
	grade: "root-equivalent",
	consequence: () => "what it writes there makes it root on the host"
});
// src/rules/container/no-secret-as-build-argument.ts
var no_secret_as_build_argument_default = defineRule({
	id: "container/no-secret-as-build-argument",
	title: "A secret is handed to a build as an argument",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "Everybody who can pull the image reads the secret with `docker history`: build arguments are written into the history of the image and into its provenance, wherever the value came from.",
	remedy: "Hand it over with `build.secrets` and read it with `RUN --mount=type=secret`.",
	references: [
		"https://docs.docker.com/build/building/secrets/",
		"https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
		"CIS Docker Benchmark 1.6.0, 4.10"
	],
	equivalents: { cis: ["4.10"] },
	*check({ container, posture }) {
		for (const { value: entry, at } of container.buildArguments.items) {
			if (entry.source !== "outside" && entry.source !== "inherited") continue;
			const passed = [entry.name, ...variablesOf(textOf(at))].find(isSecretName);
			if (passed === void 0) continue;
			const declared = posture.stage?.dockerfile.stages.flatMap(({ instructions }) => instructions).flatMap((instruction) => instruction.keyword === "ARG" ? instruction.pairs : []).find(({ name }) => name.raw === entry.name);
			yield {
				at,
				key: entry.name,
				message: `${called(container)} hands the secret \`${passed}\` to its build as an argument${passed === entry.name ? "" : `, \`${entry.name}\``}, which stays in the image.`,
				related: declared === void 0 ? [] : [{
					at: declared.name.at,
					note: "where the Dockerfile takes it"
				}]
			};
		}
	},
	examples: [
		{
			name: "a token from outside",
			bad: "services:\n  web:\n    build:\n      context: .\n      args:\n        «NPM_TOKEN: ${NPM_TOKEN}»\n",
			good: "services:\n  web:\n    build:\n      context: .\n      secrets: [npm]\nsecrets:\n  npm: { environment: NPM_TOKEN }\n",
			files: { Dockerfile: "FROM node:22-slim\nARG NPM_TOKEN\nUSER node\n" }
		},
		{
			name: "under another name",
			bad: "services:\n  web:\n    build:\n      context: .\n      args:\n        - «INFO=${DEPLOY_TOKEN}»\n        - MODE=${TOKEN_MODE}\n"
		},
		{
			name: "a version",
			good: "services:\n  web:\n    build:\n      context: .\n      args: { NODE_VERSION: \"${NODE_VERSION}\" }\n"
		},
		{
			name: "where the Dockerfile takes it",
			bad: "services:\n  web:\n    build:\n      context: .\n      args:\n        VERSION: \"1\"\n        «API_TOKEN:»\n",
			files: { Dockerfile: "FROM node:22-slim\nENV API_TOKEN=none\nARG VERSION\nARG API_TOKEN\nUSER node\n" }
		},
		{
			name: "a literal, which another rule tells",
			good: "services:\n  web:\n    build:\n      context: .\n      args:\n        API_TOKEN: letmein-2024\n"
		}
	]
});
/** The names of the variables in a text. */
function variablesOf(written) {
	return [...written.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((found) => found[1] ?? "");
}
// src/rules/container/command-secret.ts
/** Options that take a password without being named for it. */
const passwordOptions$1 = /* @__PURE__ */ new Set([
	"requirepass",
	"masterauth",
	"passwd",
	"pass",
	"pw"
]);
/** The secrets in what a container runs, each once by what it is given to. */
const commandSecrets = withLastAnswer((container) => [...secretsOf$1(container)]);
function* secretsOf$1({ command, entrypoint, healthTest }) {
	for (const [what, entries] of [
		["command", command],
		["entrypoint", entrypoint],
		["health check", healthTest]
	]) {
		const told = new Map(secretsIn(split(entries)));
		if (told.size === 0) continue;
		const places = [...new Map(entries.items.map(({ at }) => [at.span.start, at])).values()];
		const written = places.map((at) => ({
			value: textOf(at).replaceAll(fallback, "$"),
			at
		}));
		const fixed = places.some((at) => textOf(at).search(fallback) >= 0) ? new Map(secretsIn(split({
			items: written,
			unknown: []
		}))) : told;
		for (const [name, at] of told) yield {
			at,
			what,
			name,
			replaceable: !fixed.has(name)
		};
	}
}
const fallback = /\$\{\w+:?-(?:[^{}]|\$\{[^{}]*\})*\}/g;
/** What secrets are given to and where, the first of each name. */
function secretsIn(words) {
	const isMysql = words.some(({ value }) => /(?:^|\/)(?:mysql|mariadb)[\w-]*$/.test(value));
	const found = words.flatMap(({ value, at }, index) => {
		const name = secretIn$1(value, words[index + 1]?.value, isMysql);
		return name === void 0 ? [] : [[name, at]];
	});
	return found.filter(([name], index) => found.findIndex(([other]) => other === name) === index);
}
/** The words inside of each word, since a whole script may stand in one. A word that is not known is a variable. */
function split({ items, unknown }) {
	return [...items, ...unknown.map(({ at }) => ({
		value: "$",
		at
	}))].toSorted((one, other) => one.at.span.start - other.at.span.start).flatMap(({ value, at }) => value.split(/[\s;&|]+/).filter((word) => word !== "").map((word) => ({
		value: word.replace(/^['"](.*)['"]$/, "$1"),
		at
	})));
}
/** What a word gives a secret to, in words that do not show it. */
function secretIn$1(word, next, isMysql) {
	const token = tokenIn(word);
	if (token !== void 0) return token;
	if (hasUrlPassword(word) && !/:\d+@\d+$/.test(word)) return "a URL";
	if (isMysql && /^-p[^\d$\s=][^$]*$/.test(word)) return "`-p`";
	const assigned = /^(?<name>[A-Za-z_]\w*)=(?<value>.*)$/s.exec(word)?.groups;
	if (assigned !== void 0) {
		const { name = "", value = "" } = assigned;
		const code = /^['"]?\+|\(/.test(value);
		return isSecretName(name) && !code && isLiteralSecret(value.replace(/^['"]/, "")) ? `\`${name}\`` : void 0;
	}
	const option = /^--?(?<name>[A-Za-z][\w.-]*)(?:=(?<value>.*))?$/.exec(word)?.groups;
	const name = option?.["name"];
	if (name !== void 0 && (isSecretName(name) || passwordOptions$1.has(name))) {
		const value = option?.["value"] ?? next ?? "";
		return !value.startsWith("-") && isLiteralSecret(value.replace(/^['"]/, "")) ? `\`--${name}\`` : void 0;
	}
}
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
			if (entry.source !== "fallback" || hasUrlPassword(entry.value) || !holdsSecret(entry)) continue;
			yield {
				at,
				key: entry.name,
				message: `\`${entry.name}\` falls back to a value that stands in the file.`
			};
		}
		for (const { at, what, name, replaceable } of commandSecrets(container)) {
			if (!replaceable) continue;
			yield {
				at,
				key: `${what} ${name}`,
				message: `${called(container)} falls back to a secret in its ${what}, in ${name}.`
			};
		}
	},
	examples: [
		{
			name: "a default password",
			bad: "services:\n  db:\n    image: postgres:17\n    environment:\n      «POSTGRES_PASSWORD: ${DB_PASSWORD:-postgres}»\n",
			good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?}\n"
		},
		{
			name: "in the command and in the health check",
			bad: "services:\n  cache:\n    image: redis:7.4\n    command: [redis-server, «--requirepass», \"${REDIS_PASSWORD:-hunter2}\"]\n    healthcheck:\n      test: «redis-cli --pass ${REDIS_PASSWORD:-hunter2} ping»\n",
			good: "services:\n  cache:\n    image: redis:7.4\n    command: [redis-server, --requirepass, \"${REDIS_PASSWORD:?}\"]\n    healthcheck:\n      test: redis-cli --pass ${REDIS_PASSWORD:?} ping\n"
		},
		{
			name: "an empty default",
			good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:-}\n"
		}
	]
});
// src/rules/container/no-secret-in-build-argument.ts
var no_secret_in_build_argument_default = defineRule({
	id: "container/no-secret-in-build-argument",
	title: "A secret stands in a build argument",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "Everybody who can read the repository or pull the image has the secret: build arguments are written into the history of the image and into its provenance.",
	remedy: "Take the value out and change it; hand it to the build with `build.secrets` and `RUN --mount=type=secret`.",
	references: ["https://docs.docker.com/build/building/secrets/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		kics: ["a88baa34-e2ad-44ea-ad6f-8cac87bc7c71"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { value: entry, at } of container.buildArguments.items) if ((entry.source === "literal" || entry.source === "fallback") && holdsSecret(entry)) yield {
			at,
			key: entry.name,
			message: `${called(container)} is built with a secret in the argument \`${entry.name}\`.`
		};
	},
	examples: [{
		name: "a token for a registry",
		bad: "services:\n  web:\n    build:\n      context: .\n      args:\n        «NPM_TOKEN: letmein-2024»\n",
		good: "services:\n  web:\n    build:\n      context: .\n      secrets: [npm]\nsecrets:\n  npm: { environment: NPM_TOKEN }\n"
	}]
});
// src/rules/container/no-secret-in-command.ts
var no_secret_in_command_default$1 = defineRule({
	id: "container/no-secret-in-command",
	title: "A secret stands in the command of a container",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "Every user of the machine reads the secret in the process list, and everybody with the repository or with `docker inspect` does, too.",
	remedy: "Take the value out and change it; let the program read it from a Compose secret or from its configuration file.",
	references: ["https://docs.docker.com/compose/how-tos/use-secrets/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		kics: ["a88baa34-e2ad-44ea-ad6f-8cac87bc7c71"],
		composeLint: ["CL-0020"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { at, what, name, replaceable } of commandSecrets(container)) {
			if (replaceable) continue;
			yield {
				at,
				key: `${what} ${name}`,
				message: `${called(container)} holds a secret in its ${what}, in ${name}.`
			};
		}
	},
	examples: [
		{
			name: "an option for a password",
			bad: "services:\n  cache:\n    image: redis:7.4\n    command: «redis-server --requirepass hunter2»\n",
			good: "services:\n  cache:\n    image: redis:7.4\n    command: redis-server /run/secrets/redis.conf\n    secrets: [redis.conf]\nsecrets:\n  redis.conf: { file: ./redis.conf }\n"
		},
		{
			name: "in a list, and in the health check",
			bad: "services:\n  api:\n    image: example/api:1\n    command: [serve, «--admin-password=hunter2»]\n    healthcheck:\n      test: «mysqladmin ping -uroot -phunter2»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run example/api:1 serve «--db-url=postgres://app:hunter2@db/app»\n"
		},
		{
			name: "from outside",
			good: "services:\n  cache:\n    image: redis:7.4\n    command: redis-server --requirepass ${REDIS_PASSWORD:?}\n    healthcheck:\n      test: [CMD, redis-cli, --pass, \"${REDIS_PASSWORD}\", ping]\n"
		},
		{
			name: "a default beside a literal, and a default that another rule tells",
			bad: "services:\n  cache:\n    image: redis:7.4\n    command: «redis-server --masterauth hunter2 --requirepass ${REDIS_PASSWORD:-hunter2}»\n  other:\n    image: redis:7.4\n    command: redis-server --requirepass ${REDIS_PASSWORD:-hunter2}\n"
		},
		{
			name: "about a secret, not one",
			good: "services:\n  api:\n    image: example/api:1\n    command: serve --password-file /run/secrets/x --token-ttl 3600 -p 8080\n"
		},
		{
			name: "a program that makes one",
			good: "services:\n  api:\n    image: example/api:1\n    entrypoint:\n      - sh\n      - -c\n      - |\n        eval \"$$(node -e 'console.log(\"export JWT_SECRET=\"+made())')\" && exec serve\n"
		}
	]
});
// src/rules/container/no-secret-in-environment.ts
var no_secret_in_environment_default = defineRule({
	id: "container/no-secret-in-environment",
	title: "A secret stands in the container’s environment",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "Everybody who can read the repository has the secret, and so has everybody who sees `docker inspect`, a crash report or the environment of a child process. Changing the line later does not take it out of the history.",
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
			if (entry.source === "outside" && holdsSecretAround(entry, textOf(at))) {
				const message = `\`${entry.name}\` holds a secret of which a part stands in the file.`;
				yield {
					at,
					key: entry.name,
					confidence: "possible",
					message
				};
			}
			if (entry.source !== "literal" || !holdsSecret(entry)) continue;
			if (container.passing !== void 0 && isTestWord(entry.value)) continue;
			const token = tokenIn(entry.value);
			const what = token === void 0 ? "a literal value" : token;
			yield {
				at,
				key: entry.name,
				secret: entry.value.trim(),
				confidence: token === void 0 ? "likely" : "certain",
				message: `\`${entry.name}\` holds ${what}, for everybody to read.`
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
			bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      - «JWT_SECRET=letmein-2024»\n      - «ADMIN_PASSWORD2=letmein-2025»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -e «DB_PASSWORD=hunter2» example/api:1\n",
			good: "docker run --env-file /etc/api.env example/api:1\n"
		},
		{
			name: "a database that is gone with its job",
			path: ".github/workflows/test.yml",
			good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker run -d -e POSTGRES_PASSWORD=postgres postgres:17\n"
		},
		{
			name: "from outside",
			good: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?set it in the environment}\n"
		},
		{
			name: "text around a variable",
			bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      «ADMIN_PASSWORD: \"hunter2${SUFFIX}\"»\n      API_TOKEN: \"Bearer ${API_TOKEN}\"\n"
		},
		{
			name: "services that share a value, told once",
			bad: "x-env: &env\n  «JWT_SECRET: letmein-2024»\nservices:\n  api:\n    image: example/api:1\n    environment: *env\n  job:\n    image: example/api:1\n    environment: *env\n"
		},
		{
			name: "the same value in several places, told at the first with the others beside it",
			bad: "services:\n  db:\n    image: postgres:17\n    environment:\n      «POSTGRES_PASSWORD: hunter2»\n  api:\n    image: example/api:1\n    environment:\n      DB_PASSWORD: hunter2\n"
		},
		{
			name: "values that say that they open nothing, and a way to log in",
			good: "services:\n  api:\n    image: example/api:1\n    environment:\n      AWS_SECRET_ACCESS_KEY: FAKE_FOR_THE_TESTS\n      MTP_SECRET: \"00000000000000000000000000000000\"\n      SLACK_TOKEN: xoxb-xxxxxxxxxxx-xxxxxxxxxxxxxxxx\n      OPENAI_API_KEY: sk-xxx-xxx\n      SECRET_KEY: 00000000-0000-0000-0000-000000000000\n      REGISTRY_AUTH: htpasswd\n      REGISTRY_AUTH_HTPASSWD_REALM: The registry\n      JWT_SECRET_KEY: config/jwt/private.pem\n"
		},
		{
			name: "a login by its form",
			bad: "services:\n  graph:\n    image: neo4j:5.26\n    environment:\n      «NEO4J_AUTH: neo4j/hunter2»\n"
		},
		{
			name: "about a secret, not one",
			good: "services:\n  api:\n    image: example/api:1\n    environment:\n      TOKEN_TTL: \"3600\"\n      MAX_TOKENS: \"4096\"\n      PASSWORD_MIN_LENGTH: \"12\"\n      SECRET_FORCED_LANGUAGE: en\n      CREDENTIALS_USERNAME: admin\n      GPG_KEY: A035C8C19219BA821ECEA86B64E628F8D684696D\n"
		}
	]
});
// src/rules/container/no-secret-in-label.ts
var no_secret_in_label_default$1 = defineRule({
	id: "container/no-secret-in-label",
	title: "A secret stands in a label",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "Labels are the least hidden thing about a container: everybody who may list containers sees them, and so does every monitoring tool.",
	remedy: "Take the value out and change it; let the tool that reads the label read a Compose secret or a variable from outside.",
	references: ["https://docs.docker.com/engine/manage-resources/labels/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		kics: ["a88baa34-e2ad-44ea-ad6f-8cac87bc7c71"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { value: entry, at } of container.labels.items) {
			if (entry.source !== "literal" && entry.source !== "fallback") continue;
			if (holdsSecret(entry) || hasUrlPassword(entry.value)) yield {
				at,
				key: entry.name,
				message: `${called(container)} carries a secret in its label \`${entry.name}\`.`
			};
		}
	},
	examples: [{
		name: "a password for a plug-in",
		bad: "services:\n  web:\n    image: example/web:1.4\n    labels:\n      «com.example.backup.password: hunter2»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    labels:\n      com.example.backup.password-file: /run/secrets/backup\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run --label «backup.password=hunter2» example/web:1.4\n"
	}]
});
// src/rules/container/no-secret-in-url.ts
var no_secret_in_url_default = defineRule({
	id: "container/no-secret-in-url",
	title: "A connection string holds a password",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "Everybody who can read the repository has the password, and so has whoever sees `docker inspect` or a log line that prints the URL, as many programs do when a connection fails.",
	remedy: "Keep the password out of the URL: hand it over as a Compose secret, or the whole URL as `${NAME:?}` from outside; and change it.",
	references: ["https://docs.docker.com/compose/how-tos/use-secrets/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		kics: ["a88baa34-e2ad-44ea-ad6f-8cac87bc7c71"],
		composeLint: ["CL-0021"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { value: entry, at } of container.environment.items) {
			if (entry.source === "fallback") continue;
			if (!(entry.source === "outside" ? hasUrlPasswordBesideVariables(textOf(at)) : hasUrlPassword(entry.value))) continue;
			const what = textOf(at).includes("://") ? "URL" : "connection string";
			yield {
				at,
				key: entry.name,
				message: `\`${entry.name}\` is a ${what} with a password, for everybody to read.`
			};
		}
	},
	examples: [
		{
			name: "a database URL",
			bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      «DATABASE_URL: postgres://app:hunter2@db/app»\n",
			good: "services:\n  api:\n    image: example/api:1\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?}\n"
		},
		{
			name: "fields, as .NET and JDBC have them",
			bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      «ConnectionStrings__Main: \"Server=db;User Id=app;Password=hunter2\"»\n      «JDBC_URL: jdbc:postgresql://db/app?user=app&password=hunter2»\n      READ_ONLY: \"Server=db;User Id=app;Password=${DB_PASSWORD:?}\"\n"
		},
		{
			name: "a variable for the user alone",
			bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      «DATABASE_URL: \"postgres://${DB_USER:?}:hunter2@db/app\"»\n",
			good: "services:\n  api:\n    image: example/api:1\n    environment:\n      DATABASE_URL: \"postgres://${DB_USER:?}:${DB_PASSWORD:?}@db/app\"\n"
		},
		{
			name: "a default password, and a host from outside",
			bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      «DATABASE_URL: \"postgres://app:${DB_PASSWORD:-hunter2}@${DB_HOST}/app\"»\n"
		},
		{
			name: "services that share a value, told once",
			bad: "x-env: &env\n  «DATABASE_URL: postgres://app:hunter2@db/app»\nservices:\n  api:\n    image: example/api:1\n    environment: *env\n  job:\n    image: example/api:1\n    environment: *env\n"
		},
		{
			name: "a default in the file is for another rule",
			good: "services:\n  api:\n    image: example/api:1\n    environment:\n      AMQP_URL: ${AMQP_URL:-amqp://app:hunter2@mq/}\n"
		},
		{
			name: "a URL without a password",
			good: "services:\n  api:\n    image: example/api:1\n    environment:\n      REDIS_URL: redis://cache:6379/0\n"
		}
	]
});
/** The same for a text as it is written, with its defaults: a password with a variable in it is none that could be read here. */
function hasUrlPasswordBesideVariables(written) {
	const variable = /\$\$|\$\{\w+:?-(?<fallback>[^{}]*)\}|\$\{[^{}]*\}|\$\([^()]*\)|\$\w+/g;
	const mask = (text) => text.replaceAll(variable, (found, fallback) => fallback || (found === "$$" ? "." : "\0"));
	const masked = mask(mask(written)).replaceAll(/:\/\/[^:@/]*\u0000[^:@/]*:/g, "://user:");
	return hasUrlPassword(masked.replaceAll("\0", "${}"));
}
// src/rules/container/no-sensitive-mount.ts
var no_sensitive_mount_default = mountRule({
	id: "container/no-sensitive-mount",
	title: "Container sees keys, homes or all devices of the host",
	severity: "high",
	profile: "default",
	why: "Password hashes, private keys, cloud credentials and the disks of other containers are worth more to an intruder than the container. Mounted, they are one `cat` away, read-only or not.",
	remedy: "Mount the one file that is needed instead, read-only; hand credentials over as secrets.",
	references: [
		"https://docs.docker.com/engine/storage/bind-mounts/",
		"CIS Docker Benchmark 1.6.0, 5.6",
		"OWASP Docker Security Cheat Sheet, rule 8"
	],
	equivalents: {
		kics: ["1c1325ff-831d-43a1-973e-839ae57dfcc0"],
		composeLint: ["CL-0013"],
		cis: ["5.6"]
	},
	examples: [
		{
			name: "the keys of whoever starts it",
			bad: "services:\n  deploy:\n    image: example/deploy:3\n    volumes:\n      - «~/.ssh:/root/.ssh:ro»\n      - «${HOME}/.aws:/root/.aws»\n",
			good: "services:\n  deploy:\n    image: example/deploy:3\n    secrets: [key]\nsecrets:\n  key: { file: ./deploy.key }\n"
		},
		{
			name: "all devices, and all homes",
			bad: "services:\n  probe:\n    image: example/probe:1\n    volumes:\n      - «/dev:/dev»\n      - «/home:/home»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run -v «/etc:/host/etc:ro» example/probe:1\n"
		},
		{
			name: "the home of whoever runs the command",
			path: "deploy.sh",
			bad: "docker run -v «\"$HOME/.ssh:/root/.ssh:ro\"» --mount «type=bind,source=$HOME/.aws,target=/root/.aws» example/deploy:3\n"
		},
		{
			name: "a folder in a home",
			good: "services:\n  web:\n    image: example/web:1.4\n    volumes: [\"~/sites/web:/srv\"]\n"
		}
	]
}, {
	grade: "sensitive",
	consequence: () => "what lies there opens the host or its neighbours"
});
// src/rules/container/propagation-rule.ts
/** A rule against ways in which mounts travel between the host and a container. */
function propagationRule(texts, modes, consequence) {
	return defineRule({
		...texts,
		confidence: "certain",
		subject: "container",
		*check({ container }) {
			for (const { value, at } of container.mounts.items) {
				const mode = value.propagation?.trim().toLowerCase();
				if (mode === void 0 || !modes.includes(mode)) continue;
				yield {
					at,
					key: value.target,
					message: `${called(container)} mounts \`${value.target}\` with propagation \`${mode}\`: ${consequence}.`
				};
			}
		}
	});
}
// src/rules/container/no-shared-propagation.ts
var no_shared_propagation_default = propagationRule({
	id: "container/no-shared-propagation",
	title: "Mounts made in the container appear on the host",
	severity: "medium",
	profile: "default",
	why: "What the container mounts appears on the host, over what is there: a program that is broken into can cover files that the host trusts. With shared propagation mounts are passed on in both directions.",
	remedy: "Remove the propagation mode, which leaves `rprivate`; where the container has to see mounts of the host, use `rslave`.",
	references: ["https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation", "CIS Docker Benchmark 1.6.0, 5.20"],
	equivalents: {
		kics: ["baa452f0-1f21-4a25-ace5-844e7a5f410d"],
		composeLint: ["CL-0017"],
		cis: ["5.20"]
	},
	examples: [
		{
			name: "short and long form",
			bad: "services:\n  storage:\n    image: example/storage:2\n    volumes:\n      - «/srv/data:/data:rshared»\n      - «type: bind\n        source: $DISKS\n        target: /disks\n        bind: { propagation: shared }»\n",
			good: "services:\n  storage:\n    image: example/storage:2\n    volumes:\n      - /srv/data:/data\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --mount «type=bind,source=/srv,target=/srv,bind-propagation=rshared» example/storage:2\n"
		},
		{
			name: "private",
			good: "services:\n  storage:\n    image: example/storage:2\n    volumes: [\"/srv/data:/data:rprivate\"]\n"
		}
	]
}, ["shared", "rshared"], "what it mounts there is mounted on the host");
// src/rules/container/no-slave-propagation.ts
var no_slave_propagation_default = propagationRule({
	id: "container/no-slave-propagation",
	title: "Mounts made on the host appear in the container",
	severity: "low",
	profile: "strict",
	why: "With slave propagation whatever is mounted on the host later, such as a disk with other data, shows up inside the container, too.",
	remedy: "Remove the propagation mode unless the container has to follow mounts of the host.",
	references: ["https://docs.docker.com/engine/storage/bind-mounts/#configure-bind-propagation", "CIS Docker Benchmark 1.6.0, 5.20"],
	equivalents: {
		kics: ["baa452f0-1f21-4a25-ace5-844e7a5f410d"],
		cis: ["5.20"]
	},
	examples: [{
		name: "a watcher of disks",
		bad: "services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - «/srv/data:/data:ro,rslave»\n",
		good: "services:\n  metrics:\n    image: example/metrics:1.9\n    volumes:\n      - /srv/data:/data:ro\n"
	}]
}, ["slave", "rslave"], "it sees what is mounted on the host later");
// src/rules/container/no-starving-capability.ts
var no_starving_capability_default = capabilityRule({
	id: "container/no-starving-capability",
	title: "Container holds a capability that can starve its neighbours",
	severity: "medium",
	why: "One program that runs wild, or is broken into, stops everything else on the host: with these capabilities it takes processor time (`SYS_NICE`), memory that is never swapped out (`IPC_LOCK`) or file leases (`LEASE`), whatever its limits say.",
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
	title: "Container holds a capability over the host’s kernel",
	severity: "high",
	why: "Whoever breaks into the program can load code into the kernel that every container shares (`BPF`), or switch the host off (`SYS_BOOT`): the whole container holds the capability, not just the one call that needs it.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4"],
	equivalents: {
		composeLint: ["CL-0011"],
		codePathfinder: ["COMPOSE-SEC-008"],
		cis: ["5.4"]
	},
	examples: [{
		name: "BPF, and a way to restart the host",
		bad: "services:\n  probe:\n    image: example/probe:3\n    cap_add:\n      - «BPF»\n      - «SYS_BOOT»\n",
		good: "services:\n  probe:\n    image: example/probe:3\n    cap_drop: [ALL]\n"
	}, {
		name: "only dropped",
		good: "services:\n  probe:\n    image: example/probe:3\n    cap_drop: [BPF]\n"
	}]
}, {
	BPF: "load programs into the kernel",
	SYS_BOOT: "restart the host"
});
// src/rules/container/no-sudo-to-root.ts
var no_sudo_to_root_default = defineRule({
	id: "container/no-sudo-to-root",
	title: "The program becomes root with sudo, and nothing stops it",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "container",
	judges: "noNewPrivileges",
	why: "The image lets its user run everything as root without a password, so a user of its own is worth nothing: whoever breaks into the program writes `sudo` in front of what they want. `no-new-privileges` would stop that, and is not set.",
	remedy: "Take `sudo` and the line in `sudoers` out of the image; where it has to stay, set `security_opt: [\"no-new-privileges:true\"]`.",
	references: [
		"https://docs.kernel.org/userspace-api/no_new_privs.html",
		"CIS Docker Benchmark 1.6.0, 4.8 and 5.26",
		"OWASP Docker Security Cheat Sheet, rule 4"
	],
	equivalents: { cis: ["4.8", "5.26"] },
	*check({ container, posture: { stage, user, noNewPrivileges } }) {
		const { setting } = noNewPrivileges;
		if (stage === void 0 || setting.state === "unknown" || setting.state === "known" && setting.value) return;
		if (/(?:^|\/)\.devcontainer\//.test(container.at.file.path)) return;
		if (user.setting.state !== "known" || isRoot(user.setting.value) || container.passing !== void 0) return;
		const at = sudoersOf(stage);
		if (at === void 0) return;
		yield {
			at: container.at,
			message: `${called(container)} runs as ${user.setting.value}, who becomes root with \`sudo\` without a password.`,
			related: [{
				at,
				note: "where that is allowed"
			}]
		};
	},
	examples: [
		{
			name: "a line in sudoers",
			bad: "services:\n  «app»:\n    build: .\n",
			good: "services:\n  app:\n    build: .\n    security_opt: [\"no-new-privileges:true\"]\n",
			files: { Dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y sudo && useradd -m app \\\n    && echo \"app ALL=(ALL) NOPASSWD: ALL\" > /etc/sudoers.d/app\nUSER app\nCMD [\"/app\"]\n" }
		},
		{
			name: "a container to develop in",
			path: ".devcontainer/compose.yaml",
			good: "services:\n  app:\n    build: .\n",
			files: { ".devcontainer/Dockerfile": "FROM debian:12\nRUN echo \"dev ALL=(ALL) NOPASSWD: ALL\" > /etc/sudoers.d/dev\nUSER dev\n" }
		},
		{
			name: "root has what it wants already, one command is not all, and a stage on the way is not shipped",
			good: "services:\n  root:\n    build: { context: ., target: all }\n  one:\n    build: { context: ., target: one }\n  plain:\n    build: { context: ., target: plain }\n",
			files: { Dockerfile: "FROM debian:12 AS all\nRUN echo \"app ALL=(ALL) NOPASSWD: ALL\" >> /etc/sudoers\nFROM debian:12 AS one\nRUN echo \"app ALL=(root) NOPASSWD: /usr/sbin/nginx\" >> /etc/sudoers\nUSER app\nFROM debian:12 AS plain\nCOPY --from=all /app /app\nUSER app\n" }
		}
	]
});
/** Where the image lets somebody run everything without a password. */
function sudoersOf(stage) {
	if (!found.has(stage)) found.set(stage, lineOf$1(stage));
	return found.get(stage);
}
const found = /* @__PURE__ */ new WeakMap();
function lineOf$1({ chain }) {
	return chain.flatMap(({ instructions }) => instructions).find((instruction) => (instruction.keyword === "RUN" || instruction.keyword === "COPY") && /NOPASSWD:\s*ALL\b/.test(textOf(instruction.at)) && !/^\s*#/.test(textOf(instruction.at)))?.at;
}
// src/rules/container/no-sudo-without-privileges.ts
var no_sudo_without_privileges_default = defineRule({
	id: "container/no-sudo-without-privileges",
	title: "The program asks sudo for rights that the container takes away",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	judges: "noNewPrivileges",
	why: "With `no-new-privileges` the kernel ignores the setuid bit of `sudo`: the command fails, at once or the first time it is needed.",
	remedy: "Take `sudo` out: start as root and change to a user with `gosu` or `setpriv`, which still work, or do as root what has to be done in the build.",
	references: ["https://docs.kernel.org/userspace-api/no_new_privs.html", "CIS Docker Benchmark 1.6.0, 5.26"],
	equivalents: { cis: ["5.26"] },
	*check({ container, posture }) {
		const { setting } = posture.noNewPrivileges;
		if (setting.state !== "known" || !setting.value) return;
		const user = posture.user.setting;
		if (user.state === "known" && isRoot(user.value)) return;
		const at = sudoOf(posture);
		if (at === void 0) return;
		yield {
			at: setting.at,
			message: `${called(container)} sets \`no-new-privileges\`, without which \`sudo\` cannot work.`,
			related: [{
				at,
				note: "where sudo is called"
			}]
		};
	},
	examples: [
		{
			name: "the command of the image",
			bad: "services:\n  api:\n    build: .\n    security_opt: [«no-new-privileges:true»]\n",
			good: "services:\n  api:\n    build: .\n",
			files: { Dockerfile: "FROM example/base:1\nUSER app\nCMD [\"sudo\", \"/usr/sbin/nginx\"]\n" }
		},
		{
			name: "the command of the service",
			bad: "services:\n  api:\n    image: example/api:1\n    user: \"1000\"\n    command: sh -c \"sudo chown app /data && /app\"\n    security_opt: [«no-new-privileges:true»]\n"
		},
		{
			name: "root needs none, and no right is gained",
			good: "services:\n  api:\n    image: example/api:1\n    user: root\n    command: sudo /app\n    security_opt: [\"no-new-privileges:true\"]\n"
		}
	]
});
/** Where the program that the container runs calls sudo. */
function sudoOf({ settings, stage }) {
	const word = [...settings.entrypoint.items, ...settings.command.items].find(({ value }) => calls(value));
	if (word !== void 0 || stage === void 0 || settings.command.items.length > 0 || settings.entrypoint.items.length > 0) return word?.at;
	return [stage.entrypoint, stage.command].flatMap((instruction) => instruction ?? []).flatMap((instruction) => instruction.form === "exec" ? instruction.exec : [instruction.command]).find(({ at }) => calls(textOf(at)))?.at;
}
function calls(text) {
	return /(?:^|[\s;&|("'])(?:\/usr\/bin\/)?sudo(?:[\s"']|$)/.test(text);
}
// src/rules/container/no-system-folder-mount.ts
var no_system_folder_mount_default = mountRule({
	id: "container/no-system-folder-mount",
	title: "Container mounts a system folder of the host",
	severity: "low",
	profile: "strict",
	why: "The container can read what programs of the host keep there and get in their way, and it runs on this one machine only. Folders such as `/var` and `/usr` belong to the host’s own programs.",
	remedy: "Keep the data of the container in a named volume or in a folder of its own.",
	references: ["https://docs.docker.com/engine/storage/volumes/", "CIS Docker Benchmark 1.6.0, 5.6"],
	equivalents: {
		kics: ["1c1325ff-831d-43a1-973e-839ae57dfcc0"],
		cis: ["5.6"]
	},
	examples: [{
		name: "a folder of /var",
		bad: "services:\n  db:\n    image: postgres:17\n    volumes:\n      - «/var/lib/postgresql:/var/lib/postgresql/data»\n",
		good: "services:\n  db:\n    image: postgres:17\n    volumes:\n      - data:/var/lib/postgresql/data\nvolumes: { data: {} }\n"
	}]
}, {
	grade: "system-folder",
	consequence: () => "that folder belongs to programs of the host"
});
// src/rules/container/no-tracing-capability.ts
var no_tracing_capability_default = capabilityRule({
	id: "container/no-tracing-capability",
	title: "Container may read other processes or any file it can see",
	severity: "medium",
	why: "`SYS_PTRACE` reads and changes the memory of every process in the same PID namespace, `DAC_READ_SEARCH` passes by file permissions and has been used to read files of the host through a bind mount.",
	references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html", "CIS Docker Benchmark 1.6.0, 5.4"],
	equivalents: {
		codePathfinder: ["COMPOSE-SEC-008"],
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
// src/rules/container/no-unconfined-apparmor.ts
var no_unconfined_apparmor_default = unconfinedRule({
	id: "container/no-unconfined-apparmor",
	title: "Container runs without AppArmor",
	severity: "high",
	why: "A program that is broken into may mount file systems and write to the parts of `/proc` and `/sys` that change the host. On Debian, Ubuntu and SUSE, AppArmor forbids that even to a container that holds the capability.",
	remedy: "Remove `apparmor:unconfined`; where a program needs more, write a profile that allows just that.",
	references: [
		"https://docs.docker.com/engine/security/apparmor/",
		"CIS Docker Benchmark 1.6.0, 5.2",
		"OWASP Docker Security Cheat Sheet, rule 6"
	],
	equivalents: {
		composeLint: ["CL-0009"],
		cis: ["5.2"]
	},
	examples: [{
		name: "switched off",
		bad: "services:\n  app:\n    image: example/app:2\n    security_opt: [«apparmor=unconfined»]\n",
		good: "services:\n  app:\n    image: example/app:2\n    security_opt: [\"apparmor:docker-default\"]\n"
	}]
}, {
	off: /^apparmor[:=]unconfined$/i,
	last: /^apparmor[:=]/i,
	name: "AppArmor",
	consequence: "may do what its profile denies"
});
// src/rules/container/no-unconfined-seccomp.ts
var no_unconfined_seccomp_default = unconfinedRule({
	id: "container/no-unconfined-seccomp",
	title: "Container may use every system call",
	severity: "high",
	why: "An exploit that the default profile stops works in this container. Docker’s seccomp profile closes more than forty system calls that containers do not need and exploits do, and has stopped real escapes.",
	remedy: "Remove `seccomp:unconfined`; where a program needs more system calls, write a profile that allows just those.",
	references: [
		"https://docs.docker.com/engine/security/seccomp/",
		"CIS Docker Benchmark 1.6.0, 5.22",
		"OWASP Docker Security Cheat Sheet, rule 6"
	],
	equivalents: {
		kics: ["404fde2c-bc4b-4371-9747-7054132ac953"],
		semgrep: ["seccomp-confinement-disabled"],
		composeLint: ["CL-0009"],
		codePathfinder: ["COMPOSE-SEC-003"],
		cis: ["5.22"]
	},
	examples: [
		{
			name: "switched off",
			bad: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:unconfined»\n",
			good: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./seccomp.json\n"
		},
		{
			name: "the last option decides",
			good: "services:\n  app:\n    image: example/app:2\n    security_opt: [\"seccomp:unconfined\", \"seccomp:builtin\"]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --security-opt «seccomp=unconfined» example/app:2\n"
		}
	]
}, {
	off: /^seccomp[:=]unconfined$/i,
	last: /^seccomp[:=]/i,
	name: "seccomp",
	consequence: "may use every system call of the kernel"
});
// src/rules/container/no-unlimited-ulimit.ts
/** Limits whose absence lets one container use the machine up. Locked memory is not among them: databases need it. */
const counted = /* @__PURE__ */ new Set([
	"nofile",
	"nproc",
	"core",
	"fsize",
	"data",
	"as",
	"cpu"
]);
var no_unlimited_ulimit_default = defineRule({
	id: "container/no-unlimited-ulimit",
	title: "A limit of the container’s processes is lifted",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "container",
	why: "One process may open files or start processes until the machine has none left; these limits are there to stop it.",
	remedy: "Name the number that the program needs instead of `-1`, such as `nofile: 65536`.",
	references: ["https://docs.docker.com/reference/compose-file/services/#ulimits", "CIS Docker Benchmark 1.6.0, 5.19"],
	equivalents: { cis: ["5.19"] },
	*check({ container }) {
		for (const { value, at } of container.ulimits.items) {
			const [name = "", limits = ""] = value.split("=");
			if (counted.has(name) && limits.split(":").some((limit) => /^(?:-1|unlimited|infinity)$/.test(limit))) yield {
				at,
				key: name,
				message: `${called(container)} lifts the limit \`${name}\` of its processes.`
			};
		}
	},
	examples: [
		{
			name: "as many files as it likes",
			bad: "services:\n  web:\n    image: example/web:1.4\n    ulimits:\n      «nofile: -1»\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    ulimits:\n      nofile: { soft: 65536, hard: 65536 }\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --ulimit «nproc=-1» example/web:1.4\n"
		},
		{
			name: "locked memory",
			good: "services:\n  search:\n    image: example/search:8\n    ulimits: { memlock: { soft: -1, hard: -1 } }\n"
		}
	]
});
// src/rules/container/no-unmasked-paths.ts
var no_unmasked_paths_default = unconfinedRule({
	id: "container/no-unmasked-paths",
	title: "Container sees the parts of /proc and /sys that Docker hides",
	severity: "high",
	why: "Docker masks files such as `/proc/kcore` and makes `/proc/sys` read-only, because through them root in a container reads and changes the kernel of the host.",
	remedy: "Remove `systempaths=unconfined`.",
	references: ["https://docs.docker.com/reference/cli/docker/container/run/#security-opt", "OWASP Docker Security Cheat Sheet, rule 6"],
	equivalents: {},
	examples: [{
		name: "for containers inside of containers",
		bad: "services:\n  build:\n    image: example/build:1\n    security_opt: [«systempaths=unconfined»]\n",
		good: "services:\n  build:\n    image: example/build:1\n"
	}]
}, {
	off: /^systempaths[:=]\s*unconfined$/i,
	name: "the masking of /proc and /sys",
	consequence: "may use the parts of them that Docker hides"
});
// src/rules/container/no-url-fallback.ts
var no_url_fallback_default = defineRule({
	id: "container/no-url-fallback",
	title: "A URL with a password is the default value of a variable",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "container",
	why: "With `${DATABASE_URL:-postgres://app:something@db/}` the container starts without complaint where nobody set the variable, with a password that stands in the repository.",
	remedy: "Write `${NAME:?}` so that Compose refuses to start without a value, or use a Compose secret.",
	references: ["https://docs.docker.com/reference/compose-file/interpolation/", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		composeLint: ["CL-0021"],
		cis: ["4.10"]
	},
	*check({ container }) {
		for (const { value: entry, at } of container.environment.items) {
			if (entry.source !== "fallback" || !hasUrlPassword(entry.value)) continue;
			yield {
				at,
				key: entry.name,
				message: `\`${entry.name}\` falls back to a URL with a password that stands in the file.`
			};
		}
	},
	examples: [{
		name: "a URL with a password as default",
		bad: "services:\n  api:\n    image: example/api:1\n    environment:\n      «AMQP_URL: ${AMQP_URL:-amqp://app:hunter2@mq/}»\n",
		good: "services:\n  api:\n    image: example/api:1\n    environment:\n      AMQP_URL: ${AMQP_URL:?}\n"
	}, {
		name: "a URL without one",
		good: "services:\n  api:\n    image: example/api:1\n    environment:\n      AMQP_URL: ${AMQP_URL:-amqp://mq/}\n"
	}]
});
// src/posture/file-capability.ts
/** The first command of a stage, or of one that it is made from, that gives capabilities to a file. */
function setcapOf({ chain, dockerfile }) {
	const own = new Set(chain.flatMap(({ instructions }) => instructions));
	return buildCommands(dockerfile).find(({ instruction, command }) => own.has(instruction) && command.name === "setcap")?.command;
}
// src/rules/container/no-useless-setcap.ts
var no_useless_setcap_default = defineRule({
	id: "container/no-useless-setcap",
	title: "The program loses the capability that the Dockerfile gives it",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	why: "`no-new-privileges` makes the kernel ignore the capabilities that `setcap` put on a file, and setuid bits such as that of `sudo`. The container starts, and what the program needed them for fails.",
	remedy: "Give the capability to the container with `cap_add`, and run the program as root no longer than needed; or listen on a port above 1024, which needs none.",
	references: ["https://docs.kernel.org/userspace-api/no_new_privs.html", "https://man7.org/linux/man-pages/man8/setcap.8.html"],
	equivalents: {},
	*check({ container, posture: { noNewPrivileges, stage } }) {
		const { setting } = noNewPrivileges;
		if (setting.state !== "known" || !setting.value || stage === void 0) return;
		const at = setcapOf(stage)?.at;
		if (at === void 0) return;
		yield {
			at: setting.at,
			message: `${called(container)} sets \`no-new-privileges\`, which undoes the \`setcap\` of its Dockerfile.`,
			related: [{
				at,
				note: "the capability that is lost"
			}]
		};
	},
	examples: [{
		name: "a capability for a low port",
		bad: "services:\n  web:\n    build: .\n    security_opt:\n      - «no-new-privileges:true»\n",
		good: "services:\n  web:\n    build: .\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n",
		files: { Dockerfile: "FROM example/base:1\nRUN setcap cap_net_bind_service=+ep /app/web\nUSER 1000\nCMD [\"/app/web\"]\n" }
	}, {
		name: "in a stage that is not shipped",
		good: "services:\n  web:\n    build: .\n    security_opt: [\"no-new-privileges:true\"]\n",
		files: { Dockerfile: "FROM example/base:1 AS tools\nRUN setcap cap_net_raw=+ep /bin/ping\nFROM example/base:1\nUSER 1000\n" }
	}]
});
/** Where a stage, or one that it is made from, gives a capability to a file. */
// src/rules/container/pids-limit.ts
var pids_limit_default = limitRule({
	id: "container/pids-limit",
	title: "Container has no limit of processes",
	why: "A fork bomb in one container uses up the process table of the host, and nobody can log in to stop it.",
	remedy: "Set `pids_limit: 200` or `deploy.resources.limits.pids` (`--pids-limit 200`).",
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
	noun: "process",
	chosen: true
});
// src/posture/written-folders.ts
/**
* The folders outside of their volumes that well-known images write to before they are ready, by repository: read in their
* Dockerfiles, entrypoints and manuals in 2026-08. `/var/run` is `/run`.
*/
const folders = {
	"docker.io/library/couchdb": ["/opt/couchdb/etc/local.d"],
	"docker.io/library/kong": ["/run/kong", "/tmp"],
	"docker.io/library/mariadb": ["/run/mysqld"],
	"docker.io/library/mongo": ["/tmp"],
	"docker.io/library/mysql": ["/run/mysqld"],
	"docker.io/library/nginx": ["/var/cache/nginx", "/run"],
	"docker.io/library/postgres": ["/run/postgresql"],
	"docker.io/library/sonarqube": ["/tmp"],
	"docker.io/library/wordpress": ["/tmp", "/run"],
	"docker.io/library/zookeeper": ["/conf"],
	"docker.io/nginxinc/nginx-unprivileged": ["/tmp"]
};
/** The folders that an image writes to and that neither a tmpfs nor a mount of the container lies on. */
function unwritableFolders(repository, mounts, tmpfs) {
	const targets = [...mounts.filter(({ readOnly }) => !readOnly).map(({ target }) => target), ...tmpfs.map((entry) => entry.split(":")[0] ?? "")].map(plain$1);
	return (Object.hasOwn(folders, repository) ? folders[repository] ?? [] : []).filter((folder) => !targets.some((target) => folder === target || folder.startsWith(`${target}/`)));
}
/** A path without a slash at its end, with `/run` for what is a link to it. */
function plain$1(path) {
	return path.replace(/(?<=.)\/+$/, "").replace(/^\/var\/run(?=\/|$)/, "/run");
}
// src/rules/container/read-only-bearable.ts
var read_only_bearable_default = defineRule({
	id: "container/read-only-bearable",
	title: "A read-only container lacks a folder that its image writes to",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	why: "With a read-only root file system `nginx` cannot make its cache and `postgres` not its socket: the container stops as soon as it starts, and the next person takes `read_only` out again.",
	remedy: "Add the folders to `tmpfs`, or mount a volume on them.",
	references: ["https://docs.docker.com/reference/compose-file/services/#tmpfs", "CIS Docker Benchmark 1.6.0, 5.13"],
	equivalents: { cis: ["5.13"] },
	*check({ container, posture: { readOnly, stage } }) {
		const { setting } = readOnly;
		const image = stage?.base ?? container.image;
		if (setting.state !== "known" || !setting.value || image.state !== "known") return;
		const { entrypoint, mounts, tmpfs } = container;
		if (entrypoint.items.length > 0 || entrypoint.unknown.length > 0) return;
		if (tmpfs.unknown.length > 0 || mounts.unknown.length > 0) return;
		const reference = parseReference(image.value);
		if (reference === void 0) return;
		const missing = unwritableFolders(reference.repository, mounts.items.map(({ value }) => value), tmpfs.items.map(({ value }) => value));
		if (missing.length === 0) return;
		yield {
			at: setting.at,
			message: `${called(container)} is read-only, but \`${shortRepository(reference.repository)}\` writes to ${missing.map((folder) => `\`${folder}\``).join(" and ")}.`,
			related: [{
				at: image.at,
				note: "the image"
			}]
		};
	},
	examples: [
		{
			name: "a web server without its cache",
			bad: "services:\n  web:\n    image: nginx:1.29\n    read_only: «true»\n    tmpfs: [/tmp]\n",
			good: "services:\n  web:\n    image: nginx:1.29\n    read_only: true\n    tmpfs: [/var/cache/nginx, /run]\n"
		},
		{
			name: "by the image that it is built from",
			bad: "services:\n  db:\n    build: .\n    read_only: «true»\n    volumes: [\"data:/var/lib/postgresql/data\"]\nvolumes: { data: {} }\n",
			files: { Dockerfile: "FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n" }
		},
		{
			name: "a folder above it will do",
			good: "services:\n  db:\n    image: postgres:17\n    read_only: true\n    tmpfs: /var/run\n"
		},
		{
			name: "another program of the image",
			good: "services:\n  backup:\n    image: postgres:17\n    read_only: true\n    entrypoint: [pg_dump, --host=db]\n"
		},
		{
			name: "an image that nobody read",
			good: "services:\n  web:\n    image: example/web:1.4\n    read_only: true\n"
		}
	]
});
// src/rules/container/read-only-root.ts
var read_only_root_default = defineRule({
	id: "container/read-only-root",
	title: "Container can write to its root file system",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "container",
	judges: "readOnly",
	why: "Whoever breaks in can change the program and leave tools behind. With a read-only root file system they can only write where the container was given a tmpfs or a volume.",
	remedy: "Add `read_only: true` (`--read-only`), with `tmpfs` for scratch folders such as `/tmp` and `/run`, and a volume for data.",
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
		if (setting.state === "known" && setting.value) return;
		if (setting.state === "unknown") {
			if (setting.at === void 0) return;
			yield {
				at: setting.at,
				confidence: "possible",
				message: `${called(container)} can write to its root file system unless a variable says otherwise: ${setting.why}.`
			};
			return;
		}
		if (container.passing) return;
		yield {
			at: container.at,
			message: `${called(container)} can write to its whole root file system.`,
			related: setting.state === "known" ? [{
				at: setting.at,
				note: "switched off here"
			}] : []
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
			bad: "services:\n  «web»:\n    image: example/web:1.4\n    read_only: false\n"
		},
		{
			name: "left to a variable",
			bad: "services:\n  web:\n    image: example/web:1.4\n    read_only: «${READ_ONLY}»\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "«docker run -d example/web:1.4»\n",
			good: "docker run -d --read-only --tmpfs /tmp example/web:1.4\n"
		},
		{
			name: "a container that ends with its command",
			path: "run.sh",
			good: "docker run --rm example/tool:1.4 check\n"
		}
	]
});
// src/rules/container/seccomp-profile-there.ts
var seccomp_profile_there_default = defineRule({
	id: "container/seccomp-profile-there",
	title: "The seccomp profile is not there",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	why: "Compose reads the file when it makes the container, and stops where it is missing. People then remove the option, or put `unconfined` in its place, to get going.",
	remedy: "Commit the profile at the path that the option names, counted from the project’s folder.",
	references: ["https://docs.docker.com/engine/security/seccomp/"],
	equivalents: {},
	*check({ container, posture: { seccomp } }) {
		if (seccomp === void 0 || seccomp.says !== void 0) return;
		yield {
			at: seccomp.at,
			key: seccomp.path,
			message: `${called(container)} asks for the seccomp profile \`${seccomp.path}\`, which does not exist.`
		};
	},
	examples: [{
		name: "another folder",
		bad: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:./app.json»\n",
		good: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./profiles/app.json\n",
		files: { "profiles/app.json": "{ \"defaultAction\": \"SCMP_ACT_ERRNO\", \"syscalls\": [] }\n" }
	}, {
		name: "a command that is run from another folder may find it",
		path: "run.sh",
		good: "docker run --security-opt seccomp=app.json example/app:2\n"
	}]
});
// src/rules/container/seccomp-refuses-by-default.ts
var seccomp_refuses_by_default_default = defineRule({
	id: "container/seccomp-refuses-by-default",
	title: "The seccomp profile allows what it does not name",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	why: "A list of what is refused ends where its author’s knowledge does: every system call that it forgets, and every one that a later kernel brings, is open. Docker’s own profile, which it takes the place of, names what is allowed.",
	remedy: "Set `\"defaultAction\": \"SCMP_ACT_ERRNO\"` and name what is allowed, beginning with Docker’s own profile.",
	references: ["https://docs.docker.com/engine/security/seccomp/", "CIS Docker Benchmark 1.6.0, 5.22"],
	equivalents: { cis: ["5.22"] },
	*check({ container, posture: { seccomp } }) {
		if (seccomp?.says === void 0 || !seccomp.says.allowsByDefault || !seccomp.says.refusesSome) return;
		yield {
			at: seccomp.at,
			key: seccomp.path,
			message: `${called(container)} has the seccomp profile \`${seccomp.path}\`, which allows what it does not name.`
		};
	},
	examples: [{
		name: "a list of what is refused",
		bad: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «seccomp:./most.json»\n",
		good: "services:\n  app:\n    image: example/app:2\n    security_opt:\n      - seccomp:./few.json\n",
		files: {
			"most.json": "{ \"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [{ \"names\": [\"mount\"], \"action\": \"SCMP_ACT_ERRNO\" }] }\n",
			"few.json": "{ \"defaultAction\": \"SCMP_ACT_ERRNO\", \"syscalls\": [{ \"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\" }] }\n"
		}
	}]
});
// src/rules/container/security-options-set.ts
var security_options_set_default = defineRule({
	id: "container/security-options-set",
	title: "Container sets no security options",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "container",
	why: "Docker adds its own seccomp and AppArmor profiles where the machine has them, and nothing where it has not: a service that names no options runs unprotected there, and nobody notices. Some teams therefore want every service to say what it runs with.",
	remedy: "List what the service runs with under `security_opt`, at least `no-new-privileges:true`.",
	references: ["https://docs.docker.com/reference/compose-file/services/#security_opt", "CIS Docker Benchmark 1.6.0, 5.2 and 5.3"],
	equivalents: {
		kics: ["610e266e-6c12-4bca-9925-1ed0cd29742b"],
		cis: ["5.2", "5.3"]
	},
	*check({ container }) {
		const { items, unknown } = container.securityOptions;
		if (items.length > 0 || unknown.length > 0 || container.passing) return;
		yield {
			at: container.at,
			message: `${called(container)} sets no security options.`
		};
	},
	examples: [{
		name: "none",
		bad: "services:\n  «web»:\n    image: example/web:1.4\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    security_opt: [\"no-new-privileges:true\"]\n"
	}]
});
// src/rules/container/socket-proxy-narrow.ts
var socket_proxy_narrow_default = defineRule({
	id: "container/socket-proxy-narrow",
	title: "A socket proxy lets through what it should keep out",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "container",
	why: "Whoever reaches this proxy can start a privileged container that mounts the host’s disk, as if it had the engine’s socket: a proxy that passes on `POST` for containers, builds or `exec` protects nothing.",
	remedy: "Leave `POST` at 0, so that the program may only read; where it has to restart containers, allow that alone (`ALLOW_RESTARTS=1`).",
	references: [
		"https://github.com/Tecnativa/docker-socket-proxy#grant-or-revoke-access-to-certain-api-sections",
		"https://docs.docker.com/reference/api/engine/",
		"CIS Docker Benchmark 1.6.0, 5.32",
		"OWASP Docker Security Cheat Sheet, rule 1"
	],
	equivalents: { cis: ["5.32"] },
	*check({ container }) {
		if (!isSocketProxy(container)) return;
		const opening = openingOf(container);
		if (opening === void 0) return;
		yield {
			at: opening.entry.at,
			message: `${called(container)} lets whoever reaches it ${opening.what}, and so control the host.`
		};
	},
	examples: [
		{
			name: "changes are allowed",
			bad: "services:\n  socket-proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    environment:\n      CONTAINERS: 1\n      «POST: 1»\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock:ro\"]\n",
			good: "services:\n  socket-proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    environment:\n      CONTAINERS: 1\n      POST: 0\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock:ro\"]\n"
		},
		{
			name: "by a pattern",
			bad: "services:\n  socket-proxy:\n    image: wollomatic/socket-proxy:1\n    command:\n      - -allowGET=/v1\\..{1,2}/containers/json\n      - «-allowPOST=.*»\n"
		},
		{
			name: "networks alone",
			good: "services:\n  socket-proxy:\n    image: lscr.io/linuxserver/socket-proxy:3\n    environment: { NETWORKS: 1, POST: 1 }\n"
		}
	]
});
// src/rules/container/user-not-root.ts
var user_not_root_default$1 = defineRule({
	id: "container/user-not-root",
	title: "Container is told to run as root",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "container",
	judges: "user",
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
// src/rules/container/valid-name.ts
var valid_name_default = defineRule({
	id: "container/valid-name",
	title: "The engine refuses the name of the container",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "container",
	why: "A container’s name has at least two characters: letters, digits, `_`, `.` and `-`, of which the first is a letter or a digit. With any other the container does not start.",
	remedy: "Rename it, or leave the name to Compose.",
	references: ["https://docs.docker.com/reference/compose-file/services/#container_name"],
	equivalents: { dclint: ["service-container-name-regex"] },
	*check({ container }) {
		const { containerName } = container;
		if (containerName.state === "known" && containerName.value !== "" && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(containerName.value)) yield {
			at: containerName.at,
			message: `${called(container)} has a container name that the engine refuses.`
		};
	},
	examples: [{
		name: "a character that is not allowed",
		bad: "services:\n  web:\n    image: example/web:1.4\n    container_name: «\"web@home\"»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    container_name: web-home\n"
	}, {
		name: "on the command line",
		path: "run.sh",
		bad: "docker run --name «web/1» example/web:1.4\n"
	}]
});
// src/rules/container/volume-owned.ts
var volume_owned_default = defineRule({
	id: "container/volume-owned",
	title: "The program may not write to its own volume",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "container",
	judges: "user",
	why: "A new volume takes over owner and contents of the folder that the image has in its place. Where the image has none, root owns it, and a program that runs as another user cannot write there. That is what drives people back to root.",
	remedy: "Make the folder in the Dockerfile and give it to the user before `USER`: `RUN install -d -o app -g app /data`.",
	references: ["https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container", "https://docs.docker.com/build/building/best-practices/#user"],
	equivalents: {},
	*check({ container, posture: { user, stage } }) {
		const { setting } = user;
		const volumes = stage?.facts?.volumes;
		if (stage === void 0 || volumes === void 0 || setting.state !== "known" || isRoot(setting.value)) return;
		for (const { value, at } of container.mounts.items) {
			const { type, source, target, readOnly } = value;
			if (type !== "volume" || source === void 0 || readOnly || !target.startsWith("/")) continue;
			if (volumes.some((path) => covers(path, target)) || makes(stage, target)) continue;
			yield {
				at,
				key: target,
				message: `${called(container)} runs as ${setting.value}, and nothing in its image makes \`${target}\`: root will own the volume there.`,
				related: userPlace(setting)
			};
		}
	},
	examples: [{
		name: "a folder that the image does not have",
		bad: "services:\n  api:\n    build: .\n    volumes:\n      - «data:/data»\nvolumes: { data: {} }\n",
		good: "services:\n  api:\n    build: .\n    volumes:\n      - cache:/var/cache/app\nvolumes: { cache: {} }\n",
		files: { Dockerfile: "FROM alpine:3.22\nRUN adduser -D app && install -d -o app /var/cache/app\nUSER app\nCMD [\"/app\"]\n" }
	}, {
		name: "root writes everywhere, and an image that nobody read may have the folder",
		good: "services:\n  api:\n    build: .\n    user: \"0\"\n    volumes: [\"data:/data\"]\n  job:\n    build: job\n    volumes: [\"data:/data\"]\nvolumes: { data: {} }\n",
		files: {
			Dockerfile: "FROM alpine:3.22\nUSER 1000\n",
			"job/Dockerfile": "FROM example/base:1\nUSER 1000\n"
		}
	}]
});
function userPlace(setting) {
	return [{
		at: setting.at,
		note: "the user"
	}];
}
/** Whether an instruction of the chain names the path, or one above it that a variable ends: it may make it. */
function makes(stage, target) {
	const targets = asked$1.get(stage) ?? /* @__PURE__ */ new Map();
	asked$1.set(stage, targets);
	const known = targets.get(target) ?? mayMake(stage, target);
	targets.set(target, known);
	return known;
}
/** Many services are built from one stage, and mount the same place. */
const asked$1 = /* @__PURE__ */ new WeakMap();
function mayMake({ chain }, target) {
	const path = target.replace(/(?<=.)\/+$/, "");
	return chain.some(({ instructions }) => instructions.some((instruction) => {
		if (![
			"RUN",
			"COPY",
			"ADD",
			"WORKDIR"
		].includes(instruction.keyword)) return false;
		return textOf(instruction.at).split(/[\s"'=,:;()]+/).some((word) => covers(path, word) || /\$/.test(word));
	}));
}
/** Whether a path is another one, or below it. */
function covers(folder, path) {
	return path === folder || path.startsWith(`${folder}/`);
}
// src/rules/dockerfile/unquoted.ts
/** A word without the quotes around it, for looking at; variables in it stay as they are. */
function unquoted$1(raw) {
	return /^(["'])([\s\S]*)\1$/.exec(raw)?.[2] ?? raw;
}
// src/rules/dockerfile/instructions.ts
/** All instructions in the order of the file, an ONBUILD by what it triggers. */
const plainInstructions = withLastAnswer((dockerfile) => dockerfile.instructions.map(plain));
/** The instructions of some keywords in the order of the file, an ONBUILD by what it triggers. */
function instructionsOf(dockerfile, ...keywords) {
	return plainInstructions(dockerfile).filter((one) => keywords.some((keyword) => keyword === one.keyword));
}
/** The instruction that does the work: what an ONBUILD triggers, else itself. */
function plain(instruction) {
	return instruction.keyword === "ONBUILD" ? plain(instruction.trigger) : instruction;
}
const parts = /* @__PURE__ */ new WeakMap();
/** Whether an instruction is part of an image that is shipped: in its stage or in one that stage is made from. */
function isShipped(instruction, shipped) {
	let stages = parts.get(shipped);
	if (stages === void 0) {
		stages = new Set(shipped.flatMap(({ chain }) => chain.map(({ index }) => index)));
		parts.set(shipped, stages);
	}
	return stages.has(instruction.stage);
}
/** Whether an instruction is part of an image that somebody builds for its own sake: one that is shipped, or an output of the file. */
function isOfImage(dockerfile, instruction, shipped) {
	return isShipped(instruction, shipped) || isOfOutput(dockerfile, instruction);
}
/** A word with variables put in, or as written where one is not known. */
function resolved(dockerfile, instruction, word) {
	const value = resolveWord(dockerfile, instruction, word);
	return value.state === "known" ? value.value : unquoted$1(word.raw);
}
/** The value of a flag of an instruction, with variables put in. */
function flagValue(dockerfile, instruction, name) {
	const word = instruction.flags.find((flag) => flag.name === name)?.value;
	return word === void 0 ? void 0 : resolved(dockerfile, instruction, word);
}
/** The stage an instruction stands in. */
function stageOf(dockerfile, { stage }) {
	return dockerfile.stages[stage];
}
// src/rules/dockerfile/command-line.ts
/** The word as far as it is known, with variables as they are written and without quotes. */
function said(word) {
	if (word.pieces === void 0) return word.value ?? "";
	let text = "";
	for (const piece of word.pieces) text += "text" in piece ? piece.text : piece.hole;
	return text;
}
/** The assignments in front of a command, and those among its words where it is one of some programs: `export A=b`. */
function assignedBy(command, ...programs) {
	const { name: program, assignments, words } = command;
	if (!programs.includes(program)) return assignments;
	const exported = words.slice(1).map((word) => {
		const [name = "", value = ""] = said(word).split(/=([\s\S]*)/, 2);
		return {
			name,
			value,
			at: word.at
		};
	});
	return [...assignments, ...exported];
}
/** Reads the words behind a program's name into options and operands. `--` ends the options. */
function commandLine(words, grammar = {}) {
	const options = [];
	const operands = [];
	for (let index = 0; index < words.length; index += 1) {
		const word = words[index];
		if (word === void 0) break;
		const text = said(word);
		if (text === "--") {
			operands.push(...words.slice(index + 1));
			break;
		}
		if (!isOption(text)) {
			operands.push(word);
			if (grammar.stopsAtOperand !== true) continue;
			operands.push(...words.slice(index + 1));
			break;
		}
		addOptions(options, text, word.at, grammar);
		const last = options.at(-1);
		if (last !== void 0 && last.value === void 0 && grammar.valued?.has(last.name) === true) {
			const next = words[index + 1];
			index += 1;
			if (next !== void 0) options[options.length - 1] = {
				...last,
				value: said(next)
			};
		}
	}
	return {
		options,
		operands
	};
}
function isOption(text) {
	return text.startsWith("-") && /^-[^\s]/.test(text);
}
function addOptions(options, text, at, { valued, singleDash }) {
	if (text.startsWith("--") || singleDash === true) {
		const name = text.replace(/^--?/, "");
		const equals = name.indexOf("=");
		options.push(equals < 0 ? {
			name,
			at
		} : {
			name: name.slice(0, equals),
			value: name.slice(equals + 1),
			at
		});
		return;
	}
	for (let letter = 1; letter < text.length; letter += 1) {
		const name = text.charAt(letter);
		const next = text.charAt(letter + 1);
		if (next !== "" && (next === "=" || valued?.has(name) === true)) {
			options.push({
				name,
				value: text.slice(letter + (next === "=" ? 2 : 1)),
				at
			});
			break;
		}
		options.push({
			name,
			at
		});
	}
}
/** Whether any of the options is there and not switched off. */
function hasOption({ options }, ...names) {
	return options.some(({ name, value }) => names.includes(name) && !/^(?:false|no|0)$/i.test(value ?? ""));
}
// src/rules/dockerfile/runs.ts
/** The RUN instructions of a Dockerfile whose script is read, those of ONBUILD too. */
const runsOf = withLastAnswer((dockerfile) => {
	const runs = /* @__PURE__ */ new Map();
	for (const { instruction, command } of buildCommands(dockerfile)) {
		const run = plain(instruction);
		if (run.keyword !== "RUN") continue;
		const known = runs.get(instruction);
		if (known === void 0) runs.set(instruction, {
			run,
			commands: [command]
		});
		else known.commands.push(command);
	}
	return [...runs].map(([instruction, rest]) => ({
		instruction,
		...rest
	}));
});
/** Whether a RUN has a folder, or one above it, on a cache or tmpfs mount, so that what is written there stays out of the image. */
function keepsOut({ run }, ...folders) {
	return mountsOf(run).some(({ type, options }) => {
		const target = options.get("target")?.value?.replace(/\/$/, "");
		if (type !== "cache" && type !== "tmpfs" || target === void 0) return false;
		return folders.some((folder) => `${folder}/`.startsWith(`${target}/`) || `${target}/`.startsWith(`${folder}/`));
	});
}
/** Whether a command deletes what is in a folder: `rm -rf /var/lib/apt/lists/*`, or the folder above it. */
function removes(command, ...folders) {
	if (command.name === "find") return command.words.some((word) => folders.includes(said(word).replace(/\/$/, "")));
	if (command.name !== "rm") return false;
	return commandLine(command.words.slice(1)).operands.some((word) => {
		const path = said(word).replace(/\/?(?:\*|\{[^{}]*\})?$/, "").replace(/^\$\{?HOME\}?|^~/, "/root");
		return folders.some((folder) => folder === path || folder.startsWith(`${path}/`) || said(word).startsWith(`${folder}/`));
	});
}
// src/rules/dockerfile/package-call.ts
const set = (names) => new Set(names.split(" "));
const apt = { valued: set("t target-release o option c config-file a host-architecture default-release") };
const yum = { valued: set("c config d e R x exclude enablerepo disablerepo repo repoid setopt installroot releasever disableplugin enableplugin forcearch") };
const node = { valued: set("prefix registry C w workspace tag cache loglevel userconfig globalconfig omit include only cwd cache-folder modules-folder network-timeout") };
const grammars = {
	"apt-get": apt,
	apt,
	apk: { valued: set("t virtual X repository p root repositories-file keys-dir cache-dir arch wait") },
	yum,
	dnf: yum,
	microdnf: yum,
	tdnf: yum,
	zypper: { valued: set("R root plus-repo p from r repo D reposd-dir C cache-dir t type c config releasever") },
	pacman: {},
	pip: { valued: set("r requirement c constraint build-constraint e editable t target platform python-version implementation abi root prefix src upgrade-strategy no-binary only-binary progress-bar i index-url extra-index-url f find-links trusted-host proxy timeout retries cache-dir cert client-cert exists-action log python b build global-option config-settings install-option use-feature use-deprecated report") },
	npm: node,
	pnpm: node,
	yarn: node,
	gem: { valued: set("v version i install-dir n bindir s source p http-proxy platform P trust-policy g file config-file B build-root D") },
	go: {
		singleDash: true,
		valued: set("C p o ldflags gcflags asmflags gccgoflags tags mod modfile overlay pkgdir toolexec buildmode compiler installsuffix exec covermode coverpkg")
	}
};
/** The programs by which package managers are called, as a rule needs them. */
function programsOf(managers) {
	return managers.includes("pip") ? [...managers, "python"] : managers;
}
/** The calls of some package managers in the RUN lines of a Dockerfile, in order. */
function packageCalls(dockerfile, ...managers) {
	return callsBy(allCalls(dockerfile), managers);
}
/** The calls of some package managers in one RUN. */
function callsOf(run, ...managers) {
	return callsBy(callsIn(run), managers);
}
function callsBy(calls, managers) {
	return calls.length === 0 ? calls : calls.filter(({ manager }) => managers.includes(manager));
}
const allCalls = withLastAnswer((dockerfile) => runsOf(dockerfile).flatMap(callsIn));
const known$3 = /* @__PURE__ */ new WeakMap();
function callsIn(run) {
	const found = known$3.get(run);
	if (found !== void 0) return found;
	const calls = [];
	for (const command of run.commands) {
		const call = managerOf(command);
		if (call === void 0) continue;
		const { options, operands } = commandLine(call.words, grammars[call.manager]);
		const [verb, ...rest] = operands;
		const name = verb === void 0 ? "" : said(verb).toLowerCase();
		calls.push({
			options,
			operands,
			manager: call.manager,
			verb: name,
			rest,
			command,
			run
		});
	}
	known$3.set(run, calls);
	return calls;
}
function managerOf({ name, words }) {
	if (name.startsWith("pip") && /^pip[\d.]*$/.test(name)) return {
		manager: "pip",
		words: words.slice(1)
	};
	if (name.startsWith("python") && /^python[\d.]*$/.test(name)) {
		const at = words.findIndex((word) => word.value === "-m");
		return at > 0 && words[at + 1]?.value === "pip" ? {
			manager: "pip",
			words: words.slice(at + 2)
		} : void 0;
	}
	const plain = name === "dnf5" ? "dnf" : name;
	return isManager(plain) ? {
		manager: plain,
		words: words.slice(1)
	} : void 0;
}
function isManager(name) {
	return Object.hasOwn(grammars, name);
}
// src/rules/dockerfile/cache-rule.ts
/** A rule against leaving a package manager's cache in the layer of the RUN that filled it. */
function cacheRule(texts, cache) {
	return defineRule({
		...texts,
		severity: "info",
		confidence: "certain",
		profile: "all",
		subject: "dockerfile",
		needs: programsOf(cache.managers),
		why: "The image is larger to store and slower to pull, for files that no program in it reads. Each `RUN` is stored as a layer with everything it leaves behind, and deleting a file in a later `RUN` frees nothing.",
		*check({ dockerfile, shipped }) {
			for (const run of runsOf(dockerfile)) {
				const left = firstLeft(run, cache);
				if (left === void 0 || !isOfImage(dockerfile, run.instruction, shipped) || keepsOut(run, ...cache.folders)) continue;
				if (cache.isExempt?.(run, dockerfile) === true) continue;
				const { file, span } = left.command.at;
				const { start } = run.instruction.at.span;
				yield {
					at: {
						file,
						span: {
							start,
							end: Math.max(span.end, start)
						}
					},
					key: left.manager,
					message: `\`${left.manager} ${left.verb}\` leaves ${cache.remains} in the layer.`
				};
			}
		}
	});
}
/** The first call that fills a cache which no command behind it empties. */
function firstLeft(run, cache) {
	const calls = callsOf(run, ...cache.managers);
	if (!calls.some(cache.fills)) return void 0;
	const places = new Map(run.commands.map((command, at) => [command, at]));
	const deleted = cache.deletingIsNoWayOut === true ? -1 : run.commands.findLastIndex((command) => removes(command, ...cache.folders));
	const emptied = /* @__PURE__ */ new Map();
	for (const call of calls) if (cache.empties(call)) emptied.set(call.manager, places.get(call.command) ?? -1);
	return calls.find((call) => {
		const at = places.get(call.command) ?? -1;
		return cache.fills(call) && at > deleted && at > (emptied.get(call.manager) ?? -1);
	});
}
// src/rules/dockerfile/apk-cache-off.ts
var apk_cache_off_default = cacheRule({
	id: "dockerfile/apk-cache-off",
	title: "apk keeps its package index in the layer",
	remedy: "Write `apk add --no-cache …`, which needs no `apk update` and leaves nothing to delete.",
	references: ["https://docs.docker.com/build/building/best-practices/#run", "https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
	equivalents: {
		kics: ["ae9c56a6-3ed1-4ac0-9b54-31267f51151d"],
		trivy: ["DS-0025"],
		hadolint: ["DL3019"],
		semgrep: ["missing-apk-no-cache"],
		codePathfinder: ["DOCKER-BP-007"],
		dockle: ["DKL-DI-0004"]
	},
	examples: [
		{
			name: "the cache is on",
			bad: "FROM alpine:3.20\n«RUN apk add curl»\n",
			good: "FROM alpine:3.20\nRUN apk add --no-cache curl\n"
		},
		{
			name: "update and deletion, which the switch makes needless",
			bad: "FROM alpine:3.20\n«RUN apk add --update curl» && rm -rf /var/cache/apk/*\n"
		},
		{
			name: "a cache mount",
			good: "FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apk apk add curl\n"
		}
	]
}, {
	managers: ["apk"],
	fills: (call) => call.verb === "add" && !hasOption(call, "no-cache"),
	empties: () => false,
	folders: ["/var/cache/apk", "/etc/apk/cache"],
	remains: "its package index, unless something deletes it,",
	deletingIsNoWayOut: true
});
// src/rules/dockerfile/pin-rule.ts
/** A rule against installing packages without a version; the package managers differ in how they spell one. */
function pinRule(texts, pins) {
	return defineRule({
		...texts,
		severity: "low",
		confidence: "certain",
		subject: "dockerfile",
		needs: programsOf(pins.managers),
		*check({ dockerfile }) {
			for (const call of packageCalls(dockerfile, ...pins.managers)) {
				const loose = (pins.packages(call) ?? []).filter((word) => !isUnknown(word) && !pins.isPinned(said(word), call));
				if (loose.length === 0) continue;
				const names = loose.slice(0, 3).map((word) => `\`${shown$1(word)}\``);
				const more = loose.length > 3 ? ` and ${loose.length - 3} more` : "";
				yield {
					at: call.command.at,
					key: loose.map(shown$1).join(" "),
					message: `\`${call.manager}\` installs ${names.join(", ")}${more} in whatever version is newest.`
				};
			}
		}
	});
}
/** A package as written, without the login that an address may hold. */
function shown$1(word) {
	return said(word).replace(/\/\/[^/@]*@/, "//");
}
/** Whether a word may stand for anything: a variable alone, or one that can become several words. */
function isUnknown(word) {
	if (word.value !== void 0 || hasOnlyExtras(word)) return false;
	return maySplit(word) || word.pieces?.every((piece) => "hole" in piece || piece.text === "") === true;
}
/** Whether what a shell may expand are the extras of a package alone: no file is called so. */
function hasOnlyExtras({ pieces = [] }) {
	return pieces.every((piece) => "text" in piece || /^\[[\w.,-]+\]$/.test(piece.hole));
}
/** The operands behind the verb, where the verb installs. */
function installs(...verbs) {
	return (call) => verbs.includes(call.verb) ? call.rest : void 0;
}
const pinningReferences = ["https://docs.docker.com/build/building/best-practices/#apt-get", "OWASP Docker Security Cheat Sheet, rule 13"];
// src/rules/dockerfile/apk-packages-pinned.ts
var apk_packages_pinned_default = pinRule({
	id: "dockerfile/apk-packages-pinned",
	title: "A package of apk is installed without a version",
	profile: "all",
	why: "The same Dockerfile gives another package tomorrow. Alpine removes old versions from its mirrors within a branch, though, so that an exact pin breaks soon; the branch of the base image already bounds what can change.",
	remedy: "Bound the version (`curl~=8.9`), or leave this rule off and pin the base image by digest.",
	references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions", "https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
	equivalents: {
		kics: ["d3499f6d-1651-41bb-a9a7-de925fea487b"],
		hadolint: ["DL3018"]
	},
	examples: [{
		name: "a package by its name",
		bad: "FROM alpine:3.20\nRUN «apk add --no-cache curl»\n",
		good: "FROM alpine:3.20\nRUN apk add --no-cache curl~=8.9\n"
	}, {
		name: "the name of a group is no package",
		good: "FROM alpine:3.20\nRUN apk add --virtual .build gcc=13.2.1_git20240309-r0\n"
	}]
}, {
	managers: ["apk"],
	packages: installs("add"),
	isPinned: (text) => /[=~<>]|\.apk$/.test(text)
});
// src/rules/dockerfile/assent-rule.ts
/** A rule against package managers that wait for an answer no build gives. */
function assentRule(texts, assent) {
	return defineRule({
		...texts,
		severity: "info",
		confidence: "certain",
		profile: "all",
		subject: "dockerfile",
		needs: programsOf(assent.managers),
		why: "The build fails, or hangs until somebody stops it: the package manager asks before it installs, and in a build nobody answers.",
		*check({ dockerfile }) {
			for (const call of packageCalls(dockerfile, ...assent.managers)) {
				if (!assent.asks.includes(call.verb) || assent.isGiven(call) || isAnswered(call)) continue;
				yield {
					at: call.command.at,
					key: call.manager,
					message: `\`${call.manager} ${call.verb}\` asks before it acts, and nobody answers.`
				};
			}
		}
	});
}
/** Whether something is piped into the call: `yes | apt-get install curl`. */
function isAnswered({ command }) {
	const [first] = command.pipeline;
	return command.position > 0 && first !== void 0 && [
		"yes",
		"echo",
		"printf"
	].includes(first.name);
}
// src/rules/dockerfile/apt-answers-yes.ts
var apt_answers_yes_default = assentRule({
	id: "dockerfile/apt-answers-yes",
	title: "apt-get waits for an answer",
	remedy: "Write `apt-get install -y …`.",
	references: ["https://docs.docker.com/build/building/best-practices/#apt-get", "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html"],
	equivalents: {
		kics: ["77783205-c4ca-4f80-bb80-c777f267c547"],
		trivy: ["DS-0021"],
		hadolint: ["DL3014"],
		semgrep: ["missing-assume-yes-switch"],
		codePathfinder: ["DOCKER-BP-021"]
	},
	examples: [
		{
			name: "no -y",
			bad: "FROM debian:12-slim\nRUN apt-get update && «apt-get install curl»\n",
			good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n"
		},
		{
			name: "quiet twice says yes too",
			good: "FROM debian:12-slim\nRUN apt-get -qq install curl && apt-get -q -q install wget\n"
		},
		{
			name: "quiet once does not",
			bad: "FROM debian:12-slim\nRUN «apt-get --quiet install curl»\n"
		},
		{
			name: "somebody answers",
			good: "FROM debian:12-slim\nRUN yes | apt-get install curl\n"
		}
	]
}, {
	managers: ["apt-get", "apt"],
	asks: [
		"install",
		"reinstall",
		"build-dep"
	],
	isGiven
});
function isGiven(call) {
	if (hasOption(call, "y", "yes", "assume-yes", "force-yes")) return true;
	const quiet = call.options.filter(({ name }) => name === "q" || name === "quiet");
	if (quiet.length > 1 || quiet.some(({ value }) => value !== void 0 && Number(value) >= 2)) return true;
	return call.options.some(({ name, value }) => (name === "o" || name === "option") && /assume-yes|force-yes/i.test(value ?? ""));
}
// src/rules/dockerfile/apt-get-in-scripts.ts
var apt_get_in_scripts_default = defineRule({
	id: "dockerfile/apt-get-in-scripts",
	title: "apt is used where apt-get is meant",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["apt"],
	why: "The build may break with the next version of `apt`, which is made for people at a terminal and says itself that its options and output may change. `apt-get` is the one for scripts.",
	remedy: "Write `apt-get` (or `apt-cache`).",
	references: ["https://manpages.debian.org/bookworm/apt/apt.8.en.html"],
	equivalents: {
		kics: ["b84a0b47-2e99-4c9f-8933-98bcabe2b94d", "a1bc27c6-7115-48d8-bf9d-5a7e836845ba"],
		hadolint: ["DL3027"],
		checkov: ["CKV_DOCKER_9"],
		semgrep: ["prefer-apt-get"],
		codePathfinder: ["DOCKER-BP-023"],
		terrascan: ["AC_DOCKER_0002"]
	},
	*check({ dockerfile }) {
		for (const { command, verb } of packageCalls(dockerfile, "apt")) yield {
			at: command.at,
			key: verb,
			message: "`apt` is for people; its output and options may change."
		};
	},
	examples: [{
		name: "in a RUN",
		bad: "FROM debian:12-slim\nRUN «apt update» && «apt install -y curl»\n",
		good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n"
	}]
});
// src/rules/dockerfile/apt-lists-removed.ts
var apt_lists_removed_default = cacheRule({
	id: "dockerfile/apt-lists-removed",
	title: "The package lists and cache of apt stay in the image",
	remedy: "End the same `RUN` with `rm -rf /var/lib/apt/lists/*`, or mount `/var/lib/apt` and `/var/cache/apt` as caches.",
	references: ["https://docs.docker.com/build/building/best-practices/#apt-get", "https://docs.docker.com/build/cache/optimize/#use-cache-mounts"],
	equivalents: {
		kics: ["df746b39-6564-4fed-bf85-e9c44382303c"],
		hadolint: ["DL3009"],
		semgrep: ["remove-package-lists", "remove-package-cache"],
		codePathfinder: ["DOCKER-BP-014"],
		dockle: ["DKL-DI-0005"]
	},
	examples: [
		{
			name: "nothing is deleted",
			bad: "FROM debian:12-slim\n«RUN apt-get update» && apt-get install -y curl\n",
			good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"
		},
		{
			name: "deleted too late",
			bad: "FROM debian:12-slim\n«RUN apt-get update»\nRUN rm -rf /var/lib/apt/lists/*\n"
		},
		{
			name: "a cache mount",
			good: "FROM debian:12-slim\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl\n"
		},
		{
			name: "installed from the lists of an earlier layer",
			bad: "FROM debian:12-slim\n«RUN apt-get install -y curl»\n"
		},
		{
			name: "a package that is a file",
			good: "FROM debian:12-slim\nRUN apt-get install -y ./tool.deb\n"
		},
		{
			name: "a stage that is not shipped",
			good: "FROM debian:12 AS build\nRUN apt-get update\nFROM debian:12-slim\nCOPY --from=build /app /app\n"
		}
	]
}, {
	managers: ["apt-get", "apt"],
	fills: fillsCache,
	empties: ({ verb }) => /^(?:auto|dist)?clean$/.test(verb),
	folders: ["/var/lib/apt/lists"],
	remains: "its package lists and cache"
});
/** Whether a call downloads package lists or packages; a package that is a file is not downloaded. */
function fillsCache({ verb, rest }) {
	if (verb === "update") return true;
	return (verb === "install" || verb === "build-dep") && rest.some((word) => !/^[./]|\.deb$/.test(said(word)));
}
// src/rules/dockerfile/apt-packages-pinned.ts
var apt_packages_pinned_default = pinRule({
	id: "dockerfile/apt-packages-pinned",
	title: "A package of apt is installed without a version",
	profile: "all",
	why: "The same Dockerfile gives another package tomorrow, so a build that worked may break or change. Distributions withdraw old versions, though, so that a pinned build breaks too: most teams pin the base image by digest instead.",
	remedy: "Name the version (`curl=7.88.1-10*`), or leave this rule off and pin the base image by digest.",
	references: pinningReferences,
	equivalents: {
		kics: ["965a08d7-ef86-4f14-8792-4a3b2098937e"],
		hadolint: ["DL3008"]
	},
	examples: [
		{
			name: "a package by its name",
			bad: "FROM debian:12-slim\nRUN apt-get update && «apt-get install -y curl» && rm -rf /var/lib/apt/lists/*\n",
			good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl=7.88.1-10* && rm -rf /var/lib/apt/lists/*\n"
		},
		{
			name: "a local file and a release",
			good: "FROM debian:12-slim\nRUN apt-get install -y ./tool.deb curl/bookworm\n"
		},
		{
			name: "packages in a variable",
			good: "FROM debian:12-slim\nARG PACKAGES\nRUN apt-get install -y $PACKAGES\n"
		}
	]
}, {
	managers: ["apt-get", "apt"],
	packages: installs("install"),
	isPinned: (text) => /[=/]|\.deb$/.test(text)
});
// src/rules/dockerfile/add-source.ts
/** Whether ADD unpacks a file of this name: a tar archive, compressed or not. */
function isArchive(path) {
	return /\.(?:tar|tar\.(?:gz|bz2|xz|lzma|lz|z|zst)|tgz|tb2|tbz2?|tpz|txz|tlz|tzst|tZ|gz|bz2|xz|zst|lz|lzma|Z)$/i.test(path.replace(/["']$/, ""));
}
/** Whether ADD downloads it. */
function isRemote$1(path) {
	return /^["']?(?:[a-z][a-z0-9+.-]*:\/\/|git@|[\w.-]+\/[^\s]*\.git(?:#|$))/i.test(path);
}
/** Whether it stands for what an earlier build took in, as the history of an image writes it: `ADD file:8b88… in /`. */
function isOfHistory(path) {
	return /^(?:file|multi|dir):[0-9a-f]{3,}$/.test(path);
}
// src/rules/dockerfile/archive-by-add.ts
/** Programs that do nothing but unpack. */
const unpackers = /* @__PURE__ */ new Set([
	"unzip",
	"gunzip",
	"bunzip2",
	"unlzma",
	"unxz",
	"zgz",
	"uncompress",
	"zcat",
	"gzcat"
]);
var archive_by_add_default = defineRule({
	id: "dockerfile/archive-by-add",
	title: "An archive is copied and then unpacked",
	severity: "info",
	confidence: "likely",
	profile: "all",
	subject: "dockerfile",
	needs: ["tar", ...unpackers],
	why: "The layer of `COPY` keeps the archive even if the next line deletes it. `ADD` unpacks a local tar archive as it copies, so that only its files are stored.",
	remedy: "Write `ADD archive.tar.gz /target/`, or mount the archive: `RUN --mount=type=bind,source=archive.zip,target=/a.zip unzip /a.zip`.",
	references: ["https://docs.docker.com/build/building/best-practices/#add-or-copy", "https://docs.docker.com/reference/dockerfile/#add"],
	equivalents: { hadolint: ["DL3010"] },
	*check({ dockerfile }) {
		const unpacked = unpackedArchives(dockerfile);
		for (const instruction of dockerfile.instructions) {
			if (instruction.keyword !== "COPY" || instruction.flags.some(({ name }) => name === "from")) continue;
			const later = archivesOf(instruction).map((name) => unpacked.get(`${instruction.stage} ${name}`)).find((command) => command !== void 0 && command.at.span.start > instruction.at.span.start);
			if (later === void 0) continue;
			yield {
				at: instruction.at,
				key: instruction.sources.map(({ raw }) => raw).join(" "),
				message: "This archive is unpacked later, and stays in its layer besides.",
				related: [{
					at: later.at,
					note: "where it is unpacked"
				}]
			};
		}
	},
	examples: [{
		name: "a tar archive",
		bad: "FROM debian:12-slim\n«COPY app.tar.gz /tmp/»\nRUN tar -xzf /tmp/app.tar.gz -C /opt && rm /tmp/app.tar.gz\n",
		good: "FROM debian:12-slim\nADD app.tar.gz /opt/\n"
	}, {
		name: "not unpacked",
		good: "FROM debian:12-slim\nCOPY app.tar.gz /srv/downloads/\n"
	}]
});
/** The names under which archives arrive: that of the destination where it is one, else those of the sources. */
function archivesOf({ sources, destination }) {
	const target = baseName(destination);
	if (mayUnpack(target)) return [target];
	return sources.map(baseName).filter(mayUnpack);
}
function mayUnpack(name) {
	return isArchive(name) || /\.(?:zip|Z|z)$/.test(name);
}
function baseName({ raw }) {
	return unquoted$1(raw).split(/[/\\]/).at(-1) ?? "";
}
/** The last command that unpacks each archive, by stage and file name. */
function unpackedArchives(dockerfile) {
	const found = /* @__PURE__ */ new Map();
	for (const { instruction, command } of buildCommands(dockerfile)) {
		if (!unpacks(command)) continue;
		for (const word of command.words.slice(1)) found.set(`${instruction.stage} ${said(word).split(/[/\\]/).at(-1) ?? ""}`, command);
	}
	return found;
}
function unpacks({ name, words }) {
	if (name !== "tar") return unpackers.has(name);
	const [first = "", ...rest] = words.slice(1).map(said);
	return /^-?\w*x\w*$/.test(first) || [first, ...rest].some((word) => /^-\w*x|^--(?:extract|get)$/.test(word));
}
// src/rules/dockerfile/comment-lines.ts
const known$2 = /* @__PURE__ */ new WeakMap();
/** The comments of a file by the line they stand on, counted from 1. */
function commentLines(dockerfile) {
	const found = known$2.get(dockerfile);
	if (found !== void 0) return found;
	const lines = new Map(dockerfile.comments.map((comment) => [locate(comment.at).startLine, comment]));
	known$2.set(dockerfile, lines);
	return lines;
}
// src/rules/dockerfile/build-check.ts
/**
* Whether the author switched one of BuildKit's build checks off, for the file (`# check=skip=…` at its head) or for one
* instruction (the same comment right above it).
*/
function skipsCheck(dockerfile, instruction, check) {
	const name = check.toLowerCase();
	if (isSkipped(skippedInFile(dockerfile), name)) return true;
	if (dockerfile.comments.length === 0) return false;
	const found = skippedAt.get(instruction) ?? skippedAbove(dockerfile, instruction);
	skippedAt.set(instruction, found);
	return isSkipped(found, name);
}
/** The checks that directives switch off, in lower case. */
const skippedInFile = withLastAnswer(({ directives }) => new Set(directives.flatMap(({ name, value }) => name === "check" ? skippedBy(value) : [])));
const skippedAt = /* @__PURE__ */ new WeakMap();
/** The checks that the comments right above an instruction switch off, in lower case. */
function skippedAbove(dockerfile, instruction) {
	const lines = commentLines(dockerfile);
	const skipped = /* @__PURE__ */ new Set();
	for (let line = locate(instruction.at).startLine - 1;; line -= 1) {
		const comment = lines.get(line);
		if (comment === void 0) return skipped;
		const value = /^check\s*=(.*)$/.exec(comment.text)?.[1];
		for (const name of value === void 0 ? [] : skippedBy(value)) skipped.add(name);
	}
}
function isSkipped(skipped, check) {
	return skipped.has("all") || skipped.has(check);
}
/** The names of `skip=A,B;error=true`, in lower case. */
function skippedBy(setting) {
	return (setting.split(";").map((part) => /^\s*skip\s*=(.*)$/.exec(part)?.[1]).find((list) => list !== void 0) ?? "").split(",").map((name) => name.trim().toLowerCase());
}
// src/rules/dockerfile/variables.ts
/** The variables that a word of an instruction uses, in order. */
function variablesIn(raw, escape) {
	const uses = [];
	if (!raw.includes("$")) return uses;
	const text = raw.replaceAll(`${escape}$`, "").replaceAll(/'[^']*'/g, "");
	for (const match of text.matchAll(/\$(?:(\w+)|\{(\w+)([^}]*))/g)) {
		const name = match[1] ?? match[2] ?? "";
		if (/^[A-Za-z_]/.test(name)) uses.push({
			name,
			hasFallback: /^:?[-+?]/.test(match[3] ?? "")
		});
	}
	return uses;
}
/** So many stages below are asked for a name; a hostile file has thousands. */
const DEPTH = 250;
const known$1 = /* @__PURE__ */ new WeakMap();
/** The names of all ARG of a file, those in front of the first FROM too. */
const argumentsOf = withLastAnswer(({ instructions }) => {
	const names = /* @__PURE__ */ new Set();
	for (const instruction of instructions) if (instruction.keyword === "ARG") for (const { name } of instruction.pairs) names.add(name.raw);
	return names;
});
/** The names of the ARG in front of the first FROM. */
const globalsOf = withLastAnswer(({ globalArgs }) => new Set(globalArgs.flatMap(({ pairs }) => pairs.map(({ name }) => name.raw))));
/** Whether an ARG in front of the first FROM declares a name. */
function isGlobal(dockerfile, name) {
	return globalsOf(dockerfile).has(name);
}
/** What the stages of a file have been found to declare, each with the stages that it is made from. */
const namesOf = withLastAnswer(() => /* @__PURE__ */ new Map());
/** All ENV and ARG that an instruction may use: in front of it in its stage, and in the stages that one is made from. */
function declaredAt(dockerfile, instruction) {
	const ofStage = namesOf(dockerfile);
	const names = ofStage.get(instruction.stage) ?? stagesBelow(dockerfile, instruction).map(declarations);
	ofStage.set(instruction.stage, names);
	const [own, ...below] = names;
	const before = instruction.at.span.start;
	return {
		has: (name) => (own?.get(name) ?? before) < before || below.some((known) => known.has(name)),
		names: { [Symbol.iterator]: () => someOf([own, ...below]) }
	};
}
/** The first names of each stage, not all of them where a hostile file has thousands. */
function* someOf(stages) {
	let left = 200;
	for (const names of stages) {
		let own = 50;
		for (const name of names?.keys() ?? []) {
			if (own === 0) break;
			if (left === 0) return;
			own -= 1;
			left -= 1;
			yield name;
		}
	}
}
/** The stage of an instruction, then the stages it is made from, nearest first. */
function stagesBelow(dockerfile, { stage: index }) {
	const stages = [];
	let stage = dockerfile.stages[index];
	while (stage !== void 0 && stages.length < DEPTH) {
		stages.push(stage);
		const base = baseOf(dockerfile, stage);
		stage = base.kind === "stage" ? base.stage : void 0;
	}
	return stages;
}
/** Where a stage first declares each of its names. */
function declarations(stage) {
	const found = known$1.get(stage);
	if (found !== void 0) return found;
	const names = /* @__PURE__ */ new Map();
	for (const one of stage.instructions) {
		if (one.keyword !== "ENV" && one.keyword !== "ARG") continue;
		for (const { name } of one.pairs) if (!names.has(name.raw)) names.set(name.raw, one.at.span.start);
	}
	known$1.set(stage, names);
	return names;
}
/** The image at the end of the stages an instruction stands on, where it is known. */
function baseImageOf(dockerfile, instruction) {
	const last = stagesBelow(dockerfile, instruction).at(-1);
	const base = last === void 0 ? void 0 : baseOf(dockerfile, last);
	if (base?.kind === "scratch") return "scratch";
	return base?.kind === "image" ? base.reference : void 0;
}
// src/rules/dockerfile/argument-in-scope.ts
var argument_in_scope_default = defineRule({
	id: "dockerfile/argument-in-scope",
	title: "A RUN uses an argument that its stage does not declare",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "dockerfile",
	needs: ["ARG"],
	why: "An `ARG` in front of the first `FROM` is for the `FROM` lines, and one in a stage for that stage. The shell of a `RUN` elsewhere finds no variable of its name and puts in nothing: `curl -O https://example.com/app-$VERSION.tar.gz` asks for `app-.tar.gz`. BuildKit does not look into the shell’s text.",
	remedy: "Declare it in this stage: `ARG NAME`, without a value, takes over the one above.",
	references: ["https://docs.docker.com/build/building/variables/#scoping"],
	equivalents: { sonar: ["S6579"] },
	*check({ dockerfile }) {
		const elsewhere = argumentsOf(dockerfile);
		for (const { instruction, commands } of runsOf(dockerfile)) {
			const told = /* @__PURE__ */ new Set();
			let declared;
			let own;
			for (const word of commands.flatMap(({ words }) => words)) for (const piece of word.pieces ?? []) {
				const name = "hole" in piece ? /^\$\{?(\w+)\}?$/.exec(piece.hole)?.[1] : void 0;
				if (name === void 0 || !elsewhere.has(name) || told.has(name)) continue;
				if ((declared ??= declaredAt(dockerfile, instruction)).has(name) || (own ??= ownNames(commands)).has(name)) continue;
				if (skipsCheck(dockerfile, instruction, "UndefinedVar")) continue;
				told.add(name);
				yield {
					at: word.at,
					key: name,
					message: `\`$${name}\` is empty here: its ARG stands in front of the first FROM or in another stage.`
				};
			}
		}
	},
	examples: [
		{
			name: "declared for FROM alone",
			bad: "ARG VERSION=1.2\nFROM alpine:3.20\nRUN ./install «\"$VERSION\"»\n",
			good: "ARG VERSION=1.2\nFROM alpine:3.20\nARG VERSION\nRUN ./install \"$VERSION\"\n"
		},
		{
			name: "declared in another stage",
			bad: "FROM alpine:3.20 AS build\nARG MODE\nFROM alpine:3.20\nRUN ./install «$MODE»\n"
		},
		{
			name: "inherited from a stage",
			good: "FROM alpine:3.20 AS base\nARG MODE\nFROM base\nRUN ./install $MODE\n"
		},
		{
			name: "a variable of the shell",
			good: "ARG VERSION\nFROM alpine:3.20\nRUN VERSION=$(cat /v) && ./install $VERSION\n"
		}
	]
});
/** The variables that a script gives a value itself: in front of a command, or as a word of `export`, `read` or `for`. */
function ownNames(commands) {
	const names = /* @__PURE__ */ new Set();
	for (const { assignments, words } of commands) {
		for (const { name } of assignments) names.add(name);
		for (const word of words) names.add(said(word).replace(/=.*$/s, ""));
	}
	return names;
}
// src/rules/dockerfile/as-casing.ts
var as_casing_default = defineRule({
	id: "dockerfile/as-casing",
	title: "AS is written otherwise than FROM",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["AS"],
	why: "It makes no difference to the builder. To a reader `FROM … as …` looks like two languages.",
	remedy: "Write `FROM … AS …`.",
	references: ["https://docs.docker.com/reference/build-checks/from-as-casing/"],
	equivalents: { buildkit: ["FromAsCasing"] },
	*check({ dockerfile }) {
		for (const { from } of dockerfile.stages) {
			if (from.alias === void 0) continue;
			const { file } = from.at;
			const start = from.image.at.span.end;
			const as = /\bas\b/i.exec(file.text.slice(start, from.alias.at.span.start));
			if (as === null) continue;
			const keyword = textOf(from.keywordAt);
			const isLower = keyword === keyword.toLowerCase();
			const isUpper = keyword === keyword.toUpperCase();
			if (!isLower && !isUpper) continue;
			const wanted = isLower ? "as" : "AS";
			if (as[0] === wanted || skipsCheck(dockerfile, from, "FromAsCasing")) continue;
			yield {
				at: {
					file,
					span: {
						start: start + as.index,
						end: start + as.index + 2
					}
				},
				key: "as",
				message: `\`${as[0]}\` is written \`${wanted}\` beside \`${keyword}\`.`
			};
		}
	},
	examples: [{
		name: "in small letters",
		bad: "FROM node:22 «as» build\n",
		good: "FROM node:22 AS build\n"
	}]
});
// src/rules/dockerfile/base-tag-not-empty.ts
var base_tag_not_empty_default = defineRule({
	id: "dockerfile/base-tag-not-empty",
	title: "The tag of the base image comes out as latest",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	why: "The variable that should bring the tag has no value where `FROM` looks for it. What is left names no version, which means `latest`: another image tomorrow.",
	remedy: "Declare the variable in front of the first `FROM`, with a version as its default: `ARG TAG=22.12-slim`.",
	references: [
		"https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
		"https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
		"CIS Docker Benchmark 1.6.0, 4.2"
	],
	equivalents: {
		trivy: ["DS-0001"],
		cis: ["4.2"]
	},
	*check({ dockerfile }) {
		/** The defaults that an ARG further up gives, although FROM does not see them. */
		const defaults = /* @__PURE__ */ new Map();
		for (const instruction of dockerfile.instructions) {
			if (instruction.keyword === "ARG") {
				for (const { name, value } of instruction.pairs) if (value !== void 0) defaults.set(name.raw, unquoted$1(value.raw));
			}
			const stage = instruction.keyword === "FROM" ? dockerfile.stages[instruction.stage] : void 0;
			if (stage === void 0) continue;
			const { image } = stage.from;
			if (!image.raw.includes("$") || baseOf(dockerfile, stage).kind !== "unknown") continue;
			const uses = variablesIn(image.raw, dockerfile.escape);
			if (uses.length === 0 || uses.some(({ name }) => isGlobal(dockerfile, name) || platformArgs.has(name))) continue;
			const meant = expandWord(image.raw, (name) => defaults.get(name) ?? "", dockerfile.escape);
			if (!("value" in meant) || !/[^:@]/.test(meant.value) || meant.value.includes("@")) continue;
			const tag = /:([^/]*)$/.exec(meant.value)?.[1];
			if (tag === void 0 || tag === "" || tag === "latest") yield {
				at: image.at,
				key: "tag",
				message: `\`${image.raw}\` comes out without a version, which means \`latest\`.`
			};
		}
	},
	examples: [
		{
			name: "nobody declares it",
			bad: "FROM «alpine$TAG»\n",
			good: "ARG TAG=:3.20\nFROM alpine$TAG\n"
		},
		{
			name: "declared too late",
			bad: "FROM scratch AS files\nARG TAG=latest\nFROM «alpine:$TAG»\n"
		},
		{
			name: "the whole name from outside",
			good: "ARG BASE\nFROM $BASE\n"
		}
	]
});
// src/rules/dockerfile/build-secret-given.ts
/** How many secrets are told of one build. */
const toldOfBuild = 10;
var build_secret_given_default = defineRule({
	id: "dockerfile/build-secret-given",
	title: "A build does not give a secret that the Dockerfile asks for",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "dockerfile",
	needs: ["--mount"],
	why: "A secret that nobody gives is simply not there: the step runs without it, and fails or, worse, goes on with less than it should have. With `required=true` the build stops.",
	remedy: "Give it with the id that the Dockerfile asks for: `--secret id=NAME,src=FILE`, `secrets: NAME=…` of docker/build-push-action, or `secret = [\"id=NAME,…\"]` of a bake file.",
	references: ["https://docs.docker.com/build/building/secrets/", "https://docs.docker.com/reference/dockerfile/#run---mounttypesecret"],
	equivalents: {},
	*check({ dockerfile, builds, anyStage }) {
		const asked = builds.map((build) => ({
			build,
			secrets: askedSecrets(dockerfile, build.stage)
		}));
		const given = new Set(builds.flatMap(({ gives }) => gives?.secrets ?? []));
		const isSeen = anyStage !== true && builds.every(({ gives }) => gives !== void 0);
		for (const { build, secrets } of asked) {
			const { gives, service } = build;
			if (gives === void 0 || service !== void 0) continue;
			const own = new Set(gives.secrets);
			const missing = secrets.filter(({ id, required }) => !own.has(id) && (required || isSeen && !given.has(id)));
			for (const { id, required, at } of missing.slice(0, toldOfBuild)) yield {
				at: gives.at,
				key: id,
				message: `This build does not give the secret \`${id}\`, which ${required ? "a step cannot do without" : "the Dockerfile asks for"}.`,
				related: [{
					at,
					note: "where it is asked for"
				}]
			};
		}
	},
	examples: [
		{
			name: "a build without it, and it is given nowhere",
			path: "build.sh",
			bad: "«docker build -t example/web .»\n",
			good: "docker build --secret id=npm,src=\"$HOME/.npmrc\" -t example/web .\n",
			files: { Dockerfile: "FROM node:22 AS build\nRUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci\nFROM node:22-slim\nCOPY --from=build /app /app\nUSER node\n" }
		},
		{
			name: "a step that cannot do without it, which another build gives",
			path: ".github/workflows/image.yml",
			bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «docker/build-push-action@v6»\n        with:\n          context: .\n          secrets: |\n            other=${{ secrets.OTHER }}\n",
			good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          secret-files: npm=./npmrc\n",
			files: {
				Dockerfile: "FROM node:22\nRUN --mount=type=secret,id=npm,required npm ci\nUSER node\n",
				"build.sh": "docker build --secret id=npm,src=npmrc .\n"
			}
		},
		{
			name: "a bake file",
			path: "docker-bake.hcl",
			bad: "«target \"web\"» {\n  context = \".\"\n}\n",
			good: "target \"web\" {\n  context = \".\"\n  secret = [{ type = \"env\", id = \"npm\" }, \"id=other,src=x\"]\n}\n",
			files: { Dockerfile: "FROM node:22\nRUN --mount=type=secret,id=npm npm ci\nUSER node\n" }
		},
		{
			name: "one that may be absent and is given elsewhere, options that are not known, a stage that is not built",
			path: "build.sh",
			good: "docker build --target plain .\ndocker build --target other $BUILD_OPTS .\ndocker build --target both -f Dockerfile .\ndocker build --target both --secret id=npm,env=NPM_TOKEN .\n",
			files: { Dockerfile: "FROM node:22 AS plain\nUSER node\nFROM node:22 AS other\nRUN --mount=type=secret,id=x make\nUSER node\nFROM plain AS both\nRUN --mount=type=secret,id=npm npm ci\n" }
		}
	]
});
// src/rules/dockerfile/permission-bits.ts
/** Reads a mode of chmod or of `--chmod`; undefined where it is none. */
function permissionBits(mode) {
	if (/^[0-7]{1,5}$/.test(mode)) {
		const bits = Number.parseInt(mode, 8);
		return {
			ownerWrites: (bits & 128) !== 0,
			othersWrite: (bits & 2) !== 0,
			setId: (bits & 3072) !== 0
		};
	}
	if (!/^(?:[ugoa]*[+=-][rwxXstugo]*)+(?:,(?:[ugoa]*[+=-][rwxXstugo]*)+)*$/.test(mode)) return void 0;
	let ownerWrites = true;
	let othersWrite = false;
	let setId = false;
	for (const clause of mode.split(",")) {
		const who = /^[ugoa]*/.exec(clause)?.[0] ?? "";
		for (const [, operator = "", what = ""] of clause.slice(who.length).matchAll(/([+=-])([rwxXstugo]*)/g)) {
			if ((who === "" || /[ua]/.test(who)) && (operator === "=" || what.includes("w"))) ownerWrites = operator !== "-" && what.includes("w");
			const others = /[oa]/.test(who);
			if (others && what.includes("w")) othersWrite = operator !== "-";
			else if (others && operator === "=") othersWrite = false;
			if (what.includes("s") && (who === "" || /[uga]/.test(who))) setId = operator !== "-";
		}
	}
	return {
		ownerWrites,
		othersWrite,
		setId
	};
}
// src/rules/dockerfile/copied-code-owned-by-root.ts
var copied_code_owned_by_root_default = defineRule({
	id: "dockerfile/copied-code-owned-by-root",
	title: "The program may change its own code",
	severity: "low",
	confidence: "possible",
	profile: "strict",
	subject: "dockerfile",
	needs: ["--chown"],
	why: "With `--chown` the user that runs the program owns its code as well, and may write to it. Whoever breaks into the program can then replace it, and stays in until the container is made anew. Data folders are another matter: those the program has to own.",
	remedy: "Copy code without `--chown`, so that root owns it and everybody may read it; give the user the folders that it writes to.",
	references: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod", "https://cwe.mitre.org/data/definitions/732.html"],
	equivalents: {
		kics: ["aa93e17f-b6db-4162-9334-c70334e7ac28"],
		sonar: ["S6504"],
		terrascan: ["AC_DOCKER_00024"]
	},
	*check({ dockerfile, shipped }) {
		for (const instruction of instructionsOf(dockerfile, "COPY", "ADD")) {
			if (!isShipped(instruction, shipped)) continue;
			const owner = flagValue(dockerfile, instruction, "chown");
			const user = owner?.split(":")[0] ?? "";
			if (owner === void 0 || user === "root" || user === "0" || user === "") continue;
			const mode = flagValue(dockerfile, instruction, "chmod");
			if (mode !== void 0 && permissionBits(mode)?.ownerWrites === false) continue;
			const code = instruction.sources.find((source) => isCode(source, resolved(dockerfile, instruction, source), instruction.destination));
			if (code === void 0) continue;
			yield {
				at: instruction.at,
				key: code.raw,
				message: `\`${user}\` owns \`${code.raw}\` and may change it while it runs.`
			};
		}
	},
	examples: [
		{
			name: "a program",
			bad: "FROM node:22-slim\n«COPY --chown=node:node server.js /app/»\nUSER node\n",
			good: "FROM node:22-slim\nCOPY server.js /app/\nUSER node\n"
		},
		{
			name: "a script among web pages",
			bad: "FROM php:8.4-apache\n«COPY --chown=www-data index.php /var/www/html/»\n"
		},
		{
			name: "data and settings",
			good: "FROM node:22-slim\nCOPY --chown=node data/ /app/data/\nCOPY --chown=node app.yaml /app/\nUSER node\n"
		},
		{
			name: "a stage that is not shipped",
			good: "FROM node:22 AS build\nCOPY --chown=node . /src\nFROM node:22-slim\nCOPY --from=build /src/dist /app\n"
		},
		{
			name: "nobody may write",
			good: "FROM node:22-slim\nCOPY --chown=node --chmod=0555 server.js /app/\nUSER node\n"
		}
	]
});
/** Whether a source is a program or a folder of them, by its name; data, settings and media are not. */
function isCode({ raw }, path, destination) {
	const name = path.replace(/(?<!\/)\/+$/, "").split("/").at(-1) ?? "";
	if (/\.(?:php|py|[cm]?js|rb|pl|lua|sh|bash|jar|war|dll|so|exe)$/i.test(name)) return true;
	const data = /^(?:data|db|database|uploads?|cache|logs?|storage|media|public|static|assets|www|html|htdocs|conf(?:ig)?s?|etc|certs?|templates|locales?|fixtures|migrations|volumes?|tmp|run|models?|docs?)$/i;
	if (data.test(name) || data.test(destination.raw.replace(/(?<!\/)\/+$/, "").split("/").at(-1) ?? "")) return false;
	return !/^\.(?!\.?$)|\.(?:ya?ml|json|toml|ini|conf|cnf|cfg|properties|xml|env|txt|md|html?|css|svg|png|jpe?g|gif|ico|woff2?|ttf|pem|crt|cer|pub|key|csv|tsv|sql|db|sqlite3?|lock|log|gz|tar|tgz|zip|template|tmpl|j2|mo|po)$|^(?:LICENSE|README|VERSION|Gemfile|Pipfile|package\*?\.json)/i.test(raw === "" ? "." : name);
}
// src/rules/dockerfile/copies-merged.ts
var copies_merged_default = defineRule({
	id: "dockerfile/copies-merged",
	title: "Copies to one place follow each other",
	severity: "info",
	confidence: "possible",
	profile: "all",
	subject: "dockerfile",
	needs: ["COPY", "ADD"],
	why: "Each `COPY` is a layer of its own. Files that change together can come together: in one instruction with several sources, or in a folder that is laid out as the image needs it.",
	remedy: "Copy them in one instruction: `COPY package.json tsconfig.json ./`.",
	references: ["https://docs.docker.com/reference/dockerfile/#copy"],
	equivalents: { kics: ["0008c003-79aa-42d8-95b8-1c2fe37dbfe6"] },
	*check({ dockerfile }) {
		let group = [];
		for (const instruction of [...dockerfile.instructions, void 0]) {
			const next = instruction?.keyword === "COPY" || instruction?.keyword === "ADD" ? instruction : void 0;
			const [first] = group;
			if (next !== void 0 && first !== void 0 && kindOf(first) === kindOf(next)) {
				group.push(next);
				continue;
			}
			if (first !== void 0 && group.length > 1) yield {
				at: first.at,
				key: first.keyword,
				message: `${group.length} ${first.keyword} instructions to one place follow each other, each a layer.`
			};
			group = next === void 0 ? [] : [next];
		}
	},
	examples: [
		{
			name: "file by file",
			bad: "FROM node:22-slim\n«COPY a.json /app/»\nCOPY b.json /app/\nCOPY c.json /app/\nCOPY d.json /app/\n",
			good: "FROM node:22-slim\nCOPY a.json b.json c.json d.json /app/\n"
		},
		{
			name: "to other places",
			good: "FROM node:22-slim\nCOPY src /app/src\nCOPY public /app/public\nCOPY conf /etc/app\n"
		},
		{
			name: "two groups",
			good: "FROM node:22-slim\nCOPY package.json /app/\nCOPY src /app/src\nRUN npm ci\nCOPY public /app/public\n"
		}
	]
});
/** Equal for instructions that could be one: keyword, flags and destination. */
function kindOf({ keyword, flags, destination }) {
	return [
		keyword,
		...flags.map(({ name, value }) => `${name}=${value?.raw ?? ""}`).toSorted(),
		destination.raw
	].join(" ");
}
// src/parse/compose/paths.ts
/** The folder of a file, `.` for the scanned root. */
function folderOf(path) {
	return posix.dirname(path);
}
/** A path counted from a folder, relative to the scanned root; `undefined` where it leaves the root or is absolute. */
function pathFrom(folder, path) {
	if (posix.isAbsolute(path) || path.startsWith("~") || /^[A-Za-z]:[\\/]/.test(path)) return void 0;
	const joined = posix.join(folder, path).replace(/(?<=.)\/$/, "");
	return joined === ".." || joined.startsWith("../") ? void 0 : joined;
}
/** Whether a reference names something on another machine: a Git repository, a URL, an OCI artifact. */
function isRemote(reference) {
	return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(reference);
}
/**
* The same document with its relative paths counted from the folder `to` instead of `from`: what Compose does with the paths
* of `extends` files and included projects. Values keep their places.
*/
function moveDocument(document, from, to) {
	const prefix = posix.relative(to, from);
	if (prefix === "") return document;
	const move = (value) => movedText(value, prefix);
	const ofMap = (map) => (value) => value.kind === "map" ? changed(value, map) : value;
	const ofList = (change) => (value) => value.kind === "list" ? {
		...value,
		items: value.items.map(change)
	} : change(value);
	const build = (value) => value.kind === "map" ? at(value, {
		context: move,
		additional_contexts: moveContexts
	}) : move(value);
	const moveContexts = (value) => value.kind === "map" ? changed(value, move) : ofList((item) => movedContext(item, prefix))(value);
	const envFile = (value) => value.kind === "map" ? at(value, { path: move }) : move(value);
	const service = ofMapOf({
		build,
		env_file: ofList(envFile),
		label_file: ofList(move),
		extends: ofMapOf({ file: move }),
		volumes: ofList((value) => movedVolume(value, prefix))
	});
	const resource = ofMapOf({ file: move });
	return at(document, {
		services: ofMap(service),
		configs: ofMap(resource),
		secrets: ofMap(resource)
	});
}
function ofMapOf(changes) {
	return (value) => value.kind === "map" ? at(value, changes) : value;
}
function at(map, changes) {
	const entries = new Map(map.entries);
	for (const [key, change] of Object.entries(changes)) {
		const entry = entries.get(key);
		if (entry) entries.set(key, {
			...entry,
			value: change(entry.value)
		});
	}
	return {
		...map,
		entries
	};
}
function changed(map, change) {
	const entries = /* @__PURE__ */ new Map();
	for (const [key, entry] of map.entries) entries.set(key, {
		...entry,
		value: change(entry.value)
	});
	return {
		...map,
		entries
	};
}
function movedText(value, prefix) {
	if (value.kind !== "scalar" || typeof value.value !== "string" || value.value === "") return value;
	return isMovable(value.value) ? withText(value, join$1(prefix, value.value)) : value;
}
function isMovable(path) {
	return !posix.isAbsolute(path) && !path.startsWith("~") && !isRemote(path) && !/^(?:service:|[A-Za-z]:[\\/])/.test(path);
}
function movedContext(value, prefix) {
	if (value.kind !== "scalar" || typeof value.value !== "string") return value;
	const cut = value.value.indexOf("=") + 1;
	const path = value.value.slice(cut);
	return cut > 0 && isMovable(path) ? withText(value, value.value.slice(0, cut) + join$1(prefix, path)) : value;
}
/** A moved volume starts with a dot, so that it is not taken for the name of a volume. */
function movedVolume(value, prefix) {
	if (value.kind === "map") {
		const type = value.entries.get("type")?.value;
		return type?.kind === "scalar" && type.value === "bind" ? at(value, { source: (source) => movedText(source, prefix) }) : value;
	}
	if (value.kind !== "scalar" || typeof value.value !== "string") return value;
	const source = volumeFromText(value.value)?.source;
	if (source === void 0 || !source.startsWith(".")) return value;
	return withText(value, join$1(prefix, source) + value.value.slice(source.length));
}
function join$1(prefix, path) {
	const joined = posix.join(prefix, path);
	return joined.startsWith(".") ? joined : `./${joined}`;
}
function withText(value, text) {
	return {
		...value,
		value: text
	};
}
// src/posture/named-context.ts
/** The named contexts of a build that counts paths from a folder. */
function namedContexts(pairs, folder) {
	return new Map(pairs.map(({ name, value, at }) => [contextKey(name), {
		...contextOf(value, folder),
		at
	}]));
}
/** How BuildKit compares names of contexts with what FROM and `--from` name: as images, so that `docker.io/library/a:latest` is `a`. */
function contextKey(name) {
	const parsed = parseReference(name);
	if (parsed === void 0 || parsed.digest !== void 0) return name.toLowerCase();
	const short = shortRepository(parsed.repository);
	return parsed.tag === void 0 || parsed.tag === "latest" ? short : `${short}:${parsed.tag}`;
}
function contextOf(value, folder) {
	if (value === void 0) return {
		kind: "elsewhere",
		why: "is known only when it is built"
	};
	const image = /^docker-image:\/\/(.+)$/.exec(value)?.[1];
	if (image !== void 0) return {
		kind: "image",
		reference: image
	};
	const build = /^(?:target|service):(.+)$/.exec(value)?.[1];
	if (build !== void 0) return {
		kind: "build",
		of: build
	};
	if (isRemote(value) || /^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return {
		kind: "elsewhere",
		why: "is on another machine"
	};
	const path = pathFrom(folder, value);
	return path === void 0 ? {
		kind: "elsewhere",
		why: "is outside of what is scanned"
	} : {
		kind: "folder",
		path
	};
}
// src/rules/dockerfile/copy-from-known.ts
var copy_from_known_default = defineRule({
	id: "dockerfile/copy-from-known",
	title: "COPY takes from a stage that is not there",
	severity: "low",
	confidence: "possible",
	profile: "strict",
	subject: "dockerfile",
	needs: ["--from"],
	why: "A name that no earlier stage has is looked up as an image, with the tag `latest`. A misspelt stage then takes in files from whatever somebody published under that name.",
	remedy: "Name an earlier stage, or the image with its tag or digest; a context of `--build-context` can stay.",
	references: ["https://docs.docker.com/reference/dockerfile/#copy---from", "https://docs.docker.com/build/building/multi-stage/"],
	equivalents: { hadolint: ["DL3022"] },
	*check({ dockerfile, named: contexts }) {
		const first = /* @__PURE__ */ new Map();
		for (const { name, index } of dockerfile.stages) if (name !== void 0 && !first.has(name)) first.set(name, index);
		for (const instruction of instructionsOf(dockerfile, "COPY")) {
			const from = flagValue(dockerfile, instruction, "from");
			if (from === void 0 || /[:$@]/.test(from) || contexts.has(contextKey(from))) continue;
			const named = first.get(from.toLowerCase());
			if (named === void 0 ? /^\d+$/.test(from) && Number(from) < instruction.stage : named <= instruction.stage) continue;
			yield {
				at: instruction.at,
				key: from,
				message: /^\d+$/.test(from) ? `There is no earlier stage ${from}.` : `\`${from}\` is no earlier stage, so it is taken for the image \`${from}:latest\`.`
			};
		}
	},
	examples: [
		{
			name: "a misspelt stage",
			bad: "FROM golang:1.25 AS build\nFROM alpine:3.20\n«COPY --from=builder /out/app /app»\n",
			good: "FROM golang:1.25 AS build\nFROM alpine:3.20\nCOPY --from=build /out/app /app\n"
		},
		{
			name: "an image, a number and a variable",
			good: "FROM golang:1.25\nFROM alpine:3.20\nCOPY --from=nginx:1.27 /etc/nginx /etc/nginx\nCOPY --from=0 /out/app /app\n"
		},
		{
			name: "a context that a service gives",
			good: "FROM alpine:3.20\nCOPY --from=fonts /out/ /usr/share/fonts/\n",
			files: { "compose.yaml": "services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n        fonts: ./fonts\n" }
		},
		{
			name: "a number too high",
			bad: "FROM golang:1.25\n«COPY --from=1 /out/app /app»\n"
		}
	]
});
// src/rules/dockerfile/copy-from-named.ts
var copy_from_named_default = defineRule({
	id: "dockerfile/copy-from-named",
	title: "A stage is referred to by its number",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["--from"],
	why: "Numbers shift as soon as somebody puts a stage in front. The line then copies from another stage, and nothing says so.",
	remedy: "Name the stage (`FROM … AS build`) and write `--from=build`.",
	references: ["https://docs.docker.com/build/building/multi-stage/#name-your-build-stages"],
	equivalents: { kics: ["68a51e22-ae5a-4d48-8e87-b01a323605c9"] },
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "COPY")) {
			const from = flagValue(dockerfile, instruction, "from");
			if (from === void 0 || !/^\d+$/.test(from)) continue;
			yield {
				at: instruction.at,
				key: from,
				message: `Stage ${from} is whichever stands there today.`
			};
		}
	},
	examples: [{
		name: "by number",
		bad: "FROM golang:1.25\nFROM alpine:3.20\n«COPY --from=0 /out/app /app»\n",
		good: "FROM golang:1.25 AS build\nFROM alpine:3.20\nCOPY --from=build /out/app /app\n"
	}]
});
// src/rules/dockerfile/copy-into-workdir.ts
var copy_into_workdir_default = defineRule({
	id: "dockerfile/copy-into-workdir",
	title: "Files are copied to a relative path, and no WORKDIR says where",
	severity: "low",
	confidence: "possible",
	profile: "strict",
	subject: "dockerfile",
	needs: ["COPY"],
	why: "A relative destination counts from `WORKDIR`. Where the file sets none, the base image decides, and another version of it may decide otherwise: the files land in `/` or wherever it starts.",
	remedy: "Set `WORKDIR` in front, or name the destination in full.",
	references: ["https://docs.docker.com/reference/dockerfile/#copy", "https://docs.docker.com/reference/dockerfile/#workdir"],
	equivalents: { hadolint: ["DL3045"] },
	*check({ dockerfile }) {
		const workdir = workdirs(dockerfile);
		for (const instruction of instructionsOf(dockerfile, "COPY")) {
			if ((workdir.get(instruction.stage) ?? Number.POSITIVE_INFINITY) < instruction.at.span.start) continue;
			const destination = resolved(dockerfile, instruction, instruction.destination);
			if (/^["']?(?:[\\/$]|[A-Za-z]:[\\/])/.test(destination) || unquoted$1(instruction.destination.raw).startsWith("$")) continue;
			yield {
				at: instruction.at,
				key: destination,
				message: `Where \`${destination}\` is depends on the base image.`
			};
		}
	},
	examples: [
		{
			name: "nobody says where",
			bad: "FROM node:22-slim\n«COPY package.json .»\n",
			good: "FROM node:22-slim\nWORKDIR /app\nCOPY package.json .\n"
		},
		{
			name: "inherited from a stage",
			good: "FROM node:22-slim AS base\nWORKDIR /app\nFROM base\nCOPY package.json ./\n"
		},
		{
			name: "in full, and a variable",
			good: "FROM node:22-slim\nARG TO\nCOPY package.json /app/\nCOPY src ${TO}/src\n"
		}
	]
});
/** From where on a stage has a WORKDIR, its own or one of a stage it is made from; by the index of the stage. */
function workdirs(dockerfile) {
	const from = /* @__PURE__ */ new Map();
	for (const stage of dockerfile.stages) {
		const base = baseOf(dockerfile, stage);
		const own = stage.instructions.find((one) => plain(one).keyword === "WORKDIR")?.at.span.start;
		const start = base.kind === "stage" && from.has(base.stage.index) ? 0 : own;
		if (start !== void 0) from.set(stage.index, start);
	}
	return from;
}
// src/rules/dockerfile/copy-many-into-folder.ts
var copy_many_into_folder_default = defineRule({
	id: "dockerfile/copy-many-into-folder",
	title: "Several files are copied to what does not read as a folder",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["COPY"],
	why: "With more than one source the destination has to be a folder and end in `/`; the builder refuses the line otherwise.",
	remedy: "End the destination in `/`.",
	references: ["https://docs.docker.com/reference/dockerfile/#copy"],
	equivalents: {
		kics: ["6db6e0c2-32a3-4a2e-93b5-72c35f4119db"],
		trivy: ["DS-0011"],
		hadolint: ["DL3021"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "COPY")) {
			if (instruction.sources.length < 2) continue;
			const destination = resolved(dockerfile, instruction, instruction.destination);
			if (/[\\/]$|^\.{1,2}$|^\$|\$\{?\w+\}?$/.test(destination)) continue;
			if (instruction.sources[1]?.raw === "in" && /^(?:file|dir|multi):/.test(instruction.sources[0]?.raw ?? "")) continue;
			yield {
				at: instruction.at,
				key: destination,
				message: `\`${destination}\` gets ${instruction.sources.length} sources and does not end in \`/\`.`
			};
		}
	},
	examples: [{
		name: "no slash",
		bad: "FROM node:22-slim\n«COPY package.json package-lock.json /app»\n",
		good: "FROM node:22-slim\nCOPY package.json package-lock.json /app/\n"
	}, {
		name: "one source, and here",
		good: "FROM node:22-slim\nWORKDIR /app\nCOPY src /app/src\nCOPY package.json package-lock.json .\n"
	}]
});
// src/rules/dockerfile/copy-not-add.ts
var copy_not_add_default = defineRule({
	id: "dockerfile/copy-not-add",
	title: "ADD where COPY does",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: ["ADD"],
	why: "A file that happens to be an archive arrives unpacked, spread over the folder, and whoever can swap the file decides what is in it: `ADD` unpacks archives and downloads addresses where `COPY` only copies.",
	remedy: "Write `COPY`.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#add-or-copy",
		"CIS Docker Benchmark 1.6.0, 4.9",
		"OWASP Docker Security Cheat Sheet, rule 9"
	],
	equivalents: {
		kics: ["9513a694-aa0d-41d8-be61-3271e056f36b"],
		trivy: ["DS-0005"],
		hadolint: ["DL3020"],
		checkov: ["CKV_DOCKER_4"],
		semgrep: ["prefer-copy-over-add"],
		sonar: ["S7029"],
		codePathfinder: ["DOCKER-BP-011"],
		dockle: ["CIS-DI-0009"],
		cis: ["4.9"],
		terrascan: ["AC_DOCKER_0032"],
		dockerfileSecurity: ["core-004"]
	},
	fixable: true,
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "ADD")) {
			if (instruction.sources.length === 0) continue;
			const sources = instruction.sources.map((source) => resolved(dockerfile, instruction, source));
			if (sources.some((source) => isArchive(source) || isRemote$1(source) || isOfHistory(source) || source.startsWith("$"))) continue;
			const { file, span } = instruction.keywordAt;
			yield {
				at: instruction.at,
				key: sources.join(" "),
				message: `\`ADD ${instruction.sources[0]?.raw ?? ""}\` copies files only, which \`COPY\` does without surprises.`,
				fix: {
					title: "Write COPY",
					safety: "safe",
					edits: [{
						file,
						span,
						text: file.text.slice(span.start, span.end) === "add" ? "copy" : "COPY"
					}]
				}
			};
		}
	},
	examples: [
		{
			name: "a folder",
			bad: "FROM node:22-slim\n«ADD src /app/src»\n",
			good: "FROM node:22-slim\nCOPY src /app/src\n"
		},
		{
			name: "an archive to unpack",
			good: "FROM scratch\nADD rootfs.tar.xz /\n"
		},
		{
			name: "an address",
			good: "FROM debian:12-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool /usr/local/bin/tool\n"
		}
	]
});
// src/parse/dockerfile/ignore-pattern.ts
/** Reads one cleaned pattern of a `.dockerignore`; undefined where Docker refuses it. Matching takes time linear to path and pattern. */
function readIgnorePattern(pattern) {
	const steps = readSteps(pattern);
	if (!steps) return void 0;
	const [first, ...others] = steps;
	const isPlain = others.every(({ kind }) => kind === "character") && !pattern.includes("\\");
	if (first?.kind === "rest") return () => true;
	if (first?.kind === "folders" && isPlain) return suffixMatcher(pattern.slice(2));
	return (path) => matches(steps, Array.from(path));
}
/** `**foo` and `**` with `/foo` behind it look at the end of a path, and `**foo` in the middle of a name too. */
function suffixMatcher(suffix) {
	return (path) => path.endsWith(suffix) || suffix.startsWith("/") && path === suffix.slice(1);
}
function readSteps(pattern) {
	const characters = Array.from(pattern);
	const steps = [];
	for (let at = 0; at < characters.length; at += 1) {
		const character = characters[at] ?? "";
		if (character === "*" && characters[at + 1] === "*") {
			at += characters[at + 2] === "/" ? 2 : 1;
			steps.push({ kind: at + 1 >= characters.length ? "rest" : "folders" });
		} else if (character === "*") steps.push({ kind: "run" });
		else if (character === "?") steps.push({
			kind: "one",
			accepts: (found) => found !== "/"
		});
		else if (character === "\\") {
			at += 1;
			const escaped = characters[at];
			if (escaped === void 0) return void 0;
			steps.push({
				kind: "character",
				character: escaped
			});
		} else if (character === "[") {
			const found = readClass(characters, at + 1);
			if (!found) return void 0;
			steps.push({
				kind: "one",
				accepts: found.accepts
			});
			at = found.close;
		} else steps.push({
			kind: "character",
			character
		});
	}
	return steps;
}
function readClass(characters, from) {
	const negated = characters[from] === "^";
	const ranges = [];
	let at = negated ? from + 1 : from;
	while (characters[at] !== "]" || ranges.length === 0) {
		const low = readMember(characters, at);
		if (!low) return void 0;
		at = low.next;
		let high = low;
		if (characters[at] === "-") {
			const bound = readMember(characters, at + 1);
			if (!bound) return void 0;
			high = bound;
			at = bound.next;
		}
		ranges.push({
			low: low.point,
			high: high.point
		});
	}
	const accepts = (character) => {
		const point = character.codePointAt(0) ?? 0;
		return ranges.some(({ low, high }) => low <= point && point <= high) !== negated;
	};
	return {
		accepts,
		close: at
	};
}
function readMember(characters, from) {
	const isEscaped = characters[from] === "\\";
	const character = characters[isEscaped ? from + 1 : from];
	if (character === void 0 || !isEscaped && (character === "-" || character === "]")) return void 0;
	return {
		point: character.codePointAt(0) ?? 0,
		next: from + (isEscaped ? 2 : 1)
	};
}
/** Follows all ways through the steps at once: `reached[n]` tells whether the steps so far can end in front of character `n`. */
function matches(steps, path) {
	let reached = path.map(() => false);
	reached.unshift(true);
	for (const step of steps) {
		reached = advance(step, path, reached);
		if (!reached.includes(true)) return false;
	}
	return reached.at(-1) === true;
}
function advance(step, path, reached) {
	const next = reached.map(() => false);
	let isRunning = false;
	for (const [at, isReached] of reached.entries()) {
		const before = path[at - 1];
		switch (step.kind) {
			case "character":
				next[at] = at > 0 && reached[at - 1] === true && before === step.character;
				break;
			case "one":
				next[at] = at > 0 && reached[at - 1] === true && step.accepts(before ?? "");
				break;
			case "run":
				isRunning = isReached || isRunning && before !== "/";
				next[at] = isRunning;
				break;
			case "folders":
				next[at] = isReached || isRunning && before === "/";
				isRunning ||= isReached;
				break;
			case "rest":
				isRunning ||= isReached;
				next[at] = isRunning;
		}
	}
	return next;
}
// src/parse/dockerfile/copy-source.ts
/**
* What a Dockerfile takes from its build context with COPY and ADD, in order: not what comes from stages, images, addresses
* or here-documents, nor what a variable without a value names. What an ONBUILD triggers belongs to another build.
*/
const copySources = withLastAnswer((dockerfile) => dockerfile.instructions.flatMap((instruction) => isCopy(instruction) && fromOf(instruction) === void 0 ? instruction.sources.flatMap((word) => sourceOf(dockerfile, instruction, word) ?? []) : []));
/** The same for what it takes with `--from`, with the name that stands there: paths count from the top of what it names. */
function sourcesFrom(dockerfile) {
	return dockerfile.instructions.flatMap((instruction) => {
		const from = isCopy(instruction) ? fromOf(instruction) : void 0;
		if (!isCopy(instruction) || from === void 0) return [];
		return instruction.sources.flatMap((word) => sourceOf(dockerfile, instruction, word) ?? []).map((source) => ({
			from,
			source
		}));
	});
}
function fromOf({ flags }) {
	return flags.find(({ name }) => name === "from")?.value?.raw;
}
function isCopy(instruction) {
	return instruction.keyword === "COPY" || instruction.keyword === "ADD";
}
function sourceOf(dockerfile, instruction, word) {
	const written = resolveWord(dockerfile, instruction, word);
	if (written.state !== "known" || written.value === "") return void 0;
	if (instruction.keyword === "ADD" && /^(?:[a-z][a-z0-9+.-]*:\/\/|git@)|^[\w.-]+\/\S*\.git(?:#|$)/i.test(written.value)) return void 0;
	const parents = instruction.flags.some(({ name }) => name === "parents");
	const path = normalize(`/${written.value}`).slice(1).replace(/\/$/, "");
	const wild = /[*?[\\]/.test(path);
	const named = wild ? readIgnorePattern(parents ? path : path.replaceAll(/\*{2,}/g, "*")) : void 0;
	if (wild && named === void 0) return void 0;
	const excluded = instruction.flags.flatMap(({ name, value }) => name === "exclude" && value !== void 0 ? readIgnorePattern(normalize(value.raw)) ?? [] : []);
	const takes = (candidate) => {
		if (!isOrBelow(candidate, path, named)) return false;
		const inside = !wild && path !== "" ? candidate.slice(path.length + 1) : candidate;
		return !excluded.some((pattern) => leads(candidate, pattern) || leads(inside, pattern));
	};
	return {
		instruction,
		word,
		path,
		wild,
		takes
	};
}
function isOrBelow(candidate, path, named) {
	if (named !== void 0) return leads(candidate, named);
	return path === "" || candidate === path || candidate.startsWith(`${path}/`);
}
/** Whether a path or a folder above it matches. */
function leads(path, matches) {
	for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) if (matches(path.slice(0, end))) return true;
	return matches(path);
}
// src/parse/dockerfile/ignore.ts
/** Where Docker looks for the ignore file of a Dockerfile, first match first; `context` is the build context's folder. */
function ignoreFilePaths(dockerfile, context) {
	return [`${dockerfile}.dockerignore`, normalize(`${context === "" ? "." : context}/.dockerignore`)];
}
/** Reads a `.dockerignore` the way Docker does. Never throws. */
function parseIgnoreFile(file) {
	const { text } = file;
	const patterns = [];
	const problems = [];
	let next = text.charCodeAt(0) === 65279 ? 1 : 0;
	while (next < text.length) {
		const line = next;
		const newline = text.indexOf("\n", line);
		const lineEnd = newline === -1 ? text.length : newline;
		next = lineEnd + 1;
		const start = skipSpace(text, line, lineEnd);
		const end = trimSpaceEnd(text, start, lineEnd);
		if (start === end || text.startsWith("#", line)) continue;
		const at = placeAt(file, start, end);
		const { negated, pattern } = readLine(text.slice(start, end));
		const matches = pattern === "" ? void 0 : readIgnorePattern(pattern);
		if (matches) patterns.push({
			pattern,
			negated,
			at,
			matches
		});
		else problems.push({
			message: pattern === "" ? "There is no pattern behind the \"!\"" : `"${pattern}" is no valid pattern`,
			at
		});
	}
	return {
		file,
		patterns,
		problems
	};
}
/**
* The pattern that keeps a file out of the build context; undefined where the file gets in. `path` is relative to the context,
* with `/`. A folder that is ignored takes its files along, unless a later pattern takes them back.
*/
function ignoredBy({ patterns }, path) {
	const held = /* @__PURE__ */ new Set();
	let decision;
	for (let end = path.indexOf("/");; end = path.indexOf("/", end + 1)) {
		const current = end === -1 ? path : path.slice(0, end);
		decision = void 0;
		for (const pattern of patterns) {
			if (!held.has(pattern)) {
				if (pattern.negated !== (decision !== void 0) || !pattern.matches(current)) continue;
				held.add(pattern);
			}
			decision = pattern.negated ? void 0 : pattern;
		}
		if (end === -1) return decision;
	}
}
/** Docker cleans a line when it reads it and once more when it compiles it, and looks for the `!` both times. */
function readLine(line) {
	const behind = line.startsWith("!") ? trimmed(line.slice(1)) : line;
	const path = behind === "" ? "" : cleaned(behind);
	const relative = path.length > 1 && path.startsWith("/") ? path.slice(1) : path;
	const whole = cleaned(trimmed(line.startsWith("!") ? `!${relative}` : relative));
	return whole.startsWith("!") ? {
		negated: true,
		pattern: whole.slice(1)
	} : {
		negated: false,
		pattern: whole
	};
}
function trimmed(text) {
	const start = skipSpace(text, 0, text.length);
	return text.slice(start, trimSpaceEnd(text, start, text.length));
}
function cleaned(path) {
	const clean = normalize(path);
	return clean.length > 1 && clean.endsWith("/") ? clean.slice(0, -1) : clean;
}
// src/rules/dockerfile/copy-not-ignored.ts
var copy_not_ignored_default = defineRule({
	id: "dockerfile/copy-not-ignored",
	title: "COPY takes what .dockerignore leaves out",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "dockerfile",
	needs: ["COPY", "ADD"],
	why: "What `.dockerignore` leaves out never gets to the builder. A `COPY` or `ADD` of it finds nothing, and the build stops there.",
	remedy: "Take the line out of `.dockerignore`, take the file back behind it (`!path`), or leave out the `COPY`.",
	references: ["https://docs.docker.com/reference/build-checks/copy-ignored-file/", "https://docs.docker.com/build/concepts/context/#dockerignore-files"],
	equivalents: { buildkit: ["CopyIgnoredFile"] },
	*check({ dockerfile, contexts }) {
		for (const source of copySources(dockerfile)) for (const context of contexts) {
			const by = context.ignoreFile === void 0 ? void 0 : leftOutBy(source, context, context.ignoreFile);
			if (by === void 0) continue;
			const { file } = by.at;
			yield {
				at: source.word.at,
				key: source.word.raw,
				message: `\`${source.path}\` is left out by \`${by.pattern}\` in ${file.path}, so there is nothing to copy.`,
				related: [{
					at: by.at,
					note: "the pattern that leaves it out"
				}],
				...context.certain ? {} : { confidence: "possible" }
			};
			break;
		}
	},
	examples: [
		{
			name: "a folder that is left out",
			bad: "FROM node:22-slim\nWORKDIR /app\nCOPY package.json ./\nCOPY «dist» dist/\n",
			good: "FROM node:22-slim\nWORKDIR /app\nCOPY package.json ./\n",
			files: {
				".dockerignore": "# what is built here\ndist\n",
				"package.json": "{}\n",
				"dist/app.js": "1;\n"
			}
		},
		{
			name: "a pattern of which nothing is left",
			bad: "FROM debian:12-slim\nADD «conf/*.pem» /etc/app/\n",
			files: {
				".dockerignore": "**/*.pem\n",
				"conf/a.pem": "",
				"conf/app.conf": ""
			}
		},
		{
			name: "a file that a later line takes back, and one of another folder",
			good: "FROM debian:12-slim\nCOPY src/main.c out/run.sh /app/\nCOPY src /app/src\n",
			files: {
				".dockerignore": "*\n!src/*.c\n!out\nmain.c\n",
				"src/main.c": "",
				"out/run.sh": ""
			}
		}
	]
});
/** The pattern that leaves nothing of a source; undefined where some of it may get in. */
function leftOutBy(source, { paths }, ignore) {
	if (source.path === "") return void 0;
	const taken = paths.filter(source.takes).map((path) => path.replace(/\/$/, ""));
	if (source.wild) {
		const by = taken.map((path) => ignoredBy(ignore, path));
		return by.every((pattern) => pattern !== void 0) ? by[0] : void 0;
	}
	const by = ignoredBy(ignore, source.path);
	if (by === void 0 || taken.some((path) => ignoredBy(ignore, path) === void 0)) return void 0;
	return taken.length === 0 && ignore.patterns.some((pattern) => pattern.negated && mayReach(pattern.pattern, source.path)) ? void 0 : by;
}
function mayReach(pattern, folder) {
	return pattern.startsWith(`${folder}/`) || /[*?[\\]/.test(pattern);
}
// src/parse/secret/credential-file.ts
/** Files that hold credentials by their names, in words. */
const files = [
	{
		what: "variables with secrets",
		pattern: /^\.env(?:\.(?!(?:example|sample|template|dist|default|defaults|ci|test)\b)[\w.-]+)?$/
	},
	{
		what: "an SSH key",
		pattern: /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/
	},
	{
		what: "registry credentials",
		pattern: /^\.npmrc$|^\.yarnrc\.yml$|^\.pypirc$|^\.dockercfg$|^\.?docker\/config\.json$|^\.gem\/credentials$|^\.cargo\/credentials(?:\.toml)?$/
	},
	{
		what: "logins for servers",
		pattern: /^[._]netrc$|^\.git-credentials$|^\.pgpass$|^\.my\.cnf$|^\.htpasswd$|^\.s3cfg$|^\.boto$/
	},
	{
		what: "keys of a cloud account",
		pattern: /^\.aws(?:\/(?:credentials|config))?$|^\.azure$|^\.config\/gcloud(?:\/.*)?$|^application_default_credentials\.json$|^(?:service[-_]?account|gcp|gcloud)[\w-]*(?:key|credentials?)[\w-]*\.json$|^credentials\.json$|^client_secret[\w.-]*\.json$/
	},
	{
		what: "the login to a cluster",
		pattern: /^\.kube(?:\/config)?$|^kubeconfig(?:\.ya?ml)?$/
	},
	{
		what: "a private key",
		pattern: /^[\w.-]*(?:private|priv)[\w.-]*\.(?:pem|key)$|^(?!.*pub)(?:[\w.-]+[-_.])?key\.pem$|\.(?:ppk|p12|pfx|jks|keystore)$|^(?:server|tls|ssl|client)\.key$/
	},
	{
		what: "a folder of SSH keys",
		pattern: /^\.ssh$/
	}
];
const anyFile = new RegExp(files.map(({ pattern }) => pattern.source).join("|"));
/** Variables that tools read the path of their credentials from. */
const pathVariables = /* @__PURE__ */ new Set([
	"AWS_CONFIG_FILE",
	"AWS_SHARED_CREDENTIALS_FILE",
	"AWS_WEB_IDENTITY_TOKEN_FILE",
	"GOOGLE_APPLICATION_CREDENTIALS",
	"HF_TOKEN_PATH",
	"CLOUDSDK_CONFIG",
	"AZURE_AUTH_LOCATION",
	"AZURE_CONFIG_DIR",
	"KUBECONFIG",
	"DOCKER_CONFIG",
	"NPM_CONFIG_USERCONFIG",
	"PGPASSFILE",
	"NETRC",
	"BOTO_CONFIG",
	"VAULT_CLIENT_KEY",
	"GIT_SSH_KEY"
]);
/** What a file holds that is called so, in words; undefined where its name says nothing. */
function credentialsIn(path) {
	const variable = path.startsWith("$") ? /^\$\{?(\w+)\}?(?:\/.*)?$/.exec(path)?.[1] : void 0;
	if (variable !== void 0) return pathVariables.has(variable) ? "credentials, by the variable it goes to" : void 0;
	const parts = path.replace(/(?<!\/)\/+$/, "").split("/");
	const name = parts.at(-1) ?? "";
	const two = parts.slice(-2).join("/");
	if (!anyFile.test(name) && !anyFile.test(two)) return void 0;
	return files.find(({ pattern }) => pattern.test(name) || pattern.test(two))?.what;
}
/** Whether tools read the path of their credentials from a variable of this name. */
function namesCredentials(variable) {
	return pathVariables.has(variable);
}
// src/parse/secret/env-text.ts
const entry = /^(?<lead>[ \t]*(?:export[ \t]+)?)(?<name>[A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?<value>[^\r\n]*)/gm;
/** The variables of the text of an env file that hold secrets. */
function* secretsInEnvText(text) {
	for (const { index, groups } of text.matchAll(entry)) {
		const name = groups?.["name"] ?? "";
		const value = unquoted(groups?.["value"] ?? "");
		const what = secretIn(name, value);
		if (what === void 0) continue;
		const start = index + (groups?.["lead"] ?? "").length;
		yield {
			name,
			start,
			end: start + name.length,
			what,
			value
		};
	}
}
function secretIn(name, value) {
	const token = tokenIn(value);
	if (token !== void 0) return token;
	if (hasUrlPassword(value)) return "a URL with a password";
	return isSecretPair(name, value) ? "a literal value" : void 0;
}
function unquoted(value) {
	return /^(["'])(.*?)\1/.exec(value)?.[2] ?? value.replace(/(?:^|\s)#.*$/, "").trim();
}
// src/posture/named-sources.ts
/** What a Dockerfile copies with `--from`, by what stands there as `contextKey` has it. */
const namedSources = withLastAnswer((dockerfile) => {
	const found = /* @__PURE__ */ new Map();
	for (const { from, source } of sourcesFrom(dockerfile)) {
		const key = contextKey(from);
		const known = found.get(key);
		if (known === void 0) found.set(key, [source]);
		else known.push(source);
	}
	return found;
});
// src/posture/build-context.ts
/** What lies in a folder only for the sake of building. */
const ofBuilder = /(?:^|[./])(?:Docker|Container)file|dockerignore$/i;
/** How many env files of a context are read to see whether secrets stand in them. */
const envFileLimit = 50;
/** The contexts that a Dockerfile is built with; none where it takes nothing from one. */
var Contexts = class {
	gaps = [];
	#tree;
	#folders = /* @__PURE__ */ new Map();
	#told = /* @__PURE__ */ new Set();
	constructor(tree) {
		this.#tree = tree;
	}
	async of(dockerfile, builds) {
		const sources = copySources(dockerfile);
		const named = await this.#named(dockerfile, builds);
		return sources.length === 0 ? named : [...await this.#own(dockerfile, builds, sources), ...named];
	}
	/** The folders that builds give names to by which the Dockerfile copies from them. Each has the `.dockerignore` in it alone. */
	async #named(dockerfile, builds) {
		const folders = /* @__PURE__ */ new Map();
		for (const { place } of builds) for (const [name, context] of place?.names ?? []) if (context.kind === "folder") folders.set(`${name}\0${context.path}`, {
			name,
			path: context.path
		});
		const found = [];
		for (const { name, path } of folders.values()) {
			if (!namedSources(dockerfile).has(name)) continue;
			const ignoreFile = await this.#firstIgnoreFile([pathFrom(path, ".dockerignore") ?? ""]);
			const { paths, credentials } = await this.#look(path, false);
			found.push({
				folder: path,
				name,
				certain: true,
				...ignoreFile === void 0 ? {} : { ignoreFile },
				paths,
				credentials
			});
		}
		return found;
	}
	async #own(dockerfile, builds, sources) {
		const places = /* @__PURE__ */ new Map();
		for (const { place } of builds) {
			const key = place?.context === void 0 ? void 0 : `${place.context}\0${place.checkout === true}`;
			if (place !== void 0 && key !== void 0) places.set(key, place);
		}
		const found = [];
		for (const { context, checkout } of places.values()) if (context !== void 0) found.push(await this.#context(dockerfile, context, true, checkout === true));
		if (builds.length > 0) return found;
		const { path } = dockerfile.file;
		const named = sources.filter(({ wild, path: source }) => !wild && source !== "").map((source) => source.path);
		const likely = await this.#likeliest(folderOf(path), named);
		return likely === void 0 ? [] : [await this.#context(dockerfile, likely, false, false)];
	}
	/**
	* The folder of the Dockerfile, or the nearest above it, that has all that is named: nobody says from where it is built.
	* Where it names nothing, its own folder unless that holds nothing else; undefined where no folder has it all.
	*/
	async #likeliest(own, named) {
		for (let folder = own;; folder = folderOf(folder)) {
			const { paths, all } = await this.#look(folder, false);
			if (named.length === 0 ? paths.some((path) => !ofBuilder.test(path)) : named.every((name) => all.has(name))) return folder;
			if (folder === ".") return named.length === 0 ? folder : void 0;
		}
	}
	async #context(dockerfile, folder, certain, checkout) {
		const ignoreFile = await this.#ignoreFile(dockerfile.file.path, folder);
		const { paths, credentials } = await this.#look(folder, checkout);
		return {
			folder,
			certain,
			...ignoreFile === void 0 ? {} : { ignoreFile },
			paths,
			credentials
		};
	}
	async #ignoreFile(dockerfile, folder) {
		const podman = /(?:^|\/)Containerfile[^/]*$/i.test(dockerfile) ? [pathFrom(folder, ".containerignore") ?? ""] : [];
		return this.#firstIgnoreFile([...podman, ...ignoreFilePaths(dockerfile, folder)]);
	}
	async #firstIgnoreFile(places) {
		for (const path of places) {
			const result = await this.#tree.read(path);
			if (!result.ok) {
				if (result.reason !== "missing") this.#tell({
					artifact: path,
					reason: "unreadable",
					detail: result.detail,
					blocking: false
				});
				continue;
			}
			const file = parseIgnoreFile({
				path,
				text: result.text
			});
			for (const { message, at } of file.problems) this.#tell({
				artifact: path,
				reason: "unparsable",
				detail: message,
				location: locate(at),
				blocking: false
			});
			return file;
		}
	}
	#look(folder, checkout) {
		const key = `${folder}\0${checkout}`;
		const known = this.#folders.get(key);
		if (known !== void 0) return known;
		const looked = this.#read(folder, checkout);
		this.#folders.set(key, looked);
		return looked;
	}
	async #read(folder, checkout) {
		const { entries, complete } = await this.#tree.names(folder);
		if (!complete) {
			const detail = `holds too many files to be listed; what builds take in beyond the first ${entries.length} is not looked at`;
			this.#tell({
				artifact: folder,
				reason: "unsupported",
				detail,
				blocking: false
			});
		}
		const there = checkout ? entries.filter(({ path, ignored }) => !ignored && !/^\.git(?:\/|$)/.test(path)) : entries;
		const paths = there.map(({ path }) => path);
		return {
			paths,
			all: withFolders(paths),
			credentials: await this.#credentials(folder, there)
		};
	}
	async #credentials(folder, entries) {
		const found = [];
		let opened = 0;
		for (const { path } of entries) {
			const what = path.endsWith("/") || isSample(path) ? void 0 : credentialsIn(path);
			if (what === void 0) continue;
			if (/(?:^|\/)\.env[^/]*$/.test(path)) {
				opened += 1;
				const read = opened > envFileLimit ? void 0 : await this.#tree.read(folder === "." ? path : `${folder}/${path}`);
				if (read?.ok === true && secretsInEnvText(read.text).next().done === true) continue;
			}
			found.push({
				path,
				what
			});
		}
		return found;
	}
	#tell(gap) {
		const key = JSON.stringify(gap);
		if (!this.#told.has(key)) this.gaps.push(gap);
		this.#told.add(key);
	}
};
function withFolders(paths) {
	const all = /* @__PURE__ */ new Set();
	for (const path of paths) for (let end = path.length; end > 0 && !all.has(path.slice(0, end)); end = path.lastIndexOf("/", end - 1)) all.add(path.slice(0, end));
	return all;
}
/** Keys and variables that are made up for tests and docs. */
function isSample(path) {
	return /(?:^|\/)(?:__tests__|docs?|e2e|examples?|fixtures?|mocks?|samples?|spec|testdata|tests?)\//i.test(path) || path.endsWith(".pub");
}
/** Whether a path of a context gets to the builder: a folder that is not looked into does if what is in it does. */
function comesIn({ ignoreFile }, path) {
	if (ignoreFile === void 0) return true;
	return ignoredBy(ignoreFile, path.endsWith("/") ? `${path}${insideOf(path)}` : path) === void 0;
}
/** A file that such a folder has, to ask the patterns about. */
function insideOf(folder) {
	return folder.endsWith(".git/") ? "config" : "some-package/index.js";
}
// src/posture/handed-on.ts
/**
* Whether a path that a stage takes from its context with a folder or pattern is copied on, by a COPY of what holds it, into
* one of some stages. What is deleted in between is not seen.
*/
function isHandedOn(dockerfile, source, path, stages) {
	const { instruction } = source;
	const into = pathAt(dockerfile, instruction, instruction.destination);
	if (into === void 0) return false;
	const inner = source.wild ? posix.basename(path) : source.path === "" ? path : path.slice(source.path.length + 1);
	const there = posix.join(into, inner);
	return dockerfile.instructions.some((other) => other.keyword === "COPY" && stages.has(other.stage) && stageCopied(dockerfile, other)?.index === instruction.stage && other.sources.some((word) => holds(dockerfile, other, word, there)));
}
/**
* The source of a COPY into one of some stages that takes a folder along in which a stage, or one made from it, has a path.
* @param path in full
*/
function copiedOn(dockerfile, stage, path, into) {
	for (const copy of dockerfile.instructions) {
		if (copy.keyword !== "COPY" || !into(copy) || !isMadeFrom(dockerfile, stageCopied(dockerfile, copy), stage)) continue;
		const source = copy.sources.find((word) => holds(dockerfile, copy, word, path));
		if (source !== void 0) return source;
	}
}
function isMadeFrom(dockerfile, stage, index) {
	const seen = /* @__PURE__ */ new Set();
	for (let at = stage; at !== void 0 && !seen.has(at.index);) {
		if (at.index === index) return true;
		seen.add(at.index);
		const base = baseOf(dockerfile, at);
		at = base.kind === "stage" ? base.stage : void 0;
	}
	return false;
}
function stageCopied(dockerfile, copy) {
	const from = copy.flags.find(({ name }) => name === "from")?.value?.raw;
	return from === void 0 ? void 0 : findStage(dockerfile, from);
}
/** A source of `COPY --from` counts from the root of its stage. */
function holds(dockerfile, copy, word, path) {
	const written = resolveWord(dockerfile, copy, word);
	if (written.state !== "known" || /[*?[]/.test(written.value)) return false;
	const folder = posix.join("/", written.value).replace(/(?<=.)\/$/, "");
	return folder === "/" || path.startsWith(`${folder}/`);
}
/** A path of an instruction, counted from the root; undefined where a variable hides it. */
function pathAt(dockerfile, instruction, word) {
	const written = resolveWord(dockerfile, instruction, word);
	return written.state === "known" ? pathInFull(dockerfile, instruction, written.value) : void 0;
}
/** A path under the working directory of an instruction, counted from the root; undefined where that is not known. */
function pathInFull(dockerfile, instruction, path) {
	if (posix.isAbsolute(path)) return posix.normalize(path);
	const stage = dockerfile.stages[instruction.stage];
	const folder = stage === void 0 ? void 0 : workdirOf(dockerfile, stage, instruction, 0);
	return folder === void 0 ? void 0 : posix.join(folder, path);
}
/** The working directory of a stage before an instruction, else at its end; that of an image is not known. */
function workdirOf(dockerfile, stage, before, depth) {
	const end = before?.at.span.start ?? Number.POSITIVE_INFINITY;
	let path = "";
	for (const instruction of stage.instructions.toReversed()) {
		if (instruction.keyword !== "WORKDIR" || instruction.at.span.start >= end) continue;
		const written = resolveWord(dockerfile, instruction, instruction.argument);
		if (written.state !== "known") return void 0;
		path = posix.join(written.value, path);
		if (posix.isAbsolute(path)) return path;
	}
	const base = baseOf(dockerfile, stage);
	if (base.kind === "scratch") return posix.join("/", path);
	if (base.kind !== "stage" || depth > 20) return void 0;
	const below = workdirOf(dockerfile, base.stage, void 0, depth + 1);
	return below === void 0 ? void 0 : posix.join(below, path);
}
// src/rules/dockerfile/taken-along.ts
/**
* The paths of some kind that folders and patterns take into shipped stages, or into others that hand them on, because no `.dockerignore` leaves them out. What
* is named itself is not taken along. A path is told once.
*/
function* takenAlong({ dockerfile, shipped, contexts, namedFolders }, ofKind) {
	for (const context of [...contexts, ...namedFolders]) {
		const rest = new Set(ofKind(context).filter((path) => comesIn(context, path)));
		if (rest.size === 0) continue;
		const stages = new Set(shipped.flatMap(({ chain }) => chain.map(({ index }) => index)));
		const { name } = context;
		const sources = name === void 0 ? copySources(dockerfile) : namedSources(dockerfile).get(name) ?? [];
		for (const source of sources) {
			const stays = isShipped(source.instruction, shipped);
			const paths = [...rest].filter((path) => path.replace(/\/$/, "") !== source.path && source.takes(path) && (stays || isHandedOn(dockerfile, source, path, stages)));
			if (paths.length === 0) continue;
			for (const path of paths) rest.delete(path);
			yield {
				source,
				context,
				paths,
				sure: stays && context.certain
			};
		}
	}
}
/** The paths of a folder that are of some kind, looked for once for all Dockerfiles that are built from it. */
function pathsThat(isWanted) {
	const known = /* @__PURE__ */ new WeakMap();
	return ({ paths }) => {
		const found = known.get(paths) ?? paths.filter(isWanted);
		known.set(paths, found);
		return found;
	};
}
/** `a, b and 2 more` in code style. */
function inWords(paths) {
	const shown = paths.slice(0, 3).map((path) => `\`${path}\``);
	const more = paths.length - shown.length;
	if (more > 0) return `${shown.join(", ")} and ${more} more`;
	const last = shown.pop() ?? "";
	return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}
/** What is said where nobody is known to build with the folder. */
function builtFrom({ folder, certain }) {
	if (certain && folder === ".") return "";
	const name = folder === "." ? "the top of the repository" : `\`${folder}\``;
	return certain ? ` from ${name}` : `, if it is built from ${name},`;
}
// src/rules/dockerfile/credentials-ignored.ts
var credentials_ignored_default = defineRule({
	id: "dockerfile/credentials-ignored",
	title: "A folder with credentials in it is copied into the image",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: ["COPY", "ADD"],
	why: "`COPY . .` takes in whatever lies in the build folder on the machine that builds: also `.env` files and keys that are not committed. What a layer holds stays there even if a later line deletes it, for everybody who can pull the image.",
	remedy: "List the files in `.dockerignore` (`**/.env`, `**/*.key`), or copy by name only what the image needs; give secrets with `RUN --mount=type=secret` or when the container starts.",
	references: [
		"https://docs.docker.com/build/concepts/context/#dockerignore-files",
		"https://docs.docker.com/build/building/secrets/",
		"CIS Docker Benchmark 1.6.0, 4.10"
	],
	equivalents: { cis: ["4.10"] },
	*check(whole) {
		for (const { source, context, paths, sure } of takenAlong(whole, ({ credentials }) => credentials.map(({ path }) => path))) {
			const kinds = new Set(context.credentials.flatMap(({ path, what }) => paths.includes(path) ? [what] : []));
			yield {
				at: source.word.at,
				key: source.word.raw,
				message: `\`${source.instruction.keyword} ${source.word.raw}\`${builtFrom(context)} takes in ${inWords(paths)}: ${[...kinds].join(", ")}.`,
				...sure ? {} : { confidence: "possible" }
			};
		}
	},
	examples: [
		{
			name: "the whole folder",
			bad: "FROM node:22-slim\nWORKDIR /app\nCOPY «.» .\n",
			good: "FROM node:22-slim\nWORKDIR /app\nCOPY src/ src/\n",
			files: {
				".env": "MAIL_PASSWORD=four-words-in-a-row\n",
				"src/app.js": "1;\n"
			}
		},
		{
			name: "a folder with a key, in the folder that Compose builds from",
			path: "docker/app.Dockerfile",
			bad: "FROM debian:12-slim\nCOPY «conf» /etc/app/\n",
			files: {
				"compose.yaml": "services:\n  app:\n    build:\n      context: app\n      dockerfile: ../docker/app.Dockerfile\n",
				"app/conf/app.conf": "",
				"app/conf/server.key": ""
			}
		},
		{
			name: "in a stage that is copied on as a whole",
			bad: "FROM node:22-slim AS build\nWORKDIR /app\nCOPY «.» .\nRUN npm ci && npm run build\nFROM node:22-slim\nCOPY --from=build /app /app\n",
			files: {
				"config/.env": "MAIL_PASSWORD=four-words-in-a-row\n",
				"package.json": "{}\n"
			}
		},
		{
			name: "another folder that the build gives a name",
			bad: "FROM node:22-slim\nCOPY --from=assets «.» /app/assets\nCOPY --from=assets logo.svg /app/\n",
			files: {
				"compose.yaml": "services:\n  app:\n    build:\n      context: .\n      additional_contexts:\n        assets: ./shared\n        unused: ./other\n",
				"shared/logo.svg": "",
				"shared/server.key": "",
				"other/server.key": "",
				".dockerignore": "**/*.key\n"
			}
		},
		{
			name: "left out in that folder",
			good: "FROM node:22-slim\nCOPY --from=assets . /app/assets\n",
			files: {
				"build.sh": "docker buildx build --build-context assets=shared .\n",
				"shared/server.key": "",
				"shared/.dockerignore": "*.key\n"
			}
		},
		{
			name: "left out, or without a secret in it",
			good: "FROM node:22-slim\nCOPY . /app\n",
			files: {
				".dockerignore": "**/*.key\n",
				"tls/server.key": "",
				".env": "PORT=8080\n",
				"Dockerfile.dockerignore": "**/*.key\n"
			}
		},
		{
			name: "in a stage that is not shipped",
			good: "FROM node:22-slim AS build\nCOPY . /app\nFROM debian:12-slim\nCOPY --from=build /app/dist /app\n",
			files: {
				".env": "MAIL_PASSWORD=four-words-in-a-row\n",
				"index.js": ""
			}
		}
	]
});
// src/rules/dockerfile/dependencies-ignored.ts
var dependencies_ignored_default = defineRule({
	id: "dockerfile/dependencies-ignored",
	title: "Installed dependencies of the building machine are copied into the image",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "dockerfile",
	needs: ["COPY", "ADD"],
	why: "`COPY . .` takes in the `node_modules` or the virtual environment of whoever builds: other versions than the lockfile says, programs for another system, and tools for development that nobody scans.",
	remedy: "List these folders in `.dockerignore` (`**/node_modules`, `**/.venv`), and install inside of the build.",
	references: ["https://docs.docker.com/build/concepts/context/#dockerignore-files", "https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore"],
	equivalents: {},
	*check(whole) {
		for (const { source, context, paths, sure } of takenAlong(whole, installed)) yield {
			at: source.word.at,
			key: source.word.raw,
			message: `\`${source.instruction.keyword} ${source.word.raw}\`${builtFrom(context)} takes in ${inWords(paths)}.`,
			...sure ? {} : { confidence: "possible" }
		};
	},
	examples: [{
		name: "the whole folder",
		bad: "FROM node:22-slim\nWORKDIR /app\nCOPY «.» .\nRUN npm ci\n",
		good: "FROM node:22-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY src/ src/\n",
		files: {
			"node_modules/left-pad/index.js": "",
			"package.json": "{}\n",
			"package-lock.json": "{}\n",
			"src/app.js": "1;\n"
		}
	}, {
		name: "left out",
		good: "FROM node:22-slim\nCOPY . /app\n",
		files: {
			"node_modules/left-pad/index.js": "",
			".dockerignore": "**/node_modules/**\n",
			"index.js": ""
		}
	}]
});
const installed = pathsThat((path) => /(?:^|\/)(?:node_modules|bower_components|\.venv|\.tox)\/$/.test(path));
// src/rules/dockerfile/description-named.ts
var description_named_default = defineRule({
	id: "dockerfile/description-named",
	title: "A description does not begin with the name it describes",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["#"],
	why: "`docker build --call=outline` shows the comment above an `ARG` or a stage as its description, if it begins with the name. Where this experimental check is on, other comments there are taken for descriptions gone wrong.",
	remedy: "Begin the comment with the name, or leave an empty line between the two.",
	references: ["https://docs.docker.com/reference/build-checks/invalid-definition-description/"],
	equivalents: { buildkit: ["InvalidDefinitionDescription"] },
	*check({ dockerfile }) {
		if (!dockerfile.directives.some(({ name, value }) => name === "check" && /experimental\s*=[^;]*\b(?:all|InvalidDefinitionDescription)\b/i.test(value))) return;
		for (const instruction of dockerfile.instructions) {
			const names = instruction.keyword === "ARG" ? instruction.pairs.map(({ name }) => name.raw) : instruction.keyword === "FROM" && instruction.alias !== void 0 ? [instruction.alias.raw] : [];
			const line = locate(instruction.at).startLine - 1;
			const comment = names.length === 0 ? void 0 : commentLines(dockerfile).get(line);
			if (comment === void 0 || names.some((name) => comment.text.startsWith(`${name} `)) || skipsCheck(dockerfile, instruction, "InvalidDefinitionDescription")) continue;
			yield {
				at: comment.at,
				key: names.join(" "),
				message: `The description of \`${names[0] ?? ""}\` begins otherwise.`
			};
		}
	},
	examples: [{
		name: "another beginning",
		bad: "# check=experimental=InvalidDefinitionDescription\nFROM debian:12-slim\n«# which version»\nARG VERSION=1\n",
		good: "# check=experimental=InvalidDefinitionDescription\nFROM debian:12-slim\n# VERSION is what is built\nARG VERSION=1\n"
	}, {
		name: "the check is off",
		good: "FROM debian:12-slim\n# which version\nARG VERSION=1\n"
	}]
});
// src/rules/dockerfile/dnf-answers-yes.ts
var dnf_answers_yes_default = assentRule({
	id: "dockerfile/dnf-answers-yes",
	title: "dnf waits for an answer",
	remedy: "Write `dnf install -y …`.",
	references: ["https://docs.docker.com/build/building/best-practices/#run", "https://dnf.readthedocs.io/en/latest/command_ref.html"],
	equivalents: {
		kics: ["7ebd323c-31b7-4e5b-b26f-de5e9e477af8"],
		hadolint: ["DL3038"],
		semgrep: ["missing-dnf-assume-yes-switch"],
		codePathfinder: ["DOCKER-BP-026"]
	},
	examples: [{
		name: "no -y",
		bad: "FROM fedora:40\nRUN «dnf install httpd»\n",
		good: "FROM fedora:40\nRUN dnf install -y httpd\n"
	}, {
		name: "in front, and in full",
		good: "FROM fedora:40\nRUN dnf -qy install httpd && dnf --assumeyes groupinstall tools\n"
	}]
}, {
	managers: [
		"dnf",
		"microdnf",
		"tdnf"
	],
	asks: [
		"install",
		"in",
		"reinstall",
		"localinstall",
		"groupinstall"
	],
	isGiven: (call) => hasOption(call, "y", "assumeyes")
});
// src/rules/dockerfile/rpm-packages.ts
/** What `yum install` and `dnf module install` install; groups have no version to name. */
function rpmPackages({ verb, rest }) {
	if (verb === "install" || verb === "in") return rest.filter((word) => !said(word).startsWith("@"));
	const [second, ...packages] = rest;
	return verb === "module" && second !== void 0 && said(second) === "install" ? packages : void 0;
}
/** Whether a package names its version: `httpd-2.4.57`, a module's stream, a file or an address. */
function rpmIsPinned(text, { verb }) {
	return verb === "module" ? text.includes(":") : /-[\d$]|[=/]|\.rpm$/.test(text);
}
/** Whether a call downloads packages and the index of their repositories. */
function fillsRpmCache({ verb, rest }) {
	if (verb === "module" || verb === "group") return rest[0] !== void 0 && said(rest[0]) === "install";
	return /^(?:group|local|re)?install$|^(?:in|rei|install-n|install-na|install-nevra)$/.test(verb);
}
/** `yum clean all`, with any options. */
function cleansAll({ verb, rest }) {
	return verb === "clean" && rest.some((word) => said(word) === "all");
}
// src/rules/dockerfile/dnf-cache-cleaned.ts
var dnf_cache_cleaned_default = cacheRule({
	id: "dockerfile/dnf-cache-cleaned",
	title: "The cache of dnf stays in the image",
	remedy: "End the same `RUN` with `dnf clean all`.",
	references: ["https://docs.docker.com/build/building/best-practices/#run", "https://dnf.readthedocs.io/en/latest/command_ref.html"],
	equivalents: {
		kics: ["295acb63-9246-4b21-b441-7c1f1fb62dc0"],
		trivy: ["DS-0019"],
		hadolint: ["DL3040"],
		semgrep: ["missing-dnf-clean-all"],
		codePathfinder: ["DOCKER-BP-013"],
		terrascan: ["AC_DOCKER_00025"]
	},
	examples: [
		{
			name: "not cleaned",
			bad: "FROM fedora:40\n«RUN dnf install -y tar»\n",
			good: "FROM fedora:40\nRUN dnf install -y tar && dnf clean all\n"
		},
		{
			name: "cleaned in between",
			bad: "FROM fedora:40\n«RUN dnf install -y tar && dnf clean all && dnf install -y gzip»\n"
		},
		{
			name: "a cache mount",
			good: "FROM fedora:40\nRUN --mount=type=cache,target=/var/cache/dnf dnf install -y tar\n"
		}
	]
}, {
	managers: ["dnf"],
	fills: fillsRpmCache,
	empties: cleansAll,
	folders: [
		"/var/cache/dnf",
		"/var/cache/yum",
		"/var/cache/libdnf5",
		"/var/cache/tdnf"
	],
	remains: "its cache"
});
// src/rules/dockerfile/dnf-packages-pinned.ts
var dnf_packages_pinned_default = pinRule({
	id: "dockerfile/dnf-packages-pinned",
	title: "A package of dnf is installed without a version",
	profile: "all",
	why: "The same Dockerfile gives another package tomorrow, so a build that worked may break or change.",
	remedy: "Name the version (`httpd-2.4.58`), or leave this rule off and pin the base image by digest.",
	references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions", "https://dnf.readthedocs.io/en/latest/command_ref.html"],
	equivalents: {
		kics: ["93d88cf7-f078-46a8-8ddc-178e03aeacf1"],
		hadolint: ["DL3041"]
	},
	examples: [
		{
			name: "a package by its name",
			bad: "FROM fedora:40\nRUN «dnf install -y httpd» && dnf clean all\n",
			good: "FROM fedora:40\nRUN dnf install -y httpd-2.4.58 && dnf clean all\n"
		},
		{
			name: "a module",
			bad: "FROM fedora:40\nRUN «dnf module install -y nodejs»\n",
			good: "FROM fedora:40\nRUN dnf module install -y nodejs:20\n"
		},
		{
			name: "the small one",
			bad: "FROM redhat/ubi9-minimal:9.4\nRUN «microdnf install -y tar» && microdnf clean all\n"
		}
	]
}, {
	managers: [
		"dnf",
		"microdnf",
		"tdnf"
	],
	packages: rpmPackages,
	isPinned: rpmIsPinned
});
// src/rules/dockerfile/download-verified.ts
var download_verified_default = defineRule({
	id: "dockerfile/download-verified",
	title: "ADD downloads a file without a checksum",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: ["ADD"],
	why: "The image gets whatever the server sends on the day of the build. Nobody notices if the file was replaced there or on the way.",
	remedy: "Add `--checksum=sha256:…` (for a Git address the full commit), or download and compare in one `RUN`.",
	references: [
		"https://docs.docker.com/reference/dockerfile/#add---checksum",
		"CIS Docker Benchmark 1.6.0, 4.9",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: {
		kics: ["4b410d24-1cbe-4430-a632-62c9a931cf1c"],
		checkov: ["CKV_DOCKER_4"],
		semgrep: ["prefer-copy-over-add"],
		codePathfinder: ["DOCKER-BP-011"],
		cis: ["4.9", "4.12"],
		terrascan: ["AC_DOCKER_0035"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "ADD")) {
			if (instruction.flags.some(({ name }) => name === "checksum")) continue;
			for (const source of instruction.sources) {
				const address = resolved(dockerfile, instruction, source);
				if (!isRemote$1(address) || /#[0-9a-f]{40}(?::|$)/.test(address)) continue;
				yield {
					at: source.at,
					key: address.replace(/[?#].*$/, "").replace(/\/\/[^/@]*@/, "//"),
					message: "What is downloaded here is not compared with anything."
				};
			}
		}
	},
	examples: [{
		name: "a program",
		bad: "FROM debian:12-slim\nADD «https://example.com/tool-1.2.0» /usr/local/bin/tool\n",
		good: "FROM debian:12-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.2.0 /usr/local/bin/tool\n"
	}, {
		name: "a branch",
		bad: "FROM debian:12-slim\nADD «https://example.com/app.git#main» /src\n",
		good: "FROM debian:12-slim\nADD https://example.com/app.git#7c0d5f1a2b3c4d5e6f708192a3b4c5d6e7f80912 /src\n"
	}]
});
// src/rules/dockerfile/env-no-self-reference.ts
var env_no_self_reference_default = defineRule({
	id: "dockerfile/env-no-self-reference",
	title: "ENV uses a variable that the same ENV sets",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["ENV"],
	why: "The variable is empty where it is used, or has its old value: all values of one `ENV` are put in before any of them is set.",
	remedy: "Split it into two `ENV` instructions, the variable that is used in the first.",
	references: ["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
	equivalents: { hadolint: ["DL3044"] },
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "ENV")) {
			if (instruction.pairs.length < 2) continue;
			const before = declaredAt(dockerfile, instruction);
			const own = new Set(instruction.pairs.map(({ name }) => name.raw));
			for (const { name, value } of instruction.pairs) {
				if (value === void 0) continue;
				const used = variablesIn(value.raw, dockerfile.escape).find((use) => use.name !== name.raw && own.has(use.name) && !before.has(use.name));
				if (used === void 0) continue;
				yield {
					at: value.at,
					key: name.raw,
					message: `\`$${used.name}\` is set by this very ENV, so it has no value yet.`
				};
			}
		}
	},
	examples: [{
		name: "one from the other",
		bad: "FROM debian:12-slim\nENV HOME_DIR=/srv APP_DIR=«$HOME_DIR/app»\n",
		good: "FROM debian:12-slim\nENV HOME_DIR=/srv\nENV APP_DIR=$HOME_DIR/app\n"
	}, {
		name: "a value from before",
		good: "FROM debian:12-slim\nENV PATH=/opt/bin:$PATH LANG=C\n"
	}]
});
// src/rules/dockerfile/exec-form.ts
var exec_form_default = defineRule({
	id: "dockerfile/exec-form",
	title: "The program is started through a shell",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["CMD", "ENTRYPOINT"],
	why: "In shell form `/bin/sh` is the first process and the program its child. `docker stop` signals the shell, which does not pass it on: the program is killed after ten seconds instead of ending its work.",
	remedy: "Write a JSON array: `CMD [\"node\", \"server.js\"]`; where a shell is meant, say so with `SHELL` or `[\"/bin/sh\", \"-c\", \"exec …\"]`.",
	references: ["https://docs.docker.com/reference/dockerfile/#shell-and-exec-form", "https://docs.docker.com/reference/build-checks/json-args-recommended/"],
	equivalents: {
		kics: ["b86987e1-6397-4619-81d5-8807f2387c79"],
		hadolint: ["DL3025"],
		semgrep: ["prefer-json-notation"],
		sonar: ["S7019"],
		buildkit: ["JSONArgsRecommended"],
		codePathfinder: ["DOCKER-BP-016"]
	},
	*check({ dockerfile, shipped }) {
		for (const instruction of instructionsOf(dockerfile, "CMD", "ENTRYPOINT")) {
			if (instruction.form === "exec" || instruction.command.raw.trim() === "" || !isOfImage(dockerfile, instruction, shipped)) continue;
			if (shellOf(dockerfile, instruction).at !== void 0 || skipsCheck(dockerfile, instruction, "JSONArgsRecommended")) continue;
			yield {
				at: instruction.at,
				key: instruction.keyword,
				message: `This ${instruction.keyword} starts a shell, which keeps signals from the program.`
			};
		}
	},
	examples: [
		{
			name: "a command line",
			bad: "FROM node:22-slim\n«CMD node server.js»\n",
			good: "FROM node:22-slim\nCMD [\"node\", \"server.js\"]\n"
		},
		{
			name: "no quotes",
			bad: "FROM node:22-slim\n«ENTRYPOINT [node, server.js]»\n"
		},
		{
			name: "in a stage that is never started",
			good: "FROM node:22 AS build\nCMD npm start\nFROM node:22-slim\nCOPY --from=build /a.js .\nCMD [\"node\", \"a.js\"]\n"
		},
		{
			name: "in a stage that is copied from, and that Compose starts",
			bad: "FROM node:22 AS dev\n«CMD npm start»\nFROM node:22-slim\nCOPY --from=dev /a.js .\nCMD [\"node\", \"a.js\"]\n",
			files: { "compose.yaml": "services:\n  web:\n    build:\n      context: .\n      target: dev\n" }
		},
		{
			name: "a shell on purpose",
			good: "FROM node:22\nSHELL [\"/bin/bash\", \"-c\"]\nCMD node server.js\n"
		}
	]
});
// src/rules/dockerfile/exec-form-valid.ts
var exec_form_valid_default = defineRule({
	id: "dockerfile/exec-form-valid",
	title: "An exec form is no valid JSON",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "dockerfile",
	why: "An array with single quotes, a missing comma or something behind the bracket is not refused: Docker hands the whole text, brackets and all, to a shell. The container then dies at its start, or does something else.",
	remedy: "Write a JSON array: double quotes, commas between the words, nothing behind the bracket.",
	references: ["https://docs.docker.com/reference/dockerfile/#exec-form"],
	equivalents: { sonar: ["S7030"] },
	*check({ dockerfile }) {
		for (const instruction of plainInstructions(dockerfile)) {
			const form = formOf(instruction);
			if (form?.form !== "shell" || !isMeantAsArray(form.command.raw.trim(), instruction.keyword === "RUN")) continue;
			yield {
				at: form.command.at,
				key: instruction.keyword,
				message: `This ${instruction.keyword} looks like a JSON array and is none: a shell gets it as it stands.`
			};
		}
	},
	examples: [
		{
			name: "single quotes",
			bad: "FROM node:22-slim\nCMD «['node', 'server.js']»\n",
			good: "FROM node:22-slim\nCMD [\"node\", \"server.js\"]\n"
		},
		{
			name: "something behind the bracket",
			bad: "FROM node:22-slim\nENTRYPOINT «[\"/app\", \"-c\", \"a.json\"] -D»\n"
		},
		{
			name: "a missing comma",
			bad: "FROM node:22-slim\nRUN «[\"npm\" \"ci\"]»\n"
		},
		{
			name: "a test of the shell",
			good: "FROM node:22-slim\nRUN [ \"$(cut -d' ' -f1 /a)\" = \"production\" ] && npm ci\n"
		}
	]
});
function formOf(instruction) {
	if (instruction.keyword === "HEALTHCHECK") return instruction.test;
	const { keyword } = instruction;
	return keyword === "CMD" || keyword === "ENTRYPOINT" || keyword === "RUN" ? instruction : void 0;
}
/** Whether a text that is no JSON array was to be one. In a RUN it may be a test of the shell: `[ "$A" = b ]`. */
function isMeantAsArray(text, mayBeTest) {
	if (!text.startsWith("[") || text.startsWith("[[")) return false;
	if (/^\[\s*(["'])(?:(?!\1).)*\1\s*[,\]"']/.test(text) || /^\[\s*["'“”‘’][^"'“”‘’]*[“”‘’]/.test(text)) return true;
	return !mayBeTest && !/^\[ .* \](?:\s*(?:&&|\|\||;)|$)/s.test(text);
}
// src/rules/dockerfile/expose-format.ts
var expose_format_default = defineRule({
	id: "dockerfile/expose-format",
	title: "EXPOSE says more than a port and a protocol",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["EXPOSE"],
	why: "`EXPOSE` says what the program listens on. An address or a port of the host is dropped without a word, so that readers believe something is bound that is not; protocols are `tcp`, `udp` and `sctp`, in small letters.",
	remedy: "Write the container’s port alone (`EXPOSE 80/tcp`), and bind addresses where the container is started (`-p 127.0.0.1:80:80`).",
	references: ["https://docs.docker.com/reference/build-checks/expose-invalid-format/", "https://docs.docker.com/reference/build-checks/expose-proto-casing/"],
	equivalents: {
		buildkit: ["ExposeInvalidFormat", "ExposeProtoCasing"],
		dflint: ["expose_host_port"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "EXPOSE")) for (const value of instruction.values) {
			const port = resolved(dockerfile, instruction, value);
			const protocol = /\/(\w+)$/.exec(port)?.[1];
			if (/^[^$]*:[^$]*\d/.test(port) && !skipsCheck(dockerfile, instruction, "ExposeInvalidFormat")) yield {
				at: value.at,
				key: port,
				message: `Of \`${port}\` the last port alone counts: EXPOSE binds nothing.`
			};
			else if (protocol !== void 0 && protocol !== protocol.toLowerCase() && !skipsCheck(dockerfile, instruction, "ExposeProtoCasing")) yield {
				at: value.at,
				key: port,
				message: `The protocol is written \`${protocol.toLowerCase()}\`.`
			};
		}
	},
	examples: [{
		name: "an address and a port of the host",
		bad: "FROM node:22-slim\nEXPOSE «127.0.0.1:80:8080» «5000:5000» 8443\n",
		good: "FROM node:22-slim\nEXPOSE 8080 5000 8443\n"
	}, {
		name: "capital letters",
		bad: "FROM node:22-slim\nEXPOSE «53/UDP»\n",
		good: "FROM node:22-slim\nEXPOSE 53/udp\n"
	}]
});
// src/rules/dockerfile/from-argument-declared.ts
var from_argument_declared_default = defineRule({
	id: "dockerfile/from-argument-declared",
	title: "FROM uses an argument that is not declared",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	why: "A variable in `FROM` has a value only if an `ARG` in front of the first `FROM` declares it. Otherwise it counts as empty, whatever is passed to the build, and the build takes another image or fails.",
	remedy: "Declare it in front of the first `FROM`: `ARG NAME=value`.",
	references: ["https://docs.docker.com/reference/build-checks/undefined-arg-in-from/", "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact"],
	equivalents: { buildkit: ["UndefinedArgInFrom"] },
	*check({ dockerfile }) {
		for (const { from } of dockerfile.stages) for (const word of [from.image, ...from.flags.flatMap(({ value }) => value ?? [])]) {
			const missing = variablesIn(word.raw, dockerfile.escape).find(({ name, hasFallback }) => !hasFallback && !isGlobal(dockerfile, name) && !platformArgs.has(name) && !proxyArgs.has(name));
			if (missing === void 0 || skipsCheck(dockerfile, from, "UndefinedArgInFrom")) continue;
			yield {
				at: word.at,
				key: missing.name,
				message: `No ARG in front of the first FROM declares \`${missing.name}\`, so it is empty.`
			};
		}
	},
	examples: [
		{
			name: "a name that is wrong",
			bad: "ARG NODE_VERSION=22\nFROM «node:$NODE_VERSIN»\n",
			good: "ARG NODE_VERSION=22\nFROM node:$NODE_VERSION\n"
		},
		{
			name: "declared in a stage",
			bad: "FROM node:22 AS build\nARG TAG=22-slim\nFROM «node:$TAG»\n"
		},
		{
			name: "a default in place",
			good: "FROM node:${TAG:-22-slim}\n"
		},
		{
			name: "what the builder sets",
			good: "FROM --platform=$BUILDPLATFORM golang:1.25\n"
		}
	]
});
// src/rules/dockerfile/from-argument-default.ts
var from_argument_default_default = defineRule({
	id: "dockerfile/from-argument-default",
	title: "FROM names no image unless an argument is passed",
	severity: "info",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["ARG"],
	why: "Without the build argument the name of the base image is empty or ends in a colon, and the build fails with a message that does not tell why. Scanners and update bots cannot see which image is meant either.",
	remedy: "Give the `ARG` a default, or use one in place: `FROM node:${TAG:-22.12-slim}`.",
	references: ["https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"],
	equivalents: { buildkit: ["InvalidDefaultArgInFrom"] },
	*check({ dockerfile }) {
		if (dockerfile.globalArgs.length === 0) return;
		const defaults = /* @__PURE__ */ new Map();
		const declared = /* @__PURE__ */ new Set();
		for (const { pairs } of dockerfile.globalArgs) for (const { name, value } of pairs) {
			declared.add(name.raw);
			if (value !== void 0) defaults.set(name.raw, expanded(unquoted$1(value.raw), dockerfile.escape, defaults));
		}
		for (const { from } of dockerfile.stages) {
			const uses = variablesIn(from.image.raw, dockerfile.escape);
			if (!uses.some(({ name }) => declared.has(name)) || uses.some(({ name }) => platformArgs.has(name))) continue;
			const name = expanded(from.image.raw, dockerfile.escape, defaults);
			if (parseReference(name) !== void 0 || skipsCheck(dockerfile, from, "InvalidDefaultArgInFrom")) continue;
			yield {
				at: from.image.at,
				key: from.image.raw,
				message: `Without build arguments \`${from.image.raw}\` is ${name === "" ? "empty" : `\`${name}\``}, which names no image.`
			};
		}
	},
	examples: [
		{
			name: "a tag without a default",
			bad: "ARG TAG\nFROM «node:$TAG»\n",
			good: "ARG TAG=22.12-slim\nFROM node:$TAG\n"
		},
		{
			name: "the whole name",
			bad: "ARG BASE\nFROM «$BASE»\n"
		},
		{
			name: "a default in place",
			good: "ARG TAG\nFROM node:${TAG:-22.12-slim}\n"
		}
	]
});
function expanded(raw, escape, defaults) {
	const expansion = expandWord(raw, (name) => defaults.get(name), escape);
	return "value" in expansion ? expansion.value : raw;
}
// src/rules/dockerfile/from-first.ts
var from_first_default = defineRule({
	id: "dockerfile/from-first",
	title: "An instruction stands in front of the first FROM",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	why: "Before the first `FROM` there is no image to change, so that only `ARG` and comments may stand there; the builder refuses anything else.",
	remedy: "Move the line behind `FROM`.",
	references: ["https://docs.docker.com/reference/dockerfile/#format"],
	equivalents: {
		hadolint: ["DL3061"],
		dflint: ["from_first"]
	},
	*check({ dockerfile }) {
		const early = dockerfile.instructions.find(({ keyword, stage }) => stage < 0 && keyword !== "ARG" && keyword !== "FROM");
		if (early === void 0 || dockerfile.stages.length === 0) return;
		yield {
			at: early.at,
			key: early.keyword,
			message: `${early.keyword} stands in front of the first FROM.`
		};
	},
	examples: [{
		name: "a label too early",
		bad: "«LABEL version=1»\nFROM node:22-slim\n",
		good: "ARG TAG=22-slim\nFROM node:$TAG\nLABEL version=1\n"
	}]
});
// src/rules/dockerfile/gem-packages-pinned.ts
var gem_packages_pinned_default = pinRule({
	id: "dockerfile/gem-packages-pinned",
	title: "A Ruby gem is installed without a version",
	profile: "strict",
	why: "The image gets whatever was published last, with all its dependencies. That breaks builds, and it lets whoever takes over a gem into your image the same day.",
	remedy: "Name the version (`gem install bundler:2.5.16`), or put the gem into the `Gemfile` and run `bundle install` with its lock file.",
	references: [
		"https://guides.rubygems.org/command-reference/#gem-install",
		"https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: {
		kics: ["22cd11f7-9c6c-4f6e-84c0-02058120b341"],
		hadolint: ["DL3028"]
	},
	examples: [
		{
			name: "a gem by its name",
			bad: "FROM ruby:3.3-slim\nRUN «gem install bundler»\n",
			good: "FROM ruby:3.3-slim\nRUN gem install bundler:2.5.16\n"
		},
		{
			name: "the version as an option",
			good: "FROM ruby:3.3-slim\nRUN gem install bundler -v 2.5.16 && gem install --version=13.2.1 rake\n"
		},
		{
			name: "flags for the build",
			good: "FROM ruby:3.3-slim\nRUN gem install nokogiri:1.16.7 -- --use-system-libraries\n"
		}
	]
}, {
	managers: ["gem"],
	packages: (call) => {
		if (call.verb !== "install" && call.verb !== "i") return void 0;
		const gems = call.rest.filter((word) => !said(word).startsWith("-"));
		return hasOption(call, "v", "version") ? gems.slice(1) : gems;
	},
	isPinned: (text) => /[:/]|\.gem$/.test(text)
});
// src/rules/dockerfile/go-packages-pinned.ts
var go_packages_pinned_default = pinRule({
	id: "dockerfile/go-packages-pinned",
	title: "A Go program is installed without a version",
	profile: "strict",
	why: "`go install …@latest` and `go get …` take whatever was released last. The build changes from day to day, and whoever takes over the repository gets into your image.",
	remedy: "Name the version (`go install example.com/tool@v1.2.3`), or add the program to `go.mod` as a tool.",
	references: [
		"https://go.dev/ref/mod#go-install",
		"https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: { hadolint: ["DL3062"] },
	examples: [
		{
			name: "the latest",
			bad: "FROM golang:1.25\nRUN «go install example.com/tool@latest»\n",
			good: "FROM golang:1.25\nRUN go install example.com/tool@v1.2.3\n"
		},
		{
			name: "no version at all",
			bad: "FROM golang:1.25\nRUN «go get -u example.com/lib/log»\n"
		},
		{
			name: "the module itself",
			good: "FROM golang:1.25\nRUN go install -ldflags \"-s -w\" ./cmd/... && go run main.go example.com/x\n"
		}
	]
}, {
	managers: ["go"],
	packages: ({ verb, rest }) => verb === "install" || verb === "get" ? rest : verb === "run" ? rest.slice(0, 1) : void 0,
	isPinned: (text) => {
		const at = text.lastIndexOf("@");
		if (at > 0) return !/^(?:latest|none|upgrade|patch|main|master|HEAD)$/.test(text.slice(at + 1));
		return !/^[\w-]+(?:\.[\w-]+)+\/[^\s]*$/.test(text) || text.endsWith(".go");
	}
});
// src/rules/dockerfile/health-check-set.ts
var health_check_set_default = defineRule({
	id: "dockerfile/health-check-set",
	title: "Image has no health check",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "stage",
	why: "Docker sees that a program runs, not that it works. With a health check a hung container is seen, dependent services wait for it (`condition: service_healthy`), and an orchestrator replaces it. Kubernetes has its own probes and does not look at this one.",
	remedy: "Add `HEALTHCHECK CMD …` with a program that is in the image, or a `healthcheck:` in Compose.",
	references: ["https://docs.docker.com/reference/dockerfile/#healthcheck", "CIS Docker Benchmark 1.6.0, 4.6"],
	equivalents: {
		kics: ["b03a748a-542d-44f4-bb86-9199ab4fd2d5"],
		trivy: ["DS-0026"],
		hadolint: ["DL3057"],
		checkov: ["CKV_DOCKER_2"],
		codePathfinder: ["DOCKER-BP-022"],
		dockle: ["CIS-DI-0006"],
		cis: ["4.6"],
		terrascan: ["AC_DOCKER_0047"]
	},
	*check({ stage }) {
		if (stage.healthCheck !== void 0 || isExport(stage)) return;
		yield {
			at: stage.stage.from.at,
			key: "health",
			message: "Nothing tells whether the program in this image works."
		};
	},
	examples: [
		{
			name: "none",
			bad: "«FROM node:22-slim»\nCMD [\"node\", \"server.js\"]\n",
			good: "FROM node:22-slim\nHEALTHCHECK CMD [\"node\", \"health.js\"]\nCMD [\"node\", \"server.js\"]\n"
		},
		{
			name: "files to take out, and nothing to start",
			good: "FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /out /\n"
		},
		{
			name: "inherited from a stage",
			good: "FROM node:22-slim AS base\nHEALTHCHECK CMD [\"node\", \"health.js\"]\nFROM base\n"
		},
		{
			name: "switched off on purpose",
			good: "FROM node:22-slim\nHEALTHCHECK NONE\n"
		}
	]
});
// src/rules/dockerfile/health-program-there.ts
var health_program_there_default = defineRule({
	id: "dockerfile/health-program-there",
	title: "HEALTHCHECK calls a program that the image does not have",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "stage",
	needs: ["HEALTHCHECK"],
	why: "The check fails each time, so the container is always unhealthy: what waits for it with `condition: service_healthy` never starts, and a real failure is not seen among the false ones.",
	remedy: "Call what the image has: `wget -q --spider` of BusyBox in Alpine, the language’s own runtime, or a small program of yours that is built in.",
	references: ["https://docs.docker.com/reference/dockerfile/#healthcheck", "CIS Docker Benchmark 1.6.0, 4.6"],
	equivalents: { cis: ["4.6"] },
	*check({ stage }) {
		const test = stage.healthCheck?.test;
		if (stage.healthCheck === void 0 || test === void 0) return;
		const missing = missingForHealth(formOfInstruction(test), (program) => lackedBy(stage, program) !== void 0);
		if (missing === void 0) return;
		yield {
			at: stage.healthCheck.at,
			key: missing,
			message: `The health check calls \`${missing}\`, which is not there: ${lackedBy(stage, missing) ?? ""}.`,
			related: [{
				at: stage.chain.at(-1)?.from.at ?? stage.stage.from.at,
				note: "what it is built from"
			}]
		};
	},
	examples: [
		{
			name: "curl in a slim image",
			bad: "FROM python:3.13-slim\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n«HEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1»\nUSER 1000\n",
			good: "FROM python:3.13-slim\nCOPY . /app\nRUN pip install -r /app/requirements.txt\nHEALTHCHECK CMD [\"python\", \"/app/healthy.py\"]\nUSER 1000\n"
		},
		{
			name: "where there is no shell",
			bad: "FROM golang:1.24 AS build\nRUN go build -o /api .\nFROM gcr.io/distroless/static\nCOPY --from=build /api /api\n«HEALTHCHECK CMD /api health»\nUSER 1000\n",
			good: "FROM golang:1.24 AS build\nRUN go build -o /api .\nFROM gcr.io/distroless/static\nCOPY --from=build /api /api\nHEALTHCHECK CMD [\"/api\", \"health\"]\nUSER 1000\n"
		},
		{
			name: "installed, or brought along",
			good: "FROM node:22-slim AS one\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nHEALTHCHECK CMD curl -f http://localhost\nUSER node\n"
		},
		{
			name: "brought along",
			good: "FROM scratch\nCOPY --from=busybox:1.37 /bin/wget /bin/wget\nCOPY api /api\nHEALTHCHECK CMD [\"/bin/wget\", \"-q\", \"--spider\", \"http://localhost\"]\nUSER 1000\n"
		}
	]
});
// src/rules/dockerfile/keyword-capital.ts
var keyword_capital_default = defineRule({
	id: "dockerfile/keyword-capital",
	title: "Instructions are written in small letters",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	why: "Capitals are the convention: they tell instructions from what they hold.",
	remedy: "Write instructions in capitals.",
	references: ["https://docs.docker.com/reference/dockerfile/#format"],
	equivalents: { sonar: ["S6476"] },
	*check({ dockerfile }) {
		const lower = dockerfile.instructions.filter(({ keyword, keywordAt }) => textOf(keywordAt) === keyword.toLowerCase());
		if (lower.length * 2 <= dockerfile.instructions.length) return;
		for (const { keywordAt } of lower) yield {
			at: keywordAt,
			key: textOf(keywordAt),
			message: `\`${textOf(keywordAt)}\` is written in capitals by convention.`
		};
	},
	examples: [{
		name: "all of them",
		bad: "«from» debian:12-slim\n«user» 1000\n",
		good: "FROM debian:12-slim\nUSER 1000\n"
	}]
});
// src/rules/dockerfile/keyword-casing.ts
var keyword_casing_default = defineRule({
	id: "dockerfile/keyword-casing",
	title: "Instructions are written in capitals here and in small letters there",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	why: "It makes no difference to the builder. To a reader one way of writing is easier to follow.",
	remedy: "Write all instructions in capitals.",
	references: ["https://docs.docker.com/reference/build-checks/consistent-instruction-casing/"],
	equivalents: {
		sonar: ["S6476"],
		buildkit: ["ConsistentInstructionCasing"],
		dflint: ["uppercase_commands"]
	},
	*check({ dockerfile }) {
		const odd = dockerfile.instructions.filter(({ keyword, keywordAt }) => textOf(keywordAt) !== keyword);
		if (odd.length === 0) return;
		const lower = mostlyLower(dockerfile);
		for (const instruction of lower ? dockerfile.instructions : odd) {
			const written = textOf(instruction.keywordAt);
			const wanted = lower ? written.toLowerCase() : written.toUpperCase();
			if (written === wanted || skipsCheck(dockerfile, instruction, "ConsistentInstructionCasing")) continue;
			yield {
				at: instruction.keywordAt,
				key: written,
				message: `\`${written}\` is written \`${wanted}\` elsewhere.`
			};
		}
	},
	examples: [{
		name: "one in small letters",
		bad: "FROM debian:12-slim\n«copy» a /a\nCOPY b /b\n",
		good: "FROM debian:12-slim\nCOPY a /a\nCOPY b /b\n"
	}, {
		name: "all in small letters",
		good: "from debian:12-slim\ncopy a /a\n"
	}]
});
function mostlyLower({ instructions }) {
	const written = instructions.map(({ keywordAt }) => textOf(keywordAt));
	return written.filter((word) => word === word.toLowerCase()).length > written.filter((word) => word === word.toUpperCase()).length;
}
// src/rules/dockerfile/label-key-valid.ts
var label_key_valid_default = defineRule({
	id: "dockerfile/label-key-valid",
	title: "A label has a name that Docker advises against",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["LABEL"],
	why: "Names of labels are small letters, digits, dots and hyphens, and begin with a letter; `com.docker.*`, `io.docker.*` and `org.dockerproject.*` are Docker’s own. Tools that filter by label may not find others.",
	remedy: "Rename it: `org.example.build-date`.",
	references: ["https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations"],
	equivalents: {
		hadolint: ["DL3048"],
		dflint: ["label_invalid"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "LABEL")) for (const { name } of instruction.pairs) {
			const key = unquoted$1(name.raw);
			const isValid = /^[a-z](?:[a-z0-9.-]*[a-z0-9])?$/.test(key) && !/\.\.|--/.test(key);
			const isReserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(key);
			if (isValid && !isReserved || key.includes("$")) continue;
			yield {
				at: name.at,
				key,
				message: isReserved ? `\`${key}\` is in a space that Docker keeps for itself.` : `\`${key}\` is not a name as labels have it.`
			};
		}
	},
	examples: [{
		name: "letters that do not belong",
		bad: "FROM debian:12-slim\nLABEL «Build_Date»=2026-01-01 «com.docker.team»=a\n",
		good: "FROM debian:12-slim\nLABEL org.example.build-date=2026-01-01 org.example.team=a\n"
	}]
});
// src/rules/dockerfile/label-value.ts
const patterns = {
	text: /\S/,
	url: /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i,
	email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
	date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/,
	version: /^v?(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[\w.-]+)?(?:\+[\w.-]+)?$/,
	commit: /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/i,
	licence: /^\(*[A-Za-z0-9.-]+\+?\)*(?:\s+(?:AND|OR|WITH)\s+\(*[A-Za-z0-9.-]+\+?\)*)*$/
};
const words$1 = {
	text: "a text",
	url: "a URL",
	email: "an e-mail address",
	date: "a date and time as RFC 3339 has it",
	version: "a semantic version",
	commit: "the hash of a commit",
	licence: "an SPDX expression"
};
/** What a value is not that it should be, in words; undefined where it is. A value with variables is taken to be right. */
function isNot(value, format) {
	return value.includes("$") || patterns[format].test(value.trim()) ? void 0 : words$1[format];
}
/** The formats that the OCI image specification gives the values of its annotations. */
const ociFormats = /* @__PURE__ */ new Map([
	["org.opencontainers.image.created", "date"],
	["org.opencontainers.image.url", "url"],
	["org.opencontainers.image.documentation", "url"],
	["org.opencontainers.image.source", "url"],
	["org.opencontainers.image.licenses", "licence"]
]);
/** The labels of a stage as it sets them, with the instruction of each. */
function labelsOf({ instructions }) {
	return instructions.flatMap((instruction) => instruction.keyword === "LABEL" ? instruction.pairs.map((pair) => ({
		instruction,
		pair
	})) : []);
}
// src/rules/dockerfile/label-value-valid.ts
var label_value_valid_default = defineRule({
	id: "dockerfile/label-value-valid",
	title: "A label has a value of another kind than its name says",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "stage",
	needs: ["LABEL"],
	why: "Registries, scanners and update bots read the labels that the OCI image specification defines: from `source` they find the repository, from `created` the age, from `licenses` the licence. A value of another kind is passed over without a word.",
	remedy: "Write the value as the specification has it.",
	references: ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
	equivalents: { hadolint: [
		"DL3051",
		"DL3052",
		"DL3053",
		"DL3054"
	] },
	*check({ stage, dockerfile, demands }) {
		const demanded = new Set(demands.labels.map((demand) => demand.split("=")[0]));
		for (const { pair, instruction } of stage.chain.flatMap(labelsOf)) {
			const key = unquoted$1(pair.name.raw);
			const format = demanded.has(key) ? void 0 : ociFormats.get(key);
			const text = pair.value === void 0 ? "" : resolved(dockerfile, instruction, pair.value);
			const wanted = format === void 0 ? void 0 : isNot(text, format);
			if (wanted !== void 0) yield {
				at: pair.value?.at ?? pair.name.at,
				key,
				message: `\`${key}\` is to be ${wanted}.`
			};
		}
	},
	examples: [
		{
			name: "a name where an address belongs",
			bad: "FROM debian:12-slim\nLABEL org.opencontainers.image.source=«acme/app»\n",
			good: "FROM debian:12-slim\nLABEL org.opencontainers.image.source=https://github.com/acme/app\n"
		},
		{
			name: "a day without a time, and a licence in words",
			bad: "FROM debian:12-slim\nLABEL org.opencontainers.image.created=«2026-01-31» org.opencontainers.image.licenses=«\"MIT License\"»\n",
			good: "FROM debian:12-slim\nLABEL org.opencontainers.image.created=2026-01-31T08:00:00Z org.opencontainers.image.licenses=\"MIT OR Apache-2.0\"\n"
		},
		{
			name: "from outside",
			good: "FROM debian:12-slim\nARG CREATED\nLABEL org.opencontainers.image.created=$CREATED\n"
		}
	]
});
// src/rules/dockerfile/labels-set.ts
const asked = { "container-guard.yaml": "labels:\n  - org.example.team\n  - org.example.version=version\n" };
var labels_set_default = defineRule({
	id: "dockerfile/labels-set",
	title: "A label that the team asks for is missing",
	severity: "low",
	confidence: "likely",
	profile: "default",
	subject: "stage",
	why: "Labels tell whom an image belongs to and what it was built from, when it is found running somewhere. The team has said which ones it wants (the setting `labels`). Without the setting this rule asks nothing. Labels that the build adds (`--label`) are not seen here.",
	remedy: "Add the label (`LABEL org.example.team=web`), with a value of the format that is asked for.",
	references: ["https://docs.docker.com/engine/manage-resources/labels/", "https://docs.docker.com/reference/dockerfile/#label"],
	equivalents: {
		hadolint: [
			"DL3049",
			"DL3051",
			"DL3052",
			"DL3053",
			"DL3054",
			"DL3055",
			"DL3056",
			"DL3058"
		],
		sonar: ["S7028"]
	},
	*check({ stage, dockerfile, demands }) {
		if (demands.labels.length === 0) return;
		const labels = stage.chain.flatMap((one) => labelsOf(one).toReversed());
		for (const demand of demands.labels) {
			const [key = "", format = "text"] = demand.split("=", 2);
			const label = labels.find(({ pair }) => unquoted$1(pair.name.raw) === key);
			if (label === void 0) {
				yield {
					at: stage.stage.from.at,
					key,
					message: `The image has no label \`${key}\`.`
				};
				continue;
			}
			const { pair, instruction } = label;
			const value = pair.value === void 0 ? "" : resolved(dockerfile, instruction, pair.value);
			const wanted = isLabelFormat(format) ? isNot(value, format) : void 0;
			if (wanted !== void 0) yield {
				at: pair.value?.at ?? pair.name.at,
				key,
				message: `\`${key}\` is to be ${wanted}.`
			};
		}
	},
	examples: [
		{
			name: "one is missing",
			bad: "«FROM debian:12-slim»\nLABEL org.example.team=web\n",
			good: "FROM debian:12-slim\nLABEL org.example.team=web org.example.version=1.4.0\n",
			files: asked
		},
		{
			name: "one is empty, one is of another kind",
			bad: "FROM debian:12-slim\nLABEL org.example.team=«\"\"» org.example.version=«new»\n",
			files: asked
		},
		{
			name: "inherited from a stage",
			good: "FROM debian:12-slim AS base\nLABEL org.example.team=web\nFROM base\nARG VERSION\nLABEL org.example.version=$VERSION\n",
			files: asked
		},
		{
			name: "nothing is asked for",
			good: "FROM debian:12-slim\n"
		}
	]
});
// src/rules/dockerfile/microdnf-cache-cleaned.ts
var microdnf_cache_cleaned_default = cacheRule({
	id: "dockerfile/microdnf-cache-cleaned",
	title: "The cache of microdnf stays in the image",
	remedy: "End the same `RUN` with `microdnf clean all`.",
	references: ["https://docs.docker.com/build/building/best-practices/#run", "https://github.com/rpm-software-management/microdnf"],
	equivalents: {
		kics: ["295acb63-9246-4b21-b441-7c1f1fb62dc0"],
		trivy: ["DS-0027", "DS-0019"],
		hadolint: ["DL3040"]
	},
	examples: [
		{
			name: "not cleaned",
			bad: "FROM redhat/ubi9-minimal:9.4\n«RUN microdnf install -y tar»\n",
			good: "FROM redhat/ubi9-minimal:9.4\nRUN microdnf install -y tar && microdnf clean all\n"
		},
		{
			name: "cleaned in between",
			bad: "FROM redhat/ubi9-minimal:9.4\n«RUN microdnf install -y tar && microdnf clean all && microdnf install -y gzip»\n"
		},
		{
			name: "a cache mount",
			good: "FROM redhat/ubi9-minimal:9.4\nRUN --mount=type=cache,target=/var/cache/dnf microdnf install -y tar\n"
		}
	]
}, {
	managers: ["microdnf", "tdnf"],
	fills: fillsRpmCache,
	empties: cleansAll,
	folders: [
		"/var/cache/dnf",
		"/var/cache/yum",
		"/var/cache/libdnf5",
		"/var/cache/tdnf"
	],
	remains: "its cache"
});
// src/rules/dockerfile/no-account-password.ts
var no_account_password_default = defineRule({
	id: "dockerfile/no-account-password",
	title: "An account gets its password in the build",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: [
		"chpasswd",
		"passwd",
		"useradd",
		"usermod"
	],
	why: "The password stands in the image’s history and its hash in `/etc/shadow`, the same in every container of everybody who has the image. With it `su` or an SSH server lets anybody in.",
	remedy: "Give accounts no password (`useradd` leaves it locked), and get into a container with `docker exec`.",
	references: ["https://man7.org/linux/man-pages/man8/chpasswd.8.html", "CIS Docker Benchmark 1.6.0, 4.10"],
	equivalents: {
		checkov: ["CKV2_DOCKER_17"],
		cis: ["4.10"]
	},
	*check({ dockerfile }) {
		for (const { command } of buildCommands(dockerfile)) {
			if (!setsPassword(command)) continue;
			yield {
				at: command.at,
				key: command.name,
				message: `\`${command.name}\` sets a password that everybody with the image has.`
			};
		}
	},
	examples: [
		{
			name: "root’s password",
			bad: "FROM debian:12-slim\nRUN useradd app && echo 'root:root' | «chpasswd»\n",
			good: "FROM debian:12-slim\nRUN useradd app\n"
		},
		{
			name: "no password at all",
			bad: "FROM debian:12-slim\nRUN «passwd -d root»\n"
		},
		{
			name: "with the account",
			bad: "FROM debian:12-slim\nRUN «useradd -p $HASH app»\n"
		},
		{
			name: "a locked account",
			good: "FROM debian:12-slim\nRUN passwd -l app && adduser --disabled-password app\n"
		}
	]
});
const accountValued = new Set("u uid g gid G groups d home home-dir s shell c comment b base-dir e expiredate k skel f inactive K".split(" "));
function setsPassword({ name, words }) {
	if (name === "chpasswd") return true;
	if (name !== "passwd" && name !== "useradd" && name !== "usermod") return false;
	const line = commandLine(words.slice(1), { valued: accountValued });
	if (name === "passwd") return !hasOption(line, "l", "lock", "e", "expire", "S", "status", "u", "unlock", "n", "x", "help");
	return hasOption(line, "p", "password");
}
// src/rules/dockerfile/no-cleartext-download.ts
/** Programs that download what their words name. */
const downloaders = /* @__PURE__ */ new Set([
	"curl",
	"wget",
	"fetch",
	"aria2c",
	"http",
	"git",
	"svn",
	"pip",
	"pip3",
	"npm",
	"yarn",
	"pnpm",
	"gem",
	"go",
	"apk",
	"rpm",
	"yum",
	"dnf",
	"microdnf",
	"zypper",
	"yum-config-manager",
	"add-apt-repository"
]);
var no_cleartext_download_default = defineRule({
	id: "dockerfile/no-cleartext-download",
	title: "A download travels in the clear",
	severity: "low",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: ["ADD", ...downloaders],
	why: "What comes over `http://` or `ftp://` can be read and replaced by every network on the way, and the replacement ends up in the image. Only a checksum or a signature that is compared afterwards would notice.",
	remedy: "Use `https://`; where a server has none, compare a checksum (`ADD --checksum=sha256:…`, `sha256sum -c`).",
	references: [
		"https://cwe.mitre.org/data/definitions/319.html",
		"https://docs.docker.com/reference/dockerfile/#add---checksum",
		"CIS Docker Benchmark 1.6.0, 4.11"
	],
	equivalents: {
		sonar: ["S5332"],
		cis: ["4.11"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "ADD")) {
			if (instruction.flags.some(({ name }) => name === "checksum")) continue;
			for (const source of instruction.sources) {
				const address = cleartext(resolved(dockerfile, instruction, source));
				if (address !== void 0) yield told(source.at, address);
			}
		}
		for (const { command } of buildCommands(dockerfile)) {
			if (!downloaders.has(command.name)) continue;
			for (const [index, word] of command.words.entries()) {
				const address = cleartext(said(word));
				const before = command.words[index - 1];
				if (address !== void 0 && !(before !== void 0 && isNoSource(said(before)))) yield told(word.at, address);
			}
		}
	},
	examples: [
		{
			name: "a file",
			bad: "FROM debian:12-slim\nRUN curl -fsSL «http://example.com/tool.tar.gz» | tar -xz\n",
			good: "FROM debian:12-slim\nRUN curl -fsSL https://example.com/tool.tar.gz | tar -xz\n"
		},
		{
			name: "with ADD",
			bad: "FROM debian:12-slim\nADD «ftp://example.com/data.csv» /data/\n"
		},
		{
			name: "this machine, and a proxy",
			good: "FROM debian:12-slim\nRUN curl -fs http://localhost:8080/ready && curl -x http://proxy.example.com:3128 https://example.com/a\n"
		}
	]
});
/** The scheme and host of an address without encryption that leaves this machine. */
function cleartext(text) {
	if (!text.includes("://")) return void 0;
	const match = /^(?:git\+|--[\w-]+=)?((?:http|ftp):\/\/)(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:\s?#]+)/i.exec(text);
	const host = match?.[2];
	if (match === null || host === void 0 || /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|\$)/i.test(host)) return void 0;
	return /^--(?:proxy|.*-proxy|header|referer|user-agent)=/.test(text) ? void 0 : `${match[1] ?? ""}${host}`;
}
/** Whether the word behind an option is no address to load from. */
function isNoSource(option) {
	return /^-(?:x|e|H|A|d|b|-proxy|-referer|-header|-user-agent|-data|-preproxy)$|proxy$/.test(option);
}
function told(at, address) {
	return {
		at,
		key: address,
		message: `\`${address}\` is not encrypted: what comes from there can be replaced on the way.`
	};
}
// src/rules/dockerfile/no-copied-filesystem.ts
var no_copied_filesystem_default = defineRule({
	id: "dockerfile/no-copied-filesystem",
	title: "A whole file system is copied from another stage",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["--from"],
	why: "A build has stages so that compilers, caches and credentials stay behind. `COPY --from=build / /` takes them all along, writes over what the base image brings, and hides from scanners which packages came from where.",
	remedy: "Copy the paths that the image needs by name (`COPY --from=build /out/app /usr/local/bin/app`).",
	references: ["https://docs.docker.com/build/building/multi-stage/", "CIS Docker Benchmark 1.6.0, 4.3"],
	equivalents: { hadolint: ["DL3067"] },
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "COPY")) {
			const from = flagValue(dockerfile, instruction, "from");
			if (from === void 0 || resolved(dockerfile, instruction, instruction.destination) !== "/") continue;
			if (instruction.sources.find((source) => /^\/\.?$/.test(resolved(dockerfile, instruction, source))) === void 0) continue;
			yield {
				at: instruction.at,
				key: from,
				message: `Everything of \`${from}\` is copied, not what is needed of it.`
			};
		}
	},
	examples: [{
		name: "all of a stage",
		bad: "FROM golang:1.25 AS build\nRUN go build -o /out/app\nFROM debian:12-slim\n«COPY --from=build / /»\n",
		good: "FROM golang:1.25 AS build\nRUN go build -o /out/app\nFROM debian:12-slim\nCOPY --from=build /out/app /usr/local/bin/app\n"
	}, {
		name: "a folder",
		good: "FROM alpine:3.20 AS build\nFROM debian:12-slim\nCOPY --from=build /rootfs/ /\n"
	}]
});
// src/rules/dockerfile/no-copy-from-itself.ts
var no_copy_from_itself_default = defineRule({
	id: "dockerfile/no-copy-from-itself",
	title: "A stage copies from itself",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["--from", "--mount"],
	why: "A stage is not there before it is finished, so it has nothing to copy from. The build fails, or takes an image of that name from a registry.",
	remedy: "Name the stage that is meant, or use `RUN cp` for files of the same stage.",
	references: ["https://docs.docker.com/build/building/multi-stage/", "https://docs.docker.com/reference/dockerfile/#copy---from"],
	equivalents: {
		kics: ["cdddb86f-95f6-4fc4-b5a1-483d9afceb2b"],
		trivy: ["DS-0006"],
		hadolint: ["DL3023"],
		semgrep: ["copy-from-own-alias"]
	},
	*check({ dockerfile }) {
		for (const instruction of plainInstructions(dockerfile)) {
			const stage = stageOf(dockerfile, instruction);
			if (stage === void 0) continue;
			const isItself = (from) => from.toLowerCase() === stage.name || from === String(stage.index);
			if (instruction.keyword === "COPY") {
				const from = flagValue(dockerfile, instruction, "from");
				if (from !== void 0 && isItself(from)) yield {
					at: instruction.at,
					key: from,
					message: `\`${from}\` is the stage that this line stands in.`
				};
			} else if (instruction.keyword === "RUN") for (const { options, at } of mountsOf(instruction)) {
				const from = options.get("from")?.value;
				if (from !== void 0 && isItself(from)) yield {
					at,
					key: from,
					message: `\`${from}\` is the stage that this line stands in.`
				};
			}
		}
	},
	examples: [{
		name: "by its name",
		bad: "FROM golang:1.25 AS build\nFROM alpine:3.20 AS app\n«COPY --from=app /out/app /app»\n",
		good: "FROM golang:1.25 AS build\nFROM alpine:3.20 AS app\nCOPY --from=build /out/app /app\n"
	}, {
		name: "by its number",
		bad: "FROM alpine:3.20\n«COPY --from=0 /a /b»\n"
	}]
});
// src/rules/dockerfile/copied-path.ts
/** Longer paths are not looked for; a hostile file has thousands of folders in folders. */
const longestPath = 256;
const known = /* @__PURE__ */ new WeakMap();
/**
* The COPY or ADD of an instruction's own stage into whose destination a path leads, so that the file is likely to have come
* with it. A copy to `/` tells nothing of a path that is written in full.
*/
function copyThatBrings(dockerfile, instruction, path) {
	const stage = stageOf(dockerfile, instruction);
	if (stage === void 0 || path.length > longestPath) return void 0;
	const { into, under } = known.get(stage) ?? copiedIn(dockerfile, stage);
	const wanted = inFull(under.get(instruction.at.span.start) ?? "", path);
	let first = path.startsWith("/") ? void 0 : into.get("/");
	for (let end = wanted.length; end > 1; end = wanted.lastIndexOf("/", end - 1)) {
		const copy = into.get(wanted.slice(0, end));
		if (copy !== void 0 && (first === void 0 || copy.at.span.start < first.at.span.start)) first = copy;
	}
	return first;
}
function copiedIn(dockerfile, stage) {
	const into = /* @__PURE__ */ new Map();
	const under = /* @__PURE__ */ new Map();
	let folder = "";
	for (const one of stage.instructions) {
		const instruction = plain(one);
		if (instruction.keyword === "WORKDIR") {
			const path = inFull(folder, resolved(dockerfile, instruction, instruction.argument));
			if (path.length <= longestPath) folder = path;
		} else if (instruction.keyword === "ENV" || instruction.keyword === "ARG") under.set(instruction.at.span.start, folder);
		else if (instruction.keyword === "COPY" || instruction.keyword === "ADD") {
			const path = inFull(folder, resolved(dockerfile, instruction, instruction.destination));
			if (!into.has(path)) into.set(path, instruction);
		}
	}
	const copied = {
		into,
		under
	};
	known.set(stage, copied);
	return copied;
}
/** A path that is counted from a folder in full, from the top, without `.` and doubled slashes. */
function inFull(folder, path) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	const full = `${path.startsWith("/") ? "" : folder}/${parts.join("/")}`;
	return parts.length === 0 && full.length > 1 ? full.slice(0, -1) : full;
}
// src/rules/dockerfile/no-credential-file.ts
var no_credential_file_default = defineRule({
	id: "dockerfile/no-credential-file",
	title: "A file with credentials is copied into the image",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: [
		"ENV",
		"ARG",
		"COPY",
		"ADD"
	],
	why: "A file that was copied stays in its layer even if a later line deletes it. Everybody who can pull the image, or has its cache, can take it out.",
	remedy: "Leave the file out (`.dockerignore`) and mount it for the step that needs it: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc …`; use `--mount=type=ssh` for keys.",
	references: [
		"https://docs.docker.com/build/building/secrets/",
		"CIS Docker Benchmark 1.6.0, 4.10",
		"OWASP Docker Security Cheat Sheet, rule 12"
	],
	equivalents: {
		trivy: ["DS-0031"],
		dockle: ["CIS-DI-0010"],
		cis: ["4.10"]
	},
	*check({ dockerfile }) {
		for (const instruction of plainInstructions(dockerfile)) {
			if (instruction.keyword === "ENV" || instruction.keyword === "ARG") yield* namedByVariable(dockerfile, instruction);
			if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") continue;
			for (const word of [...instruction.sources, instruction.destination]) {
				const path = resolved(dockerfile, instruction, word);
				const what = credentialsIn(path) ?? (path === word.raw ? void 0 : credentialsIn(word.raw));
				if (what === void 0) continue;
				if (instruction.sources.some(({ raw }) => /\.pub$|\.(?:example|sample|template)$/.test(raw))) break;
				yield {
					at: word.at,
					key: word.raw,
					message: `\`${word.raw}\` holds ${what}, and stays in the layer.`
				};
				break;
			}
		}
	},
	examples: [
		{
			name: "the login to a package registry",
			bad: "FROM node:22-slim\nCOPY package.json «.npmrc» ./\nRUN npm ci && rm .npmrc\n",
			good: "FROM node:22-slim\nCOPY package.json ./\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n"
		},
		{
			name: "a key",
			bad: "FROM debian:12-slim\nADD «keys/id_ed25519» /root/.ssh/\n"
		},
		{
			name: "by where it goes",
			bad: "FROM debian:12-slim\nCOPY ./config «$AWS_CONFIG_FILE»\n"
		},
		{
			name: "by the variable that a program finds it with",
			bad: "FROM debian:12-slim\nWORKDIR /app\nCOPY config ./\nENV «GOOGLE_APPLICATION_CREDENTIALS=/app/gcp.json»\n",
			good: "FROM debian:12-slim\nWORKDIR /app\nCOPY config ./\nENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/gcp.json\n"
		},
		{
			name: "samples and public keys",
			good: "FROM debian:12-slim\nCOPY .env.example .env\nCOPY id_rsa.pub /etc/ssh/\n"
		}
	]
});
/** Variables that say where credentials are, if that is where files were copied to. */
function* namedByVariable(dockerfile, instruction) {
	for (const { name, value } of instruction.pairs) {
		if (value === void 0 || !namesCredentials(name.raw)) continue;
		const path = resolved(dockerfile, instruction, value);
		const copy = path === "" || path.includes("$") ? void 0 : copyThatBrings(dockerfile, instruction, path);
		if (copy === void 0) continue;
		yield {
			at: {
				file: name.at.file,
				span: {
					start: name.at.span.start,
					end: value.at.span.end
				}
			},
			key: name.raw,
			confidence: "possible",
			message: `\`${name.raw}\` looks for credentials where this file copies to, so they stay in a layer.`,
			related: [{
				at: copy.at,
				note: "what copies them"
			}]
		};
	}
}
// src/rules/dockerfile/written-credential.ts
/** Of how many such files it is looked at whether they are deleted; the rest of a hostile file are taken to stay. */
const tracedLimit = 100;
/** The files with secrets that RUN lines leave behind: those that the same RUN deletes, or that lie on a mount, are none. */
function* writtenCredentials(dockerfile) {
	const runs = runsOf(dockerfile);
	let written = 0;
	for (const [index, run] of runs.entries()) for (const [at, command] of run.commands.entries()) {
		const shown = fileWritten(command);
		if (shown === void 0) continue;
		written += 1;
		if (written > tracedLimit) {
			yield {
				run,
				command,
				shown,
				goneLater: false
			};
			continue;
		}
		const path = pathInFull(dockerfile, run.instruction, atHome(shown));
		const names = [atHome(shown), ...path === void 0 ? [] : [path]].map((name) => name.replace(/(?<=.)\/$/, ""));
		if (run.commands.slice(at + 1).some((later) => removes(later, ...names)) || isOnMount(run, names)) continue;
		const goneLater = runs.slice(index + 1).some(({ instruction, commands }) => instruction.stage === run.instruction.stage && commands.some((later) => removes(later, ...names)));
		yield {
			run,
			command,
			shown,
			...path === void 0 ? {} : { path },
			goneLater
		};
	}
}
/** The file in which a command puts a secret that it got from outside. */
function fileWritten(command) {
	const { name, words, redirections } = command;
	if (name === "cp" || name === "mv" || name === "install") {
		const { operands } = commandLine(words.slice(1));
		const [source, destination] = [operands.at(-2), operands.at(-1)];
		if (source === void 0 || destination === void 0 || !said(source).startsWith("/run/secrets/")) return void 0;
		return said(destination).startsWith("/dev/") ? void 0 : said(destination);
	}
	if (name === "npm" || name === "pnpm") return isTokenSet(words) && words.some(isFromOutside) ? "~/.npmrc" : void 0;
	const target = name === "tee" && command.position > 0 ? words.slice(1).find((word) => !said(word).startsWith("-")) : redirections.find(({ operator, descriptor }) => /^>>?\|?$/.test(operator) && (descriptor ?? 1) === 1)?.target;
	if (target === void 0 || credentialsIn(said(target)) === void 0) return void 0;
	return takesFromOutside(command.pipeline) ? said(target) : void 0;
}
const fromOutside = /* @__PURE__ */ new WeakMap();
function takesFromOutside(pipeline) {
	const found = fromOutside.get(pipeline) ?? pipeline.some(({ words }) => words.some(isFromOutside));
	fromOutside.set(pipeline, found);
	return found;
}
function isTokenSet(words) {
	const texts = words.map(said);
	return texts.includes("config") && texts.includes("set") && texts.some((text) => /:?_(?:authToken|auth|password)\b/.test(text));
}
/** Whether a word holds a secret once the shell has put it in: a variable of such a name, or the file of a secret mount. */
function isFromOutside(word) {
	if (word.value?.startsWith("/run/secrets/") === true) return true;
	return (word.pieces ?? []).some((piece) => {
		if (!("hole" in piece)) return false;
		if (piece.hole.includes("/run/secrets/")) return true;
		const name = /^\$\{?(\w+)\}?$/.exec(piece.hole)?.[1];
		return name !== void 0 && isSecretName(name);
	});
}
function isOnMount(run, paths) {
	return mountsOf(run.run).some(({ type, options }) => type === "secret" && paths.includes(options.get("target")?.value ?? "")) || keepsOut(run, ...paths);
}
/** The home of root, who builds unless a USER says otherwise. */
function atHome(path) {
	return path.replace(/^(?:~|\$\{?HOME\}?)(?=\/)/, "/root");
}
// src/rules/dockerfile/no-credential-written.ts
var no_credential_written_default = defineRule({
	id: "dockerfile/no-credential-written",
	title: "A secret of the build is written to a file of the image",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	why: "What a step writes is in its layer for everybody who can pull the image, even where a later line deletes it. A secret mount keeps a secret out of the image only as long as nothing copies it there, and a stage that is thrown away keeps it only as long as no `COPY --from` takes the folder along.",
	remedy: "Mount the file where the program looks for it, `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc …`, or delete it in the same `RUN`; copy from other stages what is needed, and not folders such as `/root`.",
	references: [
		"https://docs.docker.com/build/building/secrets/",
		"https://docs.docker.com/build/building/multi-stage/",
		"CIS Docker Benchmark 1.6.0, 4.10",
		"CWE-538"
	],
	equivalents: { cis: ["4.10"] },
	*check({ dockerfile, shipped }) {
		for (const { run, command, shown, path, goneLater } of writtenCredentials(dockerfile)) {
			const { instruction } = run;
			if (isOfImage(dockerfile, instruction, shipped)) {
				yield {
					at: command.at,
					key: shown,
					message: `\`${command.name}\` writes a secret to \`${shown}\`, which stays in the layer.`
				};
				continue;
			}
			if (path === void 0 || goneLater) continue;
			const copy = copiedOn(dockerfile, instruction.stage, path, (into) => isOfImage(dockerfile, into, shipped));
			if (copy === void 0) continue;
			yield {
				at: copy.at,
				key: path,
				message: `\`${copy.raw}\` takes \`${path}\` along, to which an earlier stage writes a secret.`,
				related: [{
					at: command.at,
					note: "what writes it"
				}]
			};
		}
	},
	examples: [
		{
			name: "taken along from another stage",
			bad: "FROM node:22-slim AS build\nRUN --mount=type=secret,id=npm echo \"//npm.example.com/:_authToken=$(cat /run/secrets/npm)\" > ~/.npmrc\nRUN npm ci\nFROM node:22-slim\nCOPY --from=build «/root» /root\n",
			good: "FROM node:22-slim AS build\nRUN --mount=type=secret,id=npm echo \"//npm.example.com/:_authToken=$(cat /run/secrets/npm)\" > ~/.npmrc\nRUN npm ci\nFROM node:22-slim\nCOPY --from=build /root/.cache /root/.cache\n"
		},
		{
			name: "a login beside the code",
			bad: "FROM python:3.13-slim AS build\nWORKDIR /app\nARG INDEX_TOKEN\nRUN echo \"machine pypi.example.com login ci password ${INDEX_TOKEN}\" >> .netrc\nRUN pip install .\nFROM build AS tested\nRUN pytest\nFROM python:3.13-slim\nCOPY --from=tested «/app» /app\n"
		},
		{
			name: "in the image itself",
			bad: "FROM node:22-slim\nRUN --mount=type=secret,id=npmrc «cp /run/secrets/npmrc /root/.npmrc» && npm ci\nRUN rm /root/.npmrc\n",
			good: "FROM node:22-slim\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n"
		},
		{
			name: "by the program that keeps it",
			bad: "FROM node:22-slim\nARG NPM_TOKEN\nRUN «npm config set //npm.example.com/:_authToken $NPM_TOKEN» && npm ci\n"
		},
		{
			name: "through a pipe",
			bad: "FROM debian:12-slim\nRUN echo \"https://ci:$GIT_TOKEN@git.example.com\" | «tee -a /root/.git-credentials»\n"
		},
		{
			name: "deleted by the step that writes it",
			good: "FROM node:22-slim\nARG NPM_TOKEN\nRUN echo \"//npm.example.com/:_authToken=$NPM_TOKEN\" > .npmrc && npm ci && rm -f .npmrc\n"
		},
		{
			name: "a copy in a folder that is emptied again",
			good: "FROM debian:12-slim\nRUN --mount=type=secret,id=key cp /run/secrets/key /tmp/ && ./fetch.sh && rm /tmp/key\n"
		},
		{
			name: "a file that names the variable, and one without a secret",
			good: `FROM node:22-slim\nRUN echo '//npm.example.com/:_authToken=\${NPM_TOKEN}' > .npmrc && echo "registry=$REGISTRY" > /root/.npmrc\n`
		},
		{
			name: "deleted before it is copied on",
			good: "FROM node:22-slim AS build\nARG NPM_TOKEN\nRUN echo \"//npm.example.com/:_authToken=$NPM_TOKEN\" > /root/.npmrc\nRUN npm ci\nRUN rm /root/.npmrc\nFROM node:22-slim\nCOPY --from=build /root /root\n"
		}
	]
});
// src/rules/dockerfile/no-debug-mode.ts
const debug = /(?:^|_)DEBUG(?:_MODE|_ENABLED|GER)?$/;
const environment = /^(?:(?:APP|APPLICATION|NODE|RAILS|RACK|FLASK|DJANGO|MIX|CI|ASPNETCORE|DOTNET|QUARKUS|SYMFONY|LARAVEL|YII|WP|HANAMI|SINATRA|MICRONAUT|GO|GIN|HASURA|BUILD)_?)?(?:ENV|ENVIRONMENT|MODE)$/;
var no_debug_mode_default = defineRule({
	id: "dockerfile/no-debug-mode",
	title: "Image is in debug mode",
	severity: "low",
	confidence: "likely",
	profile: "default",
	subject: "stage",
	needs: ["ENV"],
	why: "In debug mode frameworks answer an error with their source, settings and secrets, and some with a console that runs commands (Flask’s debugger). Whoever runs the image gets that without having asked for it.",
	remedy: "Set the variable to its production value, and switch debugging on where a container is started for it.",
	references: ["https://cwe.mitre.org/data/definitions/489.html", "https://flask.palletsprojects.com/en/stable/debugging/"],
	equivalents: { sonar: ["S4507"] },
	*check({ stage, dockerfile }) {
		for (const { instructions } of stage.chain) for (const instruction of instructions) {
			if (instruction.keyword !== "ENV") continue;
			for (const { name, value } of instruction.pairs) {
				if (value === void 0 || !isDebugging(name.raw, resolved(dockerfile, instruction, value))) continue;
				const later = instructions.at(-1);
				const end = later === void 0 ? void 0 : environmentAt(dockerfile, later)(name.raw);
				if (end !== void 0 && later !== instruction && !isDebugging(name.raw, end)) continue;
				yield {
					at: {
						file: name.at.file,
						span: {
							start: name.at.span.start,
							end: value.at.span.end
						}
					},
					key: name.raw,
					message: `\`${name.raw}\` switches debugging on for everybody who runs the image.`
				};
			}
		}
	},
	examples: [
		{
			name: "a switch",
			bad: "FROM python:3.12-slim\nENV PORT=8000 «FLASK_DEBUG=1»\n",
			good: "FROM python:3.12-slim\nENV PORT=8000 FLASK_DEBUG=0\n"
		},
		{
			name: "an environment by name",
			bad: "FROM node:22-slim\nENV «NODE_ENV=development»\n",
			good: "FROM node:22-slim\nENV NODE_ENV=production\n"
		},
		{
			name: "in a stage that is not shipped",
			good: "FROM node:22 AS dev\nENV NODE_ENV=development\nFROM node:22-slim\nENV NODE_ENV=production\n"
		},
		{
			name: "put right later",
			good: "FROM node:22-slim\nENV NODE_ENV=development\nRUN npm run build\nENV NODE_ENV=production\nUSER node\n"
		}
	]
});
function isDebugging(name, value) {
	const upper = name.toUpperCase();
	if (environment.test(upper)) return /^(?:dev|develop|development|debug)$/i.test(value.trim());
	return debug.test(upper) && /^(?:1|true|yes|on|enabled)$/i.test(value.trim());
}
// src/rules/dockerfile/upgrade-rule.ts
/** A rule against upgrading everything in the build. Package managers differ in how they call it; packages by name are no upgrade of all. */
function upgradeRule(texts, verbs) {
	const managers = [];
	for (const manager of [
		"apt-get",
		"apt",
		"apk",
		"yum",
		"dnf",
		"microdnf",
		"tdnf",
		"zypper"
	]) if (verbs[manager] !== void 0) managers.push(manager);
	return defineRule({
		...texts,
		severity: "low",
		confidence: "certain",
		profile: "strict",
		subject: "dockerfile",
		needs: programsOf(managers),
		why: "Two builds of one commit give two images, and nobody chose the versions. The upgrade is cached as a layer besides, so that it does not even bring patches until something above it changes; and it stores every upgraded file twice.",
		remedy: "Pin a base image that is rebuilt often, have Renovate or Dependabot move it, and upgrade single packages by name where a patch cannot wait.",
		*check({ dockerfile }) {
			for (const call of packageCalls(dockerfile, ...managers)) {
				if (call.rest.length > 0 || verbs[call.manager]?.includes(call.verb) !== true) continue;
				yield {
					at: call.command.at,
					key: call.manager,
					message: `\`${call.manager} ${call.verb}\` brings whatever is newest into the image.`
				};
			}
		}
	});
}
// src/rules/dockerfile/no-distribution-upgrade.ts
var no_distribution_upgrade_default = upgradeRule({
	id: "dockerfile/no-distribution-upgrade",
	title: "The distribution is upgraded in the build",
	references: [
		"https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often",
		"https://manpages.debian.org/bookworm/apt/apt-get.8.en.html",
		"CIS Docker Benchmark 1.6.0, 4.4"
	],
	equivalents: {
		trivy: ["DS-0024"],
		semgrep: ["avoid-apt-get-upgrade"],
		codePathfinder: ["DOCKER-BP-006"],
		dockle: ["DKL-DI-0003"],
		terrascan: ["AC_DOCKER_0052"]
	},
	examples: [{
		name: "apt-get dist-upgrade",
		bad: "FROM debian:12-slim\nRUN apt-get update && «apt-get -y dist-upgrade»\n",
		good: "FROM debian:12.7-slim\nRUN apt-get update && apt-get install -y curl\n"
	}, {
		name: "by its other name",
		bad: "FROM debian:12-slim\nRUN apt update && «apt full-upgrade -y»\n"
	}]
}, {
	"apt-get": ["dist-upgrade", "full-upgrade"],
	apt: ["dist-upgrade", "full-upgrade"]
});
// src/rules/dockerfile/no-empty-continuation.ts
var no_empty_continuation_default = defineRule({
	id: "dockerfile/no-empty-continuation",
	title: "An empty line stands in a continued instruction",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	why: "Today the builder skips it with a warning; it is going to be an error. A reader takes the line behind it for an instruction of its own.",
	remedy: "Remove the line, or make it a comment.",
	references: ["https://docs.docker.com/reference/build-checks/no-empty-continuation/"],
	equivalents: { buildkit: ["NoEmptyContinuation"] },
	*check({ dockerfile }) {
		for (const instruction of dockerfile.instructions) {
			const { file, span } = instruction.at;
			const end = Math.min(span.end, ...instruction.heredocs.map(({ at }) => at.span.start));
			const newline = file.text.indexOf("\n", span.start);
			if (newline < 0 || newline >= end) continue;
			const text = file.text.slice(span.start, end).trimEnd();
			const empty = /\n[ \t]*\r?\n/.exec(text);
			if (empty === null || skipsCheck(dockerfile, instruction, "NoEmptyContinuation")) continue;
			const at = span.start + empty.index + 1;
			yield {
				at: {
					file,
					span: {
						start: at,
						end: at
					}
				},
				key: "empty",
				message: "The instruction goes on behind this empty line."
			};
		}
	},
	examples: [{
		name: "in a RUN",
		bad: "FROM debian:12-slim\nRUN mkdir /a \\\n«»\n && mkdir /b\n",
		good: "FROM debian:12-slim\nRUN mkdir /a \\\n # then\n && mkdir /b\n"
	}, {
		name: "in a heredoc",
		good: "FROM debian:12-slim\nRUN <<EOF\nmkdir /a\n\nmkdir /b\nEOF\n"
	}]
});
// src/rules/dockerfile/no-engine-socket.ts
const socket = /(?:^|\/)(?:docker|containerd|crio|podman)\.sock$/;
var no_engine_socket_default = defineRule({
	id: "dockerfile/no-engine-socket",
	title: "Image asks for the socket of the container engine",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	why: "Whoever can write to the engine’s socket can start a container that owns the host. An image that declares it as a volume invites everybody who runs it to hand it over.",
	remedy: "Remove the socket; where a program must talk to the engine, put a proxy with an allow-list in between.",
	references: [
		"https://docs.docker.com/engine/security/protect-access/",
		"CIS Docker Benchmark 1.6.0, 5.32",
		"OWASP Docker Security Cheat Sheet, rule 1"
	],
	equivalents: {
		semgrep: ["dockerfile-dockerd-socket-mount"],
		codePathfinder: ["DOCKER-SEC-006"],
		cis: ["5.32"]
	},
	*check({ dockerfile }) {
		for (const instruction of plainInstructions(dockerfile)) if (instruction.keyword === "VOLUME") for (const value of instruction.values) {
			const path = resolved(dockerfile, instruction, value);
			if (socket.test(path)) yield {
				at: value.at,
				key: path,
				message: `\`${path}\` gives the container power over the host.`
			};
		}
		else if (instruction.keyword === "COPY" || instruction.keyword === "ADD") {
			const source = instruction.sources.find((one) => socket.test(resolved(dockerfile, instruction, one)));
			if (source !== void 0) yield {
				at: source.at,
				key: source.raw,
				message: `\`${source.raw}\` is the socket of the container engine.`
			};
		} else if (instruction.keyword === "RUN") for (const { options, at } of mountsOf(instruction)) {
			const path = [options.get("source")?.value, options.get("target")?.value].find((one) => one !== void 0 && socket.test(one));
			if (path !== void 0) yield {
				at,
				key: path,
				message: `\`${path}\` gives the build power over the host.`
			};
		}
	},
	examples: [
		{
			name: "as a volume",
			bad: "FROM docker:27-cli\nVOLUME «/var/run/docker.sock»\n",
			good: "FROM docker:27-cli\nENV DOCKER_HOST=tcp://socket-proxy:2375\n"
		},
		{
			name: "in a list",
			bad: "FROM docker:27-cli\nVOLUME [\"/data\", «\"/run/docker.sock\"»]\n"
		},
		{
			name: "another volume",
			good: "FROM docker:27-cli\nVOLUME /var/lib/docker\n"
		}
	]
});
// src/rules/dockerfile/entitlement.ts
/**
* A draft about a power that a step asks for: BuildKit refuses the build unless whoever starts it grants the power, so one
* that no known build grants is only possible.
* @param message without its full stop
*/
function asGranted(message, power, grants) {
	if (grants === void 0) return { message: `${message}.` };
	const granted = grants.filter(({ name }) => name === power);
	if (granted.length === 0) return {
		message: `${message}, if its build is allowed to; none here is.`,
		confidence: "possible"
	};
	return {
		message: `${message}.`,
		related: granted.map(({ at }) => ({
			at,
			note: `grants \`${power}\``
		}))
	};
}
// src/rules/dockerfile/no-host-network-build.ts
var no_host_network_build_default = defineRule({
	id: "dockerfile/no-host-network-build",
	title: "A build step is in the network of the host",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: ["--network"],
	why: "With `RUN --network=host` whatever the step downloads and runs reaches the services of the machine that builds: on its loopback address, behind its firewall, and the metadata of its cloud account.",
	remedy: "Remove the flag; `--network=none` is right for steps that download nothing.",
	references: ["https://docs.docker.com/reference/dockerfile/#run---network", "CIS Docker Benchmark 1.6.0, 5.10"],
	equivalents: {
		sonar: ["S6431"],
		cis: ["5.10"]
	},
	*check({ dockerfile, grants }) {
		for (const instruction of instructionsOf(dockerfile, "RUN")) {
			const flag = instruction.flags.find(({ name }) => name === "network");
			if (flag?.value === void 0 || resolved(dockerfile, instruction, flag.value) !== "host") continue;
			yield {
				at: flag.at,
				key: "host",
				...asGranted("This step reaches the services of the machine that builds", "network.host", grants)
			};
		}
	},
	examples: [{
		name: "the network of the host",
		bad: "FROM debian:12-slim\nRUN «--network=host» ./test.sh\n",
		good: "FROM debian:12-slim\nRUN --network=none ./test.sh\n"
	}]
});
// src/rules/dockerfile/no-inline-ignore.ts
var no_inline_ignore_default = defineRule({
	id: "dockerfile/no-inline-ignore",
	title: "A comment switches a check off",
	severity: "info",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["#"],
	why: "A comment that silences a linter has no date, no owner and mostly no reason. Nobody comes back to it, and the next reader takes the line for checked.",
	remedy: "Put the line right, or write a waiver with a reason and a date.",
	references: ["https://github.com/hadolint/hadolint#inline-ignores", "https://docs.docker.com/build/checks/"],
	equivalents: { hadolint: ["DL1001"] },
	*check({ dockerfile }) {
		for (const { text, at } of dockerfile.comments) {
			const tool = /^(?:(hadolint)\s+(?:global\s+)?ignore\s*=|(trivy|kics-scan|checkov)\s*:\s*(?:ignore|skip)|(kics-scan)\s+ignore|(nosemgrep)\b)/i.exec(text);
			if (tool === null) continue;
			yield {
				at,
				key: text,
				message: `The comment silences \`${tool.slice(1).find((part) => part !== void 0) ?? "a linter"}\`, without an end.`
			};
		}
	},
	examples: [{
		name: "one rule for one line",
		bad: "FROM debian:12-slim\n«# hadolint ignore=DL3008»\nRUN apt-get update && apt-get install -y curl\n",
		good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl=7.88.1-10*\n"
	}, {
		name: "an ordinary comment",
		good: "FROM debian:12-slim\n# hadolint has nothing to say here\nUSER 1000\n"
	}]
});
// src/rules/dockerfile/no-insecure-build.ts
var no_insecure_build_default = defineRule({
	id: "dockerfile/no-insecure-build",
	title: "A build step runs without its sandbox",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: ["--security"],
	why: "`RUN --security=insecure` gives the step all capabilities and the devices of the builder, as `--privileged` does for a container. Whatever it downloads and runs can take over the machine that builds.",
	remedy: "Remove the flag; where a step needs a capability, do it outside of the build, in a machine made for it.",
	references: [
		"https://docs.docker.com/reference/dockerfile/#run---security",
		"CIS Docker Benchmark 1.6.0, 5.5",
		"OWASP Docker Security Cheat Sheet, rule 3"
	],
	equivalents: {
		sonar: ["S6502"],
		cis: ["5.5"],
		dockerfileSecurity: ["core-008"]
	},
	*check({ dockerfile, grants }) {
		for (const instruction of instructionsOf(dockerfile, "RUN")) {
			const flag = instruction.flags.find(({ name }) => name === "security");
			if (flag?.value === void 0 || resolved(dockerfile, instruction, flag.value) !== "insecure") continue;
			yield {
				at: flag.at,
				key: "insecure",
				...asGranted("This step has the rights of the builder itself", "security.insecure", grants)
			};
		}
	},
	examples: [{
		name: "all rights",
		bad: "# syntax=docker/dockerfile:1\nFROM debian:12-slim\nRUN «--security=insecure» ./build.sh\n",
		good: "# syntax=docker/dockerfile:1\nFROM debian:12-slim\nRUN --security=sandbox ./build.sh\n"
	}, {
		name: "with a workflow that grants it",
		bad: "FROM debian:12-slim\nRUN «--security=insecure» ./build.sh\n",
		files: { ".github/workflows/ci.yml": "on: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          allow: security.insecure\n" }
	}]
});
// src/rules/dockerfile/no-interactive-program.ts
const programs$1 = /* @__PURE__ */ new Set([
	"free",
	"ifconfig",
	"kill",
	"mount",
	"nano",
	"ps",
	"service",
	"shutdown",
	"ssh",
	"top",
	"vim"
]);
var no_interactive_program_default = defineRule({
	id: "dockerfile/no-interactive-program",
	title: "A program is run that has nothing to do in a build",
	severity: "info",
	confidence: "likely",
	profile: "all",
	subject: "dockerfile",
	needs: [...programs$1],
	why: "The line does nothing, or the build hangs on it. A build has no terminal, no services and no other processes: an editor waits for somebody to type, a service that was started is gone with its `RUN`, and `ssh` needs a key that should not be there.",
	remedy: "Remove it, or do what it was to do when the container starts.",
	references: ["https://docs.docker.com/build/building/best-practices/#decouple-applications"],
	equivalents: {
		kics: ["9b6b0f38-92a2-41f9-b881-3a1083d99f1b"],
		hadolint: ["DL3001"],
		semgrep: ["nonsensical-command"],
		codePathfinder: ["DOCKER-BP-030"]
	},
	*check({ dockerfile }) {
		for (const { command } of buildCommands(dockerfile)) {
			if (!programs$1.has(command.name)) continue;
			yield {
				at: command.at,
				key: command.name,
				message: `\`${command.name}\` has nothing to do in a build.`
			};
		}
	},
	examples: [{
		name: "a service",
		bad: "FROM debian:12-slim\nRUN «service nginx start»\n",
		good: "FROM debian:12-slim\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n"
	}, {
		name: "to install one",
		good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y vim\n"
	}]
});
// src/rules/dockerfile/no-legacy-pair.ts
var no_legacy_pair_default = defineRule({
	id: "dockerfile/no-legacy-pair",
	title: "A variable or label is set without an equals sign",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: [
		"ENV",
		"LABEL",
		"ARG"
	],
	why: "`ENV NAME value` takes the whole rest of the line as the value, so that a second variable in it becomes part of the first. A space in front of the equals sign has the same effect: `ENV A =1` sets `A` to `=1`.",
	remedy: "Write `ENV NAME=value`.",
	references: ["https://docs.docker.com/reference/build-checks/legacy-key-value-format/"],
	equivalents: {
		sonar: ["S6574"],
		buildkit: ["LegacyKeyValueFormat"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "ENV", "LABEL", "ARG")) {
			const [first, second] = instruction.pairs;
			if (first === void 0 || skipsCheck(dockerfile, instruction, "LegacyKeyValueFormat")) continue;
			if (instruction.keyword === "ARG") {
				if (instruction.pairs.length === 2 && first.value === void 0 && second?.value === void 0 && /^[a-z0-9.]+$/.test(second?.name.raw ?? "")) yield {
					at: instruction.at,
					key: first.name.raw,
					message: `This declares two arguments; \`${first.name.raw}\` gets no value.`
				};
				continue;
			}
			if (first.value === void 0 || instruction.pairs.length > 1) continue;
			const between = first.name.at.file.text.slice(first.name.at.span.end, first.value.at.span.start);
			if (between.startsWith("=") || between === "") continue;
			yield {
				at: instruction.at,
				key: first.name.raw,
				message: `\`${first.name.raw}\` takes the whole rest of the line as its value.`
			};
		}
	},
	examples: [
		{
			name: "the old way",
			bad: "FROM debian:12-slim\n«ENV LANG C.UTF-8»\n«LABEL team web»\n",
			good: "FROM debian:12-slim\nENV LANG=C.UTF-8\nLABEL team=web\n"
		},
		{
			name: "a space too many",
			bad: "FROM debian:12-slim\n«ENV BUILD =1»\n"
		},
		{
			name: "an argument",
			bad: "FROM debian:12-slim\n«ARG lang de»\n"
		},
		{
			name: "two arguments",
			good: "FROM debian:12-slim\nARG UID GID\n"
		}
	]
});
// src/rules/dockerfile/no-lone-index-update.ts
const managers = [
	"apt-get",
	"apt",
	"apk",
	"yum",
	"dnf",
	"microdnf",
	"tdnf",
	"zypper",
	"pacman"
];
var no_lone_index_update_default = defineRule({
	id: "dockerfile/no-lone-index-update",
	title: "The package index is updated in a layer of its own",
	severity: "low",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: programsOf(managers),
	why: "Docker keeps the layer of `RUN apt-get update` and uses it again for months. Whatever a later line installs comes from that old index: versions with known holes, or packages that are no longer there.",
	remedy: "Update and install in one `RUN`: `apt-get update && apt-get install -y …`.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#apt-get",
		"CIS Docker Benchmark 1.6.0, 4.7",
		"OWASP Docker Security Cheat Sheet, rule 9"
	],
	equivalents: {
		kics: ["9bae49be-0aa3-4de5-bab2-4c3a069e40cd"],
		trivy: ["DS-0017"],
		checkov: ["CKV_DOCKER_5"],
		dockle: ["CIS-DI-0007"],
		cis: ["4.7"],
		terrascan: ["AC_DOCKER_0049"]
	},
	*check({ dockerfile }) {
		for (const run of runsOf(dockerfile)) {
			if (keepsOut(run, "/var/lib/apt", "/var/cache/apk", "/var/cache/yum", "/var/cache/dnf")) continue;
			const update = callsOf(run, ...managers).find(refreshes);
			if (update === void 0 || isUsed(run, update)) continue;
			yield {
				at: update.command.at,
				key: update.manager,
				message: `\`${[update.manager, update.verb].filter(Boolean).join(" ")}\` stands alone in its layer, which goes stale in the cache.`
			};
		}
	},
	examples: [
		{
			name: "two layers",
			bad: "FROM debian:12-slim\nRUN «apt-get update»\nRUN apt-get install -y curl\n",
			good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n"
		},
		{
			name: "apk",
			bad: "FROM alpine:3.20\nRUN «apk update»\nRUN apk add curl\n",
			good: "FROM alpine:3.20\nRUN apk add --no-cache curl\n"
		},
		{
			name: "pacman",
			bad: "FROM archlinux:base\nRUN «pacman -Sy»\nRUN pacman -S --noconfirm nginx\n"
		},
		{
			name: "a script that installs",
			good: "FROM debian:12-slim\nRUN apt-get update && ./install-packages.sh\n"
		},
		{
			name: "an upgrade",
			good: "FROM debian:12-slim\nRUN apt-get update && apt-get -y upgrade\n"
		}
	]
});
function refreshes(call) {
	const { manager, verb } = call;
	if (manager === "pacman") return hasOption(call, "y", "refresh") && call.operands.length === 0;
	if (manager === "zypper") return verb === "refresh" || verb === "ref" || verb === "update" || verb === "up";
	if (verb === "update") return call.rest.length === 0 || manager === "apt" || manager === "apt-get";
	return verb === "makecache" || verb === "check-update";
}
/** Whether a later command of the RUN installs or upgrades, or is a program that may. */
function isUsed({ commands }, { command }) {
	return commands.slice(commands.indexOf(command) + 1).some(({ words }) => words.some((word, at) => /install|upgrade|build-dep/i.test(said(word)) || at > 0 && /^(?:add|in|download|-S\w*)$/.test(said(word))));
}
// src/rules/dockerfile/no-maintainer.ts
var no_maintainer_default = defineRule({
	id: "dockerfile/no-maintainer",
	title: "MAINTAINER is out of use",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["MAINTAINER"],
	why: "`MAINTAINER` was replaced by labels in 2017: those hold more, and `docker inspect` and registries read them.",
	remedy: "Write `LABEL org.opencontainers.image.authors=\"…\"`.",
	references: ["https://docs.docker.com/reference/dockerfile/#maintainer-deprecated", "https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
	equivalents: {
		kics: ["99614418-f82b-4852-a9ae-5051402b741c"],
		trivy: ["DS-0022"],
		hadolint: ["DL4000"],
		checkov: ["CKV_DOCKER_6"],
		semgrep: ["maintainer-is-deprecated"],
		sonar: ["S6586"],
		buildkit: ["MaintainerDeprecated"],
		codePathfinder: ["DOCKER-BP-003"],
		dockerfileSecurity: ["core-007"]
	},
	*check({ dockerfile }) {
		for (const instruction of dockerfile.instructions) {
			if (instruction.keyword !== "MAINTAINER" || skipsCheck(dockerfile, instruction, "MaintainerDeprecated")) continue;
			yield {
				at: instruction.at,
				key: "maintainer",
				message: "A label says this today."
			};
		}
	},
	examples: [{
		name: "the old way",
		bad: "FROM debian:12-slim\n«MAINTAINER team@example.com»\n",
		good: "FROM debian:12-slim\nLABEL org.opencontainers.image.authors=\"team@example.com\"\n"
	}]
});
// src/rules/dockerfile/no-open-task.ts
var no_open_task_default = defineRule({
	id: "dockerfile/no-open-task",
	title: "A comment speaks of something left to do",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["#"],
	why: "A task in a comment has no owner and no date, and is forgotten.",
	remedy: "Do it, or move it to where tasks are kept.",
	references: ["https://cwe.mitre.org/data/definitions/546.html"],
	equivalents: { sonar: ["S1135"] },
	*check({ dockerfile }) {
		for (const { text, at } of dockerfile.comments) if (/(?:^|[^\p{L}\p{N}_])(?:TODO)(?:[^\p{L}\p{N}_]|$)/iu.test(text)) yield {
			at,
			key: text,
			message: "Something is left to do here."
		};
	},
	examples: [{
		name: "something left",
		bad: "FROM debian:12-slim\n«# TODO: drop root»\n",
		good: "FROM debian:12-slim\nUSER 1000\n"
	}, {
		name: "a word that holds it",
		good: "FROM debian:12-slim\n# see methodology.md\n"
	}]
});
// src/rules/dockerfile/no-package-upgrade.ts
var no_package_upgrade_default = upgradeRule({
	id: "dockerfile/no-package-upgrade",
	title: "All packages are upgraded in the build",
	references: ["https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often", "CIS Docker Benchmark 1.6.0, 4.4"],
	equivalents: {
		hadolint: ["DL3035"],
		semgrep: [
			"avoid-apt-get-upgrade",
			"avoid-apk-upgrade",
			"avoid-yum-update",
			"avoid-dnf-update",
			"avoid-zypper-update"
		],
		codePathfinder: [
			"DOCKER-BP-006",
			"DOCKER-BP-009",
			"DOCKER-BP-019",
			"DOCKER-BP-028",
			"DOCKER-BP-029"
		],
		dockle: ["DKL-DI-0003"],
		terrascan: [
			"AC_DOCKER_0003",
			"AC_DOCKER_0029",
			"AC_DOCKER_0039",
			"AC_DOCKER_0052"
		]
	},
	examples: [
		{
			name: "apt",
			bad: "FROM debian:12-slim\nRUN apt-get update && «apt-get upgrade -y» && rm -rf /var/lib/apt/lists/*\n",
			good: "FROM debian:12.7-slim\nRUN apt-get update && apt-get install -y --only-upgrade openssl && rm -rf /var/lib/apt/lists/*\n"
		},
		{
			name: "apk",
			bad: "FROM alpine:3.20\nRUN «apk upgrade --no-cache» && apk add --no-cache curl\n"
		},
		{
			name: "yum and dnf, where update means upgrade",
			bad: "FROM rockylinux:8.9\nRUN «yum -y update» && «dnf upgrade -y»\n"
		},
		{
			name: "zypper",
			bad: "FROM opensuse/leap:15.6\nRUN «zypper -n up»\n"
		},
		{
			name: "single packages",
			good: "FROM rockylinux:8.9\nRUN yum -y update openssl\n"
		}
	]
}, {
	"apt-get": ["upgrade"],
	apt: ["upgrade"],
	apk: ["upgrade"],
	yum: [
		"update",
		"upgrade",
		"distro-sync"
	],
	dnf: [
		"update",
		"upgrade",
		"distro-sync"
	],
	microdnf: ["update", "upgrade"],
	tdnf: ["update", "upgrade"],
	zypper: [
		"update",
		"up",
		"dist-upgrade",
		"dup",
		"patch"
	]
});
// src/rules/dockerfile/no-pipe-to-shell.ts
var no_pipe_to_shell_default = defineRule({
	id: "dockerfile/no-pipe-to-shell",
	title: "A download is run without a look at it",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: [...interpreters],
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
			const found = downloadRunBy(command);
			if (found === void 0) continue;
			yield {
				at: found.at,
				message: `What \`${found.downloader}\` downloads is run by \`${command.name}\` without a look at it.`
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
// src/rules/dockerfile/login-services.ts
/** Ports of services that let people in from afar, by number. */
const loginServices = /* @__PURE__ */ new Map([
	[22, "SSH"],
	[23, "Telnet"],
	[512, "rexec"],
	[513, "rlogin"],
	[514, "rsh"],
	[3389, "RDP"],
	[5800, "VNC"],
	[5900, "VNC"]
]);
// src/rules/dockerfile/no-privileged-port.ts
var no_privileged_port_default = defineRule({
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
		if (stage.exposed.length === 0) return;
		if (setcapOf(stage)?.words.some(({ value }) => value !== void 0 && /net_bind_service/i.test(value)) === true) return;
		const user = stage.user.setting;
		for (const { port, at } of stage.exposed) {
			const first = Number(/^\d+/.exec(port)?.[0] ?? NaN);
			if (!(first > 0 && first < 1024) || loginServices.has(first)) continue;
			yield {
				at,
				key: port,
				message: `The image exposes port ${first}: ${user.state === "known" && !isRoot(user.value) ? `user \`${user.value}\` may lack the privilege to listen there` : "on runtimes that keep the old limit only root may listen there"}.`
			};
		}
	},
	examples: [
		{
			name: "port 80 without root",
			bad: "FROM node:22-slim\nUSER node\nEXPOSE «80»\n",
			good: "FROM node:22-slim\nUSER node\nEXPOSE 8080\n"
		},
		{
			name: "the port of a login has a rule of its own",
			good: "FROM debian:12-slim\nEXPOSE 22\n"
		},
		{
			name: "a program that was given the capability",
			good: "FROM node:22-slim\nRUN setcap 'cap_net_bind_service=+ep' /usr/local/bin/node\nUSER node\nEXPOSE 80\n"
		},
		{
			name: "port 443 as root",
			bad: "FROM caddy:2.10\nEXPOSE 8080 «443/tcp»\n"
		}
	]
});
// src/rules/dockerfile/no-recommended-packages.ts
var no_recommended_packages_default = defineRule({
	id: "dockerfile/no-recommended-packages",
	title: "apt-get installs what it merely recommends",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["apt-get", "apt"],
	why: "The image grows by packages that nobody asked for, each of which is more to download, to patch and to attack. Debian packages recommend others (documentation, desktop parts, helpers), and apt installs them all unless it is told not to.",
	remedy: "Write `apt-get install -y --no-install-recommends …`, and name what you do need of the rest.",
	references: ["https://docs.docker.com/build/building/best-practices/#apt-get", "CIS Docker Benchmark 1.6.0, 4.3"],
	equivalents: {
		kics: ["7384dfb2-fcd1-4fbf-91cd-6c44c318c33c"],
		trivy: ["DS-0029"],
		hadolint: ["DL3015"],
		semgrep: ["missing-no-install-recommends"],
		codePathfinder: ["DOCKER-BP-005"],
		cis: ["4.3"],
		terrascan: ["AC_DOCKER_0014"]
	},
	*check({ dockerfile }) {
		const calls = packageCalls(dockerfile, "apt-get", "apt").filter((call) => call.verb === "install" && !hasOption(call, "no-install-recommends"));
		if (calls.length === 0 || isConfigured(dockerfile)) return;
		for (const call of calls) yield {
			at: call.command.at,
			key: call.rest.map(said).join(" "),
			message: "apt installs recommended packages besides the ones that are named."
		};
	},
	examples: [
		{
			name: "recommendations are on",
			bad: "FROM debian:12-slim\nRUN apt-get update && «apt-get install -y curl»\n",
			good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n"
		},
		{
			name: "off by an option",
			good: "FROM debian:12-slim\nRUN apt-get install -y -o APT::Install-Recommends=false curl\n"
		},
		{
			name: "off by the configuration",
			good: "FROM debian:12-slim\nRUN echo 'APT::Install-Recommends \"false\";' > /etc/apt/apt.conf.d/99lean && apt-get install -y curl\n"
		}
	]
});
function isConfigured(dockerfile) {
	return buildCommands(dockerfile).some(({ command }) => command.words.some((word) => /APT::Install-Recommends/i.test(said(word))));
}
// src/rules/dockerfile/no-remote-login-port.ts
var no_remote_login_port_default = defineRule({
	id: "dockerfile/no-remote-login-port",
	title: "Image offers a remote login",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: ["EXPOSE"],
	why: "Every container of the image has one more way in, and all of them share its accounts, passwords and host keys. An SSH server is a second program to keep patched besides the one that the container is for.",
	remedy: "Remove the server and its `EXPOSE`; get into a container with `docker exec`.",
	references: ["https://docs.docker.com/reference/cli/docker/container/exec/", "CIS Docker Benchmark 1.6.0, 5.7"],
	equivalents: {
		kics: ["5907595b-5b6d-4142-b173-dbb0e73fbff8"],
		trivy: ["DS-0004"],
		checkov: ["CKV_DOCKER_1"],
		sonar: ["S6473"],
		cis: ["5.7"],
		terrascan: ["AC_DOCKER_0026"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "EXPOSE")) for (const value of instruction.values) {
			const match = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(resolved(dockerfile, instruction, value).replace(/^.*:(?=\d)/, ""));
			if (match === null || match[3]?.toLowerCase() === "udp") continue;
			const first = Number(match[1]);
			const last = Number(match[2] ?? match[1]);
			const port = [...loginServices.keys()].find((one) => one >= first && one <= last && last - first < 100);
			if (port === void 0) continue;
			yield {
				at: value.at,
				key: String(port),
				message: `Port ${port} is that of ${loginServices.get(port) ?? "a login"}: the image lets people in from afar.`
			};
		}
	},
	examples: [
		{
			name: "SSH",
			bad: "FROM debian:12-slim\nEXPOSE 8080 «22»\n",
			good: "FROM debian:12-slim\nEXPOSE 8080\n"
		},
		{
			name: "a range, and a variable",
			bad: "FROM debian:12-slim\nARG PORT=3389\nEXPOSE «20-25/tcp» «$PORT»\n"
		},
		{
			name: "not over TCP",
			good: "FROM debian:12-slim\nEXPOSE 22/udp 2222\n"
		}
	]
});
// src/rules/dockerfile/secret-trace.ts
/** Where the value of an ARG, ENV or LABEL can be read later, as a sentence ends: a stage that is only copied from leaves no history. */
function whereItStays(dockerfile, instruction, shipped) {
	return isOfImage(dockerfile, instruction, shipped) ? "the image" : "the cache and the provenance of the build";
}
// src/rules/dockerfile/no-secret-argument.ts
var no_secret_argument_default = defineRule({
	id: "dockerfile/no-secret-argument",
	title: "A secret is to be handed over as a build argument or variable",
	severity: "low",
	confidence: "possible",
	profile: "default",
	subject: "dockerfile",
	needs: ["ENV", "ARG"],
	why: "Everybody who can pull the image can read what is passed here: the value of `--build-arg` stays in the image’s history, and in the provenance that is published with it. An `ENV` that takes its value from such an argument keeps it in every container.",
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
		cis: ["4.10"],
		dockerfileSecurity: ["core-009"]
	},
	*check({ dockerfile, shipped }) {
		for (const instruction of dockerfile.instructions) {
			if (instruction.keyword !== "ENV" && instruction.keyword !== "ARG") continue;
			for (const { name, value } of instruction.pairs) {
				const text = value === void 0 ? "" : unquoted$1(value.raw);
				const called = unquoted$1(name.raw);
				const mayBe = isSecretName(called) || isSuspectName(called);
				const isHalf = isHalfOfLogin(called) && tokenIn(text) === void 0;
				if (!isHalf && (!mayBe || isLiteralSecret(text))) continue;
				if (/^(?:true|false|yes|no|on|off)$/i.test(text) || /^(?:\.{0,2}\/)/.test(text)) continue;
				const how = instruction.keyword === "ARG" ? "build argument" : "variable of the image";
				yield {
					at: name.at,
					key: name.raw,
					message: `\`${name.raw}\` ${isHalf ? "is half of a login" : "looks like a secret"} and is a ${how}: what is put there stays readable in ${whereItStays(dockerfile, instruction, shipped)}.`
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
			name: "in a stage that is copied from",
			bad: "FROM node:22 AS build\nARG «NPM_TOKEN»\nFROM node:22-slim\nCOPY --from=build /app /app\n"
		},
		{
			name: "half of a login",
			bad: "FROM amazon/aws-cli:2.22.0\nARG «AWS_ACCESS_KEY_ID»\n"
		},
		{
			name: "no secret",
			good: "FROM node:22-slim\nARG NODE_VERSION\nARG TOKEN_FILE\n"
		}
	]
});
// src/parse/secret/written.ts
/** Ways of writing a secret that are known by what stands around it. */
const settings = [
	{
		what: "a header with a login",
		pattern: /\bauthorization:\s*(?:bearer|basic|token)\s+(?<secret>[\w.~+/=-]{12,})/i
	},
	{
		what: "a login to a package registry",
		pattern: /:_(?:authToken|auth|password)=(?<secret>[^\s$"']{8,})/
	},
	{
		what: "a password in SQL",
		pattern: /\b(?:identified\s+by|password)\s+'(?<secret>[^'$]{3,})'/i
	},
	{
		what: "a login of a netrc file",
		pattern: /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(?<secret>[^\s$"']+)/
	},
	{
		what: "a URL with a token",
		pattern: /\bhttps?:\/\/(?=[^\s/@:]*\d)(?<secret>[A-Za-z0-9_-]{20,})@/
	},
	{
		what: "a connection string with a password",
		pattern: /;\s*(?:password|pwd)\s*=\s*(?<secret>[^;"'\s]+)/i
	}
];
/** Stands in whatever one of them finds. */
const hint = /[:;']|\bmachine\s/;
/** The first secret that is known by its setting, wherever it stands: in a header, in SQL, in a connection string. */
function secretInSetting(text) {
	if (!hint.test(text)) return void 0;
	for (const { what, pattern } of settings) {
		const match = pattern.exec(text);
		const secret = match?.groups?.["secret"];
		if (match === null || secret === void 0 || !isLiteralSecret(secret)) continue;
		return {
			what,
			start: match.index,
			end: match.index + match[0].length
		};
	}
}
/** The first secret of a text that is written to a file: one known by its setting, or `DB_PASSWORD=hunter2`, `password: hunter2`. */
function secretInFile(text) {
	const known = secretInSetting(text);
	if (known !== void 0) return known;
	for (const match of text.matchAll(/(?<=^|[\s"'{,;])([A-Za-z_][\w.-]*)["']?[^\S\n]*([:=])[^\S\n]*["']?([^\s"',;}\\]{5,})/g)) {
		const [whole, name = "", sign, value = ""] = match;
		if (!isSecretName(name) || !isLiteralSecret(value) || /[$([]/.test(value) || sign === ":" && !/\d/.test(value)) continue;
		return {
			what: `\`${name}\` with a literal value`,
			start: match.index,
			end: match.index + whole.length
		};
	}
}
// src/rules/dockerfile/command-secrets.ts
/** Programs that print their words, mostly into a file. */
const writers = /* @__PURE__ */ new Set(["echo", "printf"]);
/** A literal secret among the words of a command. */
function leakIn(command) {
	for (const { name, value = "", at } of assignedBy(command, "export", "env")) if (isSecretPair(name, value)) return {
		what: `\`${name}\` with a literal value`,
		at
	};
	const writes = writers.has(command.name);
	for (let index = 0; index < command.words.length; index += 1) {
		const word = command.words[index];
		if (word === void 0) break;
		const text = said(word);
		const token = tokenIn(text);
		if (token !== void 0) return {
			what: token,
			at: word.at
		};
		if (hasUrlPassword(text)) return {
			what: "a URL with a password",
			at: word.at
		};
		const written = writes ? secretInFile(text) : secretInSetting(text);
		if (written !== void 0) return {
			what: written.what,
			at: word.at
		};
		const option = index === 0 ? void 0 : optionWithSecret(command, word, command.words[index + 1]);
		if (option !== void 0) return option;
	}
	const last = command.words.at(-1);
	return command.name === "htpasswd" && command.words.some((word) => /^-[a-zA-Z]*b/.test(said(word))) && last !== void 0 && isSecretText(said(last)) ? {
		what: "a password",
		at: last.at
	} : void 0;
}
/** Options that take a password or `user:password`, by program; where it is joined on, and where it is the next word. */
const passwordOptions = {
	curl: {
		joined: /^(?:-u|--user=|--proxy-user=)[^\s:$]+:(?<secret>.+)$/,
		next: /^(?:-u|-\w*u|--user|-U|--proxy-user)$/
	},
	wget: { joined: /^--(?:http-|ftp-|proxy-)?password=(?<secret>.+)$/ },
	mysql: { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
	mysqladmin: { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
	mysqldump: { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
	mariadb: { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
	"mariadb-admin": { joined: /^(?:-p|--password=)(?<secret>.+)$/ },
	sshpass: {
		joined: /^-p(?<secret>.+)$/,
		next: /^-p$/
	},
	"redis-cli": {
		joined: /^--pass=(?<secret>.+)$/,
		next: /^(?:-a|--pass)$/
	},
	docker: {
		joined: /^--password=(?<secret>.+)$/,
		next: /^(?:-p|--password)$/
	},
	az: {
		joined: /^--password=(?<secret>.+)$/,
		next: /^(?:-p|--password)$/
	}
};
/** Options of any program whose next word is a secret, where it looks like one. */
const spaced = /^--[\w-]*(?:password|passwd|api-?key|secret-key|access-token|auth-token)$/i;
/** The same where it may be joined on. */
const general = /^--[\w-]*(?:password|passwd|secret|token|api-?key)(?:=(?<secret>.+))?$/i;
const logsIn = withLastAnswer(({ words }) => words.some(({ value }) => value === "login"));
function optionWithSecret(command, word, next) {
	const { name } = command;
	const text = said(word);
	if (!text.startsWith("-")) return void 0;
	const own = Object.hasOwn(passwordOptions, name) ? passwordOptions[name] : void 0;
	if (own === void 0 && !text.startsWith("--")) return void 0;
	if ((name === "docker" || name === "az") && !logsIn(command)) return void 0;
	const joined = own?.joined?.exec(text)?.groups?.["secret"] ?? general.exec(text)?.groups?.["secret"];
	if (joined !== void 0 && isSecretText(joined)) return {
		what: "a password",
		at: word.at
	};
	if (next === void 0) return void 0;
	const following = said(next);
	if (!(own?.next?.test(text) ?? (spaced.test(text) && /\d/.test(following) && !following.includes("=")))) return void 0;
	const secret = name === "curl" ? /^[^:$]+:(.+)$/.exec(following)?.[1] : following;
	if (secret === void 0 || !isSecretText(secret)) return void 0;
	return {
		what: "a password",
		at: {
			file: word.at.file,
			span: {
				start: word.at.span.start,
				end: next.at.span.end
			}
		}
	};
}
function isSecretText(text) {
	return isLiteralSecret(text) && !/[$`]|^-/.test(text);
}
/** Logins that write their secret to a file of the layer, whatever it is taken from. */
const logins$1 = [
	[
		"aws",
		/^configure set (?:\S+\.)?aws_(?:secret_access_key|access_key_id|session_token)\b/,
		/./
	],
	[
		"az",
		/^login\b/,
		/^(?:-p|--password|--password=.*|--federated-token)$/
	],
	[
		"gcloud",
		/^auth activate-service-account\b/,
		/./
	],
	[
		"doctl",
		/^auth init\b/,
		/^(?:-t|--access-token|--access-token=.*)$/
	]
];
const loggingIn = new Set(logins$1.map(([program]) => program));
/** A login that keeps its secret in a file of the layer. */
function loginIn({ name, words, at }) {
	if (!loggingIn.has(name)) return void 0;
	const texts = words.slice(1).map(said);
	const operands = texts.filter((text) => !text.startsWith("-")).join(" ");
	return logins$1.some(([program, verb, option]) => program === name && verb.test(operands) && texts.some((text) => option.test(text))) ? {
		what: "a login, which it keeps in a file of the layer",
		at
	} : void 0;
}
// src/rules/dockerfile/no-secret-in-command.ts
var no_secret_in_command_default = defineRule({
	id: "dockerfile/no-secret-in-command",
	title: "A secret stands in a command of the image",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	why: "Everybody who has the image can read the secret with `docker history` or `docker inspect`, and so can everybody who reads the repository: the text of `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK` is part of the image. What a command logs in with often stays in a file of the layer too.",
	remedy: "Take the value out and change it; in the build read it from `RUN --mount=type=secret,id=NAME`, at run time from a file or the environment.",
	references: [
		"https://docs.docker.com/build/building/secrets/",
		"CIS Docker Benchmark 1.6.0, 4.10",
		"OWASP Docker Security Cheat Sheet, rule 12"
	],
	equivalents: {
		trivy: ["DS-0031"],
		kics: ["a88baa34-e2ad-44ea-ad6f-8cac87bc7c71"],
		dockle: ["CIS-DI-0010"],
		dockerfileSecurity: ["core-010"],
		cis: ["4.10"]
	},
	*check({ dockerfile }) {
		for (const { instruction, command } of imageCommands(dockerfile)) {
			const leak = leakIn(command) ?? (hasSecretMount(instruction) ? void 0 : loginIn(command));
			if (leak === void 0) continue;
			yield {
				at: leak.at,
				key: `${command.name} ${leak.what}`,
				message: `\`${command.name}\` is given ${leak.what}; it stays readable in the image.`
			};
		}
		for (const instruction of dockerfile.instructions) for (const { content, at } of heredocFiles(instruction)) {
			const secret = secretInFile(content);
			if (secret === void 0) continue;
			yield {
				at: placeAt(at.file, at.span.start + secret.start, at.span.start + secret.end),
				key: `${instruction.keyword} ${secret.what}`,
				message: `A file that ${instruction.keyword} writes holds ${secret.what}; it stays readable in the image.`
			};
		}
	},
	examples: [
		{
			name: "a password on the command line",
			bad: "FROM debian:12-slim\nRUN curl -fsS «-u admin:hunter2» https://example.com/tool -o /tool\n",
			good: "FROM debian:12-slim\nRUN --mount=type=secret,id=login curl -fsS -u \"$(cat /run/secrets/login)\" https://example.com/tool -o /tool\n"
		},
		{
			name: "in an address",
			bad: "FROM debian:12-slim\nRUN git clone «https://ci:hunter2@example.com/app.git»\n"
		},
		{
			name: "a variable",
			bad: "FROM debian:12-slim\nRUN «DB_PASSWORD=hunter2» ./migrate\n"
		},
		{
			name: "in a health check",
			bad: "FROM mysql:8.4\nHEALTHCHECK CMD mysqladmin ping -u root «-phunter2»\n"
		},
		{
			name: "a login that stays in a file",
			bad: "FROM debian:12-slim\nARG SECRET\nRUN «aws configure set aws_secret_access_key $SECRET»\n"
		},
		{
			name: "written to a file",
			bad: "FROM debian:12-slim\nRUN echo «'DB_PASSWORD=hunter2'» >> /app/.env\n"
		},
		{
			name: "in a here-document",
			bad: "FROM debian:12-slim\nCOPY <<EOF /app/db.conf\nuser = app\n«password = hunter2»\nEOF\n"
		},
		{
			name: "in a header",
			bad: "FROM debian:12-slim\nRUN curl -H «\"Authorization: Bearer 5f4dcc3b5aa765d61d83\"» https://example.com/a\n"
		},
		{
			name: "in SQL",
			bad: `FROM postgres:17\nRUN psql -c «"ALTER USER app WITH PASSWORD 'hunter2'"»\n`
		},
		{
			name: "from outside",
			good: "FROM debian:12-slim\nRUN curl -u \"$USER:$PASS\" https://example.com/ && PASSWORD=$PASS ./run && mysql -p db\n"
		}
	]
});
/** The here-documents of an instruction that become files; one that is the whole RUN is its script. */
function heredocFiles(instruction) {
	const own = plain(instruction);
	if (own.keyword === "RUN") return own.form === "shell" && !/^\s*\d*<</.test(own.command.raw) ? own.heredocs : [];
	return own.keyword === "COPY" || own.keyword === "ADD" ? own.heredocs : [];
}
function hasSecretMount(instruction) {
	const own = plain(instruction);
	return own.keyword === "RUN" && mountsOf(own).some(({ type }) => type === "secret");
}
// src/rules/dockerfile/no-secret-in-env.ts
var no_secret_in_env_default = defineRule({
	id: "dockerfile/no-secret-in-env",
	title: "A secret is built into the image",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: [
		"ENV",
		"ARG",
		"LABEL"
	],
	why: "Everybody who can pull the image can read the secret with `docker history`, even if a later line unsets it: `ENV` and `ARG` values stay in the image’s configuration and history. A default of an `ARG` stands in the repository besides.",
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
		cis: ["4.10"],
		dockerfileSecurity: [
			"core-002",
			"core-009",
			"cred-001",
			"cred-002",
			"cred-003",
			"cred-004",
			"cred-005",
			"cred-006"
		]
	},
	*check({ dockerfile, shipped }) {
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
					message: `${instruction.keyword} \`${pair.name.raw}\` holds ${what}; it stays readable in ${whereItStays(dockerfile, instruction, shipped)}.`
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
	const text = unquoted$1(value.raw);
	const token = tokenIn(text);
	if (token !== void 0) return token;
	if (hasUrlPassword(text)) return text.includes("://") ? "a URL with a password" : "a connection string with a password";
	const written = secretInSetting(text);
	if (written !== void 0) return written.what;
	return isSecretPair(unquoted$1(name.raw), text) ? "a literal secret" : void 0;
}
// src/rules/dockerfile/no-secret-in-label.ts
var no_secret_in_label_default = defineRule({
	id: "dockerfile/no-secret-in-label",
	title: "A secret that is a build argument becomes a label",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: ["LABEL"],
	why: "Labels are the least hidden thing about an image: a registry shows them before the image is pulled, and every container carries them on.",
	remedy: "Take it out and change the secret; a step of the build that needs it gets it with `RUN --mount=type=secret`, the program at run time.",
	references: [
		"https://docs.docker.com/build/building/secrets/",
		"https://docs.docker.com/engine/manage-resources/labels/",
		"CIS Docker Benchmark 1.6.0, 4.10"
	],
	equivalents: { cis: ["4.10"] },
	*check({ dockerfile, shipped }) {
		for (const instruction of dockerfile.instructions) {
			if (instruction.keyword !== "LABEL") continue;
			for (const { name, value } of instruction.pairs) {
				if (value === void 0) continue;
				const passed = variablesIn(value.raw, dockerfile.escape).find((use) => isSecretName(use.name) && argumentsOf(dockerfile).has(use.name));
				if (passed === void 0) continue;
				yield {
					at: name.at,
					key: name.raw,
					message: `The label \`${unquoted$1(name.raw)}\` takes its value from the secret \`${passed.name}\`, which everybody then reads in ${whereItStays(dockerfile, instruction, shipped)}.`
				};
			}
		}
	},
	examples: [{
		name: "an argument that is a secret",
		bad: "FROM node:22-slim\nARG NPM_TOKEN\nLABEL «org.example.token»=\"npm ${NPM_TOKEN}\"\nUSER node\n",
		good: "FROM node:22-slim\nARG REVISION\nLABEL org.opencontainers.image.revision=\"${REVISION}\"\nUSER node\n"
	}, {
		name: "a variable that is no argument, and a name alone",
		good: "FROM node:22-slim\nARG TOKEN_TTL=5\nLABEL a=\"$TOKEN\" ttl=\"$TOKEN_TTL\" token=\"$OTHER\"\nUSER node\n"
	}]
});
// src/rules/dockerfile/permission-changes.ts
const valued$1 = /* @__PURE__ */ new Set([
	"m",
	"mode",
	"o",
	"owner",
	"g",
	"group",
	"t",
	"target-directory"
]);
/** Every place of a Dockerfile that sets permissions, with modes that can be read. */
const permissionChanges = withLastAnswer((dockerfile) => [...changesIn(dockerfile)]);
function* changesIn(dockerfile) {
	for (const instruction of instructionsOf(dockerfile, "COPY", "ADD")) {
		const mode = flagValue(dockerfile, instruction, "chmod");
		const at = instruction.flags.find(({ name }) => name === "chmod")?.at;
		const bits = mode === void 0 ? void 0 : permissionBits(mode);
		if (mode !== void 0 && at !== void 0 && bits !== void 0) yield {
			at,
			mode,
			bits,
			files: [instruction.destination.raw]
		};
	}
	for (const { command } of buildCommands(dockerfile)) {
		if (command.name !== "chmod" && command.name !== "install" && command.name !== "mkdir") continue;
		const words = command.words.slice(1);
		if (command.name === "chmod") {
			const index = words.findIndex((word) => !/^--?[a-zA-Z-]+$/.test(said(word)) || /^-[rwxst]+$/.test(said(word)));
			const mode = words[index];
			const bits = mode === void 0 ? void 0 : permissionBits(said(mode));
			if (mode !== void 0 && bits !== void 0) yield {
				at: command.at,
				mode: said(mode),
				bits,
				files: words.slice(index + 1).map(said).filter((word) => !word.startsWith("-"))
			};
		} else {
			const line = commandLine(words, { valued: valued$1 });
			const mode = line.options.find(({ name }) => name === "m" || name === "mode")?.value;
			const bits = mode === void 0 ? void 0 : permissionBits(mode);
			if (mode !== void 0 && bits !== void 0) yield {
				at: command.at,
				mode,
				bits,
				files: line.operands.map(said)
			};
		}
	}
}
// src/rules/dockerfile/no-setuid.ts
var no_setuid_default = defineRule({
	id: "dockerfile/no-setuid",
	title: "A program gets the setuid or setgid bit",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: [
		"--chmod",
		"chmod",
		"install",
		"mkdir"
	],
	why: "Whoever starts a setuid program runs it as its owner, mostly root. One hole in it, and a program that was started without privileges is root in the container.",
	remedy: "Leave the bit off; give single capabilities with `setcap` where one is needed, and run containers with `no-new-privileges`.",
	references: [
		"https://man7.org/linux/man-pages/man7/capabilities.7.html",
		"CIS Docker Benchmark 1.6.0, 4.8",
		"OWASP Docker Security Cheat Sheet, rule 4"
	],
	equivalents: {
		sonar: ["S2612"],
		dockle: ["CIS-DI-0008"],
		cis: ["4.8"]
	},
	*check({ dockerfile }) {
		for (const { at, mode, bits } of permissionChanges(dockerfile)) if (bits.setId && !isSharedFolder(mode)) yield {
			at,
			key: mode,
			message: `Mode \`${mode}\` makes whoever starts the file run it as its owner or group.`
		};
	},
	examples: [
		{
			name: "by number",
			bad: "FROM debian:12-slim\nCOPY ping /usr/bin/ping\nRUN «chmod 4755 /usr/bin/ping»\n",
			good: "FROM debian:12-slim\nCOPY ping /usr/bin/ping\nRUN setcap cap_net_raw=+ep /usr/bin/ping\n"
		},
		{
			name: "in letters",
			bad: "FROM debian:12-slim\nRUN «chmod u+s /usr/bin/tool» && «chmod g+s /data»\n"
		},
		{
			name: "a folder for a group",
			good: "FROM debian:12-slim\nRUN mkdir /data && chmod 2775 /data\n"
		},
		{
			name: "taken away",
			good: "FROM debian:12-slim\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +\n"
		}
	]
});
/** `2775` and its like are for folders whose files are to keep the group. */
function isSharedFolder(mode) {
	return /^0?[23]77[0-7]$/.test(mode);
}
// src/rules/dockerfile/no-sudo.ts
var no_sudo_default = defineRule({
	id: "dockerfile/no-sudo",
	title: "The build uses sudo",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: ["sudo"],
	why: "A build runs as root until `USER` says otherwise, so `sudo` gains nothing there. What it does is stay in the image with its rights: whoever breaks into the program has a way to root, and signals and the environment pass through it in surprising ways.",
	remedy: "Switch with `USER root` and back around the lines that need it; at run time drop root with `gosu` or `setpriv`.",
	references: ["https://docs.docker.com/build/building/best-practices/#user", "OWASP Docker Security Cheat Sheet, rule 4"],
	equivalents: {
		trivy: ["DS-0010"],
		hadolint: ["DL3004"],
		kics: ["8ada6e80-0ade-439e-b176-0b28f6bce35a"],
		checkov: ["CKV2_DOCKER_1"],
		semgrep: ["no-sudo-in-dockerfile"],
		codePathfinder: ["DOCKER-SEC-007"],
		dockle: ["DKL-DI-0001"],
		cis: ["4.8"],
		terrascan: ["AC_DOCKER_0007"],
		dflint: ["sudo_usage"]
	},
	*check({ dockerfile }) {
		for (const { command } of buildCommands(dockerfile)) {
			if (!(command.name === "sudo" || command.wrappers.includes("sudo", command.inside?.wrappers.length)) || textOf(command.at).startsWith("$")) continue;
			yield {
				at: command.at,
				key: "sudo",
				message: `\`sudo\` is used to run \`${command.name === "" ? "a command" : command.name}\`.`
			};
		}
	},
	examples: [
		{
			name: "to install",
			bad: "FROM debian:12-slim\nRUN apt-get update && «sudo apt-get install -y curl»\n",
			good: "FROM debian:12-slim\nUSER root\nRUN apt-get update && apt-get install -y curl\nUSER 1000\n"
		},
		{
			name: "in exec form",
			bad: "FROM debian:12-slim\nRUN [«\"sudo\", \"apt-get\", \"-y\", \"install\", \"curl\"»]\n"
		},
		{
			name: "to install sudo itself",
			good: "FROM debian:12-slim\nRUN apt-get update && apt-get install -y sudo\n"
		},
		{
			name: "only where it is there",
			good: "FROM debian:12-slim\nRUN $SUDO apt-get update\n"
		}
	]
});
// src/rules/dockerfile/system-folder.ts
/** The folder of the kernel's that a path lies in: `/proc` for `/proc/self/fd`; undefined elsewhere. */
function systemFolder(path) {
	return /^\/(?:proc|sys|dev)(?=\/|$)/.exec(path)?.[0];
}
// src/rules/dockerfile/no-system-volume.ts
var no_system_volume_default = defineRule({
	id: "dockerfile/no-system-volume",
	title: "A folder of the system is declared as a volume",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: ["VOLUME"],
	why: "Old programs and accounts of the system stay in use after an update of the image, and changes that an intruder makes to them outlive the container: what is under a volume is kept, and shared with whoever mounts it.",
	remedy: "Declare the folder with the data of the program alone (`VOLUME /var/lib/app`), or none and mount one when the container is started.",
	references: ["https://docs.docker.com/reference/dockerfile/#volume", "CIS Docker Benchmark 1.6.0, 5.6"],
	equivalents: {
		dockle: ["DKL-DI-0002"],
		cis: ["5.6"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "VOLUME")) for (const value of instruction.values) {
			const path = resolved(dockerfile, instruction, value);
			if ((/^\/(?:etc|bin|sbin|lib|lib64|usr|boot|root)?\/?$/.test(path) ? path : systemFolder(path)) !== void 0) yield {
				at: value.at,
				key: path,
				message: `\`${path}\` belongs to the system, not to the data of the program.`
			};
		}
	},
	examples: [
		{
			name: "accounts and settings",
			bad: "FROM debian:12-slim\nVOLUME /data «/etc»\n",
			good: "FROM debian:12-slim\nVOLUME /data\n"
		},
		{
			name: "devices",
			bad: "FROM debian:12-slim\nVOLUME [«\"/dev\"»]\n"
		},
		{
			name: "a folder for one program",
			good: "FROM debian:12-slim\nVOLUME /etc/app\n"
		}
	]
});
// src/rules/dockerfile/no-system-workdir.ts
var no_system_workdir_default = defineRule({
	id: "dockerfile/no-system-workdir",
	title: "Container starts in a folder of the system",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: ["WORKDIR"],
	why: "`/proc`, `/sys` and `/dev` are the kernel’s, `/boot` and `/lost+found` the system’s. An image that starts in `/proc/self/fd/…` is how CVE-2024-21626 left the container: the runtime’s open files led to the host’s root folder.",
	remedy: "Set `WORKDIR` to a folder of the program (`/app`).",
	references: ["https://nvd.nist.gov/vuln/detail/CVE-2024-21626", "https://docs.docker.com/reference/dockerfile/#workdir"],
	equivalents: { trivy: ["DS-0030"] },
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "WORKDIR")) {
			const path = resolved(dockerfile, instruction, instruction.argument);
			const folder = systemFolder(path) ?? /^\/(?:boot|initrd|lost\+found)(?=\/)/.exec(path)?.[0];
			if (folder !== void 0) yield {
				at: instruction.at,
				key: folder,
				message: `\`${path}\` lies in \`${folder}\`, which is the system’s.`
			};
		}
	},
	examples: [
		{
			name: "a file of the runtime",
			bad: "FROM debian:12-slim\n«WORKDIR /proc/self/fd/8»\n",
			good: "FROM debian:12-slim\nWORKDIR /app\n"
		},
		{
			name: "in quotes, through a variable",
			bad: "FROM debian:12-slim\nARG TOP=/sys\n«WORKDIR \"$TOP/fs\"»\n"
		},
		{
			name: "where a kernel is started from",
			bad: "FROM debian:12-slim\n«WORKDIR /boot/grub»\n"
		},
		{
			name: "names that begin alike",
			good: "FROM debian:12-slim\nWORKDIR /process\nWORKDIR /system\n"
		}
	]
});
// src/rules/dockerfile/no-whole-context.ts
var no_whole_context_default = defineRule({
	id: "dockerfile/no-whole-context",
	title: "Whatever lies in the build folder is copied into the image",
	severity: "low",
	confidence: "possible",
	profile: "strict",
	subject: "dockerfile",
	needs: ["COPY", "ADD"],
	why: "`COPY . .` and patterns take in what nobody thought of: `.env` files, keys, the history in `.git`, dumps, `node_modules` of another system. What a layer holds stays there even if a later line deletes it.",
	remedy: "Copy the files and folders that the image needs by name, and list in `.dockerignore` everything (`**`) but those.",
	references: [
		"https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore",
		"https://docs.docker.com/build/concepts/context/#dockerignore-files",
		"CIS Docker Benchmark 1.6.0, 4.10"
	],
	equivalents: {
		sonar: ["S6470"],
		dockerfileSecurity: ["core-003"]
	},
	*check({ dockerfile, contexts }) {
		if (contexts.length > 0 && contexts.every(({ ignoreFile }) => ignoreFile !== void 0 && letsInByName(ignoreFile))) return;
		for (const instruction of instructionsOf(dockerfile, "COPY", "ADD")) {
			if (instruction.flags.some(({ name }) => name === "from")) continue;
			for (const source of instruction.sources) {
				const what = reach(source, resolved(dockerfile, instruction, source));
				if (what === void 0) continue;
				yield {
					at: source.at,
					key: source.raw,
					message: `\`${instruction.keyword} ${source.raw}\` takes in ${what}.`
				};
			}
		}
	},
	examples: [
		{
			name: "the whole folder",
			bad: "FROM node:22-slim\nWORKDIR /app\nCOPY «.» .\n",
			good: "FROM node:22-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nCOPY src/ src/\n"
		},
		{
			name: "the folder above, which is the same one",
			bad: "FROM node:22-slim\nCOPY «..» /app\n"
		},
		{
			name: "everything of a kind at the top",
			bad: "FROM debian:12-slim\nADD «./*» /app/\n"
		},
		{
			name: "whatever begins alike",
			bad: "FROM debian:12-slim\nCOPY «conf*» /etc/app/\n"
		},
		{
			name: "from another stage",
			good: "FROM debian:12-slim AS build\nFROM debian:12-slim\nCOPY --from=build / /\n"
		},
		{
			name: "everything is left out but what is named",
			good: "FROM node:22-slim\nWORKDIR /app\nCOPY . .\n",
			files: {
				".dockerignore": "**\n!package.json\n!src\n",
				"package.json": "{}\n"
			}
		},
		{
			name: "a pattern with a name in it",
			good: "FROM node:22-slim\nCOPY package*.json ./\n"
		}
	]
});
/** Whether an ignore file leaves out everything and takes back some of it. */
function letsInByName({ patterns }) {
	return patterns.some(({ pattern, negated }) => !negated && /^\*{1,2}(?:\/\*{1,2})*$/.test(pattern));
}
/** What a source takes in beyond a name, in words. */
function reach({ raw }, path) {
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.startsWith("git@")) return void 0;
	const clean = normalize(`/${path}`).replace(/^\/|\/$/g, "");
	if (clean === "") return raw === "" ? void 0 : "the whole build folder, with whatever lies in it";
	if (/^\*+(?:\/\*+)*$|^\*\.\*$/.test(clean)) return "everything at the top of the build folder";
	return /^[^/]*\*$/.test(clean) ? "every file and folder whose name begins so" : void 0;
}
// src/rules/dockerfile/no-world-writable.ts
var no_world_writable_default = defineRule({
	id: "dockerfile/no-world-writable",
	title: "Everybody in the container may write to files of the image",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: [
		"--chmod",
		"chmod",
		"install",
		"mkdir"
	],
	why: "A file that every user may change is changed by whoever breaks in, whatever user the program runs as: the program itself, its configuration, a script that root runs later.",
	remedy: "Give the one user that writes there the ownership (`COPY --chown=app`, `chown app`), with mode `755` for programs and folders and `644` for files.",
	references: [
		"https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
		"https://man7.org/linux/man-pages/man1/chmod.1.html",
		"https://cwe.mitre.org/data/definitions/732.html"
	],
	equivalents: { sonar: ["S2612"] },
	*check({ dockerfile }) {
		for (const { at, mode, bits, files } of permissionChanges(dockerfile)) {
			if (!bits.othersWrite || isSticky(mode) || files.length > 0 && files.every(isScratch)) continue;
			yield {
				at,
				key: mode,
				message: `Mode \`${mode}\` lets every user write there.`
			};
		}
	},
	examples: [
		{
			name: "in a RUN",
			bad: "FROM debian:12-slim\nCOPY app /app\nRUN «chmod -R 777 /app»\nUSER 1000\n",
			good: "FROM debian:12-slim\nCOPY --chown=1000 app /app\nUSER 1000\n"
		},
		{
			name: "in a COPY",
			bad: "FROM debian:12-slim\nCOPY «--chmod=0666» app.conf /etc/app.conf\n"
		},
		{
			name: "in letters",
			bad: "FROM debian:12-slim\nRUN mkdir /data && «chmod a+rwx /data»\n"
		},
		{
			name: "by find",
			bad: "FROM debian:12-slim\nRUN find /srv -type d -exec «chmod 777 {}» \\;\n"
		},
		{
			name: "a program everybody may run",
			good: "FROM debian:12-slim\nRUN chmod +x /app && chmod 755 /entrypoint.sh\n"
		},
		{
			name: "the folder for temporary files",
			good: "FROM debian:12-slim\nRUN chmod 1777 /tmp\n"
		}
	]
});
/** The sticky bit keeps users from each other's files. */
function isSticky(mode) {
	return /^0?[1357][0-7]{3}$/.test(mode) || /\+[rwxX]*t/.test(mode);
}
function isScratch(path) {
	return /^\/(?:var\/)?tmp\/?$|^\/dev\/shm\/?$/.test(path);
}
// src/rules/dockerfile/npm-packages-pinned.ts
var npm_packages_pinned_default = pinRule({
	id: "dockerfile/npm-packages-pinned",
	title: "A Node package is installed without a version",
	profile: "strict",
	why: "The image gets whatever was published last, with all its dependencies and their install scripts. That breaks builds, and it lets whoever takes over a package into your image the same day.",
	remedy: "Name the version (`npm install -g pm2@5.4.2`), or put the package into `package.json` and run `npm ci`.",
	references: [
		"https://docs.npmjs.com/cli/commands/npm-install",
		"https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: {
		kics: ["e36d8880-3f78-4546-b9a1-12f0745ca0d5"],
		hadolint: ["DL3016"]
	},
	examples: [
		{
			name: "a package by its name",
			bad: "FROM node:22-slim\nRUN «npm install -g pm2»\n",
			good: "FROM node:22-slim\nRUN npm install -g pm2@5.4.2\n"
		},
		{
			name: "of a scope",
			bad: "FROM node:22-slim\nRUN «npm i @nestjs/cli»\n",
			good: "FROM node:22-slim\nRUN npm i @nestjs/cli@10.4.5\n"
		},
		{
			name: "with yarn",
			bad: "FROM node:22-slim\nRUN «yarn global add serve»\n"
		},
		{
			name: "what the lock file says, and a local archive",
			good: "FROM node:22-slim\nRUN npm install && npm ci && npm install ./tool.tgz\n"
		}
	]
}, {
	managers: [
		"npm",
		"pnpm",
		"yarn"
	],
	packages: nodePackages,
	isPinned
});
function nodePackages({ manager, verb, rest }) {
	if (manager === "yarn") {
		const [second, ...packages] = rest;
		if (verb === "global" && second !== void 0 && said(second) === "add") return packages;
		return verb === "add" ? rest : void 0;
	}
	return [
		"install",
		"i",
		"add",
		"in"
	].includes(verb) ? rest : void 0;
}
function isPinned(text) {
	if (/^(?:git:|git\+|github:|gitlab:|bitbucket:)/.test(text) || /\.git(?:#|$)/.test(text)) return text.includes("#");
	if (/^(?:\/|\.{1,2}(?:\/|$)|~|file:|https?:)|\.(?:tar|tar\.gz|tgz)$/.test(text)) return true;
	return /@/.test(text.replace(/^@[^/]*\//, "")) || /#/.test(text);
}
// src/rules/dockerfile/onbuild-valid.ts
var onbuild_valid_default = defineRule({
	id: "dockerfile/onbuild-valid",
	title: "ONBUILD holds an instruction that it may not",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	why: "`ONBUILD` cannot trigger `ONBUILD`, `FROM` or `MAINTAINER`; the builder refuses the file.",
	remedy: "Remove the line, or write the instruction without `ONBUILD`.",
	references: ["https://docs.docker.com/reference/dockerfile/#onbuild"],
	equivalents: { hadolint: ["DL3043"] },
	*check({ dockerfile }) {
		for (const { message, at } of dockerfile.problems) {
			const trigger = /^ONBUILD takes no (\w+)$/.exec(message)?.[1];
			if (trigger !== void 0) yield {
				at,
				key: trigger,
				message: `ONBUILD cannot trigger ${trigger}.`
			};
		}
	},
	examples: [{
		name: "a FROM",
		bad: "FROM node:22-slim\n«ONBUILD FROM node:22»\n",
		good: "FROM node:22-slim\nONBUILD RUN npm ci\n"
	}, {
		name: "itself",
		bad: "FROM node:22-slim\n«ONBUILD ONBUILD RUN npm ci»\n"
	}]
});
// src/rules/dockerfile/only-last-counts.ts
/** A rule for instructions of which a stage uses the last one alone. */
function onlyLastCounts(keyword, texts) {
	return defineRule({
		...texts,
		severity: "low",
		confidence: "certain",
		profile: "strict",
		subject: "dockerfile",
		needs: [keyword],
		why: `Of several \`${keyword}\` in one stage the last one counts; the others do nothing. Mostly one of them was meant to go, or to be something else.`,
		*check({ dockerfile, shipped }) {
			for (const { instructions } of dockerfile.stages) {
				const all = instructions.filter((instruction) => instruction.keyword === keyword);
				const last = all.at(-1);
				if (last === void 0 || !isOfImage(dockerfile, last, shipped)) continue;
				for (const instruction of all.slice(0, -1)) {
					if (skipsCheck(dockerfile, instruction, "MultipleInstructionsDisallowed")) continue;
					yield {
						at: instruction.at,
						key: keyword,
						message: `This ${keyword} does nothing: a later one of its stage replaces it.`,
						related: [{
							at: last.at,
							note: "the one that counts"
						}]
					};
				}
			}
		}
	});
}
// src/rules/dockerfile/one-command.ts
var one_command_default = onlyLastCounts("CMD", {
	id: "dockerfile/one-command",
	title: "A stage has more than one CMD",
	remedy: "Keep the one that is meant.",
	references: ["https://docs.docker.com/reference/dockerfile/#cmd", "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"],
	equivalents: {
		kics: ["41c195f4-fc31-4a5c-8a1b-90605538d49f"],
		trivy: ["DS-0016"],
		hadolint: ["DL4003"],
		semgrep: ["multiple-cmd-instructions"],
		sonar: ["S6589"],
		buildkit: ["MultipleInstructionsDisallowed"],
		codePathfinder: ["DOCKER-COR-003"],
		terrascan: ["AC_DOCKER_0053"]
	},
	examples: [{
		name: "two of them",
		bad: "FROM debian:12-slim\n«CMD [\"/migrate\"]»\nCMD [\"/serve\"]\n",
		good: "FROM debian:12-slim\nCMD [\"/serve\"]\n"
	}, {
		name: "one in each stage",
		good: "FROM debian:12 AS build\nCMD [\"/migrate\"]\nFROM debian:12-slim\nCMD [\"/serve\"]\n"
	}]
});
// src/rules/dockerfile/one-downloader.ts
var one_downloader_default = defineRule({
	id: "dockerfile/one-downloader",
	title: "A stage uses both curl and wget",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["curl", "wget"],
	why: "The image holds two programs for one job: two to install, to patch, and to set up for a proxy or for certificates of your own.",
	remedy: "Use one of them.",
	references: ["https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages"],
	equivalents: {
		kics: ["fc775e75-fcfb-4c98-b2f2-910c5858b359"],
		trivy: ["DS-0014"],
		hadolint: ["DL4001"],
		semgrep: ["use-either-wget-or-curl"],
		codePathfinder: ["DOCKER-BP-024"]
	},
	*check({ dockerfile }) {
		const first = /* @__PURE__ */ new Map();
		const told = /* @__PURE__ */ new Set();
		for (const { instruction, command } of buildCommands(dockerfile)) {
			const { stage } = instruction;
			if (command.name !== "curl" && command.name !== "wget") continue;
			const other = first.get(stage) ?? command.name;
			first.set(stage, other);
			if (other === command.name || told.has(stage)) continue;
			told.add(stage);
			yield {
				at: command.at,
				key: command.name,
				message: `This stage uses \`${other}\` already.`
			};
		}
	},
	examples: [{
		name: "both in one stage",
		bad: "FROM debian:12-slim\nRUN curl -fsSLO https://example.com/a\nRUN «wget https://example.com/b»\n",
		good: "FROM debian:12-slim\nRUN curl -fsSLO https://example.com/a\nRUN curl -fsSLO https://example.com/b\n"
	}, {
		name: "one in each stage",
		good: "FROM alpine:3.20 AS a\nRUN wget https://example.com/a\nFROM debian:12-slim\nRUN curl -O https://example.com/b\n"
	}]
});
// src/rules/dockerfile/one-entrypoint.ts
var one_entrypoint_default = onlyLastCounts("ENTRYPOINT", {
	id: "dockerfile/one-entrypoint",
	title: "A stage has more than one ENTRYPOINT",
	remedy: "Keep the one that is meant.",
	references: ["https://docs.docker.com/reference/dockerfile/#entrypoint", "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"],
	equivalents: {
		kics: ["6938958b-3f1a-451c-909b-baeee14bdc97"],
		trivy: ["DS-0007"],
		hadolint: ["DL4004"],
		semgrep: ["multiple-entrypoint-instructions"],
		sonar: ["S6589"],
		buildkit: ["MultipleInstructionsDisallowed"],
		codePathfinder: ["DOCKER-COR-001"]
	},
	examples: [{
		name: "two of them",
		bad: "FROM debian:12-slim\n«ENTRYPOINT [\"/migrate\"]»\nENTRYPOINT [\"/serve\"]\n",
		good: "FROM debian:12-slim\nENTRYPOINT [\"/serve\"]\n"
	}, {
		name: "one in each stage",
		good: "FROM debian:12 AS build\nENTRYPOINT [\"/migrate\"]\nFROM debian:12-slim\nENTRYPOINT [\"/serve\"]\n"
	}]
});
// src/rules/dockerfile/one-health-check.ts
var one_health_check_default = onlyLastCounts("HEALTHCHECK", {
	id: "dockerfile/one-health-check",
	title: "A stage has more than one HEALTHCHECK",
	remedy: "Keep the one that is meant.",
	references: ["https://docs.docker.com/reference/dockerfile/#healthcheck", "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"],
	equivalents: {
		trivy: ["DS-0023"],
		hadolint: ["DL3012"],
		buildkit: ["MultipleInstructionsDisallowed"]
	},
	examples: [{
		name: "two of them",
		bad: "FROM debian:12-slim\n«HEALTHCHECK CMD [\"/ping\"]»\nHEALTHCHECK CMD [\"/ready\"]\n",
		good: "FROM debian:12-slim\nHEALTHCHECK CMD [\"/ready\"]\n"
	}, {
		name: "one in each stage",
		good: "FROM debian:12 AS build\nHEALTHCHECK CMD [\"/ping\"]\nFROM debian:12-slim\nHEALTHCHECK CMD [\"/ready\"]\n"
	}]
});
// src/rules/dockerfile/package-signatures-checked.ts
/** Options that skip the check of signatures, by program. */
const switches = {
	apk: ["allow-untrusted"],
	"apt-get": [
		"allow-unauthenticated",
		"force-yes",
		"allow-insecure-repositories"
	],
	apt: [
		"allow-unauthenticated",
		"force-yes",
		"allow-insecure-repositories"
	],
	yum: [
		"nogpgcheck",
		"no-gpgcheck",
		"no-gpg-checks",
		"no-gpgchecks"
	],
	dnf: [
		"nogpgcheck",
		"no-gpgcheck",
		"no-gpg-checks",
		"no-gpgchecks"
	],
	microdnf: [
		"nogpgcheck",
		"no-gpgcheck",
		"no-gpg-checks",
		"no-gpgchecks"
	],
	tdnf: [
		"nogpgcheck",
		"no-gpgcheck",
		"no-gpg-checks",
		"no-gpgchecks"
	],
	rpm: [
		"nodigest",
		"nosignature",
		"noverify",
		"nofiledigest"
	],
	zypper: [
		"no-gpg-checks",
		"allow-unsigned-rpm",
		"G",
		"no-gpgcheck"
	]
};
const valued = /* @__PURE__ */ new Set([
	"t",
	"o",
	"option",
	"X",
	"repository",
	"setopt",
	"c",
	"p",
	"r"
]);
var package_signatures_checked_default = defineRule({
	id: "dockerfile/package-signatures-checked",
	title: "Packages are installed without a check of their signatures",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: Object.keys(switches),
	why: "Distributions sign their packages, so that a mirror or a proxy cannot change them on the way. With the check off, whatever it delivers is installed as root.",
	remedy: "Remove the option and install the key of the repository (`signed-by=` in apt’s sources, `rpm --import`, `/etc/apk/keys`).",
	references: [
		"https://manpages.debian.org/bookworm/apt/apt-secure.8.en.html",
		"CIS Docker Benchmark 1.6.0, 4.11",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: {
		checkov: [
			"CKV2_DOCKER_7",
			"CKV2_DOCKER_8",
			"CKV2_DOCKER_9",
			"CKV2_DOCKER_10",
			"CKV2_DOCKER_11"
		],
		cis: ["4.11"]
	},
	*check({ dockerfile }) {
		for (const { command } of buildCommands(dockerfile)) {
			const names = Object.hasOwn(switches, command.name) ? switches[command.name] ?? [] : [];
			if (names.length === 0) continue;
			const line = commandLine(command.words.slice(1), { valued });
			const option = names.find((name) => hasOption(line, name));
			const unsafe = line.options.find(({ value }) => /AllowUnauthenticated\s*=\s*(?:true|1|yes)|AllowInsecureRepositories\s*=\s*(?:true|1|yes)|gpgcheck\s*=\s*(?:0|false|no)/i.test(value ?? ""));
			const how = option === void 0 ? unsafe?.value : option.length === 1 ? `-${option}` : `--${option}`;
			if (how === void 0) continue;
			const verb = line.operands[0];
			yield {
				at: command.at,
				key: `${command.name} ${how}`,
				message: `\`${command.name}${verb === void 0 ? "" : ` ${said(verb)}`}\` with \`${how}\` installs what nobody signed.`
			};
		}
	},
	examples: [
		{
			name: "apk",
			bad: "FROM alpine:3.20\nCOPY tool.apk /tmp/\nRUN «apk add --allow-untrusted /tmp/tool.apk»\n",
			good: "FROM alpine:3.20\nCOPY builder.rsa.pub /etc/apk/keys/\nCOPY tool.apk /tmp/\nRUN apk add /tmp/tool.apk\n"
		},
		{
			name: "apt",
			bad: "FROM debian:12-slim\nRUN «apt-get install -y --allow-unauthenticated tool»\n"
		},
		{
			name: "through the configuration",
			bad: "FROM debian:12-slim\nRUN «apt-get -o APT::Get::AllowUnauthenticated=true install -y tool»\n"
		},
		{
			name: "dnf",
			bad: "FROM fedora:40\nRUN «dnf --nogpgcheck install -y tool»\n"
		},
		{
			name: "rpm",
			bad: "FROM fedora:40\nRUN «rpm -i --nosignature tool.rpm»\n"
		},
		{
			name: "another program’s words",
			good: "FROM fedora:40\nRUN dnf install -y tool && echo --nogpgcheck\n"
		}
	]
});
// src/rules/dockerfile/pip-cache-off.ts
var pip_cache_off_default = cacheRule({
	id: "dockerfile/pip-cache-off",
	title: "The cache of pip stays in the image",
	remedy: "Write `pip install --no-cache-dir …`, set `PIP_NO_CACHE_DIR=1`, or mount `/root/.cache/pip` as a cache.",
	references: ["https://pip.pypa.io/en/stable/topics/caching/", "https://docs.docker.com/build/cache/optimize/#use-cache-mounts"],
	equivalents: {
		kics: ["f2f903fb-b977-461e-98d7-b3e2185c6118"],
		hadolint: ["DL3042"],
		semgrep: ["missing-pip-no-cache-dir"],
		codePathfinder: ["DOCKER-BP-008"],
		terrascan: ["AC_DOCKER_0031"]
	},
	examples: [
		{
			name: "the cache is on",
			bad: "FROM python:3.12-slim\n«RUN pip install -r requirements.txt»\n",
			good: "FROM python:3.12-slim\nRUN pip install --no-cache-dir -r requirements.txt\n"
		},
		{
			name: "through python",
			bad: "FROM python:3.12-slim\n«RUN python -m pip install flask==3.0.3»\n"
		},
		{
			name: "switched off by a variable",
			good: "FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask==3.0.3\n"
		},
		{
			name: "to a value that sounds like the opposite",
			good: "FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=off\nRUN pip install flask==3.0.3\n"
		},
		{
			name: "for one RUN",
			good: "FROM python:3.12-slim\nRUN export PIP_NO_CACHE_DIR=true && pip install flask==3.0.3\n"
		},
		{
			name: "a cache mount",
			good: "FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache pip install flask==3.0.3\n"
		}
	]
}, {
	managers: ["pip"],
	fills: (call) => call.verb === "install" && !call.options.some(({ name }) => /^no-cache(?:-d(?:ir?)?)?-?$/.test(name)),
	empties: ({ verb, rest }) => verb === "cache" && rest[0] !== void 0 && said(rest[0]) === "purge",
	folders: ["/root/.cache/pip"],
	remains: "its cache",
	isExempt: (run, dockerfile) => isSwitchedOff(run, dockerfile)
});
function isSwitchedOff({ instruction, run, commands }, dockerfile) {
	if (isSet(environmentAt(dockerfile, instruction)("PIP_NO_CACHE_DIR") ?? "")) return true;
	if (run.flags.some(({ name, value }) => name === "mount" && value !== void 0 && /type=cache/.test(value.raw) && /pip/.test(value.raw))) return true;
	return commands.some(({ name, assignments, words }) => {
		if (assignments.some((one) => one.name === "PIP_NO_CACHE_DIR" && isSet(one.value ?? ""))) return true;
		if (name !== "export") return false;
		return commandLine(words.slice(1)).operands.some((word) => {
			const [variable, value] = said(word).split("=", 2);
			return variable === "PIP_NO_CACHE_DIR" && isSet(value ?? "");
		});
	});
}
/** Whether a value of PIP_NO_CACHE_DIR switches the cache off: any does, `off` and `0` too, for the sake of old files. */
function isSet(text) {
	return /^(?:[yt]|yes|true|on|1|[nf]|no|false|off|0)$/i.test(text);
}
// src/rules/dockerfile/pip-packages-pinned.ts
var pip_packages_pinned_default = pinRule({
	id: "dockerfile/pip-packages-pinned",
	title: "A Python package is installed without a version",
	profile: "strict",
	why: "The image gets whatever was uploaded last, with all its dependencies. That breaks builds, and it lets whoever takes over a package into your image the same day.",
	remedy: "Name the version (`flask==3.0.3`), or install from a lock file with hashes (`pip install --require-hashes -r requirements.txt`).",
	references: [
		"https://pip.pypa.io/en/stable/topics/repeatable-installs/",
		"https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: {
		kics: ["02d9c71f-3ee8-4986-9c27-1a20d0d19bfc"],
		hadolint: ["DL3013"],
		terrascan: ["AC_DOCKER_0010"]
	},
	examples: [
		{
			name: "a package by its name",
			bad: "FROM python:3.12-slim\nRUN «pip install --no-cache-dir flask»\n",
			good: "FROM python:3.12-slim\nRUN pip install --no-cache-dir flask==3.0.3\n"
		},
		{
			name: "with extras",
			bad: "FROM python:3.12-slim\nRUN «pip install --no-cache-dir celery[redis]»\n"
		},
		{
			name: "through python",
			bad: "FROM python:3.12-slim\nRUN «python3 -m pip install --upgrade pip»\n"
		},
		{
			name: "from files, and from a commit",
			good: "FROM python:3.12-slim\nRUN pip install -r requirements.txt && pip install .[server] && pip install ./dist/app.whl && pip install git+https://example.com/app.git@3f1c2aa\n"
		},
		{
			name: "with constraints",
			good: "FROM python:3.12-slim\nRUN pip install -c constraints.txt flask\n"
		}
	]
}, {
	managers: ["pip"],
	packages: pythonPackages,
	isPinned: (text) => /^(?:git|hg|svn|bzr)\+/.test(text) ? /@[^/]+$/.test(text) : /[=<>~!]=?|\/|@|\.(?:whl|zip|tar\.gz)$/.test(text)
});
function pythonPackages(call) {
	if (call.verb !== "install" || hasOption(call, "r", "requirement", "c", "constraint", "build-constraint")) return void 0;
	return call.rest.some((word) => /^\.(?:\[.*\])?$/.test(said(word))) ? void 0 : call.rest;
}
// src/rules/dockerfile/pipefail-set.ts
var pipefail_set_default = defineRule({
	id: "dockerfile/pipefail-set",
	title: "A failure at the head of a pipe is not noticed",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	why: "The shell looks at the last program of a pipe alone. If `curl` in `curl … | tar -x` fails, or sends half of it, the step succeeds and the image is built from what came.",
	remedy: "Set `SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]` (`/bin/ash` on Alpine), or begin the `RUN` with `set -o pipefail`.",
	references: ["https://docs.docker.com/build/building/best-practices/#using-pipes", "https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html"],
	equivalents: {
		kics: ["efbf148a-67e9-42d2-ac47-02fa1c0d0b22"],
		trivy: ["DS-0032"],
		hadolint: ["DL4006"],
		semgrep: ["set-pipefail"],
		codePathfinder: ["DOCKER-BP-010"]
	},
	*check({ dockerfile }) {
		for (const run of runsOf(dockerfile)) {
			if (run.run.form === "exec" || shellHasPipefail(dockerfile, run.instruction)) continue;
			const piped = firstPipe(run);
			const last = piped?.pipeline.at(-1);
			if (piped === void 0 || last === void 0) continue;
			const { file, span } = piped.at;
			yield {
				at: {
					file,
					span: {
						start: span.start,
						end: last.at.span.end
					}
				},
				key: piped.name,
				message: `Whether ${piped.name === "" ? "its first program" : `\`${piped.name}\``} fails is not noticed: the pipe answers for its last program alone.`
			};
		}
	},
	examples: [
		{
			name: "a download that is unpacked",
			bad: "FROM debian:12-slim\nRUN «curl -fsSL https://example.com/a.tar.gz | tar -xz»\n",
			good: "FROM debian:12-slim\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl -fsSL https://example.com/a.tar.gz | tar -xz\n"
		},
		{
			name: "for one RUN",
			good: "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN set -euo pipefail && curl -fsSL https://example.com/a.tar.gz | tar -xz\n"
		},
		{
			name: "in the shell that is called",
			good: "FROM debian:12\nRUN bash -o pipefail -c \"cat a | tar -x\"\n"
		},
		{
			name: "a text that is written",
			good: "FROM debian:12-slim\nRUN echo \"deb https://example.com a\" | tee /etc/apt/sources.list.d/a.list\n"
		},
		{
			name: "an alternative is no pipe",
			good: "FROM debian:12-slim\nRUN test -f /a || touch /a\n"
		},
		{
			name: "another stage",
			bad: "FROM debian:12 AS a\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nFROM debian:12\nRUN «cat /a | sort»\n"
		}
	]
});
/** The first program of the first pipe whose failure would not be noticed. */
function firstPipe({ commands }) {
	for (const command of commands) {
		if (command.name === "set" && hasPipefail(command)) return void 0;
		if (command.position !== 0 || command.pipeline.length < 2 || /^(?:pwsh|powershell)/.test(command.name)) continue;
		if (command.inside !== void 0 && hasPipefail(command.inside)) continue;
		if (!command.pipeline.slice(0, -1).every(cannotFail)) return command;
	}
}
function hasPipefail({ words }) {
	return words.some((word) => said(word) === "pipefail");
}
/** Whether a program only writes what is in its words, none of which another program gives. */
function cannotFail({ name, words }) {
	return [
		"echo",
		"printf",
		"yes"
	].includes(name) && !words.some((word) => /\$\(|`/.test(word.raw));
}
function shellHasPipefail(dockerfile, instruction) {
	const { name, exec } = shellOf(dockerfile, instruction);
	return exec !== void 0 && name !== "sh" && exec.some(({ raw }) => /^(?:-\w+\s+)*pipefail$/.test(raw));
}
// src/rules/dockerfile/platform-not-fixed.ts
var platform_not_fixed_default = defineRule({
	id: "dockerfile/platform-not-fixed",
	title: "FROM is tied to one platform",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["--platform"],
	why: "With a fixed `--platform` the image is of that platform wherever it is built, even where `docker build --platform` asks for another: it then runs emulated, or not at all.",
	remedy: "Remove the flag and build with `docker build --platform …`; where a stage must run on the builder, write `--platform=$BUILDPLATFORM`.",
	references: ["https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/", "https://docs.docker.com/build/building/multi-platform/"],
	equivalents: {
		kics: ["b16e8501-ef3c-44e1-a543-a093238099c9"],
		hadolint: ["DL3029"],
		semgrep: ["avoid-platform-with-from"],
		buildkit: ["FromPlatformFlagConstDisallowed"],
		codePathfinder: ["DOCKER-BP-027"],
		terrascan: ["AC_DOCKER_0001"]
	},
	*check({ dockerfile }) {
		for (const { from, name } of dockerfile.stages) {
			const flag = from.flags.find((one) => one.name === "platform");
			const platform = flag?.value?.raw ?? "";
			if (flag === void 0 || platform === "" || platform.includes("$")) continue;
			if (name !== void 0 && platform.split("/").some((part) => part !== "" && name.includes(part.toLowerCase()))) continue;
			if (skipsCheck(dockerfile, from, "FromPlatformFlagConstDisallowed")) continue;
			yield {
				at: flag.at,
				key: textOf(flag.at),
				message: `This stage is for \`${platform}\` whatever is asked for.`
			};
		}
	},
	examples: [
		{
			name: "one platform",
			bad: "FROM «--platform=linux/amd64» node:22-slim\n",
			good: "FROM node:22-slim\n"
		},
		{
			name: "the builder’s",
			good: "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nFROM scratch\n"
		},
		{
			name: "a stage for each",
			good: "FROM --platform=linux/amd64 debian:12 AS files-amd64\nFROM --platform=linux/arm64 debian:12 AS files-arm64\nFROM files-${TARGETARCH}\n"
		}
	]
});
// src/rules/dockerfile/platform-not-redundant.ts
var platform_not_redundant_default = defineRule({
	id: "dockerfile/platform-not-redundant",
	title: "FROM asks for the platform that it gets anyway",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["--platform"],
	why: "`--platform=$TARGETPLATFORM` is what the builder does without it. The reader looks for a reason that is not there.",
	remedy: "Remove the flag.",
	references: ["https://docs.docker.com/reference/build-checks/redundant-target-platform/"],
	equivalents: {
		hadolint: ["DL3065"],
		buildkit: ["RedundantTargetPlatform"]
	},
	*check({ dockerfile }) {
		for (const { from } of dockerfile.stages) {
			const flag = from.flags.find((one) => one.name === "platform");
			if (flag === void 0 || !/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?-[^}]*)?\})$/.test(flag.value?.raw ?? "")) continue;
			if (skipsCheck(dockerfile, from, "RedundantTargetPlatform")) continue;
			yield {
				at: flag.at,
				key: "platform",
				message: "The builder does this without being told."
			};
		}
	},
	examples: [{
		name: "what is asked for anyway",
		bad: "FROM «--platform=$TARGETPLATFORM» node:22-slim\n",
		good: "FROM node:22-slim\n"
	}, {
		name: "with a default that is never used",
		bad: "FROM «--platform=${TARGETPLATFORM:-linux/amd64}» node:22-slim\n"
	}]
});
// src/rules/dockerfile/port-valid.ts
var port_valid_default = defineRule({
	id: "dockerfile/port-valid",
	title: "A port is out of range",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["EXPOSE"],
	why: "Ports go from 0 to 65535. Nothing can listen on another, and the build or the start fails.",
	remedy: "Name the port that the program listens on.",
	references: ["https://docs.docker.com/reference/dockerfile/#expose"],
	equivalents: {
		kics: ["71bf8cf8-f0a1-42fa-b9d2-d10525e0a38e"],
		trivy: ["DS-0008"],
		hadolint: ["DL3011"],
		semgrep: ["invalid-port"],
		codePathfinder: ["DOCKER-COR-002"],
		terrascan: ["AC_DOCKER_0011"],
		dflint: ["invalid_port"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "EXPOSE")) for (const value of instruction.values) {
			const port = resolved(dockerfile, instruction, value).replace(/\/.*$/, "");
			if (!/^-?\d+(?:-\d+)?$/.test(port)) continue;
			if ((port.startsWith("-") ? [Number(port)] : port.split("-").map(Number)).every((number) => number >= 0 && number <= 65535)) continue;
			yield {
				at: value.at,
				key: port,
				message: `There is no port ${port}.`
			};
		}
	},
	examples: [{
		name: "too high",
		bad: "FROM node:22-slim\nEXPOSE 8080 «80800/tcp»\n",
		good: "FROM node:22-slim\nEXPOSE 8080 8081/tcp\n"
	}, {
		name: "a range",
		bad: "FROM node:22-slim\nEXPOSE «65000-70000»\n"
	}]
});
// src/rules/dockerfile/quiet-wget.ts
var quiet_wget_default = defineRule({
	id: "dockerfile/quiet-wget",
	title: "wget fills the build log with its progress",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["wget"],
	why: "`wget` draws a line for every 50 KiB it loads. In the log of a build that is thousands of lines, in which nobody finds an error.",
	remedy: "Add `--progress=dot:giga`, or `-q` or `-nv`.",
	references: ["https://www.gnu.org/software/wget/manual/wget.html#Download-Options"],
	equivalents: { hadolint: ["DL3047"] },
	*check({ dockerfile }) {
		for (const { command } of buildCommands(dockerfile)) {
			if (command.name !== "wget") continue;
			if (hasOption(commandLine(command.words.slice(1), { valued: /* @__PURE__ */ new Set([
				"O",
				"output-document",
				"P",
				"U",
				"e",
				"t",
				"T"
			]) }), "progress", "q", "quiet", "o", "output-file", "a", "append-output", "no-verbose")) continue;
			if (command.words.some((word) => /^-\w*nv/.test(said(word)))) continue;
			yield {
				at: command.at,
				key: "wget",
				message: "`wget` writes its progress to the log, line by line."
			};
		}
	},
	examples: [{
		name: "a download",
		bad: "FROM debian:12-slim\nRUN «wget https://example.com/a.tar.gz»\n",
		good: "FROM debian:12-slim\nRUN wget --progress=dot:giga https://example.com/a.tar.gz\n"
	}, {
		name: "quiet",
		good: "FROM debian:12-slim\nRUN wget -qO- https://example.com/a && wget -nv https://example.com/b\n"
	}]
});
// src/rules/dockerfile/repository-ignored.ts
var repository_ignored_default = defineRule({
	id: "dockerfile/repository-ignored",
	title: "The history of the repository is copied into the image",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "dockerfile",
	needs: ["COPY", "ADD"],
	why: "Whoever can pull the image has all commits of the repository, with every secret that was ever taken out of it again. `.git/config` may hold the token that the job checked out with.",
	remedy: "Add a line `.git` to `.dockerignore`, or copy by name only what the image needs.",
	references: ["https://docs.docker.com/build/concepts/context/#dockerignore-files", "https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore"],
	equivalents: {},
	*check(whole) {
		for (const { source, context, sure } of takenAlong(whole, (context) => repositoryIn(context).slice(0, 1))) yield {
			at: source.word.at,
			key: source.word.raw,
			message: `\`${source.instruction.keyword} ${source.word.raw}\`${builtFrom(context)} takes in \`.git\`, which no .dockerignore leaves out.`,
			...sure ? {} : { confidence: "possible" }
		};
	},
	examples: [
		{
			name: "the whole folder",
			bad: "FROM node:22-slim\nWORKDIR /app\nCOPY «.» .\n",
			good: "FROM node:22-slim\nWORKDIR /app\nCOPY package.json index.js ./\n",
			files: {
				".git/config": "[core]\n",
				".dockerignore": "node_modules\n",
				"index.js": "",
				"package.json": "{}\n"
			}
		},
		{
			name: "left out",
			good: "FROM node:22-slim\nCOPY . /app\n",
			files: {
				".git/config": "[core]\n",
				".dockerignore": ".*\n",
				"index.js": ""
			}
		},
		{
			name: "a step that builds the commit",
			good: "FROM node:22-slim\nCOPY . /app\n",
			files: {
				".git/config": "[core]\n",
				"index.js": "",
				".github/workflows/ship.yml": "on: push\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          push: true\n"
			}
		}
	]
});
const repositoryIn = pathsThat((path) => path.startsWith(".git/"));
// src/rules/dockerfile/run-split.ts
/** The longest line of a RUN that reads well. */
const limit = 120;
var run_split_default = defineRule({
	id: "dockerfile/run-split",
	title: "A RUN is one very long line",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	why: "In a long line changes are hard to see in a review, and an error message names a line that says everything.",
	remedy: "Break it behind `&&` with a backslash, or use a heredoc (`RUN <<EOF`).",
	references: ["https://docs.docker.com/build/building/best-practices/#run"],
	equivalents: { sonar: ["S7020"] },
	*check({ dockerfile }) {
		for (const instruction of dockerfile.instructions) {
			if (plain(instruction).keyword !== "RUN") continue;
			const { file, span } = instruction.at;
			for (let start = span.start; start < span.end;) {
				const next = lineEnd(file.text, start, span.end);
				const end = next - start > limit ? start + file.text.slice(start, next).trimEnd().length : next;
				if (end - start > limit) {
					yield {
						at: {
							file,
							span: {
								start,
								end
							}
						},
						key: "run",
						message: `This line has ${end - start} characters.`
					};
					break;
				}
				start = next + 1;
			}
		}
	},
	examples: [{
		name: "all in one line",
		bad: `FROM debian:12-slim\n«RUN apt-get update && apt-get install -y ${"package-with-a-name ".repeat(5)}&& rm -rf /var/lib/apt/lists/*»\n`,
		good: "FROM debian:12-slim\nRUN apt-get update \\\n && apt-get install -y curl \\\n && rm -rf /var/lib/apt/lists/*\n"
	}]
});
function lineEnd(text, from, to) {
	const newline = text.indexOf("\n", from);
	return newline < 0 ? to : Math.min(newline, to);
}
// src/rules/dockerfile/runs-merged.ts
var runs_merged_default = defineRule({
	id: "dockerfile/runs-merged",
	title: "Short RUN instructions follow each other",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	why: "Each `RUN` is a layer, and what one of them deletes stays in the layer before. Steps that belong together are smaller and clearer in one.",
	remedy: "Join them with `&&`, or in a heredoc (`RUN <<EOF`).",
	references: ["https://docs.docker.com/build/building/best-practices/#run"],
	equivalents: {
		kics: ["0008c003-79aa-42d8-95b8-1c2fe37dbfe6"],
		hadolint: ["DL3059"],
		sonar: ["S7031"]
	},
	*check({ dockerfile }) {
		const counts = new Map(runsOf(dockerfile).map(({ instruction, commands }) => [instruction, commands.length]));
		let previous;
		for (const instruction of dockerfile.instructions) {
			const before = previous;
			previous = instruction.keyword === "RUN" ? instruction : void 0;
			if (before === void 0 || instruction.keyword !== "RUN" || flagsOf(before) !== flagsOf(instruction)) continue;
			if ((counts.get(before) ?? 1) > 1 || (counts.get(instruction) ?? 1) > 1) continue;
			yield {
				at: instruction.at,
				key: "run",
				message: "This RUN could be one with the RUN before it."
			};
		}
	},
	examples: [
		{
			name: "two short ones",
			bad: "FROM debian:12-slim\nRUN mkdir /data\n«RUN chown 1000 /data»\n",
			good: "FROM debian:12-slim\nRUN mkdir /data && chown 1000 /data\n"
		},
		{
			name: "with other mounts",
			good: "FROM node:22-slim\nRUN npm run build\nRUN --mount=type=cache,target=/root/.npm npm prune\n"
		},
		{
			name: "one that is joined already",
			good: "FROM debian:12-slim\nRUN a && b\nRUN c\n"
		}
	]
});
function flagsOf({ flags }) {
	return flags.map(({ name, value }) => `${name}=${value?.raw ?? ""}`).toSorted().join(" ");
}
// src/rules/dockerfile/secret-mount-private.ts
var secret_mount_private_default = defineRule({
	id: "dockerfile/secret-mount-private",
	title: "A mounted secret can be read by every user of the build",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	needs: ["--mount"],
	why: "A secret is mounted for root alone (`0400`). A mode that lets others in hands it to every process of that RUN, install scripts of packages among them.",
	remedy: "Remove `mode=`, or give the one user that needs it the file with `uid=` and mode `0400`.",
	references: ["https://docs.docker.com/reference/dockerfile/#run---mounttypesecret", "https://docs.docker.com/build/building/secrets/"],
	equivalents: { sonar: ["S6469"] },
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "RUN")) for (const { type, options, at } of mountsOf(instruction)) {
			const mode = options.get("mode")?.value;
			if (type !== "secret" && type !== "ssh" || mode === void 0 || !/[1-7]$/.test(mode)) continue;
			const what = type === "ssh" ? "the SSH agent" : `secret \`${options.get("id")?.value ?? "default"}\``;
			yield {
				at,
				key: `${type} ${options.get("id")?.value ?? ""}`,
				message: `Mode \`${mode}\` opens ${what} to every user of the build.`
			};
		}
	},
	examples: [
		{
			name: "readable for all",
			bad: "FROM node:22-slim\nRUN «--mount=type=secret,id=npmrc,mode=0444» npm ci\n",
			good: "FROM node:22-slim\nRUN --mount=type=secret,id=npmrc,uid=1000,mode=0400 npm ci\n"
		},
		{
			name: "the agent",
			bad: "FROM node:22-slim\nRUN «--mount=type=ssh,mode=0666» npm ci\n"
		},
		{
			name: "a cache",
			good: "FROM node:22-slim\nRUN --mount=type=cache,target=/root/.npm,mode=0777 npm ci\n"
		}
	]
});
// src/rules/dockerfile/shell-by-instruction.ts
var shell_by_instruction_default = defineRule({
	id: "dockerfile/shell-by-instruction",
	title: "A RUN changes or calls the shell that SHELL would set",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	why: "A link over `/bin/sh` changes the shell for every program of the image, those that count on the old one too. `SHELL` changes it for the lines of this file alone.",
	remedy: "Write `SHELL [\"/bin/bash\", \"-c\"]`.",
	references: ["https://docs.docker.com/reference/dockerfile/#shell"],
	equivalents: {
		kics: ["8a301064-c291-4b20-adcb-403fe7fd95fd"],
		hadolint: ["DL4005"],
		semgrep: ["use-shell-instruction"],
		terrascan: ["AC_DOCKER_0020"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "RUN")) {
			if (instruction.form === "exec" || shellOf(dockerfile, instruction).name !== "cmd") continue;
			if (/^powershell(?:\.exe)?\s/i.test(instruction.command.raw)) yield {
				at: instruction.at,
				key: "powershell",
				message: "`powershell` is called as a shell."
			};
		}
		for (const { command } of buildCommands(dockerfile)) {
			const calls = callsShell(command);
			const changed = changes(command);
			if (changed === void 0 && !calls) continue;
			yield {
				at: command.at,
				key: command.name,
				message: changed ?? `\`${command.name}\` is called as a shell.`
			};
		}
	},
	examples: [
		{
			name: "a link",
			bad: "FROM debian:12-slim\nRUN «ln -sf /bin/bash /bin/sh»\n",
			good: "FROM debian:12-slim\nSHELL [\"/bin/bash\", \"-c\"]\n"
		},
		{
			name: "a shell in the shell",
			bad: "FROM mcr.microsoft.com/powershell:7.4-debian-12\nRUN «pwsh -Command Get-Date»\n"
		},
		{
			name: "on Windows",
			bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n«RUN powershell -Command Get-Date»\n",
			good: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\", \"-Command\"]\nRUN Get-Date\n"
		},
		{
			name: "of an account",
			bad: "FROM debian:12-slim\nRUN «chsh -s /bin/zsh» && «usermod --shell /bin/bash root»\n"
		},
		{
			name: "by moving it",
			bad: "FROM alpine:3.20\nRUN «mv /bin/bash /bin/sh»\n"
		},
		{
			name: "the shell of an account that is no person’s",
			good: "FROM debian:12-slim\nRUN usermod --shell /usr/sbin/nologin app && usermod -aG docker app\n"
		},
		{
			name: "another link",
			good: "FROM debian:12-slim\nRUN ln -s /usr/bin/python3 /usr/bin/python\n"
		}
	]
});
const shell = /^(?:\/usr)?\/bin\/(?:ba|c|da|fi|k|rba|tc|z)?sh$/;
/** Whether a command gives PowerShell a script to run. */
function callsShell({ name, words: [, first] }) {
	if (name === "pwsh") return first !== void 0 && /^-c(?:ommand)?$/i.test(said(first));
	return /^powershell(?:\.exe)?$/i.test(name);
}
/** What a command does to the shell of the image, as a sentence; undefined where it leaves it alone. */
function changes({ name, words: all }) {
	const replaces = name === "ln" || name === "mv" || name === "cp";
	if (!replaces && name !== "chsh" && name !== "usermod") return void 0;
	const words = all.slice(1).map(said);
	if (replaces) return words.includes("/bin/sh") && !words.includes("/bin/sh.distrib") ? "This gives every program of the image another shell." : void 0;
	return words.some((word) => shell.test(word.replace(/^(?:-s|--shell)=?/, ""))) ? "This changes the shell of an account, which no RUN asks." : void 0;
}
// src/rules/dockerfile/stage-name-lowercase.ts
var stage_name_lowercase_default = defineRule({
	id: "dockerfile/stage-name-lowercase",
	title: "A stage name has capitals",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["AS"],
	why: "A reader may take `Build` and `build` for two stages, and the builder takes them for one: it compares the names without regard to case. Small letters show that.",
	remedy: "Write the name in small letters.",
	references: ["https://docs.docker.com/reference/build-checks/stage-name-casing/"],
	equivalents: { buildkit: ["StageNameCasing"] },
	*check({ dockerfile }) {
		for (const { from, name } of dockerfile.stages) {
			if (from.alias === void 0 || from.alias.raw === name || skipsCheck(dockerfile, from, "StageNameCasing")) continue;
			yield {
				at: from.alias.at,
				key: from.alias.raw,
				message: `\`${from.alias.raw}\` and \`${from.alias.raw.toLowerCase()}\` are one name.`
			};
		}
	},
	examples: [{
		name: "capitals",
		bad: "FROM node:22 AS «BuildBase»\n",
		good: "FROM node:22 AS build-base\n"
	}]
});
// src/rules/dockerfile/stage-name-not-reserved.ts
var stage_name_not_reserved_default = defineRule({
	id: "dockerfile/stage-name-not-reserved",
	title: "A stage has a name that means something else",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["AS"],
	why: "`scratch` is the empty image and `context` the build folder. A stage of that name cannot be reached everywhere, and readers take it for the other thing.",
	remedy: "Give the stage another name.",
	references: ["https://docs.docker.com/reference/build-checks/reserved-stage-name/"],
	equivalents: {
		hadolint: ["DL3063"],
		buildkit: ["ReservedStageName"]
	},
	*check({ dockerfile }) {
		for (const { name, from } of dockerfile.stages) {
			if (name !== "scratch" && name !== "context" || skipsCheck(dockerfile, from, "ReservedStageName")) continue;
			yield {
				at: from.alias?.at ?? from.at,
				key: name,
				message: `\`${name}\` means something else to the builder.`
			};
		}
	},
	examples: [{
		name: "the empty image",
		bad: "FROM alpine:3.20 AS «scratch»\nFROM alpine:3.20 AS «context»\n",
		good: "FROM alpine:3.20 AS empty\nFROM alpine:3.20 AS files\n"
	}]
});
// src/rules/dockerfile/stage-name-unique.ts
var stage_name_unique_default = defineRule({
	id: "dockerfile/stage-name-unique",
	title: "Two stages have one name",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["AS"],
	why: "A name that stands for two stages means the later one from there on. `COPY --from` and `--target` then take another stage than the reader thinks.",
	remedy: "Give each stage a name of its own.",
	references: ["https://docs.docker.com/reference/build-checks/duplicate-stage-name/", "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages"],
	equivalents: {
		kics: ["f2daed12-c802-49cd-afed-fe41d0b82fed"],
		trivy: ["DS-0012"],
		hadolint: ["DL3024"],
		checkov: ["CKV_DOCKER_11"],
		semgrep: ["alias-must-be-unique"],
		buildkit: ["DuplicateStageName"]
	},
	*check({ dockerfile }) {
		const named = /* @__PURE__ */ new Map();
		for (const stage of dockerfile.stages) {
			const { name, from } = stage;
			if (name === void 0) continue;
			const first = named.get(name);
			if (first === void 0) named.set(name, stage);
			if (first === void 0 || skipsCheck(dockerfile, from, "DuplicateStageName")) continue;
			yield {
				at: from.alias?.at ?? from.at,
				key: name,
				message: `\`${name}\` is the name of an earlier stage already.`,
				related: [{
					at: first.from.at,
					note: "the first stage of this name"
				}]
			};
		}
	},
	examples: [{
		name: "the same name",
		bad: "FROM node:22 AS build\nFROM golang:1.25 AS «build»\nFROM scratch\n",
		good: "FROM node:22 AS web\nFROM golang:1.25 AS build\nFROM scratch\n"
	}, {
		name: "in other letters",
		bad: "FROM node:22 AS build\nFROM golang:1.25 AS «Build»\n"
	}]
});
// src/rules/dockerfile/certificate-switches.ts
/** Variables that switch the check off, and the values that do. */
const variables = {
	NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
	PYTHONHTTPSVERIFY: /^0$/,
	GIT_SSL_NO_VERIFY: /./,
	NPM_CONFIG_STRICT_SSL: /^(?:false|0|no)$/i,
	YARN_STRICT_SSL: /^(?:false|0|no)$/i,
	YARN_ENABLE_STRICT_SSL: /^(?:false|0|no)$/i,
	PIP_TRUSTED_HOST: /./,
	GOINSECURE: /./
};
const curlValued = new Set("o output H header d data u user X request A user-agent e referer x proxy b cookie c cookie-jar T upload-file m max-time w write-out F form K config E cert cacert capath retry connect-timeout resolve".split(" "));
/** Programs, and how a call of each switches the check off: in words, or undefined where it does not. */
const programs = {
	curl: (command) => hasOption(commandLine(command.words.slice(1), { valued: curlValued }), "k", "insecure", "proxy-insecure") ? "--insecure" : void 0,
	wget: (command) => hasOption(lineOf(command), "no-check-certificate") ? "--no-check-certificate" : void 0,
	pip: trustedHost,
	python: trustedHost,
	uv: trustedHost,
	pipenv: trustedHost,
	npm: strictSslOff,
	yarn: strictSslOff,
	pnpm: strictSslOff,
	git: (command) => {
		const words = command.words.map(said);
		if (words.some((word) => /^(?:-c)?http\.(?:.+\.)?sslverify=(?:false|0)$/i.test(word))) return "http.sslVerify=false";
		const at = words.findIndex((word) => /^http\.(?:.+\.)?sslverify$/i.test(word));
		return at > 0 && /^(?:false|0)$/i.test(words[at + 1] ?? "") ? "http.sslVerify false" : void 0;
	},
	yum: sslVerifyOff,
	dnf: sslVerifyOff,
	microdnf: sslVerifyOff,
	tdnf: sslVerifyOff,
	"yum-config-manager": sslVerifyOff,
	echo: writtenToConfiguration,
	printf: writtenToConfiguration
};
/** How a call switches the check of certificates off, in words; undefined where it does not. */
function switchIn(command) {
	const name = command.name.startsWith("p") ? command.name.replace(/^(pip|python)[\d.]+$/, "$1") : command.name;
	return Object.hasOwn(programs, name) ? programs[name]?.(command) : void 0;
}
/** Whether a variable of this name and value switches the check off. */
function switchesOff(name, value) {
	const upper = name.toUpperCase();
	return Object.hasOwn(variables, upper) && variables[upper]?.test(value) === true;
}
function lineOf(command) {
	return commandLine(command.words.slice(1));
}
/** `pip install --trusted-host …`, `pip config set global.trusted-host …`, `uv pip install --allow-insecure-host …`. */
function trustedHost(command) {
	if (hasOption(lineOf(command), "trusted-host", "allow-insecure-host")) return "--trusted-host";
	const words = command.words.map(said);
	const at = words.findIndex((word) => /^(?:global|install|download|user|site)\.trusted-host$/.test(word));
	return at > 1 && words[at - 1] === "set" && (words[at + 1] ?? "") !== "" ? "trusted-host" : void 0;
}
/** `npm config set strict-ssl false`, `npm set strict-ssl=false`, `yarn config set …`, `npm --no-strict-ssl`. */
function strictSslOff(command) {
	const words = command.words.map(said);
	if (words.some((word) => /^--(?:no-strict-ssl|strict-ssl=(?:false|0))$/.test(word))) return "strict-ssl=false";
	const at = words.findIndex((word) => /^(?:--)?(?:strict-ssl|enableStrictSsl)(?:=|$)/i.test(word));
	if (at < 1) return void 0;
	const [, value = words[at + 1] ?? ""] = (words[at] ?? "").split("=", 2);
	return /^(?:false|0|no)$/i.test(value) ? "strict-ssl false" : void 0;
}
function sslVerifyOff(command) {
	return commandLine(command.words.slice(1), { valued: /* @__PURE__ */ new Set(["setopt"]) }).options.some(({ name, value }) => name === "setopt" && /^(?:.*\.)?sslverify\s*=\s*(?:0|false|no|off)$/i.test(value ?? "")) ? "sslverify=false" : void 0;
}
/** `echo sslverify=false >> /etc/yum.conf`, and the like for other programs. */
function writtenToConfiguration({ words, redirections, pipeline }) {
	if (redirections.length === 0 && pipeline.length < 2) return void 0;
	if (!(redirections.some(({ target }) => target !== void 0 && isConfiguration(target)) || goesToConfiguration(pipeline))) return void 0;
	const text = words.map(said).join(" ");
	return /\b(?:sslverify|strict-ssl|check_certificate|check-certificate)\s*=\s*(?:0|false|no|off)\b/i.exec(text)?.[0];
}
const configuring = /* @__PURE__ */ new WeakMap();
/** Whether a `tee` of the pipe writes a file with settings. */
function goesToConfiguration(pipeline) {
	const found = configuring.get(pipeline) ?? pipeline.some(({ name, words }) => name === "tee" && words.slice(1).some(isConfiguration));
	configuring.set(pipeline, found);
	return found;
}
function isConfiguration(file) {
	return /\/(?:yum|dnf)|\.(?:npmrc|curlrc|wgetrc|gitconfig|repo|conf)$/.test(said(file));
}
// src/rules/dockerfile/tls-verified.ts
var tls_verified_default = defineRule({
	id: "dockerfile/tls-verified",
	title: "The certificate of a server is not checked",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "dockerfile",
	why: "Encryption without a check of the certificate protects from nobody: whoever sits between the build and the server can answer in its place and put a program of theirs into the image. A variable that switches the check off stays on in every container besides.",
	remedy: "Remove the switch; where a server has a certificate of your own authority, install that authority (`update-ca-certificates`, `--cacert`).",
	references: [
		"https://curl.se/docs/sslcerts.html",
		"https://docs.docker.com/engine/network/ca-certs/",
		"CIS Docker Benchmark 1.6.0, 4.11",
		"OWASP Docker Security Cheat Sheet, rule 13"
	],
	equivalents: {
		checkov: [
			"CKV2_DOCKER_2",
			"CKV2_DOCKER_3",
			"CKV2_DOCKER_4",
			"CKV2_DOCKER_5",
			"CKV2_DOCKER_6",
			"CKV2_DOCKER_12",
			"CKV2_DOCKER_13",
			"CKV2_DOCKER_14",
			"CKV2_DOCKER_15",
			"CKV2_DOCKER_16",
			"CKV2_DOCKER_18"
		],
		cis: ["4.11"]
	},
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "ENV", "ARG")) for (const { name, value } of instruction.pairs) {
			if (value === void 0 || !switchesOff(name.raw, resolved(dockerfile, instruction, value))) continue;
			const { file } = name.at;
			yield finding({
				file,
				span: {
					start: name.at.span.start,
					end: value.at.span.end
				}
			}, name.raw);
		}
		for (const { command } of buildCommands(dockerfile)) {
			for (const { name, at } of assignmentsOf(command)) yield finding(at, name);
			const how = switchIn(command);
			if (how !== void 0 && !isLocal(command)) yield finding(command.at, how);
		}
	},
	examples: [
		{
			name: "curl",
			bad: "FROM debian:12-slim\nRUN «curl -fsSLk https://example.com/tool -o /usr/local/bin/tool»\n",
			good: "FROM debian:12-slim\nRUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool\n"
		},
		{
			name: "wget",
			bad: "FROM debian:12-slim\nRUN «wget --no-check-certificate https://example.com/tool»\n"
		},
		{
			name: "a variable of the image",
			bad: "FROM node:22-slim\nENV PORT=8080 «NODE_TLS_REJECT_UNAUTHORIZED=0»\n"
		},
		{
			name: "a variable of one command",
			bad: "FROM debian:12-slim\nRUN «GIT_SSL_NO_VERIFY=1» git clone https://example.com/app.git\n"
		},
		{
			name: "npm",
			bad: "FROM node:22-slim\nRUN «npm config set strict-ssl false» && npm ci\n"
		},
		{
			name: "pip",
			bad: "FROM python:3.12-slim\nRUN «pip install --trusted-host pypi.example.com flask==3.0.3»\n"
		},
		{
			name: "yum",
			bad: "FROM rockylinux:8.9\nRUN «yum-config-manager --save --setopt=sslverify=false»\n"
		},
		{
			name: "in a file",
			bad: "FROM rockylinux:8.9\nRUN «echo \"sslverify=false\" >> /etc/yum.conf»\n"
		},
		{
			name: "this machine",
			good: "FROM debian:12-slim\nRUN curl -k https://localhost:8443/ready\n"
		},
		{
			name: "the check is on",
			good: "FROM node:22-slim\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\nRUN npm config set strict-ssl true\n"
		}
	]
});
function finding(at, how) {
	return {
		at,
		key: how,
		message: `\`${how}\` takes any certificate: whoever sits in between can answer in the server’s place.`
	};
}
/** The variables that a command sets so that the check is off. */
function assignmentsOf(command) {
	return assignedBy(command, "export", "declare").filter(({ name, value }) => switchesOff(name, value ?? ""));
}
/** Whether every address of a command is this machine's. */
function isLocal({ words }) {
	const addresses = words.slice(1).map(said).filter((word) => /^https?:\/\//i.test(word));
	return addresses.length > 0 && addresses.every((url) => /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/i.test(url));
}
// src/model/setting.ts
/** What is left out, the same everywhere. */
const unset = Object.freeze({ state: "unset" });
/** A list of nothing, the same everywhere. */
const noEntries = Object.freeze({
	items: Object.freeze([]),
	unknown: Object.freeze([])
});
// src/parse/compose/scalar.ts
const words = /* @__PURE__ */ new Map([
	["", null],
	["~", null],
	["null", null],
	["Null", null],
	["NULL", null],
	["true", true],
	["True", true],
	["TRUE", true],
	["false", false],
	["False", false],
	["FALSE", false]
]);
const integer = /^[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+|0|[1-9][0-9_]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const infinity = /^[-+]?\.(?:inf|Inf|INF)$/;
const notANumber = /^\.(?:nan|NaN|NAN)$/;
/**
* The value of a plain scalar as Compose's YAML reader types it: YAML 1.2 with octal `0777` and `1_000` as numbers, and
* with neither `yes` and `on` nor sexagesimal `22:22`.
*/
function resolvePlain(text) {
	const first = text.charCodeAt(0);
	if (first >= 48 && first <= 57) return numberFrom(text) ?? text;
	if (first === 43 || first === 45 || first === 46) return numberFrom(text) ?? special(text) ?? text;
	if (text.length > 5) return text;
	const word = words.get(text);
	return word === void 0 ? text : word;
}
/** The boolean Compose takes a value for: `true`, `yes`, `on` and `y` or their opposites, quoted or not, in any case. */
function asBoolean(value) {
	if (value?.kind !== "scalar") return void 0;
	if (typeof value.value === "boolean") return value.value;
	if (typeof value.value !== "string") return void 0;
	switch (value.value.toLowerCase()) {
		case "true":
		case "yes":
		case "on":
		case "y": return true;
		case "false":
		case "no":
		case "off":
		case "n": return false;
		default: return;
	}
}
/** The text of a scalar; empty for `null` and `undefined` for maps and lists. */
function asText(value) {
	if (value?.kind !== "scalar") return void 0;
	return value.value === null ? "" : String(value.value);
}
/** Whether nothing is set: no value at all, or `null`. */
function isNull(value) {
	return value === void 0 || value.kind === "scalar" && value.value === null && value.unknown === void 0;
}
function numberFrom(text) {
	if (integer.test(text)) return integerFrom(text.replaceAll("_", ""));
	const plain = text.includes("_") ? text.replaceAll("_", "") : text;
	return float.test(plain) ? Number(plain) : void 0;
}
function integerFrom(text) {
	const sign = text.startsWith("-") ? -1 : 1;
	const digits = text.replace(/^[-+]/, "");
	const prefix = digits.slice(0, 2).toLowerCase();
	if (prefix === "0x" || prefix === "0o" || prefix === "0b") {
		const value = Number(digits.toLowerCase());
		return Number.isNaN(value) ? void 0 : sign * value;
	}
	if (digits.length > 1 && digits.startsWith("0")) return sign * Number.parseInt(digits, 8);
	return sign * Number(digits);
}
function special(text) {
	if (infinity.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
	return notANumber.test(text) ? NaN : void 0;
}
// src/parse/compose/fields.ts
/** The value at a path of keys; `undefined` where there is none, or `null`. */
function valueAt(map, ...keys) {
	let value = map;
	for (const key of keys) value = value?.kind === "map" ? value.entries.get(key)?.value : void 0;
	return isNull(value) ? void 0 : value;
}
/** A value as a text setting. Nothing and `null` are unset. */
function textSetting(value) {
	if (value === void 0 || isNull(value)) return unset;
	if (value.kind !== "scalar") return {
		state: "unknown",
		why: "it is not a text",
		at: value.at
	};
	if (value.unknown !== void 0) return {
		state: "unknown",
		why: value.unknown,
		at: value.at
	};
	return {
		state: "known",
		value: String(value.value),
		at: value.at
	};
}
/** A value as a boolean setting, with the words Compose takes for one. */
function booleanSetting(value) {
	const text = textSetting(value);
	if (text.state !== "known") return text;
	const known = asBoolean(value);
	return known === void 0 ? {
		state: "unknown",
		why: "it is neither true nor false",
		at: text.at
	} : {
		...text,
		value: known
	};
}
/**
* A list, or a single text in its place, item by item. Texts that hang on missing variables are unknown, unless `readHidden`
* makes something of what is written.
*/
function entriesOf(value, read, readHidden = (_, why) => ({ why })) {
	if (value === void 0 || isNull(value)) return noEntries;
	const items = [];
	const unknown = [];
	for (const item of itemsOf(value)) {
		const reading = item.kind === "scalar" && item.unknown !== void 0 ? readHidden(item, item.unknown) : read(item);
		if (reading === void 0) continue;
		if ("why" in reading) unknown.push({
			why: reading.why,
			at: item.at
		});
		else items.push({
			value: reading.value,
			at: item.at
		});
	}
	return {
		items,
		unknown
	};
}
/** The texts of a list, or a single text in its place. */
function textEntries(value, change = (text) => text) {
	return entriesOf(value, (item) => {
		const text = asText(item);
		return text === void 0 ? { why: "it is not a text" } : { value: change(text) };
	});
}
/** Several lists as one. */
function joined(...lists) {
	const [first, ...more] = lists.filter(({ items, unknown }) => items.length + unknown.length > 0);
	if (first === void 0 || more.length === 0) return first ?? noEntries;
	return {
		items: lists.flatMap(({ items }) => items),
		unknown: lists.flatMap(({ unknown }) => unknown)
	};
}
/** The items of a list, or a single value in its place. */
function itemsOf(value) {
	if (value === void 0 || isNull(value)) return [];
	return value.kind === "list" ? value.items : [value];
}
/** From a key to the end of its value, where both stand together; else the key. */
function entryPlace({ keyAt, value }) {
	const { at } = value;
	return at.file === keyAt.file && at.span.start >= keyAt.span.end ? placeAt(keyAt.file, keyAt.span.start, at.span.end) : keyAt;
}
// src/posture/stages.ts
/** The stage a build makes, with what it inherits; undefined where the target does not exist. */
function postureOfBuild(dockerfile, build, builtBy, scanned) {
	const stage = build.target === void 0 ? dockerfile.stages.at(-1) : findStage(dockerfile, build.target);
	return stage === void 0 ? void 0 : postureOfStage(dockerfile, stage, build, builtBy, scanned);
}
function postureOfStage(dockerfile, stage, { args, names, made }, builtBy, scanned) {
	const chain = [stage];
	const seen = new Set(chain);
	let base = { state: "unset" };
	let below;
	for (let current = stage; current !== void 0;) {
		const from = baseOf(dockerfile, current, args);
		const at = current.from.image.at;
		const named = namedBase(from, names);
		if (named !== void 0) {
			below = named.kind === "build" ? made?.(named.of) : void 0;
			base = below?.base ?? baseOfContext(named, at);
			break;
		}
		if (from.kind === "stage" && !seen.has(from.stage)) {
			chain.push(from.stage);
			seen.add(from.stage);
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
	const facts = below !== void 0 ? below.facts : base.state === "known" ? factsOfImage(base.value, scanned) : void 0;
	const entrypoint = lastOf(chain, isEntrypoint) ?? below?.entrypoint;
	const command = lastOf(chain, isCommand) ?? below?.command;
	const healthCheck = lastOf(chain, isHealthCheck) ?? below?.healthCheck;
	const volumes = volumesOf(dockerfile, chain, args);
	const exposed = exposedIn(dockerfile, chain, args);
	return {
		dockerfile,
		stage,
		chain,
		base,
		...facts === void 0 ? {} : { facts },
		user: effectiveUser(dockerfile, chain, base, args, facts, below),
		...entrypoint === void 0 ? {} : { entrypoint },
		...command === void 0 ? {} : { command },
		...healthCheck === void 0 ? {} : { healthCheck },
		exposed: below === void 0 ? exposed : [...exposed, ...below.exposed],
		volumes: below === void 0 ? volumes : joined(volumes, below.volumes),
		args,
		builtBy
	};
}
/** The context that takes the place of what a stage is made from. */
function namedBase(from, names) {
	if (names === void 0 || from.kind !== "image" && from.kind !== "stage") return void 0;
	const name = from.kind === "image" ? from.reference : from.stage.name;
	return name === void 0 ? void 0 : names.get(contextKey(name));
}
/** A folder is a root file system without any configuration, as `scratch` is. */
function baseOfContext(context, at) {
	switch (context.kind) {
		case "image": return {
			state: "known",
			value: context.reference,
			at
		};
		case "folder": return {
			state: "known",
			value: "scratch",
			at
		};
		case "build": return {
			state: "unknown",
			why: `what ${context.of} builds is not known`,
			at
		};
		case "elsewhere": return {
			state: "unknown",
			why: `its build context ${context.why}`,
			at
		};
	}
}
function exposedIn(dockerfile, chain, args) {
	return chain.flatMap((link) => link.instructions.flatMap((instruction) => instruction.keyword === "EXPOSE" ? instruction.values.map((word) => ({
		port: exposedPort$1(resolveWord(dockerfile, instruction, word, args), word.raw),
		at: word.at
	})) : []));
}
function volumesOf(dockerfile, chain, args) {
	const items = [];
	const unknown = [];
	for (const instruction of chain.flatMap(({ instructions }) => instructions)) {
		if (instruction.keyword !== "VOLUME") continue;
		for (const word of instruction.values) {
			const path = resolveWord(dockerfile, instruction, word, args);
			if (path.state === "known") items.push({
				value: path.value,
				at: word.at
			});
			else unknown.push({
				why: "the path of a VOLUME depends on a variable",
				at: word.at
			});
		}
	}
	return {
		items,
		unknown
	};
}
function effectiveUser(dockerfile, chain, base, args, facts, below) {
	const trail = [];
	for (const stage of chain) {
		const user = lastOf([stage], isUser);
		if (user === void 0) {
			trail.push({
				note: `${stageInWords(stage, dockerfile)} has no USER`,
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
	if (below !== void 0) return {
		setting: below.user.setting,
		trail: [...trail, ...below.user.trail]
	};
	if (base.state === "known") return userOfImage(base.value, base.at, trail, facts);
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
function exposedPort$1(port, raw) {
	return port.state === "known" ? port.value : raw;
}
/** A stage as a sentence names it: ``stage `build` ``, `the last stage`, `stage 0`. */
function stageInWords(stage, { stages }) {
	if (stage.name !== void 0) return `stage \`${stage.name}\``;
	return stage.index === stages.length - 1 ? "the last stage" : `stage ${stage.index}`;
}
/** A stage as people call it: its name, or its number from 0. */
function stageLabel(stage) {
	return stage.name ?? String(stage.index);
}
// src/rules/dockerfile/missing-user.ts
/** What the rules about a missing user read. */
const missingUserReferences = [
	"https://docs.docker.com/build/building/best-practices/#user",
	"CIS Docker Benchmark 1.6.0, 4.1",
	"OWASP Docker Security Cheat Sheet, rule 2"
];
/** What tools call it that do not tell a base of root's from one that nobody knows. */
const missingUserElsewhere = {
	trivy: ["DS-0002"],
	kics: ["fd54f200-402c-4333-a5a4-36ef6709af2f"],
	checkov: ["CKV_DOCKER_3"],
	semgrep: ["missing-user", "missing-user-entrypoint"],
	codePathfinder: ["DOCKER-SEC-001"],
	dockle: ["CIS-DI-0001"],
	cis: ["4.1"],
	dockerfileSecurity: ["core-001"]
};
/** What is told of a shipped stage that nothing sets a user for, by whether its base is known to run as root. */
function missingUser(stage, base) {
	if (stage.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === "USER"))) return void 0;
	const user = stage.user.setting;
	const isKnown = user.state === "known";
	if (isKnown !== (base === "known") || isKnown && !isRoot(user.value)) return void 0;
	const leaving = leavesRoot(stage);
	if (leaving === "whole" || isExport(stage)) return void 0;
	const last = stage.stage.name === void 0 ? "its last stage" : `stage \`${stage.stage.name}\``;
	const [service] = stage.builtBy;
	return {
		at: stage.stage.from.at,
		confidence: isKnown && leaving === void 0 ? "certain" : "likely",
		subject: {
			stage: stageLabel(stage.stage),
			...service !== void 0 && stage.builtBy.length === 1 ? { service: service.service } : {}
		},
		key: "user",
		message: isKnown ? `The image runs as root: ${last} has no USER${because(stage, leaving)}.` : `The image may run as root: ${last} has no USER, and whether its base sets one is not known.`,
		trail: stage.user.trail,
		related: stage.builtBy.map(({ service: name, at }) => ({
			at,
			note: `service ${name} is built from it`
		}))
	};
}
function because({ base }, leaving) {
	if (base.state !== "known") return "";
	return ` and ${leaving === "workers" ? `of \`${base.value}\` the workers alone leave root` : `\`${base.value}\` sets none`}`;
}
// src/rules/dockerfile/user-known.ts
var user_known_default = defineRule({
	id: "dockerfile/user-known",
	title: "Nobody can tell which user the image runs as",
	severity: "low",
	confidence: "likely",
	profile: "default",
	subject: "stage",
	why: "Without `USER` the program runs as the user of the base image, which its name alone does not tell. About four public images in five run as root, and root in the container is root to the kernel: one hole in the program, the runtime or a mount, and it is root on the host.",
	remedy: "Write the user down (`USER app`, or the number that the base uses), so that the next base cannot change it, or scan the image with Trivy, which reads it from there.",
	references: missingUserReferences,
	equivalents: missingUserElsewhere,
	*check({ stage }) {
		const found = missingUser(stage, "unknown");
		if (found !== void 0) yield found;
	},
	examples: [
		{
			name: "a base of the company",
			bad: "«FROM registry.example.com/base/java:21»\nCOPY app.jar /app.jar\nCMD [\"java\", \"-jar\", \"/app.jar\"]\n",
			good: "FROM registry.example.com/base/java:21\nCOPY app.jar /app.jar\nUSER 1000\nCMD [\"java\", \"-jar\", \"/app.jar\"]\n"
		},
		{
			name: "a base that a variable names",
			bad: "ARG BASE\n«FROM $BASE»\nCMD [\"app\"]\n"
		},
		{
			name: "a base that is known to be root’s is another rule’s",
			good: "FROM debian:12-slim\nCMD [\"app\"]\n"
		}
	]
});
// src/rules/dockerfile/user-not-root.ts
var user_not_root_default = defineRule({
	id: "dockerfile/user-not-root",
	title: "Image is told to run as root",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "stage",
	needs: ["USER"],
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
		cis: ["4.1"],
		terrascan: ["AC_DOCKER_0005"]
	},
	*check({ stage }) {
		const user = stage.user.setting;
		if (user.state !== "known" || !isRoot(user.value)) return;
		if (stage.chain.flatMap(({ instructions }) => instructions).find((instruction) => instruction.keyword === "USER" && instruction.at.span.start === user.at.span.start) === void 0) return;
		yield {
			at: user.at,
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
// src/rules/dockerfile/user-numeric.ts
var user_numeric_default = defineRule({
	id: "dockerfile/user-numeric",
	title: "The user is a name, not a number",
	severity: "info",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["USER"],
	why: "Kubernetes’ `runAsNonRoot` refuses an image whose user is a name, because it cannot see which number hides behind it. A number also means the same on a volume that two images share.",
	remedy: "Create the user with a number and name the number: `useradd --uid 10001 app`, `USER 10001`.",
	references: [
		"https://docs.docker.com/reference/dockerfile/#user",
		"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
		"CIS Docker Benchmark 1.6.0, 4.1"
	],
	equivalents: { hadolint: ["DL3066"] },
	*check({ dockerfile }) {
		for (const instruction of instructionsOf(dockerfile, "USER")) {
			const user = resolved(dockerfile, instruction, instruction.argument).split(":")[0] ?? "";
			if (/^\d*$/.test(user) || user === "root" || user.includes("$")) continue;
			yield {
				at: instruction.at,
				key: user,
				message: `Which number \`${user}\` has cannot be seen from outside of the image.`
			};
		}
	},
	examples: [
		{
			name: "a name",
			bad: "FROM debian:12-slim\nRUN useradd --uid 10001 app\n«USER app»\n",
			good: "FROM debian:12-slim\nRUN useradd --uid 10001 app\nUSER 10001:10001\n"
		},
		{
			name: "root is 0 everywhere",
			good: "FROM debian:12-slim\nUSER root\n"
		},
		{
			name: "a number in a variable",
			good: "FROM debian:12-slim\nARG APP_UID=10001\nUSER $APP_UID\n"
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
	references: missingUserReferences,
	equivalents: {
		...missingUserElsewhere,
		sonar: ["S6471"]
	},
	*check({ stage }) {
		const found = missingUser(stage, "known");
		if (found !== void 0) yield found;
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
			name: "a base that leaves root for its own program, and starts another",
			bad: "«FROM redis:7.4»\nCOPY app /app\nENTRYPOINT [\"/app\"]\n"
		},
		{
			name: "a server whose main process stays root",
			bad: "«FROM nginx:1.29»\nCOPY html /usr/share/nginx/html\n"
		},
		{
			name: "a base that leaves root by itself",
			good: "FROM redis:7.4\nCOPY redis.conf /etc/redis.conf\nCMD [\"redis-server\", \"/etc/redis.conf\"]\n"
		},
		{
			name: "a base that sets one",
			good: "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY app /app\nCMD [\"/app\"]\n"
		},
		{
			name: "files to take out, and nothing to start",
			good: "FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /out /\n"
		},
		{
			name: "a base that nobody knows is another rule’s",
			good: "FROM registry.example.com/base:1\nCMD [\"app\"]\n"
		},
		{
			name: "a stage that a service is built from",
			bad: "«FROM node:22-slim AS app»\nCMD [\"node\", \"server.js\"]\n",
			files: { "compose.yaml": "services:\n  web:\n    build: { context: ., target: app }\n" }
		},
		{
			name: "a USER inside a heredoc is no instruction",
			bad: "«FROM debian:12-slim»\nRUN <<EOF\nUSER app\nEOF\n"
		}
	]
});
// src/rules/dockerfile/useradd-no-log-init.ts
var useradd_no_log_init_default = defineRule({
	id: "dockerfile/useradd-no-log-init",
	title: "useradd with a high number fills the image",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["useradd"],
	why: "`useradd` makes room in `/var/log/faillog` and `lastlog` for every number up to the user’s. With a high one the files have holes of gigabytes, which a layer stores in full.",
	remedy: "Add `--no-log-init` (`-l`), or take a number below 100000.",
	references: ["https://docs.docker.com/build/building/best-practices/#user"],
	equivalents: { hadolint: ["DL3046"] },
	*check({ dockerfile }) {
		for (const { command } of buildCommands(dockerfile)) {
			if (command.name !== "useradd") continue;
			const line = commandLine(command.words.slice(1), { valued: /* @__PURE__ */ new Set([
				"u",
				"uid",
				"g",
				"gid",
				"G",
				"groups",
				"d",
				"home",
				"s",
				"shell",
				"c",
				"comment",
				"p"
			]) });
			const uid = line.options.find(({ name }) => name === "u" || name === "uid")?.value ?? "";
			if (uid.length <= 5 || !/^\d+$/.test(uid) || hasOption(line, "l", "no-log-init")) continue;
			yield {
				at: command.at,
				key: uid,
				message: `Number ${uid} makes log files of gigabytes.`
			};
		}
	},
	examples: [{
		name: "a high number",
		bad: "FROM debian:12-slim\nRUN «useradd -u 1234567 app»\n",
		good: "FROM debian:12-slim\nRUN useradd -l -u 1234567 app\n"
	}, {
		name: "a low number",
		good: "FROM debian:12-slim\nRUN useradd --uid 10001 app\n"
	}]
});
// src/rules/dockerfile/expanded-words.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
/** The words of an instruction in which the builder puts variables in, and the name each defines for the next ones. */
function expandedWords(instruction) {
	const { keyword } = instruction;
	if (keyword === "COPY" || keyword === "ADD") return [...instruction.sources, instruction.destination].map((word) => ({ word }));
	if (keyword === "ENV" || keyword === "LABEL") return instruction.pairs.flatMap(({ name, value }) => value === void 0 ? [] : [{
		word: value,
		own: name.raw
	}]);
	if (keyword === "ARG") return instruction.pairs.map(({ name, value }) => ({
		word: value ?? name,
		defines: name.raw
	}));
	if (keyword === "WORKDIR" || keyword === "USER" || keyword === "STOPSIGNAL") return [{ word: instruction.argument }];
	return keyword === "EXPOSE" || keyword === "VOLUME" ? instruction.values.map((word) => ({ word })) : [];
}
// src/rules/dockerfile/variable-defined.ts
/** Official images that set no variable but `PATH`, so that nothing can come from them. */
const plainImages = /* @__PURE__ */ new Set([
	"alpine",
	"almalinux",
	"amazonlinux",
	"archlinux",
	"busybox",
	"centos",
	"debian",
	"fedora",
	"rockylinux",
	"ubuntu"
]);
var variable_defined_default = defineRule({
	id: "dockerfile/variable-defined",
	title: "A variable that is not defined is used",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "dockerfile",
	why: "A variable without a value counts as empty, and the build goes on: `COPY $DIR /app` then copies everything. An `ARG` in front of the first `FROM`, or in another stage, is not there unless the stage declares it again.",
	remedy: "Declare it in this stage (`ARG NAME`), correct its name, or give it a default (`${NAME:-value}`).",
	references: ["https://docs.docker.com/reference/build-checks/undefined-var/", "https://docs.docker.com/build/building/variables/#scoping"],
	equivalents: {
		sonar: ["S6579"],
		buildkit: ["UndefinedVar"]
	},
	*check({ dockerfile }) {
		const elsewhere = argumentsOf(dockerfile);
		for (const instruction of plainInstructions(dockerfile)) {
			if (instruction.stage < 0) continue;
			const words = expandedWords(instruction);
			if (!words.some(({ word }) => word.raw.includes("$")) || skipsCheck(dockerfile, instruction, "UndefinedVar")) continue;
			const declared = declaredAt(dockerfile, instruction);
			const own = /* @__PURE__ */ new Set();
			const told = /* @__PURE__ */ new Set();
			for (const { word, own: target, defines } of words) {
				for (const { name, hasFallback } of variablesIn(word.raw, dockerfile.escape)) {
					if (hasFallback || name === target || own.has(name) || declared.has(name) || told.has(name) || name === "PATH" || proxyArgs.has(name)) continue;
					const why = reason(dockerfile, instruction, name, declared, elsewhere);
					if (why === void 0) continue;
					told.add(name);
					yield {
						at: word.at,
						key: name,
						message: `\`$${name}\` is empty here: ${why}.`
					};
				}
				if (defines !== void 0) own.add(defines);
			}
		}
	},
	examples: [
		{
			name: "declared for FROM alone",
			bad: "ARG VERSION=3.20\nFROM alpine:$VERSION\nLABEL version=«$VERSION»\n",
			good: "ARG VERSION=3.20\nFROM alpine:$VERSION\nARG VERSION\nLABEL version=$VERSION\n"
		},
		{
			name: "in a shell, which has variables of its own",
			good: "ARG VERSION=1.2\nFROM alpine:3.20\nRUN ./install \"$VERSION\"\n"
		},
		{
			name: "a misspelt name",
			bad: "FROM node:22-slim\nARG ASSETS_DIR=assets\nCOPY «$ASSET_DIR» /app/\n"
		},
		{
			name: "the platform, not asked for",
			bad: "FROM node:22-slim\nCOPY «app-$TARGETARCH» /app\n"
		},
		{
			name: "perhaps of the base image",
			good: "FROM eclipse-temurin:21-jre\nENV PATH=$JAVA_HOME/bin:$PATH\n"
		},
		{
			name: "inherited, and with a default",
			good: "FROM alpine:3.20 AS base\nARG DIR=src\nFROM base\nCOPY $DIR ${TO:-/app}\n"
		}
	]
});
/** Why a variable has no value for certain, as a sentence ends; undefined where the base image may set it. */
function reason(dockerfile, instruction, name, declared, elsewhere) {
	if (elsewhere.has(name)) return "its ARG stands in front of the first FROM or in another stage";
	if (platformArgs.has(name)) return "the stage does not declare it with ARG";
	const near = [...declared.names].find((other) => other.length > 3 && other !== name && (0, import_fastest_levenshtein.distance)(other, name) <= 2);
	if (near !== void 0) return `\`${near}\` is what is declared`;
	const image = baseImageOf(dockerfile, instruction);
	if (image === "scratch") return "nothing sets it";
	const repository = image === void 0 ? void 0 : parseReference(image)?.repository;
	const official = /^docker\.io\/library\/([^/]+)$/.exec(repository ?? "")?.[1];
	return official !== void 0 && plainImages.has(official) ? "neither this file nor the base image sets it" : void 0;
}
// src/rules/dockerfile/relative-workdir.ts
/** Every WORKDIR whose path is relative for certain. */
function relativeWorkdirs(dockerfile) {
	const found = [];
	const tops = /* @__PURE__ */ new Map();
	for (const stage of dockerfile.stages) {
		const base = baseOf(dockerfile, stage);
		let hasTop = base.kind === "stage" && tops.get(base.stage) === true;
		for (const one of stage.instructions) {
			const instruction = plain(one);
			if (instruction.keyword !== "WORKDIR") continue;
			const path = resolved(dockerfile, instruction, instruction.argument);
			if (/^(?:[\\/]|[A-Za-z]:|\$|%)/.test(path)) hasTop = true;
			else if (path !== "") found.push({
				instruction,
				path,
				hasTop
			});
		}
		tops.set(stage, hasTop);
	}
	return found;
}
// src/rules/dockerfile/workdir-absolute.ts
var workdir_absolute_default = defineRule({
	id: "dockerfile/workdir-absolute",
	title: "WORKDIR is relative to a folder that the file does not name",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "dockerfile",
	needs: ["WORKDIR"],
	why: "A relative `WORKDIR` counts from the one before. Where there is none, the base image’s counts, and a new version of it may move everything.",
	remedy: "Write the path in full: `WORKDIR /app`.",
	references: ["https://docs.docker.com/build/building/best-practices/#workdir", "https://docs.docker.com/reference/build-checks/workdir-relative-path/"],
	equivalents: {
		kics: ["6b376af8-cfe8-49ab-a08d-f32de23661a4"],
		trivy: ["DS-0009"],
		hadolint: ["DL3000"],
		checkov: ["CKV_DOCKER_10"],
		semgrep: ["use-absolute-workdir"],
		sonar: ["S7021"],
		buildkit: ["WorkdirRelativePath"],
		codePathfinder: ["DOCKER-BP-018"],
		terrascan: ["AC_DOCKER_0013"],
		dflint: ["invalid_workdir"]
	},
	*check({ dockerfile }) {
		for (const { instruction, path, hasTop } of relativeWorkdirs(dockerfile)) {
			if (hasTop || skipsCheck(dockerfile, instruction, "WorkdirRelativePath")) continue;
			yield {
				at: instruction.at,
				key: path,
				message: `Where \`${path}\` is depends on the base image.`
			};
		}
	},
	examples: [
		{
			name: "relative to nothing",
			bad: "FROM nginx:1.27\n«WORKDIR usr/share/nginx/html»\n",
			good: "FROM nginx:1.27\nWORKDIR /usr/share/nginx/html\n"
		},
		{
			name: "through a variable",
			bad: "FROM nginx:1.27\nARG DIR=html\n«WORKDIR $DIR»\n"
		},
		{
			name: "Windows",
			good: "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:\\app\n"
		}
	]
});
// src/rules/dockerfile/workdir-in-full.ts
var workdir_in_full_default = defineRule({
	id: "dockerfile/workdir-in-full",
	title: "WORKDIR goes on from the one before",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["WORKDIR"],
	why: "It works, but the reader has to find the `WORKDIR` before, and a line that moves takes the folder along.",
	remedy: "Write the path in full.",
	references: ["https://docs.docker.com/build/building/best-practices/#workdir"],
	equivalents: {
		kics: ["6b376af8-cfe8-49ab-a08d-f32de23661a4"],
		trivy: ["DS-0009"],
		hadolint: ["DL3000"],
		checkov: ["CKV_DOCKER_10"],
		semgrep: ["use-absolute-workdir"],
		sonar: ["S7021"],
		codePathfinder: ["DOCKER-BP-018"]
	},
	*check({ dockerfile }) {
		for (const { instruction, path, hasTop } of relativeWorkdirs(dockerfile)) if (hasTop) yield {
			at: instruction.at,
			key: path,
			message: `\`${path}\` counts from the WORKDIR before it.`
		};
	},
	examples: [{
		name: "a folder below",
		bad: "FROM node:22-slim\nWORKDIR /app\n«WORKDIR server»\n",
		good: "FROM node:22-slim\nWORKDIR /app\nWORKDIR /app/server\n"
	}]
});
// src/rules/dockerfile/workdir-not-cd.ts
var workdir_not_cd_default = defineRule({
	id: "dockerfile/workdir-not-cd",
	title: "A RUN changes the folder with cd",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "dockerfile",
	needs: ["cd"],
	why: "`cd` counts for its own `RUN` alone; the next line is back where it was. `WORKDIR` counts for all that follow, and says what a line is about.",
	remedy: "Set `WORKDIR` in front.",
	references: ["https://docs.docker.com/build/building/best-practices/#workdir"],
	equivalents: {
		kics: ["f4a6bcd3-e231-4acf-993c-aa027be50d2e"],
		trivy: ["DS-0013"],
		hadolint: ["DL3003"],
		semgrep: ["use-workdir"],
		codePathfinder: ["DOCKER-BP-017", "DOCKER-BP-030"],
		terrascan: ["AC_DOCKER_0018"]
	},
	*check({ dockerfile }) {
		for (const { commands } of runsOf(dockerfile)) {
			const cd = commands.find(({ name }) => name === "cd");
			if (cd !== void 0) yield {
				at: cd.at,
				key: "cd",
				message: "`cd` counts for this RUN alone."
			};
		}
	},
	examples: [{
		name: "for one line",
		bad: "FROM node:22-slim\nRUN «cd /app» && npm ci\n",
		good: "FROM node:22-slim\nWORKDIR /app\nRUN npm ci\n"
	}, {
		name: "when the container starts",
		good: "FROM node:22-slim\nCMD cd /app && node server.js\n"
	}]
});
// src/rules/dockerfile/yarn-cache-cleaned.ts
var yarn_cache_cleaned_default = cacheRule({
	id: "dockerfile/yarn-cache-cleaned",
	title: "The cache of yarn stays in the image",
	remedy: "End the same `RUN` with `yarn cache clean`, or mount the cache folder as a cache.",
	references: ["https://classic.yarnpkg.com/en/docs/cli/cache", "https://docs.docker.com/build/cache/optimize/#use-cache-mounts"],
	equivalents: { hadolint: ["DL3060"] },
	examples: [
		{
			name: "not cleaned",
			bad: "FROM node:22-slim\n«RUN yarn install --frozen-lockfile»\n",
			good: "FROM node:22-slim\nRUN yarn install --frozen-lockfile && yarn cache clean\n"
		},
		{
			name: "by its name alone",
			bad: "FROM node:22-slim\n«RUN yarn --frozen-lockfile»\n"
		},
		{
			name: "a cache mount",
			good: "FROM node:22-slim\nRUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install\n"
		}
	]
}, {
	managers: ["yarn"],
	fills: ({ verb, options }) => verb === "" ? options.every(({ name }) => !/^(?:v|version|h|help)$/.test(name)) : verb === "install" || verb === "add",
	empties: ({ verb, rest }) => verb === "cache" && rest[0] !== void 0 && said(rest[0]) === "clean",
	folders: [
		"/usr/local/share/.cache/yarn",
		"/root/.cache/yarn",
		"/root/.yarn",
		"/root/.yarn/berry/cache"
	],
	remains: "its cache",
	isExempt: ({ run }) => run.flags.some(({ name, value }) => name === "mount" && value !== void 0 && /type=(?:cache|tmpfs)/.test(value.raw) && /yarn|\.cache/.test(value.raw))
});
// src/rules/dockerfile/yum-answers-yes.ts
var yum_answers_yes_default = assentRule({
	id: "dockerfile/yum-answers-yes",
	title: "yum waits for an answer",
	remedy: "Write `yum install -y …`.",
	references: ["https://docs.docker.com/build/building/best-practices/#run", "https://man7.org/linux/man-pages/man8/yum.8.html"],
	equivalents: {
		kics: ["6e19193a-8753-436d-8a09-76dcff91bb03"],
		hadolint: ["DL3030"],
		semgrep: ["missing-yum-assume-yes-switch"],
		codePathfinder: ["DOCKER-BP-025"],
		terrascan: ["AC_DOCKER_0004"]
	},
	examples: [{
		name: "no -y",
		bad: "FROM rockylinux:8.9\nRUN «yum install httpd»\n",
		good: "FROM rockylinux:8.9\nRUN yum install -y httpd\n"
	}, {
		name: "in front, and in full",
		good: "FROM rockylinux:8.9\nRUN yum -qy install httpd && yum --assumeyes groupinstall tools\n"
	}]
}, {
	managers: ["yum"],
	asks: [
		"install",
		"in",
		"reinstall",
		"localinstall",
		"groupinstall"
	],
	isGiven: (call) => hasOption(call, "y", "assumeyes")
});
// src/rules/dockerfile/yum-cache-cleaned.ts
var yum_cache_cleaned_default = cacheRule({
	id: "dockerfile/yum-cache-cleaned",
	title: "The cache of yum stays in the image",
	remedy: "End the same `RUN` with `yum clean all`.",
	references: ["https://docs.docker.com/build/building/best-practices/#run", "https://man7.org/linux/man-pages/man8/yum.8.html"],
	equivalents: {
		kics: ["00481784-25aa-4a55-8633-3136dfcf4f37"],
		trivy: ["DS-0015"],
		hadolint: ["DL3032"],
		semgrep: ["missing-yum-clean-all"],
		codePathfinder: ["DOCKER-BP-012"],
		terrascan: ["AC_DOCKER_0009"]
	},
	examples: [
		{
			name: "not cleaned",
			bad: "FROM rockylinux:8.9\n«RUN yum install -y httpd»\n",
			good: "FROM rockylinux:8.9\nRUN yum install -y httpd && yum clean all\n"
		},
		{
			name: "cleaned in front",
			bad: "FROM rockylinux:8.9\n«RUN yum clean all && yum -y install httpd»\n"
		},
		{
			name: "deleted",
			good: "FROM rockylinux:8.9\nRUN yum -y install httpd && rm -rf /var/cache/yum\n"
		}
	]
}, {
	managers: ["yum"],
	fills: fillsRpmCache,
	empties: cleansAll,
	folders: ["/var/cache/yum", "/var/cache/dnf"],
	remains: "its cache"
});
// src/rules/dockerfile/yum-packages-pinned.ts
var yum_packages_pinned_default = pinRule({
	id: "dockerfile/yum-packages-pinned",
	title: "A package of yum is installed without a version",
	profile: "all",
	why: "The same Dockerfile gives another package tomorrow, so a build that worked may break or change.",
	remedy: "Name the version (`httpd-2.4.57`), or leave this rule off and pin the base image by digest.",
	references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions", "https://man7.org/linux/man-pages/man8/yum.8.html"],
	equivalents: {
		kics: ["6452c424-1d92-4deb-bb18-a03e95d579c4"],
		hadolint: ["DL3033"],
		terrascan: ["AC_DOCKER_0033"]
	},
	examples: [{
		name: "a package by its name",
		bad: "FROM rockylinux:8.9\nRUN «yum install -y httpd» && yum clean all\n",
		good: "FROM rockylinux:8.9\nRUN yum install -y httpd-2.4.37 && yum clean all\n"
	}]
}, {
	managers: ["yum"],
	packages: rpmPackages,
	isPinned: rpmIsPinned
});
// src/rules/dockerfile/zypper-answers-yes.ts
var zypper_answers_yes_default = assentRule({
	id: "dockerfile/zypper-answers-yes",
	title: "zypper waits for an answer",
	remedy: "Write `zypper --non-interactive install …`.",
	references: ["https://docs.docker.com/build/building/best-practices/#run", "https://en.opensuse.org/SDB:Zypper_usage"],
	equivalents: {
		kics: ["45e1fca5-f90e-465d-825f-c2cb63fa3944"],
		hadolint: ["DL3034"],
		semgrep: ["missing-zypper-no-confirm-switch"]
	},
	examples: [{
		name: "no -y",
		bad: "FROM opensuse/leap:15.6\nRUN «zypper install nginx»\n",
		good: "FROM opensuse/leap:15.6\nRUN zypper --non-interactive install nginx\n"
	}, {
		name: "short forms",
		good: "FROM opensuse/leap:15.6\nRUN zypper -n in nginx && zypper in -y curl && zypper install --no-confirm tar\n"
	}]
}, {
	managers: ["zypper"],
	asks: [
		"install",
		"in",
		"remove",
		"rm",
		"source-install",
		"si",
		"patch"
	],
	isGiven: (call) => hasOption(call, "y", "no-confirm", "n", "non-interactive")
});
// src/rules/dockerfile/zypper-cache-cleaned.ts
var zypper_cache_cleaned_default = cacheRule({
	id: "dockerfile/zypper-cache-cleaned",
	title: "The cache of zypper stays in the image",
	remedy: "End the same `RUN` with `zypper clean --all`.",
	references: ["https://docs.docker.com/build/building/best-practices/#run", "https://en.opensuse.org/SDB:Zypper_usage"],
	equivalents: {
		kics: ["38300d1a-feb2-4a48-936a-d1ef1cd24313"],
		trivy: ["DS-0020"],
		hadolint: ["DL3036"],
		semgrep: ["missing-zypper-clean"],
		codePathfinder: ["DOCKER-BP-020"]
	},
	examples: [{
		name: "not cleaned",
		bad: "FROM opensuse/leap:15.6\n«RUN zypper -n install nginx»\n",
		good: "FROM opensuse/leap:15.6\nRUN zypper -n install nginx && zypper clean --all\n"
	}, {
		name: "the short names",
		good: "FROM opensuse/leap:15.6\nRUN zypper -n in nginx && zypper cc -a\n"
	}]
}, {
	managers: ["zypper"],
	fills: ({ verb }) => [
		"install",
		"in",
		"remove",
		"rm",
		"source-install",
		"si",
		"patch"
	].includes(verb),
	empties: ({ verb }) => verb === "clean" || verb === "cc",
	folders: ["/var/cache/zypp"],
	remains: "its cache"
});
// src/rules/dockerfile/zypper-packages-pinned.ts
var zypper_packages_pinned_default = pinRule({
	id: "dockerfile/zypper-packages-pinned",
	title: "A package of zypper is installed without a version",
	profile: "all",
	why: "The same Dockerfile gives another package tomorrow, so a build that worked may break or change.",
	remedy: "Name the version (`nginx=1.21.5`), or leave this rule off and pin the base image by digest.",
	references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions", "https://en.opensuse.org/SDB:Zypper_usage"],
	equivalents: {
		kics: ["562952e4-0348-4dea-9826-44f3a2c6117b"],
		hadolint: ["DL3037"]
	},
	examples: [{
		name: "a package by its name",
		bad: "FROM opensuse/leap:15.6\nRUN «zypper --non-interactive install nginx» && zypper clean --all\n",
		good: "FROM opensuse/leap:15.6\nRUN zypper --non-interactive install nginx=1.21.5 && zypper clean --all\n"
	}]
}, {
	managers: ["zypper"],
	packages: installs("install", "in"),
	isPinned: (text) => /[=<>/]|\.rpm$/.test(text)
});
// src/rules/image/digest-agrees.ts
var digest_agrees_default = defineRule({
	id: "image/digest-agrees",
	title: "One tag is pinned to two digests",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "image",
	why: "The digest decides, so two places that read the same use different images: a fix has arrived in one of them only, and what is tested or scanned here is not what runs there.",
	remedy: "Write the newer digest in both places, and let one bot refresh them together.",
	references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions", "CIS Docker Benchmark 1.6.0, 4.4"],
	equivalents: { cis: ["4.4"] },
	*check({ use: { image, at, pinnedElsewhere, kind, of } }) {
		if (image.state !== "known" || pinnedElsewhere === void 0) return;
		const name = shortRepository(image.value.repository);
		yield {
			at,
			key: "digest",
			subject: kind === "compose" && of !== void 0 ? {
				image: name,
				service: of
			} : { image: name },
			message: `\`${name}:${image.value.tag ?? ""}\` is pinned to another digest here than in another place.`,
			related: [{
				at: pinnedElsewhere,
				note: "the other digest"
			}]
		};
	},
	examples: [{
		name: "two Dockerfiles",
		bad: "FROM «node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f»\nUSER node\n",
		good: "FROM node:22.12-slim@sha256:0000000000000000000000000000000000000000000000000000000000000001\nUSER node\n",
		path: "web/Dockerfile",
		files: { "api/Dockerfile": "FROM node:22.12-slim@sha256:0000000000000000000000000000000000000000000000000000000000000001\nUSER node\n" }
	}, {
		name: "another tag, and a tag without a digest",
		good: "FROM node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\nUSER node\n",
		path: "web/Dockerfile",
		files: {
			"api/Dockerfile": "FROM node:22.11-slim@sha256:0000000000000000000000000000000000000000000000000000000000000001\nUSER node\n",
			"job/Dockerfile": "FROM node:22.12-slim\nUSER node\n"
		}
	}]
});
// src/rules/image/moving-tag.ts
/** Tags that name no version but whatever is newest of a kind. */
function isMoving(tag) {
	return /^(?:latest|stable|edge|nightly|main|master|dev|develop|rolling|current|mainline|lts|head|unstable|test|testing|canary|beta|alpha|next|snapshot)$/i.test(tag);
}
// src/rules/image/digest-pinned.ts
var digest_pinned_default = defineRule({
	id: "image/digest-pinned",
	title: "Image is not pinned by its digest",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "image",
	why: "What you tested may not be what runs: a tag can be moved to another image by its owner, or by whoever took over the owner’s account. A digest (the checksum of the image) names one image for ever.",
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
		cis: [
			"4.2",
			"4.12",
			"5.28"
		],
		dockerfileSecurity: ["core-005"]
	},
	*check({ use }) {
		const { image, at } = use;
		if (image.state !== "known" || image.value.digest !== void 0 || image.value.tag === void 0) return;
		if (use.kind !== "from" && isMoving(image.value.tag)) return;
		const name = shortRepository(image.value.repository);
		yield {
			at,
			subject: {
				image: name,
				...use.kind === "compose" && use.of !== void 0 ? { service: use.of } : {}
			},
			key: "digest",
			message: `\`${name}:${image.value.tag}\` is not pinned by its digest.`
		};
	},
	examples: [
		{
			name: "a tag alone",
			bad: "FROM «node:22.12-slim»\n",
			good: "FROM node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n"
		},
		{
			name: "in a Compose file, and a tag of a base image that moves",
			path: "compose.yaml",
			bad: "services:\n  web:\n    image: «nginx:1.29»\n  job:\n    build: .\n",
			files: { Dockerfile: "FROM node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n" }
		},
		{
			name: "a tag that moves, for what is built",
			bad: "FROM «node:latest»\n"
		},
		{
			name: "a tag that moves is told by another rule, and so is none",
			path: "compose.yaml",
			good: "services:\n  web:\n    image: nginx:latest\n  cache:\n    image: redis\n  own:\n    image: ${IMAGE}\n"
		}
	]
});
// src/rules/workflow/compromised-actions.ts
const compromisedActions = [
	{
		action: "aquasecurity/trivy-action",
		commits: commitsOf(`
      f77738448eec70113cf711656914b61905b3bd47
      f5c9fd927027beaa3760d2a84daa8b00e6e5ee21
      22e864e71155122e2834eb0c10d0e7e0b8f65aa3
      6ec7aaf336b7d2593d980908be9bc4fed6d407c6
      555e7ad4c895c558c7214496df1cd56d1390c516
      794b6d99daefd5e27ecb33e12691c4026739bf98
      506d7ff06abc509692c600b5b69b4dc6ceaa4b15
      91d5e0a13afab54533a95f8019dd7530bd38a071
      252554b0e1130467f4301ba65c55a9c373508e35
      b9faa60f85f6f780a34b8d0faaf45b3e3966fdda
      3c615ac0f29e743eda8863377f9776619fd2db76
      c19401b2f58dc6d2632cb473d44be98dd8292a93
      4209dcadeaea6a7df69262fef1beeda940881d4d
      61fbe20b7589e6b61eedcd5fe1e958e1a95fbd13
      0d49ceb356f7d4735c63bd0d5c7e67665ec7f80c
      2e7964d59cd24d1fd2aa4d6a5f93b7f09ea96947
      1d74e4cf63b7cf083cf92bf5923cf037f7011c6b
      3201ddddd69a1419c6f1511a14c5945ba3217126
      ea56cd31d82b853932d50f1144e95b21817e52cf
      9738180dd24427b8824445dbbc23c30ffc1cb0d8
      ef3a510e3f94df3ea9fcd01621155ca5f2c3bf5b
      bb75a9059c2d5803db49e6ed6c6f7e0b367f96be
      9e8968cb83234f0de0217aa8c934a68a317ee518
      7f6f0ce52a59bdfc5757c3982aac2353b58f4c73
      0891663bc55073747be0eb864fbec3727840945d
      3dffed04dc90cf1c548f40577d642c52241ec76c
      cf1692a1fc7a47120e6508309765db7e33477946
      848d665ed24dc1a41f6b4b7c7ffac7693d6b37be
      fa4209b6182a4c1609ce34d40b67f5cfd7f00f53
      8cfb9c31cc944da57458555aa398bb99336d5a1f
      18f01febc4c3cd70ce6b94b70e69ab866fc033f5
      7b955a5ece1e1b085c12dac7ac10e0eb1f5b0d4d
      d488f4388ff4aa268906e25c2144f1433a4edec2
      fa78e67c0df002c509bcdea88677fb5e2fe6a9b1
      a5b4818debf2adbaba872aaffd6a0f64a26449fa
      6fc874a1f9d65052d4c67a314da1dae914f1daff
      2a51c5c5bb1fd1f0e134c9754f1702cfa359c3dd
      ddb6697447a97198bdef9bae00215059eb5e8bc2
      aa3c46a9643b18125abb8aefc13219014e9c4be8
      4bdcc5d9ef3ddb42ccc9126e6c07faa3df2807e3
      b745a35bad072d93a9b83080e9920ec52c6b5a27
      da73ae0790e458e878b300b57ceb5f81ac573b46
      7550f14b64c1c724035a075b36e71423719a1f30
      8aa8af3ea1de8e968a3e49a40afb063692ab8eae
      e53b0483d08da44da9dfe8a84bf2837e5163699b
      276ca9680f6df9016db12f7c48571e5c4639451d
      8ae5a08aec3013ee8f6132b2a9012b45002f8eaa
      820428afeb64484d311211658383ce7f79d31a0a
      cf19d27c8a7fb7a8bbf1e1000e9318749bcd82cf
      405e91f329294fb696f55793203abf1f6aba9b40
      2297a1b967ecc05ba2285eb6af56ab4da554ecae
      2b1dac84ff12ba56158b3a97e2941a587cb20da9
      f4f1785be270ae13f36f6a8cfbf6faaae50e660a
      3d1b5be1589a83fc98b82781c263708b2eb3b47b
      985447b035c447c1ed45f38fad7ca7a4254cb668
      85cb72f1e8ee5e6e44488cd6cbdbca94722f96ed
      38623bf26706d51c45647909dcfb669825442804
      9092287c0339a8102f91c5a257a7e27625d9d029
      b7befdc106c600585d3eec87d7e98e1c136839ae
      9ba3c3cd3b23d033cd91253a9e61a4bf59c8a670
      fd090040b5f584f4fcbe466878cb204d0735dcf4
      e0198fd2b6e1679e36d32933941182d9afa82f6f
      ddb94181dcbc723d96ffc07fddd14d97e4849016
      b7252377a3d82c73d497bfafa3eabe84de1d02c4
      66c90331c8b991e7895d37796ac712b5895dda3b
      c5967f85626795f647d4bf6eb67227f9b79e02f5
      9c000ba9d482773cbbc2c3544d61b109bc9eb832
      ad623e14ebdfe82b9627811d57b9a39e283d6128
      8519037888b189f13047371758f7aed2283c6b58
      fd429cf86db999572f3d9ca7c54561fdf7d388a4
      19851bef764b57ff95b35e66589f31949eeb229d
      91e7c2c36dcad14149d8e455b960af62a2ffb275
      ab6606b76e5a054be08cab3d07da323e90e751e8
      a9bc513ea7989e3234b395cafb8ed5ccc3755636
      ddb9da4475c1cef7d5389062bdfdfbdbd1394648
    `),
		moved: (tag) => /^0\.\d+\.\d+$/.test(tag) && isBelow$1(tag, [
			0,
			35,
			0
		]),
		good: "0.35.0"
	},
	{
		action: "aquasecurity/setup-trivy",
		commits: commitsOf(`
      8afa9b9f9183b4e00c46e2b82d34047e3c177bd0
      386c0f18ac3d7f2ed33e2d884761119f4024ff8a
      384add36b52014a0f99c0ab3a3d58bd47e53d00f
      7a4b6f31edb8db48cc22a1d41e298b38c4a6417e
      6d8d730153d6151e03549f276faca0275ed9c7b2
      99b93c070aac11b52dfc3e41a55cbb24a331ae75
      f4436225d8a5fd1715d3c2290d8a50643e726031
    `),
		moved: (tag) => isBelow$1(tag, [
			0,
			2,
			6
		]),
		good: "v0.2.6"
	},
	{
		action: "actions/checkout",
		commits: commitsOf("70379aad1a8b40919ce8b382d3cd7d0315cde1d0"),
		moved: () => false,
		good: "v5"
	}
];
/** Releases of Trivy that were not made by its authors, from the same advisory. */
const badTrivyVersions = /* @__PURE__ */ new Set([
	"0.69.4",
	"0.69.5",
	"0.69.6"
]);
/** The digests under which those releases were images, from the same advisory. */
const badTrivyDigests = /* @__PURE__ */ new Set([
	"sha256:27f446230c60bbf0b70e008db798bd4f33b7826f9f76f756606f5417100beef3",
	"sha256:5aaa1d7cfa9ca4649d6ffad165435c519dc836fa6e21b729a2174ad10b057d2b",
	"sha256:425cd3e1a2846ac73944e891250377d2b03653e6f028833e30fc00c1abbc6d33"
]);
function commitsOf(list) {
	return new Set(list.trim().split(/\s+/));
}
/** Whether a tag is a whole version below another; `v2` is none. */
function isBelow$1(tag, limit) {
	const numbers = /^v?(\d+)\.(\d+)\.(\d+)$/.exec(tag)?.slice(1).map(Number);
	if (numbers === void 0) return false;
	const at = limit.findIndex((part, index) => part !== numbers[index]);
	return at >= 0 && (numbers[at] ?? 0) < (limit[at] ?? 0);
}
// src/rules/image/no-compromised-image.ts
/** The names under which the images of Trivy are published. */
const trivy = /^(?:(?:docker\.io\/)?aquasec|ghcr\.io\/aquasecurity|public\.ecr\.aws\/aquasecurity)\/trivy$/;
var no_compromised_image_default = defineRule({
	id: "image/no-compromised-image",
	title: "An image was published by attackers",
	severity: "critical",
	confidence: "certain",
	profile: "default",
	subject: "image",
	why: "The images of Trivy 0.69.4 to 0.69.6 were not made by its authors: they read every secret in their reach and send it away. Registries took them down; a mirror or a cache may still have them, and whoever ran one has leaked what it could reach.",
	remedy: "Name a release that is known to be good by its digest, and change every secret that the container could reach.",
	references: [
		"https://github.com/aquasecurity/trivy/security/advisories/GHSA-69fq-xp46-6x23",
		"CVE-2026-33634",
		"CWE-506"
	],
	equivalents: {},
	*check({ use }) {
		const { image, at, of } = use;
		if (image.state !== "known") return;
		const { name, tag, digest } = image.value;
		if (!trivy.test(name)) return;
		if (!(digest !== void 0 && badTrivyDigests.has(digest)) && (digest !== void 0 || !badTrivyVersions.has(tag?.replace(/^v/, "") ?? ""))) return;
		yield {
			at,
			key: name,
			...of === void 0 ? {} : { subject: { image: name } },
			message: `\`${name}\` in this version steals the secrets in its reach.`
		};
	},
	examples: [
		{
			name: "in a step of a workflow",
			path: ".github/workflows/scan.yml",
			bad: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker run --rm «aquasec/trivy:0.69.4» image example/web:1.4\n",
			good: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker run --rm aquasec/trivy:0.72.0 image example/web:1.4\n"
		},
		{
			name: "as a stage to copy from",
			bad: "FROM «ghcr.io/aquasecurity/trivy:0.69.6» AS trivy\nFROM alpine:3.22\nCOPY --from=trivy /usr/local/bin/trivy /usr/local/bin/\n"
		},
		{
			name: "with a v",
			bad: "FROM «aquasec/trivy:v0.69.5»\n"
		},
		{
			name: "by its digest, whatever the tag says",
			bad: "FROM «aquasec/trivy:0.72.0@sha256:27f446230c60bbf0b70e008db798bd4f33b7826f9f76f756606f5417100beef3»\n"
		},
		{
			name: "other versions, other digests, other images",
			good: "FROM aquasec/trivy:0.69.3\nFROM aquasec/trivy\nFROM aquasec/trivy:0.69.4@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\nFROM example/trivy:0.69.4\nFROM aquasec/trivy:0v.69.4\n"
		}
	]
});
// src/rules/image/moving-image.ts
/** What is found where a place names an image whose tag moves, or none; undefined where it names a version or a digest. */
function movingImage({ image, at, kind, of }, more = "") {
	if (image.state !== "known" || image.value.digest !== void 0) return void 0;
	const { tag, repository } = image.value;
	if (tag !== void 0 && !isMoving(tag)) return void 0;
	const name = shortRepository(repository);
	return {
		at,
		subject: kind === "compose" && of !== void 0 ? {
			image: name,
			service: of
		} : { image: name },
		key: "tag",
		message: `${tag === void 0 ? `\`${name}\` has no tag, which means \`latest\`` : `\`${name}:${tag}\` is a tag that moves`}: another image tomorrow${more}.`
	};
}
/** What the rules about moving tags refer to. */
const movingReferences = [
	"https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
	"CIS Docker Benchmark 1.6.0, 4.2",
	"OWASP Docker Security Cheat Sheet, rule 13"
];
// src/rules/image/powerful-tag-pinned.ts
var powerful_tag_pinned_default = defineRule({
	id: "image/powerful-tag-pinned",
	title: "Image of a container that controls the host is not pinned to a version",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "image",
	why: "Whoever pushes to this tag gets the host. The container is privileged, holds the engine’s socket or writes to system folders, and the tag (`latest`, or none at all) takes whatever was pushed last: a stolen account of the publisher, or one bad release, is enough.",
	remedy: "Name a version tag together with its digest (`traefik:v3.5@sha256:…`), and let Renovate or Dependabot refresh both.",
	references: movingReferences,
	equivalents: {
		composeLint: ["CL-0004"],
		dclint: ["service-image-require-explicit-tag"],
		cis: ["4.2", "5.28"]
	},
	*check({ use }) {
		const power = use.container === void 0 ? void 0 : powerOf(use.container);
		if (power === void 0) return;
		const found = movingImage(use, `, and the container ${power}`);
		if (found !== void 0) yield found;
	},
	examples: [
		{
			name: "a proxy that holds the engine’s socket",
			path: "compose.yaml",
			bad: "services:\n  proxy:\n    image: «traefik»\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock:ro\"]\n",
			good: "services:\n  proxy:\n    image: traefik:v3.5\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock:ro\"]\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run --privileged «example/runner:latest»\n"
		},
		{
			name: "a container without such power",
			path: "compose.yaml",
			good: "services:\n  cache:\n    image: redis\n"
		},
		{
			name: "folders of the host that it can write to",
			path: "compose.yaml",
			bad: "services:\n  jobs:\n    image: «example/jobs»\n    volumes: [\"/etc/cron.d:/jobs\"]\n  disk:\n    image: «example/disk:latest»\n    volumes: [\"/:/host\"]\n"
		},
		{
			name: "a switch that is off, and a proxy before the socket",
			path: "compose.yaml",
			good: "services:\n  web:\n    image: example/web\n    privileged: false\n  proxy:\n    image: example/socketproxy\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\n"
		}
	]
});
// src/rules/image/registry-allowed.ts
const allowed = { "container-guard.yaml": "registries:\n  - ghcr.io/acme\n  - \"*.example.com\"\n" };
var registry_allowed_default = defineRule({
	id: "image/registry-allowed",
	title: "Image comes from a registry that is not allowed",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "image",
	why: "What is pulled runs with everything the container has. A team that has said which registries it trusts (the setting `registries`) wants to hear of every image from elsewhere: a name mistyped, a public copy of an image of its own, a base that nobody vetted. Without the setting this rule asks nothing.",
	remedy: "Take the image from an allowed registry, mirror it there, or add the registry to `registries`.",
	references: ["CIS Docker Benchmark 1.6.0, 4.2", "OWASP Docker Security Cheat Sheet, rule 13"],
	equivalents: {
		hadolint: ["DL3026"],
		cis: ["4.2"]
	},
	*check({ use, demands }) {
		const { image, at, of, kind } = use;
		if (demands.registries.length === 0 || image.state === "unset") return;
		if (image.state === "unknown") {
			yield {
				at,
				key: "unknown",
				confidence: "possible",
				message: `Which registry the image comes from is not known: ${image.why}.`
			};
			return;
		}
		const { name, repository } = image.value;
		if (demands.registries.some((registry) => isBelow(repository, registry))) return;
		yield {
			at,
			subject: {
				image: name,
				...kind === "compose" && of !== void 0 ? { service: of } : {}
			},
			key: "registry",
			message: `\`${name}\` comes from \`${repository.slice(0, repository.indexOf("/"))}\`, which is not among the allowed registries.`
		};
	},
	examples: [
		{
			name: "from elsewhere",
			bad: "FROM «quay.io/acme/base:1.2»\n",
			good: "FROM ghcr.io/acme/base:1.2\n",
			files: allowed
		},
		{
			name: "Docker Hub goes without its name",
			bad: "FROM «node:22-slim»\n",
			files: allowed
		},
		{
			name: "a path that begins alike",
			bad: "FROM «ghcr.io/acme-labs/base:1.2»\n",
			files: allowed
		},
		{
			name: "nobody knows",
			bad: "ARG BASE\nFROM «$BASE»\n",
			files: allowed
		},
		{
			name: "a host of many, a stage, and scratch",
			good: "FROM eu.example.com/team/base:1.2 AS build\nFROM build AS test\nFROM scratch\n",
			files: allowed
		},
		{
			name: "in a Compose file",
			path: "compose.yaml",
			bad: "services:\n  web:\n    image: «quay.io/acme/web:1.2»\n  own:\n    build: .\n",
			files: {
				...allowed,
				Dockerfile: "FROM ghcr.io/acme/base:1.2\n"
			}
		},
		{
			name: "no list",
			good: "FROM quay.io/acme/base:1.2\n"
		}
	]
});
/** Whether a repository is the registry's, or below the path; `*` stands for any part of a name. */
function isBelow(repository, registry) {
	const pattern = registry.replace(/^[a-z]+:\/\//, "").replace(/\/+$/, "").split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")).join("[^/]*");
	return new RegExp(`^${pattern}(?:/|$)`).test(repository);
}
// src/rules/image/run-tag-pinned.ts
var run_tag_pinned_default = defineRule({
	id: "image/run-tag-pinned",
	title: "Image of a container is not pinned to a version",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "image",
	why: "The next pull may start another program than the one you tested: a major version with another data format, a broken release, or the image of somebody who took over the tag. A rollback to the file of last week does not bring back last week’s image. Without a tag, or with one like `latest`, the registry answers with whatever was pushed last.",
	remedy: "Name a version tag (`redis:7.4`), better together with its digest, and let Renovate or Dependabot refresh it.",
	references: movingReferences,
	equivalents: {
		composeLint: ["CL-0004"],
		dclint: ["service-image-require-explicit-tag"],
		cis: ["4.2", "5.28"]
	},
	*check({ use }) {
		if (use.container === void 0 || powerOf(use.container) !== void 0) return;
		const found = movingImage(use);
		if (found !== void 0) yield found;
	},
	examples: [
		{
			name: "in a Compose file",
			path: "compose.yaml",
			bad: "services:\n  cache:\n    image: «redis:latest»\n  web:\n    image: «nginx»\n",
			good: "services:\n  cache:\n    image: redis:7.4\n  web:\n    image: nginx:1.29\n"
		},
		{
			name: "on the command line",
			path: "run.sh",
			bad: "docker run «redis»\n",
			good: "docker run redis:7.4\n"
		},
		{
			name: "power over the host, which another rule tells, and what is built",
			path: "compose.yaml",
			good: "services:\n  proxy:\n    image: traefik\n    privileged: true\n  web:\n    build: .\n",
			files: { Dockerfile: "FROM node\nUSER node\n" }
		},
		{
			name: "an image that the project builds",
			path: "compose.yaml",
			good: "services:\n  web:\n    build: .\n    image: example/web\n",
			files: { Dockerfile: "FROM node:22.12-slim\nUSER node\n" }
		}
	]
});
// src/rules/image/tag-beside-digest.ts
var tag_beside_digest_default = defineRule({
	id: "image/tag-beside-digest",
	title: "A tag beside a digest says nothing",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "image",
	why: "Where a digest is given, the tag is not looked at. It is a comment for people, and a wrong one as soon as somebody moves one of the two alone. A bot that refreshes both keeps it right; by hand it does not stay so.",
	remedy: "Have Renovate or Dependabot refresh tag and digest together, or drop the tag.",
	references: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions", "https://docs.docker.com/dhi/core-concepts/digests/"],
	equivalents: { sonar: ["S8431"] },
	*check({ use }) {
		const { image, at } = use;
		if (image.state !== "known" || image.value.digest === void 0 || image.value.tag === void 0) return;
		const name = shortRepository(image.value.repository);
		yield {
			at,
			subject: { image: name },
			key: "tag",
			message: `Of \`${name}:${image.value.tag}\` and a digest the digest alone counts.`
		};
	},
	examples: [{
		name: "both",
		bad: "FROM «node:22.12-slim@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f»\n",
		good: "FROM node@sha256:6e0a5f1b3e9c2d4f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f\n"
	}, {
		name: "one of the two, or nobody knows",
		good: "ARG BASE\nFROM node:22.12-slim\nFROM node\nFROM $BASE\n"
	}]
});
// src/rules/image/tag-pinned.ts
var tag_pinned_default = defineRule({
	id: "image/tag-pinned",
	title: "Base image is not pinned to a version",
	severity: "medium",
	confidence: "certain",
	profile: "default",
	subject: "image",
	why: "The same commit builds something else tomorrow: a build that worked breaks, an old release cannot be built again, and whoever takes over the tag decides what goes into your image. Without a tag, or with one like `latest`, the registry answers with whatever was pushed last.",
	remedy: "Name a version tag, better together with its digest, and let Renovate or Dependabot refresh it.",
	references: movingReferences,
	equivalents: {
		trivy: ["DS-0001"],
		hadolint: ["DL3006", "DL3007"],
		kics: ["9efb0b2d-89c9-41a3-91ca-dcc0aec911fd", "f45ea400-6bbe-4501-9fc7-1c3d75c32067"],
		checkov: ["CKV_DOCKER_7"],
		semgrep: [
			"missing-image-version",
			"avoid-latest-version",
			"dockerfile-source-not-pinned"
		],
		sonar: ["S6596", "S7023"],
		codePathfinder: [
			"DOCKER-BP-001",
			"DOCKER-BP-015",
			"DOCKER-AUD-001"
		],
		dockle: ["DKL-DI-0006"],
		cis: ["4.2", "5.28"],
		terrascan: ["AC_DOCKER_0041"],
		dflint: ["missing_tag", "latest_tag"],
		dockerfileSecurity: ["core-006"]
	},
	*check({ use }) {
		if (use.container !== void 0) return;
		const found = movingImage(use);
		if (found !== void 0) yield found;
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
			name: "the container of a job",
			path: ".github/workflows/ci.yml",
			bad: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container: «node:latest»\n    steps:\n      - run: npm test\n",
			good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container: node:22.12-slim\n    steps:\n      - run: npm test\n"
		},
		{
			name: "a name that is made of one, and nobody knows",
			good: "ARG BASE\nFROM node:22-latest-slim\nFROM node:latest-22\nFROM $BASE\n"
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
// src/rules/image/tested-release.ts
var tested_release_default = defineRule({
	id: "image/tested-release",
	title: "The pipeline tests against another release of a service than the one that is started",
	severity: "low",
	confidence: "possible",
	profile: "strict",
	subject: "image",
	why: "What passes with one release of a database may fail with another: the tests say nothing of what is run.",
	remedy: "Use the release of the Compose file in the workflow too, or all that are supported in a matrix.",
	references: ["https://docs.github.com/en/actions/tutorials/use-containerized-services"],
	equivalents: {},
	*check({ use: { image, at, startedElsewhere } }) {
		if (image.state !== "known" || startedElsewhere === void 0) return;
		const name = shortRepository(image.value.repository);
		const tags = [...new Set(startedElsewhere.map(({ tag }) => `\`${tag}\``))];
		yield {
			at,
			key: "release",
			subject: { image: name },
			message: `\`${name}\` is used here as \`${image.value.tag ?? ""}\`, and started by Compose as ${tags.join(", ")}.`,
			related: startedElsewhere.slice(0, placesShown$1).map((place) => ({
				at: place.at,
				note: `started as ${place.tag}`
			}))
		};
	},
	examples: [{
		name: "a database of last year",
		path: ".github/workflows/ci.yml",
		bad: "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      db:\n        image: «postgres:15-alpine»\n    steps:\n      - run: npm test\n",
		good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      db:\n        image: postgres:17\n    steps:\n      - run: npm test\n",
		files: { "compose.yaml": "services:\n  db:\n    image: postgres:17.2-alpine\n" }
	}, {
		name: "a release that one of several Compose files starts, and tags that name none",
		path: ".github/workflows/ci.yml",
		good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      db:\n        image: postgres:15\n      cache:\n        image: redis:latest\n    steps:\n      - run: npm test\n",
		files: {
			"compose.yaml": "services:\n  db:\n    image: postgres:17\n  cache:\n    image: redis:7\n",
			"old/compose.yaml": "services:\n  db:\n    image: postgres:15.1\n"
		}
	}]
});
/** How many places a finding names. */
const placesShown$1 = 5;
// src/rules/image/version-built-here.ts
var version_built_here_default = defineRule({
	id: "image/version-built-here",
	title: "An image is used in another version than the repository builds",
	severity: "low",
	confidence: "possible",
	profile: "strict",
	subject: "image",
	why: "What is started is then not what the pipeline builds, scans and signs: a fix that was made in the Dockerfile does not arrive, and a finding that is gone here is still there.",
	remedy: "Name the version in one place, such as a variable in `.env` that the pipeline reads too, and have both follow it.",
	references: ["https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/"],
	equivalents: {},
	*check({ use: { image, at, kind, of, builtAs } }) {
		if (image.state !== "known" || builtAs === void 0 || image.value.digest !== void 0) return;
		const tag = image.value.tag ?? "latest";
		const versions = builtAs.filter((each) => /^v?\d/.test(each));
		if (versions.length === 0 || builtAs.includes(tag)) return;
		const name = shortRepository(image.value.repository);
		yield {
			at,
			key: "version",
			subject: kind === "compose" && of !== void 0 ? {
				image: name,
				service: of
			} : { image: name },
			message: `\`${name}\` is used as \`${tag}\`, and built here as ${versions.map((each) => `\`${each}\``).join(", ")}.`
		};
	},
	examples: [{
		name: "the pipeline is ahead of the Compose file",
		bad: "services:\n  web:\n    image: «ghcr.io/example/web:1.3»\n",
		good: "services:\n  web:\n    image: ghcr.io/example/web:1.4\n",
		path: "compose.yaml",
		files: {
			Dockerfile: "FROM alpine:3.22\nUSER 1000\n",
			".github/workflows/image.yml": "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: docker build -t ghcr.io/example/web:1.4 .\n"
		}
	}, {
		name: "a build without a version",
		good: "services:\n  web:\n    image: ghcr.io/example/web:1.3\n",
		path: "compose.yaml",
		files: {
			Dockerfile: "FROM alpine:3.22\nUSER 1000\n",
			"build.sh": "docker build -t ghcr.io/example/web .\n"
		}
	}]
});
// src/rules/project/order-rule.ts
/** A rule that wants the things of a file in a certain order, and tells of the first that stands too late. */
function orderRule(texts, sequencesOf) {
	return defineRule({
		...texts,
		severity: "info",
		confidence: "certain",
		profile: "all",
		subject: "project",
		*check({ project }) {
			for (const { service, items } of sequencesOf(project)) {
				const own = items.filter(({ at }) => at.file === items[0]?.at.file);
				const at = own.findIndex((item, index) => index > 0 && before(item, own[index - 1]));
				const [late, earlier] = [own[at], own[at - 1]];
				if (late === void 0 || earlier === void 0) continue;
				yield {
					at: late.at,
					key: late.name,
					...service === void 0 ? {} : { subject: { service } },
					message: `${service === void 0 ? "" : `Service \`${service}\`: `}\`${late.name}\` stands behind \`${earlier.name}\`, before which it belongs.`
				};
			}
		}
	});
}
function before(one, other) {
	if (other === void 0) return false;
	return one.rank === other.rank ? one.name.toLowerCase() < other.name.toLowerCase() : one.rank < other.rank;
}
// src/rules/project/dependencies-sorted.ts
var dependencies_sorted_default = orderRule({
	id: "project/dependencies-sorted",
	title: "The dependencies of a service are not in alphabetical order",
	why: "The order means nothing to Compose. Sorted, a list of dependencies is compared at a glance.",
	remedy: "Sort `depends_on` by name.",
	references: ["https://docs.docker.com/reference/compose-file/services/#depends_on"],
	equivalents: { dclint: ["service-dependencies-alphabetical-order"] },
	examples: [{
		name: "out of order",
		bad: "services:\n  cache:\n    image: redis:7.4\n  db:\n    image: postgres:17\n  web:\n    image: example/web:1.4\n    depends_on:\n      - db\n      - «cache»\n",
		good: "services:\n  cache:\n    image: redis:7.4\n  db:\n    image: postgres:17\n  web:\n    image: example/web:1.4\n    depends_on:\n      - cache\n      - db\n"
	}, {
		name: "with conditions",
		bad: "services:\n  cache:\n    image: redis:7.4\n  db:\n    image: postgres:17\n  web:\n    image: example/web:1.4\n    depends_on:\n      db:\n        condition: service_started\n      «cache»:\n        condition: service_started\n"
	}]
}, function* (project) {
	for (const { name: service, settings } of project.services) {
		const value = valueAt(settings, "depends_on");
		yield {
			service,
			items: value?.kind === "map" ? [...value.entries.values()].map(({ key, keyAt }) => ({
				name: key,
				at: keyAt,
				rank: 0
			})) : itemsOf(value).map((item) => ({
				name: asText(item) ?? "",
				at: item.at,
				rank: 0
			}))
		};
	}
});
// src/rules/project/healthy-dependency-checked.ts
var healthy_dependency_checked_default = defineRule({
	id: "project/healthy-dependency-checked",
	title: "A service waits for the health of one that nobody checks",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "project",
	why: "`condition: service_healthy` waits for a health check. Without one Compose gives up: the service that waits is never started.",
	remedy: "Give the other service a `healthcheck`, or wait with `condition: service_started`.",
	references: ["https://docs.docker.com/compose/how-tos/startup-order/", "CIS Docker Benchmark 1.6.0, 5.27"],
	equivalents: { cis: ["5.27"] },
	*check({ project, containers }) {
		const postures = new Map(containers.map((posture) => [posture.settings.name, posture]));
		for (const { name, settings } of project.services) {
			const waits = valueAt(settings, "depends_on");
			if (waits?.kind !== "map") continue;
			for (const { key, value } of waits.entries.values()) {
				const condition = value.kind === "map" ? textSetting(valueAt(value, "condition")) : void 0;
				const other = postures.get(key);
				if (condition?.state !== "known" || condition.value !== "service_healthy" || other === void 0) continue;
				const { setting } = other.healthCheck;
				if (setting.state === "known" && setting.value) continue;
				const unsure = setting.state === "unknown";
				yield {
					at: condition.at,
					key: `${name} ${key}`,
					subject: { service: name },
					...unsure ? { confidence: "possible" } : {},
					message: `Service \`${name}\` waits for the health of \`${key}\`, which has no health check${unsure ? " unless its image brings one" : ""}.`,
					related: [{
						at: other.settings.at,
						note: "nobody checks it"
					}]
				};
			}
		}
	},
	examples: [
		{
			name: "an image without a check",
			bad: "services:\n  api:\n    image: example/api:1\n    depends_on:\n      db:\n        condition: «service_healthy»\n  db:\n    image: postgres:17\n",
			good: "services:\n  api:\n    image: example/api:1\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: postgres:17\n    healthcheck:\n      test: [CMD, pg_isready, -U, postgres]\n"
		},
		{
			name: "nobody can know whether the image brings one",
			bad: "services:\n  api:\n    image: example/api:1\n    depends_on:\n      db: { condition: «service_healthy» }\n  db:\n    image: example/db:1\n"
		},
		{
			name: "a check that is switched off",
			bad: "services:\n  api:\n    image: example/api:1\n    depends_on:\n      db: { condition: «service_healthy» }\n  db:\n    image: postgres:17\n    healthcheck: { disable: true }\n"
		},
		{
			name: "what only has to be started",
			good: "services:\n  api:\n    image: example/api:1\n    depends_on:\n      db: { condition: service_started }\n      migrate: { condition: service_completed_successfully }\n  db:\n    image: postgres:17\n  migrate:\n    image: example/api:1\n"
		},
		{
			name: "the Dockerfile brings one",
			good: "services:\n  api:\n    image: example/api:1\n    depends_on:\n      web: { condition: service_healthy }\n  web:\n    build: .\n",
			files: { Dockerfile: "FROM example/base:1\nUSER 1000\nHEALTHCHECK CMD [\"/app/health\"]\n" }
		}
	]
});
// src/rules/project/image-or-build.ts
var image_or_build_default = defineRule({
	id: "project/image-or-build",
	title: "A service is built and pulled under one name",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "project",
	why: "With `build` and `image` Compose first looks for the image in the registry and builds only where it finds none: whether it runs what was pulled or what was built depends on the machine. `image` is also how a built image gets its name, which is why this is a note.",
	remedy: "Say which one is meant with `pull_policy: build` or `pull_policy: always`, or leave one of the two out.",
	references: ["https://docs.docker.com/reference/compose-file/build/#using-build-and-image"],
	equivalents: { dclint: ["no-build-and-image"] },
	*check({ project }) {
		for (const { name, settings, at } of project.services) {
			const [build, image] = [valueAt(settings, "build"), valueAt(settings, "image")];
			if (build === void 0 || image === void 0 || valueAt(settings, "pull_policy") !== void 0) continue;
			yield {
				at: settings.entries.get("build")?.keyAt ?? at,
				subject: { service: name },
				message: `Service \`${name}\` has both \`build\` and \`image\`, and does not say which one is meant.`,
				related: [{
					at: image.at,
					note: "the image"
				}]
			};
		}
	},
	examples: [{
		name: "both",
		bad: "services:\n  web:\n    «build»: .\n    image: example/web:1.4\n",
		good: "services:\n  web:\n    build: .\n    image: example/web:1.4\n    pull_policy: build\n"
	}, {
		name: "one",
		good: "services:\n  web:\n    build: .\n  db:\n    image: postgres:17\n"
	}]
});
// src/rules/project/name-set.ts
var name_set_default = defineRule({
	id: "project/name-set",
	title: "A Compose project has no name",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "project",
	why: "Two checkouts in folders of one name take over each other’s containers, and a renamed folder starts with empty volumes: without `name` a project is called after its folder.",
	remedy: "Add `name:` at the top of the file.",
	references: ["https://docs.docker.com/compose/how-tos/project-name/"],
	equivalents: { dclint: ["require-project-name-field"] },
	*check({ project }) {
		const { entries } = project.document;
		const services = entries.get("services");
		if (!entries.has("name") && services !== void 0) yield {
			at: services.keyAt,
			message: "The project has no name."
		};
	},
	examples: [{
		name: "none",
		bad: "«services»:\n  web:\n    image: example/web:1.4\n",
		good: "name: shop\nservices:\n  web:\n    image: example/web:1.4\n"
	}]
});
// src/rules/project/no-development-stage.ts
/** A word of a name, with others around it or not: `web-dev`, `test`. */
const word = (words) => new RegExp(`(?:^|[._-])(?:${words})(?:[._-]|$)`, "i");
const development = word("dev|devel|develop|development|test|tests|testing|debug|e2e|lint|watch");
const production = word("prod|production|release|live|deploy|deployment");
const shipped = word("prod|production|release|runtime|runner|final|deploy|app|live");
var no_development_stage_default = defineRule({
	id: "project/no-development-stage",
	title: "A service is started from a stage for development or tests",
	severity: "medium",
	confidence: "likely",
	profile: "strict",
	subject: "project",
	why: "Such a stage has compilers, debuggers and test data in it, often a server that reloads code and shows its errors to whoever asks, and often runs as root: all of it is there for an attacker, and none of it for the users.",
	remedy: "Name the stage that is made for production: `build.target: production`.",
	references: [
		"https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage",
		"https://docs.docker.com/compose/how-tos/production/",
		"CIS Docker Benchmark 1.6.0, 4.3"
	],
	equivalents: { cis: ["4.3"] },
	*check({ project, containers, files }) {
		const isProduction = files.some(isNamed(production)) && !isNamed(development)(files.at(-1) ?? "");
		const postures = new Map(containers.map((posture) => [posture.settings.name, posture]));
		for (const service of project.services) {
			const posture = postures.get(service.name);
			if (posture === void 0 || development.test(service.name) || posture.profiles?.some((name) => development.test(name))) continue;
			const found = targetOf(service, isProduction) ?? lastStageOf(service, posture);
			if (found === void 0) continue;
			const { at, message, related } = found;
			yield {
				at,
				key: service.name,
				subject: { service: service.name },
				message,
				related
			};
		}
	},
	examples: [
		{
			name: "a file for production that takes over the target for development",
			bad: "services:\n  web:\n    build:\n      context: .\n      target: «development»\n",
			good: "services:\n  web:\n    build:\n      context: .\n      target: production\n",
			files: {
				"compose.prod.yaml": "services:\n  web:\n    restart: always\n",
				Dockerfile: "FROM node:22 AS development\nCMD [\"npm\", \"run\", \"dev\"]\nFROM node:22-slim AS production\nUSER node\n",
				"deploy.sh": "docker compose -f compose.yaml -f compose.prod.yaml up -d\n"
			}
		},
		{
			name: "no target, and the last stage is for tests",
			bad: "services:\n  web:\n    build: «.»\n",
			good: "services:\n  web:\n    build: { context: ., target: runtime }\n",
			files: { Dockerfile: "FROM node:22-slim AS runtime\nUSER node\nFROM runtime AS test\nRUN npm test\n" }
		},
		{
			name: "a file for development, a service for tests, and one that is only started for them",
			good: "services:\n  web:\n    build: { context: ., target: development }\n  test:\n    build: { context: ., target: test }\n  checker:\n    profiles: [test]\n    build: { context: ., target: test }\n",
			files: { Dockerfile: "FROM node:22 AS development\nUSER node\nFROM node:22-slim AS production\nUSER node\nFROM production AS test\n" }
		},
		{
			name: "a last stage beside which there is none for production",
			good: "services:\n  web:\n    build: .\n",
			files: { Dockerfile: "FROM node:22 AS base\nFROM base AS development\nUSER node\n" }
		}
	]
});
const shippedStage = withLastAnswer(({ stages }) => stages.find(({ name }) => name !== void 0 && shipped.test(name) && !development.test(name)));
function isNamed(pattern) {
	return (path) => pattern.test(basename$1(path).replace(/\.ya?ml$/, ""));
}
function targetOf({ name, settings }, isProduction) {
	const target = textSetting(valueAt(settings, "build", "target"));
	if (!isProduction || target.state !== "known" || !development.test(target.value) || production.test(target.value)) return void 0;
	return {
		at: target.at,
		message: `Service \`${name}\` is started for production from the stage \`${target.value}\`.`,
		related: []
	};
}
function lastStageOf({ name, settings }, { stage: posture }) {
	const build = valueAt(settings, "build");
	if (build === void 0 || posture === void 0 || textSetting(valueAt(settings, "build", "target")).state !== "unset") return void 0;
	const { stage, dockerfile } = posture;
	if (stage !== dockerfile.stages.at(-1) || stage.name === void 0 || !development.test(stage.name)) return void 0;
	const meant = shippedStage(dockerfile);
	if (meant === void 0 || meant === stage) return void 0;
	return {
		at: build.at,
		message: `Service \`${name}\` names no target, so it is built from the last stage, \`${stage.name}\`, and not from \`${meant.name ?? ""}\`.`,
		related: [{
			at: stage.from.at,
			note: "the last stage"
		}]
	};
}
// src/rules/project/no-path-to-host.ts
var no_path_to_host_default = defineRule({
	id: "project/no-path-to-host",
	title: "A service that faces the network sits beside one that controls the host",
	severity: "medium",
	confidence: "possible",
	profile: "strict",
	subject: "project",
	why: "Whoever breaks into the service that is published reaches every service on its networks. If one of these is privileged or holds the engine’s socket, the way to the host is one more step.",
	remedy: "Put the service with power on a network of its own, shared only with those that must talk to it.",
	references: [
		"https://docs.docker.com/compose/how-tos/networking/",
		"CIS Docker Benchmark 1.6.0, 5.30",
		"OWASP Docker Security Cheat Sheet, rule 5"
	],
	equivalents: { cis: ["5.5", "5.32"] },
	*check({ containers }) {
		const settings = containers.map((posture) => posture.settings).filter(({ networkMode }) => networkMode.state === "unset");
		const reached = /* @__PURE__ */ new Map();
		for (const one of settings) {
			if (publishedPorts(one).length === 0) continue;
			for (const network of networksOf(one)) reached.set(network, [...reached.get(network) ?? [], one].slice(0, shownNeighbours));
		}
		for (const strong of settings) {
			const power = powerOf(strong);
			if (power === void 0 || publishedPorts(strong).length > 0) continue;
			const neighbours = [...new Set(networksOf(strong).flatMap((network) => reached.get(network) ?? []))].slice(0, shownNeighbours);
			if (neighbours.length === 0) continue;
			yield {
				at: strong.at,
				subject: { service: strong.name },
				message: `${called(strong)} ${power}, and shares a network with ${neighbours.map(({ name }) => `\`${name}\``).join(", ")}, which the network outside reaches.`,
				related: neighbours.map(({ name, at }) => ({
					at,
					note: `${name} is published`
				}))
			};
		}
	},
	examples: [
		{
			name: "on one network",
			bad: "services:\n  web:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n  «agent»:\n    image: example/agent:2\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n    networks: [front]\n  agent:\n    image: example/agent:2\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\n    networks: [back]\nnetworks: { front: {}, back: {} }\n"
		},
		{
			name: "on a network with a name",
			bad: "services:\n  web:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n    networks: [front, back]\n  api:\n    image: example/api:1\n    ports: [\"9090:90\"]\n    networks: [back]\n  «agent»:\n    image: example/agent:2\n    privileged: true\n    networks: [back]\nnetworks: { front: {}, back: {} }\n"
		},
		{
			name: "on the network of the host, or published itself",
			good: "services:\n  web:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n  agent:\n    image: example/agent:2\n    privileged: true\n    network_mode: host\n  console:\n    image: example/console:2\n    privileged: true\n    ports: [\"9090:90\"]\n"
		},
		{
			name: "a proxy that answers a few requests only",
			good: "services:\n  web:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n  socket-proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock:ro\"]\n"
		}
	]
});
/** How many published neighbours a finding names; one is enough to act. */
const shownNeighbours = 5;
/** The networks of a service; the one of the project where it names none. */
function networksOf({ networks }) {
	return networks.items.length === 0 ? ["default"] : networks.items.map(({ value }) => value);
}
// src/rules/project/no-secret-in-env-file.ts
var no_secret_in_env_file_default = defineRule({
	id: "project/no-secret-in-env-file",
	title: "An env file with a secret is kept with the code",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "project",
	why: "Whoever can read the repository, now or in its history, has the secret, and so has every copy of it. An `env_file` keeps secrets out of the Compose file, which does not help where it is committed next to it.",
	remedy: "Change the secret, take the file out of version control (`git rm --cached FILE`, and a line in `.gitignore`), and commit an example without values in its place.",
	references: [
		"https://docs.docker.com/compose/how-tos/environment-variables/best-practices/",
		"https://docs.docker.com/compose/how-tos/use-secrets/",
		"CWE-538"
	],
	equivalents: {},
	*check({ project, containers, envFiles, variableFiles }) {
		const used = lazily(() => new Set(project.files.flatMap(({ text }) => [...text.matchAll(variable)].map((found) => found[1]))));
		const literals = lazily(() => literalsOf(containers));
		for (const file of /* @__PURE__ */ new Set([...envFiles, ...variableFiles])) {
			if (/(?:example|sample|template|dist)\b/i.test(file.path)) continue;
			const isOfServices = envFiles.includes(file);
			for (const { name, start, end, what, value } of secretsInEnvText(file.text)) {
				if (!isOfServices && !used().has(name)) continue;
				yield {
					at: {
						file,
						span: {
							start,
							end
						}
					},
					key: name,
					secret: value,
					message: `\`${file.path}\` is kept with the code and gives \`${name}\` ${what}.`,
					related: literals().get(value) ?? []
				};
			}
		}
	},
	examples: [
		{
			name: "a password",
			path: "mail.env",
			bad: "MAIL_HOST=mail.example.com\n«MAIL_PASSWORD»=four-words-in-a-row\nexport «FEED»=\"https://shop:four-words@feed.example.com/\"\n",
			good: "MAIL_HOST=mail.example.com\nMAIL_PASSWORD_FILE=/run/secrets/mail\nFEED=\n",
			files: { "compose.yaml": "services:\n  mailer:\n    image: example/mailer:1.4\n    env_file: mail.env\n" }
		},
		{
			name: "an example to fill in",
			path: "mail.env.example",
			good: "MAIL_PASSWORD=four-words-in-a-row\n",
			files: { "compose.yaml": "services:\n  mailer:\n    image: example/mailer:1.4\n    env_file: mail.env.example\n" }
		},
		{
			name: "a file that no service names",
			path: "other.env",
			good: "MAIL_PASSWORD=four-words-in-a-row\n",
			files: { "compose.yaml": "services:\n  mailer:\n    image: example/mailer:1.4\n    env_file: mail.env\n" }
		},
		{
			name: "the file that Compose reads its variables from",
			path: ".env",
			bad: "TAG=1.4\n«DB_PASSWORD»=four-words-in-a-row\nOTHER_PASSWORD=five-words-in-a-row\n",
			files: { "compose.yaml": "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?}\n  web:\n    image: example/web:1\n    environment:\n      DB_PASSWORD: four-words-in-a-row\n" }
		}
	]
});
const variable = /\$\{?([A-Za-z_]\w*)/g;
function lazily(make) {
	let made;
	return () => made ??= make();
}
/** How many places a finding names. */
const placesShown = 5;
/** The variables of containers by the literals that stand in them, the first few of each. */
function literalsOf(containers) {
	const found = /* @__PURE__ */ new Map();
	for (const { settings } of containers) for (const { value: entry, at } of settings.environment.items) {
		if (entry.source !== "literal") continue;
		const places = found.get(entry.value.trim()) ?? [];
		if (places.length < placesShown) places.push({
			at,
			note: `the same value in \`${entry.name}\` of \`${settings.name}\``
		});
		found.set(entry.value.trim(), places);
	}
	return found;
}
// src/rules/project/no-shared-volume.ts
/** How many services a message names. */
const shown = 10;
var no_shared_volume_default = defineRule({
	id: "project/no-shared-volume",
	title: "Several services write to one volume",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "project",
	why: "Through a volume that both can write to, whoever breaks into one service changes what the other one reads. Often that is what the volume is for; then only one of them needs to write.",
	remedy: "Give each service a volume of its own, or mount it with `:ro` where it is only read.",
	references: ["https://docs.docker.com/engine/storage/volumes/#share-data-between-machines"],
	equivalents: { kics: ["8c978947-0ff6-485c-b0c2-0bfca6026466"] },
	*check({ containers }) {
		const users = /* @__PURE__ */ new Map();
		const writers = /* @__PURE__ */ new Set();
		for (const { settings } of containers) for (const { value } of settings.mounts.items) {
			const volume = sharable(value);
			if (volume === void 0) continue;
			users.set(volume, (users.get(volume) ?? /* @__PURE__ */ new Set()).add(settings.name));
			if (!value.readOnly) writers.add(volume);
		}
		for (const { settings } of containers) for (const { value, at } of settings.mounts.items) {
			const volume = sharable(value);
			const all = users.get(volume ?? "");
			if (volume === void 0 || all === void 0 || all.size < 2 || !writers.has(volume)) continue;
			yield {
				at,
				key: volume,
				subject: { service: settings.name },
				message: `${called(settings)} shares \`${volume}\` with ${named(all, settings.name)}.`
			};
		}
	},
	examples: [
		{
			name: "a named volume and a folder",
			bad: "services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «uploads:/uploads»\n      - «./app:/app»\n  worker:\n    image: example/worker:2\n    volumes:\n      - «uploads:/in»\n      - «./app/:/app:ro»\nvolumes: { uploads: {} }\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    volumes: [\"web:/uploads\"]\n  worker:\n    image: example/worker:2\n    volumes: [\"worker:/in\"]\nvolumes: { web: {}, worker: {} }\n"
		},
		{
			name: "a folder of the system",
			bad: "services:\n  web:\n    image: example/web:1.4\n    volumes: [«/srv/files:/files»]\n  worker:\n    image: example/worker:2\n    volumes: [«/srv/files:/in»]\n  third:\n    image: example/worker:2\n    volumes: [«/srv/files/:/in:ro»]\n"
		},
		{
			name: "what is shared is no folder with data, or has no name",
			good: "services:\n  web:\n    image: example/web:1.4\n    volumes: [\"/var/run/web.sock:/web.sock\", \"/dev/shm:/shm\", \"/etc/localtime:/etc/localtime\", \"/data\"]\n  worker:\n    image: example/worker:2\n    volumes: [\"/var/run/web.sock:/web.sock\", \"/dev/shm:/shm\", \"/etc/localtime:/etc/localtime\", \"/data\"]\n"
		},
		{
			name: "nobody writes",
			good: "services:\n  one:\n    image: example/web:1.4\n    volumes: [\"./conf:/conf:ro\"]\n  two:\n    image: example/web:1.4\n    volumes: [\"./conf:/conf:ro\"]\n"
		}
	]
});
/** The users of a volume but for one of them. */
function named(users, but) {
	const others = [];
	for (const name of users) if (name !== but && others.push(`\`${name}\``) === shown) break;
	const left = users.size - 1 - others.length;
	return `${others.join(", ")}${left === 0 ? "" : ` and ${left} more`}`;
}
/** The volume or folder, where sharing it is a matter of its own and not of what of the host is mounted. */
function sharable(mount) {
	if (mount.source === void 0 || mount.type === "other" || /\.sock$|^\/(?:dev|etc)\//.test(mount.source)) return void 0;
	if (mount.type !== "bind") return mount.source;
	const grade = gradeOf$1(mount);
	return grade === "harmless" || grade === "system-folder" ? posix.normalize(`${mount.source}/`).slice(0, -1) : void 0;
}
// src/rules/project/no-version-field.ts
var no_version_field_default = defineRule({
	id: "project/no-version-field",
	title: "A Compose file names a version of its format",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "project",
	why: "Every command prints a warning about it, and readers take the file for an old one: Compose no longer looks at `version`.",
	remedy: "Remove the line.",
	references: ["https://docs.docker.com/reference/compose-file/version-and-name/"],
	equivalents: { dclint: ["no-version-field"] },
	*check({ project }) {
		const version = project.document.entries.get("version");
		if (version !== void 0) yield {
			at: version.keyAt,
			message: "The field `version` means nothing any more."
		};
	},
	examples: [{
		name: "a version",
		bad: "«version»: \"3.8\"\nservices:\n  web:\n    image: example/web:1.4\n",
		good: "services:\n  web:\n    image: example/web:1.4\n"
	}]
});
// src/rules/project/ports-quoted.ts
var ports_quoted_default = defineRule({
	id: "project/ports-quoted",
	title: "A port is written without quotes",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "project",
	why: "Older YAML readers take `22:22` for a number to the base of 60, and publish port 1342. Compose does so no longer; other tools that read the file may.",
	remedy: "Put the port in quotes.",
	references: ["https://docs.docker.com/reference/compose-file/services/#ports"],
	equivalents: { dclint: ["require-quotes-in-ports"] },
	fixable: true,
	*check({ project }) {
		for (const service of project.services) for (const key of ["ports", "expose"]) for (const item of itemsOf(valueAt(service.settings, key))) {
			const written = textOf(item.at);
			if (item.kind !== "scalar" || item.quoted || !/^[\w$][^\s'"]*$/.test(written)) continue;
			yield {
				at: item.at,
				key: `${key} ${written}`,
				subject: { service: service.name },
				message: `Service \`${service.name}\` writes the port ${written} without quotes.`,
				fix: {
					title: "Put it in quotes",
					safety: "safe",
					edits: [{
						...item.at,
						text: `"${written}"`
					}]
				}
			};
		}
	},
	examples: [{
		name: "published and exposed",
		bad: "services:\n  ssh:\n    image: example/ssh:9\n    ports:\n      - «2222:22»\n    expose:\n      - «22»\n",
		good: "services:\n  ssh:\n    image: example/ssh:9\n    ports:\n      - \"2222:22\"\n    expose:\n      - \"22\"\n"
	}, {
		name: "in single quotes, and in parts",
		good: "services:\n  ssh:\n    image: example/ssh:9\n    ports:\n      - '2222:22'\n      - target: 80\n        published: 8080\n"
	}]
});
// src/parse/compose/ports.ts
const protocols = /* @__PURE__ */ new Set([
	"tcp",
	"udp",
	"sctp"
]);
/** A port of `ports` from its short or long syntax; `undefined` where Compose refuses it. */
function parsePort(value) {
	const port = value.kind === "map" ? longPort(value) : portFromText(asText(value) ?? "");
	if (port === void 0 || !protocols.has(port.protocol)) return void 0;
	const { container, host } = port;
	return host !== void 0 && container[0] !== container[1] && host[1] - host[0] !== container[1] - container[0] ? void 0 : port;
}
/** A port of `expose`, which is not published; `undefined` where it is none. */
function exposedPort(value) {
	const port = portFromText(asText(value) ?? "", false);
	return port?.host === void 0 && port?.hostIp === void 0 ? port : void 0;
}
function longPort({ entries }) {
	const text = (key) => asText(entries.get(key)?.value) ?? "";
	const address = entries.get("host_ip")?.value;
	if (address?.kind === "scalar" && address.unknown !== void 0) return void 0;
	const container = rangeFromText(text("target"));
	const published = text("published");
	const host = rangeFromText(published);
	if (container === void 0 || published !== "" && host === void 0) return void 0;
	return {
		container,
		...host ? { host } : {},
		...text("host_ip") === "" ? {} : { hostIp: text("host_ip") },
		protocol: text("protocol").toLowerCase() || "tcp",
		published: true
	};
}
// src/rules/project/ports-sorted.ts
var ports_sorted_default = orderRule({
	id: "project/ports-sorted",
	title: "The ports of a service are not in order",
	why: "The order means nothing to Compose. Sorted, it is seen at a glance which port is missing or there twice.",
	remedy: "Sort the ports by the number on the host.",
	references: ["https://docs.docker.com/reference/compose-file/services/#ports"],
	equivalents: { dclint: ["service-ports-alphabetical-order"] },
	examples: [
		{
			name: "out of order",
			bad: "services:\n  web:\n    image: example/web:1.4\n    ports:\n      - \"8443:443\"\n      - «\"8080:80\"»\n",
			good: "services:\n  web:\n    image: example/web:1.4\n    ports:\n      - \"8080:80\"\n      - \"8443:443\"\n"
		},
		{
			name: "one number twice, in the order of the file",
			good: "services:\n  dns:\n    image: example/dns:1.4\n    ports:\n      - \"53:53/udp\"\n      - \"53:53\"\n      - \"127.0.0.1:54:53\"\n"
		},
		{
			name: "a variable may be any number",
			good: "services:\n  web:\n    image: example/web:1.4\n    ports:\n      - \"${PORT}:81\"\n      - \"8080:80\"\n"
		}
	]
}, function* (project) {
	for (const { name: service, settings } of project.services) yield {
		service,
		items: itemsOf(valueAt(settings, "ports")).flatMap((item) => {
			const port = item.kind === "scalar" && item.unknown !== void 0 ? void 0 : parsePort(item);
			if (port === void 0) return [];
			const [first] = port.host ?? port.container;
			return [{
				name: `${first}`,
				at: item.at,
				rank: first
			}];
		}).map((item, index) => ({
			...item,
			rank: item.rank + index / 1e6
		}))
	};
});
// src/rules/project/secret-file-kept-out.ts
var secret_file_kept_out_default = defineRule({
	id: "project/secret-file-kept-out",
	title: "The file of a secret is kept with the code",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "project",
	why: "Whoever can read the repository, now or in its history, has the secret, and so has every copy of it. `secrets` keeps a value out of the environment and the image, which does not help where its file is committed next to the Compose file.",
	remedy: "Change the secret, take the file out of version control (`git rm --cached FILE`, and a line in `.gitignore`), and have it written where the project is started.",
	references: [
		"https://docs.docker.com/compose/how-tos/use-secrets/",
		"https://docs.docker.com/reference/compose-file/secrets/",
		"CWE-538"
	],
	equivalents: {},
	*check({ secretFiles }) {
		for (const { name, at, file } of secretFiles) {
			if (/(?:example|sample|template|dist|dummy)\b/i.test(file.path) || !isSecret$1(file.text)) continue;
			yield {
				at,
				key: name,
				message: `\`${file.path}\`, the file of the secret \`${name}\`, is kept with the code.`
			};
		}
	},
	examples: [{
		name: "a password beside the Compose file",
		bad: "services:\n  db:\n    image: postgres:17\n    secrets: [db]\nsecrets:\n  db:\n    file: «./db.secret»\n",
		good: "services:\n  db:\n    image: postgres:17\n    secrets: [db]\nsecrets:\n  db:\n    file: ./written-by-deploy.secret\n",
		files: { "db.secret": "four-words-in-a-row\n" }
	}, {
		name: "nothing in it, a form to fill in, and a certificate",
		good: "services:\n  db:\n    image: postgres:17\n    secrets: [empty, form, chain, public, old]\nsecrets:\n  empty: { file: empty.secret }\n  form: { file: form.secret }\n  chain: { file: chain.pem }\n  public: { file: public.pem }\n  old: { file: old.pem }\n",
		files: {
			"empty.secret": "\n",
			"form.secret": "<password>\n",
			"chain.pem": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
			"public.pem": "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n",
			"old.pem": "-----BEGIN RSA PUBLIC KEY-----\nMIIB\n-----END RSA PUBLIC KEY-----\n"
		}
	}]
});
/** Whether a text may be a secret: there is something in it, and not a form, a certificate or a public key. */
function isSecret$1(text) {
	const content = text.trim();
	if (content === "" || isPlaceholderSecret(content)) return false;
	return !/-----BEGIN (?:CERTIFICATE|(?:[A-Z]+ )?PUBLIC KEY)/.test(content) || /PRIVATE KEY/.test(content);
}
// src/rules/project/secrets-used.ts
var secrets_used_default = defineRule({
	id: "project/secrets-used",
	title: "A secret is declared and given to nobody",
	severity: "low",
	confidence: "certain",
	profile: "strict",
	subject: "project",
	why: "Either the service that needs it runs without it, or the secret is a leftover that somebody still keeps and rotates.",
	remedy: "List it under `secrets` of the service that reads it, or remove it.",
	references: ["https://docs.docker.com/compose/how-tos/use-secrets/"],
	equivalents: {},
	*check({ project }) {
		const declared = valueAt(project.document, "secrets");
		if (declared?.kind !== "map") return;
		const used = new Set(project.services.flatMap(({ settings }) => secretsOf(settings)));
		for (const { key, keyAt } of declared.entries.values()) if (!used.has(key)) yield {
			at: keyAt,
			key,
			message: `The secret \`${key}\` is given to no service and no build.`
		};
	},
	examples: [{
		name: "a leftover",
		bad: "services:\n  db:\n    image: postgres:17\n    secrets: [db]\nsecrets:\n  db: { file: ./db.secret }\n  «old»: { file: ./old.secret }\n",
		good: "services:\n  db:\n    image: postgres:17\n    secrets: [db]\n  web:\n    build:\n      context: .\n      secrets: [{ source: npm }]\nsecrets:\n  db: { file: ./db.secret }\n  npm: { environment: NPM_TOKEN }\n"
	}]
});
/** The secrets that a service or its build is given. */
function secretsOf(service) {
	return [valueAt(service, "secrets"), valueAt(service, "build", "secrets")].flatMap(itemsOf).flatMap((item) => asText(item.kind === "map" ? valueAt(item, "source") : item) ?? []);
}
// src/rules/project/service-keys-ordered.ts
/** From what a service is to how it is run; other keys come last. */
const order$1 = [
	"image build container_name",
	"depends_on",
	"volumes volumes_from configs secrets",
	"environment env_file",
	"ports networks network_mode extra_hosts",
	"command entrypoint working_dir restart healthcheck",
	"logging labels",
	"user isolation"
].flatMap((group) => group.split(" "));
var service_keys_ordered_default = orderRule({
	id: "project/service-keys-ordered",
	title: "The keys of a service are in an unusual order",
	why: "Whoever opens many Compose files finds their way faster where every service begins with its image and ends with the details.",
	remedy: `Order the keys: ${order$1.map((key) => `\`${key}\``).join(", ")}, then the others.`,
	references: ["https://docs.docker.com/reference/compose-file/services/"],
	equivalents: { dclint: ["service-keys-order"] },
	examples: [{
		name: "the image last",
		bad: "services:\n  web:\n    ports: [\"8080:80\"]\n    «image»: example/web:1.4\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n    cap_drop: [ALL]\n"
	}]
}, function* (project) {
	for (const { name: service, settings } of project.services) yield {
		service,
		items: [...settings.entries.values()].map(({ key, keyAt }, index) => {
			const known = order$1.indexOf(key);
			return {
				name: key,
				at: keyAt,
				rank: known < 0 ? order$1.length + index : known
			};
		})
	};
});
// src/rules/project/services-sorted.ts
var services_sorted_default = orderRule({
	id: "project/services-sorted",
	title: "The services are not in alphabetical order",
	why: "In a long file a service is found faster where the names are sorted, and two people who add one do not meet at the end of the file.",
	remedy: "Sort the services by name.",
	references: ["https://docs.docker.com/reference/compose-file/services/"],
	equivalents: { dclint: ["services-alphabetical-order"] },
	examples: [{
		name: "out of order",
		bad: "services:\n  web:\n    image: example/web:1.4\n  «db»:\n    image: postgres:17\n",
		good: "services:\n  db:\n    image: postgres:17\n  web:\n    image: example/web:1.4\n"
	}]
}, function* (project) {
	yield { items: project.services.map(({ name, at }) => ({
		name,
		at,
		rank: 0
	})) };
});
// src/rules/project/top-level-ordered.ts
const order = [
	"version",
	"name",
	"include",
	"services",
	"networks",
	"volumes",
	"secrets",
	"configs"
];
var top_level_ordered_default = orderRule({
	id: "project/top-level-ordered",
	title: "The sections of a Compose file are in an unusual order",
	why: "Whoever opens many Compose files finds their way faster where all begin the same way.",
	remedy: "Order the sections: `x-…` by name, `name`, `include`, `services`, `networks`, `volumes`, `secrets`, `configs`.",
	references: ["https://docs.docker.com/reference/compose-file/"],
	equivalents: { dclint: ["top-level-properties-order"] },
	examples: [{
		name: "networks before services",
		bad: "networks: { front: {} }\n«services»:\n  web:\n    image: example/web:1.4\n",
		good: "x-common: {}\nname: shop\nservices:\n  web:\n    image: example/web:1.4\nnetworks: { front: {} }\n"
	}, {
		name: "a section of your own behind",
		bad: "services:\n  web:\n    image: example/web:1.4\n«x-common»: {}\n",
		good: "x-common: {}\nservices:\n  web:\n    image: example/web:1.4\n"
	}]
}, function* (project) {
	yield { items: [...project.document.entries.values()].map(({ key, keyAt }) => ({
		name: key,
		at: keyAt,
		rank: key.startsWith("x-") ? 0 : order.indexOf(key) + 1
	})).filter(({ name, rank }) => rank > 0 || name.startsWith("x-")) };
});
// src/rules/project/profiles.ts
/** Whether two services may run at once: at least one always runs, or they have a profile in common. */
function profilesMeet(project, one, other) {
	const [first, second] = [profilesOf(project, one), profilesOf(project, other)];
	return first.length === 0 || second.length === 0 || first.some((profile) => second.includes(profile));
}
function profilesOf(project, name) {
	const service = project.services.find((candidate) => candidate.name === name);
	return service === void 0 ? [] : itemsOf(valueAt(service.settings, "profiles")).flatMap((item) => asText(item) ?? []);
}
// src/rules/project/unique-container-names.ts
var unique_container_names_default = defineRule({
	id: "project/unique-container-names",
	title: "Two services want the same container name",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "project",
	why: "A name belongs to one container of the machine. Compose refuses to start the second one.",
	remedy: "Give each service its own `container_name`, or leave the names to Compose.",
	references: ["https://docs.docker.com/reference/compose-file/services/#container_name"],
	equivalents: { dclint: ["no-duplicate-container-names"] },
	*check({ containers, project }) {
		const first = /* @__PURE__ */ new Map();
		for (const { settings } of containers) {
			const { containerName } = settings;
			if (containerName.state !== "known" || containerName.value === "") continue;
			const other = first.get(containerName.value);
			if (other === void 0) first.set(containerName.value, settings);
			else if (profilesMeet(project, settings.name, other.name)) yield {
				at: containerName.at,
				key: containerName.value,
				subject: { service: settings.name },
				message: `Services \`${other.name}\` and \`${settings.name}\` both want the container name \`${containerName.value}\`.`,
				related: other.containerName.state === "known" ? [{
					at: other.containerName.at,
					note: "where it is taken"
				}] : []
			};
		}
	},
	examples: [
		{
			name: "twice the same",
			bad: "services:\n  one:\n    image: example/web:1.4\n    container_name: web\n  two:\n    image: example/web:1.4\n    container_name: «web»\n",
			good: "services:\n  one:\n    image: example/web:1.4\n    container_name: web-1\n  two:\n    image: example/web:1.4\n    container_name: web-2\n"
		},
		{
			name: "in one profile, and in none",
			bad: "services:\n  one:\n    image: example/web:1.4\n    container_name: web\n    profiles: [dev, test]\n  two:\n    image: example/web:1.4\n    container_name: «web»\n    profiles: [test]\n  always:\n    image: example/web:1.4\n    container_name: «web»\n"
		},
		{
			name: "never together",
			good: "services:\n  dev:\n    image: example/web:1.4\n    container_name: web\n    profiles: [dev]\n  prod:\n    image: example/web:1.4\n    container_name: web\n    profiles: [prod]\n"
		}
	]
});
// src/rules/project/unique-ports.ts
var unique_ports_default = defineRule({
	id: "project/unique-ports",
	title: "Two services want the same port of the host",
	severity: "medium",
	confidence: "certain",
	profile: "strict",
	subject: "project",
	why: "A port of the host belongs to one program. The service that comes second does not start, and which one that is changes from start to start.",
	remedy: "Publish them on different ports, or let one reverse proxy stand in front of both.",
	references: ["https://docs.docker.com/reference/compose-file/services/#ports"],
	equivalents: { dclint: ["no-duplicate-exported-ports"] },
	*check({ containers, project }) {
		const taken = [];
		for (const { settings } of containers) for (const { port, at, guessed } of publishedPorts(settings)) {
			if (port.host === void 0 || guessed) continue;
			const wanted = {
				service: settings,
				port,
				host: port.host,
				at
			};
			const other = taken.find((one) => collide(one, wanted) && profilesMeet(project, one.service.name, settings.name));
			taken.push(wanted);
			if (other === void 0) continue;
			yield {
				at,
				key: `${portInWords(port.host)}/${port.protocol}`,
				subject: { service: settings.name },
				message: `Services \`${other.service.name}\` and \`${settings.name}\` both want ${portInWords(port.host)} of the host.`,
				related: [{
					at: other.at,
					note: "where it is taken"
				}]
			};
		}
	},
	examples: [
		{
			name: "the same port, and a range that holds it",
			bad: "services:\n  one:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n  two:\n    image: example/web:1.4\n    ports: [«\"127.0.0.1:8080:80\"»]\n  three:\n    image: example/web:1.4\n    ports: [«\"8000-8100:80\"»]\n",
			good: "services:\n  one:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n  two:\n    image: example/web:1.4\n    ports: [\"8081:80\"]\n"
		},
		{
			name: "at one address",
			bad: "services:\n  one:\n    image: example/web:1.4\n    ports: [\"127.0.0.1:8080:80\"]\n  two:\n    image: example/web:1.4\n    ports: [«\"127.0.0.1:8080:80\"»]\n"
		},
		{
			name: "one service on one port with two protocols",
			good: "services:\n  dns:\n    image: example/dns:1.4\n    ports: [\"53:53\", \"53:53/udp\"]\n  web:\n    image: example/web:1.4\n    ports: [\"54:54/udp\"]\n  other:\n    image: example/web:1.4\n    ports: [\"52:52\", \"54:54\"]\n"
		},
		{
			name: "another protocol, another address, another profile",
			good: "services:\n  one:\n    image: example/web:1.4\n    ports: [\"127.0.0.1:53:53\", \"127.0.0.1:53:53/udp\"]\n  two:\n    image: example/web:1.4\n    ports: [\"127.0.0.2:53:53\"]\n  dev:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n    profiles: [dev]\n  prod:\n    image: example/web:1.4\n    ports: [\"8080:80\"]\n    profiles: [prod]\n"
		}
	]
});
/** Whether two services want one port at one address. A range counts as all of its ports. */
function collide(one, other) {
	if (one.service === other.service || one.port.protocol !== other.port.protocol) return false;
	if (one.host[0] > other.host[1] || other.host[0] > one.host[1]) return false;
	return isOnAllInterfaces(one.port) || isOnAllInterfaces(other.port) || one.port.hostIp === other.port.hostIp;
}
// src/posture/numeric-user.ts
/** The number of the user that a container runs as; undefined where it is a name of which nobody knows the number. */
function numericUser(posture) {
	const { setting } = posture.user;
	if (setting.state !== "known" || posture.image?.drops !== void 0) return void 0;
	const [user = "", group = ""] = setting.value.trim().split(":");
	const uid = isRoot(user) ? 0 : /^\d+$/.test(user) ? Number(user) : madeIn(posture, user) ?? wellKnown(posture, user);
	if (uid === void 0) return void 0;
	return /^\d+$/.test(group) ? {
		uid,
		gid: Number(group)
	} : { uid };
}
/** `useradd -u 1001 app` in the stages that the container is built from. */
function madeIn({ stage }, user) {
	if (stage === void 0) return void 0;
	const numbers = made.get(stage) ?? /* @__PURE__ */ new Map();
	made.set(stage, numbers);
	if (!numbers.has(user)) numbers.set(user, numberIn(stage, user));
	return numbers.get(user);
}
const made = /* @__PURE__ */ new WeakMap();
function numberIn(stage, user) {
	const own = new Set(stage.chain.map(({ index }) => index));
	for (const { instruction, command } of buildCommands(stage.dockerfile)) {
		if (!own.has(instruction.stage) || !/^(?:useradd|adduser)$/.test(command.name)) continue;
		const words = command.words.map(({ value }) => value ?? "$");
		if (words.at(-1) !== user && words.at(-2) !== user) continue;
		const [first] = words.flatMap((word, index) => {
			if (word === "-u" || word === "--uid") return [words[index + 1] ?? ""];
			return /^(?:--uid=|-u=?)(\d+)$/.exec(word)?.[1] ?? [];
		});
		if (first !== void 0 && /^\d+$/.test(first)) return Number(first);
	}
}
/** Users that images bring, whose numbers do not change: read in their Dockerfiles. */
function wellKnown({ image }, user) {
	const parsed = image === void 0 ? void 0 : parseReference(image.name);
	const name = parsed?.repository.split("/").at(-1);
	if (user === "node" && name === "node") return 1e3;
	if (user === "www-data" && (name === "php" || name === "httpd")) return parsed?.tag?.includes("alpine") ? 82 : 33;
}
// src/rules/project/volume-users-agree.ts
var volume_users_agree_default = defineRule({
	id: "project/volume-users-agree",
	title: "Services that share a volume write to it as different users",
	severity: "low",
	confidence: "likely",
	profile: "strict",
	subject: "project",
	why: "A file belongs to the number of the user that makes it. Another service that runs as another number may read it, but not change or delete it, and cannot write into the folders of the first. What helps quickly is root, or `chmod 777`, and that is how such containers end up.",
	remedy: "Give both services the same numeric user (`user: \"1000:1000\"`), a group that owns the volume and may write to it, or mount it with `:ro` where it is only read.",
	references: ["https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container", "https://docs.docker.com/reference/compose-file/services/#user"],
	equivalents: {},
	*check({ project, containers }) {
		const first = /* @__PURE__ */ new Map();
		for (const writer of containers.flatMap(writersOf)) {
			const before = first.get(writer.volume);
			if (before === void 0) {
				first.set(writer.volume, writer);
				continue;
			}
			if (before.name === writer.name || before.user.uid === writer.user.uid) continue;
			const { gid } = writer.user;
			if (gid !== void 0 && gid === before.user.gid || !profilesMeet(project, before.name, writer.name)) continue;
			yield {
				at: writer.mount.at,
				key: writer.volume,
				subject: { service: writer.name },
				message: `Service \`${writer.name}\` writes to \`${writer.volume}\` as user ${writer.user.uid}, and \`${before.name}\` as ${before.user.uid}: neither can change what the other makes.`,
				related: [{
					at: before.mount.at,
					note: `where ${before.name} mounts it`
				}]
			};
		}
	},
	examples: [
		{
			name: "two numbers",
			bad: "services:\n  web:\n    image: example/web:1\n    user: \"1000\"\n    volumes: [\"uploads:/uploads\"]\n  worker:\n    build: .\n    volumes: [«\"uploads:/in\"»]\nvolumes: { uploads: {} }\n",
			good: "services:\n  web:\n    image: example/web:1\n    user: \"1000\"\n    volumes: [\"uploads:/uploads\"]\n  worker:\n    build: .\n    user: \"1000\"\n    volumes: [\"uploads:/in\"]\nvolumes: { uploads: {} }\n",
			files: { Dockerfile: "FROM alpine:3.22\nRUN adduser -D -u 1001 app\nUSER app\n" }
		},
		{
			name: "one of them reads, one is root, they have a group, or never run at once",
			good: "services:\n  a: { image: \"example/a:1\", user: \"1000\", volumes: [\"a:/a\", \"c:/c\", \"d:/d\"] }\n  b: { image: \"example/b:1\", user: \"1001\", volumes: [\"a:/a:ro\"] }\n  c: { image: \"example/c:1\", user: root, volumes: [\"a:/a\"] }\n  e: { image: \"example/e:1\", user: \"1:5\", volumes: [\"e:/e\"] }\n  f: { image: \"example/f:1\", user: \"2:5\", volumes: [\"e:/e\"] }\n  g: { image: \"example/g:1\", user: \"1\", profiles: [one], volumes: [\"g:/g\"] }\n  h: { image: \"example/h:1\", user: \"2\", profiles: [two], volumes: [\"g:/g\"] }\nvolumes: { a: {}, c: {}, d: {}, e: {}, g: {} }\n"
		},
		{
			name: "names of which nobody knows the numbers",
			good: "services:\n  a: { image: \"example/a:1\", user: app, volumes: [\"a:/a\"] }\n  b: { image: \"example/b:1\", user: web, volumes: [\"a:/a\"] }\nvolumes: { a: {} }\n"
		}
	]
});
/** The named volumes that a container may write to as a known user that is not root: root changes everything. */
function writersOf(posture) {
	const { settings } = posture;
	const mounts = settings.mounts.items.filter(({ value }) => value.type === "volume" && !value.readOnly);
	const user = mounts.length === 0 || settings.groupAdd.items.length > 0 ? void 0 : numericUser(posture);
	if (user === void 0 || user.uid === 0) return [];
	return mounts.flatMap((mount) => mount.value.source === void 0 ? [] : [{
		name: settings.name,
		volume: mount.value.source,
		user,
		mount
	}]);
}
// src/rules/project/volumes-unquoted.ts
var volumes_unquoted_default = defineRule({
	id: "project/volumes-unquoted",
	title: "A volume is written in quotes that it does not need",
	severity: "info",
	confidence: "certain",
	profile: "all",
	subject: "project",
	why: "Quotes make no difference here. Written in one way, volumes are easier to compare and to search for.",
	remedy: "Remove the quotes.",
	references: ["https://docs.docker.com/reference/compose-file/services/#volumes"],
	equivalents: { dclint: ["no-quotes-in-volumes"] },
	fixable: true,
	*check({ project }) {
		for (const service of project.services) for (const item of itemsOf(valueAt(service.settings, "volumes"))) {
			const bare = /^(['"])([\w./$][^\s#'"\\,[\]]*)\1$/.exec(textOf(item.at))?.[2];
			if (item.kind !== "scalar" || !item.quoted || bare === void 0 || bare.endsWith(":")) continue;
			yield {
				at: item.at,
				key: bare,
				subject: { service: service.name },
				message: `Service \`${service.name}\` writes a volume in quotes that it does not need.`,
				fix: {
					title: "Remove the quotes",
					safety: "safe",
					edits: [{
						...item.at,
						text: bare
					}]
				}
			};
		}
	},
	examples: [{
		name: "in quotes",
		bad: "services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - «\"./data:/data\"»\n",
		good: "services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - ./data:/data\n"
	}, {
		name: "quotes that are needed",
		good: "services:\n  web:\n    image: example/web:1.4\n    volumes:\n      - \"~:/home\"\n      - \"./a b:/data\"\n      - \"./data:\"\n      - type: volume\n        source: \"data\"\n        target: /data\nvolumes: { data: {} }\n"
	}]
});
// src/rules/scanner-rule.ts
/** Whether an id is one that only a scanner can know: an advisory, a secret's pattern, a check such as `dockerfile/DS-0002`. */
function isScanners(rule) {
	return /^(?:image\/(?:[a-z]*[A-Z]|secret-.)|project\/(?:[A-Z]|secret-.))|^dockerfile\/[A-Z]+-\d{4}$/.test(rule);
}
// src/rules/project/waiver-valid.ts
var waiver_valid_default = defineRule({
	id: "project/waiver-valid",
	title: "A waiver in a comment does not count",
	severity: "low",
	confidence: "certain",
	profile: "default",
	subject: "waiver",
	why: "Somebody wrote that a finding is accepted, and the comment does not say so: it gives no reason, ends on a day that is none, or names a rule that does not exist. The finding goes on counting, or the next reader takes the line for accepted.",
	remedy: "Write `# container-guard ignore=RULE reason=\"…\"` above the line or at its end, with `until=YYYY-MM-DD` where it is to end; `container-guard rules` lists the rules.",
	references: [],
	equivalents: {},
	*check({ waiver: { rules, reach, problem, at }, known }) {
		if (problem !== void 0) yield {
			at,
			message: `The waiver ${problem}.`
		};
		else if (reach === void 0) yield {
			at,
			message: "The waiver covers nothing: no code stands below it."
		};
		for (const rule of rules) {
			if (isScanners(rule) || known.includes(rule)) continue;
			const near = nearest(rule, known);
			const hint = near === void 0 ? "" : `; did you mean \`${near}\``;
			yield {
				at,
				key: rule,
				message: `The waiver is for \`${rule}\`, and there is no such rule${hint}${hint === "" ? "." : "?"}`
			};
		}
	},
	examples: [
		{
			name: "no reason",
			bad: "services:\n  runner:\n    image: example/runner:2.1\n    privileged: true «# container-guard ignore=container/no-privileged»\n",
			good: "services:\n  runner:\n    image: example/runner:2.1\n    privileged: true # container-guard ignore=container/no-privileged reason=\"builds images\"\n"
		},
		{
			name: "a day that is none",
			path: "Dockerfile",
			bad: "FROM debian:12-slim\n«# container-guard ignore=dockerfile/user-not-root until=2027-02-30 reason=\"installs only\"»\nUSER root\n",
			good: "FROM debian:12-slim\n# container-guard ignore=dockerfile/user-not-root until=2027-02-28 reason=\"installs only\"\nUSER root\n"
		},
		{
			name: "a rule that does not exist",
			path: "run.sh",
			bad: "«# container-guard ignore=container/no-priviledged reason=\"needs the host\"»\ndocker run --privileged example/runner:2.1\n"
		},
		{
			name: "a name like none",
			path: "run.sh",
			bad: "«# container-guard ignore=team/unheard-of reason=\"needs the host\"»\ndocker run --privileged example/runner:2.1\n"
		},
		{
			name: "nothing below it",
			path: "Dockerfile",
			bad: "FROM debian:12-slim\n«# container-guard ignore=dockerfile/user-set reason=\"installs only\"»\n"
		},
		{
			name: "for the file, too far down",
			bad: "services:\n  «# container-guard ignore-file=container/no-privileged reason=\"all of them build images\"»\n  runner:\n    image: example/runner:2.1\n",
			good: "# container-guard ignore-file=container/no-privileged reason=\"all of them build images\"\nservices:\n  runner:\n    image: example/runner:2.1\n"
		},
		{
			name: "a comment that only speaks of it",
			good: "# checked by container-guard\nservices:\n  web:\n    image: example/web:1.4\n"
		}
	]
});
// src/rules/workflow/actions-used.ts
/** The actions and called workflows of a workflow, with the step where there is one. */
function usedActions({ jobs }) {
	return jobs.flatMap((job) => [...job.uses === void 0 ? [] : [{ uses: job.uses }], ...job.steps.flatMap((step) => step.uses === void 0 ? [] : [{
		uses: step.uses,
		step
	}])]);
}
/** Whether a ref is a full commit: what cannot be moved. */
function isCommit(ref) {
	return /^[0-9a-f]{40}$/i.test(ref);
}
/** Why an action is known to be malicious, or may be at this ref; undefined where nothing is known. */
function compromiseOf({ name, ref }) {
	const known = compromisedActions.find(({ action }) => action === name);
	if (known === void 0) return void 0;
	const { good } = known;
	if (known.commits.has(ref.toLowerCase())) return {
		why: "is a commit that steals the secrets of the pipeline",
		good,
		sure: true
	};
	if (known.moved(ref)) return {
		why: "is a tag that attackers moved to code that steals the secrets of the pipeline",
		good,
		sure: false
	};
}
/** A version of Trivy that was not made by its authors, as an input of a step asks for it. */
function badTrivyVersion(step) {
	return [
		"version",
		"trivy-version",
		"trivy_version"
	].flatMap((name) => {
		const input = step.input(name);
		return input !== void 0 && badTrivyVersions.has(input.text.trim().replace(/^v/, "")) ? [input] : [];
	})[0];
}
// src/rules/workflow/no-compromised-action.ts
var no_compromised_action_default = defineRule({
	id: "workflow/no-compromised-action",
	title: "A workflow uses a scanner that attackers have replaced",
	severity: "critical",
	confidence: "certain",
	profile: "default",
	subject: "workflow",
	why: "In March 2026 attackers moved the tags of `aquasecurity/trivy-action` and `aquasecurity/setup-trivy` to code that reads every secret from the memory of the runner and sends it away; Trivy 0.69.4 to 0.69.6 were theirs too. A workflow that still names such a commit or version runs that code wherever a cache kept it, and its runs of those days have leaked what they could reach.",
	remedy: "Pin a release that is known to be good by its full commit, and change every secret that a run of 19 to 23 March 2026 could reach.",
	references: [
		"https://github.com/aquasecurity/trivy/security/advisories/GHSA-69fq-xp46-6x23",
		"https://github.com/aquasecurity/trivy-action/issues/541",
		"CVE-2026-33634",
		"CWE-506"
	],
	equivalents: {},
	*check({ workflow }) {
		for (const { uses, step } of usedActions(workflow)) {
			const compromise = compromiseOf(uses);
			if (compromise !== void 0) yield {
				at: uses.at,
				key: uses.name,
				...compromise.sure ? {} : { confidence: "likely" },
				message: `\`${uses.written}\` ${compromise.why}; ${compromise.good} is known to be good.`
			};
			if (step === void 0 || !/^aquasecurity\/(?:trivy-action|setup-trivy)$/.test(uses.name)) continue;
			const version = badTrivyVersion(step);
			if (version !== void 0) yield {
				at: placeIn(version, 0, version.text.length),
				key: "version",
				message: `Trivy ${version.text.trim()} was published by attackers and steals the secrets of the pipeline.`
			};
		}
	},
	examples: [
		{
			name: "a commit that is known to be malicious",
			bad: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «aquasecurity/trivy-action@ddb9da4475c1cef7d5389062bdfdfbdbd1394648» # 0.34.2\n",
			good: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aquasecurity/trivy-action@0.35.0\n"
		},
		{
			name: "a tag that was moved",
			bad: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «aquasecurity/trivy-action@0.28.0»\n      - uses: \"«aquasecurity/setup-trivy@v0.2.2»\"\n"
		},
		{
			name: "a version of Trivy",
			bad: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aquasecurity/setup-trivy@v0.2.6\n        with:\n          version: «v0.69.4»\n"
		},
		{
			name: "tags that were made anew",
			good: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aquasecurity/trivy-action@v0.28.0\n"
		}
	]
});
// src/rules/workflow/no-literal-password.ts
const logins = /^(?:docker\/login-action|redhat-actions\/podman-login|azure\/docker-login|azure\/container-registry-login)$/;
var no_literal_password_default = defineRule({
	id: "workflow/no-literal-password",
	title: "The password of a registry stands in a workflow",
	severity: "high",
	confidence: "certain",
	profile: "default",
	subject: "workflow",
	why: "Whoever can read the repository, now or in its history, can log in to the registry: pull what is private there, and often push an image that everybody then runs.",
	remedy: "Change the password at the registry, keep it as a secret of the repository and write `${{ secrets.NAME }}` here.",
	references: ["https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets", "CWE-798"],
	equivalents: {},
	*check({ workflow }) {
		for (const { steps, passwords } of workflow.jobs) {
			for (const { uses, input } of steps) {
				const password = uses !== void 0 && logins.test(uses.name) ? input("password") : void 0;
				if (uses !== void 0 && password !== void 0 && isLiteral(password)) yield {
					at: whole$1(password),
					key: uses.name,
					message: `\`${uses.written}\` is given a password that stands here for everybody to read.`
				};
			}
			for (const password of passwords()) if (isLiteral(password)) yield {
				at: whole$1(password),
				key: "credentials",
				message: "The password for the registry of this image stands here for everybody to read."
			};
		}
	},
	examples: [{
		name: "a login",
		bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@v3\n        with:\n          username: shop\n          password: «four-words-in-a-row»\n",
		good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/login-action@v3\n        with:\n          username: shop\n          password: ${{ secrets.REGISTRY_PASSWORD }}\n"
	}, {
		name: "the registry of a job container",
		bad: "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    container:\n      image: registry.example.com/ci:1.4\n      credentials:\n        username: shop\n        password: «four-words-in-a-row»\n    steps: []\n"
	}]
});
function isLiteral({ text }) {
	return !text.includes("${{") && isLiteralSecret(text);
}
function whole$1(script) {
	return placeIn(script, 0, script.text.length);
}
// src/rules/workflow/no-secret-build-argument.ts
const builders = /^(?:docker\/build-push-action|redhat-actions\/buildah-build)$/;
var no_secret_build_argument_default = defineRule({
	id: "workflow/no-secret-build-argument",
	title: "A workflow hands a secret to a build as an argument",
	severity: "medium",
	confidence: "likely",
	profile: "default",
	subject: "workflow",
	why: "Everybody who can pull the image reads the secret with `docker history`, and a public repository publishes it with the provenance: build arguments are written into both, wherever the value came from.",
	remedy: "Hand it over with the input `secrets` (or `secret-envs`) and read it with `RUN --mount=type=secret`.",
	references: [
		"https://docs.docker.com/build/ci/github-actions/secrets/",
		"https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
		"CIS Docker Benchmark 1.6.0, 4.10"
	],
	equivalents: { cis: ["4.10"] },
	*check({ workflow }) {
		for (const { uses, input } of workflow.jobs.flatMap(({ steps }) => steps)) {
			if (uses === void 0 || !builders.test(uses.name)) continue;
			const script = input("build-args");
			for (const { index, 0: line } of script?.text.matchAll(/\S[^\n]*/g) ?? []) {
				const [name = "", value] = line.split(/=([\s\S]*)/, 2);
				if (script === void 0 || value === void 0 || !isSecret(name.trim(), value)) continue;
				yield {
					at: placeIn(script, index, index + line.trimEnd().length),
					key: name.trim(),
					message: `The build is given the secret \`${name.trim()}\` as an argument, which stays in the image.`
				};
			}
		}
	},
	examples: [
		{
			name: "a secret of the repository",
			bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            NODE_VERSION=22\n            «NPM_TOKEN=${{ secrets.NPM_TOKEN }}»\n",
			good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: NODE_VERSION=22\n          secrets: npm=${{ secrets.NPM_TOKEN }}\n"
		},
		{
			name: "the token of the run, and a literal",
			bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            «FEED=${{ github.token }}»\n            «DB_PASSWORD=four-words-in-a-row»\n"
		},
		{
			name: "by its value, and among spaces",
			bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            «FEED=https://app:hunter2@example.com/feed»\n            «LOGIN=ghp_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8»\n            «CACHE=${{ secrets.CACHE_TOKEN }}»\n            «NPM_TOKEN = ${{ secrets.ONE }}»   \n            «KEY=${{github.token}}»\n            NPM_TOKEN\n            REVISION=${{ github.sha }}\n      - uses: example/other-action@v1\n        with:\n          build-args: NPM_TOKEN=${{ secrets.NPM_TOKEN }}\n      - run: make\n      - uses: docker/build-push-action@v6\n"
		},
		{
			name: "what is kept as a secret and is none",
			good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            NEXT_PUBLIC_API_KEY=${{ secrets.NEXT_PUBLIC_API_KEY }}\n            REVISION=${{ github.sha }}\n            API_URL=${{ secrets.API_URL }}\n"
		}
	]
});
function isSecret(name, value) {
	if (tokenIn(value) !== void 0 || hasUrlPassword(value)) return true;
	if (/\$\{\{\s*github\.token\s*\}\}/.test(value)) return true;
	const stored = /\bsecrets\.(\w+)/.exec(value)?.[1];
	if (stored !== void 0) return !/PUBLIC/i.test(name) && (isSecretName(name) || isSecretName(stored));
	return !value.includes("${{") && isSecretPair(name, value);
}
// src/rules/workflow/no-untrusted-build.ts
/** Expressions that name what the author of the pull request wrote. */
const head = /github\.event\.pull_request\.(?:head\.|merge_commit_sha)|github\.head_ref|refs\/pull\//;
/** A condition that lets in only branches of the repository itself. */
const ownBranches = /head\.repo\.full_name\s*==\s*github\.repository\b|github\.repository\s*==\s*github\.event\.pull_request\.head\.repo\.full_name|head\.repo\.fork\s*==\s*false|!\s*github\.event\.pull_request\.head\.repo\.fork/;
var no_untrusted_build_default = defineRule({
	id: "workflow/no-untrusted-build",
	title: "A workflow with secrets builds what a stranger wrote",
	severity: "high",
	confidence: "likely",
	profile: "default",
	subject: "workflow",
	why: "Whoever opens a pull request can read the secrets of the repository and write to it. A workflow on `pull_request_target` runs with both; when it checks out the pull request and builds its Dockerfile or starts its Compose file, the stranger chooses the commands that run next to them.",
	remedy: "Build pull requests on `pull_request`, which has no secrets; hand results over to a second workflow on `workflow_run`.",
	references: [
		"https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
		"https://docs.github.com/en/actions/reference/security/secure-use",
		"CWE-829"
	],
	equivalents: {},
	*check({ workflow: { triggers, jobs } }) {
		if (!triggers.has("pull_request_target")) return;
		for (const job of jobs) {
			if (ownBranches.test(job.condition)) continue;
			const from = job.steps.findIndex((step) => checkoutOf(step) !== void 0);
			const checkout = from < 0 ? void 0 : job.steps[from];
			const at = checkout === void 0 ? void 0 : checkoutOf(checkout);
			if (at === void 0) continue;
			for (const built of buildsBehind(job, from)) yield {
				at: built.at,
				key: job.name,
				message: `${built.what} of the pull request, with the secrets of the repository at hand.`,
				related: [{
					at,
					note: "where the pull request is checked out"
				}]
			};
		}
	},
	examples: [
		{
			name: "an image of the pull request",
			bad: "on: pull_request_target\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - uses: «docker/build-push-action@v6»\n        with:\n          context: .\n",
			good: "on: pull_request\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n"
		},
		{
			name: "by commands",
			bad: "on:\n  pull_request_target:\n    types: [opened]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: gh pr checkout ${{ github.event.number }}\n      - run: |\n          «docker build -t example/web:pr .»\n          «docker buildx --builder remote build --push .»\n          «docker compose -f compose.ci.yaml up -d --wait»\n"
		},
		{
			name: "branches of the repository itself",
			good: "on: pull_request_target\njobs:\n  image:\n    if: github.event.pull_request.head.repo.full_name == github.repository\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n        with: { ref: \"${{ github.head_ref }}\" }\n      - run: docker build .\n"
		},
		{
			name: "the branch that is merged into",
			good: "on: pull_request_target\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: docker build .\n"
		}
	]
});
/** Where a step fetches the author's files. */
function checkoutOf({ uses, input, run, condition }) {
	if (ownBranches.test(condition)) return void 0;
	if (uses?.name === "actions/checkout") {
		const named = [input("ref"), input("repository")].find((script) => script !== void 0 && head.test(script.text));
		return named && whole(named);
	}
	const script = run();
	return script !== void 0 && /\bgh\s+pr\s+checkout\b|\bgit\s+(?:fetch|pull)\b[^\n]*\bpull\//.test(script.text) ? whole(script) : void 0;
}
function* buildsBehind({ steps }, from) {
	for (const { uses, input, run } of steps.slice(from)) {
		if (uses?.name === "docker/build-push-action" && isFolder(input("context"))) yield {
			at: uses.at,
			what: "This step builds the Dockerfile"
		};
		if (uses?.name === "docker/bake-action") yield {
			at: uses.at,
			what: "This step builds the Dockerfiles"
		};
		const script = run();
		if (script === void 0 || !/docker|podman|buildah/.test(script.text)) continue;
		for (const command of parseScript(script).commands) {
			const what = buildOf(command);
			if (what !== void 0) yield {
				at: command.at,
				what
			};
		}
	}
}
/** Without a context the action builds the branch that is merged into, straight from the server. */
function isFolder(context) {
	return context !== void 0 && !/^\s*(?:https?:|git@|\$?\{\{(?!\s*github\.workspace))/.test(context.text);
}
function buildOf({ name, words }) {
	const [first = "", ...others] = words.slice(1).map(({ value }) => value ?? "").filter((word) => /^[a-z]+$/.test(word));
	if (name === "docker-compose" || name === "podman-compose" || first === "compose") return words.some(({ value }) => value === "up" || value === "build" || value === "run") ? "This command starts or builds the Compose file" : void 0;
	if (name !== "docker" && name !== "podman" && name !== "buildah") return void 0;
	return first === "build" || first === "bud" || first === "buildx" && others.some((word) => word === "build" || word === "bake") ? "This command builds the Dockerfile" : void 0;
}
function whole(script) {
	return placeIn(script, 0, script.text.length);
}
// src/rules/workflow/pushed-digest-kept.ts
/** What keeps, signs or hands on the digest of what was pushed. */
const kept = /outputs\.(?:digest|imageid|metadata)\b|--(?:metadata-file|iidfile|digestfile)\b|\bcosign\s+(?:sign|attest)\b|\bRepoDigests\b|\bimagetools\s+inspect\b|\b(?:crane|skopeo|regctl|oras)\s+(?:image\s+)?(?:digest|inspect|resolve)\b|actions\/attest(?:-build-provenance|-sbom)?@|slsa-framework\/slsa-github-generator/;
var pushed_digest_kept_default = defineRule({
	id: "workflow/pushed-digest-kept",
	title: "An image is pushed and nobody keeps its digest",
	severity: "info",
	confidence: "likely",
	profile: "strict",
	subject: "workflow",
	why: "Whoever deploys by the tag gets what the tag points at by then, which need not be what this workflow built and scanned: tags are moved by the next run, and by anybody who may push. The digest names the bytes, and is what a signature and a scan refer to.",
	remedy: "Give the step an id and hand `steps.ID.outputs.digest` on: to the deployment, to a signature (`cosign sign`), or to `actions/attest-build-provenance`.",
	references: ["https://docs.docker.com/build/ci/github-actions/attestations/", "https://docs.github.com/en/actions/how-tos/secure-your-work/use-artifact-attestations/use-artifact-attestations"],
	equivalents: { cis: ["4.12"] },
	*check({ workflow }) {
		if (kept.test(workflow.file.text)) return;
		const pushed = pushesOf(workflow).next();
		if (pushed.done === true) return;
		yield {
			at: pushed.value,
			message: "What is pushed here is known by its tag alone: its digest is not kept."
		};
	},
	examples: [
		{
			name: "by the action",
			bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «docker/build-push-action@v6»\n        with:\n          push: true\n          tags: ghcr.io/example/web:1.4\n",
			good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        id: push\n        with:\n          push: true\n          tags: ghcr.io/example/web:1.4\n      - run: cosign sign --yes \"ghcr.io/example/web@${{ steps.push.outputs.digest }}\"\n"
		},
		{
			name: "by commands",
			bad: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          docker build -t ghcr.io/example/web:1.4 .\n          «docker push ghcr.io/example/web:1.4»\n"
		},
		{
			name: "nothing is pushed",
			good: "on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { context: . }\n      - run: docker build .\n"
		}
	]
});
/** The steps and commands that push an image, in the order of the file. */
function* pushesOf({ jobs }) {
	for (const { steps } of jobs) for (const step of steps) {
		if (step.uses !== void 0 && pushesByAction(step)) yield step.uses.at;
		const script = step.run();
		if (script === void 0 || !/push/.test(script.text)) continue;
		for (const command of parseScript(script).commands) if (pushes(command)) yield command.at;
	}
}
function pushesByAction({ uses, input, isOn }) {
	if (uses?.name !== "docker/build-push-action" && uses?.name !== "docker/bake-action") return false;
	return isOn("push") || /\bpush=true\b|\btype=registry\b/.test(input("outputs")?.text ?? "");
}
/** `docker push`, and a build with `--push`. */
function pushes({ name, words }) {
	if (name !== "docker" && name !== "podman" && name !== "buildah" && name !== "nerdctl") return false;
	const rest = words.slice(1).map(({ value }) => value ?? "");
	const [first, second] = rest.filter((word) => !word.startsWith("-"));
	return first === "push" || first === "image" && second === "push" || first?.startsWith("build") === true && rest.includes("--push");
}
// src/rules/workflow/scanner-pinned.ts
/** Actions that look for faults in code and images, by owner and name. */
const scanners = /^(?:aquasecurity\/(?:trivy-action|setup-trivy|tfsec-\S+)|anchore\/(?:scan-action|sbom-action|grype-\S+)(?:\/\S+)?|snyk\/actions(?:\/\S+)?|checkmarx\/(?:kics|ast)-github-action|docker\/scout-action|bridgecrewio\/checkov-action|hadolint\/hadolint-action|(?:goodwithtech|erzz)\/dockle-action|sysdiglabs\/scan-action|crazy-max\/ghaction-container-scan|azure\/container-scan|(?:returntocorp|semgrep)\/semgrep-action|google\/osv-scanner-action(?:\/\S+)?|wagoodman\/dive-action)$/;
// src/rules/index.ts
/** Every rule of the product, in the order of the ids. */
const rules = [
	exec_privileged_default,
	exec_root_default,
	no_literal_password_default$1,
	no_password_argument_default,
	no_pipe_to_shell_default$1,
	no_secret_build_argument_default$1,
	apparmor_profile_named_default,
	bounded_restarts_default,
	build_secret_given_default$1,
	capabilities_for_entrypoint_default,
	cpu_limit_default,
	drop_capabilities_default,
	effective_user_default,
	health_check_default,
	health_program_there_default$1,
	heap_fits_limit_default,
	logging_on_default,
	memory_limit_default,
	no_broad_device_rule_default,
	no_cgroup_parent_default,
	no_default_bridge_default,
	no_device_folder_mount_default,
	no_disabled_selinux_default,
	no_disclosing_capability_default,
	no_engine_socket_default$1,
	no_exposed_root_default,
	no_host_administration_mount_default,
	no_host_capability_default,
	no_host_cgroup_default,
	no_host_device_default,
	no_host_file_mount_default,
	no_host_ipc_default,
	no_host_network_default,
	no_host_network_capability_default,
	no_host_pid_default,
	no_host_reaching_capability_default,
	no_host_root_mount_default,
	no_host_state_mount_default,
	no_host_userns_default,
	no_host_uts_default,
	no_licence_key_default,
	no_loose_tmpfs_default,
	no_low_port_default,
	no_memory_device_default,
	no_network_capability_default,
	no_new_privileges_default,
	no_open_database_port_default,
	no_open_seccomp_profile_default,
	no_placeholder_secret_default,
	no_port_on_all_interfaces_default,
	no_privileged_default,
	no_privileged_port_default$1,
	no_raw_device_default,
	no_root_equivalent_mount_default,
	no_secret_as_build_argument_default,
	no_secret_fallback_default,
	no_secret_in_build_argument_default,
	no_secret_in_command_default$1,
	no_secret_in_environment_default,
	no_secret_in_label_default$1,
	no_secret_in_url_default,
	no_sensitive_mount_default,
	no_shared_propagation_default,
	no_slave_propagation_default,
	no_starving_capability_default,
	no_strong_capability_default,
	no_sudo_to_root_default,
	no_sudo_without_privileges_default,
	no_system_folder_mount_default,
	no_tracing_capability_default,
	no_unconfined_apparmor_default,
	no_unconfined_seccomp_default,
	no_unlimited_ulimit_default,
	no_unmasked_paths_default,
	no_url_fallback_default,
	no_useless_setcap_default,
	pids_limit_default,
	read_only_bearable_default,
	read_only_root_default,
	seccomp_profile_there_default,
	seccomp_refuses_by_default_default,
	security_options_set_default,
	socket_proxy_narrow_default,
	user_not_root_default$1,
	valid_name_default,
	volume_owned_default,
	apk_cache_off_default,
	apk_packages_pinned_default,
	apt_answers_yes_default,
	apt_get_in_scripts_default,
	apt_lists_removed_default,
	apt_packages_pinned_default,
	archive_by_add_default,
	argument_in_scope_default,
	as_casing_default,
	base_tag_not_empty_default,
	build_secret_given_default,
	copied_code_owned_by_root_default,
	copies_merged_default,
	copy_from_known_default,
	copy_from_named_default,
	copy_into_workdir_default,
	copy_many_into_folder_default,
	copy_not_add_default,
	copy_not_ignored_default,
	credentials_ignored_default,
	dependencies_ignored_default,
	description_named_default,
	dnf_answers_yes_default,
	dnf_cache_cleaned_default,
	dnf_packages_pinned_default,
	download_verified_default,
	env_no_self_reference_default,
	exec_form_default,
	exec_form_valid_default,
	expose_format_default,
	from_argument_declared_default,
	from_argument_default_default,
	from_first_default,
	gem_packages_pinned_default,
	go_packages_pinned_default,
	health_check_set_default,
	health_program_there_default,
	keyword_capital_default,
	keyword_casing_default,
	label_key_valid_default,
	label_value_valid_default,
	labels_set_default,
	microdnf_cache_cleaned_default,
	no_account_password_default,
	no_cleartext_download_default,
	no_copied_filesystem_default,
	no_copy_from_itself_default,
	no_credential_file_default,
	no_credential_written_default,
	no_debug_mode_default,
	no_distribution_upgrade_default,
	no_empty_continuation_default,
	no_engine_socket_default,
	no_host_network_build_default,
	no_inline_ignore_default,
	no_insecure_build_default,
	no_interactive_program_default,
	no_legacy_pair_default,
	no_lone_index_update_default,
	no_maintainer_default,
	no_open_task_default,
	no_package_upgrade_default,
	no_pipe_to_shell_default,
	no_privileged_port_default,
	no_recommended_packages_default,
	no_remote_login_port_default,
	no_secret_argument_default,
	no_secret_in_command_default,
	no_secret_in_env_default,
	no_secret_in_label_default,
	no_setuid_default,
	no_sudo_default,
	no_system_volume_default,
	no_system_workdir_default,
	no_whole_context_default,
	no_world_writable_default,
	npm_packages_pinned_default,
	onbuild_valid_default,
	one_command_default,
	one_downloader_default,
	one_entrypoint_default,
	one_health_check_default,
	package_signatures_checked_default,
	pip_cache_off_default,
	pip_packages_pinned_default,
	pipefail_set_default,
	platform_not_fixed_default,
	platform_not_redundant_default,
	port_valid_default,
	quiet_wget_default,
	repository_ignored_default,
	run_split_default,
	runs_merged_default,
	secret_mount_private_default,
	shell_by_instruction_default,
	stage_name_lowercase_default,
	stage_name_not_reserved_default,
	stage_name_unique_default,
	tls_verified_default,
	user_known_default,
	user_not_root_default,
	user_numeric_default,
	user_set_default,
	useradd_no_log_init_default,
	variable_defined_default,
	workdir_absolute_default,
	workdir_in_full_default,
	workdir_not_cd_default,
	yarn_cache_cleaned_default,
	yum_answers_yes_default,
	yum_cache_cleaned_default,
	yum_packages_pinned_default,
	zypper_answers_yes_default,
	zypper_cache_cleaned_default,
	zypper_packages_pinned_default,
	digest_agrees_default,
	digest_pinned_default,
	no_compromised_image_default,
	powerful_tag_pinned_default,
	registry_allowed_default,
	run_tag_pinned_default,
	tag_beside_digest_default,
	tag_pinned_default,
	tested_release_default,
	version_built_here_default,
	dependencies_sorted_default,
	healthy_dependency_checked_default,
	image_or_build_default,
	name_set_default,
	no_development_stage_default,
	no_path_to_host_default,
	no_secret_in_env_file_default,
	no_shared_volume_default,
	no_version_field_default,
	ports_quoted_default,
	ports_sorted_default,
	secret_file_kept_out_default,
	secrets_used_default,
	service_keys_ordered_default,
	services_sorted_default,
	top_level_ordered_default,
	unique_container_names_default,
	unique_ports_default,
	volume_users_agree_default,
	volumes_unquoted_default,
	waiver_valid_default,
	no_compromised_action_default,
	no_literal_password_default,
	no_secret_build_argument_default,
	no_untrusted_build_default,
	pushed_digest_kept_default,
	defineRule({
		id: "workflow/scanner-pinned",
		title: "A scanner is used at a ref that can be moved",
		severity: "low",
		confidence: "certain",
		profile: "default",
		subject: "workflow",
		why: "Your pipeline may run a stranger’s code tomorrow, next to its secrets: a tag or branch of an action is whatever its owner, or whoever took over the owner’s account, points it at today. The tags of several scanners were moved to malicious code in 2026; a workflow that named a full commit was not touched.",
		remedy: "Name the full commit, with the version in a comment behind it, and let Dependabot or Renovate keep both fresh.",
		references: ["https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions", "https://github.com/aquasecurity/trivy/security/advisories/GHSA-69fq-xp46-6x23"],
		equivalents: {},
		*check({ workflow }) {
			for (const { uses } of usedActions(workflow)) {
				if (!scanners.test(uses.name) || isCommit(uses.ref) || compromiseOf(uses) !== void 0) continue;
				yield {
					at: uses.at,
					key: uses.name,
					message: `\`${uses.written}\` can be moved to other code at any time.`
				};
			}
		},
		examples: [{
			name: "a branch and a tag",
			bad: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «aquasecurity/trivy-action@master»\n      - uses: «anchore/scan-action@v6»\n",
			good: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aquasecurity/trivy-action@57a97c7e7821a5776cebc9bb87c984fa69cba8f1 # 0.35.0\n      - uses: anchore/scan-action@0123456789abcdef0123456789abcdef01234567 # v6\n"
		}, {
			name: "other actions",
			good: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - uses: ./actions/scan\n"
		}]
	})
];
export { factsOfImage as $, scriptGaps as A, peers as At, booleanFromText as B, contextKey as C, ScriptBuilder as Ct, moveDocument as D, spanIn as Dt, isRemote as E, scriptOfRange as Et, tooManyCommands as F, volumeFromText as G, isHostPath as H, shells as I, hostPath as J, powerOf as K, isOnAllInterfaces as L, shellOf as M, parseScript as N, pathFrom as O, withUnknown as Ot, scriptLimits as P, dropsRoot as Q, publishedPorts as R, Contexts as S, wordPieces as St, folderOf as T, placeIn as Tt, mountFromText as U, csvFields as V, portFromText as W, isRoot as X, limitsOf as Y, leavesRoot as Z, asText as _, composeCall as _t, postureOfBuild as a, isSeparator as at, noEntries as b, lastOption as bt, booleanSetting as c, trimSpaceEnd as ct, itemsOf as d, lineOf$2 as dt, userOfImage as et, joined as f, locate as ft, asBoolean as g, isMarkdown as gt, valueAt as h, fencedScripts as ht, parsePort as i, lex as it, scriptOfRun as j, imageCommands as k, defaultPaths as kt, entriesOf as l, runFlagProblem as lt, textSetting as m, called as mt, isScanners as n, baseOf as nt, stageInWords as o, isSpace as ot, textEntries as p, placeAt as pt, gradeOf$1 as q, exposedPort as r, findStage as rt, stageLabel as s, skipSpace as st, rules as t, capabilityFromText as tt, entryPlace as u, lineAtNumber as ut, isNull as v, dockerCommand as vt, namedContexts as w, copyRange as wt, unset as x, stackCall as xt, resolvePlain as y, dockerCommands as yt, sharesHostNetwork as z };
