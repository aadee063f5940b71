/** A value that many are told, and its JSON, which is made once for all of them. */
export class Serialised<T> {
  constructor(
    readonly value: T,
    readonly json: string = JSON.stringify(value),
  ) {}

  /** An object whose only field it is. */
  within<K extends string>(field: K): Serialised<Record<K, T>> {
    const value = { [field]: this.value } as Record<K, T>;
    return new Serialised(value, `{${JSON.stringify(field)}:${this.json}}`);
  }
}
