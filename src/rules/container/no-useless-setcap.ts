import { setcapOf } from '../../posture/file-capability.ts';
import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/no-useless-setcap',
  title: 'The program loses the capability that the Dockerfile gives it',
  severity: 'medium',
  confidence: 'likely',
  profile: 'strict',
  subject: 'container',
  needs: ['stage'],
  why: '`no-new-privileges` makes the kernel ignore the capabilities that `setcap` put on a file, and setuid bits such as that of `sudo`. The container starts, and what the program needed them for fails.',
  remedy:
    'Give the capability to the container with `cap_add`, and run the program as root no longer than needed; or listen on a port above 1024, which needs none.',
  references: ['https://docs.kernel.org/userspace-api/no_new_privs.html', 'https://man7.org/linux/man-pages/man8/setcap.8.html'],
  equivalents: {},

  *check({ container, posture: { noNewPrivileges, stage } }) {
    const { setting } = noNewPrivileges;
    if (setting.state !== 'known' || !setting.value || stage === undefined) return;
    const at = setcapOf(stage)?.at;
    if (at === undefined) return;
    yield {
      at: setting.at,
      message: `${called(container)} sets \`no-new-privileges\`, which undoes the \`setcap\` of its Dockerfile.`,
      related: [{ at, note: 'the capability that is lost' }],
    };
  },

  examples: [
    {
      name: 'a capability for a low port',
      bad: 'services:\n  web:\n    build: .\n    security_opt:\n      - «no-new-privileges:true»\n',
      good: 'services:\n  web:\n    build: .\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n',
      files: { Dockerfile: 'FROM example/base:1\nRUN setcap cap_net_bind_service=+ep /app/web\nUSER 1000\nCMD ["/app/web"]\n' },
    },
    {
      name: 'in a stage that is not shipped',
      good: 'services:\n  web:\n    build: .\n    security_opt: ["no-new-privileges:true"]\n',
      files: {
        Dockerfile: 'FROM example/base:1 AS tools\nRUN setcap cap_net_raw=+ep /bin/ping\nFROM example/base:1\nUSER 1000\n',
      },
    },
  ],
});

/** Where a stage, or one that it is made from, gives a capability to a file. */
