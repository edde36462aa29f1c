import * as v from 'valibot';

/** Time, as far as waiting needs it. Milliseconds since 1970. */
export interface Waiting {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface Patience {
  readonly attempts: number;
  /** How many seconds may pass between the first attempt and the start of the last. */
  readonly totalSeconds: number;
}

/** What an HTTP answer says about trying again. */
export interface HttpFailure {
  /** Absent where no answer came: a broken connection or a time limit. */
  readonly status?: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const defaultPatience: Patience = { attempts: 4, totalSeconds: 90 };
const faults: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const secondaryLimit = /secondary rate limit|abuse detection/i;

const requestError = v.object({
  status: v.number(),
  message: v.string(),
  response: v.optional(v.object({ headers: v.record(v.string(), v.unknown()) })),
});

/**
 * Runs an operation again where GitHub asks for patience: rate limits, 500, 502, 503, 504, and no answer at all.
 * `Retry-After` and the reset time of a used-up limit are honoured; a wait that would pass the limit is not begun.
 * The operation must bear being run twice.
 */
export async function patiently<T>(
  operation: () => Promise<T>,
  waiting: Waiting,
  patience: Patience = defaultPatience,
): Promise<T> {
  const end = waiting.now() + patience.totalSeconds * 1000;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation();
    } catch (error) {
      const failure = httpFailure(error);
      const wait = failure === undefined ? undefined : waitBeforeRetry(failure, attempt, waiting.now());
      if (wait === undefined || attempt >= patience.attempts || waiting.now() + wait > end) throw error;
      await waiting.sleep(wait);
    }
  }
}

/** The HTTP side of an error that the GitHub client threw, where it has one. */
export function httpFailure(error: unknown): HttpFailure | undefined {
  const read = v.safeParse(requestError, error);
  if (!read.success) return undefined;
  const { status, message, response } = read.output;
  return response === undefined ? { message, headers: {} } : { status, message, headers: response.headers };
}

/** Whether GitHub holds us back, rather than refusing. */
export function isRateLimit(failure: HttpFailure): boolean {
  if (failure.status === 429) return true;
  if (failure.status !== 403) return false;
  return (
    header(failure, 'retry-after') !== undefined ||
    header(failure, 'x-ratelimit-remaining') === '0' ||
    secondaryLimit.test(failure.message)
  );
}

function waitBeforeRetry(failure: HttpFailure, attempt: number, now: number): number | undefined {
  if (isRateLimit(failure)) return askedWait(failure, now) ?? 60_000;
  if (failure.status === undefined || faults.has(failure.status)) return askedWait(failure, now) ?? 1000 * 2 ** (attempt - 1);
  return undefined;
}

function askedWait(failure: HttpFailure, now: number): number | undefined {
  const after = header(failure, 'retry-after');
  if (after !== undefined) {
    const seconds = Number(after);
    if (Number.isFinite(seconds)) return Math.max(seconds, 0) * 1000;
    const date = Date.parse(after);
    if (!Number.isNaN(date)) return Math.max(date - now, 0);
  }
  if (header(failure, 'x-ratelimit-remaining') !== '0') return undefined;
  const reset = Number(header(failure, 'x-ratelimit-reset'));
  return Number.isFinite(reset) ? Math.max(reset * 1000 - now, 0) : undefined;
}

function header(failure: HttpFailure, name: string): string | undefined {
  const value = failure.headers[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
