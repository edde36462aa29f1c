import { placeIn } from '../../parse/shell/mapping.ts';
import { defineRule } from '../rule.ts';
import { badTrivyVersion, compromiseOf, usedActions } from './actions-used.ts';

export default defineRule({
  id: 'workflow/no-compromised-action',
  title: 'A workflow uses a scanner that attackers have replaced',
  severity: 'critical',
  confidence: 'certain',
  profile: 'default',
  subject: 'workflow',
  why: 'In March 2026 attackers moved the tags of `aquasecurity/trivy-action` and `aquasecurity/setup-trivy` to code that reads every secret from the memory of the runner and sends it away; Trivy 0.69.4 to 0.69.6 were theirs too. A workflow that still names such a commit or version runs that code wherever a cache kept it, and its runs of those days have leaked what they could reach.',
  remedy:
    'Pin a release that is known to be good by its full commit, and change every secret that a run of 19 to 23 March 2026 could reach.',
  references: [
    'https://github.com/aquasecurity/trivy/security/advisories/GHSA-69fq-xp46-6x23',
    'https://github.com/aquasecurity/trivy-action/issues/541',
    'CVE-2026-33634',
    'CWE-506',
  ],
  equivalents: {},

  *check({ workflow }) {
    for (const { uses, step } of usedActions(workflow)) {
      const compromise = compromiseOf(uses);
      if (compromise !== undefined) {
        yield {
          at: uses.at,
          key: uses.name,
          ...(compromise.sure ? {} : { confidence: 'likely' as const }),
          message: `\`${uses.written}\` ${compromise.why}; ${compromise.good} is known to be good.`,
        };
      }
      if (step === undefined || !/^aquasecurity\/(?:trivy-action|setup-trivy)$/.test(uses.name)) continue;
      const version = badTrivyVersion(step);
      if (version !== undefined) {
        yield {
          at: placeIn(version, 0, version.text.length),
          key: 'version',
          message: `Trivy ${version.text.trim()} was published by attackers and steals the secrets of the pipeline.`,
        };
      }
    }
  },

  examples: [
    {
      name: 'a commit that is known to be malicious',
      bad: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «aquasecurity/trivy-action@ddb9da4475c1cef7d5389062bdfdfbdbd1394648» # 0.34.2\n',
      good: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aquasecurity/trivy-action@0.35.0\n',
    },
    {
      name: 'a tag that was moved',
      bad: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «aquasecurity/trivy-action@0.28.0»\n      - uses: "«aquasecurity/setup-trivy@v0.2.2»"\n',
    },
    {
      name: 'a version of Trivy',
      bad: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aquasecurity/setup-trivy@v0.2.6\n        with:\n          version: «v0.69.4»\n',
    },
    {
      name: 'tags that were made anew',
      good: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aquasecurity/trivy-action@v0.28.0\n',
    },
  ],
});
