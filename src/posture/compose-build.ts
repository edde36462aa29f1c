import type { Gap } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { WrittenDockerfile } from '../parse/bake/targets.ts';
import { buildOf, type BuildSettings } from '../parse/compose/build.ts';
import type { Service } from '../parse/compose/project.ts';
import { locate } from '../parse/lines.ts';
import type { ReadResult } from '../ports.ts';
import type { BuildPlace, BuildWish } from './build.ts';
import { namedContexts } from './named-context.ts';

/** How a service is built, and the line that says so. */
export interface ComposeBuild {
  readonly wish: BuildWish;
  /** What names the Dockerfile. */
  readonly at: Place;
  /** The Dockerfile that stands in the Compose file itself. */
  readonly inline?: WrittenDockerfile;
  /** Why its Dockerfile cannot be looked at. */
  readonly hidden?: string;
}

/**
 * What `build` of a service asks for; undefined where it has none.
 * @param project what tells its project from others
 */
export function composeBuild(service: Service, project: string): ComposeBuild | undefined {
  const build = buildOf(service);
  if (build === undefined) return undefined;
  const { dockerfile, dockerfileInline, target } = build;
  const wish: BuildWish = {
    places: dockerfile.state === 'known' ? [{ dockerfile: dockerfile.value, ...contextsOf(build, service) }] : [],
    ...(target.state === 'known' ? { target: target.value } : {}),
    args: build.args,
    grants: build.grants,
    ...(build.secrets === undefined ? {} : { gives: { at: service.at, secrets: build.secrets } }),
    builder: { service: service.name, at: service.at },
    tags: namesOfBuilt(service),
    group: project,
    name: service.name,
  };
  if (dockerfileInline.state !== 'unset') {
    const inline = {
      at: dockerfileInline.at ?? build.at,
      ...(dockerfileInline.state === 'known' ? { text: dockerfileInline.value } : {}),
    };
    return {
      wish: { ...wish, places: [{ dockerfile: inline.at.file.path, ...contextsOf(build, service) }] },
      at: build.at,
      inline,
    };
  }
  const at = dockerfile.state === 'unset' ? build.at : (dockerfile.at ?? build.at);
  return { wish, at, ...(dockerfile.state === 'unknown' ? { hidden: dockerfile.why } : {}) };
}

/** The names that a service gives to what it builds: its `image:`, and the tags of its build. */
export function namesOfBuilt({ settings }: Service): readonly string[] {
  const build = settings.entries.get('build')?.value;
  if (build === undefined) return [];
  const tags = build.kind === 'map' ? build.entries.get('tags')?.value : undefined;
  const names = [settings.entries.get('image')?.value, ...(tags?.kind === 'list' ? tags.items : [])];
  return names.flatMap((name) =>
    name?.kind === 'scalar' && name.unknown === undefined && typeof name.value === 'string' && name.value !== ''
      ? [name.value]
      : [],
  );
}

function contextsOf({ context, contexts }: BuildSettings, { directory }: Service): Pick<BuildPlace, 'context' | 'names'> {
  const pairs = contexts.map(({ name, value, at }) => ({ name, ...(value.state === 'known' ? { value: value.value } : {}), at }));
  return {
    ...(context.state === 'known' ? { context: context.value } : {}),
    ...(pairs.length === 0 ? {} : { names: namedContexts(pairs, directory) }),
  };
}

/** What is told where the Dockerfile of a service cannot be looked at. One that is not there leaves the verdict alone. */
export function gapOfBuild({ wish, at, hidden }: ComposeBuild, result: Extract<ReadResult, { ok: false }> | undefined): Gap {
  const service = wish.builder?.service ?? '';
  const away = result === undefined || result.reason === 'missing' || result.reason === 'outside';
  const detail =
    hidden === undefined
      ? `the Dockerfile of service ${service}, ${wish.places[0]?.dockerfile ?? ''}, ${result?.detail ?? 'is not known'}`
      : `the Dockerfile of service ${service} is not looked at: ${hidden}`;
  return {
    artifact: at.file.path,
    reason: away ? 'unresolved' : 'unreadable',
    detail,
    location: locate(at),
    blocking: !away,
  };
}

/** What is told where the Dockerfile of a service lacks the stage it asks for. */
export function gapOfTarget({ wish, at }: ComposeBuild): Gap {
  return {
    artifact: at.file.path,
    reason: 'unresolved',
    detail: `service ${wish.builder?.service ?? ''} is built from the stage ${wish.target ?? ''}, which ${wish.places[0]?.dockerfile ?? 'its Dockerfile'} does not have`,
    location: locate(at),
    blocking: false,
  };
}
