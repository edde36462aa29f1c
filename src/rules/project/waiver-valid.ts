import { nearest } from '../../settings/nearest.ts';
import { defineRule } from '../rule.ts';
import { isScanners } from '../scanner-rule.ts';

export default defineRule({
  id: 'project/waiver-valid',
  title: 'A waiver in a comment does not count',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'waiver',
  why: 'Somebody wrote that a finding is accepted, and the comment does not say so: it gives no reason, ends on a day that is none, or names a rule that does not exist. The finding goes on counting, or the next reader takes the line for accepted.',
  remedy:
    'Write `# container-guard ignore=RULE reason="…"` above the line or at its end, with `until=YYYY-MM-DD` where it is to end; `container-guard rules` lists the rules.',
  references: [],
  equivalents: {},

  *check({ waiver: { rules, reach, problem, at }, known }) {
    if (problem !== undefined) yield { at, message: `The waiver ${problem}.` };
    else if (reach === undefined) yield { at, message: 'The waiver covers nothing: no code stands below it.' };
    for (const rule of rules) {
      if (isScanners(rule) || known.includes(rule)) continue;
      const near = nearest(rule, known);
      const hint = near === undefined ? '' : `; did you mean \`${near}\``;
      yield {
        at,
        key: rule,
        message: `The waiver is for \`${rule}\`, and there is no such rule${hint}${hint === '' ? '.' : '?'}`,
      };
    }
  },

  examples: [
    {
      name: 'no reason',
      bad: 'services:\n  runner:\n    image: example/runner:2.1\n    privileged: true «# container-guard ignore=container/no-privileged»\n',
      good: 'services:\n  runner:\n    image: example/runner:2.1\n    privileged: true # container-guard ignore=container/no-privileged reason="builds images"\n',
    },
    {
      name: 'a day that is none',
      path: 'Dockerfile',
      bad: 'FROM debian:12-slim\n«# container-guard ignore=dockerfile/user-not-root until=2027-02-30 reason="installs only"»\nUSER root\n',
      good: 'FROM debian:12-slim\n# container-guard ignore=dockerfile/user-not-root until=2027-02-28 reason="installs only"\nUSER root\n',
    },
    {
      name: 'a rule that does not exist',
      path: 'run.sh',
      bad: '«# container-guard ignore=container/no-priviledged reason="needs the host"»\ndocker run --privileged example/runner:2.1\n',
    },
    {
      name: 'a name like none',
      path: 'run.sh',
      bad: '«# container-guard ignore=team/unheard-of reason="needs the host"»\ndocker run --privileged example/runner:2.1\n',
    },
    {
      name: 'nothing below it',
      path: 'Dockerfile',
      bad: 'FROM debian:12-slim\n«# container-guard ignore=dockerfile/user-set reason="installs only"»\n',
    },
    {
      name: 'for the file, too far down',
      bad: 'services:\n  «# container-guard ignore-file=container/no-privileged reason="all of them build images"»\n  runner:\n    image: example/runner:2.1\n',
      good: '# container-guard ignore-file=container/no-privileged reason="all of them build images"\nservices:\n  runner:\n    image: example/runner:2.1\n',
    },
    {
      name: 'a comment that only speaks of it',
      good: '# checked by container-guard\nservices:\n  web:\n    image: example/web:1.4\n',
    },
  ],
});
