import type { ImageReference } from '../model/image.ts';
import type { Setting } from '../model/setting.ts';
import { baseOf } from '../parse/dockerfile/scope.ts';
import type { WorkflowImage } from '../parse/workflow/images.ts';
import type { ContainerPosture } from './container.ts';
import type { ImageUse } from './image-use.ts';
import { imageKey } from './image-key.ts';
import { contextKey } from './named-context.ts';
import { compared } from './image-drift.ts';
import { parseReference } from './reference.ts';
import { stageLabel } from './stages.ts';
import type { World } from './world.ts';

/** Every place that names an image from a registry, those of FROM whose name is not known too: not stages, `scratch`, or what the repository builds itself. */
export function imageUses(
  dockerfiles: World['dockerfiles'],
  projects: World['projects'],
  commands: readonly ContainerPosture[],
  workflowImages: readonly WorkflowImage[],
  built: ReadonlySet<string>,
): readonly ImageUse[] {
  const isBuilt = (reference: string): boolean => built.has(imageKey(reference));
  const uses: ImageUse[] = [];
  for (const { dockerfile, shipped, named } of dockerfiles) {
    const args = shipped[0]?.args ?? {};
    for (const stage of dockerfile.stages) {
      const base = baseOf(dockerfile, stage, args);
      const at = stage.from.image.at;
      if (base.kind === 'image' && !isBuilt(base.reference) && !named.has(contextKey(base.reference)))
        uses.push({ kind: 'from', image: reference(base.reference, at), at, of: stageLabel(stage) });
      else if (base.kind === 'unknown')
        uses.push({ kind: 'from', image: { state: 'unknown', why: base.why, at }, at, of: stageLabel(stage) });
    }
  }
  for (const { containers } of projects) {
    for (const { settings, stage } of containers) {
      if (stage !== undefined || settings.image.state !== 'known' || isBuilt(settings.image.value)) continue;
      uses.push({
        kind: 'compose',
        image: reference(settings.image.value, settings.image.at),
        at: settings.image.at,
        of: settings.name,
        container: settings,
      });
    }
  }
  for (const { settings, stage } of commands) {
    if (stage !== undefined || settings.image.state !== 'known' || isBuilt(settings.image.value)) continue;
    uses.push({
      kind: 'command',
      image: reference(settings.image.value, settings.image.at),
      at: settings.image.at,
      of: settings.name,
      container: settings,
    });
  }
  for (const { image, resolved, at } of workflowImages) {
    if (resolved && !isBuilt(image)) uses.push({ kind: 'workflow', image: reference(image, at), at });
  }
  const tags = tagsOf(built);
  return compared(once(uses).map((use) => withTags(use, tags)));
}

/** The tags of what the repository builds, by repository. */
function tagsOf(built: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, string[]>();
  for (const key of built) {
    const colon = key.indexOf(':', key.lastIndexOf('/'));
    const repository = key.slice(0, colon);
    const known = tags.get(repository);
    if (known === undefined) tags.set(repository, [key.slice(colon + 1)]);
    else known.push(key.slice(colon + 1));
  }
  return tags;
}

/** The use with the tags under which the repository builds an image of its name. */
function withTags(use: ImageUse, tags: ReadonlyMap<string, readonly string[]>): ImageUse {
  const builtAs = use.image.state === 'known' ? tags.get(use.image.value.repository) : undefined;
  return builtAs === undefined ? use : { ...use, builtAs };
}

/** A service that is started in several ways names its image at one place. */
function once(uses: readonly ImageUse[]): readonly ImageUse[] {
  const told = new Set<string>();
  return uses.filter(({ kind, at }) => {
    const key = `${kind} ${at.span.start} ${at.file.path}`;
    return told.has(key) ? false : told.add(key);
  });
}

function reference(text: string, at: ImageUse['at']): Setting<ImageReference> {
  const parsed = parseReference(text);
  return parsed === undefined
    ? { state: 'unknown', why: `\`${text}\` is not an image reference`, at }
    : { state: 'known', value: parsed, at };
}
