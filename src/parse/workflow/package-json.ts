import type { SourceFile } from '../../model/place.ts';
import type { Script } from '../shell/script.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, yamlTrees } from './yaml-tree.ts';

/** Whether a path is the manifest of an npm package. */
export function isPackageManifest(path: string): boolean {
  return /(?:^|\/)package\.json$/.test(path);
}

/** The `scripts` of a package.json. */
export function packageScripts(file: SourceFile): readonly Script[] {
  return yamlTrees(file).flatMap((tree) =>
    tree.entries(tree.get(tree.root, 'scripts')).flatMap(({ value }) => (isText(value) ? [textOfScalar(file, value)] : [])),
  );
}
