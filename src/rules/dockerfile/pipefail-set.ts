import type { Dockerfile, Instruction } from '../../parse/dockerfile/ast.ts';
import type { SimpleCommand } from '../../parse/shell/script.ts';
import { shellOf } from '../../parse/shell/of-dockerfile.ts';
import { defineRule } from '../rule.ts';
import { said } from './command-line.ts';
import { runsOf, type Run } from './runs.ts';

export default defineRule({
  id: 'dockerfile/pipefail-set',
  title: 'A failure at the head of a pipe is not noticed',
  severity: 'low',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  why: 'The shell looks at the last program of a pipe alone. If `curl` in `curl … | tar -x` fails, or sends half of it, the step succeeds and the image is built from what came.',
  remedy: 'Set `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` (`/bin/ash` on Alpine), or begin the `RUN` with `set -o pipefail`.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#using-pipes',
    'https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html',
  ],
  equivalents: {
    kics: ['efbf148a-67e9-42d2-ac47-02fa1c0d0b22'],
    trivy: ['DS-0032'],
    hadolint: ['DL4006'],
    semgrep: ['set-pipefail'],
    codePathfinder: ['DOCKER-BP-010'],
  },

  *check({ dockerfile }) {
    for (const run of runsOf(dockerfile)) {
      if (run.run.form === 'exec' || shellHasPipefail(dockerfile, run.instruction)) continue;
      const piped = firstPipe(run);
      const last = piped?.pipeline.at(-1);
      if (piped === undefined || last === undefined) continue;
      const { file, span } = piped.at;
      yield {
        at: { file, span: { start: span.start, end: last.at.span.end } },
        key: piped.name,
        message: `Whether ${piped.name === '' ? 'its first program' : `\`${piped.name}\``} fails is not noticed: the pipe answers for its last program alone.`,
      };
    }
  },

  examples: [
    {
      name: 'a download that is unpacked',
      bad: 'FROM debian:12-slim\nRUN «curl -fsSL https://example.com/a.tar.gz | tar -xz»\n',
      good: 'FROM debian:12-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.com/a.tar.gz | tar -xz\n',
    },
    {
      name: 'for one RUN',
      good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN set -euo pipefail && curl -fsSL https://example.com/a.tar.gz | tar -xz\n',
    },
    { name: 'in the shell that is called', good: 'FROM debian:12\nRUN bash -o pipefail -c "cat a | tar -x"\n' },
    {
      name: 'a text that is written',
      good: 'FROM debian:12-slim\nRUN echo "deb https://example.com a" | tee /etc/apt/sources.list.d/a.list\n',
    },
    { name: 'an alternative is no pipe', good: 'FROM debian:12-slim\nRUN test -f /a || touch /a\n' },
    {
      name: 'another stage',
      bad: 'FROM debian:12 AS a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM debian:12\nRUN «cat /a | sort»\n',
    },
  ],
});

/** The first program of the first pipe whose failure would not be noticed. */
function firstPipe({ commands }: Run): SimpleCommand | undefined {
  for (const command of commands) {
    if (command.name === 'set' && hasPipefail(command)) return undefined;
    if (command.position !== 0 || command.pipeline.length < 2 || /^(?:pwsh|powershell)/.test(command.name)) continue;
    if (command.inside !== undefined && hasPipefail(command.inside)) continue;
    if (!command.pipeline.slice(0, -1).every(cannotFail)) return command;
  }
  return undefined;
}

function hasPipefail({ words }: SimpleCommand): boolean {
  return words.some((word) => said(word) === 'pipefail');
}

/** Whether a program only writes what is in its words, none of which another program gives. */
function cannotFail({ name, words }: SimpleCommand): boolean {
  return ['echo', 'printf', 'yes'].includes(name) && !words.some((word) => /\$\(|`/.test(word.raw));
}

function shellHasPipefail(dockerfile: Dockerfile, instruction: Instruction): boolean {
  const { name, exec } = shellOf(dockerfile, instruction);
  return exec !== undefined && name !== 'sh' && exec.some(({ raw }) => /^(?:-\w+\s+)*pipefail$/.test(raw));
}
