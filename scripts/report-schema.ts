import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exposureLevels, gapReasons } from '../src/model/finding.ts';
import { postureKeys } from '../src/model/report.ts';
import { confidences, profiles, severities } from '../src/model/severity.ts';
import { reportSchema, schemaVersion } from '../src/report/json.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const list = (items: Schema): Schema => ({ type: 'array', items });
const choice = (values: readonly string[]): Schema => ({ enum: [...values] });
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** An object with just these keys; those of `optional` may be left out. */
function object(required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

/** The JSON Schema of the JSON report. A test holds it against what the product writes. */
export function reportJsonSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: reportSchema,
    title: 'JSON report of container-guard',
    ...object(
      {
        $schema: { const: reportSchema },
        schemaVersion: { const: schemaVersion },
        verdict: choice(['pass', 'fail', 'inconclusive']),
        gate: object({ failOn: choice([...severities, 'none']), judge: choice(['new', 'all']), onlyFixed: { type: 'boolean' } }),
        counts: object({
          findings: count,
          open: count,
          blocking: count,
          fixable: count,
          openBySeverity: object(Object.fromEntries(severities.map((severity) => [severity, count]))),
          byStanding: object({ new: count, known: count, waived: count, lapsed: count }),
          gaps: count,
        }),
        tool: object(
          { name: text, version: text },
          {
            trivy: object(
              { version: text, sha256: text, verified: text },
              { verifiedBy: choice(['digest', 'signature', 'digest+signature', 'version']), databaseUpdatedAt: text },
            ),
          },
        ),
        profile: choice(profiles),
        coverage: object({ dockerfiles: count, composeProjects: count, commands: count, images: count, files: count }),
        findings: list(ref('finding')),
        gaps: list(ref('gap')),
        images: list(
          object(
            { reference: text, findings: count },
            { digest: text, index: text, platform: text, os: text, location: ref('location') },
          ),
        ),
        posture: list(ref('posture')),
        waivers: object({ used: list(ref('waiver')), lapsed: list(ref('waiver')), unused: list(ref('waiver')) }),
        notes: list(text),
        rules: list(
          object({
            id: text,
            title: text,
            severity: choice(severities),
            profile: choice(profiles),
            remedy: text,
            references: list(text),
          }),
        ),
      },
      { baseline: object({ known: count, fixed: count }) },
    ),
    $defs: {
      location: object({
        path: { ...text, description: 'Relative to the scanned root, with /.' },
        startLine: { type: 'integer', minimum: 1 },
        startColumn: { type: 'integer', minimum: 1 },
        endLine: { type: 'integer', minimum: 1 },
        endColumn: { type: 'integer', minimum: 1, description: 'Exclusive.' },
      }),
      finding: object(
        {
          rule: text,
          severity: choice(severities),
          confidence: choice(confidences),
          message: text,
          remedy: text,
          standing: choice(['new', 'known', 'waived', 'lapsed']),
          fingerprint: {
            type: 'string',
            pattern: '^[0-9a-f]{16}$',
            description: 'Names the problem, never the line, tag or digest.',
          },
          location: ref('location'),
          subject: object(
            {},
            {
              service: text,
              stage: text,
              image: text,
              platforms: list(text),
              package: text,
              version: text,
              fixedVersion: text,
              advisory: text,
            },
          ),
          related: list(object({ location: ref('location'), note: text })),
          sources: list(text),
        },
        {
          exposure: {
            ...object({ level: choice(exposureLevels), container: text, why: text }),
            description: 'How open the most open container is that runs the image. It changes no severity.',
          },
          waiver: ref('waiver'),
          trail: list(object({ location: ref('location'), note: text })),
          fix: object({ title: text, safety: choice(['safe', 'suggest']) }),
        },
      ),
      gap: object(
        { artifact: text, reason: choice(gapReasons), detail: text, blocking: { type: 'boolean' } },
        { location: ref('location') },
      ),
      waiver: object({ rule: text, reason: text, source: text }, { path: text, subject: text, owner: text, until: text }),
      value: object(
        {
          value: { ...text, description: 'In short.' },
          state: {
            ...choice(['known', 'unset', 'unknown']),
            description: 'unset: nothing says it; value is what the engine does then.',
          },
          trail: { ...list(text), description: 'From the container to where it is decided: `PATH:LINE WORDS`.' },
        },
        {
          why: { ...text, description: 'Why it, or a part of it, is not known.' },
          items: { ...list(text), description: 'A value that is a list, one by one.' },
        },
      ),
      posture: object(
        {
          subject: text,
          kind: choice(['service', 'command', 'live']),
          location: ref('location'),
          ...Object.fromEntries(postureKeys.map((name) => [name, ref('value')])),
        },
        { when: { ...text, description: 'What it takes for it to be started like this: a profile, an override file.' } },
      ),
    },
  };
}

/** Writes schema/report.schema.json. */
export function writeReportSchema(): void {
  const folder = join(import.meta.dirname, '../schema');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.schema.json'), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
}
