/** What is filled while it is made. */
export type Filled<Made> = {-readonly [Key in keyof Made]: Made[Key]}

/**
 * Make a constructor of plain objects, for those that a log has by the ten thousand. V8 counts how many objects of a
 * literal outlive a collection and, when most do, puts all of them where only a full collection looks: there each costs
 * fresh memory, even when it is soon done with. Objects of a constructor stay where they are collected cheaply.
 *
 * @param fill Sets every field, always in one order.
 * @returns The constructor; what it makes is like an object of a literal to whoever looks at it.
 */
export function maker<Made extends object, Given extends readonly unknown[]>(
  fill: (this: Made, ...given: Given) => void
): new (
  ...given: Given
) => Made {
  fill.prototype = Object.prototype
  return fill as unknown as new (
    ...given: Given
  ) => Made
}
