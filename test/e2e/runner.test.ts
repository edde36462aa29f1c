import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { annotationsOf, runStep, type StepResult } from './runner.ts';

const step = (name: string): string => join(import.meta.dirname, 'steps', `${name}.ts`);

const containing = (text: string): unknown => expect.stringContaining(text);

let workspace: string;

beforeAll(async () => {
  workspace = await realpath(await mkdtemp(join(tmpdir(), 'workspace-')));
});

afterAll(async () => {
  await rm(workspace, { recursive: true, force: true });
});

describe('the runner of these tests', () => {
  let result: StepResult;

  beforeAll(async () => {
    const metadata = join(workspace, 'action.yml');
    await writeFile(
      metadata,
      'inputs:\n  token:\n    default: ${{ github.token }}\n  fail-on:\n    default: high\n  config: {}\n',
    );
    result = await runStep({ main: step('environment'), metadata, workspace, inputs: { 'fail-on': 'low' }, token: 'ghs_x' });
  });

  test('starts a step in the workspace with inputs, defaults and variables', () => {
    const [first = '', folder] = result.stdout;
    expect(JSON.parse(first)).toMatchObject({ token: 'ghs_x', failOn: 'low' });
    for (const name of ['GITHUB_EVENT_PATH', 'GITHUB_STEP_SUMMARY', 'INPUT_CONFIG', 'RUNNER_TEMP'])
      expect(first).toContain(`"${name}"`);
    expect(folder).toBe(workspace);
    expect(result.exitCode).toBe(3);
  });

  test('obeys the commands of both streams and both spellings, and nothing between stop and go', () => {
    expect(result.commands.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      'group: work',
      'warning: old style',
      'endgroup: ',
      'stop-commands: pause',
      'notice: heard',
      'error: said on stderr\ntwice',
    ]);
    expect(result.commands.at(-1)?.properties).toEqual({ file: 'a,b.yaml', line: '3' });
  });

  test('reads the files of a step', () => {
    expect(result.outputs).toEqual({ plain: '1', block: 'one\ntwo=2' });
    expect(result.paths).toEqual(['/opt/tool']);
    expect(result.summary).toBe('');
  });

  test('ends a step that takes too long', async () => {
    await writeFile(join(workspace, 'slow.mjs'), 'setTimeout(() => {}, 60_000)');
    const slow = await runStep({ main: join(workspace, 'slow.mjs'), workspace, timeoutSeconds: 0.5 });
    expect(slow.exitCode).toBeNull();
  });
});

describe('hostile text', () => {
  let result: StepResult;

  beforeAll(async () => {
    result = await runStep({ main: step('hostile'), workspace });
  });

  test('gives the runner no command but our own', () => {
    expect(result.stderr).toEqual([]);
    expect(result.commands.map((command) => command.name).toSorted()).toEqual([
      ...Array<string>(7).fill('error'),
      ...Array<string>(7).fill('notice'),
      ...Array<string>(12).fill('warning'),
    ]);
  });

  test('does not so much as look like a command, inside of one or elsewhere', () => {
    expect(result.stdout.join('\n')).not.toContain('##[');
    expect(result.stdout.filter((line) => line.includes('planted'))).not.toHaveLength(0);
  });

  test('is cut where the runner would cut it', () => {
    const longest = Math.max(...result.commands.map(({ message }) => message.length));
    expect(longest).toBe(4096);
  });

  test('stays readable in an annotation', () => {
    const [first] = annotationsOf(result, 'error');
    expect(first?.message).toContain('error::planted');
    expect(first?.properties).toMatchObject({ file: 'compose.yaml', title: containing('high: ') });
    expect(annotationsOf(result, 'error').at(-1)?.message).toMatch(/error\]last\nwords$/);
  });

  test('does not leave the output it is in', () => {
    expect(result.outputs).toEqual({ verdict: 'fail\nghadelimiter_x\nother=planted', path: 'a=b<<EOF' });
  });

  test('comes after other text in the summary, which is added to', () => {
    expect(result.summary).toBe('# Report\nmore\n');
  });
});
