import { expect, test } from 'vitest';
import { judged } from '../judged.ts';

const hardening = [
  'container/cpu-limit',
  'container/drop-capabilities',
  'container/memory-limit',
  'container/no-new-privileges',
  'container/pids-limit',
  'container/read-only-root',
  'container/security-options-set',
];

async function rulesFor(line: string): Promise<readonly string[]> {
  const { findings } = await judged({ 'run.sh': `${line}\n` });
  return [...new Set(findings.map(({ rule }) => rule))].toSorted();
}

test('a container that lasts is told what it lacks', async () => {
  expect(await rulesFor('docker run -d --rm example/web:1.4')).toEqual(expect.arrayContaining(hardening));
  expect(await rulesFor('docker run --rm=false example/web:1.4')).toEqual(expect.arrayContaining(hardening));
});

test('one that is thrown away after its command is not', async () => {
  const found = await rulesFor('docker run --rm -it python:3.13-slim python -V');
  expect(found.filter((rule) => rule.startsWith('container/'))).toEqual([]);
});

test('what it opens is told all the same', async () => {
  const found = await rulesFor(
    'docker run --rm --privileged --pid=host -v /var/run/docker.sock:/s -e TOKEN=hunter2 example/tool:1.4',
  );
  expect(found).toEqual(
    expect.arrayContaining([
      'container/no-engine-socket',
      'container/no-host-pid',
      'container/no-privileged',
      'container/no-secret-in-environment',
    ]),
  );
  expect(found).not.toEqual(expect.arrayContaining(['container/read-only-root']));
});

test('nor is one that is made for its files to be taken out', async () => {
  const found = await rulesFor('docker export $(docker create python:3.13-slim) | tar -x');
  expect(found.filter((rule) => rule.startsWith('container/'))).toEqual([]);
  expect(await rulesFor('docker create --name web -p 127.0.0.1:80:80 example/web:1.4')).toEqual(
    expect.arrayContaining(hardening),
  );
});

test('nor is an errand in the foreground, which nobody is to reach', async () => {
  const found = await rulesFor('docker run example/tool:1.4 version');
  expect(found.filter((rule) => hardening.includes(rule))).toEqual([]);
  for (const line of ['docker run -d example/tool:1.4 serve', 'docker run -p 80:80 example/tool:1.4 serve'])
    expect(await rulesFor(line)).toEqual(expect.arrayContaining(hardening));
});

test('a command that goes on elsewhere is told nothing that it leaves out, and what it says', async () => {
  const { findings } = await judged({ Makefile: 'RUN = docker run --privileged\n\nall:\n\t$(RUN) example/tool:1.4\n' });
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['container/no-privileged']));
});

test('options stand behind variables that stand for options', async () => {
  const { findings } = await judged({
    'run.sh':
      'docker run $SSH $volumes $config -it --privileged --rm example/tool:1.4\ndocker run ${CI:+-e CI} --privileged --rm example/tool:1.4\n',
  });
  expect(findings.filter(({ rule }) => rule === 'container/no-privileged').map(({ location }) => location.startLine)).toEqual([
    1, 2,
  ]);
});

test('a database of a job is told neither its port nor the word that is its password', async () => {
  const step = (line: string): string =>
    `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${line}\n`;
  const told = async (line: string): Promise<readonly string[]> => {
    const { findings } = await judged({ '.github/workflows/test.yml': step(line) });
    return findings.map(({ rule }) => rule);
  };
  expect(await told('docker run -d -p 5432:5432 -e POSTGRES_PASSWORD=postgres postgres:17')).toEqual(['image/digest-pinned']);
  expect(await told('docker run -d -e API_TOKEN=4f3c9a17bd20 example/tool:1.4')).toContain('container/no-secret-in-environment');
});
