import type { InstructionOf, Word } from '../../parse/dockerfile/ast.ts';
import type { SimpleCommand } from '../../parse/shell/script.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { isArchive } from './add-source.ts';
import { said } from './command-line.ts';
import { unquoted } from './unquoted.ts';

export default defineRule({
  id: 'dockerfile/archive-by-add',
  title: 'An archive is copied and then unpacked',
  severity: 'info',
  confidence: 'likely',
  profile: 'all',
  subject: 'dockerfile',
  why: 'The layer of `COPY` keeps the archive even if the next line deletes it. `ADD` unpacks a local tar archive as it copies, so that only its files are stored.',
  remedy:
    'Write `ADD archive.tar.gz /target/`, or mount the archive: `RUN --mount=type=bind,source=archive.zip,target=/a.zip unzip /a.zip`.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    'https://docs.docker.com/reference/dockerfile/#add',
  ],
  equivalents: { hadolint: ['DL3010'] },

  *check({ dockerfile }) {
    for (const stage of dockerfile.stages) {
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'COPY' || instruction.flags.some(({ name }) => name === 'from')) continue;
        const names = archivesOf(instruction);
        if (names.size === 0) continue;
        const unpacked = buildCommands(dockerfile).find(
          ({ instruction: run, command }) =>
            run.stage === stage.index && run.at.span.start > instruction.at.span.start && unpacks(command, names),
        );
        if (unpacked === undefined) continue;
        yield {
          at: instruction.at,
          key: [...names].join(' '),
          message: 'This archive is unpacked later, and stays in its layer besides.',
          related: [{ at: unpacked.command.at, note: 'where it is unpacked' }],
        };
      }
    }
  },

  examples: [
    {
      name: 'a tar archive',
      bad: 'FROM debian:12-slim\n«COPY app.tar.gz /tmp/»\nRUN tar -xzf /tmp/app.tar.gz -C /opt && rm /tmp/app.tar.gz\n',
      good: 'FROM debian:12-slim\nADD app.tar.gz /opt/\n',
    },
    { name: 'not unpacked', good: 'FROM debian:12-slim\nCOPY app.tar.gz /srv/downloads/\n' },
  ],
});

/** The names under which archives arrive: that of the destination where it is one, else those of the sources. */
function archivesOf({ sources, destination }: InstructionOf<'COPY'>): ReadonlySet<string> {
  const target = baseName(destination);
  if (mayUnpack(target)) return new Set([target]);
  return new Set(sources.map(baseName).filter(mayUnpack));
}

function mayUnpack(name: string): boolean {
  return isArchive(name) || /\.(?:zip|Z|z)$/.test(name);
}

function baseName({ raw }: Word): string {
  return unquoted(raw).split(/[/\\]/).at(-1) ?? '';
}

function unpacks({ name, words }: SimpleCommand, archives: ReadonlySet<string>): boolean {
  const rest = words.slice(1).map(said);
  const isTar =
    name === 'tar' &&
    rest.some(
      (word) => word === '--extract' || word === '--get' || /^-\w*x/.test(word) || (word === rest[0] && /^\w*x\w*$/.test(word)),
    );
  const isOther = /^(?:unzip|gunzip|bunzip2|unlzma|unxz|zgz|uncompress|zcat|gzcat)$/.test(name);
  return (isTar || isOther) && rest.some((word) => archives.has(word.split(/[/\\]/).at(-1) ?? ''));
}
