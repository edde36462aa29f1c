import { defineRule } from '../rule.ts';
import { compromiseOf, isCommit, usedActions } from './actions-used.ts';

/** Actions that look for faults in code and images, by owner and name. */
const scanners =
  /^(?:aquasecurity\/(?:trivy-action|setup-trivy|tfsec-\S+)|anchore\/(?:scan-action|sbom-action|grype-\S+)(?:\/\S+)?|snyk\/actions(?:\/\S+)?|checkmarx\/(?:kics|ast)-github-action|docker\/scout-action|bridgecrewio\/checkov-action|hadolint\/hadolint-action|(?:goodwithtech|erzz)\/dockle-action|sysdiglabs\/scan-action|crazy-max\/ghaction-container-scan|azure\/container-scan|(?:returntocorp|semgrep)\/semgrep-action|google\/osv-scanner-action(?:\/\S+)?|wagoodman\/dive-action)$/;

export default defineRule({
  id: 'workflow/scanner-pinned',
  title: 'A scanner is used at a ref that can be moved',
  severity: 'low',
  confidence: 'certain',
  profile: 'default',
  subject: 'workflow',
  why: 'Your pipeline may run a stranger’s code tomorrow, next to its secrets: a tag or branch of an action is whatever its owner, or whoever took over the owner’s account, points it at today. The tags of several scanners were moved to malicious code in 2026; a workflow that named a full commit was not touched.',
  remedy: 'Name the full commit, with the version in a comment behind it, and let Dependabot or Renovate keep both fresh.',
  references: [
    'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
    'https://github.com/aquasecurity/trivy/security/advisories/GHSA-69fq-xp46-6x23',
  ],
  equivalents: {},

  *check({ workflow }) {
    for (const { uses } of usedActions(workflow)) {
      if (!scanners.test(uses.name) || isCommit(uses.ref) || compromiseOf(uses) !== undefined) continue;
      yield { at: uses.at, key: uses.name, message: `\`${uses.written}\` can be moved to other code at any time.` };
    }
  },

  examples: [
    {
      name: 'a branch and a tag',
      bad: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: «aquasecurity/trivy-action@master»\n      - uses: «anchore/scan-action@v6»\n',
      good: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aquasecurity/trivy-action@57a97c7e7821a5776cebc9bb87c984fa69cba8f1 # 0.35.0\n      - uses: anchore/scan-action@0123456789abcdef0123456789abcdef01234567 # v6\n',
    },
    {
      name: 'other actions',
      good: 'on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - uses: ./actions/scan\n',
    },
  ],
});
