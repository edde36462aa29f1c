import type { Location as SarifLocation, Notification, Result, Run, ToolComponent } from 'sarif';

import type { Finding, Gap, RelatedLocation } from '../model/finding.ts';
import { exposureRank } from '../judge/exposure-order.ts';
import type { Location } from '../model/place.ts';
import type { Report } from '../model/report.ts';
import { severities } from '../model/severity.ts';
import { bySeverity, groupBy, isOpen } from './counts.ts';
import { oneLine, shorten, uriPath } from './escape.ts';
import { each, jsonParts } from './escape-json.ts';
import { levels, sarifRule } from './sarif-rules.ts';
import { plural } from './verdict.ts';

/** GitHub refuses a file with more results and shows the first of these many of them. */
export const resultLimit = 25_000;
export const shownLimit = 5_000;
const messageLimit = 2_000;
const relatedLimit = 20;
const gapLimit = 1_000;

export interface SarifOptions {
  /** The name alerts are kept under; registry re-scans have one of their own. */
  readonly toolName: string;
  /** Stable and the same on push and pull request; two categories keep their alerts apart. */
  readonly category: string;
}

/**
 * One run of SARIF 2.1.0 in the shape GitHub's code scanning takes, worst results first. Waived findings are left out,
 * because GitHub ignores suppressions; a run without findings still closes the alerts of earlier ones.
 */
export function toSarif(report: Report, options: SarifOptions): string {
  return [...toSarifParts(report, options)].join('');
}

/** The same, part by part. */
export function* toSarifParts(report: Report, { toolName, category }: SarifOptions): Generator<string> {
  const open = bySeverity(report.findings.filter(isOpen));
  const kept = open.slice(0, resultLimit);
  const groups = groupBy(kept, (finding) => finding.rule);
  const ids = [...groups.keys()].toSorted();
  const facts = new Map(report.rules.map((rule) => [rule.id, rule]));
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const { trivy } = report.tool;

  const driver: ToolComponent = {
    name: toolName,
    version: report.tool.version,
    ...(/^\d+\.\d+\.\d+/.test(report.tool.version) ? { semanticVersion: report.tool.version } : {}),
  };
  const rules = each(ids, (id) => sarifRule(id, groups.get(id) ?? [], facts.get(id)));
  const about: Omit<Run, 'tool'> = {
    automationDetails: { id: `${category.replace(/\/+$/, '')}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.verdict !== 'inconclusive' && !report.gaps.some((gap) => gap.blocking),
        toolExecutionNotifications: notificationsOf(report.gaps, open.length),
      },
    ],
  };
  const results = each(kept, (finding) => resultOf(finding, indexes.get(finding.rule) ?? 0));
  const extensions = trivy ? { extensions: [{ name: 'Trivy', version: trivy.version }] } : {};
  yield* jsonParts({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { ...driver, rules }, ...extensions }, ...about, results }],
  });
  yield '\n';
}

function resultOf(finding: Finding, ruleIndex: number): Result {
  const related = finding.related.slice(0, relatedLimit);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: messageOf(finding) },
    locations: [locationOf(finding.location)],
    ...(related.length > 0
      ? {
          relatedLocations: related.map(({ location, note }, index) => ({
            id: index + 1,
            ...locationOf(location),
            message: { text: plainMessage(note) || 'Related.' },
          })),
        }
      : {}),
    ...codeFlowsOf(finding.trail ?? []),
    partialFingerprints: {
      // The key GitHub tells alerts apart by. It names the problem, so that a new tag on the line keeps the alert.
      primaryLocationLineHash: `${finding.fingerprint}:1`,
      'containerGuard/v1': finding.fingerprint,
    },
    ...rankOf(finding),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      standing: finding.standing,
      ...(finding.exposure === undefined ? {} : { exposure: finding.exposure.level, exposedBy: finding.exposure.container }),
    },
  };
}

/** What is worth doing first, from 0 to 100, where it is known how the image is run: by severity, and within one by exposure. */
function rankOf({ severity, exposure }: Finding): Pick<Result, 'rank'> {
  if (exposure === undefined) return {};
  return { rank: 10 + 20 * severities.indexOf(severity) + 9 * (1 - exposureRank({ exposure })) };
}

/** The way to where it is decided, which GitHub shows step by step; one step alone is no way. */
function codeFlowsOf(trail: readonly RelatedLocation[]): Pick<Result, 'codeFlows'> {
  if (trail.length < 2) return {};
  const locations = trail.slice(0, relatedLimit).map(({ location, note }) => ({
    location: { ...locationOf(location), message: { text: plainMessage(note) || 'Next.' } },
  }));
  return { codeFlows: [{ threadFlows: [{ locations }] }] };
}

function messageOf(finding: Finding): string {
  const message = plainMessage(finding.message) || finding.rule;
  const remedy = plainMessage(finding.remedy);
  return shorten(remedy === '' ? message : `${/[.!?…]$/.test(message) ? message : `${message}.`} ${remedy}`, messageLimit);
}

/** In a SARIF message `[text](target)` is a link (SARIF 2.1.0, 3.11.6): text of others must not make one. */
function plainMessage(text: string): string {
  return oneLine(text).replaceAll('](', '] (');
}

function locationOf(location: Location): SarifLocation {
  const startLine = Math.max(1, location.startLine);
  const startColumn = Math.max(1, location.startColumn);
  const endLine = Math.max(startLine, location.endLine);
  const endColumn = Math.max(endLine === startLine ? startColumn : 1, location.endColumn);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriPath(location.path), uriBaseId: '%SRCROOT%' },
      region: { startLine, startColumn, endLine, endColumn },
    },
  };
}

function notificationsOf(gaps: readonly Gap[], results: number): Notification[] {
  const notifications = gaps.slice(0, gapLimit).map((gap): Notification => ({
    level: gap.blocking ? 'error' : 'warning',
    message: {
      text: shorten(
        `Not looked at: ${plainMessage(gap.artifact)} (${gap.reason}). ${plainMessage(gap.detail)}`.trim(),
        messageLimit,
      ),
    },
    ...(gap.location ? { locations: [locationOf(gap.location)] } : {}),
  }));
  if (gaps.length > gapLimit) {
    notifications.push({ level: 'warning', message: { text: `${gaps.length - gapLimit} more things were not looked at.` } });
  }
  if (results > resultLimit) {
    const left = plural(results - resultLimit, 'finding');
    notifications.push({
      level: 'warning',
      message: { text: `${left} of the mildest severities left out: GitHub takes ${resultLimit} results.` },
    });
  }
  if (results > shownLimit) {
    notifications.push({
      level: 'note',
      message: { text: `GitHub shows ${shownLimit} of ${Math.min(results, resultLimit)} results, the most severe.` },
    });
  }
  return notifications;
}
