import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Place } from '../../../src/model/place.ts';
import { parseDockerfile } from '../../../src/parse/dockerfile/parse.ts';
import { scriptsOfDockerfile } from '../../../src/parse/shell/of-dockerfile.ts';
import { parseScript } from '../../../src/parse/shell/parse.ts';

const folder = new URL('../../../../shared/corpora/wild/dockerfiles/', import.meta.url);

test('the shell of real Dockerfiles is read, almost all of it without a problem', () => {
  const counts = { bodies: 0, withProblems: 0, left: 0, commands: 0, places: 0 };
  for (const path of readdirSync(folder)) {
    const file = { path, text: readFileSync(new URL(path, folder), 'utf8') };
    const within = ({ span }: Place): boolean => span.start <= span.end && span.end <= file.text.length;
    for (const { run } of scriptsOfDockerfile(parseDockerfile(file))) {
      if (run.state === 'left') {
        counts.left += 1;
        continue;
      }
      const { commands, problems } = parseScript(run.script);
      counts.bodies += 1;
      counts.commands += commands.length;
      if (problems.length > 0) counts.withProblems += 1;
      for (const { words, at } of commands) {
        expect(within(at)).toBe(true);
        for (const word of words.filter(({ raw }) => /^[\w./-]+$/.test(raw))) {
          expect(file.text.slice(word.at.span.start, word.at.span.end).replaceAll(/[\\`][ \t]*\r?\n(?:\s*#.*\r?\n)*/g, '')).toBe(
            word.raw,
          );
          counts.places += 1;
        }
      }
    }
  }
  console.log(counts);
  expect(counts.bodies).toBeGreaterThan(7000);
  expect(counts.withProblems).toBeLessThan(counts.bodies / 500);
});
