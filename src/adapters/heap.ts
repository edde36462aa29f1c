import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect sooner: what a scan leaves behind dies at once, and Node 24 would let it grow to twice the memory. The young
 * part may grow once, by eight, at the first collection, which comes while the program is still being loaded.
 * These flags are read anew at each collection, so that they hold although the engine runs already.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=8');
  setFlagsFromString(`--heap-growing-percent=${small}`);
}

const small = 100;
const streaming = 300;

let streams = 0;

/**
 * Lets the heap grow more before it is collected, while much passes through it in small pieces that a small heap would have
 * looked at again and again: a third of a second of each image, for ten megabytes. The answer takes that back.
 */
export function widenHeap(): () => void {
  streams += 1;
  setFlagsFromString(`--heap-growing-percent=${streaming}`);
  return () => {
    streams -= 1;
    if (streams === 0) setFlagsFromString(`--heap-growing-percent=${small}`);
  };
}

/** Keeps the young part as it is. */
export function keepYoungPart(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
