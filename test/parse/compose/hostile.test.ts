import { describe, expect, it } from 'vitest';
import { containersOf } from '../../../src/parse/compose/lower.ts';
import type { ComposeProject } from '../../../src/parse/compose/project.ts';
import { messages, project } from './plain.ts';

const web = 'services:\n  web:\n    image: x\n';

/** What a project comes to; the time limit of the test ends one that does not. */
async function loadedFrom(texts: Readonly<Record<string, string>>): Promise<ComposeProject> {
  const loaded = await project(texts);
  containersOf(loaded);
  return loaded;
}

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('texts made to hurt', () => {
  it('do not unfold aliases without end', async () => {
    const levels = times(
      12,
      (index) => `a${index + 1}: &a${index + 1} [${Array.from({ length: 10 }, () => `*a${index}`).join(', ')}]`,
    );
    const loaded = await loadedFrom({ 'compose.yaml': `a0: &a0 [x, x, x, x]\n${levels}\n${web}    environment: *a12\n` });
    expect(messages(loaded)).toEqual(['the aliases of this file unfold to more than 500000 values']);
    expect(loaded.services).toHaveLength(1);
  });

  it('do not unfold merge keys without end', async () => {
    const keys = times(50, (index) => `  k${index}: v`);
    const maps = times(9000, (index) => `s${index}: {<<: *a}`);
    await loadedFrom({ 'compose.yaml': `a: &a\n${keys}\n${maps}\n` });
    const nested = times(30, (index) => `b${index + 1}: &b${index + 1} {l: *b${index}, <<: *b${index}, r: *b${index}}`);
    expect(messages(await loadedFrom({ 'compose.yaml': `b0: &b0 {x: y}\n${nested}\n` }))).toHaveLength(1);
  });

  it.each([
    ['a map', '      ', ': v'],
    ['a list', '      - ', '=v'],
  ])('may have thousands of keys in %s', async (_, before, after) => {
    const many = `${web}    environment:\n${times(10_000, (index) => `${before}K${index}${after}`)}\n`;
    const loaded = await loadedFrom({ 'compose.yaml': many, 'compose.over.yaml': many });
    expect(messages(loaded)).toEqual([]);
    expect(containersOf(loaded)[0]?.environment.items).toHaveLength(10_000);
  });

  it('are cut off, and that is told, where they have too many keys', async () => {
    const loaded = await loadedFrom({
      'compose.yaml': `${web}    environment:\n${times(40_000, (index) => `      K${index}: v`)}\n`,
    });
    expect(messages(loaded)).toEqual(['not readable as YAML: only the first 100000 tokens of this file are read']);
    expect(containersOf(loaded)[0]?.image).toMatchObject({ value: 'x' });
  });

  it('tell thousands of equal keys once in a while', async () => {
    const loaded = await loadedFrom({
      'compose.yaml': `${web}    environment:\n${times(10_000, (index) => `      K${index % 10}: v`)}\n`,
    });
    expect(messages(loaded)).toContain('the key K0 is given twice in one map');
    expect(messages(loaded).length).toBeLessThanOrEqual(100);
  });

  it.each([
    ['brackets', `services: ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['open brackets', `services: ${'['.repeat(100_000)}`],
    ['braces', `services: ${'{a: '.repeat(5000)}x${'}'.repeat(5000)}`],
    ['dashes', `services: \n  ${'- '.repeat(5000)}x`],
    ['question marks', '? '.repeat(5000)],
    ['indented keys', times(1300, (index) => `${' '.repeat(index)}a:`)],
    ['brackets a little too deep', `services: ${'['.repeat(150)}x${']'.repeat(150)}`],
  ])('are a problem where %s nest too deeply', async (_, text) => {
    expect(messages(await loadedFrom({ 'compose.yaml': text })).join()).toMatch(/nested (?:too deeply|more than 100 deep)/);
  });

  it('are not read where they are too long', async () => {
    const loaded = await loadedFrom({ 'compose.yaml': `${web}    command: "${'x'.repeat(5_000_000)}"\n` });
    expect(messages(loaded)).toEqual(['not readable as YAML: the file is longer than 1048576 characters']);
  });

  it.each([
    ['commas', `[${','.repeat(1_000_000)}`],
    ['list items', '-\n'.repeat(500_000)],
    ['documents', '---\n'.repeat(200_000)],
    ['empty lines', '\n'.repeat(1_000_000)],
    ['quotes', '"'.repeat(1_000_000)],
    ['colons', ': '.repeat(500_000)],
    ['anchors', '&a '.repeat(300_000)],
    ['comments', '# a\n'.repeat(250_000)],
  ])('end in time for a million of %s', async (_, text) => {
    expect((await loadedFrom({ 'compose.yaml': text })).services).toEqual([]);
  });

  it('have two thousand services at most', async () => {
    const many = (count: number): string =>
      `services:\n${times(count, (index) => `  s${index}: {image: x, depends_on: [s${count - 1}]}`)}\n`;
    const loaded = await loadedFrom({ 'compose.yaml': many(2001) });
    expect(messages(loaded)).toEqual(['only the first 2000 services of this project are read']);
    expect(loaded.services).toHaveLength(2000);
    expect(messages(await loadedFrom({ 'compose.yaml': many(2000) }))).toEqual([]);
  });

  it('have a hundred documents at most', async () => {
    const documents = (count: number): string => times(count, (index) => `---\nservices:\n  s${index}: {image: x}`);
    const loaded = await loadedFrom({ 'compose.yaml': documents(3000) });
    expect(messages(loaded)).toEqual(['not readable as YAML: only the first 100 documents of this file are read']);
    expect(loaded.services).toHaveLength(100);
    expect(messages(await loadedFrom({ 'compose.yaml': `${documents(100)}\n` }))).toEqual([]);
  });

  it('are refused where they hold themselves or NUL', async () => {
    const loaded = await loadedFrom({ 'compose.yaml': `x: &x\n  y: *x\n${web}    command: "a\u0000b"\n` });
    expect(messages(loaded)).toEqual([
      'not readable as YAML: YAML allows no control characters',
      'the alias x stands within its own anchor',
    ]);
  });

  it('do not extend or include without end', async () => {
    const chain = times(5000, (index) => `  s${index}: {extends: s${index + 1}}`);
    expect(messages(await loadedFrom({ 'compose.yaml': `services:\n${chain}\n  s5000: {image: x}\n` })).join()).toContain(
      'through too many others',
    );
    const growing = times(3000, (index) => `  s${index + 1}: {extends: s${index}, cap_add: [C${index}]}`);
    const grown = await loadedFrom({ 'compose.yaml': `services:\n  s0: {image: x}\n${growing}\n` });
    expect(messages(grown).join()).toContain('through too many others');
    const capabilities = containersOf(grown).map(({ capAdd }) => capAdd.items.length);
    expect(Math.max(...capabilities)).toBeLessThan(100);
    const doubling = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        index === 0 ? 'compose.yaml' : `f${index}.yaml`,
        `include: [f${index + 1}.yaml, ./f${index + 1}.yaml]\n`,
      ]),
    );
    expect(messages(await loadedFrom(doubling))).toContain('the files this project includes are too many to be read');
  });
});
