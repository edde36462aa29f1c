import { isSpace } from './whitespace.ts';

export interface LexedWord {
  readonly value: string;
  /** Where it stands in the source. */
  readonly from: number;
  readonly to: number;
}

/** Collects the words of a text that comes in pieces, each with its offset in the source. */
export class WordBuilder {
  readonly #words: LexedWord[] = [];
  #word = '';
  #from = 0;
  #isInWord = false;

  /** Adds a piece to the word, white space and all. */
  add(piece: string, at: number): void {
    if (!this.#isInWord) this.#from = at;
    this.#isInWord = true;
    this.#word += piece;
  }

  /** Adds a piece that may hold several words. */
  split(piece: string, at: number): void {
    for (const character of piece) {
      if (!isSpace(character.charCodeAt(0))) this.add(character, at);
      else if (this.#word !== '') this.#end(at);
    }
  }

  /** Drops what the word holds so far, though it goes on. */
  forget(): void {
    this.#word = '';
  }

  /** Ends the last word and gives them all. */
  close(at: number): readonly LexedWord[] {
    if (this.#word !== '') this.#end(at);
    return this.#words;
  }

  #end(at: number): void {
    this.#words.push({ value: this.#word, from: this.#from, to: at });
    this.#word = '';
    this.#isInWord = false;
  }
}
