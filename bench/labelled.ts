import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

/** What is asked of a file: under which folder it lies, what should be told of it, and whom the answer was taken from. */
export interface Case {
  readonly folder: string;
  readonly kind: Kind;
  readonly positive: boolean;
  readonly service: string | undefined;
  readonly security: boolean;
  /** The tool whose own tests say so, by its name among a rule's equivalents. */
  readonly source: string;
  readonly sourceRule: string;
  /** By tool, the ids that stand for one of the case's policies. */
  readonly peerIds: ReadonlyMap<string, ReadonlySet<string>>;
}

export const kinds = ['dockerfile', 'compose'] as const;
export type Kind = (typeof kinds)[number];

/** Under what name a file of a kind lies in a repository. */
export const fileNames = { dockerfile: 'Dockerfile', compose: 'compose.yaml' } as const satisfies Record<Kind, string>;

const row = v.object({
  file: v.string(),
  kind: v.picklist(kinds),
  tool_rule_id: v.string(),
  expected: v.picklist(['positive', 'negative', 'suppressed']),
  service: v.optional(v.nullable(v.string())),
  policies: v.optional(v.array(v.string()), []),
  config: v.optional(v.nullable(v.string())),
  disputed: v.optional(v.unknown()),
  fragment: v.optional(v.unknown()),
  with_dockerignore: v.optional(v.unknown()),
});
const indexShape = v.record(v.string(), v.array(row));
const policiesShape = v.object({
  policies: v.array(v.object({ slug: v.string(), cls: v.string(), refs: v.record(v.string(), v.array(v.string())) })),
});

/** How the index and the policies name a tool, where a rule's equivalents name it otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  'trivy-checks': 'trivy',
  'sonar-iac': 'sonar',
  'buildkit-check': 'buildkit',
  'buildkit-docs': 'buildkit',
  'code-pathfinder': 'codePathfinder',
  cpf: 'codePathfinder',
  'compose-lint': 'composeLint',
  composelint: 'composeLint',
};

/** Lays the labelled files out below `tree`, each in a folder of its own, as the scorer beside them does. */
export function laidOutCases(corpora: string, tree: string): readonly Case[] {
  const cases = join(corpora, 'cases');
  const { policies } = v.parse(policiesShape, JSON.parse(readFileSync(join(corpora, 'policies.json'), 'utf8')));
  const bySlug = new Map(policies.map((policy) => [policy.slug, policy]));
  const index = v.parse(indexShape, JSON.parse(readFileSync(join(cases, 'index.json'), 'utf8')));
  const folders = new Map<string, string>();
  return Object.entries(index).flatMap(([source, rows]) =>
    rows
      .filter(({ disputed, config, expected }) => !disputed && config !== 'custom' && expected !== 'suppressed')
      .map((each) => {
        const folder = folders.get(each.file) ?? `c${String(folders.size).padStart(5, '0')}`;
        if (!folders.has(each.file)) layOut(each, cases, join(tree, folder));
        folders.set(each.file, folder);
        const known = each.policies.flatMap((slug) => bySlug.get(slug) ?? []);
        return {
          folder,
          kind: each.kind,
          positive: each.expected === 'positive',
          service: each.service ?? undefined,
          security: known[0]?.cls === 'SEC' || known[0]?.cls === 'SUP',
          source: otherNames[source] ?? source,
          sourceRule: each.tool_rule_id,
          peerIds: idsByTool(known),
        };
      }),
  );
}

function layOut(row: v.InferOutput<typeof indexShape>[string][number], cases: string, folder: string): void {
  mkdirSync(folder);
  const text = readFileSync(join(cases, row.file), 'utf8');
  writeFileSync(join(folder, fileNames[row.kind]), row.fragment ? `FROM scratch\n${text}` : text);
  const ignore = join(cases, dirname(row.file), '.dockerignore');
  if (row.with_dockerignore && existsSync(ignore)) cpSync(ignore, join(folder, '.dockerignore'));
}

function idsByTool(
  policies: readonly { readonly refs: Readonly<Record<string, readonly string[]>> }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = new Map<string, Set<string>>();
  for (const [name, each] of policies.flatMap(({ refs }) => Object.entries(refs))) {
    const tool = otherNames[name] ?? name;
    // what stands in brackets is another part of the tool, such as its search for secrets
    for (const id of each.filter((id) => !id.startsWith('('))) ids.set(tool, (ids.get(tool) ?? new Set()).add(id));
  }
  return ids;
}
