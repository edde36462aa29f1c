import { valueAt } from '../../parse/compose/fields.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'project/image-or-build',
  title: 'A service is built and pulled under one name',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'project',
  why: 'With `build` and `image` Compose first looks for the image in the registry and builds only where it finds none: whether it runs what was pulled or what was built depends on the machine. `image` is also how a built image gets its name, which is why this is a note.',
  remedy: 'Say which one is meant with `pull_policy: build` or `pull_policy: always`, or leave one of the two out.',
  references: ['https://docs.docker.com/reference/compose-file/build/#using-build-and-image'],
  equivalents: { dclint: ['no-build-and-image'] },

  *check({ project }) {
    for (const { name, settings, at } of project.services) {
      const [build, image] = [valueAt(settings, 'build'), valueAt(settings, 'image')];
      if (build === undefined || image === undefined || valueAt(settings, 'pull_policy') !== undefined) continue;
      yield {
        at: settings.entries.get('build')?.keyAt ?? at,
        subject: { service: name },
        message: `Service \`${name}\` has both \`build\` and \`image\`, and does not say which one is meant.`,
        related: [{ at: image.at, note: 'the image' }],
      };
    }
  },

  examples: [
    {
      name: 'both',
      bad: 'services:\n  web:\n    «build»: .\n    image: example/web:1.4\n',
      good: 'services:\n  web:\n    build: .\n    image: example/web:1.4\n    pull_policy: build\n',
    },
    { name: 'one', good: 'services:\n  web:\n    build: .\n  db:\n    image: postgres:17\n' },
  ],
});
