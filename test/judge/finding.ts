import type { Finding } from '../../src/model/finding.ts';

/** A finding with the parts that a test cares about. */
export function finding(parts: Partial<Finding>): Finding {
  return {
    rule: 'container/no-privileged',
    severity: 'high',
    confidence: 'certain',
    message: 'Something is wrong.',
    remedy: 'Put it right.',
    location: { path: 'compose.yaml', startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
    subject: {},
    related: [],
    fingerprint: '0123456789abcdef',
    standing: 'new',
    sources: ['container-guard'],
    ...parts,
  };
}
