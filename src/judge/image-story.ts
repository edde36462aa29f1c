import type { Location } from '../model/place.ts';
import { locate } from '../parse/lines.ts';
import { imageKey } from '../posture/image-key.ts';
import { layerLines } from '../posture/layer-lines.ts';
import type { World } from '../posture/world.ts';
import type { ImageStory } from '../trivy/target-scan.ts';
import { exposuresIn } from './exposure.ts';

/** What the repository says of scanned images: how open the containers are that run them, and which lines made their layers. */
export function imageStories(world: World): (reference: string) => ImageStory {
  const exposureOf = exposuresIn(world);
  return (reference) => {
    const exposure = exposureOf(reference);
    const stage = world.builtImages.get(imageKey(reference));
    return {
      ...(exposure === undefined ? {} : { exposure }),
      ...(stage === undefined
        ? {}
        : { layers: (config) => new Map<string, Location>([...layerLines(stage, config)].map(([id, at]) => [id, locate(at)])) }),
    };
  };
}
