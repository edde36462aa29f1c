import { createHash } from 'node:crypto';
import type { ImageRecipe } from './oci-image.ts';

/** A package of Debian as its status file lists it. Advisories are looked up by `source`. */
interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly source?: string;
}

const debianPackages: readonly DebianPackage[] = [
  { name: 'base-files', version: '12.4+deb12u5' },
  { name: 'libc6', version: '2.36-9+deb12u4', source: 'glibc' },
  { name: 'libc-bin', version: '2.36-9+deb12u4', source: 'glibc' },
  { name: 'perl-base', version: '5.36.0-7+deb12u1', source: 'perl' },
  { name: 'zlib1g', version: '1:1.2.13.dfsg-1', source: 'zlib' },
];

const nodePackages: Readonly<Record<string, string>> = {
  lodash: '4.17.15',
  minimist: '0.0.8',
  'left-pad': '1.3.0',
};

/**
 * The image the tests scan: a Debian 12 in name, a Node application with old packages, and a planted access key. The key is
 * made here from a hash, so that no text that looks like a key stands in the repository.
 */
export function fixtureImage(platform = 'linux/amd64'): ImageRecipe {
  return {
    platform,
    config: {
      User: 'node',
      Env: ['PATH=/usr/bin:/bin', 'NODE_ENV=production'],
      Cmd: ['node', 'server.js'],
      ExposedPorts: { '8080/tcp': {} },
      Labels: { 'org.opencontainers.image.title': 'fixture' },
    },
    steps: [
      {
        createdBy: 'ADD rootfs.tar / # debian 12',
        files: {
          'etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n',
          'etc/debian_version': '12.4\n',
          'var/lib/dpkg/status': debianPackages.map(statusOf).join('\n'),
        },
      },
      { createdBy: 'ENV NODE_ENV=production' },
      { createdBy: 'RUN npm ci', files: nodeModules() },
      { createdBy: 'COPY .env /app/.env', files: { 'app/.env': plantedKeys() } },
      { createdBy: 'USER node' },
    ],
  };
}

/** A clean image of nothing but one file. */
export function cleanImage(): ImageRecipe {
  return { config: { User: '1000' }, steps: [{ createdBy: 'COPY hello /hello', files: { hello: 'hello\n' } }] };
}

/** An image with a Java archive in it, as far as its name goes. */
export function javaImage(): ImageRecipe {
  return { steps: [{ createdBy: 'COPY app.jar /app.jar', files: { 'app.jar': `PK\u0005\u0006${'\0'.repeat(18)}` } }] };
}

/** The secret half of the planted key: what no report may ever show. */
export const plantedSecret = createHash('sha512')
  .update('a planted secret')
  .digest('base64')
  .replaceAll(/[+/=]/g, 'x')
  .slice(0, 40);
const plantedId = ['AK', 'IA', createHash('sha256').update('a planted id').digest('hex').toUpperCase().slice(0, 16)].join('');

/** Everything planted that must stay hidden. */
export const plantedTexts: readonly string[] = [plantedId, plantedSecret];

function plantedKeys(): string {
  return `PORT=8080\nAWS_ACCESS_KEY_ID=${plantedId}\nAWS_SECRET_ACCESS_KEY=${plantedSecret}\n`;
}

function nodeModules(): Record<string, string> {
  const files: Record<string, string> = { 'app/package.json': JSON.stringify({ name: 'fixture-app', version: '1.0.0' }) };
  for (const [name, version] of Object.entries(nodePackages)) {
    files[`app/node_modules/${name}/package.json`] = JSON.stringify({ name, version, license: 'MIT' });
  }
  return files;
}

function statusOf({ name, version, source }: DebianPackage): string {
  const lines = [
    `Package: ${name}`,
    'Status: install ok installed',
    'Priority: required',
    'Section: libs',
    'Maintainer: Nobody <nobody@example.invalid>',
    'Architecture: amd64',
    ...(source === undefined ? [] : [`Source: ${source}`]),
    `Version: ${version}`,
    'Description: a package of the fixture',
  ];
  return `${lines.join('\n')}\n`;
}
