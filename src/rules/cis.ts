import { rules } from './index.ts';
import type { Rule } from './rule.ts';

/** The edition by which sections are numbered; those of 4 and 5 are the same up to 1.8.0. */
export const cisEdition = 'CIS Docker Benchmark 1.6.0';

/** A recommendation of the benchmark, in our own words. */
export interface CisItem {
  readonly section: string;
  readonly title: string;
  /** What the files of a repository cannot tell of it, in one sentence; absent where they tell all. */
  readonly limits?: string;
}

const items: readonly CisItem[] = [
  { section: '4.1', title: 'Containers do not run as root' },
  {
    section: '4.2',
    title: 'Base images come from where they may come from',
    limits: 'Whom to trust is for the team to say: name the registries in `registries`. Images are held to be pinned.',
  },
  {
    section: '4.3',
    title: 'Images hold no package that they do not need',
    limits: 'What a program needs, nobody sees in a file; packages that are only recommended are found.',
  },
  {
    section: '4.4',
    title: 'Images are scanned and built anew with security patches',
    limits: 'No file tells it: `container-guard scan --image` has Trivy look for known vulnerabilities.',
  },
  {
    section: '4.5',
    title: 'Content trust is on',
    limits:
      'No longer advised: Docker takes content trust out of service, and `DOCKER_CONTENT_TRUST=1` breaks the pull of official images. Verify signatures instead, as in 4.12.',
  },
  { section: '4.6', title: 'Images have a health check' },
  { section: '4.7', title: 'The package index is not updated in a layer of its own' },
  {
    section: '4.8',
    title: 'No setuid and setgid programs are left in images',
    limits: 'What the base image brings is not in the Dockerfile; what the build adds is found.',
  },
  { section: '4.9', title: 'COPY is used where ADD is not needed' },
  { section: '4.10', title: 'No secrets are kept in images' },
  {
    section: '4.11',
    title: 'Only verified packages are installed',
    limits: 'Whether a signature is right, the package manager sees; that it was told not to look is found.',
  },
  {
    section: '4.12',
    title: 'Signed artifacts are validated',
    limits: 'A signature is in the registry, not in a file; that an image or a download is held to its digest is found.',
  },
  { section: '5.1', title: 'Swarm mode is off where it is not needed', limits: 'It is a state of the engine.' },
  {
    section: '5.2',
    title: 'An AppArmor profile is in force',
    limits: 'Whether the host has AppArmor, no file tells; that it is switched off is found.',
  },
  {
    section: '5.3',
    title: 'SELinux separates containers',
    limits: 'Whether the host has SELinux, no file tells; that it is switched off is found.',
  },
  { section: '5.4', title: 'Linux capabilities are few' },
  { section: '5.5', title: 'No container is privileged' },
  { section: '5.6', title: 'No sensitive folder of the host is mounted' },
  {
    section: '5.7',
    title: 'No sshd runs in a container',
    limits: 'What is started inside a running container, no file tells; a port for remote logins is found.',
  },
  { section: '5.8', title: 'No port below 1024 is mapped without need' },
  {
    section: '5.9',
    title: 'Only the ports that are needed are open',
    limits: 'Which are needed, nobody sees in a file; ports of databases and their like that are open to the network are found.',
  },
  { section: '5.10', title: 'The network of the host is not shared' },
  { section: '5.11', title: 'Memory is limited' },
  { section: '5.12', title: 'The processor is limited' },
  { section: '5.13', title: 'The root file system is read-only' },
  { section: '5.14', title: 'Ports are bound to an interface' },
  { section: '5.15', title: 'Restarts after a failure are at most five' },
  { section: '5.16', title: 'The processes of the host are not shared' },
  { section: '5.17', title: 'The shared memory of the host is not shared' },
  { section: '5.18', title: 'No device of the host is handed over' },
  {
    section: '5.19',
    title: 'Default ulimits are overwritten with care',
    limits: 'What the daemon sets, no file of a project tells.',
  },
  { section: '5.20', title: 'Mounts do not propagate to the host' },
  { section: '5.21', title: 'The host name of the host is not shared' },
  { section: '5.22', title: 'The default seccomp profile is in force' },
  {
    section: '5.23',
    title: 'No `docker exec --privileged`',
    limits: 'What people type is not in files; scripts and workflows are read.',
  },
  {
    section: '5.24',
    title: 'No `docker exec` as root',
    limits: 'What people type is not in files; scripts and workflows are read.',
  },
  { section: '5.25', title: 'The cgroup of a container is the default' },
  { section: '5.26', title: 'No container gains privileges' },
  { section: '5.27', title: 'The health of containers is checked at run time' },
  {
    section: '5.28',
    title: 'The newest version of an image is used',
    limits: 'Read as “pin, and have the pin refreshed”: whether a newer version is out, the registry knows.',
  },
  { section: '5.29', title: 'The number of processes is limited' },
  { section: '5.30', title: 'The default bridge is not used' },
  { section: '5.31', title: 'The user namespace of the host is not shared' },
  { section: '5.32', title: 'The engine’s socket is not mounted' },
];

export interface CisCoverage extends CisItem {
  /** The rules that look for it, in the order of their ids. */
  readonly rules: readonly Rule[];
}

/** What covers each recommendation of sections 4 and 5, in their order. */
export function cisCoverage(): readonly CisCoverage[] {
  return items.map((item) => ({
    ...item,
    rules: rules.filter(({ equivalents }) => equivalents.cis?.includes(item.section) === true),
  }));
}

/** The recommendations that a section names: `4.1` one, `5` all below it. Empty where there is none of that name. */
export function cisSection(section: string): readonly CisCoverage[] {
  return cisCoverage().filter((item) => item.section === section || item.section.startsWith(`${section}.`));
}
