import type { Place } from '../../model/place.ts';
import { secretsInEnvText } from '../../parse/secret/env-text.ts';
import type { ContainerPosture } from '../../posture/container.ts';
import { defineRule, type Draft } from '../rule.ts';

export default defineRule({
  id: 'project/no-secret-in-env-file',
  title: 'An env file with a secret is kept with the code',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'project',
  why: 'Whoever can read the repository, now or in its history, has the secret, and so has every copy of it. An `env_file` keeps secrets out of the Compose file, which does not help where it is committed next to it.',
  remedy:
    'Change the secret, take the file out of version control (`git rm --cached FILE`, and a line in `.gitignore`), and commit an example without values in its place.',
  references: [
    'https://docs.docker.com/compose/how-tos/environment-variables/best-practices/',
    'https://docs.docker.com/compose/how-tos/use-secrets/',
    'CWE-538',
  ],
  equivalents: {},

  *check({ project, containers, envFiles, variableFiles }) {
    const used = lazily(
      () => new Set(project.files.flatMap(({ text }) => [...text.matchAll(variable)].map((found) => found[1]))),
    );
    const literals = lazily(() => literalsOf(containers));
    for (const file of new Set([...envFiles, ...variableFiles])) {
      if (/(?:example|sample|template|dist)\b/i.test(file.path)) continue;
      const isOfServices = envFiles.includes(file);
      for (const { name, start, end, what, value } of secretsInEnvText(file.text)) {
        // What Compose reads for its variables, other programs may read for theirs.
        if (!isOfServices && !used().has(name)) continue;
        yield {
          at: { file, span: { start, end } },
          key: name,
          secret: value,
          message: `\`${file.path}\` is kept with the code and gives \`${name}\` ${what}.`,
          related: literals().get(value) ?? [],
        };
      }
    }
  },

  examples: [
    {
      name: 'a password',
      path: 'mail.env',
      bad: 'MAIL_HOST=mail.example.com\n«MAIL_PASSWORD»=four-words-in-a-row\nexport «FEED»="https://shop:four-words@feed.example.com/"\n',
      good: 'MAIL_HOST=mail.example.com\nMAIL_PASSWORD_FILE=/run/secrets/mail\nFEED=\n',
      files: {
        'compose.yaml': 'services:\n  mailer:\n    image: example/mailer:1.4\n    env_file: mail.env\n',
      },
    },
    {
      name: 'an example to fill in',
      path: 'mail.env.example',
      good: 'MAIL_PASSWORD=four-words-in-a-row\n',
      files: {
        'compose.yaml': 'services:\n  mailer:\n    image: example/mailer:1.4\n    env_file: mail.env.example\n',
      },
    },
    {
      name: 'a file that no service names',
      path: 'other.env',
      good: 'MAIL_PASSWORD=four-words-in-a-row\n',
      files: {
        'compose.yaml': 'services:\n  mailer:\n    image: example/mailer:1.4\n    env_file: mail.env\n',
      },
    },
    {
      name: 'the file that Compose reads its variables from',
      path: '.env',
      bad: 'TAG=1.4\n«DB_PASSWORD»=four-words-in-a-row\nOTHER_PASSWORD=five-words-in-a-row\n',
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?}\n  web:\n    image: example/web:1\n    environment:\n      DB_PASSWORD: four-words-in-a-row\n',
      },
    },
  ],
});

const variable = /\$\{?([A-Za-z_]\w*)/g;

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** How many places a finding names. */
const placesShown = 5;

/** The variables of containers by the literals that stand in them, the first few of each. */
function literalsOf(containers: readonly ContainerPosture[]): ReadonlyMap<string, Draft['related'] & {}> {
  const found = new Map<string, { readonly at: Place; readonly note: string }[]>();
  for (const { settings } of containers)
    for (const { value: entry, at } of settings.environment.items) {
      if (entry.source !== 'literal') continue;
      const places = found.get(entry.value.trim()) ?? [];
      if (places.length < placesShown) places.push({ at, note: `the same value in \`${entry.name}\` of \`${settings.name}\`` });
      found.set(entry.value.trim(), places);
    }
  return found;
}
