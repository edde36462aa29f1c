import type { Finding } from '../../src/model/finding.ts';
import type { Report, Verdict } from '../../src/model/report.ts';
import type { Severity } from '../../src/model/severity.ts';
import { resolveValues } from '../../src/settings/values.ts';
import type { Settings } from '../../src/settings/settings.ts';

let made = 0;

/** A finding with nothing remarkable about it but what is given. */
export function findingOf(severity: Severity, changes: Partial<Finding> = {}): Finding {
  made += 1;
  return {
    rule: 'container/privileged',
    severity,
    confidence: 'certain',
    message: 'The service web runs privileged.',
    remedy: 'Remove `privileged: true`.',
    location: { path: 'compose.yaml', startLine: made, startColumn: 5, endLine: made, endColumn: 20 },
    subject: { service: 'web' },
    related: [],
    fingerprint: made.toString(16).padStart(16, '0'),
    standing: 'new',
    sources: ['container-guard'],
    ...changes,
  };
}

export function reportOf(findings: readonly Finding[], verdict: Verdict, changes: Partial<Report> = {}): Report {
  return {
    tool: { name: 'container-guard', version: '1.2.3' },
    profile: 'default',
    findings,
    gaps: [],
    images: [],
    posture: [],
    waivers: { used: [], lapsed: [], unused: [] },
    gate: { failOn: 'high', judge: 'new', onlyFixed: false },
    verdict,
    coverage: { dockerfiles: 1, composeProjects: 1, commands: 0, images: 0, files: 2 },
    notes: [],
    rules: [],
    ...changes,
  };
}

export function settingsOf(changes: Partial<Settings> = {}): Settings {
  return { ...resolveValues([]), policy: { waivers: [], severity: new Map() }, ...changes };
}
