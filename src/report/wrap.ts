/** How many columns of a terminal a text takes: wide characters two, combining marks none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** Lines of at most `width` columns, broken at blanks; a word that is longer stays whole, so that it can be copied. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of text.split(' ')) {
    const size = columnsOf(word);
    if (line !== '' && columns + 1 + size > width) {
      lines.push(line);
      line = word;
      columns = size;
    } else {
      line = line === '' ? word : `${line} ${word}`;
      columns += size + (columns === 0 ? 0 : 1);
    }
  }
  return [...lines, line];
}

/** The start of a text, in at most `width` columns; `ellipsis` stands where something was cut. */
export function clip(text: string, width: number, ellipsis: string): string {
  if (columnsOf(text) <= width) return text;
  let kept = '';
  let columns = columnsOf(ellipsis);
  for (const character of text) {
    columns += widthOf(character);
    if (columns > width) break;
    kept += character;
  }
  return kept + ellipsis;
}

const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u;

function widthOf(character: string): number {
  if (character <= '\u007F') return 1;
  if (/[\p{Mn}\p{Me}]/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
