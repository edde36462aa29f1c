import { defineRule } from '../rule.ts';
import { loginPassword } from './login-password.ts';

export default defineRule({
  id: 'command/no-literal-password',
  title: 'The password of a registry stands in a script',
  severity: 'high',
  confidence: 'certain',
  profile: 'default',
  subject: 'command',
  why: 'Whoever can read the repository, now or in its history, can log in to the registry: pull what is private there, and often push an image that everybody then runs.',
  remedy:
    'Change the password at the registry, keep it in the secret store of the pipeline and hand it over with `--password-stdin`.',
  references: ['https://docs.docker.com/reference/cli/docker/login/#password-stdin', 'CWE-798'],
  equivalents: {},

  *check({ docker }) {
    const password = loginPassword(docker);
    if (docker === undefined || password === undefined || !password.literal) return;
    yield {
      at: password.option.at,
      message: `\`${docker.engine} ${docker.verb}\` is given a password that stands here for everybody to read.`,
    };
  },

  examples: [
    {
      name: 'a login',
      bad: 'docker login -u shop «-p four-words-in-a-row» registry.example.com\n',
      good: 'printenv REGISTRY_PASSWORD | docker login -u shop --password-stdin registry.example.com\n',
    },
    { name: 'user and password in one', bad: 'podman pull «--creds=shop:four-words-in-a-row» registry.example.com/web:1.4\n' },
    { name: 'the last one counts', bad: 'docker login -p "$A" «--password=four-words-in-a-row» registry.example.com\n' },
    { name: 'a variable', good: 'docker login -u shop -p "$REGISTRY_PASSWORD" registry.example.com\n' },
    {
      name: 'no password, and no login',
      good: 'docker login --password ""\ndocker login --password\npodman pull --creds shop registry.example.com/web:1.4\npodman pull --creds shop: registry.example.com/web:1.4\ndocker run example/tool:1 --password four-words-in-a-row\ndocker login --username four-words-in-a-row\n',
    },
  ],
});
