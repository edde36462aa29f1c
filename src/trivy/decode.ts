import * as v from 'valibot';
import { GuardError } from '../errors.ts';

/** Go writes an empty slice as `null`, as `[]` or not at all. */
const list = <T extends v.GenericSchema>(item: T) => v.nullish(v.array(item), []);
const text = v.nullish(v.string(), '');
const number = v.nullish(v.number());

const severity = v.nullish(v.picklist(['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']), 'UNKNOWN');

/** The layer that brought something; its DiffID is empty where Trivy does not say. */
const layer = v.nullish(v.object({ DiffID: text }), { DiffID: '' });

const Vulnerability = v.object({
  VulnerabilityID: v.string(),
  PkgName: v.string(),
  PkgPath: text,
  InstalledVersion: text,
  FixedVersion: text,
  Status: text,
  Severity: severity,
  Title: text,
  Layer: layer,
});

const Misconfiguration = v.object({
  ID: v.string(),
  Title: text,
  Description: text,
  Message: text,
  Resolution: text,
  Severity: severity,
  PrimaryURL: text,
  References: list(v.string()),
  Status: v.picklist(['PASS', 'FAIL', 'EXCEPTION']),
  CauseMetadata: v.nullish(v.object({ StartLine: number, EndLine: number })),
});

/** `Match` and `Code` are left out on purpose: what is not read cannot be told. */
const Secret = v.object({
  RuleID: v.string(),
  Category: text,
  Title: text,
  Severity: severity,
  StartLine: number,
  Layer: layer,
});

/** What is read of a package: where a lock file names it. */
const Package = v.object({
  Name: text,
  Version: text,
  Locations: list(v.object({ StartLine: number })),
});

const Result = v.object({
  Target: v.string(),
  Class: text,
  Type: text,
  Packages: list(Package),
  Vulnerabilities: list(Vulnerability),
  Misconfigurations: list(Misconfiguration),
  Secrets: list(Secret),
});

const ImageConfig = v.object({
  architecture: text,
  os: text,
  config: v.nullish(
    v.object({
      User: text,
      Env: list(v.string()),
      Cmd: list(v.string()),
      Entrypoint: list(v.string()),
      ExposedPorts: v.nullish(v.record(v.string(), v.unknown()), {}),
      Volumes: v.nullish(v.record(v.string(), v.unknown()), {}),
      Labels: v.nullish(v.record(v.string(), v.string()), {}),
      Healthcheck: v.nullish(v.object({ Test: list(v.string()) })),
    }),
  ),
  history: list(v.object({ created_by: text, empty_layer: v.nullish(v.boolean(), false) })),
  rootfs: v.nullish(v.object({ diff_ids: list(v.string()) })),
});

const Report = v.object({
  SchemaVersion: v.literal(2),
  Trivy: v.nullish(v.object({ Version: text })),
  ArtifactName: text,
  ArtifactType: text,
  Metadata: v.nullish(
    v.object({
      OS: v.nullish(v.object({ Family: text, Name: text, EOSL: v.nullish(v.boolean(), false) })),
      ImageID: text,
      DiffIDs: list(v.string()),
      RepoTags: list(v.string()),
      RepoDigests: list(v.string()),
      Reference: text,
      ImageConfig: v.nullish(ImageConfig),
    }),
  ),
  Results: list(Result),
});

/** What the product reads of a Trivy report (schema 2), under Trivy's own names. */
export type TrivyReport = v.InferOutput<typeof Report>;
export type TrivyResult = v.InferOutput<typeof Result>;
export type TrivyVulnerability = v.InferOutput<typeof Vulnerability>;
export type TrivyMisconfiguration = v.InferOutput<typeof Misconfiguration>;
export type TrivySecret = v.InferOutput<typeof Secret>;
export type TrivyImageConfig = v.InferOutput<typeof ImageConfig>;

/**
 * Reads a JSON report. Fields it does not use are ignored; one that is missing or of another type is a GuardError
 * TRIVY_OUTPUT that names its path and never its content.
 */
export function decodeReport(json: string): TrivyReport {
  return decoded(json, Report);
}

/** Reads one vulnerability of a report; GuardError TRIVY_OUTPUT as {@link decodeReport}. */
export function decodeVulnerability(json: string): TrivyVulnerability {
  return decoded(json, Vulnerability);
}

function decoded<T extends v.GenericSchema>(json: string, schema: T): v.InferOutput<T> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const size = json.trim() === '' ? 'It is empty.' : `It has ${json.length} characters and may be cut off.`;
    throw new GuardError('TRIVY_OUTPUT', `Trivy's report is not JSON. ${size} Nothing is concluded from it.`, { cause: error });
  }
  const read = v.safeParse(schema, value, { abortEarly: true });
  if (read.success) return read.output;
  throw new GuardError(
    'TRIVY_OUTPUT',
    `Trivy's report is not as expected, so nothing is concluded from it: ${describe(read.issues[0])}.`,
  );
}

function describe(issue: v.BaseIssue<unknown>): string {
  let path = '';
  for (const { key } of issue.path ?? [])
    path += typeof key === 'number' ? `[${key}]` : `${path === '' ? '' : '.'}${String(key)}`;
  const got = issue.input === undefined ? 'nothing' : kindOf(issue.input);
  const expected =
    issue.input === undefined
      ? 'a value'
      : (issue.expected ?? 'another value').replaceAll(/[()"]/g, '').replaceAll(' | ', ' or ');
  return `${path === '' ? 'the whole' : path}: expected ${lowered(expected)}, got ${got}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Valibot names types as classes (`Object`, `Array`), people as words. Values keep their case. */
function lowered(expected: string): string {
  return expected.replaceAll(/\b(?:Object|Array|Record)\b/g, (name) => name.toLowerCase());
}
