import type { Place } from '../../model/place.ts';
import type { ShellAssignment, SimpleCommand } from '../../parse/shell/script.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { switchesOff, switchIn } from './certificate-switches.ts';
import { assignedBy, said } from './command-line.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/tls-verified',
  title: 'The certificate of a server is not checked',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  why: 'Encryption without a check of the certificate protects from nobody: whoever sits between the build and the server can answer in its place and put a program of theirs into the image. A variable that switches the check off stays on in every container besides.',
  remedy:
    'Remove the switch; where a server has a certificate of your own authority, install that authority (`update-ca-certificates`, `--cacert`).',
  references: [
    'https://curl.se/docs/sslcerts.html',
    'https://docs.docker.com/engine/network/ca-certs/',
    'CIS Docker Benchmark 1.6.0, 4.11',
    'OWASP Docker Security Cheat Sheet, rule 13',
  ],
  equivalents: {
    checkov: [
      'CKV2_DOCKER_2',
      'CKV2_DOCKER_3',
      'CKV2_DOCKER_4',
      'CKV2_DOCKER_5',
      'CKV2_DOCKER_6',
      'CKV2_DOCKER_12',
      'CKV2_DOCKER_13',
      'CKV2_DOCKER_14',
      'CKV2_DOCKER_15',
      'CKV2_DOCKER_16',
      'CKV2_DOCKER_18',
    ],
    cis: ['4.11'],
  },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ENV', 'ARG')) {
      for (const { name, value } of instruction.pairs) {
        if (value === undefined || !switchesOff(name.raw, resolved(dockerfile, instruction, value))) continue;
        const { file } = name.at;
        yield finding({ file, span: { start: name.at.span.start, end: value.at.span.end } }, name.raw);
      }
    }
    for (const { command } of buildCommands(dockerfile)) {
      for (const { name, at } of assignmentsOf(command)) yield finding(at, name);
      const how = switchIn(command);
      if (how !== undefined && !isLocal(command)) yield finding(command.at, how);
    }
  },

  examples: [
    {
      name: 'curl',
      bad: 'FROM debian:12-slim\nRUN «curl -fsSLk https://example.com/tool -o /usr/local/bin/tool»\n',
      good: 'FROM debian:12-slim\nRUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool\n',
    },
    { name: 'wget', bad: 'FROM debian:12-slim\nRUN «wget --no-check-certificate https://example.com/tool»\n' },
    { name: 'a variable of the image', bad: 'FROM node:22-slim\nENV PORT=8080 «NODE_TLS_REJECT_UNAUTHORIZED=0»\n' },
    {
      name: 'a variable of one command',
      bad: 'FROM debian:12-slim\nRUN «GIT_SSL_NO_VERIFY=1» git clone https://example.com/app.git\n',
    },
    { name: 'npm', bad: 'FROM node:22-slim\nRUN «npm config set strict-ssl false» && npm ci\n' },
    { name: 'pip', bad: 'FROM python:3.12-slim\nRUN «pip install --trusted-host pypi.example.com flask==3.0.3»\n' },
    { name: 'yum', bad: 'FROM rockylinux:8.9\nRUN «yum-config-manager --save --setopt=sslverify=false»\n' },
    { name: 'in a file', bad: 'FROM rockylinux:8.9\nRUN «echo "sslverify=false" >> /etc/yum.conf»\n' },
    { name: 'this machine', good: 'FROM debian:12-slim\nRUN curl -k https://localhost:8443/ready\n' },
    {
      name: 'the check is on',
      good: 'FROM node:22-slim\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\nRUN npm config set strict-ssl true\n',
    },
  ],
});

function finding(at: Place, how: string): { at: Place; key: string; message: string } {
  return { at, key: how, message: `\`${how}\` takes any certificate: whoever sits in between can answer in the server’s place.` };
}

/** The variables that a command sets so that the check is off. */
function assignmentsOf(command: SimpleCommand): readonly ShellAssignment[] {
  return assignedBy(command, 'export', 'declare').filter(({ name, value }) => switchesOff(name, value ?? ''));
}

/** Whether every address of a command is this machine's. */
function isLocal({ words }: SimpleCommand): boolean {
  const addresses = words
    .slice(1)
    .map(said)
    .filter((word) => /^https?:\/\//i.test(word));
  return (
    addresses.length > 0 && addresses.every((url) => /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/i.test(url))
  );
}
