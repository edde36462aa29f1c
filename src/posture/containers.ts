import type { ContainerSettings } from '../model/container.ts';
import type { Effective, TrailStep } from '../model/setting.ts';
import { effectiveCapabilities } from './capabilities.ts';
import type { ContainerPosture } from './container.ts';
import { userOfImage, type ScannedUsers } from './image-user.ts';
import type { StagePosture } from './stage.ts';

/** Joins a container with the stage that the repository builds for it, or with its image. */
export function postureOf(settings: ContainerSettings, stage: StagePosture | undefined, scanned: ScannedUsers): ContainerPosture {
  return {
    settings,
    ...(stage === undefined ? {} : { stage }),
    user: effectiveUser(settings, stage, scanned),
    healthCheck: effectiveHealthCheck(settings, stage),
    capabilities: effectiveCapabilities(settings),
    noNewPrivileges: noNewPrivileges(settings),
    readOnly: readOnly(settings),
  };
}

function effectiveUser(settings: ContainerSettings, stage: StagePosture | undefined, scanned: ScannedUsers): Effective<string> {
  const { user, image } = settings;
  if (user.state === 'known' && user.value !== '')
    return { setting: user, trail: [{ note: `user: ${user.value}`, at: user.at }] };
  if (user.state === 'unknown')
    return { setting: user, trail: [{ note: user.why, ...(user.at === undefined ? {} : { at: user.at }) }] };
  const trail: TrailStep[] = [{ note: 'sets no user', at: settings.at }];
  if (stage !== undefined) return { setting: stage.user.setting, trail: [...trail, ...stage.user.trail] };
  if (image.state === 'known') return userOfImage(image.value, image.at, trail, scanned);
  const why = image.state === 'unknown' ? image.why : 'no image is named';
  return { setting: { state: 'unknown', why }, trail: [...trail, { note: why }] };
}

function effectiveHealthCheck(settings: ContainerSettings, stage: StagePosture | undefined): Effective<boolean> {
  const { healthCheck } = settings;
  if (healthCheck.state !== 'unset') return { setting: healthCheck, trail: [] };
  const instruction = stage?.healthCheck;
  if (instruction === undefined) return { setting: { state: 'unset' }, trail: [] };
  return {
    setting: { state: 'known', value: !instruction.none, at: instruction.at },
    trail: [{ note: instruction.none ? 'HEALTHCHECK NONE' : 'HEALTHCHECK of the stage', at: instruction.at }],
  };
}

/** The last option that says it wins, as in the engine. `no-new-privileges` alone means true. */
function noNewPrivileges(settings: ContainerSettings): Effective<boolean> {
  const found = settings.securityOptions.items
    .map((entry) => ({ at: entry.at, match: /^no-new-privileges(?:[:=](?<value>.*))?$/i.exec(entry.value.trim()) }))
    .findLast(({ match }) => match !== null);
  if (found?.match) {
    const value = !/^(?:false|0|f)$/i.test(found.match.groups?.['value'] ?? 'true');
    return {
      setting: { state: 'known', value, at: found.at },
      trail: [{ note: `no-new-privileges ${value ? 'set' : 'switched off'}`, at: found.at }],
    };
  }
  const unclear = settings.securityOptions.unknown[0];
  if (unclear) return { setting: { state: 'unknown', why: unclear.why, at: unclear.at }, trail: [] };
  return { setting: { state: 'unset' }, trail: [] };
}

function readOnly(settings: ContainerSettings): Effective<boolean> {
  return { setting: settings.readOnly, trail: [] };
}
