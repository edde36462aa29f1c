import type { Place } from '../../model/place.ts';
import { commentsOf, type CodeComment } from './comment.ts';
import { headOf, reachOf, type JudgedText, type Lines } from './reach.ts';

/** A waiver in a comment: `# container-guard ignore=RULE until=2027-01-31 reason="…"`. */
export interface CommentWaiver {
  readonly rules: readonly string[];
  /** Where it counts: the whole file, or lines of it; nowhere where no code follows. */
  readonly reach: 'file' | Lines | undefined;
  readonly reason: string;
  readonly until?: string;
  readonly owner?: string;
  /** Why it does not count, as the end of a sentence that begins with `The waiver`. */
  readonly problem?: string;
  readonly at: Place;
  readonly line: number;
}

const keys = ['ignore', 'ignore-file', 'until', 'reason', 'owner'];
const example = '`# container-guard ignore=RULE reason="…"`';

/** The waivers that stand in the comments of a text, those with a fault too. Cheap where there is none. */
export function commentWaivers(text: JudgedText): readonly CommentWaiver[] {
  if (!text.file.text.includes('container-guard')) return [];
  return commentsOf(text.file, /^container-guard\b[\s:]*ignore\b/).map((comment) => waiverOf(text, comment));
}

function waiverOf(text: JudgedText, comment: CodeComment): CommentWaiver {
  const body = comment.text.replace(/^container-guard[\s:]*/, '');
  const given = new Map<string, string>();
  let problem: string | undefined;
  const rest = body.replace(
    /([a-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"',]+(?:\s*,\s*[^\s"',]+)*))/gi,
    (_, name: string, double: string | undefined, single: string | undefined, plain: string | undefined) => {
      if (!keys.includes(name)) problem ??= `has no \`${name}\`: it has ${keys.join(', ')}`;
      else if (given.has(name)) problem ??= `says \`${name}\` twice`;
      given.set(name, double ?? single ?? plain ?? '');
      return '';
    },
  );
  const whole = given.get('ignore-file');
  const rules = [given.get('ignore'), whole].flatMap((list) => (list ?? '').split(',')).map((name) => name.trim());
  const named = rules.filter((name) => name !== '');
  const reason = (given.get('reason') ?? '').trim();
  const until = given.get('until');
  if (named.length === 0) problem ??= `names no rule: write ${example}`;
  else if (rest.trim() !== '') problem ??= `cannot be read from \`${firstWord(rest)}\` on: write ${example}`;
  else if (given.has('ignore') && whole !== undefined) problem ??= 'is for a line and for the file at once: write two';
  else if (reason === '') problem ??= 'gives no reason: add `reason="…"`';
  if (until !== undefined && !isDay(until)) problem ??= `ends on \`${until}\`, which is not a day such as 2027-01-31`;
  if (whole !== undefined && comment.line > headOf(text) && headOf(text) >= 0)
    problem ??= 'is for the whole file and stands below its first line of code: move it up';
  return {
    rules: named,
    reach: whole === undefined ? reachOf(text, comment) : 'file',
    reason,
    ...(until === undefined ? {} : { until }),
    ...(given.has('owner') ? { owner: given.get('owner') ?? '' } : {}),
    ...(problem === undefined ? {} : { problem }),
    at: comment.at,
    line: comment.line,
  };
}

/** A day of the calendar, as `2027-01-31`. */
function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function firstWord(text: string): string {
  return text.trim().split(/\s+/)[0] ?? '';
}
