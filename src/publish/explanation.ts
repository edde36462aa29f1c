import { messageOf } from '../errors.ts';
import { httpFailure, isRateLimit, type HttpFailure } from './patience.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import type { RunContext } from './run-context.ts';

/** Something we asked GitHub to do. */
export interface Undertaking {
  /** What did not happen, as the beginning of a sentence: `The comment on pull request #7 was not written`. */
  readonly undone: string;
  /** The permission of the token that it takes: `pull-requests: write`. */
  readonly permission: string;
}

const featureIsOff = /must be enabled|not enabled|is archived|was archived/i;
const longestQuote = 300;

/** Puts a failed request in words: what was not done, why, and what to do. */
export function explainRefusal(error: unknown, undertaking: Undertaking, context: RunContext): Refusal {
  if (error instanceof Refusal) return error;
  const failure = httpFailure(error);
  const [reason, why] = failure === undefined ? (['busy', messageOf(error)] as const) : reasonOf(failure, undertaking, context);
  return new Refusal(reason, `${undertaking.undone}: ${why}`, { cause: error });
}

function reasonOf(failure: HttpFailure, undertaking: Undertaking, context: RunContext): readonly [RefusalReason, string] {
  const said = `GitHub said: ${quote(failure.message)}`;
  if (isRateLimit(failure)) return ['busy', `GitHub holds requests back for now (rate limit). Run the job again later. ${said}`];
  if (failure.status === undefined)
    return ['busy', `GitHub could not be reached at ${context.apiUrl} (${quote(failure.message)}).`];
  switch (failure.status) {
    case 401:
      return ['permission', `GitHub does not accept the token. Check the input \`token\`. ${said}`];
    case 403:
      if (featureIsOff.test(failure.message)) return ['unavailable', `this repository does not offer it. ${said}`];
      return ['permission', `${readOnlyReason(undertaking, context)} ${said}`];
    case 404:
      return [
        'unavailable',
        `GitHub does not know it, or hides it from this token, which needs \`${undertaking.permission}\`. ${said}`,
      ];
    case 413:
      return ['rejected', `it is larger than GitHub takes. ${said}`];
    default:
      return failure.status >= 500
        ? ['busy', `GitHub answered with status ${failure.status}. Run the job again later. ${said}`]
        : ['rejected', `GitHub answered with status ${failure.status}. ${said}`];
  }
}

function readOnlyReason({ permission }: Undertaking, context: RunContext): string {
  if (context.pullRequest?.fromFork === true && context.event !== 'pull_request_target') {
    return `this pull request comes from a fork, and GitHub gives such runs a read-only token (no \`${permission}\`). The report is in the job summary.`;
  }
  if (context.byDependabot) {
    return `Dependabot started this run, and such runs get a read-only token unless the workflow grants \`permissions: ${permission}\`. The report is in the job summary.`;
  }
  return `the token may not. Give the job \`permissions: ${permission}\`.`;
}

function quote(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ').trim();
  return line.length > longestQuote ? `${Array.from(line).slice(0, longestQuote).join('')}…` : line;
}
