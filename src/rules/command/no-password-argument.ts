import { defineRule } from '../rule.ts';
import { loginPassword } from './login-password.ts';

export default defineRule({
  id: 'command/no-password-argument',
  title: 'A password is handed over on the command line',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'command',
  why: 'Every user of the machine sees the password in the process list, `set -x` writes it to the log, and shells keep it in their history: the arguments of a program are no secret.',
  remedy: 'Pipe the password in: `printenv REGISTRY_PASSWORD | docker login --username USER --password-stdin`.',
  references: ['https://docs.docker.com/reference/cli/docker/login/#password-stdin', 'CWE-214'],
  equivalents: {},

  *check({ docker }) {
    const password = loginPassword(docker);
    if (docker === undefined || password === undefined || password.literal) return;
    yield {
      at: password.option.at,
      message: `\`${docker.engine} ${docker.verb}\` is given a password as an argument, which the process list shows.`,
    };
  },

  examples: [
    {
      name: 'a variable',
      bad: 'docker login -u shop «-p "$REGISTRY_PASSWORD"» registry.example.com\n',
      good: 'printenv REGISTRY_PASSWORD | docker login -u shop --password-stdin registry.example.com\n',
    },
    { name: 'user and password in one', bad: 'podman push «--creds "shop:$PW"» example/web:1.4\n' },
    { name: 'nothing, and a user alone', good: 'docker login --password=\npodman pull --creds shop example/web:1.4\nls\n' },
    {
      name: 'a secret of the pipeline',
      path: '.github/workflows/ci.yml',
      bad: 'on: push\njobs:\n  push:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker login -u shop «--password=${{ secrets.REGISTRY_PASSWORD }}» registry.example.com\n',
      good: 'on: push\njobs:\n  push:\n    runs-on: ubuntu-latest\n    steps:\n      - run: printenv REGISTRY_PASSWORD | docker login -u shop --password-stdin registry.example.com\n        env:\n          REGISTRY_PASSWORD: ${{ secrets.REGISTRY_PASSWORD }}\n',
    },
  ],
});
