import { assentRule } from './assent-rule.ts';
import { hasOption } from './command-line.ts';

export default assentRule(
  {
    id: 'dockerfile/dnf-answers-yes',
    title: 'dnf waits for an answer',
    remedy: 'Write `dnf install -y …`.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#run',
      'https://dnf.readthedocs.io/en/latest/command_ref.html',
    ],
    equivalents: {
      kics: ['7ebd323c-31b7-4e5b-b26f-de5e9e477af8'],
      hadolint: ['DL3038'],
      semgrep: ['missing-dnf-assume-yes-switch'],
      codePathfinder: ['DOCKER-BP-026'],
    },
    examples: [
      {
        name: 'no -y',
        bad: 'FROM fedora:40\nRUN «dnf install httpd»\n',
        good: 'FROM fedora:40\nRUN dnf install -y httpd\n',
      },
      {
        name: 'in front, and in full',
        good: 'FROM fedora:40\nRUN dnf -qy install httpd && dnf --assumeyes groupinstall tools\n',
      },
    ],
  },
  {
    managers: ['dnf', 'microdnf', 'tdnf'],
    asks: ['install', 'in', 'reinstall', 'localinstall', 'groupinstall'],
    isGiven: (call) => hasOption(call, 'y', 'assumeyes'),
  },
);
