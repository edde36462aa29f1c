/**
 * Why GitHub did not take something. `permission`: the token may not; `unavailable`: the repository does not have the
 * feature; `rejected`: it was looked at and refused; `busy`: rate limits or faults that outlasted our patience.
 */
export type RefusalReason = 'permission' | 'unavailable' | 'rejected' | 'busy';

/** GitHub said no. The message says what was not done, why, and what to do; it is a warning and never changes a verdict. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
