import type { Gap, Waiver } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import { postureKeys, type Postures, type PostureValue, type Report, type ScannedImage } from '../model/report.ts';
import { countBySeverity, isFixable, isOpen, worstFirst } from './counts.ts';
import { html, htmlProse } from './escape.ts';
import { compactKeys, postureLabels, shortValue } from './posture.ts';

/** What each container runs as: a line each, and below it, folded, all that is known with the way it was found. */
export function postureOf(postures: Postures): string {
  const rows = Array.from(postures, (posture) => {
    const under = [
      placeOf(posture.location),
      html(posture.image.value),
      ...(posture.when === undefined ? [] : [html(posture.when)]),
    ];
    const name = `<code>${html(posture.subject)}</code>${under.map((line) => `<br><span class="soft place">${line}</span>`).join('')}`;
    return `<tr><th scope="row">${name}</th>${compactKeys.map((key) => `<td>${shortOf(posture[key])}</td>`).join('')}</tr>
<tr class="whole"><td colspan="${compactKeys.length + 1}"><details><summary>All of it, and how it was found</summary><dl>${postureKeys.map((key) => `<dt>${postureLabels[key]}</dt><dd>${wholeOf(posture[key])}</dd>`).join('')}</dl></details></td></tr>`;
  });
  return gridOf('What containers really run as', ['Container', ...compactKeys.map((key) => postureLabels[key])], rows);
}

function shortOf(value: PostureValue): string {
  return `<span class="${value.state}">${html(shortValue(value))}</span>`;
}

function wholeOf(value: PostureValue): string {
  const { items = [], why, trail } = value;
  const told = items.filter((item) => !value.value.includes(item) && !trail.some((step) => step.includes(item)));
  return [
    shortOf(value),
    ...(why === undefined ? [] : [`<span class="soft">because ${htmlProse(why)}</span>`]),
    ...(told.length > 0 ? [`<div class="soft">${told.map(html).join(' · ')}</div>`] : []),
    ...(trail.length === 0 ? [] : [`<ol>${trail.map((step) => `<li>${htmlProse(step)}</li>`).join('')}</ol>`]),
  ].join(' ');
}

export function imagesOf(report: Report): string {
  const severities = worstFirst.filter((severity) => severity !== 'info');
  const rows = report.images.map((image) => {
    const findings = report.findings.filter((finding) => isOpen(finding) && finding.subject.image === image.reference);
    const counts = countBySeverity(findings);
    const numbers = [...severities.map((severity) => counts[severity]), findings.filter(isFixable).length];
    return `<tr><th scope="row"><code>${html(image.reference)}</code>${underImage(image)}</th><td>${html([image.platform, image.os].filter((part) => part !== undefined).join(', ')) || '–'}</td>${numbers
      .map((number) => `<td class="number${number === 0 ? ' zero' : ''}">${number}</td>`)
      .join('')}</tr>`;
  });
  return gridOf('Images', ['Image', 'Platform', 'Critical', 'High', 'Medium', 'Low', 'Fixable'], rows, 2);
}

function underImage({ location, digest }: ScannedImage): string {
  const lines = [
    ...(location ? [placeOf(location)] : []),
    ...(digest === undefined ? [] : [html(digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…'))]),
  ];
  return lines.length === 0 ? '' : `<br><span class="soft place">${lines.join(' · ')}</span>`;
}

export function waiversOf({ waivers }: Report): string {
  const rowsOf = (some: readonly Waiver[], state: string): readonly string[] =>
    some.map(
      (waiver) =>
        `<tr><th scope="row"><span class="pill plain">${state}</span></th><td class="long"><code>${html(waiver.rule)}</code>${[
          waiver.path,
          waiver.subject,
        ]
          .filter((part) => part !== undefined)
          .map((part) => `<br><span class="soft place">${html(part)}</span>`)
          .join(
            '',
          )}</td><td class="date">${html(waiver.until ?? '–')}</td><td>${html(waiver.owner ?? '–')}</td><td class="long">${htmlProse(waiver.reason)}</td><td><span class="place">${html(waiver.source)}</span></td></tr>`,
    );
  const rows = [...rowsOf(waivers.lapsed, 'lapsed'), ...rowsOf(waivers.unused, 'unused'), ...rowsOf(waivers.used, 'in use')];
  return gridOf('Waivers', ['Waiver', 'Covers', 'Until', 'Owner', 'Reason', 'Written in'], rows);
}

export function gapsOf(gaps: readonly Gap[]): string {
  const rows = gaps.map(
    (gap) =>
      `<tr><th scope="row"><code>${html(gap.artifact)}</code>${gap.location ? `<br><span class="soft place">${placeOf(gap.location)}</span>` : ''}</th><td>${gap.reason}</td><td class="long">${htmlProse(gap.detail)}</td><td>${gap.blocking ? '<span class="unknown">leaves the verdict open</span>' : 'told only'}</td></tr>`,
  );
  return gridOf('Not looked at', ['What', 'Why', 'Detail', 'Weight'], rows);
}

/** A table that scrolls by itself where the page is narrow; nothing where it has no rows. */
function gridOf(label: string, columns: readonly string[], rows: readonly string[], firstNumber = columns.length): string {
  if (rows.length === 0) return '';
  const heads = columns
    .map((column, index) => `<th scope="col"${index >= firstNumber ? ' class="number"' : ''}>${column}</th>`)
    .join('');
  return `<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="grid">
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function placeOf({ path, startLine }: Location): string {
  return html(`${path}:${startLine}`);
}
