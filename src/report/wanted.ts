import { oneLine } from './escape.ts';
import type { ExplainedFinding } from './explanation.ts';

/** Which findings somebody asks for. */
export type Wanted =
  | { readonly kind: 'fingerprint'; readonly prefix: string }
  /** `rule` may be the last part of an id. */
  | { readonly kind: 'place'; readonly path: string; readonly line?: number; readonly rule?: string };

/** How much of a fingerprint tells findings apart. */
const shortest = 4;

/** Reads `FINGERPRINT`, `PATH:LINE`, `RULE@PATH` or `RULE@PATH:LINE`; undefined for anything else. */
export function wantedBy(text: string): Wanted | undefined {
  if (/^[0-9a-f]+$/i.test(text) && text.length >= shortest && text.length <= 16)
    return { kind: 'fingerprint', prefix: text.toLowerCase() };
  const [, rule, path = '', line] = /^(?:([\w./-]+)@)?(.+?)(?::(\d+)(?::\d+)?)?$/s.exec(text) ?? [];
  if (path === '' || (rule === undefined && line === undefined)) return undefined;
  return {
    kind: 'place',
    path: path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(rule === undefined ? {} : { rule }),
  };
}

/**
 * The findings that are asked for, worst first as they are. A path may count from the scanned folder, from above it, or be its
 * last parts.
 */
export function findingsFor(findings: readonly ExplainedFinding[], wanted: Wanted): readonly ExplainedFinding[] {
  if (wanted.kind === 'fingerprint') return findings.filter(({ fingerprint }) => fingerprint.startsWith(wanted.prefix));
  const { line, rule } = wanted;
  const path = pathMeant(findings, wanted.path);
  return findings.filter(
    (finding) =>
      finding.location.path === path &&
      (rule === undefined || finding.rule === rule || finding.rule.endsWith(`/${rule}`)) &&
      (line === undefined || (finding.location.startLine <= line && line <= finding.location.endLine)),
  );
}

function pathMeant(findings: readonly ExplainedFinding[], written: string): string | undefined {
  const paths = [...new Set(findings.map(({ location }) => location.path))];
  if (paths.includes(written)) return written;
  return paths
    .filter((path) => path.endsWith(`/${written}`) || written.endsWith(`/${path}`))
    .toSorted((one, other) => other.length - one.length)[0];
}

/** What there is nearest to what was asked for and is not there, in a sentence; empty where nothing is near. */
export function nearestTo(
  findings: readonly ExplainedFinding[],
  wanted: Wanted,
  near: (word: string, known: readonly string[]) => string | undefined,
): string {
  if (wanted.kind === 'fingerprint') {
    const { prefix } = wanted;
    const best = near(prefix, [...new Set(findings.map(({ fingerprint }) => fingerprint.slice(0, prefix.length)))]);
    const found = findings.find(({ fingerprint }) => best !== undefined && fingerprint.startsWith(best));
    return found === undefined ? '' : ` Did you mean ${named(found)}?`;
  }
  const { line, rule } = wanted;
  const path = pathMeant(findings, wanted.path) ?? near(wanted.path, [...new Set(findings.map(({ location }) => location.path))]);
  const here = findings.filter(({ location }) => location.path === path);
  const ruled =
    rule === undefined ? here : findings.filter((finding) => finding.rule === rule || finding.rule.endsWith(`/${rule}`));
  const pool =
    rule !== undefined && ruled.length > 0
      ? ruled.some((one) => here.includes(one))
        ? ruled.filter((one) => here.includes(one))
        : ruled
      : here;
  const [best] = pool.toSorted((one, other) => distanceTo(line, one) - distanceTo(line, other));
  return best === undefined ? '' : ` The nearest is ${named(best)}.`;
}

function distanceTo(line: number | undefined, { location }: ExplainedFinding): number {
  return line === undefined ? 0 : Math.abs(location.startLine - line);
}

function named({ fingerprint, rule, location }: ExplainedFinding): string {
  return `\`${fingerprint}\` (${oneLine(rule)}@${oneLine(location.path)}:${location.startLine})`;
}
