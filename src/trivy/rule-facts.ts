import type { RuleFacts } from '../model/report.ts';
import { markdownText } from '../report/escape.ts';
import type { TrivyReport } from './decode.ts';
import { weightOf } from './dockerfile-checks.ts';
import { misconfigurationId } from './misconfiguration-id.ts';
import { oneLine } from './output.ts';
import { secretRule } from './findings.ts';
import { severityOf } from './severity.ts';

/**
 * What the rules behind Trivy's misconfigurations and secrets are, in the order of their ids. Advisories are not among them:
 * what there is to say of one stands in its findings.
 */
export function ruleFactsOf(report: TrivyReport, area: 'dockerfile' | 'image' | 'project'): readonly RuleFacts[] {
  const facts = new Map<string, RuleFacts>();
  for (const result of report.Results) {
    for (const found of result.Misconfigurations) {
      const weight = weightOf(found.ID, severityOf(found.Severity));
      const id = `${area}/${misconfigurationId(found.ID)}`;
      const references = [found.PrimaryURL, ...found.References];
      const text = { title: found.Title, why: found.Description, remedy: found.Resolution };
      facts.set(id, factsFrom(id, text, { ...weight, references, tags: ['misconfiguration'] }));
    }
    for (const found of result.Secrets) {
      const id = secretRule(found.RuleID, area === 'project' ? area : 'image');
      const title = `Secret in ${area === 'project' ? 'a file' : 'an image'}: ${found.Title === '' ? found.RuleID : found.Title}`;
      const why =
        area === 'project'
          ? 'Whoever can read the repository has the secret, and its history keeps it after the file is changed.'
          : 'Whoever can pull the image can read every file of every layer, also of those that a later layer deletes.';
      const remedy =
        area === 'project'
          ? 'Revoke the secret, take it out of the file, and give it to the program at run time.'
          : 'Revoke the secret, keep it out of every layer (a build secret or a mount at run time), and rebuild.';
      const weight = { severity: severityOf(found.Severity), profile: 'default' } as const;
      facts.set(id, factsFrom(id, { title, why, remedy }, { ...weight, references: [], tags: ['secret'] }));
    }
  }
  return [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function factsFrom(
  id: string,
  text: { readonly title: string; readonly why: string; readonly remedy: string },
  rest: Pick<RuleFacts, 'severity' | 'profile' | 'references' | 'tags'>,
): RuleFacts {
  const [title, why, remedy] = [oneLine(text.title), oneLine(text.why, 2000), oneLine(text.remedy, 1000)];
  const references = [...new Set(rest.references)].filter((address) => /^https:\/\/[\x21-\x7e]+$/.test(address));
  const paragraphs = [
    `# ${markdownText(title)}`,
    markdownText(why),
    markdownText(remedy),
    ...references.map((address) => `- ${markdownText(address)}`),
  ];
  return { ...rest, id, title, why, remedy, references, page: `${paragraphs.join('\n\n')}\n` };
}
