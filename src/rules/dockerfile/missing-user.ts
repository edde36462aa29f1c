import type { StagePosture } from '../../posture/stage.ts';
import { leavesRoot } from '../../posture/leaving-root.ts';
import { isExport } from '../../posture/outputs.ts';
import { stageLabel } from '../../posture/stages.ts';
import { isRoot } from '../../posture/user.ts';
import type { Draft } from '../rule.ts';

/** What the rules about a missing user read. */
export const missingUserReferences = [
  'https://docs.docker.com/build/building/best-practices/#user',
  'CIS Docker Benchmark 1.6.0, 4.1',
  'OWASP Docker Security Cheat Sheet, rule 2',
] as const;

/** What tools call it that do not tell a base of root's from one that nobody knows. */
export const missingUserElsewhere = {
  trivy: ['DS-0002'],
  kics: ['fd54f200-402c-4333-a5a4-36ef6709af2f'],
  checkov: ['CKV_DOCKER_3'],
  semgrep: ['missing-user', 'missing-user-entrypoint'],
  codePathfinder: ['DOCKER-SEC-001'],
  dockle: ['CIS-DI-0001'],
  cis: ['4.1'],
  dockerfileSecurity: ['core-001'],
} as const;

/** What is told of a shipped stage that nothing sets a user for, by whether its base is known to run as root. */
export function missingUser(stage: StagePosture, base: 'known' | 'unknown'): Draft | undefined {
  if (stage.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'USER'))) return undefined;
  const user = stage.user.setting;
  const isKnown = user.state === 'known';
  if (isKnown !== (base === 'known') || (isKnown && !isRoot(user.value))) return undefined;
  const leaving = leavesRoot(stage);
  if (leaving === 'whole' || isExport(stage)) return undefined;
  const last = stage.stage.name === undefined ? 'its last stage' : `stage \`${stage.stage.name}\``;
  const [service] = stage.builtBy;
  return {
    at: stage.stage.from.at,
    confidence: isKnown && leaving === undefined ? 'certain' : 'likely',
    subject: {
      stage: stageLabel(stage.stage),
      ...(service !== undefined && stage.builtBy.length === 1 ? { service: service.service } : {}),
    },
    key: 'user',
    message: isKnown
      ? `The image runs as root: ${last} has no USER${because(stage, leaving)}.`
      : `The image may run as root: ${last} has no USER, and whether its base sets one is not known.`,
    trail: stage.user.trail,
    related: stage.builtBy.map(({ service: name, at }) => ({ at, note: `service ${name} is built from it` })),
  };
}

function because({ base }: StagePosture, leaving: ReturnType<typeof leavesRoot>): string {
  if (base.state !== 'known') return '';
  return ` and ${leaving === 'workers' ? `of \`${base.value}\` the workers alone leave root` : `\`${base.value}\` sets none`}`;
}
