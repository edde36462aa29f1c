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
