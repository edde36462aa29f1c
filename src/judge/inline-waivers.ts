import type { Finding, Waiver } from '../model/finding.ts';
import { foreignComments, type CommentingTool, type ForeignComment } from '../parse/comments/foreign.ts';
import type { JudgedText, Lines } from '../parse/comments/reach.ts';
import { commentWaivers } from '../parse/comments/waiver.ts';
import { ruleNamed } from '../rules/choice.ts';
import { isScanners } from '../rules/scanner-rule.ts';
import type { Rule } from '../rules/rule.ts';

/** A waiver that stands in the file it is for. */
export interface InlineWaiver {
  readonly waiver: Waiver & { readonly path: string };
  /** Where it counts; the whole file without. */
  readonly lines?: Lines;
  /** The tool that its comment is for, where that is another one. */
  readonly tool?: CommentingTool;
}

/**
 * The waivers that the comments of these texts give. One with a fault gives none, and one for a rule that did not run has
 * nothing to cover and is left out.
 */
export function inlineWaivers(texts: readonly JudgedText[], ran: readonly Rule[]): readonly InlineWaiver[] {
  const running = new Set<string>(ran.map(({ id }) => id));
  return texts.flatMap((text) =>
    commentWaivers(text).flatMap(({ rules, reach, reason, until, owner, problem, line }) =>
      problem !== undefined || reach === undefined
        ? []
        : rules.flatMap((name) => {
            const known = ruleNamed(name);
            if (known === undefined ? !isScanners(name) : !running.has(known.id)) return [];
            const waiver = {
              rule: known?.id ?? name,
              path: text.file.path,
              reason,
              source: `${text.file.path}:${line}`,
              ...(until === undefined ? {} : { until }),
              ...(owner === undefined ? {} : { owner }),
            };
            return [{ waiver, ...linesOf(reach) }];
          }),
    ),
  );
}

/**
 * What comments for other tools waive: of the findings at hand, those whose rule the tool has too and has been told to keep
 * quiet about. Files without findings are not looked at.
 */
export function foreignWaivers(
  texts: readonly JudgedText[],
  ran: readonly Rule[],
  findings: readonly Finding[],
): readonly InlineWaiver[] {
  const found = new Map<string, Set<string>>();
  for (const { rule, location } of findings) found.set(location.path, (found.get(location.path) ?? new Set()).add(rule));
  const byId = new Map<string, Rule>(ran.map((rule) => [rule.id, rule]));
  return texts.flatMap((text) => {
    const own = [...(found.get(text.file.path) ?? [])].flatMap((id) => byId.get(id) ?? []);
    if (own.length === 0) return [];
    return foreignComments(text).flatMap((comment) =>
      own.filter((rule) => means(comment, rule)).map((rule) => foreignWaiver(text, comment, rule)),
    );
  });
}

function foreignWaiver({ file: { path } }: JudgedText, { tool, reach, until, line }: ForeignComment, rule: Rule): InlineWaiver {
  const waiver = {
    rule: rule.id,
    path,
    reason: `ignored for ${toolNames[tool]}`,
    source: `${path}:${line}`,
    ...(until === undefined ? {} : { until }),
  };
  return { waiver, tool, ...linesOf(reach) };
}

function means({ tool, ids }: ForeignComment, { equivalents }: Rule): boolean {
  const own = equivalents[tool] ?? [];
  if (ids === undefined) return own.length > 0;
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  return own.some((id) => wanted.has(id.toLowerCase()));
}

/** One sentence on what comments for other tools waived; nothing where they waived nothing. */
export function foreignNote(findings: readonly Finding[], foreign: readonly InlineWaiver[]): readonly string[] {
  const tools = new Map<Waiver, CommentingTool | undefined>(foreign.map(({ waiver, tool }) => [waiver, tool]));
  const waived = findings.flatMap(({ standing, waiver }) =>
    standing === 'waived' && waiver !== undefined ? (tools.get(waiver) ?? []) : [],
  );
  if (waived.length === 0) return [];
  const names = [...new Set(waived)].map((tool) => toolNames[tool]).toSorted();
  const subject = waived.length === 1 ? '1 finding is' : `${waived.length} findings are`;
  return [`${subject} waived by comments for other tools (${names.join(', ')}); \`foreign-ignores: false\` lets them count.`];
}

const toolNames: Readonly<Record<CommentingTool, string>> = {
  hadolint: 'hadolint',
  trivy: 'Trivy',
  checkov: 'Checkov',
  kics: 'KICS',
  buildkit: 'BuildKit',
  semgrep: 'Semgrep',
};

function linesOf(reach: 'file' | Lines): { readonly lines?: Lines } {
  return reach === 'file' ? {} : { lines: reach };
}
