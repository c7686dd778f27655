// Sizes, times and days in the words and numbers of the language. Owns no clock.

const KIB = 1024;
const UNITS = ["amount-kb", "amount-mb", "amount-gb"];

// A number of bytes, as people read it on their own computer: a KB is 1 024 bytes.
export function size(language, bytes) {
  if (bytes < KIB) return language.text("amount-bytes", { n: bytes });
  let n = bytes / KIB;
  let unit = 0;
  while (n >= KIB && unit < UNITS.length - 1) {
    n /= KIB;
    unit += 1;
  }
  // Three digits say enough; a whole number has no point.
  const digits = n < 100 ? 1 : 0;
  const number = new Intl.NumberFormat(language.locale, { maximumFractionDigits: digits }).format(n);
  return language.text(UNITS[unit], { n: number });
}

// A number, as the language groups its digits.
export function count(language, number) {
  return new Intl.NumberFormat(language.locale).format(number);
}

// A stretch of time, roughly: nobody needs seconds of an hour.
export function stretch(language, seconds) {
  if (seconds < 60) return language.text("amount-seconds", { n: Math.max(10, Math.ceil(seconds / 10) * 10) });
  if (seconds < 90 * 60) return language.text("amount-minutes", { n: Math.ceil(seconds / 60) });
  return language.text("amount-hours", { n: Math.ceil(seconds / 3600) });
}

// A wait that is counted in whole seconds.
export function wait(language, seconds) {
  return seconds < 90 ? language.text("amount-seconds", { n: Math.max(1, Math.ceil(seconds)) }) : stretch(language, seconds);
}

// A day, counted from 1970-01-01.
export function day(language, number) {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language.locale, options).format(new Date(number * 86_400_000));
}

// A list in words.
export function list(language, items) {
  return new Intl.ListFormat(language.locale, { type: "conjunction" }).format(items);
}
