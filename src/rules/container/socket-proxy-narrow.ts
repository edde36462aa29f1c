import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';
import { isSocketProxy, openingOf } from './socket-proxy.ts';

export default defineRule({
  id: 'container/socket-proxy-narrow',
  title: 'A socket proxy lets through what it should keep out',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['environment', 'command'],
  why: 'Whoever reaches this proxy can start a privileged container that mounts the host’s disk, as if it had the engine’s socket: a proxy that passes on `POST` for containers, builds or `exec` protects nothing.',
  remedy:
    'Leave `POST` at 0, so that the program may only read; where it has to restart containers, allow that alone (`ALLOW_RESTARTS=1`).',
  references: [
    'https://github.com/Tecnativa/docker-socket-proxy#grant-or-revoke-access-to-certain-api-sections',
    'https://docs.docker.com/reference/api/engine/',
    'CIS Docker Benchmark 1.6.0, 5.32',
    'OWASP Docker Security Cheat Sheet, rule 1',
  ],
  equivalents: { cis: ['5.32'] },

  *check({ container }) {
    if (!isSocketProxy(container)) return;
    const opening = openingOf(container);
    if (opening === undefined) return;
    yield {
      at: opening.entry.at,
      message: `${called(container)} lets whoever reaches it ${opening.what}, and so control the host.`,
    };
  },

  examples: [
    {
      name: 'changes are allowed',
      bad: 'services:\n  socket-proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    environment:\n      CONTAINERS: 1\n      «POST: 1»\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]\n',
      good: 'services:\n  socket-proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    environment:\n      CONTAINERS: 1\n      POST: 0\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]\n',
    },
    {
      name: 'by a pattern',
      bad: 'services:\n  socket-proxy:\n    image: wollomatic/socket-proxy:1\n    command:\n      - -allowGET=/v1\\..{1,2}/containers/json\n      - «-allowPOST=.*»\n',
    },
    {
      name: 'networks alone',
      good: 'services:\n  socket-proxy:\n    image: lscr.io/linuxserver/socket-proxy:3\n    environment: { NETWORKS: 1, POST: 1 }\n',
    },
  ],
});
