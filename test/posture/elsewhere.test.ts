import { expect, test } from 'vitest';
import { judged } from '../rules/judged.ts';

const files = { Dockerfile: 'FROM debian:12\nUSER 5\n', 'compose.yaml': 'services:\n  a:\n    image: a:1\n' };

test('what ssh starts is judged, and what lies on its machine is not looked for here', async () => {
  const script = (line: string): string => `ssh host "${line}"\n`;
  const { findings, gaps, world } = await judged({
    ...files,
    'deploy.sh':
      script('docker run --privileged a') +
      script('docker build -t b --target gone .') +
      script('docker compose -f prod.yaml up'),
  });
  const found = findings.filter(({ rule }) => rule === 'container/no-privileged');
  expect(found.map(({ location }) => [location.path, location.startLine, location.startColumn])).toEqual([['deploy.sh', 1, 22]]);
  expect(gaps).toEqual([]);
  expect(world.projects.map((way) => way.project.files[0]?.path)).toEqual(['compose.yaml']);
});

test('the same without ssh builds and chooses', async () => {
  const { gaps } = await judged({ ...files, 'deploy.sh': 'docker compose -f prod.yaml up\n' }, []);
  expect(gaps).toMatchObject([{ reason: 'unresolved', location: { startLine: 1 } }]);
});

test('what a RUN starts over ssh is no part of the image', async () => {
  const found = async (command: string): Promise<boolean> => {
    const { findings } = await judged({ Dockerfile: `FROM debian:12\nRUN ${command}\n` });
    return findings.some(({ rule }) => rule === 'dockerfile/apt-get-in-scripts');
  };
  expect([await found('apt install -y a'), await found('ssh host "apt install -y a"')]).toEqual([true, false]);
  expect(await found('sshpass -e ssh host "apt install -y a"')).toBe(false);
});
