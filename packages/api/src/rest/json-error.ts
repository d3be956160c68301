/**
 * Where and why `text` is not JSON, in the words of the reference ("Expecting value: line 1 column 10 (char 9)").
 * Called only after JSON.parse has refused the text.
 */
export function describeJsonError(text: string): string {
  const failure = new Scanner(text).scan();
  const before = text.slice(0, failure.at).split("\n");
  return `${failure.reason}: line ${before.length} column ${before.at(-1)!.length + 1} (char ${failure.at})`;
}

interface Failure {
  reason: string;
  at: number;
}

const blank = /[ \t\n\r]*/y;
const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  scan(): Failure {
    const open: ("{" | "[")[] = [];
    this.skipBlank();
    for (;;) {
      const failure = this.value(open);
      if (failure) return failure;
      const closed = this.close(open);
      if (closed) return closed;
    }
  }

  /** Reads one scalar, or opens containers until one is reached. */
  private value(open: ("{" | "[")[]): Failure | undefined {
    for (;;) {
      const character = this.text[this.at];
      if (character === '"') return this.string();
      if (character !== "{" && character !== "[") return this.scalar();
      open.push(character);
      this.at++;
      this.skipBlank();
      if (this.text[this.at] === (character === "{" ? "}" : "]")) return undefined;
      const failure = character === "{" ? this.key() : undefined;
      if (failure) return failure;
    }
  }

  /** After a value: closes what ends here and steps over the comma before the next value. */
  private close(open: ("{" | "[")[]): Failure | undefined {
    for (;;) {
      this.skipBlank();
      const inside = open.at(-1);
      const character = this.text[this.at];
      if (inside === undefined) return { reason: "Extra data", at: this.at };
      if (character === (inside === "{" ? "}" : "]")) {
        open.pop();
        this.at++;
        continue;
      }
      if (character !== ",") return { reason: "Expecting ',' delimiter", at: this.at };
      this.at++;
      this.skipBlank();
      return inside === "{" ? this.key() : undefined;
    }
  }

  private key(): Failure | undefined {
    if (this.text[this.at] !== '"') {
      return { reason: "Expecting property name enclosed in double quotes", at: this.at };
    }
    const failure = this.string();
    if (failure) return failure;
    this.skipBlank();
    if (this.text[this.at] !== ":") return { reason: "Expecting ':' delimiter", at: this.at };
    this.at++;
    this.skipBlank();
    return undefined;
  }

  private string(): Failure | undefined {
    const start = this.at++;
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at]!;
      if (character === '"') {
        this.at++;
        return undefined;
      }
      if (character < " ") return { reason: "Invalid control character at", at: this.at };
      if (character !== "\\") continue;
      const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
      escaped.lastIndex = this.at;
      if (!escaped.test(this.text)) return { reason: "Invalid \\escape", at: this.at };
      this.at = escaped.lastIndex - 1;
    }
    return { reason: "Unterminated string starting at", at: start };
  }

  private scalar(): Failure | undefined {
    literal.lastIndex = this.at;
    if (!literal.test(this.text)) return { reason: "Expecting value", at: this.at };
    this.at = literal.lastIndex;
    return undefined;
  }

  private skipBlank(): void {
    blank.lastIndex = this.at;
    blank.test(this.text);
    this.at = blank.lastIndex;
  }
}
