import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { ruleNames } from '../src/rules/choice.ts';
import { scaffoldRule } from './scaffold.ts';

const root = join(import.meta.dirname, '..');
const [id, ...rest] = process.argv.slice(2);
try {
  if (id === undefined || rest.length > 0) throw new Error('Name one rule: npm run new-rule container/no-something');
  const path = scaffoldRule(id, join(root, 'src/rules'), ruleNames());
  execFileSync(process.execPath, [join(root, 'scripts/generate.ts')], { stdio: 'inherit' });
  console.log(`Write ${relative(root, path)} until this is green: npm test -- test/rules -t ${id}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
