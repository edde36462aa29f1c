import type { SimpleCommand } from '../../parse/shell/script.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { commandLine, hasOption } from './command-line.ts';

export default defineRule({
  id: 'dockerfile/no-account-password',
  title: 'An account gets its password in the build',
  severity: 'high',
  confidence: 'likely',
  profile: 'default',
  subject: 'dockerfile',
  needs: ['chpasswd', 'passwd', 'useradd', 'usermod'],
  why: 'The password stands in the image’s history and its hash in `/etc/shadow`, the same in every container of everybody who has the image. With it `su` or an SSH server lets anybody in.',
  remedy: 'Give accounts no password (`useradd` leaves it locked), and get into a container with `docker exec`.',
  references: ['https://man7.org/linux/man-pages/man8/chpasswd.8.html', 'CIS Docker Benchmark 1.6.0, 4.10'],
  equivalents: { checkov: ['CKV2_DOCKER_17'], cis: ['4.10'] },

  *check({ dockerfile }) {
    for (const { command } of buildCommands(dockerfile)) {
      if (!setsPassword(command)) continue;
      yield {
        at: command.at,
        key: command.name,
        message: `\`${command.name}\` sets a password that everybody with the image has.`,
      };
    }
  },

  examples: [
    {
      name: 'root’s password',
      bad: "FROM debian:12-slim\nRUN useradd app && echo 'root:root' | «chpasswd»\n",
      good: 'FROM debian:12-slim\nRUN useradd app\n',
    },
    { name: 'no password at all', bad: 'FROM debian:12-slim\nRUN «passwd -d root»\n' },
    { name: 'with the account', bad: 'FROM debian:12-slim\nRUN «useradd -p $HASH app»\n' },
    { name: 'a locked account', good: 'FROM debian:12-slim\nRUN passwd -l app && adduser --disabled-password app\n' },
  ],
});

const accountValued = new Set(
  'u uid g gid G groups d home home-dir s shell c comment b base-dir e expiredate k skel f inactive K'.split(' '),
);

function setsPassword({ name, words }: SimpleCommand): boolean {
  if (name === 'chpasswd') return true;
  if (name !== 'passwd' && name !== 'useradd' && name !== 'usermod') return false;
  const line = commandLine(words.slice(1), { valued: accountValued });
  if (name === 'passwd') return !hasOption(line, 'l', 'lock', 'e', 'expire', 'S', 'status', 'u', 'unlock', 'n', 'x', 'help');
  return hasOption(line, 'p', 'password');
}
