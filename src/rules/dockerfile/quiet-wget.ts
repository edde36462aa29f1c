import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { commandLine, hasOption, said } from './command-line.ts';

export default defineRule({
  id: 'dockerfile/quiet-wget',
  title: 'wget fills the build log with its progress',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['wget'],
  why: '`wget` draws a line for every 50 KiB it loads. In the log of a build that is thousands of lines, in which nobody finds an error.',
  remedy: 'Add `--progress=dot:giga`, or `-q` or `-nv`.',
  references: ['https://www.gnu.org/software/wget/manual/wget.html#Download-Options'],
  equivalents: { hadolint: ['DL3047'] },

  *check({ dockerfile }) {
    for (const { command } of buildCommands(dockerfile)) {
      if (command.name !== 'wget') continue;
      const line = commandLine(command.words.slice(1), { valued: new Set(['O', 'output-document', 'P', 'U', 'e', 't', 'T']) });
      if (hasOption(line, 'progress', 'q', 'quiet', 'o', 'output-file', 'a', 'append-output', 'no-verbose')) continue;
      if (command.words.some((word) => /^-\w*nv/.test(said(word)))) continue;
      yield { at: command.at, key: 'wget', message: '`wget` writes its progress to the log, line by line.' };
    }
  },

  examples: [
    {
      name: 'a download',
      bad: 'FROM debian:12-slim\nRUN «wget https://example.com/a.tar.gz»\n',
      good: 'FROM debian:12-slim\nRUN wget --progress=dot:giga https://example.com/a.tar.gz\n',
    },
    { name: 'quiet', good: 'FROM debian:12-slim\nRUN wget -qO- https://example.com/a && wget -nv https://example.com/b\n' },
  ],
});
