import type { ContainerSettings } from '../model/container.ts';
import type { Effective, Setting, TrailStep } from '../model/setting.ts';
import { booleanFromText } from '../parse/container-text.ts';
import { effectiveCapabilities } from './capabilities.ts';
import type { ContainerPosture } from './container.ts';
import { effectiveHealthCheck } from './health-check.ts';
import { factsOfImage, userOfImage, type ImageFacts, type ScannedImages } from './image-facts.ts';
import type { StagePosture } from './stage.ts';

/** Joins a container with the stage that the repository builds for it, or with its image. */
export function postureOf(
  settings: ContainerSettings,
  stage: StagePosture | undefined,
  scanned: ScannedImages,
): ContainerPosture {
  const { image } = settings;
  const facts = stage === undefined && image.state === 'known' ? factsOfImage(image.value, scanned) : stage?.facts;
  return {
    settings,
    ...(stage === undefined ? {} : { stage }),
    ...(facts === undefined ? {} : { image: facts }),
    user: effectiveUser(settings, stage, facts),
    healthCheck: effectiveHealthCheck(settings, stage, facts),
    capabilities: effectiveCapabilities(settings),
    noNewPrivileges: noNewPrivileges(settings),
    readOnly: { setting: settings.readOnly, trail: stepOf(settings.readOnly, 'the root file system') },
  };
}

function effectiveUser(
  settings: ContainerSettings,
  stage: StagePosture | undefined,
  facts: ImageFacts | undefined,
): Effective<string> {
  const { user, image } = settings;
  if (user.state === 'known' && user.value !== '')
    return { setting: user, trail: [{ note: `user: ${user.value}`, at: user.at }] };
  if (user.state === 'unknown')
    return { setting: user, trail: [{ note: user.why, ...(user.at === undefined ? {} : { at: user.at }) }] };
  const trail: TrailStep[] = [{ note: 'sets no user', at: settings.at }];
  if (stage !== undefined) return { setting: stage.user.setting, trail: [...trail, ...stage.user.trail] };
  if (image.state === 'known') return userOfImage(image.value, image.at, trail, facts);
  const why = image.state === 'unknown' ? image.why : 'no image is named';
  return { setting: { state: 'unknown', why }, trail: [...trail, { note: why }] };
}

/** The last option that says it wins, as in the engine. Alone it means true; what Go does not take for a boolean, nothing. */
function noNewPrivileges(settings: ContainerSettings): Effective<boolean> {
  const found = settings.securityOptions.items
    .flatMap(({ value, at }) => {
      const match = /^no-new-privileges(?:[:=](?<value>.*))?$/i.exec(value.trim());
      const said = match === null ? undefined : booleanFromText((match.groups?.['value'] ?? 'true').toLowerCase());
      return said === undefined ? [] : [{ at, value: said }];
    })
    .at(-1);
  if (found !== undefined) {
    const { value } = found;
    return {
      setting: { state: 'known', value, at: found.at },
      trail: [{ note: `no-new-privileges ${value ? 'set' : 'switched off'}`, at: found.at }],
    };
  }
  const unclear = settings.securityOptions.unknown[0];
  if (unclear)
    return { setting: { state: 'unknown', why: unclear.why, at: unclear.at }, trail: [{ note: unclear.why, at: unclear.at }] };
  return { setting: { state: 'unset' }, trail: [] };
}

function stepOf(setting: Setting<boolean>, what: string): readonly TrailStep[] {
  if (setting.state === 'unset') return [];
  const at = setting.at === undefined ? {} : { at: setting.at };
  if (setting.state === 'unknown') return [{ note: setting.why, ...at }];
  return [{ note: setting.value ? `makes ${what} read-only` : `leaves ${what} writable`, ...at }];
}
