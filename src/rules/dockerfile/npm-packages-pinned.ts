import type { ShellWord } from '../../parse/shell/script.ts';
import { said } from './command-line.ts';
import type { PackageCall } from './package-call.ts';
import { pinRule } from './pin-rule.ts';

export default pinRule(
  {
    id: 'dockerfile/npm-packages-pinned',
    title: 'A Node package is installed without a version',
    profile: 'strict',
    why: 'The image gets whatever was published last, with all its dependencies and their install scripts. That breaks builds, and it lets whoever takes over a package into your image the same day.',
    remedy: 'Name the version (`npm install -g pm2@5.4.2`), or put the package into `package.json` and run `npm ci`.',
    references: [
      'https://docs.npmjs.com/cli/commands/npm-install',
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'OWASP Docker Security Cheat Sheet, rule 13',
    ],
    equivalents: { kics: ['e36d8880-3f78-4546-b9a1-12f0745ca0d5'], hadolint: ['DL3016'] },
    examples: [
      {
        name: 'a package by its name',
        bad: 'FROM node:22-slim\nRUN «npm install -g pm2»\n',
        good: 'FROM node:22-slim\nRUN npm install -g pm2@5.4.2\n',
      },
      {
        name: 'of a scope',
        bad: 'FROM node:22-slim\nRUN «npm i @nestjs/cli»\n',
        good: 'FROM node:22-slim\nRUN npm i @nestjs/cli@10.4.5\n',
      },
      { name: 'with yarn', bad: 'FROM node:22-slim\nRUN «yarn global add serve»\n' },
      {
        name: 'what the lock file says, and a local archive',
        good: 'FROM node:22-slim\nRUN npm install && npm ci && npm install ./tool.tgz\n',
      },
    ],
  },
  { managers: ['npm', 'pnpm', 'yarn'], packages: nodePackages, isPinned },
);

function nodePackages({ manager, verb, rest }: PackageCall): readonly ShellWord[] | undefined {
  if (manager === 'yarn') {
    const [second, ...packages] = rest;
    if (verb === 'global' && second !== undefined && said(second) === 'add') return packages;
    return verb === 'add' ? rest : undefined;
  }
  return ['install', 'i', 'add', 'in'].includes(verb) ? rest : undefined;
}

function isPinned(text: string): boolean {
  if (/^(?:git:|git\+|github:|gitlab:|bitbucket:)/.test(text) || /\.git(?:#|$)/.test(text)) return text.includes('#');
  if (/^(?:\/|\.{1,2}(?:\/|$)|~|file:|https?:)|\.(?:tar|tar\.gz|tgz)$/.test(text)) return true;
  return /@/.test(text.replace(/^@[^/]*\//, '')) || /#/.test(text);
}
