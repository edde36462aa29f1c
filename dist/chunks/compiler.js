import { setFlagsFromString } from "node:v8";
// src/adapters/compiler.ts
/**
* Has V8 leave its optimising compilers to functions that are called ten and thirty times as often: a run is over before their
* work pays. Only in the version of Node where that was measured; others may not know the flags, and say so on standard error.
*/
function optimiseLater({ node } = process.versions) {
	if (!node.startsWith("24.")) return;
	setFlagsFromString("--invocation-count-for-maglev=4000");
	setFlagsFromString("--invocation-count-for-turbofan=100000");
}
export { optimiseLater as t };
