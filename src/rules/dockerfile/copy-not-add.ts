import { defineRule } from '../rule.ts';
import { isArchive, isOfHistory, isRemote } from './add-source.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/copy-not-add',
  title: 'ADD where COPY does',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['ADD'],
  why: 'A file that happens to be an archive arrives unpacked, spread over the folder, and whoever can swap the file decides what is in it: `ADD` unpacks archives and downloads addresses where `COPY` only copies.',
  remedy: 'Write `COPY`.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    'CIS Docker Benchmark 1.6.0, 4.9',
    'OWASP Docker Security Cheat Sheet, rule 9',
  ],
  equivalents: {
    kics: ['9513a694-aa0d-41d8-be61-3271e056f36b'],
    trivy: ['DS-0005'],
    hadolint: ['DL3020'],
    checkov: ['CKV_DOCKER_4'],
    semgrep: ['prefer-copy-over-add'],
    sonar: ['S7029'],
    codePathfinder: ['DOCKER-BP-011'],
    dockle: ['CIS-DI-0009'],
    cis: ['4.9'],
    terrascan: ['AC_DOCKER_0032'],
    dockerfileSecurity: ['core-004'],
  },
  fixable: true,

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ADD')) {
      if (instruction.sources.length === 0) continue;
      const sources = instruction.sources.map((source) => resolved(dockerfile, instruction, source));
      if (sources.some((source) => isArchive(source) || isRemote(source) || isOfHistory(source) || source.startsWith('$')))
        continue;
      const { file, span } = instruction.keywordAt;
      yield {
        at: instruction.at,
        key: sources.join(' '),
        message: `\`ADD ${instruction.sources[0]?.raw ?? ''}\` copies files only, which \`COPY\` does without surprises.`,
        fix: {
          title: 'Write COPY',
          safety: 'safe',
          edits: [{ file, span, text: file.text.slice(span.start, span.end) === 'add' ? 'copy' : 'COPY' }],
        },
      };
    }
  },

  examples: [
    {
      name: 'a folder',
      bad: 'FROM node:22-slim\n«ADD src /app/src»\n',
      good: 'FROM node:22-slim\nCOPY src /app/src\n',
    },
    { name: 'an archive to unpack', good: 'FROM scratch\nADD rootfs.tar.xz /\n' },
    {
      name: 'an address',
      good: 'FROM debian:12-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool /usr/local/bin/tool\n',
    },
  ],
});
