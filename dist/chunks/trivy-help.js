import { r as pinnedVersion } from "./pin.js";
// src/commands/trivy-help.ts
const exitCodes = `Exit codes
  0  verified
  2  usage or settings
  3  nothing could be verified: refused, not there, or not to be fetched; what is installed stays as it was
`;
const common = `  --format table|json      how the answer is printed; in JSON a failure is printed too, as { "error": { "code", "message" } }
  --quiet                  no progress messages
`;
const which = `  --version VERSION        another version than ${pinnedVersion}, not an older one. Its archive must be signed by the release
                           workflow of Trivy, three days ago or more; or --sha256 must name it
  --sha256 HEX             the SHA-256 of the archive, or of the program, that is wanted
`;
const mirror = `  --mirror BASE            where to fetch from instead of github.com; may be given several times, asked in this order
                           https://…           holds v{version}/{archive}, as the release page does, and for other versions
                                               than ${pinnedVersion} the bundle beside it: {archive}.sigstore.json
                           oci://HOST/REPO     holds an artifact with the tag v{version}, whose files have these names:
                                               oras push HOST/REPO:v${pinnedVersion} trivy_${pinnedVersion}_Linux-64bit.tar.gz
`;
const pages = {
	trivy: `container-guard trivy: installs Trivy and verifies it, without a scan.

Usage
  container-guard trivy install [flags]        fetch it, verify it, keep it in the tool cache or put it into a folder
  container-guard trivy verify [PATH] [flags]  verify the one in the tool cache, a program, or an archive with its bundle
  container-guard trivy status [flags]         which one a scan would use, and why not the others
  container-guard trivy list [flags]           what the tool cache holds, and what is refused from every source

How it is verified
  digest            the archive has the SHA-256 that comes with container-guard (Trivy ${pinnedVersion}, five platforms), or the given one
  signature         the archive is signed by Trivy's release workflow at the tag of that version. This is checked without the
                    network: certificate, exact identity and issuer, entry in the transparency log, age of three days
  digest+signature  both, where \`verify\` finds the bundle beside an archive whose digest is known
  version           a program on PATH that others installed: it says the right version, and is none of the known bad ones

In the tool cache the archive is kept beside the program. Each use verifies the archive anew and compares the program with it,
so a changed cache is noticed, and mended. The tool cache is RUNNER_TOOL_CACHE, or a folder among your caches. HTTPS_PROXY,
NO_PROXY, NODE_EXTRA_CA_CERTS and SSL_CERT_FILE are honoured.

${exitCodes}
\`container-guard trivy install --help\` lists the flags of one.
`,
	install: `container-guard trivy install [flags]

Takes the verified Trivy of the tool cache, or fetches one, verifies its archive before anything reads what is in it, and prints
where it is. Where that fails nothing is left behind, and what was installed before stays.

  --directory DIR          put the program into this folder as well, as trivy (trivy.exe on Windows)
${which}${mirror}${common}
Examples
  container-guard trivy install
  container-guard trivy install --directory ./bin --format json
  container-guard trivy install --mirror https://mirror.example/trivy
  container-guard trivy install --version 0.75.0

${exitCodes}`,
	verify: `container-guard trivy verify [PATH] [flags]

Without PATH the Trivy in the tool cache. An archive (.tar.gz, .zip) is compared with the digest known for its name, and with
the bundle beside it. A program is compared with the one in the tool cache, or with --sha256; it is not run.

  --bundle FILE            the Sigstore bundle of the archive; without it PATH.sigstore.json, where there is one
${which}${common}
Examples
  container-guard trivy verify
  container-guard trivy verify trivy_${pinnedVersion}_Linux-64bit.tar.gz
  container-guard trivy verify ./bin/trivy

${exitCodes}`,
	status: `container-guard trivy status [flags]

Says which Trivy a scan would use, and what became of every other that it may find: tool cache, programs on PATH, mirrors.
Nothing is fetched or changed.

${which}${mirror}${common}
Exit codes
  0  told, whatever there is
  2  usage or settings
`,
	list: `container-guard trivy list [flags]

Lists what the tool cache holds, each verified anew, and the versions that are refused from every source.

${common}
Exit codes
  0  told, whatever there is
  2  usage
`
};
/** The text of \`container-guard trivy --help\`, or of one of its subcommands. */
function trivyHelp(subcommand = "trivy") {
	return pages[subcommand] ?? pages["trivy"] ?? "";
}
export { trivyHelp };
