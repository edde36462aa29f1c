import type { Place } from '../../model/place.ts';
import { textOf } from '../../parse/lines.ts';
import type { ContainerPosture } from '../../posture/container.ts';
import { isRoot } from '../../posture/user.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/no-sudo-without-privileges',
  title: 'The program asks sudo for rights that the container takes away',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['securityOptions'],
  judges: 'noNewPrivileges',
  why: 'With `no-new-privileges` the kernel ignores the setuid bit of `sudo`: the command fails, at once or the first time it is needed.',
  remedy:
    'Take `sudo` out: start as root and change to a user with `gosu` or `setpriv`, which still work, or do as root what has to be done in the build.',
  references: ['https://docs.kernel.org/userspace-api/no_new_privs.html', 'CIS Docker Benchmark 1.6.0, 5.26'],
  equivalents: { cis: ['5.26'] },

  *check({ container, posture }) {
    const { setting } = posture.noNewPrivileges;
    if (setting.state !== 'known' || !setting.value) return;
    const user = posture.user.setting;
    if (user.state === 'known' && isRoot(user.value)) return;
    const at = sudoOf(posture);
    if (at === undefined) return;
    yield {
      at: setting.at,
      message: `${called(container)} sets \`no-new-privileges\`, without which \`sudo\` cannot work.`,
      related: [{ at, note: 'where sudo is called' }],
    };
  },

  examples: [
    {
      name: 'the command of the image',
      bad: 'services:\n  api:\n    build: .\n    security_opt: [«no-new-privileges:true»]\n',
      good: 'services:\n  api:\n    build: .\n',
      files: { Dockerfile: 'FROM example/base:1\nUSER app\nCMD ["sudo", "/usr/sbin/nginx"]\n' },
    },
    {
      name: 'the command of the service',
      bad: 'services:\n  api:\n    image: example/api:1\n    user: "1000"\n    command: sh -c "sudo chown app /data && /app"\n    security_opt: [«no-new-privileges:true»]\n',
    },
    {
      name: 'root needs none, and no right is gained',
      good: 'services:\n  api:\n    image: example/api:1\n    user: root\n    command: sudo /app\n    security_opt: ["no-new-privileges:true"]\n',
    },
  ],
});

/** Where the program that the container runs calls sudo. */
function sudoOf({ settings, stage }: ContainerPosture): Place | undefined {
  const own = [...settings.entrypoint.items, ...settings.command.items];
  const word = own.find(({ value }) => calls(value));
  if (word !== undefined || stage === undefined || settings.command.items.length > 0 || settings.entrypoint.items.length > 0)
    return word?.at;
  const started = [stage.entrypoint, stage.command].flatMap((instruction) => instruction ?? []);
  const words = started.flatMap((instruction) => (instruction.form === 'exec' ? instruction.exec : [instruction.command]));
  return words.find(({ at }) => calls(textOf(at)))?.at;
}

function calls(text: string): boolean {
  return /(?:^|[\s;&|("'])(?:\/usr\/bin\/)?sudo(?:[\s"']|$)/.test(text);
}
