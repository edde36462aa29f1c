import { normalize } from 'node:path/posix';
import type { Place, SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import type { Problem } from './ast.ts';
import { readIgnorePattern, type PathMatcher } from './ignore-pattern.ts';
import { skipSpace, trimSpaceEnd } from './whitespace.ts';

/** A line of a `.dockerignore`. */
export interface IgnorePattern {
  /** Without `!`, cleaned and relative to the build context, as Docker compares it. */
  readonly pattern: string;
  /** `!`: takes back what earlier lines ignore. */
  readonly negated: boolean;
  readonly at: Place;
  readonly matches: PathMatcher;
}

export interface IgnoreFile {
  readonly file: SourceFile;
  readonly patterns: readonly IgnorePattern[];
  /** Lines for which Docker refuses the build. */
  readonly problems: readonly Problem[];
}

/** Where Docker looks for the ignore file of a Dockerfile, first match first; `context` is the build context's folder. */
export function ignoreFilePaths(dockerfile: string, context: string): readonly string[] {
  return [`${dockerfile}.dockerignore`, normalize(`${context === '' ? '.' : context}/.dockerignore`)];
}

/** Reads a `.dockerignore` the way Docker does. Never throws. */
export function parseIgnoreFile(file: SourceFile): IgnoreFile {
  const { text } = file;
  const patterns: IgnorePattern[] = [];
  const problems: Problem[] = [];
  let next = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (next < text.length) {
    const line = next;
    const newline = text.indexOf('\n', line);
    const lineEnd = newline === -1 ? text.length : newline;
    next = lineEnd + 1;
    const start = skipSpace(text, line, lineEnd);
    const end = trimSpaceEnd(text, start, lineEnd);
    // Only a `#` in the first column begins a comment.
    if (start === end || text.startsWith('#', line)) continue;
    const at = placeAt(file, start, end);
    const { negated, pattern } = readLine(text.slice(start, end));
    const matches = pattern === '' ? undefined : readIgnorePattern(pattern);
    if (matches) patterns.push({ pattern, negated, at, matches });
    else
      problems.push({ message: pattern === '' ? 'There is no pattern behind the "!"' : `"${pattern}" is no valid pattern`, at });
  }
  return { file, patterns, problems };
}

/**
 * The pattern that keeps a file out of the build context; undefined where the file gets in. `path` is relative to the context,
 * with `/`. A folder that is ignored takes its files along, unless a later pattern takes them back.
 */
export function ignoredBy({ patterns }: IgnoreFile, path: string): IgnorePattern | undefined {
  const held = new Set<IgnorePattern>();
  let decision: IgnorePattern | undefined;
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const current = end === -1 ? path : path.slice(0, end);
    decision = undefined;
    for (const pattern of patterns) {
      if (!held.has(pattern)) {
        if (pattern.negated !== (decision !== undefined) || !pattern.matches(current)) continue;
        held.add(pattern);
      }
      decision = pattern.negated ? undefined : pattern;
    }
    if (end === -1) return decision;
  }
}

/** Docker cleans a line when it reads it and once more when it compiles it, and looks for the `!` both times. */
function readLine(line: string): { readonly negated: boolean; readonly pattern: string } {
  const behind = line.startsWith('!') ? trimmed(line.slice(1)) : line;
  const path = behind === '' ? '' : cleaned(behind);
  const relative = path.length > 1 && path.startsWith('/') ? path.slice(1) : path;
  const whole = cleaned(trimmed(line.startsWith('!') ? `!${relative}` : relative));
  return whole.startsWith('!') ? { negated: true, pattern: whole.slice(1) } : { negated: false, pattern: whole };
}

function trimmed(text: string): string {
  const start = skipSpace(text, 0, text.length);
  return text.slice(start, trimSpaceEnd(text, start, text.length));
}

function cleaned(path: string): string {
  const clean = normalize(path);
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}
