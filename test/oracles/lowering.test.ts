import { posix } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContainerSettings } from '../../src/model/container.ts';
import { containersOf } from '../../src/parse/compose/lower.ts';
import { containersOfInspect } from '../../src/parse/inspect/lower.ts';
import { container } from '../parse/command/source.ts';
import { messages, project } from '../parse/compose/plain.ts';
import { composeText, containers, quoted, runWords } from './container-description.ts';
import { inspectText } from './inspect-description.ts';
import { settled } from './settled.ts';

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

test('a container lowers to equal settings whether a docker run line or the engine tells of it', () => {
  const engine = { cgroupMode: 'private', logging: 'json-file' };
  fc.assert(
    fc.property(containers, (described) => {
      // The command line makes paths absolute and adds the socket as a mount before the engine hears of them.
      const { apiSocket: _, ...rest } = described;
      const mounts = rest.mounts.map((mount) => (mount.type === 'bind' ? { ...mount, source: absolute(mount.source) } : mount));
      const description = { ...rest, mounts };
      const [, , ...words] = runWords(description);
      const { containers: inspected, problems } = containersOfInspect({ path: 'web.json', text: inspectText(description) });
      expect(problems).toEqual([]);
      const [live, ...others] = inspected.map((one) => settled(one, engine));
      expect(others).toEqual([]);
      expect(live).toEqual(settled(container(words.map(quoted).join(' ')), engine));
    }),
    { numRuns: 500 },
  );
});

function absolute(path: string): string {
  return path.startsWith('~') ? `/root${path.slice(1)}` : posix.resolve('/work', path);
}
