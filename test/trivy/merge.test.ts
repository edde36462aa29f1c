import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { mergeDuplicates } from '../../src/trivy/merge.ts';

function finding(rule: string, line: number, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    severity: 'high',
    confidence: 'certain',
    message: rule,
    remedy: '',
    location: { path: 'Dockerfile', startLine: line, startColumn: 1, endLine: line, endColumn: 5 },
    subject: {},
    related: [],
    fingerprint: `${rule}:${line}`,
    standing: 'new',
    sources: [rule.includes('DS-') ? 'trivy' : 'container-guard'],
    ...more,
  };
}

const equivalents = new Map([['DS002', ['dockerfile/user-set', 'dockerfile/user-not-root']]]);
const own = finding('dockerfile/user-set', 5);

test.each([
  ['on the same line', finding('dockerfile/DS-0002', 5)],
  ['on the line before', finding('dockerfile/DS-0002', 4)],
  ['on the line after', finding('dockerfile/DS-0002', 6)],
])('an equivalent %s is merged into our own', (_, theirs) => {
  expect(mergeDuplicates([own], [theirs], equivalents)).toEqual([{ ...own, sources: ['container-guard', 'trivy'] }]);
});

test('an equivalent elsewhere in the same stage is merged into our own', () => {
  const staged = { ...own, subject: { stage: 'final' } };
  const theirs = finding('dockerfile/DS-0002', 20, { subject: { stage: 'final' } });
  expect(mergeDuplicates([staged], [theirs], equivalents)).toHaveLength(1);
  expect(mergeDuplicates([staged], [{ ...theirs, subject: { stage: 'build' } }], equivalents)).toHaveLength(2);
});

test.each([
  ['far away', finding('dockerfile/DS-0002', 8)],
  ['in another file', finding('dockerfile/DS-0002', 5, { location: { ...own.location, path: 'other/Dockerfile' } })],
  ['of another rule', finding('dockerfile/DS-0026', 5)],
])('one %s stays, and ours stays as it was', (_, theirs) => {
  expect(mergeDuplicates([own], [theirs], equivalents)).toEqual([own, theirs]);
});

test('several of the same are one source', () => {
  const two = [finding('dockerfile/DS-0002', 5), finding('dockerfile/DS-0002', 6)];
  expect(mergeDuplicates([own], two, equivalents)[0]?.sources).toEqual(['container-guard', 'trivy']);
  expect(own.sources).toEqual(['container-guard']);
});
