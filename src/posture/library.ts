import type { SourceFile } from '../model/place.ts';
import type { WrittenDockerfile } from '../parse/bake/targets.ts';
import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import { parseDockerfile } from '../parse/dockerfile/parse.ts';
import type { ReadResult } from '../ports.ts';
import type { Build, BuildPlace } from './build.ts';
import type { Tree } from './build-context.ts';
import { inlineDockerfile } from './inline-dockerfile.ts';

/** How many Dockerfiles of one Compose file are read. */
const inlineLimit = 20;

/** The Dockerfiles of a run, each read and parsed once. */
export class Library {
  readonly files = new Map<string, Dockerfile>();
  readonly inline = new Map<string, Dockerfile>();
  readonly #inFile = new Map<string, number>();
  readonly #read: Tree['read'];

  constructor(files: readonly SourceFile[], read: Tree['read']) {
    for (const file of files) this.files.set(file.path, parseDockerfile(file));
    this.#read = read;
  }

  /** The Dockerfile of a path, or why there is none. */
  async open(path: string): Promise<Dockerfile | Extract<ReadResult, { ok: false }>> {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    const result = await this.#read(path);
    if (!result.ok) return result;
    const dockerfile = parseDockerfile({ path, text: result.text });
    this.files.set(path, dockerfile);
    return dockerfile;
  }

  /** The first of these that is there. */
  async first(places: readonly BuildPlace[]): Promise<Pick<Build, 'dockerfile' | 'place'> | undefined> {
    for (const place of places) {
      const dockerfile = await this.open(place.dockerfile);
      if (!('ok' in dockerfile)) return { dockerfile, place };
    }
    return undefined;
  }

  /** The Dockerfile that stands in a bake file, with where it is built. */
  written(inline: WrittenDockerfile, [place]: readonly BuildPlace[]): Pick<Build, 'dockerfile' | 'place'> | undefined {
    const dockerfile = this.within(inline);
    return dockerfile === undefined ? undefined : { dockerfile, ...(place === undefined ? {} : { place }) };
  }

  /** The Dockerfile that stands in a Compose or bake file; undefined where it is not written as a block. */
  within(inline: WrittenDockerfile): Dockerfile | undefined {
    const { file: host, span } = inline.at;
    const { path } = host;
    const key = `${path}:${span.start}:${inline.text ?? ''}`;
    const known = this.inline.get(key);
    const count = this.#inFile.get(path) ?? 0;
    if (known !== undefined || count >= inlineLimit) return known;
    const file = inlineDockerfile(inline);
    if (file === undefined) return undefined;
    const dockerfile = parseDockerfile(file);
    this.inline.set(key, dockerfile);
    this.#inFile.set(path, count + 1);
    return dockerfile;
  }
}
