import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 leave its optimising compilers to functions that are called ten and thirty times as often: a run is over before their
 * work pays. Only in the version of Node where that was measured; others may not know the flags, and say so on standard error.
 */
export function optimiseLater({ node }: { readonly node: string } = process.versions): void {
  if (!node.startsWith('24.')) return;
  setFlagsFromString('--invocation-count-for-maglev=4000');
  // V8 multiplies it with the length of a function in 32 bits.
  setFlagsFromString('--invocation-count-for-turbofan=100000');
}
