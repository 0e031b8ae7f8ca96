/** Makes a value at the first call and gives the same one ever after. A failure is not remembered. */
export function once<R>(make: () => R): () => R {
  let made: { readonly value: R } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
