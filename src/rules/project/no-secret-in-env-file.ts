import { isSecretName } from '../../parse/secret/name.ts';
import { hasUrlPassword, isLiteralSecret, tokenIn } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/no-secret-in-env-file',
  title: 'An env file with a secret is kept with the code',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'project',
  why: 'An `env_file` keeps secrets out of the Compose file, and does not help where it is committed next to it: whoever can read the repository, now or in its history, has them, and so has every copy of it.',
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
      for (const { index, groups } of file.text.matchAll(entry)) {
        const name = groups?.['name'] ?? '';
        const what = secretIn(name, unquoted(groups?.['value'] ?? ''));
        if (what === undefined) continue;
        const start = index + (groups?.['lead'] ?? '').length;
        yield {
          at: { file, span: { start, end: start + name.length } },
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

const entry = /^(?<lead>[ \t]*(?:export[ \t]+)?)(?<name>[A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?<value>[^\r\n]*)/gm;

function secretIn(name: string, value: string): string | undefined {
  const token = tokenIn(value);
  if (token !== undefined) return token;
  if (hasUrlPassword(value)) return 'a URL with a password';
  return isSecretName(name) && isLiteralSecret(value) ? 'a literal value' : undefined;
}

function unquoted(value: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(value);
  return quoted?.[2] ?? value.replace(/(?:^|\s)#.*$/, '').trim();
}
