import type { InstructionOf } from '../../parse/dockerfile/ast.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/copies-merged',
  title: 'Copies to one place follow each other',
  severity: 'info',
  confidence: 'possible',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['COPY', 'ADD'],
  why: 'Each `COPY` is a layer of its own. Files that change together can come together: in one instruction with several sources, or in a folder that is laid out as the image needs it.',
  remedy: 'Copy them in one instruction: `COPY package.json tsconfig.json ./`.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy'],
  equivalents: { kics: ['0008c003-79aa-42d8-95b8-1c2fe37dbfe6'] },

  *check({ dockerfile }) {
    let group: CopyOrAdd[] = [];
    for (const instruction of [...dockerfile.instructions, undefined]) {
      const next = instruction?.keyword === 'COPY' || instruction?.keyword === 'ADD' ? instruction : undefined;
      const [first] = group;
      if (next !== undefined && first !== undefined && kindOf(first) === kindOf(next)) {
        group.push(next);
        continue;
      }
      if (first !== undefined && group.length > 1) {
        yield {
          at: first.at,
          key: first.keyword,
          message: `${group.length} ${first.keyword} instructions to one place follow each other, each a layer.`,
        };
      }
      group = next === undefined ? [] : [next];
    }
  },

  examples: [
    {
      name: 'file by file',
      bad: 'FROM node:22-slim\n«COPY a.json /app/»\nCOPY b.json /app/\nCOPY c.json /app/\nCOPY d.json /app/\n',
      good: 'FROM node:22-slim\nCOPY a.json b.json c.json d.json /app/\n',
    },
    { name: 'to other places', good: 'FROM node:22-slim\nCOPY src /app/src\nCOPY public /app/public\nCOPY conf /etc/app\n' },
    {
      name: 'two groups',
      good: 'FROM node:22-slim\nCOPY package.json /app/\nCOPY src /app/src\nRUN npm ci\nCOPY public /app/public\n',
    },
  ],
});

type CopyOrAdd = InstructionOf<'COPY' | 'ADD'>;

/** Equal for instructions that could be one: keyword, flags and destination. */
function kindOf({ keyword, flags, destination }: CopyOrAdd): string {
  const sorted = flags.map(({ name, value }) => `${name}=${value?.raw ?? ''}`).toSorted();
  return [keyword, ...sorted, destination.raw].join(' ');
}
