import { expect, test } from 'vitest';
import { describeWorld } from '../../src/posture/describe-world.ts';
import { judged } from '../rules/judged.ts';

const service = 'services:\n  web:\n    image: example/web:1.4\n    privileged: true\n';

async function told(line: string): Promise<readonly string[]> {
  const { findings, world } = await judged({ 'compose.yaml': service, 'run.sh': `${line}\n` });
  expect(describeWorld(world)).toHaveLength(1);
  return findings.flatMap(({ location, rule }) => (location.path === 'run.sh' ? [rule] : []));
}

test('what a compose run line adds to its service is judged at the line, and the service only where it stands', async () => {
  expect(await told('docker compose run --rm -u root -v /var/run/docker.sock:/s web sh')).toEqual([
    'container/no-engine-socket',
    'container/user-not-root',
  ]);
  expect(await told('docker-compose run --cap-add SYS_ADMIN web')).toEqual(['container/no-host-capability']);
  expect(await told('docker compose run -v "$DIR:/a" -e A=1 web')).toEqual([]);
  expect(await told('docker compose run --rm web npm test')).toEqual([]);
  expect(await told('docker compose run -u root')).toEqual([]);
});
