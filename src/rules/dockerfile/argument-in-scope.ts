import type { SimpleCommand } from '../../parse/shell/script.ts';
import { defineRule } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { said } from './command-line.ts';
import { runsOf } from './runs.ts';
import { argumentsOf, declaredAt, type Declared } from './variables.ts';

export default defineRule({
  id: 'dockerfile/argument-in-scope',
  title: 'A RUN uses an argument that its stage does not declare',
  severity: 'low',
  confidence: 'likely',
  profile: 'strict',
  subject: 'dockerfile',
  needs: ['ARG'],
  why: 'An `ARG` in front of the first `FROM` is for the `FROM` lines, and one in a stage for that stage. The shell of a `RUN` elsewhere finds no variable of its name and puts in nothing: `curl -O https://example.com/app-$VERSION.tar.gz` asks for `app-.tar.gz`. BuildKit does not look into the shell’s text.',
  remedy: 'Declare it in this stage: `ARG NAME`, without a value, takes over the one above.',
  references: ['https://docs.docker.com/build/building/variables/#scoping'],
  equivalents: { sonar: ['S6579'] },

  *check({ dockerfile }) {
    const elsewhere = argumentsOf(dockerfile);
    for (const { instruction, commands } of runsOf(dockerfile)) {
      const told = new Set<string>();
      let declared: Declared | undefined;
      let own: ReadonlySet<string> | undefined;
      for (const word of commands.flatMap(({ words }) => words.filter(({ pieces }) => pieces !== undefined))) {
        for (const piece of word.pieces ?? []) {
          const name = 'hole' in piece ? /^\$\{?(\w+)\}?$/.exec(piece.hole)?.[1] : undefined;
          if (name === undefined || !elsewhere.has(name) || told.has(name)) continue;
          if ((declared ??= declaredAt(dockerfile, instruction)).has(name) || (own ??= ownNames(commands)).has(name)) continue;
          if (skipsCheck(dockerfile, instruction, 'UndefinedVar')) continue;
          told.add(name);
          yield {
            at: word.at,
            key: name,
            message: `\`$${name}\` is empty here: its ARG stands in front of the first FROM or in another stage.`,
          };
        }
      }
    }
  },

  examples: [
    {
      name: 'declared for FROM alone',
      bad: 'ARG VERSION=1.2\nFROM alpine:3.20\nRUN ./install «"$VERSION"»\n',
      good: 'ARG VERSION=1.2\nFROM alpine:3.20\nARG VERSION\nRUN ./install "$VERSION"\n',
    },
    { name: 'declared in another stage', bad: 'FROM alpine:3.20 AS build\nARG MODE\nFROM alpine:3.20\nRUN ./install «$MODE»\n' },
    { name: 'inherited from a stage', good: 'FROM alpine:3.20 AS base\nARG MODE\nFROM base\nRUN ./install $MODE\n' },
    { name: 'a variable of the shell', good: 'ARG VERSION\nFROM alpine:3.20\nRUN VERSION=$(cat /v) && ./install $VERSION\n' },
  ],
});

/** The variables that a script gives a value itself: in front of a command, or as a word of `export`, `read` or `for`. */
function ownNames(commands: readonly SimpleCommand[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { assignments, words } of commands) {
    for (const { name } of assignments) names.add(name);
    for (const word of words) names.add(said(word).replace(/=.*$/s, ''));
  }
  return names;
}
