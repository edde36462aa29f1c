import { isScalar } from 'yaml';
import type { SourceFile } from '../../model/place.ts';
import { copyRange, ScriptBuilder, spanIn } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';
import { githubExpression, withHoles } from './expressions.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, type YamlTree } from './yaml-tree.ts';

/**
 * The `docker create` line that the runner makes of a job container or a service: `options`, `ports`, `volumes` and `env`
 * as they are written, in front of the image. What the runner adds on its own is left out.
 */
export function createLine(file: SourceFile, tree: YamlTree, node: unknown, image: Script): Script {
  const builder = new ScriptBuilder(file);
  const span = spanIn(image, 0, image.text.length);
  builder.decoded('docker create', span);
  const quoted = (option: string, text: Script | undefined, name = ''): void => {
    if (text === undefined || text.text.includes("'")) return;
    builder.decoded(` ${option} '${name}`, spanIn(text, 0, 0));
    copyRange(builder, text, 0, text.text.length);
    builder.decoded("'", endOf(text));
  };
  for (const port of tree.items(tree.get(node, 'ports'))) quoted('-p', textAt(file, port));
  for (const volume of tree.items(tree.get(node, 'volumes'))) quoted('-v', textAt(file, volume));
  for (const { key, value } of tree.entries(tree.get(node, 'env'))) {
    if (/^\w+$/.test(key)) quoted('-e', textAt(file, value), `${key}=`);
  }
  const options = textAt(file, tree.get(node, 'options'));
  if (options !== undefined) addLine(builder, options);
  builder.decoded(" '", { start: span.start, end: span.start });
  copyRange(builder, image, 0, image.text.length);
  builder.decoded("'", endOf(image));
  return builder.build();
}

/** Copies a text as one line. */
function addLine(builder: ScriptBuilder, text: Script): void {
  builder.decoded(' ', spanIn(text, 0, 0));
  let from = 0;
  for (const { index } of text.text.matchAll(/\n/g)) {
    copyRange(builder, text, from, index);
    builder.decoded(' ', spanIn(text, index, index + 1));
    from = index + 1;
  }
  copyRange(builder, text, from, text.text.length);
}

function endOf(text: Script): { readonly start: number; readonly end: number } {
  const { end } = spanIn(text, 0, text.text.length);
  return { start: end, end };
}

/** A string or a number, expressions unknown; undefined for nothing and for an empty string. */
function textAt(file: SourceFile, node: unknown): Script | undefined {
  if (isText(node)) return node.value === '' ? undefined : withHoles(textOfScalar(file, node), githubExpression);
  if (!isScalar(node) || typeof node.source !== 'string' || node.source === '' || node.range === undefined || node.range === null)
    return undefined;
  const builder = new ScriptBuilder(file);
  builder.copy(node.source, node.range[0]);
  return builder.build();
}
