import type { ContainerSettings } from '../../model/container.ts';
import type { Place } from '../../model/place.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/heap-fits-limit',
  title: 'The program may use more memory than the container has',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'container',
  needs: ['memory'],
  why: 'Java, Node and others free memory only when they near the size that they were given. Told that it may use a gigabyte, in a container with half of that, the program is killed by the kernel first, with exit code 137 and no word in the log.',
  remedy: 'Give the program about three quarters of the container’s memory, or raise the limit.',
  references: ['https://docs.docker.com/engine/containers/resource_constraints/#memory'],
  equivalents: {},

  *check({ container }) {
    const limit = container.memory.state === 'known' ? bytes(container.memory.value, 1) : undefined;
    if (limit === undefined || limit === 0) return;
    for (const { size, option, at } of heapsOf(container)) {
      if (size < limit) continue;
      yield {
        at,
        key: option,
        message: `${called(container)} lets its program use as much memory as the container has, or more (\`${option}\`).`,
        related: container.memory.state === 'known' ? [{ at: container.memory.at, note: 'the limit of the container' }] : [],
      };
    }
  },

  examples: [
    {
      name: 'Node.js',
      bad: 'services:\n  api:\n    image: example/api:1\n    mem_limit: 512m\n    environment:\n      «NODE_OPTIONS: --max-old-space-size=1024»\n',
      good: 'services:\n  api:\n    image: example/api:1\n    mem_limit: 512m\n    environment:\n      NODE_OPTIONS: --max-old-space-size=384\n',
    },
    {
      name: 'Java, in the command',
      bad: 'services:\n  api:\n    image: example/api:1\n    deploy: { resources: { limits: { memory: 1G } } }\n    command: [java, «-Xmx2g», -jar, api.jar]\n',
    },
    { name: 'without a limit', good: 'services:\n  api:\n    image: example/api:1\n    command: java -Xmx2g -jar api.jar\n' },
  ],
});

interface Heap {
  readonly size: number;
  readonly option: string;
  readonly at: Place;
}

function heapsOf(container: ContainerSettings): readonly Heap[] {
  const texts = [
    ...container.environment.items
      .filter(({ value }) => value.source === 'literal' && /OPT(?:ION)?S$/.test(value.name))
      .map(({ value, at }) => ({ text: value.value, at })),
    ...[...container.command.items, ...container.entrypoint.items].map(({ value, at }) => ({ text: value, at })),
  ];
  return texts.flatMap(({ text, at }): readonly Heap[] => {
    const java = /(?:^|\s)-Xmx(\d+[kmgt]?)\b/i.exec(text)?.[1];
    const node = /--max[-_]old[-_]space[-_]size[= ](\d+)\b/.exec(text)?.[1];
    const found = [
      { size: java === undefined ? undefined : bytes(java, 1), option: '-Xmx' },
      { size: node === undefined ? undefined : bytes(node, 1024 ** 2), option: '--max-old-space-size' },
    ];
    return found.flatMap(({ size, option }) => (size === undefined ? [] : [{ size, option, at }]));
  });
}

const units: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** A size such as `512m`; `unit` is how many bytes a number alone counts. */
function bytes(text: string, unit: number): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([bkmgt])?(?:i?b)?\s*$/i.exec(text);
  if (found === null) return undefined;
  return Number(found[1]) * (found[2] === undefined ? unit : (units[found[2].toLowerCase()] ?? unit));
}
