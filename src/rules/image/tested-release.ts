import { shortRepository } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'image/tested-release',
  title: 'The pipeline tests against another release of a service than the one that is started',
  severity: 'low',
  confidence: 'possible',
  profile: 'strict',
  subject: 'image',
  why: 'What passes with one release of a database may fail with another: the tests say nothing of what is run.',
  remedy: 'Use the release of the Compose file in the workflow too, or all that are supported in a matrix.',
  references: ['https://docs.github.com/en/actions/tutorials/use-containerized-services'],
  equivalents: {},

  *check({ use: { image, at, startedElsewhere } }) {
    if (image.state !== 'known' || startedElsewhere === undefined) return;
    const name = shortRepository(image.value.repository);
    const tags = [...new Set(startedElsewhere.map(({ tag }) => `\`${tag}\``))];
    yield {
      at,
      key: 'release',
      subject: { image: name },
      message: `\`${name}\` is used here as \`${image.value.tag ?? ''}\`, and started by Compose as ${tags.join(', ')}.`,
      related: startedElsewhere.slice(0, placesShown).map((place) => ({ at: place.at, note: `started as ${place.tag}` })),
    };
  },

  examples: [
    {
      name: 'a database of last year',
      path: '.github/workflows/ci.yml',
      bad: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      db:\n        image: «postgres:15-alpine»\n    steps:\n      - run: npm test\n',
      good: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      db:\n        image: postgres:17\n    steps:\n      - run: npm test\n',
      files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:17.2-alpine\n' },
    },
    {
      name: 'a release that one of several Compose files starts, and tags that name none',
      path: '.github/workflows/ci.yml',
      good: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    services:\n      db:\n        image: postgres:15\n      cache:\n        image: redis:latest\n    steps:\n      - run: npm test\n',
      files: {
        'compose.yaml': 'services:\n  db:\n    image: postgres:17\n  cache:\n    image: redis:7\n',
        'old/compose.yaml': 'services:\n  db:\n    image: postgres:15.1\n',
      },
    },
  ],
});

/** How many places a finding names. */
const placesShown = 5;
