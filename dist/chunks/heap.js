import { setFlagsFromString } from "node:v8";
// src/adapters/heap.ts
/**
* Has V8 collect sooner: what a scan leaves behind dies at once, and Node 24 would let it grow to twice the memory.
* Both flags are read anew at each collection, so that they hold although the engine runs already.
*/
function keepHeapSmall() {
	setFlagsFromString("--semi-space-growth-factor=1");
	setFlagsFromString("--heap-growing-percent=100");
}
export { keepHeapSmall as t };
