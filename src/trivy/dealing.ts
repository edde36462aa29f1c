import type { Layer } from './image-jobs.ts';

/** The layers in a worker's cache: by the digest of what is in them, the digest of the bytes they were read from. */
export type Hand = ReadonlyMap<string, string>;

/** What starting Trivy for an image costs, counted in bytes of layers that could be read in that time. */
const start = 1_000_000;

/**
 * Which of the waiting images a worker takes next, by its place; undefined where it had better leave the rest to the others.
 * An image goes to the worker that has its layers, so that each layer is read once; one that others have parts of is taken
 * only where reading these again is sooner done than waiting.
 */
export function nextOf(waiting: readonly (readonly Layer[])[], worker: number, hands: readonly Hand[]): number | undefined {
  const owners = waiting.map((layers) => ownerOf(layers, hands));
  const mine = owners.indexOf(worker);
  if (mine >= 0) return mine;
  const free = owners.indexOf(undefined);
  if (free >= 0) return free;
  const left = hands.map((hand, other) =>
    waiting.reduce((sum, layers, at) => (owners[at] === other ? sum + start + unread(layers, hand) : sum), 0),
  );
  const own = hands[worker] ?? new Map<string, string>();
  const worth = waiting.findIndex((layers, at) => start + unread(layers, own) < (left[owners[at] ?? worker] ?? 0));
  return worth < 0 ? undefined : worth;
}

/** The worker that has most of the bytes; the first of several, undefined where none has any. */
function ownerOf(layers: readonly Layer[], hands: readonly Hand[]): number | undefined {
  let owner: number | undefined;
  let least = unread(layers, new Map());
  for (const [worker, hand] of hands.entries()) {
    const missing = unread(layers, hand);
    if (missing >= least) continue;
    owner = worker;
    least = missing;
  }
  return owner;
}

function unread(layers: readonly Layer[], hand: Hand): number {
  return layers.reduce((sum, { diffId, digest, size }) => (hand.get(diffId) === digest ? sum : sum + size), 0);
}

/** Whether a worker's cache holds something of other bytes under a name that the image uses: Trivy would take it for the layer. */
export function isAtOdds(layers: readonly Layer[], hand: Hand): boolean {
  const own = new Map(layers.map(({ diffId, digest }) => [diffId, digest]));
  return layers.some(({ diffId, digest }) => (hand.get(diffId) ?? digest) !== digest || own.get(diffId) !== digest);
}

/** Whether one worker's cache has all that another's has, so that a copy of it takes nothing away from the other. */
export function includes(hand: Hand, other: Hand): boolean {
  return [...other].every(([diffId, digest]) => hand.get(diffId) === digest);
}
