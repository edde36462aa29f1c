import { cisEdition, type CisCoverage } from './cis.ts';

/**
 * What covers recommendations of the benchmark, in Markdown: `explain --cis` and docs/rules/cis.md show this text.
 * @param link makes the reference to a rule of its id
 */
export function cisPage(coverage: readonly CisCoverage[], link: (id: string) => string): string {
  const covered = coverage.filter(({ rules }) => rules.length > 0).length;
  const summary = coverage.length > 1 ? [`${covered} of ${coverage.length} recommendations are looked for in files.`, ''] : [];
  return [
    `# ${cisEdition}`,
    '',
    ...summary,
    ...coverage.flatMap((item) => [`## ${item.section} ${item.title}`, '', ...entryLines(item, link)]),
  ].join('\n');
}

function entryLines({ rules, limits }: CisCoverage, link: (id: string) => string): readonly string[] {
  const list = rules.map(({ id, severity, profile, title }) => `- ${link(id)} (${severity}, profile \`${profile}\`): ${title}`);
  return [...(limits === undefined ? [] : [limits, '']), ...list, ...(list.length === 0 ? [] : [''])];
}
