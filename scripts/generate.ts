import { writeRuleIndex } from './rule-index.ts';

await writeRuleIndex();
const [{ writeActionFile }, { writeConfigSchema }, { writeDocs }] = await Promise.all([
  import('./action-file.ts'),
  import('./config-schema.ts'),
  import('./docs.ts'),
]);
writeActionFile();
writeConfigSchema();
writeDocs();
