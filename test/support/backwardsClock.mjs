// Imported before a program by NODE_OPTIONS: its clock goes backwards, a minute each time that it is looked at.
const RealDate = Date;
let now = RealDate.now();

class BackwardsDate extends RealDate {
  /** @param {unknown[]} given */
  constructor(...given) {
    if (given.length === 0) super(BackwardsDate.now());
    // @ts-expect-error: whatever a date is made of
    else super(...given);
  }

  /** @override */
  static now() {
    now -= 60_000;
    return now;
  }
}

globalThis.Date = /** @type {DateConstructor} */ (/** @type {unknown} */ (BackwardsDate));
