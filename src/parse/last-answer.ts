/** The function, with each answer kept for as long as what it was asked about. */
export function withAnswers<Question extends object, Answer extends {}>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const answers = new WeakMap<Question, Answer>();
  return (question) => {
    let known = answers.get(question);
    if (known === undefined) answers.set(question, (known = answer(question)));
    return known;
  };
}

/**
 * The function of a text, with its answers kept while there are not too many: for words that come again and again, such as the
 * names of variables.
 */
export function withRecentAnswers<Answer extends {}>(answer: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    let known = answers.get(text);
    if (known !== undefined) return known;
    known = answer(text);
    if (answers.size === recentLimit) answers.clear();
    answers.set(text, known);
    return known;
  };
}

const recentLimit = 2_000;

/**
 * The function, with its answer to the last question kept. Files are judged one after another: what one rule worked out of a
 * file serves the next rule, and nothing is held once the file is done with.
 */
export function withLastAnswer<Question extends object, Answer>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  let last: { readonly question: Question; readonly answer: Answer } | undefined;
  return (question) => {
    if (last?.question !== question) last = { question, answer: answer(question) };
    return last.answer;
  };
}
