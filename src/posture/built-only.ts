import type { Stage } from '../parse/dockerfile/ast.ts';
import { baseOf, findStage } from '../parse/dockerfile/scope.ts';
import type { ImageUse } from './image-use.ts';
import type { World, WorldDockerfile } from './world.ts';

/** What is copied with a whole system: its root, or where its packages lie. */
const wholeSystem = /^\/(?:usr|lib|bin|var|opt)?\/?\.?$/;

/**
 * The uses of images that stages are made from of which nothing is shipped but what is copied file by file: compilers and
 * tools. What is found in such an image is not in what runs.
 */
export function builtOnly({ dockerfiles, images }: Pick<World, 'dockerfiles' | 'images'>): ReadonlySet<ImageUse> {
  const tools = new Set<string>();
  for (const whole of dockerfiles) {
    if (whole.anyStage === true) continue;
    const shipped = shippedIn(whole);
    for (const stage of whole.dockerfile.stages) if (!shipped.has(stage)) tools.add(keyOf(stage.from.image.at));
  }
  return new Set(images.filter(({ kind, at }) => kind === 'from' && tools.has(keyOf(at))));
}

function keyOf({ file, span }: ImageUse['at']): string {
  return `${file.path}\0${span.start}`;
}

/** The stages that are built, what these are made from, and what they take whole. */
function shippedIn({ dockerfile, shipped }: WorldDockerfile): ReadonlySet<Stage> {
  const found = new Set<Stage>();
  const waiting = shipped.flatMap(({ chain }) => chain);
  for (let stage = waiting.pop(); stage !== undefined; stage = waiting.pop()) {
    if (found.has(stage)) continue;
    found.add(stage);
    const base = baseOf(dockerfile, stage, shipped[0]?.args);
    if (base.kind === 'stage') waiting.push(base.stage);
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'COPY' || !instruction.sources.some(({ raw }) => wholeSystem.test(raw))) continue;
      const from = instruction.flags.find(({ name }) => name === 'from')?.value?.raw;
      const source = from === undefined ? undefined : findStage(dockerfile, from);
      if (source !== undefined) waiting.push(source);
    }
  }
  return found;
}
