import { setFlagsFromString } from "node:v8";
// src/adapters/heap.ts
/**
* Has V8 collect sooner: what a scan leaves behind dies at once, and Node 24 would let it grow to twice the memory. The young
* part may grow once, by eight, at the first collection, which comes while the program is still being loaded.
* These flags are read anew at each collection, so that they hold although the engine runs already.
*/
function keepHeapSmall() {
	setFlagsFromString("--semi-space-growth-factor=8");
	setFlagsFromString("--heap-growing-percent=300");
}
/** Keeps the young part as it is. */
function keepYoungPart() {
	setFlagsFromString("--semi-space-growth-factor=1");
}
export { keepYoungPart as n, keepHeapSmall as t };
