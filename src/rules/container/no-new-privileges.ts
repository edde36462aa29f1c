import { defineRule } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'container/no-new-privileges',
  title: 'Container can gain privileges after it starts',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'container',
  judges: 'noNewPrivileges',
  why: 'A setuid program in the image, such as `su` or `mount`, can lift a process above the user it was started as. With `no-new-privileges` the kernel refuses that. Programs that give privileges up, such as `gosu`, still work; `sudo` and `setcap` binaries do not.',
  remedy: 'Add `security_opt: ["no-new-privileges:true"]` (`--security-opt no-new-privileges`).',
  references: [
    'https://docs.kernel.org/userspace-api/no_new_privs.html',
    'CIS Docker Benchmark 1.6.0, 5.26',
    'OWASP Docker Security Cheat Sheet, rule 4',
  ],
  equivalents: {
    kics: ['27fcc7d6-c49b-46e0-98f1-6c082a6a2750'],
    semgrep: ['no-new-privileges'],
    composeLint: ['CL-0003'],
    codePathfinder: ['COMPOSE-SEC-011'],
    cis: ['5.26'],
  },

  *check({ container, posture }) {
    const { setting } = posture.noNewPrivileges;
    if (setting.state === 'known' && !setting.value) {
      yield {
        at: container.at,
        message: `${called(container)} switches \`no-new-privileges\` off.`,
        related: [{ at: setting.at, note: 'switched off here' }],
      };
    } else if (setting.state === 'unknown' && setting.at !== undefined && container.kind === 'service') {
      yield {
        at: container.at,
        confidence: 'possible',
        message: `${called(container)} may go without \`no-new-privileges\`: ${setting.why}.`,
        related: [{ at: setting.at, note: 'what may set it' }],
      };
    } else if (setting.state === 'unset' && container.passing === undefined) {
      yield { at: container.at, message: `${called(container)} does not set \`no-new-privileges\`.` };
    }
  },

  examples: [
    {
      name: 'no security options',
      bad: 'services:\n  «web»:\n    image: example/web:1.4 # pinned by Renovate\n',
      good: 'services:\n  web:\n    image: example/web:1.4 # pinned by Renovate\n    security_opt:\n      - no-new-privileges:true\n',
    },
    { name: 'the short spelling', good: 'services: { web: { image: "example/web:1.4", security_opt: [no-new-privileges] } }\n' },
    {
      name: 'switched off',
      bad: 'services:\n  «web»:\n    image: example/web:1.4\n    security_opt: ["no-new-privileges:false"]\n',
    },
    {
      name: 'what the engine takes for no',
      bad: 'services:\n  «web»:\n    image: example/web:1.4\n    security_opt: [no-new-privileges:true, "no-new-privileges=0"]\n',
    },
    { name: 'on the command line', path: 'run.sh', good: 'docker run --security-opt=no-new-privileges example/web:1.4\n' },
  ],
});
