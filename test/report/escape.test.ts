import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { masked } from '../../src/parse/secret/value.ts';

import {
  bytesOf,
  harmless,
  html,
  htmlProse,
  markdownCode,
  markdownLink,
  markdownProse,
  markdownText,
  oneLine,
  shorten,
  uriPath,
  visible,
} from '../../src/report/escape.ts';
import { json, jsonParts } from '../../src/report/escape-json.ts';
import { hostile } from './sample-report.ts';

const marks = '\\ ` * _ { } [ ] ( ) # + - . ! | < > ~ & : @ $ = \' " / 0 a'.split(' ');
const markup =
  '`` ``` ~~ ** ]( ![ [^1] <!-- --> <b> </td> &lt; &#42; --- === |-| \\| https://e.example http:// www.e.example a@b.example xmpp: mailto:a@b.c @octocat #12 GH-12 $x$ $`x`$ :: ##[ ::error::x ##[error] {0}'.split(
    ' ',
  );
const blanks = [
  ' ',
  '  ',
  '    ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u0085',
  '\u00A0',
  '\u2028',
  '[ ] ',
  '1. ',
  '2) ',
  '- ',
  '+ ',
  '> ',
  '# ',
];
const others = ['\u001B[31m', '\u0000', '\u009B', '\u200B', '\u202E', '\uFEFF', '\uD800', '\uDC00', 'é', '🦀', '\u{E0041}'];
const pieces = [...marks, ...markup, ...blanks, ...others];
/** Markup, commands and controls of every kind, in any order, among any text. */
const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.constant(hostile) },
);

const unseen = /(?![\uFE0E\uFE0F])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u;
const runs = { numRuns: 300 };

/** What a browser would get, without the marks that keep GitHub from linking. */
function render(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })
    .replaceAll('\u200B', '')
    .replaceAll('<span>$</span>', '$');
}

function encode(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const places: Readonly<Record<string, readonly [markdown: (text: string) => string, page: (text: string) => string]>> = {
  'a paragraph': [(text) => text, (text) => `<p>${text}</p>`],
  'a second line': [(text) => `one\n${text}`, (text) => `<p>one\n${text}</p>`],
  'a heading': [(text) => `### ${text}`, (text) => `<h3>${text}</h3>`],
  'a list': [(text) => `- ${text}`, (text) => `<ul>\n<li>${text}</li>\n</ul>`],
  'a quotation': [(text) => `> ${text}`, (text) => `<blockquote>\n<p>${text}</p>\n</blockquote>`],
  'bold text': [(text) => `a **b ${text} b** c`, (text) => `<p>a <strong>b ${text} b</strong> c</p>`],
  'a link': [
    (text) => `!a ${markdownLink(text, 'https://e.example/')} b`,
    (text) => `<p>!a <a href="https://e.example/">${text}</a> b</p>`,
  ],
  'a table': [
    (text) => `| a | b |\n|---|---|\n| ${text} | c |`,
    (text) =>
      `<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>${text}</td>\n<td>c</td>\n</tr>\n</tbody>\n</table>`,
  ],
};

describe('text for people', () => {
  test('shows what a terminal would obey or hide', () => {
    expect(visible('a\u001B[31mb\u001B]0;t\u0007\u202Ec\u200Bd\u2028\r\n\t\u009B\uD800\u{E0041}\u00AD')).toBe(
      String.raw`a\x1b[31mb\x1b]0;t\x07\u202ec\u200bd\u2028\r\n\t\x9b\ud800\u{e0041}\xad`,
    );
    expect(visible('ü 🦀 ✔️ 漢字')).toBe('ü 🦀 ✔️ 漢字');
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visible(text)).not.toMatch(unseen);
        expect(visible(visible(text))).toBe(visible(text));
      }),
      runs,
    );
  });

  test('is folded to one line', () => {
    expect(oneLine('  one\r\n\r\n\ttwo\u2028three  \u0085 four \n')).toBe('one two three four');
    fc.assert(
      fc.property(anyText, (text) => {
        expect(oneLine(text)).not.toMatch(unseen);
        expect(oneLine(oneLine(text))).toBe(oneLine(text));
      }),
      runs,
    );
  });

  test('is cut without halving a character', () => {
    expect(shorten('abcdef', 6)).toBe('abcdef');
    expect(shorten('abcdefg', 6)).toBe('abcde…');
    expect(shorten('a🦀b🦀', 3)).toBe('a…');
    expect(shorten('abc', 0)).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(12), (text, limit) => {
        const cut = shorten(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut).not.toMatch(/\p{Cs}/u);
        expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
      }),
      runs,
    );
  });

  test('is measured in UTF-8', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(bytesOf(text)).toBe(Buffer.byteLength(text));
      }),
      runs,
    );
  });
});

describe('Markdown', () => {
  test.for(Object.entries(places))('text stays text in %s', ([, [markdown, page]]) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = oneLine(text);
        fc.pre(plain.trim() !== '');
        expect(render(markdown(markdownText(text)))).toBe(page(encode(plain)));
      }),
      runs,
    );
  });

  test.for(Object.entries(places))('a code span stays whole in %s', ([, [markdown, page]]) => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(text !== '');
        expect(render(markdown(markdownCode(text)))).toBe(page(`<code>${encode(visible(text))}</code>`));
      }),
      runs,
    );
  });

  test.for(Object.entries(places))('a sentence has code between backticks and nothing else in %s', ([, [markdown, page]]) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = oneLine(text);
        fc.pre(plain.trim() !== '');
        const expected = encode(plain).replace(/`([^`]+)`/g, '<code>$1</code>');
        expect(render(markdown(markdownProse(text)))).toBe(page(expected));
      }),
      runs,
    );
  });

  test('mentions nobody, refers to nothing and links nothing', () => {
    expect(markdownText('@org/team #12 org/repo#3 GH-4 https://e.example www.e.example a@b.example')).toBe(
      '@&#8203;org/team \\#&#8203;12 org/repo\\#&#8203;3 GH-&#8203;4 https:&#8203;//e.example www&#8203;.e.example a@&#8203;b.example',
    );
    expect(markdownText('${A} costs $5')).toBe('<span>$</span>{A} costs <span>$</span>5');
  });

  test('links go to web addresses only, and stay within their brackets', () => {
    expect(markdownLink('x', 'https://github.com/o/r/blob/main/a_(b).yaml#L3')).toBe(
      '[x](https://github.com/o/r/blob/main/a%5F%28b%29.yaml#L3)',
    );
    expect(markdownLink('x', 'https://e.example/a b\n)c|d&e"')).toBe('[x](https://e.example/a%20b%0A%29c%7Cd&amp;e%22)');
    expect(markdownLink('x', 'https://e.example/ü\uD800')).toBe('[x](https://e.example/%C3%BC%EF%BF%BD)');
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '//e.example', 'http://', ''])
      expect(markdownLink('x', address)).toBe('x');
    fc.assert(
      fc.property(anyText, (text) => {
        const page = render(`a ${markdownLink('x', `https://e.example/${text}`)} b`);
        expect(page).toMatch(/^<p>a <a href="https:\/\/e\.example\/[^"<>]*">x<\/a> b<\/p>$/);
      }),
      runs,
    );
  });
});

describe('HTML', () => {
  test('text opens and closes nothing', () => {
    expect(html(`<b a="1" c='2'>&\``)).toBe('&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;&#96;');
    fc.assert(
      fc.property(anyText, (text) => {
        expect(html(text)).not.toMatch(/[<>"'`]|&(?!#\d+;)/);
        expect(html(text)).not.toMatch(unseen);
        expect(html(text) + markdownCode(text) + markdownText(text)).not.toContain('##[');
        expect(htmlProse(text).replace(/<\/?code>/g, '')).not.toMatch(/[<>"'`]|&(?!#\d+;)/);
      }),
      runs,
    );
  });

  test('a sentence has code between backticks', () => {
    expect(htmlProse('Set `user: <uid>` here, not `')).toBe('Set <code>user: &#60;uid&#62;</code> here, not &#96;');
  });
});

describe('workflow commands', () => {
  test('are not found in harmless text', () => {
    expect(harmless('::error::x\n  ::set-env::y\r::z\na::b ##[warning]')).toBe(
      ': :error::x\n  : :set-env::y\r: :z\na::b ## [warning]',
    );
    expect(harmless('\u001B[1m\u001B[31m::error::x')).toBe('\u001B[1m\u001B[31m: :error::x');
    expect(harmless('\uFEFF\u0085\u3000::error::x')).toBe('\uFEFF\u0085\u3000: :error::x');
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of harmless(text).split(/\r\n|\r|\n/)) {
          expect(line.trim().replace(/^[\u0000-\u0020\u0085\uFEFF]+/, '')).not.toMatch(/^::/);
          expect(line).not.toContain('##[');
        }
      }),
      runs,
    );
  });
});

describe('JSON', () => {
  test('has the same value, with nothing hidden and no command in it', () => {
    expect(json({ a: '##[x]\u202E\u2028' })).toBe(String.raw`{\n  "a": "#\u0023[x]\u202e\u2028"\n}`.replaceAll(/\\n/g, '\n'));
    fc.assert(
      fc.property(anyText, anyText, (key, text) => {
        const written = json({ [key]: [text] });
        expect(Object.entries(z(written))).toEqual([[key, [masked(text)]]]);
        expect(written.replaceAll('\n', '')).not.toMatch(unseen);
        expect(written).not.toContain('##[');
      }),
      runs,
    );
  });
});

describe('JSON in parts', () => {
  test.each([0, 1, 99, 100, 101, 250])('is the JSON of the whole, with each of %d entries on a line', (count) => {
    const list = Array.from({ length: count }, (_, at) => ({ at, text: `→ ${at}`, none: undefined }));
    const written = (some: unknown): object => ({
      first: 'a',
      none: undefined,
      some,
      'a "key"': [1, { x: [some, {}] }],
      last: [],
    });
    const parts = [...jsonParts(written(new Set(list)))];
    const lines = JSON.stringify(written(list.map(({ at }) => `<${at}>`)), undefined, 2);
    expect(parts.join('')).toBe(lines.replaceAll(/"<(\d+)>"/g, (_, at) => JSON.stringify(list[Number(at)])));
    expect(parts.every((part) => part.split('"text"').length <= 101)).toBe(true);
  });

  test.each([{}, { none: undefined }, [], 'text', null])('is that of a value without long lists: %j', (value) => {
    expect([...jsonParts(value)]).toEqual([JSON.stringify(value)]);
  });
});

describe('secrets in JSON', () => {
  const token = ['ghp', 'a1'.repeat(20)].join('_');

  test('are masked in every string value, those behind an escape too', () => {
    const given = { at: ['http://u:hunter2@h', `first\n${token}`, 'a "quoted" one'], 'the "key"': `"${token}"\u2028`, last: 1 };
    expect(z(json(given))).toEqual({
      at: ['http://u:***@h', 'first\n***', 'a "quoted" one'],
      'the "key"': '"***"\u2028',
      last: 1,
    });
  });

  test('are masked in the entry of a long list that has one', () => {
    const list = [{ at: 1 }, { at: token }, { at: 'http://u:hunter2@h' }, 'ghp_'];
    expect([...jsonParts(new Set(list))].join('')).toBe(
      '[\n  {"at":1},\n  {"at":"***"},\n  {"at":"http://u:***@h"},\n  "ghp_"\n]',
    );
  });

  test('are masked wherever masking a text alone would mask it', () => {
    const parts = fc.constantFrom(
      token,
      'http://u:',
      ';Password',
      ' =',
      'hunter2',
      '@',
      'h ',
      '"',
      '\\',
      '\n',
      'n',
      '": "',
      ',',
      '${X}',
      '\u0001',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const value = [{ [text]: text }, text];
        const hidden = [{ [text]: masked(text) }, masked(text)];
        expect(z(json(value))).toEqual(hidden);
        expect(z([...jsonParts(new Set(value))].join(''))).toEqual(hidden);
      }),
      runs,
    );
  });
});

describe('a path as a URI', () => {
  test('is relative, whatever the path says', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const uri = uriPath(text);
        expect(uri).toMatch(/^[A-Za-z0-9%!'()*._~/-]+$/);
        expect(uri).not.toMatch(/^\//);
        expect(new URL(uri, 'https://e.example/').host).toBe('e.example');
      }),
      runs,
    );
  });
});

function z(text: string): object {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value;
}
