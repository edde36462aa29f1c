import { n as printable, r as terminalConsole } from "./console.js";
import { a as programsOnPath, c as toolName, d as verifyArchive, f as programBytes, h as trivyPorts, l as bundleName, n as installTrivy, o as wantedOf, s as keptTrivy, t as foreignTrivy } from "./install.js";
import { a as messageOf, i as GuardError, t as didYouMean } from "./nearest.js";
import { a as refusedVersions, i as refusalOf, r as pinnedVersion, t as assetNamed } from "./pin.js";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
// src/trivy/judgement.ts
/** Every Trivy that a run may find, in the order they are tried. Nothing is fetched or changed. */
async function candidates(wanted, ports) {
	const found = [];
	const accept = (source, { path, version, sha256, verifiedBy, verified }) => {
		const state = found.some((one) => one.state === "used") ? "spare" : "used";
		found.push({
			source,
			path,
			state,
			version,
			sha256,
			verifiedBy,
			verified
		});
	};
	const kept = await keptTrivy(wanted, ports);
	if (kept.kind === "ready") accept("tool-cache", kept.binary);
	else if (kept.kind === "nothing") found.push({
		source: "tool-cache",
		path: "",
		state: "absent",
		reason: `it holds no Trivy ${wanted.version}`
	});
	else found.push({
		source: "tool-cache",
		path: "",
		state: "refused",
		reason: kept.reason
	});
	for (const path of await programsOnPath(ports)) try {
		accept("path", await foreignTrivy(path, "path", wanted, ports));
	} catch (error) {
		if (!(error instanceof GuardError)) throw error;
		found.push({
			source: "path",
			path,
			state: "refused",
			reason: error.message
		});
	}
	const file = wanted.asset?.file;
	const isThere = found.some(({ state }) => state === "used");
	for (const [at, mirror] of (file === void 0 ? [] : wanted.mirrors).entries()) {
		const path = mirror.shown(wanted.version, file ?? "");
		const reason = isThere ? "there is a Trivy already" : at === 0 ? "nothing else is there" : "only where those before it fail";
		found.push({
			source: "download",
			path,
			state: isThere ? "not-fetched" : "fetched",
			reason
		});
	}
	return found;
}
/**
* Verifies what the tool cache holds, without mending it.
* @throws GuardError TRIVY_MISSING where it holds nothing, TRIVY_REFUSED where that is not what it should be.
*/
async function verifyKept(wanted, ports) {
	const kept = await keptTrivy(wanted, ports);
	if (kept.kind === "ready") return kept.binary;
	if (kept.kind === "nothing") throw new GuardError("TRIVY_MISSING", `The tool cache holds no Trivy ${wanted.version}. Install one with \`container-guard trivy install\`, or name a file to verify.`);
	throw new GuardError("TRIVY_REFUSED", `The Trivy in the tool cache is not the one that was installed: ${kept.reason}`);
}
/** Verifies an archive by its digest, and by its bundle where one is named or lies beside it. GuardError TRIVY_REFUSED. */
async function verifyRelease(path, bundle, request, ports) {
	const named = assetNamed(basename(path));
	const version = request.version ?? named?.version;
	const wanted = wantedOf({
		...request,
		...version === void 0 ? {} : { version }
	}, ports.machine);
	const asset = named?.version === wanted.version ? named.asset : wanted.asset;
	const beside = bundle ?? `${path.slice(0, path.length - basename(path).length)}${bundleName(basename(path))}`;
	const isThere = await ports.files.size(beside) !== void 0;
	if (bundle !== void 0 && !isThere) throw new GuardError("USAGE", `there is no file \`${bundle}\`.`);
	const proof = await verifyArchive({
		path,
		subject: path,
		bundle: isThere ? beside : void 0
	}, {
		...wanted,
		...asset === void 0 ? {} : { asset }
	}, ports);
	for await (const _ of programBytes(path, formatOf(path) ?? "tar.gz", asset?.program ?? "trivy", ports.files));
	return {
		path,
		version: wanted.version,
		sha256: proof.archive,
		verifiedBy: proof.by,
		verified: proof.words
	};
}
/** What a file is by its name: an archive of some format, or not one. */
function formatOf(path) {
	if (/\.(?:tar\.gz|tgz)$/i.test(path)) return "tar.gz";
	return /\.zip$/i.test(path) ? "zip" : void 0;
}
/**
* Verifies a program by its digest, given or that of the one in the tool cache. It is not run.
* @throws GuardError TRIVY_REFUSED where it is known to be bad, or equal to nothing that is known.
*/
async function verifyProgram(path, wanted, ports) {
	const sha256 = await ports.files.sha256(path);
	const bad = refusalOf("", sha256);
	if (bad !== void 0) throw new GuardError("TRIVY_REFUSED", `${path}: ${bad}. Delete it and rotate the secrets it could read.`);
	const { version } = wanted;
	if (wanted.given === sha256) return {
		path,
		version,
		sha256,
		verifiedBy: "digest",
		verified: "bytes equal to the SHA-256 given"
	};
	const kept = await keptTrivy(wanted, ports);
	if (kept.kind === "ready" && kept.binary.sha256 === sha256) {
		const { verifiedBy, verified } = kept.binary;
		return {
			path,
			version,
			sha256,
			verifiedBy,
			verified: `the program of the ${verified}`
		};
	}
	const expected = wanted.given ?? (kept.kind === "ready" ? kept.binary.sha256 : `that of a Trivy ${version} in the tool cache, which holds none`);
	throw new GuardError("TRIVY_REFUSED", `${path} could not be verified, and was not run: its SHA-256 is ${sha256}, and should be ${expected}. Install a verified one with \`container-guard trivy install\`, or give the digest with --sha256.`);
}
/** What the tool cache holds, each verified anew. */
async function installedVersions(ports) {
	const found = [];
	for (const version of await ports.toolCache.versions(toolName)) {
		const path = await ports.toolCache.find("container-guard-trivy", version) ?? "";
		try {
			const request = {
				mode: "auto",
				imagesAsked: false,
				...version === "0.74.0" ? {} : { version }
			};
			const { path: program, verifiedBy } = await verifyKept(wantedOf(request, ports.machine), ports);
			found.push({
				version,
				path: program,
				verifiedBy
			});
		} catch (error) {
			if (!(error instanceof GuardError)) throw error;
			found.push({
				version,
				path,
				refused: error.message
			});
		}
	}
	return found;
}
// src/commands/trivy.ts
/** The flags of each subcommand. */
const flags = {
	install: [
		"version",
		"sha256",
		"mirror",
		"directory"
	],
	verify: [
		"version",
		"sha256",
		"bundle"
	],
	status: [
		"version",
		"sha256",
		"mirror"
	],
	list: []
};
const subcommands = Object.keys(flags);
/**
* `container-guard trivy install|verify|status|list`. The answer is the exit code.
* @throws GuardError with exit code 2 for usage, 3 where nothing could be verified; in JSON it is printed as well.
*/
async function trivy(args, terminal, given) {
	const [name = "", ...rest] = args;
	const subcommand = asSubcommand(name);
	const { values, path } = read(subcommand, rest);
	const asJson = formatIn(values) === "json";
	const ports = given ?? trivyPorts(terminalConsole({
		stream: terminal.errors,
		quiet: values["quiet"] === true
	}));
	const request = {
		mode: "required",
		imagesAsked: true,
		mirrors: listOf(values["mirror"]),
		...textOf(values, "version"),
		...textOf(values, "sha256")
	};
	const one = (flag) => {
		const value = values[flag];
		return typeof value === "string" ? resolve(terminal.folder, value) : void 0;
	};
	const call = {
		ports,
		request,
		path: path === void 0 ? void 0 : resolve(terminal.folder, path),
		bundle: one("bundle"),
		directory: one("directory")
	};
	try {
		const answer = await work[subcommand](call);
		terminal.print(asJson ? `${JSON.stringify(answer.json, null, 2)}\n` : `${printable(answer.text)}\n`);
		return 0;
	} catch (error) {
		if (asJson && error instanceof GuardError && error.exitCode === 3) terminal.print(`${JSON.stringify({ error: {
			code: error.code,
			message: error.message
		} }, null, 2)}\n`);
		throw error;
	}
}
const work = {
	async install({ request, ports, directory }) {
		const binary = await installTrivy(wantedOf(request, ports.machine), ports);
		const path = directory === void 0 ? binary.path : await placed(binary, directory, ports);
		const { version, sha256, archive, verifiedBy, verified, source } = binary;
		return {
			text: told({
				path,
				version,
				sha256,
				verifiedBy,
				verified
			}),
			json: {
				path,
				version,
				sha256,
				archive,
				verifiedBy,
				verified,
				source
			}
		};
	},
	async verify({ path, bundle, request, ports }) {
		const found = await verified(path, bundle, request, ports);
		const { version, sha256, verifiedBy, verified: words } = found;
		return {
			text: told(found),
			json: {
				path: found.path,
				version,
				sha256,
				verifiedBy,
				verified: words
			}
		};
	},
	async status({ request, ports }) {
		const wanted = wantedOf(request, ports.machine);
		const found = await candidates(wanted, ports);
		const { platform, arch } = ports.machine;
		const used = found.find(({ state }) => state === "used" || state === "fetched");
		return {
			text: statusText(wanted.version, found),
			json: {
				version: wanted.version,
				platform,
				arch,
				used: used ?? null,
				candidates: found
			}
		};
	},
	async list({ ports }) {
		const installed = await installedVersions(ports);
		const refused = [...refusedVersions].map(([version, reason]) => ({
			version,
			reason
		}));
		const lines = installed.map(({ version, path, verifiedBy, refused: why }) => why === void 0 ? `  ${version}  verified (${verifiedBy ?? ""})  ${path}` : `  ${version}  not used: ${why}`);
		return {
			text: [
				`This version of container-guard works with Trivy ${pinnedVersion}.`,
				...lines.length === 0 ? ["The tool cache holds none."] : ["In the tool cache:", ...lines],
				"Refused from every source:",
				...refused.map(({ version, reason }) => `  ${version}  ${reason}`)
			].join("\n"),
			json: {
				pinned: pinnedVersion,
				installed,
				refused
			}
		};
	}
};
async function verified(path, bundle, request, ports) {
	if (path === void 0) return verifyKept(wantedOf(request, ports.machine), ports);
	if (await ports.files.size(path) === void 0) throw new GuardError("USAGE", `there is no file \`${path}\`.`);
	return bundle === void 0 && formatOf(path) === void 0 ? verifyProgram(path, wantedOf(request, ports.machine), ports) : verifyRelease(path, bundle, request, ports);
}
async function placed(binary, directory, { files, machine }) {
	try {
		return await files.placeProgram(binary.path, directory, machine.platform === "win32" ? "trivy.exe" : "trivy");
	} catch (error) {
		throw new GuardError("OUTPUT", `the program cannot be put into ${directory}: ${messageOf(error)}.`, { cause: error });
	}
}
function told({ path, version, sha256, verifiedBy, verified: words }) {
	return `Trivy ${version} is verified (${verifiedBy}): ${path}\n  ${words}\n  SHA-256 of this file: ${sha256}`;
}
const stateWords = {
	used: "used",
	spare: "not needed",
	refused: "refused",
	absent: "nothing",
	fetched: "fetched when needed",
	"not-fetched": "not asked"
};
function statusText(version, found) {
	const lines = found.map((one) => {
		const what = `  ${one.source.padEnd(10)}  ${one.path === "" ? "" : `${one.path}: `}`;
		return "reason" in one ? `${what}${stateWords[one.state]}: ${one.reason}` : `${what}${stateWords[one.state]}, Trivy ${one.version}, verified by ${one.verifiedBy}: ${one.verified}`;
	});
	const used = found.find(({ state }) => state === "used");
	return [used === void 0 ? `Trivy ${version} is not installed. These places were looked at, in this order:` : `A scan would use ${used.path}. These places were looked at, in this order:`, ...lines].join("\n");
}
function asSubcommand(name) {
	if (name === "install" || name === "verify" || name === "status" || name === "list") return name;
	const what = name === "" ? "trivy wants to be told what to do" : `\`trivy ${name}\` is not a command`;
	throw new GuardError("USAGE", `${what}: one of ${subcommands.join(", ")}.${didYouMean(name, subcommands)} See \`container-guard trivy --help\`.`);
}
function read(subcommand, args) {
	const own = flags[subcommand];
	const option = (name) => [name, {
		type: "string",
		multiple: name === "mirror"
	}];
	const options = {
		...Object.fromEntries([...own, "format"].map(option)),
		quiet: { type: "boolean" }
	};
	const see = `See \`container-guard trivy ${subcommand} --help\`.`;
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			options,
			allowPositionals: true
		});
		const [path, more] = positionals;
		const unexpected = subcommand === "verify" ? more : path;
		if (unexpected !== void 0) throw new GuardError("USAGE", `trivy ${subcommand}: \`${unexpected}\` is not expected. ${see}`);
		return {
			values,
			path
		};
	} catch (error) {
		if (error instanceof GuardError) throw error;
		const unknown = /Unknown option '(--[^']+)'/.exec(messageOf(error))?.[1];
		const known = [
			...own,
			"format",
			"quiet"
		].map((name) => `--${name}`);
		const why = unknown === void 0 ? messageOf(error).replace(/\.?$/, ".") : `${unknown} is not a flag of it.${didYouMean(unknown, known)}`;
		throw new GuardError("USAGE", `trivy ${subcommand}: ${why} ${see}`, { cause: error });
	}
}
function formatIn(values) {
	const format = values["format"] ?? "table";
	if (format === "table" || format === "json") return format;
	throw new GuardError("USAGE", `--format: \`${String(format)}\` is not one of table, json.`);
}
function listOf(value) {
	return typeof value === "object" ? value.filter((one) => typeof one === "string") : [];
}
function textOf(values, name) {
	const value = values[name];
	return typeof value === "string" ? { [name]: value } : {};
}
export { trivy };
