import { askedSecrets } from '../../posture/asked-secrets.ts';
import { defineRule } from '../rule.ts';

/** How many secrets are told of one build. */
const toldOfBuild = 10;

export default defineRule({
  id: 'dockerfile/build-secret-given',
  title: 'A build does not give a secret that the Dockerfile asks for',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['--mount'],
  why: 'A secret that nobody gives is simply not there: the step runs without it, and fails or, worse, goes on with less than it should have. With `required=true` the build stops.',
  remedy:
    'Give it with the id that the Dockerfile asks for: `--secret id=NAME,src=FILE`, `secrets: NAME=…` of docker/build-push-action, or `secret = ["id=NAME,…"]` of a bake file.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/dockerfile/#run---mounttypesecret',
  ],
  equivalents: {},

  *check({ dockerfile, builds, anyStage }) {
    const asked = builds.map((build) => ({ build, secrets: askedSecrets(dockerfile, build.stage) }));
    const given = new Set(builds.flatMap(({ gives }) => gives?.secrets ?? []));
    const isSeen = anyStage !== true && builds.every(({ gives }) => gives !== undefined);
    for (const { build, secrets } of asked) {
      const { gives, service } = build;
      // What a service does not give, another rule tells.
      if (gives === undefined || service !== undefined) continue;
      const own = new Set(gives.secrets);
      const missing = secrets.filter(({ id, required }) => !own.has(id) && (required || (isSeen && !given.has(id))));
      for (const { id, required, at } of missing.slice(0, toldOfBuild)) {
        yield {
          at: gives.at,
          key: id,
          message: `This build does not give the secret \`${id}\`, which ${required ? 'a step cannot do without' : 'the Dockerfile asks for'}.`,
          related: [{ at, note: 'where it is asked for' }],
        };
      }
    }
  },

  examples: [
    {
      name: 'a build without it, and it is given nowhere',
      path: 'build.sh',
      bad: '«docker build -t example/web .»\n',
      good: 'docker build --secret id=npm,src="$HOME/.npmrc" -t example/web .\n',
      files: {
        Dockerfile:
          'FROM node:22 AS build\nRUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci\nFROM node:22-slim\nCOPY --from=build /app /app\nUSER node\n',
      },
    },
    {
      name: 'a step that cannot do without it, which another build gives',
      path: '.github/workflows/image.yml',
      bad: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «docker/build-push-action@v6»\n        with:\n          context: .\n          secrets: |\n            other=${{ secrets.OTHER }}\n',
      good: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          secret-files: npm=./npmrc\n',
      files: {
        Dockerfile: 'FROM node:22\nRUN --mount=type=secret,id=npm,required npm ci\nUSER node\n',
        'build.sh': 'docker build --secret id=npm,src=npmrc .\n',
      },
    },
    {
      name: 'a bake file',
      path: 'docker-bake.hcl',
      bad: '«target "web"» {\n  context = "."\n}\n',
      good: 'target "web" {\n  context = "."\n  secret = [{ type = "env", id = "npm" }, "id=other,src=x"]\n}\n',
      files: { Dockerfile: 'FROM node:22\nRUN --mount=type=secret,id=npm npm ci\nUSER node\n' },
    },
    {
      name: 'one that may be absent and is given elsewhere, options that are not known, a stage that is not built',
      path: 'build.sh',
      good: 'docker build --target plain .\ndocker build --target other $BUILD_OPTS .\ndocker build --target both -f Dockerfile .\ndocker build --target both --secret id=npm,env=NPM_TOKEN .\n',
      files: {
        Dockerfile:
          'FROM node:22 AS plain\nUSER node\nFROM node:22 AS other\nRUN --mount=type=secret,id=x make\nUSER node\nFROM plain AS both\nRUN --mount=type=secret,id=npm npm ci\n',
      },
    },
  ],
});
