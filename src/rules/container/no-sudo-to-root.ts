import type { Place } from '../../model/place.ts';
import { textOf } from '../../parse/lines.ts';
import type { StagePosture } from '../../posture/stage.ts';
import { isRoot } from '../../posture/user.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/no-sudo-to-root',
  title: 'The program becomes root with sudo, and nothing stops it',
  severity: 'medium',
  confidence: 'likely',
  profile: 'default',
  subject: 'container',
  needs: ['stage'],
  judges: 'noNewPrivileges',
  why: 'The image lets its user run everything as root without a password, so a user of its own is worth nothing: whoever breaks into the program writes `sudo` in front of what they want. `no-new-privileges` would stop that, and is not set.',
  remedy:
    'Take `sudo` and the line in `sudoers` out of the image; where it has to stay, set `security_opt: ["no-new-privileges:true"]`.',
  references: [
    'https://docs.kernel.org/userspace-api/no_new_privs.html',
    'CIS Docker Benchmark 1.6.0, 4.8 and 5.26',
    'OWASP Docker Security Cheat Sheet, rule 4',
  ],
  equivalents: { cis: ['4.8', '5.26'] },

  *check({ container, posture: { stage, user, noNewPrivileges } }) {
    const { setting } = noNewPrivileges;
    if (stage === undefined || setting.state === 'unknown' || (setting.state === 'known' && setting.value)) return;
    // Who develops in a container is meant to install what is missing.
    if (/(?:^|\/)\.devcontainer\//.test(container.at.file.path)) return;
    if (user.setting.state !== 'known' || isRoot(user.setting.value) || container.passing !== undefined) return;
    const at = sudoersOf(stage);
    if (at === undefined) return;
    yield {
      at: container.at,
      message: `${called(container)} runs as ${user.setting.value}, who becomes root with \`sudo\` without a password.`,
      related: [{ at, note: 'where that is allowed' }],
    };
  },

  examples: [
    {
      name: 'a line in sudoers',
      bad: 'services:\n  «app»:\n    build: .\n',
      good: 'services:\n  app:\n    build: .\n    security_opt: ["no-new-privileges:true"]\n',
      files: {
        Dockerfile:
          'FROM debian:12\nRUN apt-get update && apt-get install -y sudo && useradd -m app \\\n    && echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app\nUSER app\nCMD ["/app"]\n',
      },
    },
    {
      name: 'a container to develop in',
      path: '.devcontainer/compose.yaml',
      good: 'services:\n  app:\n    build: .\n',
      files: {
        '.devcontainer/Dockerfile': 'FROM debian:12\nRUN echo "dev ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/dev\nUSER dev\n',
      },
    },
    {
      name: 'root has what it wants already, one command is not all, and a stage on the way is not shipped',
      good: 'services:\n  root:\n    build: { context: ., target: all }\n  one:\n    build: { context: ., target: one }\n  plain:\n    build: { context: ., target: plain }\n',
      files: {
        Dockerfile:
          'FROM debian:12 AS all\nRUN echo "app ALL=(ALL) NOPASSWD: ALL" >> /etc/sudoers\nFROM debian:12 AS one\nRUN echo "app ALL=(root) NOPASSWD: /usr/sbin/nginx" >> /etc/sudoers\nUSER app\nFROM debian:12 AS plain\nCOPY --from=all /app /app\nUSER app\n',
      },
    },
  ],
});

/** Where the image lets somebody run everything without a password. */
function sudoersOf(stage: StagePosture): Place | undefined {
  if (!found.has(stage)) found.set(stage, lineOf(stage));
  return found.get(stage);
}

const found = new WeakMap<StagePosture, Place | undefined>();

function lineOf({ chain }: StagePosture): Place | undefined {
  return chain
    .flatMap(({ instructions }) => instructions)
    .find(
      (instruction) =>
        (instruction.keyword === 'RUN' || instruction.keyword === 'COPY') &&
        /NOPASSWD:\s*ALL\b/.test(textOf(instruction.at)) &&
        !/^\s*#/.test(textOf(instruction.at)),
    )?.at;
}
