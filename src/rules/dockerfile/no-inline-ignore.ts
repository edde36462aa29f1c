import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'dockerfile/no-inline-ignore',
  title: 'A comment switches a check off',
  severity: 'info',
  confidence: 'certain',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['#'],
  why: 'A comment that silences a linter has no date, no owner and mostly no reason. Nobody comes back to it, and the next reader takes the line for checked.',
  remedy: 'Put the line right, or write a waiver with a reason and a date.',
  references: ['https://github.com/hadolint/hadolint#inline-ignores', 'https://docs.docker.com/build/checks/'],
  equivalents: { hadolint: ['DL1001'] },

  *check({ dockerfile }) {
    for (const { text, at } of dockerfile.comments) {
      const tool =
        /^(?:(hadolint)\s+(?:global\s+)?ignore\s*=|(trivy|kics-scan|checkov)\s*:\s*(?:ignore|skip)|(kics-scan)\s+ignore|(nosemgrep)\b)/i.exec(
          text,
        );
      if (tool === null) continue;
      const name = tool.slice(1).find((part) => part !== undefined) ?? 'a linter';
      yield { at, key: text, message: `The comment silences \`${name}\`, without an end.` };
    }
  },

  examples: [
    {
      name: 'one rule for one line',
      bad: 'FROM debian:12-slim\n«# hadolint ignore=DL3008»\nRUN apt-get update && apt-get install -y curl\n',
      good: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl=7.88.1-10*\n',
    },
    { name: 'an ordinary comment', good: 'FROM debian:12-slim\n# hadolint has nothing to say here\nUSER 1000\n' },
  ],
});
