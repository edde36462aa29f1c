import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { defineRule } from '../rule.ts';
import { plainInstructions, resolved } from './instructions.ts';

const socket = /(?:^|\/)(?:docker|containerd|crio|podman)\.sock$/;

export default defineRule({
  id: 'dockerfile/no-engine-socket',
  title: 'Image asks for the socket of the container engine',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  why: 'Whoever can write to the engine’s socket can start a container that owns the host. An image that declares it as a volume invites everybody who runs it to hand it over.',
  remedy: 'Remove the socket; where a program must talk to the engine, put a proxy with an allow-list in between.',
  references: [
    'https://docs.docker.com/engine/security/protect-access/',
    'CIS Docker Benchmark 1.6.0, 5.32',
    'OWASP Docker Security Cheat Sheet, rule 1',
  ],
  equivalents: { semgrep: ['dockerfile-dockerd-socket-mount'], codePathfinder: ['DOCKER-SEC-006'], cis: ['5.32'] },

  *check({ dockerfile }) {
    for (const instruction of plainInstructions(dockerfile)) {
      if (instruction.keyword === 'VOLUME') {
        for (const value of instruction.values) {
          const path = resolved(dockerfile, instruction, value);
          if (socket.test(path))
            yield { at: value.at, key: path, message: `\`${path}\` gives the container power over the host.` };
        }
      } else if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
        const source = instruction.sources.find((one) => socket.test(resolved(dockerfile, instruction, one)));
        if (source !== undefined)
          yield { at: source.at, key: source.raw, message: `\`${source.raw}\` is the socket of the container engine.` };
      } else if (instruction.keyword === 'RUN') {
        for (const { options, at } of mountsOf(instruction)) {
          const path = [options.get('source')?.value, options.get('target')?.value].find(
            (one) => one !== undefined && socket.test(one),
          );
          if (path !== undefined) yield { at, key: path, message: `\`${path}\` gives the build power over the host.` };
        }
      }
    }
  },

  examples: [
    {
      name: 'as a volume',
      bad: 'FROM docker:27-cli\nVOLUME «/var/run/docker.sock»\n',
      good: 'FROM docker:27-cli\nENV DOCKER_HOST=tcp://socket-proxy:2375\n',
    },
    { name: 'in a list', bad: 'FROM docker:27-cli\nVOLUME ["/data", «"/run/docker.sock"»]\n' },
    { name: 'another volume', good: 'FROM docker:27-cli\nVOLUME /var/lib/docker\n' },
  ],
});
