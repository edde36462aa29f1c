import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/parse/lines.ts';
import type { Pair } from '../../../src/parse/dockerfile/ast.ts';
import { body, only, parsed, raws, refusals, texts } from './parsed.ts';

function pairs(items: readonly Pair[]): readonly (readonly [string, string | undefined])[] {
  return items.map(({ name, value }) => [name.raw, value?.raw]);
}

describe('FROM', () => {
  test('opens a stage with an image and a name', () => {
    const file = parsed('ARG V\nFROM --platform=$BUILDPLATFORM node:$V as Build\nRUN a\nfrom scratch\nUSER b');
    expect(file.globalArgs).toHaveLength(1);
    expect(file.stages.map(({ index, name }) => [index, name])).toEqual([
      [0, 'build'],
      [1, undefined],
    ]);
    expect(file.stages[0]?.from).toMatchObject({ image: { raw: 'node:$V' }, alias: { raw: 'Build' }, stage: 0 });
    expect(file.instructions.map(({ stage }) => stage)).toEqual([-1, 0, 0, 1, 1]);
    expect(file.problems).toEqual([]);
  });

  test('is refused with anything else behind it, and still opens the stage', () => {
    expect(refusals('FROM a # b\nUSER c')).toEqual(['FROM takes an image, or an image, AS and a name | FROM a # b']);
    expect(parsed('FROM\nUSER c').stages).toHaveLength(1);
    expect(refusals('FROM a AS 1b')).toHaveLength(1);
  });
});

describe('commands', () => {
  test('in exec form are decoded, with places that take in the quotes', () => {
    const run = only('RUN', 'RUN [ "a\\n\\u0041", \\\n "b]\\"" ]');
    if (run.form !== 'exec') throw new Error('shell form');
    expect(raws(run.exec)).toEqual(['a\nA', 'b]"']);
    expect(texts(run.exec)).toEqual(['"a\\n\\u0041"', '"b]\\""']);
  });

  test.each(["RUN ['a']", 'RUN ["a"', 'RUN ["a"] b', 'RUN [ -f x ] && y', 'RUN "a"'])('fall back to shell form: %s', (text) => {
    const run = only('RUN', text);
    expect(run.form === 'shell' && run.command.raw).toBe(text.slice(4));
  });

  test('are refused as JSON of other things', () => {
    expect(refusals('FROM a\nCMD ["a", ["b"]]')).toEqual(['The JSON array holds something other than strings | ["a", ["b"]]']);
  });

  test('may be empty', () => {
    expect(only('CMD', 'CMD []')).toMatchObject({ form: 'exec', exec: [] });
    expect(only('CMD', 'CMD')).toMatchObject({ form: 'shell', command: { raw: '' } });
  });

  test('SHELL needs the exec form', () => {
    expect(only('SHELL', 'SHELL ["bash", "-c"]').exec).toHaveLength(2);
    expect(refusals('FROM a\nSHELL bash -c')).toHaveLength(1);
    expect(refusals('FROM a\nSHELL []')).toHaveLength(1);
  });
});

describe('ENV, LABEL and ARG', () => {
  test('keep the quotes and escapes of their words', () => {
    expect(pairs(only('ENV', `ENV a=b "c d"='e f' g=h\\ i j="k \\" l" m=`).pairs)).toEqual([
      ['a', 'b'],
      ['"c d"', "'e f'"],
      ['g', 'h\\ i'],
      ['j', '"k \\" l"'],
      ['m', ''],
    ]);
  });

  test('take the rest of the line in the old form', () => {
    expect(pairs(only('ENV', 'ENV PATH  /a b=c "d"  ').pairs)).toEqual([['PATH', '/a b=c "d"']]);
  });

  test('escape nothing in single quotes', () => {
    expect(pairs(only('ENV', "ENV a='b\\' c=d").pairs)).toEqual([
      ['a', "'b\\'"],
      ['c', 'd'],
    ]);
  });

  test('drop an escape at the very end', () => {
    expect(pairs(only('ENV', 'ENV a=b\\\n').pairs)).toEqual([['a', 'b']]);
    expect(pairs(only('ARG', 'ARG a=b `').pairs)).toEqual([
      ['a', 'b'],
      ['`', undefined],
    ]);
  });

  test('split a value at its first equals sign and tell both places', () => {
    const [pair] = only('LABEL', 'LABEL a.b=c=d').pairs;
    expect(pair?.value && texts([pair.name, pair.value])).toEqual(['a.b', 'c=d']);
  });

  test('ARG may be without a value', () => {
    expect(pairs(only('ARG', 'ARG a b=c "d=e f"').pairs)).toEqual([
      ['a', undefined],
      ['b', 'c'],
      ['"d', 'e f"'],
    ]);
  });

  test('are refused without names and values', () => {
    expect(refusals('FROM a\nENV PATH')).toEqual(['ENV gives PATH no value | ENV PATH']);
    expect(refusals('FROM a\nENV')).toHaveLength(1);
    expect(refusals('FROM a\nENV a=b c')).toEqual([
      'ENV has a word that is no name=value; a value with blanks stands in quotes | c',
    ]);
    expect(refusals('FROM a\nLABEL =b')).toEqual(['LABEL has a value without a name | =b']);
    expect(refusals('FROM a\nARG =b c')).toHaveLength(1);
    expect(refusals('FROM a\nARG')).toHaveLength(1);
  });
});

describe('flags', () => {
  test('lose their quotes and escapes', () => {
    const { flags } = only('COPY', 'COPY --chown="a b":c\\ d --link --from=x -- --y /z');
    expect(flags.map(({ name, value }) => [name, value?.raw])).toEqual([
      ['chown', 'a b:c d'],
      ['link', undefined],
      ['from', 'x'],
    ]);
    expect(texts(flags)).toEqual(['--chown="a b":c\\ d', '--link', '--from=x']);
    expect(flags[2]?.value && textOf(flags[2].value.at)).toBe('x');
  });

  test('stop at the first argument', () => {
    expect(raws(only('COPY', 'COPY a --from=b /c').sources)).toEqual(['a', '--from=b']);
  });

  test.each([
    ['RUN --foo x', 'RUN has no flag --foo | --foo'],
    ['COPY --from=a --from=b c d', 'The flag --from stands here a second time | --from=b'],
    ['COPY --link=no c d', 'The flag --link is true or false | --link=no'],
    ['COPY --link= c d', 'The flag --link needs a value | --link='],
    ['COPY --from c d', 'The flag --from needs a value | --from'],
    ['RUN --network=lan a', '--network knows no "lan" | --network=lan'],
    ['RUN --mount=type=bind,from=$a b', 'The from of a mount takes no variables | from=$a'],
    ['HEALTHCHECK --timeout=1 CMD a', '--timeout takes a duration such as 30s, not 1 | --timeout=1'],
    ['HEALTHCHECK --interval=1us CMD a', '--interval is shorter than a millisecond | --interval=1us'],
    ['HEALTHCHECK --retries=-1 CMD a', '--retries takes a number from 0 on, not -1 | --retries=-1'],
  ])('are refused in %s', (text, refusal) => {
    expect(refusals(`FROM a\n${text}`)).toEqual([refusal]);
  });

  test('are accepted where BuildKit does not look, or knows them', () => {
    const lines = ['ARG --foo a', 'STOPSIGNAL --foo 9', 'COPY --exclude=a --exclude=b c d', 'HEALTHCHECK --foo NONE'];
    lines.push('HEALTHCHECK --interval=1m30s --timeout=0s --start-period=1.5h --start-interval=0 --retries=0 CMD a');
    lines.push('RUN --mount=type=cache,target=/a --mount=type=secret,id=b --network=none --security=sandbox c');
    lines.push('ADD --keep-git-dir --checksum=sha256:a --unpack=TRUE a b');
    expect(refusals(`FROM --platform=linux/amd64 a\n${lines.join('\n')}`)).toEqual([]);
  });
});

describe('the other instructions', () => {
  test('have their arguments', () => {
    expect(only('USER', 'user  app:app ').argument.raw).toBe('app:app');
    expect(only('WORKDIR', 'WORKDIR /a b').argument.raw).toBe('/a b');
    expect(raws(only('EXPOSE', 'EXPOSE 80 443/tcp').values)).toEqual(['80', '443/tcp']);
    expect(raws(only('VOLUME', 'VOLUME ["/a b", "/c"]').values)).toEqual(['/a b', '/c']);
    expect(raws(only('COPY', 'COPY ["a b", "/c d/"]').sources)).toEqual(['a b']);
    expect(only('HEALTHCHECK', 'HEALTHCHECK none')).toMatchObject({ none: true });
    expect(only('HEALTHCHECK', 'HEALTHCHECK cmd curl x')).toMatchObject({ none: false, test: { command: { raw: 'curl x' } } });
    expect(only('HEALTHCHECK', 'HEALTHCHECK CMD ["a"]')).toMatchObject({ test: { form: 'exec', exec: [{ raw: 'a' }] } });
  });

  test('ONBUILD has its trigger', () => {
    const onBuild = only('ONBUILD', 'ONBUILD  copy --from=a b \\\n c');
    expect(onBuild.trigger).toMatchObject({ keyword: 'COPY', flags: [{ name: 'from' }], sources: [{ raw: 'b' }] });
    expect(textOf(onBuild.trigger.at)).toBe('copy --from=a b \\\n c');
  });

  test.each([
    'USER',
    'WORKDIR',
    'EXPOSE',
    'VOLUME',
    'VOLUME [""]',
    'COPY a',
    'ADD ["a"]',
    'HEALTHCHECK',
    'HEALTHCHECK CMD',
    'HEALTHCHECK CMD []',
    'HEALTHCHECK NONE a',
    'HEALTHCHECK TCP 80',
    'ONBUILD',
    'ONBUILD FROM b',
    'ONBUILD MAINTAINER b',
    'ONBUILD ONBUILD RUN b',
    'MAINTAINER',
    'STOPSIGNAL',
    'FOO bar',
  ])('refuse %s', (text) => {
    expect(refusals(`FROM a\n${text}`)).toHaveLength(1);
  });

  test('are all read when one of them is refused', () => {
    expect(body('FOO bar\nUSER a\nENV b\nUSER c').map(({ keyword }) => keyword)).toEqual(['USER', 'ENV', 'USER']);
  });
});

describe('the file', () => {
  test.each(['', '\n\n', '# a\n# b\n', '\uFEFF'])('is refused without instructions: %j', (text) => {
    expect(parsed(text).problems.map(({ message }) => message)).toEqual(['The file has no instructions']);
  });

  test('is refused without a FROM, and with anything but ARG in front of it', () => {
    expect(parsed('ARG a').problems.map(({ message }) => message)).toEqual(['The file has no FROM']);
    expect(refusals('RUN a\nFROM b')).toEqual(['RUN stands before the first FROM | RUN']);
    expect(parsed('RUN a\nFROM b').instructions.map(({ stage }) => stage)).toEqual([-1, 0]);
  });

  test('is refused with a line that BuildKit cannot read', () => {
    expect(parsed(`FROM a\nRUN ${'é'.repeat(32_765)}\n`).problems).toEqual([]);
    expect(parsed(`FROM a\nRUN ${'é'.repeat(32_766)}\n`).problems).toHaveLength(1);
  });
});
