import { describe, expect, test } from 'vitest';
import type { Dockerfile, Instruction } from '../../../src/parse/dockerfile/ast.ts';
import { baseOf, environmentAt, findStage, resolveWord, type BuildArgs } from '../../../src/parse/dockerfile/scope.ts';
import { isOf, parsed } from './parsed.ts';

/** The values that each USER of a text comes to; `?` and the reason where unknown. */
function users(text: string, args?: BuildArgs): readonly string[] {
  const file = parsed(text);
  return file.instructions.flatMap((instruction) => {
    if (!isOf(instruction, 'USER')) return [];
    const setting = resolveWord(file, instruction, instruction.argument, args);
    return setting.state === 'known' ? [setting.value] : [setting.state === 'unknown' ? `? ${setting.why}` : '-'];
  });
}

function bases(text: string, args?: BuildArgs): readonly string[] {
  const file = parsed(text);
  return file.stages.map((stage) => {
    const base = baseOf(file, stage, args);
    if (base.kind === 'stage') return `stage ${base.stage.index}`;
    if (base.kind === 'image') return base.reference;
    return base.kind === 'scratch' ? 'scratch' : `? ${base.why}`;
  });
}

function last(file: Dockerfile): Instruction {
  const instruction = file.instructions.at(-1);
  if (!instruction) throw new Error('no instruction');
  return instruction;
}

describe('the scope of ARG', () => {
  test('before the first FROM is FROM only', () => {
    expect(bases('ARG V=1\nFROM a:$V\nUSER $V')).toEqual(['a:1']);
    expect(users('ARG V=1\nFROM a:$V\nUSER $V')).toEqual(['? nothing sets V']);
  });

  test('before the first FROM reaches a stage that asks for it', () => {
    expect(users('ARG V=1\nFROM a\nUSER x$V\nARG V\nUSER x$V\nFROM a\nUSER x$V')).toEqual([
      '? nothing sets V',
      'x1',
      '? nothing sets V',
    ]);
  });

  test('in a stage begins behind it and ends with the stage', () => {
    expect(users('FROM a\nUSER ${V:-0}\nARG V=1\nUSER $V\nFROM a\nUSER ${V:-0}')).toEqual(['0', '1', '0']);
  });

  test('lets a default of the stage go before that of the file', () => {
    expect(users('ARG V=1\nFROM a\nARG V=2\nUSER $V')).toEqual(['2']);
  });

  test('lets a default use what stands in front of it, on the same line too', () => {
    expect(bases('ARG A=1 B=$A\nARG C=${B}2\nFROM a:$C')).toEqual(['a:12']);
  });

  test('without any value is not known, and a default helps', () => {
    expect(users('FROM a\nARG V\nUSER $V\nUSER ${V:-d}')).toEqual(['? ARG V has no default', 'd']);
  });

  test('not known spreads to what is made of it', () => {
    expect(bases('ARG A\nARG B=x:$A\nFROM ${B:-d}')).toEqual(['? ARG A has no default']);
  });
});

describe('build arguments', () => {
  test('beat defaults where an ARG asks for them', () => {
    const args = { V: '2', W: '3' };
    expect(bases('ARG V=1\nFROM a:$V', args)).toEqual(['a:2']);
    expect(users('FROM a\nARG V=1\nUSER $V\nUSER ${W:-0}', args)).toEqual(['2', '0']);
  });

  test('without a known value leave everything open', () => {
    expect(bases('ARG V=1\nFROM a:${V:-2}', { V: undefined })).toEqual(['? the value of the build argument V is not known']);
  });

  test('are not mistaken for properties of objects', () => {
    expect(bases('ARG constructor=1\nFROM a:$constructor', {})).toEqual(['a:1']);
  });

  test('of one build do not leak into another', () => {
    const file = parsed('ARG V=1\nFROM a:$V');
    const stage = findStage(file);
    const found = [{ V: '2' }, {}, { V: '3' }].map((args) => stage && baseOf(file, stage, args));
    expect(found).toMatchObject([{ reference: 'a:2' }, { reference: 'a:1' }, { reference: 'a:3' }]);
  });
});

describe('ENV', () => {
  test('holds from the next instruction on and in the stages above', () => {
    const text = 'FROM a AS one\nENV U=x\nUSER $U\nENV U=y V=$U\nUSER $U$V\nFROM one\nUSER $U\nFROM a\nUSER ${U:-none}';
    expect(users(text)).toEqual(['x', 'yx', 'y', 'none']);
  });

  test('beats an ARG in front of it, given to the build or not', () => {
    expect(users('FROM a\nARG U=1\nENV U=2\nUSER $U', { U: '3' })).toEqual(['2']);
    expect(users('FROM a\nENV U=2\nARG U\nUSER $U')).toEqual(['2']);
  });

  test('gives way to a later ARG that has a value, as in BuildKit', () => {
    expect(users('FROM a\nENV U=2\nARG U=1\nUSER $U')).toEqual(['1']);
  });

  test('of the base image is not known', () => {
    expect(users('FROM a\nUSER $APP_UID')).toEqual(['? nothing sets APP_UID']);
  });

  test('takes quotes off, in the old form too', () => {
    expect(users(`FROM a\nENV U "b c"\nUSER $U`)).toEqual(['b c']);
  });

  test('is seen by lookup functions', () => {
    const file = parsed('FROM a AS b\nENV U=1\nFROM b\nENV U=2\nUSER $U\nENV U=3');
    const user = file.instructions.find(({ keyword }) => keyword === 'USER') ?? last(file);
    expect(environmentAt(file, user)('U')).toBe('2');
    expect(environmentAt(file, last(file))('U')).toBe('2');
  });
});

describe('the platform', () => {
  test('is not known, with a default neither', () => {
    expect(bases('FROM a-${TARGETARCH:-amd64}')).toEqual(['? TARGETARCH depends on the platform of the build']);
    expect(users('FROM a\nARG TARGETARCH\nUSER x$TARGETARCH')).toEqual(['? TARGETARCH depends on the platform of the build']);
    expect(users('FROM a\nUSER x${TARGETARCH-none}')).toEqual(['xnone']);
  });

  test('is known when it is given', () => {
    expect(bases('FROM a-$TARGETARCH', { TARGETARCH: 'arm64' })).toEqual(['a-arm64']);
  });
});

describe('the base', () => {
  test('is a stage above it by name, in any case, scratch or an image', () => {
    expect(bases('FROM a AS One\nFROM ONE AS two\nFROM $X\nFROM scratch\nFROM three\nFROM a AS three')).toEqual([
      'a',
      'stage 0',
      '? nothing sets X',
      'scratch',
      'three',
      'a',
    ]);
  });

  test('is the last stage of that name, and never the stage itself', () => {
    expect(bases('FROM a AS a\nFROM a AS a\nFROM a')).toEqual(['a', 'stage 0', 'stage 1']);
  });

  test('of FROM without an image is not known', () => {
    expect(bases('FROM\nFROM ""')).toEqual(['? FROM names no image', '? FROM names no image']);
  });
});

describe('findStage', () => {
  const file = parsed('FROM a AS one\nFROM b AS Two\nFROM c');

  test.each([
    ['one', 0],
    ['TWO', 1],
    ['2', 2],
    [undefined, 2],
    ['three', undefined],
    ['3', undefined],
  ])('%s is stage %s', (target, index) => {
    expect(findStage(file, target)?.index).toBe(index);
  });
});
