import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/apparmor-profile-named',
  title: 'An AppArmor profile is asked for by its file',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['securityOptions'],
  why: 'The engine takes the name of a profile that the kernel has loaded, and does not read a file, as it does for seccomp: the container does not start. People then switch AppArmor off to get going.',
  remedy: 'Load the file on the host (`apparmor_parser -r FILE`), and name the profile by the word behind `profile` in it.',
  references: ['https://docs.docker.com/engine/security/apparmor/', 'CIS Docker Benchmark 1.6.0, 5.2'],
  equivalents: { cis: ['5.2'] },

  *check({ container }) {
    for (const { value, at } of container.securityOptions.items) {
      const written = /^apparmor[:=](.*)$/i.exec(value.trim())?.[1] ?? '';
      if (!/^\.{1,2}\/|\.(?:profile|apparmor|json|txt|conf)$/.test(written)) continue;
      yield {
        at,
        key: written,
        message: `${called(container)} names the file \`${written}\`, where the name of a loaded profile is to stand.`,
      };
    }
  },

  examples: [
    {
      name: 'a file beside the Compose file',
      bad: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - «apparmor:./profiles/app.profile»\n',
      good: 'services:\n  app:\n    image: example/app:2\n    security_opt:\n      - apparmor:example-app\n',
    },
    {
      name: 'names with a slash and variables',
      good: 'services:\n  app:\n    image: example/app:2\n    security_opt: ["apparmor=/usr/bin/app", "apparmor=${PROFILE}", "seccomp:./app.json", "apparmor:unconfined"]\n',
    },
  ],
});
