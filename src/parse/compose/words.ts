/**
 * Splits a command as Compose does when it is written as one text: quotes and backslashes join words, nothing is expanded,
 * and `;`, `&`, `|`, `<` and `>` outside of quotes end it. `undefined` where a quote is left open.
 */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (unit === '\\' && quote !== "'") {
      at += 1;
      if (at === text.length) return undefined;
      word = (word ?? '') + text.charAt(at);
    } else if (quote !== '') {
      if (unit === quote) quote = '';
      else word = (word ?? '') + unit;
    } else if (unit === '"' || unit === "'") {
      quote = unit;
      word ??= '';
    } else if (/\s/.test(unit)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[;&|<>]/.test(unit)) {
      break;
    } else {
      word = (word ?? '') + unit;
    }
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words;
}
