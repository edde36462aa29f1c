import { expect, test } from 'vitest';
import { parseDockerfile } from '../../src/parse/dockerfile/parse.ts';
import { isOfOutput } from '../../src/posture/outputs.ts';

function outputs(text: string): readonly number[] {
  const dockerfile = parseDockerfile({ path: 'Dockerfile', text });
  return dockerfile.stages.filter(({ from }) => isOfOutput(dockerfile, from)).map(({ index }) => index);
}

test('a stage that others only copy from is no output', () => {
  expect(outputs('FROM a AS build\nRUN x\nFROM b\nCOPY --from=build /x /x\n')).toEqual([1]);
});

test('a stage that others only mount, by name or number, is no output', () => {
  expect(outputs('FROM a\nFROM a AS Tools\nFROM b\nRUN --mount=from=0,target=/a --mount=from=tools,target=/b x\n')).toEqual([2]);
});

test('a stage that an output is made from is part of it', () => {
  expect(outputs('FROM a AS base\nFROM base AS build\nFROM base\nCOPY --from=build /x /x\n')).toEqual([0, 2]);
});

test('stages that nobody uses may each be asked for', () => {
  expect(outputs('FROM a AS test\nFROM b AS dev\nFROM c\n')).toEqual([0, 1, 2]);
});
