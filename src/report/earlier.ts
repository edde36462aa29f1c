import * as v from 'valibot';
import { GuardError } from '../errors.ts';
import { exposureLevels } from '../model/finding.ts';
import { confidences, severities } from '../model/severity.ts';
import { oneLine } from './escape.ts';
import type { ExplainedFinding } from './explanation.ts';
import { schemaVersion } from './json.ts';

const text = v.string();
const line = v.pipe(v.number(), v.integer(), v.minValue(1));
const location = v.object({ path: text, startLine: line, startColumn: line, endLine: line, endColumn: line });
const places = v.array(v.object({ location, note: text }));
const waiver = v.object({
  rule: text,
  path: v.exactOptional(text),
  subject: v.exactOptional(text),
  reason: text,
  owner: v.exactOptional(text),
  until: v.exactOptional(text),
  source: text,
});

const report = v.object({
  schemaVersion: v.literal(schemaVersion),
  findings: v.array(
    v.object({
      rule: text,
      severity: v.picklist(severities),
      confidence: v.picklist(confidences),
      message: text,
      remedy: text,
      standing: v.picklist(['new', 'known', 'waived', 'lapsed']),
      fingerprint: v.pipe(text, v.regex(/^[0-9a-f]{16}$/)),
      location,
      subject: v.object({
        service: v.exactOptional(text),
        stage: v.exactOptional(text),
        image: v.exactOptional(text),
        package: v.exactOptional(text),
        version: v.exactOptional(text),
        fixedVersion: v.exactOptional(text),
        advisory: v.exactOptional(text),
      }),
      related: places,
      trail: v.exactOptional(places),
      exposure: v.exactOptional(v.object({ level: v.picklist(exposureLevels), container: text, why: text })),
      sources: v.array(text),
      waiver: v.exactOptional(waiver),
      fix: v.exactOptional(v.object({ title: text, safety: v.picklist(['safe', 'suggest']) })),
    }),
  ),
  posture: v.array(v.looseObject({ subject: text, location: v.object({ path: text, startLine: line }) })),
  rules: v.array(v.object({ id: text, title: text })),
});

/** What an earlier JSON report says, as far as findings are explained from it. */
export interface EarlierReport {
  readonly findings: readonly ExplainedFinding[];
  /** Containers with their values by name. */
  readonly posture: readonly {
    readonly subject: string;
    readonly location: { readonly path: string; readonly startLine: number };
    readonly [value: string]: unknown;
  }[];
  readonly rules: readonly { readonly id: string; readonly title: string }[];
}

/** Reads a JSON report. @throws GuardError USAGE with the path where the text is none. */
export function readReport(written: string, path: string): EarlierReport {
  const refuse = (why: string, cause?: unknown): GuardError =>
    new GuardError(
      'USAGE',
      `The report ${oneLine(path)} ${why} Make it with \`container-guard scan --format json --output FILE\`.`,
      cause === undefined ? {} : { cause },
    );
  let value: unknown;
  try {
    value = JSON.parse(written.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refuse('is not JSON.', error);
  }
  const decoded = v.safeParse(report, value);
  if (decoded.success) return decoded.output;
  const [issue] = decoded.issues;
  throw refuse(
    `is not a report of schema version ${schemaVersion}: ${oneLine(v.getDotPath(issue) ?? 'the whole')} does not fit.`,
  );
}

const steps = v.object({ trail: v.array(text) });

/** The trail of one value of the container at a place; empty where the report has none. */
export function trailAt(
  posture: EarlierReport['posture'],
  key: string,
  { path, startLine }: { readonly path: string; readonly startLine: number },
  subject: string | undefined,
): readonly string[] {
  const own = posture.filter((one) => one.location.path === path);
  const found =
    own.find((one) => subject !== undefined && one.subject === subject) ??
    own.find((one) => subject === undefined && one.location.startLine === startLine);
  const value = v.safeParse(steps, found?.[key]);
  return value.success ? value.output.trail : [];
}
