import * as v from 'valibot';

import { GuardError } from '../errors.ts';
import type { Finding, Gap, Waiver } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import type { Report, ScannedImage } from '../model/report.ts';
import { severities } from '../model/severity.ts';
import type { Severity } from '../model/severity.ts';
import { blockingFindings, countBySeverity, isFixable, isOpen, worse } from './counts.ts';
import { oneLine } from './escape.ts';
import { jsonParts, Lines } from './escape-json.ts';
import { JsonLines } from './json-lines.ts';

/** Grows when a field changes its meaning or goes; a new field does not change it. */
export const schemaVersion = 1;
export const reportSchema = 'urn:container-guard:schema:report:1';

/** The report for other programs: a contract, in which a field once there stays. Byte-equal for equal reports. */
export function* toJsonParts(report: Report): Generator<string> {
  const open = report.findings.filter(isOpen);
  const standing = (name: Finding['standing']): number => report.findings.filter((finding) => finding.standing === name).length;
  const lines = new JsonLines();
  yield* jsonParts({
    $schema: reportSchema,
    schemaVersion,
    verdict: report.verdict,
    gate: { failOn: report.gate.failOn, judge: report.gate.judge, onlyFixed: report.gate.onlyFixed },
    counts: {
      findings: report.findings.length,
      open: open.length,
      blocking: blockingFindings(report).length,
      fixable: open.filter(isFixable).length,
      openBySeverity: countBySeverity(open),
      byStanding: { new: standing('new'), known: standing('known'), waived: standing('waived'), lapsed: standing('lapsed') },
      gaps: report.gaps.length,
    },
    tool: toolOf(report),
    profile: report.profile,
    coverage: report.coverage,
    baseline: report.baseline,
    findings: new Lines(report.findings, (finding) => lines.ofFinding(finding)),
    gaps: report.gaps.map(gapOf),
    images: report.images.map(imageOf),
    posture: new Lines(report.posture, (posture) => lines.ofPosture(posture)),
    waivers: {
      used: report.waivers.used.map(waiverOf),
      lapsed: report.waivers.lapsed.map(waiverOf),
      unused: report.waivers.unused.map(waiverOf),
    },
    notes: report.notes,
    rules: report.rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      profile: rule.profile,
      remedy: rule.remedy,
      references: rule.references,
    })),
  });
  yield '\n';
}

// Each part is spelt out, so that a change of the model never changes the contract unseen. A key that is undefined is left out.

function toolOf({ tool }: Report): object {
  const { trivy } = tool;
  return {
    name: tool.name,
    version: tool.version,
    trivy: trivy && {
      version: trivy.version,
      sha256: trivy.sha256,
      verified: trivy.verified,
      verifiedBy: trivy.verifiedBy,
      databaseUpdatedAt: trivy.databaseUpdatedAt,
    },
  };
}

function locationOf({ path, startLine, startColumn, endLine, endColumn }: Location): object {
  return { path, startLine, startColumn, endLine, endColumn };
}

function gapOf(gap: Gap): object {
  return {
    artifact: gap.artifact,
    reason: gap.reason,
    detail: gap.detail,
    blocking: gap.blocking,
    location: gap.location && locationOf(gap.location),
  };
}

function imageOf(image: ScannedImage): object {
  return {
    reference: image.reference,
    digest: image.digest,
    index: image.index,
    platform: image.platform,
    os: image.os,
    findings: image.findings,
    location: image.location && locationOf(image.location),
  };
}

function waiverOf(waiver: Waiver): object {
  return {
    rule: waiver.rule,
    path: waiver.path,
    subject: waiver.subject,
    reason: waiver.reason,
    owner: waiver.owner,
    until: waiver.until,
    source: waiver.source,
  };
}

const baselineSchema = v.object({
  schemaVersion: v.literal(schemaVersion),
  findings: v.array(
    v.object({
      fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
      severity: v.picklist(severities),
      standing: v.picklist(['new', 'known', 'waived', 'lapsed']),
    }),
  ),
});

/**
 * What an earlier JSON report knew: the worst severity by fingerprint. What was waived then is not part of it, or taking
 * a waiver away would go unseen. Throws BASELINE with the path where the text is not such a report.
 */
export function readBaseline(text: string, path: string): ReadonlyMap<string, Severity> {
  const refuse = (why: string, cause?: unknown): GuardError =>
    new GuardError(
      'BASELINE',
      `The baseline ${oneLine(path)} ${why} Make it with \`container-guard scan --format json --output FILE\`.`,
      cause === undefined ? {} : { cause },
    );
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refuse('is not JSON.', error);
  }
  const decoded = v.safeParse(baselineSchema, value);
  if (!decoded.success) {
    const [issue] = decoded.issues;
    throw refuse(
      `is not a report of schema version ${schemaVersion}: ${oneLine(v.getDotPath(issue) ?? 'the whole')} does not fit.`,
    );
  }
  const known = new Map<string, Severity>();
  for (const { fingerprint, severity, standing } of decoded.output.findings) {
    if (standing === 'waived') continue;
    known.set(fingerprint, worse(known.get(fingerprint) ?? severity, severity));
  }
  return known;
}
