import { misconfigurationId } from '../../trivy/misconfiguration-id.ts';
import { commentsOf, type CodeComment } from './comment.ts';
import { headOf, reachOf, type JudgedText, type Lines } from './reach.ts';

/** The tools whose comments are understood, by their names in `equivalents`. */
export type CommentingTool = 'hadolint' | 'trivy' | 'checkov' | 'kics' | 'buildkit' | 'semgrep';

/** A comment that silences another tool. */
export interface ForeignComment {
  readonly tool: CommentingTool;
  /** The tool's rules, in its own spelling; absent for all of them. */
  readonly ids?: readonly string[];
  readonly reach: 'file' | Lines;
  /** `YYYY-MM-DD`, where the comment ends by itself. */
  readonly until?: string;
  readonly line: number;
}

const wanted =
  /^(?:hadolint\s+(?:global\s+)?ignore\s*=|trivy:ignore:|checkov:skip=|kics-scan\s+(?:ignore|disable=)|check\s*=|nosemgrep\b)/i;
const cheap = /hadolint|trivy:ignore|checkov:skip|kics-scan|check\s*=|nosemgrep/i;

/** The comments for other tools in a text, in order. */
export function foreignComments(text: JudgedText): readonly ForeignComment[] {
  if (!cheap.test(text.file.text)) return [];
  return commentsOf(text.file, wanted).flatMap((comment) => readers.flatMap((read) => read(text, comment)));
}

type Reader = (text: JudgedText, comment: CodeComment) => readonly ForeignComment[];

const readers: readonly Reader[] = [ofHadolint, ofTrivy, ofCheckov, ofKics, ofBuildkit, ofSemgrep];

/** https://github.com/hadolint/hadolint#inline-ignores */
function ofHadolint(text: JudgedText, comment: CodeComment): readonly ForeignComment[] {
  const match = /^hadolint\s+(global\s+)?ignore\s*=\s*([\w\s,]+)/i.exec(comment.text);
  if (match === null) return [];
  const ids = listed(match[2]);
  return match[1] === undefined ? onNext('hadolint', ids, text, comment) : onFile('hadolint', ids, comment);
}

/** Trivy's checks that speak of a Dockerfile as a whole: their comment stands above the first instruction. */
const wholeFileChecks: ReadonlySet<string> = new Set(['DS-0002', 'DS-0026']);

/** https://trivy.dev/latest/docs/configuration/filtering/#by-inline-comments */
function ofTrivy(text: JudgedText, comment: CodeComment): readonly ForeignComment[] {
  return [...comment.text.matchAll(/trivy:ignore:([\w-]+)((?::[\w.-]+)*)/gi)].flatMap(([, written = '', options = '']) => {
    const id = misconfigurationId(written);
    const until = /:exp:(\d{4}-\d\d-\d\d)/.exec(options)?.[1];
    const whole = wholeFileChecks.has(id) && text.dockerfile !== undefined && comment.line <= headOf(text);
    const own = whole ? onFile('trivy', [id], comment) : onNext('trivy', [id], text, comment);
    return own.map((one) => (until === undefined ? one : { ...one, until }));
  });
}

/** In a Dockerfile a comment counts for all of it: https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html */
function ofCheckov(text: JudgedText, comment: CodeComment): readonly ForeignComment[] {
  const id = /^checkov:skip=(\w+)/i.exec(comment.text)?.[1];
  if (id === undefined) return [];
  return text.dockerfile === undefined ? onNext('checkov', [id], text, comment) : onFile('checkov', [id], comment);
}

/** https://docs.kics.io/latest/running-kics/#using-commands-on-scanned-files-as-comments */
function ofKics(text: JudgedText, comment: CodeComment): readonly ForeignComment[] {
  const match = /^kics-scan\s+(ignore-line|ignore-block|ignore\b|disable=([\w\s,-]+))/i.exec(comment.text);
  if (match === null) return [];
  const [, command = '', ids] = match;
  if (ids !== undefined) return onFile('kics', listed(ids), comment);
  if (command.toLowerCase() === 'ignore') return onFile('kics', undefined, comment);
  const next = onNext('kics', undefined, text, comment);
  if (command.toLowerCase() === 'ignore-block') return next;
  return next.map((one) =>
    one.reach === 'file' || text.dockerfile !== undefined
      ? one
      : { ...one, reach: { first: one.reach.first, last: one.reach.first } },
  );
}

/** https://docs.docker.com/build/checks/#skip-checks */
function ofBuildkit(text: JudgedText, comment: CodeComment): readonly ForeignComment[] {
  const value = /^check\s*=(.*)$/i.exec(comment.text)?.[1];
  if (value === undefined || text.dockerfile === undefined || comment.line > headOf(text)) return [];
  const ids = listed(/(?:^|;)\s*skip\s*=([^;]*)/i.exec(value)?.[1]);
  if (ids.length === 0) return [];
  return onFile('buildkit', ids.some((id) => id.toLowerCase() === 'all') ? undefined : ids, comment);
}

/** A rule may be named with its folders in front: https://semgrep.dev/docs/ignoring-files-folders-code */
function ofSemgrep(text: JudgedText, comment: CodeComment): readonly ForeignComment[] {
  const match = /^nosemgrep\b(?:\s*:\s*([\w.,\s-]+))?/i.exec(comment.text);
  if (match === null) return [];
  const ids = listed(match[1]).map((id) => id.slice(id.lastIndexOf('.') + 1));
  return onNext('semgrep', ids.length === 0 ? undefined : ids, text, comment);
}

function onNext(
  tool: CommentingTool,
  ids: readonly string[] | undefined,
  text: JudgedText,
  comment: CodeComment,
): readonly ForeignComment[] {
  const reach = reachOf(text, comment);
  return reach === undefined ? [] : [{ tool, reach, line: comment.line, ...(ids === undefined ? {} : { ids }) }];
}

function onFile(tool: CommentingTool, ids: readonly string[] | undefined, { line }: CodeComment): readonly ForeignComment[] {
  return [{ tool, reach: 'file', line, ...(ids === undefined ? {} : { ids }) }];
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter((id) => id !== '');
}
