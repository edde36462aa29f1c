import { shellOf } from '../../parse/shell/of-dockerfile.ts';
import type { SimpleCommand } from '../../parse/shell/script.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { said } from './command-line.ts';
import { instructionsOf } from './instructions.ts';

export default defineRule({
  id: 'dockerfile/shell-by-instruction',
  title: 'A RUN changes or calls the shell that SHELL would set',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  why: 'A link over `/bin/sh` changes the shell for every program of the image, those that count on the old one too. `SHELL` changes it for the lines of this file alone.',
  remedy: 'Write `SHELL ["/bin/bash", "-c"]`.',
  references: ['https://docs.docker.com/reference/dockerfile/#shell'],
  equivalents: {
    kics: ['8a301064-c291-4b20-adcb-403fe7fd95fd'],
    hadolint: ['DL4005'],
    semgrep: ['use-shell-instruction'],
    terrascan: ['AC_DOCKER_0020'],
  },

  *check({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'RUN')) {
      if (instruction.form === 'exec' || shellOf(dockerfile, instruction).name !== 'cmd') continue;
      if (/^powershell(?:\.exe)?\s/i.test(instruction.command.raw))
        yield { at: instruction.at, key: 'powershell', message: '`powershell` is called as a shell.' };
    }
    for (const { command } of buildCommands(dockerfile)) {
      const calls = callsShell(command);
      const changed = changes(command);
      if (changed === undefined && !calls) continue;
      yield { at: command.at, key: command.name, message: changed ?? `\`${command.name}\` is called as a shell.` };
    }
  },

  examples: [
    {
      name: 'a link',
      bad: 'FROM debian:12-slim\nRUN «ln -sf /bin/bash /bin/sh»\n',
      good: 'FROM debian:12-slim\nSHELL ["/bin/bash", "-c"]\n',
    },
    { name: 'a shell in the shell', bad: 'FROM mcr.microsoft.com/powershell:7.4-debian-12\nRUN «pwsh -Command Get-Date»\n' },
    {
      name: 'on Windows',
      bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n«RUN powershell -Command Get-Date»\n',
      good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nRUN Get-Date\n',
    },
    { name: 'of an account', bad: 'FROM debian:12-slim\nRUN «chsh -s /bin/zsh» && «usermod --shell /bin/bash root»\n' },
    { name: 'by moving it', bad: 'FROM alpine:3.20\nRUN «mv /bin/bash /bin/sh»\n' },
    {
      name: 'the shell of an account that is no person’s',
      good: 'FROM debian:12-slim\nRUN usermod --shell /usr/sbin/nologin app && usermod -aG docker app\n',
    },
    { name: 'another link', good: 'FROM debian:12-slim\nRUN ln -s /usr/bin/python3 /usr/bin/python\n' },
  ],
});

const shell = /^(?:\/usr)?\/bin\/(?:ba|c|da|fi|k|rba|tc|z)?sh$/;

/** Whether a command gives PowerShell a script to run. */
function callsShell({ name, words: [, first] }: SimpleCommand): boolean {
  if (name === 'pwsh') return first !== undefined && /^-c(?:ommand)?$/i.test(said(first));
  return /^powershell(?:\.exe)?$/i.test(name);
}

/** What a command does to the shell of the image, as a sentence; undefined where it leaves it alone. */
function changes({ name, words: all }: SimpleCommand): string | undefined {
  const replaces = name === 'ln' || name === 'mv' || name === 'cp';
  if (!replaces && name !== 'chsh' && name !== 'usermod') return undefined;
  const words = all.slice(1).map(said);
  if (replaces) {
    const isSh = words.includes('/bin/sh') && !words.includes('/bin/sh.distrib');
    return isSh ? 'This gives every program of the image another shell.' : undefined;
  }
  const takes = words.some((word) => shell.test(word.replace(/^(?:-s|--shell)=?/, '')));
  return takes ? 'This changes the shell of an account, which no RUN asks.' : undefined;
}
