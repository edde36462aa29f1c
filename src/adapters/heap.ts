import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect sooner: what a scan leaves behind dies at once, and Node 24 would let it grow to twice the memory. The young
 * part may grow once, by eight, at the first collection, which comes while the program is still being loaded.
 * These flags are read anew at each collection, so that they hold although the engine runs already.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=8');
  setFlagsFromString('--heap-growing-percent=300');
}

/** Keeps the young part as it is. */
export function keepYoungPart(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
