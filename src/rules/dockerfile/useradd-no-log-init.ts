import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { commandLine, hasOption } from './command-line.ts';

export default defineRule({
  id: 'dockerfile/useradd-no-log-init',
  title: 'useradd with a high number fills the image',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['useradd'],
  why: '`useradd` makes room in `/var/log/faillog` and `lastlog` for every number up to the user’s. With a high one the files have holes of gigabytes, which a layer stores in full.',
  remedy: 'Add `--no-log-init` (`-l`), or take a number below 100000.',
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  equivalents: { hadolint: ['DL3046'] },

  *check({ dockerfile }) {
    for (const { command } of buildCommands(dockerfile)) {
      if (command.name !== 'useradd') continue;
      const line = commandLine(command.words.slice(1), {
        valued: new Set(['u', 'uid', 'g', 'gid', 'G', 'groups', 'd', 'home', 's', 'shell', 'c', 'comment', 'p']),
      });
      const uid = line.options.find(({ name }) => name === 'u' || name === 'uid')?.value ?? '';
      if (uid.length <= 5 || !/^\d+$/.test(uid) || hasOption(line, 'l', 'no-log-init')) continue;
      yield { at: command.at, key: uid, message: `Number ${uid} makes log files of gigabytes.` };
    }
  },

  examples: [
    {
      name: 'a high number',
      bad: 'FROM debian:12-slim\nRUN «useradd -u 1234567 app»\n',
      good: 'FROM debian:12-slim\nRUN useradd -l -u 1234567 app\n',
    },
    { name: 'a low number', good: 'FROM debian:12-slim\nRUN useradd --uid 10001 app\n' },
  ],
});
