import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import type { Console } from '../ports.ts';
import type { ScanningService } from './outlets.ts';
import { Refusal } from './refusal.ts';

/** Seconds before each question about what became of an upload. */
const questionDelays: readonly number[] = [0, 4];

/**
 * Hands the SARIF text over. With `auto` a repository or token without code scanning is told as information, with
 * `always` it is a warning; anything else that goes wrong is a warning in both. Undefined where it was not taken.
 */
export async function upload(
  mode: 'auto' | 'always',
  sarif: string,
  codeScanning: ScanningService,
  console: Console,
): Promise<string | undefined> {
  try {
    const { id } = await codeScanning.upload(sarif);
    return id;
  } catch (error) {
    const expected = error instanceof Refusal && (error.reason === 'unavailable' || error.reason === 'permission');
    if (mode === 'auto' && expected) console.info(messageOf(error));
    else console.warning(messageOf(error));
    return undefined;
  }
}

/** Warns where code scanning could not process an upload. It is asked twice; an answer that takes longer is not awaited. */
export async function reportProcessing(
  id: string,
  codeScanning: ScanningService,
  console: Console,
  delays: readonly number[] = questionDelays,
): Promise<void> {
  try {
    for (const delay of delays) {
      if (delay > 0) await sleep(delay * 1000);
      const { state, errors } = await codeScanning.outcome(id);
      if (state === 'pending') continue;
      if (state === 'failed')
        console.warning(`Code scanning could not process the SARIF report: ${errors.join('; ') || 'no reason given'}`);
      return;
    }
  } catch (error) {
    console.info(messageOf(error));
  }
}
