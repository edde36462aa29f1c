import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../../src/parse/dockerfile/parse.ts';
import { scriptsOfDockerfile, shellOf } from '../../../src/parse/shell/of-dockerfile.ts';
import { parseScript } from '../../../src/parse/shell/parse.ts';
import type { ParsedScript } from '../../../src/parse/shell/script.ts';
import { values, written } from './source.ts';

function runs(text: string): readonly (string | ParsedScript)[] {
  const dockerfile = parseDockerfile({ path: 'Dockerfile', text });
  return scriptsOfDockerfile(dockerfile).map(({ run }) => (run.state === 'left' ? run.why : parseScript(run.script)));
}

function commands(text: string): readonly string[] {
  return runs(text).flatMap((run) =>
    typeof run === 'string' ? [run] : run.commands.map((command) => values(command).join(' ')),
  );
}

function places(text: string): readonly string[] {
  return runs(text).flatMap((run) => (typeof run === 'string' ? [] : run.commands.map((command) => written(command).join(' '))));
}

describe('shell forms', () => {
  test('line continuations, comments and blank lines in them are not the shell’s', () => {
    const text = 'FROM a\nRUN apt-get update \\\n  # why\n  && apt-get install -y \\\n\n    curl \\  \n    "x y"\n';
    expect(commands(text)).toEqual(['apt-get update', 'apt-get install -y curl x y']);
    expect(places(text)).toEqual(['apt-get update', 'apt-get install -y curl "x y"']);
  });

  test('a word that a continuation splits covers both of its lines', () => {
    const text = 'FROM a\nRUN apt-get install cu\\\nrl\n';
    expect(commands(text)).toEqual(['apt-get install curl']);
    expect(places(text)).toEqual(['apt-get install cu\\\nrl']);
  });

  test('a Windows line end is none of the shell’s', () => {
    const text = 'FROM a\r\nRUN a \\\r\n  # no\r\n  && b c\r\n';
    expect(commands(text)).toEqual(['a', 'b c']);
    expect(places(text)).toEqual(['a', 'b c']);
  });

  test('CMD, ENTRYPOINT, HEALTHCHECK and what ONBUILD triggers', () => {
    const text =
      'FROM a\nCMD a 1\nENTRYPOINT b 2\nHEALTHCHECK --interval=5s CMD curl -f x || exit 1\nONBUILD RUN c 3\nHEALTHCHECK NONE\n';
    expect(commands(text)).toEqual(['a 1', 'b 2', 'curl -f x', 'exit 1', 'c 3']);
    expect(places(text)).toEqual(['a 1', 'b 2', 'curl -f x', 'exit 1', 'c 3']);
  });

  test('options of RUN are not the shell’s', () => {
    expect(commands('FROM a\nRUN --mount=type=cache,target=/c --network=none pip install x\n')).toEqual(['pip install x']);
  });
});

describe('exec forms', () => {
  test('each string is a word, quotes and spaces kept', () => {
    const text = 'FROM a\nCMD ["curl", "-H", "a: b \\"c\\"", "it\'s", "$HOME"]\n';
    expect(commands(text)).toEqual(['curl -H a: b "c" it\'s $HOME']);
    expect(places(text)).toEqual(['"curl" "-H" "a: b \\"c\\"" "it\'s" "$HOME"']);
  });

  test('a shell with -c is read', () => {
    const text = 'FROM a\nENTRYPOINT ["/bin/sh", "-ec", "curl x | sh && echo \\"a b\\""]\n';
    expect(commands(text).slice(1)).toEqual(['curl x', 'sh', 'echo a b']);
    expect(places(text).slice(1)).toEqual(['curl x', 'sh', 'echo \\"a b\\"']);
  });
});

describe('here-documents', () => {
  test('a lone body is the script, with its lines', () => {
    const text = 'FROM a\nRUN <<EOF\napt-get update\n# no\napt-get install \\\n  curl\nEOF\nUSER x\n';
    expect(commands(text)).toEqual(['apt-get update', 'apt-get install curl']);
    expect(places(text)).toEqual(['apt-get update', 'apt-get install curl']);
  });

  test('a body with a #! line for a shell is read, for another program left alone', () => {
    expect(commands('FROM a\nRUN <<EOF\n#!/usr/bin/env bash\na b\nEOF\n')).toEqual(['a b']);
    expect(commands('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n')).toEqual([
      'the here-document is a script for python3',
    ]);
  });

  test('a body for a program on the line belongs to that program', () => {
    expect(commands('FROM a\nRUN bash <<EOF && touch /x\na b\nEOF\n')).toEqual(['bash', 'touch /x', 'a b']);
    expect(places('FROM a\nRUN bash <<EOF && touch /x\na b\nEOF\n')).toEqual(['bash', 'touch /x', 'a b']);
    expect(commands('FROM a\nRUN python3 <<EOF\nrm -rf /\nEOF\n')).toEqual(['python3']);
  });

  test('two bodies each reach their reader', () => {
    expect(commands('FROM a\nRUN cat <<A > /x && sh <<B\nno\nA\nyes\nB\n')).toEqual(['cat', 'sh', 'yes']);
  });
});

describe('the shell in force', () => {
  const shells = (text: string): readonly string[] => {
    const dockerfile = parseDockerfile({ path: 'Dockerfile', text });
    return dockerfile.instructions.filter(({ keyword }) => keyword === 'RUN').map((run) => shellOf(dockerfile, run).name);
  };

  test('SHELL holds from its line to the end of the stage and in stages built from it', () => {
    expect(
      shells('FROM a AS one\nRUN x\nSHELL ["/bin/bash", "-c"]\nRUN x\nFROM one\nRUN x\nFROM a\nRUN x\nFROM 0\nRUN x\n'),
    ).toEqual(['sh', 'bash', 'bash', 'sh', 'bash']);
  });

  test.each([
    ['SHELL ["powershell", "-Command"]', 'the shell is PowerShell'],
    ['SHELL ["C:\\\\x\\\\PwSh.exe", "-Command"]', 'the shell is PowerShell'],
    ['SHELL ["cmd", "/S", "/C"]', 'the shell is cmd'],
    ['SHELL ["/usr/bin/fish", "-c"]', 'the shell fish is not known'],
  ])('%s is left alone', (shell, why) => {
    expect(commands(`FROM a\n${shell}\nRUN Remove-Item $x; (\n`)).toEqual([why]);
  });

  test('a Windows image has none that is read, unless SHELL names one', () => {
    expect(commands('FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir C:\\\n')).toEqual([
      'the shell of a Windows image is cmd',
    ]);
    expect(commands('# escape=`\nFROM $BASE\nRUN dir C:\\ `\n /s\n')).toEqual(['the shell of a Windows image is cmd']);
    expect(commands('FROM mcr.microsoft.com/windows/nanoserver:1\nSHELL ["bash", "-c"]\nRUN ls\n')).toEqual(['ls']);
  });
});
