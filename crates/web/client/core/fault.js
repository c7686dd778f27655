// Why something was refused: one code for each sentence that the page says.

// The core's numbers, as in src/fault.rs.
const CODES = new Map([
  [1, "card-malformed"],
  [2, "card-signature"],
  [3, "card-expired"],
  [4, "file-changed"],
  [6, "too-large"],
  [7, "text-too-long"],
  [8, "too-many-files"],
  [9, "bad-name"],
  [10, "no-units"],
]);

export class Fault extends Error {
  constructor(code) {
    super(code);
    this.name = "Fault";
    this.code = code;
  }

  // What a negative result of the core means.
  static of(result) {
    return new Fault(CODES.get(-result) ?? "broken");
  }

  // The code of anything thrown. What is not a Fault is a fault of the page's own.
  static codeOf(thrown) {
    return thrown instanceof Fault ? thrown.code : "broken";
  }
}
