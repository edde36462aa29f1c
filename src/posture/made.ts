import type { Build } from './build.ts';
import type { ScannedImages } from './image-facts.ts';
import type { StagePosture } from './stage.ts';
import { postureOfBuild, type BuildChoice } from './stages.ts';

/** What builds choose, with what other builds of their project or bake file make for them. */
export interface Made {
  choiceOf(build: Build): BuildChoice;
}

/** Looks up builds by their names; one that leads back to itself makes nothing. */
export function madeBy(builds: readonly Build[], scanned: ScannedImages): Made {
  const named = new Map<string, Build>();
  for (const build of builds) if (build.name !== undefined) named.set(keyOf(build.group, build.name), build);
  const found = new Map<Build, StagePosture | undefined>();
  const choiceOf = (build: Build): BuildChoice => ({
    ...(build.target === undefined ? {} : { target: build.target }),
    args: build.args,
    ...(build.place?.names === undefined ? {} : { names: build.place.names }),
    made(name) {
      const other = named.get(keyOf(build.group, name));
      if (other === undefined || other.anyTarget === true) return undefined;
      if (!found.has(other)) {
        found.set(other, undefined);
        const { builder } = other;
        found.set(other, postureOfBuild(other.dockerfile, choiceOf(other), builder === undefined ? [] : [builder], scanned));
      }
      return found.get(other);
    },
  });
  return { choiceOf };
}

function keyOf(group: string | undefined, name: string): string {
  return `${group ?? ''}\0${name}`;
}
