import { decodeReport, decodeVulnerability } from './decode.ts';
import type { TrivyReport, TrivyVulnerability } from './decode.ts';

const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = Buffer.from('"\\,{}[]');

/** How many braces and brackets are open inside each of these. */
const depths = { report: 1, results: 2, result: 3, vulnerabilities: 4, vulnerability: 5 } as const;

/**
 * Reads a report that is too large to be held whole. Its vulnerabilities are read one by one, as they come, and what is left
 * like a report of the usual size.
 * @throws GuardError TRIVY_OUTPUT as {@link decodeReport} does.
 */
export async function decodeLargeReport(pieces: AsyncIterable<Uint8Array>): Promise<TrivyReport> {
  const lists = new Map<number, TrivyVulnerability[]>();
  const skeleton: Buffer[] = [];
  let element: Buffer[] | undefined;
  let list: TrivyVulnerability[] | undefined;
  let depth = 0;
  let inResults = false;
  let result = -1;
  let inString = false;
  let escaped = false;
  let written: Buffer[] = [];
  let name = '';
  const texts = new Map<string, string>();
  const layers = new Map<string, TrivyVulnerability['Layer']>();
  /** One copy of what many vulnerabilities name. */
  const once = (text: string): string => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    let nameFrom = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) {
          inString = false;
          if (depth === depths.report || depth === depths.result) {
            name = Buffer.concat([...written, bytes.subarray(nameFrom, at)]).toString('utf8');
            written = [];
          }
        }
      } else if (byte === quote) {
        inString = true;
        nameFrom = at + 1;
      } else if (byte === openBracket || byte === openBrace) {
        depth += 1;
        if (depth === depths.results) inResults = byte === openBracket && name === 'Results';
        else if (depth === depths.result) result += 1;
        else if (depth === depths.vulnerabilities && inResults && byte === openBracket && name === 'Vulnerabilities') {
          list = [];
          lists.set(result, list);
        } else if (depth === depths.vulnerability && list !== undefined) {
          if (!isBlank(bytes, from, at)) skeleton.push(Buffer.from(bytes.subarray(from, at)));
          from = at;
          element = [];
        }
        if (depth === depths.results && inResults) result = -1;
      } else if (byte === closeBracket || byte === closeBrace) {
        depth -= 1;
        if (list !== undefined && element !== undefined && depth === depths.vulnerabilities) {
          element.push(bytes.subarray(from, at + 1));
          const found = decodeVulnerability(Buffer.concat(element).toString('utf8'));
          if (!layers.has(found.Layer.DiffID)) layers.set(found.Layer.DiffID, found.Layer);
          const shared = {
            VulnerabilityID: once(found.VulnerabilityID),
            PkgName: once(found.PkgName),
            PkgPath: once(found.PkgPath),
            Layer: layers.get(found.Layer.DiffID) ?? found.Layer,
          };
          list.push({ ...found, ...shared, Title: once(found.Title) });
          element = undefined;
          from = at + 1;
        } else if (depth < depths.vulnerabilities) list = undefined;
      } else if (byte === comma && list !== undefined && depth === depths.vulnerabilities) {
        if (!isBlank(bytes, from, at)) skeleton.push(Buffer.from(bytes.subarray(from, at)));
        from = at + 1;
      }
    }
    if (inString && (depth === depths.report || depth === depths.result)) written.push(Buffer.from(bytes.subarray(nameFrom)));
    (element ?? skeleton).push(Buffer.from(bytes.subarray(from)));
  }
  const report = decodeReport(Buffer.concat(skeleton).toString('utf8'));
  return {
    ...report,
    Results: report.Results.map((one, at) => ({ ...one, Vulnerabilities: lists.get(at) ?? one.Vulnerabilities })),
  };
}

/** Whether there is nothing but the white space of JSON, as between the entries of a list. */
function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return false;
  }
  return true;
}
