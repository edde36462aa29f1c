import type { ContainerSettings, Mount } from '../../model/container.ts';
import { textOf } from '../../parse/lines.ts';
import { defineRule, type Draft } from '../rule.ts';
import { called } from '../wording.ts';
import { gradeOf, isEngineSocket } from '../../posture/mount-grade.ts';
import { hasReadableAllowList } from './socket-proxy.ts';

/** The socket, or a folder that holds one. Windows has a pipe of its own type in its place. */
function reachesEngine(mount: Mount): boolean {
  return mount.type === 'other' ? isEngineSocket(mount.source ?? '') : gradeOf(mount) === 'engine';
}

export default defineRule({
  id: 'container/no-engine-socket',
  title: 'Container controls the container engine',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['mounts', 'usesApiSocket'],
  why: 'Who reaches the engine’s socket can start a privileged container that mounts the host’s disk: it is root on the host. Mounting the socket read-only changes nothing, since the requests go through it all the same.',
  remedy:
    'Do not mount the socket; where a program must read from the engine, put a socket proxy in between that allows those requests only.',
  references: [
    'https://docs.docker.com/engine/security/protect-access/',
    'CIS Docker Benchmark 1.6.0, 5.32',
    'OWASP Docker Security Cheat Sheet, rule 1',
  ],
  equivalents: {
    kics: ['d6355c88-1e8d-49e9-b2f2-f8a1ca12c75b'],
    semgrep: ['exposing-docker-socket-volume'],
    composeLint: ['CL-0001'],
    codePathfinder: ['COMPOSE-SEC-002'],
    cis: ['5.32'],
  },

  *check({ container }) {
    if (hasReadableAllowList(container)) return;
    for (const { value, at } of container.mounts.items) {
      if (!reachesEngine(value)) continue;
      const how = value.readOnly ? ' (read-only does not help)' : '';
      yield {
        at,
        key: value.source ?? '',
        message: `${called(container)} mounts ${value.source ?? ''}${how}: who controls it controls the engine, and so the host.`,
      };
    }
    yield* hiddenSockets(container);
    const { usesApiSocket } = container;
    if (usesApiSocket.state === 'known' && usesApiSocket.value) {
      yield {
        at: usesApiSocket.at,
        key: 'api-socket',
        message: `${called(container)} is given the engine’s API socket: who controls it controls the host.`,
      };
    }
  },

  examples: [
    {
      name: 'the socket, read-only',
      bad: 'services:\n  dashboard:\n    image: example/dashboard:3\n    volumes:\n      - «/var/run/docker.sock:/var/run/docker.sock:ro»\n',
      good: 'services:\n  dashboard:\n    image: example/dashboard:3\n    environment:\n      DOCKER_HOST: tcp://socket-proxy:2375\n',
    },
    {
      name: 'a folder that holds it',
      bad: 'services:\n  dashboard:\n    image: example/dashboard:3\n    volumes:\n      - «/run:/host/run»\n',
    },
    {
      name: 'a path that only the machine knows',
      bad: 'services:\n  dashboard:\n    image: example/dashboard:3\n    volumes:\n      - «${XDG_RUNTIME_DIR}/docker.sock:/var/run/docker.sock»\n',
    },
    {
      name: 'a socket proxy, whose own rule judges what it lets through',
      good: 'services:\n  socket-proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    environment: { CONTAINERS: 1, POST: 0 }\n    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]\n',
    },
    {
      name: 'a proxy of which nobody knows what it lets through',
      bad: 'services:\n  known:\n    image: tecnativa/docker-socket-proxy:0.3\n    environment: { CONTAINERS: 1, POST: "${POST}" }\n    volumes: [«"/var/run/docker.sock:/var/run/docker.sock:ro"»]\n  listed:\n    image: tecnativa/docker-socket-proxy:0.3\n    env_file: proxy.env\n    volumes: [«"/var/run/docker.sock:/var/run/docker.sock:ro"»]\n  other:\n    image: example/socket-proxy:1\n    volumes: [«"/var/run/docker.sock:/var/run/docker.sock:ro"»]\n',
    },
    {
      name: 'on the command line',
      path: 'run.sh',
      bad: 'docker run -v «/var/run/docker.sock:/var/run/docker.sock» example/dashboard:3\n',
    },
    {
      name: 'an ordinary volume, a folder beside the socket',
      good: 'services:\n  web:\n    image: example/web:1.4\n    volumes: ["data:/data", "/run/web:/run/web"]\nvolumes: { data: {} }\n',
    },
    {
      name: 'the API socket, and the pipe of Windows',
      bad: 'services:\n  dashboard:\n    image: example/dashboard:3\n    use_api_socket: «true»\n  agent:\n    image: example/agent:2\n    volumes:\n      - «type: npipe\n        source: \\\\.\\pipe\\docker_engine\n        target: \\\\.\\pipe\\docker_engine»\n',
      good: 'services:\n  dashboard:\n    image: example/dashboard:3\n    use_api_socket: false\n  agent:\n    image: example/agent:2\n    volumes:\n      - type: npipe\n        source: \\\\.\\pipe\\other\n        target: \\\\.\\pipe\\other\n',
    },
    {
      name: 'other sockets in a place that only the machine knows',
      good: 'services:\n  web:\n    image: example/web:1.4\n    volumes: ["${RUN}/web.sock:/run/web.sock", "${RUN}/docker.sock.old:/old", "${RUN}:/data"]\n',
    },
  ],
});

/** A mount whose source hangs on a variable, but which is named for the socket. */
function* hiddenSockets(container: ContainerSettings): Iterable<Draft> {
  const hidden = [
    ...container.mounts.unknown,
    ...container.mounts.items.flatMap(({ value, at }) => (value.hidden === undefined ? [] : [{ at }])),
  ];
  for (const { at } of hidden) {
    const name = /[\w.-]+\.sock(?![\w.-])/.exec(textOf(at))?.[0];
    if (name === undefined || !isEngineSocket(name)) continue;
    yield {
      at,
      key: name,
      confidence: 'likely',
      message: `${called(container)} mounts ${name} from a path given by a variable: who controls it controls the engine, and so the host.`,
    };
  }
}
