import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/expose-format',
  title: 'EXPOSE says more than a port and a protocol',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['EXPOSE'],
  why: '`EXPOSE` says what the program listens on. An address or a port of the host is dropped without a word, so that readers believe something is bound that is not; protocols are `tcp`, `udp` and `sctp`, in small letters.',
  remedy:
    'Write the container’s port alone (`EXPOSE 80/tcp`), and bind addresses where the container is started (`-p 127.0.0.1:80:80`).',
  references: [
    'https://docs.docker.com/reference/build-checks/expose-invalid-format/',
    'https://docs.docker.com/reference/build-checks/expose-proto-casing/',
  ],
  equivalents: { buildkit: ['ExposeInvalidFormat', 'ExposeProtoCasing'], dflint: ['expose_host_port'] },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'EXPOSE')) {
      for (const value of instruction.values) {
        const port = resolved(dockerfile, instruction, value);
        const protocol = /\/(\w+)$/.exec(port)?.[1];
        if (/^[^$]*:[^$]*\d/.test(port) && !skipsCheck(dockerfile, instruction, 'ExposeInvalidFormat')) {
          yield { at: value.at, key: port, message: `Of \`${port}\` the last port alone counts: EXPOSE binds nothing.` };
        } else if (
          protocol !== undefined &&
          protocol !== protocol.toLowerCase() &&
          !skipsCheck(dockerfile, instruction, 'ExposeProtoCasing')
        ) {
          yield { at: value.at, key: port, message: `The protocol is written \`${protocol.toLowerCase()}\`.` };
        }
      }
    }
  },

  examples: [
    {
      name: 'an address and a port of the host',
      bad: 'FROM node:22-slim\nEXPOSE «127.0.0.1:80:8080» «5000:5000» 8443\n',
      good: 'FROM node:22-slim\nEXPOSE 8080 5000 8443\n',
    },
    { name: 'capital letters', bad: 'FROM node:22-slim\nEXPOSE «53/UDP»\n', good: 'FROM node:22-slim\nEXPOSE 53/udp\n' },
  ],
});
