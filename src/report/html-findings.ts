import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { advisoryAddress } from './advisory.ts';
import { countBySeverity, groupBy, worstFirst } from './counts.ts';
import { html, htmlProse } from './escape.ts';
import { countParts } from './verdict.ts';

/** The place on the page where a rule is explained, by its id. */
export type RuleAnchors = ReadonlyMap<string, string>;

export function ruleAnchors({ rules }: Report): RuleAnchors {
  return new Map(rules.map((rule, index) => [rule.id, `rule-${index + 1}`]));
}

/** How many rows are one part of the page. */
const rowsInPart = 50;

/** Findings by file, in their order, part by part. */
export function* filesOf(findings: readonly Finding[], anchors: RuleAnchors): Generator<string> {
  let between = '';
  for (const [path, some] of groupBy(findings, (finding) => finding.location.path)) {
    const counts = countBySeverity(some);
    const classes = worstFirst.filter((severity) => counts[severity] > 0).map((severity) => `has-${severity}`);
    yield `${between}<article class="file ${classes.join(' ')}">
<div class="file-head"><h3><code>${html(path)}</code></h3><span class="soft">${countParts(counts).join(', ')}</span></div>
<table class="findings"><thead><tr><th scope="col">Line</th><th scope="col">Severity</th><th scope="col">Finding</th></tr></thead>
<tbody>
`;
    for (let at = 0; at < some.length; at += rowsInPart) {
      const rows = some.slice(at, at + rowsInPart).map((finding) => findingRow(finding, anchors));
      yield `${rows.join('\n')}\n`;
    }
    yield '</tbody></table>\n</article>';
    between = '\n';
  }
}

function findingRow(finding: Finding, anchors: RuleAnchors): string {
  const { location, severity, message, remedy, related } = finding;
  const places = related.map(
    (one) =>
      `<li><span class="place">${html(`${one.location.path}:${one.location.startLine}`)}</span> ${htmlProse(one.note)}</li>`,
  );
  return `<tr class="finding ${severity}"><th scope="row" class="line place">${location.startLine}:${location.startColumn}</th><td class="rate"><span class="pill ${severity}">${severity}</span></td><td class="what">
<p class="message">${htmlProse(message)}</p>${remedy.trim() === '' ? '' : `\n<p class="remedy">${htmlProse(remedy)}</p>`}
<p class="meta">${metaOf(finding, anchors).join(' ')}</p>${places.length === 0 ? '' : `\n<ul class="related">${places.join('')}</ul>`}
</td></tr>`;
}

function metaOf(finding: Finding, anchors: RuleAnchors): readonly string[] {
  const { subject, fix, standing, waiver } = finding;
  const about = [
    ['service', subject.service],
    ['stage', subject.stage],
    ['image', subject.image],
  ].flatMap(([name = '', value]) => (value === undefined ? [] : [`<span>${name} ${html(value)}</span>`]));
  const until = waiver?.until === undefined ? '' : ` ${standing === 'lapsed' ? 'on' : 'until'} ${html(waiver.until)}`;
  return [
    ruleLink(finding, anchors),
    ...(standing === 'new' ? [] : [`<span class="pill plain">${standing}${standing === 'known' ? '' : until}</span>`]),
    ...(fix === undefined ? [] : [`<span class="pill plain">${fix.safety === 'safe' ? 'safe fix' : 'suggested fix'}</span>`]),
    ...about,
    ...(subject.package === undefined ? [] : [`<span>${html(versionWords(finding))}</span>`]),
    ...(finding.exposure === undefined ? [] : [`<span>${finding.exposure.level}: ${htmlProse(finding.exposure.why)}</span>`]),
    ...(finding.confidence === 'certain' ? [] : [`<span>${finding.confidence}, not certain</span>`]),
    ...(finding.sources.some((source) => source !== 'container-guard')
      ? [`<span>found by ${html(finding.sources.join(' and '))}</span>`]
      : []),
  ];
}

function ruleLink({ rule, subject }: Finding, anchors: RuleAnchors): string {
  const anchor = anchors.get(rule);
  const address = anchor === undefined ? subject.advisory && advisoryAddress(subject.advisory) : `#${anchor}`;
  const code = `<code>${html(rule)}</code>`;
  return address === undefined || address === '' ? code : `<a href="${html(address)}">${code}</a>`;
}

function versionWords({ subject }: Finding): string {
  const fixed =
    subject.fixedVersion === undefined || subject.fixedVersion === '' ? 'no fixed version' : `fixed in ${subject.fixedVersion}`;
  return `${[subject.package, subject.version].filter((part) => part !== undefined).join(' ')}, ${fixed}`;
}

/** What is behind the rules that findings name. */
export function rulesOf({ rules }: Report, anchors: RuleAnchors): string {
  if (rules.length === 0) return '';
  const items = rules.map((rule) => {
    const references = rule.references.map((reference) => `<li>${referenceOf(reference)}</li>`).join('');
    // The address is of something inside: a browser opens the fold around what it jumps to.
    return `<details><summary>${html(rule.title)} <code>${html(rule.id)}</code></summary>
<p id="${anchors.get(rule.id) ?? ''}">${htmlProse(rule.why)}</p>
<p>${htmlProse(rule.remedy)}</p>${references === '' ? '' : `\n<ul>${references}</ul>`}
</details>`;
  });
  return `<div class="card rules">\n${items.join('\n')}\n</div>`;
}

function referenceOf(reference: string): string {
  return /^https:\/\/[\x21-\x7E]+$/.test(reference)
    ? `<a href="${html(reference)}">${html(reference)}</a>`
    : htmlProse(reference);
}
