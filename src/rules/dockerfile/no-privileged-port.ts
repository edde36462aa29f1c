import { setcapOf } from '../../posture/file-capability.ts';
import { isRoot } from '../../posture/user.ts';
import { defineRule } from '../rule.ts';
import { loginServices } from './login-services.ts';

export default defineRule({
  id: 'dockerfile/no-privileged-port',
  title: 'Image listens on a port below 1024',
  severity: 'low',
  confidence: 'possible',
  profile: 'default',
  subject: 'stage',
  why: 'On many kernels and runtimes only root, or a holder of `NET_BIND_SERVICE`, may listen below 1024. Such a port keeps images at root, or breaks them when they leave it. Docker 20.10 and later lift the limit inside a container’s own network; others do not.',
  remedy:
    'Listen on a port above 1024 and publish it as 80 (`-p 80:8080`), or put a reverse proxy in front; else grant `NET_BIND_SERVICE`, or `setcap cap_net_bind_service=+ep` on the program.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#expose',
    'CIS Docker Benchmark 1.6.0, 5.8',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  equivalents: { codePathfinder: ['DOCKER-AUD-003'], cis: ['5.8'] },

  *check({ stage }) {
    if (stage.exposed.length === 0) return;
    if (setcapOf(stage)?.words.some(({ value }) => value !== undefined && /net_bind_service/i.test(value)) === true) return;
    const user = stage.user.setting;
    for (const { port, at } of stage.exposed) {
      const first = Number(/^\d+/.exec(port)?.[0] ?? Number.NaN);
      if (!(first > 0 && first < 1024) || loginServices.has(first)) continue;
      const who =
        user.state === 'known' && !isRoot(user.value)
          ? `user \`${user.value}\` may lack the privilege to listen there`
          : 'on runtimes that keep the old limit only root may listen there';
      yield { at, key: port, message: `The image exposes port ${first}: ${who}.` };
    }
  },

  examples: [
    {
      name: 'port 80 without root',
      bad: 'FROM node:22-slim\nUSER node\nEXPOSE «80»\n',
      good: 'FROM node:22-slim\nUSER node\nEXPOSE 8080\n',
    },
    { name: 'the port of a login has a rule of its own', good: 'FROM debian:12-slim\nEXPOSE 22\n' },
    {
      name: 'a program that was given the capability',
      good: "FROM node:22-slim\nRUN setcap 'cap_net_bind_service=+ep' /usr/local/bin/node\nUSER node\nEXPOSE 80\n",
    },
    { name: 'port 443 as root', bad: 'FROM caddy:2.10\nEXPOSE 8080 «443/tcp»\n' },
  ],
});
