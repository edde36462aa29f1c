import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../src/model/setting.ts';
import { loadProject } from '../../../src/parse/compose/load.ts';
import { buildOf, type BuildSettings } from '../../../src/parse/compose/lower.ts';
import { textOf } from '../../../src/parse/lines.ts';
import { reader } from './plain.ts';

async function build(text: string): Promise<BuildSettings | undefined> {
  const read = reader({ 'app/compose.yaml': `services:\n  web:\n    ${text}\n` });
  const { services } = await loadProject(['app/compose.yaml'], read, { environment: { SET: 'out' } });
  return services[0] && buildOf(services[0]);
}

const shown = (setting: Setting<string> | undefined): unknown =>
  setting?.state === 'known' ? setting.value : setting?.state === 'unknown' ? setting.why : setting?.state;

describe('how a service is built', () => {
  it.each([
    ['build: .', 'app', 'app/Dockerfile'],
    ['build: ./web/', 'app/web', 'app/web/Dockerfile'],
    ['build: ..', '.', 'Dockerfile'],
    ['build: {}', 'app', 'app/Dockerfile'],
    ['build: {context: web, dockerfile: Dockerfile.prod}', 'app/web', 'app/web/Dockerfile.prod'],
    ['build: {context: web, dockerfile: ../docker/Dockerfile}', 'app/web', 'app/docker/Dockerfile'],
    ['build: {dockerfile_inline: FROM scratch}', 'app', 'unset'],
    ['build: ../..', 'the build context is outside of what is scanned', 'the build context is outside of what is scanned'],
    ['build: /srv/app', 'the build context is outside of what is scanned', 'the build context is outside of what is scanned'],
    ['build: {dockerfile: ../../Dockerfile}', 'app', 'the Dockerfile is outside of what is scanned'],
    [
      'build: "https://example.org/a.git#main"',
      'the build context is on another machine',
      'the build context is on another machine',
    ],
    ['build: git@example.org:a/b.git', 'the build context is on another machine', 'the build context is on another machine'],
    ['build: ${WHERE}', 'the variable WHERE has no value here', 'the variable WHERE has no value here'],
    ['build: {context: web, dockerfile: "${WHAT}"}', 'app/web', 'the variable WHAT has no value here'],
  ])('is read from %j', async (text, context, dockerfile) => {
    const settings = await build(text);
    expect([shown(settings?.context), shown(settings?.dockerfile)]).toEqual([context, dockerfile]);
  });

  it('tells target, arguments and place', async () => {
    const settings = await build('build: {target: prod, args: {A: 1, B: "${B:-2}", C: "${C}", D: "${SET}", E: }}');
    expect(settings).toMatchObject({ target: { value: 'prod' }, args: { A: '1', B: '2' }, unknownArgs: ['C', 'D', 'E'] });
    expect(settings && textOf(settings.at)).toMatch(/^\{target.*\}$/);
    expect((await build('build: {args: ["A=1", B]}'))?.args).toEqual({ A: '1' });
  });

  it('is nothing without a build', async () => {
    expect(await build('image: a')).toBeUndefined();
  });
});
