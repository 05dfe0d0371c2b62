// What was done, in the order it was done; kept in memory until the storage of the architecture is in place.
export class Records {
  #byId = new Map();

  /** Keeps the record under its id; a second time it answers the first one. */
  once(id, record) {
    if (!id) {
      return refusal('A request needs an id.');
    }
    if (!this.#byId.has(id)) {
      this.#byId.set(id, Object.freeze({ id, ...record }));
    }
    return { done: this.#byId.get(id) };
  }

  all(kind) {
    return [...this.#byId.values()].filter((record) => record.kind === kind);
  }
}

export function refusal(sentence) {
  return { refused: sentence };
}
