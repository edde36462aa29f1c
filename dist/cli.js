#!/usr/bin/env node
import { t as optimiseLater } from "./chunks/compiler.js";
import { i as writeParts, n as printable, t as outliveReader } from "./chunks/console.js";
import { t as keepHeapSmall } from "./chunks/heap.js";
import { i as GuardError, t as didYouMean } from "./chunks/nearest.js";
// src/commands/command.ts
const commands = [
	"scan",
	"rules",
	"explain",
	"trivy",
	"help"
];
/**
* Runs what the command line asks for; the answer is the exit code. Each command is loaded when it is needed, so that the
* program starts fast.
* @throws GuardError for usage and configuration.
*/
async function run(args, terminal) {
	const [command, ...rest] = args;
	const wantsHelp = rest.some((arg) => arg === "--help" || arg === "-h");
	if (command === void 0 || command === "help" || command === "--help" || command === "-h" || wantsHelp && command !== "scan" && command !== "explain" && command !== "trivy") {
		if (rest[0] === "trivy") {
			terminal.print((await import("./chunks/trivy-help.js")).trivyHelp(rest[1]));
			return 0;
		}
		const { explainHelp, mainHelp, scanHelp } = await import("./chunks/help.js");
		terminal.print(rest[0] === "scan" ? scanHelp() : rest[0] === "explain" ? explainHelp() : mainHelp());
		return 0;
	}
	if (command === "scan") {
		if (wantsHelp) terminal.print((await import("./chunks/help.js")).scanHelp());
		return wantsHelp ? 0 : (await import("./chunks/scan.js")).scan(rest, terminal);
	}
	if (command === "trivy") {
		if (!wantsHelp) return (await import("./chunks/trivy.js")).trivy(rest, terminal);
		terminal.print((await import("./chunks/trivy-help.js")).trivyHelp(rest[0]));
		return 0;
	}
	if (command === "rules") return (await import("./chunks/rules2.js")).rules(rest, terminal);
	if (command === "explain" && wantsHelp) {
		terminal.print((await import("./chunks/help.js")).explainHelp());
		return 0;
	}
	if (command === "explain") return (await import("./chunks/explain.js")).explain(rest, terminal);
	if (command === "--version" || command === "-V" || command === "version") {
		terminal.print(`${(await import("./chunks/version2.js")).version}\n`);
		return 0;
	}
	throw new GuardError("USAGE", `\`${command}\` is not a command.${didYouMean(command, commands)} See \`container-guard --help\`.`);
}
// src/cli.ts
const { stdout, stderr, env } = process;
keepHeapSmall();
optimiseLater();
outliveReader(stdout);
outliveReader(stderr);
const forced = env["FORCE_COLOR"] !== void 0 && env["FORCE_COLOR"] !== "0";
const plain = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
try {
	process.exitCode = await run(process.argv.slice(2), {
		folder: process.cwd(),
		print: (text) => void stdout.write(text),
		printParts: (parts) => writeParts(stdout, parts),
		errors: stderr,
		colours: forced || stdout.isTTY && !plain,
		unicode: !/^(?:C|POSIX)$/.test(env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || ""),
		width: stdout.isTTY && stdout.columns || 100
	});
} catch (error) {
	if (error instanceof GuardError) {
		stderr.write(`container-guard: ${printable(error.message)}\n`);
		process.exitCode = error.exitCode;
	} else {
		stderr.write(`container-guard: this is a bug, please report it.\n${printable(error instanceof Error ? error.stack ?? error.message : String(error))}\n`);
		process.exitCode = 3;
	}
}
export {};
