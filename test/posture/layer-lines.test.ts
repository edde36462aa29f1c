import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/parse/lines.ts';
import { parseDockerfile } from '../../src/parse/dockerfile/parse.ts';
import { layerLines } from '../../src/posture/layer-lines.ts';
import { postureOfBuild } from '../../src/posture/stages.ts';

/** Steps of a history; one that begins with `-` makes no layer. */
function linesOf(text: string, steps: readonly string[], target?: string): readonly string[] {
  const dockerfile = parseDockerfile({ path: 'Dockerfile', text });
  const stage = postureOfBuild(dockerfile, { args: {}, ...(target === undefined ? {} : { target }) }, [], new Map());
  if (stage === undefined) throw new Error('no such stage');
  const history = steps.map((step) => ({ createdBy: step.replace(/^-/, ''), empty: step.startsWith('-') }));
  const layers = history.filter(({ empty }) => !empty).map(({ createdBy }, index) => ({ createdBy, diffId: `sha256:${index}` }));
  const lines = layerLines(stage, { history, diffIds: layers.map(({ diffId }) => diffId) });
  return layers.map(({ diffId }) => {
    const at = lines.get(diffId);
    return at === undefined ? 'FROM' : textOf(at);
  });
}

const base = 'ADD rootfs.tar.xz / # buildkit';

describe('the line that made a layer', () => {
  test('is told from what BuildKit writes', () => {
    const text = `FROM debian:12-slim
ARG VERSION=1
RUN apt-get update && \\
    # what the program needs
    apt-get install -y curl
WORKDIR app
COPY --chown=1000:1000 package.json package-lock.json ./
ENV NODE_ENV=production
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
USER 1000
CMD ["node", "server.js"]
`;
    const steps = [
      base,
      '-CMD ["bash"]',
      '-ARG VERSION=1',
      'RUN |1 VERSION=1 /bin/sh -c apt-get update &&     apt-get install -y curl # buildkit',
      'WORKDIR /app',
      'COPY --chown=1000:1000 package.json package-lock.json ./ # buildkit',
      '-ENV NODE_ENV=production',
      'RUN |1 VERSION=1 /bin/sh -c npm ci # buildkit',
      'COPY . . # buildkit',
      '-USER 1000',
      '-CMD ["node" "server.js"]',
    ];
    expect(linesOf(text, steps)).toEqual([
      'FROM',
      'RUN apt-get update && \\',
      'WORKDIR app',
      'COPY --chown=1000:1000 package.json package-lock.json ./',
      'RUN --mount=type=cache,target=/root/.npm npm ci',
      'COPY . .',
    ]);
  });

  test('is told from what the older builder writes', () => {
    const text = 'FROM alpine:3.22\nRUN apk add curl\nCOPY app /srv/app\nADD data.tar /srv/data\nWORKDIR /srv\n';
    const steps = [
      '/bin/sh -c #(nop) ADD file:0a1b in / ',
      '-/bin/sh -c #(nop)  CMD ["/bin/sh"]',
      '/bin/sh -c apk add curl',
      '/bin/sh -c #(nop) COPY file:0a1b in /srv/app ',
      '/bin/sh -c #(nop) ADD dir:0a1b in /srv/data ',
      '-/bin/sh -c #(nop) WORKDIR /srv',
    ];
    expect(linesOf(text, steps)).toEqual(['FROM', 'RUN apk add curl', 'COPY app /srv/app', 'ADD data.tar /srv/data']);
  });

  test('is found in the stages that a stage is made from, and not in those it copies from', () => {
    const text =
      'FROM golang:1.24 AS build\nRUN go build -o /app .\nFROM alpine:3.22 AS system\nRUN apk add tzdata\nFROM system\nCOPY --from=build /app /app\n';
    const steps = [base, 'RUN /bin/sh -c apk add tzdata # buildkit', 'COPY /app /app # buildkit'];
    expect(linesOf(text, steps)).toEqual(['FROM', 'RUN apk add tzdata', 'COPY --from=build /app /app']);
    expect(linesOf(text, steps.slice(0, 2), 'system')).toEqual(['FROM', 'RUN apk add tzdata']);
  });

  test.each([
    ['an exec form', 'RUN ["apk", "add", "curl"]', 'RUN apk add curl # buildkit'],
    [
      'a shell of its own',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN make | tee log',
      'RUN /bin/bash -o pipefail -c make | tee log # buildkit',
    ],
    ['a here-document', 'RUN <<EOF\napk add curl\nEOF', 'RUN /bin/sh -c apk add curl\n # buildkit'],
    ['a variable in a path', 'ARG NAME=app\nCOPY ${NAME}.jar /srv/$NAME/', 'COPY app.jar /srv/app/ # buildkit'],
    ['the text as it stands', 'RUN apk add curl', 'RUN apk add curl'],
  ])('is found for %s', (_, instructions, step) => {
    const [first, own] = linesOf(`FROM alpine:3.22\n${instructions}\n`, [base, step]);
    expect(first).toBe('FROM');
    expect(own).toBe(instructions.split('\n').find((line) => /^(?:RUN|COPY)/.test(line)));
  });

  test('is the one that is left where the file has changed since', () => {
    const text = 'FROM alpine:3.22\nRUN apk add curl\nRUN make second\nCOPY . .\n';
    const steps = [base, 'RUN /bin/sh -c apk add curl # buildkit', 'RUN /bin/sh -c make first # buildkit', 'COPY . . # buildkit'];
    expect(linesOf(text, steps)).toEqual(['FROM', 'RUN apk add curl', 'RUN make second', 'COPY . .']);
  });

  test('is not guessed where two could be meant, or nothing in the file is like it', () => {
    const text = 'FROM alpine:3.22\nRUN one\nRUN two\n';
    expect(linesOf(text, [base, 'RUN /bin/sh -c three # buildkit', 'RUN /bin/sh -c four # buildkit'])).toEqual([
      'FROM',
      'FROM',
      'FROM',
    ]);
    expect(linesOf(text, [base, 'RUN /bin/sh -c bone # buildkit'])).toEqual(['FROM', 'FROM']);
    expect(linesOf('FROM a\nCOPY $A $B\n', [base, 'COPY x y # buildkit'])).toEqual(['FROM', 'FROM']);
  });

  test.each([
    ['two steps and two instructions are left', ['three', 'four'], 2],
    ['one step and two instructions are left', ['three'], 1],
  ])('is not guessed between two that are known where %s', (_, between, unknown) => {
    const text = 'FROM alpine:3.22\nRUN first\nRUN one\nRUN two\nCOPY . .\n';
    const runs = ['first', ...between].map((command) => `RUN /bin/sh -c ${command} # buildkit`);
    const left = Array.from({ length: unknown }, () => 'FROM');
    expect(linesOf(text, [base, ...runs, 'COPY . . # buildkit'])).toEqual(['FROM', 'RUN first', ...left, 'COPY . .']);
  });

  test('of a base that does the same as the file is left to its FROM', () => {
    const text = 'FROM example/base:1\nWORKDIR /app\nCOPY . .\n';
    expect(linesOf(text, ['WORKDIR /app', 'COPY . . # buildkit', 'WORKDIR /app', 'COPY . . # buildkit'])).toEqual([
      'FROM',
      'FROM',
      'WORKDIR /app',
      'COPY . .',
    ]);
  });

  test('is not told where the history does not tell which step made which layer', () => {
    const dockerfile = parseDockerfile({ path: 'Dockerfile', text: 'FROM alpine:3.22\nRUN make\n' });
    const stage = postureOfBuild(dockerfile, { args: {} }, [], new Map());
    const history = [{ createdBy: 'RUN /bin/sh -c make # buildkit', empty: false }];
    expect(stage === undefined ? 0 : layerLines(stage, { history, diffIds: ['sha256:1', 'sha256:2'] }).size).toBe(0);
  });
});
