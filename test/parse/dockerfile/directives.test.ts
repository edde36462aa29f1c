import { describe, expect, test } from 'vitest';
import { parsed, refusals, texts } from './parsed.ts';

function namesOf(text: string): readonly string[] {
  return parsed(text).directives.map(({ name, value }) => `${name}=${value}`);
}

describe('directives', () => {
  test('stand at the head, in any case and with blanks', () => {
    expect(namesOf('# Syntax = docker/dockerfile:1 \r\n#escape=`\n  # check=skip=all;error=true\nFROM a')).toEqual([
      'syntax=docker/dockerfile:1',
      'escape=`',
      'check=skip=all;error=true',
    ]);
  });

  test('are no comments, and have their place', () => {
    const file = parsed('# syntax=a\n# b\nFROM a');
    expect(file.comments.map(({ text }) => text)).toEqual(['b']);
    expect(texts(file.directives)).toEqual(['# syntax=a']);
  });

  test.each(['# comment\n# escape=`\nFROM a', '\n# escape=`\nFROM a', '# foo=bar\n# escape=`\nFROM a', 'FROM a\n# escape=`\n'])(
    'do not count later: %j',
    (text) => {
      expect(parsed(text).escape).toBe('\\');
      expect(parsed(text).directives).toEqual([]);
      expect(parsed(text).problems).toEqual([]);
    },
  );

  test('follow a line for the kernel, but for escape', () => {
    const file = parsed('#!/usr/bin/env docker\n# syntax=a\n# escape=`\nFROM a');
    expect(file.directives.map(({ name }) => name)).toEqual(['syntax']);
    expect(file.escape).toBe('\\');
  });

  test('are refused a second time and with a strange escape', () => {
    expect(refusals('# escape=`\n# escape=\\\nFROM a')).toEqual([
      'The directive "escape" stands here a second time | # escape=\\',
    ]);
    expect(parsed('# escape=`\n# escape=\\\nFROM a').escape).toBe('`');
    expect(refusals('# escape=x\nFROM a')).toEqual(['The escape character is "\\" or "`", not "x" | # escape=x']);
  });
});
