import { copySources, type CopySource } from '../../parse/dockerfile/copy-source.ts';
import { ignoredBy, type IgnoreFile, type IgnorePattern } from '../../parse/dockerfile/ignore.ts';
import type { BuildContext } from '../../posture/build-context.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/copy-not-ignored',
  title: 'COPY takes what .dockerignore leaves out',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['COPY', 'ADD'],
  why: 'What `.dockerignore` leaves out never gets to the builder. A `COPY` or `ADD` of it finds nothing, and the build stops there.',
  remedy: 'Take the line out of `.dockerignore`, take the file back behind it (`!path`), or leave out the `COPY`.',
  references: [
    'https://docs.docker.com/reference/build-checks/copy-ignored-file/',
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  ],
  equivalents: { buildkit: ['CopyIgnoredFile'] },

  *check({ dockerfile, contexts }) {
    for (const source of copySources(dockerfile)) {
      for (const context of contexts) {
        const by = context.ignoreFile === undefined ? undefined : leftOutBy(source, context, context.ignoreFile);
        if (by === undefined) continue;
        const { file } = by.at;
        yield {
          at: source.word.at,
          key: source.word.raw,
          message: `\`${source.path}\` is left out by \`${by.pattern}\` in ${file.path}, so there is nothing to copy.`,
          related: [{ at: by.at, note: 'the pattern that leaves it out' }],
          ...(context.certain ? {} : { confidence: 'possible' as const }),
        };
        break;
      }
    }
  },

  examples: [
    {
      name: 'a folder that is left out',
      bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json ./\nCOPY «dist» dist/\n',
      good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json ./\n',
      files: { '.dockerignore': '# what is built here\ndist\n', 'package.json': '{}\n', 'dist/app.js': '1;\n' },
    },
    {
      name: 'a pattern of which nothing is left',
      bad: 'FROM debian:12-slim\nADD «conf/*.pem» /etc/app/\n',
      files: { '.dockerignore': '**/*.pem\n', 'conf/a.pem': '', 'conf/app.conf': '' },
    },
    {
      name: 'a file that a later line takes back, and one of another folder',
      good: 'FROM debian:12-slim\nCOPY src/main.c out/run.sh /app/\nCOPY src /app/src\n',
      files: { '.dockerignore': '*\n!src/*.c\n!out\nmain.c\n', 'src/main.c': '', 'out/run.sh': '' },
    },
  ],
});

/** The pattern that leaves nothing of a source; undefined where some of it may get in. */
function leftOutBy(source: CopySource, { paths }: BuildContext, ignore: IgnoreFile): IgnorePattern | undefined {
  if (source.path === '') return undefined;
  const taken = paths.filter(source.takes).map((path) => path.replace(/\/$/, ''));
  if (source.wild) {
    const by = taken.map((path) => ignoredBy(ignore, path));
    return by.every((pattern) => pattern !== undefined) ? by[0] : undefined;
  }
  const by = ignoredBy(ignore, source.path);
  if (by === undefined || taken.some((path) => ignoredBy(ignore, path) === undefined)) return undefined;
  // What is made before the build is not there yet, and may be taken back below.
  const back = taken.length === 0 && ignore.patterns.some((pattern) => pattern.negated && mayReach(pattern.pattern, source.path));
  return back ? undefined : by;
}

function mayReach(pattern: string, folder: string): boolean {
  return pattern.startsWith(`${folder}/`) || /[*?[\\]/.test(pattern);
}
