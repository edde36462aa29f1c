import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a new rule of a kind starts from: its subject, where it points, and a text that shows it. */
interface Pattern {
  readonly imports: readonly string[];
  readonly subject: string;
  readonly parameters: string;
  readonly draft: string;
  /** What is gone through, where one subject has several things to judge. */
  readonly loop?: string;
  /** The condition under which there is something to judge. */
  readonly guard?: string;
  readonly bad: string;
  readonly good: string;
}

const patterns: Readonly<Record<string, Pattern>> = {
  dockerfile: {
    imports: ["import { defineRule } from '../rule.ts';"],
    subject: 'stage',
    parameters: '{ stage }',
    draft: '{ at: stage.stage.from.at, message: `The image …` }',
    bad: '«FROM debian:12-slim»\nUSER 65532\n',
    good: 'FROM debian:12-slim\nUSER 65532\n',
  },
  container: {
    imports: ["import { defineRule } from '../rule.ts';", "import { called } from '../wording.ts';"],
    subject: 'container',
    parameters: '{ container }',
    draft: '{ at: container.at, message: `${called(container)} …` }',
    bad: 'services:\n  «web»:\n    image: example/web:1.4\n',
    good: 'services:\n  web:\n    image: example/web:1.4\n',
  },
  image: {
    imports: ["import { defineRule } from '../rule.ts';"],
    subject: 'image',
    parameters: '{ use }',
    draft: "{ at: use.at, message: `\\`${use.image.state === 'known' ? use.image.value.written : 'The image'}\\` …` }",
    bad: 'FROM «debian:12-slim»\nUSER 65532\n',
    good: 'FROM debian:12-slim\nUSER 65532\n',
  },
  project: {
    imports: ["import { defineRule } from '../rule.ts';"],
    subject: 'project',
    parameters: '{ project }',
    draft: '{ at: project.document.at, message: `The project in ${project.directory} …` }',
    bad: '«services:\n  web:\n    image: example/web:1.4»\n',
    good: 'services:\n  web:\n    image: example/web:1.4\n',
  },
  command: {
    imports: ["import { defineRule } from '../rule.ts';"],
    subject: 'command',
    parameters: '{ docker }',
    draft: '{ at: docker.at, message: `\\`${docker.engine} ${docker.verb}\\` …` }',
    guard: 'docker !== undefined',
    bad: '«docker exec web» ls\n',
    good: 'docker exec web ls\n',
  },
  workflow: {
    imports: ["import { defineRule } from '../rule.ts';"],
    subject: 'workflow',
    parameters: '{ workflow }',
    draft: '{ at: uses.at, message: `\\`${uses.written}\\` …` }',
    loop: 'const { uses } of workflow.jobs.flatMap(({ steps }) => steps)',
    guard: 'uses !== undefined',
    bad: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «docker/scout-action@v1»\n',
    good: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/scout-action@v1\n',
  },
};

/**
 * Writes the file of a new rule below `folder` and tells its path. The rule fires on everything and its good example says
 * otherwise, so its tests are red until it is written.
 * @param taken ids and aliases that exist
 * @throws Error with a sentence for people where the id is not free or not of the form `kind/what-must-hold`
 */
export function scaffoldRule(id: string, folder: string, taken: readonly string[]): string {
  const [kind = '', name = '', ...rest] = id.split('/');
  const pattern = Object.hasOwn(patterns, kind) ? patterns[kind] : undefined;
  if (pattern === undefined || rest.length > 0) {
    throw new Error(`"${id}" does not begin with what the rule judges: ${Object.keys(patterns).join('/, ')}/.`);
  }
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    throw new Error(`"${id}" must end in lower-case words with hyphens that say what must hold, as in ${kind}/no-privileged.`);
  }
  if (taken.includes(id)) throw new Error(`There is a rule ${id} already, or one that used to be called so.`);
  const path = join(folder, kind, `${name}.ts`);
  if (existsSync(path)) throw new Error(`${path} is there already; choose another name.`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, textOf(id, pattern), { flag: 'wx' });
  return path;
}

function textOf(id: string, pattern: Pattern): string {
  const { imports, subject, parameters, bad, good } = pattern;
  return `${imports.join('\n')}

export default defineRule({
  id: '${id}',
  title: 'Says what is wrong where it fires',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: '${subject}',
  why: 'Says why it matters, to somebody who has never heard of it.',
  remedy: 'Say what to do, in one sentence.',
  references: [],
  equivalents: {},

  *check(${parameters}) {
${bodyOf(pattern)}
  },

  examples: [
    {
      name: 'what is shown',
      bad: ${quoted(bad)},
      good: ${quoted(good)},
    },
  ],
});
`;
}

function bodyOf({ draft, loop, guard }: Pattern): string {
  const head = [...(loop === undefined ? [] : [`for (${loop})`]), ...(guard === undefined ? [] : [`if (${guard})`])];
  const statements = [...head, `yield ${draft};`];
  if (head.length < 2) return `    ${statements.join(' ')}`;
  return `    ${head[0] ?? ''} {\n      ${statements.slice(1).join(' ')}\n    }`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\n', '\\n')}'`;
}
