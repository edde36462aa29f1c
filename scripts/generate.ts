import { writeRuleIndex } from './rule-index.ts';

await writeRuleIndex();
