import { expect, test } from 'vitest';
import { factsOf } from '../../src/rules/facts.ts';
import { rulePage } from '../../src/rules/page.ts';
import { defineRule } from '../../src/rules/rule.ts';

const plain = defineRule({
  id: 'container/no-cake',
  title: 'A container has cake',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'container',
  why: 'Cake goes stale.',
  remedy: 'Eat it.',
  references: [],
  equivalents: {},
  *check() {},
  examples: [{ name: 'a slice', bad: 'services:\n  a:\n    «cake»: 1\n', good: 'services:\n  a: {}\n' }],
});

const waiver = (id: string): readonly string[] => [
  'To accept it with a reason, add a waiver to `container-guard.yaml`:',
  '',
  '```yaml',
  'waivers:',
  `  - rule: ${id}`,
  '    path: FILE',
  '    reason: WHY',
  '    until: YYYY-MM-DD',
  '```',
  '',
  'or a comment on the line above:',
  '',
  '```sh',
  `# container-guard ignore=${id} until=YYYY-MM-DD reason="WHY"`,
  '```',
];

test('a page holds what the rule says, its example before and after, and how to accept it', () => {
  expect(rulePage(plain).split('\n')).toEqual([
    '# A container has cake',
    '',
    '`container/no-cake` · low · profile `strict`',
    '',
    'Cake goes stale.',
    '',
    '**What to do.** Eat it.',
    '',
    'Found on line 3: a slice',
    '',
    '```yaml',
    'services:',
    '  a:',
    '    cake: 1',
    '```',
    '',
    'Put right:',
    '',
    '```yaml',
    'services:',
    '  a: {}',
    '```',
    '',
    ...waiver('container/no-cake'),
  ]);
});

test('a page says what can be fixed, shows the files beside an example, and names references and other tools', () => {
  const page = rulePage({
    ...plain,
    fixable: true,
    references: ['https://example.com/cake', 'Cake 1.0, 2'],
    equivalents: { cis: ['4.1', '4.2'], trivy: ['DS-0001'] },
    examples: [
      { name: 'in a script', path: 'run.sh', bad: '«a»\nb\n«c»\n«d»', files: { Dockerfile: 'FROM x\n', 'a.yml': 'a: 1\n' } },
      { name: 'twice', path: 'run.sh', bad: '«a»\n«b»' },
      { name: 'in an env file', path: 'a.env', good: 'A=1\n' },
      { name: 'in what only looks like one', path: 'a.yaml.tmpl.sh.in', good: 'FROM x\n' },
    ],
  });
  const lines = page.split('\n');
  expect(lines.slice(2, 3)).toEqual(['`container/no-cake` · low · profile `strict` · can be fixed']);
  expect(lines.slice(8, -waiver('').length)).toEqual([
    'Found on lines 1, 3 and 4: in a script',
    '',
    '```sh',
    'a',
    'b',
    'c',
    'd',
    '```',
    '',
    'with `Dockerfile`:',
    '',
    '```dockerfile',
    'FROM x',
    '```',
    '',
    'with `a.yml`:',
    '',
    '```yaml',
    'a: 1',
    '```',
    '',
    'Found on lines 1 and 2: twice',
    '',
    '```sh',
    'a',
    'b',
    '```',
    '',
    'Not found: in an env file',
    '',
    '```sh',
    'A=1',
    '```',
    '',
    'Not found: in what only looks like one',
    '',
    '```dockerfile',
    'FROM x',
    '```',
    '',
    '## References',
    '',
    '- https://example.com/cake',
    '- Cake 1.0, 2',
    '',
    'Known elsewhere as: Trivy DS-0001; CIS Docker Benchmark 1.6.0 4.1, 4.2.',
    '',
  ]);
});

test('a page calls other tools by the names that they go by', () => {
  const ids = ['x'];
  const page = rulePage({
    ...plain,
    equivalents: {
      hadolint: ids,
      kics: ids,
      checkov: ids,
      semgrep: ids,
      sonar: ids,
      buildkit: ids,
      composeLint: ids,
      codePathfinder: ids,
      dclint: ids,
      dockle: ids,
    },
  });
  expect(page.split('\n').find((line) => line.startsWith('Known'))).toBe(
    'Known elsewhere as: hadolint x; KICS x; Checkov x; Semgrep x; SonarSource x; BuildKit x; compose-lint x; Code Pathfinder x; DCLint x; Dockle x.',
  );
});

test('what reports show of a rule has at most ten tags: what it judges, and sections of the benchmark', () => {
  const { id, title, severity, profile, why, remedy, references } = plain;
  const told = { id, title, severity, profile, why, remedy, references };
  expect(factsOf(plain)).toEqual({ ...told, tags: ['security', 'container'], page: rulePage(plain) });
  const sections = Array.from({ length: 9 }, (_, index) => `5.${index}`);
  expect(factsOf({ ...plain, equivalents: { cis: sections } }).tags).toEqual([
    'security',
    'container',
    ...sections.slice(0, 8).map((section) => `CIS-${section}`),
  ]);
});
