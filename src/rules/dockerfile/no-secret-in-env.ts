import type { Pair } from '../../parse/dockerfile/ast.ts';
import { isSecretPair } from '../../parse/secret/pair.ts';
import { hasUrlPassword, tokenIn } from '../../parse/secret/value.ts';
import { secretInSetting } from '../../parse/secret/written.ts';
import { defineRule } from '../rule.ts';
import { unquoted } from './unquoted.ts';
import { whereItStays } from './secret-trace.ts';

export default defineRule({
  id: 'dockerfile/no-secret-in-env',
  title: 'A secret is built into the image',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['ENV', 'ARG', 'LABEL'],
  why: 'Everybody who can pull the image can read the secret with `docker history`, even if a later line unsets it: `ENV` and `ARG` values stay in the image’s configuration and history. A default of an `ARG` stands in the repository besides.',
  remedy:
    'Take the value out and change it; in the build use `RUN --mount=type=secret,id=NAME`, at run time hand it over as a secret.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'CIS Docker Benchmark 1.6.0, 4.10',
    'OWASP Docker Security Cheat Sheet, rule 12',
  ],
  equivalents: {
    trivy: ['DS-0031'],
    kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'],
    hadolint: ['DL3064'],
    semgrep: ['secret-in-build-arg'],
    sonar: ['S6472'],
    buildkit: ['SecretsUsedInArgOrEnv'],
    codePathfinder: ['DOCKER-SEC-005'],
    dockle: ['CIS-DI-0010'],
    cis: ['4.10'],
    dockerfileSecurity: ['core-002', 'core-009', 'cred-001', 'cred-002', 'cred-003', 'cred-004', 'cred-005', 'cred-006'],
  },

  *check({ dockerfile, shipped }) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG' && instruction.keyword !== 'LABEL') continue;
      for (const pair of instruction.pairs) {
        const what = secretOf(pair);
        if (what === undefined) continue;
        const at =
          pair.value === undefined
            ? pair.name.at
            : { file: pair.name.at.file, span: { start: pair.name.at.span.start, end: pair.value.at.span.end } };
        yield {
          at,
          key: pair.name.raw,
          message: `${instruction.keyword} \`${pair.name.raw}\` holds ${what}; it stays readable in ${whereItStays(dockerfile, instruction, shipped)}.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'a password in ENV',
      bad: 'FROM node:22-slim\nENV «DATABASE_URL=postgres://admin:hunter2@db/prod» PORT=8080\nUSER node\n',
      good: 'FROM node:22-slim\nENV PORT=8080\nRUN --mount=type=secret,id=database_url ./migrate\nUSER node\n',
    },
    { name: 'the older spelling', bad: 'FROM node:22-slim\nENV «DB_PASSWORD hunter2»\n' },
    { name: 'a default of an ARG', bad: 'FROM node:22-slim\nARG «NPM_TOKEN=letmein-2024»\n' },
    {
      name: 'key ids and switches',
      good: 'FROM debian:12-slim\nENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D TOKEN_TTL=60 PASSWORD_FILE=/run/secrets/db\n',
    },
  ],
});

function secretOf({ name, value }: Pair): string | undefined {
  if (value === undefined) return undefined;
  const text = unquoted(value.raw);
  const token = tokenIn(text);
  if (token !== undefined) return token;
  if (hasUrlPassword(text)) return text.includes('://') ? 'a URL with a password' : 'a connection string with a password';
  const written = secretInSetting(text);
  if (written !== undefined) return written.what;
  return isSecretPair(unquoted(name.raw), text) ? 'a literal secret' : undefined;
}
