import { isRoot } from '../../posture/user.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/user-not-root',
  title: 'Container is told to run as root',
  severity: 'medium',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['user'],
  judges: 'user',
  why: 'Root in the container is root to the kernel. One hole in the program, the runtime or a mount, and it is root on the host. An explicit root also undoes the user that the image chose.',
  remedy: 'Name a user without privileges, such as `user: "1000:1000"`, or leave it to the image’s `USER`.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'CIS Docker Benchmark 1.6.0, 4.1',
    'OWASP Docker Security Cheat Sheet, rule 2',
  ],
  equivalents: { composeLint: ['CL-0018'], cis: ['4.1'] },

  *check({ container, posture }) {
    const { user } = container;
    if (user.state !== 'known' || user.value === '' || !isRoot(user.value)) return;
    const image = posture.stage?.user.setting;
    const undone = image?.state === 'known' && !isRoot(image.value) ? `, which undoes the user ${image.value} of its image` : '';
    yield {
      at: user.at,
      message: `${called(container)} runs as root${undone}.`,
      related: image?.state === 'known' ? [{ at: image.at, note: 'the user that the image chose' }] : [],
    };
  },

  examples: [
    {
      name: 'root by name',
      bad: 'services:\n  web:\n    image: example/web:1.4\n    user: «root»\n',
      good: 'services:\n  web:\n    image: example/web:1.4\n    user: "1000:1000"\n',
    },
    { name: 'root by number, with a group', bad: 'services:\n  web:\n    image: example/web:1.4\n    user: «"0:1000"»\n' },
    { name: 'on the command line', path: 'run.sh', bad: 'docker run -u «0» example/web:1.4\n' },
    { name: 'a variable is no guess', good: 'services:\n  web:\n    image: example/web:1.4\n    user: "${UID:?}"\n' },
  ],
});
