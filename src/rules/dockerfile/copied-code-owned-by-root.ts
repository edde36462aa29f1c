import type { Word } from '../../parse/dockerfile/ast.ts';
import { defineRule } from '../rule.ts';
import { permissionBits } from './permission-bits.ts';
import { flagValue, isShipped, instructionsOf, resolved } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/copied-code-owned-by-root',
  title: 'The program may change its own code',
  severity: 'low',
  confidence: 'possible',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['--chown'],
  why: 'With `--chown` the user that runs the program owns its code as well, and may write to it. Whoever breaks into the program can then replace it, and stays in until the container is made anew. Data folders are another matter: those the program has to own.',
  remedy:
    'Copy code without `--chown`, so that root owns it and everybody may read it; give the user the folders that it writes to.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod',
    'https://cwe.mitre.org/data/definitions/732.html',
  ],
  equivalents: { kics: ['aa93e17f-b6db-4162-9334-c70334e7ac28'], sonar: ['S6504'], terrascan: ['AC_DOCKER_00024'] },

  *check({ dockerfile, shipped }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      if (!isShipped(instruction, shipped)) continue;
      const owner = flagValue(dockerfile, instruction, 'chown');
      const user = owner?.split(':')[0] ?? '';
      if (owner === undefined || user === 'root' || user === '0' || user === '') continue;
      const mode = flagValue(dockerfile, instruction, 'chmod');
      if (mode !== undefined && permissionBits(mode)?.ownerWrites === false) continue;
      const code = instruction.sources.find((source) =>
        isCode(source, resolved(dockerfile, instruction, source), instruction.destination),
      );
      if (code === undefined) continue;
      yield { at: instruction.at, key: code.raw, message: `\`${user}\` owns \`${code.raw}\` and may change it while it runs.` };
    }
  },

  examples: [
    {
      name: 'a program',
      bad: 'FROM node:22-slim\n«COPY --chown=node:node server.js /app/»\nUSER node\n',
      good: 'FROM node:22-slim\nCOPY server.js /app/\nUSER node\n',
    },
    {
      name: 'a script among web pages',
      bad: 'FROM php:8.4-apache\n«COPY --chown=www-data index.php /var/www/html/»\n',
    },
    {
      name: 'data and settings',
      good: 'FROM node:22-slim\nCOPY --chown=node data/ /app/data/\nCOPY --chown=node app.yaml /app/\nUSER node\n',
    },
    {
      name: 'a stage that is not shipped',
      good: 'FROM node:22 AS build\nCOPY --chown=node . /src\nFROM node:22-slim\nCOPY --from=build /src/dist /app\n',
    },
    { name: 'nobody may write', good: 'FROM node:22-slim\nCOPY --chown=node --chmod=0555 server.js /app/\nUSER node\n' },
  ],
});

/** Whether a source is a program or a folder of them, by its name; data, settings and media are not. */
function isCode({ raw }: Word, path: string, destination: Word): boolean {
  const name =
    path
      .replace(/(?<!\/)\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  if (/\.(?:php|py|[cm]?js|rb|pl|lua|sh|bash|jar|war|dll|so|exe)$/i.test(name)) return true;
  const data =
    /^(?:data|db|database|uploads?|cache|logs?|storage|media|public|static|assets|www|html|htdocs|conf(?:ig)?s?|etc|certs?|templates|locales?|fixtures|migrations|volumes?|tmp|run|models?|docs?)$/i;
  if (
    data.test(name) ||
    data.test(
      destination.raw
        .replace(/(?<!\/)\/+$/, '')
        .split('/')
        .at(-1) ?? '',
    )
  )
    return false;
  return !/^\.(?!\.?$)|\.(?:ya?ml|json|toml|ini|conf|cnf|cfg|properties|xml|env|txt|md|html?|css|svg|png|jpe?g|gif|ico|woff2?|ttf|pem|crt|cer|pub|key|csv|tsv|sql|db|sqlite3?|lock|log|gz|tar|tgz|zip|template|tmpl|j2|mo|po)$|^(?:LICENSE|README|VERSION|Gemfile|Pipfile|package\*?\.json)/i.test(
    raw === '' ? '.' : name,
  );
}
