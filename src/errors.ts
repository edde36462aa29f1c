/** What went wrong, as a program may ask. */
export type ErrorCode =
  | 'USAGE'
  | 'SETTINGS'
  | 'BASELINE'
  | 'NOTHING_TO_SCAN'
  | 'TRIVY_MISSING'
  | 'TRIVY_REFUSED'
  | 'TRIVY_DOWNLOAD'
  | 'TRIVY_RUN'
  | 'TRIVY_OUTPUT'
  | 'REGISTRY'
  | 'OUTPUT';

const exitCodes: Readonly<Record<ErrorCode, 2 | 3>> = {
  USAGE: 2,
  SETTINGS: 2,
  BASELINE: 2,
  OUTPUT: 2,
  NOTHING_TO_SCAN: 3,
  TRIVY_MISSING: 3,
  TRIVY_REFUSED: 3,
  TRIVY_DOWNLOAD: 3,
  TRIVY_RUN: 3,
  TRIVY_OUTPUT: 3,
  REGISTRY: 3,
};

/** A failure the user can do something about; the message says what, where and what to do. Anything else is a bug. */
export class GuardError extends Error {
  override readonly name = 'GuardError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** 2 for usage and configuration, 3 where the run could not conclude. */
  get exitCode(): 2 | 3 {
    return exitCodes[this.code];
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
