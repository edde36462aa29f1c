import { defineRule } from '../rule.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/port-valid',
  title: 'A port is out of range',
  severity: 'medium',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['EXPOSE'],
  why: 'Ports go from 0 to 65535. Nothing can listen on another, and the build or the start fails.',
  remedy: 'Name the port that the program listens on.',
  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  equivalents: {
    kics: ['71bf8cf8-f0a1-42fa-b9d2-d10525e0a38e'],
    trivy: ['DS-0008'],
    hadolint: ['DL3011'],
    semgrep: ['invalid-port'],
    codePathfinder: ['DOCKER-COR-002'],
    terrascan: ['AC_DOCKER_0011'],
    dflint: ['invalid_port'],
  },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'EXPOSE')) {
      for (const value of instruction.values) {
        const port = resolved(dockerfile, instruction, value).replace(/\/.*$/, '');
        if (!/^-?\d+(?:-\d+)?$/.test(port)) continue;
        const numbers = port.startsWith('-') ? [Number(port)] : port.split('-').map(Number);
        if (numbers.every((number) => number >= 0 && number <= 65_535)) continue;
        yield { at: value.at, key: port, message: `There is no port ${port}.` };
      }
    }
  },

  examples: [
    { name: 'too high', bad: 'FROM node:22-slim\nEXPOSE 8080 «80800/tcp»\n', good: 'FROM node:22-slim\nEXPOSE 8080 8081/tcp\n' },
    { name: 'a range', bad: 'FROM node:22-slim\nEXPOSE «65000-70000»\n' },
  ],
});
