import type { ContainerSettings } from '../model/container.ts';
import type { Effective } from '../model/setting.ts';
import type { ImageFacts } from './image-facts.ts';
import type { SeccompProfile } from './seccomp-profile.ts';
import type { StagePosture } from './stage.ts';

/** A container with what it gets from its image: the effective values. */
export interface ContainerPosture {
  readonly settings: ContainerSettings;
  /** The stage that the repository builds for it. */
  readonly stage?: StagePosture;
  /** What is known of its image, or of the base of its stage. */
  readonly image?: ImageFacts;
  /** Settings' user, else the stage's, else what is known of the image. */
  readonly user: Effective<string>;
  /** Whether something looks after the program: set here, in the stage, or in the image. */
  readonly healthCheck: Effective<boolean>;
  /** Capabilities in effect after add, drop and privileged, sorted, without `CAP_`; `ALL` stands for all of them. */
  readonly capabilities: Effective<readonly string[]>;
  readonly noNewPrivileges: Effective<boolean>;
  readonly readOnly: Effective<boolean>;
  /** The file with the system calls it may use, where it names one. */
  readonly seccomp?: SeccompProfile;
  /** The Compose profiles it takes one of to be started; empty or absent where it is always started. */
  readonly profiles?: readonly string[];
}
