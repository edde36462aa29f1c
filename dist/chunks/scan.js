import { n as printable, r as terminalConsole } from "./console.js";
import { C as prepareRun, a as guard } from "./wrap.js";
import { c as reportFiles, i as rendering, n as toTableParts, r as publish } from "./table.js";
import { n as readCommandLine } from "./command-line.js";
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
	const files = reportFiles(terminal.folder, { linksMayLeave: true });
	await publish(report, settings, {
		files,
		console
	});
	const parts = printed(report, settings, terminal);
	const output = outputFile(settings);
	if (output !== void 0) await files.write(output, parts);
	else await terminal.printParts(parts);
	if (output !== void 0 && settings.format !== "table") console.info(printable(`${report.verdict}: see ${output}`));
	return exitCodes[report.verdict];
}
/** Where the chosen format goes; undefined for the terminal, which `-` means too. */
function outputFile({ output }) {
	return output === "-" ? void 0 : output;
}
function printed(report, settings, terminal) {
	if (settings.format !== "table") return rendering(report, settings).file(settings.format);
	const toFile = outputFile(settings) !== void 0;
	const colour = settings.colour === "always" || settings.colour === "auto" && !toFile && terminal.colours;
	return toTableParts(report, {
		colour,
		width: toFile ? 100 : terminal.width,
		unicode: toFile || terminal.unicode
	});
}
export { scan };
