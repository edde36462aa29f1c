/** How the server misbehaves for requests that match. */
export interface Failure {
  readonly method?: string;
  /** Matched against the path without its query. */
  readonly path?: RegExp;
  /** How many requests it spoils; all of them without. */
  readonly times?: number;
  readonly answer: FailureAnswer;
}

export interface FailureAnswer {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Does what was asked for before it answers badly, as a gateway that gives up does. */
  readonly afterwards?: boolean;
  readonly delayMilliseconds?: number;
}

/** What a read-only token hears. */
export const readOnly: FailureAnswer = { status: 403, message: 'Resource not accessible by integration' };
export const notFound: FailureAnswer = { status: 404, message: 'Not Found' };
export const codeSecurityOff: FailureAnswer = {
  status: 403,
  message: 'Code Security must be enabled for this repository to use code scanning.',
};
export const serverError: FailureAnswer = { status: 500, message: 'Server Error' };
export const badGatewayAfterwards: FailureAnswer = { status: 502, message: 'Bad Gateway', afterwards: true };
export const tooLarge: FailureAnswer = { status: 413, message: 'Payload Too Large' };

export function tooManyRequests(retryAfterSeconds: number): FailureAnswer {
  return { status: 429, message: 'API rate limit exceeded', headers: { 'retry-after': String(retryAfterSeconds) } };
}

export function secondaryLimit(retryAfterSeconds?: number): FailureAnswer {
  return {
    status: 403,
    message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
  };
}

export function usedUp(resetSeconds: number): FailureAnswer {
  return {
    status: 403,
    message: 'API rate limit exceeded for installation.',
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetSeconds) },
  };
}
