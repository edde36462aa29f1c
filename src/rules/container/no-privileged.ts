import { parseReference } from '../../posture/reference.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

/** Images that register emulators with the kernel and end: there is no other way to do it. */
const installers: ReadonlySet<string> = new Set(
  ['tonistiigi/binfmt', 'multiarch/qemu-user-static', 'linuxkit/binfmt', 'docker/binfmt', 'aptman/qus', 'dbhi/qus'].map(
    (name) => `docker.io/${name}`,
  ),
);

export default defineRule({
  id: 'container/no-privileged',
  title: 'Container is privileged',
  severity: 'critical',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  needs: ['privileged'],
  judges: 'capabilities',
  why: 'A privileged container holds every capability, sees every device of the host and runs without seccomp and AppArmor. Whoever breaks into the program owns the host: mounting its disk is one command.',
  remedy: 'Remove `privileged`, and add just the capability or device that is needed with `cap_add` or `devices`.',
  references: [
    'https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities',
    'CIS Docker Benchmark 1.6.0, 5.5',
    'OWASP Docker Security Cheat Sheet, rule 3',
  ],
  equivalents: {
    kics: ['ae5b6871-7f45-42e0-bb4c-ab300c4d2026'],
    semgrep: ['privileged-service'],
    composeLint: ['CL-0002'],
    codePathfinder: ['COMPOSE-SEC-001'],
    cis: ['5.5'],
  },

  *check({ container }) {
    const { privileged, image } = container;
    if (image.state === 'known' && installers.has(parseReference(image.value)?.repository ?? '')) return;
    if (privileged.state === 'known' && privileged.value) {
      yield {
        at: privileged.at,
        message: `${called(container)} is privileged: it holds every capability and every device of the host.`,
      };
    } else if (privileged.state === 'unknown' && privileged.at !== undefined) {
      yield { at: privileged.at, confidence: 'possible', message: `${called(container)} may be privileged: ${privileged.why}.` };
    }
  },

  examples: [
    {
      name: 'a privileged service',
      bad: 'services:\n  runner:\n    image: example/runner:2.1\n    privileged: «true»\n',
      good: 'services:\n  runner:\n    image: example/runner:2.1\n    cap_add: [NET_ADMIN]\n',
    },
    {
      name: 'YAML 1.1 booleans, as Compose takes them',
      bad: 'services:\n  runner:\n    image: example/runner:2.1\n    privileged: «yes»\n',
    },
    {
      name: 'a docker run line',
      path: 'run.sh',
      bad: 'docker run «--privileged» example/runner:2.1\n',
      good: 'docker run --cap-add NET_ADMIN example/runner:2.1\n',
    },
    {
      name: 'emulators for other platforms, which need it',
      path: 'run.sh',
      good: 'docker run --privileged --rm tonistiigi/binfmt:qemu-v9.2.2 --install all\n',
    },
    { name: 'options that nobody sees', path: 'run.sh', good: 'docker run $OPTS example/runner:2.1\n' },
    { name: 'switched off', good: 'services:\n  runner:\n    image: example/runner:2.1\n    privileged: false\n' },
  ],
});
