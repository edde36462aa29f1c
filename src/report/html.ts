import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { countBySeverity, isOpen, worstFirst } from './counts.ts';
import { html, htmlProse } from './escape.ts';
import { filesOf, ruleAnchors, rulesOf, type RuleAnchors } from './html-findings.ts';
import { contentPolicy, style } from './html-style.ts';
import { gapsOf, imagesOf, postureOf, waiversOf } from './html-tables.ts';
import { nextSteps } from './steps.ts';
import { coverageInWords, gateInWords, headline, plural, toolInWords } from './verdict.ts';

/** A part of the page. `body` is HTML. */
interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly count: string;
  readonly body: string | Iterable<string>;
}

/** The report as one page that needs nothing else: no script, no address is loaded, and it can be mailed or printed. */
export function* toHtmlParts(report: Report): Generator<string> {
  const { word, reason } = headline(report);
  const chapters = chaptersOf(report).filter(({ body }) => body !== '');
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${word}: ${html(reason)}</title>
<style>${style}</style>
</head>
<body class="${report.verdict}">
<div class="banner">
<header>
<p class="tool">${html(`${report.tool.name} ${report.tool.version}`)}</p>
<h1><span class="word">${word}</span> ${html(reason)}</h1>
<p class="facts">${html(`The gate ${gateInWords(report)}. Looked at ${coverageInWords(report)}.`)}</p>
<nav aria-label="Contents"><ul>${chapters.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join('')}</ul></nav>
</header>
</div>
<main>
`;
  for (const { id, title, count, body } of chapters) {
    yield `<section id="${id}">\n<h2>${title}${count === '' ? '' : ` <small>${count}</small>`}</h2>\n`;
    if (typeof body === 'string') yield body;
    else yield* body;
    yield '\n</section>\n';
  }
  yield `</main>
<footer>${toolInWords(report).map(html).join(' · ')}</footer>
</body>
</html>
`;
}

function chaptersOf(report: Report): readonly Chapter[] {
  const open = report.findings.filter(isOpen);
  const { used, lapsed, unused } = report.waivers;
  const anchors = ruleAnchors(report);
  const notes = report.notes.map((note) => `<li>${htmlProse(note)}</li>`).join('');
  return [
    { id: 'next', title: 'What to do', count: '', body: stepsOf(report) },
    {
      id: 'findings',
      title: 'Findings',
      count: open.length === 0 ? '' : String(open.length),
      body: findingsOf(report, open, anchors),
    },
    { id: 'gaps', title: 'Not looked at', count: String(report.gaps.length), body: gapsOf(report.gaps) },
    {
      id: 'posture',
      title: 'What containers really run as',
      count: String(report.posture.length),
      body: postureOf(report.posture),
    },
    { id: 'images', title: 'Images', count: String(report.images.length), body: imagesOf(report) },
    { id: 'waivers', title: 'Waivers', count: String(used.length + lapsed.length + unused.length), body: waiversOf(report) },
    { id: 'rules', title: 'Why it matters', count: '', body: rulesOf(report, anchors) },
    { id: 'notes', title: 'Notes', count: '', body: notes === '' ? '' : `<ul class="notes">${notes}</ul>` },
  ];
}

function* findingsOf(report: Report, open: readonly Finding[], anchors: RuleAnchors): Generator<string> {
  if (open.length === 0) yield `<p class="card empty">Nothing found in what was looked at.</p>`;
  else {
    yield `${tilesOf(open)}\n<div class="filtered">\n`;
    yield* filesOf(open, anchors);
    yield '\n</div>';
  }
  const waived = report.findings.filter((finding) => !isOpen(finding));
  if (waived.length === 0) return;
  yield `\n<details class="fold"><summary>${plural(waived.length, 'waived finding')}</summary>\n`;
  yield* filesOf(waived, anchors);
  yield '\n</details>';
}

function stepsOf(report: Report): string {
  const steps = nextSteps(report);
  if (steps.length === 0) return '';
  const items = steps.map(({ text, at }) => {
    const where = at ? ` <span class="at place">${html(`${at.path}:${at.startLine}`)}</span>` : '';
    return `<li>${htmlProse(text)}${where}</li>`;
  });
  return `<ol class="card steps">\n${items.join('\n')}\n</ol>`;
}

/** Counts, which are ticked to be shown. */
function tilesOf(open: readonly Finding[]): string {
  const counts = countBySeverity(open);
  const tiles = worstFirst.map((severity) => {
    const none = counts[severity] === 0;
    const box = `<input type="checkbox" id="show-${severity}" checked${none ? ' disabled' : ''}>`;
    return `<label class="tile ${severity}${none ? ' none' : ''}">${box}<b>${counts[severity]}</b><span>${severity}</span></label>`;
  });
  return `<fieldset><legend class="unseen">Severities to show</legend>\n${tiles.join('\n')}\n</fieldset>`;
}
