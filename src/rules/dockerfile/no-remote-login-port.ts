import { defineRule } from '../rule.ts';
import { instructionsOf, resolved } from './instructions.ts';
import { loginServices } from './login-services.ts';

export default defineRule({
  id: 'dockerfile/no-remote-login-port',
  title: 'Image offers a remote login',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['EXPOSE'],
  why: 'Every container of the image has one more way in, and all of them share its accounts, passwords and host keys. An SSH server is a second program to keep patched besides the one that the container is for.',
  remedy: 'Remove the server and its `EXPOSE`; get into a container with `docker exec`.',
  references: ['https://docs.docker.com/reference/cli/docker/container/exec/', 'CIS Docker Benchmark 1.6.0, 5.7'],
  equivalents: {
    kics: ['5907595b-5b6d-4142-b173-dbb0e73fbff8'],
    trivy: ['DS-0004'],
    checkov: ['CKV_DOCKER_1'],
    sonar: ['S6473'],
    cis: ['5.7'],
    terrascan: ['AC_DOCKER_0026'],
  },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'EXPOSE')) {
      for (const value of instruction.values) {
        const match = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(resolved(dockerfile, instruction, value).replace(/^.*:(?=\d)/, ''));
        if (match === null || match[3]?.toLowerCase() === 'udp') continue;
        const first = Number(match[1]);
        const last = Number(match[2] ?? match[1]);
        const port = [...loginServices.keys()].find((one) => one >= first && one <= last && last - first < 100);
        if (port === undefined) continue;
        yield {
          at: value.at,
          key: String(port),
          message: `Port ${port} is that of ${loginServices.get(port) ?? 'a login'}: the image lets people in from afar.`,
        };
      }
    }
  },

  examples: [
    { name: 'SSH', bad: 'FROM debian:12-slim\nEXPOSE 8080 «22»\n', good: 'FROM debian:12-slim\nEXPOSE 8080\n' },
    { name: 'a range, and a variable', bad: 'FROM debian:12-slim\nARG PORT=3389\nEXPOSE «20-25/tcp» «$PORT»\n' },
    { name: 'not over TCP', good: 'FROM debian:12-slim\nEXPOSE 22/udp 2222\n' },
  ],
});
