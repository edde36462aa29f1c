import type { Definition } from '../settings/schema.ts';
import { flagName } from '../settings/command-line.ts';
import { definitionOf, settingsAt } from '../settings/values.ts';
import { version } from '../version.ts';

/** The text of `container-guard --help`. */
export function mainHelp(): string {
  return `container-guard ${version}: finds what is wrong with the containers of a repository, and says what to do on which line.

Usage
  container-guard scan [PATH...] [flags]   scan Dockerfiles, Compose files, docker run lines, and images
  container-guard rules [--format json]    list every rule
  container-guard explain RULE             what a rule finds, why it matters, what to do
  container-guard explain FINDING [PATH...] how one finding comes about, what to do, how to accept it
  container-guard explain --cis [SECTION]  which rules look for what the CIS benchmark recommends
  container-guard trivy COMMAND            install Trivy and verify it: install, verify, status, list
  container-guard --version

Examples
  container-guard scan .                                   everything below this folder
  container-guard scan --image node:22-slim                an image as well, with Trivy
  container-guard scan . --sarif out.sarif --html out.html several reports from one scan
  container-guard scan . --fail-on medium --profile strict
  container-guard explain compose.yaml:12                  what is found on this line, and why

Exit codes
  0  pass: nothing at or above --fail-on
  1  fail: the gate found something
  2  usage or configuration
  3  could not conclude: a scanner failed, a file could not be read, or there was nothing to scan

\`container-guard scan --help\` lists the flags, \`container-guard explain --help\` the ways to name a finding.
`;
}

/** The text of `container-guard explain --help`. */
export function explainHelp(): string {
  return `container-guard explain RULE
container-guard explain FINDING [PATH...] [flags]
container-guard explain --cis [SECTION]

A rule goes by its id, the last part of it, or the number that another tool gives it:
  container-guard explain container/no-privileged
  container-guard explain no-privileged
  container-guard explain DL3002

A finding goes by its fingerprint or the first digits of it, which JSON and SARIF reports have, or by where it is:
  container-guard explain be8f8c86
  container-guard explain compose.yaml:12                   all that is found on this line
  container-guard explain effective-user@compose.yaml:12    what this rule finds there
  container-guard explain effective-user@compose.yaml       or anywhere in the file

It prints what is wrong and where, the way to where it is decided, why it matters, what to do, and how to accept it.

  PATH...                       what to scan for it; this folder by default
  --report FILE                 take it from an earlier JSON report instead
  --profile PROFILE             a finding of another profile than the default
  --image REF                   a finding in an image, with Trivy
  --colour WHEN                 always, auto or never

It takes the other flags of \`scan\` as well. Where nothing fits it ends with code 2 and names what is nearest.
`;
}

/** The text of `container-guard scan --help`, made from the settings. */
export function scanHelp(): string {
  const groups = new Map<string, string[]>();
  for (const name of settingsAt('cli')) {
    const definition = definitionOf(name);
    const left =
      definition.kind === 'list' && definition.positional === true
        ? `${definition.placeholder}...`
        : `${flagName(name)}${valueOf(definition)}`;
    const lines = wrapped(`${definition.description}${defaultOf(definition)}`, 60);
    const entry =
      left.length > 28
        ? [`  ${left}`, ...lines.map((line) => ' '.repeat(32) + line)]
        : lines.map((line, at) => `  ${(at === 0 ? left : '').padEnd(30)}${line}`);
    groups.set(definition.group, [...(groups.get(definition.group) ?? []), ...entry]);
  }
  const sections = [...groups].map(([group, lines]) => `${group}\n${lines.join('\n')}\n`);
  return `container-guard scan [PATH...] [flags]\n\n${sections.join('\n')}\nA flag that switches something on takes --no- to switch it off. container-guard.yaml in the scanned folder can set most of them.\n`;
}

function valueOf(definition: Definition): string {
  switch (definition.kind) {
    case 'flag':
      return '';
    case 'seconds':
      return ' SECONDS';
    case 'choice':
    case 'text':
    case 'list':
      return ` ${definition.placeholder}`;
  }
}

function defaultOf(definition: Definition): string {
  if (definition.kind === 'choice') return ` One of ${definition.choices.join(', ')}; ${definition.default} by default.`;
  if (definition.kind === 'seconds') return ` ${definition.default} by default.`;
  return definition.kind === 'list' && definition.positional !== true ? ' May be given several times.' : '';
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
