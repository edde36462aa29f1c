import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 leave its dearest compiler to functions that are called thirty times as often: a run is over before its work pays. On
 * one core, where compiling takes the time of the run itself, the other compiler waits ten times as long too. Only in the version
 * of Node where that was measured; others may not know the flags, and say so on standard error.
 */
export function optimiseLater({ node }: { readonly node: string } = process.versions): void {
  if (!node.startsWith('24.')) return;
  // V8 multiplies it with the length of a function in 32 bits.
  setFlagsFromString('--invocation-count-for-turbofan=100000');
  if (availableParallelism() === 1) setFlagsFromString('--invocation-count-for-maglev=4000');
}
