import type { ContainerSettings } from '../model/container.ts';
import type { Place } from '../model/place.ts';
import type { Effective, TrailStep } from '../model/setting.ts';
import type { ImageFacts } from './image-facts.ts';
import type { StagePosture } from './stage.ts';

/**
 * Whether the engine asks the program how it is: what the container says, else the last HEALTHCHECK of the stages it is built
 * from, else what its image brings. `false` where somebody switched it off.
 */
export function effectiveHealthCheck(
  settings: ContainerSettings,
  stage: StagePosture | undefined,
  facts: ImageFacts | undefined,
): Effective<boolean> {
  const { healthCheck, image } = settings;
  if (healthCheck.state !== 'unset') {
    const note =
      healthCheck.state === 'unknown' ? healthCheck.why : healthCheck.value ? 'sets a health check' : 'switches it off';
    return { setting: healthCheck, trail: [{ note, ...(healthCheck.at === undefined ? {} : { at: healthCheck.at }) }] };
  }
  const trail: TrailStep[] = [{ note: 'sets no health check', at: settings.at }];
  const instruction = stage?.healthCheck;
  if (instruction !== undefined) {
    const { none, at } = instruction;
    trail.push({ note: none ? 'HEALTHCHECK NONE' : 'HEALTHCHECK', at });
    return { setting: { state: 'known', value: !none, at }, trail };
  }
  if (stage !== undefined) trail.push({ note: 'no HEALTHCHECK in the stages it is built from', at: stage.stage.from.at });
  return fromImage(stage === undefined ? image : stage.base, facts, trail);
}

function fromImage(
  base: ContainerSettings['image'],
  facts: ImageFacts | undefined,
  trail: readonly TrailStep[],
): Effective<boolean> {
  const at: { readonly at?: Place } = base.state === 'unset' || base.at === undefined ? {} : { at: base.at };
  if (facts?.healthCheck !== undefined && base.state === 'known') {
    const { name, source } = facts;
    const step = { note: `${name} brings ${facts.healthCheck ? 'one' : 'none'}`, ...at, ...(source === '' ? {} : { source }) };
    return {
      setting: facts.healthCheck ? { state: 'known', value: true, at: base.at } : { state: 'unset' },
      trail: [...trail, step],
    };
  }
  const why =
    base.state === 'known'
      ? `whether ${base.value} brings one is not known without scanning it`
      : base.state === 'unknown'
        ? base.why
        : 'no image is named';
  return { setting: { state: 'unknown', why, ...at }, trail: [...trail, { note: why, ...at }] };
}
