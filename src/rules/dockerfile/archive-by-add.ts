import type { Dockerfile, InstructionOf, Word } from '../../parse/dockerfile/ast.ts';
import type { SimpleCommand } from '../../parse/shell/script.ts';
import { buildCommands } from '../../posture/build-commands.ts';
import { defineRule } from '../rule.ts';
import { isArchive } from './add-source.ts';
import { said } from './command-line.ts';
import { unquoted } from './unquoted.ts';

/** Programs that do nothing but unpack. */
const unpackers = new Set(['unzip', 'gunzip', 'bunzip2', 'unlzma', 'unxz', 'zgz', 'uncompress', 'zcat', 'gzcat']);

export default defineRule({
  id: 'dockerfile/archive-by-add',
  title: 'An archive is copied and then unpacked',
  severity: 'info',
  confidence: 'likely',
  profile: 'all',
  subject: 'dockerfile',
  needs: ['tar', ...unpackers],
  why: 'The layer of `COPY` keeps the archive even if the next line deletes it. `ADD` unpacks a local tar archive as it copies, so that only its files are stored.',
  remedy:
    'Write `ADD archive.tar.gz /target/`, or mount the archive: `RUN --mount=type=bind,source=archive.zip,target=/a.zip unzip /a.zip`.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    'https://docs.docker.com/reference/dockerfile/#add',
  ],
  equivalents: { hadolint: ['DL3010'] },

  *check({ dockerfile }) {
    const unpacked = unpackedArchives(dockerfile);
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== 'COPY' || instruction.flags.some(({ name }) => name === 'from')) continue;
      const later = archivesOf(instruction)
        .map((name) => unpacked.get(`${instruction.stage} ${name}`))
        .find((command) => command !== undefined && command.at.span.start > instruction.at.span.start);
      if (later === undefined) continue;
      yield {
        at: instruction.at,
        key: instruction.sources.map(({ raw }) => raw).join(' '),
        message: 'This archive is unpacked later, and stays in its layer besides.',
        related: [{ at: later.at, note: 'where it is unpacked' }],
      };
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
function archivesOf({ sources, destination }: InstructionOf<'COPY'>): readonly string[] {
  const target = baseName(destination);
  if (mayUnpack(target)) return [target];
  return sources.map(baseName).filter(mayUnpack);
}

function mayUnpack(name: string): boolean {
  return isArchive(name) || /\.(?:zip|Z|z)$/.test(name);
}

function baseName({ raw }: Word): string {
  return unquoted(raw).split(/[/\\]/).at(-1) ?? '';
}

/** The last command that unpacks each archive, by stage and file name. */
function unpackedArchives(dockerfile: Dockerfile): ReadonlyMap<string, SimpleCommand> {
  const found = new Map<string, SimpleCommand>();
  for (const { instruction, command } of buildCommands(dockerfile)) {
    if (!unpacks(command)) continue;
    for (const word of command.words.slice(1))
      found.set(`${instruction.stage} ${said(word).split(/[/\\]/).at(-1) ?? ''}`, command);
  }
  return found;
}

function unpacks({ name, words }: SimpleCommand): boolean {
  if (name !== 'tar') return unpackers.has(name);
  const [first = '', ...rest] = words.slice(1).map(said);
  return /^-?\w*x\w*$/.test(first) || [first, ...rest].some((word) => /^-\w*x|^--(?:extract|get)$/.test(word));
}
