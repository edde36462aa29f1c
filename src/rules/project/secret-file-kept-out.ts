import { isPlaceholderSecret } from '../../parse/secret/value.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/secret-file-kept-out',
  title: 'The file of a secret is kept with the code',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'project',
  why: 'Whoever can read the repository, now or in its history, has the secret, and so has every copy of it. `secrets` keeps a value out of the environment and the image, which does not help where its file is committed next to the Compose file.',
  remedy:
    'Change the secret, take the file out of version control (`git rm --cached FILE`, and a line in `.gitignore`), and have it written where the project is started.',
  references: [
    'https://docs.docker.com/compose/how-tos/use-secrets/',
    'https://docs.docker.com/reference/compose-file/secrets/',
    'CWE-538',
  ],
  equivalents: {},

  *check({ secretFiles }) {
    for (const { name, at, file } of secretFiles) {
      if (/(?:example|sample|template|dist|dummy)\b/i.test(file.path) || !isSecret(file.text)) continue;
      yield { at, key: name, message: `\`${file.path}\`, the file of the secret \`${name}\`, is kept with the code.` };
    }
  },

  examples: [
    {
      name: 'a password beside the Compose file',
      bad: 'services:\n  db:\n    image: postgres:17\n    secrets: [db]\nsecrets:\n  db:\n    file: «./db.secret»\n',
      good: 'services:\n  db:\n    image: postgres:17\n    secrets: [db]\nsecrets:\n  db:\n    file: ./written-by-deploy.secret\n',
      files: { 'db.secret': 'four-words-in-a-row\n' },
    },
    {
      name: 'nothing in it, a form to fill in, and a certificate',
      good: 'services:\n  db:\n    image: postgres:17\n    secrets: [empty, form, chain, public, old]\nsecrets:\n  empty: { file: empty.secret }\n  form: { file: form.secret }\n  chain: { file: chain.pem }\n  public: { file: public.pem }\n  old: { file: old.pem }\n',
      files: {
        'empty.secret': '\n',
        'form.secret': '<password>\n',
        'chain.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
        'public.pem': '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n',
        'old.pem': '-----BEGIN RSA PUBLIC KEY-----\nMIIB\n-----END RSA PUBLIC KEY-----\n',
      },
    },
  ],
});

/** Whether a text may be a secret: there is something in it, and not a form, a certificate or a public key. */
function isSecret(text: string): boolean {
  const content = text.trim();
  if (content === '' || isPlaceholderSecret(content)) return false;
  return !/-----BEGIN (?:CERTIFICATE|(?:[A-Z]+ )?PUBLIC KEY)/.test(content) || /PRIVATE KEY/.test(content);
}
