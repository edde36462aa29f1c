import type { Finding, RelatedLocation } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import type { Severity } from '../model/severity.ts';
import type { Paint, Style } from './ansi.ts';
import { harmless, oneLine, visible } from './escape.ts';
import { columnsOf, wrap } from './wrap.ts';

/** A finding as it is explained: one of a scan, or one that an earlier report tells of. */
export interface ExplainedFinding extends Omit<Finding, 'fix'> {
  readonly fix?: Pick<NonNullable<Finding['fix']>, 'title' | 'safety'>;
}

/** What is known of a finding beside itself. */
export interface Background {
  /** What its rule says is wrong, and why that matters; empty where nobody knows. */
  readonly title: string;
  readonly why: string;
  /** The steps of the posture that it is about, for a finding without a trail of its own. */
  readonly steps: readonly string[];
  /** Whether the rule has a page: `container-guard explain RULE`. */
  readonly hasPage: boolean;
}

export interface ExplanationOptions {
  readonly paint: Paint;
  readonly width: number;
  readonly arrow: string;
}

const styles: Readonly<Record<Severity, Style>> = {
  critical: 'brightRed',
  high: 'red',
  medium: 'yellow',
  low: 'blue',
  info: 'cyan',
};

/** One finding for a terminal: what and where, how it comes to that, why it matters, what to do, and how to accept it. */
export function explanationOf(finding: ExplainedFinding, background: Background, options: ExplanationOptions): string {
  const { paint } = options;
  const { message, remedy, fix } = finding;
  const way = wayOf(finding, background, options);
  const steps = new Set((finding.trail ?? []).map(({ location, note }) => `${placeOf(location)} ${note}`));
  const beside = finding.related.filter(({ location, note }) => !steps.has(`${placeOf(location)} ${note}`));
  const told = fix === undefined ? [] : [`${fix.safety === 'safe' ? 'A safe fix' : 'A fix to look at'}: ${oneLine(fix.title)}`];
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['', factsOf(finding, options)],
    ['How it comes to that', way],
    ['See also', placesOf(beside, options)],
    ['Why it matters', paragraph(background.why, options)],
    ['What to do', [...hung(`  ${options.arrow} `, remedy, options), ...told.flatMap((text) => hung('    ', text, options))]],
    ['To accept it', acceptance(finding)],
  ];
  const head = [
    `${paint('bold', paint(styles[finding.severity], finding.severity))}  ${paint('bold', visible(finding.rule))}${background.title === '' ? '' : `  ${paint('dim', oneLine(background.title))}`}`,
    ...wrap(oneLine(message), options.width).map((line) => paint('bold', line)),
  ];
  const blocks = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [...(title === '' ? [] : [paint('underline', title)]), ...lines].join('\n'));
  const more = background.hasPage
    ? [paint('dim', `container-guard explain ${visible(finding.rule)} shows the rule with its examples.`)]
    : [];
  return `${harmless([head.join('\n'), ...blocks, ...more].join('\n\n'))}\n`;
}

/** Several findings, a line each, to choose one of. */
export function choiceOf(findings: readonly ExplainedFinding[], { paint, width }: ExplanationOptions): string {
  const lines = findings.flatMap(({ fingerprint, severity, rule, location, message }) => [
    `  ${paint('bold', fingerprint)}  ${paint(styles[severity], severity.padEnd(8))}  ${visible(rule)}  ${paint('dim', placeOf(location))}`,
    ...wrap(oneLine(message), Math.max(20, width - 30)).map((line) => `${' '.repeat(30)}${line}`),
  ]);
  return `${harmless([`${findings.length} findings. Explain one by its fingerprint:`, ...lines].join('\n'))}\n`;
}

function factsOf(finding: ExplainedFinding, options: ExplanationOptions): readonly string[] {
  const { subject, standing, waiver, confidence, exposure, sources } = finding;
  const about = [
    ['service', subject.service],
    ['stage', subject.stage],
    ['image', subject.image],
    ['package', [subject.package, subject.version].filter((part) => part !== undefined).join(' ')],
  ].flatMap(([name = '', value = '']) => (value === '' ? [] : [`${name} ${oneLine(value)}`]));
  const until = waiver?.until === undefined ? '' : ` ${standing === 'lapsed' ? 'on' : 'until'} ${oneLine(waiver.until)}`;
  const because = waiver === undefined ? '' : `, ${oneLine(waiver.source)}: ${oneLine(waiver.reason)}`;
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['where', placeOf(finding.location)],
    ['about', about.join(', ')],
    ['fingerprint', finding.fingerprint],
    ['standing', standing === 'new' ? '' : `${standing}${until}${because}`],
    ['exposure', exposure === undefined ? '' : `${exposure.level}: ${oneLine(exposure.why)}`],
    ['confidence', confidence === 'certain' ? '' : confidence],
    ['found by', sources.every((source) => source === 'container-guard') ? '' : oneLine(sources.join(', '))],
  ];
  return facts.flatMap(([name, value]) =>
    value === '' ? [] : hung(`  ${options.paint('dim', name.padEnd(12))}`, value, options, 14),
  );
}

function wayOf(
  { trail = [], location }: ExplainedFinding,
  { steps }: Background,
  options: ExplanationOptions,
): readonly string[] {
  if (trail.length > 0)
    return numbered(
      trail.map((step) => [placeOf(step.location), step.note] as const),
      options,
    );
  // A posture that says no more than the line of the finding explains nothing.
  const told = steps.map(placedStep);
  const elsewhere = told.some(([place]) => place !== '' && place !== `${location.path}:${location.startLine}`);
  return elsewhere || told.length > 1 ? numbered(told, options) : [];
}

/** A step of a posture, `compose.yaml:12 sets no user`, in its place and what it says. */
function placedStep(step: string): readonly [place: string, note: string] {
  const found = /^(\S.*?:\d+) (.*)$/s.exec(step);
  return found === null ? ['', step] : [found[1] ?? '', found[2] ?? ''];
}

function numbered(steps: readonly (readonly [place: string, note: string])[], options: ExplanationOptions): readonly string[] {
  const width = Math.max(...steps.map(([place]) => columnsOf(visible(place))));
  return steps.flatMap(([place, note], index) => {
    const shown = visible(place);
    const lead = `  ${String(index + 1).padStart(String(steps.length).length)}  ${options.paint('dim', shown)}${' '.repeat(width - columnsOf(shown))}  `;
    return hung(lead, note, options, 6 + String(steps.length).length + width);
  });
}

function placesOf(related: readonly RelatedLocation[], options: ExplanationOptions): readonly string[] {
  return related.flatMap(({ location, note }) => hung(`  ${options.paint('dim', placeOf(location))}  `, note, options, 4));
}

/** The comment and the entry of the config file that waive it. */
function acceptance({ rule, location, subject }: ExplainedFinding): readonly string[] {
  const who = subject.advisory === undefined ? (subject.service ?? subject.stage) : subject.package;
  const entry = [
    'waivers:',
    `  - rule: ${scalar(rule)}`,
    ...(subject.advisory === undefined ? [`    path: ${scalar(location.path)}`] : []),
    ...(who === undefined ? [] : [`    subject: ${scalar(who)}`]),
    '    reason: WHY',
    '    until: YYYY-MM-DD',
  ];
  const comment =
    subject.advisory === undefined && !location.path.endsWith('.json')
      ? [
          `  on the line above ${placeOf(location)}:`,
          `    # container-guard ignore=${visible(rule)} until=YYYY-MM-DD reason="WHY"`,
          '  or in container-guard.yaml:',
        ]
      : ['  in container-guard.yaml:'];
  return [...comment, ...entry.map((line) => `    ${line}`)];
}

/** A text as a YAML scalar on one line. */
function scalar(text: string): string {
  const shown = visible(text);
  return /^[A-Za-z_./][\w./@-]*$/.test(shown) ? shown : JSON.stringify(shown);
}

function paragraph(text: string, { width }: ExplanationOptions): readonly string[] {
  return text.trim() === '' ? [] : wrap(oneLine(text), Math.max(20, width - 2)).map((line) => `  ${line}`);
}

/** Text behind a lead, its further lines below its first. */
function hung(lead: string, text: string, { width }: ExplanationOptions, indent = columnsOf(lead)): readonly string[] {
  return wrap(oneLine(text), Math.max(20, width - indent)).map((line, index) => (index === 0 ? lead : ' '.repeat(indent)) + line);
}

function placeOf({ path, startLine }: Location): string {
  return `${visible(path)}:${startLine}`;
}
