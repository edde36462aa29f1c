import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';

export default defineRule({
  id: 'dockerfile/no-empty-continuation',
  title: 'An empty line stands in a continued instruction',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  why: 'Today the builder skips it with a warning; it is going to be an error. A reader takes the line behind it for an instruction of its own.',
  remedy: 'Remove the line, or make it a comment.',
  references: ['https://docs.docker.com/reference/build-checks/no-empty-continuation/'],
  equivalents: { buildkit: ['NoEmptyContinuation'] },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.instructions) {
      const { file, span } = instruction.at;
      const newline = file.text.indexOf('\n', span.start);
      if (newline < 0 || newline >= span.end) continue;
      // Bodies of here-documents are their own affair.
      const end = Math.min(span.end, ...instruction.heredocs.map(({ at }) => at.span.start));
      if (newline >= end) continue;
      const text = file.text.slice(span.start, end).trimEnd();
      const empty = /\n[ \t]*\r?\n/.exec(text);
      if (empty === null || skipsCheck(dockerfile, instruction, 'NoEmptyContinuation')) continue;
      const at = span.start + empty.index + 1;
      yield {
        at: { file, span: { start: at, end: at } },
        key: 'empty',
        message: 'The instruction goes on behind this empty line.',
      };
    }
  },

  examples: [
    {
      name: 'in a RUN',
      bad: 'FROM debian:12-slim\nRUN mkdir /a \\\n«»\n && mkdir /b\n',
      good: 'FROM debian:12-slim\nRUN mkdir /a \\\n # then\n && mkdir /b\n',
    },
    { name: 'in a heredoc', good: 'FROM debian:12-slim\nRUN <<EOF\nmkdir /a\n\nmkdir /b\nEOF\n' },
  ],
});
