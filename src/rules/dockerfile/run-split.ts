import { defineRule } from '../rule.ts';
import { plain } from './instructions.ts';

/** The longest line of a RUN that reads well. */
const limit = 120;

export default defineRule({
  id: 'dockerfile/run-split',
  title: 'A RUN is one very long line',
  severity: 'info',
  confidence: 'certain',
  profile: 'all',
  subject: 'dockerfile',
  why: 'In a long line changes are hard to see in a review, and an error message names a line that says everything.',
  remedy: 'Break it behind `&&` with a backslash, or use a heredoc (`RUN <<EOF`).',
  references: ['https://docs.docker.com/build/building/best-practices/#run'],
  equivalents: { sonar: ['S7020'] },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.instructions) {
      if (plain(instruction).keyword !== 'RUN') continue;
      const { file, span } = instruction.at;
      for (let start = span.start; start < span.end;) {
        const next = lineEnd(file.text, start, span.end);
        const end = next - start > limit ? start + file.text.slice(start, next).trimEnd().length : next;
        if (end - start > limit) {
          yield { at: { file, span: { start, end } }, key: 'run', message: `This line has ${end - start} characters.` };
          break;
        }
        start = next + 1;
      }
    }
  },

  examples: [
    {
      name: 'all in one line',
      bad: `FROM debian:12-slim\n«RUN apt-get update && apt-get install -y ${'package-with-a-name '.repeat(5)}&& rm -rf /var/lib/apt/lists/*»\n`,
      good: 'FROM debian:12-slim\nRUN apt-get update \\\n && apt-get install -y curl \\\n && rm -rf /var/lib/apt/lists/*\n',
    },
  ],
});

function lineEnd(text: string, from: number, to: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? to : Math.min(newline, to);
}
