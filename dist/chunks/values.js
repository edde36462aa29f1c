import { i as GuardError, t as didYouMean } from "./nearest.js";
import { n as labelFormats, t as isLabelFormat } from "./label-format.js";
// src/model/severity.ts
/** How bad a finding is, mildest first. */
const severities = [
	"info",
	"low",
	"medium",
	"high",
	"critical"
];
/** How sure the tool is: `certain` reads it in the text, `likely` infers it, `possible` met a value it could not resolve. */
const confidences = [
	"possible",
	"likely",
	"certain"
];
/** Which rules run: security and supply chain; plus hardening and correctness; plus style and size. */
const profiles = [
	"default",
	"strict",
	"all"
];
// src/settings/schema.ts
const everywhere = [
	"cli",
	"action",
	"config"
];
/** What a file of the scanned tree must not say, since whoever writes the tree would choose programs to run and files to write. */
const trusted = ["cli", "action"];
const gateLevels = [...severities, "none"];
const define = (schema) => schema;
/**
* Every setting of the product, once. Action inputs, command-line flags, the keys of `container-guard.yaml`, its JSON
* Schema, `--help` and docs/settings.md are made from it.
*/
const schema = define({
	paths: {
		kind: "list",
		placeholder: "PATH",
		positional: true,
		default: ["."],
		doors: everywhere,
		group: "What to scan",
		description: "Folders or files to scan."
	},
	images: {
		kind: "list",
		placeholder: "REF",
		default: [],
		doors: everywhere,
		group: "What to scan",
		description: "Images to scan with Trivy: a reference, an OCI layout folder, an archive of one or of `docker save`, or a bill of materials (*.cdx.json, *.spdx.json)."
	},
	"images-file": {
		kind: "text",
		placeholder: "FILE",
		doors: trusted,
		group: "What to scan",
		description: "A list of images to re-scan in their registries, one reference on a line, or a plan (*.json: reference, digest and platforms of each; a JSON report is one); reported under a tool name of its own. Files are then scanned only where paths are named beside it."
	},
	"scan-compose-images": {
		kind: "flag",
		default: false,
		doors: everywhere,
		group: "What to scan",
		description: "Scan the images that Compose files name in `image:` and do not build, too."
	},
	"scan-built-images": {
		kind: "flag",
		default: false,
		doors: everywhere,
		group: "What to scan",
		description: "Scan the images that Compose files build, too, under the names in `image:` and `build.tags`. Build them before."
	},
	"scan-base-images": {
		kind: "flag",
		default: false,
		doors: everywhere,
		group: "What to scan",
		description: "Scan the images that Dockerfiles begin with in `FROM`, too; not those of which nothing is shipped."
	},
	platform: {
		kind: "list",
		placeholder: "OS/ARCH",
		default: [],
		doors: everywhere,
		group: "What to scan",
		description: "The platforms of each image to scan, such as linux/arm64, or all. Without it the one that this machine would run. What they have in common is one finding."
	},
	"image-source": {
		kind: "choice",
		placeholder: "SOURCE",
		choices: [
			"auto",
			"registry",
			"engine"
		],
		default: "auto",
		doors: everywhere,
		group: "What to scan",
		description: "Where images are taken from: the engine of this machine where it has them and else their registry, or just one."
	},
	"scan-repository": {
		kind: "choice",
		placeholder: "WHAT",
		choices: [
			"none",
			"secrets",
			"packages",
			"all"
		],
		default: "none",
		doors: everywhere,
		group: "What to scan",
		description: "What Trivy looks for in the files of the repository: secrets, vulnerable packages of lock files, or both."
	},
	exclude: {
		kind: "list",
		placeholder: "GLOB",
		default: [],
		doors: everywhere,
		group: "What to scan",
		description: "Paths to leave out, as in .gitignore."
	},
	"allow-empty": {
		kind: "flag",
		default: false,
		doors: everywhere,
		group: "What to scan",
		description: "Pass where nothing is found to scan, instead of exit code 3."
	},
	profile: {
		kind: "choice",
		placeholder: "PROFILE",
		choices: profiles,
		default: "default",
		doors: everywhere,
		group: "Rules and gate",
		description: "Which rules run: security and supply chain; with hardening and correctness; with style and size."
	},
	"fail-on": {
		kind: "choice",
		placeholder: "SEVERITY",
		choices: gateLevels,
		default: "high",
		doors: everywhere,
		group: "Rules and gate",
		description: "The mildest severity that fails the run."
	},
	"only-fixed": {
		kind: "flag",
		default: false,
		doors: everywhere,
		group: "Rules and gate",
		description: "Let vulnerabilities without a fixed version not fail the run; they are still reported."
	},
	baseline: {
		kind: "text",
		placeholder: "FILE",
		doors: everywhere,
		group: "Rules and gate",
		description: "An earlier JSON report: what it knows does not fail the run."
	},
	disable: {
		kind: "list",
		placeholder: "RULE",
		default: [],
		doors: everywhere,
		group: "Rules and gate",
		description: "Rules to switch off."
	},
	registries: {
		kind: "list",
		placeholder: "REGISTRY",
		default: [],
		doors: everywhere,
		group: "Rules and gate",
		description: "The registries that images may come from, a host or a path below one: ghcr.io/acme, *.example.com. Without it every registry may."
	},
	labels: {
		kind: "list",
		placeholder: "LABEL",
		default: [],
		doors: everywhere,
		group: "Rules and gate",
		description: "The labels that an image must have, each with the format of its value where that matters: NAME or NAME=FORMAT, with text, url, email, date, version, commit or licence."
	},
	"comment-waivers": {
		kind: "flag",
		default: true,
		doors: everywhere,
		group: "Rules and gate",
		description: "Let comments in the scanned files waive findings, those for other tools among them. Switch it off for a tree whose author you do not trust."
	},
	"foreign-ignores": {
		kind: "flag",
		default: true,
		doors: everywhere,
		group: "Rules and gate",
		description: "Let the ignore comments of hadolint, Trivy, Checkov, KICS, BuildKit and Semgrep waive the same rules here."
	},
	config: {
		kind: "text",
		placeholder: "FILE",
		doors: ["cli", "action"],
		group: "Rules and gate",
		description: "The config file; without it, container-guard.yaml of the scanned root where there is one."
	},
	format: {
		kind: "choice",
		placeholder: "FORMAT",
		choices: [
			"table",
			"json",
			"sarif",
			"markdown",
			"html"
		],
		default: "table",
		doors: ["cli"],
		group: "Reports",
		description: "What is printed."
	},
	output: {
		kind: "text",
		placeholder: "FILE",
		doors: ["cli"],
		group: "Reports",
		description: "Write the chosen format to a file instead of the terminal."
	},
	sarif: {
		kind: "text",
		placeholder: "FILE",
		doors: trusted,
		group: "Reports",
		description: "Write a SARIF 2.1.0 report as well."
	},
	html: {
		kind: "text",
		placeholder: "FILE",
		doors: trusted,
		group: "Reports",
		description: "Write an HTML page as well."
	},
	json: {
		kind: "text",
		placeholder: "FILE",
		doors: trusted,
		group: "Reports",
		description: "Write a JSON report as well; it can be the baseline of a later run."
	},
	markdown: {
		kind: "text",
		placeholder: "FILE",
		doors: trusted,
		group: "Reports",
		description: "Write a Markdown report as well."
	},
	sbom: {
		kind: "text",
		placeholder: "FOLDER",
		doors: trusted,
		group: "Reports",
		description: "Write the bill of materials of each scanned image into this folder."
	},
	"sbom-format": {
		kind: "choice",
		placeholder: "FORMAT",
		choices: ["cyclonedx", "spdx"],
		default: "cyclonedx",
		doors: everywhere,
		group: "Reports",
		description: "The format of the bills of materials, as JSON."
	},
	upload: {
		kind: "choice",
		placeholder: "MODE",
		choices: [
			"auto",
			"always",
			"never"
		],
		default: "auto",
		doors: ["action", "config"],
		group: "GitHub",
		description: "Hand the SARIF report to code scanning: where that is available, always (a refusal is a warning), or never. Needs `security-events: write`."
	},
	comment: {
		kind: "choice",
		placeholder: "MODE",
		choices: [
			"always",
			"on-failure",
			"never"
		],
		default: "always",
		doors: ["action", "config"],
		group: "GitHub",
		description: "Keep one comment on the pull request: always, only once the gate has failed (then updated to green), or never. Needs `pull-requests: write`."
	},
	"comment-key": {
		kind: "text",
		placeholder: "TEXT",
		default: "default",
		doors: ["action", "config"],
		group: "GitHub",
		description: "Tells the comments and code scanning categories of several jobs apart."
	},
	annotations: {
		kind: "flag",
		default: true,
		doors: ["action", "config"],
		group: "GitHub",
		description: "Annotate lines in the job, at most ten of each level."
	},
	summary: {
		kind: "flag",
		default: true,
		doors: ["action", "config"],
		group: "GitHub",
		description: "Write the job summary."
	},
	token: {
		kind: "text",
		placeholder: "TOKEN",
		secret: true,
		doors: ["action"],
		group: "GitHub",
		description: "The token for the comment and the upload."
	},
	trivy: {
		kind: "text",
		placeholder: "auto|required|off|PATH",
		doors: trusted,
		group: "Trivy",
		description: "auto: use a Trivy that is there and passes the checks, download one only when an image is asked for (the command line’s default). required: without Trivy the run is inconclusive (the action’s default). off: built-in rules only. PATH: this binary."
	},
	"trivy-mirrors": {
		kind: "list",
		placeholder: "BASE",
		default: [],
		doors: trusted,
		group: "Trivy",
		description: "Where release archives come from instead of github.com, in this order: BASE/v{version}/{asset}, with the bundles beside them as {asset}.sigstore.json, or oci://registry/repository. What comes is verified whatever the source."
	},
	"trivy-base-url": {
		kind: "text",
		placeholder: "BASE",
		doors: trusted,
		group: "Trivy",
		description: "One mirror, asked after those of trivy-mirrors."
	},
	"trivy-version": {
		kind: "text",
		placeholder: "VERSION",
		doors: trusted,
		group: "Trivy",
		description: "Another version than the pinned one, not an older one. Its release must have signed it three days ago or more, or trivy-sha256 be given."
	},
	"trivy-sha256": {
		kind: "text",
		placeholder: "HEX",
		doors: trusted,
		group: "Trivy",
		description: "The SHA-256 of the archive of trivy-version, or of the binary that trivy names."
	},
	"trivy-cache": {
		kind: "text",
		placeholder: "FOLDER",
		doors: trusted,
		group: "Trivy",
		description: "The cache folder of Trivy, with its vulnerability database."
	},
	"trivy-db-repository": {
		kind: "list",
		placeholder: "REF",
		default: [],
		doors: trusted,
		group: "Trivy",
		description: "Where the vulnerability database comes from: asked in this order until one answers."
	},
	"trivy-db-max-age": {
		kind: "text",
		placeholder: "AGE",
		doors: everywhere,
		group: "Trivy",
		description: "How old the vulnerability database may be, in hours or days: 36h, 7d. An older one is used and leaves the run inconclusive. Without it one of any age is judged by, and the report tells its age."
	},
	"trivy-java-db-repository": {
		kind: "list",
		placeholder: "REF",
		default: [],
		doors: trusted,
		group: "Trivy",
		description: "Where the index of Java archives comes from: asked in this order until one answers."
	},
	offline: {
		kind: "flag",
		default: false,
		doors: everywhere,
		group: "Trivy",
		description: "Fetch nothing but the images that are named: no Trivy, no database, no checks."
	},
	timeout: {
		kind: "seconds",
		default: 600,
		doors: everywhere,
		group: "Trivy",
		description: "How many seconds one Trivy run may take, and one question to a registry with all its tries."
	},
	quiet: {
		kind: "flag",
		default: false,
		doors: ["cli"],
		group: "Other",
		description: "No progress messages."
	},
	colour: {
		kind: "choice",
		placeholder: "MODE",
		choices: [
			"auto",
			"always",
			"never"
		],
		default: "auto",
		doors: ["cli"],
		group: "Other",
		description: "Colours: on a terminal, always, or never. NO_COLOR is honoured."
	}
});
// src/settings/values.ts
const names = Object.keys(schema).filter((name) => name in schema);
/** The settings that a door may set, in the order of the schema. */
function settingsAt(door) {
	return names.filter((name) => definitionOf(name).doors.includes(door));
}
function definitionOf(name) {
	return schema[name];
}
/** The name as a setting, where it is one. */
function asSettingName(name) {
	return names.find((known) => known === name);
}
/**
* Checks the values of several doors, the first that gives one wins, and fills in the defaults.
* @throws GuardError SETTINGS with the value, the allowed ones and the nearest match.
*/
function resolveValues(doors, defaults = {}) {
	const text = (name) => {
		const given = pick(doors, name);
		const definition = definitionOf(name);
		if (given === void 0) return defaults[name] ?? (definition.kind === "text" ? definition.default : void 0);
		return checkedText(name, given);
	};
	checkFiles(doors);
	const withDefault = (name) => text(name) ?? "";
	const list = (name) => {
		const given = pick(doors, name);
		const definition = definitionOf(name);
		if (given === void 0) return definition.kind === "list" ? definition.default : [];
		return checkedList(given);
	};
	const flag = (name) => {
		const given = pick(doors, name);
		const definition = definitionOf(name);
		return given === void 0 ? definition.kind === "flag" && definition.default : checkedFlag(name, given);
	};
	const choice = (name, choices) => {
		const given = pick(doors, name);
		const definition = definitionOf(name);
		const value = given === void 0 ? definition.kind === "choice" ? definition.default : "" : checkedText(name, given);
		const found = choices.find((allowed) => allowed === value);
		if (found !== void 0) return found;
		throw new GuardError("SETTINGS", `${given?.source ?? name}: \`${value}\` is not one of ${choices.join(", ")}.${didYouMean(value, choices)}`);
	};
	return Object.freeze({
		paths: list("paths"),
		images: list("images"),
		"images-file": text("images-file"),
		"scan-compose-images": flag("scan-compose-images"),
		"scan-built-images": flag("scan-built-images"),
		"scan-base-images": flag("scan-base-images"),
		platform: platforms(list("platform"), pick(doors, "platform")),
		"image-source": choice("image-source", schema["image-source"].choices),
		"scan-repository": choice("scan-repository", schema["scan-repository"].choices),
		exclude: list("exclude"),
		"allow-empty": flag("allow-empty"),
		profile: choice("profile", schema.profile.choices),
		"fail-on": choice("fail-on", schema["fail-on"].choices),
		"only-fixed": flag("only-fixed"),
		baseline: text("baseline"),
		disable: list("disable"),
		registries: list("registries"),
		labels: labelsOf(list("labels"), pick(doors, "labels")),
		"comment-waivers": flag("comment-waivers"),
		"foreign-ignores": flag("foreign-ignores"),
		config: text("config"),
		format: choice("format", schema.format.choices),
		output: text("output"),
		sarif: text("sarif"),
		html: text("html"),
		json: text("json"),
		markdown: text("markdown"),
		sbom: text("sbom"),
		"sbom-format": choice("sbom-format", schema["sbom-format"].choices),
		upload: choice("upload", schema.upload.choices),
		comment: choice("comment", schema.comment.choices),
		"comment-key": withDefault("comment-key"),
		annotations: flag("annotations"),
		summary: flag("summary"),
		token: text("token"),
		trivy: text("trivy"),
		"trivy-mirrors": list("trivy-mirrors"),
		"trivy-base-url": text("trivy-base-url"),
		"trivy-version": text("trivy-version"),
		"trivy-sha256": text("trivy-sha256"),
		"trivy-cache": text("trivy-cache"),
		"trivy-db-repository": list("trivy-db-repository"),
		"trivy-db-max-age": checkedAge(text("trivy-db-max-age"), pick(doors, "trivy-db-max-age")),
		"trivy-java-db-repository": list("trivy-java-db-repository"),
		offline: flag("offline"),
		timeout: seconds("timeout", doors),
		quiet: flag("quiet"),
		colour: choice("colour", schema.colour.choices)
	});
}
function pick(doors, name) {
	return doors.find((door) => door[name] !== void 0)?.[name];
}
function checkedText(name, { value, source }) {
	if (typeof value === "string" && value !== "") return value;
	const definition = definitionOf(name);
	const wanted = definition.kind === "choice" ? `one of ${definition.choices.join(", ")}` : "a single text";
	throw new GuardError("SETTINGS", `${source}: ${wanted} is expected.`);
}
function checkedList({ value, source }) {
	if (typeof value === "boolean") throw new GuardError("SETTINGS", `${source}: a list of texts is expected, not \`${value}\`.`);
	const items = typeof value === "string" ? [value] : value;
	if (items.some((item) => item.trim() === "")) throw new GuardError("SETTINGS", `${source}: an empty text is not expected.`);
	return items;
}
function labelsOf(labels, given) {
	for (const label of labels) {
		const format = label.split("=")[1];
		if (format === void 0 || isLabelFormat(format)) continue;
		throw new GuardError("SETTINGS", `${given?.source ?? "labels"}: \`${format}\` is not one of ${labelFormats.join(", ")}.${didYouMean(format, labelFormats)}`);
	}
	return labels;
}
/** The settings that name a file to write a report to. */
const reportSettings = [
	"output",
	"sarif",
	"html",
	"json",
	"markdown"
];
function checkFiles(doors) {
	const taken = /* @__PURE__ */ new Map();
	for (const name of reportSettings) {
		const given = pick(doors, name);
		if (typeof given?.value !== "string") continue;
		if (given.value === "-" && name !== "output") throw new GuardError("SETTINGS", `${given.source}: \`-\` is no file. On the command line, --format ${name} prints that report.`);
		const path = given.value.replace(/^(?:\.\/+)+/, "");
		const other = taken.get(path);
		if (other !== void 0 && path !== "-") throw new GuardError("SETTINGS", `${other} and ${given.source} name the same file: ${given.value}.`);
		taken.set(path, given.source);
	}
}
function checkedFlag(name, { value, source }) {
	if (typeof value === "boolean") return value;
	if (typeof value === "string") {
		if (/^(?:true|yes|on)$/i.test(value)) return true;
		if (/^(?:false|no|off)$/i.test(value)) return false;
	}
	throw new GuardError("SETTINGS", `${source}: \`${String(value)}\` is not one of true, false (${name} is a switch).`);
}
/** Several may stand in one text, with commas between them. */
function platforms(written, given) {
	const found = written.flatMap((text) => text.split(",")).map((text) => text.trim());
	const wrong = found.find((text) => text !== "all" && !/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9.]+)?$/.test(text));
	if (wrong === void 0) return found;
	throw new GuardError("SETTINGS", `${given?.source ?? "platform"}: \`${wrong}\` is not a platform, such as linux/arm64, nor all.`);
}
function checkedAge(value, given) {
	if (value === void 0 || hoursIn(value) !== void 0) return value;
	throw new GuardError("SETTINGS", `${given?.source ?? "trivy-db-max-age"}: \`${value}\` is not a number of hours or days, such as 36h or 7d.`);
}
/** `36h` and `7d` as hours; undefined for anything else. */
function hoursIn(age) {
	const [, count = "", unit] = /^([1-9]\d{0,4})(h|d)$/.exec(age) ?? [];
	return unit === void 0 ? void 0 : Number(count) * (unit === "d" ? 24 : 1);
}
/** The longest time that may be asked for: a day. */
const longestSeconds = 86400;
function seconds(name, doors) {
	const given = pick(doors, name);
	const definition = definitionOf(name);
	if (given === void 0) return definition.kind === "seconds" ? definition.default : 0;
	const value = typeof given.value === "string" ? given.value : String(given.value);
	const match = /^(\d+)(s|m)?$/.exec(value);
	const count = Number(match?.[1]) * (match?.[2] === "m" ? 60 : 1);
	if (match && count > longestSeconds) throw new GuardError("SETTINGS", `${given.source}: \`${value}\` is longer than a day (${longestSeconds} seconds).`);
	if (match && count > 0) return count;
	throw new GuardError("SETTINGS", `${given.source}: \`${value}\` is not a number of seconds, such as 600 or 10m.`);
}
export { settingsAt as a, severities as c, resolveValues as i, definitionOf as n, confidences as o, hoursIn as r, profiles as s, asSettingName as t };
