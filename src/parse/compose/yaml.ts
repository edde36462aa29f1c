import type { SourceFile } from '../../model/place.ts';
import { placeAt } from '../lines.ts';
import { nestedTooDeeply, yamlDocuments, type YamlFault } from '../yaml-documents.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { ComposeProblem } from './project.ts';
import { nodeOf, type YamlNode } from './yaml-node.ts';

/** The YAML documents of a file, not yet values. */
export interface ParsedYaml {
  readonly file: SourceFile;
  /** What stands in each document that is not empty. */
  readonly documents: readonly YamlNode[];
  readonly problems: readonly ComposeProblem[];
}

const notText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

/**
 * Reads a YAML text. Never throws: what is wrong becomes a problem that quotes nothing of the text, and what could be read
 * is returned, in bounded time.
 */
export function parseYaml(file: SourceFile): ParsedYaml {
  const plain = notText.test(file.text) ? undefined : readPlainYaml(file.text);
  return plain === undefined ? parseWithLibrary(file) : { file, documents: [plain], problems: [] };
}

/** The same by the YAML library alone, which reads everything. */
export function parseWithLibrary(file: SourceFile): ParsedYaml {
  const { documents, faults } = yamlDocuments(file, { schema: 'failsafe', version: '1.2' });
  const control = documents.length === 0 ? null : notText.exec(file.text);
  const refused: YamlFault[] = [];
  if (control !== null) {
    const at = placeAt(file, control.index, control.index + 1);
    refused.push({ message: 'not readable as YAML: YAML allows no control characters', at });
  }
  const problems = [...refused, ...faults].map(problemOf);
  try {
    const nodes = documents.flatMap(({ contents }) => (contents === null ? [] : nodeOf(contents)));
    return { file, documents: nodes, problems };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { file, documents: [], problems: [...problems, problemOf(nestedTooDeeply(file))] };
  }
}

function problemOf({ message, at }: YamlFault): ComposeProblem {
  return { message, at, kind: 'unparsable' };
}
