const styles: Readonly<Record<string, string>> = {
  '1': 'font-weight:bold',
  '2': 'color:#8b949e',
  '4': 'text-decoration:underline',
  '31': 'color:#ff7b72',
  '32': 'color:#7ee787',
  '33': 'color:#e3b341',
  '34': 'color:#79c0ff',
  '35': 'color:#d2a8ff',
  '36': 'color:#76e3ea',
  '91': 'color:#ff5a4f;font-weight:bold',
};
const lineHeight = 19;
const margin = 20;
const width = 900;

/**
 * A page that looks like a terminal. It shows those blocks of what a command printed that begin with one of the headings,
 * and the last ones, which have none; how many lines it leaves out it says.
 */
export function terminalPage(
  command: string,
  output: string,
  headings: readonly string[],
): { readonly html: string; readonly width: number; readonly height: number } {
  const blocks = output.trimEnd().split('\n\n');
  const lines = [`\u001B[2m$\u001B[22m \u001B[1m${command}\u001B[22m`];
  let leftOut = 0;
  for (const block of blocks) {
    const heading = /^\u001B\[4m(.*)\u001B\[24m/.exec(block)?.[1];
    if (heading !== undefined && !headings.includes(heading)) {
      leftOut += block.split('\n').length;
      continue;
    }
    if (leftOut > 0) lines.push('', `\u001B[2m  ⋯ ${leftOut} lines ⋯\u001B[22m`);
    leftOut = 0;
    lines.push('', ...block.split('\n'));
  }
  const html = `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #0d1117 }
pre { margin: ${margin}px; color: #e6edf3; font: 14px/${lineHeight}px "DejaVu Sans Mono", monospace }
</style><pre>${lines.map(htmlOf).join('\n')}</pre>`;
  return { html, width, height: lines.length * lineHeight + 2 * margin };
}

/** One line of terminal text. A style that a line opens ends with the line, as the report's own do. */
function htmlOf(line: string): string {
  let html = '';
  let open = 0;
  for (const part of line.split(/(\u001B\[\d+m)/)) {
    const code = /^\u001B\[(\d+)m$/.exec(part)?.[1];
    if (code === undefined) {
      html += part.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    } else if (styles[code] !== undefined) {
      html += `<span style="${styles[code]}">`;
      open++;
    } else if (open > 0) {
      html += '</span>';
      open--;
    }
  }
  return html + '</span>'.repeat(open);
}
