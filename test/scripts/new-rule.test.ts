import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scaffoldRule } from '../../scripts/scaffold.ts';
import { defaultPaths, type Rule } from '../../src/rules/rule.ts';
import { judged } from '../rules/judged.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const ids = ['dockerfile', 'container', 'image', 'project', 'command', 'workflow'].map((kind) => `${kind}/no-example`);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const name of ['rule', 'wording'])
    await writeFile(join(folder, `${name}.ts`), `export * from ${JSON.stringify(`${root}/src/rules/${name}.ts`)};\n`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a new rule', () => {
  test('of every kind has the shape of a rule, and is formatted', async () => {
    const paths = ids.map((id) => scaffoldRule(id, folder, []));
    expect(paths).toEqual(ids.map((id) => join(folder, `${id}.ts`)));
    const typeRoots = [join(root, 'node_modules/@types')];
    const config = { extends: join(root, 'tsconfig.json'), compilerOptions: { typeRoots }, include: [], files: paths };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
    const format = ['-c', join(root, '.oxfmtrc.json'), '--check', ...ids.map((id) => `${id}.ts`)];
    await run(process.execPath, [join(root, 'node_modules/oxfmt/bin/oxfmt'), ...format], { cwd: folder });
  }, 60_000);

  test.for(ids)('%s fires where its bad example is marked, and does not yet spare the good one', async (id) => {
    const rule = await loaded(scaffoldRule(id, folder, []));
    expect(rule.id).toBe(id);
    const [{ bad, good }] = rule.examples;
    const path = defaultPaths[rule.subject];
    const { findings } = await judged({ [path]: bad.replaceAll(/[«»]/g, '') }, [rule]);
    expect(findings.map(({ location }) => [location.startLine, location.startColumn])).toEqual([placeOf(bad, '«')]);
    expect(findings.map(({ location }) => [location.endLine, location.endColumn])).toEqual([placeOf(bad.replace('«', ''), '»')]);
    const spared = await judged({ [path]: good ?? '' }, [rule]);
    expect(spared.findings).toHaveLength(1);
  });

  test('does not overwrite a file that is there', async () => {
    const path = join(folder, 'container/no-example.ts');
    await mkdir(join(folder, 'container'));
    await writeFile(path, 'kept');
    expect(() => scaffoldRule('container/no-example', folder, [])).toThrow('is there already; choose another name');
    expect(await readFile(path, 'utf8')).toBe('kept');
  });

  test('is not made under an id or alias that exists', () => {
    expect(() => scaffoldRule('container/old-name', folder, ['container/old-name'])).toThrow(
      'There is a rule container/old-name already, or one that used to be called so.',
    );
  });

  test.for(['privileged', 'pod/no-example', 'container/a/b', '', 'constructor/no-example'])('is not made of %o', (id) => {
    expect(() => scaffoldRule(id, folder, [])).toThrow('does not begin with what the rule judges: dockerfile/, container/');
  });

  test.for(['container/', 'container/NoExample', 'container/no_example', 'container/no--example', 'container/..', 'image/5'])(
    'is not made of %o either',
    (id) => {
      expect(() => scaffoldRule(id, folder, [])).toThrow('must end in lower-case words with hyphens');
    },
  );
});

describe('npm run new-rule', () => {
  const command = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(root, 'scripts/new-rule.ts'), ...args], { encoding: 'utf8' });

  test('says what is missing', () => {
    expect(command()).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'Name one rule: npm run new-rule container/no-something\n',
    });
  });

  test('knows the rules that exist', () => {
    const { status, stderr } = command('container/no-privileged');
    expect(status).toBe(1);
    expect(stderr).toBe('There is a rule container/no-privileged already, or one that used to be called so.\n');
  });
});

async function loaded(path: string): Promise<Rule> {
  const module: unknown = await import(/* @vite-ignore */ pathToFileURL(path).href);
  if (typeof module === 'object' && module !== null && 'default' in module && isRule(module.default)) return module.default;
  throw new Error(`${path} exports no rule`);
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && 'check' in value && 'examples' in value && 'subject' in value;
}

/** Line and column of a mark, from 1. */
function placeOf(text: string, mark: string): readonly [number, number] {
  const before = text.slice(0, text.indexOf(mark)).split('\n');
  return [before.length, (before.at(-1)?.length ?? 0) + 1];
}
