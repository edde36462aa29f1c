import { defineRule } from '../rule.ts';
import { isRemote } from './add-source.ts';
import { instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/download-verified',
  title: 'ADD downloads a file without a checksum',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['ADD'],
  why: 'The image gets whatever the server sends on the day of the build. Nobody notices if the file was replaced there or on the way.',
  remedy: 'Add `--checksum=sha256:…` (for a Git address the full commit), or download and compare in one `RUN`.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#add---checksum',
    'CIS Docker Benchmark 1.6.0, 4.9',
    'OWASP Docker Security Cheat Sheet, rule 13',
  ],
  equivalents: {
    kics: ['4b410d24-1cbe-4430-a632-62c9a931cf1c'],
    checkov: ['CKV_DOCKER_4'],
    semgrep: ['prefer-copy-over-add'],
    codePathfinder: ['DOCKER-BP-011'],
    cis: ['4.9', '4.12'],
    terrascan: ['AC_DOCKER_0035'],
  },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'ADD')) {
      if (instruction.flags.some(({ name }) => name === 'checksum')) continue;
      for (const source of instruction.sources) {
        const address = resolved(dockerfile, instruction, source);
        if (!isRemote(address) || /#[0-9a-f]{40}(?::|$)/.test(address)) continue;
        yield {
          at: source.at,
          key: address.replace(/[?#].*$/, '').replace(/\/\/[^/@]*@/, '//'),
          message: 'What is downloaded here is not compared with anything.',
        };
      }
    }
  },

  examples: [
    {
      name: 'a program',
      bad: 'FROM debian:12-slim\nADD «https://example.com/tool-1.2.0» /usr/local/bin/tool\n',
      good: 'FROM debian:12-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.2.0 /usr/local/bin/tool\n',
    },
    {
      name: 'a branch',
      bad: 'FROM debian:12-slim\nADD «https://example.com/app.git#main» /src\n',
      good: 'FROM debian:12-slim\nADD https://example.com/app.git#7c0d5f1a2b3c4d5e6f708192a3b4c5d6e7f80912 /src\n',
    },
  ],
});
