import type { Heredoc, Instruction } from '../../parse/dockerfile/ast.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { imageCommands } from '../../posture/build-commands.ts';
import { placeAt } from '../../parse/lines.ts';
import { secretInFile } from '../../parse/secret/written.ts';
import { defineRule } from '../rule.ts';
import { leakIn, loginIn } from './command-secrets.ts';
import { plain } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/no-secret-in-command',
  title: 'A secret stands in a command of the image',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  why: 'Everybody who has the image can read the secret with `docker history` or `docker inspect`, and so can everybody who reads the repository: the text of `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK` is part of the image. What a command logs in with often stays in a file of the layer too.',
  remedy:
    'Take the value out and change it; in the build read it from `RUN --mount=type=secret,id=NAME`, at run time from a file or the environment.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'CIS Docker Benchmark 1.6.0, 4.10',
    'OWASP Docker Security Cheat Sheet, rule 12',
  ],
  equivalents: {
    trivy: ['DS-0031'],
    kics: ['a88baa34-e2ad-44ea-ad6f-8cac87bc7c71'],
    dockle: ['CIS-DI-0010'],
    dockerfileSecurity: ['core-010'],
    cis: ['4.10'],
  },

  *check({ dockerfile }) {
    for (const { instruction, command } of imageCommands(dockerfile)) {
      const leak = leakIn(command) ?? (hasSecretMount(instruction) ? undefined : loginIn(command));
      if (leak === undefined) continue;
      yield {
        at: leak.at,
        key: `${command.name} ${leak.what}`,
        message: `\`${command.name}\` is given ${leak.what}; it stays readable in the image.`,
      };
    }
    for (const instruction of dockerfile.instructions) {
      for (const { content, at } of heredocFiles(instruction)) {
        const secret = secretInFile(content);
        if (secret === undefined) continue;
        yield {
          at: placeAt(at.file, at.span.start + secret.start, at.span.start + secret.end),
          key: `${instruction.keyword} ${secret.what}`,
          message: `A file that ${instruction.keyword} writes holds ${secret.what}; it stays readable in the image.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'a password on the command line',
      bad: 'FROM debian:12-slim\nRUN curl -fsS «-u admin:hunter2» https://example.com/tool -o /tool\n',
      good: 'FROM debian:12-slim\nRUN --mount=type=secret,id=login curl -fsS -u "$(cat /run/secrets/login)" https://example.com/tool -o /tool\n',
    },
    { name: 'in an address', bad: 'FROM debian:12-slim\nRUN git clone «https://ci:hunter2@example.com/app.git»\n' },
    { name: 'a variable', bad: 'FROM debian:12-slim\nRUN «DB_PASSWORD=hunter2» ./migrate\n' },
    { name: 'in a health check', bad: 'FROM mysql:8.4\nHEALTHCHECK CMD mysqladmin ping -u root «-phunter2»\n' },
    {
      name: 'a login that stays in a file',
      bad: 'FROM debian:12-slim\nARG SECRET\nRUN «aws configure set aws_secret_access_key $SECRET»\n',
    },
    { name: 'written to a file', bad: "FROM debian:12-slim\nRUN echo «'DB_PASSWORD=hunter2'» >> /app/.env\n" },
    { name: 'in a here-document', bad: 'FROM debian:12-slim\nCOPY <<EOF /app/db.conf\nuser = app\n«password = hunter2»\nEOF\n' },
    {
      name: 'in a header',
      bad: 'FROM debian:12-slim\nRUN curl -H «"Authorization: Bearer 5f4dcc3b5aa765d61d83"» https://example.com/a\n',
    },
    {
      name: 'in SQL',
      bad: `FROM postgres:17\nRUN psql -c «"ALTER USER app WITH PASSWORD 'hunter2'"»\n`,
    },
    {
      name: 'from outside',
      good: 'FROM debian:12-slim\nRUN curl -u "$USER:$PASS" https://example.com/ && PASSWORD=$PASS ./run && mysql -p db\n',
    },
  ],
});

/** The here-documents of an instruction that become files; one that is the whole RUN is its script. */
function heredocFiles(instruction: Instruction): readonly Heredoc[] {
  const own = plain(instruction);
  if (own.keyword === 'RUN') return own.form === 'shell' && !/^\s*\d*<</.test(own.command.raw) ? own.heredocs : [];
  return own.keyword === 'COPY' || own.keyword === 'ADD' ? own.heredocs : [];
}

function hasSecretMount(instruction: Instruction): boolean {
  const own = plain(instruction);
  return own.keyword === 'RUN' && mountsOf(own).some(({ type }) => type === 'secret');
}
