import { upgradeRule } from './upgrade-rule.ts';

export default upgradeRule(
  {
    id: 'dockerfile/no-package-upgrade',
    title: 'All packages are upgraded in the build',
    references: [
      'https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often',
      'CIS Docker Benchmark 1.6.0, 4.4',
    ],
    equivalents: {
      hadolint: ['DL3035'],
      semgrep: ['avoid-apt-get-upgrade', 'avoid-apk-upgrade', 'avoid-yum-update', 'avoid-dnf-update', 'avoid-zypper-update'],
      codePathfinder: ['DOCKER-BP-006', 'DOCKER-BP-009', 'DOCKER-BP-019', 'DOCKER-BP-028', 'DOCKER-BP-029'],
      dockle: ['DKL-DI-0003'],
      terrascan: ['AC_DOCKER_0003', 'AC_DOCKER_0029', 'AC_DOCKER_0039', 'AC_DOCKER_0052'],
    },
    examples: [
      {
        name: 'apt',
        bad: 'FROM debian:12-slim\nRUN apt-get update && «apt-get upgrade -y» && rm -rf /var/lib/apt/lists/*\n',
        good: 'FROM debian:12.7-slim\nRUN apt-get update && apt-get install -y --only-upgrade openssl && rm -rf /var/lib/apt/lists/*\n',
      },
      { name: 'apk', bad: 'FROM alpine:3.20\nRUN «apk upgrade --no-cache» && apk add --no-cache curl\n' },
      { name: 'yum and dnf, where update means upgrade', bad: 'FROM rockylinux:8.9\nRUN «yum -y update» && «dnf upgrade -y»\n' },
      { name: 'zypper', bad: 'FROM opensuse/leap:15.6\nRUN «zypper -n up»\n' },
      { name: 'single packages', good: 'FROM rockylinux:8.9\nRUN yum -y update openssl\n' },
    ],
  },
  {
    'apt-get': ['upgrade'],
    apt: ['upgrade'],
    apk: ['upgrade'],
    yum: ['update', 'upgrade', 'distro-sync'],
    dnf: ['update', 'upgrade', 'distro-sync'],
    microdnf: ['update', 'upgrade'],
    tdnf: ['update', 'upgrade'],
    zypper: ['update', 'up', 'dist-upgrade', 'dup', 'patch'],
  },
);
