import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { debianMirror, installProgram } from '../test/parts/engine-programs.ts';
import { writeLayout, type ImageRecipe, type ImageStep } from '../test/parts/oci-image.ts';
import { part } from '../test/parts/prepare.ts';
import { tarOf } from '../test/parts/tar.ts';

const suite = 'bookworm';
const debianPackages = 'ca-certificates,nodejs';
/** Old versions of usual packages, some of which the fixture database has advisories for. */
const nodePackages = [
  'axios@0.21.0',
  'express@4.16.0',
  'jsonwebtoken@8.5.1',
  'lodash@4.17.15',
  'minimist@1.2.0',
  'node-forge@0.10.0',
  'qs@6.5.2',
];
const recipe = [suite, debianPackages, ...nodePackages];

export interface DebianImages {
  /** Layouts of images that have no layer in common. */
  readonly apart: readonly string[];
  /** Layouts of images that share the layer with the system in it. */
  readonly related: readonly string[];
}

/**
 * Images as teams build them, of 230 MB each: Debian with Node.js from its packages, the `node_modules` of an application, and its
 * settings. They are made of today's packages the first time, which takes root and some minutes, and kept in the user's cache folder.
 */
export function debianImages(): DebianImages {
  const folder = part('debian-images', recipe, (made) => {
    const system = systemTar(join(made, 'system'));
    const modules = modulesTar(join(made, 'modules'));
    mkdirSync(join(made, 'blobs'));
    const write = (name: string, base: Uint8Array): void => {
      mkdirSync(join(made, name));
      symlinkSync('../blobs', join(made, name, 'blobs'));
      writeLayout(join(made, name), '1', [recipeOf(name, base, modules)]);
    };
    for (const name of names('apart', 4)) write(name, stamped(system, name));
    for (const name of names('related', 8)) write(name, system);
  });
  return {
    apart: names('apart', 4).map((name) => join(folder, name)),
    related: names('related', 8).map((name) => join(folder, name)),
  };
}

function names(kind: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${kind}-${at + 1}`);
}

function recipeOf(name: string, system: Uint8Array, modules: Uint8Array): ImageRecipe {
  const steps: readonly ImageStep[] = [
    { createdBy: 'ADD rootfs.tar / # debian', tar: system },
    { createdBy: 'RUN npm ci', tar: stamped(modules, name) },
    { createdBy: 'COPY .env /app/.env', files: { 'app/.env': `NAME=${name}\nAPI_TOKEN=${tokenOf(name)}\n` } },
  ];
  return { config: { User: 'node', Cmd: ['node', 'server.js'] }, steps };
}

/** Something that looks like a token of GitHub, made of a hash. */
function tokenOf(name: string): string {
  return `ghp_${createHash('sha256').update(name).digest('hex').slice(0, 36)}`;
}

/** A tar with one more file at its start, so that all of its bytes are others once it is compressed. */
function stamped(tar: Uint8Array, name: string): Buffer {
  return Buffer.concat([tarOf([{ path: `image-${name}`, content: name }]).subarray(0, 1024), tar]);
}

function systemTar(folder: string): Buffer {
  installProgram('debootstrap');
  execFileSync('debootstrap', ['--variant=minbase', `--include=${debianPackages}`, suite, folder, debianMirror()], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return takenAsTar(folder, [
    './dev',
    './proc',
    './sys',
    './var/cache/apt/archives/*.deb',
    './var/lib/apt/lists/*',
    './var/log/*',
  ]);
}

function modulesTar(folder: string): Buffer {
  const app = join(folder, 'app');
  mkdirSync(app, { recursive: true });
  execFileSync('npm', ['install', '--prefix', app, '--no-audit', '--no-fund', '--ignore-scripts', ...nodePackages], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return takenAsTar(folder, []);
}

/** The content of a folder, which goes. */
function takenAsTar(folder: string, without: readonly string[]): Buffer {
  const file = `${folder}.tar`;
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  execFileSync('tar', [...same, ...without.map((path) => `--exclude=${path}`), '-C', folder, '-cf', file, '.']);
  const tar = readFileSync(file);
  rmSync(folder, { recursive: true });
  rmSync(file);
  return tar;
}
