import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md') && !path.startsWith('docs/rules/')),
].filter((path) => existsSync(join(root, path)));

describe.for(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, target]) => target ?? '');
    const dead = links.filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = join(root, dirname(page), path);
      return !existsSync(file) || (anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor));
    });
    expect(dead).toEqual([]);
  });

  test('names files of the sources and tests that are there', () => {
    const named = [
      ...text.matchAll(
        /`((?:src|test|scripts|examples|\.github)\/[\w./-]+|(?:adapters|report|judge|trivy|rules|parse|posture)\/[\w/-]+\.ts)`/g,
      ),
    ];
    const missing = named.flatMap(([, path = '']) =>
      existsSync(join(root, path)) || existsSync(join(root, 'src', path)) ? [] : [path],
    );
    expect(missing.filter((path) => !path.includes('no-something'))).toEqual([]);
  });
});

describe('the attacks of the threat model', () => {
  const rows = readFileSync(join(root, 'docs/threat-model.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:attack |-)/.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map(([, attack = '', refusal = '', shown = '']) => ({ attack, refusal, shown }));

  test.each(rows)('$attack', ({ refusal, shown }) => {
    expect(refusal).not.toBe('');
    const files = [...shown.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(files).not.toEqual([]);
    for (const file of files) {
      expect(file).toMatch(/^test\/.+\.(?:test|itg)\.ts$/);
      expect(readFileSync(join(root, file), 'utf8')).toMatch(/\b(?:test|it)\b/);
    }
  });

  test.each([
    'scanner',
    'database',
    'cache',
    'archive',
    'name of an image',
    'report',
    'workflow command',
    'comment',
    'waiver',
    'pull request from a fork',
  ])('tell of a %s', (way) => {
    expect(rows.some(({ attack }) => attack.includes(way))).toBe(true);
  });
});

/** The anchors that GitHub gives to headings. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}
