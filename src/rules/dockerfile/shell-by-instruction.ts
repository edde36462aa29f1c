import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { said } from './command-line.ts';

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
  },

  *check({ dockerfile }) {
    for (const { instruction, command } of buildCommands(dockerfile)) {
      const words = command.words.slice(1).map(said);
      const links = command.name === 'ln' && words.includes('/bin/sh') && !words.includes('/bin/sh.distrib');
      const calls = /^(?:powershell|pwsh)(?:\.exe)?$/.test(command.name) && /^-c(?:ommand)?$/i.test(words[0] ?? '');
      const isExec = instruction.keyword === 'RUN' && instruction.form === 'exec';
      if (links || (calls && !isExec)) {
        yield {
          at: command.at,
          key: command.name,
          message: links ? 'This gives every program of the image another shell.' : `\`${command.name}\` is called as a shell.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'a link',
      bad: 'FROM debian:12-slim\nRUN «ln -sf /bin/bash /bin/sh»\n',
      good: 'FROM debian:12-slim\nSHELL ["/bin/bash", "-c"]\n',
    },
    { name: 'a shell in the shell', bad: 'FROM mcr.microsoft.com/powershell:7.4-debian-12\nRUN «pwsh -Command Get-Date»\n' },
    { name: 'another link', good: 'FROM debian:12-slim\nRUN ln -s /usr/bin/python3 /usr/bin/python\n' },
  ],
});
