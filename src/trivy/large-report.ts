import { GuardError } from '../errors.ts';
import { decodeReport, decodeVulnerability } from './decode.ts';
import type { TrivyReport, TrivyVulnerability } from './decode.ts';

const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = Buffer.from('"\\,{}[]');
/** Elements of arrays with this key, at this depth of braces and brackets, are taken out one by one. */
const key = 'Vulnerabilities';
const arrayDepth = 4;

/**
 * Reads a report that is too large to be held whole: its vulnerabilities are read one by one, as they come, and what is left is
 * read as any report.
 * @throws GuardError TRIVY_OUTPUT as {@link decodeReport} does.
 */
export async function decodeLargeReport(pieces: AsyncIterable<Uint8Array>): Promise<TrivyReport> {
  const found: TrivyVulnerability[][] = [];
  const skeleton: Buffer[] = [];
  let element: Buffer[] | undefined;
  let list: TrivyVulnerability[] | undefined;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let text: Buffer[] = [];
  let lastText = '';
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    let textFrom = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) {
          inString = false;
          if (depth === arrayDepth - 1) {
            lastText = Buffer.concat([...text, bytes.subarray(textFrom, at)]).toString('latin1');
            text = [];
          }
        }
        continue;
      }
      if (byte === quote) {
        inString = true;
        textFrom = at + 1;
      } else if (byte === openBracket || byte === openBrace) {
        depth += 1;
        if (byte === openBracket && depth === arrayDepth && lastText === key) {
          list = [];
          found.push(list);
        } else if (list !== undefined && depth === arrayDepth + 1) {
          skeleton.push(bytes.subarray(from, at));
          from = at;
          element = [];
        }
      } else if (byte === closeBracket || byte === closeBrace) {
        depth -= 1;
        if (list === undefined) continue;
        if (depth === arrayDepth && element !== undefined) {
          element.push(bytes.subarray(from, at + 1));
          list.push(decodeVulnerability(Buffer.concat(element).toString('utf8')));
          element = undefined;
          from = at + 1;
        } else if (depth < arrayDepth) list = undefined;
      } else if (byte === comma && list !== undefined && depth === arrayDepth) {
        skeleton.push(bytes.subarray(from, at));
        from = at + 1;
      }
    }
    if (inString && depth === arrayDepth - 1) text.push(bytes.subarray(textFrom));
    (element ?? skeleton).push(Buffer.from(bytes.subarray(from)));
  }
  const report = decodeReport(Buffer.concat(skeleton).toString('utf8'));
  const lists = found[Symbol.iterator]();
  return {
    ...report,
    Results: report.Results.map((result) => ({ ...result, Vulnerabilities: result.hasVulnerabilities ? take(lists) : [] })),
  };
}

function take(lists: Iterator<TrivyVulnerability[]>): TrivyVulnerability[] {
  const next = lists.next();
  if (next.done === true)
    throw new GuardError('TRIVY_OUTPUT', "Trivy's report is not as expected, so nothing is concluded from it.");
  return next.value;
}
