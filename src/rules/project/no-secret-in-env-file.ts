import { secretsInEnvText } from '../../parse/secret/env-text.ts';
import { defineRule } from '../rule.ts';

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

  *check({ envFiles }) {
    for (const file of envFiles) {
      if (/(?:example|sample|template|dist)\b/i.test(file.path)) continue;
      for (const { name, start, end, what } of secretsInEnvText(file.text)) {
        yield {
          at: { file, span: { start, end } },
          key: name,
          message: `\`${file.path}\` is kept with the code and gives \`${name}\` ${what}.`,
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
      name: 'a file that no service names',
      path: 'other.env',
      good: 'MAIL_PASSWORD=four-words-in-a-row\n',
      files: {
        'compose.yaml': 'services:\n  mailer:\n    image: example/mailer:1.4\n    env_file: mail.env\n',
      },
    },
  ],
});
