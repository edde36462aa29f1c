import type { Subject } from '../../model/finding.ts';
import { defineRule } from '../rule.ts';

const allowed = { 'container-guard.yaml': 'registries:\n  - ghcr.io/acme\n  - "*.example.com"\n' };

export default defineRule({
  id: 'image/registry-allowed',
  title: 'Image comes from a registry that is not allowed',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'image',
  why: 'What is pulled runs with everything the container has. A team that has said which registries it trusts (the setting `registries`) wants to hear of every image from elsewhere: a name mistyped, a public copy of an image of its own, a base that nobody vetted. Without the setting this rule asks nothing.',
  remedy: 'Take the image from an allowed registry, mirror it there, or add the registry to `registries`.',
  references: ['CIS Docker Benchmark 1.6.0, 4.2', 'OWASP Docker Security Cheat Sheet, rule 13'],
  equivalents: { hadolint: ['DL3026'], cis: ['4.2'] },

  *check({ use, demands }) {
    const { image, at, of, kind } = use;
    if (demands.registries.length === 0 || image.state === 'unset') return;
    if (image.state === 'unknown') {
      yield {
        at,
        key: 'unknown',
        confidence: 'possible',
        message: `Which registry the image comes from is not known: ${image.why}.`,
      };
      return;
    }
    const { name, repository } = image.value;
    if (demands.registries.some((registry) => isBelow(repository, registry))) return;
    const subject: Subject = { image: name, ...(kind === 'compose' && of !== undefined ? { service: of } : {}) };
    const from = repository.slice(0, repository.indexOf('/'));
    yield {
      at,
      subject,
      key: 'registry',
      message: `\`${name}\` comes from \`${from}\`, which is not among the allowed registries.`,
    };
  },

  examples: [
    {
      name: 'from elsewhere',
      bad: 'FROM «quay.io/acme/base:1.2»\n',
      good: 'FROM ghcr.io/acme/base:1.2\n',
      files: allowed,
    },
    { name: 'Docker Hub goes without its name', bad: 'FROM «node:22-slim»\n', files: allowed },
    { name: 'a path that begins alike', bad: 'FROM «ghcr.io/acme-labs/base:1.2»\n', files: allowed },
    { name: 'nobody knows', bad: 'ARG BASE\nFROM «$BASE»\n', files: allowed },
    {
      name: 'a host of many, a stage, and scratch',
      good: 'FROM eu.example.com/team/base:1.2 AS build\nFROM build AS test\nFROM scratch\n',
      files: allowed,
    },
    {
      name: 'in a Compose file',
      path: 'compose.yaml',
      bad: 'services:\n  web:\n    image: «quay.io/acme/web:1.2»\n  own:\n    build: .\n',
      files: { ...allowed, Dockerfile: 'FROM ghcr.io/acme/base:1.2\n' },
    },
    { name: 'no list', good: 'FROM quay.io/acme/base:1.2\n' },
  ],
});

/** Whether a repository is the registry's, or below the path; `*` stands for any part of a name. */
function isBelow(repository: string, registry: string): boolean {
  const wanted = registry.replace(/^[a-z]+:\/\//, '').replace(/\/+$/, '');
  const pattern = wanted
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`^${pattern}(?:/|$)`).test(repository);
}
