import { setFlagsFromString } from "node:v8";
// src/adapters/compiler.ts
/**
* Has V8 leave its dearest compiler to functions that are called ten times as often: a run is over before that compiler's work
* pays. Only in the version of Node where that was measured; others may not know the flag, and say so on standard error.
*/
function optimiseLater({ node } = process.versions) {
	if (node.startsWith("24.")) setFlagsFromString("--invocation-count-for-turbofan=30000");
}
export { optimiseLater as t };
