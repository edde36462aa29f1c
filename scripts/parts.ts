import { prepareParts } from '../test/parts/prepare.ts';

console.log(JSON.stringify(prepareParts(), undefined, 2));
