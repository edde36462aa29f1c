import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContainerSettings } from '../../src/model/container.ts';
import { containersOf } from '../../src/parse/compose/lower.ts';
import { container } from '../parse/command/source.ts';
import { messages, project } from '../parse/compose/plain.ts';
import { composeText, containers, quoted, runWords } from './container-description.ts';

/** Settings without what tells where they were found. */
function told(settings: ContainerSettings): unknown {
  return withoutPlaces({ ...settings, kind: 'either', name: '' });
}

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      key === 'at' || key === 'limitsAt' ? [] : [[key, withoutPlaces(inner)]],
    ),
  );
}

test('a container lowers to the same settings whether a Compose file or a docker run line tells of it', async () => {
  await fc.assert(
    fc.asyncProperty(containers, async (description) => {
      const loaded = await project({ 'compose.yaml': composeText(description) });
      expect(messages(loaded)).toEqual([]);
      const [service] = containersOf(loaded);
      const [, , ...words] = runWords(description);
      const command = container(words.map(quoted).join(' '));
      expect(service && told(service)).toEqual(told(command));
    }),
    { numRuns: 500 },
  );
});
