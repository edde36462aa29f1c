import { assentRule } from './assent-rule.ts';
import { hasOption } from './command-line.ts';

export default assentRule(
  {
    id: 'dockerfile/yum-answers-yes',
    title: 'yum waits for an answer',
    remedy: 'Write `yum install -y …`.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#run',
      'https://man7.org/linux/man-pages/man8/yum.8.html',
    ],
    equivalents: {
      kics: ['6e19193a-8753-436d-8a09-76dcff91bb03'],
      hadolint: ['DL3030'],
      semgrep: ['missing-yum-assume-yes-switch'],
      codePathfinder: ['DOCKER-BP-025'],
      terrascan: ['AC_DOCKER_0004'],
    },
    examples: [
      {
        name: 'no -y',
        bad: 'FROM rockylinux:8.9\nRUN «yum install httpd»\n',
        good: 'FROM rockylinux:8.9\nRUN yum install -y httpd\n',
      },
      {
        name: 'in front, and in full',
        good: 'FROM rockylinux:8.9\nRUN yum -qy install httpd && yum --assumeyes groupinstall tools\n',
      },
    ],
  },
  {
    managers: ['yum'],
    asks: ['install', 'in', 'reinstall', 'localinstall', 'groupinstall'],
    isGiven: (call) => hasOption(call, 'y', 'assumeyes'),
  },
);
