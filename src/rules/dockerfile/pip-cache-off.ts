import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { environmentAt } from '../../parse/dockerfile/scope.ts';
import { cacheRule } from './cache-rule.ts';
import { commandLine, said } from './command-line.ts';
import type { Run } from './runs.ts';

export default cacheRule(
  {
    id: 'dockerfile/pip-cache-off',
    title: 'The cache of pip stays in the image',
    remedy: 'Write `pip install --no-cache-dir …`, set `PIP_NO_CACHE_DIR=1`, or mount `/root/.cache/pip` as a cache.',
    references: [
      'https://pip.pypa.io/en/stable/topics/caching/',
      'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
    ],
    equivalents: {
      kics: ['f2f903fb-b977-461e-98d7-b3e2185c6118'],
      hadolint: ['DL3042'],
      semgrep: ['missing-pip-no-cache-dir'],
      codePathfinder: ['DOCKER-BP-008'],
      terrascan: ['AC_DOCKER_0031'],
    },
    examples: [
      {
        name: 'the cache is on',
        bad: 'FROM python:3.12-slim\n«RUN pip install -r requirements.txt»\n',
        good: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
      { name: 'through python', bad: 'FROM python:3.12-slim\n«RUN python -m pip install flask==3.0.3»\n' },
      {
        name: 'switched off by a variable',
        good: 'FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask==3.0.3\n',
      },
      {
        name: 'to a value that sounds like the opposite',
        good: 'FROM python:3.12-slim\nENV PIP_NO_CACHE_DIR=off\nRUN pip install flask==3.0.3\n',
      },
      { name: 'for one RUN', good: 'FROM python:3.12-slim\nRUN export PIP_NO_CACHE_DIR=true && pip install flask==3.0.3\n' },
      {
        name: 'a cache mount',
        good: 'FROM python:3.12-slim\nRUN --mount=type=cache,target=/root/.cache pip install flask==3.0.3\n',
      },
    ],
  },
  {
    managers: ['pip'],
    fills: (call) => call.verb === 'install' && !call.options.some(({ name }) => /^no-cache(?:-d(?:ir?)?)?-?$/.test(name)),
    empties: ({ verb, rest }) => verb === 'cache' && rest[0] !== undefined && said(rest[0]) === 'purge',
    folders: ['/root/.cache/pip'],
    remains: 'its cache',
    isExempt: (run, dockerfile) => isSwitchedOff(run, dockerfile),
  },
);

function isSwitchedOff({ instruction, run, commands }: Run, dockerfile: Dockerfile): boolean {
  if (isSet(environmentAt(dockerfile, instruction)('PIP_NO_CACHE_DIR') ?? '')) return true;
  if (
    run.flags.some(
      ({ name, value }) => name === 'mount' && value !== undefined && /type=cache/.test(value.raw) && /pip/.test(value.raw),
    )
  )
    return true;
  return commands.some(({ name, assignments, words }) => {
    if (assignments.some((one) => one.name === 'PIP_NO_CACHE_DIR' && isSet(one.value ?? ''))) return true;
    if (name !== 'export') return false;
    return commandLine(words.slice(1)).operands.some((word) => {
      const [variable, value] = said(word).split('=', 2);
      return variable === 'PIP_NO_CACHE_DIR' && isSet(value ?? '');
    });
  });
}

/** Whether a value of PIP_NO_CACHE_DIR switches the cache off: any does, `off` and `0` too, for the sake of old files. */
function isSet(text: string): boolean {
  return /^(?:[yt]|yes|true|on|1|[nf]|no|false|off|0)$/i.test(text);
}
