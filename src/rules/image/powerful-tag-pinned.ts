import { powerOf } from '../container/host-power.ts';
import { defineRule } from '../rule.ts';
import { movingImage, movingReferences } from './moving-image.ts';

export default defineRule({
  id: 'image/powerful-tag-pinned',
  title: 'Image of a container that controls the host is not pinned to a version',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'image',
  why: 'Whoever pushes to this tag gets the host. The container is privileged, holds the engine’s socket or writes to system folders, and the tag (`latest`, or none at all) takes whatever was pushed last: a stolen account of the publisher, or one bad release, is enough.',
  remedy: 'Name a version tag together with its digest (`traefik:v3.5@sha256:…`), and let Renovate or Dependabot refresh both.',
  references: movingReferences,
  equivalents: { composeLint: ['CL-0004'], dclint: ['service-image-require-explicit-tag'], cis: ['4.2', '5.28'] },

  *check({ use }) {
    const power = use.container === undefined ? undefined : powerOf(use.container);
    if (power === undefined) return;
    const found = movingImage(use, `, and the container ${power}`);
    if (found !== undefined) yield found;
  },

  examples: [
    {
      name: 'a proxy that holds the engine’s socket',
      path: 'compose.yaml',
      bad: 'services:\n  proxy:\n    image: «traefik»\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]\n',
      good: 'services:\n  proxy:\n    image: traefik:v3.5\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]\n',
    },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run --privileged «example/runner:latest»\n' },
    { name: 'a container without such power', path: 'compose.yaml', good: 'services:\n  cache:\n    image: redis\n' },
    {
      name: 'folders of the host that it can write to',
      path: 'compose.yaml',
      bad: 'services:\n  jobs:\n    image: «example/jobs»\n    volumes: ["/etc/cron.d:/jobs"]\n  disk:\n    image: «example/disk:latest»\n    volumes: ["/:/host"]\n',
    },
    {
      name: 'a switch that is off, and a proxy before the socket',
      path: 'compose.yaml',
      good: 'services:\n  web:\n    image: example/web\n    privileged: false\n  proxy:\n    image: example/socketproxy\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]\n',
    },
  ],
});
