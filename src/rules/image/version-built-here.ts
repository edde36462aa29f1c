import { shortRepository } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'image/version-built-here',
  title: 'An image is used in another version than the repository builds',
  severity: 'low',
  confidence: 'possible',
  profile: 'strict',
  subject: 'image',
  why: 'What is started is then not what the pipeline builds, scans and signs: a fix that was made in the Dockerfile does not arrive, and a finding that is gone here is still there.',
  remedy: 'Name the version in one place, such as a variable in `.env` that the pipeline reads too, and have both follow it.',
  references: ['https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/'],
  equivalents: {},

  *check({ use: { image, at, kind, of, builtAs } }) {
    if (image.state !== 'known' || builtAs === undefined || image.value.digest !== undefined) return;
    const tag = image.value.tag ?? 'latest';
    const versions = builtAs.filter((each) => /^v?\d/.test(each));
    if (versions.length === 0 || builtAs.includes(tag)) return;
    const name = shortRepository(image.value.repository);
    yield {
      at,
      key: 'version',
      subject: kind === 'compose' && of !== undefined ? { image: name, service: of } : { image: name },
      message: `\`${name}\` is used as \`${tag}\`, and built here as ${versions.map((each) => `\`${each}\``).join(', ')}.`,
    };
  },

  examples: [
    {
      name: 'the pipeline is ahead of the Compose file',
      bad: 'services:\n  web:\n    image: «ghcr.io/example/web:1.3»\n',
      good: 'services:\n  web:\n    image: ghcr.io/example/web:1.4\n',
      path: 'compose.yaml',
      files: {
        Dockerfile: 'FROM alpine:3.22\nUSER 1000\n',
        '.github/workflows/image.yml':
          'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: docker build -t ghcr.io/example/web:1.4 .\n',
      },
    },
    {
      name: 'a build without a version',
      good: 'services:\n  web:\n    image: ghcr.io/example/web:1.3\n',
      path: 'compose.yaml',
      files: {
        Dockerfile: 'FROM alpine:3.22\nUSER 1000\n',
        'build.sh': 'docker build -t ghcr.io/example/web .\n',
      },
    },
  ],
});
