import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Place } from '../../../src/model/place.ts';
import type { Dockerfile, Instruction } from '../../../src/parse/dockerfile/ast.ts';
import { expandWord } from '../../../src/parse/dockerfile/expand.ts';
import { baseOf, environmentAt, mountsOf } from '../../../src/parse/dockerfile/scope.ts';
import { parsed } from './parsed.ts';

const fragments = fc.constantFrom(
  // Instructions
  'FROM a',
  'FROM a AS b',
  'RUN ',
  'COPY ',
  'ENV ',
  'ARG ',
  'ONBUILD ',
  'HEALTHCHECK CMD ',
  'LABEL ',
  'VOLUME ',
  '--mount=type=a,b',
  '--x="y z"',
  // Lines
  '\n',
  '\r\n',
  '\\\n',
  '`\n',
  '\\',
  '\n# escape=`\n',
  '# c\n',
  ' ',
  '\t',
  '\u00a0',
  '\uFEFF',
  // Words
  '<<EOF',
  '<<-"E F"',
  '3<<EOF',
  '\nEOF\n',
  '["a", "b"]',
  '["',
  '$X',
  '${X:-y}',
  '${X#',
  '}',
  '=',
  '"',
  "'",
  'a=b',
  'é',
  '😀',
);
const texts = fc.oneof(
  fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

function placesOf(instruction: Instruction): readonly Place[] {
  const words = Object.values(instruction).flatMap((value: unknown) => wordPlaces(value));
  return [instruction.keywordAt, ...words, ...(instruction.keyword === 'ONBUILD' ? placesOf(instruction.trigger) : [])];
}

function wordPlaces(value: unknown): readonly Place[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => wordPlaces(item));
  if (typeof value !== 'object' || value === null) return [];
  const nested = ['name', 'value', 'command', 'exec', 'marker'].flatMap((key) => wordPlaces(Reflect.get(value, key)));
  return 'at' in value && isPlace(value.at) ? [value.at, ...nested] : nested;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'span' in value;
}

/** Lines that no instruction, problem or directive covers; of an ONBUILD the problem covers only what it should run. */
function uncovered({ file, instructions, directives, problems }: Dockerfile): readonly string[] {
  const spans = [...instructions, ...directives, ...problems].map(({ at }) => at.span).sort((a, b) => a.start - b.start);
  const gaps: string[] = [];
  let end = 0;
  for (const span of spans) {
    if (span.start > end) gaps.push(file.text.slice(end, span.start));
    end = Math.max(end, span.end);
  }
  return [...gaps, file.text.slice(end)].flatMap((gap) => gap.split('\n'));
}

describe('every text', () => {
  test('is parsed without a throw, and so is everything that is asked about it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const file = parsed(text);
        for (const stage of file.stages) expect(baseOf(file, stage).kind).toMatch(/stage|scratch|image|unknown/u);
        for (const instruction of file.instructions) {
          const mounts = instruction.keyword === 'RUN' ? mountsOf(instruction) : [];
          expect(mounts.length).toBeLessThanOrEqual(instruction.flags.length);
          expect(() => environmentAt(file, instruction)('X')).not.toThrow();
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('has its instructions in order, none over another', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const { at } of parsed(text).instructions) {
          expect(at.span.start).toBeGreaterThanOrEqual(end);
          expect(at.span.end).toBeGreaterThanOrEqual(at.span.start);
          ({ end } = at.span);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test('has the words of an instruction inside it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const instruction of parsed(text).instructions) {
          const { start, end } = instruction.at.span;
          for (const { span } of placesOf(instruction)) {
            expect(span.start).toBeGreaterThanOrEqual(start);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(end);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('is covered by instructions, problems and directives but for blank lines and comments', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const file = parsed(text);
        // The heredocs of a COPY that goes nowhere are skipped with it.
        fc.pre(!file.problems.some(({ message }) => message.includes('needs a source')));
        for (const line of uncovered(file)) expect(line).toMatch(/^[\s\u0085]*(?:#.*|[\\`]?[\s\u0085]*|ONBUILD\s.*)$/su);
      }),
      { numRuns: 1_000 },
    );
  });

  test('has the content of every heredoc where it says', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { heredocs } of parsed(text).instructions) {
          for (const { at, content } of heredocs) expect(text.slice(at.span.start, at.span.end)).toBe(content);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('is expanded without a throw, and plain text stays as it is', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(() => expandWord(text, (name) => (name === 'X' ? text : undefined), '\\')).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[^$"'\\\uFEFF]*$/u), (text) => {
        expect(expandWord(text, () => undefined, '\\')).toEqual({ value: text, unresolved: [] });
      }),
    );
  });
});

describe('a hostile text', () => {
  const many = 20_000;
  test.each([
    ['a line of a megabyte', `FROM a\nRUN ${'a '.repeat(500_000)}`],
    ['a megabyte of blanks', `FROM a\nENV${' '.repeat(1_000_000)}a=b`],
    ['a megabyte of backslashes', `FROM a\nRUN ${'\\'.repeat(1_000_000)}`],
    ['many pairs', `FROM a\nENV ${'a=b '.repeat(250_000)}`],
    ['many lines', `FROM a\n${'ENV a=$a\n'.repeat(many)}`],
    ['many stages, each from the one before', `FROM a AS s\n${'FROM s AS s\nENV a=$b\n'.repeat(5_000)}`],
    ['many variables of the longest size', `FROM a\nENV a=${'a'.repeat(500_000)}\n${'ENV b="$a${a%x}"\n'.repeat(many)}`],
    ['many continuations', `FROM a\nRUN a${' \\\n && b'.repeat(many)}`],
    ['many words behind continuations', `FROM a\nCOPY a${' \\\n b'.repeat(many)}`],
    ['many blank continuations', `FROM a\nRUN a${' \\\n\n# c\n'.repeat(many)}`],
    ['many heredocs', `FROM a\nRUN ${'<<A '.repeat(many)}\n${'A\n'.repeat(many)}`],
    ['many heredocs that never close', `FROM a\nRUN ${'<<A '.repeat(many)}\n${'B\n'.repeat(many)}`],
    ['a marker before a megabyte of blanks', `FROM a\nRUN <<${' '.repeat(1_000_000)}<`],
    ['a directive of a megabyte', `# syntax=a${' '.repeat(1_000_000)}b\nFROM a`],
    ['deep JSON', `FROM a\nRUN ${'['.repeat(1_000_000)}`],
    ['deep ONBUILD', `FROM a\n${'ONBUILD '.repeat(100_000)}RUN a`],
    ['deep substitutions beside a marker', `FROM a\nRUN <<A ${'${a:-'.repeat(100_000)}`],
    ['a flag of a megabyte', `FROM a\nRUN --mount=${'a=b,'.repeat(250_000)} c`],
  ])('such as %s is parsed to its end', (_, text) => {
    const file = parsed(text);
    const again = parsed(text);
    for (const stage of again.stages) baseOf(again, stage);
    expect(file.stages.length).toBeGreaterThan(0);
  });
});
