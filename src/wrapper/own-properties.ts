/**
 * What an object has itself. Whatever somebody has put on `Object.prototype`, every object seems to have: here it is no
 * option, no field and no header. Inner types have no optional members for that reason, so that none is left out.
 */

/**
 * A copy that nobody else can change, of an object's own properties alone: what somebody put on `Object.prototype` is
 * no option and no argument.
 */
export function withoutPrototype<Value extends object>(value: Value): Value {
  return Object.assign(Object.create(null), value);
}

/** An object's own property; `undefined` where it has none of this name. */
export function ownProperty<Holder extends object, Name extends keyof Holder>(
  holder: Holder,
  name: Name,
): Holder[Name] | undefined {
  return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

/** Whether an object has a property, its own or one of its class, other than all objects have. */
export function hasProperty(holder: object, name: PropertyKey): boolean {
  if (!Object.hasOwn(Object.prototype, name)) return name in holder;
  for (let at: object | null = holder; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at))
    if (Object.hasOwn(at, name)) return true;
  return false;
}
