import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
// src/adapters/compiler.ts
/**
* Has V8 leave its dearest compiler to functions that are called thirty times as often: a run is over before its work pays. On
* one core, where compiling takes the time of the run itself, the other compiler waits ten times as long too. Only in the version
* of Node where that was measured; others may not know the flags, and say so on standard error.
*/
function optimiseLater({ node } = process.versions) {
	if (!node.startsWith("24.")) return;
	setFlagsFromString("--invocation-count-for-turbofan=100000");
	if (availableParallelism() === 1) setFlagsFromString("--invocation-count-for-maglev=4000");
}
export { optimiseLater as t };
