import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { profiles } from '../src/model/severity.ts';
import { rules } from '../src/rules/index.ts';
import { cisPage } from '../src/rules/cis-page.ts';
import { cisCoverage } from '../src/rules/cis.ts';
import { rulePage } from '../src/rules/page.ts';
import { peers } from '../src/rules/rule.ts';
import { flagName } from '../src/settings/command-line.ts';
import { schema, type SettingName } from '../src/settings/schema.ts';
import { asSettingName, definitionOf } from '../src/settings/values.ts';
import { defaultInWords } from './default-in-words.ts';

const docs = join(import.meta.dirname, '../docs');

/** Writes docs/rules/, a page a rule with an index and one by the CIS benchmark, and docs/settings.md. */
export function writeDocs(): void {
  rmSync(join(docs, 'rules'), { recursive: true, force: true });
  for (const rule of rules) {
    const file = join(docs, 'rules', `${rule.id}.md`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${rulePage(rule)}\n`);
  }
  writeFileSync(join(docs, 'rules/README.md'), ruleIndex());
  writeFileSync(join(docs, 'rules/cis.md'), `${cisPage(cisCoverage(), (id) => `[\`${id}\`](${id}.md)`)}\n`);
  writeFileSync(join(docs, 'settings.md'), settingsPage());
}

function ruleIndex(): string {
  const sections = profiles.map((profile) => {
    const own = rules.filter((rule) => rule.profile === profile);
    const rows = own.map(({ id, title, severity }) => `| [\`${id}\`](${id}.md) | ${severity} | ${title} |`);
    return own.length === 0
      ? ''
      : `## Profile \`${profile}\`\n\n| rule | severity | what is wrong |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const known = peers.flatMap((peer) =>
    rules.flatMap((rule) => (rule.equivalents[peer] ?? []).map((id) => `| ${peer} | ${id} | [\`${rule.id}\`](${rule.id}.md) |`)),
  );
  return `# Rules\n\n${rules.length} rules. \`container-guard explain RULE\` shows the same pages. [By the sections of the CIS Docker Benchmark](cis.md).\n\n${sections.join('\n')}\n## By the names other tools use\n\n| tool | its rule | here |\n|---|---|---|\n${known.join('\n')}\n`;
}

function settingsPage(): string {
  const rows = Object.keys(schema)
    .flatMap((name) => asSettingName(name) ?? [])
    .map(
      (name) => `| \`${name}\` | ${doorsOf(name)} | ${cell(definitionOf(name).description + defaultInWords(name, 'config'))} |`,
    );
  return `# Settings\n\nA flag wins over the config file, an input of the action too. The config file is \`container-guard.yaml\` in the scanned folder.\n\n| setting | where | what |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function doorsOf(name: SettingName): string {
  return definitionOf(name)
    .doors.map((door) =>
      door === 'cli' ? (name === 'paths' ? 'argument' : `\`${flagName(name)}\``) : door === 'action' ? 'input' : 'config',
    )
    .join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
