import { writeRuleIndex } from './rule-index.ts';

await writeRuleIndex();
const [{ writeActionFile }, { writeConfigSchema }, { writeDocs }, { writeReportSchema }] = await Promise.all([
  import('./action-file.ts'),
  import('./config-schema.ts'),
  import('./docs.ts'),
  import('./report-schema.ts'),
]);
writeActionFile();
writeConfigSchema();
writeDocs();
writeReportSchema();
