import { expect, test } from 'vitest';
import { parseDockerfile } from '../../src/parse/dockerfile/parse.ts';
import { scriptGaps } from '../../src/posture/build-commands.ts';
import { unreadShells } from '../../src/posture/unread-shells.ts';

const told = (text: string): readonly string[] =>
  unreadShells(parseDockerfile({ path: 'Dockerfile', text })).map(
    ({ location, detail, blocking }) => `${location?.startLine} ${detail}${blocking ? '!' : ''}`,
  );

test('RUN lines of shells that are not read are told of, once for each', () => {
  const windows =
    'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a\nSHELL ["powershell", "-Command"]\nRUN b\nRUN c\nCMD d\n';
  expect(told(windows)).toEqual([
    '2 a RUN is not looked at: the shell of a Windows image is cmd',
    '4 2 RUNs are not looked at: the shell is PowerShell',
  ]);
  expect(told('FROM a\nSHELL ["/usr/bin/fish", "-c"]\nONBUILD RUN b\n')).toEqual([
    '3 a RUN is not looked at: the shell fish is not known',
  ]);
  expect(told('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n')).toEqual([
    '3 a RUN is not looked at: the here-document is a script for python3',
  ]);
});

test('those of shells that are read, and what no shell runs, are not', () => {
  expect(told('FROM a\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN a\nRUN <<EOF\n#!/bin/sh\nb\nEOF\n')).toEqual([]);
  expect(told('FROM a\nSHELL ["pwsh", "-c"]\nRUN ["a", "b"]\nCMD c\n')).toEqual([]);
});

const unread = (text: string): readonly string[] =>
  scriptGaps(parseDockerfile({ path: 'Dockerfile', text })).map(
    ({ location, detail, blocking }) => `${location?.startLine} ${detail}${blocking ? '!' : ''}`,
  );

test('scripts that no shell can parse are told of, and block where their text is passed over', () => {
  expect(unread('FROM a\nRUN b && c\n')).toEqual([]);
  expect(unread('FROM a\nRUN b\nRUN b ) c\nRUN d ) e\n')).toEqual([
    "3 a shell script in it: unexpected token ')', and faults in 1 lines more",
  ]);
  expect(unread(`FROM a\nRUN ${'$('.repeat(200)}b${')'.repeat(200)}\n`).at(0)).toMatch(/^2 a shell script in it: .*!$/);
});

test('of very many commands in one file the first are read, and the rest blocks', () => {
  const line = `RUN a${';a'.repeat(9_999)}\n`;
  expect(unread(`FROM a\n${line.repeat(2)}CMD b\n`)).toEqual([
    '4 a shell script in it: the file has too many commands or substitutions to be read!',
  ]);
  expect(unread(`FROM a\n${line.repeat(2)}USER b\n`)).toEqual([]);
  const words = `RUN ${'a '.repeat(30_000)}\n`;
  expect(unread(`FROM a\n${words.repeat(7)}RUN b\n`)).toEqual([
    '9 a shell script in it: the file has too many commands or substitutions to be read!',
  ]);
});
