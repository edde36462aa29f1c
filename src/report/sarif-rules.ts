import type { ReportingDescriptor } from 'sarif';

import type { Finding } from '../model/finding.ts';
import type { RuleFacts } from '../model/report.ts';
import { confidences } from '../model/severity.ts';
import type { Confidence, Severity } from '../model/severity.ts';
import { advisoryAddress } from './advisory.ts';
import { worse } from './counts.ts';
import { markdownCode, markdownText, oneLine, shorten } from './escape.ts';

// What GitHub takes: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
const nameLimit = 255;
const descriptionLimit = 1024;
const tagLimit = 10;
const helpLimit = 16_000;
const packagesInHelp = 20;

/** Clear of the edges 4.0, 7.0 and 9.0, which GitHub and its documentation draw differently. */
const securitySeverities: Readonly<Record<Exclude<Severity, 'info'>, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};
export const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } as const;
const problemSeverities = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'recommendation',
  info: 'recommendation',
} as const;
const precisions: Readonly<Record<Confidence, string>> = { certain: 'very-high', likely: 'high', possible: 'medium' };

/**
 * The SARIF rule for findings that all name it. GitHub reads the severity from the rule: it is the worst of the findings,
 * because a rule id that held the severity would reopen every dismissed alert when an advisory is rated anew. The
 * precision is that of the least sure finding.
 */
export function sarifRule(id: string, findings: readonly Finding[], facts: RuleFacts | undefined): ReportingDescriptor {
  const severity = findings.map((finding) => finding.severity).reduce(worse, 'info');
  const confidence = confidences.find((level) => findings.some((finding) => finding.confidence === level)) ?? 'possible';
  const text = facts ? factsText(facts) : advisoryText(id, findings);
  return {
    id,
    name: shorten(pascalCase(text.name), nameLimit),
    shortDescription: { text: shorten(text.title, descriptionLimit) },
    fullDescription: { text: shorten(text.description, descriptionLimit) },
    help: { text: shorten(text.help, helpLimit), markdown: shorten(text.page, helpLimit) },
    ...(text.address === undefined ? {} : { helpUri: text.address }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: tagsOf(text.tags, severity),
      precision: precisions[confidence],
      'problem.severity': problemSeverities[severity],
      ...(severity === 'info' ? {} : { 'security-severity': securitySeverities[severity] }),
    },
  };
}

interface RuleText {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly help: string;
  readonly page: string;
  readonly address: string | undefined;
  readonly tags: readonly string[];
}

function factsText(facts: RuleFacts): RuleText {
  const title = oneLine(facts.title) || facts.id;
  const why = oneLine(facts.why) || title;
  const remedy = oneLine(facts.remedy);
  return {
    name: title,
    title,
    description: why,
    help: [why, remedy, ...facts.references.map(oneLine)].filter((line) => line !== '').join('\n\n'),
    page: facts.page.trim() === '' ? markdownText(title) : facts.page,
    address: facts.references.find((reference) => /^https:\/\/[\x21-\x7E]+$/.test(reference) && URL.canParse(reference)),
    tags: facts.tags,
  };
}

/** An advisory has no rule file: what there is to say comes from its findings. */
function advisoryText(id: string, findings: readonly Finding[]): RuleText {
  const advisory = findings[0]?.subject.advisory ?? id.slice(id.lastIndexOf('/') + 1);
  const packages = [...new Set(findings.map((finding) => oneLine(finding.subject.package ?? '')))].filter((name) => name !== '');
  const beside = packages.length > 1 ? ` and ${packages.length - 1} more` : '';
  const title = oneLine(advisory) + (packages[0] === undefined ? '' : ` in ${packages[0]}${beside}`);
  const description = oneLine(findings[0]?.message ?? '') || title;
  const remedies = [...new Set(findings.map((finding) => oneLine(finding.remedy)))]
    .filter((remedy) => remedy !== '')
    .slice(0, packagesInHelp);
  const address = advisoryAddress(advisory);
  return {
    name: packages.length > 0 ? 'Vulnerable package' : `Finding ${advisory}`,
    title,
    description,
    help: [description, ...remedies, ...(address === undefined ? [] : [address])].join('\n\n'),
    page: advisoryPage(title, description, findings, address),
    address,
    tags: ['security', 'vulnerability'],
  };
}

function advisoryPage(title: string, description: string, findings: readonly Finding[], address: string | undefined): string {
  const rows = [...new Set(findings.filter((finding) => finding.subject.package !== undefined).map(packageRow))];
  const table = ['| Package | Installed | Fixed in | Image |', '|---|---|---|---|', ...rows.slice(0, packagesInHelp)].join('\n');
  const more = rows.length > packagesInHelp ? [`and ${rows.length - packagesInHelp} more`] : [];
  return [
    `# ${markdownText(title)}`,
    markdownText(description),
    ...(rows.length > 0 ? [table, ...more] : []),
    ...(address === undefined ? [] : [`<${address}>`]),
  ].join('\n\n');
}

function packageRow({ subject }: Finding): string {
  const cells = [subject.package, subject.version, subject.fixedVersion, subject.image];
  return `| ${cells.map((cell) => (cell === undefined || cell === '' ? '–' : markdownCode(shorten(cell, 120)))).join(' | ')} |`;
}

/** `security` first: it is what GitHub's alert list filters by. */
function tagsOf(tags: readonly string[], severity: Severity): string[] {
  const own = tags.map(oneLine).filter((tag) => tag !== '');
  return [...new Set(severity === 'info' ? own : ['security', ...own])].slice(0, tagLimit);
}

function pascalCase(text: string): string {
  const name = text
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return name === '' ? 'Finding' : name;
}
