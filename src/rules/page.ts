import { defaultPaths, peers, type Example, type Peer, type Rule } from './rule.ts';

const names: Readonly<Record<Peer, string>> = {
  trivy: 'Trivy',
  hadolint: 'hadolint',
  kics: 'KICS',
  checkov: 'Checkov',
  semgrep: 'Semgrep',
  sonar: 'SonarSource',
  buildkit: 'BuildKit',
  composeLint: 'compose-lint',
  codePathfinder: 'Code Pathfinder',
  dclint: 'DCLint',
  dockle: 'Dockle',
  terrascan: 'Terrascan',
  dflint: 'dflint',
  dockerfileSecurity: 'dockerfile-security',
  cis: 'CIS Docker Benchmark 1.6.0',
};

/** The page of a rule in Markdown: docs, SARIF help and `explain` all show this text. */
export function rulePage(rule: Rule): string {
  const also = peers.flatMap((peer) => {
    const ids = rule.equivalents[peer];
    return ids === undefined ? [] : [`${names[peer]} ${ids.join(', ')}`];
  });
  return [
    `# ${rule.title}`,
    '',
    `\`${rule.id}\` · ${rule.severity} · profile \`${rule.profile}\`${rule.fixable === true ? ' · can be fixed' : ''}`,
    '',
    rule.why,
    '',
    `**What to do.** ${rule.remedy}`,
    '',
    ...rule.examples.flatMap((example) => exampleLines(example, rule)),
    ...(rule.references.length === 0 ? [] : ['## References', '', ...rule.references.map((reference) => `- ${reference}`), '']),
    ...(also.length === 0 ? [] : [`Known elsewhere as: ${also.join('; ')}.`, '']),
    `To accept it with a reason, add a waiver to \`container-guard.yaml\`:`,
    '',
    ...fenced('yaml', `waivers:\n  - rule: ${rule.id}\n    path: FILE\n    reason: WHY\n    until: YYYY-MM-DD\n`),
    '',
    'or a comment on the line above:',
    '',
    ...fenced('sh', `# container-guard ignore=${rule.id} until=YYYY-MM-DD reason="WHY"\n`),
  ].join('\n');
}

function exampleLines(example: Example, rule: Rule): readonly string[] {
  const language = languageOf(example.path ?? defaultPaths[rule.subject]);
  const neighbours = Object.entries(example.files ?? {}).flatMap(([path, text]) => [
    `with \`${path}\`:`,
    '',
    ...fenced(languageOf(path), text),
    '',
  ]);
  const bad =
    'bad' in example
      ? [`Found on ${linesOf(example.bad)}: ${example.name}`, '', ...fenced(language, example.bad.replace(/[«»]/g, '')), '']
      : [];
  const label = 'bad' in example ? 'Put right:' : `Not found: ${example.name}`;
  const good = example.good === undefined ? [] : [label, '', ...fenced(language, example.good), ''];
  return [...bad, ...neighbours, ...good];
}

/** The lines that hold a mark: `line 4`, `lines 4 and 7`. */
function linesOf(marked: string): string {
  const lines = marked.split('\n').flatMap((line, index) => (line.includes('«') ? [String(index + 1)] : []));
  const last = lines.at(-1) ?? '';
  return lines.length < 2 ? `line ${last}` : `lines ${lines.slice(0, -1).join(', ')} and ${last}`;
}

function languageOf(path: string): string {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  return /\.(?:sh|env)$/.test(path) ? 'sh' : 'dockerfile';
}

function fenced(language: string, text: string): readonly string[] {
  return [`\`\`\`${language}`, ...text.replace(/\n$/, '').split('\n'), '```'];
}
