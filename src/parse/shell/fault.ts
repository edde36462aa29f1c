/** What a message may quote: operators and words of the language. Any other word may be a secret. */
const quotable = /^(?:\W{1,3}|newline|if|then|else|elif|fi|for|while|until|select|case|esac|do|done|in|function|time|coproc)$/;

/** What the shell parser says of a fault, without words of the script, and whether it passes over text there. */
export function faultOf(message: string): { readonly message: string; readonly unread: boolean } {
  const [, word] = /^unexpected \w+ '(.*)'[^']*$/s.exec(message) ?? [];
  return {
    message: word === undefined || quotable.test(word) ? message : 'unexpected word',
    unread: message.endsWith('nesting depth exceeded'),
  };
}
