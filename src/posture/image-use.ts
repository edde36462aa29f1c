import type { ContainerSettings } from '../model/container.ts';
import type { ImageReference } from '../model/image.ts';
import type { Place } from '../model/place.ts';
import type { Setting } from '../model/setting.ts';

/** A place that names an image from a registry. Stages, `scratch` and images that the repository builds are not among them. */
export interface ImageUse {
  readonly kind: 'from' | 'compose' | 'command' | 'workflow';
  readonly image: Setting<ImageReference>;
  readonly at: Place;
  /** Service, stage or container name. */
  readonly of?: string;
  /** The container that is started from it, where one is. */
  readonly container?: ContainerSettings;
  /** The tags under which the repository itself builds an image of this name; this one is not among them. */
  readonly builtAs?: readonly string[];
  /** The first place that pins the same tag to another digest. */
  readonly pinnedElsewhere?: Place;
  /** Of an image in a workflow or pipeline: the places where Compose files start another release of it, and none the same. */
  readonly startedElsewhere?: readonly { readonly tag: string; readonly at: Place }[];
}
