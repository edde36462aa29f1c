import type { Place } from '../../model/place.ts';
import { emptyMap, lookupIn, topLevel, type Context } from './context.ts';
import { extendServices } from './extends.ts';
import { includeModels } from './include.ts';
import { mergeMaps, settleMap } from './merge.ts';
import type { MapValue } from './project.ts';
import { withoutRepetition } from './unicity.ts';

/** Merges files in order into one document, `include` and `extends` resolved, paths counted from `context.directory`. */
export async function loadModel(
  context: Context,
  paths: readonly { readonly path: string; readonly from?: Place }[],
): Promise<MapValue> {
  let merged: MapValue | undefined;
  for (const { path, from } of paths) {
    const loaded = await context.loading.yaml(path, lookupIn(context.environment), from);
    if (loaded === undefined) continue;
    for (const document of loaded.documents) {
      const map = topLevel(document, loaded, context);
      if (map === undefined) continue;
      const whole = await includeModels(map, { ...context, included: [...context.included, path] }, loadModel);
      const complete = await extendServices(whole, path, context, loaded.directives);
      const laid = merged ? mergeMaps(merged, complete, [], context.loading.refuse) : complete;
      merged = withoutRepetition(loaded.directives ? settleMap(laid) : laid);
    }
  }
  return merged ?? emptyMap(context.loading.files[0] ?? { path: paths[0]?.path ?? context.directory, text: '' });
}
