import { expect, test } from 'vitest';
import { copySources } from '../../src/parse/dockerfile/copy-source.ts';
import { parseDockerfile } from '../../src/parse/dockerfile/parse.ts';
import { isHandedOn } from '../../src/posture/handed-on.ts';

/** Whether `a/.env`, which the first stage takes in, comes to the last. */
function comes(first: string, last: string): boolean {
  const dockerfile = parseDockerfile({ path: 'Dockerfile', text: `FROM x AS build\n${first}\nFROM y\n${last}\n` });
  const [source] = copySources(dockerfile);
  return source !== undefined && isHandedOn(dockerfile, source, 'a/.env', new Set([dockerfile.stages.length - 1]));
}

test.each([
  ['COPY . /app', 'COPY --from=build /app /app'],
  ['COPY . /app', 'COPY --from=0 app/a/ /x/'],
  ['COPY . /app', 'COPY --from=BUILD / /'],
  ['WORKDIR /srv\nWORKDIR app\nCOPY . .', 'COPY --from=build /srv/app /app'],
  ['COPY a /etc/conf', 'COPY --from=build /etc/conf /conf'],
  ['COPY a/* /etc/conf/', 'COPY --from=build /etc/conf /conf'],
  ['ARG DIR=/app\nCOPY . $DIR', 'ARG DIR=/app\nCOPY --from=build $DIR /x'],
])('%s and %s hand it on', (first, last) => {
  expect(comes(first, last)).toBe(true);
});

test.each([
  ['COPY . /app', 'COPY --from=build /app/dist /app'],
  ['COPY . /app', 'COPY --from=build /application /app'],
  ['COPY . /app', 'COPY --from=build /app/*.js /app/'],
  ['COPY . /app', 'COPY --from=other /app /app'],
  ['COPY . .', 'COPY --from=build /app /app'],
  ['ARG DIR\nCOPY . $DIR/app', 'COPY --from=build /app /app'],
  ['COPY a /etc/conf', 'COPY --from=build /etc/conf/a /conf'],
])('%s and %s do not', (first, last) => {
  expect(comes(first, last)).toBe(false);
});

test('a working directory comes from the stage below', () => {
  const text = 'FROM x AS base\nWORKDIR /app\nFROM base AS build\nCOPY . .\nFROM y\nCOPY --from=build /app /app\n';
  const dockerfile = parseDockerfile({ path: 'Dockerfile', text });
  const sources = copySources(dockerfile);
  expect(sources.map((source) => isHandedOn(dockerfile, source, '.env', new Set([2])))).toEqual([true]);
});
