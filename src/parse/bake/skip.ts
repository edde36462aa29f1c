/** Behind blanks and comments; behind line ends too where `lines` says so. A comment up to its line end is no line end. */
export function afterSpace(text: string, from: number, lines: boolean): number {
  let at = from;
  for (;;) {
    const unit = text[at];
    if (unit === ' ' || unit === '\t' || unit === '\r' || unit === '\uFEFF' || (lines && unit === '\n')) at += 1;
    else if (unit === '#' || text.startsWith('//', at)) at = lineEnd(text, at);
    else if (text.startsWith('/*', at)) at = afterComment(text, at);
    else return at;
  }
}

/** Where an expression ends: at a line end, a comma or a closing bracket that belongs to what it stands in. */
export function expressionEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const unit = text[at];
    if (unit === '\n' || unit === ',' || unit === ']' || unit === '}' || unit === ')') return at;
    at = afterPiece(text, at);
  }
  return at;
}

/** Behind the bracket that closes the one at `from`, strings, comments and here-documents looked through. */
export function afterBrackets(text: string, from: number): number {
  let at = from + 1;
  for (let depth = 1; at < text.length;) {
    const unit = text[at] ?? '';
    if ('([{'.includes(unit)) depth += 1;
    else if (')]}'.includes(unit)) depth -= 1;
    at = '([{'.includes(unit) ? at + 1 : afterPiece(text, at);
    if (depth === 0) return at;
  }
  return at;
}

/** Behind a string in quotes, with the strings that stand in its `${…}`. */
export function afterString(text: string, from: number): number {
  /** What is open: `"` for a string, `{` for an expression in one. */
  const open = ['"'];
  let at = from + 1;
  while (at < text.length && open.length > 0) {
    const unit = text[at];
    const inString = open.at(-1) === '"';
    if (unit === '"') {
      if (inString) open.pop();
      else open.push('"');
    } else if (inString && unit === '\\') at += 1;
    else if (inString && unit === '\n') return at;
    else if (inString && (text.startsWith('$${', at) || text.startsWith('%%{', at))) at += 2;
    else if (inString && (text.startsWith('${', at) || text.startsWith('%{', at))) {
      open.push('{');
      at += 1;
    } else if (!inString && unit === '{') open.push('{');
    else if (!inString && unit === '}') open.pop();
    at += 1;
  }
  return Math.min(at, text.length);
}

/** Behind the last line of the here-document that begins at `from`; a lone `<<` is passed over. */
export function afterHeredoc(text: string, from: number): number {
  const marker = /^<<-?([A-Za-z_][\w-]*)[ \t\r]*\n/.exec(text.slice(from, from + 200))?.[1];
  if (marker === undefined) return from + 2;
  const end = new RegExp(`^[ \\t]*${marker}[ \\t\\r]*$`, 'gm');
  end.lastIndex = lineEnd(text, from);
  const found = end.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

function afterPiece(text: string, at: number): number {
  const unit = text[at];
  if (unit === '"') return afterString(text, at);
  if (unit === '(' || unit === '[' || unit === '{') return afterBrackets(text, at);
  if (unit === '#' || text.startsWith('//', at)) return lineEnd(text, at);
  if (text.startsWith('/*', at)) return afterComment(text, at);
  return text.startsWith('<<', at) ? afterHeredoc(text, at) : at + 1;
}

function afterComment(text: string, at: number): number {
  const end = text.indexOf('*/', at + 2);
  return end < 0 ? text.length : end + 2;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
