import { assentRule } from './assent-rule.ts';
import { hasOption } from './command-line.ts';

export default assentRule(
  {
    id: 'dockerfile/zypper-answers-yes',
    title: 'zypper waits for an answer',
    remedy: 'Write `zypper --non-interactive install …`.',
    references: ['https://docs.docker.com/build/building/best-practices/#run', 'https://en.opensuse.org/SDB:Zypper_usage'],
    equivalents: {
      kics: ['45e1fca5-f90e-465d-825f-c2cb63fa3944'],
      hadolint: ['DL3034'],
      semgrep: ['missing-zypper-no-confirm-switch'],
    },
    examples: [
      {
        name: 'no -y',
        bad: 'FROM opensuse/leap:15.6\nRUN «zypper install nginx»\n',
        good: 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install nginx\n',
      },
      {
        name: 'short forms',
        good: 'FROM opensuse/leap:15.6\nRUN zypper -n in nginx && zypper in -y curl && zypper install --no-confirm tar\n',
      },
    ],
  },
  {
    managers: ['zypper'],
    asks: ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'],
    isGiven: (call) => hasOption(call, 'y', 'no-confirm', 'n', 'non-interactive'),
  },
);
