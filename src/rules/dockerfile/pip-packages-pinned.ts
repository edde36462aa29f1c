import type { ShellWord } from '../../parse/shell/script.ts';
import { hasOption, said } from './command-line.ts';
import type { PackageCall } from './package-call.ts';
import { pinRule } from './pin-rule.ts';

export default pinRule(
  {
    id: 'dockerfile/pip-packages-pinned',
    title: 'A Python package is installed without a version',
    profile: 'strict',
    why: 'The image gets whatever was uploaded last, with all its dependencies. That breaks builds, and it lets whoever takes over a package into your image the same day.',
    remedy:
      'Name the version (`flask==3.0.3`), or install from a lock file with hashes (`pip install --require-hashes -r requirements.txt`).',
    references: [
      'https://pip.pypa.io/en/stable/topics/repeatable-installs/',
      'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
      'OWASP Docker Security Cheat Sheet, rule 13',
    ],
    equivalents: { kics: ['02d9c71f-3ee8-4986-9c27-1a20d0d19bfc'], hadolint: ['DL3013'], terrascan: ['AC_DOCKER_0010'] },
    examples: [
      {
        name: 'a package by its name',
        bad: 'FROM python:3.12-slim\nRUN «pip install --no-cache-dir flask»\n',
        good: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir flask==3.0.3\n',
      },
      { name: 'with extras', bad: 'FROM python:3.12-slim\nRUN «pip install --no-cache-dir celery[redis]»\n' },
      { name: 'through python', bad: 'FROM python:3.12-slim\nRUN «python3 -m pip install --upgrade pip»\n' },
      {
        name: 'from files, and from a commit',
        good: 'FROM python:3.12-slim\nRUN pip install -r requirements.txt && pip install .[server] && pip install ./dist/app.whl && pip install git+https://example.com/app.git@3f1c2aa\n',
      },
      { name: 'with constraints', good: 'FROM python:3.12-slim\nRUN pip install -c constraints.txt flask\n' },
    ],
  },
  {
    managers: ['pip'],
    packages: pythonPackages,
    isPinned: (text) =>
      /^(?:git|hg|svn|bzr)\+/.test(text) ? /@[^/]+$/.test(text) : /[=<>~!]=?|\/|@|\.(?:whl|zip|tar\.gz)$/.test(text),
  },
);

function pythonPackages(call: PackageCall): readonly ShellWord[] | undefined {
  if (call.verb !== 'install' || hasOption(call, 'r', 'requirement', 'c', 'constraint', 'build-constraint')) return undefined;
  return call.rest.some((word) => /^\.(?:\[.*\])?$/.test(said(word))) ? undefined : call.rest;
}
